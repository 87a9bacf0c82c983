"""Declared normalisations: one form for quotes, dashes, ellipses, Unicode, white space, line ends and width.

These change style, not damage, so each is off unless the profile asks for it (see `cleaner.profile.NORMALISATIONS`).
Where a sign carries meaning it stays: quotes, ellipses and width in Chinese, Japanese and Korean; indentation,
aligned columns and no-break spaces; a minus, an option (``--all``) and the dash of a list item; guillemets that do
not pair (``Read more »``); straight marks of a paragraph in which openers and closers do not alternate. What is
walled stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from unicodedata import is_normalized, normalize

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy, lazy_regex
from cleaner.pipeline import Context
from cleaner.text import Span, Text

Found = Iterator[tuple[Edit, ...]]

_CJK = frozenset({"zh", "ja", "ko"})
_WIDE_SCRIPT = lazy_regex(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3001-\u303f]")
_FULL_WIDTH = lazy(r"[\uff01-\uff5e\u3000]+")
_CLUSTER = lazy_regex(r"\X")
_TRAILING = lazy(r"(?<![ \t])[ \t]+(?=\r?\n|\r|\Z)")
_GAP = lazy(r"(?<=[^\s|]) {2,}(?=[^\s|])")
_WIDEST = 3  # a wider gap is layout
_CURLY = lazy(r"[“”„‟‘’‚‛]")
_GUILLEMET = lazy(r"[«‹][\u00a0\u202f ]?|[\u00a0\u202f ]?[»›]")
_STRAIGHT = {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛‹›", "'")}
# opening and closing marks, double and single, by language; French sets them off with no-break spaces
_MARKS = {
    "en": "“”‘’", "nl": "“”‘’", "pt": "“”‘’", "tr": "“”‘’",
    "de": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "pl": "„”‚’", "ro": "„”«»", "hu": "„”»«",
    "es": "«»“”", "it": "«»“”", "ru": "«»„“", "uk": "«»„“", "fr": "«»“”",
    "sv": "””’’", "fi": "””’’",
}  # fmt: skip
_ELIDED = r"(?:tis|twas|em|til|cause|bout|round|n)(?!\p{L})"
_APOSTROPHE = lazy_regex(
    rf"(?<=[\p{{Latin}}\p{{Cyrillic}}])'(?=[\p{{Latin}}\p{{Cyrillic}}])|(?<![\w'])'(?=\d0s(?!\w)|(?i:{_ELIDED}))"
)
_OPENS = lazy_regex(r"(?<![^\s(\[{“«„—–\-\"'‘\uFFFC/])(?P<mark>[\"'])(?=[^\s\"'.,;:!?)\]])")
_CLOSES = lazy_regex(r"(?<=[^\s(\[{“«„])(?P<mark>[\"'])(?![\p{L}\p{N}])")
_DASH_PLAIN = lazy_regex(r"(?<=[\p{L}\p{N}”’\"'.,!?)])[—―](?=[\p{L}\p{N}“‘\"'(])|[–—―‒‑]")
_DASH_TYPED = lazy_regex(
    r"(?<=[^\s\-–—|] )(?<!\d )--?(?= [^\s\-–—|>])|(?<=[^\s\-–—|] )--?(?= (?!\d)[^\s\-–—|>])"
    r"|(?<=(?<![\w\-/.])[\p{L}’']{1,40}[”\"]?)--(?=[“\"]?[\p{L}’']{1,40}+(?![\w\-/]))"
)
_DOTS = lazy(r"(?<!\.)\.\.\.(?!\.)")


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield the fixes of the normalisations the profile asks for."""
    for option, steps in _STEPS.items():
        step = steps.get(context.option(option))
        if step is not None:
            rule = f"normalise/{option}-{context.option(option).lower()}"
            for edits in step(text):
                yield Fix(rule, edits)


def _straight_quotes(text: Text) -> Found:
    """Typographic quotes and apostrophes become `"` and `'`; guillemets only where they pair, with their spaces."""
    view = text.view
    if text.language in _CJK:
        return
    for m in _CURLY.finditer(view):
        yield (Edit(m.start(), m.end(), _STRAIGHT[m.group()]),)
    if "«" in view or "»" in view or "‹" in view:
        for start, end in text.paragraphs:
            yield from _straight_guillemets(view, start, end)


def _straight_guillemets(view: str, start: int, end: int) -> Found:
    for pair in ("«»", "‹›"):
        marks = [m for m in _GUILLEMET.finditer(view, start, end) if m.group().strip("\u00a0\u202f ") in pair]
        if len(marks) % 2 or any(a.group().strip() == b.group().strip() for a, b in pairwise(marks)):
            continue
        for opener, closer in zip(marks[::2], marks[1::2], strict=True):
            sign = _STRAIGHT[pair[0]]
            if opener.group().strip("\u00a0\u202f ") == pair[0]:
                yield Edit(*opener.span(), sign), Edit(*closer.span(), sign)
            else:  # »so«: the spaces outside belong to the sentence
                first = opener.end() - 1
                yield Edit(first, first + 1, sign), Edit(closer.start(), closer.start() + 1, sign)


def _typographic_quotes(text: Text) -> Found:
    """Straight quotes become the language's own where openers and closers alternate in their paragraph."""
    view, marks = text.view, _MARKS.get(text.language or "")
    if marks is None or ('"' not in view and "'" not in view):
        return
    taken = set()
    for m in _APOSTROPHE.finditer(view):
        taken.add(m.start())
        yield (Edit(m.start(), m.end(), "’"),)
    space = "\u00a0" if text.language == "fr" else ""
    for start, end in text.paragraphs:
        for sign, opener, closer in (('"', *marks[:2]), ("'", *marks[2:])):
            gap = space if opener == "«" else ""
            for a, b in _pairs(view, start, end, sign, taken):
                yield Edit(a, a + 1, opener + gap), Edit(b, b + 1, gap + closer)


