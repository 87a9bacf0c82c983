"""What stands inside the lines of a Markdown file and is no prose: code spans, links, tags, templates, math.

One search for the characters that begin such things, and a small parser for each. CommonMark's rules decide where they
are clear; link text, alternative text and emphasised words stay open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.formats.markdown.regions import Region
from cleaner.lazy import lazy

_SPECIAL = lazy(r"[\\`\[\]<{$&]|:(?=[a-z+\-\d])")
_TARGET = lazy(
    r"""\([ \t]*\n?[ \t]*
        (?:<[^<>\n]*>|(?:\\.|\{\{[^{}\n]*\}\}|\{%[^\n{}]*%\}|[^\s()<\\]|\((?:[^\s()]|\([^\s()]*\))*\))*+)
        (?:[ \t]*\n?[ \t]+(?:"(?:[^"\\]|\\.){0,500}"|'(?:[^'\\]|\\.){0,500}'|\([^()\n]*\))
          |[ \t]+=\d*x?\d*)?
        [ \t]*\n?[ \t]*\)(?:\{[:.#][^{}\n]*\})?""",
    re.X,
)
_LABEL = lazy(r"[ ]?\[((?:[^\[\]\\\n]|\\.){0,200})\]")
_TAG = lazy(
    r"""</?[A-Za-z][\w:.-]*
        (?:[^<>"'{}=]|=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|(?=[^\s"'{]))
          |\{\{[^{}\n]*\}\}|\{[^{}\n]*\}|"[^"\n]*")*+>
        |<>|</>""",
    re.X,
)
_AUTOLINK = lazy(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]+)>")
_OPAQUE = frozenset({"script", "style", "pre", "code", "textarea", "kbd", "samp", "var", "tt", "svg", "math"})
_TEMPLATE = lazy(
    r"\{\{\{[^{}]{0,400}\}\}\}|\{\{[^{}]{0,400}\}\}|\{\{<[^\n]{0,400}?>\}\}|\{%[^\n]{0,400}?%\}|\{#[^\n]{0,400}?#\}"
    r"|\{[:.#=][^{}\n]{0,200}\}|\{[^{}\n]{1,200}\}"
)
_MATH = lazy(r"\$\$[^$]{1,2000}\$\$|\$(?=[^\s$\d])[^$\n]{0,300}?(?<=[^\s\\$])\$(?![\d\w])")
# An apostrophe between letters stays open: nobody writes isn&#39;t, a step that escapes prose does.
_ENTITY = lazy(
    r"(?!(?<=[^\W\d_])&(?:#39|#x27|apos|rsquo);[^\W\d_])"
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_EMOJI = lazy(r":(?:[a-z][a-z0-9_+-]*|[+-]1|100|1234):")
_ESCAPABLE = frozenset("!#$%&()*+,-./:;<=>?@[]^_`{|}~")
_LONG = 3_000  # code points: no link text and no tag is longer


def inline(raw: str, start: int, end: int, labels: frozenset[str]) -> Iterator[Region]:
    """Yield what is no prose between `start` and `end`, in no certain order. `labels`: the references defined, folded.

    Linear: every parser either moves on or is bounded.
    """
    opened: list[int] = []
    missing: set[int] = set()  # lengths of backtick runs that have no partner any more
    at = start
    while (m := _SPECIAL.search(raw, at, end)) is not None:
        pos = m.start()
        sign = raw[pos]
        at = pos + 1
        if sign == "\\":
            if raw[at : at + 1] in _ESCAPABLE:
                yield Region(pos, at + 1, "escape")
                at += 1
        elif sign == "`":
            region = _code(raw, pos, end, missing)
            at = region.low
            if region.end:
                yield region
                at = region.end
        elif sign == "[":
            opened.append(pos)
            if len(opened) > 50:
                del opened[:25]
        elif sign == "]":
            if opened:
                opener = opened.pop()
                if pos - opener < _LONG:
                    for region in _link(raw, opener, pos, end, labels):
                        yield region
                        at = max(at, region.end)
        elif sign == "<":
            tag = _tag(raw, pos, end)
            if tag:
                yield tag
                at = tag.end
        else:
            pattern, kind = _OTHERS[sign]
            found = pattern.match(raw, pos, min(end, pos + _LONG))
            if found and not (sign == ":" and raw[pos - 1 : pos].isalnum()):
                yield Region(pos, found.end(), kind, pos, found.end())
                at = found.end()


_OTHERS = {"{": (_TEMPLATE, "template"), "$": (_MATH, "math"), "&": (_ENTITY, "entity"), ":": (_EMOJI, "name")}


def _code(raw: str, pos: int, end: int, missing: set[int]) -> Region:
    """The code span that opens at `pos`; without an end where its run of backticks has no partner."""
    low = pos
    while low < end and raw[low] == "`":
        low += 1
    length = low - pos
    if length in missing:
        return Region(pos, 0, "code", low)
    run = "`" * length
    reach = min(end, low + _LONG)
    after = low
    while (at := raw.find(run, after, reach)) >= 0 and raw.find("\n\n", after, at) < 0:
        after = at + length
        while after < reach and raw[after] == "`":
            after += 1
        if after - at == length:
            return Region(pos, after, "code", low, at)
    if reach == end and raw.find("\n\n", after, end) < 0:
        missing.add(length)
    return Region(pos, 0, "code", low)


def _link(raw: str, opener: int, pos: int, end: int, labels: frozenset[str]) -> Iterator[Region]:
    """The syntax of the link, image, footnote or reference whose text stands between brackets."""
    start = opener - 1 if raw[opener - 1 : opener] == "!" else opener
    text = raw[opener + 1 : pos]
    if text.startswith(("^", "!", "@")) and text[1:].strip() and "\n" not in text and "](" not in text:
        yield Region(opener, pos + 1, "label", opener + 1, pos, text)  # [^1], [!NOTE], [@key]
        return
    if text in ("", " ", "x", "X"):
        yield Region(opener, pos + 1, "mark")  # - [ ] a task
    follows = raw[pos + 1 : pos + 2]
    if follows == "(":
        target = _TARGET.match(raw, pos + 1, min(end, pos + _LONG))
        if target and ("\n\n" not in text):
            yield Region(start, opener + 1, "mark")
            yield Region(pos, target.end(), "target", pos + 2, target.end() - 1)
            return
    if follows == "[":
        label = _LABEL.match(raw, pos + 1, end)
        if label and fold(label[1] or text) in labels:
            yield Region(start, opener + 1, "mark")
            yield Region(pos, label.end(), "target", pos + 2, label.end() - 1)
            return
    if follows == "{" and raw[start] != "!":
        found = _TEMPLATE.match(raw, pos + 1, end)
        if found and found[0][1] in ".#:":
            yield Region(start, opener + 1, "mark")
            yield Region(pos, found.end(), "mark")
            return
    if raw[opener - 1 : opener] == "[" and follows == "]":
        yield Region(opener - 1, pos + 2, "label", opener + 1, pos, text)  # [[a page of a wiki]]
    elif labels and fold(text) in labels:
        yield Region(start, pos + 1, "label", opener + 1, pos, text)


def _tag(raw: str, pos: int, end: int) -> Region | None:
    limit = min(end, pos + _LONG)
    if raw.startswith("<!--", pos):
        close = raw.find("-->", pos, end)
        return Region(pos, close + 3, "comment") if close >= 0 else None
    if raw.startswith(("<%", "<?"), pos):
        close = raw.find(raw[pos + 1] + ">", pos + 2, limit)
        return Region(pos, close + 2, "template", pos, close + 2) if close >= 0 else None
    auto = _AUTOLINK.match(raw, pos, limit)
    if auto:
        return Region(pos, auto.end(), "address")
    m = _TAG.match(raw, pos, limit)
    if not m:
        return None
    name = re.match(r"</?([\w:.-]*)", m[0])
    word = name[1].lower() if name else ""
    if word in _OPAQUE and m[0][1] != "/" and not m[0].endswith("/>"):
        close = raw.find(f"</{name[1] if name else ''}", m.end(), limit)
        if close >= 0:
            stop = raw.find(">", close, end)
            if stop >= 0:
                return Region(pos, stop + 1, "raw", m.end(), close, word)
    return Region(pos, m.end(), "tag", pos, m.end(), word)


def fold(label: str) -> str:
    """A reference as CommonMark compares it: without case, with single spaces."""
    return " ".join(label.split()).casefold()
