"""Counts what is changed in text that is right as it stands: ``python -m benchmarks.clean_prose DIR…``.

Every edit is listed, so that it can be judged: a repair of a real slip, or harm. Text files are ``.txt`` and ``.md``.
With ``--by-language`` the edits are counted for each language by itself. In Chinese and Japanese two characters count
as a word.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from cleaner import Cleaner

WIDE = ("zh", "ja")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--profile", default="article")
    arguments.add_argument("--by-language", action="store_true")
    given = arguments.parse_args()
    cleaner = Cleaner(given.profile)
    words: Counter[str] = Counter()
    rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for file in sorted(f for folder in given.folders for f in folder.rglob("*") if f.suffix in (".txt", ".md")):
        text = file.read_bytes().decode("utf-8", "replace")
        result = cleaner.inspect(text)
        language = (result.language or "none") if given.by_language else "all"
        words[language] += len(text) // 2 if language in WIDE else len(text.split())
        for edit in result.edits:
            rules[language][edit.rule] += 1
            before, after = text[max(0, edit.start - 40) : edit.start], text[edit.end : edit.end + 30]
            print(f"{file.name} {edit.rule}: {before!r} [{edit.before!r} → {edit.after!r}] {after!r}")
    for language in sorted(words):
        total = sum(rules[language].values())
        print(f"{language}: {total} edits in {words[language]} words: one in {words[language] // max(total, 1)}")
        for rule, count in rules[language].most_common():
            print(f"    {count:5} {rule}")


if __name__ == "__main__":
    main()
