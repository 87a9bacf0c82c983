"""Letters and words of the source language glued to a word of the target language at the seam of a tag."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.residue.neighbours import CASELESS, OWN, ear
from cleaner.residue.source import Source
from cleaner.residue.tables import load, look_up

# Words a sentence starts with: a letter glued before their capital is a drop cap, or what a link left outside.
_STARTERS = (
    "The|They|These|There|This|That|Those|Then|We|What|When|Where|While|Who|With|It|Its|In|If|He|His|She|Her|You|Your"
    "|And|But|For|From|Our|Their|After|Before|According|Not|Some|Many|At|On|By|As|So|One|Two|Three|All|Each|Every|Even|Since"
    "|Under|Until|Between|How|Why|Well|Now|Today|Here|My|No|Yes"
)
_DROP_CAP = lazy(rf"(?<![\w’'.&-])([^\W\d_a-z])({_STARTERS})(?= [a-z]{{2}})")
_AS = lazy(
    r" (?:the|a|an|we|you|he|she|it|they|his|her|their|our|my|soon|long|well|if|part|many|much|for|of|in|with)\b"
)
# What the scan for evidence looks for besides: the drop caps.
DROP_CAPS = tuple(
    f"{letter}{word} " for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÉÈÊÎÓÖÜÇŁŚŞİ" for word in _STARTERS.split("|")
)
# The article of the source, which its translation was put behind.
_GLUED_ARTICLE = lazy(
    r"(?<![\w’'.&@#/-])(?:O|A|Os|As|El|La|Los|Las|Le|Les|Il|Lo|Gli|Un|Der|Die|Das|De|Het)"
    r"(?=The [a-z]{2,}(?: [a-z]|[,.]))"
)
_LONE_CAPITAL = lazy(r"(?<=[.!?…”] )[B-HJ-Z] ?(?=(?:The|They|These|There|This|That|Those|It|We|Its) [a-z]{2})")
_LAST = lazy(r"([^\W\d_]{2,}) $")
_PERSONS = frozenset(["he", "she", "they", "we", "it"])
_CAPITAL_INSIDE = lazy(r"(?<=[a-z,] )[A-SU-Z](?=(?:the|they|there|this|that|these|those|their) [a-z]{2})")
_LED = lazy(r"[A-Z](?<=(?<![\w’'.&@#/-])[^\W\d_A-Z].)")  # a capital behind a letter that stands alone
_STARTER = lazy(rf"(?:{_STARTERS})(?= [a-z])")
_SUBJECT = (
    "(?:the|a|an|not|true|clear|still|also|his|her|our|my|your|their|this|that|what|who|where|why|how|now|already"
    "|as|in)"
)
_PARAGRAPH = lazy(r"(?:^|\n)[\s“\"‘'«(]*$|[“\"‘«]$")
_SENTENCE = lazy(r"(?:^|[.!?…:][’”\"»)]?|\n)[\s“\"‘'«(]*$")
_WORD = lazy(r"(?<![\w'’.@#/\\&=+*<>~^|$-])[^\W\d_]{4,}(?![\w'’@/\\&=+*<>~^|$(-]|\.\w)")
_CODE = lazy(r"\w\(\)|`|==|::|</|[{}]|\w\.\w+\(")
_CYRILLIC = "\u0400"
_CASE_SEAM = lazy(r"(?<![\w’'.&@#/-])([^\W\d_]*(?<=[^\WA-Z\d_]))([A-Z][a-z]*(?:[’']t)?)(?=,? [a-z])")
_ELISION = lazy(r"(?<![\w’'.-])([A-Za-zÀ-ÿ]{1,5})[’']([A-Za-z]+)(?![\w’'-])")
_STARTERS_ALONE = lazy(rf"(?:{_STARTERS})")
_LED_BY_ARTICLE = frozenset(["other", "only", "others", "same", "first", "last", "entire"])
_ELIDED = 3  # letters: d’you
_CYRILLIC_TAIL = lazy(r"(?<![\w’'.-])([a-z]{3,})([бвгджзйклнптфцчшщъыьэюяё]{1,5}|[а-яё]{2,5})(?![\w-])")
_LONG, _SHORT = 3.7, 5.3  # how common what remains has to be: a long word, one of three or four letters
_TWICE = 4.5  # the same where the letter it begins with is given twice
_WHOLE = 5  # letters of either word, where they are not alike
_TRANSLATED = 2.5  # how common the translation has to be
_ORIGINAL = 3.0  # how common a word of the source is that its translation is glued to
_UNKNOWN = 1.4
_USUAL = 4.0  # how common a word of three letters is that an article may be glued to
_ENGLISH = 4.0  # how common a word is in a text that means it
_BY_FAR = 2.0


def certain(view: str, at: int, target: str) -> Iterator[Fix]:
    """Yield a fix for the letter glued at `at` to a word that starts a sentence. Needs no other evidence."""
    match = _DROP_CAP.match(view, at)
    if match is not None and match.group(2) == "As" and not _AS.match(view, match.end()):
        return  # EAs are one kind of them
    if match is None or not match.group(1).isupper() or not _PARAGRAPH.search(view, max(0, at - 8), at):
        return
    # SHe, THis, YOur: a second capital typed by mistake
    if match.group(1) == match.group(2)[0] or commonness(match.group().lower(), target) < 3.0:
        yield Fix("residue/drop-cap", (Edit(at, at + 1, ""),))


def leading(view: str, target: str, source: Source) -> Iterator[Fix]:
    """Yield a fix for a small letter before a capital: `noted that eThey are`; `from her son yHe cooks well`."""
    found = [match for led in _LED.finditer(view) if (match := _STARTER.match(view, led.start()))]
    counts = Counter(view[match.start() - 1 : match.end()] for match in found)
    for match in found:
        start = match.start() - 1
        script = (
            view[start] >= CASELESS and _SENTENCE.search(view, max(0, start - 8), start) is not None
        )  # وThe director
        if not (view[start].islower() or script) or counts[view[start : match.end()]] > 1:
            continue
        word = match.group()
        if not _SENTENCE.search(view, max(0, start - 8), start):
            word = word[0].lower() + word[1:]
            if word in _PERSONS and _ends_clause(view, start, target):
                joined = _translation(view[start], source, target)
                word = f"{joined} {word}" if joined == "and" else word
        yield Fix("residue/glued-letter", (Edit(start, match.end(), word),))


def _ends_clause(view: str, at: int, target: str) -> bool:
    """Does a word stand before that the clause of a pronoun cannot follow without a conjunction?"""
    led, told = _LAST.search(view, max(0, at - 30), at), settings(target)
    leading_on = (
        *told.get("leaning", ()),
        *told.get("joining", ()),
        *told.get("reporting", ()),
        *told.get("tying", ()),
    )
    return led is not None and led.group(1).lower() not in leading_on


def find(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for every letter, ending or word of the source language glued to a word.

    The whole is no word of either language and stands once in the text; what remains is a common word.
    """
    yield from leading(view, target, source)
    yield from _copula(view, source, target)
    if source.sure and "The " in view:
        glued = list(_GLUED_ARTICLE.finditer(view))  # the production line. OThe company
        yield from (Fix("residue/glued-letter", (Edit(*m.span(), ""),)) for m in glued if len(glued) < 3)
    yield from _glued_words(view, source, target)
    yield from _elided(view, source, target)
    yield from _suffixes(view, source, target)
    if not load(source.plausible[0], target).latin:
        yield from _foreign_tails(view, target)
    tails = sorted({t for code in source.plausible for t in load(code, target).table("tails")}, key=len, reverse=True)
    if not source.sure:
        return
    if _CODE.search(view):
        return  # uname, ctypes, gevent: names of code are letters before a word
    counts = Counter(m.group().lower() for m in _WORD.finditer(view))
    yield from _lone_capital(view)
    # Then Lthe plumber had an idea
    capitals = list(_CAPITAL_INSIDE.finditer(view))
    yield from (Fix("residue/glued-letter", (Edit(*m.span(), ""),)) for m in capitals if len(capitals) < _ELIDED)
    for match in _WORD.finditer(view):
        word = match.group()
        if not word.islower() or counts[word] > 1 or not _unknown(word, source, target):
            continue
        yield from _doubled(match, source, target) or _split(view, match, tails, source, target)


