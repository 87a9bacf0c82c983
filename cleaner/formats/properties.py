"""Java `.properties`: the values, joined over their lines.

Line ends behind a backslash, `\\uXXXX` and the other escapes are decoded; a doubled apostrophe is one where
`MessageFormat` reads the value (it holds ``{0}``, or stands so throughout the file). Libraries on offer write a file
anew, in another order or without its comments; so this scanner is our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleaner.edits import Edit, apply
from cleaner.formats.segment import Segment
from cleaner.formats.slots import is_prose, walls
from cleaner.lazy import lazy
from cleaner.text import Span

_ENTRY = lazy(
    r"^[ \t\f]*(?![#!\s])(?P<key>(?:[^\\\s=:]|\\[^\n])++)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+)"
    r"(?P<value>(?:[^\\\n]|\\[^\n]|\\\n)*+)",
    re.M,
)
_ESCAPE = lazy(
    r"\\\n[ \t\f]*|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u[0-9a-fA-F]{4}|\\[^\n]|''"
)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_FORMATTED = lazy(r"\{\d")


def _decoding(raw: str, start: int, end: int, doubled: bool) -> tuple[Edit, ...]:
    out = []
    for m in _ESCAPE.finditer(raw, start, end):
        told = m.group()
        if told == "''":
            if not doubled:
                continue
            new = "'"
        elif told[1] == "\n":
            # With the character behind it: a blank put in there stands before the line end, where it counts.
            plain = m.end() < end and raw[m.end()] not in "\\'"
            out.append(Edit(m.start() - start, m.end() - start + plain, raw[m.end() : m.end() + plain]))
            continue
        elif told[1] == "u":
            if len(told) == 2 or (len(told) == 6 and 0xD800 <= int(told[2:], 16) < 0xE000):
                continue  # `\u` without four figures, or half a character
            codes = [int(part, 16) for part in told.split("\\u")[1:]]
            new = b"".join(code.to_bytes(2, "big") for code in codes).decode("utf-16-be")
        else:
            new = _PLAIN.get(told[1], told[1])
        out.append(Edit(m.start() - start, m.end() - start, new))
    return tuple(out)


def segments(raw: str) -> Iterator[Segment]:
    """Yield the values that are prose, with their keys."""
    entries = [m for m in _ENTRY.finditer(raw) if m["value"]]
    values = [m["value"] for m in entries]
    always = any("''" in value for value in values) and not any(re.search(r"\w'\w", value) for value in values)
    found = []
    for m in entries:
        doubled = "''" in m["value"] and (always or bool(_FORMATTED.search(m["value"])))
        escapes = _decoding(raw, *m.span("value"), doubled)
        prose = apply(m["value"], escapes)
        if is_prose(prose):
            found.append((m, escapes, prose, doubled or (always and bool(_FORMATTED.search(m["value"])))))
    others = "\n".join(prose for _, _, prose, _ in found)
    ascii_only = raw.isascii() and "\\u" in raw
    spell = {(a, d): _spelling(a, d) for a in (False, True) for d in (False, True)}
    for m, escapes, prose, doubled in found:
        yield Segment(
            *m.span("value"), escapes, tuple(walls(prose, others, key=m["key"])), held=True, key=m["key"],
            escape=spell[ascii_only, doubled], notation="properties",
        )  # fmt: skip


def _spelling(ascii_only: bool, doubled: bool) -> Callable[[str], str]:
    def spell(prose: str) -> str:
        told = escape(prose)
        if doubled:
            told = told.replace("'", "''")
        if not ascii_only:
            return told
        codes = told.encode("utf-16-be")
        units = [int.from_bytes(codes[n : n + 2], "big") for n in range(0, len(codes), 2)]
        return "".join(chr(unit) if unit < 0x80 else f"\\u{unit:04x}" for unit in units)

    return spell


def escape(prose: str) -> str:
    """Write prose inside a value."""
    return prose.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\f", "\\f")


def opaque(raw: str) -> list[Span]:
    """All but the values: keys, comments."""
    out: list[Span] = []
    at = 0
    for m in _ENTRY.finditer(raw):
        if at < m.start("value"):
            out.append((at, m.start("value")))
        at = m.end("value")
    return [*out, (at, len(raw))] if at < len(raw) else out
