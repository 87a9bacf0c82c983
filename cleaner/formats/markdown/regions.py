"""A region: a stretch of a Markdown file that is not prose, and what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cleaner.text import Span


class Region(NamedTuple):
    """``raw[start:end]`` is syntax, code or data. Offsets are code points of the raw text.

    kind: "fence", "indented", "math", "code" (a span between backticks), "target" (of a link, from its bracket),
    "mark" (a single piece of syntax), "label", "tag", "comment", "raw" (what stands between tags that hold no prose),
    "template", "front", "definition", "entity", "escape", "slot", "address" or "name".
    low, high: the part that has content of its own: the lines of a fence, the inside of a code span.
    info: what a fence, tag or template names: its language, its name.
    """

    start: int
    end: int
    kind: str
    low: int = 0
    high: int = 0
    info: str = ""


def disjoint(spans: Iterable[Region | Span]) -> list[Span]:
    """Sort spans and join those that overlap; what is empty goes."""
    out: list[Span] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if out and start < out[-1][1]:
            if end > out[-1][1]:
                out[-1] = out[-1][0], end
        elif start < end:
            out.append((start, end))
    return out
