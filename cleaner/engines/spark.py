"""Apache Spark: a DataFrame in, a DataFrame out, through Arrow (`pip install mtclean[spark]`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.types import DoubleType, StringType, StructField, StructType

from cleaner.engines.batch import clean_batches
from cleaner.profile import Profile


def clean_dataframe(
    frame: DataFrame,
    columns: str | Sequence[str],
    profile: Profile | str = "article",
    *,
    language: str | None = None,
    format: str = "plain",
    added: Iterable[str] = (),
) -> DataFrame:
    """Return the frame with its text `columns` cleaned; see `batch.clean_batch` for the options.

    Lazy, without a shuffle; partitions stay as they are. The workers need mtclean installed, or shipped
    (`spark.sparkContext.addPyFile`).
    """
    names = [columns] if isinstance(columns, str) else list(columns)
    kinds = list(added)
    options = {"profile": profile, "language": language, "format": format, "added": kinds}

    def clean(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return clean_batches(batches, names, **options)

    return frame.mapInArrow(clean, _schema(frame.schema, names, kinds))


def _schema(schema: StructType, names: Sequence[str], added: Sequence[str]) -> Any:
    """The schema of the cleaned frame, checked here so that a mistake is told before a job starts."""
    from cleaner.engines.batch import ADDED

    for name in names:
        if name not in schema.names:
            raise KeyError(f"no column {name!r}; there are: {', '.join(schema.names)}")
        if not isinstance(schema[name].dataType, StringType):
            raise TypeError(f"column {name!r} holds {schema[name].dataType.simpleString()}, not text")
    fields = [
        StructField(f"{name}_{kind}", DoubleType() if kind == "score" else StringType())
        for name in names
        for kind in ADDED
        if kind in added
    ]
    return StructType([*schema.fields, *fields])
