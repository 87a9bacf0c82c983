"""The one function all adapters call."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest

from cleaner import Cleaner
from cleaner.engines.batch import clean_batch
from tests.engines.corpus import expected, table


@pytest.mark.parametrize("size", [1, 7, 400])
def test_any_cut_into_batches_gives_the_rows_of_the_loop(size):
    given = table()
    batches = [clean_batch(batch, "text") for batch in given.to_batches(max_chunksize=size)]
    assert pa.Table.from_batches(batches).to_pylist() == expected(given)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_the_type_of_a_column_and_the_metadata_of_a_table_stay(kind):
    schema = pa.schema([pa.field("text", kind, nullable=True, metadata={"a": "b"})], metadata={"c": "d"})
    batch = pa.RecordBatch.from_arrays([pa.array(["It rains , he said.", None], kind)], schema=schema)
    cleaned = clean_batch(batch, ["text"], language="en")
    assert cleaned.schema.equals(schema, check_metadata=True)
    assert cleaned.column("text").to_pylist() == ["It rains, he said.", None]


def test_edits_hints_and_score_come_as_columns_of_their_own():
    batch = table(8).to_batches()[0]
    cleaned = clean_batch(batch, ["text"], added=["score", "edits", "hints"])
    assert cleaned.schema.names == ["n", "text", "title", "text_edits", "text_hints", "text_score"]
    result = Cleaner().inspect(batch.column("text")[0].as_py())
    assert json.loads(cleaned.column("text_edits")[0].as_py()) == [edit.to_dict() for edit in result.edits]
    assert cleaned.column("text_score")[0].as_py() == result.score.value
    assert cleaned.column("text_score")[4].as_py() is None


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"columns": ["body"]}, KeyError, "no column 'body'; there are: n, text, title"),
        ({"columns": ["n"]}, TypeError, "column 'n' holds int64, not text"),
        ({"columns": ["text"], "added": ["scores"]}, ValueError, "known: edits, hints, score"),
        ({"columns": ["text"], "profile": "artcle"}, ValueError, "did you mean 'article'"),
    ],
)
def test_a_mistake_is_told_with_its_remedy(arguments, error, message):
    with pytest.raises(error, match=message):
        clean_batch(table(3).to_batches()[0], **arguments)


def test_a_column_that_is_there_is_not_written_over():
    batch = pa.RecordBatch.from_pydict({"text": ["a"], "text_score": [1]})
    with pytest.raises(ValueError, match="text_score is there already"):
        clean_batch(batch, "text", added=["score"])


def test_no_rows_are_no_rows():
    assert clean_batch(table(1).to_batches()[0].slice(0, 0), "text").num_rows == 0
