"""The report for people: lines that can be searched, diffs, and a table; coloured on a terminal only."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from cleaner.files import FileError
from cleaner.profile import pass_names
from cleaner.report import Outcome, counted, first_examples, in_context, seen_at, visible
from cleaner.report.diff import rows
from cleaner.result import Repair

if TYPE_CHECKING:
    from rich.console import Console

_TABLE = 25  # files; of more, only those with repairs are listed, and
_LISTED = 500  # of these no more
_SIGN_STYLES = {"-": "red", "+": "green", "@": "cyan", "\\": "dim"}

Part = str | tuple[str, str]  # a text, or a text and its style


class Screen:
    """A stream for people. rich is loaded only for a terminal (it costs as much as a whole run) and for tables."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        self.coloured = stream.isatty() or bool(os.environ.get("FORCE_COLOR"))
        self._console: Console | None = None

    @property
    def console(self) -> Console:
        if self._console is None:
            from rich.console import Console

            width = None if self._stream.isatty() else 200
            self._console = Console(file=self._stream, highlight=False, markup=False, emoji=False, width=width)
        return self._console

    def line(self, *parts: Part) -> None:
        """Write one line."""
        if not self.coloured:
            self._stream.write("".join(part if isinstance(part, str) else part[0] for part in parts) + "\n")
            return
        from rich.text import Text

        self.console.print(Text.assemble(*parts), soft_wrap=True)

    def table(self, head: Sequence[str], body: Sequence[Sequence[str]], foot: Sequence[str]) -> None:
        """Write a table: the first column to the left, numbers to the right."""
        from rich.table import Table

        table = Table(box=None, show_footer=True, pad_edge=False, header_style="bold", footer_style="bold")
        for n, (title, last) in enumerate(zip(head, foot, strict=True)):
            table.add_column(title, last, justify="right" if n else "left", overflow="fold", no_wrap=bool(n))
        for row in body:
            table.add_row(*row)
        self.console.print(table)

    def flush(self) -> None:
        self._stream.flush()


class Tally(NamedTuple):
    """What is remembered of a file until the end: the text is not."""

    path: str
    changed: bool
    by_pass: Counter[str]


class Sum:
    """What is remembered of all files; each by itself of no more than a table shows."""

    def __init__(self) -> None:
        self.files = 0
        self.changed = 0
        self.by_pass: Counter[str] = Counter()
        self.listed: list[Tally] = []

    def add(self, outcome: Outcome) -> None:
        self.files += 1
        self.changed += outcome.changed
        self.by_pass += outcome.by_pass
        if self.files <= _TABLE or (outcome.changed and self.changed <= _LISTED):
            self.listed.append(Tally(outcome.path, outcome.changed, outcome.by_pass))


class TextReport:
    """What `check`, `fix` and `score` tell people.

    show: how one file is shown (`findings`, `repairs`, `score_line`). table: whether a table ends the report. ending:
    the last line. Errors and notes go to standard error; errors are told even when `quiet`.
    """

    def __init__(
        self,
        screen: Screen,
        show: Callable[[Screen, Outcome], None],
        *,
        table: bool = False,
        quiet: bool = False,
        ending: Callable[[Sum], str | None] | None = None,
    ) -> None:
        self._screen = screen
        self._show = show
        self._table = table
        self._quiet = quiet
        self._ending = ending
        self._errors = Screen(sys.stderr)
        self._sum = Sum()

    def file(self, outcome: Outcome) -> None:
        if self._quiet:
            return
        self._show(self._screen, outcome)
        self._sum.add(outcome)

    def error(self, error: FileError) -> None:
        self._screen.flush()
        self._errors.line(("mtclean: ", "bold red"), f"{visible(error.path)}: {visible(error.cause)}")

    def note(self, note: str) -> None:
        if not self._quiet:
            self._errors.line(("mtclean: ", "dim"), visible(note))

    def end(self) -> None:
        if self._table and self._sum.files:
            _table(self._screen, self._sum)
        last = self._ending(self._sum) if self._ending and self._sum.files else None
        if last:
            self._screen.line(last)
        self._screen.flush()


def findings(screen: Screen, outcome: Outcome, hints: bool = True) -> None:
    """One line for each repair that would be made: ``path:line:column rule  damaged → repaired``."""
    found = [(repair, "") for repair in outcome.result.edits]
    if hints:
        found += [(hint, "  (hint)") for hint in outcome.result.hints]
    for repair, tail in sorted(found, key=lambda item: item[0].start):
        line, column = outcome.position(seen_at(repair))
        place = f"{visible(outcome.path)}:{line}:{column}"
        screen.line((place, "bold"), " ", (repair.rule, "cyan"), "  ", *_change(outcome, repair), (tail, "dim"))


