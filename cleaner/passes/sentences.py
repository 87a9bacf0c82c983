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
from itertools import pairwise

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lexicon import commonness
from cleaner.pipeline import Context
from cleaner.text import Text

_LOWER_START = re.compile(r"\.[ \n](?=[a-zß-öø-ÿ])")
_QUOTED_START = re.compile(r"[“\"](?=[a-z])(?<=[^\W\d_]{2}[.!?] .)([a-z]+)(?= [a-z]+ [^“”\"\n]*[,.!?][”\"])")
_UPPER_START = re.compile(r"(?:[.!?]['\"”’»)]? |\n\n[“\"«]?)(?=[A-ZÀ-ÖØ-Þ])")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CODE = re.compile(r"\w\(\)|[{}\\`]|\w_\w|::|->|\s--[a-z]")  # a paragraph may go on behind a block of it
_CLAUSE = re.compile(r"[^.,;:!?\n]+(?=[.!?])")
_CLAUSE_WORDS = 14
# 75 files. left pending since the spring
_PARTICIPLE = re.compile(
    r"(?:[a-z]{3,}ed|left|made|given|taken|held|built|written|known|seen|sent|paid|lost|found|born|led|kept|set|drawn|sold)"
    r" (?:pending |out |up )?(?:by|in|since|with|at|on|from|to|for|under|after|before|as|into|between)\b"
)
_UNSTOPPED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*+(?!\.)")
_LAST_WORD = re.compile(r"(?<![\w.@/])(?:[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:-]*%?)$")
_SENTENCE = re.compile(r"(?:[.!?…]['\"”’»)]?[ \n]|\n|[“\"«„(][^\W\d_])")
_SEAM = re.compile(r"[”\"»’] (?=[A-Z][a-z]*,? [a-z])")
_CLOSER = re.compile(r"[”\"»)]")
_CONJUNCTIONS = frozenset(["and", "but", "or", "because", "although", "while"])
_BEFORE_FIGURE = frozenset(
    "of to by than about nearly almost over under until since from between and the only just".split()
)
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_ENDS = '.!?…”"»'
_LOWER_SHARE = 0.6  # of what starts with a capital may start without in a text that writes capitals
_KNOWN = 3.0  # on the Zipf scale: what stands before the stop is a word, no abbreviation
_NAMED = 2.0  # the same for a word with a capital
_WRAPPED = 30  # code points: a line that is wrapped and not a verse or an entry
_LONG = 45  # code points: a heading or a line of verse is shorter than a cut paragraph


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every false stop, break and capital that the text around it makes certain."""
    if _LOWER_START.search(text.view):
        yield from _false_stops(text)
    yield from _quoted_capitals(text)
    yield from _seam_capitals(text)
    yield from _broken_paragraphs(text)


def _words(text: Text, key: str) -> frozenset[str]:
    return frozenset(settings(text.language or "").get(key, ()))


def _false_stops(text: Text) -> Iterator[Fix]:
    """A stop before a word in lower case that carries the sentence on.

    # its bombing campaign. in Libya
    """
    view = text.view
    joining, leaning, tying = _words(text, "joining"), _words(text, "leaning"), _words(text, "tying")
    subjects = _words(text, "subjects")
    unstopped: list[frozenset[str]] = []
    suspects = list(_suspects(text, unstopped))
    if not joining or not _writes_capitals(view, len(suspects)):
        return
    taken: set[int] = set()
    for at, last, after in suspects:
        if not _inside_prose(view, at, taken):
            continue
        taken.add(at + 2)
        leans = last in leaning and len(last) > 2 and _is_word(after, text, unstopped)
        if after in joining or leans or ((after in tying or _PARTICIPLE.match(view, at + 2)) and _ties(view, at + 2)):
            yield Fix("sentences/false-stop", (Edit(at, at + 1, ""),))
        elif after in subjects and view[at + 2 + len(after)] == " " and view[at + 3 + len(after)].islower():
            yield Fix("sentences/lost-capital", (Edit(at + 2, at + 3, after[0].upper()),))
        elif _is_word(after, text, unstopped):
            yield Fix("sentences/stop-or-capital", (Edit(at, at + 1, ""),))


def _quoted_capitals(text: Text) -> Iterator[Fix]:
    """The lost capital of a quoted sentence after a full stop, in a text whose other quotations have theirs.

    # The people are less surprised. “there were always lights on”
    """
    view = text.view
    subjects, abbreviations = _words(text, "subjects"), _words(text, "abbreviations")
    found = [m.start(1) for m in _QUOTED_START.finditer(view) if m.group(1) in subjects] if subjects else []
    if len(found) > 1 or not _writes_capitals(view, len(found)):
        return
    for at in found:
        before = _LAST_WORD.search(view, max(0, at - 40), at - 3)
        if before is not None and before.group().lower() not in abbreviations:
            yield Fix("sentences/lost-capital", (Edit(at, at + 1, view[at].upper()),))


def _suspects(text: Text, unstopped: list[frozenset[str]]) -> Iterator[tuple[int, str, str]]:
    """Stops between two words of which the second is in lower case: place, word before, word after."""
    view = text.view
    abbreviations, own = _words(text, "abbreviations"), _words(text, "function_words")
    for start in _LOWER_START.finditer(view):
        at = start.start()
        before = _LAST_WORD.search(view, max(0, at - 40), at)
        after = _WORD.match(view, start.end())
        if before is None or after is None or not after.group().islower():
            continue
        last = before.group()
        if last[0].isdigit():
            whole = _counts(view, before.start(), last)
        else:
            whole = (len(last) > 2 or last in own) and last.lower() not in abbreviations
            whole = whole and _is_word(last, text, unstopped)
        if whole:
            yield at, last, after.group()


def _ties(view: str, start: int) -> bool:
    """Does a clause end at its own stop, with no comma and main clause behind it?

    # the storm of 2014. when it struck
    """
    clause = _CLAUSE.match(view, start)
    return clause is not None and clause.group().count(" ") < _CLAUSE_WORDS


def _counts(view: str, start: int, figure: str) -> bool:
    """Is a figure before a stop no number of a chapter, a page or an item? A year is none, nor is what follows a word
    that leads to an amount or a date.
    """
    led = view[max(0, start - 30) : start].split()[-1:]
    if not led or view[start - 1 : start] == "\n":
        return False
    year = len(figure) == 4 and figure.isdigit() and figure[:2] in ("19", "20")
    return year or "," in figure or led[0] in _BEFORE_FIGURE or led[0] in _MONTHS


def _inside_prose(view: str, stop: int, taken: set[int]) -> bool:
    """Does the sentence before the stop start with a capital, or after another false stop?

    # "ok. thx. is it safe now?": who types so writes no capitals.
    """
    low = max(0, stop - 600)
    start = low
    for boundary in _SENTENCE.finditer(view, low, stop):
        if boundary.group() == "\n" and _is_wrapped(view, boundary.start()):
            continue
        if boundary.group()[-1:] == " " and boundary.group()[-2] in _ENDS[-2:] and view[boundary.end()].islower():
            continue  # “What a day!” he said
        if not boundary.group()[-1].isalpha():
            start = boundary.end()
        elif not _CLOSER.search(view, boundary.end(), stop):  # a quotation that holds the stop
            start = boundary.end() - 1
    if view[stop + 1] == "\n" and not _is_wrapped(view, stop + 1):
        return False
    first = _WORD.search(view, start, stop)
    return first is not None and (start in taken or not first.group()[0].islower())


def _is_wrapped(view: str, newline: int) -> bool:
    """Does a long line end here that the next one, which is not empty, carries on?"""
    return newline - view.rfind("\n", 0, newline) > _WRAPPED and not view[newline + 1 : newline + 2].isspace()


def _writes_capitals(view: str, lower: int) -> bool:
    """Does the text start its sentences with capitals, but for a few?"""
    first = _WORD.search(view)
    if first is None or not first.group()[0].isupper():
        return False
    upper = enumerate(_UPPER_START.finditer(view), 1)  # counted as far as it takes
    return lower <= 1 or any(lower <= 1 + _LOWER_SHARE * n for n, _ in upper)


def _is_word(word: str, text: Text, unstopped: list[frozenset[str]]) -> bool:
    """Is this a word of the language, or one the document writes elsewhere without a stop after it?

    `unstopped` holds the words of that kind once they have been looked for.
    """
    if word.isdigit():
        return True
    if commonness(word.lower(), text.language or "") >= (_KNOWN if word[0].islower() else _NAMED):
        return True
    if not unstopped:
        unstopped.append(frozenset(_UNSTOPPED.findall(text.view)))
    return word in unstopped[0]


def _seam_capitals(text: Text) -> Iterator[Fix]:
    """A capital after a quotation that stands in the middle of a sentence.

    # “significant differences” And they did not move
    """
    seam = _words(text, "seam")
    view = text.view
    line = (0, -1)
    for match in _SEAM.finditer(view):
        at = match.end()
        after = _WORD.match(view, at)
        if after is None or after.group().lower() not in seam or not view[match.start() - 1].isalnum():
            continue
        if at > line[1]:
            stop = view.find("\n", at)
            line = view.rfind("\n", 0, at) + 1, len(view) if stop < 0 else stop
        start = max(line[0], match.start() - 400)
        opener = max(view.rfind(mark, start, match.start()) for mark in '“"«‘')
        led = view[start:opener].rstrip()[-1:] if opener >= 0 else ""
        end = view[max(at, line[1] - 20) : line[1]].rstrip()[-1:]
        # The quotation starts inside a sentence, and the line ends one: no title, no heading, no entry of a list.
        inside = led.islower() or led in (",", ":") or (led == "" and after.group().lower() in _CONJUNCTIONS)
        if inside and end and end in _ENDS:
            yield Fix("sentences/seam-capital", (Edit(at, at + 1, view[at].lower()),))


def _broken_paragraphs(text: Text) -> Iterator[Fix]:
    """A paragraph that ends in mid-sentence, where the next carries it on.

    # the press service¶of the regional government reported
    """
    view = text.view
    carrying, open_, determiners = _words(text, "carrying"), _words(text, "open"), _words(text, "determiners")
    if not carrying:
        return
    for (start, end), (after, stop) in pairwise(text.paragraphs):
        if end - start < _LONG or not view[end - 1].islower():
            continue
        first = _WORD.search(view, start, end)
        if first is None or not first.group()[0].isupper():
            continue
        whole = view[after:stop].rstrip()
        next_ = _WORD.match(view, after)
        if next_ is None or view.count("\n", end, after) < 2:
            continue
        # The entries of a list end in a semicolon, or start in lower case one after the other.
        if whole[-1] not in _ENDS or ";" in whole or view[max(0, start - 80) : start].rstrip()[-1:] in (";", ",", "-"):
            continue
        before = _LAST_WORD.search(view, max(start, end - 40), end)
        cut = before is not None and before.group() in (open_ if next_.group()[0].islower() else determiners)
        if (cut and not _CODE.search(view)) or (next_.group() in carrying and len(whole) >= _LONG / 2):
            yield Fix("sentences/broken-paragraph", (Edit(end, after, " "),))
