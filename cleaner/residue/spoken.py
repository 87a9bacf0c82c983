"""Is a word spoken of, or does it stand in a passage of its own language, so that it was not left behind?"""

from __future__ import annotations

from collections.abc import Container
from itertools import takewhile, zip_longest

from cleaner.language import settings
from cleaner.residue.neighbours import FOREIGN, Ear, Place

AROUND_WORD = 60  # code points around a word where a sentence speaks of what it means
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
    near = {token.lower() for token in (*takewhile(_goes_on, left[:3]), *named)}
    told = settings(target)
    return (
        alone or not near.isdisjoint(told.get("metalanguage", ())) or any(t in told.get("meaning", ()) for t in right)
    )


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
