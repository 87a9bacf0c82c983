"""Hugging Face datasets, from local files."""

from __future__ import annotations

import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from cleaner.engines.datasets import clean_dataset
from tests.engines.corpus import expected, table

datasets = pytest.importorskip("datasets")


@pytest.fixture
def dataset(tmp_path, monkeypatch):
    pq.write_table(table(), tmp_path / "rows.parquet")
    return datasets.load_dataset(
        "parquet", data_files=str(tmp_path / "rows.parquet"), cache_dir=str(tmp_path), split="train"
    )


@pytest.mark.parametrize("processes", [None, 2])
def test_any_number_of_processes_gives_the_rows_of_the_loop(dataset, processes):
    assert list(clean_dataset(dataset, "text", processes=processes)) == expected(table())


def test_streams_and_dictionaries_are_cleaned_too(dataset):
    assert list(clean_dataset(dataset.to_iterable_dataset(), "text")) == expected(table())
    both = clean_dataset(datasets.DatasetDict({"a": dataset, "b": dataset.select(range(8))}), "text")
    assert list(both["b"]) == expected(table(8))


def test_the_fingerprint_holds_over_processes_and_tells_options_apart(dataset, tmp_path):
    load = f"'parquet', data_files={str(tmp_path / 'rows.parquet')!r}, cache_dir={str(tmp_path)!r}, split='train'"
    code = (
        "import datasets; from cleaner.engines.datasets import clean_dataset;"
        f"print(clean_dataset(datasets.load_dataset({load}), 'text')._fingerprint)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    other = run.stdout.split()[-1]
    assert clean_dataset(dataset, "text")._fingerprint == other
    assert clean_dataset(dataset, "text", "docs")._fingerprint != other
    assert clean_dataset(dataset, "text", added=["score"])._fingerprint != other
