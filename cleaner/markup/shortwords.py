"""Words of one or two letters that lost their space behind a link, bold text, a code span or a tag: ``[here](u)is``.

What is marked ends in a word, and the two together are none; or it is code. Closed classes alone are asked, and only
before a further word: ``[bus](u)es``, ``**gat**o`` and ``plug</b>in`` stay.
"""

from __future__ import annotations

import re

from cleaner.lazy import lazy
from cleaner.lexicon import commonness

_WORDS = {
    "en": "or of is to at by if we he my as it be us in on so".split(),
    "de": "um am zu so ob wo ist im es er".split(),
    "fr": "et ou du au sur de un à il en le la se".split(),
    "es": "y o u el la los de del al por con un en su se no".split(),
    "it": "e o è a di da il la un in si ed non".split(),
    "pt": "e o é a à ou em do da no na de um se".split(),
    "nl": "op om te en of in is".split(),
}
_ENDINGS = frozenset("in on as us la le se en es er a à u is it of".split())  # as letters behind code: `built`in
_BEHIND = lazy(r"(?P<word>[^\W\d_]{1,2})(?= (?:[^\W\d_]{2,}|\d|[*_`\[«“¿¡]))")
_LAST = lazy(r"(?<![^\W\d_])[^\W\d_]{2,40}\Z")
_KNOWN, _RARE = 3.5, 1.0  # on the Zipf scale


def behind(source: str, end: int, inside: str | None, language: str | None) -> re.Match[str] | None:
    """The short word at `end` that lost its space, behind text that is marked; `inside`: that text, None of code."""
    m = _BEHIND.match(source, end) if language in _WORDS else None
    word = m["word"] if m else ""
    if m is None or language is None or word not in _WORDS[language]:
        return None
    if inside is None:
        return None if word in _ENDINGS or (len(word) == 1 and not word.isalpha()) else m
    last = _LAST.search(inside)
    if last is None or commonness(last[0].lower(), language) < _KNOWN:
        return None
    return m if commonness(last[0].lower() + word, language) < _RARE else None
