"""Words of a text that stand again one to eight words later, and phrases a decoder looped on."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.openings import unopened
from cleaner.rules import RulePack
from cleaner.text import Text
from cleaner.translated import is_translated

LONGEST = 8  # words of a phrase
_COPIES = 4  # in a row make a loop
_LOOKS = 100  # at places that are counted out
_WORD = lazy(r"\S+")
_ENDING = lazy(r"[^\w\s]+\Z")
PLAIN = lazy(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CODE = lazy(r"\w\(\)|[{}\\]|`[^`\s]|\w_\w|::|->|\s--[a-z]")
_SENTENCE = 6  # words of a line that is no exclamation
_STANZA = 60  # code points of its longest line
_BLOCK = 500  # code points on either side that are looked at
_VERSE = 100  # code points of the longest line of verse
# Numerals that multiply each other: 100 miliard miliard hashů
COUNT = lazy(
    r"(?:mili|milli|mill|milh|milj|bili|billi|bilh|bilj|trili|trilli)(?:on|ón|oen|õe|ão|ard)|tis[ií]c|tys[ią]|tausend"
    r"|тысяч|тисяч|милли|мілья|мільй|биллион|більйон"
)
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
        self._located = [(0, 0)]  # words that were located, and where each starts: sorted

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
        if self._looked > _LOOKS:
            return *self.spans[first], *self.spans[last]
        place = bisect_right(self._located, (first, len(self.view)))
        near, at = self._located[place - 1]
        start = at
        if near < first or not at:
            start = len(self.view) - len(self.view[at:].split(None, first - near)[-1])
            self._located.insert(place, (first, start))
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
        for k in range(1, LONGEST + 1):
            for at, end in self.runs(k, max(k * (_COPIES - 1) - 1, 1)):
                phrase = self.words[at : at + k]
                if self.words[at:end] != self.words[at + k : end + k]:
                    continue
                copies = (end - at) // k + 1
                last = at + (copies + 1) * k - 1  # the last copy may end with a mark of its own
                if end + k == last < len(self.words) and unmarked(self.words[last]) == unmarked(phrase[-1]):
                    copies += 1
                if copies >= _COPIES and self.is_loop(at, k, copies):
                    _, _, _, start = self.span(at, at + k - 1)
                    _, _, _, stop = self.span(at, at + copies * k - 1)
                    final = self.words[at + copies * k - 1]
                    start -= len(phrase[-1]) - len(unmarked(phrase[-1]))
                    yield "repetition/loop", start, stop - (len(final) - len(unmarked(final)))

    def is_loop(self, at: int, k: int, copies: int) -> bool:
        """Is a run of copies a decoder's loop, and no chant, table row or emphasis?"""
        phrase = self.words[at : at + k]
        if len({unmarked(word) for word in phrase}) < k or not all(PLAIN.fullmatch(unmarked(word)) for word in phrase):
            return False
        if any(word[-1] in "!?.:;|" for word in self.words[at : at + k * copies - 1]):
            return False
        if k == 1 and (
            len(phrase[0]) < 6
            or unmarked(phrase[0]) != phrase[0]
            or phrase[0] in listed(self.pack, "emphatic")
            or COUNT.match(phrase[0])
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
        return end <= high and others >= 4 and not is_quoted(self.view[low:start])

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
        bare = [unmarked(word).casefold().strip("“\"‘'(") for word in self.words]
        return Counter(word for word, copy in pairwise(bare) if word == copy)

    @cached_property
    def technical(self) -> bool:
        """Does the text speak of programs, whose names are words that may follow themselves?"""
        return _CODE.search(self.view) is not None


def unmarked(word: str) -> str:
    """A word without the marks behind it."""
    ending = _ENDING.search(word) if not word[-1:].isalnum() else None
    return word[: ending.start()] if ending else word


def is_quoted(lead: str) -> bool:
    """Does a quotation stand open at the end of `lead`?"""
    return lead.count('"') % 2 == 1 or lead.count("“") + lead.count("«") > lead.count("”") + lead.count("»")
