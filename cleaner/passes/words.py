"""Words (S): words glued where a tag was or a stop lost its space, words cut by the hyphen of a line that is gone.

A page is translated piece by piece; where a link or a bold word began or ended, the space is lost: `Russiato “one`,
`alreadyobliges them`, `the United Kingdomand the rights`, `in 2021the`. What is cut is always a word that no list
of the language holds and that the document writes once; on both sides of the cut stand words, and one of them is of a
closed class (an article, a preposition, an auxiliary, an adverb, a verb of saying) that fits what stands beside it.

Left alone: every word that any list holds, whatever it looks like (`Putin`, `therapist`, `whereof`); what the document
writes twice; names, unless their first part stands elsewhere in the document; hashtags, addresses, file names and all
else that is not a plain word between spaces; compounds of two words of open classes (`codebase`, `bikeshed`), which
are made as one goes, but for languages that make none; and lines that look like code or are no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleaner import pieces, runtogether, wordseams, wordshapes
from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.residue.glosses import is_gloss
from cleaner.text import Text
from cleaner.translated import is_translated
from cleaner.vocabulary import DocumentWords, common_words, mistyped
from cleaner.wordclasses import (
    HEAD,
    LOW,
    MISTYPED,
    PART,
    PART_AHEAD,
    PART_LETTER,
    SURE,
    TAIL,
    Classes,
    Seam,
    classes_of,
)

_OPENING, _CLOSING = frozenset("\"“«„‘'"), frozenset("\"”»“’'")
_DERIVED = lazy(r"(\w{4,}?)(?:ing|ed|er|ers|ly|able|ness)")
_PLAIN = lazy(HEAD + r"([^\W\d_]" + LOW + "{3,23})(?:['’]s)?" + TAIL, re.MULTILINE)
# The same behind an elided word: à l’issuede la réunion.
_ELIDED = lazy(HEAD + r"[^\W\d_]{1,6}['’]([^\W\d_]" + LOW + "{3,23})" + TAIL, re.MULTILINE)
_PART_RARE = 2.7  # on the Zipf scale: as PART, in a language that makes no compounds
_PART_ADVERB = 2.0  # as PART, after an adverb, which makes none
_BOTH_KNOWN = 7.0  # on the Zipf scale: the sum of two words of open classes
_RIVAL = 3.5  # the same for both words of another cut
_LONG_PART = 6  # letters of a word that a preposition may stick to
_OFTEN = 50  # times: what stands oftener is no slip
_PAIR = 5  # letters: two of a closed class that no list holds together
_ENDING = 4  # letters of an ending
_FREQUENT = 5.0  # on the Zipf scale: two such words are often mistyped as one
_CLAUSAL = frozenset(["if", "when", "where", "while", "because", "although", "who"])  # which a clause follows


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every word that was certainly two, and every two that were one."""
    classes = classes_of(context.pack)
    if classes is None or not common_words(text.language or ""):
        return
    document = DocumentWords(text, classes.closed)
    # The list of common words holds `ofthe`, since so many mistype it: that is rare too.
    rare = document.rare(classes.pairs)
    if "words/split-word" in context.pack.by_id:
        yield from pieces.find(text, document, rare)
    seams = [
        *_glued(document, classes, rare),
        *(_open_pairs(document, classes, rare) if is_translated(text) else ()),
        *wordshapes.find(document, classes, rare, translated=text.language != "en" and is_translated(text)),
    ]
    told = is_translated(text)
    if told and (classes.short_tails or classes.last_letters):
        seams += [
            Seam("words/glued", word, cut, _goes_on(document, word, cut))
            for word, cut in runtogether.glued(document, classes, rare)
        ]
        yield from (Fix("words/split-word", (Edit(a, b, ""),)) for a, b in runtogether.parted(document, classes))
    elif told and text.language == "en":
        seams += _translated_seams(document, classes, rare)
        yield from (Fix("words/parted", (Edit(a, b, ""),)) for a, b in wordseams.parted(document, rare))
    if not seams:
        return
    if text.language != "en":
        seams = [agreed for seam in seams for agreed in _by_number(document, classes, seam)]
    places = document.places({seam.word for seam in seams})
    for seam in seams:
        found = places.get(seam.word, [])
        if len(found) > (_OFTEN if seam.often else 1):
            continue
        for start in found:
            end = start + len(seam.word)
            as_it_is = text.view.startswith(seam.word, start) and document.whole(start, end)
            if as_it_is and not _is_quoted(text.view, start, end) and seam.fits(start) and document.prose(start, end):
                yield Fix(seam.rule, (_edit(text.view, seam, start, text.language == "en"),))


