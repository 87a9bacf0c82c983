"""Where the entries of residue tables stand in a text as whole words, found by looking words up, not by trying each.

One pattern of a thousand alternatives costs a millisecond for two thousand code points, and nearly all of an article
is none of them. So the text is cut into runs of letters once, and only where a run begins an entry is it compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import regex

from cleaner.lazy import lazy, lazy_regex
from cleaner.residue.tables import OWN_LETTER, load
from cleaner.text import Span

RUN = lazy(r"[^\W\d_]+")
# Where a word may start and end: not inside a word, an address, a path, a name of code.
_START = lazy_regex(r"(?<![\w'’.@#/\\&=+*<>~^|$-])")
_END = lazy_regex(r"(?![\w'’@/\\&=+*<>~^|$(-]|\.\w)")
_OWNED = lazy_regex(r"['’]s (?=\p{Ll})")
# Words of a script without capitals are also seen where a figure or a Latin letter touches them: وTunis, rice和wheat.
_CASELESS_START = rf"(?<!{OWN_LETTER}|['’.@#/\\&=+*<>~^|$-])"
_CASELESS_END = rf"(?!{OWN_LETTER}|['’@/\\&=+*<>~^|$(-]|\.\w)"


class Entries:
    """A set of words and phrases to be found as they are spelled. Each begins with a letter."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._begun: dict[str, list[str]] = {}
        for entry in sorted(entries, key=len, reverse=True):
            head = RUN.match(entry)
            if head is None:
                raise ValueError(f"{entry!r} does not begin with a letter")
            self._begun.setdefault(head.group(), []).append(entry)

    def spans(self, view: str) -> Iterator[Span]:
        """Yield where an entry stands as a whole word, the longest of those that begin at one place. Linear."""
        places = runs(view)
        done = 0
        begun = self._begun.keys() & places.keys()
        for start, head in sorted((at, run) for run in begun for at in places[run]):
            if start < done or not _START.match(view, start):
                continue
            for entry in self._begun[head]:
                end = start + len(entry)
                owned = len(entry) > 1 and entry.isupper() and _OWNED.match(view, end)  # the EZB's rates
                if view.startswith(entry, start) and (_END.match(view, end) or owned):
                    yield start, end
                    done = end
                    break


@lru_cache(maxsize=1)  # several tables are looked up in one text after the other
def runs(view: str) -> dict[str, list[int]]:
    """Where each run of letters stands."""
    places: dict[str, list[int]] = {}
    for run in RUN.finditer(view):
        places.setdefault(run.group(), []).append(run.start())
    return places


class _Caseless:
    """The same for a script without capitals, which does not part its words either."""

    def __init__(self, entries: Iterable[str]) -> None:
        words = sorted(entries, key=len, reverse=True)
        self._pattern = regex.compile(rf"{_CASELESS_START}\L<words>{_CASELESS_END}", words=words)

    def spans(self, view: str) -> Iterator[Span]:
        return (match.span() for match in self._pattern.finditer(view))


@cache
def entries(source: str, target: str, *names: str) -> Entries | _Caseless:
    """What finds the entries of these tables as whole words, as they stand and with a capital."""
    tables = load(source, target)
    found = {key for name in names for key in tables.table(name)}
    found |= {key[0].upper() + key[1:] for key in found if key[0].islower()}
    return _Caseless(found) if found and tables.caseless else Entries(found)
