"""How plausible it is that somebody wrote this: letters by their neighbours, marks by their places.

Costs are in quarters of a nat (`STEP`): the higher, the less likely. A letter costs what it costs behind the letter
before it, in one language; a character of Chinese, Japanese or Korean costs by how rare it is; a mark costs by what
stands on either side of it, the same in every language (``3 m³`` is cheap, ``Wa³êsa`` is not). The
tables are made by ``tools/plausibility.py`` and are read when a text
shows something that needs to be weighed.
"""

from __future__ import annotations

import lzma
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgpack
import regex

FILE = Path(__file__).with_name("plausibility.bin")
STEP = 4  # steps in a nat
FOREIGN = 9 * STEP  # a pair with a letter that the language does not have
_SEAM = 4 * STEP  # where the two touch
_TRADITIONAL = 9 * STEP  # one of the 5,401 common characters of Big5, where the list has the simplified one
_RARE = 10 * STEP  # once in twenty thousand characters
_BESIDE = 2 * STEP  # an ASCII letter glued to one of these
_RARE_SIGN = 13 * STEP  # a character that is not among the common ones of Chinese, Japanese or Korean
EDGE = "_"
_PLAIN = (
    "en",
    "fr",
    "de",
    "it",
    "pl",
    "tr",
    "fi",
    "vi",
)  # that a word of plain ASCII may be in, whatever stands around

_SIGNS_FROM = "\u2e80"
_ALSO = {"ς": "σ", "İ": "i", "ș": "ş", "ț": "ţ", "Ș": "ş", "Ț": "ţ"}  # one letter, two characters


