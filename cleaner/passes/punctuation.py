"""Marks of another script between Latin words, and full stops given twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import regex

from cleaner import wide
from cleaner.edits import Edit, Fix
from cleaner.language import listed, settings
from cleaner.lazy import lazy, lazy_regex
from cleaner.pipeline import Context
from cleaner.residue.spoken import writes_in
from cleaner.text import WALL, Text
from cleaner.translated import is_translated

_WIDE = dict(zip("，、。；：！？（）", ",,.;:!?()", strict=True))
_ARABIC = dict(zip("،؛؟", ",;?", strict=True))
_BETWEEN_FIGURES = lazy(r"[\d%] .(?= \d|\s*\Z)")  # 3.70% 、 4.10% 。
_ASCII = {**_WIDE, **_ARABIC}
_FOREIGN = lazy("[" + "".join(_ASCII) + "]")
_BRACKETS = dict(zip("【】［］", "[][]", strict=True))
_JOINING = frozenset("－・ー｜־")  # between figures and letters a hyphen, a dash or a bar: 3－2, a 5・year-old
_LOOSE = frozenset((*_ASCII, *_BRACKETS, *_JOINING, *"《》」丨"))
_ENDED = ".!?…"
_NATIVE = lazy_regex(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Arabic}--[،؛؟]]", regex.V1)
_LATIN = lazy_regex(r"[\p{Latin}\p{M}\p{N}]")
_WORD = lazy(r"(?<![\w-])[a-z]+(?![\w-])")
_REACH = 16  # code points on either side that hold no letter of the mark's own script
_CLOSING = "”’\"'»)]）"
# The full stop of Chinese is 。
_SPOKEN_OF = lazy(r"\b(?:is|are|was|were|as|with|like|called|stop|mark|sign|character|full-width|symbol|by|or|and) \Z")

# One stop too many: `anonymous.. The`. Two before a small letter are an ellipsis in a hurry: `well.. maybe`.
_TWIN = lazy(
    r"\.\.(?:(?<=[^\W\d_]\.\.)|(?<=[\w.!?][%)\]”\"’»]\.\.)|(?<=[€%]\.\.)|(?<=\d{4}\.\.)|(?<=[^\W\d_] \d\.\.)"
    r"|(?<=[^\W\d_] \d\d\.\.)|(?<=[^\W\d_] \d{3}\.\.)|(?<=\d[:.,h][0-5]\d\.\.)"
    r"|(?<=\d[ .\u00a0\u202f]\d{3}\.\.))(?![.\w/\\*])"
)
_AFTER_TWIN = lazy(
    r"[”\"’»)]?(?:\s+(?:[—–] )?(?:(?<=\n\n)[*_#>]+ ?)?(?:[“„\"«(¿¡—–-]*[\u00a0\u202f]?|[«©] )(\w)|\s*\Z|\s*[”\"’»)])"
)


_APART = lazy(r"(?<=[^\W\d_]{3}) \.\.$", re.MULTILINE)  # leiser geworden ..


_STOPPED_TWICE = lazy(r"(?<=[^\W\d_]{3}\.[”\"])\.(?=\s*$|\s+[“\"]?[A-Z])", re.MULTILINE)
_LOW = frozenset(["de", "cs"])  # languages in which “ closes: pro nás to nejcennější..“
_LOW_TWICE = lazy(r"\.\.(?<=[^\W\d_]{3}\.\.)(?=“(?:\s*\n|\Z| [A-ZÀ-Ž][^\W\d_]))")


_KANA = "\u3042"
_STRAY = frozenset([", ", "! ", ": "])  # given again at the start of the next sentence
_SENTENCE = r"[A-Z][a-z’']* [a-z]+[^\n]*$"
_HALF = r"[A-Z][^\[\]\n]{0,24}\](?=[ #][^\n]*$)"


def find(text: Text, context: Context) -> Iterator[Fix]:
    """Yield fixes for full-width, ideographic and Arabic marks in English, and for doubled full stops.

    A mark of another script is repaired where a Latin letter, a figure or a quote mark stands right before it, and no
    letter of its own script is near: in ``你好，世界。`` it is right, and in ``the mark ， is`` it is what the sentence
    speaks of. The space English needs comes with it.

    Doubled stops are left alone where the writer uses them for an ellipsis: where one stands before a small letter,
    and where there are many.
    """
    view = text.view
    told = settings(text.language or "")
    # A text too short to tell its language is looked at too: the marks are right in none that is written in Latin.
    in_latin = text.language == "en" or not ("quotes" in told or "wide_quotes" in told)
    if "wide_quotes" not in told and not text.characters.isdisjoint(_LOOSE):
        if in_latin:
            yield from _foreign(view, text.source, writes_in(text.source, _KANA))
        elif "wide_marks" not in told and not writes_in(text.source, _KANA):
            yield from _foreign(view, text.source, False, text.language or "en")
        yield from _set_apart(view)
    if ".." in view:
        yield from _twins(view)
        if "..“" in view and text.language in _LOW and (view.count("..") == 1 or is_translated(text)):
            closed = [match.start() for match in _LOW_TWICE.finditer(view)]
            yield from (Fix("punctuation/double-stop", (Edit(at, at + 1, ""),)) for at in closed[:1])
        if " .." in view and text.language != "en" and is_translated(text):
            apart = [match.span() for match in _APART.finditer(view)]
            yield from (Fix("punctuation/double-stop", (Edit(start, end - 1, ""),)) for start, end in apart)
    if (".”." in view or '.".' in view) and text.language == "en" and is_translated(text):
        yield from (Fix("punctuation/quotation-stop", (Edit(*m.span(), ""),)) for m in _STOPPED_TWICE.finditer(view))
    if ("??" in view or "!!" in view) and text.language != "en" and _once(view) and is_translated(text):
        yield from (
            Fix("punctuation/double-stop", (Edit(m.start() + 1, m.end(), ""),)) for m in _ASKED_TWICE.finditer(view)
        )
    if view[:2] in _STRAY and in_latin and re.match(_SENTENCE, view[2:]):
        yield Fix("punctuation/first-mark", (Edit(0, 2, ""),))
    if "]" in view[:26] and "[" not in view and re.match(_HALF, view):
        yield Fix("punctuation/lost-bracket", (Edit(0, 0, "["),))
    if told.get("wide_marks"):
        yield from wide.find(text, told)
    if told.get("openers"):
        asking, own = frozenset(told.get("interrogatives", ())), frozenset(told.get("function_words", ()))
        yield from _openers(view, told["openers"], asking, own, is_translated(text) if "?" in view else False)


def _foreign(view: str, source: str, own: bool, language: str = "en") -> Iterator[Fix]:
    """own: the page writes such marks, also between Latin names; a line of it has to be English to be set right.

    language: in others than English commas and stops alone are set right, which all write in the same way.
    """
    for found in _FOREIGN.finditer(view):
        at = found.start()
        if own and not _says(view, at):
            continue
        mark = found.group()
        if language != "en" and mark not in "，。":
            continue
        before, after = view[at - 1 : at], view[at + 1 : at + 2]
        left, right = view[max(0, at - _REACH) : at], view[at + 1 : at + _REACH + 1]
        if _NATIVE.search(_own_sentence(left.replace(mark, ""), right.replace(mark, ""))):
            continue
        if after in _ASCII and after not in "（）":
            if run := _run_after_end(view, at):
                yield Fix("punctuation/wide-mark", (run,))
            continue
        if (before == WALL or after == WALL or _NATIVE.search(view, *_line(view, at))) and not _says(
            view, at, language
        ):
            continue  # between names of programs and code it may be a sentence of its own script
        if mark in "（）":
            if (new := _bracket(view, at)) is not None:
                yield Fix("punctuation/wide-mark", (Edit(at, at + 1, new),))
            continue
        if after == _ASCII[mark] and before.strip() and view[at + 2 : at + 3] in ("", " ", "\n") and after in ".,;":
            yield Fix("punctuation/wide-mark", (Edit(at, at + 1, ""),))  # read the notes。.
            continue
        if (spare := _spare(view, at)) is not None:
            yield Fix("punctuation/wide-mark", (spare,))
            continue
        loose = before == " " and mark == "。" and _LATIN.match(view[at - 2 : at - 1]) is not None
        if (
            loose
            and language == "en"
            and not _SPOKEN_OF.search(view, max(0, at - _REACH), at)
            and (not after or after == "\n")
        ):
            yield Fix("punctuation/wide-mark", (Edit(at - 1, at + 1, "."),))
            continue
        if mark in "，、。" and _BETWEEN_FIGURES.match(view, at - 2):
            yield Fix("punctuation/wide-mark", (Edit(at - 1, at + 1, _ASCII[mark]),))
            continue
        if not before or not (_LATIN.match(before) or before in _CLOSING or before in "%°" or before == WALL):
            continue
        if mark == "，" and re.match(r"\d{3}(?!\d)", view[at + 1 : at + 5]) and before.isdigit():
            continue  # 1，240 is a figure
        opens = after == '"' and mark == "，" and view[at + 2 : at + 3].isalnum()
        closed = after == WALL and source.startswith("</", at + 1)  # <summary>Why？</summary>
        timed = mark == "：" and before.isdigit() and re.match(r"[0-5]\d(?!\d)", view[at + 1 : at + 4])
        gap = (
            " "
            if after
            and not (closed or timed)
            and (_LATIN.match(after) or after in "“‘(（[$€£«「『《" or after == WALL or opens)
            else ""
        )
        name = "wide-mark" if mark in _WIDE else "arabic-mark"
        told = view.startswith(_ASCII[mark], at + 1)  # the capital؟?
        yield Fix(f"punctuation/{name}", (Edit(at, at + 1, "" if told else _ASCII[mark] + gap),))


def _line(view: str, at: int) -> tuple[int, int]:
    end = view.find("\n", at)
    return view.rfind("\n", 0, at) + 1, len(view) if end < 0 else end


def _says(view: str, at: int, language: str = "en") -> bool:
    """Is there a word on the line that only a sentence of the language has?"""
    words = listed(language, "function_words")
    return any(word in words for word in _WORD.findall(view, *_line(view, at)))


def _spare(view: str, at: int) -> Edit | None:
    """The deletion of a mark that follows another one, which ended the sentence already, or that starts a line.

    # How long will it last?？   I will always complain to the end.，   ！ I regret it.
    """
    led = view[max(0, at - 4) : at]
    ended = led.rstrip(" ")
    if ended[-1:] in ("!", "?") and view[at] in "！？" and ended == led and ended[-1] != _ASCII[view[at]]:
        return Edit(at, at + 1, _ASCII[view[at]])  # what a gift!？
    open_end = ended[-2:] == ".." and not (view[at] == "。" and ended == "...")
    if ended[-1:] in (".", "!", "?", "…") and not open_end and view[at] in "，、。；！？":
        return None if view[at + 1 : at + 2] in _ASCII else Edit(at - len(led) + len(ended), at + 1, "")
    if (led and led[-1] != "\n") or view[at] not in "，、。！？":
        return None
    after = view[at + 1 : at + 2]
    return Edit(at, at + 1 + (after == " "), "") if after == " " or _LATIN.match(after) else None


def _run_after_end(view: str, at: int) -> Edit | None:
    """The deletion of several marks behind the end of a sentence: `last? ？？？？`, `clay.、、`."""
    start = at - (view[at - 1 : at] == " ")
    end = at
    while view[end : end + 1] in _ASCII:
        end += 1
    ended = start > 0 and view[start - 1] in _ENDED and view[max(0, start - 2) : start] != ".."
    return Edit(start, end, "") if ended and (view[end : end + 1] in ("", "\n", " ")) else None


def _set_apart(view: str) -> Iterator[Fix]:
    """Wide brackets around Latin words, and wide hyphens, bars and middle dots between Latin letters and figures.

    # 【Hiroshima】Hot Yoga; [Editor: Lin】; a 3－2 win; her 5・year-old son; Topic of the town｜Daily News
    """
    for found in re.finditer(_BRACKETED, view):
        if not _NATIVE.search(found.group()):
            yield _with_brackets(view, *found.span(), _BRACKETS)
    half = re.match(_HALF_OPEN, view)
    if half and not _NATIVE.search(half.group()):
        yield Fix("punctuation/wide-mark", (Edit(half.end(1), half.end(), "]" + " " * half.group(2).isalnum()),))
    for found in re.finditer(_JOINED, view):
        yield Fix("punctuation/wide-mark", (Edit(*found.span(), "-"),))
    for found in re.finditer(_STROKE, view):
        yield Fix("punctuation/wide-mark", (Edit(*found.span(), " | "),))
    dots = list(re.finditer("・", view))
    compound = dots and all(re.match(_COMPOUND, view[max(0, m.start() - 1) : m.end() + 1]) for m in dots)
    if compound and not all(re.search(_PRODUCT, view[max(0, m.start() - 2) : m.end() + 2]) for m in dots):
        yield from (Fix("punctuation/wide-mark", (Edit(*m.span(), "-"),)) for m in dots)
    if "\n" not in view[:-1]:
        yield from _in_headline(view)


def _with_brackets(view: str, start: int, end: int, marks: Mapping[str, str]) -> Fix:
    inner = view[start + 1 : end - 1]
    opened = start + 1 + len(inner) - len(inner.lstrip(" "))
    closed = end - 1 - (len(inner) - len(inner.rstrip(" ")))
    before = " " if view[start - 1 : start].isalnum() else ""
    after = " " if view[end : end + 1].isalnum() or view[end : end + 2] == "| " else ""
    first, last = marks.get(view[start], view[start]), marks.get(view[end - 1], view[end - 1])
    edits = Edit(start, opened, before + first), Edit(closed, end, last + after)
    return Fix("punctuation/wide-mark", tuple(edit for edit in edits if view[edit.start : edit.end] != edit.new))


def _in_headline(view: str) -> Iterator[Fix]:
    """The wide bar before the name of a site, and the marks of a title around what somebody says, in one line."""
    for found in re.finditer(_BAR, view):
        yield Fix("punctuation/wide-mark", (Edit(*found.span(), " | "),))
    quotes = "“”" if "“" in view or "”" in view else '""'
    for found in re.finditer(_TITLED, view):
        if not _NATIVE.search(found.group()):
            yield _with_brackets(view, *found.span(), dict(zip("《》", quotes, strict=True)))
    if view[:1] == "［" and "］" not in view:
        yield Fix("punctuation/wide-mark", (Edit(0, 1, ""),))
    if closed := re.search(_CLOSED_TWICE, view):
        yield Fix("punctuation/wide-mark", (Edit(*closed.span(), ""),))
    if view[-2:-1] in tuple("!?.") and view[-1:] == "》" and "《" not in view:
        yield Fix("punctuation/wide-mark", (Edit(len(view) - 1, len(view), quotes[1]),))


_BRACKETED = (
    r"【(?=[^【】\n]*\w)(?!\d{1,3}(?::\d{1,3})?†)[^【】\n]{1,80}[】\]]"  # not 【3†source】
    r"|\[(?=[A-Za-z])[^\[\]【】\n]{1,80}】|［[^［］\n]{1,80}］"
)
_CLOSED_TWICE = r"(?<=[!?][\"”])[. ！。]*」(?=\n?\Z)"
_TITLED = r"《[A-Za-z0-9][^《》\n]{8,80}》"
_HALF_OPEN = r"([^【】\[\n]{1,24})】(?=(.))"
_JOINED = r"(?<=[A-Za-z0-9])[－־](?=[A-Za-z0-9])|(?<=\d)・(?=[a-z])|(?<=[A-Za-z0-9.,)\]] )[－ー](?= [A-Za-z0-9\[(])"
_COMPOUND = r"[A-Za-z]・[a-z]"
_PRODUCT = r"(?<![A-Za-z])[A-Za-z]・[a-z](?![a-z])"  # iloczyn skalarny 2v・w
_BAR = r"(?<=[A-Za-z0-9.,!?)\]]) ?｜ ?(?=[A-Za-z0-9\[(])"
# An ideograph that Chinese headlines take for a bar; what stands between blanks may be spoken of.
_STROKE = r"(?<=[A-Za-z0-9.,!?)\]+\"”])(?:丨 ?| 丨)(?=[A-Za-z0-9\[(\"“])"


def _own_sentence(left: str, right: str) -> str:
    """Of the neighbourhood of a mark, what no bracket sets apart, and no title behind a name: ``Ou (欧振海), 63`` is an
    English phrase, and so is ``a man、Daniel-さん``.
    """
    near = re.sub(r"^[^()]*\)", "", left) + re.sub(r"\([^()]*$", "", right)  # a bracket that the reach cuts
    return re.sub(rf"\([^()]*\)|{_HONORIFIC}", "", near)


_HONORIFIC = r"(?<=[A-Za-z])-?(?:さん|さま|くん|ちゃん|様|氏|君|先生)"


def _bracket(view: str, at: int) -> str | None:
    """The ASCII bracket for a full-width one that has its partner on the line and Latin text inside, or None."""
    if view[at] == "（":
        end = view.find("）", at, at + 300)
        if end < 0 and "(" not in view[at : view.find(")", at, at + 300) + 1]:
            end = view.find(")", at, at + 300)  # Captain Okabe （71) has been
        if end < 0 and not view[:at].strip() and view[at + 1 : at + 2].isupper() and view.count("(") == view.count(")"):
            return ""  # the first sign of the text, and nothing closes it
        inner = view[at + 1 : max(end, at + 1)]
        if "\n" in inner or not inner.strip() or _NATIVE.search(inner):
            return None
        before = view[at - 1 : at]
        return " (" if before and (_LATIN.match(before) or before in "”’%).,;:!?" or before == WALL) else "("
    start = view.rfind("（", max(0, at - 300), at)
    other = view.rfind("(", max(0, at - 300), at)
    inner = view[max(start, other) + 1 : at]
    if max(start, other) < 0 or "\n" in inner or not inner.strip() or _NATIVE.search(inner):
        return None
    after = view[at + 1 : at + 2]
    return ") " if after and (_LATIN.match(after) or after in "“‘(" or after == WALL) else ")"


def _twins(view: str) -> Iterator[Fix]:
    found = []
    for twin in _TWIN.finditer(view):
        after = _AFTER_TWIN.match(view, twin.end())
        left, right = view[twin.start() - 1 : twin.start()], view[twin.end() : twin.end() + 1]
        if after is None or (left == right and left in ('"', "'")):  # any ".", "..": the marks themselves are meant
            continue
        opener = after.group(1)
        if opener and opener.islower():
            return
        if opener and not opener.isupper() and not opener.isdigit():
            continue
        found.append(twin.start())
    # A second slip within ten sentences is no slip, but a habit.
    if 10 * (len(found) - 1) > view.count(". ") + view.count(".\n"):
        return
    for at in found:
        yield Fix("punctuation/double-stop", (Edit(at, at + 1, ""),))


def _once(view: str) -> bool:
    """Is one end of a question or a call given twice, and no other? Who does so again means it."""
    return view.count("??") + view.count("!!") == 1


# “Vender pra quê??”, pergunta; not: no??!
_ASKED_TWICE = lazy(r"(?:\?\?|!!(?=[”\"»“]))(?<=[^\W\d_]..)(?=[”\"»“]?[,.]?(?:\s|\Z))")
_ASKED = lazy_regex(
    r"(?:^|(?<=[.!?…:] )|(?<=[“«\"—(–-])|(?<=[—–-] ))(?P<word>\p{L}+)(?: [^.!?¿¡\n“”«»\"]*)?(?P<mark>[?!])", regex.M
)


_QUOTED = lazy_regex(r"(?<=[“«])(?P<word>\p{Lu}\p{L}*)(?: [^.!?¿¡,;:\n“”«»]*)?(?P<mark>[?!])(?=[”»])")
_HABIT = 2  # questions that show none


def _is_own(quotation: str, own: frozenset[str]) -> bool:
    """Is a quotation in the language of the text, and not in English? # «What water?»"""
    words = set(_WORD.findall(quotation.lower()))
    return not words.isdisjoint(own) and words.isdisjoint(set(settings("en")["function_words"]) - own)


