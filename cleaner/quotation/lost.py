"""Marks that are lost, where their place is certain all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from cleaner.edits import Edit
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.quotation.chain import Paragraph, is_code
from cleaner.quotation.convention import Convention
from cleaner.quotation.marks import ALONE, CLOSE, OPEN, Mark, is_measure, speaks
from cleaner.quotation.reading import clean_close, clean_open
from cleaner.text import Text

BEHIND = 60  # code points behind a mark where somebody is said to speak: no reading looks further than its paragraphs

_CUT = lazy(  # before a further sentence
    r"(?:(?<=[a-zß-öø-ÿ\d)%][.!?…])|(?<=[.!?…][’')\]]))(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z][a-z]\.)\s+(?=[‘'“(]?[A-ZÀ-ÖØ-Þ])"
    r"|\A[.!?]\s+(?=[A-ZÀ-ÖØ-Þ])"
)
_COMMA = lazy(r"“[^“”„\"«»\n]{2,400}\w(,”|”,)"), lazy(r'(?<!\w)"\w[^“”„"«»\n]{2,400}\w(,"(?!\w)|",)')
# , jokes the treasurer; , she joked.
_ATTRIBUTED = lazy(
    r"(?:(?<=[\w’'”)]),|(?<=\w[!?…])) (?:(?P<verb>[a-z]{3,}) (?=(?:the|an?|his|her|its|their|our) |[^\W\da-z_]\w)"
    r"|(?:he|she|they|[^\W\da-z_]\w+(?: [^\W\da-z_]\w+)?) (?P<last>[a-z]{3,})(?=[.,]))"
)
_TOLD_ONLY = lazy(r"[^.!?]{0,90}[.!?]?\Z")
_HE = lazy(r"(?:He|She) [a-z]")
_STOPPED = lazy(r"[.!?] ")
_PAUSE = lazy(r"[,!?] ")
_INNER = lazy(r"[:,] [‘'][A-Z]")
_PRONOUN = lazy(r" (?:he|she|they) [a-z]+\b")
_PLUPERFECT = lazy(r"\bhad (?:\w+ly |already |just |not |never |long )?(?:\w+ed|been|gone|left|come|taken|made|seen)\b")
_CAPITAL = lazy(r"[\W\d]{0,3}(?=[^\W\d_])(?![a-zß-öø-ÿ])")
_ENDED = lazy(r"[.!?…][’')\]]?$")
_STOP = lazy(r"[.!?…](?=\s)")
_PIECE = lazy(r"[a-zß-öø-ÿ][^.,;:!?…()\n]{9,70}[a-zß-öø-ÿ][.!]")
_WORD = lazy(r"[^\W\d_]+")
_NAME = lazy(r"[^\W\d_a-zß-öø-ÿ][^\W_]*(?:[ -][^\W_]+){0,3}(?<!\d)")
_GOES_ON = lazy(r",? [a-zß-öø-ÿ]")
# What tells who somebody is, between commas, is no speech: `The director, Célia do Amaral, cried when she saw it.`
_INTRODUCED = lazy(
    r"[^\W\da-zß-öø-ÿ][^.,;:“”\"«»\n]{3,80}, [^\W\da-zß-öø-ÿ]\w+(?: \w{1,4}){0,2} [^\W\da-zß-öø-ÿ]\w+, (?=[a-zß-öø-ÿ])"
)
_NEAR = 80  # code points after a quotation in which it is said who spoke
_TERM = lazy(r"([^\W_]{3,}(?: [^\W_]{3,})?)[.!?]?")
_OWN_WORDS = lazy(r"(?<![,!?] )\b(?:I|we|We)(?: have| had| always| never| also| once| just| only)? \Z")
_VERB = 16  # code points before a verb
_INNER_SPEECH = lazy(r"[^.!?]{0,25}(?:[,:] ?[‘'“«]|: \w)|(?: (?:me|us|him|her|them|you))? that\b")


def closer(paragraph: Paragraph, given: Sequence[str], text: Text, convention: Convention) -> Edit | None:
    """Return the lost closer of a quotation of whole sentences: it belongs at the end of the paragraph.

    # said Stoltenberg. “We are lucid. So we also sent a message.

    If somebody reports inside it, it belongs before the report, and only in the last sentence is that place certain.

    # “My son took the photos, said its founder.

    If another quotation follows, the sentence that leads to it belongs to nobody's speech.

    # “The shelf gave way. Behind it, according to her, it was “like a garage”.
    """
    lone = unpaired(paragraph.marks, given, OPEN) or _alone(paragraph.marks, given, OPEN, convention)
    if len(lone) != 1 or lone[0].left not in ':,.!?”"’)' or is_code(text.view[paragraph.start : paragraph.end]):
        return None
    mark = lone[0]
    n = paragraph.marks.index(mark)
    behind = [m for m in paragraph.marks[n + 1 :] if not is_measure(m)]
    if behind and given[paragraph.marks.index(behind[0])] != OPEN:
        return None
    body = text.view[mark.pos + 1 : behind[0].pos if behind else paragraph.end].rstrip()
    goes_on = mark.left == "," and not behind and n and given[n - 1] == CLOSE  # “A marvel,” he says, “they lit it all.
    goes_on = goes_on and not _STOP.search(text.view, paragraph.marks[n - 1].pos, mark.pos)
    right = convention.closer_of(mark.glyph)
    if not (_CAPITAL.match(body) or goes_on):
        at = None if behind or mark.left not in ",:" else _piece_end(text, body, right)
    else:
        at = _led_end(text, body, mark.left == ":") if behind else _end(text, body, right)
    return None if at is None else Edit(mark.pos + 1 + at, mark.pos + 1 + at, right)


def _piece_end(text: Text, body: str, right: str) -> int | None:
    """Where a piece of a sentence ends that is quoted up to its stop. # in compensation, “enough for rubber boots."""
    if not _PIECE.fullmatch(body) or reports(text, body):
        return None
    return len(body) - (not _inside(text.view, ".", right))


