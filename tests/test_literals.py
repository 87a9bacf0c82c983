"""A pattern is compiled when its literals were met: what they are, and that no line is lost by it."""

from __future__ import annotations

import pytest
import regex

from cleaner.literals import Shapes, fold, needed
from cleaner.marks import parse
from cleaner.rules import load_rules

NETWORKS = {"network": ("X", "Facebook")}
FURNITURE = [rule for rule in load_rules() if rule.pass_name == "furniture"]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("Follow us", [{"follow us"}]),
        ("(?:share|post) (?:it )?on", [{"share", "post"}, {" "}, {"on"}]),
        (r"comments?\.{3}", [{"comment"}, {"."}]),
        (r"see [a-z]+ on \L<network>", [{"see "}, {" on "}, {"x", "facebook"}]),
        ("read (?:more|on|)!", [{"read "}, {"!"}]),
        (r"(?!no)\w+(?<=x) (?:(?-i:ALSO)|else)", [{" "}, {"also", "else"}]),
        ("a{0,2}b{2}", [{"b"}]),
        ("a|[^b]", []),
        ("(?i)inline", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, needs: list[set[str]]) -> None:
    assert needed(pattern, NETWORKS) == needs


def test_no_line_is_lost() -> None:
    """The literals of every pattern stand in every line it is, in the letters of other cases and languages too."""
    lists = {name: words for rule in FURNITURE for name, words in rule.lists.items()}
    every = [line for rule in FURNITURE for line in lists.get(rule.id.partition("/")[2], ())]
    examples = [parse(example)[0] for rule in FURNITURE for example in (*rule.example, *rule.keep)]
    shown = [line for example in examples for line in example.split("\n")]
    lines = {line for text in shown for line in (text, text.upper(), text.replace("i", "ı"), text.replace("i", "İ"))}
    compiled = [
        regex.compile(p, regex.V1 | regex.IGNORECASE, **{n: w for n, w in lists.items() if f"\\L<{n}>" in p})  # type: ignore[arg-type]
        for p in every
    ]
    shapes = Shapes(every, lists)
    for line in lines:
        assert shapes.first(line) == next((n for n, p in enumerate(compiled) if p.fullmatch(line)), None)


def test_a_lone_surrogate_is_no_obstacle() -> None:
    assert Shapes(["follow us.*"], {}).first("FOLLOW US \ud800") == 0
    assert fold("LİKE") == fold("lıke") == "like"
