"""A conjunction of another script between English words: ``three sensors и a camera``, ``He is 66 和 has missed one``.

No English sentence holds its letters, so no other evidence of a source is asked. Left alone: what is spoken of, and all
of a page that has sentences in that script, for there it joins names inside one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.residue.spoken import writes_in
from cleaner.text import Text

_JOINING = dict.fromkeys("и і та 和 与 與 及 と や 및 και".split(), "and") | dict.fromkeys("или або 或".split(), "or")
_FIRST = frozenset(word[0] for word in _JOINING)
_NEAR = 80  # code points to either side in which a line speaks of languages


@cache
def _shapes() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    joined = regex.compile(
        r"(?<=[\p{Latin}\p{N},]{2} |\p{Latin}[”’)] )(?<!\b(?i:words?|letters?|characters?|signs?|particles?"
        r"|conjunctions?|say|says|said|writes?|wrote|called|spel(?:t|led)|reads?|means|sounds?|like|between|or|and|the"
        rf"|an?|of|as|by|with|for|is|was|in) )(?:{'|'.join(_JOINING)})(?= \p{{Latin}})"
        r"(?! (?:is|are|was|were|means?|meant|stands?|looks|sounds|before|after|joins|does|and|or)\b)",
        regex.V1,
    )
    spoken = regex.compile(
        r"\b(?i:Russian|Ukrainian|Cyrillic|Chinese|Mandarin|Japanese|Korean|Hangul|Greek|kanji|hiragana|alphabet"
        r"|grammar|conjunctions?|particles?)\b",
        regex.V1,
    )
    return joined, spoken


def _joined(view: str) -> Iterator[regex.Match[str]]:
    """The conjunctions between blanks and Latin words; a look for each by its letters first."""
    for word in _JOINING:
        at = view.find(f" {word} ")
        while at >= 0:
            if match := _shapes()[0].match(view, at + 1):
                yield match
            at = view.find(f" {word} ", at + 1)


def find(text: Text) -> Iterator[Fix]:
    """Yield a fix for every such conjunction."""
    if _FIRST.isdisjoint(text.characters):
        return
    view = text.view
    for match in _joined(view):
        start, end = match.span()
        before = view[max(0, start - _NEAR) : start].rpartition("\n")[2]
        after = view[end : end + _NEAR].partition("\n")[0]
        if not _shapes()[1].search(before + after) and not writes_in(text.source, match.group()):
            yield Fix("residue/lone-conjunction", (Edit(start, end, _JOINING[match.group()]),))
