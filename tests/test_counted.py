"""Counted nouns get their plural in pages known to be translated; what is no count stays."""

from __future__ import annotations

import pytest

from cleaner.counted import singulars
from cleaner.edits import apply
from cleaner.residue.source import DECIDED, Source
from cleaner.text import Text


def counted(source: str) -> str:
    text = Text(source, (), "en")
    text.memo[DECIDED] = Source(("es",), True)
    return apply(source, [edit for fix in singulars(text) for edit in fix.edits])


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("A palm needs four season before it bears.", "A palm needs four seasons before it bears."),
        ("There are more than twenty shipyard in the region.", "There are more than twenty shipyards in the region."),
        ("It is one of the oldest vessel still afloat.", "It is one of the oldest vessels still afloat."),
        ("They saw several city with walls.", "They saw several cities with walls."),
    ],
)
def test_a_counted_noun_is_a_plural(damaged: str, mended: str) -> None:
    assert counted(damaged) == mended


@pytest.mark.parametrize(
    "kept",
    [
        "A four season hotel stands in a two party country.",
        "Of the twelve, six work in the mine, and one of four live in town.",
        "They own twenty sheep in the valley and five hundred of the others.",
        "It was a category 4 cyclone, on an Atlas 5 rocket in chapter two version of it.",
    ],
)
def test_what_is_no_count_stays(kept: str) -> None:
    assert counted(kept) == kept
