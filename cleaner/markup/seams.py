"""Spaces that are gone at the edge of a tag or a code span inside a sentence: ``museum<strong>opens``, `` `x`because``;
spaces that stand inside a tag and belong outside, and links that end before their word does.

Both sides are common words, and what they make together is none: ``un<em>believable`` and ``plug</a>in`` stay. What
closes behind a figure or a placeholder is followed by a word that joins sentences, or by nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from cleaner.formats.html import INLINE
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.markup import shortwords
from cleaner.text import Span

_TAG = lazy(r"<(?P<slash>/?)(?P<name>[a-z]{1,6}|\d{1,2})(?:\s[^<>]{0,300})?>(?P<right>[^\W\d_]{2,})")
PAIR = lazy(
    r"<(?P<name>[a-z]{1,6})(?:\s[^<>]{0,300})?>(?P<a>[ ]?)(?P<body>[^\s<>](?:[^<>\n]{0,300}?[^\s<>])?)(?P<b>[ ]?)"
    r"</(?P=name)>"
)
_BROKEN = lazy(r"</ [a-z]+ ?>|< / ?[a-z]+ ?>|< [a-z]+[1-6]? >|< br ?/ ?>|<[a-z]+ [a-z]+=[“„«]|& (?:nbsp|amp) ?;")
_MARKING = frozenset("b i u em strong g mark small cite q a".split())
_BESIDE = lazy(r"(?<![^\W\d_])(?P<left>[^\W\d_]{2,40})</(?P<name>[a-z]{1,6})>\Z")
_LEANED = frozenset("b i em strong a".split())
_GOING_ON = lazy(r"</[a-z]+>,? [^\W\d_]")
_CUT = lazy(r"(?<![^\W\d_])(?P<left>[^\W\d_]{3,20})</a>(?P<right>[^\W\d_]{1,12})(?![\w-])")
_PIECE = 2.0  # on the Zipf scale
_LONG_END = 4  # letters
_ONLY_WORD = 2.3  # the same for a word of two pieces that nobody has seen alone: pén</a>dulo
_KNOWN_WORD = 3.0  # on the Zipf scale: once in a million words
# What people leave outside of a link: <a>bus</a>es. Other languages have too many.
_ENDINGS = {
    "en": frozenset(
        "s es ed d ing er ers r rs ly y n en al ic ics ist ism or ors ish ty ity th st nd rd ive ous age ant ent ful"
        " ary ory ian ize ise fy ify ies ied ess dom ion man men way".split()
    )
}
_CLOSERS = frozenset(",.;:!?)»”")
_LETTERS = lazy(r"[^\W\d_]{2}")
_LAST = lazy(r"(?<![^\W\d_])[^\W\d_]{2,40}\Z")
_STOPPED = lazy(r"(?<![\w.])([a-zß-öø-ÿ]{2,})[.!?]\Z")
_MARKED = lazy(r"(?<!\w)[^\W\d_]{3,}[:;,!?]\Z")
_MORE = lazy(r",? [^\W\d_]{2,} [^\W\d_]")
_BEHIND = lazy(r"[^\W\d_]{3,}(?![\w-])")
_BEFORE = lazy(r"(?<![\w-])[^\W\d_]{3,}\Z")
# Words of two letters that end no longer word, and are no end of one: `plug</b>in`, `make</b>up`, `ver</b>se`.
_SHORT_WORDS = {
    "en": frozenset("or of to is at by if we he my".split()),
    "de": frozenset("um am zu so ob wo".split()),
    "fr": frozenset("et ou du au sur de un".split()),
    "es": frozenset("el al por con de un su ya".split()),
    "it": frozenset("di da il un".split()),
    "pt": frozenset("em do da no na de um ou".split()),
    "nl": frozenset("op om te aan".split()),
}
_ONE_LETTER = {"it": "eèao", "es": "yaoe", "pt": "eéaoà", "fr": "àay"}
_LETTER = lazy(r"</(?:a|b|i|em|strong|u)>(?P<right>[^\W\d_])(?= [^\W\d_]{2})")
_COLON = lazy(
    r"</(?:(?<=[^\W\d_]{2}</)|(?<=[^\W\d_]{2} </))(?:b|i|em|strong|u)>[:;,](?P<right>[^\W\d_]{2,})"
    r"(?=,? [^\W\d_]{2})"
)
# What begins words and is one itself, or looks like one: no space is lost behind what is marked for it.
_PREFIXES = {
    "en": frozenset(
        "un re de dis mis non pre pro post sub anti co ex in im inter over under out up by off on down through semi"
        " all well back time multi counter self fore after super ultra hyper mini micro mega auto trans bio eco geo"
        " photo".split()
    ),
    "de": frozenset(
        "un um über unter an auf aus ein mit nach vor zu durch bei ab her hin los wider wieder zurück zusammen".split()
    ),
    "fr": frozenset("re dé in en sur sous entre contre anti co pré non mi demi super auto".split()),
    "es": frozenset("re des in en con contra entre sobre sub anti co pre ante auto super".split()),
    "it": frozenset("re dis in con contro sotto sopra tra anti co pre auto super".split()),
    "pt": frozenset("re des in em com contra entre sobre sub anti co pre auto super".split()),
    "nl": frozenset("on her om op aan over onder door bij in uit na voor mee toe af terug samen".split()),
}
_COMMON = 3.5  # on the Zipf scale: both words are ones that everybody knows
_RARE = 1.5  # and together they are none
_EVERYWHERE = 5.5
_ON_EVERY_PAGE = 6.0  # more, very, only
_ENDS = tuple("0123456789})%")
_FIGURE = lazy(r"(?<![^\W\d_])(?P<word>[^\W\d_A-Z]{3,12})<(?:strong|b|em|i|span|a)(?:\s[^<>]*)?>(?=\d{2,}[\s<,.])")


def gaps(source: str, view: str, language: str) -> Iterator[int]:
    """Yield the places where a space is missing beside a tag. `view`: the source with what is no prose blanked."""
    if language in _ONE_LETTER:
        yield from _letters(source, view, language)
    for m in _COLON.finditer(source):
        if "\ufffc" not in view[m.start("right") : m.end()] and commonness(m["right"].lower(), language) >= _COMMON:
            yield m.start("right")
    told = settings(language)
    leaning = frozenset(w for name in ("leaning", "function_words", "prepositions") for w in told.get(name, ()))
    for m in _FIGURE.finditer(source) if leaning else ():
        if m["word"] in leaning and "\ufffc" not in view[m.start() : m.end("word")]:
            yield m.end("word")  # since<strong>1654</strong>
    yield from _between(source, view, language, leaning)


def _between(source: str, view: str, language: str, leaning: frozenset[str]) -> Iterator[int]:
    """The places between two words. One that is marked alone, beside another of an open class, may be the part of a
    word that a writer points at: it has to have company in the page."""
    told = settings(language)
    joining = _joining(language)
    short = _SHORT_WORDS.get(language, frozenset())
    pointed: list[int] = []
    sure = False
    for m in _TAG.finditer(source):
        if m["name"] in ("br", "wbr", "sub", "sup") or not (m["name"] in INLINE or m["name"].isdigit()):
            continue
        before = _LAST.search(source, max(0, m.start() - 41), m.start())
        if "\ufffc" in view[before.start() if before else m.start() : m.end()]:
            continue
        right = m["right"].lower()
        if before is None:
            closed = _BESIDE.search(source, max(0, m.start() - 60), m.start()) if not m["slash"] else None
            if closed and _stand_apart(closed, m, source, language):
                pointed.append(m.start())
            if not m["slash"] and _ends(source, m.start(), language) and _goes_on(source, m, language):
                yield m.start()
            if m["slash"] and _led(source, m, language):
                yield m.start("right")
            closes = m["slash"] and source[m.start() - 1 : m.start()] in _ENDS
            if closes and m["right"] in short | joining and not (len(right) < 3 and right not in short):
                yield m.start("right")
            continue
        left = before[0].lower()
        words = commonness(left, language), commonness(right, language)
        if min(words) < _COMMON or commonness(left + right, language) > _RARE:
            continue
        if told.get("compounds") and not {left, right} & joining:
            continue  # <b>Vordergrund</b>farbe
        if len(right) < 3 and right not in short:
            continue
        if before[0][-1].islower() and m["right"][0].islower():  # `<b>Next</b>Chapter 2`: two labels side by side
            at = m.start("right") if m["slash"] else m.start()
            if not _is_marked_alone(source, before, m):
                sure = True
                yield at
            elif left not in _PREFIXES.get(language, ()):
                told_apart = (right if m["slash"] else left) in joining | leaning or words[0] >= _ON_EVERY_PAGE
                if told_apart or _is_glued_twice(source, before, m):
                    sure = True
                    yield at
                else:
                    pointed.append(at)
    if pointed and (sure or is_broken(source)):
        yield from pointed


def _stand_apart(closed: re.Match[str], m: re.Match[str], source: str, language: str) -> bool:
    """Do two tags of different names hold two words of one sentence? # <em>The Moon</em><strong>opens</strong> the"""
    left, right = closed["left"].lower(), m["right"].lower()
    names = {closed["name"], m["name"]}
    if len(names) < 2 or not names <= _LEANED or closed["name"] == "a" or not m["right"].islower():
        return False
    if min(commonness(left, language), commonness(right, language)) < _COMMON or settings(language).get("compounds"):
        return False
    if left in _PREFIXES.get(language, ()) or commonness(left + right, language) > _RARE:
        return False
    end = source.find("</", m.end())
    return end > 0 and _GOING_ON.match(source, end) is not None


