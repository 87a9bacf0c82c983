"""Plain text: one segment, with walls around what is not prose.

Walled are web addresses, e-mail addresses, @handles and #tags, code between backticks and in fences, indented blocks
that look like code, lines at a shell prompt, lines of a log, and placeholders (``%s``, ``{{name}}``, ``${x}``). A bare
``$5`` or ``50 %`` is prose, and so is an indented verse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.formats.segment import Segment
from cleaner.lazy import lazy
from cleaner.text import Span, disjoint

_FENCE = lazy(r"^ {0,3}(`{3,}|~{3,})", re.M)
_PROMPT = lazy(r"^(?:> ?)?[$] (?!t\([\w.:-]+\))[^\n]*", re.M)
_PROMPTS = ("$ ", "> $ ", ">$ ")  # which such a line begins with
_CLOCK = lazy(r":\d\d:\d\d(?!:?\d)")  # with its seconds, as no prose tells the time
# 2024-05-06T02:11:09.120Z WARN …, [06/May/2024:02:11:09 +0200] …, May  6 02:11:09 host program[12]: …
_LOGGED = lazy(
    r"(?:\S+ \S+ \S+ )?[\[(]?(?P<day>\d{4}[-/.]\d\d[-/.]\d\d[T _]|\d\d[-/.](?:\d\d|[A-Z][a-z]{2})[-/.]\d{4}[: T]"
    r"|(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d )?"
    r"\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?[\])]?:?[ \t|]"
    r"(?=[^\n]{0,40}?(?:\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE)\b|[\w-]\[\d+\]|\w\.\w+:\d)"
    r"|(?(day)\"[A-Z]+ /|(?!))|(?(day)(?:[a-z][\w.-]* )?[a-z][\w./-]*: |(?!)))"
)
_CODE_SPAN = lazy(r"(?<!`)(`{1,3})(?!`)[^\n]*?[^`\n]\1(?!`)")
_QUOTED = lazy(r"`` ?[^\s`'=][^`'\n=]*(?:'[^`'\n=]+)*(?<=[\w.,!?…)\] ])''(?!['\w])")
_INDENTED = lazy(r"(?:\A|(?<=\n\n))(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
_CODE_SIGN = lazy(r"[{}\\|=$<>]|\w\(|;$|^\s+(?:#|//|--)", re.M)
_SCHEME = lazy(r"[a-zA-Z][a-zA-Z0-9+.-]*\Z")
_ADDRESS = lazy(r"[^\s<>\"“”«»„|`^\\]+")
_MAILBOX = lazy(r"[\w.+-]+\Z")
_DOMAIN = lazy(r"[\w-]+(?:\.[\w-]+)+")
# Not #С„СѓС‚: such signs within a word are bytes that were misread.
_NAME = lazy(r"[^\W_][\w-]*+(?![„‚‹†‡‰€°±§¤¦¬¶][^\W\d_])")
_SLOT = re.compile(r"\{\{[^{}\n]{1,80}\}\}|\{[A-Za-z_][\w.]{0,60}\}|%(?:\d+\$|\(\w{1,60}\))?[sdif]\b")
_HEAD = 80  # code points before the minutes of a line of a log
_CLOSING = ".,;:!?)]}'’»…*_）。，、；：！？」』】"  # never the last character of an address in running text


def segments(raw: str) -> Iterator[Segment]:
    """Yield the whole text as one segment of prose."""
    yield Segment(0, len(raw), walls=tuple(walls(raw)), walls_of=walls)


def escape(prose: str) -> str:
    """Plain text is written as it is."""
    return prose


def walls(raw: str) -> list[Span]:
    """Return the stretches of a plain text that are not prose, sorted and disjoint. Linear."""
    return disjoint([*code(raw), *names_and_slots(raw)])


def code(raw: str) -> list[Span]:
    """Code in fences, between backticks, at a prompt and in indented blocks, sorted and disjoint."""
    found: list[Span] = []
    if ("`" in raw and "```" in raw) or ("~" in raw and "~~~" in raw):
        found += _fences(raw)
    if "`" in raw:
        found += _code_spans(raw)
    if "$" in raw and (raw.startswith(_PROMPTS) or any(f"\n{prompt}" in raw for prompt in _PROMPTS)):
        found += (m.span() for m in _PROMPT.finditer(raw))
    if ":" in raw:
        found += _logged(raw)
    if raw.startswith("    ") or "\n    " in raw or "\t" in raw:
        found += (m.span() for m in _INDENTED.finditer(raw) if _CODE_SIGN.search(m.group()))
    return disjoint(found)


def inline_walls(raw: str) -> list[Span]:
    """Return what is not prose inside a line of any format, sorted and disjoint."""
    return disjoint(list(names_and_slots(raw)))


def names_and_slots(raw: str) -> Iterator[Span]:
    """Web and e-mail addresses, @handles, #tags and placeholders, which any format has, in no certain order."""
    if ("/" in raw and "://" in raw) or "www." in raw:
        yield from _addresses(raw)
    if "@" in raw or "#" in raw:
        yield from _names(raw)
    if "{" in raw or "%" in raw:
        yield from _slots(raw)


