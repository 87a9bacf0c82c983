"""Items of lists and boxes of tasks whose marks touch what they open: ``-item``, ``3.Third``, ``*　Wide``, ``- [x ]``.

The neighbours decide: ``-item`` is an item of a list whose other items are whole. Where every item is broken, the page
has to have been broken elsewhere, and what stands there must be no dialogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_WIDE_ITEM = lazy(
    r"^[ \t]*(?:[-*+]|\d{1,3}[.)])(?P<gap>\u3000+)(?=\S)|^[ \t]*(?P<number>\d{1,2})(?P<dot>．)(?=\S)", re.M
)
_SENTENCE = lazy(r"[.!?…][»”\")]?\Z")
_GLUED_ITEM = lazy(
    r"^(?P<indent>[ \t]*)(?P<mark>[-*+](?=[^\W_]|[\[`“„«\"]|\*\*\w)|(?P<number>\d{1,3})[.)](?=[^\W_]|[\[`*]))"
    r"(?P<rest>[^\n]*)$",
    re.M,
)
_GLUED = lazy(r"\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[^ \t\n])")
_COUNTED = lazy(r"\d+(?:[.,]\d+)? [^\W\d_]+ [^\W\d_]+")
_LISTED = lazy(r"[;；]\s*\Z")  # -every node reports `healthy`; the first of a list in one sentence
_LIST = lazy(r"[^\W\d_]{3,}(?:,? [^\W\d_]{3,})+[.,;]?\s*\Z|[^\W\d_]{3,}, ")  # -cardboard, shredded
_NESTED = lazy(r"^[ ]{0,3}\*(?=- \S)", re.M)  # the first cell of a row in a list that is a table: `* - Name`
_ITEM = lazy(r"^([ \t]*)([-*+]|(\d{1,3})[.)])[ \t]")
_ABBREVIATION = lazy(r"\[[^\[\]\n]{1,40}\] ?:")  # `*[HTML]: HyperText Markup Language`
_APART = lazy(r"^[ \t]*(?P<number>\d{1,2})(?P<gap> )\. (?=\S)[^\n]*", re.M)
_FOREIGN = lazy(r"^(?P<mark>[•–—])(?= \S)[^\n]*", re.M)
_TASK = lazy(r"^([ \t>]*(?:[-*+]|\d+[.)]) )\[(?P<in> ?)(?P<box>[xX]?)(?P<out> ?)\](?P<gap> ?)(?=[^\s(\[:])", re.M)
_TIGHT_TASK = lazy(r"[-*] \[[ xX]\][^\s(\[:]")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every item and box whose mark is broken for certain."""
    if not page.markdown:
        return
    source = page.source
    yield from _items(page)
    tight = page.holds("- [", "* [") and _TIGHT_TASK.search(source)
    if tight or page.holds("[]", "[ x", "[x ", "[ X", "[X "):
        yield from _tasks(page)


def _items(page: Page) -> Iterator[Fix]:
    text = page.lines
    for m in _glued_items(text):
        if m["mark"] == "*" and _ABBREVIATION.match(m["rest"]):
            continue
        before, after = _neighbours(text, m.start(), m.end(), loose=bool(m["number"]))
        at = m.end("mark")
        if m["number"]:
            if _numbered(m, before, after) or _all_numbered(page, m):
                yield fix("tight-item", (at, at, " "))
            continue
        whole = [n for n in (before, after) if n and n[1] == m["mark"] and n[0] == m["indent"]]
        if _is_item(page, m, len(whole)) if whole else _all_tight(page, m):
            yield fix("tight-item", (at, at, " "))
    yield from _marks(page)
    for m in _NESTED.finditer(text) if "\n*- " in text and text.count("\n* - ") > 1 else ():
        yield fix("tight-item", (m.end(), m.end(), " "))
    if page.text.language not in ("ja", "zh", "ko"):
        yield from _wide_items(page)


