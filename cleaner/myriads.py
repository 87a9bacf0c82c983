"""Figures of Chinese and Japanese: units of ten thousand, sums, ranges.

# 1.2万; 15 万 yuan; 1万2000 people; 3億5000万円; 5千; 700円; 2〜3 months

Left alone: what stands in a phrase of its own language (`去年有3600万人`), and, where a blank parts the figure from its
unit, a page that shows no other sign of these languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.figures import Stretches, english, names
from cleaner.lazy import lazy

_UNITS = {
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "千万": 10**7,
    "亿": 10**8,
    "億": 10**8,
    "千亿": 10**11,
    "千億": 10**11,
}
_PART = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,4})?"
_UNIT = "千?[万萬亿億]|千"
# Behind ten thousands the rest stands in plain figures.
_FIGURE = lazy(
    rf"(?<![\d.,])((?:(?:{_PART})(?:{_UNIT}))*(?:{_PART})(?P<gap>[ \u00a0]?)(?:{_UNIT}))"
    r"((?<=[万萬])(?:\d,\d{3}|\d{3,4}))?(?P<coin>[円元])?(?=[ ]?[A-Za-z.,;)]| ?$)",
    re.MULTILINE,
)
_STEP = lazy(rf"({_PART})[ \u00a0]?({_UNIT})")
_YEAR = lazy(r"(?:19|20)\d\d ")
_APART = lazy(r" (?!(?:is|are|was|were|means?|stands?|and|or|as)\b)[a-z]{3}")

_WAVE = lazy(r"(?<=\d)[〜～](?=\d[\d.,]*(?:[ %.,;)]|$))", re.MULTILINE)
_TALLIED = lazy(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,9})([円元])(?=[ .,;:)”\"]|$)", re.MULTILINE)
_COINS = {"円": "yen", "元": "yuan"}
# What tells that a text comes from Chinese or Japanese: signs of theirs.
_WIDE = lazy(r"[，、。！？：；（）「」『』０-９万億亿年月]")
_OTHER = lazy(r"[，、。！？：；「」『』０-９円元年]|(?<=\d)[万億亿]")
_HAN = lazy(r"[\u3040-\u30ff\u3400-\u9fff]")


def find(near: Stretches, stretches: str, mended: bool) -> Iterator[Fix]:
    """Yield a fix for each figure of Chinese or Japanese in an English text.

    stretches: what is beyond ASCII in the text. mended: signs of these languages were mended in it.
    """
    view = near.view
    for m in near.matches(_FIGURE):
        value = _value(m)
        if not value or (m["gap"] and not _is_parted(view, m, mended)):
            continue
        coin = f" {_COINS[m['coin']]}" if m["coin"] else ""
        yield Fix("numbers/myriad", (Edit(*m.span(), in_english(str(value), 1) + coin),))
    if not mended and _WIDE.search(stretches) is None:
        return
    if "〜" in view or "～" in view:
        for m in near.matches(_WAVE):
            yield Fix("numbers/wave-dash", (Edit(*m.span(), "–"),))
    if "円" in view or "元" in view:
        for m in near.matches(_TALLIED):
            if english(view, *m.span()) and not _HAN.match(view, m.start() - 1):
                figure = int(m[1].replace(",", ""))
                yield Fix("numbers/yen", (Edit(*m.span(), f"{figure:,} {_COINS[m[2]]}"),))


def _value(m: re.Match[str]) -> int:
    """What a figure of one or more units is worth; 0 where its units do not fall: 2万3億."""
    value, last = 0, 10**12
    for figure, unit in _STEP.findall(m[1]):
        scale = _UNITS[unit.replace("萬", "万")]
        whole, _, part = figure.replace(",", "").partition(".")
        if scale >= last or (last < 10**12 and int(whole) * scale >= last):
            return 0
        value += int(whole + part) * scale // 10 ** len(part)
        last = scale
    rest = int((m[3] or "0").replace(",", ""))
    return value + rest


def _is_parted(view: str, m: re.Match[str], mended: bool) -> bool:
    """Does a unit behind a blank belong to its figure? # He asked for 15 万 yuan"""
    if _YEAR.match(m[1]):
        return False
    tail = m["coin"] is not None or _APART.match(view, m.end()) is not None
    told = tail and english(view, *m.span()) and not names(view, m.start())
    return told and (mended or _OTHER.search(view) is not None)


def in_english(figure: str, scale: int) -> str:
    """Return a figure, times its scale, as English writes it: ``12,000``, ``3.5 million``."""
    whole, _, part = figure.partition(".")
    value = (int(whole + part) * scale) // 10 ** len(part)
    for name, size in (("billion", 10**9), ("million", 10**6)):
        if value >= size and (value * 100) % size == 0:
            return f"{value / size:.2f}".rstrip("0").rstrip(".") + " " + name
    return f"{value:,}"
