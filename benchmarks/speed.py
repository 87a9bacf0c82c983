"""Speed side by side with others, in one run: ``python -m benchmarks.speed [--prose FILE] [--markdown FILE]``.

Beside ftfy.fix_text: clean English prose with curly quotes, the five articles repeated, and the prose as mojibake.
Beside markdown-it-py, which parses it: clean Markdown under the profile docs. Without ``--prose`` the prose is what the
golden cases read after correction (English, curly quotes, nothing left to repair), repeated to two megabytes; without
``--markdown`` the pages are those of ``docs/``, to three. Each figure is the median of five runs of each tool in turn,
in processor time.

The last lines are the start of commands: the best of ten, in seconds, beside a Python that does nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import ftfy
import ftfy.bad_codecs  # the codec sloppy-windows-1252
import markdown_it

from cleaner import Cleaner
from cleaner.language import detect, guests
from cleaner.marks import parse
from cleaner.text import Text
from tests.golden import cases, folders, format_for, read

ROOT = Path(__file__).parent.parent
SIZE = 2_000_000
REACH = {"clean prose": 4.0, "articles repeated": 1.2, "prose as mojibake": 1.5, "clean Markdown": 3.0}
ROUNDS = 5
_TECHNICAL = re.compile(r"[\\`&{}<>@#|]|[\u0250-\u1fff\u3000-\uffff]")  # code, markup, handles, other scripts


def clean_prose() -> str:
    """The corrected readings of the English golden cases that are silent prose with curly quotes, up to `SIZE`.

    Without those of the furniture pass, whose texts look like page furniture on purpose, without the clean ones, which
    are full of what looks like damage, and without pages that hold paragraphs in other languages.
    """
    cleaner = Cleaner("article")
    texts = []
    plain = (c for folder in folders() if folder != "furniture" for c in cases(folder) if format_for(c) == "plain")
    for case in (c for c in plain if not c.name.startswith("clean-")):
        text = parse(read(case))[1]
        english = "“" in text and not _TECHNICAL.search(text) and detect(text) == "en"
        if english and not guests(text, "en", Text(text).paragraphs) and not cleaner.inspect(text).edits:
            texts.append(text.strip())
    once = "\n\n".join(texts) + "\n\n"
    return once * (SIZE // len(once) + 1)


def articles() -> str:
    once = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))) + "\n\n"
    return once * (SIZE // 2 // len(once) + 1)


def mojibake(prose: str) -> str:
    """The prose as UTF-8 bytes read as windows-1252, the bytes it has no character for as Latin-1."""
    return prose.encode().decode("sloppy-windows-1252")


def pages() -> str:
    once = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))) + "\n\n"
    return once * (3 * SIZE // 2 // len(once) + 1)


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def compare(name: str, text: str, other: Callable[[str], object] = ftfy.fix_text, format: str = "plain") -> None:
    cleaner = Cleaner("article" if format == "plain" else "docs")
    cleaner.inspect(text, format=format)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: cleaner.inspect(text, format=format)))
        theirs.append(seconds(lambda: other(text)))
    size = len(text) / 1e6
    ratio = median(theirs) / median(ours)
    edits = len(cleaner.inspect(text, format=format).edits)
    print(
        f"{name:20} {size:6.1f} {size / median(ours):9.2f} {size / median(theirs):9.2f} {ratio:7.2f} {REACH[name]:6.1f}"
        f"  {'reached' if ratio >= REACH[name] else 'MISSED'}  {edits} edits"
    )


def start() -> None:
    file = str(ROOT / "seeds" / "002_59431848c889c0d2.txt")
    for label, arguments in (
        ("python -c pass", ["-c", "pass"]),
        ("ftfy FILE", ["-m", "ftfy.cli", file]),
        ("mtclean --version", ["-m", "cleaner", "--version"]),
        ("mtclean check FILE", ["-m", "cleaner", "check", file]),
        ("… first seen", ["-m", "cleaner", "check", "--no-cache", file]),
    ):
        best = min(_wall([sys.executable, *arguments]) for _ in range(10))
        print(f"{label:20} {best:6.3f} s")


def _wall(command: list[str]) -> float:
    # As installed: Python keeps the compiled modules, and the first run is not the best.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=kept, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--prose", type=Path, help="a file of clean English prose with curly quotes")
    arguments.add_argument("--markdown", type=Path, help="a file of clean Markdown")
    given = arguments.parse_args()
    prose = given.prose.read_text(encoding="utf-8")[: 2 * SIZE] if given.prose else clean_prose()
    markdown = given.markdown.read_text(encoding="utf-8")[: 2 * SIZE] if given.markdown else pages()
    print(f"Python {platform.python_version()}, ftfy {ftfy.__version__}, one thread, {platform.machine()}")
    print(f"{'text':20} {'M chars':>7} {'mtclean/s':>9} {'other/s':>8} {'ratio':>8} {'reach':>6}")
    compare("clean prose", prose)
    compare("articles repeated", articles())
    compare("prose as mojibake", mojibake(prose))
    compare("clean Markdown", markdown, markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse, "markdown")
    start()


if __name__ == "__main__":
    main()
