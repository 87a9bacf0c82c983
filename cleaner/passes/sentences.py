"""Sentences (D, C): false stops, breaks inside a sentence, and false capitals at the seams of a quotation.

A page is translated piece by piece, and its links and bold words cut the pieces. Each piece comes back with the full
stop and the capital of a sentence of its own.

Left alone: stops after abbreviations and initials, texts that do not write capitals after a stop, and every place
where a lost capital is as likely as a false stop: that is a hint. Before the subject of a sentence (“… . they left”) it
is the capital that is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

import regex

from cleaner import clauses, fragments, midsentence, properwords, seamcapitals, stops, surnames
from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.pipeline import Context
from cleaner.presence import places_of
from cleaner.text import Text
from cleaner.translated import is_translated

# The blocks after Latin-1 mix capitals and small letters: what is met there is asked itself.
_LOWER_START = lazy(r"\.[ \n](?=[a-zß-öø-ÿĀ-žа-ўґ])")
_QUOTED_START = lazy(r"(?<=[^\W\d_]{2}[.!?]..)([a-z]+)(?= [a-z]+ [^“”\"\n]*(?:[,.!?][”\"]|[”\"],))")
_UPPER_START = lazy(r"(?:[.!?]['\"”’»“)]? |\n\n[“\"«„]?)(?=[A-ZÀ-ÖØ-ÞĀ-žЀ-Я])")
_ASKED = lazy(r"[“«„](?<=[^\W\d_]{3}[.!?] .)[ \u00a0\u202f]?(?=[^\W\d_]+ [^“”«»„\"\n.!]{8,150}\?[ \u00a0\u202f]?[”»“])")
_QUESTION = lazy(r"[^.,;:!?\n]{5,80}\?")
_WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CODE = lazy(r"\w\(\)|[{}\\`]|\w_\w|::|->|\s--[a-z]")  # a paragraph may go on behind a block of it
_CLAUSE = lazy(r"[^.,;:!?\n]+(?=[.!?])")
_CLAUSE_WORDS = 14
_UNSTOPPED = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*+(?!\.)")
_LAST_WORD = lazy(r"(?<![\w.@/])(?:[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:-]*%?)$")
_SENTENCE = lazy(r"(?:[.!?…](?:[ \u00a0\u202f]?»|['\"”’)])?[ \n]|\n|[“\"«„(][^\W\d_])")
_NOT_ENGLISH = frozenset("áčďéěíľňóřšťúůýžćłńśźżăşţğőű")  # letters of surnames
_CUTS = 2  # broken paragraphs of one text
_ROMAN = lazy(r"[IVX]+")
_NO_VOWEL = lazy(r"[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]+")
_CUT_SHORT = lazy(r"(?<!\w)(?:[ap]\.?(?: ?m)?|e\. ?g|i\. ?e)\Z")  # what ends in a stop of its own
_CLOSER = lazy(r"[”\"»)]")
_ENDS = '.!?…”"»'
_POINTING = frozenset("this these last next every each".split())
_LEADING_ON = frozenset("in of to from with at by for near between and or than".split())
_BINDING = ("instead of ", "rather than ", "together with ", "along with ", "next to ", "out of ")
_DEGREES = frozenset("just only even almost already still again together right well once twice".split())
_FIGURE = lazy(r"\W\d\. \d")
_PERSONS = frozenset(["me", "us"])
_LOWER_SHARE = 0.6  # of what starts with a capital may start without in a text that writes capitals
_KNOWN = 3.0  # on the Zipf scale: what stands before the stop is a word, no abbreviation
_SHORT_NAME = 4  # letters: a shorter word with a capital may be cut short
_PLAIN_LENGTH = 5  # letters: what is longer is no abbreviation, in a page that is known to be translated
_NO_SHORT = 6  # letters: a word the long list holds
_NAMED = 2.0  # the same for a word with a capital
_WRAPPED = 30  # code points: a line that is wrapped and not a verse or an entry
_LONG = 45  # code points: a heading or a line of verse is shorter than a cut paragraph


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every false stop, break and capital that the text around it makes certain."""
    named = context.pack.by_id.get("sentences/lost-proper")
    if _LOWER_START.search(text.view):
        yield from _false_stops(text, properwords.proper_words(named.lists) if named else ())
    if (times := settings(text.language or "").get("times")) and is_translated(text):
        for match in regex.finditer(times, text.view):
            yield Fix("sentences/false-stop-here", (Edit(match.end() - 1, match.end(), ""),))
    yield from _quoted_capitals(text)
    if text.language != "en" and "?" in text.view and is_translated(text):
        yield from _asked_capitals(text)
    yield from seamcapitals.after_quotations(text)
    yield from seamcapitals.on_conjunctions(text)
    yield from midsentence.conjunctions(text)
    yield from midsentence.capitals_after_comma(text)
    yield from _broken_paragraphs(text)
    if text.language == "en":
        if "\n" not in text.view[:-1] and not _NOT_ENGLISH.isdisjoint(text.characters):
            for edit in surnames.lost_capitals(text.view, _NOT_ENGLISH):
                yield Fix("sentences/surname", (edit,))
        if named:
            yield from properwords.lost_capitals(text, named.lists)
        if is_translated(text):
            yield from fragments.find(text)


