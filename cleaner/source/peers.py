"""What the other messages of a file tell about a damaged one.

A file that writes ``%s`` and ``{0}`` elsewhere means them here; the forms of a plural have the same slots; an ICU
argument has the same keywords wherever it is used. What no other message shows stays as it is, but for what can be
nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cleaner.edits import Edit, Fix
from cleaner.formats.segment import Entry
from cleaner.formats.slots import Complex, Slot, complexes, slots
from cleaner.language import keywords
from cleaner.lazy import lazy
from cleaner.markup.seams import PAIR
from cleaner.markup.slots import SIGNED
from cleaner.plurals import CATEGORIES, meant
from cleaner.text import Span, Text

_GENDERS = frozenset(["male", "female"])
_SELECTED = CATEGORIES | _GENDERS | {"true", "false"}
_GENDERED = {
    **dict.fromkeys(
        "weiblich frau weibliche féminin femme femenino mujer femenina femminile donna feminino mulher feminina vrouw"
        " vrouwelijk kobieta żeński kobiece женский женщина жінка жіночий kvinna kvinne kvinde kadın žena nainen nő"
        " 女 女性 여성 여자".split(),
        "female",
    ),
    **dict.fromkeys(
        "männlich mann männliche masculin homme masculino hombre maschile uomo maschio homem mannelijk mężczyzna męski"
        " мужской мужчина чоловік чоловічий erkek muž mies férfi 男 男性 남성 남자".split(),
        "male",
    ),
}
_TYPES = frozenset("plural select selectordinal number date time spellout ordinal duration".split())
_STYLES = frozenset("currency percent integer short medium long full".split())
_NUMBERED = lazy(r"(?<![\d%])%(?P<a> *)\d{1,2}(?P<b> *)\$(?P<c> *)(?:\.\d{1,2})?[sdif@](?![^\W\d_])")
_APART = (
    # damage, what the file has elsewhere if it means a slot, what is taken out
    (lazy(r"(?<![\d%])(?<!\d )% (?=(?:[sd@]|\.\d{1,2}f|l[du])(?![\w'’$]))"), "printf"),
    (lazy(r"(?<!%)% %(?![%\w])"), "printf"),
    (lazy(r"(?<![\w$])\$ (?=\{[\w.]{1,60}\})"), "dollar"),
    (lazy(r"(?<![\d%])%(?: (?=\{ ?\w{1,60} ?\})|(?=\{ \w{1,60} ?\}|\{\w{1,60} \}))\{ ?\w{1,60} ?\}"), "ruby"),
    (lazy(r"(?<![\w$])\$ ?t ?(?=\([\w.:]{1,80}\))"), "nest"),
)
_DIRECTIVE = lazy(r"(?<![\d%])(?<!\d )%(?P<gap> )(?P<letter>[A-Za-z])(?![\w'’])")  # % H:% M, of a date
_SPACED = lazy(r"(?<![{$%#])\{(?P<a> *)(?P<name>\d{1,2}|[A-Za-z_][\w.]{0,60})(?P<b> *)\}(?!\})")
_PARTED = lazy(r"[^\s<>]</[a-z0-9]{1,6}>(?P<gap> )(?=[.,](?:\s|\Z))")
_TYPED = lazy(r"(?<!\{)\{(\d{1,2}),[a-z]")
_SPACED_TWICE = lazy(r"(?<!\{)\{(?P<c> ?)\{(?P<a> *)(?P<name>[A-Za-z_][\w.]{0,60})(?P<b> *)\}(?P<d> ?)\}(?!\})")
_WIDE = lazy(r"｛ ?(?P<name>\d{1,2}|[A-Za-z_][\w.]{0,60}) ?｝")
_MARK = lazy(r"<(?P<a> *)(?P<slash>/?)(?P<b> *)(?P<name>\d{1,2}|[A-Za-z][A-Za-z0-9]{0,10})(?P<c> *)>")
_VALUED = lazy(
    r"<[a-zA-Z][^<>“”„«»]{0,200}?[\w-]=(?P<open>[“„”«]\s?)[^\"“”„«»<>]*?(?P<close>\s?[”“»])(?=[^<>]{0,200}>)"
)
_SCATTERED = lazy(r"\s*https? ?: ?/ ?/ ?[\w-]+(?: ?\. ?[\w-]+)+(?: ?/ ?[\w.-]*)*\s*")
_MANY = 8  # slots of a file
_TELLING = 3  # names of slots
_LETTERS = lazy(r"[^\W\d]+")
_INITIAL = lazy(r"[A-Za-z]")
_FORM = lazy(r"(?:_|\.|\[)(?:zero|one|two|few|many|other|plural|\d)\]?\Z")


_SCATTERED_MAIL = lazy(r"\s*[\w.+-]+ ?@ ?[\w-]+(?: ?\. ?[\w-]+)*? ?\. ?[a-z]{2,10}\s*")
_CHOICE = lazy(
    r"\{\s*\w+\s*,\s*(?P<type>[^\W\d]\w*)\s*,(?P<body>\s*-?\d+[ ]?[#<≤](?:[^{}|]|\{ ?\d+ ?\})*"
    r"(?:\|\s*-?\d+[ ]?[#<≤](?:[^{}|]|\{ ?\d+ ?\})*)+)\}"
)
_LIMIT = lazy(r"(?:\A|\|)\s*-?\d+(?P<a>[ ]?)[#<≤](?P<b>(?:(?<=[ ].)[ ])?)")  # {0,choice,0#|0< of it}
_LINK = lazy(r"@(?:\.[a-z]+)?:(?P<gap> )(?P<key>[A-Za-z_]\w*(?:\.\w+)+)")


def repaired(text: Text, entry: Entry, names: Mapping[str, str]) -> Iterator[Fix]:
    """Yield the fixes that the rest of the file, or the text alone, makes certain. `names`: what translators make of
    the usual names of slots."""
    prose = text.source
    if "%" in prose or "$" in prose:
        yield from _apart(prose, entry, text.reference or "")
    if "{" in prose or "｛" in prose:
        yield from _braces(prose, entry)
        yield from _names(prose, entry)
        yield from _renamed(prose, entry, names)
        yield from _keywords(text, entry)
    if "<" in prose:
        yield from _tags(prose)
        yield from _inside(prose, text.reference or "")
    for m in _LINK.finditer(prose) if "@" in prose and ": " in prose else ():
        if m["key"] in entry.messages.prose or f":{m['key']}" in entry.messages.text:
            yield from _fix("source/apart", [m.span("gap")])
    if "//" in prose or "/ /" in prose or "@" in prose:
        scattered = _SCATTERED.fullmatch(prose) or _SCATTERED_MAIL.fullmatch(prose)
        whole = prose.strip()
        if scattered and " " in whole:
            start = prose.find(whole)  # the blanks alone: what is written by an escape stays so, https\\://a.example
            yield from _fix("source/address", [(start + n, start + n + 1) for n, c in enumerate(whole) if c == " "])


def _kinds(entry: Entry) -> Counter[str]:
    """How often each kind of slot stands in the file."""
    memo = entry.messages.memo
    if "kinds" not in memo:
        memo["kinds"] = Counter(slot.kind for prose in entry.messages.prose.values() for slot in slots(prose))
    return memo["kinds"]  # type: ignore[no-any-return]


def _apart(prose: str, entry: Entry, reference: str) -> Iterator[Fix]:
    """Signs that were parted from what they introduce: ``% s``, ``$ {code}``, ``% 1 $ s``. The original may have
    ``% d``, where the space is a flag."""
    for m in _NUMBERED.finditer(prose):
        yield from _fix("source/apart", [m.span(group) for group in "abc"])
    for m in _DIRECTIVE.finditer(prose) if reference else ():
        if f"%{m['letter']}" in reference and f"% {m['letter']}" not in reference:
            yield from _fix("source/apart", [m.span("gap")])
    for pattern, kind in _APART:
        for m in pattern.finditer(prose):
            prompt = kind == "dollar" and prose[prose.rfind("\n", 0, m.start()) + 1 : m.start()].isspace()
            if " " in m.group() and not prompt and _kinds(entry)[kind] and m.group() not in reference:
                at = m.start()
                if m.group() == "% " and prose[m.end()] in "dl." and SIGNED.search(entry.messages.text):
                    continue  # [% d] leaves a blank for the sign, [%+d] prints it
                yield from _fix("source/apart", [(at + n, at + n + 1) for n, c in enumerate(m.group()) if c == " "])


def _fix(rule: str, spans: list[Span]) -> Iterator[Fix]:
    edits = tuple(Edit(a, b, "") for a, b in spans if a < b)
    if edits:
        yield Fix(rule, edits)


def _braces(prose: str, entry: Entry) -> Iterator[Fix]:
    """Spaces inside braces, in a file that writes its slots without them. Programs read ``{{ a }}`` as ``{{a}}``, so
    there only what is set apart on one side, or between the braces, is damage."""
    for pattern, groups, kind in ((_SPACED, "ab", "brace"), (_SPACED_TWICE, "abcd", "double")):
        for m in pattern.finditer(prose):
            spans = [m.span(group) for group in groups if m[group]]
            told = _counted(prose, m["name"]) or (_tight(entry, kind, m["name"]) and _known(entry, m["name"]))
            written = kind == "double" and m["a"] and m["b"] and not (m["c"] or m["d"])
            if spans and told and not written:
                yield from _fix("source/braces", spans)
    for m in _WIDE.finditer(prose) if "｛" in prose else ():
        if _known(entry, m["name"]):
            yield Fix("source/braces", (Edit(m.start(), m.start() + 1, "{"), Edit(m.end() - 1, m.end(), "}")))


def _counted(prose: str, name: str) -> bool:
    """Does the slot before or behind this number stand in the message? ``{ 0 } of {1}``"""
    return name.isdecimal() and any(f"{{{int(name) + step}}}" in prose for step in (-1, 1))


def _known(entry: Entry, name: str) -> bool:
    """Does a slot of this name stand elsewhere, or so many others that this is one too?"""
    memo = entry.messages.memo
    if "words" not in memo:
        memo["words"] = Counter(
            slot.text.strip("{}$%#") for told in entry.messages.prose.values() for slot in slots(told)
        )
        memo["words"].update(name for told in entry.messages.prose.values() for name in _TYPED.findall(told))
    return name in memo["words"] or memo["words"].total() > _MANY


def _tight(entry: Entry, kind: str, name: str) -> bool:
    """Does the file write most slots of this kind without spaces inside, and at least two, or this very one?"""
    memo = entry.messages.memo
    if f"tight {kind}" not in memo:
        pattern = _SPACED if kind == "brace" else _SPACED_TWICE
        found = [m for prose in entry.messages.prose.values() for m in pattern.finditer(prose)]
        whole = [m["name"] for m in found if not (m["a"] or m["b"])]
        if kind == "brace":  # {0,number,currency}
            whole += [name for prose in entry.messages.prose.values() for name in _TYPED.findall(prose)]
        memo[f"tight {kind}"] = frozenset(whole), len(whole), len(found) - len(whole)
    names, whole, loose = memo[f"tight {kind}"]
    return bool(whole >= max(2, 2 * loose) or (name in names and not name.isdecimal() and whole >= loose))


def _named(prose: str) -> list[Slot]:
    return [slot for slot in slots(prose) if slot.kind in ("brace", "double", "dollar", "ruby")]


def _names(prose: str, entry: Entry) -> Iterator[Fix]:
    """A name that was translated, in one form of a plural: the other forms have it."""
    stem = _FORM.sub("", entry.key)
    if stem == entry.key:
        return
    others = [told for key, told in entry.messages.prose.items() if key != entry.key and _FORM.sub("", key) == stem]
    own, theirs = _named(prose), [_named(other) for other in others]
    if not own or not theirs:
        return
    known = {slot.text for found in theirs for slot in found}
    unknown = [slot for slot in own if slot.text not in known]
    missing = [name for name in known if name not in {slot.text for slot in own} and all(
        name in {slot.text for slot in found} for found in theirs
    )]  # fmt: skip
    if len(unknown) == len(missing) == 1 and (len(others) > 1 or _translated(unknown[0].text, entry)):
        yield Fix("source/sibling", (Edit(unknown[0].start, unknown[0].end, missing[0]),))


def _renamed(prose: str, entry: Entry, names: Mapping[str, str]) -> Iterator[Fix]:
    """A name that was translated in one message: the usual name it stands for is that of a slot elsewhere."""
    for slot in _named(prose):
        m = _LETTERS.fullmatch(slot.text.strip("{}$%# "))
        name = names.get(m[0].lower()) or (m[0].lower() if _only_capital(entry, m[0]) else None) if m else None
        if name and name != m[0] and _known_as(entry, name, m[0], names):  # type: ignore[index]
            at = slot.start + slot.text.index(m[0])  # type: ignore[index]
            low, high = at, at + len(m[0])  # type: ignore[index]
            if prose[low - 2 : low] == "{ " and prose[high : high + 2] == " }" and _tight(entry, slot.kind, name):
                low, high = low - 1, high + 1  # {{ conteggio }} beside {{count}}
            yield Fix("source/renamed", (Edit(low, high, name),))


def _only_capital(entry: Entry, own: str) -> bool:
    """Is this the one slot of the file with a capital? ``{Name}`` beside ``{name}``"""
    told = {slot.text for prose in entry.messages.prose.values() for slot in _named(prose)}
    return own[0].isupper() and not own.isupper() and sum(map(_capital, told)) == 1


def _known_as(entry: Entry, name: str, own: str, names: Mapping[str, str]) -> bool:
    """Do other messages have a slot of this name, and none the one that is to be renamed? And does the file have enough
    slots to show that its programs speak English?"""
    memo = entry.messages.memo
    if "used" not in memo:
        memo["used"] = Counter(
            word
            for told in entry.messages.prose.values()
            for word in {
                *(slot.text.strip("{}$%# ") for slot in _named(told)),
                *(_word(told, c.argument) for c in (complexes(told) if "," in told else ())),
            }
        )
    english = sum(used not in names for used in memo["used"] if not used.isdecimal())
    return memo["used"][name] > 0 and memo["used"][own] <= 1 and english >= _TELLING


def _translated(slot: str, entry: Entry) -> bool:
    """Is this the name that a translator made? It has letters no program uses, or is the one with a capital."""
    if not slot.isascii():
        return True
    memo = entry.messages.memo
    if "named" not in memo:
        memo["named"] = Counter(slot.text for prose in entry.messages.prose.values() for slot in _named(prose))
    capitals = sum(count for name, count in memo["named"].items() if _capital(name))
    return bool(memo["named"][slot] == capitals == 1 and _capital(slot) and memo["named"].total() > 3)


def _capital(slot: str) -> bool:
    initial = _INITIAL.search(slot)
    return initial is not None and initial.group().isupper()


def _keywords(text: Text, entry: Entry) -> Iterator[Fix]:
    """Keywords of ICU arguments that were translated: ``{count, Plural, eins {…} andere {…}}``."""
    prose = text.source
    for m in _CHOICE.finditer(prose) if "|" in prose else ():
        if m["type"] != "choice":
            yield Fix("source/keyword", (Edit(*m.span("type"), "choice"),))
        limits = [(n, m.start("body")) for n in _LIMIT.finditer(m["body"])]
        if not all(n["a"] or n["b"] for n, _ in limits):  # 0 # none|1#one: the others have no spaces at their signs
            for n, at in limits:
                yield from _fix("source/apart", [(at + n.start(g), at + n.end(g)) for g in "ab"])
    for found in complexes(prose) if "," in prose else ():
        table = keywords(text.language)
        kind = _word(prose, found.type)
        argument = _word(prose, found.argument)
        twin = _original(argument, found, text.reference or "") or _twin(argument, found, entry, prose)
        edits: list[Edit] = []
        if kind not in _TYPES:
            told = kind.lower() if kind.lower() in _TYPES else twin[0] if twin else table.get(kind.lower())
            if told not in _TYPES:
                continue
            edits.append(Edit(*found.type, told))
            kind = told
        if found.style and kind in ("number", "date", "time"):
            style = table.get(_word(prose, found.style).lower())
            edits += [Edit(*found.style, style)] if style in _STYLES else []
        edits += _branches(prose, found, kind, twin, table, text.language)
        if edits:
            yield Fix("source/keyword", tuple(edits))


def _branches(
    prose: str,
    found: Complex,
    kind: str,
    twin: tuple[str, list[str]] | None,
    table: Mapping[str, str],
    language: str | None,
) -> Iterator[Edit]:
    words = [_word(prose, keyword) for keyword, _ in found.branches]
    wanted: list[str] | None = None
    if kind in ("plural", "selectordinal"):
        if all(word in CATEGORIES or word.startswith("=") for word in words):
            return
        wanted = meant(words, language if kind == "plural" else None)
        if twin and len(twin[1]) == len(words) and (wanted is None or kind == "selectordinal"):
            wanted = twin[1]
        elif wanted is None:
            wanted = _looked_up(words, table)
    elif kind == "select" and _SELECTED.issuperset(words):
        return  # the other message is the one that was translated
    elif kind == "select" and twin and len(twin[1]) == len(words) and not set(words) <= set(twin[1]):
        wanted = twin[1]
    elif kind == "select" and twin is None and "other" in words and not _GENDERS.isdisjoint(words):
        odd = [word for word in words if word not in _GENDERS and word != "other"]
        told = [_GENDERED.get(word.lower()) for word in odd]
        if len(odd) == 1 and told[0] and told[0] not in words:
            wanted = [told[0] if word == odd[0] else word for word in words]
    elif kind == "select" and len(words) > 1 and "other" not in words and twin is None:
        wanted = _looked_up(words, table)
        wanted = wanted if wanted and "other" in wanted else None
    if wanted is None or any(word in wanted and word != name for word, name in zip(words, wanted, strict=True)):
        return
    for (span, _), word, name in zip(found.branches, words, wanted, strict=True):
        if word != name:
            yield Edit(*span, name)


def _looked_up(words: Sequence[str], table: Mapping[str, str]) -> list[str] | None:
    """The keywords these are in the language of the text, where each is one and no two are the same."""
    told = [word if word in CATEGORIES or word.startswith("=") else table.get(word.lower(), "") for word in words]
    known = all(name in _SELECTED or name.startswith("=") for name in told)
    return told if known and len(set(told)) == len(told) else None


def _original(argument: str, found: Complex, reference: str) -> tuple[str, list[str]] | None:
    """Type and keywords of the argument in the original, if it has as many branches there."""
    for c in complexes(reference) if "," in reference else ():
        if _word(reference, c.argument) == argument and len(c.branches) == len(found.branches):
            return _word(reference, c.type), [_word(reference, keyword) for keyword, _ in c.branches]
    return None


def _twin(argument: str, found: Complex, entry: Entry, prose: str) -> tuple[str, list[str]] | None:
    """Type and keywords of the same argument in another message with as many branches, if all such agree."""
    memo = entry.messages.memo
    if "complexes" not in memo:
        memo["complexes"] = [(key, told, c) for key, told in entry.messages.prose.items() for c in complexes(told)]
    style = _word(prose, found.style) if found.style else None
    told = set()
    for key, other, c in memo["complexes"]:
        if (
            key == entry.key
            or other == prose
            or _word(other, c.argument) != argument
            or len(c.branches) != len(found.branches)
        ):
            continue
        kind = _word(other, c.type)
        keywords = tuple(_word(other, keyword) for keyword, _ in c.branches)
        valid = kind in _TYPES and (not keywords or "other" in keywords)
        if valid and (not found.style or (c.style and _word(other, c.style) == style)):
            told.add((kind, keywords))
    if len(told) != 1:
        return None
    kind, keywords = told.pop()
    return kind, list(keywords)


def _word(prose: str, span: Span) -> str:
    return prose[span[0] : span[1]]


def _tags(prose: str) -> Iterator[Fix]:
    """Tags with spaces inside, where one opens and one closes: ``< 1 >here< / 1 >``; values in the marks of prose."""
    for m in _VALUED.finditer(prose) if "=" in prose else ():
        yield Fix("source/tag", (Edit(*m.span("open"), '"'), Edit(*m.span("close"), '"')))
    found = list(_MARK.finditer(prose))
    closing = {m["name"].lower() for m in found if m["slash"]}
    opening = {m["name"].lower() for m in found if not m["slash"]}
    for m in found:
        if m["name"].lower() in (opening if m["slash"] else closing):
            yield from _fix("source/tag", [m.span(group) for group in "abc"])


def _inside(prose: str, reference: str) -> Iterator[Fix]:
    """Blanks inside a pair of tags whose twin in the original has none: ``<b> ja </b>``."""
    for m in _PARTED.finditer(prose) if "> ." in prose or "> ," in prose else ():
        yield from _fix("source/tag", [m.span("gap")])
    if "> " not in prose or " </" not in prose or "</" not in reference:
        return
    tight = {m["name"] for m in PAIR.finditer(reference) if not (m["a"] or m["b"])}
    loose = {m["name"] for m in PAIR.finditer(reference) if m["a"] or m["b"]}
    for m in PAIR.finditer(prose):
        if m["a"] and m["b"] and m["name"] in tight - loose:
            yield from _fix("source/tag", [m.span("a"), m.span("b")])
