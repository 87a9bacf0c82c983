"""Which language a document was translated from, decided once from all that it left behind.

Evidence are the words and acronyms of a source language that stand between words of the target language, and the
letters and particles of the names. One word alone is not enough unless it is a long one; the longer a text, the more
it takes: a novel quotes, an article translated by machine leaves a word in every other paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner.lazy import lazy
from cleaner.presence import Scanner
from cleaner.residue.neighbours import (
    CASELESS,
    FIGURE,
    NAME,
    OWN,
    Ear,
    Place,
    conjoins,
    ear,
    governs,
    names_a_thing,
    place,
    set_off,
)
from cleaner.residue.rates import rated
from cleaner.residue.spoken import quoted, spoken_of
from cleaner.residue.tables import load, look_up
from cleaner.text import Text
from cleaner.vocabulary import common_words

Telling = tuple[tuple[str, tuple[str, ...]], ...]
Hit = tuple[int, int, str, tuple[str, ...]]  # start, end, the word, its languages

_HAN = "\u2e80"  # from here on, words stand without blanks
_SAMPLE = 20_000  # code points of names read
_ENOUGH = 2.0
_LEAST = 0.75  # an acronym of three letters
_SURE = 2.5
_MENDED = 0.75  # what the seams of a translation say, whatever the language
_AT_HOME = 2.0  # names that speak so clearly let one acronym be enough
_NATIVE = 3.0  # how common a name is where it is at home, on the Zipf scale
_UNLISTED = 2.3  # what the short lists, fast to read, do not hold may be nearly as common elsewhere
_LEAD = 0.8  # by how much it has to be more common there than in the target language
_NAMES = 300  # names looked up
# What was mended in a text tells where it comes from: these marks and figures are the way of a few languages.
SIGNS = {
    **dict.fromkeys(
        ("punctuation/wide-mark", "encoding/full-width-figure", "numbers/myriad", "numbers/yen"), ("ja", "zh")
    ),
    **dict.fromkeys(("punctuation/arabic-mark", "numbers/eastern-digit"), ("ar",)),
    "punctuation/spanish-opener": ("es",),
    "numbers/hour-word": ("de", "nl"),
    "numbers/dash-cents": ("de", "nl"),
    "quotes/typed": ("nl", "pl", "de"),
    "numbers/clock": ("fr", "pt"),
    "numbers/percent-first": ("tr", "ar"),
}
_SIGN = 0.75
_TAXES = frozenset(["IVA", "TVA", "KDV"])  # which English keeps, of goods sold there
_SPREAD = 30_000  # code points of a long text that take another point of evidence
_ARTICLE = 6_000  # code points of a text that is not long
_LAST = re.compile(r"(?:\b([A-Z]\w+)|[a-z]) $")
_NAME = 40  # code points
_SINCE = frozenset("in since until till by from before after of last next this".split())
_WHOLE = 4  # letters: a word that is looked for also before a mark
_QUOTATION = 80  # code points looked at on either side for its marks
_OPENERS = '„“”"«»'
_CLOSER = re.compile('[”“"»«]')
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z]\b")


@dataclass(frozen=True)
class Source:
    """The languages a document may have been translated from, the likeliest first; `sure` if one leads clearly,
    `often` if several of its words were left behind, as by no writer who borrows one.
    """

    plausible: tuple[str, ...]
    sure: bool
    often: bool = False

    def __bool__(self) -> bool:
        return bool(self.plausible)

    def replacement(self, target: str, name: str, word: str) -> str | None:
        """What a word of this table is in the target language: what the likeliest source says that has the word.

        None where sources that are as likely say different things.
        """
        found = [look_up(load(source, target).table(name), word) for source in self.plausible]
        told = {new for new in found if new is not None}
        if not told or (found[0] is None and not self.sure):
            return told.pop() if len(told) == 1 and found[0] is not None else None
        return found[0] if len(told) == 1 or (self.sure and found[0] is not None) else None


NONE = Source((), False)
DECIDED = "source language"  # the key of `Text.memo` under which the residue pass keeps the source


@lru_cache(maxsize=8)
def _scanner(telling: Telling) -> tuple[Scanner, list[tuple[str, tuple[str, ...]]]]:
    """The scanner for all telling words, and for each of its literals the word and its languages."""
    languages: dict[str, tuple[str, ...]] = {}
    for source, words in telling:
        for word in words:
            languages[word] = (*languages.get(word, ()), source)
    entries: list[tuple[str, tuple[str, ...]]] = []
    literals: list[str] = []
    for word, codes in languages.items():
        literals.append(_literal(word))
        entries.append((word, codes))
    return Scanner(literals), entries


@lru_cache(maxsize=8)
def _longer(telling: Telling) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The entries that begin with another one, by that one, in a script without blanks."""
    entries = [entry for entry in _scanner(telling)[1] if entry[0] >= _HAN]
    known = {word for word, _ in entries}
    out: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for entry in entries:
        for length in range(1, len(entry[0])):
            if entry[0][:length] in known:
                out.setdefault(entry[0][:length], []).append(entry)
    return out


