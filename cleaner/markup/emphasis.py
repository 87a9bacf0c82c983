"""Emphasis and code spans with spaces where their marks have to touch the words: ``** b **``, ``* * b * *``.

Marks are read in pairs within a line. Two stars between words are emphasis unless they stand as operators do
(``2 ** 3 ** 2``); one star, which is a sign of multiplication as well, needs more: a mark or a word before or inside it
that no formula has, or a page that shows the same damage elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.markup import seams, shortwords
from cleaner.markup.page import Page, fix
from cleaner.presence import matches_at
from cleaner.text import Span

_SPLIT = lazy(r"\* \* ?(?<![*\w]\* \*)(?<![*\w]\* \* )(?=[^\s*])([^*\n]{0,200}?[^\s*]) ?\* \*(?![*\w])")
_OPENER_SPLIT = lazy(r"(?<=[^\s*\\\d)\]] )(?P<mark>\* \*)(?=[^\W_][^*\n]{0,80}?(?<![\s*])\*\*(?![*\w]))")
_CLOSER_SPLIT = lazy(r"(?<![*\w\\])\*\*(?=[^\W_])[^*\n]{1,80}?(?<![\s*])(?P<mark>\* \*)(?![*\w])")
_MARKS = {"**": lazy(r"(?<![*\\])\*\*(?!\*)"), "__": lazy(r"(?<![_\\\w])__(?![_])|(?<![_\\])__(?![_\w])")}
_DOUBLED = lazy(r"(?<![*\\])\*\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*\*(?P<spare>\*\*)(?=[\s.,;:!?)]|$)", re.M)
_STAR = lazy(r"^[ \t>]*(?:[*+-]|\d+[.)])[ ]|(?<![*\\])\*(?!\*)", re.M)
_STAR_APART = lazy(r"\* | \*(?=[,.;:!?)])")
_SPLIT_STRUCK = lazy(r"(?<![~\w])~ ~ ?([^\s~][^~\n]{0,100}?) ?~ ~(?![~\w])")
_MARKED = lazy(r"(?<![=\w!<>])==(?P<a> ?)(?P<body>[^\s=][^=\n]{0,80}?)(?P<b> ?)==(?![=\w])")
_STRUCK = lazy(r"(?<![~\w])~~( ?)(?=[^\s~])([^~\n]{1,100}?)( ?)~~(?![~\w])")
_OPERAND = lazy(r"(?:[\d)\]}]|(?<![^\W\d_])[^\W\d_])\Z|[=+/^%]\Z")
_TERM = lazy(r"[\d({\[=+/^%-]|[^\W\d_](?![\w'’])")
_WORDS = lazy(r"[^\W\d_]{2,}")
_PLAIN = lazy(r"[^\W\d_][\w\s,;:.!?'’“”„«»\"()/&+-]*\Z")
_SPACED = lazy(r" ?(?=[\w./$@<-])(?=[^`\n]*[^\W_])[^`\n]*(?<! ) ?")
_OPENERS = "([{*_|>\"'“„«‘—–/"  # with the empty string, at the start and end of a text
_CLOSERS = ")]}*_|.,;:!?\"'”“»’—–/-"
_COMMON = 5.5  # Zipf figure of the words that join a sentence
_LONGEST = 200
_FEW = 6  # words between two stars, one of which stands apart
_NAME, _ARGUMENTS = lazy(r"\w+"), lazy(r"(?:kw\w*|args|opts|options|params|\w+_\w+)(?!\w)")
_MARK_APART = lazy(
    r" (?P<mark>(?:[.!?](?=[ ][“\"«(]?[^\W\d_a-zß-ÿа-я]|[ ]*$)|;(?=[ ][^\W\d_]|[ ]*$)|:(?=[ ]*\n\n|[ ]*\Z)))", re.M
)
_SPAN = lazy(r"`[^`\n]*`")
_WIDE = {"＊": "*", "｀": "`"}


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for each pair of marks that stands apart from its words."""
    source = page.source
    if not page.markdown:
        return
    if page.holds("**"):
        at = page.lines.find("**")
        while at >= 0:
            line = page.line(at)
            yield from _strong(page, "**", *line)
            at = page.lines.find("**", line[1])
    if page.holds("* *"):
        for m in _SPLIT.finditer(page.prose):
            yield fix("split-emphasis", (m.start(), m.start(1), "**"), (m.end(1), m.end(), "**"))
    if page.holds("* ") and page.holds(" *"):
        yield from _single(page)
        if page.holds("* *"):
            for m in (*_OPENER_SPLIT.finditer(page.prose), *_CLOSER_SPLIT.finditer(page.prose)):
                yield fix("split-emphasis", (*m.span("mark"), "**"))
    if page.holds("~ ~") and page.hurt:
        for m in _SPLIT_STRUCK.finditer(page.prose):
            yield fix("split-emphasis", (m.start(), m.start(1), "~~"), (m.end(1), m.end(), "~~"))
    if page.holds("== ") and page.holds(" =="):
        yield from _marked(page)
    if page.holds("~~ ", " ~~"):
        for m in _STRUCK.finditer(page.prose):
            if m[1] and m[3]:
                yield fix("emphasis-space", (m.start(1), m.end(1), ""), (m.start(3), m.end(3), ""))
    if "＊" in source or "｀" in source:
        yield from _wide(page)
    if page.holds("` ", " `"):
        yield from _code(page)
    if "`" in source and page.text.language:
        found = [(r.start, r.end) for r in page.of("code") if r.low - r.start == 1]
        for at in seams.spans(source, found, page.text.language):
            yield fix("glued-edge", (at, at, " "))
        if page.holds("` .", "` ;", "` :", "` !", "` ?"):
            yield from _behind(page, found)


