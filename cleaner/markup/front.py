"""Front matter: its rules, keys and truth values where a translator changed them.

A key is put back only where the front matter lacks it and other keys are those of a site generator; a value only where
the key takes true or false. TOML has no other marks of a string than straight ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import CLOSING, OPENING, Page, fix, straight

_RULES = {
    "+++": lazy(r"^(?:\+ ?\+ ?\+)[ \t]*$", re.M),
    "---": lazy(r"^(?:- ?- ?-|—-?|–-?|---)[ \t]*$", re.M),
}
_OPEN = lazy(r"\A(\+ ?\+ ?\+|- ?- ?-|—-?)[ \t]*\n")
_KEY = lazy(r"^([\w-]+)([ ]?[:：=][ ]*)([^\n]*)$", re.M)
_KNOWN = frozenset(
    "title date draft weight tags categories author authors description layout slug type lastmod aliases keywords toc"
    " menu sidebar_position sidebar_label id permalink published cover image images lang url summary linktitle math"
    " outputs".split()
)
_FLAGS = frozenset(
    "draft published toc hidden featured math comments headless pinned sitemap_exclude hide_title nav_exclude".split()
)
_TYPED = lazy(rf"{OPENING}[^“”„«»\"\n]*?{CLOSING}")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for what no generator would read in the front matter of the page."""
    opened = _OPEN.match(page.source) if page.markdown else None
    if not opened:
        return
    source = page.source
    rule = "+++" if opened[1][0] == "+" else "---"
    closing = _RULES[rule].search(source, opened.end())
    if not closing or closing.start() > 20_000:
        return
    low, high = opened.end(), closing.start()
    keys = list(_KEY.finditer(source, low, high))
    if not keys or "\n\n\n" in source[low:high] or not keys[0].start() - low < 200:
        return
    table = page.table("front-key")
    known = sum(m[1].lower() in _KNOWN for m in keys)
    if not known:
        return
    for mark in (opened.span(1), closing.span()):
        if source[slice(*mark)].strip() != rule:
            yield fix("front-rule", (*mark, rule))
    alike = sum(table.get(m[1].lower()) in _KNOWN for m in keys)
    yield from _keys(table, keys, {m[1].lower() for m in keys}, known + alike)
    for m in _TYPED.finditer(source, low, high):
        before = source[source.rfind("\n", 0, m.start()) + 1 : m.start()]
        listed = rule == "+++" or re.search(r"[:=] ?\[[^\]]*\Z", before)
        if listed and not before.count('"') % 2 and re.search(r"[=\[,][ ]*\Z", before):
            yield straight("code-quotes", m)


def _keys(table: Mapping[str, str], keys: list[re.Match[str]], present: set[str], known: int) -> Iterator[Fix]:
    for m in keys:
        if "：" in m[2] and m[1].lower() in _KNOWN:
            yield fix("front-rule", (m.start(2), m.end(2), ": "))
        new = table.get(m[1].lower())
        if new in _KNOWN and new not in present and known > 1:
            yield fix("front-key", (m.start(1), m.end(1), new))
        key = new or m[1].lower()
        value = m[3].strip().lower()
        if key in _FLAGS and table.get(value) in ("true", "false"):
            yield fix("front-key", (m.start(3), m.start(3) + len(m[3].rstrip()), table[value]))
        elif key in _FLAGS and m[3].strip() in ("True", "False", "Wahr") and "=" in m[2]:
            yield fix("front-key", (m.start(3), m.start(3) + len(m[3].rstrip()), value))
