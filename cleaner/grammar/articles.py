"""The indefinite article by the sound that follows.

A machine that replaces a word leaves the article of the word that stood there: `a invasion`, `an university`. The
sound is told by spelling, with stems of the words that sound otherwise (`hour`, `unit`, `one`), letter by letter for
initials (`an MRI`, `a UN envoy`), and by its name for a figure (`an 8-year plan`, `an 11th`, `a 100th`).

Left alone: what is no article (`vitamin A`, `salt an pepper`, the `a` of another language), words no list of English
holds, words whose h some speak and some do not (`historic`, `herb`), initials that may be read as a word (`a NATO
base`), what an author marks with [sic], what stands in capitals altogether, the speech of those who say `a old man`,
and older prose, which writes `an hundred` and `such an one`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.presence import Literals, matches_at
from cleaner.rules import RulePack
from cleaner.text import Text
from cleaner.vocabulary import all_words, common_words

_QUOTE = '[“"‘«]?'  # no apostrophe: `a 'orse`
# Articles before what may sound otherwise; what sounds as it is spelled is passed over without a look.
_A = lazy(rf" a[ \n](?={_QUOTE}(?:[AEIOUaeiou]|h(?:on|ou|ei)|[FHLMNRSX][A-Z-]|x-|[€£$]?(?:8|1[18])))")
_A_WRAPPED = lazy(rf"(?s:\na (?<=[a-z]{{2}}...))(?={_QUOTE}(?:[AEIOUaeiou]|h(?:on|ou|ei)))")  # if it was | a emergency
_AN = lazy(rf" an[ \n](?={_QUOTE}(?:[^\WaeioAEIO0]|[€£$]\d|[eE][uw]|[oO]n))")
_OPENING = lazy(rf"A(?:(?<=\AA)|(?<=[\n“\"‘'«(]A)|(?<=[.!?…:] A))n?[ \n](?={_QUOTE}[€£$]?\w)")
_NEXT = lazy(rf"({_QUOTE})[€£$]?([^\W_]+(?:[.,]\d+)*)(?:([-‑])|['’]s?|(?!\w))")
_LAST = lazy(r"([^\W_]+)(?:['’]\w*)?([^\w\s]*)[ \n]?[“\"‘'«(]?\Z")
_ITEM = lazy(r"\n[-–•*] \Z")  # of a list
_BEHIND = lazy(r"[^\W\d_]+")
_FIGURE = lazy(r"(\d+)((?:,\d{3})*)(?:[.,]\d+)?[a-z]{0,3}\Z")
_CUT_SHORT = lazy(r"\b(?:[^\W\d_]|[A-Z]\w{1,3})\. \Z")  # `Ms. A interviewed her`
_SIC = lazy(r"[\[(]sic")
# Two consonants that begin a word of English; any other two are spelled.
_ONSETS = frozenset(
    "BL BR CH CL CR DR DW FL FR GH GL GN GR KN PH PL PR PS RH SC SH SK SL SM SN SP SQ ST SW TH TR TW WH WR".split()
)
_OLDER = 2  # different words of older prose that make a document one
_KNOWN = 3.0  # on the Zipf scale: below it a word may be a name, or of another language
_RARE = 1.5
_OWN = 4.2  # above it a word is one of English, whatever other languages hold it
_RIVAL = 1.0  # how much more common it may be in a language that has a word `a` of its own: `a alma`
_WITH_A = ("es", "pt", "it")
_ONCE_OTHERWISE = {"vowel": "hH", "consonant": "hHuUeEoO"}  # `a hour` and `an union` stood in books
_GREEK = "\u0370"  # the first letter beyond Latin
_WRAPPED = 20  # code points of a line that goes on in the next
_NEAR = 48  # code points
_REMEMBERED = 4_096  # words


class _Sounds:
    """What the rule file says of sounds, and of the words beside an article."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self._stems = {stem: sound for sound in ("consonant", "vowel", "either") for stem in lists[sound]}
        self._longest = max(map(len, self._stems))
        self._initials = dict.fromkeys(lists["spelled_vowel"], "vowel")
        self._initials |= dict.fromkeys(lists["spelled_consonant"], "consonant")
        self.after_none = frozenset(lists["after_none"])
        self.short = {"vowel": frozenset(lists["short"]), "consonant": frozenset(lists["short_consonant"])}
        self.before = frozenset(lists["before"])
        self._older = lists["older"]
        said = lists["dialect"]
        self._spoken = Literals(*(word.replace(" ", "\n") for word in said if " " not in word.strip()))
        self._phrases = Literals(*(word for word in said if " " in word.strip()))
        # The same few words follow most articles of a text.
        self.of_spelling = lru_cache(maxsize=_REMEMBERED)(partial(_of_spelling, sounds=self))
        self.labels, self.foreign = frozenset(lists["labels"]), frozenset(lists["foreign"])

    def of_word(self, word: str) -> str:
        """``vowel``, ``consonant`` or ``either``: how a word in lower case begins. The longest stem decides."""
        for length in range(min(self._longest, len(word)), 1, -1):
            if word[:length] in self._stems:
                return self._stems[word[:length]]
        return "vowel" if word[0] in "aeiou" else "consonant"

    def of_initials(self, word: str) -> str:
        """How capitals begin that are spelled letter by letter; ``either`` where they may be read as a word."""
        if word in self._initials:
            return self._initials[word]
        if word[0] in "AEIO":
            return "vowel" if len(word) < 3 or self.of_word(word.lower()) == "vowel" else "either"
        if word[0] in "FHLMNRSX":
            return "either" if word[1] in "AEIOUY" or word[:2] in _ONSETS else "vowel"
        return "either" if word[0] == "U" else "consonant"

    def older(self, text: Text) -> bool:
        """Is this older prose, in which `an` stands before any u and h?"""
        words = sum(word in text.vocabulary if " " not in word else f" {word} " in text.view for word in self._older)
        return words >= _OLDER

    def dialect(self, text: Text) -> bool:
        """Do people speak in it who know no `an`?"""
        return self._spoken.stand_in(text.forms) or self._phrases.stand_in(text.view)


