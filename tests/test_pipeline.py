"""The contract of a pass, a test for each line of it, on golden cases, generated damage and hostile input."""

from __future__ import annotations

import json
import pickle
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Profile, ProfileError, Result, clean, inspect, score
from cleaner.edits import Fix, apply, flatten
from cleaner.formats import format_named
from cleaner.language import detect
from cleaner.marks import parse
from cleaner.passes import PASSES
from cleaner.pipeline import Context, Pass, admit
from cleaner.rulefiles import rules_root
from cleaner.rules import RulePack, rules_for
from cleaner.text import Text
from tests.golden import cases, folders, format_for, read
from tests.hostile import HOSTILE, PARTS

SOURCES = [parse(read(case))[0] for folder in folders() for case in cases(folder) if format_for(case) == "plain"]
PROFILES = ["article", "docs", "corpus", "minimal"]

# Pieces that meet in damaged text, in any order: marks, spaces, seams, words of several kinds.
PIECES = st.sampled_from(
    ["“", "”", '"', "'", "’", "‘", "«", "»", "„", " ", "  ", "\n", "\n\n", ",", ".", "..", ";", ":", "!", "?", "(", ")",
     "the", "the ", "and ", "And ", "in ", "of the ", "said ", "Said ", "Moscow", "differences", "NATO", "a ", "12",
     "100, 000", "15 %", "3.5\"", "'90s", "4,5", "¿", "，", "。", "â€™", "Ã©", "&amp;", "&quot;", "\u200b", "\u00ad",
     "\u00a0", "https://a.example/b", "`x `", "%s", "don’t", "don 't", "…", "—", "-", "-European ", "campaign. in ",
     "Leave a Reply\n", "Source link\n", "{{name}}", "@user", "É", "日本", "слово", "كلمة", "\ufeff", "\r\n", "\t"]
)  # fmt: skip
DAMAGE = st.lists(PIECES, max_size=60).map("".join)


def text_of(source: str, language: str | None = "en") -> Text:
    (segment,) = format_named("plain").segments(source)
    return Text(source, segment.walls, language)


def fixes(step: Pass, text: Text) -> tuple[list[Fix], RulePack]:
    pack = RulePack(r for r in rules_for(text.language) if r.pass_name == step.name)
    context = Context(Profile.named("corpus"), pack)
    found = [fix for rule in pack.patterned for fix in rule.fixes(text)]
    return found + list(step.find(text, context) if step.find else ()), pack


@pytest.mark.parametrize("step", PASSES, ids=lambda p: p.name)
def test_a_pass_is_pure_and_names_only_its_own_rules(step: Pass) -> None:
    for source in SOURCES:
        text = text_of(source)
        found, pack = fixes(step, text)
        assert (found, pack.rules) == (fixes(step, text_of(source))[0], pack.rules)
        assert {fix.rule for fix in found} <= set(pack.by_id)


@pytest.mark.parametrize("step", PASSES, ids=lambda p: p.name)
@settings(max_examples=150, deadline=None)
@given(source=DAMAGE)
def test_edits_are_sorted_disjoint_inside_the_text_and_change_something(step: Pass, source: str) -> None:
    text = text_of(source)
    for fix in fixes(step, text)[0]:
        assert fix.edits
        assert apply(source, fix.edits) != source
        for edit in fix.edits:
            assert edit.start < edit.end or edit.new


@pytest.mark.parametrize("step", PASSES, ids=lambda p: p.name)
@settings(max_examples=150, deadline=None)
@given(source=DAMAGE)
def test_a_pass_falls_silent(step: Pass, source: str) -> None:
    text = text_of(source)
    for _ in range(12):
        found, pack = fixes(step, text)
        admitted = admit([f for f in found if pack.by_id[f.rule].level != "hint"], text, pack)
        if not admitted:
            return
        text = text.edited([edit for edit, _ in flatten(admitted)])
    pytest.fail(f"{step.name} goes on and on: {text.source!r}")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_pipeline_is_silent_on_what_it_made_of_the_golden_cases(profile: str) -> None:
    for source in SOURCES:
        once = clean(source, profile)
        assert clean(once, profile) == once


