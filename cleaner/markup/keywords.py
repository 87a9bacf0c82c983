"""Keywords of programs that were put into the language of the page: ``wenn iso <= 0:``, ``constante { A } =``.

A word is a keyword only where nothing else can stand: two bare words side by side, a word between a bracket and a
brace, a value that no statement gives. So each keyword has what goes before it and what comes behind it. Left alone:
strings and comments, words that the program itself defines, and names of methods before their arguments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaner.edits import Fix
from cleaner.lazy import lazy
from cleaner.markup.page import Page, fix

_PYTHON = frozenset({"python", "py", "python3"})
_ENDED = frozenset("ruby rb lua julia elixir ex crystal".split())  # their blocks close with a word
_BRACED = frozenset(
    "js javascript ts typescript jsx tsx mjs vue svelte go golang java php rust rs kotlin kt swift c cpp c++ cs csharp"
    " dart scala".split()
)
_RUST = frozenset({"rust", "rs"})
_WORD = lazy(r"[^\W\d_]+")

_START = r"^[ ]*"
_GIVEN = r"(?:^[ ]*|[=(,:?\[] ?|=> ?|\breturn )"  # where a value may begin
_VALUE_ENDS = r"[ ]*(?:[;,)\]}]|$)"
# For each keyword what stands before it and behind it, in a line without its comment.
_PLACES = {
    "import": (rf"{_START}|^[ ]*from [\w.]+ ", r" [\w.{*(\"']"),
    "from": (
        rf"{_START}(?:(?:import|export) [^\"'\n]+ )?",
        r" [\w.]+ (?:import\b|[^\W\d_]+ [\w*(])| [\"'][\w@./-]+[\"']",
    ),
    "export": (_START, r" (?:default|const|let|function|class|async)\b| \{"),
    "default": (r"^export ", r" [\w{(\[]"),
    "as": (r"^(?:import|from|with|use) .*[\w)*] ", r" \w+"),
    "if": (
        rf"{_START}(?:\}} )?(?:else )?",
        r" [^\n]*:[ ]*$| \(?[^\n]*\{[ ]*$| [^\n]* then$| \([^\n]*\) \w"
        r"| [^\n:{]*(?:[=!<>]=|[<>?]| nil\b)[^\n:{]*$",
    ),
    "elif": (_START, r" [^\n]*:[ ]*$"),
    "else": (rf"{_START}(?:\}} ?)?", r" ?:[ ]*$| ?\{| if\b|$"),
    "while": (rf"{_START}(?:\}} ?)?", r" [^\n]*:[ ]*$| \(| \w[^\n]* (?:\{|do)$"),
    "for": (
        _START,
        r" \w+(?:, ?\w+)* \w+ [^\n]*[:{][ ]*$| ?\((?:(?:const|let|var|int|auto)\b|\$)[^\n]*\{?$"
        r"| \w+ [^\n]* do$",
    ),
    "in": (r"^[ ]*(?:async )?for \(?(?:(?:let|const|var) )?\w+(?:, ?\w+)* ", r" [\w\[(\"'.]"),
    "try": (_START, r" ?[:{][ ]*$"),
    "except": (_START, r"(?: [A-Z][\w.]*(?: \w+ \w+)?)?:[ ]*$"),
    "catch": (r"^[ ]*\} ?", r" ?[({]"),
    "finally": (rf"{_START}(?:\}} ?)?", r" ?[:{][ ]*$"),
    "raise": (_START, r" [A-Z]\w*"),
    "throw": (_START, r" (?:new\b|[^\W\d_]+ [A-Z])"),
    "with": (_START, r" [^\n]*\([^\n]*:[ ]*$"),
    "return": (_START, r" [\w\"'(\[{<!-]|;$|$"),
    "yield": (_START, r" [\w\"'(\[{]"),
    "await": (_GIVEN, r" [\w.$]+\("),
    "async": (rf"(?:{_GIVEN}|export (?:default )?)", r" (?:function\b|\([\w, ]*\) =>|\w+ =>|def\b|fn\b|with\b)"),
    "new": (r"(?:[=(,:?] ?|\breturn |\bthrow |=> )", r" [A-Z]\w*[(<;.]"),
    "def": (_START, r" \w+[(]"),
    "class": (
        rf"{_START}(?:export |public |abstract |default )*",
        r" [A-Z]\w*(?:\([^\n]*\))?(?: extends \w+)?(?: ?[:{]|$)",
    ),
    "function": (rf"{_START}(?:export |default |async )*|[=(,:] ?", r" \w*\([^\n]*\{"),
    "const": (rf"{_START}(?:export )?", r" (?:\w+|\{[\w$, ]+\}|\[[\w$, ]+\])(?:: ?[\w<>\[\]]+)? ="),
    "let": (rf"{_START}(?:export )?", r" (?:mut )?(?:\w+|\{[\w$, ]+\}|\[[\w$, ]+\]|\([\w, ]+\))(?:: ?[\w<>&\[\]]+)? ="),
    "var": (_START, r" \w+(?:: ?\w+)? ="),
    "fn": (rf"{_START}(?:pub )?", r" \w+(?:<[^>]*>)?\("),
    "func": (_START, r" (?:\(\w+ [*\w]+\) )?\w+\("),
    "public": (_START, r" (?:static|final|class|void|function|abstract|int|String|[A-Z]\w*)\b"),
    "private": (_START, r" (?:static|final|class|void|function|abstract|readonly|int|String|[A-Z]\w*)\b"),
    "static": (rf"{_START}(?:public |private )", r" (?:void|final|class|function|int|String|[A-Z]\w*)\b"),
    "case": (_START, r" (?:[\"'][^\"'\n]*[\"']|\d+):[ ]*$"),
    "break": (_START, r";?$"),
    "continue": (_START, r";?$"),
    "then": (r"^[ ]*(?:if|elseif|elsif|elif)\b[^\n]*(?:[ ;]|; )", r"$"),
    "end": (_START, r"$"),
    "print": (_START, r"\("),
    "and": (r"^[ ]*(?:if|elif|while|return|assert) [^\n]*[\w)\]\"'] ", r" [\w(\[\"']"),
    "or": (r"^[ ]*(?:if|elif|while|return|assert) [^\n]*[\w)\]\"'] ", r" [\w(\[\"']"),
    "not": (r"(?:\bif|\bwhile|\band|\bor|\breturn|=|^[ ]*assert) ", r" [\w(]"),
    "true": (r"(?:[=(,:?\[] ?|\breturn |[!=]= ?)", _VALUE_ENDS),
    "false": (r"(?:[=(,:?\[] ?|\breturn |[!=]= ?)", _VALUE_ENDS),
    "null": (r"(?:[=(,:?\[] ?|\breturn |[!=]= ?)", _VALUE_ENDS),
}  # fmt: skip
_ONLY_PYTHON = frozenset("and or not elif except raise with def print".split())
_RUBY = frozenset("if else while then end def class return and or not true false null".split())
_VALUES = frozenset({"true", "false", "null"})
_DEFAULT = lazy(
    r"(?P<words>[^\W\d_]+(?: [^\W\d_]+){2,3}?)(?=(?: \w+)? ?\([^\n]*\{[ ]*$| [A-Z]\w*(?: extends \w+)? ?\{)"
)
_AGREEING = dict.fromkeys("predeterminada predefinita domyślna domyślną omissão defecto défaut".split(), "default")
_LEADING = frozenset(["por", "par", "per"])
_BOUND_BEFORE = r"(?:def|function|class|fn|func|let|const|var|import|mut|for|enum|struct|type|as) "


def met(page: Page, body: str) -> bool:
    """Does a piece of code hold a word that may stand for a keyword? Asked once for all its lines."""
    own = page.table("code-keyword")
    return not body.isascii() or (bool(own) and not own.keys().isdisjoint(_WORD.findall(body.lower())))


def find(page: Page, low: int, text: str, language: str, body: str) -> Iterator[Fix]:
    """Yield a fix for every translated keyword of a line of code, which begins at `low` in the source."""
    own, any_ = page.table("code-keyword"), page.table("code-word")
    if not (language in _PYTHON or language in _ENDED or language in _BRACED):
        return
    if language in _BRACED and (turned := _turned(page, text)):
        yield fix("code-keyword", (low + turned[0], low + turned[1], turned[2]))
        return
    for m in _WORD.finditer(text):
        word = m[0].lower()
        rule, keyword = "code-keyword", own.get(word)
        if keyword is None and not word.isascii():
            rule, keyword = "code-word", any_.get(word)
        if keyword is None or not _speaks(language, keyword.lower()):
            continue
        before, after = text[: m.start()], text[m.end() :]
        if _inside(before, "#" if language in _PYTHON | _ENDED else "//"):
            continue
        if _stands(keyword.lower(), before, _uncommented(after, language)) and not _defined(body, m[0]):
            new = _spelled(keyword.lower(), language)
            if new != m[0]:
                yield fix(rule, (low + m.start(), low + m.end(), new))


def _turned(page: Page, text: str) -> tuple[int, int, str] | None:
    """The start of a line that exports a function or a class by default, in the order of the page's language.

    # exportar función predeterminada Tablon() {
    """
    m = _DEFAULT.match(text)
    if not m:
        return None
    table = {**page.table("code-word"), **page.table("code-keyword"), **_AGREEING}
    meant = [table.get(word, word) for word in m["words"].lower().split() if word not in _LEADING]
    kind = next((word for word in meant if word in ("function", "class")), "")
    whole = f"export default {kind}"
    return (*m.span("words"), whole) if sorted(meant) == sorted(whole.split()) and m["words"] != whole else None


def _speaks(language: str, keyword: str) -> bool:
    """Does a language have this keyword? In Ruby the name of a method may stand before a bare word."""
    if language in _ENDED:
        return keyword in _RUBY
    if keyword in _ONLY_PYTHON:
        return language in _PYTHON
    if keyword in ("fn", "mut"):
        return language in _RUST
    return keyword not in ("end", "then")


def _inside(before: str, sign: str) -> bool:
    """Does a place lie in a string or a comment?"""
    if any(before.count(mark) % 2 for mark in '"`') or before.count("'") % 2:
        return True
    return re.search(rf"(?:^|\s){re.escape(sign)}(?:\s|$)", before) is not None or before.lstrip().startswith(
        (sign, "*", "/*", "<!--", "//")
    )


def _uncommented(after: str, language: str) -> str:
    sign = "#" if language in _PYTHON | _ENDED else "//"
    at = after.find(f" {sign}")
    return (
        after[:at] if at >= 0 and not (after.count('"', 0, at) % 2 or after.count("'", 0, at) % 2) else after
    ).rstrip()


@lru_cache(maxsize=64)
def _places(keyword: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    if keyword not in _PLACES:
        return None
    before, after = _PLACES[keyword]
    return re.compile(rf"(?:{before})\Z"), re.compile(after)


def _stands(keyword: str, before: str, after: str) -> bool:
    places = _places(keyword)
    return bool(places and places[0].search(before) and places[1].match(after))


def _defined(body: str, word: str) -> bool:
    """Does the program use a word as a name of its own?"""
    name = re.escape(word)
    return re.search(rf"\b{name}\b ?(?:=(?!>)|\.|\[)|{_BOUND_BEFORE}{name}\b", body) is not None


def _spelled(keyword: str, language: str) -> str:
    if keyword not in _VALUES:
        return keyword
    if language in _PYTHON:
        return {"true": "True", "false": "False", "null": "None"}[keyword]
    return "nil" if keyword == "null" and (language in _ENDED or language in ("go", "golang", "swift")) else keyword
