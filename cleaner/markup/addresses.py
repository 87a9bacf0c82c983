"""Web and e-mail addresses with spaces, a capital scheme or full-width marks in them: ``Https : // a . b / c``.

Inside the brackets of a link nothing but the address can stand, so all its spaces go. In running text an address ends
where the next piece does not look like one any more: a host has to end in a known or reserved domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.markup.page import Page, fix
from cleaner.presence import Literals, matches_at

_TOP = (
    "com|org|net|edu|gov|int|mil|info|biz|io|dev|app|ai|co|me|tv|eu|example|invalid|test|localhost|xyz|site|online|tech|cloud|blog"
    "|at|au|be|br|ca|ch|cl|cn|cz|de|dk|es|fi|fr|gr|hk|hu|ie|il|in|is|it|jp|kr|lt|lv|mx|nl|no|nz|pl|pt|ro|rs|ru|se|sg|si|sk|tr|tw|ua|uk|us|za|cat"
)
_NO_WORDS = frozenset("com org net edu gov dev io eu example".split())
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_PATH = r"(?:(?:[ ]/[ ]|/)[\w~%+-]+(?:[ ]?[.][ ]?(?:html?|php|md|pdf|zip|json)\b|\.[\w-]+)*)*(?:/(?![\w ]))?"
_SPACED = lazy(
    rf"""(?<![\w/])(?P<scheme>[Hh][Tt][Tt][Pp][Ss]?)(?P<colon>[ \u00a0\u202f]?[:：][ ]?[/／][ ]?[/／][ ]?)
        (?P<host>localhost(?:[ ]?:[ ]?\d{{2,5}}(?!\d))?
            |{_LABEL}(?:[ ]?[.][ ]?{_LABEL})*?[ ]?[.][ ]?(?:{_TOP})(?![\w-])
            (?:[ ]?[.][ ]?(?:{_TOP})(?![\w-]))*(?::\d+)?|[^\W_A-Z][\w-]*(?:\.[^\W_A-Z][\w-]*)+)?
        (?P<path>(?(host){_PATH}))""",
    re.X,
)
_SPLIT = Literals(
    "s: /",
    "p: /",
    "s :",
    "p :",
    "S :",
    "P :",
    ":// ",
    "：/",
    ":/ /",
    ":／",
    "：／",
    "s\u00a0:",
    "p\u00a0:",
    "s\u202f:",
    "p\u202f:",
)
_APART = lazy(r"://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?: \.|\. )[a-z0-9]")
_SCHEME = lazy(r"\b(?:Https?|Mailto|Ftp|HTtps?)(?=:(?://)?\S)")
_HEADED = lazy(rf"(?<![\w/.])www\. (?={_LABEL}(?:\.{_LABEL})*\.(?:{_TOP})(?![\w-]))")
_TARGET = lazy(
    r"(?<=\])\((?P<target>[^()\n\"“„«<>]*(?:\([^()\n]*\)[^()\n\"“„«<>]*)*?)(?P<title>\s+[\"“„«][^\n)]*|\s*)\)"
)
_INSIDE = lazy(r"[ ]*([/:.#?=&_-])[ ]*")
_BRACKETED = lazy(r"<([ ]?[Hh]ttps?[ ]?:[ ]?//[^<>\n]*)>|<([ ]?[\w.+-]+[ ]?@[ ]?[\w.-]+(?:[ ]?\.[ ]?\w+)*[ ]?)>")
_GLUED_BRACKET = lazy(r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,12})(?=<https?[ ]?:[ ]?/[ ]?/[^<>\n]{4,200}>)")
_COMMON = 5.0  # on the Zipf scale: look up on<https://…>, but Jane<https://…>
_MAIL = lazy(
    rf"(?<![\w@.])(?P<name>[\w+-]+(?:\.[\w+-]+)*)(?P<at>[ ]?@[ ]?)"
    rf"(?P<host>{_LABEL}(?:[ ]?\.[ ]?{_LABEL})*?[ ]?\.[ ]?(?:{_TOP})(?:[ ]?\.[ ]?(?:{_TOP})(?![\w-]))?)(?![\w-])"
)


def web(page: Page, at: int, code: str) -> Iterator[Fix]:
    """Schemes that were set apart, in a piece of code that begins at `at`."""
    for m in _SPACED.finditer(code) if ": //" in code or " ://" in code or " : //" in code else ():
        if m["colon"] != "://" and m["host"]:
            edits = [(at + m.start("colon"), at + m.end("colon"), "://")]
            if " " in m["host"] + (m["path"] or ""):
                edits.append((at + m.start("host"), at + m.end("path"), (m["host"] + m["path"]).replace(" ", "")))
            yield fix("address", *edits)


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every address with something in it that no address has."""
    source = page.source
    if ("/" in source and page.holds("//", "/ /")) or "／／" in source:
        yield from _web(page)
    for m in (
        _GLUED_BRACKET.finditer(page.prose) if page.markdown and page.holds("<http") and page.text.language else ()
    ):
        if commonness(m["word"].lower(), page.text.language or "") >= _COMMON:
            yield fix("glued-edge", (m.end(), m.end(), " "))
    if page.holds("www. "):
        for m in _HEADED.finditer(page.prose):
            yield fix("address", (m.start() + 4, m.end(), ""))
    if page.markdown and page.holds("]("):
        yield from _targets(page)
    if "@" in source and page.holds("@ ", " @"):
        yield from _mail(page)
    elif page.holds("< http"):
        yield from _bracketed(page)