def _is_marked_alone(source: str, before: re.Match[str], m: re.Match[str]) -> bool:
    """Does a tag hold one of two words and no more? # <b>un</b>seized, sugar<b>free</b>"""
    if m["slash"]:
        return source[before.start() - 1 : before.start()] == ">"
    return source.startswith("</", m.end())


def _is_glued_twice(source: str, before: re.Match[str], m: re.Match[str]) -> bool:
    """Does the marked word touch another one on its other side too? # the<b>new</b>museum"""
    if not m["slash"]:
        end = source.find(">", m.end()) + 1
        return end > 0 and source[end : end + 1].isalpha()
    start = source.rfind("<", 0, before.start())
    return start > 0 and source[start - 1].isalpha()


def _letters(source: str, view: str, language: str) -> Iterator[int]:
    """The same before a word of one letter: ``i <b>termini</b>e la privacy``."""
    for m in _LETTER.finditer(source):
        before = _LAST.search(source, max(0, m.start() - 41), m.start())
        if before is None or m["right"] not in _ONE_LETTER[language]:
            continue
        left = before[0].lower()
        told = commonness(left, language) >= _COMMON and commonness(left + m["right"], language) <= _RARE
        if (
            told
            and (len(left) > 3 or commonness(left, language) >= _EVERYWHERE)
            and "\ufffc" not in view[before.start() : m.end()]
        ):
            yield m.start("right")


