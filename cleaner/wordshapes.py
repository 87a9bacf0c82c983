"""Seams that the shape of a word shows: a capital, a stop or a figure inside it, a hyphen at its end.

Only what no list of the language holds is cut, where both sides are words: see `cleaner.passes.words`, which asks here
and says what is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.vocabulary import DocumentWords
from cleaner.wordclasses import HEAD, LOW, MISTYPED, PART, PART_AHEAD, PART_LETTER, SURE, TAIL, Classes, Seam

_UP = "[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ]"
_CASE_SEAM = lazy(HEAD + r"([^\W\d_]" + LOW + "{1,19}" + _UP + LOW + "{1,19})" + TAIL, re.MULTILINE)
_LETTER_SEAM = lazy(HEAD + "([^\\W\\d_]" + LOW + "{2,19}" + _UP + ")$", re.MULTILINE)
_STOP_SEAM = lazy(HEAD + r"([^\W\d_]" + LOW + "{2,19}[.!?]" + _UP + LOW + "{0,19})" + TAIL, re.MULTILINE)
_MARK_SEAM = lazy(
    HEAD + r"((?:[^\W\d_]{1,6}['’])?+[^\W\d_]" + LOW + "{1,23}[,;:]" + LOW + "{1,19}(?:['’]" + LOW + "+)?)" + TAIL,
    re.MULTILINE,
)
# подтвердили находку,Но просят
_COMMA_SEAM = lazy(HEAD + "([^\\W\\d_]" + LOW + "{2,19}," + _UP + LOW + "{0,9})$", re.MULTILINE)
_INSIDE = lazy(r"[,;:](?=[^\W\d_])")
_FIGURE_SEAM = lazy(HEAD + r"(\d[\d.,]*%?" + LOW + "{2,9})" + TAIL, re.MULTILINE)
_FIGURE_CASE = lazy(HEAD + r"((?:\d{2,4}|\d{1,3}[-–:]\d{1,3})" + _UP + LOW + "{0,6})" + TAIL, re.MULTILINE)
_HYPHEN = lazy(HEAD + "(" + LOW + "{2,15})-$", re.MULTILINE)
_NOUN_HYPHEN = lazy(HEAD + "([^\\W\\d_]" + LOW + "{2,15})-$", re.MULTILINE)  # ist von Beruf Zahn- arzt
# What all of these stand in, one look at the many words with a comma behind them: a capital, figure or hyphen
# behind what it seldom follows, the rare character first.
_ODD = lazy(
    r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ\d%-](?:(?<=[^\d%-])(?:(?<=[^\W\d_A-ZА-ЯІЇЄ].)|(?<=[^\W\d_A-ZА-ЯІЇЄ][,.!?].))"
    r"|(?<=\d)[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ]|(?<=[\d%])[a-z]{2}|(?<=[^\W\d_A-Z]-)$)"
)
_SEAM = lazy(rf"[.!?]|(?={_UP})")
_REST = lazy("([ \n])(" + LOW + "{2,15})(?![\\w-])")
_ELIDED_SEAM = lazy(
    HEAD + "([^\\W\\d_]" + LOW + "{1,19}" + _UP + LOW + "{0,3}['’]" + LOW + "{1,19})" + TAIL, re.MULTILINE
)  # il vuoto in una stazioneC’è solo alle tre
_JOINED_SEAM = lazy(HEAD + "([^\\W\\d_A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ]" + _UP + LOW + "{2,19})" + TAIL, re.MULTILINE)
_SHORT_SEAM = lazy(HEAD + "([^\\W\\d_]" + LOW + "{1,19}" + _UP + ")$", re.MULTILINE)
_REST_OF_SENTENCE = lazy(r"[^.!?…\n]{0,40}(?=[.!?…])")
_TOO_FEW = 3  # words to the end of a sentence that make none
_FIRST, _SURELY = 4, 6  # letters of a word before a seam
_UNITS = frozenset(["kg", "km", "cm", "mm", "ha", "ml"])
_EVERYDAY = 5.0  # on the Zipf scale: a shorter one
_OPENING = 4.8  # on the Zipf scale: a word that opens a sentence
_WHOLE = 3.0  # the same for what two pieces make
_PIECE = 3.0  # below it a piece is no word
_SYLLABLE = 4  # letters: a shorter piece with a hyphen may be a prefix that is spoken of
_LONG_LINE = 120  # code points: no wrapped line is longer
_SUBJECTS = frozenset(["The", "It", "He", "She", "They", "We", "This", "There", "But", "And", "His", "Her", "Their"])
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December".split()
)
_RUN = 60  # code points looked back for the start of a sentence
_ASIDE = lazy(r" [–—] [^\W\dA-ZÀ-ÖØ-Þ_][^\n–—]{2,40} [–—] ")
_SENTENCE = 6  # words before a stop that make it the end of a sentence
MET = 1.8  # on the Zipf scale: a word that is none by mistake
_SLIPS = 3  # words run together at a mark: who does it oftener types so


def find(document: DocumentWords, classes: Classes, rare: str, translated: bool) -> Iterator[Seam]:
    """Yield every word of an odd shape that may be two; `rare` are the words that are none of the common ones.

    translated: the page is not English, and known to be translated by machine.
    """
    odd = "\n".join([word for word in rare.split("\n") if _ODD.search(word)])
    if translated:
        yield from _translated_seams(document, classes, odd)
    if document.language != "en":
        yield from _mark_seams(document, rare, translated)
    yield from _case_seams(document, classes, odd)
    yield from _stop_seams(document, odd)
    yield from _figure_seams(document, classes, odd, translated)
    yield from _letter_seams(document, classes, odd, translated)
    yield from _hyphens(document, odd)


def _case_seams(document: DocumentWords, classes: Classes, odd: str) -> Iterator[Seam]:
    """A word with a capital in it: a word, and one that opens a sentence, or an article and a name of the document.

    # the question of securityBut the minister; on FridayThe talks ended; theKremlin said. Not iPhone, JavaScript.
    """
    for word in sorted(set(_CASE_SEAM.findall(odd))):
        cut = next(_SEAM.finditer(word, 1)).start()
        first, second, joins = word[:cut], word[cut:], False
        if second in _CALENDAR and document.language == "en" and first in classes.closed | classes.articles:
            sound = True  # won onFriday the third edition
        elif first in classes.articles:
            sound = len(second) >= 4 and document.holds(second)
        elif second.lower() in classes.starters and not (document.codes and second.lower() in classes.determiners):
            ties = second.lower() in settings(document.language).get("conjunctions", ()) and not document.codes
            joins = ties and len(second) > 1 and document.language != "en"
            noun = bool(settings(document.language).get("noun_capitals"))
            least = SURE if not (first.islower() or (noun and ties)) else PART if ties else PART_AHEAD
            sound = len(first) >= 4 and document.zipf(first.lower()) >= least
        else:
            sound = False
        if sound and document.zipf(word.lower()) < MISTYPED:
            # levý a pravýNebo Lojza a Pepa: later the capital of a name would hide that it joins
            lower = _before_name(document, word) if joins else None
            yield Seam("words/case-seam", word, cut, _seam_fits(document, word), lower=lower)


def _before_name(document: DocumentWords, word: str) -> Callable[[int], bool]:
    return lambda start: document.after(start + len(word))[:1].isupper()


def _translated_seams(document: DocumentWords, classes: Classes, odd: str) -> Iterator[Seam]:
    """A word with the capital of a piece of its own in it, where no writer made one: any word of a closed class.

    # Von der MeldungBis zum Abflug; subiu umE ninguém. The capital goes where the word carries a sentence on, or where
    too little follows for a sentence.
    """
    told = settings(document.language)
    closed = classes.closed.union(
        classes.starters, classes.letters, classes.indefinite, *map(told.get, ("function_words", "joining"), ((), ()))
    )
    carrying = frozenset((*told.get("joining", ()), *told.get("conjunctions", ()), *classes.letters))
    elided = frozenset(told.get("elisions", ()))
    for word in sorted(
        {*_CASE_SEAM.findall(odd), *_SHORT_SEAM.findall(odd), *(_ELIDED_SEAM.findall(odd) if elided else ())}
    ):
        cut = next(_SEAM.finditer(word, 1)).start()
        first, second = word[:cut], word[cut:].lower()
        least = PART_LETTER if cut >= _SURELY else PART if cut >= _FIRST else _EVERYDAY
        known = (
            second in closed or second.replace("’", "'").partition("'")[0] in elided or _is_native(document, word, cut)
        )
        if second in carrying and len(second) > 1 and _is_name(document, first):
            least = MISTYPED  # opende met BuxtehudeEn sloot af
        bent = second in carrying and first.islower() and len(first) > _SURELY and commonness(first, "en") < MET
        told_in = first in _UNITS and second in carrying  # o váze 2,3 kgA nechal si ho vyfotit
        if not known or not (bent or told_in or document.zipf(first.lower()) >= least):
            continue
        if len(second) == 1 and second.upper() not in classes.letters and second not in carrying:
            continue

        def lower(start: int, end: int = len(word), carries: bool = second in carrying) -> bool:
            rest = _REST_OF_SENTENCE.match(document.view, start + end)
            return carries or (rest is not None and rest.group().count(" ") <= _TOO_FEW)

        if first not in classes.labels:
            yield Seam("words/case-seam", word, cut, _seam_fits(document, word), lower=lower)
    for word in sorted(set(_JOINED_SEAM.findall(odd))):  # sporca meno eQualche volta torna; not: eBay, iPod
        ties = word[0] in told.get("conjunctions", ()) and word[1:].lower() in closed
        if ties and not commonness(word.lower(), "en"):
            yield Seam("words/case-seam", word, 1, _seam_fits(document, word), lower=lambda start: True)
    for word in sorted(set(_COMMA_SEAM.findall(odd))):
        cut = word.index(",") + 1
        if word[cut:].lower() in carrying and word[0].islower():
            yield Seam("words/case-seam", word, cut, _seam_fits(document, word), lower=lambda start: True)


def _mark_seams(document: DocumentWords, rare: str, translated: bool) -> Iterator[Seam]:
    """A comma, semicolon or colon that lost the space behind it, before a word of a closed class.

    # 50 gramos de masa,en un bote; отказалась, узнав,что. In a page known to be translated before any common word, and
    behind a colon: No es un error:es un inquilino. Not: eins,zwei,drei; std:map; the fields of a text with code.
    """
    told = settings(document.language)
    closed = document.closed.union(
        *(told.get(key, ()) for key in ("function_words", "joining", "conjunctions", "subjects"))
    )
    elided = frozenset(told.get("elisions", ()))
    words = sorted(set(_MARK_SEAM.findall("\n".join(filter(_INSIDE.search, rare.split("\n"))))))
    if len(words) > _SLIPS and not translated:
        return
    for word in words:
        cut = next(_INSIDE.finditer(word)).end()
        first, second = word[: cut - 1].replace("’", "'").rpartition("'")[2].lower(), word[cut:].replace("’", "'")
        head, apostrophe, rest = second.partition("'")
        second = head if apostrophe and head not in elided else rest or head
        ties = second in closed or (apostrophe and head in elided)
        known = first in closed or document.zipf(first) >= (MET if ties else PART_LETTER if translated else PART)
        known = known or (
            translated and ties and len(second) > 2 and word[: cut - 1].islower()
        )  # o ztracené kozě,který
        if known and ((ties and word[cut - 1] == ",") or (translated and document.zipf(second) >= PART)):
            yield Seam("words/after-mark", word, cut, _mark_fits(document, word, ties=ties and not document.codes))


def _mark_fits(document: DocumentWords, word: str, ties: bool) -> Callable[[int], bool]:
    """Does a sentence go on on both sides? ties: the word behind the mark tells so itself."""

    def fits(start: int) -> bool:
        after, before = document.after(start + len(word)), document.before(start)
        return before != "" and (after != "" or ties) and (ties or after.islower() or after.isdigit())

    return fits


def _is_name(document: DocumentWords, first: str) -> bool:
    """Is this a name, by its capital, that the language writes now and then, and no compound of two capitals?"""
    return len(first) > _FIRST and first.istitle() and commonness(first.lower(), "en") < SURE


def _is_native(document: DocumentWords, word: str, cut: int) -> bool:
    """Are both parts common words of the language, and less so in English, which names are made of?

    # choć na wyspie mieszkaZaledwie 180 osób; not PowerPoint, SmartHome
    """
    parts = word[:cut].lower(), word[cut:].lower()
    own = [document.zipf(part) for part in parts]
    return (
        word[:cut].islower()
        and min(map(len, parts)) >= _FIRST
        and min(own) >= PART
        and all(usual > commonness(part, "en") + 1 for usual, part in zip(own, parts, strict=True))
    )


def _seam_fits(document: DocumentWords, word: str) -> Callable[[int], bool]:
    def fits(start: int) -> bool:
        return document.after(start + len(word)) != "" and (word[0].islower() or document.before(start) != "")

    return fits


def _letter_fits(document: DocumentWords, word: str) -> Callable[[int], bool]:
    """As `_seam_fits`; an aside may stand behind the letter. # obsahuje příměs nikluA – světe, div se – kvasnice"""
    beside = _seam_fits(document, word)

    def fits(start: int) -> bool:
        return beside(start) or (word[0].islower() and _before_aside(document, word)(start))

    return fits


