"""Is a word spoken of, or does it stand in a passage of its own language, so that it was not left behind?"""

from __future__ import annotations

from collections.abc import Container
from itertools import takewhile, zip_longest

import regex

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.residue.neighbours import CLOSER, FOREIGN, OPENER, OWN, Ear, Place
from cleaner.residue.scan import RUN

_SENTENCES = (  # by the first letter of their scripts: of Cyrillic, of Hebrew and Arabic, of those without blanks
    ("\u0400", lazy(r"(?:[\u0400-\u052f]+,? ){4,}")),
    ("\u0590", lazy(r"(?:[\u0590-\u06ff]+[,،]? ){4,}")),
    ("\u0900", None),
    ("\u3040", lazy(r"[\u3040-\u30ff\u3400-\u9fff]{8,}")),
    ("\uac00", lazy(r"(?:[\uac00-\ud7a3]+,? ){3,}")),
)
_MANY, _SHARE = 10, 0.02  # sentences, and their share of a page that is half written in the language
AROUND_WORD = 60  # code points around a word where a sentence speaks of what it means
_OPENING, _CLOSING = frozenset('«“„"「'), frozenset('»”“"」')
_SAID_OF = frozenset(["the", "a", "an", "by", "that", "not", "both", "just", "simply"])
_WORD = lazy(r"[^\W\d_]+")
_USUAL, _CLEARLY = 3.5, 1.5  # on the Zipf scale
_OWN_ENGLISH = frozenset("of the and in to for with from at by".split())
_MENU_BEFORE, _MENU_AFTER = (
    lazy(r"(?<=[^\W\d_] )[“„«\"](?:[ \u00a0\u202f])?[^\W\d_]+ \Z"),
    lazy(r" [^\W\d_]+[ \u00a0\u202f]?[”“»\"]"),
)
_AROUND_NAMED, _NAMED_AFTER = "«„“‘\"'「『", "»“”’\"'」』"


def quoted(found: Place, ear: Ear, entries: Container[str]) -> bool:
    """Does a word of the source language stand near that no table holds, as in a passage written in it?

    # Билет для взрослых стоит 250 рублей, для школьников
    """
    near = (*found.left[:3], *found.right[:3])
    return any(ear.kind(token) == FOREIGN and token.lower() not in entries for token in near)


def _goes_on(token: str) -> bool:
    """Does a sentence go on behind a token?"""
    return token not in ".!?…" and token[0] != "\n"


def spoken_of(found: Place, latin: bool, target: str) -> bool:
    """Does the sentence speak of the word? # the letter и, “ласточка”, Russian for “swallow”; maar means but

    A word of another script that stands alone in brackets is a gloss; an acronym in brackets was left behind.
    """
    left, right = found.left, found.right
    opens, closes = ("“\"‘'«", "”\"’'»") if latin else ("“\"‘'«(", "”\"’'»)")
    alone = bool(left and right and left[0] in opens and right[0] in closes)
    # wafers e the letters of the customers; from 1 februari. The sound of it
    named = [t for t, after in zip_longest(takewhile(_goes_on, right[:3]), right[1:]) if t and after != "of"]
    told = settings(target)
    led = [token.lower() for token in takewhile(_goes_on, left[:3])]
    if len(led) > 1 and led[0].isalpha() and led[0] not in _SAID_OF:
        led = [token for token in led if token not in told.get("meaning", ())]  # People mean well und drown it
    near = {*led, *(token.lower() for token in named)}
    return (
        alone or not near.isdisjoint(told.get("metalanguage", ())) or any(t in told.get("meaning", ()) for t in right)
    )


def in_its_quotation(view: str, start: int, end: int, source: str, target: str) -> bool:
    """Does the word stand in quotation marks among words that are all of the source language, and two of them much
    more so than of the target: does somebody quote it? # Su lema, «The sea and me», está en inglés
    """
    low, high = max(0, start - AROUND_WORD), end + AROUND_WORD
    opened = max(view.rfind(mark, low, start) for mark in _OPENING)
    closes = [at for mark in _CLOSING if (at := view.find(mark, end, high)) >= 0]
    inside = view[opened + 1 : min(closes)] if opened >= 0 and closes else ""
    if not inside or "\n" in inside or not _CLOSING.isdisjoint(inside[: start - opened - 1]):
        return False
    words = [word.lower() for word in _WORD.findall(inside)]
    usual = [commonness(word, source) for word in words]
    clear = {word for word, own in zip(words, usual, strict=True) if own > commonness(word, target) + _CLEARLY}
    return len(words) > 2 and min(usual) >= _USUAL and len(clear) > 1


def names_itself(view: str, start: int, end: int, new: str) -> bool:
    """Does the sentence around a word hold what would stand for it in quotation marks of its own: does it speak of
    words? # пишется через амперсанд, который русские читают «и», англичане and
    """
    if not new.strip():
        return False
    near = view[max(0, start - AROUND_WORD) : start], view[end : end + AROUND_WORD]
    inside = near[0].rpartition("\n")[2] + near[1].partition("\n")[0]
    at = inside.find(new)
    while at > 0:
        if inside[at - 1] in _AROUND_NAMED and inside[at + len(new) : at + len(new) + 1] in tuple(_NAMED_AFTER):
            return True
        at = inside.find(new, at + 1)
    return False


def writes_in(source: str, word: str) -> bool:
    """Is a page also written in the script of a word, in sentences, so that the word belongs to one of them?

    # Debian Edu と Skolelinux について, the heading of a Japanese manual half of which is English
    """
    sentence = next((shape for first, shape in reversed(_SENTENCES) if word >= first), None)
    found = [m.end() - m.start() for m in sentence.finditer(source)] if sentence is not None else []
    return len(found) >= _MANY and sum(found) >= _SHARE * len(source)


def quoted_title(view: str, start: int, end: int, target: str) -> bool:
    """Does the word stand in quotation marks among capitals, or with one word on either side of it?

    # „Steam and the Woods”; a menu with «pollo and patatas». What somebody says is translated: pidió "calma and agua".
    """
    line = view[max(0, start - 40) : start], view[end : end + 40]
    before = regex.search(r"[“”„«\"](\p{Lu}[\p{L}’']*(?: [\p{L}’']+)*)? ?$", line[0])
    after = regex.match(r" ?(?:[\p{L}’']+ )*\p{Lu}[\p{L}’']*[”“»\"]", line[1])
    if before and after:
        return True
    rest = regex.match(r"(?: [\p{L}’'-]+){1,6}[”“»\"]", line[1]) if line[0][-1:] in tuple('“„«"') else None
    if rest and not _OWN_ENGLISH.difference(settings(target).get("function_words", ())).isdisjoint(
        RUN.findall(rest[0])
    ):
        return True  # l'auteur de "The art of learning"
    led = _MENU_BEFORE.search(line[0]) if _MENU_AFTER.match(line[1]) else None
    told = settings(target)
    said = frozenset((*told.get("reporting", ()), *told.get("attributing", ())))
    return led is not None and said.isdisjoint(RUN.findall(line[0]))


def joins_quotations(beside: Place, ear: Ear) -> bool:
    """Do two quotations in the language of the text stand beside, which are no names? # “sirenas” and “menos cenas”"""
    left, right = beside.left[:2], beside.right[:2]
    if [ear.kind(token) for token in (*left, *right)] != [CLOSER, OWN, OPENER, OWN]:
        return False
    return beside.spaced and left[1].islower() and right[1].islower()
