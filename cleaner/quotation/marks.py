"""A quote mark in its place, and what it takes to read it as an opener, as a closer, or as neither.

What a machine did to a mark to get from its role to what stands there has a cost. The costs are ranks, not measured
frequencies: below one, it happens all the time; at three, a partner is lost.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.quotation.convention import Convention

OPEN, CLOSE, ALONE = "open", "close", "alone"

# What it takes to believe that a machine did this. One is "it happens all the time", three is "a partner is lost".
FLIP = 1.0  # the mark shows the other way:  differences“, he
FLIP_GLUED = 0.8  # … and stands glued between two letters, where nothing shows a way:  differences“And
SWAPPED = 0.9  # the mark went to the wrong word, and the way it shows followed the space:  a” mistake “that
LOST = 0.7  # the space outside is lost:  differences”And
EXTRA = 0.6  # a space inside:  “ differences”
MOVED = 0.5  # the space stands inside instead of outside:  a" mistake "that
ODD = 2.5  # a comma or bracket stands where a quotation would start or end:  ”, he
AFTER_STOP = 0.8  # a quotation starts right after a comma or stop:  in the eye,“said
LEANING = 2.0  # a quotation ends, or a mark is nothing, after a word that leans on the next one:  would be a”
REPORTED = 3.0  # a quotation starts, or a mark is nothing, where somebody is said to have spoken:  we won, "said he
TOLD = 2.0  # a quotation starts where a closer stands well before these:  is over,” she joked
INVITED = 4.5  # a quotation ends where a comma, a space and a capital make a fine start:  who think, "Why not
LED = 4.5  # … or a colon and a space:  he did not like it: "When
APART = 1.0  # a mark is nothing, where a space parts it from the stop behind it:  in Hamburg “.
STRANDED = 2.0  # a mark is nothing, where it stands apart behind the last stop of a paragraph
NESTED = 1.8  # a quotation of the same marks inside one: bad style, where both openers stand well
TANGLED = 4.5  # … where one of them does not
FOREIGN = 0.5  # a pair of another language, standing as it should there
STYLE = 0.3  # a curly mark with a straight partner
LONELY = 3.0  # a mark without a partner
CUT = 2.8  # a quotation without an end or a start: its partner is lost at the border of the paragraph
CUT_OFF = 2.3  # … at the border of a text of one paragraph, which may be a piece of a longer one
REOPENED = 1.0  # a quotation left open, where the next paragraph starts with a mark: the usual way, if rare
RUN_ON = 2.0  # a quotation runs over a paragraph break and is not opened again after it
THROUGH = 0.3  # … and over a paragraph without marks
AGAIN = 0.3  # a quotation opened again at the start of a line
EDGE = 6.0  # an opener with nothing after it, a closer with nothing before it
MEASURE = 0.1  # an inch or minute sign after a figure, read as one
AFTER_FIGURE = 1.0  # the same, read as an opener:  15.6" screen
AFTER_FEET = 3.0  # … behind feet:  at 6'2" he

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w.’'-]*"
_SPEAKERS = (
    re.compile(rf"(?:(?:{_NAME} ){{1,3}}|(?:he|she|they|it|we|I) )?(?P<verb>[^\W\d_]{{3,}})\b"),
    lazy(r"the [a-zß-öø-ÿ]+ (?:of (?:the )?[^\W\d_]+ )?(?:[a-z]{2,}ly )?(?P<verb>[^\W\d_]{3,})\b"),
    lazy(r"[^\W\d_]+ (?P<verb>[^\W\d_]{3,})(?=[.,;]|$)"),  # ," stone said. A name may have lost its capital
    # ," Mária Malá, a speaker of the service, told the paper
    lazy(rf"{_NAME}(?: {_NAME}){{1,3}}, [^.,;:!?\"“”«»\n]{{4,90}}, (?P<verb>[^\W\d_]{{3,}})\b"),
)
_SAYING = lazy(r"[^\W\d_]{3,}(?=,$)")
_TOLD = 80  # code points: no clause that reports is longer
_TOLD_NO = lazy(r"[.!?:;\"“”«»„]")
_VERB = 24  # code points: no verb is longer
_FIRST = lazy(r"[^\W\d_]+")
_FEET = lazy(r"\d ?['’′] ?\d{1,2}\Z")
_BLANK = frozenset(" \u00a0\u202f\t")
_ENDED = frozenset(".!?")
_STOPS = frozenset([",", ".", ";", "!", "?"])
_CLOSING = frozenset(".,;:!?)]}…%")
_PIECE_BEFORE, _PIECE_AFTER = lazy(r"[^\W\d_]+\Z"), lazy(r"[^\W\d_]+")
_KNOWN = 2.6  # on the Zipf scale: a word
_SUFFIXES = frozenset(["s", "es", "ed", "d", "ing", "ish", "er", "ers", "like", "th", "st", "nd", "rd", "ism", "ist"])


class Mark(NamedTuple):
    """A quote mark in its place: offset, what stands next to it, and the first thing beyond blanks on either side.

    ``""`` stands for the border of the line. `gap_left` and `gap_right` count the blanks.
    """

    pos: int
    glyph: str
    left: str
    right: str
    gap_left: int
    gap_right: int
    suffix: bool  # letters follow that are an ending, not a word: “no”s
    ends: bool  # a comma, a bracket, a full stop or the like follows, which ends something and starts nothing
    prefix: bool  # a lone letter stands before it: r"…" in a program
    leans: bool  # the word before is an article, a preposition or the like, which leans on the next word
    reported: bool = False  # words that report speech follow, in a way that shows that it has ended
    # between a comma and its space, or the stop of a sentence that reports speech, and a capital that is no speaker's
    invited: bool = False
    feet: bool = False  # the figure it follows stands behind feet: 6'2"
    told: bool = False  # it stands as a closer should, between a comma and the words that report speech


def look(
    view: str,
    pos: int,
    start: int,
    end: int,
    leaning: frozenset[str] = frozenset(),
    compounds: bool = False,
    reporting: frozenset[str] = frozenset(),
) -> Mark:
    """Read the surroundings of the mark at `pos` inside the paragraph ``view[start:end]``.

    leaning: words of the language that lean on the next one. compounds: the language glues endings and further words to
    a quotation („Tatort“reif, "dosya"dır). reporting: its verbs that report speech.
    """
    a = pos
    while a > start and view[a - 1] in _BLANK and pos - a < 8:
        a -= 1
    b = pos + 1
    while b < end and view[b] in _BLANK and b - pos < 9:
        b += 1
    left = view[a - 1] if a > start and view[a - 1] != "\n" else ""
    right = view[b] if b < end and view[b] != "\n" else ""
    tail = b
    while tail < min(end, b + 6) and view[tail].isalpha():
        tail += 1
    head = a
    while head > max(start, a - 6) and view[head - 1].isalpha():
        head -= 1
    suffix = b == pos + 1 and (view[b:tail] in _SUFFIXES or (compounds and right.islower()))
    after = view[b + 1 : min(end, b + 2)]
    ends = (
        right != "" and right in _CLOSING and right != "…" and not (right == "." and (after == "." or after.isalnum()))
    )
    prefix = head == a - 1 == pos - 1 and view[head] in "rbfut" and (head == start or not view[head - 1].isalnum())
    leans = view[head:a].lower() in leaning
    reported = left in (",", "!", "?") and b - pos < 3 and speaks(view, b, end, reporting)
    if reported and (said := _SAYING.search(view, max(start, a - _VERB), a)):
        reported = said.group() not in reporting  # He turned and said, "Mary said so
    closed = reported and a == pos and b == pos + 2
    reported = reported and a < pos
    if a == pos and left.isalpha():  # year“, said; year“She said
        told = b + 2 if right == "," else b if b == pos + 1 and right.isalpha() else end
        reported = reported or speaks(view, told, end, reporting)
    invited = left == "," and a == pos - 1 and b == pos + 1 and right.isupper()
    invited = invited and not (speaks(view, b, end, reporting) or _capital_verb(view, b, end, reporting))
    if left in _ENDED and a == pos - 1 and b == pos + 1 and right.isupper():
        invited = _reports(view, max(start, a - _TOLD), a, reporting)
    feet = left.isdigit() and _FEET.search(view, max(start, a - 6), a) is not None
    return Mark(
        pos, view[pos], left, right, pos - a, b - pos - 1, suffix, ends, prefix, leans, reported, invited, feet, closed
    )


def is_letter(view: str, pos: int, language: str) -> bool:
    """Does a straight mark stand for dots or a stress inside a word: Mo"ssenbo"ck, fu"r, /fee"ch*r/?

    Both its neighbours are letters, and a piece beside it is no common word.
    """
    before, after = _PIECE_BEFORE.search(view, max(0, pos - 24), pos), _PIECE_AFTER.match(view, pos + 1)
    if before is None or after is None or after.group() in _SUFFIXES:
        return False  # three or four "want to"s
    pieces = before.group(), after.group()
    if commonness("".join(pieces).lower(), language) >= _KNOWN:
        return True  # Zu"rich
    # A name may be any word: playing the"Karadağ plan"has
    plain = [piece for piece in pieces if not (piece.istitle() and len(piece) > 1)]
    return any(len(piece) == 1 or commonness(piece.lower(), language) < _KNOWN for piece in plain)


def _reports(view: str, start: int, end: int, verbs: frozenset[str]) -> bool:
    """Does the sentence that ends there report speech behind its last comma? # had to climb, the judge stated."""
    at = max(view.rfind(", ", start, end), view.rfind("! ", start, end), view.rfind("? ", start, end))
    told = view[at + 2 : end - 1]
    return at >= 0 and told.isprintable() and not _TOLD_NO.search(told) and speaks(view, at + 2, end, verbs)


