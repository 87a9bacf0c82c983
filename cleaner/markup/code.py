"""Code a translator wrote into: dashes for hyphens, typographic quotes, keywords in another language, spaces.

Code is left alone unless its language is told and what stands there cannot be written in it: an option with an em dash
in a shell, a string between „ and “ in Python, ``importieren math``. Text, Markdown, output and comments in code stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.formats.markdown import Region
from cleaner.lazy import lazy
from cleaner.markup import addresses, data, keywords, tags, widecode
from cleaner.markup.page import Page, fix
from cleaner.presence import matches_of_lines

_SHELLS = frozenset(
    "bash sh shell zsh fish console shell-session terminal cmd powershell ps1 bat dockerfile makefile".split()
)
_PROMPTED = frozenset({"console", "shell-session", "terminal"})
_PROGRAMS = frozenset(
    "python py python3 javascript js jsx typescript ts tsx java kotlin scala swift c cpp c++ cs csharp go golang rust"
    " rs ruby rb php perl lua r julia dart sql json jsonc json5 toml ini css scss graphql hcl terraform groovy".split()
)
_MARKED = frozenset(
    "html xml vue svelte astro mdx jinja jinja2 liquid django go-html-template go-text-template handlebars erb"
    " twig".split()
)
_ESCAPED = lazy(r"&(amp|lt|gt);")
_SETTINGS = frozenset("yaml yml ini systemd conf cfg toml json".split())
_IMPORTED = lazy(
    r"^(?:(?P<capital>I)mport|import|export) (?:[\w$*{}, ]+ from )?(?P<open>[‘“„«”’] ?)(?P<body>[\w@./-]+)"
    r"(?P<close> ?[’”“»‘]);?[ ]*$",
    re.M,
)
_OPENED = ("m ‘", "m “", "m „", "m «", "t ‘", "t “", "t „", "t «")  # behind `from` or `import`
_ARROW = lazy(r"(?<=\s)[—–](?=>{1,2}[ |])|(?<=[\])}\w] )[—–](?=>)")
_THROUGH = lazy(  # what stands behind it is for another program
    r"^[ $>]*(?:npm|pnpm|yarn|npx|cargo|git|deno|dotnet|composer|docker|go|php)\b[^—–\"]* (?P<dash>—|–)(?= [\"'\w$./-])"
)
_MODULE = lazy(
    r"^(?P<word>[^\W\d_]+) (?:[\w$]+|\{[\w$, ]+\}|\* as \w+)(?:, ?\{[\w$, ]+\})? (?P<from>[^\W\d_]+)"
    r" (?:'[^'\n]+'|\"[^\"\n]+\"|[‘“][\w@./-]+[’”]);?$",
    re.M,
)
_PYTHON = frozenset({"python", "py", "python3"})
_TAGGED = frozenset("jsx tsx php".split())
_PARTED_TAG = lazy(r"\{(?P<a> ?)%-? ?[a-z]\w*(?: [^%{}\n]*)?%(?P<b> ?)\}")
_STYLES = frozenset("css scss sass less".split())
_SCRIPTS = frozenset("javascript js jsx typescript ts tsx".split())

_LINE = lazy(r"[^\n]+")
_PROMPT = lazy(r"[ ]*(?:[$>%#]|PS [^>]*>|[\w@:~-]+[$#])[ ]")
_OPTION = lazy(
    r"(?<=\s)(?P<dash>[—–]{1,2}-?|-[ ]-(?=\w)|- (?=-\w)|[—–] (?=[a-z]))(?P<name>[A-Za-z][\w-]*)(?=[\s=,;|)\]]|$)"
)
_LONG_SINGLE = re.compile(r"\b(?:find|java|gcc|clang|go|ffmpeg|openssl|terraform|convert|magick|xrandr|qemu)\b")
_TYPED = lazy(
    r"(?P<open>[“„”「]|«[ \u00a0\u202f]?|‘|’(?=[^’\n]*’))(?P<body>[^“”„«»‘’「」\"\n]*?)"
    r"(?P<close>[”“」]|[ \u00a0\u202f]?»|’)"
)
_PAIRS = {"“": "”", "„": "“”", "«": "»", "”": "”", "‘": "’", "’": "’", "「": "」"}
_BEFORE = lazy(r"(?:^|[\s(\[{=,:+<!|&])(?:[fbru]{1,2} ?)?\Z|[=(\[{,:]\Z")
_LETTER_OPTION = lazy(r"(?<=\s)-[A-Za-z]\Z")
_AFTER = lazy(r"[ ]*(?:[)\]},;:+|&.>/%-]|$|[\w-]+=|\|)|[ ]")
_SHEBANG = lazy(r"\A[ ]*#[ ]?![ ]?/(?:[ ]?[\w.-]+[ ]?/)*[ ]?[\w.-]+(?:[ ][\w.-]+)?[ ]*\Z")
_MAGIC = "name|main|init|str|repr|dict|file|doc|all|class|call|len|iter|next|enter|exit|eq|hash"
_DUNDER = lazy(rf"(?<!\w)__ ?(?P<name>{_MAGIC}) ?__(?!\w)")
_OPERATOR = lazy(r"(?<=[\w)\]'\"] )(?P<op>[=!<>] =|= = =|[=-] >|& &|\| \||[-+/] =)(?= [\w(\[{'\"!-])")
_SELDOM = frozenset({"& &", "| |", "- >", "- =", "+ =", "/ ="})
_COLOUR_APART = lazy(r"(?<=[:,] )#(?P<gap> )(?=(?:[\da-fA-F]{6}|[\da-fA-F]{3})[;, ]*$)")
_SHELL_PATH = lazy(r"(?<=\s)(?:~|\.{1,2})(?: / ?[\w.][\w.-]*)+(?: /(?=\s|$))?")
_SLOT = lazy(r"\{ (?P<n>\d{0,2}) \}(?=[^\n]*[\"']\s*\.\s*format\b)|(?<=ormat\(\"){ (?P<m>\d{1,2}) \}")
_NEWLINE = lazy(r"(?<!\\)\\ (?=[nt](?:[\"'“”]|\\))")
_CASED = lazy(
    r"^[ ]*(?:(?P<import>Import)(?= [\w.{*'\"])|(?P<from>From)(?= [\w.]+ import\b)|(?P<print>Print)(?=\()"
    r"|(?P<block>Def|Class|If|For|While|Elif|With|Try|Else|Except)(?=(?: [^\n]*)?:[ ]*$)"
    r"|(?P<jump>Return|Raise)(?= [\w\"'(\[{]))"
)
_PATH = lazy(r"(?:~|\.{1,2}|)[ ]?/[ ]?[\w.-]+(?:[ ]?/[ ]?[\w.-]+)*[ ]?/?")
_FILE = lazy(
    r"[\w-]+(?:[ ]/[ ][\w.-]+)*(?:[ ]?\.[ ]?)(?:ya?ml|json|mdx?|py|js|tsx?|toml|txt|html|css|sh|cfg|ini|xml|csv|conf)"
)
_COLOUR = lazy(r"# (?=[\da-fA-F]*\d)[\da-fA-F]{6}")
_VALUE = lazy(
    r"^[ ]*(?:- )?(?:[\w.-]+:[ ]|(?<=- ))(?P<open>[“„”「‘]|«[ \u00a0\u202f]?)(?P<body>[^“”„«»「」‘’\"\n]+?)"
    r"(?P<close>[”“」’]|[ \u00a0\u202f]?»)[ ]*$"
)

_ERROR = lazy(r"\b[A-Z]\w*(?:Error|Exception)\b|[✗✘❌🚫⛔]|(?i:parse error|invalid character|unexpected \w+)")
_MARK_NAMED = lazy(r"U\+20(?:1[89CDE])|\\u201[89cd]|&[lr][ds]quo;|(?i:(?:smart|curly|typographic) quotes)")
_LETTERS = lazy(r"[^\W\d_]+")
_CASELESS = "\u3000"  # from here on, words stand without blanks
_REMARK = lazy(r"(?:(?:^|[ \t])(?:#|//|;)|<!--|/\*) ([^\n]+)", re.M)
_AROUND = 300  # code points before and behind a listing, whose nearest line may say what it shows
# A page that shows marks by themselves, as code, is about them: `“`, `［`.
_MARKS_SHOWN = lazy(r"`[‘-„«»—–…（）［］：，]{1,2}`")
_QUOTES_SHOWN = lazy(r"`[‘-„«»—–…]{1,2}`")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for what no program of its language can hold."""
    if not page.markdown:
        return
    suspicious = re.compile(
        r"[—–“”„«»‘’！-｝]|& | / |[-=] >|\| \||[-+/] =| ?: ?//|= =|! =|__ | __|# ?! |: # |&(?:amp|lt|gt);|\\ |\{ \d"
        r"|- -|< /?|</ |^ *[A-Z][a-z]+[ (:]",
        re.M,
    )
    for m in _IMPORTED.finditer(page.source) if page.holds(*_OPENED) else ():
        region = page.at(m.start(), "fence", "indented", "raw", "comment", "code")
        if region is None or region.info == "esm":
            yield _string(0, m, "'" if m["open"][0] in "‘’" else '"')
            if m["capital"]:
                yield fix("code-case", (*m.span("capital"), "i"))
    table, strange = page.table("code-keyword"), page.table("code-word")
    imports = "import" in page.source or " from " in page.source
    for m in matches_of_lines(_MODULE, page.source, *page.held(" '", ' "', " ‘", " “")) if imports else ():
        region = page.at(m.start(), "fence", "indented", "raw", "comment", "code", "front")
        if region is not None and region.info != "esm":
            continue
        for group, keyword in (("word", "import"), ("from", "from")):
            if table.get(m[group].lower()) == keyword:
                yield fix("code-keyword", (*m.span(group), keyword))
            elif (
                not m[group].isascii() and strange.get(m[group].lower()) == keyword and m["from"] in (m[group], "from")
            ):
                yield fix("code-word", (*m.span(group), keyword))
    for region in page.of("fence", "raw", "code"):
        body = page.source[region.low : region.high]
        if region.kind == "code":
            if not body.isascii() or (" " in body and page.hurt):
                yield from _span(page, region, body)
            continue
        language = _language(region)
        if language == "mermaid":
            yield from _arrows(region.low, body)
        elif language and (
            suspicious.search(body) or language in _SETTINGS or page.table("code-keyword") or not body.isascii()
        ):
            wrong = any(mark in body for mark in "“”„«»‘’") and _shows_mistake(page, region)
            found = _block(page, region.low, body, language)
            yield from (fix for fix in found if fix.rule != "markup/code-quotes") if wrong else found


