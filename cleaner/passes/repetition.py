"""Repetition: words, phrases, sentences and paragraphs a decoder gave twice, and phrases it looped on.

Words no sentence of a language has twice in a row (``the the``) are rules. Here, by comparing words and sentences with
their successors, are found: phrases of two to eight words that stand twice and begin or end with a function word
(``according to according to``), phrases that stand four times or more, sentences of at least six words and paragraphs
of at least eight that are given twice in a row, verbatim; and in English any other word that is given twice in a
sentence that goes on around it. Doubled words that may be meant, and sentences that differ in function words only, are
hints.

Left alone: ``had had``, ``that that``, reduplication, names (``New York New York``), emphasis, chants, laughter, verse
and refrains, tables and lists, figures, questions and exclamations unless they are long, and whatever has a comma
between its copies: rhetoric repeats, but it breathes. Languages without a list of function words have no doubled
phrases and words, only loops, sentences and paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import compress, count, pairwise
from operator import eq

from cleaner import captions, shortloops, toldtwice
from cleaner.doubledphrases import Phrases
from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.repeats import function_words, is_quoted
from cleaner.rules import RulePack
from cleaner.text import WALL, Text
from cleaner.widerepeats import doubled

_FINAL = lazy(r"[.!?…。！？][”\"’»」』）)]?\Z")
_HAN = lazy(r"[\u3040-\u30ff\u4e00-\u9fff]")
_SHORTEST = 25  # code points of a paragraph, in a wide script; elsewhere it has 60
_FEW, _LETTERS = 3, 17  # words and letters of a sentence that nobody gives twice in a translated page
_STATED = 12  # letters of an English one that says what is
_BE = frozenset(["is", "are", "costs", "cost", "starts", "begins", "opens", "closes"])
_VOICES = frozenset("i you he she it we they there this that these those no nobody nothing all everything life".split())
_SPOKEN_END = lazy(r"[.!?…][”“»](?=[ \n]|\Z)")
_OPENERS = "„“«»"
_SHORT_WIDE = 6  # characters of one without blanks
_DEFINES = lazy(r"[^,;:.!?\n]{3,60}? (?:is|are|was|were) (?:an?|the) (?!first|last|same|only|one)")
_SAME, _ANEW = 6, 3  # words of open classes that both have; that only the second has
_HEAD = 10  # code points two equal sentences are known by at first
_HEAD_WIDE = 6  # the same without blanks
_STOPS = {stop: lazy(rf"{re.escape(stop)}(?=(.{{{head}}}))") for stop, head in ((". ", _HEAD), ("。", _HEAD_WIDE))}


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every repetition; see the module for what counts as one."""
    view = text.view
    words = Phrases(text, context.pack)
    taken: list[tuple[int, int]] = []
    for rule, start, end in (
        *_paragraphs(text),
        *(captions.find(text) if words.told else ()),
        *_sentences(view, context.pack, words.told, short=words.told and not words.english),
        *words.loops(),
        *shortloops.find(words),
        *words.phrases(),
        *_phrases_without_blanks(text, words.told),
        *toldtwice.find(words),
        *toldtwice.notices(words, text.language or ""),
    ):
        if rule in context.pack.by_id and not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            yield Fix(rule, (Edit(start, end, ""),))


def _phrases_without_blanks(text: Text, told: bool) -> Iterator[tuple[str, int, int]]:
    """What is given twice in a language that parts its words by no blanks, in a page that is known to be translated."""
    if told and settings(text.language or "").get("wide_marks"):
        yield from (("repetition/phrase", start, end) for start, end in doubled(text.view))


def _lines(lines: Iterable[str]) -> list[tuple[int, str]]:
    """The lines that are not blank, with their offsets."""
    out, at = [], 0
    for line in lines:
        if line and not line.isspace():
            out.append((at, line))
        at += len(line) + 1
    return out


def _paragraphs(text: Text) -> Iterator[tuple[str, int, int]]:
    """Paragraphs given twice: lines of running text, long enough not to be of verse, a form or a log."""
    source = text.source
    long = [row for row in text.lines if len(row) >= _SHORTEST]
    if not any(map(eq, long, long[1:])):
        return
    lines = _lines(text.lines)
    for n, ((start, line), (at, twin)) in enumerate(pairwise(lines)):
        first, second = line.rstrip(), twin.rstrip()
        if WALL in first and source[start : start + len(line)] != source[at : at + len(twin)]:
            continue  # “`meta` is true for that key.” and “`ctrl` is true for that key.” differ in their walls
        if first != second or not _is_running(first):
            continue
        before = lines[n][0] + len(first)
        yield "repetition/paragraph", before, at + len(second)


def _is_running(line: str) -> bool:
    """Is a line a paragraph of running text: eight words or more, closed by a stop?"""
    if not _FINAL.search(line[-2:]):
        return False
    if _HAN.search(line):
        return len(line) >= _SHORTEST
    return len(line) >= 60 and len(line.split()) >= 8 and line[0] not in "|>#*-•"


def _sentences(view: str, pack: RulePack, told: bool, short: bool) -> Iterator[tuple[str, int, int]]:
    """Sentences given twice in a row, in one line. Only those a full stop closes: nobody shouts the same by mistake.

    told: the page is known to be translated, so nobody says twice what he means to be heard. short: not even a few
    words.
    """
    for stop, after in _STOPS.items():
        if stop in view:
            for start, end in sorted(
                {
                    *_alike(view, stop, after),
                    *(_opened_alike(view, stop) if told else ()),
                }
            ):
                yield from _twice(view, start, end, end + len(stop), stop, pack, (told, short))
    if short:
        yield from _quoted_twice(view)


