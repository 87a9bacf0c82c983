"""Escapes and entities that some step left in prose: ``&amp;rsquo;``, ``\\u2019``, ``<U+2019>``, ``_x000D_``.

Those of mails and addresses (``=E2=80=99``, ``%E2%80%99``, ``+IBk-``) are read by `transport`. An escape is undone
where it stands for a character that prose has, and where the text does not speak of escapes: an entity alone between
quotation marks, a line that talks of HTML, a document that shows tags, a path, a query string keep theirs.
``&lt;`` and ``&gt;`` are undone only as signs between numbers or spaces: they could make a tag; an escaped line break
or paragraph tag goes where it stands at the border of a line, in a text that shows no other tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5, name2codepoint
from typing import NamedTuple

from cleaner.edits import Edit
from cleaner.encoding import backslashes
from cleaner.encoding.shown import line_of
from cleaner.lazy import lazy
from cleaner.presence import matches_at
from cleaner.text import Text


class Escape(NamedTuple):
    """The edit that undoes an escape, the name of its rule, and whether it is certain."""

    edit: Edit
    rule: str
    certain: bool


_WORDLIKE = frozenset({"and", "or", "not", "int", "sub", "sup", "sum", "part", "image", "real", "empty", "cap", "cup"})
_ENTITY = lazy(
    r"&(?:amp;){0,3}(?:#(?P<decimal>\d{1,7})|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)
_TAG = lazy(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>|<!--|<!DOCTYPE", re.I)
TALK = lazy(
    r"\b(?:x?html\d?|xml|json|entit(?:y|ies)|ampersands?|escap(?:e|ed|es|ing)|markup|unicode|code ?points?|utf-?[78]"
    r"|utf-16|regex|quoted-printable)\b",
    re.I,
)
# What a tokeniser or translator set apart. Only names that no prose has beside an &: not `& trade ;` or `& para ;`.
_PLAIN = (
    "quot|nbsp|amp|apos|lt|gt|[lr][sd]quo|sbquo|bdquo|[nm]dash|hellip|[lr]aquo|szlig|(?:AE|ae|OE|oe)lig"
    "|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)"
)
_SPACED = lazy(
    r"& ?(?:amp ?; ?){1,3}(?P<name>[A-Za-z]{2,8}) ?;"
    r"|& ?(?:amp ?; ?){0,3}"
    rf"(?:# ?(?P<decimal>\d{{2,6}})|# ?[xX] ?(?P<hexadecimal>[0-9a-fA-F]{{2,6}})|(?P<plain>{_PLAIN})) ?;",
    re.ASCII,
)
_UNENDED = lazy(
    r"&(?:amp;){0,3}(?:#(?P<decimal>\d{2,5})(?![\d;])"
    r"|#[xX](?P<hexadecimal>20[12][0-9a-fA-F]|00[a-fA-F][0-9a-fA-F])(?![0-9a-fA-F;])"
    r"|(?P<name>nbsp|quot|[lr][sd]quo|[nm]dash|hellip)(?![\w=;]))"
)
_BEHEADED = lazy(r"(?:amp;)?#(?:(?<=[^\W\d_]#)|(?<=[^\W\d_]amp;#))(39|8217|x27|x2019);(?=[^\W\d_])")
# Where a conjunction stands beside it, the entity itself is meant: 'u2019 and &amp; stay as typed'
_NAMED_BESIDE = lazy(
    r"(?<!\w)(?:and|or|und|oder|et|ou|och|eller|of|или) &(?:amp|lt|gt); "
    r"|(?: |, )&(?:amp|lt|gt); (?:and|or|und|oder|et|ou|och|eller|или)(?!\w)"
)
_AMPERSAND = lazy(r" & (?!amp ?;)")
_BREAK_TAG = lazy(r"[^\S\n]?&lt; ?(?:br ?/?|/?p) ?&gt;", re.I)
_ENDING = r"(?:s|t|d|m|ll|re|ve)\b"
_MARKS = frozenset("period comma excl quest colon semi lpar rpar percnt dollar num commat sol plus equals ast".split())
_QUOTED = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "„": "“", "(": ")", "[": "]", "‹": "›"}


def find(text: Text) -> Iterator[Escape]:
    """Yield every escape that was left in the prose of a text. Linear; next to nothing where there is none.

    In Markdown and HTML entities are how a text is written, so one that was set apart is for others to join, and a
    blank that stands between blanks is shown.
    """
    view, forms = text.view, text.forms
    if "&" in forms:
        yield from _entities(view, text.notation == "markdown" or text.format == "html")
    if "#39;" in forms or "#8217;" in forms or "#x2" in forms:
        yield from _beheaded(view)
    if "\\" in forms:
        yield from _backslashes(view)
    if "u20" in forms or "u00" in forms:
        yield from _bare(view)
    if "U+" in forms or "%u" in forms:
        yield from _code_points(view)
    if "_x" in forms:
        yield from _sheets(view)


def is_alone(view: str, start: int, end: int) -> bool:
    """Does an escape stand between quotation marks or brackets, shown rather than used?"""
    before = view[start - 1 : start]
    return before in _QUOTED and view[end : end + 1] == _QUOTED[before]


# --- entities


def _entities(view: str, marked_up: bool) -> Iterator[Escape]:
    tags = 0
    matches = [*_ENTITY.finditer(view)] if ";" in view else []
    if not marked_up and ("& " in view or " ;" in view):
        matches += (m for m in _SPACED.finditer(view) if " " in m.group())
    if view.count("&") > len(matches):
        matches += _UNENDED.finditer(view)
    matches.sort(key=re.Match.start)
    sure = 0
    for match in matches:
        char = _named(match)
        if char is None:
            continue
        tags = tags or 1 + len(_TAG.findall(view))
        if tags > 3 or (tags > 1 and char in "&<>\"'"):
            return
        start, end = match.span()
        before, after = view[start - 1 : start], view[end : end + 1]
        if char in "<>" and not ((before.isspace() or before.isdigit()) and (after.isspace() or after.isdigit())):
            continue
        if char in "<>" and line_of(view, start).count("lt;") and line_of(view, start).count("gt;"):
            continue
        letter = char.isalpha() and not (before.isalpha() or after.isalpha()) and before not in "’'"
        shown = is_alone(view, start, end) or (marked_up and char == "\xa0" and before.isspace() and after.isspace())
        shown = shown or (letter and char not in "àéèóòùìÀÉÈyAOI")
        line = line_of(view, start)
        shown = shown or (char == "&" and _AMPERSAND.search(line) is not None)  # “swapping & with &amp;”
        shown = shown or (char in "&<>" and _NAMED_BESIDE.search(view[max(0, start - 8) : end + 8]) is not None)
        shown = shown or (char in "’”‘“" and before == " " and after in tuple(",;:)"))  # “they wrote &rsquo;, …”
        certain = not shown and not TALK.search(line)
        sure += certain
        if char == "\xa0" and not marked_up and after in "\n" and not before.isspace():
            char = ""  # 念了一辈子。&nbsp;
        if char == "\xa0" and not marked_up and view[max(0, start - 3) : start].isalpha() and after.islower():
            char = " "  # wniosek&nbsp;wrócił: an editor's two blanks, which keep nothing together
        yield Escape(Edit(*_with_spaces(view, start, end, char)), "entity", certain)
    if sure and not tags > 1 and "&lt;" in view:
        yield from _break_tags(view)


def _with_spaces(view: str, start: int, end: int, char: str) -> tuple[int, int, str]:
    """What stands for an entity, with the spaces it was set apart by: ``museum & rsquo ; s``, ``5 & nbsp ; km``.

    # the sweeps &apos; association
    """
    owns = char == "'" and view[start - 2 : start] == "s " and view[end : end + 1] == " "
    if owns and view[end + 1 : end + 2].islower() and line_of(view, start).count("apos") == 1:
        return start - 1, end, char
    if " " not in view[start:end]:
        return start, end, char
    if char == "\xa0" and view[end : end + 1] == " ":
        return start, end + 1, " " if view[start - 1 : start] != " " else ""
    if char in "'’" and (rest := re.compile(" ?" + _ENDING).match(view, end)):
        before = start - (view[start - 1 : start] == " ")
        if view[before - 1 : before].isalpha():
            return before, end + rest.group().startswith(" "), char
    return start, end, char


def _break_tags(view: str) -> Iterator[Escape]:
    """``&lt;br /&gt;`` and the tags of a paragraph at the border of a line or behind the end of a sentence."""
    for match in _BREAK_TAG.finditer(view):
        start, end = match.span()
        before, after = view[start - 1 : start], view[end : end + 1]
        if is_alone(view, start, end) or TALK.search(line_of(view, start)) or (before in "\n" and after in "\n"):
            continue
        if before in "\n" or after in "\n":
            yield Escape(Edit(start, end, ""), "escaped-tag", True)
        elif before in '.!?…”"’»':
            yield Escape(Edit(start, end + (after == " "), "\n"), "escaped-tag", True)


def _beheaded(view: str) -> Iterator[Escape]:
    """Apostrophes that lost their ampersand: ``it#39;s``."""
    for match in _BEHEADED.finditer(view):
        char = "'" if match[1] in ("39", "x27") else "’"
        yield Escape(Edit(*match.span(), char), "entity", not TALK.search(line_of(view, match.start())))