def _before_aside(document: DocumentWords, word: str) -> Callable[[int], bool]:
    return lambda start: _ASIDE.match(document.view, start + len(word)) is not None


def _letter_seams(document: DocumentWords, classes: Classes, odd: str, translated: bool) -> Iterator[Seam]:
    """A word of one letter that sticks to the word before it, with the capital of a piece of its own.

    # cambian de nombreY de bandera; cercavamo una perditaE abbiamo trovato un fiume. Not: la vitaminaE, OpenE.
    """
    for word in sorted(set(_LETTER_SEAM.findall(odd))):
        least = PART_LETTER if len(word) > 4 else PART_AHEAD if translated else SURE  # сім сілІ два броди
        if translated and _is_name(document, word[:-1]):
            least = MISTYPED  # z politechniki w TampereI z AGH
        plain = word[:-1].islower() or (translated and word[1:-1].islower())  # прочитала Жуля ВернаІ попросила ще
        # Ve dřevě zůstaly stopy tesliceA otisk: a language bends its words in more ways than its list holds
        bent = translated and word[:-1].islower() and len(word) > _SURELY and commonness(word[:-1], "en") < MET
        usual = bent or document.zipf(word[:-1].lower()) >= least
        known = plain and usual and word[:-1] not in classes.labels
        if known and word[-1] in classes.letters and not document.codes:
            # la Virtus CalveraE conquista: later the capital of the name would hide that it joins
            named = (lambda start: True) if translated and word[0].isupper() else _before_aside(document, word)
            yield Seam("words/letter-seam", word, len(word) - 1, _letter_fits(document, word), lower=named)


