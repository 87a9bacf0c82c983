"""Spark in local mode, on the machine's own Java."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.engines.spark import clean_dataframe
from tests.engines.corpus import expected, table

pyspark_sql = pytest.importorskip("pyspark.sql")


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("no Java on this machine (on Debian and Ubuntu: apt install default-jre-headless)")
    os.environ["PYSPARK_PYTHON"] = sys.executable  # a worker is a process of its own
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    builder = pyspark_sql.SparkSession.builder.master("local[2,4]").appName("mtclean")  # four tries of a task
    session = (
        builder.config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "37")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.parametrize("partitions", [1, 5, 16])
def test_any_partitioning_gives_the_rows_of_the_loop(spark, partitions):
    given = table()
    frame = spark.createDataFrame(given.to_pylist(), "n long, text string, title string").repartition(partitions)
    rows = sorted((row.asDict() for row in clean_dataframe(frame, "text").collect()), key=lambda row: row["n"])
    assert rows == expected(given)


def test_added_columns_have_their_types(spark):
    frame = spark.createDataFrame([{"text": "It rains , he said."}], "text string")
    cleaned = clean_dataframe(frame, ["text"], language="en", added=["score", "edits"])
    assert cleaned.schema.simpleString() == "struct<text:string,text_edits:string,text_score:double>"
    assert cleaned.collect()[0]["text_score"] > 0


def test_a_mistake_is_told_before_a_job_starts(spark):
    frame = spark.createDataFrame([{"n": 1, "text": "a"}], "n long, text string")
    with pytest.raises(KeyError, match="no column 'body'"):
        clean_dataframe(frame, "body")
    with pytest.raises(TypeError, match="holds bigint, not text"):
        clean_dataframe(frame, "n")


def test_a_worker_that_dies_is_replaced_and_loses_nothing(spark, tmp_path):
    given = table()
    mark = str(tmp_path / "died")

    def die_once(batches):
        for batch in batches:
            if not os.path.exists(mark):
                Path(mark).touch()
                os._exit(9)
            yield batch

    frame = spark.createDataFrame(given.to_pylist(), "n long, text string, title string").repartition(6)
    cleaned = clean_dataframe(frame.mapInArrow(die_once, frame.schema), "text")
    rows = sorted((row.asDict() for row in cleaned.collect()), key=lambda row: row["n"])
    assert os.path.exists(mark)
    assert rows == expected(given)
