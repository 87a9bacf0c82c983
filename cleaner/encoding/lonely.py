"""One character lost inside one word of a clean text: `пам?ятки`, `об"єкт`, `s?ucha`.

A question mark proves nothing alone; between small letters that together are one word, and apart are none, it does.
In Ukrainian only an apostrophe can stand between a hard consonant and я, ю, є, ї; in Polish and Czech the letter has
a mark, and one such letter alone makes a word. Left alone: `co?nie`, `who?what`, addresses, several of them, which
`lossy` reads, and a quotation that ends and goes on (`"Рух"я`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.vocabulary import all_words

_HARD = lazy(
    '(?<![\\w?/&=.\'’"-])(?P<before>[а-щьюяєіїґА-ЩЮЯЄІЇҐ]{0,12}[бпвмфркдтзнсхБПВМФРКДТЗНСХ])(?P<sign>[?"”“])'
    '(?P<after>[яюєї][а-щьюяєіїґ]*)(?![\\w?/&="”“])'
)
_LOST = lazy(r"(?<![\w?/&=.:'’-])(?P<before>[^\W\d_A-Z]{1,12})(?P<sign>\?)(?P<after>[^\W\d_A-Z]{2,14})(?![\w?/&=])")
_LETTERS = {"pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž"}
_KNOWN = 2.0  # on the Zipf scale
_MET = 3.0  # the same for a word with a letter put in
_CLEAR = 1.0  # and how much commoner it is than any other
_PIECE = 2.5  # the same for a piece that is a word


def find(view: str, language: str) -> Iterator[tuple[Edit, str]]:
    """Yield the edits, with the name of the rule."""
    if language == "uk":
        apostrophe = "'" if view.count("'") > view.count("’") else "’"
        for match in _HARD.finditer(view):
            if commonness(f"{match['before']}'{match['after']}".lower(), "uk") >= _KNOWN:
                yield Edit(*match.span("sign"), apostrophe), "lost-mark"
    elif language in _LETTERS and "?" in view:
        table = all_words(language) or {}
        for match in _LOST.finditer(view):
            before, after = match["before"], match["after"]
            if min(table.get(before, 0.0), table.get(after, 0.0)) >= _PIECE and len(before) > 1:
                continue  # co?nie
            ranked = sorted((table.get(before + c + after, 0.0), c) for c in _LETTERS[language])
            (second, _), (best, letter) = ranked[-2:]
            if best >= _MET and best - second >= _CLEAR:
                yield Edit(*match.span("sign"), letter), "lost-letter"