def _ends(source: str, at: int, language: str) -> bool:
    """Does a sentence end here? # what the mill sends us.<em>Rye from Monday"""
    last = _STOPPED.search(source, max(0, at - 41), at)
    return last is not None and commonness(last[1], language) >= _COMMON


def _led(source: str, m: re.Match[str], language: str) -> bool:
    """Does a common word touch a tag that closes behind a mark? # <b>Atenção:</b>não regue"""
    before = _MARKED.search(source, max(0, m.start() - 42), m.start())
    more = _MORE.match(source, m.end()) and m["right"].islower()
    return bool(before and more) and commonness(m["right"], language) >= _COMMON


def _goes_on(source: str, m: re.Match[str], language: str) -> bool:
    """Does another begin, with more words than one?"""
    more = m["right"][0].isupper() and m["right"][1:].islower() and _MORE.match(source, m.end())
    return bool(more) and commonness(m["right"].lower(), language) >= _COMMON


def is_broken(source: str) -> bool:
    """Does a page show elsewhere that a translator put blanks and marks of prose into its tags?"""
    return len(_BROKEN.findall(source)) > 1


def inner(source: str, view: str, messages: bool, links: bool = False) -> Iterator[list[tuple[Span, str]]]:
    """Yield the blanks inside a pair of inline tags that belong outside: ``het <b> stil </b> op``, ``<b> ja </b>nein``.

    Spans and what stands for them. A page shows two blanks as one; nobody sees the difference until a mark follows or a
    word is glued outside, and people write such tags as well. Damage they are where a mark or a letter touches the
    outside, or where a file of `messages` sets its other tags close to the words.
    """
    if "> " not in source or " </" not in source:
        return
    found = [m for m in PAIR.finditer(source) if m["name"] in _MARKING and view[m.start() : m.end()] == m[0]]
    loose = [m for m in found if m["a"] and m["b"] and _LETTERS.search(m["body"])]
    tight = sum(not (m["a"] or m["b"]) for m in found)
    for m in loose:
        before, after = source[m.start() - 1 : m.start()], source[m.end() : m.end() + 1]
        glued = before.isalnum(), after.isalnum()
        apart = messages and (links or m["name"] != "a") and tight and tight >= len(loose) and " " in (before, after)
        if any(glued) or after in _CLOSERS or apart:
            yield [
                *([((m.start(), m.start()), " ")] if glued[0] else []),
                (m.span("a"), ""),
                (m.span("b"), ""),
                *([((m.end(), m.end()), " ")] if glued[1] else []),
            ]


