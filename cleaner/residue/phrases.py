"""Abbreviations, endings of names and prepositions of place that the source language left before a name or a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy, lazy_regex
from cleaner.residue.neighbours import COMMA, FIGURE, KNOWN, NAME, OPENER, OWN, UNSURE, Ear, ear, place
from cleaner.residue.source import Source
from cleaner.residue.tables import load

_NEAR = (OWN, KNOWN, UNSURE, NAME, FIGURE)
# À La Chaux, last Friday, the line reached the bakery; but: À Rebours, the novel by Huysmans; À la carte
_AT_A_PLACE = lazy(
    r"(?:^|(?<=[.!?] ))(À) (?=(?:L(?:a|e|es) )?[A-Z][\w’-]+, (?:last|this|on|in|at|it|he|she|they|we|there|people"
    r"|nobody|everyone|everybody|some|many|most|since|for|three|four|five|\d+|the (?!\w+ (?:by|of|from)\b)) )",
    re.MULTILINE,
)
_MOTION = lazy(
    r"(?:went|go|goes|going|gone|came|come|comes|coming|travel\w*|move[sd]?|moving|return\w*|back|drove|drive[sn]?|flew"
    r"|fl(?:y|ies|ying)|sent|ran|runs?|line|road|route|way|walk\w*|brought|arriv\w+|trains?|bus(?:es)?|flights?|ferry"
    r"|journey|trip)$"
)
_DETERMINERS = frozenset("the a an this that his her its their our my your of to for".split())
_NO_ARTICLE = lazy(
    r"(?<=[^\W_], )(a)(?= (?:in|on|at|by|for|from|with|after|before|since|until|the|he|she|it|they|we|this|these|those"
    r"|another|both|each|every|all|nobody|everyone"
    r"|his|her|their|its|our|not|now|then|when|if|also) [a-z\d])"
)
_PREPOSITIONS = frozenset("in at from since until till by near on with between into towards".split())
_CASES = {"da": "in", "de": "in", "ta": "in", "te": "in", "dan": "from", "den": "from", "tan": "from", "ten": "from"}
_CASES |= {f"n{case}": word for case, word in _CASES.items() if case[0] == "d"} | {"daki": "in", "deki": "in"}
_CASES |= dict.fromkeys(("a", "e", "ya", "ye", "na", "ne"), "to") | dict.fromkeys(("la", "le", "yla", "yle"), "with")
_CASES |= {glide + vowel: "" for glide in ("", "y", "n") for vowel in "ıiuü"}  # the object, which English leaves bare
_GENITIVE = frozenset(f"{glide}{vowel}n" for glide in ("", "n") for vowel in "ıiuü")
_SHORT = 4  # letters: a shorter word in -ed is a noun or adjective (`red`)
_CLOSE = {"a": "ı", "â": "ı", "e": "i", "î": "i", "o": "u", "ö": "ü"}
_ENDING = lazy(
    r"(?<![\w'’.-])(?:(?P<year>(?:1\d|20)\d\d)|(?P<name>[A-ZÇĞİÖŞÜ][a-zçğıöşüâî]{2,}|[A-ZÇĞİÖŞÜ]{2,5}))"
    rf"(?P<end>['’](?:{'|'.join(sorted((*_CASES, *_GENITIVE), key=len, reverse=True))}))(?![\w'’-])"
)


_TIME_ENDING = lazy_regex(
    r"(?<![\w.,:])(?:(?:at |saat )\d\d?[.:]\d\d(?P<end>['’][dt][ae]n?)"
    r"|(?:to|till|until|by|from|and|after|before|[–-]) ?\d\d?[.:]\d\d(?P<end>['’](?:[dt][ae]n?|y?[ae]))"
    r"|[A-ZÇĞİÖŞÜ]{2,}(?P<end>['’][dt][ıiuü]r))(?![\w'’-])"
)


def abbreviations(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for every abbreviation (`z. B.`, `т. е.`) with words of the target language on both sides."""
    code = source.plausible[0]
    finder = _abbreviated(code, target)
    if finder is None:
        return
    listener = ear(code, target, load(code, target).latin)
    for match in finder.finditer(view):
        beside = place(view, *match.span())
        left = [listener.kind(token) for token in beside.left]
        right = [listener.kind(token) for token in beside.right]
        while left and left[0] in (COMMA, OPENER):
            del left[0]
        if left[:1] and left[0] in _NEAR and right[:1] and right[0] in _NEAR and OWN in (left[0], *right[:2]):
            new = load(code, target).table("abbreviations")[match[0]]
            # in the third century v. Chr. The town: its stop ends the sentence too
            stop = match[0][-1] == "." != new[-1] and _begins(beside.right[0], listener)
            yield Fix("residue/abbreviation", (Edit(match.start(), match.end() - stop, new),))


