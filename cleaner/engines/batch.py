"""A batch of rows in Arrow form, with some of its text columns cleaned."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

from cleaner.pipeline import Cleaner
from cleaner.profile import Profile
from cleaner.result import Result

ADDED = ("edits", "hints", "score")
_TEXT = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)


def clean_batch(
    batch: pa.RecordBatch,
    columns: str | Sequence[str],
    profile: Profile | str = "article",
    *,
    language: str | None = None,
    format: str = "plain",
    added: Iterable[str] = (),
) -> pa.RecordBatch:
    """Return the batch with the text `columns` cleaned; rows, order and all other columns stay as they are.

    A null stays null. added: any of ``edits``, ``hints`` (JSON lists, as `Repair.to_dict` gives each repair) and
    ``score`` (0 to 1, of the text as it came); each comes as a column named ``<column>_<added>``, behind the others.
    Raises KeyError for a column that is not there, TypeError for one that holds no text, ValueError for another name
    in `added` or a column of that name that is there already.
    """
    names = [columns] if isinstance(columns, str) else list(columns)
    wanted = [name for name in ADDED if name in _checked(added)]
    cleaner = _cleaner(profile)
    schema = clean_schema(batch.schema, names, wanted)
    values: dict[str, pa.Array] = {name: batch.column(name) for name in batch.schema.names}
    for name in names:
        old = batch.column(name)
        results = [
            None if text is None else cleaner.inspect(text, format=format, language=language)
            for text in old.to_pylist()
        ]
        values[name] = pa.array([result and result.text for result in results], old.type)
        for kind in wanted:
            told = f"{name}_{kind}"
            values[told] = pa.array([result and _TOLD[kind](result) for result in results], schema.field(told).type)
    return pa.RecordBatch.from_arrays([values[name] for name in schema.names], schema=schema)


def clean_schema(schema: pa.Schema, columns: Sequence[str], added: Iterable[str] = ()) -> pa.Schema:
    """Return the schema that `clean_batch` gives rows of this one. Raises as it does."""
    for name in columns:
        if name not in schema.names:
            raise KeyError(f"no column {name!r}; there are: {', '.join(schema.names)}")
        if not any(is_text(schema.field(name).type) for is_text in _TEXT):
            raise TypeError(f"column {name!r} holds {schema.field(name).type}, not text")
    for name in columns:
        for kind in ADDED:
            if kind in added:
                if f"{name}_{kind}" in schema.names:
                    raise ValueError(f"a column {name}_{kind} is there already; rename it, or do not ask for {kind}")
                schema = schema.append(pa.field(f"{name}_{kind}", pa.float64() if kind == "score" else pa.string()))
    return schema


def _checked(added: Iterable[str]) -> set[str]:
    found = set(added)
    if unknown := found.difference(ADDED):
        raise ValueError(f"nothing called {sorted(unknown)[0]!r} can be added; known: {', '.join(ADDED)}")
    return found


def _told(repairs: Iterable[Any]) -> str:
    return json.dumps([repair.to_dict() for repair in repairs], ensure_ascii=False, separators=(",", ":"))


_TOLD: dict[str, Callable[[Result], str | float]] = {
    "edits": lambda result: _told(result.edits),
    "hints": lambda result: _told(result.hints),
    "score": lambda result: result.score.value,
}


@lru_cache(maxsize=8)
def _cleaner(profile: Profile | str) -> Cleaner:
    return Cleaner(profile)


def clean_batches(
    batches: Iterable[pa.RecordBatch], columns: Sequence[str], **options: Any
) -> Iterator[pa.RecordBatch]:
    """Clean one batch after the other, as they come; see `clean_batch` for the options."""
    for batch in batches:
        yield clean_batch(batch, columns, **options)
