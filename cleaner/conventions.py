"""Which quote marks open and which close: by language, unless the document plainly does otherwise."""

from __future__ import annotations

import re
from functools import cache

from cleaner.language import settings
from cleaner.quotation import Convention

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
