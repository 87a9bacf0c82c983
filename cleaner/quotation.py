"""Readings of the quote marks of a paragraph, and what each costs.

A reading gives every mark a role: it opens a quotation, closes one, or stands alone (an inch sign, a mark whose
partner is lost). What a machine did to the mark to get from that role to what stands there has a cost; the cheapest
reading of all marks together wins. Nothing here edits; see `cleaner.passes.quotes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

OPEN, CLOSE, ALONE = "open", "close", "alone"

# What it takes to believe that a machine did this. One is "it happens all the time", three is "a partner is lost".
FLIP = 1.0  # the mark shows the other way:  differences“, he
FLIP_GLUED = 0.8  # … and stands glued between two letters, where nothing shows a way:  differences“And
SWAPPED = 1.0  # the mark went to the wrong word, and the way it shows followed the space:  a” mistake “that
LOST = 0.7  # the space outside is lost:  differences”And
EXTRA = 0.6  # a space inside:  “ differences”
MOVED = 0.5  # the space stands inside instead of outside:  a" mistake "that
ODD = 2.5  # a comma or bracket stands where a quotation would start or end:  ”, he
AFTER_STOP = 0.8  # a quotation starts right after a comma or stop:  in the eye,“said
LEANING = 0.8  # a quotation ends after a word that leans on the next one:  would be a”
NESTED = 1.8  # a quotation of the same marks inside one: bad style, where both openers stand well
TANGLED = 4.5  # … where one of them does not
STYLE = 0.3  # a curly mark with a straight partner
LONELY = 3.0  # a mark without a partner
CUT = 2.8  # a quotation without an end or a start: its partner is lost at the border of the paragraph
REOPENED = 1.0  # a quotation left open, where the next paragraph starts with a mark: the usual way, if rare
RUN_ON = 2.0  # a quotation runs over a paragraph break and is not opened again after it
THROUGH = 0.3  # … and over a paragraph without marks
EDGE = 4.0  # an opener with nothing after it, a closer with nothing before it
MEASURE = 0.1  # an inch or minute sign after a figure, read as one
AFTER_FIGURE = 1.0  # the same, read as an opener:  15.6" screen

KEPT = 3  # readings remembered for each state; the second best tells the margin

_BLANK = frozenset(" \u00a0\u202f\t")
_STOPS = frozenset([",", ".", ";", "!", "?"])
_CLOSING = frozenset(".,;:!?)]}…%")
_SUFFIXES = frozenset(["s", "es", "ed", "d", "ing", "ish", "er", "ers", "like", "th", "st", "nd", "rd", "ism", "ist"])


@dataclass(frozen=True)
class Convention:
    """Which marks open and which close in a document, and whether its quotations have spaces inside.

    A mark in neither set, such as the straight one, shows no way. pairs: openers with their closers, the main one
    first. inner: the space the document writes inside its guillemets, "" for none, None where it does both.
    """

    openers: frozenset[str]
    closers: frozenset[str]
    pairs: tuple[tuple[str, str], ...] = ()
    inner: str | None = ""

    def closer_of(self, opener: str) -> str:
        """The mark that closes what `opener` opens."""
        return next((close for open_, close in (*self.pairs, *_PAIRS) if open_ == opener), opener)

    def opener_of(self, closer: str) -> str:
        """The mark that opens what `closer` closes."""
        return next((open_ for open_, close in (*self.pairs, *_PAIRS) if close == closer), closer)

    def space_inside(self, glyph: str) -> str | None:
        """The space that belongs between this mark and the words it holds; None where nothing tells."""
        return self.inner if glyph in "«»" else ""


_PAIRS = (("“", "”"), ("«", "»"), ("‘", "’"), ("„", "“"))


class Mark(NamedTuple):
    """A quote mark in its place: offset, what stands next to it, and the first thing beyond blanks on either side.

    ``""`` stands for the border of the line. `gap_left` and `gap_right` count the blanks.
    """

    pos: int
    glyph: str
    left: str
    right: str
    gap_left: int
    gap_right: int
    suffix: bool  # letters follow that are an ending, not a word: “no”s
    leans: bool  # the word before is an article, a preposition or the like, which leans on the next word


class Node(NamedTuple):
    """The last step of a reading: cost so far, its edits' fingerprint, the role given, and the step before."""

    cost: float
    key: int
    role: str
    before: Node | None