def _named(match: re.Match[str]) -> str | None:
    """The character of an entity, or None where prose does not have it."""
    groups = match.groupdict()
    decimal, hexadecimal = groups["decimal"], groups["hexadecimal"]
    name = groups["name"] or groups.get("plain")
    if name:
        if name in _WORDLIKE:
            return None
        if name in name2codepoint:
            return chr(name2codepoint[name])
        char = html5.get(name + ";", "")
        return (
            char
            if name == "apos" or name in _MARKS or (len(char) == 1 and char.isalpha() and char < "\u0530")
            else None
        )
    number = int(decimal) if decimal else int(hexadecimal or "0", 16)
    if 0x80 <= number < 0xA0:  # &#146;: a windows-1252 number, as browsers read it
        return bytes([number]).decode("cp1252", "ignore") or None
    if number < 0x20 or number == 0x7F or 0xD800 <= number < 0xE000 or number > 0x10FFFF or number & 0xFFFE == 0xFFFE:
        return None
    return chr(number)


# --- backslashes

# Each begins with a backslash alone, which is found faster than any class.
_UNICODE = lazy(
    r"\\\\{0,2}(?:u([dD][89abAB][0-9a-fA-F]{2})\\{1,3}u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|u\{([0-9a-fA-F]{2,6})\}|u([0-9a-fA-F]{4})|U(000[0-9a-fA-F]{5}))"
)
# {"name": "Cr\\u00e8me", sample='Cr\\xe8me', b'caf\\xc3': a string as a program has it
_LITERAL = lazy(r"""(?:[={\[] ?|\w\(|["'] ?: ?|\b[bu])(?:"[^"\n]*|'[^'\n]*)\Z""")
_CLASS = lazy(r"\[\^?[^\]\n]*\\[swdSWD-][^\]\n]*\Z")
_BYTES = lazy(r"\\(?:x[89a-fA-F][0-9a-fA-F](?:\\x[89a-fA-F][0-9a-fA-F])*|[23][0-7]{2}(?:\\[23][0-7]{2}){1,3})")
_CLOSED = r"(?:r\\)?n(?:(?:\\r)?\\n)*(?=[^\W\d_a-zß-ÿ]|[“\"«‘'¿¡–—-]|\s|\Z)"
_NEWLINE = lazy(rf"\\(?<=[.!?…”\"’»)].){_CLOSED}")
_LOOSE = lazy(rf"\\(?<!\\[nr].)(?<=[\w.,:;!?…”\"’»)].){_CLOSED}")
_STRING = lazy(r"""[(={,\[] ?["'][^"'\n]{0,200}\\n|\\n/""")  # code
# Escapes that a line speaks of, and the ends of strings: from \n to \r\n in the text; echo "\nNo!\n" | sort
_SPOKEN_OF = lazy(r"(?<![^\s(,‘“'\"])\\(?:r\\)?n(?=[\s,;)]+[a-z]|[,)])")
_STRING_END = lazy(r'\\n"(?=[\s)\]};,|:]|$)')
_SET_APART = lazy(r"(?:(?<=[.,:;!?…”\"’»)])|(?<=[.,:;!?…”\"’»)] ))\\ n(?: ?\\ n)* ?(?=[^\W\d_a-zß-ÿ])")


