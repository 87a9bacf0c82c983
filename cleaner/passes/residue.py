"""Residue: words and letters of the source language left in a text that was translated by machine.

Repaired are function words between words of the text's language (`Russia son counterproductive`, `and` for `y`, `und`,
`и`), acronyms of international bodies (`OTAN`), units, months and weekdays beside figures, titles before names, and
letters glued to a word where a link or bold type ended (`eThey`, `cdoomed`). The source language is decided once for
the document, from all of this together; without clear evidence nothing is done. Letters of another script glued to a
common word (`it襷, the straw`) need no source.

Left alone: foreign names, titles and quotations, which hold such words too: a repair needs words of the text's
language on both sides and no foreign word near (`Ana y el mar`, `Puerto de la Cruz`, `et al.`). So are acronyms of
local bodies, content words, and words that both languages have.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleaner.capitals import false_capitals
from cleaner.edits import Edit, Fix
from cleaner.language import listed, settings
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.residue import (
    bodies,
    conjunctions,
    czech,
    figures,
    labels,
    leftovers,
    messages,
    nouns,
    phrases,
    romanised,
    seams,
    strays,
    wide,
    words,
)
from cleaner.residue.neighbours import KNOWN, OWN, UNSURE, Ear, Place, ear, place
from cleaner.residue.source import DECIDED, NONE, Source, Telling, decide, hits, telling_words
from cleaner.residue.spoken import quoted, spoken_of, writes_in
from cleaner.residue.tables import load
from cleaner.rules import RulePack
from cleaner.text import MENDED, Text
from cleaner.translated import is_mended, is_translated

# What reads its neighbours itself, and what goes by the shape of its word alone and needs to be told of a passage.
_READERS = (
    words.find,
    bodies.find,
    labels.acronyms,
    labels.spelled_out,
    labels.of_bodies,
    phrases.abbreviations,
    phrases.notes,
    phrases.prepositions,
    phrases.lone_conjunctions,
    czech.find,
    labels.titles,
)
_SHAPES = (figures.find, phrases.endings)
_READ = frozenset(["en"])  # targets whose sentences these know; of the others the tables tell all
_OTHER_SCRIPTS = "\u0400"  # from here on letters are none of Latin or Greek
_NAMED = 4  # letters: a word that stands in code as well is a name
_WRAP = lazy(r"(?<=[^\n])\n(?=[^\n\s–—-])")
_CAPITALS = frozenset(  # rules that say where a capital was lost or put in
    [
        "residue/piece-capital", "sentences/seam-capital", "sentences/capital-after-comma", "sentences/inner-capital",
        "sentences/inner-conjunction", "sentences/reporting-capital",
    ]
)  # fmt: skip
_DROP_CAP = ("",)  # no language: a drop cap needs no other evidence


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for everything the source language left behind."""
    telling = _telling(context.pack, text.language) if text.language else ()
    if not telling or text.language is None:
        return
    target = text.language
    text = _unwrapped(text) if text.format == "subtitles" else text
    view = text.view
    if settings(target).get("wide_marks"):
        if any(word in view for _, words in telling for word in words):
            for code, _ in telling:
                yield from wide.find(text, code)
        return
    found = hits(text, telling)
    if target not in _READ:
        if text.entry is not None and text.reference:
            yield from messages.led(text, target)
        if found:
            yield from leftovers.find(text, target, found)
        return
    yield from conjunctions.find(text)
    yield from strays.find(text, target)
    yield from romanised.find(text, target)
    for start, _, _, languages in found:
        if languages == _DROP_CAP:
            yield from (_in_its_tag(text, fix) for fix in seams.certain(view, start, target))
    found = [hit for hit in found if hit[3] != _DROP_CAP]
    if text.notation == "markdown":  # the `undici` package
        found = [hit for hit in found if len(hit[2]) < _NAMED or f"`{hit[2]}`" not in text.source]
    foreign = {hit[2][0]: hit[2] for hit in found if hit[2] >= _OTHER_SCRIPTS}
    if any(writes_in(text.source, word) for word in foreign.values()):
        found = [hit for hit in found if hit[2] < _OTHER_SCRIPTS]
    # What was repaired tells no source any more: the first decision holds for the rest of the work on a document.
    given = context.profile.source_language
    if given and any(code == given for code, _ in telling):
        source = Source((given,), True, True)
    else:
        source = decide(view, found, target, is_mended(text), text.memo.get(MENDED, ())) if found else NONE
    # A text pieced together from two tells the other source when the first has nothing left.
    kept = text.memo.get(DECIDED, NONE)
    if source and not (kept and kept.plausible[0] in source.plausible):
        text.memo[DECIDED] = source
    else:
        source = kept
    if source:
        for finder in (*_READERS, *_SHAPES, *((nouns.find,) if source.often else ())):
            shape = finder in _SHAPES
            yield from (fix for fix in finder(view, source, target) if not _meant(view, fix, source, target, shape))
        yield from seams.find(view, source, target)
    elif "月" in view and "punctuation/wide-mark" in text.memo.get(MENDED, ()):
        yield from figures.dates(view)
    if is_translated(text):  # there a capital is no writer's
        mended = text.memo.get(MENDED, {})
        seamed = any(settings(code).get("noun_capitals") for code in source.plausible) or not _CAPITALS.isdisjoint(
            mended
        )
        own = frozenset().union(*(listed(code, "function_words") for code in source.plausible))
        own -= listed(target, "function_words")
        yield from (Fix("residue/piece-capital", (edit,)) for edit in false_capitals(view, seamed, own))


