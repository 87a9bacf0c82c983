"""The grammar pass: articles by their sound, and LanguageTool: the real one, or none."""

from __future__ import annotations

import pickle
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cleaner import Cleaner, Profile, inspect
from cleaner.cli import main
from cleaner.config import config_for
from cleaner.grammar import languagetool as asking
from cleaner.grammar.server import Server
from cleaner.marks import parse
from cleaner.profile import ProfileError
from tests import languagetool
from tests.golden import cases, folders, format_for, read
from tests.scoring import CaseScore, score_case

CASES = [
    c
    for f in folders()
    for c in cases(f)
    if format_for(c) == "plain" and f in ("articles", "romance-en", "world-en", "targets")
]
CLEAN = [c for f in folders() for c in cases(f) if c.name.startswith("clean-")]
SLIP = "The minister did not knew the answer."


@pytest.fixture(autouse=True)
def _no_answers_kept() -> Iterator[None]:
    yield
    asking.close()


def profile(where: str | None, name: str = "article") -> Profile:
    return replace(Profile.named(name), grammar=True, languagetool=where)


@cache
def scored(case: Path, where: str | None) -> CaseScore:
    judged = Profile.named("article") if where is None else profile(where)
    return score_case(read(case), Cleaner(judged).inspect(parse(read(case))[0]))


def grammar_edits(text: str, given: Profile | str = "article") -> list[tuple[str, str]]:
    return [(e.before, e.after) for e in inspect(text, given, language="en").edits if e.rule.startswith("grammar/")]


# --- articles -------------------------------------------------------------------------------------------------------

AN = """hour honest heir honour honorary hourly apple uncle umbrella urgent ugly upper onerous unimportant unidentified
uninformed umpire usher utter egg exam early idea old overripe 8-year 8,000-strong 11th 18-month 18,000-seat 1848 80s
MRI FBI HSE NGO SUV HIV EU AI IMF X-ray F-16 American Indian""".split()
A = """unit union unique university uniform useful usual user utopian Ukrainian European euro one-way once
unanimous house historical-looking 7-year 100th 110-page 1,100-page 180-degree 12th UN US UK USB CEO GPS BBC T-shirt
U-turn year""".split()


@pytest.mark.parametrize("word", AN)
def test_a_vowel_sound_takes_an(word: str) -> None:
    tail = "" if word.endswith(("hour", "umbrella")) else " house"
    assert inspect(f"They said it was a {word}{tail} in the end.", language="en").text == (
        f"They said it was an {word}{tail} in the end."
    )
    assert grammar_edits(f"They said it was an {word}{tail} in the end.") == []


@pytest.mark.parametrize("word", A)
def test_a_consonant_sound_takes_a(word: str) -> None:
    assert grammar_edits(f"They said it was a {word} room in the end.") == []
    if word != "historical-looking":  # its h is not heard by all
        assert inspect(f"They said it was an {word} room in the end.", language="en").text == (
            f"They said it was a {word} room in the end."
        )


def test_other_languages_keep_their_a() -> None:
    for text, language in (("Vino a escuchar a Elena.", "es"), ("Il va à une école, et a une idée.", "fr")):
        assert inspect(text, language=language).text == text


# --- without a server -----------------------------------------------------------------------------------------------


def test_the_golden_cases_without_languagetool() -> None:
    states = [state for case in CASES for mark, state in scored(case, None).states if mark.cls == "G"]
    assert states.count("fixed") / len(states) >= 0.35
    assert "wrong" not in states
    assert not [harm for case in CASES for harm in scored(case, None).harm]


def test_a_profile_carries_grammar() -> None:
    assert Profile.named("article").grammar is False
    asked = Profile.named("docs").with_settings({"grammar": True, "languagetool": "http://127.0.0.1:1"}, "here")
    assert pickle.loads(pickle.dumps(asked)) == asked
    assert Cleaner(asked).fingerprint != Cleaner("docs").fingerprint
    with pytest.raises(ProfileError, match="`grammar` is 'yes'; write true or false"):
        Profile.named("docs").with_settings({"grammar": "yes"}, "here")


