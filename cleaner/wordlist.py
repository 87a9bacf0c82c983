"""The lists of words of `wordfreq`, read without the package and kept small.

A long list as a dictionary takes forty megabytes, and a run over a corpus comes to ask eight languages. Here it is the
sorted hashes of its words, three megabytes, in which one is found by halving. A word that is not in the list is taken
for one that is where all 64 bits are the same: once in fifty million million questions.
"""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

_BITS = (1 << 64) - 1


def bins(language: str, size: str) -> Iterator[list[str]]:
    """Yield the words of a list ("small", "large") by how common they are: those of bin n stand 10^(-n/100) times in a
    text of one word, which is 9 - n/100 on the Zipf scale. Nothing where there is no such list."""
    file = _lists() / f"{size}_{language}.msgpack.gz"
    if not file.is_file():
        return
    with gzip.open(file) as stream:
        packed = msgpack.Unpacker(stream, raw=False)
        count = packed.read_array_header()
        head = packed.unpack()
        if isinstance(head, dict) and head.get("format") == "cB":
            for _ in range(count - 1):
                yield packed.unpack()


@cache
def _lists() -> Path:
    spec = find_spec("wordfreq")
    return Path(spec.origin).parent / "data" if spec and spec.origin else Path()


class LongList(Mapping[str, float]):
    """A long list: how common each word is, on the Zipf scale. It is read anew where all of it is asked for, in the
    order of the list."""

    def __init__(self, language: str) -> None:
        self.language = language
        both: list[int] = []
        for n, words in enumerate(bins(language, "large")):
            both += [(hash(word) & _BITS) << 16 | n for word in words]
        both.sort()
        self._hashes = array("Q", [one >> 16 for one in both])
        self._bins = array("H", [one & 0xFFFF for one in both])

    def bin(self, word: str) -> int | None:
        """The number of the bin a word stands in."""
        key = hash(word) & _BITS
        n = bisect_left(self._hashes, key)
        return self._bins[n] if n < len(self._hashes) and self._hashes[n] == key else None

    def __getitem__(self, word: str) -> float:
        n = self.bin(word)
        if n is None:
            raise KeyError(word)
        return 9 - n / 100

    def get(self, word: str, default: float | None = None) -> float | None:  # type: ignore[override]
        n = self.bin(word)
        return default if n is None else 9 - n / 100

    def __iter__(self) -> Iterator[str]:
        return (word for words in bins(self.language, "large") for word in words)

    def items(self) -> ItemsView[str, float]:
        return _Items(self)

    def __len__(self) -> int:
        return len(self._bins)


class _Items(ItemsView[str, float]):
    _mapping: LongList

    def __iter__(self) -> Iterator[tuple[str, float]]:
        found = bins(self._mapping.language, "large")
        return ((word, 9 - n / 100) for n, words in enumerate(found) for word in words)