def _stop_seams(document: DocumentWords, odd: str) -> Iterator[Seam]:
    """A stop between two words: the end of a sentence and the start of the next.

    # Do it right now.Go to the window. Not System.Windows.Ink, nuget.org, U.S.Army, e.g.This.
    """
    told = settings(document.language)
    abbreviations = frozenset(told.get("abbreviations", ()))
    opening_words = document.closed
    if document.language != "en":
        opening_words = opening_words.union(told.get("function_words", ()), told.get("subjects", ()))
    words = sorted(set(_STOP_SEAM.findall(odd)))
    for word in words:
        cut = next(_SEAM.finditer(word, 1)).end()
        first, second = word[: cut - 1], word[cut:]
        if first.lower() in abbreviations or document.zipf(first.lower()) < PART:
            continue
        # In `catch queue.Full, and then logging.Filter` the capital is a member's; where there is one, a name's.
        closed = second.lower() in opening_words
        named = document.holds(first) or (document.zipf(first.lower()) >= SURE and not document.codes)
        noun = told.get("noun_capitals") and not document.codes and document.zipf(first.lower()) >= PART_AHEAD - 1
        opening = closed and bool(first.islower() or named or noun)
        other = first.islower() and not document.codes and len(words) == 1
        if opening or other:
            yield Seam("words/after-stop", word, cut, _stop_fits(document, word, second, opening))