def _literal(word: str) -> str:
    """Short words stand between blanks; `Ma`, which starts a sentence, before one; acronyms beside marks too.

    After a bar stands what has to follow: `par| minute`.
    """
    if "|" in word:
        return " " + word.replace("|", "")
    if word.isascii() and (word.islower() or len(word) == 1):
        return f" {word} " if len(word) < _WHOLE else f" {word}"  # on 13 kwietnia; the answer
    return f"{word} " if word.istitle() else word


def hits(text: Text, telling: Telling) -> list[Hit]:
    """Return the telling words that stand alone. One scan of the text."""
    view = text.view
    scanner, entries = _scanner(telling)
    out: list[Hit] = []
    for which, start, end in scanner.hits(text.raw, overlapping=True):  # maar begins maart
        word, codes = entries[which]
        start += view[start] == " "
        end -= view[end - 1] == " "
        follows = _holds(word, view[end : end + 1]) and view[end - 1] not in '“"'
        glued = follows or _holds(word, view[start - 1 : start])
        if word in ERAS and ERA.search(view, max(0, start - 12), start):
            continue
        if word >= _HAN:  # 但是, of which the scan tells 但
            word, codes = max(
                (entry for entry in _longer(telling).get(word, ()) if view.startswith(entry[0], start)),
                key=lambda entry: len(entry[0]),
                default=(word, codes),
            )
            end = start + len(word)
        if not glued or codes == ("",) or word >= _HAN:
            word, _, wanted = word.partition("|")
            out.append((start, end - len(wanted), word, codes))
    return out


# What stands behind a year or a century and is no acronym of the source there: in the 3rd century BCE
ERAS = frozenset(["BCE", "CE"])
ERA = lazy(r"(?:\d|centur(?:y|ies)|millenni(?:um|a)|years?)[ \u00a0]\Z")


def _holds(word: str, beside: str) -> bool:
    """Is the word a part of another with this character beside it? Arabic is glued to figures: # و300"""
    return beside.isalnum() and (word < CASELESS or not beside.isascii())


def decide(view: str, found: Sequence[Hit], target: str, mended: bool = False, rules: Iterable[str] = ()) -> Source:
    """Return the source languages that the telling words found, and the names, speak for.

    mended: the document shows where the pieces of a translation meet, so that it is asked only which language it was.
    rules: those that mended something in the document.
    """
    found = _distinct(view, found)
    hoped: dict[str, float] = {}
    for _, _, word, codes in found:
        for source in codes:
            hoped[source] = hoped.get(source, 0.0) + _weight(word, load(source, target).latin)
    if max(hoped.values(), default=0.0) < _LEAST:
        return NONE  # whatever the names say
    names = _names(view[:_SAMPLE], list(hoped), target)
    for code in {code for rule in rules for code in SIGNS.get(rule, ()) if code in names}:
        names[code] += _SIGN
    beyond = max(0, len(view) - _ARTICLE) / _SPREAD - (_MENDED if mended else 0.0)
    least = 1.0 - (_MENDED if mended else 0.0)
    hopeful = {source for source in hoped if hoped[source] + names[source] >= _enough(source, target) + beyond}
    if not hopeful:
        return NONE
    scores: dict[str, float] = {}
    words: dict[str, set[str]] = {}
    heard: Counter[str] = Counter()  # places
    stands: set[str] = set()  # languages one of whose acronyms follows an article
    for start, end, word, codes in found:
        for source in codes:
            weight = _heard(view, start, end, word, source, target)
            # One word that is spoken of says nothing against the others, where the damage says enough for them.
            scores[source] = scores.get(source, 0.0) + (max(weight, 0.0) if mended else weight)
            if weight > 0:
                words.setdefault(source, set()).add(word)
                heard[source] += 1
                if len(word) > 1 and word.isupper() and word not in _TAXES and _articled(view, start):
                    stands.add(source)
    if max(scores.values()) < _LEAST:
        return NONE
    scores = {
        source: score + names[source]
        for source, score in scores.items()
        if source in hopeful
        if (score >= least and (mended or _vouched(words[source], heard[source], names[source], source, target)))
        or (score >= _LEAST and mended and names[source] >= _AT_HOME and source in stands)
    }
    best = max(scores, key=lambda source: (scores[source], source), default=None)
    if best is None or scores[best] < _enough(best, target) + beyond:
        return NONE
    plausible = sorted((s for s in scores if scores[s] >= scores[best] - 0.75), key=lambda s: (-scores[s], s))
    sure = scores[best] >= _SURE - (_MENDED if mended else 0.0) and len(plausible) == 1
    often = mended or (len(words[best]) > 1 and any(not word.isupper() for word in words[best]))
    return Source(tuple(plausible), sure, often)


