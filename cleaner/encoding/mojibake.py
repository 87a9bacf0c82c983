"""UTF-8 that was read as a single-byte encoding: where it stands, and what it was.

The Western confusions (Latin-1, windows-1252, C1 characters between them) are read here, run by run, because a run of
UTF-8 bytes means the same wherever it stands: ``â€™`` is decoded once for a text, however often it occurs, and
its place is exact. Rarer encodings (windows-1251, -1250, -1253, -1257, MacRoman, CP437) go to ftfy, line by line, and
its answer is taken apart at the ASCII characters it left alone.

What is left alone, and why: a capital of a real word before a closing mark (``«MAÇÃ».``, ``HÂLÂ”``), two-character
runs that stand alone in a document and make no known word (``DrÃ¥``), runs shown between quotation marks, and
documents about encodings. Nothing is ever deleted that was a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from cleaner.edits import Edit, trim
from cleaner.encoding.lookalikes import known_word

_BYTE = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(0x80, 0x100)}
_BYTE |= {chr(b): b for b in range(0x80, 0xA0)}
_BYTE["ğ"] = 0xF0  # windows-1254, where emoji begin ğŸ
_TO_LATIN1 = str.maketrans({char: chr(b) for char, b in _BYTE.items() if ord(char) != b})

TRAIL = "".join(sorted(char for char, b in _BYTE.items() if 0x80 <= b < 0xC0))
_T = re.escape(TRAIL)
_SEQUENCE = f"(?:[Â-ß][{_T}]|[à-ï][{_T}]{{2}}|[ð-ôğ][{_T}]{{3}})"
LEADS = frozenset(map(chr, [*range(ord("Â"), ord("ô") + 1), ord("ğ")]))  # no run begins otherwise
_PAIR = re.compile(f"[Â-ôğ][{_T}]")  # a class at the head, nothing optional: 150 MB/s on clean prose
_RUN = re.compile(f"{_SEQUENCE}+")
_SINGLE = re.compile(_SEQUENCE)

# Marks that a writer puts right behind any letter: they close quotations and break off.
_CLOSERS = frozenset("»«”“’‘›‹…–—•\xa0\xad")
# And what may stand behind a capital besides: trade marks, notes, measures. (é is Ã©: behind a small letter it proves.)
_NOTES = _CLOSERS | frozenset("†‡™®©°ºª¹²³·¶§")
_LETTER_TRAILS = frozenset("ŠŒŽšœžŸ")
# Two-byte characters a reader of Latin text can have meant: Latin-1, Extended-A, and letters of vi, ro, az.
_LATIN = frozenset(map(chr, [*range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x218, 0x21C), 0x18F, 0x259]))
_OPENING = frozenset("\"'“”„«»‹‘‚([`")
_CLOSING = frozenset("\"'“”«»›’‘)]`")
_TOPIC = re.compile(
    r"mojibake|\butf-?8\b|\blatin-?1\b|windows-125\d|\bcp125\d|iso-8859|\bunicode\b|character (?:encoding|set)", re.I
)
_NEAR = 3000  # code points: about a page to either side
_MANY = 20  # runs: more than an essay on encodings shows outside its code spans

_LOST_CLOSER = re.compile(f"â€(?![{_T}])[�?]?")
_SPACED_A = re.compile(r"(?<=[\s'’])Ã (?= )|(?<=[\s'’])Ã(?= (?!s )[^\W\d_])|(?<=[^\W\d_A-ZÀ-Þ])Ã (?= )")
_SPACED_NBSP = re.compile(r"(?<=[a-zß-ÿ0-9.,;:!?%)”’\"])Â(?= )|(?<=\s)Â ")


class Repair(NamedTuple):
    """One run of mojibake: the smallest edits that undo it, the name of its rule, and whether it is certain."""

    edits: tuple[Edit, ...]
    rule: str
    certain: bool


class _Reading(NamedTuple):
    """What a run was, and what it proves: 3 alone, 2 with a word or a fellow, 1 only among fellows."""

    text: str
    strength: int
    single: bool
    edits: tuple[Edit, ...]  # from the start of the run


def find_western(view: str, language: str | None) -> Iterator[Repair]:
    """Yield the repairs of UTF-8 read as Latin-1 or windows-1252, once or several times over. Linear.

    A text proves itself: a run that decodes to one letter is repaired where other runs stand in the same text, or
    where it makes a word of `language`. ``â€™`` and its like need no company.
    """
    runs = list(_runs(view))
    proofs = _proofs(view, runs)
    few = len(runs) < _MANY
    shown = False
    for start, end, reading in runs:
        exhibit = _is_shown(view, start, end) or (few and _is_discussed(view, start, end))
        shown = shown or exhibit
        certain = not exhibit and _holds(view, start, end, reading, proofs, language)
        if certain or reading.strength > 1:
            edits = tuple(Edit(start + a, start + b, new) for a, b, new in reading.edits)
            yield Repair(edits, "mojibake", certain)
    if not shown:
        yield from _remnants(view, proofs)


def _runs(view: str) -> Iterator[tuple[int, int, _Reading]]:
    done = 0
    for pair in _PAIR.finditer(view):  # lead and trail bytes are different characters: every run starts at a pair
        start = pair.start()
        match = _RUN.match(view, start) if start >= done else None
        if match is None:
            continue
        done = match.end()
        reading = _read(match.group())
        if reading is not None and reading.strength:
            placed = _in_place(view, start, done, reading) if reading.single else reading
            if placed is not None:
                yield start, done, placed


@lru_cache(maxsize=4096)
def _read(run: str) -> _Reading | None:
    """Decode a run, as often as it was encoded; None where it is no UTF-8 or gives what no text holds."""
    text = _decode(run)
    if text is None:
        return None
    sequences = _SINGLE.findall(run)
    strength = _strength(run, text, len(sequences))
    edits: list[Edit] = []
    low = 0
    for sequence, char in zip(sequences, text, strict=True):
        start, end, new = trim(sequence, Edit(0, len(sequence), char))
        edits.append(Edit(low + start, low + end, new))
        low += len(sequence)
    for _ in range(4):  # Ã¢â‚¬â„¢ → â€™ → ’
        again = _RUN.sub(_decoded, text)
        if again == text:
            break
        text, strength = again, 3
        edits = [trim(run, Edit(0, len(run), text))]
    if "\ufffd" in text or any(unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") for c in text):
        return None
    return _Reading(text, strength, len(sequences) == 1, tuple(edits))


def _decoded(match: re.Match[str]) -> str:
    return _decode(match.group()) or match.group()


def _decode(run: str) -> str | None:
    try:
        return run.translate(_TO_LATIN1).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _strength(run: str, text: str, sequences: int) -> int:
    """What a run proves by itself: see `_Reading`. 0: it may well be what its writer meant."""
    odd = [c for c in run if c in TRAIL and c not in _CLOSERS]
    plain = [c for c in odd if c not in _LETTER_TRAILS]
    if sequences == 1:
        char = text[0]
        if ord(char) < 0x800:
            if char not in _LATIN:
                return 0  # É” was never ɝ
            return 2 if run[0] in "ÂÃÄÅ" and (odd or run[0] == "Â") else 1
        if char == "\ufeff":
            return 3
        if run[0] == "â":
            return 3 if odd else 1  # â€™, â‚¬, âˆ’; but â†’ may be an arrow behind a letter
        return 3 if ord(char) > 0xFFFF and plain else (1 if plain or 0x1E00 <= ord(char) < 0x1F00 else 0)
    if all(ord(c) > 0x24F and unicodedata.category(c)[0] == "L" for c in text):
        return 3 if plain else (2 if odd or sequences > 2 else 0)  # ÐŸÑ€Ð¸Ð²ÐµÑ‚
    return 3 if odd else 1


def _in_place(view: str, start: int, end: int, reading: _Reading) -> _Reading | None:
    """What a run of one character proves where it stands; None where it is what its writer meant.

    A capital Ã or Å behind a small letter is no spelling of any language; behind a capital, and before a mark that
    may follow a word, it is one.
    """
    if reading.strength > 2:
        return reading
    before = view[start - 1] if start else "\n"
    after = view[end] if end < len(view) else "\n"
    if before.isupper() and view[end - 1] in _NOTES:  # «MAÇÃ»., HÂLÂ”
        return reading if after.isupper() and view[end - 1] in "“‘–—‡†" else None  # LEÃ“N
    if view[start:end] in ("Â\xa0", "Ã\xa0") and (before in "«“\"'\xa0" or after in "»”\"'"):
        return None  # « Â »: the letter itself is spoken of
    if reading.strength == 1 and before.islower() and view[start] in "ÂÃÄÅ":
        return reading._replace(strength=2)
    return reading


def _proofs(view: str, runs: list[tuple[int, int, _Reading]]) -> int:
    """How many runs prove that the text was misread; those at the edge of a word count once, however often."""
    sure = 0
    edges: set[str] = set()
    for start, end, reading in runs:
        if reading.strength == 3 or (reading.strength == 2 and _inside_word(view, start, end)):
            sure += 1
        elif reading.strength == 2:
            edges.add(view[start:end])
    return sure + len(edges)


def _inside_word(view: str, start: int, end: int) -> bool:
    before, after = view[start - 1 : start], view[end : end + 1]
    return before.isalpha() and after.isalpha() and not (before.isupper() and after.isupper())


def _is_discussed(view: str, start: int, end: int) -> bool:
    """Do the lines around a place speak of encodings?"""
    return _TOPIC.search(view, max(0, start - _NEAR), end + _NEAR) is not None


def _is_shown(view: str, start: int, end: int) -> bool:
    """Does a run stand alone between quotation marks or brackets, with or without a space or bidi mark inside?"""
    if start and view[start - 1] in "\xa0\u202f":
        start -= 1
    if end < len(view) and view[end] in "\xa0\u202f\u200e\u200f":
        end += 1
    return view[start - 1 : start] in _OPENING and view[end : end + 1] in _CLOSING


def _holds(view: str, start: int, end: int, reading: _Reading, proofs: int, language: str | None) -> bool:
    """Is there enough to repair this run: its own shape, its fellows, or the word it makes?"""
    if reading.strength == 3:
        return True
    before = view[start - 1] if start else "\n"
    after = view[end] if end < len(view) else "\n"
    if reading.strength == 1:
        if proofs < 2:
            return False
        # Ã and Â are no words; Å is a river, and may stand before a dash.
        return view[end - 1] not in _CLOSERS or after.isalpha() or view[start] in "ÃÂ" or not reading.single
    if proofs > 1:
        return True
    if view[start] == "Â":  # £4 an hour, 12 °C: the sign is there already, a letter Â is no word
        return not before.isalpha() and (after.isalnum() or before.isdigit() or view[end - 1] not in "\xa0»«")
    if _inside_word(view, start, end):
        return True
    return known_word(view, start, end, reading.text, language)


def _remnants(view: str, proofs: int) -> Iterator[Repair]:
    """Yield what is left of runs that lost a byte, where other runs show which one it was.

    ``â€`` without its last byte (9D has no character in windows-1252) closes what an ``â€œ`` opened. ``Ã`` and ``Â``
    before a space had a no-break space there, which some program made plain.
    """
    if "â€œ" in view:
        for m in _LOST_CLOSER.finditer(view):
            yield Repair((Edit(m.start(), m.end(), "”"),), "lost-quote", True)
    if proofs > 1 and "Ã " in view:
        for m in _SPACED_A.finditer(view):
            yield Repair((Edit(m.start(), m.end(), "à"),), "mojibake-space", True)
    if proofs > 1 and "Â " in view:
        for m in _SPACED_NBSP.finditer(view):
            yield Repair((Edit(m.start(), m.end(), ""),), "mojibake-space", True)


# What other single-byte encodings make of the first two bytes of UTF-8 punctuation: E2 80 (and E2 9C, E2 9D: ✅ ❌).
_SIGNS = {
    "вЂ": "cp1251",
    "вњ": "cp1251",
    "β€": "cp1253",
    "ā€": "cp1257",
    "‚Ä": "mac-roman",
    "‚ú": "mac-roman",
    "‚ù": "mac-roman",
    "ΓÇ": "cp437",
    "ΓÜ": "cp437",
    "ÔÇ": "cp850",
    "тА": "cp866",
}
_CP1251 = re.compile("(?:[РС][Ђ-Џѐ-џ¤¦§©«¬®°±µ¶·»‘’“”•–—™‚„…†‡€‰‹›№\xa0\xad]){3}")
_SYMBOLS = re.compile("√[©®±∂†≠™´≤≥¥µø°]|├[⌐í│▒ⁿ┤║╢╖]|[ĂĹ][©¤¦±ˇ˘˝§¨‚›„‡­Łłşź]")
_ANCHOR = re.compile(r"[!-~]")


def find_other(view: str) -> Iterator[Repair]:
    """Yield the repairs of UTF-8 read as a rarer encoding: marks by their three characters, letters by ftfy."""
    marks = [found for sign, codec in _SIGNS.items() if sign in view for found in _marks(view, sign, codec)]
    spots = [m.start() for m in _CP1251.finditer(view)] if "Р" in view or "С" in view else []
    if any(c in view for c in "√├ĂĹ"):
        pairs = [m.start() for m in _SYMBOLS.finditer(view)]
        spots = sorted(spots + pairs) if len(pairs) + len(marks) > 1 else spots
    if not marks and not spots:
        return
    few = len(marks) + len(spots) < _MANY
    for edit in [*marks, *_letters(view, spots)]:
        start, end, _ = edit
        shown = _is_shown(view, start, end) or (few and _is_discussed(view, start, end))
        yield Repair((edit,), "mojibake", not shown)


def _marks(view: str, sign: str, codec: str) -> Iterator[Edit]:
    for at in _all(view, sign):
        try:
            char = view[at : at + 3].encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if len(char) == 1 and ("\u2010" <= char <= "\u2026" or char in "€™✅✓✔✗❌→←"):
            yield Edit(at, at + 3, char)


def _letters(view: str, spots: list[int]) -> Iterator[Edit]:
    """What ftfy repairs in the lines of `spots`, but for Western runs, which `find_western` judges."""
    done = -1
    for at in spots:
        if at < done:
            continue
        low = view.rfind("\n", 0, at) + 1
        high = view.find("\n", at)
        done = len(view) if high < 0 else high
        for start, end, new in _by_ftfy(view[low:done]):
            if not _RUN.fullmatch(view, low + start, low + end):
                yield Edit(low + start, low + end, new)


def _all(view: str, sign: str) -> Iterator[int]:
    at = view.find(sign)
    while at >= 0:
        yield at
        at = view.find(sign, at + len(sign))


def _by_ftfy(line: str) -> list[Edit]:
    """Return what ftfy's encoding step changes in a line, as edits between the ASCII characters it left alone."""
    import ftfy

    pieces: list[Edit] = []
    for low in range(0, len(line), 2000):  # ftfy's detector is slow on one endless line
        part = line[low : low + 2000]
        fixed = ftfy.fix_encoding(part, _config())
        if fixed == part:
            continue
        here, there = _ANCHOR.split(part), _ANCHOR.split(fixed)
        if len(here) != len(there) or _ANCHOR.findall(part) != _ANCHOR.findall(fixed):
            continue
        at = low
        for old, new in zip(here, there, strict=True):
            if old != new and new:  # what ftfy would only delete stays
                pieces.append(trim(line, Edit(at, at + len(old), new)))
            at += len(old) + 1
    return pieces


@lru_cache(maxsize=1)
def _config() -> Any:
    """ftfy's encoding step and nothing else: no restyling, no deletions, no Unicode form."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        replace_lossy_sequences=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
