"""Figures cut at their marks, in languages that write a decimal comma: amounts, tenths and times of day.

# plus de 3, 500 satellites    unas 1. 250. 000 personas    Wymieniono 12, 000 podkładów    40, 5 %    às 19: 30

A decoder sets the mark of its own language, a space behind it or before it. Where digits are grouped with a space, the
seam becomes the space the document groups other figures with; where they are grouped with a stop, the space goes.

What tells an amount is what leads to it (`leading` of the rule file: no day and no chapter), money, a second group of
three, or a word before it that numbers nothing (`numbering`) and a thing behind it that is counted, or one of the
`units`. Tenths need a unit. A time of day follows one of the words of `clock`, and no thing follows it.

Left alone: lists (`pièces 3, 500 et 7`), a comma that parts two clauses (`en 2011, 240 familles`) or a part from its
whole (`de los 300, 150`), what may be one figure or the next (`3, 4 kilometer`), figures behind a name (`Pentium 4`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy

# Does a figure lie in two anywhere? One scan.
_CUT = lazy(r"\d(?:[,.:–-] | [.–-])\d")
_ALONE, _ENDED = r"(?<![\w.,:/#@§–-])(?<!\d )", r"(?!\d|[.,:/]\d|[ ]?[–-][ ]?\d)"
_GROUPED = lazy(rf"{_ALONE}([1-9]\d{{0,2}})(?:\.\d{{3}})*((?:(?:[.,] | \.)\d{{3}})+){_ENDED}")
_SEAMS = lazy(r"[.,] | \.")
_TENTHS = lazy(rf"{_ALONE}(\d{{1,3}}),( )(\d{{1,2}}){_ENDED}")
# o 54 .2 % méně; позичений 12. 05.1987
_POINTED = lazy(rf"{_ALONE}(\d{{1,3}})( \.)(\d{{1,2}}){_ENDED}")
_DATE = lazy(r"(?<![\w.,:/-])(?:0?[1-9]|[12]\d|3[01])\.( )(?:0[1-9]|1[0-2])\.(?:19|20)\d\d(?!\d|[.,]\d)")
_CLOCK = lazy(rf"{_ALONE}(?:[01]?\d|2[0-3])(?:[.:]( )|( )\.)([0-5]\d){_ENDED}(?![ ]?%)")
# odstaw na 30 -40 minut; v letech 2011– 2013
_RANGED = lazy(rf"{_ALONE}(\d{{1,4}})(?:( )[–-]|[–-]( ))(\d{{1,4}})(?!\d|[.,:/]\d|[ ]?[–-][ ]?\d|[ \u00a0]?[°º])")
_WORD = lazy(r"(?<![\w'’])([^\W\d_]+(?:['’][^\W\d_]*)?(?: [^\W\d_]+(?:['’][^\W\d_]*)?)?)[.:]? $")
_NEXT = lazy(r"[ \u00a0\u202f]([^\W\d_]+)")
_SIGN = lazy(r"[ \u00a0\u202f]?[%‰€$₽₴£°]")
_MONEY = ("€", "$", "₽", "₴", "£", "zł", "Kč")
_HOUR = frozenset(("h", "Uhr", "uhr", "uur", "hodin", "hod", "ч", "год", "heures", "horas", "ore", "часов"))
# What tells a time of day behind it, whatever stands before: 12 мая, 3: 15 по местному времени
_ZONE = lazy(
    r"[ \u00a0](?:по [^\W\d_]+ времени|за [^\W\d_]+ часом|hora (?:local|de)|heures? (?:locale|de)|ora (?:locale|di)"
    r"|Ortszeit|czasu [^\W\d_]+ego|[a-z]+ tijd)\b"
)
_SYMBOLS = frozenset(  # of units, as they are: those of the rule files begin a word
    "Hz kHz MHz GHz W kW MW GW kWh MWh MB GB TB mm cm dm ha g mg t l dB V Гц кГц МГц ГГц Вт кВт МВт ГВт МБ ГБ ТБ мм см"
    " га г мг т л дБ".split()
)
_SPAN = lazy(r"(?<![\d.,])\d{1,2} [^\W\d_]{1,3} $")  # de 1 a 3. 200 alumnos
_CLOSED = lazy(r"\.\.?(?:\s|\Z)")
_ENDING = lazy(r"\.(?:\n|\Z| [“«„]?[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐĀ-ž])")
_HOUR_WORDS = frozenset(("godz", "godzinie", "godziny", "ore", "uur", "kl"))
_HALVES = ("00", "15", "30", "45")  # minutes a time of day has behind a stop
_WRITTEN = lazy(r"(?<![\d.,])\d{1,3}([ \u00a0\u202f])\d{3}(?![\d.,]?\d)")
_SCALES = ("mill", "mili", "mrd", "mln", "млн", "мільйон", "миллион", "млрд", "mio", "milh")
_RANGE = lazy(r"[ \u00a0](?:[^\W\d_]{1,4}|[–-])[ \u00a0](?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d)")
_APPOSED = lazy(r", ([^\W\d_]+) [^\W\d_]{4}")
_SET_OFF = lazy(r", (?!et |ou |i |a |и |та )[^\W\dA-ZА-Я_]{3,} ")  # ils en ont relevé 1, 840, dont 12 % de grives
_HOURS = 24  # of a day
_YEAR = 4  # digits of a year
_PAUCAL = 4  # the highest number that some languages count otherwise than those above it
_DEGREES = ("stop", "grad", "град", "stup", "°")  # which may be below zero
_REACH = 30  # code points looked back for the words before a figure


class _Lists(NamedTuple):
    """What the rule file and the settings of a language say of figures."""

    leading: frozenset[str]
    units: tuple[str, ...]
    numbering: frozenset[str]
    clock: frozenset[str]
    fraction: frozenset[str]
    joining: frozenset[str]
    carrying: frozenset[str]
    articles: frozenset[str]
    nouns: bool  # written with capitals


@cache
def _lists(
    names: tuple[tuple[str, tuple[str, ...]], ...],
    joining: tuple[str, ...],
    carrying: tuple[str, ...],
    articles: tuple[str, ...],
    nouns: bool,
) -> _Lists:
    given = dict(names)
    leading, numbering, clock = (frozenset(given.get(key, ())) for key in ("leading", "numbering", "clock"))
    carried = frozenset((*carrying, *joining))
    units = given.get("units", ())
    fraction = frozenset(given.get("fraction", ()))
    return _Lists(leading, units, numbering, clock, fraction, frozenset(joining), carried, frozenset(articles), nouns)


def find(
    view: str, lists: Mapping[str, tuple[str, ...]], told: Mapping[str, Any], translated: Callable[[], bool]
) -> Iterator[Fix]:
    """Yield a fix for every such figure. told: the settings of the language. translated: is the page known to be?"""
    if not lists or not _CUT.search(view):
        return
    keys = ("leading", "units", "numbering", "clock", "fraction")
    known = _lists(
        tuple((key, lists.get(key, ())) for key in keys),
        tuple(told.get("conjunctions", ())),
        tuple(told.get("joining", ())),
        tuple(told.get("articles", ())),
        bool(told.get("noun_capitals")),
    )
    usual = told.get("group_gap", "")
    amounts = [m for m in _GROUPED.finditer(view) if _is_amount(view, m, known, usual, translated)]
    gap = _gap(view, usual) if usual and amounts else ""
    for match in amounts:
        for seam in _SEAMS.finditer(view, *match.span(2)):
            blank = view.find(" ", *seam.span())
            gap_here = gap or ("." if view[seam.start()] == "," else "")
            yield Fix(
                "numbers/amount-seam", (Edit(*seam.span(), gap_here) if gap_here else Edit(blank, blank + 1, ""),)
            )
    for match in _TENTHS.finditer(view):
        if _is_tenths(view, match, known, translated):
            yield Fix("numbers/tenths-seam", (Edit(*match.span(2), ""),))
    for match in _POINTED.finditer(view) if usual else ():  # who groups with a blank has no stop in a figure
        if _behind(view, match.end(), known)[1] and translated():
            yield Fix("numbers/tenths-seam", (Edit(*match.span(2), ","),))
    for match in _DATE.finditer(view):
        if translated():
            yield Fix("numbers/amount-seam", (Edit(*match.span(1), ""),))
    for match in _RANGED.finditer(view):
        if _is_range(view, match, known) and translated():
            yield Fix("numbers/range-gap", (Edit(*match.span(2 if match.group(2) else 3), ""),))
    for match in _CLOCK.finditer(view):
        if _is_time(view, match, known):
            yield Fix("numbers/clock-seam-here", (Edit(*match.span(2 if match[2] else 1), ""),))


def _gap(view: str, usual: str) -> str:
    """The space a document groups digits with; that of the language, if it has it at all, where it groups none."""
    gaps = Counter(_WRITTEN.findall(view))
    return gaps.most_common(1)[0][0] if gaps else usual if usual in view else " "


def _is_amount(view: str, match: re.Match[str], known: _Lists, gap: str, translated: Callable[[], bool]) -> bool:
    parts = _SEAMS.split(match.group(2))[1:]
    comma, rounded = "," in match.group(2), parts[0] == "000"
    if comma and not gap:
        return _is_english(view, match, parts, known, translated)
    if (
        not comma
        and view[match.end() : match.end() + 1] == ","
        and _before(view, match.start()).lower() in known.leading
    ):
        return translated()  # unas 2. 300, entre Lübeck y Palermo
    if comma and len(parts) > 1:
        # я обхожусь в 1, 200, 000 рублей: of a list none is three noughts, nor does it fall and rise
        noughts = any(part[0] == "0" for part in parts) or int(match.group(1)) < int(parts[0]) > int(parts[1])
        return noughts and _behind(view, match.end(), known)[1] and translated()
    if comma and not rounded and int(match.group(1)) >= int(parts[0]):
        return False
    if comma and not rounded and parts[0][-1] == match.group(1)[-1] == "0" and len(match.group(1)) == 3:
        return False  # autour des 250, 300 ans
    if not gap and rounded:
        return True
    if view[max(0, match.start() - 4) : match.start()].rstrip(" \u00a0").endswith(_MONEY) or len(parts) > 1:
        return True
    after, unit = _behind(view, match.end(), known)
    counted = len(after) > 1 and after not in known.joining and (after.islower() or known.nouns)
    word = _before(view, match.start())
    if len(parts) == 1 and word and _SPAN.search(view, max(0, match.start() - _REACH), match.start()):
        return False
    if not comma and word and _ENDING.match(view, match.end()) and word.lower() not in known.numbering:
        return translated()  # die 38. 412. No sentence is one figure
    if int(match.group(1)) <= _HOURS and _is_led_to_a_time(view, match.start(), known):
        return False  # empieza a las 9. 300 personas
    told = _APPOSED.match(view, match.end()) if comma and word.islower() and word not in known.numbering else None
    if told and told.group(1) in known.articles:
        return translated()  # ils étaient 4, 200, un record
    if comma and word.islower() and word not in known.numbering and not after:
        closed = _SET_OFF.match(view, match.end()) or (word in known.leading and _CLOSED.match(view, match.end()))
        return closed is not None and translated()  # przyjechało ich ponad 3, 500.
    if word.lower() in known.leading:
        return counted or unit
    apart = not comma and word and word.lower() not in known.numbering and view[match.start(2)] == " "
    set_off = comma and unit and view[max(0, match.start() - 2) : match.start()] in ("– ", "— ")
    if (apart or set_off) and translated():
        return True  # waren het er 11 .300, vorig jaar; чималу – 13, 500 гривень
    if rounded and not comma:
        return counted or unit  # Chaque année, 50. 000 cyclistes
    if not comma and not word and view[max(0, match.start() - 2) : match.start()] == ", " and counted:
        return translated()  # secondo i calcoli, 1. 300 persone
    if not comma and len(word) == 1 and word in known.joining and counted:
        return translated()  # 84 lugares e 3. 150 espectadores
    if (
        not (word.islower() or (known.nouns and word) or (word and translated()))
        or len(word) < 2
        or word.lower() in known.numbering
    ):
        return False
    return unit or (counted and (not comma or rounded or translated()))


def _is_english(
    view: str, match: re.Match[str], parts: list[str], known: _Lists, translated: Callable[[], bool]
) -> bool:
    """Is a figure cut at a comma an English one, where the language groups with a stop? # 22, 000 euro"""
    if len(parts) > 1 or int(match.group(1)) >= int(parts[0] if parts[0] != "000" else "1000"):
        return False
    after, unit = _behind(view, match.end(), known)
    word = _before(view, match.start())
    counted = len(after) > 1 and after not in known.joining and (after.islower() or known.nouns)
    led = word.islower() and word not in known.numbering and word not in known.joining
    if parts[0] == "000" and unit and word.lower() not in known.numbering:
        return translated()  # eine Erbschaft: 62, 000 Euro
    return (
        led
        and (counted or unit)
        and (parts[0] == "000" or word in known.leading or word in known.carrying)
        and translated()
    )


