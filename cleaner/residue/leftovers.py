"""Words of the source language between words of a target language that only its tables describe.

Into English the grammar of a source shows in endings, dates and units, which readers of their own know. Out of English
it is mostly function words (`La OTAN and la Unión`, `el derecho of the mar`), acronyms (`NATO` where the page says
OTAN) and the large letter that opened a paragraph (`TLos aliados`). The tables of
``rules/<source>-<target>/residue.toml`` say what stands for them:

words: between words of the target language. contrast: the same behind a comma, where another word stands there (`not`,
but not). denied: words that are another one behind a negation. after_comma: words both languages have, only behind a
comma. answers: words that answer, at the start of a sentence and before a comma. own_behind: words the language has
too, behind the words named (Swedish `en and`). reports: verbs of saying, also behind a quotation. agreeing: what takes
the form of the noun after it, such as `{ m = "del", f = "de la" }`; see ``agreement.py``. relative: the same of the
noun before it. prefixed: words that are a syllable before a verb (Czech `ne`). governed: prepositions that are another
one behind the words that `governing` begins, and stay behind those of `doubtful`. acronyms: where the document shows
other traces of the source, or writes the right acronym elsewhere.

Left alone: titles, names and quotations of the source language, which hold such words too: a word of the target
language has to stand on one side at least, and none of the source language on either; acronyms in brackets, beside
their own translation, before a name (`NATO Support Agency`), in a line of capitals.

From any other source the tables are composed through English (``tables.py``): there one word alone is a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.residue import acronyms, dropcaps, messages
from cleaner.residue.agreement import form, is_plural
from cleaner.residue.neighbours import (
    CLOSER,
    COMMA,
    FIGURE,
    FOREIGN,
    KNOWN,
    NAME,
    OPENER,
    OWN,
    START,
    UNSURE,
    Ear,
    Place,
    cased,
    conjoins,
    ear,
    place,
    set_off,
)
from cleaner.residue.scan import RUN, entries
from cleaner.residue.source import Hit
from cleaner.residue.spoken import in_its_quotation, joins_quotations, names_itself, quoted_title, spoken_of
from cleaner.residue.tables import Tables, load, look_up, with_article
from cleaner.text import Text
from cleaner.translated import is_hurt, is_mended

_TABLES = ("words", "agreeing", "relative", "contrast", "after_comma", "reports", "answers")
_PROVEN = "leftovers proven"  # the key of `Text.memo`: what is repaired proves nothing any more
_SURE, _KEYWORD, _NAMED = range(3)  # what a word may be instead of one that was left behind
_NAMED_WORDS = 3  # words of the source that a text about programs may name
_SPREAD = 20_000  # code points of a long text that take another piece of evidence
_PROGRAMS = ("()", "{", "}", "\\", "`", "::", "->", "==", "</", " --", "\n$ ")
_PREPOSITIONS, _ENGLISH = frozenset("for from at in with about by of on to".split()), 4.0  # on the Zipf scale
_DATED, _LAST_DAY = ("es", "fr", "it"), 31  # languages whose dates have an article
_SHARED = 2.0  # on the Zipf scale: a word of the source that the target writes as well
_CLEARLY = 2.0  # on the Zipf scale: how much more common a word has to be
_VERB = 3.0  # on the Zipf scale: what may be a verb with and without the syllable that denies it
_SYMBOLS = lazy(r"(?<![\w'’.-])[xj](?![\w'’.-])|[=^] ?\w")  # of formulas, in which any letter is one
_NEAR = 300  # code points
_NOUN = 6  # letters of a noun that no list holds


def find(text: Text, target: str, found: list[Hit]) -> Iterator[Fix]:
    """Yield a fix for everything that a source language left in a text of the target language."""
    view = text.view
    if not (_speaks(view, target) or _spoken_beside(text, target)):
        return
    sources = sorted({code for hit in found for code in hit[3]})
    judged = [fix for code in sources for fix in _judged(text, code, target, _told(view, code, found, target))]
    programs = any(mark in view for mark in _PROGRAMS)
    # In a page full of a translation's seams, and without any code, `of` is no word of a program.
    excused = _KEYWORD if text.entry is None and not programs and is_hurt(text) else _SURE
    sure = [fix for fix, doubt in judged if doubt <= excused]
    proven = text.memo.get(_PROVEN) or len(sure) > len(view) // _SPREAD or any(map(text.memo.get, map(_heard, sources)))
    if proven:
        text.memo[_PROVEN] = True
        named = programs and len(sure) <= _NAMED_WORDS and not is_mended(text)
        yield from (fix for fix, doubt in judged if not (programs and (doubt or (named and not _ties(view, fix)))))
        yield from dropcaps.find(view, target)
    for code in sources:
        yield from acronyms.find(view, code, target, proven)


def _ties(view: str, fix: Fix) -> bool:
    """Does a word join others? A manual may name any other, as a value. # wird die Vorgabe only verwendet"""
    return view[fix.edits[0].start : fix.edits[0].end].strip().lower() in messages.CONJUNCTIONS


