"""The blocks of a Markdown file that hold no prose: front matter, code, math, comments, definitions.

A scanner over the lines that can begin such a block, in one search; what stands between is left to `inline`. It takes
in what CommonMark leaves out (front matter, math, Liquid, Hugo, admonitions) and, where a block is not closed, takes it
to go on: what is walled by mistake is not repaired, what is open by mistake may be damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.formats.markdown.regions import Region
from cleaner.lazy import lazy

_FRONT = lazy(r"\A(---|\+\+\+)[ \t]*\n")
_KEY = lazy(r"^([ \t]*(?:- )?)([\w-]+)([ \t]*[:=][ \t]*)([^\n]*)", re.M)
_PROSE_KEYS = lazy(
    r"(?:.*[_-])?(?:title|subtitle|description|summary|excerpt|tagline|caption|abstract|heading|intro|lead|alt|text)\Z",
    re.I,
)
_FOLDED = lazy(r"[>|][+-]?\d?[ \t]*\Z")
_OPENING = r"""(?P<prefix>[ \t]*+(?:>[ \t]?+)*+[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+)
        (?:(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?P<info>[^\n]*)
          |(?P<math>\$\$|\\\[(?=[ \t]*$)|\\begin\{[a-z]+\*?\})
          |(?P<comment><!--)
          |<(?P<raw>script|style|pre|textarea|svg)(?=[\s>])
          |(?P<def>\[(?!\ ?\^)(?:[^\[\]\n\\]|\\.){1,200}\]:)(?=[ \t]*\S|\n[ \t]+\S)
          |(?P<verbatim>\{%-?[ ]*(?P<tag>raw|highlight|verbatim|comment)\b|\{\{[<%][ ]*(?P<hugo>highlight)\b)
          |(?P<esm>(?:import|export)[ ]
              (?:[\w$*{,} ]+\bfrom[ ]['"]|['"][\w@./-]+['"];?$|(?:const|default|function|let)\b))
          |(?P<rule>\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$)
          |(?P<head>(?:!!!|\?\?\?\+?|===)[ ]|\[\^[^\]\n]+\]:|:[ ]{2,3}\S)
          |(?P<text>"""
_BLOCK = lazy(rf"^{_OPENING}\S))", re.M | re.X)
_MARKED = lazy(rf"\n{_OPENING}(?<=[^\n])\S))", re.M | re.X)  # of mere text only what is indented or in a list
_ITEM = lazy(r"[ \t]*+(?:>[ \t]?+)*+[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]+")
_DIRECTIVE = lazy(  # of MyST: a fence that holds prose
    r"\{(?:note|tip|hint|important|warning|caution|attention|danger|error|seealso|admonition|margin|sidebar|epigraph|dropdown"
    r"|topic|versionadded|versionchanged|deprecated)\}"
)
_NESTED = 20  # fences in one that holds prose
_LONG = 5_000  # code points; no formula is longer
_HIGHLIGHT = lazy(r"[ ]+\"?([\w+#-]+)")
_ENDS = {"$$": "$$", "\\[": "\\]"}


def blocks(raw: str) -> Iterator[Region]:
    """Yield the blocks without prose, in order, disjoint. Linear."""
    at = 0
    front = _FRONT.match(raw)
    if front:
        end = _front_end(raw, front)
        if end:
            yield from _front(raw, front.end(), end)
            at = end
    absent: set[str] = set()  # what closes a block and does not come any more
    closing: set[int] = set()  # where a fence closes that holds prose
    nested = 0
    depth = 0  # where the content of the list item begins, in columns
    while m := _next(raw, at, depth):
        kind = m.lastgroup if m.lastgroup not in ("info", "tag", "hugo") else "fence"
        if m["info"] is not None:
            kind = "fence"
        elif m["verbatim"]:
            kind = "verbatim"
        start, prefix = m.start("prefix"), m["prefix"]
        line = raw.find("\n", m.end())
        line = len(raw) if line < 0 else line
        item = _ITEM.match(prefix) is not None
        column = _columns(prefix) if not item else _columns(prefix[: len(prefix) - len(prefix.lstrip(" \t>"))])
        if not item and ">" not in prefix:
            if column >= depth + 4 and _after_blank(raw, start):
                end = _indented_end(raw, start, depth + 4)
                yield Region(start, end, "indented", start, end)
                at = end
                continue
            if column < depth and (column == 0 or _after_blank(raw, start)):
                depth = column if column else 0
        if item:
            depth = len(prefix.expandtabs(4))
        elif kind == "head":
            depth = column + 4
        at = line
        if kind == "fence":
            if m.start("fence") in closing:
                yield Region(m.start("fence"), line, "mark")
                continue
            region = _fence(raw, m, line)
            tail = raw[region.high : region.end]
            # One that is not closed, or lies in many others, is walled as any fence is: each is read to its end.
            nested = nested + 1 if closing and region.start < max(closing) else 0
            if tail.strip() and nested < _NESTED and _DIRECTIVE.match(region.info):
                closing = {end for end in closing if end > region.start} | {region.end - len(tail.lstrip(" \t>"))}
                region = Region(region.start, line, "mark")
            yield region
            at = region.end
        elif kind == "math":
            opener = m["math"]
            closer = _ENDS.get(opener) or opener.replace("begin", "end")
            end = raw.find(closer, m.end(), m.end() + _LONG)
            if end >= 0:
                yield Region(m.start("math"), end + len(closer), "math")
                at = end + len(closer)
        elif kind == "comment":
            end = raw.find("-->", m.end())
            at = len(raw) if end < 0 else end + 3
            yield Region(m.start("comment"), at, "comment")
        elif kind == "raw":
            end = _find(raw, f"</{m['raw']}", m.end(), absent)
            at = line if end < 0 else end
            yield Region(m.start("raw") - 1, at, "raw", info=m["raw"])
        elif kind == "def":
            if raw[m.end() : line].strip() == "":
                following = raw.find("\n", line + 1)
                line = at = len(raw) if following < 0 else following
            yield Region(m.start("def"), line, "definition", info=m["def"][1:-2])
        elif kind == "verbatim":
            at, high = _verbatim_end(raw, m, absent)
            named = _HIGHLIGHT.match(raw, m.end())
            low = min(line + 1, high)
            yield Region(m.start("verbatim"), at, "raw", low, high, named[1] if named and "highlight" in m[0] else "")
        elif kind == "esm":
            blank = raw.find("\n\n", start)
            at = len(raw) if blank < 0 else blank
            yield Region(start, at, "raw", info="esm")
        elif kind == "rule":
            yield Region(m.start("rule"), line, "mark")


def _next(raw: str, at: int, depth: int) -> re.Match[str] | None:
    """The next line that may begin a block. Where no item of a list is open, a line of text changes nothing."""
    return _BLOCK.search(raw, at) if depth or not at else _MARKED.search(raw, at - 1)


def _find(raw: str, literal: str, start: int, absent: set[str]) -> int:
    """As `str.find`, but what was not found once is not looked for again."""
    end = -1 if literal in absent else raw.find(literal, start)
    if end < 0:
        absent.add(literal)
    return end


def _columns(prefix: str) -> int:
    return len(prefix.expandtabs(4)) if "\t" in prefix else len(prefix)


def _after_blank(raw: str, start: int) -> bool:
    """Is the line before that at `start` blank, or is there none?"""
    if start == 0:
        return True
    before = raw.rfind("\n", 0, start - 1)
    return raw[before + 1 : start].isspace()


def _indented_end(raw: str, start: int, wanted: int) -> int:
    """Where indented code ends: before the first line that is less indented and not blank."""
    at = end = start
    while at < len(raw):
        line = raw.find("\n", at)
        line = len(raw) if line < 0 else line
        text = raw[at:line]
        if text.strip():
            if _columns(text[: len(text) - len(text.lstrip(" \t"))]) < wanted:
                break
            end = line
        at = line + 1
    return end


def _fence(raw: str, m: re.Match[str], line: int) -> Region:
    """A fence to the end of its closing line; an unclosed one goes on to the end of its quotation, or of the text."""
    mark = m["fence"]
    low = min(line + 1, len(raw))
    quoted = m["prefix"].count(">")
    at = low
    info = m["info"].strip()
    while at < len(raw):
        end = raw.find("\n", at)
        end = len(raw) if end < 0 else end
        text = raw[at:end]
        bare = text.lstrip(" \t>") if quoted else text.strip()
        if quoted and not text.lstrip().startswith(">"):
            return Region(m.start("fence"), max(low, at - 1), "fence", low, max(low, at - 1), info)
        if bare.startswith(mark) and not bare.strip().strip(mark[0]):
            return Region(m.start("fence"), end, "fence", low, at, info)
        at = end + 1
    return Region(m.start("fence"), len(raw), "fence", low, len(raw), info)


def _verbatim_end(raw: str, m: re.Match[str], absent: set[str]) -> tuple[int, int]:
    """Where what a template engine is told to leave alone ends (``{% raw %}`` to ``{% endraw %}``), and its inside."""
    line = raw.find("\n", m.end())
    name = m["hugo"] or f"end{m['tag']}"
    closing = None
    if name in absent:
        pass
    elif m["hugo"]:
        closing = re.compile(r"\{\{[<%]\s*/\s*highlight\s*[%>]\}\}").search(raw, m.end())
    else:
        closing = re.compile(r"\{%-?\s*end" + m["tag"] + r"\s*-?%\}").search(raw, m.end())
    if closing:
        return closing.end(), closing.start()
    absent.add(name)
    return (len(raw), len(raw)) if line < 0 else (line, line)


# --- front matter


def _front_end(raw: str, front: re.Match[str]) -> int:
    """Where the front matter ends, or 0 where what stands between two rules is no data."""
    closing = re.compile(rf"^{re.escape(front[1])}[ \t]*$", re.M).search(raw, front.end())
    if not closing:
        return 0
    first = raw[front.end() : closing.start()].lstrip()
    return closing.end() if not first or re.match(r"[\w\"'#\[-][^\n]*[:=\]]|#", first) else 0


def _front(raw: str, start: int, end: int) -> Iterator[Region]:
    """All of the front matter but the values that are prose: a title, a description."""
    at = 0
    for m in _KEY.finditer(raw, start, end):
        if not _PROSE_KEYS.match(m[2]) or m.start() < at:
            continue
        value = m[4].rstrip()
        low, high = m.start(4), m.start(4) + len(value)
        if _FOLDED.match(value):
            low, high = m.end(), _indented_end(raw, m.end() + 1, len(m[1]) + 1)
        elif len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
            low, high = low + 1, high - 1
        elif not value or value[0] in "[{&*!|>\"'" or m[3].strip() == "=":
            continue
        if low < high <= end:
            yield Region(at, low, "front", at, low)
            at = high
    yield Region(at, end, "front", at, end)
