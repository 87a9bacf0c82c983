"""Function words of the source language between words of the target language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.residue.neighbours import (
    AROUND,
    CASELESS,
    OWN,
    UNSURE,
    Ear,
    Place,
    apart,
    cased,
    conjoins,
    ear,
    governs,
    place,
    rated,
)
from cleaner.residue.source import Source
from cleaner.residue.tables import load, pattern

_ADJECTIVE = re.compile(r"[a-z]{2,}(?:ed|ive|ing|ous|ful|less|able|ible|ary|ent|ant|ical|al|ic|en)$")
_PREDICATE = frozenset("the a an not very more too still already also now only our their its part".split())
_KIN = frozenset("my his her their our your its a the and or of s only first eldest youngest own".split())
# Who writes `i think` means no conjunction by it.
_PRONOUN = re.compile(
    r"(?<!\w)i(?:['’]\w| (?:am|was|have|had|will|would|can|could|should|might|think|know|do|did|don|need|want|got|get"
    r"|just|said|see|saw|say|use|used|guess|hope|believe|like|love|feel|mean|tried|try|went|for|to|in|of|is|s)\b)"
)
_JOINING = frozenset(["and", "or", "but"])
_VOWELS = frozenset(["hour", "inhabitant"])
_WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
_BE = frozenset(["is", "are", "was", "were", "has", "had"])
_BARE = frozenset(["het", "das", "der"])
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those"])


def find(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for every function word that a sentence of the target language runs on through."""
    seen: set[int] = set()
    phrases: Counter[str] = Counter()
    judged: list[tuple[str, Fix]] = []
    for code in source.plausible:
        finder = pattern(code, target, "words", "articles", "common", "verbs", "rates", "days")
        listener = ear(code, target, load(code, target).latin)
        for match in finder.finditer(view) if finder is not None else ():
            if match.start() not in seen:
                seen.add(match.start())
                beside = place(view, *match.span(), load(code, target).caseless)
                after = beside.right[0] if beside.right else ""
                phrase = "" if after.lower() in listener.own else f"{match.group()} {after}"
                phrases[phrase] += 1
                judged += ((phrase, fix) for fix in _judge(view, *match.span(), source, target, listener, beside))
    # et seq., en route: a phrase the text uses
    yield from (fix for phrase, fix in judged if not phrase or phrases[phrase] < 3)


def _judge(view: str, start: int, end: int, source: Source, target: str, listener: Ear, beside: Place) -> Iterator[Fix]:
    word = view[start:end]
    if word == "i" and _PRONOUN.search(view, max(0, start - AROUND), end + AROUND):
        return
    for name, fits in (("days", _days), ("rates", _rates), ("verbs", _verbs), ("words", _words),
                       ("articles", _articles), ("common", _common)):  # fmt: skip
        new = source.replacement(target, name, word)
        if new in _JOINING and beside.left[:1] and beside.left[0] in _JOINING:
            return  # and 和 is their and
        if new is not None and fits(beside, listener, source.sure, word):
            yield Fix("residue/function-word", (_edit(view, start, end, new, beside),))
            return


def _edit(view: str, start: int, end: int, new: str, beside: Place) -> Edit:
    """Put in the translation; an article that stands translated beside is not given twice."""
    if beside.right and beside.right[0].lower() in _ARTICLES and (new == "the" or new.endswith(" the")):
        new = new[:-3].rstrip()
    if new == "a" and beside.right and beside.right[0] in _VOWELS:
        new = "an"
    if new:
        return Edit(start, end, apart(view, start, end, cased(view, start, new, beside)))
    return Edit(start, end + 1, "")


def _words(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    if word[0].isupper() and beside.left and beside.left[0][0].isalnum():
        follows = word == "Y" or (beside.right and beside.right[0].lower() in listener.own)
        if len(word) > 1 or not sure or not follows or beside.left[0].lower() in ("generation", "gen", "vitamin"):
            return False  # vitamin E, generation Y, Scotch Ale
    if word == "I" or (len(word) == 1 and not sure and beside.right and beside.right[0] in _BE):
        return False
    return conjoins(beside, listener, sure, word, len(word) < 3 and word < CASELESS)


def _articles(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    return word[0].islower() and governs(beside, listener, word in _BARE)


def _common(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    return sure and word[0].islower() and governs(beside, listener) and beside.right[0].lower() in _ARTICLES


def _rates(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    return rated(beside)


def _days(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    return bool(beside.spaced and beside.right) and beside.right[0] in _WEEKDAYS


def _verbs(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    """`Russia son counterproductive`: no one's son, and said of something."""
    if not (sure and beside.spaced and beside.left and beside.right and word.islower()):
        return False
    before, after = beside.left[0], beside.right[0]
    if not before[0].isalpha() or before.lower() in _KIN or before.endswith(("'s", "’s", "s'", "s’")):
        return False
    predicate = after in _PREDICATE or bool(_ADJECTIVE.match(after))
    return predicate and listener.kind(after) in (OWN, UNSURE) and (before[0].isupper() or before.endswith("s"))
