"""How readable a text is before and after: measures that need letters, words and sentences, and no word list.

They are those of `textstat` (the extra ``mtclean[report]``) that count no syllables: counting them would fetch a corpus
from the network. Nothing here reaches for it. A measure is given where it was made for the language: the automated
readability index and Coleman–Liau (years of schooling) for English, Gulpease (100 is easy) for Italian; LIX and RIX
count long words and fit every language that writes spaces between words, and no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cleaner.formats import Cut, format_named, format_of
from cleaner.report import Outcome
from cleaner.result import Result
from cleaner.text import WALL

_NO_SPACES = frozenset(["zh", "ja", "th", "lo", "km", "my"])
TITLES = {
    "ari": "ARI",
    "coleman_liau": "Coleman–Liau",
    "lix": "LIX",
    "rix": "RIX",
    "gulpease": "Gulpease",
}
MEANINGS = {
    "ari": "years of schooling, by the length of words and sentences",
    "coleman_liau": "years of schooling, by letters and sentences for each hundred words",
    "lix": "long sentences and long words: below 30 is easy, above 50 hard",
    "rix": "long words in a sentence: below 2 is easy, above 6 hard",
    "gulpease": "made for Italian: 100 is easiest, below 40 hard",
}
_PLACES = 2


class MissingError(RuntimeError):
    """`textstat` is not installed; the message says how to get it."""


class Readability(NamedTuple):
    """The measures of one text, None where one does not fit its language. `words` is what stands between spaces."""

    words: int
    ari: float | None = None
    coleman_liau: float | None = None
    lix: float | None = None
    rix: float | None = None
    gulpease: float | None = None

    def measures(self) -> dict[str, float]:
        """The measures that were taken, by their names."""
        return {name: value for name in TITLES if (value := getattr(self, name)) is not None}


class Change(NamedTuple):
    """The readability of a text, or of a run, before and after."""

    before: Readability
    after: Readability

    def to_dict(self) -> dict[str, dict[str, float]]:
        """Return the measures as plain data."""
        return {"before": self.before.measures(), "after": self.after.measures()}

    def __str__(self) -> str:
        before, after = self.before.measures(), self.after.measures()
        return "  ".join(
            f"{title} {before[name]:.1f} → {after[name]:.1f}"
            for name, title in TITLES.items()
            if name in before and name in after
        )


def require() -> None:
    """Raise MissingError where `textstat` is not installed."""
    try:
        import textstat  # noqa: F401
    except ImportError:
        raise MissingError("textstat is missing; pip install 'mtclean[report]'") from None


def readability(text: str, language: str | None) -> Readability:
    """Measure a text. Without words, or in a script without spaces, nothing is measured. Raises MissingError."""
    words = len(text.split())
    if not words or language in _NO_SPACES:
        return Readability(words)
    require()
    from textstat import textstat

    english, italian = language == "en", language == "it"
    return Readability(
        words,
        round(textstat.automated_readability_index(text), _PLACES) if english else None,
        round(textstat.coleman_liau_index(text), _PLACES) if english else None,
        round(textstat.lix(text), _PLACES),
        round(textstat.rix(text), _PLACES),
        round(textstat.gulpease_index(text), _PLACES) if italian else None,
    )


def change(result: Result, format: str = "plain") -> Change:
    """Measure the prose of the source and of the clean text of a result."""
    before = readability(_prose(result.source, format), result.language)
    same = result.text == result.source
    return Change(before, before if same else readability(_prose(result.text, format), result.language))


def change_of(outcome: Outcome) -> Change:
    """Measure what became of a file: its prose, without the tags, code and data of its format."""
    return change(outcome.result, format_of(outcome.path) or "plain")


def _prose(raw: str, format: str) -> str:
    if format == "plain":
        return raw
    cut = Cut(raw, format_named(format))
    return "\n\n".join(text.view.replace(WALL, "") for _, text, _, _ in cut.texts(None, certain=True))


class Run:
    """The readability of a run: the mean over its files, each as heavy as it has words.

    A measure is told if all files that were measured have it, so that the means are of the same files.
    """

    def __init__(self) -> None:
        self._changes: list[Change] = []

    def add(self, change: Change) -> None:
        """Add a file; one that was not measured does not count."""
        if change.before.measures() and change.after.measures():
            self._changes.append(change)

    def change(self) -> Change | None:
        """The mean before and after; None if no file was measured."""
        if not self._changes:
            return None
        return Change(_mean([c.before for c in self._changes]), _mean([c.after for c in self._changes]))


def _mean(texts: list[Readability]) -> Readability:
    words = sum(text.words for text in texts)
    means: Mapping[str, float] = {
        name: round(sum(getattr(t, name) * t.words for t in texts) / words, _PLACES)
        for name in TITLES
        if all(getattr(t, name) is not None for t in texts)
    }
    return Readability(words, **means)
