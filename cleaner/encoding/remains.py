"""One U+FFFD for what is left of one character: the bytes beside it, or the sign itself, misread (``ï¿½``).

Of a character of three or four bytes most are left, and say that it was no mark. They go only where the sign alone will
not be read as one: ``ðŸ“\ufffdMain Street`` has no quotation mark, and no dash with a space on either side. Behind a
symbol ``ï¸\ufffd`` is the sign that asks for its picture (U+FE0F). Left alone besides: what may be a letter and the
mark that closes behind it (``« café»\ufffd``), the sign where it is shown or spoken of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.encoding import broken
from cleaner.encoding.mojibake import TRAIL, Repair
from cleaner.encoding.shown import is_discussed, is_shown
from cleaner.lazy import lazy

_T = re.escape(TRAIL)
# The bytes that are left of a character beside the sign for one that was lost.
_MARKED = lazy(
    rf"(?:[à-áã-ï][{_T}]\ufffd|[ð-ôğ](?:[{_T}]\ufffd[{_T}]|[{_T}]{{1,2}}\ufffd|\ufffd[{_T}]{{2}})|[ÄÅÐÑÎÏ]\ufffd)(?<!á[º»].)"
)
_CLOSERS = frozenset("»«”“’‘›‹…–—•")
_PICTURE = "ï¸\ufffd"
_BEYOND_MARKS = "\u0900"  # but for signs of which there are few: see `lostmarks`
_FEW = 3  # bytes: a character of two is a letter


def find(view: str, misread: bool, filled: set[int], ends: set[int]) -> Iterator[Repair]:
    """Yield the edits that leave one sign for one character. Linear.

    filled: where it is known what stood there. ends: where runs end that prove that bytes were misread.
    """
    ends = set(ends)
    for match in _MARKED.finditer(view):
        start, end = match.span()
        if match.group() == _PICTURE and _is_symbol(view, start):
            yield Repair((Edit(start, end, "\ufe0f"),), "lost-byte", True)
        elif misread or start in ends or _follows_letter(view, start):
            ends.add(end)
            if end - start < _FEW or not _may_be_mark(view, start, end):
                yield Repair((Edit(start, end, "\ufffd"),), "lost-byte", True)
    at = view.find("ï¿½")
    while at >= 0:
        if at not in filled and not is_shown(view, at, at + 3) and not is_discussed(view, at, at + 3):
            yield Repair((Edit(at, at + 3, "\ufffd"),), "lost-byte", True)
        at = view.find("ï¿½", at + 3)


def _follows_letter(view: str, start: int) -> bool:
    """Does a letter precede that a word would not go on from so? # café»\ufffd may be é and two marks"""
    return view[start - 1 : start].islower() and view[start + 1] not in _CLOSERS


def _is_symbol(view: str, at: int) -> bool:
    before = view[max(0, at - 4) : at]
    return unicodedata.category(_last(before.replace(" ", "\xa0")) or " ") in ("So", "Sm")


def _last(passage: str) -> str:
    """The last character of a passage, once its whole sequences are read."""
    return broken.decoded(passage)[-1:]


def _may_be_mark(view: str, start: int, end: int) -> bool:
    """Would the sign stand where a lost mark is told (`lostmarks`)? Beside letters of Asia a letter is lost."""
    before = _last(view[max(0, start - 4) : start])
    after = broken.decoded(view[end : end + 4].replace("Â ", "Â\xa0"))[:1]
    if before >= _BEYOND_MARKS or after >= _BEYOND_MARKS:
        return False
    opens = (before in "([{—–-/" or before.isspace()) and after.isalnum()
    closes = before > " " and (not after or after.isspace() or after in ".,;:!?)]}—–»")
    return opens or closes or (before == after == " " and view[start - 2 : start - 1].isalnum())
