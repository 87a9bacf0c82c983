"""Corpora in rows: lines of JSON, packed or not, and Parquet; what is not repaired keeps its bytes."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.options import Options
from cleaner.profile import Profile
from cleaner.rows import Spec
from cleaner.rows.jsonl import MOST, LineBatch
from tests.test_cli import BAD, GOOD, mtclean
from tests.test_scale import tree

BAD, GOOD = BAD.strip(), GOOD.strip()
CLEANER = Cleaner("article")
OPTIONS = Options(None, None, "text", None, False)


def cleaned(lines: list[bytes], columns: tuple[str, ...] = ("text",), add: tuple[str, ...] = ()) -> tuple[bytes, Any]:
    spec = Spec("c.jsonl", Profile.named("article"), columns, add, True)
    done = LineBatch(spec, 1, lines).cleaned(OPTIONS)
    return b"".join(done.rows or lines), done


# --- a line -----------------------------------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from([BAD, GOOD, "café ☕ , she said", "𝒳 😀 , no", '"', "\\", "\n", "\t", "/", "“a“ ", "\x7f", "é"]),
    max_size=5,
).map(" ".join)


def spelled(text: str, chance: random.Random) -> str:
    """A text as JSON may spell it, each character in one of the ways it has."""
    out = ""
    for char in text:
        ways = [json.dumps(char)[1:-1], json.dumps(char, ensure_ascii=False)[1:-1]]
        if ord(char) < 0x10000:
            ways.append(f"\\u{ord(char):04X}")
        if char == "/":
            ways.append("\\/")
        out += chance.choice(ways)
    return out


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.integers(), st.sampled_from(["", " ", "\t"]), st.sampled_from(["\n", "\r\n", ""]))
def test_a_column_is_cleaned_as_a_text_is_and_all_else_stays(text, other, seed, space, end):
    chance = random.Random(seed)
    head = f'{{{space}"n":{space}1.50,"other" :"{spelled(other, chance)}",{space}"text"{space}:{space}"'
    tail = f'"{space},"z":[null,{{"text":"{spelled(text, chance)}"}}]}}'
    line = f"{head}{spelled(text, chance)}{tail}{end}".encode()
    new, done = cleaned([line])
    assert not [told for told in done.told if hasattr(told, "cause")]
    assert new.startswith(head.encode())
    assert new.endswith(tail.encode() + end.encode())
    wanted = CLEANER.clean(text)
    assert json.loads(new)["text"] == wanted
    if wanted == text:
        assert new == line


def test_escapes_beside_a_repair_keep_their_spelling():
    line = (
        b'{"text": "\\u0054he caf\\u00e9\\/bar \\ud83d\\ude00 of the minister , who \\u006ceft the house, is his."}\n'
    )
    assert cleaned([line])[0] == line.replace(b" , ", b", ")


def test_of_equal_keys_the_last_holds():
    line = b'{"text": "One.", "te\\u0078t": ' + json.dumps(BAD).encode() + b"}"
    assert cleaned([line])[0] == b'{"text": "One.", "te\\u0078t": ' + json.dumps(GOOD).encode() + b"}"


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b'{"text": ', "not valid JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"text": 5}', "'text' is no text"),
        (b'{"text": "a\xff"}', "not UTF-8 (byte 0xff at 11)"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"text": "He left , she \\ud800 said , so."}', "half a surrogate pair"),
    ],
)
def test_a_bad_line_is_named_and_passes_through(line, cause):
    good = json.dumps({"text": BAD}).encode()
    new, done = cleaned([good + b"\n", line + b"\n", good])
    assert new.split(b"\n") == [good.replace(b" , ", b", "), line, good.replace(b" , ", b", ")]
    (told,) = [told for told in done.told if hasattr(told, "cause")]
    assert told.path == "c.jsonl:2"
    assert cause in told.cause
    assert "passed through" in told.cause


def test_a_null_and_a_key_that_is_not_there_are_no_text():
    lines = [b'{"text": null}\n', b'{"n": 1}\n', b"\n", b"  \r\n"]
    assert cleaned(lines) == (b"".join(lines), cleaned(lines)[1])
    assert not cleaned(lines)[1].told


def test_what_was_found_comes_behind_the_other_keys():
    line = json.dumps({"text": BAD, "n": 1}).encode() + b" \n"
    new, _ = cleaned([line], add=("edits", "hints", "score"))
    result = CLEANER.inspect(BAD)
    row = json.loads(new)
    assert list(row) == ["text", "n", "text_edits", "text_hints", "text_score"]
    assert row["text_edits"] == json.loads(json.dumps([edit.to_dict() for edit in result.edits]))
    assert row["text_score"] == result.score.value
    _, again = cleaned([new], add=("score",))
    assert "has 'text_score' already" in again.told[-1].cause


# --- files ------------------------------------------------------------------------------------------------------------


def rows(count: int) -> list[dict[str, Any]]:
    return [{"n": n, "text": BAD if n % 3 else f"{GOOD} {n}", "title": f"“{n}“"} for n in range(count)]


def lines(count: int) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=bool(row["n"] % 2)).encode() + b"\n" for row in rows(count))


def zstd() -> Any:
    return pytest.importorskip("zstandard")


def packed(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.compress(data)
    return zstd().compress(data) if name.endswith(".zst") else data


def unpacked(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.decompress(data)
    return zstd().ZstdDecompressor().decompressobj().decompress(data) if name.endswith(".zst") else data


@pytest.mark.parametrize("name", ["c.jsonl", "c.ndjson.gz", "C.JSONL.zst"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_lines_are_cleaned_packed_or_not_by_any_number_of_processes(tmp_path: Path, name: str, jobs: int) -> None:
    data = lines(900).replace(b'"n": 17,', b'"n" 17,')
    (tmp_path / name).write_bytes(packed(name, data))
    run = mtclean(
        "fix", name, "-o", "out", "--columns", "text", "-q", "--jobs", jobs, "--failures", "log", cwd=tmp_path
    )
    assert run.returncode == 2
    assert [json.loads(line)["path"] for line in (tmp_path / "log").read_text().splitlines()] == [f"{name}:18"]
    wanted = [line if b'"n" 17' in line else line.replace(b" , ", b", ") for line in data.splitlines(True)]
    assert unpacked(name, (tmp_path / "out" / name).read_bytes()) == b"".join(wanted)


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz", "c.jsonl.zst"])
def test_a_file_in_which_nothing_changed_keeps_every_byte(tmp_path: Path, name: str) -> None:
    data = packed(name, b'{"text": "All is well."}\n' * 50)
    (tmp_path / name).write_bytes(data)
    before = (tmp_path / name).stat()
    assert mtclean("fix", name, "-o", "out", "--columns", "text", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / name).read_bytes() == data
    assert mtclean("fix", name, "--columns", "text", cwd=tmp_path).returncode == 0
    assert (tmp_path / name).stat().st_ino == before.st_ino


def test_rows_are_repaired_in_place_and_found_by_their_number_and_column(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(lines(9))
    run = mtclean("check", "c.jsonl", "--columns", "text, title", cwd=tmp_path)
    assert run.returncode == 1
    assert "c.jsonl:2:text:1:13 spacing/before-comma  minister , → minister," in run.stdout.decode()
    (tmp_path / "d.jsonl").write_bytes(json.dumps({"text": GOOD, "title": BAD}).encode())
    run = mtclean("check", "d.jsonl", "--columns", "text,title", cwd=tmp_path)
    assert run.stdout.startswith(b"d.jsonl:1:title:1:13 spacing/before-comma")
    assert mtclean("fix", "c.jsonl", "--columns", "text", "-q", cwd=tmp_path).returncode == 1
    assert (tmp_path / "c.jsonl").read_bytes() == lines(9).replace(b" , ", b", ")
    assert mtclean("fix", "c.jsonl", "--columns", "text", "-q", cwd=tmp_path).returncode == 0


def test_many_lines_without_named_columns_are_read_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines(30)))
    assert mtclean("fix", "c.jsonl.gz", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    got = gzip.decompress((tmp_path / "out/c.jsonl.gz").read_bytes())
    assert got == lines(30).replace(b" , ", b", ")


def test_a_column_that_no_row_has_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(lines(9))
    run = mtclean("fix", "c.jsonl", "-o", "out", "--columns", "txet", cwd=tmp_path)
    assert run.returncode == 2
    assert b"c.jsonl: no row has a column 'txet'" in run.stderr
    assert (tmp_path / "out/c.jsonl").read_bytes() == lines(9)


@pytest.mark.parametrize("name", ["c.jsonl.gz", "c.jsonl.zst", "c.parquet"])
@pytest.mark.parametrize("damage", [b"no such thing", None])
def test_a_file_that_cannot_be_unpacked_is_named_and_the_others_are_done(
    tmp_path: Path, name: str, damage: bytes | None
) -> None:
    if damage is None and name.endswith("parquet"):
        return
    data = damage or packed(name, lines(9000))[:-2000]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.jsonl").write_bytes(lines(9))
    run = mtclean("fix", name, "z.jsonl", "-o", "out", "--columns", "text", "--jobs", 2, "-q", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith(f"mtclean: {name}: ".encode())
    assert (tmp_path / "out" / name).read_bytes() == data
    assert (tmp_path / "out/z.jsonl").read_bytes() == lines(9).replace(b" , ", b", ")


def test_a_line_that_is_too_long_passes_through_in_pieces(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x , y" * (MOST // 4) + b'"}\n'
    data = lines(3) + long + lines(3)
    (tmp_path / "c.jsonl").write_bytes(data)
    run = mtclean("fix", "c.jsonl", "-o", "out", "--columns", "text", "-q", "--failures", "log", cwd=tmp_path)
    assert run.returncode == 2
    assert [json.loads(line)["path"] for line in (tmp_path / "log").read_text().splitlines()] == ["c.jsonl:4"]
    new = (tmp_path / "out/c.jsonl").read_bytes()
    assert new == lines(3).replace(b" , ", b", ") + long + lines(3).replace(b" , ", b", ")


@pytest.mark.skipif(sys.platform != "linux", reason="children are told by /proc")
def test_a_process_that_is_killed_amid_rows_loses_none(tmp_path: Path) -> None:
    data = lines(12_000)
    (tmp_path / "c.jsonl").write_bytes(data)
    command = [sys.executable, "-m", "cleaner", "fix", "c.jsonl", "-o", "out", "--columns", "text", "--jobs", "2", "-q"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while not (alive := children.read_text().split()):
        time.sleep(0.05)
    time.sleep(1)
    os.kill(int(alive[0]), signal.SIGKILL)
    _, told = run.communicate(timeout=120)
    assert (run.returncode, told) == (0, b"")  # its rows were done one by one, and none kills a process
    assert (tmp_path / "out/c.jsonl").read_bytes() == data.replace(b" , ", b", ")


def test_a_stopped_run_over_rows_is_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(4):
        (tmp_path / f"in/{n}.jsonl").write_bytes(lines(50 + n))
    call = ("fix", "in", "-o", "out", "--columns", "text", "-q")
    assert mtclean(*call, cwd=tmp_path).returncode == 0
    wanted = tree(tmp_path / "out")
    (tmp_path / "out/2.jsonl").unlink()
    before = (tmp_path / "out/1.jsonl").stat().st_ino
    assert mtclean(*call, "--resume", cwd=tmp_path).returncode == 0
    assert tree(tmp_path / "out") == wanted
    assert (tmp_path / "out/1.jsonl").stat().st_ino == before
    again = mtclean(*call[:-1], "--resume", "--add", "score", cwd=tmp_path)
    assert b"done before" not in again.stderr


# --- Parquet ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Any:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    data = rows(1700)
    schema = pa.schema(
        [
            pa.field("n", pa.int16(), nullable=False, metadata={"a": "b"}),
            pa.field("text", pa.large_string()),
            pa.field("title", pa.string()),
            pa.field("more", pa.list_(pa.struct([("x", pa.decimal128(5, 2))]))),
        ],
        metadata={"who": "knows"},
    )
    columns = [
        [row["n"] for row in data],
        [row["text"] if row["n"] % 7 else None for row in data],
        [row["title"] for row in data],
        [[{"x": None}] if row["n"] % 2 else None for row in data],
    ]
    given = pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
    pq.write_table(given, tmp_path / "c.parquet", row_group_size=600, compression={"text": "zstd", "n": "none"})
    return given


@pytest.mark.parametrize("jobs", [1, 2])
def test_parquet_keeps_schema_groups_and_all_other_columns(tmp_path: Path, table: Any, jobs: int) -> None:
    import pyarrow.parquet as pq

    from cleaner.engines.batch import clean_batch

    call = ("fix", "c.parquet", "-o", "out", "-q", "--columns", "text,title", "--jobs", jobs)
    assert mtclean(*call, cwd=tmp_path).returncode == 0
    file = pq.ParquetFile(tmp_path / "out/c.parquet")
    assert file.schema_arrow.equals(pq.read_schema(tmp_path / "c.parquet"), check_metadata=True)
    groups = [file.metadata.row_group(n) for n in range(file.num_row_groups)]
    assert [group.num_rows for group in groups] == [600, 600, 500]
    assert [groups[0].column(n).compression for n in (0, 1)] == ["UNCOMPRESSED", "ZSTD"]
    wanted = [clean_batch(batch, ["text", "title"]) for batch in table.to_batches()]
    assert file.read().equals(table.from_batches(wanted))
    assert mtclean("fix", "out/c.parquet", "-q", "--columns", "text,title", cwd=tmp_path).returncode == 0


def test_parquet_takes_what_was_found_as_columns(tmp_path: Path, table: Any) -> None:
    import pyarrow.parquet as pq

    from cleaner.engines.batch import clean_batch

    call = ("fix", "c.parquet", "-o", "out", "-q", "--columns", "text", "--add", "score,edits,hints")
    assert mtclean(*call, cwd=tmp_path).returncode == 0
    wanted = [clean_batch(batch, "text", added=["edits", "hints", "score"]) for batch in table.to_batches()]
    assert pq.read_table(tmp_path / "out/c.parquet").equals(table.from_batches(wanted))


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ((), "say what is text in it with --columns; there are: n, text, title, more"),
        (("--columns", "body"), "no column 'body'"),
        (("--columns", "n"), "column 'n' holds int16, not text"),
    ],
)
def test_a_table_that_cannot_be_read_as_asked_is_named(tmp_path: Path, table: Any, more: tuple, cause: str) -> None:
    run = mtclean("fix", "c.parquet", "-o", "out", *more, cwd=tmp_path)
    assert run.returncode == 2
    assert cause in run.stderr.decode()
    assert (tmp_path / "out/c.parquet").read_bytes() == (tmp_path / "c.parquet").read_bytes()


def test_a_table_in_a_directory_is_copied_where_nobody_said_what_is_text(tmp_path: Path, table: Any) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "c.parquet").rename(tmp_path / "in/c.parquet")
    assert mtclean("fix", "in", "-o", "out", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out/c.parquet").read_bytes() == (tmp_path / "in/c.parquet").read_bytes()
    assert mtclean("check", "in", cwd=tmp_path).returncode == 0
