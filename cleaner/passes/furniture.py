"""Page furniture: whole lines that a page template, a reprinting site or a translation service put around an article.

Removed are comment forms, share bars, player and subscription prompts, "Also read" insets, advertisement labels and
disclaimers, with the blank lines that would be left doubled, and the site's name behind the headline. Which lines
these are is data: the lists of ``rules/*/furniture.toml``. Here is decided where they may go. Lines that are never
content go wherever they are a paragraph of their own; those that could be content go at the end of the text, from the
last line inward, and between headline and body; weak ones ("Print", "Twitter Facebook") only beside others.

Left alone: bylines, datelines, agency tags and correction notes, which are content; a line inside wrapped text or
verse; a line announced by a colon or a question, which the text quotes; a headline; and a document that holds nothing
else, because then the lines are what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from cleaner import sitenames
from cleaner.adjoining import may_adjoin
from cleaner.chrome import EDGE, SIGNED, SURE, WEAK, Verdict, plain
from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy_regex
from cleaner.patterns import Patterns, Seen
from cleaner.pipeline import Context
from cleaner.rules import RulePack
from cleaner.text import WALL, Text

_LONGEST = 280  # no line of furniture is longer
_LONG = 120  # a longer line is a paragraph of a text that is not wrapped
_HEAD = 8  # lines in which a text's title, byline and date stand
_LISTED = 8  # titles under "Most read"
_LABEL = 40  # code points of "Read also" and its like
_INSET = 4  # titles under "Read also" between two paragraphs
_END = 40  # lines of a page whose every line is looked at
_STOPS = (".", "。", ";", ":")  # how a title does not end
_FULL = tuple(".!?…。！？”\"»“’')]*")  # how a paragraph ends
_ADJOINING = Verdict(WEAK, "furniture/page-form", worded=True)
_HASHTAGS = lazy_regex(  # walls, each of them
    r"(?:(?P<label>(?i:(?:hash)?tags?|topics?|keywords?): ?)#\w{2,}|#\w{2,}[ ,]+#\w{2,})(?:[ ,]+#\w{2,})*"
)
_TAGS = Verdict(EDGE, "furniture/page-form", last=True)
_CLOSERS = '*_”"»“’ '
_LISTING = lazy_regex(r"(?i)related|most|you (?:may|might)|.*(?:relacionad|correlat|similaires|verwandt|gerelateerd)")
_NAMED = lazy_regex(r"[:：]")  # the label names the title itself
_TOLD = lazy_regex(r"[.!?,][”\"’»] \p{L}|\p{Ll}[.!?][”\"’»]?(?: \p{Lu}|$)(?<!\?)")  # speech and sentences, no titles
_HAN = lazy_regex(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")

_STEP = lazy_regex(r"(?:[-*•#>$+]|\d+[.)]|Q:|```)\s?\S")
_STEPS = 2  # that make a page of instructions
_MENU = "→▸➤▶"  # what stands between the steps of a way through menus
_SECTIONS = 3  # headings that cut a text
_QUESTION = range(9, 92)  # code points
_TOPICS = lazy_regex(r"[^.:;!?]{2,30}(?: ?[,·|•/] ?[^.:;!?]{2,30})+")
_SEE = lazy_regex(
    r"(?i:See also|V[eé]a(?:se)? también|Vej?a também|Ver (?:também|también)|Voir aussi|Siehe auch|Vedi anche|Zie ook"
    r"|Zobacz (?:także|też|również)|Viz (?:také|též)|См(?:отрите|\.) также|Див(?:іться|\.) також)\b"
)
_CRUMBS = (" > ", " » ", " › ")
_NOUN = lazy_regex(r"\p{L}{7,}")
_STEM = lazy_regex(r"\p{L}{5,}")


class Line(NamedTuple):
    """A line that is not blank: its number, and its place without white space at either end."""

    row: int
    start: int
    end: int


@lru_cache(maxsize=64)
def _patterns(pack: RulePack) -> Patterns:
    return Patterns(pack)


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield one fix for each line of furniture, and one for the site's name in the headline.

    Hard-wrapped text is told by its lines: where none of a block is longer than 120 code points, a line is a paragraph
    only if blank lines or other furniture stand around it.
    """
    yield from sitenames.find(text, context.pack)
    known = _patterns(context.pack)
    seen: dict[str, Seen] = text.memo.setdefault("lines of furniture", {})
    if not any(kind.strength >= EDGE for kind in known.kinds(_bordering(text.lines), 0, seen).values()):
        return
    page = Page(text, known, seen)
    for first, last in page.blocks():
        yield from page.removal(first, last)


