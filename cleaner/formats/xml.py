"""What the formats written in XML share: whether a text parses, and the prose of an element."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.parsers import expat

from cleaner.edits import Edit, apply
from cleaner.formats.segment import FormatError
from cleaner.formats.tags import Tag, references, shifted
from cleaner.text import Span


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
    """The prose of an element: where it stands, the edits that decode it (offsets from there), and its inner tags."""

    start: int
    end: int
    escapes: tuple[Edit, ...]
    prose: str
    tags: list[Span]


def content(raw: str, start: int, end: int, inner: Sequence[Tag | Span], more: Sequence[Edit] = ()) -> Content:
    """The prose between two tags. inner: what in it is no prose. more: escapes of the format; both with
    offsets of the raw text."""
    spans = [(t.start, t.end) if isinstance(t, Tag) else t for t in inner]
    edits = sorted([*references(raw, start, end, spans, xml=True), *more])
    escapes = tuple(Edit(a - start, b - start, new) for a, b, new in edits)
    inside = shifted([(a - start, b - start) for a, b in spans], escapes)
    return Content(start, end, escapes, apply(raw[start:end], escapes), inside)


def escape(prose: str) -> str:
    """Write prose as the text of an element."""
    return prose.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
