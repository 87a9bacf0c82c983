"""Fences and admonitions: what opens and closes a block, set apart, made full-width or translated.

Repaired fences have to pair: with them every fence of the page has its partner. An admonition has a kind its generator
knows; one that was translated is put back by a closed list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import CLOSING, OPENING, Page, fix, only, straight
from cleaner.presence import matches_at, matches_of_lines

_BROKEN_FENCE = lazy(
    r"^(?P<indent>[ \t]*)(?P<ticks>`` `|` ``|` ` `|｀｀｀|\\`\\`\\`|''')(?P<info>[ ]?[A-Za-z][\w+#-]*)?[ \t]*$", re.M
)
_APART = ("` `", "` ``", "｀｀｀", "\\`\\`\\`", "'''")
_FENCE = lazy(r"^[ \t>]*(?:(`{3,})[ ]*([^`\n]*)|(~{3,})[^\n]*)$", re.M)
_ALERT = lazy(
    r"^[ \t]*> ?(\[ ?[!！] ?([A-Z]{3,12}) ?\]"
    r"|\\\[(?=[^\]\n]* ) ?! ?(NOTE|TIP|IMPORTANT|WARNING|CAUTION) ?\\?\])[ \t]*$",
    re.M,
)
_CALLOUT = lazy(r"^[ \t]*(?:> ?)+\[(?P<gap> ?! ?|! )(?P<kind>[A-Za-z]+)(?P<tail> ?)\](?=[ +-]|$)", re.M)
_DIRECTIVE = lazy(r"^[ \t]*(?:`{3,}|:{3,}|~{3,}) ?\{(?P<a> ?)[a-z][\w:-]*(?P<b> ?)\}", re.M)
_ROLE = lazy(r"(?<![\w$}])\{(?P<a> ?)[a-z][\w:-]*(?P<b> ?)\}(?=`[^`\s])")
_SPACED_KIND = lazy(
    r"^:{3,}(?P<gap> )(?=(?:note|tip|info|warning|danger|caution|important)(?:\[[^\]\n]*\])?[ \t]*$)", re.M
)
_TIGHT_KIND = lazy(r"^:{3,}[a-z]+", re.M)
_REMARK = ("@theme/", "@site/", "@docusaurus/", "@astrojs/starlight", "\nsidebar_position:", "\nsidebar_label:")
_SNIPPET = lazy(
    r"^[ \t]*(?P<a>[-—–]{1,3}[ ]?8[ ]?<[ ]?[-—–]{1,3})[ ](?P<open>[\"“„«]) ?[^\s\"“”„«»]+ ?(?P<close>[\"“”»])[ \t]*$",
    re.M,
)
_COLONS = lazy(
    r"^[ \t]*((?:: ){2,3}:|:: :|: ::|：{3})"
    r"(?:(?P<gap>[ ]?)(?=(?:note|tip|info|warning|danger|caution|details|important)\b)|(?=[ ]*$))",
    re.M,
)
_KINDS = frozenset(
    "note tip info warning danger caution important abstract question example quote bug success failure".split()
)
_BANGS = lazy(r"^[ \t]*((?:! ){1,2}! ?|! ?!! ?|!! ! ?|！！！ ?)(?=([^\W\d_]+)\b)", re.M)
_MARKS = lazy(
    r"^[ \t]*(?:(?P<tab>(?:= ){2}=|= ==|== =|＝＝＝)(?P<t>[ ]?)(?=[\"“«„])"
    r"|(?P<fold>(?:\? ){2}\?|\? \?\?|\?\? \?)(?P<open>[ ]?\+)?(?P<f>[ ]?)(?=(?P<kind>[^\W\d_]+)\b))",
    re.M,
)
_PRESSED = (
    "ctrl|alt|shift|cmd|command|option|meta|win|windows|enter|return|esc|escape|tab|space|delete|backspace|f\\d\\d?"
)
_KEYS = lazy(rf"(?<![\w+])(?P<a>\+ ?\+)(?P<b> ?)(?:{_PRESSED})(?:\+[\w-]+)*(?P<c> ?)(?P<d>\+ ?\+)(?![\w+])")
_NAMED_KIND = lazy(
    r"^[ \t]*(?:(?::{3,}|!!!|\?\?\?\+?)(?P<gap>[ ]?)|>[ ]?\[!)(?P<kind>[^\W\d_]+)(?=\]?(?:[ \t]|$))", re.M
)
_ADMONITION = lazy(
    rf"^[ \t]*(?:!!!|\?\?\?\+?|===)[ ](?:[a-z]+[ ])*{OPENING}[^\n“”„«»\"]*?{CLOSING}[ ]*$",
    re.M,
)


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every fence and every opening of an admonition that is one for certain."""
    if not page.markdown:
        return
    source = page.source
    yield from _fences(page)
    if page.holds("+ +", "++ ", " ++"):
        for m in matches_at(_KEYS, page.prose, *page.held("++", "+ +")):
            edits = [(*m.span("a"), "++"), (*m.span("b"), ""), (*m.span("c"), ""), (*m.span("d"), "++")]
            yield from only("admonition", source, edits)
    if page.holds("!", "！", ": :", "：：：", ":::", "???", "= =", "＝＝＝", "? ?"):
        yield from _admonitions(page)
    if "{" in source and page.holds("{ ", " }") and "`" in source:
        yield from _directives(page)
    if page.holds("8<", "8 <") and ("—" in source or "–" in source or page.holds("8 <", "< --")):
        for m in _SNIPPET.finditer(page.lines):
            edits = [(*m.span("a"), "--8<--")] if m["a"] != "--8<--" else []
            quotes = [(*m.span("open"), '"'), (*m.span("close"), '"')] if m["open"] != '"' else []
            if edits:
                yield fix("admonition", *edits, *quotes)


