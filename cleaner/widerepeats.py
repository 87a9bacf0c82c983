"""Phrases given twice where words stand without blanks: 那段假海岸那段假海岸一点点揭下来.

Three to fourteen characters twice in a row, in a clause that goes on behind them, and particles between two nouns
(紅茶ととビスケット). Asked only in a page that is known to
be translated by machine. Left alone: what counts or grows (一点儿一点儿, 何度も何度も, 少しずつ少しずつ), sounds and
other words in kana alone (いつもいつも悔しかった), short adjectives, adverbs and concessions, which are doubled for
emphasis (本当に本当に, 走っても走っても, 拼命地拼命地), and three copies.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.lazy import lazy
from cleaner.text import Span

_LETTER = "[々\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]"
_COUNTS = frozenset("一二两三四五六七八九十百千半每毎何幾少次多非很日年月")
_SHORT = 5  # characters: a longer phrase counts nothing
_HAN = lazy("[\u4e00-\u9fff]")
_EMPHATIC = lazy("(?:も|ば|ほど|ながら|[地着儿])$|(?:^.{1,5}(?<=[\u3041-\u3096])(?<![はがをへ])$)")
_TWICE = lazy(rf"(?P<phrase>(?={_LETTER}{{0,12}}?[\u4e00-\u9fff]){_LETTER}{{3,14}}?)(?P<twin>(?P=phrase))(?={_LETTER})")
# A particle twice, between characters that no particle is written in.
_NOUN = "[\u30a1-\u30fa\u30fc\u4e00-\u9fff]"
_PARTICLE = lazy(rf"(?<={_NOUN})(?P<one>[とにをがで])(?P<twin>(?P=one))(?={_NOUN})")
_OF = lazy(rf"(?P<one>的[人事话])(?P<twin>(?P=one))(?={_LETTER})")  # 镇上的人的人都会


def doubled(view: str) -> Iterator[Span]:
    """Yield where the second copy of a phrase stands. Linear."""
    for match in _TWICE.finditer(view):
        phrase, start, end = match["phrase"], match.start(), match.end()
        copies = view.startswith(phrase, start - len(phrase)) or view.startswith(phrase[:2], end)
        counts = phrase[0] in _COUNTS and len(phrase) < _SHORT
        emphatic = _EMPHATIC.search(phrase) or not _HAN.search(phrase)
        if not (copies or counts or emphatic) and len(set(phrase)) > 2:
            yield match.span("twin")
    for pattern in (_PARTICLE, _OF):
        for match in pattern.finditer(view):
            yield match.span("twin")
