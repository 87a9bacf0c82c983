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
from cleaner.encoding import lookalikes
from cleaner.encoding.mojibake import RUN, is_all_misread
from cleaner.encoding.oddities import oddities, suspects
from cleaner.encoding.plausibility import STEP, has_letters, weighs
from cleaner.encoding.readings import (
    WORDED,
    Cause,
    Chunk,
    edits,
    gain,
    known,
    rewritten,
    worded,
)
from cleaner.encoding.suspicion import LONE, TURN, chunks_of, explained, likely_causes, line_at, regions
from cleaner.language import detect
from cleaner.lazy import lazy
from cleaner.text import Text

_TOPIC = lazy(
    r"mojibake|\butf-?8\b|\blatin-?[12]\b|(?:windows|cp)-?12\d\d|\bkoi-?8|iso-?8859|shift.?jis|\bunicode\b|\bascii\b"
    r"|code ?page|charset|character (?:encoding|set)|кодировк|encodage|kodowani|zeichensatz|codificaci|文字化け|乱码",
    re.I,
)
_LOWERED = lazy("(?<=[a-z'])ã[¡-»](?=[a-z ])|ã[¡-»](?=[a-z])")  # cafã©: see `lowered`
_KANA = lazy("ã[\xa0-\xbf]?ã[\xa0-\xbf]?ã")  # that lost bytes
_TURN_LINE = 3 * STEP  # and from line to line
_RARER = 3 * STEP  # and to a reading other than windows-1252
_SURE = 60 * STEP  # and what settles it
_NEAR = 1000  # code points: as far from its subject an essay on encodings shows its examples
_MADE = 2  # common words that a mark or a capital broke: no writer puts them there
_LONG = 6  # chunks: a stretch as long is no example that a text about encodings shows
_WORDS, _SPREAD = 12, 4  # different chunks, and lines they stand in: nobody shows as many
_WORDLESS = 12  # characters: a shorter chunk, alone in a document, has to make a word
_SHORT = 3  # letters: some language has every word of so few
_OPENING = ("‘", "“", "„")
_ELIDED = lazy(r"(?<![^\W_])(?:[cdjlmnst]|qu|(?:jus|lors|puis)qu|un|[dns]?[aeu]ll|dell|quell|quest|aujourd)\Z", re.I)
_CONTRACTED = lazy(r"(?:s|t|re|ve|ll|d|m|n)(?![^\W_])")
_PARTING = frozenset("–—†‡•“”„…‰‘‹›«»˙¨¸˛˝ˇ˘¯")
_APOSTROPHES = ("’", "´")  # programma´s
# Letters that no table of bytes has: where one stands, the others are what they are. # Yoruba: Àwọn díjíìtì
_FURTHER = lazy("[\u1e00-\u1eff\u0300-\u036f]")
_UNIT = lazy(r"µ(?<![^\W\d_].)(?:[smgLlAVWFHNTCJKMPab]|mol|sec|Pa|Hz|Sv|Gy|rad|in)s?(?![^\W\d_])")  # 2µs, 5 µm
_ENDED = lazy(r"['’](?<=\d.)(?=[a-zçğıöşü]{1,5}(?![^\W_]))")  # in 1951’de: an ending behind a figure
_EDGES = ".,;:!?()[]\"'«»“”‘’"
_DOT = lazy(r"·(?<=(?:[\w)\]]|[@'´]).)(?=[\w(\[√])")
_PLAIN = lazy(r"[^\W\d_]*(?:·[^\W\d_]*)+")
_RARE_OWN = {"fr": frozenset("ÿ")}  # letters of names, which the tables of a language do not count
_BOX = lazy("[\u2500-\u259f]")


class Repair(NamedTuple):
    """A run of chunks of one cause, as the smallest edits that restore it, and whether it is certain."""

    edits: tuple[Edit, ...]
    certain: bool


def find(text: Text) -> Iterator[Repair]:
    """Yield the repairs of what was read as another legacy encoding. Linear; what is clean costs one look."""
    odd = oddities(text)
    words = odd.words
    if words and weighs(text.language) and weighs(_spoken(text)) and explained(text.view, words):
        nobody = text.entry is not None and not text.language and not _spoken(text)
        chunks, strange = chunks_of(text.view, suspects(text), regions(text.view, odd), frozenset(words))
        likely = likely_causes(chunks, strange)
        if likely:
            for repair in _repairs(text.view, chunks, likely, text.language):
                if all(lookalikes.is_twin(text.view, edit.start, edit.end) for edit in repair.edits):
                    continue
                if any(_BOX.search(edit.new) or _parts_letters(text.view, edit) for edit in repair.edits):
                    continue  # `µBlock`: no word has a piece of a frame
                if any(_UNIT.match(text.view, edit.start) for edit in repair.edits):
                    continue
                if any(_ENDED.match(text.view, edit.start) for edit in repair.edits):
                    continue
                if nobody and all(_swaps_letters(text.view, edit) for edit in repair.edits):
                    continue  # `Porto Rîko` in Kurdish, `minutë` in Kashubian, among messages that nothing tells either
                if _FURTHER.search(line_at(text.view, repair.edits[0].start)):
                    continue
                if not all(_is_control(text.view[edit.start : edit.end], edit.new) for edit in repair.edits):
                    yield repair  # a control alone is read by `invisible`