def _unwrapped(text: Text) -> Text:
    """The same text with the lines of a cue in one, but for those that another speaks. # across the square | y the old
    bridge"""
    edits = [Edit(*m.span(), " ") for m in _WRAP.finditer(text.view)]
    return text.edited(edits) if edits else text


def _in_its_tag(text: Text, fix: Fix) -> Fix:
    """A drop cap with a tag of its own takes the first letter of the word: ``<span>L</span>The`` has a T to show."""
    start, end = fix.edits[0].start, fix.edits[0].end
    if (start, start) in text.breaks and (end, end) in text.breaks:
        return Fix(fix.rule, (Edit(start, end, text.source[end]), Edit(end, end + 1, "")))
    return fix


def _meant(view: str, fix: Fix, source: Source, target: str, shape: bool) -> bool:
    """Is the word meant to stand: in a sentence that speaks of it, or in a passage of the source language?"""
    code = source.plausible[0]
    tables = load(code, target)
    beside = place(view, fix.edits[0].start, fix.edits[-1].end)
    dated = fix.rule in ("residue/dated", "residue/calendar") and bool(beside.left) and beside.left[0].isdigit()
    # Union (МАС): only what the name before it spells out is told anew in brackets
    dated = dated or (fix.rule == "residue/acronym" and view[fix.edits[0].start - 1 : fix.edits[0].start] == "(")
    if not dated and spoken_of(beside, tables.latin, target):  # in 2019 r. a cow called Bułka
        return True
    if fix.rule == "residue/unit" and _counted(beside, ear(code, target, tables.latin)):
        return False
    return (shape or not tables.latin) and quoted(beside, ear(code, target, tables.latin), tables.entries)


def _counted(beside: Place, listener: Ear) -> bool:
    """Do words of the target language stand next on both sides of a figure and its unit?

    # The voivodeship paid 1.3 mln zlotys: what stands further away is a name for a thing over there
    """
    left, right = beside.left[:2], beside.right[:1]
    if len(left) < 2 or not right or not left[0][0].isdigit():
        return False
    return listener.kind(left[1]) == OWN and right[0][0].isalpha() and listener.kind(right[0]) in (OWN, KNOWN, UNSURE)


@lru_cache(maxsize=64)
def _telling(pack: RulePack, target: str) -> Telling:
    rules = pack.rules
    if not rules:
        return ()
    told = telling_words(rules[0].lists, target)
    return (*told, ("", seams.DROP_CAPS)) if target in _READ else told
