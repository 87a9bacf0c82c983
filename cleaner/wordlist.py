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
from bisect import bisect_left, bisect_right
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

_KEPT = "words-1"  # the number goes up when the form of a table changes
_BITS = (1 << 48) - 1
_FEW = 40  # words: to search for as many costs what a table does
_SHORT = 31  # bytes: longer strings are packed otherwise
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


class _Packed:
    """A list as it is packed, for the first few questions: a word is searched for in its bytes, and no table is made.

    In MessagePack a short string follows one byte that tells its length, from A0 on. In UTF-8 such a byte continues a
    letter, so that what stands before a find tells whether a word begins there (``åsikter`` holds A5 and ``sikte``).
    """

    def __init__(self, language: str, size: str) -> None:
        import gzip

        import msgpack

        file = _lists() / f"{size}_{language}.msgpack.gz"
        self._bytes = gzip.decompress(file.read_bytes()) if file.is_file() else b""
        self._starts: list[int] = []  # of the first word of each bin
        packed = msgpack.Unpacker(strict_map_key=False)
        packed.feed(self._bytes)
        if self._bytes:
            count = packed.read_array_header()
            head = packed.unpack()
            for _ in range(count - 1 if isinstance(head, dict) and head.get("format") == "cB" else 0):
                words = packed.read_array_header()
                self._starts.append(packed.tell())
                for _ in range(words):
                    packed.skip()

    def bin(self, word: str) -> int | None:
        raw = word.encode("utf-8", "surrogatepass")
        sought = bytes([0xA0 | len(raw)]) + raw
        at = self._bytes.find(sought)
        while at >= 0:
            n = bisect_right(self._starts, at) - 1
            if n >= 0 and (at == self._starts[n] or self._begins(at)):
                return n
            at = self._bytes.find(sought, at + 1)
        return None

    def _begins(self, at: int) -> bool:
        """Is the letter before a place whole?"""
        back = at - 1
        while self._bytes[back] & 0xC0 == 0x80:
            back -= 1
        lead = self._bytes[back]
        return at - back > (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0)


class WordTable(Mapping[str, float]):
    """A list of words: how common each is, on the Zipf scale. All of it is read anew where that is asked for.

    In the table every word is a number, of its hash and its bin. Python's own hash is at hand, but differs from process
    to process: a table that is kept has another one. Of a list that is asked for a few words no table is made: a text
    with one odd word asks twenty languages.
    """

    def __init__(self, language: str, size: str) -> None:
        self.language, self.size = language, size
        self._hash: Callable[[str], int] = _stable_hash if _folders else _own_hash
        # What is kept serves all later processes: it is made at once.
        self._ready: Sequence[int] | None = (_kept(language, size) or self._built()) if _folders else None
        self._packed: _Packed | None = None
        self._asked = 0

    @property
    def _table(self) -> Sequence[int]:
        if self._ready is None:
            self._ready, self._packed = self._built(), None
        return self._ready

    def _built(self) -> Sequence[int]:
        hashed = self._hash
        found = enumerate(bins(self.language, self.size))
        if hashed is _own_hash:  # without a call for each word
            rows = [(hash(word) + len(word) & _BITS) << 16 | n for n, words in found for word in words]
            rows.sort()
            return array("Q", rows)
        rows = [(hashed(word) & _BITS) << 16 | n for n, words in found for word in words]
        rows.sort()
        table = array("Q", rows)
        _keep(self.language, self.size, table)
        return _kept(self.language, self.size) or table  # its pages are shared, and given back when memory is short

    def bin(self, word: str) -> int | None:
        """The number of the bin a word stands in."""
        if self._ready is None and self._asked < _FEW and 0 < len(word) * 4 <= _SHORT:
            self._asked += 1
            if self._packed is None:
                self._packed = _Packed(self.language, self.size)
            return self._packed.bin(word)
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

    def __bool__(self) -> bool:
        return (_lists() / f"{self.size}_{self.language}.msgpack.gz").is_file()

    def __len__(self) -> int:
        return len(self._table)


class _Items(ItemsView[str, float]):
    _mapping: WordTable

    def __iter__(self) -> Iterator[tuple[str, float]]:
        found = bins(self._mapping.language, self._mapping.size)
        return ((word, 9 - n / 100) for n, words in enumerate(found) for word in words)


def _own_hash(word: str) -> int:
    """Python's own hash, and the length: the former sees bytes alone, and those of `of` are those of 景."""
    return hash(word) + len(word)


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