def _strong(page: Page, mark: str, start: int, end: int) -> Iterator[Fix]:
    """Pair the double marks of a line, and move the spaces inside a pair out of it."""
    text = page.lines
    doubled = _DOUBLED.search(text, start, end) if "****" in text[start:end] else None
    if doubled and text.count("**", start, end) == 3:  # **this can be wrong**** after a trip
        yield fix("emphasis-mark", (*doubled.span("spare"), ""))
        return
    marks = [m.start() for m in _MARKS[mark].finditer(text, start, end)]
    if len(marks) % 2:
        return
    if text[start:end].lstrip(" >").startswith("|") and _crosses(text, marks):
        return
    for opener, closer in zip(marks[::2], marks[1::2], strict=True):
        inside = text[opener + 2 : closer]
        body = inside.strip(" ")
        left, right = len(inside) - len(inside.lstrip(" ")), len(inside) - len(inside.rstrip(" "))
        if not body or len(body) > _LONGEST or max(left, right) > 1:
            continue
        before, after = text[start:opener], text[closer + 2 : end]
        if not left and not right:
            yield from _glued(page, opener, closer, before, after)
            continue
        if not (_WORDS.search(body) or (page.hurt and not left and body[0].isdigit())) or (
            _OPERAND.search(before.rstrip()) and _TERM.match(after.lstrip())
        ):
            continue
        said = not left and body[-1] in ":.!?" and (not before or not before[-1].isalnum())  # **Note: **text
        if not _free(before, after, left, right) and not (page.hurt or said):
            continue
        if not left and _ARGUMENTS.match(after) and not said and _NAME.fullmatch(body):
            continue  # f takes **args **kwargs
        if before.rstrip().endswith(("=", "(", ",")) and not before.endswith(" ") and left:
            continue
        edits = []
        if left:
            gap = " " if _is_word(before[-1:]) else ""
            edits.append((opener, opener + 3, gap + "**"))
        if right:
            gap = " " if _is_word(after[:1]) else ""
            mark = body[-1] if gap and body[-1] == "," else ""  # **The tower, **built in 1887,
            edits.append((closer - 1 - len(mark), closer + 2, "**" + mark + gap))
        yield fix("emphasis-space", *edits)