def _is_quoted(view: str, start: int, end: int) -> bool:
    """Does the word stand alone between marks, as one that is spoken of? # using "isnot" is the same"""
    return view[start - 1 : start] in _OPENING and view[end : end + 1] in _CLOSING


def _edit(view: str, seam: Seam, start: int, english: bool) -> Edit:
    """The space to set; where the word ends in a hyphen, the hyphen and the space to take; a word of the source that is
    glued to its translation. # I tell them quethat no
    """
    at = start + seam.cut
    if english and is_gloss(seam.word[: seam.cut], seam.word[seam.cut :]):
        return Edit(start, at, "")
    if seam.lower is not None and seam.lower(start):
        return Edit(at, at + 1, " " + view[at].lower())
    return Edit(at, at + 2, "") if view[at] == "-" else Edit(at, at, " ")


def _glued(document: DocumentWords, classes: Classes, rare: str) -> Iterator[Seam]:
    """Two words of which one is of a closed class, where no list holds the whole.

    # which must stillbe ratified; the United Kingdomand the rights; be prepared if Russiato “one more time
    """
    words = set(_PLAIN.findall(rare))
    if "elisions" in settings(document.language):
        words |= set(_ELIDED.findall(rare))
    lower = {word.lower() for word in words} - classes.words
    suspects = {
        form
        for rare_word in lower
        if rare_word not in document.common or rare_word in classes.pairs
        if (rare_word in classes.pairs and len(rare_word) >= _PAIR)
        or rare_word.endswith(classes.tails)
        or rare_word.startswith(classes.heads)
        for form in (rare_word, rare_word.capitalize())
    }
    for word in sorted(words & suspects):
        if word in classes.pairs:
            yield Seam("words/glued", word, classes.pairs[word], _pair_fits(document, classes, word), often=True)
        elif document.zipf(word.lower()) < MISTYPED:
            cuts = list(_cuts(document, classes, word))
            if len(cuts) == 1 and _certain(document, word.lower(), cuts[0]):
                yield Seam("words/glued", word, cuts[0], _word_fits(document, classes, word, cuts[0]))


def _translated_seams(document: DocumentWords, classes: Classes, rare: str) -> Iterator[Seam]:
    """What is more likely two words than a new one, in a page that is known to be translated. # believeit"""
    for word, cut in wordseams.glued(document, rare, classes.translated):
        first, second = word[:cut], word[cut:]

        def fits(start: int, first: str = first, second: str = second, end: int = len(word)) -> bool:
            led = first not in classes.determiners or document.before(start).lower() not in classes.bound
            led = led and (first != "a" or wordseams.needs_article(first + second, document, start))
            return led and (second not in classes.determiners or document.after(start + end) != "")

        yield Seam("words/glued", word, cut, fits)


def _goes_on(document: DocumentWords, word: str, cut: int) -> Callable[[int], bool]:
    """Does a sentence go on behind the word, and is it none that has a capital of its own?"""
    told = settings(document.language)
    nouns = bool(told.get("noun_capitals"))

    open_ends = pieces.OPEN <= cut <= len(word) - pieces.OPEN and word[cut:] not in document.closed
    open_ends = open_ends and document.zipf(word[:cut]) + document.zipf(word[cut:]) >= _BOTH_KNOWN

    def fits(start: int) -> bool:
        after = document.after(start + len(word))
        if nouns and word[0].isupper() and word[cut:] in told.get("finite", ()) and document.opens(start):
            return False  # Dahinterliegt ein See
        if open_ends and word.islower():
            return True  # Radnice navrhlakompromis: dvanáct míst za školou
        if cut == len(word) - 1 and not runtogether.leads(word[:cut], word[cut:], after, document):
            return False
        return after != "" and (nouns or word.islower() or document.opens(start))

    return fits