def _copula(view: str, source: Source, target: str) -> Iterator[Fix]:
    """`E 'the first time`: a capital that lost its accent, written as a letter with an apostrophe (`E'`)."""
    table = load(source.plausible[0], target).table("copula")
    for left, new in table.items():
        after = "(?:is|was|are|were)" if new == "There" else _SUBJECT
        for match in re.finditer(rf"(?<!\w){left}['’] ?(?={after}\b)", view):
            if _SENTENCE.search(view, max(0, match.start() - 8), match.start()):
                yield Fix("residue/glued-letter", (Edit(*match.span(), new + " "),))


def _lone_capital(view: str) -> Iterator[Fix]:
    """`L The stars do the rest`, `LThe stars`: what is left of an article, before the word that starts the sentence."""
    found = [m for m in _LONE_CAPITAL.finditer(view) if _SENTENCE.search(view, max(0, m.start() - 8), m.start())]
    if len(found) <= _ELIDED:
        yield from (Fix("residue/glued-letter", (Edit(*m.span(), ""),)) for m in found)


def _unknown(word: str, source: Source, target: str) -> bool:
    own = commonness(word, target) - _BY_FAR * (word[1:] == "the")  # othe: so often mistyped that lists hold it
    return own < _UNKNOWN and all(commonness(word, code) < _UNKNOWN for code in source.plausible)


