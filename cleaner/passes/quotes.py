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
from typing import NamedTuple

from cleaner.conventions import convention_of
from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.pipeline import Context
from cleaner.quotation import (
    ALONE,
    CLOSE,
    CUT,
    OPEN,
    REOPENED,
    RUN_ON,
    THROUGH,
    Convention,
    Mark,
    Node,
    SingleMarks,
    cost_alone,
    look,
    read,
    roles,
    wants_left,
    wants_right,
)
from cleaner.text import Span, Text

MARGIN = 1.0  # how much cheaper than the next a reading has to be
MOST = 2_000  # marks in one paragraph; with more it is no prose and is left alone

_DOUBLE = re.compile(r'["“”„«»]')
_SINGLE_DAMAGE = re.compile(
    r"[,!?]‘\w|\w[.,!?]? ['’‘](?=[\s.,;:!?])|[,!?] ['’](?=[a-z])|\w‘(?=[\s.,;:!?]|\w)|\s['‘’] (?=\w)"
)
_SINGLE = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)|(?<=\w)‘(?=[A-Z])")  # an apostrophe inside a word is none
_CAPITAL = re.compile(r"[\W\d]{0,3}(?=[^\W\d_])(?![a-zß-öø-ÿ])")
_STOP = re.compile(r"[.!?…](?=\s)")
_WORD = re.compile(r"[^\W\d_]+")
_INNER_SPEECH = re.compile(r"[^.!?]{0,25}[,:] ?[‘'“«]")
_INFINITE = float("inf")


