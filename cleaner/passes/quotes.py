"""Quotes (Q): pairing, direction and spaces of quote marks.

All marks of a paragraph are read together, and the paragraphs of a document in a chain, because a quotation may run
over several of them. The cheapest reading as a whole (see `cleaner.quotation`) says which mark opens and which
closes; what that asks for is edited if no other reading comes near, and is a hint if one does. Where marks already
stand well, nothing is read at all.

Left alone: the style of the marks, quotations of the same marks inside one, a mark whose partner is lost (except
where its place is certain), inch and minute signs, and every text in a language whose convention is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.quotation import foreign, lost, single, wide
from cleaner.quotation.chain import Chain, Paragraph, survey
from cleaner.quotation.convention import KNOWN, Convention, convention_of
from cleaner.quotation.marks import ALONE, CLOSE, OPEN, Mark, is_measure, wants_left, wants_right
from cleaner.quotation.reading import roles
from cleaner.text import WALL, Text
from cleaner.translated import is_translated
from cleaner.wide import unmixed

_WORD = lazy(r"[^\W_]")
_CLAUSE_ENDS = ("", *".,;:!?—–")
_HALF_SPACED = lazy(
    r"(?<=«)(?=\S)[^«»\n]{1,300}(?<=\S)(?P<behind> )(?=»)|(?<=«)(?P<before> )(?=[^\s«»][^«»\n]{1,300}(?<=\S)»)"
)
_TYPED = lazy(r",,(?=\w|-\w)(?<![^\s(]..)[^\s\"”“]{1,30}[”“\"]")
_WORD_BEFORE = lazy(r"[^\W_]+$")
_PIECES = lazy(r"tokeni[sz]|sub-?word|word ?piece|byte.pair|(?:white|leading |trailing )space|токен|分词", re.I)
_TIED = ("%", "-)")  # what a mark is set to without a blank: %"0"%o.zip, (Debian-)"Education"
MARGIN = 0.99  # how much cheaper than the next a reading has to be: about the cost of one turned mark


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every quotation whose marks do not stand as the cheapest reading says."""
    if pairs := settings(text.language or "").get("wide_quotes"):
        for marks_ in wide.edits(text, pairs) if unmixed(text.view) else ():
            turned = any(text.view[e.start : e.end].strip() != e.new for e in marks_)
            yield Fix("quotes/direction" if turned else "quotes/space", marks_)
        yield from (Fix("quotes/foreign", pair) for pair in wide.foreign(text))
        return
    convention = convention_of(text.language, text.view)
    if convention is None:
        return
    taken: list[tuple[int, int]] = []  # what is set anew is read again when that is done
    for pair in foreign.edits(text, convention):
        taken += [(e.start, e.end) for e in pair]
        # »so« may stand in a text that writes so already.
        if changed := tuple(e for e in pair if text.source[e.start : e.end] != e.new):
            yield Fix("quotes/foreign", changed)
    for pair in foreign.typed(text, convention):
        taken += [(e.start, e.end) for e in pair]
        yield Fix("quotes/typed", pair)
    for pair in foreign.low(text, convention):
        yield Fix("quotes/direction", pair)
    for edit in foreign.halves(text, convention):
        yield Fix("quotes/foreign", (edit,))
    view = text.view
    typed = ",," in view
    for paragraphs in survey(text, convention):
        # ,,j” idzie do ,,k”: what opens was typed, and is no mark to be read
        if typed and _TYPED.search(text.view, paragraphs[0].start, paragraphs[-1].end):
            continue
        for fix in _remembered(paragraphs, text, convention):
            if any(e.new[:1] == " " and view.endswith(_TIED, 0, e.start) for e in fix.edits):
                continue
            if not any(e.start < end and start < e.end for e in fix.edits for start, end in taken):
                yield fix
    if convention.inner is None and "quotes/half-space" in context.pack.by_id:
        yield from _half_spaced(view)
    for edit in single.lost_closers(text):
        yield Fix("quotes/missing-closer", (edit,))
    for marks, given in single.readings(text, MARGIN):
        for fix in _pairs(marks, given, text, single.CONVENTION):
            if single.is_whole(text.view[fix.edits[0].start : fix.edits[-1].end], len(fix.edits)):
                yield Fix("quotes/single", fix.edits)


