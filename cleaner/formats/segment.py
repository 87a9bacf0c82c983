"""A segment: a stretch of prose in a raw text, how it is escaped there, and what in it is walled."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.text import Span


class Segment(NamedTuple):
    """``raw[start:end]`` is prose.

    escapes: edits that decode it, with offsets from `start`. walls: spans of the decoded prose that no pass may
    touch. reference: the original of the segment, where the format holds it.
    """

    start: int
    end: int
    escapes: tuple[Edit, ...] = ()
    walls: tuple[Span, ...] = ()
    reference: str | None = None
