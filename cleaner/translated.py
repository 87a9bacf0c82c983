"""Is a document known to have been translated by machine, piece by piece?

Either it keeps words of its source (`cleaner/residue/source.py`), or it was mended where the pieces of a translation
meet: quotation marks that show the wrong way, words without the space between them, stops and capitals inside a
sentence, marks of another language. One of these is a slip; several of different kinds are no writer's. In a target
other than English two words of the source are as much, beside one mended seam. What is asked of such a document alone,
no writer has to fear: his capitals, fragments and repetitions are meant.
"""

from __future__ import annotations

from collections import Counter

from cleaner.residue.source import DECIDED, NONE
from cleaner.text import MENDED, Text

TELLING = frozenset(
    [
        "quotes/direction", "quotes/foreign", "quotes/glued", "quotes/typed", "quotes/attribution-dash",
        "quotes/missing-closer",
        "words/glued", "words/case-seam", "words/after-stop", "words/line-hyphen", "words/letter-seam",
        "words/after-mark",
        "sentences/false-stop", "sentences/seam-capital", "sentences/split-quotation", "sentences/capital-after-comma",
        "sentences/reporting-capital", "sentences/broken-paragraph", "sentences/inner-capital",
        "sentences/inner-conjunction", "spacing/contraction",
        "punctuation/wide-mark", "punctuation/arabic-mark", "punctuation/spanish-opener",
        "numbers/decimal-comma", "numbers/group-mark", "numbers/group-seam", "numbers/hour-word",
        "numbers/myriad", "encoding/full-width-figure",
    ]
)  # fmt: skip
_RESIDUE = ("residue/function-word", "residue/acronym", "residue/drop-cap")
_BESIDE = frozenset(
    [
        *TELLING, "spacing/before-comma", "spacing/before-mark", "quotes/space", "quotes/single", "numbers/amount-seam",
        "numbers/before-comma", "punctuation/double-stop", "punctuation/half-width", "punctuation/stray-blank",
        "punctuation/lost-opener",
    ]
)  # fmt: skip
MENDS = _BESIDE  # any of them shows that a program went over the text
# What keyboards hardly do and decoders often: seams inside a word or a figure.
_HURT = frozenset(
    [
        *_BESIDE, "spacing/contraction", "spacing/elision", "spacing/elision-after", "spacing/elision-before",
        "spacing/lost-elision", "spacing/compound-hyphen", "spacing/lost-before-mark", "spacing/zo-n",
        "debris/bracket-code", "encoding/legacy", "encoding/mojibake", "repetition/sentence", "repetition/phrase",
    ]
)  # fmt: skip
_TWICE = 2  # oftener the same damage is a habit of the writer or of his program
_ENOUGH, _KINDS = 4, 3
_ARTICLE = 6_000  # code points of a text that is not long
_SPREAD = 15_000  # code points of a long text that take another one


def is_translated(text: Text) -> bool:
    """Is the document a machine's translation, by what it keeps of its source or by what was mended in it so far?"""
    return bool(text.memo.get(DECIDED, NONE)) or is_mended(text)


def is_mended(text: Text) -> bool:
    """Was the document mended so far where the pieces of a translation meet, several times and in several kinds?"""
    mended: Counter[str] = text.memo.get(MENDED, Counter())
    found = [min(mended[rule], _TWICE) for rule in TELLING.intersection(mended)]
    beyond = max(0, len(text.view) - _ARTICLE) / _SPREAD
    residue = sum(map(mended.__getitem__, _RESIDUE)) if text.language != "en" else 0
    beside = sum(min(mended[rule], _TWICE) for rule in _BESIDE.intersection(mended))
    if residue and beside and residue + min(beside, _TWICE) >= _KINDS + beyond:
        return True
    if len(found) >= _KINDS and sum(found) >= _ENOUGH + beyond:
        return True
    # Where a tokeniser's blanks stand before marks of several kinds as well, a little less is enough.
    loose = sum(rule in mended for rule in _BESIDE - TELLING)
    if text.language == "en":
        return False
    if len(found) == 1 and sum(found) > 1 + beyond:
        return loose > _KINDS
    return len(found) == 2 and sum(found) > 2 + beyond and loose >= _KINDS


def is_hurt(text: Text) -> bool:
    """Was the document mended in three ways of a translation's so far, so that a word of the source is no quotation?

    Less than `is_mended`: it is asked about words that say themselves that they were left behind.
    """
    mended = text.memo.get(MENDED, ())
    beyond = max(0, len(text.view) - _ARTICLE) / _SPREAD
    return is_mended(text) or sum(rule in mended for rule in _HURT) >= _KINDS + beyond
