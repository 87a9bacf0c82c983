"""Links, images, references and footnotes whose pieces a translator moved apart.

``[t] (u)`` is a link only where ``u`` looks like an address, a path, a file or an anchor: ``[sic] (see p. 4)`` and
``[nur Mai] (etwa 3 MB)`` are prose. A reference is one only where the document defines it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Fix
from cleaner.formats.markdown.inline import fold
from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.markup import shortwords
from cleaner.markup.page import CLOSING, OPENING, Page, fix, only, straight
from cleaner.markup.seams import is_cut
from cleaner.presence import matches_at, matches_in_lines

_FILES = "mdx?|markdown|html?|png|jpe?g|gif|svg|webp|pdf|txt|rst|ipynb|py|js|ts|json|ya?ml|toml|csv|zip|mp4|sh"
_ADDRESS = (
    r"(?:[Hh]ttps?[ ]?:|[Mm]ailto[ ]?:|ftp:|tel:|/(?![ ]?/?\s*\))|\./|\.\./|\#(?=[\w-])|\?\w+=|www\."
    rf"|\{{\{{[ ]?[<%]?|\{{%|[\w./-]+\.(?:{_FILES})(?=[\s)#?）]|\Z)"
    r"|(?:LICENSE|CONTRIBUTING|CHANGELOG|README|AUTHORS|COPYING)\b)"
)
_SEAM = lazy(
    r"""(?P<open>[\[［])(?P<text>(?:[^\[\]\n［］]|!\[[^\[\]\n]*\][ ]?\([^()\n]*\)){0,300})(?P<seam>[\]］][ ]?[(（])
        (?P<target>[^()（）\n]*(?:\([^()（）\n]*\)[^()（）\n]*)*)(?P<close>[)）])""",
    re.X,
)
_LOOKS = lazy(r"[ ]*<?" + _ADDRESS, re.X)
_INSIDE = lazy(r"[ ]*([/:.#?=&_-])[ ]*")
_TITLE = lazy(rf"""[ ]+(?:"|{OPENING})[^“”„«»"]*?(?:"|{CLOSING})[ ]*\Z""")
_BANG = lazy(r"[!！] ?[\[［](?=[^\[\]\n]{0,300}[\]］] ?[(（\[])")
_BRACKETS = lazy(r"[^\[\]\n]*[\]］] ?[(（\[]")
_PICTURE = re.compile(r"[^\[\]\n]*[\]］] ?[(（][^()\n]*\.(?:png|jpe?g|gif|svg|webp)\b")
_REFERENCE = lazy(r"\[([^\[\]\n]{1,200})\] \[([^\[\]\n]{1,80})\]")
_LOOSE = lazy(r"(?<![\]\\!])\[( )([^\[\]\n]{1,80}?)( )\](?![(\[:]| [(\[])")
_HASHED = lazy(r"\[#( )(\d+)\](?=\([^()\s]*/\2\))")  # the number of an issue, as its address has it
_NOTE = lazy(r"\[(?P<in> ?)\^(?P<gap> ?)(?P<name>[\w-]{1,30})(?P<out> ?)\](?P<colon> ?[:：])?")
_DEFINED = lazy(r"^ {0,3}\[ ?\^ ?([\w-]{1,30}) ?\] ?[:：]", re.M)
_DEFINITION = lazy(r"^[ ]{0,3}\[(?!\^)([^\[\]\n]{1,80})\]((?:[ ]:|[ ]?：)[ ]*)(?=<?" + _ADDRESS + ")", re.M | re.X)
_ABBREVIATION = lazy(r"^\*\[(?P<name>[A-Z][^\[\]\n]{1,40})\](?P<gap> )(?=: \S)", re.M)
_SLIPPED = lazy(r"(?<=[^\W\d_]{2})(?P<mark>[,.])\]\([^\s()]+\)(?=(?P<next>[^\W\d_])[^\W\d_])")
_SLIPPED_APART = lazy(r"(?<=[^\W\d_]{2})(?P<mark>,)\]\([^\s()]+\)(?= [^\W\d_]{2})")
_GLUED = lazy(r"\]\([^\s()]+\)([^\W\d_]{3,})(?P<more>,? [^\W\d_])?")
# the Canal](https://canal.example/). in exchange for coffee
_STOPPED = lazy(r"(?:[^\W\d_]{3}|\d{2})\]\([^\s()]+\)(?P<stop>\.)(?= (?P<next>[a-z]+) [a-z])")
_BEHIND = lazy(r"\. (?P<next>[a-z]+) [a-z]")
_ASIDE = lazy(r"(?<=[^\W\d_])\]\([^\s()]+\)(?P<aside>\()(?P<word>[^\W\d_]{2,}) [^()\n]{2,200}\)")
_CLOSED = lazy(r"\]\([^\s()]+\)(?=[^\W\d_]{1,2} )")
_CUT_OFF = lazy(r"\]\([^\s()]+\)(?P<right>[^\W\d_]{1,3})(?![\w-])")
_CUT_FROM = lazy(r"(?<![^\W\d_])[^\W\d_]{3,20}\Z")
_DRIFT = lazy(r"(?P<text>[^\s\[\]]) \](?=\()|(?<=[^!\\])\[ (?=[^\s\[\]!][^\[\]\n]*\]\()")
_ESCAPED = lazy(r"(?P<a>\\)\[(?!\^)[^\[\]\\\n]{1,200}(?P<b>\\\][ ]?)\((?P<target>[^()\s]+)\)")
_HOLLOW = lazy(r"(?<![^\s])\(( )(?=\[[^\[\]\n]{1,80}\]\([^()\s]+\)\))")
_KNOWN, _LONG = 3.8, 4  # on the Zipf scale; letters
_SCRIPTS = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def find(page: Page) -> Iterator[Fix]:
    """Yield a fix for every link, image, footnote and reference that is certain to be one."""
    source = page.source
    if ("]" in source and page.holds("](", "] (")) or "（" in source:
        yield from _seams(page)
    if page.markdown:
        if page.holds("! [") or "！" in source:
            yield from _bangs(page)
        if page.holds("\\["):
            yield from _escaped(page)
        if page.holds("] [", "[ ", "[# "):
            yield from _references(page)
        if "^" in source:
            yield from _notes(page)
        if page.holds("] :", "]："):
            for m in _DEFINITION.finditer(page.prose):
                yield fix("definition", (m.start(2), m.end(2), ": "))
            for m in _ABBREVIATION.finditer(page.prose):
                if page.source.count(m["name"]) > 1:
                    yield fix("definition", (*m.span("gap"), ""))
        if page.holds("]("):
            yield from _edges(page)


