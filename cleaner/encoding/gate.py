"""What a text must have for a finder of damaged characters to be asked: what is clean loads and searches nothing.

Everything here is a set of characters, compared with `Text.remarkable`, or a literal, which is found faster than a
text is read.
"""

from __future__ import annotations

from cleaner.lazy import lazy
from cleaner.text import Text

# Marks that every page has: a text with no others has no damaged letter.
EVERYDAY = frozenset("“”‘’–—…•\xa0©®™€°«»½\xad\u200b\ufeff\ufffc\ufffd")
# What UTF-8 begins with when it is read as windows-1252 (ğ: as windows-1254): no run of `mojibake` begins otherwise.
LEADS = frozenset(map(chr, [*range(0xC2, 0xF5), ord("ğ")]))
# And as a rarer encoding: see `tables` and `sequences`.
OTHER_LEADS = frozenset("Æ√ƒ≈◊ÿ╨╤┼├┬ĂĹŘŮГ×ßвβā‚ΓÔтâРСśťпĀĆΒΔΞĞ")
_GLUED = {mark: lazy(f"{mark}(?<=[a-z].)(?=[a-z ])") for mark in "‘„•"}
# What both bytes of a letter are in the vocabularies of language models: see `sequences`.
_LEVEL_LEADS, _LEVEL_TRAILS = frozenset("ÂÃÄÅÐÑÎÏâ"), frozenset(map(chr, range(0x122, 0x144)))
WIDE = lazy("[\u2e80-\ufdff\uff00-\uffef]")  # Chinese, Japanese, Korean
STRAY = frozenset(map(chr, range(0xDC80, 0xDD00)))
# Marks and letters that belong to the letter before, and ligatures: see `forms`.
APART = frozenset(map(chr, [*range(0x300, 0x370), 0x3099, 0x309A, *range(0x1160, 0x1200), *range(0xFB00, 0xFB07)]))
# Control characters and what nobody sees: see `invisible`. \t \n \v \f \r and U+0085 are white space.
HIDDEN = frozenset(
    map(
        chr,
        [
            *range(9), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x61C,
            *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF, 0xFE0E, 0xFE0F,
            *range(0xE0000, 0xE0080),
        ],
    )
)  # fmt: skip
# Blanks, separators, marks and letters in the form of another script: see `guises`.
_GUISES = frozenset(map(chr, [0x201A, 0x2028, 0x2029, 0x3000, *range(0xFF21, 0xFF5B)]))
_OBJECT = "\ufffc"
MAC = frozenset(map(chr, range(0x87, 0xA0)))  # control characters that were letters of MacRoman
GREEK_OR_CYRILLIC = frozenset(map(chr, range(0x370, 0x530)))
CUT = frozenset("ÃÄÅÈÎÏÐÑáâ\ufffd½")  # what is left of characters that lost a byte, and the sign that one was lost
_PERCENT = lazy("%[0-9A-Fa-f]{2}")
PRINTED = lazy(r"=(?:E2=80|C3=|C2=|9[1-7]|[CDEF][0-9A-F]|20\n)")
_QUERY = lazy(r"\?(?=[A-Za-z])(?<=[^\W\d_].)")
# What the second byte of a letter becomes, and a first one that lost its accent.
_TRAILING = frozenset(map(chr, range(0xA1, 0xC0)))
_MADE_SMALL = lazy("[ãå][\xa1-\xbf\u0152-\u0192\u02c6\u02dc\u2013-\u2122ÿ]")
_FOLDED = lazy("A[\xa1-\xbf\u201c](?<=[a-zß-ÿ'’].{2})")
_WITHIN = lazy(r"[?\"”“](?<=[^\W\d_].)(?=[^\W\d_])")
_SHARE = 6  # of so many question marks one stands inside a word where letters and apostrophes became question marks


def may_be_lowered(text: Text) -> bool:
    """May there be UTF-8 that was misread and then lost its capitals or accents: ``cafã©``, ``cafA©``?"""
    if ("ã" in text.remarkable or "å" in text.remarkable) and _MADE_SMALL.search(text.stretches):
        return True
    return not _TRAILING.isdisjoint(text.remarkable) and _FOLDED.search(text.view) is not None


def has_letters_lost(text: Text) -> bool:
    """Does a mark that every page may have stand where a letter does: ``nuv‘rende``, ``Ger„t``, ``pu• essere``?"""
    return any(mark in text.remarkable and glued.search(text.view) for mark, glued in _GLUED.items())


def has_rarer(text: Text) -> bool:
    """May there be UTF-8 that was read as one of the rarer encodings?"""
    found = text.remarkable
    leads = not _LEVEL_LEADS.isdisjoint(found) and not _LEVEL_TRAILS.isdisjoint(found)
    return leads or not OTHER_LEADS.isdisjoint(found)


def has_escapes(text: Text) -> bool:
    """May there be what `escapes` undoes?"""
    return any(sign in text.forms for sign in ("&", "\\", "u20", "u00", "#39;", "#8217;", "#x2", "%u", "U+", "_x"))


def has_bytes(text: Text) -> bool:
    """May there be what `transport` undoes?"""
    view = text.view
    return (
        ("%" in view and _PERCENT.search(view) is not None)
        or ("=" in view and PRINTED.search(view) is not None)
        or ("+" in view and ("+I" in view or "+A" in view))
    )


def has_guises(text: Text) -> bool:
    """May there be what `guises` gives another form?"""
    return (
        not _GUISES.isdisjoint(text.remarkable)
        or "\x0b" in text.view
        or "\x0c" in text.view
        or (_OBJECT in text.source and text.view.count(_OBJECT) > sum(end - start for start, end in text.walls))
    )


def has_lonely(text: Text) -> bool:
    """Does a question mark or a quotation mark stand inside a word?"""
    return _WITHIN.search(text.view) is not None


def asks_within(text: Text) -> bool:
    """Do so many question marks stand inside words that it is not just sloppy typing?"""
    within = sum(1 for _ in _QUERY.finditer(text.view))
    return within > 1 and _SHARE * within >= text.view.count("?")
