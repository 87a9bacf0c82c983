"""YAML: the string values that are prose, in every style.

PyYAML's parser tells where each scalar stands, so no scanner of our own is needed; how a scalar is escaped and
folded is read here, and where the reading differs from the parser's the scalar is left alone. Keys, anchors, tags and
comments are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from json import dumps
from typing import Any, NamedTuple

import yaml

from cleaner.edits import Edit, apply
from cleaner.formats.segment import FormatError, Segment
from cleaner.formats.slots import is_prose, walls
from cleaner.lazy import lazy
from cleaner.text import Span

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"
_FOLD = lazy(r"[ \t]*\n[ \t\n]*")
_DOUBLE = lazy(
    r"(?P<break>\\\n[ \t]*)|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|(?P<fold>[ \t]*\n[ \t\n]*)"
)
_TOP = lazy(r"(?m)^([^\s#:-][^:\n]*):")
_CODE = lazy(r"[\"']?([a-z]{2,3})(?:[-_]\w+)?[\"']?")
_ANCHOR = lazy(r"&\S+\s+")
_SURROGATE = lazy("[\ud800-\udfff]")


class Scalar(NamedTuple):
    """A string value: the keys that lead to it, what the parser read, and how it stands in the file."""

    path: str
    value: str
    start: int
    end: int
    style: str  # nothing, ', ", | or >
    flow: bool  # inside brackets


def scalars(raw: str) -> Iterator[Scalar]:
    """Yield the string values of all documents. Raises FormatError for what is not YAML."""
    stack: list[list[Any]] = []  # for each open collection: is it a mapping, is it in brackets, its key or number
    try:
        event: Any
        # A byte that is no UTF-8 is a lone surrogate, which the parser refuses; the scalar that holds it is left alone.
        for event in yaml.parse(_SURROGATE.sub("\ufffd", raw), Loader=_Loader):
            name = type(event).__name__
            if name in ("MappingStartEvent", "SequenceStartEvent"):
                _next(stack, None)
                flow = bool(event.flow_style) or bool(stack and stack[-1][1])
                stack.append([name == "MappingStartEvent", flow, None if name == "MappingStartEvent" else -1])
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                stack.pop()
                _close(stack)
            elif name == "AliasEvent":
                _next(stack, "*")
                _close(stack)
            elif name == "ScalarEvent":
                is_key = _next(stack, event.value)
                told = event.tag is None and (not event.implicit[0] or _plain_string(event.value))
                if told and not is_key:
                    path = ".".join(str(keys[2]) for keys in stack)
                    flow = bool(stack and stack[-1][1])
                    start = event.start_mark.index
                    if event.anchor is not None:
                        start = _ANCHOR.match(raw, start).end()  # type: ignore[union-attr]
                    yield Scalar(path, event.value, start, event.end_mark.index, event.style or "", flow)
                if not is_key:
                    _close(stack)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        cause = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise FormatError(f"not valid YAML: {place}{cause}") from None


_resolver: Any = yaml.resolver.Resolver()


def _plain_string(value: str) -> bool:
    return bool(_resolver.resolve(yaml.ScalarNode, value, (True, False)) == _STRING)


def _next(stack: list[list[Any]], value: str | None) -> bool:
    """Step to the next item of the innermost collection. Is it a key?"""
    if not stack:
        return False
    top = stack[-1]
    if not top[0]:
        top[2] += 1
        return False
    if top[2] is None:
        top[2] = "?" if value is None else value
        return value is not None
    return False


def _close(stack: list[list[Any]]) -> None:
    """A value of a mapping ended: a key comes next."""
    if stack and stack[-1][0]:
        stack[-1][2] = None


def _folded(m: re.Match[str]) -> str:
    return "\n" * (m.group().count("\n") - 1) or " "


def _read(raw: str, scalar: Scalar) -> tuple[int, int, list[Edit], str] | None:
    """Where the text of a scalar stands, the edits that decode it (offsets from there), and its indentation."""
    start, end = scalar.start, scalar.end
    edits: list[Edit] = []
    if scalar.style in ("'", '"'):
        start, end = start + 1, end - 1
    if scalar.style in ("", "'"):
        pattern = re.compile(r"''|" + _FOLD.pattern) if scalar.style else _FOLD
        for m in pattern.finditer(raw, start, end):
            edits.append(Edit(m.start() - start, m.end() - start, "'" if m.group() == "''" else _folded(m)))
    elif scalar.style == '"':
        for m in _DOUBLE.finditer(raw, start, end):
            new = "" if m["break"] else _folded(m) if m["fold"] else _character(m.group())
            edits.append(Edit(m.start() - start, m.end() - start, new))
    else:
        return _block(raw, scalar)
    return start, end, edits, ""


def _character(escape: str) -> str:
    try:
        return str(yaml.load(f'"{escape}"', Loader=_Loader))
    except yaml.YAMLError:
        return escape


def _block(raw: str, scalar: Scalar) -> tuple[int, int, list[Edit], str] | None:
    header = raw.find("\n", scalar.start, scalar.end)
    if header < 0 or any(char.isdigit() for char in raw[scalar.start : header].partition("#")[0]):
        return None
    body = raw[header + 1 : scalar.end]
    first = next((line for line in body.split("\n") if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" "))]
    start = header + 1 + body.find(first) + len(indent)
    end = scalar.start + len(raw[scalar.start : scalar.end].rstrip())
    edits = []
    for m in re.finditer(rf"\n[ \n]*\n {{0,{len(indent)}}}|\n {{0,{len(indent)}}}", raw[start:end]):
        ends = m.group().count("\n")
        new = "\n" * ends if scalar.style == "|" else "\n" * (ends - 1) or " "
        edits.append(Edit(m.start(), m.end(), new))
    return start, end, edits, indent


def segments(raw: str) -> Iterator[Segment]:
    """Yield the string values that are prose. Raises FormatError for what is not YAML."""
    found = []
    for scalar in scalars(raw):
        if is_prose(scalar.value):
            read = _read(raw, scalar)
            if read is not None:
                start, end, edits, indent = read
                prose = apply(raw[start:end], edits)
                wanted = scalar.value.strip("\n") if scalar.style in ("|", ">") else scalar.value
                if prose == wanted:
                    found.append((scalar, start, end, tuple(edits), prose, indent))
    others = "\n".join(prose for *_, prose, _ in found)
    for scalar, start, end, escapes, prose, indent in found:
        yield Segment(
            start, end, escapes, tuple(walls(prose, others, key=scalar.path or "")), held=True, key=scalar.path or ".",
            escape=_spelling(scalar.style, indent), sound=_soundness(scalar, indent),
        )  # fmt: skip


def _spelling(style: str, indent: str) -> Callable[[str], str]:
    if style == '"':
        return lambda prose: dumps(prose, ensure_ascii=False)[1:-1]
    if style == "'":
        return lambda prose: prose.replace("'", "''")
    return lambda prose: prose.replace("\n", "\n" + indent)


def _soundness(scalar: Scalar, indent: str) -> Callable[[str, str], bool]:
    """Is a scalar, spelled anew, still read as its prose?"""

    def sound(spelled: str, prose: str) -> bool:
        style = scalar.style
        if style in ("|", ">"):
            text = f"{style}-\n{indent}{spelled}"
        else:
            text = f"[{style}{spelled}{style}]" if scalar.flow else f"k: {style}{spelled}{style}"
        try:
            read = [s for s in scalars(text) if s.style == style]
        except FormatError:
            return False
        return [s.value for s in read] == [prose]

    return sound


def escape(prose: str) -> str:
    """Write prose inside double quote marks."""
    return dumps(prose, ensure_ascii=False)[1:-1]


def declared_language(raw: str) -> str | None:
    """The language of a file of messages, if its one top key is a code: ``de:``."""
    keys = _TOP.findall(raw)
    m = _CODE.fullmatch(keys[0]) if len(keys) == 1 else None
    return m[1] if m else None


def opaque(raw: str) -> list[Span]:
    """YAML has no stretch in which its syntax does not hold."""
    return []
