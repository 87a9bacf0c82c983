"""Repetition: words, phrases, sentences and paragraphs a decoder gave twice, and phrases it looped on.

Words no sentence of a language has twice in a row (``the the``) are rules. Here, by comparing words and sentences with
their successors, are found: phrases of two to eight words that stand twice and begin or end with a function word
(``according to according to``), phrases that stand four times or more, sentences of at least six words and paragraphs
of at least eight that are given twice in a row, verbatim. Doubled words of other kinds, and sentences that differ in
function words only, are hints.

Left alone: ``had had``, ``that that``, reduplication, names (``New York New York``), emphasis, chants, laughter, verse
and refrains, tables and lists, figures, questions and exclamations unless they are long, and whatever has a comma
between its copies: rhetoric repeats, but it breathes. Languages without a list of function words have no doubled
phrases and words, only loops, sentences and paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import eq

from cleaner.edits import Edit, Fix
from cleaner.pipeline import Context
from cleaner.rules import RulePack
from cleaner.text import WALL, Text

_LONGEST = 8  # words of a phrase
_COPIES = 4  # in a row make a loop
_WORD = re.compile(r"\S+")
_ENDING = re.compile(r"[^\w\s]+\Z")
_PLAIN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# The end of a sentence, and the white space after it.
_STOP = re.compile(r"[.!?…][”\"’»)]*\s+|[。！？][”」』）]*\s*|\n\s*")
_FINAL = re.compile(r"[.!?…。！？][”\"’»」』）)]*")
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_QUOTES = "\"“”„«»「」‘’"
_BREAK = re.compile(r"\n\s*\n")


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every repetition; see the module for what counts as one."""
    view = text.view
    words = Words(view, context.pack)
    taken: list[tuple[int, int]] = []
    for rule, start, end in (*_paragraphs(view), *_sentences(view, context.pack), *words.loops(), *words.phrases()):
        if rule in context.pack.by_id and not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            yield Fix(rule, (Edit(start, end, ""),))


def _lines(view: str) -> list[tuple[int, str]]:
    """The lines that are not blank, with their offsets."""
    out, at = [], 0
    for line in view.split("\n"):
        if line and not line.isspace():
            out.append((at, line))
        at += len(line) + 1
    return out


def _paragraphs(view: str) -> Iterator[tuple[str, int, int]]:
    """Paragraphs given twice: lines of running text, long enough not to be of verse, a form or a log."""
    rows = view.split("\n")
    filled = [row for row in rows if row]
    if not any(map(eq, filled, filled[1:])):
        return
    lines = _lines(view)
    for n, ((_, line), (at, twin)) in enumerate(zip(lines, lines[1:], strict=False)):
        first, second = line.rstrip(), twin.rstrip()
        if first != second or not _is_running(first) or n and lines[n - 1][1].rstrip() == first:
            continue
        before = lines[n][0] + len(first)
        yield "repetition/paragraph", before, at + len(second)


def _is_running(line: str) -> bool:
    """Is a line a paragraph of running text: eight words or more, closed by a stop?"""
    if not _FINAL.fullmatch(line[-1:]) and line[-1:] not in _QUOTES + ")":
        return False
    if _HAN.search(line):
        return len(line) >= 25
    return len(line) >= 60 and len(line.split()) >= 8 and line[0] not in "|>#*-•"


def _sentences(view: str, pack: RulePack) -> Iterator[tuple[str, int, int]]:
    """Sentences given twice in a row, in one paragraph."""
    pieces = _STOP.split(view)
    if not any(a == b and len(a) > 7 for a, b in zip(pieces, pieces[1:], strict=False)):
        heads = [piece[:12] for piece in pieces]
        if not any(a == b and len(a) == 12 for a, b in zip(heads, heads[1:], strict=False)):
            return
    function = _function_words(pack)
    ends = [(m.start(), m.end(), m.group()) for m in _STOP.finditer(view)]
    starts = [0, *(end for _, end, _ in ends)]
    ends.append((len(view), len(view), ""))
    for n in range(len(pieces) - 1):
        first, second = pieces[n], pieces[n + 1]
        if first[:12] != second[:12] or "\n\n" in ends[n][2] or (n and pieces[n - 1] == first):
            continue
        close = ends[n][2].rstrip()
        stop = _FINAL.match(view, starts[n + 1] + len(first))
        if not close or not _is_sentence(first, close):
            continue
        if first == second and stop and stop.group() == close:
            yield "repetition/sentence", ends[n][0] + len(close), stop.end()
        elif first != second and function and _content(first, function) == _content(second, function):
            end = _FINAL.match(view, ends[n + 1][0])
            if end:
                yield "repetition/near-copy", ends[n][0] + len(close), end.end()


