"""Counts what is changed in text that is right as it stands: ``python -m benchmarks.clean_prose DIR…``.

Every edit is listed, so that it can be judged: a repair of a real slip, or harm. Text files are ``.txt`` and ``.md``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from cleaner import Cleaner


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--profile", default="article")
    given = arguments.parse_args()
    cleaner = Cleaner(given.profile)
    words = 0
    rules: Counter[str] = Counter()
    for file in sorted(f for folder in given.folders for f in folder.rglob("*") if f.suffix in (".txt", ".md")):
        text = file.read_bytes().decode("utf-8", "replace")
        words += len(text.split())
        for edit in cleaner.inspect(text).edits:
            rules[edit.rule] += 1
            before, after = text[max(0, edit.start - 40) : edit.start], text[edit.end : edit.end + 30]
            print(f"{file.name} {edit.rule}: {before!r} [{edit.before!r} → {edit.after!r}] {after!r}")
    total = sum(rules.values())
    print(f"{total} edits in {words} words: one in {words // max(total, 1)}")
    for rule, count in rules.most_common():
        print(f"    {count:5} {rule}")


if __name__ == "__main__":
    main()
