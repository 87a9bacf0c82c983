"""Figures of an English text: seams inside them, and the decimal marks and signs of the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner import clocks, eastern, figureseams, myriads
from cleaner import groups as groups_
from cleaner.edits import Edit, Fix
from cleaner.figures import (
    AMOUNT,
    MONEY,
    SYMBOLS,
    Stretches,
    before,
    contrasted,
    counted,
    english,
    measured,
    names,
    rated,
)
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.residue.source import DECIDED, NONE
from cleaner.text import MENDED, Text
from cleaner.translated import is_translated

_NOUN = r"(?:[a-z]+s|people|men|women|children)\b"
_OPEN = r"(?<![\w.,:/'’#@§–-])"

_STOP_GROUP = lazy(rf"{_OPEN}[1-9]\d{{0,2}}(\. )(?=(\d{{3}})(?![\d.,:]*\d)(?:[.;,)]| [a-z]))")

_COMMA = lazy(r"(?<![\w.,:/'’#@§[{<-])(\d{1,3})(,)(\d\d?)(?!\d|,\d|[.:/–]\d|-\d|[A-Za-z](?!\w))")
_CURRENCY_COMMA = lazy(r"(?<=[$€£])( ?\d{1,4}),(?=\d\d(?!\d|,\d))")
_COMMA_PRICE = lazy(r"(?<![\w.,:/-])\d{1,4},(?=\d\d[ \u00a0\u202f]?€(?!\w))")
_POINTED_PRICE = lazy(r"(?<![\w.,])\d{1,4}\.\d\d[ \u00a0\u202f]?€")
_EACH = re.compile(r" (?:an?|each|per|apiece)\b")
_LISTED = lazy(r" ?[,&/–-] ?\d| (?:and|or|to) \d")
_JOINED = lazy(r"(?<=\d)([,.])\d+ (?:and|or) $")
_RANGE = {  # rose from 11,4 to 12.1 percent
    "from": lazy(r" to \d{1,3}[.,]\d\d?(?!\d)"),
    "between": lazy(r" and \d{1,3}[.,]\d\d?(?!\d)"),
}
_LIST = lazy(r"\d,? ?$")
_DOTS = lazy(rf"{_OPEN}(?P<sign>(?:R|US|A|C|NT|HK)?[$€£][ \u00a0]?)?[1-9]\d{{0,2}}(?:\.\d{{3}})+(?!\w|[.,:/–-]\d|\.\w)")
_ALONE_BEHIND = lazy(r"[.!?;]?[”\"]?(?:\s|$)(?![a-z%°(])")
_POINTED_TENTHS = lazy(r"(?<![\w.,:/–-])\d{1,3}\.\d{1,2}(?![\w:/–-]|[.,]\d)")
_SCALED = lazy(r" (?:million|billion)\b")
_PRECISE = lazy(r"(?<![\w.,])(?:0\.\d{3}|\d{4,}\.\d{3}|\d{1,3},\d{3}\.\d{3}|\d\.\d{4,6})(?![\d.])")
_SPACE_GROUP = lazy(  # but 340 340 surnames
    rf"(?<![\w.,:/'’-])(?<!\d )([1-9]\d{{0,2}})([ \u00a0\u202f])(?!\1 )(?=\d{{3}}(?![\d.,]*\d) "
    # but 1 400 g tin of tomatoes
    rf"(?:(?!(?:and|or|to|of|in|on|at|g|mg|ml|cl|dl|l)\b)[a-z]+ )?"
    rf"(?:{_NOUN}|(?:g|mg|ml|cl|dl|l|t) of\b(?![^.\n]{{0,20}} each\b)"
    rf"|(?:km²?|kg|ha|m²?|°[CF]|кв|км|кг|га|тонн|л|т|г|шт|чел)(?!\w)))"
)

_OPENS = frozenset("“„«\"‘'")
_CLOSED = lazy(r"(?:[ \u00a0\u202f]?(?:[a-z]{1,10}|[%€£$]))?[”“»\"’'](?!\w)")
_YEAR_BEFORE = lazy(r"(?<!\d)(?:1[5-9]|20)\d\d, \Z")
_PERCENT = lazy(r"(?<=\d)([ \u00a0\u202f])(?=%(?! ?[\w(]*[\d(=]))")
_PERCENT_SHOWN = lazy(r"[“„«\"‘']\d[\d.,]*[ \u00a0\u202f]%[”“»\"’']")  # Don't write “15 %” in ours
_CURRENCY = lazy(r"(?<![\w$€£])(?<!R )([$€£])([ \u00a0\u202f])(?=\d[\d,.]*(?![^\n]{0,12}[ ]?\$))")
_CURRENCY_SCALE = lazy(r"(?<![\w$€£])[$€£]([ \u00a0])(?=\d[\d,.]* (?:million|billion|trillion)\b)")
# In a row of a corpus: in a longer text the blank may be its style. The euro's is house style anywhere.
_CURRENCY_AMOUNT = lazy(
    r"\b(?:for|of|about|than|at|costs?|paid|worth|around|almost|nearly|only|to|is|was|be) [$£]([ \u00a0])(?=\d\d)"
)
_CURRENCY_US = lazy(r"\bUS( \$ )(?=\d)")
_POINTED = lazy(r"\d\.\d\d\Z")
_CURRENCY_AFTER = lazy(
    r"(?<![\w$€£.,:/–-])(?<!\d )(\d[\d.,]*(?:[ \u00a0\u202f]\d{3}(?!\d))*)(?<![.,])([ \u00a0\u202f]?[€$])"
    r"(?![\w€$]|[ ]?\d)"
)
_REAL = lazy(r"\bR( )\$ ?(?=\d)")
_DASH_CENTS = lazy(r"(?<=[€$£])[ \u00a0]?\d[\d.]*(,[-–—]{1,2})(?![\w\d])")

_THOUSANDS = lazy(
    r"(?<![\w.,:/-])(\d{1,3}(?:[.,]\d{1,2})?)[ \u00a0](?:tys|тыс|тис)(?!\w)(?:\.(?= [a-zа-я\d$€£(]| ?[,;:)]))?"
)
_BIN = lazy(rf"(?<![\w.,:/-])([1-9]\d{{0,2}})( bin )(?=\d{{3}} (?!lit|l\b){_NOUN})")

# What was made of signs that tell that a text comes from Chinese or Japanese.
_FROM_WIDE = frozenset(["punctuation/wide-mark", "encoding/full-width-figure"])
# which write a decimal comma
_CONTINENTAL = frozenset(["es", "pt", "it", "fr", "de", "nl", "pl", "cs", "tr", "ru", "uk"])
_SOURCE = frozenset(
    f"numbers/{name}"
    for name in ("decimal-comma", "dash-cents", "clock", "group-mark", "currency-after", "scale-word", "hour-word")
)


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield fixes for the figures of an English text.

    Repaired without more ado is what can only be a seam or another language's way to write a figure: a decimal comma
    before a unit (``2,5 hours``), a dot that groups what comes in wholes (``1.450 bicycles``), ``9 a. m.``, ``7.30
    Uhr``, ``R $ 45``, ``1.2万``, ``١٩٤٨``, ``%70 of the shops``. A space inside a figure (``1, 240 companies``) goes
    where nothing makes its halves two figures: a date, a label, an age, a list, the head of a clause (``In 2011, 240
    families``, ``rooms 1, 200 and 305``).

    Everything else needs the document as a witness: ``15 %``, ``€ 340`` and ``30 €`` are a style and stay, unless other
    figures are set tight or are broken; ``1 200 licences``, a bare ``2,3`` and ``at 14h`` are written anew only beside
    figures that show where they come from. Left alone are names of things (``version 2.400``, ``verses 7,11``), lists,
    means and rates (``1.450 errors per page``), decimals of three digits in a text that has them, and what stands in a
    quotation of the source language.
    """
    view = text.view
    if text.language != "en":
        lists = next((rule.lists for rule in context.pack.rules if "leading" in rule.lists), {})
        yield from groups_.find(view, lists, settings(text.language or ""), lambda: is_translated(text))
        return
    near = Stretches(view)
    if not near.spans:
        return
    # A source language that the residue pass has told is a witness too; it is asked again after that pass.
    source = text.memo.get(DECIDED, NONE).plausible
    continental = bool(source) and source[0] in _CONTINENTAL
    decimals = list(_decimals(near, continental))
    sure = [
        *decimals,
        *figureseams.find(near, continental or any(fix.rule in _SOURCE for fix in decimals)),
        *clocks.find(near, continental),
        *_written_otherwise(near),
        *myriads.find(near, text.stretches, not _FROM_WIDE.isdisjoint(text.memo.get(MENDED, ()))),
        *eastern.find(near, source[0] if source else ""),
    ]
    dots = list(
        _dots(
            near, continental or any(fix.rule in _SOURCE for fix in sure), any(f.rule.endswith("comma") for f in sure)
        )
    )
    sure += dots
    yield from sure
    sure = [fix for fix in sure if fix.rule != "numbers/doubtful"]
    yield from _by_witness(near, continental or bool(sure), continental + sum(fix.rule in _SOURCE for fix in sure))