# Ahora hay que caminar dos horas. Usted sabe lo que pesan?  Not: Si llueve, vienes? Pero vienes? Usted cuánto pesa?
_PLAIN_QUESTION = lazy_regex(
    r"(?:^|(?<=\p{Ll}{4}[.…] )|(?<=[.!?] [“«])|^[“«])(?P<start>\p{Lu}\p{Ll}+)(?P<rest>(?: [\p{L}\d]+){2,})"
    r"\?(?=[”»]?[.,]?(?:\s|\Z))",
    regex.M,
)
_UNCLEAR = frozenset("pero y e o u entonces así mas aunque porque pues si como cuando que según ahora bueno".split())


def _longer(words: str) -> str:
    """Its words of more than one letter: `a` is a word of several languages."""
    return " ".join(word for word in words.split() if len(word) > 1)


def _plain_questions(view: str, interrogatives: frozenset[str], own: frozenset[str]) -> Iterator[int]:
    """Where sentences begin that hold no mark but the one that ends them as a question, nor a word that asks."""
    for match in _PLAIN_QUESTION.finditer(view):
        words = match["rest"].lower().split()
        if (
            match["start"].lower() not in _UNCLEAR
            and interrogatives.isdisjoint(words)
            and _is_own(_longer(match.group()), own)
        ):
            yield match.start("start")


