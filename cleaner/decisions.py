"""What a reader decided about single repairs: those rejected are left out, all others stand.

A report page writes decisions, `mtclean fix --decisions` reads them. They hold for a text, known by
its digest, and are refused for any other: offsets of one text mean nothing in another.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cleaner.edits import Change, Patch
from cleaner.files import FileError
from cleaner.limits import cut
from cleaner.result import Repair, Result

if TYPE_CHECKING:
    from cleaner.report import Outcome

VERSION = 1


class Rejected(NamedTuple):
    """A repair that is not wanted: where in the source, in code points, and what it would have done."""

    start: int
    end: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True)
class Decisions:
    """The rejected repairs, by the digest of the text; and which digest a path had."""

    rejected: Mapping[str, frozenset[Rejected]]
    digests: Mapping[str, str]

    def applied(self, result: Result, path: str) -> Result:
        """Return the result without what was rejected. Raises FileError if the file changed since it was decided on."""
        own = digest(result.source)
        if own not in self.rejected and os.path.realpath(path) in self.digests:
            raise FileError(path, "changed since the decisions were made; make a new report")
        return without(result, self.rejected.get(own, frozenset()))

    def wanted(self, outcome: Outcome) -> Result:
        """What of a file's result is wanted; see `applied`."""
        return self.applied(outcome.result, outcome.path)


def digest(source: str) -> str:
    """The SHA-256 of a text, written as UTF-8 (a lone surrogate as its three bytes)."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def rejection(repair: Repair) -> Rejected:
    """How a repair is named in decisions."""
    return Rejected(repair.start, repair.end, repair.before, repair.after, repair.rule)


def without(result: Result, rejected: frozenset[Rejected]) -> Result:
    """Return the result with the rejected repairs undone; every other stands as it was."""
    if not rejected:
        return result
    undone = {(r.start, r.end, r.after) for r in rejected}
    kept: list[Change] = []
    parts: list[str] = []
    at = shift = 0
    for a0, a1, b0, b1, steps in result.patch.changes:
        new = result.text[b0:b1]
        if (a0, a1, new) in undone:
            continue
        parts += result.source[at:a0], new
        kept.append(Change(a0, a1, a0 + shift, a0 + shift + len(new), steps))
        shift += len(new) - (a1 - a0)
        at = a1
    parts.append(result.source[at:])
    return Result(result.source, "".join(parts), Patch(tuple(kept)), result.hints, result.language, result.notes)


def load(path: str) -> Decisions:
    """Read a file of decisions. Raises FileError with the place and the remedy if it is none."""
    try:
        with open(path, encoding="utf-8") as stream:
            data = json.load(stream)
    except OSError as error:
        raise FileError.of(path, error) from None
    except (ValueError, RecursionError) as error:
        raise FileError(path, f"not a file of decisions: {error}; save it from the report again") from None
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION:
        raise FileError(path, f"decisions of version {cut(version)}, not {VERSION}; save them from a new report")
    rejected: dict[str, frozenset[Rejected]] = {}
    digests: dict[str, str] = {}
    try:
        for entry in data["files"]:
            sha = str(entry["sha256"])
            found = frozenset(Rejected(**repair) for repair in entry["rejected"])
            rejected[sha] = rejected.get(sha, frozenset()) | found
            digests[os.path.realpath(str(entry["path"]))] = sha
    except (KeyError, TypeError, ValueError) as error:
        raise FileError(path, f"not a file of decisions ({error}); save it from the report again") from None
    return Decisions(rejected, digests)
