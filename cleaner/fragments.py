"""Pieces of a sentence that were given as sentences of their own, in English pages known to be translated.

Each piece of a page comes back with the stop, the capital and sometimes the paragraph of a sentence: `half price. Since
September.`, `under my best tree. And refused to leave`, `which. Has an aquarium`. A writer of English has such
fragments too, for effect, so they are asked only where `cleaner/translated.py` says that nobody wrote them.

Left alone: what holds a clause of its own, questions and exclamations, and a stop behind a name or an abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cleaner import clauses
from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lexicon import commonness
from cleaner.text import Text

_STOP = r"\.(?<=[a-z\d]{2}.) (?=[A-Z][a-z]* )"
_SET_PHRASE = re.compile(
    r"\w+ (?:that |which |fact|addition|turn|particular|short|general|brief|all |any |contrast)"
    r"|About (?!an? |the )|As (?:always|usual|expected|ever|before|follows|well|such|soon|far|long|mentioned)\b"
)
_NOUN = re.compile(r"\b(?:our|his|her|their|its|my|your|free|all) (?:might|will|must|can)$")
_LED = 4  # words of a sentence that a piece is set apart from
_WHO = frozenset(["Who", "Whose", "Whom"])
_BECAUSE = frozenset(["Because", "Although", "Whereas"])
_OPEN = frozenset("which who the a an of and or will would should could must may might cannot".split())
_BARE = frozenset("have take make go come get give find keep show bring hold leave put pay run stay become".split())
_AUXILIARIES = frozenset("is was were are has have had will would can could should must did does".split())
_VERB_KNOWN = 2.5  # on the Zipf scale: what a past tense is made of
_NEAR = 1_500  # code points in which the fellows of a step stand
_FAR = 200  # code points looked back for the start of a sentence
_KNOWN = 5.0  # on the Zipf scale: a word that carries a sentence on
_CLAUSE = 16  # code points of a clause that is cut
_CUTS = 2  # paragraphs of one page
_STEP = re.compile(r"(\d{1,2})([.)] )(?=[A-Z])")
_CARRIED = re.compile(r"\n+(?:and|or|but|then|until|with|without|to|in|on|for|from|into) [a-z]")
_PARTICLES = frozenset("in on up off out over through about before after near behind under beyond since by".split())
_LONG = 35  # code points: a heading is shorter than a paragraph that is cut


def find(text: Text) -> Iterator[Fix]:
    """Yield a fix for every piece that was set apart from its sentence."""
    view = text.view
    for match in re.finditer(_STOP, view):
        at = match.start()
        before, word = clauses.behind(view, at), view[at + 2 : view.index(" ", at + 2)]
        mark = _joined(view, at, before, word)
        if mark is not None:
            yield Fix("sentences/false-stop", (Edit(at, at + 3, f"{mark} {word[0].lower()}"),))
    yield from _torn(text)
    yield from _cut(text)


def _joined(view: str, at: int, before: str, word: str) -> str | None:
    """The mark, if any, that joins the sentence behind a stop to the one before it; None where it stands by itself."""
    piece = clauses.ahead(view, at + 2)
    last = before.rpartition(" ")[2]
    led = re.split(r"[.!?…] |\n", view[max(0, at - _FAR) : at])[-1].count(" ") + 1
    if last in _OPEN and word.lower() in _verbs() and led >= _LED and not _NOUN.search(before):
        return ""  # the restoration, which should. Take one year; the fire brigade, which. Has an aquarium
    if led < _LED or not re.compile(r"[”\"]?[.;]|”").match(view, at + 2 + len(piece)):
        return None
    if (
        word in _WHO
        and "," not in piece
        and clauses.whole(piece)
        and not _is_subject(last, piece)
        and not re.match(r"\w+ (?:knows|cares|else)\b", piece)
    ):
        return ","
    if word == "And":
        return "" if _lacks_subject(piece) else None
    if word in _BECAUSE:
        if piece.startswith("Because of") and clauses.whole(piece):
            return None  # Because of this feedback loop he was wrong
        return "" if "," not in piece else None  # the prices fall. Because there is nowhere to store the nuts
    return "" if clauses.trails(view, at + 2) and not _SET_PHRASE.match(piece) else None


def _is_subject(last: str, piece: str) -> bool:
    """Is a clause with `Who` the subject of its sentence, and tells of nobody before it?

    # say mechanics. Who takes two hours in October saves themselves the trouble
    """
    first = _VERB.match(piece)
    if first is None:
        return False
    if last.islower() and last.endswith("s") and not last.endswith("ss") and _SINGULAR.match(first[1]):
        return True
    return _SECOND.search(piece, first.end()) is not None


_VERB = re.compile(r"\w+ (?:also |never |always |still |now |already |later |only |once |then |\w+ly )*([a-z]+)")
_SINGULAR = re.compile(r"(?:is|was|has|does|[a-z]{2,}[^s\W]s)$")
_SECOND = re.compile(
    r"(?<!\band)(?<!\bor)(?<!\bbut) (?:[a-z]{2,}[^\Ws]s|paid|got|found|made|took|had|will|would|must|can|is|was|has)"
    r" (?:the|a|an|no|his|her|their|himself|herself|themselves|it|nothing|everything|more|less|twice|only|not)\b"
)


def _verbs() -> frozenset[str]:
    return _past() | _BARE


def _lacks_subject(piece: str) -> bool:
    """Does a piece go on behind its conjunction with a verb or a preposition?

    # And refused to leave; And of the small museum
    """
    words = piece.split()
    if len(words) < 3:
        return False
    second = words[1]
    if second == "let":
        return False  # And let no one think of arriving late
    if second in _AUXILIARIES and words[2].lower() in settings("en")["subjects"]:
        return False  # And should we defeat every enemy
    acts = second in _AUXILIARIES or second in _past() or _is_past(second)
    leads = second in settings("en")["prepositions"] and not clauses.whole(" ".join(words[1:]))
    return acts or leads


def _is_past(word: str) -> bool:
    """Is a word the past tense of a verb? # And refused to leave; but not: And infrared light showed it"""
    return (
        word.endswith("ed")
        and len(word) > 4
        and max(commonness(word[:-2], "en"), commonness(word[:-1], "en")) >= _VERB_KNOWN
    )


