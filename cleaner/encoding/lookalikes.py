"""Letters of another script inside a word: a Cyrillic а in an English tram, a Latin c in a Russian сперва.

Only words that mix scripts are looked at, and only where every letter of the odd script has a twin in the other.
Words of one script are never touched, nor units (µm, Ω), formulas (hν), inflected abbreviations (Russian PRа) or
anything with a digit in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.lazy import lazy
from cleaner.lexicon import commonness, listed

_CYRILLIC_LATIN = dict(zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅУ", "aeopcyxijshdqwABEKMHOPCTXIJSY", strict=True))
_GREEK_LATIN = dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True))
_TO_LATIN = {**_CYRILLIC_LATIN, **_GREEK_LATIN}
_TO_CYRILLIC = dict(zip("aeopcyxkABEKMHOPCTXY", "аеорсухкАВЕКМНОРСТХУ", strict=True))
# Small letters that are no twins but look the same in many a hand: the other way they make no Latin word.
_TO_GREEK = {latin: greek for greek, latin in _GREEK_LATIN.items()} | dict(zip("vupaikxyw", "νυραικχγω", strict=True))
_BELONGS = {"uk": {"i": "і", "I": "І"}, "be": {"i": "і", "I": "І"}}

_OTHER = "\u0370-\u03ff\u0400-\u052f"
# Each head is the rarer class: Cyrillic in Latin text, Latin in Cyrillic text.
_IN_LATIN = lazy(f"[{_OTHER}](?:(?=[A-Za-z])|(?<=[A-Za-zÀ-ÿ].))")
_IN_OTHER = lazy(f"[A-Za-z](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))")
_OTHERS = lazy(f"[{_OTHER}]+")
_LETTERS = lazy(r"[^\W\d_]+")
_DEGREE = lazy("(?<=[°º])([ \xa0\u202f]?)С(?![^\\W\\d_])")
_TWINS = frozenset("АВЕКМНОРСТХа")
# Х-ray, СО2; and an article before a noun: , а laboratory,
_COMPOUND = lazy(
    r"(?<![\w-])[АВЕКМНОРСТХ](?=-[a-z]{2})|(?<![\w-])[АВЕКМНОРСТХ]{1,3}(?=[A-Z]?(?:\d(?!\w)|[₀-₉]))"
    r"|(?<=[a-z,] )а(?= [a-z]{4,}(?<!s)(?:,| (?:of|for|with|in|that|which|from|and|at)\b))"
)
_SHORT_WORD = 5.0  # Zipf: a word of two letters is one on every page
# The Greek article, alone before a small letter of its script: «O ουρανός
_ARTICLE = lazy("(?<![^\\s“«\"‘'(])[OHo](?= [\u03ac-\u03ce]{2})")
_REACH = 60  # letters: no word to repair is longer
_TIED = frozenset("_@/\\&=~^$0123456789₀₁₂₃₄₅₆₇₈₉²³")


def find(view: str, language: str | None) -> Iterator[Edit]:
    """Yield the smallest edits that give a mixed word one script."""
    sample = view[:4000]
    foreign = 3 * sum(map(len, _OTHERS.findall(sample))) > len(sample)
    done = -1
    for match in (_IN_OTHER if foreign else _IN_LATIN).finditer(view):
        spot = match.start()
        if spot < done:
            continue
        start, end = word_at(view, spot)
        done = end
        new = _unmixed(view, start, end, language) if end - start <= _REACH else None
        if new:
            yield from (Edit(start + n, start + n + 1, c) for n, c in enumerate(new) if c != view[start + n])
    if not foreign and not _TWINS.isdisjoint(view):
        for m in _COMPOUND.finditer(view):
            if _home(view, m.start(), m.end()) == "latin":
                yield from (Edit(n, n + 1, _CYRILLIC_LATIN[view[n]]) for n in range(*m.span()))
    for m in _ARTICLE.finditer(view):
        before = view[: m.start()][-2:].strip(" \n“«\"‘'(.,;·!")
        if not before or before > "\u0370":
            yield Edit(*m.span(), _TO_GREEK[m.group()])
    if not foreign and "С" in view:
        for m in _DEGREE.finditer(view):
            if _home(view, m.start(), m.end()) == "latin":
                yield Edit(m.end() - 1, m.end(), "C")


def is_twin(view: str, start: int, end: int) -> bool:
    """Is this one letter of another script that looks like the Latin one a Latin word has there? # trains stoр"""
    beside = view[max(0, start - 1) : start] + view[end : end + 1]
    return view[start:end] in _TO_LATIN and beside.isascii() and any(map(str.isalpha, beside))


