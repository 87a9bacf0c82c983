"""Makes ``cleaner/encoding/plausibility.bin`` from word lists: ``python -m tools.plausibility [DIR]``.

For each alphabetic language the file holds what it costs (quarters of a nat) to write one letter after another, and at
either end of a word; for Chinese, Japanese and Korean what each character costs by itself. The words and how often
they are written come from `wordfreq`. DIR holds word lists of languages it does not know, ``et.dic`` or ``fo.txt``
(Hunspell dictionaries or one word a line, UTF-8 or Latin-1): these languages are known only so as to be left alone.
One for German, ``de.txt``, says which words have an ß, which `wordfreq` writes as ss.
"""

from __future__ import annotations

import argparse
import lzma
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import msgpack
import wordfreq

from cleaner.encoding.plausibility import EDGE, FILE, STEP, TOP, folded

LISTED = "bg ca cs da de el en es fi fr he ar fa hr hu is it lt lv mk nb nl pl pt ro ru sk sl sr sv tr uk vi id".split()
SIGNS = {"zh": 6000, "ja": 4000, "ko": 1700}  # how many characters are told apart
RARE = 3e-5  # of all letters: less is a foreign name
BENT = 0.6  # exponent of a word's frequency: between counting words of a text and words of a list
_TO_CYRILLIC = {"lj": "љ", "nj": "њ", "dž": "џ"} | dict(
    zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)
)


def frequencies(code: str) -> dict[str, float]:
    """The words of a language with what they weigh; Serbian in its Cyrillic letters."""
    listed: dict[str, float] = wordfreq.get_frequency_dict({"hr": "sh", "sr": "sh"}.get(code, code))
    return {_cyrillic(w): f for w, f in listed.items()} if code == "sr" else listed


def _cyrillic(word: str) -> str:
    for latin, letter in _TO_CYRILLIC.items():
        word = word.replace(latin, letter)
    return word


def pairs(weights: Iterable[tuple[str, float]]) -> tuple[str, bytes]:
    """The letters of a language, and the cost of each behind each, row by row."""
    letters: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, weight in weights:
        if not word.isalpha() or (len(word) > 1 and len(set(word)) == 1):
            continue
        text = f"{EDGE}{folded(unicodedata.normalize('NFC', word))}{EDGE}"
        for first, second in pairwise(text):
            counts[first][second] += weight
            letters[second] += weight
    total = letters.total()
    alphabet = "".join(sorted(c for c, n in letters.items() if n > RARE * total))
    out = bytearray()
    for first in alphabet:
        row = counts[first]
        seen, kinds = row.total(), len(row)
        scale = total / 20_000  # what is seen less often than once in a short book is smoothed
        for second in alphabet:
            back = letters[second] / total
            share = (row[second] + kinds * scale / 20 * back) / (seen + kinds * scale / 20)
            out.append(min(TOP, round(-math.log(max(share, 1e-9)) * STEP)))
    return alphabet, bytes(out)


def signs(code: str, size: int) -> dict[int, str]:
    """The commonest characters of a language without alphabet, by cost."""
    counts: Counter[str] = Counter()
    for word, weight in wordfreq.get_frequency_dict(code).items():
        for char in word:
            if ord(char) > 0x2E80:
                counts[char] += weight
    total = counts.total()
    out: dict[int, str] = defaultdict(str)
    for char, n in counts.most_common(size):
        out[2 * round(-math.log(n / total) * STEP / 2)] += char
    return {cost: "".join(sorted(chars)) for cost, chars in out.items()}


def listed_words(file: Path) -> Iterable[tuple[str, float]]:
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeError:
        text = raw.decode("latin-1")
    for line in text.splitlines():
        yield line.split("/")[0].split("\t")[0].strip(), 1.0


def _spelt(words: Iterable[tuple[str, float]]) -> dict[str, str]:
    """Words with ß by what `wordfreq` makes of them."""
    return {word.casefold(): word for word, _ in words if "ß" in word}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("lists", nargs="?", type=Path, help="a folder of word lists named by language")
    given = arguments.parse_args().lists
    lists = {file.stem: file for file in sorted(given.iterdir())} if given else {}
    tables = {}
    for code in LISTED:
        spelt = _spelt(listed_words(lists.pop(code))) if code in lists else {}
        tables[code] = pairs((spelt.get(w, w), f**BENT) for w, f in frequencies(code).items())
    for code, file in lists.items():
        tables[code] = pairs(listed_words(file))
    data = {"pairs": tables, "signs": {c: signs(c, size) for c, size in SIGNS.items()}}
    packed = lzma.compress(msgpack.packb(data), preset=9 | lzma.PRESET_EXTREME)
    FILE.write_bytes(packed)
    print(f"{FILE}: {len(packed)} bytes, {len(tables)} alphabets")


if __name__ == "__main__":
    main()
