"""Articles of the source before the acronym of a body, which no table translates: co-signed by l’INRAE, to la CNMV.

Left alone: what stands in a name or a title, beside words of the source, and at the start of a sentence, where the
article may belong to the name (`La UGT`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.lexicon import commonness
from cleaner.residue.neighbours import FOREIGN, OWN, ear, place
from cleaner.residue.source import Source
from cleaner.residue.tables import load

_ARTICLES = {
    "fr": ("l’", "l'", "le ", "la ", "les "),
    "es": ("el ", "la ", "los ", "las "),
    "it": ("l’", "l'", "il ", "la ", "lo ", "gli ", "le "),
    "pt": ("o ", "a ", "os ", "as "),
    "de": ("der ", "die ", "das ", "dem ", "den "),
    "nl": ("het ", "de "),
}
_BODY = (
    r"(?<=[a-z] )(?P<article>{})(?=[A-Z]{{3,6}}"
    r"(?:[,.;:)](?!\w)| (?:and|or|for|in|on|at|with|to|by|as|is|was|has|had|said|will)\b))"
)
_KNOWN_BY = 3.4  # on the Zipf scale: what English has, and says without an article: NASA
_WORDLIKE = 4  # letters
# In Portuguese the article is that of English too: a CEO may be one of many.
_COUNTED = frozenset(
    "ceo cfo cto mba mri ngo mep suv atm led lp ep sms sos ufo faq vip etf icu ipo api app phd dna nft url tv pc cd dvd"
    " gif gps usb pdf sim pin spa bar suv oap onc esl efl ong".split()
)
_GOVERNING = frozenset("of by from with to for in at between and against".split())


def find(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for each article of a source that is sure."""
    code = source.plausible[0]
    if not source.sure or target != "en" or code not in _ARTICLES:
        return
    listener = ear(code, target, load(code, target).latin)
    pattern = re.compile(_BODY.format("|".join(map(re.escape, _ARTICLES[code]))))
    for match in pattern.finditer(view):
        start, end = match.span("article")
        body = re.match(r"[A-Z]+", view[end:]).group()  # type: ignore[union-attr]
        beside = place(view, start, end)
        if listener.kind(beside.left[0]) != OWN or FOREIGN in map(listener.kind, beside.left[:3]):
            continue
        # by a ESA, where English would have an: elsewhere a and as are words of English
        if match["article"] in ("a ", "as ") and (
            match["article"] == "as "
            or body[0] not in "AEFHILMNORSX"
            or body.lower() in _COUNTED
            or beside.left[0].lower() not in _GOVERNING
        ):
            continue
        known = len(body) >= _WORDLIKE and commonness(body.lower(), target) >= _KNOWN_BY
        new = "" if known else "the "
        yield Fix("residue/function-word", (Edit(start, end, new),))
