"""The lists of words of `wordfreq`, read without the package and kept small.

A long list as a dictionary takes forty megabytes and a third of a second, and a run over a corpus comes to ask eight
languages. Here it is a sorted table of one number for each word, three megabytes, in which a word is found by halving.
Where a folder is given for it, the table is kept there, and all later processes have it at once and share its memory.
A word that is not in the list is taken for one that is where 48 bits of a hash are the same: once in four hundred
million questions.
"""

from __future__ import annotations

import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

_KEPT = "words-1"  # the number goes up when the form of a table changes
_BITS = (1 << 48) - 1
_folders: list[Path] = []  # where tables are kept, if anywhere


def keep_in(folder: str | Path | None) -> None:
    """Keep the tables of long lists in this folder from now on, or (None) nowhere. They can be deleted at any time."""
    _folders[:] = [Path(folder)] if folder else []


def bins(language: str, size: str) -> Iterator[list[str]]:
    """Yield the words of a list ("small", "large") by how common they are: those of bin n stand 10^(-n/100) times in a
    text of one word, which is 9 - n/100 on the Zipf scale. Nothing where there is no such list."""
    file = _lists() / f"{size}_{language}.msgpack.gz"
    if not file.is_file():
        return
    import gzip  # a run that has seen its files before reads no list

    import msgpack

    with gzip.open(file) as stream:
        packed = msgpack.Unpacker(stream, raw=False)
        count = packed.read_array_header()
        head = packed.unpack()
        if isinstance(head, dict) and head.get("format") == "cB":
            for _ in range(count - 1):
                yield packed.unpack()


@cache
def _lists() -> Path:
    from importlib.util import find_spec

    spec = find_spec("wordfreq")
    return Path(spec.origin).parent / "data" if spec and spec.origin else Path()


class WordTable(Mapping[str, float]):
    """A list of words: how common each is, on the Zipf scale. All of it is read anew where that is asked for.

    In the table every word is a number, of its hash and its bin. Python's own hash is at hand, but differs from process
    to process: a table that is kept has another one.
    """

    def __init__(self, language: str, size: str) -> None:
        self.language, self.size = language, size
        self._hash: Callable[[str], int] = _stable_hash if _folders else hash
        self._table = _kept(language, size) or self._built()

    def _built(self) -> Sequence[int]:
        hashed = self._hash
        found = enumerate(bins(self.language, self.size))
        rows = [(hashed(word) & _BITS) << 16 | n for n, words in found for word in words]
        rows.sort()
        table = array("Q", rows)
        _keep(self.language, self.size, table)
        return _kept(self.language, self.size) or table  # its pages are shared, and given back when memory is short

    def bin(self, word: str) -> int | None:
        """The number of the bin a word stands in."""
        key = (self._hash(word) & _BITS) << 16
        n = bisect_left(self._table, key)
        return self._table[n] & 0xFFFF if n < len(self._table) and self._table[n] >> 16 == key >> 16 else None

    def __getitem__(self, word: str) -> float:
        n = self.bin(word)
        if n is None:
            raise KeyError(word)
        return 9 - n / 100

    def get(self, word: str, default: float | None = None) -> float | None:  # type: ignore[override]
        n = self.bin(word)
        return default if n is None else 9 - n / 100

    def __iter__(self) -> Iterator[str]:
        return (word for words in bins(self.language, self.size) for word in words)

    def items(self) -> ItemsView[str, float]:
        return _Items(self)

    def __len__(self) -> int:
        return len(self._table)


class _Items(ItemsView[str, float]):
    _mapping: WordTable

    def __iter__(self) -> Iterator[tuple[str, float]]:
        found = bins(self._mapping.language, self._mapping.size)
        return ((word, 9 - n / 100) for n, words in enumerate(found) for word in words)


def _stable_hash(word: str) -> int:
    from hashlib import blake2b  # the same in every process

    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "little")


def _place(language: str, size: str) -> Path:
    """Where the table of a list is kept: its name tells the list it was made of."""
    made = (_lists() / f"{size}_{language}.msgpack.gz").stat()
    return _folders[0] / f"{_KEPT}-{language}-{size}-{made.st_size}-{made.st_mtime_ns}-{sys.byteorder}"


def _kept(language: str, size: str) -> Sequence[int] | None:
    if not _folders:
        return None
    import mmap

    try:
        with _place(language, size).open("rb") as file:
            rows = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("Q")
    except (OSError, ValueError, TypeError):  # no such file; an empty one; half a row
        return None
    return rows[1:] if rows[0] == len(rows) - 1 else None  # a write that was cut off


def _keep(language: str, size: str, table: array[int]) -> None:
    """Keep a table; where that cannot be done every process makes its own."""
    if not _folders:
        return
    try:
        place = _place(language, size)
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.{os.getpid()}")
        part.write_bytes(array("Q", [len(table)]).tobytes() + table.tobytes())
        part.replace(place)
    except OSError:
        pass
