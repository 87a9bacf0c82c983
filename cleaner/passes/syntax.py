"""Syntax (M): what a translator broke of the file's own language, so that it is read otherwise, or not at all.

This pass reads the raw file, before prose is found in it: tags (``< br / >``), attributes, references, the marks of
JSON, the times of subtitles. Most of it is patterns, each for the formats where nothing else can be meant. What needs
the rest of the file is here. Left alone: everything in a JSON text that parses; scripts, styles and code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner import clauses
from cleaner.edits import Edit, Fix
from cleaner.formats import FormatError
from cleaner.formats.json import values
from cleaner.formats.subtitles import structure
from cleaner.language import keywords, settings
from cleaner.lazy import lazy
from cleaner.markup import seams
from cleaner.pipeline import Context
from cleaner.text import WALL, Text

_CURLY = lazy(r"[“”„«»‟＂]")
_PAIR = lazy(
    r"^[ \t]*(?P<q>[\"“”„«»＂] ?)(?P<key>[^\"“”„«»＂\n]+?)(?P<q2> ?[\"“”„«»＂])\s*[:：]\s*"
    r"(?:(?P<q3>[\"“”„«»＂] ?)(?P<value>[^\"\n]*?)(?P<q4> ?[\"“”«»＂])[ \t]*,?|[^\"“”„«»＂\n]*)[ \t]*$",
    re.M,
)
_PAIR_OPENS = lazy(r"^[ \t]*\"[^\"\n]{1,200}\"[ ]*:[ ]*\"(?=[^\n]*\"[^\n]*\")", re.M)
_INSIDE = lazy(r'(?<!\\)(?:\\\\)*(?P<mark>")')
_NEXT_PAIR = lazy(r"\"[ ]*[,:}\]][ ]*(?:[\"{\[]|$)")
_BARE = lazy(r":[ ]*[^\W\d_]{2,12}[ ]*(?=[,}\n])")
_WIDE = lazy(r"(?<=[\"\]}\d])[ \t]*(?P<colon>：)(?=\s*[\"\[{\d])|(?<=[\"\]}])(?P<comma>，)(?=\s*\n)")
_TAGGED = frozenset("html android xliff json jsonl yaml properties strings xcstrings".split())
_TRUTH = lazy(
    r"(?<=\s)(?:translatable|formatted|contenteditable|draggable|spellcheck|aria-(?:hidden|expanded|checked|disabled|busy"
    r"|selected|pressed|atomic|modal|required|invalid|live))=\"(?!true\"|false\")(?P<word>[^\W\d_]{1,15})\""
)
_SMALL = frozenset("en es fr it nl pt".split())  # languages whose function words are small inside a sentence
_START = lazy(r"([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]*)(?=,? [a-zß-öø-ÿ])")
_OPEN_END = lazy(r"[a-zß-öø-ÿ]{2},?$")
_DEPENDENT = lazy(r"(?:Until|Till|Unless|Than|Whether)\b[^,;:]*\Z")  # sold ice in the village | Until the road came.
_APART = lazy(r"♪|^[-–—(\[#]|^[A-Z\W\d]+$|:$", re.M)


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for what only the rest of the file can tell."""
    if text.format in _TAGGED and " </" in text.source:
        broken = text.format == "html" and seams.is_broken(text.source)
        for edits in seams.inner(text.source, text.view, messages=text.format != "html" or broken, links=broken):
            yield Fix("syntax/tag-inside", tuple(Edit(*span, new) for span, new in edits))
    if text.format in ("html", "android") and "=" in text.source:
        yield from _truths(text)
    # What a format needs is loaded when a file of it comes.
    if text.format in ("json", "jsonl", "xcstrings"):
        from cleaner.markup import data

        yield from _json(text)
        if not _parses(text.source, text.format):
            from cleaner.markup import unread

            yield from data.words(text) if _BARE.search(text.source) else ()
            yield from unread.find(text.source) if text.format == "json" else ()
        yield from data.messages(text.source) if '"placeholders"' in text.source else ()
        yield from data.directives(text.source) if "% " in text.source else ()
    elif text.format == "yaml":
        from cleaner.markup import data

        yield from data.yaml(text)
    elif text.format == "gettext":
        from cleaner.markup import catalogues

        yield from catalogues.find(text) if text.view.strip(WALL) else ()
    elif text.format == "subtitles":
        from cleaner.markup import cues

        yield from cues.find(text)
        yield from _capitals(text)
    elif text.format == "html":
        from cleaner.markup import pages, tagcases

        yield from pages.find(text.view)
        yield from (Fix("syntax/tag-case", (Edit(*span, small),)) for span, small in tagcases.find(text.view))
        yield from _gaps(text)
    elif text.format in ("android", "xliff"):
        from cleaner.markup import elements

        yield from elements.find(text)
        yield from _gaps(text)


def _truths(text: Text) -> Iterator[Fix]:
    """True and false in another language, in an attribute that takes nothing else: ``formatted="ложь"``."""
    for m in _TRUTH.finditer(text.view):
        told = keywords(text.language).get(m["word"].lower())
        if told in ("true", "false") and m["word"].lower() != told:
            yield Fix("syntax/truth", (Edit(*m.span("word"), told),))


