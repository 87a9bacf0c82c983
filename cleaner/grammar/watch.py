"""Stops a process when the one that needed it is gone, also if that one was killed and could stop nothing itself.

Run as a program of its own, by path, by the process whose end it waits for: ``python watch.py ITS-NUMBER NUMBER``. It
learns of that end by its own parent, which becomes another then: Linux and macOS both do that, and neither a signal nor
a pipe would tell as much, for workers that were forked hold the pipe too. It needs the standard library alone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time

_LOOK = 0.5  # seconds between two looks


def watch(needed_by: int, process: int) -> None:
    """Wait until this process has another parent than `needed_by`, then end `process`."""
    while os.getppid() == needed_by:
        time.sleep(_LOOK)
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all: the parent stops what it started
    watch(int(sys.argv[1]), int(sys.argv[2]))
