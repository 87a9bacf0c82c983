"""Formats: prose out of a file and back.

A format cuts a raw text into segments of prose. How prose is escaped there (JSON, entities) is told as edits, so
that every finding has its exact place in the raw file, and writing back escapes only what was repaired: all other
text keeps its spelling, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple, Protocol

from cleaner.edits import Change, Patch, apply
from cleaner.formats import plain
from cleaner.formats.segment import Segment
from cleaner.text import Text

DECODED = "format/decoded"  # the rule name of edits that only decode

__all__ = ["DECODED", "FORMATS", "Format", "Segment", "format_named", "rewrite"]


class Format(Protocol):
    """What a format module offers.

    segments: the prose of a raw text, as sorted, disjoint segments. escape: how a stretch of prose is written there.
    """

    def segments(self, raw: str) -> Iterator[Segment]: ...
    def escape(self, prose: str) -> str: ...


class _Named(NamedTuple):
    module: Format
    suffixes: tuple[str, ...]


FORMATS: dict[str, _Named] = {
    "plain": _Named(plain, (".txt", ".text", "")),
}


def format_named(name: str) -> Format:
    """Return the format of that name. Raises ValueError for any other."""
    if name not in FORMATS:
        near = get_close_matches(name, FORMATS, 1)
        raise ValueError(
            f"unknown format {name!r}; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(FORMATS)}")
        )
    return FORMATS[name].module


def rewrite(
    raw: str,
    lens: Format,
    repair: Callable[[Text, Patch], tuple[Text, Patch]],
    language: str | None,
    reference: str | None,
) -> tuple[str, Sequence[Change]]:
    """Repair every segment of a raw text; return the new raw text and the changes from the old one to it."""
    parts: list[str] = []
    changes: list[Change] = []
    at = shift = 0
    for segment in lens.segments(raw):
        whole = segment.start == 0 and segment.end == len(raw)
        spelled = raw if whole else raw[segment.start : segment.end]
        decoding = Patch().then(spelled, [(edit, DECODED) for edit in segment.escapes])
        prose = apply(spelled, segment.escapes) if segment.escapes else spelled
        text, patch = repair(Text(prose, segment.walls, language, segment.reference or reference), decoding)
        for change in patch.changes:
            steps = tuple(step for step in change.steps if step.rule != DECODED)
            if not steps:
                continue
            a0, a1 = segment.start + change.a0, segment.start + change.a1
            new = lens.escape(text.source[change.b0 : change.b1])
            parts += raw[at:a0], new
            changes.append(Change(a0, a1, a0 + shift, a0 + shift + len(new), steps))
            shift += len(new) - (a1 - a0)
            at = a1
    if not changes:
        return raw, ()
    parts.append(raw[at:])
    return "".join(parts), changes