def speaks(view: str, start: int, end: int, verbs: frozenset[str]) -> bool:
    """Is somebody said to speak there: a verb that reports, or a name or a pronoun before one?"""
    said = (speaker.match(view, start, end) for speaker in _SPEAKERS)
    return any(match is not None and match.group("verb") in verbs for match in said)


def _capital_verb(view: str, start: int, end: int, verbs: frozenset[str]) -> bool:
    """Does a verb that reports stand there with the capital of a piece of its own? # tourism, “Says Karadoğan."""
    match = _FIRST.match(view, start, end)
    return match is not None and match.group().lower() in verbs


def wants_left(mark: Mark) -> bool:
    """Read as an opener: does a space belong before it? (In a table, fields in straight marks follow , and ;.)"""
    if mark.gap_left or mark.left == "":
        return False
    if mark.glyph == '"' and mark.gap_right == 0 and (mark.left in ",;" or mark.prefix):
        return False
    return mark.left.isalnum() or mark.left in _CLOSING


def wants_right(mark: Mark) -> bool:
    """Read as a closer: does a space belong after it?"""
    if mark.gap_right or mark.right == "" or (mark.suffix and not mark.gap_left):
        return False
    return mark.right.isalpha() or (mark.right.isdigit() and mark.gap_left > 0)