def _speaks(view: str, target: str) -> bool:
    """Does a text hold a function word of its language that is no elided letter? # C:\\ new and C:\\ neu"""
    told = settings(target).get("function_words", ())
    known = frozenset(told).difference(settings(target).get("elisions", ()))
    return not told or not known.isdisjoint(RUN.findall(view.lower()))


def _spoken_beside(text: Text, target: str) -> bool:
    """Do the other messages of the file hold a function word of the language? # Suchen and ersetzen"""
    if text.entry is None:
        return False
    memo = text.entry.messages.memo
    key = f"spoken {target}"
    if key not in memo:
        memo[key] = _speaks(text.entry.messages.text, target)
    return bool(memo[key])


def _told(view: str, code: str, found: list[Hit], target: str) -> set[str]:
    """The telling words of a source that stand in no quoted title. # «Hund und Katz»"""
    return {word for start, end, word, codes in found if code in codes and not quoted_title(view, start, end, target)}


def _judged(text: Text, code: str, target: str, told: set[str]) -> list[tuple[Fix, int]]:
    """What `_words` finds; of a source whose tables were composed, one word is a quotation or a name.

    told: the telling words of the source that the text holds.
    """
    found = list(_words(text, code, target))
    if not load(code, target).composed:
        return found
    heard = _heard(code)
    beyond = len(text.view) // _SPREAD
    # A letter alone, the y of a diagram, is a word where it joins others again and again in a page mended at seams.
    clear = not all(doubt for _, doubt in found) or (len(found) > 1 + beyond and is_mended(text))
    if max(len(found), len(told)) > 1 + beyond and found and clear:
        text.memo[heard] = True
    return found if text.memo.get(heard) else []


def _heard(code: str) -> str:
    """The key of the memo for a source whose words were heard: what was repaired tells nothing any more."""
    return f"leftovers of {code}"


