"""Decisions: what was rejected is undone, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.decisions import Rejected, digest, load, rejection, without
from cleaner.edits import Edit
from cleaner.files import FileError
from cleaner.pipeline import Patch
from cleaner.result import Result
from tests.decided import as_data

TEXT = "The minister , who had left , said so in the the hall."


@st.composite
def results(draw):
    source = draw(st.text("ab \n", max_size=30))
    spots = sorted(draw(st.sets(st.integers(0, len(source)), max_size=8)))
    pairs = list(zip(spots[::2], spots[1::2], strict=False))
    edits = [Edit(a, b, draw(st.text("xy", max_size=3))) for a, b in pairs]
    patch = Patch().then(source, [(edit, "spacing/before-comma") for edit in edits])
    return Result(source, patch.replay(source, apply_all(source, edits)), patch, (), None)


def apply_all(source, edits):
    for start, end, new in reversed(edits):
        source = source[:start] + new + source[end:]
    return source


@given(results(), st.data())
def test_any_choice_of_repairs_gives_the_text_with_the_others(result, data):
    edits = list(result.edits)
    kept = data.draw(st.lists(st.sampled_from(edits), unique=True)) if edits else []
    left = without(result, frozenset(rejection(edit) for edit in edits if edit not in kept))
    wanted = sorted(Edit(e.start, e.end, e.after) for e in kept)
    assert left.text == apply_all(result.source, wanted)
    assert left.patch.replay(result.source, left.text) == left.text
    assert sorted(left.edits) == sorted(kept)


def test_decisions_are_read_back_as_they_were_saved(tmp_path):
    result = Cleaner().inspect(TEXT, language="en")
    rejected = [rejection(result.edits[0])]
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps(as_data([(str(tmp_path / "a.txt"), digest(TEXT), rejected)])), encoding="utf-8")
    decisions = load(str(file))
    assert decisions.applied(result, "elsewhere/a.txt").text == "The minister , who had left, said so in the hall."
    other = Cleaner().inspect(TEXT + " It grew , too.", language="en")
    assert decisions.applied(other, "elsewhere/b.txt") is other
    with pytest.raises(FileError, match=r"a\.txt: changed since the decisions were made; make a new report"):
        decisions.applied(other, str(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("no json", "not a file of decisions"),
        ("[]", "decisions of version None, not 1"),
        ('{"version": 2, "files": []}', "decisions of version 2, not 1"),
        ('{"version": 1}', "'files'"),
        ('{"version": 1, "files": [{"path": "a", "sha256": "b", "rejected": [{"start": 1}]}]}', "missing"),
        ('{"version": 1, "files": 3}', "not a file of decisions"),
    ],
)
def test_what_is_no_file_of_decisions_is_refused_in_one_line(tmp_path, text, cause):
    file = tmp_path / "decisions.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=cause) as caught:
        load(str(file))
    assert "\n" not in str(caught.value)


def test_a_rejection_names_what_the_repair_would_have_done():
    result = Cleaner().inspect(TEXT, language="en")
    assert rejection(result.edits[0]) == Rejected(12, 13, " ", "", "spacing/before-comma")
