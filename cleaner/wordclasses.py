"""The closed classes of words that stick to others, and what a seam inside a word is.

They are shared by what cuts a word by its parts (`cleaner.passes.words`) and by its shape (`cleaner.wordshapes`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from cleaner.rules import RulePack

LOW = "[^\\W\\d_A-ZÀ-ÖØ-Þ]"
HEAD, TAIL = r"^[(\[“”\"‘’'«]*+", r"[)\]“”\"»,;:.!?…]*+$"
PART = 3.3  # on the Zipf scale: a word of an open class beside one of a closed class
PART_AHEAD = 4.0  # the same after an article or a conjunction: `the` and `of` start more words than they end
PART_LETTER = 2.5  # the same before a letter, and of a long word before a preposition
SURE = 4.5  # the same where a capital may make it a name
MISTYPED = 1.5  # below it a word of the long list may be two very common ones run together


class Classes:
    """The closed classes of a language, as the rule file of the pass lists them."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        def read(*names: str) -> frozenset[str]:
            return frozenset(word for name in names for word in lists.get(name, ()))

        self.behind, self.leaning = read("behind"), read("leaning")
        self.ahead, self.saying, self.adverbs = read("ahead"), read("saying"), read("adverbs")
        self.determiners, self.starters, self.verbal = read("determiners"), read("starters"), read("verbal")
        self.bound = self.determiners - read("before_determiner")
        self.modal, self.perfect, self.numerals = read("modal"), read("perfect"), read("numerals")
        self.words = read("words")
        self.pairs = {
            first + second: len(first)
            for a, b in (
                ("before_determiner", "determiners"),
                ("before_be", "be"),
                ("before_not", "not"),
                ("before_pronoun", "pronoun"),
            )
            for first in lists.get(a, ())
            for second in lists.get(b, ())
            if first + second not in self.words and (len(second) > 1 or len(first) > 3)
        }
        self.letters, self.indefinite = read("letters"), read("indefinite")
        self.labels = read("labels")
        self.compounding = read("compounding")
        # What makes words with others in a language that makes no compounds; without the list none of them is cut.
        self.prefixes, self.suffixes = read("prefixes"), tuple(lists.get("suffixes", ()))
        # What ends and begins a glued word in a page that is known to be translated, and what makes compounds there.
        self.translated = read("translated"), read("compound_starts"), read("compound_ends")
        # In a translated page: words of two letters that end a glued one, endings before which any does, last two
        # letters that no word has, and pronouns that cling to their verb.
        self.short_tails, self.endings = read("short_tails"), tuple(lists.get("endings", ())) or ("\n",)
        self.last_letters, self.clinging = read("last_letters"), read("clinging")
        self.behind_nouns = read("behind_nouns")  # prepositions no noun with a capital makes a word with
        self.articles, self.after_figure = read("articles"), read("after_figure")
        self.closed = read("behind", "leaning", "ahead", "determiners", "closed")
        self.tails = tuple(sorted(self.behind | self.leaning | self.saying))
        self.heads = tuple(sorted(self.ahead | self.adverbs | self.modal | self.perfect | self.numerals))


@lru_cache(maxsize=64)
def classes_of(pack: RulePack) -> Classes | None:
    lists = next((rule.lists for rule in pack.rules if rule.lists), None)
    return Classes(lists) if lists else None


class Seam(NamedTuple):
    """A word that may be two: where it would be cut, and what tells of one place whether it is.

    `often`: the document may write it more than once. `lower`: tells of a place whether the second word has its capital
    from the seam alone.
    """

    rule: str
    word: str
    cut: int
    fits: Callable[[int], bool]
    often: bool = False
    lower: Callable[[int], bool] | None = None