def _half_spaced(view: str) -> Iterator[Fix]:
    """A blank inside one mark of a quotation that touches the other, where the page writes no blanks there for certain.

    # «Non sapevo che la radio fosse così », disse
    """
    for match in _HALF_SPACED.finditer(view) if " »" in view or "« " in view else ():
        yield Fix("quotes/half-space", (Edit(*match.span(match.lastgroup or 0), ""),))


def _remembered(paragraphs: Sequence[Paragraph], text: Text, convention: Convention) -> Iterator[Fix]:
    """What a stretch of paragraphs asks for, worked out once: an edit elsewhere does not change it."""
    start = paragraphs[0].start
    words = text.view[start : paragraphs[-1].end + lost.BEHIND]
    if WALL in words:  # which hides what the edits are compared with
        yield from _stretch(paragraphs, text, convention)
        return
    places = tuple([(p.start - start, p.end - start) for p in paragraphs])
    memo = "stretch", convention, words, places, len(text.paragraphs) == 1  # a text of one paragraph may be a fragment
    if memo not in text.memo:
        text.memo[memo] = [_moved(fix, -start) for fix in _stretch(paragraphs, text, convention)]
    yield from (_moved(fix, start) for fix in text.memo[memo])


def _moved(fix: Fix, by: int) -> Fix:
    return Fix(fix.rule, tuple(Edit(start + by, end + by, new) for start, end, new in fix.edits))


def _stretch(paragraphs: Sequence[Paragraph], text: Text, convention: Convention) -> Iterator[Fix]:
    """Read a stretch of paragraphs in a chain and yield what the best reading asks for."""
    chain = Chain(paragraphs, convention, text)
    for n, paragraph in enumerate(paragraphs):
        if not paragraph.marks:
            continue
        entered, left_open, node, margin = chain.best(n)
        given = roles(node)
        if not node.key and ALONE not in given and not (left_open or entered):
            if convention.slips or convention.settled or convention.strays:
                yield from _slips(_placed(paragraph).marks, given, text, convention)
            continue
        paragraph = _placed(paragraph)
        yield from _glued(paragraph.marks, given)
        if node.key:
            sure = margin >= MARGIN and not (len(given) % 2 and _inverts(paragraph.marks, given))
            for fix in _pairs(paragraph.marks, given, text, convention):
                yield fix if sure else Fix("quotes/uncertain", fix.edits)
        else:
            end, start = left_open and chain.lost_end(n), entered and chain.lost_start(n)
            yield from _lost(paragraph, given, text, convention, end, start)


def _inverts(marks: Sequence[Mark], given: Sequence[str]) -> bool:
    """Is a pair of straight marks that both stand well read the other way round, beside one that is read as it stands?

    Then it is the reading that errs: "Ne" ještě neznamená "Ne". Je to "Ne způsobu. Výzvou je, jak toto "Ne" obejít.
    Where no mark is read as it stands they were all moved: the words" swivel "or" hip "are.
    """
    if not any(role == OPEN and _opens(mark) for mark, role in zip(marks, given, strict=True)):
        return False
    pairs = zip(marks, marks[1:], given, given[1:], strict=False)
    return any(role == CLOSE and then == OPEN and _opens(a) and _closes(b) for a, b, role, then in pairs)


def _opens(mark: Mark) -> bool:
    return mark.glyph == '"' and mark.gap_right == 0 < mark.gap_left and mark.right.isalnum()


