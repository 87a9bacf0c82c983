"""Attributes of a component whose names were translated, told by its siblings: ``<TabItem value="b" étiquette="B">``
beside ``<TabItem value="a" label="A">``.

All other elements of the name on the page have the one attribute that this one lacks, and none has the one it has.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_ELEMENT = lazy(
    r"<(?P<name>[A-Z][A-Za-z]+)(?P<attrs>(?:\s+[^\W\d][\w-]*=(?:\"[^\"<>\n]*\"|\{[^{}<>\n]*\})|\s+[a-z]\w*)+)[ ]?/?>"
)
_NAME = lazy(r"(?<=\s)(?P<name>[^\W\d][\w-]*)(?==)")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for each name that cannot be one of the component."""
    by_name: dict[str, list[dict[str, tuple[int, int]]]] = {}
    for m in _ELEMENT.finditer(page.prose):
        keys = {n["name"]: n.span("name") for n in _NAME.finditer(page.prose, *m.span("attrs"))}
        by_name.setdefault(m["name"], []).append(keys)
    for elements in by_name.values():
        for keys in elements if len(elements) > 1 else ():
            others = [other for other in elements if other is not keys]
            lacking = set.intersection(*map(set, others)) - set(keys)
            strange = set(keys) - set().union(*others)
            if len(lacking) == len(strange) == 1:
                own = strange.pop()
                if not own.isascii() and set(keys) - {own} <= set.intersection(*map(set, others)):
                    yield fix("attribute-name", (*keys[own], lacking.pop()))
