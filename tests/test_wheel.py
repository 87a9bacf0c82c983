"""The wheel holds what the package needs: it works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_works_without_the_checkout(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").glob("mtclean-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    assert "cleaner/py.typed" in names
    assert "cleaner/_rules/any/spacing.toml" in names
    assert not [name for name in names if name.startswith(("tests/", "golden/", "rules/"))]
    ran = subprocess.run(
        [sys.executable, "-m", "cleaner", "fix", "-"],
        input=b"The minister , who had left the house, said that nothing had changed.\n",
        cwd=tmp_path / "site",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        check=True,
    )
    assert ran.stdout == b"The minister, who had left the house, said that nothing had changed.\n"
