"""Bytes to text and back, and which files are meant."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner import charset
from cleaner.charset import UTF8, Charset
from cleaner.edits import Change, Patch
from cleaner.formats import format_of
from cleaner.lazy import lazy
from cleaner.pipeline import Cleaner, ContractError
from cleaner.result import Repair, Result

STDIN = "-"
_END = lazy(r"\r\n?|\n")
OURS = lazy(r"\.mtclean-(?:[0-9a-f]+\.tmp|manifest\.jsonl)\Z")  # files that are no part of a text


class FileError(Exception):
    """A path that cannot be read, understood or written. `path` and `cause` make one clear line."""

    def __init__(self, path: str, cause: str) -> None:
        super().__init__(f"{path}: {cause}")
        self.path = path
        self.cause = cause

    @classmethod
    def of(cls, path: str, error: OSError) -> FileError:
        return cls(path, (error.strerror or str(error)).lower())


# --- bytes and text -------------------------------------------------------------------------------------------------


def decode(data: bytes, path: str, named: str | None = None) -> tuple[Charset, str]:
    """Return the encoding of a file and its text, its line ends as they are; see `cleaner.charset`.

    Raises FileError for binary data (a NUL byte), and where the encoding cannot be told by a safe margin.
    """
    try:
        return charset.decode(data, named)
    except charset.CharsetError as error:
        raise FileError(path, str(error)) from None


class _LineEnds:
    """The line ends of a text that has others than ``\\n``: the passes see ``\\n``, the file keeps its own.

    A line end that a repair leaves in place stays as it was; one that a repair puts in is spelled like the one before.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = _END.sub("\n", raw)
        self._ends = _END.findall(raw)
        self._at = [n for n, c in enumerate(self.text) if c == "\n"]
        self._wide = [at for at, end in zip(self._at, self._ends, strict=True) if len(end) == 2]

    def place(self, pos: int) -> int:
        """Map an offset in the text with ``\\n`` to the raw one."""
        return pos + bisect_left(self._wide, pos)

    def spell(self, start: int, end: int, new: str) -> str:
        """Return what replaces ``text[start:end]`` with the line ends of the file."""
        if "\n" not in new:
            return new
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        own = self._ends[first:last]
        more = self._ends[max(0, last - 1)]
        pieces = new.split("\n")
        ends = [own[n] if n < len(own) else more for n in range(len(pieces) - 1)]
        return "".join(piece + end for piece, end in zip(pieces, [*ends, ""], strict=True))

    def restore(self, result: Result) -> Result:
        """Return the result as if the engine had seen the raw text: all its offsets hold there."""
        changes: list[Change] = []
        parts: list[str] = []
        at = shift = 0
        for change in result.patch.changes:
            a0, a1 = self.place(change.a0), self.place(change.a1)
            new = self.spell(change.a0, change.a1, result.text[change.b0 : change.b1])
            parts += self.raw[at:a0], new
            changes.append(Change(a0, a1, a0 + shift, a0 + shift + len(new), change.steps))
            shift += len(new) - (a1 - a0)
            at = a1
        parts.append(self.raw[at:])
        hints = tuple(self._hint(hint) for hint in result.hints)
        return Result(self.raw, "".join(parts), Patch(tuple(changes)), hints, result.language, result.notes)

    def _hint(self, hint: Repair) -> Repair:
        start, end = self.place(hint.start), self.place(hint.end)
        after = self.spell(hint.start, hint.end, hint.after)
        return hint._replace(start=start, end=end, before=self.raw[start:end], after=after)


def inspect_raw(
    cleaner: Cleaner,
    raw: str,
    format: str,
    language: str | None = None,
    source: str | None = None,
    written: Charset = UTF8,
) -> Result:
    """Inspect a text with the line ends of its file: CRLF, lone CR and mixed ones are kept, every offset holds in it.

    source: the original, in the same format. written: the encoding that has to hold the clean text. Where the profile
    asks for ``lines = "lf"`` they are repairs of their own. Raises FormatError for a text that is not of its format,
    SwitchError for an inline switch that says what is not known, ContractError if the changes do not lead from the
    source to the clean text.
    """
    if "\r" not in raw:
        result = cleaner.inspect(raw, format=format, language=language, source=source, charset=written)
    else:
        ends = _LineEnds(raw)
        told = cleaner.inspect(ends.text, format=format, language=language, source=source, charset=written)
        result = ends.restore(told)
        if dict(cleaner.profile.normalise).get("lines", "keep") != "keep" and cleaner.profile.runs("normalise"):
            result = _lines_normalised(cleaner, result, format, written)
    if result.patch.replay(raw, result.text) != result.text:
        raise ContractError("the changes do not lead to the clean text")
    return result


def _lines_normalised(cleaner: Cleaner, result: Result, format: str, written: Charset) -> Result:
    """The line ends alone, once everything else is done: the passes before see every line end as ``\\n``."""
    wanted = dict(cleaner.profile.normalise)
    only = {**dict.fromkeys(wanted, "keep"), "lines": wanted["lines"]}
    settings = {"passes": ["normalise"], "normalise": only}
    last = Cleaner(cleaner.profile.with_settings(settings, "lines")).inspect(
        result.text, format=format, language=result.language, charset=written
    )
    patch = result.patch.compose(last.patch.changes)
    return Result(result.source, last.text, patch, result.hints, result.language, result.notes)


