"""A segment: a stretch of prose in a raw text, how it is escaped there, and what in it is walled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from cleaner.edits import Edit
from cleaner.text import Span


class FormatError(ValueError):
    """A text that its format cannot read; the message says where, and what is wrong there."""


class Segment(NamedTuple):
    """``raw[start:end]`` is prose.

    escapes: edits that decode it, with offsets from `start`. walls: spans of the decoded prose that no pass may
    touch. reference: the original of the segment, where the format holds it. breaks: spans of the prose that are
    structure between blocks, and are seen as line ends. held: walls may not be deleted either. key: the name of a
    message in its file; flags: what the file says of it (``c-format``). language: its own language, where the file
    has several. escape: how a stretch of this segment is written, where it is not written like all others. sound:
    whether the segment may be spelled so after a repair; if not, it stays as it was. notation: the syntax the prose
    itself is written in, such as "markdown", or the kind of catalogue a message is from ("gettext"); the markup pass
    repairs that of "plain" text only where it is certain anywhere. walls_of: how the walls of the prose are found,
    where its own text tells; they are found anew once the markup pass has made syntax of what was damaged. name: what
    people call the message, where that is not its key: the column of a table.
    """

    start: int
    end: int
    escapes: tuple[Edit, ...] = ()
    walls: tuple[Span, ...] = ()
    reference: str | None = None
    breaks: tuple[Span, ...] = ()
    held: bool = False
    key: str | None = None
    flags: frozenset[str] = frozenset()
    language: str | None = None
    escape: Callable[[str], str] | None = None
    sound: Callable[[str, str], bool] | None = None
    notation: str = "plain"
    name: str = ""
    walls_of: Callable[[str], Sequence[Span]] | None = None


@dataclass(frozen=True)
class Messages:
    """All messages of a file, by key: what one of them leaves open the others may tell."""

    prose: Mapping[str, str] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict, compare=False)  # what a pass worked out about all of them

    @cached_property
    def text(self) -> str:
        """All messages, one a line."""
        return "\n".join(self.prose.values())


class Entry(NamedTuple):
    """One message: its key in the file, the file's flags for it, and the messages beside it."""

    key: str
    flags: frozenset[str]
    messages: Messages