class Paragraph(NamedTuple):
    """A paragraph with its marks; `well` if they stand as they should, so that nothing has to be read."""

    start: int
    end: int
    marks: list[Mark]
    well: bool
    leaves_open: bool


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every quotation whose marks do not stand as the cheapest reading says."""
    view = text.view
    convention = convention_of(text.language, view)
    if convention is None:
        return
    if _DOUBLE.search(view):
        paragraphs = _survey(text, convention)
        if not all(p.well for p in paragraphs):
            yield from _repair(paragraphs, text, convention, context)
    if _SINGLE_DAMAGE.search(view):
        yield from _singles(text, context)


def _survey(text: Text, convention: Convention) -> list[Paragraph]:
    """Look at the marks of every paragraph; a paragraph without marks is `well`."""
    view = text.view
    leaning = frozenset(settings(text.language or "").get("leaning", ()))
    spans = text.paragraphs
    out: list[Paragraph] = []
    positions = [m.start() for m in _DOUBLE.finditer(view)]
    at = 0
    for start, end in spans:
        low = at
        while at < len(positions) and positions[at] < end:
            at += 1
        found = positions[low:at]
        if not found:
            out.append(Paragraph(start, end, [], True, False))
        elif len(found) > MOST or _about_marks(view, start, end):
            out.append(Paragraph(start, end, [], True, False))
        elif _stands_well(view, found, start, end, convention):
            out.append(Paragraph(start, end, [], True, False))
        else:
            out.append(Paragraph(start, end, [look(view, p, start, end, leaning) for p in found], False, False))
    return _continued(out, view)


def _about_marks(view: str, start: int, end: int) -> bool:
    """Does a paragraph show marks of three kinds, as a text about marks does, or doubled ones, as a table does?"""
    body = view[start:end]
    kinds = ('"', "“”", "„‚", "«»‹›", "「」『』", "‘")
    return '""' in body or sum(any(mark in body for mark in kind) for kind in kinds) > 3


def _stands_well(view: str, found: Sequence[int], start: int, end: int, convention: Convention) -> bool:
    """Do openers and closers pair up, each with its spaces outside? Only plain cases; all else is read.

    A quotation of the same curly marks inside another is bad style and no damage.
    """
    if len(found) % 2 or convention.inner:
        return False
    openers, closers = convention.openers, convention.closers
    stack: list[str] = []
    for pos in found:
        glyph = view[pos]
        left = view[pos - 1] if pos > start else " "
        right = view[pos + 1] if pos + 1 < end else " "
        if glyph in openers or (glyph not in closers and not stack):
            if len(stack) == 2 or right.isspace() or not (left.isspace() or left in "([—–-/‘'…¿¡:“"):
                return False
            stack.append(glyph)
        else:
            if not stack or left.isspace() or right.isalpha() or right in "([":
                return False
            if convention.closer_of(stack.pop()) != glyph:
                return False
    return not stack


def _continued(paragraphs: list[Paragraph], view: str) -> list[Paragraph]:
    """Mark as well what is only a quotation that the next paragraph opens again."""
    out = list(paragraphs)
    for n in range(len(out) - 1):
        here, after = out[n], out[n + 1]
        if here.well or len(here.marks) % 2 == 0:
            continue
        head = view[after.start : after.start + 4].lstrip()[:1]
        last = here.marks[-1]
        inner = [m.pos for m in here.marks[:-1]]
        if head == last.glyph and last.gap_right == 0 and last.glyph not in "”»":
            plain = Convention(frozenset("“«„"), frozenset("”»"))
            if _stands_well(view, inner, here.start, last.pos, plain) or not inner:
                out[n] = Paragraph(here.start, here.end, [], True, True)
    return out


def _repair(paragraphs: list[Paragraph], text: Text, convention: Convention, context: Context) -> Iterator[Fix]:
    """Read the paragraphs in a chain and yield what the best reading asks for."""
    readings = [_readings(p, convention) for p in paragraphs]
    chain = _Chain(paragraphs, readings, text.view)
    for n, paragraph in enumerate(paragraphs):
        if paragraph.well:
            continue
        entered, left_open, node, margin = chain.best(n)
        style = _style(text.view, convention)
        given = roles(node)
        if node.key:
            for fix in _pairs(paragraph.marks, given, text, convention, style):
                yield fix if margin >= MARGIN else Fix("quotes/uncertain", fix.edits)
        yield from _glued(paragraph.marks, given)
        if node.key:
            continue
        if left_open and chain.lonely_end(n):
            yield from _close(paragraph, given, text, context, convention)
        elif entered and chain.lonely_start(n):
            yield from _open(paragraph, given, text, context, convention)


def _glued(marks: Sequence[Mark], given: Sequence[str]) -> Iterator[Fix]:
    """A closer whose opener is lost still ends a quotation: a new word after it needs its space.

    # Russia new things in substance”And that
    """
    for mark, role in zip(marks, given, strict=True):
        glued = mark.gap_left == 0 and mark.gap_right == 0 and mark.left.islower() and mark.right.isupper()
        if role == ALONE and mark.glyph == "”" and glued:
            yield Fix("quotes/glued", (Edit(mark.pos + 1, mark.pos + 1, " "),))


Readings = dict[tuple[bool, bool], list[Node]]


def _readings(paragraph: Paragraph, convention: Convention) -> Readings:
    if paragraph.well:
        nothing = Node(0.0, 0, "", None)
        if paragraph.leaves_open:
            return {(False, True): [nothing]}
        through = {} if paragraph.marks else {(True, True): [Node(THROUGH - RUN_ON, 0, "", None)]}
        return {(False, False): [nothing], **through}
    alone = [cost_alone(mark) for mark in paragraph.marks]
    return {
        (entered, left_open): nodes
        for entered in (False, True)
        for left_open, nodes in read(paragraph.marks, convention, entered, alone).items()
    }


class _Chain:
    """The cheapest way through the paragraphs, forwards and backwards, so that any reading can be priced."""

    def __init__(self, paragraphs: Sequence[Paragraph], readings: Sequence[Readings], view: str) -> None:
        self.readings = readings
        # Who opens a quotation again does so in every paragraph of it: one without marks ends it.
        self.reopens = [
            n > 0 and (True, True) not in readings[n - 1] or not paragraphs[n - 1].well for n in range(len(paragraphs))
        ]
        for n, paragraph in enumerate(paragraphs):
            self.reopens[n] &= view[paragraph.start : paragraph.start + 4].lstrip()[:1] in ("“", '"', "„", "«")
        self.silent = [p.well and not _WORD.search(view, p.start, p.end) for p in paragraphs]
        count = len(paragraphs)
        self.before = [[_INFINITE, _INFINITE] for _ in range(count + 1)]  # [n][open]: the cost up to paragraph n
        self.after = [[_INFINITE, _INFINITE] for _ in range(count + 1)]
        self.before[0] = [0.0, _INFINITE]
        for n in range(count):
            for (entered, left_open), nodes in readings[n].items():
                cost = self.entry(n, entered) + nodes[0].cost
                self.before[n + 1][left_open] = min(self.before[n + 1][left_open], cost)
        self.after[count] = [0.0, CUT]
        for n in range(count - 1, -1, -1):
            for was_open in (False, True):
                self.after[n][was_open] = min(
                    self.step(n, was_open, entered) + nodes[0].cost + self.after[n + 1][left_open]
                    for (entered, left_open), nodes in readings[n].items()
                )

    def step(self, n: int, was_open: bool, entered: bool) -> float:
        """The cost of coming from a paragraph that was left open, or not, into paragraph `n` inside a quotation."""
        if was_open == entered:
            return RUN_ON if entered else 0.0
        if entered:
            return CUT
        return REOPENED if self.reopens[n] else CUT

    def entry(self, n: int, entered: bool) -> float:
        return min(self.before[n][was] + self.step(n, was, entered) for was in (False, True))

    def price(self, n: int, entered: bool, left_open: bool, node: Node) -> float:
        return self.entry(n, entered) + node.cost + self.after[n + 1][left_open]

    def best(self, n: int) -> tuple[bool, bool, Node, float]:
        """The best reading of paragraph `n`, and how much dearer the next is that asks for other edits."""
        priced = sorted(
            (self.price(n, entered, left_open, node), k, entered, left_open, node)
            for k, ((entered, left_open), nodes) in enumerate(self.readings[n].items())
            for node in nodes
        )
        cost, _, entered, left_open, node = priced[0]
        others = [other[0] for other in priced[1:] if other[4].key != node.key]
        return entered, left_open, node, (others[0] - cost if others else _INFINITE)

    def lonely_end(self, n: int) -> bool:
        """Is a quotation left open by paragraph `n` closed nowhere, nor opened again after a line of dots?"""
        if n + 1 < len(self.silent) and self.silent[n + 1]:
            return False
        return self.after[n + 1][True] >= CUT + self.after[n + 1][False]

    def lonely_start(self, n: int) -> bool:
        """Is a quotation that is open at the start of paragraph `n` opened nowhere?"""
        return self.before[n][True] + RUN_ON > self.before[n][False] + CUT


def _style(view: str, convention: Convention) -> str:
    """Which marks the document writes: ``straight`` or ``curly``, whichever there is more of."""
    straight = view.count('"')
    return "straight" if straight > sum(view.count(g) for g in "“”„") else "curly"


def _pairs(
    marks: Sequence[Mark], given: Sequence[str], text: Text, convention: Convention, style: str
) -> Iterator[Fix]:
    """Yield one fix for the two marks of every quotation that do not both stand as they should."""
    stack: list[Mark] = []
    for mark, role in zip(marks, given, strict=True):
        if role == OPEN:
            stack.append(mark)
        elif role == CLOSE:
            opener = stack.pop() if stack else None
            yield from _pair(opener, mark, text, convention, style)
    for opener in stack:
        yield from _pair(opener, None, text, convention, style)


def _pair(opener: Mark | None, closer: Mark | None, text: Text, convention: Convention, style: str) -> Iterator[Fix]:
    left, right = _glyphs(opener, closer, convention, style)
    edits: list[Edit] = []
    if opener is not None:
        inside, gap = _inner(opener.gap_right, convention.space_inside(left))
        outside = " " if wants_left(opener) else ""
        edits += _edit(opener.pos, opener.pos + 1 + gap, outside + left + inside, text)
    if closer is not None:
        inside, gap = _inner(closer.gap_left, convention.space_inside(right))
        outside = " " if wants_right(closer) else ""
        edits += _edit(closer.pos - gap, closer.pos + 1, inside + right + outside, text)
    if not edits:
        return
    flipped = (opener and left != opener.glyph) or (closer and right != closer.glyph)
    mixed = flipped and any(m and m.glyph in "\"'" for m in (opener, closer))
    rule = "mixed" if mixed else "direction" if flipped else "space"
    yield Fix(f"quotes/{rule}", tuple(edits))


def _inner(gap: int, wanted: str | None) -> tuple[str, int]:
    """The space to put inside a quotation, and how much of the blanks that stand there it replaces."""
    if wanted is None or (wanted and gap):
        return "", 0
    return wanted, gap


def _edit(start: int, end: int, new: str, text: Text) -> list[Edit]:
    return [] if text.source[start:end] == new else [Edit(start, end, new)]


def _glyphs(opener: Mark | None, closer: Mark | None, convention: Convention, style: str) -> tuple[str, str]:
    """The marks a quotation should have: its own where both agree, those of the document where they do not."""

    left = right = ""
    if opener:
        left = convention.opener_of(opener.glyph) if opener.glyph in convention.closers else opener.glyph
    if closer:
        low = opener is not None and opener.glyph == "„" and closer.glyph == "“"
        wrong = closer.glyph in convention.openers and not low
        right = convention.closer_of(closer.glyph) if wrong else closer.glyph
    if opener and closer and (left in "\"'") != (right in "\"'"):
        if style == "straight":
            straight = left if left in "\"'" else right
            return straight, straight
        if left in "\"'":
            left = convention.opener_of(right)
        else:
            right = convention.closer_of(left)
    return left, right


def _close(
    paragraph: Paragraph, given: Sequence[str], text: Text, context: Context, convention: Convention
) -> Iterator[Fix]:
    """A quotation of whole sentences that is never closed: its closer belongs at the end of the paragraph.

    # said Stoltenberg. “We are lucid. So we also sent a message.

    If somebody reports inside it, it belongs before the report, and only in the last sentence is that place certain.

    # “My son took the photos, said its founder.
    """
    rule = context.pack.by_id.get("quotes/missing-closer")
    unclosed = _unpaired(paragraph.marks, given, OPEN)
    if rule is None or len(unclosed) != 1 or unclosed[0].left not in ':,.!?”"’)':
        return
    mark = unclosed[0]
    body = text.view[mark.pos + 1 : paragraph.end].rstrip()
    if not _CAPITAL.match(body) or not re.search(r"[.!?…][’')\]]?$", body[-2:]):
        return
    reports = _reports(_reporting(text), body)
    at = len(body)
    if reports:
        at = reports[0] - 1
        if len(reports) > 1 or body[at - 1 : at + 1] not in (", ", "? ", "! ") or _STOP.search(body, at, len(body) - 1):
            return
    at += mark.pos + 1
    yield Fix(rule.id, (Edit(at, at, convention.closer_of(mark.glyph)),))


def _open(
    paragraph: Paragraph, given: Sequence[str], text: Text, context: Context, convention: Convention
) -> Iterator[Fix]:
    """A quotation that starts the paragraph and is never opened.

    # When I saw the river, I ran,” she recalled
    """
    rule = context.pack.by_id.get("quotes/missing-opener")
    unopened = _unpaired(paragraph.marks, given, CLOSE)
    if rule is None or len(unopened) != 1:
        return
    mark = unopened[0]
    body = text.view[paragraph.start : mark.pos]
    tail = text.view[mark.pos + 1 : mark.pos + 60]
    speech = mark.left in ",!?" and _reports(_reporting(text), tail.split(".")[0])
    if not (body[:1].isupper() and speech) or _reports(_reporting(text), body) or _STOP.search(body):
        return
    yield Fix(rule.id, (Edit(paragraph.start, paragraph.start, convention.opener_of(mark.glyph)),))


def _reporting(text: Text) -> frozenset[str]:
    """The verbs that report speech in the language of the text."""
    return frozenset(settings(text.language or "").get("reporting", ()))


def _reports(verbs: frozenset[str], body: str) -> list[int]:
    """Where somebody is said to speak; not where a quotation inside this one follows (I told him: ‘Go’)."""
    return [
        m.start() for m in _WORD.finditer(body) if m.group().lower() in verbs and not _INNER_SPEECH.match(body, m.end())
    ]


def _unpaired(marks: Sequence[Mark], given: Sequence[str], role: str) -> list[Mark]:
    stack: list[Mark] = []
    lone: list[Mark] = []
    for mark, has in zip(marks, given, strict=True):
        if has == OPEN:
            stack.append(mark)
        elif has == CLOSE:
            if stack:
                stack.pop()
            else:
                lone.append(mark)
        elif has == ALONE and role == ALONE:
            lone.append(mark)
    return stack if role == OPEN else lone


def _singles(text: Text, context: Context) -> Iterator[Fix]:
    """Single marks, where one of them stands in a way no apostrophe does."""
    view = text.view
    convention = Convention(frozenset("‘"), frozenset("’"))
    for start, end in text.paragraphs:
        if not _SINGLE_DAMAGE.search(view, start, end):
            continue
        found = [m.start() for m in _SINGLE.finditer(view, start, end)]
        if len(found) > MOST:
            continue
        marks = [look(view, pos, start, end) for pos in found]
        alone = [SingleMarks.alone(mark, _word_after(view, mark.pos, end)) for mark in marks]
        nodes = read(marks, convention, False, alone).get(False, [])
        if not nodes or not nodes[0].key or (len(nodes) > 1 and nodes[1].cost - nodes[0].cost < MARGIN):
            continue
        given = roles(nodes[0])
        if any(role == CLOSE and not _ends_speech(m, text, end) for m, role in zip(marks, given, strict=True)):
            continue
        for fix in _pairs(marks, given, text, convention, "curly"):
            # rock ' n ' roll: two straight marks that both stand badly tell nothing
            if len(fix.edits) == 1 or "‘" in view[fix.edits[0].start : fix.edits[1].end]:
                yield Fix("quotes/single", fix.edits)


def _ends_speech(mark: Mark, text: Text, end: int) -> bool:
    """Is a mark that stands before a word, as an apostrophe would (’Ello, ’ow are you), sure to be a closer?"""
    if mark.gap_left == 0 or mark.gap_right > 0 or not mark.right.isalpha():
        return True
    return _word_after(text.view, mark.pos, end) in _reporting(text)


def _word_after(view: str, pos: int, end: int) -> str:
    match = re.compile(r"[^\W\d_]{1,12}").match(view, pos + 1, end)
    return match.group() if match else ""


__all__ = ["Span", "find"]
