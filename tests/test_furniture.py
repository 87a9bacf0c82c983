"""What of a page goes, what stays, and which blank lines go with it."""

from __future__ import annotations

import pytest

from cleaner import Profile, inspect

PROFILE = Profile("furniture alone", ("furniture",))
FORM = "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"
BODY = "The council voted eleven to eight to keep the night bus, and nobody was surprised by that."


def cleaned(text: str, language: str = "en") -> str:
    return inspect(text, PROFILE, language=language).text


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n", "\r\n\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_block_at_the_end_goes_with_the_blank_lines_before_it(gap: str, end: str) -> None:
    assert cleaned(f"{BODY}{gap}{FORM}{end}") == BODY + end


def test_an_inset_goes_and_one_blank_line_stays() -> None:
    inset = "ALSO READ: Five things we learned from a muddy weekend"
    for before, after in (("\n\n", "\n\n"), ("\n\n", "\n\n\n"), ("\n", "\n\n")):
        assert cleaned(f"{BODY}{before}{inset}{after}{BODY}") == f"{BODY}\n\n{BODY}"
    long = BODY + " " + BODY
    assert cleaned(f"{long}\n{inset}\n{long}") == f"{long}\n{long}"


def test_furniture_takes_the_address_that_stands_in_it() -> None:
    assert cleaned(f"{BODY}\n\nFollow us on Twitter: @nightbus\n\n{FORM}") == BODY
    assert cleaned(f"{BODY}\n\nRead more: https://example.org/bus?id=4\n\n{BODY}") == f"{BODY}\n\n{BODY}"


def test_titles_under_a_heading_go_with_it_at_the_end_only() -> None:
    listed = "Most read\n\nA ferry that never left\n\nWhy the bakery is closed"
    assert cleaned(f"{BODY}\n\n{listed}") == BODY
    assert cleaned(f"{BODY}\n\n{listed}\n\n{BODY}") == f"{BODY}\n\n{listed}\n\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        FORM,
        "Share\n\nPrint\n\nShare on Facebook",
        f"{BODY}\n\n(with agencies)\n\nBy Nokuthula Mabena",
        f"{BODY}\n\nThis article has been updated to add comments from the mayor.",
        f"{BODY}\n\nShort.\nSigned.\nPrint",
        f"The form ends with this line:\n\nLeave a Reply\n\n{BODY}",
        f"What should I do when the page asks me to say something?\n\nLeave a comment\n\n{BODY}",
        "“Leave a reply,” he wrote beside an unpaid bill, and the debtor did.",
        f"Leave a Reply\n\n{BODY}\n\n{BODY}",
        f"WATCH: Police chase ends in the river\n\n{BODY}",
        "I wandered lonely as a cloud\nthat floats on high\nPrint\nand then some more",
    ],
)
def test_content_stays(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        (" – POLITICO", ""),
        (" | Meridian Review", ""),
        (" – The Kestrel Point Observer", ""),
        (" - kestrelpoint.com", ""),
        (" - Polish dep FM", None),
        (" – review", None),
        (" – EXCLUSIVE", None),
        (" | Book Review", None),
        (" – NATO", None),
        (" | Opinion", None),
    ],
)
def test_the_name_of_a_site_leaves_the_headline(tail: str, kept: str | None) -> None:
    head = "The council votes to keep the night bus"
    body = f"\n\n{BODY}\n\n{BODY} A spokesman for NATO had no comment.\n\n{BODY}"
    assert cleaned(head + tail + body) == head + (tail if kept is None else kept) + body


def test_a_disabled_rule_leaves_its_lines() -> None:
    profile = Profile("no prompts", ("furniture",), disable=frozenset({"furniture/prompt"}))
    text = f"{BODY}\n\nSubscribe to our newsletter"
    assert inspect(text, profile, language="en").text == text


def test_templates_speak_english_in_other_languages_too() -> None:
    body = "Die Imkerin will im Herbst noch einmal nach den Völkern am Bach sehen, sagt sie."
    assert cleaned(f"{body}\n\n{FORM}", "de") == body
    assert cleaned(f"{body}\n\nSchreibe einen Kommentar", "de") == body
