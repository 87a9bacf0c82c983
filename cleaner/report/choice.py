"""Which report a command gives, by its options."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cleaner.files import STDIN
from cleaner.report import Outcome, Report, counted

if TYPE_CHECKING:
    from cleaner.run import Options


def _for_program(options: Options, with_text: bool, readability: bool = False) -> Report | None:
    """The report for a program, or None where people read it."""
    hints = options.hints is not False
    if options.format == "json":
        from cleaner.report.machine import JsonReport

        return JsonReport(hints=hints, with_text=with_text, readability=readability)
    if options.format in ("sarif", "github"):
        from cleaner.report import hosts

        return hosts.SarifReport(hints=hints) if options.format == "sarif" else hosts.GithubReport(hints=hints)
    return None


def for_look(options: Options, what: str) -> Report:
    """The report of a command that writes nothing: what is shown of each file."""
    hints = options.hints is not False
    if report := _for_program(options, with_text=False, readability=what == "readability"):
        return report
    from cleaner.report import terminal

    if what == "readability":
        lines = terminal.ReadabilityLines()
        return terminal.TextReport(terminal.Screen(sys.stdout), lines.show, quiet=options.quiet, ending=lines.ending)
    show: dict[str, Callable[[terminal.Screen, Outcome], None]] = {
        "findings": lambda screen, outcome: terminal.findings(screen, outcome, hints),
        "diff": terminal.diff,
        "score": terminal.score_line,
        "summary": lambda screen, outcome: None,
    }
    return terminal.TextReport(terminal.Screen(sys.stdout), show[what], quiet=options.quiet)


def for_fix(paths: Sequence[str], output: str | None, diff_dir: str | None, options: Options) -> Report:
    """The report of `fix`; on standard error, and only if asked for, where standard output takes the clean text."""
    if report := _for_program(options, with_text=True):
        return report
    from cleaner.report import terminal

    filtering = STDIN in paths

    def show(screen: terminal.Screen, outcome: Outcome) -> None:
        if options.diff:
            terminal.diff(screen, outcome)
        else:
            terminal.repairs(screen, outcome, bool(options.hints))

    def ending(done: terminal.Sum) -> str | None:
        if not done.changed:
            return "Nothing to repair."
        if diff_dir:
            return f"The diffs lie in {diff_dir}{os.sep}"
        if options.diff or output is None:
            return None
        return f"See every change: mtclean check --diff {' '.join(paths)}"

    screen = terminal.Screen(sys.stderr if filtering else sys.stdout)
    quiet = options.quiet or (filtering and not options.diff)
    return terminal.TextReport(screen, show, table=not filtering, quiet=quiet, ending=None if filtering else ending)


def charset_note(outcome: Outcome) -> str:
    """What is to be told of a file that is not UTF-8: how it was read and is written, what it cannot hold."""
    name, recoded, unwritable = outcome.charset.name, outcome.recoded, outcome.unwritable
    if recoded:
        return f"{outcome.path}: {name} (told by {outcome.charset.told_by}), to be written as {recoded.name}"
    if unwritable:
        line, _ = outcome.position(unwritable[0].start)
        return (
            f"{outcome.path}: {counted(len(unwritable), 'repair')} not made (the first in line {line}): {name} has no "
            f"{unwritable[0].after.strip()!r}; --output-encoding utf-8 writes the file as UTF-8"
        )
    return ""
