"""What an untrusted repository can do: its rule files, its configuration, its links and its names."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from cleaner import Cleaner, clean, pipeline, result
from cleaner.cache import Cache
from cleaner.cli import main
from cleaner.config import ConfigError, config_for, read_config, translate
from cleaner.limits import LONGEST_GLOB, MOST_BYTES, Allowance, ExhaustedError
from cleaner.report.diff import unified
from cleaner.rules import Rule, RuleError, check_rule, read_rules, rules_for
from cleaner.text import Text
from tests.mangling import value

DAMAGED = "The minister , who had left the house, said that nothing had changed.\n"
REPAIRED = "The minister, who had left the house, said that nothing had changed.\n"


def rule(**keys: object) -> Rule:
    told = {"id": "own", "class": "S", "why": "A test.", "trigger": ["a"], "pattern": "a", "replace": "b"} | keys
    lines = [f"{key} = {value(given)}" for key, given in told.items() if given is not None]
    toml = 'pass = "spacing"\n[[rule]]\n' + "\n".join([*lines, "example = ['a']", "keep = ['b']"])
    (read,) = read_rules(toml, "any", "any/spacing.toml")
    check_rule(read)
    return read


# --- rules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "cause"),
    [
        ({"pattern": "(?:a{1000}){1000}"}, "its counts multiply"),
        ({"pattern": "(?:ab|c){1000000}"}, "its counts multiply"),
        ({"pattern": "(?x: a { 9 9 9 9 9 9 9 9 9 9 9 9 } )"}, "its counts multiply"),
        ({"pattern": "a" * 10_001}, "longer than 10,000"),
        ({"pattern": "(" * 5_000 + ")" * 5_000}, "does not compile"),
        ({"pattern": "a(?<n>"}, "does not compile"),
        ({"pattern": r"\L<words>"}, "does not compile"),
        ({"unless": ["(?:b{1000}){1000}"]}, "its counts multiply"),
        ({"replace": r"\7"}, "`replace`"),
        ({"replace": r"\g<word>"}, "`replace`"),
        ({"replace": None, "upper": ["word"]}, "no group 'word'"),
        ({"trigger": "a"}, "`trigger` is 'a'; write a list of texts"),
        ({"table": ["a"]}, "`table` is ['a']; write a table of texts"),
        ({"id": "../../own"}, "`id` is '../../own'"),
        ({"class": ["S"]}, "`class` is ['S']; write a text"),
    ],
)
def test_a_rule_that_cannot_be_trusted_is_refused_with_its_file(keys: dict[str, object], cause: str) -> None:
    with pytest.raises(RuleError) as caught:
        rule(**keys)
    assert str(caught.value).startswith("any/spacing.toml: ")
    assert cause in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("toml", "cause"),
    [
        ('pass = "spacing"\n#' + MOST_BYTES * "x", "larger than 1,000,000 bytes"),
        ("a = " + "[" * 100_000, "nested too deeply"),
        ("a." * 100_000 + "a = 1", "a dotted key of more than 32 parts"),
        ('"a" . ' * 100_000 + "a = 1", "a dotted key of more than 32 parts"),
        ("[" + "a." * 100_000 + "a]", "a dotted key of more than 32 parts"),
        ("a = " + "9" * 10_000, "not valid TOML"),
        ("a = \ud800", "not valid TOML"),
        ('pass = "spacing"\nrule = 3', "`rule` is 3"),
        ('pass = "spacing"\nlists = 3', "`lists` is a table"),
        ('pass = "spacing"\n' + "[[rule]]\n" * 2_001, "more than 2,000 rules"),
    ],
)
def test_a_rule_file_that_would_take_long_to_read_is_refused(toml: str, cause: str) -> None:
    with pytest.raises(RuleError, match=cause.replace("(", r"\(")):
        read_rules(toml, "any", "any/spacing.toml")


def test_a_table_that_lacks_what_its_pattern_matches_changes_nothing() -> None:
    assert list(rule(pattern="(?i)a", replace=None, table={"a": "b"}).fixes(Text("A"))) == []


SLOW = {"trigger": ["aa"], "pattern": "(?:a|aa)+$!", "replace": "b"}
GROWING = {"trigger": ["z"], "pattern": "z", "replace": "z" * 100}


def with_rules(monkeypatch: pytest.MonkeyPatch, *own: Rule) -> Cleaner:
    """A cleaner that has more rules than its own."""
    monkeypatch.setattr(pipeline, "rules_for", lambda language: (*rules_for(language), *own))
    monkeypatch.setattr(pipeline, "_engine", pipeline._engine.__wrapped__)  # not one made before
    monkeypatch.setattr(result, "_rules_by_id", lambda language: {r.id: r for r in pipeline.rules_for(language)})
    return Cleaner()


@pytest.mark.parametrize("keys", [SLOW, {**SLOW, "pattern": "aa", "unless": [SLOW["pattern"]]}, GROWING])
def test_a_rule_that_wants_too_much_is_switched_off_and_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keys: dict[str, object]
) -> None:
    monkeypatch.setattr("cleaner.limits.SECONDS", 0.1)
    cleaner = with_rules(monkeypatch, rule(**keys))
    result = cleaner.inspect(DAMAGED + 500 * "a" + "\nz\n", language="en")
    assert result.text.startswith(REPAIRED)  # the other rules go on
    (note,) = result.notes
    assert note.startswith("spacing/own is switched off for this text: ")
    assert len(result.text) < 1_000_000
    assert cleaner.inspect(DAMAGED, language="en").notes == ()  # the next text is judged anew
    cache = Cache(tmp_path)
    cache.put(b"key", result)
    cache.close()
    assert Cache(tmp_path).get(b"key", result.source) is None


def test_the_command_tells_which_rule_was_switched_off(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cleaner.limits.SECONDS", 0.1)
    with_rules(monkeypatch, rule(**SLOW))
    (tmp_path / "a.txt").write_text(DAMAGED + 500 * "a" + "\n", encoding="utf-8")
    assert main(["fix", str(tmp_path / "a.txt")]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "switched off" in line]
    assert len(told) == 1
    assert "a.txt" in told[0]
    assert "spacing/own" in told[0]


def test_many_slow_rules_take_little_more_than_one() -> None:
    allowance = Allowance(100)
    slow = rule(**SLOW)
    began = time.process_time()
    allowance._seconds = 0.05
    for n in range(40):
        with pytest.raises(ExhaustedError):
            allowance.matches(f"spacing/{n}", slow.compiled, 500 * "a" + "\n", 0, 501)
        allowance.switch_off(f"spacing/{n}", ExhaustedError("it takes too long"))
    assert time.process_time() - began < 40 * 0.05


# --- configuration --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "cause"),
    [
        ("#" + MOST_BYTES * "x", "larger than 1,000,000 bytes"),
        ("a." * 100_000 + "a = 1", "dotted key"),
        ("a = " + "{a = " * 10_000, "nested too deeply"),
        ("exclude = [" + '"a",' * 501 + "]", "more than 500 globs"),
        (f'exclude = ["{"a" * (LONGEST_GLOB + 1)}"]', "longer than 500"),
        ('language = "../../../etc"', "`language` is '../../../etc'"),
        ('language = "/etc"', "`language` is '/etc'"),
        ("x" * 100_000 + " = 1", "unknown key `xxx"),
        ('languagetool = "http://example.org"', "unknown key `languagetool`"),
    ],
)
def test_a_configuration_that_cannot_be_trusted_is_refused(toml: str, cause: str) -> None:
    for file in ("/nowhere/mtclean.toml", "/nowhere/pyproject.toml"):
        inside = toml if file.endswith("mtclean.toml") else f"[tool.mtclean]\n{toml}"
        with pytest.raises(ConfigError) as caught:
            read_config(inside.encode(), file)
        assert cause in str(caught.value)
        assert len(str(caught.value)) < 300


def test_the_language_of_a_configuration_may_name_a_region() -> None:
    config = read_config(b'language = "pt-BR"', "/nowhere/mtclean.toml")
    assert config is not None
    assert config.profile_for("/nowhere/a.txt", "plain").language == "pt"


@pytest.mark.parametrize("language", ["../../tmp", "/etc", "en/../fr", "..", "en\0", "EN"])
def test_a_language_that_is_a_path_reads_nothing(language: str) -> None:
    assert rules_for(language) == rules_for(None)
    assert clean(DAMAGED, language=language)


@pytest.mark.parametrize(
    "glob", ["*a" * 100, "**/" * 100 + "b", "**a" * 100, "?*" * 100 + "b", "[!b]*" * 80, "a**" * 90]
)
def test_a_glob_takes_no_longer_than_it_must(glob: str) -> None:
    # Each took longer than anybody waits: the test would not end.
    pattern = translate(glob)
    for path in ("a" * 255, "a/" * 500, ("a" * 100 + "/") * 20, "b" * 255):
        pattern.match(path)


@pytest.mark.parametrize(
    ("glob", "matches", "leaves"),
    [
        ("**/a/*b*c/**/d*", ["a/bc/d", "x/a/xbxc/y/z/dd/e"], ["a/b/c/d", "a/bcx/d"]),
        ("*.min.*", ["a.min.js", "x/b.c.min.d.e"], ["a.mi.js"]),
        ("a*a", ["aa", "aba", "ababa/c"], ["a", "ab"]),
        ("old", ["older/old", "old/x"], ["older", "bold"]),
        ("a**z", ["az", "a/b/z", "axz/c"], ["a/b/zy", "b"]),
        ("**/x/**/x/y", ["x/x/y", "x/a/x/b/x/y", "x/x/x/y"], ["x/y"]),
        ("[*]*", ["*a"], ["a"]),
    ],
)
def test_globs_of_several_stars(glob: str, matches: list[str], leaves: list[str]) -> None:
    pattern = translate(glob)
    assert [path for path in matches if not pattern.match(path)] == []
    assert [path for path in leaves if pattern.match(path)] == []


def test_a_configuration_that_is_a_link_to_another_file_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text('password = "xyzzy"\n', encoding="utf-8")
    repository = tmp_path / "repository"
    repository.mkdir()
    (repository / "mtclean.toml").symlink_to(secret)
    with pytest.raises(ConfigError) as caught:
        config_for(str(repository / "a.txt"))
    assert "password" not in str(caught.value)
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "mtclean.toml").write_text('language = "fr"\n', encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "mtclean.toml").symlink_to(shared / "mtclean.toml")
    assert config_for(str(other / "a.txt")).settings == {"language": "fr"}


# --- links, names, depth --------------------------------------------------------------------------------------------


def repository(folder: Path) -> Path:
    (folder / "in" / "sub").mkdir(parents=True)
    (folder / "in" / "a.txt").write_text(DAMAGED, encoding="utf-8")
    (folder / "in" / "sub" / "b.txt").write_text(DAMAGED, encoding="utf-8")
    return folder / "in"


def test_links_under_the_output_lead_nothing_out_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out, outside = repository(tmp_path), tmp_path / "out", tmp_path / "outside"
    out.mkdir()
    outside.mkdir()
    (outside / "mine.txt").write_text("mine\n", encoding="utf-8")
    (outside / ".mtclean-0000.tmp").write_text("mine\n", encoding="utf-8")
    (out / "a.txt").symlink_to(outside / "mine.txt")
    (out / "sub").symlink_to(outside)
    assert main(["fix", str(source), "-o", str(out)]) == 2
    assert sorted(p.name for p in outside.iterdir()) == [".mtclean-0000.tmp", "mine.txt"]
    assert (outside / "mine.txt").read_text(encoding="utf-8") == "mine\n"
    assert capsys.readouterr().err.count(f"leads out of {out}") == 2
    # A link inside, and an output that is a link itself, are the user's own.
    linked = tmp_path / "linked"
    linked.symlink_to(tmp_path / "real")
    (tmp_path / "real").mkdir()
    assert main(["fix", str(source), "-o", str(linked)]) == 0
    assert (tmp_path / "real" / "sub" / "b.txt").read_text(encoding="utf-8") == REPAIRED


def test_links_under_the_directory_of_diffs_lead_nothing_out_of_it(tmp_path: Path) -> None:
    source, diffs, outside = repository(tmp_path), tmp_path / "diffs", tmp_path / "outside"
    diffs.mkdir()
    outside.mkdir()
    (diffs / "sub").symlink_to(outside)
    (diffs / "a.txt.diff").symlink_to(outside / "a.diff")
    assert main(["fix", str(source), "-o", str(tmp_path / "out"), "--diff-dir", str(diffs)]) == 2
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("relative", [True, False])
def test_no_name_leads_out_of_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, relative: bool) -> None:
    source = repository(tmp_path)
    work = tmp_path / "work" / "deep"
    work.mkdir(parents=True)
    monkeypatch.chdir(work)
    names = ["../../in/a.txt", "../../in/sub/.."] if relative else [str(source / "a.txt"), f"{source}/sub/../sub/"]
    assert main(["fix", *names, "-o", "out", "--diff-dir", "diffs"]) == 0
    before = {source, source / "a.txt", source / "sub", source / "sub" / "b.txt", work.parent, work}
    made = {p for p in tmp_path.rglob("*") if p not in before}
    assert made
    assert all(p.is_relative_to(work / "out") or p.is_relative_to(work / "diffs") for p in made)


def test_links_of_the_input_that_lead_out_are_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = repository(tmp_path)
    (tmp_path / "secret.txt").write_text(DAMAGED, encoding="utf-8")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "c.txt").write_text(DAMAGED, encoding="utf-8")
    (source / "link.txt").symlink_to(tmp_path / "secret.txt")
    (source / "linked").symlink_to(tmp_path / "secrets")
    (source / "loop").symlink_to(source)
    assert main(["fix", str(source), "-o", str(tmp_path / "out")]) == 0
    assert sorted(p.name for p in (tmp_path / "out").rglob("*.txt")) == ["a.txt", "b.txt"]
    assert "a link that leads out" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_neither_read_nor_swept(tmp_path: Path) -> None:
    source = repository(tmp_path)
    os.mkfifo(source / "pipe.txt")
    os.mkfifo(source / ".mtclean-00ff.tmp")  # opening either would never end
    assert main(["fix", str(source)]) == 1
    assert (source / "a.txt").read_text(encoding="utf-8") == REPAIRED


def test_a_tree_may_be_deeper_than_functions_may_call_one_another(tmp_path: Path) -> None:
    source = repository(tmp_path)
    deep = source
    for _ in range(1_200):
        deep /= "d"
        deep.mkdir()
    (deep / "c.txt").write_text(DAMAGED, encoding="utf-8")
    try:
        assert main(["fix", str(source)]) == 1
        assert (deep / "c.txt").read_text(encoding="utf-8") == REPAIRED
    finally:  # what removes the directory after the test goes no deeper either
        (deep / "c.txt").unlink()
        while deep != source:
            deep.rmdir()
            deep = deep.parent


def test_a_file_name_cannot_add_a_file_to_a_diff() -> None:
    result = Cleaner().inspect(DAMAGED, language="en")
    told = unified(result, "a\n--- /etc/passwd\n+++ b", 'ü"\\')
    assert told.splitlines()[:2] == [r'--- "a\012--- /etc/passwd\012+++ b"', r'+++ "\303\274\"\\"']
    assert unified(result, "a b/ü.txt", "b").splitlines()[0] == "--- a b/ü.txt"
