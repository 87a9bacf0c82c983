"""Full-width marks in code of a page whose language has none: ``useStore（）``; and what is a comment there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

WRITTEN = frozenset([None, "ja", "zh", "ko"])
_HAN = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WIDE = {chr(n + 0xFEE0): chr(n) for n in map(ord, "!&()+,-/:;<=>?[]{|}")}
_NARROW = {ord(wide): plain for wide, plain in _WIDE.items()}


def find(page: Page, low: int, text: str, comment: str) -> Iterator[Fix]:
    """Yield the plain forms of these marks; inside a string they are text."""
    if page.text.language in WRITTEN or _HAN.search(text) or not re.search(r"[A-Za-z]{2}", text):
        return
    plain = text.translate(_NARROW) if not comment else ""
    if plain and plain != text and f"`{plain}`" in page.source[slice(*page.line(low))]:
        return  # `E:\DCIM`, not `E：\DCIM`: both are shown side by side
    for at, char in enumerate(text):
        new = _WIDE.get(char)
        if new is None:
            continue
        before = text[:at]
        if any(before.count(mark) % 2 for mark in "\"'") or (comment and comments(before, comment)):
            continue
        yield fix("wide-mark", (low + at, low + at + 1, new))


def comments(before: str, sign: str) -> bool:
    """Does a comment begin before a place of a line?"""
    return re.search(rf"(?:^|\s){re.escape(sign)}(?:\s|$)", before) is not None or before.lstrip().startswith(
        (sign, "*", "/*", "<!--")
    )
