"""Placeholders, templates and messages: ``% 1 $ s``, ``$ {x}``, ``{ { x } }``, ``{{ < ref > }}``, ``andere {…}``.

Percent signs are those of prose until something says otherwise: ``50 % de`` and ``15 % sparen`` stay. A number in
braces may be a set; it is a placeholder in a message, or beside others of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.language import keywords
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.markup.page import Page, fix
from cleaner.presence import matches_at

_NUMBERED = lazy(r"%( ?)(\d{1,2})( ?)\$( ?)((?:\.\d{1,2})?[sdif@])(?![\w])")
_NAMED = lazy(r"%( ?)\(( ?)(\w+)( ?)\)( ?)([sdif])(?!\w)")
_PERCENT = lazy(r"% ([sd])(?<![\w%]% [sd])(?<!\d[ \u00a0\u202f]% [sd])(?![\w'’.-])")
_HAS_PERCENT = lazy(r"%(?:\d\$)?[sdif]\b|%\(\w+\)[sd]")
SIGNED = lazy(r"(?<!%)%\+(?:\d+|\.\d+)?[dif](?!\w)")  # who writes the flag of a sign knows that of a blank: `% d`
_RUBY = lazy(r"%( ?)\{( ?)([a-z_]\w*)( ?)\}")
_DOLLAR = lazy(r"\$ \{ ?([A-Za-z_][\w.]*) ?\}(?![_^])")
_NUMBER = lazy(r"\{ ?(\d{1,2}) ?\}")
_DOUBLE = lazy(r"(?:(?<![={(\w])|(?<=\]\())(\{ \{|\{\{)(?!\{)([^{}\n]{1,60}?)(\} \}|\}\})(?!\})")
_BODY = lazy(r"[ ]?[$@]?[\w.]+(?:[ ]?[|][ ]?[\w.: '\"]+)*[ ]?\Z|[ ]?[#/^>]\w+[ ]?\Z")
_LIQUID = lazy(r"(\{ ?%)(-?)([^{}%\n]{1,200}?)(-?)(% ?\})")
_HUGO = lazy(
    r"\{(?P<gap> ?\{ ?)(?P<open>[<%])(?P<slash>[ ]?/?[ ]?)(?P<body>[\w.-]+[^\n{}]{0,300}?)"
    r"(?P<close>[>%])(?P<tail> ?\} ?)\}"
)
_HUGO_SIGNS = (
    *("{ <", "{ %", "{ {<", "{ {%", "> }", ">} }", "% }", "%} }"),
    *("{{< /", "< /", "{% /", "{{% /"),
)
_LIQUID_TAG = lazy(
    r"(?<!\{)(?P<low>\{\{%|\{%|\{)(?P<a> ?)(?P<body>(?:else|endif|endfor|endunless|endcase|endraw|endblock)"
    r"|(?:elsif|elif|if|unless|for) [^{}%\n]{1,80}) (?P<high>%\}\}|%\})(?!\})"
)
_REMARK = lazy(r"(?P<o>\{ #)(?= )[^{}#\n]{1,200} (?P<c># \})")  # of Jinja
_ATTRIBUTES = lazy(r"(?:\{:|(?<=[)\]])\{)[^{}\n]{1,200}\}")  # of kramdown and the like: `{: .note}`, `[a](b){ .c }`
_BLOCK_ATTRIBUTES = lazy(  # a line of its own, or behind the mark that closes a span: *x*{ : .note}
    r"(?m)(?:^[ \t>]*|(?<=[*`)\]]))(?P<o>\{ :)[ ]?(?:[ ]?[.#][\w-]+|[ ][\w-]+=\"[^\"\n{}]*\"|toc\b)+[ ]?\}"
)
_I18NEXT = lazy(r"\$ ?t ?\((?=[\w.:-]+\))")
_PROPERTY = lazy(
    r"(?<![\w{$%\\])\{(?:props|frontMatter|metadata|page|site|user|item|data)(?P<gap> ?\. | \.)(?=\w+\}(?!\}))"
)
_HASHED = lazy(r"#( ?)((?:[A-Z][A-Z\d]*_?){1,6}[A-Z\d]{2,}|[A-Z][a-z]+\d+)( ?)#(?![\w#])")
_ASS = lazy(r"\{\\ (?=(?:an?\d|[ibus][01]|pos\(|fad\(|[1-4]?c&H)[^{}\n]*\})")
_ESCAPE = lazy(r"\\ (?=u[0-9a-fA-F]{4}(?![0-9a-fA-F]))")
_NEWLINE = lazy(r"\\ n(?=[^\W\d_a-zß-ÿ]|[\s\"\\]|\Z)")
_TEMPLATE = frozenset("if else end with range for endif endfor".split())
_ICU = lazy(r"\{\s?(\w+)\s?,\s?(\w+)\s?,")
_ICU_DATE = lazy(r"\{\s?\w+\s?,\s?(\w+)\s?(?:,\s?\w+\s?)?\}")
_CASE = lazy(r"\s*(=\d+|[^\s{}]+)\s*\{")
_EMOJI = lazy(r"(?<!:):( ?)([a-z][a-z0-9_+-]{1,60})( ?):(?![\w:])")
_ICON = lazy(r"(?:material|fontawesome|octicons|simple)-[a-z]")
_OF_SELECT = frozenset(["other", "male", "female", "true", "false"])
_SAID = lazy(r"[^\W\d_]{2,}[.!?)]? \Z")
_ENGLISH = 2.5  # on the Zipf scale
_KINDS = ("plural", "selectordinal", "select")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every placeholder and template that is one for certain."""
    source = page.source
    if "%" in source:
        yield from _percents(page)
    if "$" in source and page.holds("$ ", "$t ("):
        for m in _DOLLAR.finditer(page.prose):
            yield fix("slot-space", (m.start(), m.end(), f"${{{m[1]}}}"))
        for m in _I18NEXT.finditer(page.prose):
            if m.group() != "$t(":
                yield fix("slot-space", (m.start(), m.end(), "$t("))
    if "{" in source and "}" in source:
        yield from _braces(page)
    if "#" in source:
        for m in _HASHED.finditer(page.prose):
            line = page.line(m.start())
            before, after = page.source[line[0] : m.start()].strip(), page.source[m.end() : line[1]].strip()
            if before and (before[-1] in "#&\\" or page.source[m.start() - 1].isalnum()):
                continue
            if (m[1] or m[3]) and (before or (after and not page.markdown)):  # # Title # is a heading
                yield fix("slot-space", *((m.start(g), m.end(g), "") for g in (1, 3) if m[g]))
    if not page.markdown and "\\" in source and page.holds("\\ "):
        for pattern in (_ESCAPE, _NEWLINE) if page.strings else (_ESCAPE,):
            for m in pattern.finditer(page.prose):
                if page.text.notation == "json" and page.prose[m.end() : m.end() + 1].isspace():
                    continue  # two backslashes in the file: `\\\\ n fits a blank`
                yield fix("escape-space", (m.start() + 1, m.start() + 2, ""))
    if page.markdown and page.holds(": ", " :"):
        yield from _emoji(page)


