"""The encoding of a file that does not tell it: judged by the words and marks each one makes of the odd bytes.

`charset-normalizer` says which languages' encodings can have written the file, and is believed for those of East Asia,
whose bytes have a structure. Tables of one byte have none: any of them reads any file. There the words decide: each
table is asked what it makes of the words with odd bytes, in the language it makes of the text, and whether its marks
stand where marks stand. The best is taken if it explains most of them, and leaves every reading that differs behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.language import detect
from cleaner.lazy import lazy
from cleaner.lexicon import commonness, listed

SHARE = 0.3  # of the evidence for the reading, what speaks against it taken off
LEAST = 1.0  # one word or quotation mark that is right
LEAD = 0.4  # by which it is ahead of any other in the words they read differently
_SAMPLE = 60_000  # bytes read for the language, and for the words
_MOST = 600  # different words asked for

# In the order in which equal readings are preferred: the commoner first, the Windows table before its ISO twin.
_TABLES = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1257 iso8859-2 iso8859-15 koi8-r koi8-u iso8859-5 iso8859-7 cp866 mac-roman "
    "mac-cyrillic cp850 cp437 cp852 cp1255 cp1256 mac-latin2 iso8859-9 iso8859-16"
).split()
# The languages each is written in, asked where a text is too short to tell its own.
_WESTERN = ("en", "fr", "de", "es", "pt", "it", "nl", "sv", "da")
_SPOKEN = {
    **dict.fromkeys(("cp1250", "iso8859-2", "cp852", "mac-latin2", "iso8859-16"), ("pl", "cs", "hu", "ro")),
    **dict.fromkeys(("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"), ("ru", "uk", "bg")),
    **dict.fromkeys(("cp1253", "iso8859-7"), ("el",)),
    **dict.fromkeys(("cp1254", "iso8859-9"), ("tr", *_WESTERN)),
    "cp1257": ("lt", "lv"),
    "cp1255": ("he",),
    "cp1256": ("ar",),
}
_CHINESE = {"gb18030": "gb18030", "gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "cp950": "cp950"}

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_RUN = re.compile(rb"[A-Za-z'\x80-\xff]+")
_LONGEST = 60  # bytes of a word; of a longer run, which is none, the head is read
_WORD = lazy(r"[^\W\d_]+")
_ASIAN = lazy("[\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff01-\uff5e]{2,}")
_KANA = lazy("[\u3040-\u30ff]")
_HANGUL = lazy("[\uac00-\ud7af]")
_NO_ASCII = dict.fromkeys(range(0x80))
_FEW = 12  # characters of a text that is too short to tell
_OPEN, _CLOSE, _DASH = "“„‘‚«‹¿¡(", "”’“»›…", "–—"
_FREE = "†‡•£€§°©®™½¼¾²³ªº·×№¢¥±"


class _Reading(NamedTuple):
    """What a table makes of the odd words, and what speaks for and against it in each of them."""

    table: str
    words: tuple[str, ...]
    judged: tuple[tuple[float, float], ...]

    @property
    def good(self) -> float:
        return sum(good for good, _ in self.judged)

    @property
    def share(self) -> float:
        """From 1, where all evidence speaks for the reading, to -1."""
        return _share(self.judged)

    def lead(self, other: _Reading) -> float:
        """How far it is ahead of another in the words they read differently; 2, the most, where they read all alike."""
        apart = [n for n, (mine, its) in enumerate(zip(self.words, other.words, strict=True)) if mine != its]
        if not apart:
            return 2.0
        return _share([self.judged[n] for n in apart]) - _share([other.judged[n] for n in apart])


def _share(judged: Sequence[tuple[float, float]]) -> float:
    good, bad = sum(g for g, _ in judged), sum(b for _, b in judged)
    return (good - bad) / max(1.0, good + bad)


def guess(data: bytes) -> str | None:
    """Return the codec a file was written with, or None where nothing is ahead by the margin, or it is no text."""
    if _CONTROL.search(data):
        return None
    return _east_asian(data) or _by_words(data)


def _east_asian(data: bytes) -> str | None:
    """An encoding of Japanese, Korean or Chinese, where its reading is made of nothing but their characters.

    Kana and Hangul prove themselves: other bytes hardly ever make many of them. Between the two encodings of
    Chinese charset-normalizer decides.
    """
    for table, script, least in (("euc_jp", _KANA, 0.25), ("cp932", _KANA, 0.25), ("cp949", _HANGUL, 0.9)):
        if _is_asian(data, table) and len(script.findall(data.decode(table))) >= least * len(_far(data.decode(table))):
            return table
    if not (_is_asian(data, "gb18030") or _is_asian(data, "cp950")):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    name = _CHINESE.get(best.encoding) if best else None
    return name if name and _is_asian(data, name) else None


def _is_asian(data: bytes, table: str) -> bool:
    """Is nearly all but ASCII of East Asia, and does it stand together? A Latin letter and the next make one alone."""
    try:
        text = data.decode(table)
    except UnicodeDecodeError:
        return False
    odd = len(_far(text))
    together = sum(len(run) for run in _ASIAN.findall(text))
    return odd >= _FEW and together > 0.9 * odd


def _far(text: str) -> str:
    return text.translate(_NO_ASCII)


def _by_words(data: bytes) -> str | None:
    # If no odd byte stands in the sample, they are few, and further on.
    found = Counter(_odd_words(data[:_SAMPLE])) or Counter(_odd_words(data))
    odd = [piece for piece, _ in found.most_common(_MOST)]
    readings = [reading for table in _TABLES if (reading := _reading(data, odd, table))]
    if not readings:
        return None
    for best in sorted(readings, key=lambda reading: -reading.share):
        if best.good >= LEAST and best.share >= SHARE and min(best.lead(reading) for reading in readings) >= LEAD:
            return best.table
    return None


def _odd_words(data: bytes) -> Iterator[bytes]:
    """The words with bytes above 7F, each with the byte before it (a space at the start) and the one behind it."""
    for match in _RUN.finditer(data):
        start, end = match.start(), min(match.end(), match.start() + _LONGEST)
        if not data[start:end].isascii():
            yield (data[start - 1 : start] or b" ") + data[start : end + 1]


def _reading(data: bytes, odd: list[bytes], table: str) -> _Reading | None:
    try:
        words = tuple(piece.decode(table) for piece in odd)
        text = data[:_SAMPLE].decode(table)
    except UnicodeDecodeError:
        return None
    language = detect(text)
    spoken = (language,) if language in listed() else _SPOKEN.get(table, _WESTERN)
    return _Reading(table, words, tuple(judge(piece, *spoken) for piece in words))


def judge(piece: str, *languages: str) -> tuple[float, float]:
    """Tell how much in a word and the characters around it speaks for the way it was read, and how much against.

    piece: the word, with one character before it (none at the start of a text) and one behind it. Letters have to make
    a word of one of the `languages`, though an unknown word with a capital, a name, says less; marks have to stand as
    they do in prose. ASCII says nothing.
    """
    good = bad = 0.0
    for word in _WORD.finditer(piece):
        if word.group().isascii():
            continue
        if _is_known(word.group(), languages):
            good += 1 if len(word.group()) > 2 else 0.4
        else:
            bad += 0.3 if word.group().istitle() else 1
    for at, char in enumerate(piece):
        if char < "\x80" or char == "\xa0" or (char.isalpha() and char not in "ªº"):
            continue
        before, after = piece[at - 1 : at] if at else " ", piece[at + 1 : at + 2] or " "
        if _stands(char, before, after):
            good += 0.2 if char in _FREE else 1
        else:
            bad += 1
    return good, bad


def _is_known(word: str, languages: Sequence[str]) -> bool:
    """Is it a word people write? Of several languages it has to be a commoner one, for each may have it by chance."""
    alone = len(languages) == 1
    least = 4.0 if len(word) == 1 else 1.5 if alone else 3.0
    if not (word[1:].islower() or word.isupper() or len(word) == 1):
        return False  # nÈ, no word but for a list that knows no case
    return any(commonness(word, language, "best" if alone else "small") >= least for language in languages)


def _stands(char: str, before: str, after: str) -> bool:
    """Does a mark stand where one of its kind does?"""
    letter = after.isalpha() or after.isdigit()
    ended = not after.isalnum()
    if char == "’" and before.isalnum() and after.isalpha():
        return True
    if char in _OPEN and not before.isalnum() and (letter or after in "‘“„«(¿¡[…\xa0"):
        return True
    if char in _CLOSE and ended and (before.isalnum() or before in ".,;:!?…)%*”’»]\xa0'"):
        return True
    if char in _DASH:
        return before.isspace() == after.isspace() or before.isdigit() or after in ",.”\n"
    if char == "…":
        return not before.isspace() or letter
    if char in "•†‡":
        return before.isspace() != after.isspace() or after in ".,;:)"
    return char in _FREE and not (before.isalpha() and after.isalpha())
