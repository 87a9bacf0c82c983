"""Characters of which a byte, or all, is lost: ``MarÃa``, ``donât``, ``It�s``, ``caf?s``.

What is left narrows what it was; word lists decide among the letters (`completion`), place and pairing among the marks
(`lostmarks`). A text has to prove its damage: ``Ã`` and ``â`` are letters, and a question mark is one unless several
stand between letters that make words without them. Left alone: real question marks, holes that two words would fill,
U+FFFD that is spoken of; where nothing decides, what may have been is a hint.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.encoding import broken, remains
from cleaner.encoding.bytesigns import Part
from cleaner.encoding.completion import CUT, KNOWN, LOST, MARGIN, MARK, UNDEFINED, Words, elision
from cleaner.encoding.gate import asks_within
from cleaner.encoding.holes import LEADS, LONE, STRONG, Holes, suspect
from cleaner.encoding.lonewords import lone
from cleaner.encoding.lostmarks import Spot, Style, style_of, tell
from cleaner.encoding.mojibake import TRAIL, Repair, Run, is_all_misread, is_misread
from cleaner.encoding.shown import is_discussed, is_shown
from cleaner.language import detect
from cleaner.lazy import lazy
from cleaner.text import Text
from cleaner.vocabulary import common_words

_HEADLESS = lazy(rf"[?\ufffd](?<=[^\W\d_].)[{re.escape(TRAIL)}](?=[^\W\d_])")  # whose first byte is lost
_OTHERS = ("en", "es", "fr", "de", "pt", "it")  # the languages foreign words and names are looked for in
_FEW = 5  # letters
_MOST = 8  # holes in a word that are tried as apostrophes
_PROVING = 3.0  # how common a word must be that proves by itself that bytes are lost
_EDGE = 1.5  # what it costs to take a hole at the edge of a word for a mark, on the Zipf scale
_UNKNOWN = 1.0  # what a word no list has is worth
_MANY = 20  # holes: more than a text about encodings shows
_WRITTEN = [
    (frozenset(letters), code)
    for code, letters in {
        "fr": "âèîï", "ro": "âî", "pt": "âãá", "tr": "âî", "vi": "âãèáđ", "de": "ä", "sv": "äå", "fi": "äå", "da": "å",
        "nb": "å", "it": "è", "ca": "èïá", "nl": "ïè", "es": "ñá", "cs": "á", "hu": "á", "is": "ðá", "sk": "áä",
    }.items()
]  # fmt: skip
_WRITES = lazy(r"\w(?<=[A-Za-zß-öø-ÿ])â[a-zß-öø-ÿ]")
_CAMEL = lazy("[a-zß-ÿ][À-Þ]")
_KIN = (("es", "ca", "pt", "it"), ("da", "nb", "sv"), ("cs", "sk", "pl"), ("ru", "uk", "bg"))
_WHOLE = lazy(r"(?<![\w?])[^\W\d_]{2,}(?![\w?])")
_WORD = lazy(r"[^\W\d_]+")
_EDGES = lazy(r"â(?<![^\W\d_].)"), lazy(r"â(?![^\W\d_])")  # where marks stand that open, and that close


class _Reading(NamedTuple):
    """One way to read a word with holes: what fills them, the marks at its edges, how good that is, and how sure."""

    filled: tuple[tuple[Part, str], ...]
    marks: tuple[Part, ...]
    score: float
    sure: bool
    cost: float = 0.0


def find(text: Text, runs: Sequence[Run]) -> Iterator[Repair]:
    """Yield what fills the holes of a text. Next to nothing where it shows none; linear.

    runs: what stands there of UTF-8 that was misread and lost no byte.
    """
    view, characters = text.view, text.remarkable
    leads = characters & LEADS
    lone = bool(leads) and LONE.search(text.stretches) is not None
    misread = bool(runs) and is_misread(view, runs)
    # One letter is searched for ten times as fast as a class, as long as it is rare.
    heads = sorted(leads) if len(leads) <= _FEW else ["".join(sorted(leads))]
    cut = lone and (misread or any(suspect(head).search(view) for head in heads))
    signed = misread and broken.is_broken(view)
    lost = "\ufffd" in characters or ("½" in characters and "ï¿½" in text.stretches)
    query = asks_within(text)
    filled: set[int] = set()
    for repair in (
        _Reader(text, cut, lost, len(runs), misread, query, signed).repairs() if cut or lost or query or signed else ()
    ):
        filled.update(at for edit in repair.edits if repair.certain for at in range(edit.start, edit.end))
        yield repair
    if lost:
        yield from remains.find(view, misread, filled, {end for _, end, reading in runs if reading.strength == 3})


class _Reader:
    """One text with holes: its words, its paragraphs, and what they prove together.

    cut: holes of lost bytes are looked for, which in a `misread` text need no proof of their own. query:
    question marks are. lost: so are signs for what is lost.
    """

    def __init__(self, text: Text, cut: bool, lost: bool, runs: int, misread: bool, query: bool, signed: bool) -> None:
        self._text = text
        self._runs = runs
        self._view = text.view
        self._misread = misread
        self._cut = cut
        self._plain = Holes(text, cut, query, False)
        self._signed = Holes(text, True, query, True) if signed else None
        self._asks_proof = not (runs or misread or query or signed or lost)
        self._all_misread = False  # is the paragraph read last misread throughout?
        self._quoting = False  # did a word in it begin with what may have been a mark?
        self._opened = False  # did a lost mark, or one that is whole, open a quotation in the paragraph read last?
        self._known: dict[tuple[str, frozenset[int]], Words] = {}
        self._styles: dict[str, Style] = {}
        self._proofs: dict[str, set[str]] = {"cut": set(), "query": set()}
        self._against = 0

    def repairs(self) -> Iterator[Repair]:
        found: list[tuple[str, tuple[Edit, ...], str, bool]] = []
        holed = list(self._holed())
        if self._asks_proof and not self._is_proven(holed):
            return
        for low, high, holes in holed:
            found += self._paragraph(low, high, holes)
        proven = {
            "cut": bool(self._proofs["cut"]) or self._misread,
            "query": len(self._proofs["query"]) > 1 and 2 * len(self._proofs["query"]) > self._against,
            "lost": len(found) > 1 or any(rule != "lost-mark" for _, _, rule, _ in found),
        }
        few = len(found) + self._runs < _MANY
        for channel, edits, rule, certain in found:
            start, end = edits[0].start, edits[-1].end
            shown = is_shown(self._view, start, end) or (few and is_discussed(self._view, start, end))
            if rule == "lost-mark" and self._view[start:end] == "â" and not self._proofs["cut"]:
                shown = shown or self._writes_it(start)
            if proven[channel] or channel == "lost" or (channel == "query" and certain and rule == "lost-letter"):
                yield Repair(edits, rule, certain and not shown and proven[channel])

    def _holed(self) -> Iterator[tuple[int, int, Holes]]:
        """The paragraphs with holes."""
        starts = self._plain.starts
        n = 0
        for low, high in self._text.paragraphs:
            n = bisect_left(starts, low, n)
            holes = self._plain
            if self._signed and self._signed.count(low, high) and is_all_misread(self._view, low, high):
                holes = self._signed
            elif n == len(starts) or starts[n] >= high:
                continue
            count = holes.count(low, high)
            if count and (self._cut or holes.signed or 4 * count < high - low):
                yield low, high, holes

    def _is_proven(self, holed: Sequence[tuple[int, int, Holes]]) -> bool:
        """Does a word prove that bytes are lost? Few can, in a text that writes the letters these look like."""
        for low, high, holes in holed:
            if STRONG.search(self._view, low, high) or all(edge.search(self._view, low, high) for edge in _EDGES):
                for _ in self._paragraph(low, high, holes):
                    pass
                if self._proofs["cut"]:
                    return True
        return False

    def _writes_it(self, at: int) -> bool:
        """Does the paragraph have the letter in a word? # The name, Mâine, is right with one â and no more."""
        low, high = next((span for span in self._text.paragraphs if span[0] <= at < span[1]), (at, at))
        return _WRITES.search(self._view, low, high) is not None

    # --- words

    def _paragraph(self, low: int, high: int, holes: Holes) -> Iterator[tuple[str, tuple[Edit, ...], str, bool]]:
        language = self._language(low, high, holes)
        words = self._words(language, holes.gone(low, high))
        spots: list[Spot] = []
        self._opened = not frozenset("“„«").isdisjoint(self._view[low:high])
        self._all_misread = self._misread and is_all_misread(self._view, low, high)
        self._quoting = False
        for parts in holes.words(low, high):
            yield from self._word(parts, words, low, spots)
        if holes.signed:
            for edits, rule, certain in broken.find(self._view, low, high, lambda: self._whole):
                yield "cut", edits, rule, certain
        if not spots:
            return
        style = self._style(low, high, language)
        for spot, new, certain in tell(self._view, low, high, spots, style, language):
            channel = "cut" if spot.kind != "any" else "query" if spot.question else "lost"
            if not (spot.kind == "closer" and new == "”" and "â€œ" in self._view):  # which `mojibake` sees to
                yield channel, (Edit(spot.start, spot.end, new),), "lost-mark", certain

    def _style(self, low: int, high: int, language: str) -> Style:
        """The marks of the text; a paragraph in another language than the text's has its own."""
        if language != self._spoken and not self._cut:
            return style_of(self._view[low:high], language, tight=True)
        if language not in self._styles:
            self._styles[language] = style_of(self._view, language)
        return self._styles[language]

    def _word(
        self, parts: list[Part], words: Words, low: int, spots: list[Spot]
    ) -> Iterator[tuple[str, tuple[Edit, ...], str, bool]]:
        """What fills the letters of one word; the marks at its edges go to `spots`."""
        raw = self._view[parts[0].start : parts[-1].end]
        if self._stands(raw, parts, words):
            return
        if letter := lone(self._view, parts, words.language, self._opens(low, parts[0].start)):
            yield "lost", (Edit(parts[0].start, parts[0].end, letter),), "lost-letter", True
            return
        reading = self._read(parts, words, self._opens(low, parts[0].start))
        if reading is None:
            self._against += all(p.text == LOST and self._asks(p) for p in parts if p.is_hole)
            return
        spots += [self._spot(part) for part in reading.marks]
        if reading.marks and not reading.filled and reading.score + reading.cost >= _PROVING:
            self._pair(parts, reading.marks)
        self._opened = self._opened or any(part.start == parts[0].start for part in reading.marks)
        if reading.filled:
            edits = tuple(Edit(part.start, part.end, new) for part, new in reading.filled)
            channel = self._channel(part for part, _ in reading.filled)
            self._prove(channel, parts, reading, raw)
            yield channel, edits, "lost-byte" if channel == "cut" else "lost-letter", reading.sure

    def _stands(self, raw: str, parts: list[Part], words: Words) -> bool:
        """Is this a word as it stands: ``âge``, ``când``, ``MAÇÃ``?"""
        if not raw.isalpha() or all(part.is_hole for part in parts) or _CAMEL.search(raw) or raw[0] in "ÐÑ":
            return False
        low = raw.lower()
        capitals = raw.isupper() and not self._all_misread
        return capitals or words.zipf(raw) >= KNOWN or any(low in common_words(code) for code in _owners(low))

    def _pair(self, parts: list[Part], marks: tuple[Part, ...]) -> None:
        """Keep a pair of ``â`` around common words as a proof: no pair of words is written so."""
        if all(part.text == MARK + "â" for part in marks):
            if marks[-1] is parts[-1] and self._quoting:
                self._proofs["cut"].add(self._view[parts[0].start : parts[-1].end])
            self._quoting = self._quoting or marks[0] is parts[0]

    def _prove(self, channel: str, parts: list[Part], reading: _Reading, raw: str) -> None:
        """Keep a word that proves damage: it makes a word one way only, and as it stands it is none."""
        inner = [part for part, _ in reading.filled if parts[0] is not part is not parts[-1]]
        if reading.sure and channel == "cut":
            suspect = STRONG.search(self._view, max(0, parts[0].start - 1), parts[-1].end + 1)
            if suspect and reading.score >= _PROVING:
                self._proofs[channel].add(raw)
        elif reading.sure and channel == "query" and inner:
            self._proofs[channel].update([raw, raw + "+"] if len(inner) > 1 else [raw])

    def _read(self, parts: list[Part], words: Words, opens: bool) -> _Reading | None:
        """The best reading of a word, or None where its inner holes make none."""
        first = next((n for n, p in enumerate(parts) if not p.at_edge), len(parts))
        if first == len(parts):
            marks = _Reading((), tuple(parts), 0.0, True)
            if parts[0].text[0] != CUT:
                return marks
            return max([marks._replace(score=KNOWN), *self._readings(parts, 0, first, words, opens)], key=_worth)
        last = next(n for n in range(len(parts), 0, -1) if not parts[n - 1].at_edge)
        readings = [
            found
            for a in range(min(first, 2) + 1)
            for b in range(min(len(parts) - last, 2) + 1)
            for found in self._readings(parts, first - a, last + b, words, opens)
        ]
        if not readings:
            return None
        readings.sort(key=_worth, reverse=True)
        best = readings[0]
        rival = next((r.score for r in readings[1:] if r.filled != best.filled), -9.0)
        return best._replace(sure=best.sure and best.score - max(rival, -best.cost) >= MARGIN)

    def _readings(self, parts: list[Part], low: int, high: int, words: Words, opens: bool) -> Iterator[_Reading]:
        """The readings in which ``parts[low:high]`` is the word and what stands around it marks."""
        marks = (*parts[:low], *parts[high:])
        core = parts[low:high]
        cost = _EDGE * low + sum(self._closing_cost(part, low > 0) for part in parts[high:])
        holes = [n for n, part in enumerate(core) if part.is_hole]
        if not holes:
            worth = max(words.zipf("".join(p.text for p in core)), _UNKNOWN)
            yield _Reading((), marks, worth - cost, True, cost)
            return
        if not any(part.text[0] == MARK for part in core):
            sloppy = core[0].text[0] == CUT and self._view[core[0].end - 1] in "?\ufffd" and self._undefined
            filling = words.fill(tuple(part.text for part in core), opens, sloppy)
            if filling is not None:
                filled = tuple(zip((core[n] for n in holes), filling.holes, strict=True))
                yield _Reading(filled, marks, filling.zipf - cost, filling.sure, cost)
        for n in holes[:_MOST]:
            if 0 < n < len(core) - 1 and core[n].text[0] in LOST + MARK:
                yield from self._parted(core, n, marks, words, opens, cost)

    def _parted(
        self, core: list[Part], n: int, marks: tuple[Part, ...], words: Words, opens: bool, cost: float
    ) -> Iterator[_Reading]:
        """The reading with an apostrophe at a hole, if the words on both sides take one."""
        filled: list[tuple[Part, str]] = []
        sides: list[str] = []
        sure = True
        for side, start in ((core[:n], opens), (core[n + 1 :], None)):
            holes = [part for part in side if part.is_hole]
            if holes:
                filling = None
                if not any(part.text[0] == MARK for part in holes):
                    filling = words.fill(tuple(part.text for part in side), start)
                if filling is None:
                    return
                sure = sure and filling.sure
                filled += zip(holes, filling.holes, strict=True)
            chars = iter([new for _, new in filled[len(filled) - len(holes) :]])
            sides.append("".join(next(chars) if part.is_hole else part.text for part in side))
        worth = elision(sides[0], sides[1], words)
        if worth >= KNOWN:
            both = sorted([*filled, (core[n], "’")], key=lambda item: item[0].start)
            yield _Reading(tuple(both), marks, worth - cost, sure, cost)
        elif core[n].text[0] == MARK and words.common(sides[0]) and words.common(sides[1]):
            both = sorted([*filled, (core[n], "—")], key=lambda item: item[0].start)
            yield _Reading(tuple(both), marks, KNOWN - cost, sure, cost)

    def _closing_cost(self, part: Part, opened: bool) -> float:
        """What it costs to take a hole behind a word for a mark: little where a mark before it opens a quotation."""
        if opened or self._opened or part.text[0] == MARK or part.marks:
            return _EDGE
        asks = self._asks(part) and not self._view[part.end + 1 : part.end + 2].islower()
        return _EDGE if asks else 2 * _EDGE

    # --- places

    def _opens(self, low: int, start: int) -> bool:
        """Does a sentence begin here?"""
        before = self._view[max(low, start - 12) : start].rstrip(" \xa0\n“”„«»‘\"'(¿¡–—-")
        if before.endswith(",?"):
            return False  # ?…,? ?crit-il: behind a comma stood a mark that closes
        return not before or before[-1] in ".!?…"

    def _asks(self, part: Part) -> bool:
        return self._view[part.start] == "?"

    def _channel(self, parts: Iterable[Part]) -> str:
        kinds = {"cut" if p.text[0] != LOST else "query" if self._asks(p) else "lost" for p in parts}
        return "query" if "query" in kinds else "cut" if "cut" in kinds else "lost"

    def _spot(self, part: Part) -> Spot:
        if part.text[0] == CUT:
            return Spot(part.start, part.end, "bytes", False, part.marks)
        closes = "€" in part.text and "â€\x9d" not in self._view
        kind = "any" if part.text == LOST else "closer" if closes else "general"
        return Spot(part.start, part.end, kind, kind == "any" and self._asks(part))

    def _language(self, low: int, high: int, holes: Holes) -> str:
        """The language of a paragraph, read without its damage; else that of the text."""
        sample = holes.blanked(self._view[low:high])
        told = detect(sample) if high - low > 60 else None
        return _among_kin(told or self._spoken, sample)

    @cached_property
    def _whole(self) -> str:
        """The text with what is misread and whole as it reads."""
        return broken.decoded(self._view)

    @cached_property
    def _undefined(self) -> bool:
        """Did that become a question mark which windows-1252 has no character for, as far as it shows?"""
        return not any(chr(byte) in self._view for byte in UNDEFINED - {0xAD}) and not _HEADLESS.search(self._view)

    @cached_property
    def _spoken(self) -> str:
        if self._text.language:
            return self._text.language
        if sum(char in "ÐÑ" or "а" <= char <= "я" for char in self._view[:20_000]) > min(20_000, len(self._view)) // 10:
            return "ru"
        if "áº" in self._view or "á»" in self._view:
            return "vi"
        return detect(self._plain.blanked(self._view)) or ""

    def _words(self, language: str, gone: frozenset[int]) -> Words:
        if (language, gone) not in self._known:
            own = () if self._text.language is None else self._own
            others = [code for code in (self._text.language, *_OTHERS) if code]
            self._known[language, gone] = Words(language, others, own, gone, self._undefined)
        return self._known[language, gone]

    @cached_property
    def _own(self) -> frozenset[str]:
        """The words of the text that hold a letter beyond ASCII and no hole."""
        return frozenset(
            word
            for token in self._text.vocabulary
            if not token.isascii()
            for word in _WORD.findall(token.replace("ï¿½", "\ufffd"))
            if not word.isascii() and not self._plain.shows(word)
        )


def _worth(reading: _Reading) -> float:
    return reading.score


def _among_kin(language: str, sample: str) -> str:
    """The language of a sample among those that share its small words: told by all its words that are whole."""
    kin = next((group for group in _KIN if language in group), ())
    words = [word.lower() for word in _WHOLE.findall(sample[:2000])]
    worth = {code: sum(common_words(code).get(word, 0.0) for word in words) for code in kin}
    return max(kin, key=lambda code: (worth[code], code == language), default=language)


def _owners(word: str) -> list[str]:
    """The languages that write the letters of a word which look like first bytes."""
    return [code for letters, code in _WRITTEN if not letters.isdisjoint(word)]
