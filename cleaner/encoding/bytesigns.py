"""Text in which each byte that was lost left a sign of its own: ``d��j��``, ``it���s``.

A letter of Latin, Greek or Cyrillic has two bytes in UTF-8, a typographic mark three: so signs stand in pairs and
threes, and hardly one alone. Left alone: a paragraph with no such run between two letters (``��Help,��`` may be two
marks on either side), one with few runs or whose signs mostly stand alone (``cr��e`` is créée there, ``go��`` gość),
runs too long to tell.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from cleaner.encoding.completion import CUT, LOST, MARK
from cleaner.lazy import lazy
from cleaner.text import Text

_SIGN = "(?:\ufffd|ï¿½)"
_RUN = lazy(f"{_SIGN}+")
_INNER = lazy(rf"(?<=[^\W\d_]){_SIGN}{{2,3}}(?=[^\W\d_])(?!ï¿½)")
_ENOUGH = 3  # runs, each between other characters: crée, crées, recrée prove no more than one of them
_PROVEN = "signs for bytes"  # in a memo: what the runs that are filled by now have shown
_SHARE = 4  # runs for each sign that stands alone
_LETTER, _MARK = 2, 3  # bytes


class Part(NamedTuple):
    """A letter or hole of a word: as `completion` reads it, and where it stands.

    marks: the marks that a hole with a byte left may be.
    """

    text: str
    start: int
    end: int
    marks: str = ""

    @property
    def is_hole(self) -> bool:
        return self.text[0] in LOST + CUT + MARK

    @property
    def at_edge(self) -> bool:
        """May this be a mark at the edge of a word?"""
        return self.text[0] in LOST + MARK or bool(self.marks)


def paragraphs(text: Text) -> frozenset[int]:
    """Where the paragraphs begin that have a sign for each byte that was lost: what several runs of one prove, the few
    of another follow if no sign stands alone there, and those that the first round left of it."""
    view = text.view
    proven: set[int] = set()
    doubtful: set[int] = set()
    for low, high in text.paragraphs if "\ufffd\ufffd" in view or "ï¿½ï¿½" in view else ():
        found = list(_RUN.finditer(view, low, high))
        sizes = [len(match.group().replace("ï¿½", "\ufffd")) for match in found]
        runs = sum(size > 1 for size in sizes)
        beside = {(view[max(low, m.start() - 1) : m.start()], view[m.end() : m.end() + 1]) for m in found}
        if (
            min(runs, len(beside)) >= _ENOUGH
            and _SHARE * (len(sizes) - runs) <= runs
            and _INNER.search(view, low, high)
        ):
            proven.add(low)
        elif runs == len(sizes) > 0:
            doubtful.add(low)
    if proven:
        text.memo[_PROVEN] = True
    return frozenset(proven | doubtful if _PROVEN in text.memo else ())


def count(view: str, low: int, high: int) -> int:
    """How many characters were lost, if all signs that stand together are of one."""
    return sum(1 for _ in _RUN.finditer(view, low, high))


def gathered(parts: list[Part], view: str) -> list[Part]:
    """The parts of a word with the signs of one character as one hole."""
    out: list[Part] = []
    for signs, group in groupby(parts, key=lambda part: part.text == LOST and view[part.start] != "?"):
        run = list(group)
        at = 0
        for size in _sizes(len(run), bool(out), run[-1] is not parts[-1]) if signs else [1] * len(run):
            out.append(Part(run[at].text, run[at].start, run[at + size - 1].end, run[at].marks))
            at += size
    return out


def _sizes(signs: int, led: bool, followed: bool) -> list[int]:
    """How many bytes each character had of which so many signs are left; `led` and `followed` by what is of the word.

    # l’école has three and two, and so has “École at the head of a word; behind one stand é”
    """
    if signs == _LETTER + _MARK:
        return [_MARK, _LETTER] if followed or not led else [_LETTER, _MARK]
    return {2: [2], 3: [3], 4: [2, 2], 6: [3, 3]}.get(signs, [1] * signs)


def is_mark(signs: str) -> bool:
    """Are these the signs of three bytes, as no letter of these alphabets has?"""
    return signs.replace("ï¿½", "\ufffd") == "\ufffd" * _MARK