def _backslashes(view: str) -> Iterator[Escape]:
    found = []
    for match in _UNICODE.finditer(view):
        char = _code_unit(match)
        if (match[4] or "").isalpha() and view[match.end() : match.end() + 1].isalpha():
            continue  # \\ucadena: a word
        if _CLASS.search(view, max(0, match.start() - 40), match.start()):
            continue  # [\\s\\u200b\\u3000]+: of a pattern
        if char and not backslashes.in_path(view, match.start()) and not _in_literal(view, match.start()):
            found.append((match.start(), match.end(), char))
    found += _shown_bytes(view)
    found.sort()
    attached = sum(touches(view, start, end) for start, end, _ in found)
    for start, end, char in found:
        certain = (touches(view, start, end) or attached > 1) and not is_alone(view, start, end)
        yield Escape(Edit(start, end, char), "unicode-escape", certain and not TALK.search(line_of(view, start)))
    quotes, others = backslashes.needless(view, attached > 0)
    yield from (Escape(Edit(at, at + 1, ""), "backslash", True) for at in (*quotes, *others))
    yield from _breaks(view, bool(attached) or len(quotes) > 1)


def _shown_bytes(view: str) -> Iterator[tuple[int, int, str]]:
    """Bytes as Python, C and git print them: ``caf\\xe9``, ``it\\xe2\\x80\\x99s``, ``caf\\303\\251``."""
    for match in _BYTES.finditer(view):
        run = match.group()
        raw = bytes.fromhex(run.replace("\\x", "")) if "x" in run else bytes(int(o, 8) for o in run.split("\\")[1:])
        try:
            text = raw.decode("utf-8" if len(raw) > 1 else "cp1252")
        except UnicodeDecodeError:
            continue
        if (
            (text.isprintable() or text == "\xa0")
            and not backslashes.in_path(view, match.start())
            and not _in_literal(view, match.start())
        ):
            yield match.start(), match.end(), text