def _is_led_to_a_time(view: str, start: int, known: _Lists) -> bool:
    """Do words stand before a figure that lead to the time of day? # a las"""
    words = _WORD.search(view, max(0, start - _REACH), start)
    return words is not None and words.group(1).lower() in known.clock


def _is_tenths(view: str, match: re.Match[str], known: _Lists, translated: Callable[[], bool]) -> bool:
    scale, unit = _behind(view, match.end(), known)
    word = _before(view, match.start())
    next_ = int(match.group(3)) == int(match.group(1)) + 1  # three or four kilometres
    next_ = next_ and not (scale.lower().startswith(_SCALES) and translated())  # a été vue 2, 3 millions de fois
    # длиной 4, 5 метра: five and more of them have the genitive plural
    next_ = next_ and not (int(match.group(3)) > _PAUCAL and scale.lower() in known.fraction)
    led = word.lower() in known.leading or (word.islower() and word not in known.numbering)
    return unit and led and not next_


def _is_range(view: str, match: re.Match[str], known: _Lists) -> bool:
    """Does a figure lead to a greater one, with a thing behind both that is counted, or are both years?

    Left alone: what may be below zero, and a figure that numbers something.
    """
    low, high = match.group(1), match.group(4)
    word = _before(view, match.start())
    if int(low) >= int(high) or low[0] == "0" or word.lower() in known.numbering or not word:
        return False
    if len(low) == len(high) == _YEAR:
        return low[:2] in ("18", "19", "20")
    after, unit = _behind(view, match.end(), known)
    return (unit or after[:1].islower()) and not after.startswith(_DEGREES) and after not in known.joining


