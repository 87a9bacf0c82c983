"""Word knowledge: how common a word is in a language. Read when a suspicious word asks for it, not before."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from cleaner.vocabulary import all_words, common_words

# Languages whose words `wordfreq` changes otherwise than by folding case, or cuts out of sentences, before it looks.
_PREPARED = frozenset("az fa ja ko ro sr th tr zh".split())
_UNCUT = frozenset(["zh", "ja", "ko"])  # what is a word there only wordfreq can tell, if it has a tokeniser for it


@lru_cache(maxsize=65_536)
def commonness(word: str, language: str, wordlist: str = "best") -> float:
    """Return how common a word is, on the Zipf scale: 0 unknown, 3 once in a million words, 6 a function word.

    The figures are those of `wordfreq`; its "small" lists, fast to read, know the words from 3 up. A language it does
    not know, or cannot cut into words, has no common words.
    """
    if not language:
        return 0.0
    if word.isalpha() and language not in _PREPARED:
        table = all_words(language) if wordlist == "best" else common_words(language)
        if table:
            return table.get(word.casefold(), 0.0)
    try:
        return _zipf(word, language, wordlist)
    except (LookupError, ImportError):  # Chinese and Japanese would need a tokeniser of their own
        return 0.0


def _zipf(word: str, language: str, wordlist: str) -> float:
    """What `wordfreq.zipf_frequency` returns, from lists that take a tenth of the memory of its own."""
    table = common_words(language) if wordlist == "small" else all_words(language)
    if not table or language in _UNCUT:
        import wordfreq

        return float(wordfreq.zipf_frequency(word, language, wordlist))
    from wordfreq.numbers import digit_freq, smash_numbers  # 0.2 s: they know what is one word
    from wordfreq.tokens import lossy_tokenize

    rarity = 0.0
    for token in lossy_tokenize(word, language):
        smashed = smash_numbers(token)
        figure = table.get(smashed)
        if figure is None:
            return 0.0
        more = digit_freq(token) if smashed != token else 1.0
        rarity += 1.0 / (_frequency(figure) * more)
    return _scale(rarity) if rarity else 0.0


def _frequency(figure: float) -> float:
    """How often a word of a Zipf figure stands in a text of one word."""
    return float(10 ** (-round((9 - figure) * 100) / 100))


def _scale(rarity: float) -> float:
    """The Zipf figure of words that stand once in so many together, rounded as `wordfreq` rounds."""
    frequency = max(1.0 / rarity, 1e-9)
    digits = math.floor(-math.log(frequency, 10)) + 3
    return round(math.log(round(frequency, digits), 10) + 9, 2)


@cache
def listed() -> frozenset[str]:
    """The languages that have a list of words; wordfreq itself looks through its files each time it is asked."""
    from wordfreq import available_languages

    return frozenset(available_languages())
