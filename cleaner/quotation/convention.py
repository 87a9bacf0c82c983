"""Which quote marks open and which close: by language, unless the document plainly does otherwise."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from cleaner.language import settings
from cleaner.lazy import lazy


@dataclass(frozen=True)
class Convention:
    """Which marks open and which close in a document, and whether its quotations have spaces inside.

    A mark in neither set, such as the straight one, shows no way. pairs: openers with their closers, the main one
    first; where the document plainly writes another of its language's, that one. inner: the space the document writes
    inside its guillemets, "" for none, None where it does both. straight: the document has more straight marks than
    curly ones. low_straight: it closes „ with a straight mark, as a typist does. strays: pairs that are right
    elsewhere, and here a slip beside many of the document's own; slips: those of them that are so rare that nothing
    else has to be wrong beside them. settled: the document writes its main pair, and marks of no pair of its own only
    now and then.
    """

    openers: frozenset[str]
    closers: frozenset[str]
    pairs: tuple[tuple[str, str], ...] = ()
    inner: str | None = ""
    straight: bool = False
    low_straight: bool = False
    strays: frozenset[tuple[str, str]] = frozenset()
    slips: frozenset[tuple[str, str]] = frozenset()
    settled: bool = False

    def closer_of(self, opener: str) -> str:
        """The mark that closes what `opener` opens."""
        return next((close for open_, close in (*self.pairs, *_PAIRS) if open_ == opener), opener)

    def opener_of(self, closer: str) -> str:
        """The mark that opens what `closer` closes."""
        return next((open_ for open_, close in (*self.pairs, *_PAIRS) if close == closer), closer)

    def space_inside(self, glyph: str) -> str | None:
        """The space that belongs between this mark and the words it holds; None where nothing tells."""
        return self.inner if glyph in "«»" else ""


# Pairs that some language uses. A quotation that stands in one of them as it should is right in any text.
KNOWN = frozenset([("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("”", "”"), ("‘", "’"), ('"', '"')])
_PAIRS = (("“", "”"), ("«", "»"), ("‘", "’"), ("„", "“"))

SAMPLE = 50_000  # code points from the start that show what the document does
_CLEAR = 0.9  # of the marks that show a way have to show this one, against the language's convention
_ENOUGH = 3
_MOST = 0.6  # of the guillemets
_RARELY = 3  # times oftener the document closes „ in its own way
_LOW = lazy(r"„[^„“”\"\n]{1,300}([“”\"])")
_WHOLE = lazy(r'(?<!\w)([“„](?! )|«)([^“”«»„"\n]{1,300}+)(?:(?<! )([”“])|(»))(?!\w)')
_OPENS = lazy(r"([“”„«»])(?<![^\s(\[—–/-].)(?=\w)")  # the mark first, which is rare
_CLOSES = lazy(r"([“”«»])(?<=[\w.,!?…].)(?=[\s.,;:!?)\]—–-]|$)", re.M)


def convention_of(language: str | None, view: str) -> Convention | None:
    """Return how a document of that language sets its quotations, or None where that is not known.

    A document that uses another language's pair all the time is taken at its word: German text with English marks is
    no damage.
    """
    pairs = _pairs(language) if language else ()
    if not pairs:
        return None
    told = [(pair[0], pair[-1]) for pair in pairs]
    view = view[:SAMPLE]
    if any(mark in view for mark in "“”„«»"):
        told = _used(told, view) + told
        told = _preferred(told, view)
    openers, closers = frozenset(o for o, _ in told), frozenset(c for _, c in told)
    if told[0] not in [(pair[0], pair[-1]) for pair in pairs]:
        openers, closers = openers - {told[0][1]} | {told[0][0]}, closers - {told[0][0]} | {told[0][1]}
    both = openers & closers
    curly = [view.find(glyph) for glyph in "“”„" if glyph in view]
    count, others = view.count('"'), sum(view.count(glyph) for glyph in "“”„")
    main = sum(map(view.count, told[0]))
    settled = main >= _ENOUGH and main >= 2 * sum(map(view.count, set("“”„«»").difference(told[0])))
    # As it begins, so it goes on, unless its other marks tell: « m’ont dit: "Au moins, toi.” »
    slip = settled and main > _RARELY * count  # «C’è poco da dire. Hanno corso meglio di noi".
    straight = (count > others and not slip) or (0 < count == others and not settled and view.find('"') < min(curly))
    low = [m.group(1) for m in _LOW.finditer(view)] if "„" in view else []
    low_straight = low.count('"') >= 2 and 2 * low.count('"') >= len(low)
    inner = _inner(view, openers - both, not settings(language or "").get("marks_apart", (" ",)))
    strays, slips = _strays(low, told[0], 1), _strays(low, told[0], _RARELY)
    return Convention(
        openers - both, closers - both, tuple(told), inner, straight, low_straight, strays, slips, settled
    )


def _strays(low: list[str], own: tuple[str, str], times: int) -> frozenset[tuple[str, str]]:
    """What closes „ now and then, in a document that closes it otherwise so many times as often, and oftener."""
    if own[0] != "„":
        return frozenset()
    counts = Counter(low)
    usual = counts.pop(own[1], 0)
    return frozenset(("„", other) for other, n in counts.items() if usual >= max(n + 1, times * n) and other != '"')


def _used(told: list[tuple[str, str]], view: str) -> list[tuple[str, str]]:
    """The pair that the document uses against the convention told, if it does so nearly always."""
    opens = Counter(m.group(1) for m in _OPENS.finditer(view))
    closes = Counter(m.group(1) for m in _CLOSES.finditer(view))
    openers, closers = {o for o, _ in told}, {c for _, c in told}
    english = opens["“"] + closes["”"] > opens["”"] + closes["“"]
    if "“" in closers - openers and "„" not in view and english and min(opens["“"], closes["”"]) > 1:
        return [("“", "”")]  # with nothing it could close, “ opens, damaged or not
    for opener, closer in sorted(KNOWN):
        if opener == closer or not ({opener} & closers or {closer} & openers):
            continue
        clear = opens[opener] >= _CLEAR * (opens[opener] + closes[opener])
        clear &= closes[closer] >= _CLEAR * (opens[closer] + closes[closer])
        if clear and min(opens[opener], closes[closer]) >= _ENOUGH:
            return [(opener, closer)]
    return []


def _preferred(told: list[tuple[str, str]], view: str) -> list[tuple[str, str]]:
    """The pairs of a language with the one first that the document writes, and not the one the language prefers.

    # «Portuguese» has both: what is mended in such a text gets these marks, too

    Where its marks are mixed, the quotations that are whole tell: “así”, “eso”, “nunca mejor dicho”, “y esto».
    """
    counts = [sum(map(view.count, pair)) for pair in told]
    best = max(range(len(told)), key=counts.__getitem__)
    if counts[best] < _ENOUGH:
        return told
    if counts[best] < _RARELY * counts[0]:
        whole = Counter((m[1], m[3] or m[4]) for m in _WHOLE.finditer(view)) if best else Counter()
        if whole[told[best]] < _ENOUGH or whole[told[0]]:
            return told
    return [told[best], *told[:best], *told[best + 1 :]]


def _inner(view: str, openers: frozenset[str], tight: bool) -> str | None:
    """The space a document writes inside most of its guillemets, "" if it hardly ever does, None between the two.

    tight: its language sets none, so one space is a slip in a short text too.
    """
    marks = spaces = 0
    kinds: Counter[str] = Counter()
    for glyph in "«»":
        at = view.find(glyph)
        while at >= 0:
            marks += 1
            sides = view[max(0, at - 1) : at], view[at + 1 : at + 2]
            inside, outside = sides[::-1] if glyph in openers else sides
            if tight and inside.isspace() and outside.isalnum():  # „mówię mu »dzień dobry« i czekam”
                marks, inside = marks - 1, ""
            if inside and inside in " \u00a0\u202f":
                spaces += 1
                kinds[inside] += 1
            at = view.find(glyph, at + 1)
    if spaces <= (1 - _MOST) * marks / 2 or (tight and spaces < marks / 2):
        return ""
    return max(sorted(kinds), key=kinds.__getitem__) if spaces >= _MOST * marks else None


@cache
def _pairs(language: str) -> tuple[str, ...]:
    """The pairs of marks a language uses, its main one first: the key `quotes` of its ``language.toml``."""
    return tuple(settings(language).get("quotes", ()))
