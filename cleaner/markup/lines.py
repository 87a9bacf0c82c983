"""Headings and tables.

The neighbours decide. ``##Title`` is a heading, ``#tag`` is not; a row is one of the table above it only if it has as
many cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix
from cleaner.presence import matches_of_lines

_SPLIT_HEAD = lazy(r"^( {0,3})([#＃](?= [#＃]{1,5} )[#＃ ]{1,9}[#＃])(?= [^\s#＃])", re.M)  # # # Head, # ## Head
_TIGHT_HEAD = lazy(r"^ {0,3}(#{2,6})(?=[^\W_]|[`*(“\"])(?![^\n]*[^\s#\\]##(?!\#*[ \t]*$))", re.M)
# A sentence, and no heading: ##hashtag and #42 are chat.
_TALK = lazy(
    r"[a-zß-öø-ÿа-я][^\n]*(?:\w{2}[.!][”\")]?[ \t]*$|\w{2}[.!?][”\")]? \S)|[^\n]{40,}\w{2}[.!?] [^\n]{20,}[.!?][ \t]*$",
    re.M,
)
_HARD_HEAD = lazy(r"^ {0,3}#{1,6}([\u00a0\u202f\u3000]+)(?=\S)", re.M)
_WIDE_HEAD = lazy(r"^ {0,3}(＃{1,6})(?= ?[^\s＃#])", re.M)
_STRANDED = lazy(r"^ {0,3}(?:#{2,6}|[*+-]|\d{1,3}[.)])([ \t]*\n {6,12})(?=[^\W\d_][^\n{}<>=;]*$)", re.M)
_FIRST = lazy(r"\A\s*(#)(?=([^\W\d_][\w’'-]*)([^\n#]*)$)", re.M)
_HEADING = lazy(r"^ {0,3}#{2,6}(?: ?#)* |^ {0,3}# #", re.M)
_ANCHOR = lazy(r"^ {0,3}#{1,6} [^\n{}]*(?P<all>\{ ?# ?[\w-]+ ?\})[ ]*$", re.M)
_TITLE = lazy(r"^ {0,3}# ", re.M)

_DELIMITER = lazy(
    r"^[ \t]*[|｜]?(?:[ ]*[:：]?[ ]?[-—–](?:[ ]?[-—–])*[ ]?[:：]?[ ]*[|｜])+"
    r"(?:[ ]*[:：]?[ ]?[-—–](?:[ ]?[-—–])*[ ]?[:：]?[ ]*)?$",
    re.M,
)
_OF_DELIMITER = "|｜:：-—– \t"
_CELL = lazy(r"[^|｜\n]+")
_BAR, _EDGE_BAR = lazy("｜"), lazy(r"\A[ ]*｜|｜(?=[ ]*\Z)")
_JOINT = lazy(r"(?<=[|]) (?=[|])")
_GAP = lazy(r"(?<=\|)[ ]*\n(?P<gap>(?:[ ]*\n){1,2})(?=[ ]{0,3}\|)")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every line whose opening mark is broken for certain."""
    if not page.markdown:
        return
    source = page.source
    if "#" in source or "＃" in source:
        yield from _headings(page)
    if page.holds("| |") and page.holds("--"):
        yield from _joined_rows(page)
    if page.holds(": -", "- :", "｜", "|—", "| —", "|–", "| –", "|\n\n", "| \n", "- -|", "- - |", "-：", "：-"):
        yield from _tables(page)


# --- headings


def _headings(page: Page) -> Iterator[Fix]:
    text = page.lines
    if "# #" in text or "＃ ＃" in text or "# ＃" in text:
        for m in _SPLIT_HEAD.finditer(text):
            yield fix("split-heading", (m.start(2), m.end(2), "#" * len(m[2].replace(" ", ""))))
    if "##" in text:
        for m in matches_of_lines(_TIGHT_HEAD, text, *page.held("##")):
            if not (page.at(m.start(), "definition") or _TALK.match(text, m.end(1))):
                yield fix("tight-heading", (m.end(1), m.end(1), " "))
    for m in matches_of_lines(_ANCHOR, text, *page.held("{ # ", "{# ")):
        yield fix("tight-heading", (*m.span("all"), m["all"].replace(" ", "")))
    if "#\u00a0" in text or "#\u202f" in text or "#\u3000" in text:
        for m in matches_of_lines(_HARD_HEAD, text, "#"):
            yield fix("tight-heading", (m.start(1), m.end(1), " "))
    if "＃" in text:
        for m in _WIDE_HEAD.finditer(text):
            opens = not text[: m.start()].strip() and text.startswith("\n\n", text.find("\n", m.end()))
            if len(m[1]) > 1 or (text[m.end()] == " " and (opens or _HEADING.search(text))):
                gap = "" if text[m.end()] == " " else " "
                yield fix("wide-mark", (m.start(1), m.end(1), "#" * len(m[1]) + gap))
    for m in _STRANDED.finditer(text) if "\n      " in text else ():
        if text[m.start() :].lstrip()[0] == "#" or len(re.findall(r"[^\W\d_]{2,}", text[m.end() : m.end() + 80])) > 1:
            yield fix("stranded-marker", (m.start(1), m.end(1), " "))
    first = _FIRST.match(text)
    if first and not _TITLE.search(text) and _HEADING.search(text):
        after = text[first.end(1) :].partition("\n")[2]
        single = not first[3].strip()
        if (not after.strip() or after.startswith("\n")) and (first[2][0].isupper() or not first[2][0].islower()):
            told = not single or (page.hurt and first[2][0].isupper())
            yield from [fix("tight-heading", (first.end(1), first.end(1), " "))] if told else []


