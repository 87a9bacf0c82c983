"""Restoring slots from the original of a message.

What the original has and the translation lacks is looked for in a damaged form: with spaces, in the wrong case or
width, with another alphabet's percent sign; then as the one slot of its kind that the original does not know, whose
name was translated. What is found neither way is reported, and nothing is put in where nobody knows its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from cleaner.edits import Edit, Fix
from cleaner.formats.slots import Slot, complexes, slots
from cleaner.lazy import lazy
from cleaner.text import Span, Text

_WIDE = {
    "%": "%％٪", "{": "{｛", "}": "}｝", "(": "(（", ")": ")）", "$": "$＄", ":": ":：", "<": "<＜", ">": ">＞",
    "/": "/／", "=": "=＝", '"': '"“”„«»', "&": "&＆", "[": "[［", "]": "]］", ".": ".．。", "#": "#＃",
}  # fmt: skip
_PIECE = lazy(r"--|[^\W_]+|_+|\s+|[^\w\s]")
_NAMED = ("brace", "double", "dollar", "ruby", "printf")
_NAME = lazy(r"[^\W\d_]")
_BRACED = lazy(r"(?<![{$#%])\{[ ]?(?P<name>[^\W\d]\w*)[ ]?\}(?!\})")
_LETTERS = lazy(r"[^\W\d]+")
# `% (nom) s` for `%(name)s`, `%Д` for `%d`: no slot as it stands, and nothing else.
_STRANGE = lazy(r"%\s?\(\s?\w[\w ]{0,40}\)\s?[sdif](?!\w)|(?<![\d%])(?<!\d\s)%[^\W\d_a-zA-Z](?!\w)")
_FIGURE = lazy(r"(?<![\w.,])\d{1,3}(?:,\d{3})+\.\d+(?![\w.,]*\d)|(?<![\w.,])\d{1,3}[.,]\d{1,3}(?![\w.,]*\d)")
_WHOLE = lazy(r"%\(\w+\)[sdif]")
_ADDRESS = lazy(
    r"(?<![\w-])--[a-z][\w-]+|https?://[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?)'’]|(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|&(?:amp|lt|gt|quot|nbsp|#\d{2,4});"
)
_CODE = lazy(r"\[(?P<name>[^\W\d][\w-]*)(?P<keys>(?: [\w-]+=(?:\"[^\"\]]*\"|'[^'\]]*'|[\w%-]+))+) ?/?\]")
_KEYS = lazy(r" ([\w-]+)=")
_BREAK = lazy(r" ?(?:\\ ?[nNнН]|/ ?n)(?![a-zß-ÿа-я]) ?")
_LAST_BREAK = lazy(r" ?(?:\\ ?[nNнН]|/ ?n)\Z")
_ENDED = lazy(r"[.!?:…]\n(?=\S)")
_LOST_BREAK = lazy(
    r"[^\W\d_]{3,}(?P<stop>[.!?:…])(?=[^\W\d_a-zß-ÿа-я])(?![A-Z]\.)[^\W\d_]+"
)  # give it away.It comes without
_TAB = lazy(r" ?\\ ?t(?=[^\Wa-z]|\s|\Z) ?")
_LATE = frozenset(["zh", "ja", "th", "lo", "km", "my"])  # written without spaces
_ACCELERATOR = lazy(r"(?<![\w&_])([&_])(?=[^\W_])(?!#?\w{1,8};)")


@lru_cache(maxsize=4096)
def damaged(slot: str) -> re.Pattern[str]:
    """What a slot may look like after a translator, and itself."""
    pieces = []
    for piece in _PIECE.findall(slot):
        if piece == "--":
            pieces.append(r"(?:[-—–]\s?[-—–]?)")
        elif piece.isspace():
            pieces.append(r"\s+")
        elif piece in _WIDE:
            pieces.append(f"[{re.escape(_WIDE[piece])}]")
        else:
            pieces.append(re.escape(piece))
    lead = r"(?<!\d )(?<!\d)" if slot.startswith("%") else ""  # 50 % de
    tail = r"(?!\w)" if slot[-1:].isalnum() else ""
    return re.compile(lead + r"\s{0,2}".join(pieces) + tail, re.I)


def restored(text: Text, reference: str, names: Mapping[str, str] = MappingProxyType({})) -> Iterator[Fix]:
    """Yield the fixes that put back what stands in the original, and what is lost or added, to be reported. `names`:
    what translators make of the usual names of slots."""
    prose = text.source
    wanted, given = list(slots(reference)), list(slots(prose))
    lost = Counter(slot.text for slot in wanted)
    lost.subtract(slot.text for slot in given)
    added = [slot for n, slot in enumerate(given) if lost[slot.text] < -_later(given, n)]
    taken: list[Span] = [(slot.start, slot.end) for slot in given if slot not in added]
    for name in dict.fromkeys(slot.text for slot in wanted):
        if lost[name] <= 0:
            continue
        found = [m.span() for m in damaged(name).finditer(prose) if not _meets(m.span(), taken)]
        if len(found) == lost[name]:
            taken += found
            lost[name] = 0
            added = [slot for slot in added if not _meets((slot.start, slot.end), found)]
            yield from (Fix("source/slot", (Edit(a, b, name),)) for a, b in found)
    for fix, slot in list(_translated(prose, lost, taken, names)):
        added = [other for other in added if not _meets((other.start, other.end), [slot])]
        yield fix
    yield from _renamed(wanted, added, lost, names)
    yield from _strange(prose, wanted, lost, taken)
    yield from _addresses(prose, reference, taken)
    yield from _codes(prose, reference) if "[" in reference and "=" in reference else ()
    yield from _moved(wanted, given)
    if "plural" not in text.entry.flags if text.entry else True:
        known = {c.start for c in complexes(prose)}
        yield from _reported(prose, lost, [slot for slot in added if slot.start not in known])


def _later(given: Sequence[Slot], n: int) -> int:
    """How many slots of the same text stand behind this one: of two too many both are added, of one the last."""
    return sum(slot.text == given[n].text for slot in given[n + 1 :])


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in others)


def _translated(
    prose: str, lost: Counter[str], taken: Sequence[Span], names: Mapping[str, str]
) -> Iterator[tuple[Fix, Span]]:
    """Slots with the translated name of a missing one, whatever else is missing: ``{città}``, ``{ ora }``."""
    found = [m for m in _BRACED.finditer(prose) if not _meets(m.span(), taken)] if "{" in prose else []
    meant = [f"{{{names.get(m['name'].lower(), '')}}}" for m in found]
    for m, slot in zip(found, meant, strict=True):
        if meant.count(slot) == lost[slot] == 1:
            lost[slot] = 0
            yield Fix("source/slot", (Edit(*m.span(), slot),)), m.span()


def _renamed(wanted: Sequence[Slot], added: list[Slot], lost: Counter[str], names: Mapping[str, str]) -> Iterator[Fix]:
    """A slot with the translated name of a missing one; then the one slot of a kind that the original does not have is
    the one of that kind that is missing."""
    kinds = dict.fromkeys(slot.kind for slot in wanted)
    for kind in kinds:
        if kind == "double" and "brace" in kinds:
            continue  # {0} of {1}: {{literal}}, where two braces are how one is written
        missing = [slot for slot in wanted if slot.kind == kind and lost[slot.text] > 0]
        extra = [slot for slot in added if slot.kind == kind]
        for slot in list(extra) if kind in _NAMED and len(missing) == len(extra) > 1 else ():
            twin = next((m for m in missing if m.text == _swapped(slot.text, names)), None)
            if twin:
                missing.remove(twin)
                extra.remove(slot)
                yield from _swap(twin, slot, added, lost)
        if kind in _NAMED and len(missing) == len(extra) == 1 and _is_named(missing[0]):
            yield from _swap(missing[0], extra[0], added, lost)


def _swapped(slot: str, names: Mapping[str, str]) -> str:
    """The slot with its name as it is in English; itself where that is not known."""
    m = _LETTERS.search(slot)
    return slot[: m.start()] + names[m[0].lower()] + slot[m.end() :] if m and m[0].lower() in names else slot


def _strange(prose: str, wanted: Sequence[Slot], lost: Counter[str], taken: Sequence[Span]) -> Iterator[Fix]:
    """The one percent sign that opens nothing is the one ``%d`` or ``%(name)s`` that is missing."""
    missing = [slot for slot in wanted if slot.kind == "printf" and lost[slot.text] > 0]
    if len(missing) != 1:
        return
    found = [m for m in _STRANGE.finditer(prose) if not _meets(m.span(), taken) and not _WHOLE.fullmatch(m.group())]
    if len(found) == 1 and ("(" in found[0].group()) == ("(" in missing[0].text):
        lost[missing[0].text] -= 1
        yield Fix("source/name", (Edit(*found[0].span(), missing[0].text),))


def _is_named(slot: Slot) -> bool:
    return bool(_NAME.search(slot.text)) and (slot.kind != "printf" or "(" in slot.text)


def _swap(missing: Slot, extra: Slot, added: list[Slot], lost: Counter[str]) -> Iterator[Fix]:
    lost[missing.text] -= 1
    added.remove(extra)
    yield Fix("source/name", (Edit(extra.start, extra.end, missing.text),))


def _addresses(prose: str, reference: str, taken: Sequence[Span]) -> Iterator[Fix]:
    """Addresses and references to characters that a translator took apart; one that leads elsewhere may be meant so."""
    for address, count in Counter(_ADDRESS.findall(reference)).items():
        if address not in prose:
            found = [m.span() for m in damaged(address).finditer(prose) if not _meets(m.span(), taken)]
            if len(found) == count == 1:
                yield Fix("source/slot", (Edit(*found[0], address),))


def figures(prose: str, reference: str) -> Iterator[Fix]:
    """A blank beside a mark of a figure that the original has in one piece: ``1.250, 5`` of 1,250.5, ``2 ,5``."""
    for figure in dict.fromkeys(_FIGURE.findall(reference)):
        groups = re.split(r"[.,]", figure)
        found = list(re.finditer(rf"(?<![\w.,]){' ?[.,] ?'.join(groups)}(?![\w]|[.,]\d)", prose))
        if len(found) == 1 and reference.count(figure) == 1:
            for gap in re.finditer(" ", found[0][0]):
                at = found[0].start() + gap.start()
                yield Fix("source/figure", (Edit(at, at + 1, ""),))


def _codes(prose: str, reference: str) -> Iterator[Fix]:
    """The names of shortcodes, which their attributes tell: ``[galeria ids="1,2"]``."""
    wanted, given = list(_CODE.finditer(reference)), list(_CODE.finditer(prose))
    if len(wanted) == len(given):
        for told, own in zip(wanted, given, strict=True):
            if told["name"] != own["name"] and _KEYS.findall(told["keys"]) == _KEYS.findall(own["keys"]):
                yield Fix("source/name", (Edit(*own.span("name"), told["name"]),))


def _moved(wanted: Sequence[Slot], given: Sequence[Slot]) -> Iterator[Fix]:
    """Report the first slot without a number or a name that changed its place among others: it gets another's value."""
    theirs, ours = ([slot for slot in found if _is_nameless(slot)] for found in (wanted, given))
    if sorted(slot.text for slot in theirs) == sorted(slot.text for slot in ours):
        for told, own in zip(theirs, ours, strict=True):
            if told.text != own.text:
                yield Fix("source/moved", (Edit(own.start, own.end, told.text),))
                return


