"""Which language a document is in: told by its function words, or by its script.

The function words stand in ``rules/<language>/language.toml``. A document that gives no clear sign has no language,
and only the rules for any language hold.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from cleaner.rules import rules_root

SAMPLE = 20_000  # code points read from the start of a document
_WORD = re.compile(r"[^\W\d_]+")
_LEAD = 1.3  # the winner has this many times the function words of the next

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ar", re.compile(r"[\u0620-\u06ff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


@cache
def _function_words() -> dict[str, list[str]]:
    """Map each word to the languages it is a function word of."""
    out: dict[str, list[str]] = {}
    for folder in sorted(rules_root().iterdir(), key=lambda f: f.name):
        file = folder.joinpath("language.toml") if folder.is_dir() else None
        if file is not None and file.is_file():
            for word in tomllib.loads(file.read_text(encoding="utf-8"))["function_words"]:
                out.setdefault(word, []).append(folder.name)
    return out


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is in, or None where nothing decides."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words:
        return None
    letters = sum(map(len, words))
    if not sample.isascii():
        for code, script in _SCRIPTS:
            # A character of these scripts says more than a Latin one: a third of the letters is most of the text.
            if 3 * len(script.findall(sample)) > letters:
                return code
    known = _function_words()
    counts: dict[str, float] = {}
    for word in words:
        for code in known.get(word, ()):
            counts[code] = counts.get(code, 0) + 1 / len(known[word])
    if not counts:
        return None
    best, *rest = sorted(counts.items(), key=lambda item: -item[1])
    if rest and best[1] < _LEAD * rest[0][1]:
        return None
    # A language that names a function word in fewer than one word of fifteen is not the one the text is in.
    return best[0] if 15 * best[1] >= len(words) else None
