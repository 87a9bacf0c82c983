"""Captions and paragraphs that stand twice in a row nearly alike, in a page that is known to be translated by machine.

A page holds a caption twice, for the picture and for those who do not see it, and each came back in words of its own:

# Aunt Růžena wraps the first plum. Photo: family archive¶Aunt Růžena wraps up the first plum. Photo: family archive

Two lines are one caption told twice where one of them names whom the picture is from, every figure, name and word of
an open class stands in both in the same order, and only articles, marks, particles and prepositions that say the same
differ. A paragraph without such a credit is one where nothing but its marks and articles differ.

Left alone: what differs in a figure, in a word that says where or when (`before the flood`, `to the left`), in one more
word of an open class; three and more such lines in a row, which are of several pictures; verse, lists, tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from cleaner.lazy import lazy
from cleaner.text import WALL, Text

Row = tuple[int, str]
_LABEL = (
    r"photo(?:graph|grapher|s)?|picture|image|illustration|credits?|courtesy|foto(?:graf[íi]a|s)?|imagen|imagem|immagine"
    r"|bild|quelle|fonte|fuente|beeld|zdj[ęe]cie|fot|snímek|фото|снимок|світлина|写真|图|图片|照片"
)
_CREDIT = lazy(
    rf"(?i)(?<!\w)(?P<label>{_LABEL})(?: (?:by|courtesy of|credit|de|di|von|van))? ?[:：/©]"
    r"|\((?:(?:photo|picture|image)s? (?:by |courtesy of |from )|provided by |courtesy of )[^()]{2,60}\)\.?$"
)
_WORDS = lazy(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHORTEST, _LONGEST = 25, 400  # code points of a caption
_PARAGRAPH = 60  # code points of one that names nobody
_FEW = 5  # words of a caption
_SAME = 6  # words of open classes beside one that stands compounded in the other copy
_HEAD = 4  # letters of what it is compounded with
_LISTED = frozenset("|>#*-•–")
_ARTICLES = frozenset(["a", "an", "the"])
# What may stand in one copy only, and what stands for one another.
_LIGHT = _ARTICLES | frozenset("of his her its their our this that in at on is are was were which and up out".split())
_ALIKE = (
    _ARTICLES | frozenset("his her its their our this that".split()),
    frozenset("in at on inside".split()),
    frozenset("is was are were".split()),
    frozenset(["which", "that", "who"]),
    frozenset(["of", "from", "by"]),
)
_KIN = ("grand", "step", "god")
_YEAR = lazy(r"\((?P<year>1\d{3}|20\d\d)\)")
# made in 1887, and (1887) in the other copy
_DATED = r",? (?:[a-z]+ed|made|built|cast|taken|born|dating|drawn|founded)? ?(?:in|from) {year}\b,?"


def find(text: Text) -> Iterator[tuple[str, int, int]]:
    """Yield the rule, start and end of each copy too many. The page is known to be translated."""
    rows = _rows(text)
    alike = [n for n, (first, second) in enumerate(pairwise(rows)) if _is_twin(text, first, second)]
    for n in alike:
        if n - 1 in alike or n + 1 in alike:
            continue  # three in a row
        (start, first), (at, second) = rows[n], rows[n + 1]
        if _rank(second) > _rank(first):
            yield "repetition/caption", start, at
        else:
            yield "repetition/caption", start + len(first), at + len(second)


def _rows(text: Text) -> list[Row]:
    """The lines that are not blank, with their offsets."""
    out, at = [], 0
    for line in text.lines:
        if line and not line.isspace():
            out.append((at, line.rstrip()))
        at += len(line) + 1
    return out


def _is_twin(text: Text, one: Row, other: Row) -> bool:
    """Do two lines tell the same, of one picture or as one paragraph?"""
    (start, first), (at, second) = one, other
    shorter, longer = sorted((len(first), len(second)))
    if not (shorter >= _SHORTEST and longer <= min(_LONGEST, shorter * 3 // 2)) or first == second:
        return False
    if first[0] in _LISTED or second[0] in _LISTED or WALL in first or WALL in second:
        return False
    if not _share(first, second):
        return False
    credited = [_CREDIT.search(line) is not None for line in (first, second)]
    if any(credited):
        words, copy = (_unlabelled(line) for line in _undated(first, second))
        return min(len(words), len(copy)) >= _FEW and _is_retold(words, copy, all(credited))
    apart = "\n\n" in text.view[start + len(first) : at]
    if not (apart and shorter >= _PARAGRAPH and first[-1] in ".。" and second[-1] in ".。"):
        return False
    return all(_is_article(now) for pair in _differences(_cased(first), _cased(second)) for now in pair)


def _share(first: str, second: str) -> bool:
    """Do two lines hold the same long words, but for a few? It costs little and is false of nearly all."""
    one, other = ({word.strip(".,()") for word in line.split() if len(word) > _FEW} for line in (first, second))
    return len(one & other) * 2 >= max(len(one), len(other), 2)


def _words(line: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(line)]


def _cased(line: str) -> list[str]:
    """The words of a paragraph as they are written, but for the first: "AM" or "PM" is not "am" or "pm"."""
    words: list[str] = _WORDS.findall(line)
    return [word if n else word.casefold() for n, word in enumerate(words)]


def _unlabelled(line: str) -> list[str]:
    """The words of a caption without those that announce a credit. # Photo: R. Quintela, (Photo: R. Quintela)"""
    labels = re.compile(rf"(?i)(?:{_LABEL})s?")
    return [word for word in _words(line) if not labels.fullmatch(word)]


def _undated(first: str, second: str) -> tuple[str, str]:
    """The lines, with a year told alike. # The samovar, made in 1887.; The samovar (1887)."""
    for year in _YEAR.findall(first):
        second = re.sub(_DATED.format(year=year), f" {year}", second)
    for year in _YEAR.findall(second):
        first = re.sub(_DATED.format(year=year), f" {year}", first)
    return first, second


def _differences(one: Sequence[str], other: Sequence[str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What stands in one of two rows of words, and in the other in its place."""
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(tuple(one[a:b]), tuple(other[c:d])) for tag, a, b, c, d in codes if tag != "equal"]


def _is_article(words: tuple[str, ...]) -> bool:
    return not words or (len(words) == 1 and words[0] in _ARTICLES)


def _is_retold(one: Sequence[str], other: Sequence[str], credited: bool) -> bool:
    """Do two captions differ in nothing that tells another picture? credited: both name whom it is from."""
    compounds = 0
    for now, then in _differences(one, other):
        if not now or not then:
            if not set(now + then) <= _LIGHT:
                return False
        elif len(now) == len(then) == 1 and credited and _is_compound(now[0], then[0]):
            compounds += 1
        elif not _stand_for_one_another(now, then):
            return False
    return compounds == 0 or (compounds == 1 and sum(word not in _LIGHT for word in one) > _SAME)


def _stand_for_one_another(now: tuple[str, ...], then: tuple[str, ...]) -> bool:
    return len(now) == len(then) and all(
        any(word in group and copy in group for group in _ALIKE) for word, copy in zip(now, then, strict=True)
    )


def _is_compound(word: str, copy: str) -> bool:
    """Is one word the other with more before it, and no other kinsman? # the courtyard, the yard"""
    short, long = sorted((word, copy), key=len)
    return len(short) >= _HEAD and long.endswith(short) and not long.startswith(_KIN) and long.isalpha()


def _rank(line: str) -> tuple[bool, bool]:
    """How whole a caption is: it says what its credit is, and ends."""
    return _CREDIT.search(line) is not None, line[-1] in ".)" or ". " in line
