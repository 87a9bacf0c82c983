"""UTF-8 that was read as one of the rarer tables, word by word: ``kaĹľdou``, ``vĂ\xadno``, ``С…Р»РµР±``, ``Ξ±Ο…Ο„Ξ®``.

ftfy asks whether a whole line was misread. A page that was put together holds single words and paragraphs that were,
beside letters and marks that were not. So each stretch between blanks is read by itself: its characters are the bytes
of whole UTF-8 in one of the tables (a byte for which the table has none became a control, and a soft hyphen or a
no-break space is a byte too), and what it then says is far more plausible than what stands there
(`cleaner.encoding.plausibility`). One more table is that of the byte-level vocabularies of language models, which show
each byte as a letter (``âĢĻ`` for ``’``). Left alone: what gains too little, alone or with all others of its table;
single letters without company (``её``, read as KOI8-R, has ``ţ``); what is part of a word that was read well
(``Рігор``); runs of windows-1252, which are the business of `mojibake`; what is shown or spoken of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cleaner.debris.evidence import talks
from cleaner.edits import Edit, apply, trim
from cleaner.encoding.lookalikes import known_word
from cleaner.encoding.mojibake import decode
from cleaner.encoding.plausibility import STEP, frame, least
from cleaner.encoding.shown import is_discussed, is_shown
from cleaner.presence import places_of
from cleaner.text import Text
from cleaner.vocabulary import common_words

_LEVEL = "byte-level"
TABLES = (
    "cp1250", "iso8859-2", "cp1251", "koi8-r", "cp866", "mac-cyrillic", "cp1253", "cp1257", "cp1254", "mac-roman",
    "mac-latin2", "cp437", "cp850", "cp852", "cp775", _LEVEL,
)  # fmt: skip
_LEADS = (0xC2, 0xC3, 0xC4, 0xC5, 0xC8, 0xCE, 0xCF, 0xD0, 0xD1, 0xE2)  # of Latin, Greek and Cyrillic, and of marks
_BLANK = " \n\t\r\v\f\ufffc\ufffd"
_REACH = 40  # characters to either side of a sequence that are read with it
_LONE = 10 * STEP  # what a stretch must gain by itself
_FELLOW = 3 * STEP  # and what among others of its table
_SURE = 20 * STEP  # what all must gain together
_FEW = 4  # letters: shorter words are known in some language or other
_DEAR = 30  # quarters of a nat for each character: what costs more is no word of any language
_OWN = 300  # words: a letter that one of so many has is the language's own
_NEAR = 3000  # code points: as far from its subject an essay on tokens shows its examples
_MANY = 20  # stretches: more than an essay on encodings shows outside its code spans
_OTHERS = ("es", "fr", "de", "pt", "it")  # the languages words are looked for in where none is told
_CURRENCY = frozenset("€™№")
_GREEK = "\u0370"  # the first letters of scripts whose words hold no ASCII


class Found(NamedTuple):
    """A stretch that was misread: where its sequences stand and what they were, the table, and what it gains.

    alone: it is one letter or mark with hardly a letter beside it, which proves nothing: её as KOI8-R has ţ.
    """

    edits: tuple[Edit, ...]
    table: str
    gain: int
    alone: bool


def find(text: Text) -> Iterator[tuple[tuple[Edit, ...], bool]]:
    """Yield the edits that restore such stretches, and whether each is certain. Linear."""
    view, stretches, characters = text.view, text.stretches, text.remarkable
    found: list[Found] = []
    for table in TABLES:
        leads, trails, pattern = _sequences(table)
        if leads.isdisjoint(characters) or trails.isdisjoint(characters):
            continue
        runs = set(pattern.findall(stretches))
        odd = frozenset(run for run in runs if not _is_western(run, table))
        if odd:
            found += _stretches(view, table, pattern, odd)
    sums: dict[str, int] = {}
    for table, gains in _different(view, found).items():
        sums[table] = sum(gains.values())
    few = len(found) < _MANY
    taken: set[int] = set()
    proven: dict[str, None] = {}
    for edits, table, gain, alone in sorted(found, key=lambda f: (-sums.get(f.table, 0), f.edits[0].start)):
        if any(edit.start in taken or edit.end - 1 in taken for edit in edits):
            continue
        sure = sums.get(table, 0) >= _SURE
        certain = gain >= _FELLOW if sure else gain >= _LONE and not alone
        if certain or (gain >= _LONE // 2 and not alone):
            taken.update(at for edit in edits for at in range(edit.start, edit.end))
            start, end = edits[0].start, edits[-1].end
            shown = is_shown(view, start, end) or (few and is_discussed(view, start, end))
            shown = shown or all(_is_own(view, edit, text.language or "") for edit in edits)
            shown = shown or (few and table == _LEVEL and talks(view[max(0, start - _NEAR) : end + _NEAR]))
            if certain and not shown:
                proven[table] = None
            yield edits, certain and not shown
    for table in proven if "\ufffd" in characters else ():
        yield from (((edit,), True) for edit in _halves(view, table, text.language))


def _halves(view: str, table: str, language: str | None) -> Iterator[Edit]:
    """Letters whose second byte the table does not have, where one alone makes a word: ``Ă\ufffdfrica``."""
    char = {b: c for c, b in _bytes(table).items()}
    codes = (language,) if language else _OTHERS
    lost = [b for b in range(0x80, 0xC0) if "\x80" <= char[b] < "\xa0"]
    for lead in _LEADS[:-1]:
        letters = [letter for b in lost if (letter := _decoded(char[lead] + char[b], table))]
        for at in places_of(char[lead] + "\ufffd", view):
            known = [new for new in letters if any(known_word(view, at, at + 2, new, code) for code in codes)]
            if len(known) == 1:
                yield Edit(at, at + 2, known[0])


def _is_western(run: str, table: str) -> bool:
    """Is a run nothing in a table, or the same as in windows-1252?"""
    char = _decoded(run, table)
    return not char or decode(run) == char


@cache
def _alphabet(language: str) -> frozenset[str]:
    """The letters a language writes: none of its own words proves that UTF-8 was misread. # Śąddię, dąwńó"""
    words = common_words(language)
    counts = Counter(letter for word in words for letter in set(word) if letter.isalpha())
    return frozenset(letter for letter, times in counts.items() if times * _OWN > len(words))