# How deep, the mark that opened the innermost quotation and whether it stands well, and whether one was open from
# the start.
State = tuple[int, str, bool, bool]


def look(view: str, pos: int, start: int, end: int, leaning: frozenset[str] = frozenset()) -> Mark:
    """Read the surroundings of the mark at `pos` inside the paragraph ``view[start:end]``."""
    a = pos
    while a > start and view[a - 1] in _BLANK and pos - a < 8:
        a -= 1
    b = pos + 1
    while b < end and view[b] in _BLANK and b - pos < 9:
        b += 1
    left = view[a - 1] if a > start and view[a - 1] != "\n" else ""
    right = view[b] if b < end and view[b] != "\n" else ""
    tail = b
    while tail < min(end, b + 6) and view[tail].isalpha():
        tail += 1
    head = a
    while head > max(start, a - 6) and view[head - 1].isalpha():
        head -= 1
    suffix = b == pos + 1 and view[b:tail] in _SUFFIXES
    return Mark(pos, view[pos], left, right, pos - a, b - pos - 1, suffix, view[head:a].lower() in leaning)


def wants_left(mark: Mark) -> bool:
    """Read as an opener: does a space belong before it? (A straight one after a comma is a field of a table.)"""
    if mark.gap_left or mark.left == "" or (mark.left == "," and mark.glyph == '"'):
        return False
    return mark.left.isalnum() or mark.left in _CLOSING


def wants_right(mark: Mark) -> bool:
    """Read as a closer: does a space belong after it?"""
    if mark.gap_right or mark.right == "" or (mark.suffix and not mark.gap_left):
        return False
    return mark.right.isalpha() or (mark.right.isdigit() and mark.gap_left > 0)


def cost_open(mark: Mark, convention: Convention) -> float:
    """What it takes to read the mark as an opener."""
    if mark.right == "":
        return EDGE
    inside = mark.gap_right > 0 and convention.space_inside(mark.glyph) == ""
    cost = _shape(mark, mark.glyph in convention.closers, inside, wants_left(mark))
    if mark.right in _CLOSING and mark.right not in "….(":
        cost += ODD
    if mark.gap_left == 0 and mark.left in _STOPS:
        cost += AFTER_STOP
    if mark.left.isnumeric() and mark.gap_left == 0 and mark.glyph in "\"'":
        cost += AFTER_FIGURE
    return cost


def cost_close(mark: Mark, convention: Convention) -> float:
    """What it takes to read the mark as a closer."""
    if mark.left == "":
        return EDGE
    inside = mark.gap_left > 0 and convention.space_inside(mark.glyph) == ""
    cost = _shape(mark, mark.glyph in convention.openers, inside, wants_right(mark))
    if mark.left in "([{":
        cost += ODD
    return cost + LEANING * mark.leans


def _shape(mark: Mark, flipped: bool, inside: bool, outside: bool) -> float:
    """The cost of the way a mark shows, of a space `inside` the quotation and of one that is lacking `outside`."""
    if flipped and inside:
        return SWAPPED
    spaces = MOVED if outside and inside else LOST * outside + EXTRA * inside
    if not flipped:
        return spaces
    glued = mark.gap_left == 0 and mark.gap_right == 0 and mark.right.isalnum()
    return spaces + (FLIP_GLUED if glued else FLIP)


def cost_alone(mark: Mark) -> float:
    """What it takes to read the mark as no part of a quotation, or as one whose partner is lost."""
    if mark.gap_left == 0 and mark.left.isnumeric() and mark.glyph in '"”':
        return MEASURE if mark.glyph == '"' else 5 * MEASURE
    return LONELY


class SingleMarks:
    """Costs of single marks, which are apostrophes more often than not."""

    ELISIONS = frozenset("tis twas twill twere em im cause til till bout n round ere cos bye nuff neath gainst".split())

    @staticmethod
    def alone(mark: Mark, word: str) -> float:
        """What it takes to read the mark as an apostrophe; `word` is the word that follows it directly."""
        if mark.gap_left == 0 and mark.gap_right == 0 and mark.left.isalnum() and mark.right.isalnum():
            return 0.0  # don’t, Hawai‘i
        if mark.gap_right == 0 and mark.right and (mark.right.isdigit() or word.lower() in SingleMarks.ELISIONS):
            return 0.1  # ’90s, ’tis
        if mark.gap_left == 0 and mark.left.isnumeric():
            return MEASURE  # 6'
        if mark.gap_left == 0 and mark.left.isalpha():
            return 0.2  # the workers’, dancin’
        if mark.gap_right == 0 and mark.right.isalpha():
            return {"‘": 2.0, "'": 1.2}.get(mark.glyph, 0.6)
        return 1.5


