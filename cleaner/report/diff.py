"""The unified diff of a file, made from its patch: linear, and it knows what changed inside a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.result import Result

_Block = tuple[int, int, int, int]  # old[a0:a1] became new[b0:b1], in lines

CONTEXT = 1  # lines around a change: in prose a line is a paragraph


class Row(NamedTuple):
    """One line of a diff: its sign (``-``, ``+``, space; ``@`` for a head), its text without the line end, and the
    stretches of the text that changed."""

    sign: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()


class _Lines:
    """A text cut after every ``\\n``."""

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        *ended, last = text.split("\n")
        self.lines = [*(line + "\n" for line in ended), last]  # the last one may be empty, and is then no line
        self.count = len(ended) + bool(last)
        self.whole = not last
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))
        self.spans = spans

    def number(self, offset: int) -> int:
        return min(bisect_right(self.starts, offset), len(self.lines)) - 1

    def row(self, sign: str, line: int, at: int) -> tuple[Row, int]:
        """The row of a line, and the first of the spans that lies behind it, from `at` on."""
        start, end = self.starts[line], self.starts[line + 1]
        inside: list[tuple[int, int]] = []
        while at < len(self.spans) and self.spans[at][0] < end:
            a, b = self.spans[at]
            if b > start:
                inside.append((max(a, start) - start, min(b, end) - start))
            if b > end:
                break
            at += 1
        return Row(sign, self.lines[line].removesuffix("\n"), tuple(inside)), at


def rows(result: Result) -> Iterator[Row]:
    """Yield the rows of the diff from the source to the clean text, heads included."""
    old = _Lines(result.source, [(c.a0, c.a1) for c in result.patch.changes])
    new = _Lines(result.text, [(c.b0, c.b1) for c in result.patch.changes])
    at_old = at_new = 0
    for hunk in _hunks(_blocks(result, old, new)):
        low, high = max(0, hunk[0][0] - CONTEXT), min(old.count, hunk[-1][1] + CONTEXT)
        shift0, shift1 = hunk[0][2] - hunk[0][0], hunk[-1][3] - hunk[-1][1]
        yield Row("@", f"@@ -{_range(low, high)} +{_range(low + shift0, high + shift1)} @@")
        at = low
        for a0, a1, b0, b1 in hunk:
            for line in range(at, a0):
                yield from _closed(Row(" ", old.lines[line].removesuffix("\n")), old, line)
            for line in range(a0, a1):
                row, at_old = old.row("-", line, at_old)
                yield from _closed(row, old, line)
            for line in range(b0, b1):
                row, at_new = new.row("+", line, at_new)
                yield from _closed(row, new, line)
            at = a1
        for line in range(at, high):
            yield from _closed(Row(" ", old.lines[line].removesuffix("\n")), old, line)


def _closed(row: Row, text: _Lines, line: int) -> Iterator[Row]:
    yield row
    if line == text.count - 1 and not text.whole:
        yield Row("\\", " No newline at end of file")


def _range(low: int, high: int) -> str:
    return f"{low + 1 if high > low else low},{high - low}"


def _blocks(result: Result, old: _Lines, new: _Lines) -> Iterator[_Block]:
    """Yield the lines ``old[a0:a1]`` that became ``new[b0:b1]``, disjoint, without what is the same at both ends."""
    block: _Block | None = None
    for c in result.patch.changes:
        a0, a1 = old.number(c.a0), old.number(c.a1) + 1
        b0, b1 = new.number(c.b0), new.number(c.b1) + 1
        if block and (a0 < block[1] or b0 < block[3]):
            block = (block[0], max(a1, block[1]), block[2], max(b1, block[3]))
            continue
        if block:
            yield from _trimmed(block, old, new)
        block = (a0, a1, b0, b1)
    if block:
        yield from _trimmed(block, old, new)


def _trimmed(block: _Block, old: _Lines, new: _Lines) -> Iterator[_Block]:
    a0, a1, b0, b1 = block
    while a0 < a1 and b0 < b1 and old.lines[a0] == new.lines[b0]:
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and old.lines[a1 - 1] == new.lines[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    a1, b1 = min(a1, old.count), min(b1, new.count)
    if a0 < a1 or b0 < b1:
        yield a0, a1, b0, b1


def _hunks(blocks: Iterator[_Block]) -> Iterator[list[_Block]]:
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block[0] - hunk[-1][1] > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def unified(result: Result, before: str, after: str) -> str:
    """Return the diff as text that `patch` and `git apply` understand; nothing where nothing changed."""
    if result.text == result.source:
        return ""  # what was put in was taken out again
    body = "".join(f"{'' if row.sign == '@' else row.sign}{row.text}\n" for row in rows(result))
    return f"--- {_named(before)}\n+++ {_named(after)}\n{body}"


def _named(path: str) -> str:
    """A path as `git` writes it in the head of a diff: in quotes, where else it might end the line it stands in."""
    if path.isprintable() and not set(path) & set('"\\'):
        return path
    spelled = path.replace("\\", "\\\\").replace('"', '\\"').encode("utf-8", "surrogateescape")
    return '"' + "".join(chr(b) if 32 <= b < 127 else f"\\{b:03o}" for b in spelled) + '"'
