"""Hugging Face datasets: `map` with a fingerprint that holds as long as version, rules and profile do.

`pip install mtclean[datasets]`. The fingerprint that datasets would compute by itself hashes the function with all it
refers to; this one is the cleaner's own, so that a cached result is found again in the next process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import pyarrow as pa
from datasets import Dataset, DatasetDict, IterableDataset

from cleaner.engines.batch import clean_batch
from cleaner.pipeline import Cleaner
from cleaner.profile import Profile


def clean_dataset(
    dataset: Dataset | DatasetDict | IterableDataset,
    columns: str | Sequence[str],
    profile: Profile | str = "article",
    *,
    language: str | None = None,
    format: str = "plain",
    added: Iterable[str] = (),
    processes: int | None = None,
) -> Any:
    """Return the dataset, or every one of a dictionary, with its text `columns` cleaned; see `batch.clean_batch`."""
    options: dict[str, Any] = {"profile": profile, "language": language, "format": format, "added": sorted(set(added))}
    if isinstance(dataset, DatasetDict):
        return DatasetDict(
            {name: clean_dataset(part, columns, processes=processes, **options) for name, part in dataset.items()}
        )

    def clean(table: pa.Table) -> pa.Table:
        return pa.Table.from_batches([clean_batch(batch, columns, **options) for batch in table.to_batches()])

    if isinstance(dataset, IterableDataset):
        return dataset.with_format("arrow").map(clean, batched=True).with_format(None)
    said = (dataset._fingerprint, Cleaner(profile).fingerprint, columns, language, format, options["added"])
    told = sha256(repr(said).encode()).hexdigest()[:16]
    arrow = dataset.with_format("arrow")
    return arrow.map(clean, batched=True, num_proc=processes, new_fingerprint=told).with_format(**dataset.format)
