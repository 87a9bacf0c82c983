"""HTML: a page is one text, its blocks are paragraphs.

Prose are the text nodes and the values of `alt` and `title`. A page is read as a whole, for what decides a repair
often stands in another paragraph. Prose runs through tags that only mark words (``<b>``, ``<a>``), for at their edges
it was cut, but no edit runs over them; others inside a paragraph are walls, and tags between blocks
are breaks. Comments, `script`, `style`, `pre`, `code` and the like are never prose.

Left alone: character references that stand for themselves (``&nbsp;``, ``&amp;``) keep their spelling; only what is
repaired is written anew, with ``&amp;``, ``&lt;``, ``&gt;`` and ``&nbsp;``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cleaner.edits import Edit, apply
from cleaner.formats import plain
from cleaner.formats.segment import Segment
from cleaner.formats.tags import Tag, attributes, parted, references, seams_of, shifted, tags
from cleaner.language import detect
from cleaner.lazy import lazy
from cleaner.text import Span, Text, disjoint

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite data del dfn em font i img ins label mark nobr q rp rt ruby s small span"
    " strike strong sub sup time tt u wbr".split()
)
_SILENT = frozenset(  # what they hold is no prose
    "script style pre code kbd samp var textarea svg math template noscript object select tt xmp listing".split()
)
_RAW_TEXT = frozenset("script style xmp textarea".split())
_CODE = re.compile(r"<(?:code|kbd|samp|var|tt|svg|math)\b", re.I)  # a word of the sentence it stands in
_THROUGH = lazy(  # one tag of an element that only marks words
    r"</?(?:a|abbr|b|big|cite|del|dfn|em|font|i|ins|label|mark|nobr|q|s|small|span|strike|strong|time|u)(?:\s[^<>]*)?>\Z",
    re.I,
)
_SHOWN, _SET_APART = frozenset(".,;:!?()[]{}^'\""), lazy(r"\s(?:<[^<>]+>)*\Z")
_GAP = lazy(r"[ \t]*\n[ \t]*\n\s*")
_OTHER = lazy("[\u0370-\u1dff\u3040-\ud7af]")
_OTHER_SCRIPTS = frozenset("ru uk be bg sr mk el ar fa he hi th zh ja ko".split())
_TELLING = 12  # spaces: a paragraph tells its language
_BLANK = lazy(r"\s*")
_TOLD = ("alt", "title")  # attributes that are prose
_UNTOLD = frozenset(["link", "style", "script", "meta"])
_LANGUAGE = re.compile(r"<html[^<>]*\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.I)
_HIDDEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")  # who writes a reference to one means it
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"}
_ESCAPED = lazy("[&<>\u00a0]")


def segments(raw: str) -> Iterator[Segment]:
    """Yield the page as one segment, then every `alt` and `title`, whose places lie inside its walls and breaks."""
    walls, breaks, told = _structure(raw)
    seams = seams_of(raw, walls, _THROUGH)
    walls = sorted({*walls} - {*seams})
    kept = sorted([*walls, *breaks, *seams])
    told_by_name = list(references(raw, 0, len(raw), kept))
    hidden = [(start, end) for start, end, new in told_by_name if new in _HIDDEN]
    walls = sorted([*walls, *hidden])
    escapes = tuple(
        sorted(
            [
                *(edit for edit in told_by_name if edit.new not in _HIDDEN),
                *(Edit(a, b, "") for a, b in seams),
                *_gaps(raw, breaks, kept),
            ]
        )
    )
    points = [(a, a) for a, _ in shifted([(a, a) for a, _ in seams], escapes)]
    walls, breaks = shifted(walls, escapes), sorted([*shifted(breaks, escapes), *points])
    prose = Text(apply(raw, escapes), walls, breaks=breaks).view
    strange = list(_strangers(prose, breaks))
    if strange:
        walls = disjoint([*walls, *strange])
        breaks = [(a, b) for a, b in breaks if a < b or not any(low <= a <= high for low, high in strange)]
        prose = Text(apply(raw, escapes), walls, breaks=breaks).view
    yield Segment(
        0,
        len(raw),
        escapes,
        tuple(disjoint([*walls, *parted(plain.inline_walls(prose), breaks)])),
        breaks=tuple(breaks),
        held=True,
    )
    for low, high in told:
        inside = [Edit(start - low, end - low, new) for start, end, new in references(raw, low, high)]
        value = apply(raw[low:high], inside)
        yield Segment(low, high, tuple(inside), tuple(plain.inline_walls(value)), held=True, escape=_quoted)


def _gaps(raw: str, breaks: Sequence[Span], tags: Sequence[Span]) -> Iterator[Edit]:
    """Blank lines inside a paragraph, which end nothing in HTML. Those inside a tag or a comment belong to it."""
    at = 0
    for start, end in [*breaks, (len(raw), len(raw))]:
        for m in _GAP.finditer(raw, at, start):
            tag = bisect_left(tags, m.span()) - 1
            if m.start() > at and m.end() < start and not (tag >= 0 and m.start() < tags[tag][1]):
                yield Edit(m.start(), m.end(), "\n")
        at = end


def _strangers(prose: str, breaks: Sequence[Span]) -> Iterator[Span]:
    """The paragraphs that are in another language than most of the page, as one that is translated in part has."""
    page = detect(prose)
    if page is None:
        return
    at = 0
    for start, end in [*(b for b in breaks if b[0] < b[1]), (len(prose), len(prose))]:
        piece = prose[at:start]
        letters = sum(map(str.isalpha, piece))
        if letters and (len(_OTHER.findall(piece)) * 3 > letters) != (page in _OTHER_SCRIPTS):
            if page not in _OTHER_SCRIPTS or piece.count(" ") > _TELLING:
                yield at, start
        elif piece.count(" ") > _TELLING and detect(piece) not in (page, None):
            yield at, start
        at = end


def escape(prose: str) -> str:
    """Write prose as a text node."""
    return _ESCAPED.sub(lambda m: _ESCAPES[m.group()], prose)


def _quoted(prose: str) -> str:
    """Write prose as the value of an attribute."""
    return escape(prose).replace('"', "&quot;").replace("'", "&#39;") if "'" in prose or '"' in prose else escape(prose)


def opaque(raw: str) -> list[Span]:
    """The stretches in which nothing is mended: scripts, styles, code."""
    return [(start, end) for start, end, kind in stretches(raw) if kind == "silent"]


def declared_language(raw: str) -> str | None:
    """What the page says of its language; a translated page often says that of its original."""
    m = _LANGUAGE.search(raw, 0, 5000)
    return m[1].lower() if m else None


def stretches(raw: str) -> Iterator[tuple[int, int, str]]:
    """Everything that is not a text node, in order: `block` and `inline` tags, and whole `silent` elements."""
    page = declared_language(raw)
    silent: tuple[str, int, int, bool] | None = None  # name, start, depth, inside a paragraph
    for tag in tags(raw, _RAW_TEXT):
        if silent is not None:
            name, start, depth, inline = silent
            if tag.name != name or tag.kind == "empty":
                continue
            depth += 1 if tag.kind == "open" else -1
            silent = (name, start, depth, inline) if depth else None
            if not depth:
                yield start, tag.end, "inline" if inline else "silent"
        elif tag.kind == "open" and (tag.name in _SILENT or _foreign(raw, tag, page) or _shows(raw, tag)):
            silent = tag.name, tag.start, 1, tag.name in INLINE
        else:
            inline = tag.name in INLINE or tag.kind in ("other", "cdata")
            yield tag.start, tag.end, "inline" if inline else "block"
    if silent is not None:
        yield silent[1], len(raw), "silent"


def _foreign(raw: str, tag: Tag, page: str | None) -> bool:
    """Does an element say that its words are of another language than the page, or not to be translated?"""
    if tag.name in ("html", "body"):
        return False
    told = {name: raw[a:b].lower() for name, a, b in attributes(raw, tag)}
    language = told.get("lang", told.get("xml:lang"))
    if language is not None and (page is None or language.partition("-")[0] != page):
        return page is not None or tag.name in INLINE
    return told.get("translate") == "no" or told.get("class") == "notranslate"


def _shows(raw: str, tag: Tag) -> bool:
    """Does an element set apart hold one mark, which is spoken of? # the <b>^</b> and <b>,</b> expansions"""
    if raw[tag.end + 1 : tag.end + 3] != "</" or raw[tag.end] not in _SHOWN or tag.name not in INLINE:
        return False
    return _SET_APART.search(raw, max(0, tag.start - 200), tag.start) is not None


def _structure(raw: str) -> tuple[list[Span], list[Span], list[Span]]:
    """The walls and the breaks of a page, and the attributes that are prose."""
    walls: list[Span] = []
    breaks: list[Span] = []
    pending: list[Span] = []  # walls since the last break
    words = False  # since the last break
    at = 0
    for start, end, kind in stretches(raw):
        words = words or not _BLANK.fullmatch(raw, at, start)
        if kind == "inline" or (kind == "silent" and _CODE.match(raw, start)):
            pending.append((start, end))
        else:
            if words or not breaks:
                walls += pending
                breaks.append((start, end))
            else:  # nothing but blanks and tags since the last break
                breaks[-1] = breaks[-1][0], end
            pending, words = [], False
        at = end
    walls += pending
    told = [
        (a, b)
        for tag in tags(raw, _RAW_TEXT)
        if tag.kind in ("open", "empty") and tag.name not in _UNTOLD
        for name, a, b in attributes(raw, tag)
        if name in _TOLD and " " in raw[a:b].strip()
    ]
    return walls, breaks, told