def _bordering(lines: list[str]) -> list[str]:
    """The short lines at the border of a paragraph, and all at the end of the page.

    In wrapped text and verse a run of furniture begins with the first line of a block or ends with the last.
    """
    inner = zip(["", *lines], lines, [*lines[1:-_END], *[""] * _END], strict=False)
    return [
        line
        for before, line, after in inner
        if 1 < len(line) <= _LONGEST
        and line[0] not in '“"„«'
        and not (1 < len(before) <= _LONG and 1 < len(after) <= _LONG)
    ]


class Page:
    """The lines of a text, and which of them are furniture."""

    def __init__(self, text: Text, known: Patterns, seen: dict[str, Seen]) -> None:
        self.view = text.view
        self.lines: list[Line] = []
        self.texts: list[str] = []
        at = 0
        for row, line in enumerate(text.lines):
            bare = line.strip()
            if bare:
                start = at if len(bare) == len(line) else at + line.index(bare)
                self.lines.append(Line(row, start, start + len(bare)))
                self.texts.append(bare)
            at += len(line) + 1
        self.ways = [f" {sign} " for sign in _MENU if sign in text.characters]
        self.vocabulary = known.vocabulary
        kinds = known.kinds([line for line in self.texts if len(line) <= _LONGEST], _END, seen)
        self.kinds = [kinds.get(line) if len(line) <= _LONGEST else None for line in self.texts]
        for n, place in enumerate(self.lines):
            if WALL in self.texts[n] and (tags := _HASHTAGS.fullmatch(text.source, place.start, place.end)):
                self.kinds[n] = _TAGS if tags["label"] else _ADJOINING
        self.spare(known)

    def text(self, n: int) -> str:
        return self.texts[n]

    def strength(self, n: int) -> int:
        """The strength of a line; -1 for content, and for what lies outside the text."""
        kind = self.kinds[n] if 0 <= n < len(self.lines) else None
        return -1 if kind is None else kind.strength

    def rule(self, n: int) -> str:
        kind = self.kinds[n]
        return "" if kind is None else kind.rule

    def spare(self, known: Patterns) -> None:
        """Leave a list of steps, or questions and answers, what is known by its words alone, if they speak of pages
        themselves, a page of instructions too, and a README its requests and its "See also" as well: there the words of
        chrome are what the text is about."""
        told = False
        for n, (before, line) in enumerate(pairwise(self.texts), 1):
            if line.startswith(SIGNED) and "icen" in before:  # `License`, and whose it is
                self.kinds[n] = None
            told = told or len(before) > _LONG
            if told and self.kinds[n] is not None and line[:4].casefold() == "home" and any(c in line for c in _CRUMBS):
                self.kinds[n] = None  # the path of a page leads to it; a later one is spoken of
        own = [line for line, kind in zip(self.texts, self.kinds, strict=True) if kind is None or kind.worded]
        names = [name for line in own if len(name := line.rstrip(":")) <= _LONG]
        readme = sum(name.casefold() in known.headings for name in names) >= 2
        steps = list(filter(_is_step, own)) if not readme else []
        listed = len(steps) >= 4 and sum(map(known.vocabulary.speaks, steps)) >= 2
        if not (readme or listed or self.instructs(known.instructing)):
            return
        about = ("furniture/prompt", "furniture/read-also") if readme else ()
        self.kinds = [None if kind is None or kind.worded or kind.rule in about else kind for kind in self.kinds]

    def instructs(self, verbs: frozenset[str]) -> bool:
        """Do lines of the text itself tell what to click, or the way through menus? # Select your device."""
        steps = [
            kind is None
            for line, kind in zip(self.texts, self.kinds, strict=True)
            if any(sign in line for sign in self.ways)
            or (line.endswith(".") and line.partition(" ")[0].casefold() in verbs)
            if kind is None or kind.worded
        ]
        return len(steps) >= _STEPS and any(steps)

    def is_topic(self, n: int) -> bool:
        """Does the text itself speak twice of what a line names: its newsletter, its comments?"""
        kind = self.kinds[n]
        if kind is None or not kind.worded or kind.ours or kind.rule == "furniture/read-also":
            return False
        nouns = {w[:7] for w in _NOUN.findall(self.text(n).casefold())}
        return len(nouns) <= 4 and any(self.prose.count(noun) > 2 for noun in nouns)

    @cached_property
    def prose(self) -> str:
        """The lines that are content, in small letters."""
        return " ".join(self.text(m).casefold() for m in range(len(self.lines)) if self.kinds[m] is None)

    def heads(self, n: int) -> bool:
        """Is a line the heading of a list of titles?"""
        kind = self.kinds[n]
        return kind is not None and (kind.heads or _LISTING.match(self.text(n)) is not None)

    def blocks(self) -> list[tuple[int, int]]:
        """The runs of lines to remove, as first and last line; none where they are all there is."""
        tail = self.tail()
        found = [*self.insets(tail), *([(tail, len(self.lines) - 1)] if tail < len(self.lines) else [])]
        gone = {n for first, last in found for n in range(first, last + 1)}
        kept = (self.text(n) for n in range(len(self.lines)) if n not in gone)
        return found if any(_is_prose(line) for line in kept) else []

    def tail(self) -> int:
        """The line at which the furniture at the end begins; the number of lines where there is none."""
        count = first = len(self.lines)
        if count > 1 and self.strength(count - 1) < WEAK and self.adjoins(count - 1, count - 2):
            self.kinds[count - 1] = _ADJOINING
        while first:
            if self.strength(first - 1) >= WEAK:
                first -= 1
            elif heading := self.listed(first):
                first = heading
            elif self.adjoins(first - 1, first):
                first -= 1
                self.kinds[first] = _ADJOINING
            else:
                break
        if max(map(self.strength, range(first, count)), default=WEAK) < EDGE or not self.is_free(first, count - 1):
            return count
        return first

    def adjoins(self, n: int, other: int) -> bool:
        """Does a line that is no furniture for certain belong to the block of its neighbour at the end of a page?"""
        apart = self.is_apart(n, n - 1) and n > 0
        if other < n and self.is_heading(other) and not self.stems(other).isdisjoint(self.stems(n)):
            return False  # Guardar imágenes¶Para guardar una imagen empotrada, pulse
        if not apart or self.strength(other) < EDGE:
            return False
        line = plain(self.text(n))
        return self.vocabulary.is_near(line) or (n > 1 and may_adjoin(self.vocabulary, line))

    def listed(self, end: int) -> int:
        """The heading ("Most read") of a list of titles that closes before line `end`; 0 where there is none."""
        topics = _TOPICS.fullmatch(self.text(end - 1))  # one line of them, under `Archived in`
        for n in range(end - 1, max(end - 2 - _LISTED, 0), -1):
            if self.strength(n) >= WEAK:
                told = self.rule(n) == "furniture/read-also" and end < len(self.lines) and len(self.text(n)) <= _LABEL
                heads = n < end - 1 and ((self.strength(n) == EDGE and self.heads(n)) or told)
                return n if heads and (not self.is_last(n) or (n == end - 2 and topics)) else 0
            if not self.is_title(n) and not (n == end - 1 and topics):
                return 0
        return 0

    def insets(self, tail: int) -> Iterator[tuple[int, int]]:
        """The runs before `tail`: around a line that is never content, or between title and body."""
        body = next((n for n in range(1, tail) if self.strength(n) < WEAK and self.is_long(n)), 0)
        n = 0
        while n < tail:
            if self.kinds[n] is None:
                n += 1
                continue
            last = self.inset_titles(n, tail)
            if last > n and self.is_free(n, n):
                yield n, last
                n = last + 1
                continue
            while last + 1 < tail and self.joins(last, last + 1):
                last += 1
            best = max(map(self.strength, range(n, last + 1)))
            edge = best == EDGE and 0 < n < min(body, _HEAD) and not self.heads(last) and not self.is_last(last)
            edge = edge or (n == last and best == EDGE and self.parts_prose(n))
            if (best == SURE or edge) and self.is_free(n, last):
                yield n, last
            n = last + 1

    def parts_prose(self, n: int) -> bool:
        """Is a line the label of an advertisement between paragraphs, in a text without headings that speaks of none?

        # Advertising
        """
        if self.rule(n) != "furniture/advert" or self.headings or not 0 < n < len(self.lines) - 1:
            return False
        beside = (self.text(n - 1), self.text(n + 1))
        told = sum(self.text(n)[:7].casefold() in other.casefold() for other in self.texts)
        return told == 1 and all(len(line) > _LONG and line.endswith(_FULL) for line in beside)

    def is_long(self, n: int) -> bool:
        """Is a line longer than a title? A line of Chinese says three times as much."""
        return len(self.text(n)) > (_LABEL if _HAN.search(self.text(n)[:_LABEL]) else _LONG)

    def inset_titles(self, n: int, tail: int) -> int:
        """The last of the titles under "Read also" between two paragraphs; `n` itself where there are none."""
        related = self.strength(n) == EDGE and self.text(n)[:7].casefold() == "related"
        leads = related or self.rule(n) == "furniture/read-also"
        if not (leads and n) or _NAMED.search(self.text(n)[:-1]) or len(self.text(n)) > _LABEL:
            return n
        last = n
        while last + 1 < tail and last - n < _INSET and self.is_title(last + 1):
            if _TOLD.search(self.text(last + 1)):
                break
            last += 1
        prose = last + 1 < tail and len(self.text(last + 1)) > _LONG // 2 and self.text(last + 1).endswith(_FULL)
        return last if prose and self.headings - (last - n) < _SECTIONS else n

    def is_title(self, n: int) -> bool:
        title = self.text(n)
        if _HAN.search(title):  # which has no blanks, and says three times as much in a line
            return len(title) <= _LABEL and not title.endswith(_STOPS) and "。" not in title and title[0] not in "“「『"
        return not title[0].islower() and len(title) <= _LONG and not title.endswith(_STOPS) and title.count(" ") >= 2

    def is_echoed(self, n: int) -> bool:
        """Do the lines around a line that is known by its words alone go on with them, as under a heading?

        # Autorzy i prawa autorskie¶Nazwiska autorów są w nagłówku; Imprimindo um folheto¶Pode imprimir um folheto
        """
        kind = self.kinds[n]
        if kind is None or not kind.worded or kind.ours or not 0 < n < len(self.lines) - 1:
            return False
        stems = self.stems(n)
        before, after = (self.text(m).casefold() if self.kinds[m] is None else "" for m in (n - 1, n + 1))
        heads = self.is_heading(n) and len(after) > _LABEL and any(stem in after for stem in stems)
        return heads or sum(stem in before or stem in after for stem in stems) > 1

    def stems(self, n: int) -> set[str]:
        """How the longer words of a line begin."""
        return {word[:5] for word in _STEM.findall(self.text(n).casefold())}

    def is_section(self, n: int) -> bool:
        """Does a line of a few words head a paragraph that is a sentence?"""
        return self.is_heading(n) and self.is_apart(n, n + 1) and _is_prose(self.text(n + 1))

    def is_last(self, n: int) -> bool:
        kind = self.kinds[n]
        return kind is not None and kind.last

    def joins(self, n: int, m: int) -> bool:
        """Do two neighbouring lines belong to one run? Weak ones only where no blank line stands between."""
        weaker = min(self.strength(n), self.strength(m))
        return weaker >= EDGE or (weaker == WEAK and self.lines[m].row == self.lines[n].row + 1)

    def is_free(self, first: int, last: int) -> bool:
        """Does a run stand by itself: no headline, not announced by the line before, not a line of a paragraph?"""
        if first == 0 and (self.strength(0) < SURE or self.rule(0) == "furniture/read-also"):
            return False
        strong = sum(self.strength(n) >= EDGE for n in range(first, last + 1))
        sure = any(self.strength(n) == SURE for n in range(first, last + 1))
        if first and strong < 3:
            lead = self.text(first - 1).rstrip(_CLOSERS)
            if lead.endswith((":", "：")) or (lead.endswith(("?", "？")) and strong == 1 and not sure):
                return False
        if first == last and self.strength(first) < SURE and self.is_topic(first):
            return False
        if first == last and _SEE.match(self.text(first)) and self.has_headings:
            return False  # a handbook's
        if first == last and " " not in self.text(first) and self.is_told_of(first):
            return False
        if first == last and self.strength(first) < SURE and self.is_echoed(first):
            return False
        if first == last < len(self.lines) - 1 and self.is_heading(first):
            kind = self.kinds[first]
            byline = kind is not None and kind.worded and 0 < first < _HEAD  # nothing has been told yet
            prose = first == 0 or byline or self.text(first - 1).endswith(_FULL)
            others = (m for m in range(first + 1, len(self.lines) - 1) if self.kinds[m] is None)
            leads = kind is not None and (kind.ours or kind.rule == "furniture/read-also" or self.heads(first))
            section = byline and not leads and any(map(self.is_section, others))  # Tip van de dag
            if self.has_headings or section or not prose:
                return False
        return strong > 1 or (self.is_apart(first, first - 1) and self.is_apart(last, last + 1))

    def is_heading(self, n: int) -> bool:
        """Could a line be the heading of what follows? "Join our mailing list" could; "Also read: …" could not."""
        line, kind = self.text(n), self.kinds[n]
        if kind is not None and not kind.worded and kind.rule != "furniture/prompt":
            return False
        return len(line) < 60 and not line.endswith(_FULL) and ":" not in line and not line.isupper()

    @property
    def has_headings(self) -> bool:
        """Is the text cut into sections by lines like headings, headline and byline aside?"""
        return self.headings >= _SECTIONS

    @cached_property
    def headings(self) -> int:
        """How many lines are like headings; one that the next carries on in small letters is a paragraph cut in two."""
        inner = range(4, len(self.lines) - 1)
        return sum(self.kinds[n] is None and self.is_heading(n) and not self.text(n + 1)[0].islower() for n in inner)

    def is_told_of(self, n: int) -> bool:
        """Does the text speak of what a line of one word names, in its first line or in several? An essay on
        advertising may have such a heading."""
        word = self.text(n).casefold()
        told = [m for m, other in enumerate(map(str.casefold, self.texts)) if word[:7] in other and word != other]
        return len(told) > 1 or told == [0]

    def is_apart(self, n: int, other: int) -> bool:
        """Is there the border of a paragraph between two neighbouring lines?"""
        if not 0 <= other < len(self.lines) or abs(self.lines[other].row - self.lines[n].row) > 1:
            return True
        near = range(max(0, n - 5), min(len(self.lines), n + 6))
        return any(len(self.text(m)) > _LONG for m in near) or (other < n and self.text(other).endswith(_FULL))

    def removal(self, first: int, last: int) -> Iterator[Fix]:
        """Yield the fixes that remove a run, line by line, with the blank lines that would be left doubled."""
        view, lines = self.view, self.lines
        before = lines[first].row - lines[first - 1].row if first else 0
        after = lines[last + 1].row - lines[last].row if last + 1 < len(lines) else 0
        forward = last + 1 < len(lines) and (before > 1 or after <= before or first == 0)
        for n in range(first, last + 1):
            if forward:
                start = view.rfind("\n", 0, lines[n].start) + 1
                end = view.rfind("\n", 0, lines[n + 1].start) + 1
            else:
                start = _line_end(view, lines[n - 1].end)
                end = _line_end(view, lines[n].end)
            # A title in a list goes with the heading before it.
            kind = next((self.kinds[m] for m in range(n, -1, -1) if self.kinds[m] is not None), None)
            if kind is not None:
                yield Fix(kind.rule, (Edit(start, end, ""),))


def _line_end(view: str, at: int) -> int:
    """Where the line ends that `at` stands in, before its line break."""
    end = view.find("\n", at)
    end = len(view) if end < 0 else end
    return end - 1 if end > at and view[end - 1] == "\r" else end


def _is_step(line: str) -> bool:
    """Is a line an item of a list, or a question?"""
    return (line[-1] == "?" and len(line) in _QUESTION) or _STEP.match(line) is not None


def _is_prose(line: str) -> bool:
    return len(line) >= 40 or (len(line) >= 12 and bool(_HAN.search(line)))
