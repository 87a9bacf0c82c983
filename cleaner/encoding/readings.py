"""Which encoding can have been read as which, and what that makes of a chunk of text.

A *cause* is the encoding a text was read in, the one it was written in, and its language. A chunk is what stands
between blanks. What a cause makes of it is weighed by `plausibility`; what it gains is the difference to what
stands there. Single letters say little, and letters in the order of a table nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.encoding.plausibility import STEP, folded, frame, has_letters, least, spelling
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.vocabulary import familiar_words

_RUSSIAN = ("ru", "uk", "bg", "sr", "mk", "be")
_CENTRAL = ("pl", "cs", "hu", "sk", "ro", "hr", "sl")
_WESTERN = ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "ca", "is")
_CYRILLIC = {"cp1251": _RUSSIAN, "koi8-r": ("ru", "bg"), "koi8-u": ("uk",), "cp866": ("ru", "bg", "be"),
             "mac-cyrillic": _RUSSIAN, "iso8859-5": _RUSSIAN}  # fmt: skip
_OTHERS = {"cp1250": _CENTRAL, "iso8859-2": _CENTRAL, "cp1253": ("el",), "iso8859-7": ("el",), "cp1254": ("tr",),
           "cp1257": ("lt", "lv", "et"), "cp1255": ("he",), "cp1256": ("ar", "fa"),
           "gb18030": ("zh",), "big5hkscs": ("zh",), "cp932": ("ja",), "euc_jp": ("ja",), "cp949": ("ko",)}  # fmt: skip
_OLD_WESTERN = {"mac-roman": _WESTERN, "cp437": _WESTERN, "cp850": _WESTERN}
_LATIN = {"cp1252": _WESTERN}
_UNICODE = {"utf-8": ("",)}  # in any language
_NO_ASCII = frozenset(_CYRILLIC) | {"cp1253", "iso8859-7", "cp1255", "cp1256", "euc_jp", "cp949", "gb18030"}
_WIDE = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "utf-8"})
# Read in the first, written in one of the others.
_READINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "cp1252": {**_CYRILLIC, **_OTHERS, **_OLD_WESTERN, **_UNICODE},
    **{name: {n: codes for n, codes in (_CYRILLIC | _UNICODE).items() if n != name} for name in _CYRILLIC},
    **{name: {n: c for n, c in (_OLD_WESTERN | _LATIN | _UNICODE).items() if n != name} for name in _OLD_WESTERN},
}
_READINGS["cp1251"] |= _LATIN

_UTF8 = lazy("[âã]\\?[^\\s\x00-\x7f]?|â€[^\\s\x00-\x7f]?|ï¿½|[ÂÃÄÅÐÑÎÏØÙ×][\x80-\xbf?Œ-œŠšŸŽžˆ˜–-™€ƒ]?")
# The first byte of a mark, where no word has that letter: didnât, âWe, itâ
_UTF8_MARK = lazy("(?<=[a-z])â(?=(?:t|s|re|ve|ll|d|m)\\b)|(?<!\\w)â(?=[A-Za-z])|(?<=[\\w.,!?])â(?!\\w)")
BLANKS = " \n\t\r\v\f\ufffc\ufffd"
CHUNK = lazy(f"[^{BLANKS}]+")
_MARKS = frozenset("“”‘’«»–—…")  # what a single letter may have been
_DRAWN = frozenset(map(chr, (*range(0x2500, 0x25A1), 0x221A, 0x2248, 0x2264, 0x2265, 0x2320, 0x2321)))
_WESTERN_READS = ("cp1252", "mac-roman", "cp437", "cp850")
_SINGLE_WESTERN = frozenset({"mac-roman", "cp437", "cp850", "cp1252"})
_LONGEST_WORD = 24
_LETTERS = lazy("[^_]+")
_TRAILING = frozenset("…—–’”“‘»«°\xa0")  # what writers put behind a word
_NEVER_ALONE = frozenset("Š‚ˆ‡ƒŽœ˜\x81\x8d\x8f\x90\x9d")
_EVERYWHERE = 5.5  # a word on every page, as è is
_COMMON = 3.5  # on the Zipf scale: a word that stands three times in a million
WORDED, _TRAILED, _SPELLED = 6 * STEP, 4 * STEP, 3 * STEP
_SHORT = 3  # letters
# A word set between marks that became letters: ÒunknownÓ, ìthisî.
_SET_OFF = lazy(r"[(\[]?([“‘«„])[A-Za-z][\w.-]*[.,!?]?([”’»“])[.,;:!?)\]]*")
_ELIDED = lazy(r"[^\W\d_]+(?P<mark>’)[^\W\d_]+")
_DEAR = 18  # quarters of a nat for each character: what costs more is no word of any language
_NO = 1 << 40
_SAME = -1


class Cause(NamedTuple):
    """The encoding a text was read in, the one it was written in, and its language."""

    read: str
    written: str
    language: str


class Chunk(NamedTuple):
    """What stands between blanks, at which code point, and in which line of those that are looked at."""

    start: int
    text: str
    line: int
    cost: int  # as it stands


@cache
def characters() -> frozenset[str]:
    """All characters that a byte beyond ASCII can have become."""
    return frozenset(c for name in _READINGS for c in _bytes(name))


@cache
def _bytes(name: str) -> dict[str, int]:
    """What an encoding makes of each byte beyond ASCII; where it has nothing a program left a control."""
    raw = bytes(range(0x80, 0x100))
    made = raw.decode(name, "replace")
    out = {char if char != "\ufffd" else chr(byte): byte for byte, char in zip(raw, made, strict=True)}
    if name == "cp1252":
        out |= {chr(byte): byte for byte in range(0x80, 0xA0)}
    return out


@cache
def _lone(read: str) -> str:
    """What the first byte of ``à`` became: the second, a no-break space, is often plain where two words met."""
    return next((char for char, byte in _bytes(read).items() if byte == 0xC3), "")


@cache
def causes(read: str, written: str) -> tuple[Cause, ...]:
    return tuple(Cause(read, written, language) for language in _READINGS[read][written])


def able(text: str) -> list[tuple[str, str]]:
    """What can have made such a text: it has their characters; ASCII letters only where they leave any."""
    foreign = [c for c in text if c > "\x7f"]
    plain = sum(c.isascii() and c.isalpha() for c in text)
    reads = [name for name in _READINGS if 2 * sum(c in _bytes(name) for c in foreign) >= len(foreign)]
    mixed = plain > len(foreign)
    return [(read, w) for read in reads for w in _READINGS[read] if not (mixed and w in _NO_ASCII)]


# --- rewriting


def rewritten(text: str, read: str, written: str) -> str | None:
    """The text as it was written, or None where it cannot have been read so, or gives no characters."""
    if written in _WIDE:
        return "".join(new for _, new in units) if (units := _units(text, read, written)) else None
    table = _table(read, written)
    new = text.translate(table)
    return None if "\ufffd" in new or any(c > "\x7f" and ord(c) not in table for c in text) else new


@cache
def _table(read: str, written: str) -> dict[int, str]:
    known = _bytes(read)
    return dict(zip(map(ord, known), bytes(known.values()).decode(written, "replace"), strict=True))


@lru_cache(maxsize=8192)
def _units(text: str, read: str, written: str) -> tuple[tuple[int, str], ...]:
    """The characters of a multi-byte encoding, each with how many characters of `text` were its bytes."""
    known = _bytes(read)
    if written == "utf-8" and text == _lone(read):
        return ((1, "à"),)
    raw = bytearray()
    for char in text:
        byte = ord(char) if char < "\x80" else known.get(char)
        if byte is None:
            return ()
        raw.append(byte)
    try:
        return tuple((len(c.encode(written)), c) for c in raw.decode(written))
    except UnicodeError:
        return ()


def _cost(text: str, cause: Cause) -> int:
    """What a chunk costs as `cause` would have it."""
    whole, marks = _whole(text, cause.read, cause.written)
    if not whole:
        return marks
    return marks + (least(whole) if cause.written == "utf-8" else spelling(whole, cause.language))


@lru_cache(maxsize=16_384)
def _whole(text: str, read: str, written: str) -> tuple[str, int]:
    """A chunk as it was written and what its marks cost; nothing, and why, where it cannot be or stays the same."""
    low, high = _core(text, read, written)
    new = rewritten(text[low:high], read, written) if low < high else None
    if new is None and (read, written) == ("cp1252", "utf-8"):  # bytes were lost: enough that it is no other's
        marked = _UTF8_MARK.sub(lambda m: "’" if m.start() else "“", text)
        new, low, high = _UTF8.sub("é", marked), 0, len(text)
        if new == text:
            return "", _NO
    if new is None:
        return "", _NO
    whole = text[:low] + new + text[high:]
    return ("", _SAME) if whole == text else (whole, frame(whole))


@lru_cache(maxsize=16_384)
def _core(text: str, read: str, written: str) -> tuple[int, int]:
    """The part of a chunk that `read` has, without marks at its edges that are no better the other way."""
    known = _bytes(read)
    low, high = 0, len(text)
    while low < high and text[low] > "\x7f" and text[low] not in known and not text[low].isalpha():
        low += 1
    while low < high and text[high - 1] > "\x7f" and text[high - 1] not in known and not text[high - 1].isalpha():
        high -= 1
    if written in _WIDE:
        return low, high
    table = _table(read, written)
    while low < high and _stays(text[low], text[:low], text[low + 1 : low + 2], table):
        low += 1
    while low < high and _stays(text[high - 1], text[high - 2 : high - 1], text[high:], table):
        high -= 1
    return low, high


def _stays(char: str, before: str, after: str, table: dict[int, str]) -> bool:
    """Is a mark at the edge of a chunk one in either reading, and far better as it stands?"""
    if char < "\x80":
        return False
    new = table.get(ord(char), char)
    if char.isalpha() or new.isalpha():
        return False
    return new == "\ufffd" or frame(before + char + after) + 5 * STEP < frame(before + new + after)


# --- what it gains


@lru_cache(maxsize=16_384)
def _gained(text: str, stands: int, cause: Cause) -> int:
    cost = _cost(text, cause)
    if cost == _SAME:
        return 0
    if cost >= _NO:
        return -8 * STEP
    less = stands - cost + worded(text, cause)
    if less <= 0:
        return max(less, -12 * STEP)
    if cost > _DEAR * (len(text) + 1):
        return 0  # no better than what stands there, only otherwise bad
    return min(less, _most(text, cause))


def gain(chunk: Chunk, cause: Cause) -> int:
    """What a chunk gains by a cause; little where it has too few letters to tell."""
    return _gained(chunk.text, chunk.cost, cause)


def hope(chunk: Chunk, read: str, written: str) -> int:
    """What a chunk gains at most by a pair of encodings, in whichever language."""
    less = _spared(chunk, read, written)
    return 0 if less is None else less + max(worded(chunk.text, cause) for cause in causes(read, written))


def hopeful(chunk: Chunk, read: str, written: str, enough: int) -> bool:
    """Is there hope for as much? No list of words is read where the letters alone tell."""
    less = _spared(chunk, read, written)
    if less is None or less + WORDED < enough:
        return False
    return less >= enough or hope(chunk, read, written) >= enough


def _spared(chunk: Chunk, read: str, written: str) -> int | None:
    """What a chunk costs less as its letters say; None where it cannot be."""
    whole, marks = _whole(chunk.text, read, written)
    return chunk.cost - marks - least(whole) if whole else None


@lru_cache(maxsize=16_384)
def worded(text: str, cause: Cause) -> int:
    """What it is worth that a chunk makes a common word of the language, where a mark or a capital stood in or behind
    what is none: ``num‚rico``, ``pu•``. Little where writers put that mark behind a word."""
    if cause.written in _WIDE:
        return 0
    low, high = _core(text, cause.read, cause.written)
    new = rewritten(text[low:high], cause.read, cause.written)
    if new is None or len(new) != high - low:
        return 0
    whole = text[:low] + new + text[high:]
    if not has_letters(new, cause.language):
        return 0
    words = familiar_words(cause.language)
    found = [_break(match, text, words) for match in _LETTERS.finditer(folded(whole))] if words else []
    if words and "’" in new:
        found += [_elided(match, text, words) for match in _ELIDED.finditer(whole)]
    set_off = _SET_OFF.fullmatch(whole)
    if set_off and whole.count(set_off[1]) == 1 and all(text[at].isalpha() for at in map(set_off.start, (1, 2))):
        return WORDED
    return max(found, default=0)


def _break(match: re.Match[str], text: str, words: Mapping[str, float]) -> int:
    """What a word is worth for what stood in its place in `text`."""
    word, stood = match.group(), text[match.start() : match.end()]
    figure = words.get(word, 0.0)
    low = folded(stood)
    if len(word) == 1:
        return _TRAILED if stood == text and stood in _NEVER_ALONE and figure >= _EVERYWHERE else 0
    if figure < _COMMON - 1 or low == word:
        return 0
    twins = len(word) > 2 and stood[:2].isupper() and stood[2].islower() and not stood[1].isascii()  # ÈÈn
    odd = [
        n
        for n in range(len(word))
        if low[n] != word[n]
        and (not stood[n].isalpha() or (twins and n < 2) or (n and stood[n].isupper() and stood[n - 1].islower()))
    ]
    if odd == [len(word) - 1] and stood[-1] in _TRAILING:
        enough = figure >= words.get(stood[:-1].lower(), 0.0) + (2 if figure >= _COMMON else 3)
        return _TRAILED if enough else 0
    if odd == [len(word) - 1] and not stood[-1].isalpha() and words.get(stood[:-1].lower(), 0.0) < figure - 1:
        return WORDED  # avvier‡: no word without its last letter
    if odd:
        return WORDED if figure >= _COMMON else 0
    return _SPELLED if len(word) > _SHORT and figure >= _COMMON and words.get(low, 0.0) < figure - 2 else 0


def _elided(match: re.Match[str], text: str, words: Mapping[str, float]) -> int:
    """What an apostrophe inside a word is worth where a letter stood: ``doesnÕt``."""
    stood = text[match.start("mark")]
    known = words.get(match.group().lower().replace("’", "'"), 0.0) >= _COMMON
    return WORDED if known and stood.isalpha() and stood.isupper() else 0


@lru_cache(maxsize=16_384)
def _most(text: str, cause: Cause) -> int:
    """The most that a chunk may say: letters one by one say little, letters in the order of a table nothing."""
    new = applied(text, cause)
    letters = [c for c in text if c.isalpha()]
    count = max(len(letters), sum(c.isalpha() for c in new))
    if cause.written == "utf-8" and sum(c > "\x7f" for c in new) > 1:
        return _NO  # bytes of two characters that fit by chance are rare
    if len(text) > 3 and len(set(text)) * 2 <= len(text):
        return 0  # ┌──────┐
    if letters and count == 1 and not _MARKS.intersection(new) and not worded(text, cause):
        return 0  # À is as good a letter as any, or a corner of a box
    if all(c.isascii() or "\u2500" <= c < "\u2580" for c in text) and all(c.isascii() or not c.isalpha() for c in new):
        return 0  # │The│ only has another frame
    if (
        cause.written in _WIDE
        and cause.language
        and sum(c > "\x7f" for c in new) == 1
        and any(map(str.isascii, letters))
    ):
        return 0  # shouldn‘t: one sign among plain letters
    if new and len(letters) > 3 and not any(c.isalnum() for c in new):
        return 0  # nobody writes so many marks
    if count < 5 and not any(c.isascii() for c in letters):
        return (1, 4, 5, 5, 6)[count] * STEP  # äöü, åäö
    steps = sum(ord(b) - ord(a) in (0, 1, 2) for a, b in pairwise(letters))
    return 0 if 2 * steps > len(letters) > 2 else _NO


def applied(text: str, cause: Cause) -> str:
    """What a cause makes of the part of a chunk that it changes."""
    low, high = _core(text, cause.read, cause.written)
    return rewritten(text[low:high], cause.read, cause.written) or ""


def known(chunk: Chunk, cause: Cause) -> bool:
    """Does a chunk make a word that people write in the language of its cause, and was none before?"""
    new = "".join(edit.new for edit in edits(chunk, cause))
    words = [w for w in folded(applied(chunk.text, cause)).split("_") if len(w) > 2 and not w.isascii()]
    return bool(new) and any(commonness(w, cause.language) >= 2.5 for w in words)


@lru_cache(maxsize=16_384)
def spelled(text: str, language: str) -> bool:
    """Does a chunk make a common word of the language that is none as it stands: ``lokálnì``?"""
    written = [w for w, codes in (_CYRILLIC | _OTHERS).items() if language in codes and w not in _WIDE]
    return any(worded(text, Cause("cp1252", w, language)) for w in written)


@lru_cache(maxsize=16_384)
def final(text: str) -> bool:
    """Does a chunk make a common word whose last letter was read as a mark, or as a capital: ``pi—``, ``perchŠ``?"""
    if len(text) > _LONGEST_WORD:
        return False
    pairs = ((read, written) for read in _WESTERN_READS for written in _READINGS[read] if written in _SINGLE_WESTERN)
    return any(worded(text, cause) for pair in pairs for cause in causes(*pair))


def edits(chunk: Chunk, cause: Cause) -> Iterator[Edit]:
    """The smallest edits that give a chunk as it was written: one for each stretch of characters that change."""
    low, high = _core(chunk.text, cause.read, cause.written)
    text = chunk.text[low:high]
    if cause.written in _WIDE:
        units = _units(text, cause.read, cause.written)
    else:
        new = rewritten(text, cause.read, cause.written)
        # What no page draws between words is a mark that was no byte of that table: (1831–1904), not (1831√1904).
        kept = (own if own in _MARKS and c in _DRAWN else c for own, c in zip(text, new or "", strict=False))
        units = tuple((1, c) for c in kept)
    at = low
    start = -1
    fresh: list[str] = []
    for size, char in [*units, (0, "")]:
        if size and chunk.text[at : at + size] != char:
            start = at if start < 0 else start
            fresh.append(char)
        elif start >= 0:
            yield Edit(chunk.start + start, chunk.start + at, "".join(fresh))
            start, fresh = -1, []
        at += size
