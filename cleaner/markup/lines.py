"""What opens a line: headings, list items, task boxes, tables, admonitions, fences.

The neighbours decide. ``-item`` is an item of a list whose other items are whole; ``##Title`` is a heading, ``#tag`` is
not; a row is one of the table above it only if it has as many cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import CLOSING, OPENING, Page, fix, straight

_SPLIT_HEAD = lazy(r"^( {0,3})((?:[#＃] ){1,5}[#＃])(?= \S)", re.M)
_TIGHT_HEAD = lazy(r"^ {0,3}(#{2,6})(?=[^\W_]|[`*(“\"])(?![^\n]*[^\s#\\]##(?!\#*[ \t]*$))", re.M)
_HARD_HEAD = lazy(r"^ {0,3}#{1,6}([\u00a0\u202f\u3000]+)(?=\S)", re.M)
_WIDE_HEAD = lazy(r"^ {0,3}(＃{1,6})(?= ?[^\s＃#])", re.M)
_STRANDED = lazy(r"^ {0,3}(?:#{2,6}|[*+-]|\d{1,3}[.)])([ \t]*\n {6,12})(?=[^\W\d_][^\n{}<>=;]*$)", re.M)
_FIRST = lazy(r"\A\s*(#)(?=([^\W\d_][\w’'-]*)([^\n#]*)$)", re.M)
_HEADING = lazy(r"^ {0,3}#{2,6}(?: ?#)* |^ {0,3}# #", re.M)
_TITLE = lazy(r"^ {0,3}# ", re.M)

_GLUED_ITEM = lazy(
    r"^(?P<indent>[ \t]*)(?P<mark>[-*+](?=[^\W_]|[\[`“„«\"]|\*\*\w)|(?P<number>\d{1,3})[.)](?=[^\W_]|[\[`*]))"
    r"(?P<rest>[^\n]*)$",
    re.M,
)
_ITEM = lazy(r"^([ \t]*)([-*+]|(\d{1,3})[.)])[ \t]")
_TASK = lazy(r"^([ \t>]*(?:[-*+]|\d+[.)]) )\[(?P<in> ?)(?P<box>[xX]?)(?P<out> ?)\](?P<gap> ?)(?=[^\s(\[:])", re.M)

_TIGHT_TASK = lazy(r"[-*] \[[ xX]\][^\s(\[:]")

_DELIMITER = lazy(
    r"^[ \t]*[|｜]?(?:[ ]*:?[ ]?[-—–](?:[ ]?[-—–])*[ ]?:?[ ]*[|｜])+(?:[ ]*:?[ ]?[-—–](?:[ ]?[-—–])*[ ]?:?[ ]*)?$", re.M
)
_CELL = lazy(r"[^|｜\n]+")
_ROW = lazy(r"^[ ]{0,3}[|｜][^\n]*[|｜][ ]*$", re.M)
_GAP = lazy(r"(?<=\|)[ ]*\n(?P<gap>(?:[ ]*\n){1,2})(?=[ ]{0,3}\|)")

_BROKEN_FENCE = lazy(
    r"^(?P<indent>[ \t]*)(?P<ticks>`` `|` ``|` ` `|｀｀｀|''')(?P<info>[ ]?[A-Za-z][\w+#-]*)?[ \t]*$", re.M
)
_FENCE = lazy(r"^[ \t>]*(?:(`{3,})[ ]*([^`\n]*)|(~{3,})[^\n]*)$", re.M)

_ALERT = lazy(r"^[ \t]*> ?(\[ ?! ?([A-Z]{3,12}) ?\]|\\\[ ?! ?(NOTE|TIP|IMPORTANT|WARNING|CAUTION) ?\\?\])[ \t]*$", re.M)
_COLONS = lazy(
    r"^[ \t]*((?:: ){2,3}:|：{3})(?=[ ]?(?:note|tip|info|warning|danger|caution|details|important)\b|[ ]*$)", re.M
)
_KINDS = "note|tip|info|warning|danger|caution|abstract|question|example|quote|bug|success|failure"
_BANGS = lazy(rf"^[ \t]*((?:! ){{1,2}}! ?|! ?!! ?|!! ! ?|！！！ ?)(?=(?:{_KINDS})\b)", re.M)
_ADMONITION = lazy(
    rf"^[ \t]*(?:!!!|\?\?\?\+?|===)[ ](?:[a-z]+[ ])*{OPENING}[^\n“”„«»\"]*?{CLOSING}[ ]*$",
    re.M,
)


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every line whose opening mark is broken for certain."""
    if not page.markdown:
        return
    source = page.source
    if "#" in source or "＃" in source:
        yield from _headings(page)
    yield from _items(page)
    if any(box in source for box in ("[]", "[ x", "[x ", "[ X", "[X ")) or _TIGHT_TASK.search(source):
        yield from _tasks(page)
    if any(sign in source for sign in (": -", "- :", "｜", "|—", "| —", "|–", "| –", "|\n\n", "| \n", "- -|", "- - |")):
        yield from _tables(page)
    if "` `" in source or "` ``" in source or "'''" in source or "｀" in source or "`` `" in source:
        yield from _fences(page)
    if "!" in source or "！" in source or ": :" in source or "：：：" in source:
        yield from _admonitions(page)


