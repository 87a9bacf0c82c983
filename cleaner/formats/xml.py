"""What the formats written in XML share: whether a text parses, and the prose of an element."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.parsers import expat

from cleaner.edits import Edit, apply
from cleaner.formats.segment import FormatError
from cleaner.formats.tags import Tag, references, seams_of, shifted
from cleaner.lazy import lazy
from cleaner.text import Span

THROUGH = lazy(  # one tag that only marks words
    r"</?(?:g|pc|mrk|a|annotation|b|big|em|font|i|small|span|strike|strong|tt|u)(?:\s[^<>]*)?(?<!/)>\Z", re.I
)


def check(raw: str) -> None:
    """Raise FormatError, with line and column, for a text that is not well-formed XML."""
    parser = expat.ParserCreate("utf-8", " ")
    # A catalogue needs no declarations; those of entities make small files huge.
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(raw.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        cause = expat.ErrorString(error.code)
        raise FormatError(f"not well-formed XML: line {error.lineno}, column {error.offset + 1}: {cause}") from None


def _refuse(*declaration: object) -> None:
    raise FormatError("it declares entities, which are not read")


class Content(NamedTuple):
    """The prose of an element: where it stands, the edits that decode it (offsets from there), its inner tags, and the
    places of those the prose runs through."""

    start: int
    end: int
    escapes: tuple[Edit, ...]
    prose: str
    tags: list[Span]
    points: list[Span]


def content(raw: str, start: int, end: int, inner: Sequence[Tag | Span], more: Sequence[Edit] = ()) -> Content:
    """The prose between two tags. inner: what in it is no prose. more: escapes of the format; both with
    offsets of the raw text."""
    spans = [(t.start, t.end) if isinstance(t, Tag) else t for t in inner]
    seams = seams_of(raw, spans, THROUGH)
    walls = [span for span in spans if span not in seams]
    edits = sorted([*references(raw, start, end, spans, xml=True), *more, *(Edit(a, b, "") for a, b in seams)])
    escapes = tuple(Edit(a - start, b - start, new) for a, b, new in edits)
    inside = shifted([(a - start, b - start) for a, b in walls], escapes)
    points = shifted([(a - start, a - start) for a, _ in seams], escapes)
    return Content(start, end, escapes, apply(raw[start:end], escapes), inside, points)


def is_opaque(raw: str, tag: Tag) -> bool:
    """Is it a comment or a section, whose inside is no syntax? ``<! - - x - ->`` is none, and ``<!-- x -- >`` has no
    end."""
    if tag.kind != "other":
        return tag.kind == "cdata"
    held = raw[tag.start : tag.end]
    return held.startswith("<!--") and held.endswith("-->") and "-- >" not in held and "- ->" not in held


def escape(prose: str) -> str:
    """Write prose as the text of an element."""
    return prose.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
