"""datatrove with its local executor."""

from __future__ import annotations

import gzip
import json

import pytest

from cleaner import Cleaner
from cleaner.engines.datatrove import Clean, DamageFilter
from tests.engines.corpus import expected, table

executor = pytest.importorskip("datatrove.executor.local")
readers = pytest.importorskip("datatrove.pipeline.readers")
writers = pytest.importorskip("datatrove.pipeline.writers.jsonl")


def run(folder, *steps, tasks=3, workers=2):
    rows = [row for row in table(120).to_pylist() if row["text"]]
    (folder / "in").mkdir()
    for shard in range(tasks):
        lines = [json.dumps({"id": str(row["n"]), "text": row["text"]}) for row in rows[shard::tasks]]
        (folder / "in" / f"{shard}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    pipeline = [readers.JsonlReader(str(folder / "in")), *steps, writers.JsonlWriter(str(folder / "out"))]
    executor.LocalPipelineExecutor(pipeline, tasks=tasks, workers=workers, logging_dir=str(folder / "logs")).run()
    found = []
    for file in (folder / "out").glob("*.gz"):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            found += map(json.loads, lines)
    return rows, {int(row["id"]): row for row in found}


@pytest.mark.parametrize(("tasks", "workers"), [(1, 1), (4, 2)])
def test_any_sharding_gives_the_documents_of_the_loop(tmp_path, tasks, workers):
    _, found = run(tmp_path, Clean("article"), tasks=tasks, workers=workers)
    wanted = {row["n"]: row["text"] for row in expected(table(120)) if row["text"]}
    assert {n: row["text"] for n, row in found.items()} == wanted


def test_damaged_documents_are_dropped_by_their_score(tmp_path):
    rows, found = run(tmp_path, DamageFilter(0.5, "article"))
    cleaner = Cleaner()
    scores = {row["n"]: cleaner.inspect(row["text"]).score.value for row in rows}
    assert set(found) == {n for n, score in scores.items() if score <= 0.5}
    assert 0 < len(found) < len(rows)
    assert all(row["metadata"]["damage"] == round(scores[n], 4) for n, row in found.items())
