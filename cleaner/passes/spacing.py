"""Spacing by language and habit: spaces before ; : ! ?, at elided articles, before the hyphen of a compound.

What a language wants stands in its ``language.toml``: `marks_apart` names the marks it sets a space before (French), or
is empty (most others); `elisions` what stands before an apostrophe. English has rules of its own.

Left alone: a document that does otherwise throughout; a mark on its own, in code, in a smiley; one that is itself
meant (`mit einem : beginnt`); the colons of a list of terms (`Ruby Central : Ein Verein`); French in guillemets inside
another language; `rock 'n' roll`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy, lazy_regex
from cleaner.lexicon import commonness
from cleaner.pipeline import Context
from cleaner.text import Text
from cleaner.translated import is_translated

_BLANKS = " \u00a0\u202f"
_AFTER = r"(?=[”\"»“’)]*(?:[\s.,;:]|$))"
_LOOSE = lazy_regex(
    rf"(?<=(?:\p{{L}}[\p{{L}}\p{{M}}]|\d|[”»“)]))(?P<gap>[{_BLANKS}])"
    r"(?P<mark>(?:[?!](?=[”\"»“’)]|\s+[\p{Lu}“\"«„¿¡—–]|\s*$)|[;:](?=[”\"»“’]*(?:\s|$))))",
    regex.M,
)
_ASKING = frozenset("?!")  # the others stand tight in fields, times and much else
_TIGHT = lazy_regex(rf"(?<=[\p{{L}}\p{{M}}”»)])(?P<mark>[;:!?])(?![;:!?.]){_AFTER}(?=[{_BLANKS}\n»”)]|$)", regex.M)
_NUMERAL = lazy(r"[IVXLC]+(?:er|re|e|ère|ème|è|o|a)?")
_CODE = lazy(r"[{}<>=|\\`]|\w\(\)|::|\w_\w")
_SEPARATED = lazy(r" [:;] [^\n:;]{0,60} [:;] ")
_STRANGE = lazy("(?![œŒŸ])[Ā-ɏͰ-\u1fff\u2e80-\ufdff]")  # a letter no French line has: Ai ở nhà?  خوش آمدید!
_CAPITALS = lazy_regex(r"(?:^|\s)\p{Lu}{3,}$")  # ZEICHENKETTE : REGAUSDR
_TERM = lazy_regex(r"[^.:;!?]+(?=[.:;!?]?[^.:;!?]* : [\p{Lu}*])")  # Try Ruby! : Ein Kurs
_TOLD = lazy(r" ?[,.;:!?]| \(")  # what stands behind a mark that is spoken of
_CHOICE = lazy(r"\? [^\n?]{1,80}? : ")  # cond ? a : b
_NAME = lazy(r"[^\s«»“”\"(]+$")
_PLAIN = lazy(r"[\w’'-]+[)\]]?")  # none of the signs of code: Regexp#match?, n.prime?
_QUOTES = lazy(rf"[{_BLANKS}][“«\"]")
_LABEL = 24  # code points before a colon that may be the name of a field
_GOES_ON = lazy(r"[:;] [^\W\dA-ZА-Я_][^:;\n]{30,}[.!?…][”“»\"]?$")  # … but not where a sentence goes on
_COMMON = 3.8  # on the Zipf scale
_SHARED = 0.5  # the same: how much commoner a word may be in English
_PART = 2.0  # the same for any word that is none by mistake
_KNOWN = 2.9  # above it a name may make compounds: Khmer, Saharan
_TAG = 32  # code points at the end of a headline
_TAGGED = lazy(
    r"(?<= )(?P<first>[A-Za-z][a-z]{2,19}|\d[\d,.]*\d)(?P<stop>\.?)(?:- ?| -)(?P<name>[A-Z][A-Za-z]+)"
    r"(?P<more>(?: [A-Z][a-z]+){1,2})?(?P<site>(?: ?[A-Za-z]+\.[a-z]+)?\.(?:com|net|cn|de|jp|ru))?\n?\Z"
)
_AGENCIES = frozenset(
    "xinhua xinhuanet chinanews tass interfax reuters afp kyodo yonhap anadolu ukrinform unian".split()
)
_PAPERS = frozenset("Agency Daily Mail Media Net Network News Online Post Press Shimbun Times Web".split())
_PREFIXES = frozenset(
    (
        "anti non post pre pro trans inter neo pseudo quasi semi super ultra under over self half cross former mid"
        " multi intra extra counter proto then late early south north east west all vice mini micro mega sub pan"
        " old new first"
    ).split()
)
_SENTENCE = 8  # words
_HEADLINE = 5  # the same, before an agency
_FEW = 3  # marks that show a habit


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield a fix for every space that is lost or too many at a mark, an apostrophe or a hyphen."""
    told = settings(text.language or "")
    if "marks_apart" in told:
        apart = frozenset(told["marks_apart"])
        yield from _lost_gaps(text, apart) if apart else _gaps(text)
    if told.get("elisions") and ("' " in text.view or "’ " in text.view or " '" in text.view or " ’" in text.view):
        yield from _elisions(text.view, text.language or "")
    if told.get("elides"):
        yield from _lost_elisions(text, told["elides"])
    if "  " in text.view and text.language == "en" and "\n" not in text.view:
        yield from _doubled(text.view)
    # A headline of names may be taken for one of the languages that have no rules.
    if "-" in text.view[-_TAG:] and (text.language == "en" or told.keys().isdisjoint(("quotes", "wide_quotes"))):
        yield from _source_tag(text.view)
    hyphened = tuple(told.get("hyphened", ()))
    if " -" in text.view:
        yield from _hyphens(text, hyphened)
    if hyphened and "- " in text.view:
        yield from _trailing(text, hyphened)


