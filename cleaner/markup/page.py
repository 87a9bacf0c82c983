"""A page: a text as the markup pass sees it, with its code blanked and its links, tags and placeholders in sight."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from cleaner.edits import Edit, Fix, apply
from cleaner.formats import markdown, plain
from cleaner.formats.markdown import Region
from cleaner.lazy import lazy
from cleaner.presence import Seldom, matches_in_lines
from cleaner.rules import RulePack
from cleaner.text import WALL, Span, Text

CODE = frozenset({"fence", "indented", "code", "raw", "comment", "front", "math", "definition"})
STRINGS = frozenset({"json", "strings", "gettext", "properties", "android"})  # notations of one message each

# Repairs of what only a translator does to syntax. People write `##Title` and `** bold **` as well.
_ALIEN = frozenset(
    f"markup/{name}"
    for name in (
        "link-seam image footnote definition split-emphasis split-heading split-fence table-delimiter admonition"
        " tag-space comment entity-space template slot-space front-rule front-key"
    ).split()
)
# What a translator that puts spaces between tokens does to syntax, certain by itself and found nowhere else; before
# each pattern the literals of which one has to stand in the text.
_HURT = tuple(
    (literals, lazy(pattern, re.M))
    for literals, pattern in (
        (("] (",), r"(?<!\d)\] \((?:https?:|/|\.{1,2}/|#|mailto:)"),
        (("# #",), r"^ {0,3}# #+ "),
        (("! [",), r"^ {0,3}! \[[^\]\n]*\] ?\("),
        (("]（",), r"\]（(?:https?:|/|\.)"),
        (("＃",), r"^＃"),
        ((" : //", ": //", " ://"), r"\b[Hh]ttps?(?: : ?|: )//"),
        ((" ** ", "(** ", "\n** "), r"(?<=[\s(])\*\* [^\W\d_][^*\n]{1,80} \*\*(?=[\s.,;:)])"),
        (("/ >",), r"< ?br ?/ >"),
        (("& nbsp",), r"& nbsp ?;"),
        (("</ ",), r"</ (?:b|i|li|p|br|div|span|strong|em)>"),
        (("{{ <", "{{ %"), r"\{\{ [<%] "),
        (("{ %",), r"\{ %"),
        (("% }",), r"% \}"),
        (("`` `", "` ``"), r"^(?:`` `|` ``)\w*$"),
        ((" ` ", "\n` "), r"(?<!\S)` [\w.]+ `(?!\S)"),
    )
)


# The same in the messages of a file, where one alone may be all that is left.
_HURT_MESSAGES = (
    *_HURT,
    (("% ",), lazy(r"(?<![\d%])(?<!\d )% [sd](?![\w'’])")),
    (("{ ",), lazy(r"\{ \d \}")),
    (("\\ n", "\\ u"), lazy(r"\\ (?:n(?![a-zß-öø-ÿ])|u[0-9a-f]{4})")),
    (("< ", " >"), lazy(r"< /?[ ]?(?:\d|br|b|i|a|strong|em|html)(?: ?/)? >|< / ?(?:\d|b|i|a|strong|em|html)>")),
)


_SELDOM = Seldom()
_SEEN: Hashable = ("markup", "hurt")


class Page:
    """The source of a text, and views of it of the same length.

    prose: code, comments, math and front matter blanked. Links, tags, templates and placeholders can be seen there,
    whole or broken. `regions` are what the notation knows of; a plain text has none.
    """

    def __init__(self, text: Text, pack: RulePack) -> None:
        self.text = text
        self._pack = pack
        self.source = text.source
        self.markdown = text.notation == "markdown"
        self.strings = text.notation in STRINGS
        looked = _SELDOM.look(text.source, many=self.markdown)  # of a plain text few are asked for
        self.holds, self.held = looked.holds, looked.held  # of literals, in the source: any of them, and which

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        return markdown.regions(self.source) if self.markdown else ()

    def of(self, *kinds: str) -> Iterator[Region]:
        """The regions of these kinds, in order."""
        return (region for region in self.regions if region.kind in kinds)

    @cached_property
    def _code(self) -> list[Span]:
        if self.markdown:
            return markdown.disjoint(region for region in self.regions if region.kind in CODE)
        return plain.code(self.source) if self.text.notation == "plain" else []

    @cached_property
    def prose(self) -> str:
        if not self._code:
            return self.source
        return apply(self.source, [Edit(a, b, WALL * (b - a)) for a, b in self._code])

    @cached_property
    def lines(self) -> str:
        """As `prose`, but with the line ends of the code still there: for what looks at lines and their neighbours."""
        if "\n" not in self.source or not self._code:
            return self.prose
        blank = {a: "\n".join(WALL * len(line) for line in self.source[a:b].split("\n")) for a, b in self._code}
        return apply(self.source, [Edit(a, b, blank[a]) for a, b in self._code])

    @cached_property
    def hurt(self) -> int:
        """How many places show that spaces were put into the markup of this page, remembered once they were seen."""
        entry = self.text.entry
        if entry is None:
            return self._remember(_count([(self.held(*literals), p) for literals, p in _HURT], self.prose))
        memo = entry.messages.memo
        if "hurt" not in memo:
            memo["hurt"] = _count(_HURT_MESSAGES, entry.messages.text)
        return self._remember(memo["hurt"])

    def learn(self, fixes: Iterable[Fix]) -> None:
        """What was found in this round shows the next one what the page has gone through."""
        self._remember(sum(found.rule in _ALIEN for found in fixes))

    def _remember(self, count: int) -> int:
        count = max(count, self.text.memo.get(_SEEN, 0))
        self.text.memo[_SEEN] = count
        return count

    def table(self, rule: str) -> Mapping[str, str]:
        """The table of a rule of this language; empty where the language or the profile has no such rule."""
        found = self._pack.by_id.get(f"markup/{rule}")
        return found.table if found else {}

    def words(self, rule: str, name: str = "") -> Collection[str]:
        """A list of words of a rule: the one of the same name, if not told otherwise."""
        found = self._pack.by_id.get(f"markup/{rule}")
        return found.lists.get(name or rule, ()) if found else ()

    def at(self, pos: int, *kinds: str) -> Region | None:
        """The region of one of these kinds that `pos` lies in."""
        starts = self._starts.get(kinds)
        if starts is None:
            found = list(self.of(*kinds))
            starts = self._starts[kinds] = ([r.start for r in found], found)
        n = bisect_right(starts[0], pos) - 1
        return starts[1][n] if n >= 0 and pos < starts[1][n].end else None

    @cached_property
    def _starts(self) -> dict[tuple[str, ...], tuple[list[int], list[Region]]]:
        return {}

    def line(self, pos: int) -> Span:
        """The line `pos` lies in, without its end."""
        end = self.source.find("\n", pos)
        return self.source.rfind("\n", 0, pos) + 1, len(self.source) if end < 0 else end


def _count(patterns: Iterable[tuple[Sequence[str], re.Pattern[str]]], prose: str) -> int:
    return sum(1 for literals, p in patterns for _ in matches_in_lines(p, prose, *literals))


OPENING = r"(?P<open>[“„«”](?:[ \u00a0\u202f](?=[^«»\n]*»))?)"  # with the space French has inside its marks
CLOSING = r"(?P<close>(?:[ \u00a0\u202f](?=»))?[”“»«])"


def straight(rule: str, m: re.Match[str], at: int = 0) -> Fix:
    """The fix that makes straight marks of the groups `open` and `close`; the match begins at `at` of the source."""
    return fix(rule, (at + m.start("open"), at + m.end("open"), '"'), (at + m.start("close"), at + m.end("close"), '"'))


def fix(rule: str, *edits: tuple[int, int, str]) -> Fix:
    """A fix of the markup pass; edits in any order."""
    return Fix(f"markup/{rule}", tuple(Edit(*edit) for edit in sorted(edits)))


def only(rule: str, source: str, edits: list[tuple[int, int, str]]) -> Iterator[Fix]:
    """One fix of all edits that change something, if any does."""
    kept = [edit for edit in edits if source[edit[0] : edit[1]] != edit[2]]
    if kept:
        yield fix(rule, *kept)