def _percents(page: Page) -> Iterator[Fix]:
    prose = page.prose
    if "$" in prose:
        for m in _NUMBERED.finditer(prose):
            if m[1] or m[3] or m[4]:
                yield fix("slot-space", (m.start(), m.end(), f"%{m[2]}${m[5]}"))
    if "(" in prose:
        for m in _NAMED.finditer(prose):
            if (m[1] or m[2] or m[4] or m[5]) and not prose[max(0, m.start() - 3) : m.start()].rstrip()[-1:].isdigit():
                yield fix("slot-space", (m.start(), m.end(), f"%({m[3]}){m[6]}"))
    if "% s" in prose or "% d" in prose:
        for m in _PERCENT.finditer(prose):
            before = prose[max(0, m.start() - 3) : m.start()].strip()
            operand = len(before) == 1 and before.isalpha()  # a % s: a remainder
            flag = m[1] == "d" and SIGNED.search(prose)
            told = page.strings or _HAS_PERCENT.search(prose) or (m[1] == "s" and not page.markdown)
            if told and not (operand or flag):
                yield fix("slot-space", (m.start(), m.end(), f"%{m[1]}"))
    if "{" in prose:
        for m in _RUBY.finditer(prose):
            counted = prose[max(0, m.start() - 2) : m.start()].strip()[-1:]
            if (m[1] or ((m[2] or m[4]) and page.strings)) and not counted.isdigit() and counted != "%":
                yield fix("slot-space", (m.start(), m.end(), f"%{{{m[3]}}}"))


