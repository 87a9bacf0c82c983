"""Chinese and Japanese characters in another guise: signs of radicals, sound marks set apart, signs for a long vowel.

# 左手握⽵   数字た゛けを見れば   カウンタ―   ドロ一ン   コ口ナ

A radical of the table of Kangxi stands for the character in what a PDF gave away; beside characters it is never meant.
A mark that looks like part of a katakana word is that part where the language knows the word with it, and knows it
better than the word without. Left alone: texts about radicals and sound marks, what has no composed form (`あ゛`),
dashes and numerals between words (`ロンドン―パリ`, `ビル一フロア`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from cleaner.edits import Edit
from cleaner.lazy import lazy
from cleaner.vocabulary import all_words

_RADICAL = lazy("[\u2f00-\u2fd5\u2e9f\u2ef3]")
_CHARACTER = lazy("[\u3041-\u30ff\u3400-\u9fff]")
_SPOKEN_OF = lazy("部首|偏旁|康熙|Unicode|ユニコード|濁点|半濁点|繁体字部|字形|radical|Radical")
_SOUNDED = lazy("[\u3041-\u30fe][\u309b\u309c]")
_VOICE = {"\u309b": "\u3099", "\u309c": "\u309a"}
_LONG = "―—─–‐－一-"  # the hyphen last, as in a class
# Characters that look like one of katakana, which stand between others of it.
_TWINS = dict(zip("二口力夕卜工八千才三", "ニロカタトエハチオミ", strict=True))
_KATAKANA = "\u30a1-\u30fa\u30fc"
_WORD = lazy(f"[{_KATAKANA}]+(?:[{''.join(_TWINS)}{_LONG}][{_KATAKANA}]+)+[{_LONG}]?|[{_KATAKANA}]{{2,}}[{_LONG}]")
_ODD = lazy(f"[{''.join(_TWINS)}{_LONG}]")
_WITHIN = lazy(f"[{_LONG[:-1]}-](?=[ンッァィゥェォャュョ])")  # no word begins so: ドロ一ン
_WITHIN_OR_BEHIND = lazy(f"[{''.join(_TWINS)}{_LONG}](?<=[{_KATAKANA}].)")
_COUNTED = lazy("[\u3400-\u9fffつ]")
_READ = str.maketrans({**dict.fromkeys(_LONG, "ー"), **_TWINS})
_KNOWN = 2.5  # on the Zipf scale
_PART = 2  # letters of the second of two words


def find(view: str, language: str) -> Iterator[tuple[Edit, str]]:
    """Yield the edits, with the name of the rule."""
    radicals = list(_RADICAL.finditer(view))
    sounded = list(_SOUNDED.finditer(view)) if language == "ja" and ("゛" in view or "゜" in view) else []
    if (radicals or sounded) and not _SPOKEN_OF.search(view):
        for match in radicals:
            at = match.start()
            if _CHARACTER.match(view, at + 1) or _CHARACTER.match(view[at - 1 : at]):
                yield Edit(at, at + 1, normalize("NFKC", match.group())), "look-alike"
        for match in sounded:
            base, mark = match.group()[0], match.group()[1]
            composed = normalize("NFC", base + _VOICE[mark])
            if len(composed) == 1:
                yield Edit(*match.span(), composed), "decomposed"
    if language == "ja":
        yield from _katakana(view)


def _katakana(view: str) -> Iterator[tuple[Edit, str]]:
    for match in _odd_words(view):
        written = match.group()
        after = view[match.end() : match.end() + 1]
        if written[-1] in _LONG and (after in tuple(_LONG) or (written[-1] == "一" and _COUNTED.match(after))):
            continue  # a dash of two, サーバ一台
        if _WITHIN.search(written) or _is_word(written.translate(_READ), written):
            for odd in _ODD.finditer(written):
                at = match.start() + odd.start()
                yield Edit(at, at + 1, odd.group().translate(_READ)), "look-alike"


def _odd_words(view: str) -> Iterator[re.Match[str]]:
    """The words with a sign that is none of theirs: such a sign is rarer than katakana."""
    done = 0
    for spot in _WITHIN_OR_BEHIND.finditer(view):
        if spot.start() >= done:
            head = spot.start()
            while head > done and "\u30a1" <= view[head - 1] <= "\u30fc" and view[head - 1] != "\u30fb":
                head -= 1
            match = _WORD.match(view, head)
            if match:
                done = match.end()
                yield match


def _is_word(word: str, written: str) -> bool:
    """Does the language know the word, or two that make it, and less of what stands beside the signs?

    # カウンタ: a form of the word as well, but カウンタ―に is no end of a clause
    """
    table = all_words("ja") or {}
    parts = [part for part in _ODD.split(written) if part]
    rival = min((table.get(part, 0.0) for part in parts), default=0.0)
    if table.get(word, 0.0) >= _KNOWN:
        return table[word] > rival
    last = max(match.end() for match in _ODD.finditer(written))  # カウンタ―|テーブル
    cuts = (cut for cut in range(last, len(word) - _PART + 1) if table.get(word[cut:], 0.0) >= _KNOWN)
    return any(table.get(word[:cut], 0.0) >= _KNOWN and table[word[:cut]] > rival for cut in cuts)
