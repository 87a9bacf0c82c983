"""Single words that stand twice in a row: which of them a decoder doubled, and which are doubled for effect."""

from __future__ import annotations

import re

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.repeats import COUNT, PLAIN, Words, function_words, listed, unmarked

LONG = 5  # letters; shorter words are doubled in jest, and in other languages, if they are not common
_OPEN_CLASS = 3  # letters: most longer words are of an open class
_DOUBLED = 10  # letters of a word that may be doubled for its degree
_ENTRY = 5  # words of the name of an entry
COMMON = 4.0  # on the Zipf scale
_MET = 3.0  # the same in a page that is known to be translated out of English: sól, miód miód i mieszaj
MEANT = frozenset(
    "had in on out up off her so do no ha ho he bye la big old far bad sad hot yes hey tut ta wet new".split()
)
_BREATH = lazy(r"\w[»”“’)]*[,;]\Z")


class DoubledWords(Words):
    """The words of a text, and whether one that stands twice is a slip."""

    def is_slip(self, at: int) -> bool:
        """Is a doubled word none that is doubled for effect, and none the rules know?

        # 250 g per square meter. meter.
        """
        word = self.words[at]
        bare = unmarked(word)
        if self.is_inside(at):
            return False
        if word in self.translated or self.is_short_slip(word):
            return word == self.words[at + 1] and self.words[at - 1 : at] != [word]
        return (
            len(bare) >= 4
            and word in (bare, bare + ".")
            and word == self.words[at + 1]
            and word.islower()
            and bool(PLAIN.fullmatch(bare))
            and bare not in listed(self.pack, "emphatic")
            and not COUNT.match(bare)
            and bare not in function_words(self.pack)
            and (at < 1 or self.words[at - 1] != word)
            and (at + 2 >= len(self.words) or unmarked(self.words[at + 2]) != bare)
            and (len(bare) >= LONG or commonness(bare, self.language) >= (_MET if self.is_foreign else COMMON))
        )

    def is_inside(self, at: int) -> bool:
        """Do two copies of a phrase that ends as it begins meet here? # porta a porta porta a porta"""
        if at < 2 or at + 3 >= len(self.words) or self.words[at] != self.words[at + 1]:
            return False
        first, tie, word, _, again, last = self.words[at - 2 : at + 4]
        return first == word == unmarked(last) and tie == again

    def is_short_slip(self, word: str) -> bool:
        """Is this a word of two or three letters that nobody doubles? # 600 people sat sat in the pews"""
        return (
            self.told and self.english and 1 < len(word) < 4 and word.islower() and word.isalpha() and word not in MEANT
        )

    def rule_of(self, at: int) -> str:
        """Name the rule a doubled word falls under: it is a slip in a sentence that goes on on both sides, unless it
        follows on a clause without an object (what remains remains), is an adverb (slowly slowly), or the document
        says it twice more than once or speaks of programs (the function function).
        """
        word = self.words[at]
        before = self.words[at - 1] if at else ""
        after = self.words[at + 2] if at + 2 < len(self.words) else ""
        led = before.isalpha() or before.endswith(("”", "’", "»", '"', ")"))
        led = led or (self.english and self.told and before.isdigit() and word.endswith("s"))  # costs 8 euros euros
        led = led or (before.endswith(",") and word.endswith(("ing", "ed")))  # in Swahili, pole pole means slowly
        short = settings(self.language).get("abbreviations", ()) if before.endswith(".") and at else ()
        led = led or (word.islower() and before[:-1] in short and "longest_abbreviation" in settings(self.language))
        led = led or (before.endswith(",") and self.is_short_slip(word))  # from the boat, by by radio
        if self.told and not self.english and before in ("–", "—"):  # «Не проспите», – просит просит Баранова
            led = True
        if self.told and not self.english and word.islower():  # se conservan 84; faltan faltan los dos últimos
            led = led or _BREATH.search(before) is not None
        # Последняя Последняя запись: a sentence that begins twice
        led = led or (self.is_foreign and word.islower() and all(map(str.istitle, self.given[at : at + 2])))
        goes_on = led and (word.endswith(".") or after[:1].isalnum())
        reach = 2 if self.told and not self.english else 3
        clause = {w.casefold().strip("“\"'‘(") for w in self.words[max(0, at - reach) : at]}
        if word in self.translated:
            goes_on = goes_on or (
                not self.english and before.endswith(":") and after[:1].isalnum()
            )  # гидов: их их нужно
            free = (
                self.english or len(word) == 1 or clause.isdisjoint(listed(self.pack, "relative"))
            )  # lo que es es lo que hay
            return "repetition/content-word" if goes_on and free and after != word and self.doubled[word] == 1 else ""
        ends = not clause.isdisjoint(listed(self.pack, "relative"))
        ends = ends and not unmarked(word).endswith(
            tuple(listed(self.pack, "infinitive")) or ("\n",)
        )  # o que deve levar
        meant = word.endswith(("ly", "ly.")) or ends or self.is_intensive(at)
        sure = goes_on and not meant and not self.is_verse(at) and not self.is_syntax(word, after)
        sure = sure and not self.is_degree(word, before) and not self.is_entry(at)
        if not sure or self.technical or self.doubled[unmarked(word)] > 1:
            return "" if len(unmarked(word)) < LONG else "repetition/word"
        return "repetition/content-word" if "repetition/content-word" in self.pack.by_id else "repetition/word"

    def is_intensive(self, at: int) -> bool:
        """Has a word the ending of those that are doubled for emphasis, without what makes a noun of it, or in a page
        known to be translated a word of an open class behind it?

        # tritate fini fini gli odori; but: nella piazza piazza antica, un bagno pubblico pubblico pulito
        """
        endings = tuple(listed(self.pack, "intensive"))
        if not endings or not unmarked(self.words[at]).endswith(endings):
            return False
        before = self.words[at - 1].lower() if at else ""
        after = unmarked(self.words[at + 2]) if at + 2 < len(self.words) else ""
        if self.told and after.isalpha() and len(after) > _OPEN_CLASS and after not in function_words(self.pack):
            return False
        plain = tuple(listed(self.pack, "unintensive")) or ("\n",)
        return before not in function_words(self.pack) and not unmarked(self.words[at]).endswith(plain)

    def is_degree(self, word: str, before: str) -> bool:
        """May a word be doubled to say it is very much so, as Italian does? # quatti quatti, passo passo

        Behind a definite article it is a noun, and none. # la distanza distanza percorsa
        """
        doubling = settings(self.language).get("doubling")
        if self.told or not doubling or len(word) > _DOUBLED or not word.endswith(tuple("aeio")):
            return False
        return not re.fullmatch(doubling, before.lower())

    def is_entry(self, at: int) -> bool:
        """Does the name of an entry of a menu end before its copy? # Mit Datei → Seite drucken drucken Sie"""
        return "→" in self.words[max(0, at - _ENTRY) : at]

    def is_syntax(self, word: str, after: str) -> bool:
        """Are a word and the next English, and rare in the language of the text? # nft add rule tabla handle handle
        statement
        """
        spoken, words = self.language, (word, unmarked(after) or word)
        return spoken != "en" and all(commonness(w, "en") > commonness(w, spoken) + 1 for w in words)