def _pairs(view: str, start: int, end: int, sign: str, taken: set[int]) -> list[Span]:
    """The pairs of a straight sign in a paragraph; none if one of them could be an inch, or has no partner."""
    places = [n for n in range(start, end) if view[n] == sign and n not in taken] if sign in view[start:end] else []
    out: list[Span] = []
    if len(places) % 2:
        return out
    for a, b in zip(places[::2], places[1::2], strict=True):
        opened, closed = _OPENS.match(view, a, end), _CLOSES.match(view, b, end)
        if not opened or not closed or view[b - 1].isdigit() or b == a + 1:
            return []
        out.append((a, b))
    return out


def _plain_dashes(text: Text) -> Found:
    """Dashes become hyphens; a dash that stood between words without spaces gets them."""
    for m in _DASH_PLAIN.finditer(text.view):
        tight = m.group() in "—―" and m.start() > 0 and not text.view[m.start() - 1].isspace()
        tight = tight and m.end() < len(text.view) and not text.view[m.end()].isspace()
        yield (Edit(m.start(), m.end(), " - " if tight else "-"),)


def _typographic_dashes(text: Text) -> Found:
    """A hyphen or two between spaces becomes a dash; two between words a long one. Options and lists stay."""
    long = text.language in ("ru", "uk", "be", "bg", "es", "pt", "fr", "it")
    for m in _DASH_TYPED.finditer(text.view):
        spaced = text.view[m.start() - 1] == " "
        yield (Edit(m.start(), m.end(), "—" if long or not spaced else "–"),)


def _dotted_ellipses(text: Text) -> Found:
    """`…` becomes three dots, but not in or beside a wide script."""
    view = text.view
    if "…" not in view or text.language in _CJK:
        return
    for m in re.finditer("…", view):
        if not _WIDE_SCRIPT.search(view, max(0, m.start() - 2), m.end() + 2):
            yield (Edit(m.start(), m.end(), "..."),)


def _ellipsis_signs(text: Text) -> Found:
    """Three dots become `…`; two, four and more stay."""
    if "..." in text.view:
        for m in _DOTS.finditer(text.view):
            yield (Edit(m.start(), m.end(), "…"),)


def _form(name: str) -> Callable[[Text], Found]:
    """Return the step to a Unicode form: every cluster that is in another form is replaced, the rest stays."""

    def step(text: Text) -> Found:
        view = text.view
        if view.isascii() or is_normalized(name, view):  # type: ignore[arg-type]
            return
        for word in re.finditer(r"\S+", view):
            if is_normalized(name, word.group()):  # type: ignore[arg-type]
                continue
            for m in _CLUSTER.finditer(view, word.start(), word.end()):
                if not is_normalized(name, m.group()):  # type: ignore[arg-type]
                    yield (Edit(m.start(), m.end(), normalize(name, m.group())),)  # type: ignore[arg-type]

    return step


def _fold_space(text: Text) -> Found:
    """Spaces at the end of a line go, several between words become one; columns and indentation stay."""
    view = text.view
    if "  " in view:
        yield from _gaps(view)
    if " \n" in view or "\t\n" in view or " \r" in view or "\t\r" in view or view[-1:] in (" ", "\t"):
        for m in _TRAILING.finditer(view):
            yield (Edit(m.start(), m.end(), ""),)


def _gaps(view: str) -> Found:
    lines: list[tuple[int, list[re.Match[str]]]] = []
    at = 0
    for line in view.split("\n"):
        found = list(_GAP.finditer(view, at, at + len(line))) if "  " in line else []
        lines.append((at, found))
        at += len(line) + 1
    for n, (start, found) in enumerate(lines):
        if not found or sum(len(m.group()) > 2 for m in found) > 1:
            continue
        near = [(other, m) for other, gaps in lines[max(0, n - 2) : n + 3] if other != start for m in gaps]
        columns = {m.end() - other for other, m in near}
        wide = any(len(m.group()) > 2 for _, m in near)
        for m in found:
            if len(m.group()) <= _WIDEST and m.end() - start not in columns and not (wide and len(m.group()) > 2):
                yield (Edit(m.start() + 1, m.end(), ""),)


def _line_feeds(text: Text) -> Found:
    """Every line ends with a line feed alone."""
    if "\r" in text.view:
        for m in re.finditer("\r\n?", text.view):
            yield (Edit(m.start(), m.end(), "\n"),) if len(m.group()) == 1 else (Edit(m.start(), m.start() + 1, ""),)


def _fold_width(text: Text) -> Found:
    """Full-width letters, digits and marks become plain ones, but not in or beside a wide script."""
    view = text.view
    if text.language in _CJK or view.isascii():
        return
    for m in _FULL_WIDTH.finditer(view):
        start, end = m.span()
        if not _WIDE_SCRIPT.search(view, max(0, start - 2), start) and not _WIDE_SCRIPT.search(view, end, end + 2):
            plain = "".join(" " if c == "\u3000" else chr(ord(c) - 0xFEE0) for c in m.group())
            yield (Edit(start, end, plain),)


_STEPS: dict[str, dict[str, Callable[[Text], Found]]] = {
    "lines": {"lf": _line_feeds},
    "form": {name: _form(name) for name in ("NFC", "NFD", "NFKC")},
    "width": {"fold": _fold_width},
    "quotes": {"straight": _straight_quotes, "typographic": _typographic_quotes},
    "ellipses": {"dots": _dotted_ellipses, "character": _ellipsis_signs},
    "dashes": {"plain": _plain_dashes, "typographic": _typographic_dashes},
    "space": {"fold": _fold_space},
}
