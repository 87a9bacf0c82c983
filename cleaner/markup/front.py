"""Front matter: its rules, keys and truth values where a translator changed them.

A key is put back only where the front matter lacks it and other keys are those of a site generator; a value only where
the key takes true or false. People have keys of their own (``autor``, ``kategorie``) beside the English ones; so more
has to tell of a translator: the one key no page lacks, `title`, is not there, or true and false are words of prose.
TOML has no other marks of a string than straight ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cleaner.edits import Fix
from cleaner.language import keywords
from cleaner.lazy import lazy
from cleaner.markup.page import CLOSING, OPENING, Page, fix, straight

_RULES = {
    "+++": lazy(r"^(?:\+ ?\+ ?\+)[ \t]*$", re.M),
    "---": lazy(r"^(?:[-—–] ?[-—–] ?[-—–]|[—–] ?-?|-[ ]?[—–]|---)[ \t]*$", re.M),
}
_OPEN = lazy(r"\A(\+ ?\+ ?\+|[-—–] ?[-—–] ?[-—–]|[—–] ?-?|-[ ]?[—–])[ \t]*\n")
_KEY = lazy(r"^([\w-]+(?:[ ]?[_-][ ]?\w+)*)([ ]?[:：=][ ]*)([^\n]*)$", re.M)
_KNOWN = frozenset(
    "title date draft weight tags categories author authors description layout slug type lastmod aliases keywords toc"
    " menu sidebar_position sidebar_label id permalink published cover image images lang url summary linktitle math"
    " outputs outline head nav_order series excerpt language redirect_from hide_title comments".split()
)
_FLAGS = frozenset(
    "draft published toc hidden featured math comments headless pinned sitemap_exclude hide_title nav_exclude".split()
)
_PATHS = frozenset("permalink url image cover redirect_from slug".split())
# What a key holds that is no text: without it the word is one of the writer's own (układ: trzy pokoje).
_SHAPES = {
    "date": lazy(r"\d"),
    "layout": lazy(
        r"[\"']?(?:post|page|default|home|single|docs?|archive|base|index|landing|blog|article|list|event)\b"
    ),
    "lang": lazy(r"[\"']?[a-z]{2}(?:[-_][A-Za-z]{2})?[\"']?[ ]*$"),
    "image": lazy(r"[\"']?(?:https?:|/|\.{1,2}/|[\w./-]+\.(?:jpe?g|png|svg|webp|gif|avif))"),
    "sidebar_position": lazy(r"\d+(?:\.\d+)?[ ]*$"),
    "nav_order": lazy(r"\d+(?:\.\d+)?[ ]*$"),
    "lastmod": lazy(r"\d"),
    "id": lazy(r"[\"']?[a-z0-9][\w.-]*[\"']?[ ]*$"),
    "cover": lazy(r"[\"']?(?:https?:|/|\.{1,2}/|[\w./-]+\.(?:jpe?g|png|svg|webp|gif|avif))"),
}
_TYPED = lazy(rf"{OPENING}[^“”„«»\"\n]*?{CLOSING}")
_LISTED = lazy(r"(?m)^[\w-]+:[ ]*\[(?=[^\]\n]*[，、])[^\]\n]*\][ ]*$")
_CORNERS = lazy(r"(?m)^[\w-]+(?: =|:) (?P<open>「)[^「」\"\n]*(?P<close>」)$")


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
    if table and any(m[3].strip().isalpha() and (table.get(m[1].lower()) or m[1].lower()) in _FLAGS for m in keys):
        truths = {word: name for word, name in keywords(page.text.language).items() if name in ("true", "false")}
        table = {**truths, **table}
    known = sum(m[1].lower() in _KNOWN for m in keys)
    # A key of several words that says what one of a generator does is nobody's own.
    phrases = any("_" in m[1] and _meant(table, m) in _KNOWN for m in keys)
    if not known and not phrases and not any(_truth(table, m) for m in keys):
        return
    for mark in (opened.span(1), closing.span()):
        if source[slice(*mark)].strip() != rule:
            yield fix("front-rule", (*mark, rule))
    yield from _keys(page, table, keys, known)
    # Where the page is in another script, the corners are those of a translator: title: 「A bench」
    for m in _CORNERS.finditer(source, low, high) if page.text.language not in ("ja", "zh", None) else ():
        yield straight("code-quotes", m)
    if ("，" in source or "、" in source) and page.text.language not in ("ja", "zh", None):
        for m in _LISTED.finditer(source, low, high):
            for n in re.finditer("[，、]", m[0]):  # tags: [kiln， firmware]
                yield fix(
                    "front-rule", (m.start() + n.start(), m.start() + n.end(), "," if m[0][n.end()] == " " else ", ")
                )
    for m in _TYPED.finditer(source, low, high):
        before = source[source.rfind("\n", 0, m.start()) + 1 : m.start()]
        listed = rule == "+++" or re.search(r"[:=] ?\[[^\]]*\Z", before)
        # title: «Quiet»: the whole value, which may be a quotation, in a page that was broken elsewhere
        whole = (
            page.hurt
            and re.fullmatch(r"[ ]*(?:- )*[\w-]+: ?", before)
            and source[m.end() : m.end() + 1] == "\n"
            and ('"' in source[low:high] or before[0] == " " or page.holds("=“", "=„", "=«"))
        )
        if whole:
            yield straight("code-quotes", m)
            continue
        if listed and not before.count('"') % 2 and re.search(r"[=\[,][ ]*\Z", before):
            yield straight("code-quotes", m)


def _keys(page: Page, table: Mapping[str, str], keys: list[re.Match[str]], known: int) -> Iterator[Fix]:
    present = {m[1].lower() for m in keys}
    alike = {key: m for m in reversed(keys) if (key := _meant(table, m)) in _KNOWN and key not in present}
    flags = [m for m in keys if (_meant(table, m) or m[1].lower()) in _FLAGS]
    told = "title" in alike or any(_truth(table, m) for m in flags) or page.hurt
    for key, m in alike.items() if told and known + len(alike) > 1 else ():
        yield fix("front-key", (m.start(1), m.end(1), key))
    for m in flags:
        value = m[3].strip()
        new = _truth(table, m) or (value.lower() if value in ("True", "False") and "=" in m[2] else None)
        if new:
            yield fix("front-key", (m.start(3), m.start(3) + len(m[3].rstrip()), new))
    small = sum(m[1].islower() for m in keys)
    for m in keys:
        edits = [(*m.span(1), m[1].lower())] if m[1].istitle() and m[1].lower() in _PATHS else []
        tight = m[3].replace(" / ", "/").replace("/ ", "/").replace(" /", "/")
        if m[1].lower() in _PATHS and tight != m[3] and tight.startswith("/") and " " not in tight.strip():
            edits.append((*m.span(3), tight))
        if edits and small == len(keys) - (not m[1].islower()) > 1 and page.hurt:
            yield fix("front-key", *edits)
            continue
        name = m[1].replace(" ", "")
        if name != m[1] and name.lower() in _KNOWN:
            yield fix("front-key", (m.start(1), m.end(1), name))
        if "：" in m[2] and (name.lower() in _KNOWN or m in alike.values()):
            yield fix("front-rule", (m.start(2), m.end(2), ": "))


def _meant(table: Mapping[str, str], m: re.Match[str]) -> str | None:
    """The key that was translated so, if it holds what that key has to: ``data`` is a date only with figures."""
    key = table.get(m[1].lower())
    if key in _SHAPES:
        return key if _SHAPES[key].match(m[3]) else None
    if key in ("comments", "published"):
        return key if m[3].strip() in ("true", "false") or _truth(table, m) else None
    return key


def _truth(table: Mapping[str, str], m: re.Match[str]) -> str | None:
    word = table.get(m[3].strip().lower())
    return word if word in ("true", "false") else None
