"""Lines of a gettext catalogue that no program reads any more: ``msgstr «Supprimer»``, ``msgstr [0] "…"``.

Only a line that is none of a catalogue is looked at, and what it lacks is told by its keyword: the straight marks a
string stands between, the form of the keyword, the backslash before a mark inside. Left alone: every line that is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.text import Text

_KEYWORD = r"msg ?(?:id(?: ?_ ?plural)?|str(?: ?\[ ?\d ?\])?|ctxt)"
_BROKEN = lazy(
    rf"(?mi)^[ \t]*(?:(?P<word>{_KEYWORD})(?P<gap> ?[:：]?[ \t]*))?"
    r"(?P<open>[\"“„«”＂](?:[ \u00a0\u202f](?=[^»\n]*[ \u00a0\u202f]»\s*$))?)"
    r"(?P<body>[^\n]*?)(?P<close>[ \u00a0\u202f]?»|[\"”“＂])?[ \t\r]*$"
)
# Two names stand there, and no others.
_FORMS = lazy(
    r"(?m)^\"Plural-Forms:[ ]*(?P<nplurals>[^\W\d][\w-]*)[ ]*=[ ]*\d[ ]*;[ ]*"
    r"(?P<plural>[^\W\d][\w-]*)(?=[ ]*=[ ]*[(n\d])"
)
_INSIDE = lazy(r'(?<!\\)(?:\\\\)*(?P<mark>")')


def find(text: Text) -> Iterator[Fix]:
    """Yield a fix for each line that is not read; all others are walls."""
    for m in _FORMS.finditer(text.source) if "Plural-Forms" in text.source else ():
        named = tuple(Edit(*m.span(word), word) for word in ("nplurals", "plural") if m[word] != word)
        if named:
            yield Fix("syntax/catalogue-forms", named)
    for m in _BROKEN.finditer(text.view):
        if not (m["word"] or m["close"]):
            continue
        edits = []
        if m["word"]:
            low = m.start("word")
            edits += [Edit(low + n, low + n + 1, char.strip().lower()) for n, char in enumerate(m["word"])]
            edits.append(Edit(*m.span("gap"), " "))
        edits.append(Edit(*m.span("open"), '"'))
        edits += [Edit(n.start("mark"), n.start("mark"), "\\") for n in _INSIDE.finditer(text.view, *m.span("body"))]
        edits.append(Edit(*(m.span("close") if m["close"] else (m.end("body"), m.end("body"))), '"'))
        changed = tuple(edit for edit in edits if text.view[edit.start : edit.end] != edit.new)
        if changed:
            yield Fix("syntax/catalogue-line", changed)
