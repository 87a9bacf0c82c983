"""Acronyms of international bodies and terms, titles before names, streets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.residue.neighbours import AROUND, COMMA, FOREIGN, NAME, OWN, START, Ear, Place, apart, ear, place
from cleaner.residue.scan import entries
from cleaner.residue.source import ERA, ERAS, Source
from cleaner.residue.spoken import spoken_of
from cleaner.residue.tables import load

_GLOSS = lazy(
    r"\W{0,3}(?:\(|(?:by|for|in|its|the|is|was|as|which|that|are) (?:its |their |the )?(?:\w+ )?"
    r"(?:acronym|initials|abbreviation|stands|Spanish|French|Portuguese|Italian|German|Dutch|Polish|Russian|Turkish)\b)"
)
_INITIAL = lazy(  # not: the letter E. But the hours
    r"(?<![\w.])[A-LN-Z]\.[ -]?(?!(?:But|The|An?|And|He|She|It|They|We|You|I|In|On|At|For|This|That|There|Then|What"
    r"|When|His|Her)\b)[A-ZÉ]"
)
_NOUN_FIRST = ("es", "fr", "it", "pt", "ro", "ca")
_EXPLAINED = lazy(r"\b([A-Z]{3,5}) \(((?:the )?[A-Z][a-z]+(?: (?:of|for|and|the|on|in)| [A-Z][a-z]+)+)\)")
_CYRILLIC_BODY = lazy(
    r"\b((?:The )?(?:International|World|European|Eurasian|Asian|African)"
    r"(?: (?:of|for|and|the|on)| [A-Z][a-z]+){1,6}) \(([А-ЯЁІЄ]{2,6})\)"
)
_WORLDWIDE = {"International": "М", "World": "ВС", "European": "ЕЄ", "Eurasian": "ЕЄ", "Asian": "А", "African": "А"}
_KNOWN_BY = 3.4  # on the Zipf scale: an acronym that English has
_LEADING = frozenset(["the", "a", "an"])
_GOVERNING = frozenset(["from", "with", "by", "of", "under"])
_BLOOD = frozenset("blood group type test line side team positive negative squad".split())
_PEOPLE = 200  # names looked for in a text
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms)\b")
_NEAR = 50  # code points around an acronym where its translation explains it
_ALREADY = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "our",
        "their",
        "its",
        "his",
        "her",
        "your",
        "my",
        "no",
        "any",
        "some",
        "every",
        "each",
    ]
)
_EXPANSION = lazy(r"(?:[A-Z][\w’'-]*|of|the|for|and|on|in|to)(?: (?:[A-Z][\w’'-]*|of|the|for|and|on|in|to))* $")
_FULL = lazy(r"\b([A-Z][^\W\d_]+)(?: [A-Z][^\W\d_]+){0,2}$")


def acronyms(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for every acronym that stands in a sentence of the target language.

    Left alone: one that is explained (`ONU, by its Spanish initials`), that stands beside its translation or beside
    words of the source language, or in brackets after the name of something else.
    """
    for code in source.plausible:
        listener = ear(code, target, load(code, target).latin)
        for start, end in entries(code, target, "acronyms", "guarded").spans(view):
            word = view[start:end]
            new = source.replacement(target, "acronyms", word)
            beside = place(view, start, end)
            bracketed = view[start - 1 : start] == "(" and view[end : end + 1] == ")"
            if word in ERAS and ERA.search(view, max(0, start - 12), start):
                new = None
            elif bracketed or new is None:
                new = _after_expansion(view, start, source, target, word) if bracketed else None
            elif not _stands(view, end, word, beside, listener, new):
                new = None
            if new is not None and not _spelled_out(view[max(0, start - AROUND) : end + AROUND], word):
                yield Fix("residue/acronym", (Edit(start, end, apart(view, start, end, _fitting(new, beside))),))
        yield from _certain(view, source, code, target)
        if source.sure:
            break


