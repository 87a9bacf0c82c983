"""Patterns that are compiled when they are first used: a file that never needs them does not wait for them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self._told = pattern, flags

    def __getattr__(self, name: str) -> Any:  # asked once for each method: then it stands in the object
        value = getattr(re.compile(*self._told), name)
        setattr(self, name, value)
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as ``re.compile(pattern, flags)``; an error in the pattern shows at the first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