def cut(source: str, view: str, language: str) -> Iterator[tuple[int, Span]]:
    """Yield where a link ends inside a word: the end of the link, and the letters behind it that belong to the word.

    ``Gli <a href="…">orar</a>i``: what is linked is no word, and with a few letters more it is one. ``<a>bus</a>es`` is
    written so by people.
    """
    for m in _CUT.finditer(source) if "</a>" in source else ():
        if view[m.start() : m.end()] == m[0] and is_cut(m["left"].lower(), m["right"].lower(), language):
            yield m.end("left"), m.span("right")


def is_cut(left: str, right: str, language: str) -> bool:
    """Did a link end inside a word: is what it ends in none, or what was left behind neither a word nor an ending?"""
    whole = commonness(left + right, language)
    known = max(commonness(left, language), commonness(right, language) if len(right) > 1 else 0.0)
    if whole < (_KNOWN_WORD if known else _ONLY_WORD):
        return False
    endings = _ENDINGS.get(language)
    rest = (
        endings is not None
        and 1 < len(right) < _LONG_END
        and right not in endings
        and commonness(right, language) < _COMMON
    )
    # pén</a>dulo: what is linked is a word in no text
    piece = not commonness(left, language) and known < _PIECE and whole > known + 1
    return rest or piece or (known < _RARE and whole > known + 2)  # sourdough star</a>ter; orar</a>i


def spans(source: str, found: Iterable[Span], language: str) -> Iterator[int]:
    """Yield the places where a space is missing beside code spans: only words that join sentences tell."""
    joining = _joining(language)
    for start, end in found:
        glued = source[start - 1 : start].isalpha(), source[end : end + 1].isalpha()
        if all(glued) or source[start + 1].isspace() or source[end - 2].isspace():
            continue  # an odd backtick stood before: what looks like code is what stands between
        if glued[1] and shortwords.behind(source, end, None, language):
            yield end
        behind = _BEHIND.match(source, end) if glued[1] else None
        if behind and _joins(behind[0], joining, language):
            yield end
        before = _BEFORE.search(source, max(0, start - 30), start) if glued[0] else None
        if before and before[0] in joining:
            yield start


@cache
def _joining(language: str) -> frozenset[str]:
    told = settings(language)
    return frozenset([*told.get("function_words", ()), *told.get("joining", ())])


def _joins(word: str, joining: frozenset[str], language: str) -> bool:
    return word in joining or (len(word) > 4 and commonness(word, language) > _EVERYWHERE)
