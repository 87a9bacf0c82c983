"""Code as in the original: lines that a translator spaced, capitalised, curled or translated.

A listing is compared line by line, and only with as many lines as its original has. A line that has the same letters
and figures was only disturbed, and becomes that of the original. One with other words was translated: it is restored if
the original's has no comment and no text in quote marks, which are for the reader and are often translated by intent.
Where most lines differ the listing is another one, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.edits import Edit
from cleaner.lazy import lazy
from cleaner.source.blocks import fold

_FOR_READERS = lazy(r"#|//|/\*|(?<!\S)(?:--|\*|%)(?=\s)|<!--|;;|[\"'`]|[^\x00-\x7f]")
_WORD = lazy(r"[^\W\d_]{2,}")
_OTHER = 0.5  # of the lines; more than that are changed on purpose


def restored(page: Sequence[str], original: Sequence[str], start: int) -> Iterator[Edit]:
    """Yield what makes the lines of the original of those of a page; offsets count from `start`."""
    if len(page) != len(original):
        return
    edits: list[tuple[Edit, bool]] = []
    at = start
    words = 0
    for own, wanted in zip(page, original, strict=True):
        for_readers = bool(_FOR_READERS.search(wanted))
        words += not for_readers and bool(_WORD.search(wanted))
        if own != wanted and own.strip() and wanted.strip() and (own.strip() != wanted.strip()):
            lead = len(own) - len(own.lstrip())
            body, told = own.strip(), wanted.strip()
            disturbed = fold(body) == fold(told)
            if disturbed or not (for_readers or not _WORD.search(told)):
                edits.append((Edit(at + lead, at + lead + len(body), told), disturbed))
        at += len(own) + 1
    translated = sum(not disturbed for _, disturbed in edits)
    for edit, disturbed in edits:
        if disturbed or translated <= words * _OTHER:
            yield edit
