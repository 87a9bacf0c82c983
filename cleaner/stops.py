"""Stops that look like those of an abbreviation or an item and are none, and those of figures that are."""

from __future__ import annotations

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.text import Text
from cleaner.translated import is_translated

_SCORE = lazy(r"\d{1,3}[-–:]\d{1,3}")
_WORDS_TOO = frozenset(["sun", "art", "lab", "pop", "cap"])  # abbreviations that are words as well
_LED = 12  # code points
_LAST = lazy(r"([^\W\d_]+) $")
_PARALLEL = lazy(r"\b(in|of|from|to|at|on|for|with|by|between|near) (?:the )?[^\W\d_]+\. (?:and|or) \1 ")
_LONGEST_LEAD = 30  # code points before a year


def counts(view: str, start: int, figure: str, counting: frozenset[str]) -> bool:
    """Is a figure before a stop no number of a chapter, a page or an item? A year is none, nor is what follows a word
    that leads to an amount or a date (`counting`). A language that names none may set its ordinals off by a stop.
    """
    if not counting:
        return False
    led = view[max(0, start - 30) : start].split()[-1:]
    if not led or view[start - 1 : start] == "\n":
        return False
    year = len(figure) == 4 and figure.isdigit() and figure[:2] in ("19", "20")
    return year or "," in figure or led[0] in counting


def is_year(view: str, start: int, figure: str, text: Text) -> bool:
    """Is a figure the year of a sentence, in a page that is known to be translated? # v roce 1979. na půdě fary"""
    led = view[max(0, start - _LONGEST_LEAD) : start].split()[-1:]
    year = len(figure) == 4 and figure.isdigit() and figure[:2] in ("19", "20")
    noun = bool(settings(text.language or "").get("noun_capitals"))  # im Jahr 1931. für die Arbeiter
    return year and led != [] and (led[0].islower() or noun) and is_translated(text)


def is_score(text: Text, start: int, figure: str) -> bool:
    """Does a verb lead to two figures? # The visitors reached 4-9. in the eleventh minute; but: pp. 4-9. in"""
    if text.language != "en" or not _SCORE.fullmatch(figure) or not is_translated(text):
        return False
    led = _LAST.search(text.view, max(0, start - _LED), start)
    return led is not None and (led[1].endswith("ed") or led[1] in settings("en")["finite"])


def stands_whole(text: Text, start: int, last: str, after: int) -> bool:
    """Is a short word before a stop no abbreviation?

    # astronomical units from the Sun. in the autumn; in the Drôme, in the Lot. and in Brittany
    """
    if text.language != "en" or len(last) < 3 or not is_translated(text):
        return False
    view = text.view
    if view[max(0, start - 4) : start].lower() == "the " and last.lower() in _WORDS_TOO:
        return True
    led = _PARALLEL.search(view, max(0, start - _LED), after + _LED)
    return led is not None and led.start() < start < led.end()
