"""Repairs of articles that are made whole or not at all, each beside what looks like it."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.clauses import names_again, singles_out
from cleaner.residue.glosses import is_gloss

ARTICLE = Cleaner("article")


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        (
            "Prices на 17 % higher than a year ago are a burden и the rent rose на 8 % in March. The мэр paid и left.",
            "Prices 17% higher than a year ago are a burden and the rent rose by 8% in March. The mayor paid and left.",
        ),
        ("„It was a very cold night”said the driver.", "cold night”, said the driver."),
        (
            "「I asked him。 He said、『Now there is room。』 That was all.」",
            "said, ‘Now there is room.’ That was all.",
        ),
        (
            "The town и the mayor wrote to the РАН, в Monday. "
            "The International Astronomical Union (МАС) и others agree.",
            "Union (IAU) and others agree.",
        ),
        ("The sight of it was good. Open Day (24. June, 11 a.m. to 5 p.m.) is near.", "Open Day (24 June, 11 a.m."),
    ],
)
def test_a_repair_is_made_whole(damaged: str, mended: str) -> None:
    assert mended in ARTICLE.inspect(damaged).text


@pytest.mark.parametrize(
    "text",
    [
        "A colleague once wrote to me that a boat cost “1.500 euros”. I wrote that for “1,50 euros” I would.",
        "My favourite is • “Beware of the of the dog”, in Cádiz, carved in marble.",
        "They and the International Ski Federation (ФИС) and the Federal Security Service (ФСБ) met.",
        "Open page (14. March was cold) and read.",
    ],
)
def test_what_looks_like_it_stays(text: str) -> None:
    assert ARTICLE.inspect(text).text == text


def test_a_word_of_the_source_before_its_translation_is_told() -> None:
    assert is_gloss("que", "that")
    assert is_gloss("und", "and")
    assert is_gloss("con", "with")
    assert not is_gloss("in", "in")
    assert not is_gloss("die", "the")
    assert not is_gloss("that", "that")


def test_who_it_is_and_what_is_singled_out_are_set_off_by_a_comma() -> None:
    assert names_again("the favorites of Borgo Mulini", "winners of the last three editions")
    assert not names_again("He met Paul", "members of the club waved and were gone")
    assert not names_again("the regional", "leaders of the party")
    assert singles_out("and only 8% in the high ones")
    assert not singles_out("and only left in May")
