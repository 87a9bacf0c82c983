"""How the cost grows: ``python -m benchmarks.growth [--prose FILE] [--most 100] [--plot docs/growth.svg]``.

With the text: one text of clean prose from 1 KB to 100 MB, microseconds of processor time for each KB; small ones are
read many times over, long ones are one stretch repeated. With the rules: the same prose under the rules as they are,
and under three times as many, two more for each that begin as it does and never fire. Each figure is the median of five
(three for 10 MB, one for 100 MB).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from statistics import median

from benchmarks.speed import clean_prose
from cleaner import Cleaner
from cleaner.rulefiles import rules_root

SIZES = [1_000 * 10**n for n in range(6)]  # code points
LEAST = 300_000  # code points that are read for one figure
ONCE = 500_000  # code points that are repeated: so every length has as much to repair, or as little
RULES_ON = 1_000_000  # code points the two sets of rules are tried on


def with_text(prose: str, most: int) -> dict[int, float]:
    """Microseconds for 1,000 code points, by the length of the text."""
    cleaner = Cleaner("article")
    cleaner.inspect(prose[:50_000])
    out: dict[int, float] = {}
    for size in (size for size in SIZES if size <= most):
        whole = prose * (size // len(prose) + 1)
        times = max(1, LEAST // size)
        texts = [whole[n * size : (n + 1) * size] for n in range(times) if len(whole) >= (n + 1) * size]
        took = []
        for _ in range(5 if size < 10_000_000 else 100_000_000 // size // 4 + 1):
            began = time.process_time()
            for text in texts:
                cleaner.inspect(text, language="en")
            took.append(time.process_time() - began)
        out[size] = median(took) / len(texts) / size * 1e9
        print(f"{size / 1000:10,.0f} KB {out[size]:10.0f} µs for each KB", flush=True)
    return out


def tripled(folder: Path) -> int:
    """Put a copy of the rules into a folder, with two more for each that has a pattern; return how many those are."""
    shutil.copytree(rules_root(), folder, dirs_exist_ok=True)
    added = 0
    for file in sorted(folder.glob("*/*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        with open(file, "a", encoding="utf-8") as out:
            if data.get("lists"):
                out.write("\n")
            for rule in data.get("rule", []):
                for _ in range(2 if "pattern" in rule else 0):
                    added += 1
                    out.write(_silent({**{k: data[k] for k in ("class", "level") if k in data}, **rule}, added))
    return added


def _silent(rule: dict[str, object], number: int) -> str:
    """A rule that begins as another does, and needs a word that nobody writes."""
    word = f"qx{number}zj"
    triggers = rule.get("trigger") or [""]
    assert isinstance(triggers, list)
    told = {
        "id": f"silent-{number}",
        "class": rule["class"],
        "level": rule["level"],
        "trigger": [f"{trigger}{word}" for trigger in triggers],
        "pattern": f"(?:{rule['pattern']}){word}",
        "replace": "",
        "why": "Nobody writes this.",
        "example": [f"A {word}⟦{rule['class']}¦,¦⟧"],
        "keep": ["A word."],
    } | ({"scope": rule["scope"]} if "scope" in rule else {})
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in told.items())
    return "\n[[rule]]\n" + "\n".join(lines) + "\n"


def with_rules(prose: str) -> None:
    """Tell how much slower three times as many rules are, each set in a process of its own, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        added = tripled(folder / "rules")
        (folder / "prose").write_text(prose[:RULES_ON], encoding="utf-8")
        sets = {"as they are": None, "tripled": folder / "rules"}
        took: dict[str, list[float]] = {kind: [] for kind in sets}
        for _ in range(5):
            for kind, rules in sets.items():
                env = {**os.environ, **({"MTCLEAN_RULES": str(rules)} if rules else {})}
                command = [sys.executable, "-m", "benchmarks.growth", "--time", str(folder / "prose")]
                run = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
                took[kind].append(float(run.stdout))
    before, after = (min(took[kind]) for kind in sets)
    print(f"{added} rules that never fire: {before:.3f} s → {after:.3f} s, {100 * (after / before - 1):+.1f} %")


def timed(file: Path) -> float:
    """The best of three readings of a text, in seconds of processor time, its rules loaded."""
    text = file.read_text(encoding="utf-8")
    cleaner = Cleaner("article")
    cleaner.inspect(text)
    best = math.inf
    for _ in range(3):
        began = time.process_time()
        cleaner.inspect(text)
        best = min(best, time.process_time() - began)
    return best


def plot(figures: dict[int, float]) -> str:
    """A small picture: seconds over size, both by powers of ten, and a line of what is linear."""
    wide, high, left, low = 520, 300, 60, 260
    seconds = {size: each * size / 1e9 for size, each in figures.items()}
    top = math.ceil(math.log10(max(seconds.values())))
    bottom = math.floor(math.log10(min(seconds.values())))

    def x(size: float) -> float:
        return left + (math.log10(size) - 3) / 5 * (wide - left - 20)

    def y(value: float) -> float:
        return low - (math.log10(value) - bottom) / (top - bottom) * (low - 20)

    biggest = max(seconds)
    each = seconds[biggest] / biggest
    ends = min(seconds), biggest
    dots = "".join(f'<circle cx="{x(s):.1f}" cy="{y(v):.1f}" r="4"/>' for s, v in seconds.items())
    grid = "".join(
        f'<path d="M{left} {y(10.0**n):.1f}H{wide - 20}" stroke="#ddd"/>'
        f'<text x="{left - 8}" y="{y(10.0**n) + 4:.1f}" text-anchor="end">{10.0**n:g} s</text>'
        for n in range(bottom, top + 1)
    )
    names = ["1 KB", "10 KB", "100 KB", "1 MB", "10 MB", "100 MB"]
    below = "".join(
        f'<text x="{x(1000 * 10**n):.1f}" y="{low + 20}" text-anchor="middle">{name}</text>'
        for n, name in enumerate(names)
    )
    line = f'<path d="M{x(ends[0]):.1f} {y(each * ends[0]):.1f}L{x(ends[1]):.1f} {y(each * ends[1]):.1f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">'
        f'<rect width="{wide}" height="{high}" fill="#fff"/>{grid}{below}{line} stroke="#999" stroke-dasharray="4"/>'
        f'<g fill="#06c">{dots}</g></svg>\n'
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--prose", type=Path, help="a file of clean English prose")
    arguments.add_argument("--most", type=int, default=100, help="the longest text, in MB")
    arguments.add_argument("--plot", type=Path, help="where the picture goes")
    arguments.add_argument("--time", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.time:
        print(timed(given.time))
        return
    prose = given.prose.read_text(encoding="utf-8") if given.prose else clean_prose()
    figures = with_text(prose[:ONCE], given.most * 1_000_000)
    if given.plot:
        given.plot.write_text(plot(figures), encoding="utf-8")
    with_rules(prose)


if __name__ == "__main__":
    main()
