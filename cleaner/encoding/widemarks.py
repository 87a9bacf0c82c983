"""Marks of Chinese and Japanese character sets that were read as Latin-1: ``America¡¦s``, ``¡°No,¡± he said``.

In Big5, GB 2312 and EUC-JP the marks of a typewriter begin with byte A1, which is ``¡``: two characters stand for a
quotation mark, an apostrophe, a dash or an ellipsis. Place decides: each is read only where the mark stands as such a
mark does. A second byte that is a letter (``war¡Xand``, ``¡É``) proves nothing, and asks for others of its set that do,
or for others like it in a language that has no ``¡``. Left alone: what stands beside other letters beyond ASCII, which
are Chinese as likely (`legacy`); marks that are shown or spoken of; ``¡`` before words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.encoding.shown import is_discussed, is_shown
from cleaner.lazy import lazy
from cleaner.text import Text

# By the second byte: the mark, and the set that has it there.
_MARKS = {
    "¥": ("‘", "big5"), "¦": ("’", "big5"), "§": ("“", "big5"), "¨": ("”", "big5"), "X": ("—", "big5"),
    "V": ("–", "big5"), "K": ("…", "big5"), "@": (" ", "big5"),
    "®": ("‘", "gb2312"), "¯": ("’", "gb2312"), "°": ("“", "gb2312"), "±": ("”", "gb2312"), "ª": ("—", "gb2312"),
    "\xad": ("…", "gb2312"), "\xa1": (" ", "gb2312"),
    "Æ": ("‘", "euc-jp"), "Ç": ("’", "euc-jp"), "È": ("“", "euc-jp"), "É": ("”", "euc-jp"), "½": ("—", "euc-jp"),
}  # fmt: skip
_PAIR = f"¡[{''.join(_MARKS)}]"
_SPOT = lazy(_PAIR)
_MANY = 20  # marks: more than a text about encodings shows
_SPANISH = frozenset({"es", "ca", "gl", "eu", "pt", "it"})  # that write ¡, or may have kept it from Spanish
_CONTRACTED = lazy(r"(?:s|t|re|ve|ll|d|m)\b")
_BESIDE = 2  # code points


def find(text: Text) -> Iterator[Edit]:
    """Yield the edits that restore such marks. Linear; nothing is searched where no ``¡`` stands."""
    view = text.view
    found = [match for match in _SPOT.finditer(view) if _fits(view, match) and not _is_chinese(view, match)]
    if not found:
        return
    proofs: Counter[str] = Counter()
    company: Counter[str] = Counter()
    for match in found:
        charset = _MARKS[match.group()[1]][1]
        proofs[charset] += _proves(view, match)
        company[charset] += 1
    for match in found:
        charset = _MARKS[match.group()[1]][1]
        alike = company[charset] > 1 and text.language is not None and text.language not in _SPANISH
        if not (proofs[charset] or (alike and charset == "big5")):
            continue
        shown = len(found) < _MANY and is_discussed(view, *match.span())
        if not shown and not is_shown(view, *match.span()):
            yield _edit(match)


def _proves(view: str, match: re.Match[str]) -> bool:
    """Is this a mark that nobody writes behind ``¡``, or one between the parts of a contraction?"""
    second = match.group()[1]
    if second in "Æ\xa1½@":
        return False
    if _MARKS[second][0] == "’" and _CONTRACTED.match(view, match.end()):
        return view[match.start() - 1].isalpha()
    return not second.isalpha() or second == "ª"


def _fits(view: str, match: re.Match[str]) -> bool:
    """Does a mark stand where such a mark does?"""
    start, end = match.span()
    new = _MARKS[match.group()[1]][0]
    before, after = _neighbour(view, start, -1), _neighbour(view, end, 1)
    opens = (not before or before.isspace() or before in "([{—–-“‘") and bool(after) and not after.isspace()
    follows = bool(before) and not before.isspace() and before not in "([{"
    closes = follows and (not after or after.isspace() or after in ".,;:!?)]}—–-”’…")
    if new in "“‘":
        return opens and (after.isalnum() or after in "“‘…$£€(['\"")
    if new == "”":
        return closes
    if new == "’":
        return closes or (follows and after.isalpha()) or (opens and after.isdigit())
    if new == " ":
        return (not before or before == "\n") and match.group()[1] == "@" and (after.isalpha() or after in "[(")
    if new == "…":
        begins = after.islower() and bool(before) and not before.isspace()  # ¡§¡Kwe shall
        return (follows or opens or before.isspace()) and (begins or not after.isalnum())
    return bool(before) and bool(after) and before != "\n" and after != "\n" and (not before.isspace() or after == " ")


def _neighbour(view: str, at: int, step: int) -> str:
    """What stands beside a place, another such mark read as what it is."""
    piece = view[at - 2 : at] if step < 0 else view[at : at + 2]
    if _SPOT.fullmatch(piece):
        return _MARKS[piece[1]][0]
    return piece[-1:] if step < 0 else piece[:1]


def _is_chinese(view: str, match: re.Match[str]) -> bool:
    """Do letters beyond ASCII, or the marks of Chinese, stand side by side at the mark: ``¡°ÈËÃñ¡±``, ``¡£¡±``?"""
    sides = view[max(0, match.start() - _BESIDE) : match.start()], view[match.end() : match.end() + _BESIDE]
    return any(
        len(side) == _BESIDE and all("¡" <= c <= "ÿ" for c in side) and not _SPOT.fullmatch(side) for side in sides
    )


def _edit(match: re.Match[str]) -> Edit:
    """The blank of these sets is wide, and indents a paragraph: it goes."""
    new = _MARKS[match.group()[1]][0]
    return Edit(*match.span(), new.strip())
