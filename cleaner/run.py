"""One run of the command: every file read, cleaned, told of and, where asked, written.

No failure of one file stops the others, and nothing is told out of its turn, however many processes work. What was
found in a file before is taken from the cache, if its bytes and all that counts are the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cleaner.desk import Desk, Failure, Kept, Ours
from cleaner.files import STDIN, FileError, Found, Job
from cleaner.options import Options
from cleaner.report import Outcome, Report, choice
from cleaner.rules import RuleError
from cleaner.workers import Crew, Lost, Ready

if TYPE_CHECKING:
    from cleaner.manifest import Manifest
    from cleaner.report.failures import Log
    from cleaner.report.progress import Bar

__all__ = ["Count", "Options", "run", "silence"]


@dataclass
class Count:
    """What a run comes to: files (and rows) that hold or held damage, those that failed, those done before."""

    changed: int = 0
    failed: int = 0
    before: int = 0


def run(
    found: Iterable[Found],
    options: Options,
    report: Report,
    save: bool,
    then: Callable[[Outcome], None] | None = None,
    *,
    manifest: Manifest | None = None,
    bar: Bar | None = None,
    log: Log | None = None,
) -> Count:
    """Do every file; tell `report` what comes of it. No failure of one file stops the others, but a broken rule file
    does: it would fail them all. An interruption leaves every file whole, done or not."""
    return _Run(options, report, save, then, manifest, bar, log).through(found)


class _Run:
    """The files go to a crew, kind by kind, and what comes back is told in their order."""

    def __init__(
        self,
        options: Options,
        report: Report,
        save: bool,
        then: Callable[[Outcome], None] | None,
        manifest: Manifest | None,
        bar: Bar | None,
        log: Log | None,
    ) -> None:
        self._options, served = _served(options)
        self._report = report
        self._save = save
        self._then = then
        self._manifest = manifest
        self._bar = bar
        self._log = log
        self._count = Count()
        self._told: set[str] = set()
        several = options.jobs != 1 and served
        self._here = Desk(self._options, save, manifest)
        desk = Desk(self._options, save, manifest, alone=not several)
        self._crew = Crew(desk, options.jobs if several else 1)

    def through(self, found: Iterable[Found]) -> Count:
        try:
            for kind, some in groupby(found, self._kind):
                if kind == "rows":
                    self._rows(some)
                    continue
                for path, answer in self._answers(kind, some):
                    self._tell(path, answer)
                    if self._bar:
                        self._bar.step(self._count.failed)
            causes = dict.fromkeys([*self._crew.close(), *self._here.close()])
        except BaseException:
            self._crew.close(at_once=True)
            self._here.close()
            raise
        finally:
            if self._bar:
                self._bar.end()
        for cause in causes:
            self._fail(FileError("LanguageTool", cause))
        return self._count

    def _kind(self, item: Found) -> str:
        if not isinstance(item, Job):
            return "file"
        if item.path == STDIN:
            return "here"
        return "rows" if _holds_rows(item, self._options) else "file"

    def _answers(self, kind: str, found: Iterable[Found]) -> Iterator[tuple[str, Any]]:
        """Yield the path of everything found, and what came of it."""
        if kind == "file":
            tasks = (item if isinstance(item, Job) else Ready(item) for item in found)
            for task, answer in self._crew.answers(tasks):
                path = task.path if isinstance(task, Job) else ""
                if isinstance(answer, Lost):
                    answer = self._here.give_up(task, answer.cause)
                yield path, self._here.do(task) if isinstance(answer, Ours) else answer
            return
        for job in found:
            assert isinstance(job, Job)
            yield job.path, self._here.do(job)

    def _rows(self, found: Iterable[Found]) -> None:
        from cleaner.rows import clean_rows

        for job in found:
            assert isinstance(job, Job)
            told = partial(self._tell, job.path)
            clean_rows(job, self._options, self._crew, self._save, self._manifest, told)
            if self._bar:
                self._bar.step(self._count.failed)

    def _tell(self, path: str, answer: Any) -> None:
        try:
            if isinstance(answer, Outcome):
                self._outcome(answer)
            elif isinstance(answer, Failure):
                self._failure(answer)
            elif isinstance(answer, FileError):
                self._fail(answer)
            elif isinstance(answer, str):
                self._report.note(answer)
            elif isinstance(answer, Kept):
                self._count.before += answer.before
        except RuleError:
            raise
        except BrokenPipeError:
            if not self._save:
                raise
            silence()  # nobody reads the report any more; the files are still to be done
        except Exception as error:
            self._failure(Failure.of(path, error))

    def _outcome(self, outcome: Outcome) -> None:
        self._count.changed += outcome.changed
        self._report.file(outcome)
        for note in outcome.result.notes:
            self._report.note(f"{outcome.path}: {note}")
        if note := choice.charset_note(outcome):
            self._report.note(note)
        if self._then:
            self._then(outcome)

    def _failure(self, failure: Failure) -> None:
        if failure.fatal:
            raise RuleError(failure.cause)
        told = f"{failure.path}: {failure.cause}"
        if failure.shared and told in self._told:
            self._count.failed += 1
            return
        if failure.shared:
            self._told.add(told)
        self._fail(FileError(failure.path, failure.cause), failure.aloud)

    def _fail(self, error: FileError, aloud: bool = True) -> None:
        self._count.failed += 1
        if self._log:
            self._log.add(error)
        if aloud:
            self._report.error(error)


def _holds_rows(job: Job, options: Options) -> bool:
    """Is a file read row by row? Lines of JSON are, where columns are named, or where they are many."""
    if job.format == "jsonl":
        from cleaner.rows import is_large

        return bool(options.columns) or is_large(job.path)
    return job.format in ("rows", "parquet")


def _served(options: Options) -> tuple[Options, bool]:
    """The options with the one server that all processes ask; and whether there can be several processes."""
    if options.jobs == 1 or not options.grammar or options.languagetool_url:
        return options, True
    if options.jobs is None:
        return options, False  # what takes time is the server, and it is one
    from cleaner.grammar import languagetool

    url = languagetool.serve(options.languagetool_dir)
    return (replace(options, languagetool_url=url), True) if url else (options, False)


def silence() -> None:
    """Let what is still printed go nowhere: its reader is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
