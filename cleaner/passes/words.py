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
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.rules import RulePack
from cleaner.text import Text
from cleaner.vocabulary import DocumentWords, common_words

_LOW = "[^\\W\\d_A-ZÀ-ÖØ-Þ]"
_HEAD, _TAIL = r"^[(\[“”\"‘’'«]*+", r"[)\]“”\"»,;:.!?…]*+$"
_PLAIN = lazy(_HEAD + r"([^\W\d_]" + _LOW + "{3,23})(?:['’]s)?" + _TAIL, re.MULTILINE)
_UP = "[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ]"
_CASE_SEAM = lazy(_HEAD + r"([^\W\d_]" + _LOW + "{1,19}" + _UP + _LOW + "{1,19})" + _TAIL, re.MULTILINE)
_LETTER_SEAM = lazy(_HEAD + "([^\\W\\d_]" + _LOW + "{2,19}" + _UP + ")$", re.MULTILINE)
_STOP_SEAM = lazy(_HEAD + r"([^\W\d_]" + _LOW + "{2,19}[.!?][A-Z]" + _LOW + "{0,19})" + _TAIL, re.MULTILINE)
_FIGURE_SEAM = lazy(_HEAD + r"(\d[\d.,]*%?" + _LOW + "{2,9})" + _TAIL, re.MULTILINE)
_HYPHEN = lazy(_HEAD + "(" + _LOW + "{2,15})-$", re.MULTILINE)
# The same behind an elided word: à l’issuede la réunion.
_ELIDED = lazy(_HEAD + r"[^\W\d_]{1,6}['’]([^\W\d_]" + _LOW + "{3,23})" + _TAIL, re.MULTILINE)
# What any of the last four stands in, one look at the many words with a comma behind them: a capital, figure or hyphen
# behind what it seldom follows, the rare character first.
_ODD = lazy(
    r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ\d%-](?:(?<=[^\d%-])(?:(?<=[^\W\d_A-ZА-ЯІЇЄ].)|(?<=[^\W\d_A-ZА-ЯІЇЄ][.!?].))"
    r"|(?<=[\d%])[a-z]{2}|(?<=[^\W\d_A-Z]-)$)"
)
_SEAM = lazy(rf"[.!?]|(?={_UP})")
_REST = lazy("([ \n])(" + _LOW + "{2,15})(?![\\w-])")
_PART = 3.3  # on the Zipf scale: a word of an open class beside one of a closed class
_PART_AHEAD = 4.0  # the same after an article or a conjunction: `the` and `of` start more words than they end
_PART_LETTER = 2.5  # the same before a letter, and of a long word before a preposition
_LONG_PART = 6  # letters of such a word
_PART_ADVERB = 2.0  # the same after an adverb, which makes no compounds
_SURE = 4.5  # the same where a capital may make it a name
_OPENING = 4.8  # the same for a word that opens a sentence
_WHOLE = 3.0  # the same for what two pieces make
_PIECE = 3.0  # below it a piece is no word
_SYLLABLE = 4  # letters: a shorter piece with a hyphen may be a prefix that is spoken of
_OPEN, _OPEN_ZIPF = 5, 4.0  # letters of a word of an open class beside another, and how common it is
_SHORT_ZIPF = 5.3  # the same for one of four letters
_LONG_LINE = 120  # code points: no wrapped line is longer
_SOURCES = ("es", "fr", "it", "pt", "de", "nl")  # whose words stand in pages written in another language
_RIVAL = 3.5
_OFTEN = 50  # times: what stands oftener is no slip
_SUBJECTS = frozenset(["The", "It", "He", "She", "They", "We", "This", "There", "But", "And", "His", "Her", "Their"])
_RUN = 60  # code points looked back for the start of a sentence
_SENTENCE = 6  # words before a stop that make it the end of a sentence
_PAIR = 5  # letters: two of a closed class that no list holds together
_MISTYPED = 1.5  # below it a word of the long list may be two very common ones run together
_FREQUENT = 5.0


