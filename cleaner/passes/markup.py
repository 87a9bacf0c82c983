"""Markup and placeholders that a translator broke: Markdown, tags, addresses, templates, code it wrote into (M).

Repaired is what the text itself makes certain; what only the original could tell is left. In plain text that is
addresses, tags and placeholders; in Markdown its syntax as well, and code whose language is told. The pass may edit
walls, and runs before all that read prose, so that they see what it restored as the code it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.edits import Edit, Fix, trim
from cleaner.markup import (
    addresses,
    code,
    containers,
    emphasis,
    entities,
    front,
    items,
    lines,
    links,
    liquid,
    math,
    slotends,
    slots,
    tags,
    timecodes,
    versions,
    wiki,
    wrapping,
)
from cleaner.markup.page import Page
from cleaner.pipeline import Context
from cleaner.text import Text

FINDERS = (
    wrapping,
    front,
    lines,
    items,
    containers,
    links,
    wiki,
    addresses,
    tags,
    slots,
    slotends,
    liquid,
    math,
    emphasis,
    entities,
    code,
    versions,
    timecodes,
)
_OF_SOURCE = "markup/slot-space"


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield the repairs of markup that need more than a pattern."""
    page = Page(text, context.pack)
    found: list[Fix] = []
    for finder in FINDERS:
        for fix in finder.find(page):
            edits = tuple(e for e in (trim(text.source, edit) for edit in fix.edits) if e.start < e.end or e.new)
            if edits and not (text.entry and _told_by_others(text, fix.rule, edits)):
                found.append(Fix(fix.rule, tuple(Edit(*edit) for edit in edits)))
    page.learn(found)
    yield from (fix for fix in found if not code.is_sample(page, fix.edits[0].start))


def _told_by_others(text: Text, rule: str, edits: Sequence[Edit]) -> bool:
    """Is it for the source pass to judge a place of a message? It knows the original and the other messages.

    # It costs $ {x}: an amount, where no other message has ${…}
    So are all placeholders, and what stands so in the original: it would only be put back.
    """
    if rule == _OF_SOURCE:
        return True
    start, end = edits[0].start, edits[-1].end
    if start == end and text.source[end : end + 1].isalpha():
        return False  # a space before a word: the words of an original are others
    while start > 0 and not (text.source[start - 1].isalnum() or text.source[start - 1].isspace()):
        start -= 1
    while end < len(text.source) and not (text.source[end].isalnum() or text.source[end].isspace()):
        end += 1
    return start < end and text.source[start:end] in (text.reference or "")