def _seams(page: Page) -> Iterator[Fix]:
    for m in _SEAM.finditer(page.prose):
        if m["text"].endswith("\\"):
            continue  # \\[text\\] (address): the brackets are meant to be seen, or see `_escaped`
        seam, close, opener = m["seam"], m["close"], m["open"]
        whole = seam == "](" and close == ")" and opener == "["
        if whole:
            yield from _title(page, m)
            continue
        if not _leads(m["target"]) or (not page.markdown and not m["target"].lstrip().lower().startswith("http")):
            continue
        if seam[0] == "]" and opener == "［":
            continue
        if m["text"].strip().isdigit() or not m["text"].strip():  # [1] (https://…): a list of sources
            continue
        edits = [(m.start("seam"), m.end("seam"), "](")]
        if close != ")":
            edits.append((m.start("close"), m.end("close"), ")"))
        if opener != "[":
            edits.append((m.start("open"), m.end("open"), "["))
        yield from only("link-seam", page.source, edits)
        yield from _title(page, m)


def _escaped(page: Page) -> Iterator[Fix]:
    """A link whose brackets were escaped, the one place of its page: ``\\[CONTRIBUTING.md\\] (CONTRIBUTING.md)``."""
    if page.hurt and page.source.count("\\[") == page.source.count("\\]") == 1:
        for m in _ESCAPED.finditer(page.prose):
            if _leads(m["target"]):
                yield fix("link-seam", (*m.span("a"), ""), (*m.span("b"), "]"))


