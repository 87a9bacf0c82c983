"""The debris pass (class T): what decoders, tokenisers and chat models leave in a text.

Repaired is what a program wrote for another program: tokens set apart, word pieces, sentinels and codes, thoughts of
a model before its answer, letters a vocabulary lacked. A paragraph is put together as a whole or, where only a sign or
two stand in it, by these alone. Left alone is a text that shows such signs: see `cleaner.debris.evidence`.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.debris import chat, clitics, evidence, pieces, sentinels, tokens, unknowns
from cleaner.edits import Fix
from cleaner.pipeline import Context
from cleaner.text import Text


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield the fixes of the whole class; an unknown that nothing tells comes under the rule of level hint."""
    told = evidence.judge(text, context)
    if text.format == "plain":
        yield from chat.led(text)
    yield from chat.find(text, told)
    if told is None:
        return
    yield from tokens.find(text, context, told)
    yield from clitics.find(text.view, context, told)
    yield from sentinels.find(text, context, told)
    yield from pieces.find(text, told)
    yield from unknowns.find(text, context, told)