def _open_pairs(document: DocumentWords, classes: Classes, rare: str) -> Iterator[Seam]:
    """Two common words in one that no list holds, in a language that makes no compounds: servizidevono, altriutenti.

    Asked of pages that are known to be translated: elsewhere as many of them are words that no list holds
    (zakładaliście, lanciapietre). Left alone: what begins or ends like a word that is made of others (`metapaquete`,
    `giornalemente`).
    """
    if not classes.prefixes:
        return
    for word in sorted(set(_PLAIN.findall(rare))):
        if len(word) < pieces.OPEN + 4 or not word.islower() or word.endswith(classes.suffixes):
            continue
        cuts = [cut for cut in range(4, len(word) - 3) if pieces.is_pair(document, word[:cut], word[cut:])]
        if len(cuts) != 1 or word[: cuts[0]] in classes.prefixes or document.zipf(word):
            continue
        if not (pieces.is_foreign(document, word, cuts[0]) or mistyped(word, document.language)):
            yield Seam("words/glued", word, cuts[0], lambda start: True)


def _by_number(document: DocumentWords, classes: Classes, seam: Seam) -> Iterator[Seam]:
    """The cut that agrees with the article before, where an s may end one word or begin the next.

    # les habitantsont: habitants ont, not habitant sont. Without an article nothing tells.
    """
    word, cut = seam.word.lower(), seam.cut
    other = cut + 1 if word[cut] == "s" else cut - 1 if word[cut - 1] == "s" else 0
    first, second = word[:other], word[other:]
    known = frozenset(settings(document.language).get("function_words", ())) | document.closed
    if seam.rule != "words/glued" or second not in known or not document.zipf(first):
        yield seam
        return

    def fits(start: int, plural: bool) -> bool:
        led = document.before(start).lower()
        counted = led.isdigit() and (led != "1") == plural  # custam 3 eurose as crianças
        return counted or (led in classes.determiners and led.endswith(("s", "x")) == plural)

    yield seam._replace(fits=lambda start: fits(start, word[cut - 1] == "s") and seam.fits(start))
    yield seam._replace(cut=other, fits=lambda start: fits(start, word[other - 1] == "s"))


def _certain(document: DocumentWords, word: str, cut: int) -> bool:
    """Does no list hold the word, and no other cut give two words?

    What a list holds is left alone but for a mistyping of two very common words: `accordingto`.
    """
    if document.zipf(word) and min(document.zipf(word[:cut]), document.zipf(word[cut:])) < _FREQUENT:
        return False
    # A word the page's source left behind: `cantare`, `doctoris`.
    if any(word in common_words(language) for language in pieces.SOURCES):
        return False
    both = word[:cut] in document.closed and word[cut:] in document.closed
    if (
        document.language != "en"
        and not both
        and (mistyped(word, document.language) or _is_inflected(document, word, cut))
    ):
        return False
    if document.language == "en" and _is_derived(document, word):
        return False
    return not any(_rival(document, word, other) for other in range(1, len(word)) if other != cut)


def _is_inflected(document: DocumentWords, word: str, cut: int) -> bool:
    """Does a word of the language reach beyond the cut, with an ending behind it? # wykorzystała|by"""
    first = max(cut + 1, len(word) - _ENDING)
    return any(document.zipf(word[:end]) >= PART for end in range(first, len(word)))


def _is_derived(document: DocumentWords, word: str) -> bool:
    """Is this an English form of a rarer word that a list holds? # sousing, of souse"""
    match = _DERIVED.fullmatch(word)
    return match is not None and any(document.zipf(match.group(1) + end) > 0 for end in ("", "e"))


def _rival(document: DocumentWords, word: str, cut: int) -> bool:
    """Would two words stand here too? # thereproductive, areplacement"""
    first, second = word[:cut], word[cut:]
    if first not in document.closed and second not in document.closed:
        return False
    return document.zipf(first) >= _RIVAL and document.zipf(second) >= _RIVAL


def _cuts(document: DocumentWords, classes: Classes, word: str) -> Iterator[int]:
    """Where the word may be cut."""
    for cut in range(2, len(word) - 1):
        need = _needs(classes, word, cut)
        made = word[:cut] in classes.prefixes and word[:cut] not in classes.closed  # málo|kterou is a word
        # apesar de menosprezar|em: an ending reaches over the cut
        made = made or any(word.endswith(ending) for ending in classes.suffixes if len(ending) > len(word) - cut)
        if made or need is None or document.zipf(word[cut:].lower()) < need[1]:
            continue
        least = min(need[0], _PART_RARE) if classes.prefixes and word[cut:] in classes.behind else need[0]
        if document.zipf(word[:cut].lower()) >= least or (need[2] and document.holds(word[:cut])):
            yield cut


