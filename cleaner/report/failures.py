"""A log of what failed, for programs: a line of JSON for each file or row, beside whatever report is read."""

from __future__ import annotations

import json

from cleaner.files import FileError


class Log:
    """Lines of the form ``{"path": …, "message": …}``, each written at once; an empty file says that nothing failed.

    Raises FileError where the file cannot be written.
    """

    def __init__(self, path: str) -> None:
        try:
            self._file = open(path, "w", encoding="ascii")  # noqa: SIM115  # open as long as the run
        except OSError as error:
            raise FileError.of(path, error) from None

    def add(self, error: FileError) -> None:
        self._file.write(json.dumps({"path": error.path, "message": error.cause}) + "\n")
        self._file.flush()
