"""Nouns in the singular behind a number, in English pages known to be translated: `four season before`.

Languages that count in the singular, or whose plural sounds like it, leave them so. A word is believed to be a noun
that is counted if its plural is nearly as common as it is, and the forms of a verb far less; behind a superlative
(`one of the oldest vessel still working`) the same.

Left alone: what stands before a noun (`a four season hotel`), behind an article or `one of`, where a verb may follow
(`of the twelve, six work in the mine`), words that have no other plural, units and money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.text import Text
from cleaner.translated import is_translated

_NUMERAL = (
    r"(?P<number>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|several|[2-9]|[1-9]\d)"
)
_AHEAD = (
    r"(?=[.;:!?)]| (?:in|of|on|at|for|by|before|after|since|until|from|with|without|who|that|which|were|are|have|had"
    r"|will|would|can|could|during|still)\b)"
)
_COUNTED = lazy(rf"(?P<before>\b[A-Za-z]+,? ){_NUMERAL} (?P<noun>[a-z]{{4,}}){_AHEAD}")
_OF_THE = lazy(rf"\b[Oo]ne of the (?:[a-z]{{3,}}est|(?:most|least) [a-z]{{4,}}) (?P<noun>[a-z]{{4,}}){_AHEAD}")
# Before `of` stands what is measured, and the measure in the plural: 340 ton of rubble
_MEASURED = lazy(
    rf"(?P<before>\b[A-Za-z]+,? )(?:{_NUMERAL}|[1-9]\d\d|\d{{1,3}},\d{{3}}) (?P<noun>ton|tonne|kilo"
    r"|kilogram|gram|litre|liter|gallon|metre|meter|kilometre|kilometer|hectare|acre|barrel|bottle|bag|sack|crate|bucket|basket|cup|spoonful"
    r"|slice|piece|bundle|roll|sheet|jar|packet|pallet) of [a-z]{3}"
)
_NUMBERING = frozenset(
    "no number type class model version category level grade size chapter page figure table step".split()
)
# Before a figure that counts, and is no number of what stands before it: a category 4 cyclone
_COUNTING = frozenset(
    "in for after with about than over last first next past least only nearly almost around some has have had".split()
)
_NO_COUNT = frozenset(
    "a an the one each every per this that his her its their our my your of no number chapter page part act version"
    " figure table step line room route level section article grade type class phase world war january february march"
    " april may june july august september october november december and or to".split()
)
_ALIKE = frozenset(
    "sheep fish deer aircraft spacecraft series species staff cattle people percent hertz salmon trout swine"
    " bison dozen hundred thousand million billion trillion score head foot stone euro dollar pound yuan baht rand"
    " crown franc lira ruble rouble rupee peso real lei ton tonne mile inch metre meter kilo gram litre liter"
    " police crew youth half more less later early late past fold plus minus times male female red green blue"
    " black white yellow brown grey gold silver bronze junior senior german russian".split()
)
_MET = 2.9  # how common a plural is, on the Zipf scale
_NEAR = 1.2  # by how much it may be rarer than the singular
_VERBAL = 1.4  # by how much the forms of a verb are


def singulars(text: Text) -> Iterator[Fix]:
    """Yield a fix for each noun that should be a plural."""
    if text.language != "en" or not is_translated(text):
        return
    for match in _MEASURED.finditer(text.view):
        if match["before"].strip(" ,").lower() not in _NUMBERING:
            yield Fix("grammar/counted-noun", (Edit(match.end("noun"), match.end("noun"), "s"),))
    for pattern in (_COUNTED, _OF_THE):
        for match in pattern.finditer(text.view):
            ending = _plural(match["noun"]) if pattern is _OF_THE or _counts(match) else None
            if ending is not None:
                at = match.end("noun")
                yield Fix("grammar/counted-noun", (Edit(at - ending[0], at, ending[1]),))


def _counts(match: re.Match[str]) -> bool:
    """Does the number count what follows, and the phrase stand for itself?"""
    before = match["before"].strip(" ,").lower()
    return before in _COUNTING if match["number"].isdigit() else before not in _NO_COUNT


def _plural(word: str) -> tuple[int, str] | None:
    """How many letters of a noun go, and what it gets instead; None for what is no noun that is counted."""
    if word in _ALIKE or word.endswith(("s", "ed", "ing", "ly", "x", "z")):
        return None
    ending = (0, "s")
    if word.endswith(("ch", "sh")):
        ending = (0, "es")
    elif word.endswith("y") and word[-2] not in "aeiou":
        ending = (1, "ies")
    usual = commonness(word, "en")
    plural = commonness(word[: len(word) - ending[0]] + ending[1], "en")
    stem = word.removesuffix("e")
    verbal = max(
        commonness(stem + "ed", "en"), commonness(stem + "ing", "en"), commonness(word + word[-1] + "ed", "en")
    )
    if plural < _MET or plural < usual - _NEAR or verbal > usual - _VERBAL:
        return None
    return ending
