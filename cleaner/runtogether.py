"""Words run together and words parted, in pages of other languages than English known to be translated by machine.

Where a page is proven to have lost spaces and stops at its seams (`cleaner/translated.py`), a word that its language's
longest list does not hold is more likely two than a new one, if it can be cut in one way only: behind a known word and
before one of a closed class (`Spendernaus`, `gaviotasya`), behind one of a closed class, between two common words of a
language that makes no compounds (`лунаодна`), or before a last letter that no word ends in (`rocciaè`). In a language
that does make compounds, two words that stand apart are one where the list holds it and the second is no verb and no
word of a closed class (`Sturm flut`, `gemeente raad`).

Left alone: words of other languages and with a slip of one letter, words the document writes twice, prefixes, pronouns
that lean on their verb (`comprarlos`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.pieces import is_foreign
from cleaner.vocabulary import DocumentWords, mistyped
from cleaner.wordclasses import Classes

_MARKS = "“”„\"‘’'()[]«»,;:.!?…"
_SHORT = 2  # letters of a word that many words end in
_BESIDE = 2.5  # on the Zipf scale: a word beside one of a closed class
_BESIDE_SHORT = 3.2  # the same beside one of two letters
_BEFORE_LETTER = 3.5  # the same before a last letter that no word ends in
_OPEN, _COMMON, _TOGETHER = 4, 3.5, 8.0  # letters of a word of an open class; how common it is; and both in sum
_LONG, _LONGEST = 5, 30  # letters of a word beside a short one; of one that is looked at
# Where no stricter cut is found, on the Zipf scale: two words, one of them of a closed class; the word before a long
# one of a closed class, and before a letter that is one; two words of open classes, and both in sum.
_VERY_COMMON, _MET, _BEFORE_ONE, _KNOWN, _BOTH = 5.0, 2.0, 3.0, 2.4, 6.3
_LETTERS, _ENDINGS, _NO_STEM = (
    "aeyà",
    "oiuвиіуоа",
    "oyąęйоыяюєї",
)  # Romance words; Slavic ones, and what no ending follows
_STRESSED = frozenset("àèìòù")  # at the end of an Italian word
_LINKING = "oоyиі"  # letters that join the parts of a Slavic compound: полнофункциональный
_WELL_KNOWN, _COMMONEST, _EVERYWHERE = 4.0, 6.0, 6.8  # on the Zipf scale
_LONGER = 6  # letters of two very common words
_WHOLE, _NOUN = 3.0, 2.5  # on the Zipf scale: what two parted words make; where the second lacks a noun's capital
_RARER = 1.5  # and by how much it may be rarer than one of them
_APART = lazy(r"(?<![\w'’-])([^\W\d_]{3,})-? ([^\W\d_A-ZÀ-ÖØ-Þ]{4,})(?![\w'’-])")
_VERBAL = ("en", "ern", "eln", "te", "ten", "bar", "voll", "los", "weise", "lijk", "ig", "lich")
_LINKS, _ESTABLISHED = ("es", "gs", "ts"), 3.5  # Bundes straße: what links a noun, and how common the whole is
_NOUN_ENDS = ("ion", "ung", "heit", "keit", "schaft", "tät")
# A longer word that ends so is a noun, and stands in small letters inside another only: Fluss meisterschaft
_SURE_NOUN = lazy(
    r"\w{3,}(?:heit|keit|schaft|tät|[ei]um|trum|ismus|logie|tum|nis|tur|(?:ion|ung)(?:en)?"
    r"|(?:heit|keit|schaft|tät)en)(?<!jung)(?<!jungen)"
)
# But no noun: in das Gebiet eingedrungen, dass es dem Angreifer gelungen ist
_STRONG = lazy(
    r"(?:ein|ab|an|auf|aus|bei|durch|hin|her|los|mit|nach|um|vor|zu|über|unter)?(?:ge|ver|be|ent|er|zer|miss|durch)"
    r"(?:dr|s|l|zw|spr|r|schw|kl|schl|wr|d)ungen"
)
_HEARD = 3.0  # on the Zipf scale: both parts of a compound no list holds
_EVERYDAY = 4.3  # on the Zipf scale: a commoner second word is more than a noun: drei Tage lang, darüber hinaus


def glued(document: DocumentWords, classes: Classes, rare: str) -> Iterator[tuple[str, int]]:
    """Yield the words to be cut, and where."""
    told = settings(document.language)
    words = (classes.closed | frozenset(told.get("function_words", ()))) - classes.clinging
    nouns = bool(told.get("noun_capitals"))
    behind_nouns = words | frozenset(told.get("finite", ())) | classes.behind_nouns
    for token in sorted(set(rare.split("\n"))):
        word = token.strip(_MARKS)
        low = word.lower()
        if not _LONG <= len(word) <= _LONGEST or not word.isalpha() or word[1:] != low[1:] or document.zipf(low):
            continue
        closed = behind_nouns if word[0].isupper() else words
        cuts = [cut for cut in range(1, len(low)) if _parts(document, classes, closed, low[:cut], low[cut:])]
        if not cuts and (word.islower() or nouns):
            cuts = [cut for cut in range(3, len(low)) if _loosely(document, classes, closed, low[:cut], low[cut:])]
        if len(cuts) != 1 or is_foreign(document, low, cuts[0]):
            continue
        sure = cuts[0] == len(low) - 1 or _is_sure(document, closed, low[: cuts[0]], low[cuts[0] :])
        if sure or not mistyped(low, document.language):
            yield word, cuts[0]


def _is_sure(document: DocumentWords, closed: frozenset[str], first: str, second: str) -> bool:
    """Is the second one of the commonest words, behind one that all know? Then another word with a slip is less likely.

    # mit Musik, Weinund Gummistiefeln: not weinend
    """
    if _are_closed(document, closed, first, second):
        return True
    usual = len(first) >= _OPEN and document.zipf(first) >= _WELL_KNOWN
    short = len(second) == _SHORT and len(first) >= _LONG and document.zipf(second) >= _EVERYWHERE
    common = short or (len(second) > _SHORT and document.zipf(second) >= _COMMONEST)
    return usual and second in closed and common


def _are_closed(document: DocumentWords, closed: frozenset[str], first: str, second: str) -> bool:
    """Are both of the commonest words there are, the first of two letters? # erzählt erund lacht"""
    both = len(first) == _SHORT < len(second) and first in closed and second in closed
    return both and min(document.zipf(first), document.zipf(second)) >= _COMMONEST


