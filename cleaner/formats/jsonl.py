"""Lines of JSON: one value a line; a line that is broken names itself, and the file is left alone."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.formats import json
from cleaner.formats.json import escape, opaque
from cleaner.formats.segment import Segment
from cleaner.language import detect

__all__ = ["escape", "opaque", "segments"]


def segments(raw: str) -> Iterator[Segment]:
    """Yield the string values that are prose. Raises FormatError for a line that is not JSON."""
    at = 0
    for number, line in enumerate(raw.split("\n"), 1):
        if line.strip("\ufeff \t\r"):
            found = list(json.values(raw, at, at + len(line)))
            for segment in json.messages(raw, found, f"{number}."):  # each is a document, in a language of its own
                language = detect(raw[segment.start : segment.end])
                name = (segment.key or "").partition(".")[2]
                yield segment._replace(language=language, notation="plain", name=name)
        at += len(line) + 1
