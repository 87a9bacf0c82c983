"""Readings of the quote marks of a paragraph: a role for every mark, the cheapest reading as a whole first."""

from __future__ import annotations

from collections.abc import Sequence
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


def read(
    marks: Sequence[Mark], convention: Convention, entered: bool, alone: Sequence[float]
) -> dict[bool, list[Node]]:
    """Return the cheapest readings of a paragraph, by whether it leaves a quotation open; cheapest first.

    entered: the paragraph starts inside a quotation that was opened before it. alone: for each mark, the cost of
    reading it without a partner. Readings that ask for the same edits count as one. Linear in the marks.
    """
    start: State = (1, "", True, True) if entered else (0, "", True, False)
    beams: dict[State, list[Node]] = {start: [Node(0.0, 0, "", None)]}
    for n, mark in enumerate(marks):
        grown: Grown = {}
        foreign = mark.glyph in convention.closers and any(mark.glyph == opener for opener, _ in KNOWN)
        for state, nodes in beams.items():
            for node in nodes:
                _offer(grown, state, node, alone[n], 0, ALONE)
                if state[0] < 2:
                    _open(grown, state, node, mark, n, convention)
                    if foreign:
                        _open(grown, state, node, mark, n, _turned(convention, mark.glyph), FOREIGN)
                if state[0] > 0:
                    _close(grown, state, node, mark, n, convention)
        beams = {state: sorted(best.values())[:KEPT] for state, best in grown.items()}
    out: dict[bool, list[Node]] = {}
    for state, nodes in beams.items():
        if state[0] < 2:
            out.setdefault(state[0] == 1, []).extend(nodes)
    return {left_open: _distinct(nodes) for left_open, nodes in out.items()}


def _open(
    grown: Grown, state: State, node: Node, mark: Mark, n: int, convention: Convention, foreign: float = 0.0
) -> None:
    """Offer the reading in which the mark opens a quotation, after another language's habit if `foreign`."""
    depth, _, well, borrowed = state
    key = 0 if clean_open(mark, convention) else 3 * n + 1
    if foreign and key:
        return
    nested = (NESTED if well and not key else TANGLED) * depth
    inner = mark.glyph + "?" * bool(foreign)
    _offer(
        grown, (depth + 1, inner, not key, borrowed), node, foreign + cost_open(mark, convention) + nested, key, OPEN
    )


def _close(grown: Grown, state: State, node: Node, mark: Mark, n: int, convention: Convention) -> None:
    """Offer the reading in which the mark closes the innermost quotation."""
    depth, inner, _, borrowed = state
    if depth == 1 and borrowed and mark.glyph in convention.openers:
        return  # opened out of sight: only a mark that shows the right way is believed to close it
    fits = (inner[:1], mark.glyph) in KNOWN
    way = _turned(convention, mark.glyph) if fits and mark.glyph in convention.openers else convention
    key = 0 if clean_close(mark, way) else 3 * n + 2
    if inner.endswith("?") and (key or not fits):
        return
    cost = cost_close(mark, way)
    if depth == 1 and borrowed:
        _offer(grown, (0, "", True, False), node, cost + bool(key), key, CLOSE)
        return
    mixed = inner != "" and (mark.glyph in "\"'") != (inner in "\"'")
    _offer(grown, (depth - 1, "", True, borrowed), node, cost + STYLE * mixed, key or (3 * n + 3) * mixed, CLOSE)


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