def _words(text: Text, code: str, target: str) -> Iterator[tuple[Fix, int]]:
    """Yield a fix for every word, and how weak a sign it is: some words belong to programs, and between two capitals
    it may belong to a name.

    # el grupo Rosas and Lirios; las directivas Allow from y Deny from
    """
    view = text.view
    tables = load(code, target)
    listener = ear(code, target, tables.latin)
    reference = text.reference if text.entry and not tables.composed else None
    keywords = frozenset(settings(code).get("keywords", ()))  # alone they show no language
    nouns = settings(target).get("noun_capitals", False)
    for start, end in entries(code, target, *_TABLES).spans(view):
        beside = place(view, start, end)
        if spoken_of(beside, tables.latin, target) or quoted_title(view, start, end, target):
            continue
        if in_its_quotation(view, start, end, code, target):
            continue
        if tables.composed and end - start == 1 and view[start].isupper():
            continue  # Karl I
        if view[start].isupper() and beside.left and beside.left[0].islower():
            continue  # over de rivier de And te gaan
        edit = _edit(view, start, end, beside, listener)
        word = view[start:end]
        if tables.composed and end - start == 1 and _SYMBOLS.search(view, max(0, start - _NEAR), end + _NEAR):
            continue  # auf der Achse x, y, z
        if edit is not None and reference and messages.is_term(word, reference):
            continue
        if messages.is_named(word, beside, tables):
            continue
        joins = text.entry and word in messages.CONJUNCTIONS and tables.table("words").get(word)
        there = bool(joins and reference) and messages.joins_there(word, beside, str(reference))
        told = str(joins) in (*beside.left[:1], *beside.right[:1])  # its translation stands there already
        if edit is None and joins and not told and (there or messages.joins(beside, listener)):
            edit = Edit(start, end, str(joins))
        if edit is not None and not names_itself(view, start, end, edit.new):
            near = (*beside.left[:1], *beside.right[:1])
            # In another script no title is half translated.
            names = tables.latin and all(token[0].isupper() for token in near)
            names = names and not (nouns and any(listener.kind(token) == KNOWN for token in near))
            letter = tables.composed and end - start == 1  # the y of a diagram
            keyword = word.lower() in keywords
            if keyword and joins:  # a message whose words are all of its language is no program
                keyword = not there and not all(listener.kind(token) in (OWN, KNOWN) for token in near)
            yield Fix("residue/function-word", (edit,)), _NAMED if names or letter else _KEYWORD if keyword else _SURE


def _edit(view: str, start: int, end: int, beside: Place, listener: Ear) -> Edit | None:
    word = view[start:end]
    tables = load(listener.source, listener.target)
    if word.lower() in tables.names("denied") and not set(beside.left).isdisjoint(tables.names("negations")):
        return None  # nicht für ein Argument, but für eine Drohung
    governed = _governed(word, beside, tables)
    if governed is None or _before_its_like(word, beside, listener):
        return None
    if _answers(beside, listener) and (new := look_up(tables.table("answers"), word)):
        return Edit(start, end, new)
    for name, fits in (("agreeing", _agrees), ("contrast", _contrasts), ("words", _conjoins), ("relative", _conjoins),
                       ("after_comma", _follows_comma), ("reports", _reports)):  # fmt: skip
        new = look_up(tables.table(name), word)
        if new is None or not fits(beside, listener, word):
            continue
        new = governed or new
        if isinstance(new, Mapping) and name == "relative":
            new = form(new, next((t for t in beside.left if t != ","), ""), view, listener.target)
        elif isinstance(new, Mapping) and _is_article(beside, listener):
            new = new.get("article", None if " " in word else "")  # denn the die Kundschaft
        elif isinstance(new, Mapping) and beside.right[0].isdigit() and int(beside.right[0][:3]) <= _LAST_DAY:
            new = new.get("m") if listener.target in _DATED else None  # el temporal of the 14 de febrero
        elif isinstance(new, Mapping):
            noun, rest = beside.right[0], beside.right[1:2]
            if noun.endswith("en") and rest and rest[0].istitle() and settings(listener.target).get("noun_capitals"):
                noun = rest[0]  # ein Programm of the Europäischen Union: the adjective says nothing
            plural = new.get("plural", "")
            if plural and _is_object(beside, listener) and is_plural(noun, plural, view, listener.target):
                new = plural  # samstags putzt the Boote
            else:
                new = form(new, noun, view, listener.target)
        if new is not None and (prefix := tables.table("prefixed").get(word.lower())):
            new = _apart(new, str(prefix), beside, listener.target)
        if new is None:
            return None
        new = _sounding(cased(view, start, new, beside), beside, listener.target)
        if new and new.lower() in (beside.left[0].lower() if beside.left else "", beside.right[0].lower()):
            new = ""  # che that fuma: its translation stands there already
        elif new and beside.right and beside.right[0] in with_article(word, tables):
            new = ""  # la página of del museo
        if new:
            joins = new[-1] in "’'" and view[end : end + 1] == " "
            return Edit(start, end + joins, new)
        return Edit(start, end + 1, "") if view[end : end + 1] == " " else None
    return None


