"""The place of a word: what stands beside it, and whether that is the language of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.residue.rates import RATE
from cleaner.residue.tables import load

_EVERYDAY = 4.5  # on the Zipf scale: a word everybody uses
_RARE = 2.0  # on the Zipf scale: below it a word of the source is no sign of a passage in it
REACH = 72  # code points read on either side: the nearest three words and more
AROUND = 3_000  # code points around a stretch that may say what is meant there
_WALL = "\ufffc"
_TOKEN = lazy(rf"\n[^\S\n]*\n|{_WALL}+|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d(?:[\d.,:]*\d)?|\S")
_ELIDED = lazy("['’]")
_LOOSE_BEFORE = lazy(r"(?:^|[A-Za-z0-9 \n\u00a0“\"‘'(«])\Z")
_LOOSE_AFTER = lazy(r"[A-Za-z0-9 \n\u00a0]|\Z")
_ENDERS = ".!?…:"
CASELESS = "\u0590"  # from here on, letters have no capitals and no Latin look-alikes
_ARTICLES = frozenset(["the", "a", "an"])
_QUOTES = "”»"  # of a sentence that ends before
_OPENERS = "“\"‘'(«—–-"

OWN, KNOWN, UNSURE, NAME, FIGURE, CLOSER, COMMA, START, OPENER, FOREIGN, MARK = range(11)


class Place(NamedTuple):
    """The tokens beside a stretch, the nearest first."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    spaced: bool  # blanks or an edge on both sides


def place(view: str, start: int, end: int, caseless: bool = False) -> Place:
    """Read the tokens beside ``view[start:end]``; a figure or a Latin letter does not hold a caseless script."""
    before = view[max(0, start - REACH) : start]
    after = view[end : end + REACH]
    left = _TOKEN.findall(before)[:-7:-1]
    right = _TOKEN.findall(after)[:4]
    spaced = (not before or before[-1] in " \n\u00a0“\"‘'(«") and (
        not after or after[0] in " \n\u00a0" or after.startswith(", ")
    )
    if caseless and not spaced:
        spaced = bool(_LOOSE_BEFORE.search(before)) and bool(_LOOSE_AFTER.match(after))
    return Place(tuple(left), tuple(right), spaced)


def apart(view: str, start: int, end: int, new: str) -> str:
    """Put a blank between a replacement and the letters or figures that the word replaced touched."""
    if new and view[start - 1 : start].isalnum():
        new = " " + new
    return new + " " if new and view[end : end + 1].isalnum() else new


class Ear:
    """Tells the words of the target language from those of one source language."""

    def __init__(self, source: str, target: str, latin: bool) -> None:
        self.source, self.target, self.latin = source, target, latin
        self.entries = load(source, target).entries
        told = settings(target)
        self.own = frozenset((*told.get("function_words", ()), *told.get("shared", ()), *told.get("articles", ())))
        self.foreign = frozenset(settings(source).get("function_words", ()))
        self.elisions = frozenset(told.get("elisions", ()))
        # Of a language without word lists only its function words are known.
        self.listed = any(commonness(word, target) for word in list(self.own)[:3])
        self.roman = all(word < "\u0250" for word in self.own)  # is the target language written in Latin letters?

    def kind(self, token: str) -> int:
        """What a token is: a word of the target language, a name, a figure, a mark …"""
        first = token[0]
        if first.isdigit():
            return FIGURE
        if first == _WALL:
            return NAME
        if not first.isalpha():
            return _mark(token)
        if not self.latin:
            own = (first < "\u0250") == self.roman or (self.roman and any("a" <= char <= "z" for char in token))
            # NASA and Европейское агентство: an acronym is a name in any script
            acronym = self.source == "en" and len(token) > 1 and token.isupper()
            return (NAME if first.isupper() else OWN) if own else NAME if acronym else FOREIGN
        if self.elisions and (token[:-1].lower() in self.elisions or _ELIDED.split(token)[0].lower() in self.elisions):
            return OWN  # l’Union, qu’il
        return _word(token, self)

    def before(self, found: Place) -> list[int]:
        """The kinds of the tokens before, the nearest first; a unit belongs to its figure. # 11 км и, 3 Mio. und"""
        kinds = [self.kind(token) for token in found.left]
        comma = kinds[:1] == [COMMA]
        for at, token in enumerate(found.left[comma:], comma):
            if kinds[at] == FIGURE:
                return kinds[:comma] + kinds[at:]
            unit = found.left[at + 1] if at == comma and token == "." and at + 1 < len(kinds) else token
            if kinds[at] == OWN or unit.lower() not in self.entries:
                break
        return kinds

    def after(self, found: Place) -> list[int]:
        """The kinds of the tokens after, the nearest first; a unit belongs to its figure. # около 3 млн рублей"""
        kinds = [self.kind(token) for token in found.right]
        if kinds[:1] == [FIGURE]:
            while len(kinds) > 1 and kinds[1] != OWN and found.right[-len(kinds) + 1].lower() in self.entries:
                del kinds[1]
        # und die in the morning: a verb here, an article there
        if kinds[:2] == [FOREIGN, OWN] or kinds[:3] == [FOREIGN, UNSURE, OWN]:
            word = found.right[0]
            if word.islower() and len(word) > _PLAIN - 1 and commonness(word, self.target) >= _EVERYDAY:
                kinds[0] = UNSURE
        return kinds

    def typical(self, word: str) -> bool:
        """Is this a word of the target language and none of the source language?"""
        word = word.lower()
        if word in self.own or word in self.foreign:
            return word in self.own and word not in self.foreign
        usual = commonness(word, self.target)
        return usual >= 2.5 and usual >= commonness(word, self.source) + 0.3


