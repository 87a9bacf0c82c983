"""What the original of a message tells about marks and words of its prose: ``??`` for its one question mark, a full
stop in the middle of its one sentence, a phrase given twice where it has it once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.text import Text

_DOUBLED = lazy(r"(?<=[\w \u00a0\u202f])(?<![?!])(?P<mark>[?!])(?P<more>(?P=mark)+)(?=\s|\Z|[»”\"'’)<])")
_STOP = lazy(r"(?<![^\W\d_])(?P<left>[^\W\d_A-ZÀ-ÞА-Я]{4,40})(?P<stop>\.)(?= (?P<next>[^\W\d_A-ZÀ-ÞА-Я]{2,40}) [^\W_])")
_ENDED = lazy(r"[.!?…:;。！？](?=[\s\"”»)]*\S)(?!\d)")
_PHRASE = lazy(r"(?<![\w'’.@/-])(?P<phrase>[^\W\d_]+(?: [^\W\d_]+){1,4})(?P<again> (?P=phrase))(?![\w'’@/-])")
_WORDS = lazy(r"[^\W\d_]{4,}")
_ADDRESS = lazy(r"\S+(?:://|@)\S+")
_VOWELS = frozenset("aeiouyàâáãäåèéêëìíîïòóôõöùúûüýąęęаеёиоуыэюяіїєη")
_KNOWN = 3.5  # on the Zipf scale


def found(text: Text, reference: str) -> Iterator[Fix]:
    """Yield a fix for each mark and phrase that the original has once, or not at all."""
    prose = text.source
    for mark in "?!" if "??" in prose or "!!" in prose else "":
        runs = [m for m in _DOUBLED.finditer(prose) if m["mark"] == mark]
        if runs and mark * 2 not in reference and reference.count(mark) == len(runs) and "?!" not in prose:
            yield from (Fix("source/doubled-mark", (Edit(*m.span("more"), ""),)) for m in runs)
    if ". " in prose and text.language:
        yield from _stops(prose, reference, text.language)
    for m in _PHRASE.finditer(prose) if prose.count(" ") > 2 else ():
        if len(set(m["phrase"].split())) > 1 and not _repeats(reference):
            yield Fix("source/doubled-phrase", (Edit(*m.span("again"), ""),))


def _stops(prose: str, reference: str, language: str) -> Iterator[Fix]:
    """The one stop inside a message whose original is one sentence, behind a word that nobody cuts short."""
    stops = list(_STOP.finditer(prose))
    if len(stops) != 1 or prose.count(". ") > 1 or _ENDED.search(reference.rstrip()):
        return
    left, after = stops[0]["left"], stops[0]["next"]
    if left in settings(language).get("abbreviations", ()) or left[-1] not in _VOWELS:
        return
    if min(commonness(left, language), commonness(after, language)) >= _KNOWN:
        yield Fix("source/stop", (Edit(*stops[0].span("stop"), ""),))


def _repeats(reference: str) -> bool:
    """Does the original say a word twice itself?"""
    counts = Counter(word.lower() for word in _WORDS.findall(_ADDRESS.sub("", reference)))
    return any(count > 1 for count in counts.values())
