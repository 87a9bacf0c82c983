"""Formulas whose marks or commands were set apart: ``$ $``, ``$ a = b $``, ``\\ frac``.

A dollar sign may be money. So marks of a line are put together only where with them every one has its partner, a
formula in a line has a sign no price has, and its page has others.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_SPLIT = lazy(r"(?m)^[ \t]*\$(?P<gap> )\$[ \t]*$")
_INLINE = lazy(r"(?<![\\$\w])\$(?P<a> )(?=[^$\n]*[=^\\])(?P<body>[^$\n.;]{1,120}?)(?P<b> )\$(?![\w$])")
_LETTER = lazy(r"(?<![^\W\d_])[^\W\d_](?![^\W\d_])|\\[a-z]")
_PROSE = lazy(r"(?<![\\\w])[^\W\d_]{3,}")
_COMMAND = lazy(
    r"(?<!\\)\\ (?=(?:[dt]?frac|sqrt|sum|prod|int|lim|sin|cos|tan|log|ln|exp|min|max|alpha|beta|gamma|delta|epsilon"
    r"|theta|lambda|sigma|omega|phi|psi|partial|infty|times|cdot|leq|geq|neq|approx|math(?:bb|cal|rm|bf)|text|begin|end|left"
    r"|right|hat|bar|vec|overline|qquad|quad)(?![^\W\d_]))"
)


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every formula that is one for certain."""
    source = page.source
    if not page.markdown or "$" not in source:
        return
    if page.holds("$ $"):
        split = list(_SPLIT.finditer(page.prose))
        if split and source.count("$$") % 2 == len(split) % 2:
            yield from (fix("math-space", (*m.span("gap"), "")) for m in split)
    if page.holds("\\ "):
        for region in page.of("math"):
            for m in _COMMAND.finditer(source, region.start, region.end):
                yield fix("math-space", (m.start() + 1, m.end(), ""))
    if page.holds(" $") and page.holds("$ "):
        told = any(source[r.start + 1] != "$" for r in page.of("math"))
        for m in _INLINE.finditer(page.prose) if told else ():
            if _LETTER.search(m["body"]) and not _PROSE.search(m["body"]):
                yield fix("math-space", (*m.span("a"), ""), (*m.span("b"), ""))
