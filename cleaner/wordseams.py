"""Words run together and words parted, in English pages known to be translated by machine.

Where a page is proven to have lost spaces and stops at its seams (`cleaner/translated.py`), what no list of English
holds in a hundred million words is more likely two words than a new one, if it can be cut in one way only into words
everybody knows: `believeit`, `fourhours`, `doorbehind`. One of the two is of a closed class, or both are very common
and neither makes compounds (`wantmoney`, but `rubberboat` and `icehouse`). And a piece that is no word makes one with
its neighbour (`gov ernment`).

Left alone: words of the languages pages come from, words the document writes twice, names but for those everybody
knows before a word of a closed class (`Franceon`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.vocabulary import DocumentWords, all_words, common_words

_SOURCES = ("es", "fr", "it", "pt", "de", "nl", "pl", "sv", "tr")
_PART = 3.3  # on the Zipf scale: a word beside one of a closed class
_PART_SHORT = 4.2  # the same beside one of two letters, which many words begin or end with
_PART_LONG = 2.5  # the same of a long word beside one of three letters and more
_HALF = 0.5
_MISTYPED = 1.5  # below it, what the long list holds are slips
_ADJECTIVAL = ("al", "ous", "ive", "ary", "ical", "ful", "less", "ible", "able")  # endings that make no compounds
_PAIR = 4.3  # two words of open classes
_OPEN = 4  # letters of such a word
_ADJECTIVE = 8  # letters of one that makes no compounds
_NUMERALS = frozenset("two three four five six seven eight nine ten eleven twelve twenty".split())
_VERBS = frozenset("want need like make take give find keep know think become".split())
_EVERYDAY = 5.0  # a word of three letters
_BEHIND_THE = 4.5  # the same behind the article: before thetea comes
_NAME = 5  # letters of a name
_BEHIND_A = 5  # letters of a word behind the article
_PART_LETTER = 3.5  # on the Zipf scale: a longer one that is no plural
_SLIP, _FAR_RARER = 2.1, 3.0  # the same: a word that lists hold by mistake, or one that hardly anybody writes
_MADE = 4.0  # what two pieces make is that common
_MADE_OF_NONE = 3.2  # the same where one of them is in no list at all
_PIECE = 3.0  # and one of them next to unknown
_APART = 2.5  # and less common than the whole by that much
_PRIVATIVE = ("al", "ic", "ical", "ous", "able", "ive", "less", "ally", "ically")
_SOMEBODY = ("er", "or", "ist", "ian", "ant")
_PHRASE = lazy(r"(?: [a-z]+)? ([a-z]{4,})(?=[,.;:!?]| (?:who|which|that|in|on|at|for|of|to|and|or)\b)")
_FORMULA = lazy(r"([A-Z][A-Za-z]{0,2}[2-9])([a-z]{5,})[,.;:!?]?")  # the increase in CO2levels
_USUAL = 4.0  # on the Zipf scale: a word behind a formula
# Two words of the closed classes, met as one so often that lists hold it: ofthem, inthe
_JOINED = lazy(
    r"(of|to|in|on|at|by|for|from|with|and|as|is)(?:the|them|this|that|these|those|their|its|his|which|our|your)"
)
_CASE_SEAM = lazy(r"([a-z]{3,})([A-ZÀ-ÖØ-ÞĄ-Ž][^\W\d_A-Z]{2,})")
_BEFORE_NAME = frozenset(
    "first second third fourth fifth last with from between against before during without within that which when"
    " while because since until near behind towards".split()
)
_STATES = frozenset(["wasa", "hada"])
_PREFIXES = frozenset(["re", "un", "dis", "mis", "pre"])
_LOWER = lazy(r"[a-z]+")
_BEFORE = lazy(r"(?<![\w'’-])([a-z]+) $")
_AFTER = lazy(r" ([a-z]+)(?![\w'’-])")
_REACH = 30  # code points back to the word before


def glued(document: DocumentWords, rare: str, own: Sequence[frozenset[str]]) -> Iterator[tuple[str, int]]:
    """Yield the words to be cut, and where. `own`: the closed classes, what makes compounds before and behind."""
    closed = own[0] | document.closed | frozenset(settings("en")["function_words"])
    for token in sorted(set(rare.split("\n"))):
        if formula := _FORMULA.fullmatch(token):
            if document.zipf(formula[2]) >= _USUAL:
                yield formula.group(1) + formula.group(2), formula.end(1)
            continue
        if token in _STATES:  # it wasa ritual
            yield token, 3
            continue
        word = token.strip("“”\"‘’'()[]«»,;:.!?…")
        if (seam := _CASE_SEAM.fullmatch(word)) and _parts_at_capital(document, seam[1], seam[2]):
            yield word, seam.end(1)
            continue
        name = word[:1].isupper() and _LOWER.fullmatch(word[1:])
        if len(word) < 4 or not (name or _LOWER.fullmatch(word)) or _is_foreign(word):
            continue
        if joined := _JOINED.fullmatch(word):
            yield word, joined.end(1)
            continue
        if usual := document.zipf(word.lower()):
            if not name and usual < _MISTYPED:
                yield from ((word, cut) for cut in _known_pair(document, word, closed))
            if not name and word[0] == "a" and usual < _SLIP and usual + _FAR_RARER < document.zipf(word[1:]):
                yield from ((word, 1) for _ in range(_parts(document, "a", word[1:], closed, own)))
            continue
        if name:  # came from Franceon purpose
            cuts = [cut for cut in range(_NAME, len(word) - 1) if word[cut:] in closed and word[cut:] != "or"]
            if len(cuts) == 1 and document.zipf(word[: cuts[0]].lower()) >= _PART_SHORT:
                yield word, cuts[0]
            continue
        cuts = [cut for cut in range(1, len(word) - 1) if _parts(document, word[:cut], word[cut:], closed, own)]
        if len(cuts) == 1:
            yield word, cuts[0]


def _parts_at_capital(document: DocumentWords, first: str, second: str) -> bool:
    """Is what stands before a capital a word that makes no names? # addsRejent; the firstNight of Reading"""
    if first in settings("en")["reporting"] or first in settings("en")["attributing"]:
        return True
    return first in _BEFORE_NAME and (document.holds(second) or document.zipf(second.lower()) >= _PART)


