"""Quotations in the marks of the language a text was translated from.

# he called it «reasonable and overdue»

They become the marks the document writes, where what they hold is in the document's language. Left alone: quotations
in another language, which keep their own marks (the word «liberté»); titles while nothing shows that the translation
left the marks behind; and the marks of a language that part of the page is in, as in a book translated in part
(“see Раздел 14.7, «Keeping Evidence»”), or that its attributes are in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.language import GUEST, detect, settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.quotation.convention import Convention
from cleaner.text import MENDED, Text
from cleaner.translated import is_translated

# By the mark that opens: what it holds, up to the mark that closes. A literal head makes the search fast.
_PAIRS = {
    "«": lazy('«[ \u00a0\u202f]?([^«»“”„"\n]{1,1500}?)[ \u00a0\u202f]?»'),
    "„": lazy('„([^„“”"«»\n]{1,1500}?)[“”"]'),
    "「": lazy("「([^「」\n]{1,1500})」"),
    "『": lazy("『([^『』\n]{1,1500})』"),
    "‚": lazy("‚([^\\s‚‘][^‚‘\n]{0,300})‘(?![^\\W\\d_])"),
    "《": lazy("《([^《》\n]{1,1500})》"),
}
_SINGLE = {"“": "‘", "”": "’", '"': "'", "„": "‚", "«": "‘", "»": "’"}
_CORNERS = {"「": "」", "『": "』"}
_LATIN = 0x24F  # the last code point of the Latin blocks
_WORD = lazy(r"[^\W\d_]+")
_MARKED = ("fr", "es", "it", "pt", "de", "ru", "pl", "nl")
_KNOWN, _CLEARER = 3.0, 0.5  # on the Zipf scale
_FEW = 3  # words: too few to tell a language by
_SPOKEN = lazy(
    r"\b(?:[Gg]uillemets?|[Qq]uotation marks?|[Qq]uote marks?|[Ii]nverted commas|[Ss]peech marks?"
    r"|(?:[Ll]ow|[Cc]urly|[Ss]traight|[Ss]mart|[Aa]ngle|German|French|[Dd]ouble|[Ss]ingle) quotes)\b"
)
# Those who write marks of their own: `Swedes write ”så”, the French « comme ça »`
_WRITERS = lazy(
    r"\b(?:Germans?|French|Czechs?|Poles|Polish|Spanish|Spaniards|Italians?|Russians?|Swedish|Swedes|Danish|Danes"
    r"|Norwegians?|Finnish|Finns|Dutch|Portuguese|Romanians?|Hungarians?|Greeks?|Turkish|Turks|Ukrainians?"
    r"|Serbs?|Serbian|Croats?|Croatian|Bulgarians?|Chinese|Japanese)\b"
)
_REPORTS = lazy(r"[—–](?:(?:he|she|they|it|we|I) )?[a-z]{3,}\b[^—–\n]*(?:\n|$)")
_LABEL = lazy(r"([^\W\d_]{3,})[ \u00a0]\d")
_LABELLED = (*_MARKED, "ro", "cs")
_TAG = lazy(r"<[^<>]*>")
_TYPED = lazy(
    r"(?<![^\s(\[—–-])(?P<open>,,|[“„\"])(?=[^\W_]|[‘’'…¿¡](?!'))(?:(?!'')[^“”„\"«»\n<>{}=\\]){2,1500}?"
    r"(?<=[^\W\d_]|[.,!?…)])(?P<close>''|[”\"“])(?![\w'\"])"
)
# ''I saw it again on the phone and it's a penalty, '' says Vitali
_APOSTROPHES = lazy(
    r"(?<![^\s(\[—–-])(?P<open>'')(?=[^\W\d_a-z])(?:(?!''|[”\"“] )[^<>{}=\\\n]){12,1500}?"
    r"(?<=[^\W_][.,!?…])(?P<close> ?'')(?![\w'\"])(?P<after>(?: [^\W\d_]+){1,3})?"
)
_CURLY = frozenset("“”‘’„")
_TELLING = 8  # spaces
_BEFORE = 30  # code points: no sentence is shorter
_SOME = 3
_NEXT = lazy(r"[^\W_]")
SAID = lazy(r"(?P<verb>[a-z]{3,}) (?:(?:the|an?|its|his|her|their|our|my)\b|(?!I\b)[A-Z]|[a-z]+ (?:[a-z]+ )?[A-Z])")
_CLAUSE_ENDS = ".,;:!?—–\n"


def halves(text: Text, convention: Convention) -> Iterator[Edit]:
    """Yield the edit for a corner mark that is the other half of a quotation in the document's own marks.

    # She wrote, "The scenery changed so much.」
    """
    if text.characters.isdisjoint((*_CORNERS, *_CORNERS.values())):
        return
    left, right = ('"', '"') if convention.straight else convention.pairs[0]
    for start, end in text.paragraphs:
        body = text.view[start:end]
        lone = [at for at, char in enumerate(body) if char in _CORNERS or char in _CORNERS.values()]
        if len(lone) != 1 or 2 * sum(ord(c) > _LATIN for c in body if c.isalpha()) > len(body):
            continue
        at, closes = lone[0], body[lone[0]] not in _CORNERS
        own, other = (left, right) if closes else (right, left)
        rest = body[:at] if closes else body[at:]
        half = rest.count(own) % 2 == body.count(own) % 2 == 1 if own == other else rest.count(own) > rest.count(other)
        if half:
            blanks = body[:at].endswith(" ") if closes else 0
            yield Edit(start + at - blanks, start + at + 1, other)


def typed(text: Text, convention: Convention) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits for a pair of which a mark was typed as two commas or as two apostrophes.

    # ,,By falling through it. You get wet.''; ,,the green file“
    """
    if text.language != "en" or "``" in text.view or not (",," in text.view or "''" in text.view):
        return
    left, right = ('"', '"') if convention.straight or not (text.characters & _CURLY) else convention.pairs[0]
    yield from _told_aloud(text.view, left, right)
    for match in _TYPED.finditer(text.view):
        marks = match["open"] == ",,", match["close"] == "''"
        if not any(marks) or (not all(marks) and " " not in match.group()):
            continue  # one of two marks alone is no proof that the word between is quoted
        pair = Edit(*match.span("open"), left), Edit(*match.span("close"), right)
        yield tuple(edit for edit in pair if text.view[edit.start : edit.end] != edit.new)


