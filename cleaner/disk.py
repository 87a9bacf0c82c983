"""Files are read with their state, and written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from typing import IO

from cleaner.files import STDIN, FileError, decode
from cleaner.lazy import lazy

if sys.platform != "win32":
    import fcntl

_END = lazy(r"\r\n?|\n")
_TEMPORARY = lazy(r"\.mtclean-[0-9a-f]+\.tmp\Z")


def escapes(path: str, within: str | None) -> bool:
    """Does a path lead out of a directory, by a link that stands there or by its name?"""
    if within is None:
        return False
    root, real = os.path.realpath(within), os.path.realpath(path)
    return os.path.commonpath([root, real]) != root


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


def read_original(path: str) -> str:
    """Return the text of an original, its line ends as the passes see them. Raises FileError."""
    data, _ = read(path)
    return _END.sub("\n", decode(data, path)[1])


Filling = bytes | Callable[[IO[bytes]], None]  # what a file is to hold, or what writes it


def write(
    path: str, data: Filling, read_state: os.stat_result | None, *, in_place: bool, within: str | None = None
) -> None:
    """Write a file whole or not at all: a reader, or a kill at any moment, finds the old bytes or the new ones.

    Mode and owner stay (of the file read, for a new one); a link stays a link, and the file it leads to is written. A
    file with several hard links, or whose owner cannot be kept, is overwritten where it stands, with a copy beside it
    until that is done. A file that changed since it was read is left alone, and so is one out of the directory
    `within`. A function writes what is not to be held as a whole; it cannot overwrite a file where it stands. Raises
    FileError, and what the function raises: then nothing is written.
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
    except FileError:
        raise
    except OSError as error:
        raise FileError(path, f"cannot be written: {(error.strerror or str(error)).lower()}") from None


def _state(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_size, state.st_mtime_ns


def changed_since(path: str, state: os.stat_result) -> bool:
    """Is a file another than when it was opened?"""
    return _state(os.stat(path)) != _state(state)


def _swap(real: str, data: Filling, like: os.stat_result | None, old: os.stat_result | None) -> None:
    """Write a temporary file in the same directory and put it in place in one step."""
    temporary = os.path.join(os.path.dirname(real), f".mtclean-{os.urandom(6).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as file:
            _lock(descriptor)
            if isinstance(data, bytes):
                file.write(data)
            else:
                data(file)
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


def _overwrite(real: str, data: Filling) -> None:
    """Write where the file stands, a copy of the old bytes beside it until the new ones are safe."""
    if not isinstance(data, bytes):
        raise FileError(real, "a corpus with several links, or of another owner, is not repaired in place; give -o")
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
