"""Capitals inside a sentence, at the seam where a link or bold type began: `not everyone is Delighted`.

A word that began a piece of its own was translated as the start of a sentence. English writes names with capitals, so
a word is only believed to be none if it is met in small letters in running English and next to never with a capital
between words in small letters; the file ``capitals.gz`` lists those (see ``tools/capitals.py``). Asked only where the
document is known to be translated by machine: a writer of English has reasons for his capitals (`the Plan`).

Left alone: headings, what a mark or another capital stands beside, what the document writes with a capital again
inside a sentence, and a document that gives capitals to many such words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cleaner.edits import Edit
from cleaner.language import settings

FILE = Path(__file__).with_name("capitals.gz")
_INNER = (
    r"[A-Z](?:(?<=[a-z\d] .)|(?<=[a-z\d], .))[a-z]{2,}"
    r"(?=\)? [a-z\d(]|[.,;:!?]*[“”\"’»)]*[.,;:]?(?:\s|$))(?!['’-][a-z])(?!,? [A-Z])"
    r"(?!(?: (?:of|to|for|and|in|the|de|di|da|do|del|della|la|le|du|des|von|van|der|e|y)(?= ))+ [“\"]?[A-Z])"
    r"(?! d['’][A-Z])"
)
_NAMING = frozenset(
    "called named titled entitled dubbed word term label labelled button key title brand film novel song band show"
    " album game book ship boat yacht magazine newspaper channel app programme program project operation club"
    " von van de di da del e y et und en ve i & +".split()
)
_NAMES = frozenset("will rose dawn pearl press guardian mirror".split())  # of people and papers
_LINKS = frozenset(
    "of for the and in on to at from with a an his her its their"
    " de la el los las del di da do dos le les du des von van het".split()
)
_FEW = 12  # different words: a document with more such capitals means them
_LINE = 4_000  # code points looked for the ends of a line
_STOPS = '.!?…”"’»)'


@cache
def small() -> frozenset[str]:
    """The words that English writes in small letters inside a sentence."""
    import gzip

    return frozenset(gzip.decompress(FILE.read_bytes()).decode().split("\n"))


def is_small(word: str) -> bool:
    """Is a word (in small letters) no name? It is listed, or made of one that is."""
    words = small()
    if word in _NAMES:
        return False
    if word in words or word.removeprefix("un") in words:
        return True
    return any(word.endswith(end) and word[: -len(end)] in words for end in ("s", "es", "ed", "ing", "ly"))


def false_capitals(view: str) -> Iterator[Edit]:
    """Yield the edit for each such capital of an English text."""
    found = [m for m in re.finditer(_INNER, view) if is_small(m.group().lower()) and _sentence(view, m.start())]
    words = Counter(m.group() for m in found)
    if len(words) > _FEW:
        return
    for match in found:
        at = match.start()
        if words[match.group()] == 1 and not _in_name(view, at) and not _named(view, match):
            yield Edit(at, at + 1, view[at].lower())


def _in_name(view: str, at: int) -> bool:
    """Does the word before belong to a name, or lead to one?

    # Zhou Min, the Institute of Polar Research, “the Factor”, the Casa de la Villa
    """
    led = view[max(0, at - 60) : at - 1].split(" ")
    if not led[-1].rstrip(",").strip('“"‘(').islower() and not led[-1].rstrip(",").isdigit():
        return True
    if led[-1].strip('“"‘«') != led[-1]:
        return True  # “the Factor”
    while led and led[-1] in _LINKS:
        led.pop()
    if not led or led[-1][:1].isupper() or led[-1].lower() in _NAMING:
        return True
    return led[-1] in settings("en")["reporting"]  # said Young on Monday


def _sentence(view: str, at: int) -> bool:
    """Does the line end a sentence, and is it longer than a heading?"""
    low, high = view.rfind("\n", max(0, at - _LINE), at) + 1, view.find("\n", at, at + _LINE)
    if high < 0:
        high = min(len(view), at + _LINE)
        return high - at == _LINE or view[high - 1] in _STOPS
    return view[high - 1] in _STOPS and high - low > 40 and not re.match(r"\d+$", view[low : at - 1])


def _named(view: str, match: re.Match[str]) -> bool:
    """Does the document write the word with a capital elsewhere, in a name?"""
    word = match.group()
    for other in re.finditer(rf"\b{word}\b", view):
        if other.start() != match.start():
            before, after = view[max(0, other.start() - 3) : other.start()], view[other.end() : other.end() + 2]
            if (before[-1:] == " " and before[-2:-1].isalnum()) or after[1:].isupper():
                return True
    return False