def _apart(word: str, prefix: str, beside: Place, target: str) -> str | None:
    """A word that stands before verbs as a part of them: nothing where it stands there, None where it may belong there.

    # do kapsy not nedají; not přijde may be nepřijde
    """
    after = beside.right[0].lower() if beside.right else ""
    told, rest = settings(target).get("function_words", ()), after.removeprefix(prefix)
    if rest != after and rest not in told and commonness(rest, target) >= _VERB:
        return ""
    return None if commonness(prefix + after, target) >= _VERB else word


def _governed(word: str, beside: Place, tables: Tables) -> str | None:
    """What a preposition is behind a word that governs another one; None where nothing tells, "" behind all others.

    # aż ciasto zacznie odchodzić from ścianek: od, not z; odjechał from the dworca may be either
    """
    new = tables.table("governed").get(word.lower(), "")
    led = [token.lower() for token in beside.left[:2] if token not in ("się", "se")]
    if not new or not led:
        return ""
    if led[0].startswith(tables.names("governing")):
        return new
    return None if led[0].startswith(tables.names("doubtful") or ("\n",)) else ""


def _before_its_like(word: str, beside: Place, listener: Ear) -> bool:
    """Does a preposition lead to a word of its own language, with which it makes a phrase? # děti do 6 let for free"""
    after = beside.right[0] if beside.right else ""
    if word.lower() not in _PREPOSITIONS or listener.source != "en" or not after.islower():
        return False
    if not listener.latin or after in settings(listener.target).get("function_words", ()):
        return False
    own = commonness(after, listener.target)
    return own < _ENGLISH and commonness(after, "en") >= max(_ENGLISH, own + _CLEARLY)


def _is_article(beside: Place, listener: Ear) -> bool:
    """Does an article of the language follow, or what stands in its place? # música de the su propio barrio"""
    told = settings(listener.target)
    return beside.right[0] in (*told.get("articles", ()), *told.get("possessives", ()))


def _is_object(beside: Place, listener: Ear) -> bool:
    """Does a word in small letters stand before that asks for no other case, as a preposition might?"""
    told = settings(listener.target)
    governing = set(told.get("joining", ())).difference(told.get("conjunctions", ()))
    return bool(beside.left) and beside.left[0].islower() and beside.left[0] not in governing


def _sounding(new: str, beside: Place, target: str) -> str:
    """The form a word takes before certain sounds: Spanish y before i, o before o."""
    for word, (before, other) in settings(target).get("sounding", {}).items():
        if new == word and beside.right and regex.match(before, beside.right[0]):
            return str(other)
    return new


def _kinds(beside: Place, listener: Ear) -> tuple[list[int], list[int]]:
    """What stands beside, with what is to be repaired there taken for a word of the text: the mar and en."""
    known = listener.entries
    return tuple(  # type: ignore[return-value]
        [OWN if listener.kind(t) == FOREIGN and t in known else listener.kind(t) for t in side]
        for side in (beside.left, beside.right)
    )


def _conjoins(beside: Place, listener: Ear, word: str) -> bool:
    if word.islower() and beside.left[:1] == (".",) and beside.left[1:2]:
        cut = beside.left[1].lower()
        if cut in settings(listener.target).get("abbreviations", ()):  # od 2016 r. and odwiedza
            beside = beside._replace(left=beside.left[1:])
    if load(listener.source, listener.target).composed:
        beside = _between_nouns(beside, listener)
    elif listener.latin and _is_borrowed(beside, listener):
        beside = beside._replace(left=beside.left[1:])
    joined = word in messages.CONJUNCTIONS and joins_quotations(beside, listener)
    return joined or conjoins(beside, listener, True, word, False) or set_off(beside, listener, word)


