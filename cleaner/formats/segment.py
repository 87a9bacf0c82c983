"""A segment: a stretch of prose in a raw text, how it is escaped there, and what in it is walled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.text import Span


class Segment(NamedTuple):
    """``raw[start:end]`` is prose.

    escapes: edits that decode it, with offsets from `start`. walls: spans of the decoded prose that no pass may
    touch. reference: the original of the segment, where the format holds it. notation: the syntax the prose itself
    is written in, such as "markdown"; the markup pass repairs that of "plain" text only where it is certain anywhere.
    walls_of: how the walls of the prose are found, where its own text tells; they are found anew once the markup
    pass has made syntax of what was damaged.
    """

    start: int
    end: int
    escapes: tuple[Edit, ...] = ()
    walls: tuple[Span, ...] = ()
    reference: str | None = None
    notation: str = "plain"
    walls_of: Callable[[str], Sequence[Span]] | None = None
