"""The golden files hold: no score falls below its floor, and clean cases are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import inspect
from cleaner.marks import parse
from tests.golden import cases, floors, folders, format_for, inspected, reached, read

CASES = [case for folder in folders() for case in cases(folder)]
CLEAN = [case for case in CASES if case.name.startswith("clean-")]


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.name.removesuffix('.ann.txt')}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_case_keeps_the_notation(case: Path) -> None:
    _, _, marks = parse(read(case))
    assert bool(marks) != case.name.startswith("clean-")


@pytest.mark.parametrize("folder", folders())
def test_no_score_falls_below_its_floor(folder: str) -> None:
    got = reached(folder)
    below = {key: (got[key], floor) for key, floor in floors()[folder].items() if got[key] < floor}
    assert not below, f"golden/{folder}: (score, floor) {below}; see python -m tests.golden --detail"


def test_the_five_articles_reach_what_the_project_promises() -> None:
    got = reached("articles")
    assert got["precision"] >= 0.97
    assert got["recall"] >= 0.60
    promised = {"Q": 0.88, "B": 0.80, "C": 0.80, "D": 0.50, "S": 0.50}
    assert not {cls: got[cls] for cls, floor in promised.items() if got[cls] < floor}


def test_the_article_with_one_lost_word_gets_it_and_keeps_every_other_byte() -> None:
    pap = next(case for case in cases("articles") if case.name.startswith("pap"))
    source, correct, marks = parse(read(pap))
    assert len(marks) == 1
    assert inspect(source).text == correct
    assert inspect(source, "minimal").text == source


@pytest.mark.parametrize("profile", ["article", "docs", "minimal"])
@pytest.mark.parametrize("case", CLEAN, ids=name)
def test_a_clean_case_is_left_alone(case: Path, profile: str) -> None:
    source = parse(read(case))[0]
    result = inspect(source, profile, format=format_for(case) or "plain")
    assert [(e.rule, e.before, e.after) for e in result.edits] == []


@pytest.mark.parametrize("case", [c for c in CASES if format_for(c) and c.parent.name != "normalise"], ids=name)
def test_what_an_editor_corrected_is_left_alone(case: Path) -> None:
    correct = parse(read(case))[1]
    assert [(e.rule, e.before, e.after) for e in inspected(case, correct).edits] == []
