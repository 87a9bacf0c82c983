"""Which messages of a data file are cleaned: those whose keys a profile chooses."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.config import translate

_SWAP = str.maketrans("./", "/.")  # globs are made for paths: a key in a key is a file in a directory


@lru_cache(maxsize=64)
def _patterns(globs: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    kept = tuple(translate(glob.translate(_SWAP)) for glob in globs if not glob.startswith("!"))
    return kept, tuple(translate(glob[1:].translate(_SWAP)) for glob in globs if glob.startswith("!"))


def chooses(globs: tuple[str, ...], name: str) -> bool:
    """Is a message of this name (``menu.title``) cleaned? One that a glob with ``!`` matches never is.

    ``*`` and ``?`` stay within a key, ``**`` runs over several. A glob without a dot holds at any depth; what matches a
    key holds for all below it. Without a glob that chooses, all others are cleaned.
    """
    kept, left = _patterns(globs)
    path = name.translate(_SWAP)
    return not any(glob.match(path) for glob in left) and (not kept or any(glob.match(path) for glob in kept))