@lru_cache(maxsize=8)
def _inside(view: str, mark: str, right: str) -> bool:
    """Does a text write a stop or comma before the mark that closes, rather than behind it?

    Of commas those tell first that stand at whole quotations in the marks of the document.
    """
    if mark == "," and (told := [bool(m[1][0] == ",") for m in _COMMA[right == '"'].finditer(view)]):
        return bool(2 * sum(told) >= len(told))
    behind = len(re.findall(rf"\w ?[“”\"»{right}]{re.escape(mark)}", view))
    return behind <= len(re.findall(rf"\w{re.escape(mark)}[”\"»{right}]", view))


def _end(text: Text, body: str, right: str) -> int | None:
    """Where speech ends that nothing follows in its paragraph, or None where that is not certain."""
    if not _ENDED.search(body[-2:]):
        return None
    # Who asked not to be named: a clause about who speaks
    if found := [at for at in reports(text, body) if not body[:at].lower().endswith((" who ", "\nwho "))]:
        if len(found) == 1 and body[found[0] - 2 : found[0]] in (", ", "? ", "! "):
            at = found[0] - 1
            at -= body[at - 1] == "," and not _inside(text.view, ",", right)
        elif len(found) == 1 and (told := _told(text, body)) and not _speaks(text, body[told:]):
            at = told
        elif body.endswith(("’", "'")) and _INNER.search(body):
            return len(body)  # “She answered, ‘So be it.’
        else:
            return None
        return None if _STOP.search(body, at, len(body) - 1) else at
    if (told := _attributed(text, body)) is not None:
        return told or None
    cuts = _cuts(body)
    if _told_of_speaker(text, body, cuts):
        return None
    if cuts and _PLUPERFECT.search(body, cuts[-1]) and not _speaks(text, body[cuts[-1] :]) and _speaks(text, body):
        return None  # “I gave it to her. The daughter had already left.
    return len(body)


def _attributed(text: Text, body: str) -> int | None:
    """Where speech ends before words that report it in any place but inside speech: 0 where that is not certain.

    # “By hand, that is by bucket, that is by Staszek, jokes the treasurer, Halina Wąs.
    """
    said = verbs(text)
    found = [m for m in _ATTRIBUTED.finditer(body) if (m["verb"] or m["last"]) in said]
    if not found:
        return None
    at = found[0].start()
    if len(found) > 1 or _STOP.search(body, at + 1, len(body) - 1) or not _TOLD_ONLY.match(body, found[0].end()):
        return 0
    return at + (body[at] != "," or _inside(text.view, ",", "”"))


