"""Closing tags that a page left in its text, where nothing opens them: ``Boots</a>haus``, ``</b>Ingredients``.

In plain text only, which has no tags of its own: what stands in the text are a few closing tags of words that are set
off or linked, and no other tag, no bracket of code and no word of one who writes about pages. Between two letters the
tag goes where they make one word; where both are common words that make none, a space takes its place. Left alone: a
tag that stands apart on both sides, which is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness

_CLOSER = lazy(r"</(?:a|b|i|u|em|strong|span|font|small|p|div|mark)>")
_BRACKET = lazy(r"[<>{}`]")
_SPOKEN = lazy(r"(?i)html|(?<!\w)(?:tags?|css|xml|markup|markdown|balises?|etiquetas?)(?!\w)")
_LEFT, _RIGHT = lazy(r"(?<![^\W\d_])[^\W\d_]{1,30}\Z"), lazy(r"[^\W\d_]{1,30}")
_FEW = 3
_PROSE = 200  # code points: a shorter text may be a piece of a file
_COMMON, _WHOLE = 3.5, 1.5  # on the Zipf scale: two words everybody knows; what they make together


def find(source: str, language: str) -> Iterator[Edit]:
    """Yield the edits that take such tags out of a plain text."""
    found = list(_CLOSER.finditer(source))
    if not 0 < len(found) <= _FEW or len(source) < _PROSE or _SPOKEN.search(source):
        return
    if len(_BRACKET.findall(source)) != 2 * len(found):
        return  # something opens a tag, or the text holds code
    for match in found:
        start, end = match.span()
        left, right = _LEFT.search(source, max(0, start - 31), start), _RIGHT.match(source, end)
        if left and right:
            space = _between(left.group().lower(), right.group(), language)
            if space is not None:
                yield Edit(start, end, space)
        elif left or right or source[start - 1 : start].strip() or source[end : end + 1].strip():
            yield Edit(start, end, "")


def _between(left: str, right: str, language: str) -> str | None:
    """What stands between two pieces instead of the tag: nothing, a space, or None where neither is certain."""
    low = right.lower()
    whole = commonness(left + low, language)
    parts = min(commonness(left, language), commonness(low, language))
    if whole >= _WHOLE and right.islower():
        return ""
    return " " if parts >= _COMMON and not whole and not settings(language).get("compounds") else None