def _breaks(view: str, company: bool) -> Iterator[Escape]:
    """Line breaks as two characters, where other escapes or more of them stand; three prove that all are some."""
    breaks = [m for m in _NEWLINE.finditer(view) if not is_alone(view, *m.span())] if "\\n" in view else []
    if len(breaks) < 3 and "\\n" in view:
        loose = [
            m
            for m in _LOOSE.finditer(view)
            if not is_alone(view, *m.span()) and not backslashes.in_path(view, m.start())
        ]
        shown = any(TALK.search(line) or _STRING.search(line) for line in {line_of(view, m.start()) for m in loose})
        breaks = loose if len(loose) > 2 and not shown else breaks
    elif breaks:
        breaks = [m for m in _LOOSE.finditer(view) if not is_alone(view, *m.span())]
    apart = [*_SET_APART.finditer(view)] if "\\ n" in view else []
    if len(apart) > 1:
        yield from (Escape(Edit(*m.span(), "\n" * m.group().count("n")), "newline-escape", True) for m in apart)
    breaks = [m for m in breaks if not _is_meant(view, m.start())]
    if breaks and (company or len(breaks) > 1):
        for match in breaks:
            yield Escape(Edit(match.start(), match.end(), "\n" * match.group().count("\\n")), "newline-escape", True)


def _is_meant(view: str, at: int) -> bool:
    """Does a line speak of such escapes, or show a string that ends in one?"""
    line = line_of(view, at)
    if _SPOKEN_OF.search(line):
        return True
    return any(line.count('"', 0, match.end() - 1) % 2 for match in _STRING_END.finditer(line))


def _code_unit(match: re.Match[str]) -> str | None:
    high, low, *others = match.groups()
    single = next((other for other in others if other), "0")
    number = 0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00 if high else int(single, 16)
    if number < 0x20 or 0x7F <= number < 0xA0 or 0xD800 <= number < 0xE000 or number & 0xFFFE == 0xFFFE:
        return None
    char = chr(number)
    return None if number < 0x80 and char not in "\"'&" else char


