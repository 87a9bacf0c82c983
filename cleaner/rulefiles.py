"""Where the rule files are, what they are together, and the codes of languages that name their folders."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,3})?")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_]\w*+)*+")


def rules_root() -> Path:
    """Where the rule files are: in the folder that MTCLEAN_RULES names, else inside the installed package, or beside
    it in a checkout."""
    if named := os.environ.get("MTCLEAN_RULES"):
        return Path(named)
    packed = Path(__file__).parent / "_rules"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "rules"


@cache
def rules_digest() -> str:
    """A digest of all rule files, lists and tables included: their names and bytes."""
    from hashlib import sha256  # loads a library that a run without a cache does not need

    digest = sha256()
    for file in sorted(rules_root().rglob("*.toml")):
        digest.update(f"{file.relative_to(rules_root()).as_posix()}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def code_of(name: str) -> str | None:
    """The code of the language in ``pt-BR`` or ``pt_BR``: `pt`. None for what is no code."""
    code = _CODE.fullmatch(name)
    return code[1].lower() if code else None


def rules_folder(language: str) -> Path | None:
    """The folder of a language's files; None for what is no code: that might be a path, and lead out of the rules."""
    return rules_root() / language if _LANGUAGE.fullmatch(language) else None
