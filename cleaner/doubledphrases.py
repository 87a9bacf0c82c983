"""Phrases of two to eight words that stand twice in a row, with nothing between: slips, idioms and chants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.doubledwords import COMMON, LONG, DoubledWords
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.repeats import LONGEST, PLAIN, function_words, is_quoted, listed, unmarked
from cleaner.rules import RulePack
from cleaner.text import MENDED, Text
from cleaner.translated import TELLING

_REACH = 10  # words before two copies that tell whether they go on with something
_TIE, _PAIR = 3, 7  # the same in other languages than English, and of both
_CLAUSE = 4  # letters of each of two words that are no chant
_BEING = frozenset(["is", "are", "was", "were", "has", "have", "had"])
_SUM = frozenset("plus minus плюс минус мінус".split())
_PIECE = 30  # code points on either side of what stands twice
_OPENED = lazy(r"([“\"«„])[^“”\"«»„.!?,\n]*\Z")
_ENDED = lazy(r"[^“”\"«»„.!?,\n]*([”\"»“])(?!\w)")
_SHOWN = frozenset([("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”")])
_ENDING = frozenset('.!?”"')
_TELLING = frozenset("he she they we".split())  # he said he said.
_ROUND = frozenset([("from", "to")])  # what goes round a word that stands twice: from time to time
_OPENERS, _CLOSERS = "„«", "“”»"


class Phrases(DoubledWords):
    """The words of a text, and the phrases and single words that stand twice in it."""

    def __init__(self, text: Text, pack: RulePack) -> None:
        super().__init__(text, pack)
        self.mended = not TELLING.isdisjoint(text.memo.get(MENDED, ()))

    def phrases(self) -> Iterator[tuple[str, int, int]]:
        """Phrases that stand twice in a row, and single words that do (a hint)."""
        if not self.function:
            return
        for k in range(LONGEST, 0, -1):
            for at, end in self.runs(k, max(k - 1, 1)):
                for n in range(at, min(at + 2, max(end - k + 1, at) + 1)):
                    if n + 2 * k <= len(self.words) and (self.is_doubled(n, k) if k > 1 else self.is_slip(n)):
                        _, _, _, start = self.span(n, n + k - 1)
                        _, _, _, stop = self.span(n, n + 2 * k - 1)
                        first, last = self.words[n + k - 1], self.words[n + 2 * k - 1]
                        if self.is_plain(n, k, start, stop):
                            start -= len(first) - len(unmarked(first)) if k == 1 else first.endswith(",")
                            stop -= len(last) - len(unmarked(last))
                            yield "repetition/phrase" if k > 1 else self.rule_of(n), start, stop
                            break

    def is_doubled(self, at: int, k: int) -> bool:
        """Are two copies of a phrase a slip: nothing between them, a function word at their edge, no idiom?"""
        if not self.words[at + 2 * k - 1].startswith(self.words[at + k - 1].rstrip(",")):
            return False  # as most do not
        phrase, copy = self.words[at : at + k], self.words[at + k : at + 2 * k]
        item = self.is_item(at, k)
        if (k >= 6 or item) and phrase[-1].endswith(","):
            phrase[-1] = phrase[-1][:-1]
        ended = copy[-1] != phrase[-1]
        plain = all(PLAIN.fullmatch(word) or ((k >= 6 or self.told) and word.isdigit()) for word in phrase)
        if phrase[:-1] != copy[:-1] or phrase[-1] != unmarked(copy[-1]) or not plain:
            return False
        if k == 2 and phrase[0] in settings(self.language).get("conjunctions", ()):
            # und nach und nach, and laughed and laughed; but: and who and who
            plain = phrase[1] in self.function or phrase[1] in settings(self.language).get("function_words", ())
            plain = plain or " ".join(phrase) in listed(self.pack, "compound")  # und zwar und zwar
            if not plain or phrase[1] in listed(self.pack, "over_and_over"):
                return False
        if k == 2 and phrase[1] in settings(self.language).get("conjunctions", ()) and self.is_climax(at):
            return False
        if k == 2 and not self.told and (copy[-1].endswith("!") or (phrase[0] == "in" and self.language == "it")):
            return False  # No, non temete non temete! In fondo in fondo al cuore
        if self.language != "fr" and not _SUM.isdisjoint(phrase):
            return False  # eins plus eins geteilt durch eins plus eins geteilt durch eins
        said = " ".join(phrase).casefold()
        edges = self.pair if k == 2 else self.function
        # waiting for waiting for, but day by day by
        doing = len(phrase[0]) >= 6 and phrase[0].endswith(("ing", "ed", "en"))
        last_counts = phrase[-1] in edges and not (k == 2 and phrase[-1] in listed(self.pack, "link") and not doing)
        led = phrase[0] in edges or (k >= 6 and phrase[0] in settings(self.language).get("conjunctions", ()))
        content = self.is_slip_of_content(at, k) or (k == 2 and not ended and (self.is_clause(at) or self.opens(at)))
        # In a page that is known to be translated nobody says three words twice, nor two of which one says nothing.
        # a name of four words is none that ends a sentence twice either: of the University of Rio University of Rio.
        told = (k > 3 or not ended) and (k >= 3 or self.is_bound(phrase))
        told = told and self.told and self.is_one_line(at, k)
        told = told or (self.told and self.english and k == 2 and phrase[0] in _TELLING) or (k == 2 and self.begins(at))
        if not (led or last_counts or content or told or item or said in listed(self.pack, "compound")):
            return False
        if len(set(phrase)) < (k if k < 4 else k - 1) and not (told and self.is_inside(at + k - 1)):
            return False
        if not self.told and k == 3 and f"{phrase[0]} {phrase[-1]}" in listed(self.pack, "chained"):
            return False  # the tail of the tail of a list
        if k == 2 and not self.is_slip_of_two(phrase):
            return False
        before = self.words[at - 1].casefold() if at else ""
        if k == 2 and (before, phrase[1]) in _ROUND:
            return False  # from time to time to see
        # a farmer, who has been digging has been digging: what follows a comma stands for the word before
        free = not (at > 1 and self.words[at - 2].endswith(","))
        if (before in listed(self.pack, "echo") and free) or said in listed(self.pack, "idiom"):
            return False
        if k == 2 and phrase[0] in listed(self.pack, "article") and not self.is_slip_of_article(at):
            return False
        return not self.is_chain(at, k, before, ended)

    def is_climax(self, at: int) -> bool:
        """Is a word tied to itself, and the clause to the next? # más y más y hacerle siervo; méně a méně a pokud"""
        word = self.words[at]
        return len(word) >= _TIE and (word not in self.function or word in listed(self.pack, "over_and_over"))

    def is_item(self, at: int, k: int) -> bool:
        """Is an item of a series given twice, between commas, in what nobody says aloud? # dvě války, dvě války, tři"""
        phrase, after = self.words[at : at + k], self.words[at + 2 * k : at + 2 * k + 1]
        if not self.is_foreign or k < 2 or phrase != self.words[at + k : at + 2 * k] or not after:
            return False
        said = self.closed | listed(self.pack, "emphatic") | listed(self.pack, "over_and_over")
        plain = [word.rstrip(",") for word in phrase]
        if not phrase[-1].endswith(",") or not after[0][0].islower() or not all(map(str.islower, plain)):
            return False
        start = self.span(at, at)[0]
        line = self.view[self.view.rfind("\n", 0, start) + 1 : start]
        spoken = max(map(line.rfind, _OPENERS)) > max(map(line.rfind, _CLOSERS)) or line.startswith(("—", "–"))
        return said.isdisjoint(plain) and not spoken and self.is_one_line(at, k)

    def is_one_line(self, at: int, k: int) -> bool:
        """Do two copies of a phrase stand in one line, as no heading and what it heads do?"""
        first, _, _, end = self.span(at, at + 2 * k - 1)
        return "\n" not in self.view[first:end]

    def is_bound(self, phrase: Sequence[str]) -> bool:
        """Does one word of a pair say nothing by itself, or are both long, and none ties it to its like (months and
        months)?
        """
        ties = settings(self.language).get("conjunctions", ())
        if not self.english and min(map(len, phrase)) >= _TIE and sum(map(len, phrase)) >= _PAIR:
            return not any(word in ties or word in listed(self.pack, "emphatic") for word in phrase)
        bound = any(word in self.closed for word in phrase) or (len(phrase[0]) >= _CLAUSE and len(phrase[1]) >= LONG)
        return bound and not any(word in ties for word in phrase)

    def is_clause(self, at: int) -> bool:
        """Do two common words in lower case stand twice in a sentence, and but here? # debe llamar debe llamar al"""
        words = self.words[at - 1 : at + 5]
        if at < 1 or len(words) < 6 or not all(word.islower() and PLAIN.fullmatch(word) for word in words):
            return False
        pair = words[1:3]
        emphatic = listed(self.pack, "emphatic")
        return (
            all(len(word) >= _CLAUSE and word not in emphatic for word in pair)
            and all(commonness(word, self.language) >= COMMON for word in pair)
            and not self.technical
            and self.words.count(pair[0]) == 2
        )

    def is_slip_of_article(self, at: int) -> bool:
        """Is a noun with its article given twice where the sentence goes on, and no measure (half a day a day)?"""
        before = self.words[at - 1].casefold() if at else ""
        after = self.words[at + 4] if at + 4 < len(self.words) else ""
        measured = before in listed(self.pack, "measure") or before[-1:].isdigit()
        goes_on = after in self.function or (self.told and (after in self.translated or after in self.closed))
        led = before.isalpha() or (
            self.told and before.endswith(",")
        )  # Samira Boustani, an entomologist an entomologist at
        return (self.begins(at) or (led and goes_on)) and not measured and not self.is_verse(at)

    def begins(self, at: int) -> bool:
        """Does a sentence begin twice? # says “hecho sin prisa”. The brand The brand won"""
        if not (self.told and self.english and at and at + 4 < len(self.words)):
            return False
        phrase, after = self.words[at : at + 2], self.words[at + 4]
        begun = phrase[0][:1].isupper() and phrase[1].islower() and self.words[at - 1][-1:] in _ENDING
        return begun and phrase[0].lower() in listed(self.pack, "article") and after.isalpha() and after.islower()

    def is_slip_of_content(self, at: int, k: int) -> bool:
        """Are two words of no closed class given twice in a sentence that goes on around them?

        # find a decoration company decoration company and go there; in English, where doubled words are known
        """
        if k != 2 or "repetition/content-word" not in self.pack.by_id or at + 4 >= len(self.words) or not at:
            return False
        phrase, before, after = self.words[at : at + 2], self.words[at - 1], self.words[at + 4]
        closed = function_words(self.pack) | listed(self.pack, "emphatic")
        known = all(word.islower() and len(word) >= LONG and word not in closed for word in phrase)
        goes_on = before.isalpha() and self.words[at + 3] == phrase[1] and after[:1].isalpha()
        return known and goes_on and not self.is_verse(at) and not self.technical

    def opens(self, at: int) -> bool:
        """Do two words stand at the end of a title, and again where the sentence behind it begins?

        # a festive package Small lantern Small lantern is a special package
        """
        if not self.english or not at or at + 5 >= len(self.words):
            return False
        (first, second), before, verb = self.words[at : at + 2], self.words[at - 1], self.words[at + 4]
        known = first.istitle() and second.isalpha() and second.islower() and before.isalpha() and before.islower()
        return known and verb in _BEING and not self.is_verse(at)

    def is_slip_of_two(self, phrase: Sequence[str]) -> bool:
        """May a pair of words not stand twice? "op het op het web gebruikte protocol" is Dutch."""
        if all(word in self.function for word in phrase):
            return phrase[0] not in listed(self.pack, "nesting")
        noun = bool(settings(self.language).get("noun_capitals"))  # Der Rest Der Rest kommt
        return phrase[1][:1].islower() or (self.told and (noun or phrase[1].isdigit()))

    def is_chain(self, at: int, k: int, before: str, ended: bool) -> bool:
        """Do two copies belong to "on and on and on", "day after day after day", "a rose is a rose is a rose"?"""
        phrase = self.words[at : at + k]
        if before == phrase[-1].casefold() or (k == 2 and not self.told and _is_akin(before, phrase[-1].casefold())):
            return True
        climax = k == 2 and phrase[0] in settings(self.language).get("conjunctions", ())
        if climax and phrase[1] not in self.function and phrase[1] in self.words[max(0, at - _REACH) : at]:
            return True  # closer to the house, and closer and closer
        if k > 2 and phrase[0] in listed(self.pack, "article") and phrase[-1] in listed(self.pack, "link"):
            return True  # "an amendment to an amendment to the law"
        more = 0
        while not ended and more < k and at + 2 * k + more < len(self.words):
            if unmarked(self.words[at + 2 * k + more]) != phrase[more]:
                break
            more += 1
        if k == 2 and more == 1 and self.told and phrase[0] in settings(self.language).get("articles", ()):
            return False  # est la partie la partie la plus difficile
        return (k == 2 and more > 0) or more == k - 1

    def is_plain(self, at: int, k: int, start: int, stop: int) -> bool:
        """Does a repetition stand in running text: in one paragraph, no two lines that begin alike, not quoted?"""
        first, _, again, _ = self.span(at, at + k)
        if self._is_stanza(first):
            return False
        if not self.mended and k > 1 and self._is_shown(first, stop):
            return False  # “Beware of the of the dog”, in Cádiz, carved in marble
        if self.told and any(mark in self.view[start:stop] for mark in '“"„«»”'):
            return False
        if "\n\n" in self.view[first:stop] or "\n" in self.view[start:again]:
            low = self.view.rfind("\n", 0, first) + 1
            if "\n\n" in self.view[first:stop] or k == 1 or not self.view[low:first].strip():
                return False
        return k > 1 or not is_quoted(self.view[max(0, first - 1) : first])

    def _is_shown(self, first: int, stop: int) -> bool:
        """Do quotation marks hold a piece of a sentence, which nobody speaks: what stands on a sign?"""
        low, high = max(0, first - _PIECE), stop + _PIECE
        led = _OPENED.search(self.view, low, first)
        ended = led and _ENDED.match(self.view, stop, high)
        return ended is not None and led is not None and (led[1], ended[1]) in _SHOWN


def _is_akin(word: str, other: str) -> bool:
    """Could two words be forms of one? `dzień za dniem`."""
    near = abs(len(word) - len(other)) <= 2 and max(len(word), len(other)) <= 5
    return word[:3] == other[:3] or (near and word[:1] == other[:1])
