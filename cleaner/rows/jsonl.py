"""Lines of JSON as rows, plain or packed. What is not repaired keeps its bytes: escapes, spaces, line ends."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple

from cleaner.desk import Failure
from cleaner.edits import Edit, apply
from cleaner.files import FileError, inspect_raw
from cleaner.formats import FormatError
from cleaner.formats.json import unescaped, values
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from cleaner.report import Outcome
from cleaner.result import Result
from cleaner.rows import Cleaned, Spec, Told, found_in, inspected, note

SIZE = 250_000  # bytes of a batch, or one line
READ = 1 << 20
PACKED = 1 << 13  # bytes of zstd, which may be a thousand times as many
MOST = 32_000_000  # bytes of a line; a longer one is no text
_MARK = b"\xef\xbb\xbf"


class Lines:
    """The lines of a file, also of one that is packed by gzip or zstd."""

    def __init__(self, file: IO[bytes], out: IO[bytes] | None, spec: Spec) -> None:
        self._spec = spec
        name = spec.path.lower()
        self._in: Any = file
        self._out: Any = out
        if name.endswith(".gz"):
            self._in = gzip.GzipFile("", "rb", fileobj=file)
            self._out = out and gzip.GzipFile("", "wb", 6, out, 0)  # without a time: equal rows are equal bytes
        elif name.endswith(".zst"):
            library = _zstandard(spec.path)
            self._in = _Frames(library, file)
            self._out = out and library.ZstdCompressor().stream_writer(out, closefd=False)
        self._packed = self._out is not out

    def batches(self) -> Iterator[LineBatch]:
        """Yield the lines, some at a time. Raises FileError where they cannot be unpacked."""
        lines: list[bytes] = []
        size = 0
        first = 1
        torn = False
        for line in self._lines():
            if torn or not line.endswith(b"\n"):
                yield LineBatch(self._spec, first, lines)
                first += len(lines)
                yield LineBatch(self._spec, first, [line], whole=not torn and len(line) <= MOST, again=torn)
                torn = not line.endswith(b"\n")
                first += not torn
                lines, size = [], 0
                continue
            lines.append(line)
            size += len(line)
            if size >= SIZE:
                yield LineBatch(self._spec, first, lines)
                first += len(lines)
                lines, size = [], 0
        if lines:
            yield LineBatch(self._spec, first, lines)

    def _lines(self) -> Iterator[bytes]:
        """The lines with their ends. One that is too long comes in pieces, of which the last alone has an end."""
        rest = b""
        try:
            while data := self._in.read(READ):
                lines = (rest + data).split(b"\n")
                rest = lines.pop()
                for line in lines:
                    yield line + b"\n"
                if len(rest) > MOST:
                    yield rest
                    rest = b""
        except _errors() as error:
            raise FileError(self._spec.path, f"cannot be unpacked: {error or type(error).__name__}") from None
        if rest:
            yield rest

    def write(self, batch: LineBatch, done: Cleaned) -> None:
        if self._out is not None:
            self._out.write(b"".join(done.rows or batch.lines))

    def close(self) -> None:
        if self._packed and self._out is not None:
            self._out.close()


class _Frames:
    """The text of a file that zstd packed. The reader of the library takes one that ends too soon for whole."""

    def __init__(self, library: Any, file: IO[bytes]) -> None:
        self._library = library
        self._file = file
        self._frame: Any = None

    def read(self, _: int) -> bytes:
        """Return some bytes, none at the end. Raises EOFError where that comes too soon."""
        while True:
            data = (self._frame and self._frame.unused_data) or self._file.read(PACKED)
            if not data:
                if self._frame is not None and not self._frame.eof:
                    raise EOFError("it ends too soon")
                return b""
            if self._frame is None or self._frame.eof:
                self._frame = self._library.ZstdDecompressor().decompressobj()
            if text := self._frame.decompress(data):
                out: bytes = text
                return out


def _errors() -> tuple[type[Exception], ...]:
    """What unpacking raises: of zstandard, where it was loaded."""
    library: Any = sys.modules.get("zstandard")
    return (OSError, EOFError, zlib.error, *([library.ZstdError] if library else []))


def _zstandard(path: str) -> Any:
    try:
        import zstandard
    except ImportError:
        raise FileError(path, "to unpack it, install zstandard: pip install 'mtclean[zstd]'") from None
    return zstandard


class LineBatch(NamedTuple):
    """Some lines of a file; `first` is the number of the first, from 1."""

    spec: Spec
    first: int
    lines: list[bytes]
    whole: bool = True  # else it is a piece of a line that is too long, and
    again: bool = False  # not the first one

    def parts(self) -> list[LineBatch]:
        return [LineBatch(self.spec, self.first + n, [line]) for n, line in enumerate(self.lines)]

    def given_up(self, cause: str) -> Cleaned:
        return Cleaned(None, [Failure(f"{self.spec.path}:{self.first}", cause)], False, frozenset())

    def cleaned(self, options: Options) -> Cleaned:
        """Clean every line."""
        cleaner = Cleaner(self.spec.profile)
        met: set[str] = set()
        told: list[Told] = []
        out: list[bytes] = []
        if not self.whole:
            cause = f"a line of more than {MOST:,} bytes; passed through as it is"
            named: list[Told] = [] if self.again else [Failure(f"{self.spec.path}:{self.first}", cause)]
            return Cleaned(None, named, False, frozenset())
        for number, line in enumerate(self.lines, self.first):
            place = f"{self.spec.path}:{number}"
            try:
                out.append(_cleaned(line, place, cleaner, self.spec, options, told, met))
            except Exception as error:
                out.append(line)
                cause = error.cause if isinstance(error, FileError) else f"{type(error).__name__}: {error}"
                told.append(Failure(place, f"{cause}; passed through as it is"))
        changed = out != self.lines
        return Cleaned(out if changed else None, told, changed, frozenset(met))


def _cleaned(
    line: bytes, place: str, cleaner: Cleaner, spec: Spec, options: Options, told: list[Told], met: set[str]
) -> bytes:
    """Return a line with its texts cleaned. Raises FileError for one that cannot be read."""
    body = line.removesuffix(b"\n").removesuffix(b"\r")
    end = line[len(body) :]
    mark = _MARK if body.startswith(_MARK) else b""
    if not body.strip():
        return line
    try:
        raw = body[len(mark) :].decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileError(place, f"not UTF-8 (byte 0x{error.object[error.start]:02x} at {error.start})") from None
    new = _columns(raw, place, cleaner, spec, options, told, met) if spec.columns else None
    if new is None and not spec.columns:
        new = _whole(raw, place, cleaner, spec, told)
    return line if new is None else mark + new.encode("utf-8") + end


def _whole(raw: str, place: str, cleaner: Cleaner, spec: Spec, told: list[Told]) -> str | None:
    """A line as the format ``jsonl`` reads it, every value that is prose; None where nothing is repaired."""
    try:
        result = inspect_raw(cleaner, raw, "jsonl")
    except FormatError as error:
        raise FileError(place, str(error)) from None
    note(Outcome(place, result), spec, told)
    return result.text if result.text != raw else None


def _columns(
    raw: str, place: str, cleaner: Cleaner, spec: Spec, options: Options, told: list[Told], met: set[str]
) -> str | None:
    """A line with the texts of its columns cleaned and, where asked, what was found put in; None where nothing is."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise FileError(place, f"not valid JSON: {error}") from None
    if not isinstance(row, dict):
        raise FileError(place, "not a JSON object")
    results: dict[str, Result] = {}
    for name in spec.columns:
        value = row.get(name)
        met.update([name] if name in row else ())
        if value is None:
            continue
        if not isinstance(value, str):
            raise FileError(place, f"{name!r} is no text")
        results[name], outcome = inspected(cleaner, value, f"{place}:{name}", options)
        note(outcome, spec, told)
    edits = list(_edits(raw, place, {name: result for name, result in results.items() if result.text != result.source}))
    more = {f"{name}_{kind}": found_in(result, kind) for name, result in results.items() for kind in spec.add}
    for key in more:
        if key in row:
            raise FileError(place, f"it has {key!r} already; rename that, or do not ask for it")
    if more:
        close = raw.rindex("}")
        ascii = raw.isascii() and "\\u" in raw
        members = ", ".join(
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=ascii)}" for key, value in more.items()
        )
        edits.append(Edit(close, close, f", {members}"))
    return apply(raw, edits) if edits else None