def _told_aloud(view: str, left: str, right: str) -> Iterator[tuple[Edit, ...]]:
    """The pairs of two apostrophes around speech, where somebody is told to speak behind one: no italics of a wiki."""
    if "[[" in view or "==" in view:
        return
    reporting = frozenset(settings("en")["reporting"])
    found = list(_APOSTROPHES.finditer(view))
    if any(not reporting.isdisjoint((match["after"] or "").split()) for match in found):
        for match in found:
            yield Edit(*match.span("open"), left), Edit(*match.span("close"), right)


def low(text: Text, convention: Convention) -> Iterator[tuple[Edit, Edit]]:
    """Yield the edits for a pair with a low mark that the language has not, where the document writes its own.

    # в коробке лежала записка: „Пригодятся”; « une pointe de flèche „comme neuve“ »
    """
    own = [(marks[0], marks[-1]) for marks in settings(text.language or "").get("quotes", ())]
    if "„" not in text.characters or text.language == "en" or not convention.settled:
        return
    main = convention.pairs[0]
    if main[0] == "„" or not is_translated(text):
        return
    for match in _PAIRS["„"].finditer(text.view):
        start, end = match.span()
        if ("„", text.view[end - 1]) in own or match.group(1).strip() != match.group(1) or text.view[end - 1] == '"':
            continue
        line = text.view[text.view.rfind("\n", 0, start) + 1 : start]
        inside = line.count(main[0]) > line.count(main[1])
        left, right = next((pair for pair in own if pair != main), main) if inside else main
        gap = convention.space_inside(left) or ""
        yield Edit(start, start + 1, left + gap), Edit(end - 1, end, gap + right)