def _shows_mistake(page: Page, region: Region) -> bool:
    """Is the code there to show what is wrong? A line before or behind it says so, or the page names the marks.

    # This example is wrong on purpose: ```print(“hola”)```; SyntaxError: invalid character '“' (U+201C)
    """
    if _QUOTES_SHOWN.search(page.source) or _MARK_NAMED.search(page.source):
        return True
    start, end = page.line(region.start)[0], page.line(max(region.start, region.end - 1))[1]
    before = page.source[max(0, start - _AROUND) : start].rstrip().rpartition("\n")[2]
    after = page.source[end : end + _AROUND].lstrip("\n `").lstrip().partition("\n")[0]
    told = before.rstrip("*_ ").endswith((":", "："))
    return (told and _calls_wrong(page, before)) or _ERROR.search(after) is not None


def is_sample(page: Page, at: int) -> bool:
    """Does a comment in the listing at this place say that what it shows is to stay? # broken on purpose"""
    region = page.at(at, "fence")
    told = page.words("code-quotes", "samples")
    if region is None or not told:
        return False
    comments = _REMARK.findall(page.source, region.low, region.high)
    return any(phrase in comment.lower() for comment in comments for phrase in told)


def _calls_wrong(page: Page, line: str) -> bool:
    told = f" {' '.join(_LETTERS.findall(line.lower()))} "
    words = page.words("code-quotes")
    return _ERROR.search(line) is not None or any(f" {w} " in told or (w > _CASELESS and w in told) for w in words)