def cost_open(mark: Mark, convention: Convention) -> float:
    """What it takes to read the mark as an opener."""
    if mark.right == "":
        return EDGE
    inside = mark.gap_right > 0 and convention.space_inside(mark.glyph) == ""
    cost = _shape(mark, mark.glyph in convention.closers, inside, wants_left(mark))
    if mark.ends or (mark.gap_right == 0 and mark.right in convention.closers - convention.openers - {mark.glyph}):
        cost += ODD  # слушать надо “»: nothing is quoted between them
    if mark.reported:
        cost += REPORTED
    if mark.gap_left == 0 and mark.left in _STOPS:
        cost += AFTER_STOP
    if mark.told and mark.glyph in convention.closers:
        cost += TOLD
    if mark.left.isnumeric() and mark.gap_left == 0 and mark.glyph in "\"'":
        cost += AFTER_FEET if mark.feet else AFTER_FIGURE
    return cost


def cost_close(mark: Mark, convention: Convention) -> float:
    """What it takes to read the mark as a closer."""
    if mark.left == "":
        return EDGE
    inside = mark.gap_left > 0 and convention.space_inside(mark.glyph) == ""
    cost = _shape(mark, mark.glyph in convention.openers, inside, wants_right(mark))
    if mark.left in "([{":
        cost += ODD
    if mark.left == ":" and mark.gap_left and not mark.gap_right and mark.right.isalpha():
        cost += LED
    if mark.invited:
        cost += INVITED
    return cost + LEANING * mark.leans


def _shape(mark: Mark, flipped: bool, inside: bool, outside: bool) -> float:
    """The cost of the way a mark shows, of a space `inside` the quotation and of one that is lacking `outside`."""
    if flipped and inside:
        return SWAPPED
    spaces = MOVED if outside and inside else LOST * outside + EXTRA * inside
    if not flipped:
        return spaces
    glued = mark.gap_left == 0 and mark.gap_right == 0 and mark.right.isalnum()
    return spaces + (FLIP_GLUED if glued else FLIP)


def is_measure(mark: Mark) -> bool:
    """May the mark stand for inches, behind a figure?"""
    return mark.gap_left == 0 and mark.left.isnumeric() and mark.glyph in '"”'


def cost_alone(mark: Mark) -> float:
    """What it takes to read the mark as no part of a quotation, or as one whose partner is lost."""
    if is_measure(mark):
        return MEASURE if mark.glyph == '"' else 5 * MEASURE
    ended = (
        mark.right == "" and mark.gap_left > 0 and mark.glyph == '"' and mark.left in _STOPS
    )  # Only blood tests were taken. "
    cost = LONELY + REPORTED * mark.reported + STRANDED * ended
    return (
        cost
        + APART * (mark.ends and mark.gap_left > 0)
        + LEANING * (mark.leans and mark.gap_left == 0 < mark.gap_right)
    )