def _marked(page: Page) -> Iterator[Fix]:
    """Words marked with a pen, ``== so ==``, in a page that marks others: it may as well be a comparison."""
    found = list(matches_at(_MARKED, page.prose, *page.held("=="))) if page.hurt else []
    if any(not (m["a"] or m["b"]) for m in found):
        for m in found:
            compared = _OPERAND.search(page.source[max(0, m.start() - 3) : m.start()].rstrip()) is not None
            if m["a"] and m["b"] and not compared and _WORDS.search(m["body"]):
                yield fix("emphasis-space", (*m.span("a"), ""), (*m.span("b"), ""))


def _is_word(char: str) -> bool:
    """Is this a letter or digit of a script that sets spaces between words?"""
    return char.isalnum() and char < "\u2e80"


def _crosses(text: str, marks: list[int]) -> bool:
    """Does a cell of a table end inside a pair?"""
    return any("|" in text[a:b] for a, b in zip(marks[::2], marks[1::2], strict=True))


def _free(before: str, after: str, left: int, right: int) -> bool:
    """Do the marks stand apart from what is outside, as the outer side of emphasis does?"""
    outer_left = not before or not before[-1].isalnum() or not left
    outer_right = not after or not after[0].isalnum() or not right
    return outer_left and outer_right


def _glued(page: Page, opener: int, closer: int, before: str, after: str) -> Iterator[Fix]:
    """A word that lost its space beside bold text: ``**bold**text``. ``**R**ead`` and ``un**frigging**`` stay."""
    inside = page.lines[opener + 2 : closer]
    if inside.endswith(",") and inside[-2:-1].isalpha() and after[:1].islower() and after[1:2].isalpha():
        yield fix("mark-drift", (closer - 1, closer, ""), (closer + 2, closer + 2, ", "))
        return
    language = page.text.language
    if language is None or language in {"zh", "ja", "th", "ko"}:
        return
    if shortwords.behind(page.lines, closer + 2, inside, language):
        yield fix("glued-edge", (closer + 2, closer + 2, " "))
    next_word = re.match(r"[^\W\d_]{3,}", after)
    if next_word and commonness(next_word[0].lower(), language) >= 5.0:
        last = re.search(r"[^\W\d_]+\Z", page.lines[opener + 2 : closer])
        if last and len(last[0]) > 2 and commonness((last[0] + next_word[0]).lower(), language) < 1.5:
            yield fix("glued-edge", (closer + 2, closer + 2, " "))
    last_word = re.search(r"(?<![^\W\d_])[^\W\d_]{3,}\Z", before)
    if last_word and commonness(last_word[0].lower(), language) >= 5.0:
        first = re.match(r"[^\W\d_]+", page.lines[opener + 2 : closer])
        if first and len(first[0]) > 2 and commonness((last_word[0] + first[0]).lower(), language) < 1.5:
            yield fix("glued-edge", (opener, opener, " "))


def _single(page: Page) -> Iterator[Fix]:
    """One star on either side of a word or a few: ``50 g Waschsoda, * nicht * Natron``."""
    text = page.lines
    done = -1
    for apart in matches_at(_STAR_APART, text, "* ", " *"):
        start, end = page.line(apart.start())
        if start > done:
            done = end
            stars = [m.start() for m in _STAR.finditer(text, start, end) if m.group() == "*"]
            pairs = list(zip(stars[::2], stars[1::2], strict=False))
            odd = sum(not _touches(text, *pair) for pair in pairs)
            if len(stars) == 2 or (len(stars) % 2 == 0 and odd <= (page.hurt > 0)):
                for pair in pairs:
                    yield from _pair(page, *pair, start, end)


def _touches(text: str, opener: int, closer: int) -> bool:
    """Do two stars of several stand as a pair does, whole (``*so*``) or with a blank on either side (``* so *``)?"""
    inside, around = text[opener + 1 : closer], text[opener - 1 : opener] + text[closer + 1 : closer + 2]
    return inside[:1].isspace() == inside[-1:].isspace() and not any(map(str.isalnum, around))