def test_a_configuration_asks_but_names_no_server(tmp_path: Path) -> None:
    """What a checkout holds starts no program and sends no text anywhere it names itself."""
    (tmp_path / "mtclean.toml").write_text("grammar = true\n")
    assert config_for(str(tmp_path / "a.txt")).profile_for(str(tmp_path / "a.txt"), "plain").grammar
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "mtclean.toml").write_text('languagetool = "http://127.0.0.1:1"\n')
    with pytest.raises(ProfileError, match="unknown key `languagetool`"):
        config_for(str(tmp_path / "deeper" / "a.txt"))


def test_without_a_server_all_other_work_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"He came , and he saw a idea. {SLIP}\n")
    for where in (["--languagetool-url", _closed_port()], ["--languagetool-dir", str(tmp_path)]):
        out = tmp_path / where[0]
        assert main(["fix", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(out), "--grammar", *where]) == 2
        assert (out / "a.txt").read_text() == f"He came, and he saw an idea. {SLIP}\n"
        told = [line for line in capsys.readouterr().err.splitlines() if "LanguageTool" in line]
        assert len(told) == 1
        assert "no LanguageTool" in told[0]


def test_the_library_is_told_of_a_missing_server_once() -> None:
    cleaner = Cleaner(profile(_closed_port()))
    with pytest.warns(asking.LanguageToolWarning, match="no LanguageTool server answers"):
        assert cleaner.clean(f"He came , and saw. {SLIP}", language="en") == f"He came, and saw. {SLIP}"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cleaner.clean(f"She came , and saw. {SLIP}", language="en")


def test_no_java_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "languagetool-server.jar").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.warns(asking.LanguageToolWarning, match="there is no Java"):
        inspect(SLIP, profile(str(tmp_path)), language="en")


def _closed_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


# --- with the real server -------------------------------------------------------------------------------------------


def test_the_golden_cases_with_languagetool() -> None:
    where = languagetool.url()
    states = [state for case in CASES for mark, state in scored(case, where).states if mark.cls == "G"]
    assert states.count("fixed") / len(states) >= 0.55
    assert "wrong" not in states
    harm = sum(len(scored(case, where).harm) for case in CASES)
    assert states.count("fixed") / (states.count("fixed") + harm) >= 0.97


@pytest.mark.parametrize("name", ["article", "docs", "minimal"])
def test_clean_cases_are_left_alone_with_languagetool(name: str) -> None:
    asked = profile(languagetool.url(), name)
    changed = {c.name: inspect(parse(read(c))[0], asked, format=format_for(c) or "plain").edits for c in CLEAN}
    assert {case: edits for case, edits in changed.items() if edits} == {}


def test_what_languagetool_mends_is_one_edit_with_a_rule() -> None:
    result = inspect(f"At noon 🎈 she left. {SLIP}", profile(languagetool.url()), language="en")
    assert [(e.before, e.after, e.rule) for e in result.edits] == [("knew", "know", "grammar/did-and-verb")]
    assert result.source[result.edits[0].start : result.edits[0].end] == "knew"
    assert inspect(result.text, profile(languagetool.url()), language="en").edits == ()


def test_what_is_not_certain_is_a_hint() -> None:
    result = inspect("I don’t know how they works.", profile(languagetool.url()), language="en")
    assert (result.edits, [h.rule for h in result.hints]) == ((), ["grammar/languagetool"])


def test_names_and_walls_are_left_alone() -> None:
    text = "The minister did not `knew` the answer, and Most Biggest is the band.\nSee https://a.example/did-not-knew"
    assert inspect(text, profile(languagetool.url()), language="en").text == text


