"""Characters of which a byte, or all, is lost: ``MarÃa``, ``donât``, ``It�s``, ``caf?s``.

What is left narrows what it was; word lists decide among the letters (`completion`), place and pairing among the marks
(`lostmarks`). A text has to prove its damage: ``Ã`` and ``â`` are letters, and a question mark is one unless several
stand between letters that make words without them. Left alone: real question marks, holes that two words would fill,
U+FFFD that is spoken of; where nothing decides, what may have been is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.encoding.completion import CONTROLS, CUT, KNOWN, LOST, MARGIN, UNDEFINED, Words, elision
from cleaner.encoding.gate import asks_within
from cleaner.encoding.lostmarks import Spot, Style, style_of, tell
from cleaner.encoding.mojibake import RUN, TRAIL, Repair, Run, decode, is_discussed, is_misread, is_shown
from cleaner.language import detect
from cleaner.lazy import lazy
from cleaner.text import Text
from cleaner.vocabulary import common_words

_T = re.escape(TRAIL)
_HOLES = (
    rf"(?P<letter>(?:á[º»]|[ÃÄÅÈÎÏÐÑ])(?![{_T}])[?\ufffd]?)"
    rf"|(?P<mark>â(?:€(?![{_T}])[?\ufffd]?|[¦¬](?![{_T}])|(?![{_T}]| €(?!\d))))"  # â €: U+2800
)
# A first byte of UTF-8 without its second, where no writer puts such a letter. A class at the head is searched fast.
_STRONGLY = (
    rf"(?<=[ÃÄÅÈÎÏÐÑ])(?<=[a-zß-ÿ].)(?![{_T}])|(?<=[ÐÑ])(?=[ÐÑ])|(?<=á)[º»](?=[a-zà-ỹ])"
    rf"|(?<=nâ)(?=t\b)|(?<=[a-z]â)(?=(?:s|re|ve|ll|d|m)\b)|(?<=â)€(?![{_T}])"
)
_STRONG = lazy(f"[ÃÄÅÈÎÏÐÑáâ](?:{_STRONGLY})")
_SUSPECT = r"|(?<=â)(?=[A-Za-z])(?<!\w.)|(?<=â)(?=\s)|(?<=\b[ldnscjmt]â)(?=[aeiouhyÃ])"
# Signs that Latin-1 does not have, in whole runs; and a first byte alone where an apostrophe or a dash was.
_PRINTED = lazy(
    "á[º»][€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[Â-ß][€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?=[a-zß-ÿÂ-Ñ])(?<=[a-zß-ÿÂ-Ñ\x80-¿]..)|â€[œž™“˜¦]"
)
_BARE = lazy(r"â(?=t\b|s\b|\s|[A-Z])")
# The bytes that are left of a character beside the sign for one that was lost.
_MARKED = lazy(rf"(?:[à-áã-ï][{_T}]|[ð-ô][{_T}]{{1,2}}|[ÄÅÐÑÎÏ])\ufffd(?<!á[»º].)")
_LONE = lazy(  # the same with a class at the head: 150 MB/s
    rf"[ÃÄÅÈÎÏÐÑáâ](?:(?<=[ÃÄÅÈÎÏÐÑ])(?![{_T}])|(?<=á)[º»](?![{_T}])|(?<=â)(?:€(?![{_T}])|[¦¬](?![{_T}])|(?![{_T}])))"
)
_LEADS = frozenset("ÃÄÅÈÎÏÐÑáâ")
_MARK = "\2"  # a hole that was a mark: the part says which kind behind it
_OTHERS = ("en", "es", "fr", "de", "pt", "it")  # the languages foreign words and names are looked for in
_LONGEST = 60  # parts of a word with holes
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
_CAMEL = lazy("[a-zß-ÿ][À-Þ]")
_KIN = (("es", "ca", "pt", "it"), ("da", "nb", "sv"), ("cs", "sk", "pl"), ("ru", "uk", "bg"))
_WHOLE = lazy(r"(?<![\w?])[^\W\d_]{2,}(?![\w?])")
_WORD = lazy(r"[^\W\d_]+")


class _Part(NamedTuple):
    """A letter or hole of a word: as `completion` reads it, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def is_hole(self) -> bool:
        return self.text[0] in LOST + CUT + _MARK