def _is_nameless(slot: Slot) -> bool:
    """``%s``, which takes the value of its turn."""
    return slot.kind == "printf" and not _is_named(slot) and "$" not in slot.text and slot.text != "%%"


def _reported(prose: str, lost: Counter[str], added: Sequence[Slot]) -> Iterator[Fix]:
    for name, count in lost.items():
        if count > 0 and name != "%%":
            yield Fix("source/lost", (Edit(len(prose), len(prose), name),))
    for slot in added:
        if slot.kind != "code":
            yield Fix("source/added", (Edit(slot.start, slot.end, ""),))


def edges(text: Text, reference: str) -> Iterator[Fix]:
    """White space at the ends, line ends, and accelerators, as in the original."""
    prose = text.source
    start, end = len(prose) - len(prose.lstrip()), len(prose.rstrip())
    if not prose.strip() or not reference.strip():
        return
    lead = reference[: len(reference) - len(reference.lstrip())]
    trail = reference[len(reference.rstrip()) :]
    for low, high, wanted in ((0, start, lead), (end, len(prose), trail)):
        own = prose[low:high]
        if own == wanted:
            continue
        spelled_out = _LAST_BREAK.search(prose) if low and wanted == "\n" and "\\n" not in reference else None
        if spelled_out:
            yield Fix("source/line-end", (Edit(spelled_out.start(), high, "\n"),))
            continue
        if {own, wanted} == {"", "\n"}:
            yield Fix("source/edge", (Edit(low, high, wanted),))
        elif wanted and not own and text.language not in _LATE:
            yield Fix("source/edge-space", (Edit(low, high, wanted),))
    breaks = reference.strip().count("\n") - prose[start:end].count("\n")
    spelled = list(_BREAK.finditer(prose)) if breaks > 0 and "\\n" not in reference else []
    if breaks > 0 and len(spelled) == breaks:
        yield from (Fix("source/line-end", (Edit(*m.span(), "\n"),)) for m in spelled)
    elif breaks > 0 and breaks == len(_ENDED.findall(reference)):
        glued = [m for m in _LOST_BREAK.finditer(prose) if m[0] not in reference]  # System.Text
        if len(glued) == breaks:
            yield from (Fix("source/line-end", (Edit(m.end("stop"), m.end("stop"), "\n"),)) for m in glued)
    tabs = reference.count("\t") - prose.count("\t")
    apart_tabs = list(_TAB.finditer(prose)) if tabs > 0 and "\\" not in reference else []
    if tabs > 0 and len(apart_tabs) == tabs:
        yield from (Fix("source/line-end", (Edit(*m.span(), "\t"),)) for m in apart_tabs)
    keys = _ACCELERATOR.findall(reference)
    if len(keys) == 1 and not _ACCELERATOR.search(prose):
        apart = list(re.finditer(rf"(?<![^\s]){re.escape(keys[0])} (?=[^\W_])", prose))
        if len(apart) == 1 and reference.count(keys[0]) == 1:
            yield Fix("source/accelerator", (Edit(apart[0].start() + 1, apart[0].end(), ""),))
