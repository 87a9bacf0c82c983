"""Quote marks of a script without blanks: they can only take turns, and nothing but their order shows a way.

# 存在“重大分歧“，但    ”严重的错误“    毎週来ていた「と、話す

A paragraph whose marks are even in number and do not pair up is read as opening and closing in turn; the blanks a
decoder set inside them go too, and those on either side of a mark that is turned. In a page that is known to be
translated a pair of the other kind takes the marks of the document (`活用を“地域再生の鍵”と`). Left alone: marks that
pair up, also inside one another, a blank outside them, odd ones, which may go on in another paragraph, and the `”本”`
of Japanese, where a document writes it so throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.edits import Edit
from cleaner.lazy import lazy
from cleaner.text import Text
from cleaner.translated import is_translated

_OWN = "\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f"
_WIDE = lazy(f"[{_OWN}—…·]")
_KINDS = ("“”", "「」")
_OTHER = {pair: lazy(rf"(?<=[{_OWN}]){pair[0]}(?P<inner>[{_OWN}\d]{{2,40}}){pair[1]}(?=[{_OWN}])") for pair in _KINDS}
_FEW, _MANY = 2, 3  # quotations of another kind that may have been left, where the document has so many of its own


def edits(text: Text, pairs: Sequence[str]) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits of every quotation that does not stand as it should, both marks at once."""
    view = text.view
    for pair in pairs:
        if text.characters.isdisjoint(pair) or (text.language == "ja" and pair == "“”" and "“" not in view):
            continue
        for start, end in text.paragraphs:
            for low, high in _lines(view, start, end):
                found = [at for at in range(low, high) if view[at] in pair]
                if len(found) % 2 == 0:
                    yield from _turns(view, found, pair, low, high)
                elif view.count('"', low, high) == 1:
                    yield from _halves(view, found, pair, low, high)


def foreign(text: Text) -> Iterator[tuple[Edit, Edit]]:
    """Yield the edits that give a pair of the other kind the marks of the document.

    # この計画を「奇跡」と呼んだ   活用を“地域再生の鍵”と位置づけ
    """
    view = text.view
    counts = {pair: min(map(view.count, pair)) for pair in _KINDS}
    few, main = sorted(_KINDS, key=lambda pair: counts[pair])
    if not 0 < counts[few] <= _FEW or counts[main] < _MANY * counts[few] or not is_translated(text):
        return
    found = [match for match in _OTHER[few].finditer(view) if not _is_inside(view, match.start(), main)]
    if len(found) == counts[few]:
        for match in found:
            yield Edit(match.start(), match.start() + 1, main[0]), Edit(match.end() - 1, match.end(), main[1])


def _is_inside(view: str, at: int, pair: str) -> bool:
    """Does a place stand in a quotation of this pair? # 他说“我读过「春夜」这篇”"""
    low = view.rfind("\n", 0, at) + 1
    return view.count(pair[0], low, at) > view.count(pair[1], low, at)


def _lines(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = view.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _halves(view: str, found: Sequence[int], pair: str, low: int, high: int) -> Iterator[tuple[Edit, ...]]:
    """A straight mark where one of the pair is lacking. # 教授は"一人の目が、観測網の穴を埋めてくれた」と話す"""
    at = view.index('"', low, high)
    marks = "".join(view[other] for other in found)
    place = sum(other < at for other in found)
    for mark in pair:
        whole = marks[:place] + mark + marks[place:]
        if whole == pair * (len(whole) // 2) and _WIDE.match(view, at + 1 if mark == pair[0] else at - 1):
            yield (Edit(at, at + 1, mark),)


def _turns(view: str, found: Sequence[int], pair: str, low: int, high: int) -> Iterator[tuple[Edit, ...]]:
    paired = _pairs_up(view, found, pair)
    for left, right in zip(found[::2], found[1::2], strict=True):
        if paired and (view[left], view[right]) != (pair[0], pair[1]):
            return  # one inside another
        if not any(
            _WIDE.match(view, at) for at in (left - 1, left + 1, left + 2, right - 1, right + 1) if low <= at < high
        ):
            continue  # a quotation in another script
        opener, closer = _edit(view, left, pair[0], low, high, True), _edit(view, right, pair[1], low, high, False)
        made = tuple(e for e in (opener, closer) if view[e.start : e.end] != e.new)
        if made and opener.end <= closer.start:
            yield made


def _pairs_up(view: str, found: Sequence[int], pair: str) -> bool:
    depth = 0
    for at in found:
        depth += 1 if view[at] == pair[0] else -1
        if depth < 0 or depth > 2:
            return False
    return depth == 0


def _edit(view: str, at: int, mark: str, low: int, high: int, opens: bool) -> Edit:
    """The mark in its place, without a blank between it and a character of the script."""
    start, end = at, at + 1
    turned = view[at] != mark
    if view[at + 1 : at + 2] == " " and end + 1 < high and (opens or (turned and _WIDE.match(view, at + 2))):
        end += 1
    if view[at - 1 : at] == " " and start - 1 > low and (not opens or (turned and _WIDE.match(view, at - 2))):
        start -= 1
    return Edit(start, end, mark)
