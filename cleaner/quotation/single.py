"""Single marks, which are apostrophes more often than not: read only where one stands in a way no apostrophe does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.presence import matches_at, places, places_of
from cleaner.quotation.chain import is_code
from cleaner.quotation.convention import Convention
from cleaner.quotation.lost import reporting
from cleaner.quotation.marks import CLOSE, MEASURE, OPEN, Mark, look
from cleaner.quotation.reading import read, roles, weigh
from cleaner.text import Text
from cleaner.vocabulary import common_words

CONVENTION = Convention(frozenset("‘"), frozenset("’"))
MOST = 2_000

# A mark with a space on either side; one before a word after a comma; an opener where nothing opens.
_DAMAGE = lazy(
    r" ['’‘](?=[\s.,;:!?])|(?<=[,!?]) ['’](?=[a-z])|‘(?=[\s.,;:!?])|(?<=[\w,!?])‘(?=\w)"
    r"|(?<= )‘(?=(?:was|were|is|are|has|had|will)\b)"  # the ‘New Deal ‘was
)
_SUSPICIOUS = (" '", " ’", "‘")  # one of these stands at the start of every match
_MARK = lazy(r"(?<!\w)['‘’]|['‘’](?!\w)|(?<=\w)‘(?=[A-Z])")  # an apostrophe inside a word is none
_UNCLOSED = lazy(r"(?<=[:,] )‘(?=[A-Z])(?:[^‘’“”\"\n]|(?<=\w)’(?=\w)){3,200}(?<=[.!?…])”")
_OTHERS = lazy("[‚`]")  # where one of these opens, the high mark closes: ‚so‘, `so'
_NEXT = lazy(r"[^\W\d_]{1,12}")
_HEAD, _GLUED = lazy(r"(?:^|(?<=\W))([^\W\d_]+)([,:.!?]?)\Z"), lazy(r"[^\W\d_]+(?=\W*\Z)")
_ELISIONS = frozenset(
    ["tis", "twas", "twill", "twere", "em", "im", "cause", "til", "till", "bout", "n", "round", "ere", "cos", "bye"]
)
_TELLING = frozenset("was were is are has had will".split())
_WORD = 40  # code points on either side of a mark: no two words are longer
_WHOLE = 4  # letters of a word that is no piece of a name
_UNSURE = 2.0  # what it takes to read such a mark as an apostrophe


def readings(text: Text, margin: float) -> Iterator[tuple[list[Mark], list[str]]]:
    """Yield the marks of each damaged paragraph with their roles, where no other reading comes near."""
    view = text.view
    paragraphs = text.paragraphs
    starts = [start for start, _ in paragraphs]
    quoting = bool(settings(text.language or "").get("single_quotes")) and view.count("‘") > view.count("“")
    seams = _seams(text)
    leaning = text.listed("leaning")
    seen = -1
    for hit in sorted({*_damage(view), *seams}):
        at = bisect_right(starts, hit) - 1
        if at < 0 or at == seen:
            continue
        seen = at
        start, end = paragraphs[at]
        inner = seams[bisect_left(seams, start) : bisect_right(seams, end)]
        found = sorted({*(m.start() for m in _MARK.finditer(view, start, end)), *inner})
        if len(found) > MOST or is_code(view[start:end]) or _OTHERS.search(view, start, end):
            continue
        marks = [look(view, pos, start, end, leaning) for pos in found]
        alone = [
            _UNSURE if mark.pos in inner else _cost_alone(mark, _word_after(view, mark.pos, end), quoting)
            for mark in marks
        ]
        best = read(weigh(marks, CONVENTION, alone), entered=False).get(False, [])
        if not best or not best[0].key or (len(best) > 1 and best[1].cost - best[0].cost < margin):
            continue
        given = roles(best[0])
        stand = zip(marks, given, strict=True)
        if all(_ends_speech(m, text, end) if role == CLOSE else role != OPEN or _starts(m, inner) for m, role in stand):
            yield marks, given


def is_whole(quotation: str, edits: int) -> bool:
    """May this be a quotation, of which so many marks stand badly? Of two straight ones short words tell nothing.

    # rock ' n ' roll; the ' and ' keys
    """
    inner = quotation.strip("'’ ")
    return edits == 1 or "‘" in inner or ("'" not in inner and any(len(word) >= _WHOLE for word in inner.split()))


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


def _seams(text: Text) -> list[int]:
    """Where a mark is glued on both sides, or stands inside a quotation, between words that no apostrophe joins.

    # the'China card', ‘a disaster’and left, 'golden visa'programme, back,'he said, as' a gift to the rich'
    Only in a language whose rules name what an apostrophe joins. (Asked of the different words, for speed.)
    """
    known = settings(text.language or "")
    if "apostrophised" not in known:
        return []
    words = _Words(
        frozenset(known["leaning"]),
        frozenset((*known["leaning"], *known["function_words"], *known["reporting"])),
        frozenset(known["apostrophised"]),
        common_words(text.language or ""),
    )
    forms, view = text.forms, text.view
    out: set[int] = set()
    for at in places(forms, "'", "’", "‘"):
        start, end = forms.rfind("\n", max(0, at - _WORD), at) + 1, forms.find("\n", at, at + _WORD)
        token = forms[start:end] if start and end > 0 else ""
        if token and _is_seam(token, at - start, words):
            found = [place for place in places_of(token, view) if not (view[place - 1 : place] or " ").strip()]
            out.update(place + at - start for place in found if not view[place + len(token) :][:1].strip())
    return sorted(out)


class _Words(NamedTuple):
    """Words of a language: what leans on the next one, what may follow a quotation, what an apostrophe joins to the
    word before it, and the common ones."""

    leaning: frozenset[str]
    following: frozenset[str]
    apostrophised: frozenset[str]
    common: Container[str]


def _is_seam(token: str, at: int, words: _Words) -> bool:
    """Is the mark there, in what stands between two blanks, no apostrophe?"""
    if at == len(token) - 1:
        return at > 1 and token[:at].lower() in words.leaning.difference(words.apostrophised)
    match = _GLUED.match(token, at + 1)
    head = _HEAD.search(token[:at])
    if match is None or head is None:
        return False
    before, after = head.group(1).lower(), match.group().lower()
    if min(len(before), len(after)) < 2 or after in words.apostrophised:
        return False
    if head.group(2):
        return after in words.following  # back,'he said
    if before.endswith("in") and before + "g" in words.common:
        return False  # talkin'about
    if before in words.leaning:
        return after in words.common
    if after in words.following:
        sure = len(after) > 2 or (len(before) > 2 and head.group(1).islower())  # not Xi'an, ag'in
        return sure and before in words.common
    whole = min(len(before), len(after)) >= _WHOLE and match.group().islower()
    return whole and before in words.common and after in words.common


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
    if mark.gap_left and mark.gap_right and (mark.left == "s" or mark.left.isnumeric() or mark.right.isdigit()):
        return 0.3  # the boys ' club, 6 ' tall, the ' 90s
    if quoting and mark.gap_right and (mark.left.isalpha() or mark.glyph == "‘"):
        return 2.0  # is dat’ een terechte vraag ‘
    if mark.gap_left == 0 < mark.gap_right and mark.glyph == "‘":
        return 2.0  # they named it‘ the long walk ’and
    if mark.gap_left == 0 and mark.left.isalpha():
        return 0.2  # the workers’, dancin’
    if mark.gap_right == 0 and mark.right.isalpha():
        return {"‘": 2.0, "'": 1.2}.get(mark.glyph, 0.6)
    return 2.0 if quoting else 1.5


def _starts(mark: Mark, seams: Sequence[int]) -> bool:
    """May a mark open that stands behind a letter, as an apostrophe would (Sho’ they do)?"""
    return mark.gap_left > 0 or not mark.left.isalpha() or mark.glyph == "‘" or mark.pos in seams


def _ends_speech(mark: Mark, text: Text, end: int) -> bool:
    """Is a mark that stands before a word, as an apostrophe would (’Ello, ’ow are you), sure to be a closer?"""
    if mark.gap_left == 0 or mark.gap_right > 0 or not mark.right.isalpha():
        return True
    word = _word_after(text.view, mark.pos, end)
    return word in reporting(text) or word in _TELLING or word in settings(text.language or "").get("seam", ())


def _word_after(view: str, pos: int, end: int) -> str:
    match = _NEXT.match(view, pos + 1, end)
    return match.group() if match else ""
