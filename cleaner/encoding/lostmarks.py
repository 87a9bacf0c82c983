"""Quotation marks, apostrophes and dashes of which too little is left to read them: told by place and pairing.

A mark that is lost between a space and a letter opens, one between a letter and a space closes; an opening one and the
next closing one of a paragraph are a pair. Behind a comma a mark closes whether it has a partner or not. Between spaces
stands a dash, between figures too where the second is greater. The style is that of the marks the text still has,
else of its language. Where two marks could stand nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cleaner.encoding.bytesigns import is_mark
from cleaner.encoding.mojibake import decode
from cleaner.language import settings
from cleaner.lazy import lazy

_PAIRS = {"“": "”", "„": "“", "«": "»", "»": "«", "‘": "’", "‚": "‘"}
_DIGITS = lazy(r"(?<![\d.,])\d{1,2}\?\?(?!\?)(?=[\s.,;:)]|$)")  # aus dem Jahr 17??: nobody knows them
_DECADE = lazy(r"\d0e?s\b")
_CLIPPED = lazy(r"(?:tis|twas|twere|til|cause|em|n)\b", re.I)
_ASKING = lazy(r"(?:qu[eé�?]|c[oó�?]mo|d[oó�?]nde|cu[aá�?]|por qu|qui[eé�?]n|para qu)", re.I)
_SPACED_MARKS = frozenset(":;!?»")
_SPELLED = {"¦": "…", "¬": "€"}  # of whose three bytes the last is left
_TWIN = frozenset("\ufffdâ")
_PAUSE = frozenset(",.;)»”’")
_DASHED = lazy(
    r"(?:et|mais|qui|que|ce|cela|c['’]|ils?|elles?|nous|on|je|comme|puis|ou|soit|dont|car|donc|e|ma|che|o|poi)\b"
)
_PICTURES = "\U0001f000"  # behind one, what is lost was part of it, or of the next
_LONG_DASH = frozenset({"ru", "uk", "bg"})
# Words of one letter beyond ASCII, which stand between spaces as a dash does, and what follows them and hardly a dash.
_SINGLE = {
    "fr": (
        "à",
        re.compile(r"(?:la|l['’]|une?|cette|ces?|cet|son|sa|ses|leurs?|notre|nos|mon|ma|partir|travers|cause|\d)\b"),
    ),
    "pt": ("é", re.compile(r"(?:uma?|muito|possível|preciso|necessário|mais|também|só)\b")),
    "it": ("è", re.compile(r"(?:stat[oaie]|più|molto|già|sempre|possibile|una?|anche|solo)\b")),
}
_BARE_SINGLES = frozenset({"fr", "pt", "it", "ca", "vi", "gl"})


class Spot(NamedTuple):
    """A lost mark: where, what may stand there, and whether it can be the question mark that it shows.

    kind: ``any`` (no byte left), ``general`` (``â``: a mark of U+2000–203F), ``closer`` (``â€``: its last byte is 9D),
    ``bytes`` (one is left, which only `marks` have).
    """

    start: int
    end: int
    kind: str
    question: bool
    marks: str = ""


class Found(NamedTuple):
    """What stood at a spot (None: nobody can tell), and whether it is certain."""

    spot: Spot
    text: str
    certain: bool


class Style(NamedTuple):
    """The quotation marks and the dash of a text."""

    opening: str
    closing: str
    dash: str


def style_of(view: str, language: str, tight: bool = False) -> Style:
    """The marks a text still has, else those of its language; tight: no guillemets, where these have a space inside."""
    counts = Counter({mark: sum(map(view.count, _forms(mark))) for mark in "“„«»"})
    pairs = [pair for pair in _quotes(language) if len(pair) == 2] or ["“”"]
    opening = "“" if tight and language == "fr" else pairs[0][0]
    if counts["„"]:
        opening = "„"
    elif counts["«"] and counts["«"] >= counts["“"]:
        opening = "«"
    elif counts["“"]:
        opening = "“"
    closing = next((pair[1] for pair in pairs if pair[0] == opening), _PAIRS[opening])
    long, short = (sum(view.count(f" {form} ") for form in _forms(mark)) for mark in "—–")
    dash = "—" if language in _LONG_DASH or long > short else "–"
    return Style(opening, closing, dash)


@cache
def _forms(mark: str) -> tuple[str, ...]:
    """A mark, and what it is misread as in the same text."""
    raw = mark.encode("utf-8")
    return mark, raw.decode("latin-1"), "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)


@cache
def _quotes(language: str) -> tuple[str, ...]:
    return tuple(settings(language).get("quotes", ())) if language else ()


def tell(view: str, low: int, high: int, spots: Sequence[Spot], style: Style, language: str) -> Iterator[Found]:
    """Tell what stood at the spots of the paragraph ``view[low:high]``, in their order."""
    pending: list[tuple[Spot, str]] = []
    spots = [spot for spot in spots if spot.question or view[max(low, spot.start - 1)] < _PICTURES]
    at = {spot.start: spot for spot in spots}
    ends = {spot.end: spot for spot in spots}
    for spot in spots:
        if view[spot.start] == "â" and view[spot.end - 1] in _SPELLED:
            yield Found(spot, _SPELLED[view[spot.end - 1]], True)
            continue
        if _DIGITS.search(view, max(low, spot.start - 4), spot.end + 1):
            continue
        before, after = _before(view, low, spot, ends), _after(view, high, spot, at)
        opens = (not before or before.isspace() or before in "([{—–-/") and bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in ".,;:!?)]}—–")
        if spot.kind == "bytes":
            yield from _by_byte(view, low, spot, opens, closes, language)
            continue
        if (
            language == "fr"
            and before.isalnum()
            and after in _SPACED_MARKS
            and spot.kind == "any"
            and not spot.question
        ):
            yield Found(spot, "\xa0", True)
        elif opens and (after.isalnum() or after in "¿¡…\ufffdï?ÃÐÑÄÅ"):
            yield from _opening(view, spot, low, high, spots, style, language, pending)
        elif closes:
            yield from _closing(view, spot, high, before, style, pending)
        elif before.isdigit() and after.isdigit():
            yield Found(spot, "–", (not spot.question and _rises(view, spot)) or (spot.question and _rises(view, spot)))
        elif before.isspace() and after.isspace() and not view[low : spot.start].isspace():
            yield from _alone(view, spot, low, high, style, language)
        elif not before or view[low : spot.start].isspace():
            continue  # a dash of dialogue, a bullet
        elif after[:1] in "CF" and view[spot.end + 1 : spot.end + 2].isalpha() is False and _figure(view, spot):
            yield Found(spot, "°", True)


def _by_byte(view: str, low: int, spot: Spot, opens: bool, closes: bool, language: str) -> Iterator[Found]:
    """One of a few marks: that which stands so, and no other of them does."""
    before, after = view[spot.start - 1 : spot.start], view[spot.end : spot.end + 1]
    opened = any(view.count(a, low, spot.start) > view.count(b, low, spot.start) for a, b in ("«»", "»«"))
    french = language == "fr" and (after in _SPACED_MARKS or view[spot.start - 2 : spot.start] == "Â«")
    fitting = "".join(
        mark
        for mark in spot.marks
        if (mark == "\xa0" and ((before.isdigit() and after.isdigit()) or french or (len(spot.marks) == 1 and before)))
        or (mark == "°" and before.isdigit() and not after.isalnum())
        or (mark == "©" and not before.isalnum())
        or (mark in "«»" and opens and not opened and (mark == "«") == (language != "de"))
        or (mark in "«»" and closes and (opened or len(spot.marks) == 1) and (mark == "»") == (language != "de"))
    )
    if len(fitting) == 1:
        yield Found(spot, fitting, True)


def _before(view: str, low: int, spot: Spot, ends: dict[int, Spot]) -> str:
    start = spot.start
    while start in ends:
        start = ends[start].start
    if start > low and view[start - 1] == "\xa0":
        return decode(view[start - 2 : start]) or "\xa0"  # Ã\xa0 is à
    return view[start - 1] if start > low else ""


def _after(view: str, high: int, spot: Spot, at: dict[int, Spot]) -> str:
    end = spot.end
    while end in at:
        end = at[end].end
    return view[end] if end < high else ""


def _figure(view: str, spot: Spot) -> bool:
    return view[max(0, spot.start - 2) : spot.start].rstrip(" \xa0")[-1:].isdigit()


def _opening(
    view: str,
    spot: Spot,
    low: int,
    high: int,
    spots: Sequence[Spot],
    style: Style,
    language: str,
    pending: list[tuple[Spot, str]],
) -> Iterator[Found]:
    if (
        _figure(view, spot)
        and view[spot.end : spot.end + 1] in "CF"
        and not view[spot.end + 1 : spot.end + 2].isalpha()
    ):
        yield Found(spot, "°", spot.kind == "any")
        return
    if _DECADE.match(view, spot.end) or (language == "en" and _CLIPPED.match(view, spot.end)):
        yield Found(spot, "’", True)
        return
    if view[spot.end : spot.end + 1].isdigit() and spot.kind != "closer":
        yield Found(spot, "£" if language == "en" else "€", False)  # a price, or a figure that opens a quotation
        return
    if language == "es" and spot.kind == "any":
        mark = _inverted(view, spot, high, spots)
        if mark:
            yield Found(spot, mark, not spot.question or bool(_ASKING.match(view, spot.end)))
            return
    closers = _closers(view, spot, high, spots)
    partner = closers > 0
    if pending and (not partner or (spot.question and closers <= len(pending))):
        return  # ?Dass man zweimal ?lt und einmal flucht.?
    pending.append((spot, style.closing))
    closed = any(mark in view[spot.end : high] for mark in _forms(style.closing))
    yield Found(spot, style.opening, partner or (closed and spot.kind != "any"))


def _inverted(view: str, spot: Spot, high: int, spots: Sequence[Spot]) -> str:
    """``¿`` or ``¡`` where the sentence ends in ``?`` or ``!`` and no lost mark closes it."""
    lost = {s.start for s in spots}
    for at in range(spot.end, high):
        ends = view[at] == "?" and view[at + 1 : at + 2] in (" ", "\n", "")
        if at in lost and not ends and (at + 1 >= high or not view[at + 1].isalnum()):
            return ""
        if view[at] == "?":
            return "¿"
        if view[at] == "!":
            return "¡"
        if view[at] in ".;":
            return ""
    return ""


def _closers(view: str, spot: Spot, high: int, spots: Sequence[Spot]) -> int:
    """How many later spots of the paragraph stand where a mark closes, up to the next where one opens behind those?"""
    count = 0
    for other in spots:
        if other.start < spot.end:
            continue
        behind = view[other.end : other.end + 1].isalnum() if other.end < high else False
        parted = view[other.start - 1].isspace()
        if count and parted and behind:
            break
        count += not parted and not behind
    return count


def _closing(
    view: str, spot: Spot, high: int, before: str, style: Style, pending: list[tuple[Spot, str]]
) -> Iterator[Found]:
    after = view[spot.end : spot.end + 1] if spot.end < high else ""
    if spot.kind == "closer":
        if pending:
            pending.pop()
        yield Found(spot, "”", True)
        return
    if before.isalpha() and not spot.question and spot.kind != "closer" and view[spot.end : spot.end + 1] in _TWIN:
        return  # …”: who knows
    if spot.question and before.isalpha() and view.startswith("??", spot.start):
        return  # the first is a question mark, the second was a quotation mark
    certain = before in ",.!…" or view[spot.start - 1] == "?"
    if pending:
        _, mark = pending.pop()
        plain = not spot.question or certain or after in ".,;:)" or _lower_after(view, spot.end)
        yield Found(spot, mark, bool(plain))
    elif spot.question and not certain:
        return  # a question mark, as it stands
    elif certain:
        yield Found(spot, style.closing, True)
    elif before in "sz" and _lower_after(view, spot.end):
        yield Found(spot, "’", spot.kind == "general")
    else:
        yield Found(spot, style.closing, False)


def _lower_after(view: str, end: int) -> bool:
    after = view[end : end + 2]
    return len(after) == 2 and after[0] == " " and after[1].islower()


def _rises(view: str, spot: Spot) -> bool:
    """Is the figure behind greater than the one before, as in a range? (``1�234`` may be one figure.)"""
    left = re.search(r"(?<![\d.,])\d{1,4}$", view[max(0, spot.start - 6) : spot.start])
    right = re.match(r"\d{1,4}(?![\d])", view[spot.end : spot.end + 6])
    if left is None or right is None or len(right.group()) == 3 > len(left.group()):
        return False
    return int(left.group()) < int(right.group()) or len(left.group()) == 4 > len(right.group())


def _alone(view: str, spot: Spot, low: int, high: int, style: Style, language: str) -> Iterator[Found]:
    """A mark, or a word of one letter, between spaces."""
    behind = view[spot.end + 1 : spot.end + 20]
    if view[spot.end] == "\n":
        return
    if behind[:1] in "CF" and not behind[1:2].isalpha() and _figure(view, spot):
        yield Found(spot, "°", True)
        return
    before = view[spot.start - 2 : spot.start - 1]
    if spot.kind != "any":
        yield Found(spot, style.dash, not (before.isdigit() and behind[:1].isdigit()))  # 10 − 3
    elif not (before.isalnum() or before in _PAUSE) or not (behind[:1].isalnum() or behind[:1] in "“„«\"'‘"):
        return
    elif is_mark(view[spot.start : spot.end]):
        yield Found(spot, style.dash, True)
    elif language in _BARE_SINGLES:
        letter, followers = _SINGLE.get(language, ("", None))
        sentence = view[max(low, view.rfind(".", low, spot.start)) : view.find(".", spot.end, high) % (len(view) + 1)]
        mark = view[spot.start : spot.end]
        lonely = language != "pt" and before not in _PAUSE and sentence.count(f" {mark} ") == 1 and not spot.question
        if followers is not None and (followers.match(behind) or (lonely and not _DASHED.match(behind))):
            yield Found(spot, letter, True)
        else:
            yield Found(spot, style.dash, False)
    else:
        figures = before.isdigit() and (behind[:1].isdigit() or spot.question)  # 4 × 4, 10 − 3, 12.000 ? taxiert
        yield Found(spot, style.dash, bool(language) and not figures)