def _vouched(words: set[str], places: int, names: float, source: str, target: str) -> bool:
    """Do the names, or else the words alone, say enough?

    Words that the target language has too decide nothing: dialects of English write `en` for `and`. A letter of
    another script in two sentences is no slip.
    """
    tables = load(source, target)
    telling = words.difference(tables.names("shared"))
    clear = _clear(telling, tables.latin) or (places > 1 and not tables.latin)
    return bool(telling) and (names > 0 or clear)


def _articled(view: str, start: int) -> bool:
    return view[max(0, start - 5) : start].lower().endswith((" the ", "\nthe ", "“the ")) or start == 4


def _clear(words: set[str], latin: bool) -> bool:
    """Do these words say enough without names?

    One short word may be a dialect's (`she en I`) or the name of a thing, a short acronym mean something else.
    """
    if not latin:
        return len(words) > 1 or any(len(word) > 1 for word in words)
    plain = {word for word in words if len(word) == 1 or len(word) > 3 or not word.isupper()}
    return len(plain) > 1 or any(len(word) > 2 for word in plain)


def _enough(source: str, target: str) -> float:
    return _ENOUGH if load(source, target).latin else 1.5


def _distinct(view: str, found: Sequence[Hit]) -> list[Hit]:
    """The hits without those that say nothing new: an acronym again, a phrase the text uses (`et seq.`)."""
    seen: set[str] = set()
    out: list[Hit] = []
    for hit in found:
        after = "" if len(hit[2]) > 1 and hit[2].isupper() else view[hit[1] : hit[1] + 24].split(" ", 2)[1:2]
        phrase = f"{hit[2]} {after}"
        if phrase not in seen:
            seen.add(phrase)
            out.append(hit)
    return out


def _weight(word: str, latin: bool) -> float:
    """How much a word says at best."""
    if not latin:
        return 2.0
    if len(word) > 1 and word.isupper():
        return 0.75 if len(word) < 4 else 1.5
    return (1.0, 1.5, 2.0)[min(len(word), 3) - 1]


def _heard(view: str, start: int, end: int, word: str, source: str, target: str) -> float:
    """How much a word says where it stands."""
    tables = load(source, target)
    beside = place(view, start, end, tables.caseless)
    listener = ear(source, target, tables.latin)
    if spoken_of(beside, tables.latin, target):
        return -1.5
    in_passage = quoted(beside, listener, tables.entries)
    if not tables.latin:
        if in_passage:
            return 0.0
        return 2.0 if beside.left and listener.kind(beside.left[0]) == FIGURE else 1.5
    weight = _weight(word, True)
    figure = bool(beside.left) and listener.kind(beside.left[0]) == FIGURE
    counted = figure and not in_passage and any(word in tables.table(name) for name in ("units", "months", "dated"))
    if not (counted or in_passage) and word in tables.table("units"):
        counted = listener.before(beside)[:1] == [FIGURE]  # 187.4 mln zł
    if word in tables.table("months") and not in_passage and beside.left and beside.left[0].lower() in _SINCE:
        counted = True  # the frost will last until lutego
    counted = counted or (word in tables.table("streets") and _names_a_street(beside, listener))
    if word in tables.table("abbreviations") or word in tables.table("notes"):
        return 0.0 if in_passage else weight
    counted = counted or (word in tables.table("rates") and rated(beside))
    # a nuisance for een teacher who works at night
    if len(word) > 2 and word.islower() and word in tables.table("articles") and not in_passage:
        counted = counted or governs(beside, listener, word=word)
    if counted and in_quotation(view, start, end, listener):
        return 0.0
    if counted or (len(word) > 1 and word.isupper()) or conjoins(beside, listener, False, word):
        return weight
    if look_up(tables.table("connectors"), word) and set_off(beside, listener, word):
        return weight
    # x and y: a letter that stands where no conjunction can is a name for something
    return -1.0 if len(word) == 1 and names_a_thing(beside, listener) else 0.0


