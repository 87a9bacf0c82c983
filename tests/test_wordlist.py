"""The lists of words: the figures are those of wordfreq, whatever is asked and however they are kept."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import wordfreq

from cleaner.lexicon import commonness
from cleaner.vocabulary import all_words, common_words
from cleaner.wordlist import WordTable, keep_in

ODD = [
    "1987",
    "x99y",
    "",
    "...",
    "can't",
    "\ud800",
    "don’t",
    "naïve",
    "Straße",
    "I'm",
    "l'homme",
    "a-b",
    "İstanbul",
    "ﬁn",
]


@pytest.mark.parametrize("size", ["best", "small"])
@pytest.mark.parametrize("language", ["en", "de", "tr", "ar", "ru", "vi", "no", "sr", "zh", "ja", "xx"])
def test_how_common_a_word_is_is_what_wordfreq_says(language: str, size: str) -> None:
    try:
        words = [word for words in wordfreq.get_frequency_list(language, size) for word in words]
    except LookupError:
        words = []
    some = random.Random(1).sample(words, min(400, len(words)))
    for word in [
        *some,
        *map(str.upper, some[:50]),
        *(f"{a}-{b}" for a, b in pairwise(some[:50])),
        *ODD,
    ]:
        try:
            wanted = wordfreq.zipf_frequency(word, language, size)
        except (LookupError, ImportError):
            wanted = 0.0
        assert commonness(word, language, size) == pytest.approx(wanted, abs=1e-9), word


def test_a_long_list_is_a_mapping_of_its_words() -> None:
    words = all_words("da") if len(all_words("da")) > len(common_words("da")) else all_words("nl")
    pairs = list(words.items())
    assert len(pairs) == len(words) == len(set(words))
    assert all(words[word] == figure for word, figure in pairs[:: len(pairs) // 500])
    assert "no such word" not in words
    assert words.get("no such word", 0.5) == 0.5
    with pytest.raises(KeyError):
        words["no such word"]


@pytest.mark.parametrize(("language", "size"), [("sv", "small"), ("ja", "small"), ("zh", "small"), ("ar", "small")])
def test_a_list_that_is_asked_for_few_words_is_searched_as_it_is_packed(language: str, size: str) -> None:
    full = WordTable(language, size)
    assert len(full)  # which makes the table
    words = random.Random(2).sample(list(full), 300)
    for n in range(0, len(words), 10):
        few = WordTable(language, size)  # åsikter holds the bytes of sikte; `of` and 景 have the same
        asked = [part for word in words[n : n + 10] for part in (word, word[1:], word[:-1])]
        assert [few.get(word) for word in asked] == [full.get(word) for word in asked]


def test_words_of_the_same_bytes_are_two() -> None:
    table = WordTable("zh", "small")
    assert len(table)
    assert table["of"] != table["景"]


def test_a_table_that_is_kept_says_what_the_list_says(tmp_path: Path) -> None:
    made = WordTable("nl", "large")
    keep_in(tmp_path)
    try:
        kept, read = WordTable("nl", "large"), WordTable("nl", "large")
        (file,) = tmp_path.iterdir()
        words = [*list(made)[::997], *ODD]
        assert [kept.get(w) for w in words] == [read.get(w) for w in words] == [made.get(w) for w in words]
        assert len(read) == len(kept) == len(made)

        whole = file.read_bytes()
        for damage in (b"", whole[:-8], whole[: len(whole) // 2 + 3]):
            file.write_bytes(damage)
            assert WordTable("nl", "large").get("huis") == made["huis"]
            assert file.read_bytes() == whole  # made anew
        file.unlink()
        file.mkdir()  # cannot be written
        assert WordTable("nl", "large").get("huis") == made["huis"]
    finally:
        keep_in(None)


def test_the_command_keeps_tables_only_where_it_keeps_results(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The lower price was 3 euros y the delegates Rxqvt agreed. It was said y that is all.\n" * 3)
    said = {"MTCLEAN_CACHE_DIR": str(tmp_path / "kept")}
    for option, kept in (("--no-cache", False), ("--cached", True)):
        subprocess.run([sys.executable, "-m", "cleaner", "check", option, page], env=os.environ | said, check=False)
        assert any((tmp_path / "kept").glob("words-*")) == kept
