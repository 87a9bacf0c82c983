"""Figures with the digits and marks of Arabic and Persian, and the percent sign before its figure.

# ١٩٤٨, 4٬500, ٪60, %70 of the shops

Left alone: where the text speaks of the digits, or quotes Arabic; codes such as `%20`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.figures import AMOUNT, Stretches, before, names
from cleaner.lazy import lazy

_EASTERN = lazy(r"[٠-٩۰-۹]+(?:[٫٬.,/:][٠-٩۰-۹]+)*")
_EASTERN_MARK = lazy(r"(?<=[\d٠-٩۰-۹])[٫٬．](?=[\d٠-٩۰-۹])")
_EASTERN_PERCENT = lazy(
    r"(?P<lead>[٪])[ \u00a0]?(?P<fig>[\d٠-٩۰-۹][\d٠-٩۰-۹.,٫٬]*)(?<![.,])|(?<=[\d٠-٩۰-۹])[ \u00a0]?(?P<tail>٪)"
)
_ABOUT_DIGITS = lazy(r"(?i:\b(?:digits?|numerals?|unicode|arabic|persian|urdu|scripts?|symbols?|characters?)\b)")
_ARABIC = lazy(r"[\u0620-\u064a\u066e-\u06d3]")
_PERCENT_FIRST = re.compile(
    r"(?<=[a-z,] )%(\d{1,3}(?:[.,]\d{1,2})?)(?= (?:of (?:the|all|its|their|his|those|these|our|a)\b"
    r"|(?:above|below|more|less|fewer|higher|lower|cheaper|discount|increase|decrease|rise|fall|drop|growth|share)\b))"
)
_PERCENT_FIRST_BARE = lazy(r"(?<=[a-z] )%\d{1,3}(?:[.,]\d{1,2})?(?= [a-z]|[.,;)](?:\s|$))")
_PLACEHOLDERS = lazy(r"%1(?!\d).*%2(?!\d)|%2(?!\d).*%1(?!\d)")  # Failed to apply solution %1 for %2
_HEX = lazy(r"%[0-9A-F]?[A-F](?![a-z])|(?i:\bencod|\burl)")
_PERCENT_BY = re.compile(
    r"(?:(?<=\bby )|(?<=\bto )|(?<=about )|(?<=nearly )|(?<=almost )|(?<=than ))%(\d{1,3}(?:[.,]\d{1,2})?)(?=[ .,;)])"
)
_PERCENT_APART = lazy(r"(?<=[a-z] )% \d{1,3}(?:[.,]\d{1,2})?(?= [a-z]{2}|[.,;)](?:\s|$))")
_CODED = lazy(r"(?i:\bescap|\bcharacter|\bstring|\bformat|\breplac|\bspaces?\b)")


def find(near: Stretches, source: str) -> Iterator[Fix]:
    """``١٩٤٨``, ``4٬500``, ``٪60``, ``%70 of the shops``; not where the text speaks of the digits, or quotes Arabic."""
    view = near.view
    for m in near.matches(_EASTERN):
        lead, tail = view[max(0, m.start() - 80) : m.start()], view[m.end() : m.end() + 80]
        around = lead.rpartition("\n")[2] + " " + tail.partition("\n")[0]
        if _ABOUT_DIGITS.search(around) or _ARABIC.search(around):
            continue
        for n in range(*m.span()):
            if view[n].isdigit():
                yield Fix("numbers/eastern-digit", (Edit(n, n + 1, str(int(view[n]))),))
    for m in near.matches(_EASTERN_MARK):
        yield Fix("numbers/eastern-digit", (Edit(*m.span(), "," if m.group() == "٬" else "."),))
    for m in near.matches(_EASTERN_PERCENT):
        if m["tail"]:
            yield Fix("numbers/percent-first", (Edit(*m.span(), "%"),))
        else:
            yield Fix("numbers/percent-first", (Edit(*m.span("lead"), ""), Edit(m.end(), m.end(), "%")))
    shares = list(near.matches(_PERCENT_FIRST))
    shares += near.matches(_PERCENT_BY) if not _CODED.search(view) else ()
    # `the code %70 of the format`
    words = [before(view, m.start()) for m in shares]
    told = source == "tr" or any(w.lower() in AMOUNT or w in ("", "that") or w[0].isupper() for w in words)
    apart = list(near.matches(_PERCENT_APART)) if source == "tr" or (told and shares) else []
    if (apart or (told and shares)) and not _HEX.search(view):
        for m in apart:  # has fallen by % 64 in ten years
            yield Fix("numbers/percent-first", (Edit(m.start(), m.start() + 2, ""), Edit(m.end(), m.end(), "%")))
        bare = near.matches(_PERCENT_FIRST_BARE) if told and shares else ()
        for m in {m.start(): m for m in (*(shares if told else ()), *bare)}.values():
            if _PLACEHOLDERS.search(view[view.rfind("\n", 0, m.start()) + 1 :].partition("\n")[0]):
                continue
            if not names(view, m.start()) or view[m.start() - 2] == ",":
                yield Fix("numbers/percent-first", (Edit(m.start(), m.start() + 1, ""), Edit(m.end(), m.end(), "%")))
