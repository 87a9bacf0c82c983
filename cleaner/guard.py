"""What a file or its project wants left alone: stretches between inline switches, protected words and patterns.

A switch is a comment of the file's own syntax::

    <!-- mtclean: off -->  …  <!-- mtclean: on -->
    # mtclean: ignore-next-line
    // mtclean: off spacing quotes/space

`off` holds to the next `on`, or to the end; `ignore-next-line` for the next line that is not blank. Rules and passes
named behind it are switched off alone; without a name nothing there is touched or seen. A comment that ends with
its line has to begin it as well, so that prose that tells of a switch is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from cleaner.edits import Edit, Fix, Patch
from cleaner.lazy import lazy
from cleaner.presence import matches_in_lines
from cleaner.rules import load_rules
from cleaner.text import Span

_SIGN = "mtclean:"
_SWITCH = lazy(
    r"(?<!`)(?:<!--|\{/\*|/\*|\{#)[ \t]*mtclean:[ \t]*(?P<boxed>[^\n]{0,200}?)[ \t]*(?:-->|\*/\}|\*/|#\})"
    r"|^[ \t]*(?:#|//|--|;|%|\.\.)[ \t]*mtclean:[ \t]*(?P<open>[^\n]*)",
    re.M,
)
_LINE = lazy(r"[^\n]*\S[^\n]*")

_LONGEST = 2.0  # seconds for a protected pattern in one text


class SwitchError(ValueError):
    """A switch that says what is not known; the message names line and remedy."""


class Guard(NamedTuple):
    """A stretch that is left alone: by the rules and passes named, or by all."""

    start: int
    end: int
    names: frozenset[str] = frozenset()

    def bars(self, fix: Fix, patch: Patch) -> bool:
        """Does it forbid a fix? Its edits are made on the text that `patch` leads to, from the one guarded."""
        if self.names and not {fix.rule, fix.rule.partition("/")[0]} & self.names:
            return False
        return any(self._meets(edit, patch) for edit in fix.edits)

    def _meets(self, edit: Edit, patch: Patch) -> bool:
        start, end = patch.to_source(edit.start), patch.to_source(edit.end)
        return (start < self.end and self.start < end) or self.start < start == end < self.end


def switches(raw: str) -> list[Guard]:
    """Return what the inline switches of a file guard, and the switches themselves. Raises SwitchError."""
    if _SIGN not in raw:
        return []
    out: list[Guard] = []
    opened: tuple[int, frozenset[str]] | None = None
    for match in matches_in_lines(_SWITCH, raw, _SIGN):
        words = (match["boxed"] or match["open"] or "").split()
        verb, names = (words[0], frozenset(words[1:])) if words else ("", frozenset())
        if verb not in ("off", "on", "ignore-next-line"):
            raise SwitchError(f"{_place(raw, match.start())}: `{verb}`; write off, on or ignore-next-line")
        if names:
            _known(raw, match.start(), names)
        out.append(Guard(match.start(), match.end()))
        if verb == "ignore-next-line":
            end = raw.find("\n", match.end())
            line = _LINE.search(raw, end) if end >= 0 else None
            if line:
                out.append(Guard(line.start(), line.end(), names))
        elif verb == "off" and opened is None:
            opened = match.end(), names
        elif verb == "on" and opened is not None:
            out.append(Guard(opened[0], match.start(), opened[1]))
            opened = None
    if opened is not None:
        out.append(Guard(opened[0], len(raw), opened[1]))
    return out


def _place(raw: str, at: int) -> str:
    return f"line {raw.count(chr(10), 0, at) + 1}, mtclean:"


@cache
def _rules_and_passes() -> frozenset[str]:
    rules = load_rules()
    return frozenset([*(rule.id for rule in rules), *(rule.pass_name for rule in rules)])


def _known(raw: str, at: int, names: frozenset[str]) -> None:
    for name in names - _rules_and_passes():
        near = get_close_matches(name, _rules_and_passes(), 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise SwitchError(f"{_place(raw, at)} unknown rule or pass {name!r}{hint}")


def protected(prose: str, words: Sequence[str], patterns: Sequence[str]) -> Iterator[Span]:
    """Yield where protected words stand, whole and as they are written, and what protected patterns match.

    Raises SwitchError for a pattern that does not come to an end in time: a configuration may come from a stranger.
    """
    if words:
        yield from (m.span() for m in _word_pattern(tuple(words)).finditer(prose))
    for pattern in patterns:
        try:
            yield from (m.span() for m in regex.finditer(pattern, prose, regex.M, timeout=_LONGEST) if m.group())
        except TimeoutError:
            raise SwitchError(f"the protected pattern {pattern!r} takes too long; write it simpler") from None


@lru_cache(maxsize=16)
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def within(guards: Sequence[Guard], start: int, end: int) -> list[Guard]:
    """The guards of a stretch of the raw text, with offsets from its start."""
    return [
        Guard(max(g.start, start) - start, min(g.end, end) - start, g.names)
        for g in guards
        if g.start < end and start < g.end
    ]
