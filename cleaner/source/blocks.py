"""The blocks of a page and those of its original, side by side.

A block is what a translator keeps as one: a heading, a paragraph, an item, a row, a fence. Blocks with the same code,
addresses and figures, once on either side, are taken for one another; between these anchors, blocks of the same kinds
in the same order are; all others have no partner, and nothing is repaired in them. So a page with a paragraph more, or
one that was translated freely, loses the repairs of that place alone. Time is n log n.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.formats.markdown import Region, regions
from cleaner.lazy import lazy

_WHOLE = frozenset(["fence", "indented", "raw", "comment", "definition", "math"])  # kinds that may be a block
_ATOMS = frozenset(["code", "target", "template", "tag", "label", "address", "math", "raw", "slot"])
_LINE = lazy(
    r"""[ \t]*(?:(?P<heading>[#＃](?:[ ]?[#＃]){0,5}(?=[ \u3000\w]))|(?P<item>(?:[-*+•]|\d{1,3}[.)])[ \t])
        |(?P<row>\|)|(?P<quote>>)|(?P<note>:::|!!![ ]|\?\?\?\+?[ ]))""",
    re.X,
)
_FIGURE = lazy(r"\d+")
_MOST = 20_000  # blocks: a longer page is aligned with none


class Block(NamedTuple):
    """A stretch of a page, and what it is: "heading", "item", "row", "quote", "note", "text", or a kind of region.

    atoms: the regions in it that no translator may change. print: what of them and of its figures both languages share,
    empty for mere prose.
    """

    kind: str
    start: int
    end: int
    atoms: tuple[Region, ...]
    print: str


Pair = tuple[Block, Block]  # of the original, and of the page


@lru_cache(maxsize=2)
def blocks(raw: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in order."""
    found = regions(raw)
    starts = [region.start for region in found]
    whole = [r for r in found if r.kind in _WHOLE and _is_block(raw, r)]
    at = max((r.end for r in found if r.kind == "front"), default=0)
    out = [Block("front", 0, at, (), "")] if at else []
    for region in [*whole, Region(len(raw), len(raw), "")]:
        if region.start < at:
            continue
        spans = _paragraphs(raw, at, region.start)
        for kind, start, end in spans:
            inner = found[bisect_left(starts, start) : bisect_right(starts, end)]
            atoms = tuple(r for r in inner if r.kind in _ATOMS and r.end <= end)
            out.append(Block(kind, start, end, atoms, print_of(raw, atoms, start, end)))
        if region.kind:
            out.append(Block(region.kind, region.start, region.end, (), fold(raw[region.start : region.end])[:200]))
        at = region.end
    return tuple(out)


def _is_block(raw: str, region: Region) -> bool:
    """Does a region stand in lines of its own? An inline `<code>` or formula does not."""
    if region.kind in ("fence", "indented", "definition"):
        return True
    start = raw.rfind("\n", 0, region.start) + 1
    end = raw.find("\n", region.end)
    return not (raw[start : region.start] + raw[region.end : end if end >= 0 else len(raw)]).strip(" \t>")


def _paragraphs(raw: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The blocks of prose between two places: kind, start, end."""
    opened: tuple[str, int, int] | None = None
    at = start
    while at < end:
        stop = raw.find("\n", at, end)
        stop = end if stop < 0 else stop
        if not raw[at:stop].strip():
            if opened:
                yield opened
            opened = None
        else:
            m = _LINE.match(raw, at, stop)
            kind = (m.lastgroup or "text") if m else "text"
            if opened and (kind == "text" or (kind == "quote" == opened[0])) and opened[0] not in ("heading", "row"):
                opened = opened[0], opened[1], stop
            else:
                if opened:
                    yield opened
                opened = kind, at, stop
        at = stop + 1
    if opened:
        yield opened


def fold(text: str) -> str:
    """A text without what translators do to code: spaces, case, width, the form of quote marks and dashes."""
    told = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in told if char.isalnum())


def print_of(raw: str, atoms: Sequence[Region], start: int, end: int) -> str:
    """What two languages share of a stretch: its code, its addresses, its figures."""
    told = [fold(raw[a.start : a.end]) for a in atoms if a.kind != "label"]
    return " ".join(filter(None, sorted([*told, *(f for f in _FIGURE.findall(raw, start, end) if len(f) > 1)])))


def pairs(original: Sequence[Block], page: Sequence[Block]) -> list[Pair]:
    """The blocks of the page with their partners in the original, in order."""
    if max(len(original), len(page)) > _MOST:
        return []
    out: list[Pair] = []
    i = j = 0
    for k, m in [*_anchors(original, page), (len(original), len(page))]:
        out += _between(original[i:k], page[j:m])
        if k < len(original):
            out.append((original[k], page[m]))
        i, j = k + 1, m + 1
    return out


def _between(original: Sequence[Block], page: Sequence[Block]) -> Iterator[Pair]:
    """Partners between two anchors: all, if they are of the same kinds; else those before the first that differs, and
    those behind the last, without the ones that stand next to the difference, for nobody knows which is which."""
    kinds = [b.kind for b in original], [b.kind for b in page]
    if kinds[0] == kinds[1]:
        yield from zip(original, page, strict=True)
        return
    shorter = min(len(original), len(page))
    head = next((n for n in range(shorter) if kinds[0][n] != kinds[1][n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if kinds[0][-1 - n] != kinds[1][-1 - n]), rest)
    runs = [(head, original[:head], page[:head]), (tail, original[len(original) - tail :], page[len(page) - tail :])]
    for n, (size, theirs, ours) in enumerate(runs):
        if size and len(original) == len(page):
            yield from zip(theirs, ours, strict=True)
        elif size:
            yield from _sure(list(zip(theirs, ours, strict=True)), last=not n)


def _sure(run: list[Pair], last: bool) -> list[Pair]:
    """A run without the blocks of one kind at the edge where blocks are missing: any of them may be the missing one."""
    kind = run[-1 if last else 0][0].kind
    while run and run[-1 if last else 0][0].kind == kind:
        run.pop(-1 if last else 0)
    return run


def _anchors(original: Sequence[Block], page: Sequence[Block]) -> list[tuple[int, int]]:
    """Blocks that only one on either side looks like, the longest run of them in the same order."""
    ours = Counter((b.kind, b.print) for b in page if b.print)
    theirs = Counter((b.kind, b.print) for b in original if b.print)
    places = {(b.kind, b.print): n for n, b in enumerate(page) if b.print}
    alike = [
        (n, places[key])
        for n, b in enumerate(original)
        if b.print and theirs[key := (b.kind, b.print)] == ours.get(key, 0) == 1
    ]
    return _rising(alike)


def _rising(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise as the first do."""
    ends: list[int] = []  # for each length the smallest last number
    last: list[int] = []  # and the pair that has it
    before: list[int] = []
    for n, (_, place) in enumerate(found):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            last.append(n)
        else:
            ends[at], last[at] = place, n
    out: list[tuple[int, int]] = []
    n = last[-1] if last else -1
    while n >= 0:
        out.append(found[n])
        n = before[n]
    return out[::-1]
