"""Characters nobody sees: control characters, zero-width characters, soft hyphens, bidi marks.

Each is judged by its neighbours, for what is litter in one script is spelling in another. Joiners stay in Arabic,
Persian, Indic and South East Asian writing and in emoji; a zero-width space stays where it is the only word break
(Thai, Lao, Khmer, Burmese, Tibetan); bidi marks stay in every paragraph with a right-to-left letter; the
tags of a flag and the selectors behind an emoji stay with it. No-break spaces, invisible mathematical operators and
U+FFFD are never touched. A byte order mark at the
very start of a text stays: it belongs to the file. NUL and other controls go, each by an edit of its own that a report
shows; but a program's own marks stay (Info nodes, printer sequences), and where such characters are as frequent as
letters the text is no prose but data, and is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.lazy import lazy

# One class: 170 MB/s. \t \n \v \f \r and U+0085 are white space, U+061C and above by script.
_HIDDEN = lazy(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ufe0e\ufe0f\U000e0000-\U000e007f]"
)
_INFO_MARK = "\x00\x08["  # GNU Info writes its indexes so
_ESCAPE_SEQUENCE = lazy(r"\x1b\[[0-9;]{0,12}[A-Za-z]")
_RTL = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ku", "ckb"})
_SENTENCE = 60  # letters
_SHARE = 5  # one of so many characters, in a short text
_KEYCAP = lazy("[0-9#*] \ufe0f \u20e3")  # cut into its signs
_FAR = 40  # code points to the next visible character
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_SOFT = "\xad"
# A word of a syllabified page: every long one carries its breaks.
_LONG = lazy(r"[^\W\d_\xad]{14}|(?=[^\W\d_]+\xad)[^\W\d_\xad]*(?:\xad[^\W\d_\xad]+)+")


class Removal(NamedTuple):
    """The edit that removes one invisible character (or gives a C1 control its meaning), and its rule's name."""

    edit: Edit
    rule: str