@lru_cache(maxsize=16)
def ear(source: str, target: str, latin: bool) -> Ear:
    """Return the ear for a pair of languages."""
    return Ear(source, target, latin)


def _mark(token: str) -> int:
    if token[0] == "\n" or token in _ENDERS:
        return START
    if token in ",;":
        return COMMA
    if token in ')%”’»°€$£"':
        return CLOSER
    return OPENER if token in _OPENERS else MARK


@lru_cache(maxsize=16_384)
def _word(token: str, ear: Ear) -> int:
    whole = token.lower()
    if ear.typical(whole):
        return OWN if token[0].islower() or whole in ear.own else KNOWN
    if token[0].isupper():
        return NAME
    if whole in ear.foreign and whole not in ear.own:
        return FOREIGN
    usual = commonness(whole, ear.target)
    if whole in ear.own or usual >= 3.8 or (usual >= 3.0 and usual >= commonness(whole, ear.source) - 0.8):
        return UNSURE
    if usual >= 1.5 and (commonness(whole, ear.source) < 0.5 or usual >= commonness(whole, ear.source) + 0.6):
        return UNSURE  # collarbones, the budgie
    if ear.target == "en" and whole.removesuffix("s") in RATE:
        return UNSURE  # per kilo
    if not ear.listed and commonness(whole, ear.source) < _RARE:
        return UNSURE
    if ear.source == "en" and not commonness(whole, "en"):
        return UNSURE  # hardly a word of English is missing from its list; forms of other languages are: remizach
    parts = [part for part in re.split("['’-]", whole) if len(part) > 1]
    if len(parts) > 1 and all(ear.typical(part) for part in parts):
        return OWN
    return FOREIGN


def cased(view: str, start: int, new: str, found: Place) -> str:
    """Give a replacement the capital a sentence starts with, where the word replaced stands at a start and has one.

    A script without capitals has one everywhere.
    """
    starts = not found.left or _mark_starts(found.left[0])
    starts = starts or (found.left[0] in _QUOTES and found.left[1:2] != () and found.left[1] in _ENDERS)
    capital = view[start].isupper() or view[start] >= CASELESS
    return new[:1].upper() + new[1:] if capital and starts else new


def _mark_starts(token: str) -> bool:
    return token[0] == "\n" or token in _ENDERS or token in _OPENERS


