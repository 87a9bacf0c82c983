"""Does the time grow with the length of the text, and no faster? ``python -m benchmarks.linear``.

Every rule reads each piece of its examples and counter-examples written many times over, and the whole pipeline reads
texts made to be slow, at one length and at four times that. What takes more than `ROOM` times as long is named; times
too short to compare are not. Exit code 1 where anything is named.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator

from cleaner import inspect
from cleaner.marks import parse
from cleaner.rules import Rule, load_rules
from cleaner.text import Text
from tests.hostile import HOSTILE, PARTS

ROOM = 9.0  # four times the text may take so many times as long
SHORT = 0.25  # seconds: below it, times say more about the machine
SIZES = (15_000, 60_000)  # code points
MOST = 2_000  # fixes drawn from one rule


def slow(work: Callable[[str], object], small: str, large: str) -> tuple[float, float] | None:
    """The two times in seconds, if the larger text takes more than its share; else None. Asked twice, to be sure."""
    times = (0.0, 0.0)
    for _ in range(2):
        times = seconds(work, small), seconds(work, large)
        if times[1] < SHORT or times[1] < ROOM * times[0]:
            return None
    return times


def seconds(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began


def reader(rule: Rule) -> Callable[[str], object]:
    def read(source: str) -> None:
        for n, _ in enumerate(rule.fixes(Text(source, (), rule.language))):
            if n > MOST:
                break

    return read


def pieces(rule: Rule) -> Iterator[str]:
    for example in (*rule.example, *rule.keep):
        damaged = parse(example)[0] if "⟦" in example else example
        yield from {damaged, *re.findall(r"\s+|\w+|[^\w\s]+", damaged)}


def clean(text: str) -> object:
    return inspect(text, language="en")


def main() -> int:
    named = 0

    def show(what: str, times: tuple[float, float] | None) -> None:
        nonlocal named
        if times:
            named += 1
            print(f"{what}: {times[0]:.2f} s, four times the text {times[1]:.2f} s")

    rules = [rule for rule in load_rules() if rule.pattern is not None]
    for rule in rules:
        work = reader(rule)
        for part in dict.fromkeys(pieces(rule)):
            small, large = (part * (size // len(part)) for size in SIZES)
            show(f"{rule.language or 'any'}:{rule.id} on {part!r}", slow(work, small, large))
    for kind, whole in HOSTILE.items():
        show(f"pipeline on {kind}", slow(clean, whole[: len(whole) // 4], whole))
    for kind, part in PARTS.items():
        small, large = (part * (size // len(part)) for size in SIZES)
        show(f"pipeline on {kind}", slow(clean, small, large))
    print(f"{len(rules)} rules and {len(HOSTILE) + len(PARTS)} texts: {named or 'none'} slower than linear")
    return 1 if named else 0


if __name__ == "__main__":
    sys.exit(main())
