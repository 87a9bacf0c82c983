"""What a model wraps around a page it translated: a fence, a word before, a note behind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from cleaner.debris.evidence import talks
from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_FENCE = lazy(r"^[ ]{0,3}(`{3,}|~{3,})[ ]*([^`\n]*)$", re.M)
_WRAP = lazy(r"\s*(`{3,})[ ]*(?:markdown|md|mdx)[ ]*\n", re.I)
# What chat models print of their templates; around a fence it tells whose the fence is.
_SIGNS = ("<|im_", "<|end", "<|eot", "_of_turn>", "[/INST]")
_TEXT = frozenset(["", "text", "txt", "plaintext", "markdown", "md"])
_PROSE = 120  # code points: a longer paragraph is prose
_NOTICE = 900
_LEAD = 300  # code points: a preamble is shorter


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for the fence, the preamble and the closing words around a whole page."""
    if not page.markdown:
        yield from _prose_fences(page) if "\n```" in f"\n{page.source}" else ()
        return
    source = page.source
    start, end = _preamble(page), _closing(page)
    if start:
        yield fix("preamble", (0, start, ""))
    if end < len(source):
        yield fix("closing-words", (end, len(source), ""))
    yield from _fence(page, start, end)


def _fence(page: Page, start: int, end: int) -> Iterator[Fix]:
    """A page inside one fence that says it is Markdown."""
    source = page.source
    first = _WRAP.match(source, start)
    if not first:
        return
    body = source[:end].rstrip()
    last = body.rfind("\n") + 1
    if body[last:].strip() != first[1] or last <= first.end():
        return
    depth = 0
    for m in _FENCE.finditer(source, first.end(), last):
        if m[1][0] == first[1][0] and len(m[1]) >= len(first[1]):
            depth += 1 if m[2].strip() else -1
        if depth < 0:
            return  # the fence around it ends before the page does
    if depth:
        return
    inside = source[first.end() : last]
    if not re.search(r"^(?:#{1,6} |---$|[^\W\d_`#|>-][^\n]{40,})", inside, re.M):
        return
    tail = source.find("\n", last + len(first[1]))
    yield fix("wrapped-page", (start, first.end(), ""), (last, end if tail < 0 or tail + 1 > end else tail + 1, ""))


def _prose_fences(page: Page) -> Iterator[Fix]:
    """The fence of a model in a text of a page that says what it holds is text, and where its chat was printed, too.

    What is inside is more than what is outside, in paragraphs: nobody shows the better part of a page as a sample.
    """
    source = page.source
    if not any(sign in source for sign in _SIGNS) or talks(source):
        return
    fences = list(_FENCE.finditer(source))
    if len(fences) != 2 or fences[0][1] != fences[1][1] or fences[1][2] or fences[0][2].strip() not in _TEXT:
        return
    (start, low), (high, end) = (m.span() for m in fences)
    prose = [len(part) for part in source[low:high].split("\n\n") if len(part) > _PROSE]
    if len(prose) > 1 and 2 * sum(prose) > len(source):
        yield fix("wrapped-page", (start, low + 1, ""), (high, min(end + 1, len(source)), ""))


def _preamble(page: Page) -> int:
    """Where the page begins behind words such as “Here is the translated text:”; 0 where there are none."""
    source = page.source
    head = source[:_LEAD].lstrip()
    if not head:
        return 0
    line = head.partition("\n")[0].strip()
    if not _opens(line, page.words("preamble")):
        return 0
    at = source.index(line) + len(line)
    rest = re.compile(r"[ \t]*\n(?:[ \t]*(?:-{3,}|\*{3,})?[ \t]*\n)*(?=\S)").match(source, at)
    return (
        rest.end()
        if rest and rest.group().count("\n") > 1
        else (rest.end() if rest and _WRAP.match(source, rest.end()) else 0)
    )


def _opens(text: str, patterns: Collection[str]) -> bool:
    """Does a text begin as any of the patterns says?"""
    return bool(patterns) and _any_of(tuple(patterns)).match(text) is not None


@lru_cache(maxsize=8)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def _disclaims(page: Page, paragraph: str) -> bool:
    """Does a paragraph say that a machine translated the page, and that nobody answers for it?"""
    said = page.words("closing-words", "disclaiming")
    return len(paragraph) < _NOTICE and all(re.search(pattern, paragraph, re.I) for pattern in said) and bool(said)


def _closing(page: Page) -> int:
    """Where the page ends before words such as “Let me know if …”."""
    source = page.source
    end = len(source.rstrip())
    cut = len(source)
    for _ in range(4):
        low = source.rfind("\n\n", 0, end)
        if low < 0:
            break
        paragraph = source[low:end].strip()
        told = _opens(paragraph, page.words("closing-words"))
        told = told or (page.hurt > 0 and _disclaims(page, paragraph))
        if told or (cut < len(source) and re.fullmatch(r"-{3,}|\*{3,}|_{3,}", paragraph)):
            end = cut = len(source[:low].rstrip())
        else:
            break
    if cut == len(source):
        return cut
    return cut + 1 if source[cut : cut + 1] == "\n" else cut