def _told_of_speaker(text: Text, body: str, cuts: Sequence[int]) -> bool:
    """Does somebody tell in the first person, and then only of a `he` or `she` who is named nowhere in the speech?

    # „The dike was here first”, he says. “We put our chairs against it. He has already chosen a flat. Without a goat.
    """
    spoken = [_speaks(text, body[a:b]) for a, b in pairwise((0, *cuts, len(body)))]
    if not any(spoken) or spoken[-1]:
        return False
    last = len(spoken) - 1 - spoken[::-1].index(True)
    return _HE.match(body, cuts[last]) is not None


def _led_end(text: Text, body: str, led: bool) -> int | None:
    """Where speech ends before a sentence that leads to another quotation, or None where that is not certain.

    led: a colon led to it. One sentence alone may then be what a sheet or a sign says, and its stop that of the text.
    """
    cuts = _cuts(body)
    if _ENDED.search(body[-2:]):  # the sentence before the other quotation is whole: it has to report
        told = _told(text, body)
        if told is None or _speaks(text, body[told:]) or _STOP.search(body, told, len(body) - 1):
            return None
        return told
    if not cuts or _speaks(text, body[cuts[-1] :]):
        return None
    said = body[: cuts[-1]].rstrip()
    if reports(text, said) or (led and len(cuts) == 1) or not (len(cuts) == 1 or _speaks(text, said[cuts[-2] :])):
        return None
    return len(said)


def _told(text: Text, body: str) -> int | None:
    """Where it is first said who spoke, behind a comma: “It may fall off, Wieringa laughs."""
    said = verbs(text)
    return next((m.end() - 1 for m in _PAUSE.finditer(body) if speaks(body, m.end(), len(body), said)), None)


def opener(paragraph: Paragraph, given: Sequence[str], text: Text, convention: Convention) -> Edit | None:
    """Return the lost opener of a quotation that starts the paragraph, or that goes on behind the one before it.

    # When I saw the river, I ran,” she recalled
    # “He put his ear to the trunk,” jokes Balsinha, 74. The difference is that he needed no batteries.”
    """
    lone = unpaired(paragraph.marks, given, CLOSE) or _alone(paragraph.marks, given, CLOSE, convention)
    if len(lone) != 1:
        return None
    mark = lone[0]
    n = paragraph.marks.index(mark)
    tail = text.view[mark.pos + 1 : mark.pos + BEHIND].partition(".")[0]
    spoken = mark.left in ",!?" and (bool(reports(text, tail)) or speaks(tail, 1, len(tail), verbs(text)))
    at: int | None = None
    if n == 0:
        body = text.view[paragraph.start : mark.pos]
        if body[:1].isupper() and spoken and (not reports(text, body) or _INTRODUCED.match(body)):
            at = _start(text, body, tail) if _STOP.search(body) else 0
            at = at if at is None else paragraph.start + at
    elif given[n - 1] == CLOSE and (spoken or (mark.right == "" and mark.left in ".!?…")):
        start = paragraph.marks[n - 1].pos + 1
        at = _resumed(text, text.view[start : mark.pos])
        at = at if at is None else start + at
    return None if at is None else Edit(at, at, convention.opener_of(mark.glyph))


def _start(text: Text, body: str, tail: str) -> int | None:
    """Where somebody begins to speak whom the sentence before tells of: `she recalled` stands for a name."""
    cuts = _cuts(body)
    if not cuts or not _PRONOUN.match(tail) or _speaks(text, body[: cuts[0]]):
        return None
    if _INTRODUCED.match(body):
        return cuts[0] if len(cuts) == 1 and not reports(text, body[cuts[0] :]) else None
    first = body[cuts[0] : cuts[1] if len(cuts) > 1 else len(body)]
    return cuts[0] if _speaks(text, first) else None


