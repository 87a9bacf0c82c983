"""Every rule is held to its own examples and counter-examples; a new rule needs no code here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Profile, inspect
from cleaner.edits import Edit, apply
from cleaner.formats import format_named
from cleaner.marks import Mark, parse
from cleaner.passes import PASSES
from cleaner.pipeline import Context, Pass
from cleaner.residue.source import DECIDED, Source
from cleaner.rules import Rule, RuleError, RulePack, check_rule, load_rules, read_rules, rules_for
from cleaner.text import Text
from cleaner.triggers import Triggers
from tests import languagetool
from tests.golden import cases, folders, read

RULES = load_rules()
PASS = {p.name: p for p in PASSES}
PATTERNED = [rule for rule in RULES if rule.pattern is not None]
TRIGGERS = Triggers(PATTERNED)
PIECES = st.sampled_from(["", "a", " the", " the the", " ,", ". ", "“", " ”", "’ ", "\n\n", "1, 2", "…", "à", "of of"])


def name(rule: Rule) -> str:
    return f"{rule.language or 'any'}:{rule.id}"


def language_of(rule: Rule) -> str:
    return rule.language or "en"


def profile_of(rule: Rule) -> Profile:
    """A profile that runs the rule: with the normalisation that asks for it, or with LanguageTool."""
    if rule.languagetool:
        return replace(Profile.named("article"), grammar=True, languagetool=languagetool.url())
    if rule.pass_name != "normalise":
        return Profile.named("article")
    option, _, value = (rule.option or "").partition("=")
    return Profile.named("article").with_settings({"normalise": {option: value}}, rule.id)


def format_for(rule: Rule) -> str:
    """The format of its examples: one it holds in; what repairs markup is shown in Markdown."""
    if rule.formats:
        return rule.formats[0]
    return "markdown" if rule.pass_name == "markup" else "plain"


def meant(rule: Rule) -> dict[str, Any]:
    """The format, the language and the original of the examples of a rule; a file tells its language itself."""
    language = rule.language if rule.formats else language_of(rule)
    return {"format": format_for(rule), "language": language, "source": rule.original}


def text_of(rule: Rule, source: str) -> Text:
    if rule.pass_name != "markup":
        return Text(source, (), language_of(rule))
    walls = format_named("markdown").walls
    return Text(source, walls(source), language_of(rule), format="markdown", notation="markdown", walls_of=walls)


def fixes_of(rule: Rule, source: str, *, known: bool = False) -> list[tuple[int, int, str]]:
    """The edits of this rule alone on a text, sorted; known: other passes found the text to be a translation."""
    if rule.formats:
        return _found_in_a_file(rule, source)
    text = text_of(rule, source)
    if known:
        text.memo[DECIDED] = Source(("es",), True)
    if rule.pattern is not None:
        fixes = list(rule.fixes(text))
    else:
        find = PASS[rule.pass_name].find
        assert find is not None, f"{rule.id} has no pattern, and its pass has no code"
        pack = RulePack(r for r in rules_for(language_of(rule)) if r.pass_name == rule.pass_name)
        fixes = [f for f in find(text, Context(profile_of(rule), pack)) if f.rule == rule.id]
    return sorted({tuple(edit) for fix in fixes for edit in fix.edits})  # type: ignore[misc]


def _found_in_a_file(rule: Rule, source: str) -> list[tuple[int, int, str]]:
    """The edits of the rule in a file of its format, where its pass alone runs."""
    profile = Profile("alone", (rule.pass_name,), disable=frozenset(r.id for r in RULES if r.id != rule.id))
    told = inspect(source, profile, format=format_for(rule), language=rule.language, source=rule.original)
    return sorted((e.start, e.end, e.after) for e in (*told.edits, *told.hints))


def applied(source: str, edits: list[tuple[int, int, str]]) -> str:
    out, at = [], 0
    for start, end, new in edits:
        out += source[at:start], new
        at = end
    return "".join(out) + source[at:]


def inside(edit: tuple[int, int, str], marks: list[Mark]) -> bool:
    return any(m.start <= edit[0] and edit[1] <= m.end for m in marks)


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_rule_compiles_and_its_class_marks_its_examples(rule: Rule) -> None:
    check_rule(rule)
    for example in rule.example:
        _, _, marks = parse(example)
        assert rule.cls in {m.cls for m in marks}, f"{rule.file}: {rule.id}: no example mark of class {rule.cls}"


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_rule_makes_the_correction_of_its_example_at_its_span(rule: Rule) -> None:
    for example in rule.example:
        damaged, _, marks = parse(example)
        own = [m for m in marks if m.cls == rule.cls]
        known = "known to be translated" in rule.why
        edits = fixes_of(rule, damaged, known=known)
        assert edits, f"{rule.id} does not see {damaged!r}"
        assert all(inside(edit, own) for edit in edits), (edits, own)
        if len(own) == len(marks):
            wanted = applied(damaged, [(m.start, m.end, m.goods[0]) for m in marks])
            alone = applied(damaged, edits)
            for _ in range(3):
                alone = applied(alone, fixes_of(rule, alone, known=known))
            assert alone == wanted or len({f.id for f in RULES if f.pass_name == rule.pass_name}) > 1


@pytest.mark.parametrize("rule", [r for r in RULES if r.level != "hint"], ids=name)
def test_the_whole_pipeline_makes_the_correction_and_stops_there(rule: Rule) -> None:
    for example in rule.example:
        damaged, correct, _ = parse(example)
        result = inspect(damaged, profile_of(rule), **meant(rule))
        assert result.text == correct
        assert any(rule.id in repair.rules for repair in result.edits)
        assert inspect(correct, profile_of(rule), **meant(rule)).text == correct


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_rule_is_silent_on_its_corrections_and_on_what_it_keeps(rule: Rule) -> None:
    for example in rule.example:
        assert not fixes_of(rule, parse(example)[1])
    for kept in rule.keep:
        assert not fixes_of(rule, kept), kept
        assert inspect(kept, profile_of(rule), **meant(rule)).text == kept


@pytest.mark.parametrize("rule", PATTERNED, ids=name)
def test_the_trigger_scan_hides_nothing(rule: Rule) -> None:
    triggers = Triggers([rule])
    for source in [*(parse(e)[0] for e in rule.example), *rule.keep]:
        text = text_of(rule, f"First line.\n{source}\nLast line.")
        assert list(rule.fixes(text, triggers.spans(text.view).get(rule, []))) == list(rule.fixes(text))


@pytest.mark.parametrize("rule", [rule for rule in PATTERNED if rule.starts is not None], ids=name)
def test_every_match_starts_where_the_rule_says(rule: Rule) -> None:
    triggers = Triggers([rule])
    for case in (case for folder in folders() for case in cases(folder)):
        text = text_of(rule, parse(read(case))[0])
        assert list(rule.fixes(text, triggers.spans(text.view).get(rule, []))) == list(rule.fixes(text))


@pytest.mark.parametrize("told", ["-1", "true", '"1"'])
def test_where_a_match_starts_is_told_in_code_points(told: str) -> None:
    with pytest.raises(RuleError, match=r"starts.*write how many code points into its triggers"):
        read_rules(f'pass = "spacing"\n[[rule]]\nid = "a"\nstarts = {told}\n', "any", "any/spacing.toml")


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60), st.data())
def test_edits_leave_the_triggers_that_a_new_scan_finds(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces) + "." * 3000  # long enough that a scan of the whole does not pay
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text) - 2950), max_size=4)))
    edits = [Edit(a, b, data.draw(PIECES)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    after = apply(text, edits)
    assert sorted(TRIGGERS.moved(TRIGGERS.hits(text), edits, after)) == sorted(TRIGGERS.hits(after))


def test_every_pass_with_rules_exists() -> None:
    assert {rule.pass_name for rule in RULES} <= set(PASS)
    assert all(isinstance(p, Pass) for p in PASSES)
