"""Names a decoder left in Cyrillic in an English text: `Kaapo Какко`, `Анна Anna Ivanovna`, `at Лента.ру`, `Shchedрик`.

A name has a spelling in Latin letters whatever it means, so it needs no source and no dictionary: the letters are
romanised after the system of the British and American geographers, which newspapers use (without its apostrophes).
Where the romanised word stands right beside, the Cyrillic one was put out twice and goes. Left alone: words in small
letters, which have to be translated; what is quoted, explained or set in brackets; handles and hashtags; a single
letter; and every text with more than a few such words, which is about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.residue.neighbours import place
from cleaner.residue.spoken import spoken_of
from cleaner.text import Text

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g w".split(),
        strict=True,
    ),
)
_UKRAINIAN = {**_LATIN, "г": "h", "и": "y"}
_WORD = lazy(r"[\u0400-\u052f]+(?:\.[\u0430-\u044f]{2,3})?")
_MOST = 3  # words; a text with more of them is about them
_SHARE = 0.2  # of the letters of a text; more, and the script belongs to it
_LEAST = 30  # Latin letters that make a text English
_TIED = frozenset("@#_/\\-’'")
_QUOTED = {"“": "”", '"': '"', "‘": "’", "«": "»", "(": ")", "[": "]"}
_NAME_BEFORE = lazy(r"(?<![\w@#])[A-Z][a-zà-ž]+[ ]$")
_NAME_AFTER = lazy(r"[ ]([A-Z][a-zà-ž]+)(?!\w)")
_TOWN = lazy(r"(?<![\w.])г\. (?=[A-Z][a-z]+)")


def romanise(word: str) -> str:
    """Write a Cyrillic word in Latin letters; a letter that only one of the languages has tells which it is."""
    table = _UKRAINIAN if re.search("[іїєґІЇЄҐ]", word) else _LATIN
    out = "".join(table.get(char.lower(), "_") for char in word).replace("_", "")
    return out[:1].upper() + out[1:] if word[0].isupper() else out


def find(text: Text, target: str) -> Iterator[Fix]:
    """Yield a fix for every name in Cyrillic letters that stands among names in Latin ones."""
    if text.characters.isdisjoint(_LATIN):
        return
    view = text.view
    words = list(_WORD.finditer(view))
    latin = len(re.findall("[A-Za-z]", view))
    if not 0 < len(words) <= _MOST or latin < _LEAST or sum(len(w.group()) for w in words) > _SHARE * latin:
        return
    for match in words:
        start, end = match.span()
        left, right = view[start - 1 : start], view[end : end + 1]
        if town := _TOWN.match(view, start):  # 105082, г. Moscow
            yield Fix("residue/cyrillic-name", (Edit(start, town.end(), ""),))
            continue
        quoted = _QUOTED.get(left) == right != "" and "." not in match.group()
        if quoted or len(match.group()) < 2 or left in _TIED or right in _TIED or match.group().isupper():
            continue  # ВВП is no name
        if spoken_of(place(view, start, end), False, target):
            continue
        new = romanise(match.group())
        if left.isalpha() or right.isalpha():
            if left.isascii() and not right.isalpha() and view[max(0, start - 3) : start].isalpha() and new:
                yield Fix("residue/cyrillic-name", (Edit(start, end, new),))
            continue
        edit = _repeated(view, start, end, new)
        if edit is None and (match.group()[0].isupper() and _among_names(view, start, end, match.group())):
            edit = Edit(start, end, new)
        if edit is not None:
            yield Fix("residue/cyrillic-name", (edit,))


def _repeated(view: str, start: int, end: int, new: str) -> Edit | None:
    """The deletion of a word whose name in Latin letters stands beside it. # Анна Anna Ivanovna explains"""
    after = _NAME_AFTER.match(view, end)
    return Edit(start, end + 1, "") if after and after.group(1).lower() == new.lower() else None


def _among_names(view: str, start: int, end: int, word: str) -> bool:
    """Is it part of a name, or the address of a site?"""
    if "." in word:
        return True
    before = _NAME_BEFORE.search(view, max(0, start - 40), start)
    named = before is not None and before.group().strip().lower() not in settings("en")["function_words"]
    return named or (start > 0 and _NAME_AFTER.match(view, end) is not None)