def _leads(target: str) -> bool:
    """Is this where a link leads, a title behind it apart? ``(#605 by @name)`` is not."""
    if not _LOOKS.match(target):
        return False
    title = _TITLE.search(target)
    core = (target[: title.start()] if title else target).strip()
    if core.startswith("#"):
        return re.fullmatch(r"#(?!\d+\Z)[\w%-]+", core) is not None
    return "{" in core or " " not in _INSIDE.sub(r"\1", core)


def _title(page: Page, m: re.Match[str]) -> Iterator[Fix]:
    """The title of a link stands between straight marks: ``(/a.jpg „Noch ohne“)``."""
    if not any(c in m["target"] for c in "“„«”"):
        return
    title = _TITLE.search(m["target"])
    if title and title["open"] and title["close"] and _LOOKS.match(m["target"]):
        yield straight("link-title", title, m.start("target"))


def _image(page: Page, at: int) -> bool:
    """May an exclamation mark here open an image? One that ends a sentence may not: ``Nice! [More](u)``."""
    before = page.source[at - 1 : at] if at else "\n"
    return before.isspace() or before in "([|>-"


def _bangs(page: Page) -> Iterator[Fix]:
    for m in matches_at(_BANG, page.prose, *page.held("! [", "! ［", "!［", "！")):
        if m.group() == "![" or not _image(page, m.start()):
            continue
        # In mid-line the target has to be a picture: “Oui ! [Lire](u)” is a French sentence and a link.
        line = page.line(m.start())[0]
        shape = _PICTURE if page.source[line : m.start()].strip(" >*-|") else _BRACKETS
        if shape.match(page.source, m.end()):
            yield fix("image", (m.start(), m.end(), "!["))


def _references(page: Page) -> Iterator[Fix]:
    labels = {fold(region.info) for region in page.of("definition")}
    for m in matches_in_lines(_REFERENCE, page.prose, *page.held("] [")):
        known = fold(m[1]) in labels and fold(m[1]) != fold(m[2])
        if fold(m[2]) in labels and not known and page.source[m.end() : m.end() + 1] not in "([":
            yield fix("reference", (m.end(1), m.start(2), "]["))
    for m in matches_at(_LOOSE, page.prose, *page.held("[ ")) if labels else ():
        if fold(m[2]) in labels:
            yield fix("reference", (m.start(1), m.end(1), ""), (m.start(3), m.end(3), ""))
    for m in matches_at(_HASHED, page.prose, *page.held("[# ")):
        yield fix("link-edge", (m.start(1), m.end(1), ""))


def _notes(page: Page) -> Iterator[Fix]:
    """``[^ 1]`` where the document has a footnote of that name, here or there, whole or broken."""
    defined = {m[1] for m in _DEFINED.finditer(page.prose)}
    used: dict[str, int] = {}
    found = list(_NOTE.finditer(page.prose))
    for m in found:
        used[m["name"]] = used.get(m["name"], 0) + 1
    for m in found:
        opens_line = not page.source[page.source.rfind("\n", 0, m.start()) + 1 : m.start()].strip()
        edits = [(m.start(g), m.end(g), "") for g in ("in", "gap", "out") if m[g]]
        if m["colon"] and m["colon"] != ":" and opens_line:
            edits.append((m.start("colon"), m.end("colon"), ":"))
        if m["name"] in defined and (used[m["name"]] > 1 or not opens_line) and edits:
            yield fix("footnote", *edits)