def word_at(view: str, spot: int) -> tuple[int, int]:
    """The letters without a gap around `spot`, at most `_REACH` to either side."""
    start = spot
    while start > 0 and spot - start <= _REACH and view[start - 1].isalpha():
        start -= 1
    end = spot
    while end < len(view) and end - spot <= _REACH and view[end].isalpha():
        end += 1
    return start, end


def known_word(view: str, start: int, end: int, repaired: str, language: str | None) -> bool:
    """Is the word around ``view[start:end]``, with `repaired` in its place, one that people write?"""
    low, high = start, end
    while low > 0 and start - low < _REACH and view[low - 1].isalpha():
        low -= 1
    while high < len(view) and high - end < _REACH and view[high].isalpha():
        high += 1
    return _frequency(view[low:start] + repaired + view[end:high], language) >= 2.0


def _frequency(word: str, language: str | None) -> float:
    """How often a word is written, on the Zipf scale of wordfreq; English where it has no list; 0 if unknown."""
    if len(word) < 2 or not word.isalpha():
        return 0.0
    return commonness(word, language if language in listed() - _UNCUT else "en")


_UNCUT = frozenset(["zh", "ja", "ko"])  # in whose texts a word of letters is one of another language


def _script(char: str) -> str:
    if "\u0400" <= char <= "\u052f":
        return "cyrillic"
    if "\u0370" <= char <= "\u03ff":
        return "greek"
    if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
        return "latin"
    return "other"


def _unmixed(view: str, start: int, end: int, language: str | None) -> str | None:
    """The word in one script, or None where it is one already or nothing says which."""
    word = view[start:end]
    around = view[max(0, start - 1) : start] + view[end : end + 1]
    scripts = [_script(c) for c in word]
    kinds = set(scripts)
    if len(kinds) != 2 or "latin" not in kinds or "other" in kinds or len(word) < 2 or _TIED & set(around):
        return None
    other = "cyrillic" if "cyrillic" in kinds else "greek"
    table = _TO_GREEK if other == "greek" else {**_TO_CYRILLIC, **_BELONGS.get(language or "", {})}
    ways = {}
    if all(c in _TO_LATIN for c, s in zip(word, scripts, strict=True) if s == other):
        ways["latin"] = "".join(_TO_LATIN[c] if s == other else c for c, s in zip(word, scripts, strict=True))
    if all(c in table for c, s in zip(word, scripts, strict=True) if s == "latin"):
        ways[other] = "".join(table[c] if s == "latin" else c for c, s in zip(word, scripts, strict=True))
    if (
        not ways
        or _inflected(word, scripts)
        or _glued(word, scripts, max(ways.values(), key=lambda w: _frequency(w, language)), language)
    ):
        return None
    home = _home(view, start, end)
    if len(word) == 2:  # there are nо doors
        return ways[home] if home in ways and _frequency(ways[home], language) >= _SHORT_WORD else None
    if len(ways) == 2:
        return ways.get(home)
    (script, new), *_ = ways.items()
    own = scripts.count(script)
    return new if own > 2 * (len(word) - own) or (own >= 2 and script == home) else None


def _inflected(word: str, scripts: list[str]) -> bool:
    """Is it an abbreviation of one script with an ending of the other, as in Russian PRа?"""
    turn = next(n for n in range(1, len(word)) if scripts[n] != scripts[0])
    rest = scripts[turn:]
    return len(set(rest)) == 1 and word[:turn].isupper() and turn > 1 and word[turn:].islower()


def _glued(word: str, scripts: list[str], whole: str, language: str | None) -> bool:
    """Are two words run together: a small word and capitals (``єXX``), or a stray letter and a word (``АQuando``)?"""
    turns = [n for n in range(1, len(word)) if scripts[n] != scripts[n - 1]]
    if len(turns) != 1:
        return False
    head, tail = word[: turns[0]], word[turns[0] :]
    if head[-1].islower() and tail[0].isupper():
        return True
    if head.islower() and _frequency(whole, language) >= 3.5:  # cначала: a word of its own, though начала is commoner
        return False
    return len(head) == 1 and _frequency(tail, language) > _frequency(whole, language)


def _home(view: str, start: int, end: int) -> str:
    """The script that nearly all other letters of the neighbourhood belong to, or an empty string."""
    near = view[max(0, start - 200) : start] + view[end : end + 200]
    counts: dict[str, int] = {}
    for letters in _LETTERS.findall(near):
        script = _script(letters[0])
        counts[script] = counts.get(script, 0) + len(letters)
    if not counts:
        return ""
    best = max(counts, key=lambda s: counts[s])
    return best if counts[best] > 0.8 * sum(counts.values()) else ""