def in_quotation(view: str, start: int, end: int, listener: Ear) -> bool:
    """Does a word stand in quotation marks that hold no word of the target language?

    # a box whose lid reads „Herbata. 100 g netto. Cena 3,50 zł”
    """
    opener = max(view.rfind(mark, max(0, start - _QUOTATION), start) for mark in _OPENERS)
    closer = _CLOSER.search(view, end, end + _QUOTATION)
    if opener < 0 or closer is None:
        return False
    inside = view[opener + 1 : closer.start()]
    return "\n" not in inside and not any(listener.kind(word) == OWN for word in _WORD.findall(inside))


def _names_a_street(beside: Place, listener: Ear) -> bool:
    right = beside.right[1:] if beside.right[:1] == (".",) else beside.right
    return bool(beside.left and right) and listener.kind(beside.left[0]) == OWN and listener.kind(right[0]) == NAME


def _names(view: str, sources: Sequence[str], target: str) -> dict[str, float]:
    """How much the names speak for each language: letters it has, above all alone, and particles between names."""
    capitals = set(_CAPITAL.findall(view))
    letters = {source: set("".join(load(source, target).names("letters"))) for source in sources}
    native = _native(sorted(capitals)[:_NAMES], sources, target)
    out: dict[str, float] = {}
    for source in sources:
        mine = [set(name) for name in capitals if not letters[source].isdisjoint(name)]
        others = set().union(*(letters[other] for other in sources if other != source))
        weight = 0.5 * len(mine) + 0.25 * len(native[source])
        particles = [particle for particle in load(source, target).names("particles") if f"{particle} " in view]
        if particles:
            between = re.finditer(rf"(?:{'|'.join(map(re.escape, particles))}) [A-Z]\w+", view)
            led = ((_LAST.search(view, max(0, m.start() - _NAME), m.start()), m.group()) for m in between)
            named = {(name.group(1), rest) for name, rest in led if name and (name.group(1) or rest[0].isupper())}
            weight += 0.5 * len(named)
        alone = 0.5 * sum(1 for name in mine if name & letters[source] - others) + 0.25 * len(native[source])
        out[source] = min(1.5, weight) + min(1.0, alone)
    return out


def _native(names: Sequence[str], sources: Sequence[str], target: str) -> dict[str, set[str]]:
    """The names that are at home in one of the languages: often written there, seldom elsewhere. # Giuseppe, Jeroen"""
    out: dict[str, set[str]] = {source: set() for source in sources}
    latin = [source for source in sources if load(source, target).latin]
    listed = {source: common_words(source) for source in latin}
    here = common_words(target)
    for name in names if latin else ():
        word = name.lower()
        usual = [words.get(word, _UNLISTED) for words in listed.values()]
        best = max(usual)
        if best >= _NATIVE and best >= here.get(word, _UNLISTED) + _LEAD:
            rivals = [figure for figure in usual if figure > best - 0.5]
            if len(rivals) == 1:
                out[latin[usual.index(best)]].add(name)
    return out


def telling_words(lists: Mapping[str, tuple[str, ...]], target: str) -> Telling:
    """Return the telling words of every source: those of its list, whose name is its code, and of its tables."""
    return tuple(
        (code, tuple(dict.fromkeys((*words, *(load(code, target).telling if "en" in (code, target) else ())))))
        for code, words in sorted(lists.items())
        if len(code) == 2
    )
