"""Tags of Liquid and Jinja whose names were translated: ``{% más %}`` for ``else``, ``{% resaltar ruby %}``.

What opened tells what closes it, and what closes what opened: an ``endhighlight`` without its ``highlight`` has it in
the one tag before that no template knows; words that say end, behind an ``if`` that nothing closes, are its ``endif``.
Between the two a single word that is no tag is an ``else``, where there is none yet and no program would read its
letters. Left alone: names with an underscore, which a program has (``asset_img``), and what stands there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cleaner.edits import Fix
from cleaner.language import keywords
from cleaner.lazy import lazy
from cleaner.markup.page import CLOSING, OPENING, Page, fix, straight

_TAG = lazy(r"\{%-?[ ]*(?P<name>[^\W\d]\w*)(?P<rest>[^%{}\n]*)%\}")
_PLAIN = lazy(r"[^\W\d_]+(?: [^\W\d_]+)*")
_ARGUED = lazy(
    r"\{%-?[ ]*[\w-]+(?P<before>(?:[ ][^%{}“”„«»\n]*)?[ =])"
    + OPENING
    + r"[^“”„«»\"%{}\n]{1,200}"
    + CLOSING
    + r"(?=[ ][^%{}\n]*%\}|-?%\})"
)
_BLOCKS = frozenset("if unless case for capture comment highlight raw tablerow form blockquote codeblock".split())
_BRANCHED = frozenset({"if", "unless", "case", "for"})
_KNOWN = frozenset(
    "if elsif elif else unless case when for break continue cycle assign capture increment decrement include"
    " include_relative include_cached render layout section raw comment highlight link post_url tablerow form paginate"
    " style javascript schema liquid echo block extends macro set import from with filter call autoescape trans seo"
    " feed_meta gist load url static csrf_token verbatim spaceless now ifchanged firstof regroup toc asset do".split()
)
# What closes a tag in words alone: {% if a %} … {% fin %}
_ENDS = frozenset("fin fine fim ende einde koniec konec end slut slutt конец кінець kraj sfârșit vége son".split())


class _Tag(NamedTuple):
    name: str
    start: int
    end: int
    rest: str


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every name that its partner tells."""
    source = page.source
    if not page.markdown or "{%" not in source:
        return
    if page.holds("{ %", "% }"):
        return  # what opens or closes may be one that is still to be mended
    if "“" in source or "”" in source or "»" in source:
        yield from _arguments(page)
    found = [_Tag(m["name"], *m.span("name"), m["rest"]) for m in _TAG.finditer(source) if not _shown(page, m.start())]
    odd = [tag for tag in found if tag.name not in _KNOWN and not tag.name.startswith("end")]
    if odd:
        yield from _closed(page, found, odd)
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
            # asset_img: a name a program has; one that stands again closes nothing
            lone = "_" in told.name or sum(other.name == told.name for other in found) > 1
            if not lone and f"end{told.name}" not in used and sum(other.name == tag.name for other in found) == 1:
                yield fix("template-name", (told.start, told.end, name))


def _closed(page: Page, found: list[_Tag], odd: list[_Tag]) -> Iterator[Fix]:
    """``{% if a %} … {% koniec jeśli %}``: words that make an end, where a tag is open that nothing else closes."""
    table = {**keywords(page.text.language), **page.table("template-keyword")}
    stack: list[str] = []
    names = Counter(tag.name for tag in found)
    for tag in found:
        if tag.name in _BLOCKS:
            stack.append(tag.name)
        elif tag.name.startswith("end"):
            if stack and stack[-1] == tag.name[3:]:
                stack.pop()
        elif stack and tag in odd and names[stack[-1]] > names[f"end{stack[-1]}"]:
            whole = f"{tag.name}{tag.rest}".rstrip(" -")
            told = [table.get(word, "") for word in whole.lower().split(" ")]
            last = told[-1] in ("end", stack[-1], "") or whole.endswith(f" {stack[-1]}")
            alone = told == ["end"] or whole.lower() in _ENDS
            if (
                alone
                or told == [f"end{stack[-1]}"]
                or (told[0] == "end" and len(told) < 4 and last and _PLAIN.fullmatch(whole))
            ):
                yield fix("template-name", (tag.start, tag.start + len(whole), f"end{stack.pop()}"))


def _arguments(page: Page) -> Iterator[Fix]:
    """Arguments between the marks of prose: ``{% asset_img a.png “A map” %}``. Between straight ones they are text."""
    for m in _ARGUED.finditer(page.source):
        if not (_shown(page, m.start()) or m["before"].count('"') % 2 or m["before"].count("'") % 2):
            yield straight("code-quotes", m)


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
