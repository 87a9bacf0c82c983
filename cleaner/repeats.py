"""Words of a text that stand again one to eight words later: doubled words, doubled phrases, loops."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.openings import unopened
from cleaner.rules import RulePack
from cleaner.text import Text
from cleaner.translated import is_translated

_LONGEST = 8  # words of a phrase
_REACH = 10  # words before two copies that tell whether they go on with something
_COPIES = 4  # in a row make a loop
_WORD = lazy(r"\S+")
_ENDING = lazy(r"[^\w\s]+\Z")
_PLAIN = lazy(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CODE = lazy(r"\w\(\)|[{}\\]|`[^`\s]|\w_\w|::|->|\s--[a-z]")
_SENTENCE = 6  # words of a line that is no exclamation
_STANZA = 60  # code points of its longest line
_BLOCK = 500  # code points on either side that are looked at
_VERSE = 100  # code points of the longest line of verse
_LONG = 5  # letters; shorter words are doubled in jest, and in other languages, if they are not common
_OPEN_CLASS = 3  # letters: most longer words are of an open class
_DOUBLED = 10  # letters of a word that may be doubled for its degree
_ENTRY = 5  # words of the name of an entry
_TIE, _PAIR = 3, 7  # the same in other languages than English, and of both
_CLAUSE = 4  # letters of each of two words that are no chant
_COMMON = 4.0  # on the Zipf scale
_MET = 3.0  # the same in a page that is known to be translated out of English: sól, miód miód i mieszaj
MEANT = frozenset(
    "had in on out up off her so do no ha ho he bye la big old far bad sad hot yes hey tut ta wet new".split()
)
_BEING = frozenset(["is", "are", "was", "were", "has", "have", "had"])
# Numerals that multiply each other: 100 miliard miliard hashů
_COUNT = lazy(
    r"(?:mili|milli|mill|milh|milj|bili|billi|bilh|bilj|trili|trilli)(?:on|ón|oen|õe|ão|ard)|tis[ií]c|tys[ią]|tausend"
    r"|тысяч|тисяч|милли|мілья|мільй|биллион|більйон"
)
_SUM = frozenset("plus minus плюс минус мінус".split())
_BREATH = lazy(r"\w[»”“’)]*[,;]\Z")
_OPENERS, _CLOSERS = "„«", "“”»"
_NOT_ZERO = re.compile(rb"[^\0]")


@lru_cache(maxsize=64)
def function_words(pack: RulePack) -> frozenset[str]:
    """The words of the closed classes of the pack's language; empty where it lists none."""
    return listed(pack, "function") | listed(pack, "never")


@lru_cache(maxsize=512)
def listed(pack: RulePack, name: str) -> frozenset[str]:
    """What the list of this name holds, in all rule files of the pack."""
    return frozenset(word for rule in pack.rules for word in rule.lists.get(name, ()))