def _false_stops(text: Text, proper: tuple[str, ...] = ()) -> Iterator[Fix]:
    """A stop before a word in lower case that carries the sentence on.

    # its bombing campaign. in Libya
    """
    view = text.view
    joining, tying, subjects = text.listed("joining"), text.listed("tying"), text.listed("subjects")
    # Where a language names its articles, no other word is sure to lean on the next: ein Auto, das teuer ist.
    leaning = text.listed("articles" if "articles" in settings(text.language or "") else "leaning")
    participle = settings(text.language or "").get("participle")
    introducing = tuple(settings(text.language or "").get("introducing", ()))
    continuing, asking = text.listed("continuing"), text.listed("asking")
    articles, conjunctions = text.listed("articles"), text.listed("conjunctions")
    closed = joining | continuing | tying | text.listed("subordinating") | frozenset(["als", "como", "come", "comme"])
    purpose = settings(text.language or "").get("purpose")
    purpose = purpose and re.compile(purpose)
    named = settings(text.language or "").get("keys")
    named = named and re.compile(named)
    translated = text.language == "en" and is_translated(text)
    sets_stops = text.language != "en" and midsentence.sets_stops(text)
    unstopped: list[frozenset[str]] = []
    suspects = list(_suspects(text, unstopped))
    if not joining or not _writes_capitals(view, len(suspects)):
        return
    taken: set[int] = set()
    short = text.listed("abbreviations") if text.language != "en" else frozenset()
    for at, last, after in suspects:
        if not _inside_prose(view, at, taken, short):
            continue
        if (last in articles and after in closed) or (named and last in leaning and after in conjunctions):
            continue  # muovi il file con un. all’inizio; door op. en, te drukken: it speaks of the mark
        if named and named.match(last.lower()):
            continue  # stiskem klávesy. a prozkoumat
        taken.add(at + 2)
        leans = last in leaning and len(last) > 2 and _is_word(after, text, unstopped)
        tied = after in tying or (participle and re.compile(participle).match(view, at + 2) is not None)
        tied = tied and (text.language == "en" or is_translated(text))
        opens = view.startswith(introducing, at + 2)  # podpisem. w rzeczywistości, każdy może
        opens = opens or (purpose is not None and purpose.match(view, at + 2) is not None)
        if after in asking and _QUESTION.match(view, at + 2) and is_translated(text):
            yield Fix("sentences/lost-capital", (Edit(at + 2, at + 3, after[0].upper()),))
        elif (after in joining and not opens) or leans or (tied and _ties(view, at + 2)):
            # the cooperative. which groups 84 families: nothing says which cooperative, if not the words before
            aside = after == "but" and clauses.opens(clauses.ahead(view, at + 2))
            aside = aside or (
                text.language == "en" and clauses.parts(clauses.behind(view, at), clauses.ahead(view, at + 2))
            )
            aside = aside or (text.language == "en" and clauses.singles_out(clauses.ahead(view, at + 2)))
            aside = aside or (after in text.listed("finite") and clauses.set_off(clauses.behind(view, at)))
            yield Fix(
                "sentences/false-stop", (Edit(at, at + 1, "," if aside or after in text.listed("adding") else ""),)
            )
        elif after in continuing and not opens and is_translated(text):
            yield Fix("sentences/false-stop", (Edit(at, at + 1, ""),))
        elif translated and after.removesuffix("s") in proper:
            continue  # does believe in toasters. german households throw away millions
        elif translated and view[at + 1] == " " and (fix := _weighed(text, at, after)):
            yield fix
        elif after in subjects and view[at + 2 + len(after)] == " " and view[at + 3 + len(after)].islower():
            yield Fix("sentences/lost-capital", (Edit(at + 2, at + 3, after[0].upper()),))
        elif (
            sets_stops
            and view[at + 1] == " "
            and len(last) >= _SHORT_NAME
            and midsentence.is_object(text, at, last)
            and _is_word(after, text, unstopped)
        ):
            yield Fix("sentences/false-stop", (Edit(at, at + 1, ""),))
        elif _is_word(after, text, unstopped):
            yield Fix("sentences/stop-or-capital", (Edit(at, at + 1, ""),))