def _json(text: Text) -> Iterator[Fix]:
    """Marks of the syntax in the form of prose; only in a text that does not parse."""
    source = text.source
    inside = list(_marks_inside(source))
    if not (inside or _CURLY.search(source) or "：" in source or "，" in source) or _parses(source, text.format):
        return
    for places in inside:
        yield Fix("syntax/json-mark", tuple(Edit(at, at, "\\") for at in places))
    for m in _PAIR.finditer(source):
        marks = [m.span(group) for group in ("q", "q2", "q3", "q4") if m[group] is not None]
        if any(_CURLY.search(source, a, b) for a, b in marks):
            yield Fix("syntax/json-quotes", tuple(Edit(a, b, '"') for a, b in marks))
    for m in _WIDE.finditer(source):
        yield Fix("syntax/json-colon", (Edit(*m.span(str(m.lastgroup)), ":" if m["colon"] else ","),))


def _marks_inside(source: str) -> Iterator[list[int]]:
    """The places of bare quotation marks in the strings that have a line of their own, where they come in pairs."""
    for m in _PAIR_OPENS.finditer(source):
        end = source.find("\n", m.end())
        body = source[m.end() : end if end >= 0 else len(source)].rstrip(" \t\r").removesuffix(",").rstrip(" ")
        if not body.endswith('"') or _NEXT_PAIR.search(body, 0, len(body) - 1):
            continue
        marks = [m.end() + n.start("mark") for n in _INSIDE.finditer(body, 0, len(body) - 1)]
        if marks and len(marks) % 2 == 0:
            yield marks


def _parses(source: str, format: str) -> bool:
    if format != "jsonl":
        from json import loads

        try:  # the library's reader is fast; ours knows comments as well
            loads(source)
            return True
        except (ValueError, RecursionError):
            pass
    try:
        at = 0
        for line in source.split("\n") if format == "jsonl" else [source]:
            if line.strip():
                for _ in values(source, at, at + len(line)):
                    pass
            at += len(line) + 1
    except FormatError:
        return False
    return True


def _capitals(text: Text) -> Iterator[Fix]:
    """A capital at the start of a cue, or a line of one, that goes on with the sentence before.

    # so we carried the boat down | The stairs, at 3 a.m.
    Only function words, and only in a file that ends its sentences: where cues start with a capital behind an open end
    again and again, that is how it is written. Left alone: verse, speakers, capitals throughout, German (`Sie`), and
    a new clause behind a line that may have lost its stop.
    """
    if text.language not in _SMALL:
        return
    source = text.source
    words = settings(text.language).get("function_words", ())
    breaks = [*structure(source), (len(source), len(source))]
    open_ends, ended = [], 0
    for (_, start), (end, after), (stop, _) in zip(breaks, breaks[1:], breaks[2:], strict=False):
        for line, at in _lines(source, start, end, after):
            m = _START.match(source, at)
            if not m or not line:
                continue
            if _OPEN_END.search(line) and not _APART.search(line) and "♪" not in source[at:stop]:
                if (m[1].lower() in words and m[1] != "I") or _DEPENDENT.match(m[1]):
                    open_ends.append((line, m.start(1)))
            else:
                ended += 1
    if 3 * len(open_ends) <= ended:
        for at in (at for line, at in open_ends if _is_open(line, source, at, text.language)):
            yield Fix("syntax/cue-capital", (Edit(at, at + 1, source[at].lower()),))


def _is_open(line: str, source: str, at: int, language: str) -> bool:
    """Can no sentence end with a line: at a comma, at a word that leans on the next, before a piece that is no clause?

    # de variation de distance entre ces instants | Pas vrai ?
    """
    if line.endswith(",") or re.split(r"[\W\d_]", line)[-1].lower() in settings(language).get("leaning", ()):
        return True
    piece = clauses.ahead(source, at) if language == "en" else ""
    return language == "en" and (not clauses.whole(piece) or _DEPENDENT.match(piece) is not None)


def _lines(source: str, start: int, end: int, after: int) -> Iterator[tuple[str, int]]:
    """What stands before each line of a cue but its first, and before the cue behind it: that line, and where the next
    one begins."""
    cue = source[start:end].rstrip()
    at = start
    while (stop := source.find("\n", at, start + len(cue))) >= 0:
        yield source[at:stop].rstrip(), stop + 1
        at = stop + 1
    yield cue, after


def _gaps(text: Text) -> Iterator[Fix]:
    """A space that is gone at the edge of a tag in a sentence: ``museum<strong>opens``; a link that ends in a word."""
    if text.language is not None and "</" in text.source:
        for at in seams.gaps(text.source, text.view, text.language):
            yield Fix("syntax/tag-gap", (Edit(at, at, " "),))
        for at, (start, end) in seams.cut(text.source, text.view, text.language):
            yield Fix("syntax/link-end", (Edit(at, at, text.source[start:end]), Edit(start, end, "")))
