"""Corpora: files of rows, each text in them a document by itself, read and written in a stream.

Lines of JSON (also ``.gz`` and ``.zst``) and Parquet. The texts are those of the columns that were named; each is
cleaned as plain text, exactly as `engines.batch.clean_batch` cleans it, and everything else passes through: a line in
which nothing changed keeps its bytes. Where no columns are named, a line of JSON is read as the format ``jsonl`` reads
it, by itself. A row that cannot be read is named and passes through as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import file_digest
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

from cleaner import disk
from cleaner.config import config_for
from cleaner.desk import Desk, Failure, Kept
from cleaner.files import FileError, Job
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from cleaner.profile import Profile
from cleaner.report import Outcome
from cleaner.result import Result
from cleaner.rules import RuleError
from cleaner.workers import Crew, Lost

if TYPE_CHECKING:
    from cleaner.manifest import Manifest

LARGE = 8_000_000  # bytes: lines of JSON that are more are not read as one text
SHOWN = 20  # rows of a file that are named on the screen because they cannot be read; the log has all

Told = Outcome | Failure | str


class Spec(NamedTuple):
    """What is to be done with the rows of a file. `lists`: is what was found in each row wanted?"""

    path: str
    profile: Profile
    columns: tuple[str, ...]
    add: tuple[str, ...]
    lists: bool


class Cleaned(NamedTuple):
    """A batch of rows, done: what they are now, which columns were met, and what is told of rows. `rows` is None where
    all are as they were."""

    rows: Any
    told: list[Told]
    changed: bool
    met: frozenset[str]


class Source(Protocol):
    """The rows of a file: read in batches, written as they are done.

    A batch can be sent to another process: it has a `first` row, is `cleaned(options)`, falls into `parts()`, and says
    of itself, `given_up(cause)`, what becomes of it when its process dies.
    """

    def batches(self) -> Iterator[Any]: ...
    def write(self, batch: Any, done: Cleaned) -> None: ...
    def close(self) -> None: ...


class _UnchangedError(Exception):
    """Nothing in a file was repaired, so it is not written."""


def is_large(path: str) -> bool:
    """Are lines of JSON too many to be read as one text?"""
    try:
        return os.path.getsize(path) > LARGE
    except OSError:
        return False


def clean_rows(
    job: Job, options: Options, crew: Crew, save: bool, manifest: Manifest | None, tell: Callable[[Any], None]
) -> None:
    """Read, clean and (with `save`) write one file of rows; tell what comes of it, row by row. Never raises for what is
    wrong with the file, that is told."""
    try:
        _File(job, options, crew, save, manifest, tell).through()
    except (BrokenPipeError, RuleError):
        raise
    except Exception as error:
        if save and job.target is not None:
            _copy(job)
        tell(Failure.of(job.path, error))


def _copy(job: Job) -> None:
    """Write a file that cannot be cleaned as it is."""
    try:
        with open(job.path, "rb") as file:
            state = os.fstat(file.fileno())
            disk.write(job.target or job.path, lambda out: _pour(file, out), state, in_place=False, within=job.within)
    except (OSError, FileError):
        return


def _pour(file: IO[bytes], out: IO[bytes]) -> None:
    file.seek(0)
    while data := file.read(1 << 20):
        out.write(data)


class _File:
    """One file of rows on its way."""

    def __init__(
        self,
        job: Job,
        options: Options,
        crew: Crew,
        save: bool,
        manifest: Manifest | None,
        tell: Callable[[Any], None],
    ) -> None:
        self._job = job
        self._options = options
        self._crew = crew
        self._save = save
        self._manifest = manifest
        self._tell = tell
        self._changed = False
        self._unread = 0

    def through(self) -> None:
        job, options = self._job, self._options
        config = config_for(job.path)
        if config.excludes(job.path):
            if self._save and job.target is not None:
                _copy(job)
            self._tell(Kept())
            return
        kind = "plain" if options.columns else "jsonl"
        profile = options.asked(config.profile_for(job.path, kind, options.profile, options.language))
        lists = not (options.quiet and options.format == "text")
        spec = Spec(job.path, profile, options.columns, options.add, lists)
        try:
            with open(job.path, "rb") as file:
                self._read(file, spec)
        except OSError as error:
            raise FileError.of(job.path, error) from None

    def _read(self, file: IO[bytes], spec: Spec) -> None:
        job = self._job
        state = os.fstat(file.fileno())
        desk = Desk(self._options, self._save, self._manifest)
        before, settings = "", desk.settings(spec.profile, f"rows {spec.columns} {spec.add}")
        if self._manifest is not None and job.target is not None:
            before = file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # it is open for bytes
            file.seek(0)
            if self._manifest.resumes and self._manifest.is_done(job.target, before, settings):
                self._tell(Kept(before=True))
                return
        if not self._save:
            self._through(file, None, spec)
        else:
            self._write(file, state, spec)
        if self._manifest is not None and job.target is not None and not self._unread:
            self._manifest.add(self._manifest.entry(job.target, before, settings, spec.profile.name))
        self._tell(Kept())

    def _write(self, file: IO[bytes], state: os.stat_result, spec: Spec) -> None:
        job = self._job
        in_place = job.target is None

        def fill(out: IO[bytes]) -> None:
            self._through(file, out, spec)
            if disk.changed_since(job.path, state):
                raise FileError(job.path, "it changed while it was being read; left as it is")
            if not self._changed and in_place:
                raise _UnchangedError
            if not self._changed:  # what was packed keeps its bytes too
                out.seek(0)
                out.truncate()
                _pour(file, out)

        try:
            disk.write(job.target or job.path, fill, state, in_place=in_place, within=job.within)
        except _UnchangedError:
            return

    def _through(self, file: IO[bytes], out: IO[bytes] | None, spec: Spec) -> None:
        source = _source(file, out, spec)
        met: set[str] = set()
        rows = 0
        with closing(self._answers(source.batches(), spec.profile)) as answers:
            for batch, answer in answers:
                for part, done in self._parts(batch, answer):
                    for told in done.told:
                        self._say(told)
                    self._changed |= done.changed
                    met |= done.met
                    source.write(part, done)
                    rows += 1
        source.close()
        if self._unread > SHOWN:
            self._tell(f"{spec.path}: {self._unread - SHOWN:,} more rows that cannot be read")
        if rows and not self._unread and (missing := [name for name in spec.columns if name not in met]):
            raise FileError(spec.path, f"no row has a column {missing[0]!r}")

    def _answers(self, batches: Iterator[Any], profile: Profile) -> Generator[tuple[Any, Any]]:
        if profile.grammar and not (profile.languagetool or "").startswith("http"):
            return Crew(Desk(self._options, self._save)).answers(batches)  # one server, which this process starts
        return self._crew.answers(batches)

    def _parts(self, batch: Any, answer: Any) -> Iterator[tuple[Any, Cleaned]]:
        """A batch with its answer; where its process ended, each row by itself."""
        if not isinstance(answer, Lost):
            yield batch, answer
            return
        for part, done in self._crew.apart(batch.parts()):
            yield part, part.given_up(done.cause) if isinstance(done, Lost) else done

    def _say(self, told: Told) -> None:
        if isinstance(told, Failure):
            self._unread += 1
            self._tell(told._replace(aloud=self._unread <= SHOWN))
            return
        self._tell(told)


def _source(file: IO[bytes], out: IO[bytes] | None, spec: Spec) -> Source:
    if spec.path.lower().endswith(".parquet"):
        from cleaner.rows.parquet import Table

        source: Source = Table(file, out, spec)
        return source
    from cleaner.rows.jsonl import Lines

    return Lines(file, out, spec)


def inspected(cleaner: Cleaner, text: str, place: str, options: Options) -> tuple[Result, Outcome]:
    """What is found in the text of a row, and how it is told: as a file of the name ``corpus.jsonl:17:text``."""
    outcome = Outcome(place, cleaner.inspect(text))
    if options.decide:
        outcome = replace(outcome, result=options.decide(outcome))
    return outcome.result, outcome


def found_in(result: Result, kind: str) -> Any:
    """What `add` puts beside a text: its edits or hints as plain data, or its score."""
    if kind == "score":
        return result.score.value
    return [repair.to_dict() for repair in (result.edits if kind == "edits" else result.hints)]


def note(outcome: Outcome, spec: Spec, told: list[Told]) -> None:
    """Tell of a text in which something was found."""
    result = outcome.result
    if result.notes or result.text != result.source or (spec.lists and result.hints):
        told.append(outcome)
