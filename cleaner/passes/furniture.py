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
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex

from cleaner.edits import Edit, Fix
from cleaner.pipeline import Context
from cleaner.rules import Rule, RulePack, Triggers
from cleaner.text import WALL, Text

SURE, EDGE, WEAK = 2, 1, 0
_LONGEST = 280  # no line of furniture is longer
_LONG = 120  # a longer line is a paragraph of a text that is not wrapped
_HEAD = 8  # lines in which a text's title, byline and date stand
_LISTED = 8  # titles under "Most read"
_FOLD = str.maketrans({"'": "’", "\u00a0": " ", "\u202f": " ", "：": ":", "\t": " "})
_BULLETS = regex.compile(r"^[\s•▶►→\p{So}\ufe0f]+|[\s\ufe0f\p{So}]+$")
_ARROW = regex.compile(r"(?<=\S) ?[»›→]+$")
_SPACES = regex.compile(r" {2,}")
_LOOSE = regex.compile(r" (?=[:!?,.])")
_WALLED = regex.compile(rf"{WALL}+")
_STOPS = (".", "。", ";", ":")  # how a title does not end
_FULL = tuple(".!?…。！？”\"»“’')]*")  # how a paragraph ends
_CLOSERS = '*_”"»“’ '
_LISTING = regex.compile(
    r"(?i)related|most|you (?:may|might)|.*(?:relacionad|correlat|similaires|verwandt|gerelateerd)"
)
_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")

_SITE = "furniture/site-name"
_TAIL = regex.compile(r"(?P<head>.*\S)(?P<bar> [|–—-] )(?P<name>[^|–—]{3,40})")
_DOMAIN = regex.compile(r"[\p{L}\d-]{3,}\.(?:com|org|net|info|news|[a-z]{2})")
_REVIEW = regex.compile(
    r"(?i)(?:\w+ )?(?:book|film|movie|theatre|theater|music|album|concert|game|tv|radio|food|year in) \w+"
)
# how a text speaks of the paper it stands in
_TALKS = (
    r"(?<!\w)(?:told|©|\(c\)|[Ss]ource:|(?:questions?|inquiry|e-?mail) from|(?:interview|spoke|speaking) (?:with|to)) ?"
    r"(?:the |The )?{bare}(?!\w)|(?i:\b{bare}\.\p{{L}}{{2,3}}\b)"
)
_LINKS = {"of", "the", "and", "&", "de", "la", "le", "el", "del", "della", "di", "du", "des", "do", "da", "der", "van"}
_ARTICLES = {"The", "El", "La", "Le", "Il", "Die", "Der", "Das", "De", "O", "A", "Het", "L’"}
_SHORTEST = 150  # a text too short to tell whether it speaks of the name


class Line(NamedTuple):
    """A line that is not blank: its number, and its place without white space at either end."""

    row: int
    start: int
    end: int


class Patterns:
    """The line patterns of one pack, and the scan that finds the lines worth a look. Compiled on first use."""

    def __init__(self, pack: RulePack) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self._lines: tuple[dict[str, list[str]], ...] = ({}, {}, {})
        waking = []
        for rule in pack.rules:
            self._words |= rule.lists
            name = rule.id.partition("/")[2]
            for strength, suffix in ((SURE, ""), (EDGE, "-edge"), (WEAK, "-weak")):
                self._lines[strength].setdefault(rule.id, []).extend(rule.lists.get(name + suffix, ()))
            cases = {form for t in rule.trigger for form in (t, t.capitalize(), t.title(), t.upper())}
            waking.append(replace(rule, trigger=tuple(sorted(cases))))
        self.triggers = Triggers(waking)
        self._compiled: dict[tuple[str, int], regex.Pattern[str]] = {}

    def _knows(self, rule: str, strength: int, line: str) -> bool:
        """Does a rule know a line? Its patterns are compiled when a line is first shown to it."""
        known = self._compiled.get((rule, strength))
        if known is None:
            lines = self._lines[strength][rule] or [r"(?!)"]
            joined = "(?:" + "|".join(f"(?:{line})" for line in lines) + ")(?: >)?"
            used = {name: self._words[name] for name in self._words if f"\\L<{name}>" in joined}
            known = regex.compile(joined, regex.V1 | regex.IGNORECASE, **used)  # type: ignore[arg-type]
            self._compiled[rule, strength] = known
        return known.fullmatch(line) is not None

    def kind(self, line: str) -> tuple[int, str] | None:
        """The strength of a line and the rule that knows it, or None for content."""
        if len(line) > _LONGEST:
            return None
        line = plain(line)
        for strength in (SURE, EDGE, WEAK):
            for rule in self._lines[strength]:
                if self._knows(rule, strength, line):
                    return strength, rule
        return None

    def is_strong(self, line: str, rule: str) -> bool:
        """Is a line furniture by itself, as a rule knows it?"""
        if len(line) > _LONGEST:
            return False
        line = plain(line)
        return self._knows(rule, SURE, line) or self._knows(rule, EDGE, line)