def _between_nouns(beside: Place, listener: Ear) -> Place:
    """A place without the noun beside it that is a word of neither language, where an article or a capital shows it.

    # el teff et el sorgo; Kühlware et Getränkekisten: rare words, and compounds that no list holds
    """
    told = settings(listener.target)
    left, right = beside.left, beside.right
    named = len(left) > 1 and left[0].islower() and left[1] in told.get("articles", ())
    if named and right and right[0] in listener.own and listener.kind(left[0]) == FOREIGN:
        return beside._replace(left=left[1:])
    nouns = bool(told.get("noun_capitals")) and bool(left) and len(right) > 1 and listener.kind(right[1]) == OWN
    if nouns and _is_unheard(left[0], listener) and _is_unheard(right[0], listener):
        return beside._replace(right=right[1:])
    return beside


def _is_borrowed(beside: Place, listener: Ear) -> bool:
    """Is the word before one that both languages write, in a sentence of the target? # jak silos and działa jak"""
    left, right = [listener.kind(t) for t in beside.left[:3]], [listener.kind(t) for t in beside.right[:2]]
    written = left == [FOREIGN, OWN, OWN] and right == [OWN, OWN]
    return written and commonness(beside.left[0].lower(), listener.target) >= _SHARED


def _is_unheard(token: str, listener: Ear) -> bool:
    """Is this a noun, by its capital, that the source does not know?"""
    low = token.lower()
    return (
        len(token) >= _NOUN and token.istitle() and not commonness(low, listener.source) and not commonness(low, "en")
    )


def _contrasts(beside: Place, listener: Ear, word: str) -> bool:
    """Does the word part what is from what is not? # на 60 %, not на 100 %"""
    return beside.left[:1] == (",",) and _conjoins(beside, listener, word)


def _opens(beside: Place, listener: Ear) -> bool:
    """Does a word that the language has none for stand at the start of a sentence? # The Ministerstwo zapowiada"""
    left, right = _kinds(beside, listener)
    own = right[:1] == [KNOWN] or (not listener.latin and right[:1] == [NAME])
    return beside.spaced and left[:1] in ([], [START], [OPENER]) and own and right[1:2] in ([OWN], [KNOWN], [UNSURE])


def _answers(beside: Place, listener: Ear) -> bool:
    """Does the word open a sentence of the target language, with a comma behind it? # Yes, su tutte le linee"""
    left, right = _kinds(beside, listener)
    told = beside.right[1:2] and beside.right[1][0].islower() and OWN in right[1:3]
    return bool(left[:1] in ([], [START]) and beside.right[:1] == (",",) and told) and FOREIGN not in right[1:3]


def _follows_comma(beside: Place, listener: Ear, word: str) -> bool:
    left, right = _kinds(beside, listener)
    return word.islower() and left[:1] == [COMMA] and right[:1] == [OWN] and FOREIGN not in left[:3]


def _reports(beside: Place, listener: Ear, word: str) -> bool:
    left, right = _kinds(beside, listener)
    nouns = settings(listener.target).get("noun_capitals", False)
    spoken = left[:1] in ([COMMA], [CLOSER]) or OWN in left[:1] or (nouns and KNOWN in left[:1])  # im Kreistag said
    return (
        word.islower() and spoken and right[:1] in ([OWN], [NAME], [KNOWN]) and FOREIGN not in (*left[:3], *right[:2])
    )


def _agrees(beside: Place, listener: Ear, word: str) -> bool:
    """An article, with or without a preposition: before a noun of the target language, and behind a word of it."""
    left, right = _kinds(beside, listener)
    if not beside.spaced or not left or not right or FOREIGN in (*left[:2], *right[:2]):
        return False
    named = left[0] in (OWN, KNOWN) and (" " in word or not listener.latin)
    noun = right[0] in (OWN, UNSURE, KNOWN) or (right[0] == NAME and named) or (right[0] == FIGURE and " " in word)
    if load(listener.source, listener.target).table("agreeing").get(word.lower()) == "" and _opens(beside, listener):
        return True
    starts = word[0].isupper() and left[0] in (START, OPENER)
    return noun and (starts or left[0] in (OWN, UNSURE, KNOWN, COMMA, CLOSER) or (left[0] == NAME and right[0] == OWN))
