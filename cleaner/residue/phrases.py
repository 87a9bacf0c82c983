"""Abbreviations, endings of names and prepositions of place that the source language left before a name or a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.residue.neighbours import COMMA, FIGURE, KNOWN, NAME, OPENER, OWN, UNSURE, Ear, ear, place
from cleaner.residue.source import Source
from cleaner.residue.tables import load

_NEAR = (OWN, KNOWN, UNSURE, NAME, FIGURE)
_MOTION = re.compile(
    r"(?:went|go|goes|going|gone|came|come|comes|coming|travel\w*|move[sd]?|moving|return\w*|back|drove|drive[sn]?|flew"
    r"|fl(?:y|ies|ying)|sent|ran|runs?|line|road|route|way|walk\w*|brought|arriv\w+)$"
)
_DETERMINERS = frozenset("the a an this that his her its their our my your of to for".split())
_CASES = {"da": "in", "de": "in", "ta": "in", "te": "in", "dan": "from", "den": "from", "tan": "from", "ten": "from"}
_ENDING = re.compile(
    r"(?<![\w'’.-])(?:(?P<year>(?:1\d|20)\d\d)|[A-ZÇĞİÖŞÜ][a-zçğıöşüâî]{2,})"
    r"(?P<end>['’](?:[dt][ae]n?|n?[ıiuü]n))(?![\w'’-])"
)


def abbreviations(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for every abbreviation (`z. B.`, `т. е.`) with words of the target language on both sides."""
    code = source.plausible[0]
    finder = _abbreviated(code, target)
    if finder is None:
        return
    listener = ear(code, target, load(code, target).latin)
    for match in finder.finditer(view):
        beside = place(view, *match.span())
        left = [listener.kind(token) for token in beside.left]
        right = [listener.kind(token) for token in beside.right]
        while left and left[0] in (COMMA, OPENER):
            del left[0]
        if left[:1] and left[0] in _NEAR and right[:1] and right[0] in _NEAR and OWN in (left[0], *right[:2]):
            new = load(code, target).table("abbreviations")[match[0]]
            # in the third century v. Chr. The town: its stop ends the sentence too
            stop = match[0][-1] == "." != new[-1] and _begins(beside.right[0], listener)
            yield Fix("residue/abbreviation", (Edit(match.start(), match.end() - stop, new),))


def _begins(token: str, listener: Ear) -> bool:
    return token[0].isupper() and token.lower() in listener.own


@cache
def _abbreviated(code: str, target: str) -> regex.Pattern[str] | None:
    table = load(code, target).table("abbreviations")
    if not table:
        return None
    return regex.compile(r"(?<![\w.'’-])\L<w>(?=[ ,\u00a0])", w=sorted(table, key=len, reverse=True))


def endings(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for the case ending of a Turkish name or year: `2018'de` is `in 2018`, `Ankara'nın` `Ankara's`."""
    if not (source.sure and source.plausible[0] == "tr"):
        return
    for match in _ENDING.finditer(view):
        start, end = match.span("end")
        ending = view[start + 1 : end]
        said = view[max(0, match.start() - 24) : match.start()].split()[-1:]
        begins = not said or said[0][-1] in '.!?:”"“' or view[match.start() - 1 : match.start()] == "\n"
        word = _CASES.get(ending)
        if word is None:
            if match["year"] is None and view[end : end + 1] == " " and view[end + 1 : end + 2].islower():
                yield Fix("residue/ending", (Edit(start + 1, end, "s"),))
        elif said and said[0].lower() in ("in", "at", "from", "since", "until", "by", "near"):
            yield Fix("residue/ending", (Edit(start, end, ""),))
        elif begins or (said[0].islower() and said[0] not in _DETERMINERS):
            first = word.capitalize() if begins else word
            yield Fix("residue/ending", (Edit(match.start(), match.start(), first + " "), Edit(start, end, "")))


def prepositions(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for a preposition of place before a name: `the fair à Tarbes`, `from Gdańsk do Tczew`.

    Titles and dishes hold them as well, so a word of the target language has to stand before it.
    """
    code = source.plausible[0]
    shape = {"fr": r"(?<= )à(?= [A-ZÉÈÀÎÔ]\w)", "pl": r"(?<= )do(?= (?:[A-ZŁŚŻŹĆ]\w|the (?:end|beginning|middle) of ))"}
    if not source.sure or code not in shape:
        return
    listener = ear(code, target, True)
    for match in re.finditer(shape[code], view):
        beside = place(view, *match.span())
        if not beside.left or not beside.spaced:
            continue
        near = beside.left[0]
        ranged = "from" in [token.lower() for token in beside.left[1:4]] and near[0].isalnum()
        if code == "pl":
            until = beside.right[0] == "the" and near.lower() not in listener.own and listener.kind(near) == OWN
            if until or (ranged and near[0].isupper()):
                yield Fix("residue/function-word", (Edit(*match.span(), "until" if until else "to"),))
        elif ranged or (near.islower() and listener.kind(near) in (OWN, UNSURE) and len(near) > 2):
            to = ranged or bool(_MOTION.match(near))
            yield Fix("residue/function-word", (Edit(*match.span(), "to" if to else "in"),))
