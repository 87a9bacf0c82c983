"""A run that is killed at random moments and gone on with: ``python -m tests.stopping [--files N] [--kills N]``.

The real command, in processes of its own, cleans a folder of small files into another; it, or it with its workers, is
killed by SIGKILL again and again, and started once more with ``--resume``. In the end every byte has to be as in a run
that nobody stopped, manifest included. The seed is printed; ``--seed`` does the same again.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LINES = [
    "The minister , who had left the house, said that nothing had changed since the war of {n}.",
    "Nothing is wrong in the year {n}, she said, and nobody left the the hall.",
    "It rained on the {n} bridges of the town .",
    "He said “no“ {n} times and went home.",
]


def corpus(folder: Path, files: int, seed: int) -> None:
    """Write small files, some of no text, into a tree."""
    chance = random.Random(seed)
    for n in range(files):
        file = folder / f"{n % 7}" / f"{n % 13}" / f"{n:05}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = [chance.choice(LINES).format(n=chance.randrange(10_000)) for _ in range(chance.randrange(1, 6))]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        if n % 100 == 0:
            file.with_suffix(".bin").write_bytes(chance.randbytes(100))


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def start(source: Path, out: Path, cache: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "cleaner",
        "fix",
        str(source),
        "-o",
        str(out),
        "--resume",
        "--jobs",
        str(jobs),
        "-q",
    ]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "MTCLEAN_CACHE_DIR": str(cache)}
    return subprocess.Popen(command, env=env, start_new_session=True)


def stopped(folder: Path, files: int, kills: int, seed: int, jobs: int = 2) -> tuple[int, int]:
    """Compare a run that is killed so often with one that is not; return how many files differ, and how often a kill
    came when some files were done and some were not."""
    chance = random.Random(seed)
    source = folder / "source"
    corpus(source, files, seed)
    began = time.monotonic()
    assert start(source, folder / "whole", folder / "cache1", jobs).wait() == 0
    whole = time.monotonic() - began
    left, between = kills, 0
    out = folder / "out0"
    wanted = tree(folder / "whole")
    while left:
        run = start(source, out, folder / "cache2", jobs)
        try:
            run.wait(chance.uniform(0.1, 0.6 + 2 * whole / kills))
        except subprocess.TimeoutExpired:
            left -= 1
            os.killpg(run.pid, signal.SIGKILL) if chance.random() < 0.5 else run.kill()
            run.wait()
            between += 0 < len(list(out.rglob("*.txt"))) < files
        else:
            assert run.returncode == 0
            assert tree(out) == wanted
            out = folder / f"out{left}"
    assert start(source, out, folder / "cache2", jobs).wait() == 0
    got = tree(out)
    return sum(got.get(name) != wanted.get(name) for name in {*got, *wanted}), between


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--files", type=int, default=2000)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    given = arguments.parse_args()
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        differ, between = stopped(Path(folder), given.files, given.kills, given.seed, given.jobs)
    print(f"{given.files} files, {given.kills} kills, {between} of them amid the files: {differ or 'none'} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
