"""Figures of an English text: seams inside them, and the decimal marks, signs and clocks of the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.pipeline import Context
from cleaner.text import Span, Text

_UNIT = (
    r"(?:%|(?:per ?cent|percentage|points?|million|billion|trillion|degrees|(?:kilo|centi|milli)?met(?:er|re)s?"
    r"|lit(?:er|re)s?|hectares?|kilos?|kilograms?|gra(?:m|mme)s|ton(?:ne)?s|miles?|(?:kilo|mega|giga)watts?|euros?"
    r"|dollars|pesos|км|млрд|млн|km/h|km|cm|mm|kg|kW|MW|GW|GWh|MWh|kWh)\b)"
)
_NOUN = r"[a-z]+(?:s|people|men|women|children)\b"
# What may follow a figure that is not an item of a list.
_ALONE = r"(?!\d)(?![\d,.]*\d)(?! ?[,;&/–-] ?\d)(?! (?:and|or|to) \d)"

# Does anything here speak of a figure that broke? One scan, which stops at digits and currency signs only.
_GATE = re.compile(
    r"[0-9$€£](?:, \d| ,\d|,\d\d?(?!\d)|,[-–—](?!\d)|\. ?\d{3}(?!\d)|\. \d"
    r"|[ \u00a0\u202f](?:%|\d{3}(?!\d)|[ap]\. m\b|h \d)|h\d\d|，\d|[万亿]"
    r"|(?<=[$€£])[ \u00a0\u202f]\d|(?<=R \$)\d)"
)
_MARGIN = 240  # code points around such a place that the patterns below look at
_EDGE = 60  # at the end of a stretch cut inside a line, none of them sees enough

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
# Before one of these, `7, 150` are two figures: a label, a date, an age, the head of a clause.
_LABEL = re.compile(
    rf"(?:\b{_MONTH}|\b(?:aged?|by|turned|at age|since|until|till|before|after|past)"
    r"|(?:^|[.!?:;–—\n\"“]\s*)(?:In|At|On|By|Of|For|From|After|Before|With|Since|Until|Under|Over|To)(?: the)?"
    r"|\b[A-Z][\w’'-]*|\b(?:no|nos|pp?|vol|chapter|page|section|room|house|row|line|verse|item|figure|table|grade|level|year|week|day"
    r"|step|part|group|number|bus|route|gate|type|class|size|version|article|paragraph|question|unit|lane|bay|platform)s?\.?"
    r"|\b(?!(?:is|was|has|costs|as|earns|pays|sells|weighs|measures|minus|plus|less|reaches|totals|contains|employs|holds|towards"
    r"|seats|draws|attracts|exceeds|involves|covers|affects|includes|represents|its|his|this|serves|houses|across|versus)\b)"
    r"[a-z]+s|\d[,.;]?|,|\()[ ]$",
    re.MULTILINE,
)

_COMMA_GROUP = re.compile(
    rf"(?:(?<=[a-z] )|(?<=[$€£])|(?<=[$€£] ))([1-9]\d{{0,2}})(, | ,)(?=\d{{3}}{_ALONE}(?: [a-z]|th\b|[.)](?:\s|$)))"
    rf"|(?<![\w.,])\d{{1,3}}(，)(?=\d{{3}}{_ALONE})"
)
_COMMA_TENTHS = re.compile(rf"(?<![\w.,:/])(\d{{1,3}})(, | ,)(?=\d\d?(?!\d) ?{_UNIT})")
_COMMA_CENTS = re.compile(r"(?<=[$€£])(\d{1,4})(, | ,)(?=\d\d(?!\d) (?:at|on|in|per|a|an|each|with|if)\b|\d\d[.;)])")
_STOP_TENTHS = re.compile(r"(?<![\w.,:/])\d{1,3}\. (?=\d\d?(?!\d) ?(?:km/h|mph|m/s|°C|°F|kWh|MWh|GWh)(?!\w))")
_COMMA_UNIT = re.compile(rf"(?<![\w.,:/'’-])(\d{{1,3}}),(?=\d\d?(?!\d)[ \u00a0]?{_UNIT})")
_COMMA_DECIMAL = re.compile(
    r"(?<=[a-z][a-z,] )(\d{1,3}),(?=\d\d?(?![\w,:/–-])(?!\.\w)(?! ?[,&/–-] ?\d)(?! (?:and|or|to) \d))"
)
_CURRENCY_COMMA = re.compile(r"(?<=[$€£])( ?\d{1,4}),(?=\d\d(?!\d|,\d))")
_DOT_GROUP = re.compile(rf"(?<![\w.,:/'’-])([$€£] ?)?([1-9]\d{{0,2}})(\.)(?=\d{{3}}(?![\d.,]*\d) {_NOUN})")
_DOT_GROUP_SEAM = re.compile(r"(?<![\w.,:/'’-])[1-9]\d{0,2}(\. )(?=(?:000|\d00)(?![\d.,]*\d)(?:[.;,)]| [a-z]))")
_SPACE_GROUP = re.compile(rf"(?<![\w.,:/'’-])(?<!\d )([1-9]\d{{0,2}})([ \u00a0\u202f])(?=\d{{3}}(?![\d.,]*\d) {_NOUN})")
_PERCENT = re.compile(r"(?<=\d)([ \u00a0\u202f])(?=%(?! ?[\w(]*[\d(=]))")
_CURRENCY = re.compile(r"(?<![\w$€£])(?<!R )([$€£])([ \u00a0\u202f])(?=\d[\d,.]*(?![^\n]{0,12}[ ]?\$))")
_REAL = re.compile(r"\bR( )\$ ?(?=\d)")
_DASH_CENTS = re.compile(r"(?<=[€$£])[ \u00a0]?\d[\d.]*(,[-–—]{1,2})(?![\w\d])")
_CLOCK = re.compile(
    r"(?:(?P<at>\b(?:at|from|until|till|before|after|around|about|by|since|between)[ ](?:about )?)|^)"
    r"(?P<hour>[01]?\d|2[0-3])(?P<h>h|[ \u00a0]h[ \u00a0])(?=[0-5]\d(?!\d)(?P<end>[.:,]?(?:\s|$)|[)”\"]))",
    re.MULTILINE,
)
_HALVES = re.compile(r"(?<=\d )([ap])(\. )(?=m\b\.?)")
_MYRIADS = re.compile(r"(?<![\d.,])(\d{1,6}(?:\.\d{1,4})?)([万亿])(?=[ ]?[A-Za-z.,;)]| ?$)", re.MULTILINE)
_POINT = re.compile(r"(?<![\w.,:/v-])\d{1,3}\.\d{1,2}(?![\w.:]*\d)")
_ITEM = re.compile(
    r"(?:[A-Z][\w’'.-]*|\b[a-z]+s?\.|\b(?:chapter|page|section|room|item|table|figure|verse|line|article)s?) $"
)
_LIST = re.compile(r"\d, ?$")
_SCALE = {"万": 10**4, "亿": 10**8}


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield fixes for the figures of an English text.

    Repaired without more ado is what can only be a seam or another language's way to write a figure: ``12,4 million``,
    ``9 a. m.``, ``R $ 45``, ``1.2万``. A space inside a figure (``1, 240 companies``) goes where nothing makes its
    halves two figures: a date, a label, an age, a list, the head of a clause (``In 2011, 240 families``, ``rooms 1, 200
    and 305``). Everything else needs the document as a witness: ``15 %`` and ``€ 340`` are a style and stay, unless
    other figures are set tight or are broken; ``1.860 members`` and ``1 200 licences`` are grouped anew only where a
    decimal comma shows where they come from; a bare ``2,3`` becomes ``2.3`` only among decimal points.
    """
    view = text.view
    if text.language != "en" or not _GATE.search(view):
        return
    near = _Stretches(view)
    sure = [*_seams(near), *_decimals(near), *_clocks(near), *_written_otherwise(near)]
    yield from sure
    continental = any(fix.rule in ("numbers/decimal-comma", "numbers/dash-cents", "numbers/clock") for fix in sure)
    yield from _by_witness(near, bool(sure), continental)