def plain(line: str) -> str:
    """A line as the patterns spell it: no bullets, no spaces before marks, and one sign for an arrow at the end."""
    line = _SPACES.sub(" ", _BULLETS.sub("", _WALLED.sub("@@", line)).translate(_FOLD))
    return _ARROW.sub(" >", _LOOSE.sub("", line))


@lru_cache(maxsize=64)
def _patterns(pack: RulePack) -> Patterns:
    return Patterns(pack)


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield one fix for each line of furniture, and one for the site's name in the headline.

    Hard-wrapped text is told by its lines: where none of a block is longer than 120 code points, a line is a paragraph
    only if blank lines or other furniture stand around it.
    """
    view = text.view
    yield from _headline(text, context)
    known = _patterns(context.pack)
    if not _wakes(known, view):
        return
    page = Page(view, known)
    for first, last in page.blocks():
        yield from page.removal(first, last)


def _wakes(known: Patterns, view: str) -> bool:
    """Does one of the lines a trigger stands in look like furniture to the rule it wakes?"""
    return any(
        known.is_strong(line, rule.id)
        for rule, spans in known.triggers.spans(view).items()
        for start, end in spans
        for line in view[start:end].split("\n")
    )


class Page:
    """The lines of a text, and which of them are furniture."""

    def __init__(self, view: str, known: Patterns) -> None:
        self.view = view
        self.lines: list[Line] = []
        at = 0
        for row, line in enumerate(view.split("\n")):
            bare = line.strip()
            if bare:
                start = at + line.index(bare)
                self.lines.append(Line(row, start, start + len(bare)))
            at += len(line) + 1
        self.kinds = [known.kind(view[line.start : line.end]) for line in self.lines]

    def text(self, n: int) -> str:
        return self.view[self.lines[n].start : self.lines[n].end]

    def strength(self, n: int) -> int:
        """The strength of a line; -1 for content, and for what lies outside the text."""
        kind = self.kinds[n] if 0 <= n < len(self.lines) else None
        return -1 if kind is None else kind[0]

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
        while first:
            if self.strength(first - 1) >= WEAK:
                first -= 1
            elif heading := self.listed(first):
                first = heading
            else:
                break
        if max(map(self.strength, range(first, count)), default=WEAK) < EDGE or not self.is_free(first, count - 1):
            return count
        return first

    def listed(self, end: int) -> int:
        """The heading ("Most read") of a list of titles that closes before line `end`; 0 where there is none."""
        for n in range(end - 1, max(end - 2 - _LISTED, 0), -1):
            if self.strength(n) >= WEAK:
                return n if n < end - 1 and self.strength(n) == EDGE and _LISTING.match(self.text(n)) else 0
            title = self.text(n)
            if len(title) > _LONG or title.endswith(_STOPS) or title.count(" ") < 2:
                return 0
        return 0

    def insets(self, tail: int) -> Iterator[tuple[int, int]]:
        """The runs before `tail`: around a line that is never content, or between title and body."""
        body = next((n for n in range(1, tail) if self.strength(n) < WEAK and len(self.text(n)) > _LONG), 0)
        n = 0
        while n < tail:
            last = n
            while last + 1 < tail and self.joins(last, last + 1):
                last += 1
            best = max(map(self.strength, range(n, last + 1)))
            edge = best == EDGE and 0 < n < min(body, _HEAD) and not _LISTING.match(self.text(last))
            if (best == SURE or edge) and self.is_free(n, last):
                yield n, last
            n = last + 1

    def joins(self, n: int, m: int) -> bool:
        """Do two neighbouring lines belong to one run? Weak ones only where no blank line stands between."""
        weaker = min(self.strength(n), self.strength(m))
        return weaker >= EDGE or (weaker == WEAK and self.lines[m].row == self.lines[n].row + 1)

    def is_free(self, first: int, last: int) -> bool:
        """Does a run stand by itself: no headline, not announced by the line before, not a line of a paragraph?"""
        if first == 0 and (self.strength(0) < SURE or (self.kinds[0] or (0, ""))[1] == "furniture/read-also"):
            return False
        strong = sum(self.strength(n) >= EDGE for n in range(first, last + 1))
        sure = any(self.strength(n) == SURE for n in range(first, last + 1))
        if first and strong < 3:
            lead = self.text(first - 1).rstrip(_CLOSERS)
            if lead.endswith((":", "：")) or (lead.endswith(("?", "？")) and strong == 1 and not sure):
                return False
        if first == last and " " not in self.text(first) and self.is_told_of(first):
            return False
        if first == last < len(self.lines) - 1 and self.is_heading(first):
            prose = first == 0 or self.text(first - 1).endswith(_FULL)
            if self.has_headings or not prose:
                return False
        return strong > 1 or (self.is_apart(first, first - 1) and self.is_apart(last, last + 1))

    def is_heading(self, n: int) -> bool:
        """Could a line be the heading of what follows? "Join our mailing list" could; "Also read: …" could not."""
        line, kind = self.text(n), self.kinds[n]
        if kind is not None and kind[1] != "furniture/prompt":
            return False
        return len(line) < 60 and not line.endswith(_FULL) and ":" not in line and not line.isupper()

    @cached_property
    def has_headings(self) -> bool:
        """Is the text cut into sections by lines like headings, headline and byline aside?"""
        inner = range(4, len(self.lines) - 1)
        return sum(self.kinds[n] is None and self.is_heading(n) for n in inner) >= 3

    def is_told_of(self, n: int) -> bool:
        """Does the text speak of what a line of one word names? An essay on advertising may have such a heading."""
        word = self.text(n).casefold()
        others = (self.text(m).casefold() for m in range(len(self.lines)))
        return any(word[:7] in other and word != other for other in others)

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
            kind = self.kinds[n]
            heading = next((k for k in reversed(self.kinds[: n + 1]) if k is not None), None)
            if kind or heading:
                yield Fix((kind or heading)[1], (Edit(start, end, ""),))  # type: ignore[index]


def _line_end(view: str, at: int) -> int:
    """Where the line ends that `at` stands in, before its line break."""
    end = view.find("\n", at)
    end = len(view) if end < 0 else end
    return end - 1 if end > at and view[end - 1] == "\r" else end


def _is_prose(line: str) -> bool:
    return len(line) >= 40 or (len(line) >= 12 and bool(_HAN.search(line)))


def _headline(text: Text, context: Context) -> Iterator[Fix]:
    """Yield the fix that takes the site's name off the end of the headline: ``Deadlock in Brussels – POLITICO``.

    A name behind a dash may as well be the source of what the headline says (``More tanks needed – NATO``); then the
    text speaks of it. So a name goes only if it looks like a periodical's or is in capitals, and the text either never
    names it or has people talk to it. Names of sections and labels (``| Film Review``, ``– EXCLUSIVE``) stay.
    """
    view = text.view
    rule = context.pack.by_id.get(_SITE)
    head = len(view) - len(view.lstrip())
    end = view.find("\n", head)
    if rule is None or end < 0 or end - head > 250:
        return
    match = _TAIL.fullmatch(view[head:end].rstrip())
    if match is None or len(match["head"].split()) < 3 or " | " in match["head"]:
        return
    name, body = match["name"], view[end:]
    if len(body) < _SHORTEST or body.lstrip()[:1] == "|" or not _is_site(name, match["bar"].strip() == "|", rule):
        return
    bare = regex.escape(name.removeprefix("The ").removeprefix("the "))
    if regex.search(rf"(?i)(?<!\w){bare}(?!\w)", body) and not regex.search(_TALKS.format(bare=bare), body):
        return
    yield Fix(_SITE, (Edit(head + match.start("bar"), head + match.end("name"), ""),))


def _is_site(name: str, barred: bool, rule: Rule) -> bool:
    """Does a headline's tail look like the name of a site: a periodical's, a domain, or capitals?"""
    words = name.split()
    if _DOMAIN.fullmatch(name):
        return True
    if any(not (w[0].isupper() or w[0].isdigit() or w in _LINKS) for w in words) or len(words) > 6:
        return False
    if any(word in rule.lists["label"] for word in words) or _REVIEW.fullmatch(name):
        return False
    press = rule.lists["press"]
    titled = len(words) > 1 and any(w in press or w.title() in press for w in (words[-1], words[words[0] in _ARTICLES]))
    capitals = len(name) >= 5 and name.isupper() and len(words) <= 3
    return titled or capitals
