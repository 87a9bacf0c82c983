"""Words with holes: what a damaged word was, told by how common the words are that fit.

The damage is done once more, to every word of a language's list, and the damaged word is looked up among the results.
So any number of holes costs one look-up, and a hole takes only what can have left these remains: behind ``Ã`` alone
stands no ``ł``. Where two words fit (``ksi��k�``, ``l�``), the more common one wins by a factor of ten or not at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from math import prod
from typing import NamedTuple

from cleaner.vocabulary import all_words, common_words

LOST = "\0"  # a hole of which nothing is left
CUT = "\1"  # a hole with remains, which follow
MARK = "\2"  # a hole that was a mark: the part says which kind behind it
MARGIN = 1.0  # on the Zipf scale: ten times as common
KNOWN = 2.0  # a word that stands ten times in a hundred million
_TRIES = 6_000  # fillings of a word with holes that are looked up one by one
_HEARD = 1.2  # rarer words are as often errors as words: they are no rivals
_NO_NAME = 5.0  # a word that is so common is hardly ever a name
_COMMON = 4.0
_SHORT_WORD = 3  # letters
_EVERYWHERE = 5.0  # a rival that stands on every page (år beside är) has to be a hundred times rarer
_LONG_WORD = 8  # letters: hardly two such words differ in their holes alone
_OWN = 3.5  # what a word that stands whole in the document is worth
_FOREIGN = 1.5  # what a word of another language than the paragraph's is worth less where nothing is left of its letter

# What stands before and behind an apostrophe, in lower case: closed classes.
HEADS: Mapping[str, frozenset[str]] = {
    "fr": frozenset("l d n s c j m t qu jusqu lorsqu puisqu quelqu quoiqu aujourd presqu entr".split()),
    "it": frozenset(
        "l d un c n m t s v dell nell all dall sull coll quell quest bell sant gran tutt mezz senz com dov cos anch "
        "quant nient vent trent quarant".split()
    ),
    "ca": frozenset("l d n s m t".split()),
    "pt": frozenset(["d"]),
}
TAILS: Mapping[str, frozenset[str]] = {
    "en": frozenset("s t re ve ll d m".split()),
    "nl": frozenset(["s"]),
    "tr": frozenset(
        "da de ta te dan den tan ten ya ye a e ı i u ü ın in un ün nın nin nun nün yı yi yu yü na ne nı ni nu nü la le "
        "yla yle daki deki taki teki dir dır dur dür tir tır tur tür".split()
    ),
}
_VOWELS = frozenset("aeiouyhàâäéèêëíîïóôöòúùûüœæ")
_SUBJECTS = frozenset(
    "i you he she it we they who that this these those there here what where when how why would could should "
    "might must not".split()
)
_BEFORE_NT = frozenset(
    "do ca wo is are was were has have had does did could would should must need ai sha might dare ought".split()
)


class Filling(NamedTuple):
    """What a word with holes was: the text of each hole, how common the word is, and whether a rival comes near."""

    holes: tuple[str, ...]
    zipf: float
    sure: bool


@cache
def remains(char: str, gone: frozenset[int]) -> str:
    """What is left of a character when the bytes `gone` of its UTF-8, read as Latin-1, are stripped."""
    raw = char.encode("utf-8")
    left = bytes(b for b in raw if b not in gone)
    return char if len(left) == len(raw) else CUT + left.decode("latin-1")


def leaves(char: str, left: str, gone: frozenset[int]) -> bool:
    """May this be left of a character: without the bytes that are `gone`, or with a hole in the place of one?"""
    if LOST not in left:
        return remains(char, gone) == left
    raw = char.encode("utf-8").decode("latin-1")
    return len(raw) == len(left) - 1 and all(b in (a, LOST) for a, b in zip(raw, left[1:], strict=True))


# The bytes that get lost: controls of Latin-1 (and its soft hyphen), and those windows-1252 has no character for.
CONTROLS = frozenset([*range(0x80, 0xA0), 0xAD])
UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d\xad")
_UNPRINTED = UNDEFINED - {0xAD}
_LETTERS = [c for c in map(chr, [*range(0xC0, 0x530), *range(0x1E00, 0x1F00)]) if c.isalpha()]
_LOSING = str.maketrans(dict.fromkeys(_LETTERS, LOST))


@cache
def _damaging(gone: frozenset[int] | None) -> dict[int, str]:
    """The table that damages a word: None loses every letter beyond ASCII."""
    if gone is None:
        return _LOSING
    return str.maketrans({c: remains(c, gone) for c in _LETTERS if remains(c, gone) != c})


@cache
def _index(language: str, gone: frozenset[int] | None) -> dict[str, list[str]]:
    """The words of a language by what is left of them: of each letter beyond ASCII a hole, or of some their remains.

    Those that begin with such a letter stand there with a capital too: its remains are others.
    """
    out: dict[str, list[str]] = {}
    table = _damaging(gone)
    for listed, zipf in all_words(language).items():
        if zipf < _HEARD or listed[-1] == "ï":  # of ï¿½, which the lists have seen too
            continue
        for word in (listed, *_with_eszett(listed)) if language == "de" else (listed,):
            if word.isascii():
                continue
            out.setdefault(word.translate(table), []).append(word)
            if gone is not None and not word[0].isascii():
                title = word[0].upper() + word[1:]
                out.setdefault(title.translate(table), []).append(title)
    return out


def _with_eszett(word: str) -> Iterator[str]:
    """The lists fold ß into ss: each place where it may have stood."""
    at = word.find("ss", 1)
    while at > 0:
        yield f"{word[:at]}ß{word[at + 2 :]}"
        at = word.find("ss", at + 1)


@cache
def alphabet(language: str) -> str:
    """The letters beyond ASCII that the common words of a language are written with."""
    counts: dict[str, int] = {}
    for word in common_words(language):
        if not word.isascii():
            for char in set(word):
                if ord(char) in _LOSING:
                    counts[char] = counts.get(char, 0) + 1
    return "".join(char for char, n in counts.items() if n > 15)


class Words:
    """What words there are: those of a language, of others besides, and `own`, those that stand whole in the text.

    gone: the bytes that were lost where remains are left. sloppy: of a sign for one, it is likely that it took the
    place of a byte windows-1252 has no character for.
    """

    def __init__(
        self, language: str, others: Sequence[str], own: Iterable[str], gone: frozenset[int], sloppy: bool = False
    ) -> None:
        self.language = language
        self._gone = gone
        self._sloppy = sloppy
        self._others = tuple(code for code in others if code != language)
        self._own: dict[str, list[str]] = {}
        for word in own:
            self._own.setdefault(word.translate(_LOSING), []).append(word)
        self._kept: dict[tuple[str, ...], Filling | None] = {}

    def zipf(self, word: str) -> float:
        """How common a word is; what another language alone has is worth less."""
        low = word.lower().replace("’", "'").replace("ß", "ss")
        found = all_words(self.language).get(low, 0.0)
        return found or max((common_words(code).get(low, _FOREIGN) - _FOREIGN for code in self._others), default=0.0)

    def common(self, word: str) -> bool:
        """Is this a word of the language that a dash may join to another?"""
        return len(word) > 2 and all_words(self.language).get(word.lower(), 0.0) >= _COMMON

    def fill(self, parts: tuple[str, ...], opens: bool | None = False, sloppy: bool = False) -> Filling | None:
        """The best filling of a word: `parts` are its letters and holes (`LOST`, or `CUT` and what remained).

        A first letter that is lost is a capital where a sentence `opens`; elsewhere a word has to be so common that it
        can be no name (None: behind an apostrophe, less common ones are none either). `sloppy`: the
        byte of the first hole is one that windows-1252 has no character for, which often tells.
        """
        if parts not in self._kept:
            self._kept[parts] = self._decide(parts)
        filling = self._kept[parts]
        if filling is not None and filling.zipf < (KNOWN if len(parts) < _LONG_WORD else _HEARD):
            return None
        if filling is None or not filling.holes or parts[0][0] not in LOST + CUT:
            return filling
        first, *rest = filling.holes
        cases = [
            c
            for c in dict.fromkeys((first.lower(), first.upper()))
            if parts[0] == LOST or leaves(c, parts[0], self._gone)
        ]
        if sloppy:
            cases = [c for c in cases if _UNPRINTED.intersection(c.encode())] or cases
        if len(cases) < 2:
            return filling._replace(holes=(*cases, *rest) if cases else filling.holes)
        if opens:
            return filling._replace(holes=(first.upper(), *rest))
        noun = 1.0 if self.language == "de" else 0.0  # which has a capital
        plain = filling.zipf >= (_NO_NAME + noun if opens is not None else _NO_NAME - 1)
        return filling._replace(holes=(first.lower(), *rest), sure=filling.sure and plain)

    def _decide(self, parts: tuple[str, ...]) -> Filling | None:
        found = dict(self._found(parts, self.language, 0.0))
        narrow = any(part[0] == CUT for part in parts)
        for code in self._others if max(found.values(), default=0.0) < KNOWN else ():
            if narrow or not self.language or parts[0].isupper():
                for word, zipf in self._found(parts, code, 0.0 if narrow else _FOREIGN):
                    found[word] = max(found.get(word, 0.0), zipf)
        for word in self._own.get("".join(p if p == LOST else p.translate(_LOSING) for p in parts), ()):
            if _fits(word, parts, self._gone):
                found[word] = max(found.get(word, 0.0), _OWN) + 0.5
        if (
            not found
            and narrow
            and not any(part.isupper() for part in parts)
            and sum(part[0] in LOST + CUT for part in parts) == 1
        ):
            found = self._plain(parts)
        signed = [n for n, part in enumerate(parts) if LOST in part[1:]]
        if signed and self._sloppy:
            for word in found:
                if len(word) == len(parts) and all(_UNPRINTED.intersection(word[n].encode()) for n in signed):
                    found[word] += 2 * MARGIN
        return _best(found, parts) or self._only(parts)

    def _only(self, parts: tuple[str, ...]) -> Filling | None:
        """A word no list has, inside which one letter alone of the language has the bytes that are left."""
        holes: list[str] = []
        for n, part in enumerate(parts):
            if part[0] in LOST + CUT:
                letters = _leaving(part, alphabet(self.language), self._gone) if LOST in part[1:] else []
                letters = [c for c in letters if c.islower()]
                if len(letters) != 1 or not 0 < n < len(parts) - 1 or not parts[n - 1].islower():
                    return None
                holes += letters
        return Filling(tuple(holes), KNOWN, True) if holes else None

    def _plain(self, parts: tuple[str, ...]) -> dict[str, float]:
        """A word no list has with its accent (``Íñiguez``), but as people write who have no key for it."""
        at = next(n for n, part in enumerate(parts) if part[0] == CUT)
        found: dict[str, float] = {}
        for code in (self.language, *self._others):
            for letter in _leaving(parts[at], alphabet(code), self._gone):
                base = unicodedata.normalize("NFD", letter)[0]
                zipf = all_words(code).get("".join((*parts[:at], base, *parts[at + 1 :])).lower(), 0.0)
                if base.isascii() and zipf >= KNOWN:
                    found["".join((*parts[:at], letter, *parts[at + 1 :]))] = zipf
        return found

    def _found(self, parts: tuple[str, ...], code: str, less: float) -> Iterator[tuple[str, float]]:
        table = all_words(code)
        for word in _candidates(parts, code, self._gone):
            yield word, table.get(word.lower().replace("ß", "ss"), 0.0) - less


def _best(found: Mapping[str, float], parts: tuple[str, ...]) -> Filling | None:
    if not found:
        return None
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    word, zipf = ranked[0]
    rival = max((z for other, z in ranked[1:] if other.lower() != word.lower()), default=0.0)
    holes = tuple(char for char, part in zip(word, parts, strict=True) if part[0] in LOST + CUT)
    common = rival >= (_EVERYWHERE if len(parts) > _SHORT_WORD else _EVERYWHERE - 1)
    return Filling(holes, zipf, zipf - rival >= (2 * MARGIN if common else MARGIN))


def _candidates(parts: tuple[str, ...], code: str, gone: frozenset[int]) -> Iterator[str]:
    """The words of a language that fit, with the capitals the parts have."""
    seen = [part for part in parts if part[0] not in LOST + CUT]
    upper = len(seen) > 1 and all(part.isupper() for part in seen)
    lost = all(part[0] != CUT for part in parts) or any(LOST in part[1:] for part in parts)
    if upper or (lost and not any(part.isascii() for part in seen)):
        yield from _one_by_one(parts, code, upper, gone)
        return
    titled = parts[0][0] not in LOST + CUT and parts[0].isupper()
    low = (parts[0].lower(), *parts[1:]) if titled else parts
    table = _damaging(None if lost else gone)
    holes = {part: LOST if lost else part for part in low if part[0] in LOST + CUT}
    key = "".join(holes.get(part) or part.translate(table) for part in low)
    for form in _index(code, None if lost else gone).get(key, ()):
        title = form[0].upper() + form[1:]
        for word in (title,) if titled else (form, title) if lost and parts[0][0] == CUT else (form,):
            if _fits(word, parts, gone):
                yield word


def _one_by_one(parts: tuple[str, ...], code: str, upper: bool, gone: frozenset[int]) -> Iterator[str]:
    """Where the rest of the word tells little (capitals, Cyrillic) each letter of the alphabet is tried."""
    letters = alphabet(code)
    letters = letters.upper() if upper else letters
    either = letters if upper else letters + letters.upper()
    choices = [
        letters if p == LOST else p if p[0] != CUT else [c for c in (letters if n else either) if leaves(c, p, gone)]
        for n, p in enumerate(parts)
    ]
    if 0 < prod(map(len, choices)) <= _TRIES:
        table = all_words(code)
        yield from (word for word in map("".join, product(*choices)) if word.lower() in table)


def _leaving(part: str, letters: str, gone: frozenset[int]) -> list[str]:
    """The letters of an alphabet, small and capital, that leave these remains."""
    return [c for c in dict.fromkeys(letters + letters.upper()) if leaves(c, part, gone)]


def _fits(word: str, parts: Sequence[str], gone: frozenset[int]) -> bool:
    return len(word) == len(parts) and all(
        leaves(char, part, gone) if part[0] == CUT else not char.isascii() if part == LOST else char == part
        for char, part in zip(word, parts, strict=True)
    )


def elision(left: str, right: str, words: Words) -> float:
    """How likely an apostrophe stands between two pieces of a word, on the Zipf scale; 0 where none can."""
    before, after = left.lower(), right.lower()
    if words.language == "en" and after == "t":
        return 6.0 if before[-1:] == "n" and (before[:-1] in _BEFORE_NT or before == "can") else 0.0
    if words.language == "en" and after in TAILS["en"] and after != "s" and before not in _SUBJECTS:
        return 2.5 if left[:1].isupper() and len(left) > 2 and after in ("d", "ll") else 0.0
    if after in TAILS.get(words.language, ()):
        if words.language == "tr" and not left[:1].isupper():
            return 0.0
        return max(words.zipf(f"{before}'{after}"), words.zipf(before) - 0.3, 2.5 if left[:1].isupper() else 0.0)
    if before in HEADS.get(words.language, ()) and after[:1] in _VOWELS:
        return max(words.zipf(after) - 0.2, 2.2 if right[:1].isupper() else 0.0)
    return 0.0


def known_anywhere(view: str, start: int, end: int, repaired: str) -> bool:
    """Does `repaired` in the place of ``view[start:end]`` make a common short word, where what stands there makes none?

    Asked of the large languages, for a word in capitals at whose end a misread letter and a real mark look alike.
    """
    low = start
    while low > 0 and start - low < 3 and view[low - 1].isalpha():
        low -= 1
    word, kept = view[low:start] + repaired, view[low:start] + view[start]
    if not word.isalpha() or low == start or (low > 0 and view[low - 1].isalnum()):
        return False
    tables = [common_words(code) for code in ("fr", "es", "pt", "it", "de")]
    return max(t.get(word.lower(), 0.0) for t in tables) > 5.5 and not any(kept.lower() in t for t in tables)
