"""Backslashes before marks that need none in prose: ``\\"so\\"``, ``it\\'s``, ``\\'so\\'``, ``and\\/or``.

Left alone: strings of programs, paths, patterns, lines that speak of code; a pair of single marks without an escape of
another kind, or another pair, in the text.
"""

from __future__ import annotations

import re

from cleaner.encoding.shown import line_of
from cleaner.lazy import lazy

_QUOTED_SO = lazy(r"[(=,{\[] ?'[^'\n]*\Z")
_QUOTE = lazy(r'\\(?<!\\\\)"')
_VALUE = lazy(r'=["\']?\\"')  # -D…=\"/usr\"
_APOSTROPHE = lazy(  # it\\'s; O\\'Rourke, l\\'eau
    r"\\(?:(?<=[^\W\d_].)'(?=(?:s|t|d|m|ll|re|ve)\b)|(?<=\b[ODLdlncsjmt].)'(?=[^\W\d_]{3}))"
)
_OF_CODE = lazy(r"\b(?:PHP|SQL|JSON|JavaScript|Python|backslash\w*|escap\w+)\b")
_SLASH = lazy(r"\\(?<=[^\W\d_].)/(?=[^\W\d_])")
_SUBSTITUTES = lazy(r"(?:^|[\s'\";{])(?:s|y|m|tr)/[^\s]|\b(?:sed|awk|perl)\b")
_PATH = lazy(r"(?<![A-Za-z])[A-Za-z]:[\\/]")
_SINGLE = lazy(r"\\'(?:(?<![^\s(“\"—–-]..)(?P<opens>(?=\w))|(?<=[\w.,!?…)]..)(?=[\s.,;:!?)”\"—–-]|\Z))")


def needless(view: str, company: bool) -> tuple[list[int], list[int]]:
    """Where such backslashes stand: those before ``"``, and others. company: the text has escapes of another kind."""
    quotes = _escaped_quotes(view)
    others = []
    for match in _APOSTROPHE.finditer(view):
        if _QUOTED_SO.search(view, max(0, match.start() - 200), match.start()):
            continue  # ${_('You don\\'t have permission')}
        if _OF_CODE.search(line_of(view, match.start())):
            continue  # he wrote l\\'eau in his PHP file
        others.append(match.start())
    others += _single_quotes(view, company or bool(others))
    slashes = [m.start() for m in _SLASH.finditer(view) if not in_path(view, m.start())]
    slashes = [at for at in slashes if not _SUBSTITUTES.search(line_of(view, at))]  # sed -i 's/usr\\/bin/bin/g'
    if slashes and (company or len(quotes) > 1 or len(slashes) > 1):
        others += slashes
    return quotes, others


def _single_quotes(view: str, company: bool) -> list[int]:
    """The places of ``\\'`` around words, in lines where every one of them has a partner and no mark stands bare."""
    lines: dict[int, list[re.Match[str]]] = {}
    for match in _SINGLE.finditer(view):
        lines.setdefault(view.rfind("\n", 0, match.start()), []).append(match)
    out: list[int] = []
    for spots in lines.values():
        line = line_of(view, spots[0].start())
        paired = all((match["opens"] is not None) != n % 2 for n, match in enumerate(spots)) and len(spots) % 2 == 0
        bare = line.count("'") > line.count("\\'")
        if paired and not bare and not any(sign in line for sign in "{=<") and not _OF_CODE.search(line):
            out += [match.start() for match in spots]
    return out if company or len(out) > 2 else []


def _escaped_quotes(view: str) -> list[int]:
    """The places of ``\\"`` in lines where every straight quotation mark is escaped, and they come in pairs.

    A bare one beside it means that a string is shown as programs write it: ``"Michael \\"Mutt\\" Elkins"``.
    """
    lines: dict[int, list[int]] = {}
    for match in _QUOTE.finditer(view):
        lines.setdefault(view.rfind("\n", 0, match.start()), []).append(match.start())
    out: list[int] = []
    for low, spots in lines.items():
        high = view.find("\n", spots[-1])
        line = view[low + 1 : high if high >= 0 else len(view)]
        if (
            len(spots) % 2 == 0
            and line.count('"') == len(spots)
            and "{" not in line
            and not _VALUE.search(line)
            and not _PATH.search(line)
        ):
            out += spots
    return out


def in_path(view: str, at: int) -> bool:
    """Does a backslash stand in a Windows path?"""
    low = max(view.rfind("\n", 0, at) + 1, at - 200)
    return _PATH.search(view, low, at + 1) is not None