def _arrows(at: int, body: str) -> Iterator[Fix]:
    """``A –> B`` in a diagram, whose arrows are two hyphens and a bracket."""
    for m in _ARROW.finditer(body) if "—>" in body or "–>" in body else ():
        yield fix("code-dash", (at + m.start(), at + m.end(), "--"))


def _language(region: Region) -> str:
    name = re.match(r"(?:\{(?:code-cell|code-block|code|sourcecode)\} ?)?\{?\.?([\w+#-]*)", region.info)
    return name[1].lower() if name else ""


def _span(page: Page, region: Region, body: str) -> Iterator[Fix]:
    """A code span: options in a command line, and typographic quotes where the rest is a command."""
    if "\n" not in body and " " in body.strip() and page.hurt:
        tight = body.strip().replace(" ", "")
        if any(shape.fullmatch(body.strip()) for shape in (_PATH, _COLOUR, _FILE)):
            yield fix("code-space", (region.low, region.high, tight))
            return
    if body.isascii() or _MARKS_SHOWN.search(page.source):
        return
    yield from widecode.find(page, region.low, body, "")
    if "\n" in body or not re.search(r"[—–“„«]", body):
        return
    command = re.match(r"\s*[a-z][\w.-]*(?= \S)", body)
    if command:
        yield from _options(page, region.low, body)
        through = _THROUGH.match(body)
        if through and page.hurt:
            yield fix("option-dash", (region.low + through.start("dash"), region.low + through.end("dash"), "--"))
        quotes = list(_TYPED.finditer(body))
        # `“x”` alone may be what is shown; behind a command it is an argument.
        if len(quotes) == 1 and _is_said(body, quotes[0]):
            return
        if len(quotes) == 1 and _shellish(page, command[0].strip()) and _is_string(body, quotes[0]):
            yield _string(region.low, quotes[0], '"')
    elif re.fullmatch(r"—[a-z][\w-]+(?:=\S+)?", body.strip()) and "--" in page.source:
        if "-" + body.strip().replace("—", "-") in page.source[slice(*page.line(region.start))]:
            return  # `—save` and `--save` side by side: what editors make of it is shown
        at = region.low + body.index("—")
        yield fix("option-dash", (at, at + 1, "--"))