def test_a_paragraph_without_a_trigger_is_not_sent_unless_it_changed() -> None:
    asked = profile(languagetool.url())
    sent: list[str] = []
    server = asking.checker(asked.languagetool)
    ask = server._ask
    server._ask = lambda paragraph, language: (sent.append(paragraph), ask(paragraph, language))[1]  # type: ignore
    inspect(f"It rained all day.\n\n{SLIP}\n\nHe came , and saw.\n\n{SLIP}", asked, language="en")
    assert set(sent) == {SLIP, SLIP.replace("knew", "know"), "He came, and saw."}
    assert len(sent) == 3


def test_threads_share_one_server(monkeypatch: pytest.MonkeyPatch) -> None:
    where = languagetool.url()
    started: list[str | None] = []
    monkeypatch.setattr(asking, "Server", lambda place: (started.append(place), Server(place))[1])
    texts = [f"{SLIP} It was day {n}." for n in range(6)]
    clean: dict[str, str] = {}
    workers = [
        threading.Thread(target=lambda t=t: clean.update({t: inspect(t, profile(where), language="en").text}))
        for t in texts
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert clean == {text: text.replace("knew", "know") for text in texts}
    assert started == [where]


def test_processes_share_the_server_of_a_run() -> None:
    folder = str(languagetool.installed())
    url = asking.serve(folder)
    assert url
    program = (
        "import sys, dataclasses\n"
        "from cleaner import Cleaner, Profile\n"
        "from cleaner.grammar import languagetool as asking, server\n"
        "server._start = None  # nothing is started here\n"
        "profile = dataclasses.replace(Profile.named('article'), grammar=True, languagetool=sys.argv[1])\n"
        "print(Cleaner(profile).clean(sys.argv[2], language='en'), asking.close())\n"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", program, url, SLIP], capture_output=True, text=True, check=False)
        assert done.stdout == "The minister did not know the answer. []\n", done.stderr
    assert asking.serve(folder) == url


def test_an_installation_is_started_and_stopped_with_the_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n")
    folder = str(languagetool.installed())
    servers: list[Server] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "Server", lambda place: (servers.append(Server(place)), servers[-1])[1])
        assert main(["fix", str(tmp_path / "a.txt"), "--languagetool-dir", folder]) == 1
    assert (tmp_path / "a.txt").read_text() == "The minister did not know the answer.\n"
    assert len(servers) == 1
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(servers[0].url.rpartition(":")[2])), 2)


def test_a_run_that_is_killed_leaves_no_server() -> None:
    """A real kill, which lets nothing be stopped: what was started ends all the same."""
    program = (
        "import sys, time\n"
        "from cleaner.grammar.server import Server\n"
        "print(Server(sys.argv[1]).url, flush=True)\n"
        "time.sleep(300)\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", program, str(languagetool.installed())], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    port = int(run.stdout.readline().rpartition(":")[2])
    socket.create_connection(("127.0.0.1", port), 5).close()
    run.kill()
    run.wait()
    run.stdout.close()
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return
        threading.Event().wait(0.1)
    pytest.fail("the server still answers after thirty seconds")


def test_what_watches_over_a_server_ends_with_it() -> None:
    server = Server(str(languagetool.installed()))
    watching, serving = server._watch, server._process
    assert watching is not None
    assert serving is not None
    assert watching.poll() is None
    server.close()
    assert watching.poll() is not None
    assert serving.poll() is not None


def test_a_server_that_dies_is_told_and_the_work_goes_on() -> None:
    folder = str(languagetool.installed())
    asked = profile(folder)
    assert inspect(SLIP, asked, language="en").text == "The minister did not know the answer."
    server = asking.checker(folder)._server
    assert server is not None
    assert server._process is not None
    server._process.kill()
    server._process.wait()
    with pytest.warns(asking.LanguageToolWarning, match="does not answer any more"):
        left = inspect("He came , and the mayor did not knew it.", asked, language="en")
    assert left.text == "He came, and the mayor did not knew it."