def find(view: str, language: str | None, source: str = "") -> Iterator[Removal]:
    """Yield what to do with each invisible character that its neighbours do not need. Linear.

    source: the text with what is walled, for a page may be translated in part.
    """
    first = _HIDDEN.search(view)
    if first is None:
        return
    limit = max(20, len(view) // 4)
    spots = [m.start() for m in islice(_HIDDEN.finditer(view, first.start()), limit + 1)]
    if len(spots) > limit:
        return
    syllables = _is_syllabified(view) if _SOFT in view else False
    rtl = _RightToLeft(view, language, source or view)
    info = _INFO_MARK in view
    done = 0
    for at in spots:
        if at < done:
            continue
        char = view[at]
        if char == _SOFT:
            if not syllables and _in_word(view, at):
                yield Removal(Edit(at, at + 1, ""), "soft-hyphen")
        elif char in _BIDI:
            if not rtl.stands_near(at):
                yield Removal(Edit(at, at + 1, ""), "bidi-mark")
        elif char in "\ufe0e\ufe0f":  # behind a letter there is nothing to choose; 1️⃣ and ☎️ need theirs
            if view[at - 1 : at].isalpha() and view[at - 1 : at] < "\u0530":
                yield Removal(Edit(at, at + 1, ""), "zero-width")
            elif (keycap := _KEYCAP.match(view, max(0, at - 2))) and at - 2 >= 0:
                yield Removal(Edit(at - 1, keycap.end() - 1, char), "zero-width")
            elif view[at - 1 : at] in ("", " ") and view[at + 1 : at + 2] == " ":  # the sign it chose for is gone
                yield Removal(Edit(at, at + 2, ""), "zero-width")
        elif char >= "\U000e0000":
            if not _in_flag(view, at):
                yield Removal(Edit(at, at + 1, ""), "zero-width")
        elif char in _ZERO_WIDTH:
            if _is_litter(view, at):
                yield Removal(Edit(at, at + 1, ""), "zero-width")
        elif "\x80" <= char <= "\x9f":
            yield from _c1(view, at)
        elif not info:
            start, done = _control(view, at)
            if start < done:
                yield Removal(Edit(start, done, ""), "control")


def _control(view: str, at: int) -> tuple[int, int]:
    """What goes with a control character: a colour code, a letter struck twice for bold or underlined by a printer."""
    if view[at] == "\x1b":
        sequence = _ESCAPE_SEQUENCE.match(view, at)
        return (at, sequence.end()) if sequence else (at, at)
    before, after = view[at - 1 : at], view[at + 1 : at + 2]
    struck = view[at] == "\x08" and before != "\x08" and (before == after or (before == "_" and after.isalnum()))
    return (at - 1 if struck and before else at, at + 1)


class _RightToLeft:
    """Whether a paragraph holds a letter of a right-to-left script; each line is looked at once."""

    def __init__(self, view: str, language: str | None, source: str) -> None:
        self._view = view
        # A page with whole sentences written so may hold a line that is not: `10.8. \u200fDHCP`.
        written = sum(1 for _ in islice(_RTL.finditer(source), _SENTENCE))
        self._always = language in _RTL_LANGUAGES or written == _SENTENCE or written * _SHARE > len(source)
        self._line = (0, -1)
        self._found = False

    def stands_near(self, at: int) -> bool:
        if self._always:
            return True
        low, high = self._line
        if not low <= at <= high:
            low = self._view.rfind("\n", 0, at) + 1
            high = self._view.find("\n", at)
            high = len(self._view) if high < 0 else high
            self._line = low, high
            self._found = _RTL.search(self._view, low, high) is not None
        return self._found


def _c1(view: str, at: int) -> Iterator[Removal]:
    """A C1 control is a windows-1252 character, as browsers read it; not inside mojibake nobody could read."""
    before = view[at - 1 : at]
    if before and ("Â" <= before <= "ô" or before in "€�" or "\x80" <= before <= "\x9f"):
        return
    char = view[at].encode("latin-1").decode("cp1252", "ignore")
    after = view[at + 1 : at + 2]
    if not char or "\x80" <= after <= "\x9f" or (char.isalpha() and not (before.isalpha() or after.isalpha())):
        return
    yield Removal(Edit(at, at + 1, char), "c1-controls")


def _in_word(view: str, at: int) -> bool:
    """Does a soft hyphen stand between two letters of a script that is read without it?

    Between figures (``10-12``) and between spaces it may stand for a dash; before a line break it is a hyphen
    that somebody saw.
    """
    before, after = view[at - 1 : at], view[at + 1 : at + 2]
    if "’" in (before, after) or "'" in (before, after):  # don\xad’t
        before, after = before.strip("’'") or "a", after.strip("’'") or "a"
    return before.isalpha() and after.isalpha() and before < "\u0590" and after < "\u0590"


def _is_syllabified(view: str) -> bool:
    """Do nearly all long words carry soft hyphens? Then the page was set that way, and keeps them."""
    if view.count(_SOFT) < max(12, len(view) / 200):  # one word in forty
        return False
    words = _LONG.findall(view)
    return sum(_SOFT in word for word in words) > 0.9 * len(words) and 15 * len(words) > view.count(" ")


def _in_flag(view: str, at: int) -> bool:
    """Do the tags before a place belong to the black flag, as those of Scotland's do? Elsewhere they hide a message."""
    for back in range(at - 1, max(-1, at - 17), -1):
        if view[back] < "\U000e0000":
            return view[back] == "\U0001f3f4"
    return False


def _is_litter(view: str, at: int) -> bool:
    """Is a zero-width character without use between its neighbours?"""
    char = view[at]
    if char == "\ufeff":
        return at > 0
    before, after = view[at - 1 : at], view[at + 1 : at + 2]
    if char == "\u2060":  # it forbids a break, as a no-break space does; inside a word there is none to forbid
        if before in (" ", "\n", "") or after in (" ", "\n", ""):  # beside a blank where a line may break it does not
            return _plain(before + after) if len(before + after) == 1 else after.isalpha() or before.isalnum()
        return before.isalpha() and after.isalpha() and _plain(before) and _plain(after)
    if before and before in ".@:" and after.isalnum():
        return False  # GOV.|UK: put there so that no program makes a link of it
    if char == "\u200c" and before == "f" and after and after in "fijlbhkt":
        return False  # Auf|lage: German setters part the ligature
    left = _next_visible(view, at, -1)
    right = _next_visible(view, at, 1)
    return _plain(left) and _plain(right)


def _next_visible(view: str, at: int, step: int) -> str:
    """The nearest character with a script, to one side in the same line, or an empty string."""
    for _ in range(_FAR):
        at += step
        if not 0 <= at < len(view) or view[at] == "\n":
            return ""
        char = view[at]
        if char.isalnum() and not ("0" <= char <= "9"):
            return char
        if char > "\u02ff" and not ("\u2000" <= char <= "\u206f") and char != "\ufeff":
            return char
    return ""


def _plain(char: str) -> bool:
    """Is it of a script that needs no joiners and marks its word breaks: Latin, Greek, Cyrillic, Han, kana, Hangul?"""
    return (
        char < "\u0590"
        or "\u1e00" <= char <= "\u1fff"
        or "\u2000" <= char < "\u2190"
        or "\u3000" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7af"
        or "\uff00" <= char <= "\uffef"
    )
