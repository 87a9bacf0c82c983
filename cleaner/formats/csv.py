"""CSV and TSV: the fields that are prose, each column in its own language.

The standard library's reader tells no positions; so this scanner is our own. The delimiter is the one that cuts the
first lines into most fields. A repair that would need quote marks where the field has none is not made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleaner.edits import Edit, apply
from cleaner.formats.segment import FormatError, Segment
from cleaner.formats.slots import is_prose, walls
from cleaner.language import detect
from cleaner.lazy import lazy
from cleaner.text import Span

_DELIMITERS = ("\t", ";", ",", "|")
_QUOTED = lazy(r'"((?:[^"]|"")*+)" *')
_SAMPLE = 20  # lines


def fields(raw: str) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield row, column, start, end and whether it stands in quote marks, for every field. Raises FormatError for a
    quote mark that is never closed."""
    delimiter = _delimiter(raw)
    plain = re.compile(rf"[^{re.escape(delimiter)}\n]*")
    at, row, column = 0, 0, 0
    while at < len(raw):
        m = _QUOTED.match(raw, at)
        if m and (m.end() == len(raw) or raw[m.end()] in (delimiter, "\n")):
            yield row, column, m.start(1), m.end(1), True
        elif raw[at] == '"' and not m:
            raise FormatError(f"not valid CSV: line {raw.count(chr(10), 0, at) + 1}: a quote mark is not closed")
        else:
            m = plain.match(raw, at)
            assert m is not None
            yield row, column, *m.span(), False
        at = m.end()
        row, column = (row, column + 1) if raw.startswith(delimiter, at) else (row + 1, 0)
        at += 1


def _delimiter(raw: str) -> str:
    lines = [re.sub(r'"[^"]*"', "", line) for line in raw.split("\n", _SAMPLE)[:_SAMPLE] if line.strip()]
    counts = {d: min((line.count(d) for line in lines), default=0) for d in _DELIMITERS}
    best = max(counts, key=lambda d: counts[d])
    return best if counts[best] else max(_DELIMITERS, key=lambda d: sum(line.count(d) for line in lines))


def segments(raw: str) -> Iterator[Segment]:
    """Yield the fields that are prose. Raises FormatError for what is not CSV."""
    found = []
    columns: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for row, column, start, end, quoted in fields(raw):
        doubled = re.finditer('""', raw[start:end]) if quoted else ()
        escapes = tuple(Edit(*m.span(), '"') for m in doubled)
        prose = apply(raw[start:end], escapes)
        if row == 0 and prose.strip():
            names[column] = prose.strip()
        if is_prose(prose) and prose.count(" ") > 1:
            found.append((row, column, start, end, quoted, escapes, prose))
            columns.setdefault(column, []).append(prose)
    languages = {column: detect("\n".join(told)) for column, told in columns.items()}
    bare = _bare(_delimiter(raw))
    for row, column, start, end, quoted, escapes, prose in found:
        yield Segment(
            start, end, escapes, tuple(walls(prose, "\n".join(columns[column]) if "&" in prose else "")),
            held=True, key=f"{row}.{column}", language=languages[column] if len(columns) > 1 else None,
            name=names.get(column, str(column + 1)), escape=None if quoted else _same, sound=None if quoted else bare,
        )  # fmt: skip


def _same(prose: str) -> str:
    return prose


def _bare(delimiter: str) -> Callable[[str, str], bool]:
    """May a field stand without quote marks?"""

    def sound(spelled: str, prose: str) -> bool:
        return not (delimiter in spelled or "\n" in spelled or spelled.lstrip().startswith('"'))

    return sound


def escape(prose: str) -> str:
    """Write prose inside a quoted field."""
    return prose.replace('"', '""')


def opaque(raw: str) -> list[Span]:
    """CSV has no syntax that is mended."""
    return [(0, len(raw))]
