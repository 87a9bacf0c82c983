"""The golden files: reading, scoring, the table, and the floors that only rise.

``python -m tests.golden`` prints the table (``--detail``: what was missed or wrong); ``--raise-floors`` writes higher
floors to ``golden/floors.json`` where the scores allow it, and never lower ones.
"""

from __future__ import annotations

import json
import math
import sys
from functools import cache
from pathlib import Path

from cleaner import Cleaner, Result
from cleaner.config import default_profile
from cleaner.formats import format_of
from cleaner.marks import parse
from tests.scoring import CaseScore, Totals, score_case

GOLDEN = Path(__file__).parent.parent / "golden"
FLOORS = GOLDEN / "floors.json"
ROUND = 100  # floors have two decimals, rounded down


def folders() -> list[str]:
    return sorted(f.name for f in GOLDEN.iterdir() if f.is_dir())


def cases(folder: str) -> list[Path]:
    return sorted((GOLDEN / folder).glob("*.ann.txt"))


def format_for(case: Path) -> str | None:
    """The format a case is read in: ``NAME.md.ann.txt`` is Markdown. None where that format is still to come."""
    name = case.name.removesuffix(".ann.txt")
    return format_of(name) if "." in name else "plain"


def profile_of(case: Path) -> str:
    """Normalisations are asked for; a case of a format gets what the command gives it, every other is an article."""
    if case.parent.name == "normalise":
        return "corpus"
    return default_profile(format_for(case) or "plain")


def inspected(case: Path, text: str) -> Result:
    """What becomes of a text in the format and under the profile of a case."""
    return Cleaner(profile_of(case)).inspect(text, format=format_for(case) or "plain")


def read(case: Path) -> str:
    return case.read_bytes().decode("utf-8")


@cache
def score(case: Path) -> CaseScore:
    annotated = read(case)
    return score_case(annotated, inspected(case, parse(annotated)[0]))


@cache
def totals(folder: str) -> Totals:
    out = Totals()
    for case in cases(folder):
        if format_for(case):
            out.add(score(case))
    return out


def floors() -> dict[str, dict[str, float]]:
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def reached(folder: str) -> dict[str, float]:
    """Precision, recall (without G), and the recall of each class of a folder, rounded down."""
    got = totals(folder)
    marks = {cls: sum(c.values()) for cls, c in got.per_class.items()}
    figures = {"precision": got.precision(), "recall": got.recall(set(marks) - {"G"})}
    figures |= {cls: got.recall({cls}) for cls in sorted(marks)}
    return {key: math.floor(value * ROUND + 1e-9) / ROUND for key, value in figures.items()}


def raise_floors() -> None:
    now = floors()
    for folder in folders():
        old = now.get(folder, {})
        now[folder] = {key: max(value, old.get(key, 0.0)) for key, value in reached(folder).items()}
    FLOORS.write_text(json.dumps(now, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def show(detail: bool) -> None:
    print(f"{'folder':14} {'cases':>5} {'marks':>5} {'precision':>9} {'recall-G':>8} {'harm':>4}  fixed/marks by class")
    for folder in folders():
        got, files = totals(folder), cases(folder)
        marks = {cls: sum(c.values()) for cls, c in sorted(got.per_class.items())}
        by_class = "  ".join(f"{cls} {got.per_class[cls]['fixed']}/{n}" for cls, n in marks.items())
        recall = got.recall(set(marks) - {"G"})
        print(
            f"{folder:14} {len(files):5} {sum(marks.values()):5} {got.precision():9.3f} {recall:8.3f} {got.harm:4}"
            f"  {by_class}"
        )
        for case in files if detail else ():
            scored = score(case)
            for mark, state in scored.states:
                if state != "fixed":
                    print(f"    {case.name}: {state} {mark.cls} {mark.bad!r} -> {mark.goods[0]!r}")
            for harm in scored.harm:
                print(f"    {case.name}: HARM {harm.before!r} -> {harm.after!r} after {harm.context!r}")
    waiting = [f"{c.parent.name}/{c.name}" for folder in folders() for c in cases(folder) if not format_for(c)]
    print("waiting for their format, without a floor:")
    for folder, name in (w.split("/") for w in waiting):
        states = [state for _, state in score(GOLDEN / folder / name).states]
        print(f"    {folder}/{name}: {states.count('fixed')}/{len(states)} as plain text")


if __name__ == "__main__":
    show("--detail" in sys.argv)
    if "--raise-floors" in sys.argv:
        raise_floors()