def _is_time(view: str, match: re.Match[str], known: _Lists) -> bool:
    words = _WORD.search(view, max(0, match.start() - _REACH), match.start())
    led = words.group(1).lower() if words else ""
    ranged = _RANGE.match(view, match.end()) is not None and led.rpartition(" ")[2] in known.carrying
    after = _NEXT.match(view, match.end())
    told = after is not None and after.group(1) in _HOUR
    if match[2] and told and led.rpartition(" ")[2] not in known.numbering:
        return True  # Beginn 14 .30 Uhr
    if led not in known.clock and led.rpartition(" ")[2] not in known.clock:
        return ranged or _ZONE.match(view, match.end()) is not None  # van 9. 30 tot 12.00 uur
    hour = led.rpartition(" ")[2] in _HOUR_WORDS  # o godz. 7. 40
    if "." in match.group() and not (told or hour or match.group(3) in _HALVES):
        return False
    counts = match.group(3)[0] != "0"  # о 9: 00 вантажівка стоятиме: nobody counts so
    return after is None or told or not counts or after.group(1) in known.carrying or after.group(1) in known.articles


def _before(view: str, start: int) -> str:
    """The word right before a figure, "" where none stands there."""
    words = _WORD.search(view, max(0, start - _REACH), start)
    return words.group(1).rpartition(" ")[2].replace("’", "'").rpartition("'")[2] if words else ""


def _behind(view: str, end: int, known: _Lists) -> tuple[str, bool]:
    """The word behind a figure, and whether it is a unit, or the sign of one stands there."""
    after = _NEXT.match(view, end)
    word = after.group(1) if after else ""
    # 8 pour cent, but 8 pour le premier
    told = after is not None and (word in _SYMBOLS or view.startswith(known.units, after.start(1)))
    return word, told or _SIGN.match(view, end) is not None
