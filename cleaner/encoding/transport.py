"""Bytes that mails and addresses write as ASCII, left in prose: ``=E2=80=99``, ``caf%C3%A9``, ``don+IBk-t``.

An address, a path, a query string and a file name keep theirs, and so does a text that speaks of them. One such
character inside a word proves itself if it is an apostrophe there; any other needs company.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.encoding.escapes import TALK, Escape, is_alone, touches
from cleaner.encoding.gate import PRINTED
from cleaner.encoding.shown import line_of
from cleaner.lazy import lazy
from cleaner.lexicon import listed


def find(view: str, language: str | None) -> Iterator[Escape]:
    """Yield what mails and addresses left in the prose of `view`. Linear; next to nothing where there is none."""
    if "%" in view:
        yield from _percent(view)
    if "=" in view and PRINTED.search(view):
        yield from _quoted_printable(view, language)
    if "+I" in view or "+A" in view:
        yield from _utf7(view)


_PERCENTS = lazy(r"(?:%[0-9A-Fa-f]{2})+")
_ADDRESS_SIGN = lazy(r"[/?&=_@#]|\.\w|\w\+\w")
_TWENTY_SEVEN = lazy(
    r"%27(?<=[A-Za-z].{3})(?=(?:s|t|d|m|re|ve|ll)\b)"
    r"|(?<![^\W_])(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|un|dell|all|nell|dall|sull|quell)(?P<sign>%27)(?=[^\W\d_])",
    re.I,
)
_CHUNK = lazy(r"\S+")


def _percent(view: str) -> Iterator[Escape]:
    """Percent escapes in words that are no address, file or query: ``caf%C3%A9``, ``The%20market``."""
    found: list[Escape] = []
    lone: list[Edit] = []
    strong = 0
    at = done = 0
    while (at := view.find("%", at)) >= 0:
        low = max(done, at - 500, *(view.rfind(c, max(done, at - 500), at) + 1 for c in " \n\t"))
        match = _CHUNK.match(view, low, at + 500)
        if match is None or match.end() <= at:
            at += 1
            continue
        chunk = match.group()
        at = done = match.end()
        runs = [(m, _bytes(m.group(), "%")) for m in _PERCENTS.finditer(chunk)]
        runs = [(m, text) for m, text in runs if text]
        foreign = sum(not text.isascii() for _, text in runs)
        if not runs or _ADDRESS_SIGN.search(chunk):
            continue
        if not (foreign or len(runs) > 1):  # It%27s: an apostrophe speaks for nothing, and is one beside others
            spans = (m.span("sign") if m["sign"] else m.span() for m in _TWENTY_SEVEN.finditer(chunk))
            lone += (Edit(low + start, low + end, "'") for start, end in spans)
            continue
        strong += foreign + (len(runs) > 1)
        strong += any(text == "’" and _inside(view, low + m.start(), low + m.end()) for m, text in runs)
        for m, text in runs:
            start, end = low + m.start(), low + m.end()
            if touches(view, start, end):
                found.append(Escape(Edit(start, end, text), "percent-escape", not is_alone(view, low, match.end())))
    if strong > 1:
        yield from found
        yield from (Escape(edit, "percent-escape", True) for edit in lone)


def _bytes(run: str, sign: str) -> str:
    """The text of a run of escaped bytes; empty where they are no UTF-8 or no characters of prose."""
    try:
        text = bytes.fromhex(run.replace(sign, "")).decode("utf-8")
    except ValueError:
        return ""
    return text if all(c.isprintable() or c == "\xa0" for c in text) else ""


_FOREIGN = lazy(r"=[C-F][0-9A-F]=\n?[89AB][0-9A-F]")
_PRINTED = lazy(r"(?:=[0-9A-F]{2}|=\n)+")
_WORD = lazy(r"(?:[^\W\d_]|=[89A-F][0-9A-F])+")
_ENDS = lazy(r"(?<!=20)(?:=20)+$", re.M)
_STOPPED = lazy(r"[.,;:!?…](?:=20)+$", re.M)
_APOSTROPHE = lazy(r"[^\W\d_]+’[^\W\d_]+")
_ELIDED = lazy(r"[^\W\d_]+’(?:s|t|d|m|ll|re|ve)|(?:[cdjlmnst]|qu)’[^\W\d_]+", re.I)


def _quoted_printable(view: str, language: str | None) -> Iterator[Escape]:
    """Quoted-printable in the paragraphs that show at least two characters of it, or an apostrophe inside a word."""
    sign = view.find("=")
    while sign >= 0:
        gap = view.rfind("\n\n", 0, sign)
        low = 0 if gap < 0 else gap + 2
        high = view.find("\n\n", sign)
        end = len(view) if high < 0 else high
        sign = view.find("=", end)
        if TALK.search(view, low, end):
            continue
        found = _FOREIGN.findall(view, low, end)
        quote = view.find("=E2=80=99", low, end)
        if len(found) > 1 or (quote >= 0 and _inside(view, quote, quote + 9)):
            for match in _PRINTED.finditer(view, low, end):
                soft = match.group().replace("=\n", "")
                text = _bytes(soft, "=")
                if text or not soft:
                    yield Escape(Edit(match.start(), match.end(), text), "quoted-printable", True)
        elif not found:
            yield from _single_bytes(view, low, end, language)


def _single_bytes(view: str, low: int, high: int, language: str | None) -> Iterator[Escape]:
    """Quoted-printable of windows-1252: ``don=92t``, ``caf=E9``. Two words have to be right, and none wrong."""
    from cleaner.guess import judge

    found: list[Edit] = []
    proofs = 0.0
    for word in _WORD.finditer(view, low, high):
        if "=" not in word.group():
            continue
        start, end = word.span()
        before = view[start - 1 : start] if start else " "
        try:
            text = _PRINTED.sub(lambda m: bytes.fromhex(m.group()[1:].replace("=", "")).decode("cp1252"), word.group())
        except UnicodeDecodeError:
            return
        good, bad = judge(before + text + view[end : end + 1], language if language in listed() else "en")
        if bad >= 1 or not all(map(_ELIDED.fullmatch, _APOSTROPHE.findall(text))):
            return
        proofs += good
        for m in _PRINTED.finditer(view, start, end):
            text = bytes.fromhex(m.group()[1:].replace("=", "")).decode("cp1252")
            found.append(Edit(m.start(), m.end(), text))
    ends = [*_ENDS.finditer(view, low, high)]
    if proofs >= 2:
        yield from (Escape(edit, "quoted-printable", True) for edit in found)
    if proofs >= 2 or sum(1 for _ in _STOPPED.finditer(view, low, high)) > 1:
        yield from (Escape(Edit(m.start(), m.end(), ""), "quoted-printable", True) for m in ends)


_SHIFTED = lazy(r"\+([AI][A-Za-z0-9+/]{2,40})-")


def _utf7(view: str) -> Iterator[Escape]:
    """UTF-7, the encoding of old mail readers: Latin letters begin with ``+A``, marks of punctuation with ``+I``."""
    found = [(m.start(), m.end(), _unshifted(m[1])) for m in _SHIFTED.finditer(view)]
    found = [spot for spot in found if spot[2]]
    inside = any(text == "’" and _inside(view, start, end) for start, end, text in found)
    for start, end, text in found:
        certain = (inside or len(found) > 1) and not is_alone(view, start, end)
        yield Escape(Edit(start, end, text), "utf-7", certain and not TALK.search(line_of(view, start)))


def _unshifted(run: str) -> str:
    """The characters of a shifted run; empty where they are none of Latin prose."""
    try:
        raw = b64decode(run + "A" * (-len(run) % 4))
    except ValueError:
        return ""
    count = len(run) * 6 // 16
    text = raw[: 2 * count].decode("utf-16-be", "replace")
    spare = int.from_bytes(raw, "big") & ((1 << (8 * len(raw) - 16 * count)) - 1)
    prose = all("\xa0" <= c <= "\u024f" or "\u2010" <= c <= "\u203a" or c == "€" for c in text)
    return text if prose and not spare and 6 * len(run) - 16 * count < 6 else ""


def _inside(view: str, start: int, end: int) -> bool:
    return view[start - 1 : start].isalpha() and view[end : end + 1].isalpha()
