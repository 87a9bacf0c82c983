"""SubRip and WebVTT: the texts of the cues, as one text, for a sentence runs over cues.

Numbers, times, settings, and the blocks `NOTE`, `STYLE` and `REGION` are breaks; tags, positions (``{\\an8}``) and
times inside a cue are walls. Libraries for subtitles write a file anew; so this scanner is our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.formats import plain
from cleaner.formats.segment import FormatError, Segment
from cleaner.formats.tags import references, shifted
from cleaner.lazy import lazy
from cleaner.text import Span, disjoint

TIMES = lazy(
    r"^[ \t]*(?:\d+:)?\d{1,2}:\d{2}[,.]\d{1,3}[ \t]*-->[ \t]*(?:\d+:)?\d{1,2}:\d{2}[,.]\d{1,3}(?:[ \t][^\n]*)?$", re.M
)
_BLANK = lazy(r"\n[ \t]*(?=\n|\Z)")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_TAG = lazy(r"</?[A-Za-z0-9][^<>\n]{0,200}>|\{\\[^{}\n]{1,80}\}")


def segments(raw: str) -> Iterator[Segment]:
    """Yield all cues as one segment. Raises FormatError for a text without a cue."""
    breaks = list(structure(raw))
    if not breaks:
        if raw.strip("\ufeff \t\n") in ("", "WEBVTT"):
            return
        raise FormatError("no line with the times of a cue, such as 00:00:01,200 --> 00:00:03,900")
    kept = disjoint([*breaks, *(m.span() for m in _TAG.finditer(raw))])
    escapes = _references(raw, kept) if raw.lstrip("\ufeff").startswith("WEBVTT") else ()
    breaks = shifted(breaks, escapes)
    tags = shifted([m.span() for m in _TAG.finditer(raw)], escapes)
    walls = [span for span in disjoint([*tags, *plain.inline_walls(raw)]) if not _inside(span, breaks)]
    yield Segment(0, len(raw), escapes, tuple(walls), breaks=tuple(breaks), held=True)


def _references(raw: str, kept: list[Span]) -> tuple[Edit, ...]:
    return tuple(references(raw, 0, len(raw), kept))


def _inside(span: Span, breaks: list[Span]) -> bool:
    from bisect import bisect_right

    n = bisect_right(breaks, (span[0], 1 << 62)) - 1
    return (n >= 0 and breaks[n][1] > span[0]) or (n + 1 < len(breaks) and breaks[n + 1][0] < span[1])


def structure(raw: str) -> Iterator[Span]:
    """Yield what is not the text of a cue: from the end of one to the start of the next."""
    start = 0
    for m in TIMES.finditer(raw):
        if m.start() < start:
            continue
        low = _above(raw, start, m.start()) if start else 0
        if start and low < start:
            continue
        if start:
            yield low, min(m.end() + 1, len(raw))
        else:
            yield 0, min(m.end() + 1, len(raw))
        start = min(m.end() + 1, len(raw))
    end = _BLANK.search(raw, max(0, start - 1)) if start else None
    if end and end.start() < len(raw):
        yield max(start, end.start()), len(raw)


def _above(raw: str, start: int, times: int) -> int:
    """Where the text of the cue before a line of times ends."""
    blank = _BLANK.search(raw, max(0, start - 1), times)
    return max(start, blank.start()) if blank else times


def escape(prose: str) -> str:
    """The text of a cue is written as it is."""
    return prose


def opaque(raw: str) -> list[Span]:
    """A file of subtitles has no stretch in which its syntax does not hold."""
    return []
