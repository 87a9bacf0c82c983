"""Figures cut at the mark that groups their digits, in languages that group them with a space.

# plus de 3, 500 satellites    Wymieniono 12, 000 podkładów

A decoder sets the comma or stop of its own language, and a space behind it. What leads to an amount and to no day or
chapter is the list `leading` of the rule file; three noughts are no number of either, and what is counted in a unit is
an amount too. The space is the one the document groups other figures with. Left alone:
lists (`pièces 3, 500 et 7`), figures nothing leads to, and a comma that parts two clauses (`en 2011, 240 familles`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix

_MONEY = r"(?:€|\$|Kč|zł|kč|₽|₴)"
_UNITS = "(?:kg|km|kilo|m[eè]tr|metr|litr|tun|tonn|тонн|кг|км|метр|литр|літр|eur|евро|євро|korun|złot|руб|грн|грив)"
_COUNTING = r"(?!dnia |dne |strana |stronie |strony |page |chapitre |rozdz|kapitol|числа |глава |стр|розділ|сторінк)"
_WRITTEN = regex.compile(r"(?<![\d.,])\d{1,3}([ \u00a0\u202f])\d{3}(?![\d.,]?\d)")


def find(view: str, leading: tuple[str, ...], usual: str) -> Iterator[Fix]:
    """Yield a fix for every such figure; `usual` is the space of a document that shows none."""
    if not leading or not any(mark in view for mark in (", ", ". ")):
        return
    found = list(_amounts(leading).finditer(view))
    if not found:
        return
    gaps = Counter(_WRITTEN.findall(view))
    gap = gaps.most_common(1)[0][0] if gaps else usual if usual in view else " "
    for match in found:
        yield Fix("numbers/amount-seam", (Edit(*match.span("seam"), gap),))


@cache
def _amounts(leading: tuple[str, ...]) -> regex.Pattern[str]:
    lists = r"(?:et|ou|i|a|и|і|та|y|e|und|en|lub|oraz|nebo|или|або)(?!\p{L})"
    unit = rf"(?:{_MONEY}|{_UNITS}\p{{Ll}}*)"
    figure, thing = r"[1-9]\d{0,2}", rf"(?!{lists})\p{{Ll}}{{2,}}"
    return regex.compile(
        rf"(?<=(?<!\p{{L}})(?i:\L<leading>) {figure})(?P<seam>[.,] )(?=\d{{3}} {thing})"
        rf"|(?<=(?<!\p{{L}})\p{{Ll}}{{2,}} {figure})(?P<seam>[.,] )(?=000 (?:{thing}|{_MONEY}))"
        rf"|(?<=(?<!\p{{L}}){_COUNTING}\p{{Ll}}{{4,}} {figure})(?P<seam>[.,] )(?=\d{{3}} {unit})",
        leading=list(leading),
    )
