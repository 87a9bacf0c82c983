"""Tags of files written in XML, which a translator took for words: ``< x id = "A" / >``, ``</ string-array>``.

Only a file that is not well-formed is looked at: in one that is, no such thing can stand. The names are those of the
file's other tags, and of elements its format has. XLIFF tells more: what may follow the original of a unit, and the
code the original has of each inline element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix, trim
from cleaner.formats import FormatError, xml
from cleaner.formats.tags import Tag, attribute, attributes, tags
from cleaner.lazy import lazy
from cleaner.plurals import meant
from cleaner.text import Text

_LOOSE = lazy(r"<[ ]*/?[ ]|/[ ]+>|<(?:/[ ]?)?[\w-]+(?:[ ]:|:[ ])|=\s*[“”„«»]|[\w-][ ]?=[ ]?\"[^\"<>\n]*\"[ ]*/[ ]>")
# An ampersand between words, and the marks of character data.
_BROKEN = lazy(
    r"(?<=\s)&(?=\s+(?!(?:\#|amp|lt|gt|quot|apos|nbsp)\b))|<[ ]?![ ]?\[[ ]?CDATA[ ]?\[|\][ ]?\][ ]>|\][ ]\]>"
)
_TAG = lazy(
    r"<[ ]*(?P<slash>/?)[ ]*(?P<name>[A-Za-z][\w.-]*(?:[ ]?:[ ]?[A-Za-z][\w.-]*)?)"
    r"(?P<attributes>(?:\s+[\w.-]+(?::[\w.-]+)?[ ]*=[ ]*(?:\"[^\"<>]*\"|'[^'<>]*'|[“”„«][ \u00a0\u202f]?[^\"“”„«»<>]*?"
    r"[ \u00a0\u202f]?[“”»]))*)(?P<gap>\s*)(?P<end>/?)[ ]*>"
)
_SIGN = lazy(r"[ ]*=[ ]*(?P<open>[\"'“”„«])(?P<value>[^\"“”„«»<>]*)(?P<close>[\"“”»'])")
_REMARK = lazy(
    r"(?P<open><[ ]?![ ]?(?:[—–]{1,2}|-[ ]?-|-)[ ]?)(?P<body>[^<>]{1,2000}?)"
    r"(?P<close>[ ]?(?:[—–]{1,2}|-[ ]?-|-)[ ]?>)(?![^<>]{0,2000}-->)"
)
_SIGNS = ("-- >", "- ->", "<!—", "<!–", "<! ", "<? ", "< ?", "<?xml")
_DECLARED = lazy(r"\A\ufeff?[ ]*(?P<all><[ ]?\?[ ]?[xX][mM][lL](?P<said>[^<>?]{3,100})\?[ ]?>)")
_SAID = lazy(r"([\w.-]+)[ ]*=[ ]*[\"'“”„«][ \u00a0\u202f]?([\w.-]+)[ \u00a0\u202f]?[\"'“”»]")
_KNOWN = {
    "xliff": frozenset("x g ph bx ex bpt ept it mrk pc sub source target note trans-unit unit segment".split()),
    "android": frozenset("string item plurals string-array resources xliff:g b i u a br annotation".split()),
}
_AFTER_SOURCE = lazy(r"</source>\s*(?P<open><(?P<name>[^\s<>/:!?]+)>)[^<>]*(?:<[^<>]*>[^<>]*)*?(?P<close></(?P=name)>)")
_BESIDE_SOURCE = frozenset("target seg-source note alt-trans context-group count-group prop-group".split())
_INLINE = frozenset("x ph bpt ept bx ex it sc ec".split())
_COPIED = frozenset("equiv-text equiv disp ctype type subtype dataref".split())  # what no translator is to change
_NAMED = frozenset("string plurals string-array".split())
_BESIDE_NAME = frozenset("translatable formatted product comment description documentation".split())
_ATTRIBUTE = lazy(r"(?<=\s)(?P<name>[\w.:-]+)=(?:\"[^\"<]*\"|'[^'<]*')")
_BARE = lazy(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def find(text: Text) -> Iterator[Fix]:
    """Yield a fix for every tag that keeps the file from being read, and for what XLIFF and Android make certain."""
    source = text.source
    if (_LOOSE.search(source) or _BROKEN.search(source)) and not _is_read(source):
        yield from _loose(text)
        for m in _BROKEN.finditer(source):
            whole = "&amp;" if m[0] == "&" else "<![CDATA[" if m[0][0] == "<" else "]]>"
            if whole != m[0]:
                yield Fix("syntax/element", (Edit(*trim(source, Edit(*m.span(), whole))),))
    if any(sign in source for sign in _SIGNS) and not _is_read(source):
        yield from _marks(source)
    if text.format == "xliff":
        yield from _targets(source)
        yield from _codes(source)
    else:
        yield from _quantities(text) if "quantity" in source else ()
        yield from _names(source)
        yield from _apostrophes(source) if "\\'" in source else ()


def _is_read(source: str) -> bool:
    try:
        xml.check(source)
    except FormatError:
        return False
    return True


def _loose(text: Text) -> Iterator[Fix]:
    source = text.source
    known = _KNOWN[text.format] | {source[t.start : t.end].strip("</>").split()[0] for t in tags(source) if t.name}
    for m in _TAG.finditer(source):
        name = m["name"].replace(" ", "")
        whole = f"<{m['slash']}{name}{_SIGN.sub(_straight, m['attributes'])}{m['gap'] if m['attributes'] else ''}"
        whole = (whole if m["end"] or m["gap"].strip(" ") else whole.rstrip(" ")) + m["end"] + ">"
        if name in known and whole != m.group() and (m["slash"] == "" or not m["attributes"]):
            yield Fix("syntax/element", tuple(_small(source, m.start(), m.group(), whole)))


def _marks(source: str) -> Iterator[Fix]:
    """The marks of comments and the first line: ``<!— x —>``, ``<!-- x -- >``, ``<? xml version = “1.0”? >``."""
    for m in _REMARK.finditer(source):
        for sign, group in (("<!--", "open"), ("-->", "close")):
            if m[group].strip(" ") != sign:
                gap = " " if " " in (m[group][0], m[group][-1]) else ""
                whole = sign + gap if group == "open" else gap + sign
                yield Fix("syntax/element", (Edit(*trim(source, Edit(*m.span(group), whole))),))
    declared = _DECLARED.match(source)
    said = _SAID.findall(declared["said"]) if declared else []
    if declared and [value[:2] for _, value in said][:1] == ["1."] and len(said) < 4:
        names = ("version", "encoding" if len(said) == 2 and said[1][1] not in ("yes", "no") else "", "")
        whole = " ".join(f'{new or name}="{value}"' for new, (name, value) in zip(names, said, strict=False))
        yield Fix("syntax/element", tuple(_small(source, declared.start("all"), declared["all"], f"<?xml {whole}?>")))


def _straight(m: re.Match[str]) -> str:
    mark = "'" if m["open"] == "'" else '"'
    value = m["value"].strip(" \u00a0\u202f") if m["open"] in "“”„«" else m["value"]
    return f"={mark}{value}{mark}"


def _small(source: str, at: int, before: str, after: str) -> Iterator[Edit]:
    """The edits that make one tag of another, piece by piece."""
    from difflib import SequenceMatcher

    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(*trim(source, Edit(at + a, at + b, after[c:d])))


# --- what XLIFF tells


def _targets(source: str) -> Iterator[Fix]:
    """``<目标>`` behind the original of a unit, where nothing but a target can stand, in a unit that has none."""
    for m in _AFTER_SOURCE.finditer(source) if "</source>" in source else ():
        ends = [end for end in (source.find(f"</{unit}", m.end()) for unit in ("trans-unit", "segment")) if end >= 0]
        told = ends and m["name"] not in _BESIDE_SOURCE and "<target" not in source[m.end() : min(ends)]
        if told and not m["name"].startswith("target"):
            spans = (m.start("open") + 1, m.end("open") - 1), (m.start("close") + 2, m.end("close") - 1)
            yield Fix("syntax/element", tuple(Edit(a, b, "target") for a, b in spans))


def _codes(source: str) -> Iterator[Fix]:
    """The values of an inline element that no translator is to change, as its twin in the original has them."""
    originals: dict[tuple[str, str | None], Tag] = {}
    inside = ""
    for tag in tags(source):
        if tag.name in ("trans-unit", "unit") and tag.kind == "open":
            originals = {}
        elif tag.name in ("source", "target"):
            inside = tag.name if tag.kind == "open" else ""
        elif tag.name in _INLINE and inside and tag.kind != "close":
            key = tag.name, attribute(source, tag, "id")
            if inside == "source":
                originals[key] = tag
            elif key in originals:
                told = {name: source[a:b] for name, a, b in attributes(source, originals[key])}
                for name, a, b in attributes(source, tag):
                    if name in _COPIED and told.get(name, source[a:b]) != source[a:b]:
                        yield Fix("syntax/inline-value", (Edit(*trim(source, Edit(a, b, told[name]))),))


# --- what Android tells


def _quantities(text: Text) -> Iterator[Fix]:
    """Forms of a plural whose quantities were translated."""
    source = text.source
    forms: list[tuple[str, int, int]] = []
    for tag in tags(source):
        if tag.name == "plurals":
            wanted = meant([name for name, _, _ in forms], text.language) if tag.kind == "close" else None
            for (name, start, end), new in zip(forms, wanted or (), strict=False):
                if name != new:
                    yield Fix("syntax/quantity", (Edit(start, end, new),))
            forms = []
        elif tag.name == "item" and tag.kind == "open":
            forms += [(source[a:b].strip(), a, b) for name, a, b in attributes(source, tag) if name == "quantity"]


def _names(source: str) -> Iterator[Fix]:
    """Names of attributes that were translated, where an element has one it cannot be without, and no such:
    ``<item quantità="one">`` in a plural, ``<string nome="greeting">``.
    """
    inside = False
    for tag in tags(source):
        inside = tag.kind == "open" if tag.name == "plurals" else inside
        wanted = "name" if tag.name in _NAMED else "quantity" if inside and tag.name == "item" else ""
        if not wanted or tag.kind not in ("open", "empty"):
            continue
        found = [m for m in _ATTRIBUTE.finditer(source, tag.start, tag.end) if m["name"] not in _BESIDE_NAME]
        if len(found) == 1 and found[0]["name"] not in ("name", "quantity") and ":" not in found[0]["name"]:
            yield Fix("syntax/attribute", (Edit(*found[0].span("name"), wanted),))


def _apostrophes(source: str) -> Iterator[Fix]:
    """A bare apostrophe in a word, which ends the string there, in a file that escapes its others. Between quote marks
    it may stand."""
    opened: Tag | None = None
    for tag in tags(source):
        if tag.name in ("string", "item"):
            opened = tag if tag.kind == "open" else None
        if opened and tag.kind in ("open", "close", "empty", "other") and "'" in source:
            stop = source.find("<", tag.end)
            text = source[tag.end : stop if stop >= 0 else len(source)]
            if not source.startswith('"', opened.end):
                for m in _BARE.finditer(text):
                    yield Fix("syntax/apostrophe", (Edit(tag.end + m.start(), tag.end + m.start(), "\\"),))
