"""Where the triggers of rules stand in a text: one scan for all of them, and which rules it wakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleaner.edits import Edit
from cleaner.presence import Hit, Scanner
from cleaner.rules import NEAR, Rule
from cleaner.text import Span

_SETUP = 1_000  # code points that are scanned in the time it takes to begin a scan


class Triggers:
    """One scan of a text for the triggers of many rules (Aho-Corasick, linear in the text).

    A rule matches only where one of its triggers stands, so `spans` gives, for each woken rule, the lines its
    triggers stand in (or the whole text, for a rule of that scope). A rule about the start of a text is woken by how
    the text starts, and its triggers are not looked for.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = list(rules)
        self._opening = [rule for rule in rules if rule.scope == "start"]
        rules = [rule for rule in rules if rule.scope != "start"]
        literals = list(dict.fromkeys(trigger for rule in rules for trigger in rule.trigger))
        numbers = {literal: n for n, literal in enumerate(literals)}
        self._rules_of: list[list[Rule]] = [[] for _ in literals]
        for rule in rules:
            for trigger in rule.trigger:
                self._rules_of[numbers[trigger]].append(rule)
        self._scanner = Scanner(literals)

    def hits(self, view: str | bytes) -> list[Hit]:
        """Return where triggers stand in a text, or in its UTF-8, in code points, sorted by their starts."""
        return self._scanner.hits(view, overlapping=True)

    def moved(self, hits: Sequence[Hit], edits: Sequence[Edit], view: str) -> list[Hit]:
        """Return the hits of the text that sorted, disjoint `edits` gave: `view`. `hits` are those of the text before.

        A trigger out of reach of all edits stands as it stood, so only their neighbourhoods are scanned again.
        """
        if len(edits) * _SETUP > len(view):
            return self.hits(view)
        out: list[Hit] = []
        n = 0
        shift = 0
        for low, high, after in _reaches(edits, self._scanner.longest):
            while n < len(hits) and hits[n][1] < low:
                which, start, end = hits[n]
                out.append((which, start + shift, end + shift))
                n += 1
            while n < len(hits) and hits[n][1] < high:
                n += 1
            at, stop = max(0, low + shift), high + after
            near = self.hits(view[at : stop + self._scanner.longest])
            out += [(which, at + start, at + end) for which, start, end in near if at + start < stop]
            shift = after
        out += [(which, start + shift, end + shift) for which, start, end in hits[n:]]
        return out

    def spans(self, view: str, hits: Sequence[Hit] | None = None) -> dict[Rule, list[Span]]:
        """Return the stretches each woken rule has to look at, sorted; disjoint, but for a rule that `starts` there.

        hits: where triggers stand in the text, if that is known.
        """
        out: dict[Rule, list[Span]] = {
            rule: [(0, len(view))] for rule in self._opening if view.startswith(rule.trigger)
        }
        line = (0, -1)
        for which, start, end in self.hits(view) if hits is None else hits:
            if not line[0] <= start <= line[1] or end > line[1]:
                after = view.find("\n", max(start, end - 1))
                line = (view.rfind("\n", 0, start) + 1, len(view) if after < 0 else after + 1)
            near = max(line[0], start - NEAR), min(line[1], end + NEAR)
            for rule in self._rules_of[which]:
                if rule.scope == "row" and len(view) > line[1] - line[0]:
                    continue
                spans = out.setdefault(rule, [])
                low, high = near if rule.scope == "near" else line if rule.scope == "line" else (0, len(view))
                if rule.starts is not None:
                    if not spans or spans[-1][0] < start + rule.starts:
                        spans.append((start + rule.starts, high))
                elif spans and low < spans[-1][1]:
                    spans[-1] = (spans[-1][0], max(high, spans[-1][1]))
                else:
                    spans.append((low, high))
        return out


def _reaches(edits: Sequence[Edit], reach: int) -> Iterator[tuple[int, int, int]]:
    """The stretches around edits, as far as `reach`: where one starts and ends before the edits, and by how much
    what stands behind it has moved after them."""
    low = high = shift = 0
    for n, (start, end, new) in enumerate(edits):
        if n and start - reach > high:
            yield low, high, shift
        if not n or start - reach > high:
            low = start - reach
        high = end + reach
        shift += len(new) - (end - start)
    if edits:
        yield low, high, shift
