"""The lists of words: the figures are those of wordfreq, whatever is asked and however they are kept."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
import wordfreq

from cleaner.lexicon import commonness
from cleaner.vocabulary import all_words, common_words

ODD = [
    "1987",
    "x99y",
    "",
    "...",
    "can't",
    "\ud800",
    "don’t",
    "naïve",
    "Straße",
    "I'm",
    "l'homme",
    "a-b",
    "İstanbul",
    "ﬁn",
]


@pytest.mark.parametrize("size", ["best", "small"])
@pytest.mark.parametrize("language", ["en", "de", "tr", "ar", "ru", "vi", "no", "sr", "zh", "ja", "xx"])
def test_how_common_a_word_is_is_what_wordfreq_says(language: str, size: str) -> None:
    try:
        words = [word for words in wordfreq.get_frequency_list(language, size) for word in words]
    except LookupError:
        words = []
    some = random.Random(1).sample(words, min(400, len(words)))
    for word in [
        *some,
        *map(str.upper, some[:50]),
        *(f"{a}-{b}" for a, b in pairwise(some[:50])),
        *ODD,
    ]:
        try:
            wanted = wordfreq.zipf_frequency(word, language, size)
        except (LookupError, ImportError):
            wanted = 0.0
        assert commonness(word, language, size) == pytest.approx(wanted, abs=1e-9), word


def test_a_long_list_is_a_mapping_of_its_words() -> None:
    words = all_words("da") if len(all_words("da")) > len(common_words("da")) else all_words("nl")
    pairs = list(words.items())
    assert len(pairs) == len(words) == len(set(words))
    assert all(words[word] == figure for word, figure in pairs[:: len(pairs) // 500])
    assert "no such word" not in words
    assert words.get("no such word", 0.5) == 0.5
    with pytest.raises(KeyError):
        words["no such word"]