def spelled_out(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for an acronym whose letters stand in the order of a Romance language before the English name.

    # the OIC (International Coffee Organization): the noun came first, or all words the other way round. Left alone:
    what English knows by those letters (`TAI (International Atomic Time)`), and any other order (`ISO`, `UTC`).
    """
    if target != "en" or not source or any(code not in _NOUN_FIRST for code in source.plausible):
        return
    for match in _EXPLAINED.finditer(view):
        word = match[1]
        initials = "".join(part[0] for part in match[2].split() if part[0].isupper())
        turned = initials in (word[1:] + word[0], word[::-1]) and initials != word
        if turned and commonness(word.lower(), target) < _KNOWN_BY:
            yield Fix("residue/acronym", (Edit(*match.span(1), initials),))


def of_bodies(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for an acronym in Cyrillic letters behind the English name of an international body, whose initials
    it takes. # the International Astronomical Union (МАС)

    Its letter for `International` has to stand where that word does: ФИС (International Ski Federation) is what English
    calls it too.
    """
    if target != "en" or not source or source.plausible[0] not in ("ru", "uk"):
        return
    for match in _CYRILLIC_BODY.finditer(view):
        initials = "".join(part[0] for part in match[1].split() if part[0].isupper() and part != "The")
        led = _WORLDWIDE.get(match[1].removeprefix("The ").split(" ")[0], "")
        if (
            led
            and len(initials) == len(match[2])
            and match[2][0] in led
            and not source.replacement(target, "acronyms", match[2])
        ):
            yield Fix("residue/acronym", (Edit(*match.span(2), initials),))


def _spelled_out(view: str, word: str) -> bool:
    """Does the text spell the acronym out in its own language? # the Press Information Bureau, PIB"""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return False
    return (
        re.search(r"\b" + r" (?:of |and |the |for )?".join(rf"{letter}[a-z]+" for letter in word) + r"\b", view)
        is not None
    )


def _certain(view: str, source: Source, code: str, target: str) -> Iterator[Fix]:
    """Acronyms that mean other things too: after `the`, where the source is sure, or all that may be it say the same.

    # trade with the AB; an IA program
    """
    tables = [load(other, target).table("certain") for other in source.plausible]
    for start, end in entries(code, target, "certain").spans(view):
        agreed = len(tables) > 1 and len({table.get(view[start:end]) for table in tables}) == 1
        if not (source.sure or agreed):
            continue
        beside = place(view, start, end)
        around = view[max(0, start - AROUND) : end + AROUND]
        led = beside.left[:1] and beside.left[0].lower() in _LEADING
        # came from AB funds: what follows is a word of English
        kinds = [ear(code, target, load(code, target).latin).kind(token) for token in beside.right[:1]]
        led = led or (
            beside.left[:1] and beside.left[0] in _GOVERNING and kinds == [OWN] and beside.right[0].endswith("s")
        )
        if led and beside.right and beside.right[0] not in _BLOOD and not spoken_of(beside, True, target):
            new = load(code, target).table("certain")[view[start:end]]
            if not _GLOSS.match(view, end) and not re.search(rf"\b{new}\b", around):
                yield Fix("residue/acronym", (Edit(start, end, new),))


def _after_expansion(view: str, start: int, source: Source, target: str, word: str) -> str | None:
    """The translation of an acronym in brackets, if its letters are the initials of what stands before them.

    # the Common Fisheries Policy (PCP)
    """
    before = _EXPANSION.search(view[max(0, start - 90) : start - 1])
    initials = "".join(w[0] for w in before.group().split() if w[0].isupper()) if before else ""
    for name in ("acronyms", "guarded"):
        new = source.replacement(target, name, word)
        if new is not None and initials.endswith(new.removeprefix("the ")):
            return new.removeprefix("the ")
    return None


def _stands(view: str, end: int, word: str, beside: Place, listener: Ear, new: str) -> bool:
    left = [listener.kind(token) for token in beside.left[:2]]
    right = [listener.kind(token) for token in beside.right[:2]]
    near = set(re.findall(r"\w+", view[max(0, end - _NEAR) : end + _NEAR]))  # where we write UN and NATO
    if len(word) == 2 and listener.latin and "the" not in [token.lower() for token in beside.left[:1]]:
        return False  # VS Code
    if len(word) == 2 and beside.right and beside.right[0] in _BLOOD:
        return False
    repaired = load(listener.source, listener.target).table("words")
    beside_it = (*zip(left[:1], beside.left, strict=False), *zip(right[:1], beside.right, strict=False))
    if (
        any(kind == FOREIGN and token not in repaired for kind, token in beside_it)
        or new.removeprefix("the ") in near
        or _GLOSS.match(view, end)
    ):
        return False
    if not listener.latin:
        return OWN in (*left, *right)
    return (OWN in left or OWN in right) and (bool(left) or START in right or OWN in right)


def _fitting(new: str, beside: Place) -> str:
    """The article of `the US` where none stands and the next word is no noun it belongs to."""
    if not new.startswith("the "):
        return new
    if beside.left and (beside.left[0].lower() in _ALREADY or beside.left[0].endswith(("’s", "'s"))):
        return new[4:]
    starts = not beside.left or beside.left[0] in '.!?:“"' or beside.left[0][0] == "\n"
    return "The" + new[3:] if starts else new


def titles(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for a title before a name.

    `M.` may be an initial: it is a title where the text names the person with another first name.
    """
    code = source.plausible[0]
    table = dict(load(code, target).table("titles"))
    if _TITLE.search(view):
        table |= load(code, target).table("courtesies")
    if table:
        listener = ear(code, target, load(code, target).latin)
        finder = regex.compile(r"(?<![\w.’'-])\L<w>(?=[ \u00a0]\p{Lu}\p{L}+)", w=list(table))
        firsts: dict[str, set[str]] = {}
        for match in finder.finditer(view):
            if _titled(view, match, listener, firsts, source.sure):
                new = table[match.group()]
                yield Fix("residue/title", (Edit(match.start(), match.end() + (not new), new),))  # in г. Moscow
    streets = load(code, target).table("streets")
    if streets:
        finder = regex.compile(r"(?<!\w)(\L<w>) ?((?=\p{Latin})\p{Lu}[\p{L}’'-]+)(?![\w-])", w=list(streets))
        for match in finder.finditer(view):
            street = streets[match.group(1)]
            if view.startswith(f" {street}", match.end()):  # at ul. Kolejowa Street
                yield Fix("residue/title", (Edit(match.start(), match.start(2), ""),))
            else:
                yield Fix("residue/title", (Edit(*match.span(), f"{match.group(2)} {street}"),))


def _titled(view: str, match: regex.Match[str], listener: Ear, known: dict[str, set[str]], sure: bool) -> bool:
    beside = place(view, *match.span())
    if beside.left and listener.kind(beside.left[0]) not in (OWN, START, COMMA) and beside.left[0] not in '“"(':
        return False
    name = beside.right[0]
    if len(match.group()) > 2 or not listener.latin:
        return not match.group().islower() or listener.kind(name) == NAME  # pan African
    if name not in known and len(known) < _PEOPLE:
        known[name] = {
            full.group(1)
            for found in re.finditer(rf" {re.escape(name)}\b", view)
            if (full := _FULL.search(view[max(0, found.start() - 60) : found.start()]))
        }
    firsts = known.get(name, set())
    if not firsts:  # nobody else is named by an initial: it is none
        begins = not beside.left or listener.kind(beside.left[0]) == START
        met = beside.left[0].islower() if not begins else beside.right[1:2] != () and beside.right[1].islower()
        # , summarizes the mayor, M. Lacaze, himself
        set_off = beside.left[:1] == (",",) == beside.right[1:2] and beside.left[1:2] != () and beside.left[1].islower()
        met = met or set_off
        return sure and met and not _INITIAL.search(view, max(0, match.start() - AROUND), match.end() + AROUND)
    return not any(first.startswith(match.group()[0]) for first in firsts)
