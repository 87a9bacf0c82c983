"""Words: what is taken apart and why not more, at the seams and on hostile input."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.edits import Fix, apply
from cleaner.marks import parse
from cleaner.passes.words import find
from cleaner.pipeline import Context
from cleaner.profile import Profile
from cleaner.rules import RulePack, rules_for
from cleaner.text import Text

GOLDEN = sorted((Path(__file__).parent.parent / "golden" / "words").glob("*.ann.txt"))


def fixes(source: str, language: str | None = "en") -> list[Fix]:
    pack = RulePack(rule for rule in rules_for(language) if rule.pass_name == "words")
    return list(find(Text(source, (), language), Context(Profile.named("article"), pack)))


def repaired(source: str, language: str | None = "en") -> str:
    return apply(source, sorted(edit for fix in fixes(source, language) for edit in fix.edits))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda p: p.name.removesuffix(".ann.txt"))
def test_every_edit_is_one_the_editor_made_and_the_second_run_is_silent(case: Path) -> None:
    damaged, correct, marks = parse(case.read_text(encoding="utf-8"))
    found = fixes(damaged)
    for fix in found:
        for edit in fix.edits:
            assert any((m.start, m.end, m.goods[0]) == edit for m in marks), damaged[edit.start - 20 : edit.end + 20]
    assert len(found) >= 0.7 * len(marks)
    assert not fixes(correct)
    assert not fixes(repaired(damaged))


@pytest.mark.parametrize(
    ("damaged", "correct"),
    [
        ("She stood inthe doorway of the house and looked at the street.", "in the"),
        ("He had heard of the plan, and that was allthe news of the day.", None),
        ("They met at the gate, although they wouldnot speak to the other side.", "would not"),
        ("The men, whowere late, had been told of it by the others.", None),
    ],
)
def test_two_words_of_a_closed_class(damaged: str, correct: str | None) -> None:
    assert (correct in repaired(damaged)) if correct else repaired(damaged) == damaged


def test_a_name_is_cut_only_where_its_first_part_stands_in_the_document() -> None:
    line = "There was, if they were asked, no reason why Veldoriato “one more time” should be the first to go."
    assert not fixes(line)
    assert "Veldoria to “one" in repaired(f"The capital of Veldoria is on the sea. {line}")


def test_what_the_document_writes_twice_is_a_word() -> None:
    line = "The party and its friends thought the stickand would be the best of the three."
    assert "stick and" in repaired(line)
    assert not fixes(f"{line} In the end the stickand was not what they had been told of.")


def test_code_and_lists_are_left_alone() -> None:
    assert not fixes("In that case call forthe() and the value_of it will be in the list of the others.")
    assert not fixes("forthe\nstillbe\nKingdomand\n")
    assert not fixes("Special thanks: Simonas, Rampin, Kingdomand, Lowis, Pierwill")


def test_a_text_without_language_or_list_is_left_alone() -> None:
    line = "The first boat forthe island leaves at six in the morning."
    assert not fixes(line, None)
    assert not fixes(line, "xx")


@pytest.mark.parametrize(
    ("language", "damaged", "correct"),
    [
        ("es", "Los pescadores llevaban déca das con sus redes en la bahía.", "décadas con"),
        ("pt", "Foi assim que tudo co meçou, e a aldeia não quis saber.", "começou,"),
        ("ru", "Зарплата у него ма ленькая, но он не жалуется на работу.", "маленькая,"),
    ],
)
def test_a_word_cut_in_two_is_joined_where_a_piece_is_none(language: str, damaged: str, correct: str) -> None:
    assert correct in repaired(damaged, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er kam noch ein mal in die Stadt, und das war so weit nicht schlecht."),
        ("it", "Il sistema sopravvive ai riavvi o agli arresti della macchina, e non si spegne."),
        ("es", "Se corregiran errores y se añadirán páginas cuando sea necesario para la obra."),
        ("fr", "Les correctifs sont backportés depuis la branche de la version et de la suite."),
        ("uk", "Значення працюють при позиціюванні, що є у всіх із них, і не тільки там."),
    ],
)
def test_words_stay_as_they_are(language: str, text: str) -> None:
    assert not fixes(text, language)
