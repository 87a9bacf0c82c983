"""Whether literals stand in a text, and where: the cheap question before a pattern is asked.

A pattern that begins with a class of characters stops at every one of them; a literal is found many times faster. Many
literals looked for at once cost what two or three of them do one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import ahocorasick_rs

_SHORT = 20_000  # code points; a scanner takes as long to build


def places_of(literal: str, text: str) -> Iterator[int]:
    """Yield where a literal stands, from left to right, without overlaps."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


class Literals:
    """Literal strings, of which a text may hold any (Aho-Corasick, linear in the text). Built when first asked."""

    def __init__(self, *literals: str) -> None:
        self._literals = literals

    @cached_property
    def _scanner(self) -> ahocorasick_rs.BytesAhoCorasick:
        words = [literal.encode() for literal in self._literals]
        return ahocorasick_rs.BytesAhoCorasick(words, implementation=ahocorasick_rs.Implementation.DFA)

    def stand_in(self, text: str) -> bool:
        """Does the text hold any of them?"""
        if len(text) < _SHORT:
            return any(literal in text for literal in self._literals)
        return bool(self._scanner.find_matches_as_indexes(text.encode("utf-8", "surrogatepass")))
