"""Android string resources: `string`, and the `item` of plurals and arrays.

Inner tags are walls, `xliff:g` with what it holds. Strings marked ``translatable="false"`` are left alone, and so are
character data sections. Backslash escapes and character references are decoded.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.formats import xml
from cleaner.formats.segment import Segment
from cleaner.formats.slots import is_prose, walls
from cleaner.formats.tags import Tag, attribute, parted, tags
from cleaner.lazy import lazy
from cleaner.text import Span, disjoint

_ESCAPE = lazy(r"\\(?:u([0-9a-fA-F]{4})|[nt'\"@?\\])")
_PLAIN = {"n": "\n", "t": "\t"}
_WHOLE = frozenset(["xliff:g"])  # elements that are a wall with what they hold


def segments(raw: str) -> Iterator[Segment]:
    """Yield the strings that are prose. Raises FormatError for what is not well-formed XML."""
    xml.check(raw)
    found = [(key, _content(raw, opened, inner, closed)) for key, opened, inner, closed in _elements(raw)]
    # What is escaped twice was escaped once too often, unless the string holds tags: an ampersand is known everywhere.
    others = "\n".join([*(told.prose for _, told in found), "&"])
    for key, told in found:
        if is_prose(told.prose):
            marks = _delimiters(raw, told)
            inside = disjoint([*told.tags, *marks, *parted(walls(told.prose, others, key=key), told.points)])
            spell = _quoted if told.prose.startswith('"') else None
            yield Segment(
                told.start,
                told.end,
                told.escapes,
                tuple(inside),
                breaks=tuple(told.points),
                held=True,
                key=key,
                escape=spell,
                notation="android",
            )


def _delimiters(raw: str, told: xml.Content) -> list[Span]:
    """The marks a string stands between where its blanks count, ``"Error: "``, and those blanks."""
    whole = raw[told.start : told.end]
    if len(whole) < 3 or not (whole[0] == whole[-1] == '"') or whole[-2] == "\\":
        return []
    inside = told.prose[1:-1]
    led, end = 1 + len(inside) - len(inside.lstrip(" ")), len(told.prose)
    return [(0, led), (end - 1 - (len(inside) - len(inside.rstrip(" "))), end)] if inside.strip() else []


def _elements(raw: str) -> Iterator[tuple[str, Tag, list[Tag], Tag]]:
    """The key, the opening tag, what stands inside, and the closing tag of every string."""
    opened: Tag | None = None
    inner: list[Tag] = []
    group = ""
    number = 0
    for tag in tags(raw):
        if opened is None:
            if tag.kind == "open" and tag.name in ("plurals", "string-array"):
                group, number = _key(raw, tag), 0
            elif tag.kind == "open" and tag.name in ("string", "item") and not _untranslated(raw, tag):
                opened, inner = tag, []
        elif tag.kind == "close" and tag.name == opened.name:
            if opened.name == "string":
                yield _key(raw, opened), opened, inner, tag
            elif group:
                quantity = attribute(raw, opened, "quantity")
                yield f"{group}.{quantity or number}", opened, inner, tag
                number += 1
            opened = None
        else:
            inner.append(tag)


def _key(raw: str, tag: Tag) -> str:
    return attribute(raw, tag, "name") or "."


def _untranslated(raw: str, tag: Tag) -> bool:
    return attribute(raw, tag, "translatable") == "false"


def _content(raw: str, opened: Tag, inner: list[Tag], closed: Tag) -> xml.Content:
    spans: list[Span] = []
    since: int | None = None
    for tag in inner:
        if tag.name in _WHOLE and tag.kind != "empty":
            if tag.kind == "open":
                since = tag.start
            elif since is not None:
                spans.append((since, tag.end))
                since = None
        elif since is None:
            spans.append((tag.start, tag.end))
    escapes = []
    for m in _ESCAPE.finditer(raw, opened.end, closed.start):
        if not any(a < m.end() and m.start() < b for a, b in spans):
            new = chr(int(m[1], 16)) if m[1] else _PLAIN.get(m.group()[1], m.group()[1])
            if not 0xD800 <= ord(new) < 0xE000:
                escapes.append(Edit(m.start(), m.end(), new))
    return xml.content(raw, opened.end, closed.start, spans, escapes)


def escape(prose: str) -> str:
    """Write prose inside a string."""
    told = xml.escape(prose.replace("\\", "\\\\").replace("\n", "\\n"))
    return told.replace("'", "\\'").replace('"', '\\"')


def _quoted(prose: str) -> str:
    """Write prose inside a string that stands in quote marks, where an apostrophe needs no backslash."""
    return xml.escape(prose.replace("\\", "\\\\").replace("\n", "\\n"))


def opaque(raw: str) -> list[Span]:
    """Comments and character data."""
    return [(tag.start, tag.end) for tag in tags(raw) if xml.is_opaque(raw, tag)]