def _is_sentence(sentence: str, close: str) -> bool:
    """Is a sentence long enough that nobody says it twice? Questions, cries and speech need more words."""
    if WALL in sentence or "\n\n" in sentence or "|" in sentence:
        return False
    if _HAN.search(sentence):
        return len(sentence) >= 10 and close == "。"
    words = len(sentence.split())
    spoken = close != "." or any(mark in sentence for mark in '"“”„«»')
    opened = sentence[:1].isupper() or not sentence[:1].isalpha()
    return opened and words >= (9 if spoken else 6) and sum(map(str.isalpha, sentence)) > len(sentence) // 2


def _content(sentence: str, function: frozenset[str]) -> tuple[str, ...] | None:
    """The words of a sentence that are no function words; None for one too short to compare."""
    words = tuple(word for word in sentence.casefold().split() if word.strip(".,;:") not in function)
    return words if len(words) >= 6 else (sentence,)


def _function_words(pack: RulePack) -> frozenset[str]:
    return frozenset(word for rule in pack.rules for word in rule.lists.get("function", ()))


class Words:
    """The words of a text, compared with those that stand one to eight words later."""

    def __init__(self, view: str, pack: RulePack) -> None:
        self.view = view
        self.words = view.split()
        self.function = _function_words(pack)
        self.idioms = frozenset(word for rule in pack.rules for word in rule.lists.get("idiom", ()))
        self.emphatic = frozenset(word for rule in pack.rules for word in rule.lists.get("emphatic", ()))

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [m.span() for m in _WORD.finditer(self.view)]

    @cached_property
    def equal(self) -> list[bytes]:
        """For each distance, which words are the same as the one so far on."""
        return [b"", *(bytes(map(eq, self.words, self.words[k:])) for k in range(1, _LONGEST + 1))]

    def loops(self) -> Iterator[tuple[str, int, int]]:
        """Phrases that stand four times or more in a row: all copies but the first."""
        for k in range(1, _LONGEST + 1):
            need = k * (_COPIES - 1) - 1
            run = b"\1" * max(need, 1)
            at = self.equal[k].find(run)
            while at >= 0:
                end = at
                while end < len(self.equal[k]) and self.equal[k][end]:
                    end += 1
                last = end + k  # the word at which the last copy may end with a mark of its own
                if last < len(self.words) and _bare(self.words[last]) == _bare(self.words[end]):
                    last += 1
                copies = (last - at) // k
                if copies >= _COPIES and self.is_loop(at, k, copies):
                    start, stop = self.spans[at + k - 1][1], self.spans[at + copies * k - 1][1]
                    ending = _ENDING.search(self.words[at + k - 1])
                    final = _ENDING.search(self.words[at + copies * k - 1])
                    start -= len(ending.group()) if ending else 0
                    yield "repetition/loop", start, stop - (len(final.group()) if final else 0)
                at = self.equal[k].find(run, end + 1)

    def is_loop(self, at: int, k: int, copies: int) -> bool:
        """Is a run of copies a decoder's loop, and no chant, table row or emphasis?"""
        phrase = self.words[at : at + k]
        if len({_bare(word) for word in phrase}) < k or not all(_PLAIN.fullmatch(_bare(word)) for word in phrase):
            return False
        if any(word[-1] in "!?.:;|" or word[0] in _QUOTES for word in phrase):
            return False
        start, end = self.spans[at][0], self.spans[at + k * copies - 1][1]
        if "\n" in self.view[start:end]:
            return False
        low, high = self.view.rfind("\n", 0, start) + 1, self.view.find("\n", end)
        high = len(self.view) if high < 0 else high
        others = len(self.view[low:start].split()) + len(self.view[end:high].split())
        if others < 4 or _is_quoted(self.view, low, start):
            return False
        if k == 1:
            return len(phrase[0]) >= 6 and _bare(phrase[0]) == phrase[0]
        return sum(map(len, phrase)) >= 12

    def phrases(self) -> Iterator[tuple[str, int, int]]:
        """Phrases that stand twice in a row, and single words that do (a hint)."""
        if not self.function:
            return
        for k in range(_LONGEST, 0, -1):
            run = b"\1" * max(k - 1, 1)
            at = self.equal[k].find(run)
            while at >= 0:
                if at + 2 * k <= len(self.words) and self.is_doubled(at, k):
                    start, end = self.spans[at + k - 1][1], self.spans[at + 2 * k - 1][1]
                    start -= self.words[at + k - 1].endswith(",")
                    final = _ENDING.search(self.words[at + 2 * k - 1])
                    end -= len(final.group()) if final else 0
                    yield "repetition/word" if k == 1 else "repetition/phrase", start, end
                at = self.equal[k].find(run, at + 1)

    def is_doubled(self, at: int, k: int) -> bool:
        """Are two copies of a phrase a slip: nothing between them, a function word at their edge, no idiom?"""
        phrase = self.words[at : at + k]
        last = _bare(self.words[at + 2 * k - 1])
        if k >= 6 and phrase[-1].endswith(","):
            phrase[-1] = phrase[-1][:-1]
        if last != phrase[-1] or not all(map(_PLAIN.fullmatch, phrase)):
            return False
        gap = self.view[self.spans[at + k - 1][1] : self.spans[at + k][0]]
        first, end = self.spans[at][0], self.spans[at + 2 * k - 1][1]
        if _BREAK.search(self.view, first, end) or (k > 1 and len(set(phrase)) == 1):
            return False
        if "\n" in gap and self._opens_line(at):
            return False  # two lines that begin alike: verse, or a list
        if k == 1:
            return self._is_slip(at)
        if " ".join(phrase).casefold() in self.idioms or not (phrase[0] in self.function or phrase[-1] in self.function):
            return False
        ended = self.words[at + 2 * k - 1] != last
        if self._is_chain(at, k, ended):
            return False
        return self.view[first - 1 : first] not in tuple("\"“‘'`(*_") or not ended

    def _is_chain(self, at: int, k: int, ended: bool) -> bool:
        """Do two copies belong to "on and on and on", "day after day after day", "a rose is a rose is a rose"?"""
        phrase = self.words[at : at + k]
        before = self.words[at - 1].casefold() if at else ""
        last = phrase[-1].casefold()
        if before == last or (k == 2 and _is_akin(before, last)):
            return True
        more = 0
        while not ended and more < k and at + 2 * k + more < len(self.words):
            if _bare(self.words[at + 2 * k + more]) != phrase[more]:
                break
            more += 1
        return (k == 2 and more > 0) or more == k - 1

    def _is_slip(self, at: int) -> bool:
        """Is a doubled word none that is doubled for effect, and none the rules know?"""
        word = self.words[at]
        return (
            len(word) >= 5
            and word.islower()
            and word not in self.emphatic
            and word not in self.function
            and "\n" not in self.view[self.spans[at][0] : self.spans[at + 1][1]]
            and (at < 1 or self.words[at - 1] != word)
            and (at + 2 >= len(self.words) or _bare(self.words[at + 2]) != word)
            and not _is_quoted(self.view, max(0, self.spans[at][0] - 1), self.spans[at][0])
        )

    def _opens_line(self, at: int) -> bool:
        start = self.spans[at][0]
        return not self.view[self.view.rfind("\n", 0, start) + 1 : start].strip()


def _is_akin(word: str, other: str) -> bool:
    """Could two words be forms of one? `dzień za dniem`."""
    near = abs(len(word) - len(other)) <= 2 and max(len(word), len(other)) <= 5
    return word[:3] == other[:3] or (near and word[:1] == other[:1])


def _bare(word: str) -> str:
    """A word without the marks behind it."""
    ending = _ENDING.search(word) if not word[-1:].isalnum() else None
    return word[: ending.start()] if ending else word


def _is_quoted(view: str, low: int, start: int) -> bool:
    """Does a quotation stand open at `start`, as seen from the start of its line?"""
    lead: Sequence[str] = view[low:start]
    return lead.count('"') % 2 == 1 or lead.count("“") + lead.count("«") > lead.count("”") + lead.count("»")
