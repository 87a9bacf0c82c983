"""Single marks, which are apostrophes more often than not: read only where one stands in a way no apostrophe does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.presence import matches_at
from cleaner.quotation.chain import is_code
from cleaner.quotation.convention import Convention
from cleaner.quotation.lost import reporting
from cleaner.quotation.marks import CLOSE, MEASURE, Mark, look
from cleaner.quotation.reading import read, roles, weigh
from cleaner.text import Text

CONVENTION = Convention(frozenset("‘"), frozenset("’"))
MOST = 2_000

# A mark with a space on either side; one before a word after a comma; an opener where nothing opens.
_DAMAGE = lazy(r" ['’‘](?=[\s.,;:!?])|(?<=[,!?]) ['’](?=[a-z])|‘(?=[\s.,;:!?])|(?<=[\w,!?])‘(?=\w)")
_SUSPICIOUS = (" '", " ’", "‘")  # one of these stands at the start of every match
_MARK = lazy(r"(?<!\w)['‘’]|['‘’](?!\w)|(?<=\w)‘(?=[A-Z])")  # an apostrophe inside a word is none
_UNCLOSED = lazy(r"(?<=[:,] )‘(?=[A-Z])(?:[^‘’“”\"\n]|(?<=\w)’(?=\w)){3,200}(?<=[.!?…])”")
_NEXT = lazy(r"[^\W\d_]{1,12}")
_ELISIONS = frozenset(
    ["tis", "twas", "twill", "twere", "em", "im", "cause", "til", "till", "bout", "n", "round", "ere", "cos", "bye"]
)


def readings(text: Text, margin: float) -> Iterator[tuple[list[Mark], list[str]]]:
    """Yield the marks of each damaged paragraph with their roles, where no other reading comes near."""
    view = text.view
    paragraphs = text.paragraphs
    starts = [start for start, _ in paragraphs]
    quoting = bool(settings(text.language or "").get("single_quotes")) and view.count("‘") > view.count("“")
    seen = -1
    for hit in _damage(view):
        at = bisect_right(starts, hit) - 1
        if at < 0 or at == seen:
            continue
        seen = at
        start, end = paragraphs[at]
        found = [m.start() for m in _MARK.finditer(view, start, end)]
        if len(found) > MOST or is_code(view[start:end]) or view.find("‚", start, end) >= 0:
            continue  # where a low mark opens (‚so‘), the high one that leans left closes
        marks = [look(view, pos, start, end) for pos in found]
        alone = [_cost_alone(mark, _word_after(view, mark.pos, end), quoting) for mark in marks]
        best = read(weigh(marks, CONVENTION, alone), entered=False).get(False, [])
        if not best or not best[0].key or (len(best) > 1 and best[1].cost - best[0].cost < margin):
            continue
        given = roles(best[0])
        if all(role != CLOSE or _ends_speech(m, text, end) for m, role in zip(marks, given, strict=True)):
            yield marks, given


def lost_closers(text: Text) -> Iterator[Edit]:
    """Yield the lost closer of a sentence in single marks at the end of the speech that holds it.

    # “Then my son told me: ‘Dad, at least go for the buffet.”
    """
    view = text.view
    if "‘" not in text.characters or "”" not in text.characters:
        return
    for match in matches_at(_UNCLOSED, view, "‘"):
        start = max(0, view.rfind("\n", 0, match.start()))
        outside = view.count("“", start, match.start()) - view.count("”", start, match.start())
        if outside == 1 and _word_after(view, match.start(), match.end()).lower() not in _ELISIONS:
            yield Edit(match.end() - 1, match.end() - 1, "’")


def _damage(view: str) -> Iterator[int]:
    """Where a mark stands in a way no apostrophe and no good mark does. (Searched by literals, for speed.)"""
    hits: list[int] = []
    for literal in _SUSPICIOUS:
        at = view.find(literal)
        while at >= 0:
            if _DAMAGE.match(view, at):
                hits.append(at)
            at = view.find(literal, at + 1)
    yield from sorted(hits)


def _cost_alone(mark: Mark, word: str, quoting: bool) -> float:
    """What it takes to read the mark as an apostrophe; `word` is the word that follows it directly.

    quoting: the document quotes with such marks, in a language that ends hardly a word with an apostrophe.
    """
    if mark.gap_left == 0 and mark.gap_right == 0 and mark.left.isalnum() and mark.right.isalnum():
        return 0.0  # don’t, Hawai‘i
    if mark.gap_right == 0 and mark.right and (mark.right.isdigit() or word.lower() in _ELISIONS):
        return 0.1  # ’90s, ’tis
    if mark.gap_left == 0 and mark.left.isnumeric():
        return MEASURE  # 6'
    if quoting and mark.gap_right and (mark.left.isalpha() or mark.glyph == "‘"):
        return 2.0  # is dat’ een terechte vraag ‘
    if mark.gap_left == 0 and mark.left.isalpha():
        return 0.2  # the workers’, dancin’
    if mark.gap_right == 0 and mark.right.isalpha():
        return {"‘": 2.0, "'": 1.2}.get(mark.glyph, 0.6)
    return 2.0 if quoting else 1.5


def _ends_speech(mark: Mark, text: Text, end: int) -> bool:
    """Is a mark that stands before a word, as an apostrophe would (’Ello, ’ow are you), sure to be a closer?"""
    if mark.gap_left == 0 or mark.gap_right > 0 or not mark.right.isalpha():
        return True
    return _word_after(text.view, mark.pos, end) in reporting(text)


def _word_after(view: str, pos: int, end: int) -> str:
    match = _NEXT.match(view, pos + 1, end)
    return match.group() if match else ""
