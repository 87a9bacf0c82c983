"""Slots: what a program puts values into, or reads itself, inside a message: ``%s``, ``{0}``, ``{{name}}``, ``<b>``.

They are walls in the prose of a message. What looks like one and is none (``50 %`` of all) stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.formats import plain
from cleaner.formats.tags import REFERENCE, character
from cleaner.lazy import lazy
from cleaner.text import Span, disjoint

_PRINTF = (
    r"%(?:\d{1,2}\$|\([\w. -]{1,60}\))?[-+0#]{0,3}(?:\d{1,3}|\*)?(?:\.(?:\d{1,2}|\*))?"
    r"(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGcsrpaA@]"
)
_SLOT = lazy(
    rf"(?P<printf>{_PRINTF})(?![^\W\d_]{{2}})|(?P<percent>%%)|(?P<ruby>%\{{\w{{1,60}}\}})"
    r"|(?P<nest>\$t\([^()\n]{1,120}\))"
    r"|(?P<double>\{\{\{?[^{}\n]{1,80}\}?\}\})"
    r"|(?P<dollar>[$#]\{[^{}\n]{1,80}\})"
    r"|(?P<brace>\{[\w.$\[\]@-]{0,60}(?:![rsa])?(?::[^{}\s]{0,20})?\})"
    r"|(?P<tag></?[A-Za-z0-9][\w:.-]{0,30}(?:\s[^<>\n]{0,300})?/?>)"
    r"|(?P<code>(?<!`)`[^`\n]{1,200}`(?!`))"
)
_HEAD = lazy(  # `többes szám`: the name of a type that was translated may be two words, before branches
    r"\{\s*([\w.-]{1,60}|#)\s*,\s*([\w-]{1,30}(?: [\w-]{1,30}(?=\s*,\s*(?:=\d+|[^\W\d][\w-]{0,30})\s*\{))?)\s*"
)
_STYLE = lazy(r",\s*([^{}'\n]{1,80}?)\s*\}|\}")
_OFFSET = lazy(r",\s*(?:offset:\s*\d+)?\s*")
_BRANCH = lazy(r"\s*(=\d+|[^\W\d][\w-]{0,30})(\s*)\{")
_END = lazy(r"\s*\}")


class Slot(NamedTuple):
    """One slot of a message; `kind` is the name of its spelling."""

    kind: str
    start: int
    end: int
    text: str


class Complex(NamedTuple):
    """An ICU argument with a type: ``{count, plural, one {…} other {…}}``.

    argument, type: their spans. style: the span behind the second comma, where that is no list of branches. branches:
    for each its keyword and its inside, without the braces.
    """

    start: int
    end: int
    argument: Span
    type: Span
    style: Span | None
    branches: tuple[tuple[Span, Span], ...]


def slots(prose: str) -> Iterator[Slot]:
    """Yield the simple slots of a message, in order. ``{Ordner}`` behind a keyword of an ICU argument is a branch."""
    if "%" in prose or "{" in prose or "<" in prose or "`" in prose or "$t(" in prose:
        branches = {low - 1 for c in complexes(prose) for _, (low, _) in c.branches} if "," in prose else ()
        for m in _SLOT.finditer(prose):
            if m.start() not in branches:
                yield Slot(str(m.lastgroup), m.start(), m.end(), m.group())


def complexes(prose: str) -> Iterator[Complex]:
    """Yield the ICU arguments with a type, in order, inner ones behind the one they stand in. Keywords may be any
    words, for a translator may have translated them. Linear: each level is read once, at most eight levels."""
    yield from _complexes(prose, 0, len(prose), 8)


def _complexes(prose: str, start: int, end: int, depth: int) -> Iterator[Complex]:
    at = prose.find("{", start, end)
    while at >= 0:
        found = _complex(prose, at, end) if depth else None
        if found is None:
            at = prose.find("{", at + 1, end)
            continue
        yield found
        for _, (low, high) in found.branches:
            yield from _complexes(prose, low, high, depth - 1)
        at = prose.find("{", found.end, end)


def _complex(prose: str, at: int, end: int) -> Complex | None:
    head = _HEAD.match(prose, at, end)
    if not head:
        return None
    style = _STYLE.match(prose, head.end(), end)
    if style:
        return Complex(at, style.end(), head.span(1), head.span(2), style.span(1) if style[1] else None, ())
    comma = _OFFSET.match(prose, head.end(), end)
    if not comma:
        return None
    branches: list[tuple[Span, Span]] = []
    here = comma.end()
    while branch := _BRANCH.match(prose, here, end):
        close = _closing(prose, branch.end(), end)
        if close < 0:
            return None
        branches.append((branch.span(1), (branch.end(), close)))
        here = close + 1
    last = _END.match(prose, here, end)
    return Complex(at, last.end(), head.span(1), head.span(2), None, tuple(branches)) if last and branches else None


def _closing(prose: str, start: int, end: int) -> int:
    """Where the brace closes that was opened before `start`, or -1; ``'{'`` is text. None is longer than a page."""
    depth = 1
    for m in _BRACE.finditer(prose, start, min(end, start + _PAGE)):
        if m.group() == "{":
            depth += 1
        elif m.group() == "}":
            depth -= 1
            if not depth:
                return m.start()
    return -1


_PAGE = 1_000  # code points
_BRACE = lazy(r"'[{}][^'\n]*'|[{}]")
_LITERAL = lazy(r"'[{}][^'\n]*'")


def skeleton(prose: str) -> Iterator[Span]:
    """The spans of ICU arguments that are not for a reader: all but the insides of branches."""
    for found in complexes(prose):
        at = found.start
        for _, (low, high) in found.branches:
            yield at, low
            at = high
        yield at, found.end
        for _, (low, high) in found.branches:
            yield from ((n, n + 1) for n in range(low, high) if prose[n] == "#")


def walls(prose: str, others: str = "", reference: str | None = None, key: str = "") -> list[Span]:
    """The stretches of a message that are not prose, sorted and disjoint.

    Character references are walls, for people write ``&nbsp;`` and ``&laquo;`` into messages. Only those a machine
    puts there (``&amp;``, ``&#39;``) are prose, if the other messages (`others`) have that character as it is, no tags
    and no references that people write stand beside them, the reference has none, and its `key` does not say that it is
    written in HTML (``confirm_html``, ``html.entity``, ``escaped``).
    """
    found = [(s.start, s.end) for s in slots(prose)]
    tagged = "<" in prose and any(s.kind == "tag" for s in slots(prose))
    if "{" in prose:
        found += skeleton(prose)
        found += (m.span() for m in _LITERAL.finditer(prose))
    if "&" in prose:
        told_of = [(m, character(m.group())) for m in REFERENCE.finditer(prose)]
        tagged = (
            tagged
            or _MARKUP.search(key) is not None
            or any(told is not None and told not in _MACHINE for _, told in told_of)
        )
        for m, told in told_of:
            same = reference is not None and m.group() in reference
            # Nobody has to escape an apostrophe, so a few of them need no other message that has it as it is.
            known = told is not None and (told in others or (told == "'" and others.count(m.group()) < _FEW))
            if told is None or told not in _MACHINE or tagged or same or not known:
                found.append(m.span())
    return disjoint([*found, *plain.inline_walls(prose)])


_MACHINE = "&<>\"'"  # what a program escapes
_FEW = 3
_MARKUP = lazy(
    r"(?<![A-Za-z])x?html(?![A-Za-z])|(?:Html|HTML)(?![a-z])|(?<![A-Za-z])html(?=[A-Z])|(?i:(?<![a-z])(?:entit(?:y|ies)|escaped)(?![a-z]))"
)
_WORDS = lazy(r"[^\W\d_]{2,}")
_CODE = lazy(r"[\w.$/\\:#@*?&=+~^|<>,;!-]+\Z")
_COMMAND = re.compile(
    r"[=^~]\d|&&|\|\||(?:^|\s)--?[a-z]|;\s*$|^(?:[./~]|\$ (?!t\()|#!|@[\w-]+/)|=>|::"
    r"|\w\(\w*\)|\.(?:js|py|sh|css|json)\b"
)


def is_prose(value: str) -> bool:
    """Is a string of a data file something a person reads? Not a name, a path, a command, a pattern, a number."""
    if not _WORDS.search(value):
        return False
    if not any(c.isspace() for c in value.strip()):
        # One word: what is plain ASCII is a name or needs no repair.
        return not value.isascii() or "&" in value or "\\u" in value
    return not (_COMMAND.search(value) and len(_WORDS.findall(value)) < 8)
