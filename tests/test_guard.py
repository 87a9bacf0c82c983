"""Inline switches, protected words and patterns: what they guard is neither touched nor seen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Profile
from cleaner.guard import SwitchError, switches
from cleaner.text import joined

BAD = "The minister , who had left , said the the end."
GOOD = "The minister, who had left, said the end."
CLEANER = Cleaner(Profile.named("docs").with_settings({"language": "en"}, "test"))


def protecting(**settings: list[str]) -> Cleaner:
    table = {key.replace("_", "-"): value for key, value in settings.items()}
    return Cleaner(CLEANER.profile.with_settings(table, "test"))


@pytest.mark.parametrize(
    ("off", "on"),
    [
        ("<!-- mtclean: off -->", "<!-- mtclean: on -->"),
        ("# mtclean: off", "# mtclean: on"),
        ("// mtclean: off", "  // mtclean: on"),
        ("{/* mtclean: off */}", "{/* mtclean: on */}"),
        ("/* mtclean:off */", "/* mtclean:on */"),
        ("; mtclean: off", "; mtclean: on"),
        (".. mtclean: off", ".. mtclean: on"),
    ],
)
def test_between_off_and_on_nothing_is_touched(off: str, on: str) -> None:
    raw = f"{BAD}\n\n{off}\n\n{BAD}\n\n{on}\n\n{BAD}\n"
    assert CLEANER.clean(raw) == f"{GOOD}\n\n{off}\n\n{BAD}\n\n{on}\n\n{GOOD}\n"
    assert CLEANER.clean(f"{BAD}\n\n{off}\n\n{BAD}\n") == f"{GOOD}\n\n{off}\n\n{BAD}\n"


def test_the_next_line_that_is_not_blank_is_ignored() -> None:
    switch = "<!-- mtclean: ignore-next-line -->"
    for gap in ("\n", "\n\n", "\n  \n"):
        assert CLEANER.clean(f"{switch}{gap}{BAD}\n{BAD}\n") == f"{switch}{gap}{BAD}\n{GOOD}\n"


def test_a_switch_may_name_rules_and_passes() -> None:
    raw = f"# mtclean: ignore-next-line spacing/before-comma\n{BAD}\n\n{BAD}"
    half = BAD.replace("the the", "the")
    assert CLEANER.clean(raw) == f"# mtclean: ignore-next-line spacing/before-comma\n{half}\n\n{GOOD}"
    assert CLEANER.clean(f"# mtclean: off spacing repetition\n{BAD}") == f"# mtclean: off spacing repetition\n{BAD}"


def test_the_guard_holds_where_edits_before_it_moved_the_text() -> None:
    raw = f"{BAD} So , so.\n# mtclean: ignore-next-line repetition\n{BAD}\n"
    kept = GOOD.replace("the end", "the the end")
    assert CLEANER.clean(raw) == f"{GOOD} So, so.\n# mtclean: ignore-next-line repetition\n{kept}\n"


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        ("a\n# mtclean: of\n", "line 2, mtclean:: `of`; write off, on or ignore-next-line"),
        ("# mtclean: off spacing/before-coma\n", "did you mean 'spacing/before-comma'?"),
    ],
)
def test_a_switch_that_is_not_understood_is_an_error(raw: str, cause: str) -> None:
    with pytest.raises(SwitchError) as caught:
        CLEANER.clean(raw)
    assert cause in str(caught.value)


def test_prose_that_tells_of_a_switch_is_none() -> None:
    for raw in ("Write # mtclean: off before it.", "Write `<!-- mtclean: of -->` there.", "mtclean: off"):
        assert switches(raw) == []


def test_a_furniture_line_that_is_guarded_stays() -> None:
    article = Cleaner("article")
    body = (
        "The council met on Tuesday and voted for the bridge. It will cost four million.\n\n"
        "Nobody spoke against it but the ferryman, who has carried people over the river for thirty years.\n\n"
    )
    raw = body + "Share this article on Facebook\n"
    assert "Facebook" not in article.clean(raw, language="en")
    guarded = body + "<!-- mtclean: ignore-next-line -->\nShare this article on Facebook\n"
    assert article.clean(guarded, language="en") == guarded


def test_protected_words_and_patterns_stay_as_they_are() -> None:
    raw = "The the band The The played , and Yahoo ! paid 1 ,000 euros ."
    assert protecting(protect=["The The"]).clean(raw) != raw
    kept = protecting(protect=["Yahoo !"], protect_patterns=[r"\d ,\d+"]).clean(raw)
    assert "Yahoo !" in kept
    assert "1 ,000" in kept
    assert "played, and" in kept
    assert protecting(protect=["played ,"]).clean("We replayed , then played , it.") == "We replayed, then played , it."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([BAD, GOOD, "", "x ,y"]), max_size=4), st.integers(0, 4))
def test_what_is_switched_off_comes_back_byte_by_byte(lines: list[str], at: int) -> None:
    lines.insert(min(at, len(lines)), f"<!-- mtclean: off -->{BAD}<!-- mtclean: on -->")
    clean = CLEANER.clean("\n".join(lines))
    assert f"<!-- mtclean: off -->{BAD}<!-- mtclean: on -->" in clean
    assert CLEANER.clean(clean) == clean


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_spans_joined_are_sorted_disjoint_and_cover_the_same(spans: list[tuple[int, int]]) -> None:
    out = joined(spans)
    assert all(a < b for a, b in out)
    assert all(first[1] < second[0] for first, second in pairwise(out))
    covered = {n for a, b in spans for n in range(a, b)}
    assert {n for a, b in out for n in range(a, b)} == covered


@pytest.mark.parametrize(
    ("format", "raw"),
    [
        (
            "html",
            "<p>{bad}</p>\n<!-- mtclean: off -->\n<p>{kept} < br / > <b>so</b></p>\n<!-- mtclean: on -->\n<p>{bad}</p>",
        ),
        ("json", '{{\n// mtclean: ignore-next-line\n"a": "{kept}",\n"b": "{bad}"}}'),
        ("properties", "# mtclean: off\na={kept}\n# mtclean: on\nb={bad}\n"),
        (
            "gettext",
            '# mtclean: off\nmsgid "a %s"\nmsgstr ""\n"{kept} % s"\n# mtclean: on\n\nmsgid "b %s"\nmsgstr "{bad} %s"\n',
        ),
        (
            "markdown",
            "{bad}\n\n<!-- mtclean: off -->\n\n{kept} [a] (https://a.example)\n\n<!-- mtclean: on -->\n\n{bad}\n",
        ),
    ],
)
def test_a_guard_holds_in_every_format_and_before_every_pass(format: str, raw: str) -> None:
    bad = BAD.replace("the the", "the")
    good = GOOD.replace("the the", "the")
    wanted = raw.format(bad=good, kept=bad)
    assert CLEANER.clean(raw.format(bad=bad, kept=bad), format=format) == wanted
    assert CLEANER.clean(wanted, format=format) == wanted
    kept = protecting(protect=["minister ,"])
    only = raw.format(bad=bad.replace("left ,", "left,"), kept=bad)
    assert kept.clean(raw.format(bad=bad, kept=bad), format=format) == only


def test_a_protected_pattern_that_takes_too_long_is_told_and_nothing_hangs() -> None:
    profile = Profile.named("article").with_settings({"protect-patterns": ["(x+x+)+y"]}, "test")
    with pytest.raises(SwitchError, match="takes too long; write it simpler"):
        Cleaner(profile).clean("x" * 5000)