def notes(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for what signs a remark as the editor's. # But he (the referee, ndr) told me"""
    table = load(source.plausible[0], target).table("notes")
    if table:
        for match in regex.finditer(r"(?<=[\w”\"’], )\L<w>(?=[)\]])", view, w=list(table)):
            yield Fix("residue/abbreviation", (Edit(*match.span(), table[match.group()]),))


def _begins(token: str, listener: Ear) -> bool:
    return token[0].isupper() and token.lower() in listener.own


@cache
def _abbreviated(code: str, target: str) -> regex.Pattern[str] | None:
    table = load(code, target).table("abbreviations")
    if not table:
        return None
    return regex.compile(r"(?<![\w.'’-])\L<w>(?=[ ,\u00a0])", w=sorted(table, key=len, reverse=True))


def endings(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for the case ending of a Turkish name or year: `2018'de` is `in 2018`, `Ankara'nın` `Ankara's`.

    Short endings have to sound like Turkish after their name: `Sana'a` and `Baha'i` do not.
    """
    if not (source.sure and source.plausible[0] == "tr"):
        return
    yield from _timed(view)
    for match in _ENDING.finditer(view):
        start, end = match.span("end")
        ending = view[start + 1 : end]
        if ending in _GENITIVE:
            if match["year"] is None and view[end : end + 1] == " " and view[end + 1 : end + 2].islower():
                after = view[end + 1 : end + 20].split()[0]
                bare = _acts(after) or after == "of"  # the IMF'nin praised the bank, the Ministry'nin of Culture
                yield Fix("residue/ending", (Edit(start, end, "") if bare else Edit(start + 1, end, "s"),))
        elif ending[-1] not in "aeıiuü" or len(ending) > 2 or ending[0] in "dt" or _sounds(match["name"], ending):
            yield from _declined(view, match.start(), start, end, _CASES[ending])


def _acts(word: str) -> bool:
    """Is this a verb, whose subject stands before it?"""
    return word in settings("en")["finite"] or (word.endswith("ed") and len(word) > _SHORT)


def _declined(view: str, at: int, start: int, end: int, word: str) -> Iterator[Fix]:
    """Drop an ending, and say its case by a preposition where none stands."""
    if not word:
        yield Fix("residue/ending", (Edit(start, end, ""),))
        return
    said = view[max(0, at - 24) : at].split()[-1:]
    if said and said[0][-1].isdigit():  # sells for 1,250 TL’ye
        yield Fix("residue/ending", (Edit(start, end, ""),))
        return
    begins = not said or said[0][-1] in '.!?:”"“' or view[at - 1 : at] == "\n"
    if said and (said[0].lower() in _PREPOSITIONS or said[0] == word):
        yield Fix("residue/ending", (Edit(start, end, ""),))
    elif (begins and word != "to") or (not begins and said[0].islower() and said[0] not in _DETERMINERS):
        first = word.capitalize() if begins else word
        yield Fix("residue/ending", (Edit(at, at, first + " "), Edit(start, end, "")))


def _timed(view: str) -> Iterator[Fix]:
    """`at 08.30’da`, `650 TL’dir`: the ending of a time, and the copula, which English says elsewhere."""
    for match in _TIME_ENDING.finditer(view):
        yield Fix("residue/ending", (Edit(*match.span("end"), ""),))


def _sounds(name: str | None, ending: str) -> bool:
    """Does an ending of one or two letters follow the vowels of its name, as it does in Turkish?"""
    vowels = [letter for letter in (name or "").lower() if letter in "aeıioöuüâî"]
    if name and not vowels:
        return name.isupper() and len(name) < _SHORT and len(ending) > 1  # TL’ye is read letter by letter
    if not name or not vowels:
        return False
    last = vowels[-1]
    open_vowel, close_vowel = "a" if last in "aıouâ" else "e", _CLOSE.get(last, last)
    fits = ending[-1] in (open_vowel, close_vowel)
    return fits and ((name[-1] in vowels) == (len(ending) > 1) or ending[0] in "nl")


def lone_conjunctions(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for the Polish `a` (and, while), which is the article of English but where none can stand.

    # the groundwater rose by 34 cm, a in the driest month the stream did not dry up
    """
    if source.sure and source.plausible[0] == "pl" and ", a " in view:
        yield from (Fix("residue/function-word", (Edit(*m.span(1), "and"),)) for m in _NO_ARTICLE.finditer(view))


def prepositions(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for a preposition of place before a name: `the fair à Tarbes`, `from Gdańsk do Tczew`.

    Titles and dishes hold them as well, so a word of the target language has to stand before it.
    """
    code = source.plausible[0]
    shape = {
        "fr": r"(?<= )à(?= [A-ZÉÈÀÎÔ]\w)",
        "pl": r"(?<= )do(?= (?:[A-ZŁŚŻŹĆ]\w|the (?:end|beginning|middle) of |\d+ [a-z]{3}))",
    }
    if not source.sure or code not in shape:
        return
    listener = ear(code, target, True)
    if code == "fr" and "À " in view:
        yield from (Fix("residue/function-word", (Edit(*m.span(1), "In"),)) for m in _AT_A_PLACE.finditer(view))
    for match in re.finditer(shape[code], view):
        beside = place(view, *match.span())
        if not beside.left or not beside.spaced:
            continue
        near = beside.left[0]
        ranged = "from" in [token.lower() for token in beside.left[1:4]] and near[0].isalnum()
        if code == "pl" and beside.right[0].isdigit():
            if near.islower() and listener.kind(near) == OWN and "from" not in beside.left:
                yield Fix("residue/function-word", (Edit(*match.span(), "up to"),))  # may take do 30 days
        elif code == "pl":
            until = beside.right[0] == "the" and near.lower() not in listener.own and listener.kind(near) == OWN
            if until or (ranged and near[0].isupper()):
                yield Fix("residue/function-word", (Edit(*match.span(), "until" if until else "to"),))
        elif ranged or (near.islower() and listener.kind(near) in (OWN, UNSURE) and len(near) > 2):
            to = ranged or bool(_MOTION.match(near))
            yield Fix("residue/function-word", (Edit(*match.span(), "to" if to else "in"),))
