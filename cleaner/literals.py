"""Which literals a pattern needs: those that stand in whatever it matches.

To compile a pattern that ignores case takes milliseconds, and of those that know page furniture a text asks for few.
So each is read as text first, and compiled when its literals were met. Nothing is lost by that: what is not
understood counts as a place where anything may stand, and a pattern without literals is always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import ahocorasick_rs
import regex

from cleaner.lazy import lazy

_TOKEN = lazy(
    r"""\\L<(?P<list>\w+)> | \\[pP]\{[^}]*\} | \\[A-Za-z0-9] | \\(?P<escaped>.)
    | (?P<look>\(\?<?[=!]) | (?P<open>\((?!\?)|\(\?[a-zA-Z-]*:|\(\?P<\w+>) | (?P<odd>\(\?) | (?P<close>\)) | (?P<bar>\|)
    | \[\^?\]?(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\[\]\\])*\] | [.^$] | (?P<plain>[\w ’,-]+(?![?*+{])|.)""",
    re.DOTALL | re.VERBOSE,
)
_TIMES = lazy(r"(?P<optional>[?*]|\{0?,\d*\}|\{0\})[?+]?|(?P<repeated>\+|\{\d+(?:,\d*)?\})[?+]?")
_DOTLESS = str.maketrans({"ı": "i", "\u0307": None})  # the engine takes the four Turkish letters for one


class Shapes:
    """Patterns for whole lines, of which the first that fits is asked for, whatever the case of the letters.

    lists: the word lists that the patterns name. One scan of a line tells which of them may fit at all.
    """

    def __init__(self, patterns: Sequence[str], lists: Mapping[str, tuple[str, ...]]) -> None:
        self._shapes = [_Shape(pattern, lists) for pattern in patterns]
        self._always = {n for n, shape in enumerate(self._shapes) if not shape.needs}
        self._of: dict[str, list[int]] = {}
        for n, shape in enumerate(self._shapes):
            for literal in max(shape.needs, key=_shortest, default=()):
                self._of.setdefault(literal, []).append(n)
        self._numbers = list(self._of.values())
        self._scanner = ahocorasick_rs.BytesAhoCorasick([literal.encode() for literal in self._of])

    def __len__(self) -> int:
        return len(self._shapes)

    def first(self, line: str) -> int | None:
        """The number of the first pattern that is the whole line; None where there is none."""
        folded = fold(line)
        hits = self._scanner.find_matches_as_indexes(folded.encode("utf-8", "replace"), overlapping=True)
        near = self._always.union(*(self._numbers[which] for which, _, _ in hits))
        return next((n for n in sorted(near) if self._shapes[n].fits(line, folded)), None)


class _Shape:
    """A pattern that is compiled when a line has the literals it needs."""

    def __init__(self, pattern: str, lists: Mapping[str, tuple[str, ...]]) -> None:
        self._pattern = pattern
        self._lists = {name: lists[name] for name in lists if f"\\L<{name}>" in pattern}
        self.needs = needed(pattern, self._lists)

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        return regex.compile(self._pattern, regex.V1 | regex.IGNORECASE, **self._lists)  # type: ignore[arg-type]

    def fits(self, line: str, folded: str) -> bool:
        """Is this the whole line? `folded` is the line as `fold` spells it."""
        met = all(any(map(folded.__contains__, literals)) for literals in self.needs)
        return met and self._compiled.fullmatch(line) is not None


class _UnreadError(Exception):
    """A construct that is not read here."""


def fold(text: str) -> str:
    """A text spelled so that what is the same to a pattern that ignores case is the same here."""
    return text.casefold().translate(_DOTLESS)


def needed(pattern: str, lists: Mapping[str, Sequence[str]]) -> list[frozenset[str]]:
    """Return sets of literals, folded: of each set, one literal at least stands in every match.

    lists: the word lists that the pattern names. An empty list where nothing can be told.
    """
    try:
        return _Reader(pattern, lists).choice()
    except _UnreadError:
        return []


class _Reader:
    """Reads a pattern once, from left to right."""

    def __init__(self, pattern: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.pattern, self.lists = pattern, lists
        self.at = 0

    def choice(self) -> list[frozenset[str]]:
        """What alternatives need together, up to the bracket that closes them."""
        every: list[list[frozenset[str]]] = []
        kind: str | None = "bar"
        while kind == "bar":
            needs, kind = self.sequence()
            every.append(needs)
        if len(every) == 1:
            return every[0]
        return [frozenset().union(*(max(needs, key=_shortest) for needs in every))] if all(every) else []

    def sequence(self) -> tuple[list[frozenset[str]], str | None]:
        """What the parts of one alternative need, and what ends it: a bar, a bracket, or the pattern."""
        needs: list[frozenset[str]] = []
        run = ""
        kind: str | None = None
        for kind, text in self.tokens():
            if kind in ("bar", "close"):
                break
            inner = self.part(kind, text)
            times = _TIMES.match(self.pattern, self.at)
            optional = times is not None and times["optional"] is not None
            self.at = times.end() if times is not None else self.at
            if kind in ("plain", "escaped") and not optional:
                run += text
                if times is None:
                    continue
            needs += [frozenset([fold(run)])] if run else []
            needs += [] if optional else inner
            run = ""
        else:
            kind = None
        return [*needs, frozenset([fold(run)])] if run else needs, kind

    def part(self, kind: str | None, text: str) -> list[frozenset[str]]:
        """What a group or a list needs; nothing for a part that is no literal or only looks around."""
        if kind == "odd":
            raise _UnreadError
        if kind == "list":
            return [frozenset(map(fold, self.lists[text]))]
        if kind in ("open", "look"):
            inner = self.choice()
            return inner if kind == "open" else []
        return []

    def tokens(self) -> Iterator[tuple[str | None, str]]:
        """The kind and text of one token after the other, from wherever the reader stands."""
        while match := _TOKEN.match(self.pattern, self.at):
            self.at = match.end()
            yield match.lastgroup, match[match.lastgroup or 0]


def _shortest(needs: frozenset[str]) -> int:
    """How much a set of literals tells: as much as its shortest."""
    return min(map(len, needs))
