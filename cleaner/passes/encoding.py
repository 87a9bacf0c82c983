"""The encoding pass (class E): mojibake, escapes, invisible characters, look-alike letters.

Repaired is what a program did to characters: UTF-8 read as another encoding, once or several times over; bytes of
another encoding between UTF-8; entities and
escapes that were never undone; characters that nobody sees and no script there needs; letters of another script inside
a word; letters and ligatures in another form than the document's own. A lost character (U+FFFD, a question mark inside
a word) is put back only where one word alone fits. Left alone is what a person may have written: see the module of each
kind in `cleaner.encoding`. Width, quote style and the Unicode form of a whole document are no damage: they are the
business of the last pass, and only where a profile asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaner.edits import Edit, Fix
from cleaner.encoding import gate
from cleaner.pipeline import Context
from cleaner.text import Span, Text

if TYPE_CHECKING:
    from cleaner.encoding.escapes import Escape


_MANY = 100  # characters of misread UTF-8


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield the fixes of the whole class; what is seen but not certain comes under the rules of level hint.

    Each finder is loaded when a text has what it looks for.
    """
    if "¡" in text.remarkable:
        from cleaner.encoding import widemarks

        marks = list(widemarks.find(text))
        if marks:  # they look like much else: the others wait a round
            yield from (Fix("encoding/wide-mark", (edit,)) for edit in marks)
            return
    if gate.may_be_lowered(text):
        from cleaner.encoding import lowered

        letters = list(lowered.find(text))
        if letters:
            yield from (Fix("encoding/mojibake", (edit,)) for edit in letters)
            return
    misread = list(_misread(text))
    if any(fix.rule == "encoding/legacy" for fix in misread):  # they look like much else: the others wait a round
        yield from misread
        return
    yield from misread
    asked = text.remarkable or text.language == "ja" or gate.asks_within(text) or gate.has_guises(text)
    many = 0
    for fix in _broken(text) if asked else ():
        many += fix.rule == "encoding/mojibake"
        yield fix
    if many < _MANY:  # what looks like the rest are mostly bytes of these, and is asked for in the next round
        yield from _escaped(text)
        if asked:
            yield from _unmeant(text)


def _misread(text: Text) -> Iterator[Fix]:
    """One legacy encoding read as another, and UTF-8 as an encoding of Chinese or Japanese."""
    found: list[tuple[tuple[Edit, ...], bool]] = []
    if not text.remarkable <= gate.EVERYDAY or gate.has_letters_lost(text):
        from cleaner.encoding import legacy

        found += legacy.find(text)
    if not text.view.isascii() and gate.WIDE.search(text.stretches):
        from cleaner.encoding import wide

        found += wide.find(text)
    for edits, certain in found:
        yield Fix("encoding/legacy" if certain else "encoding/legacy-alone", edits)


def _escaped(text: Text) -> Iterator[Fix]:
    """Bytes of another table, and characters that stand there as ASCII."""
    view = text.view
    if not gate.STRAY.isdisjoint(text.remarkable):
        from cleaner.encoding import stray

        for edit, certain in stray.find(view, text.language):
            yield Fix("encoding/mixed-bytes" if certain else "encoding/stray-byte", (edit,))
    found: list[Escape] = []
    if gate.has_escapes(text):
        from cleaner.encoding import escapes

        found += escapes.find(text)
    if gate.has_bytes(text):
        from cleaner.encoding import transport

        found += transport.find(view, text.language)
    for edit, rule, certain in found:
        yield Fix(f"encoding/{rule}" if certain else "encoding/escape-shown", (edit,))


def _broken(text: Text) -> Iterator[Fix]:
    """UTF-8 read as another encoding, and bytes that are lost; nothing in a run that is read whole or beyond repair."""
    beyond: list[Span] = []
    if not text.remarkable.isdisjoint("Ãã"):
        from cleaner.encoding import twice

        found, beyond = twice.find(text)
        yield from (Fix(f"encoding/{r.rule}" if r.certain else "encoding/mojibake-alone", r.edits) for r in found)
        beyond += [(edit.start, edit.end) for repair in found for edit in repair.edits]
    for fix in _misread_once(text):
        if not any(edit.start < high and low < edit.end for low, high in beyond for edit in fix.edits):
            yield fix


def _misread_once(text: Text) -> Iterator[Fix]:
    """UTF-8 read as another encoding, whole or with bytes lost."""
    characters = text.remarkable
    runs = []
    if gate.has_rarer(text):
        yield from _rarer(text)
    if not gate.LEADS.isdisjoint(characters):
        from cleaner.encoding import mojibake

        runs = mojibake.runs(text)
        for edits, rule, certain in mojibake.find_western(text, runs):
            yield Fix(f"encoding/{rule}" if certain else "encoding/mojibake-alone", edits)
    if runs or not gate.CUT.isdisjoint(characters) or gate.asks_within(text):
        from cleaner.encoding import lossy

        for edits, rule, certain in lossy.find(text, runs):
            yield Fix(f"encoding/{rule}" if certain else "encoding/lost-unclear", edits)


def _rarer(text: Text) -> Iterator[Fix]:
    """UTF-8 read as one of the rarer encodings: what is told word by word, and what by its marks or its line."""
    from cleaner.encoding import sequences, tables

    done: set[int] = set()
    for edits, certain in sequences.find(text):
        yield Fix("encoding/mojibake" if certain else "encoding/mojibake-alone", edits)
        if certain:
            done.update(at for start, end, _ in edits for at in range(start, end))
    for edits, rule, certain in tables.find_other(text):
        if not any(at in done for start, end, _ in edits for at in range(start, end)):
            yield Fix(f"encoding/{rule}" if certain else "encoding/mojibake-alone", edits)


def _unmeant(text: Text) -> Iterator[Fix]:
    """Characters in another form or of another script than is meant, and those that nobody sees."""
    view, characters = text.view, text.remarkable
    if not gate.APART.isdisjoint(characters):
        from cleaner.encoding import forms

        for edit, rule in forms.find(view):
            yield Fix(f"encoding/{rule}", (edit,))
    if not gate.MAC.isdisjoint(characters):
        from cleaner.encoding import tables

        for edits, rule, _ in tables.find_mac(view, text.language):
            yield Fix(f"encoding/{rule}", edits)
    if not gate.GREEK_OR_CYRILLIC.isdisjoint(characters):
        from cleaner.encoding import lookalikes

        for edit in lookalikes.find(view, text.language):
            yield Fix("encoding/look-alike", (edit,))
    if gate.has_guises(text):
        from cleaner.encoding import guises

        for edit, rule in guises.find(text):
            yield Fix(f"encoding/{rule}", (edit,))
    if text.language in ("uk", "pl", "cs") and gate.has_lonely(text):
        from cleaner.encoding import lonely

        for edit, rule in lonely.find(view, text.language):
            yield Fix(f"encoding/{rule}", (edit,))
    if text.language in ("zh", "ja"):
        from cleaner.encoding import eastern

        for edit, rule in eastern.find(view, text.language):
            yield Fix(f"encoding/{rule}", (edit,))
    if not gate.HIDDEN.isdisjoint(characters):
        from cleaner.encoding import invisible

        written = text.entry.messages.text if text.entry else text.source
        for edit, rule in invisible.find(view, text.language, written):
            if not (text.entry and rule == "soft-hyphen"):  # a label is told where it may break
                yield Fix(f"encoding/{rule}", (edit,))