class _Fold(dict[int, str]):
    """Letters to lower case one by one, all else to the edge of a word."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)[0]
        low = _ALSO.get(char) or (char.lower() if len(char.lower()) == 1 else char)
        self[code] = value = low if kind in "LM" and char not in "ªº" else EDGE
        return value


_FOLD = _Fold()


def folded(text: str) -> str:
    """The text in lower case, of the same length, with the edge of a word for all that is no letter."""
    return text.translate(_FOLD)


class _Tables(NamedTuple):
    pairs: dict[str, tuple[str, bytes]]
    signs: dict[str, dict[str, int]]
    users: dict[str, tuple[str, ...]]  # which languages have a letter beyond ASCII


@cache
def _tables() -> _Tables:
    data = msgpack.unpackb(lzma.decompress(FILE.read_bytes()), strict_map_key=False)
    signs = {c: {s: cost for cost, chars in by.items() for s in chars} for c, by in data["signs"].items()}
    users: dict[str, list[str]] = {}
    for code, (alphabet, _) in data["pairs"].items():
        for char in alphabet:
            if not char.isascii():
                users.setdefault(char, []).append(code)
    return _Tables(data["pairs"], signs, {char: tuple(codes) for char, codes in users.items()})


def weighs(language: str | None) -> bool:
    """Can texts in this language be weighed? If it is not known, any table may be that of the text."""
    tables = _tables()
    return language is None or language in ("no", "nn") or language in tables.pairs or language in tables.signs


@cache
def _places(language: str) -> tuple[dict[str, int], bytes, int]:
    """Where each letter of a language is in its table of costs, the table, row by row, and how long a row is."""
    alphabet, matrix = _tables().pairs[language]
    return {char: n for n, char in enumerate(alphabet)}, matrix, len(alphabet)


def has_letters(text: str, language: str) -> bool:
    """Does a language write all letters beyond ASCII that a text has? One whose letters are not known may."""
    if language not in _tables().pairs:
        return True
    places, _, _ = _places(language)
    return all(char in places for char in folded(text) if char > "\x7f")


def spelling(text: str, language: str) -> int:
    """What the letters of `text` cost in a language; words of plain ASCII what they cost in `least`."""
    return sum(
        _least_ascii(word) if word.isascii() else _word(word, language) for word in folded(text).split(EDGE) if word
    )


@lru_cache(maxsize=16_384)
def _word(word: str, language: str) -> int:
    signs = _tables().signs.get(language)
    if signs is not None:
        seams = sum(a.isascii() != b.isascii() for a, b in pairwise(word))
        return sum(signs.get(c) or _unlisted(c) for c in word) + seams * _SEAM
    places, matrix, size = _places(language)
    cost, last = 0, places.get(EDGE, -1)
    for char in f"{word}{EDGE}":
        at = places.get(char, -1)
        cost += FOREIGN if at < 0 or last < 0 else matrix[last * size + at]
        last = at
    return cost


def least(text: str) -> int:
    """What the letters of `text` cost in whichever language suits each word best."""
    words = folded(text).split(EDGE)
    return sum(_least_ascii(word) if word.isascii() else _least_word(word) for word in words if word)


@lru_cache(maxsize=16_384)
def _least_ascii(word: str) -> int:
    return min(_word(word, code) for code in _PLAIN)


@lru_cache(maxsize=16_384)
def _least_word(word: str) -> int:
    tables = _tables()
    if max(word) >= _SIGNS_FROM:
        return min(_word(word, code) for code in tables.signs)
    users = [set(tables.users.get(c, ())) for c in set(word) if not c.isascii()]
    common = set.intersection(*users) or set.union(*users)
    return min((_word(word, code) for code in common), default=FOREIGN * (len(word) + 1))


def _unlisted(char: str) -> int:
    """The cost of a character that is not among the common ones of a language written without an alphabet."""
    if char.isascii():
        return _BESIDE
    if char < _SIGNS_FROM:
        return FOREIGN
    return _TRADITIONAL if b"\xa4" <= char.encode("big5", "ignore") < b"\xc6\xa1" else _RARE_SIGN


def is_rare(char: str) -> bool:
    """Is a character of Chinese, Japanese or Korean not among the commoner ones of any of them?"""
    return all((by.get(char) or _unlisted(char)) > _RARE for by in _tables().signs.values())


# --- marks, and capitals

_STROKES = frozenset("´ʹʼ′")  # typed for an apostrophe: commando´s
_OPENING = frozenset("“„«‘‚‹¿¡»›”")
_CLOSING = frozenset("”»’›“«‹‘")
_DASHES = frozenset("–—―")
_MONEY = frozenset("£¥€¢¤₤₪")
_RAISED = frozenset("²³¹ºª°™®©")
_COUNTS = frozenset("×÷±µ½¼¾§¶№≤≥≈−‰")
_BLANK = frozenset("\xa0\u202f\u3000")
# A capital behind a small letter, or small letters behind two capitals, where not all are ASCII.
_CASE = regex.compile(r"\p{Ll}\p{Lu}|(?<=\p{Lu}\p{Lu})\p{Ll}", regex.V1)


def _kind(char: str) -> str:
    if not char or char.isspace() or char == "\ufffc":
        return "S"
    if char.isalpha():
        return "S" if char in "ªº" else "L"
    return "D" if char.isdigit() else "P"


def frame(text: str) -> int:
    """What the marks and capitals beyond ASCII cost in their places, in any language."""
    return sum(frames(text)) * STEP


def frames(text: str) -> list[int]:
    """What each of them costs, in nats."""
    costs = [
        _mark(c, text[n - 1 : n], text[n + 1 : n + 2])
        for n, c in enumerate(text)
        if c > "\x7f" and (c in "ªº" or not c.isalpha())
    ]
    for match in _CASE.finditer(text):
        start, end = match.span()
        if not text[max(0, start - 1) : end].isascii():
            costs.append(5 if end - start == 2 else 3)
    return costs


def _mark(char: str, before: str, after: str) -> int:
    """The cost in nats of one mark between two characters."""
    left, right = _kind(before), _kind(after)
    both = left + right
    if char in _OPENING or char in _CLOSING:
        opens = char in _OPENING and left in "SP" and right != "P"
        closes = char in _CLOSING and left in "LDP" and right in "SP"
        if char == "’" and both == "LL":
            return 2
        if opens or closes:
            return 2 if right != "S" or closes else 4
        if before == char or after == char:
            return 10
        return 5 if both in ("SS", "PP", "SP", "PS") or (char in "’‘" and left in "SP") else 10
    if char in _STROKES:
        return 4
    if char in _DASHES:
        return {"SS": 2, "DD": 2, "LL": 4}.get(both, 4)
    if char == "…":
        return 7 if both == "LL" else (2 if left != "S" else 4)
    if char in _BLANK:
        return 3 if both == "LL" else 2
    if char in _MONEY:
        return 2 if "D" in both else (13 if both == "LL" else (9 if "L" in both else 6))
    if char in _RAISED:
        if right == "L" and (left == "L" or char != "°"):
            return 13 if left == "L" else 8
        return 4 if left in "LDP" else 6
    if char in _COUNTS:
        return 13 if both == "LL" else (4 if "L" not in both else 6)
    if char in "·•†‡":
        return 5 if both != "LL" else 9
    if char == "\xad":
        return 6
    return _other(char, before, after, both)


def _other(char: str, before: str, after: str, both: str) -> int:
    kind = unicodedata.category(char)
    if kind[0] == "C":
        return 14  # a control character, or none at all
    if char >= _SIGNS_FROM and kind[0] == "P":
        return 3 if before >= _SIGNS_FROM or after >= _SIGNS_FROM else 9  # 、。「」
    if kind[0] == "M":
        return 6
    return 13 if both == "LL" else (10 if "L" in both else 6)  # boxes, arrows, roots
