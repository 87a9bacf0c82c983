"""Words that nobody writes so: the cheap look that a clean text pays for.

A text that is all in the alphabet of its language shows damage only by shapes: a capital behind a small letter
(``бШЫЕК``, ``caractËre``), a word all in capitals, a mark between letters (``nuv‘rende``). A letter of no use to the
language shows it by being there. Only words that have such a thing are weighed, each once, and of many only a sample,
spread over the text: damage that no such word is part of is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from cleaner.encoding.gate import EVERYDAY, LEADS
from cleaner.encoding.mojibake import RUN
from cleaner.encoding.plausibility import EDGE, STEP, folded, frames, least
from cleaner.encoding.readings import BLANKS, CHUNK, characters, final, spelled
from cleaner.lazy import lazy
from cleaner.presence import places_of
from cleaner.text import Text

_Thing = TypeVar("_Thing")
_BETWEEN = frozenset("‘“”„–—…«»°\xa0")  # where marks are letters: nuv‘rende
_DASHES = frozenset("–—…")  # which people put there too
# What the last letters of words become when they are read with another table, and no writer puts there; and all.
_FINAL = frozenset("Š‚•ˆ˜‡¡¢£Žœ\x81\x8d\x8f\x90\x9d")
_AT_END = r"(?=[ .,;:!?)\n])(?<=[a-z ].)(?<!  .)"
_ENDED = lazy("[Š‚•ˆ˜‡¡¢£Žœ\x81\x8d\x8f\x90\x9d…—“’\xa0](?=[ .,;:!?)\n])(?<=[a-z].)")
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ALPHABETS = {
    "en": "", "id": "", "de": "äöüß", "fr": "àâæçèéêëîïôùûüÿœ", "es": "áéíñóúü", "it": "àèéìíîòóùú",
    "pt": "àáâãçéêíóôõúü", "nl": "áéëïóöü", "sv": "åäöé", "da": "åæøé", "nb": "åæøéòôó", "fi": "åäö",
    "is": "áæéíðóöúýþ",
    "ca": "àçèéíïòóúü·", "gl": "áéíñóúü", "eu": "ñ", "ga": "áéíóú", "cy": "âêîôûŵŷ", "af": "áéêëïóôö", "et": "äõöüšž",
    "lt": "ąčėęįšūųž", "lv": "āčēģīķļņšūž", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű", "ro": "âăîșțşţ", "hr": "čćđšž", "sl": "čšž", "tr": "âçğıîöşüûi̇", "eo": "ĉĝĥĵŝŭ",
    "vi": "àáâãèéêìíòóôõùúýăđĩũơư", "el": "άέήίαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ", "ru": _RUSSIAN + "ё",
    "uk": _RUSSIAN + "іїєґ", "bg": _RUSSIAN, "be": _RUSSIAN + "ёіў", "mk": _RUSSIAN + "ѓѕјљњќџ",
    "sr": _RUSSIAN + "ђјљњћџ",
}  # fmt: skip
_SLAVIC = frozenset("".join(_ALPHABETS[code] for code in ("ru", "uk", "be", "mk", "sr")))
_BROKEN = lazy("(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])")
_MANY = 30  # letters: a text in Cyrillic
_WEIGHED = 400  # words of a text
_DASHED = 60  # words with nothing but a dash between letters
_LOOKED_AT = 600  # places of such dashes
_FEW = 12  # characters
_ODD = 11  # quarters of a nat for each pair of letters: dearer words are looked into
FAIR = 9  # what a plausible word costs at least: no cause gains more than what is above
LEAST = 5 * STEP  # what must be above for a cause to be thought of
_ODD_MARK = 5 * STEP


def suspects(text: Text) -> frozenset[str]:
    """The characters of a text that a byte can have become, but for marks that every page has."""
    return text.remarkable & characters() - EVERYDAY


class Oddities(NamedTuple):
    """The words that hardly anybody writes so, the oddest first, of many a sample; and where letters stand that are of
    no use to the language."""

    words: list[str]
    places: list[int]


def oddities(text: Text) -> Oddities:
    """What is odd in a text. Linear; mostly there is nothing."""
    odd = {}
    whole = _whole(text)
    found = suspects(text) & whole
    places = _places(text.view, found - _letters(text.language), "")
    for word in _candidates(text, found, whole, places):
        if not _is_others(word):
            _, excess = standing(word)
            if excess or (text.language and spelled(word, text.language)):
                odd[word] = excess or 1
    if _places(text.view, _FINAL & text.remarkable, _AT_END):
        ends = [match.start() for match in _ENDED.finditer(text.view)]
        for word in _words_at(text.view, _spread(ends, _WEIGHED)):
            if word not in odd and not _is_others(word) and final(word):
                odd[word] = 1
    return Oddities(sorted(odd, key=lambda word: -odd[word]), places)


def _is_others(word: str) -> bool:
    """Is a word the business of `mojibake` (``Ã©``), or the frame of a table?"""
    rest = RUN.sub("", word)
    if rest != word and all(c.isascii() or not c.isalpha() for c in rest):
        return True
    return all(c.isascii() or "\u2500" <= c < "\u2580" for c in word) and not _BROKEN.search(word)


@lru_cache(maxsize=16_384)
def standing(word: str) -> tuple[int, int]:
    """What a chunk costs as it stands, and by how much that is more than a clean one does."""
    marks = frames(word)
    parts = [part for part in folded(word).split(EDGE) if part]
    if not _BROKEN.search(word):  # what is plain ASCII stays so: „rwxr-xr-x“
        parts = [part for part in parts if not part.isascii()]
    length = sum(len(part) + 1 for part in parts)
    letters = least(EDGE.join(parts))
    above = letters - FAIR * length
    excess = above if letters > _ODD * length and above > LEAST else 0
    strangest = max(marks, default=0) * STEP
    return least(word) + sum(marks) * STEP, excess + (strangest if strangest >= _ODD_MARK else 0)


def _whole(text: Text) -> frozenset[str]:
    """The characters of a text but for those that stand in nothing but runs, which are the business of `mojibake`."""
    if not LEADS.isdisjoint(text.remarkable) and RUN.search(text.stretches):
        return text.remarkable & frozenset(RUN.sub("", text.stretches))
    return text.remarkable


def _candidates(text: Text, found: frozenset[str], whole: frozenset[str], foreign: list[int]) -> Iterator[str]:
    """The words with a letter or a shape that the language does not have.

    found: the suspects of a text. whole: its characters. foreign: where letters stand of no use to the language.
    """
    view = text.view
    letters = _letters(text.language)
    places = foreign + _places(view, frozenset(filter(str.isupper, found & letters)), _capital(text.language))
    marks = sorted(_places(view, whole & _BETWEEN, "(?<=[a-z].)(?=[a-z])"))
    dashes = [at for at in marks if view[at] in _DASHES]
    yield from _spread(_words_at(view, sorted({*places, *marks}.difference(dashes))), _WEIGHED)
    yield from _spread(_words_at(view, _spread(dashes, _LOOKED_AT)), _DASHED)
    if text.language is None and len(found & _SLAVIC) > _MANY:
        yield from _spread(list(dict.fromkeys(_spread(text.tokens, 2 * _WEIGHED))), _WEIGHED)


@cache
def _letters(language: str | None) -> frozenset[str]:
    """The letters of a language, small and capital, and a mark that opens words.

    Where it is not known, those of Cyrillic: a text's own script.
    """
    small = _ALPHABETS.get(language, "") if language else "".join(_SLAVIC)
    return frozenset(small) | frozenset(small.upper()) | {"„"}


@cache
def _capital(language: str | None) -> str:
    """What stands around a capital in the wrong place: behind a small letter, the first of five (``бШЫЕК``)."""
    large = _class({c for c in _letters(language) & characters() if c.isupper()})
    small = _class({c for c in characters() if c.islower()}, "a-z")
    return f"(?:(?<={small}.)|(?={large}{{4}}))" if large else ""


def _class(chars: Iterable[str], ranges: str = "") -> str:
    return f"[{ranges}{re.escape(''.join(sorted(chars)))}]" if chars else ""


def _places(view: str, heads: frozenset[str], around: str) -> list[int]:
    """Where one of some characters has what `around` asks. Few are looked for one by one: that is ten times as fast."""
    if not around:
        return [at for head in sorted(heads) for at in places_of(head, view)]
    groups = sorted(heads) if len(heads) <= _FEW else ["".join(sorted(heads))]
    return [match.start() for group in groups for match in _around(group, around).finditer(view)]


@lru_cache(maxsize=256)
def _around(heads: str, around: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(heads)}]{around}")


def _words_at(view: str, places: list[int]) -> list[str]:
    """The different words that stand at the sorted places, sorted."""
    words: dict[str, None] = {}
    blanks = [blank for blank in BLANKS if blank in view]
    done = 0
    for at in places:
        if at < done:
            continue
        low = done
        for blank in blanks:
            low = max(low, view.rfind(blank, low, at) + 1)
        word = CHUNK.match(view, low)
        if word is not None:
            done = word.end()
            words[word.group()] = None
    return sorted(words)


def _spread(things: list[_Thing], count: int) -> list[_Thing]:
    """So many of the things, from the first to the last."""
    return things[:: len(things) // count + 1]
