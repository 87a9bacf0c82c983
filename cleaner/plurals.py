"""The forms of a plural in messages: which a language has, and which one a translated name stands for.

Programs know six names, those of CLDR; a message has the ones its language tells apart, and always `other`. A name that
was translated is told by the words of the language, where all names together then make sense, or by its place: people
and programs write the forms in the order of CLDR.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language import keywords

CATEGORIES = frozenset(["zero", "one", "two", "few", "many", "other"])
# The plural categories a language has for whole numbers (CLDR 44), in the order messages write them.
PLURALS = {
    **dict.fromkeys(
        "de en nl sv da nb nn no fi et hu it es pt fr ca el bg tr eu gl sq is mk".split(), ("one", "other")
    ),
    **dict.fromkeys("af az ka kk ky uz mn fa hi bn ta te kn ml mr gu ur sw eo hy am ne".split(), ("one", "other")),
    **dict.fromkeys("ja ko zh vi th id ms lo my".split(), ("other",)),
    **dict.fromkeys("ru uk be pl".split(), ("one", "few", "many", "other")),
    **dict.fromkeys("cs sk lt".split(), ("one", "few", "many", "other")),
    **dict.fromkeys("hr sr bs ro".split(), ("one", "few", "other")),
    "sl": ("one", "two", "few", "other"),
    "lv": ("zero", "one", "other"),
    "he": ("one", "two", "other"),
    "ga": ("one", "two", "few", "many", "other"),
    **dict.fromkeys(["ar", "cy"], ("zero", "one", "two", "few", "many", "other")),
}


def meant(names: Sequence[str], language: str | None) -> list[str] | None:
    """What the names of the forms of one plural are for a program; None where they are that already, or nothing tells.

    ``=0`` and its like stay. One, немного, many, другой is told by words; of one, X, many, Y a language with four forms
    tells by their place, and a lone name without `other` beside it is that.
    """
    forms = [name for name in names if not name.startswith("=")]
    odd = [name for name in forms if name not in CATEGORIES]
    if not odd or len(forms) > len(CATEGORIES):
        return None
    table = keywords(language)
    told = [name if name in CATEGORIES else table.get(name.lower(), "") for name in forms]
    categories = PLURALS.get(language or "", ())
    if not _makes_sense(told) and len(forms) == len(categories):
        told = list(categories)
    if not _makes_sense(told) and len(odd) == 1 and "other" not in forms and (len(forms) > 1 or len(names) > 1):
        told = [name if name in CATEGORIES else "other" for name in forms]
    if not _makes_sense(told) or any(own in CATEGORIES and own != new for own, new in zip(forms, told, strict=True)):
        return None
    found = iter(told)
    return [name if name.startswith("=") else next(found) for name in names]


def _makes_sense(names: Sequence[str]) -> bool:
    """Are these names of forms, each once, and the one among them that no message lacks?"""
    return "other" in names and len({*names}) == len(names) and CATEGORIES.issuperset(names)
