"""Ray on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.engines.ray import CleanBatch, clean_dataset
from tests.engines.corpus import expected, table

ray = pytest.importorskip("ray")


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    yield
    ray.shutdown()


def rows_of(dataset) -> list[dict[str, object]]:
    return sorted(dataset.take_all(), key=lambda row: row["n"])


@pytest.mark.parametrize("blocks", [1, 7])
def test_any_number_of_blocks_gives_the_rows_of_the_loop(blocks):
    given = table(120)
    dataset = ray.data.from_arrow(given).repartition(blocks)
    assert rows_of(clean_dataset(dataset, "text", concurrency=1)) == expected(given)


def test_a_worker_that_dies_is_replaced_and_loses_nothing(tmp_path):
    mark = str(tmp_path / "died")

    class DiesOnce(CleanBatch):
        def __call__(self, table):
            if not os.path.exists(mark):
                Path(mark).touch()
                os._exit(9)
            return super().__call__(table)

    given = table(120)
    dataset = ray.data.from_arrow(given).repartition(4)
    cleaned = dataset.map_batches(
        DiesOnce, batch_format="pyarrow", fn_constructor_kwargs={"columns": "text"}, concurrency=1
    )
    assert rows_of(cleaned) == expected(given)
    assert os.path.exists(mark)
