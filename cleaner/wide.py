"""Marks and blanks of a script without spaces: half-width marks between its characters, blanks inside its sentences.

Which full-width mark stands for which half-width one is told by ``language.toml`` (`wide_marks`). A document decides
for each mark: one it writes half-width more often than not is its habit. Blanks are never added between scripts, and
nothing is folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import regex

from cleaner import wideforms
from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy_regex
from cleaner.text import Text
from cleaner.translated import is_translated

_OWN = r"[\p{Han}\p{Hiragana}\p{Katakana}ー々]"
_ENDS = "。！？”」』…；，、："
_SPARED = 2  # a document that writes more than one mark in so many half-width does so on purpose
_ENOUGH = 8  # full-width marks that show the document's habit
_FEW = 2  # marks that show no habit
_SLIPS = 3  # pairs of half-width brackets that show none, where other marks were lost
_STRAY = 200  # code points for each stray blank: where there are more, they are meant
_MIXED = 8  # characters of the script for each Latin letter
# The first word of a line, of a term or a cry: no kana but those of foreign words; and what ties it to the next.
_LABEL = regex.compile(r"[\p{Katakana}ー]{2,12}|\p{Han}{1,2}")
_PARTICLE = regex.compile(r"[はがをにでとものへや](?!の|れ|んな)|的|是|在|和|了|与|把|被|将|有|也|都|说")
_LETTER, _LATIN = regex.compile(_OWN), regex.compile(r"[A-Za-z]")
_BORDER = lazy_regex(rf"{_OWN} (?=[A-Za-z\d])|[A-Za-z\d] (?={_OWN})")
_CLOSE = 8  # code points between blanks that part names or items
_TITLE = 24  # … that set off a title
_PLAIN = ",.;"  # marks that nobody types half-width on purpose in a text that writes them full-width

Match = regex.Match[str]


def find(text: Text, told: Mapping[str, Any]) -> Iterator[Fix]:
    """Yield a fix for every half-width mark between characters of the script, and for stray blanks in sentences."""
    view, language = text.view, text.language or ""
    marks: Mapping[str, str] = told["wide_marks"]
    if not unmixed(view):
        return
    if sum(view.count(mark) for mark in set(marks.values())) >= _ENOUGH:
        found = {half: list(_between(half).finditer(view)) for half in marks if half not in "()" and half in view}
        hurt = any(found.get(half) and _is_slip(view, half, marks[half], len(found[half])) for half in _PLAIN)
        forms = list(wideforms.half_forms(view))
        yield from forms
        yield from _marks(view, marks, found, hurt, wideforms.name_dots(view, language))
        yield from _brackets(view, marks, hurt or bool(forms), _SLIPS if hurt or forms else 1)
    if language == "zh" and any(sign in view for sign in wideforms.TYPED) and is_translated(text):
        yield from wideforms.typed(view)
    if "。。" in view and "。。。" not in view and is_translated(text):
        yield from wideforms.twins(view)
    if " " in view:
        yield from _blanks(view, told)


def unmixed(view: str) -> bool:
    """Is this running text in one script, without the blanks at its borders that writers on programs set?

    Where Latin words stand in every sentence, with or without blanks, what is half-width and what is spaced is taste.
    """
    own, other = len(_LETTER.findall(view)), len(_LATIN.findall(view))
    return _MIXED * other <= own and len(_BORDER.findall(view)) <= 1 + own // _STRAY


def _is_slip(view: str, half: str, full: str, found: int) -> bool:
    """Is a half-width mark that stands `found` times between characters none that the document prefers?"""
    return found <= (max(1, view.count(full)) if half in "?!;:" else view.count(full) // _SPARED)


def _marks(
    view: str, marks: Mapping[str, str], found: Mapping[str, list[Match]], hurt: bool, dots: Mapping[int, str]
) -> Iterator[Fix]:
    """hurt: the document lost full-width marks that nobody types half-width. A lone `?` may be the writer's own.

    dots: those that stand in names.
    """
    for half, places in found.items():
        full = marks[half]
        # Where other marks were lost, one that stands half-width as often as not was lost as well.
        lost = hurt and len(places) <= view.count(full) + (_FEW if half in "?!;:" else 0)
        if not (lost or _is_slip(view, half, full, len(places))) or not (hurt or full in view):
            continue
        for match in places:
            if half == ":" and not hurt and view[match.end() - 1] == " ":
                continue  # a label and what it stands for
            yield Fix("punctuation/half-width", (Edit(*match.span(), dots.get(match.start(), full)),))


@cache
def _between(half: str) -> regex.Pattern[str]:
    mark = regex.escape(half)
    if half == ".":
        return regex.compile(
            rf"(?<={_OWN}{_OWN}|[”」）]|\d[%％])(?:\.(?=\s*$|{_OWN}|[“「『《])|\.\.(?=\s*$|[“「『《”」]))", regex.M
        )
    after = rf"(?=[ \u3000]?(?:{_OWN}|[“「『《（\d])|[”’」』]|\s*$)" if half in "?!" else rf"(?={_OWN}|[“「『《])"
    if half == ",":  # 他从来不量,”海沃德写道
        after = rf"(?:{after}|(?=[”」』]{_OWN}))"
    gap = "" if half in "?!" else " ?"
    # 民宿入住率达到97%;茶叶; 同比增长34.5,而; but 3:2
    figure = rf"|\d[%％℃]|(?<!第){_OWN}\d+(?:\.\d+)?(?={mark}{_OWN})" if half in ",;" else ""
    return regex.compile(rf"(?<={_OWN}|[”’」』》）]{figure}){mark}{gap}{after}", regex.M)


def _brackets(view: str, marks: Mapping[str, str], hurt: bool, spared: int) -> Iterator[Fix]:
    """A pair of half-width brackets around words of the script, where the document writes full-width ones.

    spared: so many are no habit, where it has no others.
    """
    if "(" not in view or "(" not in marks or not (hurt or marks["("] in view):
        return
    found = list(_PAIR.finditer(view))
    if found and len(found) <= max(spared, view.count(marks["("])):
        for match in found:
            yield Fix(
                "punctuation/half-width",
                (Edit(*match.span("open"), marks["("]), Edit(*match.span("close"), marks[")"])),
            )


_PAIR = lazy_regex(
    rf"(?<={_OWN}|\d%|\d％)(?P<open>\()(?=[^()（）\n]*{_OWN}|\d{{2,3}}\)|[A-Z]{{2,6}}\))[^()（）\n]{{1,60}}(?P<close>\))(?={_OWN}|[{_ENDS}])"
)


def _blanks(view: str, told: Mapping[str, Any]) -> Iterator[Fix]:
    """A blank between two characters of the script, in a line that is a sentence and holds hardly any other."""
    for match in _BEFORE_MARK.finditer(view):
        yield Fix("punctuation/stray-blank", (Edit(*match.span(), ""),))
    found = list(_BLANK.finditer(view))
    if not found or len(found) * _STRAY > max(len(view), 3 * _STRAY):
        return
    after, before = told.get("apart_after"), told.get("apart_before")
    places = [match.start() for match in found]
    for n, match in enumerate(found):
        at = match.start()
        low, high = view.rfind("\n", 0, at) + 1, view.find("\n", at)
        line = view[low : high if high >= 0 else len(view)].rstrip()
        if len(line) < 20 or line[-1] not in _ENDS or not any(stop in line for stop in "。，、"):
            continue
        if " → " in line:
            continue  # ファイル → 新規作成 を選択: the names of a menu are set off
        beside = [p for p in (*places[max(0, n - 1) : n], *places[n + 1 : n + 2]) if low <= p < low + len(line)]
        near = [p for p in beside if abs(p - at) < _CLOSE or _sets_off(view, min(p, at), max(p, at))]
        led = view[low:at]
        if "→" in view[max(low, at - _TITLE) : at + _CLOSE]:
            continue  # the way through a menu: ビジネス → 税額表エディター を選択
        if near or (after and regex.search(rf"(?:^|[。、，「“])(?:{after})$", led)):
            continue
        if (before and regex.match(before, view[at + 1 : at + 12])) or _signs(view, at) or _labels(led, view, at):
            continue
        yield Fix("punctuation/stray-blank", (Edit(at, at + 1, ""),))


def _signs(view: str, at: int) -> bool:
    """Does the blank part two short words in brackets, an office and the name of who holds it? # （记者 简予安）"""
    before, after = view[max(0, at - _CLOSE) : at], view[at + 1 : at + 1 + _CLOSE]
    return regex.search(rf"[（(【]{_OWN}+$", before) is not None and regex.match(rf"{_OWN}+[）)】]", after) is not None


def _labels(led: str, view: str, at: int) -> bool:
    """Does the blank part the label or cry a line begins with from what it heads? # 嘿 大家好"""
    return _LABEL.fullmatch(led) is not None and _PARTICLE.match(view, at + 1) is None


def _sets_off(view: str, start: int, end: int) -> bool:
    """Do two blanks set off a title or the words of a link, with no mark between them? # 请按照 贡献指南 行动"""
    return end - start <= _TITLE and not any(mark in view[start:end] for mark in _ENDS)


# Where a blank follows the mark, too, it is spoken of: 用 ， 分隔
_BEFORE_MARK = lazy_regex(rf"(?<={_OWN}{_OWN}|{_OWN}[”」』》]) (?=[，。、；：！？](?:{_OWN}|[”」』“「]|$))", regex.M)
# Behind what somebody says as well: 「最後までやれるんです」 と話すのは
_BLANK = lazy_regex(
    rf"(?<={_OWN}|[·・」』]) (?={_OWN})|(?<={_OWN}) (?=[「『“])|(?<={_OWN}”) (?={_OWN})"
    rf"|(?<=（) (?={_OWN})|(?<={_OWN}) (?=）)"
)
