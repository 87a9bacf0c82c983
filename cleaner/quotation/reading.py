"""Readings of the quote marks of a paragraph: a role for every mark, the cheapest reading as a whole first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaner.quotation.convention import KNOWN, Convention
from cleaner.quotation.marks import (
    ALONE,
    CLOSE,
    FOREIGN,
    NESTED,
    OPEN,
    STYLE,
    TANGLED,
    Mark,
    cost_close,
    cost_open,
    wants_left,
    wants_right,
)

_ANGLED = ("«", "»")
_OPENERS = frozenset(opener for opener, _ in KNOWN)
KEPT = 3  # readings remembered for each state; the second best tells the margin


class Node(NamedTuple):
    """The last step of a reading: cost so far, its edits' fingerprint, the role given, and the step before."""

    cost: float
    key: int
    role: str
    before: Node | None


# How deep, the mark that opened the innermost quotation and whether it stands well, and whether one was open from
# the start.
State = tuple[int, str, bool, bool]


Grown = dict[State, dict[int, Node]]


class Weights(NamedTuple):
    """What each role costs a mark, and the edit it asks for (0 for none).

    foreign: the cost of opening after another language's habit, or None. turned: closing, where the mark closes what
    its opener opened although the convention says that it opens. swapped: a curly mark that
    closes, between the blank it stands behind and one of its own.
    """

    mark: Mark
    alone: float
    opens: bool
    opening: tuple[float, int]
    foreign: float | None
    closing: tuple[float, int]
    turned: tuple[float, int]
    swapped: bool = False


def weigh(marks: Sequence[Mark], convention: Convention, alone: Sequence[float]) -> list[Weights]:
    """Price every role of every mark. alone: the cost of reading each mark without a partner."""
    out: list[Weights] = []
    for n, (mark, lone) in enumerate(zip(marks, alone, strict=True)):
        opening = cost_open(mark, convention), 0 if clean_open(mark, convention) else 3 * n + 1
        closing = turned = cost_close(mark, convention), 0 if clean_close(mark, convention) else 3 * n + 2
        foreign = None
        if mark.glyph in convention.openers or mark.glyph in convention.closers:
            way = _turned(convention, mark.glyph)
            if mark.glyph in convention.openers:
                turned = cost_close(mark, way), 0 if clean_close(mark, way) else 3 * n + 2
            elif mark.glyph in _OPENERS and clean_open(mark, way):
                foreign = FOREIGN + cost_open(mark, way)
        swapped = mark.glyph == "”" and mark.gap_left > 0 and mark.gap_right > 0
        out.append(Weights(mark, lone, mark.glyph in convention.openers, opening, foreign, closing, turned, swapped))
    return out


def read(weights: Sequence[Weights], entered: bool) -> dict[bool, list[Node]]:
    """Return the cheapest readings of a paragraph, by whether it leaves a quotation open; cheapest first.

    entered: the paragraph starts inside a quotation that was opened before it. Readings that ask for the same edits
    count as one. Linear in the marks.
    """
    start: State = (1, "", True, True) if entered else (0, "", True, False)
    beams: dict[State, list[Node]] = {start: [Node(0.0, 0, "", None)]}
    for n, weight in enumerate(weights):
        grown: Grown = {}
        for state, nodes in beams.items():
            steps = [(state, weight.alone, 0, ALONE), *_openings(state, weight), *_closings(state, weight, n)]
            for node in nodes:
                for new, cost, key, role in steps:
                    _offer(grown, new, node, cost, key, role)
        beams = {state: sorted(best.values())[:KEPT] for state, best in grown.items()}
    out: dict[bool, list[Node]] = {}
    for state, nodes in beams.items():
        if state[0] < 2:
            out.setdefault(state[0] == 1, []).extend(nodes)
    return {left_open: _distinct(nodes) for left_open, nodes in out.items()}


Move = tuple[State, float, int, str]


def _openings(state: State, weight: Weights) -> Iterator[Move]:
    """The moves in which the mark opens a quotation."""
    depth, inner, well, borrowed = state
    if depth == 2:
        return
    glyph = weight.mark.glyph
    cost, key = weight.opening
    other = weight.swapped and inner in _ANGLED  # «И я скажу: ” слушать надо “»
    nested = (NESTED if (well and not key) or other else TANGLED) * depth
    yield (depth + 1, glyph, not key, borrowed), cost + nested, key, OPEN
    if weight.foreign is not None:
        own = depth == 1 and well and glyph in _ANGLED and inner == "„"  # „mówię mu »dzień dobry« i czekam”
        nested = -FOREIGN if own else (NESTED if well else TANGLED) * depth
        yield (depth + 1, glyph + "?", True, borrowed), weight.foreign + nested, 0, OPEN


def _closings(state: State, weight: Weights, n: int) -> Iterator[Move]:
    """The moves in which the mark closes the innermost quotation."""
    depth, inner, _, borrowed = state
    if depth == 0 or (depth == 1 and borrowed and weight.opens):
        return  # opened out of sight: only a mark that shows the right way is believed to close it
    glyph = weight.mark.glyph
    fits = (inner[:1], glyph) in KNOWN
    cost, key = weight.turned if fits else weight.closing
    if inner.endswith("?") and (key or not fits):
        return
    if depth == 1 and borrowed:
        yield (0, "", True, False), cost + bool(key), key, CLOSE
    else:
        mixed = inner != "" and ((glyph in "\"'") != (inner in "\"'") or (not (key or fits) and glyph in "«»"))
        yield (depth - 1, "", True, borrowed), cost + STYLE * mixed, key or (3 * n + 3) * mixed, CLOSE


def _turned(convention: Convention, glyph: str) -> Convention:
    """The convention with one mark showing the other way: “ closes „Wort“ in a text that writes “word”."""
    return replace(convention, openers=convention.openers ^ {glyph}, closers=convention.closers ^ {glyph})


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


def _offer(grown: Grown, state: State, node: Node, cost: float, key: int, role: str) -> None:
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
