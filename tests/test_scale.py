"""Large runs: several processes, runs that are stopped and gone on with, and what is told of them."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cleaner import files as io
from cleaner.files import Job
from cleaner.manifest import NAME, Manifest
from cleaner.workers import AHEAD, Crew, Lost, Ready
from tests.stopping import corpus, stopped, tree
from tests.test_cli import BAD, GOOD, interruptible, mtclean

# --- the crew -------------------------------------------------------------------------------------------------------


class Desk:
    """Doubles numbers; at some it comes to its end."""

    def __init__(self, deadly: frozenset[int] = frozenset(), slow: int = -1) -> None:
        self.deadly = deadly
        self.slow = slow

    def do(self, task: Any) -> Any:
        if task in self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        if task == self.slow:
            time.sleep(0.5)
        return 2 * task

    def close(self) -> list[str]:
        return ["closed"]


@pytest.mark.parametrize("jobs", [1, 2, 5, None])
def test_answers_come_in_order_whatever_the_number_of_processes(jobs: int | None) -> None:
    crew = Crew(Desk(slow=3), jobs)
    tasks = [Ready("told") if n % 10 == 0 else n for n in range(300)]
    got = list(crew.answers(tasks))
    assert got == [(task, task.said if isinstance(task, Ready) else 2 * task) for task in tasks]
    assert list(crew.answers([1, 2])) == [(1, 2), (2, 4)]
    assert crew.close() == ["closed"]


def test_a_process_that_is_killed_loses_the_task_it_was_at_and_no_other() -> None:
    deadly = frozenset([0, 7, 8, 150, 299])
    crew = Crew(Desk(deadly), 2)
    got = dict(crew.answers(range(300)))
    assert {task for task, answer in got.items() if isinstance(answer, Lost)} == deadly
    assert "SIGKILL" in got[7].cause
    assert all(got[n] == 2 * n for n in got if n not in deadly)
    assert list(got) == list(range(300))
    crew.close()


def test_no_more_is_taken_than_can_be_held() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for n in range(5000):
            taken += 1
            yield n

    crew = Crew(Desk(), 2)
    most = max(taken - done for done, _ in enumerate(crew.answers(tasks())))
    assert most <= 2 * AHEAD + 2
    crew.close()


class Heavy(NamedTuple):
    """A task larger than a pipe holds."""

    data: bytes


class Echo(Desk):
    def do(self, task: Any) -> Any:
        return task.data


def test_large_tasks_with_large_answers_do_not_block_each_other() -> None:
    crew = Crew(Echo(), 2)
    given = [Heavy(bytes([n]) * 3_000_000) if n % 2 else Heavy(b"x") for n in range(20)]
    assert [answer for _, answer in crew.answers(given)] == [heavy.data for heavy in given]
    crew.close()


def test_answers_that_nobody_waits_for_do_not_come_to_the_next() -> None:
    crew = Crew(Desk(), 2)
    answers = crew.answers(range(100))
    next(answers)
    answers.close()
    assert list(crew.answers([5, 6])) == [(5, 10), (6, 12)]
    crew.close()


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A tree of 140 damaged and clean files, one that cannot be read, one that is no text."""
    corpus(tmp_path / "in", 140, 1)
    (tmp_path / "in/3/broken.txt").write_bytes(b"x\xfe\xe9\x81 , left")
    (tmp_path / "in/2/broken.jsonl").write_bytes(b'{"a": \n')
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json"])
def test_any_number_of_processes_gives_the_same_output(many: Path, form: str) -> None:
    runs = [
        mtclean("fix", "in", "-o", f"out{n}", "--format", form, "--jobs", n, "--failures", "log", cwd=many)
        for n in (1, 2, 4)
    ]
    assert [run.returncode for run in runs] == [2, 2, 2]
    told = {run.stdout.replace(b"out%d" % n, b"out") for n, run in zip((1, 2, 4), runs, strict=True)}
    assert len(told) == 1
    assert len({run.stderr for run in runs}) == 1
    assert tree(many / "out1") == tree(many / "out2") == tree(many / "out4")
    assert (many / "out2/3/broken.txt").read_bytes() == (many / "in/3/broken.txt").read_bytes()
    failed = [json.loads(line) for line in (many / "log").read_text().splitlines()]
    assert [entry["path"] for entry in failed] == ["in/2/broken.jsonl", "in/3/broken.txt"]
    checks = [mtclean("check", "in", "--jobs", n, "--no-cache", cwd=many) for n in (1, 3)]
    assert checks[0].stdout == checks[1].stdout
    assert checks[0].stdout.count(b"spacing/") > 50


