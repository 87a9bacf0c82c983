"""Units, months and weekdays of the source language, beside figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import regex

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy_regex
from cleaner.residue.neighbours import CASELESS, apart, ear
from cleaner.residue.scan import RUN, runs
from cleaner.residue.source import Source, in_quotation
from cleaner.residue.tables import OWN_LETTER, OWN_SCRIPT, load, look_up

_SPACE = r"[ \u00a0\u202f]"
_NUMBER = r"(?:(?<![\w.,])(?:\d[\d.,]*\d|\d))"
_TIMES = r"(?i:on|last|next|this|every|since|until|till|by|from|late|early|before|after|of|to)"
_NUMERALS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|half a|a|each|per)"
_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December".split("|")
_MONTHS = f"(?:{'|'.join(_NAMES)})"
_HAN_DATE = lazy_regex(
    r"(?<![\d.,/-])(?:(?P<year>\d{4}) ?年 ?)?(?P<month>1[0-2]|0?[1-9]) ?月"
    r"(?: ?(?P<day>[12]\d|3[01]|0?[1-9]) ?[日号號])?(?![^\W\dA-Za-z_])"
)
_LED = lazy_regex(rf"\b(?:in|on|of|early|late|{_TIMES})[ ]$", regex.I)
_SCALES = ("million", "billion", "trillion", "thousand")
_COUNTED = "(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|several|few|many)"
_NO_WORD = "\ufdd0"  # no character: a list without words would match between any two
_SHORT = 3  # letters: two mil is no two thousand
_SINCE = (
    r"(?i:(?:beginning|end|middle|start) of|in|since|until|till|by|from|late|early|mid|before|after|last|next|this)"
)
_NAMED_AFTER = rf"\b(?:des|du) {_NUMBER}\.?{_SPACE}"  # Straße des 17. Juni
_BARE = r"(?<=(?<!\b(?:the|a|an|and|or|of|his|her|its|their|this|that))\b[a-z]{2,} )"
_CLOCK = r"(?:\d\d?(?:[.:]\d\d\b| ?h\b| ?[ap]\.?m\b| o['’]clock| Uhr\b)|(?:half|quarter|noon|midnight)\b)"
_FEW = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    "|eighty|ninety|several|some|many|most|half|a few)"
)
_ONE = lazy_regex(r"\b(?:half a|a|per|each|one|(?<![\d.,]\s?)1)\s$", regex.I)
_STOPS = lazy_regex(r"\s*(?:$|\n|[”\")]|\s\p{Lu})")
_RANGE = rf"\d[\d.,]*(?:(?<=\d){_SPACE}?[-–]{_SPACE}?\d[\d.,]*)?(?<=\d)"
_SHARE = rf"\d[\d.,]*(?:{_SPACE}?%|{_SPACE}(?:per ?cent\b|percentage points|[\p{{L}}]{{4,8}}\.))"
_MORE = (
    "(?:more|less|fewer|higher|lower|larger|smaller|greater|bigger|cheaper|better|worse|faster|slower|longer|shorter)"
)
_CHANGED = "(?:rose|risen|rises|fell|fallen|falls|grew|grown|grows|dropped|drops|increased|decreased|declined|climbed)"
_FOLLOWS = r"(?![\w’'-])"
_CASELESS_FOLLOWS = rf"(?!{OWN_LETTER}|[’'-])"
_SIGNS = frozenset("$€£¥")
_MONEY = lazy_regex(r"\d[ \u00a0](zł|Kč|Ft|kr|lei|лв|₽|₴|kn|din|€|CHF)(?!\w)")
_CLOCK_BEFORE = lazy_regex(
    r"\b(?P<at>(?i:at|until|till|by|around|about|before|after|from|since)) "
    r"(?:(?P<figure>\d{1,2})|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ \u00a0]$"
)
_PART_OF_DAY = lazy_regex(r" (?:in the (?:morning|afternoon|evening)|at night|sharp)\b")
_NOON = 12
_AROUND = 60  # code points
_SYMBOL = 3  # letters: zł, Kč, kr are shorter


class _Finder(NamedTuple):
    """The pattern for a table of figures, whose group `left` is what was left behind.

    met: runs of letters, one of which begins what was left behind; none where that cannot be said.
    """

    rule: str
    table: str
    pattern: regex.Pattern[str]
    met: frozenset[str]


@cache
def _finders(code: str, target: str) -> tuple[_Finder, ...]:
    tables = load(code, target)
    scale = [key for key, new in tables.table("units").items() if new in _SCALES]  # 2.3 milyar dolar
    follows = _CASELESS_FOLLOWS if tables.caseless else _FOLLOWS
    bare = rf"|{_BARE}(?P<left>\L<w>)(?P<bare>)(?=[ .,;)]|\n|$)" if tables.caseless else ""
    shapes = (
        ("unit", "units", rf"(?<={_NUMBER}(?:{_SPACE}(?:{'|'.join(_SCALES)}|\L<scale>))?(?P<gap>{_SPACE}?))"
                          rf"(?P<left>\L<w>){follows}"),
        ("unit", "money", rf"(?<=[$€£¥]{_SPACE}?{_NUMBER}(?P<gap>{_SPACE}?))(?P<left>\L<w>){follows}"),
        ("unit", "measures", rf"(?<=\b{_NUMERALS}(?P<gap>{_SPACE}))(?P<left>\L<w>)(?=[ .,;)(»”\"])"),
        ("dated", "hours", rf"(?:(?<=\s)|^)(?P<left>\L<w>)(?={_SPACE}{_CLOCK})"),
        ("dated", "decades", rf"(?P<left>\L<w>{_SPACE})(?=[’']?(?:19|20)?\d0s\b)"),
        ("unit", "partitives", rf"(?<=, )(?P<left>\L<w>)(?= (?:{_FEW}|\d|(?:that|those) of )\b)"),
        ("unit", "units", rf"(?<=\b{_COUNTED}(?P<gap>{_SPACE}))(?P<left>\L<long>){_FOLLOWS}"),
        ("unit", "before", rf"(?:(?<![\w.'’-])|(?=\W)|(?=[{CASELESS}-\uffff]))"
                           rf"(?P<left>\L<either>)(?P<after>{_SPACE}?)(?=\d)"),
        ("unit", "postposed", rf"(?P<left>\L<w>{_SPACE}?)(?P<figure>{_RANGE})"
                              rf"(?P<given>{_SPACE}?(?:%|per ?cent\b|BCE?\b))?(?![\w'’])"),
        # called 214 times, o 17 proc. more than a year ago; the rent rose um 17 percent
        ("unit", "margins", rf"(?<=[a-z,](?P<gap>{_SPACE}))(?P<left>\L<w>)"
                            rf"(?={_SPACE}{_SHARE}{_SPACE}(?P<more>{_MORE})\b)"
                            rf"|(?<=\b{_CHANGED}{_SPACE})(?P<left>\L<w>)(?={_SPACE}{_SHARE})"),
        ("unit", "ranges", rf"(?<={_NUMBER}{_SPACE})(?P<left>\L<w>)(?={_SPACE}\d)"
                           rf"|(?<=\bfrom {_NUMBER}{_SPACE}?[\p{{L}}%°][\p{{L}}/²³]{{0,9}} )(?P<left>\L<w>)"
                           rf"(?={_SPACE}(?:\d|zero\b))"),
        ("dated", "eras", rf"(?<=(?:{_NUMBER}|\b[Cc]entur(?:y|ies)){_SPACE}?)(?P<left>\L<w>){_FOLLOWS}"),
        ("dated", "dated", rf"(?<=\b(?:1\d|20)\d\d)(?P<left>{_SPACE}?\L<w>){follows}"),
        ("dated", "ordinals", rf"(?<=(?<![\w.,])(?P<number>\d{{1,2}}))(?P<left>\L<w>)"
                              rf"(?=(?P<month> (?:of )?{_MONTHS})?(?:{_SPACE}[\p{{L}}]|[.,;)]))"),
        ("dated", "clock", rf"(?<=\b(?:at|from|to|until|till|by|since|around|about|and|before|after) |, |\n|\) )"
                              rf"(?P<left>\L<w>{_SPACE})(?=\d\d?(?:[.:]\d\d| ?[ap]\.?m\b))"
                              # at godz. 10, noon and 2 p.m.
                              rf"|(?<=\b(?:at|from|until|till|since|before|after) )(?P<left>\L<w>{_SPACE})"
                              r"(?=[012]?\d(?:[,;)]|\.(?!\d)| (?:and|or|on|in the|every|sharp)\b))"),
        ("calendar", "months", rf"(?<={_NUMBER}(?:st|nd|rd|th|\.)?{_SPACE}(?:of )?)(?<!{_NAMED_AFTER})"
                               rf"(?P<left>\L<w>)(?={_SPACE}[\da-z]|[,.;)]|\n|$)"
                               rf"|\b(?P<left>\L<w>)(?={_SPACE}(?:\d{{1,2}},{_SPACE})?(?:1\d|20)\d\d\b)"
                               rf"|(?<=\b{_SINCE}{_SPACE})(?P<left>\L<told>)(?=[ .,;)]|\n|$)(?! \p{{Lu}})"),
        ("calendar", "weekdays", rf"(?<=\b{_TIMES}{_SPACE})(?P<left>\L<plain>)"
                                 r"(?=[ .,;)]|\n|$)(?! \p{Lu}\p{Ll}+ [a-z])"
                                 rf"|\b(?P<left>\L<w>)(?=,?{_SPACE}(?:\d\d?{_SPACE}{_MONTHS}|{_MONTHS}{_SPACE}\d))"
                                 rf"{bare}"),
    )  # fmt: skip
    return tuple(
        _Finder(
            rule,
            name,
            regex.compile(shape, regex.V1, **_named(shape, table, scale=scale, told=tables.telling)),
            frozenset() if tables.caseless else _heads(table),
        )
        for rule, name, shape in shapes
        if (table := tables.table(name))
    )


def _heads(table: Mapping[str, str]) -> frozenset[str]:
    """The runs of letters the entries begin with, also with a capital; nothing if one begins otherwise."""
    found = [RUN.match(entry) for entry in table]
    heads = {run.group() for run in found if run}
    return frozenset(heads | {head[0].upper() + head[1:] for head in heads}) if all(found) else frozenset()


def _named(shape: str, table: Mapping[str, str], **lists: Iterable[str]) -> dict[str, Any]:
    """The lists a shape names: all words of its table, the long ones, those without a stop, those that tell, and
    either: all as they stand and with the capital of a sentence.
    """
    lists["w"] = table
    lists["either"] = {*table, *(word[0].upper() + word[1:] for word in table)}
    lists["long"] = [word for word in table if len(word) > _SHORT or word >= OWN_SCRIPT]
    lists["plain"] = [word for word in table if not word.endswith(".")]
    lists["told"] = [word for word in lists["told"] if word in table]
    named = {name: sorted(words, key=len, reverse=True) for name, words in lists.items() if f"L<{name}>" in shape}
    return {name: words or [_NO_WORD] for name, words in named.items()}


def _at(
    view: str, pattern: regex.Pattern[str], met: frozenset[str], places: Mapping[str, Sequence[int]]
) -> Iterator[regex.Match[str]]:
    """The matches of a pattern where one of the runs stands, or with the blank before it."""
    done = 0
    for at in sorted(at for run in met & places.keys() for at in places[run]):
        match = (at > done and view[at - 1].isspace() and pattern.match(view, at - 1)) or pattern.match(view, at)
        if match and match.start() >= done:
            done = match.end()
            yield match


def find(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for every unit, month and weekday that stands where a figure or a preposition asks for it."""
    code = source.plausible[0]
    tables = load(code, target)
    if code == "zh":
        yield from (_han_date(view, match) for match in _HAN_DATE.finditer(view))
    places = runs(view)
    for rule, name, pattern, met in _finders(code, target):
        table = tables.table(name)
        for match in _at(view, pattern, met, places) if met else pattern.finditer(view):
            left = match.group("left")
            word = left.strip(" \u00a0\u202f")
            if tables.latin and in_quotation(view, *match.span("left"), ear(code, target, True)):
                continue
            if (
                name == "units"
                and len(word) < _SYMBOL
                and (not source.often or _is_set(view, match.start("left"), word))
            ):
                continue
            new = look_up(table, word) or ""
            if word not in table:  # Más de 200 people
                new = new[:1].upper() + new[1:]
            if name == "margins" and match["more"]:
                new = ""
            if new == "hours" and _is_clock(view, match):
                new = "o’clock" if "’" in view else "o'clock"
            if name == "postposed":
                yield Fix(f"residue/{rule}", _postpose(view, match, new))
            elif name != "before" or not (left in tables.table("units") and _follows_figure(view, match.start())):
                yield Fix(f"residue/{rule}", (_edit(view, match, left, new),))


