"""What is asked before a pattern is: literals, one by one and many at once, and the different words of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.encoding.gate import has_escapes
from cleaner.presence import Literals, Scanner, Seldom, places_of
from cleaner.text import Text

FEW = st.text(alphabet="ab é“\U0001f600\ud800\n\x85\xa0u20&", max_size=60)
LITERALS = st.lists(st.text(alphabet="ab é“\U0001f600", min_size=1, max_size=3), min_size=1, max_size=6, unique=True)


@given(FEW, LITERALS)
def test_a_scanner_finds_what_stands_there(text: str, literals: list[str]) -> None:
    found = Scanner(literals).hits(text, overlapping=True)
    assert sorted(found) == sorted(
        (n, at, at + len(literal))
        for n, literal in enumerate(literals)
        for at in range(len(text))
        if text.startswith(literal, at)
    )
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)


@given(FEW, st.text(alphabet="ab é“", min_size=1, max_size=2))
def test_places_do_not_overlap_and_none_is_left_out(text: str, literal: str) -> None:
    places = list(places_of(literal, text))
    assert len(places) == text.count(literal)
    assert all(text.startswith(literal, at) for at in places)


@given(FEW, LITERALS)
def test_literals_give_the_same_answer_before_and_after_a_scanner_is_built(text: str, literals: list[str]) -> None:
    asked = Literals(*literals)
    first = asked.stand_in(text)
    asked.stand_in("c" * 30_000)
    assert asked.stand_in(text) == first == any(literal in text for literal in literals)


@given(FEW)
def test_what_stands_within_a_word_stands_in_the_forms(text: str) -> None:
    forms = Text(text).forms
    words = text.split()
    assert all(f"\n{word}\n" in forms for word in words)
    assert set(forms.split()) == set(words)
    assert has_escapes(Text(text)) == any(sign in word for word in words for sign in ("&", "u20", "u00"))


def test_what_is_learnt_of_literals_changes_no_answer() -> None:
    seldom = Seldom()
    literals = ["* *", "# #", "］", "ab", "] ("]
    for n in range(300):
        for text in ("x" * 300 + literals[n % 5], "brief ab", "word ab\n" * 60):
            looked = seldom.look(text)
            assert looked.held(*literals) == [literal for literal in literals if literal in text]
            assert looked.holds(*literals[:3]) == any(literal in text for literal in literals[:3])
            assert looked.holds(f"{n} new") is False
