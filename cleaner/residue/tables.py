"""What a source language leaves behind in a translation: the tables of ``rules/<source>-<target>/residue.toml``.

A table maps what is left behind to what should stand there; its name says what it asks of the place:

words: function words, between words of the target language. connectors: adverbs and phrases that a comma may set off.
articles: articles and prepositions, which names and titles hold too, so only before a word in lower case that is no
word of the source language. common: words of both languages, only where the source is sure. verbs: before an adjective
or a participle. rates: before a unit of time. years: prepositions before a year. units: after a figure. measures: after
a number word. before: before a figure. postposed: before a
figure, where English says them after it. ranges: between figures. dated: after a year. eras: after a year or a century.
clock: before a time. calendar: signs of a date, which is read as a whole. hours: prepositions before a time. decades:
before a decade. partitives: behind a comma, before a number. nouns: between an article and words of the target
language. elided: before an apostrophe. suffixes: behind a name.
months: beside a figure, those that are no word of the target language after a preposition of time
too. weekdays: after a preposition of time or before a date, short before a date. acronyms: anywhere in a sentence.
guarded: acronyms that mean other things too, only in brackets after words whose initials they translate. titles: before
a name. courtesies: titles that the target language may keep, before a name where the text writes its own. streets:
before a name, which they then follow. abbreviations: between words of the target language. certain: acronyms that mean
other things too, after an article where the source is sure. places: prepositions before the name of a place. glued:
written together with the word after. tails: endings written together with the word before. with_article: prepositions
that end a phrase of `words`, and their forms with an article. Two lists tell the language of names: letters, particles.
shared: words that the target language has too, if seldom, so that they alone tell no source. quiet: words that texts in
the target language hold, as words, names or in titles, so that they do not make anybody look for a source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import tomli

from cleaner.rules import rules_folder

OWN_LETTER = r"[^\W\dA-Za-z_]"  # of a script without capitals

_TELLING = 4  # letters; shorter words speak for a language only where its list of telling words says so


@dataclass(frozen=True)
class Tables:
    """The tables of one source language. A table that is not there is empty."""

    source: str
    lists: Mapping[str, Any]

    def table(self, name: str) -> Mapping[str, str]:
        found: Mapping[str, str] = self.lists.get(name, {})
        return found

    def names(self, name: str) -> tuple[str, ...]:
        return tuple(self.lists.get(name, ()))

    @cached_property
    def entries(self) -> frozenset[str]:
        """All that any table replaces, and the words that make it up (`кв. км`), in small letters."""
        keys = {key.lower() for table in self.lists.values() if isinstance(table, dict) for key in table}
        return frozenset(keys.union(*(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", key) for key in keys)))

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The words that show the source wherever they stand between words of the target language: the longer ones."""
        named = {
            key
            for name in ("words", "agreeing", "connectors", "abbreviations", "months", "postposed")
            for key in self.table(name)
        }
        named |= set(self.table("acronyms"))
        named -= set(self.names("quiet"))
        named |= {word[0].upper() + word[1:] for word in named.intersection(self.table("connectors"))}
        return tuple(sorted(word for word in named if sum(map(str.isalpha, word)) >= _TELLING))

    @property
    def latin(self) -> bool:
        """Is the source language written in the script of the target?"""
        return "letters" in self.lists

    @cached_property
    def caseless(self) -> bool:
        """Is the source language written in a script that has no capitals, whose letters are no look-alikes?"""
        return any(key >= "\u0590" for key in self.table("words"))


@cache
def load(source: str, target: str) -> Tables:
    """Read the tables of a pair of languages; empty where there is no such file."""
    folder = rules_folder(f"{source}-{target}")
    file = folder / "residue.toml" if folder else None
    lists = tomli.loads(file.read_text(encoding="utf-8"))["lists"] if file and file.is_file() else {}
    return Tables(source, _with_articles(lists))


def _with_articles(lists: Mapping[str, Any]) -> dict[str, Any]:
    """Let a phrase end in an article too: from `a través de`, through, `a través del`, through the."""
    words: dict[str, str] = dict(lists.get("words", {}))
    for preposition, merged in lists.get("with_article", {}).items():
        for phrase in [word for word in words if word.endswith(f" {preposition}")]:
            for whole in merged:
                words.setdefault(phrase[: -len(preposition)] + whole, f"{words[phrase]} the")
    return {name: found for name, found in lists.items() if name != "with_article"} | {"words": words}


def look_up(table: Mapping[str, str], word: str) -> str | None:
    """Return the entry of a word as written, or with a small first letter."""
    found = table.get(word)
    return found if found is not None else table.get(word[0].lower() + word[1:])