def _braces(page: Page) -> Iterator[Fix]:
    prose = page.prose
    if "{%" in prose and ("{{% " in prose or "end" in prose):
        yield from _tags(page)
    if "{ " in prose or " }" in prose or "{{< / " in prose or "{{% / " in prose:
        numbers = [m for m in _NUMBER.finditer(prose) if prose[m.start() - 1 : m.start()] != "$"]
        whole = {int(m[1]) for m in numbers if " " not in m.group()}
        for m in numbers:
            # {0} and { 1 }: the next of its kind. {0} and { 0 }: a slot and a set.
            told = whole & {int(m[1]) - 1, int(m[1]) + 1} and int(m[1]) not in whole
            if " " in m.group() and (page.strings or told):
                yield fix("slot-space", (m.start(), m.end(), f"{{{m[1]}}}"))
        for m in matches_at(_DOUBLE, prose, *page.held("{{", "{ {")) if "{ {" in prose or "} }" in prose else ():
            if " " in m[1] + m[3] and _BODY.match(m[2]):
                moved = m[1] == "{{" and m[2][0] == " " != m[2][-1]  # {{ url} }
                yield from _pairs(page, m, closer=" }}" if moved else "}}")
        if "{ %" in prose or "% }" in prose:
            for m in _LIQUID.finditer(prose):
                if " " in m[1] + m[5] and re.match(r"\s*[^\W\d]", m[3]):
                    # {% endfor% }: the space that moved stands before the sign again, as it stands behind the other
                    moved = m[3][0] == " " and m[3][-1] != " " and not m[4]
                    yield from _pairs(page, m, "{%", " %}" if moved else "%}", 5)
        for m in _REMARK.finditer(prose) if "{ #" in prose and "{%" in prose else ():
            yield fix("template", (*m.span("o"), "{#"), (*m.span("c"), "#}"))
        if any(sign in prose for sign in _HUGO_SIGNS):
            yield from _hugo(page)
    if "{\\ " in prose:
        for m in _ASS.finditer(prose):
            yield fix("escape-space", (m.start() + 2, m.start() + 3, ""))
    if "," in prose and _ICU.search(prose):
        yield from _messages(page)
    if page.strings and _ICU_DATE.search(prose):
        yield from _dates(page)
    if page.markdown:
        for m in _ATTRIBUTES.finditer(prose) if "{:" in prose or "){" in prose or "]{" in prose else ():
            gaps = [
                (m.start() + n.end() - 1, m.start() + n.end(), "") for n in re.finditer(r"[ :{][.#] (?=[A-Za-z])", m[0])
            ]
            if gaps:
                yield fix("template", *gaps)
        for m in _BLOCK_ATTRIBUTES.finditer(page.lines) if "{ :" in prose else ():
            yield fix("template", (*m.span("o"), "{:"))
        if ". " in prose and ("import " in page.source or "export " in page.source):
            for m in _PROPERTY.finditer(prose):
                yield fix("slot-space", (*m.span("gap"), "."))
        yield from _keywords(page)


def _tags(page: Page) -> Iterator[Fix]:
    """``{{% else %}}`` and ``{endif %}`` between tags of Liquid: no shortcode has such a name."""
    for m in _LIQUID_TAG.finditer(page.prose):
        whole = f"{{%{m['a'] or ' '}{m['body'].strip()} %}}"
        if m.group() != whole and (m["low"] != "{%" or m["high"] != "%}"):
            yield fix("template", (*m.span("low"), "{%" + ("" if m["a"] else " ")), (*m.span("high"), "%}"))


def _pairs(page: Page, m: re.Match[str], opener: str = "{{", closer: str = "}}", last: int = 3) -> Iterator[Fix]:
    edits = [(m.start(1), m.end(1), opener), (m.start(last), m.end(last), closer)]
    yield fix("template", *(e for e in edits if page.source[e[0] : e[1]] != e[2]))


def _hugo(page: Page) -> Iterator[Fix]:
    """``{{ < figure … > }}`` and ``{{ % / notice % }}``: the two signs on either side are one mark."""
    for m in _HUGO.finditer(page.prose):
        sign, close = m["open"], m["close"]
        if (sign, close) not in (("<", ">"), ("%", "%")):
            continue
        edits = []
        slash = "/" in m["slash"]
        if m["gap"] != "{" or (slash and m["slash"].endswith(" ")):
            lead = f"{{{{{sign}" + (" /" if slash and m["slash"].startswith(" ") else "/" if slash else m["slash"])
            edits.append((m.start(), m.end("slash"), lead))
        if m["tail"] != "}":
            edits.append((m.start("close"), m.end(), f"{close}}}}}"))
        if edits:
            yield fix("template", *edits)


