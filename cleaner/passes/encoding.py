"""The encoding pass (class E): mojibake, escapes, invisible characters, look-alike letters.

Repaired is what a program did to characters: UTF-8 read as another encoding, once or several times over; bytes of
another encoding between UTF-8; entities and
escapes that were never undone; characters that nobody sees and no script there needs; letters of another script inside
a word; letters and ligatures in another form than the document's own. A lost character (U+FFFD, a question mark inside
a word) is put back only where one word alone fits. Left alone is what a person may have written: see the module of each
kind in `cleaner.encoding`. Width, quote style and the Unicode form of a whole document are no damage: they are the
business of the last pass, and only where a profile asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.encoding import (
    escapes,
    forms,
    invisible,
    legacy,
    lookalikes,
    lossy,
    mojibake,
    stray,
    tables,
    transport,
    wide,
)
from cleaner.pipeline import Context
from cleaner.text import Text

# All that the finders below look for but for Western mojibake, in one class: other scripts, hidden characters, and
# what MacRoman, CP437 and windows-1250 make of UTF-8. Prose in Latin letters has none of it.
_RARE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u0370-\u052f\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ufe0e\ufe0f\U000e0000-\U000e007f‚√├ĂĹāÔ]"
)


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield the fixes of the whole class; what is seen but not certain comes under the rules of level hint."""
    misread = [*legacy.find(text), *wide.find(text.view, text.characters)]
    if any(certain for _, certain in misread):  # they look like much else: the others wait for the next round
        yield from (Fix("encoding/legacy" if certain else "encoding/legacy-alone", edits) for edits, certain in misread)
        return
    yield from (Fix("encoding/legacy-alone", edits) for edits, _ in misread)
    view = text.view
    if stray.STRAY.search("".join(text.characters)):
        for edit, certain in stray.find(view, text.language):
            yield Fix("encoding/mixed-bytes" if certain else "encoding/stray-byte", (edit,))
    for edit, rule, certain in (*escapes.find(view, text.notation == "markdown"), *transport.find(view, text.language)):
        yield Fix(f"encoding/{rule}" if certain else "encoding/escape-shown", (edit,))
    if not mojibake.LEADS.isdisjoint(text.characters):
        for edits, rule, certain in mojibake.find_western(view, text.language):
            yield Fix(f"encoding/{rule}" if certain else "encoding/mojibake-alone", edits)
    if not tables.SIGNS.isdisjoint(text.characters):
        for edits, rule, certain in tables.find_other(view):
            yield Fix(f"encoding/{rule}" if certain else "encoding/mojibake-alone", edits)
    for edits, rule, certain in lossy.find(text):
        yield Fix(f"encoding/{rule}" if certain else "encoding/lost-unclear", edits)
    if forms.RARE.search("".join(text.characters)):
        for edit, rule in forms.find(view):
            yield Fix(f"encoding/{rule}", (edit,))
    if not _RARE.search("".join(text.characters)):
        return
    for edits, rule, _ in tables.find_mac(view, text.language):
        yield Fix(f"encoding/{rule}", edits)
    for edit in lookalikes.find(view, text.language):
        yield Fix("encoding/look-alike", (edit,))
    for edit, rule in invisible.find(view, text.language):
        yield Fix(f"encoding/{rule}", (edit,))