def _doubled(match: re.Match[str], source: Source, target: str) -> list[Fix]:
    """A word of the source, or the start of one, before the word it was translated to.

    # The club prefereprefers a dome; she comes for the inauginauguration
    """
    word, code = match.group(), source.plausible[0]
    for cut in range(4, len(word) - 3):
        old, new = word[:cut], word[cut:]
        if old[:4] != new[:4] or old == new or commonness(new, target) < (_ORIGINAL if new.startswith(old) else _LONG):
            continue
        if new.startswith(old) or commonness(old, code) >= _ORIGINAL > commonness(old, target):
            return [Fix("residue/glued-letter", (Edit(match.start(), match.start() + cut, ""),))]
    cuts = [cut for cut in range(_WHOLE, len(word) - _WHOLE + 1) if _pair(word[:cut], word[cut:], code, target)]
    return [Fix("residue/glued-letter", (Edit(match.start(), match.start() + cuts[0], ""),))] if len(cuts) == 1 else []


def _pair(old: str, new: str, code: str, target: str) -> bool:
    """Are these a word of the source alone and a common one of the target alone? # avaliada appraised"""
    if commonness(old, code) < _ORIGINAL or commonness(new, target) < _TRANSLATED:
        return False
    return commonness(old, target) < _UNKNOWN and commonness(new, code) < _ORIGINAL


def _split(view: str, match: re.Match[str], tails: list[str], source: Source, target: str) -> Iterator[Fix]:
    word, start, end = match.group(), match.start(), match.end()
    if word[0] >= CASELESS and (new := _translation(word[0], source, target)) and _common(word[1:], target):
        yield Fix("residue/glued-letter", (Edit(start, start + 1, new + " "),))  # from his father وhoped
        return
    head = _common(word[1:], target) and word[0] != "a"  # without aname: an article, as likely
    head = head or (word[0] == word[1] and commonness(word[1:], target) >= _TWICE)  # the bbar
    stems = [tail for tail in tails if word.endswith(tail) and _common(word[: -len(tail)], target)]
    if head == bool(stems):
        return  # neither, or both: which letters are too many is not known
    rest = word[1:] if head else word[: -len(stems[0])]
    if commonness(word, target) > 0 and commonness(rest, target) < _SHORT:
        return  # a shunter is rare, and no hunter
    if head:
        # the port of a strike dthe port: what is left of del, da, du
        new = "of " if word == "dthe" else ""
        yield Fix("residue/glued-letter", (Edit(start, start + 1, new),))
        return
    if word.startswith("the") and commonness(word[3:], target) >= _USUAL:
        return  # the coast of thesea: an article, as likely
    tail = stems[0]
    before = re.search(r"([^\W\d_]{4,}) $", view[max(0, start - 30) : start])
    if before and commonness(before.group(1).lower(), target) < 2.5:
        whole = before.group(1) + tail
        if commonness(whole.lower(), target) >= 3.0:  # Europ securitya: the ending of the word before
            yield Fix("residue/glued-letter", (Edit(start - 1, start - 1, tail), Edit(end - len(tail), end, "")))
        return
    yield Fix("residue/glued-letter", (Edit(end - len(tail), end, ""),))