def _edits(raw: str, place: str, results: dict[str, Result]) -> Iterator[Edit]:
    """The edits that write repaired texts into the line they came from. What is not repaired keeps its spelling."""
    if not results:
        return
    places = {json.loads(f'"{v.path[0]}"'): v for v in values(raw) if len(v.path) == 1}  # of equal keys the last holds
    ascii = raw.isascii() and "\\u" in raw
    for name in sorted(results, key=lambda name: places[name].start):
        value, result = places[name], results[name]
        escapes = unescaped(raw, value.start, value.end)
        if apply(raw[value.start : value.end], escapes) != result.source:
            raise FileError(place, f"{name!r} holds half a surrogate pair")
        spelled = _Spelled(escapes)
        for change in result.patch.changes:
            start, end = (value.start + spelled.place(at) for at in (change.a0, change.a1))
            new = json.dumps(result.text[change.b0 : change.b1], ensure_ascii=ascii)[1:-1]
            yield Edit(start, end, new)


class _Spelled:
    """Maps an offset in a text to that in its JSON spelling."""

    def __init__(self, escapes: Iterable[Edit]) -> None:
        self._ends: list[int] = []  # of escapes, in the text
        self._shifts = [0]
        for escape in escapes:
            shift = self._shifts[-1]
            self._ends.append(escape.start - shift + len(escape.new))
            self._shifts.append(shift + (escape.end - escape.start) - len(escape.new))

    def place(self, at: int) -> int:
        return at + self._shifts[bisect_right(self._ends, at)]
