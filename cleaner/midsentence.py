"""Stops and capitals inside a sentence, in pages of other languages than English known to be translated by machine.

A full stop before a word in lower case that only the sentence before can hold (`закінчилися. відра`), where the page
has shown false stops and lost no capital; a capital behind a comma, on a word no name begins with (`никто не утонул,
Значит`; `Da wusste ich, Dass es eng wird`). What a language says of its verbs and of such words stands in its
``language.toml`` (`may_be_verb`, `past`, `parenthetical`, `subordinating`).

Left alone: whatever may be a clause of its own, by the ending of any of its words; words of address, which letters
write with capitals; the titles of books.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy, lazy_regex
from cleaner.text import MENDED, Text
from cleaner.translated import is_translated

_CLAUSE = lazy(r"[^.,;:!?\n]+(?=[.!?])")
_FEW = 4  # words of an object that stands alone
_CAPITAL = lazy_regex(
    r"(?<=(?<!\p{L})\p{L}\p{Ll}+, )(?P<word>\p{Lu}\p{Ll}{2,}|[ІЙ](?= \p{Ll}))"
    r"(?=,? (?:\p{Ll}+|\d+),? (?:\p{Ll}|\d)|,? \p{Ll}+ ?[.!?…])"
)
_ADDRESS = frozenset(
    "вы вас вам вами ваш ваша ваше ваши вашей ви ваші ти ты тебе тебя wy was wam pan pani ty ci cię vy vás vám váš vaše"
    " tobě tebe".split()
)
_BREAKS, _BEGINNINGS = '.,;:!?…\n(«»„“”"', '.!?…\n«„“"'  # before a clause or an item; before a sentence
_SHORT = 30  # code points: a shorter line is a heading or a verse
_ENDS = tuple('.!?…”"»“)')
_TIMES = 2  # a page that has more such capitals writes verse or letters
_TITLE = 3  # words of a title before its comma
_UPPER = lazy_regex(r"\p{Lu}")
_SPOKEN = lazy(r"[„“«\"]([^„“”«»\"\n]*)\Z")
_REACH = 200
_CLOSED = ("function_words", "joining", "continuing", "conjunctions", "asking", "parenthetical")


def sets_stops(text: Text) -> bool:
    """Was a false stop mended in a page that is known to be translated, and no lost capital?"""
    mended: Counter[str] = text.memo.get(MENDED, Counter())
    return bool(mended["sentences/false-stop"]) and not mended["sentences/lost-capital"] and is_translated(text)


def is_object(text: Text, at: int, last: str) -> bool:
    """Is what stands behind the stop at `at` one word that is no verb, or the object of the verb before?

    # у селі закінчилися. відра; but: Вода поднялась. люди ушли
    """
    told = settings(text.language or "")
    clause = _CLAUSE.match(text.view, at + 2)
    if clause is None or "may_be_verb" not in told:
        return False
    words = clause.group().lower().split()
    if len(words) > _FEW or any(re.fullmatch(told["may_be_verb"], word) for word in words):
        return False
    return len(words) == 1 or re.fullmatch(told["past"], last.lower()) is not None


def capitals_after_comma(text: Text) -> Iterator[Fix]:
    """A capital behind a comma, on a word of a closed class that goes on with the sentence."""
    told = settings(text.language or "")
    if "parenthetical" not in told or not is_translated(text):
        return
    view = text.view
    closed = frozenset(word for key in _CLOSED for word in told.get(key, ()))
    closed -= _ADDRESS
    found = [m for m in _CAPITAL.finditer(view) if m.group("word").lower() in closed and not _titled(view, m.start())]
    for match in found if len(found) <= _TIMES else ():
        at = match.start()
        yield Fix("sentences/capital-after-comma", (Edit(at, at + 1, view[at].lower()),))


def conjunctions(text: Text) -> Iterator[Fix]:
    """A capital behind a comma on what opens a subordinate clause, between words of one line that ends a sentence.

    Left alone: titles and verse, where such a word leads others with capitals, and lines that hold more of them.
    """
    told = settings(text.language or "")
    words = tuple(told.get("subordinating", ()))
    if not words or text.language == "en" or not is_translated(text):
        return
    view, found = text.view, []
    for match in _conjunction(words, bool(told.get("noun_capitals"))).finditer(view):
        low, high = view.rfind("\n", 0, match.start()) + 1, view.find("\n", match.end())
        line = view[low : high if high >= 0 else len(view)].rstrip()
        if len(line) > _SHORT and line.endswith(_ENDS):
            found.append((low, match.start("word")))
    lines = [low for low, _ in found]
    for low, at in found:
        if lines.count(low) == 1:
            yield Fix("sentences/inner-conjunction", (Edit(at, at + 1, view[at].lower()),))


@cache
def _conjunction(words: tuple[str, ...], nouns: bool) -> regex.Pattern[str]:
    """A comma behind a word in small letters, and such a word with a capital before another; nouns have theirs."""
    before = r"\p{L}\p{Ll}+" if nouns else r"(?<!\p{L})\p{Ll}+"
    after = r"\p{L}" if nouns else r"\p{Ll}"
    return regex.compile(
        rf"(?<={before}[”“»]?), (?P<word>\L<words>)(?=(?: |’|'){after})", words=[word.capitalize() for word in words]
    )


def _titled(view: str, at: int) -> bool:
    """Does the word stand in a title, by how few words its quotation holds before it, or in a list of names?

    # takie jak: W górę, W tył; Celkem, Volné, K dispozici
    """
    low = max(view.rfind("\n", 0, at) + 1, at - _REACH)
    start = max(view.rfind(mark, low, at - 2) for mark in _BREAKS) + 1
    item = view[max(start, low) : at].lstrip(" —–")
    begins = start <= low or view[start - 1] in _BEGINNINGS
    if _UPPER.search(item, 1) or (item[:1].isupper() and not begins):
        return True
    quoted = _SPOKEN.search(view, low, at)
    return (quoted is not None and len(quoted.group(1).split()) < _TITLE) or not view[low:at].strip()
