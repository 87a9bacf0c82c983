"""Word knowledge: how common a word is in a language. Read when a suspicious word asks for it, not before."""

from __future__ import annotations

from functools import cache, lru_cache

from cleaner.vocabulary import all_words, common_words

# Languages whose words `wordfreq` changes otherwise than by folding case, or cuts out of sentences, before it looks.
_PREPARED = frozenset("az fa ja ko ro sr th tr zh".split())


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
    import wordfreq  # 0.2 s, and its lists more: most documents never ask

    try:
        return float(wordfreq.zipf_frequency(word, language, wordlist))
    except (LookupError, ImportError):  # Chinese and Japanese would need a tokeniser of their own
        return 0.0


@cache
def listed() -> frozenset[str]:
    """The languages that have a list of words; wordfreq itself looks through its files each time it is asked."""
    from wordfreq import available_languages

    return frozenset(available_languages())
