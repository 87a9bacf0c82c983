"""Words and acronyms of another script inside a text whose words stand without blanks: 联合国and欧盟, UN秘书处.

The tables of ``rules/<source>-<target>/residue.toml`` say what stands for them: words anywhere between characters of
the text's script; acronyms where the document shows other traces, or writes the right name elsewhere. Left alone: a
word in brackets, quotation marks or beside other Latin words, whatever stands in capitals that is no entry, and the
words programs are written in (`用 for 循环`) where the document shows no other trace.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from cleaner.edits import Edit, Fix
from cleaner.language import settings
from cleaner.lazy import lazy_regex
from cleaner.residue.spoken import names_itself
from cleaner.residue.tables import load
from cleaner.text import Text

_OWN = r"\p{Han}\p{Hiragana}\p{Katakana}"
# The first letter of The before the first character of a paragraph; not Tシャツ, T恤, T字路, T細胞.
_DROP_CAP = lazy_regex(rf"(?<=\n\n)T(?=[\p{{Han}}\p{{Hiragana}}][{_OWN}])(?![恤字型形台细細淋检検])")
_NEAR = 8  # code points around an acronym where its translation explains it
_STOPS = "，。、；：！？:"
_PROVEN = "leftovers proven"  # the key of `Text.memo`


def find(text: Text, code: str) -> Iterator[Fix]:
    """Yield a fix for every word and acronym of the language `code` between characters of the text's own script."""
    target = text.language or ""
    words, acronyms = load(code, target).table("words"), load(code, target).table("acronyms")
    view = text.view
    spoken, keywords = settings(target).get("spoken_of"), frozenset(settings(code).get("keywords", ()))
    sure: list[Fix] = []
    weak: list[Fix] = []
    for match in _finder(code, target, "words").finditer(view):
        word, (start, end) = match.group("word"), match.span("all")
        if words[word] and view.startswith(words[word], end):
            continue  # 运算符 and 和 or: two words spoken of
        if names_itself(view, start, end, words[word]):
            continue  # andを「と」にする
        if not (spoken and regex.search(spoken, view[max(0, match.start() - 8) : match.end() + 8])):
            comma = settings(target).get("comma", "，") if match.group("comma") else ""
            fix = Fix("residue/function-word", (Edit(start, end, words[word] + comma),))
            titled = not words[word] and word[0].isupper()  # The 江戸: a brand may begin so
            (weak if titled or word.lower() in keywords else sure).append(fix)
    proven = text.memo.get(_PROVEN) or bool(sure)
    text.memo[_PROVEN] = proven
    yield from sure
    if proven:
        yield from weak
        for match in _DROP_CAP.finditer(view):
            yield Fix("residue/drop-cap", (Edit(*match.span(), ""),))
    for match in _finder(code, target, "acronyms").finditer(view):
        new = acronyms[match.group("word")]
        told = new in view[max(0, match.start() - _NEAR) : match.end() + _NEAR]  # UN是联合国的缩写
        if not told and (proven or new in view):
            yield Fix("residue/acronym", (Edit(*match.span("word"), new),))


@cache
def _finder(code: str, target: str, name: str) -> regex.Pattern[str]:
    if name == "words":
        opens = rf"(?P<comma>(?<=(?:^|[。！？”」])[A-Z][a-z]+), ?(?=[{_OWN}]))?"  # However, 资金
        ends = rf"(?<=[{_OWN}] ?said ?)[{_STOPS}]|(?<=[。！？”」\n][A-Z][a-z]+)[，、]"  # However、
        shape = rf"(?<=[{_OWN}{_STOPS}”」]|^)(?P<all> ?(?P<word>\L<w>){opens} ?)(?=[{_OWN}]|{ends}|\d(?<=[Tt]he ?\d))"
    else:
        shape = rf"(?<=[{_OWN}{_STOPS}”」]|^)(?P<word>\L<w>)(?=[{_OWN}])"
    words = sorted(load(code, target).table(name), key=len, reverse=True)
    return regex.compile(shape, regex.V1 | regex.MULTILINE, w=words)
