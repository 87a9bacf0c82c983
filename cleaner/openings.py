"""The words of a page that is known to be translated, without the capitals and marks that hide a repetition.

A piece that came twice has the capital of a sentence twice (`Der Rest Der Rest kommt`), or once, where only its first
copy opens one (`Потом её потом её перекладывают`).
"""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.lexicon import commonness

_LEAST = 5  # letters of a word that is doubled with its capital, and no name
_USED = 3.0  # on the Zipf scale


def unopened(words: list[str], closed: frozenset[str], language: str) -> list[str]:
    """The words without the quotation mark before them, and those of the closed classes without the capital of a
    sentence. # “I have I have fallen”; According to according to him; in other languages Der Rest Der Rest kommt
    """
    english, out, opens = language == "en", [], True
    for n, word in enumerate(words):
        plain = word.lstrip('“"„«') or word
        low = plain.lower()
        free = opens or plain != word or not english
        free = free and (len(low) > 1 or opens or _is_copy(words, n))  # iloczyn V x W w przestrzeni
        # Потом её потом её перекладывают: of the first word of a sentence its second copy tells
        told = low in closed or (opens and not english and _is_told_again(words, n, low))
        if not english and plain == word and word[:1].isupper() and not told:
            told = _is_doubled_opening(words, n if opens else n - 1, language) and (
                opens or _ends(words[n - 2 : n - 1])
            )
        out.append(low if low != "i" and told and free else plain)
        opens = word[-1] in ".!?:"
    return out


def _is_told_again(words: list[str], at: int, low: str) -> bool:
    """Does a phrase stand once more, without a comma between? But: Сказки старые, сказки старые, а люди новые."""
    near = words[at : at + 5]
    return low in near[2:] and not any(word.endswith(",") for word in near[: near.index(low, 2)])


def _is_copy(words: list[str], at: int) -> bool:
    """Is a letter with a capital the first word of a phrase that stands just before? # O documento O documento segue"""
    return at >= 2 and words[at - 2 : at] == words[at : at + 2] and words[at - 1].islower()


def _is_doubled_opening(words: list[str], at: int, language: str) -> bool:
    """Does a sentence begin with a common word that stands twice with its capital, and go on in small letters?

    # Последняя Последняя запись сделана вчера
    """
    if at < 0 or words[at + 1 : at + 2] != words[at : at + 1] or len(words[at]) < _LEAST:
        return False
    known = words[at].isalpha() and commonness(words[at].lower(), language) >= _USED
    return known and words[at + 2 : at + 3] != [] and words[at + 2].islower()


def _ends(before: Iterable[str]) -> bool:
    """Does the word before end a sentence, or is there none?"""
    return all(word[-1] in ".!?:" for word in before)
