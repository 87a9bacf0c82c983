"""mtclean repairs text that went through machine translation and republishing.

>>> from cleaner import clean
>>> clean("The minister , who had left , said so.", language="en")
'The minister, who had left, said so.'
"""

from __future__ import annotations

from cleaner.pipeline import Cleaner, ContractError
from cleaner.profile import Profile, ProfileError
from cleaner.result import Repair, Result, Score

__version__ = "0.1.0"
__all__ = [
    "Cleaner",
    "ContractError",
    "Profile",
    "ProfileError",
    "Repair",
    "Result",
    "Score",
    "clean",
    "inspect",
    "score",
]


def clean(
    text: str,
    profile: Profile | str = "article",
    *,
    format: str = "plain",
    language: str | None = None,
    source: str | None = None,
) -> str:
    """Return the text with what a machine broke repaired; see `inspect`."""
    return inspect(text, profile, format=format, language=language, source=source).text


def inspect(
    text: str,
    profile: Profile | str = "article",
    *,
    format: str = "plain",
    language: str | None = None,
    source: str | None = None,
) -> Result:
    """Clean a text and tell what was done: every edit with its place, rule, class and reason.

    profile: a `Profile`, or the name of a built-in one (article, docs, corpus, minimal). format: ``plain``.
    language: the text's language as ISO 639-1 code; detected if not given. source: the original the text was
    translated from, where at hand. Offsets are code points. Raises ProfileError for an unknown profile, ValueError
    for an unknown format.
    """
    return Cleaner(profile).inspect(text, format=format, language=language, source=source)


def score(
    text: str, profile: Profile | str = "article", *, format: str = "plain", language: str | None = None
) -> Score:
    """Tell how damaged a text is, without changing it; see `Score`."""
    return inspect(text, profile, format=format, language=language).score
