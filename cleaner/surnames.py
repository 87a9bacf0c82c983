"""Surnames that lost their capital behind a given name: `said Markéta janovská.`, `Hetman Jiří čunek, who`

A decoder whose table of letters is that of English writes them so. A word is believed to be a surname if it holds a
letter that English has not and no list of English knows it (`fiancée`), if a word with a capital stands before it that
is no nation and no day, and if its sentence ends, pauses or reports behind it.

Asked only in English texts of one line, as rows of a corpus are: in a longer one a foreign phrase is as likely. Left
alone is a text with many such words, whatever they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.lazy import lazy
from cleaner.lexicon import commonness

_FULL_NAME = lazy(
    r"(?<=[a-zA-Z,)] )(?P<given>[^\W\d_a-zß-öø-ÿ][^\W\d_A-Z]{2,}) (?P<name>[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_A-Z]{3,})"
    r"(?=,|\.?\s*$|\. [A-Z]|['’]s\b| (?:and|who|said|says|told|added|in an? )\b)"
)
_NO_GIVEN = ("ian", "ish", "ese", "day", "andic", "land")  # Icelandic krónur, on Sunday večer
_MOST = 3  # such names in one text


def lost_capitals(view: str, letters: frozenset[str]) -> Iterator[Edit]:
    """Yield the edit for each surname of a text that holds one of these letters."""
    found = [m for m in _FULL_NAME.finditer(view) if _is_surname(m.group("given"), m.group("name"), letters)]
    if len(found) <= _MOST:
        for match in found:
            at = match.start("name")
            yield Edit(at, at + 1, view[at].upper())


def _is_surname(given: str, name: str, letters: frozenset[str]) -> bool:
    return (
        name.islower() and not letters.isdisjoint(name) and not given.endswith(_NO_GIVEN) and not commonness(name, "en")
    )
