"""Edits on an immutable text, and the patch they add up to.

All offsets are code points of the text they name: the text an edit is made on, the *source* a patch starts
from, or the *target* it leads to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by `new`. An insertion has ``start == end``, a deletion an empty `new`."""

    start: int
    end: int
    new: str


class Fix(NamedTuple):
    """Edits that stand or fall together (both marks of a quotation), and the rule that asks for them.

    `rule` is the full id, ``pass/id``. The edits are sorted and disjoint.
    """

    rule: str
    edits: tuple[Edit, ...]


class Hint(NamedTuple):
    """What a pass saw and did not repair: the stretch, in the text it was seen in, what might stand there, the rule."""

    start: int
    end: int
    new: str
    rule: str


class Step(NamedTuple):
    """One edit as it happened: what stood there, what stood there after, and the rule that did it."""

    before: str
    after: str
    rule: str


class Change(NamedTuple):
    """``source[a0:a1]`` became ``target[b0:b1]``, by these steps, oldest first."""

    a0: int
    a1: int
    b0: int
    b1: int
    steps: tuple[Step, ...]


class EditError(ValueError):
    """Edits that overlap, are unsorted, or lie outside their text."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the sorted, disjoint `edits` made. Linear. Raises EditError if they are not."""
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        if not at <= start <= end <= len(text):
            raise EditError(f"edit {start}:{end} overlaps another or lies outside the text of {len(text)}")
        parts += text[at:start], new
        at = end
    parts.append(text[at:])
    return "".join(parts)


def trim(text: str, edit: Edit) -> Edit:
    """Return `edit` without what it leaves as it was at either end, so that it is as small as it can be."""
    start, end, new = edit
    limit = min(end - start, len(new))
    head = 0
    while head < limit and text[start + head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and text[end - 1 - tail] == new[len(new) - 1 - tail]:
        tail += 1
    return Edit(start + head, end - tail, new[head : len(new) - tail])


def flatten(fixes: Sequence[Fix]) -> list[tuple[Edit, str]]:
    """Return the edits of all `fixes` with their rules, in the order of the text."""
    return sorted((edit, fix.rule) for fix in fixes for edit in fix.edits)


class Patch:
    """How a target text came from a source text: sorted, disjoint changes.

    The empty patch leads from a text to itself. `then` composes; nothing is found by comparing texts, so every
    change knows its rules.
    """

    __slots__ = ("_starts", "changes")

    def __init__(self, changes: tuple[Change, ...] = ()) -> None:
        self.changes = changes
        self._starts: tuple[list[int], list[int]] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patch) and self.changes == other.changes

    def __hash__(self) -> int:
        return hash(self.changes)

    def then(self, text: str, edits: Sequence[tuple[Edit, str]]) -> Patch:
        """Return this patch, which led to `text`, followed by `edits` (edit, rule) made on `text`.

        `edits` are sorted and disjoint (see `flatten`). Linear in changes and edits.
        """
        changes: list[Change] = []
        shift = 0
        for (start, end, new), rule in edits:
            low = start + shift
            shift += len(new) - (end - start)
            changes.append(Change(start, end, low, end + shift, (Step(text[start:end], new, rule),)))
        return self.compose(changes)

    def compose(self, later: Sequence[Change]) -> Patch:
        """Return this patch followed by `later`, the changes of a patch whose source is this one's target.

        Where a later change meets an older one they become one change with both their steps. Two that only stand
        side by side stay apart, except that an insertion joins what was inserted or deleted at its place: nothing
        could tell any more which of the two came first in the text.
        """
        old = self.changes
        if not old:
            return Patch(tuple(later))
        out: list[Change] = []
        i = j = 0
        back = 0  # middle text minus source, after the old changes taken so far
        forth = 0  # target minus middle text, after the later changes taken so far
        while i < len(old) or j < len(later):
            lo = hi = -1
            back0, forth0 = back, forth
            was: list[Step] = []
            now: list[Step] = []
            while i < len(old) or j < len(later):
                use_old = j == len(later) or (i < len(old) and (old[i].b0, old[i].b1) <= (later[j].a0, later[j].a1))
                start, end = (old[i].b0, old[i].b1) if use_old else (later[j].a0, later[j].a1)
                if lo < 0:
                    lo, hi = start, end
                elif start < hi or (start == end == lo == hi and (now if use_old else was)):
                    hi = max(hi, end)
                else:
                    break
                if use_old:
                    was += old[i].steps
                    back = old[i].b1 - old[i].a1
                    i += 1
                else:
                    now += later[j].steps
                    forth = later[j].b1 - later[j].a1
                    j += 1
            out.append(Change(lo - back0, hi - back, lo + forth0, hi + forth, (*was, *now)))
        return Patch(tuple(out))

    def _index(self) -> tuple[list[int], list[int]]:
        if self._starts is None:
            self._starts = [c.a0 for c in self.changes], [c.b0 for c in self.changes]
        return self._starts

    def to_source(self, pos: int) -> int:
        """Map an offset in the target to the source; from inside a change, to where the change starts."""
        at = bisect_right(self._index()[1], pos) - 1
        if at < 0:
            return pos
        change = self.changes[at]
        return change.a0 if pos < change.b1 else pos - change.b1 + change.a1

    def to_target(self, pos: int) -> int:
        """Map an offset in the source to the target; from inside a change, to where the change starts."""
        at = bisect_right(self._index()[0], pos) - 1
        if at < 0:
            return pos
        change = self.changes[at]
        return change.b0 if pos < change.a1 else pos - change.a1 + change.b1

    def span_to_target(self, start: int, end: int) -> tuple[int, int]:
        """Map a stretch of the source to the target, without what was inserted at its borders.

        A border inside a change moves outwards, to the end of that change.
        """
        low = self.to_target(start)
        if end <= start:
            return low, low
        at = bisect_right(self._index()[0], end - 1) - 1
        if at < 0:
            return low, end
        change = self.changes[at]
        high = change.b1 if end - 1 < change.a1 else end - change.a1 + change.b1
        return low, max(low, high)

    def replay(self, source: str, target: str) -> str:
        """Rebuild the target from the source and what the changes put in; equal to `target`, or the patch is wrong."""
        return apply(source, [Edit(c.a0, c.a1, target[c.b0 : c.b1]) for c in self.changes])
