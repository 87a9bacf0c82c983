"""Signs a decoder or a chat model speaks to its program with: `<s>`, `<pad>`, `>>eng<<`, `<|im_end|>`, `<think>`.

They stand at the borders of lines, or of sentences that were put in one line. Left alone: struck HTML
(`<s>old</s>`) and all that looks like a tag in a text with other tags; the transcript of a chat; a code that names
another language than the text's, or stands among other codes in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.debris.evidence import CODES, SENTINELS, TAG, THOUGHTS, Block, Evidence, block_at, is_decoded, shown, talks
from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.text import Span, Text

_NAMES = (
    r"(?:begin|end|start|finetune|fim|python|transcri|translat|reserved)[a-z0-9_]{0,30}|im_(?:start|end|sep)|eo[tm]_id|pad|unk|bos|eos|sep|mask"
    r"|user|assistant|system|message|channel|return|call|notimestamps|[a-z]{2}|\d{1,3}\.\d\d"
)
_SIGN = (
    rf"(?:</?s>|<(?:pad|bos|eos|sep|cls|mask|eod|sos|eot)>|\[(?:CLS|SEP|PAD|BOS|EOS)\]|<\|(?:{_NAMES})\|>"
    r"|<｜[^<>\s]{1,40}｜>|<(?:begin|end)_of_(?:text|turn|sentence)>|<extra_id_\d{1,3}>|\[/?INST\]|<</?SYS>>)"
)
_RUN = lazy(rf"(?<![ \t])[ \t]*+{_SIGN}(?:[ \t]*+{_SIGN})*[ \t]*")
_ONE = lazy(_SIGN)
_LAST = lazy(rf"{_SIGN}\Z")
_FIRST = lazy(rf"^({_SIGN})[ \t](?!{_SIGN})", re.M)
_LANGUAGE = lazy(r"<\|[a-z]{2}\|>")  # of Whisper, between other signs; alone it may be anything
_LINE = 5_000  # code points of a line that are looked at on either side
_STRUCK = lazy(r"<s>(?=\S)[^<>\n]{1,300}(?<=\S)</s>")
_BYTES = lazy(r"(?:<0x[0-9A-F]{2}>)+")
_USER = lazy(r"<\|(?:im_start\|>|start\|>)?user|<start_of_turn>user|<\|start_header_id\|>user|<\|user\|>")
_TURN = lazy(
    r"(?:<\|im_start\|>|<start_of_turn>|<\|start_header_id\|>|<\|start\|>)(?:assistant|model)"
    r"(?:<\|end_header_id\|>|<\|message\|>|<\|channel\|>final<\|message\|>)?\s*|<\|channel\|>final<\|message\|>\s*"
)
_ENDS = ".!?…:;\"”’'»)]"
_THOUGHT = r"think|thinking|thought|thoughts|reasoning|reflection|scratchpad"
_OPENED = lazy(rf"^[ \t]*<({_THOUGHT})>", re.M)
_CLOSED = lazy(rf"</({_THOUGHT})>[ \t]*(?=\n|\Z)")
_LED = lazy(rf"\A\s*<({_THOUGHT})>.*?(?<=[.!?…\n])</\1>", re.S)
_ANALYSIS = lazy(
    r"\A\s*(?:<\|start\|>assistant)?<\|channel\|>analysis<\|message\|>.*?(?:<\|end\|>)?<\|start\|>assistant", re.S
)
_CODE = lazy(
    r"^(?:(?:>>([a-z]{2,3})(?:_[A-Z][a-z]{3})?<<|__([a-z]{2,3})(?:_[A-Z]{2})?__|([a-z]{3})_[A-Z][a-z]{3}"
    r"|([a-z]{2})_(?:XX|[A-Z]{2})|<2([a-z]{2,3})>|\[([a-z]{2})_(?:XX|[A-Z]{2})\])[ \t]+)+"
    r"(?=[\"“„«‘'(\[¿¡]{0,2}[^\W_a-zß-ÿ])",
    re.M,
)


# In the middle of a sentence, where a new phrase begins: `and <2en> its owner`. `>>eng<< is a code` speaks of it.
_WITHIN = lazy(
    r"(?<=[^\W_] |[,;:] )(?:<2([a-z]{2,3})>|>>([a-z]{2,3})<<) (?=(?:the|an?|its|his|her|their|our|my|your|this|these"
    r"|those|it|he|she|they|we|I|you|there|der|die|das|den|ein|eine|er|sie|es|le|la|les|une?|il|elle|el|los|las|una|lo"
    r"|gli|os?|as|uma?)\b)"
)


# Between two sentences of a line: po zalanej piwnicy. >>pol<< Naukowcy z Uniwersytetu
_BETWEEN = lazy(r"(?<=[.!?…”»] )(?:<2([a-z]{2,3})>|>>([a-z]{2,3})<<) (?=[“„«\"]?(?![\d_])\w)")


def find(text: Text, context: Context, told: Evidence) -> Iterator[Fix]:
    """Yield what takes the signs out of the open paragraphs."""
    view, (blocks, found) = text.view, told
    signs = not found.isdisjoint(SENTINELS)
    chat = not (signs and _USER.search(view))
    if chat and not (found.isdisjoint(THOUGHTS) and "<|" not in found):
        yield from _thoughts(view)
    if signs:
        yield from _bytes(view, blocks)
        yield from _signs(view, blocks, chat)
    rule = context.pack.by_id.get("debris/language-code")
    if rule is not None and not found.isdisjoint(CODES):
        yield from _codes(
            view,
            text.language,
            blocks,
            dict(zip(rule.lists["three"], rule.lists["two"], strict=True)),
            is_decoded(found),
        )


def _signs(view: str, blocks: list[Block], chat: bool) -> Iterator[Fix]:
    tags = len(TAG.findall(view))
    struck = {m.start() for m in _STRUCK.finditer(view)}
    others = len({m.group() for m in _ONE.finditer(view)} - {"<s>", "</s>"})
    if len(set(_FIRST.findall(view))) > 2:
        return  # a list of the signs, each at the head of its line
    if chat:
        for match in _TURN.finditer(view):
            if block_at(blocks, match.start()) and (match.start() == 0 or view[match.start() - 1] == "\n"):
                yield Fix("debris/turn", (Edit(*_turn(view, *match.span()), ""),))
    for match in _RUN.finditer(view):
        start, end = match.span()
        found = _ONE.findall(match.group())
        first = start + len(match.group()) - len(match.group().lstrip())
        if not block_at(blocks, first) or shown(view, first, end) or _ONE.search(match.group()) is None:
            continue
        bars = [sign for sign in found if sign[1] in "|｜" or "INST" in sign or "SYS" in sign]
        if (tags and not bars) or (bars and not chat) or all(_LANGUAGE.fullmatch(sign) for sign in found):
            continue
        if (
            not bars
            and not others
            and any(sign in ("<s>", "</s>") for sign in found)
            and _is_struck(view, match, struck)
        ):
            continue
        new = _between(view, start, end)
        if new is not None:
            yield Fix("debris/sentinel", (Edit(start, _end(view, start, end), new),))


def _turn(view: str, start: int, end: int) -> Span:
    """What goes with the line of a turn: the line end before it where a blank line behind parts two paragraphs."""
    words = start + len(view[start:end].rstrip())
    before = _ONE.sub("", view[max(0, start - _LINE) : max(0, start - 1)].rpartition("\n")[2])
    parts = view.count("\n", words, end) > 1 and before.strip() and end < len(view)
    return (start - 1, words) if parts else (start, end)


def _is_struck(view: str, match: re.Match[str], struck: set[int]) -> bool:
    """Is this half of a pair that strikes words out, with the words tight between?"""
    at = match.start() + len(match.group()) - len(match.group().lstrip())
    if at in struck:
        return True
    opener = view.rfind("<s>", max(0, at - 310), at)
    return opener in struck and "</s>" not in view[opener:at]


def _between(view: str, start: int, end: int) -> str | None:
    """What is to stand for a run of signs: nothing at the border of a line, a space between sentences, else unsure.

    A sign that goes with the words of its sentence (`<pad> and </s> are tags`) is a noun of it.
    """
    opens = start == 0 or view[start - 1] == "\n"
    closes = end == len(view) or view[end] == "\n"
    several = len(_ONE.findall(view, start, end)) > 1
    if opens or closes:
        led = opens and not closes and view[end].islower()
        trailing = closes and not opens and view[start - 1] not in _ENDS and view[start] in " \t"
        trailing = trailing and "|>" not in view[start:end]
        framed = _framed(view, start, end)
        return "" if several or framed or not (led or trailing) else None
    if view[end].islower() and view[end - 1] in " \t" and not several:
        return None
    if view[end] in ",;:" and view[start] in " \t" and ("INST]" in view[start:end] or "|>" in view[start:end]):
        return ""
    if view[start] == "<" and "|>" in view[start:end] and view[start - 1].isalnum() and view[end] in ",;:.!?":
        return ""  # water<|endoftext|>, and it
    last, first = view[start - 1], view[end]
    if last in _ENDS or view[start] not in " <[" or (first.isupper() and several):
        return " "
    return None


def _framed(view: str, start: int, end: int) -> bool:
    """Does the line both begin and end with a sign?"""
    low, high = view.rfind("\n", max(0, start - _LINE), start) + 1, view.find("\n", end, end + _LINE)
    high = high if high >= 0 else min(len(view), end + _LINE)
    return _ONE.match(view, low) is not None and _LAST.search(view, max(low, high - 40), high) is not None


def _end(view: str, start: int, end: int) -> int:
    """A line that held nothing else goes with its line break."""
    lone = (start == 0 or view[start - 1] == "\n") and end < len(view) and view[end] == "\n"
    return end + 1 if lone else end


def _bytes(view: str, blocks: list[Block]) -> Iterator[Fix]:
    """<0xE2><0x80><0x99>: a character that was spelled in bytes."""
    for match in _BYTES.finditer(view):
        try:
            new = bytes.fromhex(match.group().replace("<0x", "").replace(">", "")).decode("utf-8")
        except ValueError:
            continue
        if (
            block_at(blocks, match.start())
            and (len(new) < len(match.group()) // 6 or new == "\n" or _is_blank(view, match, new))
            and new[0] not in "\0\b"
        ):
            yield Fix("debris/byte-token", (Edit(*match.span(), new),))


def _is_blank(view: str, match: re.Match[str], new: str) -> bool:
    """Is this the blank between two words, which nothing else parts: ``jury<0x20>withdrew``?"""
    before, after = view[match.start() - 1 : match.start()], view[match.end() : match.end() + 1]
    return new == " " and (before.isalnum() or before in tuple(".,;:!?")) and after.isalnum()


def _thoughts(view: str) -> Iterator[Fix]:
    """What a model thought before it answered: `<think>` to `</think>`, or from the start where no tag opens it."""
    analysis = _ANALYSIS.match(view) if "<|channel|>analysis" in view else None
    if analysis:
        yield Fix("debris/thought", (Edit(0, analysis.end(), ""),))
        return
    closers = list(_CLOSED.finditer(view)) if "</" in view else []
    led = _LED.match(view)
    if led:  # the answer may follow in the same line
        closers = [led, *(m for m in closers if m.start() > led.end())]
    if not closers:
        return
    openers = list(_OPENED.finditer(view))
    spans: list[tuple[int, int]] = []
    if not openers:
        last = closers[-1]
        if len(closers) == 1 and view.count(last.group(1) + ">") == 1:
            spans.append((0, last.end()))
    at = 0
    for opener in openers:
        if spans and opener.start() < spans[-1][1]:
            continue
        while at < len(closers) and closers[at].end() <= opener.end():
            at += 1
        if at < len(closers) and closers[at].group(1) == opener.group(1):
            spans.append((opener.start(), closers[at].end()))
    rest = _outside(view, spans)
    if any(f"{m.group(1)}>" in rest for m in closers) or not rest.strip() or (_offset(view, spans) and talks(rest)):
        return
    for start, end in spans:
        after = end
        while after < len(view) and view[after].isspace():
            after += 1
        if after == len(view):
            start = len(view[:start].rstrip())
        yield Fix("debris/thought", (Edit(start, after, ""),))


def _offset(view: str, spans: list[tuple[int, int]]) -> bool:
    """Does anything but white space stand before the first block?"""
    return bool(spans) and bool(view[: spans[0][0]].strip())


def _outside(view: str, spans: list[tuple[int, int]]) -> str:
    at, out = 0, []
    for start, end in spans:
        out.append(view[at:start])
        at = end
    return "".join([*out, view[at:]])


def _codes(view: str, language: str | None, blocks: list[Block], known: dict[str, str], decoded: bool) -> Iterator[Fix]:
    """`>>eng<<`, `__en__`, `eng_Latn` before the first word of a line, where they name the language of the text; the
    one it was translated from where other signs show that a decoder wrote it."""
    found: dict[int, list[tuple[re.Match[str], str]]] = {}
    for match in _CODE.finditer(view):
        code = next(group for group in match.groups() if group)
        found.setdefault(match.lastindex or 0, []).append((match, known.get(code, code)))
    for matches in found.values():
        if len({code for _, code in matches}) > 1:
            continue  # a table of languages, or a text in several
        for match, code in matches:
            if (decoded or language in (None, code)) and code in known.values() and block_at(blocks, match.start()):
                yield Fix("debris/language-code", (Edit(*match.span(), ""),))
    for match in (*_WITHIN.finditer(view), *(m for m in _BETWEEN.finditer(view) if not view[m.end()].islower())):
        code = known.get(match[1] or match[2], match[1] or match[2])
        if code == language and block_at(blocks, match.start()):
            yield Fix("debris/language-code", (Edit(*match.span(), ""),))
