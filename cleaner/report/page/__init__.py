"""The report as one page to read: every text with its repairs in place, in a single HTML file that asks for nothing.

The page is ``page.html`` with ``page.css``, ``page.js`` and the data of the run inside. What is said of a file is made
into JSON as soon as it is done, so that a run holds the texts of its reports once. The data stand in script elements
that are no programs, with ``<`` escaped: a text can hold any tag, and stays text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from cleaner import __version__
from cleaner.decisions import digest
from cleaner.files import FileError
from cleaner.report import Outcome
from cleaner.report.measures import Measures
from cleaner.result import Repair
from cleaner.rules import CLASSES

Part = str | int  # of a row: text as it stands, or the number of an edit


class PageReport:
    """Collects what happens, and gives the page when all is done."""

    def __init__(self) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        self._summary: list[dict[str, Any]] = []
        self._texts: list[str] = []
        self._errors: list[str] = []
        self._measures = Measures()

    def file(self, outcome: Outcome) -> None:
        """Add a file."""
        result = outcome.result
        found = _in_order(result.edits, result.hints)
        edits = [self._edit(outcome, repair, hint) for repair, hint in found]
        rows = list(_rows(result.source, [repair for repair, _ in found]))
        counts = Counter(edit[4] for edit in edits)
        self._measures.add(outcome)
        self._texts.append(_json({"rows": rows, "edits": edits}))
        self._summary.append(
            {
                "path": outcome.path,
                "sha256": digest(result.source),
                "words": result.score.words,
                "edits": len(edits) - sum(hint for _, hint in found),
                "hints": sum(hint for _, hint in found),
                "counts": sorted(counts.items()),
                "rows": len(rows),
                "size": len(result.source),
                "before": round(result.score.value, 4),
                "after": round(result.left.value, 4),
            }
        )

    def error(self, error: FileError) -> None:
        self._errors.append(f"{error.path}: {error.cause}")

    def note(self, note: str) -> None:
        """A note on the run concerns the terminal alone."""

    def end(self) -> None:
        """Nothing is open."""

    def html(self) -> str:
        """Return the page, without reaching for anything but the package's own files."""
        summary = {
            "classes": CLASSES,
            "rules": list(self._rules.values()),
            "files": self._summary,
            "errors": self._errors,
            "measures": self._measures.told(),
            "unmeasured": self._measures.missing,
        }
        data = [_script("summary", _json(summary)), *(_script(f"file-{n}", text) for n, text in enumerate(self._texts))]
        parts = {
            name: files(__package__).joinpath(f"page.{name}").read_text(encoding="utf-8") for name in ("css", "js")
        }
        parts |= {"version": f"mtclean {__version__}", "data": "\n".join(data)}
        page = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
        head, *rest = page.split("{{")
        return head + "".join(parts[name] + text for name, text in (piece.split("}}", 1) for piece in rest))

    def _edit(self, outcome: Outcome, repair: Repair, hint: bool) -> list[Any]:
        entry = {"id": repair.rule, "cls": repair.cls, "level": repair.level, "why": repair.why}
        number = self._number(repair.rule, entry)
        others = [self._number(rule, {**entry, "id": rule, "why": ""}) for rule in repair.rules if rule != repair.rule]
        line, _ = outcome.position(repair.start)
        return [repair.start, repair.end, repair.before, repair.after, number, others, line, hint]

    def _number(self, rule: str, entry: dict[str, str]) -> int:
        known = self._rules.setdefault(rule, entry)
        if entry["why"] and not known["why"]:
            known.update(entry)
        return list(self._rules).index(rule)


def _in_order(edits: tuple[Repair, ...], hints: tuple[Repair, ...]) -> list[tuple[Repair, bool]]:
    """Repairs and hints by their place; a hint that meets a repair, or another hint, is not shown beside it."""
    out: list[tuple[Repair, bool]] = []
    taken = sorted((repair.start, repair.end) for repair in edits)
    at = done = 0
    found = sorted([*((e, False) for e in edits), *((h, True) for h in hints)], key=lambda f: (f[0].start, f[1]))
    for repair, hint in found:
        if hint:
            while at < len(taken) and taken[at][1] <= repair.start:
                at += 1
            if repair.start < done or (at < len(taken) and taken[at][0] < repair.end):
                continue
        out.append((repair, hint))
        done = max(done, repair.end)
    return out


def _rows(source: str, found: list[Repair]) -> Iterator[tuple[int, list[Part]]]:
    """The lines of a text with their numbers; where an edit reaches over line ends, its row goes on behind it."""
    row: list[Part] = []
    number = first = 1
    at = 0
    stops: list[tuple[int, int, int | None]] = [(r.start, r.end, n) for n, r in enumerate(found)]
    for start, end, edit in [*stops, (len(source), len(source), None)]:
        pieces = source[at:start].split("\n")
        for n, piece in enumerate(pieces):
            if n:
                yield first, row
                number += 1
                row, first = [], number
            if piece:
                row.append(piece)
        if edit is not None:
            row.append(edit)
            number += source.count("\n", start, end)
        at = end
    if row:
        yield first, row


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _script(name: str, data: str) -> str:
    return f'<script type="application/json" id="{name}">{data}</script>'
