"""What a run into a directory has done, kept there, so that a run that was stopped goes on where it was.

``.mtclean-manifest.jsonl`` holds a line for every file that is done, put behind the others in one write as soon as the
file stands in its place: what it was, what it became, and under which version, rules and profile. A file is done if
such a line fits its bytes, the settings of this run, and the bytes that lie there. A line that was torn by a kill fits
nothing: its file is done once more.
"""

from __future__ import annotations

import heapq
import json
import os
from contextlib import ExitStack
from functools import lru_cache
from hashlib import file_digest, sha256
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from cleaner import __version__, disk
from cleaner.files import FileError

NAME = ".mtclean-manifest.jsonl"
_AT_ONCE = 50_000  # lines that are sorted together
COPIED = "copied"  # the settings of a file that is not cleaned


class Entry(NamedTuple):
    """One line. `file` is the path in the directory; `before` and `after` are the SHA-256 of the bytes that were read
    and written; `settings` is a digest of all that decides what becomes of a file."""

    file: str
    before: str
    after: str
    version: str
    rules: str
    profile: str
    settings: str

    @property
    def mark(self) -> bytes:
        """What is remembered of a line: sixteen bytes for each file, however long its name."""
        told = (self.file, self.before, self.after, self.settings)
        return sha256("\0".join(told).encode("utf-8", "surrogateescape")).digest()[:16]


class Manifest:
    """The lines of one directory. Picklable: several processes write to it. Raises FileError where it cannot be kept.

    resume: whether what stands there counts; else it begins anew.
    """

    def __init__(self, folder: str, resume: bool) -> None:
        self._folder = os.path.abspath(folder)
        self._path = os.path.join(folder, NAME)
        self._done: set[bytes] = set()
        try:
            os.makedirs(folder, exist_ok=True)
            if resume and os.path.lexists(self._path):
                self._load()
            else:
                self._append(b"", os.O_TRUNC)
        except OSError as error:
            raise FileError.of(self._path, error) from None

    def _load(self) -> None:
        with open(self._path, "rb") as file:
            torn = False
            for line in file:
                torn = not line.endswith(b"\n")
                if entry := _read(line):
                    self._done.add(entry.mark)
        if torn:
            self._append(b"\n")

    def _append(self, data: bytes, more: int = 0) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self._path, flags | more, 0o666)
        try:
            os.write(descriptor, data)
        finally:
            os.close(descriptor)

    def end(self) -> None:
        """Put the lines in order, without those that were torn: whatever the order of the work, and however often it
        was stopped, the manifest of a run that came to its end is the same."""
        try:
            with open(self._path, "rb") as file, ExitStack() as open_files:
                runs: list[IO[bytes]] = []
                while some := list(islice(file, _AT_ONCE)):
                    run = open_files.enter_context(TemporaryFile())
                    run.writelines(sorted(line for line in some if _read(line)))
                    run.seek(0)
                    runs.append(run)
                lines = (line for line, _ in groupby(heapq.merge(*runs)))
                disk.write(self._path, lambda out: out.writelines(lines), None, in_place=False, within=self._folder)
        except (OSError, FileError):
            return  # it stays as it is, which is as good

    @property
    def resumes(self) -> bool:
        """Does it hold anything that may be done already?"""
        return bool(self._done)

    def entry(self, target: str, before: str, settings: str, profile: str = "") -> Entry | None:
        """The line of a file as it lies there now; None where nothing lies there."""
        try:
            with open(target, "rb") as file:
                after = file_digest(file, "sha256").hexdigest()
        except OSError:
            return None
        name = os.path.relpath(os.path.abspath(target), self._folder).replace(os.sep, "/")
        return Entry(name, before, after, __version__, _rules(), profile, settings)

    def is_done(self, target: str, before: str, settings: str) -> bool:
        """Did a run before make of this file, under these settings, what lies there now?"""
        entry = self.entry(target, before, settings)
        return entry is not None and entry.mark in self._done

    def add(self, entry: Entry | None) -> None:
        """Note that a file is done. What cannot be noted is done again some day."""
        if entry is None:
            return
        line = json.dumps(entry._asdict(), separators=(",", ":")) + "\n"
        try:
            self._append(line.encode("ascii"))
        except OSError:
            return


def _read(line: bytes) -> Entry | None:
    """The entry of a line, None for one that is none."""
    try:
        entry = Entry(**json.loads(line))
        return entry if line.endswith(b"\n") and all(isinstance(value, str) for value in entry) else None
    except (ValueError, TypeError, RecursionError):
        return None


def settings(*all_that_counts: object) -> str:
    """A digest of what decides what becomes of a file, besides its bytes."""
    return sha256(repr(all_that_counts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=1)
def _rules() -> str:
    from cleaner.rulefiles import rules_digest

    return rules_digest()[:16]
