"""UTF-8 that was read as GBK or Shift-JIS: ``鈥檛`` for ``’t``, ``窶冱`` for ``’s``, ``caf茅`` for ``café``.

Two or three bytes of UTF-8 became one or two characters, of which most are rare. A run is a stretch of such characters
whose bytes are whole UTF-8; it is repaired where what it then says is far more plausible than what stands there
(`cleaner.encoding.plausibility`). A mark that lost its last byte (``鈥?``) is told by its place, where others are
whole. Left alone: Chinese and Japanese, half-width katakana among them, whatever their bytes would be; other runs that
lost a byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category, name

from cleaner.edits import Edit
from cleaner.encoding.lostmarks import Spot, style_of, tell
from cleaner.encoding.plausibility import STEP, frame, is_rare, least
from cleaner.lazy import lazy
from cleaner.text import Text

CODECS = ("gb18030", "cp932")
_STRETCH = lazy("[^\x00-\x7f，。、！？：；「」（）《》\ufffc\ufffd\ue000-\uf8ef\uf8f1-\uf8ff]+")
_WIDE = lazy("[\u2e80-\ufaff\uff00-\uffef]")
_COMMON_SIGNS = "茅猫莽脿眉枚盲"  # é è ç à ü ö ä: most of what a Western text has
_SEQUENCES = lazy("(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\x20-\x7e])+")
_LONE = 10 * STEP  # what a run must gain by itself
_FELLOW = 3 * STEP  # and what among others of its kind
_SURE = 20 * STEP  # what others must gain together
_WIDESPREAD = 100 * STEP  # what they must gain together for the rest of the text to be looked at
_DEAR = 30  # quarters of a nat for each character: what costs more is no word of any language
_WITHIN = 3  # characters: a shorter run beside others of its script is no run
_CJK = "\u2e80"
_QUOTES = frozenset("“”‘’…—")
_CUT = {"gb18030": lazy("鈥[?\ufffd]"), "cp932": lazy("窶[?\ufffd]")}  # E2 80, and what was left of the third byte
_ALONE = 3 * STEP  # what it costs such characters to have none of their own on a side: caf茅
_REACH = 20  # ASCII letters beside a run that are weighed with it


class Run(NamedTuple):
    """The edit that restores a run, how much more plausible that is (quarters of a nat), and whether it is one
    character without a letter beside it, which proves nothing."""

    edit: Edit
    gain: int
    alone: bool


def find(text: Text) -> Iterator[tuple[tuple[Edit], bool]]:
    """Yield the edits that restore such runs, and whether each is certain. Linear."""
    view = text.view
    eastern = text.stretches is view  # then the text is searched for the signs sooner than its characters are told
    for codec in CODECS:
        if not eastern and _signs(codec).isdisjoint(text.characters):
            continue
        runs = list(_runs(view, codec, _class_of(codec)))
        total = sum({view[r.edit.start : r.edit.end]: r.gain for r in runs if r.gain > 0 and not r.alone}.values())
        if total >= _WIDESPREAD:  # then words of one common sign are some too: 胁 for в
            runs = list(_runs(view, codec, _STRETCH))
        elif runs and _are_all(view, runs):
            total += sum({view[r.edit.start : r.edit.end]: r.gain for r in runs if r.alone}.values()) + _LONE
        whole: list[Edit] = []
        for edit, gain, alone in runs:
            if (gain >= _LONE and not alone) or (gain >= _FELLOW and total >= _SURE):
                whole.append(edit)
                yield (edit,), True
            elif gain >= _LONE // 2:
                yield (edit,), False
        if whole and _CUT[codec].search(view):
            yield from _marks(view, codec, whole, text.language or "en")


def _marks(view: str, codec: str, whole: list[Edit], language: str) -> Iterator[tuple[tuple[Edit], bool]]:
    """The marks that lost their last byte, line by line; one that follows an opening mark closes."""
    style = style_of(view, language)
    lines: dict[int, list[Spot]] = {}
    for match in _CUT[codec].finditer(view):
        low = view.rfind("\n", 0, match.start()) + 1
        said = "".join((view[low : match.start()], *(e.new for e in whole if low <= e.start < match.start())))
        opened = said.count(style.opening) - said.count(style.closing)
        opened -= sum(spot.kind == "closer" for spot in lines.get(low, ()))
        kind = "closer" if opened > 0 and not view[match.start() - 1].isspace() else "general"
        lines.setdefault(low, []).append(Spot(*match.span(), kind, False))
    for low, spots in lines.items():
        end = view.find("\n", low)
        for spot, new, certain in tell(view, low, len(view) if end < 0 else end, spots, style, language):
            yield (Edit(spot.start, spot.end, style.closing if spot.kind == "closer" else new),), certain


def _are_all(view: str, runs: list[Run]) -> bool:
    """Are runs all that the text has of such characters, and several? Chinese that is meant has more beside it."""
    within = sum(len(_WIDE.findall(view, r.edit.start, r.edit.end)) for r in runs if r.gain >= _FELLOW)
    several = len({view[r.edit.start : r.edit.end] for r in runs}) > 1
    return several and within == len(_WIDE.findall(view))


@cache
def _signs(codec: str) -> frozenset[str]:
    """The rare characters that a lead byte of UTF-8 and the byte behind it become; half-width ones for one byte."""
    out = []
    for lead in range(0xC2, 0xF0):
        for trail in range(0x80, 0xC0):
            text = bytes([lead, trail]).decode(codec, "ignore")
            if len(text) == 1 and (is_rare(text) or (lead == 0xC3 and text in _COMMON_SIGNS)):
                out.append(text)
            elif len(text) == 2 and lead in (0xC2, 0xC3):
                out.append(text[0])
    return frozenset(out)


def _runs(view: str, codec: str, signs: re.Pattern[str]) -> Iterator[Run]:
    done = 0
    for spot in signs.finditer(view):
        if spot.start() < done:
            continue
        start = spot.start()
        while start > done and _STRETCH.match(view[start - 1]):
            start -= 1
        stretch = _STRETCH.match(view, start)
        done = stretch.end() if stretch else spot.end()
        try:
            sizes = [len(c.encode(codec)) for c in view[start:done]]
            raw = view[start:done].encode(codec).decode("latin-1")
        except UnicodeError:
            continue
        for low, high, new in _whole(raw, sizes):
            run = _weighed(view, start + low, start + high, new)
            if run is not None:
                yield run


@cache
def _class_of(codec: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(_signs(codec)))}]")


def _whole(raw: str, sizes: list[int]) -> Iterator[tuple[int, int, str]]:
    """Where the bytes of whole characters are whole UTF-8: first and last character, and what they say."""
    places = {0: 0}
    at = 0
    for n, size in enumerate(sizes):
        at += size
        places[at] = n + 1
    for match in _SEQUENCES.finditer(raw):
        low, high = match.span()
        while low < high and (low not in places or raw[low] < "\x80"):
            low += 1
            while low < high and "\x80" <= raw[low] < "\xc0":
                low += 1
        while high > low and high not in places:
            high -= 1
            while high > low and high < len(raw) and "\x80" <= raw[high] < "\xc0":
                high -= 1
        if high - low > 1:
            try:
                yield places[low], places[high], raw[low:high].encode("latin-1").decode("utf-8")
            except UnicodeError:
                continue


def _is_quoted(view: str, start: int, end: int) -> bool:
    """Does running Chinese or Japanese stand beside a run, behind a mark of Western shape? # 高下云堆。”逋曰“不然"""
    return any(
        side[:1] in _QUOTES and side[1:] >= _CJK and not side[1:].isspace()
        for side in (view[max(0, start - 2) : start][::-1], view[end : end + 2])
    )


