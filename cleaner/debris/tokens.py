"""Tokens back into text: marks to their words, contractions, brackets, quotation marks, joined signs.

What every tokeniser's own detokeniser knows, but undone only in a paragraph where a tokeniser is proven; a sign that
nobody types (`@-@`, `-LRB-`) is undone by itself. Left alone: the spaces French sets before high marks, formulas in
brackets, quotation marks whose side nothing tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.debris.evidence import APOSTROPHE, BRACKETS, JOINED, Block, Evidence, face, shown
from cleaner.edits import Edit, Fix, trim
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.quotation.convention import Convention, convention_of
from cleaner.text import WALL, Text

_TOKEN = lazy(r"\S+")
_ENTITY = {"apos": "'", "#39": "'", "quot": '"', "#34": '"', "#91": "[", "#93": "]", "#124": "|", "amp": "&"}
_ENTITIES = lazy(r"&(apos|#39|quot|#34|#91|#93|#124|amp);")
_BRACKET = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_PAIR = {"(": ")", "[": "]", "{": "}"}
_JOINED = lazy(r"@([-/,.:–])@")
_BETWEEN = lazy(r"(?<=[^\W_] )@[-/,.:–]@(?= [^\W_])")
_CLOSING = lazy(r"(?:[,;:!?)\]}…]|\.{1,3})[,.;:!?)\]”’\"]*")
_LONE = frozenset(["'", "’"])
_HIGH = {"fr": ";:!?", "br": ";:!?"}  # marks that keep their space
_MONEY = {"en": "$£€¥"}
_FORMULA = lazy(r"[+*=<>|^\\/~]|[-–]")
_WORDS = lazy(r"[^\W\d_]{2,}")
_CLITIC = lazy(rf"(?i:n{APOSTROPHE}t|{APOSTROPHE}(?:s|t|d|m|re|ve|ll|clock))")
_NAME = lazy(rf"{APOSTROPHE}[A-Z][a-z]+")  # O 'Connor
_TAIL = lazy(r"s|t|d|m|re|ve|ll", re.I)
_CLOCK = lazy(r"\d{1,2}")
_UNITS = frozenset(["%", "million", "billion", "percent", "per", "km", "m", "kg"])
_YEAR = 4  # digits
_SEARCH = 60  # tokens in which a bracket closes


@dataclass
class _Paragraph:
    """The tokens of a paragraph, and which spaces between them go; `glued[n]` is the one before token n."""

    view: str
    spans: list[tuple[int, int]]
    glued: dict[int, str] = field(default_factory=dict)
    put: dict[int, tuple[str, str]] = field(default_factory=dict)  # what stands for a token, and the rule that says so

    def __getitem__(self, n: int) -> str:
        return self.view[slice(*self.spans[n])] if 0 <= n < len(self.spans) else ""

    def word(self, n: int) -> str:
        """The token as it will read."""
        return self.put[n][0] if n in self.put else self[n]

    def glue(self, rule: str, *places: int) -> None:
        for n in places:
            if 0 < n < len(self.spans) and self.view[self.spans[n - 1][1] : self.spans[n][0]] == " ":
                self.glued.setdefault(n, rule)

    def fixes(self) -> Iterator[Fix]:
        for n, (start, end) in enumerate(self.spans):
            rule = self.glued.get(n)
            new, source = self.put.get(n, ("", None))
            if rule and source:
                yield Fix(f"debris/{source}", (trim(self.view, Edit(start - 1, end, new)),))
            elif rule:
                yield Fix(f"debris/{rule}", (Edit(start - 1, start, ""),))
            elif source:
                yield Fix(f"debris/{source}", (trim(self.view, Edit(start, end, new)),))


def find(text: Text, context: Context, told: Evidence) -> Iterator[Fix]:
    """Yield what undoes a tokeniser's work, in the paragraphs where it is proven, and its sure signs elsewhere."""
    view = text.view
    sure = (*JOINED, *BRACKETS, "``")
    signs = not told.found.isdisjoint(sure)
    if not signs and not any(block.proven for block in told.blocks):
        return
    convention = _convention(text)
    quotes = document_quotes(text)
    elided = _elided(context)
    joined = context.pack.by_id.get("debris/joined-sign")
    small = frozenset(joined.lists.get("small", ()) if joined else ())
    habit = any(not face(view, *m.span(), small) for m in _BETWEEN.finditer(view)) if signs else False
    for block in told.blocks:
        if not (block.proven or (signs and any(view.find(sign, block.start, block.end) >= 0 for sign in sure))):
            continue
        tokens = _Paragraph(view, [m.span() for m in _TOKEN.finditer(view, block.start, block.end)])
        _set_signs(tokens, block.proven or habit)
        _set_tex_quotes(tokens, quotes, bool(_convention(text).inner))
        # A row of signs is no sentence: &quot; * / : &lt; &gt; ? |
        if block.proven and any(len(tokens[n]) > 1 and tokens[n].isalpha() for n in range(len(tokens.spans))):
            _set_entities(tokens)
            _set_marks(tokens, text.language or "", "debris/percent" in context.pack.by_id)
            _set_brackets(tokens)
            _set_apostrophes(tokens, text.language or "", elided)
            _set_quotes(tokens, convention, text.language != "fr")
        yield from tokens.fixes()
    if "``" in told.found and "''" in told.found:
        yield from _tight(text, told.blocks)