def _is_said(body: str, quote: re.Match[str]) -> bool:
    """Is it a sentence with a quotation in it, shown as an example? `one “positive sign” that they`"""
    around = body[: quote.start()] + " " + body[quote.end() :]
    return len(around.split()) > 2 and all(word.isalpha() for word in around.split())


def _shellish(page: Page, name: str) -> bool:
    """Does the page show a command of this name at the start of a line of code or of another code span?"""
    return len(re.findall(rf"(?:^|[`$] ?){re.escape(name)} ", page.source, re.M)) > 1


def _block(page: Page, at: int, body: str, language: str) -> Iterator[Fix]:
    shell = language in _SHELLS
    program = language in _PROGRAMS
    if not shell and not program and language not in _MARKED | _SETTINGS:
        return
    if (language in _MARKED or language in _TAGGED) and page.hurt:
        yield from tags.shown(page, at, body)
        for m in _PARTED_TAG.finditer(body) if "{ %" in body or "% }" in body else ():
            yield fix("template", *((at + m.start(gap), at + m.end(gap), "") for gap in ("a", "b") if m[gap]))
    if language in _MARKED or language in _SCRIPTS:
        yield from tags.entities(page, at, body)
        yield from tags.remarks(at, body) if "/ *" in body or "* /" in body else ()
    yield from addresses.web(page, at, body)
    prompted = shell and (language in _PROMPTED or re.search(r"^ *\$ ", body, re.M))
    docstring = False
    told = program and keywords.met(page, body)
    for line in _LINE.finditer(body):
        text, low = line.group(), at + line.start()
        if language in _PYTHON and (text.count('"""') + text.count("'''")) % 2:
            docstring = not docstring
        elif docstring:
            continue
        elif shell:
            if prompted and not _PROMPT.match(text):
                continue
            yield from _options(page, low, text)
            yield from _quotes(page, low, text, "#", shell=True)
            for m in _SHELL_PATH.finditer(text) if " / " in text and page.hurt else ():
                yield fix("code-space", (low + m.start(), low + m.end(), m.group().replace(" ", "")))
        elif program:
            yield from _quotes(
                page, low, text, "#" if language in _PYTHON | {"toml", "ruby", "rb", "r", "perl"} else "//"
            )
            yield from _tokens(page, low, text, language)
            yield from _cased(low, text, language, body)
            yield from keywords.find(page, low, text, language, body) if told else ()
        for m in _COLOUR_APART.finditer(text) if language in _STYLES and "# " in text else ():
            yield fix("code-space", (low + m.start("gap"), low + m.end("gap"), ""))
        if language in _SETTINGS:
            yield from _settings(page, low, text, language)
        if "&" in text and ";" in text and (shell or language in _PYTHON or language in _SCRIPTS):
            yield from _encoded(low, text, language)
        if not text.isascii() and language not in _MARKED:
            yield from widecode.find(page, low, text, "#" if shell or language in _PYTHON | _SETTINGS else "//")
        if line.start() == 0 and (shell or program) and _SHEBANG.match(text) and " /" in text.replace("env ", ""):
            whole = "#!" + re.sub(r" ?/ ?", "/", text.strip().lstrip("# !"))
            if whole != text:
                yield fix("code-space", (low, low + len(text), whole))