def _glued_items(text: str) -> Iterator[re.Match[str]]:
    """The lines that open with a mark and no blank behind it."""
    starts = [0, *(m.end() for m in _GLUED.finditer(text))]
    return filter(None, (_GLUED_ITEM.match(text, start) for start in starts))


def _marks(page: Page) -> Iterator[Fix]:
    """``1 . First`` beside the second, ``• One`` in the middle of items with hyphens."""
    text = page.lines
    for m in _APART.finditer(text) if " . " in text else ():
        before, after = _neighbours(text, m.start(), m.end(), loose=False)
        number = int(m["number"])
        if (before and before[2] == str(number - 1)) or (after and after[2] == str(number + 1)):
            yield fix("tight-item", (*m.span("gap"), ""))
    for m in _FOREIGN.finditer(text) if any(f"{mark} " in text for mark in "•–—") and page.hurt else ():
        above = text.rfind("\n", 0, max(0, m.start() - 1)) + 1
        if text.startswith("- ", m.end() + 1) or (m.start() and text.startswith("- ", above)):
            yield fix("wide-mark", (*m.span("mark"), "-"))


_Neighbour = tuple[str, str, str | None]


def _neighbours(text: str, start: int, end: int, loose: bool) -> tuple[_Neighbour | None, _Neighbour | None]:
    """The list items nearest above and below a line, through other items that lost their space and wrapped lines, and
    where the list is `loose` through one blank line.

    An item is its indent, its mark and its number.
    """
    found: list[_Neighbour | None] = []
    for back in (True, False):
        item = None
        at = start if back else end
        blank = loose
        for _ in range(8):
            if (back and at <= 0) or (not back and at >= len(text)):
                break
            low = text.rfind("\n", 0, at - 1) + 1 if back else at + 1
            high = at - 1 if back else text.find("\n", at + 1)
            line = text[low : high if high >= 0 else len(text)]
            if blank and not line.strip():
                blank = False
                at = low if back else (high if high >= 0 else len(text))
                continue
            if not line.strip() or line.lstrip()[0] in "#|>":
                break
            whole = _ITEM.match(line)
            if whole:
                item = whole[1], whole[2], whole[3]
                break
            if not _GLUED_ITEM.match(line) and not line.startswith((" ", "\t")):
                break
            at = low if back else (high if high >= 0 else len(text))
        found.append(item)
    return found[0], found[1]


def _numbered(m: re.Match[str], before: _Neighbour | None, after: _Neighbour | None) -> bool:
    """Is ``3.15 Minuten`` the third item? Only between the second and the fourth, or behind the second at the end."""
    number = int(m["number"])
    if m["rest"][:1].isdigit() and not re.match(r"\d+ ?[^\W\d_]", m["rest"]):
        return False
    follows = before is not None and before[2] == str(number - 1) and before[0] == m["indent"]
    leads = after is not None and after[2] == str(number + 1) and after[0] == m["indent"]
    if m["rest"][:1].isdigit():
        return follows and (leads or number > 2)
    return (follows or leads) and number > 0


def _all_numbered(page: Page, m: re.Match[str]) -> bool:
    """Is this a line of a list that counts from one and lost every space, in a page that was broken elsewhere?"""
    if not page.hurt or not m["rest"][:1].isupper():
        return False
    text = page.lines
    start, end = text.rfind("\n\n", 0, m.start()) + 2, text.find("\n\n", m.end())
    lines = text[start if start > 1 else 0 : end if end >= 0 else len(text)].strip("\n").split("\n")
    items = [found for found in map(_GLUED_ITEM.match, lines) if found and found["number"]]
    return len(items) == len(lines) > 2 and [int(i["number"]) for i in items] == list(range(1, len(items) + 1))