def _of_letter(letter: str) -> str:
    """How the name of a letter begins: `an X-ray`, `a U-turn`. Some say `haitch`."""
    return "either" if letter in "Hh" else "vowel" if letter in "AEFILMNORSXex" else "consonant"


def _of_figure(lead: str, groups: str) -> str:
    """How the name of a figure begins: eight, eleven (thousand), eighteen (forty-eight)."""
    if lead[0] == "8" or (lead in ("11", "18")) or (len(lead) == 5 and lead[:2] in ("11", "18")):
        return "vowel"
    if len(lead) == 4 and not groups and lead[:2] in ("11", "18"):
        return "vowel" if lead[:2] == "18" else "either"
    return "either" if lead[0] == "0" else "consonant"


@lru_cache(maxsize=64)
def _sounds(pack: RulePack) -> _Sounds | None:
    lists = next((rule.lists for rule in pack.rules if "after_none" in rule.lists), None)
    return _Sounds(lists) if lists else None


def wrong_articles(text: Text, pack: RulePack) -> Iterator[Fix]:
    """Yield a fix for every indefinite article of the wrong form."""
    sounds = _sounds(pack)
    if sounds is None:
        return
    view = text.view
    older: bool | None = None
    dialect: bool | None = None
    for pattern in (_A, _AN, _OPENING, *((_A_WRAPPED,) if "\na " in view else ())):
        for match in pattern.finditer(view) if pattern is not _A_WRAPPED else matches_at(pattern, view, "\na "):
            start = match.start() + (pattern is not _OPENING)
            if pattern is _A_WRAPPED and start - view.rfind("\n", 0, start - 1) < _WRAPPED:
                continue
            article = view[start : match.end() - 1]
            following = _NEXT.match(view, match.end())
            latin = following is not None and following[2][0] < _GREEK  # an Х-ray is one of any script
            sound = _sound(view, following, sounds) if following and latin else "either"
            if sound == "either" or (sound == "vowel") == (article[-1] == "n"):
                continue
            if following is None or not _is_article(view, start, following, sounds, article):
                continue
            if view[match.end()] in _ONCE_OTHERWISE[sound]:
                older = sounds.older(text) if older is None else older
                if older:
                    continue
            if sound == "consonant":
                yield Fix("grammar/an-before-consonant", (Edit(start + 1, start + 2, ""),))
                continue
            dialect = sounds.dialect(text) if dialect is None else dialect
            if not dialect:
                yield Fix("grammar/a-before-vowel", (Edit(start + 1, start + 1, "n"),))