def _is_own(view: str, edit: Edit, language: str) -> bool:
    damaged = view[edit.start : edit.end]
    if not view[max(0, edit.start - 1) : edit.start].isalpha():
        damaged = damaged[0].lower() + damaged[1:]
    return _alphabet(language).issuperset(damaged)


def _different(view: str, found: list[Found]) -> dict[str, dict[str, int]]:
    """What each table gains by each different stretch: it counts once, however often it stands, and one that is alone
    where others are not."""
    out: dict[str, dict[str, int]] = {}
    for edits, table, gain, alone in sorted(found, key=lambda f: f.alone):
        if table in out or not alone:
            out.setdefault(table, {})[view[edits[0].start : edits[-1].end]] = gain
    return out


def _stretches(view: str, table: str, pattern: re.Pattern[str], odd: frozenset[str]) -> Iterator[Found]:
    """The stretches that gain by a table; one without a run that is odd says the same in windows-1252."""
    done = 0
    for spot in pattern.finditer(view):
        if spot.group() not in odd or spot.start() < done:
            continue
        low, high = spot.span()
        while low > max(done, spot.start() - _REACH) and view[low - 1] not in _BLANK:
            low -= 1
        while high < min(len(view), spot.end() + _REACH) and view[high] not in _BLANK:
            high += 1
        high = max(high, _last(pattern, view, low, high))
        done = high
        stands = view[low:high]
        gain, edits = _weighed(stands, table)
        if gain > 0:
            places = tuple(Edit(low + start, low + end, new) for start, end, new in edits)
            letters = sum(map(str.isalpha, apply(stands, edits)))
            alone = len(edits) == 1 and letters < _FEW and (edits[0].new.isalpha() or not letters)
            yield Found(places, table, gain, alone)


