"""XLIFF 1.2 and 2.0: the targets, each with its source.

Inline elements are walls: `g`, `pc` and `mrk` by their tags, `x`, `ph`, `bpt`, `ept`, `it` and the like with what they
hold. Units that are not to be translated are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.formats import xml
from cleaner.formats.segment import Segment
from cleaner.formats.slots import walls
from cleaner.formats.tags import Tag, attribute, parted, tags
from cleaner.text import Span, disjoint

_UNITS = frozenset(["trans-unit", "unit"])
_CODES = frozenset("ph bpt ept it x bx ex sc ec cp".split())  # native code of the original's format
_LANGUAGE = re.compile(r"\b(?:target-language|trgLang)\s*=\s*[\"']([A-Za-z]{2,3})\b")


def segments(raw: str) -> Iterator[Segment]:
    """Yield the targets that are not empty. Raises FormatError for what is not well-formed XML."""
    xml.check(raw)
    found = []
    key, number, skip = "", 0, False
    source: xml.Content | None = None
    opened: Tag | None = None
    inner: list[Tag] = []
    for tag in tags(raw):
        if opened is None:
            if tag.kind == "open" and tag.name in _UNITS:
                key, number, source = attribute(raw, tag, "id") or "", 0, None
                skip = attribute(raw, tag, "translate") == "no"
            elif tag.kind == "open" and tag.name == "alt-trans":
                skip = True  # proposals of others
            elif tag.kind == "open" and tag.name in ("source", "target") and not skip:
                opened, inner = tag, []
        elif tag.kind == "close" and tag.name == opened.name:
            told = xml.content(raw, opened.end, tag.start, _walled(inner))
            if opened.name == "source":
                source = told
            else:
                number += 1
                found.append((f"{key}.{number}", told, source))
            opened = None
        else:
            inner.append(tag)
    others = "\n".join(told.prose for _, told, _ in found)
    for key, told, source in found:
        if told.prose.strip():
            original = source.prose if source else None
            inside = disjoint([*told.tags, *parted(walls(told.prose, others, original), told.points)])
            yield Segment(
                told.start, told.end, told.escapes, tuple(inside), original, tuple(told.points), held=True, key=key
            )


def _walled(inner: list[Tag]) -> list[Span]:
    """The spans of inline elements: code with what it holds, tags around prose by themselves."""
    out: list[Span] = []
    since: tuple[int, str] | None = None
    for tag in inner:
        if since is not None:
            if tag.kind == "close" and tag.name == since[1]:
                out.append((since[0], tag.end))
                since = None
        elif tag.kind == "open" and tag.name in _CODES:
            since = tag.start, tag.name
        else:
            out.append((tag.start, tag.end))
    return out


def escape(prose: str) -> str:
    """Write prose inside a target."""
    return xml.escape(prose)


def opaque(raw: str) -> list[Span]:
    """Comments, character data, and all originals."""
    out: list[Span] = []
    opened = -1
    for tag in tags(raw):
        if tag.name == "source":
            if tag.kind == "open":
                opened = tag.end
            elif opened >= 0:
                out.append((opened, tag.start))
                opened = -1
        elif opened < 0 and xml.is_opaque(raw, tag):
            out.append((tag.start, tag.end))
    return out


def declared_language(raw: str) -> str | None:
    """The target language of the file."""
    m = _LANGUAGE.search(raw)
    return m[1].lower() if m else None
