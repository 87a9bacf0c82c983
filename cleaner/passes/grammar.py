"""Grammar (G): local grammar that has one repair.

The articles `a` and `an`, by the sound that follows (`cleaner.grammar.articles`); lost articles and prepositions are
rules with patterns; what a LanguageTool server sees, where the profile asks one (`cleaner.grammar.languagetool`).
Left alone: style, word choice and word order, spelling, names, and whatever could be mended in two ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.counted import singulars
from cleaner.edits import Fix
from cleaner.grammar.articles import wrong_articles
from cleaner.pipeline import Context
from cleaner.text import Text


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield what is certain, and hints for what LanguageTool says beyond."""
    yield from wrong_articles(text, context.pack)
    yield from singulars(text)
    if context.profile.grammar:
        from cleaner.grammar.languagetool import checked  # needs an extra, and a server

        yield from checked(text, context)
