"""Hours and days of an English text, written as the source language has them.

# at 18h32; 20.00 uur; 9 a. m.; on 14. March

Left alone: lengths of time (``takes 1h30``), hours into an experiment, and a figure that closes its sentence before a
name of a month that may open the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.figures import Stretches, english, names
from cleaner.lazy import lazy

# from 10 h to 6:30 p.m., from 8 h to noon
_TO = r" (?:(?:to|until|till|and) \d\d?(?::[0-5]\d)? ?[ap]\.?m\b|(?:to|until|till) (?:noon|midnight)\b)"
_CLOCK = lazy(
    rf"(?<![\w.,:/–-])(?P<hour>[01]?\d|2[0-3])(?P<h>h|[ \u00a0]h[ \u00a0]|[ \u00a0]h(?=[.,;)]|{_TO}))"
    r"(?P<min>[0-5]\d(?!\d))?(?=[.:,;]?(?:\s|$)|[)”\"])",
)
_AT = lazy(
    r"\b(?:(?:at|from|until|till|since|between)(?: about| around)?"
    r"|(?:[ap]\.? ?m\.?|\d[h:][0-5]\d|noon|midnight) (?:to|until)"
    r"|(?:announced|scheduled|set|planned|expected|due|fixed) for|(?:19|20)\d\d(?:, ?| [-–|•·]) ?) ?$",
    re.IGNORECASE,
)
_ABOUT = lazy(r"\b(?:before|after|around|about|by|instead of|not) $", re.IGNORECASE)
# took from 8 h to 10 h: a length of time
_LASTS = lazy(r"\b(?:tak|last|need|rang|vari|dur)\w* (?:(?:about|from|between)\b|\d| h|to\b|and\b| )*$|took [\w ]*$")
_BESIDE = lazy(r"(?:^|\b(?:to|and|or)[ ]|[(–|,][ ]?|day[ ]|\d[ ][–-][ ])$", re.MULTILINE)
_HOUR_WORD = lazy(
    r"(?P<first>\b(?:[01]?\d|2[0-3])(?P<dot>\.)[0-5]\d (?:to|until|till|and|or|en|und|bis|tot|[–-]) )?"
    r"(?<![\w.,:/–-])(?P<hour>[01]?\d|2[0-3])(?:(?P<mark>\.)[0-5]\d|:[0-5]\d)?(?P<word>[ \u00a0](?:uur|[Uu]hr))(?!\w)"
)
_MORNING = 6  # a train (2h45 from Paris) takes so long
_NOON = 12
_HALVES = lazy(r"(?<=\d )([ap])(\. )(?=m\b\.?)")
_ORDINAL = lazy(
    r"(?:\b(?P<lead>[A-Za-z]+)(?P<comma>,)? |\()(?P<day>[0-3]?\d)(?P<dot>\.)"
    r"(?= (?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?P<year>,? \d{4}\b)?(?:(?P<ends> and\b| last\b|[,.;:)]|$)| (?:[a-z]|\d{4})))",
    re.MULTILINE,
)
_ON_A_DAY = frozenset("on of from until till since by the before after to between and dated for".split())


def find(near: Stretches, continental: bool) -> Iterator[Fix]:
    """Yield a fix for each hour and day, and for each half of the day (``a. m.``) that a seam parted.

    continental: the text comes from a language that tells the time so.
    """
    yield from _hours(near, continental)
    for m in near.matches(_HALVES):
        yield Fix("numbers/half-of-day", (Edit(m.end() - 1, m.end(), ""),))
    yield from _days(near)


def _hours(near: Stretches, continental: bool) -> Iterator[Fix]:
    """``at 18h32``, ``at 4 h 30``, beside them ``to 18h`` and lines that open with such an hour; ``20.00 uur``.

    ``takes 1h30`` is a length of time, and so is ``by 1h30``; ``at 12h`` alone may be hours into an experiment, unless
    the text comes from a language that tells the time so.
    """
    view = near.view
    found = [(m, view[max(0, m.start() - 24) : m.start()]) for m in near.matches(_CLOCK)]
    late = [(m, lead) for m, lead in found if _AT.search(lead) or (int(m["hour"]) > 12 and _ABOUT.search(lead))]
    told = any(m["min"] and ((m, lead) in late or _BESIDE.search(lead)) for m, lead in found)
    told = told or any(re.match(_TO, view[m.end("h") : m.end("h") + 20]) for m, _ in late)
    told = told or (continental and any(int(m["hour"]) >= _NOON for m, _ in late))
    if late and told:
        for m, lead in found:
            if _LASTS.search(lead):
                continue
            opens = (not lead or _BESIDE.search(lead)) and not (lead.endswith("(") and int(m["hour"]) < _MORNING)
            if (m, lead) in late or (opens and (m["min"] or int(m["hour"]) > 5)):
                tail = "" if m["min"] else ":00"
                yield Fix("numbers/clock", (Edit(*m.span("h"), tail or ":"),))
    for m in near.matches(_HOUR_WORD):
        lead = view[max(0, m.start() - 24) : m.start()]
        if not (english(view, *m.span()) and (_AT.search(lead) or _ABOUT.search(lead) or _BESIDE.search(lead))):
            continue
        # Between two times the word of the second is all that is not English: 13.00 and 17.00 uur
        edits = [Edit(*m.span("mark"), ":")] if m["mark"] and not m["dot"] else []
        tail = "" if m["mark"] or ":" in m.group() else ".00" if m["dot"] else ":00"
        if tail == ":00" and 0 < int(m["hour"]) <= _NOON and m["hour"][0] != "0":
            tail = " o’clock" if view.count("’") > view.count("'") else " o'clock"
        yield Fix("numbers/hour-word", (*edits, Edit(*m.span("word"), tail)))


def _days(near: Stretches) -> Iterator[Fix]:
    """The full stop of an ordinal before a month: ``on 14. March``."""
    for m in near.matches(_ORDINAL):
        # `chapter 14. March was cold`: without a year, May and March may open a sentence.
        if m["lead"] is None:  # can see the line on Open Brewery Day (24. June, 11 a.m. to 5 p.m.)
            if m["year"] or m["ends"] is not None:
                yield Fix("numbers/ordinal", (Edit(*m.span("dot"), ""),))
            continue
        lead = m["lead"].lower()
        opens = m["month"] in ("March", "May", "August") and not m["year"]
        closed = m["lead"].islower() and (m["year"] or m["ends"] is not None) and not names(near.view, m.start("day"))
        if (
            lead in ("on", "until", "since", "the", "from")
            or (not opens and (lead in _ON_A_DAY or lead.endswith("day") or closed))
            or (closed and m["comma"])  # who left a year ago, 24. May.
        ):
            yield Fix("numbers/ordinal", (Edit(*m.span("dot"), ""),))
