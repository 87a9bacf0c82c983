"""Version numbers and dotted names of programs in the style of prose: ``NuGet 2,8``, ``NuGet. Packaging``.

A comma is that of a version only behind a product, a name with a capital inside, and where nothing is counted:
``GitHub 2,8 Mio.`` is a figure. A dotted name is put together only where the page writes it so elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.markup.page import Page, fix

_PRODUCT = r"\b[A-Z]?[a-z]+[A-Z]\w*|\.NET|\b[A-Z]\w*\.js|\b[Vv]er(?:sion|sión|sione|são|sie)"
_VERSION = re.compile(
    rf"(?:{_PRODUCT}) v?\d{{1,3}}(?P<comma>,)\d{{1,3}}(?=[.;:!?)\]]?(?:\s|$))(?!\s\d| ?%)(?P<next>[ ]\S+)?"
)
_JOINERS = frozenset(
    "and or und oder ou et y o e of on to is was for in with bis ab sind ist est sont es son für mit pour con para per"
    " da a et mais but comme wie later newer higher introduced ships supports supported has added adds".split()
)
_DOTTED = re.compile(r"\b([A-Z][A-Za-z]+[A-Z]?[A-Za-z]*)\. ([A-Z][a-z]+[A-Za-z]*)\b")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for each version and each dotted name that is one for certain."""
    if not page.markdown:
        return
    prose = page.prose
    for m in _VERSION.finditer(prose) if "," in prose else ():
        following = (m["next"] or "").strip(" .,;:!?)").lower()
        if not following or following in _JOINERS:
            yield fix("version", (*m.span("comma"), "."))
    whole = set(re.findall(r"\b[A-Z][A-Za-z]+\.[A-Z][A-Za-z]+\b", page.source)) if ". " in prose else set()
    for m in _DOTTED.finditer(prose) if whole else ():
        if f"{m[1]}.{m[2]}" in whole and re.search(r"[a-z][A-Z]", m[1] + m[2]):
            yield fix("version", (m.end(1) + 1, m.start(2), ""))