def _web(page: Page) -> Iterator[Fix]:
    prose = page.prose
    for m in _SCHEME.finditer(prose) if any(s in prose for s in ("Http", "HTtp", "Mailto:", "Ftp:")) else ():
        yield fix("address", (m.start(), m.start() + 1, m.group()[0].lower()))
    if not _SPLIT.stand_in(prose) and not _APART.search(prose):
        return
    for m in matches_at(_SPACED, prose, *page.held("ttp", "TTP", "Ttp"), back=1):
        edits = []
        tight = m["colon"][-1] in "/／" and prose[m.end("colon") : m.end("colon") + 1].isalnum()
        if m["colon"] != "://" and (m["host"] or tight):  # http:// or https:// to begin with: no address
            edits.append((m.start("colon"), m.end("colon"), "://"))
        broken = edits or " " in (m["host"] or "")
        if m["host"] and " " in m["host"] and (edits or m["host"].count(" ") > 1 or m["path"]):
            edits.append((m.start("host"), m.end("host"), m["host"].replace(" ", "")))
        if broken and m["path"] and " " in m["path"]:
            edits.append((m.start("path"), m.end("path"), m["path"].replace(" ", "")))
        yield from _all(page, edits)


def _targets(page: Page) -> Iterator[Fix]:
    for m in _TARGET.finditer(page.prose):
        target = m["target"]
        core = target.strip(" ")
        if " " not in core and "：" not in core:
            if core != target and core and not m["title"].strip() and re.match(r"(?:[Hh]ttps?:|/|\.|#)", core):
                yield fix("address", (m.start("target"), m.end("target"), core))
            continue
        if not re.match(r"[Hh]ttps? ?[:：]|/ ?[\w.-]|\.{1,2} ?/|# [\w-]+$|[Mm]ailto ?:", core) or "{" in core:
            continue
        tight = _INSIDE.sub(r"\1", core.replace("：", ":"))
        if " " not in tight and core.count("/") + core.count(".") + core.count("#") > 0:
            at = m.start("target") + len(target) - len(target.lstrip(" "))
            yield from _all(page, _shrink(core, tight, at))


def _shrink(before: str, after: str, at: int) -> list[tuple[int, int, str]]:
    return [(at, at + len(before), after)] if before != after else []


def _mail(page: Page) -> Iterator[Fix]:
    """An address with a space on one side of its sign; on both sides people write so on purpose, against harvesters."""
    yield from _bracketed(page)
    for m in _mails(page.prose):
        whole = m.group().replace(" ", "")
        # folder-hook @imap.example.com: a space before the sign is no damage by itself.
        # hola @ arroyo. example: a stop and a blank, and no sentence begins with that.
        stopped = ". " in m["host"] and " ." not in m["host"] and m["host"].rpartition(". ")[2] in _NO_WORDS
        hurt = page.hurt > (0 if page.text.entry else 1)  # what is certain in a message was mended before
        if m["at"][0] == " " and not (hurt or whole in page.source or stopped):
            continue
        if m["at"] == "@" and m["host"].count(" ") == 1 and ". " in m["host"]:
            continue  # write to desk@example. In summer
        if m["name"].lower() in {"at", "in", "to"} and m["at"] != "@":
            continue
        yield from _all(page, [(m.start(), m.end(), whole)])


def _bracketed(page: Page) -> Iterator[Fix]:
    """An address between angle brackets, where nothing else can stand."""
    for m in _BRACKETED.finditer(page.prose):
        group = 2 if m[2] else 1
        if " " in m[group]:
            yield fix("address", (m.start(group), m.end(group), m[group].replace(" ", "")))


def _mails(prose: str) -> Iterator[re.Match[str]]:
    """The e-mail addresses with a space in them, each once."""
    done = 0
    for sign in re.finditer("@", prose):
        low, high = max(done, sign.start() - 66), sign.end() + 80
        for m in _MAIL.finditer(prose, low, high) if " " in prose[sign.start() - 1 : high] else ():
            if m.start("at") <= sign.start() < m.end("at") and " " in m.group():
                yield m
                done = m.end()


def _all(page: Page, edits: list[tuple[int, int, str]]) -> Iterator[Fix]:
    kept = [edit for edit in edits if page.source[edit[0] : edit[1]] != edit[2]]
    if kept:
        yield fix("address", *kept)
