"""What a translator breaks in files of data, so that programs read it otherwise: YAML, messages of extensions.

In YAML quote marks of prose make no string, keys of plural forms are told by those beside them, and a date of
directives (``%e. %B``) has no space behind its percent signs. In the messages of an extension the placeholders of a
message are defined beside it. Left alone: all other keys; only the original could tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cleaner.edits import Edit, Fix
from cleaner.formats import FormatError
from cleaner.formats.json import Value, values
from cleaner.language import keywords
from cleaner.lazy import lazy
from cleaner.plurals import CATEGORIES, meant
from cleaner.text import Text

_MERGE = lazy(r"(?m)^[ ]*(?:- )?<<(?P<gap>[ ]+)(?=:[ ]+\*\w)")
_CURLY = lazy(
    r"(?m)^[ ]*(?:- |(?P<k>[\"']?)[\w.-]+(?P=k):[ ]+)(?:- )?(?P<open>[“„”]|«[ \u00a0\u202f]?)(?P<body>[^“”„«»\"\\\n]+?)"
    r"(?P<close>[”“]|[ \u00a0\u202f]?»)[ ]*$"
)
_STRAIGHT = lazy(r"(?m)^[ ]*(?:- |[\w.-]+:[ ]+)(?:- )?\"[^\"\n]*\"[ ]*$")
_PLAIN = lazy(r"(?m)^[ ]*(?:- |[\w.-]+:[ ]+)(?:- )?[^\W\d_][^\n\"']* [^\n]*$")  # several words without quote marks
_KEY = lazy(
    r"(?m)^(?P<indent>[ ]*)(?P<q>[\"']?)(?P<key>[^\s:#\"'-][^\s:\"']*(?: [^\s:\"']+)?)(?P=q):"
    r"(?:[ ]+(?P<value>\S[^\n]*)|[ ]*$)"
)
_DIRECTIVES = lazy(
    r"(?P<mark>[\"'])(?=[^\"'\n]*%[A-Za-z]|[^%\"'\n]*% (?P<one>[A-Za-z])[^%\"'\n]*% (?!(?P=one))[A-Za-z])"
    r"(?:%[ -]?[A-Za-z](?![A-Za-z])|[ .,:/-])+(?P=mark)"
)
_APART = lazy(r"%(?P<gap> )(?=[A-Za-z])")
_SLOT = lazy(r"(?<!\$)\$(?P<a>[ ]?)(?P<name>[^\W\d]\w*)(?P<b>[ ]?)\$(?!\$)")
_ARGUMENT = lazy(r"\$[ ]+\d")
_SWITCHES = (
    "enabled|disabled|visible|hidden|required|optional|published|draft|readonly|read_only|searchable|sortable|editable"
    "|collapsible|collapsed|checked|selected|autoplay|cached|debug|raise_on_missing_translations|escape"
)
_SWITCHED = lazy(rf"(?:{_SWITCHES}):[ ]+[^\W\d_]")
_SWITCH = lazy(
    rf"(?m)^[ ]*(?:- )?(?:\w+_)?(?:{_SWITCHES}):[ ]+(?P<word>(?!true|false)[^\W\d_]{{1,12}})[ ]*(?:$|(?= #))"
)
_STRING = lazy(r"(?P<mark>[\"'])(?P<body>(?=[^\"'\n]*% )[^\"'\n]*)(?P=mark)")
_DIRECTIVE = lazy(r"%-?([A-Za-z])")
_OF_DATES, _OF_DATES_ALONE = frozenset("aAbBcdDeFHIjklLmMpPRSTuUVwWxXyYzZ"), frozenset("bBDFHIjkmMpPRTUVwWyYZ")
_PARTED = lazy(r"(?<!\d)(?<!\d[ \u00a0])%(?P<gap> )(?=[AbBdHIjklmMpPSYZ](?![^\W_]))")
_ORDER = lazy(r"(?m)^(?P<indent>[ ]*)order:[ ]*\n(?P<items>(?:(?P=indent)[ ]*-[ ]*:[ ]*[^\s:#]+[ ]*(?:\n|\Z)){3})")
_PART = lazy(r"-[ ]*(?P<all>:[ ]*(?P<word>[^\s:#]+))")
_PARTS = frozenset(["day", "month", "year"])
_BARE_VALUE = lazy(r"(?P<word>[^\W\d_]+)[ ]*(?:#[^\n]*)?\Z")

_WORDS = {  # that stand for true, false and null
    **dict.fromkeys("wahr vrai verdadero verdadeiro vero waar prawda истина правда 真 참 doğru sant".split(), "true"),
    **dict.fromkeys("falsch faux falso onwaar fałsz ложь 假 거짓 yanlış falskt".split(), "false"),
    **dict.fromkeys("nulo nulle nullo".split(), "null"),
}
_VALUE = lazy(r"\"[ ]*:[ ]*(?P<word>[^\W\d_]+)(?=[ ]*[,}\n])")
_BARE = lazy(r"^[ ]*\"?[\w.-]+\"?[ ]?[:=][ ]?(?P<word>[^\W\d_]+)(?=,?[ ]*$)")
_INLINE = lazy(r"[\"”][ ]?:[ ]?(?P<word>[^\W\d_]+)(?=[ ]*[,}])")
_WIDE_COLON = lazy(r"(?m)^[ ]*(?:- )?[\w.-]+(?P<colon>[ ]?：[ ]*)(?=\S|$)")
_TIGHT = lazy(r"(?m)^[ ]*(?:- )?[\w.-]+:(?=\"[^\"\n]*\"[ ]*$)")
_ANCHOR = lazy(r"(?m)^[ ]*(?:- )?(?:[\w.-]+|<<)[ ]?:[ ]+[&*](?P<gap>[ ]+)(?=\w+[ ]*$)")

_SYMBOL = lazy(r"(?m)^[ ]*- :(?P<gap>[ ]+)(?=[a-z_]+[ ]*$)")


def words(text: Text) -> Iterator[Fix]:
    """True, false and null in another language, in a JSON text that does not parse."""
    for m in _VALUE.finditer(text.source):
        if m["word"].lower() in _WORDS:
            yield Fix("syntax/json-word", (Edit(*m.span("word"), _WORDS[m["word"].lower()]),))


def truths(line: str, language: str, table: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """True and false in another language in a line of settings; within a line only in JSON, which has no names."""
    bare = _BARE.match(line)
    found = [bare] if bare else [m for m in _INLINE.finditer(line) if not line.count('"', 0, m.start() + 1) % 2]
    for m in found if bare or language == "json" else ():
        word = m["word"].lower()
        told = table.get(word) or (_WORDS.get(word) if language == "json" else None)
        if told in ("true", "false"):
            yield *m.span("word"), told


def yaml(text: Text) -> Iterator[Fix]:
    """Yield the fixes of a YAML file."""
    source = text.source
    if "：" in source or ':"' in source or "& " in source or "* " in source or "- : " in source:
        yield from _unread(source)
    if "<< " in source:
        for m in _MERGE.finditer(source):
            yield Fix("syntax/yaml-key", (Edit(*m.span("gap"), ""),))
    if any(mark in source for mark in "“„«”"):
        yield from _quoted(source)
    if any(f" {name}:" in source for name in CATEGORIES) or "%{" in source or "{{" in source:
        yield from _categories(text)
    if text.language:
        yield from _truth(text)
    if "order:" in source:
        yield from _order(source)
    if "% " in source:
        yield from directives(source)


def _unread(source: str) -> Iterator[Fix]:
    """What keeps the file from being read: ``key：``, ``key:"text"``, ``& anchor``, ``- : symbol``.

    In one that is read it is text.
    """
    found = [
        *(Edit(*m.span("colon"), ": ") for m in _WIDE_COLON.finditer(source)),
        *(Edit(m.end(), m.end(), " ") for m in _TIGHT.finditer(source)),
        *(Edit(*m.span("gap"), "") for m in _ANCHOR.finditer(source)),
        *(Edit(*m.span("gap"), "") for m in _SYMBOL.finditer(source)),
    ]
    if not found:
        return
    from cleaner.formats.yaml import scalars

    try:
        for _ in scalars(source):
            pass
    except FormatError:
        yield from (Fix("syntax/yaml-key", (edit,)) for edit in found)


def _quoted(source: str) -> Iterator[Fix]:
    """Whole values between the marks of prose, in a file that sets its texts between straight ones."""
    straight, plain = len(_STRAIGHT.findall(source)), len(_PLAIN.findall(source))
    for m in _CURLY.finditer(source) if straight > 3 and straight > 4 * plain else ():
        yield Fix("syntax/yaml-quotes", (Edit(*m.span("open"), '"'), Edit(*m.span("close"), '"')))


def _categories(text: Text) -> Iterator[Fix]:
    """The keys of plural forms that were translated. Where all were, a placeholder shows that they are forms."""
    for found in _groups(text.source):
        names = [m["key"] for m in found]
        if len(found) > len(CATEGORIES) or not all(m["value"] and m["indent"] for m in found):
            continue
        shown = not CATEGORIES.isdisjoint(names) or any(slot in m["value"] for m in found for slot in ("%{", "{{"))
        known = CATEGORIES | keywords(text.language).keys()
        told = shown and len(names) > 1 and known >= {name.lower() for name in names}
        wanted = meant(names, text.language) if told else None
        for m, name in zip(found, wanted or (), strict=False):
            if m["key"] != name:
                yield Fix("syntax/yaml-key", (Edit(*m.span("key"), name),))


def _groups(source: str) -> list[list[re.Match[str]]]:
    """The keys that stand beside one another."""
    groups: list[list[re.Match[str]]] = []
    opened: list[tuple[int, list[re.Match[str]]]] = []
    for m in _KEY.finditer(source):
        depth = len(m["indent"])
        while opened and opened[-1][0] > depth:
            opened.pop()
        if not opened or opened[-1][0] < depth:
            opened.append((depth, []))
            groups.append(opened[-1][1])
        opened[-1][1].append(m)
    return groups


def _truth(text: Text) -> Iterator[Fix]:
    """True and false in another language, behind a key that takes nothing else: ``enabled: waar``."""
    for m in _SWITCH.finditer(text.source) if _SWITCHED.search(text.source) else ():
        told = keywords(text.language).get(m["word"].lower())
        if told in ("true", "false"):
            yield Fix("syntax/yaml-value", (Edit(*m.span("word"), told),))
    told_words = {word for word, keyword in keywords(text.language).items() if keyword in ("true", "false")}
    if any(f": {word}\n" in f"{text.source}\n" for word in told_words - {"true", "false"}):
        for group in _groups(text.source):
            yield from _truth_among(group, text.language)


def _truth_among(group: Sequence[re.Match[str]], language: str | None) -> Iterator[Fix]:
    """The same behind any key, where the keys beside it hold true or false, and no other word without quote marks."""
    bare = [(m, word) for m in group if m["value"] and (word := _BARE_VALUE.match(m["value"]))]
    told = [keywords(language).get(word["word"].lower()) for _, word in bare]
    if {*told} <= {"true", "false"} and any(word["word"] in ("true", "false") for _, word in bare):
        for (m, word), new in zip(bare, told, strict=True):
            if new and word["word"] != new:
                at = m.start("value")
                yield Fix("syntax/yaml-value", (Edit(at, at + word.end("word"), new),))


def _order(source: str) -> Iterator[Fix]:
    """The parts of a date in their order, as Rails has them: of three the one that is none is the one that lacks.

    # order: - : dia | - :month | - :year
    """
    for m in _ORDER.finditer(source):
        above = [line for line in _KEY.finditer(source, 0, m.start()) if len(line["indent"]) < len(m["indent"])]
        if not above or above[-1]["key"] != "date":
            continue
        parts = list(_PART.finditer(source, *m.span("items")))
        missing = _PARTS - {part["word"] for part in parts}
        strange = [part for part in parts if part["word"] not in _PARTS]
        if len(missing) == len(strange) == 1:
            yield Fix("syntax/yaml-value", (Edit(*strange[0].span("all"), f":{min(missing)}"),))


def directives(source: str) -> Iterator[Fix]:
    """Dates written in directives alone: ``% e. %b``, ``% d-% m-% Y``. One by itself may be a sign and a letter."""
    for m in _DIRECTIVES.finditer(source):
        for gap in _APART.finditer(m.group()):
            at = m.start() + gap.start("gap")
            yield Fix("syntax/directive", (Edit(at, at + 1, ""),))
    for m in _STRING.finditer(source):
        told = set(_DIRECTIVE.findall(m["body"]))
        if told <= _OF_DATES and not told.isdisjoint(_OF_DATES_ALONE):  # %d de %B de % Y
            for gap in _PARTED.finditer(source, *m.span("body")):
                yield Fix("syntax/directive", (Edit(*gap.span("gap"), ""),))


def messages(source: str) -> Iterator[Fix]:
    """The placeholders of an extension's messages: ``$ TITLE $``, ``$CUENTA$``, ``"content": "$ 1"``."""
    try:
        found = list(values(source))
    except FormatError:
        return
    slots: dict[str, list[Value]] = {}
    for value in found:
        if len(value.path) == 4 and value.path[1] == "placeholders":
            slots.setdefault(value.path[0], []).append(value)
    for value in found:
        if len(value.path) == 2 and value.path[1] == "message" and value.path[0] in slots:
            yield from _message(source, value, {other.path[2].lower() for other in slots[value.path[0]]})
    for told in slots.values():
        yield from _contents(source, told)