class _Stretches:
    """The stretches of a text around what the gate saw; patterns are searched in these alone."""

    def __init__(self, view: str) -> None:
        self.view = view
        self.spans: list[Span] = []
        for hit in _GATE.finditer(view):
            low, high = max(0, hit.start() - _MARGIN), min(len(view), hit.end() + _MARGIN)
            low = view.rfind("\n", low, hit.start()) + 1 or low
            high = view.find("\n", hit.end(), high) + 1 or high
            if self.spans and low <= self.spans[-1][1]:
                low = self.spans.pop()[0]
            self.spans.append((low, high))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for low, high in self.spans:
            whole = high == len(self.view) or self.view[high - 1] == "\n"
            for m in pattern.finditer(self.view, low, high):
                if whole or m.end() + _EDGE <= high:
                    yield m


def _fix(name: str, start: int, end: int, new: str) -> Fix:
    return Fix(f"numbers/{name}", (Edit(start, end, new),))


def _two_figures(view: str, start: int) -> bool:
    """Does what stands before a figure make it one of two? Money is no label: ``$ 212, 000``."""
    if view[max(0, start - 2) : start].strip().endswith(("$", "€", "£")):
        return False
    return _LABEL.search(view[max(0, start - 24) : start]) is not None


def _seams(near: _Stretches) -> Iterator[Fix]:
    """``1, 240 companies``, ``1 ,000``, ``1，240``, ``98, 4 million``, ``€4, 50 at the door``, ``104. 5 km/h``."""
    view = near.view
    groups = [m for m in near.matches(_COMMA_GROUP) if m.group(3) or not _two_figures(view, m.start())]
    # `386, 486 and others` is a list, unless other figures of the text are cut as well.
    listed = [m for m in groups if re.match(r"\d{3} (?:and|or|to)\b", view[m.end() : m.end() + 8])]
    if len(groups) > len(listed):
        for m in groups:
            yield _fix("group-seam", *m.span(m.lastindex or 0), ",")
    tenths = list(near.matches(_COMMA_TENTHS))
    for m in tenths if tenths and (_POINT.search(view) or _COMMA_UNIT.search(view)) else ():
        if not _two_figures(view, m.start()) or (len(m.group(1)) == 1 and view[m.start() - 2 : m.start()] == ", "):
            yield _fix("decimal-seam", m.start(2), m.end(2), ".")
    for m in near.matches(_COMMA_CENTS):
        yield _fix("decimal-seam", m.start(2), m.end(2), ".")
    for m in near.matches(_STOP_TENTHS):
        yield _fix("decimal-seam", m.end() - 1, m.end(), "")