def _loosely(document: DocumentWords, classes: Classes, closed: frozenset[str], first: str, second: str) -> bool:
    """May two words stand side by side in one that cannot be cut in any stricter way?

    # von denen; la cisterna está agrietada desde; 20 escudos e um sabonete; où son talon appuyait
    """
    if first in classes.prefixes or first in classes.compounding or second.endswith(classes.suffixes or ("\n",)):
        return False
    if len(second) == 1:  # and no ending: немецкийи русский, mówionoo szkole
        bare = first not in closed and len(first) >= _OPEN and document.zipf(first) >= _BEFORE_ONE
        free = first[-1] in _NO_STEM if second in _ENDINGS else second in _LETTERS
        return bare and second in closed and free
    if len(second) < 3:
        return False
    both = document.zipf(first), document.zipf(second)
    if min(both) >= _VERY_COMMON and len(second) + len(first) >= _LONGER and (first in closed or second in closed):
        return True
    if second in closed and len(second) >= _OPEN and len(first) >= _LONG:
        return both[0] >= _MET
    if not classes.prefixes or min(len(first), len(second)) < _LONG or first[-1] in _LINKING or first.startswith("ne"):
        return False
    return min(both) >= _KNOWN and sum(both) >= _BOTH


def _parts(document: DocumentWords, classes: Classes, closed: frozenset[str], first: str, second: str) -> bool:
    """May two words stand side by side in one?"""
    if len(second) == 1:
        ends = first[-1] + second in classes.last_letters
        least = _BESIDE if first[-1] in _STRESSED else _BEFORE_LETTER
        if _stands_alone(document, closed, first, second):
            return True
        return ends and len(first) >= _LONG and document.zipf(first) >= least
    if _are_closed(document, closed, first, second):
        return True
    if len(first) < _SHORT + 1:
        return False
    if second in closed:
        if (first[-2:] + second).endswith(classes.suffixes or ("\n",)):
            return False  # apesar de menosprezarem a casta
        if len(second) > _SHORT:
            return len(first) >= _OPEN and document.zipf(first) >= _BESIDE
        ends = first[-1] + second in classes.last_letters  # ha perdidoel cinco por ciento
        free = ends or second in classes.short_tails or first.endswith(classes.endings)
        return free and len(first) >= _LONG and document.zipf(first) >= _BESIDE_SHORT
    if first in classes.ahead and first not in classes.prefixes and first not in classes.compounding:
        return len(second) >= _OPEN and document.zipf(second) >= _COMMON
    if not classes.prefixes or min(len(first), len(second)) < _OPEN:
        return False
    found = document.zipf(first), document.zipf(second)
    open_ = first not in classes.prefixes and not second.endswith(classes.suffixes or ("\n",))
    return open_ and min(found) >= _COMMON and sum(found) >= _TOGETHER