def _code_spans(raw: str) -> Iterator[Span]:
    """Code between backticks; two that two apostrophes close are quotation marks: ``a torch'' and ``a match''."""
    at = 0
    while match := _CODE_SPAN.search(raw, at):
        quoted = _QUOTED.match(raw, match.start()) if match.group(1) == "``" else None
        if quoted is None:
            yield match.span()
        at = quoted.end() if quoted else match.end()


def _logged(raw: str) -> Iterator[Span]:
    """Lines that a program has noted, each with the time to the second and who noted it, or how grave it is."""
    end = 0
    for clock in _CLOCK.finditer(raw):
        if clock.start() < end:
            continue
        start = raw.rfind("\n", 0, clock.start()) + 1
        if clock.start() - start < _HEAD and _LOGGED.match(raw, start):
            end = raw.find("\n", start)
            end = len(raw) if end < 0 else end
            yield start, end


def _fences(raw: str) -> Iterator[Span]:
    """Fenced code, each from its opening line to the end of its closing line; an unclosed one to the end."""
    opened: tuple[int, str] | None = None
    for m in _FENCE.finditer(raw):
        if opened is None:
            opened = m.start(), m.group(1)
        elif m.group(1).startswith(opened[1]):
            end = raw.find("\n", m.end())
            yield opened[0], len(raw) if end < 0 else end
            opened = None
    if opened is not None:
        yield opened[0], len(raw)


def _addresses(raw: str) -> Iterator[Span]:
    for literal in ("://", "www."):
        at = raw.find(literal)
        while at >= 0:
            start = at
            if literal == "://":
                scheme = _SCHEME.search(raw[max(0, at - 20) : at])
                start = at - len(scheme.group()) if scheme else -1
            rest = _ADDRESS.match(raw, at)
            end = at + len(literal)
            if start >= 0 and rest:
                end = _trimmed(raw, start, rest.end())
                yield start, end
            at = raw.find(literal, max(end, at + 1))


def _trimmed(raw: str, start: int, end: int) -> int:
    """The end of an address without the punctuation of the sentence around it; a bracket it opened itself stays."""
    while end > start and raw[end - 1] in _CLOSING:
        opener = "(（"[")）".index(raw[end - 1])] if raw[end - 1] in ")）" else ""
        if opener and raw.count(opener, start, end) >= raw.count(raw[end - 1], start, end):
            break
        end -= 1
    return end


def _names(raw: str) -> Iterator[Span]:
    """E-mail addresses, @handles and #tags."""
    for sign in "@#":
        at = raw.find(sign)
        while at >= 0:
            box = _MAILBOX.search(raw[max(0, at - 64) : at]) if sign == "@" else None
            domain = _DOMAIN.match(raw, at + 1) if box else None
            name = _NAME.match(raw, at + 1)
            if box and domain:
                yield at - len(box.group()), domain.end()
            elif name and (at == 0 or not (raw[at - 1].isalnum() or raw[at - 1] in "@#&/_")):
                yield at, name.end()
            at = raw.find(sign, at + 1)


def _slots(raw: str) -> Iterator[Span]:
    """Placeholders: ``%s``, ``{name}``, ``${name}``, ``{{ name }}``."""
    for sign in "{%":
        at = raw.find(sign)
        while at >= 0:
            slot = _SLOT.match(raw, at)
            if slot:
                yield at - (sign == "{" and raw[at - 1 : at] == "$"), slot.end()
            at = raw.find(sign, slot.end() if slot else at + 1)
