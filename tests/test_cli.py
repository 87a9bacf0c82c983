"""The command as its users meet it: real processes, real files, bytes in and bytes out."""

from __future__ import annotations

import itertools
import json
import os
import pty
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner import __version__
from cleaner.marks import parse
from cleaner.rules import load_rules

BAD = "The minister , who had left the house, said that nothing had changed since the war.\n"
GOOD = "The minister, who had left the house, said that nothing had changed since the war.\n"


def many(line: str, count: int) -> str:
    """A text of so many lines, no two alike: a line given twice would be a repetition to repair."""
    return "".join(line.replace("the war", f"the war of {n}") for n in range(count))


COMMAND = [sys.executable, "-m", "cleaner"]
NOBODY = 65534


def mtclean(*args: object, cwd: Path, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        cwd=cwd,
        input=stdin if stdin is not None else b"",
        capture_output=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **env},
    )


def lines(output: bytes) -> list[str]:
    return output.decode().splitlines()


def report(*args: object, cwd: Path, stdin: bytes | None = None) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(mtclean(*args, "--format", "json", cwd=cwd, stdin=stdin).stdout)
    return data


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A directory with a damaged and a clean file."""
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


# --- what the commands do -------------------------------------------------------------------------------------------


def test_version_and_help(tmp_path: Path) -> None:
    assert mtclean("--version", cwd=tmp_path).stdout.decode() == f"mtclean {__version__}\n"
    assert b"fix" in mtclean("--help", cwd=tmp_path).stdout
    assert mtclean(cwd=tmp_path).returncode == 2


def test_check_lists_what_it_finds_and_writes_nothing(here: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in here.iterdir()}
    run = mtclean("check", "bad.txt", "good.txt", cwd=here)
    assert run.returncode == 1
    (line,) = lines(run.stdout)
    assert re.fullmatch(r"bad\.txt:1:13 spacing/\S+  minister , → minister,", line)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in here.iterdir()} == before
    assert mtclean("check", "good.txt", cwd=here).returncode == 0


def test_fix_in_place_says_what_it_did_and_ends_with_1_where_it_changed_a_file(here: Path) -> None:
    run = mtclean("fix", ".", cwd=here)
    assert run.returncode == 1
    assert (here / "bad.txt").read_text(encoding="utf-8") == GOOD
    told = run.stdout.decode()
    assert "bad.txt: 1 repair" in told
    assert "minister , → minister," in told
    assert "good.txt: nothing to repair" in told
    assert re.search(r"^file +spacing +total *$", told, re.M)
    assert re.search(r"^\S*bad.txt +1 +1 *$", told, re.M)
    assert re.search(r"^2 files +1 +1 *$", told, re.M)
    again = mtclean("fix", ".", cwd=here)
    assert again.returncode == 0
    assert b"Nothing to repair." in again.stdout


def test_a_clean_file_is_not_written_at_all(here: Path) -> None:
    was = (here / "good.txt").stat()
    mtclean("fix", "good.txt", cwd=here)
    now = (here / "good.txt").stat()
    assert (was.st_ino, was.st_mtime_ns) == (now.st_ino, now.st_mtime_ns)


def test_fix_into_a_directory_mirrors_the_tree_and_writes_every_file(here: Path) -> None:
    (here / "in/deep/er").mkdir(parents=True)
    shutil.move(here / "bad.txt", here / "in/deep/er/bad.txt")
    shutil.move(here / "good.txt", here / "in/good.txt")
    (here / "in/picture.png").write_bytes(b"\x89PNG\0\xff")
    (here / "in/broken.txt").write_bytes(b"x\xfe\xe9\x81 , left")
    (here / "in/empty.txt").touch()
    (here / "in/.git").mkdir()
    (here / "in/.git/log.txt").write_text(BAD, encoding="utf-8")
    run = mtclean("fix", "in", "-o", "out/new", cwd=here)
    assert run.returncode == 2  # broken.txt
    out = here / "out/new"
    assert (out / "deep/er/bad.txt").read_text(encoding="utf-8") == GOOD
    for name in ("good.txt", "picture.png", "broken.txt", "empty.txt"):
        assert (out / name).read_bytes() == (here / "in" / name).read_bytes()
    assert not (out / ".git").exists()
    assert (here / "in/deep/er/bad.txt").read_text(encoding="utf-8") == BAD
    (here / "in/broken.txt").unlink()
    assert mtclean("fix", "in", "-o", "out/new", cwd=here).returncode == 0


def test_fix_into_a_directory_inside_the_input_does_not_eat_its_own_output(here: Path) -> None:
    for _ in range(2):
        assert mtclean("fix", ".", "-o", "out", cwd=here).returncode == 0
    names = sorted(str(path.relative_to(here / "out")) for path in (here / "out").rglob("*"))
    assert names == [".mtclean-manifest.jsonl", "bad.txt", "good.txt"]


def test_several_paths_lie_under_their_own_names(here: Path) -> None:
    for name in ("one", "two"):
        (here / name).mkdir()
        shutil.copy(here / "bad.txt", here / name / "same.txt")
    assert mtclean("fix", "one", "two", "bad.txt", "-o", "out", cwd=here).returncode == 0
    for name in ("one/same.txt", "two/same.txt", "bad.txt"):
        assert (here / "out" / name).read_text(encoding="utf-8") == GOOD
    run = mtclean("fix", "one/same.txt", "two/same.txt", "-o", "new", cwd=here)
    assert run.returncode == 2
    assert b"both be written to new/same.txt" in run.stderr
    assert not (here / "new").exists()


@pytest.mark.parametrize("args", [(".", "-o", "."), ("bad.txt", "-o", "."), (".", "-o", "good.txt"), ("-", "-o", "x")])
def test_an_output_that_cannot_be_meant_is_refused(here: Path, args: tuple[str, ...]) -> None:
    run = mtclean("fix", *args, cwd=here)
    assert run.returncode == 2
    assert len(lines(run.stderr)) == 1
    assert (here / "bad.txt").read_text(encoding="utf-8") == BAD


def test_standard_input_gives_the_clean_text_and_nothing_else(tmp_path: Path) -> None:
    run = mtclean("fix", "-", cwd=tmp_path, stdin=b"\xef\xbb\xbf" + BAD.encode().replace(b"\n", b"\r\n"))
    assert (run.returncode, run.stdout, run.stderr) == (0, b"\xef\xbb\xbf" + GOOD.encode().replace(b"\n", b"\r\n"), b"")
    assert mtclean("fix", "-", cwd=tmp_path, stdin=b"").stdout == b""
    run = mtclean("check", "-", cwd=tmp_path, stdin=BAD.encode())
    assert run.returncode == 1
    assert run.stdout.startswith(b"-:1:13 spacing/")
    run = mtclean("fix", "-", "--diff", cwd=tmp_path, stdin=BAD.encode())
    assert run.stdout.decode() == GOOD
    assert b"-The minister , who" in run.stderr
    run = mtclean("fix", "-", cwd=tmp_path, stdin=b"caf\xfe\x81")
    assert (run.returncode, run.stdout) == (2, b"")


def test_diffs_are_shown_or_written_and_can_be_applied(here: Path) -> None:
    shown = mtclean("check", "--diff", ".", cwd=here)
    assert shown.returncode == 1
    assert shown.stdout.decode() == f"--- ./bad.txt\n+++ ./bad.txt\n@@ -1,1 +1,1 @@\n-{BAD}+{GOOD}"
    run = mtclean("fix", ".", "-o", "out", "--diff-dir", "out/diffs", cwd=here)
    assert run.returncode == 0
    assert b"The diffs lie in out/diffs/" in run.stdout
    assert [path.name for path in (here / "out/diffs").iterdir()] == ["bad.txt.diff"]
    if patch := shutil.which("patch"):
        diff = (here / "out/diffs/bad.txt.diff").read_bytes()
        subprocess.run([patch, "-s", "bad.txt"], input=diff, cwd=here, check=True, timeout=20)
        assert (here / "bad.txt").read_text(encoding="utf-8") == GOOD


def test_quiet_tells_nothing_but_errors(here: Path) -> None:
    run = mtclean("check", "--quiet", "bad.txt", "none.txt", cwd=here)
    assert run.stdout == b""
    assert lines(run.stderr) == ["mtclean: none.txt: no such file or directory"]
    assert mtclean("fix", "-q", "bad.txt", cwd=here).stdout == b""


def test_json_holds_exact_places_that_rebuild_the_file(tmp_path: Path) -> None:
    raw = "First line.\r\nThe minister , who left.\rA😀 man , too.\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + raw.encode())
    data = report("fix", "a.txt", "-o", "out", cwd=tmp_path)
    assert data["version"] == __version__
    assert data["errors"] == []
    (file,) = data["files"]
    assert (file["path"], file["written"], file["changed"]) == ("a.txt", "out/a.txt", True)
    assert {"language", "score", "hints"} <= set(file)
    assert [(e["line"], e["column"]) for e in file["edits"]] == [(2, 13), (3, 7)]
    assert {"start", "end", "before", "after", "rule", "rules", "class", "level", "why"} <= set(file["edits"][0])
    for edit in reversed(file["edits"]):
        assert raw[edit["start"] : edit["end"]] == edit["before"]
        raw = raw[: edit["start"]] + edit["after"] + raw[edit["end"] :]
    assert (tmp_path / "out/a.txt").read_bytes() == b"\xef\xbb\xbf" + raw.encode()


def test_json_of_standard_input_carries_the_text_and_errors_are_listed(here: Path) -> None:
    assert report("fix", "-", cwd=here, stdin=BAD.encode())["files"][0]["text"] == GOOD
    data = report("check", "bad.txt", "none.txt", cwd=here)
    assert data["errors"] == [{"path": "none.txt", "message": "no such file or directory"}]
    assert len(data["files"]) == 1


def test_score_tells_damaged_from_clean(here: Path) -> None:
    run = mtclean("score", "bad.txt", "good.txt", cwd=here)
    assert run.returncode == 0
    bad, good = lines(run.stdout)
    assert re.fullmatch(r"bad\.txt: 0\.\d+  \d+ words  per 1,000: S \d+\.\d", bad)
    assert re.fullmatch(r"good\.txt: 0\.000  \d+ words", good)


def test_rules_are_listed_and_shown_with_reason_examples_and_what_they_keep(tmp_path: Path) -> None:
    rules = load_rules()
    listed = mtclean("rules", cwd=tmp_path)
    assert listed.returncode == 0
    assert sorted(line.split()[0] for line in lines(listed.stdout)) == sorted(rule.id for rule in rules)
    rule = next(rule for rule in rules if rule.pass_name == "spacing")
    told = mtclean("rules", rule.id, cwd=tmp_path).stdout.decode()
    damaged, correct, _ = parse(rule.example[0])
    for part in (rule.id, rule.why, f"class {rule.cls}", f"level {rule.level}", rule.keep[0]):
        assert part.partition("\n")[0] in told
    assert damaged.partition("\n")[0] in told
    assert correct.partition("\n")[0] in told
    assert all(line.startswith("spacing/") for line in lines(mtclean("rules", "spacing", cwd=tmp_path).stdout))
    data = json.loads(mtclean("rules", rule.id, "--format", "json", cwd=tmp_path).stdout)
    assert data["rules"][0]["id"] == rule.id
    unknown = mtclean("rules", rule.id[:-1] + "q", cwd=tmp_path)
    assert unknown.returncode == 2
    assert f"did you mean {rule.id!r}" in unknown.stderr.decode()


def test_hints_are_shown_but_neither_applied_nor_counted(tmp_path: Path) -> None:
    for rule in load_rules():
        if rule.level == "hint":
            source = parse(rule.example[0])[0]
            language = rule.language or "en"
            run = mtclean(
                "check", "-", "--language", language, cwd=tmp_path, stdin=source.encode("utf-8", "surrogateescape")
            )
            if b"(hint)" in run.stdout:
                break
    else:
        pytest.skip("no rule of level hint yet")
    assert rule.id in run.stdout.decode()
    without = mtclean(
        "check",
        "-",
        "--no-hints",
        "--language",
        language,
        cwd=tmp_path,
        stdin=source.encode("utf-8", "surrogateescape"),
    )
    assert b"(hint)" not in without.stdout
    assert run.returncode == without.returncode


# --- bytes ----------------------------------------------------------------------------------------------------------


def test_mark_line_ends_and_missing_final_newline_are_kept(tmp_path: Path) -> None:
    def content(text: str, mark: bytes, end: str, final: bool) -> bytes:
        other = text.replace("the war", "the peace")
        return mark + (text + "\n" + (other if final else other[:-1])).replace("\n", end).encode()

    kinds = list(itertools.product((b"", b"\xef\xbb\xbf"), ("\r\n", "\r", "\n"), (True, False)))
    for n, kind in enumerate(kinds):
        (tmp_path / f"{n}.txt").write_bytes(content(BAD, *kind))
    assert mtclean("fix", ".", cwd=tmp_path).returncode == 1
    for n, kind in enumerate(kinds):
        assert (tmp_path / f"{n}.txt").read_bytes() == content(GOOD, *kind), kind


def test_mixed_line_ends_stay_mixed(tmp_path: Path) -> None:
    bad, good = (tuple(many(line, 4).encode().splitlines()) for line in (BAD, GOOD))
    (tmp_path / "a.txt").write_bytes(b"%b\r\n%b\n\r\r\n%b\r%b" % (bad[0], good[1], *bad[2:]))
    mtclean("fix", "a.txt", cwd=tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == b"%b\r\n%b\n\r\r\n%b\r%b" % good


def test_mode_symlinks_and_hard_links_are_kept(here: Path) -> None:
    file = here / "bad.txt"
    file.chmod(0o640)
    (here / "soft").symlink_to("bad.txt")
    os.link(file, here / "hard")
    assert mtclean("fix", "soft", cwd=here).returncode == 1
    assert (here / "soft").is_symlink()
    assert os.path.samefile(file, here / "hard")
    assert (here / "hard").read_text(encoding="utf-8") == GOOD
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(path.name for path in here.iterdir()) == ["bad.txt", "good.txt", "hard", "soft"]
    mtclean("fix", "bad.txt", "-o", "out", cwd=here)
    assert stat.S_IMODE((here / "out/bad.txt").stat().st_mode) == 0o640


def test_links_are_not_followed_out_of_a_directory(here: Path, tmp_path: Path) -> None:
    (here / "in/sub").mkdir(parents=True)
    (here / "in/sub/real.txt").write_text(BAD, encoding="utf-8")
    (here / "in/inner.txt").symlink_to("sub/real.txt")
    (here / "in/outer.txt").symlink_to("../bad.txt")
    (here / "in/loop").symlink_to(".")
    run = mtclean("fix", "in", "-o", "out", cwd=here)
    assert run.returncode == 0
    assert b"in/outer.txt: a link that leads out of in; left out" in run.stderr
    assert (here / "out/inner.txt").read_text(encoding="utf-8") == GOOD
    assert not (here / "out/outer.txt").exists()
    assert not (here / "out/loop").exists()
    assert mtclean("fix", "in", cwd=here).returncode == 1
    assert (here / "in/sub/real.txt").read_text(encoding="utf-8") == GOOD
    assert (here / "bad.txt").read_text(encoding="utf-8") == BAD
    assert (here / "in/inner.txt").is_symlink()


def test_a_name_given_is_taken_whatever_its_suffix_but_a_directory_gives_only_known_ones(here: Path) -> None:
    for name in ("README", "notes.xyz", ".hidden.txt", "Makefile"):
        shutil.copy(here / "bad.txt", here / name)
    mtclean("fix", ".", cwd=here)
    assert (here / "README").read_text(encoding="utf-8") == BAD
    assert (here / ".hidden.txt").read_text(encoding="utf-8") == BAD
    mtclean("fix", "README", "notes.xyz", cwd=here)
    assert (here / "README").read_text(encoding="utf-8") == GOOD
    assert (here / "notes.xyz").read_text(encoding="utf-8") == GOOD


def test_odd_names_are_told_readably(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"odd\n\x1b[31m\xe9.txt")
    with open(name, "wb") as file:
        file.write(BAD.encode())
    run = mtclean("check", ".", cwd=tmp_path)
    assert run.returncode == 1
    assert b"\x1b" not in run.stdout
    assert len(lines(run.stdout)) == 1
    assert report("check", ".", cwd=tmp_path)["files"][0]["path"] == "./odd\n\x1b[31m\udce9.txt"


# --- what goes wrong ------------------------------------------------------------------------------------------------

UNREADABLE = {
    "utf16.txt": (BAD.encode("utf-16")[:-1], "not valid utf-16-le"),
    "utf32.txt": (BAD.encode("utf-32")[:-2], "not valid utf-32-le"),
    "picture.txt": (b"one\ntwo \xff\xd8\xff , left\n", "not valid UTF-8 (byte 0xff at offset 8, line 2)"),
    "cut.txt": (BAD.encode() + "é".encode()[:1], "not valid UTF-8"),
    "surrogate.txt": (b"a \xed\xa0\x80 , b", "not valid UTF-8"),
    "binary.txt": (b"GIF89a\0\x01\x02 , x", "binary"),
}


@pytest.mark.parametrize("command", ["fix", "check"])
def test_bad_input_gets_one_line_each_and_all_other_files_are_done(here: Path, command: str) -> None:
    for name, (data, _) in UNREADABLE.items():
        (here / name).write_bytes(data)
    run = mtclean(command, ".", "nowhere/none.txt", cwd=here)
    assert run.returncode == 2
    told = lines(run.stderr)
    assert len(told) == len(UNREADABLE) + 1
    for name, (data, cause) in UNREADABLE.items():
        (line,) = (line for line in told if f"/{name}:" in line)
        assert cause in line
        assert (here / name).read_bytes() == data
    assert "mtclean: nowhere/none.txt: no such file or directory" in told
    assert (here / "bad.txt").read_text(encoding="utf-8") == (GOOD if command == "fix" else BAD)
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("args", "cause"),
    [
        (("check", "--profile", "artcle", "bad.txt"), "did you mean 'article'?"),
        (("check", "--language", "english please", "bad.txt"), "not a language code"),
        (("check", "--format", "xml", "bad.txt"), "'xml' is not one of"),
        (("check", "--nope", "bad.txt"), "--nope"),
        (("check",), "PATH"),
        (("chek", "bad.txt"), "chek"),
    ],
)
def test_wrong_usage_is_told_in_one_line(here: Path, args: tuple[str, ...], cause: str) -> None:
    run = mtclean(*args, cwd=here)
    assert run.returncode == 2
    (line,) = lines(run.stderr)
    assert cause in line
    assert run.stdout == b""


def test_a_bad_configuration_stops_only_the_files_under_it(here: Path) -> None:
    (here / "sub").mkdir()
    shutil.copy(here / "bad.txt", here / "sub/bad.txt")
    shutil.copy(here / "bad.txt", here / "sub/more.txt")
    (here / "sub/mtclean.toml").write_text('profle = "docs"\n', encoding="utf-8")
    run = mtclean("fix", ".", cwd=here)
    assert run.returncode == 2
    (line,) = lines(run.stderr)
    assert "sub/mtclean.toml: unknown key `profle`; did you mean `profile`?" in line
    assert (here / "sub/bad.txt").read_text(encoding="utf-8") == BAD
    assert (here / "bad.txt").read_text(encoding="utf-8") == GOOD


def test_configuration_is_found_from_the_file_and_the_command_line_wins(here: Path) -> None:
    (here / "pyproject.toml").write_text('[tool.mtclean]\ndisable = ["spacing"]\nexclude = ["old"]\n', encoding="utf-8")
    (here / "old").mkdir()
    (here / "new").mkdir()
    shutil.copy(here / "bad.txt", here / "old/a.txt")
    shutil.copy(here / "bad.txt", here / "new/a.txt")
    (here / "new/mtclean.toml").write_text('passes = ["quotes"]\n', encoding="utf-8")
    assert mtclean("check", "bad.txt", "old/a.txt", "new/a.txt", cwd=here).returncode == 0
    assert mtclean("check", "new/a.txt", "--profile", "article", cwd=here).returncode == 1
    assert mtclean("check", "old/a.txt", "--profile", "article", cwd=here).returncode == 0
    assert mtclean("fix", ".", "-o", "out", cwd=here).returncode == 0
    assert (here / "out/old/a.txt").read_text(encoding="utf-8") == BAD


def test_an_internal_error_in_one_file_is_told_and_the_others_are_done(here: Path) -> None:
    """A pass that fails on one text, put in from outside."""
    (here / "worse.txt").write_text(BAD + "XYZZY\n", encoding="utf-8")
    driver = (
        "import sys, cleaner.files as f; real = f.inspect_raw\n"
        "def broken(cleaner, raw, *rest, **more):\n"
        "    if 'XYZZY' in raw: raise KeyError('xyzzy')\n"
        "    return real(cleaner, raw, *rest, **more)\n"
        "f.inspect_raw = broken\n"
        "from cleaner.cli import main; sys.exit(main(['fix', '.']))"
    )
    run = python(driver, here)
    assert run.returncode == 2
    (line,) = lines(run.stderr)
    assert line.startswith("mtclean: ./worse.txt: internal error (KeyError: 'xyzzy'); left as it is")
    assert (here / "bad.txt").read_text(encoding="utf-8") == GOOD
    assert (here / "worse.txt").read_text(encoding="utf-8") == BAD + "XYZZY\n"


def python(driver: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", driver], cwd=cwd, capture_output=True, timeout=60, env=env)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A directory any user can reach; those of pytest are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o700)
    shutil.rmtree(folder)


def as_nobody(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command without the rights of root: loaded first, for the packages may be closed to others."""
    driver = (
        "import os, sys, warnings; sys.path[:] = [p for p in sys.path if p]\n"
        "from cleaner.cli import main; import cleaner.report.terminal, cleaner.cache\n"
        "import rich.console, rich.text, rich.table, cleaner\n"
        f"cleaner.clean({BAD!r}); import encodings.idna\n"
        f"os.chdir({str(folder)!r})\n"
        f"if os.getuid() == 0: os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        f"sys.exit(main({list(args)!r}))"
    )
    return python(driver, folder)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_what_may_not_be_read_or_written_is_told_and_the_rest_is_done(open_to_all: Path) -> None:
    here = open_to_all
    for name in ("open.txt", "closed.txt", "shut/in.txt", "stuck/in.txt", "fixed.txt"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(BAD, encoding="utf-8")
        (here / name).chmod(0o666)
    if os.getuid() == 0:
        os.chown(here / "open.txt", NOBODY, NOBODY)
    (here / "closed.txt").chmod(0)
    (here / "fixed.txt").chmod(0o444)
    (here / "shut").chmod(0)
    (here / "stuck").chmod(0o555)
    run = as_nobody(here, "fix", ".")
    assert run.returncode == 2
    told = lines(run.stderr)
    assert sorted(told) == [
        "mtclean: ./closed.txt: permission denied",
        "mtclean: ./fixed.txt: read-only; left as it is",
        "mtclean: ./shut: permission denied",
        "mtclean: ./stuck/in.txt: cannot be written: permission denied",
    ]
    (here / "shut").chmod(0o755)
    assert (here / "open.txt").read_text(encoding="utf-8") == GOOD
    for name in ("closed.txt", "shut/in.txt", "stuck/in.txt", "fixed.txt"):
        assert (here / name).read_text(encoding="utf-8") == BAD


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_stays_his(open_to_all: Path) -> None:
    file = open_to_all / "his.txt"
    file.write_text(BAD, encoding="utf-8")
    os.chown(file, NOBODY, NOBODY)
    file.chmod(0o600)
    assert mtclean("fix", "his.txt", cwd=open_to_all).returncode == 1
    assert (file.stat().st_uid, stat.S_IMODE(file.stat().st_mode)) == (NOBODY, 0o600)
    theirs = open_to_all / "theirs.txt"  # writable by all, of root: nobody can only overwrite it
    theirs.write_text(BAD, encoding="utf-8")
    theirs.chmod(0o666)
    assert as_nobody(open_to_all, "fix", "theirs.txt").returncode == 1
    assert theirs.read_text(encoding="utf-8") == GOOD
    assert theirs.stat().st_uid == 0
    assert sorted(path.name for path in open_to_all.iterdir()) == ["his.txt", "theirs.txt"]


# --- killed, interrupted, unread ------------------------------------------------------------------------------------


def stopped_at(moment: str, cwd: Path, *args: str) -> None:
    """Run the command and kill it the first time it reaches `moment`, a function of `os`."""
    driver = (
        "import os, signal, sys\n"
        f"def stop(*args, **kwargs): os.kill(os.getpid(), signal.SIGKILL)\n"
        f"os.{moment} = stop\n"
        f"from cleaner.cli import main; sys.exit(main({list(args)!r}))"
    )
    assert python(driver, cwd).returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", ["fsync", "replace"])
@pytest.mark.parametrize("args", [("fix", "bad.txt"), ("fix", "bad.txt", "-o", "out")])
def test_killed_before_the_new_bytes_are_in_place(here: Path, moment: str, args: tuple[str, ...]) -> None:
    stopped_at(moment, here, *args)
    assert (here / "bad.txt").read_text(encoding="utf-8") == BAD
    assert not (here / "out/bad.txt").exists()
    (left,) = here.rglob(".mtclean-*.tmp")
    assert mtclean("check", ".", cwd=here).returncode == 1
    assert left.exists()  # check touches nothing
    mtclean(*args, cwd=here)
    assert not left.exists()
    assert (here / args[-1] / "bad.txt" if "-o" in args else here / "bad.txt").read_text(encoding="utf-8") == GOOD


def test_killed_in_the_middle_of_overwriting_a_hard_link_the_old_text_is_kept(here: Path) -> None:
    os.link(here / "bad.txt", here / "twin.txt")
    stopped_at("unlink", here, "fix", "bad.txt")
    backup = here / ".bad.txt.mtclean-backup"
    assert backup.read_text(encoding="utf-8") == BAD
    run = mtclean("fix", "bad.txt", cwd=here)
    assert run.returncode == 2
    assert b"an earlier run was stopped here; its text is kept in .bad.txt.mtclean-backup" in run.stderr


def test_killed_at_any_moment_no_file_is_truncated(tmp_path: Path) -> None:
    bad, good = many(BAD, 300), many(GOOD, 300)
    names = [f"{n}.txt" for n in range(30)]
    began = time.monotonic()
    mtclean("fix", "-", cwd=tmp_path, stdin=bad.encode())
    whole = time.monotonic() - began
    for turn in range(6):
        for name in names:
            (tmp_path / name).write_text(bad, encoding="utf-8")
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(
            [*COMMAND, "fix", "-q", *names], cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * (0.8 + 0.2 * turn))
        process.kill()
        process.wait()
        for name in names:
            text = (tmp_path / name).read_text(encoding="utf-8")
            assert text in (bad, good)
    mtclean("fix", "-q", *names, cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_file_that_changes_meanwhile_is_left_alone(here: Path) -> None:
    driver = (
        "import sys, cleaner.files as f; real = f.inspect_raw\n"
        "def slow(cleaner, raw, *rest, **more):\n"
        "    open('bad.txt', 'a').write('More.\\n')\n"
        "    return real(cleaner, raw, *rest, **more)\n"
        "f.inspect_raw = slow\n"
        "from cleaner.cli import main; sys.exit(main(['fix', 'bad.txt']))"
    )
    run = python(driver, here)
    assert run.returncode == 2
    assert lines(run.stderr) == ["mtclean: bad.txt: it changed while it was being read; left as it is"]
    assert (here / "bad.txt").read_text(encoding="utf-8") == BAD + "More.\n"


def interruptible() -> None:
    """Before a process runs its command: a shell that was started in the background passes on that ^C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupted_it_leaves_at_once_and_says_so(tmp_path: Path) -> None:
    driver = "import sys; from cleaner.cli import main; print('ready', flush=True); sys.exit(main(['fix', '-']))"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", driver],
        cwd=tmp_path,
        env=env,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        preexec_fn=interruptible,
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.3)  # until it waits for its input
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.decode().split() == ["mtclean:", "interrupted"]


def test_a_reader_that_goes_away_is_no_error(here: Path) -> None:
    (here / "bad.txt").write_text(many(BAD, 5000), encoding="utf-8")
    shutil.copy(here / "bad.txt", here / "zz.txt")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for command in ("check", "fix"):
        process = subprocess.Popen(
            [*COMMAND, command, "--diff", "."], cwd=here, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        process.wait(timeout=60)
    assert (here / "zz.txt").read_text(encoding="utf-8") == many(GOOD, 5000)  # fix went on


# --- people and machines --------------------------------------------------------------------------------------------


def on_a_terminal(cwd: Path, *args: str) -> bytes:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    process = subprocess.Popen([*COMMAND, *args], cwd=cwd, env=env, stdout=theirs, stderr=theirs)
    os.close(theirs)
    out = b""
    try:
        while piece := os.read(ours, 65536):
            out += piece
    except OSError:  # the other end is closed
        pass
    process.wait(timeout=20)
    os.close(ours)
    return out


def test_colour_only_on_a_terminal_and_no_sign_of_a_text_commands_it(here: Path) -> None:
    (here / "bad.txt").write_text("\x1b]0;owned\x07" + BAD, encoding="utf-8")
    for args in (("check", "bad.txt"), ("check", "--diff", "bad.txt"), ("fix", "bad.txt", "-o", "out")):
        shown = on_a_terminal(here, *args)
        assert b"\x1b[" in shown
        assert b"\x1b]0" not in shown
        assert b"\x1b[" not in mtclean(*args, cwd=here).stdout


def test_a_narrow_locale_does_not_break_the_report(tmp_path: Path) -> None:
    (tmp_path / "é.txt").write_text("Ünïcödé , “yes” , 日本 , right.\n" + BAD, encoding="utf-8")
    run = mtclean("check", ".", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