def _decimals(near: _Stretches) -> Iterator[Fix]:
    """``12,4 million``; a bare ``2,3`` among figures with a decimal point, where another has a comma and a unit."""
    view = near.view
    marks = {m.end() for m in near.matches(_CURRENCY_COMMA)}
    # `5, 12,4 million` may be a list.
    marks |= {m.end() for m in near.matches(_COMMA_UNIT) if not _LIST.search(view[max(0, m.start() - 3) : m.start()])}
    if marks and len(_POINT.findall(view)) >= 3:
        marks |= {
            m.end() for m in near.matches(_COMMA_DECIMAL) if not _ITEM.search(view[max(0, m.start() - 24) : m.start()])
        }
    for end in sorted(marks):
        yield _fix("decimal-comma", end - 1, end, ".")


def _clocks(near: _Stretches) -> Iterator[Fix]:
    """``at 18h32``, ``at 4 h 30``, and lines that open with such an hour; ``takes 1h30`` is a length of time."""
    found = list(near.matches(_CLOCK))
    if any(m.group("at") for m in found):
        for m in found:
            yield _fix("clock", m.start("h"), m.end("h"), ":")


def _written_otherwise(near: _Stretches) -> Iterator[Fix]:
    """``9 a. m.``, ``R $ 45``, ``€250,-``, ``1.2万``."""
    for m in near.matches(_HALVES):
        yield _fix("half-of-day", m.end() - 1, m.end(), "")
    for m in near.matches(_REAL):
        yield _fix("currency", m.start(1), m.end(1), "")
    for m in near.matches(_DASH_CENTS):
        yield _fix("dash-cents", m.start(1), m.end(1), "")
    for m in near.matches(_MYRIADS):
        yield _fix("myriad", m.start(), m.end(), _in_english(m.group(1), _SCALE[m.group(2)]))


def _in_english(figure: str, scale: int) -> str:
    whole, _, part = figure.partition(".")
    value = (int(whole + part) * scale) // 10 ** len(part)
    for name, size in (("billion", 10**9), ("million", 10**6)):
        if value >= size and (value * 100) % size == 0:
            return f"{value / size:.2f}".rstrip("0").rstrip(".") + " " + name
    return f"{value:,}"


def _by_witness(near: _Stretches, broken: bool, continental: bool) -> Iterator[Fix]:
    """What is a style by itself: ``15 %``, ``€ 340``, ``1.860 members``, ``1 200 licences``."""
    view = near.view
    loose = list(near.matches(_CURRENCY))
    if loose and not broken:
        tight = {sign for sign in "$€£" if re.search(rf"[{sign}]\d", view)}
        loose = [m for m in loose if m.group(1) in tight]
    for m in loose:
        yield _fix("currency", m.start(2), m.end(2), "")
    percents = list(near.matches(_PERCENT))
    if percents and (broken or loose or re.search(r"\d%", view)):
        for m in percents:
            yield _fix("percent", m.start(1), m.end(1), "")
    for m in near.matches(_DOT_GROUP_SEAM):
        if broken:
            yield _fix("group-mark", m.start(1), m.end(1), ",")
    if continental:
        for m in near.matches(_DOT_GROUP):
            yield _fix("group-mark", m.start(3), m.end(3), ",")
        for m in near.matches(_SPACE_GROUP):
            yield _fix("group-mark", m.start(2), m.end(2), ",")