def _fix(name: str, start: int, end: int, new: str) -> Fix:
    return Fix(f"numbers/{name}", (Edit(start, end, new),))


def _decimals(near: Stretches, continental: bool) -> Iterator[Fix]:
    """``12,4 million``, ``2,5 hours``; beside one of these, or from a source that writes so, a bare ``410,50``."""
    view = near.view
    marks = {m.end() - 1 for m in near.matches(_CURRENCY_COMMA)}
    prices = [m.end() - 1 for m in near.matches(_COMMA_PRICE)] if "€" in view else []
    if prices and _POINTED_PRICE.search(view):  # 2,50 € beside 12.00 €
        marks.update(prices)
    bare: list[re.Match[str]] = []
    weak = False
    for m in near.matches(_COMMA):
        start, end = m.span()
        bracketed = view[start - 1 : start] == "("
        named = names(view, start) and not bracketed
        if _LIST.search(view[max(0, start - 3) : start]) or named or not english(view, start, end):
            continue
        unit = measured(view, end) or ("€" if _CURRENCY_AFTER.match(view, start) else "")
        if (bracketed and not unit) or _is_shown(view, start, end):
            continue  # the point (3,5)
        # `3,4 years` may be three or four, `12,5 hours` may not.
        range_ = len(m[3]) == 1 and int(m[3]) == int(m[1]) + 1
        each = len(m[3]) == 2 and _EACH.match(view, end) and before(view, start) in AMOUNT
        if (
            each
            or _ranged(view, m)
            or (
                unit
                and (
                    continental or not range_ or unit in SYMBOLS or unit in ("million", "billion", "percent", "points")
                )
            )
        ):
            marks.add(m.start(2))
        else:
            bare.append(m)
            weak = weak or bool(unit)
    # Two weak ones speak for each other: `3,4 kilos and the other 2,9`.
    if marks or continental or (weak and len(bare) > 1):
        for m in bare:
            joined = _JOINED.search(view, max(0, m.start() - 12), m.start())
            # `lines 3,14 and 15,92`: what is no amount is none after `and`.
            ranged = _ranged(view, m)
            listed = (_LISTED.match(view, m.end()) and not ranged) or (joined and joined.start(1) not in marks)
            if not (listed or (m[1] != "0" and names(view, m.start(), True))):
                marks.add(m.start(2))
    for at in sorted(marks):
        yield _fix("decimal-comma", at, at + 1, ".")
    for m in bare:
        if m.start(2) not in marks and measured(view, m.end()):
            yield _fix("doubtful", m.start(2), m.end(2), ".")


