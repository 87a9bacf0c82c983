"""Vocabularies: the words of a language with how common each is, read straight from the lists of `wordfreq`.

`lexicon.commonness` asks `wordfreq` about one word; a pass that has to tell all unknown words of a document needs the
whole table. Reading the lists without importing their package takes a tenth of the time, so that the few thousand
common words of a language can be at hand for every document. The long list is read when a suspicious word asks for it.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import msgpack

_EMPTY: Mapping[str, float] = MappingProxyType({})


@cache
def common_words(language: str) -> Mapping[str, float]:
    """The words that stand at least once in a million (some 30,000) and their Zipf figures; empty if there is no list."""
    return _table(language, "small")


@cache
def all_words(language: str) -> Mapping[str, float]:
    """Every word that was met once in a hundred million, typing errors and names among them, with its Zipf figure.

    A language that has only the short list gives that one.
    """
    return _table(language, "large") or common_words(language)


@cache
def common_forms(language: str) -> frozenset[str]:
    """The common words as they stand in a text: in lower case, and with a capital."""
    words = common_words(language)
    return frozenset(words) | {word.capitalize() for word in words}


def _table(language: str, size: str) -> Mapping[str, float]:
    file = _lists() / f"{size}_{language}.msgpack.gz"
    if not file.is_file():
        return _EMPTY
    with gzip.open(file) as packed:
        head, *bins = msgpack.load(packed, raw=False)
    if not isinstance(head, dict) or head.get("format") != "cB":
        return _EMPTY
    # The words of bin n stand 10^(-n/100) times in a text of one word: on the Zipf scale 9 - n/100.
    return MappingProxyType({word: 9 - n / 100 for n, words in enumerate(bins) for word in words})


@cache
def _lists() -> Path:
    spec = find_spec("wordfreq")
    return Path(spec.origin).parent / "data" if spec and spec.origin else Path()
