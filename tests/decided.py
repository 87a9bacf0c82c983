"""Decisions as the report page writes them (`save` in cleaner/report/page/page.js)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cleaner.decisions import VERSION, Rejected


def as_data(files: Iterable[tuple[str, str, Iterable[Rejected]]]) -> dict[str, Any]:
    """Plain data: for each file its path, its digest, and what was rejected in it."""
    listed = [
        {"path": path, "sha256": sha, "rejected": [repair._asdict() for repair in rejected]}
        for path, sha, rejected in files
    ]
    return {"version": VERSION, "files": listed}
