"""Straight marks that became references in the prose of a broken page: ``la &quot;accesibilidad&quot; es cara``.

Markdown reads them, and writers use them where a straight mark would end a string. In pairs around words, in a line
that has no tag and speaks of none, no writer needs them.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.encoding.escapes import TALK
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_PAIR = lazy(r"(?<![\w=&;\"])(?P<open>&quot;)(?=[^\W_])[^&<>\"\n]{1,120}?(?<=[^\s(])(?P<close>&quot;)(?![\w=&\"])")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for each pair of references that stands for quotation marks."""
    if not page.markdown or "&quot;" not in page.source or not page.hurt:
        return
    for m in _PAIR.finditer(page.prose):
        line = page.prose[slice(*page.line(m.start()))]
        if "<" not in line and "`" not in line and not line.count("&quot;") % 2 and not TALK.search(line):
            yield fix("quote-entity", (*m.span("open"), '"'), (*m.span("close"), '"'))