def _stop_fits(document: DocumentWords, word: str, second: str, opening: bool) -> Callable[[int], bool]:
    nouns = bool(settings(document.language).get("noun_capitals"))
    articles = settings(document.language).get("articles", ())

    def fits(start: int) -> bool:
        after, before = document.after(start + len(word)), document.before(start)
        if not after or not (before.islower() or (nouns and before)):
            return False
        capital = word[0].isupper() and not document.opens(start)
        capital = capital and (word[: -len(second) - 1] not in _CALENDAR or document.codes)  # every Friday.For ten yen
        if capital and nouns:  # auf seine Unterlagen.Die Bestellung; not the class System.Die und
            return opening and (after[0].isupper() or second.lower() not in articles)
        if (capital or word.startswith(("this.", "self."))) and second not in _SUBJECTS:
            return False  # System.In and this.On name something
        common = document.zipf(second.lower()) > _OPENING and after in document.closed
        return opening or common or document.holds(second) or _long_run(document, start, word, after)

    return fits


def _long_run(document: DocumentWords, start: int, word: str, after: str) -> bool:
    """Does a long run of words end here in a very common one, and go on in small letters after the next?

    # bases for attacks.Selensky called on the officials
    """
    first = _SEAM.split(word)[0]
    led = document.view[max(0, start - _RUN) : start]
    run = led[max(led.rfind(mark) for mark in ".!?\n") + 1 :]
    return word[0].islower() and after.islower() and document.zipf(first) >= SURE and run.count(" ") >= _SENTENCE


