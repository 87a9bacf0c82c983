"""Which language a document is in: told by its function words, or by its script.

The function words stand in ``rules/<language>/language.toml``; those of languages without rules, which only keep
their texts from being taken for another's, in ``rules/any/language.toml``. A document that gives no clear sign has no
language, and only the rules for any language hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import filterfalse
from typing import Any, NamedTuple

import tomli

from cleaner.lazy import lazy
from cleaner.rulefiles import rules_folder, rules_root

SAMPLE = 4_000  # code points read at the start, in the middle and at the end of a long document
_WIDE = lazy(r"[\u3040-\u30ff\u4e00-\u9fff]")
_WIDE_SENTENCE = 12  # such letters: no word that was left behind in a translation
_WORD = re.compile(r"\b[^\W\d_]+\b")  # not the letters of a hash or a name_of_code
_LEAD = 1.5  # the winner has this many times the hits of a rival on the words that tell the two apart

_OTHER = lazy("[^\x00-\u036f\u1e00-\u206f]")  # neither Latin nor a mark
# By the first and the last character of each script: patterns of so wide classes take long to compile.
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ko", "\uac00", "\ud7af"),
    ("ar", "\u0620", "\u06ff"),
    ("he", "\u05d0", "\u05ea"),
    ("el", "\u0370", "\u03ff"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e00", "\u0e7f"),
)


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Map each word to the languages it is a function word of."""
    out: dict[str, tuple[str, ...]] = {}
    for folder in sorted(rules_root().iterdir(), key=lambda f: f.name):
        file = folder.joinpath("language.toml") if folder.is_dir() else None
        if file is None or not file.is_file():
            continue
        told = _named(file.read_text(encoding="utf-8"), folder.name)
        for code, words in told.items() if folder.name == "any" else ((folder.name, told),):
            for word in dict.fromkeys(words):
                out[word] = (*out.get(word, ()), code)
    return out


def _named(toml: str, folder: str) -> Any:
    """The function words a file names. Of a language nothing else is read until a document is in it."""
    start = toml.find("\nfunction_words = [") if folder != "any" else -1
    if start >= 0:
        toml = toml[start : toml.index("]", start) + 1]
    return tomli.loads(toml).get("function_words", {})


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is in, or None where nothing decides.

    A page that holds two languages is in the one with clearly more function words.
    """
    sample = _sample(text).lower()
    counted = _counted(sample)
    if not counted.words:
        return None
    if _OTHER.search(sample):
        letters = sum(map(len, counted.words))
        characters = Counter(sample)
        for code, first, last in _SCRIPTS:
            # A character of these scripts says more than a Latin one: a third of the letters is most of the text.
            if 3 * sum(n for char, n in characters.items() if first <= char <= last) > letters:
                return code
    return _by_function_words(counted) or _by_letters(counted)


_EACH = 12  # words of a text for each that holds a letter of its language alone
GUEST = 80  # code points of a paragraph that can be told to be in another language than its page
MANY = "mul"  # several languages (ISO 639-2): such a paragraph is left to the rules of any
_LINES = 2
_SHARE, _SOME = 0.08, 4  # of the function words of a page, and how many, that another language has to itself


def guests(
    text: str, host: str | None, paragraphs: Sequence[tuple[int, int]], told: str | None = None
) -> list[tuple[int, int, str]]:
    """Return the paragraphs of a page in the language `host` that are in another language with rules, with its code.

    Neighbours of one language are given as one; a paragraph whose lines are in several has the code `MANY`. A page
    whose sample holds next to no function words that are another language's alone has none, and no paragraph is looked
    at. The sample is that of `told`, if that told the language of the page: its words are counted already. A page that
    is in no language has them where these paragraphs are most of it: it is in several then, and not in one that is not
    known.
    """
    if len(paragraphs) == 1 or (host is not None and not _mixed(_sample(text if told is None else told).lower(), host)):
        return []
    found = _guests(text, host, paragraphs)
    if host is None and 2 * sum(end - start for start, end, _ in found) < sum(end - start for start, end in paragraphs):
        return []
    return found


def _guests(text: str, host: str | None, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    last = -1
    for n, (start, end) in enumerate(paragraphs):
        code = detect(text[start:end]) if end - start >= GUEST else None
        if code is None or code == host or not _foreign(text[start:end], code, host):
            continue
        if not _is_one(text[start:end], code):
            code = MANY
        if out and last == n - 1 and out[-1][2] == code:
            out[-1] = (out[-1][0], end, code)
        else:
            out.append((start, end, code))
        last = n
    return out


def _is_one(paragraph: str, code: str) -> bool:
    """Does no line of a paragraph tell another language? # a menu with a line in each of eleven"""
    lines = paragraph.split("\n")
    return len(lines) <= _LINES or all(detect(line) in (None, code) for line in lines)


def _foreign(paragraph: str, code: str, host: str | None) -> bool:
    """Is a paragraph surely in this language, which has rules, and not in the one of its page?

    A Spanish one may well hold more words of Catalan than of Spanish; but hardly any that Spanish has not.
    """
    if not {"quotes", "wide_quotes"} & settings(code).keys():
        return False
    if settings(host or "").get("wide_marks") and len(_WIDE.findall(paragraph)) >= _WIDE_SENTENCE:
        return False  # dpkg や dselect や apt-get 等のツールが利用する情報は
    known, words = _function_words(), Counter(_WORD.findall(paragraph.lower()))
    mine, hosts = (sum(n for word, n in words.items() if name in known.get(word, ())) for name in (code, host))
    return 2 * hosts <= mine if mine else "wide_quotes" in settings(code)


