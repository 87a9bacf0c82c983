"""Letters of another script that a decoder left in a text: `it襷, the straw`, `まOf course`, `Вона she is now`.

A model that knows many languages now and then puts out a piece of another one. Such letters touch a common word of the
text, which nobody writes so. What stands between blanks in a sentence is left alone: it may be a word meant to stand,
or one that has to be translated. So are names and mixed words (`T恤`, `囧Mom`), single signs of a science, handles,
function words that have a translation (`وTunis`), and all letters of a text that quotes or explains words of that
script, or of which more than a few per cent are written in it. Before a figure, a word for a currency gets its sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.residue.neighbours import place
from cleaner.residue.spoken import spoken_of
from cleaner.residue.tables import load
from cleaner.text import Text

# Scripts without capitals and Latin look-alikes: Hebrew, Arabic, the scripts of India, Thai, Kana, Han, Hangul.
_RANGES = (
    "\u05d0-\u05ea\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u0900-\u0dff\u0e01-\u0e5b\u1100-\u11ff\u3041-\u3096"
    "\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
)
_CASED = "\u0370-\u03ff\u0400-\u052f"
_OTHER = lazy(f"[{_CASED}{_RANGES}]")
_RUN = lazy(f"[{_RANGES}]+")
_SHORT = 3  # letters; a decoder's piece is no phrase
_SHARE = 0.05  # of the letters of a text; more, and the script belongs to it
_CURRENCY_SHARE = 0.2  # the same, where words before a figure tell
_LEAST = 30  # Latin letters that make a text English
_COMMON = 3.5
_HEADING = 4  # characters of a word of a headline
_HAN = lazy("[\u3400-\u4dbf\u4e00-\u9fff]+")
_LISTED = lazy(r"(?:[,;:(\[“\"]|(?<!\w)(?:a|an|the|of|is|was|as|by)) $", re.IGNORECASE)
_KANA = lazy("[\u3041-\u3096\u30a1-\u30fa]+")
_OWNING = ("的", "の")
_BEFORE = lazy(r"(?<![\w'’.@#/\\&=+*<>~^|$-])([A-Za-z]+)$")
_AFTER = lazy(r"([A-Za-z]+)(?![\w'’@/\\&=+*<>~^|$(-]|\.\w)")
# Words that a sentence starts with: the same word in the language of the original stands before it.
_STARTERS = "the|a|an|he|she|they|we|this|these|those|his|her|their|our|its"
_PUT_BEFORE = lazy(rf"(?:^|(?<=\n))[{_CASED}{_RANGES}]{{2,}} (?=(?:{_STARTERS}) [a-z]+)")
# Currencies whose sign English sets before the figure, in languages whose tables may not be known yet.
_SIGNS = {
    "$": ("доларів", "долара", "долари", "долларов", "доллара", "доллары", "דולרים", "דולר", "ドル", "달러", "美元"),
    "€": ("євро", "евро", "אירו", "ユーロ", "유로", "欧元", "歐元"),
}
_CURRENCY = "(?P<word>" + "|".join(word for words in _SIGNS.values() for word in words) + r") ?(?=\d)"
_COUNTRY = r"(?<![\w.])(US|S|HK|NT|NZ|A|C)[\u3400-\u4dbf\u4e00-\u9fff]{1,3}(?=\d[\d.,]* (?:m|b|tr)illion)"
_SOURCES = ("ar", "zh")  # whose tables hold words of these scripts


def find(text: Text, target: str) -> Iterator[Fix]:
    """Yield a fix for every piece of another script that touches a common word."""
    if not _OTHER.search("".join(text.characters)):
        return
    view = text.view
    other = len(_OTHER.findall(view))
    latin = len(re.findall("[A-Za-z]", view))
    if latin < _LEAST or other > _CURRENCY_SHARE * latin:
        return
    yield from _currencies(view)
    put_before = list(_PUT_BEFORE.finditer(view))
    if len(put_before) == 1:
        start, end = put_before[0].span()
        yield Fix("residue/stray-letters", (Edit(start, end + 1, view[end].upper()),))
    if other > _SHARE * latin:
        return
    runs = list(_RUN.finditer(view))
    counts = Counter(run.group() for run in runs)
    if not any(_on_purpose(view, *run.span(), target) for run in runs):
        for run in runs:
            if len(run.group()) <= _SHORT and counts[run.group()] == 1 and run.group() not in _translated(target):
                edit = _glued(view, *run.span(), target)
                if edit is not None:
                    yield Fix("residue/stray-letters", (edit,))
        if "\n" not in view[:-1]:
            yield from _headings(view, runs)


def _headings(view: str, runs: list[re.Match[str]]) -> Iterator[Fix]:
    """Words of a headline between blanks, before what they were translated to. # Director 話題 Topic of the town

    Only in a text of one line, and only before a capital: in a sentence the word may be needed.
    """
    for run in runs:
        start, end = run.span()
        apart = view[start - 1 : start] in ("", " ") and re.match(" [A-Z][a-z]", view[end : end + 3])
        if apart and len(run.group()) <= _HEADING and _HAN.fullmatch(run.group()) and not _LISTED.search(view[:start]):
            yield Fix("residue/stray-letters", (Edit(start, end + 1, ""),))


def _currencies(view: str) -> Iterator[Fix]:
    """The word for a currency before its figure, or a piece of another script where its sign was.

    # worth доларів 10 billion; a US倡议424.4 million initiative; S新110 million
    """
    for match in re.finditer(_CURRENCY, view):
        sign = next(sign for sign, words in _SIGNS.items() if match.group("word") in words)
        led = " " if view[match.start() - 1 : match.start()].isalnum() else ""
        yield Fix("residue/stray-letters", (Edit(*match.span(), led + sign),))
    for match in re.finditer(_COUNTRY, view):
        yield Fix("residue/stray-letters", (Edit(match.end(1), match.end(), "$"),))


def _on_purpose(view: str, start: int, end: int, target: str) -> bool:
    """Does the text quote or explain a word of the script? # 茶 (cha), “漢字”, the character 道"""
    return (
        spoken_of(place(view, start, end), False, target)
        or view[start - 1 : start] in tuple("“\"‘'«(「『《[")
        or view[end : end + 2].lstrip()[:1] in tuple('”"»)(」』》]=')
    )


