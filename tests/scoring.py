"""Scores a cleaned text against a hand-corrected case, exactly: the patch tells where every change was made.

A mark is *fixed* if the text around it reads as one of its corrections, *missed* if it still reads as the damage,
*wrong* if it was changed into something else. A change that touches no mark is *harm*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from cleaner import Result
from cleaner.edits import Change
from cleaner.marks import Mark, parse

Span = tuple[int, int, str, int]  # start, end, "mark" or "change", its number
READINGS = 4096  # combinations of corrections tried for marks that touch one another


class Harm(NamedTuple):
    """A change outside all marks: what stood there, what stands there now, and what stood before it."""

    before: str
    after: str
    context: str


@dataclass
class CaseScore:
    """What became of each mark of a case, and the harm done."""

    states: list[tuple[Mark, str]] = field(default_factory=list)
    harm: list[Harm] = field(default_factory=list)


def score_case(annotated: str, result: Result) -> CaseScore:
    """Compare a result with the annotated case whose damaged reading was cleaned."""
    source, _, marks = parse(annotated)
    assert source == result.source
    out = CaseScore()
    changes = [c for c in result.patch.changes if source[c.a0 : c.a1] != result.text[c.b0 : c.b1]]
    spans = sorted(
        [(m.start, m.end, "mark", n) for n, m in enumerate(marks)]
        + [(c.a0, c.a1, "change", n) for n, c in enumerate(changes)]
    )
    group: list[Span] = []
    end = -1
    for span in [*spans, (len(source) + 2, len(source) + 2, "stop", 0)]:
        if group and span[0] > end:
            _judge(group, source, marks, changes, result.text, out)
            group = []
            end = -1
        group.append(span)
        end = max(end, span[1])
    return out


def _judge(group: list[Span], source: str, marks: list[Mark], real: list[Change], target: str, out: CaseScore) -> None:
    """Judge marks and changes that touch one another, as one."""
    low, high = group[0][0], max(span[1] for span in group)
    own = [marks[n] for _, _, kind, n in group if kind == "mark"]
    changes = [span for span in group if span[2] == "change"]
    if not changes:
        out.states += [(mark, "missed") for mark in own]
        return
    left, right = real[changes[0][3]], real[changes[-1][3]]
    now = target[left.b0 - (left.a0 - low) : right.b1 + (high - right.a1)]
    if not own:
        out.harm.append(Harm(source[low:high], now, source[max(0, low - 30) : low]))
        return
    for picks in _readings(own):
        if _read(source, own, picks, low, high) == now:
            out.states += [(m, "missed" if p == m.bad else "fixed") for m, p in zip(own, picks, strict=True)]
            return
    touched = [any(a <= m.end and m.start <= b for a, b, _, _ in changes) for m in own]
    out.states += [(m, "wrong" if hit else "missed") for m, hit in zip(own, touched, strict=True)]


def _readings(marks: list[Mark]) -> Iterable[tuple[str, ...]]:
    """All ways to read the marks, corrections before damage."""
    options = [(*m.goods, m.bad) for m in marks]
    count = 1
    for option in options:
        count *= len(option)
    if count > READINGS:
        options = [(m.goods[0], m.bad) for m in marks[:12]] + [(m.goods[0],) for m in marks[12:]]
    return product(*options)


def _read(source: str, marks: list[Mark], picks: tuple[str, ...], low: int, high: int) -> str:
    parts: list[str] = []
    at = low
    for mark, pick in zip(marks, picks, strict=True):
        parts += source[at : mark.start], pick
        at = mark.end
    parts.append(source[at:high])
    return "".join(parts)


class Totals:
    """Counts over many cases."""

    def __init__(self) -> None:
        self.per_class: dict[str, Counter[str]] = {}
        self.harm = 0

    def add(self, case: CaseScore) -> None:
        for mark, state in case.states:
            self.per_class.setdefault(mark.cls, Counter())[state] += 1
        self.harm += len(case.harm)

    def recall(self, classes: Iterable[str] | None = None) -> float:
        """The share of marks fixed, of all classes or of some."""
        chosen = [c for k, c in self.per_class.items() if classes is None or k in classes]
        marks = sum(sum(c.values()) for c in chosen)
        return sum(c["fixed"] for c in chosen) / marks if marks else 1.0

    def precision(self) -> float:
        """The share of changes that were corrections."""
        fixed = sum(c["fixed"] for c in self.per_class.values())
        bad = self.harm + sum(c["wrong"] for c in self.per_class.values())
        return fixed / (fixed + bad) if fixed + bad else 1.0