# --- headings


def _headings(page: Page) -> Iterator[Fix]:
    text = page.lines
    if "# #" in text or "＃ ＃" in text or "# ＃" in text:
        for m in _SPLIT_HEAD.finditer(text):
            yield fix("split-heading", (m.start(2), m.end(2), "#" * len(m[2].replace(" ", ""))))
    if "##" in text:
        for m in _TIGHT_HEAD.finditer(text):
            if not page.at(m.start(), "definition"):
                yield fix("tight-heading", (m.end(1), m.end(1), " "))
    if "#\u00a0" in text or "#\u202f" in text or "#\u3000" in text:
        for m in _HARD_HEAD.finditer(text):
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


# --- list items


def _items(page: Page) -> Iterator[Fix]:
    text = page.lines
    for m in _GLUED_ITEM.finditer(text):
        before, after = _neighbours(text, m.start(), m.end())
        at = m.end("mark")
        if m["number"]:
            if _numbered(m, before, after):
                yield fix("tight-item", (at, at, " "))
            continue
        whole = [n for n in (before, after) if n and n[1] == m["mark"] and n[0] == m["indent"]]
        if whole and _is_item(page, m, len(whole)):
            yield fix("tight-item", (at, at, " "))


_Neighbour = tuple[str, str, str | None]


def _neighbours(text: str, start: int, end: int) -> tuple[_Neighbour | None, _Neighbour | None]:
    """The list items nearest above and below a line, through other items that lost their space and wrapped lines.

    An item is its indent, its mark and its number.
    """
    found: list[_Neighbour | None] = []
    for back in (True, False):
        item = None
        at = start if back else end
        for _ in range(8):
            if (back and at <= 0) or (not back and at >= len(text)):
                break
            low = text.rfind("\n", 0, at - 1) + 1 if back else at + 1
            high = at - 1 if back else text.find("\n", at + 1)
            line = text[low : high if high >= 0 else len(text)]
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


def _is_item(page: Page, m: re.Match[str], whole: int) -> bool:
    """Is this the text of an item, and no option, no emphasis, no negative number?"""
    rest = m["rest"]
    if m["mark"] == "*":
        return (rest.count("*") - 2 * rest.count("**")) % 2 == 0
    if rest[0].isdigit():
        return False
    word = re.match(r"[^\W_]+", rest)
    if word and word[0][0].islower():
        return whole == 2 and len(word[0]) > 1 and len(rest.split()) > 2 and not re.match(r"\w+[=,-]|\w+  ", rest)
    return len(rest.split()) > 1 or whole == 2 or rest[0] in "[`"


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


