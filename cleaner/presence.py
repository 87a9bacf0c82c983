"""Whether literals stand in a text, and where: the cheap question before a pattern is asked.

A pattern that begins with a class of characters stops at every one of them; a literal is found many times faster. Many
literals looked for at once cost what two or three of them do one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter

import ahocorasick_rs

_WORTH = 20_000  # code points; a scanner takes as long to build

Hit = tuple[int, int, int]  # the number of a literal, where it starts and ends (code points)


def places_of(literal: str, text: str) -> Iterator[int]:
    """Yield where a literal stands, from left to right, without overlaps."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


class Scanner:
    """Many literals, found in one scan of a text (Aho-Corasick, linear in the text and in what is found).

    The bytes are scanned: that takes a third of the time of scanning code points, and what is found is mostly little.
    fast: a scanner that takes seven times as long to build, and less than half the time to scan.
    """

    def __init__(self, literals: Sequence[str], *, fast: bool = True) -> None:
        self.literals = tuple(literals)
        self.longest = max(map(len, literals), default=0)
        self._lengths = [len(literal) for literal in literals]
        kinds = ahocorasick_rs.Implementation
        self._scanner = ahocorasick_rs.BytesAhoCorasick(
            [literal.encode() for literal in literals], implementation=kinds.DFA if fast else kinds.ContiguousNFA
        )

    def hits(self, text: str, *, overlapping: bool = False) -> list[Hit]:
        """Return what stands in the text, sorted by its start; lone surrogates are looked over."""
        raw = text.encode("utf-8", "surrogatepass")
        found = self._scanner.find_matches_as_indexes(raw, overlapping=overlapping)
        if overlapping:
            found.sort(key=itemgetter(1))
        lengths = self._lengths
        if len(raw) == len(text):
            return [(which, start, start + lengths[which]) for which, start, _ in found]
        out = []
        at = place = 0  # bytes, code points
        for which, start, _ in found:
            if start > at:
                place += len(raw[at:start].decode("utf-8", "surrogatepass"))
                at = start
            out.append((which, place, place + lengths[which]))
        return out


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
