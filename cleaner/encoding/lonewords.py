"""Words of one letter that is lost: ``parlait � personne``, ``jusqu'� midi``, ``"� qui la faute ?"``, ``c'� un modo``.

Where a language has one word alone that is a single letter beyond ASCII, place tells it. Left alone: what stands before
a capital between blanks (``rentre � Paris``), where a dash may have been; what stood for the three bytes of a mark.
"""

from __future__ import annotations

import re

from cleaner.encoding.bytesigns import Part, is_mark
from cleaner.encoding.completion import LOST
from cleaner.lazy import lazy

_WORDS = {"fr": "à", "it": "è"}  # where no other letter beyond ASCII is a word
_ELIDED = {
    "fr": lazy(r"(?<![^\W_])(?:jus|lors|puis)?qu['’]\Z|(?<![^\W_])d['’]\Z", re.I),
    "it": lazy(r"(?<![^\W_])(?:c|com|cos|dov|quand|quant|v|nient)['’]\Z", re.I),
}
_OPENING = tuple("\"«“„‘'")
_LONGEST = 9  # characters of what elides before it


def lone(view: str, parts: list[Part], language: str, opens: bool) -> str:
    """The one word of a letter that is lost, or nothing.

    A dash is set apart so a tenth as often; where the text has some of those that are lost, nothing is sure. opens:
    does a sentence begin there?
    """
    letter = _WORDS.get(language, "")
    if not letter or len(parts) > 1 or parts[0].text != LOST:
        return ""
    start, end = parts[0].start, parts[0].end
    if view[start] == "?" or is_mark(view[start:end]):
        return ""
    after = view[end : end + 2]
    before = view[max(0, start - _LONGEST) : start]
    if after[:1] == " " and after[1:].isalnum() and _ELIDED[language].search(before):
        return letter
    if after[:1] != " " or not after[1:].isalnum() or after[1:].isupper():
        return ""
    if opens and _stands_apart(before):
        return letter.upper()
    return letter if before[-1:] == " " and (before[-2:-1].isalnum() or before[-2:-1] in tuple("\ufffd½")) else ""


def _stands_apart(before: str) -> bool:
    """Does a blank stand before it, or a mark that opens and follows one?"""
    if before.endswith(_OPENING):
        before = before[:-1]
    return before[-1:] in ("", " ", "\n", "\xa0")
