"""Words that stand twice in an English page that is known to be translated, where no writer doubles them.

# on emergency flights flights.; a plastic card, opened opened a room; Of these, of these, 61 did not

Left alone: what is doubled in jest or for emphasis, verbs and the particle that may follow them twice (`went on on`),
words the page doubles more than once, and in technical pages all but closed classes and participles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.doubledwords import MEANT
from cleaner.lazy import lazy, lazy_regex
from cleaner.lexicon import commonness
from cleaner.repeats import Words, is_quoted, listed

_TWICE = lazy(
    r"(?<![“\"‘«])\b(?P<before>[a-z]{2,}|\d+)(?:,|’s)? (?P<word>[a-z]{2,}) (?P=word)"
    r"(?=[ .,;:”)])(?!,? (?P=word))"
)
# The same preposition and noun, the first time with the capital of the sentence.
_OPENED_TWICE = lazy(
    r"(?P<phrase>\b(?P<cap>Of|In|On|At|For|From|With|After|Before|By|Since|During|According to)"
    r" (?P<rest>[a-z]+(?: [a-z]+)?)),"
    r" (?i:(?P=cap)) (?P=rest)(?=, )"
)
# A clock that that nobody has to wind; but: I know that that man left, it is that that he meant
_THAT = lazy(
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Tt]his) (?!fact|one|only|idea|thing)[a-z]{3,}"
    r" that(?P<copy> that) (?:he|she|they|we|nobody|everyone|everybody|someone|the|his|their|our|these|those) [a-z]"
)
# to €3,000 euros, 4.5 million dollars behind its sign
_CURRENCY = lazy(
    r"(?P<sign>[€£$¥])[ \u00a0]?\d[\d.,]*(?: (?:thousand|(?:m|b|tr)illion))?"
    r"(?P<copy> (?P<name>euros?|pounds?|dollars?|yen))"
    r"(?![\w-])"
)
# What closes a line that tells when or where: 21 de febrero, a las 18:30. Entrada libre. Entrada libre.
_NOTICE = lazy_regex(
    r"(?<=[\p{L}\d]\. )(?P<notice>(?P<word>\p{Lu}\p{Ll}{3,}) \p{Ll}{4,}\.)(?P<copy> (?P=notice))(?=\s*(?:\n|\Z))"
)
# An hour or a price: 18:30, 18 Uhr, 4 €
_FIGURE = lazy(r"\d[:.h]\s?\d\d(?!\d)|\d[ \u00a0\u202f]?(?:h|Uhr|uur|hod|godz|€|[Ee]uros?|EUR|zł|Kč|грн|руб)(?![^\W_])")
_NEAR = 100  # code points before it
_EVERYDAY = 5.3  # on the Zipf scale: a commoner word opens a cry: Nie wieder. Nie wieder.
_SIGNS = {"€": "euro", "£": "pound", "$": "dollar", "¥": "yen"}
_NUMERALS = frozenset("two three four five six seven eight nine ten twelve twenty thirty forty fifty".split())
# Who goes in in the morning means it; what remains in in the wax does not.
_IN = lazy(r" (?:the|an?|this|that|these|his|her|its|their|our|\d{4}|[A-Z])")
_ENTERING = frozenset(
    "break breaks broke broken bring brings brought call calls called cash chip close closes closed dig fall falls fell"
    " fill filled fit fits give gives gave given hand handed join joins joined jump jumped kick let lets lock locked"
    " pull pulled push pushed put rush rushed send sent set sets settle settled sit stay stays stayed stand stood tie"
    " trade tuck live living working staying believe believes believed interested specialise specialised engaged"
    " involved invested it him her me us them you".split()
)
_OBJECTLESS = lazy(r"\b(?:that|which|who|whom|what|where|how|he|she|we|they|you|I)\b[^.;:!?\n]{0,50}\Z")
_SAID_TWICE = frozenset("had that is do you no so win".split())
_PARTICLES = frozenset("about over after under here there where when while".split())
_PHRASAL = frozenset(
    "go goes going went gone carry carried carries keep keeps kept come comes came move moved moves hang hold held walk"
    " walked walks live lives lived drive drove log logged check checked turn turned turns switch hooked catch caught"
    " what whatever whoever who log sign signed tune tuned step stepped drag dragged bear work worked get got"
    " pass passed be been is was are were being take took taken put".split()
)


def find(words: Words) -> Iterator[tuple[str, int, int]]:
    """Yield the rule, start and end of each copy too many; nothing unless the page is known to be translated."""
    if not (words.told and words.english):
        return
    found = list(_TWICE.finditer(words.view))
    meant = (MEANT - {"on", "in"}) | (listed(words.pack, "emphatic") - {"like"}) | _SAID_TWICE
    counts = Counter(match.group("word") for match in found)
    for match in found:
        word, before = match.group("word"), match.group("before")
        counted = before in _NUMERALS or before.isdigit()  # two days on, two days days off
        if (
            (word in meant and not counted)
            or word.endswith("ly")
            or counts[word] > 1
            or word == before
            or (before in _PHRASAL and word not in words.translated - _PARTICLES)
        ):
            continue
        if word == "in" and (before in _ENTERING or not _stands_in(words.view, match.start(), match.end())):
            continue
        if words.technical and word not in words.closed and not word.endswith("ed"):
            continue
        yield "repetition/content-word", match.end("word"), match.end()
    for match in _THAT.finditer(words.view):
        yield "repetition/content-word", match.start("copy"), match.end("copy")
    for match in _CURRENCY.finditer(words.view):
        if _SIGNS[match.group("sign")] == match.group("name").removesuffix("s"):
            yield "repetition/currency", match.start("copy"), match.end("copy")
    for match in _OPENED_TWICE.finditer(words.view):
        yield "repetition/phrase", match.end("phrase"), match.end()


def notices(words: Words, language: str) -> Iterator[tuple[str, int, int]]:
    """Yield the copy of two words that close a line twice, behind a day, an hour or a price; not in English.

    # Der Eintritt kostet 4 Euro, Beginn 18 Uhr. Karten vorhanden. Karten vorhanden.
    """
    if not words.told or words.english:
        return
    for match in _NOTICE.finditer(words.view):
        start = match.start()
        low = max(words.view.rfind("\n", 0, start) + 1, start - _NEAR)
        dated = _FIGURE.search(words.view, low, start) and not is_quoted(words.view[low:start])
        if dated and commonness(match["word"].lower(), language) < _EVERYDAY:
            yield "repetition/sentence", *match.span("copy")


def _stands_in(view: str, start: int, end: int) -> bool:
    """Does a place follow a doubled preposition, in a clause whose verb does not lack one? # the house he lived in"""
    return _IN.match(view, end) is not None and not _OBJECTLESS.search(view, max(0, start - 60), start)