def _weighed(text: Text, at: int, after: str) -> Fix | None:
    """Tell a false stop from a lost capital by what stands on either side of it.

    # For Saturday. the union is calling; the park. 310 hectares in size, no; as scrap. today they send me e-mails
    """
    view = text.view
    before, behind = clauses.behind(view, at), clauses.ahead(view, at + 2)
    if clauses.leads(before) or clauses.tells(before) or clauses.dangles(before):
        return Fix("sentences/false-stop", (Edit(at, at + 1, ""),))
    if clauses.is_subject(before) and after not in text.listed("subjects") | text.listed("beginning"):
        return Fix("sentences/false-stop", (Edit(at, at + 1, ""),))  # A cup. repaired in Kanaura is ready
    if clauses.floats(before, after) or clauses.narrows(behind):
        return Fix("sentences/false-stop", (Edit(at, at + 1, ""),))
    if clauses.names_again(before, behind):
        return Fix("sentences/false-stop", (Edit(at, at + 1, ","),))
    if clauses.introduced(behind):
        return Fix("sentences/lost-capital", (Edit(at + 2, at + 3, after[0].upper()),))
    if (mark := clauses.carries_on(before, behind)) is not None:
        return Fix("sentences/false-stop", (Edit(at, at + 1, mark),))
    if clauses.states(before, behind):
        return Fix("sentences/lost-capital", (Edit(at + 2, at + 3, after[0].upper()),))
    if not clauses.whole(behind.partition(",")[0]):
        bound = clauses.governs(before) or after in _POINTING or after.endswith("s")  # automatic control. this autumn
        bound = bound or clauses.lacks_object(before, after)
        bound = bound or before.rpartition(" ")[2] in text.listed("leaning")  # worked on. lithium extraction
        bound = bound or view.startswith(_BINDING, at + 2)  # in twenty minutes. instead of two hours
        # has raised the saddle. just in case; but: A thing, in Montclair. generally lasts
        bound = bound or ((after in _DEGREES or after.endswith("ly")) and before.count(",") % 2 == 0)
        bound = bound or clauses.parts_verb(before)
        if clauses.bids(before, behind):
            return Fix("sentences/lost-capital", (Edit(at + 2, at + 3, after[0].upper()),))
        # Where nothing binds the piece, a comma is as likely as none: for twenty minutes. more than before
        return Fix("sentences/false-stop", (Edit(at, at + 1, ""),)) if bound else None
    if clauses.whole(behind) and after in text.listed("beginning"):
        return Fix("sentences/lost-capital", (Edit(at + 2, at + 3, after[0].upper()),))
    return None


def _quoted_capitals(text: Text) -> Iterator[Fix]:
    """The lost capital of a quoted sentence after a full stop, in a text whose other quotations have theirs.

    # The people are less surprised. “there were always lights on”
    """
    view = text.view
    subjects, abbreviations = text.listed("subjects"), text.listed("abbreviations")
    places = chain(*(places_of(opener, view) for opener in (" “", ' "'))) if subjects else ()
    matches = (_QUOTED_START.match(view, at + 2) for at in places)
    starts = [m for m in matches if m]
    whole = bool(starts) and text.language == "en" and is_translated(text)  # she says. “my banker now comes by bike
    found = [
        m.start(1)
        for m in starts
        if m.group(1) in subjects or (whole and clauses.whole(clauses.ahead(view, m.start(1)).partition(",")[0]))
    ]
    if len(found) > (3 if whole else 1) or not _writes_capitals(view, len(found)):
        return
    for at in found:
        before = _LAST_WORD.search(view, max(0, at - 40), at - 3)
        if before is not None and before.group().lower() not in abbreviations:
            yield Fix("sentences/lost-capital", (Edit(at, at + 1, view[at].upper()),))


