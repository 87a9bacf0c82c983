"""Residue: words and letters of the source language left in a text that was translated by machine.

Repaired are function words between words of the text's language (`Russia son counterproductive`, `and` for `y`, `und`,
`и`), acronyms of international bodies (`OTAN`), units, months and weekdays beside figures, titles before names, and
letters glued to a word where a link or bold type ended (`eThey`, `cdoomed`). The source language is decided once for
the document, from all of this together; without clear evidence nothing is done.

Left alone: foreign names, titles and quotations, which hold such words too: a repair needs words of the text's
language on both sides and no foreign word near (`Ana y el mar`, `Puerto de la Cruz`, `et al.`). So are acronyms of
local bodies, content words, and words that both languages have.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.pipeline import Context
from cleaner.residue import figures, labels, phrases, seams, words
from cleaner.residue.source import Telling, decide, hits, telling_words
from cleaner.text import Text

_DROP_CAP = ("",)  # no language: a drop cap needs no other evidence


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for everything the source language left behind."""
    telling = _telling(context)
    if not telling or text.language is None:
        return
    view, target = text.view, text.language
    found = hits(view, telling)
    if not found:
        return
    for start, _, _, languages in found:
        if languages == _DROP_CAP:
            yield from seams.certain(view, start, target)
    source = decide(view, [hit for hit in found if hit[3] != _DROP_CAP], target)
    if source:
        yield from words.find(view, source, target)
        yield from figures.find(view, source, target)
        yield from labels.acronyms(view, source, target)
        yield from phrases.abbreviations(view, source, target)
        yield from phrases.endings(view, source, target)
        yield from phrases.prepositions(view, source, target)
        yield from labels.titles(view, source, target)
        yield from seams.find(view, source, target)


def _telling(context: Context) -> Telling:
    rules = context.pack.rules
    return (*telling_words(rules[0].lists), ("", seams.DROP_CAPS)) if rules else ()