def _shown(match: re.Match[str]) -> bool:
    """Are the marks shown, or what they hold, a figure as it is written there? # before « ; : ! ? »; „1.000“; has kept
    „these low quotes“ in the letters

    Behind a sign of equality they hold the value of an attribute, which is the business of the markup: width=„480“.
    """
    inner = match.group(1)
    if match.string[match.start() - 1 : match.start()] == "=":
        return True
    if not any(char.isalpha() for char in inner) or (inner[0] in ".,;:!?)" and match.group()[1] != " "):
        return True  # small blemishes„. He left his rating at “Buy”: a turned mark closes
    end = match.end()
    return _SPOKEN.search(f"{inner} {match.string[end : end + _BEFORE]}") is not None


class _Quotation(NamedTuple):
    start: int
    end: int
    inner: str
    own: bool | None  # in the language of the document; None where nothing tells


def edits(text: Text, convention: Convention) -> Iterator[tuple[Edit, ...]]:
    """Yield the two edits that set each such quotation in the marks of the document; one where its partner is lost."""
    view = text.view
    marks = [mark for mark in settings(text.language or "").get("foreign_quotes", ()) if mark in view]
    if not marks or (text.format == "html" and not text.breaks):
        return
    matches = [m for mark in marks for m in _PAIRS[mark].finditer(view) if not _shown(m)]
    spoken = _spoken(text, matches) if matches else set()
    matches = [m for m in matches if _paragraph(m.start(), text) not in spoken]
    lone = [m.start() for m in matches if _reopens(m)]
    matches = [m for m in matches if m.start() not in lone]
    if any(_writes(code, marks) for code in _spoken_beside(text)) or any(_led(m.start(), text) for m in matches):
        return
    if text.format == "html" and matches and _furnished(text):
        return
    found = sorted(_judge(m, text) for m in matches if not _theirs(m, text.language or ""))
    # One quotation that is surely another language's says that such marks are meant here.
    left_behind = not any(q.own is False for q in found) and (any(q.own for q in found) or is_translated(text))
    left, right = ('"', '"') if convention.straight else convention.pairs[0]
    meant = any(view[q.start] in _CORNERS and q.own is False for q in found)  # 「本」 is a book, 「Stone Free」 a name
    for quotation in found:
        if meant and view[quotation.start] in _CORNERS:
            continue
        if quotation.own or (quotation.own is None and left_behind):
            single = view[quotation.start] == "‚" or _nested(quotation, text, left)
            yield _set(quotation, *((_SINGLE[left], _SINGLE[right]) if single else (left, right)), view)
    if left_behind or (lone and not found and is_translated(text)):
        for start in lone:
            yield (Edit(start, start + 1, left),)


def _paragraph(at: int, text: Text) -> int:
    return bisect_right(text.paragraphs, (at, len(text.view))) - 1


def _spoken(text: Text, matches: Sequence[re.Match[str]]) -> set[int]:
    """The paragraphs that speak of marks, or set pairs of two kinds side by side and name two peoples that write them.

    # Germans open low, „like this“; the French keep theirs in a room of their own, « comme ça »
    """
    kinds = {(_paragraph(m.start(), text), m.group()[0]) for m in matches}
    spoken = {n for n, _ in kinds if n >= 0 and _SPOKEN.search(text.view, *text.paragraphs[n])}
    for n, count in Counter(n for n, _ in kinds).items():
        if count > 1 and n >= 0 and len(set(_WRITERS.findall(text.view, *text.paragraphs[n]))) > 1:
            spoken.add(n)
    return spoken