# --- fences


def _fences(page: Page) -> Iterator[Fix]:
    """Fences whose backticks were set apart, where with them every fence of the page has its partner."""
    source = page.source
    broken = {m.start(): m for m in matches_of_lines(_BROKEN_FENCE, source, *_APART)}
    if not broken:
        return
    whole = {m.start(): m for m in _FENCE.finditer(source) if m.start() not in broken}
    opener: re.Match[str] | None = None
    pending: list[re.Match[str]] = []
    for start in sorted([*broken, *whole]):
        m = broken.get(start) or whole[start]
        mended = start in broken
        info = (m["info"] or "") if mended else (m[2] or "")
        if opener is None:
            if mended and m["ticks"] == "'''" and not info:
                continue
            opener = m
            pending = [m] if mended else []
            continue
        if not mended and (m[3] or opener.group().lstrip(" \t>").startswith("~")):
            if m[3] and opener.group().lstrip(" \t>").startswith("~"):
                opener, pending = None, []
            continue
        wide = opener.start() in whole and len(opener[1] or "") > 3
        if wide and (mended or len(m[1] or "") < len(opener[1])):
            continue
        if mended and m["ticks"] == "'''" and opener.group().lstrip()[:1] != "'":
            continue  # the end of a string, inside a fence that is whole
        if info:
            return  # two openers in a row: which one is broken cannot be told
        for part in [*pending, *([m] if mended else [])]:
            yield fix("split-fence", (part.start("ticks"), part.end("ticks"), "```"))
        opener, pending = None, []


# --- admonitions, and what MyST has in braces


def _directives(page: Page) -> Iterator[Fix]:
    """``{ note}`` behind a fence, ``{ cite}`key` ``: no fence names a language so."""
    for m in matches_of_lines(_DIRECTIVE, page.source, *page.held("`{", "` {", ":{", ": {", "~{", "~ {")):
        if m["a"] or m["b"]:
            yield fix("admonition", *((*m.span(g), "") for g in "ab" if m[g]))
    if "}`" not in page.source:
        return
    roles = [
        m for m in matches_at(_ROLE, page.source, "{") if not page.at(m.start(), "fence", "indented", "code", "raw")
    ]
    whole = sum(not (m["a"] or m["b"]) for m in roles)
    for m in roles if whole else ():
        if m["a"] or m["b"]:
            yield fix("admonition", *((*m.span(g), "") for g in "ab" if m[g]))


def _admonitions(page: Page) -> Iterator[Fix]:
    text = page.lines
    if "[ !" in text or "[! " in text or " ]\n" in text or "[！" in text or "\\[" in text:
        for m in matches_of_lines(_ALERT, text, *page.held("!", "！")):
            whole = f"[!{m[2] or m[3]}]"
            if m[1] != whole:
                yield fix("admonition", (m.start(1), m.end(1), whole))
    for m in matches_of_lines(_CALLOUT, text, *page.held("[! ", "[ !")):
        if m["kind"].lower() in _KINDS and not m["kind"].isupper():
            yield fix("admonition", (*m.span("gap"), "!"), *([(*m.span("tail"), "")] if m["tail"] else []))
    tight = (":::" in text or ": :" in text) and (
        any(s in page.source for s in _REMARK) or any(matches_of_lines(_TIGHT_KIND, text, *page.held(":::")))
    )
    if tight and page.hurt and "\n::: " in text:
        for m in matches_of_lines(_SPACED_KIND, text, *page.held("::: ")):
            yield fix("admonition", (*m.span("gap"), ""))
    for m in matches_of_lines(_COLONS, text, *page.held(": :", "：：：")):
        yield fix("admonition", (m.start(1), m.end("gap") if tight and m["gap"] else m.end(1), ":::"))
    kinds = page.table("admonition-kind")
    for m in matches_of_lines(_BANGS, text, *page.held("! !", "！！！")):
        if m[1].strip() != "!!!" and (m[2] in _KINDS or m[2].lower() in kinds):
            yield fix("admonition", (m.start(1), m.end(1), "!!! "))
    for m in matches_of_lines(_MARKS, text, *page.held("= =", "＝＝＝", "? ?")):
        if m["tab"]:
            yield fix("admonition", (m.start("tab"), m.end("t"), "=== "))
        elif m["kind"] in _KINDS or m["kind"].lower() in kinds:
            yield fix("admonition", (m.start("fold"), m.end("f"), "???+ " if m["open"] else "??? "))
    for m in matches_of_lines(_NAMED_KIND, text, *page.held("!!!", "???", ":::", "[!")):
        kind = kinds.get(m["kind"].lower())
        github = m["gap"] is None and (m["kind"].isupper() or not m["kind"].isascii())
        if kind and (github or page.hurt):
            new = kind.upper() if m["gap"] is None else kind
            yield fix("admonition-kind", (m.start("kind"), m.end("kind"), new))
    for m in matches_of_lines(_ADMONITION, text, *page.held("!!! ", "??? ", "???+ ", "=== ")):
        yield straight("admonition", m)
