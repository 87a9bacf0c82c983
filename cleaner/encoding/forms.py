"""Characters in another form than the document's own: letters apart from their accents, ligatures a PDF was set with.

A document in composed letters that holds a few decomposed ones (``e`` and U+0301, from the file names of a Mac) is
given its own form; one that is decomposed throughout stays so, and so does what has no composed form (the stress of
Russian за́мок). Only Latin, Greek, Cyrillic, kana and Hangul are composed: elsewhere the order of marks is spelling. The
ligatures ``ﬁ`` and ``ﬂ`` become letters where the document writes such words plainly at least as often; a page that was
set with them throughout may want them, and is left to the normalisation that a profile asks for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.lazy import lazy

_APART = lazy(
    "[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff][\u0300-\u036f]+|[\u3041-\u30ff][\u3099\u309a]"
    "|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_COMPOSED = {  # by the block of the base
    "latin": lazy("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u01cd-\u0233\u1e00-\u1ef9]"),
    "greek": lazy("[\u0386-\u0390\u03aa-\u03ce\u1f00-\u1ffc]"),
    "cyrillic": lazy("[ЁЙёйЇїЎў]"),
    "kana": lazy(
        "[がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ]"
    ),
    "hangul": lazy("[\uac00-\ud7a3]"),
}
_FEW = 3  # composed letters to one that is not: then the document is composed
_LIGATURE = lazy("[\ufb00-\ufb06]")
_TOPIC = lazy(r"\bligature|\bcombining|\bdecompos|\bdiacritic|\bNF[CD]\b|\bNFK[CD]\b|\bunicode\b", re.I)


class Form(NamedTuple):
    """The edit that gives a character the form the document has, and the name of its rule."""

    edit: Edit
    rule: str


def find(view: str) -> Iterator[Form]:
    """Yield the characters that stand in another form than the document's own. Linear."""
    if _TOPIC.search(view):
        return
    yield from _decomposed(view)
    yield from _ligatures(view)


def _decomposed(view: str) -> Iterator[Form]:
    found: dict[str, list[Edit]] = {}
    for match in _APART.finditer(view):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            edit = Edit(match.start(), match.end(), composed)
            found.setdefault(_block(match.group()[0]), []).append(edit)
    for block, edits in found.items():
        own = sum(1 for _ in _COMPOSED[block].finditer(view))
        if own >= _FEW * len(edits):
            yield from (Form(edit, "decomposed") for edit in edits)


def _block(char: str) -> str:
    if char >= "\u3041":
        return "kana"
    if "\u1100" <= char <= "\u1112":
        return "hangul"
    if "\u0400" <= char <= "\u052f":
        return "cyrillic"
    return "greek" if "\u0370" <= char <= "\u03ff" or char >= "\u1f00" else "latin"


def _ligatures(view: str) -> Iterator[Form]:
    """Ligatures of a page that writes the letters apart as well: a paste from a PDF."""
    kinds: dict[str, list[int]] = {}
    for match in _LIGATURE.finditer(view):
        kinds.setdefault(unicodedata.normalize("NFKC", match.group()), []).append(match.start())
    for plain, spots in kinds.items():
        if view.count(plain) >= len(spots):
            yield from (Form(Edit(at, at + 1, plain), "ligature") for at in spots if _in_word(view, at))


def _in_word(view: str, at: int) -> bool:
    return view[at - 1 : at].isalpha() or view[at + 1 : at + 2].isalpha()