def _doubled(view: str) -> Iterator[Fix]:
    """The one doubled blank of a sentence that stands alone, as a row of a corpus does.

    # from the moment you  arrive. In a longer text blanks are set, aligned and typed twice for many reasons.
    """
    found = re.findall(r" {2,}", view.strip())
    match = re.search(r"(?<=[a-z,]) ( )(?=[a-z0-9])", view)
    if len(found) == 1 and match and len(view.split()) >= _SENTENCE:
        yield Fix("spacing/doubled-blank", (Edit(*match.span(1), ""),))


def _source_tag(view: str) -> Iterator[Fix]:
    """The dash before the agency a headline comes from, which reads as a hyphen. # a new force of the country-Xinhua

    No word is made so: the first part is common and no prefix, the second a name that no list knows well.
    """
    match = _TAGGED.search(view, max(0, len(view) - _REACH))
    if match is None or "\n" in view[:-1]:
        return
    first, name, more = match.group("first"), match.group("name"), match.group("more")
    agency = name.lower() in _AGENCIES or (more is not None and more.split()[-1] in _PAPERS)
    if len(view.split()) < (_HEADLINE if agency else _SENTENCE) or (first[0].isdigit() and not agency):
        return
    if first.lower() in _PREFIXES or (first.islower() and commonness(first, "en") < _PART):
        return
    if not agency:
        # With a space or the domain of a site it is no compound, whatever the name.
        tight = view[match.end("stop") : match.start("name")] == "-" and match.group("site") is None
        if (
            more is not None
            or (match.group("stop") and tight)
            or (tight and (first[0].isupper() or commonness(name.lower(), "en") > _KNOWN))
        ):
            return
    yield Fix("spacing/source-tag", (Edit(match.end("stop"), match.start("name"), " - "),))