def _elided(context: Context) -> frozenset[str]:
    """The words a language writes before an apostrophe: l', d', dell'."""
    rule = context.pack.by_id.get("debris/elision")
    return frozenset(rule.lists.get("elided", ()) if rule else ())


def _convention(text: Text) -> Convention:
    return convention_of(text.language, text.view) or Convention(frozenset("“"), frozenset("”"))


def document_quotes(text: Text) -> tuple[str, str]:
    """The marks a document sets its quotations in: straight ones unless it has others."""
    view, convention = text.view, _convention(text)
    if convention.straight or not convention.pairs or not any(mark in view for mark in "“”„«»"):
        return '"', '"'
    return convention.pairs[0]


def _set_signs(tokens: _Paragraph, habit: bool) -> None:
    """`@-@`, and the brackets of the Penn Treebank."""
    for n in range(len(tokens.spans)):
        token = tokens[n]
        joined = _JOINED.fullmatch(token)
        if (
            joined
            and habit
            and tokens[n - 1][-1:].isalnum()
            and (tokens[n + 1][:1].isalnum() or tokens[n + 1][:1] == WALL)
        ):
            tokens.put[n] = joined.group(1), "joined-sign"
            tokens.glue("joined-sign", n, n + 1)
        elif token in _BRACKET:
            tokens.put[n] = _BRACKET[token], "bracket-code"
            tokens.glue("bracket-code", n + 1 if token[1] == "L" else n)


def _set_tex_quotes(tokens: _Paragraph, quotes: tuple[str, str], spaced: bool) -> None:
    """`` a wish list '': each opener with the closer that follows before another opens.

    spaced: French guillemets keep their blanks.
    """
    opened = None
    for n in range(len(tokens.spans)):
        if tokens[n] == "``":
            opened = n
        elif tokens[n] == "''" and opened is not None:
            for at, mark, place in ((opened, quotes[0], opened + 1), (n, quotes[1], n)):
                tokens.put[at] = mark, "tex-quote"
                if mark not in "«»" or not spaced:
                    tokens.glue("tex-quote", place)
            opened = None


def _set_entities(tokens: _Paragraph) -> None:
    for n in range(len(tokens.spans)):
        token = tokens[n]
        if "&" in token and n not in tokens.put:
            plain = _ENTITIES.sub(lambda m: _ENTITY[m.group(1)], token)
            if plain != token:
                tokens.put[n] = plain, "escaped-token"
        elif "\\/" in token and _WORDS.match(token):
            tokens.put[n] = token.replace("\\/", "/"), "escaped-token"


def _set_marks(tokens: _Paragraph, language: str, percent: bool) -> None:
    """Marks that close go to the word before them; signs of money to the figure behind them."""
    high = _HIGH.get(language, "")
    for n in range(len(tokens.spans)):
        token, before, after = tokens.word(n), tokens[n - 1], tokens[n + 1]
        if before and after and _lists(tokens, n):
            continue
        if _CLOSING.fullmatch(token) and token[0] not in ")]}":
            figure = before[-1:].isdigit() and after[:1].isdigit()
            if figure and token in ":." and _joins(tokens, n):
                tokens.glue("detached-mark", n, n + 1)
            elif (token == ":" and figure) or (token == "." and figure and len(before) < _YEAR):
                continue  # 3 : 2, and 3 . 5 may be a figure or the end of a sentence
            elif (
                token[0] not in high
                and before[-1:] not in ("]" if token == "..." else "([{")
                and not (token == "." and "." in (before, after))
            ):
                tokens.glue("detached-mark", n)
        elif token == "%" and percent and before[-1:].isdigit():
            tokens.glue("percent", n)
        elif (token in tuple(_MONEY.get(language, "$£¥")) and after[:1].isdigit()) or token in ("¿", "¡"):
            tokens.glue("detached-mark", n + 1)


def _lists(tokens: _Paragraph, n: int) -> bool:
    """Does the mark stand in a row of marks, which names them? # none of these: " * / : < > ? |"""
    row = [tokens[k] for k in range(n - 2, n + 3) if k != n]
    return sum(len(token) == 1 and not token.isalnum() and token not in "\"'“”‘’«»()–—-…," for token in row) > 1


def _joins(tokens: _Paragraph, n: int) -> bool:
    """Is the mark between two figures the one of a clock (10 : 15) or of a decimal (3 . 5 %)?"""
    before, after, unit = tokens[n - 1], tokens[n + 1], tokens[n + 2]
    if tokens.word(n) == ":":
        return bool(_CLOCK.fullmatch(before)) and len(after) > 1 and after[:2].isdigit()
    return before.isdigit() and after.isdigit() and unit in _UNITS