class _Reading(NamedTuple):
    """One way to read a word with holes: what fills them, the marks at its edges, how good that is, and how sure."""

    filled: tuple[tuple[_Part, str], ...]
    marks: tuple[_Part, ...]
    score: float
    sure: bool
    cost: float = 0.0


def find(text: Text, runs: Sequence[Run]) -> Iterator[Repair]:
    """Yield what fills the holes of a text. Next to nothing where it shows none; linear.

    runs: what stands there of UTF-8 that was misread and lost no byte.
    """
    view, characters = text.view, text.remarkable
    leads = characters & _LEADS
    lone = bool(leads) and _LONE.search(text.stretches) is not None
    signed = "\ufffd" in characters
    misread = (lone or signed) and is_misread(view, runs)
    # One letter is searched for ten times as fast as a class, as long as it is rare.
    heads = sorted(leads) if len(leads) <= _FEW else ["".join(sorted(leads))]
    cut = lone and (misread or any(_suspect(head).search(view) for head in heads))
    lost = "\ufffd" in characters or ("½" in characters and "ï¿½" in text.stretches)
    query = asks_within(text)
    filled: set[int] = set()
    for repair in _Reader(text, cut, misread, query).repairs() if cut or lost or query else ():
        filled.update(edit.start for edit in repair.edits if repair.certain)
        yield repair
    if lost:
        yield from _signs(view, misread, filled, {end for _, end, reading in runs if reading.strength == 3})


def _signs(view: str, misread: bool, filled: set[int], ends: set[int]) -> Iterator[Repair]:
    """One U+FFFD for what is left of one character: the bytes beside it, or the sign itself, misread (``ï¿½``).

    filled: where it is known what stood there. ends: where runs end that prove that bytes were misread.
    """
    ends = set(ends)
    for match in _MARKED.finditer(view):
        start = match.start()
        if misread or start in ends or view[start - 1 : start].islower():
            ends.add(match.end())
            yield Repair((Edit(start, match.end(), "\ufffd"),), "lost-byte", True)
    at = view.find("ï¿½")
    while at >= 0:
        if at not in filled and not is_shown(view, at, at + 3) and not is_discussed(view, at, at + 3):
            yield Repair((Edit(at, at + 3, "\ufffd"),), "lost-byte", True)
        at = view.find("ï¿½", at + 3)


@lru_cache(maxsize=64)
def _suspect(leads: str) -> re.Pattern[str]:
    """Where one of these letters is hardly one that somebody wrote."""
    return re.compile(f"[{leads}](?:{_STRONGLY}{_SUSPECT})")


