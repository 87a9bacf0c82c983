"""UTF-8 misread twice that lost a byte, and what is left of characters that are no marks."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

CLEANER = Cleaner("article")

WHOLE = [
    ("He paused Ã¢â‚¬â€\ufffd and left. ItÃ¢â‚¬â„¢s fine.", "He paused — and left. It’s fine."),
    ("Hot deals Ã°Å¸â€\ufffdÂ¥ today", "Hot deals 🔥 today"),
    ("Ring the bell Ã°Å¸â€?â€\ufffd now", "Ring the bell 🔔 now"),
    ("He said Ã¢â‚¬Å“yesÃ¢â‚¬Â\ufffd and left.", "He said “yes” and left."),
    ("We donÃ?Â¢â?¬â?¢t know, and they wonÃ?Â¢â?¬â?¢t say.", "We don’t know, and they won’t say."),
    ("She said Ã?Â¢â?¬Å?no.Ã?Â¢â?¬Â? Then she left.", "She said “no.” Then she left."),
    ("You donÃ?Â¢Ã¢â??Â¬Ã¢â??Â¢t say", "You don’t say"),
    ("we donã¢â‚¬â„¢t worry, itã¢â‚¬â„¢s fine", "we don’t worry, it’s fine"),
    ("the cafãƒâ© is open", "the café is open"),
]


@pytest.mark.parametrize(("damaged", "clean"), WHOLE)
def test_a_run_is_read_whole(damaged: str, clean: str) -> None:
    assert CLEANER.clean(damaged) == clean


@pytest.mark.parametrize(
    "text",
    [
        "one more ãƒâ€šã†â€™ãƒâ€¦ thing",
        "what ã¢â‚¬å¡ã‚â¬ãƒâ€ is this",
        "What Ã?Â¢â?¬â??Â¢ stood here",
        "Die Stelle Ã?Â¢â?Â¢ bleibt",
    ],
)
def test_what_cannot_be_read_whole_stays(text: str) -> None:
    assert CLEANER.clean(text) == text


PICTURES = [
    ("Weâ€™re at ðŸ“\ufffd Main Street, donâ€™t wait", "We’re at ðŸ“\ufffd Main Street, don’t wait"),
    ("Itâ€™s ðŸ“\ufffdMain Street, donâ€™t wait 😀\ufffd", "It’s ðŸ“\ufffdMain Street, don’t wait 😀\ufffd"),
    ("ðŸ“\ufffd Rules: itâ€™s free, donâ€™t wait", "\ufffd Rules: it’s free, don’t wait"),
    ("Donâ€™t â\x9d¤ï¸\ufffd it, itâ€™s mine", "Don’t ❤️ it, it’s mine"),
    ("Weâ€™re sorry âš ï¸\ufffd the road is closed", "We’re sorry ⚠️ the road is closed"),
    ("â € Weâ€™re here, donâ€™t wait â € now", "⠀ We’re here, don’t wait ⠀ now"),
]


@pytest.mark.parametrize(("damaged", "clean"), PICTURES)
def test_what_is_left_of_a_picture_is_no_mark(damaged: str, clean: str) -> None:
    assert CLEANER.clean(damaged) == clean
    assert CLEANER.clean(clean) == clean


@pytest.mark.parametrize("text", ["il a dit « au café»\ufffd et puis", "Hann sagði „orð“\ufffd og fór"])
def test_a_letter_and_the_mark_behind_it_are_no_bytes(text: str) -> None:
    assert "»" in CLEANER.clean(text) or "“" in CLEANER.clean(text)


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("lâ€™accent de â€œÃ¢â€\ufffd, câ€™est tout", "l’accent de “â”, c’est tout"),
        ("Prix 50 â € TTC, lâ€™affaire, câ€™est", "Prix 50 â € TTC, l’affaire, c’est"),
        ("The price â € 50, donâ€™t ask. Itâ€™s so.", "The price â € 50, don’t ask. It’s so."),
    ],
)
def test_what_looks_like_it_and_was_misread_once(damaged: str, clean: str) -> None:
    assert CLEANER.clean(damaged) == clean


def test_japanese_that_lost_bytes_keeps_what_is_whole() -> None:
    assert "ル" in CLEANER.clean("ã“ã‚“ã«ã¡ã¯ ã‚ãƒ«â€¦ æ—¥æœ¬")
