"""What a word is made of: words cut in two by a blank (llevaban déca das; ма ленькая), and pairs that make one.

A tokeniser's pieces were not put together again. Both pieces stand between blanks, together they are a word of the
language, and one of them is none, in no list. Left alone: pieces that are both words (`noch ein mal`), what the
document writes more than once, names, lines that are no sentence, and what stands in two lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.text import Text
from cleaner.vocabulary import DocumentWords, all_words, common_words

OPEN, _OPEN_ZIPF = 5, 3.4  # letters of a word of an open class beside another, and how common it is
_SHORT_ZIPF = 4.0  # the same for one of four letters
_BOTH_ZIPF = 8.0  # the same for the two together
SOURCES = ("es", "fr", "it", "pt", "de", "nl")  # whose words stand in pages written in another language
_OPENING, _CLOSING = "“”\"‘’'([«»„", "“”\"’')]»,;:.!?…"
_MUCH_MORE = 1.0  # the same: how much more common a part may be in English
_STEM = 4  # letters of a word without its ending
_MET = 1.0  # on the Zipf scale: a list holds it, and not by mistake
_ENDINGS = ("", *"aeiouyáéíýůąęąаоеиуыіїя", "ий", "ый", "ой", "ої", "ого", "em", "ie")
_NO_WORD = 1.6  # on the Zipf scale: what is met more rarely is no word
_HARDLY, _RARER = 3.0, 2.2  # the same for one that may be a word, and how much more common the whole has to be
_RARE = 2.0  # the same for a whole whose pieces are both rare
_LETTERS, _COMMONEST = 4, 5.0  # of the whole; how common a shorter one is, on the Zipf scale


def find(text: Text, document: DocumentWords, rare: str) -> Iterator[Fix]:
    """Yield a fix for every blank inside a word. rare: the tokens no short list holds, one a line."""
    tokens, unknown = text.tokens, frozenset(rare.split("\n"))
    seen: set[tuple[str, str]] = set()
    for n in [n for n, token in enumerate(tokens) if token in unknown]:
        for first, second in ((tokens[n - 1] if n else "", tokens[n]), (tokens[n], "".join(tokens[n + 1 : n + 2]))):
            if (first, second) not in seen:
                seen.add((first, second))
                yield from _joined(text.view, document, first, second)


def _joined(view: str, document: DocumentWords, first: str, second: str) -> Iterator[Fix]:
    head, tail = first.lstrip(_OPENING), second.rstrip(_CLOSING)
    low = head.lower()
    if not (head.isalpha() and tail.isalpha() and tail.islower() and head[1:] == low[1:]):
        return
    # riavvi o agli arresti: what the language leans a word of its own on is no piece
    if len(tail) < 2 or tail in document.closed:
        return
    if not _may_be(document, low, tail):
        return
    if (low == "в" and tail[0] in "оу") or tail == "ся":
        return  # в осьмій годині, в улицях, здавало ся: so did older Ukrainian write
    if len(low) == 1 and low in document.closed and _is_form(document, tail):
        return  # a stratte, в осьмій годині: a word of its own, rare or old in this form
    pieces = [piece for piece in (head, tail) if _is_no_word(document, piece.lower(), low + tail)]
    if not pieces or not (low + tail in document.common or document.zipf(low + tail) >= _RARE):
        return
    pair = f"{first} {second}"
    start = view.find(pair)
    if start < 0 or any(_stands_again(document, piece, (first, second)) for piece in pieces):
        return
    begin, end = start + len(first) - len(head), start + len(first) + 1 + len(tail)
    if head[0].isupper() and not document.opens(begin):
        return
    prose = not document.codes or document.prose(begin, end)
    if prose and view.find(pair, start + 1) < 0 and document.whole(begin, end):
        at = start + len(first)
        yield Fix("words/split-word", (Edit(at, at + 1, ""),))


def _is_form(document: DocumentWords, piece: str) -> bool:
    """Does a list hold a word that differs from a piece in its ending alone? # stratte, stratta; takiem, takie"""
    stems = (piece[:-1], piece[:-2]) if len(piece) > _STEM + 1 else (piece[:-1],)
    return any(len(stem) >= _STEM and document.zipf(stem + end) >= _MET for stem in stems for end in _ENDINGS)


def _is_no_word(document: DocumentWords, piece: str, whole: str) -> bool:
    """Is a piece in no list, or so much rarer than the whole that nobody would write it here? # e a gora"""
    if piece in document.common and document.common[piece] >= _HARDLY:
        return False
    usual = document.zipf(piece)
    return usual < _NO_WORD or (usual < _HARDLY and document.common.get(whole, 0.0) >= usual + _RARER)


def _may_be(document: DocumentWords, first: str, second: str) -> bool:
    """Is the whole a common word, or may it be a rarer one? The long list is asked only beside two rare pieces."""
    common = document.common
    if len(first + second) < _LETTERS:
        # vydrží t ři sta let: a letter that is no word, of one of the commonest
        return first not in document.closed and common.get(first + second, 0.0) >= _COMMONEST
    return first + second in common or (first not in common and second not in common)


def _stands_again(document: DocumentWords, piece: str, tokens: tuple[str, str]) -> bool:
    """Does the document write a piece elsewhere, or with other marks?"""
    others = document.tokens.difference(tokens)
    return any(piece + mark in others for mark in ("", ",", ".", ";", ":", ")", "”", '"', "»", "?", "!"))


def is_pair(document: DocumentWords, first: str, second: str) -> bool:
    """Are both words so common that nobody needs a longer list to know them?"""
    found = [document.common.get(part, 0.0) for part in (first, second)]
    least = [_OPEN_ZIPF if len(part) >= OPEN else _SHORT_ZIPF for part in (first, second)]
    return (
        sum(found) >= _BOTH_ZIPF
        and found[0] >= least[0]
        and found[1] >= least[1]
        and (max(len(first), len(second)) >= OPEN)
    )


def is_foreign(document: DocumentWords, word: str, cut: int) -> bool:
    """Is it a word of another language, or are its parts more at home in English? # patchlevel, backports"""
    if any(word in common_words(language) for language in SOURCES) or all_words("en").get(word, 0.0):
        return True
    english, own = common_words("en"), document.common
    more = [english.get(part, 0.0) - own.get(part, 0.0) for part in (word[:cut], word[cut:])]
    return min(more) > 0 or max(more) >= _MUCH_MORE
