"""Is a damaged run meant to be seen: shown between quotation marks, or in a text that speaks of encodings?"""

from __future__ import annotations

import re

from cleaner.lazy import lazy

_OPENING = frozenset("\"'“”„«»‹‘‚([`")
_CLOSING = frozenset("\"'“”«»›’‘)]`")
# What misread bytes are that no writer sets at a mark: what is shown stands apart from them.
_BYTES = frozenset(bytes(range(0x80, 0x100)).decode("cp1252", "ignore")) - frozenset("‘’‚“”„‹›«»–—…°\xa0\xad")
_BEFORE_SHOWN = _OPENING | {"\xa0", "\u202f"}
_TOPIC = lazy(
    r"mojibake|\butf-?8\b|\blatin-?1\b|windows-125\d|\bcp125\d|iso-8859|\bunicode\b|character (?:encoding|set)"
    r"|replacement character",
    re.I,
)
# One of these stands in every match: in small letters they are found fifty times as fast.
_NAMED = ("mojibake", "utf", "latin", "windows-125", "cp125", "iso-8859", "unicode", "character")
_NEAR = 3000  # code points: about a page to either side
_BESIDE = 300  # code points: a sentence or two to either side
_ITEM = 60  # code points of what an item shows, on either side
_BULLET, _GLOSS = lazy(r"[-*•·–] "), lazy(r"[^\n()]*( \()(?:an?|the|from|in|on|over|at|outside) ")
_HEAD, _TAIL = lazy(r"[^\W\d_]*\Z"), lazy(r"[^\W\d_]*")


def is_discussed(view: str, start: int, end: int) -> bool:
    """Do the lines around a place speak of encodings?"""
    low, high = max(0, start - _NEAR), end + _NEAR
    around = view[low:high].lower()
    return any(name in around for name in _NAMED) and _TOPIC.search(view, low, high) is not None


def is_shown(view: str, start: int, end: int) -> bool:
    """Does a run stand alone between quotation marks or brackets, with or without a space or bidi mark inside?"""
    if view[start - 1 : start] not in _BEFORE_SHOWN:
        return False
    if start and view[start - 1] in "\xa0\u202f":
        start -= 1
    if end < len(view) and view[end] in "\xa0\u202f\u200e\u200f":
        end += 1
    if view[start - 1 : start] not in _OPENING or view[end : end + 1] not in _CLOSING:
        return False
    return _BYTES.isdisjoint(view[max(0, start - 2) : start - 1] + view[end + 1 : end + 2])  # ‡'Ã¢Å’Â£'Ã


def is_exhibit(view: str, start: int, end: int) -> bool:
    """Does a run stand in the capitals of an item that a bracket behind says the place of?

    # - CAFÃ‰ OLÉ (an awning, printed from a file)
    """
    low = view.rfind("\n", max(0, start - _ITEM), start) + 1
    led = _BULLET.match(view, low, start)
    told = _GLOSS.match(view, end, end + _ITEM)
    if led is None or told is None:
        return False
    shown = view[led.end() : start] + view[end : told.start(1)]
    return shown.isupper()


def is_contrasted(view: str, start: int, end: int, reading: str) -> bool:
    """Does the word a run stands in stand alone between quotation marks, and what it should be beside it?

    # it rendered "naïve" as "naÃ¯ve"
    """
    low = start - len(_HEAD.search(view[max(0, start - 40) : start]).group())  # type: ignore[union-attr]
    high = _TAIL.match(view, end).end()  # type: ignore[union-attr]
    if view[low - 1 : low] not in _OPENING or view[high : high + 1] not in _CLOSING:
        return False
    word = re.escape(view[low:start] + reading + view[end:high])
    return re.search(rf"(?<!\w){word}(?!\w)", view[max(0, low - _BESIDE) : high + _BESIDE]) is not None


def line_of(view: str, at: int) -> str:
    """The line of a place, or as much of it as is near."""
    high = view.find("\n", at)
    low = max(view.rfind("\n", 0, at) + 1, at - 300)
    return view[low : min(len(view) if high < 0 else high, at + 300)]
