"""Formats: prose out of a file and back.

A format cuts a raw text into segments of prose. How prose is escaped there (JSON, entities) is told as edits, so
that every finding has its exact place in the raw file, and writing back escapes only what was repaired: all other
text keeps its spelling, byte for byte.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from cleaner.edits import Change, Edit, Hint, Patch, Step, apply
from cleaner.formats.segment import Entry, FormatError, Messages, Segment
from cleaner.guard import Guard, switches, within
from cleaner.guard import protected as find_protected
from cleaner.language import detect, speaks
from cleaner.lazy import lazy
from cleaner.text import UNREAD, Span, Text, disjoint, joined

# What a pass reads, in the order of work: a whole page with its code, where its original is at hand; the raw file, if
# its format has a syntax of its own; the segments with their walls open, for what walls are made of may be broken; the
# prose.
SIGHTS = ("whole", "file", "open", "prose")
_PAGES = ("markdown", "html")
DECODED = "format/decoded"  # the rule name of edits that only decode
_TELLING = 12  # spaces: a shorter message is in the language of its file, whatever it looks like
_KIN = (frozenset(["no", "nb", "nn", "da"]), frozenset(["hr", "sr", "bs", "sh"]), frozenset(["id", "ms"]))
_VALUES = lazy(r"(?:\A|/)values(?:-[^/]+)?\Z")
_RESOURCES = lazy(r"(?<![^\W_])(?:android|strings|plurals)(?![^\W_])")  # in a name: `strings_de.xml`, `android-fr.xml`
_SHORT = 5  # spaces: a message of so many words has a function word
_PURE = 0.7  # of the longer messages are in the language of a file that holds one

__all__ = [
    "DECODED",
    "FORMATS",
    "Cut",
    "Format",
    "FormatError",
    "Segment",
    "format_named",
    "format_of",
    "rewrite",
    "spoken",
]


class Format(Protocol):
    """What a format module offers.

    segments: the prose of a raw text, as sorted, disjoint segments; raises FormatError for a text it cannot read.
    escape: how a stretch of prose is written there.

    A module may offer more: `opaque(raw)`, the spans of a raw text in which its syntax is not to be mended (scripts);
    without it the syntax is not mended at all. `declared_language(raw)`, what the file says of itself. `spoken(raw)`,
    what tells the language of a file that is one segment.
    """

    def segments(self, raw: str) -> Iterator[Segment]: ...
    def escape(self, prose: str) -> str: ...


class _Named(NamedTuple):
    name: str
    suffixes: tuple[str, ...]

    @property
    def module(self) -> Format:
        """The module of that name here, loaded when a file asks for it."""
        return cast(Format, import_module(f"cleaner.formats.{self.name}"))


_SUFFIXES = {
    "plain": (".txt", ".text", ""),
    "markdown": (".md", ".markdown", ".mdx", ".mkd", ".qmd", ".rmd"),
    "html": (".html", ".htm", ".xhtml"),
    "gettext": (".po", ".pot"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv", ".tsv"),
    "yaml": (".yaml", ".yml"),
    "android": ("strings.xml", "arrays.xml", "plurals.xml"),
    "properties": (".properties",),
    "strings": (".strings",),
    "xcstrings": (".xcstrings",),
    "xliff": (".xlf", ".xliff", ".sdlxliff", ".mxliff"),
    "subtitles": (".srt", ".vtt"),
}
FORMATS = {name: _Named(name, suffixes) for name, suffixes in _SUFFIXES.items()}


def format_named(name: str) -> Format:
    """Return the format of that name. Raises ValueError for any other."""
    if name not in FORMATS:
        near = get_close_matches(name, FORMATS, 1)
        raise ValueError(
            f"unknown format {name!r}; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(FORMATS)}")
        )
    return FORMATS[name].module


# Rows of texts, each a document: what is read row by row is not read as one text, and has no module here.
ROWS = {"rows": (".jsonl.gz", ".jsonl.zst", ".ndjson.gz", ".ndjson.zst"), "parquet": (".parquet",)}
_ENDS: dict[str, list[tuple[str, str]]] = {}  # by what stands behind the last dot, the longest first
for _name, _suffixes in [*((name, f.suffixes) for name, f in FORMATS.items()), *ROWS.items()]:
    for _suffix in filter(None, _suffixes):
        _ENDS.setdefault(_suffix.rpartition(".")[2], []).append((_suffix, _name))
        _ENDS[_suffix.rpartition(".")[2]].sort(key=lambda end: -len(end[0]))


def format_of(path: str) -> str | None:
    """The format a file's name stands for, or None for an unknown suffix, or for none.

    A suffix is a whole ending: ``strings.xml`` tells more than ``.xml``, and the longest one counts. Of other XML only
    what lies in `values` or `values-de`, or is named so, is Android's.
    """
    folder, _, name = path.replace("\\", "/").lower().rpartition("/")
    if name.endswith(".xml") and (_VALUES.search(folder) or _RESOURCES.search(name)):
        return "android"
    return next((known for end, known in _ENDS.get(name.rpartition(".")[2], ()) if name.endswith(end)), None)


def spoken(raw: str, lens: Format) -> str:
    """What tells the language of a raw text: its prose, where the format can tell it from code and data."""
    told: Callable[[str], str] | None = getattr(lens, "spoken", None)
    return told(raw) if told else raw


Repairer = Callable[[Text, Patch, Sequence[Guard]], tuple[Text, Patch, list[Hint]]]
Protected = tuple[tuple[str, ...], tuple[str, ...]]  # words, and patterns, that are left as they are


class Cut:
    """A raw text cut by its format: the segments, their prose, and the patches that decode it.

    original: the raw original in the same format, if it is at hand; its messages are the references of those with
    the same keys. keys: which messages are read, see `cleaner.keys`. Inline switches and what is `protected` hold in
    every format: see `cleaner.guard`. Raises FormatError for a text the format cannot read, SwitchError for a switch
    that says what is not known.
    """

    def __init__(
        self,
        raw: str,
        lens: Format,
        original: str | None = None,
        protected: Protected = ((), ()),
        keys: tuple[str, ...] = (),
    ) -> None:
        self.raw = raw
        self.lens = lens
        self.original = original
        self.protected = protected
        self.keys = keys
        self.name = getattr(lens, "__name__", "").rpartition(".")[2] or "plain"

    @cached_property
    def segments(self) -> list[Segment]:
        found = list(self.lens.segments(self.raw))
        if self.keys:
            from cleaner.keys import chooses  # few profiles choose

            found = [s for s in found if not s.key or chooses(self.keys, s.name or s.key)]
        if self.original is None or not any(segment.key for segment in found):
            return found
        try:
            told = Cut(self.original, self.lens).messages.prose
        except FormatError:
            return found  # an original that cannot be read helps nobody, and harms nobody
        return [s._replace(reference=told.get(s.key)) if s.key and not s.reference else s for s in found]

    @property
    def sights(self) -> tuple[str, ...]:
        """What passes read of this file, of `SIGHTS`."""
        own = SIGHTS[1:] if hasattr(self.lens, "opaque") else SIGHTS[-1:]
        return (SIGHTS[0], *own) if self.original is not None and self.name in _PAGES else own

    @cached_property
    def whole(self) -> bool:
        """Is the whole raw text prose as it stands?"""
        only = self.segments[0] if len(self.segments) == 1 else None
        if only is None or only.escapes or hasattr(self.lens, "opaque"):
            return False
        return only.start == 0 and only.end == len(self.raw)

    @cached_property
    def decoded(self) -> list[tuple[str, Patch]]:
        """The prose of every segment, and the patch that decodes it."""
        return [_decoded(self.raw, segment) for segment in self.segments]

    @cached_property
    def guards(self) -> list[list[Guard]]:
        """What is left alone in every segment, with offsets from its start in the raw text."""
        cut = zip(self.segments, self.decoded, strict=True)
        return [self._guards(segment.start, segment.end, prose, decoding) for segment, (prose, decoding) in cut]

    def _guards(self, start: int, end: int, prose: str, decoding: Patch) -> list[Guard]:
        out = within(self._switched, start, end) if self._switched else []
        if any(self.protected):
            found = find_protected(prose, *self.protected)
            out += (Guard(decoding.to_source(a), decoding.to_source(b)) for a, b in found)
        return out

    @cached_property
    def _switched(self) -> list[Guard]:
        return switches(self.raw)

    @cached_property
    def guarded(self) -> list[tuple[Span, ...]]:
        """The walls in the prose of every segment that guards put up for all rules."""
        cut = zip(self.guards, self.decoded, self.segments, strict=True)
        return [_guarded(guards, decoding, segment.breaks) for guards, (_, decoding), segment in cut]

    @cached_property
    def told(self) -> list[tuple[str, tuple[Span, ...]]]:
        """The prose and the walls of every segment."""
        cut = zip(self.decoded, self.segments, self.guarded, strict=True)
        return [(prose, _walled(segment.walls, guarded)) for (prose, _), segment, guarded in cut]

    @cached_property
    def messages(self) -> Messages:
        return Messages({s.key: prose for s, (prose, _) in zip(self.segments, self.decoded, strict=True) if s.key})

    @cached_property
    def spoken(self) -> str:
        """What tells the language of a raw text that is prose as it stands."""
        return spoken(self.raw, self.lens)

    @cached_property
    def language(self) -> str | None:
        """The language most of the prose is in; what the file says of it, where the prose is too short to tell.

        A catalogue whose prose is in another language than it says is translated in part, or in one that is not known
        here and looks like another: then None.
        """
        if self.whole:
            return detect(self.spoken)
        told_of = zip(self.segments, self.decoded, strict=True)
        own = [_bare(prose, s) for s, (prose, _) in told_of if not s.language]
        declared: Callable[[str], str | None] = getattr(self.lens, "declared_language", lambda raw: None)
        told, said = detect("\n".join(own)), declared(self.raw)
        catalogue = any(s.key for s in self.segments)
        if catalogue and told and said and told != said and not any({told, said} <= kin for kin in _KIN):
            return None
        return told or said

    @property
    def language_if_read(self) -> str | None:
        """The same, or None for a text that its format cannot read as it is."""
        try:
            return self.language
        except FormatError:
            return None

    @cached_property
    def mixed(self) -> bool:
        """Does the file hold more than one language, as one that is translated in part? Then its short messages, and
        the paragraphs of a page, may be in either."""
        spoken_of = zip(self.segments, self.decoded, strict=True)
        pieces = [piece for s, (text, _) in spoken_of for piece in _bare(text, s).split("\n\n")]
        if len(self.segments) == 1 and not self.segments[0].key:
            text = Text(self.decoded[0][0], self.segments[0].walls, breaks=self.segments[0].breaks)
            pieces = [text.view[a:b] for a, b in text.paragraphs]
        if self.language is None:
            return False
        told = [detect(piece) == self.language for piece in pieces if piece.count(" ") >= _TELLING]
        short = [speaks(p, self.language) for p in pieces if _SHORT <= p.count(" ") < _TELLING and speaks(p, None)]
        return sum(told) < _PURE * len(told) or sum(short) < _PURE * len(short)

    def file(self, language: str | None, whole: bool) -> tuple[Text, list[Guard]]:
        """The raw file as a text, for what mends its syntax, and what is left alone there; `whole` with its code."""
        opaque: Callable[[str], Sequence[Span]] = getattr(self.lens, "opaque", lambda raw: ())
        guards = self._guards(0, len(self.raw), self.raw, Patch())
        guarded = _guarded(guards, Patch(), ())
        walls = guarded if whole else _walled(opaque(self.raw), guarded)
        return Text(self.raw, walls, language, self.original, format=self.name, guarded=guarded), guards

    def texts(
        self, language: str | None, certain: bool, opened: bool = False
    ) -> Iterator[tuple[Segment, Text, Patch, list[Guard]]]:
        """The segments as texts, each with what is left alone in it. `language` is that of the file, and `certain` if
        somebody named it; `opened` texts have no walls but those of guards, for what walls are made of may itself be
        broken."""
        cut = zip(self.segments, self.decoded, self.told, self.guarded, self.guards, strict=True)
        for segment, (prose, decoding), (_, walls), guarded, guards in cut:
            spoken = segment.language or language
            if not (certain or segment.language or self.whole):
                words = _bare(prose, segment) if segment.key else prose
                long = words.count(" ") >= _TELLING
                if detect(words) != language if long and segment.key else self.mixed:
                    spoken = None  # only what holds in every language
            text = Text(
                prose,
                guarded if opened else walls,
                spoken,
                segment.reference or (None if segment.key else self.original),
                breaks=segment.breaks,
                held=segment.held,
                entry=Entry(segment.key, segment.flags, self.messages) if segment.key else None,
                format=self.name,
                notation=segment.notation,
                walls_of=segment.walls_of,
                guarded=guarded,
            )
            yield segment, text, decoding, guards


def _bare(prose: str, segment: Segment) -> str:
    """What a reader sees of a segment: with its tags every page would be English, and so would messages with code."""
    if not (segment.walls or segment.breaks):
        return prose
    gap = " " if segment.breaks else ""  # what parts the words of a page, and stands among those of a message
    parts: list[str] = []
    at = 0
    for start, end in sorted([*segment.walls, *segment.breaks]):
        if start > at:
            parts.append(prose[at:start])
        at = max(at, end)
    parts.append(prose[at:])
    return gap.join(parts)


def _guarded(guards: Sequence[Guard], decoding: Patch, breaks: Sequence[Span]) -> tuple[Span, ...]:
    """The walls of guards for all rules; what is structure between blocks stays that."""
    found = joined([decoding.span_to_target(guard.start, guard.end) for guard in guards if not guard.names])
    if not breaks:
        return found
    out: list[Span] = []
    ends = [end for _, end in breaks]
    for start, end in found:
        for n in range(bisect_right(ends, start), len(breaks)):
            low, high = breaks[n]
            if low >= end:
                break
            out.append((start, low))
            start = high
        out.append((start, end))
    return tuple((start, end) for start, end in out if start < end)


def _walled(walls: Sequence[Span], guarded: Sequence[Span]) -> tuple[Span, ...]:
    # Walls that touch stay apart: between them may be a break of no length.
    return tuple(disjoint([*walls, *guarded])) if guarded else tuple(walls)


class Rewriting(NamedTuple):
    """What became of a raw text: the new one, the changes to it, and hints with offsets in the text given.

    left: the prose and the walls that the passes left in every segment.
    """

    raw: str
    changes: Sequence[Change]
    hints: Sequence[Hint]
    left: list[tuple[str, tuple[Span, ...]]]


def rewrite(cut: Cut, texts: Iterable[tuple[Segment, Text, Patch, list[Guard]]], repair: Repairer) -> Rewriting:
    """Repair every segment of a raw text; what was not repaired keeps its spelling."""
    found: list[tuple[int, int, str, tuple[Step, ...]]] = []
    hints: list[Hint] = []
    left: list[tuple[str, tuple[Span, ...]]] = []
    for segment, given, decoding, guards in texts:
        if cut.whole:
            return rewrite_as_it_stands(given, guards, repair)
        text, patch, seen = repair(given, decoding, guards)
        left.append((text.source, text.walls))
        escape = segment.escape or cut.lens.escape
        for hint in seen:
            low, high = (segment.start + patch.to_source(pos) for pos in (hint.start, hint.end))
            hints.append(Hint(low, high, escape(hint.new), hint.rule))
        spelled = list(_spelled(cut.raw, segment, text.source, patch, escape))
        if not spelled:
            continue
        if segment.sound:
            edits = [Edit(change.a0, change.a1, new) for change, _, new in spelled]
            if not segment.sound(apply(cut.raw[segment.start : segment.end], edits), text.source):
                left[-1] = given.source, given.walls
                continue
        found += ((segment.start + c.a0, segment.start + c.a1, new, steps) for c, steps, new in spelled)
    if not found:
        return Rewriting(cut.raw, (), hints, left)
    parts: list[str] = []
    changes: list[Change] = []
    at = shift = 0
    for a0, a1, new, steps in sorted(found):  # a segment may lie inside a wall of another
        parts += cut.raw[at:a0], new
        changes.append(Change(a0, a1, a0 + shift, a0 + shift + len(new), steps))
        shift += len(new) - (a1 - a0)
        at = a1
    parts.append(cut.raw[at:])
    return Rewriting("".join(parts), changes, hints, left)


def rewrite_as_it_stands(given: Text, guards: Sequence[Guard], repair: Repairer) -> Rewriting:
    """Repair a whole raw text that nothing is escaped in: the patch is the changes, the text the new raw text."""
    text, patch, seen = repair(given, Patch(), guards)
    hints = [Hint(patch.to_source(h.start), patch.to_source(h.end), h.new, h.rule) for h in seen]
    return Rewriting(text.source, patch.changes, hints, [(text.source, text.walls)] if UNREAD not in text.memo else [])


def _spelled(
    raw: str, segment: Segment, prose: str, patch: Patch, escape: Callable[[str], str]
) -> Iterator[tuple[Change, tuple[Step, ...], str]]:
    """The changes that do more than decode, with what they put into the file.

    What is put in where a tag was taken out joins the change that took it out: the tag stays, and a space goes where
    the sentence has it, before an opening tag and behind a closing one. So does a break of a string over two lines.
    """
    for change in patch.changes:
        steps = tuple(step for step in change.steps if step.rule != DECODED)
        if not steps:
            continue
        new = escape(prose[change.b0 : change.b1])
        if len(steps) < len(change.steps):
            tags = "".join(
                step.before
                for step in change.steps
                if step.rule == DECODED and not step.after and step.before[:1] in '<"'
            )
            new = tags + new if tags.startswith("</") else new + tags
        yield change, steps, new


def _decoded(raw: str, segment: Segment) -> tuple[str, Patch]:
    """The prose of a segment, and the patch that decodes it."""
    whole = segment.start == 0 and segment.end == len(raw)
    spelled = raw if whole else raw[segment.start : segment.end]
    if not segment.escapes:
        return spelled, Patch()
    return apply(spelled, segment.escapes), Patch().then(spelled, [(edit, DECODED) for edit in segment.escapes])
