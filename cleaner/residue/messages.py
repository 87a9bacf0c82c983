"""Conjunctions of English in the messages of a program: what the original makes certain, and what a few words tell.

A message is too short for a function word on either side (`Regels and tips`), but is in the language of its file. Its
original shows whether the word joins two others there, whether they stand here as they stood there (Marks and Spencer),
and whether the word is a term that joins nothing (`insertion of and!`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.residue.neighbours import FOREIGN, KNOWN, OWN, UNSURE, Ear, Place, place
from cleaner.residue.tables import Tables, load
from cleaner.text import Text

_LED = lazy(r"(?<=\w )(?:for|from|with|about|without)(?= \w)")
CONJUNCTIONS = frozenset(["and", "or", "but"])


def is_term(word: str, reference: str) -> bool:
    """Does the original of a message have the word where it joins nothing? # invalid default insertion of and!"""
    found = re.findall(rf"([\w,\"')] )?(?<!\w){re.escape(word)}(?!\w)( [\w\"'(<{{%$])?", reference, re.I)
    return bool(found) and not any(after for _, after in found)


def joins(beside: Place, listener: Ear) -> bool:
    """Does a conjunction stand between two words of a message, one of them surely of the language? # Regels and tips"""
    if not (beside.spaced and beside.left and beside.right and beside.right[0].islower()):
        return False
    left, right = listener.kind(beside.left[0]), [listener.kind(token) for token in beside.right[:2]]
    own = load(listener.source, listener.target).table("own_behind")
    return left in (OWN, KNOWN) and right[0] in (OWN, UNSURE) and FOREIGN not in right and not own


def joins_there(word: str, beside: Place, reference: str) -> bool:
    """Does the original of a message have the conjunction between words, which are others here? # författare or ISBN

    What stands the same on both sides is a name: Marks and Spencer.
    """
    if word not in CONJUNCTIONS or not (beside.spaced and beside.left and beside.right):
        return False
    left, right = beside.left[0], beside.right[0]
    found = re.findall(rf"([^\W_]+),? {word} ([^\W_]+)", reference)
    if not (
        left[-1].isalnum() and right[0].isalnum() and len(found) == len(re.findall(rf"\b{word}\b", reference)) == 1
    ):
        return False
    return (left, right) != found[0] and not (left == found[0][0] and left.islower() and right.islower())


def led(text: Text, target: str) -> Iterator[Fix]:
    """Yield a fix for every English preposition of a message that its original shows to be one."""
    view, reference = text.view, text.reference or ""
    for m in _LED.finditer(view):
        new = load("en", target).table("words").get(m[0])
        beside = place(view, *m.span())
        if isinstance(new, str) and new and new != m[0] and leads_there(m[0], beside, reference, target):
            yield Fix("residue/function-word", (Edit(*m.span(), new),))


def leads_there(word: str, beside: Place, reference: str, target: str) -> bool:
    """Does the original of a message have the preposition once, between words that are translated here, and does an
    article of the language follow? # Vedi il rapporto for i dettagli

    Behind a word that leads to a noun it is one itself there: the for loop.
    """
    if not (beside.spaced and beside.left and beside.right):
        return False
    left, right = beside.left[0], beside.right[0]
    if not (left[-1].isalpha() and right.islower() and right in settings(target).get("articles", ())):
        return False
    found = re.findall(rf"([^\W\d_]+) {word} ([^\W\d_]+)", reference)
    once = len(found) == len(re.findall(rf"(?<!\w){word}(?!\w)", reference, re.I)) == 1
    if not once or left.lower() == found[0][0].lower():
        return False
    return found[0][0].lower() not in settings("en").get("function_words", ())


def is_named(word: str, beside: Place, tables: Tables) -> bool:
    """Is the conjunction a word that is spoken of, or one of the language?

    # Använd and eller or för att kombinera: beside one that says something else, or with another one near
    # han sköt en and: behind what leads to the word the language has
    """
    if word not in CONJUNCTIONS:
        return False
    if beside.left and beside.left[0].lower() in tables.table("own_behind").get(word, "").split():
        return True  # han sköt en and
    words = tables.table("words")
    known = {words.get(other, other) for other in CONJUNCTIONS}
    near = {*beside.left[:1], *beside.right[:1]}
    around = {*beside.left[:3], *beside.right[:3]} & CONJUNCTIONS
    return bool(near & (known - {words.get(word)})) or (words.get(word) in near and bool(around - {word}))
