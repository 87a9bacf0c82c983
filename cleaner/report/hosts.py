"""Reports that the hosts of repositories show beside the text: SARIF 2.1.0 and the annotations of GitHub."""

from __future__ import annotations

import re
import sys
from typing import Any, BinaryIO, TextIO
from urllib.parse import quote

from cleaner import __version__
from cleaner.files import FileError
from cleaner.report import Outcome, in_context, visible
from cleaner.report.machine import write_json
from cleaner.result import Repair
from cleaner.rules import Rule, load_rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _message(outcome: Outcome, repair: Repair) -> str:
    head, before, after, tail = in_context(outcome.result.source, repair)
    return f"{head}{before}{tail} → {head}{after}{tail} ({repair.why})"


class SarifReport:
    """Collects findings, and writes one SARIF log when all is done; hints are notes. Columns are code points."""

    def __init__(self, *, hints: bool = True, stream: BinaryIO | None = None) -> None:
        self._hints = hints
        self._stream = stream
        self._results: list[dict[str, Any]] = []
        self._rules: dict[str, int] = {}
        self._errors: list[dict[str, Any]] = []

    def file(self, outcome: Outcome) -> None:
        for repair in outcome.result.edits:
            self._results.append(self._result(outcome, repair, "warning"))
        for repair in outcome.result.hints if self._hints else ():
            self._results.append(self._result(outcome, repair, "note"))

    def _result(self, outcome: Outcome, repair: Repair, level: str) -> dict[str, Any]:
        region = _region(outcome, repair)
        location = {"artifactLocation": {"uri": _uri(outcome.path)}, "region": region}
        replacement = {"deletedRegion": region, "insertedContent": {"text": _printable(repair.after)}}
        change = {"artifactLocation": location["artifactLocation"], "replacements": [replacement]}
        result: dict[str, Any] = {
            "ruleId": repair.rule,
            "ruleIndex": self._rules.setdefault(repair.rule, len(self._rules)),
            "level": level,
            "message": {"text": _printable(_message(outcome, repair))},
            "locations": [{"physicalLocation": location}],
        }
        if level == "warning":
            result["fixes"] = [{"artifactChanges": [change]}]
        return result

    def error(self, error: FileError) -> None:
        print(f"mtclean: {visible(error.path)}: {visible(error.cause)}", file=sys.stderr)
        location = {"physicalLocation": {"artifactLocation": {"uri": _uri(error.path)}}}
        message = {"text": _printable(error.cause)}
        self._errors.append({"level": "error", "message": message, "locations": [location]})

    def note(self, note: str) -> None:
        self._errors.append({"level": "note", "message": {"text": _printable(note)}})

    def end(self) -> None:
        known = {rule.id: rule for rule in load_rules()}
        driver = {
            "name": "mtclean",
            "version": __version__,
            "rules": [_described(known[name]) for name in self._rules],
        }
        failed = any(told["level"] == "error" for told in self._errors)
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": self._errors}],
            "results": self._results,
        }
        write_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, self._stream)


def _region(outcome: Outcome, repair: Repair) -> dict[str, int]:
    line, column = outcome.position(repair.start)
    end_line, end_column = outcome.position(repair.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.why},
        "defaultConfiguration": {"level": "note" if rule.level == "hint" else "warning"},
        "properties": {"class": rule.cls, "level": rule.level},
    }


def _uri(path: str) -> str:
    """A path as a relative reference; bytes that are no UTF-8 are percent-encoded as they are."""
    return quote(path.removeprefix("./").replace("\\", "/").encode("utf-8", "surrogateescape"), safe="/")


def _printable(text: str) -> str:
    """A text that any reader of JSON takes: stray bytes are shown as ``<0x92>``."""
    return re.sub("[\ud800-\udfff]", lambda m: visible(m.group()), text)


class GithubReport:
    """One workflow command a finding: GitHub shows it beside the line. It shows at most ten of a kind for a step."""

    def __init__(self, *, hints: bool = True, stream: TextIO | None = None) -> None:
        self._hints = hints
        self._stream = stream or sys.stdout
        if hasattr(self._stream, "reconfigure"):
            self._stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def file(self, outcome: Outcome) -> None:
        for repair in outcome.result.edits:
            self._tell("warning", outcome, repair)
        for repair in outcome.result.hints if self._hints else ():
            self._tell("notice", outcome, repair)

    def _tell(self, command: str, outcome: Outcome, repair: Repair) -> None:
        region = _region(outcome, repair)
        place = {"file": outcome.path.removeprefix("./"), "line": region["startLine"], "endLine": region["endLine"]}
        if region["startLine"] == region["endLine"]:  # columns are understood within one line only
            place |= {"col": region["startColumn"], "endColumn": region["endColumn"]}
        self._command(command, {**place, "title": repair.rule}, _message(outcome, repair))

    def _command(self, command: str, place: dict[str, Any], message: str) -> None:
        values = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items())
        self._stream.write(f"::{command} {values}::{_escaped(message)}\n")

    def error(self, error: FileError) -> None:
        print(f"mtclean: {visible(error.path)}: {visible(error.cause)}", file=sys.stderr)
        self._command("error", {"file": error.path.removeprefix("./")}, error.cause)

    def note(self, note: str) -> None:
        self._stream.write(f"::notice ::{_escaped(note)}\n")

    def end(self) -> None:
        self._stream.flush()


def _escaped(text: str, more: str = "") -> str:
    """A text as the data of a workflow command, or, with `more`, as one of its properties."""
    return re.sub(f"[%\r\n{more}]", lambda m: f"%{ord(m.group()):02X}", text)
