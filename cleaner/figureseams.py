"""Seams inside the figures of an English text.

# 1, 240 companies; 1 ,000; 1，240; 98, 4 million; 2, 5 hours; €4, 50 at the door; 104. 5 km/h; a budget of 1. 2 million

Left alone: what may be two figures: a date, a label, an age, a list, the head of a clause (`In 2011, 240 families`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.figures import Stretches, before, counted, names, two_figures
from cleaner.lazy import lazy

_UNIT = (
    r"(?:%|(?:per ?cent|percentage|points?|million|billion|trillion|degrees|(?:kilo|centi|milli)?met(?:er|re)s?"
    r"|lit(?:er|re)s?|hectares?|kilos?|kilograms?|gra(?:m|mme)s|ton(?:ne)?s|miles?|(?:kilo|mega|giga)watts?|euros?"
    r"|dollars|pesos|zlotys|crowns|francs|roubles|rubles|hryvnias|yuan|yen"
    r"|(?:km|cm|mm|m)[²³](?!\w)|км|млрд|млн|km/h|km|cm|mm|kg|kW|MW|GW|GWh|MWh|kWh)\b)"
)
# What may follow a figure that is not an item of a list.
_ALONE = r"(?!\d)(?![\d,.]*\d)(?! ?[,;&/–-] ?\d)(?! (?:and|or|to) \d)"

_COMMA_GROUP = lazy(
    rf"(?:(?<=[a-z] )|(?<=[$€£])|(?<=[$€£] ))([1-9]\d{{0,2}})(, | ,)(?=\d{{3}}{_ALONE}(?: [a-z]|th\b|[.)](?:\s|$)))"
    rf"|(?<![\w.,])\d{{1,3}}(，)(?=\d{{3}}{_ALONE})"
)
_COMMA_THOUSANDS = lazy(r"(?<![\w.,:/-])[1-9]\d{0,2}(, )000 (?:to|and|or|until|[–-]) [1-9]\d{0,2}(, )000(?!\d|[.,]\d)")
_AMOUNTS = (
    r"budget|cost|costs|price|total|sum|loan|investment|population|turnover|revenues?|income|profits?|loss|losses|debts?"
    r"|deficit|surplus|fine|prize|amount|value|area|length|height|weight|width|depth|speed|distance|increase|rise|fall"
    r"|drop|growth|decrease|reduction|grant|subsidy|aid|contribution|donation|fee|salary|fortune|sales|exports|imports"
    r"|credit|funds?|capital|damages?|estimated|valued"
)
_KIND = r"(?:(?:cubic|square|nautical|metric|running|linear) )?"
_COMMA_TENTHS = lazy(rf"(?<![\w.,:/])(\d{{1,3}})( ?, | ,)(?=\d\d?(?!\d) ?{_KIND}{_UNIT})")
# In a page whose source writes a decimal comma, halves of what is rarely parted otherwise too: lasted 2, 5 hours
_COMMA_HALVES = lazy(r"(?<![\w.,:/])(?!4)(\d)(, )(?=5 (?:hours|minutes|days|weeks|months|years|decares|knots)\b)")
_GUESS = lazy(r"[1-9][05], [1-9][05]")  # at 70, 75% of his best: a guess in two figures
_LISTED_BEFORE = lazy(r"\d,? (?:and |or )?\Z")  # 1, 2, 5 million
_COMMA_CENTS = lazy(r"(?<=[$€£])(\d{1,4})(, | ,)(?=\d\d(?!\d) (?:at|on|in|per|a|an|each|with|if)\b|\d\d[.;)])")
_STOP_TENTHS = lazy(r"(?<![\w.,:/])\d{1,3}\. (?=\d\d?(?!\d) ?(?:km/h|mph|m/s|°C|°F|kWh|MWh|GWh)(?!\w))")
# No sentence ends behind `a budget of 1.`, and none begins with a sum that a preposition follows.
_STOP_MILLIONS = lazy(
    rf"(?:\b(?:{_AMOUNTS})(?: of| by)?|\b(?:cost|costs|costing|paid|spent|earned|raised|invested|worth|weighs|weighed"
    rf"|measures|measured|nearly|almost|about|around)) (?<![\w.,:/])\d{{1,3}}\. (?=\d\d?(?!\d)"
    rf" {_KIND}{_UNIT}(?: (?:euros|dollars|pesos|reais|lira|liras|people))?"
    r"(?: (?:in|for|from|on|at|with|per|a|of|to|by|and|over|during|since|which|that|every|each)\b|[.,;:)”\"]))"
)


def find(near: Stretches, continental: bool) -> Iterator[Fix]:
    """Yield a fix for each seam. continental: the text comes from a language that writes a decimal comma."""
    yield from _group_seams(near)
    yield from _tenth_seams(near, continental)
    for m in near.matches(_COMMA_CENTS):
        yield _fix("decimal-seam", m.start(2), m.end(2), ".")
    for m in (*near.matches(_STOP_TENTHS), *(near.matches(_STOP_MILLIONS) if continental else ())):
        yield _fix("decimal-seam", m.end() - 1, m.end(), "")


def _group_seams(near: Stretches) -> Iterator[Fix]:
    view = near.view
    every = [m for m in near.matches(_COMMA_GROUP) if not (m.group(1) and _is_guess(m.group(1), view, m.end()))]
    groups = [m for m in every if m.group(3) or view.startswith("000", m.end()) or not two_figures(view, m.start())]
    if len(groups) > 1:
        # `finds 4, 300 people`: the word in -s may be a verb here, where other figures are cut.
        groups = [m for m in every if m in groups or _verb_before(view, m)]
    # `386, 486 and others` is a list, unless other figures of the text are cut as well.
    listed = [m for m in groups if re.match(r"(?!000)\d{3} (?:and|or|to)\b", view[m.end() : m.end() + 8])]
    if len(groups) > len(listed):
        for m in groups:
            yield _fix("group-seam", *m.span(m.lastindex or 0), ",")
    for m in near.matches(_COMMA_THOUSANDS):  # from 33, 000 to 31, 000 years: three noughts are no figure
        yield _fix("group-seam", *m.span(1), ",")
        yield _fix("group-seam", *m.span(2), ",")


def _tenth_seams(near: Stretches, continental: bool) -> Iterator[Fix]:
    """``98, 4 million`` in a page that writes tenths, or comes from a language with a decimal comma."""
    view = near.view
    tenths = list(near.matches(_COMMA_TENTHS))
    shown = tenths and re.search(r"(?<![\w.,:/v-])\d{1,3}[.,]\d{1,2}(?![\w.:]*\d)", view)
    if continental:
        tenths += near.matches(_COMMA_HALVES)
    for m in tenths if shown or continental else ():
        if _LISTED_BEFORE.search(view, max(0, m.start() - 6), m.start()):
            continue
        first, second = int(m.group(1)), view[m.end() : m.end() + 2].strip()
        # 2, 3 million may be two or three; 2, 50 euros two things
        if not shown and (len(second) > 1 or not second.isdigit() or int(second) == first + 1):
            continue
        if _GUESS.match(view, m.start()) and first < int(view[m.end() : m.end() + 2]):
            continue
        if not two_figures(view, m.start()) or (len(m.group(1)) == 1 and view[m.start() - 2 : m.start()] == ", "):
            yield _fix("decimal-seam", m.start(2), m.end(2), ".")


def _is_guess(first: str, view: str, at: int) -> bool:
    """Are two figures so near that the second raises the first? # The hall holds 180, 200 if we push"""
    low, high = int(first), int(view[at : at + 3])
    return low < high <= 1.5 * low and low % 10 == high % 10 == 0


def _verb_before(view: str, m: re.Match[str]) -> bool:
    word = before(view, m.start())
    plain = word.islower() and word.endswith("s") and view[m.start() - 2] == "s" and not names(view, m.start())
    return plain and counted(view, m.end() + 3)


def _fix(name: str, start: int, end: int, new: str) -> Fix:
    return Fix(f"numbers/{name}", (Edit(start, end, new),))
