"""The blocks of an HTML page, aligned as those of Markdown are: block tags, listings, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaner.formats.html import INLINE, stretches
from cleaner.formats.markdown import Region
from cleaner.lazy import lazy
from cleaner.source.blocks import Block, fold, print_of

_NAME = lazy(r"</?\s*([\w:-]+)")
_CODE = frozenset(["code", "samp", "var", "tt", "kbd"])
_LISTINGS = frozenset(["pre", "script", "style", "textarea"])
_INSIDE = lazy(r"<[^<>]*>(?P<inner>.*)</[^<>]*>\Z", re.S)


@lru_cache(maxsize=2)
def blocks(raw: str) -> tuple[Block, ...]:
    """The blocks of a page, in order."""
    out: list[Block] = []
    atoms: list[Region] = []
    opened = 0
    for start, end, kind in [*stretches(raw), (len(raw), len(raw), "block")]:
        name = _named(raw, start)
        if (kind == "inline" and name in INLINE) or name in _CODE:
            atoms += _atom(raw, start, end, name)
            continue
        if raw[opened:start].strip():
            out.append(Block("text", opened, start, tuple(atoms), print_of(raw, atoms, opened, start)))
        atoms = []
        if kind == "block" and name:
            tag = Region(start, end, "tag", start, end, name)
            closing = raw[start + 1 : start + 2] == "/"
            shown = (
                ""
                if closing
                else " ".join(filter(None, (fold(v) for v in re.findall(r'id="([^"]*)"', raw[start:end]))))
            )
            out.append(Block(f"{'/' if closing else ''}{name}", start, end, () if closing else (tag,), shown))
        elif name in _LISTINGS:
            out.append(Block("raw", start, end, (), fold(raw[start:end])[:200]))
        opened = end
    return tuple(out)


def _named(raw: str, start: int) -> str:
    m = _NAME.match(raw, start)
    return m[1].lower() if m else ""


def _atom(raw: str, start: int, end: int, name: str) -> Iterator[Region]:
    if name == "kbd":
        return  # the name of a key is that of the reader's keyboard
    m = _INSIDE.match(raw, start, end) if name in _CODE else None
    if m:
        yield Region(m.start("inner"), m.end("inner"), "code", m.start("inner"), m.end("inner"), name)
    else:
        yield Region(start, end, "tag", start, end, name)
