"""What was found in a text: its repairs, its hints, its score, and the clean text they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from cleaner.edits import Change, Hint, Patch
from cleaner.rules import Rule, load_rules, rules_for
from cleaner.text import Span


class Repair(NamedTuple):
    """One stretch of the source that was changed, or would be (a hint). Offsets are code points of the source.

    `rule` is the rule that first touched the stretch, `rules` all that did, in order.
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    cls: str
    level: str
    why: str
    rules: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the repair as plain data; the class letter stands under ``class``."""
        data = self._asdict()
        data["class"] = data.pop("cls")
        data["rules"] = list(self.rules)
        return data


class Score(NamedTuple):
    """How damaged a text is: defects by class letter per 1,000 words, and one number from 0 (none) to 1.

    The number is ``d / (d + 20)`` with d defects per 1,000 words, a hint counted as half a defect: one defect in
    fifty words is 0.5.
    """

    value: float
    words: int
    per_1000: dict[str, float]


def _score(text: str, *found: tuple[Iterable[Repair], float]) -> Score:
    """The score of a text with these repairs, each group with the weight of one."""
    words = max(len(text.split()), 1)
    counts: dict[str, float] = {}
    for repairs, weight in found:
        for repair in repairs:
            counts[repair.cls] = counts.get(repair.cls, 0.0) + weight
    rate = 1000 * sum(counts.values()) / words
    per_1000 = {cls: 1000 * n / words for cls, n in sorted(counts.items())}
    return Score(rate / (rate + 20), len(text.split()), per_1000)


@dataclass(frozen=True)
class Result:
    """What `inspect` found. `source` is the text given, `text` the clean one, `patch` leads from one to the other.

    `notes` tell what could not be done: a rule that took too long on this text.
    """

    source: str
    text: str
    patch: Patch
    hints: tuple[Repair, ...]
    language: str | None
    notes: tuple[str, ...] = ()

    @cached_property
    def edits(self) -> tuple[Repair, ...]:
        """Every changed stretch, in order: applying them to the source gives the text."""
        return tuple(
            _repair(c, self.source[c.a0 : c.a1], self.text[c.b0 : c.b1], self.language)
            for c in self.patch.changes
            if self.source[c.a0 : c.a1] != self.text[c.b0 : c.b1]
        )

    @cached_property
    def score(self) -> Score:
        """How damaged the source is."""
        return _score(self.source, (self.edits, 1.0), (self.hints, 0.5))

    @cached_property
    def left(self) -> Score:
        """How damaged the clean text still looks: its hints are what was seen and not touched."""
        return _score(self.text, (self.hints, 0.5))

    def to_source(self, pos: int) -> int:
        """Map an offset (code points) in the clean text to the source."""
        return self.patch.to_source(pos)

    def to_target(self, pos: int) -> int:
        """Map an offset (code points) in the source to the clean text."""
        return self.patch.to_target(pos)

    def spans(self, project: Iterable[Span]) -> list[Span]:
        """Project spans of the source, such as annotations, onto the clean text."""
        return [self.patch.span_to_target(start, end) for start, end in project]

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data, ready for JSON."""
        return {
            "text": self.text,
            "language": self.language,
            "score": self.score.value,
            "edits": [repair.to_dict() for repair in self.edits],
            "hints": [repair.to_dict() for repair in self.hints],
        }


def _repair(change: Change, before: str, after: str, language: str | None) -> Repair:
    names = tuple(dict.fromkeys(step.rule for step in change.steps))
    rule = _rule(names[0], language)
    return Repair(change.a0, change.a1, before, after, rule.id, rule.cls, rule.level, rule.why, names)


def hinted(patch: Patch, source: str, hint: Hint, language: str | None) -> Repair:
    """Return the repair that a hint on the clean text would be, where it stands in the source."""
    a0, a1 = patch.to_source(hint.start), patch.to_source(hint.end)
    rule = _rule(hint.rule, language)
    return Repair(a0, a1, source[a0:a1], hint.new, rule.id, rule.cls, rule.level, rule.why, (rule.id,))


def _rule(name: str, language: str | None) -> Rule:
    # A text may change its language on the way, or hold several: what is not found is looked for among all rules.
    return _rules_by_id(language).get(name) or next(r for r in load_rules() if r.id == name)


@lru_cache(maxsize=64)
def _rules_by_id(language: str | None) -> dict[str, Rule]:
    return {rule.id: rule for rule in rules_for(language)}
