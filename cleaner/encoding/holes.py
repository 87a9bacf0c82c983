"""What characters that lost a byte, or all, leave in a text, and the words that such holes stand in.

``Ã`` and ``â`` are letters, and a question mark is one: that a text has holes is proved elsewhere (`lossy`). Here they
are told from what they look like, once it is known of which kinds there may be some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from cleaner.encoding import broken, bytesigns
from cleaner.encoding.bytesigns import Part
from cleaner.encoding.completion import CONTROLS, CUT, LOST, MARK, UNDEFINED
from cleaner.encoding.mojibake import BROKEN, RUN, TRAIL, decode
from cleaner.lazy import lazy
from cleaner.presence import places
from cleaner.text import Text

LEADS = frozenset("ÃÄÅÈÎÏÐÑáâ")
_T = re.escape(TRAIL)
_HOLES = (
    rf"(?P<letter>(?:á[º»]|[ÃÄÅÈÎÏÐÑ])(?![{_T}])[?\ufffd]?)"
    rf"|(?P<mark>â(?:€(?![{_T}])[?\ufffd]?|[¦¬](?![{_T}])|(?![{_T}]| €(?!\d))))"  # â €: U+2800
)
_NONE = "(?P<letter>(?!))|(?P<mark>(?!))"
# A first byte of UTF-8 without its second, where no writer puts such a letter. A class at the head is searched fast.
_STRONGLY = (
    rf"(?<=[ÃÄÅÈÎÏÐÑ])(?<=[a-zß-ÿ].)(?![{_T}])|(?<=[ÐÑ])(?=[ÐÑ])|(?<=á)[º»](?=[a-zà-ỹ])"
    rf"|(?<=nâ)(?=t\b)|(?<=[a-z]â)(?=(?:s|re|ve|ll|d|m)\b)|(?<=â)€(?![{_T}])"
)
STRONG = lazy(f"[ÃÄÅÈÎÏÐÑáâ](?:{_STRONGLY})")
_SUSPECT = r"|(?<=â)(?=[A-Za-z])(?<!\w.)|(?<=â)(?=\s)|(?<=\b[ldnscjmt]â)(?=[aeiouhyÃ])"
# Signs that Latin-1 does not have, in whole runs; and a first byte alone where an apostrophe or a dash was.
_PRINTED = lazy(
    "[áÂ-ßâ](?:(?<=á)[º»][€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|(?<=â)€[œž™“˜¦]"
    "|(?<=[Â-ß])[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?=[a-zß-ÿÂ-Ñ])(?<=[a-zß-ÿÂ-Ñ\x80-¿]..))"
)
_BARE = lazy(r"â(?=t\b|s\b|\s|[A-Z])")
LONE = lazy(  # the same with a class at the head: 150 MB/s
    rf"[ÃÄÅÈÎÏÐÑáâ](?:(?<=[ÃÄÅÈÎÏÐÑ])(?![{_T}])|(?<=á)[º»](?![{_T}])|(?<=â)(?:€(?![{_T}])|[¦¬](?![{_T}])|(?![{_T}])))"
)
_AHEAD = 3  # characters behind a word that tell whether its last is a hole: â €
_LONGEST = 60  # parts of a word with holes


@lru_cache(maxsize=64)
def suspect(leads: str) -> re.Pattern[str]:
    """Where one of these letters is hardly one that somebody wrote."""
    return re.compile(f"[{leads}](?:{_STRONGLY}{_SUSPECT})")


class Holes:
    """The holes that a text may have.

    cut: of lost bytes. query: question marks. signed: bytes that became question marks, beside those of their
    character.
    """

    def __init__(self, text: Text, cut: bool, query: bool, signed: bool) -> None:
        self._text = text
        self._view = text.view
        self._cut = cut
        self._query = query
        self.signed = signed
        heads = text.remarkable & LEADS if cut else frozenset()
        letters = _HOLES if cut else _NONE
        sequences = BROKEN.pattern if signed else "(?!)"
        letters = rf"(?P<broken>{sequences})|{letters}"
        if signed:
            heads |= {chr(code) for code in range(0xC2, 0xF0)}
        asks = "?" if query or signed else ""
        self._head = re.compile(f"[{''.join(sorted(heads))}\ufffdï{asks}]")  # which a hole begins with
        # What is left of a byte comes before what is a hole whatever stands beside it.
        self._hole = re.compile(rf"{letters}|(?P<lost>ï¿½|\ufffd{'|[?]' if query else ''})")
        run = RUN.pattern if cut else "(?!)"
        self._chunk = re.compile(rf"(?:(?P<run>{run})|{self._hole.pattern}|[^\W\d_])+")
        self._piece = re.compile(rf"(?P<run>{run})|{self._hole.pattern}|[^\W\d_]")

    @cached_property
    def starts(self) -> list[int]:
        """Where holes may begin, sorted, but for those of bytes that became question marks."""
        signs = ("\ufffd", "ï¿½", "?") if self._query else ("\ufffd", "ï¿½")
        cut = [match.start() for match in LONE.finditer(self._view)] if self._cut else []
        return sorted([*places(self._view, *signs), *cut])

    @cached_property
    def _bytewise(self) -> frozenset[int]:
        """Where the paragraphs begin in which each lost byte left a sign of its own."""
        return bytesigns.paragraphs(self._text)

    def count(self, low: int, high: int) -> int:
        if low in self._bytewise:
            return bytesigns.count(self._view, low, high)
        found = 0
        while head := self._head.search(self._view, low, high):
            hole = self._hole.match(self._view, head.start(), high)
            found += hole is not None
            low = hole.end() if hole else head.end()
        return found

    def shows(self, word: str) -> bool:
        return self._head.search(word) is not None and self._hole.search(word) is not None

    def blanked(self, passage: str) -> str:
        """A passage without its damage, as far as it can be read."""
        return self._hole.sub("_", broken.decoded(passage))

    def words(self, low: int, high: int) -> Iterator[list[Part]]:
        """The words with holes."""
        bytewise = low in self._bytewise
        for chunk in self._chunk.finditer(self._view, low, high):
            if len(chunk.group()) <= _LONGEST and self._hole.search(self._view, *chunk.span()):
                parts = self._parts(*chunk.span())
                yield from _by_letters(bytesigns.gathered(parts, self._view) if bytewise else parts)

    def _parts(self, start: int, end: int) -> list[Part]:
        """The letters and holes of a word; of characters that are whole but misread, what they are."""
        out: list[Part] = []
        for piece in self._piece.finditer(self._view, start, end + _AHEAD):
            token, (low, high) = piece.group(), piece.span()
            if low >= end:
                break
            if piece["run"]:
                out += [Part(char, low, high) for char in decode(token) or token]
            elif piece["broken"]:
                out.append(_broken(token, low, high))
            elif piece["letter"]:
                out.append(Part(CUT + token.rstrip("?\ufffd"), low, high))
            elif piece["mark"]:
                out.append(Part(MARK + token, low, high))
            else:
                out.append(Part(LOST if piece["lost"] else token, low, high))
        return out

    def gone(self, low: int, high: int) -> frozenset[int]:
        """The bytes that a passage lost: one pasted from elsewhere may have lost others than the text."""
        if not self._cut:
            return CONTROLS
        if _PRINTED.search(self._view, low, high):
            return UNDEFINED
        return CONTROLS if _BARE.search(self._view, low, high) else self._gone

    @cached_property
    def _gone(self) -> frozenset[int]:
        """Where windows-1252 characters stand in whole runs, only what that table does not have is lost."""
        return UNDEFINED if _PRINTED.search(self._view) else CONTROLS


def _broken(token: str, low: int, high: int) -> Part:
    left = broken.remains(token)
    marks = broken.marks(left)
    if len(left) > 3 and len(marks) == 1:
        return Part(marks, low, high)
    if len(left) > 3 and marks:
        return Part(MARK + token, low, high, marks)
    return Part(left, low, high, marks)


def _by_letters(parts: list[Part]) -> Iterator[list[Part]]:
    """The words with holes among parts, cut at whole characters that are no letters (a misread ``»``)."""
    word: list[Part] = []
    for part in [*parts, Part(" ", 0, 0)]:
        if part.is_hole or part.text.isalpha():
            word.append(part)
        else:
            if any(p.is_hole for p in word):
                yield word
            word = []
