"""Patterns that are compiled when they are first used: a file that never needs them does not wait for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

import regex


class _Lazy:
    def __init__(self, compiled: Callable[[str, int], Any], pattern: str, flags: int) -> None:
        self._compiled = compiled
        self._told = pattern, flags

    def __getattr__(self, name: str) -> Any:  # asked once for each method: then it stands in the object
        value = getattr(self._compiled(*self._told), name)
        setattr(self, name, value)
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as ``re.compile(pattern, flags)``; an error in the pattern shows at the first use."""
    return cast("re.Pattern[str]", _Lazy(re.compile, pattern, flags))


def lazy_regex(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The same for a pattern in the syntax of the library `regex`, which takes many times as long to compile one."""
    return cast("regex.Pattern[str]", _Lazy(regex.compile, pattern, flags))
