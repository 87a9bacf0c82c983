"""The wheel holds what the package needs: it works where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("mtclean-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `mtclean` of an environment that has the wheel, and nothing of the checkout.

    What the wheel depends on is lent from the environment of the tests, so that no package index is needed.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    (site,) = folder.rglob("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    for name in ("purelib", "platlib"):
        # A path and no site directory: the `.pth` files there, one of which names the checkout, are not read.
        lent = sysconfig.get_path(name)
        (site / f"lent-{name}.pth").write_text(f"import sys; sys.path.append({lent!r})\n", encoding="utf-8")
    return python


def run(python: Path, *arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run([python, "-m", "cleaner", *arguments], cwd=cwd, env=env, input=stdin, capture_output=True)


def test_the_wheel_holds_rules_and_page_and_nothing_of_the_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entry,) = (name for name in names if name.endswith("entry_points.txt"))
        assert b"mtclean = cleaner.cli:main" in archive.read(entry)
    for folder, inside in ((ROOT / "cleaner", "cleaner"), (ROOT / "rules", "cleaner/_rules")):
        for file in folder.rglob("*"):
            if file.is_file() and file.suffix != ".pyc":
                assert f"{inside}/{file.relative_to(folder).as_posix()}" in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name.split("/")[0]} == {"cleaner"}


def test_the_installed_command_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [installed, "-c", "import cleaner; print(cleaner.__file__)"], cwd=tmp_path, check=True, capture_output=True
    )
    assert installed.parent.parent.resolve() in Path(told.stdout.decode().strip()).resolve().parents


def test_the_installed_command_is_a_filter(installed: Path, tmp_path: Path) -> None:
    damaged = b"The minister , who had left the house, said that nothing had changed.\n"
    ran = run(installed, "fix", "-", cwd=tmp_path, stdin=damaged)
    assert (ran.returncode, ran.stdout) == (0, damaged.replace(b" ,", b",", 1))


def test_the_demo_runs_from_the_wheel_and_gives_what_the_checkout_gives(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    ran = run(installed, "fix", "seeds", "-o", "out", "--diff-dir", "out/diffs", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    own = subprocess.run(
        [sys.executable, "-m", "cleaner", "fix", "seeds", "-o", tmp_path / "own"], cwd=ROOT, capture_output=True
    )
    assert own.returncode == 0, own.stderr
    articles = sorted(file.name for file in SEEDS.glob("*.txt"))
    assert articles
    for name in articles:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "own" / name).read_bytes()
        changed = (SEEDS / name).read_bytes() != (tmp_path / "out" / name).read_bytes()
        assert changed == (tmp_path / "out" / "diffs" / f"{name}.diff").exists()


def test_the_report_and_the_rules_are_told_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    ran = run(installed, "report", "seeds", "-o", "page.html", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    for part in ("page.css", "page.js"):
        source = (ROOT / "cleaner" / "report" / "page" / part).read_text(encoding="utf-8")
        assert source.strip().splitlines()[-1] in page
    assert b"before-comma" in run(installed, "rules", "spacing/before-comma", cwd=tmp_path).stdout
