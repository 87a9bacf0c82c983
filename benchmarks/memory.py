"""The most memory a run takes on a large file of rows: ``python -m benchmarks.memory [--megabytes 200] [--jobs 1]``.

Lines of JSON, each with a page of clean prose, every tenth with damage, written to a scratch directory and cleaned into
another by the command. What is measured is the memory of all its processes together, what they share counted once
(the proportional set size that Linux tells), looked at four times a second, and the peak of the largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.folders import ROOT, prose, taken

PAGE = 50_000  # code points of a row


def write(file: Path, megabytes: float, blocks: list[str]) -> None:
    chance = random.Random(1)
    with open(file, "w", encoding="utf-8") as out:
        n = 0
        while out.tell() < megabytes * 1e6:
            n += 1
            parts: list[str] = []
            while sum(map(len, parts)) < PAGE:
                parts.append(chance.choice(blocks))
            text = "\n\n".join(dict.fromkeys(parts))
            out.write(json.dumps({"id": n, "text": text if n % 10 else text.replace(", ", " , ", 3)}) + "\n")


def together(pid: int) -> float:
    """Megabytes of a process and those it started."""
    total = 0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        try:
            waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has ended
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1e3


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--megabytes", type=float, default=200)
    arguments.add_argument("--jobs", type=int, default=1)
    arguments.add_argument("--texts", type=Path, help="a directory of texts to mix the rows from")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "corpus.jsonl"
        write(file, given.megabytes, taken(given.texts, (".txt",)) if given.texts else prose())
        size = file.stat().st_size / 1e6
        command = [sys.executable, "-m", "cleaner", "fix", str(file), "-o", f"{folder}/out", "--columns", "text", "-q"]
        began = time.perf_counter()
        run = subprocess.Popen([*command, "--jobs", str(given.jobs)], cwd=ROOT)
        most = 0.0
        while True:
            pid, status, used = os.wait4(run.pid, os.WNOHANG)
            if pid:
                break
            most = max(most, together(run.pid))
            time.sleep(0.25)
        took = time.perf_counter() - began
    print(
        f"{size:.0f} MB of rows, {given.jobs} processes: {most:.0f} MB together, {used.ru_maxrss / 1e3:.0f} MB in the "
        f"first; {size / took:.2f} MB/s; exit code {os.waitstatus_to_exitcode(status)}"
    )


if __name__ == "__main__":
    main()