class _Classes:
    """The closed classes of a language, as the rule file of the pass lists them."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        def read(*names: str) -> frozenset[str]:
            return frozenset(word for name in names for word in lists.get(name, ()))

        self.behind, self.leaning = read("behind"), read("leaning")
        self.ahead, self.saying, self.adverbs = read("ahead"), read("saying"), read("adverbs")
        self.determiners, self.starters, self.verbal = read("determiners"), read("starters"), read("verbal")
        self.bound = self.determiners - read("before_determiner")
        self.modal, self.perfect, self.numerals = read("modal"), read("perfect"), read("numerals")
        self.words = read("words")
        self.pairs = {
            first + second: len(first)
            for a, b in (("before_determiner", "determiners"), ("before_be", "be"), ("before_not", "not"))
            for first in lists.get(a, ())
            for second in lists.get(b, ())
            if first + second not in self.words and (len(second) > 1 or len(first) > 3)
        }
        self.letters = read("letters")
        self.labels = read("labels")
        self.compounding = read("compounding")
        # What makes words with others in a language that makes no compounds; without the list none of them is cut.
        self.prefixes, self.suffixes = read("prefixes"), tuple(lists.get("suffixes", ()))
        self.articles, self.after_figure = read("articles"), read("after_figure")
        self.closed = read("behind", "leaning", "ahead", "determiners", "closed")
        self.tails = tuple(sorted(self.behind | self.leaning | self.saying))
        self.heads = tuple(sorted(self.ahead | self.adverbs | self.modal | self.perfect | self.numerals))


@lru_cache(maxsize=64)
def _classes(pack: RulePack) -> _Classes | None:
    lists = next((rule.lists for rule in pack.rules if rule.lists), None)
    return _Classes(lists) if lists else None


class _Seam(NamedTuple):
    """A word that may be two: where it would be cut, and what tells of one place whether it is.

    `often`: the document may write it more than once.
    """

    rule: str
    word: str
    cut: int
    fits: Callable[[int], bool]
    often: bool = False


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every word that was certainly two, and every two that were one."""
    classes = _classes(context.pack)
    if classes is None or not common_words(text.language or ""):
        return
    document = DocumentWords(text, classes.closed)
    # The list of common words holds `ofthe`, since so many mistype it: that is rare too.
    rare = document.rare(classes.pairs)
    odd = "\n".join([word for word in rare.split("\n") if _ODD.search(word)])
    seams = [
        *_glued(document, classes, rare),
        *_open_pairs(document, classes, rare),
        *_case_seams(document, classes, odd),
        *_stop_seams(document, odd),
    ]
    seams += [*_figure_seams(document, classes, odd), *_letter_seams(document, classes, odd), *_hyphens(document, odd)]
    if not seams:
        return
    places = document.places({seam.word for seam in seams})
    for seam in seams:
        found = places.get(seam.word, [])
        if len(found) > (_OFTEN if seam.often else 1):
            continue
        for start in found:
            end = start + len(seam.word)
            as_it_is = text.view.startswith(seam.word, start) and document.whole(start, end)
            if as_it_is and seam.fits(start) and document.prose(start, end):
                yield Fix(seam.rule, (_edit(text.view, seam, start),))


def _edit(view: str, seam: _Seam, start: int) -> Edit:
    """The space to set; where the word ends in a hyphen, the hyphen and the space to take."""
    at = start + seam.cut
    return Edit(at, at + 2, "") if view[at] == "-" else Edit(at, at, " ")


def _glued(document: DocumentWords, classes: _Classes, rare: str) -> Iterator[_Seam]:
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
            yield _Seam("words/glued", word, classes.pairs[word], _pair_fits(document, classes, word), often=True)
        elif document.zipf(word.lower()) < _MISTYPED:
            cuts = list(_cuts(document, classes, word))
            if len(cuts) == 1 and _certain(document, word.lower(), cuts[0]):
                yield _Seam("words/glued", word, cuts[0], _word_fits(document, classes, word, cuts[0]))


def _open_pairs(document: DocumentWords, classes: _Classes, rare: str) -> Iterator[_Seam]:
    """Two common words in one that no list holds, in a language that makes no compounds: servizidevono, altriutenti.

    Left alone: what begins or ends like a word that is made of others (`metapaquete`, `giornalemente`).
    """
    if not classes.prefixes:
        return
    for word in sorted(set(_PLAIN.findall(rare))):
        if len(word) < _OPEN + 4 or not word.islower() or word.endswith(classes.suffixes):
            continue
        cuts = [cut for cut in range(4, len(word) - 3) if _is_pair(document, word[:cut], word[cut:])]
        if len(cuts) != 1 or word[: cuts[0]] in classes.prefixes or document.zipf(word):
            continue
        if not any(word in common_words(language) for language in ("en", *_SOURCES)):
            yield _Seam("words/glued", word, cuts[0], lambda start: True)


def _is_pair(document: DocumentWords, first: str, second: str) -> bool:
    """Are both words so common that nobody needs a longer list to know them?"""
    return (
        all(
            document.common.get(part, 0.0) >= (_OPEN_ZIPF if len(part) >= _OPEN else _SHORT_ZIPF)
            for part in (first, second)
        )
        and max(len(first), len(second)) >= _OPEN
    )


