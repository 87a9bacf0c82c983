"""An immutable text with walls: what a pass reads.

A wall is a stretch no pass may touch or see: code, a URL, an e-mail address, a placeholder. In `Text.view` it is
blanked with U+FFFC, so a pattern can neither match inside it nor take it for a space or a letter. A break is structure
between two blocks of prose (``</p><p>``, the times of a cue): the view shows line ends there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from cleaner.edits import Edit, apply
from cleaner.language import listed
from cleaner.lazy import lazy
from cleaner.presence import encoded

if TYPE_CHECKING:
    from cleaner.formats.segment import Entry

WALL = "\ufffc"
_WALL = WALL.encode()
Span = tuple[int, int]
AS_IT_CAME = "paragraphs as they came"  # in a memo: what no pass has changed yet
UNREAD = "a paragraph its own rules have not read"  # in a memo: another language's passes repaired it
MENDED = "what was mended"  # in a memo: how often each rule has repaired this text

_BREAK = lazy(r"\n[^\S\n]*+(?:\n[^\S\n]*+)++")
ASCII = bytes([*b"\t\n\v\f\r", *range(0x20, 0x7F)])
_PLAIN = ASCII.decode()
_BLANKED = bytes.maketrans(ASCII, b" " * len(ASCII))
_SAMPLE = 200  # code points that tell the script
_FOREIGN = 4 / 3  # bytes a code point: from there on a text is in no Latin script
_UNSPACED = 2  # and from there on it is in one of East Asia
_FIRST = 20_000  # code points that show most characters of a text
_INDENTED = lazy(r"\n[^\S\n]")
_BLOCK = lazy(r"(?:\A\n)?[^\n]++(?:\n[^\n]++)*+(?:\n\Z)?")
_LONG_LINE = 120  # code points; people and programs that wrap lines wrap them shorter


@cache
def _remarkable() -> re.Pattern[str]:
    return re.compile(
        "[^\t-\r -~\u0590-\u061b\u061d-\u07ff\u0900-\u0eff\u3001-\u3098\u309b-\u9fff\uac00-\ud7a3\uff01-\uff5e]"
    )


def _different(text: str) -> frozenset[str]:
    """The different characters of a text. What its beginning does not show is looked for: that is three times as fast
    as to take up each character."""
    first = frozenset(text[:_FIRST])
    if len(text) < 3 * _FIRST:
        return first.union(text[_FIRST:])
    return first.union(re.compile(f"[^{re.escape(''.join(sorted(first)))}]").findall(text, _FIRST))


def _blocks(view: str) -> Iterator[Span]:
    """What stands between blank lines; the line ends around it go, but for one at the end of the text."""
    if not _INDENTED.search(view):
        return (m.span() for m in _BLOCK.finditer(view))
    # Then a line may be blank and not empty.
    gaps = [m.span() for m in _BREAK.finditer(view)]
    return zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(view)], strict=True)


class Text:
    """A text of one language, with walls.

    source: the text. walls: sorted, disjoint spans in code points. language: the ISO 639-1 code of the target
    language, or None where it is unknown. reference: the original this text was translated from, where a format
    has it. memo: what a pass worked out about a paragraph, by its words, so that after an edit elsewhere it has not
    to be worked out again, the source language once it is told, whose evidence the repairs take away, and which
    rules made them; it goes from a text to its edited self and no further. breaks: spans of structure between
    blocks, disjoint from the walls. held: no wall may be deleted either, not even whole (a tag whose partner would
    stay). entry: which message of which file this is, where the format has messages. format: the name of the file's
    format. notation: the syntax the text itself is written in ("plain", "markdown"). walls_of: how its walls are
    found, where the text itself tells. guarded: the walls that stand there because somebody wants a stretch left
    alone; they move with the text, and are not found anew.
    """

    def __init__(
        self,
        source: str,
        walls: Sequence[Span] = (),
        language: str | None = None,
        reference: str | None = None,
        memo: dict[Hashable, Any] | None = None,
        *,
        breaks: Sequence[Span] = (),
        held: bool = False,
        entry: Entry | None = None,
        format: str = "plain",
        notation: str = "plain",
        walls_of: Callable[[str], Sequence[Span]] | None = None,
        guarded: Sequence[Span] = (),
    ) -> None:
        self.source = source
        self.walls = tuple(walls)
        self.language = language
        self.reference = reference
        self.memo = {} if memo is None else memo
        self.breaks = tuple(breaks)
        self.held = held
        self.entry = entry
        self.format = format
        self.notation = notation
        self.walls_of = walls_of
        self.guarded = tuple(guarded)

    @cached_property
    def view(self) -> str:
        """The source with every wall blanked, and line ends for breaks, of the same length."""
        if not (self.walls or self.breaks):
            return self.source
        blanks = [Edit(a, b, WALL * (b - a)) for a, b in self.walls]
        blanks += [Edit(a, b, "\n" * (b - a)) for a, b in self.breaks]
        return apply(self.source, sorted(blanks) if self.breaks else blanks)

    @cached_property
    def raw(self) -> bytes:
        """The view in UTF-8, which scanners read."""
        return encoded(self.view)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the view."""
        return self.view.split("\n")

    @cached_property
    def kept(self) -> tuple[Span, ...]:
        """The spans no edit may meet, not even to delete them whole, sorted."""
        return tuple(sorted((*self.breaks, *self.walls))) if self.held else self.breaks

    @cached_property
    def tokens(self) -> list[str]:
        """What stands between white space, in order: the words with the marks that touch them."""
        return self.view.split()

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different ones of `tokens`."""
        return frozenset(self.tokens)

    @cached_property
    def forms(self) -> str:
        """`vocabulary`, each between line ends, in no order: what stands within a word or at its edge stands here too.

        A long text says the same words again and again: this is a tenth of two megabytes.
        """
        return "\n".join(("", *self.vocabulary, ""))

    @cached_property
    def _width(self) -> float:
        """How many bytes of UTF-8 a code point takes: 1 in English, below 2 in Cyrillic, Greek and Arabic."""
        walls = self.raw.count(_WALL)  # three bytes each, and no letters of another script
        return (len(self.raw) - len(_WALL) * walls) / max(1, len(self.view) - walls)

    @cached_property
    def stretches(self) -> str:
        """The different stretches of characters that are not plain ASCII, in their order, a line each.

        They cost half a search for one class of characters. What stands between or beside such characters is looked for
        here first: ten pages of English have a dozen stretches. Of a text in a script that sets no blanks between words
        it is the whole view.
        """
        if self._width > _UNSPACED:
            return self.view
        return b"\n".join(dict.fromkeys(self.raw.translate(_BLANKED).split())).decode("utf-8", "surrogatepass")

    @cached_property
    def characters(self) -> frozenset[str]:
        """The different characters of the view but for plain ASCII, which every text has."""
        return _different(self.stretches).difference(_PLAIN)

    @cached_property
    def remarkable(self) -> frozenset[str]:
        """Those of `characters` that are no letters of Hebrew, Arabic, India, Thailand, China, Japan or Korea.

        A text in such a script is searched for them sooner than its characters are told.
        """
        if self._width > _FOREIGN and len(_remarkable().findall(self.view, 0, _SAMPLE)) < _SAMPLE // 4:
            return frozenset(_remarkable().findall(self.stretches))
        return self.characters

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs, as spans without the line breaks around them.

        A blank line ends a paragraph. Inside a block without blank lines every line is a paragraph if one of them
        is longer than 120 code points; else the block is taken as wrapped lines (or verse) of one paragraph.
        """
        out: list[Span] = []
        view = self.view
        for start, end in _blocks(view):
            lines = view[start:end].split("\n") if end - start > _LONG_LINE and view.find("\n", start, end) >= 0 else ()
            if lines and max(map(len, lines)) > _LONG_LINE:
                at = start
                for line in lines:
                    if line:
                        out.append((at, at + len(line)))
                    at += len(line) + 1
            elif start < end:
                out.append((start, end))
        return out

    def listed(self, key: str) -> frozenset[str]:
        """Return the words the language of the text lists under a key of its ``language.toml``; none without either."""
        return listed(self.language or "", key)

    def edited(self, edits: Sequence[Edit]) -> Text:
        """Return the text with sorted, disjoint `edits` made. A wall that one meets is one no more."""
        return self._like(edits, _moved(self.walls, edits), _moved(self.guarded, edits))

    def rewalled(self, edits: Sequence[Edit]) -> Text:
        """Return the text with `edits` made and its walls found anew: the edits may have made syntax of it."""
        if self.walls_of is None:
            return self.edited(edits)
        guarded = _moved(self.guarded, edits)
        return self._like(edits, joined([*self.walls_of(apply(self.source, edits)), *guarded]), guarded)

    def walled(self, walls: Sequence[Span], guarded: Sequence[Span]) -> Text:
        """Return the text with other walls, of which `guarded` are to stay and move with it; breaks inside them go."""
        starts = [start for start, _ in guarded]
        kept = [(a, b) for a, b in self.breaks if not (n := bisect_left(starts, b)) or guarded[n - 1][1] <= a]
        return self._like((), walls, sorted([*self.guarded, *guarded]), kept)

    def _like(
        self,
        edits: Sequence[Edit],
        walls: Sequence[Span],
        guarded: Sequence[Span],
        breaks: Sequence[Span] | None = None,
    ) -> Text:
        return Text(
            apply(self.source, edits),
            walls,
            self.language,
            self.reference,
            self.memo,
            breaks=_moved(self.breaks if breaks is None else breaks, edits),
            held=self.held,
            entry=self.entry,
            format=self.format,
            notation=self.notation,
            walls_of=self.walls_of,
            guarded=guarded,
        )


def _moved(spans: Sequence[Span], edits: Sequence[Edit]) -> list[Span]:
    """Where spans lie after sorted, disjoint edits; one that an edit meets is gone."""
    out: list[Span] = []
    shift = j = 0
    for a, b in spans:
        while j < len(edits) and edits[j].end <= a:
            shift += len(edits[j].new) - (edits[j].end - edits[j].start)
            j += 1
        if j == len(edits) or edits[j].start >= b:
            out.append((a + shift, b + shift))
    return out


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans sorted, those that touch or overlap as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        elif start < end:
            out.append((start, end))
    return tuple(out)


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """Return spans sorted, those that overlap as one; two that only touch stay two."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        elif start < end:
            out.append((start, end))
    return out
