"""What an article or a verb becomes before a noun: as the document does it elsewhere, or by the noun's ending.

Both stand in ``rules/<language>/language.toml``, by the names of the forms they ask for: `[nouns]` holds endings (the
name `x` those that say nothing), `[determined]` the articles of each form.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from cleaner.language import settings
from cleaner.lexicon import commonness


def form(forms: Mapping[str, str], noun: str, view: str, target: str) -> str | None:
    """The form that fits a noun (`of the`, by what follows: del, de la, de los); None where nothing tells."""
    told = {name for name, article in _articles(target) if _follows(article, noun, view)}
    if len(told) == 1:
        return forms.get(told.pop())
    for name, ending in _endings(target):
        if ending.fullmatch(noun):
            return forms.get(name)
    return None


def is_plural(noun: str, article: str, view: str, target: str) -> bool:
    """Is this the plural in -e of a noun that is as common without it, and does the page write its article?

    # Boote: no dative, which would end in -en. Left alone: Straße, which is none of a Straß
    """
    stem = noun.removesuffix("e")
    usual = stem != noun and noun.istitle() and commonness(stem.lower(), target) >= commonness(noun.lower(), target)
    return usual and _follows(f"{article} ", noun, view)


def _follows(article: str, noun: str, view: str) -> bool:
    return bool(regex.search(rf"(?<!\w)(?i:{article}){regex.escape(noun)}(?!\w)", view))


@cache
def _articles(target: str) -> tuple[tuple[str, str], ...]:
    """For each form, a pattern of the articles that show it."""
    told = settings(target).get("determined", {})
    return tuple((name, "(?:" + "|".join(f"{a} " if a[-1].isalpha() else a for a in words) + ")")
                 for name, words in told.items())  # fmt: skip


@cache
def _endings(target: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    told = settings(target).get("nouns", {})
    return tuple((name, regex.compile(f"(?:{ending})", regex.V1)) for name, ending in told.items())
