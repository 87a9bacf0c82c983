"""False capitals at the seams of a translation: behind a quotation, and on a conjunction between small letters.

# “significant differences” And they did not move; cambian de nombre Y de bandera

Left alone: titles and headings, letters that name a thing, and texts that leave out their stops (``unstopped.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy, lazy_regex
from cleaner.lexicon import commonness
from cleaner.text import Text
from cleaner.translated import is_translated
from cleaner.unstopped import leaves_out_stops

_SEAM = [lazy(rf"{mark},? (?=[^\W\da-z_][^\W\dA-Z_]*,? [^\W\dA-Z_])") for mark in '”"»’“']
# What is quoted in small letters is no title: had “human presence” And Punta Gavina was the last
_SEAM_BEFORE_NAME = lazy(r"(?<=[^\W\dA-Z_])[”\"»],? (?=(?:And|But|Or|Because|While) (?:[A-Z][a-z]+ ){1,3}[a-z])")
_INNER = lazy_regex(
    r"(?<=[\s“«„(])(?P<before>\p{L}\p{Ll}{2,}) (?P<word>\p{Lu}\p{Ll}{0,6}) (?=\p{Ll}{2,}|\d|\p{Ll} \p{Ll}{2,})"
)
_LONE = lazy_regex(r"(?<!\w|[.!?…] |[«“„])\p{Lu}(?!\w)")
# What is no initial, no dropped capital and no letter of an abbreviation: podobnie A, matice (A), A = B, "A"
_SYMBOL = lazy_regex(
    r"(?<![\w.’'&-])(?P<letter>\p{Lu})(?=[,;:)=\]”\"»“]|[.!?](?:\n|$)| [=+×*<>≤∈] )(?<!\p{Lu} .)"
    r"(?<![.!?…»”\"] .)(?<!\n.)(?!, \p{Lu}\p{Ll})"
)
_NAMED_NEAR = 1_500  # code points in which a letter that is a symbol is used as one
_CLEARLY = 1.5  # on the Zipf scale: a word of English rather than of the text's language
_WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CODE = lazy(r"\w\(\)|[{}\\`]|\w_\w|::|->|\s--[a-z]")
_ENDS = '.!?…”"»'
_LED, _NEXT = 15, 45  # code points of a line before the capital; behind a letter, where another may stand


def after_quotations(text: Text) -> Iterator[Fix]:
    """A capital after a quotation that stands in the middle of a sentence.

    # “significant differences” And they did not move
    """
    told = settings(text.language or "")
    conjunctions = text.listed("conjunctions")
    seam = text.listed("seam") or conjunctions | text.listed("joining")
    view = text.view
    line = (0, -1)
    named = _SEAM_BEFORE_NAME.finditer(view) if text.language == "en" and is_translated(text) else ()
    before_name = [match for match in named if _is_small(view, match.start())]
    found = chain(before_name, *(seam.finditer(view) for seam in _SEAM))
    for match in sorted(found, key=re.Match.start):
        at = match.end()
        after = _WORD.match(view, at)
        if after is None or not view[max(0, match.start() - 2) : match.start()].rstrip()[-1:].isalnum():
            continue
        # A letter alone is a conjunction or the name of something: the “commit” A, the next
        if after.group().lower() not in (seam if len(after.group()) > 1 or "seam" in told else conjunctions):
            continue
        if at > line[1]:
            stop = view.find("\n", at)
            line = view.rfind("\n", 0, at) + 1, len(view) if stop < 0 else stop
        start = max(line[0], match.start() - 400)
        opener = max(view.rfind(mark, start, match.start()) for mark in '“"«‘„')
        led = view[start:opener].rstrip()[-1:] if opener >= 0 else ""
        end = view[max(at, line[1] - 20) : line[1]].rstrip()[-1:]
        # The quotation starts inside a sentence, and the line ends one: no title, no heading, no entry of a list.
        inside = led.islower() or led in (",", ":") or (led == "" and after.group().lower() in conjunctions)
        if inside and end and end in _ENDS and (text.language == "en" or not leaves_out_stops(text)):
            yield Fix("sentences/seam-capital", (Edit(at, at + 1, view[at].lower()),))


def _is_small(view: str, end: int) -> bool:
    """Does a quotation that ends here begin in small letters?"""
    opener = max(view.rfind(mark, max(0, end - 200), end) for mark in '“"«')
    return opener >= 0 and view[opener + 1 : end].strip()[:1].islower()


def _is_symbol(view: str, at: int) -> bool:
    """Does the letter stand near by as no conjunction can: before a mark, or beside a sign? # A, B; (A); A = 3"""
    near = _SYMBOL.finditer(view, max(0, at - _NAMED_NEAR), at + _NAMED_NEAR)
    return any(match.group("letter") == view[at] for match in near)


def on_conjunctions(text: Text) -> Iterator[Fix]:
    """A conjunction with a capital between words in lower case, in a line that ends a sentence.

    # cambian de nombre Y de bandera

    Left alone: titles and headings, and letters that name a kind of thing (`generación Y`: the list `labels`).
    """
    conjunctions, leaning = text.listed("conjunctions"), text.listed("leaning")
    labels = tuple(text.listed("labels"))  # or what begins so: bodu A
    letters = text.listed("letters")  # prepositions, which start names of things: À propos
    if not conjunctions or text.language == "en":  # whose rules tell more of them apart
        return
    view, nouns = text.view, bool(settings(text.language or "").get("noun_capitals"))
    for match in _INNER.finditer(view):
        word = match.group("word")
        known = conjunctions | letters if view[match.end()].isdigit() else conjunctions
        # A capital before it may be that of a title, where nouns have none: Alicia Y el espejo
        before = match.group("before")
        if word.lower() not in known or before.startswith(labels) or not (nouns or before.islower()):
            continue
        if before in leaning:
            continue  # zwischen Oder und Weichsel
        stop = view.find("\n", match.end())
        stop = len(view) if stop < 0 else stop
        if len(word) == 1 and _LONE.search(view, match.end(), min(stop, match.end() + _NEXT)):
            continue  # licencja A jest zgodna z licencją B
        if len(word) == 1 and _is_symbol(view, match.start("word")):
            continue  # matice A je tvaru 2x2
        if word == "I" and commonness(before, "en") > commonness(before, text.language or "") + _CLEARLY:
            continue  # may I segfault?
        led = view[view.rfind("\n", 0, match.start()) + 1 : match.start()]
        ended = view[stop - 1] in _ENDS + "“" or (view[stop - 1] in ")’" and view[stop - 2] in _ENDS)
        if (
            ended
            and len(led) > _LED
            and not _CODE.search(view, match.start() - len(led), stop)
            and not leaves_out_stops(text)
        ):
            at = match.start("word")
            yield Fix("sentences/inner-conjunction", (Edit(at, at + 1, word[0].lower()),))