def _is_clock(view: str, match: regex.Match[str]) -> bool:
    """Is it the hour of a clock, and no span of time? # until two heures in the morning; at 11 heures"""
    led = _CLOCK_BEFORE.search(view, max(0, match.start("left") - _AROUND), match.start("left"))
    if led is None or (led["figure"] and int(led["figure"]) > _NOON):
        return False
    return led["at"].lower() == "at" or _PART_OF_DAY.match(view, match.end("left")) is not None


def _is_set(view: str, at: int, sign: str) -> bool:
    """Is it a sign of money that a writer set: behind a hard blank, among others, or every time?

    # 5 zł, 12 Kč, 300 Ft; 49 zł (reduced: 35 zł)
    """
    near = {m[1] for m in _MONEY.finditer(view, max(0, at - _AROUND), at + _AROUND)}
    if sum(m[1] == sign for m in _MONEY.finditer(view)) > 1:
        return True
    return view[at - 1] in "\u00a0\u202f" or bool(near - {sign})


def _follows_figure(view: str, at: int) -> bool:
    return view[max(0, at - 2) : at].rstrip()[-1:].isdigit()


def _edit(view: str, match: regex.Match[str], left: str, new: str) -> Edit:
    start, end = match.span("left")
    groups = match.groupdict()
    if groups.get("bare") is not None:
        return Edit(start, end, f"on {new}")
    if "number" in groups:
        dated = groups["month"] and not groups["month"].startswith(" of ")  # 1er March, but on the 1er of March
        return Edit(start, end, "" if dated else _suffix(int(groups["number"])))
    if left.rstrip().endswith(".") and not new.endswith(".") and _STOPS.match(view, end):
        end -= 1  # the stop of the abbreviation ends the sentence too
    if not new and groups.get("gap"):
        start -= 1
    if new.endswith("s") and len(new) > _SHORT and _ONE.search(view, max(0, start - 8), start):
        new = new[:-1]  # a год; per uur
    if new and groups.get("gap") == "" and new[0].isalpha():
        new = " " + new
    blank = left[-1:].isspace()  # at godz. 7:20
    if (
        not blank
        and end < len(view)
        and view[end].isalnum()
        and "after" not in groups
        and (new or start == match.start("left"))
    ):
        new += " "
    if not new and groups.get("after") and view[start - 1 : start].isspace():
        end = match.end("after")  # at godz. 3:15
    if groups.get("after") is not None and new in _SIGNS:
        end = match.end("after")
        new = " " + new if view[start - 1 : start].isalnum() else new
    elif groups.get("after") == "":
        new += " "
    return Edit(start, end, new)


def dates(view: str) -> Iterator[Fix]:
    """Yield a fix for each month or date in characters behind a preposition of English. # In 3月，the city closed"""
    for match in _HAN_DATE.finditer(view):
        if _LED.search(view, max(0, match.start() - 16), match.start()):
            yield _han_date(view, match)


def _han_date(view: str, match: regex.Match[str]) -> Fix:
    """`2021年4月6日` is `April 6, 2021`, `4月` is `April`."""
    new = _NAMES[int(match["month"]) - 1]
    if match["day"]:
        new += f" {int(match['day'])}"
    if match["year"]:
        new += f"{', ' if match['day'] else ' '}{match['year']}"
    return Fix("residue/calendar", (Edit(*match.span(), apart(view, *match.span(), new)),))


def _postpose(view: str, match: regex.Match[str], new: str) -> tuple[Edit, ...]:
    """`yüzde 4.5` is `4.5 percent`, `M.Ö. 1880` is `1880 BC`."""
    start, end = match.span("left")
    blank = " " if view[start - 1 : start].isalnum() else ""
    if match["given"]:
        return (Edit(start, end, blank),)
    at = match.end("figure")
    return (Edit(start, end, blank), Edit(at, at, f" {new}"))


def _suffix(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
