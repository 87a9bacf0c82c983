"""The LanguageTool server the tests ask: a real one, started once for each process of the test run."""

from __future__ import annotations

import atexit
import os
import shutil
from functools import cache
from pathlib import Path

import pytest

from cleaner.grammar.server import Server

INSTALLED = Path(__file__).parent.parent / "build" / "languagetool"


def installed() -> Path:
    """Where `make languagetool` puts it. Skips the test where it is not there, and fails it where CI=true."""
    cause = ""
    if not (INSTALLED / "ready").exists():
        cause = "no LanguageTool in build/languagetool; `make languagetool` puts it there, and needs Maven"
    elif shutil.which("java") is None:
        cause = "no Java to run LanguageTool with"
    if cause and os.environ.get("CI") == "true":
        pytest.fail(cause)
    if cause:
        pytest.skip(cause)
    return INSTALLED


@cache
def _server(folder: Path) -> Server:
    server = Server(str(folder))
    atexit.register(server.close)
    return server


def url() -> str:
    """The URL of the server. Skips or fails the test as `installed` does."""
    return _server(installed()).url
