"""The debris pass (class T): what decoders, tokenisers and chat models leave in a text.

Repaired is what a program wrote for another program: tokens set apart, word pieces, sentinels and codes, thoughts of
a model before its answer, letters a vocabulary lacked. A paragraph is put together as a whole or, where only a sign or
two stand in it, by these alone. Left alone is a text that shows such signs: see `cleaner.debris.evidence`.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.debris import clitics, evidence, pieces, sentinels, tokens, unknowns
from cleaner.edits import Fix
from cleaner.pipeline import Context
from cleaner.text import Text

# One of these stands in every text with debris but for one that is only tokenised, whose marks stand apart.
_SIGNS = (
    "@-@", "@,@", "@.@", "@/@", "@:@", "@@", " ##", "SB-", "RB-", "CB-", "&apos;", "&quot;", "&#", "``", "on na ",
    "s>", "d>", "unk>", "UNK]", "|>", "｜>", "_of_", "_id_", "<0x", "SEP]", "CLS]", "PAD]", "</t", "</r", "</s",
    ">>", "__", "_Latn", "_XX ", "<2", "l' ", "l’ ", "d' ", "d’ ",
    *clitics.SIGNS,
)  # fmt: skip
_RARE = frozenset("▁Ġ￭⁇")


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield the fixes of the whole class; an unknown that nothing tells comes under the rule of level hint."""
    view = text.view
    signs = not _RARE.isdisjoint(text.characters) or any(sign in view for sign in _SIGNS)
    if not signs and view.count(" ,") + view.count(" .") < 3:
        return
    blocks = evidence.blocks(text, context)
    yield from tokens.find(text, context, blocks)
    if signs:
        yield from clitics.find(view, context, blocks)
        yield from sentinels.find(text, context, blocks)
        yield from tokens.tight(text, blocks)
        yield from pieces.find(text, blocks)
        yield from unknowns.find(text, context, blocks)