def _asked_capitals(text: Text) -> Iterator[Fix]:
    """The lost capital of a question that a quotation holds whole, behind a full stop.

    # quem desconfie da fama. “você acha que o gringo vai pagar mais?”
    """
    view, abbreviations = text.view, text.listed("abbreviations")
    for match in _ASKED.finditer(view):
        at = match.end()
        before = _LAST_WORD.search(view, max(0, at - 40), match.start() - 2)
        if view[at].islower() and before is not None and before.group().lower() not in abbreviations:
            yield Fix("sentences/lost-capital", (Edit(at, at + 1, view[at].upper()),))


def _suspects(text: Text, unstopped: list[frozenset[str]]) -> Iterator[tuple[int, str, str]]:
    """Stops between two words of which the second is in lower case: place, word before, word after."""
    view = text.view
    abbreviations, own = text.listed("abbreviations"), text.listed("function_words")
    counting, elisions = text.listed("before_figure"), text.listed("elisions")
    for start in _LOWER_START.finditer(view):
        at = start.start()
        before = _LAST_WORD.search(view, max(0, at - 40), at)
        after = _WORD.match(view, start.end())
        if before is None or after is None:
            continue
        next_ = after.group()
        if elisions:
            next_ = next_.replace("'", "’").partition("’")[0]  # dell’Appennino
        if not next_.islower() or text.source.startswith(" @", after.end()):
            continue  # Fix the build. by @name: the title of a change, and whose it is
        last = before.group()
        if len(next_) == 1 and view[after.end() : after.end() + 1] == ".":
            continue  # o. s. Propast; prezerwatyw. o. Jacek: letters that stand for words
        if text.entry is not None and not view[: before.start()].strip():
            continue  # Прилож. для передачи: the first word of a label, cut short
        if last[0].isdigit():
            whole = stops.counts(view, before.start(), last, counting) or stops.is_year(
                view, before.start(), last, text
            )
            whole = whole or stops.is_score(text, before.start(), last)
        else:
            tail = last.rpartition("-")[2]  # Debian-Jr.
            if _ROMAN.fullmatch(tail) and (tail != "I" or text.language != "en"):
                continue  # Ludwig XIV. mit Louvois
            whole = (len(tail) > 2 or last in own or last in _PERSONS) and tail.lower() not in abbreviations
            whole = whole and (tail.isupper() or not _NO_VOWEL.fullmatch(tail))  # MwSt. bei 19 %
            # In a page that is known to be translated, a longer word is a name if no list holds it.
            named = len(last) >= _PLAIN_LENGTH and is_translated(text)
            whole = whole and (named or _is_word(last, text, unstopped))
            whole = whole or stops.stands_whole(text, before.start(), last, start.end())
            whole = whole or (last in ("C", "F") and view[before.start() - 1 : before.start()] == "°")
        if whole:
            yield at, last, next_


def _ties(view: str, start: int) -> bool:
    """Does a clause end at its own stop, with no comma and main clause behind it?

    # the storm of 2014. when it struck
    """
    clause = _CLAUSE.match(view, start)
    return clause is not None and clause.group().count(" ") < _CLAUSE_WORDS


def _inside_prose(view: str, stop: int, taken: set[int], short: frozenset[str]) -> bool:
    """Does the sentence before the stop start with a capital, or after another false stop?

    short: abbreviations, behind which a sentence goes on. # 11,5 tys. zł, piec zbudowany przez Werner. w 1938 r.
    # "ok. thx. is it safe now?": who types so writes no capitals.
    """
    low = max(0, stop - 600)
    start = low
    for boundary in _SENTENCE.finditer(view, low, stop):
        if boundary.group() == "\n" and _is_wrapped(view, boundary.start()):
            continue
        if boundary.group() == ". " and _FIGURE.match(view, boundary.start() - 2):
            continue  # a budget of 1. 2 million euros
        if boundary.group()[-1:] == " " and boundary.group()[-2] in _ENDS[-2:] and view[boundary.end()].islower():
            continue  # “What a day!” he said
        if (
            boundary.group() == ". "
            and view[boundary.end()].islower()
            and (_CUT_SHORT.search(view, low, boundary.start()) or _ends_in(view, low, boundary.start(), short))
        ):
            continue  # from 11:30 p.m. to 5:00 a.m., e.g. at the dairy and. at the funeral
        if not boundary.group()[-1].isalpha():
            start = boundary.end()
        elif not _CLOSER.search(view, boundary.end(), stop):  # a quotation that holds the stop
            start = boundary.end() - 1
    if view[stop + 1] == "\n" and not _is_wrapped(view, stop + 1):
        return False
    first = _WORD.search(view, start, stop)
    return first is not None and (start in taken or not first.group()[0].islower())