def _is_item(page: Page, m: re.Match[str], whole: int) -> bool:
    """Is this the text of an item, and no option, no emphasis, no negative number?"""
    rest = m["rest"]
    if m["mark"] == "*":
        return (rest.count("*") - 2 * rest.count("**")) % 2 == 0
    if rest[0].isdigit():  # -3 litres of water between two items; -5 degrees beside one
        return whole == 2 and page.hurt > 0 and _COUNTED.match(rest) is not None
    word = re.match(r"[^\W_]+", rest)
    if word and word[0][0].islower():
        listed = whole == 2 and page.hurt > 0 and _LIST.match(rest) is not None
        plain = len(word[0]) > 1 and len(rest.split()) > 2 and not re.match(r"\w+[=,-]|\w+  ", rest)
        return listed or (plain and (whole == 2 or (page.hurt > 1 and _LISTED.search(rest) is not None)))
    return len(rest.split()) > 1 or whole == 2 or rest[0] in "[`"


def _all_tight(page: Page, m: re.Match[str]) -> bool:
    """Is this a line of a list that lost every space? Only in a page that was broken elsewhere.

    # -Hola. / -Adiós.: whole sentences alone are a dialogue.
    """
    text = page.lines
    if not page.hurt:
        return False
    start, end = text.rfind("\n\n", 0, m.start()) + 2, text.find("\n\n", m.end())
    lines = text[start if start > 1 else 0 : end if end >= 0 else len(text)].split("\n")
    if lines[0].rstrip().endswith((":", "：")):
        del lines[0]
    items = [found for found in map(_GLUED_ITEM.match, filter(str.strip, lines)) if found]
    if len(items) < 2 or len(items) < len([line for line in lines if line.strip() and line[0] not in " \t"]):
        return False
    texts = [item["rest"] for item in items if (item["mark"], item["indent"]) == (m["mark"], m["indent"])]
    if len(texts) < len(items) or any(rest[0].islower() or rest[0].isdigit() for rest in texts):
        return False
    if m["mark"] == "*":
        return all(_is_item(page, item, 2) for item in items)
    return not all(map(_SENTENCE.search, texts)) or any(mark in rest for rest in texts for mark in ("`", "**", "]("))


def _wide_items(page: Page) -> Iterator[Fix]:
    """Marks of lists set as Chinese and Japanese set them, in a text of another language: ``*　Edit``, ``1．Open``."""
    text = page.lines
    if "\u3000" not in text and "．" not in text:
        return
    found = list(_WIDE_ITEM.finditer(text))
    numbers = {int(m["number"]) for m in found if m["number"]}
    for m in found:
        if m["gap"]:
            yield fix("tight-item", (m.start("gap"), m.end("gap"), " "))
        elif numbers & {int(m["number"]) - 1, int(m["number"]) + 1} or _is_next(text, m):
            yield fix("wide-mark", (m.start("dot"), m.end("dot"), ". "))


def _is_next(text: str, m: re.Match[str]) -> bool:
    """Does the item above or below have the number before or behind this one's? # 2. One | 3．Two"""
    before, after = _neighbours(text, m.start(), text.find("\n", m.end()) % (len(text) + 1), loose=False)
    number = int(m["number"])
    return bool((before and before[2] == str(number - 1)) or (after and after[2] == str(number + 1)))


def _tasks(page: Page) -> Iterator[Fix]:
    text = page.lines
    found = list(_TASK.finditer(text))
    tasks = sum(bool(m["box"] or m["in"]) for m in found)
    for m in found:
        box, inside = m["box"], (m["in"], m["out"])
        if box and (any(inside) or not m["gap"]):
            edits = [(m.start(g), m.end(g), "") for g in ("in", "out") if m[g]]
        elif not box and inside == ("", "") and (tasks or page.hurt > 1):
            edits = [(m.start("box"), m.end("box"), " ")]
        elif not box and any(inside) and not m["gap"] and tasks > 1:
            edits = []
        else:
            continue
        if not m["gap"]:
            edits.append((m.start("gap"), m.end("gap"), " "))
        yield fix("task-box", *edits)
