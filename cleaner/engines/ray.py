"""Ray Data: a callable class for `Dataset.map_batches` (`pip install mtclean[ray]`).

dataset.map_batches(CleanBatch, batch_format="pyarrow", fn_constructor_kwargs={"columns": ["text"]}, concurrency=8)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from cleaner.engines.batch import clean_batch
from cleaner.profile import Profile

if TYPE_CHECKING:
    from ray.data import Dataset


class CleanBatch:
    """Cleans tables of rows; one is made in each worker. See `batch.clean_batch` for the options."""

    def __init__(
        self,
        columns: str | Sequence[str],
        profile: Profile | str = "article",
        *,
        language: str | None = None,
        format: str = "plain",
        added: Iterable[str] = (),
    ) -> None:
        self._columns = columns
        self._options: dict[str, Any] = {
            "profile": profile,
            "language": language,
            "format": format,
            "added": list(added),
        }

    def __call__(self, table: pa.Table) -> pa.Table:
        cleaned = [clean_batch(batch, self._columns, **self._options) for batch in table.to_batches()]
        return pa.Table.from_batches(cleaned) if cleaned else table


def clean_dataset(
    dataset: Dataset, columns: str | Sequence[str], *, concurrency: Any = None, **options: Any
) -> Dataset:
    """Return the dataset with `columns` cleaned. concurrency: workers, as Ray takes it; None leaves it to Ray."""
    arguments: dict[str, Any] = {"columns": columns, **options}
    workers = {} if concurrency is None else {"concurrency": concurrency}
    return dataset.map_batches(CleanBatch, batch_format="pyarrow", fn_constructor_kwargs=arguments, **workers)
