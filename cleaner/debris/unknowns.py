"""What a vocabulary had no sign for: `Z ⁇ rich`, `caf<unk>s`, `<unk>sontaku<unk>`.

Plain letters are in every vocabulary, so the lost one is a letter with a mark, and where the language knows one word
only that has such a letter in this place, it is that. An apostrophe is told by what follows it, a quotation mark by its
partner. One that stands where no word can be lacking (`has <unk> roasted tea`, `,” <unk> she says`) is deleted. All
others are hints: in `a critic named <unk> wrote` it was a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cleaner.debris.evidence import UNKNOWNS, Block, Evidence
from cleaner.debris.tokens import document_quotes
from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.text import Span, Text
from cleaner.vocabulary import all_words

_UNKNOWN = lazy(r"⁇|<unk>|<UNK>|\[UNK\]")
_RUN = lazy(r"(?<= )(?:<unk>){2,}[^\x00-\u024f\u2010-\u2027\s]{0,3} (?=[A-Za-z])")  # signs of another script
_LETTERS = "áàâäãåāăąæçćčďđéèêëēęěğíìîïīıłñńňóòôöõőøœřśšşșßťțúùûüūůűýÿźżž"
_TAIL = lazy(r"(?:s|t|ve|re|ll|d|m)(?![^\W_])")
_BEFORE = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*$")
_AFTER = lazy(r"[^\W\d_]+")
_KNOWN = 1.5  # Zipf: the least common word that is put together
_CLEAR = 1.0  # so much more common than any other
_COMMON = 3.5  # a word that may own something


def find(text: Text, context: Context, told: Evidence) -> Iterator[Fix]:
    """Yield what stands for each unknown of the open paragraphs."""
    if told.found.isdisjoint(UNKNOWNS):
        return
    rule = context.pack.by_id.get("debris/detached-clitic")
    lists = {name: frozenset(words) for name, words in rule.lists.items()} if rule else {}
    view, language = text.view, text.language or ""
    quotes, apostrophe = document_quotes(text), "’" if view.count("’") > view.count("'") else "'"
    for block in told.blocks:
        left: list[tuple[int, int]] = []
        for run in _RUN.finditer(view, block.start, block.end) if language == "en" else ():
            yield Fix("debris/spare-unknown", (Edit(*run.span(), ""),))
        for match in _UNKNOWN.finditer(view, block.start, block.end):
            start, end = _reach(view, match)
            edit = _apostrophe(view, start, end, lists, apostrophe) or _letter(view, start, end, language)
            if edit:
                yield Fix("debris/unknown-letter", (edit,))
            elif language == "en" and (spare := _spare(view, match)):
                yield Fix("debris/spare-unknown", (spare,))
            else:
                left.append((match.start(), match.end()))
        at = 0
        while at < len(left):
            pair = _pair(view, block, left[at], left[at + 1]) if at + 1 < len(left) else None
            if pair:
                marks = zip(pair, quotes, strict=True)
                yield Fix("debris/unknown-quote", tuple(Edit(*span, mark) for span, mark in marks))
            else:
                yield Fix("debris/unknown", (Edit(*left[at], ""),))
            at += 2 if pair else 1


def _reach(view: str, match: re.Match[str]) -> tuple[int, int]:
    """The sign with the space SentencePiece sets on either side of ⁇; `<unk>` has none of its own."""
    start, end = match.span()
    if match.group() != "⁇":
        # haven <unk> t: here a space stands on either side, as if it were a word
        apart = view[start - 1 : start] == " " == view[end : end + 1] and _TAIL.match(view, end + 1)
        return (start - 1, end + 1) if apart else (start, end)
    return start - (view[start - 1 : start] == " "), end + (view[end : end + 1] == " ")


def _spare(view: str, match: re.Match[str]) -> Edit | None:
    """The deletion of a sign between words that belong together, or where nothing can be lacking."""
    start, end = match.span()
    if view[end : end + 1] != " " or view[start - 1 : start] not in (" ", "\n", ""):
        return None
    led = view[max(0, start - 40) : start].rstrip(" ")
    word, after = _BEFORE.search(led), _AFTER.match(view, end + 1)
    if word is None and after is not None:
        begins = led == "" or led[-1] == "\n"
        spare = after.group()[0].isupper() if begins else led[-1] in _SET_OFF and after.group().lower() in _GO_ON
    elif word is not None and after is not None:
        spare = word.group().lower() in _HAVE and after.group().endswith(("ed", "en")) and len(after.group()) > 4
    else:
        spare = word is not None and word.group().lower() in _ARTICLES and view[end + 1 : end + 2].isdigit()
    return Edit(start, end + 1, "") if spare else None


_SET_OFF = '”"»,;'
_GO_ON = frozenset(
    "he she they it we i but and or which who said says the a".split()
)  # what follows a comma or quotation
_HAVE = frozenset("has have had having been".split())
_ARTICLES = frozenset(["a", "an"])


def _apostrophe(view: str, start: int, end: int, lists: Mapping[str, frozenset[str]], mark: str) -> Edit | None:
    """An apostrophe, where the word before and the tail behind are those of a contraction: `don ⁇ t`, `it ⁇ s`."""
    low, tail = _BEFORE.search(view, max(0, start - 40), start), _TAIL.match(view, end)
    if low is None or tail is None or not lists:
        return None
    word, ending = low.group().lower(), tail.group()
    if ending == "t":
        leans = word in lists["stems"]
    elif ending == "m":
        leans = word == "i"
    else:
        leans = word in lists["pronouns"] or (ending == "s" and all_words("en").get(word, 0.0) >= _COMMON)
    return Edit(start, end, mark) if leans else None


def _letter(view: str, start: int, end: int, language: str) -> Edit | None:
    """The one word the language has with one letter more in this place."""
    low, high = _BEFORE.search(view, max(0, start - 40), start), _AFTER.match(view, end)
    if low is None:
        return None  # nothing tells whether a capital is lost
    before, after = low.group(), high.group() if high else ""
    zipf = all_words(language)
    found = _fill(before, after, zipf)
    if found[0]:
        return Edit(start, end, found[0])
    # “Malm ⁇ to”: of two spaces behind the sign one was its own; here but one is left.
    if after and view[end - 1] == " " and after.lower() in zipf:
        ends = _fill(before, "", zipf)
        if ends[0]:
            return Edit(start, end - 1, ends[0])
    return None


def _fill(before: str, after: str, zipf: Mapping[str, float]) -> tuple[str, float]:
    """The letter that makes one word of the two pieces, and how common the word is; "" where none does, or several."""
    ranked = sorted(((zipf.get((before + c + after).lower(), 0.0), c) for c in _LETTERS), reverse=True)
    (best, letter), (second, _) = ranked[0], ranked[1]
    if len(before) + len(after) < 2 or best < _KNOWN or best - second < _CLEAR:
        return "", 0.0
    return letter.upper() if before.isupper() and len(before) > 1 else letter, best


def _pair(view: str, block: Block, first: Span, second: Span) -> tuple[Span, Span] | None:
    """Two unknowns of a paragraph that open and close a quotation, each with the spaces of its own."""
    (a, b), (c, d) = first, second
    if view[a] == "⁇":
        # Its own space stands behind the opener; of two before it, one is its own.
        opens = view[b : b + 1] == " " and view[b + 1 : b + 2].strip() != ""
        opens = opens and (a == block.start or view[max(0, a - 2) : a] in ("  ", ": ", ", ", "( "))
        a, b = a - (view[max(0, a - 2) : a] == "  "), b + 1
        closes = view[c - 1 : c] == " " and view[c - 2 : c - 1].strip() != ""
        c, d = c - 1, d + (view[d : d + 1] == " " and view[d + 1 : d + 2] in (" ", "\n", "", ",", ".", ";", ":"))
    else:
        opens = view[b : b + 1].isalnum() and not view[a - 1 : a].isalnum()
        closes = view[c - 1 : c].strip() != "" and not view[d : d + 1].isalnum()
    led = a == block.start or view[a - 1 : a] in " (\n—–"
    if not (opens and closes and led) or any(mark in view[b:c] for mark in '"“”'):
        return None
    return (a, b), (c, d)