def conjoins(found: Place, ear: Ear, sure: bool, word: str, joins: bool = True) -> bool:
    """Does a sentence of the target language run on through this place?

    Both sides have to be words, names or figures, one of them at least a word of the target language and of no
    other, and no foreign word may stand near: `Ana y el mar`, `Sturm und Drang`, `Ortega y Gasset` stay.
    """
    if not found.spaced or not found.right or found.right[0] in _CLAUSAL:
        return False
    if joins and names_a_thing(found, ear):
        return False  # between x and y, where e is the base
    if ear.target == "en" and _is_named(found, ear, word):
        return False
    capital = word[0].isupper()
    figures = sure and word == "Y" and found.right[0].isdigit() and FIGURE in map(ear.kind, found.left[1:3])
    if capital and len(word) == 1 and not (found.right[0][0].islower() or figures):
        return False  # Y Combinator; but: 2 carrots Y 1 leek
    kinds, right = ear.before(found), ear.after(found)
    joining = load(ear.source, ear.target).table("words").get(word) in ("and", "or", "but")
    if ear.target == "en" and joining and right[1:2] == [FOREIGN] and found.right[0] == "the":
        right[1] = UNSURE  # et the marmots: the article is English, and so is its noun
    if found.right[0] == '"' and joining and sure and right[1:2] in ([OWN], [UNSURE]):
        right[0] = OPENER  # must become shiny e "sing"
    if sure and _parallel(found, ear, word):
        return True
    if FOREIGN in (*kinds[:1], *right[:1]):
        return False
    # the Waterschap Laagzijl en four fishermen: what stands on the other side is no passage of the source
    if FOREIGN in kinds[1:2] and not (sure and right[:2] == [OWN, OWN]):
        return False
    if FOREIGN in right[1:2] and not (sure and kinds[: 2 if ear.latin else 1] == [OWN, OWN][: 2 if ear.latin else 1]):
        return False  # in another script a name is foreign: громада и фонд Rivers
    article = found.right[0] == "a" and right[1:2] in ([OWN], [KNOWN], [UNSURE])
    joining = load(ear.source, ear.target).table("words").get(word) == "and"
    if joining and sure and _series(found, ear, kinds, right):
        return True  # order from Rotterdam, Osaka ve Kansas City
    if word == "en" and not (article or _french(ear.target).kind(found.right[0]) in (OWN, KNOWN)):
        return False  # en garde, en route; but: a rag en acid-free oil
    if joining and kinds[:1] in ([NAME], [FIGURE]) and right[0] in (NAME, FIGURE) and _paired(found.left):
        return True
    if found.left and found.left[0][0].isupper() and found.right[0][0].isupper() and not sure:
        return False  # “Python für Kids”
    if kinds[:2] == [OPENER, COMMA] and not capital and sure:
        kinds = kinds[1:]  # he says, ‘maar we sold that too
    if right[0] == COMMA:  # rubbish y, “in some cases”
        if found.right[1:2] not in (("“",), ('"',)):
            # One meets Belgians et, this year, a lot of snow
            aside = COMMA in right[2:4] and right[1] == OWN and FOREIGN not in right
            if joining and sure and not ear.latin and kinds[:1] == [OWN]:
                return aside or right[1:4] == [OWN, OWN, OWN]  # holds a litre и, according to its keeper, “has
            return joining and len(word) > 1 and kinds[:1] in ([OWN], [KNOWN]) and aside
        return kinds[:1] == [OWN] and (right[2:3] == [OWN] or (sure and right[1:4] == [NAME, OWN]))
    if kinds and kinds[0] == COMMA:
        kinds = kinds[1:]
        if not kinds or kinds[0] == NAME:
            follows = right[0] == OWN or (right[0] == UNSURE and right[1:2] == [OWN])  # Delahousse, avec a pencil
            return (sure or len(word) > _PLAIN) and follows and bool(kinds)
    if found.left[:1] == (";",) and found.right[0] in ("is", "was", "means"):
        return False  # ; ve is simply their and
    if not kinds or kinds[0] in (START, OPENER):
        capital = capital or word >= CASELESS
        # But reconoce: what goes on in another language behind an English word is no English sentence
        fits = found.right[0].lower() in ear.own or (ear.source == "en" and found.right[0].islower())
        begun = right[0] == FIGURE or (fits and right[0] == OWN)
        begun = begun and found.right[0].lower() not in _VERBAL
        return capital and begun and len(right) > 1 and right[1] in (OWN, KNOWN, UNSURE, NAME)
    if sure and word >= CASELESS and kinds[0] == right[0] == NAME:
        return True  # Tunis وAlgeria: titles in that script have no Latin names
    if not ear.latin and NAME in (kinds[0], right[0]) and OWN in (*kinds[:3], *right[:3]):
        return {kinds[0], right[0]} <= {OWN, NAME, FIGURE, CLOSER} and right[0] != CLOSER  # Moscow и Tver are
    if sure and " " in word and {kinds[0], right[0]} <= {OWN, KNOWN, UNSURE, NAME, FIGURE}:
        return True  # near Stary Bór do końca 2026
    if joining and sure and kinds[0] == NAME and right[0] == FIGURE and OWN in right[1:3]:
        return True  # Blaž Hrovatič e 31" on Koen
    if sure and word in _CONSONANTS and kinds[0] in (OWN, KNOWN) and right[0] == NAME and OWN in right[1:3]:
        return True  # on Lipowa Street w Jaworzyn Leśny on Monday
    return _balance(kinds, right, sure)


