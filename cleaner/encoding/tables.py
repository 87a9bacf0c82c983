"""UTF-8 read as one of the rarer single-byte encodings (windows-1250, -1251, -1253, -1257, MacRoman, CP437, CP850).

Marks are known by their three characters. For letters ftfy is asked, line by line, and its answer taken apart at the
ASCII characters it left alone. Left alone: what it would only delete, Western runs, which `mojibake` judges, pairs that
make sums or tables (``√π``, ``┬┐``) where they make no word or question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Edit
from cleaner.encoding.completion import CONTROLS, Words, elision
from cleaner.encoding.lookalikes import known_word
from cleaner.encoding.mojibake import RUN, Repair
from cleaner.encoding.opinion import on_lines
from cleaner.encoding.shown import is_discussed, is_shown
from cleaner.lazy import lazy
from cleaner.text import Text

_MANY = 20  # runs: more than an essay on encodings shows outside its code spans

# What other single-byte encodings make of the first two bytes of UTF-8 punctuation: E2 80 (and E2 9C, E2 9D: ✅ ❌).
_SIGNS = {
    "вЂ": "cp1251",
    "вњ": "cp1251",
    "в„": "cp1251",
    "β€": "cp1253",
    "ā€": "cp1257",
    "‚Ä": "mac-roman",
    "‚ú": "mac-roman",
    "‚ù": "mac-roman",
    "ΓÇ": "cp437",
    "ΓÜ": "cp437",
    "ÔÇ": "cp850",
    "тА": "cp866",
    "â€ś": "cp1250",
    "â€ť": "cp1250",
}
_T1251 = "[Ђ-Џѐ-џҐґ¤¦§©«¬®°±µ¶·»‘’“”•–—™‚„…†‡€‰‹›№\xa0\xad]"
_CP1251 = lazy(f"[РС]{_T1251}(?:[РС]{_T1251}){{2}}")
# Pairs in which UTF-8 letters show, and hardly anything else: the first byte and one that no word has behind it.
_PAIRS = lazy(
    "[√ƒ≈◊ÿ╨╤┼─├┬ßĂĹÄŘŮ×Гп](?:"
    "(?<=[√ƒ≈◊])[^\x00-\x7f]"
    "|(?<=ÿ)[±≥ßÿŸ©]"
    "|(?<=[╨╤┼─├┬])[À-ÿƒªº⌐¬½¼░-▓│┤╡╢╖╕╣║╗╝╜╛┐ⁿ]"
    "|(?<=ß)[║╗]"
    "|(?<=[ĂĹ])[©¤¦±ˇ˘˝§¨‚›„‡\xadŁłşźĄŻ´]"
    "|(?<=[ÄĹ])[ŻŞŁşˇ˝˛˘Æ]"
    "|(?<=[ŘŮ])[±§łŻ„©]"
    "|(?<=×)[˘‘”•“]"
    "|(?<=[Гп])[©ЁЄЎўЈґЃЉЊЋЏђѓљњќћџ‡†¬‚]"
    ")"
)
_WORD_END, _WORD_START = lazy(r"[^\W\d_]+$"), lazy(r"[^\W\d_]+")
_MAC = lazy(r"[\x87-\x9f](?<=[^\W\d_].)(?=[^\W\d_])")
_LETTERED = lazy(r"[a-z]√π(?![\w√])|┬[┐í](?=[a-zà-ÿA-Z])")
_SPACED = {"Г": lazy(r"(?<=\s)Г(?= [a-z])"), "Ă": lazy(r"(?<=[a-z])Ă (?=[a-z]\b)|(?<=\s)Ă(?= [a-z])")}


def find_other(text: Text) -> Iterator[Repair]:
    """Yield the repairs of UTF-8 read as a rarer encoding: marks by their three characters, letters by ftfy.

    What there is at all the stretches of the text tell: the text itself is searched where it has some.
    """
    view, stretches = text.view, text.stretches
    codecs = {sign: codec for sign, codec in _SIGNS.items() if sign[0] in text.remarkable and sign in stretches}
    marks = [found for sign, codec in codecs.items() for found in _marks(view, sign, codec)]
    met = [pattern for pattern in (_CP1251, _PAIRS) if stretches is view or pattern.search(stretches)]
    spots = sorted(match.start() for pattern in met for match in pattern.finditer(view))
    letters = [e for e in on_lines(view, spots) if not RUN.fullmatch(view, e.start, e.end)] if spots else []
    if marks and spots:
        letters += _beside(view, spots, marks, letters, set(codecs.values()))
    words = list(_words(view)) if "√π" in stretches or "┬" in text.remarkable else []
    if not marks and not letters and not words:
        return
    for sign, pattern in _SPACED.items():
        if sign in view and any(sign in view[e.start : e.end] for e in letters):
            letters += [Edit(m.start(), m.end(), "à") for m in pattern.finditer(view)]
    marks = [mark for mark in marks if not any(e.start < mark.end and mark.start < e.end for e in letters[:_MANY])]
    few = len(marks) + len(letters) < _MANY
    for edit in [*marks, *letters, *words]:
        start, end, _ = edit
        shown = is_shown(view, start, end) or (few and is_discussed(view, start, end))
        yield Repair((edit,), "mojibake", not shown)


def _beside(view: str, spots: list[int], marks: list[Edit], letters: list[Edit], codecs: set[str]) -> Iterator[Edit]:
    """Letters of a word that lead up to a mark misread by the same table, of which ftfy says nothing: ``caf√©‚Äôs``."""
    starts = {mark.start for mark in marks}
    taken = {at for edit in letters for at in range(edit.start, edit.end)}
    for at in spots:
        if at + 2 not in starts or at in taken or not view[at - 1 : at].islower():
            continue
        for codec in codecs:
            try:
                char = view[at : at + 2].encode(codec).decode("utf-8")
            except UnicodeError:
                continue
            if len(char) == 1 and char.islower():
                yield Edit(at, at + 2, char)
                break


def _words(view: str) -> Iterator[Edit]:
    """Letters that look like a sum or a table where they stand in a word: ``pi√π``, ``┬┐que … ?``."""
    for match in _LETTERED.finditer(view):
        start, end = match.end() - 2, match.end()
        if view[start] == "┬":
            mark = "¿" if view[end - 1] == "┐" else "¡"
            stop = re.compile(r"[.?!\n]").search(view, end)
            if stop is not None and stop.group() == ("?" if mark == "¿" else "!"):
                yield Edit(start, end, mark)
        elif any(known_word(view, start, end, "ù", language) for language in ("it", "fr")):
            yield Edit(start, end, "ù")


def _marks(view: str, sign: str, codec: str) -> Iterator[Edit]:
    for at in _all(view, sign):
        try:
            char = view[at : at + 3].encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if len(char) == 1 and ("\u2010" <= char <= "\u2026" or char in "€™№✅✓✔✗❌→←"):
            yield Edit(at, at + 3, char)


def _all(view: str, sign: str) -> Iterator[int]:
    at = view.find(sign)
    while at >= 0:
        yield at
        at = view.find(sign, at + len(sign))


def find_mac(view: str, language: str | None) -> Iterator[Repair]:
    """Yield the C1 characters inside words that were letters of MacRoman; in windows-1252 they are marks."""
    for match in _MAC.finditer(view):
        start, end = match.span()
        byte = match.group().encode("latin-1")
        letter, mark = byte.decode("mac-roman"), byte.decode("cp1252", "ignore")
        before, after = _WORD_END.search(view, max(0, start - 30), start), _WORD_START.match(view, end, end + 30)
        if not letter.isalpha() or mark.isalpha() or before is None or after is None:
            continue
        languages = tuple(dict.fromkeys((language or "es", "es", "fr", "pt", "it", "de")))
        apostrophe = mark in "’‘" and any(
            elision(before[0], after[0], Words(code, (), (), CONTROLS)) for code in languages
        )
        if not apostrophe and any(known_word(view, start, end, letter, code) for code in languages):
            yield Repair((Edit(start, end, letter),), "mojibake", True)