def _encoded(low: int, text: str, language: str) -> Iterator[Fix]:
    """Signs of a program written as HTML writes them: ``cd app &amp;&amp; make``. In a string they may be meant, and in
    a pattern (``/&amp;/g``)."""
    comment = "//" if language in _SCRIPTS else "#"
    for m in _ESCAPED.finditer(text):
        before, after = text[: m.start()], text[m.end() :]
        alone = (before[-1:] in " ;" and after[:1] in " &=") or language in _SHELLS
        if alone and not (any(before.count(mark) % 2 for mark in "\"'`") or widecode.comments(before, comment)):
            yield fix("code-entity", (low + m.start(), low + m.end(), {"amp": "&", "lt": "<", "gt": ">"}[m[1]]))


def _settings(page: Page, low: int, text: str, language: str) -> Iterator[Fix]:
    """A file of settings: options in the commands it holds, marks around a value that is no prose, true and false."""
    if not text.lstrip().startswith(("#", ";", "//")):
        if "—" in text or "–" in text:
            yield from _options(page, low, text)
        quoted = _VALUE.match(text)
        if (
            quoted
            and (quoted["open"] != "「" or page.text.language not in widecode.WRITTEN)
            and (
                page.hurt
                or (not text.lstrip().startswith("- ") and not re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", quoted["body"]))
            )
        ):
            yield _string(low, quoted, "'" if quoted["open"] == "‘" else '"')
        for start, end, told in data.truths(text, language, page.table("front-key")):
            if language == "json" or page.hurt:
                yield fix("code-value", (low + start, low + end, told))


def _options(page: Page, low: int, text: str) -> Iterator[Fix]:
    """``npm install –g``, ``—save-dev``: the dash before an option of a command."""
    quoted = text.find('"')
    goes_on = page.source[max(0, low - 2) : low] == "\\\n"
    for m in _OPTION.finditer(text):
        if 0 <= quoted < m.start() and text.count('"', 0, m.start()) % 2:
            continue
        if "#" in text[: m.start()] and re.search(r"(?:^|\s)#", text[: m.start()]):
            return  # a comment
        if m.start() and not (goes_on or re.match(r"[ $>%#]*[\w./~\"'-]", text)):
            continue
        name, dash = m["name"], m["dash"]
        if dash in ("— ", "– ") and not page.hurt:
            continue
        single = len(name) == 1 or ("—" not in dash and (len(name) == 2 or _LONG_SINGLE.search(text[: m.start()])))
        yield fix("option-dash", (low + m.start("dash"), low + m.end("dash"), "-" if single else "--"))


def _quotes(page: Page, low: int, text: str, comment: str, shell: bool = False) -> Iterator[Fix]:
    """Typographic marks where a string begins and ends. Inside a string or a comment they are text."""
    if not any(sign in text for sign in "“„«”‘’「"):
        return
    remark = re.search(rf"\s{re.escape(comment)}(?=\s)[^“”„«»\n]+$", text)
    if remark and _calls_wrong(page, remark[0]):
        return  # print(“hola”)  # SyntaxError
    for m in _TYPED.finditer(text):
        before = text[: m.start()]
        if any(before.count(mark) % 2 for mark in "\"'`") or widecode.comments(before, comment):
            continue
        argument = shell and _LETTER_OPTION.search(before) and _AFTER.match(text[m.end() :])  # awk -F„;”
        if not (argument or _is_string(text, m)) or re.match(r"\s*(?:echo|say|print)\s+\w", before):
            continue
        gap = re.search(r"(?<=[\s(=,:\[{])[fbru] \Z", before)
        single = m["open"] in "‘’" or (m["open"][0] in "「«" and "'" in text and '"' not in text)
        yield _string(low, m, "'" if single else '"', bool(gap))


def _is_string(text: str, m: re.Match[str]) -> bool:
    """Do the marks pair, and stand where a string or an argument may?"""
    paired = m["close"].strip() in _PAIRS[m["open"].strip()]
    return paired and bool(_BEFORE.search(text[: m.start()])) and bool(_AFTER.match(text[m.end() :]))


def _string(low: int, m: re.Match[str], mark: str, gap: bool = False) -> Fix:
    """Straight marks for typographic ones; `gap`: the prefix of the string was set apart from it."""
    opener, closer = m.span("open"), m.span("close")
    return fix("code-quotes", (low + opener[0] - gap, low + opener[1], mark), (low + closer[0], low + closer[1], mark))


def _tokens(page: Page, low: int, text: str, language: str) -> Iterator[Fix]:
    """Operators, names and placeholders that spaces were put into."""
    for m in _OPERATOR.finditer(text):
        if widecode.comments(text[: m.start()], "#" if language in _PYTHON else "//"):
            break
        # In a pattern or behind a type they may be meant: /a | | b/
        if m["op"] in _SELDOM and not page.hurt:
            continue
        if not text[: m.start()].count('"') % 2 and not text[: m.start()].count("'") % 2:
            yield fix("code-space", (low + m.start(), low + m.end(), m["op"].replace(" ", "")))
    if language in _PYTHON:
        for m in _DUNDER.finditer(text):
            whole = f"__{m['name']}__"
            if m.group() != whole:
                yield fix("code-space", (low + m.start(), low + m.end(), whole))
    if "{ " in text:
        for m in _SLOT.finditer(text):
            yield fix("code-space", (low + m.start(), low + m.end(), f"{{{m['n'] or m['m'] or ''}}}"))
    if "\\ " in text:
        for m in _NEWLINE.finditer(text):
            before = text[: m.start()]
            raw = re.search(r"\b[rR][bB]?([\"'])(?:(?!\1).)*\Z", before)
            if not raw and (before.count('"') % 2 or before.count("'") % 2):
                yield fix("code-space", (low + m.start() + 1, low + m.end(), ""))


def _cased(low: int, text: str, language: str, body: str) -> Iterator[Fix]:
    """A keyword that got a capital: ``Import csv``."""
    if language in _PYTHON or language in _SCRIPTS:
        m = _CASED.match(text)
        if m and (language in _PYTHON or m["import"]):
            word = m.lastgroup or ""
            if f"def {m[word]}" not in body and f"class {m[word]}" not in body:
                yield fix("code-case", (low + m.start(word), low + m.start(word) + 1, m[word][0].lower()))