def _series(found: Place, ear: Ear, left: Sequence[int], right: Sequence[int]) -> bool:
    """Does a series of names end here, with a name of a word or more, that a function word leads to?

    Left alone: the firm Lopes, Silva e Costa.
    """
    if left[1:2] != [COMMA] or left[3:4] != [OWN] or found.left[3].lower() not in ear.own:
        return False
    led = found.left[0][0].isupper() and found.left[2][0].isupper()
    names = [token[0].isupper() for token in found.right]
    rest = right[names.index(False) : names.index(False) + 1] if False in names else []
    return led and names[0] and rest in ([], [START], [COMMA], [OWN])


def _parallel(found: Place, ear: Ear, word: str) -> bool:
    """Does a conjunction join two phrases that begin with the same preposition? # with ricotta o with chestnut honey"""
    if load(ear.source, ear.target).table("words").get(word) not in ("and", "or") or len(found.left) < 2:
        return False
    before, after = found.left[:3], found.right
    same = after[0] in before[1:] and after[0] in ear.own and len(after[0]) > 1 and after[0] not in _ARTICLES
    return same and before[0].islower() and len(after) > 1 and ear.kind(after[1]) in (OWN, UNSURE)


def _paired(left: Sequence[str]) -> bool:
    """Does English announce two names or figures here? # between Saint-Éloi et Pont-Vieux"""
    lead = next((token for token in left if not (token[0].isupper() or token[0].isdigit())), "")
    return lead in ("between", "both")


@cache
def _french(target: str) -> Ear:
    return Ear("fr", target, True)


_SEAMS = frozenset([",", "%", ":", ";", "–", "—"])


def _is_named(found: Place, ear: Ear, word: str) -> bool:
    """Does the word stand among letters that stand for something, or behind an article, where no preposition does?

    # a vector v and any w to the scalar; the spod has few friends
    """
    repaired = load(ear.source, ear.target).table("words")
    led = bool(found.left) and found.left[0].lower() in _ARTICLES and repaired.get(word) != "and"
    return led or any(_is_lone(token) and token not in repaired for token in (*found.left[:3], *found.right[:3]))


def _is_lone(token: str) -> bool:
    """Is this a letter that stands for something, and no word, no unit and no number (n.º 412)?"""
    return len(token) == 1 and token.isalpha() and token < CASELESS and token.lower() not in "aiocghklmnst"


def names_a_thing(found: Place, ear: Ear) -> bool:
    """Does a lone letter stand after a word that wants a noun? # x and y, a y coordinate"""
    return bool(found.left) and found.left[0].lower() in _leaning(ear.target)


@cache
def _leaning(target: str) -> frozenset[str]:
    return frozenset(settings(target).get("leaning", ()))


def set_off(found: Place, ear: Ear, word: str) -> bool:
    """Does the word stand between commas, or at a start and before one, in a sentence of the target language?

    # Sin embargo, the mayor; the mayor, por ejemplo, said
    """
    if found.right[:1] != (",",):
        return False
    left, right = [ear.kind(token) for token in found.left], [ear.kind(token) for token in found.right[1:]]
    if FOREIGN in (*left[:3], *right[:2]) or OWN not in right[:2] or right[0] not in _WEIGHT:
        return False
    begins = left[:1] in ([], [START], [OPENER]) or left[:2] == [CLOSER, START]
    return begins if word[0].isupper() else left[:1] == [COMMA] or left[:1] == [OWN]


