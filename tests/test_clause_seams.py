"""What a clause behind a stop in small letters is told by (cleaner/clauses.py)."""

from __future__ import annotations

import pytest

from cleaner import clauses


@pytest.mark.parametrize(
    ("before", "piece", "states"),
    [
        ("Children are admitted free of charge", "tea is poured from a kettle", True),
        ("The EU pays for 60% of the roof", "the project includes a small museum", True),
        ("The mayor says", "tea is poured from a kettle", False),
        ("It was the first year that", "tea is poured from a kettle", False),
        ("Children were admitted to the hall", "mainly was it full of them", False),
        ("She works in the old regional", "museum is closed to all", False),
    ],
)
def test_a_noun_before_its_verb_starts_a_clause(before: str, piece: str, *, states: bool) -> None:
    assert clauses.states(before, piece) is states


@pytest.mark.parametrize(
    ("before", "piece", "bids"),
    [
        ("2. Melt the butter for ten minutes", "stir gently with a wooden spoon", True),
        ("Open the door of the oven", "place the tin in it", True),
        ("The butter melts for ten minutes", "stir gently with a wooden spoon", False),
        ("Melt the butter in the pan", "cover and heat", False),
    ],
)
def test_an_instruction_follows_another(before: str, piece: str, *, bids: bool) -> None:
    assert clauses.bids(before, piece) is bids


def test_a_verb_and_its_particle_want_their_object() -> None:
    assert clauses.parts_verb("Do not take out")
    assert not clauses.parts_verb("The light went out")
