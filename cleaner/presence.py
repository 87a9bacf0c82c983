"""Whether literals stand in a text, and where: the cheap question before a pattern is asked.

A pattern that begins with a class of characters stops at every one of them; a literal is found many times faster. Many
literals looked for at once cost what two or three of them do one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

import ahocorasick_rs

_WORTH = 20_000  # code points; a scanner takes as long to build
_BRIEF = 200  # code points, where a look takes no time
_LEARNT = frozenset([4, 32, 256])  # texts after which it is settled anew which literals most of them lack
_LONG = 200_000  # bytes; longer texts are worth what takes long to prepare
_ASCII = bytes(range(0x80))
_CONTINUED = bytes(range(0x80, 0xC0))  # the bytes of UTF-8 that begin no code point

Hit = tuple[int, int, int]  # the number of a literal, where it starts and ends (code points, if not told otherwise)


def places_of(literal: str, text: str) -> Iterator[int]:
    """Yield where a literal stands, from left to right, without overlaps."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


def places(text: str, *literals: str) -> Iterator[int]:
    """Yield where any of a few literals stands, from left to right."""
    present = [literal for literal in literals if literal in text]
    if len(present) < 2:  # as nearly always: nothing to merge
        return places_of(present[0], text) if present else iter(())
    return merge(*(places_of(literal, text) for literal in present))


def matches_at(pattern: re.Pattern[str], text: str, *literals: str, back: int = 0) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern, without overlaps, that start where a literal does, or `back` code points before.

    For a pattern that has to try every character of a text, where every match of it has one of these literals there.
    """
    last = 0
    for at in places(text, *literals):
        match = pattern.match(text, at - back) if at - back >= last else None
        if match:
            last = max(match.end(), at - back + 1)
            yield match


def lines_with(text: str, *literals: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines start and end, their line ends with them, that hold any of the literals."""
    end = 0
    for at in places(text, *literals):
        if at >= end:
            end = text.find("\n", at) + 1 or len(text)
            yield text.rfind("\n", 0, at) + 1, end


def matches_of_lines(pattern: re.Pattern[str], text: str, *literals: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that starts where a line does, in the lines that hold any of the literals."""
    found = (pattern.match(text, start) for start, _ in lines_with(text, *literals))
    return (match for match in found if match)


def matches_in_lines(pattern: re.Pattern[str], text: str, *literals: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern within the lines that hold any of the literals. It sees no further than these."""
    return (match for start, end in lines_with(text, *literals) for match in pattern.finditer(text, start, end))


class Scanner:
    """Many literals, found in one scan of a text (Aho-Corasick, linear in the text and in what is found).

    The bytes are scanned: that takes a third of the time of scanning code points, and what is found is mostly little.
    A long text is scanned by a table that takes less than half the time; but seven times as long to build, and it is
    so large that short texts, with other work between them, never find it near: for them it is the slower one.
    """

    def __init__(self, literals: Sequence[str]) -> None:
        self.literals = tuple(literals)
        self.longest = max(map(len, literals), default=0)
        self._lengths = [len(literal) for literal in literals]

    @cached_property
    def _small(self) -> ahocorasick_rs.BytesAhoCorasick:
        return self._built(ahocorasick_rs.Implementation.ContiguousNFA)

    @cached_property
    def _large(self) -> ahocorasick_rs.BytesAhoCorasick:
        return self._built(ahocorasick_rs.Implementation.DFA)

    def _built(self, kind: ahocorasick_rs.Implementation) -> ahocorasick_rs.BytesAhoCorasick:
        return ahocorasick_rs.BytesAhoCorasick([literal.encode() for literal in self.literals], implementation=kind)

    def found_in(self, raw: bytes, *, overlapping: bool = False) -> list[Hit]:
        """Return what stands in the bytes, sorted by its start; places are bytes."""
        scanner = self._large if len(raw) > _LONG else self._small
        found = scanner.find_matches_as_indexes(raw, overlapping=overlapping)
        if overlapping:
            found.sort(key=itemgetter(1))
        return found

    def hits(self, text: str | bytes, *, overlapping: bool = False) -> list[Hit]:
        """Return what stands in the text, sorted by its start; lone surrogates are looked over.

        text: as a string, or where it has been made already as UTF-8. The places are code points either way.
        """
        raw = encoded(text) if isinstance(text, str) else text
        found = self.found_in(raw, overlapping=overlapping)
        lengths = self._lengths
        if not found or raw.isascii():
            return [(which, start, start + lengths[which]) for which, start, _ in found]
        out = []
        at = place = 0  # bytes, code points
        for which, start, _ in found:
            if start > at:
                place += len(raw[at:start].translate(None, _CONTINUED))
                at = start
            out.append((which, place, place + lengths[which]))
        return out


def encoded(text: str) -> bytes:
    """A text in UTF-8; a lone surrogate in three bytes like any other code point."""
    return text.encode("utf-8", "surrogatepass")


def lowered(text: str) -> bytes:
    """A text in small letters, in UTF-8: there it takes next to no time, where all capitals are plain ASCII."""
    raw = encoded(text)
    others = set(raw.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    if all(char == char.lower() for char in others):
        return raw.lower()
    return encoded(text.lower())


class Literals:
    """Literal strings, of which a text may hold any. The scanner is built when so much was asked that it pays."""

    def __init__(self, *literals: str) -> None:
        self._literals = literals
        self._asked = 0

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self._literals)

    def stand_in(self, text: str) -> bool:
        """Does the text hold any of them?"""
        self._asked += len(text)
        if self._asked < _WORTH:
            return any(literal in text for literal in self._literals)
        return bool(self._scanner.hits(text))


class Seldom:
    """Literals that most texts lack, of which many are asked for in each: one scan takes as long as a dozen looks.

    Which they are is learnt from what is asked in the first texts. An answer never depends on that, only its cost.
    """

    def __init__(self) -> None:
        self._texts = 0
        self._lacked: Counter[str] = Counter()  # how many texts were found to lack a literal
        self._sought = frozenset[str](), Scanner(())

    def look(self, text: str, many: bool = True) -> Looked:
        """Look for all of them at once, if many of them will be asked for."""
        if not many or len(text) < _BRIEF:
            return Looked(text, frozenset(), frozenset(), Counter())
        self._texts += 1
        if self._texts in _LEARNT:
            found = [literal for literal, n in list(self._lacked.items()) if 2 * n >= self._texts]
            sought = self._sought[0].union(found)
            self._sought = sought, Scanner(sorted(sought))
        sought, scanner = self._sought
        hits = scanner.found_in(encoded(text), overlapping=True) if sought else ()
        met = {scanner.literals[which] for which, _, _ in hits}
        return Looked(text, sought - met, met, self._lacked)


class Looked(NamedTuple):
    """A text of which it is known that it lacks some literals and holds others."""

    text: str
    lacking: Collection[str]
    met: Collection[str]
    lacked: Counter[str]

    def held(self, *literals: str) -> list[str]:
        """Those of the literals that stand in the text."""
        return [literal for literal in literals if literal not in self.lacking and self.holds(literal)]

    def holds(self, *literals: str) -> bool:
        """Does any of the literals stand in the text?"""
        for literal in literals:
            if literal in self.met:
                return True
            if literal not in self.lacking:
                if literal in self.text:
                    return True
                self.lacked[literal] += 1
        return False