def _quoted_twice(view: str) -> Iterator[tuple[str, int, int]]:
    """A sentence of speech given twice, each time to the mark that closes it.

    # „Das klingt gut“, räumt sie ein, „aber es regnet.“ „Das klingt gut“, räumt sie ein, „aber es regnet.“
    """
    before = 0
    for match in _SPOKEN_END.finditer(view):
        end = match.end()
        size = end - before - 1  # of what may be a copy, behind a blank
        if before and size >= _SHORTEST and "\n" not in view[before:end] and view[before + 1] in _OPENERS:
            copy = view[before + 1 : end]
            if view.endswith(copy, 0, before) and view[before - size - 1 : before - size] in ("", " ", "\n"):
                yield "repetition/sentence", before, end
        before = end


def _alike(view: str, stop: str, after: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The sentences that begin as the next one in their line does."""
    opened = stop + view.replace("\n", "\n" + stop)  # so that the first of a line is found like the others
    heads = after.findall(opened)
    alike = list(compress(count(), map(eq, heads, heads[1:])))
    ends = [m.start() for m in after.finditer(opened)] if alike else []
    at = 0
    added = len(stop)
    for n in alike:
        start, end = ends[n] + len(stop), ends[n + 1]
        added += len(stop) * opened.count("\n", at, start)
        at = start
        if opened.find(stop, start) == end and "\n" not in opened[start:end]:
            yield start - added, end - added


def _opened_alike(view: str, stop: str) -> Iterator[tuple[int, int]]:
    """The sentences behind a quotation mark whose next one begins alike."""
    for match in re.finditer('[“"]', view):
        start = match.end()
        end = view.find(stop, start)
        alike = end - start >= _HEAD and view.startswith(view[start : start + _HEAD], end + len(stop))
        if alike and "\n" not in view[start:end]:
            yield start, end


def _twice(
    view: str, start: int, end: int, again: int, stop: str, pack: RulePack, known: tuple[bool, bool]
) -> Iterator[tuple[str, int, int]]:
    """Compare the sentence ``view[start:end]`` with the one that starts at `again`.

    known: is the page known to be translated, and are short sentences compared there as well?
    """
    first, mark = view[start:end], stop.rstrip()
    told, short = known
    if not (_is_sentence(first, mark, told, short) or (told and not short and _is_statement(view, start, first))):
        return
    close = end + len(mark)
    if view.startswith(first + mark, again):
        third = again + len(first) + len(stop)
        if view[third - 1 : third].strip() in ("", "。") and not view.startswith(first, third):
            yield "repetition/sentence", close, again + len(first) + len(mark)
        return
    function = function_words(pack)
    last = view.find(mark, again)
    second = view[again:last]
    if told and last > 0 and sorted(first.casefold().split()) == sorted(second.casefold().split()):
        yield "repetition/sentence", close, last + len(mark)  # the same words in another order
    elif function and last > 0 and "\n" not in second and _defines_again(first, second, function):
        yield "repetition/sentence", close, last + len(mark)
    elif function and last > 0 and "\n" not in second and _content(first, function) == _content(second, function):
        yield "repetition/near-copy", close, last + len(mark)


def _defines_again(first: str, second: str, function: frozenset[str]) -> bool:
    """Do two sentences say of the same thing what it is, in nearly the same words? Nobody does so twice.

    # “Mira” is a shop selling fish, bread and old books to sailors. “Mira” is a store for fish, bread and old books
    # that sells to sailors. Left alone: where a figure or a name differs, or the second says much more.
    """
    told, again = _DEFINES.match(first), _DEFINES.match(second)
    if told is None or again is None or told.group() != again.group():
        return False
    one, other = (
        {word.strip(",;:()“”\"'") for word in sentence[told.end() :].split()} - function for sentence in (first, second)
    )
    shared, apart = one & other, one ^ other
    if any(word[:1].isupper() or not word.isalpha() for word in apart if word) or len(other - one) > _ANEW:
        return False
    if len(one) == len(other):  # green in summer, white in winter: what is set against each other comes in pairs
        return False
    return len(shared) >= _SAME and 4 * len(shared) >= 3 * min(len(one), len(other))


def _is_sentence(sentence: str, mark: str, told: bool, short: bool) -> bool:
    """Is a sentence long enough that nobody says it twice? Speech needs more words."""
    if WALL in sentence or "|" in sentence:
        return False
    if mark == "。":
        return len(sentence) >= (_SHORT_WIDE if short else 10)
    words = len(sentence.split())
    spoken = any(quote in sentence for quote in '"“”„«»')
    opened = sentence[:1].isupper() or not sentence[:1].isalpha()
    if short and not spoken and sentence[:1].isupper():
        return words >= _FEW and sum(map(str.isalpha, sentence)) >= _LETTERS
    return (
        opened and words >= (9 if spoken and not told else 6) and sum(map(str.isalpha, sentence)) > len(sentence) // 2
    )


def _is_statement(view: str, start: int, sentence: str) -> bool:
    """Does a short sentence of a translated page state something, and is no speech or lament? # Admission is free."""
    words = sentence.split()
    if len(words) < _FEW or sum(map(str.isalpha, sentence)) < _STATED or words[0].lower() in _VOICES:
        return False
    low = view.rfind("\n", 0, start) + 1
    stated = len(words) <= 6 and words[0][:1].isupper() and not any(mark in sentence for mark in "|:;!?,…")
    return stated and not _BE.isdisjoint(words) and WALL not in sentence and not is_quoted(view[low:start])


def _content(sentence: str, function: frozenset[str]) -> tuple[str, ...]:
    """The words of a sentence that are no function words; the sentence itself where they are few."""
    words = tuple(word for word in sentence.casefold().split() if word.strip(",;:") not in function)
    return words if len(words) >= 6 else (sentence,)
