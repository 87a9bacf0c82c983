"""Words (S): words glued where a tag was, split where a tokeniser cut, hyphenated at the end of a line that is gone.

A page is translated piece by piece; where a link or a bold word began or ended, the space is lost: `Russiato “one`,
`alreadyobliges them`, `the United Kingdomand the rights`, `in 2021the`. What is torn apart is always a word that no
list of the language holds and that the document writes once; where it is cut, both sides are words, and one of them is
of a closed class (an article, a preposition, an auxiliary, an adverb, a verb of saying) that fits what stands beside it.

Left alone: every word that any list holds, whatever it looks like (`Putin`, `therapist`, `whereof`); what the document
writes twice; names (unless their first part stands elsewhere in the document); hashtags, addresses, file names and all
else that is not a plain word between spaces; compounds of two words of open classes (`codebase`, `sandcastle`,
`bikeshed`), which English makes as it goes; and everything of the kind in a document that looks like code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from cleaner.edits import Edit, Fix
from cleaner.pipeline import Context
from cleaner.text import Text
from cleaner.vocabulary import all_words, common_forms

_CHUNK = 60_000  # code points: the words of a chunk fit in the processor's cache
_PLAIN = re.compile(r"^[(\[“”\"‘’'«]*+([^\W\d_]{4,24})(?:[’']s)?[)\]“”\"‘’'»,;:.!?…]*+$", re.MULTILINE)
_CODE = re.compile(r"\w\(\)|[{}<>=\\|`]|\w_\w|::|\s--?\w|[a-z]\.[a-z]{2,}\b|\w\(\w")


class Candidate(NamedTuple):
    """A suspicious word in its place: the words beside it, in lower case, and what follows it at once."""

    word: str
    start: int
    before: str
    after: str
    follows: str


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every word that was certainly two, or one."""
    lists = _lists(context)
    if not lists or not common_forms(text.language or ""):
        return
    yield from _glued(text, lists)


def _lists(context: Context) -> Mapping[str, tuple[str, ...]]:
    rules = context.pack.rules
    return next((rule.lists for rule in rules if rule.lists), {})


def _rare_tokens(view: str, language: str) -> set[str]:
    """What stands between spaces in the text, without the common words of the language."""
    tokens: set[str] = set()
    at = 0
    while at < len(view):
        end = view.find(" ", at + _CHUNK)
        end = len(view) if end < 0 else end
        tokens.update(view[at:end].split())
        at = end
    return tokens - common_forms(language)
