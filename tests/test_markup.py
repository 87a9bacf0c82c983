"""The markup pass: what it repairs with what around it, and the traps of its kind, which keep their text."""

from __future__ import annotations

import pytest

from cleaner import inspect
from tests.hostile import PARTS

TRAPS = [
    "#P - Counting sheep",
    "#hashtag at the start of a line, then #605 and [ \\# 605] (see there)",
    "between $ 5 and $ 10",
    "In [sic] (see p. 4), [nur Mai] (etwa 3 MB), h[0] (m), [params] (v1), fn[type] (#21088 by @name)",
    "et voilà&nbsp;: c'est",
    "|  Sri Lanka  |  USD |\n|-------------|------|\n|  Peru       |  PEN |",
    "snake_case_name and __init__.py and **kwargs and *args",
    "2 ** 3 ** 2, x * y * z, 30 2 * * * /usr/bin/true, SELECT * FROM a, src/**/*.md",
    "printf: `% d` (the space is a flag), 50 % de, 15 % sparen, 100 % s tím",
    "```\n`Ã©` “quoted” —x\n```",
    "{{ .Site.Title }} {{- with .Params.x -}} {{ user.name }} {% if a %}",
    "style={ { color: 1 } }",
    "| a | b |\n|---|---|\n| `x` | `boolean`｜`null` |",
    "* * *\n\n* * nested\n\n- - -",
    "Wow ! [Look](a.html) and ! [not an image]",
    "`` ` `` and ` ```js ` and `` a`b ``",
    "Joined by ` and ` in the end, or by ` | `.",
    'a <img src="a" / > b </b > c',
    "In JavaScript `a = = b` fails. A colon : word: follows. Ratio 3 : 2, smile :-)",
    "- use these:\n-v  verbose\n-q  quiet",
    "-Hola.\n-Adiós.",
    "Die Zahl 3.15 steht\n3.15 steht da",
    "cut & copy; paste, R & D; sales, AT&T; ok",
    "user @ example.com, me @ home",
    "and / or, https is a scheme: see there",
    "<!-- mtclean: off -->\n[a] (b.md)\n<!-- mtclean: on -->\n",
]


@pytest.mark.parametrize("trap", [t for t in TRAPS if "mtclean" not in t])
@pytest.mark.parametrize("language", ["en", "de", "fr", None])
def test_a_trap_keeps_its_text(trap: str, language: str | None) -> None:
    text = f"Some words stand before it, and these are prose.\n\n{trap}\n\nThe rest is prose as well.\n"
    edits = inspect(text, "docs", format="markdown", language=language).edits
    assert [(e.rule, e.before, e.after) for e in edits if e.rule.startswith("markup/")] == []


def fixed(text: str, language: str = "en", format: str = "markdown") -> str:
    return inspect(text, "docs", format=format, language=language).text


def test_what_is_repaired_is_walled_for_the_passes_behind() -> None:
    """The comma of a command stays once its fence is whole."""
    assert fixed("`` `sh\nrun a , b\n`` `\n\nHe came , he saw.\n") == "```sh\nrun a , b\n```\n\nHe came, he saw.\n"


def test_a_reference_needs_its_definition() -> None:
    assert fixed("See [a] [b].") == "See [a] [b]."
    assert fixed("See [a] [b].\n\n[b]: c.md") == "See [a][b].\n\n[b]: c.md"


def test_a_number_in_braces_needs_its_neighbour() -> None:
    assert fixed("The set { 0 } is small.") == "The set { 0 } is small."
    assert fixed("{0} ate { 1 } apples.") == "{0} ate {1} apples."


def test_code_is_left_alone_unless_its_language_is_told() -> None:
    for fence in ("```", "```text", "```markdown", "```diff", "```output"):
        page = f"Run it:\n\n{fence}\nnpm —version “x” = = y\nImport csv\n```\n"
        assert fixed(page) == page


def test_output_in_a_console_stays() -> None:
    page = "It says:\n\n```console\n$ a —bee\nhe said —no “way”\n```\n"
    assert fixed(page) == page.replace("$ a —", "$ a --")


def test_placeholders_and_addresses_are_repaired_in_plain_text_too() -> None:
    assert fixed("This spring's #\u0020Product2 # is here.", format="plain") == "This spring's #Product2# is here."
    assert fixed("The site: https:// awards.example.org/ is up.", format="plain") == (
        "The site: https://awards.example.org/ is up."
    )


def test_a_bold_line_of_plain_text_is_no_markdown() -> None:
    for text in ("2 ** 3\n** note **\n", "[a] (b.md)\n", "##Title\n\nText\n", "- [] x\n"):
        assert fixed(text, format="plain") == text


@pytest.mark.parametrize("kind", PARTS)
def test_hostile_pieces_lose_nothing_in_markdown(kind: str) -> None:
    page = PARTS[kind] * (20_000 // len(PARTS[kind]))
    result = inspect(page, "docs", format="markdown", language="en")
    assert result.patch.replay(page, result.text) == result.text


@pytest.mark.parametrize(
    "piece",
    "[ [a]( ](_( ` ``a` **a_ *_a <b_ <!-- {{_< {%_ $ |a |- #_ ```@ -a@ ![ \\ &_ <pre>@ $$@ [^_1] https:_//_ >_```@"
    " {a,_plural,_ %20_ ____x@@ \\begin{a}@ 「 -@".split(),
)
def test_a_page_of_one_piece_ends(piece: str) -> None:
    """`_` stands for a space, `@` for a line end."""
    piece = piece.replace("_", " ").replace("@", "\n")
    page = piece * (40_000 // len(piece))
    result = inspect(page, "docs", format="markdown", language="en")
    assert result.patch.replay(page, result.text) == result.text
