"""Bytes of another table in a text that is UTF-8: a paste from windows-1252, where ``\\x92`` was the apostrophe.

`charset.decode` (and Python's ``surrogateescape``) keeps such a byte as a lone surrogate. It is read in the table of
the language, and repaired where that makes a word people write or puts a mark where marks stand; what two such
repairs prove holds for letters in names as well. Whatever else stands there (half a UTF-8 sequence, a byte of some
other table) stays the byte it was, and is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.lazy import lazy
from cleaner.lexicon import listed

STRAY = lazy("[\udc80-\udcff]+")
_WORD = lazy("(?:[^\\W\\d_]|['’\udc80-\udcff])*")
_REACH = 60  # code points: no word to repair is longer
_TABLES = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "ro"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "bg", "be", "sr", "mk"), "cp1251"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "el": "cp1253",
    "tr": "cp1254",
}
_PROOFS = 2  # runs repaired by themselves, before a name is believed


class Stray(NamedTuple):
    """The edit that gives a run of stray bytes its characters, and whether it is certain."""

    edit: Edit
    certain: bool


def find(view: str, language: str | None) -> Iterator[Stray]:
    """Yield what the stray bytes of a text stand for, in the table that explains the most of them. Linear."""
    spots = [(m.start(), m.end()) for m in STRAY.finditer(view)]
    if not spots:
        return
    readings = [
        [_read(view, start, end, table, language) for start, end in spots]
        for table in (_TABLES.get(language or "", "cp1252"), "mac-roman")
    ]
    best = max(readings, key=lambda reading: sum(sure for _, sure in reading))
    proofs = sum(sure for _, sure in best)
    for (start, end), (text, sure) in zip(spots, best, strict=True):
        if text:
            yield Stray(Edit(start, end, text), sure or (proofs >= _PROOFS and _may_be(view, start, end, text)))


def _read(view: str, start: int, end: int, table: str, language: str | None) -> tuple[str, bool]:
    """The characters of a run, or nothing where the table has none, and whether their context proves them."""
    from cleaner.guess import judge

    low = start
    while low > max(0, start - _REACH) and _WORD.fullmatch(view[low - 1]):
        low -= 1
    word = _WORD.match(view, low, end + _REACH)
    high = max(end, word.end() if word else end)
    try:
        text = _decoded(view[start:end], table)
        piece = _decoded(view[max(0, low - 1) : high + 1], table)
    except UnicodeDecodeError:
        return "", False
    good, bad = judge(piece if low else " " + piece, language if language in listed() else "en")
    return text, good >= 1 and not bad


def _decoded(text: str, table: str) -> str:
    """A text with its stray bytes read in a table."""
    return STRAY.sub(lambda m: m.group().encode("ascii", "surrogateescape").decode(table), text)


def _may_be(view: str, start: int, end: int, text: str) -> bool:
    """Is it one small letter inside a word, or a no-break space at a figure or a mark? Half a sequence is neither."""
    before, after = view[start - 1 : start], view[end : end + 1]
    if text == "\xa0":
        return before.isdigit() or before in "«–" or after in "»:;!?%€–" or after.isdigit()
    return len(text) == 1 and text.islower() and before.isalpha() and (after.isalpha() or not after.strip())
