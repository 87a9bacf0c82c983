"""Marks that are lost, where their place is certain all the same."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.edits import Edit
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.quotation.chain import Paragraph
from cleaner.quotation.convention import Convention
from cleaner.quotation.marks import ALONE, CLOSE, OPEN, Mark
from cleaner.text import Text

BEHIND = 60  # code points behind a mark where somebody is said to speak: no reading looks further than its paragraphs

_CAPITAL = lazy(r"[\W\d]{0,3}(?=[^\W\d_])(?![a-zß-öø-ÿ])")
_ENDED = lazy(r"[.!?…][’')\]]?$")
_STOP = lazy(r"[.!?…](?=\s)")
_WORD = lazy(r"[^\W\d_]+")
_NAME = lazy(r"[^\W\d_a-zß-öø-ÿ][^\W_]*(?:[ -][^\W_]+){0,3}(?<!\d)")
_GOES_ON = lazy(r",? [a-zß-öø-ÿ]")
_NEAR = 80  # code points after a quotation in which it is said who spoke
_TERM = lazy(r"([^\W_]{3,}(?: [^\W_]{3,})?)[.!?]?")
_INNER_SPEECH = lazy(r"[^.!?]{0,25}[,:] ?[‘'“«]")


def closer(paragraph: Paragraph, given: Sequence[str], text: Text, convention: Convention) -> Edit | None:
    """Return the lost closer of a quotation of whole sentences: it belongs at the end of the paragraph.

    # said Stoltenberg. “We are lucid. So we also sent a message.

    If somebody reports inside it, it belongs before the report, and only in the last sentence is that place certain.

    # “My son took the photos, said its founder.
    """
    unclosed = unpaired(paragraph.marks, given, OPEN)
    if ALONE in given or len(unclosed) != 1 or unclosed[0].left not in ':,.!?”"’)':
        return None
    mark = unclosed[0]
    body = text.view[mark.pos + 1 : paragraph.end].rstrip()
    if not _CAPITAL.match(body) or not _ENDED.search(body[-2:]):
        return None
    found = reports(text, body)
    at = len(body)
    if found:
        at = found[0] - 1
        if len(found) > 1 or body[at - 1 : at + 1] not in (", ", "? ", "! ") or _STOP.search(body, at, len(body) - 1):
            return None
    at += mark.pos + 1
    return Edit(at, at, convention.closer_of(mark.glyph))


def opener(paragraph: Paragraph, given: Sequence[str], text: Text, convention: Convention) -> Edit | None:
    """Return the lost opener of a quotation of one sentence that starts the paragraph.

    # When I saw the river, I ran,” she recalled
    """
    unopened = unpaired(paragraph.marks, given, CLOSE)
    if len(unopened) != 1:
        return None
    mark = unopened[0]
    body = text.view[paragraph.start : mark.pos]
    tail = text.view[mark.pos + 1 : mark.pos + BEHIND].partition(".")[0]
    spoken = mark.left in ",!?" and reports(text, tail)
    if not (body[:1].isupper() and spoken) or reports(text, body) or _STOP.search(body):
        return None
    return Edit(paragraph.start, paragraph.start, convention.opener_of(mark.glyph))


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


def reporting(text: Text) -> frozenset[str]:
    """The verbs that report speech in the language of the text."""
    return frozenset(settings(text.language or "").get("reporting", ()))


def reports(text: Text, body: str) -> list[int]:
    """Where somebody is said to speak; not where a quotation inside this one follows (I told him: ‘Go’)."""
    verbs = reporting(text)
    return [
        m.start() for m in _WORD.finditer(body) if m.group().lower() in verbs and not _INNER_SPEECH.match(body, m.end())
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