def _figure_seams(document: DocumentWords, classes: Classes, odd: str, translated: bool) -> Iterator[Seam]:
    """A word of a closed class that sticks to a figure. # in 2021the fleet; by 40%and more"""
    for word in sorted(set(_FIGURE_SEAM.findall(odd))):
        cut = len(word) - len(word.lstrip("0123456789.,%"))
        if word[cut:] in classes.after_figure and cut >= 2:
            yield Seam("words/after-figure", word, cut, _seam_fits(document, "x" * len(word)))
    if not translated:
        return
    joining = settings(document.language).get("conjunctions", ())
    for word in sorted(set(_FIGURE_CASE.findall(odd))):  # uit 1911En heeft de familie nooit verloren
        cut = len(word) - len(word.lstrip("0123456789-–:"))  # perdia por 2-0E o guarda-redes pedia
        if word[cut:].lower() in joining:
            fits = _seam_fits(document, "x" * len(word))
            yield Seam("words/case-seam", word, cut, fits, lower=lambda start: True)


def _hyphens(document: DocumentWords, odd: str) -> Iterator[Seam]:
    """A hyphen before a space inside a word, where the line that ended there is gone. # the trans- lation

    Left alone: `long- and short-term`, and the hyphens of a text whose lines are wrapped.
    """
    shape = _NOUN_HYPHEN if settings(document.language).get("noun_capitals") else _HYPHEN
    for first in sorted(set(shape.findall(odd))):
        yield Seam("words/line-hyphen", first + "-", len(first), _hyphen_fits(document, first), often=True)


def _hyphen_fits(document: DocumentWords, first: str) -> Callable[[int], bool]:
    def fits(start: int) -> bool:
        end = start + len(first) + 1
        match = _REST.match(document.view, end)
        if match is None or (match.group(1) == "\n" and not _lone_break(document.view, end)):
            return False
        second = match.group(2)
        low = first.lower()
        if second in document.closed or document.zipf(low + second) < _WHOLE:
            return False
        pieces = min(document.zipf(low), document.zipf(second)) < _PIECE
        # A hyphen that is meant stands before a word of a closed class there: Zahn- und Augenärzte.
        least = PART if settings(document.language).get("noun_capitals") else PART_AHEAD
        return pieces or (
            len(first) >= _SYLLABLE and low not in document.closed and document.zipf(low + second) >= least
        )

    return fits


def _lone_break(view: str, at: int) -> bool:
    """Is this the only line break of its paragraph, and the line before it longer than any that is wrapped?"""
    start, stop = view.rfind("\n", 0, at) + 1, view.find("\n", at + 1)
    stop = len(view) if stop < 0 else stop
    alone = view[max(0, start - 2) : start] in ("", "\n\n") and view[stop : stop + 2] in ("", "\n", "\n\n")
    return alone and at - start > _LONG_LINE