def _gaps(text: Text) -> Iterator[Fix]:
    """A space before a mark, in a language that sets none, where the document sets none either."""
    view = text.view
    if not any(f"\n{mark}" in text.forms for mark in ";:!?"):
        return
    told = settings(text.language or "")
    names = frozenset((*told.get("articles", ()), *told.get("metalanguage", ()), *told.get("conjunctions", ())))
    spoken = frozenset((*told.get("leaning", ()), *names))
    found = list(_LOOSE.finditer(view))
    terms = [m for m in found if m.group("mark") == ":" and _leads(view, m.start("gap"))]
    if len(terms) > 1:  # a list of terms, and of what they mean
        found = [m for m in found if m not in terms]
    # Wie volgt haar op ?: a question may end in a preposition
    loose = [m for m in found if not _meant(view, m, names if m.group("mark") in _ASKING else spoken)]
    tight = sum(1 for _ in _TIGHT.finditer(view))
    if len(loose) > max(tight, _FEW - 1):
        return
    for match in loose:
        yield Fix("spacing/before-mark", (Edit(*match.span("gap"), ""),))


def _leads(view: str, at: int) -> bool:
    """Is what stands before a colon all of its line, and what follows a sentence? # Ruby Central : Ein Verein"""
    low = view.rfind("\n", 0, at) + 1
    return at - low <= _REACH and _TERM.match(view, low, at + 4) is not None


def _meant(view: str, match: regex.Match[str], spoken: frozenset[str]) -> bool:
    """Is the space meant, or the mark itself? spoken: words that lean on what follows, or speak of signs."""
    start, mark = match.start("gap"), match.group("mark")
    low, high = view.rfind("\n", 0, start) + 1, view.find("\n", start)
    line = view[low : high if high >= 0 else len(view)]
    if _CODE.search(line) or _SEPARATED.search(line) or _CAPITALS.search(view, max(low, start - 12), start):
        return True
    if mark in ":;" and (_COMMAND.search(line) or _PATH.search(view, max(low, start - _REACH), start)):
        return True  # konsole -e $SHELL -c "befehl1 ; befehl2"; zeigt /usr/src : top
    word = _LAST.search(view, max(low, start - _REACH), start)
    # questo ?”: nothing is spoken of that ends a quotation
    ended = mark in _ASKING and view[start + 2 : start + 3] in tuple('”"»“’')
    if (word and word.group().lower() in spoken and not ended) or _TOLD.match(view, start + 2) or _CHOICE.search(line):
        return True
    if mark in ":;" and start - low <= _LABEL and not _GOES_ON.match(line, start - low + 1):
        return True  # Name : value
    opened = view.rfind("«", low, start)
    if opened > view.rfind("»", low, start) and view[opened + 1 : opened + 2] in tuple(_BLANKS):
        return True  # « Vive la France ! »
    short = re.search(r"(?:\W|^)\w{0,2}$", view[max(0, start - 3) : start]) is not None
    return mark in ":;" and short and not re.search(r"\d [^\W\d_]{2}$", view[max(0, start - 4) : start])  # 2 zł ; rower