def _lost(
    paragraph: Paragraph, given: Sequence[str], text: Text, convention: Convention, end: bool, start: bool
) -> Iterator[Fix]:
    """Yield the mark whose partner is lost if its place is certain.

    It is lost at the `end` or the `start` of the paragraph, or inside it, where one mark was read as nothing.
    """
    fragment = len(text.paragraphs) == 1  # a sentence given alone: its quotation may open or close outside
    inside = ALONE in given and not fragment
    edit = lost.name_closer(paragraph, given, text, convention) if end else None
    if edit := edit or (lost.closer(paragraph, given, text, convention) if inside or (end and not fragment) else None):
        yield Fix("quotes/missing-closer", (edit,))
        return
    edit = lost.name_opener(paragraph, given, text, convention) if start else None
    if edit := edit or (
        lost.opener(paragraph, given, text, convention) if inside or (start and not fragment) else None
    ):
        yield Fix("quotes/missing-opener", (edit,))


def _placed(paragraph: Paragraph) -> Paragraph:
    """The paragraph with its marks where they stand in the text."""
    marks = tuple(mark._replace(pos=paragraph.start + mark.pos) for mark in paragraph.marks)
    return paragraph._replace(marks=marks)


def _glued(marks: Sequence[Mark], given: Sequence[str]) -> Iterator[Fix]:
    """A closer whose opener is lost still ends a quotation: a new word after it needs its space.

    # Russia new things in substance”And that
    """
    for mark, role in zip(marks, given, strict=True):
        glued = mark.gap_left == 0 and mark.gap_right == 0 and mark.left.islower() and mark.right.isupper()
        if role == ALONE and mark.glyph == "”" and glued:
            yield Fix("quotes/glued", (Edit(mark.pos + 1, mark.pos + 1, " "),))


def _pairs(marks: Sequence[Mark], given: Sequence[str], text: Text, convention: Convention) -> Iterator[Fix]:
    """Yield one fix for the two marks of every quotation that do not both stand as they should."""
    stack: list[Mark] = []
    for mark, role in zip(marks, given, strict=True):
        if role == OPEN:
            stack.append(mark)
        elif role == CLOSE:
            opener = stack.pop() if stack else None
            yield from _pair(opener, mark, text, convention, nested=bool(stack))
    for opener in stack:
        if len(marks) > 1 or not _closes(opener):
            yield from _pair(opener, None, text, convention)


def _closes(mark: Mark) -> bool:
    """Does a mark stand behind a word or a figure, as a closer does? # on a Soyuz-2 carrier rocket.1a" October 26."""
    return mark.left.isalnum() and mark.gap_left == 0 and mark.gap_right > 0


def _slips(marks: Sequence[Mark], given: Sequence[str], text: Text, convention: Convention) -> Iterator[Fix]:
    """Where all marks pair up: the closers that this document hardly ever writes, and halves of two pairs.

    # „Wort”, in a text of „Wort“; «one of two“, in a text of «others»
    """
    stack: list[Mark] = []
    for mark, role in zip(marks, given, strict=True):
        if role == OPEN:
            stack.append(mark)
        elif role == CLOSE and stack:
            opener = stack.pop()
            if _is_tongue(opener, text):
                continue
            if _is_slip(opener, mark, convention) or (
                # „Wir haben sie so gelassen”, in a page that is known to be translated
                (opener.glyph, mark.glyph) in convention.strays and is_translated(text)
            ):
                yield from _pair(opener, mark, text, convention)


def _is_slip(opener: Mark, closer: Mark, convention: Convention) -> bool:
    """Is a quotation opened by one pair and closed by another, or in one that is a slip here?"""
    pair = opener.glyph, closer.glyph
    main = convention.pairs[0]
    halves = convention.settled and pair not in KNOWN and (pair[0] == main[0]) != (pair[1] == main[1])
    return pair in convention.slips or (halves and '"' not in pair) or _is_turned(opener, convention)


def _is_turned(opener: Mark, convention: Convention) -> bool:
    """Does a closer open, as it does in Swedish, in a document that has an opener of its own? # ”They took notes”"""
    return opener.glyph == "”" and convention.settled and convention.pairs[0] == ("“", "”")