@cache
def _translated(target: str) -> frozenset[str]:
    """Words that the tables of their language translate, once it is known."""
    return frozenset().union(*(load(source, target).entries for source in _SOURCES))


def _glued(view: str, start: int, end: int, target: str) -> Edit | None:
    """Return the deletion of a run between a common word and a blank or mark, or of one between two words."""
    before = _BEFORE.search(view, max(0, start - 30), start)
    after = _AFTER.match(view, end)
    left, right = view[start - 1 : start], view[end : end + 1]
    if before and after:
        both = _common(before.group(1), target) and after.group(1).islower() and _common(after.group(1), target)
        return Edit(start, end, " ") if both else None
    if before and (not right or right in " \n,;:!?" or _closes(view, end)):
        owns = view[start:end] in _OWNING and right == " " and view[end + 1 : end + 2].islower()
        new = ("’s" if "’" in view else "'s") if owns else ""  # The river的 temper
        return Edit(start, end, new) if _common(before.group(1), target) else None
    if after and (not left or left in ' \n,;"“'):
        word = after.group(1)
        begins = word.istitle() and (word.lower() in _function_words(target) or bool(_KANA.fullmatch(view, start, end)))
        return Edit(start, end, "") if _common(word.lower() if begins else word, target) else None
    if left in tuple(",;)") and re.match(r" [A-Za-z]", view[end : end + 2]) and view[start - 2 : start - 1].isalnum():
        return Edit(start, end, "")
    return None


def _closes(view: str, at: int) -> bool:
    return view[at : at + 1] == "." and not view[at + 1 : at + 2].isalnum()


def _common(word: str, target: str) -> bool:
    """Is this a common word in small letters? A short one has to be a function word: au, app are names."""
    if not word.islower() or len(word) < 2:
        return False
    return word in _function_words(target) or (len(word) > 3 and commonness(word, target) >= _COMMON)


@cache
def _function_words(target: str) -> frozenset[str]:
    return frozenset(settings(target).get("function_words", ()))
