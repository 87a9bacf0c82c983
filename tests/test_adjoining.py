"""The block at the end of a page: what joins a line that is furniture for certain, and what stays."""

import pytest

from cleaner import Cleaner

BODY = (
    "The ferry returns after forty years\n\nIt was retired in the spring of 1983, and it will sail again in the summer"
    " between the two shores of the lake.\n\nNobody knows, Gao said, whether that was a yes or a no, and went home."
)


@pytest.mark.parametrize(
    "line", ["Open the app to see more highlights", "This is a paid article. Remaining: 0 characters"]
)
def test_a_line_in_the_words_of_pages_goes_with_the_block(line: str) -> None:
    assert Cleaner("article").inspect(f"{BODY}\n\n{line}\n\nRelated keywords\n").text == f"{BODY}\n"


@pytest.mark.parametrize(
    "line",
    [
        "Text and photos: the author",
        "Open daily from 10 to 6",
        "The page I never wrote",
        "Free for children and members of the group",
        "Photo: Ann Lee",
        "2 cups of flour",
    ],
)
def test_credits_hours_and_verse_stay(line: str) -> None:
    assert line in Cleaner("article").inspect(f"{BODY}\n\n{line}\n\nRelated keywords\n").text
