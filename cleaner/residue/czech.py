"""The Czech `a`, which is `and`, where no English article can stand: ``from curd cheese a those who make them``.

It is asked where the page is Czech beyond doubt. Left alone: `a` before what an article may stand before, and behind a
word that it is the name of (`vitamin a in the morning`), or that leans on what follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.residue.source import Source

_SOURCES = frozenset(["cs"])
_LEANING = frozenset(
    "of|in|is|are|was|were|be|as|with|to|for|at|by|from|on|such|what|quite|rather|half|many|a|an|the|and|or|not|than"
    "|vitamin|vitamins|hepatitis|grade|option|plan|type|class|letter|letters|point|section|part|group|category|article|level"
    "|side|note|key|size|block|line|gate|hall|into|called|named|like".split("|")
)
_AND = lazy(
    r"\b([a-z]{2,}),? (a)(?= (?:the|those|these|they|he|she|we|you|his|her|their|its|our"
    r"|my|your|who|which|whose|where|when|then|also|with|without|from|is|was|were|are|had|has|have|would|could|cannot)"
    r" [a-z])"
)


def find(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for each `a` that joins."""
    if target != "en" or source.plausible[0] not in _SOURCES or not (source.sure or source.often):
        return
    for match in _AND.finditer(view):
        if match[1] not in _LEANING:
            yield Fix("residue/function-word", (Edit(*match.span(2), "and"),))
