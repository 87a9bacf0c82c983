"""What ftfy makes of a line, as edits: a second opinion where the own evidence does not decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from cleaner.edits import Edit, trim
from cleaner.lazy import lazy

_PART = lazy("[^\ufffd]{1,2000}")  # ftfy is slow on one endless line, and a lost byte is one in all of it
_ANCHOR = lazy(r"[!-~]")


def on_lines(view: str, spots: Iterable[int]) -> Iterator[Edit]:
    """What ftfy changes in the lines in which the (sorted) spots stand."""
    done = -1
    for at in spots:
        if at < done:
            continue
        low = view.rfind("\n", 0, at) + 1
        high = view.find("\n", at)
        done = len(view) if high < 0 else high
        for start, end, new in changes(view[low:done]):
            yield Edit(low + start, low + end, new)


def changes(line: str) -> list[Edit]:
    """Return what ftfy's encoding step changes in a line, as edits between the ASCII characters it left alone."""
    import ftfy

    pieces: list[Edit] = []
    for match in _PART.finditer(line):
        part, low = match.group(), match.start()
        fixed = ftfy.fix_encoding(part, _only_encoding())
        if fixed == part:
            continue
        here, there = _ANCHOR.split(part), _ANCHOR.split(fixed)
        if len(here) != len(there) or _ANCHOR.findall(part) != _ANCHOR.findall(fixed):
            continue
        at = low
        for old, new in zip(here, there, strict=True):
            if old != new and new:  # what ftfy would only delete stays
                pieces.append(trim(line, Edit(at, at + len(old), new)))
            at += len(old) + 1
    return pieces


@lru_cache(maxsize=1)
def _only_encoding() -> Any:
    """ftfy's encoding step and nothing else: no restyling, no deletions, no Unicode form."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        replace_lossy_sequences=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
