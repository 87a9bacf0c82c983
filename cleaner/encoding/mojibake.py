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
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from cleaner.edits import Edit, trim
from cleaner.encoding.completion import known_anywhere
from cleaner.encoding.lookalikes import known_word
from cleaner.encoding.opinion import on_lines
from cleaner.encoding.shown import is_contrasted, is_discussed, is_exhibit, is_shown
from cleaner.lazy import lazy
from cleaner.text import Text

_BYTE = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(0x80, 0x100)}
_BYTE |= {chr(b): b for b in range(0x80, 0xA0)}
_BYTE["ğ"] = 0xF0  # windows-1254, where emoji begin ğŸ
_TO_LATIN1 = str.maketrans({char: chr(b) for char, b in _BYTE.items() if ord(char) != b})

TRAIL = "".join(sorted(char for char, b in _BYTE.items() if 0x80 <= b < 0xC0))
_T = re.escape(TRAIL)
# One character's bytes. With a class at the head, and nothing optional, it is searched for at 150 MB/s.
_SEQUENCE = f"[Â-ôğ](?:(?<=[Â-ß])[{_T}]|(?<=[à-ï])[{_T}]{{2}}|(?<=[ð-ôğ])[{_T}]{{3}})"
RUN = lazy(f"{_SEQUENCE}(?:{_SEQUENCE})*")
_SINGLE = lazy(_SEQUENCE)
# Two or three bytes, a question mark in the place of one; and what is beyond ASCII but no byte or rest of one.
BROKEN = lazy(
    rf"[Â-ß][?\ufffd](?![{_T}])|[à-ï](?:[{_T}][?\ufffd]|[?\ufffd][{_T}])(?![{_T}])"
    rf"|(?<![Â-ï])[?\ufffd][{_T}]{{1,2}}(?![{_T}])"
)
_NO_BYTES = lazy("[^\x00-\x7fÃÄÅÈÎÏÐÑáâ€¦¬\ufffc\ufffd]")

# Marks that a writer puts right behind any letter: they close quotations and break off.
_CLOSERS = frozenset("»«”“’‘›‹…–—•\xa0\xad")
_OPENER = {"”": "“", "“": "„", "»": "«", "«": "»", "’": "‘", "›": "‹"}
# And what may stand behind a capital besides: trade marks, notes, measures. (é is Ã©: behind a small letter it proves.)
_NOTES = _CLOSERS | frozenset("†‡™®©°ºª¹²³·¶§")
_LETTER_TRAILS = frozenset("ŠŒŽšœžŸ")
# Two-byte characters a reader of Latin text can have meant: Latin-1, Extended-A, and letters of vi, ro, az.
_LATIN = frozenset(map(chr, [*range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x218, 0x21C), 0x18F, 0x259]))
_OTHER_LEADS = frozenset("ÎÏÐÑ×ØÙ")  # of Greek, Cyrillic, Hebrew, Arabic
_WIDE = "\u2e80"  # Chinese, Japanese, Korean
_ENOUGH = 200  # runs looked at to tell whether a text was misread
_MANY = 20  # runs: more than an essay on encodings shows outside its code spans

_HALVES = lazy(f"í[\xa0-¯][{_T}]í[°-¿][{_T}]")


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


Run = tuple[int, int, _Reading]  # from where to where in the view


def find_western(text: Text, runs: Sequence[Run]) -> Iterator[Repair]:
    """Yield the repairs of UTF-8 read as Latin-1 or windows-1252, once or several times over. Linear.

    A text proves itself: a run that decodes to one letter is repaired where other runs stand in the same text, or
    where it makes a word of its language. ``â€™`` and its like need no company.
    """
    view, language = text.view, text.language
    if "í" in text.remarkable and _HALVES.search(text.stretches):
        yield from _surrogates(view)
    proofs = _proofs(view, runs)
    few = len(runs) < _MANY
    misread = _is_misread_throughout(view, runs)
    shown = False
    doubtful: list[Run] = []
    for start, end, reading in runs:
        spoken = few and (is_discussed(view, start, end) or is_contrasted(view, start, end, reading.text))
        if spoken or (not misread and (is_shown(view, start, end) or is_exhibit(view, start, end))):
            shown = True
            if reading.strength > 1:
                yield _repair(start, reading, False)
        elif reading.strength == 3 or _holds(view, start, end, reading, proofs, language):
            yield _repair(start, reading, True)
        else:
            doubtful.append((start, end, reading))
    if doubtful:
        yield from _asked(view, doubtful)
    if not shown and (proofs or not text.remarkable.isdisjoint("ÂÃÅ€")):
        from cleaner.encoding import remnants  # which reads runs as this does

        yield from remnants.find(text, proofs)


