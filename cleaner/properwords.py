"""Capitals that languages which write days, months and peoples small leave lost: `in november`, `german households`.

English writes these words with a capital wherever they stand, so in a page that is known to be translated by machine
every one of them has lost it, and so has a day or a month behind its preposition where a seam was mended at all. The
closed classes stand in ``rules/en/sentences.toml``.

Left alone: sentences that begin in small letters, as do the pages that write none (`see you on monday lol`), what is
spoken of as a word, settings of programs, and things named after a country, which are written either way (`french
fries`). `march` and `august` are months beside a year or a day, or where nothing else can follow `in`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy_regex
from cleaner.text import MENDED, Text
from cleaner.translated import MENDS, is_translated

_BEHIND = r"(?<=[\p{L}\p{N},;:)”’%–—.!?] [“\"(]?)(?<!\bmore )"
_AHEAD = (
    r"(?=[ ,.;:!?)”\"\n’-]|\Z)(?![.:/=_@\\]\S)(?!-\p{L}*[_\d])(?!’(?!s\b))"
    r"(?! (?:locale|languages?|keyboard|layout|translations?|flag|option|setting|dictionary|module|package|key|field"
    r"|command|version|fr(?:y|ies)|toast|doors?|windows?|dressing|ovens?|chard|cheese|rolls?|nuts?|waffles?|endives?"
    r"|muffins?|horns?|bulldogs?|poodles?|shepherds?|terriers?|setters?|pastry|pastries|numerals?|types?|letters?"
    r"|candles?|blinds?|delight|baths?|ink|file|moss|press|kiss(?:es)?|beans?|bread|onions?|omelettes?|coffee"
    r"|courage|treat|elm|polish|leave|beads?|chrome|scale|square|cross|salad|roulette)\b)"
)
_TIMES = r"(?:on|in|since|until|till|by|from|last|next|every|this|early|late|mid|before|after|of|between)"
_YEAR = r"(?= (?:1[0-9]|20)\d\d\b)"
_MONTHS = (
    rf"(?<=\b{_TIMES} )(?P<month>march|august){_YEAR}"
    r"|(?<=\b(?:on|of|since|until|from) [0-3]?\d )(?P<month>march|august)\b"
    r"|(?<=\b(?:on|since|until) )(?P<month>march|august)(?= [0-3]?\d\b)"
)
_BARE_MONTH = r"|(?<=\b(?:[Ii]n|since|until|early|late|mid) )(?P<month>march|august)(?=[,;)]|\.(?:\s|\Z))"
_FIRST = lazy_regex(r"\p{L}+")
_SPEAKING = frozenset(
    "word words spelled spelt written write writes wrote spell tag hashtag user username account password login key"
    " called named letters lowercase".split()
)
_MENDED = lazy_regex(r"\p{L}+[”\"’']? ?(?:->|=>|→) ?[“\"‘']?\p{L}")
_NEAR = 40  # code points in which a word is spoken of
_SENTENCE = lazy_regex(r"(?:[.!?…][”\"’»)]*[ \n]|\n|[“\"«„])")
_REACH = 600


def lost_capitals(text: Text, lists: Mapping[str, tuple[str, ...]]) -> Iterator[Fix]:
    """Yield a fix for each such word; `lists` holds the nations, peoples, lands and days."""
    view, known = text.view, is_translated(text)
    mended: Counter[str] = text.memo.get(MENDED, Counter())
    if "\n" not in view.rstrip("\n") or not (known or MENDS.intersection(mended)):
        return
    words = frozenset((*lists["days"], *(proper_words(lists) if known else ()), "march", "august"))
    if not any(
        found[0].removesuffix("s") in words or found[0] in words
        for found in map(_FIRST.findall, text.vocabulary)
        if found
    ):
        return
    for match in _pattern(lists["days"], proper_words(lists) if known else ()).finditer(view):
        at = match.start()
        opens = view[at - 2] in ".!?"
        if _has_capital(view, at - 2 if opens else at) and not _is_spoken_of(view, at):
            yield Fix("sentences/lost-proper", (Edit(at, at + 1, view[at].upper()),))


def proper_words(lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The peoples and lands, which nothing else is called."""
    return (*lists["nations"], *lists["peoples"], *lists["lands"])


@lru_cache(maxsize=4)
def _pattern(days: tuple[str, ...], words: tuple[str, ...]) -> regex.Pattern[str]:
    """What to look for; without `words` only days and months behind their prepositions."""
    if not words:
        return regex.compile(rf"(?<=\b{_TIMES} )\L<days>s?{_AHEAD}|{_MONTHS}", regex.V1, days=days)
    shape = rf"{_BEHIND}(?:\L<words>s?|\L<days>s?){_AHEAD}|{_MONTHS}{_BARE_MONTH}"
    return regex.compile(shape, regex.V1, days=days, words=words)


def _has_capital(view: str, at: int) -> bool:
    """Does the sentence that holds this place begin with a capital or a figure?"""
    low = max(0, at - _REACH)
    starts = [m.end() for m in _SENTENCE.finditer(view, low, at)]
    first = regex.compile(r"[\p{L}\p{N}]").search(view, starts[-1] if starts else low, at)
    return first is not None and not first.group().islower()


def _is_spoken_of(view: str, at: int) -> bool:
    """Is it named as a word, or told how to spell it? # called german; italian -> Italian"""
    if _MENDED.match(view, at):
        return True
    return not _SPEAKING.isdisjoint(view[max(0, at - _NEAR) : at].lower().split()[-3:])
