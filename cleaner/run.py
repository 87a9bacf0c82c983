"""One run of the command: every file read, cleaned, told of and, where asked, written.

No failure of one file stops the others. What was found in a file before is taken from the cache, if its bytes and all
that counts are the same.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner import files as io
from cleaner.charset import UTF8, Charset
from cleaner.config import ConfigError, config_for
from cleaner.files import STDIN, FileError, Job
from cleaner.formats import FormatError
from cleaner.guard import SwitchError
from cleaner.pipeline import Cleaner, Result
from cleaner.profile import Profile
from cleaner.report import Outcome, Report, choice
from cleaner.rules import RuleError

if TYPE_CHECKING:
    from cleaner.cache import Cache


@dataclass(frozen=True)
class Options:
    """What the command line says, the same for every command that reads files."""

    profile: str | None
    language: str | None
    format: str
    hints: bool | None
    quiet: bool
    source: str | None = None
    source_dir: str | None = None
    skip_unknown: bool = False
    encoding: str | None = None
    output_encoding: str | None = None
    diff: bool = False
    grammar: bool | None = None
    languagetool_url: str | None = None
    languagetool_dir: str | None = None
    cached: bool = True
    decide: Callable[[Outcome], Result] | None = None  # what of the result is wanted

    def asked(self, profile: Profile) -> Profile:
        """The profile with what the command line says of grammar. A server that is named goes before a directory."""
        where = self.languagetool_url or self.languagetool_dir
        grammar = (profile.grammar or where is not None) if self.grammar is None else self.grammar
        return replace(profile, grammar=grammar, languagetool=where)


@dataclass
class Count:
    """What a run comes to: files that hold or held damage, and files that failed."""

    changed: int = 0
    failed: int = 0


def _outcome(job: Job, options: Options, save: bool, cache: Cache | None) -> Outcome | None:
    """Read, clean and (with `save`) write one file; None for one that is only copied. Raises FileError, ConfigError.

    A file under `-o` is written in every case: where it cannot be cleaned, as it is.
    """
    in_place = job.target is None
    target = job.target or job.path
    data, state = io.read(job.path)
    try:
        config = config_for(job.path)
        if job.format is None or config.excludes(job.path):
            if save and not in_place:
                io.write(target, data, state, in_place=False, within=job.within)
            return None
        charset, raw = io.decode(data, job.path, options.encoding)
        recoded = UTF8 if options.output_encoding and not charset.is_utf8 else None
        profile = config.profile_for(job.path, job.format, options.profile, options.language)
        profile = options.asked(profile)
        original = _original(job, options)
        seen = cache if job.path != STDIN and not profile.grammar else None  # of a server nobody knows what it will say
        result = _inspected(Cleaner(profile), raw, job.format, original, recoded or charset, seen)
    except Exception:
        if save and not in_place:
            io.write(target, data, state, in_place=False, within=job.within)
        raise
    outcome = Outcome(job.path, result, charset, recoded)
    if options.decide:
        outcome = replace(outcome, result=options.decide(outcome))
    if not save or job.path == STDIN or (in_place and not outcome.changed):
        return outcome
    io.write(target, outcome.clean if outcome.changed else data, state, in_place=in_place, within=job.within)
    return replace(outcome, written=target)


def _inspected(
    cleaner: Cleaner, raw: str, format: str, original: str | None, written: Charset, cache: Cache | None
) -> Result:
    """Inspect a text, or remember what was found in it. A result with notes is not kept: it came about by the clock."""
    if cache is None:
        return io.inspect_raw(cleaner, raw, format, None, original, written)
    from cleaner.cache import key

    known = key(raw, cleaner, format, written.name, original or "")
    result = cache.get(known, raw)
    if result is None:
        result = io.inspect_raw(cleaner, raw, format, None, original, written)
        if not result.notes:
            cache.put(known, result)
    return result


def _original(job: Job, options: Options) -> str | None:
    """The original of a file, if one was named and is there. Raises FileError for one that cannot be read."""
    path = options.source
    if path is None and options.source_dir and job.path != STDIN:
        path = io.original_of(job.path, options.source_dir)
    return io.read_original(path) if path else None


def run(
    jobs: Iterable[Job], options: Options, report: Report, save: bool, then: Callable[[Outcome], None] | None = None
) -> Count:
    """Do every job; tell `report` what comes of it. No failure of one file stops the others, but a broken rule file
    does: it would fail them all."""
    count = Count()
    told: set[str] = set()
    cache = _cache() if options.cached else None
    warnings.filterwarnings("ignore", "LanguageTool: ")  # told as an error, when all is done
    for job in jobs:
        try:
            outcome = _outcome(job, options, save, cache)
            if outcome is None:
                continue
            count.changed += outcome.changed
            report.file(outcome)
            for note in outcome.result.notes:
                report.note(f"{job.path}: {note}")
            if note := choice.charset_note(outcome):
                report.note(note)
            if then:
                then(outcome)
        except FileError as error:
            count.failed += 1
            report.error(error)
        except SwitchError as error:
            count.failed += 1
            report.error(FileError(job.path, str(error)))
        except FormatError as error:
            count.failed += 1
            report.error(FileError(job.path, f"{error}; left as it is"))
        except ConfigError as error:
            count.failed += 1
            if str(error) not in told:
                told.add(str(error))
                report.error(FileError(error.file, error.cause))
        except RuleError:
            raise
        except BrokenPipeError:
            if not save:
                raise
            silence()  # nobody reads the report any more; the files are still to be done
        except Exception as error:  # a fault of ours in one file must not keep the others from being done
            count.failed += 1
            cause = f"internal error ({type(error).__name__}: {error}); left as it is. Please report it"
            report.error(FileError(job.path, cause))
    if cache is not None:
        cache.close()
    for cause in _end_grammar():
        count.failed += 1
        report.error(FileError("LanguageTool", cause))
    return count


def _end_grammar() -> list[str]:
    """Stop what LanguageTool needed; return why it could not be asked. It is loaded only where it was."""
    languagetool = sys.modules.get("cleaner.grammar.languagetool")
    return languagetool.close() if languagetool else []


def _cache() -> Cache | None:
    """The results of earlier runs; None for a Python that was built without its database."""
    try:
        from cleaner.cache import Cache, folder
    except ImportError:
        return None
    return Cache(folder())


def silence() -> None:
    """Let what is still printed go nowhere: its reader is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
