"""Markdown and MDX: one segment, the whole file, with walls around everything that is no prose.

One segment, because the evidence of a document (its quote marks, its figures, its language) is that of all its
paragraphs. The scanner is the project's own: CommonMark parsers give no positions inside a line, and see damaged
markup as plain text, which is what the markup pass is there to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaner.formats import plain
from cleaner.formats.markdown.blocks import blocks
from cleaner.formats.markdown.inline import fold, inline
from cleaner.formats.markdown.regions import Region, disjoint
from cleaner.formats.segment import Segment
from cleaner.lazy import lazy
from cleaner.text import Span

__all__ = ["Region", "disjoint", "escape", "regions", "segments", "walls"]

_MARKER = lazy(
    r"^[ \t]*(?:>[ \t]?)*[ \t]*(?:(\d{1,9}[.)])[ \t]|(:{3,}[ \t]*[\w-]*)|((?:!!!|\?\?\?\+?|===)[^\n\"]*))", re.M
)
_MARKERS = lazy(r"^[ \t>]*(?:\d|:::|!!!|\?\?\?|===)", re.M)
_HIDDEN = lazy(  # the comments of Obsidian, in a line or over several
    r"(?m)^[ \t]*%%[ \t]*$(?:\n(?![ \t]*%%[ \t]*$)[^\n]*){0,200}\n[ \t]*%%[ \t]*$"
    r"|(?<![^\s(])%%(?=[^%\s]|[ ][^%\n])[^%\n]{1,500}%%(?![^\s.,;:)])"
)
_ESCAPED = lazy(r"\| *([^\s|]*%[0-9A-F]{2}[^\s|]*)(?= *(?:\||$))", re.M)  # a table that shows what is encoded


def segments(raw: str) -> Iterator[Segment]:
    """Yield the whole file as one segment."""
    yield Segment(0, len(raw), walls=tuple(walls(raw)), notation="markdown", walls_of=walls)


def spoken(raw: str) -> str:
    """What tells the language: the prose of the file, its code and data left out."""
    parts, at = [], 0
    for start, end in disjoint(region for region in regions(raw) if region.end - region.start > 2):
        parts.append(raw[at:start])
        at = end
    return " ".join([*parts, raw[at:]])


def escape(prose: str) -> str:
    """Markdown is written as it is."""
    return prose


def walls(raw: str) -> list[Span]:
    """Return the stretches that no pass but that of markup may touch, sorted and disjoint. Linear."""
    return disjoint([*regions(raw), *plain.names_and_slots(raw)])


@lru_cache(maxsize=2)
def regions(raw: str) -> tuple[Region, ...]:
    """Everything in a Markdown text that is not prose, in order. Blocks are disjoint from what stands in lines."""
    found: list[Region] = list(blocks(raw))
    labels = frozenset(fold(r.info) for r in found if r.kind == "definition")
    lines: list[Region] = []
    at = 0
    for block in [*found, Region(len(raw), len(raw), "")]:
        if block.start > at:
            lines += inline(raw, at, block.start, labels)
        at = max(at, block.end)
    if _MARKERS.search(raw):
        lines += (Region(*m.span(m.lastindex or 0), "mark") for m in _MARKER.finditer(raw))
    if "%" in raw and " | " in raw:
        lines += (Region(*m.span(1), "slot") for m in _ESCAPED.finditer(raw))
    if "%%" in raw:
        spans = [m.span() for m in _HIDDEN.finditer(raw)]
        lines += (Region(a, b, "comment") for a, b in spans if not any(r.start < b and a < r.end for r in found))
    return tuple(sorted([*found, *lines]))
