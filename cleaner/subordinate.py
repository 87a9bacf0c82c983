"""Capitals of conjunctions behind a comma, in pages of other languages than English known to be translated by machine.

# „Da wusste ich, Dass es eng wird“, sagt sie.

The comma ended a piece, and the next one got the capital of a sentence. Only what opens a subordinate clause is read
(`subordinating` in the settings of the language), between words of one line that ends a sentence. Left alone: titles
and verse, where such a word leads others with capitals, and lines that hold the same more than once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.text import Text
from cleaner.translated import is_translated

_SHORT = 30  # code points: a shorter line is a heading or a verse
_ENDS = tuple('.!?…”"»“)')


def find(text: Text) -> Iterator[Fix]:
    """Yield a fix for every such capital."""
    told = settings(text.language or "")
    words = tuple(told.get("subordinating", ()))
    if not words or text.language == "en" or not is_translated(text):
        return
    view, found = text.view, []
    for match in _pattern(words, bool(told.get("noun_capitals"))).finditer(view):
        low, high = view.rfind("\n", 0, match.start()) + 1, view.find("\n", match.end())
        line = view[low : high if high >= 0 else len(view)].rstrip()
        if len(line) > _SHORT and line.endswith(_ENDS):
            found.append((low, match.start("word")))
    lines = [low for low, _ in found]
    for low, at in found:
        if lines.count(low) == 1:
            yield Fix("sentences/inner-conjunction", (Edit(at, at + 1, view[at].lower()),))


@cache
def _pattern(words: tuple[str, ...], nouns: bool) -> regex.Pattern[str]:
    """A comma behind a word in small letters, and such a word with a capital before another; nouns have theirs."""
    before = r"\p{L}\p{Ll}+" if nouns else r"(?<!\p{L})\p{Ll}+"
    after = r"\p{L}" if nouns else r"\p{Ll}"
    return regex.compile(
        rf"(?<={before}[”“»]?), (?P<word>\L<words>)(?=(?: |’|'){after})", words=[word.capitalize() for word in words]
    )