def needs_article(word: str, document: DocumentWords, start: int) -> bool:
    """Does an article fit where `a` stands glued to a word, in small letters?

    A word that says `not` by its letter (`asocial`, `amoral`) is one, unless a noun of somebody follows that never
    stands without its article: I don’t have asocial media manager.
    """
    before, end = document.before(start), start + len(word)
    if before.lower() in settings("en")["determiners"] or document.zipf(before.lower()) == 0:
        return False
    if not document.zipf(word) or not word.endswith(_PRIVATIVE):
        return True
    phrase = _PHRASE.match(document.view, end)
    return phrase is not None and phrase[1] is not None and phrase[1].endswith(_SOMEBODY)


def _known_pair(document: DocumentWords, word: str, closed: frozenset[str]) -> list[int]:
    """Where a word that is hardly met falls into two of the closed classes, in one way. # asks ifone may fall"""
    cuts = [
        cut
        for cut in range(2, len(word) - 1)
        if {word[:cut], word[cut:]} <= closed and min(document.zipf(word[:cut]), document.zipf(word[cut:])) >= _EVERYDAY
    ]
    return cuts if len(cuts) == 1 else []


def _parts(
    document: DocumentWords, first: str, second: str, closed: frozenset[str], own: Sequence[frozenset[str]]
) -> bool:
    """May two words stand side by side in one?"""
    if len(first) == 1:
        least = _PART_LETTER if second[-1] != "s" and len(second) > _BEHIND_A else _PAIR  # replace areservoir
        least = least if len(second) >= _BEHIND_A else _EVERYDAY  # it was ahuge nuisance
        return first == "a" and len(second) >= _OPEN and document.zipf(second) >= least
    if second in ("or", "us"):
        return False  # the ending of a Spanish verb, or of a learned word: indicatedor, the Malayalam chillus
    led, ends = first in closed, second in closed
    if led and ends:
        return True
    if led or ends:
        small, other = (first, second) if led else (second, first)
        least = _PART_LONG if len(small) > 2 and len(other) > _NAME else _PART if len(small) > 2 else _PART_SHORT
        least -= _HALF if len(small) == 2 and ends and len(other) >= _OPEN else 0.0  # pierto the school
        least -= _HALF if led and len(small) == 2 and len(other) > _OPEN else 0.0  # stopped atmetre 311
        if led and first in _NUMERALS and not second.endswith("s"):
            return False  # a twentydollar piece, a fivemile walk
        long = len(other) >= _OPEN or document.zipf(other) >= (_BEHIND_THE if first == "the" else _EVERYDAY)
        return long and document.zipf(other) >= least and not (led and first in own[1])
    if first.endswith(_ADJECTIVAL) and len(first) > _NAME and len(second) > _OPEN:  # the municipalslaughterhouse
        return document.zipf(first) >= _PART and document.zipf(second) >= _PART_LONG
    long = min(len(first), len(second)) >= _OPEN
    common = long and min(document.zipf(first), document.zipf(second)) >= _PAIR
    return common and first not in own[1] and second not in own[2] and _no_compound(first, second)


def _no_compound(first: str, second: str) -> bool:
    """Is one of two words a verb, a figure or a long adjective? Two nouns are made one as one goes: bellpull."""
    told = settings("en")
    verbs = {*told["finite"], *told["reporting"], *_VERBS}
    acts = first in verbs or first.endswith("ed") or second.endswith("ed") or second in verbs
    return acts or second in _NUMERALS or len(first) >= _ADJECTIVE


def _is_foreign(word: str) -> bool:
    return any(word.lower() in common_words(language) for language in _SOURCES)


def parted(document: DocumentWords, rare: str) -> Iterator[tuple[int, int]]:
    """Yield the blanks inside words: before or behind a piece that is no word. # never looked do wn"""
    pieces = {t for t in (token.strip('“”",;:.!?…') for token in rare.split("\n")) if _LOWER.fullmatch(t)}
    known = all_words("en")
    rarities = {
        piece: rarity
        for piece in pieces
        if len(piece) > 1 and ((rarity := document.zipf(piece)) < _PIECE or piece in _PREFIXES)
    }
    found = document.places(rarities) if rarities else {}
    for at, piece in sorted((at, piece) for piece, places in found.items() for at in places):
        end = at + len(piece)
        if not document.view.startswith(piece, at) or not document.whole(at, end):
            continue
        none = not rarities[piece] and len(piece) >= _OPEN  # 11 times, e venly
        least = _MADE_OF_NONE if none else max(_MADE, rarities[piece] + _APART)
        after = _AFTER.match(document.view, end)
        prefixed = piece in _PREFIXES and after is not None and after.group(1).endswith("ed")
        if prefixed and after and known.get(piece + after.group(1), 0.0) >= _PIECE:  # may be re moved
            yield end, end + 1
            continue
        before, after = _BEFORE.search(document.view, max(0, at - _REACH), at), _AFTER.match(document.view, end)
        if before and known.get(before.group(1) + piece, 0.0) >= least:
            yield at - 1, at
        elif after and known.get(piece + after.group(1), 0.0) >= least:
            yield end, end + 1
