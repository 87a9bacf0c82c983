"""Tags, comments and entities that a translator spaced out, and tags its tool left behind.

Only names HTML has are tags (``< br / >``, ``</ b >``), and one that opens needs its partner: ``a < b > c`` compares.
Only names HTML has are entities, and those that are words besides (``cut & copy; paste``) need to touch what is before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import name2codepoint

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.markup import pages, seams, siblings, strays, tagcases
from cleaner.markup.page import CLOSING, OPENING, Page, fix, straight

_NAMES = (
    "a|abbr|address|article|aside|audio|b|blockquote|br|button|caption|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em"
    "|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|main|mark|nav|ol|option|p|picture|pre"
    "|q|s|samp|section|select|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|textarea|tfoot|th|thead|time|tr|tt|u"
    "|ul|var|video|wbr"
)
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "source", "col"})
_ATTRIBUTE = r"""(?:\s+[a-zA-Z][\w:-]*(?:\s*=\s*(?:"[^"<>\n]*"|'[^'<>\n]*'|[“„«”][^<>\n“”„«»"]*[”“»«]|[\w\#%.-]+))?)"""
_TAG = lazy(
    rf"(?<!\{{)(?<!\{{[ ])<(?P<low>[ ]?)(?P<slash>/?)(?P<mid>[ ]?)(?P<name>(?:{_NAMES})|\d{{1,2}})"
    rf"(?P<attrs>{_ATTRIBUTE}*)(?P<gap>\s*)(?P<end>/?)(?P<high>[ ]?)>",
    re.X | re.I,
)
_COMPONENT = lazy(
    rf"<(?P<low>[ ]?)(?P<slash>/?)(?P<mid>[ ]?)(?P<name>[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)?)(?P<attrs>{_ATTRIBUTE}*)"
    r"(?P<gap>[ ]*)(?P<end>/?)(?P<high>[ ]?)>",
    re.X,
)
_YEAR = lazy(r" ?(?:19|20)\d\d\b")
_COMMENT = lazy(
    r"<[ ]?![ ]?(?P<open>-[ ]-|--?|—|–)(?P<body>[^<>\n]{1,200}?)(?P<close>-[ ]-[ ]?|--?[ ]?|—[ ]?|–[ ]?)>", re.X
)
_ENTITY = lazy(
    r"&(?P<a>[ ]?)(?P<hash>\#?)(?P<b>[ ]?)(?P<name>[A-Za-z][A-Za-z0-9]{1,7}|(?<=[# ])[0-9]{2,5})(?P<c>[ ]?);", re.X
)
_KEYS = frozenset({"kbd", "code", "samp", "var", "tt"})
_CLOSING = lazy(r"<(?P<a> ?)/(?P<b> ?)(?P<name>[a-z]+)(?P<c> ?)>")
_REMARK = lazy(r"(?P<o>\{ ?/ ?\*)(?P<body>[^{}*\n]{1,300}|[^{}*]{1,300})(?P<c>\* ?/ ?\})")
_WORDS = frozenset(
    (
        "alpha and ang beta cap cent clubs cong copy crarr cup curren deg diams die divide empty eta exist forall "
        "fork ge hearts image infin int isin lang le loz macr middot minus mu ne ni not nu oline or para part perp pi "
        "piv pound prime rang real reg sdot sect shy sim spades sub sum sup there4 times uml weierp yen "
    ).split()
)
_QUOTED = lazy(rf"=\s*{OPENING}[^<>\n“”„«»\"]*?{CLOSING}(?=[\s/>}}%]|$)")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every tag, comment and entity that is one for certain."""
    source = page.source
    if "<" in source and ">" in source:
        if page.text.format != "html":  # there a bracket in the text is one that was written &lt;
            yield from _tags(page, page.prose)
        if page.markdown:
            yield from _opaque(page) if page.holds("</ ", "< /") else ()
        yield from _components(page)
        if page.markdown and not page.source.isascii():
            yield from siblings.find(page)
        for (start, end), small in tagcases.find(page.prose) if "</" in source else ():
            yield fix("tag-case", (start, end, small))
        if "!" in source:
            for m in _COMMENT.finditer(page.prose):
                body = "more" if m["body"].strip() == "more" else m["body"]  # Hugo knows no other <!--more-->
                whole = f"<!--{body}-->"
                if body.strip() and (m.group()[:4], m["close"]) != ("<!--", "--"):
                    yield fix("comment", (m.start(), m.end(), whole))
        if pages.is_wrapped(source):
            yield from _leftovers(page)
    if "{" in source and page.holds("/ *", "* /", "{ /*"):
        yield from remarks(0, page.prose)
    if "&" in source and page.holds("& ", " ;"):
        yield from entities(page, 0, page.prose)
    if page.holds("</") and page.text.language:
        for at in seams.gaps(page.prose, page.prose, page.text.language):
            yield fix("glued-edge", (at, at, " "))
        if page.text.notation == "plain" and page.text.entry is None:
            for edit in strays.find(source, page.text.language):
                yield fix("stray-closer", edit)
    if (page.markdown or page.strings) and page.holds("=“", "=„", "=«", "=”", "= “"):
        yield from _attributes(page)


def shown(page: Page, at: int, text: str) -> Iterator[Fix]:
    """The tags of a piece of code, which begins at `at` in the source: with spaces, or values between other marks."""
    for found in _tags(page, text):
        yield Fix(found.rule, tuple(Edit(a + at, b + at, new) for a, b, new in found.edits))
    for tag in re.finditer(r"<[A-Za-z][^<>\n]{0,300}>", text):
        for m in _QUOTED.finditer(tag.group()):
            yield straight("attribute-quotes", m, at + tag.start())


def _tags(page: Page, prose: str) -> Iterator[Fix]:
    if not any(part in prose for part in ("< ", "</ ", " / >", "/ >", " >")):
        return
    found = list(_TAG.finditer(prose))
    opened: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for m in found:
        (closed if m["slash"] else opened)[m["name"].lower()] += 1
        whole[m["name"].lower()] += not (m["slash"] or m["low"])
    for m in found:
        name = m["name"].lower()
        spaced = m["low"] or m["mid"] or m["high"]
        if not spaced:
            continue
        if m["attrs"] and not m["slash"] and (not (m["low"] or m["mid"]) or "=" not in m["attrs"]):
            continue  # <img src="a" / > is well enough, and “begins with < a ends with >” names two signs
        if name.isdigit() and not (opened[name] and closed[name]):
            continue
        if not m["slash"] and name not in _VOID and not m["attrs"] and closed[name] <= whole[name]:
            continue  # every closing tag has its partner already
        if m["slash"] and not opened[name] and not page.strings and len(name) == 1:
            continue
        if name in _VOID and not m["end"] and not m["attrs"] and not ((m["low"] and m["gap"]) or page.hurt):
            continue
        edits = [(m.start(g), m.end(g), "") for g in ("low", "mid", "high") if m[g]]
        if m["gap"] and not m["end"] and "\n" not in m["gap"]:
            edits.append((m.start("gap"), m.end("gap"), ""))
        edits += _joined(m)
        for part in re.finditer(r'(?<="#) (?=[0-9a-fA-F]{3,6}")', m["attrs"]):
            edits.append((m.start("attrs") + part.start(), m.start("attrs") + part.end(), ""))
        yield fix("tag-space", *edits)


def _opaque(page: Page) -> Iterator[Fix]:
    """``<kbd>Ctrl</ kbd>``: the tag that closes what is no prose; the next one of its name seemed to."""
    for region in page.of("raw"):
        for m in _CLOSING.finditer(page.source, region.low, region.high) if region.info in _KEYS else ():
            if m["name"] == region.info:
                yield fix("tag-space", *((m.start(g), m.end(g), "") for g in "abc" if m[g]))


def _components(page: Page) -> Iterator[Fix]:
    """Tags of components, ``< Tabs >`` … ``</ Tabs>``: the page imports it, closes it, or gives it values."""
    prose = page.prose
    if not any(part in prose for part in ("< ", "</ ", "/ >", " >")):
        return
    found = list(_COMPONENT.finditer(prose))
    closed = {m["name"] for m in found if m["slash"]}
    opened = {m["name"] for m in found if not m["slash"]}
    for m in found:
        before = prose[m.start() - 1 : m.start()]
        if not (m["low"] or m["mid"] or m["high"]) or before.isalnum() or before == "{":
            continue  # Map< String >, {{< Note >}}
        name = m["name"]
        valued = "=" in m["attrs"] and bool(m["end"])
        known = name in opened if m["slash"] else name in closed or valued or f"import {name} " in page.source
        if known:
            edits = [(m.start(g), m.end(g), "") for g in ("low", "mid", "high") if m[g]]
            if m["gap"] and not m["end"]:
                edits.append((m.start("gap"), m.end("gap"), ""))
            edits += _joined(m)
            yield fix("tag-space", *edits)


def _joined(m: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """The signs of equality of a tag, without the blanks around them."""
    for part in re.finditer(r"\s+=\s*|=\s+", m["attrs"]):
        yield m.start("attrs") + part.start(), m.start("attrs") + part.end(), "="


def entities(page: Page, at: int, text: str) -> Iterator[Fix]:
    """``& nbsp;`` ``& # 39 ;`` ``&nbsp ;`` in `text`, which begins at `at` in the source."""
    for m in _ENTITY.finditer(text):
        gaps = [(at + m.start(g), at + m.end(g), "") for g in "abc" if m[g]]
        name = m["name"]
        if not gaps or (name.isdigit() != bool(m["hash"])):
            continue
        if not name.isdigit() and name not in name2codepoint:
            continue
        before = text[m.start() - 1 : m.start()]
        if name == "copy" and _YEAR.match(text, m.end()):
            pass
        elif name in _WORDS and not (before.isalnum() and m["a"]) and not (not m["a"] and m["c"] and page.hurt):
            continue
        yield fix("entity-space", *gaps)


def remarks(at: int, text: str) -> Iterator[Fix]:
    """``{/ * a remark * /}`` of JSX, in `text`, which begins at `at` in the source."""
    for m in _REMARK.finditer(text):
        edits = [(at + m.start(g), at + m.end(g), new) for g, new in (("o", "{/*"), ("c", "*/}")) if m[g] != new]
        if edits:
            yield fix("comment", *edits)


def _attributes(page: Page) -> Iterator[Fix]:
    """Typographic marks around the value of an attribute, in tags, shortcodes and templates."""
    for region in page.of("tag", "template"):
        yield from _values(page, region.start, region.end)
    for m in re.finditer(
        r"<[A-Za-z][^<>\n]{0,300}>|\{\{ ?[<%][^\n{}]{0,300}[>%] ?\}\}|\{%[^\n{}]{0,300}%\}", page.prose
    ):
        if not page.at(m.start(), "tag", "template"):
            yield from _values(page, m.start(), m.end())


def _values(page: Page, start: int, end: int) -> Iterator[Fix]:
    for m in _QUOTED.finditer(page.source, start, end):
        yield straight("attribute-quotes", m)


def _leftovers(page: Page) -> Iterator[Fix]:
    """Tags that translation tools wrap sentences in, unwrapped with their partners."""
    for opener, closer in pages.wrappers(page.prose):
        yield fix("leftover", (*opener, ""), (*closer, ""))