def _stands_alone(document: DocumentWords, closed: frozenset[str], first: str, letter: str) -> bool:
    """Is the last letter a preposition that ends no word behind such a letter? # латунную доскус именами"""
    behind, _ = settings(document.language).get("lone_letters", {}).get(letter, ("", ""))
    known = len(first) >= _LONG and first not in closed and document.zipf(first) >= _BESIDE
    return bool(behind) and known and first[-1] in behind


def leads(first: str, letter: str, after: str, document: DocumentWords) -> bool:
    """May a word of one letter stand between these two? Spanish `e` before an i; the preposition before an article."""
    told = settings(document.language)
    if letter in (lone := told.get("lone_letters", {})) and first[-1] in lone[letter][0]:
        return regex.fullmatch(r"\p{Ll}{2,}" + f"(?:{lone[letter][1]})", after) is not None
    sounding = told.get("sounding", {})
    if letter in (other for _, other in sounding.values()):
        return any(other == letter and regex.match(before, after) for before, other in sounding.values())
    if first[-1:] in _STRESSED:
        return after != ""  # si concluderàa dicembre: nothing follows a stress that is written
    return letter != "a" or document.language == "fr" or after.lower() in document.closed


def parted(document: DocumentWords, classes: Classes) -> Iterator[tuple[int, int]]:
    """Yield the blanks inside compounds, with a hyphen before them: in German behind a noun with its capital.

    # Sturm flut, Zahn- arzt
    """
    told = settings(document.language)
    nouns = bool(told.get("noun_capitals"))
    if not (told.get("compounds") or nouns):
        return
    closed = classes.closed | frozenset(told.get("function_words", ())) | frozenset(told.get("leaning", ()))
    found = list(_APART.finditer(document.view))
    seen = Counter(match.group(2) for match in found)
    for match in found:
        first, second = match.groups()
        whole = first.lower() + second
        noun = nouns and first.istitle() and _SURE_NOUN.fullmatch(second) is not None
        heard = noun and min(document.zipf(first.lower()), document.zipf(second)) >= _HEARD
        heard = heard and not _STRONG.fullmatch(second)
        if heard and seen[second] == 1 and first.lower() not in closed and not document.opens(match.start(1)):
            yield match.end(1), match.start(2)
            continue
        if first.isupper() or (nouns and not first[0].isupper()) or second in closed or first.lower() in closed:
            continue
        if (
            second.endswith(_VERBAL)
            or first.lower() in classes.compounding
            or document.zipf(whole) < (_NOUN if nouns else _WHOLE)
        ):
            continue
        least = 0.0 if nouns else max(document.zipf(first.lower()), document.zipf(second)) - _RARER
        hyphen = document.view[match.end(1)] == "-"
        linked = first.endswith(_LINKS) and document.zipf(whole) >= _ESTABLISHED and len(second) >= _LONG
        noun = second.endswith(_NOUN_ENDS)  # Tal station: no other word ends so
        if nouns and not hyphen and document.zipf(second) > _EVERYDAY and not (linked or noun):
            continue
        participle = second.startswith(("ge", "be", "ver")) and second[-1] in "td"
        if document.zipf(whole) >= least and seen[second] == 1 and not participle:
            yield match.end(1), match.start(2)