def _is_tongue(opener: Mark, text: Text) -> bool:
    """Does the name of another language lead to a quotation in that language's marks? # das polnische „no, no!”"""
    led = _WORD_BEFORE.search(text.view, max(0, opener.pos - 24), max(0, opener.pos - 1))
    return led is not None and led.group().lower().startswith(
        tuple(settings(text.language or "").get("tongues", ("\n",)))
    )


def _pair(
    opener: Mark | None, closer: Mark | None, text: Text, convention: Convention, *, nested: bool = False
) -> Iterator[Fix]:
    if (
        opener
        and closer
        and (_stands(opener, closer, convention) or not _WORD.search(text.view, opener.pos, closer.pos))
    ):
        return  # “ ” holds nothing; “-- ” ends with a space on purpose
    if opener and closer and (_alike(opener, closer, text.view) or _is_piece(opener, closer, text)):
        return
    if opener and closer and convention.low_straight and opener.glyph == "„" and closer.glyph == '"':
        return
    if opener and closer and opener.glyph == '"' and opener.gap_left and opener.gap_right and is_measure(closer):
        return  # The straight " stands for inches: a 27" screen
    left, right = _glyphs(opener, closer, convention)
    if nested and opener and closer and (opener.glyph, closer.glyph) == ("”", "“") and convention.pairs[0][0] == "«":
        left, right = "“", "”"  # «И я скажу: ” слушать надо “»
    edits: list[Edit] = []
    if opener is not None and text.view[opener.pos] == opener.glyph:  # else a speech goes on with the mark that stands
        inside, gap = _inner(opener.gap_right, convention.space_inside(left), left != opener.glyph)
        outside = " " if wants_left(opener) else ""
        edits.append(Edit(opener.pos, opener.pos + 1 + gap, outside + left + inside))
    if closer is not None:
        inside, gap = _inner(closer.gap_left, convention.space_inside(right), right != closer.glyph)
        reported = opener is not None and wants_right(closer) and _is_reported(text, opener, closer)
        outside = ", " if reported else " " if wants_right(closer) else ""
        edits.append(Edit(closer.pos - gap, closer.pos + 1, inside + right + outside))
    changed = tuple(e for e in edits if text.source[e.start : e.end] != e.new)
    if not changed or (len(edits) == 2 and edits[0].end > edits[1].start):
        return
    last = closer is not None and closer.right == "" and closer.gap_left == 2  # nothing stands in a column behind it
    if (opener and opener.gap_right > 1) or (closer and closer.gap_left > 1 and not last):  # set in columns
        return
    if opener and closer and text.view[opener.pos + 1 : closer.pos].strip().lower() in _ties(text.language or ""):
        return  # rdepends paket" oder "apt-cache rdepends: both outer marks are lost
    if opener and opener.gap_right and opener.right in ".-/~":  # " .NET" may well mean its space
        return
    flipped = (opener and left != opener.glyph) or (closer and right != closer.glyph)
    mixed = flipped and any(m and m.glyph in "\"'" for m in (opener, closer))
    if changed[-1].new.endswith(", "):
        yield Fix("quotes/attribution-glued", changed)
        return
    yield Fix(f"quotes/{'mixed' if mixed else 'direction' if flipped else 'space'}", changed)


def _is_reported(text: Text, opener: Mark, closer: Mark) -> bool:
    """Do the words that report a quotation stand glued behind it, without their comma? # ; "the rest"says the miller

    What it opens is a clause of its own, else it may be a name, which speaks itself: they call "Boss"said nothing.
    """
    if text.language != "en" or closer.gap_left or not closer.left.isalpha():
        return False
    said = foreign.SAID.match(text.view, closer.pos + 1)
    return opener.left in _CLAUSE_ENDS and said is not None and said["verb"] in lost.verbs(text)


@cache
def _ties(language: str) -> frozenset[str]:
    """The words between two quotations that are none themselves."""
    return frozenset(settings(language).get("conjunctions", ()))