def _ends_in(view: str, low: int, end: int, words: frozenset[str]) -> bool:
    last = _LAST_WORD.search(view, max(low, end - 40), end)
    return last is not None and last.group().lower() in words


def _is_wrapped(view: str, newline: int) -> bool:
    """Does a long line end here that the next one, which is not empty, carries on?"""
    return newline - view.rfind("\n", 0, newline) > _WRAPPED and not view[newline + 1 : newline + 2].isspace()


def _writes_capitals(view: str, lower: int) -> bool:
    """Does the text start its sentences with capitals, but for a few?"""
    first = _WORD.search(view)
    if first is None:
        return False
    figure = any(char.isdigit() for char in view[: first.start()][-20:])  # 2,316 pipes and one dead mouse
    if not first.group()[0].isupper() and not figure:
        return False
    upper = enumerate(_UPPER_START.finditer(view), 1)  # counted as far as it takes
    return (lower <= 1 and not figure) or any(lower <= 1 + _LOWER_SHARE * n for n, _ in upper)


def _is_word(word: str, text: Text, unstopped: list[frozenset[str]]) -> bool:
    """Is this a word of the language, or one the document writes elsewhere without a stop after it?

    `unstopped` holds the words of that kind once they have been looked for.
    """
    if word.isdigit():
        return True
    # What is longer than any abbreviation is a word, in languages that bend theirs in more ways than a list holds.
    longest = settings(text.language or "").get("longest_abbreviation")
    if longest and len(word) > longest and word.islower():
        return True
    usual = commonness(word.lower(), text.language or "")
    if text.language == "en" and word[0].isupper() and len(word) < _SHORT_NAME and not word.isupper():
        usual = 0.0  # Dut. and Ger.
    if usual >= (_KNOWN if word[0].islower() else _NAMED) or (len(word) >= _NO_SHORT and usual >= _NAMED):
        return True
    if not unstopped:
        unstopped.append(frozenset(_UNSTOPPED.findall(text.view)))
    return word in unstopped[0]


def _broken_paragraphs(text: Text) -> Iterator[Fix]:
    """A paragraph that ends in mid-sentence, where the next carries it on.

    # the press service¶of the regional government reported
    """
    view = text.view
    carrying = text.listed("carrying") or text.listed("joining")
    open_, determiners = text.listed("open") or text.listed("leaning"), text.listed("determiners")
    if not carrying or ("carrying" not in settings(text.language or "") and _CODE.search(view)):
        return
    told = text.language == "en" and is_translated(text)
    found: list[Fix] = []
    for (start, end), (after, stop) in pairwise(text.paragraphs):
        if end - start < _LONG or not view[end - 1].islower():
            continue
        first = _WORD.search(view, start, end)
        if first is None or not first.group()[0].isupper() or " → " in view[start:end]:
            continue  # Immagine → Duplica¶o usando la scorciatoia: entries of a list
        whole = view[after:stop].rstrip()
        next_ = _WORD.match(view, after)
        if next_ is None or view.count("\n", end, after) < 2:
            continue
        # The entries of a list end in a semicolon, or start in lower case one after the other.
        if (
            whole[-1] not in _ENDS
            or ";" in whole.partition(". ")[0]
            or view[max(0, start - 80) : start].rstrip()[-1:] in (";", ",", "-")
        ):
            continue
        before = _LAST_WORD.search(view, max(start, end - 40), end)
        lower = next_.group()[0].islower()
        cut = before is not None and before.group() in (open_ if lower else determiners)
        # did not even¶look up: in a translation no prose stops short of its stop, to go on in lower case
        cut = cut or (told and lower and len(next_.group()) > 1 and ". " in view[start:end])
        # clockmakers showed it in¶Paris: before a name too, behind what has no end there
        cut = cut or (told and before is not None and before.group() in _LEADING_ON and ". " in view[start:end])
        if (cut and not _CODE.search(view)) or (next_.group() in carrying and len(whole) >= _LONG / 2):
            found.append(Fix("sentences/broken-paragraph", (Edit(end, after, " "),)))
    # A page that is cut so again and again has lost what stood between: an example, a formula, a name in bold type.
    if len(found) <= _CUTS or "carrying" in settings(text.language or ""):
        yield from found