def _keywords(page: Page) -> Iterator[Fix]:
    """The first word of a template tag, where it is a keyword in the language of the text: ``{{ si .X }}``."""
    table, strange = page.table("template-keyword"), page.table("code-word")
    if not table and page.source.isascii():
        return
    for m in re.finditer(r"\{(?:\{-?|%-?)\s+(\w+)(?=[\s%}])", page.source):
        word = m[1]
        kind = page.at(m.start(), "code", "fence", "template", "raw", "indented")
        new = table.get(word.lower()) or (strange.get(word.lower()) if not word.isascii() else None)
        if new == "end" and m.group()[1] == "%":
            new = None  # Liquid names what ends
        if new in _TEMPLATE and kind is not None and kind.kind in ("template", "fence"):
            if kind.kind == "fence" and not re.match(r"(?:go|html|jinja|liquid|django|twig|hugo|j2)", kind.info):
                continue
            yield fix("template-keyword", (m.start(1), m.end(1), new))


# --- ICU messages


def _messages(page: Page) -> Iterator[Fix]:
    """Keywords of ICU messages that were translated, by the closed list of CLDR and by their place."""
    table = keywords(page.text.language)
    prose = page.prose
    for m in _ICU.finditer(prose):
        kind = m[2] if m[2] in _KINDS else table.get(m[2].lower())
        if kind not in _KINDS:
            continue
        edits = [(m.start(2), m.end(2), kind)] if kind != m[2] else []
        cases = list(_cases(prose, m.end()))
        names = [case[2] for case in cases]
        if len(cases) < 2:
            continue
        numbers = {"zero", "one", "two", "few", "many", "other"}
        if kind == "select" and "other" in names:
            continue  # a program may have words of any language for its own values
        for start, end, name in cases:
            new = None if name in numbers else table.get(name.lower())
            if new in (numbers if kind != "select" else _OF_SELECT) and new not in names:
                edits.append((start, end, new))
        if edits:
            yield fix("icu-keyword", *edits)


def _cases(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """The keys of a message, each before its braces: where they start and end."""
    while m := _CASE.match(text, at, min(len(text), at + 200)):
        yield m.start(1), m.end(1), m[1]
        depth, at = 1, m.end()
        limit = min(len(text), at + 2_000)
        while depth and at < limit:
            depth += (text[at] == "{") - (text[at] == "}")
            at += 1
        if depth:
            return


def _dates(page: Page) -> Iterator[Fix]:
    table = keywords(page.text.language)
    for m in _ICU_DATE.finditer(page.prose):
        new = table.get(m[1].lower())
        if new in ("date", "time", "number") and new != m[1]:
            yield fix("icu-keyword", (m.start(1), m.end(1), new))


# --- emoji


def _is_foreign(word: str, language: str | None) -> bool:
    """Is this an English word that the language of the page has not? # krzesła : accordion:"""
    if language in (None, "en"):
        return False
    own, english = (commonness(word, code) for code in (str(language), "en"))
    return english >= _ENGLISH and own < english - 1


def _emoji(page: Page) -> Iterator[Fix]:
    """``: smile:`` where nothing but a short code can be meant: a code in use, at an edge of its line or sentence."""
    names = page.words("emoji")
    for m in matches_at(_EMOJI, page.prose, ":"):
        if not (m[1] or m[3]):
            continue
        line = page.line(m.start())
        after = page.source[m.end() : line[1]].strip()
        before = page.source[line[0] : m.start()]
        if not (m[2] in names or _ICON.match(m[2])):
            # A code nobody listed: the last word of a line of prose, English and in no other language's page a word.
            if page.hurt and not after and _SAID.search(before) and _is_foreign(m[2], page.text.language):
                yield fix("emoji", (m.start(), m.end(), f":{m[2]}:"))
            continue
        if before[-1:].isalnum():
            if m[1] and not after and page.hurt:
                yield fix("emoji", (m.start(), m.end(), f" :{m[2]}:"))
            continue
        if not after or after[0] in ".!?)|:" or before.strip(" #>-*") == "":
            yield fix("emoji", (m.start(), m.end(), f":{m[2]}:"))
