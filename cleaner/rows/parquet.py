"""Parquet as rows: the chosen columns are cleaned, the others pass through, and so do schema and metadata.

Row groups keep their rows where these fit into memory; larger ones are parted. The pages are written anew, in the
compression each column has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from cleaner.desk import Failure
from cleaner.files import FileError
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from cleaner.rows import Cleaned, Spec, Told, found_in, inspected, note

ROWS = 500  # of a batch
GROUP = 32_000_000  # bytes in memory of a row group that is written


class Table:
    """The rows of a file. Raises FileError where it is no Parquet, or a column is not there or holds no text."""

    def __init__(self, file: IO[bytes], out: IO[bytes] | None, spec: Spec) -> None:
        try:
            import pyarrow
            import pyarrow.parquet as library

            from cleaner.engines.batch import clean_schema
        except ImportError:
            cause = "to read it, install pyarrow: pip install 'mtclean[parquet]'"
            raise FileError(spec.path, cause) from None
        self._arrow = pyarrow
        self._spec = spec
        try:
            self._file = library.ParquetFile(file)
        except pyarrow.ArrowException as error:
            raise FileError(spec.path, f"not Parquet: {str(error).splitlines()[0]}") from None
        given = self._file.schema_arrow
        if not spec.columns:
            raise FileError(spec.path, f"say what is text in it with --columns; there are: {', '.join(given.names)}")
        try:
            self._schema = clean_schema(given, spec.columns, spec.add)
        except (KeyError, TypeError, ValueError) as error:
            raise FileError(spec.path, str(error.args[0])) from None
        self._writer: Any = out and library.ParquetWriter(out, self._schema, compression=self._packed())
        self._waiting: list[Any] = []
        self._group = 0

    def _packed(self) -> Any:
        """How each column is compressed in the file, and so in what is written."""
        meta = self._file.metadata
        if not meta.num_row_groups:
            return "snappy"
        columns = (meta.row_group(0).column(n) for n in range(meta.num_columns))
        return {
            column.path_in_schema: "none" if column.compression == "UNCOMPRESSED" else column.compression.lower()
            for column in columns
        }

    def batches(self) -> Iterator[RowBatch]:
        """Yield the rows, some at a time. Raises FileError where they cannot be read."""
        first = 1
        try:
            for n in range(self._file.num_row_groups):
                for batch in self._file.iter_batches(ROWS, row_groups=[n], use_threads=False):
                    yield RowBatch(self._spec, first, n, batch)
                    first += batch.num_rows
        except (self._arrow.ArrowException, OSError) as error:
            raise FileError(self._spec.path, f"cannot be read: {str(error).splitlines()[0]}") from None

    def write(self, batch: RowBatch, done: Cleaned) -> None:
        if self._writer is None:
            return
        if self._waiting and (batch.group != self._group or sum(rows.nbytes for rows in self._waiting) > GROUP):
            self._flush()
        self._group = batch.group
        values = {name: batch.rows.column(name) for name in batch.rows.schema.names}
        for name, new in (done.rows or {}).items():
            values[name] = self._arrow.array(new, self._schema.field(name).type)
        arrays = [
            values[name] if name in values else self._arrow.nulls(batch.rows.num_rows, self._schema.field(name).type)
            for name in self._schema.names
        ]
        self._waiting.append(self._arrow.RecordBatch.from_arrays(arrays, schema=self._schema))

    def _flush(self) -> None:
        self._writer.write_table(self._arrow.Table.from_batches(self._waiting), row_group_size=1 << 30)
        self._waiting = []

    def close(self) -> None:
        if self._writer is not None:
            if self._waiting:
                self._flush()
            self._writer.close()


class RowBatch(NamedTuple):
    """Some rows of a file, of one row group; `first` is the number of the first row, from 1."""

    spec: Spec
    first: int
    group: int
    rows: Any

    def parts(self) -> list[RowBatch]:
        return [self._replace(first=self.first + n, rows=self.rows.slice(n, 1)) for n in range(self.rows.num_rows)]

    def given_up(self, cause: str) -> Cleaned:
        return Cleaned(None, [Failure(f"{self.spec.path}:{self.first}", cause)], False, frozenset(self.spec.columns))

    def cleaned(self, options: Options) -> Cleaned:
        """Clean every row. What is given back are the columns that are new, as lists."""
        cleaner = Cleaner(self.spec.profile)
        told: list[Told] = []
        new: dict[str, list[Any]] = {}
        for name in self.spec.columns:
            old = self.rows.column(name).to_pylist()
            results = []
            for number, text in enumerate(old, self.first):
                place = f"{self.spec.path}:{number}:{name}"
                results.append(None if text is None else self._result(cleaner, text, place, options, told))
            texts = [text if result is None else result.text for text, result in zip(old, results, strict=True)]
            if texts != old:
                new[name] = texts
            for kind in self.spec.add:
                new[f"{name}_{kind}"] = [None if r is None else _stored(found_in(r, kind)) for r in results]
        return Cleaned(new or None, told, bool(new), frozenset(self.spec.columns))

    def _result(self, cleaner: Cleaner, text: str, place: str, options: Options, told: list[Told]) -> Any:
        """What was found in one text; None where it cannot be told: it stays as it is."""
        try:
            result, outcome = inspected(cleaner, text, place, options)
        except Exception as error:
            told.append(Failure(place, f"{type(error).__name__}: {error}; passed through as it is"))
            return None
        note(outcome, self.spec, told)
        return result


def _stored(found: Any) -> Any:
    """Edits and hints as `clean_batch` writes them."""
    import json

    return found if isinstance(found, float) else json.dumps(found, ensure_ascii=False, separators=(",", ":"))
