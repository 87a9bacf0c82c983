"""What translators break in the tags of a page of HTML, and what their tools leave there.

An address in an attribute has no spaces; the text beside it is no matter. Tags that a tool wrapped sentences in are
unwrapped with their partners.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy

_ADDRESS = lazy(
    r"(?P<lead>\s(?:href|src|action|srcset|poster|cite)=\")"
    r"(?P<value>(?:https?[ ]?:|mailto[ ]?:|tel[ ]?:|/|\.{1,2}[ ]?/|\#|[\w-]+[ ]/)"
    r"[^\"<>\n]*[ ][^\"<>\n]*|(?:https?|mailto)[ ]:[^\"<>\n]*)\""
)
_INSIDE = lazy(r"[ ]*([/:.#?=&@_-])[ ]*")
LEFT = lazy(
    r"<(?P<tag>span|font)\s+(?:data-ttu-id=\"[^\"<>]*\"|class=\"(?:sxs-lookup|notranslate|google-src-text|simple-translate[\w-]*)\""
    r"|style=\"vertical-align:\s*inherit;?\")(?:\s+(?:data-ttu-id|dir|class|style)=\"[^\"<>]*\")*\s*>",
    re.I,
)
_WRAPPER = lazy(r"<(/?)(span|font)\b[^<>]*>", re.I)


def find(source: str) -> Iterator[Fix]:
    """Yield the fixes of a page; `source` has its scripts and comments blanked."""
    if "://" in source or ": //" in source or '="/ ' in source or '="mailto' in source or " / " in source:
        for m in _ADDRESS.finditer(source):
            value = m["value"].strip(" ")
            tight = _INSIDE.sub(r"\1", value)
            if " " not in tight and tight != m["value"]:
                yield Fix("syntax/attribute-address", (Edit(*m.span("value"), tight),))
    if is_wrapped(source):
        for spans in wrappers(source):
            yield Fix("syntax/leftover", tuple(Edit(a, b, "") for a, b in spans))


def is_wrapped(source: str) -> bool:
    """Can there be tags of a translation tool?"""
    return "vertical-align" in source or "data-ttu-id" in source or "sxs-lookup" in source


def wrappers(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the places of the tags that translation tools wrap sentences in, each with its partner."""
    opening = {m.start(): m for m in LEFT.finditer(source)}
    stack: list[re.Match[str] | None] = []
    for m in _WRAPPER.finditer(source):
        if not m[1]:
            stack.append(opening.get(m.start()))
        elif stack:
            opener = stack.pop()
            if opener is not None and opener["tag"].lower() == m[2].lower():
                yield opener.span(), m.span()
