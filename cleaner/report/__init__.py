"""Reports: what was found and done, for people and for programs."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from cleaner.charset import UTF8, Charset, declare_utf8
from cleaner.files import FileError
from cleaner.lazy import lazy
from cleaner.result import Repair, Result

_END = lazy(r"\r\n?|\n")
_CLEAR = lazy(r"[^\x20-\x7e]")
_NEAR = 24  # code points of context on each side of a change
_LONG = 72  # code points of a change shown before its middle is left out


@dataclass(frozen=True)
class Outcome:
    """What became of one file. `charset` is how it was read, `recoded` how it is written where that is another;
    `written` names where the clean text went, None where nothing was written."""

    path: str
    result: Result
    charset: Charset = UTF8
    recoded: Charset | None = None
    written: str | None = None

    @property
    def changed(self) -> bool:
        """Does the file hold, or did it hold, anything to repair?"""
        return self.result.text != self.result.source or self.recoded is not None

    @property
    def clean(self) -> bytes:
        """The bytes of the clean file."""
        if self.recoded is None:
            return self.charset.encode(self.result.text)
        return self.recoded.encode(declare_utf8(self.result.text))

    @property
    def unwritable(self) -> list[Repair]:
        """The repairs that were not made, for they need characters the encoding of the file has not."""
        return [hint for hint in self.result.hints if hint.level != "hint"]

    @cached_property
    def by_pass(self) -> Counter[str]:
        """How many repairs each pass made."""
        return Counter(repair.rule.partition("/")[0] for repair in self.result.edits)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(m.end() for m in _END.finditer(self.result.source))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset in the source, both from 1, in code points."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


class Report(Protocol):
    """Takes what happens as it happens."""

    def file(self, outcome: Outcome) -> None: ...
    def error(self, error: FileError) -> None: ...
    def note(self, note: str) -> None: ...
    def end(self) -> None: ...


def visible(text: str) -> str:
    """Return a text on one line, every sign that cannot be seen, or that commands a terminal, spelled out."""
    text = _END.sub("⏎", text)
    return _CLEAR.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    sign = match.group()
    if "\udc80" <= sign <= "\udcff":  # a byte that is not of the encoding
        return f"<0x{ord(sign) - 0xDC00:02X}>"
    return f"<U+{ord(sign):04X}>" if unicodedata.category(sign)[0] in "CZ" else sign


def line_removed(repair: Repair) -> str:
    """Return the lines a repair removes, without the line ends that go with them; nothing if it does not."""
    removed = repair.before.strip("\r\n")
    return removed if removed != repair.before and not repair.after.strip("\r\n") else ""


def seen_at(repair: Repair) -> int:
    """Where a reader sees the repair: the first line that goes, not the line end before it."""
    return repair.start + (repair.before.find(line_removed(repair)) if line_removed(repair) else 0)


def in_context(source: str, repair: Repair) -> tuple[str, str, str, str]:
    """Return what stands before a repair, the damage, what takes its place, and what stands after.

    The context reaches to the border of a word, and to the next word where the repair stands at a border. Lines that go
    stand for themselves.
    """
    if removed := line_removed(repair):
        return "", _short(removed), "", ""
    before = re.search(r"\S*[^\S\r\n]*\Z", source[max(0, repair.start - _NEAR) : repair.start])
    after = re.match(r"[^\S\r\n]*\S*", source[repair.end : repair.end + _NEAR])
    head, tail = (visible(m.group()) if m else "" for m in (before, after))
    return head, _short(repair.before), _short(repair.after), tail


def _short(text: str) -> str:
    if len(text) > _LONG:
        text = f"{text[: _LONG // 2]} … {text[-_LONG // 3 :]}"
    return visible(text)


def counted(number: int, thing: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def first_examples(edits: Sequence[Repair]) -> list[tuple[Repair, int]]:
    """Return the first repair of every rule and how many there were, the most frequent rule first."""
    counts = Counter(repair.rule for repair in edits)
    first: dict[str, Repair] = {}
    for repair in edits:
        first.setdefault(repair.rule, repair)
    return [(first[rule], n) for rule, n in counts.most_common()]
