"""What holds for every test."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def nothing_is_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each test has a cache of its own: a result of another would hide what it is after."""
    monkeypatch.setenv("MTCLEAN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