def _is_piece(opener: Mark, closer: Mark, text: Text) -> bool:
    """Is one word with its blank quoted, in a text on how programs cut words? # turns the first into “ orġ”"""
    quoted = text.view[opener.pos + 1 : closer.pos]
    if quoted == quoted.strip(" ") or " " in quoted.strip(" "):
        return False
    if "pieces" not in text.memo:
        text.memo["pieces"] = _PIECES.search(text.view) is not None
    return bool(text.memo["pieces"])


def _alike(opener: Mark, closer: Mark, view: str) -> bool:
    """Do two marks follow the same word, as closers whose openers are lost? # Hakobune" is a shop. Hakobune" is one"""
    if opener.gap_left or closer.gap_left or not (opener.gap_right and closer.gap_right):
        return False
    words = [_WORD_BEFORE.search(view, max(0, mark.pos - 40), mark.pos) for mark in (opener, closer)]
    return all(words) and len({word.group() for word in words if word}) == 1


def _stands(opener: Mark, closer: Mark, convention: Convention) -> bool:
    """Is this a pair of some language that stands as it should there, and no slip?"""
    if (opener.glyph, closer.glyph) in convention.strays:
        return False
    if _is_turned(opener, convention):
        return False
    spaces = opener.gap_right or closer.gap_left or wants_left(opener) or wants_right(closer)
    return not spaces and (opener.glyph, closer.glyph) in KNOWN


def _inner(gap: int, wanted: str | None, turned: bool) -> tuple[str, int]:
    """The space to put inside a quotation, and how much of the blanks that stand there it replaces.

    A space that stands inside already is kept as it is, unless the mark turned round and it stood outside before.
    """
    if wanted is None or (wanted and gap and not turned):
        return "", 0
    return wanted, gap


def _is_borrowed(opener: Mark, closer: Mark, turned: tuple[str, str], convention: Convention) -> bool:
    """Are these marks of another language, which have to turn or match no pair, in a document that writes its own?

    # « Sie riecht », “ Hier „ between «marks» that stand well
    """
    if turned in ((opener.glyph, closer.glyph), convention.pairs[0]) and turned in KNOWN:
        return False
    own = {mark for pair in convention.pairs for mark in pair}
    written = opener.glyph, closer.glyph
    strange = "„" in written and "„" not in own
    return convention.settled and (strange or (written in KNOWN and written not in convention.pairs))


def _glyphs(opener: Mark | None, closer: Mark | None, convention: Convention) -> tuple[str, str]:
    """The marks a quotation should have: its own where both agree, those of the document where they do not."""
    left = right = ""
    if opener:
        left = convention.opener_of(opener.glyph) if opener.glyph in convention.closers else opener.glyph
    if closer:
        fits = opener is not None and (opener.glyph, closer.glyph) in KNOWN
        if opener and (opener.glyph, closer.glyph) in convention.strays:
            return left, convention.closer_of(left)
        wrong = closer.glyph in convention.openers and not fits
        right = convention.closer_of(closer.glyph) if wrong else closer.glyph
    own = opener and closer and (opener.glyph, closer.glyph) in convention.pairs  # als „Denken, Schnell “, in German
    if opener and closer and convention.straight and "„" in (opener.glyph, closer.glyph) and not own:
        return '"', '"'  # sees“ a failure with announcement„. in a document of straight marks
    if opener and closer and convention.pairs:
        if _is_borrowed(opener, closer, (left, right), convention):
            return convention.pairs[0]
        first, last = convention.pairs[0]
        if (left, right) not in KNOWN and left in ("«„“" if convention.settled else "«„") and right == last:
            left = first  # «I am not a master,” he says
        elif (left, right) not in KNOWN and left == first and right not in "\"'":
            right = last  # «I am not a master“, he says
        elif (left, right) not in KNOWN and right == last and left not in "\"'":
            left = first  # Mluví se” o zázraku „.
    if opener and closer and (left in "\"'") != (right in "\"'"):
        straight = left if left in "\"'" else right
        if convention.straight and left != "„":
            return straight, straight
        if left == straight:
            left = convention.opener_of(right)
        else:
            right = convention.closer_of(left)
    return left, right
