"""Restoring code, addresses, tags and keys of a page from its original, block by block.

In two blocks that belong together, what no translator may change has to stand in both. What the original has and the
page lacks is looked for in a damaged form (`restoring.damaged`); then as the one thing of its kind that the original
does not know. Addresses of other languages (`/en/`, `#anchor`) are meant, and so are texts in attributes. What is found
neither way is reported: lost, added, or moved to another block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.edits import Edit, Fix, trim
from cleaner.lazy import lazy
from cleaner.source import elements, front, listings
from cleaner.source.blocks import Block, Pair, blocks, fold, pairs
from cleaner.source.restoring import damaged
from cleaner.text import Span, Text

_LISTINGS = frozenset(["fence", "indented", "raw", "math"])
_TARGET = lazy(r"\](?:\(\s*<?(?P<url>[^\s<>]*?)>?(?:\s.*)?\)|\[(?P<label>[^\]]*)\])(?:\{.*)?\Z", re.S)
_PROSE = lazy(
    r"""\b(alt|title|label|summary|caption|placeholder|aria-label|content)\s*=\s*("[^"]*"|'[^']*'|“[^”]*”)""", re.I
)
_NOTE = lazy(r"(?P<lead>[ \t]*(?::{3,}[ ]?|!!![ ]+|\?\?\?\+?[ ]+))(?P<word>[^\s\[{:\"]+)")
_LEVEL = lazy(r"[ \t]*([#＃](?: ?[#＃])*)")
_INFO = lazy(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*([^\s{`]+)")
_QUOTED = lazy(r"[\"'“”„«»][^\"']*\s")
_LANGUAGE = lazy(r"(?:(?<=/)|\A)[a-z]{2,3}(?:[-_][a-z]{2,4})?(?=/)|(?<=//)[a-z]{2,3}(?=\.)|[#?].*", re.I)
_LABEL = lazy(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_]+)*")  # of a button: `Save as`
_CALLED = {"target": "slot", "code": "code", "raw": "code", "math": "code", "label": "slot"}


class Atom(NamedTuple):
    """What no translator may change: its kind, its place, and how it is written."""

    kind: str
    start: int
    end: int
    text: str


@lru_cache(maxsize=2)
def _aligned(original: str, page: str, format: str) -> tuple[Pair, ...]:
    cut = elements.blocks if format == "html" else blocks
    return tuple(pairs(cut(original), cut(page)))


def restored(text: Text, original: str) -> Iterator[Fix]:
    """Yield the fixes that put back what stands in the original, and what is lost, added or moved, to be reported."""
    raw = text.source
    lost: list[tuple[Atom, int]] = []
    added: list[Atom] = []
    for theirs, ours in _aligned(original, raw, text.format):
        if theirs.kind == "front":
            yield from front.restored(raw[: ours.end], original[: theirs.end])
        elif theirs.kind == "definition":
            yield from _definition(raw, ours, original[theirs.start : theirs.end])
        elif theirs.kind in _LISTINGS:
            yield from _listing(raw, ours, original[theirs.start : theirs.end])
        elif theirs.kind != "comment":
            yield from _marks(raw, ours, original[theirs.start : theirs.end])
            found = _Atoms(raw, ours, original, theirs)
            yield from found.fixes()
            lost += ((atom, ours.end) for atom in found.missing)
            added += found.extra
    yield from _reported(lost, added)


def _small(rule: str, raw: str, start: int, end: int, new: str) -> Iterator[Fix]:
    edit = Edit(*trim(raw, Edit(start, end, new)))
    if edit.start < edit.end or edit.new:
        yield Fix(f"source/{rule}", (edit,))


def _listing(raw: str, block: Block, original: str) -> Iterator[Fix]:
    """A listing, and the word that names its language."""
    start = block.start
    page = raw[start : block.end]
    own, told = _INFO.match(page), _INFO.match(original)
    if own and told and own[1] != told[1]:
        yield from _small("code", raw, start + own.start(1), start + own.end(1), told[1])
    first = page.find("\n") + 1 if own else 0
    if not own or not told:
        lines = page.split("\n"), original.split("\n")
    else:
        lines = page[first:].split("\n"), original[original.find("\n") + 1 :].split("\n")
    for edit in listings.restored(*lines, start + first):
        yield from _small("code", raw, *edit)


def _definition(raw: str, block: Block, original: str) -> Iterator[Fix]:
    """The address of a reference, where it was only disturbed."""
    page = raw[block.start : block.end]
    own, told = page.partition("]:")[2].strip(), original.partition("]:")[2].strip()
    if own != told and " " not in told and own and fold(own) == fold(told):
        yield from _small("slot", raw, block.end - len(page) + page.index(own, page.index("]:")), block.end, told)


def _marks(raw: str, block: Block, original: str) -> Iterator[Fix]:
    """The keyword of an admonition, and the level of a heading."""
    page = raw[block.start : block.end]
    if block.kind == "note":
        own, told = _NOTE.match(page), _NOTE.match(original)
        if own and told and own["word"] != told["word"]:
            yield from _small("key", raw, block.start + own.start("word"), block.start + own.end("word"), told["word"])
    elif block.kind == "heading":
        own, told = _LEVEL.match(page), _LEVEL.match(original)
        if own and told and own[1] != told[1]:
            yield from _small("slot", raw, block.start + own.start(1), block.start + own.end(1), told[1])


class _Atoms:
    """The atoms of two blocks that belong together. missing, extra: those without a partner; `fixes` repairs what it
    can of them, and takes it out."""

    def __init__(self, raw: str, block: Block, original: str, partner: Block) -> None:
        self._raw, self._block = raw, block
        wanted, given = list(_atoms(original, partner)), list(_atoms(raw, block))
        lost = Counter(atom.text for atom in wanted)
        lost.subtract(atom.text for atom in given)
        self.missing = [atom for n, atom in enumerate(wanted) if lost[atom.text] > _before(wanted, n)]
        self.extra = [atom for n, atom in enumerate(given) if -lost[atom.text] > _before(given, n)]
        self._known: list[Span] = [(atom.start, atom.end) for atom in given if atom not in self.extra]

    def fixes(self) -> Iterator[Fix]:
        """Yield a fix for every atom that stands in the page in another form."""
        if self.missing:
            yield from self._disturbed()
            yield from self._translated()
            self._part()

    def _part(self) -> None:
        """Leave out tags that have partners with other values: a language, an address in it, a text for the reader."""
        for told in [atom for atom in self.missing if atom.kind in ("tag", "template")]:
            own = next((atom for atom in self.extra if atom.kind == told.kind and _name(atom) == _name(told)), None)
            if own:
                self.missing.remove(told)
                self.extra.remove(own)

    def _disturbed(self) -> Iterator[Fix]:
        for text in dict.fromkeys(atom.text for atom in self.missing):
            same = [atom for atom in self.missing if atom.text == text]
            if _PROSE.search(text):
                continue  # a text for the reader
            twins = [atom for atom in self.extra if atom.kind == same[0].kind and _same(atom, same[0])]
            spans = [(atom.start, atom.end) for atom in twins]
            if len(twins) != len(same):
                found = damaged(text).finditer(self._raw, self._block.start, self._block.end)
                spans = [m.span() for m in found if not _meets(m.span(), self._known)]
            if len(spans) != len(same):
                continue
            self.missing = [atom for atom in self.missing if atom.text != text]
            self.extra = [atom for atom in self.extra if not _meets((atom.start, atom.end), spans)]
            self._known += spans
            for start, end in spans:
                yield from _small(_CALLED.get(same[0].kind, "slot"), self._raw, start, end, text)

    def _translated(self) -> Iterator[Fix]:
        for kind in ("code", "template", "tag", "label"):
            missing = [atom for atom in self.missing if atom.kind == kind]
            extra = [atom for atom in self.extra if atom.kind == kind]
            if not missing or len(missing) != len(extra) or (kind in ("code", "label") and len(missing) > 1):
                continue
            for told, own in zip(missing, extra, strict=True):
                if _is_translation(told, own):
                    self.missing.remove(told)
                    self.extra.remove(own)
                    yield from _small("code" if kind == "code" else "name", self._raw, own.start, own.end, told.text)


def _before(atoms: Sequence[Atom], n: int) -> int:
    """How many of the same text stand behind this one: where one is too many, it is the last."""
    return sum(atom.text == atoms[n].text for atom in atoms[n + 1 :])


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in others)


def _atoms(raw: str, block: Block) -> Iterator[Atom]:
    for region in block.atoms:
        text = raw[region.start : region.end]
        if region.kind == "target":
            m = _TARGET.match(text)
            if m and m["url"]:
                yield Atom("target", region.start + m.start("url"), region.start + m.end("url"), m["url"])
        elif region.kind == "label":
            if text.startswith(("[!", "[^")):
                yield Atom("label", region.start, region.end, text)
        elif region.kind == "raw":
            if region.info not in ("kbd", "svg", "math") and region.low < region.high:
                yield Atom("code", region.low, region.high, raw[region.low : region.high])
        elif region.kind != "math":
            yield Atom(region.kind, region.start, region.end, text)


def _same(own: Atom, told: Atom) -> bool:
    """Was it only disturbed? What closes never was what opens."""
    if (own.kind == "target" and _is_local(own.text, told.text)) or ("</" in own.text) != ("</" in told.text):
        return False
    letters = fold(told.text)
    return bool(letters) and fold(own.text) == letters


def _is_local(own: str, told: str) -> bool:
    """Do two addresses differ as those of one page in two languages do?"""
    return _LANGUAGE.sub("", own) == _LANGUAGE.sub("", told) or (own.startswith("#") and told.startswith("#"))


def _name(atom: Atom) -> str:
    return atom.text.partition('"')[0].partition("=")[0]


def _is_translation(told: Atom, own: Atom) -> bool:
    """Is what the page has the original's in another language? Placeholders for the reader are translated by intent."""
    if told.kind == "label":
        return told.text.startswith("[!") and own.text.startswith("[!")
    if told.kind == "code":
        inner = told.text.strip("`").strip()
        return not ("<" in inner or "&lt;" in inner or "…" in inner or "..." in inner or _LABEL.fullmatch(inner))
    if _PROSE.search(told.text) or told.text.count('"') != own.text.count('"'):
        return False
    names = told.text.partition('"')[0], own.text.partition('"')[0]
    if fold(names[0]) == fold(names[1]):
        return False  # the text in its quote marks is another, and may be meant so
    return told.text[:2] == own.text[:2] and told.text[-2:] == own.text[-2:] and not _QUOTED.search(told.text)


def _reported(lost: Sequence[tuple[Atom, int]], added: Sequence[Atom]) -> Iterator[Fix]:
    """What stands in one of the two alone: what another block has was moved."""
    left = list(added)
    for atom, place in lost:
        moved = next((other for other in left if other.text == atom.text), None)
        if moved:
            left.remove(moved)
            yield Fix("source/moved", (Edit(moved.start, moved.end, ""),))
        elif not (atom.kind == "target" and any(_is_local(other.text, atom.text) for other in left)):
            yield Fix("source/lost", (Edit(place, place, atom.text),))
    for atom in left:
        if atom.kind not in ("target", "code"):
            yield Fix("source/added", (Edit(atom.start, atom.end, ""),))
