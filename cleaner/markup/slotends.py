"""A space between a slot and the full stop behind it, in a broken page: ``Hola, {usuario} . Hoy es un buen día``."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix
from cleaner.presence import matches_at

_BEFORE = lazy(r"(?<![{}\w])[^\W\d_]{2,},? (?<!\{\{)\{[^\W\d_][\w.]{0,40}\}\Z")
_GAP = lazy(r"\}(?P<gap> )\.(?= [^\W\d_a-zß-ÿа-я][^\W\d_]* [^\W\d_]+ [^\W\d_]+)")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for each such space, where words stand before the slot and another sentence begins."""
    if not page.markdown or not page.holds("} .") or not page.hurt:
        return
    for m in matches_at(_GAP, page.prose, *page.held("} .")):
        if _BEFORE.search(page.prose, max(0, m.start() - 80), m.start() + 1):
            yield fix("behind-slot", (*m.span("gap"), ""))
