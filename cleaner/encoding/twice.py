"""UTF-8 that was misread twice and lost a byte on the way: ``Ã¢â‚¬â€?`` for ``—``, ``Ã°Å¸â€\ufffdÂ¥`` for an emoji.

The second time what was read were the signs of windows-1252, so what is lost can be told: ``â€`` with a sign for what
is lost was ``”``, the only one with a byte that the table does not have. Where all that Latin-1 does not print became a
question mark, the few marks that every page has are told by what is left (``Ã?Â¢â?¬â?¢``). Put in small letters, the
first bytes are capitals again (``ã¢â‚¬â„¢``). Such a run is read whole or is beyond repair: then no finder may read a
part of it, which would make a sign that never stood there. Left alone besides: what is shown or spoken of.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner.edits import Edit
from cleaner.encoding.mojibake import RUN, TRAIL, Repair, decode
from cleaner.encoding.shown import is_discussed, is_shown
from cleaner.lazy import lazy
from cleaner.text import Span, Text

_T = re.escape(TRAIL)
_SEQUENCE = rf"[Â-ß][{_T}]|[à-ï][{_T}]{{2}}|[ð-ô][{_T}]{{3}}"
_LOST = rf"â€[?\ufffd](?![{_T}])"
_BLANK = r"Â[?\ufffd]"  # of Â\x9d, the same sign where that byte was kept
_SMALL = rf"(?:[ãåæë][{_T}]|â[\x9d\xa0-\xbf])(?![{_T}])"  # of Ã, Å, Æ, Ë, Â
# What the letters that UTF-8 begins with become when they are misread in their turn, and what follows them then.
_SHAPE = r"Ã(?:¢â|°Å|[?\ufffd]Â¢)|ã(?:[†ƒ‚¢](?=[âã])|ƒâ)"
_SHOWS = lazy(_SHAPE)
_WHOLE = lazy(rf"(?={_SHAPE})(?:{_SEQUENCE}|{_LOST}|{_BLANK}|{_SMALL})+")
_STRETCH = lazy(rf"(?={_SHAPE})(?:€[?\ufffd]|[?\ufffd](?=[{_T}Â-ô])|[{_T}Â-ô]|(?<=[Â-ô])[?\ufffd])+")
_ONCE = lazy(r"Ã¢â€[?\ufffd]")  # â and a mark that closes
_PIECES = lazy(rf"(?P<lost>{_LOST})|(?P<whole>{_SEQUENCE})|(?P<blank>{_BLANK})|(?P<small>{_SMALL})")
_WIDE = lazy(rf"[ã-é][{_T}]{{2}}")
_CAPITALS = str.maketrans("ãåæëâ", "ÃÅÆËÂ")
_MARKS = "‘’“”–—…•€™"
_UNPRINTED = re.compile("[\x80-\x9f]")
_NEVER = frozenset("ÂÃâãƒ†‡ˆ‰\ufffd")  # what a run that was read to its end does not say


def find(text: Text) -> tuple[list[Repair], list[Span]]:
    """The repairs of such runs, and where those stand that are beyond repair. Linear."""
    view = text.view
    if _SHOWS.search(text.stretches) is None and "Ã?Â¢" not in view:
        return [], []
    found: list[Repair] = []
    beyond: list[Span] = []
    for match in _STRETCH.finditer(view):
        start, end = match.span()
        if RUN.fullmatch(view, start, end) or _ONCE.fullmatch(view, start, end):
            continue
        told = _told(view, start, end)
        if told is not None:
            shown = is_shown(view, start, told.end) or is_discussed(view, start, told.end)
            found.append(Repair((told,), "mojibake", not shown))
        else:
            beyond.append((start, end))
    if any(view[start] == "ã" for start, _ in beyond) and _has_wide(view, beyond):
        beyond = [span for span in beyond if view[span[0]] != "ã"]
    return found, beyond


def _has_wide(view: str, beyond: list[Span]) -> bool:
    """Are there whole letters of Japanese besides? Then others lost a byte: ã‚ãƒ«"""
    gaps = zip([0, *(end for _, end in beyond)], [*(start for start, _ in beyond), len(view)], strict=True)
    return any(_WIDE.search(view, low, high) for low, high in gaps)


def _told(view: str, start: int, end: int) -> Edit | None:
    """What a run says, where all of it is read."""
    run = view[start:end]
    said = _questions().get(run.replace("\ufffd", "?")) or (_read(run) if _WHOLE.fullmatch(run) else "")
    return Edit(start, end, said) if said else None


def _read(run: str) -> str:
    """What a run says that was misread twice throughout; nothing if a part of it says nothing."""
    pieces = list(_PIECES.finditer(run))
    once = decode("".join(map(_whole, pieces)))
    said = decode(once) if once and RUN.fullmatch(once) else None
    if not said or not said.isprintable() or not _NEVER.isdisjoint(said):
        return ""
    guessed = any(piece["blank"] for piece in pieces)
    return "" if guessed and not all(char in _MARKS for char in said) else said


def _whole(piece: re.Match[str]) -> str:
    """One character of a run with the byte it lost."""
    if piece["lost"]:
        return "â€\x9d"
    if piece["blank"]:
        return "Â\x9d"
    return piece["small"].translate(_CAPITALS) if piece["small"] else piece.group()


@cache
def _questions() -> dict[str, str]:
    """The marks in forms with a question mark for all that Latin-1 does not print, where a form is of one mark only."""
    of: dict[str, set[str]] = {}
    for mark in _MARKS:
        once = _misread(mark, "cp1252")
        for again in (once, once.replace("â", "Ã¢"), _misread(once, "cp1252")):
            form = _UNPRINTED.sub("?", _misread(again, "latin-1"))
            of.setdefault(form, set()).add(mark)
    return {form: min(marks) for form, marks in of.items() if len(marks) == 1}


def _misread(text: str, table: str) -> str:
    """UTF-8 as a table reads it; a byte that the table does not have stays a control."""
    return "".join(bytes([b]).decode(table, "ignore") or chr(b) for b in text.encode("utf-8"))
