"""The public test cases of ftfy, read by both tools: ``python -m benchmarks.ftfy_cases FILE [FILE…]``.

The files are those of ftfy's repository (``tests/test-cases/*.json``, or the older ``tests/test_cases.json``). Of each
case both tools repair the encoding only; then the same normalisations (ftfy's own, without its encoding step) are made
on both answers and on the expected one, so that only the repair is compared. Where the expected text has U+FFFD
because ftfy gives a character up, a character in its place, or in that of a run of them, is right too, and shown as
`restored`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import ftfy

from cleaner import Cleaner
from cleaner.profile import Profile

LOST = "\ufffd"
GIVEN_UP = re.compile("\ufffd(?:[\x80-\xff]?\ufffd)*")


def normalised(text: str) -> str:
    """What ftfy makes of a text apart from its encoding step: quotes, ligatures, width, entities, controls, NFC."""
    return ftfy.fix_text(text, fix_encoding=False)


def verdict(answer: str, expected: str) -> str:
    """``equal``, ``restored`` (equal but for characters the expected text gives up), or ``differs``."""
    if answer == expected:
        return "equal"
    filled = r"\S{1,2}".join(map(re.escape, GIVEN_UP.split(expected)))
    fewer = answer.count(LOST) < expected.count(LOST)
    return "restored" if fewer and re.fullmatch(filled, answer) else "differs"


def judge(case: dict[str, Any], cleaner: Cleaner) -> tuple[str, str, str]:
    """The verdicts on mtclean and on ftfy, and what mtclean made of the case."""
    expected = normalised(case.get("fixed-encoding", case["fixed"]))
    ours = cleaner.clean(case["original"])
    theirs = ftfy.fix_encoding(case["original"])
    mine = "equal" if normalised(ours) == normalised(case["fixed"]) else verdict(normalised(ours), expected)
    return mine, verdict(normalised(theirs), expected), ours


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", type=Path, help="test cases of ftfy, as JSON")
    cases = [case for file in arguments.parse_args().files for case in json.loads(file.read_text(encoding="utf-8"))]
    cleaner = Cleaner(Profile("encoding alone", ("encoding",), disable=frozenset({"encoding/look-alike"})))
    table: Counter[tuple[str, str, str]] = Counter()
    for case in cases:
        ours, theirs, made = judge(case, cleaner)
        table[case["expect"], ours, theirs] += 1
        if ours == "differs":
            print(f"{case['expect']}  {case['label']}")
            print(f"  from {case['original']!r}\n  ours {made!r}\n  want {case['fixed']!r}")
    print(f"{'expect':8} {'cases':>5} {'mtclean':>8} {'ftfy':>5}")
    for expect in sorted({key[0] for key in table}):
        rows = [(key, n) for key, n in table.items() if key[0] == expect]
        passed = sum(n for key, n in rows if key[1] != "differs")
        other = sum(n for key, n in rows if key[2] != "differs")
        print(f"{expect:8} {sum(n for _, n in rows):5} {passed:8} {other:5}")


if __name__ == "__main__":
    main()
