"""What the command line says, the same for every command that reads files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.profile import Profile

if TYPE_CHECKING:
    from cleaner.report import Outcome
    from cleaner.result import Result


@dataclass(frozen=True)
class Options:
    """What the command line says, the same for every command that reads files."""

    profile: str | None
    language: str | None
    format: str
    hints: bool | None
    quiet: bool
    source: str | None = None
    source_dir: str | None = None
    skip_unknown: bool = False
    encoding: str | None = None
    output_encoding: str | None = None
    diff: bool = False
    grammar: bool | None = None
    languagetool_url: str | None = None
    languagetool_dir: str | None = None
    cached: bool = True
    jobs: int | None = None  # processes; None: as many as are worth it
    failures: str | None = None
    columns: tuple[str, ...] = ()  # of rows: what is text in them
    add: tuple[str, ...] = ()  # to rows: what was found in each
    decide: Callable[[Outcome], Result] | None = None  # what of the result is wanted
    decided: str = ""  # a digest of what `decide` goes by

    def asked(self, profile: Profile) -> Profile:
        """The profile with what the command line says of grammar. A server that is named goes before a directory."""
        where = self.languagetool_url or self.languagetool_dir
        grammar = (profile.grammar or where is not None) if self.grammar is None else self.grammar
        return replace(profile, grammar=grammar, languagetool=where)