# --- tables


def _cells(row: str) -> int:
    return len(re.split(r"(?<!\\)[|｜]", row.strip().strip("|｜")))


def _tables(page: Page) -> Iterator[Fix]:
    text, source = page.lines, page.source
    delimiters = []
    for m in _DELIMITER.finditer(source):
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
    if "｜" in text:
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
    while end >= 0:
        start, end = end + 1, source.find("\n", end + 1)
        row = source[start : end if end >= 0 else len(source)]
        if not row.lstrip().startswith(("|", "｜")):
            return
        if "｜" in row and _cells(row) == cells != len(re.split(r"(?<!\\)\|", row.strip().strip("|"))):
            wide = [start + n.start() for n in re.finditer("｜", row)]
            yield fix("wide-mark", *((at, at + 1, "|") for at in wide))


def _delimiter(m: re.Match[str]) -> Iterator[Fix]:
    """``: ---`` → ``:---`` in each cell of a delimiter row."""
    for cell in _CELL.finditer(m.group()):
        text = cell.group()
        body = text.strip()
        tight = body.replace(" ", "").replace("—", "---").replace("–", "--")
        if body and body != tight:
            at = m.start() + cell.start() + len(text) - len(text.lstrip())
            yield fix("table-delimiter", (at, at + len(body), tight))
    wide = [n.start() for n in re.finditer("｜", m.group())]
    if wide:
        yield fix("wide-mark", *((m.start() + n, m.start() + n + 1, "|") for n in wide))


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


# --- fences


def _fences(page: Page) -> Iterator[Fix]:
    """Fences whose backticks were set apart, where with them every fence of the page has its partner."""
    source = page.source
    broken = {m.start(): m for m in _BROKEN_FENCE.finditer(source)}
    if not broken:
        return
    whole = {m.start(): m for m in _FENCE.finditer(source) if m.start() not in broken}
    opener: re.Match[str] | None = None
    pending: list[re.Match[str]] = []
    for start in sorted([*broken, *whole]):
        m = broken.get(start) or whole[start]
        mended = start in broken
        info = (m["info"] or "") if mended else (m[2] or "")
        if opener is None:
            if mended and m["ticks"] == "'''" and not info:
                continue
            opener = m
            pending = [m] if mended else []
            continue
        if not mended and (m[3] or opener.group().lstrip(" \t>").startswith("~")):
            if m[3] and opener.group().lstrip(" \t>").startswith("~"):
                opener, pending = None, []
            continue
        wide = opener.start() in whole and len(opener[1] or "") > 3
        if wide and (mended or len(m[1] or "") < len(opener[1])):
            continue
        if info:
            return  # two openers in a row: which one is broken cannot be told
        for part in [*pending, *([m] if mended else [])]:
            yield fix("split-fence", (part.start("ticks"), part.end("ticks"), "```"))
        opener, pending = None, []


# --- admonitions


def _admonitions(page: Page) -> Iterator[Fix]:
    text = page.lines
    if "[ !" in text or "[! " in text or " ]\n" in text or "\\[" in text:
        for m in _ALERT.finditer(text):
            whole = f"[!{m[2] or m[3]}]"
            if m[1] != whole:
                yield fix("admonition", (m.start(1), m.end(1), whole))
    if ": :" in text or "：：：" in text:
        for m in _COLONS.finditer(text):
            yield fix("admonition", (m.start(1), m.end(1), ":::"))
    for m in _BANGS.finditer(text) if "! !" in text or "！！！" in text else ():
        if m[1].strip() != "!!!":
            yield fix("admonition", (m.start(1), m.end(1), "!!! "))
    if "!!! " in text or "??? " in text or "???+ " in text or "=== " in text:
        for m in _ADMONITION.finditer(text):
            yield straight("admonition", m)
