"""Tags of Liquid and Jinja whose names were translated: ``{% más %}`` for ``else``, ``{% resaltar ruby %}``.

What closes tells what opened: an ``endhighlight`` without its ``highlight`` has it in the one tag before that no
template knows. Between ``if`` and ``endif`` a single word that is no tag is an ``else``, where there is none yet and no
program would read its letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_TAG = lazy(r"\{%-?[ ]*(?P<name>[^\W\d]\w*)(?P<rest>[^%{}\n]*)%\}")
_BRANCHED = frozenset({"if", "unless", "case", "for"})
_KNOWN = frozenset(
    "if elsif elif else unless case when for break continue cycle assign capture increment decrement include"
    " include_relative include_cached render layout section raw comment highlight link post_url tablerow form paginate"
    " style javascript schema liquid echo block extends macro set import from with filter call autoescape trans seo"
    " feed_meta gist load url static csrf_token verbatim spaceless now ifchanged firstof regroup toc asset do".split()
)


class _Tag(NamedTuple):
    name: str
    start: int
    end: int
    rest: str


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every name that its partner tells."""
    source = page.source
    if not page.markdown or "{%" not in source or "end" not in source:
        return
    found = [_Tag(m["name"], *m.span("name"), m["rest"]) for m in _TAG.finditer(source) if not _shown(page, m.start())]
    odd = [tag for tag in found if tag.name not in _KNOWN and not tag.name.startswith("end")]
    if odd:
        yield from _opened(found, odd)
        yield from _branches(page, found, odd)


def _shown(page: Page, at: int) -> bool:
    """Does the page show the tag as code?"""
    region = page.at(at, "fence", "indented", "code", "comment", "raw")
    return region is not None and not (region.kind == "raw" and region.start == at)


def _opened(found: list[_Tag], odd: list[_Tag]) -> Iterator[Fix]:
    """``{% resaltar ruby %} … {% endhighlight %}``"""
    used = {tag.name for tag in found}
    for n, tag in enumerate(found):
        name = tag.name.removeprefix("end")
        if name and name != tag.name and name not in used and n and found[n - 1] in odd:
            told = found[n - 1]
            if f"end{told.name}" not in used and sum(other.name == tag.name for other in found) == 1:
                yield fix("template-name", (told.start, told.end, name))


def _branches(page: Page, found: list[_Tag], odd: list[_Tag]) -> Iterator[Fix]:
    """``{% if a %} … {% más %} … {% endif %}``"""
    table = page.table("template-keyword")
    stack: list[tuple[str, bool]] = []
    for tag in found:
        if tag.name in _BRANCHED:
            stack.append((tag.name, False))
        elif tag.name.startswith("end"):
            if stack and stack[-1][0] == tag.name[3:]:
                stack.pop()
        elif tag.name == "else" and stack:
            stack[-1] = stack[-1][0], True
        elif tag in odd and stack and not stack[-1][1] and _is_else(tag, table):
            yield fix("template-name", (tag.start, tag.end, "else"))
            stack[-1] = stack[-1][0], True


def _is_else(tag: _Tag, table: Mapping[str, str]) -> bool:
    return not tag.rest.strip(" -") and (not tag.name.isascii() or table.get(tag.name.lower()) == "else")