class Words:
    """The words of a text, compared with those that stand one to eight words later.

    All words are compared at once: a byte of the hash of each makes a long number, another byte a second one, and the
    numbers shifted by so many words are taken from them. Where two words seem equal they are compared themselves.
    """

    def __init__(self, text: Text, pack: RulePack) -> None:
        self.view = text.view
        self.language = text.language or ""
        self.words = self.given = text.tokens
        self.pack = pack
        # In a page that is known to be translated nobody doubles a word on purpose.
        self.told = is_translated(text)
        self.english = self.language == "en"
        self.translated = listed(pack, "translated") if self.told else frozenset()
        self.is_foreign = self.told and not self.english
        if self.told:
            self.words = unopened(self.words, self.closed, self.language)
        # Two bytes of the hash of each word: equal words have the same, and of the others one in 65,536.
        hashes = array("q", map(hash, self.words)).tobytes()
        self._bytes = [int.from_bytes(hashes[n::8], "little") for n in range(2)]
        self._differ: dict[int, bytes] = {}
        self._looked = 0

    @cached_property
    def closed(self) -> frozenset[str]:
        return function_words(self.pack) | frozenset(settings(self.language).get("function_words", ()))

    @cached_property
    def pair(self) -> frozenset[str]:
        return listed(self.pack, "pair")

    @cached_property
    def function(self) -> frozenset[str]:
        return listed(self.pack, "function")

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [m.span() for m in _WORD.finditer(self.view)]

    def span(self, first: int, last: int) -> tuple[int, int, int, int]:
        """Where word `first` starts and ends, and word `last`. A few are counted out, for many all are located."""
        self._looked += 1
        if self._looked > 12:
            return *self.spans[first], *self.spans[last]
        start = len(self.view) - len(self.view.split(None, first)[-1])
        found = [m.span() for m in islice(_WORD.finditer(self.view, start), last - first + 1)]
        return *found[0], *found[-1]

    def runs(self, k: int, length: int) -> Iterator[tuple[int, int]]:
        """Yield where `length` or more words in a row equal those `k` words on, as first and end."""
        count = len(self.words) - k
        if count < length:
            return
        if k not in self._differ:
            low, high = (byte ^ (byte >> 8 * k) for byte in self._bytes)
            apart = low | high
            self._differ[k] = apart.to_bytes(count + k, "little")[:count] + b"\1"
        differ = self._differ[k]
        zeros = b"\0" * length
        at = differ.find(zeros)
        while at >= 0:
            stop = _NOT_ZERO.search(differ, at)
            end = stop.start() if stop else count
            first = at
            for n in range(at, end + 1):
                if n == end or self.words[n] != self.words[n + k]:
                    if n - first >= length:
                        yield first, n
                    first = n + 1
            at = differ.find(zeros, end + 1)

    def loops(self) -> Iterator[tuple[str, int, int]]:
        """Phrases that stand four times or more in a row: all copies but the first."""
        for k in range(1, _LONGEST + 1):
            for at, end in self.runs(k, max(k * (_COPIES - 1) - 1, 1)):
                phrase = self.words[at : at + k]
                if self.words[at:end] != self.words[at + k : end + k]:
                    continue
                copies = (end - at) // k + 1
                last = at + (copies + 1) * k - 1  # the last copy may end with a mark of its own
                if end + k == last < len(self.words) and _bare(self.words[last]) == _bare(phrase[-1]):
                    copies += 1
                if copies >= _COPIES and self.is_loop(at, k, copies):
                    _, _, _, start = self.span(at, at + k - 1)
                    _, _, _, stop = self.span(at, at + copies * k - 1)
                    final = self.words[at + copies * k - 1]
                    start -= len(phrase[-1]) - len(_bare(phrase[-1]))
                    yield "repetition/loop", start, stop - (len(final) - len(_bare(final)))

    def is_loop(self, at: int, k: int, copies: int) -> bool:
        """Is a run of copies a decoder's loop, and no chant, table row or emphasis?"""
        phrase = self.words[at : at + k]
        if len({_bare(word) for word in phrase}) < k or not all(_PLAIN.fullmatch(_bare(word)) for word in phrase):
            return False
        if any(word[-1] in "!?.:;|" for word in self.words[at : at + k * copies - 1]):
            return False
        if k == 1 and (
            len(phrase[0]) < 6
            or _bare(phrase[0]) != phrase[0]
            or phrase[0] in listed(self.pack, "emphatic")
            or _COUNT.match(phrase[0])
            or (at and self.words[at - 1][-1].isdigit())  # 100 milyar milyar milyar milyar: a scale
        ):
            return False
        if k > 1 and (
            sum(map(len, phrase)) < (12 if copies == _COPIES else 10)
            or (k == 2 and phrase[0] in listed(self.pack, "link"))
        ):
            return False
        start, _, _, end = self.span(at, at + k * copies - 1)
        low, high = self.view.rfind("\n", 0, start) + 1, self.view.find("\n", start)
        high = len(self.view) if high < 0 else high
        others = len(self.view[low:start].split()) + len(self.view[end:high].split())
        return end <= high and others >= 4 and not _is_quoted(self.view[low:start])

    def phrases(self) -> Iterator[tuple[str, int, int]]:
        """Phrases that stand twice in a row, and single words that do (a hint)."""
        if not self.function:
            return
        for k in range(_LONGEST, 0, -1):
            for at, end in self.runs(k, max(k - 1, 1)):
                for n in range(at, min(at + 2, max(end - k + 1, at) + 1)):
                    if n + 2 * k <= len(self.words) and (self.is_doubled(n, k) if k > 1 else self.is_slip(n)):
                        _, _, _, start = self.span(n, n + k - 1)
                        _, _, _, stop = self.span(n, n + 2 * k - 1)
                        first, last = self.words[n + k - 1], self.words[n + 2 * k - 1]
                        if self.is_plain(n, k, start, stop):
                            start -= len(first) - len(_bare(first)) if k == 1 else first.endswith(",")
                            stop -= len(last) - len(_bare(last))
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
        plain = all(_PLAIN.fullmatch(word) or ((k >= 6 or self.told) and word.isdigit()) for word in phrase)
        if phrase[:-1] != copy[:-1] or phrase[-1] != _bare(copy[-1]) or not plain:
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
        if not (led or last_counts or content or told or item or said in listed(self.pack, "compound")):
            return False
        if len(set(phrase)) < (k if k < 4 else k - 1):
            return False
        if not self.told and k == 3 and f"{phrase[0]} {phrase[-1]}" in listed(self.pack, "chained"):
            return False  # the tail of the tail of a list
        if k == 2 and not self.is_slip_of_two(phrase):
            return False
        before = self.words[at - 1].casefold() if at else ""
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
        bound = any(word in self.closed for word in phrase) or (len(phrase[0]) >= _CLAUSE and len(phrase[1]) >= _LONG)
        return bound and not any(word in ties for word in phrase)

    def is_clause(self, at: int) -> bool:
        """Do two common words in lower case stand twice in a sentence, and but here? # debe llamar debe llamar al"""
        words = self.words[at - 1 : at + 5]
        if at < 1 or len(words) < 6 or not all(word.islower() and _PLAIN.fullmatch(word) for word in words):
            return False
        pair = words[1:3]
        emphatic = listed(self.pack, "emphatic")
        return (
            all(len(word) >= _CLAUSE and word not in emphatic for word in pair)
            and all(commonness(word, self.language) >= _COMMON for word in pair)
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
        return led and not measured and goes_on and not self.is_verse(at)

    def is_slip_of_content(self, at: int, k: int) -> bool:
        """Are two words of no closed class given twice in a sentence that goes on around them?

        # find a decoration company decoration company and go there; in English, where doubled words are known
        """
        if k != 2 or "repetition/content-word" not in self.pack.by_id or at + 4 >= len(self.words) or not at:
            return False
        phrase, before, after = self.words[at : at + 2], self.words[at - 1], self.words[at + 4]
        closed = function_words(self.pack) | listed(self.pack, "emphatic")
        known = all(word.islower() and len(word) >= _LONG and word not in closed for word in phrase)
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
            if _bare(self.words[at + 2 * k + more]) != phrase[more]:
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
        if self.told and any(mark in self.view[start:stop] for mark in '“"„«»”'):
            return False
        if "\n\n" in self.view[first:stop] or "\n" in self.view[start:again]:
            low = self.view.rfind("\n", 0, first) + 1
            if "\n\n" in self.view[first:stop] or k == 1 or not self.view[low:first].strip():
                return False
        return k > 1 or not _is_quoted(self.view[max(0, first - 1) : first])

    def is_slip(self, at: int) -> bool:
        """Is a doubled word none that is doubled for effect, and none the rules know?

        # 250 g per square meter. meter.
        """
        word = self.words[at]
        bare = _bare(word)
        if word in self.translated or self.is_short_slip(word):
            return word == self.words[at + 1] and self.words[at - 1 : at] != [word]
        return (
            len(bare) >= 4
            and word in (bare, bare + ".")
            and word == self.words[at + 1]
            and word.islower()
            and bool(_PLAIN.fullmatch(bare))
            and bare not in listed(self.pack, "emphatic")
            and not _COUNT.match(bare)
            and bare not in function_words(self.pack)
            and (at < 1 or self.words[at - 1] != word)
            and (at + 2 >= len(self.words) or _bare(self.words[at + 2]) != bare)
            and (len(bare) >= _LONG or commonness(bare, self.language) >= (_MET if self.is_foreign else _COMMON))
        )

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
        ends = ends and not _bare(word).endswith(tuple(listed(self.pack, "infinitive")) or ("\n",))  # o que deve levar
        meant = word.endswith(("ly", "ly.")) or ends or self.is_intensive(at)
        sure = goes_on and not meant and not self.is_verse(at) and not self.is_syntax(word, after)
        sure = sure and not self.is_degree(word, before) and not self.is_entry(at)
        if not sure or self.technical or self.doubled[_bare(word)] > 1:
            return "" if len(_bare(word)) < _LONG else "repetition/word"
        return "repetition/content-word" if "repetition/content-word" in self.pack.by_id else "repetition/word"

    def is_intensive(self, at: int) -> bool:
        """Has a word the ending of those that are doubled for emphasis, without what makes a noun of it, or in a page
        known to be translated a word of an open class behind it?

        # tritate fini fini gli odori; but: nella piazza piazza antica, un bagno pubblico pubblico pulito
        """
        endings = tuple(listed(self.pack, "intensive"))
        if not endings or not _bare(self.words[at]).endswith(endings):
            return False
        before = self.words[at - 1].lower() if at else ""
        after = _bare(self.words[at + 2]) if at + 2 < len(self.words) else ""
        if self.told and after.isalpha() and len(after) > _OPEN_CLASS and after not in function_words(self.pack):
            return False
        plain = tuple(listed(self.pack, "unintensive")) or ("\n",)
        return before not in function_words(self.pack) and not _bare(self.words[at]).endswith(plain)

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
        spoken, words = self.language, (word, _bare(after) or word)
        return spoken != "en" and all(commonness(w, "en") > commonness(w, spoken) + 1 for w in words)

    def is_verse(self, at: int) -> bool:
        """Does a word stand in a short line, and does the next line start with a capital, too?"""
        start = self.span(at, at)[0]
        low, high = self.view.rfind("\n", 0, start) + 1, self.view.find("\n", start)
        if len(self.view[low : high if high >= 0 else None].split()) < _SENTENCE:
            return True  # Then travel travel on.
        if high < 0 or high - low > _VERSE:
            return False
        if self._is_stanza(low):
            return True
        return self.view[low : low + 1].isupper() and self.view[high + 1 : high + 2].isupper()

    def _is_stanza(self, at: int) -> bool:
        """Does a line stand in a block of short lines of which some are indented? No writer wraps prose so."""
        low, high = self.view.rfind("\n\n", 0, at) + 2, self.view.find("\n\n", at)
        lines = self.view[max(low, at - _BLOCK) : min(high if high >= 0 else len(self.view), at + _BLOCK)].split("\n")
        indented = sum(line.startswith("  ") for line in lines)
        return len(lines) > 2 and 0 < indented < len(lines) and max(map(len, lines)) < _STANZA

    @cached_property
    def doubled(self) -> Counter[str]:
        """How often each word stands twice in a row, in any writing."""
        bare = [_bare(word).casefold().strip("“\"‘'(") for word in self.words]
        return Counter(word for word, copy in pairwise(bare) if word == copy)

    @cached_property
    def technical(self) -> bool:
        """Does the text speak of programs, whose names are words that may follow themselves?"""
        return _CODE.search(self.view) is not None


def _is_akin(word: str, other: str) -> bool:
    """Could two words be forms of one? `dzień za dniem`."""
    near = abs(len(word) - len(other)) <= 2 and max(len(word), len(other)) <= 5
    return word[:3] == other[:3] or (near and word[:1] == other[:1])


def _bare(word: str) -> str:
    """A word without the marks behind it."""
    ending = _ENDING.search(word) if not word[-1:].isalnum() else None
    return word[: ending.start()] if ending else word


def _is_quoted(lead: str) -> bool:
    """Does a quotation stand open at the end of `lead`?"""
    return lead.count('"') % 2 == 1 or lead.count("“") + lead.count("«") > lead.count("”") + lead.count("»")