def _is_shown(view: str, start: int, end: int) -> bool:
    """Do quotation marks hold a figure and its unit alone, as somebody wrote them? # that a boat cost “1.500 euros”"""
    return view[start - 1 : start] in _OPENS and _CLOSED.match(view, end) is not None


def _ranged(view: str, m: re.Match[str]) -> bool:
    """Is a figure the first of two with one unit? # between 0,4 and 1,2 kilometres"""
    pattern = _RANGE.get(before(view, m.start()).lower())
    other = pattern.match(view, m.end()) if pattern else None
    return other is not None and measured(view, other.end()) != ""


def _dots(near: Stretches, continental: bool, commas: bool) -> Iterator[Fix]:
    """``1.450 bicycles``, ``€12.450``, ``1.240.000 euros``; beside other signs of the source, ``140.000 in all``.

    commas: other figures of the text have a decimal comma, so that a point in a figure groups.
    """
    view = near.view
    # `3.300. send_charset` opens a section.
    every = [m for m in near.matches(_DOTS) if view[m.start() - 1 : m.start()] not in ("", "\n")]
    found = [
        m
        for m in every
        if not names(view, m.start())
        and (not rated(view, *m.span()) or _SCALED.match(view, m.end()) or _saved(view, m))
        and not _is_shown(view, *m.span())
    ]
    # A text that names things so (`Python 3.100 and node 18.000`), or has decimals of three digits, stays.
    if not found or (len(found) < len(every) and not continental) or _PRECISE.search(view):
        return
    commas = commas and _POINTED_TENTHS.search(view) is None
    certain: list[re.Match[str]] = []
    likely: list[re.Match[str]] = []
    for m in found:
        start, end = m.span()
        figure, unit = m.group().lstrip("RUSACNTHK$€£ \u00a0"), measured(view, end)
        many, rounded = figure.count(".") > 1, figure.endswith("0")
        if m["sign"]:
            kind = rounded
        elif many or unit in MONEY:
            kind = rounded and bool(unit or counted(view, end))
        else:
            # `3.450 times his weight`
            kind = figure.endswith("00") if view.startswith(" times", end) else rounded and counted(view, end)
        if kind and english(view, start, end):
            certain.append(m)
        elif commas and not unit and _ALONE_BEHIND.match(view, end) and english(view, start, end):
            certain.append(m)  # How many? 8.214.
        elif m["sign"] or counted(view, end) or figure.endswith("00") or (rounded and unit not in SYMBOLS):
            likely.append(m)
    # One `1.204 members` may be anything; beside `2.300 medicines` it is not.
    sure = [*certain, *(likely if continental or certain else ())]
    for m in found:
        if m not in sure and (m in likely or continental or certain):
            yield Fix("numbers/doubtful", tuple(Edit(n, n + 1, ",") for n in range(*m.span()) if view[n] == "."))
    for m in sure:
        yield Fix("numbers/group-mark", tuple(Edit(n, n + 1, ",") for n in range(*m.span()) if view[n] == "."))