def _lost_gaps(text: Text, apart: frozenset[str]) -> Iterator[Fix]:
    """A mark without the space that the language and the rest of the document set before it."""
    view = text.view
    if not any(mark in view for mark in apart):
        return
    tight = [m for m in _TIGHT.finditer(view) if _is_bare(m, apart) and not _in_code(view, m.start())]
    if not tight:
        return
    gaps: dict[str, Counter[str]] = {}
    for match in regex.finditer(rf"(?<=[\p{{L}}\p{{M}}\d”»)])([{_BLANKS}])([;:!?]){_AFTER}", view):
        gaps.setdefault(match.group(2), Counter())[match.group(1)] += 1
    spaced = sum(sum(kinds.values()) for kinds in gaps.values()) + len(re.findall(f"[{_BLANKS}]»", view))
    if spaced < _FEW or len(tight) > max(_FEW - 1, spaced // _FEW):
        return
    counts = sum(gaps.values(), Counter()) or Counter(re.findall(f"([{_BLANKS}])»", view))
    usual = counts.most_common(1)[0][0]
    for match in tight:
        at = match.start()
        low, high = view.rfind("\n", 0, at) + 1, view.find("\n", at)
        line = view[low : high if high >= 0 else len(view)]
        quoted = view[low:at].count("“") > view[low:at].count("”")
        quoted = quoted or _is_english(view[view.rfind("«", low, at) + 1 or at : at], text.language or "")
        factorial = view[at] == "!" and not view[at - 2 : at - 1].isalnum()  # divisé par (n!)
        if _CODE.search(line) or _STRANGE.search(line) or quoted or factorial:
            continue
        kinds = gaps.get(match.group("mark"))
        gap = kinds.most_common(1)[0][0] if kinds else usual
        yield Fix("spacing/lost-before-mark", (Edit(at, at, gap),))


def _is_english(said: str, language: str) -> bool:
    """Does a quotation hold words of English, and fewer of the language of the text? # « what is up, doc? »"""
    words = set(re.findall(r"[^\W\d_]+", said.lower())) if "»" not in said else set()
    own, other = (frozenset(settings(code).get("function_words", ())) for code in (language, "en"))
    return len(words & (other - own)) > len(words & (own - other))


def _is_bare(match: regex.Match[str], apart: frozenset[str]) -> bool:
    """Does one of these marks ask, or lead from a sentence to a quotation? # m’ont dit: “Toi, tu”; no label"""
    mark, at, view = match.group("mark"), match.start(), match.string
    if mark == ":" in apart and "\n" not in view[max(0, at - _LABEL) : at] and at > _LABEL:
        return _QUOTES.match(view, match.end()) is not None
    return mark in apart & _ASKING


def _in_code(view: str, at: int) -> bool:
    """Is a mark the end of a name in a program? # Regexp#match? and n.prime?"""
    name = _NAME.search(view, max(view.rfind("\n", 0, at) + 1, at - _REACH), at)
    return name is not None and not _PLAIN.fullmatch(name.group())


@cache
def _elided(language: str) -> tuple[regex.Pattern[str], ...]:
    words = settings(language)["elisions"]
    vowel = r"(?i:h?[aeiouyàâéèêëìíîïòóôùûœ])\p{L}"
    head = r"(?<![\p{L}\p{N}'’‘\"“«.~%/\\-])(?i:\L<w>)"  # '~N' edit, '%c' inconnu
    quoted = r"(?<![\p{L}\p{N}'’‘\".-])(?i:\L<w>)"  # «Un ’occasione
    return (
        regex.compile(rf"(?<={head}['’])(?P<gap>[ \u00a0])(?={vowel}|[yèéa] |[«“][ \u00a0]?{vowel})", w=words),
        regex.compile(rf"(?<={quoted})(?P<gap> )(?=(?:’|(?<![sS] )')(?:{vowel}+|[yàéa] )(?![\p{{L}}]*['’]))", w=words),
        regex.compile(
            rf"(?<={head})(?<! ['’] [^\n]{{0,80}})(?P<gap> )['’](?P<behind> )(?={vowel})"
            r"(?![^\n]{0,80}['’](?!\p{L}))",
            w=words,
        ),
    )


def _elisions(view: str, language: str) -> Iterator[Fix]:
    """A tokeniser's space on either side of the apostrophe of an elided word: l 'ONU, un’ idea."""
    for pattern in _elided(language):
        for match in pattern.finditer(view):
            start, end = match.span("gap")
            before = view[max(0, start - 60) : start]
            # 'l' and 'd' in quotation marks
            if view[start - 1] in "'’" and re.search(r"(?:^|[\s(])['‘]\w{0,10}['’]$", before):
                continue
            behind = match.span("behind") if "behind" in match.groupdict() else None
            edits = (Edit(start, end, ""), *((Edit(*behind, ""),) if behind else ()))
            yield Fix("spacing/elision", edits)


def _lost_elisions(text: Text, elides: dict[str, str]) -> Iterator[Fix]:
    """An article or the like in full before a word that starts with a vowel: le accord, Le Agence spatiale.

    The word has to be a common one of the language and none of English, where no h is mute and no figure spoken.
    """
    view, language = text.view, text.language or ""
    silent = frozenset(settings(language).get("unelided", ()))
    for match in _full_forms(language).finditer(view):
        word = match.group("word")
        low = word.lower()
        if low in silent or _NUMERAL.fullmatch(word):
            continue  # entre le Ier et le IVe siècle
        if commonness(low, language) < _COMMON or commonness(low, language) < commonness(low, "en") - _SHARED:
            continue
        short = elides[match.group("full").lower()]
        if match.group("full")[0].isupper():
            short = short[0].upper() + short[1:]
        yield _elide(view, match.start("full"), match.start("word"), short)
    for pattern in _full_pairs(language) if is_translated(text) else ():
        for match in pattern.finditer(view):
            yield _elide(view, *match.span("lost"), "’")


def _elide(view: str, start: int, end: int, short: str) -> Fix:
    """The fix that writes the short form, with the apostrophe of the document."""
    short = short.replace("’", "'") if view.count("'") > view.count("’") else short
    return Fix("spacing/lost-elision", (Edit(start, end, short),))


@cache
def _full_pairs(language: str) -> tuple[regex.Pattern[str], ...]:
    """Words in -e that no page writes in full before others of closed classes: parce que il, se est, de elles."""
    return tuple(
        regex.compile(
            r"(?<![\p{L}\p{N}'’«“\"-])(?i:\L<full>)(?P<lost>e )(?=\L<behind>(?![\w'’-]))",
            full=[word.removesuffix("e") for word in full.split()],
            behind=behind.split(),
        )
        for full, behind in settings(language).get("eliding", {}).items()
    )


@cache
def _full_forms(language: str) -> regex.Pattern[str]:
    forms = list(settings(language)["elides"])
    forms += [word.capitalize() for word in forms]
    return regex.compile(
        r"(?<![\p{L}\p{N}'’«“\"-])(?P<full>\L<forms>) (?P<word>(?i:[aeiouâàéèêëîïôûœ])[\p{Ll}]{2,})(?![\w’'.@:#/-])",
        forms=forms,
    )


def _hyphens(text: Text, closed: tuple[str, ...]) -> Iterator[Fix]:
    """A space before the hyphen of a compound: a -t-il, Nord -Pas-de-Calais, polsko -niemiecki, 73 -jährig, a-t -elle.

    Only where nothing else can be meant: what follows is an ending the language sets behind a hyphen (`hyphened`), or
    is itself hyphened on, or both parts are names, and the line holds no other dash.
    """
    view = text.view
    compounds = bool(settings(text.language or "").get("compounds"))
    for gap in _GAP.finditer(view):
        start = gap.start()
        word = _FIRST.search(view, max(0, start - _REACH), start)
        match = _HYPHEN.match(view, word.start()) if word else None
        if match is None:
            continue
        low, high = view.rfind("\n", 0, start) + 1, view.find("\n", start)
        line = view[low : high if high >= 0 else len(view)]
        if _CODE.search(line) or _OPTION.search(line) or line[:1] == "-":
            continue  # -Yo también soy templario -repuso don Álvaro
        first, second = match.group("first"), match.group("second")
        named = first[0].isupper() and second[0].isupper() and first[1:].islower() and len(second) > 2
        named = named and first.isalpha()
        chained = (
            named and match.group("more") is not None and commonness(second.lower(), text.language or "") >= _COMMON
        )
        whole = f"{first}-{second}{match.group('more') or ''}"
        if _OPENED.search(view, low, match.start()):  # Česko -bavorská autobusová linka
            whole = whole[0].lower() + whole[1:]
        bound = any(regex.fullmatch(shape, whole) for shape in closed)
        others = line.count(" -") - 1
        # One dash alone may have lost its other space; a word that is hyphened on is no remark: er kam -endlich- an
        # w rejonie Bielska -Białej: two names, in a page known to be translated, with no dash beside them
        paired = named and line.count(" -") == 1 and line.count("- ") == 0 and is_translated(text)
        # In de Noordzee -variant, een ontwerp: what is set between dashes is longer
        paired = paired or (compounds and _is_tagged(text, match, line))
        # Из -за ремонта … как -то сказал: each is one by its own shape
        alone = others == 0 or (bound and others == _bound_beside(line, closed))
        if chained or paired or (bound and (match.group("more") or alone)):
            yield Fix("spacing/compound-hyphen", (Edit(*match.span("gap"), ""),))


def _bound_beside(line: str, closed: tuple[str, ...]) -> int:
    """How many other words of the line have a blank before a hyphen that the language sets in them?"""
    found = [f"{m['first']}-{m['second']}{m['more'] or ''}" for m in _HYPHEN.finditer(line)]
    return sum(any(regex.fullmatch(shape, word, regex.I) for shape in closed) for word in found) - 1


def _is_tagged(text: Text, match: regex.Match[str], line: str) -> bool:
    """Does a noun end its clause that a hyphen ties to a name, in a page known to be translated?"""
    first, second, end = match.group("first"), match.group("second"), match.end()
    return (
        first.istitle()
        and second.islower()
        and text.view[end : end + 1] in (",", ".", ";", ")")
        and line.count(" -") == 1
        and line.count("- ") == 0
        and not _OPENED.search(text.view, max(0, match.start() - _REACH), match.start())
        and commonness(second, text.language or "") >= _PLAIN_NOUN
        and is_translated(text)
    )


def _trailing(text: Text, closed: tuple[str, ...]) -> Iterator[Fix]:
    """A space behind the hyphen of a word that the language sets with one: Из- за, peut- être, tornou- se.

    Left alone: what is no whole word of `hyphened`, as the parts of `jiho- a severočeský`; lines with other dashes.
    """
    view = text.view
    for gap in _BEHIND.finditer(view):
        at = gap.end() - 1
        word = _FIRST.search(view, max(0, at - 1 - _REACH), at - 1)
        rest = _REST.match(view, at + 1)
        if (
            word is None
            or rest is None
            or rest.group().lower() in settings(text.language or "").get("conjunctions", ())
        ):
            continue  # Nord- Und Ostsee
        if rest.group().istitle() and rest.group().lower() in settings(text.language or "").get("articles", ()):
            continue  # Aktueller Wert- Der aktuelle Wert
        low, high = view.rfind("\n", 0, at) + 1, view.find("\n", at)
        line = view[low : high if high >= 0 else len(view)]
        if _CODE.search(line) or line.count("- ") > 1 or " -" in line:
            continue
        whole = f"{word.group()}-{rest.group()}"
        if _OPENED.search(view, low, word.start()):
            whole = whole[0].lower() + whole[1:]
        if any(regex.fullmatch(shape, whole) for shape in closed):
            yield Fix("spacing/compound-hyphen", (Edit(at, at + 1, ""),))


_BEHIND = lazy(r"- (?<=[^\W\d_]- )(?=[^\W\d_])")
_REST = lazy_regex(r"\p{L}+(?:-\p{L}+)*(?![\w-])")
_OPENED = lazy(r"(?:^|[.!?…]|\n)[”\"»“’)]? ?[“„«\"]?$")
_PLAIN_NOUN = 3.0  # on the Zipf scale
_HYPHEN = lazy_regex(
    r"(?<![\w-])(?P<first>(?:\p{L}+(?:-\p{L}+)?|\d+))(?P<gap> )-(?P<second>\p{L}+)(?P<more>(?:-\p{L}+)+)?(?![\w-])"
)
_GAP = lazy(r" -(?=[^\W\d_])")  # a literal head: hyphens behind a space are few, words many
_FIRST = lazy_regex(r"(?<![\w-])(?:\p{L}+(?:-\p{L}+)?|(?<![.,])\d+)$")
_LAST = lazy_regex(r"\p{L}+$")
_COMMAND = lazy(r"\s--[a-z]|\$[A-Z?{(]")
_PATH = lazy(r"(?:^|[\s(])(?:~|\w*)/[\w./-]+$")
_REACH = 60  # code points: no word is longer
_OPTION = lazy(r" --?[a-z](?![\w-])|\s--\w|- ")
