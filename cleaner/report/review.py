"""Repairs decided on one by one in the terminal, as `git add -p` does it with hunks."""

from __future__ import annotations

from typing import TextIO

from cleaner.decisions import Rejected, rejection, without
from cleaner.report import Outcome, in_context, visible
from cleaner.report.terminal import Screen
from cleaner.result import Repair, Result

_HELP = """\
y - make this repair
n - leave this as it is
a - make this repair and all later ones in the file
d - leave this and all later ones in the file
s - leave this and all later ones of the same rule in the file
q - quit; leave this and all later ones in all files
? - print help"""


class Review:
    """Asks about the repairs of one file after the other."""

    def __init__(self, answers: TextIO, screen: Screen) -> None:
        self._answers = answers
        self._screen = screen
        self._over = False

    def decide(self, outcome: Outcome) -> Result:
        """Return the result with the repairs that were wanted. An end of the answers is a `q`."""
        edits = outcome.result.edits
        rejected: set[Rejected] = set()
        skipped: set[str] = set()
        for n, repair in enumerate(edits):
            answer = "n" if self._over or repair.rule in skipped else self._ask(outcome, repair, n, len(edits))
            if answer == "a":
                break
            if answer != "y":
                rejected.add(rejection(repair))
            if answer == "s":
                skipped.add(repair.rule)
            if answer in "dq":
                self._over = answer == "q"
                rejected.update(map(rejection, edits[n:]))
                break
        return without(outcome.result, frozenset(rejected))

    def _ask(self, outcome: Outcome, repair: Repair, n: int, count: int) -> str:
        """Show one repair and ask until an answer is understood."""
        screen = self._screen
        line, column = outcome.position(repair.start)
        before, damaged, repaired, after = in_context(outcome.result.source, repair)
        screen.line((f"{visible(outcome.path)}:{line}:{column}", "bold"), " ", (repair.rule, "cyan"), f"  {repair.why}")
        screen.line("- ", before, (damaged, "red"), after)
        screen.line("+ ", before, (repaired, "green"), after)
        while True:
            screen.line((f"({n + 1}/{count}) Make this repair [y,n,a,d,s,q,?]?", "bold"))
            screen.flush()
            answer = (self._answers.readline() or "q").strip().lower()[:1]
            if answer and answer in "ynadsq":
                return answer
            screen.line(_HELP)