def _edges(page: Page) -> Iterator[Fix]:
    """A space that slipped inside the brackets of a link, and one that was lost behind it."""
    prose = page.prose
    if " ](" in prose or "[ " in prose:
        drifted = (*matches_at(_DRIFT, prose, *page.held(" ]("), back=1), *matches_at(_DRIFT, prose, *page.held("[ ")))
        for m in sorted(drifted, key=re.Match.start):
            if m["text"] != ")" and (page.hurt or m["text"]):
                yield from _drift(page, m)
    for m in matches_at(_HOLLOW, prose, *page.held("( [")):
        yield fix("link-edge", (m.start(1), m.end(1), ""))
    for m in matches_at(_SLIPPED, prose, *page.held(",](", ".](")):
        if _SCRIPTS.match(m["next"]) or (m["mark"] == ".") == m["next"].islower():
            continue
        yield fix("mark-drift", (m.start("mark"), m.end("mark"), ""), (m.end(), m.end(), m["mark"] + " "))
    for m in matches_at(_SLIPPED_APART, prose, *page.held(",](")) if page.hurt else ():
        yield fix("mark-drift", (m.start("mark"), m.end("mark"), ""), (m.end(), m.end(), m["mark"]))
    carrying = page.words("link-stop", "carrying") if page.hurt and ". " in prose else ()
    for m in _STOPPED.finditer(prose) if carrying else ():
        if m["next"] in carrying:
            yield fix("link-stop", (*m.span("stop"), ""))
    for region in page.of("code") if carrying else ():
        behind = _BEHIND.match(page.source, region.end)
        if behind and behind["next"] in carrying and page.source[region.high] == "`":
            yield fix("link-stop", (region.end, region.end + 1, ""))
    language = page.text.language
    if language is None:
        return
    for m in _ASIDE.finditer(prose) if ")(" in prose else ():
        if commonness(m["word"].lower(), language) >= 3.0:
            yield fix("glued-edge", (m.start("aside"), m.start("aside"), " "))
    done = 0
    for m in _CUT_OFF.finditer(prose):
        left = _CUT_FROM.search(prose, max(done, m.start() - 20), m.start())
        if left:
            done = m.end()
        if left and is_cut(left[0].lower(), m["right"].lower(), language):
            yield fix("link-edge", (m.start(), m.start(), m["right"]), (*m.span("right"), ""))
    for m in _CLOSED.finditer(prose):
        if shortwords.behind(prose, m.end(), prose[prose.rfind("[", 0, m.start()) + 1 : m.start()], language):
            yield fix("glued-edge", (m.end(), m.end(), " "))
    for m in _GLUED.finditer(prose):
        word = m[1]
        if _SCRIPTS.match(word) or page.text.language in {"zh", "ja", "th", "ko", "lo", "my", "km"}:
            continue
        common = commonness(word.lower(), language)
        known = common >= 5.0 or (common >= _KNOWN and len(word) > _LONG and m["more"])
        if known and not _suffix(page, m, language, common):
            yield fix("glued-edge", (m.start(1), m.start(1), " "))


def _suffix(page: Page, m: re.Match[str], language: str, common: float) -> bool:
    """Does the word behind a link end the word in it? ``[token](u)ize``; a longer one none that is known itself."""
    opener = page.source.rfind("[", 0, m.start())
    last = re.search(r"([^\W\d_]+)\Z", page.source[opener + 1 : m.start()])
    if not last:
        return not page.source[m.start() - 1].isdigit() or len(m[1]) <= _LONG
    if common < 5.0 and (settings(language).get("compounds") or commonness(last[1].lower(), language) < _KNOWN):
        return True
    return commonness((last[1] + m[1]).lower(), language) > 1.5


def _drift(page: Page, m: re.Match[str]) -> Iterator[Fix]:
    if m["text"]:
        at = m.end() - 2
        target = re.compile(r"\]\([^()\n]*\)").match(page.prose, m.end() - 1)
        if not target or page.source[page.source.rfind("[", 0, at) : at].startswith("[ "):
            return
        glued = page.source[target.end() : target.end() + 1].isalpha()
        yield fix("link-edge", (at, at + 1, ""), *([(target.end(), target.end(), " ")] if glued else []))
        return
    at = m.start() + 1
    close = re.compile(r"[^\[\]\n]*?( ?)\](?=\([^()\n]*\))").match(page.prose, at + 1)
    if not close:
        return
    before = page.source[m.start() - 1 : m.start()]
    edits = [(at, at + 1, "")]
    if before.isalpha():
        edits.append((m.start(), m.start(), " "))
    if close[1]:
        edits.append((close.start(1), close.end(1), ""))
    yield fix("link-edge", *edits)
