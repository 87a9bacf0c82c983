"""Word pieces back into words: `▁The ▁tram s`, `elec@@ tri@@ city`, `trans ##port`, `region ￭'￭ s`.

SentencePiece marks where a word begins, byte-pair encoding where it goes on. A line in which most pieces carry the
mark is put together by it alone; in others only the mark goes, and what the language knows as one word is joined.
Left alone: bars drawn of blocks, forms to fill in, hunks of a diff, channels (`##rust`), Maltese Ġ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaner.debris.evidence import PIECES, Block, Evidence, is_decoded
from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.text import Text

STARTERS = "▁Ġ"  # U+2581 of SentencePiece, U+0120 of byte-level pieces: a word begins here
JOINER = "￭"  # U+FFED: no space on this side
_PIECE = lazy(r"[^\S\n]*([▁Ġ]?)([^\s▁Ġ]*)")
_BLOCKS = lazy(r"[▂-█]|▁{2}")
_MORE = lazy(r"(?<=[^\s@])@@ (?=[^\s@])(?![-+]\d+,\d)|(?<=\w)@@$", re.M)
_CHAIN = lazy(r"(?<![^\W_])[^\W_]++(?: ##[^\W_]++)+")
_BYTE_RUN = lazy("[\u00c2-\u00f4][\u00a1-\u00ff\u0100-\u011f\u0121-\u0143]{1,3}")
_SEAM = lazy(r"(?<=[a-zß-öø-ÿ\d.,;])Ġ(?=[^\W_])")  # Maltese has its Ġ at the head of a word or among capitals
_BROKEN = lazy(
    r"(?<=[.!?…”\"])Ċ{1,2}(?=\S)|(?<=[.!?…”\"]) ?Ċ{1,2}$", re.M
)  # U+010A: the line break of byte-level pieces
_JOINED_END = lazy(r"</w>(?<=[^\W\d_]</w>)(?=[^\W\d_])")  # Moving them</w>would take a boat
_END = lazy(r"</w>(?<=[^\W\d_]</w>)(?=[\s.,;:!?)”\"]|\Z)")
_LINE = lazy(r"[^\n]+")
_MARKS = lazy(r"[^\w\s]+")
_LETTERS = lazy(r"[^\W\d_]+")
_UNSPACED = frozenset(["zh", "ja"])  # where a mark that a decoder left parts no words
_SHARE = 0.5
_ENOUGH = 3
_TAIL = 4  # pieces from the last marked one on: the rest of its word, and the stop
_COMMON = 4.0  # Zipf: a piece as common as that may be a word of its own
_KNOWN = 2.0
_LONG = 5  # letters: a shorter word may be chance


def find(text: Text, told: Evidence) -> Iterator[Fix]:
    """Yield what joins the pieces of the open paragraphs."""
    blocks, found = told
    if found.isdisjoint(PIECES):
        return
    view, language = text.view, text.language or ""
    for mark in STARTERS:
        if mark in found:
            for block in blocks:
                for line in _LINE.finditer(view, block.start, block.end):
                    if mark in line.group() and not _BLOCKS.search(line.group()):
                        yield from _started(view, line.start(), line.end(), mark, language)
    for block in blocks:
        if JOINER in found:
            for match in re.finditer(f" ?{JOINER} ?", view[block.start : block.end]):
                yield Fix("debris/joined-piece", (Edit(block.start + match.start(), block.start + match.end(), ""),))
        if "</w>" in found:
            yield from _ended(view, block, is_decoded(found))
        if view.find("@@", block.start, block.end) >= 0:
            for match in _MORE.finditer(view, block.start, block.end):
                yield Fix("debris/joined-piece", (Edit(*match.span(), ""),))
        if view.find(" ##", block.start, block.end) >= 0:
            yield from _continued(view, block, language)


def _started(view: str, start: int, end: int, mark: str, language: str) -> Iterator[Fix]:
    """A line whose words begin with a mark."""
    pieces = [m for m in _PIECE.finditer(view, start, end) if m.group(1) or m.group(2)]
    signed = [n for n, m in enumerate(pieces) if m.group(1) == mark]
    reach = signed[-1] - signed[0] + 1 if signed else 0
    # Plain words may stand before the first and behind the last; between them the marks tell all.
    whole = len(signed) >= _ENOUGH and len(signed) >= _SHARE * reach
    dense = whole and len(pieces) - signed[-1] <= _TAIL and len(signed) >= _SHARE * len(pieces)
    if mark == "Ġ" and not dense and not (whole and _spoken([pieces[n].group(2) for n in signed], language)):
        yield from _glued(view, start, end)
        return
    word, inside = "", False  # inside: the word was begun by a mark
    for n, match in enumerate(pieces):
        sign, rest = match.groups()
        at = match.start(1)
        within = (whole and signed[0] < n < signed[-1]) or (dense and n > signed[0])
        if sign == mark:
            tight = at > start and not view[at - 1].isspace() and language not in _UNSPACED
            yield Fix("debris/piece-mark", (Edit(at, at + 1, " " if tight else ""),))
            word, inside = rest, True
        elif (
            (n and match.start() < at)
            and not _ends(word, rest)
            and (within or (inside and _goes_on(word, rest, language)))
        ):
            yield Fix("debris/joined-piece", (Edit(match.start(), at, ""),))
            word += rest
        else:
            word, inside = rest, False
    if mark == "Ġ":
        yield from _line_ends(view, start, end)
        yield from _bytes(view, start, end)


def _spoken(words: list[str], language: str) -> bool:
    """Are most of these words of the language? In Maltese, and in names of it, the letter is one."""
    known = sum(commonness(word.strip(".,;:!?").lower(), language) >= _KNOWN for word in words)
    return language != "mt" and 2 * known >= len(words)


def _glued(view: str, start: int, end: int) -> Iterator[Fix]:
    """`TheĠstableĠwasĠbought` in a line that goes on in plain words: the marks stand where its blanks did."""
    found = list(_SEAM.finditer(view, start, end))
    if len(found) < _ENOUGH:
        return
    for match in found:
        yield Fix("debris/piece-mark", (Edit(*match.span(), " "),))
    yield from _line_ends(view, start, end)
    yield from _bytes(view, start, end)


def _bytes(view: str, start: int, end: int) -> Iterator[Fix]:
    """`TheyâĢĻdĠbuilt`: what byte-level pieces write for the bytes of a character beyond ASCII."""
    for match in _BYTE_RUN.finditer(view, start, end):
        try:
            character = bytes(map(_byte_of().__getitem__, match.group())).decode()
        except (KeyError, UnicodeDecodeError):
            continue
        if character != match.group():
            yield Fix("debris/piece-mark", (Edit(*match.span(), character),))


@cache
def _byte_of() -> dict[str, int]:
    """The byte each character stands for: itself where it shows, else the next of U+0100 and up (GPT-2, 2019)."""
    shown = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(0x100) if byte not in shown]
    return {chr(byte): byte for byte in shown} | {chr(0x100 + n): byte for n, byte in enumerate(hidden)}


def _line_ends(view: str, start: int, end: int) -> Iterator[Fix]:
    for match in _BROKEN.finditer(view, start, end):
        ends = match.end() == len(view) or view[match.end()] == "\n"
        yield Fix("debris/piece-mark", (Edit(*match.span(), "" if ends else "\n" * len(match.group())),))


def _ends(word: str, piece: str) -> bool:
    """Has a word its mark behind it before letters come, so that the blank between them is one? # longer: the"""
    return word[-1:] in tuple(",;:!?") and piece[:1].isalpha()


