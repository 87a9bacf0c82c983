"""The frame of subtitles: numbers and times of cues, their settings, and cues that run into one another.

A number is put back only between its neighbours: the cue before has the number before, the one behind that behind. In
WebVTT a cue may have any name, so there only a number with something beside it was one, or the one cue without a number
in a file whose header or times were broken.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit, Fix, trim
from cleaner.formats.subtitles import TIMES
from cleaner.lazy import lazy
from cleaner.text import MENDED, Text

_HEADER = lazy(r"\ufeff?[ ]?(?P<name>(?i:web[ ]?vtt))(?=[ \t\n]|\Z)")
_HEAD = lazy(r"(?m)^(?P<number>[^\n]{1,12})\n(?=[ \t]*\d{1,2}:\d{2}:\d{2}[,.]\d{3}[ \t]*-->)")
_MARK = lazy(r":\d{2}(?P<mark>[,.])\d{3}(?=[ \t]|$)")
_ALIKE = lazy(r"(?m)^[ \t]*\d{1,2}[ ]?[:：;][ ]?\d{2}[ ]?[:：;][^\n]*(?:>|→|&gt;|＞)")  # times, whole or broken
_SETTING = r"(?:vertical|line|position|size|align|region)[ ]?:[ ]?[\w.,-]+(?:[ ]?%)?"
_SETTINGS = lazy(rf"[ \t]+(?P<all>{_SETTING}(?:[ ]{_SETTING})*)[ \t]*\Z")
_TIMED = lazy(
    r"(?m)^[ \t]*(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}[ \t]+-->[ \t]+(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}(?P<rest>[ \t]+\S[^\n]*)$"
)
_SAID = lazy(r"(?<=[ \t])(?P<name>[^\W\d_]+)[ ]?[:：][ ]?(?P<value>[^\W\d_]+|\d+(?:\.\d+)?%)(?=[ \t]|$)")
_SETTINGS_BUT_ALIGN = frozenset("region vertical line position size".split())
_PLACES = frozenset("start center end left right".split())
_VALUES = {  # of the setting that aligns
    **dict.fromkeys(
        "inicio comienzo début inizio início anfang start begin początek начало 开始 開始".split(), "start"
    ),
    **dict.fromkeys(
        "centro centrado centre milieu mitte zentriert midden środek centrum центр 居中 中央".split(), "center"
    ),
    **dict.fromkeys("fin final fim fine ende einde koniec конец 结束 終了".split(), "end"),
    **dict.fromkeys("izquierda esquerda gauche sinistra links lewo слева 左".split(), "left"),
    **dict.fromkeys("derecha direita droite destra rechts prawo справа 右".split(), "right"),
}
_NAMES = {
    **dict.fromkeys("posición posição posizione positie pozycja позиция 位置".split(), "position"),
    **dict.fromkeys("línea linha ligne linea riga zeile lijn wiersz linia линия строка 行".split(), "line"),
    **dict.fromkeys("tamaño tamanho taille dimensione größe grootte rozmiar размер 大小".split(), "size"),
}
_OF_TIMES = frozenset(["syntax/times", "syntax/cue-header"])
_FEW = 2  # cues whose numbers tell how those of a file go on
_GAP = lazy(r"[ ]?:[ ]?|[ ](?=%)")


def find(text: Text) -> Iterator[Fix]:
    """Yield a fix for what keeps a player from reading a cue."""
    source = text.source
    header = _HEADER.match(source)
    named = header is not None
    if header:
        if header["name"] != "WEBVTT":
            yield Fix("syntax/cue-header", (Edit(*header.span("name"), "WEBVTT"),))
        yield from _translated(source)
    yield from _numbers(source, named, not _OF_TIMES.isdisjoint(text.memo.get(MENDED, ())))
    yield from _times(source, named)


def _translated(source: str) -> Iterator[Fix]:
    """Settings of a cue in another language: ``alinear: inicio``. A value belongs to one setting alone, or is a share
    of the screen; then the name has to be known.
    """
    for line in _TIMED.finditer(source):
        edits = []
        for m in _SAID.finditer(source, *line.span("rest")):
            name, value = m["name"].lower(), m["value"].lower()
            if name in _SETTINGS_BUT_ALIGN:
                continue  # region:left
            new_value = _VALUES.get(value, value if value in _PLACES else "")
            new_name = "align" if new_value in _PLACES else _NAMES.get(name, "")
            if value[0].isdigit() and new_name != "align":
                new_value = value
            if new_name and new_value and m[0] != f"{new_name}:{new_value}":
                edits.append(Edit(*m.span(), f"{new_name}:{new_value}"))
        if edits:
            yield Fix("syntax/cue-setting", tuple(Edit(*trim(source, edit)) for edit in edits))


def _numbers(source: str, named: bool, mended: bool) -> Iterator[Fix]:
    heads = list(_HEAD.finditer(source))
    told = [m["number"].strip("\ufeff \t") for m in heads]
    numbers = [int(number) if number.isdecimal() else None for number in told]
    for n, m in enumerate(heads):
        start, end = m.span("number")
        opened = start == 0 or source.endswith("\n\n", 0, start)
        number = numbers[n]
        if number is None:
            wanted = _counted(numbers, n)
            known = not named or (mended and _is_alone(numbers, n)) or str(wanted) in m["number"]
            if opened and wanted is not None and known:
                yield Fix("syntax/cue-number", (Edit(start, end, str(wanted)),))
        elif opened and not told[n].isascii():
            yield Fix("syntax/cue-number", (Edit(start, end, str(number)),))
        elif (
            not opened
            and _counted([*numbers[:n], None], n) == number
            and not TIMES.search(source, source.rfind("\n", 0, start - 1) + 1, start)
        ):
            yield Fix("syntax/cue-gap", (Edit(start, start, "\n"),))


def _is_alone(numbers: list[int | None], n: int) -> bool:
    """Do all other cues have their numbers, and some on either side?"""
    return numbers.count(None) == 1 and _FEW < n < len(numbers) - 1


def _counted(numbers: list[int | None], n: int) -> int | None:
    """The number of a cue by the last one before it that has one; None where the next one behind it disagrees."""
    before = next(((n - k, numbers[n - k]) for k in range(1, n + 1) if numbers[n - k] is not None), (-1, 0))
    behind = next(((k, numbers[k]) for k in range(n + 1, len(numbers)) if numbers[k] is not None), None)
    wanted = (before[1] or 0) + n - before[0]
    return wanted if behind is None or behind[1] == wanted + behind[0] - n else None


def _times(source: str, named: bool) -> Iterator[Fix]:
    """The mark before the thousandths, a full stop in WebVTT, where most cues have it, and a comma in SubRip, where
    players read both, in a file whose times were broken elsewhere; and spaces in the settings behind the times."""
    marks: list[tuple[int, str]] = []
    for m in TIMES.finditer(source):
        marks += ((m.start() + found.start("mark"), found["mark"]) for found in _MARK.finditer(m.group()[:40]))
        told = (
            _SETTINGS.search(m.group()) if named and (": " in m.group() or " :" in m.group() or " %" in m[0]) else None
        )
        if told:
            at = m.start() + told.start("all")
            gaps = tuple(
                Edit(at + gap.start(), at + gap.end(), ":" if ":" in gap.group() else "")
                for gap in _GAP.finditer(told["all"])
                if gap.group() != ":"
            )
            yield Fix("syntax/times", gaps)
    right = "." if named else ","
    wrong = [at for at, mark in marks if mark != right]
    if wrong and 2 * len(wrong) < len(marks) and (named or len(_ALIKE.findall(source)) > len(marks) // 2):
        for at in wrong:
            yield Fix("syntax/times", (Edit(at, at + 1, right),))
