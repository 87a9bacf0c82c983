r"""JSON texts that no program reads, mended where there is one way: unknown escapes, marks and commas gone.

``\ N`` and ``\N`` before a capital are the line end of a translator who began a sentence there; nobody has to escape an
apostrophe or a percent sign, and programs that let it pass read the sign alone. A string without an end in its line
ends there, where the next line begins with a key or closes the object; two pairs in lines of their own have a comma
between them. Left alone: a string with other lone backslashes, a path or a pattern; lines with more than one pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy

_ESCAPE = lazy(r"(?<!\\)(?:\\\\)*+\\(?P<gap>[ ]*)(?P<sign>[^\n])")
_KNOWN = frozenset('"\\/bfnrt')
_UNICODE = lazy(r"[ ]*[uU][0-9a-fA-F]{4}")
_SENTENCE = lazy(r"[A-ZÀ-ÞА-ЯΑ-Ω\s\"\\¡¿«„“(]")
_LINE = lazy(
    r"(?m)^[ \t]*(?P<key>\"(?:[^\"\\\n]|\\.)*\"|\"[^\"\\\n:]+(?=:[ ])|[^\s\"“”„«»＂{}\[\]:,/][^\"\\\n:]*\"(?=[ ]?:))"
    r"[ ]?:[ ]*(?P<value>\"(?:[^\"\\\n]|\\.)*(?P<end>\"?)|[^\W\d_][^\"\\\n]*\")(?P<tail>[ ]*,?)[ \t]*$"
)
_NEXT = lazy(r"\s*(?:(?P<key>\"[^\"\n]*\"[ ]*:)|(?P<close>\}))")


def find(source: str) -> Iterator[Fix]:
    """Yield the fixes for a text that does not parse."""
    if "\\" in source:
        yield from _escapes(source)
    for m in _LINE.finditer(source):
        behind = _NEXT.match(source, m.end())
        edits = list(_marks(m, bool(behind and behind["key"]))) if behind else []
        if edits:
            yield Fix("syntax/json-mark", tuple(edits))


def _escapes(source: str) -> Iterator[Fix]:
    for line in _LINE.finditer(source):
        low, high = line.span("value")
        found = [
            m for m in _ESCAPE.finditer(source, low, high)
            if m["gap"] or not (m["sign"] in _KNOWN or _UNICODE.match(source, m.start("sign")))
        ]  # fmt: skip
        told = [_meant(source, m.start("sign")) for m in found]
        if all(new is not None for new in told):
            for m, new in zip(found, told, strict=True):
                start = m.start("gap") - (new in ("'", "%"))
                yield Fix("syntax/json-escape", (Edit(start, m.end("sign"), str(new)),))


def _meant(source: str, at: int) -> str | None:
    """What the sign behind a backslash is to be, with the backslash if it is no letter."""
    sign = source[at]
    if sign in "nN" and _SENTENCE.match(source, at + 1):
        return "n"
    if sign in "uU" and _UNICODE.match(source, at):
        return "u"
    return sign if sign in "'%" else None


def _marks(m: re.Match[str], more: bool) -> Iterator[Edit]:
    """The marks and the comma that a line of one pair lacks; `more`: another pair follows."""
    key, value = m["key"], m["value"]
    if not key.startswith('"'):
        yield Edit(m.start("key"), m.start("key"), '"')
    elif not key.endswith('"'):
        yield Edit(m.end("key"), m.end("key"), '"')
    if not value.startswith('"'):
        yield Edit(m.start("value"), m.start("value"), '"')
    end = m.end("value")
    if value.startswith('"') and not m["end"]:
        body = value.rstrip(" \t")
        if body.rstrip(",").endswith(("”", "“", "»", "＂")):
            return  # the mark is there, in the form of prose
        comma = body.endswith(",")
        end = m.start("value") + len(body) - comma
        yield Edit(end, end, '"' + ("," if more and not comma else ""))
    elif more and not m["tail"].strip():
        yield Edit(end, end, ",")