def _certain(document: DocumentWords, word: str, cut: int) -> bool:
    """Does no list hold the word, and no other cut give two words?

    What a list holds is left alone but for a mistyping of two very common words: `accordingto`.
    """
    if document.zipf(word) and min(document.zipf(word[:cut]), document.zipf(word[cut:])) < _FREQUENT:
        return False
    # A word the page's source left behind: `cantare`, `doctoris`.
    if any(word in common_words(language) for language in _SOURCES):
        return False
    return not any(_rival(document, word, other) for other in range(1, len(word)) if other != cut)


def _rival(document: DocumentWords, word: str, cut: int) -> bool:
    """Would two words stand here too? # thereproductive, areplacement"""
    first, second = word[:cut], word[cut:]
    if first not in document.closed and second not in document.closed:
        return False
    return document.zipf(first) >= _RIVAL and document.zipf(second) >= _RIVAL


def _cuts(document: DocumentWords, classes: _Classes, word: str) -> Iterator[int]:
    """Where the word may be cut."""
    for cut in range(2, len(word) - 1):
        need = _needs(classes, word, cut)
        if need is None or document.zipf(word[cut:].lower()) < need[1]:
            continue
        if document.zipf(word[:cut].lower()) >= need[0] or (need[2] and document.holds(word[:cut])):
            yield cut


def _needs(classes: _Classes, word: str, cut: int) -> tuple[float, float, bool] | None:
    """How common the two parts have to be, and whether a name of the document will do for the first.

    None where neither is of a closed class, or a part is too short to tell.
    """
    first, second = word[:cut].lower(), word[cut:].lower()
    name = word[0].isupper() and cut >= 4
    if first in classes.closed and second in classes.closed:
        long = len(word) >= _PAIR + (first != "and")  # andno, but nohow
        apart = long and word.islower() and first not in classes.compounding
        return (0.0, 0.0, False) if apart else None
    if second in classes.behind and cut >= 3:
        return _PART, 0.0, name
    if second in classes.leaning and cut >= _LONG_PART:
        return _PART_LETTER, 0.0, name
    if second in classes.leaning and cut >= 4:
        return _PART_AHEAD, 0.0, name
    if second in classes.saying and cut >= 4:
        return _PART_AHEAD, 0.0, name
    if first in classes.adverbs and len(second) >= 4:
        return 0.0, _PART_ADVERB, False
    if first in classes.modal and len(second) >= 4:
        return 0.0, _PART, False
    if first in classes.perfect and len(second) >= 6 and second.endswith("ed"):
        return 0.0, _PART_LETTER, False
    if first in classes.ahead and len(second) >= 4:
        return 0.0, _PART_AHEAD, False
    if first in classes.numerals and len(second) >= 5 and second.endswith("s"):
        return 0.0, _PART, False
    return None


def _pair_fits(document: DocumentWords, classes: _Classes, word: str) -> Callable[[int], bool]:
    """Does a word follow that an article can stand before?"""

    def fits(start: int) -> bool:
        after = document.after(start + len(word))
        return after != "" and after.lower() not in classes.determiners

    return fits


def _word_fits(document: DocumentWords, classes: _Classes, word: str, cut: int) -> Callable[[int], bool]:
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
        if first in classes.determiners:
            return before.lower() not in classes.bound
        return first in classes.adverbs or second not in classes.closed

    return fits


def _carries(document: DocumentWords, after: str) -> bool:
    """Can a verb or a noun stand here? # expectedto make; not: lists of callto, mailto"""
    known = after[:1].isupper() or after.isdigit() or document.zipf(after) >= _PART
    return known and after not in document.closed


def _capital_fits(document: DocumentWords, classes: _Classes, word: str, cut: int, start: int) -> bool:
    """Is a word with a capital no name? Its first part stands elsewhere, or opens the sentence, or is very common."""
    first, second = word[:cut], word[cut:]
    if document.holds(first):
        return True
    if first.lower() in classes.closed:
        return document.opens(start)
    common = document.zipf(first.lower()) >= _SURE and cut >= 5
    return common and (document.opens(start) or second in classes.behind)


def _case_seams(document: DocumentWords, classes: _Classes, odd: str) -> Iterator[_Seam]:
    """A word with a capital in it: a word, and one that opens a sentence, or an article and a name of the document.

    # the question of securityBut the minister; on FridayThe talks ended; theKremlin said. Not iPhone, JavaScript.
    """
    for word in sorted(set(_CASE_SEAM.findall(odd))):
        cut = next(_SEAM.finditer(word, 1)).start()
        first, second = word[:cut], word[cut:]
        if first in classes.articles:
            sound = len(second) >= 4 and document.holds(second)
        elif second.lower() in classes.starters and not (document.codes and second.lower() in classes.determiners):
            ties = second.lower() in settings(document.language).get("conjunctions", ()) and not document.codes
            least = _SURE if not first.islower() else _PART if ties else _PART_AHEAD
            sound = len(first) >= 4 and document.zipf(first.lower()) >= least
        else:
            sound = False
        if sound and document.zipf(word.lower()) < _MISTYPED:
            yield _Seam("words/case-seam", word, cut, _seam_fits(document, word))


