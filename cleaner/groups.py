"""Figures cut at the mark that groups their digits, in languages that group them with a space.

# plus de 3, 500 satellites    Wymieniono 12, 000 podkładów

A decoder sets the comma or stop of its own language, and a space behind it. What leads to an amount and to no day or
chapter is the list `leading` of the rule file; three noughts are no number of either, and what is counted in one of its
`units` is an amount too, but not behind a word that numbers things (`numbering`). The space is the one the document
groups other figures with. Left alone: lists (`pièces 3, 500 et 7`), figures nothing leads to, and a comma that parts
two clauses (`en 2011, 240 familles`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

import regex

from cleaner.edits import Edit, Fix

_MONEY = r"[€$₽₴]"
_WRITTEN = regex.compile(r"(?<![\d.,])\d{1,3}([ \u00a0\u202f])\d{3}(?![\d.,]?\d)")


def find(view: str, lists: Mapping[str, tuple[str, ...]], joining: tuple[str, ...], usual: str) -> Iterator[Fix]:
    """Yield a fix for every such figure.

    joining: conjunctions, before which a figure is one of several. usual: the space of a document that shows none.
    """
    if not lists or not any(mark in view for mark in (", ", ". ")):
        return
    told = (lists["leading"], lists.get("units", ()), lists.get("numbering", ()), joining)
    found = list(_amounts(*told).finditer(view))
    if not found:
        return
    gaps = Counter(_WRITTEN.findall(view))
    gap = gaps.most_common(1)[0][0] if gaps else usual if usual in view else " "
    for match in found:
        yield Fix("numbers/amount-seam", (Edit(*match.span("seam"), gap),))


@cache
def _amounts(
    leading: tuple[str, ...], units: tuple[str, ...], numbering: tuple[str, ...], joining: tuple[str, ...]
) -> regex.Pattern[str]:
    unit = rf"(?:{_MONEY}|\L<units>\p{{L}}*)"
    figure, thing = r"[1-9]\d{0,2}", r"(?!\L<joining>(?!\p{L}))\p{Ll}{2,}"
    return regex.compile(
        rf"(?<=(?<!\p{{L}})(?i:\L<leading>) {figure})(?P<seam>[.,] )(?=\d{{3}} {thing})"
        rf"|(?<=(?<!\p{{L}})\p{{Ll}}{{2,}} {figure})(?P<seam>[.,] )(?=000 (?:{thing}|{unit}))"
        rf"|(?<=(?<!\p{{L}})(?!\L<numbering>\b)\p{{Ll}}{{4,}} {figure})(?P<seam>[.,] )(?=\d{{3}} {unit})",
        leading=list(leading),
        units=list(units),
        numbering=list(numbering),
        joining=list(joining),
    )
