"""Acronyms of the source language in a text of a target language that only its tables describe: `NATO`, `la OTAN`.

Repaired where the document shows other traces of the source, or writes the right acronym elsewhere. Left alone: those
in brackets, beside their own translation, before a name (`NATO Support Agency`), in a line of capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.residue.neighbours import COMMA, FOREIGN, NAME, OPENER, OWN, START, UNSURE, Ear, Place, ear, place
from cleaner.residue.spoken import spoken_of
from cleaner.residue.tables import load

_NEAR = 50  # code points around an acronym where its translation explains it
_NEAR_PROVEN = 25  # the same where the text shows other traces of the source
_STOP = lazy(r"[.!?…]\W? |\n")


def find(view: str, code: str, target: str, proven: bool) -> Iterator[Fix]:
    """Yield a fix for each. proven: the text shows other traces of the source."""
    table = load(code, target).table("acronyms")
    if not table:
        return
    listener = ear(code, target, load(code, target).latin)
    for match in _acronym(code, target).finditer(view):
        word, new = match.group("word"), table[match.group("word")]
        beside = place(view, *match.span("word"))
        told = re.search(rf"(?<!\w){re.escape(new)}(?!\w)", view) is not None
        if (proven or told) and _stands(view, match, beside, listener, new, proven) and word != new:
            yield Fix("residue/acronym", (_acronym_edit(view, match, new, target),))


@cache
def _acronym(code: str, target: str) -> regex.Pattern[str]:
    elided = r"(?P<elided>(?<!\w)(?i:\L<elisions>)[’'])?"
    return regex.compile(
        rf"(?<![\w.@#/\\&=+*<>~^|$’'-]){elided}(?P<word>\L<w>)(?![\w'’@/\\&=+*<>~^|$(-]|\.\w)",
        w=list(load(code, target).table("acronyms")),
        elisions=list(settings(target).get("elisions", ())),
    )


def _stands(view: str, match: regex.Match[str], beside: Place, listener: Ear, new: str, proven: bool) -> bool:
    start, end = match.span("word")
    left, right = [listener.kind(t) for t in beside.left[:2]], [listener.kind(t) for t in beside.right[:2]]
    if (
        view[start - 1 : start] == "("
        or view[end : end + 1] == ")"
        or spoken_of(beside, listener.latin, listener.target)
    ):
        return False
    if new in re.findall(r"\w+", _sentence(view, start, end, _NEAR_PROVEN if proven else _NEAR)):
        return False
    if any(token.isupper() and len(token) > 1 for token in (*beside.left[:1], *beside.right[:1])):
        return False
    if (listener.latin and right[:1] == [NAME]) or (left[:1] == [NAME] and not proven):
        return False
    if FOREIGN in [k for k, t in zip((*left[:1], *right[:1]), (*beside.left[:1], *beside.right[:1]), strict=False)
                   if t not in listener.entries]:  # fmt: skip
        return False
    articles = settings(listener.target).get("articles", ())
    led = bool(match.group("elided")) or (bool(beside.left) and beside.left[0].lower() in articles)
    begins = left[1:2] in ([START], [OPENER]) or (len(left) == 1 and not view[: max(0, start - 80)])
    close = left[:1] == [OWN] or begins or ((not listener.latin or left[:1] == [COMMA]) and right[:1] == [OWN])
    # Połowę sumy wyłożyła EU, resztę gmina: a form that no list holds, behind a word that one does
    close = close or (proven and left[:2] == [UNSURE, OWN] and right[:2] == [COMMA, OWN])
    if len(match.group("word")) == 2 and not led and not (proven and close):
        return False
    if left[:2] == [UNSURE, OWN] and proven and close:
        return True
    return led or OWN in (*left[:1], *right[:1]) or (proven and begins and not listener.latin)


def _sentence(view: str, start: int, end: int, near: int) -> str:
    """What stands around a place in its sentence, as far as `near`. # The UE paid. The EU did not"""
    before, after = _STOP.split(view[max(0, start - near) : start])[-1], _STOP.split(view[end : end + near])[0]
    return before + view[start:end] + after


def _acronym_edit(view: str, match: regex.Match[str], new: str, target: str) -> Edit:
    """The acronym; an article that would stand before its vowel is elided, where the language does that."""
    start, end = match.span("word")
    elided = settings(target).get("elided", {})
    if elided and new[0] in "AEIOU":
        led = re.search(r"(?<!\w)(\w+) $", view[max(0, start - 8) : start])
        if led and (short := elided.get(led.group(1).lower())):
            short = short.capitalize() if led.group(1)[0].isupper() else short
            return Edit(start - len(led.group()), end, short + new)
    return Edit(start, end, new)
