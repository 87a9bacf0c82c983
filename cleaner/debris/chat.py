"""What a chat model says around a translation: “Sure! Here is the translated text:”, “Wait, the source says …”.

A paragraph that leads to a translation goes from the head of any text. Elsewhere, and for what a model says to itself,
a sign of its template has to stand in the text (``<|im_end|>``, ``[/INST]``): people say such things, too.
Left alone: what stands inside a sentence, in quotation marks, or announces a translation the page is about.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import cache

from cleaner.debris.evidence import Evidence
from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.rules import rules_for
from cleaner.text import Span, Text

_SEEN: Hashable = ("debris", "chat")
_TOLD = ("<|", "<｜", "_of_turn>", "[/INST]", "[INST]", "</think", "</thought", "</reasoning>", "</scratchpad>")
_LEAD = 300  # code points: a longer paragraph is none of these
_RULE = lazy(r"(?:-{3,}|\*{3,}|_{3,})\Z")
_LABEL = lazy(
    r"(?:\*\*|#{1,4} )?(?:(?:English |Final |Full )?[Tt]ranslation|Translated text|Übersetzung|Traducción|Traduction"
    r"|Traduzione|Tradução|Vertaling|Tłumaczenie|Перевод|译文|翻译|翻訳)(?: \([A-Z]\w+\))? ?[:：] ?(?:\*\*)?[ \t]*\n?"
)
_OBLIGING = lazy(r"[^\W\d_]+(?: [^\W\d_]+)?[!,.，。！、] ?")  # Sure! Bien sûr, 好的，
_REMARK = lazy(  # (Note: “salinero” is rendered as “salter”; please let me know if …)
    r"\((?:(?:Translator['’]s )?[Nn]ote|N\.?B\.?|TN):? (?=[^()\n]{0,300}\b(?:let me know"
    r"|I (?:have |’ve |'ve )?(?:translated|rendered|kept|left))\b)[^()\n]{1,400}\)[ \t]*"
)
_DRESSED = "*_()[] \n"


def find(text: Text, told: Evidence | None) -> Iterator[Fix]:
    """Yield what takes the words of a model out of a text that holds a sign of its template, or did a round ago."""
    if told is not None and not told.found.isdisjoint(_TOLD):
        text.memo[_SEEN] = True
    if _SEEN not in text.memo:
        return
    leads, asides, ends = (_patterns(*name) for name in _NAMES)
    spans = text.paragraphs
    cut: set[int] = set()
    for n, (start, end) in enumerate(spans):
        words = text.view[start:end].strip(_DRESSED)
        if end - start <= _LEAD and any(_says(pattern, words) for pattern in (*leads, *asides)):
            cut.add(n)
            yield _taken(text.view, spans, n)
        elif (label := _LABEL.match(text.view, start, end)) and label.end() < end:
            yield Fix("debris/chat", (Edit(start, label.end(), ""),))
    for match in _REMARK.finditer(text.view) if "(" in text.view else ():
        yield Fix("debris/chat", (Edit(*match.span(), ""),))
    last = len(spans) - 1
    closing = text.view[slice(*spans[last])].lstrip("- \n").strip(_DRESSED)
    if last > 0 and last not in cut and any(_says(pattern, closing) for pattern in ends):
        yield _taken(text.view, spans, last)


def led(text: Text) -> Iterator[Fix]:
    """Yield what takes the words that lead to a translation from the head of a text; they end in a colon."""
    view = text.view
    end = view.find("\n\n", 0, _LEAD)
    if end < 0 or view[end - 1] not in ":：" or not view[end:].strip():
        return
    start = len(view) - len(view.lstrip())
    words = view[start:end].strip(_DRESSED)
    # “Here is the translation that the court accepted:” may be what the page is about.
    if _OBLIGING.match(words) and any(_says(pattern, words) for pattern in _patterns(*_NAMES[0])):
        after = len(view) - len(view[end:].lstrip())
        yield Fix("debris/chat", (Edit(start, after, ""),))


# The lists of what models say at the ends of a page are those that `markup` has for pages of Markdown.
_NAMES = (("markup/preamble", "preamble"), ("debris/chat", "asides"), ("markup/closing-words", "closing-words"))


@cache
def _patterns(rule: str, name: str) -> Sequence[str]:
    return next((tuple(found.lists.get(name, ())) for found in rules_for(None) if found.id == rule), ())


def _says(pattern: str, words: str) -> bool:
    return re.match(pattern, words, re.I) is not None


def _taken(view: str, spans: Sequence[Span], n: int) -> Fix:
    """The deletion of a paragraph; the last goes with the rule that sets it off."""
    start, end = spans[n]
    if n + 1 < len(spans):
        return Fix("debris/chat", (Edit(start, spans[n + 1][0], ""),))
    start, end = len(view[:start].rstrip()), len(view[:end].rstrip())
    low = view.rfind("\n", 0, start) + 1
    if _RULE.match(view[low:start].strip()):
        start = len(view[:low].rstrip())
    return Fix("debris/chat", (Edit(start, end, ""),))
