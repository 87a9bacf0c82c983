"""The algebra of edits: composing patches, mapping offsets, minimal edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.edits import Change, Edit, EditError, Patch, apply, trim

TEXT = st.text(alphabet="ab ,.“”", max_size=40)


@st.composite
def edits_on(draw: st.DrawFn, text: str) -> list[tuple[Edit, str]]:
    """Sorted, disjoint edits that all change something; insertions and deletions may stand side by side."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    out: list[tuple[Edit, str]] = []
    for n, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False)):
        new = draw(st.text(alphabet="xyz", max_size=3))
        beside_insertion = out and out[-1][0].end == start and (start == end or out[-1][0].start == out[-1][0].end)
        if text[start:end] != new and not beside_insertion:
            out.append((Edit(start, end, new), f"test/r{n}"))
    return out


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, str, Patch, int]:
    """A source, the target some rounds of edits led to, the patch, and how many edits were made."""
    source = text = draw(TEXT)
    patch, made = Patch(), 0
    for _ in range(draw(st.integers(1, 6))):
        edits = draw(edits_on(text))
        patch = patch.then(text, edits)
        text = apply(text, [edit for edit, _ in edits])
        made += len(edits)
    return source, text, patch, made


@settings(max_examples=3000, deadline=None)
@given(histories())
def test_a_composed_patch_leads_from_the_source_to_the_target(history: tuple[str, str, Patch, int]) -> None:
    source, target, patch, made = history
    assert patch.replay(source, target) == target
    at = (0, 0)
    for change in patch.changes:
        assert at[0] <= change.a0 <= change.a1 <= len(source)
        assert at[1] <= change.b0 <= change.b1 <= len(target)
        assert source[at[0] : change.a0] == target[at[1] : change.b0]
        at = change.a1, change.b1
    assert source[at[0] :] == target[at[1] :]
    assert sum(len(change.steps) for change in patch.changes) == made


@settings(max_examples=1500, deadline=None)
@given(TEXT.flatmap(lambda text: st.tuples(st.just(text), edits_on(text))), st.data())
def test_composing_patches_is_the_same_as_composing_edits(
    given_edits: tuple[str, list[tuple[Edit, str]]], data: st.DataObject
) -> None:
    source, first = given_edits
    middle = apply(source, [edit for edit, _ in first])
    second = data.draw(edits_on(middle))
    direct = Patch().then(source, first).then(middle, second)
    composed = Patch().then(source, first).compose(Patch().then(middle, second).changes)
    assert direct == composed


@settings(max_examples=1500, deadline=None)
@given(histories())
def test_offsets_outside_changes_map_there_and_back(history: tuple[str, str, Patch, int]) -> None:
    source, target, patch, _ = history
    inside = {i for c in patch.changes for i in range(c.a0, c.a1)}
    for i in range(len(source) + 1):
        there = patch.to_target(i)
        assert 0 <= there <= len(target)
        if i not in inside:
            assert patch.to_source(there) == i
            if i < len(source):
                assert target[there] == source[i]


@settings(max_examples=800, deadline=None)
@given(histories())
def test_offset_maps_never_turn_back(history: tuple[str, str, Patch, int]) -> None:
    source, target, patch, _ = history
    there = [patch.to_target(i) for i in range(len(source) + 1)]
    back = [patch.to_source(i) for i in range(len(target) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)


@settings(max_examples=800, deadline=None)
@given(histories(), st.integers(0, 40), st.integers(0, 40))
def test_a_span_is_projected_inside_the_target(history: tuple[str, str, Patch, int], a: int, b: int) -> None:
    source, target, patch, _ = history
    start, end = sorted((min(a, len(source)), min(b, len(source))))
    low, high = patch.span_to_target(start, end)
    assert 0 <= low <= high <= len(target)
    if not any(c.a0 <= end and start <= c.a1 for c in patch.changes):
        assert target[low:high] == source[start:end]


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_a_trimmed_edit_does_the_same_and_shares_no_border(old: str, new: str) -> None:
    edit = trim(old, Edit(0, len(old), new))
    assert apply(old, [edit]) == new
    rest = old[edit.start : edit.end]
    if rest and edit.new:
        assert rest[0] != edit.new[0]
        assert rest[-1] != edit.new[-1]


def test_edits_that_overlap_or_lie_outside_are_refused() -> None:
    for edits in ([Edit(0, 3, ""), Edit(2, 4, "")], [Edit(3, 9, "")], [Edit(2, 3, ""), Edit(0, 1, "")]):
        with pytest.raises(EditError, match="overlaps"):
            apply("abcde", edits)


def test_a_deletion_swallows_an_earlier_insertion_and_keeps_both_steps() -> None:
    patch = Patch().then("ab", [(Edit(1, 1, "xyz"), "test/insert")])
    patch = patch.then("axyzb", [(Edit(0, 5, ""), "test/delete")])
    (change,) = patch.changes
    assert change[:4] == (0, 2, 0, 0)
    assert [step.rule for step in change.steps] == ["test/insert", "test/delete"]


def test_neighbours_stay_changes_of_their_own() -> None:
    patch = Patch().then("abcd", [(Edit(0, 2, "x"), "test/one")]).then("xcd", [(Edit(1, 2, "y"), "test/two")])
    assert patch.changes == (
        Change(0, 2, 0, 1, (("ab", "x", "test/one"),)),  # type: ignore[arg-type]
        Change(2, 3, 1, 2, (("c", "y", "test/two"),)),  # type: ignore[arg-type]
    )