# What the first word of a sentence stands before if it is its subject: Ma was tired, Ale of the region.
_VERBAL = frozenset("is are was were has have had do does did will would can could may might must of".split())
_CLAUSAL = frozenset(["and", "or", "but", "because", "=", "+", "<", ">", "cetera", "al", "seq"])
_CONSONANTS = frozenset("wz")  # which are words of Polish, and letters of no name
_PLAIN = 3  # letters: a longer word is no letter or syllable of a name
_WEIGHT = {OWN: 2.0, KNOWN: 1.0, UNSURE: 1.0, NAME: 0.5, FIGURE: 1.0, CLOSER: 1.0}


def _balance(left: list[int], right: list[int], sure: bool) -> bool:
    a, b = _WEIGHT.get(left[0], -9.0), _WEIGHT.get(right[0], -9.0)
    if right[0] == OPENER and (left[0] == OWN or (sure and left[0] == KNOWN and right[1:3] == [OWN, OWN])):
        return True  # a degree in Documentation e “enough patience
    if a < 0 or b < 0 or right[0] == CLOSER:
        return False
    if a + b >= 3:
        return True
    beyond = OWN in (*_within(left[1:3]), *_within(right[1:3]))
    if a + b >= 2:
        return beyond or (sure and left[0] == right[0] == FIGURE)  # 7-6 y 7-5
    listed = left[0] == CLOSER or (left[:2] == [NAME, COMMA] and right[1:2] in ([OPENER], [START]))
    return sure and listed and right[0] == NAME  # …, Salom y Quero (Tena)


def _within(kinds: list[int]) -> Iterator[int]:
    """What stands in the same clause and quotation. # The sign says “Fruta e legumes”"""
    return takewhile(lambda kind: kind not in (START, OPENER, CLOSER), kinds)


def governs(found: Place, ear: Ear, bare: bool = False, word: str = "") -> bool:
    """Do words of the target language stand on both sides, the one after in lower case?

    Articles and prepositions stand in names and titles too (`Puerto de la Cruz`, `soup du jour`, `in het Gooi`), so
    a name after them is enough to leave them. After a bare article a common word may have the capital it has in
    German (`happy with het Plan`).
    """
    if not found.spaced or not found.left or not found.right:
        return False
    left, right = [ear.kind(t) for t in found.left], [ear.kind(t) for t in found.right]
    if FOREIGN in (*left[:2], *right[:2]):
        return False
    if word and found.right[1:2] == ("of",) and found.right[0].islower() and right[0] in (OWN, KNOWN, UNSURE):
        seam = found.left[0] in _SEAMS and found.left[0] != "%"
        if seam or (left[0] == OWN and len(found.left[0]) > 1):
            return True  # above the clouds: le tour of the hills, whose `of` is English
    if found.left[0] in _SEAMS and right[0] == OWN:  # in 2011, la most humid library; 15% das losses
        return (found.left[0] == "%" or right[1:2] == [OWN]) and _french(ear.target).typical(found.right[0])
    if left[:2] == [UNSURE, FIGURE] and right[0] == OWN and found.right[0].islower():  # 2 sprigs di rosemary
        return bool(word) and _french(ear.target).typical(found.right[0])
    if left[0] != OWN or len(found.left[0]) < 2:
        return False
    # soup du jour, tour de force, en route: French is in every language; but the people del village
    borrowed = word in load("fr", ear.target).table("articles") if word else True
    if right[0] == OWN and borrowed and not _french(ear.target).typical(found.right[0]):
        return False
    if right[0] == OWN:
        return found.left[0][0].islower() or found.left[0].lower() in ear.own  # On dem north slope
    if right[:2] == [UNSURE, OWN] and word and not borrowed and len(word) > 1:
        return found.right[0].islower() and found.left[0] in ear.own  # have worked on dem instrument for 19 months
    ends = len(right) == 1 or right[1] in (START, COMMA)
    common = commonness(found.right[0].lower(), ear.target) >= 4.8
    return bare and ends and common and right[0] in (KNOWN, NAME) and found.left[0] in ear.own
