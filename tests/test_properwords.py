"""Capitals of peoples, days and months, in pages known to be translated and in others."""

from __future__ import annotations

from collections import Counter

import pytest

from cleaner.edits import apply
from cleaner.properwords import lost_capitals
from cleaner.residue.source import DECIDED, Source
from cleaner.rules import rules_for
from cleaner.text import MENDED, Text

LISTS = next(rule.lists for rule in rules_for("en") if rule.id == "sentences/lost-proper")


def restored(source: str, *, translated: bool = True, mended: str = "") -> str:
    text = Text(f"The harbor.\n{source}", (), "en")
    if translated:
        text.memo[DECIDED] = Source(("es",), True)
    if mended:
        text.memo[MENDED] = Counter([mended])
    return apply(text.source, [e for fix in lost_capitals(text, LISTS) for e in fix.edits]).removeprefix(
        "The harbor.\n"
    )


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Since april the ministry pays.", "Since April the ministry pays."),
        ("It lies in spanish waters.", "It lies in Spanish waters."),
        ("It has toasters. german households own them.", "It has toasters. German households own them."),
        ("Its french, dutch and greek neighbors.", "Its French, Dutch and Greek neighbors."),
        ("It was in march 1979, on 3 august and in march.", "It was in March 1979, on 3 August and in March."),
        ("Two germans and an italian met on mondays.", "Two Germans and an Italian met on Mondays."),
        ("The brazilian’s boat (danish, they say) left.", "The Brazilian’s boat (Danish, they say) left."),
    ],
)  # fmt: skip
def test_a_translated_page_gets_its_capitals(damaged: str, mended: str) -> None:
    assert restored(damaged) == mended


@pytest.mark.parametrize(
    "kept",
    [
        "They ate french fries and turkey with swiss chard from a dutch oven.",
        "He wrote the word german small.",
        "The march of the many in august company may polish the china.",
        "we saw them on monday in spanish waters.",
        "One wrote: “see you on friday, spanish style.”",
        "Its user german signed in; german.example and german_2 are files.",
        "Choose the german keyboard.",
        "Nothing could be more german to the matter.",
    ],
)
def test_it_leaves_alone_what_may_be_meant(kept: str) -> None:
    assert restored(kept) == kept


def test_elsewhere_only_days_behind_their_prepositions_beside_a_seam() -> None:
    damaged = "It opens on monday in spanish waters, in march 1979."
    assert restored(damaged, translated=False) == damaged
    told = restored(damaged, translated=False, mended="quotes/foreign")
    assert told == "It opens on Monday in spanish waters, in March 1979."