@cache
def _common(word: str, target: str) -> bool:
    if len(word) < 3 or not word.isascii():
        return False
    return commonness(word, target) >= (_LONG if len(word) >= 5 else _SHORT)


def _glued_words(view: str, source: Source, target: str) -> Iterator[Fix]:
    """`NãoIt is`, `ÉIt is`, `SiIf the ice`, `deThe`: a word of the source before the word that starts the sentence."""
    heads = {head: new for code in source.plausible for head, new in load(code, target).table("glued").items()}
    own = frozenset(settings(target).get("function_words", ()))
    found = [match for match in _CASE_SEAM.finditer(view) if match.start(1) < match.start(2)]
    counts = Counter(match.group() for match in found)
    for match in found:
        head, word = match.groups()
        start = match.start()
        sentence = _SENTENCE.search(view, max(0, start - 8), start)
        said = _translation(head, source, target)
        if counts[match.group()] > 1 or (word != "I" and not _common_start(word.lower().replace("’", "'"), target)):
            continue
        if head in heads:
            new = heads[head] if word.isalpha() and (word.lower() not in own or word == "Not") else ""  # NãoDon’t
        elif said is not None and said.lower() == word.lower():
            new = ""  # If, twice
        elif said and len(head) > 1 and head.islower() and word.lower() in own and not sentence:
            new = said.removesuffix(" the") if word == "The" else said
        elif sentence and head[0].isupper() and len(head) > 1 and _is_small(head.lower(), source, target):
            new = ""  # ÀsSometimes it is only that
        elif head[0] >= _CYRILLIC and not head.isupper() and len(head) > 1 and sentence:
            new = ""  # НуWell, and for the dentist
        else:
            continue
        if new:
            word = f"{new if sentence else new[0].lower() + new[1:]} {word.lower()}"
        elif not sentence and word != "I":
            word = word.lower()
        yield Fix("residue/glued-letter", (Edit(start, match.end(), word),))


def _is_small(head: str, source: Source, target: str) -> bool:
    """Is this one of the small words of the source, and none of the target?"""
    small = any(head in settings(code).get("function_words", ()) for code in source.plausible)
    return small and source.sure and commonness(head, target) < _ENGLISH


def _translation(head: str, source: Source, target: str) -> str | None:
    for code in source.plausible:
        tables = load(code, target)
        for name in ("words", "articles", "common", "connectors"):
            new = look_up(tables.table(name), head)
            if new is not None:
                return new
    return None


def _elided(view: str, source: Source, target: str) -> Iterator[Fix]:
    """`C’It is`, `L’operator`: what a language elides before a vowel, before a word of the target language."""
    elided = load(source.plausible[0], target).table("elided")
    if not elided or not source.sure:
        return
    listener = ear(source.plausible[0], target, True)
    for match in _ELISION.finditer(view):
        head, word = match.groups()
        start, new = match.start(), elided.get(head.lower())
        if new is None:
            continue
        if _STARTERS_ALONE.fullmatch(word) and re.match(r",? [a-z]", view[match.end() : match.end() + 3]):
            yield Fix("residue/glued-letter", (Edit(start, match.start(2), ""),))
        elif (
            new
            and len(word) > _ELIDED
            and word.islower()
            and listener.kind(word) == OWN
            and (word not in listener.own or (new == "the" and word in _LED_BY_ARTICLE))
        ):
            new = new.capitalize() if head[0].isupper() else new
            yield Fix("residue/glued-letter", (Edit(start, match.start(2), f"{new} "),))


def _suffixes(view: str, source: Source, target: str) -> Iterator[Fix]:
    """`Enomoto氏, 71`: what a language puts behind a name."""
    for suffix, new in load(source.plausible[0], target).table("suffixes").items():
        for match in re.finditer(rf"(?<=[A-Za-z]){suffix}(?=[\s,.;:’”)]|$)", view):
            yield Fix("residue/glued-letter", (Edit(*match.span(), new),))


def _foreign_tails(view: str, target: str) -> Iterator[Fix]:
    """Cyrillic letters behind a word: `warnedла`. Those that look alike are read elsewhere."""
    for match in _CYRILLIC_TAIL.finditer(view):
        if _common(match.group(1), target):
            yield Fix("residue/glued-letter", (Edit(*match.span(2), ""),))


def _common_start(word: str, target: str) -> bool:
    return commonness(word, target) >= 4.5
