"""The paragraphs of a text in a chain: a quotation may run over several of them.

Each paragraph that does not stand well has readings, by whether it starts inside a quotation and whether it leaves
one open. The cheapest way through all paragraphs decides, and tells how much dearer any other reading would be.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.quotation.convention import Convention
from cleaner.quotation.marks import (
    AGAIN,
    CUT,
    CUT_OFF,
    REOPENED,
    RUN_ON,
    THROUGH,
    Mark,
    cost_alone,
    is_letter,
    is_measure,
    look,
)
from cleaner.quotation.reading import Node, read, weigh
from cleaner.text import Span, Text

MOST = 2_000  # marks in one paragraph; with more it is no prose and is left alone

_MARKS = '"“”„«»'
_DOUBLE = lazy(f"[{_MARKS}]")
_OTHER, _IN_LINE = f"[^{_MARKS}]", f"[^{_MARKS}\n]"
_CODE = lazy(r"[{}<>=\\|]|\w\(|\w_\w|//|/\*|\b[A-Z]{2,}-[A-Z]{2}")
_ATTRIBUTE = lazy(r'(?<=[\w-])=(?:"[^"\n]*"|[«“„][^«»“”„"\n]*[»”“])')
# Whole quotations in the marks of several peoples.
_PEOPLES = tuple(
    lazy(pair)
    for pair in (
        r"(?<!\w)«[^«»“”„\n]{1,200}»(?!\w)",
        r"(?<!\w)„[^«»“”„\n]{1,200}“(?!\w)",
        r"(?<![^\s(])”[^\W_][^«»“”„\n]{0,200}(?<=[\w.!?…])”(?!\w)",
        r"(?<![^\s(])»[^\W_][^«»“”„\n]{0,200}(?<=[\w.!?…])«(?!\w)",
    )
)
_LETTER = lazy(r"[^\W\d_]")
_INFINITE = float("inf")
_NOTHING = Node(0.0, 0, "", None)

Readings = dict[tuple[bool, bool], list[Node]]  # (starts inside, leaves open): the cheapest first
_WELL: Readings = {(False, False): [_NOTHING]}
_OPENS: Readings = {(False, True): [_NOTHING]}
_UNMARKED: Readings = {(False, False): [_NOTHING], (True, True): [Node(THROUGH - RUN_ON, 0, "", None)]}


class Paragraph(NamedTuple):
    """A paragraph, with its marks (offsets from its start) where they do not stand well and have to be read.

    marked: it has marks at all. leaves_open: it leaves a quotation open that the next paragraph opens again, as it
    should be. goes_on: it opens with the closing mark that tells, in Spanish, that a speech goes on.
    """

    start: int
    end: int
    marks: tuple[Mark, ...] = ()
    marked: bool = False
    leaves_open: bool = False
    goes_on: bool = False


def survey(text: Text, convention: Convention) -> Iterator[list[Paragraph]]:
    """Yield the stretches of paragraphs that have to be read together.

    A paragraph whose marks stand well, and which leaves none open, parts what is before it from what is after.
    """
    view = text.view
    language = settings(text.language or "")
    leaning = frozenset(language.get("leaning", ()))
    compounds = bool(language.get("compounds"))
    reporting = frozenset((*language.get("reporting", ()), *language.get("attributing", ())))
    plain = _plain(convention.pairs)
    seen = text.memo.setdefault(("marks", convention), {})
    paragraphs = text.paragraphs
    marked: dict[int, Paragraph] = {}  # of the stretch, by their number
    first = 0
    ill = False
    for n in _marked(view, paragraphs, _plain(convention.pairs, _IN_LINE)):
        start, end = paragraphs[n]
        marks: tuple[Mark, ...] = ()
        goes_on = False
        if not plain.fullmatch(view, start, end):
            body = view[start:end]
            if goes_on := body[0] == "»" and n > 0 and _goes_on(view, paragraphs[n - 1], paragraphs[n], convention):
                body = f"«{body[1:]}"
            if body not in seen:
                seen[body] = _look_at(body, convention, leaning, compounds, reporting, text.language or "")
            marks = seen[body]
        marked[n] = Paragraph(start, end, marks, True, goes_on=goes_on)
        if marks:
            ill = True
        else:
            if ill:
                yield from _worth_reading(_stretch(paragraphs, first, n, marked), view)
            first, ill, marked = n, False, {n: marked[n]}
    if ill:
        yield from _worth_reading(_stretch(paragraphs, first, len(paragraphs) - 1, marked), view)


def _goes_on(view: str, before: Span, here: Span, convention: Convention) -> bool:
    """Does a paragraph go on with the speech its first mark does not close, but lead?

    # «Pero ¿quién lo sabe?
    #
    # »Si alguien lo sabe, que escriba».
    """
    tight = convention.inner == ""
    if "«" not in convention.openers or (tight and view[here[0] + 1 : here[0] + 2].isspace()):
        return False
    led = view[before[0]] == "»"
    return view.count("«", *before) + led == view.count("»", *before) + (not led)


def _marked(view: str, paragraphs: Sequence[Span], run: re.Pattern[str]) -> Iterator[int]:
    """The numbers of the paragraphs that have marks, of those that `run` matches at once the first and last alone: they
    part what is before them from what is after. Most have no marks, or quotations that stand well.
    """
    n = 0
    while n < len(paragraphs):
        start = paragraphs[n][0]
        stop = run.match(view, start).end()  # type: ignore[union-attr]  # it matches nothing as well
        ill = _number(paragraphs, stop) if stop < len(view) else len(paragraphs)
        end = paragraphs[ill][0] if ill < len(paragraphs) else len(view)
        first = _DOUBLE.search(view, start, end)
        if first is not None:
            last = max(view.rfind(mark, first.start(), end) for mark in _MARKS)
            yield from sorted({_number(paragraphs, first.start()), _number(paragraphs, last)})
        if ill < len(paragraphs):
            yield ill
        n = ill + 1


def _number(paragraphs: Sequence[Span], place: int) -> int:
    """Which paragraph holds a place."""
    return bisect_right(paragraphs, place, key=itemgetter(0)) - 1


def _stretch(paragraphs: Sequence[Span], first: int, last: int, marked: Mapping[int, Paragraph]) -> list[Paragraph]:
    return [marked.get(n) or Paragraph(*paragraphs[n]) for n in range(first, last + 1)]


def _look_at(
    body: str,
    convention: Convention,
    leaning: frozenset[str],
    compounds: bool,
    reporting: frozenset[str],
    language: str,
) -> tuple[Mark, ...]:
    """The marks of a paragraph if they have to be read; none if they stand well."""
    found = [m.start() for m in _DOUBLE.finditer(body)]
    if any(sign in body for sign in ('="', "=«", "=“", "=„")):
        found = [pos for pos in found if not any(m.start() < pos < m.end() for m in _ATTRIBUTE.finditer(body))]
    if _stands_well(body, found, convention) or _no_prose(body, found, convention):
        return ()
    found = [pos for pos in found if body[pos] != '"' or not is_letter(body, pos, language)]
    return tuple(look(body, pos, 0, len(body), leaning, compounds, reporting) for pos in found)


def _worth_reading(stretch: list[Paragraph], view: str) -> Iterator[list[Paragraph]]:
    stretch = _continued(stretch, view)
    if any(p.marks for p in stretch):
        yield stretch


@cache
def _plain(pairs: tuple[tuple[str, str], ...], within: str = _OTHER) -> re.Pattern[str]:
    """Matches text whose quotations all stand well in the first pair of marks, one after the other: most are like that.

    within: what they are made of.
    """
    pattern = f"{_OTHER}*+"
    if pairs:
        opener, closer = map(re.escape, pairs[0])
        start, end = r"(?<![^\s(\[—–/‘'…¿¡:-])", r"(?![^\W\d_]|[(\[])"
        pattern += rf"(?:{start}{opener}(?!\s){within}++(?<!\s){closer}{end}{_OTHER}*+)*+"
    return re.compile(pattern)


def _no_prose(body: str, found: Sequence[int], convention: Convention) -> bool:
    """Is a paragraph with these marks code, a table, or about marks? Then its marks are left alone."""
    if len(found) > MOST:
        return True
    low = bool(convention.pairs) and convention.pairs[0][0] == "„"  # whose partner is one of the curly ones
    kinds = ('"', "“”„‚", "«»‹›", "「」『』", "‘") if low else ('"', "“”", "„‚", "«»‹›", "「」『』", "‘")
    if '""' in body or '" + "' in body or sum(any(mark in body for mark in kind) for kind in kinds) > 3:
        return True
    if "”" in body and sum(pair.search(body) is not None for pair in _PEOPLES) > 2:
        return True  # «Bon vent!», „Gute Fahrt!“, ”Trevlig resa!” and »God tur!«
    return all(body[pos] == '"' for pos in found) and is_code(body)


def is_code(body: str) -> bool:
    """Does a paragraph hold signs of a programming language, where a straight mark delimits a string?"""
    return _CODE.search(body) is not None


def _stands_well(body: str, found: Sequence[int], convention: Convention) -> bool:
    """Do openers and closers pair up, each with its spaces outside? Only plain cases; all else is read.

    A quotation of the same curly marks inside another is bad style and no damage.
    """
    if len(found) % 2 or convention.inner:
        return False
    openers, closers = convention.openers, convention.closers
    stack: list[str] = []
    for pos in found:
        glyph = body[pos]
        left = body[pos - 1] if pos else " "
        right = body[pos + 1] if pos + 1 < len(body) else " "
        if glyph in openers or (glyph not in closers and not stack):
            if len(stack) == 2 or right.isspace() or not (left.isspace() or left in "([—–-/‘'…¿¡:“"):
                return False
            stack.append(glyph)
        else:
            if not stack or left.isspace() or right.isalpha() or right in "([":
                return False
            opener = stack.pop()
            if opener != glyph and convention.closer_of(opener) != glyph:
                return False
            if opener == glyph and glyph != '"':
                return False
    return not stack


def _continued(stretch: Sequence[Paragraph], view: str) -> list[Paragraph]:
    """Take out what is only a quotation that the next paragraph opens again."""
    out = list(stretch)
    plain = Convention(frozenset("“«„"), frozenset("”»"))
    for n, (here, after) in enumerate(itertools.pairwise(stretch)):
        marks = [mark for mark in here.marks if not mark.feet]  # 6'2"
        if len(marks) % 2 == 0:
            marks = [mark for mark in marks if not is_measure(mark)]
        if len(marks) % 2 == 0:
            continue
        last = marks[-1]
        head = view[after.start : after.start + 4].lstrip()[:1]
        again = head == last.glyph or (after.goes_on and last.glyph == "«")
        if again and last.gap_right == 0 and last.glyph not in "”»":
            inner = [mark.pos for mark in marks[:-1]]
            if not inner or _stands_well(view[here.start : here.start + last.pos], inner, plain):
                out[n] = Paragraph(here.start, here.end, (), True, True, here.goes_on)
    return out


class Chain:
    """The cheapest way through a stretch of paragraphs, forwards and backwards, so that any reading can be priced."""

    def __init__(self, paragraphs: Sequence[Paragraph], convention: Convention, text: Text) -> None:
        view = text.view
        # A sentence given alone: its quotation may well open before it or close after it.
        self.border = border = CUT_OFF if len(text.paragraphs) == 1 else CUT
        self.readings = [_readings(paragraph, convention, text) for paragraph in paragraphs]
        # Who opens a quotation again does so in every paragraph of it: one without marks ends it.
        self.reopens = [
            p.marked
            and (n == 0 or paragraphs[n - 1].marked)
            and (p.goes_on or view[p.start : p.start + 4].lstrip()[:1] in ("“", '"', "„", "«"))
            for n, p in enumerate(paragraphs)
        ]
        self.paragraphs, self.view = paragraphs, view
        count = len(paragraphs)
        self.before = [[_INFINITE, _INFINITE] for _ in range(count + 1)]  # [n][open]: the cost up to paragraph n
        self.after = [[_INFINITE, _INFINITE] for _ in range(count + 1)]
        self.before[0] = [0.0, _INFINITE]
        self.entry: list[tuple[float, float]] = []  # [n][entered]: the cost up to the start of paragraph n
        for n, readings in enumerate(self.readings):
            shut, opened = self.before[n]
            again = REOPENED if self.reopens[n] else CUT
            self.entry.append((min(shut, opened + again), min(shut + border, opened + RUN_ON)))
            after = self.before[n + 1]
            for (entered, left_open), nodes in readings.items():
                after[left_open] = min(after[left_open], self.entry[n][entered] + nodes[0].cost)
        self.after[count] = [0.0, border]
        for n in range(count - 1, -1, -1):
            rest = self.after[n + 1]
            inside = outside = _INFINITE
            for (entered, left_open), nodes in self.readings[n].items():
                cost = nodes[0].cost + rest[left_open]
                if entered:
                    inside = min(inside, cost)
                else:
                    outside = min(outside, cost)
            again = REOPENED if self.reopens[n] else CUT
            self.after[n] = [min(outside, CUT + inside), min(again + outside, RUN_ON + inside)]

    def best(self, n: int) -> tuple[bool, bool, Node, float]:
        """The best reading of paragraph `n`: starts inside, leaves open, reading, and the margin.

        The margin is how much dearer the next reading is that asks for other edits.
        """
        priced = sorted(
            (self.entry[n][entered] + node.cost + self.after[n + 1][left_open], k, entered, left_open, node)
            for k, ((entered, left_open), nodes) in enumerate(self.readings[n].items())
            for node in nodes
        )
        cost, _, entered, left_open, node = priced[0]
        others = [other[0] for other in priced[1:] if other[4].key != node.key]
        return entered, left_open, node, (others[0] - cost if others else _INFINITE)

    def lost_end(self, n: int) -> bool:
        """Is a quotation left open by paragraph `n` closed nowhere, nor opened again after a line of dots?"""
        if n + 1 < len(self.paragraphs):
            after = self.paragraphs[n + 1]
            if not after.marked and not _LETTER.search(self.view, after.start, after.end):
                return False
        return self.after[n + 1][True] >= min(CUT, self.border) + self.after[n + 1][False]

    def lost_start(self, n: int) -> bool:
        """Is a quotation that is open at the start of paragraph `n` opened nowhere?"""
        return self.before[n][True] + RUN_ON > self.before[n][False] + CUT


def _readings(paragraph: Paragraph, convention: Convention, text: Text) -> Readings:
    if paragraph.leaves_open:
        return _OPENS
    if not paragraph.marked:
        return _UNMARKED
    if not paragraph.marks:
        return _WELL
    memo = "quotation", convention, text.view[paragraph.start : paragraph.end]
    if memo not in text.memo:
        # A letter or a verse may open its quotation again in every line.
        alone = [AGAIN if n and mark.left == "" else cost_alone(mark) for n, mark in enumerate(paragraph.marks)]
        weights = weigh(paragraph.marks, convention, alone)
        text.memo[memo] = {
            (entered, left_open): nodes
            for entered in (False, True)
            for left_open, nodes in read(weights, entered).items()
        }
    readings: Readings = text.memo[memo]
    return readings