@settings(max_examples=400, deadline=None)
@given(DAMAGE, st.sampled_from(PROFILES))
def test_the_pipeline_is_idempotent_on_generated_damage(source: str, profile: str) -> None:
    once = clean(source, profile)
    assert clean(once, profile) == once


@settings(max_examples=300, deadline=None)
@given(DAMAGE)
def test_the_edits_lead_from_the_source_to_the_text(source: str) -> None:
    result = inspect(source)
    check_edits(result)


def test_the_edits_of_the_golden_cases_lead_to_the_text_and_explain_themselves() -> None:
    for source in SOURCES:
        result = inspect(source)
        check_edits(result)
        for repair in (*result.edits, *result.hints):
            told = repair.to_dict()
            assert told["class"] in "EQSCRDUTPNMBG"
            assert told["level"] in ("safe", "likely", "hint")
            assert told["why"].endswith((".", "!"))
            assert told["rule"] in told["rules"]
        json.dumps(result.to_dict())


def check_edits(result: Result) -> None:
    out, at = [], 0
    for repair in result.edits:
        assert at <= repair.start <= repair.end
        assert result.source[repair.start : repair.end] == repair.before != repair.after
        out += result.source[at : repair.start], repair.after
        at = repair.end
    assert "".join(out) + result.source[at:] == result.text
    changed = {i for repair in result.edits for i in range(repair.start, repair.end)}
    for i in range(0, len(result.source), 7):
        if i not in changed:
            assert result.to_source(result.to_target(i)) == i
    for hint in result.hints:
        assert 0 <= hint.start <= hint.end <= len(result.source)


@settings(max_examples=200, deadline=None)
@given(DAMAGE)
def test_walls_keep_every_character(source: str) -> None:
    walled = "See https://a.example/b ,c and `x , y` or %s {{ name }}."
    result = inspect(f"{walled}\n\n{source}", "docs", language="en")
    for wall in ("https://a.example/b", "`x , y`", "%s", "{{ name }}"):
        assert wall in result.text


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_input_loses_nothing(kind: str) -> None:
    """How long it takes, benchmarks/linear.py tells."""
    check_edits(inspect(HOSTILE[kind], "docs", language="en"))


