"""Links, embeds and tags of notes, as Obsidian and wikis write them: ``[[ Garden year ]]``, ``! [[plan.svg]]``.

Nothing else has two brackets, but tests of a shell have (``[[ -f x ]]``), and so has who spaces them on purpose: the
page has to have more links that are whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix
from cleaner.presence import matches_at

_LINK = lazy(
    r"\[(?P<a> ?)\[(?P<b> ?)(?P<name>[^\[\]\n =<>$!-][^\[\]\n=<>$]{0,200}?)(?P<c> ?)"
    r"\](?P<d> ?)\](?!\()"
)
_BANG = lazy(r"(?<!\S)!( ?)\Z")  # before a link: what it leads to is shown here
_TAGS = lazy(r"(?m)^#(?! )(?:[^\W\d_][\w/-]*[ ]+#(?P<gap> ?))+[^\W\d_][\w/-]*[ ]*$")
_GAP = lazy(r"# (?=[^\W\d_])")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every link, embed and tag that was set apart."""
    source = page.source
    if not page.markdown:
        return
    if page.holds("[[", "[ [") and page.holds("[[ ", "[ [", "] ]", " ]]", "! [["):
        yield from _links(page)
    if page.holds(" # ") and source.count("#") > 1:
        for m in _TAGS.finditer(page.prose):
            for gap in _GAP.finditer(m.group()):
                yield fix("wiki-link", (m.start() + gap.start() + 1, m.start() + gap.end(), ""))


def _gaps(prose: str, link: re.Match[str]) -> list[tuple[int, int, str]]:
    bang = _BANG.search(prose, max(0, link.start() - 2), link.start())
    led = [(*bang.span(1), "")] if bang and bang[1] else []
    return led + [(*link.span(gap), "") for gap in "abcd" if link[gap]]


def _links(page: Page) -> Iterator[Fix]:
    found = list(matches_at(_LINK, page.prose, *page.held("[[", "[ [")))
    gaps = [_gaps(page.prose, m) for m in found]
    whole = sum(not gap for gap in gaps)
    for m, gap in zip(found, gaps, strict=True):
        spaced = m["b"] and m["c"] and len(gap) == 2  # people write `[[ page ]]` as well
        if gap and whole and (page.hurt or not spaced or whole >= len(gaps) - whole):
            yield fix("wiki-link", *gap)