def _mixed(sample: str, host: str) -> bool:
    counted = _counted(sample)
    alone: Counter[str] = Counter()
    for codes, times in counted.shared.items():
        if host not in codes:
            for code in codes:
                alone[code] += times
    return any(n >= max(_SOME, _SHARE * counted.counts.get(host, 0)) for n in alone.values())


class _Counted(NamedTuple):
    """The words of a sample in lower case; how many of them are function words of just these languages; and how many
    of those each language has."""

    words: Sequence[str]
    shared: Mapping[tuple[str, ...], int]
    counts: Mapping[str, int]


@lru_cache(maxsize=4)
def _counted(sample: str) -> _Counted:
    """A page is asked for its language, and then whether a part of it is in another: it is counted once."""
    tokens = sample.split()
    words = [*filter(str.isalpha, tokens), *_WORD.findall(" ".join(filterfalse(str.isalpha, tokens)))]
    shared = Counter(filter(None, map(_function_words().get, words)))
    counts: dict[str, int] = {}
    for codes, times in shared.items():
        for code in codes:
            counts[code] = counts.get(code, 0) + times
    return _Counted(words, shared, counts)


def speaks(text: str, language: str | None) -> bool:
    """Is there a word in a text that is a function word of a language, or a letter of its script? None: of any."""
    for code, first, last in _SCRIPTS:
        if code == language:
            return any(first <= char <= last for char in text)
    known = _function_words()
    words = _WORD.findall(text.lower())
    return any(word in known if language is None else language in known.get(word, ()) for word in words)


def _by_function_words(counted: _Counted) -> str | None:
    words, common, counts = counted
    if not counts:
        return None
    best = min(counts, key=lambda code: (-counts[code], code))
    # A language that names a function word in fewer than one word of twelve is not the one the text is in.
    if 12 * counts[best] < len(words):
        return None
    # What both have says nothing: Danish and Norwegian share most of their function words.
    shared = dict.fromkeys(counts, 0)
    for codes, times in common.items():
        if best in codes:
            for code in codes:
                shared[code] += times
    for rival in counts:
        if rival != best:
            mine, other = counts[best] - shared[rival], counts[rival] - shared[rival]
            if mine < _LEAD * other or mine <= other:
                return None
    return best


def _by_letters(counted: _Counted) -> str | None:
    """The one language whose own letters stand in a text too short for function words to decide. # Žádný řidič

    Its function words may not be far behind those of any other, and no letter of another one may stand there.
    """
    words, _, counts = counted
    whole = frozenset("".join(words))
    found = [code for code, (own, never) in _letters().items() if whole & own and not whole & never]
    if len(found) != 1:
        return None
    own = _letters()[found[0]][0]
    shown = sum(not own.isdisjoint(word) for word in words)
    best = max(counts.values(), default=0)
    return found[0] if shown * _EACH >= len(words) and counts.get(found[0], 0) + shown >= best else None


@cache
def _letters() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """By language: letters that it alone has, and letters it has not, of those that any language told here has."""
    file = rules_root().joinpath("any", "language.toml")
    told = tomli.loads(file.read_text(encoding="utf-8")).get("own_letters", {})
    return {code: (frozenset(own), frozenset(never)) for code, (own, never) in told.items()}


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = (len(text) - SAMPLE) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))


@cache
def keywords(language: str | None) -> Mapping[str, str]:
    """What words of a language, in small letters, are for a program that a translator wrote into: ``andere`` is
    `other`. For a caller that knows the place to be one where only a keyword stands. Of ``rules/any/keywords.toml``
    the one table is read."""
    file = rules_root() / "any" / "keywords.toml"
    toml = file.read_text(encoding="utf-8") if language and file.is_file() else ""
    start = toml.find(f"\n[{_KIN_OF.get(language or '', language)}]\n")
    if start < 0:
        return {}
    end = toml.find("\n[", start + 2)
    (table,) = tomli.loads(toml[start : end if end >= 0 else None]).values()
    out: dict[str, str] = {}
    for keyword, words in table.items():
        for word in (*words, keyword):  # in small letters the keyword itself: Plural, One
            out.setdefault(word.lower(), keyword)
    return out


_KIN_OF = {"no": "nb", "nn": "nb", "bs": "hr", "sh": "sr"}  # languages that say these words alike


@cache
def settings(language: str) -> dict[str, Any]:
    """Return what ``rules/<language>/language.toml`` says; empty for a language without one."""
    folder = rules_folder(language)
    file = folder / "language.toml" if folder else None
    return tomli.loads(file.read_text(encoding="utf-8")) if file and file.is_file() else {}


@cache
def listed(language: str, key: str) -> frozenset[str]:
    """Return the words ``rules/<language>/language.toml`` lists under a key; none where it has no such list."""
    return frozenset(settings(language).get(key, ()))
