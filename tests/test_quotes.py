"""Quotations that a converter broke are put back, and those that stand well are not read at all."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from cleaner import Profile, inspect
from cleaner.language import detect
from cleaner.marks import parse
from tests.golden import cases, folders, format_for, read

QUOTES = Profile.named("docs").with_settings({"passes": ["quotes"]}, "test")
_QUOTATION = re.compile(r"“([^“”\n]+)”")


def closer_turned(inner: str) -> str:
    """“word“: the converter knows one mark only."""
    return f"“{inner}“"


def space_inside(inner: str) -> str:
    """“ word ”: the marks were tags, and tags have spaces around them."""
    return f"“ {inner} ”"


def space_before_closer(inner: str) -> str:
    """“word ”: the space went to the wrong side of the closing tag."""
    return f"“{inner} ”"


def paragraphs() -> list[str]:
    """Paragraphs of the corrected English cases that hold nothing but well-formed curly quotations."""
    out = []
    for case in (c for folder in folders() for c in cases(folder) if format_for(c) == "plain"):
        text = parse(read(case))[1]
        if detect(text) == "en":
            out += [
                p
                for p in re.split(r"\n\s*\n", text)
                if _QUOTATION.search(p)
                and not set(_QUOTATION.sub("", p)) & set('“”"„«»`')
                and not re.search(r"[{}<>=\\|]|\w[“”]\w", p)
                and len(p) > 80
            ]
    return out


PARAGRAPHS = paragraphs()


def restored(damage: Callable[[str], str], moved: bool = False) -> float:
    """The share of paragraphs that come out as they were before every quotation in them was damaged."""
    good = 0
    for paragraph in PARAGRAPHS:
        broken = _QUOTATION.sub(lambda m: damage(m.group(1)), paragraph)
        if moved:
            broken = re.sub(r" “([^“”\n]+)” ", r"” \1 “", paragraph)
        good += inspect(broken, QUOTES, language="en").text == paragraph
    return good / len(PARAGRAPHS)


def test_there_are_enough_paragraphs_to_tell() -> None:
    assert len(PARAGRAPHS) >= 100


@pytest.mark.parametrize("damage", [closer_turned, space_inside, space_before_closer])
def test_damaged_quotations_are_restored(damage: Callable[[str], str]) -> None:
    assert restored(damage) >= 0.95


def test_quotations_whose_marks_went_to_the_wrong_words_are_restored() -> None:
    """a” serious mistake “that: the marks changed places with their spaces."""
    assert restored(closer_turned, moved=True) >= 0.95


def test_random_damage_in_a_paragraph_leaves_the_others_alone() -> None:
    """One quotation in three is damaged, in one of three ways; what was not touched comes out as it was."""
    chance = random.Random(7)
    for _ in range(5):
        chosen = chance.sample(PARAGRAPHS, 30)
        broken = [
            _QUOTATION.sub(lambda m: chance.choice([closer_turned, space_before_closer])(m.group(1)), p)
            if n % 3 == 0
            else p
            for n, p in enumerate(chosen)
        ]
        out = inspect("\n\n".join(broken), QUOTES, language="en").text
        assert [p for n, p in enumerate(chosen) if n % 3 and p not in out] == []


@pytest.mark.parametrize(
    "text",
    [
        "“But I—” she began. “No,” he said—“never.”",
        "She said, “I have read it.\n\n“It is a fine book,” she added.",
        'He is 6\'4" tall, has a 3.5" drive, a 12" record and a "tower".',
        "“He said ‘no’ to me,” she wrote, “and ‘yes’ to him.”",
        "In the ’90s and the '80s, rock ’n’ roll was ’tis and ’twas; the workers’ club knew it.",
        "“He said “no” to me,” she wrote.",
        "The word „Heimat“ and the phrase »so la la« have no English for them.",
        'id,name\n1,"Ng, A.",7.51,,"=CBP"\n2,"says ""windy""",8',
        'print("a " + name + " b")',
        "“I am—” “You are not.” “I was.”",
        "“…and so,” he said, “…it ends.”",
        "“We are, my Lord,\n“Your humble servants,\n“M. and N.”",
        "“We sail,” she says. In four languages: «Bon vent!», „Gute Fahrt!“, ”Trevlig resa!” and »God tur!«",
    ],
)
def test_what_stands_well_stays(text: str) -> None:
    assert inspect(text, "docs", language="en").text == text


def test_a_language_whose_marks_are_not_known_is_left_alone() -> None:
    text = "Maldita “palavra“ estas tie , kaj tio “estas “ nenio."
    result = inspect(text, "docs", language="eo")
    assert not [e for e in result.edits if e.rule.startswith("quotes/")]