def read(
    marks: Sequence[Mark], convention: Convention, entered: bool, alone: Sequence[float]
) -> dict[bool, list[Node]]:
    """Return the cheapest readings of a paragraph, by whether it leaves a quotation open; cheapest first.

    entered: the paragraph starts inside a quotation that was opened before it. alone: for each mark, the cost of
    reading it without a partner. Readings that ask for the same edits count as one. Linear in the marks.
    """
    start: State = (1, "", True, True) if entered else (0, "", True, False)
    beams: dict[State, list[Node]] = {start: [Node(0.0, 0, "", None)]}
    low_high = replace(convention, openers=convention.openers - {"“"}, closers=convention.closers | {"“"})
    for n, mark in enumerate(marks):
        opening = cost_open(mark, convention)
        open_key = 0 if clean_open(mark, convention) else 3 * n + 1
        grown: dict[State, dict[int, Node]] = {}
        for state, nodes in beams.items():
            depth, inner, well, borrowed = state
            way = low_high if inner == "„" else convention  # „Wort“ in a text that writes “word”
            closing = cost_close(mark, way)
            close_key = 0 if clean_close(mark, way) else 3 * n + 2
            mixed = inner != "" and (mark.glyph in "\"'") != (inner in "\"'")
            for node in nodes:
                _offer(grown, state, node, alone[n], 0, ALONE)
                if depth < 2:
                    nested = (NESTED if well and not open_key else TANGLED) * depth
                    _offer(
                        grown, (depth + 1, mark.glyph, not open_key, borrowed), node, opening + nested, open_key, OPEN
                    )
                if depth == 1 and borrowed:
                    # Opened out of sight: only a mark that shows the right way is believed to close it.
                    if mark.glyph not in convention.openers:
                        _offer(grown, (0, "", True, False), node, closing + bool(close_key), close_key, CLOSE)
                elif depth > 0:
                    key = close_key or (3 * n + 3) * mixed
                    _offer(grown, (depth - 1, "", True, borrowed), node, closing + STYLE * mixed, key, CLOSE)
        beams = {state: sorted(best.values())[:KEPT] for state, best in grown.items()}
    out: dict[bool, list[Node]] = {}
    for state, nodes in beams.items():
        if state[0] < 2:
            out.setdefault(state[0] == 1, []).extend(nodes)
    return {left_open: _distinct(nodes) for left_open, nodes in out.items()}


def clean_open(mark: Mark, convention: Convention) -> bool:
    """Does the mark stand as an opener should, so that reading it as one asks for no edit?"""
    space = convention.space_inside(mark.glyph)
    spaced = space is None or bool(space) == bool(mark.gap_right)
    return spaced and not (mark.glyph in convention.closers or wants_left(mark))


def clean_close(mark: Mark, convention: Convention) -> bool:
    """Does the mark stand as a closer should?"""
    space = convention.space_inside(mark.glyph)
    spaced = space is None or bool(space) == bool(mark.gap_left)
    return spaced and not (mark.glyph in convention.openers or wants_right(mark))


def roles(node: Node) -> list[str]:
    """The roles of a reading, one for each mark."""
    out: list[str] = []
    at: Node | None = node
    while at is not None and at.role:
        out.append(at.role)
        at = at.before
    return out[::-1]


def _offer(grown: dict[State, dict[int, Node]], state: State, node: Node, cost: float, key: int, role: str) -> None:
    total = node.cost + cost
    mark = hash((node.key, key)) if key else node.key
    best = grown.setdefault(state, {})
    if mark not in best or total < best[mark].cost:
        best[mark] = Node(total, mark, role, node)


def _distinct(nodes: list[Node]) -> list[Node]:
    best: dict[int, Node] = {}
    for node in sorted(nodes, key=lambda n: n.cost):
        best.setdefault(node.key, node)
    return list(best.values())
