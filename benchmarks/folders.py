"""Folders of small files, from the command line: ``python -m benchmarks.folders``.

A thousand texts of 4 KB, read cold by `mtclean check` and by codespell on the same processors, and again with nothing
changed since, beside the start-up of the command; five thousand pages of Markdown, cold and again. Cold: nothing is
remembered of any text; the modules are compiled. Each figure is the best of three: by the clock, which is what somebody
waits for, and the processor time of all processes, which other work on the machine changes less. The texts are the
corrected golden cases of `benchmarks.speed`, cut where a seed says; the pages are cut from `docs/` in the same way.
``--texts DIR`` and ``--pages DIR`` take others.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import clean_prose

ROOT = Path(__file__).parent.parent
SIZE = 4_000  # bytes of a file
TEXTS, PAGES = 1_000, 5_000
ROUNDS = 3


def write(folder: Path, count: int, blocks: Sequence[str], suffix: str) -> None:
    """Write files of blocks that follow one another, up to the size, in folders of a hundred; no two are alike."""
    chance = random.Random(1)
    for n in range(count):
        file = folder / f"{n // 100:02}" / f"{n:05}{suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        parts = [f"This is the page with the number {n} of the book."]
        at = chance.randrange(len(blocks))
        while sum(map(len, parts)) < SIZE:
            parts.append(blocks[at % len(blocks)])
            at += 1
        file.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def prose() -> list[str]:
    return list(dict.fromkeys(block for block in clean_prose().split("\n\n") if len(block) > 80))


def markdown() -> list[str]:
    """The blocks of the documents; a fence stays whole."""
    whole = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    return [block for block in re.findall(r"```.*?```|(?:(?!\n\n|```).)+", whole, re.S) if len(block.strip()) > 40]


def taken(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    """The paragraphs of somebody's own files."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in suffixes)
    whole = "\n\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
    return [block for block in whole.split("\n\n") if block.strip()]


class Took(NamedTuple):
    """Seconds by the clock, and of processor time in all processes of a command."""

    clock: float
    processor: float


def took(command: Sequence[object], before: Callable[[], object] = lambda: None, **env: str) -> Took:
    """The best of some runs of a command, each figure by itself."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    runs = []
    for _ in range(ROUNDS):
        before()
        began, used = time.perf_counter(), processor()
        subprocess.run([*map(str, command)], cwd=ROOT, env={**kept, **env}, stdout=subprocess.DEVNULL, check=False)
        runs.append((time.perf_counter() - began, processor() - used))
    return Took(*(min(column) for column in zip(*runs, strict=True)))


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--texts", type=Path, help="a directory of texts to cut and mix")
    arguments.add_argument("--pages", type=Path, help="a directory of Markdown to cut and mix")
    arguments.add_argument("--jobs", default="auto")
    given = arguments.parse_args()
    mtclean = [sys.executable, "-m", "cleaner"]
    check = [*mtclean, "check", "-q", "--jobs", given.jobs]
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "cache"
        texts, pages = folder / "texts", folder / "pages"
        write(texts, TEXTS, taken(given.texts, (".txt",)) if given.texts else prose(), ".txt")
        write(pages, PAGES, taken(given.pages, (".md",)) if given.pages else markdown(), ".md")
        one = next(pages.rglob("*.md"))

        def forget() -> None:
            shutil.rmtree(cache, ignore_errors=True)

        def show(what: str, command: Sequence[object], *, cold: bool = False) -> float:
            best = took(command, forget if cold else lambda: None, MTCLEAN_CACHE_DIR=str(cache))
            print(f"{what:52} {best.clock:6.2f} s by the clock {best.processor:6.2f} s of work", flush=True)
            return best.clock

        start = show("mtclean --version", [*mtclean, "--version"])
        show("mtclean check, a page, cold", [*check, one], cold=True)
        show("mtclean check, a page, nothing changed", [*check, one])
        codespell = show("codespell, the texts", [sys.executable, "-m", "codespell_lib", texts])
        cold = show("mtclean check, the texts, cold", [*check, texts], cold=True)
        again = show("mtclean check, the texts, nothing changed", [*check, texts])
        print(
            f"  {cold / codespell:.2f} times codespell (aim: 1); nothing changed: {again / start:.2f} starts (aim: 2)"
        )
        show("mtclean check, the pages, cold (aim: 6 s)", [*check, pages], cold=True)
        show("mtclean check, the pages, nothing changed (aim: 1 s)", [*check, pages])


if __name__ == "__main__":
    main()
