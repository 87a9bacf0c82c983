"""Which language a document is in: told by its function words, or by its script.

The function words stand in ``rules/<language>/language.toml``; those of languages without rules, which only keep
their texts from being taken for another's, in ``rules/any/language.toml``. A document that gives no clear sign has no
language, and only the rules for any language hold.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from typing import Any

from cleaner.rules import rules_folder, rules_root

SAMPLE = 4_000  # code points read at the start, in the middle and at the end of a long document
_WORD = re.compile(r"\b[^\W\d_]+\b")  # not the letters of a hash or a name_of_code
_LEAD = 1.5  # the winner has this many times the hits of a rival on the words that tell the two apart

_OTHER = re.compile("[^\x00-\u036f\u1e00-\u206f]")  # neither Latin nor a mark
# By the first and the last character of each script: patterns of so wide classes take long to compile.
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ko", "\uac00", "\ud7af"),
    ("ar", "\u0620", "\u06ff"),
    ("he", "\u05d0", "\u05ea"),
    ("el", "\u0370", "\u03ff"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e00", "\u0e7f"),
)


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Map each word to the languages it is a function word of."""
    out: dict[str, tuple[str, ...]] = {}
    for folder in sorted(rules_root().iterdir(), key=lambda f: f.name):
        file = folder.joinpath("language.toml") if folder.is_dir() else None
        if file is None or not file.is_file():
            continue
        told = tomllib.loads(file.read_text(encoding="utf-8"))["function_words"]
        for code, words in told.items() if folder.name == "any" else ((folder.name, told),):
            for word in dict.fromkeys(words):
                out[word] = (*out.get(word, ()), code)
    return out


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is in, or None where nothing decides.

    A page that holds two languages is in the one with clearly more function words.
    """
    sample = _sample(text).lower()
    words = Counter(_WORD.findall(sample))
    if not words:
        return None
    if _OTHER.search(sample):
        letters = sum(len(word) * n for word, n in words.items())
        characters = Counter(sample)
        for code, first, last in _SCRIPTS:
            # A character of these scripts says more than a Latin one: a third of the letters is most of the text.
            if 3 * sum(n for char, n in characters.items() if first <= char <= last) > letters:
                return code
    return _by_function_words(words)


def _by_function_words(words: Counter[str]) -> str | None:
    known = _function_words()
    hits = {word: known[word] for word in words.keys() & known.keys()}
    counts: Counter[str] = Counter()
    for word, codes in hits.items():
        for code in codes:
            counts[code] += words[word]
    if not counts:
        return None
    best = min(counts, key=lambda code: (-counts[code], code))
    # A language that names a function word in fewer than one word of twelve is not the one the text is in.
    if 12 * counts[best] < words.total():
        return None
    # What both have says nothing: Danish and Norwegian share most of their function words.
    shared = dict.fromkeys(counts, 0)
    for word, codes in hits.items():
        if best in codes:
            for code in codes:
                shared[code] += words[word]
    for rival in counts:
        if rival != best:
            mine, other = counts[best] - shared[rival], counts[rival] - shared[rival]
            if mine < _LEAD * other or mine <= other:
                return None
    return best


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = (len(text) - SAMPLE) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))


@cache
def settings(language: str) -> dict[str, Any]:
    """Return what ``rules/<language>/language.toml`` says; empty for a language without one."""
    folder = rules_folder(language)
    file = folder / "language.toml" if folder else None
    return tomllib.loads(file.read_text(encoding="utf-8")) if file and file.is_file() else {}
