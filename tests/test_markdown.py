"""Markdown: what is walled and what stays open, and that a page without damage keeps every byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import inspect
from cleaner.formats import format_named, format_of
from cleaner.text import WALL, Text

MARKDOWN = format_named("markdown")


def view(raw: str) -> str:
    (segment,) = MARKDOWN.segments(raw)
    return Text(raw, segment.walls).view


def open_words(raw: str) -> list[str]:
    return [word for word in view(raw).replace(WALL, " ").split() if any(map(str.isalnum, word))]


@pytest.mark.parametrize(
    ("raw", "prose"),
    [
        ("---\ntitle: A walk\ndate: 2024-01-01\n---\nText", "A walk Text"),
        ('+++\ntitle = "A walk"\n+++\nText', "A walk Text"),
        ("---\n\nno data here\n\n---\n", "no data here"),
        ("---\ndescription: >\n  Two lines\n  of prose\nslug: x\n---\n", "Two lines of prose"),
        ("a\n\n```sh\nrm x\n```\nb", "a b"),
        ("a\n\n```sh\nrm x", "a"),
        ("````md\n```\nx\n```\n````\nb", "b"),
        ("> ```\n> code\n\nb", "b"),
        ("- a\n\n  ```\n  code\n  ```\n- b", "a b"),
        ("a\n\n    code\n\nb", "a b"),
        ("- a\n\n    still the item\n\n        code\n", "a still the item"),
        ("!!! note \"Title\"\n    text\n\n    more text\n", "Title text more text"),
        ("a `code` b ``co`de`` c", "a b c"),
        ("a ` b", "a b"),
        ("[text](u) ![alt](v.png \"t\")", "text alt"),
        ("[text](u_(v)) [t](<a b>)", "text t"),
        ("[text][ref] [ref] [other]\n\n[ref]: https://a.example 'T'", "text other"),
        ("A note[^1].\n\n[^1]: Its text.", "A note Its text."),
        ("a <b class=\"x > y\">c</b> <br/> d", "a c d"),
        ("a <!-- no --> b\n<script>\nvar x;\n</script>\nc", "a b c"),
        ("<div>\n\ntext\n\n</div>", "text"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a $x^2$ b costs $5 and $10", "a b costs $5 and $10"),
        ("a\n\n$$\nx\n$$\nb", "a b"),
        ("{% if a %}b{% endif %} {{ c }} {{< ref \"d\" >}}", "b"),
        ("{% raw %}\n{{ x }} no\n{% endraw %}\nb", "b"),
        (":::note[Title]\ntext\n:::", "Title text"),
        ("> [!NOTE]\n> text", "text"),
        ("import X from 'x'\n\n# A {#id}\n\n<X y={() => z}>b</X>", "A b"),
        ("| a | b |\n|:--|--:|\n| c | d |", "a b c d"),
        ("1. a\n2. b", "a b"),
        ("see https://a.example/b or a@b.example, say %s and :smile:", "see or say and"),
        ("a &nbsp; b \\* c", "a b c"),
        ("[[Page]] and [@key, p. 3]", "and"),
    ],
)  # fmt: skip
def test_what_is_prose(raw: str, prose: str) -> None:
    shown = [word.strip('[]>"|.,;:!?-*#') for word in open_words(raw)]
    assert [w for w in shown if w] == [w for w in (p.strip(".,") for p in prose.split()) if w not in "<>"]


def test_the_suffixes_of_markdown() -> None:
    assert {format_of(name) for name in ("a.md", "b.mdx", "c.MARKDOWN")} == {"markdown"}


# Pieces of whole pages, each of which no editor would change. A page is any of them in any order.
BLOCKS = st.sampled_from(
    [
        "# Title",
        "## A `code` heading",
        "Setext\n======",
        "* * *",
        "- - -",
        "A paragraph with **bold** and *soft* words.",
        'Text with `code`, [a link](https://a.example/b_(c) "T") and ![alt](a.png).',
        "- one\n- two\n  - three",
        "1. one\n2. two\n\n   more of two",
        "- [ ] open\n- [x] done",
        "> quoted **text**\n>\n> more",
        "```sh\n$ a --b\n```",
        "~~~\n# # x\n[a] (b)\n~~~",
        "````md\n```\n** x **\n```\n````",
        "    indented —code “x”",
        "| a | b |\n|---|:-:|\n| `c` | d |",
        "$$\na * b ** c\n$$",
        "A price of $5, or 50 % less; 2 ** 3 ** 2 is 512.",
        "See [ref] and [text][ref].",
        "[ref]: https://a.example/ 'T'",
        "A note[^1].",
        "[^1]: The note.",
        '<div align="center">\n\n<b>x</b>\n\n</div>',
        "<!-- more -->",
        "{% if a %}b{% endif %} {{ c }}",
        '{{< ref "a.md" >}}',
        ":::tip\nText\n:::",
        "> [!NOTE]\n> Text",
        '!!! note "T"\n    Text',
        "The array h[0] (first), [sic] (see p. 4), [1] (ibid.).",
        "#hashtag #42",
        "a < b > c",
        "import X from 'x'",
        "<X y={{ a: 1 }} />",
        "Line one  \nline two\\\nline three",
        "Term\n:   Definition",
        "\ttab code",
        "`` ` `` and `` a`b ``",
        "Emoji :smile: at 10:30, ratio 3 : 2",
        "\\* not a list",
        "{: .note }",
        "-Wall\n-Werror",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(BLOCKS, max_size=14), st.sampled_from(["\n\n", "\n\n\n"]), st.sampled_from(["", "\n"]))
def test_a_page_without_damage_keeps_every_byte(blocks: list[str], gap: str, end: str) -> None:
    page = gap.join(blocks) + end
    result = inspect(page, "docs", format="markdown", language="en")
    assert [(e.rule, e.before, e.after) for e in result.edits] == []


PIECES = st.sampled_from(
    [
        "[",
        "]",
        "(",
        ")",
        "`",
        "``",
        "```",
        "\n```\n",
        "*",
        "**",
        "_",
        "<",
        ">",
        "<!--",
        "-->",
        "{{",
        "}}",
        "{%",
        "%}",
        "$",
        "$$",
        "\\",
        "!",
        "#",
        "# ",
        "- ",
        "1. ",
        "|",
        "---",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "> ",
        "a",
        "word ",
        ": ",
        "&amp;",
        ":::",
        "http://a.b/c",
        "[a]: b",
        "^1",
        "~~~",
        "+++",
        "\ufffc",
        "<b>",
        "</b>",
        "<pre>",
        "{",
        "}",
        "é",
        "本",
        " ",
        "：",
        "（",
        "）",
        "“",
        "—",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_walls_are_sorted_disjoint_and_inside_the_text(raw: str) -> None:
    at = 0
    for start, end in MARKDOWN.walls(raw):  # type: ignore[attr-defined]
        assert at <= start < end <= len(raw)
        at = end


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_the_work_on_any_page_is_done_in_one_run(raw: str) -> None:
    once = inspect(raw, "docs", format="markdown", language="en")
    assert once.patch.replay(raw, once.text) == once.text
    assert inspect(once.text, "docs", format="markdown", language="en").text == once.text


def test_an_escaped_apostrophe_is_prose_and_other_entities_are_not() -> None:
    raw = "The boat isn&#39;t here &amp; the sign is &amp;nbsp; or &copy; as it was."
    assert inspect(raw, "docs", format="markdown", language="en").text == raw.replace("&#39;", "'")


def test_repairs_of_prose_stop_at_walls() -> None:
    raw = 'The minister , who left, ran `a , b` and [went , away](x.md "a , b").\n\n```\nc , d\n```\n'
    clean = raw.replace("minister ,", "minister,").replace("went ,", "went,")
    assert inspect(raw, "docs", format="markdown", language="en").text == clean
