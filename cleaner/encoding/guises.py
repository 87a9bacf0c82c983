"""Blanks, breaks, widths and commas in the form of another script or program.

An ideographic space between Latin words, a line or paragraph separator in the middle of a sentence, a vertical tab or
form feed inside a word, the sign for an object that was not carried along (U+FFFC), a word of full-width letters in
Latin prose, a low quotation mark for the comma of a figure. Left alone: each of them in a line with Chinese, Japanese
or Korean, columns set with ideographic spaces, verse broken by separators, page breaks, letters spread for effect
(``Ａ Ｂ``), words that stand in full width side by side, and what is shown or spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from cleaner.edits import Edit
from cleaner.encoding.shown import is_discussed, is_shown
from cleaner.lazy import lazy
from cleaner.lexicon import commonness, listed
from cleaner.text import WALL, Text

_WIDE = "\u2e80-\u2fff\u3001-\ufaff\uff5f-\uffef"  # of Chinese, Japanese and Korean
_EASTERN = lazy(f"[{_WIDE}]")
_BLANK = lazy(f"(?<=[^\\s{_WIDE}])\u3000(?=[^\\s{_WIDE}])")
_SEPARATOR = lazy("(?<=[^\\W_]|[,;]) ?[\u2028\u2029] ?(?=[^\\W\\d_])")
_CUT = lazy("(?<=[^\\W\\d_])[\x0b\x0c](?=[^\\W\\d_])")
_LETTERS = lazy("[^\\W\\d_]+")
_BROAD = lazy("[Ａ-Ｚａ-ｚ]{3,}")
_BROADER = lazy("[\uff01-\uff5e]")
_LOW = lazy("(?<=\\d)‚(?=\\d)")
_EFFECT = lazy(r"full-?\s?width|half-?width|vaporwave", re.I)
_REACH = 30  # letters
_KNOWN = 2.0  # on the Zipf scale


def find(text: Text) -> Iterator[tuple[Edit, str]]:
    """Yield the edits that give each its plain form, with the name of the rule. Linear."""
    view, characters = text.view, text.remarkable
    eastern = text.language in ("zh", "ja", "ko")
    if "\u3000" in characters and not eastern:
        for match in _BLANK.finditer(view):
            low, high = _line(view, match.start())
            if not _EASTERN.search(view, low, high) and view.count("\u3000", low, high) == 1:
                yield Edit(*match.span(), " "), "odd-blank"
    if "\u2028" in characters or "\u2029" in characters:
        for match in _SEPARATOR.finditer(view):
            low, high = _line(view, match.start())
            alone = view.count("\u2028", low, high) + view.count("\u2029", low, high) == 1
            if alone and view[match.end()].islower():
                yield Edit(*match.span(), " "), "odd-blank"
    if "\x0b" in view or "\x0c" in view:
        yield from _cut_words(view, text.language)
    if not eastern and any("Ａ" <= c <= "ｚ" for c in characters):
        yield from _broad(view, text.language)
    if "‚" in characters:
        for match in _LOW.finditer(view):
            yield Edit(*match.span(), ","), "look-alike"
    yield from _objects(text)


def _line(view: str, at: int) -> tuple[int, int]:
    end = view.find("\n", at)
    return view.rfind("\n", 0, at) + 1, len(view) if end < 0 else end


def _word(letters: str, language: str | None) -> float:
    return commonness(letters.lower(), language if language in listed() else "en")


def _cut_words(view: str, language: str | None) -> Iterator[tuple[Edit, str]]:
    """A control that broke a word where it made no two: `week<VT>s`."""
    for match in _CUT.finditer(view):
        at = match.start()
        low = at
        while low > 0 and at - low < _REACH and view[low - 1].isalpha():
            low -= 1
        after = _LETTERS.match(view, at + 1, at + 1 + _REACH)
        left, right = view[low:at], after.group() if after else ""
        whole = _word(left + right, language)
        if right.islower() and whole >= _KNOWN and min(_rest(left, language), _rest(right, language)) < whole:
            yield Edit(at, at + 1, ""), "control"


def _rest(part: str, language: str | None) -> float:
    """How common a part is as a word of its own; of one or two letters hardly any is."""
    return _word(part, language) if len(part) > 2 else 0.0


def _broad(view: str, language: str | None) -> Iterator[tuple[Edit, str]]:
    """Single words of full width, in lines of plain ones. Figures are the business of rules."""
    for match in _BROAD.finditer(view):
        start, end = match.span()
        low, high = _line(view, start)
        if _EASTERN.search(view, low, high) or _BROADER.search(view[low:start] + view[end:high]):
            continue
        plain = normalize("NFKC", match.group())
        around = len(_LETTERS.findall(view[low:start] + view[end:high])) > 2
        known = _word(plain, language) >= _KNOWN
        shown = is_shown(view, start, end) or is_discussed(view, start, end) or _EFFECT.search(view)
        if around and known and not shown:
            yield Edit(start, end, plain), "full-width"


def _objects(text: Text) -> Iterator[tuple[Edit, str]]:
    """The sign for an object, beside a word; the view has it for each character of a wall too."""
    view = text.view
    if view.count(WALL) == sum(end - start for start, end in text.walls):
        return
    walled = iter([*text.walls, (len(view), len(view))])
    start, end = next(walled)
    at = view.find(WALL)
    while at >= 0:
        while at >= end and end < len(view):
            start, end = next(walled)
        if at >= start and at < end:
            at = view.find(WALL, end)
            continue
        before, after = view[at - 1 : at], view[at + 1 : at + 2]
        beside = before.isalnum() or after.isalnum()
        if beside and not is_shown(view, at, at + 1) and not is_discussed(view, at, at + 1):
            low = at - (before == " " and after in (" ", ".", ",", "\n", ""))
            yield Edit(low, at + 1, ""), "zero-width"
        at = view.find(WALL, at + 1)
