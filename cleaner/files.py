"""Bytes to text and back: which files are meant, how they are read, and how they are written whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cleaner import charset
from cleaner.charset import UTF8, Charset
from cleaner.edits import Change, Patch
from cleaner.formats import format_of
from cleaner.pipeline import Cleaner, ContractError, Repair, Result

if sys.platform != "win32":
    import fcntl

STDIN = "-"
_END = re.compile(r"\r\n?|\n")
_TEMPORARY = re.compile(r"\.mtclean-[0-9a-f]+\.tmp\Z")


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


def plan(paths: Iterable[str], out: str | None = None) -> Plan:
    """Tell which files `paths` mean, each once, and where each is written under `out`.

    A file given by name is always taken, as plain text if its suffix is unknown. In a directory only files of a known
    suffix are taken; hidden directories and links are left out. Under `out` the tree of a single directory is mirrored
    as it is; of several paths each lies under its own name. Other files of a directory are then copied, and a link to a
    file inside the directory is read through; one that leads out of it is left out.
    """
    paths = list(dict.fromkeys(paths))
    found = Plan([], [], [])
    for path in paths:
        if path == STDIN:
            found.jobs.append(Job(path, None, "plain"))
        elif os.path.isdir(path):
            name = os.path.basename(os.path.abspath(path)) if len(paths) > 1 else ""
            _walk(path, out, os.path.join(out, name) if out else None, found)
        elif not os.path.lexists(path):
            found.errors.append(FileError(path, "no such file or directory"))
        else:
            target = os.path.join(out, os.path.basename(path)) if out else None
            known = format_of(path) or "plain"
            if known == "plain" and path.lower().endswith(".xml"):
                found.notes.append(
                    f"{path}: XML that is no values file of Android, which nothing here reads; left as it is"
                )
                if target:
                    found.jobs.append(Job(path, target, None, out))
                continue
            found.jobs.append(Job(path, target, known, out))
    once: dict[str, Job] = {}
    for job in found.jobs:
        once.setdefault(job.path if job.path == STDIN else os.path.realpath(job.path) + (job.target or ""), job)
    return Plan(list(once.values()), found.errors, found.notes)


def _walk(root: str, out: str | None, mirror: str | None, found: Plan) -> None:
    """Add the files below a directory, sorted. `out` itself is never walked."""
    real_root = os.path.realpath(root)
    real_out = os.path.realpath(out) if out else None

    def failed(error: OSError) -> None:
        found.errors.append(FileError.of(error.filename or root, error))

    for folder, subfolders, names in _folders(root, failed):
        subfolders[:] = sorted(
            name
            for name in subfolders
            if not name.startswith(".") and os.path.realpath(os.path.join(folder, name)) != real_out
        )
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.islink(path):
                if os.path.commonpath([real_root, os.path.realpath(path)]) != real_root:
                    found.notes.append(f"{path}: a link that leads out of {root}; left out")
                    continue
                if mirror is None:
                    continue  # the file it leads to has its own turn
            if not os.path.isfile(path) or _TEMPORARY.match(name):
                continue
            known = None if name.startswith(".") else format_of(path)
            target = os.path.normpath(os.path.join(mirror, os.path.relpath(path, root))) if mirror else None
            if known or target:
                found.jobs.append(Job(path, target, known, out))


def _folders(root: str, failed: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Walk as `os.walk` does, which before Python 3.12 goes only as deep as functions may call one another."""
    waiting = [root]
    while waiting:
        for folder, subfolders, names in os.walk(waiting.pop(), onerror=failed):
            yield folder, subfolders, names
            below = [os.path.join(folder, name) for name in subfolders]
            waiting += reversed([path for path in below if not os.path.islink(path)])
            subfolders.clear()


def escapes(path: str, within: str | None) -> bool:
    """Does a path lead out of a directory, by a link that stands there or by its name?"""
    if within is None:
        return False
    root, real = os.path.realpath(within), os.path.realpath(path)
    return os.path.commonpath([root, real]) != root


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


def read_original(path: str) -> str:
    """Return the text of an original, its line ends as the passes see them. Raises FileError."""
    data, _ = read(path)
    return _END.sub("\n", decode(data, path)[1])


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


# --- reading and writing --------------------------------------------------------------------------------------------


