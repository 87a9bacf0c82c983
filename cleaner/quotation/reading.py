"""Readings of the quote marks of a paragraph: a role for every mark, the cheapest reading as a whole first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaner.quotation.convention import Convention
from cleaner.quotation.marks import (
    ALONE,
    CLOSE,
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
