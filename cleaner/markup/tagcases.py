"""Tags whose two ends differ in case alone: ``<a href="/help">help</A>``, ``<Li>one</li>``.

A translator's capital stands on one of them. HTML reads both alike, components do not: ``<A>`` with its own ``</A>``
stays, and so does a page that writes its tags in capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.lazy import lazy
from cleaner.text import Span

_CAPITAL = lazy(
    r"</?(?P<name>(?:A|Abbr|B|Blockquote|Button|Cite|Code|Dd|Del|Details|Div|Dl|Dt|Em|Figcaption|Figure|H[1-6]|I|Kbd|Label"
    r"|Li|Mark|Ol|Option|P|Pre|Q|S|Section|Small|Span|Strong|Sub|Summary|Sup|Table|Tbody|Td|Th|Thead|Tr|U|Ul))(?=[ >])"
)
_TAG = lazy(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,11})(?=[\s>])(?:[^<>\"]|\"[^\"]*\")*(?<!/)>")
_MANY = 4  # tags in small letters for each in capitals


def find(view: str) -> Iterator[tuple[Span, str]]:
    """Yield the names of tags that lost their partner by a capital, and how they are written."""
    found = list(_CAPITAL.finditer(view))
    if not found:
        return
    tags = Counter((m["name"], bool(m["slash"])) for m in _TAG.finditer(view))
    if sum(name.islower() for name, _ in tags.elements()) < _MANY * len(found):
        return
    for m in found:
        name, small = m["name"], m["name"].lower()
        own, other = (tags[name, closing] for closing in (False, True))
        both = (tags[name, closing] + tags[small, closing] for closing in (False, True))
        if own != other and len({*both}) == 1:
            yield m.span("name"), small
