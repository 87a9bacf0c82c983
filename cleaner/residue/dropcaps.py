"""The large letter that opened a paragraph, before the capital of its translation: `TLos aliados`."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy_regex
from cleaner.lexicon import commonness
from cleaner.residue.tables import OWN_SCRIPT

_DROP_CAP = lazy_regex(
    r"(?:\A|\n)[“\"«„]?(?P<cap>\p{Lu})(?P<word>\p{Lu}\p{Ll}*)(?:(?= \p{L})|(?P<elided>['’])(?=\p{L}{2}))"
)
_OPENING = frozenset("TAIWH")  # of English articles, pronouns and what else opens a paragraph: IL’allenatrice
_DOUBLED = 4  # letters of a word that begins with the same letter
_THE = 2.8  # on the Zipf scale: behind the first letter of The, where no word begins with both
_REST, _CLEARLY = 4.0, 2.0  # on the Zipf scale: how common the word is without the letter, and how much more so


def find(view: str, target: str) -> Iterator[Fix]:
    """Yield a fix for each."""
    for match in _DROP_CAP.finditer(view):
        cap, word = match.group("cap"), match.group("word")
        if cap == word[0] and len(word) < _DOUBLED:
            continue
        if match.group("elided"):
            fits = cap in _OPENING and word.lower() in settings(target).get("elisions", ())  # TL’allenatore
        elif len(word) == 1:
            # TI tecnici: a word of one letter, behind the first letter of an English article
            fits = cap == "T" and word.lower() in settings(target).get("function_words", ())
        else:
            whole, rest = commonness((cap + word).lower(), target), commonness(word.lower(), target)
            least = _THE if cap == "T" and not whole else _REST
            fits = rest >= max(least, whole + _CLEARLY) or (cap < OWN_SCRIPT <= word[0] and word[1:].islower())
        if fits:
            start = match.start("cap")
            yield Fix("residue/drop-cap", (Edit(start, start + 1, ""),))