def _reopens(match: re.Match[str]) -> bool:
    """Does the mark behind a low one open another quotation, whose partner before it is lost?

    # „Whoever looked for it had to climb, the judge stated. “That cannot be asked
    """
    inner, end = match.group(1), match.end()
    if match.string[end - 1] != "“" or inner[:1].isspace() or not inner[-1:].isspace():
        return False
    return inner.rstrip()[-1:] in ".!?:," and match.string[end : end + 1].isupper()


def _nested(quotation: _Quotation, text: Text, left: str) -> bool:
    """Does a quotation stand inside another, of the document's own marks or of the other corners?

    # “He said: « What is it? » is a question.”; 「My father said、『There is room。』 That was all.」
    """
    n = _paragraph(quotation.start, text)
    if n < 0:
        return False
    (start, end), view = text.paragraphs[n], text.view
    if left == '"' and view.count('"', start, quotation.start) % 2 == view.count('"', quotation.end, end) % 2 == 1:
        return view[quotation.start] in _CORNERS
    pairs = [("“", "”")] if left == "“" else []
    pairs += [
        pair for pair in _CORNERS.items() if view[quotation.start] in _CORNERS and pair[0] != view[quotation.start]
    ]
    return any(
        view.count(opener, start, quotation.start) - view.count(closer, start, quotation.start)
        == view.count(closer, quotation.end, end) - view.count(opener, quotation.end, end)
        == 1
        for opener, closer in pairs
    )


def _spoken_beside(text: Text) -> Iterator[str]:
    """The languages of those paragraphs of a page that are walled because they are not in its own."""
    for start, end in text.walls:
        if end - start >= GUEST:
            piece = _TAG.sub(" ", text.source[start:end])
            if piece.count(" ") > _TELLING and (code := detect(piece)) not in (text.language, None):
                yield str(code)


def _furnished(text: Text) -> bool:
    """Is the furniture of a page (its navigation, its labels) in another language than its prose?"""
    pieces = [text.view[a:b] for a, b in text.paragraphs if b - a < _BEFORE]
    pieces += [text.source[a:b] for a, b in text.walls if b - a < _BEFORE and text.source[a] != "<"]
    words = {word.lower() for piece in pieces for word in _WORD.findall(piece)}
    strange = (w for w in words if ord(max(w)) > _LATIN or _is_strange(w, text.language or ""))
    return len(list(islice(strange, _SOME))) == _SOME


def _writes(code: str, marks: Sequence[str]) -> bool:
    """May a language write quotations in one of these marks? One whose marks are not known may."""
    own = settings(code).get("quotes")
    return own is None or any(pair[0] in marks for pair in own)


def _led(at: int, text: Text) -> bool:
    """Does a label in another language lead to the mark at this place, or open its paragraph?

    # Secțiune 6.6, „Checking Authenticity”: who names its parts so writes its marks so.
    """
    n = _paragraph(at, text)
    start = text.paragraphs[n][0] if n >= 0 and at < text.paragraphs[n][1] else at
    numbered = [m[1].lower() for m in _LABEL.finditer(text.view, start, at)]
    script = _WORD.findall(text.view, max(start, at - _BEFORE), at)[-1:]
    if any(ord(char) > _LATIN for char in "".join(script)):
        return True
    return any(_is_strange(word, text.language or "") for word in (*numbered[:1], *numbered[-1:]))


def _is_strange(word: str, language: str) -> bool:
    return commonness(word, language) < _KNOWN and any(commonness(word, code) >= _KNOWN for code in _LABELLED)


