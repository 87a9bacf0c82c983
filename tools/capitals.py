"""Makes ``cleaner/capitals.gz`` from English prose: ``python -m tools.capitals DIR DICTIONARY``.

DIR holds texts (``.txt``, ``.md``) of many kinds, but no verse: some millions of words. A word is listed if it stands
there in small letters at least `SEEN` times, and with a capital between words in small letters next to never; with a
mark before it if it has one seldom, or if it is too rare there to tell and DICTIONARY (words one a line, as Debian has
them in ``wamerican``) knows it in small letters only.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from pathlib import Path

from cleaner.capitals import FILE, SELDOM
from cleaner.vocabulary import all_words

SEEN = 8  # times
SHARE, ONCE = 500, 30  # one capital in so many small ones; a single one, where it is a slip, in so many
SELDOM_SHARE = 40
RARE = 2.8  # on the Zipf scale
KNOWN = 2.0  # on the Zipf scale
_SMALL = re.compile(r"[a-z]{3,}(?![A-Za-z'’_-])")
_CAPITAL = re.compile(r"([A-Z][a-z]{2,})([.,;:!?”\"’)]*)$")
_BEFORE = re.compile(r"[a-z][a-z'’-]*,?$")


def count(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in small letters, and with a capital between words in small letters."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for file in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md")):
        for paragraph in re.split(r"\n\s*\n", file.read_text(encoding="utf-8", errors="replace")):
            words = paragraph.split()
            for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
                if len(words) < 8:
                    break
                if lower := _SMALL.match(word):
                    small[lower.group()] += 1
                elif (match := _CAPITAL.match(word)) and _BEFORE.match(before):
                    capital[match.group(1).lower()] += bool(match.group(2) or re.match(r"[a-z0-9]|$", after))
    return small, capital


def main() -> None:
    """Write the list."""
    small, capital = count(Path(sys.argv[1]))
    zipf = all_words("en")
    listed = [word for word, n in small.items() if n >= SEEN and zipf.get(word, 0.0) >= KNOWN]
    never = {word for word in listed if capital[word] <= max(small[word] // SHARE, small[word] >= ONCE)}
    seldom = {SELDOM + word for word in listed if word not in never and capital[word] <= small[word] / SELDOM_SHARE}
    known = Path(sys.argv[2]).read_text(encoding="utf-8").split("\n")
    names = {word.lower() for word in known if word[:1].isupper()}
    rare = {
        SELDOM + word
        for word in known
        if re.fullmatch("[a-z]{4,}", word) and not word.endswith("s") and word not in names  # the Rangers
        if zipf.get(word, 0.0) >= RARE and small[word] + capital[word] < SEEN and capital[word] <= small[word] / 4
    }
    words = sorted(never | seldom | rare)
    FILE.write_bytes(gzip.compress("\n".join(words).encode(), 9, mtime=0))
    print(len(words), "words,", FILE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
