"""Front matter as in the original: keys a translator translated, and values that only a program reads.

Keys are restored where both sides have as many, in the same order: those that are alike stand at the same places.
A value is restored if it is a truth value, a date or a figure, or was only disturbed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix, trim
from cleaner.lazy import lazy
from cleaner.source.blocks import fold

_LINE = lazy(
    r"^(?P<lead>[ \t]*(?:- )?)(?P<key>[^\s#:=\-\[{\"'][^:=\n]{0,60}?)"
    r"(?P<sign>[ ]?[:：=](?=[ \n]|$)[ ]*)(?P<value>[^\n]*)$",
    re.M,
)
_EXACT = lazy(r"(?:true|false|yes|no|null|~|[-+]?\d[\d.,:TZ+/ -]*)", re.I)
_KEY = lazy(r"[\w.-]+")
_BARE = " \t\"'“”„«»"


def restored(page: str, original: str) -> Iterator[Fix]:
    """Yield the fixes for the front matter of a page; both stand at the start of their files."""
    ours, theirs = list(_LINE.finditer(page)), list(_LINE.finditer(original))
    if not ours or len(ours) != len(theirs):
        return
    own, told = [m["key"].strip() for m in ours], [m["key"] for m in theirs]
    shared = set(own) & set(told)
    if any((a in shared or b in shared) and a != b for a, b in zip(own, told, strict=True)):
        return  # in another order
    for mine, its in zip(ours, theirs, strict=True):
        if mine["key"] != its["key"] and _KEY.fullmatch(its["key"]):
            yield _fix("key", page, mine.span("key"), its["key"])
        value, wanted = mine["value"].rstrip(), its["value"].rstrip()
        bare = wanted.strip(_BARE)
        exact = _EXACT.fullmatch(bare) or (" " not in bare and fold(value) == fold(wanted))
        if value and wanted and value != wanted and exact and value.strip(_BARE) != bare:
            start = mine.start("value")
            yield _fix("key", page, (start, start + len(value)), wanted)


def _fix(rule: str, page: str, span: tuple[int, int], new: str) -> Fix:
    return Fix(f"source/{rule}", (Edit(*trim(page, Edit(*span, new))),))
