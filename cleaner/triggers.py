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

    A rule matches only where one of its triggers stands, so `woken` gives the places for each rule, and `looks` the
    lines they stand in (or the whole text, for a rule of that scope). A rule about the start of a text is woken by
    how the text starts, and its triggers are not looked for.
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

    def woken(self, view: str, hits: Iterable[Hit]) -> dict[Rule, list[Span]]:
        """Return which rules the hits in a text wake, each with the places of its triggers, sorted by their starts."""
        out: dict[Rule, list[Span]] = {
            rule: [(0, len(view))] for rule in self._opening if view.startswith(rule.trigger)
        }
        for which, start, end in hits:
            place = start, end
            for rule in self._rules_of[which]:
                if rule in out:
                    out[rule].append(place)
                else:
                    out[rule] = [place]
        return out

    def spans(self, view: str) -> dict[Rule, list[Span]]:
        """Return the stretches each rule that a text wakes has to look at; see `looks`."""
        return {rule: looks(rule, view, places) for rule, places in self.woken(view, self.hits(view)).items()}


def looks(rule: Rule, view: str, places: Sequence[Span]) -> list[Span]:
    """Return the stretches a rule has to look at whose triggers stand at these places, sorted; disjoint, but for a
    rule that `starts` there."""
    whole = rule.scope in ("text", "row", "start")
    if rule.scope == "row" and "\n" in view[:-1]:
        return []
    if whole and rule.starts is None:
        return [(0, len(view))]
    out: list[Span] = []
    line = (0, len(view)) if whole else (0, -1)
    for start, end in places:
        if not line[0] <= start <= line[1] or end > line[1]:
            after = view.find("\n", max(start, end - 1))
            line = view.rfind("\n", 0, start) + 1, len(view) if after < 0 else after + 1
        low, high = line
        if rule.scope == "near":
            low, high = max(low, start - NEAR), min(high, end + NEAR)
        if rule.starts is not None:
            if not out or out[-1][0] < start + rule.starts:
                out.append((start + rule.starts, high))
        elif out and low < out[-1][1]:
            out[-1] = (out[-1][0], max(high, out[-1][1]))
        else:
            out.append((low, high))
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
