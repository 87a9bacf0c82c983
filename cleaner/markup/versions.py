"""Version numbers and dotted names of programs in the style of prose: ``NuGet 2,8``, ``NuGet. Packaging``.

A comma is that of a version only behind a product, a name with a capital inside, and where nothing is counted:
``GitHub 2,8 Mio.`` is a figure. A dotted name is put together only where the page writes it so elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_PRODUCT = r"\b[A-Z]?[a-z]+[A-Z]\w*|\.NET|\b[A-Z]\w*\.js|\b[Vv]er(?:sion|sión|sione|são|sie)"
_VERSION = lazy(rf"(?:{_PRODUCT}) v?\d{{1,3}}\Z")
_SPACED = lazy(
    rf"(?:{_PRODUCT}|\b[Vv]er[sz]\w{{2,4}}|\b[Вв]ерси\w)[ ]v?"
    r"(?P<number>\d{1,3}(?:[ ]\.[ ]?\d{1,3}|(?:\.[ ]?\d{1,3}){2}))(?![\w.]*\d)"
)
_SEAM = lazy(r"\.(?:(?<=\d \.) ?|(?<=\d\.) )\d")
_COMMA = lazy(r",\d{1,3}(?=[.;:!?)\]]?(?:\s|$))(?!\s\d| ?%)(?P<next>[ ]\S+)?")
_NUMBERED = lazy(r"\b[Vv]er(?:sion|sión|sione|são|sie) \d{1,3}\Z")
_WHOLE = lazy(r"\b[Vv]er(?:sion|sión|sione|são|sie) \d{1,3}\.\d")
_JOINERS = frozenset(
    "and or und oder ou et y o e of on to is was for in with bis ab sind ist est sont es son für mit pour con para per"
    " da a et mais but comme wie later newer higher introduced ships supports supported has added adds".split()
)
_DOTTED = re.compile(r"\. ([A-Z][a-z]+[A-Za-z]*)\b")
_LAST = lazy(r"\b[A-Z][A-Za-z]+\Z")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for each version and each dotted name that is one for certain."""
    if not page.markdown:
        return
    prose = page.prose
    for m in _COMMA.finditer(prose):
        following = (m["next"] or "").strip(" .,;:!?)").lower()
        if not prose[m.start() - 1 : m.start()].isdigit():
            continue
        told = not following or following in _JOINERS
        if not told and _NUMBERED.search(prose, max(0, m.start() - 12), m.start()):
            told = following.islower() and _WHOLE.search(prose) is not None  # and the page writes version 2.4 elsewhere
        if told and _VERSION.search(prose[max(0, m.start() - 40) : m.start()]):
            yield fix("version", (m.start(), m.start() + 1, "."))
    done = -1
    for seam in _SEAM.finditer(prose):
        start, end = page.line(seam.start())
        for m in _SPACED.finditer(prose, start, end) if start > done else ():
            if " " in m["number"]:
                yield fix("version", (*m.span("number"), m["number"].replace(" ", "")))
        done = max(done, start)
    for m in _DOTTED.finditer(prose):
        name = _LAST.search(prose, max(0, m.start() - 40), m.start())
        if name and re.search(r"[a-z][A-Z]", f"{name[0]} {m[1]}") and f"{name[0]}.{m[1]}" in page.source:
            yield fix("version", (m.start() + 1, m.start() + 2, ""))
