"""Source (M): placeholders, tags and keywords of messages, as the original or the rest of the file has them; code,
addresses, tags and keys of pages, as the original has them.

This pass reads messages with their walls open, for it repairs what walls are made of, and pages as they stand. With
the original (`msgid`, the source of a unit, ``--source``) every slot is restored as it stands there; without it only
what the file itself makes certain. Left alone: entries marked fuzzy, whose original may be another; white space a
translation has and its original has not; slots nobody can place, which are reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.edits import Fix
from cleaner.pipeline import Context
from cleaner.source import marked, told
from cleaner.source.peers import repaired
from cleaner.source.restoring import edges, figures, restored
from cleaner.text import Text


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every slot, keyword and edge that is certain, and a hint for what is lost or added."""
    entry = text.entry
    if entry is None:
        # The raw page: its prose as one segment is `held`.
        if text.reference is not None and not text.held and text.format in ("markdown", "html"):
            from cleaner.source import pages  # nobody needs it without an original

            yield from pages.restored(text, text.reference)
        return
    if "fuzzy" in entry.flags:
        return
    if text.reference is not None:
        yield from edges(text, text.reference)
        if any(seam in text.source for seam in (", ", ". ", " ,", " .")):
            yield from figures(text.source, text.reference)
        yield from told.found(text, text.reference)
        signs = any(sign in text.reference or sign in text.source for sign in "%{<$`")
        if signs or any(sign in text.reference for sign in ("://", "@", "&", "--", '="')):
            yield from restored(text, text.reference, _names(context))
    yield from repaired(text, entry, _names(context))
    yield from marked.restored(text.source, entry)


def _names(context: Context) -> Mapping[str, str]:
    """The usual names of placeholders, by what a translator makes of them."""
    rule = context.pack.by_id.get("source/renamed")
    return rule.table if rule else {}
