"""`.xcstrings`: one JSON file with all languages of an app.

Every translation is in its own language, and its original is that of the source language, or the key itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import apply
from cleaner.formats import json
from cleaner.formats.json import escape, opaque
from cleaner.formats.segment import Segment
from cleaner.formats.slots import is_prose, walls

__all__ = ["escape", "opaque", "segments"]


def segments(raw: str) -> Iterator[Segment]:
    """Yield every translated value. Raises FormatError for a text that is not JSON."""
    found = list(json.values(raw))
    source = next((raw[v.start : v.end] for v in found if v.path == ("sourceLanguage",)), "en")
    told: dict[tuple[str, str, tuple[str, ...]], tuple[json.Value, str]] = {}
    for value in found:
        path = value.path
        if len(path) > 5 and (path[0], path[2], path[-1]) == ("strings", "localizations", "value"):
            prose = apply(raw[value.start : value.end], json.unescaped(raw, value.start, value.end))
            told[path[1], path[3], path[4:-1]] = value, prose
    for (key, language, form), (value, prose) in told.items():
        if not is_prose(prose):
            continue
        original = (
            told[key, source, form][1] if (key, source, form) in told else key if form == ("stringUnit",) else None
        )
        reference = None if language == source else original
        yield Segment(
            value.start,
            value.end,
            json.unescaped(raw, value.start, value.end),
            tuple(walls(prose, reference=reference)),
            reference,
            held=True,
            key=".".join((key, language, *form)),
            flags=frozenset(["objc-format"]),
            language=language.partition("-")[0].partition("_")[0].lower(),
            notation="strings",
        )