def _set_brackets(tokens: _Paragraph) -> None:
    """Brackets close around what they hold, unless that is a formula or nothing."""
    at = 0
    while at < len(tokens.spans):
        closer = _PAIR.get(tokens.word(at))
        if closer is None:
            at += 1
            continue
        end = next((n for n in range(at + 1, min(at + _SEARCH, len(tokens.spans))) if tokens.word(n)[:1] == closer), 0)
        inner = [tokens[n] for n in range(at + 1, end)]
        if end and inner and not any(len(t) < 3 and _FORMULA.fullmatch(t) for t in inner):
            tokens.glue("detached-bracket", at + 1, end)
        at = end or at + 1


def _set_apostrophes(tokens: _Paragraph, language: str, elided: frozenset[str]) -> None:
    """Contractions, possessives, elided articles."""
    alone = [n for n in range(len(tokens.spans)) if tokens.word(n) in _LONE]
    for n in range(1, len(tokens.spans)):
        token, before = tokens.word(n), tokens[n - 1]
        core = token.rstrip(",.;:!?")
        if language == "en" and (
            (before[-1:].isalnum() and _CLITIC.fullmatch(core))
            or (before in ("O", "D", "L", "d", "l") and _NAME.fullmatch(core))
        ):
            tokens.glue("detached-clitic", n)
        if elided and before[-1:] in "'’;" and token[:1].isalnum():
            stem = tokens.word(n - 1)
            if stem[-1:] in _LONE and stem[:-1].lower().lstrip('(«“"') in elided:
                tokens.glue("elision", n)
    single = "‘" in tokens.view
    owners = bool(alone) and all(tokens[n - 1][-1:] == "s" and not _TAIL.fullmatch(tokens[n + 1]) for n in alone)
    for n in alone:
        before, after = tokens[n - 1], tokens[n + 1]
        if elided and before.lower().lstrip('(«“"') in elided and after[:1].isalpha():
            tokens.glue("elision", n, n + 1)
        elif language in ("en", "de") and before[-1:].isalpha() and _TAIL.fullmatch(after.rstrip(",.;:!?")):
            tokens.glue("detached-clitic", n, n + 1)
        elif language == "en" and owners and after[:1].isalpha():
            tokens.glue("detached-clitic", n)
        elif language == "en" and tokens.word(n) == "’" and not single and after[:1].islower():
            tokens.glue("detached-clitic", n, n + 1)


def _set_quotes(tokens: _Paragraph, convention: Convention, tight: bool) -> None:
    """Quotation marks that stand alone: those that show a way by it, straight ones by turns.

    tight: the language sets no space inside its guillemets.
    """
    straight: list[tuple[int, bool | None]] = []
    for n in range(len(tokens.spans)):
        token = tokens.word(n)
        if (token == '"' and n not in tokens.put) or (token == '"' and tokens.put[n][1] == "escaped-token"):
            straight.append((n, None))
        elif '"' in token and n not in tokens.put:
            straight += [(n, side) for side in _sides(token)]
        elif token in convention.openers and (tight or token not in "«»"):
            tokens.glue("detached-quote", n + 1)
        elif token in convention.closers and (tight or token not in "«»"):
            tokens.glue("detached-quote", n)
    if len(straight) % 2 and not (straight and straight[0][0] == 0):
        return  # one of them runs on from the paragraph before, or has no partner: no side is sure
    turns = [n % 2 == 0 for n in range(len(straight))]
    if any(side is not None and side != turn for (_, side), turn in zip(straight, turns, strict=True)):
        return
    for (n, side), opens in zip(straight, turns, strict=True):
        if side is None:
            tokens.glue("detached-quote", n + 1 if opens else n)


def _sides(token: str) -> Iterator[bool]:
    """For each straight mark of a token, whether it opens."""
    for match in re.finditer('"', token):
        yield match.start() == 0 or token[match.start() - 1] in "([{—–-"


def _tight(text: Text, blocks: list[Block]) -> Iterator[Fix]:
    """``Hydrogen Economy'', `` Thursday '', in unbroken lines: brackets of another script, written as TeX does.

    Left alone: texts with hard line ends, whose authors typed so, those with commands of TeX, and messages of programs,
    which may have a reader of their own.
    """
    view = text.view
    if text.entry or _HAND.search(view) or any("\n" in view[start:end] for start, end in text.paragraphs):
        return
    quotes = document_quotes(text)
    for block in blocks:
        paragraph = view[block.start : block.end]
        if paragraph.count("``") != paragraph.count("''"):
            continue
        found = list(_TIGHT.finditer(view, block.start, block.end))
        if 2 * len(found) != paragraph.count("``") + paragraph.count("''"):
            continue
        for match in found:
            start, end = match.span()
            if not shown(view, start, end):
                gap = len(match["gap"])
                marks = Edit(start, start + 2 + gap, quotes[0]), Edit(end - 2 - gap, end, quotes[1])
                yield Fix("debris/tex-quote", marks)


_TIGHT = lazy(r"(?<![`\w])``(?P<gap> ?)(?! )[^`'\n]*(?:'[^`'\n]+)*(?<! )(?P=gap)''(?!['\w])")
_HAND = lazy(r"\\[a-zA-Z]+[{\[\s]|\$[^$\n ]+\$|^\.[A-Z]{2} |\bTeX\b|^ *\.\. ", re.M)