def _openers(
    view: str, openers: dict[str, str], interrogatives: frozenset[str], own: frozenset[str], told: bool
) -> Iterator[Fix]:
    """The mark that opens a question, where it starts with a word that asks or is all of a quotation.

    # “Cuántos cables tienen que romperse?”   «Menos da una piedra!»

    told: the page is known to be translated: there a plain sentence that ends as a question is one from its start.
    """
    # Who writes no such marks, or hardly any, writes to friends; in edited text a lone one was lost.
    opened = any(opener in view for opener in openers.values())
    edited = "“" in view or "«" in view
    for mark, opener in openers.items():
        count, marks = view.count(opener), view.count(mark)
        if not ((edited and (opened or marks < _HABIT)) if not count else 3 * count >= marks):
            continue
        quoted = (m for m in _QUOTED.finditer(view) if m.group("mark") == mark and _is_own(m.group(), own))
        found = {m.start("word") for m in quoted}
        for match in _ASKED.finditer(view):
            word = match.group("word")
            if match.group("mark") == mark and word[0].isupper() and word.lower() in interrogatives:
                found.add(match.start("word"))
        if told and mark == "?":
            found |= set(_plain_questions(view, interrogatives, own))
        if count or len(found) <= _HABIT:
            yield from (Fix("punctuation/lost-opener", (Edit(at, at, opener),)) for at in sorted(found))
        # Where a question follows: `el signo ¿ en JavaScript` names the mark.
        blanks = re.finditer(rf"(?<![^\s“«\"(—–-]){opener} (?=\w[^.?!\n]{{0,200}}\{mark})", view)
        yield from (Fix("punctuation/lost-opener", (Edit(m.start() + 1, m.end(), ""),)) for m in blanks)