@pytest.mark.parametrize("kind", PARTS)
def test_hostile_pieces_lose_nothing(kind: str) -> None:
    check_edits(inspect(PARTS[kind] * (50_000 // len(PARTS[kind])), language="en"))


def test_one_line_of_ten_megabytes() -> None:
    line = "".join(f"Minister {n} , who had left, said “nothing” of it. " for n in range(190_000))
    result = inspect(line, "docs", language="en")
    assert result.text == line.replace(" ,", ",")


def test_empty_and_tiny_texts() -> None:
    for text in ("", " ", "\n", "“", '"', ".", "\0", "\ufeff", "\ud800"):
        check_edits(inspect(text))
    assert clean("") == ""


def test_offsets_are_code_points() -> None:
    result = inspect("\U0001f600 The minister , who left, said it to the people.", language="en")
    (repair,) = result.edits
    assert (repair.start, repair.end, repair.before) == (14, 15, " ")
    assert result.to_dict()["edits"][0]["start"] == 14
    assert result.spans([(2, 14), (15, 20)]) == [(2, 14), (14, 19)]


def test_a_hint_is_shown_and_never_applied() -> None:
    result = inspect("The “good“ or the “bad” he said “ it is.\n\nThey left.", language="en")
    assert result.text == result.source
    assert [hint.rule for hint in result.hints] == ["quotes/uncertain"]


SAFE = {
    rule.id
    for folder in rules_root().iterdir()
    if len(folder.name) == 2
    for rule in rules_for(folder.name)
    if rule.level == "safe"
}


def test_minimal_applies_safe_rules_only() -> None:
    for source in SOURCES:
        result = inspect(source, "minimal")
        levels = {rule.id: rule.level for rule in rules_for(result.language)}
        for repair in result.edits:
            # A paragraph in another language has that one's rules.
            assert repair.level == "safe"
            assert all(levels.get(rule) == "safe" or rule in SAFE for rule in repair.rules)


def test_docs_touches_no_page_furniture() -> None:
    source = "A real article of some length stands here.\n\nIt has two paragraphs.\n\nSource link\n\nLeave a Reply\n"
    assert inspect(source, "docs", language="en").text == source


def test_a_rule_or_a_pass_can_be_switched_off() -> None:
    text = "The minister , who had left, said it to the people."
    for name in ("spacing/before-comma", "spacing"):
        profile = Profile.named("docs").with_settings({"disable": [name]}, "test")
        assert clean(text, profile, language="en") == text


def test_unknown_names_are_errors_with_a_suggestion() -> None:
    with pytest.raises(ProfileError, match="did you mean 'article'"):
        clean("x", "artcle")
    with pytest.raises(ProfileError, match="unknown key `pases`; did you mean `passes`"):
        Profile.named("docs").with_settings({"pases": []}, "test")
    with pytest.raises(ProfileError, match=r"spacing/before-coma.*did you mean 'spacing/before-comma'"):
        Profile.named("docs").with_settings({"disable": ["spacing/before-coma"]}, "test")
    with pytest.raises(ValueError, match="unknown format 'plian'; did you mean 'plain'"):
        clean("x", format="plian")


def test_clean_many_keeps_order_and_is_lazy() -> None:
    cleaner = Cleaner("article")
    seen: list[int] = []

    def texts() -> object:
        for n in range(5):
            seen.append(n)
            yield f"Number {n} , and so on to the end of the line."

    stream = cleaner.clean_many(texts(), language="en")  # type: ignore[arg-type]
    assert next(stream).startswith("Number 0, and")
    assert seen == [0]
    assert [t[:8] for t in stream] == [f"Number {n}" for n in range(1, 5)]


def test_a_cleaner_is_picklable_and_its_fingerprint_tells_profiles_apart() -> None:
    cleaner = Cleaner("corpus")
    twin = pickle.loads(pickle.dumps(cleaner))
    assert twin.profile == cleaner.profile
    assert twin.fingerprint == cleaner.fingerprint != Cleaner("docs").fingerprint


def test_the_result_does_not_depend_on_process_order_or_hash_seed(tmp_path: Path) -> None:
    """Two processes with other hash seeds, and the texts in another order, give the same text."""
    code = (
        "import json,sys,cleaner\n"
        "texts=json.load(open(sys.argv[1]))\n"
        "print(json.dumps([cleaner.inspect(t).to_dict() for t in texts]))"
    )
    texts = [s for s in SOURCES if len(s) < 3000][:12]
    shuffled = texts[:]
    random.Random(5).shuffle(shuffled)
    outputs = []
    for seed, order in (("1", texts), ("2", shuffled)):
        file = tmp_path / f"{seed}.json"
        file.write_text(json.dumps(order))
        ran = subprocess.run(
            [sys.executable, "-c", code, str(file)], capture_output=True, env={"PYTHONHASHSEED": seed}, check=True
        )
        outputs.append(dict(zip(order, json.loads(ran.stdout), strict=True)))
    assert outputs[0] == outputs[1]


def test_score_tells_damage_without_changing_text() -> None:
    told = score("The minister , who had left , said it to the people of the town.", language="en")
    assert told.per_1000["S"] == pytest.approx(2 * 1000 / 15)
    assert 0 < told.value < 1
    assert score("The minister, who had left, said it to the people of the town.").value == 0


def test_the_five_articles_are_in_their_language() -> None:
    for case in cases("articles"):
        assert detect(parse(read(case))[0]) == "en"
