"""What the page plots of every file, before against after: damage, and how readable it is where `textstat` is there."""

from __future__ import annotations

from typing import Any

from cleaner.report import Outcome
from cleaner.report.readability import MEANINGS, TITLES, Change, MissingError, Run, change_of, require


class Measures:
    """Collects the measures of a run's files. `missing` says why readability is not measured, if it is not."""

    def __init__(self) -> None:
        self._damage: list[tuple[float, float, int]] = []  # before, after, words
        self._changes: list[Change] = []
        self._run = Run()
        self.missing = ""
        try:
            require()
        except MissingError as error:
            self.missing = f"Readability is not measured: {error}"

    def add(self, outcome: Outcome) -> None:
        """Measure a file."""
        result = outcome.result
        self._damage.append((round(result.score.value, 4), round(result.left.value, 4), result.score.words))
        if not self.missing:
            self._changes.append(change_of(outcome))
            self._run.add(self._changes[-1])

    def told(self) -> list[dict[str, Any]]:
        """Each measure with its values before and after, None for a file it does not fit, and those of the run.

        The run's are means by words, as with `Run`; None where not all files that were measured have the measure.
        """
        out = [_measure("damage", "0 is none, 1 the worst", [d[:2] for d in self._damage], self._mean())]
        whole = self._run.change()
        for name, title in TITLES.items():
            values = [(getattr(c.before, name), getattr(c.after, name)) for c in self._changes]
            values = [(None, None) if None in pair else pair for pair in values]
            if any(before is not None for before, _ in values):
                mean: Any = whole and (getattr(whole.before, name), getattr(whole.after, name))
                out.append(_measure(title, MEANINGS[name], values, mean if mean and None not in mean else None))
        return out

    def _mean(self) -> tuple[float, float] | None:
        words = sum(n for *_, n in self._damage)
        if not words:
            return None
        before, after = (round(sum(d[side] * d[2] for d in self._damage) / words, 4) for side in (0, 1))
        return before, after


def _measure(label: str, meaning: str, values: list[Any], whole: tuple[float, float] | None) -> dict[str, Any]:
    before, after = [pair[0] for pair in values], [pair[1] for pair in values]
    return {"label": label, "meaning": meaning, "before": before, "after": after, "whole": whole}
