"""What is given twice by mistake goes once; what is said twice on purpose stays."""

from __future__ import annotations

import pytest

from cleaner import Profile, inspect
from cleaner.passes.repetition import find
from cleaner.pipeline import Context
from cleaner.residue.source import DECIDED, Source
from cleaner.rules import RulePack, rules_for
from cleaner.text import Text

PROFILE = Profile("repetition alone", ("repetition",))


def cleaned(text: str, language: str = "en") -> str:
    return inspect(text, PROFILE, language=language).text


@pytest.mark.parametrize(
    ("damaged", "language", "clean"),
    [
        ("It hangs in the the hall.", "en", "It hangs in the hall."),
        ("The the left side first.", "en", "The left side first."),
        ("We met the\nthe others there.", "en", "We met the\nothers there."),
        ("It is known by the by the river folk.", "en", "It is known by the river folk."),
        ("It rose, according to according to several sources.", "en", "It rose, according to several sources."),
        ("They sat in between in between. Nobody spoke.", "en", "They sat in between. Nobody spoke."),
        ("The next meeting will be held will be held in May.", "en", "The next meeting will be held in May."),
        ("Il vento e la metà di montagna di montagna restano.", "it", "Il vento e la metà di montagna restano."),
        ("Sie ist für für den Winter da.", "de", "Sie ist für den Winter da."),
    ],
)
def test_a_slip_is_mended(damaged: str, language: str, clean: str) -> None:
    assert cleaned(damaged, language) == clean


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("She had had it, and that that was so; what it is is rhythm.", "en"),
        ("From time to time to our surprise; day after day after day; on and on and on.", "en"),
        ("What will be will be, and what is done is done.", "en"),
        ("We call a spade a spade and the Lab the Lab.", "en"),
        ("An amendment to an amendment to the law was lost.", "en"),
        ("Tomorrow, and tomorrow, and tomorrow creeps in this petty pace.", "en"),
        ("Out, out we go\nout, out we go\nheel and toe and heel and toe", "en"),
        ("In the garden in June\nIn the garden in May", "en"),
        ("HAH HAH HAH HAH, said the crow, ha ha ha ha ha.", "en"),
        ("The score was 2 2 2 2, then 1 1 2 3, at Baden-Baden.", "en"),
        ("New York New York, so good they named it twice; Duran Duran sang it.", "en"),
        ("The keyword with with, the boolean and and or.", "en"),
        ("Vous vous trompez, et nous nous taisons.", "fr"),
        ("Die Frau, die die Bienen zählt, weiß, dass das das Ende ist; sie sieht sie.", "de"),
        ("Von Zeit zu Zeit zu lachen ist gut.", "de"),
        ("Het op het op het web gebruikte protocol is de de facto standaard.", "nl"),
        ("buku buku itu di di rumah", "id"),
        ("以营利为目的的组织，他的的确确在。", "zh"),
    ],
)
def test_what_is_meant_stays(text: str, language: str) -> None:
    assert cleaned(text, language) == text


def test_a_sentence_and_a_paragraph_given_twice() -> None:
    once = "The board will be shown in the regional museum from the first of March."
    assert cleaned(f"{once} {once} A copy can be bought.") == f"{once} A copy can be bought."
    assert cleaned(f"{once}\n\n{once}\n\nA copy can be bought.") == f"{once}\n\nA copy can be bought."
    assert cleaned(f"We argued. {once} {once}") == f"We argued. {once}"


def test_sentences_that_differ_only_in_small_words_are_a_hint() -> None:
    text = "The old board will be shown in the regional museum in early spring. " * 1
    twin = "The old board will be shown at the regional museum in the early spring."
    result = inspect(text + twin, PROFILE, language="en")
    assert result.text == text + twin
    assert [hint.rule for hint in result.hints] == ["repetition/near-copy"]


def test_a_loop_becomes_one_copy() -> None:
    text = "The prize was given to the choir" + " of the old town" * 30 + " by the mayor."
    assert cleaned(text) == "The prize was given to the choir of the old town by the mayor."


def test_a_doubled_open_class_word_is_a_hint_where_the_document_says_it_again() -> None:
    assert inspect("The duty duty officer is not here.", PROFILE, language="en").text == "The duty officer is not here."
    text = "The penalty penalty applies here, and each penalty penalty hurts."
    result = inspect(text, PROFILE, language="en")
    assert result.text == text
    assert [hint.rule for hint in result.hints] == ["repetition/word"] * 2


def copies(source: str) -> list[str]:
    """What is removed from a page that is known to be translated."""
    text = Text(source, (), "en")
    text.memo[DECIDED] = Source(("es",), True)
    pack = RulePack(rule for rule in rules_for("en") if rule.pass_name == "repetition")
    return [text.source[edit.start : edit.end] for fix in find(text, Context(PROFILE, pack)) for edit in fix.edits]


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("He works with Samira Boustani, an entomologist an entomologist at the institute.", " an entomologist"),
        ("It is kept by the Federal University of Rio Federal University of Rio.", " Federal University of Rio"),
        ("A warm booth, two days on, two days days off, and tea.", " days"),
        ("But a clock that that nobody has to wind is loved.", " that"),
        ("The fine rises to €3,000 euros and more.", " euros"),
        ("It cost $4.5 million dollars, they say.", " dollars"),
    ],
)
def test_a_translated_page_says_nothing_twice(source: str, copy: str) -> None:
    assert copies(source) == [copy]


@pytest.mark.parametrize(
    "source",
    [
        "They know that that man left, and it is that that he meant.",
        "She walked slowly, slowly, to the door.",
        "It rose to $4 Canadian dollars and €3 thousand pounds.",
        "They rest half a day a week, an apple a day a head.",
        "We went on for days, days of rain.",
    ],
)
def test_what_a_translated_page_means_stays(source: str) -> None:
    assert copies(source) == []
