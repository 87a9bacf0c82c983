"""Time codes and arrows of subtitles: ``00: 00: 04,100 -> 00: 00: 06,800``.

Only a line that is nothing but two time codes with something like an arrow between them is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_CODE = r"(?:\d{1,2}[ ]?[:：][ ]?)?\d{1,2}[ ]?[:：][ ]?\d{2}[ ]?[,.，][ ]?\d{3}"
_LINE = lazy(
    rf"^(?P<from>{_CODE})(?P<a>[ ]*)(?P<arrow>-{{1,2}}[ ]?-?[ ]?(?:>|&gt;|＞)|[—–][ ]?>|→|--[ ]?(?:>|&gt;|＞))"
    rf"(?P<b>[ ]*)(?P<to>{_CODE})(?=[ ]*(?:$|[a-zA-Z]+:))",
    re.M,
)


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every line of time codes that players would not read."""
    if not (">" in page.source or "→" in page.source or "&gt;" in page.source or "＞" in page.source):
        return
    for m in _LINE.finditer(page.source):
        edits = []
        for group in ("from", "to"):
            whole = re.sub(r"[ ]", "", m[group]).replace("：", ":").replace("，", ",")
            if whole != m[group]:
                edits.append((m.start(group), m.end(group), whole))
        if (m["a"], m["arrow"], m["b"]) != (" ", "-->", " "):
            edits.append((m.start("a"), m.end("b"), " --> "))
        if edits:
            yield fix("timecode", *edits)
