"""The grammar of page chrome: which short lines hold hardly a word that is not a page template's.

A template speaks in few words: it calls on the reader ("Subscribe to the channel of …"), names its own tools ("Font
size A+ A-"), lists topics ("Archived in: …") or titles ("See also: …"). The words stand in classes in
``rules/*/furniture.toml``; a line is judged by the share of its words that belong to them, so a wording nobody has
seen is known by its parts. Left alone are lines with words of their own: a sentence about a newsletter holds one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

import regex

from cleaner.literals import Shapes
from cleaner.rules import RulePack, Triggers
from cleaner.text import WALL

SURE, EDGE, WEAK = 2, 1, 0
_HEAD = 60  # code points of a line that its gate looks at
_SPLIT = regex.compile(r"[:|?!>：؟？！]")
LONGEST = 220  # no line of chrome is longer
_SLOT = 4  # words of a name: "the channel of the *Evening Courier*"
_FOLD = str.maketrans({"'": "’", "\u00a0": " ", "\u202f": " ", "：": ":", "\t": " "})
_BULLETS = regex.compile(r"^[[\s•▶►→\p{So}\ufe0f]--[©®]]+|[\s\ufe0f\p{So}]+$", regex.V1)
_ARROW = regex.compile(r"(?<=\S) ?[»›→]+$")
_SPACES = regex.compile(r" {2,}")
_LOOSE = regex.compile(r" (?=[:!?,.])")
_WALLED = regex.compile(rf"{WALL}+")
_REMEMBERED = 8_192  # lines
_BUTTON = 25  # a button of a template, such as "Print", is shorter

_CALL, _MARK, _OBJECT, _OURS, _FILLER, _ALSO, _LISTING, _DETERMINER, _TOPIC, _MEDIA, _PAID, _HERE = (
    1 << n for n in range(12)
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
    "determiner": _DETERMINER | _FILLER,
}
_KEY = _CALL | _MARK | _ALSO | _LISTING | _TOPIC | _MEDIA  # of these a line of chrome holds one at least
_STEM = range(3, 11)  # letters of a stem, written "abonn*"
_WORD = r"[\p{L}\p{M}][\p{L}\p{M}’]*(?:-[\p{L}\p{M}’]+)*"
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")  # the gate takes the quicker engine
_CUT = regex.compile(r"(?<=[.!?…。！？؟])\s+|(?<=[。！？])|[:：;；]\s+|：|\s*[|·•]\s*|\s+[/–—>-]\s+")
_HAN = regex.compile(r"\p{Han}")
_TITLE = regex.compile(r"[\p{Lu}\p{Lo}\p{N}“\"‘«„¿¡]")
_INNER_STOP = regex.compile(r"[\p{L})]{2}[.;] ")
_ITEM = regex.compile(r"\s*[|·•/,،、;]\s*")
_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
_SIGNED = ("©", "(c)", "(C)", "Copyright", "COPYRIGHT")
_LOWER = regex.compile(r"\p{L}+:? \p{Ll}")  # `Copyright law will change`
# "See also" alone heads a section of a handbook or an encyclopedia.
_SEE = regex.compile(r"(?i)(?:see|vea|ver|véase|voir|vedi|vedere|siehe|zie|см|zob|bkz|انظر)\b")
_QUOTED = tuple("“\"«„‘'—–")  # speech and quotation are content


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

    @property
    def ours(self) -> bool:
        return bool(self.every & _OURS)

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
        self._topics = tuple(t.casefold() for lists in files.values() for t in lists.get("topic", ()))
        han = sorted((w for w in self._words if _HAN.match(w)), key=len, reverse=True)
        self._verb_last = any(lists.get("verb-last") for lists in files.values())
        self._token = regex.compile("|".join([*map(regex.escape, han), r"\p{Han}", _WORD]))
        self._first = self._token if han else _PLAIN_WORD
        self.rules = frozenset(pack.by_id)
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

    def may_be(self, line: str) -> bool:
        """A gate: does a short line begin in words of chrome? Only its first words are looked at."""
        if len(line) > LONGEST or not self._words:
            return False
        key = known = 0
        early = False
        words = self._first.findall(line[:_HEAD].lower())
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
        return line.startswith(_SIGNED) or (len(line) <= _HEAD and "?" in line and bool(known))

    def judge(self, line: str) -> Verdict | None:
        """What a line is, its apostrophes, bullets and spaces already plain; None for content."""
        if line.startswith(_QUOTED):
            return None
        found = self._topic_line(line) or self._notice(line) or self._reading(line)
        return found if found is not None and found.rule in self.rules else None

    def weigh(self, part: str) -> _Weight:
        """Count the words of a part by class."""
        words = self._token.findall(part)
        classes = [self.bits(word.lower()) for word in words]
        loud = part.isupper()
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
        return _Weight(len(words), named, other, calls, marks, objects, also, listing, tools, every)

    def _part(self, w: _Weight) -> int:
        """The strength of a part of a line; -1 for content, and for a part without words, WEAK."""
        if not w.words:
            return WEAK
        known = w.marks + w.objects
        if w.words == 1:
            return WEAK if known + w.also + w.listing + w.calls or not w.unknown else -1
        if w.unknown:
            addressed = w.calls or w.ours
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
        if best == WEAK and sum(w.tools + w.objects > 0 for w in weights) > 1 and any(w.tools for w in weights):
            best = EDGE  # `Already a subscriber? Log in`
        heads = len(parts) == 1 and weights[0].listing > 0
        called = any(w.calls for w in weights)
        return Verdict(best, "furniture/prompt" if called else "furniture/page-form", heads, ours, True)

    def _reading(self, line: str) -> Verdict | None:
        """A lead and the title of another text: ``See also: Why the ferry no longer runs on Sundays``."""
        match = _CUT.search(line)
        if match is None or line[match.start() - 1] in ".!?":
            return None
        bar = match.group().strip()
        lead, title = self.weigh(line[: match.start()]), line[match.end() :].strip()
        if lead.unknown or not 1 <= lead.words <= 9:
            return None
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
        if lead.every & _MEDIA and lead.words < 3 and _TITLE.match(title) and told:
            return Verdict(SURE, "furniture/read-also", worded=True)
        return None

    def _topic_line(self, line: str) -> Verdict | None:
        """A label and the topics it lists: ``Archived in: Politics, Europe``. Items are short and no sentence."""
        if line.startswith(_SIGNED):
            return self._legal(line)
        low = line.casefold()
        head = next((t for t in self._topics if low.startswith(t)), None)
        if head is None or line.endswith((".", "!", "?")):
            return None
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


class Patterns:
    """The line patterns and word classes of one pack, and the scan that finds the lines worth a look."""

    def __init__(self, pack: RulePack) -> None:
        waking = []
        self._pack = pack
        self.headings = frozenset(word for rule in pack.rules for word in rule.lists.get("manual", ()))
        for rule in pack.rules:
            cases = {form for t in rule.trigger for form in (t, t.capitalize(), t.title(), t.upper())}
            waking.append(replace(rule, trigger=tuple(sorted(cases))))
        self.triggers = Triggers(waking)
        self.vocabulary = Vocabulary(pack)
        # The pages of a site share their lines; what a line is does not depend on where it was seen first.
        self.worded = lru_cache(maxsize=_REMEMBERED)(self._worded)
        self.strong = lru_cache(maxsize=_REMEMBERED)(self._strong)
        self.weak = lru_cache(maxsize=_REMEMBERED)(self._weak)

    @cached_property
    def _shapes(self) -> tuple[list[Verdict], Shapes, Shapes]:
        """What the patterns say of a line, in the order of their strength and rules; the strong ones, the weak ones."""
        lists = {name: words for rule in self._pack.rules for name, words in rule.lists.items()}
        told = [
            (Verdict(strength, rule.id), f"(?:{line})(?: >)?")
            for strength, suffix in ((SURE, ""), (EDGE, "-edge"), (WEAK, "-weak"))
            for rule in self._pack.rules
            for line in rule.lists.get(rule.id.partition("/")[2] + suffix, ())
        ]
        strong = [line for verdict, line in told if verdict.strength > WEAK]
        weak = [line for verdict, line in told if verdict.strength == WEAK]
        return [verdict for verdict, _ in told], Shapes(strong, lists), Shapes(weak, lists)

    def _strong(self, line: str) -> Verdict | None:
        verdicts, strong, _ = self._shapes
        found = strong.first(plain(line))
        return None if found is None else verdicts[found]

    def _weak(self, line: str) -> Verdict | None:
        verdicts, strong, weak = self._shapes
        found = weak.first(plain(line))
        return None if found is None else verdicts[len(strong) + found]

    def _worded(self, line: str) -> Verdict | None:
        return self.vocabulary.judge(plain(line)) if self.vocabulary.may_be(line) else None

    def kinds(self, lines: list[str], end: int) -> dict[str, Verdict]:
        """The lines that are furniture, by a pattern whose trigger stands in them or by their words; the stronger
        holds. With `end`, weak ones too, and the longer of these only among that many last lines."""
        joined = "\n" + "\n".join(lines)
        woken = {
            line.strip()
            for spans in self.triggers.spans(joined).values()
            for start, end in spans
            for line in joined[start:end].split("\n")
        }
        out = {}
        for n, line in enumerate(map(str.strip, lines)):
            known = self.strong(line) if line in woken else None
            worded = self.worded(line)
            if worded is not None and (known is None or worded.strength > known.strength):
                known = worded if known is None else worded._replace(rule=known.rule)
            if known is None and end and (len(line) < _BUTTON or n >= len(lines) - end):
                known = self.weak(line)
            if known is not None:
                out[line] = known
        return out


def plain(line: str) -> str:
    """A line as the patterns spell it: no bullets, no spaces before marks, and one sign for an arrow at the end."""
    line = _SPACES.sub(" ", _BULLETS.sub("", _WALLED.sub("@@", line)).translate(_FOLD))
    return _ARROW.sub(" >", _LOOSE.sub("", line))
