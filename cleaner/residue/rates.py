"""What is counted by the unit: a word between a figure and a unit of time or measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.residue.neighbours import Place

_UNITS_OF_TIME_AND_MEASURE = (
    "year month week day hour minute second night person head capita inhabitant kilo kilogram kilometer kilometre litre"
    " liter ton tonne hectare household child student"
)
RATE = frozenset(_UNITS_OF_TIME_AND_MEASURE.split())
_COUNTS = frozenset("once twice times one two three four five six seven eight nine ten".split())


def rated(found: Place) -> bool:
    """Does the word stand between a counted thing and a unit? # 73 rubles в day, 181 beats par minute"""
    if not (found.spaced and found.left and found.right and found.right[0] in RATE):
        return False
    near = found.left[:3]
    if near[0] in _COUNTS and near[0] not in ("once", "twice", "times"):
        return False
    return (near[0].islower() or near[0][0].isdigit() or near[0] in "€$£%") and any(
        token[0].isdigit() or token.lower() in _COUNTS for token in near
    )