def _sound(view: str, following: re.Match[str], sounds: _Sounds) -> str:
    """How what follows the article begins; ``either`` where nothing is sure."""
    _, word, hyphen = following.groups()
    if word.isalpha():
        return sounds.of_spelling(word, bool(hyphen))
    figure = _FIGURE.match(word)
    if not figure:
        return "either"
    behind = view[following.end() : following.end() + 2]
    counts = hyphen or not word[-1].isdigit() or re.match(r"%| [a-z]", behind)
    return _of_figure(figure[1], figure[2]) if counts else "either"


def _of_spelling(word: str, compound: bool, sounds: _Sounds) -> str:
    """How a word or a letter, or what a hyphen follows, begins; ``either`` where nothing is sure."""
    if len(word) == 1:
        return _of_letter(word) if compound and (word.isupper() or word in "exut") else "either"
    if word.isupper():
        return sounds.of_initials(word) if len(word) < 6 else "either"
    sound = sounds.of_word(word.lower())
    if compound and word.lower() in sounds.after_none | {"ex"}:
        return sound  # `an all-time high`, `an in-depth look`: a compound is no closed word
    return sound if sound != "either" and _known(word, sound, sounds) else "either"


def _known(word: str, sound: str, sounds: _Sounds) -> bool:
    """Is it a word of English an article may stand before, and no plural, verb or name from elsewhere?"""
    low = word.lower()
    if low in sounds.after_none or (low[-1] == "s" and low[-2] not in "sui"):
        return False
    if low[0] not in "aeiou" and not (set(low) & set("aeiouy")):
        return False
    if low[0] not in "aeiou" and low[1] not in "aeiouy" and low[:2].upper() not in _ONSETS:
        return False  # `an lvalue`, `an html page`
    if len(low) < 4 and low not in sounds.short[sound]:
        return False
    zipf = common_words("en").get(low, 0.0)
    if zipf < _KNOWN:  # what is rarer is a word of English too, if the long list holds it and it is no name
        zipf = all_words("en").get(low, 0.0) if word == low else 0.0
    if zipf >= _OWN or zipf < _RARE or sound == "consonant":
        return zipf >= _RARE
    return all(common_words(other).get(low, 0.0) < zipf + _RIVAL for other in _WITH_A)


def _is_article(view: str, start: int, following: re.Match[str], sounds: _Sounds, article: str) -> bool:
    """Does English stand on both sides, and nothing that makes `a` a letter or `an` the rest of an `and`?"""
    quote, word, _ = following.groups()
    after = view[following.end() : following.end() + _NEAR]
    if _SIC.search(after) or (quote and article[0] == "A"):
        return False
    behind = _BEHIND.match(after.lstrip(" \n")) if after[:1] in (" ", "\n") else None
    if behind and behind.group().lower() in sounds.foreign:
        return False
    if article[0] == "A":
        if view[max(0, start - 2) : start] == ". " and _CUT_SHORT.search(view[max(0, start - _NEAR) : start]):
            return False
        return not word[0].isupper() or (word.isupper() and len(word) > 1 and not _all_capitals(behind))
    last = _LAST.search(view[max(0, start - _NEAR) : start])
    if last is None:
        return start > 0 and (view[start - 1] == "\n" or _ITEM.search(view, max(0, start - 3), start) is not None)
    before, mark = last[1], last[2]
    if (before.isdigit() and mark != ",") or (before.isupper() and len(before) > 1 and word.isupper()):
        return False
    low = before.lower()
    if low in sounds.foreign or (low in sounds.labels and not mark):
        return False
    if low in ("the", "this", "that") and not mark and word.islower():
        return False  # `the a array`: the name of a variable
    if article == "an" and not mark and low not in sounds.before:
        return False
    return bool(mark) or before[0].isupper() or common_words("en").get(low, 0.0) >= _KNOWN


def _all_capitals(behind: re.Match[str] | None) -> bool:
    return behind is not None and behind.group().isupper()
