"""The cache: the same result as without it, whatever becomes of its file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.cache import Cache, key

CLEANER = Cleaner()
TEXT = "The minister , who had left , said so in the the hall. A lone â€ stands.\n"


def kept(folder: Path, text: str, found) -> None:
    cache = Cache(folder)
    cache.put(key(text, CLEANER, "plain"), found)
    cache.close()


def got(folder: Path, text: str):
    cache = Cache(folder)
    found = cache.get(key(text, CLEANER, "plain"), text)
    cache.close()
    return found


@given(st.lists(st.sampled_from([TEXT, "He said \ud800 , no.", "clean ", "“a“ ", "\n\n"]), max_size=6).map("".join))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_comes_back_is_what_was_kept(tmp_path, text):
    result = CLEANER.inspect(text)
    kept(tmp_path, text, result)
    back = got(tmp_path, text)
    assert back == result
    assert (back.edits, back.hints, back.score) == (result.edits, result.hints, result.score)


def test_another_text_profile_format_or_language_is_another_key():
    keys = [
        key("a", CLEANER, "plain"),
        key("b", CLEANER, "plain"),
        key("a", CLEANER, "markdown"),
        key("a", CLEANER, "plain", "original"),
        key("a", Cleaner("docs"), "plain"),
        key("a", Cleaner(CLEANER.profile.with_settings({"language": "en"}, "test")), "plain"),
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("junk", [b"", b"no database at all, but long enough to be looked at" * 50])
def test_a_file_that_is_no_database_is_made_anew(tmp_path, junk):
    kept(tmp_path, TEXT, CLEANER.inspect(TEXT))
    (file,) = tmp_path.glob("*.sqlite")
    file.write_bytes(junk)
    assert got(tmp_path, TEXT) is None
    kept(tmp_path, TEXT, CLEANER.inspect(TEXT))
    assert got(tmp_path, TEXT) == CLEANER.inspect(TEXT)


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="only a plain user can be kept from writing")
def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    tmp_path.chmod(0o500)
    kept(tmp_path / "deep", TEXT, CLEANER.inspect(TEXT))
    assert got(tmp_path / "deep", TEXT) is None


def test_a_folder_that_is_a_file_does_no_harm(tmp_path):
    (tmp_path / "file").write_text("x")
    kept(tmp_path / "file", TEXT, CLEANER.inspect(TEXT))
    assert got(tmp_path / "file", TEXT) is None


def test_two_processes_may_write_at_once(tmp_path):
    first, second = Cache(tmp_path), Cache(tmp_path)
    texts = [TEXT + str(n) for n in range(4)]
    for n, text in enumerate(texts):
        (first, second)[n % 2].put(key(text, CLEANER, "plain"), CLEANER.inspect(text))
    first.close()
    second.close()
    assert all(got(tmp_path, text) == CLEANER.inspect(text) for text in texts)