# --- tables


def _cells(row: str) -> int:
    return len(re.split(r"(?<!\\)[|｜]", row.strip().strip("|｜")))


def _tables(page: Page) -> Iterator[Fix]:
    text, source = page.lines, page.source
    delimiters = []
    for m in matches_of_lines(_DELIMITER, source, "|", "｜"):
        row = m.group()
        if page.at(m.start(), "fence", "indented", "raw", "comment", "front") or "-" not in row.replace(
            "—", "-"
        ).replace("–", "-"):
            continue
        above = source[source.rfind("\n", 0, max(0, m.start() - 1)) + 1 : max(0, m.start() - 1)]
        if ("|" not in above and "｜" not in above) or abs(_cells(above) - _cells(row)) > 0:
            if above.strip():
                continue
        else:
            yield from _delimiter(m)
        delimiters.append(m.start())
    if not delimiters:
        return
    if "｜" in text or "\\ |" in text:
        for start in delimiters:
            yield from _wide_rows(source, start)
    for m in _GAP.finditer(text):
        yield from _split_rows(page, m, delimiters)


def _wide_rows(source: str, delimiter: int) -> Iterator[Fix]:
    """Full-width bars in the rows of a table, where with them a row has the cells of its head, and without too few.

    # | `boolean`｜`null` | … |: this one is meant.
    """
    start, end = delimiter, source.find("\n", delimiter)
    cells = _cells(source[delimiter : end if end >= 0 else len(source)])
    head = source.rfind("\n", 0, max(0, start - 1)) + 1
    rows = [(head, start - 1)]
    while end >= 0:
        low, end = end + 1, source.find("\n", end + 1)
        rows.append((low, end if end >= 0 else len(source)))
        if not source[low : rows[-1][1]].lstrip().startswith(("|", "｜")):
            break
    for start, stop in rows:
        row = source[start : max(start, stop)]
        if "｜" in row and _cells(row) == cells:
            every = cells != len(re.split(r"(?<!\\)\|", row.strip().strip("|")))
            wide = [start + n.end() - 1 for n in (_BAR if every else _EDGE_BAR).finditer(row)]
            yield fix("wide-mark", *((at, at + 1, "|") for at in wide))
        parted = [start + n.start() + 1 for n in re.finditer(r"\\ \|", row)]
        if parted and _cells(row) == cells + len(parted):  # `asc` \ | `desc` in one cell
            yield fix("code-space", *((at, at + 1, "") for at in parted))


def _delimiter(m: re.Match[str]) -> Iterator[Fix]:
    """``: ---`` → ``:---`` in each cell of a delimiter row."""
    for cell in _CELL.finditer(m.group()):
        text = cell.group()
        body = text.strip()
        tight = body.replace(" ", "").replace("：", ":").replace("—", "---").replace("–", "--")
        if body and body != tight:
            at = m.start() + cell.start() + len(text) - len(text.lstrip())
            yield fix("table-delimiter", (at, at + len(body), tight))
    wide = [n.start() for n in re.finditer("｜", m.group())]
    if wide:
        yield fix("wide-mark", *((m.start() + n, m.start() + n + 1, "|") for n in wide))


def _joined_rows(page: Page) -> Iterator[Fix]:
    """Rows of a table in one line, ``| a | b | | c | d |``, each with the cells of the head; an empty cell is none."""
    lines = page.lines.split("\n")
    width = at = 0  # width: the cells of the table that the line stands in
    for line in lines:
        start, at = at, at + len(line) + 1
        if not line.lstrip().startswith("|"):
            width = 0
            continue
        if "| |" not in line and line.strip().strip(_OF_DELIMITER):
            continue
        rows = _JOINT.split(line)
        told = next((_cells(row) for row in rows if _DELIMITER.fullmatch(row.strip())), 0)
        if len(rows) > 1 and {_cells(row) for row in rows} == {told or width} and (told or width) > 1:
            for m in _JOINT.finditer(line):
                yield fix("joined-row", (start + m.start(), start + m.end(), "\n"))
        width = told or width


def _split_rows(page: Page, m: re.Match[str], delimiters: list[int]) -> Iterator[Fix]:
    """A blank line between two rows of a table: the rows below have no delimiter of their own, and as many cells."""
    source = page.source
    above = source[source.rfind("\n", 0, m.start()) + 1 : m.start()]
    low = m.end()
    high = source.find("\n", low)
    high = len(source) if high < 0 else high
    below, after = source[low:high], source[high + 1 :].partition("\n")[0]
    if _cells(above) != _cells(below) or _cells(below) < 2 or not below.rstrip().endswith("|"):
        return
    if _DELIMITER.match(after) and not _DELIMITER.match(below):
        return  # another table begins
    head = source.rfind("\n\n", 0, max(0, source.rfind("\n", 0, m.start())))
    if _DELIMITER.match(below) or _DELIMITER.match(above) or any(head < d < m.start() for d in delimiters):
        yield fix("table-gap", (m.start("gap"), m.end("gap"), ""))