class _Reader:
    """One text with holes: its words, its paragraphs, and what they prove together.

    cut: holes of lost bytes are looked for, which in a `misread` text need no proof of their own. query:
    question marks are.
    """

    def __init__(self, text: Text, cut: bool, misread: bool, query: bool) -> None:
        self._text = text
        self._view = text.view
        self._cut = cut
        self._misread = misread
        letters = _HOLES if cut else "(?P<letter>(?!))|(?P<mark>(?!))"
        heads = text.remarkable & _LEADS if cut else frozenset()
        self._sign = re.compile(f"[{''.join(sorted(heads))}\ufffdï{'?' if query else ''}]")  # which a hole begins with
        self._hole = re.compile(rf"(?P<lost>ï¿½|\ufffd{'|[?]' if query else ''})|{letters}")
        run = RUN.pattern if cut else "(?!)"
        self._chunk = re.compile(rf"(?:{self._hole.pattern}|(?P<run>{run})|[^\W\d_])+")
        self._piece = re.compile(rf"{self._hole.pattern}|(?P<run>{run})|[^\W\d_]")
        # Where windows-1252 characters stand in whole runs, only what that table does not have is lost.
        self._gone = UNDEFINED if cut and _PRINTED.search(self._view) else CONTROLS
        self._opened = False  # did a lost mark, or one that is whole, open a quotation in the paragraph read last?
        self._known: dict[tuple[str, frozenset[int]], Words] = {}
        self._styles: dict[str, Style] = {}
        self._proofs: dict[str, set[str]] = {"cut": set(), "query": set()}
        self._against = 0

    def repairs(self) -> Iterator[Repair]:
        found: list[tuple[str, tuple[Edit, ...], str, bool]] = []
        cutting = self._cut
        for low, high in self._text.paragraphs:
            if not self._sign.search(self._view, low, high):
                continue
            holes = sum(1 for _ in self._hole.finditer(self._view, low, high))
            if holes and (cutting or 4 * holes < high - low):
                found += self._paragraph(low, high)
        proven = {
            "cut": bool(self._proofs["cut"]) or self._misread,
            "query": len(self._proofs["query"]) > 1 and 2 * len(self._proofs["query"]) > self._against,
            "lost": len(found) > 1 or any(rule != "lost-mark" for _, _, rule, _ in found),
        }
        few = len(found) < _MANY
        for channel, edits, rule, certain in found:
            start, end = edits[0].start, edits[-1].end
            shown = is_shown(self._view, start, end) or (few and is_discussed(self._view, start, end))
            if proven[channel] or channel == "lost" or (channel == "query" and certain and rule == "lost-letter"):
                yield Repair(edits, rule, certain and not shown and proven[channel])

    # --- words

    def _paragraph(self, low: int, high: int) -> Iterator[tuple[str, tuple[Edit, ...], str, bool]]:
        language = self._language(low, high)
        words = self._words(language, self._gone_from(low, high))
        spots: list[Spot] = []
        self._opened = not frozenset("“„«").isdisjoint(self._view[low:high])
        for chunk in self._chunk.finditer(self._view, low, high):
            if self._hole.search(self._view, *chunk.span()) and len(chunk.group()) <= _LONGEST:
                for parts in _by_letters(self._parts(*chunk.span())):
                    yield from self._word(parts, words, low, spots)
        if language not in self._styles:
            self._styles[language] = style_of(self._view, language)
        style = self._styles[language]
        for spot, new, certain in tell(self._view, low, high, spots, style, language):
            channel = "cut" if spot.kind != "any" else "query" if spot.question else "lost"
            if not (spot.kind == "closer" and "â€œ" in self._view):
                yield channel, (Edit(spot.start, spot.end, new),), "lost-mark", certain

    def _word(
        self, parts: list[_Part], words: Words, low: int, spots: list[Spot]
    ) -> Iterator[tuple[str, tuple[Edit, ...], str, bool]]:
        """What fills the letters of one word; the marks at its edges go to `spots`."""
        raw = self._view[parts[0].start : parts[-1].end]
        if self._stands(raw, parts, words):
            return
        reading = self._read(parts, words, self._opens(low, parts[0].start))
        if reading is None:
            self._against += all(p.text == LOST and self._asks(p) for p in parts if p.is_hole)
            return
        spots += [self._spot(part) for part in reading.marks]
        self._opened = self._opened or any(part.start == parts[0].start for part in reading.marks)
        if reading.filled:
            edits = tuple(Edit(part.start, part.end, new) for part, new in reading.filled)
            channel = self._channel(part for part, _ in reading.filled)
            self._prove(channel, parts, reading, raw)
            yield channel, edits, "lost-byte" if channel == "cut" else "lost-letter", reading.sure

    def _stands(self, raw: str, parts: list[_Part], words: Words) -> bool:
        """Is this a word as it stands: ``âge``, ``când``, ``MAÇÃ``?"""
        if not raw.isalpha() or all(part.is_hole for part in parts) or _CAMEL.search(raw) or raw[0] in "ÐÑ":
            return False
        low = raw.lower()
        return raw.isupper() or words.zipf(raw) >= KNOWN or any(low in common_words(code) for code in _owners(low))

    def _prove(self, channel: str, parts: list[_Part], reading: _Reading, raw: str) -> None:
        """Keep a word that proves damage: it makes a word one way only, and as it stands it is none."""
        inner = [part for part, _ in reading.filled if parts[0] is not part is not parts[-1]]
        if reading.sure and channel == "cut":
            suspect = _STRONG.search(self._view, max(0, parts[0].start - 1), parts[-1].end + 1)
            if suspect and reading.score >= _PROVING:
                self._proofs[channel].add(raw)
        elif reading.sure and channel == "query" and inner:
            self._proofs[channel].update([raw, raw + "+"] if len(inner) > 1 else [raw])

    def _read(self, parts: list[_Part], words: Words, opens: bool) -> _Reading | None:
        """The best reading of a word, or None where its inner holes make none."""
        first = next((n for n, p in enumerate(parts) if p.text[0] not in LOST + _MARK), len(parts))
        if first == len(parts):
            return _Reading((), tuple(parts), 0.0, True)
        last = next(n for n in range(len(parts), 0, -1) if parts[n - 1].text[0] not in LOST + _MARK)
        readings = [
            found
            for a in range(min(first, 2) + 1)
            for b in range(min(len(parts) - last, 2) + 1)
            for found in self._readings(parts, first - a, last + b, words, opens)
        ]
        if not readings:
            return None
        readings.sort(key=lambda r: -r.score)
        best = readings[0]
        rival = next((r.score for r in readings[1:] if r.filled != best.filled), -9.0)
        return best._replace(sure=best.sure and best.score - max(rival, -best.cost) >= MARGIN)

    def _readings(self, parts: list[_Part], low: int, high: int, words: Words, opens: bool) -> Iterator[_Reading]:
        """The readings in which ``parts[low:high]`` is the word and what stands around it marks."""
        marks = (*parts[:low], *parts[high:])
        core = parts[low:high]
        cost = _EDGE * low + sum(self._closing_cost(part, low > 0) for part in parts[high:])
        holes = [n for n, part in enumerate(core) if part.is_hole]
        if not holes:
            worth = max(words.zipf("".join(p.text for p in core)), _UNKNOWN)
            yield _Reading((), marks, worth - cost, True, cost)
            return
        if not any(part.text[0] == _MARK for part in core):
            sloppy = core[0].text[0] == CUT and self._view[core[0].end - 1] in "?\ufffd"
            filling = words.fill(tuple(part.text for part in core), opens, sloppy)
            if filling is not None:
                filled = tuple(zip((core[n] for n in holes), filling.holes, strict=True))
                yield _Reading(filled, marks, filling.zipf - cost, filling.sure, cost)
        for n in holes[:_MOST]:
            if 0 < n < len(core) - 1 and core[n].text[0] in LOST + _MARK:
                yield from self._parted(core, n, marks, words, opens, cost)

    def _parted(
        self, core: list[_Part], n: int, marks: tuple[_Part, ...], words: Words, opens: bool, cost: float
    ) -> Iterator[_Reading]:
        """The reading with an apostrophe at a hole, if the words on both sides take one."""
        filled: list[tuple[_Part, str]] = []
        sides: list[str] = []
        sure = True
        for side, start in ((core[:n], opens), (core[n + 1 :], None)):
            holes = [part for part in side if part.is_hole]
            if holes:
                filling = None
                if not any(part.text[0] == _MARK for part in holes):
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
        elif core[n].text[0] == _MARK and words.common(sides[0]) and words.common(sides[1]):
            both = sorted([*filled, (core[n], "—")], key=lambda item: item[0].start)
            yield _Reading(tuple(both), marks, KNOWN - cost, sure, cost)

    def _closing_cost(self, part: _Part, opened: bool) -> float:
        """What it costs to take a hole behind a word for a mark: little where a mark before it opens a quotation."""
        if opened or self._opened or part.text[0] == _MARK:
            return _EDGE
        asks = self._asks(part) and not self._view[part.end + 1 : part.end + 2].islower()
        return _EDGE if asks else 2 * _EDGE

    # --- places

    def _parts(self, start: int, end: int) -> list[_Part]:
        """The letters and holes of a word; of characters that are whole but misread, what they are."""
        out: list[_Part] = []
        for piece in self._piece.finditer(self._view, start, end):
            token, (low, high) = piece.group(), piece.span()
            if piece["run"]:
                out += [_Part(char, low, high) for char in decode(token) or token]
            elif piece["letter"]:
                out.append(_Part(CUT + token.rstrip("?\ufffd"), low, high))
            elif piece["mark"]:
                out.append(_Part(_MARK + token, low, high))
            else:
                out.append(_Part(LOST if piece["lost"] else token, low, high))
        return out

    def _opens(self, low: int, start: int) -> bool:
        """Does a sentence begin here?"""
        before = self._view[max(low, start - 12) : start].rstrip(" \xa0\n“”„«»‘\"'(¿¡–—-")
        return not before or before[-1] in ".!?…"

    def _asks(self, part: _Part) -> bool:
        return self._view[part.start] == "?"

    def _channel(self, parts: Iterable[_Part]) -> str:
        kinds = {"cut" if p.text[0] != LOST else "query" if self._asks(p) else "lost" for p in parts}
        return "query" if "query" in kinds else "cut" if "cut" in kinds else "lost"

    def _spot(self, part: _Part) -> Spot:
        kind = "any" if part.text == LOST else "closer" if "€" in part.text else "general"
        return Spot(part.start, part.end, kind, kind == "any" and self._asks(part))

    def _language(self, low: int, high: int) -> str:
        """The language of a paragraph, read without its damage; else that of the text."""
        sample = self._hole.sub("_", RUN.sub(lambda m: decode(m.group()) or "", self._view[low:high]))
        told = detect(sample) if high - low > 60 else None
        return _among_kin(told or self._spoken, sample)

    @cached_property
    def _spoken(self) -> str:
        if self._text.language:
            return self._text.language
        if sum(char in "ÐÑ" or "а" <= char <= "я" for char in self._view[:20_000]) > min(20_000, len(self._view)) // 10:
            return "ru"
        if "áº" in self._view or "á»" in self._view:
            return "vi"
        return detect(self._hole.sub("_", RUN.sub(lambda m: decode(m.group()) or "", self._view))) or ""

    def _gone_from(self, low: int, high: int) -> frozenset[int]:
        """The bytes that a paragraph lost: one pasted from elsewhere may have lost others."""
        if not self._cut:
            return CONTROLS
        if _PRINTED.search(self._view, low, high):
            return UNDEFINED
        return CONTROLS if _BARE.search(self._view, low, high) else self._gone

    def _words(self, language: str, gone: frozenset[int]) -> Words:
        if (language, gone) not in self._known:
            own = () if self._text.language is None else self._own
            others = [code for code in (self._text.language, *_OTHERS) if code]
            self._known[language, gone] = Words(language, others, own, gone)
        return self._known[language, gone]

    @cached_property
    def _own(self) -> frozenset[str]:
        """The words of the text that hold a letter beyond ASCII and no hole."""
        return frozenset(
            word
            for token in self._text.vocabulary
            if not token.isascii()
            for word in _WORD.findall(token.replace("ï¿½", "\ufffd"))
            if not word.isascii() and not (self._sign.search(word) and self._hole.search(word))
        )


def _among_kin(language: str, sample: str) -> str:
    """The language of a sample among those that share its small words: told by all its words that are whole."""
    kin = next((group for group in _KIN if language in group), ())
    words = [word.lower() for word in _WHOLE.findall(sample[:2000])]
    worth = {code: sum(common_words(code).get(word, 0.0) for word in words) for code in kin}
    return max(kin, key=lambda code: (worth[code], code == language), default=language)


def _owners(word: str) -> list[str]:
    """The languages that write the letters of a word which look like first bytes."""
    return [code for letters, code in _WRITTEN if not letters.isdisjoint(word)]


def _by_letters(parts: list[_Part]) -> Iterator[list[_Part]]:
    """The words with holes among parts, cut at whole characters that are no letters (a misread ``»``)."""
    word: list[_Part] = []
    for part in [*parts, _Part(" ", 0, 0)]:
        if part.is_hole or part.text.isalpha():
            word.append(part)
        else:
            if any(p.is_hole for p in word):
                yield word
            word = []
