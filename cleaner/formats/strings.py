"""iOS and macOS `.strings`: the values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, apply
from cleaner.formats.segment import FormatError, Segment
from cleaner.formats.slots import is_prose, walls
from cleaner.lazy import lazy
from cleaner.text import Span

_TOKEN = lazy(
    r"(?P<space>[\s\ufeff]++)|(?P<comment>//[^\n]*+|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)|(?P<string>\"(?:[^\"\\]|\\.)*+\")"
    r"|(?P<word>[\w.$/:-]++)|(?P<sign>[=;])",
    re.S,
)
_ESCAPE = lazy(r"\\(?:[uU]([0-9a-fA-F]{4})|.)", re.S)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "'": "'"}


def pairs(raw: str) -> Iterator[tuple[str, int, int]]:
    """Yield key, start and end of every value. Raises FormatError for a text that is none of key and value."""
    at = 0
    pending: list[tuple[str, int, int]] = []
    while at < len(raw):
        m = _TOKEN.match(raw, at)
        if m is None:
            raise _wrong(raw, at, "a string is not closed" if raw[at] == '"' else f"{raw[at]!r} stands here")
        at = m.end()
        if m.lastgroup in ("space", "comment"):
            continue
        kind = "string" if m.lastgroup == "word" else str(m.lastgroup)
        wanted = ("string", "=", "string", ";")[len(pending)]
        if (m.group() if kind == "sign" else kind) != wanted:
            if wanted == "=" and m.group() == ";":  # `"key";` stands for itself
                pending = []
                continue
            raise _wrong(raw, m.start(), f"`{wanted}` is missing" if wanted != "string" else "a string is missing")
        pending.append((m.group(), m.start(), m.end()))
        if len(pending) == 4:
            (key, *_), _, (value, start, end), _ = pending
            if value.startswith('"'):
                yield key.strip('"'), start + 1, end - 1
            pending = []
    if pending:
        raise _wrong(raw, len(raw), "the text ends too soon")


def _wrong(raw: str, at: int, cause: str) -> FormatError:
    return FormatError(f"not a valid strings file: line {raw.count(chr(10), 0, at) + 1}: {cause}")


def segments(raw: str) -> Iterator[Segment]:
    """Yield the values that are prose, with their keys; a key that is prose itself is the original."""
    found = []
    for key, start, end in pairs(raw):
        escapes = []
        for m in _ESCAPE.finditer(raw, start, end):
            new = chr(int(m[1], 16)) if m[1] else _PLAIN.get(m.group()[1])
            if new is not None and not 0xD800 <= ord(new) < 0xE000:
                escapes.append(Edit(m.start() - start, m.end() - start, new))
        prose = apply(raw[start:end], escapes)
        if is_prose(prose):
            found.append((key, start, end, tuple(escapes), prose))
    others = "\n".join(prose for *_, prose in found)
    for key, start, end, decoding, prose in found:
        original = key.replace('\\"', '"').replace("\\n", "\n") if " " in key.strip() else None
        inside = tuple(walls(prose, others, original, key))
        flags = frozenset(["objc-format"])
        yield Segment(start, end, decoding, inside, original, held=True, key=key, flags=flags, notation="strings")


def escape(prose: str) -> str:
    """Write prose inside a string."""
    return prose.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def opaque(raw: str) -> list[Span]:
    """Comments, where a broken escape harms nobody."""
    return [m.span() for m in _TOKEN.finditer(raw) if m.lastgroup == "comment"]
