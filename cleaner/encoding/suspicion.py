"""What may have happened to a text that looks misread: the chunks to weigh, and the causes likely for them.

A cause is an encoding a text was read in, the one it was written in, and the language; see `cleaner.encoding.legacy`,
which finds the way through a document with the causes told here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from cleaner.encoding.oddities import LEAST, Oddities, standing
from cleaner.encoding.plausibility import STEP
from cleaner.encoding.readings import (
    BLANKS,
    Cause,
    Chunk,
    able,
    causes,
    final,
    gain,
    hope,
    hopeful,
    worded,
)
from cleaner.presence import places_of

TURN = 5 * STEP  # from one cause to another or none, within a line
LONE = 14 * STEP  # what a run must gain by itself where little else speaks for its cause
_SAMPLE = 8  # chunks of a line on which causes are tried
_TRIALS = 25  # lines of a document on which all causes are tried, and as many words: words must not use up the lines
_ODDEST = 16  # words of a document that are to show whether there is a cause
_AROUND = 300  # code points of a line before such a word, and behind it
_FEW = 100  # odd words: only what is around them is weighed
_LINES = 5  # that are weighed before and behind an odd word
_LANGUAGES = 3  # of one pair of encodings
_CAUSES = 16  # that are weighed over the whole document


def explained(view: str, words: list[str]) -> bool:
    """Is there a cause for one of the oddest words and what stands around it?"""
    tried: list[tuple[int, int]] = []
    for word in words[:_ODDEST]:
        at = view.find(word)
        if any(low <= at < high for low, high in tried):
            continue
        pairs = _thinkable(word)
        if not pairs:
            continue
        low, high = _passage(view, at, at + len(word))
        tried.append((low, high))
        chunks, odd = _weighed(view, low, high, len(tried), frozenset(words))
        found: dict[Cause, int] = {}
        sample = [chunks[n] for n in odd[:_SAMPLE]]
        _try_all(sample, [c for c in chunks if c not in sample][:_SAMPLE], pairs, found)
        if max(found.values(), default=0) >= LONE // 2:
            return True
    return False


@lru_cache(maxsize=4_096)
def _thinkable(word: str) -> list[tuple[str, str]]:
    """The pairs of encodings that a word would gain by."""
    suspect = Chunk(0, word, 0, standing(word)[0])
    return [pair for pair in able(word) if hopeful(suspect, *pair, STEP)]


def _passage(view: str, start: int, end: int) -> tuple[int, int]:
    """The part of a line around a word, up to the blanks nearest to its bounds."""
    low = view.rfind("\n", 0, start) + 1
    if low < start - _AROUND:
        low = view.rfind(" ", start - _AROUND, start) + 1 or start
    high = view.find("\n", end)
    high = len(view) if high < 0 else high
    if high > end + _AROUND:
        high = max(end, view.find(" ", end, end + _AROUND))
    return low, high


def line_at(view: str, at: int) -> str:
    end = view.find("\n", at)
    return view[view.rfind("\n", 0, at) + 1 : len(view) if end < 0 else end]


def regions(view: str, odd: Oddities) -> list[tuple[int, int]]:
    """The stretches that are weighed: the lines around the odd words, or all where these are many."""
    if len(odd.words) > _FEW:
        return [(0, len(view))]
    regions: list[tuple[int, int]] = []
    for at in sorted(_places(view, odd)):
        if regions and at < regions[-1][1]:
            continue
        low, high = at + 1, at
        for _ in range(_LINES):
            low = view.rfind("\n", 0, low - 1) + 1 if low else 0
            end = view.find("\n", high)
            high = len(view) if end < 0 else end + 1
        if regions and low <= regions[-1][1]:
            low = regions.pop()[0]
        regions.append((low, high))
    return regions


def _places(view: str, odd: Oddities) -> Iterator[int]:
    """Where the odd words stand: most have a letter of which the places are known."""
    known = {view[at] for at in odd.places}
    having: dict[str, list[tuple[str, int]]] = {}
    for word in odd.words:
        n = next((n for n, char in enumerate(word) if char in known), -1)
        if n < 0:
            yield from places_of(word, view)
        else:
            having.setdefault(word[n], []).append((word, n))
    for at in odd.places:
        for word, n in having.get(view[at], ()):
            if view.startswith(word, at - n):
                yield at - n


def chunks_of(
    view: str, strange: frozenset[str], regions: list[tuple[int, int]], words: frozenset[str]
) -> tuple[list[Chunk], list[int]]:
    """The chunks with a character beyond ASCII on lines with a suspect one, and which of them are odd."""
    pattern = _class_of(strange)
    chunks: list[Chunk] = []
    odd: list[int] = []
    number = 0
    for start, end in regions:
        first = pattern.search(view, start, end)
        while first is not None:
            low = view.rfind("\n", 0, first.start()) + 1
            high = view.find("\n", first.start())
            high = len(view) if high < 0 else high
            more, places = _weighed(view, low, high, number, words)
            odd.extend(len(chunks) + n for n in places)
            chunks.extend(more)
            number += 1
            first = pattern.search(view, high, end)
    return chunks, odd


def _weighed(view: str, low: int, high: int, number: int, words: frozenset[str]) -> tuple[list[Chunk], list[int]]:
    """The chunks beyond ASCII of a stretch, and which of them are odd."""
    chunks: list[Chunk] = []
    odd: list[int] = []
    line = view[low:high]
    for blank in BLANKS[1:]:
        line = line.replace(blank, " ")
    at = low
    for text in line.split(" "):
        if not text.isascii():
            cost, excess = standing(text)
            if excess or text in words or final(text):
                odd.append(len(chunks))
            chunks.append(Chunk(at, text, number, cost))
        at += len(text) + 1
    return chunks, odd


@lru_cache(maxsize=64)
def _class_of(suspects: frozenset[str]) -> re.Pattern[str]:
    inside = "(?<=[a-z])(?:[‘“”„…–—«»°\xa0](?=[a-z])|•)"  # where marks are letters: nuv‘rende, pu•
    return re.compile(f"[{re.escape(''.join(sorted(suspects)))}]|{inside}" if suspects else inside)


def likely_causes(chunks: list[Chunk], odd: list[int]) -> list[Cause]:
    """The causes that explain the odd chunks of some line and suit the others there, the most useful first."""
    strange: dict[int, list[Chunk]] = {}
    for at in odd:
        sample = strange.setdefault(chunks[at].line, [])
        if len(sample) < _SAMPLE and chunks[at] not in sample:
            sample.append(chunks[at])
    others: dict[int, list[Chunk]] = {}
    for chunk in chunks:
        sample = others.setdefault(chunk.line, [])
        if chunk.line in strange and len(sample) < _SAMPLE and chunk not in strange[chunk.line]:
            sample.append(chunk)
    found: dict[Cause, int] = {}
    trials = words = 0
    for line in sorted(strange, key=lambda line: -len(strange[line])):
        sample = strange[line]
        gains = {cause: sum(gain(c, cause) for c in (*sample, *others[line])) for cause in found}
        best = max(gains.values(), default=0)
        explained = best > sum(c.cost for c in sample) // 2
        if explained or trials >= _TRIALS:
            for cause, gained in gains.items():
                found[cause] += max(0, gained)
        else:
            trials += 1
            _try_all(sample, others[line], able("".join(c.text for c in sample)), found)
        if words < _TRIALS:
            words += _try_words(sample, found)
    most = max(found.values(), default=0)
    if any(cause[:2] == ("cp1252", "utf-8") and 2 * gained > most for cause, gained in found.items()):
        return []  # what the bytes prove comes first, even where some are lost
    pairs: Counter[tuple[str, str]] = Counter()
    kept = []
    for cause in sorted(found, key=lambda cause: -found[cause]):
        pairs[cause[:2]] += 1
        if pairs[cause[:2]] <= _LANGUAGES:
            kept.append(cause)
    return kept[:_CAUSES]


def _try_words(sample: list[Chunk], found: dict[Cause, int]) -> int:
    """Add the causes of names of another origin: what makes a common word of a chunk that no other cause makes better
    by half. Returns how many were tried."""
    tried = 0
    for chunk in sample:
        best = max((gain(chunk, cause) for cause in found), default=0)
        if 2 * best <= chunk.cost:
            tried += 1
            own: dict[Cause, int] = {}
            _try_all([chunk], [], able(chunk.text), own)
            for cause, gained in own.items():
                if worded(chunk.text, cause) and gained > max(best, 0) + 2 * TURN:
                    found[cause] = found.get(cause, 0) + gained
    return tried


def _try_all(sample: list[Chunk], others: list[Chunk], pairs: list[tuple[str, str]], found: dict[Cause, int]) -> None:
    """Add the causes that explain a line best, with what they gain there."""
    gains = {}
    for pair in pairs:
        if sum(max(0, hope(c, *pair)) for c in sample) < LEAST:
            continue
        for cause in causes(*pair):
            gained = sum(gain(c, cause) for c in sample)
            if gained >= LEAST:
                gains[cause] = gained + sum(gain(c, cause) for c in others)
    best = max(gains.values(), default=0)
    if best < LEAST:
        return
    near = sorted((cause for cause, gained in gains.items() if gained > best - 8 * STEP), key=lambda c: -gains[c])
    for cause in near[:8]:  # what only comes near on many lines is no rival of what is best on one
        found[cause] = found.get(cause, 0) + gains[cause] // (1 if gains[cause] == best else 3)
