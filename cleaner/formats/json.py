"""JSON: the string values that are prose, and of lines of JSON those of every line.

The standard library's parser keeps no positions, and the streaming ones on offer count bytes or none: so this scanner
is our own. It checks the grammar as it goes, and lets pass what files of settings hold besides: comments and a comma
after the last item. Keys are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import dumps, loads
from typing import NamedTuple

from cleaner.edits import Edit, apply
from cleaner.formats.segment import FormatError, Segment
from cleaner.formats.slots import is_prose, walls
from cleaner.lazy import lazy
from cleaner.text import Span

_BLANK = lazy(r"(?:[ \t\r\n\ufeff]++|//[^\n]*+|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)*+")
_STRING = lazy(r'"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"')
_SCALAR = lazy(r"(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])")
_ESCAPE = lazy(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_SURROGATE = lazy(r"\\u[dD][89a-fA-F]")


class Value(NamedTuple):
    """A string value: the keys and numbers that lead to it, and its place without the quote marks."""

    path: tuple[str, ...]
    start: int
    end: int


def values(raw: str, start: int = 0, end: int | None = None) -> Iterator[Value]:
    """Yield every string value of a JSON text. Raises FormatError where the text breaks the grammar."""
    stop = len(raw) if end is None else end
    path: list[str] = []
    counts: list[int] = []  # of each open array, -1 for an object
    at = _skip(raw, start, stop)
    expects_value = True
    while True:
        if expects_value:
            char = raw[at : at + 1]
            if char in "{[" and char:
                counts.append(-1 if char == "{" else 0)
                path.append("0")
                at = _skip(raw, at + 1, stop)
                if raw[at : at + 1] != ("}" if char == "{" else "]"):
                    at = _key(raw, at, stop, path) if char == "{" else at
                    continue
                expects_value = False
            elif char == '"':
                m = _STRING.match(raw, at, stop)
                if not m:
                    raise _wrong(raw, at, "a string that is not closed, or holds an escape JSON does not know")
                yield Value(tuple(path), m.start(1), m.end(1))
                at, expects_value = _skip(raw, m.end(), stop), False
            else:
                m = _SCALAR.match(raw, at, stop)
                if not m:
                    raise _wrong(raw, at, "a value is missing" if at < stop else "the text ends too soon")
                at, expects_value = _skip(raw, m.end(), stop), False
        elif not counts:
            if at < stop:
                raise _wrong(raw, at, "more text after the end of the value")
            return
        else:
            closing = "}" if counts[-1] < 0 else "]"
            if raw.startswith(",", at):
                at = _skip(raw, at + 1, stop)
                if not raw.startswith(closing, at):
                    expects_value = True
                    if counts[-1] < 0:
                        at = _key(raw, at, stop, path)
                    else:
                        counts[-1] += 1
                        path[-1] = str(counts[-1])
                    continue
            if not raw.startswith(closing, at):
                raise _wrong(raw, at, f"`,` or `{closing}` is missing" if at < stop else "the text ends too soon")
            counts.pop()
            path.pop()
            at = _skip(raw, at + 1, stop)


def _key(raw: str, at: int, stop: int, path: list[str]) -> int:
    m = _STRING.match(raw, at, stop)
    if not m:
        raise _wrong(raw, at, "a key in double quotes is missing")
    path[-1] = m[1]
    colon = _skip(raw, m.end(), stop)
    if not raw.startswith(":", colon):
        raise _wrong(raw, colon, "`:` is missing after a key")
    return _skip(raw, colon + 1, stop)


def _skip(raw: str, at: int, stop: int) -> int:
    m = _BLANK.match(raw, at, stop)
    return m.end() if m else at


def _wrong(raw: str, at: int, cause: str) -> FormatError:
    line = raw.count("\n", 0, at) + 1
    return FormatError(f"not valid JSON: line {line}, column {at - raw.rfind(chr(10), 0, at)}: {cause}")


def unescaped(raw: str, start: int, end: int) -> tuple[Edit, ...]:
    """The edits that decode the escapes between two places; offsets from `start`. Half a surrogate pair stays."""
    if raw.find("\\", start, end) < 0:
        return ()
    out = []
    for m in _ESCAPE.finditer(raw, start, end):
        if len(m.group()) != 6 or not _SURROGATE.match(m.group()):
            out.append(Edit(m.start() - start, m.end() - start, loads(f'"{m.group()}"')))
    return tuple(out)


def messages(raw: str, found: Sequence[Value], prefix: str = "") -> Iterator[Segment]:
    """The values that are prose, as segments with their paths for keys."""
    told: list[tuple[Value, tuple[Edit, ...], str]] = []
    for value in found:
        escapes = unescaped(raw, value.start, value.end)
        prose = apply(raw[value.start : value.end], escapes)
        if is_prose(prose):
            told.append((value, escapes, prose))
    others = "\n".join(prose for _, _, prose in told)
    spell = _ascii if raw.isascii() and "\\u" in raw else None
    for value, escapes, prose in told:
        key = prefix + ".".join(value.path)
        inside = tuple(walls(prose, others, key=key))
        yield Segment(value.start, value.end, escapes, inside, held=True, key=key or ".", escape=spell, notation="json")


def segments(raw: str) -> Iterator[Segment]:
    """Yield the string values that are prose. Raises FormatError for a text that is not JSON.

    Of the messages of a browser extension (``{"key": {"message": …, "description": …}}``) only `message` is in the
    language of the file.
    """
    found = list(values(raw))
    own = [value for value in found if len(value.path) == 2 and value.path[1] == "message"]
    described = sum(len(value.path) == 2 and value.path[1] == "description" for value in found)
    yield from messages(raw, own if described and len(own) + described == len(found) else found)


def escape(prose: str) -> str:
    """Write prose inside a JSON string, without escaping what need not be."""
    return dumps(prose, ensure_ascii=False)[1:-1]


def _ascii(prose: str) -> str:
    return dumps(prose)[1:-1]


def opaque(raw: str) -> list[Span]:
    """JSON has no stretch in which its syntax does not hold."""
    return []
