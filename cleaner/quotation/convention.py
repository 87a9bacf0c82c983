"""Which quote marks open and which close: by language, unless the document plainly does otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cleaner.language import settings


@dataclass(frozen=True)
class Convention:
    """Which marks open and which close in a document, and whether its quotations have spaces inside.

    A mark in neither set, such as the straight one, shows no way. pairs: openers with their closers, the main one
    first. inner: the space the document writes inside its guillemets, "" for none, None where it does both.
    """

    openers: frozenset[str]
    closers: frozenset[str]
    pairs: tuple[tuple[str, str], ...] = ()
    inner: str | None = ""

    def closer_of(self, opener: str) -> str:
        """The mark that closes what `opener` opens."""
        return next((close for open_, close in (*self.pairs, *_PAIRS) if open_ == opener), opener)

    def opener_of(self, closer: str) -> str:
        """The mark that opens what `closer` closes."""
        return next((open_ for open_, close in (*self.pairs, *_PAIRS) if close == closer), closer)

    def space_inside(self, glyph: str) -> str | None:
        """The space that belongs between this mark and the words it holds; None where nothing tells."""
        return self.inner if glyph in "«»" else ""


_PAIRS = (("“", "”"), ("«", "»"), ("‘", "’"), ("„", "“"))


SAMPLE = 50_000  # code points from the start that show what the document does
_CLEAR = 0.9  # of the marks that show a way have to show this one, against the language's convention
_ENOUGH = 4
_DIRECTED = "“”«»"
_MOST = 0.6  # of the guillemets
_INNER = re.compile(r"(?<=«)([ \u00a0\u202f])|([ \u00a0\u202f])(?=»)")
_OPENS = re.compile(r"(?:^|[\s(\[—–/-])([“”«»])(?=\w)", re.M)
_CLOSES = re.compile(r"(?<=[\w.,!?…])([“”«»])(?=[\s.,;:!?)\]—–-]|$)", re.M)


def convention_of(language: str | None, view: str) -> Convention | None:
    """Return how a document of that language sets its quotations, or None where that is not known.

    A mark that the document uses against the language's convention, nine times in ten and at least four times,
    follows the document: German text with English marks is no damage.
    """
    pairs = _pairs(language) if language else ()
    if not pairs:
        return None
    view = view[:SAMPLE]
    openers = {pair[0] for pair in pairs}
    closers = {pair[-1] for pair in pairs}
    both = openers & closers
    openers, closers = openers - both, closers - both
    for glyph in _DIRECTED:
        if glyph in view and (glyph in openers or glyph in closers):
            opens = sum(m.group(1) == glyph for m in _OPENS.finditer(view))
            closes = sum(m.group(1) == glyph for m in _CLOSES.finditer(view))
            wrong, right = (closes, opens) if glyph in openers else (opens, closes)
            if wrong >= _ENOUGH and wrong >= _CLEAR * (wrong + right):
                openers ^= {glyph}
                closers ^= {glyph}
    told = tuple((pair[0], pair[-1]) for pair in pairs)
    return Convention(frozenset(openers), frozenset(closers), told, _inner(view))


def _inner(view: str) -> str | None:
    """The space a document writes inside most of its guillemets, "" if it hardly ever does, None between the two."""
    marks = view.count("«") + view.count("»")
    spaces = [m.group(1) or m.group(2) for m in _INNER.finditer(view)]
    if len(spaces) <= (1 - _MOST) * marks / 2:
        return ""
    return max(sorted(set(spaces)), key=spaces.count) if len(spaces) >= _MOST * marks else None


@cache
def _pairs(language: str) -> tuple[str, ...]:
    """The pairs of marks a language uses, its main one first: the key `quotes` of its ``language.toml``."""
    return tuple(settings(language).get("quotes", ()))
