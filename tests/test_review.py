"""`mtclean report`, `review` and `fix --decisions`, on real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.decisions import digest, rejection
from tests.decided import as_data

ROOT = Path(__file__).parent.parent
TEXT = "The minister , who had left , said so in the the hall of the town.\n"
CLEAN = "The minister, who had left, said so in the hall of the town.\n"


def mtclean(*args: str, answers: str = "", cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cleaner", *args, "--language", "en"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, input=answers, capture_output=True, text=True, cwd=cwd, env=env, check=False)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("answers", "first", "second"),
    [
        ("y\ny\ny\ny\ny\ny\n", CLEAN, CLEAN),
        ("y\nn\ny\nd\n", CLEAN.replace("left,", "left ,"), TEXT),
        ("a\nn\na\n", CLEAN, CLEAN.replace("minister,", "minister ,")),
        ("s\ny\n", CLEAN.replace(", ", " , "), TEXT),  # the end of the answers leaves the rest
        ("y\nq\n", TEXT.replace("minister ,", "minister,"), TEXT),
        ("", TEXT, TEXT),
    ],
)
def test_review_makes_the_repairs_that_are_wanted(folder, answers, first, second):
    run = mtclean("review", ".", answers=answers, cwd=folder)
    assert ((folder / "a.txt").read_text(), (folder / "b.txt").read_text()) == (first, second)
    assert run.returncode == ((first, second) != (TEXT, TEXT))
    assert not run.stderr


def test_review_shows_each_repair_and_explains_its_answers(folder):
    shown = mtclean("review", "a.txt", answers="?\nx\ny\nq\n", cwd=folder).stdout
    assert "a.txt:1:13 spacing/before-comma" in shown
    assert "- minister ," in shown
    assert "+ minister," in shown
    assert "q - quit" in shown
    assert shown.count("(1/3) Make this repair") == 3


def test_report_writes_a_page_and_leaves_the_files(folder):
    run = mtclean("report", ".", "-o", "out/page.html", cwd=folder)
    assert run.returncode == 0
    page = (folder / "out/page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("spacing/before-comma") == 1
    assert (folder / "a.txt").read_text() == TEXT


def test_fix_writes_the_page_and_leaves_out_what_was_rejected(folder):
    rejected = [rejection(Cleaner().inspect(TEXT, language="en").edits[0])]
    decisions = as_data([("a.txt", digest(TEXT), rejected)])
    (folder / "decisions.json").write_text(json.dumps(decisions), encoding="utf-8")
    run = mtclean("fix", "a.txt", "--decisions", "decisions.json", "--report", "page.html", cwd=folder)
    assert run.returncode == 1
    assert (folder / "a.txt").read_text() == CLEAN.replace("minister,", "minister ,")
    assert "doubled-word" in (folder / "page.html").read_text(encoding="utf-8")
    again = mtclean("fix", "a.txt", "--decisions", "decisions.json", cwd=folder)
    assert again.returncode == 2
    assert again.stderr == "mtclean: a.txt: changed since the decisions were made; make a new report\n"


def test_what_cannot_be_read_or_written_is_told_in_one_line(folder):
    for args in (("fix", "a.txt", "--decisions", "none.json"), ("report", "a.txt", "-o", "a.txt/page.html")):
        run = mtclean(*args, cwd=folder)
        assert run.returncode == 2
        assert run.stderr.count("\n") == 1
        assert run.stderr.startswith("mtclean: ")
    assert (folder / "a.txt").read_text() == TEXT


def test_what_was_found_is_remembered_by_content(folder):
    first = mtclean("check", "a.txt", cwd=folder)
    cache = list(Path(os.environ["MTCLEAN_CACHE_DIR"]).glob("*.sqlite"))
    again = mtclean("check", "a.txt", cwd=folder)
    without = mtclean("check", "a.txt", "--no-cache", cwd=folder)
    assert len(cache) == 1
    assert first.stdout == again.stdout == without.stdout != ""
    (folder / "a.txt").write_text(TEXT + "It grew , too.\n", encoding="utf-8")
    assert mtclean("check", "a.txt", cwd=folder).stdout.count("\n") == first.stdout.count("\n") + 1
