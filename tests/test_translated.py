"""What is asked only of a page that is known to be translated."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.passes import PASSES
from cleaner.residue.source import DECIDED, Source
from cleaner.rules import load_rules
from cleaner.text import MENDED, Text
from cleaner.translated import TELLING, is_translated

# Quotation marks, words and stops as they come from the pieces of a translation: four slips of three kinds.
SEAMS = (
    "The mayor called it” a good day “and left the hall. The plan must stillbe ratified by the council of the town. "
    "She recalled the bombing. in the winter of 1944. The law protects” the small boats “of the port.\n\n"
)


def test_every_telling_rule_exists() -> None:
    assert {rule.id for rule in load_rules()} >= TELLING
    assert {rule.partition("/")[0] for rule in TELLING} <= {step.name for step in PASSES}


def test_several_kinds_of_damage_tell_a_translation_and_many_of_one_kind_do_not() -> None:
    text = Text("A page.", (), "en")
    assert not is_translated(text)
    text.memo[MENDED] = dict.fromkeys(["quotes/direction"], 40)
    assert not is_translated(text)
    text.memo[MENDED] = {"quotes/direction": 2, "words/glued": 1, "sentences/false-stop": 1}
    assert is_translated(text)
    assert not is_translated(Text("A page. " * 20_000, (), "en", memo=text.memo))
    assert is_translated(Text("A page.", (), "en", memo={DECIDED: Source(("es",), True)}))


@pytest.mark.parametrize(
    ("damaged", "correct"),
    [
        (
            "The council changed the Referee of the match, and Announced another.",
            "The council changed the referee of the match, and announced another.",
        ),
        ("They saw it on Saturday, and Thanked the driver.", "They saw it on Saturday, and thanked the driver."),
        (
            "He booked Crespo, and Expelled Olmo with a red card.",
            "He booked Crespo, and expelled Olmo with a red card.",
        ),
        ("Nobody in the village did believeit at first.", "Nobody in the village did believe it at first."),
        (
            "The dog sat under my best tree. And refused to leave.",
            "The dog sat under my best tree and refused to leave.",
        ),
        (
            "The prices of the nuts fall. Because there is nowhere to go.",
            "The prices of the nuts fall because there is nowhere to go.",
        ),
        ("Six hundred people sat sat in the pews of the hall.", "Six hundred people sat in the pews of the hall."),
        ("They ask whether he whether he returns to the flock.", "They ask whether he returns to the flock."),
    ],
)
def test_a_writer_means_what_a_machine_lost(damaged: str, correct: str) -> None:
    assert clean(damaged) == damaged
    assert clean(SEAMS + damaged).endswith("\n\n" + correct)


@pytest.mark.parametrize(
    "sentence",
    [
        # A noun alone may be a name that its readers know, as one in ten thousand words of news and speeches is.
        "The council changed the Referee of the match in May.",
        "The Government and the Bank met at the Gulf in the summer of that year.",
        "It went on for weeks and weeks and months and months in the north of the country.",
        "An expert of the Institute, Ann Moss, spoke of round two and of Round 2 of the talks.",
        "She said that a rubberboat and an icehouse were all that they had found in the harbour.",
        "He rushed at the bellpull, and the stockhands hid a changeset behind the typewheel of the machine.",
        "Click the Pair button in the menu. Then press Save in the dialog, or choose Manual from the list of it.",
        "The pay is fixed by the Executive and the Legislature. We ask it of Him, and of the woman on 23 Across.",
        "The pilots know the coast. Under every aspect in which it can be considered it would appear to be safe.",
        "They have a plan in this country. To admit that this picture has its shades is but to say it is true.",
        "It was the same for us all. Because of this feedback the loop was closed before the end of the month.",
        "We dug with all our might. Let history say of us that we were golden. And should we fail, we fail.",
        "The treasurer, Bas ten Brink, asked for it, and the others, led by Ali bin Rock, said that they agreed.",
        "He would drop in from time to time to see that all was right with me in the house by the river.",
        "The trees are red. And infrared light showed that they were warm, which was the founder of Bade & Son.",
    ],
)
def test_even_there_names_and_idioms_stay(sentence: str) -> None:
    assert clean(SEAMS + sentence).endswith("\n\n" + sentence)


@pytest.mark.parametrize(
    ("damaged", "correct"),
    [
        ("The shop is shut, people saysKowalski in the hall.", "The shop is shut, people says Kowalski in the hall."),
        ("They passed the Sun. in the autumn of that year.", "They passed the Sun in the autumn of that year."),
        ("The visitors reached 4-9. in the first half.", "The visitors reached 4-9 in the first half."),
        ("They carried out 340 ton of rubble by hand.", "They carried out 340 tons of rubble by hand."),
    ],
)
def test_stops_capitals_and_measures_of_a_translated_page(damaged: str, correct: str) -> None:
    assert clean(SEAMS + damaged + "\n", language="en").endswith(correct + "\n")


@pytest.mark.parametrize(
    "kept",
    [
        "A wheel ages in the rain, say mechanics. Who takes two hours in October saves himself the trouble.",
        "They left it, say neighbours. Who pays late swims to the other side of the river.",
        "See the chapters on pp. 4-9. in the book.",
        "He drank a 2 litre bottle of milk and a type 2 cup of tea.",
        "The openAI model and the easyJet plane are names of firms.",
    ],
)
def test_what_only_looks_so_stays_in_a_translated_page(kept: str) -> None:
    assert clean(SEAMS + kept + "\n", language="en").endswith(kept + "\n")
