"""Was this text tokenised? Judged by paragraph and document, before anything is undone.

A mark set apart proves nothing: verse, tables, other typographies and code have it too. What proves a tokeniser is a
sign that nobody types (`@-@`, `-LRB-`, `does n't`, `&apos;s` behind a space), or that all marks of a paragraph of prose
stand apart. A paragraph that talks of tokens, and a document that does so throughout, shows the signs and keeps them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import regex

from cleaner.language import settings
from cleaner.lazy import lazy, lazy_regex
from cleaner.pipeline import Context
from cleaner.presence import Literals, Scanner, encoded, places
from cleaner.text import WALL, Span, Text

# What debris holds, of which clean text has little.
JOINED = ("@-@", "@,@", "@.@", "@/@", "@:@", "@–@")
BRACKETS = ("-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-")
TICKS = ("``", "''")
PIECES = ("@@", "</w>", " ##", "▁", "Ġ", "￭")
_PIECES_ALONE = ("@@", "▁", "￭")  # which hardly mean anything else
SENTINELS = (
    "<s>", "</s>", "<pad>", "<bos>", "<eos>", "<sep>", "<cls>", "<mask>", "<eod>", "<sos>", "<eot>", "[CLS]", "[SEP]",
    "[PAD]", "[BOS]", "[EOS]", "<|", "<｜", "_of_text>", "_of_turn>", "_of_sentence>", "<extra_id_", "<0x",
    "[/INST]", "[INST]", "<</SYS>>", "<<SYS>>",
)  # fmt: skip
THOUGHTS = ("</think", "</thought", "</reasoning>", "</reflection>", "</scratchpad>")
CODES = (">>", "__", "_Latn ", "_Cyrl ", "_Arab ", "_Hans ", "_Hant ", "_Jpan ", "_Deva ", "_Grek ", "_XX", "<2")
UNKNOWNS = ("⁇", "<unk>", "<UNK>", "[UNK]")
CLITICS = (
    " n't", " n’t", " N'T", " N’T",
    *(f"{lead}{tail}" for lead in (" '", " ’", "' ", "’ ") for tail in ("t ", "s ", "m ", "d ", "re ", "ve ", "ll ")),
)  # fmt: skip
_OTHERS = ("&apos;", "&quot;", "&#39;", "&#9", "&#124;", "on na ", "l' ", "l’ ", "d' ", "d’ ", " ’ ")
SIGNS = (*JOINED, *BRACKETS, *TICKS, *PIECES, *SENTINELS, *THOUGHTS, *CODES, *UNKNOWNS, *CLITICS, *_OTHERS)
_OUTSIDE = (*SENTINELS, *THOUGHTS)  # which are repaired outside paragraphs too


def _words(literal: str) -> list[str]:
    """What `Text.forms` holds where a text holds a literal: its words, and where they end."""
    return literal.replace(" ", "\n \n").split(" ")


_SIGN_WITHIN = Literals(*dict.fromkeys(max(_words(sign), key=len) for sign in SIGNS))

APOSTROPHE = "(?:['’]|&apos;|&#39;)"
SIGN = lazy_regex(
    r"""(?<=[\p{L}\p{N}]\ )@[-/,.:–]@(?=\ [\p{L}\p{N}])                 # long @-@ term
    | (?<!\S)-[LR][RSC]B-(?!\S)                                        # -LRB- see box -RRB-
    | (?<!\S)&(?:apos|quot|\#39|\#91|\#93|\#124);(?!\S)               # &quot; We know
    | (?<=[\p{L}\p{N}.)]\ )&(?:apos|\#39);(?=(?:s|t|d|m|re|ve|ll)\b)  # We &apos;ve
    | (?<!\S)``(?=\ [^\n`]{1,400}?\ ''(?!\S))""",  # `` a wish list ''
    regex.X,
)
_CLITIC = lazy_regex(
    r"""(?<=\p{L}\ )n['’]t(?![\p{L}'’])                                # does n't
    | (?:(?<=\p{L}\ )['’]s                                             # the town 's
      |(?<=\b(?i:I|you|we|they|he|she|it|who|there|what|that)\ )['’](?:d|m|re|ve|ll)
      )(?=\ [^\s'’])(?![^\n'’]{0,80}(?<=[\p{L}.,!?])['’](?:\s|$))
    | (?<=\p{L}\ )['’](?=\ (?:s|t|d|m|re|ve|ll)\b)                     # it ' s
    | \b(?:[Gg]on|[Ww]an)\ na\b""",
    regex.X,
)
_ELISION = lazy_regex(
    r"""(?<=(?<![\p{L}'’‘“"])(?i:l|d|qu|c|j|n|s|dell|all|nell|dall|sull|un|quell)(?:['’]|&apos;|\ ’))"""
    r"""\ (?=\p{L})(?!\p{L}{1,2}['’])""",
)
_OWN = {"en": _CLITIC, "fr": _ELISION, "it": _ELISION, "ca": _ELISION}  # what a tokeniser cuts in one language
_APART = lazy(r"(?<=[^\s,.;:!?…]) (?:[,!?)%]|[;:](?! ?\d)|\.\.\.|\.(?! \.))(?=\s|\Z)|(?<!\S)\((?= \S)")
_TIGHT = lazy(r"(?<=[\w)\]\"'”’»%])[,.;،؛](?=[\s\"”’)]|\Z)|[，。、；]")
_TALK = (
    "tokeni", "токен", "Токен", "ТОКЕН", "分词", "subword", "sub-word", "wordpiece", "word piece", "word-piece",
    "sentencepiece",
    "byte-pair", "byte pair", " bpe", "treebank", " ptb", "nllb", " flores", "mbart", "language code", "language-code",
    "special token", "control token", "unknown token", "sequence token", "sentence token", "sentinel", "chat model",
    "chat template", "language model", "reasoning model", " llm", "vocabulary", "placeholder", "emoticon", "smiley",
    "regular expression", "latex", "clitic", "corpora", "moses d",
    "decoder", "parser", "unknown word", "end-of-s", "end of sequence", "markup",
)  # fmt: skip
_TALK_WITHIN = {literal: _words(literal) for literal in _TALK}
_MARKUP = re.compile(r"\b(?:X?HTML\d?|XML|entit(?:y|ies)|ampersands?)\b", re.I)  # what speaks of &apos; and shows it
_CODE = lazy(r"[{}<>=\\|](?<!&lt;)")
TAG = lazy(
    r"</?(?!s>|pad>|bos>|eos>|sep>|cls>|mask>|unk>|eod>|sos>|eot>|w>|think)[a-z][a-z0-9]{0,15}(?:\s[^<>\n]{0,200})?/?>"
)
_WORD = lazy(r"[^\W\d_]+")
_LAST = lazy(r"[^\W\d_]+$")
_ENOUGH = 3  # marks that stand apart, where none stands tight, are a habit
_TITLE = 120  # code points
_SPREAD = 6  # in one of so many paragraphs at least a sign stands where the document was tokenised
_FEW = 4  # tight ones, for each of which so many stand apart


@dataclass(frozen=True)
class Block:
    """A paragraph open to repair. `proven`: a tokeniser has been here, and all its work is to be undone."""

    start: int
    end: int
    proven: bool


class Evidence(NamedTuple):
    """The paragraphs open to repair that hold any sign, and which signs the document holds (of `SIGNS`)."""

    blocks: list[Block]
    found: frozenset[str]


def is_decoded(found: frozenset[str]) -> bool:
    """Has a document signs of two kinds that decoders leave, so that one more is no name of anything?"""
    return sum(not found.isdisjoint(kind) for kind in (JOINED, SENTINELS, UNKNOWNS, _PIECES_ALONE)) > 1


def talks(words: str) -> bool:
    """Is there talk of tokens, tags and the programs that write them?"""
    return bool(_talk_scanner().hits(f" {words.lower()}"))


def judge(text: Text, context: Context) -> Evidence | None:
    """The paragraphs that use the signs rather than show them.

    None where the document has no sign, or where they are its subject. One scan of the text for all signs: clean text
    costs no more.
    """
    view = text.view
    hits = _sign_scanner().hits(text.raw) if _SIGN_WITHIN.stand_in(text.forms) else []
    apart = ("\n," in text.forms or "\n." in text.forms) and view.count(" ,") + view.count(" .") >= _ENOUGH
    if not hits and not apart:
        return None
    spans = text.paragraphs
    marked = _met([start for _, start, _ in hits], spans)
    rule = context.pack.by_id.get("debris/joined-sign")
    small = frozenset(rule.lists.get("small", ()) if rule else ())
    loose = _met(places(view, " ,", " ."), spans) if apart else marked
    counts = [
        _count(text, span, small) if mark or lies else (0, 0, 0)
        for span, mark, lies in zip(spans, marked, loose, strict=True)
    ]
    signed = [strong for strong, _, _ in counts if strong]
    habit = sum(signed) > 1 and _SPREAD * len(signed) >= len(spans)
    if habit:
        counts = [count if any(count) else _count(text, span, small) for span, count in zip(spans, counts, strict=True)]
    elif not any(marked) and not any(count[1] >= _ENOUGH for count in counts):
        return None
    found = frozenset(SIGNS[which] for which, _, _ in hits)
    uses = [
        (mark or habit or count[1] > 0) and not _shows(view, span, count)
        for span, count, mark in zip(spans, counts, marked, strict=True)
    ]
    if not any(uses) and found.isdisjoint(_OUTSIDE):
        return None
    hidden = "\n".join(text.source[start:end] for start, end in text.walls)  # where there may be talk too: `tokenizer`
    said = _talking(text.source, spans, _small(f"{text.forms}{hidden}\n"))
    titled = len(spans) > 1 and spans[0][1] - spans[0][0] < _TITLE
    if (said[0] and titled) or (sum(said) > 1 and _SPREAD * sum(said) >= len(said)):
        return None
    out = [
        Block(*span, _proven(text, span, count, habit))
        for span, talk, count, used in zip(spans, said, counts, uses, strict=True)
        if used and not talk
    ]
    return Evidence(out, found)


def _met(places: Iterable[int], spans: list[Span]) -> list[bool]:
    """In which spans a place lies. They are sorted and do not touch."""
    out = [False] * len(spans)
    starts = [start for start, _ in spans]
    for place in places:
        n = bisect_right(starts, place) - 1
        if n >= 0 and place <= spans[n][1]:
            out[n] = True
    return out


def _talking(source: str, spans: list[Span], forms: str) -> list[bool]:
    """Which paragraphs talk of tokens. forms: the different words of all that is written."""
    literals = [literal for literal, words in _TALK_WITHIN.items() if all(word in forms for word in words)]
    if not literals:
        return [False] * len(spans)
    # One further than it stands: a word may need the blank before its paragraph.
    small = _small(f" {source}").replace("\n", " ")
    return _met(places(small, *literals), spans)


def _small(text: str) -> str:
    """A text with its ASCII letters small: a third of the time of all letters, and none of them becomes two."""
    return encoded(text).lower().decode("utf-8", "surrogatepass")


def _proven(text: Text, span: Span, count: tuple[int, int, int], habit: bool) -> bool:
    strong, apart, tight = count
    if strong > 1 or (strong == 1 and apart > 0):
        return True
    if habit and apart > tight and not _CODE.search(text.view, *span):
        return True
    return apart >= _ENOUGH and apart >= _FEW * tight and _prose(text, *span)


def _shows(view: str, span: Span, count: tuple[int, int, int]) -> bool:
    """Is it a piece of a page with its tags, or a paragraph that speaks of entities and has nothing else?"""
    return TAG.search(view, *span) is not None or (count[1] < _ENOUGH and _MARKUP.search(view, *span) is not None)


@cache
def _sign_scanner() -> Scanner:
    return Scanner(SIGNS)


@cache
def _talk_scanner() -> Scanner:
    return Scanner(_TALK)


def block_at(found: list[Block], at: int) -> Block | None:
    """The block that holds a place."""
    n = bisect_right(found, at, key=lambda block: block.start) - 1
    return found[n] if n >= 0 and at <= found[n].end else None


def _count(text: Text, span: Span, small: frozenset[str]) -> tuple[int, int, int]:
    """Signs that prove a tokeniser, marks that stand apart, marks that do not."""
    view = text.view
    start, end = span
    found = list(SIGN.finditer(view, start, end))
    if text.language in _OWN:
        found += _OWN[text.language].finditer(view, start, end)
    strong = sum(not (shown(view, *m.span()) or face(view, *m.span(), small)) for m in found)
    return strong, len(_APART.findall(view, start, end)), len(_TIGHT.findall(view, start, end))


def _prose(text: Text, start: int, end: int) -> bool:
    """Is it running words, with some of the language's function words, and no code, table or list?"""
    words = text.view[start:end]
    told = settings(text.language or "").get("function_words", ())
    few = frozenset(told).intersection(map(str.lower, _WORD.findall(words)))
    return len(few) > 2 and not _CODE.search(words) and "  " not in words.strip() and WALL * 3 not in words


def face(view: str, start: int, end: int, small: frozenset[str]) -> bool:
    """Is @-@ more likely a face than a hyphen: beside a word that begins a clause (`small`), or before a capital?"""
    if view[start:end] != "@-@":
        return False
    before, after = _LAST.search(view, max(0, start - 40), start - 1), _WORD.match(view, end + 1)
    words = before.group() if before else "", after.group() if after else ""
    return bool({words[0].lower(), words[1].lower()} & small) or (words[0].islower() and words[1][:1].isupper())


def shown(view: str, start: int, end: int) -> bool:
    """Does a sign stand between quotation marks or brackets of its own: shown, not used?"""
    before, after = view[start - 1 : start], view[end : end + 1]
    return (before + after) in ('""', "''", "“”", "‘’", "()", "[]", "«»", "„“", "``", "’’")
