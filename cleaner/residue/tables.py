"""What a source language leaves behind in a translation: the tables of ``rules/<source>-<target>/residue.toml``.

A table maps what is left behind to what should stand there; its name says what it asks of the place:

words: function words, between words of the target language. connectors: adverbs and phrases that a comma may set off.
articles: articles and prepositions, which names and titles hold too, so only before a word in lower case that is no
word of the source language. common: words of both languages, only where the source is sure. verbs: before an adjective
or a participle. rates: before a unit of time. years: prepositions before a year. units: after a figure. measures: after
a number word. before: before a figure. postposed: before a figure, where English says them after it. margins: before
a share by which something differs. ranges: between figures. dated: after a year. eras: after a year or a century.
senses: the renderings
of a preposition, that with a star where nothing decides. clock: before a time. calendar: signs of a date, which is
read as a whole. hours: prepositions before a time. decades:
before a decade. partitives: behind a comma, before a number. nouns: between an article and words of the target
language. elided: before an apostrophe. suffixes: behind a name.
money: after an amount with the sign of its currency. notes: behind a comma, before the bracket that closes a remark.
months: beside a figure, those that are no word of the target language after a preposition of time
too. weekdays: after a preposition of time or before a date, short before a date. acronyms: anywhere in a sentence.
guarded: acronyms that mean other things too, only in brackets after words whose initials they translate. titles: before
a name. courtesies: titles that the target language may keep, before a name where the text writes its own. streets:
before a name, which they then follow. abbreviations: between words of the target language. certain: acronyms that mean
other things too, after an article where the source is sure. places: prepositions before the name of a place. glued:
written together with the word after. tails: endings written together with the word before. with_article: prepositions
that end a phrase of `words`, and their forms with an article. Two lists tell the language of names: letters, particles.
pivot: what an English word is called where another source has it, for those that are words of the target as well
(French `but` is a goal). shared: words that the target language has too, if seldom, so that they alone tell no source.
quiet: words that texts in the target language hold, as words, names or in titles, so that they do not make anybody look
for a source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import tomli

from cleaner.language import settings
from cleaner.lexicon import commonness
from cleaner.rulefiles import rules_folder

OWN_SCRIPT = "\u0250"  # from here on, letters are not Latin
OWN_LETTER = r"[^\W\dA-Za-z_]"  # of a script without capitals

# English words that say one thing only, through which the words of two other languages find each other.
_PIVOTS = frozenset(
    [
        "and", "or", "nor", "but", "not", "with", "without", "because", "although", "also", "however", "therefore",
        "already", "until", "against", "during", "despite", "perhaps", "meanwhile", "including", "today", "yesterday",
        "tomorrow", "always", "never", "according to", "because of", "for example", "in addition", "in particular",
        "notably", "moreover", "nevertheless", "not only", "but also", "more than", "less than", "especially",
        "together with", "thanks to", "then", "between", "where", "when",
    ]
)  # fmt: skip
_RARE = 2.5  # on the Zipf scale: a word of the source that the target hardly ever writes
_LONG = 5  # letters of such a word
_USUAL, _RARER = 4.0, 1.0  # the same: an English acronym that the target writes too, and how much rarer another is

_TELLING = 4  # letters; shorter words speak for a language only where its list of telling words says so


@dataclass(frozen=True)
class Tables:
    """The tables of one source language. A table that is not there is empty."""

    source: str
    lists: Mapping[str, Any]
    composed: bool = False  # of the tables of the source into English and of English into the target

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
        if self.composed:
            return ()
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
    """Read the tables of a pair of languages, or compose them through English; empty where neither can be done."""
    lists = _lists(f"{source}-{target}")
    if not lists and "en" not in (source, target):
        return Tables(source, _composed(source, target), composed=True)
    return Tables(source, _with_articles(lists))


def _lists(name: str) -> dict[str, Any]:
    folder = rules_folder(name)
    file = folder / "residue.toml" if folder else None
    return tomli.loads(file.read_text(encoding="utf-8")).get("lists", {}) if file and file.is_file() else {}


def _composed(source: str, target: str) -> dict[str, Any]:
    """What the words of a source are in a target other than English, by what both are in English: und, and, y.

    Those that the target's own list of telling words names, and longer ones that it never writes.
    """
    told = frozenset(_lists(target).get(source, ()))
    from_source, to_target = load(source, "en"), load("en", target)
    english = {**to_target.table("words"), **to_target.table("pivot")}
    words: dict[str, str] = {}
    for word, means in {**from_source.table("connectors"), **from_source.table("words")}.items():
        new = english.get(means) if means in _PIVOTS else None
        rare = len(word) >= _LONG and " " not in word and commonness(word, target) < _RARE
        if new and new != word and (word in told or rare):
            words[word] = new
    found: dict[str, Any] = {"words": words}
    if words:
        found["acronyms"] = _acronyms(from_source.table("acronyms"), to_target.table("acronyms"), target)
    if words and _script(source) == _script(target):
        found["letters"] = from_source.names("letters")
    return found


def _acronyms(from_source: Mapping[str, str], to_target: Mapping[str, str], target: str) -> dict[str, str]:
    """The acronyms of a source by what they are in English: as the target has them, or as English if it writes so too.

    # die UE, die EU; l'OTAN, die NATO
    """
    out = {}
    for word, means in from_source.items():
        new = to_target.get(means)
        if new is None and commonness(means.lower(), target) >= _USUAL:
            new = means if commonness(word.lower(), target) <= commonness(means.lower(), target) - _RARER else None
        if new and new != word:
            out[word] = new
    return out


def _script(language: str) -> bool:
    """Is a language written in Latin letters?"""
    return all(word < OWN_SCRIPT for word in settings(language).get("function_words", ()))


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


def with_article(word: str, tables: Tables) -> frozenset[str]:
    """What stands in one word for a preposition and the article behind it."""
    told = tables.table("agreeing").get(f"{word.lower()} the")
    return frozenset(form for form in told.values() if " " not in form) if isinstance(told, Mapping) else frozenset()
