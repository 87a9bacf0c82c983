"""How far a long run is: a line at the end of a terminal, with the rate and the time that is left.

It is shown on standard error, if that is a terminal, once a run has lasted a second; the report goes on above it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

_FIRST = 1.0  # seconds before it is shown
_OFTEN = 0.1  # seconds from one look to the next


class Bar:
    """The line. `step` after every file, `end` at the end; what is written meanwhile stands above it.

    total: counts the files, when it is wanted; None where that cannot be told.
    """

    def __init__(self, total: Callable[[], int | None]) -> None:
        self._total = total
        self._done = 0
        self._due = time.monotonic() + _FIRST
        self._shown = False
        self._streams = sys.stdout, sys.stderr
        self._progress: Progress | None = None
        for name in ("stdout", "stderr"):
            if getattr(sys, name).isatty():
                setattr(sys, name, _Above(getattr(sys, name), self.aside))

    def step(self, failed: int) -> None:
        """One file more is done; so many failed till now."""
        self._done += 1
        if time.monotonic() >= self._due:
            self._show(failed)

    def aside(self) -> None:
        """Make room for a line of the report."""
        if self._shown and self._progress is not None:
            self._shown = False
            self._progress.stop()

    def end(self) -> None:
        self.aside()
        sys.stdout, sys.stderr = self._streams

    def _show(self, failed: int) -> None:
        if self._progress is None:
            self._progress = _made(self._streams[1])
            self._progress.add_task("files", total=self._total(), rate="", failed="")
        task = self._progress.tasks[0]
        self._progress.update(
            task.id,
            completed=self._done,
            rate=f"{task.speed:,.0f}/s" if task.speed else "",
            failed=f"{failed} failed" if failed else "",
        )
        self._progress.start()
        self._progress.refresh()
        self._shown = True
        self._due = time.monotonic() + _OFTEN


class _Above:
    """A stream that has the line put aside before it is written to."""

    def __init__(self, stream: TextIO, aside: Callable[[], None]) -> None:
        self._stream = stream
        self._aside = aside

    def write(self, text: str) -> int:
        self._aside()
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _made(stream: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("[red]{task.fields[failed]}"),
        console=Console(file=stream),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
