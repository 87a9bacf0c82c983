"""A line that is no furniture for certain, in the block of a page's end beside one that is.

Pages end in a block: `Open the app to see more highlights` above `Swipe left for the next article`. A line belongs to
it that asks for something in a few words, most of them those of pages, names nobody and counts nothing one could dial,
pay or come at. Left alone: credits and notes, whose words each language lists as `crediting`, and the first
person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.lazy import lazy_regex

if TYPE_CHECKING:
    from cleaner.chrome import Vocabulary

_LONGEST = 80  # code points
_ENDS = tuple('.!…。！”»’*,;:"')
_FIGURES = lazy_regex(r"\d{3}|\d[:.]\d|[€$£@]|\d ?[ap]\.?m\b")
_WORD = lazy_regex(r"\p{L}[\p{L}’]*(?:-\p{L}+)*")
_NAME = lazy_regex(r"(?<=[^\s.!?:|·] )\p{Lu}")
_LEAST, _KNOWN = 4, 2  # words; how many of them pages speak in


def may_adjoin(vocabulary: Vocabulary, line: str) -> bool:
    """Does a short line ask for something in the words of pages, though not in these alone?"""
    if not vocabulary.crediting or len(line) > _LONGEST or line.endswith(_ENDS) or not line[0].isupper():
        return False
    words = [word.casefold() for word in _WORD.findall(line)]
    if len(words) < _LEAST or not vocabulary.asks(words[0]) or not vocabulary.crediting.isdisjoint(words):
        return False
    if _FIGURES.search(line) or _NAME.search(line):
        return False
    bits = [vocabulary.bits(word) for word in words]
    return 3 * bits.count(0) <= len(words) and sum(map(vocabulary.is_chrome, words)) >= _KNOWN
