"""Captions given twice nearly alike, and what only looks so (cleaner/captions.py)."""

from __future__ import annotations

import pytest

from cleaner import captions
from cleaner.text import Text


def left(*lines: str) -> str:
    view = "\n\n".join(lines)
    for _, start, end in captions.find(Text(view, language="en")):
        view = view[:start] + view[end:]
    return view


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The baker opens the oven at dawn. Photo: Ana Rubio", "The baker opens up the oven at dawn. Photo: Ana Rubio"),
        (
            "Children at the well of Ronda, in May. Photo: A. Rubio",
            "Children at the well of Ronda in May. (Photo: A. Rubio)",
        ),
        (
            "Image: The bell of Ronda, cast in 1712. (Provided by the town)",
            "Image: The bell of Ronda (1712). (Provided by the town)",
        ),
        (
            "Rubio tests a rope on the wall behind the public pool of the town, May 3.",
            "Rubio tests the rope on a wall behind the public pool of the town, May 3.",
        ),
        (
            "Neighbours of Mill Street study the plan in the schoolyard. (Courtesy of the club)",
            "Neighbours of Mill Street study the plan in the yard. (Courtesy of the club)",
        ),
    ],
)
def test_a_caption_told_twice_loses_its_copy(first: str, second: str) -> None:
    assert left("Before it.", first, second, "After it.") == "\n\n".join(("Before it.", first, "After it."))


def test_the_copy_that_names_whom_it_is_from_stays() -> None:
    whole = "The old bridge of Ronda is closed to all traffic. Photo: A. Rubio"
    assert left("Before.", "The old bridge of Ronda is closed to all traffic A. Rubio", whole) == f"Before.\n\n{whole}"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "The square before the works of spring. Photo: Ana Rubio",
            "The square after the works of spring. Photo: Ana Rubio",
        ),
        ("The road from Ronda to the mill. Photo: Ana Rubio", "The road to Ronda from the mill. Photo: Ana Rubio"),
        (
            "Figure 1. The goat at the old mill. Photo: Ana Rubio",
            "Figure 2. The goat at the old mill. Photo: Ana Rubio",
        ),
        (
            "The winner of the girls’ race at Ronda. Photo: Ana Rubio",
            "The winner of the boys’ race at Ronda. Photo: Ana Rubio",
        ),
        (
            "The goat at the left door of the mill. Photo: Ana Rubio",
            "The goat at the right door of the mill. Photo: Ana Rubio",
        ),
        (
            "The mayor of Ronda at the old mill. Photo: Ana Rubio",
            "The mayor of Ronda not at the old mill. Photo: Ana Rubio",
        ),
        (
            "The mayor of Ronda at the old mill. Photo: Ana Rubio",
            "The mayor of Ronda and wife at the old mill. Photo: Ana Rubio",
        ),
        (
            "Ana Rubio with her mother at the old mill. Photo: R. Ruiz",
            "Ana Rubio with her grandmother at the old mill. Photo: R. Ruiz",
        ),
        ("The house of the miller of Ronda. Photo: A. Rubio", "The lighthouse of the miller of Ronda. Photo: A. Rubio"),
        (
            "The goat of the miller at the door. Photo: Ana Rubio",
            "The goat of the miller in the door. Photo: Ana Rubio",
            "A goat of the miller at the door. Photo: Ana Rubio",
        ),
        (
            "The old bridge of Ronda is closed to all traffic. Photo: A. Rubio",
            "The old bridge of Ronda is closed to all traffic",
        ),
        ("The last keeper of Punta Gavina hands over the keys", "The last keeper of Punta Gavina hands over his keys"),
        (
            'Use AM/PM display. AP will be replaced by either "AM" or "PM" in all the cells of the sheet.',
            'Use am/pm display. ap will be replaced by either "am" or "pm" in all the cells of the sheet.',
        ),
        ("- The goat at the door of the mill. Photo: Ana Rubio", "- The goat at the door of a mill. Photo: Ana Rubio"),
        (
            "A rose is red and a violet is blue in the garden of the house of love,",
            "The rose is red and the violet is blue in the garden of the house of love,",
        ),
        (
            "The team of 2019 with the cup of the town. Photo: Ana Rubio",
            "The team of 2020 with the cup of the town. Photo: Ana Rubio",
        ),
    ],
)
def test_captions_of_several_pictures_stay(lines: tuple[str, ...]) -> None:
    assert left(*lines) == "\n\n".join(lines)
