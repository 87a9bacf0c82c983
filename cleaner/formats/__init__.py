"""Formats: prose out of a file and back.

A format cuts a raw text into segments of prose. How prose is escaped there (JSON, entities) is told as edits, so
that every finding has its exact place in the raw file, and writing back escapes only what was repaired: all other
text keeps its spelling, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple, Protocol

from cleaner.edits import Change, Hint, Patch, apply
from cleaner.formats import markdown, plain
from cleaner.formats.segment import Segment
from cleaner.guard import Guard, switches, within
from cleaner.guard import protected as find_protected
from cleaner.text import Span, Text, joined

DECODED = "format/decoded"  # the rule name of edits that only decode

__all__ = ["DECODED", "FORMATS", "Format", "Segment", "format_named", "rewrite", "spoken"]


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
    "markdown": _Named(markdown, (".md", ".markdown", ".mdx", ".mkd", ".qmd", ".rmd")),
}


def format_named(name: str) -> Format:
    """Return the format of that name. Raises ValueError for any other."""
    if name not in FORMATS:
        near = get_close_matches(name, FORMATS, 1)
        raise ValueError(
            f"unknown format {name!r}; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(FORMATS)}")
        )
    return FORMATS[name].module


def spoken(raw: str, lens: Format) -> str:
    """What tells the language of a raw text: its prose, where the format can tell it from code and data."""
    told: Callable[[str], str] | None = getattr(lens, "spoken", None)
    return told(raw) if told else raw


Repairer = Callable[[Text, Patch, Sequence[Guard]], tuple[Text, Patch, list[Hint]]]
Protected = tuple[tuple[str, ...], tuple[str, ...]]  # words, and patterns, that are left as they are


class Rewriting(NamedTuple):
    """What became of a raw text: the new one, the changes to it, and hints with offsets in the text given.

    settled: cut into segments again, the new text gives the very prose and walls that the passes left.
    """

    raw: str
    changes: Sequence[Change]
    hints: Sequence[Hint]
    settled: bool


def rewrite(
    raw: str,
    lens: Format,
    repair: Repairer,
    language: str | None,
    reference: str | None,
    protected: Protected = ((), ()),
) -> Rewriting:
    """Repair every segment of a raw text; what was not repaired keeps its spelling.

    Inline switches and what is `protected` hold in every format: see `cleaner.guard`. Raises SwitchError.
    """
    switched = switches(raw)
    parts: list[str] = []
    changes: list[Change] = []
    hints: list[Hint] = []
    left: list[tuple[str, tuple[Span, ...]]] = []
    at = shift = 0
    for segment in lens.segments(raw):
        prose, decoding = _decoded(raw, segment)
        guards = _guards(segment, prose, decoding, switched, protected)
        given = _text(prose, segment, _walls(segment, decoding, guards), language, reference)
        text, patch, seen = repair(given, decoding, guards)
        left.append((text.source, text.walls))
        if not segment.escapes and segment.start == 0 and segment.end == len(raw):
            # The whole raw text is prose as it stands: the patch is the changes, and the text the new raw text.
            hints = [Hint(patch.to_source(h.start), patch.to_source(h.end), h.new, h.rule) for h in seen]
            settled = not patch.changes or _cut(text.source, lens, protected) == left
            return Rewriting(text.source, patch.changes, hints, settled)
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
        for hint in seen:
            low, high = (segment.start + patch.to_source(pos) for pos in (hint.start, hint.end))
            hints.append(Hint(low, high, lens.escape(hint.new), hint.rule))
    if not changes:
        return Rewriting(raw, (), hints, True)
    parts.append(raw[at:])
    rewritten = "".join(parts)
    return Rewriting(rewritten, changes, hints, _cut(rewritten, lens, protected) == left)


def _text(prose: str, segment: Segment, walls: Sequence[Span], language: str | None, reference: str | None) -> Text:
    return Text(
        prose,
        walls,
        language,
        segment.reference or reference,
        notation=segment.notation,
        walls_of=segment.walls_of,
        guarded=sorted(set(walls).difference(segment.walls)),
    )


def _cut(raw: str, lens: Format, protected: Protected) -> list[tuple[str, tuple[Span, ...]]]:
    """The prose and the walls of every segment."""
    switched = switches(raw)
    out: list[tuple[str, tuple[Span, ...]]] = []
    for segment in lens.segments(raw):
        prose, decoding = _decoded(raw, segment)
        out.append((prose, _walls(segment, decoding, _guards(segment, prose, decoding, switched, protected))))
    return out


def _guards(
    segment: Segment, prose: str, decoding: Patch, switched: Sequence[Guard], protected: Protected
) -> list[Guard]:
    """What is left alone in a segment, with offsets from its start in the raw text."""
    out = within(switched, segment.start, segment.end) if switched else []
    if any(protected):
        out += (Guard(decoding.to_source(a), decoding.to_source(b)) for a, b in find_protected(prose, *protected))
    return out


def _walls(segment: Segment, decoding: Patch, guards: Sequence[Guard]) -> tuple[Span, ...]:
    """The walls of a segment, and those that guards put up for all rules."""
    more = [decoding.span_to_target(guard.start, guard.end) for guard in guards if not guard.names]
    return joined([*segment.walls, *more]) if more else segment.walls


def _decoded(raw: str, segment: Segment) -> tuple[str, Patch]:
    """The prose of a segment, and the patch that decodes it."""
    whole = segment.start == 0 and segment.end == len(raw)
    spelled = raw if whole else raw[segment.start : segment.end]
    if not segment.escapes:
        return spelled, Patch()
    return apply(spelled, segment.escapes), Patch().then(spelled, [(edit, DECODED) for edit in segment.escapes])