def _saved(view: str, m: re.Match[str]) -> bool:
    """Is this a sum in whole thousands, which no price by the piece is? # savings of 62.000 euros per year"""
    return m.group().endswith(".000") and len(m.group()) > len("1.000") and measured(view, m.end()) in MONEY


def _written_otherwise(near: Stretches) -> Iterator[Fix]:
    """``R $ 45``, ``€250,-``, ``5,80 €``, ``3,2 tys.``."""
    for m in near.matches(_REAL):
        yield _fix("currency", m.start(1), m.end(1), "")
    for m in near.matches(_CURRENCY_US):
        yield _fix("currency", *m.span(1), "$")
    for m in near.matches(_CURRENCY_SCALE):
        yield _fix("currency", *m.span(1), "")
    for m in near.matches(_CURRENCY_AMOUNT) if "\n" not in near.view else ():
        yield _fix("currency", *m.span(1), "")
    for m in near.matches(_DASH_CENTS):
        yield _fix("dash-cents", m.start(1), m.end(1), "")
    yield from _scale_words(near)


def _scale_words(near: Stretches) -> Iterator[Fix]:
    """``48 тис. people``, ``2 bin 300 houses``: what only arithmetic makes English; `Mio.` is a word like others."""
    view = near.view
    for m in near.matches(_THOUSANDS):
        if english(view, *m.span()):
            figure = m.group(1).replace(",", ".")
            yield _fix(
                "scale-word", *m.span(), f"{figure} thousand" if "." in figure else myriads.in_english(figure, 1000)
            )
    for m in near.matches(_BIN):
        if before(view, m.start()).lower() in AMOUNT and english(view, *m.span()):
            yield _fix("scale-word", m.start(2), m.end(2), ",")


def _by_witness(near: Stretches, broken: bool, continental: int) -> Iterator[Fix]:
    """What is a style by itself: ``15 %``, ``€ 340``, ``30 €``, ``1 200 licences``; and seams at a full stop."""
    view = near.view
    loose = list(near.matches(_CURRENCY))
    if loose and not broken:
        tight = {sign for sign in "$€£" if re.search(rf"[{sign}]\d", view)}
        loose = [m for m in loose if m.group(1) in tight]
    for m in loose:
        yield _fix("currency", m.start(2), m.end(2), "")
    percents = list(near.matches(_PERCENT))
    if percents and (broken or loose or re.search(r"\d%", view)) and not _PERCENT_SHOWN.search(view):
        for m in percents:
            if not contrasted(view, *m.span(1), ""):
                yield _fix("percent", m.start(1), m.end(1), "")
    if not broken:
        return
    for m in near.matches(_STOP_GROUP):
        dated = _YEAR_BEFORE.search(view, max(0, m.start() - 7), m.start())  # in the drought of 2022, 1. 300 hectares
        if (dated or not names(view, m.start())) and (
            m.group(2).endswith("00") or measured(view, m.end() + 3) or counted(view, m.end() + 3)
        ):
            yield _fix("group-mark", *m.span(1), ",")
    behind = list(near.matches(_CURRENCY_AFTER))
    # A document that writes `5.00 €` with an English point has the sign behind by its own habit.
    # And where all are plain figures nothing tells it from the habit of half of Europe.
    if any(_POINTED.search(m.group(1)) for m in behind) or all(m.group(1).isdigit() for m in behind):
        behind = []
    for m in behind:
        if continental and english(view, *m.span()):
            gaps = [Edit(n, n + 1, ",") for n in range(*m.span(1)) if view[n] in " \u00a0\u202f"]
            sign = m.group(2)[-1]
            yield Fix("numbers/currency-after", (Edit(m.start(), m.start(), sign), *gaps, Edit(*m.span(2), "")))
    for m in near.matches(_SPACE_GROUP):
        if continental and not contrasted(view, *m.span(2), ","):
            yield _fix("group-mark", m.start(2), m.end(2), ",")
