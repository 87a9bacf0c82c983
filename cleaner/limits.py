"""What a file from an unknown hand may cost: rule files and configurations come with the repository they stand in.

They are data: no key of theirs names code, a file to read or an address to ask. What is left to them is to be too
large, to be slow to read, or to hold patterns that are slow to compile or to match; the bounds here are far above
what anybody writes.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import regex
import tomli

from cleaner.lazy import lazy

MOST_BYTES = 1_000_000  # of a rule file or a configuration
MOST_RULES = 2_000  # of a rule file
MOST_GLOBS = 500  # of a configuration
LONGEST_GLOB = 500  # code points
LONGEST_PATTERN = 10_000  # code points
MOST_COPIES = 20_000  # of a part of a pattern: `(?:a{100}){100}` is compiled to 10,000
SECONDS = 2.0  # of processor time for the patterns of one rule on one text, and
PER_CODE_POINT = 2e-6  # so much more for each of its code points
ROOM = 100_000  # code points that one rule may put into a text, and
ROOM_PER_CODE_POINT = 4  # so many more for each that it has
_TRIES = 50  # of a pattern at one place each, between two looks at the clock

# A table thirty-two tables deep; `tomli` takes the square of the depth to read a dotted key.
_PART = rb"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP = re.compile(rb"(?:" + _PART + rb"[ \t]*+\.[ \t]*+){32}")
_COUNT = lazy(r"\{\s*(\d[\d\s]*)")


def read_toml(data: bytes) -> dict[str, Any]:
    """Read TOML in UTF-8. Raises ValueError with the cause, also for what only takes long to read."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"larger than {MOST_BYTES:,} bytes; split it or take out what is not needed")
    if any(line.count(b".") >= 32 and _DEEP.search(line) for line in data.splitlines()):
        raise ValueError("a dotted key of more than 32 parts; write a table")
    try:
        return tomli.loads(data.decode("utf-8"))
    except ValueError as error:  # of TOML, of UTF-8, of a number with too many digits
        raise ValueError(f"not valid TOML: {error}") from None
    except RecursionError:
        raise ValueError("nested too deeply; write tables") from None


def too_much(pattern: str) -> str | None:
    """Why a pattern is not to be compiled, or None. A counted part is compiled as often as its count says."""
    if len(pattern) > LONGEST_PATTERN:
        return f"longer than {LONGEST_PATTERN:,} characters; use a word list"
    copies = 1
    for count in _COUNT.findall(pattern):
        digits = re.sub(r"\s", "", count)
        copies *= max(1, int(digits)) if len(digits) < 10 else MOST_COPIES + 1
    if copies > MOST_COPIES:
        return f"its counts multiply to more than {MOST_COPIES:,}; lower them, or use `*` and `+`"
    return None


def cut(told: object, most: int = 80) -> str:
    """A value as an error message shows it: what is too long for a line is cut."""
    shown = repr(told[: 2 * most] if isinstance(told, str) else told)
    return shown if len(shown) <= most else shown[:most] + "…"


class ExhaustedError(Exception):
    """A rule used up what it has for one text."""


class Allowance:
    """What the patterns of each rule may use on one text: processor time, and code points to put in.

    A rule that wants more is switched off for that text. Each that was lessens what the others have, so that a whole
    pack of such rules takes little more than one.
    """

    def __init__(self, length: int) -> None:
        self._seconds = SECONDS + length * PER_CODE_POINT
        self._room = ROOM + length * ROOM_PER_CODE_POINT
        self._spent: dict[str, float] = {}
        self._put_in: dict[str, int] = {}
        self.off: dict[str, str] = {}  # the rules that are switched off, and how that is told

    def matches(
        self, rule: str, pattern: regex.Pattern[str], view: str, start: int, end: int
    ) -> list[regex.Match[str]]:
        """Return the matches of a pattern of a rule between two places.

        Raises ExhaustedError when its time is up.
        """
        with self._timed(rule) as left:
            return list(pattern.finditer(view, start, end, timeout=left))

    def tried(
        self, rule: str, pattern: regex.Pattern[str], view: str, spans: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[tuple[int, int], regex.Match[str]]]:
        """Yield the spans at whose start a pattern of a rule matches, each with the match.

        Raises ExhaustedError when its time is up: one clock for a few dozen tries, which take less than to read it.
        """
        for first in range(0, len(spans), _TRIES):
            some = spans[first : first + _TRIES]
            with self._timed(rule) as left:
                found = [pattern.match(view, start, end, timeout=left / _TRIES) for start, end in some]
            yield from ((span, match) for span, match in zip(some, found, strict=True) if match is not None)

    @contextmanager
    def _timed(self, rule: str) -> Iterator[float]:
        """Give the seconds that are left to a rule, and take from them what was used."""
        began = time.process_time()  # the clock of the time-outs of `regex`
        left = self._seconds / (1 + len(self.off)) - self._spent.get(rule, 0.0)
        try:
            if left <= 0:
                raise TimeoutError
            yield left
        except (TimeoutError, MemoryError):
            raise ExhaustedError("its pattern takes too long") from None
        finally:
            self._spent[rule] = self._spent.get(rule, 0.0) + time.process_time() - began

    def put_in(self, rule: str, length: int) -> None:
        """Note that a rule puts in so many code points. Raises ExhaustedError where they are too many."""
        total = self._put_in[rule] = self._put_in.get(rule, 0) + length
        if total > self._room / (1 + len(self.off)):
            raise ExhaustedError("it puts in more than the text holds")

    def switch_off(self, rule: str, cause: ExhaustedError) -> None:
        """Switch a rule off for this text."""
        self.off.setdefault(rule, f"{rule} is switched off for this text: {cause}")

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user is to be told."""
        return tuple(self.off.values())


def is_texts(value: object) -> bool:
    """Is it a list of strings?"""
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def is_table_of_texts(value: object) -> bool:
    """Is it a table of strings?"""
    return isinstance(value, Mapping) and all(isinstance(item, str) for item in value.values())
