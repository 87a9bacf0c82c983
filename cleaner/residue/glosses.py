"""Words of a source language that stand beside their own translation."""

from __future__ import annotations

from functools import cache

from cleaner.lexicon import commonness
from cleaner.residue.tables import load, look_up

_SOURCES = ("es", "fr", "it", "pt", "de", "nl", "pl", "tr")  # written in Latin letters
_TABLES = ("words", "articles", "common", "connectors")
_COMMON = 5.0  # on the Zipf scale: what English says so often is a word of its own


@cache
def is_gloss(old: str, new: str) -> bool:
    """Does a small word of some source say what the English one behind it says? # que that, und and, con with"""
    if commonness(old, "en") >= _COMMON:
        return False
    return any(look_up(load(code, "en").table(name), old) == new for code in _SOURCES for name in _TABLES)