def _is_misread_throughout(view: str, runs: Sequence[Run]) -> bool:
    """Do several runs prove it that nobody shows? Then those between quotation marks are damaged as all else is."""
    proofs = (start for start, end, reading in runs if reading.strength == 3 and not is_shown(view, start, end))
    return len(runs) > 2 and len(list(islice(proofs, 2))) == 2


def _repair(start: int, reading: _Reading, certain: bool) -> Repair:
    if len(reading.edits) == 1:  # nearly always
        a, b, new = reading.edits[0]
        return Repair((Edit(start + a, start + b, new),), "mojibake", certain)
    return Repair(tuple(Edit(start + a, start + b, new) for a, b, new in reading.edits), "mojibake", certain)


def _asked(view: str, doubtful: Sequence[Run]) -> Iterator[Repair]:
    """The runs that prove too little: ftfy has seen more text, and knows which signs no writer puts side by side."""
    spans = [(edit.start, edit.end) for edit in on_lines(view, [start for start, _, _ in doubtful])]
    for start, end, reading in doubtful:
        strange = any(char.isalpha() and char > "\u1eff" for char in view[start - 1 : start] + view[end : end + 1])
        agreed = not strange and any(
            low <= start + reading.edits[0].start and end <= high for low, high in spans if low < end
        )
        if agreed or reading.strength > 1:
            yield _repair(start, reading, agreed)


def runs(text: Text) -> list[Run]:
    """The runs of a text that may be UTF-8 misread, with what each proves in its place. Mostly there is none.

    Which runs there are at all the stretches of the text tell: only where one of them says something is it searched.
    """
    if not any(reading and reading.strength for reading in map(_read, set(RUN.findall(text.stretches)))):
        return []
    view = text.view
    out: list[Run] = []
    odd: list[Run] = []
    for match in RUN.finditer(view):
        reading = _read(match.group())
        if reading is None:
            continue
        start, end = match.span()
        single = reading.single and 0 < reading.strength < 3
        placed = _in_place(view, start, end, reading) if single else reading if reading.strength else None
        if placed is not None:
            out.append((start, end, placed))
        else:
            odd.append((start, end, reading._replace(strength=2)))
    if odd and is_misread(view, out):
        out += _on_misread_lines(view, odd)
        out.sort(key=lambda run: run[0])
    return out


def _on_misread_lines(view: str, odd: Sequence[Run]) -> Iterator[Run]:
    """Those of the runs that may be what was meant (``NÂ«``) in whose lines all else is misread: so they are too."""
    high, misread = -1, False
    for run in odd:
        if run[0] > high:
            low, high = view.rfind("\n", 0, run[0]) + 1, view.find("\n", run[0])
            high = len(view) if high < 0 else high
            misread = is_all_misread(view, low, high)
        if misread:
            yield run


def is_all_misread(view: str, low: int, high: int) -> bool:
    """Has a passage of a text that is misread nothing beyond ASCII but bytes of UTF-8, whole characters or not?"""
    return _NO_BYTES.search(BROKEN.sub("", RUN.sub("", view[low:high]))) is None


