"""The reports for programs: JSON after its published schema, SARIF, and the annotations of GitHub."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parent.parent
BAD = "The minister , who had left, said the the end.\n"


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-m", "cleaner", *args], cwd=cwd, env=env, capture_output=True, check=False)


def validated(data: bytes, schema: Path) -> Any:
    told = json.loads(data)
    checker = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    checker.check_schema(checker.schema)
    checker.validate(told)
    return told


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "odd name é.txt").write_text(f"Fine.\n\n{BAD}", encoding="utf-8")
    (tmp_path / "two.txt").write_bytes("The café’s owner isn".encode() + b"\x92t in , she said.\r\n\xe2\x80 is cut.")
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2")
    return tmp_path


@pytest.mark.parametrize("command", ["check", "score", "fix"])
def test_json_follows_its_schema(here: Path, command: str) -> None:
    told = validated(run(command, ".", "--format", "json", cwd=here).stdout, ROOT / "docs/report.schema.json")
    assert [file["path"] for file in told["files"]] == ["./odd name é.txt", "./two.txt"]
    assert [error["path"] for error in told["errors"]] == ["./binary.txt"]
    assert {file["written"] is not None for file in told["files"]} == {command == "fix"}


def test_sarif_names_rule_place_and_replacement(here: Path) -> None:
    done = run("check", ".", "--format", "sarif", cwd=here)
    assert done.returncode == 2
    (log,) = validated(done.stdout, ROOT / "tests/sarif.schema.json")["runs"]
    rules = [rule["id"] for rule in log["tool"]["driver"]["rules"]]
    for result in log["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    comma = log["results"][0]
    place = comma["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "odd%20name%20%C3%A9.txt"
    assert place["region"] == {"startLine": 3, "startColumn": 13, "endLine": 3, "endColumn": 14}
    (change,) = comma["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": place["region"], "insertedContent": {"text": ""}}]
    assert [r["level"] for r in log["results"] if r["ruleId"] == "encoding/stray-byte"] == ["note"]
    assert not log["invocations"][0]["executionSuccessful"]


def test_the_replacements_of_sarif_give_the_clean_text(here: Path) -> None:
    log = json.loads(run("check", "odd name é.txt", "--format", "sarif", cwd=here).stdout)["runs"][0]
    lines = (here / "odd name é.txt").read_text(encoding="utf-8").split("\n")
    for result in reversed([r for r in log["results"] if "fixes" in r]):
        (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        new = replacement["insertedContent"]["text"]
        lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + new + line[region["endColumn"] - 1 :]
    assert run("fix", "odd name é.txt", cwd=here).returncode == 1
    assert "\n".join(lines) == (here / "odd name é.txt").read_text(encoding="utf-8")


def test_github_shows_each_finding_beside_its_line(here: Path) -> None:
    done = run("check", ".", "--format", "github", cwd=here)
    lines = done.stdout.decode().splitlines()
    first = "::warning file=odd name é.txt,line=3,endLine=3,col=13,endColumn=14,title=spacing/before-comma::"
    assert any(line.startswith(first + "minister , → minister, (") for line in lines)
    assert all(re.match(r"::(?:warning|notice|error) [^\n]*::.", line) for line in lines)
    assert any(line.startswith("::error file=binary.txt::") for line in lines)


def test_a_line_is_path_place_rule_before_and_after(here: Path) -> None:
    told = run("check", "odd name é.txt", cwd=here).stdout.decode()
    assert told.startswith("odd name é.txt:3:13 spacing/before-comma  minister , → minister,\n")
