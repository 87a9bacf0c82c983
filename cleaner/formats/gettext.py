"""gettext PO: the translations, each with its original.

polib and babel write a catalogue anew, and neither tells where a string stands: so this scanner is our own. Prose are
`msgstr` and `msgstr[n]` of entries that are in use. The header, comments, flags, contexts, originals and obsolete
entries (``#~``) are never touched; how a string is broken over lines stays, but where a repair meets a break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.edits import Edit, apply
from cleaner.formats.segment import FormatError, Segment
from cleaner.formats.slots import walls
from cleaner.lazy import lazy
from cleaner.text import Span

_LINE = lazy(
    r"[ \t]*(?:(?P<comment>#[^\n]*)|(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<n>\d{1,2})\])?|domain)?[ \t]*"
    r"(?P<string>\"(?:[^\"\\\n]|\\[^\n])*\")?)[ \t\r]*$",
    re.M,
)
_UNREAD = lazy(
    r"(?m)^(?:(?=\"Plural-Forms:(?![ ]*nplurals[ ]*=[ ]*\d[ ]*;[ ]*plural\b))"
    r"|(?![ \t]*(?:#(?! (?:, ?(?:fuzzy\b|(?:no-)?[a-z]+(?:-[a-z]+)?-format\b)|: ?[\w./-]+:\d+[ \t]*$))|\r?$"
    r"|(?:(?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,2}\])?|domain)[ \t]*)?"
    r"\"(?:[^\"\\\n]|\\(?![«»“”„]| +n\"[ \t\r]*$)[^\n])*\"[ \t\r]*$)))"
)
_ESCAPE = lazy(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)|\"[ \t\r]*\n[ \t]*\"")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_SPELLED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\", "\a": "\\a", "\b": "\\b", "\f": "\\f"}
_TOLD = re.compile(r"^Language:\s*([a-z]{2,3})\b", re.M)


class String(NamedTuple):
    """A string of an entry: its keyword, its number (of a plural form), its place inside the outer quote marks."""

    word: str
    n: int
    start: int
    end: int


class Unit(NamedTuple):
    """One entry: its strings, and its flags."""

    strings: list[String]
    flags: frozenset[str]


def units(raw: str) -> Iterator[Unit]:
    """Yield the entries in use, in order. Raises FormatError for a line that is none of a catalogue."""
    strings: list[String] = []
    flags: set[str] = set()
    at = 0
    for number, line in enumerate(raw.split("\n"), 1):
        m = _LINE.match(raw, at, at + len(line))
        start = at
        at += len(line) + 1
        if m is None or (m["word"] and not m["string"]):
            raise FormatError(f"not a valid catalogue: line {number}: {line.strip()[:40]!r} is no line of one")
        if m["comment"] is not None or m["word"] in ("msgctxt", "msgid", "domain"):
            if any(s.word == "msgstr" for s in strings):
                yield Unit(strings, frozenset(flags))
                strings, flags = [], set()
            if raw.startswith("#,", start):
                flags |= {flag.strip() for flag in raw[start + 2 : start + len(line)].split(",")}
        if m["string"]:
            low, high = m.start("string") + 1, m.end("string") - 1
            if m["word"]:
                strings.append(String(m["word"].partition("[")[0], int(m["n"] or 0), low, high))
            elif strings:
                strings[-1] = strings[-1]._replace(end=high)
            else:
                raise FormatError(f"not a valid catalogue: line {number}: a string without a keyword")
    if strings:
        yield Unit(strings, frozenset(flags))


def _decoding(raw: str, string: String) -> tuple[Edit, ...]:
    """The edits that decode a string, joined over its lines; offsets from its start."""
    out = []
    for m in _ESCAPE.finditer(raw, string.start, string.end):
        told = m.group()
        if told.startswith('"'):
            new = ""
        elif told[1] in _PLAIN:
            new = _PLAIN[told[1]]
        else:  # bytes of the file's charset, which only together make characters, and what nobody knows
            continue
        out.append(Edit(m.start() - string.start, m.end() - string.start, new))
    return tuple(out)


def _prose(raw: str, string: String) -> str:
    return apply(raw[string.start : string.end], _decoding(raw, string))


def segments(raw: str) -> Iterator[Segment]:
    """Yield every translation, with its original as reference. Raises FormatError for what is no catalogue."""
    found: list[tuple[String, str, str, frozenset[str], str]] = []
    for unit in units(raw):
        by_word = {s.word: _prose(raw, s) for s in unit.strings if s.word != "msgstr"}
        original = by_word.get("msgid", "")
        translations = [s for s in unit.strings if s.word == "msgstr"]
        if not original:
            continue  # the header
        for string in translations:
            prose = _prose(raw, string)
            plural = by_word.get("msgid_plural")
            own = plural if plural is not None and (string.n or len(translations) == 1) else original
            key = f"{by_word.get('msgctxt', '')}\x04{original}[{string.n}]"
            if prose.strip():
                flags = unit.flags if plural is None else unit.flags | {"plural"}
                found.append((string, prose, own, flags, key))
    others = "\n".join(prose for _, prose, *_ in found)
    for string, prose, own, flags, key in found:
        inside = tuple(walls(prose, others, own))
        yield Segment(
            string.start,
            string.end,
            _decoding(raw, string),
            inside,
            own,
            held=True,
            key=key,
            flags=flags,
            notation="gettext",
        )


def escape(prose: str) -> str:
    """Write prose inside a string of a catalogue."""
    return "".join(_SPELLED.get(char, char) for char in prose)


def opaque(raw: str) -> list[Span]:
    """All lines but those that are none of a catalogue, and a header that names the forms of its plural otherwise."""
    out: list[Span] = []
    at = 0
    for m in _UNREAD.finditer(raw):
        out.append((at, max(at, m.start() - 1)))
        at = raw.find("\n", m.start()) + 1 or len(raw)
    return [(low, high) for low, high in [*out, (at, len(raw))] if low < high]


def declared_language(raw: str) -> str | None:
    """The language of the header."""
    for unit in units(raw):
        header = next((s for s in unit.strings if s.word == "msgstr"), None)
        m = _TOLD.search(_prose(raw, header)) if header else None
        return m[1] if m else None
    return None