@lru_cache(maxsize=4096)
def _read(run: str) -> _Reading | None:
    """Decode a run, as often as it was encoded; None where it is no UTF-8 or gives what no text holds."""
    text = decode(run)
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
        again = RUN.sub(_undone, text)
        if again == text:
            break
        text, strength = again, 3
        edits = [trim(run, Edit(0, len(run), text))]
    if "\ufffd" in text or any(unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") for c in text):
        return None
    return _Reading(text, strength, len(sequences) == 1, tuple(edits))


def _undone(match: re.Match[str]) -> str:
    run = match.group()
    text = decode(run)
    return text if text and _strength(run, text, len(text)) else run  # é\xa0» is no Chinese


def as_latin1(run: str) -> str:
    """A run as Latin-1 would have read its bytes: one character each, of the same number."""
    return run.translate(_TO_LATIN1)


def decode(run: str) -> str | None:
    try:
        return as_latin1(run).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _strength(run: str, text: str, sequences: int) -> int:
    """What a run proves by itself: see `_Reading`. 0: it may well be what its writer meant."""
    odd = [c for c in run if c in TRAIL and c not in _CLOSERS]
    plain = [c for c in odd if c not in _LETTER_TRAILS]
    if sequences == 1:
        char = text[0]
        if ord(char) < 0x800:
            if run[0] in _OTHER_LEADS and char.isalpha() and (odd or run[0] in "ÐÑ"):
                return 1  # one Cyrillic letter of a text that holds more
            if "\u0300" <= char <= "\u036f":
                return 1 if odd else 0  # 6Ì¶3Ì¶: struck through
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
    before = view[start - 1] if start else "\n"
    after = view[end] if end < len(view) else "\n"
    if reading.text >= _WIDE and ("À" <= before <= "ÿ" or "À" <= after <= "ÿ" or after in TRAIL):
        return None  # ã†’ãƒ: what was small letters once
    cased = before.isupper() and not view[start - 2 : start - 1].islower() and not after.islower()  # SÃ³lo, allÃÂ»
    if cased and view[end - 1] in _NOTES and view[start] not in _OTHER_LEADS:  # «MAÇÃ»., HÂLÂ”
        if after.isupper():  # LEÃ“N; HÃ”TEL
            return reading if view[end - 1] in "“‘–—‡†" else reading._replace(strength=1)
        known = reading.single and known_anywhere(view, start, end, reading.text)
        return reading._replace(strength=3) if known else None  # OÃ™
    if view[start:end] in ("Â\xa0", "Ã\xa0") and (before in "«“\"'\xa0" or after in "»”\"'"):
        return None  # « Â »: the letter itself is spoken of
    if reading.text.isalpha() and _closes_quotation(view, start, end):
        return None  # the one marked “M/F Ã”?
    if before + view[end - 1] in ("«»", "»«", "“”", "„“", "‘’", "‹›"):
        return None  # «Ã»
    if reading.strength == 1 and before.islower() and view[start] in "ÂÃÄÅ":
        return reading._replace(strength=2)
    return reading


def _closes_quotation(view: str, start: int, end: int) -> bool:
    """Is the last sign of a run the mark that closes what another opened in its line, and nothing else does?"""
    opener = _OPENER.get(view[end - 1])
    if opener is None or view[start - 1 : start].islower() or view[end : end + 1].isalpha():
        return False
    closer = view[end - 1]
    low, high = view.rfind("\n", 0, start) + 1, view.find("\n", end)
    behind = view[end : high if high >= 0 else len(view)]
    shut = behind.find(closer)
    opened = view.count(opener, low, start) > view.count(closer, low, start)
    return opened and (shut < 0 or opener in behind[:shut])


def _proofs(view: str, runs: Iterable[Run]) -> int:
    """How many runs prove that the text was misread; those at the edge of a word count once, however often."""
    sure = 0
    edges: set[str] = set()
    for start, end, reading in runs:
        if reading.strength == 3 or (reading.strength == 2 and _inside_word(view, start, end)):
            sure += 1
        elif reading.strength == 2:
            edges.add(view[start:end])
    return sure + len(edges)


def is_misread(view: str, found: Sequence[Run]) -> bool:
    """Do the whole runs of a text prove that its UTF-8 was read as Latin-1 or windows-1252?"""
    return _proofs(view, found[:_ENOUGH]) > 1


def _inside_word(view: str, start: int, end: int) -> bool:
    before, after = view[start - 1 : start], view[end : end + 1]
    return before.isalpha() and after.isalpha() and not (before.isupper() and after.isupper())


def _holds(view: str, start: int, end: int, reading: _Reading, proofs: int, language: str | None) -> bool:
    """Is there enough to repair this run: its own shape, its fellows, or the word it makes?"""
    before = view[start - 1] if start else "\n"
    after = view[end] if end < len(view) else "\n"
    if reading.strength == 1:
        if proofs < 2:
            return False
        # Ã and Â are no words; Å is a river, and may stand before a dash.
        return view[end - 1] not in _CLOSERS or after.isalpha() or view[start] in "ÃÂÐÑ" or not reading.single
    if proofs > 1:
        return True
    if view[start] == "Â":  # £4 an hour, 12 °C: the sign is there already, a letter Â is no word
        return not before.isalpha() and (after.isalnum() or before.isdigit() or view[end - 1] not in "\xa0»«")
    if _inside_word(view, start, end):
        return True
    return known_word(view, start, end, reading.text, language)


def _surrogates(view: str) -> Iterator[Repair]:
    """Yield the characters beyond the first plane that a program wrote in six bytes, as two halves (CESU-8)."""
    for match in _HALVES.finditer(view):
        raw = as_latin1(match.group()).encode("latin-1").decode("utf-8", "surrogatepass")
        text = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if len(text) == 1 and unicodedata.category(text) != "Cn":
            yield Repair((Edit(match.start(), match.end(), text),), "mojibake", True)
