"""Two short words given three times and more in a row, in a page that is known to be translated by machine.

# The seam must be must be must be closed; The work the work the work was interrupted; we were we were we were two

Longer phrases are loops everywhere (``repeats.py``); of two words that say little a writer makes chants and climaxes.
Left alone: what is tied to its like (`day by day by day`, `on and on and on`), emphasis, verse, and what stands in a
quotation, unless four copies of words of closed classes do.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.language import settings
from cleaner.repeats import PLAIN, Words, is_quoted, listed, unmarked

_COPIES, _SPOKEN_COPIES = 3, 4
_OTHERS = 3  # words of the line beside the copies
_CHANTED = frozenset("will yes no come go let oh do not never want".split())  # we will we will rock you


def find(words: Words) -> Iterator[tuple[str, int, int]]:
    """Yield the rule, start and end of the copies too many."""
    if not words.told:
        return
    for at, end in words.runs(2, 2 * (_COPIES - 1)):
        copies = (end - at) // 2 + 1
        if (end - at) % 2 or end + 2 >= len(words.words) or not _is_pair(words, at, copies):
            continue
        _, _, _, start = words.span(at, at + 1)
        first, _, _, stop = words.span(at, end + 1)
        low = words.view.rfind("\n", 0, first) + 1
        high = words.view.find("\n", stop)
        high = high if high >= 0 else len(words.view)
        beside = len(words.view[low:first].split()) + len(words.view[stop:high].split())
        spoken = is_quoted(words.view[low : first + 1])
        chanted = copies < _SPOKEN_COPIES or not _CHANTED.isdisjoint(words.words[at : at + 2])
        if "\n" in words.view[first:stop] or beside < _OTHERS or words.is_verse(at) or (spoken and chanted):
            continue
        yield "repetition/loop", start, stop


def _is_pair(words: Words, at: int, copies: int) -> bool:
    """Are two words an article and its noun, or of closed classes both, and no chain or climax?"""
    first, second = words.words[at : at + 2]
    tied = frozenset(settings(words.language).get("conjunctions", ())).union(
        *(listed(words.pack, name) for name in ("link", "over_and_over", "emphatic"))
    )
    if first == second or not tied.isdisjoint((first, second)) or unmarked(words.words[at + 2 * copies - 1]) != second:
        return False
    if not (PLAIN.fullmatch(first) and PLAIN.fullmatch(second) and second.islower() and first.islower()):
        return False
    determiners = settings(words.language)
    led = first in (*determiners.get("determiners", ()), *determiners.get("articles", ()))
    return led or words.closed.union(listed(words.pack, "auxiliary")).issuperset((first, second))
