"""Markdown in the messages of a file: ``[privacy] (/privacy)``, ``** sempre **``.

A message says nowhere that it is Markdown. The file shows it: a pair of its marks that stands close to its words, in
this message or in another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.formats.segment import Entry
from cleaner.lazy import lazy

_WHOLE = lazy(r"(?<![\w*])\*\*[^\W_](?:[^*\n]{0,200}[^\s*])?\*\*(?![\w*])|(?<![\w\]])\[[^\[\]\n]{1,200}\]\([^()\s]+\)")
_LINK = lazy(
    r"(?<![\w!\]\\])\[[^\W_][^\[\]\n]{0,200}\](?P<gap> )\((?:https?://|mailto:|\.{0,2}/[\w.]|#[^\W\d])[^()\s]*\)"
)
_PAIRED = lazy(r"(?<![\w*\\])\*\*(?P<a> ?)(?=[^\s*])(?P<body>[^*\n]{1,120}?)(?P<b> ?)\*\*(?![\w*])")
_WORD = lazy(r"[^\W\d_]{2}")


def restored(prose: str, entry: Entry) -> Iterator[Fix]:
    """Yield a fix for each link and each pair of stars whose pieces stand apart, in a file that has whole ones."""
    stars = "**" in prose and ("** " in prose or " **" in prose)
    if not (stars or "] (" in prose) or not _is_markdown(entry):
        return
    for m in _LINK.finditer(prose):
        yield Fix("source/marked", (Edit(*m.span("gap"), ""),))
    if stars and not prose.count("**") % 2 and "***" not in prose:
        for m in _PAIRED.finditer(prose):
            gaps = tuple(Edit(*m.span(group), "") for group in "ab" if m[group])
            operands = prose[: m.start()].rstrip()[-1:].isdigit() or not _WORD.search(m["body"])
            if gaps and not operands:
                yield Fix("source/marked", gaps)


def _is_markdown(entry: Entry) -> bool:
    memo = entry.messages.memo
    if "markdown" not in memo:
        memo["markdown"] = any(_WHOLE.search(prose) for prose in entry.messages.prose.values())
    return bool(memo["markdown"])
