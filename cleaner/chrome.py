"""The grammar of page chrome: which short lines hold hardly a word that is not a page template's.

A template speaks in few words: it calls on the reader ("Subscribe to the channel of …"), names its own tools ("Font
size A+ A-"), lists topics ("Archived in: …") or titles ("See also: …"). The words stand in classes in
``rules/*/furniture.toml``; a line is judged by the share of its words that belong to them, so a wording nobody has
seen is known by its parts. Left alone are lines with words of their own: a sentence about a newsletter holds one.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import regex

from cleaner.lazy import lazy, lazy_regex
from cleaner.rules import RulePack
from cleaner.text import WALL

SURE, EDGE, WEAK = 2, 1, 0
_HEAD = 60  # code points of a line that its gate looks at
_SPLIT = lazy_regex(r"[:|?!>：؟？！]")
LONGEST = 220  # no line of chrome is longer
_SLOT = 4  # words of a name: "the channel of the *Evening Courier*"
_FOLD = str.maketrans({"'": "’", "\u00a0": " ", "\u202f": " ", "：": ":", "\t": " ", "İ": "i"})
_BULLETS = lazy_regex(r"^[[\s•▶►→←‹\p{So}\ufe0f]--[©®]]+|[\s\ufe0f\p{So}]+$", regex.V1)
_ARROW = lazy_regex(r"(?<=\S) ?[»›→]+$")
_SPACES = lazy_regex(r" {2,}")
_LOOSE = lazy_regex(r" (?=[:!?,.])")
_WALLED = lazy_regex(rf"{WALL}+")

_CALL, _MARK, _OBJECT, _OURS, _FILLER, _ALSO, _LISTING, _DETERMINER, _TOPIC, _MEDIA, _PAID, _HERE, _WATCH = (
    1 << n for n in range(13)
)
_CLASSES = {
    "call": _CALL,
    "mark": _MARK,
    "object": _OBJECT,
    "ours": _OURS,
    "filler": _FILLER,
    "also": _ALSO,
    "listing": _LISTING,
    "media": _MEDIA | _OBJECT,  # what a player plays
    "paid": _PAID | _MARK,  # advertisements and subscribers
    "here": _HERE | _FILLER,  # where a caption points
    "watch": _WATCH | _CALL,  # what one does with a video
    "determiner": _DETERMINER | _FILLER,
}
_KEY = _CALL | _MARK | _ALSO | _LISTING | _TOPIC | _MEDIA  # of these a line of chrome holds one at least
_STEM = range(3, 11)  # letters of a stem, written "abonn*"
_WORD = r"[\p{L}\p{M}][\p{L}\p{M}’]*(?:-[\p{L}\p{M}’]+)*"
_PLAIN_WORD = lazy(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")  # the gate takes the quicker engine
_CUT = lazy_regex(r"(?<=[.!?…。！？؟])\s+|(?<=[。！？])|[:：;；]\s+|：|\s*[|·•]\s*|\s+[/–—>→▶►➜»›-]\s+")
_HAN = lazy_regex(r"\p{Han}")
_TITLE = lazy_regex(r"[\p{Lu}\p{Lo}\p{N}“\"‘«„¿¡]")
_INNER_STOP = lazy_regex(r"[\p{L})]{2}[.;] ")
_ITEM = lazy_regex(r"\s*[|·•/,،、;]\s*")
_YEAR = lazy_regex(r"\b(?:19|20)\d\d\b")
SIGNED = ("©", "(c)", "(C)", "Copyright", "COPYRIGHT")
_YOU = lazy(r"(?i)\b(?:you|your|our|us|please|rights reserved)\b|©")
_LOWER = lazy_regex(r"\p{L}+:? \p{Ll}")  # `Copyright law will change`
# "See also" alone heads a section of a handbook or an encyclopedia.
_SEE = lazy_regex(r"(?i)(?:see|vea|ver|véase|voir|vedi|vedere|siehe|zie|см|zob|bkz|انظر)\b")
_QUOTED = tuple("“\"«„‘'—–")  # speech and quotation are content
# a sentence that goes on from the one before, or a farewell
_NO_START = lazy_regex(
    r"(?i)(?:see you|or|and|but|oder|und|aber|ou|et|mais|o|y|e|pero|ma|mas|en|of|maar|i|ale|или|и|но) "
)
# a handbook: `Click Update and return`
_STEP = lazy_regex(r"(?i:click|tap|choose|select)(?: on)? (?!Here)\p{Lu}\p{Ll}| and (?:choose|select|enter) ")
_PLUS = lazy_regex(r" (?:with|in|on|mit|in|auf|avec|dans|sur|con|en|em|no|na|com|z|w|met|op|с|в|на) \p{Lu}\S*$")
_TAGGED = lazy_regex(r" ?[\[(][\p{Lu} +,/]{4,24}[\])]$")  # `[VIDEO]` after a title


class Verdict(NamedTuple):
    """What a line is: its strength, the rule that names it, and whether it heads a list of titles."""

    strength: int
    rule: str
    heads: bool = False
    ours: bool = False  # it speaks for the site: "our channel"
    worded: bool = False  # known by its words alone, not by a pattern
    last: bool = False  # stands only at the end of a page


class _Weight(NamedTuple):
    """A part of a line: how many words of it belong to each class, and how many to none."""

    words: int
    named: int  # unknown words with a capital
    other: int  # unknown words without
    calls: bool  # it begins with an imperative
    marks: int
    objects: int
    also: int
    listing: int
    tools: int  # words that are imperatives or marks: a row of buttons
    every: int  # the classes of all words
    first: int  # the classes of its first word
    stopped: bool  # it ends in a full stop

    @property
    def ours(self) -> bool:
        return bool(self.every & _OURS)

    @property
    def states(self) -> bool:
        """Does it begin with a pronoun or an article?"""
        return bool(self.first & _DETERMINER)

    @property
    def leads(self) -> bool:
        """Does it lead to more of a kind, whatever it names: ``More news from Kestrel Point``?"""
        return (
            bool(self.first & (_LISTING | _CALL) and self.listing and self.objects)
            and not (self.other or self.stopped)
            and self.named < _SLOT
            and self.words < 8
        )

    @property
    def unknown(self) -> int:
        return self.named + self.other


class Vocabulary:
    """The word classes of one pack."""

    def __init__(self, pack: RulePack) -> None:
        files = {rule.file: rule.lists for rule in pack.rules}
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        for lists in files.values():
            for name, bit in _CLASSES.items():
                for word in chain.from_iterable(entry.casefold().split() for entry in lists.get(name, ())):
                    known, key = (self._stems, word[:-1]) if word.endswith("*") else (self._words, word)
                    known[key] = known.get(key, 0) | bit
            for topic in lists.get("topic", ()):
                first = topic.casefold().split()[0]
                self._words[first] = self._words.get(first, 0) | _TOPIC
        topics = (topic.casefold() for lists in files.values() for topic in lists.get("topic", ()))
        self._topics = tuple(sorted(topics, key=len, reverse=True))
        han = sorted((w for w in self._words if _HAN.match(w)), key=len, reverse=True)
        self._verb_last = any(lists.get("verb-last") for lists in files.values())
        self._token = regex.compile("|".join([*map(regex.escape, han), r"\p{Han}", _WORD]))
        self._first = self._token if han else _PLAIN_WORD
        self.rules = frozenset(pack.by_id)
        self._asking = frozenset(word for lists in files.values() for word in lists.get("instructing", ()))
        self.crediting = frozenset(word for lists in files.values() for word in lists.get("crediting", ()))
        self.bits = lru_cache(maxsize=32_768)(self._bits)

    def _bits(self, word: str) -> int:
        """The classes of a word in lower case."""
        known = self._words.get(word)
        if known is None:
            known = 0
            if self._stems:
                for length in _STEM:
                    if length > len(word):
                        break
                    known |= self._stems.get(word[:length], 0)
            if not known and "’" in word:  # `l’article`, `courier’s`
                left, _, right = word.rpartition("’")
                return self.bits(left) if len(right) < 2 else self.bits(right) if len(left) < 6 else 0
        return known

    def asks(self, word: str) -> bool:
        """Is this an imperative, of pages or of instructions?"""
        return word in self._asking or bool(self.bits(word) & _CALL)

    def is_chrome(self, word: str) -> bool:
        """Is this more than a word that any line may hold?"""
        return bool(self.bits(word) & (_CALL | _MARK | _OBJECT))

    def speaks(self, line: str) -> bool:
        """Does a line hold a word that pages speak in: what they ask for, or what they offer?"""
        return any(self.bits(word) & (_CALL | _MARK) for word in self._token.findall(line.casefold()))

    def may_be(self, line: str) -> bool:
        """A gate: does a short line begin in words of chrome? Only its first words are looked at."""
        if len(line) > LONGEST or not self._words:
            return False
        key = known = 0
        early = False
        words = self._first.findall(line[:_HEAD].lower().replace("i̇", "i"))
        for n, word in enumerate(words):
            if bits := self.bits(word):
                if n == 0 and bits & _TOPIC:
                    return True
                if bits & _KEY:
                    key += 1
                    early = early or n < 3
                known += 1
        if key and (5 * known >= (3 if len(line) < 100 else 4) * len(words) or (early and _SPLIT.search(line[:90]))):
            return True
        return line.startswith(SIGNED) or (len(line) <= _HEAD and "?" in line and bool(known))

    def judge(self, line: str) -> Verdict | None:
        """What a line is, its apostrophes, bullets and spaces already plain; None for content."""
        if line.startswith(_QUOTED) or _NO_START.match(line) or _STEP.search(line):
            return None
        found = self._topic_line(line) or self._notice(line) or self._reading(line)
        return found if found is not None and found.rule in self.rules else None

    def is_near(self, line: str) -> bool:
        """Does a line that is none for certain speak as pages do, and to the reader, but for a word or two?

        # Comments are moderated. Please keep them courteous.
        """
        if len(line) > LONGEST or line.startswith(_QUOTED) or _NO_START.match(line) or _STEP.search(line):
            return False
        weights = [self.weigh(part) for part in _CUT.split(line) if part and part.strip()]
        words, tools, unknown = (sum(w[n] for w in weights) for n in (0, _Weight._fields.index("tools"), 1))
        unknown += sum(w.other for w in weights)
        first = weights[0] if weights else None
        addressed = first is not None and ((first.calls and not first.states) or _YOU.search(line) is not None)
        credits_ = not self.crediting.isdisjoint(map(str.casefold, self._token.findall(line)))
        if unknown == 0 and sum(w.objects for w in weights) > 1 and words < 8 and not (credits_ or line.endswith(".")):
            return True  # All news of the day
        return words > 3 and tools > 0 and addressed and 10 * unknown <= 3 * words

    def weigh(self, part: str) -> _Weight:
        """Count the words of a part by class."""
        words = self._token.findall(part)
        loud = part.isupper()
        # `US` is no pronoun.
        classes = [0 if word == "US" and not loud else self.bits(word.lower()) for word in words]
        named = sum(not bits and word[0].isupper() and not loud for word, bits in zip(words, classes, strict=True))
        other = sum(not bits for bits in classes) - named
        first = next((n for n, bits in enumerate(classes) if bits & _CALL or not bits & _FILLER), 0)
        calls = bool(classes) and bool(classes[first] & _CALL) and not classes[0] & _DETERMINER
        if self._verb_last and not calls and classes and not named + other:  # `Artikel drucken`
            calls = bool(classes[-1] & _CALL) and not classes[0] & _DETERMINER and len(words) > 1
        every = 0
        for bits in classes:
            every |= bits
        rest = classes[:first] + classes[first + 1 :] if calls and classes[first] & _CALL else classes
        marks = sum(bool(bits & (_MARK | _HERE if calls else _MARK)) for bits in rest)
        objects, also, listing = (sum(bool(bits & c) for bits in rest) for c in (_OBJECT, _ALSO, _LISTING))
        tools = sum(bool(bits & (_CALL | _MARK)) for bits in classes)
        first_of_all = classes[0] if classes else 0
        stopped = part.endswith(".")
        return _Weight(
            len(words), named, other, calls, marks, objects, also, listing, tools, every, first_of_all, stopped
        )

    def _part(self, w: _Weight) -> int:
        """The strength of a part of a line; -1 for content, and for a part without words, WEAK."""
        if not w.words:
            return WEAK
        known = w.marks + w.objects
        if w.words == 1:
            return WEAK if known + w.also + w.listing + w.calls or not w.unknown else -1
        if w.unknown:
            if w.leads:
                return EDGE
            addressed = w.calls or (w.ours and not (w.states and w.other))
            if w.other > 1 or w.named > _SLOT or not (w.marks and addressed) or 5 * w.unknown > 2 * w.words:
                return -1
            if w.other and w.words < 6:
                return -1
            return EDGE
        if w.every & _PAID and w.words > 2 and (w.calls or (w.objects and w.words > 4)):
            return SURE
        if w.tools == w.words > 2:
            return EDGE
        if w.calls:
            return SURE if w.marks and w.ours else EDGE if known else WEAK
        if w.marks + w.listing > 1 or (w.marks or w.listing) * w.objects or (w.ours and w.marks + w.objects > 1):
            return EDGE
        return WEAK if known + w.also + w.listing or w.words < 3 else -1

    def _notice(self, line: str) -> Verdict | None:
        """A call on the reader, or a label: every part is chrome, but for a question or cry before the call."""
        parts = [part for part in _CUT.split(line) if part and part.strip()]
        weights: list[_Weight] = []
        strengths: list[int] = []
        for n, part in enumerate(parts):
            weight = self.weigh(part)
            strengths.append(self._part(weight))
            weights.append(weight)
            bait = n == 0 and len(parts) > 1 and part.endswith(("?", "!", "؟")) and weight.words <= 12
            if strengths[n] < WEAK and not bait:
                return None
        best = max(strengths, default=-1)
        ours = any(w.ours for w in weights)
        if "@@" in line:
            if any(w.unknown for w in weights):
                return None  # where to apply, or to write to
            best = min(best, EDGE)
        if best < WEAK or not any(w.marks + w.objects + w.also + w.listing + w.calls for w in weights):
            return None
        if strengths[0] < WEAK and not any(
            w.calls and w.marks and s >= EDGE for w, s in zip(weights, strengths, strict=True)
        ):
            return None
        if weights[0].also and len(parts) == 1 and not weights[0].marks:
            if weights[0].words == 1 or _SEE.match(line):
                return Verdict(WEAK, "furniture/read-also", worded=True)
            return Verdict(EDGE, "furniture/read-also", True, ours, True)
        if len(parts) == 1 and weights[0].calls and weights[0].listing and weights[0].words == 2:
            return Verdict(WEAK, "furniture/read-also", worded=True)  # `Read more`
        if best == WEAK and sum(w.tools + w.objects > 0 for w in weights) > 1 and any(w.tools for w in weights):
            best = EDGE  # `Already a subscriber? Log in`
        heads = len(parts) == 1 and weights[0].listing > 0 and not line.endswith(".")
        called = any(w.calls for w in weights)
        return Verdict(best, "furniture/prompt" if called else "furniture/page-form", heads, ours, True)

    def _reading(self, line: str) -> Verdict | None:
        """A lead and the title of another text: ``See also: Why the ferry no longer runs on Sundays``."""
        match = _CUT.search(line)
        if match is None or (line[match.start() - 1] in ".!?" and not line[: match.start()].isupper()):
            return None
        bar = match.group().strip()
        lead, title = self.weigh(line[: match.start()]), line[match.end() :].strip()
        plus = lead.unknown == 1 and lead.calls and lead.also and _PLUS.search(line[: match.start()])  # `with F+`
        if (lead.unknown and not plus) or not 1 <= lead.words <= 9:
            return None
        if tagged := _TAGGED.search(title):
            title = _INNER_STOP.sub(" ", title[: tagged.start()])
        if title.endswith((".", ",", ";", ":")) or _INNER_STOP.search(title):
            return None
        words = self._token.findall(title)
        # `Video: Ann Lee` is a credit.
        told = len(words) >= 5 and 2 * sum(word[0].islower() for word in words) > len(words)
        han = _HAN.match(title) is not None
        if lead.words == 1 and bar in ("-", "–", "—"):
            return None
        more = lead.listing and lead.objects and lead.words > 2  # `More on the topic: …`
        if (lead.also or more) and _TITLE.match(title) and (len(words) >= 3 or han):
            return Verdict(SURE, "furniture/read-also", worded=True)
        if lead.calls and lead.marks and lead.words >= 3 and len(words) >= 4:
            return Verdict(SURE, "furniture/read-also", worded=True)
        if (lead.every & _MEDIA or lead.every & _WATCH) and lead.words < 3 and _TITLE.match(title) and told:
            return Verdict(SURE, "furniture/read-also", worded=True)
        return None

    def _topic_line(self, line: str) -> Verdict | None:
        """A label and the topics it lists: ``Archived in: Politics, Europe``. Items are short and no sentence."""
        if line.startswith(SIGNED):
            return self._legal(line)
        low = line.casefold()
        head = next((t for t in self._topics if low.startswith(t)), None)
        if head is None or line.endswith((".", "!", "?")):
            return None
        if low == head and " " in head and len(head.rpartition(" ")[2]) <= 5:  # `Archived in`, the topics below
            return Verdict(EDGE, "furniture/page-form", heads=True, worded=True, last=True)
        rest = line[len(head) :].lstrip()
        if not rest.startswith((":", "：")) and (" " not in head or not rest[:1].isupper()):
            return None
        items = [item for item in _ITEM.split(rest.lstrip(":： ")) if item]
        if not items or (len(items) == 1 and items[0][0].islower()):
            return None
        if any(item.count(" ") > 4 for item in items) or regex.search(r"\d{3}|@", rest):
            return None
        return Verdict(EDGE, "furniture/page-form", worded=True, last=True)

    def _legal(self, line: str) -> Verdict | None:
        """``© 2021 Evening Courier``: a sign, a year and a name; without the year it is the credit of a picture."""
        short = len(self._token.findall(line)) <= 16 and not line.endswith("?")
        if short and "icen" not in line and _YEAR.search(line) and not _LOWER.match(line):
            return Verdict(EDGE, "furniture/page-form", worded=True, last=True)
        return None


def plain(line: str) -> str:
    """A line as the patterns spell it: no bullets, no spaces before marks, and one sign for an arrow at the end."""
    line = _SPACES.sub(" ", _BULLETS.sub("", _WALLED.sub("@@", line)).translate(_FOLD))
    return _ARROW.sub(" >", _LOOSE.sub("", line))