# --- which files ----------------------------------------------------------------------------------------------------


class Job(NamedTuple):
    """One file to do. `path` as the user would write it; `target` where it is written to, None for in place;
    `format` how its prose is found, None for a file that is only copied. `within` is the directory that what is written
    has to lie in, wherever links lead."""

    path: str
    target: str | None
    format: str | None
    within: str | None = None


class Plan(NamedTuple):
    """The files to do, in order; what cannot be read; and what is left out without being an error."""

    jobs: list[Job]
    errors: list[FileError]
    notes: list[str]


Found = Job | FileError | str  # a file to do, one that cannot be read, a note on one that is left out


def plan(paths: Iterable[str], out: str | None = None) -> Plan:
    """Tell which files `paths` mean, each once, and where each is written under `out`.

    A file given by name is always taken, as plain text if its suffix is unknown. In a directory only files of a known
    suffix are taken; hidden directories and links are left out. Under `out` the tree of a single directory is mirrored
    as it is; of several paths each lies under its own name. Other files of a directory are then copied, and a link to a
    file inside the directory is read through; one that leads out of it is left out.
    """
    paths = list(dict.fromkeys(paths))
    told: list[Found] = []
    for path in paths:
        if path == STDIN:
            told.append(Job(path, None, "plain"))
        elif os.path.isdir(path):
            name = os.path.basename(os.path.abspath(path)) if len(paths) > 1 else ""
            told += walk(path, out, os.path.join(out, name) if out else None)
        elif not os.path.lexists(path):
            told.append(FileError(path, "no such file or directory"))
        else:
            target = os.path.join(out, os.path.basename(path)) if out else None
            known = format_of(path) or "plain"
            if known == "plain" and path.lower().endswith(".xml"):
                told.append(f"{path}: XML that is no values file of Android, which nothing here reads; left as it is")
                if target:
                    told.append(Job(path, target, None, out))
                continue
            told.append(Job(path, target, known, out))
    once: dict[str, Job] = {}
    for job in told:
        if isinstance(job, Job):
            once.setdefault(job.path if job.path == STDIN else os.path.realpath(job.path) + (job.target or ""), job)
    errors = [item for item in told if isinstance(item, FileError)]
    return Plan(list(once.values()), errors, [item for item in told if isinstance(item, str)])


def walk(root: str, out: str | None = None, mirror: str | None = None) -> Iterator[Found]:
    """Yield the files below a directory in a fixed order, while they are looked for; `out` itself is never walked.

    mirror: where the tree is written, `out` or a directory in it.
    """
    real_root = os.path.realpath(root)
    real_out = os.path.realpath(out) if out else None
    waiting = [(root, real_root, os.path.normpath(mirror) if mirror else None)]
    while waiting:
        folder, real_folder, target = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield FileError.of(folder, error)
            continue
        for entry in entries:
            if not _is(entry.is_dir):
                yield from _taken(entry, root, real_root, target, out)
        for entry in reversed(entries):
            real = os.path.join(real_folder, entry.name)
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".") and real != real_out:
                waiting.append((entry.path, real, os.path.join(target, entry.name) if target else None))


def _is(asked: Callable[[], bool]) -> bool:
    """What an entry says of itself; a link that leads in a circle is nothing."""
    try:
        return asked()
    except OSError:
        return False


def _taken(entry: os.DirEntry[str], root: str, real_root: str, target: str | None, out: str | None) -> Iterator[Found]:
    if entry.is_symlink():
        if os.path.commonpath([real_root, os.path.realpath(entry.path)]) != real_root:
            yield f"{entry.path}: a link that leads out of {root}; left out"
            return
        if target is None:
            return  # the file it leads to has its own turn
    if not _is(entry.is_file) or OURS.match(entry.name):
        return
    known = None if entry.name.startswith(".") else format_of(entry.path)
    if known or target:
        yield Job(entry.path, os.path.join(target, entry.name) if target else None, known, out)


def mirrors_one(paths: Sequence[str], out: str | None) -> bool:
    """Is it one directory, whose files can be neither twice the same nor written over one another?"""
    if len(paths) != 1 or not os.path.isdir(paths[0]):
        return False
    root = os.path.realpath(paths[0])
    return out is None or os.path.commonpath([root, os.path.realpath(out)]) != os.path.realpath(out)


def original_of(path: str, folder: str) -> str | None:
    """The file under `folder` that lies where `path` lies, or None: of the longest end of the path that is there.

    ``site/de/guide/menu.json`` has its original in ``site/en`` as ``guide/menu.json``.
    """
    parts = os.path.abspath(path).split(os.sep)
    for n in range(1, len(parts)):
        found = os.path.join(folder, *parts[n:])
        if os.path.isfile(found) and os.path.realpath(found) != os.path.realpath(path):
            return found
    return None


def clashes(jobs: Iterable[Job]) -> Iterator[str]:
    """Name every target that is an input, or the target of two files."""
    jobs = [job for job in jobs if job.target]
    inputs = {os.path.realpath(job.path) for job in jobs}
    taken: dict[str, str] = {}
    for job in jobs:
        target = os.path.realpath(job.target or "")
        if target in inputs:
            yield f"{job.path} would be written over an input, {job.target}"
        elif target in taken:
            yield f"{taken[target]} and {job.path} would both be written to {job.target}"
        taken[target] = job.path