def read(path: str) -> tuple[bytes, os.stat_result | None]:
    """Return the bytes of a file and its state when read; of standard input for ``-``. Raises FileError."""
    if path == STDIN:
        return sys.stdin.buffer.read(), None
    try:
        with open(path, "rb") as file:
            state = os.fstat(file.fileno())
            if state.st_nlink > 1 and os.path.exists(_backup(os.path.realpath(path))):
                raise FileError(path, f"an earlier run was stopped here; its text is kept in {_backup(path)}")
            return file.read(), state
    except OSError as error:
        raise FileError.of(path, error) from None


def write(
    path: str, data: bytes, read_state: os.stat_result | None, *, in_place: bool, within: str | None = None
) -> None:
    """Write a file whole or not at all: a reader, or a kill at any moment, finds the old bytes or the new ones.

    Mode and owner stay (of the file read, for a new one); a link stays a link, and the file it leads to is written. A
    file with several hard links, or whose owner cannot be kept, is overwritten where it stands, with a copy beside it
    until that is done. A file that changed since it was read is left alone, and so is one out of the directory
    `within`. Raises FileError.
    """
    if escapes(path, within):
        raise FileError(path, f"leads out of {within}; not written")
    real = os.path.realpath(path)
    try:
        old = os.stat(real) if os.path.exists(real) else None
        if in_place and old and read_state and _state(old) != _state(read_state):
            raise FileError(path, "it changed while it was being read; left as it is")
        if old and not stat.S_ISREG(old.st_mode):
            raise FileError(path, "not a regular file; left as it is")
        if old and not os.access(real, os.W_OK):
            raise FileError(path, "read-only; left as it is")
        if not old:
            os.makedirs(os.path.dirname(real), exist_ok=True)
        if old and old.st_nlink > 1:
            _overwrite(real, data)
        else:
            _swap(real, data, old or read_state, old)
    except OSError as error:
        raise FileError(path, f"cannot be written: {(error.strerror or str(error)).lower()}") from None


def _state(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_size, state.st_mtime_ns


def _swap(real: str, data: bytes, like: os.stat_result | None, old: os.stat_result | None) -> None:
    """Write a temporary file in the same directory and put it in place in one step."""
    temporary = os.path.join(os.path.dirname(real), f".mtclean-{os.urandom(6).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as file:
            _lock(descriptor)
            file.write(data)
            file.flush()
            if like:
                os.chmod(temporary, stat.S_IMODE(like.st_mode))
            if old and not _given_to(temporary, old):
                _overwrite(real, data)
                os.unlink(temporary)
                return
            os.fsync(descriptor)
            os.replace(temporary, real)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def _given_to(temporary: str, old: os.stat_result) -> bool:
    """Give the new file to the owner of the old one, if it is not already his."""
    new = os.stat(temporary)
    if (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid) or sys.platform == "win32":
        return True
    try:
        os.chown(temporary, old.st_uid, old.st_gid)
        os.chmod(temporary, stat.S_IMODE(old.st_mode))  # a change of owner drops the set-id bits
    except PermissionError:
        return False
    return True


def _overwrite(real: str, data: bytes) -> None:
    """Write where the file stands, a copy of the old bytes beside it until the new ones are safe."""
    with open(real, "r+b") as file:
        backup = _backup(real)
        with open(backup, "xb") as copy:
            copy.write(file.read())
            copy.flush()
            os.fsync(copy.fileno())
        file.seek(0)
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    os.unlink(backup)


def _backup(path: str) -> str:
    return os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.mtclean-backup")


def _lock(descriptor: int, wait: bool = True) -> bool:
    """Hold an open file until it is closed, or the process ends, however it ends."""
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:  # held by another; or a file system without locks: then nothing is swept
            return False
    return True


def sweep(folder: str) -> None:
    """Remove the temporary files that a killed run left in a directory; those of a running one are locked."""
    try:
        left = [name for name in os.listdir(folder) if _TEMPORARY.match(name)]
        for name in left:
            path = os.path.join(folder, name)
            if not stat.S_ISREG(os.lstat(path).st_mode):
                continue  # none of ours, and a pipe would never open
            with open(path, "rb") as file:
                if _lock(file.fileno(), wait=False):
                    os.unlink(path)
    except OSError:
        return  # not ours to remove, or gone