def touches(view: str, start: int, end: int) -> bool:
    return view[start - 1 : start].isalpha() or view[end : end + 1].isalpha()


def _in_literal(view: str, at: int) -> bool:
    """Does a place lie in a string of a program or a data file, which are written with escapes?"""
    return _LITERAL.search(view, max(view.rfind("\n", 0, at) + 1, at - 200), at) is not None


# --- \u2019 that lost its backslash

_HEX = r"(20(?:0[b-f]|1[0-9a-f]|2[0-6])|00[a-fA-F][0-9a-fA-F]|01[0-7][0-9a-fA-F])"
_OPENER = r"(201[8cC]|00[aA][bB]|00[bB][fF])(?=[^\W\d_])"
_BARE = lazy(  # the same, with the letter at the head
    rf"u(?:(?<![A-Za-z0-9_\\]u)(?:{_HEX})(?![A-Za-z0-9_])"
    rf"|(?<=[^\W\d_]u){_HEX}(?=$|[^\W\d_]|[^\w.@/\\-]|\.(?:\s|$))|(?<![A-Za-z0-9_\\]u){_OPENER})"
)
_SET_OFF = lazy(rf" u2019(?<=[^\W\d_] u2019)(?={_ENDING})")


def _bare(view: str) -> Iterator[Escape]:
    found = [
        (m.start(), m.end(), chr(int(m[1] or m[2] or m[3], 16)))
        for m in _BARE.finditer(view)
        if view[m.start() - 1 : m.start()] != "\\"
    ]
    off = [m.start() for m in _SET_OFF.finditer(view)]
    yield from (Escape(Edit(at, at + 6, "’"), "bare-escape", not TALK.search(line_of(view, at))) for at in off)
    found = [spot for spot in found if spot[0] - 1 not in off]
    within = len(off) + sum(view[s - 1 : s].isalpha() and view[e : e + 1].isalpha() for s, e, _ in found)
    for start, end, char in found:
        inside = view[start - 1 : start].isalpha() and view[end : end + 1].isalpha()
        certain = (inside or within > 0) and not is_alone(view, start, end)
        yield Escape(Edit(start, end, char), "bare-escape", certain and not TALK.search(line_of(view, start)))


# --- code points in angle brackets, and in the cells of sheets

_CODE_POINT = lazy(r"<U\+([0-9A-Fa-f]{4,6})>|%u([0-9A-Fa-f]{4})|(?<=[^\W\d_])U\+(2019)(?=[^\W\d_])")
_CELL = lazy(r"_x(000[9ADad]|00[aA]0|20(?:1[0-9a-dA-D]|26))_")


def _code_points(view: str) -> Iterator[Escape]:
    """``can<U+2019>t``, as R prints what its locale has not. One inside a word has to prove the others."""
    written = matches_at(_CODE_POINT, view, "<U+", "%u", "U+2019")
    found = [(m.start(), m.end(), chr(min(int(m[1] or m[2] or m[3], 16), 0x10FFFF))) for m in written]
    found = [(start, end, char) for start, end, char in found if (char > "~" and char.isprintable()) or char == "\xa0"]
    within = sum(touches(view, start, start) and touches(view, end, end) for start, end, _ in found)
    for start, end, char in found:
        certain = within > 0 and not is_alone(view, start, end) and not TALK.search(line_of(view, start))
        yield Escape(Edit(start, end, char), "unicode-escape", certain)


def _sheets(view: str) -> Iterator[Escape]:
    """``_x000D_``, the line end in the cells of a workbook. ``Start_x0020_Date`` is a name, and stays."""
    for match in _CELL.finditer(view):
        char = chr(int(match[1], 16))
        if char == "\r":
            char = "" if view[match.end() : match.end() + 1] in ("", "\n") or "_x000A_" in view else "\n"
        certain = not (is_alone(view, *match.span()) or TALK.search(line_of(view, match.start())))
        yield Escape(Edit(match.start(), match.end(), char), "sheet-escape", certain)
