"""Does a text of another language than English leave out stops, and show by a capital alone where a sentence begins?

Subtitles and what was dictated do (`ya está aún más empinada Pero hay otro método El gráfico no siempre`): there a
capital on a conjunction begins a sentence as others do, and it is the stop that is lost. It is told by the capitals on
words that no title and no name begins with: articles, pronouns, prepositions behind a word in small letters.
"""

from __future__ import annotations

from cleaner.language import settings
from cleaner.lazy import lazy_regex
from cleaner.text import Text

_BEGUN = lazy_regex(r"(?<= \p{Ll}{3,}) (?P<word>\p{Lu}\p{Ll}{0,6}) (?=\p{Ll}{2,} )")
_BEGINNINGS = 2  # capitals of that kind that a translation's seams may leave in a text
_SPREAD = 4_000  # code points of a long text that may hold another
_POLITE = frozenset(
    "sie ihr ihre ihrem ihren ihrer ihnen lei la loro suo sua u uw usted ustedes vous você vy vás vám váš pan pani"
    " państwo вы вас вам вами ваш ваша ваше ваши ви ваші i".split()
)


def leaves_out_stops(text: Text) -> bool:
    """Do more capitals begin sentences behind no stop than a page translated by machine has at its seams?"""
    key = "leaves out stops"
    if key not in text.memo:
        told = settings(text.language or "")
        closed = frozenset(word for name in ("function_words", "leaning", "articles") for word in told.get(name, ()))
        closed -= _POLITE | frozenset(told.get("conjunctions", ()))
        found = sum(match.group("word").lower() in closed for match in _BEGUN.finditer(text.view))
        text.memo[key] = found > _BEGINNINGS + len(text.view) // _SPREAD
    return bool(text.memo[key])