def _pair(page: Page, opener: int, closer: int, start: int, end: int) -> Iterator[Fix]:
    text = page.lines
    inside, before, after = text[opener + 1 : closer], text[start:opener], text[closer + 1 : end]
    body = inside.strip(" ")
    left, right = inside.startswith(" "), inside.endswith(" ")
    if not _PLAIN.match(body) or len(body) > 60 or not (left or right):
        return
    if not (left and right):  # *gratis *: here both marks show where they belong, if nothing else is the matter
        few = " " not in body or (right and after[:1] in tuple(",.;:!?)") and body.count(" ") < _FEW)  # *Don't stir *,
        short = few and page.hurt and not (before[-1:].isalnum() or after[:1].isalnum())
        if short and _WORDS.search(body):
            at = opener + 1 if left else closer - 1
            yield fix("emphasis-space", (at, at + 1, ""))
        return
    said = body[-1] in ".!?" and len(_WORDS.findall(body[:-1])) > 0 and after[:1] in ("", " ")  # * So. * I am
    if not _WORDS.search(body) or _OPERAND.search(before.rstrip()) or (_TERM.match(after.lstrip()) and not said):
        return
    if (before and before[-1] not in " (") or (after and after[0].isalnum()):
        return
    language = page.text.language or ""
    told = before.rstrip()[-1:] in set(",;:.!?(–—") or after[:1] in set(",.;:!?)")
    if told or commonness(body.lower(), language) >= _COMMON or page.hurt:
        yield fix("emphasis-space", (opener + 1, opener + 2, ""), (closer - 1, closer, ""))


def _behind(page: Page, found: list[Span]) -> Iterator[Fix]:
    """A space between a code span and the mark behind it, in a sentence that goes on or ends there.

    # the name of `a` : its age, run `x` ; `y`: signs that part; a colon and what calls or asks need company
    """
    apart = settings(page.text.language).get("marks_apart", ())
    for _, end in found:
        m = _MARK_APART.match(page.lines, end)
        if m is None or m["mark"] in apart or (m["mark"] in ":!?" and not page.hurt):
            continue
        before = page.source[page.line(end)[0] : end]
        if len(_WORDS.findall(_SPAN.sub("", before))) > 1 and "|" not in before:
            yield fix("behind-code", (end, end + 1, ""))


def _wide(page: Page) -> Iterator[Fix]:
    """Full-width stars and backticks in pairs: ``＊＊重要＊＊``, ``｀npm｀``."""
    for sign, plain in _WIDE.items():
        for m in re.finditer(
            rf"({sign}{{1,2}})([^{sign}\s](?:[^{sign}\n]{{0,80}}[^{sign}\s])?)\1(?!{sign})", page.prose
        ):
            width = len(m[1])
            if width == 2 or sign == "｀":
                yield fix(
                    "wide-mark", (m.start(), m.start() + width, plain * width), (m.end(2), m.end(), plain * width)
                )


def _code(page: Page) -> Iterator[Fix]:
    """A space inside a code span, on both sides. Around a backtick or a mark alone it is meant.

    One on one side may be part of what is shown (a prompt, a prefix); only a page that was broken elsewhere loses it.
    """
    source = page.source
    for region in page.of("code"):
        inside = source[region.low : region.high]
        spaced = inside[:1] == " " or inside[-1:] == " "
        if not spaced or region.low - region.start != 1 or not _SPACED.fullmatch(inside):
            continue
        both = inside[0] == inside[-1] == " "
        if not both and not (page.hurt and re.search(r"[\w)\]}>\"']\s*\Z", inside)):
            continue
        before, after = source[region.start - 1 : region.start], source[region.end : region.end + 1]
        if not (before.isspace() or before in _OPENERS) or not (after.isspace() or after in _CLOSERS):
            continue  # `sub` function, the opposite of `add`: an odd backtick stood before
        common = max(commonness(inside.strip(), language) for language in (page.text.language or "", "en"))
        if page.hurt > 1 or common < _COMMON:  # joined by ` and `
            gaps = [(at, at + 1, "") for at in (region.low, region.high - 1) if source[at] == " "]
            yield fix("code-space", *gaps)