def _past() -> frozenset[str]:
    return frozenset(word for word in settings("en")["finite"] if word.isalpha())  # not: it’s


def _torn(text: Text) -> Iterator[Fix]:
    """A paragraph in lower case behind one that ends in a full stop. # practise.¶¶the knot they learned"""
    view, joining = text.view, frozenset(settings("en")["carrying"]) | frozenset(settings("en")["joining"])
    found = []
    for (start, end), (after, stop) in pairwise(text.paragraphs):
        if not view[after].islower() or view[end - 1] != "." or end - start < _LONG or "\n" in view[start:end]:
            continue
        first = re.compile(r"[a-z]+(?= [a-z])").match(view, after)
        if first is None or view[stop - 1] not in '.”"' or commonness(first.group(), "en") < _KNOWN:
            continue  # .¶¶iOS is another thing; a line of a list
        if not view[end - 2].islower() or not view[start:end].lstrip("“\"'")[:1].isupper():
            continue
        found.append((end, after, view[after:stop]))
    if len(found) > 2:  # a text that starts its paragraphs so
        return
    for end, after, body in found:
        word, head = body.split(" ")[0], re.split(r"[.,;:!?]", body)[0]
        if word in joining or not clauses.whole(head):
            yield Fix("sentences/broken-paragraph", (Edit(end - 1, after, " "),))
        elif word in settings("en")["subjects"] or word in settings("en")["beginning"]:
            yield Fix("sentences/lost-capital", (Edit(after, after + 1, body[0].upper()),))


def _cut(text: Text) -> Iterator[Fix]:
    """A paragraph without a stop that holds a verb, before one that goes on. # will be held¶¶in November

    Left alone: lists, headings without a verb, what more than two paragraphs of a page do.
    """
    view, found = text.view, []
    lean = frozenset(settings("en")["prepositions"]) | frozenset(settings("en")["determiners"])
    for (start, end), (after, stop) in pairwise(text.paragraphs):
        head, rest = view[start:end], view[after:stop]
        if not re.search(r"[a-z\d]$|[a-z]{2}[)”]$", head) or "\n" in head or view.count("\n", end, after) < 2:
            continue
        if not re.match(r"[“\"]?[A-Z]|\d", head) or rest[-1:] not in '.!?”")' or ";" in rest.partition(". ")[0]:
            continue
        if view[max(0, start - 80) : start].rstrip()[-1:] in (";", ",", ":") or view[stop:].lstrip()[:1].islower():
            continue
        if _is_step(view, start, end, stop):
            found.append(Fix("sentences/broken-paragraph", (Edit(end, after, " "),)))
            continue
        if not re.match(r"[“\"]?[A-Z]", head):
            continue
        clause = re.split(r"[.!?…][”\"]? |; ", head)[-1]
        if len(clause) < _CLAUSE or not clauses.whole(clause):
            continue
        last, first = clause.split()[-1], re.match(r"[A-Za-z]+", rest)
        if first is None:
            continue
        lower = first.group().islower() and (commonness(first.group(), "en") >= _KNOWN or first.group() in lean)
        if lower or (first.group().islower() and len(rest) > _CLAUSE) or (last in lean and last not in _PARTICLES):
            found.append(Fix("sentences/broken-paragraph", (Edit(end, after, " "),)))
    if len(found) <= _CUTS:
        yield from found


def _is_step(view: str, start: int, end: int, stop: int) -> bool:
    """Is a numbered step cut, whose fellows end in a stop, before a paragraph without a number that carries it on?

    # 4. Blend, add the cream¶and taste.¶5. Crumble the chestnuts over the bowls.
    """
    step = _STEP.match(view, start)
    if step is None or not _CARRIED.match(view, end):
        return False
    number, mark = int(step[1]), step[2]
    fellow = re.compile(rf"\n({number - 1}|{number + 1}){re.escape(mark)}[A-Z][^\n]*\.(?=\n|$)")
    near = view[max(0, start - _NEAR) : stop + _NEAR]
    return sum(1 for _ in fellow.finditer(near)) > 0