def _parts_letters(view: str, edit: Edit) -> bool:
    """Would a mark stand between two small letters where none does, or open behind one?

    # rot13 of mañana is znñnan; Bírítísì, which is Yoruba; but: don’t, l’eau
    """
    before, after = view[max(0, edit.start - 1) : edit.start], view[edit.end : edit.end + 1]
    if not before.islower():
        return False
    if not after.islower():
        return edit.new in _OPENING
    if edit.new in _APOSTROPHES:
        head, tail = view[max(0, edit.start - 8) : edit.start], view[edit.end : edit.end + 4]
        return not (_ELIDED.search(head) or _CONTRACTED.match(tail))
    return not _PARTING.isdisjoint(edit.new)


def _swaps_letters(view: str, edit: Edit) -> bool:
    """Does one Latin letter only become another?"""
    both = view[edit.start : edit.end] + edit.new
    return both.isalpha() and max(both) < "\u0250"


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
    if _KANA.search(line) or _LOWERED.search(line):
        return True
    return RUN.search(line) is not None and is_all_misread(line, 0, len(line))


def _is_control(damaged: str, new: str) -> bool:
    """Is this a control that windows-1252 has a mark for, whatever the text around it?"""
    return all("\x80" <= c <= "\x9f" for c in damaged) and damaged.encode("latin-1").decode("cp1252", "ignore") == new


def _repairs(view: str, chunks: list[Chunk], likely: list[Cause], language: str | None) -> Iterator[Repair]:
    stretches = list(_stretches(chunks, _way(chunks, likely)))
    sums = _sums(stretches)
    made = _made(stretches)
    topic = [match.start() for match in _TOPIC.finditer(view)]
    broad = _broad(stretches) if topic else frozenset()
    doubtful = _doubtful(stretches)
    dotted = _dotted(stretches)
    for cause, members in stretches:
        if cause[:2] == ("cp1252", "utf-8") or (
            cause.written != "utf-8" and _is_unicode(line_at(view, members[0].start))
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
                left = cause[:2] in dotted and (
                    any(_parts(view, edit) for edit in changes) or any(_is_sum(chunk.text) for chunk in run)
                )
                left = left or (certain and _is_own(view, changes, run, cause, language))
                yield Repair(changes, certain and not left)


def _is_own(view: str, changes: tuple[Edit, ...], run: list[Chunk], cause: Cause, language: str | None) -> bool:
    """Are all that would change letters the text's own language writes, and no word of another one comes of it?

    # Maÿlis Duœil, L’Haÿ in a French page, part of which was misread; haverá, of which none of two blanks comes
    """
    if any(e.new == "\xa0" and view[e.end : e.end + 1].isspace() and view[e.start : e.end].isalpha() for e in changes):
        return True
    if not language or cause.language in ("", language):
        return False
    letters = {c.lower() for edit in changes for c in view[edit.start : edit.end]} - (
        _RARE_OWN.get(language) or frozenset()
    )
    own = all(c.isalpha() and c < "\u0250" for c in letters) and has_letters("".join(sorted(letters)), language)
    return own and not any(known(chunk, cause) or worded(chunk.text, cause) for chunk in run)


def _way(chunks: list[Chunk], likely: list[Cause]) -> list[Cause | None]:
    """The cheapest sequence of causes, or none, for all chunks."""
    states: list[Cause | None] = [None, *likely]
    rarity = [0, *(0 if cause.read == "cp1252" else _RARER for cause in likely)]
    costs = [0, *(TURN + extra for extra in rarity[1:])]
    back: list[list[int]] = []
    line = -1
    for chunk in chunks:
        turn = TURN if chunk.line == line else _TURN_LINE
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


def _dotted(stretches: list[tuple[Cause, list[Chunk]]]) -> frozenset[tuple[str, str]]:
    """The pairs of encodings that make letters of dots between letters, and mostly no words with them.

    # /I·D·P/ and /roh·boh·kan'sel·@r/ in a dictionary; (f·2π)/2·sen(f·π)
    """
    words: dict[tuple[str, str], dict[str, bool]] = {}
    for cause, members in stretches:
        for chunk in members:
            if _DOT.search(chunk.text):
                plain = _PLAIN.fullmatch(chunk.text.strip(_EDGES)) is not None
                words.setdefault(cause[:2], {})[chunk.text] = plain and known(chunk, cause)
    return frozenset(pair for pair, told in words.items() if 2 * sum(told.values()) < len(told))


def _parts(view: str, edit: Edit) -> bool:
    """Is this a dot between two letters?"""
    return view[edit.start : edit.end] == "·" and _DOT.match(view, edit.start) is not None


def _is_sum(word: str) -> bool:
    """Is a word a product of letters and figures, with a dot between them? # sen(f·π)"""
    return _DOT.search(word) is not None and all(
        char.isascii() or not char.isalpha() or "\u0370" <= char < "\u0400" for char in word
    )


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
    if said < LONE // 2 and rewritten("é", cause.read, cause.written) == "é":
        # The one Ýr in a line of a page that has messages from Turkey: their tables share nearly all letters.
        new = [c for c in members if any(edits(c, cause))]
        if len(new) == 1 and 2 * said < new[0].cost and not (known(new[0], cause) or worded(new[0].text, cause)):
            return False
    if total >= _SURE and (said < total or len(members) > 1 or len(members[0].text) >= _WORDLESS):
        return True
    long = len(members) > 1 or len(members[0].text) >= _WORDLESS
    if (said >= 2 * LONE and long) or (said >= LONE and total >= said + LONE):
        return True
    if made >= _MADE and any(worded(c.text, cause) for c in members):
        return True
    if total == said and " " not in view.strip():
        return False  # RosŽ alone, where nothing around it tells the language
    return said >= LONE // 2 and any(known(c, cause) or worded(c.text, cause) for c in members)
