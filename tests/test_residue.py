"""The residue pass: the source language is decided from evidence, and what is foreign on purpose stays."""

from __future__ import annotations

import pytest

from cleaner import clean, inspect
from cleaner.edits import apply, flatten
from cleaner.marks import parse
from cleaner.passes import residue
from cleaner.pipeline import Context, admit
from cleaner.profile import Profile
from cleaner.residue.source import Source, decide, hits, telling_words
from cleaner.residue.tables import load
from cleaner.rulefiles import rules_root
from cleaner.rules import RulePack, rules_for
from cleaner.text import Text
from tests.golden import GOLDEN

SOURCES = ("ar", "cs", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "tr", "uk", "zh")
PACK = RulePack(rule for rule in rules_for("en") if rule.pass_name == "residue")
CONTEXT = Context(Profile.named("article"), PACK)
TELLING = telling_words(PACK.rules[0].lists, "en")


def cleaned(source: str) -> str:
    text = Text(source, (), "en")
    fixes = admit(list(residue.find(text, CONTEXT)), text, PACK)
    return apply(source, [edit for edit, _ in flatten(fixes)])


def source_of(text: str) -> Source:
    return decide(text, hits(Text(text), TELLING), "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "They sold wine and oil y also bread in Málaga; the town of Begoña Núñez paid for the road y the bridge.",
            "es",
        ),
        ("The city paid for darkness und no screens.", "de"),
        ("He said the road is open mais the bridge is closed, et the others wait with the people of Orléans.", "fr"),
        ("The council met with the farmers, mits they pay for het road.", "nl"),
        ("They reported в Thursday that the line и the station are open.", "ru"),
    ],
)
def test_the_source_language_is_decided_from_what_was_left(text: str, language: str) -> None:
    assert source_of(text).plausible[0] == language


@pytest.mark.parametrize(
    "text",
    [
        "My son plays in the rain and the others are at home.",
        "Let x and y be numbers; then e is the base and y is the rest, in the y direction.",
        "The film ‘Ana y el mar’ opens in Puerto de la Cruz, where Ortega y Gasset lived, et al., etc.",
        "The letter и is a vowel, and the word в is a preposition.",
        "The UE sends its report over the radio link to the PIB node and the VS Code window.",
        "She’s gone, en I ain’t never gwyne to see her no mo’, en dat’s de truth.",
    ],
)
def test_without_clear_evidence_nothing_is_done(text: str) -> None:
    assert not source_of(text)
    assert cleaned(text) == text


def test_an_article_that_stands_translated_is_not_given_twice() -> None:
    text = "The road und no screens: the model of het the harbour and het road, mits they pay, aber not today in Köln."
    assert "the the" not in cleaned(text)


@pytest.mark.parametrize("case", sorted((GOLDEN / "residue").glob("clean-*")), ids=lambda case: case.name)
def test_clean_cases_keep_every_byte(case) -> None:  # type: ignore[no-untyped-def]
    source = case.read_text(encoding="utf-8")
    assert cleaned(source) == source


@pytest.mark.parametrize("case", sorted((GOLDEN / "residue").glob("*.ann.txt")), ids=lambda case: case.name)
def test_the_pass_is_silent_on_what_it_left(case) -> None:  # type: ignore[no-untyped-def]
    once = cleaned(parse(case.read_text(encoding="utf-8"))[0])
    assert cleaned(once) == once


CZECH = "The mill však was closed, protože the miller left and nobody came. "


@pytest.mark.parametrize(
    ("damaged", "correct"),
    [
        ("They sold apples a their neighbours sold plums.", "They sold apples and their neighbours sold plums."),
        ("It was old, a then they left.", "It was old, and then they left."),
        ("She takes vitamin a with the tea.", ""),
        ("They bought a pear a day, a plum and a the.", ""),
        ("It is of a the same kind.", ""),
    ],
)
def test_the_czech_conjunction_stands_where_no_article_can(damaged: str, correct: str) -> None:
    assert cleaned(CZECH + damaged).endswith(correct or damaged)


@pytest.mark.parametrize("language", SOURCES)
def test_every_telling_word_has_its_entry(language: str) -> None:
    entries = {key for table in load(language, "en").lists.values() if isinstance(table, dict) for key in table}
    known = entries | {key[0].upper() + key[1:] for key in entries} | {key.rstrip(".") for key in entries}
    words = dict(TELLING)[language]
    assert [word for word in words if word.partition("|")[0] not in known] == []


@pytest.mark.parametrize("language", SOURCES)
def test_no_table_leaves_a_word_as_it_is(language: str) -> None:
    assert rules_root().joinpath(f"{language}-en", "residue.toml").is_file()
    for table in load(language, "en").lists.values():
        if isinstance(table, dict):
            assert [key for key, new in table.items() if key == new] == []


@pytest.mark.parametrize(
    "pumped",
    [
        " y ",
        "the und the ",
        "LThe ",
        "Málaga y the road OTAN son e M. Dubreuil de la casa. ",
        "в 4 км ",
        "the straw of it襷, and more of the same old English words for everybody in the town ",
        "cost yüzde 4,5 ve 40 milyar dolar Ankara'da 2018'de ",
        "rice和wheat 4月6日 by 星期一 ",
        "abc def ",
        "(",
    ],
)
def test_hostile_input_comes_to_an_end(pumped: str) -> None:
    text = Text(pumped * (300_000 // len(pumped)), (), "en")
    fixes = admit(list(residue.find(text, CONTEXT)), text, PACK)
    assert all(0 <= edit.start <= edit.end <= len(text.view) for edit, _ in flatten(fixes))


@pytest.mark.parametrize("text", ["campaign. in  日本", "the 日本campaign. in "])
def test_a_list_without_words_matches_nothing(text: str) -> None:
    assert [repair.before for repair in inspect(text, language="en").edits if repair.before.strip()] == ["日本"]


def test_the_start_of_a_word_goes_before_its_translation_and_a_doubled_word_stays() -> None:
    led = "The mayor y the town of Málaga, pero not the EEUU, según the paper, said "
    assert "the inauguration" in clean(f"{led}that they come for the inauginauguration of the hall.")
    assert "a knockknock joke" in clean(f"{led}that they told a knockknock joke in the hall.")
