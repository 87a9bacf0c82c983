"""The report for programs: one JSON object on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

from cleaner import __version__
from cleaner.files import STDIN, FileError
from cleaner.report import Outcome, visible
from cleaner.report.readability import Run, change_of
from cleaner.result import Repair

SCHEMA = 1  # the version of docs/report.schema.json; keys may be added to it, but none leave or change their meaning


class JsonReport:
    """Writes each file as it is done, and the rest at the end. UTF-8, whatever the locale says."""

    def __init__(
        self, *, hints: bool = True, with_text: bool = False, readability: bool = False, stream: BinaryIO | None = None
    ) -> None:
        self._hints = hints
        self._readability = Run() if readability else None
        self._with_text = with_text
        self._stream = stream
        self._files = 0
        self._errors: list[dict[str, str]] = []
        self._notes: list[str] = []

    def file(self, outcome: Outcome) -> None:
        """Add a file: offsets are code points of its text (a byte order mark is not part of it)."""
        result = outcome.result
        data: dict[str, Any] = {
            "path": outcome.path,
            "language": result.language,
            "encoding": outcome.charset.name,
            "changed": outcome.changed,
            "written": outcome.written,
            "score": round(result.score.value, 4),
            "words": result.score.words,
            "per_1000": {cls: round(rate, 2) for cls, rate in result.score.per_1000.items()},
            "edits": [_placed(outcome, repair) for repair in result.edits],
        }
        if self._hints:
            data["hints"] = [_placed(outcome, repair) for repair in result.hints]
        if self._readability is not None:
            measured = change_of(outcome)
            self._readability.add(measured)
            data["readability"] = measured.to_dict()
        if self._with_text and outcome.path == STDIN:
            data["text"] = result.text
        self._write(",\n" if self._files else f'{{\n "schema": {SCHEMA},\n "version": "{__version__}",\n "files": [\n')
        self._write(_indented(data))
        self._files += 1

    def error(self, error: FileError) -> None:
        """Add an error, and tell it on standard error too, as the text report does."""
        print(f"mtclean: {visible(error.path)}: {visible(error.cause)}", file=sys.stderr)
        self._errors.append({"path": error.path, "message": error.cause})

    def note(self, note: str) -> None:
        self._notes.append(note)

    def end(self) -> None:
        data: dict[str, Any] = {"errors": self._errors, "notes": self._notes}
        mean = self._readability.change() if self._readability else None
        if mean is not None:
            data["readability"] = mean.to_dict()
        if not self._files:
            write_json({"schema": SCHEMA, "version": __version__, "files": [], **data}, self._stream)
            return
        rest = json.dumps(data, ensure_ascii=False, indent=1)
        self._write(f"\n ],{rest[1:]}\n")
        (self._stream or sys.stdout.buffer).flush()

    def _write(self, text: str) -> None:
        (self._stream or sys.stdout.buffer).write(text.encode("utf-8", "backslashreplace"))


def _indented(data: object) -> str:
    """A file as it stands in the list: two steps to the right. A string has no line end that is not escaped."""
    return "\n".join(f"  {line}" for line in json.dumps(data, ensure_ascii=False, indent=1).split("\n"))


def _placed(outcome: Outcome, repair: Repair) -> dict[str, Any]:
    line, column = outcome.position(repair.start)
    return {"line": line, "column": column, **repair.to_dict()}


def write_json(data: object, stream: BinaryIO | None = None) -> None:
    """Write JSON as UTF-8; a name that is not valid UTF-8 keeps its bytes as lone surrogates, escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    stream = stream or sys.stdout.buffer
    stream.write(text.encode("utf-8", "backslashreplace"))
    stream.flush()