def _change(outcome: Outcome, repair: Repair) -> list[Part]:
    head, before, after, tail = in_context(outcome.result.source, repair)
    new: list[Part] = [head, (after, "green"), tail]
    if not f"{head}{after}{tail}".strip():
        new = [("(nothing)", "dim")]
    return [head, (before, "red"), tail, (" → ", "dim"), *new]


def repairs(screen: Screen, outcome: Outcome, hints: bool = False) -> None:
    """What was done to one file: each rule, how often, why, and its first repair."""
    edits = outcome.result.edits
    to = "" if outcome.written in (None, outcome.path) else f" → {visible(outcome.written or '')}"
    if edits:
        screen.line((f"{visible(outcome.path)}{to}", "bold"), f": {counted(len(edits), 'repair')}")
    else:
        screen.line(f"{visible(outcome.path)}{to}: nothing to repair")
    for repair, number in first_examples(edits):
        screen.line(f"  {number:>3} × ", (repair.rule, "cyan"), f"  {repair.why}")
        screen.line("        ", *_change(outcome, repair))
    if hints:
        for hint in outcome.result.hints:
            screen.line("  hint  ", (hint.rule, "cyan"), "  ", *_change(outcome, hint))


def diff(screen: Screen, outcome: Outcome) -> None:
    """The unified diff of one file; on a terminal the changed stretches stand out, and control signs are spelled."""
    if not outcome.changed:
        return
    after = outcome.written or outcome.path
    screen.line((f"--- {visible(outcome.path)}", "bold"))
    screen.line((f"+++ {visible(after)}", "bold"))
    for row in rows(outcome.result):
        style = _SIGN_STYLES.get(row.sign, "")
        parts: list[Part] = [] if row.sign == "@" else [(row.sign, style)]
        at = 0
        for start, end in row.spans if screen.coloured else ():
            parts += (
                (_safe(screen, row.text[at:start]), style),
                (_safe(screen, row.text[start:end]), f"reverse {style}"),
            )
            at = end
        screen.line(*parts, (_safe(screen, row.text[at:]), style))


def _safe(screen: Screen, text: str) -> str:
    return visible(text.removesuffix("\r")) if screen.coloured else text


def score_line(screen: Screen, outcome: Outcome) -> None:
    """The score of one file, and its defects per 1,000 words by class."""
    score = outcome.result.score
    rates = "  ".join(f"{cls} {rate:.1f}" for cls, rate in score.per_1000.items())
    tail = f"  per 1,000: {rates}" if rates else ""
    screen.line((visible(outcome.path), "bold"), f": {score.value:.3f}  {counted(score.words, 'word')}{tail}")


class ReadabilityLines:
    """The score of each file with its readability before and after, and at the end the mean of all files."""

    def __init__(self) -> None:
        from cleaner.report.readability import Run

        self._run = Run()

    def show(self, screen: Screen, outcome: Outcome) -> None:
        """Write the two lines of one file."""
        from cleaner.report.readability import change_of

        score_line(screen, outcome)
        measured = change_of(outcome)
        self._run.add(measured)
        screen.line(f"  {measured}" if str(measured) else ("  readability cannot be measured here", "dim"))

    def ending(self, done: Sum) -> str | None:
        """The mean of the run, where it had several files."""
        mean = self._run.change() if done.files > 1 else None
        return f"all files: {mean}" if mean and str(mean) else None


def _table(screen: Screen, done: Sum) -> None:
    """Files by passes: how many repairs each pass made in each file."""
    total = done.by_pass
    names = [name for name in pass_names() if total[name]]
    listed = done.listed if done.files <= _TABLE else [tally for tally in done.listed if tally.changed]
    body = [[visible(t.path), *(str(t.by_pass[name] or "·") for name in names), str(t.by_pass.total())] for t in listed]
    if len(listed) < done.files:
        shown: Counter[str] = sum((tally.by_pass for tally in listed), Counter())
        left = {name: str(total[name] - shown[name]) for name in names if total[name] > shown[name]}
        rest = str(total.total() - shown.total())
        body.append([f"{counted(done.files - len(listed), 'file')} more", *(left.get(n, "·") for n in names), rest])
    foot = [counted(done.files, "file"), *(str(total[name]) for name in names), str(total.total())]
    screen.line()
    screen.table(["file", *names, "total"], body, foot)
