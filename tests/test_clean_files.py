"""Clean text of the kinds that were once mended falsely: manuals, catalogues, captions, pages in two languages."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.config import default_profile

_MANUAL = "".join(f"<p>この章では第{n}のサーバーの設定方法について詳しく説明します。</p>" for n in range(12))
_CHINESE = "".join(f"<p>本章介绍第{n}台服务器的安装与配置方法和步骤。</p>" for n in range(12))


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("html", "<p>The <b>^</b> and <b>,</b> expansions match the first character of the pattern given.</p>"),
        ("html", f'<html lang="ja"><h1>Debian Edu と Skolelinux</h1>{_MANUAL}</html>'),
        ("html", f'<html lang="zh"><td>Proxy（Squid）</td>{_CHINESE}</html>'),
        ("html", "<p>We took the road in 12<b>34</b> cars with version<b>12</b> of the map, and came home late.</p>"),
        (
            "markdown",
            "This package is for users who _only_ need undici types. It goes with each release of `undici`.\n",
        ),
        ("markdown", "These are our notes.\n\n##hashtag and #42 at the start of a line are chat, not headings.\n"),
        ("gettext", 'msgid "{0} of {1}: {{literal}}"\nmsgstr "{0} von {1}: {{wörtlich}}"\n'),
        ("json", '{"CR": "Kosta Rîka", "PR": "Porto Rîko", "CU": "Kûba", "LY": "Lîbya"}'),
        ("properties", "push.to=Прилож. для передачи\nopen=Открыть файл в программе\n"),
        ("plain", "One block has 100 billion billion billion billion times as much mass as the other one here.\n"),
        ("plain", "In French we write 15 %; in English the captions of the atlas have 15% and 20%.\n"),
        ("plain", "Le reste est divisé par (n!). Et alors ? Personne ne le sait ! On l’attend ; voilà.\n"),
        ("plain", "The index maps to the net device ifindex. Other tables are used by the same device.\n"),
    ],
)
def test_it_stays(format: str, text: str) -> None:
    assert Cleaner(default_profile(format)).clean(text, format=format) == text


def test_names_of_the_page_itself_are_not_misread_beside_what_was() -> None:
    damaged = (
        "√Ä Vence, chacune jure que c‚Äôest la seule. Celle d‚ÄôOdile Br√©mond tient en une page, √©crite au crayon.\n"
    )
    name = "\nRecette recueillie par Maÿlis Duœil et Ysaÿe de Croÿ ; photographies de l’auteure, à Vence.\n"
    assert Cleaner("article").clean(damaged * 2 + name).endswith(name)