def _resumed(text: Text, body: str) -> int | None:
    """Where speech goes on behind the sentence that says who speaks, or behind the stop of the quotation before."""
    cuts = _cuts(body)
    if not cuts or not (_STOPPED.match(body) or speaks(body, len(body) - len(body.lstrip(", ")), cuts[0], verbs(text))):
        return None
    rest = body[cuts[0] :]
    told = reports(text, rest) or (len(cuts) > 1 and not _speaks(text, body[cuts[0] : cuts[1]]))
    return None if told else cuts[0]


def _cuts(body: str) -> list[int]:
    """Where the second and each further sentence starts."""
    return [m.end() for m in _CUT.finditer(body)]


def _speaks(text: Text, words: str) -> bool:
    """Is there a word that only who speaks, or is spoken to, is called by?"""
    own = settings(text.language or "").get("speaking", ())
    return any(m.group().lower() in own for m in _WORD.finditer(words))


def _alone(marks: Sequence[Mark], given: Sequence[str], role: str, convention: Convention) -> list[Mark]:
    """The marks that were read as nothing, if all of them show that they open (or close) a quotation; else none."""
    lone = [m for m, has in zip(marks, given, strict=True) if has == ALONE and not is_measure(m)]
    clean = clean_open if role == OPEN else clean_close
    other = clean_close if role == OPEN else clean_open
    return lone if all(clean(m, convention) and not other(m, convention) for m in lone) else []


def name_opener(paragraph: Paragraph, given: Sequence[str], text: Text, convention: Convention) -> Edit | None:
    """Return the lost opener of a name or title of a few words that starts the paragraph.

    # Smart Stone", on the other hand, is completely harmless
    """
    unopened = unpaired(paragraph.marks, given, CLOSE)
    if len(unopened) != 1:
        return None
    mark = unopened[0]
    named = _NAME.fullmatch(text.view, paragraph.start, mark.pos)
    tail = text.view[mark.pos + 1 : paragraph.end].partition(".")[0][:_NEAR]
    if not named or not _GOES_ON.match(tail) or reports(text, tail):
        return None
    if tail[0] == "," and named.group().count(" ") > 1:  # They discussed important issues”, such as
        return None
    return Edit(paragraph.start, paragraph.start, convention.opener_of(mark.glyph))


def name_closer(paragraph: Paragraph, given: Sequence[str], text: Text, convention: Convention) -> Edit | None:
    """Return the lost closer of a name or term of one or two words that ends the paragraph.

    # they are commonly referred to as "Boomer submarines.
    """
    unclosed = unpaired(paragraph.marks, given, OPEN)
    if len(unclosed) != 1 or not unclosed[0].left.isalpha():
        return None
    mark = unclosed[0]
    term = _TERM.fullmatch(text.view, mark.pos + 1, paragraph.end)
    return Edit(term.end(1), term.end(1), convention.closer_of(mark.glyph)) if term else None


def verbs(text: Text) -> frozenset[str]:
    """Those, and the verbs that do so behind a quotation alone."""
    return reporting(text) | text.listed("attributing")


def reporting(text: Text) -> frozenset[str]:
    """The verbs that report speech in the language of the text."""
    return text.listed("reporting")


def reports(text: Text, body: str) -> list[int]:
    """Where somebody is said to speak; not where a quotation inside this one follows (I told him: ‘Go’), nor where the
    speaker tells what he said himself (Once I said to the engineer that it was).
    """
    verbs = reporting(text)
    return [
        m.start()
        for m in _WORD.finditer(body)
        if m.group().lower() in verbs
        and not (_INNER_SPEECH.match(body, m.end()) or _OWN_WORDS.search(body, max(0, m.start() - _VERB), m.start()))
    ]


def unpaired(marks: Sequence[Mark], given: Sequence[str], role: str) -> list[Mark]:
    """The marks that open (or close) a quotation in this reading and have no partner in the paragraph."""
    stack: list[Mark] = []
    lone: list[Mark] = []
    for mark, has in zip(marks, given, strict=True):
        if has == OPEN:
            stack.append(mark)
        elif has == CLOSE:
            (lone.append(mark) if not stack else stack.pop())
    return stack if role == OPEN else lone
