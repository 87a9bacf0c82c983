"""Two words in a loop, and short sentences given twice, in a page that is known to be translated."""

from __future__ import annotations

import pytest

from cleaner import clean

PAGE = (
    "The goats of Málaga {} their sons belong to the {} paper, and he said «no». The vote is on Monday, in the hall."
    " The town paid 1,5 million for it.\n\n"
)


def cleaned(line: str) -> str:
    out = clean(PAGE.format("y", "EEUU") + line, language="en")
    head, _, rest = out.partition("\n\n")
    assert " and their sons " in head
    return rest


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("The seam must be must be must be closed without a hole.", "The seam must be closed without a hole."),
        ("The work the work the work was interrupted by the flood.", "The work was interrupted by the flood."),
        ("For a year they were they were they were they were in the hall.", "For a year they were in the hall."),
        ("The bread has been has been has been baked by her since May.", "The bread has been baked by her since May."),
        ("The bill of the town is almost almost paid.", "The bill of the town is almost paid."),
        ("Admission is free. Admission is free. Children pay half.", "Admission is free. Children pay half."),
    ],
)
def test_a_loop_of_two_words_is_cut(damaged: str, mended: str) -> None:
    assert cleaned(damaged) == mended


@pytest.mark.parametrize(
    "line",
    [
        "They went on and on and on and on about the bell and the hall.",
        "Day by day by day by day the water rose in the hall.",
        "They sang “we will we will we will rock you” in the hall.",
        "He went from door to door to door to door with it in his hand.",
        "It is cold. It is cold. Nobody comes to the hall.",
        "“Bread is dear. Bread is dear,” she said in the hall.",
        "Bread is dear. Bread is dear. Bread is dear. Nobody listens.",
    ],
)
def test_chants_chains_and_laments_stay(line: str) -> None:
    assert cleaned(line) == line
