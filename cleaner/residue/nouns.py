"""Nouns of the source language that an English sentence goes on around: `At the crypte of Montbrac, the tone is`.

The tables hold what news speak of everywhere and no language lacks a word for: institutions, offices, buildings, the
people in them, and the commonest things. A noun is translated between an English article, possessive or preposition
and what goes on in English, where the source is sure and several of its words were left behind.

Left alone: a noun that the text uses again or explains, as one that means to keep it does; what is set off by
quotation marks; with a capital what may be the first word of a name (`the Ministero della Difesa`); what stands
beside other words of the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lexicon import commonness
from cleaner.residue.neighbours import (
    CLOSER,
    COMMA,
    FIGURE,
    FOREIGN,
    KNOWN,
    NAME,
    OWN,
    START,
    UNSURE,
    Ear,
    Place,
    apart,
    ear,
    place,
)
from cleaner.residue.scan import entries, runs
from cleaner.residue.source import Source
from cleaner.residue.spoken import spoken_of
from cleaner.residue.tables import load, look_up

_LEADING = frozenset(
    "the a an this that these those his her its their our your my every each no any some all both another other of to"
    " in on at by for two three four five six seven eight nine ten several many few with from and or nor into between"
    " local former new old national regional municipal public".split()
)
_FOLLOWED = (OWN, UNSURE, KNOWN, START, COMMA, CLOSER, FIGURE)
_ENGLISH = 1.5  # on the Zipf scale: what English has as well is left, and what it borrows (`At the mairie`)


def find(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for every noun of the source that stands once, in a sentence of the target language."""
    code = source.plausible[0]
    tables = load(code, target)
    table = tables.table("nouns")
    if not (source.sure and table):
        return
    listener = ear(code, target, tables.latin)
    for start, end in entries(code, target, "nouns").spans(view):
        word = view[start:end]
        new = look_up(table, word)
        beside = place(view, start, end, tables.caseless)
        if new and not tables.latin and beside.left and beside.left[0].lower() == new and view[start - 1] == " ":
            yield Fix("residue/noun", (Edit(start - 1, end, ""),))  # the Association جمعية of the Friends
            continue
        if new is None or new in beside.right or not _stands(view, word, beside, listener, target):
            continue
        if word[0].isupper() and word not in table:  # certificate of the Ministero
            new = " ".join(part if part == "of" else part[0].upper() + part[1:] for part in new.split())
        yield Fix("residue/noun", (Edit(start, end, apart(view, start, end, new)),))


def _stands(view: str, word: str, beside: Place, listener: Ear, target: str) -> bool:
    if not beside.left or not beside.right or spoken_of(beside, listener.latin, target):
        return False
    if listener.latin and " " not in word and commonness(word.lower(), target) >= _ENGLISH:
        return False
    again = sum(len(runs(view).get(form, ())) for form in {word, word.lower(), word.capitalize()})
    if again > 1:
        return False
    led = beside.left[0].lower()
    right = listener.kind(beside.right[0])
    if right == FOREIGN and beside.right[0].lower() in load(listener.source, target).table("words"):
        right = OWN  # the школа та the lessons
    if led not in _LEADING or beside.left[0] in ("“", '"', "‘", "«"):
        return False
    if FOREIGN in [
        listener.kind(token) for token in beside.left[:2] if token.lower() not in settings(target)["leaning"]
    ]:
        return False
    capital = word[0].isupper() and listener.source != "de"
    return (right in _FOLLOWED or (right == NAME and not capital)) and beside.right[:1] != ("(",)