def _goes_on(word: str, piece: str, language: str) -> bool:
    """Is the piece more likely the rest of the word than a word, in a line that marks only some of its words?"""
    if not word or _MARKS.fullmatch(piece):
        return bool(word)
    if word.isdigit() and piece.isdigit():
        return False
    found = _LETTERS.match(piece)
    if found is None or not word.isalpha():
        return False
    return commonness(found.group(), language) < _COMMON and commonness(word + found.group(), language) >= _KNOWN


def _ended(view: str, block: Block, decoded: bool) -> Iterator[Fix]:
    """`The</w> tr am</w>`: the first byte-pair encoders marked where a word ends.

    decoded: other signs show that a decoder wrote the text, so that one alone goes: Mrs Bąk</w> – “you get in”
    """
    tokens = list(re.finditer(r"\S+", view[block.start : block.end]))
    ends = sum(m.group().endswith("</w>") for m in tokens)
    if ends < _ENOUGH or ends < _SHARE * len(tokens):
        if "<w" not in view:
            for match in _JOINED_END.finditer(view, block.start, block.end):
                yield Fix("debris/piece-mark", (Edit(*match.span(), " "),))
            for match in _END.finditer(view, block.start, block.end) if decoded else ():
                yield Fix("debris/piece-mark", (Edit(*match.span(), ""),))
        return
    for n, match in enumerate(tokens):
        at = block.start + match.end()
        if match.group().endswith("</w>"):
            yield Fix("debris/piece-mark", (Edit(at - 4, at, ""),))
        elif n + 1 < len(tokens) and view[at] == " ":
            yield Fix("debris/joined-piece", (Edit(at, at + 1, ""),))


def _continued(view: str, block: Block, language: str) -> Iterator[Fix]:
    """`trans ##port`, where the language knows most of what they give."""
    chains = list(_CHAIN.finditer(view, block.start, block.end))
    joined = [m.group().replace(" ##", "") for m in chains]
    known = sum(len(word) >= _LONG and commonness(word, language) >= _KNOWN for word in joined)
    if not known or 2 * known < len(chains):
        return
    for match in chains:
        for seam in re.finditer(" ##", match.group()):
            at = match.start() + seam.start()
            yield Fix("debris/joined-piece", (Edit(at, at + 3, ""),))
