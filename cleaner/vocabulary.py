"""Vocabularies: the words of a language with how common each is, and the words of one document with their places.

`lexicon.commonness` asks `wordfreq` about one word; a pass that has to tell all unknown words of a document needs the
whole table. Reading the package's lists without importing it takes a tenth of the time, so that the common words of a
language can be at hand for every document. The long list is read when a suspicious word asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, cached_property
from types import MappingProxyType

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.presence import Scanner
from cleaner.text import Text
from cleaner.wordlist import WordTable, bins

_MARKS = ("", ",", ".", "'s", "’s", ";", ":", ")", "”", '"')  # what a word between spaces may end in
_AROUND_WORDS = "“”\"‘’'()[]«»,;:.!?…"
_WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEXT = lazy(r"[”\"»)]?(?:  ?|\n)[“\"‘«(]?([^\W_]+)")
_LAST = lazy(r"([^\W_]+)[’'”\")»]?[,;:]?[ \n][“\"‘«(]?$")
_ENDS = frozenset('.!?…:”"“')
_CODE = lazy(r"\w\(\)|[{}<>=\\|`~^]|\w_\w|::|->|\s--?[a-z]|\w/\w+/|\w\(\w|^(?: {4}|\t)|\bv?\d+\.\d+\.\d")
_CODE_MARKS = ("()", "{", "}", "\\", "`", "::", "->", "=>", "==", "</", "/>", " --")
_NEIGHBOURS = frozenset("-_@#/\\&$+=*~^\ufffc")  # of a piece of a name, an address or a wall
_AROUND = 300  # code points looked at on either side to tell prose from code
_SHORT = 60  # code points: a shorter line may be one of a wrapped paragraph
_PROSE = 3  # words of a closed class that make a line a sentence


@cache
def common_words(language: str) -> Mapping[str, float]:
    """The words that stand at least once in a million (some 30,000), with their Zipf figures; empty without a list."""
    table: dict[str, float] = {}
    for n, words in enumerate(bins(language, "small")):
        table.update(dict.fromkeys(words, 9 - n / 100))
    return MappingProxyType(table)


@cache
def familiar_words(language: str) -> Mapping[str, float]:
    """The same words in a fifteenth of the memory, where a text asks many languages for a few words."""
    return WordTable(language, "small")


@cache
def all_words(language: str) -> Mapping[str, float]:
    """Every word that was met once in a hundred million, typing errors and names among them, with its Zipf figure.

    A language that has only the short list gives that one.
    """
    return WordTable(language, "large") or common_words(language)


@cache
def _set_of_common(language: str) -> frozenset[str]:
    return frozenset(common_words(language))


@cache
def _letters(language: str) -> str:
    return "".join(sorted({letter for word in common_words(language) for letter in word if letter.isalpha()}))


def mistyped(word: str, language: str) -> bool:
    """Is this a common word but for one letter that is lost, added, changed, or has changed places with the next?"""
    common = common_words(language)
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if head + tail[1:] in common or (len(tail) > 1 and head + tail[1] + tail[0] + tail[2:] in common):
            return True
        if any(head + letter + tail in common or head + letter + tail[1:] in common for letter in _letters(language)):
            return True
    return False


class DocumentWords:
    """The words of one document: which it writes, where, and what stands beside them.

    Places are code points of the text's view. `closed` are the words of the closed classes of its language.
    """

    def __init__(self, text: Text, closed: frozenset[str]) -> None:
        self.view = text.view
        self.language = text.language or ""
        self.closed = closed
        self.common = common_words(self.language)
        self.tokens = text.vocabulary

    def zipf(self, word: str) -> float:
        """How common a word is; asks the long list only for what the short one does not hold. Lists write ss for ß."""
        if "ß" in word:
            word = word.replace("ß", "ss")
        return self.common.get(word) or all_words(self.language).get(word, 0.0)

    def rare(self, kept: Collection[str] = ()) -> str:
        """What stands between spaces, one a line, without the common words of the language but for `kept`."""
        common = _set_of_common(self.language)
        others = (self.tokens - common) | self.tokens.intersection(kept)
        # With a capital they may be the first of a sentence.
        return "\n".join(
            token
            for token in others
            if (word := token.strip(_AROUND_WORDS)) in kept
            or not (word in common or word[:1].lower() + word[1:] in common)
        )

    def holds(self, word: str) -> bool:
        """Does the word stand in the document, as it is?"""
        return any(word + mark in self.tokens for mark in _MARKS)

    def places(self, words: Collection[str]) -> dict[str, list[int]]:
        """Where each of the words stands, with those capitals or others: in one scan for all of them."""
        form_of = {form: word for word in words for form in (word, word.lower(), word.upper(), word.capitalize())}
        forms = sorted(form_of)
        found: dict[str, list[int]] = {}
        for which, start, _ in Scanner(forms).hits(self.view, overlapping=True):
            found.setdefault(form_of[forms[which]], []).append(start)
        return found

    def whole(self, start: int, end: int) -> bool:
        """Is this a whole word, and no piece of a name, an address, or of what a wall hides?"""
        return not _joins(self.view[max(0, start - 1) : start]) and not _joins(self.view[end : end + 1])

    def after(self, end: int) -> str:
        """The word that follows, in the same line or the next; empty where a mark stands between."""
        match = _NEXT.match(self.view, end)
        return match.group(1) if match else ""

    def before(self, start: int) -> str:
        """The word before; empty at the start of a sentence."""
        match = _LAST.search(self.view, max(0, start - 40), start)
        return match.group(1) if match else ""

    def ends(self, end: int) -> bool:
        """Does a sentence end here?"""
        return self.view[end : end + 2] in (". ", ".\n", ".”", '."', ".")

    def opens(self, start: int) -> bool:
        """Does a sentence open here?"""
        led = self.view[max(0, start - 3) : start].rstrip(' “"‘«(')
        return not led or led[-1] in _ENDS or led[-1] == "\n"

    @cached_property
    def codes(self) -> bool:
        """Is there anything in the document that looks like code?"""
        return any(mark in self.view for mark in _CODE_MARKS)

    def prose(self, start: int, end: int) -> bool:
        """Is the line around a word a sentence, and no code, list of names or table?"""
        low = max(0, self.view.rfind("\n", max(0, start - _AROUND), start) + 1, start - _AROUND)
        high = self.view.find("\n", end, end + _AROUND)
        line = self.view[low : end + _AROUND if high < 0 else high]
        if len(line) < _SHORT:
            line = self.view[max(0, start - _SHORT) : end + _SHORT]
        if _CODE.search(line):
            return False
        return sum(word in self._spoken for word in _WORD.findall(line.lower())) >= _PROSE

    @cached_property
    def _spoken(self) -> frozenset[str]:
        return self.closed.union(settings(self.language).get("function_words", ()))


def _joins(neighbour: str) -> bool:
    return neighbour.isalnum() or neighbour in _NEIGHBOURS
