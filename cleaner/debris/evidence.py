"""Was this text tokenised? Judged by paragraph and document, before anything is undone.

A mark set apart proves nothing: verse, tables, other typographies and code have it too. What proves a tokeniser is a
sign that nobody types (`@-@`, `-LRB-`, `does n't`, `&apos;s` behind a space), or that all marks of a paragraph of prose
stand apart. A paragraph that talks of tokens, and a document that does so throughout, shows the signs and keeps them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

import regex

from cleaner.language import settings
from cleaner.pipeline import Context
from cleaner.text import WALL, Span, Text

APOSTROPHE = "(?:['’]|&apos;|&#39;)"
SIGN = regex.compile(
    r"""(?<=[\p{L}\p{N}]\ )@[-/,.:–]@(?=\ [\p{L}\p{N}])                 # long @-@ term
    | (?<!\S)-[LR][RSC]B-(?!\S)                                        # -LRB- see box -RRB-
    | (?<!\S)&(?:apos|quot|\#39|\#91|\#93|\#124);(?!\S)               # &quot; We know
    | (?<=[\p{L}\p{N}.)]\ )&(?:apos|\#39);(?=(?:s|t|d|m|re|ve|ll)\b)  # We &apos;ve
    | (?<!\S)``(?=\ )|(?<=\s)''(?!\S)""",  # `` a wish list ''
    regex.X,
)
_CLITIC = regex.compile(
    r"""(?<=\p{L}\ )n['’]t(?![\p{L}'’])                                # does n't
    | (?:(?<=\p{L}\ )['’]s                                             # the town 's
      |(?<=\b(?i:I|you|we|they|he|she|it|who|there|what|that)\ )['’](?:d|m|re|ve|ll)
      )(?=\ [^\s'’])(?![^\n'’]{0,80}(?<=[\p{L}.,!?])['’](?:\s|$))
    | (?<=\p{L}\ )['’](?=\ (?:s|t|d|m|re|ve|ll)\b)                     # it ' s
    | \b(?:[Gg]on|[Ww]an)\ na\b""",
    regex.X,
)
_ELISION = regex.compile(
    r"""(?<=(?<![\p{L}'’‘“"])(?i:l|d|qu|c|j|n|s|dell|all|nell|dall|sull|un|quell)(?:['’]|&apos;|\ ’))\ (?=\p{L})""",
)
_OWN = {"en": _CLITIC, "fr": _ELISION, "it": _ELISION, "ca": _ELISION}  # what a tokeniser cuts in one language
_APART = re.compile(r"(?<=[^\s,.;:!?…]) (?:[,;:!?)\]%]|\.\.\.|\.(?! \.))(?=\s|\Z)|(?<!\S)[(\[](?= \S)")
_TIGHT = re.compile(r"(?<=[\w)\]\"'”’»%])[,.;،؛](?=[\s\"”’)]|\Z)|[，。、；]")
_TALK = re.compile(
    r"""tokeni[sz]|токен|分词|\bsub-?words?\b|\bword-?pieces?\b|sentence-?piece|byte-?pair|\bBPE\b|treebank|\bPTB\b|\bNLLB\b
    |\bFLORES\b|\bmBART\b|\bM2M|language[ -]codes?\b|(?:special|control|unknown|end-of-\w+)[ -]tokens?\b|\bsentinels?\b
    |(?:chat|language|reasoning)[ -](?:models?|templates?)\b|\bLLMs?\b|out-of-vocabulary|vocabulary|\bplaceholders?\b
    |\bemoticons?\b|\bsmileys?\b|regular[ ]expression|\bLaTeX\b|\bTeX\b|\bclitics?\b|\bcorpora\b|Moses[ ]d""",
    re.I | re.X,
)
_MARKUP = re.compile(r"\b(?:X?HTML\d?|XML|entit(?:y|ies)|ampersands?)\b", re.I)  # what speaks of &apos; and shows it
_CODE = re.compile(r"[{}<>=\\|](?<!&lt;)")
TAG = re.compile(
    r"</?(?!s>|pad>|bos>|eos>|sep>|cls>|mask>|unk>|eod>|sos>|eot>|think)[a-z][a-z0-9]{0,15}(?:\s[^<>\n]{0,200})?/?>"
)
_WORD = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"[^\W\d_]+$")
_ENOUGH = 3  # marks that stand apart, where none stands tight, are a habit
_SPREAD = 6  # in one of so many paragraphs at least a sign stands where the document was tokenised
_FEW = 4  # tight ones, for each of which so many stand apart


@dataclass(frozen=True)
class Block:
    """A paragraph open to repair. `proven`: a tokeniser has been here, and all its work is to be undone."""

    start: int
    end: int
    proven: bool


def talks(words: str) -> bool:
    """Is there talk of tokens, tags and the programs that write them?"""
    return _TALK.search(words) is not None


def blocks(text: Text, context: Context) -> list[Block]:
    """The paragraphs that use the signs rather than show them; none in a document whose subject they are."""
    spans = text.paragraphs
    if not spans:
        return []
    said = [talks(text.source[start:end]) for start, end in spans]
    if (said[0] and len(spans) > 1) or (sum(said) > 1 and 6 * sum(said) >= len(said)):
        return []
    rule = context.pack.by_id.get("debris/joined-sign")
    small = frozenset(rule.lists.get("small", ()) if rule else ())
    counts = [_count(text, span, small) for span in spans]
    signed = [strong for strong, _, _ in counts if strong]
    habit = sum(signed) > 1 and _SPREAD * len(signed) >= len(spans)
    out = []
    for (start, end), talk, (strong, apart, tight) in zip(spans, said, counts, strict=True):
        if talk or TAG.search(text.view, start, end) or (apart < _ENOUGH and _MARKUP.search(text.view, start, end)):
            continue
        proven = strong > 1 or (strong == 1 and apart > 0)
        proven = proven or (habit and apart > tight and not _CODE.search(text.view, start, end))
        proven = proven or (apart >= _ENOUGH and apart >= _FEW * tight and _prose(text, start, end))
        out.append(Block(start, end, proven))
    return out


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