def _is_medley(new: str) -> bool:
    """Are there letters of two scripts beyond ASCII, or signs among plain letters? No writer has such words.

    # 陟彼景 would be 蠔ތi, 黽勉從 ꆕlন, 筐之筥之 ➔V⦔V
    """
    scripts = {_script(c) for c in new if c > "\x7f" and c.isalpha()}
    if len(scripts) > 1:
        return True
    return any(c.isascii() and c.isalpha() for c in new) and any(
        category(c) in ("So", "Sm") for c in new if c > "\u2000"
    )


@lru_cache(maxsize=4_096)
def _script(char: str) -> str:
    """The script of a letter, as its name begins; those of Chinese, Japanese and Korean are written together."""
    return "CJK" if char >= _CJK and not "\ua000" <= char < "\uac00" else name(char, "").partition(" ")[0]


def _weighed(view: str, start: int, end: int, new: str) -> Run | None:
    """Weigh a run with the ASCII letters that touch it; None where it is part of running Chinese or Japanese."""
    sides = (view[start - 1 : start], view[end : end + 1])
    if end - start < _WITHIN and (any(side >= _CJK for side in sides) or _is_quoted(view, start, end)):
        return None  # 闪烁: a rare character in its place
    if _is_medley(new):
        return None
    low, high = start, end
    while low > max(0, start - _REACH) and view[low - 1].isascii() and view[low - 1].isalpha():
        low -= 1
    while high < min(len(view), end + _REACH) and view[high].isascii() and view[high].isalpha():
        high += 1
    stands, would = view[low:high], view[low:start] + new + view[end:high]
    cost = least(would) + frame(would)
    if cost > _DEAR * (len(would) + 1) or not all(c.isprintable() or c == "\xa0" for c in new):
        return None
    glued = sum(side < _CJK for side in sides) * _ALONE
    return Run(Edit(start, end, new), least(stands) + frame(stands) + glued - cost, end - start == 1 == high - low)
