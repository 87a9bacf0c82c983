"""Contractions and possessives that stand apart where nothing else proves a tokeniser: `does n't`, `town 's`.

What stands before one is of a closed class (`lists` of the rule `debris/detached-clitic`), or a word a possessive fits.
Left alone: what stands between marks that quote it (`“do n't”`, `'d is'`), Dutch `'s avonds`, and a text about tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.debris.evidence import CLITICS, Evidence
from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.pipeline import Context

_CLITIC = lazy(r"(?<![^\W_])([^\W\d_]+) (n['’]t|['’](?:t|s|d|m|re|ve|ll))(?![\w'’])", re.I)
# The space on the other side of the apostrophe: can’ t, Xiaowen' s father.
_TAIL = lazy(r"(?<![^\W_])([^\W\d_]+)['’]( )(t|s|d|m|re|ve|ll)(?![\w'’])")
_WORD = lazy(r" [^\W\d_]")
_LOWER = lazy(r" [a-z]{2}")
_CLOSES = lazy(r"[^'’\n]{0,80}[^\W\d_.,!?][.,!?]?['’](?=[\s.,;:)!?]|$)", re.M)  # the mark was no apostrophe
_VERB = re.compile(r" (?:is|was|are|has|for|from|in|on|at|to|and|or|of|it|you|he|she|we|they|the|a|an)\b")
_DUTCH = re.compile(r" (?:avonds|morgens|ochtends|middags|nachts|winters|zomers|lands|werelds|anderen)\b")


def find(view: str, context: Context, told: Evidence) -> Iterator[Fix]:
    """Yield what joins each clitic of the paragraphs in which no tokeniser is proven."""
    rule = context.pack.by_id.get("debris/detached-clitic")
    if rule is None or told.found.isdisjoint(CLITICS):
        return
    lists = {name: frozenset(words) for name, words in rule.lists.items()}
    for block in told.blocks:
        if block.proven:
            continue
        for match in _CLITIC.finditer(view, block.start, block.end):
            word, clitic = match.group(1).lower(), match.group(2).lower().replace("’", "'")
            if _leans(view, match, word, clitic, lists):
                yield Fix("debris/detached-clitic", (Edit(match.end(1), match.end(1) + 1, ""),))
        for match in _TAIL.finditer(view, block.start, block.end):
            if _trails(view, match, lists):
                yield Fix("debris/detached-clitic", (Edit(*match.span(2), ""),))


def _trails(view: str, match: re.Match[str], lists: dict[str, frozenset[str]]) -> bool:
    """Is a letter behind an apostrophe and a space the tail of a contraction or a possessive?"""
    start, end = match.span()
    word, tail = match.group(1).lower(), match.group(3)
    if view[start - 1 : start] in ("'", "‘", '"', "“"):
        return False  # the mark may close a quotation
    if tail == "t":
        return word in lists["stems"]
    if tail == "s" and word not in lists["pronouns"]:
        return len(word) > 2 and _LOWER.match(view, end) is not None and not _VERB.match(view, end)
    return word in lists["pronouns"] and _WORD.match(view, end) is not None


def _leans(view: str, match: re.Match[str], word: str, clitic: str, lists: dict[str, frozenset[str]]) -> bool:
    start, end = match.span()
    if clitic == "n't":
        return word in lists["auxiliaries"] and not (
            view[start - 1 : start] in "“\"‘'" and view[end : end + 1] in "”\"’'"
        )
    if _CLOSES.match(view, end):
        return False
    if clitic == "'t":
        return word in lists["stems"] and _LOWER.match(view, end) is not None and not _VERB.match(view, end)
    if clitic == "'s" and word not in lists["pronouns"]:
        return _DUTCH.match(view, end) is None and (
            len(word) > 2
            and match.group(1)[1:].islower()
            and bool(_LOWER.match(view, end))
            and not _VERB.match(view, end)
        )
    return word in lists["pronouns"] and _WORD.match(view, end) is not None