def _seam_fits(document: DocumentWords, word: str) -> Callable[[int], bool]:
    def fits(start: int) -> bool:
        return document.after(start + len(word)) != "" and (word[0].islower() or document.before(start) != "")

    return fits


def _letter_seams(document: DocumentWords, classes: _Classes, odd: str) -> Iterator[_Seam]:
    """A word of one letter that sticks to the word before it, with the capital of a piece of its own.

    # cambian de nombreY de bandera; cercavamo una perditaE abbiamo trovato un fiume. Not: la vitaminaE, OpenE.
    """
    for word in sorted(set(_LETTER_SEAM.findall(odd))):
        least = _PART_LETTER if len(word) > 4 else _SURE
        known = word[:-1].islower() and document.zipf(word[:-1]) >= least and word[:-1] not in classes.labels
        if known and word[-1] in classes.letters and not document.codes:
            yield _Seam("words/letter-seam", word, len(word) - 1, _seam_fits(document, word))


def _stop_seams(document: DocumentWords, odd: str) -> Iterator[_Seam]:
    """A stop between two words: the end of a sentence and the start of the next.

    # Do it right now.Go to the window. Not System.Windows.Ink, nuget.org, U.S.Army, e.g.This.
    """
    abbreviations = frozenset(settings(document.language).get("abbreviations", ()))
    words = sorted(set(_STOP_SEAM.findall(odd)))
    for word in words:
        cut = next(_SEAM.finditer(word, 1)).end()
        first, second = word[: cut - 1], word[cut:]
        if first.lower() in abbreviations or document.zipf(first.lower()) < _PART:
            continue
        # In `catch queue.Full, and then logging.Filter` the capital is a member's; where there is one, a name's.
        closed = second.lower() in document.closed
        named = document.holds(first) or (document.zipf(first.lower()) >= _SURE and not document.codes)
        opening = closed and (first.islower() or named)
        other = first.islower() and not document.codes and len(words) == 1
        if opening or other:
            yield _Seam("words/after-stop", word, cut, _stop_fits(document, word, second, opening))


def _stop_fits(document: DocumentWords, word: str, second: str, opening: bool) -> Callable[[int], bool]:
    def fits(start: int) -> bool:
        after = document.after(start + len(word))
        if not after or not document.before(start).islower():
            return False
        capital = word[0].isupper() and not document.opens(start)
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
    return word[0].islower() and after.islower() and document.zipf(first) >= _SURE and run.count(" ") >= _SENTENCE


def _figure_seams(document: DocumentWords, classes: _Classes, odd: str) -> Iterator[_Seam]:
    """A word of a closed class that sticks to a figure. # in 2021the fleet; by 40%and more"""
    for word in sorted(set(_FIGURE_SEAM.findall(odd))):
        cut = len(word) - len(word.lstrip("0123456789.,%"))
        if word[cut:] in classes.after_figure and cut >= 2:
            yield _Seam("words/after-figure", word, cut, _seam_fits(document, "x" * len(word)))


def _hyphens(document: DocumentWords, odd: str) -> Iterator[_Seam]:
    """A hyphen before a space inside a word, where the line that ended there is gone. # the trans- lation

    Left alone: `long- and short-term`, and the hyphens of a text whose lines are wrapped.
    """
    for first in sorted(set(_HYPHEN.findall(odd))):
        yield _Seam("words/line-hyphen", first + "-", len(first), _hyphen_fits(document, first), often=True)


def _hyphen_fits(document: DocumentWords, first: str) -> Callable[[int], bool]:
    def fits(start: int) -> bool:
        end = start + len(first) + 1
        match = _REST.match(document.view, end)
        if match is None or (match.group(1) == "\n" and not _lone_break(document.view, end)):
            return False
        second = match.group(2)
        if second in document.closed or document.zipf(first + second) < _WHOLE:
            return False
        pieces = min(document.zipf(first), document.zipf(second)) < _PIECE
        return pieces or (
            len(first) >= _SYLLABLE and first not in document.closed and document.zipf(first + second) >= _PART_AHEAD
        )

    return fits


def _lone_break(view: str, at: int) -> bool:
    """Is this the only line break of its paragraph, and the line before it longer than any that is wrapped?"""
    start, stop = view.rfind("\n", 0, at) + 1, view.find("\n", at + 1)
    stop = len(view) if stop < 0 else stop
    alone = view[max(0, start - 2) : start] in ("", "\n\n") and view[stop : stop + 2] in ("", "\n", "\n\n")
    return alone and at - start > _LONG_LINE