def _last(pattern: re.Pattern[str], view: str, low: int, high: int) -> int:
    """Where the last sequence ends that begins in a stretch: a no-break space may be its last byte."""
    return max((m.end() for m in pattern.finditer(view, low, min(len(view), high + 2)) if m.start() < high), default=0)


@lru_cache(maxsize=16_384)
def _weighed(stands: str, table: str) -> tuple[int, tuple[Edit, ...]]:
    """What a stretch gains by a table, and the edits that make it."""
    _, _, pattern = _sequences(table)
    edits: list[Edit] = []
    would: list[str] = []
    at, western = 0, True
    for match in pattern.finditer(stands):
        char = _decoded(match.group(), table)
        if not char or (char >= _GREEK and char.isalpha() and _is_read_well(stands, match, table)):
            continue
        western = western and decode(match.group()) == char
        would += [stands[at : match.start()], char]
        at = match.end()
        edits.append(trim(stands, Edit(*match.span(), char)))
    if western:
        return 0, ()
    new = "".join((*would, stands[at:]))
    cost = least(new) + frame(new)
    if cost > _DEAR * (len(new) + 1):
        return 0, ()
    return least(stands) + frame(stands) - cost, tuple(edits)


def _is_read_well(stands: str, match: re.Match[str], table: str) -> bool:
    """Does a letter of the sequence's word stand that is no byte of a letter? A word is misread as a whole.

    # Rihor in Cyrillic begins with the bytes of г: Рігор
    """
    leads, trails, _ = _sequences(table)
    low, high = match.span()
    while low and stands[low - 1].isalpha():
        low -= 1
    while high < len(stands) and stands[high].isalpha():
        high += 1
    return any(c > "\x7f" and c not in leads and c not in trails for c in stands[low:high])


@cache
def _bytes(table: str) -> dict[str, int]:
    """What a table makes of each byte beyond ASCII; where it has nothing a program left a control."""
    if table == _LEVEL:  # what prints stands for itself, the rest for letters from U+0100 on, in its order
        shown = [b for b in range(0x80, 0x100) if b > 0xA0 and b != 0xAD]
        hidden = [*range(0x80, 0xA1), 0xAD]
        return {chr(b): b for b in shown} | {chr(0x122 + n): b for n, b in enumerate(hidden)}
    return {bytes([b]).decode(table, "ignore") or chr(b): b for b in range(0x80, 0x100)}


@lru_cache(maxsize=4096)
def _decoded(run: str, table: str) -> str:
    """The one character that a run is the bytes of; empty where that is none of prose."""
    known = _bytes(table)
    try:
        char = bytes(known[c] for c in run).decode("utf-8")
    except (KeyError, UnicodeError):
        return ""
    mark = "\u2010" <= char <= "\u2026" or char in _CURRENCY or char in "\xa0«»¿¡°·×§½£"
    return char if char.isalpha() or mark else ""


@cache
def _sequences(table: str) -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """The first bytes of letters and marks as a table reads them, the others, and the pattern of one character."""
    char = {b: c for c, b in _bytes(table).items()}
    leads = frozenset(char[b] for b in _LEADS)
    trails = frozenset(char[b] for b in range(0x80, 0xC0))
    two = "".join(char[b] for b in _LEADS if b < 0xE0)
    trail = f"[{re.escape(''.join(sorted(trails)))}]"
    pattern = re.compile(f"[{re.escape(two)}]{trail}|{re.escape(char[0xE2])}{trail}{{2}}")
    return leads, trails, pattern