def _message(source: str, value: Value, names: set[str]) -> Iterator[Fix]:
    matches = list(_SLOT.finditer(source, value.start, value.end))
    unknown = [m for m in matches if m["name"].lower() not in names]
    unused = names - {m["name"].lower() for m in matches}
    for m in matches:
        gaps = [Edit(*m.span(group), "") for group in ("a", "b") if m[group]]
        if m["name"].lower() in names and gaps:
            yield Fix("syntax/message-slot", tuple(gaps))
        elif len(unknown) == len(unused) == 1 and m is unknown[0] and len({*gaps}) != 1:
            yield Fix("syntax/message-slot", (Edit(*m.span(), f"${next(iter(unused)).upper()}$"),))


def _contents(source: str, told: Sequence[Value]) -> Iterator[Fix]:
    """What a placeholder stands for: the argument, and the one key it has to have."""
    for value in told:
        if _ARGUMENT.fullmatch(source, value.start, value.end):
            yield Fix("syntax/message-slot", (Edit(value.start + 1, value.end - 1, ""),))
        keys = {other.path[3] for other in told if other.path[2] == value.path[2]}
        if "content" not in keys and len(keys - {"example"}) == 1 and value.path[3] != "example":
            at = source.rfind(f'"{value.path[3]}"', 0, value.start) + 1
            if at:
                yield Fix("syntax/message-slot", (Edit(at, at + len(value.path[3]), "content"),))