def _judge(match: re.Match[str], text: Text) -> _Quotation:
    inner = match.group(1)
    words = inner.split()
    own: bool | None = None
    if len(words) > _FEW:
        told = detect(inner)
        own = told == text.language if told else None
    if own is None and words and all(_typical(word, text.language or "") for word in _WORD.findall(inner)):
        own = True
    if own is None and len(words) > _FEW:
        told_by = [_typical(word, text.language or "") for word in _WORD.findall(inner)]
        own = True if 2 * sum(told_by) > len(told_by) else None
    if own is None and match.group()[0] in _CORNERS and _common(inner, text.language or ""):
        own = True
    if own is None and match.group()[0] in _CORNERS and inner.isascii() and inner.isidentifier() and _from_wide(text):
        own = True  # taken from the 「DateTimeOriginal」 tag
    letters = [c for c in inner if c.isalpha()]
    if own is None and 2 * sum(ord(c) > _LATIN for c in letters) > len(letters):
        own = False  # another script
    return _Quotation(match.start(), match.end(), inner, own)


def _from_wide(text: Text) -> bool:
    """Were wide marks set right in this page again and again, as a translator leaves them?"""
    return bool(text.memo.get(MENDED, {}).get("punctuation/wide-mark", 0) >= _SOME)


def _theirs(match: re.Match[str], language: str) -> bool:
    """Is every word one of a language that writes these marks, more than of the document's, and one of them a word that
    joins its sentences? # ask for „Brot von gestern“
    """
    words = [word.lower() for word in _WORD.findall(match.group(1))]
    if len(words) < 2 or match.group()[0] not in "«„":
        return False
    own = [commonness(word, language) for word in words]
    for code in _MARKED:
        quotes = settings(code).get("quotes", ())
        joining = frozenset(settings(code).get("function_words", ()))
        if joining.isdisjoint(words) or not any(pair[0] == match.group()[0] for pair in quotes):
            continue
        theirs = [commonness(word, code) for word in words]
        clear = sum(a >= b + _CLEARER for a, b in zip(theirs, own, strict=True))
        if min(theirs) >= _KNOWN and clear >= len(words) - (len(words) > 2):  # «la vie en rose»
            return True
    return False


def _typical(word: str, language: str) -> bool:
    """Is this a word of the language, and less of one in the languages that write such marks? # «guarantees»"""
    word = word.lower()
    usual = commonness(word, language)
    return usual >= _KNOWN and all(usual >= commonness(word, code) + _CLEARER for code in _MARKED)


def _common(inner: str, language: str) -> bool:
    """Are these common words of the language, and no title? No other language of this script writes such marks.

    # 「Live reload」 is on by default
    """
    words = _WORD.findall(inner)
    return words[-1:] != [] and words[-1].islower() and all(commonness(word, language) >= _KNOWN for word in words)


def _reported(quotation: _Quotation, view: str) -> bool:
    """Do the words that report a quotation stand glued behind it, without their comma? # „There was ice”recalls Ewa

    What it opens is a clause of its own, else it may be a name, which speaks itself: they call „Boss”said nothing.
    """
    led = view[max(0, quotation.start - 2) : quotation.start].rstrip(" ")
    said = SAID.match(view, quotation.end) if quotation.inner[-1:].isalnum() else None
    if said is None or (led and led[-1] not in _CLAUSE_ENDS):
        return False
    return said["verb"] in settings("en")["reporting"]


def _set(quotation: _Quotation, left: str, right: str, view: str) -> tuple[Edit, Edit]:
    start, end = quotation.start, quotation.end
    opened = view.index(quotation.inner, start)
    closed = opened + len(quotation.inner)
    before = " " if start and view[start - 1].isalnum() else ""
    moved = view[end : end + 1] == "(" and view[closed].isspace()  # by« temperature »(from the first
    after = " " if moved or (end < len(view) and _NEXT.match(view, end)) else ""
    if after and not moved and _reported(quotation, view):
        after = ", "
    if _REPORTS.match(view, end) and quotation.inner.rstrip("’'‘")[-1:] in ",!?…":
        return Edit(start, opened, before + left), Edit(closed, end + 1, right + " ")  # too,’»—he smiles
    return Edit(start, opened, before + left), Edit(closed, end, right + after)
