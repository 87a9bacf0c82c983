"""What is left of misread UTF-8 that lost a byte, where whole runs show which: ``â€``, and ``Ã`` before a plain space.

The second byte of ``à``, the last of ``⚠`` and the middle one of U+2800, which is a blank, are no-break spaces when
misread, and many a program makes those plain. Left alone: ``Ã`` and ``Â`` where a word ends in them, ``â €`` before a
price, letters of scripts whose bytes were dropped, where the space is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.encoding.lookalikes import known_word
from cleaner.encoding.mojibake import TRAIL, Repair, decode
from cleaner.encoding.opinion import on_lines
from cleaner.encoding.shown import is_discussed
from cleaner.lazy import lazy
from cleaner.text import Text

_T = re.escape(TRAIL)
# Each begins with its rarest letter, alone: so a text is searched as fast as for the letter.
_LOST_CLOSER = lazy(f"â€(?![{_T}])(?:(?![�?])|[�?](?<![ \\n\\t(][^ ]{{3}})(?=[\\s.,;:!?)—–-]|$))")
_SPACED = lazy(r"Ã(?<![A-ZÀ-Þ].)(?=[ \n]|[a-zà-ÿ]['’]|[b-df-hj-np-tv-z]['’]?\w|$)")
_SPACED_S = lazy(r"Å(?= [a-z])(?<![^\W_].)")
_SPACED_A = lazy(
    r"Ã(?:(?<=[\s'’].) (?= )|(?<=[\s'’].)(?= (?!s )[^\W\d_])|(?<=[^\W\d_A-ZÀ-Þ].) (?=[ .,)…\n-]|$)|(?<=\bL.) (?=[ ,-]))"
)
_SPACED_LETTERS = (
    (frozenset("ÐÎ×"), lazy(f"[ÐÎ×] (?=[ÐÑÎÏ×][{_T}])"), lazy(f"[ÐÑÎÏ×](?![{_T} \ufffd])")),
    # â is what marks begin with: its letters are few, and no script's
    (frozenset("àáãäåæçèéêëìíîï"), lazy(f"([àáã-ï])[{_T}] (?=\\1[{_T}]{{2}})"), lazy(f"[à-ï][{_T}](?![{_T} \ufffd])")),
)
_CONTRACTED = lazy(r"Ã (?<!\w..)(?=(?:s|quel[ea]s?|quilo)\b(?!['’]))")  # Portuguese às, àquele: one word
_SPACED_NBSP = lazy(r"Â(?:(?<=[a-zß-ÿ0-9.,;:!?%)”’\"\s\ufffd].) )")
_SPACED_SYMBOL = lazy(rf"â[{_T}] (?=ï¸[\x8f\ufffd])")  # ⚠, and the sign that asks for its picture
_SPACED_BLANK = lazy(r"â €(?<![^\s\ufffd]...)(?<!\d\s...)(?=\s(?!\d)|$)")


def find(text: Text, proofs: int) -> Iterator[Repair]:
    """Yield what is left of runs that lost a byte, where other runs show which one it was.

    ``â€`` without its last byte (9D has no character in windows-1252) closes what an ``â€œ`` opened. ``Ã`` and ``Â``
    before a space had a no-break space there, which some program made plain.
    """
    view = text.view
    if "â€œ" in text.stretches:
        for m in _LOST_CLOSER.finditer(view):
            yield Repair((Edit(m.start(), m.end(), "”"),), "lost-quote", True)
    yield from _spaced_symbols(text, proofs)
    done: set[int] = set()
    if "Ã" in text.remarkable:
        for m in _CONTRACTED.finditer(view):
            done.add(m.start())
            yield Repair((Edit(m.start(), m.end(), "à"),), "mojibake-space", proofs > 1)
    if proofs > 1 and "Ã" in text.remarkable:
        for m in _SPACED_A.finditer(view):
            if m.start() in done:
                continue
            done.add(m.start())
            yield Repair((Edit(m.start(), m.end(), "à"),), "mojibake-space", True)
    spots = {m.start() for m in _SPACED.finditer(view)} - done if "Ã" in text.remarkable else set()
    if "Å" in text.remarkable and "Å " in view:
        spots.update(m.start() for m in _SPACED_S.finditer(view))
    if spots:
        for edit in on_lines(view, sorted(spots)):  # à before a space that was no-break, Š at the start of a word
            start, end, new = edit
            if start in spots and view[start] in "ÃÅ" and new.strip() in ("à", "À", "Š"):
                whole = not view[start - 1 : start].isalpha()
                if proofs if whole else known_word(view, start, end, "à", text.language):
                    yield Repair((edit,), "mojibake-space", not is_discussed(view, start, end))
    if proofs > 1 and "Â" in text.remarkable:
        for m in _SPACED_NBSP.finditer(view):
            yield Repair((Edit(m.start(), m.end(), "\xa0"),), "mojibake-space", True)
    if proofs:
        yield from _spaced_letters(text)


def _spaced_letters(text: Text) -> Iterator[Repair]:
    """Yield the letters of other scripts whose last byte was a no-break space that some program made plain.

    ``Ð `` is Р where a run of the same script follows at once; not where bytes were dropped, and the space is one.
    """
    view = text.view
    for heads, pattern, dropped in _SPACED_LETTERS:
        found = [] if heads.isdisjoint(text.remarkable) else list(pattern.finditer(view))
        if found and not dropped.search(view):
            for match in found:
                char = decode(match.group().replace(" ", "\xa0"))
                if char and char.isalpha():
                    yield Repair((Edit(match.start(), match.end(), char),), "mojibake-space", True)


def _spaced_symbols(text: Text, proofs: int) -> Iterator[Repair]:
    """Yield the symbols and blanks of Braille whose no-break space some program made plain."""
    if "â" not in text.remarkable:
        return
    found = list(_SPACED_SYMBOL.finditer(text.view)) if "ï¸" in text.stretches else []
    found += _SPACED_BLANK.finditer(text.view) if proofs > 1 else ()
    for match in found:
        char = decode(match.group().replace(" ", "\xa0"))
        if char:
            yield Repair((Edit(match.start(), match.end(), char),), "mojibake-space", True)
