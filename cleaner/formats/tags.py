"""Tags and character references of HTML and XML, with their places.

`html.parser` tells only where a tag starts, `expat` counts bytes and reads no HTML, and both hand out text that is
decoded already: so this scanner is our own. It reads what stands there; whether it is well formed is asked elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from html.entities import html5
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.lazy import lazy
from cleaner.text import Span

# A quote mark that is never closed must not swallow the page: an attribute holds no tag.
_MARKUP = lazy(
    r"<(?:(?P<slash>/?)(?P<name>[A-Za-z][\w:.-]*)(?=[\s/>])(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>"
    r"|[!?][^<>\[]*(?:\[[^\]]*\]\s*)?>)"
)
_ATTRIBUTE = lazy(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
REFERENCE = lazy(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_XML = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


class Tag(NamedTuple):
    """``raw[start:end]`` is a tag, a comment or a section. kind: open, close, empty, cdata or other (comments,
    declarations). name: in lower case; empty for cdata and other."""

    kind: str
    name: str
    start: int
    end: int


def tags(raw: str, raw_text: Container[str] = ()) -> Iterator[Tag]:
    """Yield every tag, comment and section of a text, in order. Linear.

    raw_text: elements whose content is no markup, up to their closing tag (`script`).
    """
    at = raw.find("<")
    while at >= 0:
        if raw.startswith("<!--", at):
            end = raw.find("-->", at + 4)
            end = len(raw) if end < 0 else end + 3
            yield Tag("other", "", at, end)
        elif raw.startswith("<![CDATA[", at):
            end = raw.find("]]>", at + 9)
            end = len(raw) if end < 0 else end + 3
            yield Tag("cdata", "", at, end)
        else:
            m = _MARKUP.match(raw, at)
            end = m.end() if m else at + 1
            if m and m["name"]:
                kind = "close" if m["slash"] else "empty" if m.group().endswith("/>") else "open"
                name = m["name"].lower()
                yield Tag(kind, name, at, end)
                if kind == "open" and name in raw_text:
                    closing = re.compile(f"</{name}(?=[\\s/>])", re.I).search(raw, end)
                    end = closing.start() if closing else len(raw)
            elif m:
                yield Tag("other", "", at, end)
        at = raw.find("<", end)


def attributes(raw: str, tag: Tag) -> Iterator[tuple[str, int, int]]:
    """Yield name, start and end of the value (inside its quotes) of every quoted attribute of a tag."""
    for m in _ATTRIBUTE.finditer(raw, tag.start, tag.end):
        group = 2 if m[2] is not None else 3
        yield m[1].lower(), m.start(group), m.end(group)


def attribute(raw: str, tag: Tag, name: str) -> str | None:
    """The value of one attribute as it is written, or None."""
    return next((raw[a:b] for n, a, b in attributes(raw, tag) if n == name), None)


def character(reference: str, xml: bool = False) -> str | None:
    """What a character reference stands for, or None for an unknown one."""
    if reference.startswith("&#"):
        code = int(reference[3:-1], 16) if reference[2] in "xX" else int(reference[2:-1])
        return (
            chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 and not 0x7F <= code < 0xA0 else None
        )
    return _XML.get(reference) if xml else html5.get(reference[1:])


def references(raw: str, start: int, end: int, skip: Sequence[Span] = (), xml: bool = False) -> Iterator[Edit]:
    """Yield the edits that decode the character references between two places, but for those inside `skip` (sorted).
    Offsets are those of the raw text; unknown references stay."""
    if raw.find("&", start, end) < 0:
        return
    n = 0
    for m in REFERENCE.finditer(raw, start, end):
        while n < len(skip) and skip[n][1] <= m.start():
            n += 1
        if n < len(skip) and skip[n][0] < m.end():
            continue
        told = character(m.group(), xml)
        if told is not None:
            yield Edit(m.start(), m.end(), told)


def shifted(spans: Sequence[Span], edits: Sequence[Edit]) -> list[Span]:
    """Where sorted spans stand after sorted edits that lie outside of them."""
    out: list[Span] = []
    shift = n = 0
    for start, end in spans:
        while n < len(edits) and edits[n].end <= start:
            shift += len(edits[n].new) - (edits[n].end - edits[n].start)
            n += 1
        out.append((start + shift, end + shift))
    return out


def seams_of(raw: str, walls: Sequence[Span], through: re.Pattern[str]) -> list[Span]:
    """Those of some tags that the prose runs through, by a pattern for one tag: ``the <b>old</b> town`` is three words.

    Where two tags stand between letters, two pieces of a page stand side by side (``</a><a>``): these stay walls.
    """
    out: list[Span] = []
    n = 0
    while n < len(walls):
        end = n
        while end + 1 < len(walls) and walls[end + 1][0] == walls[end][1]:
            end += 1
        start, stop = walls[n][0], walls[end][1]
        apart = n == end or not (raw[start - 1 : start].isalnum() and raw[stop : stop + 1].isalnum())
        if apart and all(through.match(raw, a, b) for a, b in walls[n : end + 1]):
            out += walls[n : end + 1]
        n = end + 1
    return out


def parted(walls: Iterable[Span], breaks: Sequence[Span]) -> Iterator[Span]:
    """Yield walls cut where a break of no length stands in them: ``<a>https://a.example</a>and`` is no one address."""
    for start, end in walls:
        for n in range(bisect_right(breaks, (start, start)), len(breaks)):
            low, high = breaks[n]
            if low >= end:
                break
            if low == high:
                yield start, low
                start = low
        yield start, end
