"""What is done with one file: read, cleaned, written where asked. The same in this process as in one of several."""

from __future__ import annotations

import os
import sys
import warnings
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner import disk, wordlist
from cleaner import files as io
from cleaner.charset import UTF8, Charset
from cleaner.config import Config, ConfigError, config_for
from cleaner.files import STDIN, FileError, Job
from cleaner.formats import FormatError
from cleaner.guard import SwitchError
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from cleaner.profile import Profile
from cleaner.report import Outcome
from cleaner.result import Result
from cleaner.rules import RuleError

if TYPE_CHECKING:
    from cleaner.cache import Cache
    from cleaner.manifest import Manifest


class Failure(NamedTuple):
    """A file that could not be done. One that is `shared` by many files is told once; a `fatal` one ends the run."""

    path: str
    cause: str
    shared: bool = False
    fatal: bool = False
    aloud: bool = True  # else it stands in the log alone

    @classmethod
    def of(cls, path: str, error: Exception) -> Failure:
        """What is told of an error in a file. One that is a fault of ours must not keep the others from being done."""
        if isinstance(error, FileError):
            return cls(error.path, error.cause)
        if isinstance(error, SwitchError):
            return cls(path, str(error))
        if isinstance(error, FormatError):
            return cls(path, f"{error}; left as it is")
        if isinstance(error, ConfigError):
            return cls(error.file, error.cause, shared=True)
        if isinstance(error, RuleError):
            return cls(path, str(error), fatal=True)
        cause = f"internal error ({type(error).__name__}: {error}); left as it is. Please report it"
        return cls(path, cause)


class Kept(NamedTuple):
    """A file of which nothing is to be told: it is only copied, or was done by a run before this."""

    before: bool = False


class Ours(NamedTuple):
    """A file that the process which started this one has to do: it asks a server that should be there once."""


Answer = Outcome | Kept | Ours | Failure


class Desk:
    """Does file after file. Picklable, and may be forked while it is closed."""

    def __init__(self, options: Options, save: bool, manifest: Manifest | None = None, *, alone: bool = True) -> None:
        self.options = options
        self._save = save
        self._manifest = manifest
        self._alone = alone
        self._cache: Cache | None = None
        self._is_open = False
        self._profiles: dict[tuple[str, str], Profile] = {}

    def _open(self) -> None:
        self._is_open = True
        self._cache = _cache() if self.options.cached else None
        warnings.filterwarnings("ignore", "LanguageTool: ")  # told as an error, when all is done

    def close(self) -> list[str]:
        """Keep what was found; return why LanguageTool could not be asked, where it was."""
        if self._cache is not None:
            self._cache.close()
            self._cache = None
            wordlist.keep_in(None)
        self._is_open = False
        languagetool = sys.modules.get("cleaner.grammar.languagetool")
        return languagetool.close() if languagetool else []

    def do(self, task: Any) -> Any:
        """Do a file, or a batch of rows."""
        if not self._is_open:
            self._open()
        if not isinstance(task, Job):
            return task.cleaned(self.options)
        try:
            return self._file(task)
        except Exception as error:
            return Failure.of(task.path, error)

    def _file(self, job: Job) -> Answer:
        """Read, clean and write one file. A file under `-o` is written in every case: where it cannot be cleaned, as
        it is."""
        in_place = job.target is None
        target = job.target or job.path
        data, state = disk.read(job.path)
        try:
            config = config_for(job.path)
            if job.format is None or config.excludes(job.path):
                return self._copied(job, data, state)
            charset, raw = io.decode(data, job.path, self.options.encoding)
            recoded = UTF8 if self.options.output_encoding and not charset.is_utf8 else None
            profile = self._profile(config, job.path, job.format)
            if profile.grammar and not (self._alone or (profile.languagetool or "").startswith("http")):
                return Ours()
            original = _original(job, self.options)
            cleaner = Cleaner(profile)
            settings = self.settings(profile, job.format, original)
            if self._was_done(job, data, settings):
                return Kept(before=True)
            seen = self._cache if job.path != STDIN and not profile.grammar else None  # a server may say what it wants
            result = _inspected(cleaner, raw, job.format, original, recoded or charset, seen)
        except Exception:
            if self._save and not in_place:
                disk.write(target, data, state, in_place=False, within=job.within)
            raise
        outcome = Outcome(job.path, result, charset, recoded)
        if self.options.decide:
            outcome = replace(outcome, result=self.options.decide(outcome))
        if not self._save or job.path == STDIN or (in_place and not outcome.changed):
            return outcome
        clean = outcome.clean if outcome.changed else data
        disk.write(target, clean, state, in_place=in_place, within=job.within)
        self._note(job, data, settings, profile.name)
        return replace(outcome, written=target)

    def _profile(self, config: Config, path: str, format: str) -> Profile:
        """The profile of a file; where no glob decides, that of all files of its format under one configuration."""
        known = self._profiles.get((config.file, format)) if not config.per_file else None
        if known is None:
            options = self.options
            known = options.asked(config.profile_for(path, format, options.profile, options.language))
            self._profiles[config.file, format] = known
        return known

    def give_up(self, job: Job, cause: str) -> Failure:
        """Let a file be as it is, for the process that worked on it came to its end; clear away what that left."""
        target = job.target or job.path
        if self._save and not disk.escapes(target, job.within):
            disk.sweep(os.path.dirname(os.path.realpath(target)))
        try:
            if self._save and job.target is not None:
                data, state = disk.read(job.path)
                disk.write(job.target, data, state, in_place=False, within=job.within)
        except FileError as error:
            return Failure.of(job.path, error)
        return Failure(job.path, f"{cause} while it worked on this file; left as it is")

    def _copied(self, job: Job, data: bytes, state: Any) -> Kept:
        from cleaner.manifest import COPIED

        if not self._save or job.target is None:
            return Kept()
        if self._was_done(job, data, COPIED):
            return Kept(before=True)
        disk.write(job.target, data, state, in_place=False, within=job.within)
        self._note(job, data, COPIED, "")
        return Kept()

    def settings(self, profile: Profile, how: str, original: str | None = None) -> str:
        """A digest of all that decides what becomes of a file, besides its bytes; empty where none is kept. how: the
        format it is read in."""
        if self._manifest is None:
            return ""
        from cleaner.manifest import settings

        options = self.options
        told = options.encoding, options.output_encoding, options.decided
        return settings(Cleaner(profile).fingerprint, how, original, *told)

    def _was_done(self, job: Job, data: bytes, settings: str) -> bool:
        if self._manifest is None or job.target is None or not self._manifest.resumes:
            return False
        return self._manifest.is_done(job.target, sha256(data).hexdigest(), settings)

    def _note(self, job: Job, data: bytes, settings: str, profile: str) -> None:
        if self._manifest is not None and job.target is not None:
            before = sha256(data).hexdigest()
            self._manifest.add(self._manifest.entry(job.target, before, settings, profile))


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
    return disk.read_original(path) if path else None


def _cache() -> Cache | None:
    """The results of earlier runs, beside which the tables of words are kept; None for a Python that was built without
    its database."""
    try:
        from cleaner.cache import Cache, folder
    except ImportError:
        return None
    wordlist.keep_in(folder())
    return Cache(folder())
