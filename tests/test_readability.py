"""Readability: the measures that need no word list, before and after, and no look at the network."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import inspect
from cleaner.cli import main
from cleaner.report.readability import Readability, Run, change, readability

DAMAGED = "The minister , who had left the building , came back. in the evening he spoke to reporters about it."


def test_each_language_gets_the_measures_made_for_it() -> None:
    text = "Der Rat tagt am Abend. Die Stadt wartet auf die Entscheidung der Regierung."
    assert set(readability(text, "de").measures()) == {"lix", "rix"}
    assert set(readability(text, "en").measures()) == {"ari", "coleman_liau", "lix", "rix"}
    assert set(readability(text, "it").measures()) == {"lix", "rix", "gulpease"}
    assert readability("今天很热。明天也很热。", "zh").measures() == {}
    assert readability("", "en") == Readability(0)


def test_lix_and_rix_are_what_their_definitions_say() -> None:
    # 12 words, 2 sentences, 3 words of more than six letters: LIX 12/2 + 100*3/12, RIX 3/2
    measured = readability("The council meets in the evening. All of them wait for decisions.", "en")
    assert (measured.words, measured.lix, measured.rix) == (12, 31.0, 1.5)


def test_a_repair_shows() -> None:
    result = inspect(DAMAGED, language="en")
    measured = change(result)
    assert measured.before.measures() != measured.after.measures()
    assert measured.after == readability(result.text, "en")


def test_code_tags_and_data_are_not_read() -> None:
    text = "<p>The <b>council</b> meets <a href='https://a.example/a-long-address'>today</a>.</p><script>f()</script>"
    assert change(inspect(text, format="html", language="en"), "html").before == readability(
        "The council meets today.", "en"
    )
    text = "---\nlayout: configuration\n---\nThe council meets today.\n\n```\nconfiguration()\n```\n"
    assert change(inspect(text, format="markdown", language="en"), "markdown").before == readability(
        "The council meets today.", "en"
    )


def test_the_run_is_the_mean_by_words() -> None:
    run = Run()
    assert run.change() is None
    for words, lix in ((100, 30.0), (300, 50.0)):
        one = Readability(words, lix=lix)
        run.add(change(inspect("", language="en")))  # nothing to measure: it does not count
        run.add(type(change(inspect("")))(one, one))
    mean = run.change()
    assert mean is not None
    assert mean.after == Readability(400, lix=45.0)


def test_the_command_shows_files_and_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(DAMAGED)
    assert main(["score", "--readability", str(tmp_path), "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.count("ARI") for line in lines] == [0, 1, 0, 1, 1]
    assert lines[-1].startswith("all files: ARI ")
    assert main(["score", "--readability", "--format", "json", str(tmp_path), "--language", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["readability"]["before"]) == {"ari", "coleman_liau", "lix", "rix"}
    assert told["files"][0]["readability"] == told["readability"]
    assert main(["score", "--format", "json", str(tmp_path)]) == 0
    assert "readability" not in json.loads(capsys.readouterr().out)


def test_nothing_reaches_for_the_network() -> None:
    """In a process of its own, so that nothing is loaded already."""
    guarded = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('the network was asked')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from cleaner.report.readability import readability\n"
        f"for language in ('en', 'it', 'de'): print(readability({DAMAGED!r}, language).lix)\n"
    )
    done = subprocess.run([sys.executable, "-c", guarded], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 3
