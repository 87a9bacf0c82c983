"""What was found in a text before, kept on disk by its content: a second look costs reading and hashing.

The key is a digest of the text, its format and original, the encoding to write, the fingerprint of the cleaner
(version, rules, profile) and of the program's own files, so nothing has to be told apart by dates or names, and a
rule that was changed asks every file anew. Kept are the changes and hints, not the texts. The file can be deleted at
any time; where it cannot be read or written the work is done without it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgpack

from cleaner.edits import Change, Patch, Step
from cleaner.pipeline import Cleaner
from cleaner.result import Repair, Result

_MOST = 200_000  # texts; of more, the least recently used go
_NAME = "results-1.sqlite"  # the number goes up when the form of what is kept changes
_TABLE = "CREATE TABLE IF NOT EXISTS result (key BLOB PRIMARY KEY, used INTEGER, data BLOB)"
_LET_GO = "DELETE FROM result WHERE key NOT IN (SELECT key FROM result ORDER BY used DESC LIMIT ?)"
_AT_ONCE = 500  # results are written together
_WAIT = 1.0  # seconds for another process that writes


class Cache:
    """Results by key. Never raises: what cannot be kept is worked out again."""

    def __init__(self, folder: str | Path) -> None:
        self._path = Path(folder) / _NAME
        self._new: dict[bytes, bytes] = {}
        self._met: set[bytes] = set()
        self._base = self._opened()

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                base = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
                base.execute(_TABLE)
                return base
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:  # no database: somebody else's file, or half of ours
                self._path.unlink(missing_ok=True)
            except OSError:
                return None
        return None

    def get(self, key: bytes, source: str) -> Result | None:
        """Return what was found in this text before, or None."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT data FROM result WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        if row is None:
            return None
        if len(self._met) < _MOST:
            self._met.add(key)
        return _unpacked(row[0], source)

    def put(self, key: bytes, result: Result) -> None:
        """Keep a result, at the latest when `close` is called. One with notes is not kept: a faster machine may find
        more."""
        if self._base is not None and not result.notes:
            self._new[key] = _packed(result)
            if len(self._new) >= _AT_ONCE:
                self._write()

    def close(self) -> None:
        """Write what is new, note what was used, and let go of what was not for longest."""
        if self._base is None:
            return
        self._write(last=True)
        self._base.close()
        self._base = None

    def _write(self, last: bool = False) -> None:
        if not (self._base and self._new):
            return  # a run that finds all it looks for leaves the file as it is
        now = int(time.time())
        try:
            with self._base:
                self._base.execute("BEGIN IMMEDIATE")
                rows = ((key, now, data) for key, data in self._new.items())
                self._base.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?)", rows)
                met = ((now, key) for key in self._met)
                self._base.executemany("UPDATE result SET used = ? WHERE key = ?", met)
                if last:
                    self._base.execute(_LET_GO, (_MOST,))
        except sqlite3.Error:
            pass
        self._new.clear()
        self._met.clear()


def folder() -> str:
    """Where results are kept: ``$MTCLEAN_CACHE_DIR``, or else the cache folder of the system."""
    if given := os.environ.get("MTCLEAN_CACHE_DIR"):
        return given
    from platformdirs import user_cache_dir

    return user_cache_dir("mtclean", appauthor=False)


def key(raw: str, cleaner: Cleaner, *more: str) -> bytes:
    """The key of a text under a cleaner. more: what else decides: its format, the encoding to write, its original."""
    digest = sha256(repr((_program(), cleaner.fingerprint, more)).encode("utf-8", "surrogatepass"))
    digest.update(raw.encode("utf-8", "surrogatepass"))
    return digest.digest()


@cache
def _program() -> str:
    """A digest of names, sizes and times of the program's files: one that is edited in place keeps no old results."""
    stats = sorted((str(file), file.stat()) for file in Path(__file__).parent.rglob("*.py"))
    return sha256(repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]).encode()).hexdigest()


def _packed(result: Result) -> bytes:
    changes = [(c.a0, c.a1, result.text[c.b0 : c.b1], c.steps) for c in result.patch.changes]
    data = (result.language, changes, result.hints)
    packed: bytes = msgpack.packb(data, unicode_errors="surrogatepass")
    return packed


def _unpacked(packed: bytes, source: str) -> Result | None:
    try:
        language, changes, hints = msgpack.unpackb(packed, use_list=False, unicode_errors="surrogatepass")
        return _rebuilt(source, language, changes, hints)
    except (ValueError, TypeError, msgpack.exceptions.UnpackException):
        return None


def _rebuilt(source: str, language: str | None, changes: Iterable[Any], hints: Iterable[Any]) -> Result:
    out: list[Change] = []
    parts: list[str] = []
    at = shift = 0
    for a0, a1, new, steps in changes:
        parts += source[at:a0], new
        out.append(Change(a0, a1, a0 + shift, a0 + shift + len(new), tuple(Step(*step) for step in steps)))
        shift += len(new) - (a1 - a0)
        at = a1
    parts.append(source[at:])
    return Result(source, "".join(parts), Patch(tuple(out)), tuple(Repair(*hint) for hint in hints), language)