def test_a_log_of_failures_is_empty_where_nothing_failed(many: Path) -> None:
    assert mtclean("check", "in/1", "--failures", "log", cwd=many).returncode == 1
    assert (many / "log").read_bytes() == b""
    assert mtclean("check", "in/1", "--failures", "no/such/log", cwd=many).returncode == 2


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1e3", "99999"])
def test_a_number_of_processes_that_is_none_is_refused(many: Path, jobs: str) -> None:
    run = mtclean("check", "in", f"--jobs={jobs}", cwd=many)
    assert run.returncode == 2
    assert b"no number of processes" in run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="children are told by /proc")
def test_a_process_that_is_killed_names_its_file_and_the_run_goes_on(tmp_path: Path) -> None:
    corpus(tmp_path / "in", 300, 2)
    command = [sys.executable, "-m", "cleaner", "fix", "in", "-o", "out", "--jobs", "2", "-q", "--failures", "log"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE)
    killed = 0
    while killed < 2 and run.poll() is None:
        time.sleep(0.05)
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        if children and len(list(tmp_path.glob("out/*/*/*.txt"))) > 20 * killed:
            os.kill(int(children[0]), signal.SIGKILL)
            killed += 1
    _, told = run.communicate(timeout=60)
    failed = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert run.returncode == (2 if failed else 0)
    assert len(failed) <= killed
    assert all("its process was killed (SIGKILL)" in entry["message"] for entry in failed)
    assert told.count(b"SIGKILL") == len(failed)
    assert len(tree(tmp_path / "out")) == len(tree(tmp_path / "in")) + 1
    again = mtclean("fix", "in", "-o", "out", "--resume", "-q", cwd=tmp_path)
    assert again.returncode == 0
    whole = mtclean("fix", "in", "-o", "whole", "-q", cwd=tmp_path)
    assert whole.returncode == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_an_interrupted_run_leaves_whole_files_and_no_process(tmp_path: Path) -> None:
    corpus(tmp_path / "in", 400, 3)
    command = [sys.executable, "-m", "cleaner", "fix", "in", "-o", "out", "--jobs", "2", "-q"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.Popen(
        command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=interruptible
    )
    while len(list(tmp_path.glob("out/*/*/*.txt"))) < 10 and run.poll() is None:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=30)
    assert (run.returncode, told.strip()) == (130, b"mtclean: interrupted")
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
    assert mtclean("fix", "in", "-o", "whole", "-q", cwd=tmp_path).returncode == 0
    got, wanted = tree(tmp_path / "out"), tree(tmp_path / "whole")
    got.pop(NAME)
    assert 10 <= len(got) < len(wanted)
    assert all(wanted[name] == data for name, data in got.items())


