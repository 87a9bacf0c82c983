"""UTF-8 read as windows-1252 or Latin-1 of which a byte became a question mark: ``Ã?``, ``?©``, ``â?™``, ``ã?Ÿ``.

What is left of the bytes leaves at most 64 characters. A mark is told by them alone, where only one is common (``â?™``
is ``’``); a letter by the word it makes (`lossy`); a character of Chinese, Japanese or Korean by the words that it and
its neighbours make, and by what stands beside it elsewhere in the text. A question mark beside such a byte is taken for
one only in paragraphs that are misread throughout. Left alone: emoji, and what two characters would fill.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from cleaner.edits import Edit
from cleaner.encoding.completion import CUT, LOST, leaves
from cleaner.encoding.mojibake import BROKEN, RUN, TRAIL, Repair, as_latin1, decode
from cleaner.lazy import lazy
from cleaner.vocabulary import all_words

# A sign with a byte on one side, which is found faster than a sequence: its head is a single character.
_BESIDE_BYTE = {
    sign: lazy(rf"{re.escape(sign)}(?:(?=[{re.escape(TRAIL)}])|(?<=[Â-ï{re.escape(TRAIL)}].))") for sign in "?\ufffd"
}
_COMMON = "’“”–—…‘„•‚™€\xa0«»°"  # marks that any page may have
_RARER = "·§©®£¿¡²³½¼¾×ºª±→←−′″"
_WIDE = "\u2e80"
_KANA, _HANGUL = lazy("[ぁ-ヿ]"), lazy("[가-힣]")
_REACH = 8  # characters on either side that are cut into words
_BYTES = 60  # code points on either side that hold so many characters
_LONGEST = 6  # characters of a word
_STOPS = frozenset("、。，・：；！？「」（）")
_STOP = 2.0  # what one of these costs
_LIKELIER = 0.7  # powers of ten by which a character is to be ahead of all others
_NO_WORD = 12.0  # what a character costs that is no word by itself; a word of Zipf figure z costs 9 - z
_BESIDE = 0.7  # what it is worth, on that scale, that a character stands beside another elsewhere in the text


def is_broken(view: str) -> bool:
    """Does a sign stand in the place of a byte? One behind a whole character (``é?`` as ``Ã©?``) does not."""
    return any(
        BROKEN.match(view, at)
        for sign, beside in _BESIDE_BYTE.items()
        if sign in view
        for match in beside.finditer(view)
        for at in range(max(0, match.start() - 2), match.end())
    )


def remains(token: str) -> str:
    """What is left of a broken sequence, as `completion` reads it: its bytes, and a hole for the one that is lost."""
    return CUT + "".join(LOST if char in "?\ufffd" else as_latin1(char) for char in token)


@cache
def marks(left: str) -> str:
    """The marks that remains may be of: the common ones, if there are any."""
    none: frozenset[int] = frozenset()
    return next(
        (found for many in (_COMMON, _RARER) if (found := "".join(c for c in many if leaves(c, left, none)))), ""
    )


def find(view: str, low: int, high: int, whole: Callable[[], str]) -> Iterator[Repair]:
    """Yield the marks and the characters of East Asia whose sequence is broken, in a paragraph misread throughout.

    whole: gives the text as its whole sequences read, which is asked for only where a character is to be told.
    """
    for match in BROKEN.finditer(view, low, high):
        left = remains(match.group())
        if len(left) < 4:
            continue
        start, end = match.span()
        found = marks(left)
        if len(found) == 1:
            yield Repair((Edit(start, end, found),), "lost-mark", True)
        elif not found:
            before = decoded(view[max(low, start - _BYTES) : start])[-_REACH:]
            after = decoded(view[end : min(high, end + _BYTES)])[:_REACH]
            if max(before[-1:], after[:1]) >= _WIDE:
                yield from _sign(start, end, left, before, after, whole())


def decoded(passage: str) -> str:
    """A passage with its whole sequences as they read."""
    return RUN.sub(lambda m: decode(m.group()) or m.group(), passage)


def _sign(start: int, end: int, left: str, before: str, after: str, whole: str) -> Iterator[Repair]:
    """The character that makes the likeliest words with its neighbours; a hint where another comes near."""
    around = before + after
    words = all_words("ja" if _KANA.search(around) else "ko" if _HANGUL.search(around) else "zh")
    costs = sorted(
        (_cost(f"{before}{char}{after}", words) - _BESIDE * _met(whole, before[-1:], char, after[:1]), char)
        for char in _characters(left)
    )
    if costs:
        sure = len(costs) == 1 or costs[1][0] - costs[0][0] >= _LIKELIER
        yield Repair((Edit(start, end, costs[0][1]),), "lost-byte", sure)


def _met(whole: str, before: str, char: str, after: str) -> int:
    """Beside how many of its neighbours a character stands elsewhere in the text."""
    return (before + char in whole) + (char + after in whole) + (before + char + after in whole)


@cache
def _characters(left: str) -> tuple[str, ...]:
    """The characters of East Asia that remains may be of."""
    at = left.index(LOST)
    found = []
    for byte in range(0x80, 0xF0):
        try:
            char = f"{left[1:at]}{chr(byte)}{left[at + 1 :]}".encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        if char >= _WIDE and char.isprintable():
            found.append(char)
    return tuple(found)


def _cost(passage: str, words: Mapping[str, float]) -> float:
    """What the likeliest way costs to cut a passage into words (Viterbi 1967), in powers of ten."""
    costs = [0.0]
    for end in range(1, len(passage) + 1):
        best = costs[end - 1] + (_STOP if passage[end - 1] in _STOPS else _NO_WORD)
        for start in range(max(0, end - _LONGEST), end):
            figure = words.get(passage[start:end])
            if figure:
                best = min(best, costs[start] + 9.0 - figure)
        costs.append(best)
    return costs[-1]
