"""UTF-8 that was read as windows-1252 and changed once more: put in small letters (``cafã©``), or without its accents
(``cafA©``).

The first byte of a letter has another sign then, which proves nothing: ``ã`` is a letter, and ``A`` stands before ``©``
in names. What proves it are words that the letter makes, several different ones. Left alone: ``irmã»`` and all else
that ends in a mark writers put there, capitals, and words that no list has where few others are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.encoding.lookalikes import known_word
from cleaner.encoding.mojibake import decode
from cleaner.encoding.shown import is_discussed, is_shown
from cleaner.lazy import lazy
from cleaner.text import Text

_LEADS = {"ã": ("Ã",), "å": ("Å",), "A": ("Ã", "Å")}
_TRAILS = "¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´¶¸¹º»¼½¾€‚„…†‡ˆ‰‹‘’“”•–—˜™›ÿ"
SHAPE = lazy(rf"(?:[ãå]|A(?<![A-ZÀ-Þ].))[{_TRAILS}](?![A-ZÀ-Þ])")
_MARK = lazy("a(?:€[™œ“”¦˜\x9d])")  # of â€™
_GRAVE = lazy(r"(?<![^\W_])ã\xa0?(?= )")  # whose second byte is a no-break space
_CLOSERS = frozenset("»«”“’‘›‹…–—•®©")
_PROOFS, _PLENTY = 2, 4  # different words
_MANY = 20  # runs: more than a text about encodings shows


def find(text: Text) -> Iterator[Edit]:
    """Yield the edits that restore such letters. Linear."""
    view = text.view
    matches = list(SHAPE.finditer(view))
    if len(matches) < _PROOFS:
        return
    told = {match.start(): _letter(view, match, text.language) for match in matches}
    words: dict[bool, set[str]] = {True: set(), False: set()}
    for match in matches:
        if told[match.start()]:
            words[match.group()[0] == "A"].add(_word(view, *match.span()))
    for match in matches:
        folded = match.group()[0] == "A"
        new = told[match.start()]
        if not new and len(words[folded]) >= _PLENTY:
            new = _plain(view, match, text.language)
        if new and len(words[folded]) >= _PROOFS and not _is_meant(view, match, len(matches)):
            yield Edit(*match.span(), new)
    if len(words[False]) >= _PLENTY and text.language == "fr":
        yield from (Edit(*match.span(), "à") for match in _GRAVE.finditer(view))
    if len(words[True]) >= _PROOFS:
        for match in _MARK.finditer(view):
            yield Edit(*match.span(), decode(f"â{match.group()[1:]}") or match.group())


def _letter(view: str, match: re.Match[str], language: str | None) -> str:
    """The letter that makes a known word of the one a run stands in; nothing where none does."""
    start, end = match.span()
    before, after = view[start - 1 : start], view[end : end + 1]
    if not (before.isalpha() or after.isalpha()):
        return ""
    if view[end - 1] in _CLOSERS and not after.isalpha() and view[start] != "A" and view[end - 1] not in "®©":
        return ""  # irmã»
    for new in _readings(match.group()):
        if _makes_word(view, start, end, new, language):
            return new
    return ""


def _makes_word(view: str, start: int, end: int, new: str, language: str | None) -> bool:
    """Is the word known with its letter, the other runs in it read too? # ã©tã©"""
    low, high = start, end
    while low and (view[low - 1].isalpha() or SHAPE.match(view, low - 2)):
        low -= 1 if view[low - 1].isalpha() else 2
    while (run := SHAPE.match(view, high)) or view[high : high + 1].isalpha():
        high = run.end() if run else high + 1
    if high - low > 40:
        return False
    word = SHAPE.sub(lambda m: _readings(m.group())[0] if _readings(m.group()) else m.group(), view[low:start])
    tail = SHAPE.sub(lambda m: _readings(m.group())[0] if _readings(m.group()) else m.group(), view[end:high])
    whole = word + new + tail
    return len(whole) > 1 and known_word(whole, len(word), len(word) + 1, new, language)


def _readings(run: str) -> list[str]:
    trail = "Ÿ" if run[1] == "ÿ" else run[1]
    found = (decode(lead + trail) for lead in _LEADS[run[0]])
    return [new for new in found if new and new.isalpha()]


def _plain(view: str, match: re.Match[str], language: str | None) -> str:
    """The letter of a run inside a word that no list has, or at the end of one where no quotation is open: ``dã»``."""
    new = _readings(match.group())
    low = view.rfind("\n", 0, match.start()) + 1
    if new and match.group() == "ã»" and "«" not in view[low : match.start()]:
        return new[0] if _makes_word(view, *match.span(), new[0], language) else ""
    inside = view[match.start() - 1 : match.start()].islower() and view[match.end() : match.end() + 1].islower()
    return new[0] if new and inside else ""


def _word(view: str, start: int, end: int) -> str:
    low, high = start, end
    while low and start - low < 20 and view[low - 1].isalpha():
        low -= 1
    while high < len(view) and high - end < 20 and view[high].isalpha():
        high += 1
    return view[low:high].lower()


def _is_meant(view: str, match: re.Match[str], count: int) -> bool:
    return is_shown(view, *match.span()) or (count < _MANY and is_discussed(view, *match.span()))
