"""Each normalisation does what it says, only when asked, and once."""

from __future__ import annotations

import pytest

from cleaner import Profile, inspect
from cleaner.profile import NORMALISATIONS

CASES = [
    ("quotes", "straight", "en", "“It’s ‘odd’,” she said.", "\"It's 'odd',\" she said."),
    ("quotes", "straight", "fr", "Il dit «\u00a0oui\u00a0» et part.", 'Il dit "oui" et part.'),
    ("quotes", "straight", "de", "Sie sagt „ja“ und »nein«.", 'Sie sagt "ja" und "nein".'),
    ("quotes", "straight", "en", "Read more »", "Read more »"),
    ("quotes", "straight", "zh", "他说“好”。", "他说“好”。"),
    ("quotes", "typographic", "en", "\"It's 'odd',\" she said in the '70s.", "“It’s ‘odd’,” she said in the ’70s."),
    ("quotes", "typographic", "de", 'Sie sagt "ja" und geht.', "Sie sagt „ja“ und geht."),
    ("quotes", "typographic", "fr", 'L\'homme dit "oui".', "L’homme dit «\u00a0oui\u00a0»."),
    ("quotes", "typographic", "en", 'A 6" board and a 10" one.', 'A 6" board and a 10" one.'),
    ("quotes", "typographic", "en", 'He said "no and left.', 'He said "no and left.'),
    ("dashes", "plain", "en", "It – late—opened 1990–1995.", "It - late - opened 1990-1995."),
    ("dashes", "typographic", "en", "It opened - late--but well.", "It opened – late—but well."),
    ("dashes", "typographic", "en", "- one\n- two --all 5 - 3", "- one\n- two --all 5 - 3"),
    ("ellipses", "dots", "en", "So… yes.", "So... yes."),
    ("ellipses", "character", "en", "So... yes.... no..", "So… yes.... no.."),
    ("form", "NFC", "en", "cafe\u0301 ﬁg", "café ﬁg"),
    ("form", "NFD", "en", "café", "cafe\u0301"),
    ("form", "NFKC", "en", "ﬁg", "fig"),
    ("space", "fold", "en", "One.  Two   three. \n\n  four\t", "One. Two three.\n\n  four"),
    ("space", "fold", "en", "Soup    4.50\nBed    12.00", "Soup    4.50\nBed    12.00"),
    ("lines", "lf", "en", "One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
    ("width", "fold", "en", "Train Ｋ４０７ leaves", "Train K407 leaves"),
    ("width", "fold", "en", "東京ＡＢＣ", "東京ＡＢＣ"),
]


def asked(option: str, value: str) -> Profile:
    return Profile("one option", ("normalise",), normalise=((option, value),))


@pytest.mark.parametrize(("option", "value", "language", "text", "wanted"), CASES)
def test_an_option_gives_its_form(option: str, value: str, language: str, text: str, wanted: str) -> None:
    result = inspect(text, asked(option, value), language=language)
    assert result.text == wanted
    assert inspect(wanted, asked(option, value), language=language).text == wanted


@pytest.mark.parametrize("text", [case[3] for case in CASES])
def test_nothing_changes_unasked(text: str) -> None:
    assert inspect(text, Profile("none", ("normalise",)), language="en").text == text


def test_every_option_has_its_rules() -> None:
    from cleaner.rules import load_rules

    declared = {rule.option for rule in load_rules() if rule.pass_name == "normalise"}
    assert declared == {
        f"{name}={value}" for name, values in NORMALISATIONS.items() for value in values if value != "keep"
    }


def test_edits_are_small() -> None:
    result = inspect("“a” " * 3 + "cafe\u0301 au lait", asked("form", "NFC"), language="en")
    assert [(edit.before, edit.after) for edit in result.edits] == [("e\u0301", "é")]
