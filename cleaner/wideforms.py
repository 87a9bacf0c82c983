"""Marks of Chinese and Japanese in a form of another keyboard: half-width stops, dots in names, ASCII pairs and dashes.

# 当たる｡「数字   エミリー.ハートさん   <<中国竹器小史>>的作者   我不知道。。。他说   疼--不过

A dot between two names in the letters of a foreign name is the middle dot of the language, never a stop. What writers
type for want of a key (`--`, `。。。`) is damage only in a page that is known to be translated. Left alone: text of
half-width katakana, operators (`左移<<运算`), Latin names (`J.K.罗琳`).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy_regex

_KATAKANA = r"[\u30A1-\u30FA\u30FC]"
# The characters Chinese writes the sounds of foreign names with; few of them end a sentence or begin one.
_SOUNDS = (
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼宾波伯勃博布采查达戴丹当道得德邓狄迪蒂丁东杜敦顿多厄恩尔法范方菲费芬丰冯弗夫福甫盖冈高戈哥格葛根古瓜圭贵"
    "哈海汉汗豪赫黑亨洪胡华惠霍基吉季加贾简杰金津卡凯坎康考柯科克肯孔库夸奎昆拉莱兰朗劳勒雷里理丽利莉连列琳林伦隆卢鲁路露伦罗洛马玛迈麦曼芒毛梅门"
    "蒙孟米密缅明摩莫默姆木穆拿娜纳南内嫩尼妮涅宁牛纽农努诺欧帕派潘庞佩彭皮平珀蒲普奇齐契恰强乔切钦琴琼让热仁日荣茹儒瑞若萨塞赛桑森沙莎山尚绍舍申"
    "圣施什史士舒顺丝思斯松苏孙索塔泰坦汤唐陶特滕提廷通图托瓦万旺威韦维魏温文翁沃乌武西希锡夏香肖谢欣辛休雅亚延扬耶叶伊依易因英尤于约泽扎詹章真芝"
    "治兹朱卓兹佐妲茜茨菈嘉黛蕾薇珍珊"
)
_NAME_DOT = {
    "ja": regex.compile(rf"(?<={_KATAKANA}{{2}})\.(?={_KATAKANA}{{2}})"),
    "zh": regex.compile(rf"(?<=[{_SOUNDS}]{{3}})\.(?=[{_SOUNDS}]{{2}})|(?<=[{_SOUNDS}]{{2}})\.(?=[{_SOUNDS}]{{3}})"),
}
_MIDDLE = {"ja": "・", "zh": "·"}
_HALF = dict(zip("｡､｢｣", "。、「」", strict=True))
_HALF_MARK = lazy_regex("[｡､｢｣]")
_HALF_KANA = lazy_regex("[\uff66-\uff9f]")
_TITLE = lazy_regex(r"<<(?=\p{Han})(?P<name>[\p{Han}\d：，·]{2,30})>>(?![\d=])")
_OPERATOR = lazy_regex(r"[运移]|[符流]号|算符|cout|cin|[{};=]")
_ELLIPSIS = lazy_regex(r"(?<=[\p{Han}”])(?:。{3,6}|\.{6})(?=[\p{Han}“”」]|$)", regex.M)
_DASH = lazy_regex(r"(?<=[\p{Han}”，。])--(?=[\p{Han}“])")
TYPED = ("<<", "。。。", "......", "--")
# これはいい。。次の列車: in what somebody chats it is a pause
_TWIN = regex.compile(r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}ー]{3}。)。(?!。)")
_FEW = 2  # what a writer types himself, he types oftener


def name_dots(view: str, language: str) -> dict[int, str]:
    """Where a dot stands between the parts of a foreign name, and what it should be. # 玛格丽特.海沃德"""
    if language not in _NAME_DOT or "." not in view:
        return {}
    return {match.start(): _MIDDLE[language] for match in _NAME_DOT[language].finditer(view)}


def half_forms(view: str) -> Iterator[Fix]:
    """The stops and brackets of half-width katakana, in a text that has none of that. # 赤字ですが､島の人は"""
    found = list(_HALF_MARK.finditer(view))
    if not found or _HALF_KANA.search(view):
        return
    full = sum(view.count(mark) for mark in _HALF.values())
    if 2 * len(found) <= full:
        for match in found:
            yield Fix("punctuation/half-width", (Edit(*match.span(), _HALF[match.group()]),))


def typed(view: str) -> Iterator[Fix]:
    """What stands for 《》, …… and —— in Chinese that a machine translated."""
    if "<<" in view:
        for match in _TITLE.finditer(view):
            low, high = view.rfind("\n", 0, match.start()) + 1, view.find("\n", match.end())
            if not _OPERATOR.search(view, low, high if high >= 0 else len(view)):
                start, end = match.span()
                yield Fix("punctuation/half-width", (Edit(start, start + 2, "《"), Edit(end - 2, end, "》")))
    for pattern, mark in ((_ELLIPSIS, "……"), (_DASH, "——")):
        found = list(pattern.finditer(view))
        if len(found) <= _FEW:
            for match in found:
                yield Fix("punctuation/half-width", (Edit(*match.span(), mark),))


def twins(view: str) -> Iterator[Fix]:
    """A stop that was given twice, in a page that a machine translated."""
    found = list(_TWIN.finditer(view))
    if len(found) <= _FEW:
        for match in found:
            yield Fix("punctuation/double-ideographic-stop", (Edit(*match.span(), ""),))
