"""The hooks, run by pre-commit itself in a repository, from a fresh clone of this one."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from identify.identify import ALL_TAGS

ROOT = Path(__file__).parent.parent
BAD = "The minister , who had left, said the the end."
GOOD = "The minister, who had left, said the end."
Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(
    not ((ROOT / ".git").exists() and shutil.which("git")), reason="the hooks are taken from a git clone"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone of this repository, and beside it the environments that pre-commit builds, once for all tests."""
    folder = tmp_path_factory.mktemp("hooks")
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder / "tool")], check=True)
    return folder


@pytest.fixture
def repository(home: Path, tmp_path: Path) -> Run:
    """A repository that uses the hooks; the function runs one over all its files, or some."""
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=home / "tool", check=True, capture_output=True, text=True
    ).stdout.strip()
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home / "cache")}
    environment = {key: value for key, value in environment.items() if key not in ("PYTHONPATH", "GIT_DIR")}

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    def run(hook: str, *files: str, args: str = "") -> subprocess.CompletedProcess[str]:
        (tmp_path / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: {home / 'tool'}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n{args}"
        )
        call("git", "add", "-A")
        which = ("--files", *files) if files else ("--all-files",)
        return call(sys.executable, "-m", "pre_commit", "run", hook, "--color=never", *which)

    call("git", "init", "-q")
    return run


def test_the_hooks_ask_for_kinds_of_file_that_exist() -> None:
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["mtclean", "mtclean-check"]
    for hook in hooks:
        assert set(hook["types_or"]) <= ALL_TAGS
        assert not hook.get("require_serial", False)


def test_it_repairs_and_stops_the_commit_once(repository: Run, tmp_path: Path) -> None:
    crlf = f"\ufeff{BAD}\r\nOne.\nTwo.\r\n{BAD}".encode()
    (tmp_path / "a.txt").write_bytes(crlf)
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "real.txt").write_text(BAD)
    (tmp_path / "link.txt").symlink_to("real.txt")
    (tmp_path / "code.py").write_text(f"# {BAD}\n")
    (tmp_path / "unknown.xml").write_text(f"<p>{BAD}</p>\n")
    (tmp_path / "mtclean.toml").write_text('language = "en"\nexclude = ["vendor"]\n')
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/b.txt").write_text(BAD)
    for n in range(40):
        (tmp_path / f"many{n}.txt").write_text(f"{BAD} {n}\n")
    first = repository("mtclean")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "files were modified by this hook" in first.stdout
    assert (tmp_path / "a.txt").read_bytes() == crlf.replace(BAD.encode(), GOOD.encode())
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == GOOD
    assert (tmp_path / "code.py").read_text() == f"# {BAD}\n"
    assert (tmp_path / "vendor/b.txt").read_text() == BAD
    assert all((tmp_path / f"many{n}.txt").read_text() == f"{GOOD} {n}\n" for n in range(40))
    second = repository("mtclean")
    assert second.returncode == 0, second.stdout + second.stderr


def test_only_the_given_files_are_read(repository: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(BAD)
    assert repository("mtclean", "a.txt").returncode == 1
    assert (tmp_path / "a.txt").read_text() == GOOD
    assert (tmp_path / "b.txt").read_text() == BAD


def test_the_check_changes_nothing_and_shows_what_it_found(repository: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD)
    done = repository("mtclean-check")
    assert done.returncode == 1
    assert "a.txt:1:13 spacing/before-comma  minister , → minister," in done.stdout
    assert (tmp_path / "a.txt").read_text() == BAD
    (tmp_path / "a.txt").write_text(GOOD)
    assert repository("mtclean-check").returncode == 0
