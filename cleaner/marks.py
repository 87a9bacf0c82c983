"""The notation of hand corrections: ``⟦CLASS¦damaged¦corrected¦also acceptable⟧``.

Rule examples, golden files and reports share it. The three signs ⟦ ¦ ⟧ never stand in a text itself.
"""

from __future__ import annotations

from typing import NamedTuple

from cleaner.lazy import lazy

_MARK = lazy(r"⟦([A-Z])¦([^⟦⟧]*)⟧")


class MarkError(ValueError):
    """An annotated text that breaks the notation; the message shows the place."""


class Mark(NamedTuple):
    """One correction: its class letter, the damage, what may stand there instead, and where the damage stands."""

    cls: str
    bad: str
    goods: tuple[str, ...]
    start: int
    end: int


def parse(annotated: str) -> tuple[str, str, list[Mark]]:
    """Return the damaged text, the corrected one (first corrections), and the marks, with offsets in the former.

    Raises MarkError for a stray sign, a mark without a correction, and a correction equal to the damage.
    """
    damaged: list[str] = []
    correct: list[str] = []
    marks: list[Mark] = []
    length = at = 0

    def literal(piece: str) -> None:
        if stray := set(piece) & set("⟦⟧¦"):
            raise MarkError(f"stray {' '.join(sorted(stray))} near {piece[:60]!r}")
        damaged.append(piece)
        correct.append(piece)

    for m in _MARK.finditer(annotated):
        piece = annotated[at : m.start()]
        literal(piece)
        length += len(piece)
        bad, *goods = m.group(2).split("¦")
        if not goods or bad in goods:
            raise MarkError(f"{m.group()}: write the damage, then corrections that differ from it")
        damaged.append(bad)
        correct.append(goods[0])
        marks.append(Mark(m.group(1), bad, tuple(goods), length, length + len(bad)))
        length += len(bad)
        at = m.end()
    literal(annotated[at:])
    return "".join(damaged), "".join(correct), marks