def test_a_terminal_sees_how_far_a_long_run_is_and_a_pipe_does_not(tmp_path: Path) -> None:
    corpus(tmp_path / "in", 1500, 4)  # which takes longer than the second before the line is shown
    command = [sys.executable, "-m", "cleaner", "check", "in", "--jobs", "1", "--no-cache"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", "COLUMNS": "100"}
    main, side = pty.openpty()
    run = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=side)
    os.close(side)
    shown = b""
    while True:
        try:
            data = os.read(main, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.close(main)
    assert run.wait() == 1
    assert b"/1500" in shown
    assert b"/s" in shown
    assert mtclean("check", "in", cwd=tmp_path).stderr == b""


# --- going on -------------------------------------------------------------------------------------------------------


def test_a_run_that_is_killed_again_and_again_gives_every_byte_of_one_that_is_not(tmp_path: Path) -> None:
    differ, between = stopped(tmp_path, files=250, kills=4, seed=11)
    assert differ == 0
    assert between


def times(folder: Path) -> dict[str, int]:
    return {str(f.relative_to(folder)): f.stat().st_mtime_ns for f in folder.rglob("*.txt")}


def test_what_is_done_is_not_done_again_and_what_changed_is(many: Path) -> None:
    for name in ("3/broken.txt", "2/broken.jsonl"):
        (many / "in" / name).unlink()
    assert mtclean("fix", "in", "-o", "out", "-q", cwd=many).returncode == 0
    before = times(many / "out")
    run = mtclean("fix", "in", "-o", "out", "--resume", cwd=many)
    assert run.returncode == 0
    assert b"142 files done before" in run.stderr
    assert times(many / "out") == before
    changed, lost, spoilt = (sorted(before)[n] for n in (5, 6, 7))
    (many / "in" / changed).write_text(BAD)
    (many / "out" / lost).unlink()
    (many / "out" / spoilt).write_text("x")
    run = mtclean("fix", "in", "-o", "out", "--resume", cwd=many)
    assert b"139 files done before" in run.stderr
    assert (many / "out" / changed).read_text() == GOOD
    assert mtclean("fix", "in", "-o", "whole", "-q", cwd=many).returncode == 0
    got, wanted = tree(many / "out"), tree(many / "whole")
    assert got.pop(NAME) != wanted.pop(NAME)  # it remembers also what that file was
    assert got == wanted
    now = times(many / "out")
    assert {name for name in now if now[name] != before[name]} == {changed, lost, spoilt}


def test_other_settings_do_it_again(many: Path) -> None:
    mtclean("fix", "in", "-o", "out", "-q", cwd=many)
    run = mtclean("fix", "in", "-o", "out", "--resume", "--profile", "minimal", cwd=many)
    assert b"2 files done before" in run.stderr  # which are only copied


def test_the_manifest_tells_what_was_done_and_under_what(many: Path) -> None:
    mtclean("fix", "in", "-o", "out", "-q", cwd=many)
    entries = [json.loads(line) for line in (many / "out" / NAME).read_text().splitlines()]
    assert len(entries) == 142  # all but the two that failed
    assert [entry["file"] for entry in entries] == sorted(entry["file"] for entry in entries)
    assert {key for entry in entries for key in entry} == {
        "file", "before", "after", "version", "rules", "profile", "settings"
    }  # fmt: skip
    assert {entry["profile"] for entry in entries} == {"article", ""}


@pytest.mark.parametrize("junk", [b"", b'{"file"', b"\xff\xfe\n[]\n{}\n", b'{"file": 1}\n' * 3])
def test_a_manifest_that_is_torn_or_holds_other_things_costs_only_their_files(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "a").write_text("a")
    kept = Manifest(str(tmp_path), resume=False)
    entry = kept.entry(str(tmp_path / "a"), "before", "settings")
    kept.add(entry)
    with open(tmp_path / NAME, "ab") as file:
        file.write(junk)
    again = Manifest(str(tmp_path), resume=True)
    assert again.is_done(str(tmp_path / "a"), "before", "settings")
    assert not again.is_done(str(tmp_path / "a"), "before", "others")
    again.add(entry and entry._replace(file="b"))
    again.end()
    assert [json.loads(line)["file"] for line in (tmp_path / NAME).read_bytes().splitlines()] == ["a", "b"]


def test_a_manifest_that_leads_elsewhere_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(BAD)
    (tmp_path / "out").mkdir()
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "out" / NAME).symlink_to(tmp_path / "precious")
    assert mtclean("fix", "in", "-o", "out", cwd=tmp_path).returncode == 2
    assert (tmp_path / "precious").read_text() == "precious"


def test_going_on_needs_a_directory_to_go_on_in(many: Path) -> None:
    run = mtclean("fix", "in", "--resume", cwd=many)
    assert run.returncode == 2
    assert b"--resume goes with -o" in run.stderr


# --- looking for files while others are done ------------------------------------------------------------------------


def test_a_directory_is_walked_as_it_is_planned(tmp_path: Path) -> None:
    corpus(tmp_path / "in", 60, 5)
    (tmp_path / "in/out/deep").mkdir(parents=True)
    (tmp_path / "in/out/deep/x.txt").write_text(BAD)
    (tmp_path / "in/round.txt").symlink_to("round.txt")
    (tmp_path / "in/away.txt").symlink_to("/etc/hostname")
    root, out = str(tmp_path / "in"), str(tmp_path / "in/out")
    assert io.mirrors_one([root], out)
    found = list(io.walk(root, out, out))
    assert [item for item in found if isinstance(item, Job)] == io.plan([root], out).jobs
    assert not any("deep" in str(item) for item in found)
    assert any("leads out" in str(item) for item in found)


def test_a_directory_in_its_own_output_is_looked_through_first(tmp_path: Path) -> None:
    """`a/b` written to `a`: `a/b/b/x` would be written over `a/b/x`, which is an input."""
    (tmp_path / "a/b/b").mkdir(parents=True)
    for name in ("a/b/x.txt", "a/b/b/x.txt"):
        (tmp_path / name).write_text(BAD)
    run = mtclean("fix", "a/b", "-o", "a", cwd=tmp_path)
    assert run.returncode == 2
    assert b"would be written over an input" in run.stderr