def _needs(classes: Classes, word: str, cut: int) -> tuple[float, float, bool] | None:
    """How common the two parts have to be, and whether a name of the document will do for the first.

    None where neither is of a closed class, or a part is too short to tell.
    """
    first, second = word[:cut].lower(), word[cut:].lower()
    name = word[0].isupper() and cut >= 4
    if first in classes.closed and second in classes.closed:
        long = len(word) >= _PAIR + (first != "and")  # andno, but nohow
        apart = long and word.islower() and first not in classes.compounding
        return (0.0, 0.0, False) if apart else None
    if second in classes.behind and cut >= (3 if len(second) > 3 or not classes.prefixes else 4):
        return PART, 0.0, name
    if second in classes.leaning and cut >= _LONG_PART:
        return PART_LETTER, 0.0, name
    if second in classes.leaning and cut >= 4:
        return PART_AHEAD, 0.0, name
    if second in classes.saying and cut >= 4:
        return PART_AHEAD, 0.0, name
    if first in classes.adverbs and len(second) >= 4:
        return 0.0, _PART_ADVERB, False
    if first in classes.modal and len(second) >= 4:
        return 0.0, PART, False
    if first in classes.perfect and len(second) >= 6 and second.endswith("ed"):
        return 0.0, PART_LETTER, False
    if first in classes.ahead and len(second) >= 4 and first not in classes.compounding:  # Zwischenänderung
        return 0.0, PART_AHEAD, False
    if first in classes.numerals and len(second) >= 5 and second.endswith("s"):
        return 0.0, PART, False
    return None


def _pair_fits(document: DocumentWords, classes: Classes, word: str) -> Callable[[int], bool]:
    """Does a word follow that an article can stand before?"""

    def fits(start: int) -> bool:
        after = document.after(start + len(word))
        return after != "" and after.lower() not in classes.determiners

    return fits


def _word_fits(document: DocumentWords, classes: Classes, word: str, cut: int) -> Callable[[int], bool]:
    """Do the two parts fit what stands beside them?"""
    first, second = word[:cut].lower(), word[cut:]

    def fits(start: int) -> bool:
        after, before = document.after(start + len(word)), document.before(start)
        if word[0].isupper() and not _capital_fits(document, classes, word, cut, start):
            return False
        if second in classes.saying:
            return True
        if second in classes.determiners and second != "that":  # considersthat a hot lunch
            return after != "" and after not in classes.closed
        if first in classes.closed and second in classes.closed:
            return after != "" and before != ""
        if second in classes.leaning:
            led = after.lower() in classes.determiners or after.isdigit()  # cancellationsfor 40%
            led = led or (first.endswith("ed") and second in ("in", "on", "by") and document.ends(start + len(word)))
            return led or (second in classes.verbal and _carries(document, after))
        if second in classes.behind:
            return after != "" and first not in classes.closed
        if document.codes and first in classes.ahead:
            return False
        if first in _CLAUSAL and after == "":
            return False  # to the net device ifindex.
        if first in classes.determiners:
            return before.lower() not in classes.bound
        return first in classes.adverbs or second not in classes.closed

    return fits


def _carries(document: DocumentWords, after: str) -> bool:
    """Can a verb or a noun stand here? # expectedto make; not: lists of callto, mailto"""
    known = after[:1].isupper() or after.isdigit() or document.zipf(after) >= PART
    return known and after not in document.closed


def _capital_fits(document: DocumentWords, classes: Classes, word: str, cut: int, start: int) -> bool:
    """Is a word with a capital no name? Its first part stands elsewhere, or opens the sentence, or is very common."""
    first, second = word[:cut], word[cut:]
    if document.holds(first):
        return True
    if first.lower() in classes.closed:
        return document.opens(start)
    common = document.zipf(first.lower()) >= SURE and cut >= 5
    return common and (document.opens(start) or (second in classes.behind and document.language == "en"))
