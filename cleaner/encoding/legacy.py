"""One legacy encoding read as another: Russian that looks like ``Ïðèâåò``, Polish like ``Wa³êsa``, ``doesnÕt``.

Single bytes carry no signature as UTF-8 does, so language decides. A *cause* is the encoding a text was read in, the
one it was written in, and the language. Every chunk between blanks that is not plain ASCII is weighed
(`cleaner.encoding.plausibility`) as it stands, in the language that suits it best, and as each cause would have it;
then the cheapest way through the whole document is taken (Viterbi 1967), where it costs something to go from one cause
to another or to none. So one broken name in a clean article is found, a clean name in a broken one is left, and a
chunk too short to tell goes with its neighbours.

Left alone: whatever any language known here would write; texts in a language without a table (Albanian); what is not
clearly better the other way; lists of letters in the order of a table; single letters without company; texts about
encodings. UTF-8 read as windows-1252 is the business of `mojibake`: here it is a cause only so that no other one claims
it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.encoding.mojibake import RUN, is_all_misread
from cleaner.encoding.oddities import LEAST, odd_words, standing, suspects
from cleaner.encoding.plausibility import STEP, weighs
from cleaner.encoding.readings import (
    CHUNK,
    WORDED,
    Cause,
    Chunk,
    able,
    causes,
    edits,
    final,
    gain,
    hope,
    hopeful,
    known,
    rewritten,
    worded,
)
from cleaner.language import detect
from cleaner.lazy import lazy
from cleaner.presence import places_of
from cleaner.text import Text

_TOPIC = lazy(
    r"mojibake|\butf-?8\b|\blatin-?[12]\b|(?:windows|cp)-?12\d\d|\bkoi-?8|iso-?8859|shift.?jis|\bunicode\b|\bascii\b"
    r"|code ?page|charset|character (?:encoding|set)|кодировк|encodage|kodowani|zeichensatz|codificaci|文字化け|乱码",
    re.I,
)
_KANA = lazy("ã[\xa0-\xbf]?ã[\xa0-\xbf]?ã")  # that lost bytes
_TURN = 5 * STEP  # from one cause to another or none, within a line
_TURN_LINE = 3 * STEP  # and from line to line
_RARER = 3 * STEP  # and to a reading other than windows-1252
_SURE = 60 * STEP  # and what settles it
_LONE = 14 * STEP  # what a run must gain by itself where little else speaks for its cause
_NEAR = 1000  # code points: as far from its subject an essay on encodings shows its examples
_MADE = 2  # common words that a mark or a capital broke: no writer puts them there
_LONG = 6  # chunks: a stretch as long is no example that a text about encodings shows
_WORDS, _SPREAD = 12, 4  # different chunks, and lines they stand in: nobody shows as many
_WORDLESS = 12  # characters: a shorter chunk, alone in a document, has to make a word
_SHORT = 3  # letters: some language has every word of so few
_SAMPLE = 8  # chunks of a line on which causes are tried
_TRIALS = 25  # lines of a document on which all causes are tried
_ODDEST = 16  # words of a document that are to show whether there is a cause
_AROUND = 300  # code points of a line before such a word, and behind it
_FEW = 100  # odd words: only what is around them is weighed
_LINES = 5  # that are weighed before and behind an odd word
_LANGUAGES = 3  # of one pair of encodings
_CAUSES = 16  # that are weighed over the whole document
_BOX = lazy("[\u2500-\u259f]")


class Repair(NamedTuple):
    """A run of chunks of one cause, as the smallest edits that restore it, and whether it is certain."""

    edits: tuple[Edit, ...]
    certain: bool


def find(text: Text) -> Iterator[Repair]:
    """Yield the repairs of what was read as another legacy encoding. Linear; what is clean costs one look."""
    words = odd_words(text)
    if words and weighs(text.language) and weighs(_spoken(text)) and _explained(text.view, words):
        chunks, odd = _chunks(text.view, suspects(text), _regions(text.view, words), frozenset(words))
        likely = _likely(chunks, odd)
        if likely:
            for repair in _repairs(text.view, chunks, likely):
                if any(_BOX.search(edit.new) for edit in repair.edits):
                    continue  # `µBlock`: no word has a piece of a frame
                if not all(_is_control(text.view[edit.start : edit.end], edit.new) for edit in repair.edits):
                    yield repair  # a control alone is read by `invisible`


def _spoken(text: Text) -> str | None:
    """The language of the file a message stands in: a long message that nothing tells has that one too.

    # The Albanian `drejtpërsëdrejti` has a `ë` that no table knows.
    """
    if text.entry is None:
        return text.language
    memo = text.entry.messages.memo
    if "language" not in memo:
        memo["language"] = detect(text.entry.messages.text)
    return memo["language"]  # type: ignore[no-any-return]


@lru_cache(maxsize=256)
def _is_unicode(line: str) -> bool:
    """Is all that a line has beyond ASCII what is left of UTF-8, however much was lost of it?"""
    return _KANA.search(line) is not None or (RUN.search(line) is not None and is_all_misread(line, 0, len(line)))


def _is_control(damaged: str, new: str) -> bool:
    """Is this a control that windows-1252 has a mark for, whatever the text around it?"""
    return all("\x80" <= c <= "\x9f" for c in damaged) and damaged.encode("latin-1").decode("cp1252", "ignore") == new


# --- what may have happened


def _explained(view: str, words: list[str]) -> bool:
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
        if max(found.values(), default=0) >= _LONE // 2:
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


def _line(view: str, at: int) -> str:
    end = view.find("\n", at)
    return view[view.rfind("\n", 0, at) + 1 : len(view) if end < 0 else end]


def _regions(view: str, words: list[str]) -> list[tuple[int, int]]:
    """The stretches that are weighed: the lines around the odd words, or all where these are many."""
    if len(words) > _FEW:
        return [(0, len(view))]
    regions: list[tuple[int, int]] = []
    for at in sorted(at for word in words for at in places_of(word, view)):
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


def _chunks(
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
    for match in CHUNK.finditer(view, low, high):
        text = match.group()
        if not text.isascii():
            cost, excess = standing(text)
            if excess or text in words or final(text):
                odd.append(len(chunks))
            chunks.append(Chunk(match.start(), text, number, cost))
    return chunks, odd


@lru_cache(maxsize=64)
def _class_of(suspects: frozenset[str]) -> re.Pattern[str]:
    inside = "(?<=[a-z])(?:[‘“”„…–—«»°\xa0](?=[a-z])|•)"  # where marks are letters: nuv‘rende, pu•
    return re.compile(f"[{re.escape(''.join(sorted(suspects)))}]|{inside}" if suspects else inside)


def _likely(chunks: list[Chunk], odd: list[int]) -> list[Cause]:
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
    trials = 0
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
        if trials < _TRIALS:
            trials += _try_words(sample, found)
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
                if worded(chunk.text, cause) and gained > max(best, 0) + 2 * _TURN:
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


# --- the way through


def _repairs(view: str, chunks: list[Chunk], likely: list[Cause]) -> Iterator[Repair]:
    stretches = list(_stretches(chunks, _way(chunks, likely)))
    sums = _sums(stretches)
    made = _made(stretches)
    topic = [match.start() for match in _TOPIC.finditer(view)]
    broad = _broad(stretches) if topic else frozenset()
    doubtful = _doubtful(stretches)
    for cause, members in stretches:
        if cause[:2] == ("cp1252", "utf-8") or (
            cause.written != "utf-8" and _is_unicode(_line(view, members[0].start))
        ):
            continue
        near = bisect(topic, members[-1].start + _NEAR) > bisect(topic, members[0].start - _NEAR)
        shown = near and cause[:2] not in broad and (len(members) < _LONG or _said(cause, members) < _SURE)
        certain = (
            not shown and cause[:2] not in doubtful and _holds(view, members, cause, sums[cause[:2]], made[cause[:2]])
        )
        for run in _runs(view, members):
            changes = tuple(edit for chunk in run for edit in edits(chunk, cause))
            if changes:
                yield Repair(changes, certain)


def _way(chunks: list[Chunk], likely: list[Cause]) -> list[Cause | None]:
    """The cheapest sequence of causes, or none, for all chunks."""
    states: list[Cause | None] = [None, *likely]
    rarity = [0, *(0 if cause.read == "cp1252" else _RARER for cause in likely)]
    costs = [0, *(_TURN + extra for extra in rarity[1:])]
    back: list[list[int]] = []
    line = -1
    for chunk in chunks:
        turn = _TURN if chunk.line == line else _TURN_LINE
        line = chunk.line
        best = min(range(len(costs)), key=costs.__getitem__)
        came, new = [], []
        for n, state in enumerate(states):
            cost = costs[best] + turn + rarity[n]
            stay = costs[n] <= cost
            came.append(n if stay else best)
            new.append((costs[n] if stay else cost) - (gain(chunk, state) if state else 0))
        back.append(came)
        costs = new
    at = min(range(len(costs)), key=costs.__getitem__)
    way: list[Cause | None] = []
    for came in reversed(back):
        way.append(states[at])
        at = came[at]
    return way[::-1]


def _stretches(chunks: list[Chunk], way: list[Cause | None]) -> Iterator[tuple[Cause, list[Chunk]]]:
    """Chunks of one line that follow one another under one cause, whatever plain ASCII stands between."""
    for (cause, _), group in groupby(zip(way, chunks, strict=True), key=lambda pair: (pair[0], pair[1].line)):
        if cause is not None:
            yield cause, [chunk for _, chunk in group]


def _runs(view: str, members: list[Chunk]) -> Iterator[list[Chunk]]:
    """Chunks with nothing but blanks between them."""
    run = members[:1]
    for last, chunk in pairwise(members):
        if view[last.start + len(last.text) : chunk.start].strip(" "):
            yield run
            run = []
        run.append(chunk)
    yield run


def _broad(stretches: list[tuple[Cause, list[Chunk]]]) -> frozenset[tuple[str, str]]:
    """The pairs of encodings of which there is more than an essay on encodings would show."""
    words: dict[tuple[str, str], set[str]] = {}
    lines: dict[tuple[str, str], set[int]] = {}
    for cause, members in stretches:
        words.setdefault(cause[:2], set()).update(c.text for c in members)
        lines.setdefault(cause[:2], set()).add(members[0].line)
    return frozenset(pair for pair in words if len(words[pair]) >= _WORDS and len(lines[pair]) >= _SPREAD)


def _doubtful(stretches: list[tuple[Cause, list[Chunk]]]) -> frozenset[tuple[str, str]]:
    """The pairs of encodings that only make one letter another, and no longer word that is known, nor one whose shape
    nobody writes (``puÚ``).

    # Mîr Camar Uddîn Mast: a name from far away, though `mår` is Swedish
    """
    changed: dict[tuple[str, str], set[tuple[str, str]]] = {}
    proven: set[tuple[str, str]] = set()
    for cause, members in stretches:
        letters = changed.setdefault(cause[:2], set())
        for chunk in members:
            for edit in edits(chunk, cause):
                letters.add((chunk.text[edit.start - chunk.start : edit.end - chunk.start], edit.new))
            if (len(chunk.text) > _SHORT and known(chunk, cause)) or worded(chunk.text, cause) >= WORDED:
                proven.add(cause[:2])
    single = {pair for pair, letters in changed.items() if len(letters) == 1 and "".join(*letters).isalpha()}
    return frozenset(single - proven)


def _made(stretches: list[tuple[Cause, list[Chunk]]]) -> Counter[tuple[str, str]]:
    """How many different common words each pair of encodings makes where marks and capitals broke them.

    Those that end in a mark writers put behind words prove nothing alone: words are cut short.
    """
    words = {(cause[:2], c.text): worded(c.text, cause) for cause, members in stretches for c in members}
    solid = {pair for (pair, text), worth in words.items() if worth >= WORDED or (worth and len(text) == 1)}
    return Counter(pair for (pair, _), worth in words.items() if pair in solid and worth)


def _said(cause: Cause, members: list[Chunk]) -> int:
    return sum({c.text: gain(c, cause) for c in members}.values())


def _sums(stretches: list[tuple[Cause, list[Chunk]]]) -> dict[tuple[str, str], int]:
    """What speaks for each pair of encodings in the whole document; a chunk counts once, however often it stands."""
    said: dict[tuple[str, str], dict[str, int]] = {}
    for cause, members in stretches:
        said.setdefault(cause[:2], {}).update((c.text, gain(c, cause)) for c in members)
    return {pair: sum(by.values()) for pair, by in said.items()}


def _holds(view: str, members: list[Chunk], cause: Cause, total: int, made: int) -> bool:
    """Is there enough to repair a stretch: its own gain, its fellows, or a word it makes?

    made: as `_made` counts for the whole document.
    """
    said = _said(cause, members)
    if said < _LONE // 2 and rewritten("é", cause.read, cause.written) == "é":
        # The one Ýr in a line of a page that has messages from Turkey: their tables share nearly all letters.
        new = [c for c in members if any(edits(c, cause))]
        if len(new) == 1 and 2 * said < new[0].cost and not (known(new[0], cause) or worded(new[0].text, cause)):
            return False
    if total >= _SURE and (said < total or len(members) > 1 or len(members[0].text) >= _WORDLESS):
        return True
    long = len(members) > 1 or len(members[0].text) >= _WORDLESS
    if (said >= 2 * _LONE and long) or (said >= _LONE and total >= said + _LONE):
        return True
    if made >= _MADE and any(worded(c.text, cause) for c in members):
        return True
    if total == said and " " not in view.strip():
        return False  # RosŽ alone, where nothing around it tells the language
    return said >= _LONE // 2 and any(known(c, cause) or worded(c.text, cause) for c in members)
