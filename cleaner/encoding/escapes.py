"""Escapes and entities that some step left in prose: ``&amp;rsquo;``, ``\\u2019``, ``=E2=80=99``, ``%E2%80%99``.

An escape is undone where it stands for a character that prose has, and where the text does not speak of
escapes: an entity alone between quotation marks, a line that talks of HTML, a document that shows tags, a path, a query
string keep theirs.
``&lt;`` and ``&gt;`` are undone only as signs between numbers or spaces: they could make a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5, name2codepoint
from typing import NamedTuple

from cleaner.edits import Edit


class Escape(NamedTuple):
    """The edit that undoes an escape, the name of its rule, and whether it is certain."""

    edit: Edit
    rule: str
    certain: bool


_WORDLIKE = frozenset({"and", "or", "not", "int", "sub", "sup", "sum", "part", "image", "real", "empty", "cap", "cup"})
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>|<!--|<!DOCTYPE", re.I)
_TALK = re.compile(r"\b(?:x?html\d?|xml|entit(?:y|ies)|ampersands?|escap(?:e|ed|es|ing)|markup)\b", re.I)
_QUOTED = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "„": "“", "(": ")", "[": "]", "‹": "›"}


def find(view: str) -> Iterator[Escape]:
    """Yield every escape that was left in the prose of `view`. Linear; next to nothing where there is none."""
    if "&" in view and ";" in view:
        yield from _entities(view)
    if "\\" in view:
        yield from _backslashes(view)
    if "u20" in view or "u00" in view:
        yield from _bare(view)
    if "%" in view:
        yield from _percent(view)
    if "=" in view and ("=E2=80" in view or "=C3=" in view or "=C2=" in view):
        yield from _quoted_printable(view)


def _line(view: str, at: int) -> str:
    high = view.find("\n", at)
    low = max(view.rfind("\n", 0, at) + 1, at - 300)
    return view[low : min(len(view) if high < 0 else high, at + 300)]


def _alone(view: str, start: int, end: int) -> bool:
    """Does an escape stand between quotation marks or brackets, shown rather than used?"""
    before = view[start - 1 : start]
    return before in _QUOTED and view[end : end + 1] == _QUOTED[before]


# --- entities


def _entities(view: str) -> Iterator[Escape]:
    tags = 0
    for match in _ENTITY.finditer(view):
        char = _named(match)
        if char is None:
            continue
        tags = tags or 1 + len(_TAG.findall(view))
        if tags > 3 or (tags > 1 and char in "&<>\"'"):
            return
        start, end = match.span()
        before, after = view[start - 1 : start], view[end : end + 1]
        if char in "<>" and not ((before.isspace() or before.isdigit()) and (after.isspace() or after.isdigit())):
            continue
        if char in "<>" and _line(view, start).count("lt;") and _line(view, start).count("gt;"):
            continue
        letter = char.isalpha() and not (before.isalpha() or after.isalpha()) and before not in "’'"
        shown = _alone(view, start, end) or (letter and char not in "àéèóòùìÀÉÈyAOI")
        line = _line(view, start)
        shown = shown or (char == "&" and " & " in line)  # “swapping & with &amp;”
        yield Escape(Edit(start, end, char), "entity", not shown and not _TALK.search(line))


def _named(match: re.Match[str]) -> str | None:
    """The character of an entity, or None where prose does not have it."""
    decimal, hexadecimal, name = match.groups()
    if name:
        if name in _WORDLIKE:
            return None
        if name in name2codepoint:
            return chr(name2codepoint[name])
        char = html5.get(name + ";", "")
        return char if name == "apos" or (len(char) == 1 and char.isalpha() and char < "\u0530") else None
    number = int(decimal) if decimal else int(hexadecimal, 16)
    if 0x80 <= number < 0xA0:  # &#146;: a windows-1252 number, as browsers read it
        return bytes([number]).decode("cp1252", "ignore") or None
    if number < 0x20 or number == 0x7F or 0xD800 <= number < 0xE000 or number > 0x10FFFF or number & 0xFFFE == 0xFFFE:
        return None
    return chr(number)


# --- backslashes

_UNICODE = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})")
_QUOTE = re.compile(r'(?<!\\)\\"')
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\\'(?=(?:s|t|d|m|ll|re|ve)\b)")
_SLASH = re.compile(r"(?<=[^\W\d_])\\/(?=[^\W\d_])")
_NEWLINE = re.compile(r"(?<=[.!?…”\"’»)])(?:\\r)?\\n(?:(?:\\r)?\\n)*(?=[^\W\d_a-zß-ÿ]|[“\"«‘'¿¡–—-]|\s|\Z)")
_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:[\\/]")


def _backslashes(view: str) -> Iterator[Escape]:
    found = []
    for match in _UNICODE.finditer(view):
        char = _code_unit(match)
        if char and not _in_path(view, match.start()):
            found.append((match.start(), match.end(), char))
    attached = sum(_touches(view, start, end) for start, end, _ in found)
    for start, end, char in found:
        certain = (_touches(view, start, end) or attached > 1) and not _alone(view, start, end)
        yield Escape(Edit(start, end, char), "unicode-escape", certain and not _TALK.search(_line(view, start)))
    quotes = _escaped_quotes(view)
    yield from (Escape(Edit(at, at + 1, ""), "backslash", True) for at in quotes)
    for match in _APOSTROPHE.finditer(view):
        yield Escape(Edit(match.start(), match.start() + 1, ""), "backslash", True)
    slashes = [m.start() for m in _SLASH.finditer(view) if not _in_path(view, m.start())]
    if slashes and (attached or len(quotes) > 1 or len(slashes) > 1):
        yield from (Escape(Edit(at, at + 1, ""), "backslash", True) for at in slashes)
    breaks = [m for m in _NEWLINE.finditer(view) if not _alone(view, *m.span())] if "\\n" in view else []
    if breaks and (attached or len(quotes) > 1 or len(breaks) > 1):
        for match in breaks:
            yield Escape(Edit(match.start(), match.end(), "\n" * match.group().count("\\n")), "newline-escape", True)


def _escaped_quotes(view: str) -> list[int]:
    """The places of ``\\"`` in lines where every straight quotation mark is escaped, and they come in pairs.

    A bare one beside it means that a string is shown as programs write it: ``"Michael \\"Mutt\\" Elkins"``.
    """
    lines: dict[int, list[int]] = {}
    for match in _QUOTE.finditer(view):
        lines.setdefault(view.rfind("\n", 0, match.start()), []).append(match.start())
    out: list[int] = []
    for low, spots in lines.items():
        high = view.find("\n", spots[-1])
        line = view[low + 1 : high if high >= 0 else len(view)]
        if len(spots) % 2 == 0 and line.count('"') == len(spots) and "{" not in line and not _PATH.search(line):
            out += spots
    return out


def _code_unit(match: re.Match[str]) -> str | None:
    high, low, single = match.groups()
    number = 0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00 if high else int(single, 16)
    if number < 0x20 or 0x7F <= number < 0xA0 or 0xD800 <= number < 0xE000 or number & 0xFFFE == 0xFFFE:
        return None
    char = chr(number)
    return None if number < 0x80 and char not in "\"'&" else char


def _touches(view: str, start: int, end: int) -> bool:
    return view[start - 1 : start].isalpha() or view[end : end + 1].isalpha()


def _in_path(view: str, at: int) -> bool:
    """Does a backslash stand in a Windows path?"""
    low = max(view.rfind("\n", 0, at) + 1, at - 200)
    return _PATH.search(view, low, at + 1) is not None


# --- \u2019 that lost its backslash

_HEX = r"u(20(?:1[0-9a-f]|2[0-6])|00[a-fA-F][0-9a-fA-F]|01[0-7][0-9a-fA-F])"
_BARE = re.compile(rf"(?<![A-Za-z0-9_\\])(?:{_HEX})(?![A-Za-z0-9_])|(?<=[^\W\d_]){_HEX}(?=$|[^\W\d_]|[^\w.@/\\-])")


def _bare(view: str) -> Iterator[Escape]:
    found = [
        (m.start(), m.end(), chr(int(m.group(1) or m.group(2), 16)))
        for m in _BARE.finditer(view)
        if view[m.start() - 1 : m.start()] != "\\"
    ]
    within = sum(view[s - 1 : s].isalpha() and view[e : e + 1].isalpha() for s, e, _ in found)
    for start, end, char in found:
        inside = view[start - 1 : start].isalpha() and view[end : end + 1].isalpha()
        certain = (inside or within > 0) and not _alone(view, start, end)
        yield Escape(Edit(start, end, char), "bare-escape", certain and not _TALK.search(_line(view, start)))


# --- bytes written as figures

_PERCENTS = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ADDRESS_SIGN = re.compile(r"[/?&=_@#]|\.\w|\w\+\w")
_CHUNK = re.compile(r"\S+")


def _percent(view: str) -> Iterator[Escape]:
    """Percent escapes in words that are no address, file or query: ``caf%C3%A9``, ``The%20market``."""
    found: list[Escape] = []
    strong = 0
    at = done = 0
    while (at := view.find("%", at)) >= 0:
        low = max(done, at - 500, *(view.rfind(c, max(done, at - 500), at) + 1 for c in " \n\t"))
        match = _CHUNK.match(view, low, at + 500)
        if match is None or match.end() <= at:
            at += 1
            continue
        chunk = match.group()
        at = done = match.end()
        runs = [(m, _bytes(m.group(), "%")) for m in _PERCENTS.finditer(chunk)]
        runs = [(m, text) for m, text in runs if text]
        foreign = sum(not text.isascii() for _, text in runs)
        if not runs or _ADDRESS_SIGN.search(chunk) or not (foreign or len(runs) > 1):
            continue
        strong += foreign + (len(runs) > 1)
        for m, text in runs:
            start, end = low + m.start(), low + m.end()
            if _touches(view, start, end):
                found.append(Escape(Edit(start, end, text), "percent-escape", not _alone(view, low, match.end())))
    if strong > 1:
        yield from found


def _bytes(run: str, sign: str) -> str:
    """The text of a run of escaped bytes; empty where they are no UTF-8 or no characters of prose."""
    try:
        text = bytes.fromhex(run.replace(sign, "")).decode("utf-8")
    except ValueError:
        return ""
    return text if all(c.isprintable() or c == "\xa0" for c in text) else ""


_FOREIGN_QP = re.compile(r"(?:=[C-F][0-9A-F]=\n?[89AB][0-9A-F])")
_PRINTED = re.compile(r"(?:=[0-9A-F]{2}|=\n)+")


def _quoted_printable(view: str) -> Iterator[Escape]:
    """Quoted-printable in the paragraphs that show at least two characters of it."""
    at = 0
    while at < len(view):
        low = at
        high = view.find("\n\n", low)
        at = len(view) if high < 0 else high + 2
        end = len(view) if high < 0 else high
        if view.find("=", low, end) < 0 or len(_FOREIGN_QP.findall(view, low, end)) < 2:
            continue
        if _TALK.search(view, low, end):
            continue
        for match in _PRINTED.finditer(view, low, end):
            soft = match.group().replace("=\n", "")
            text = _bytes(soft, "=")
            if text or not soft:
                yield Escape(Edit(match.start(), match.end(), text), "quoted-printable", True)
