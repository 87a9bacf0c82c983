"""What a translator broke at the edges of markup, and what stands alike and has to stay."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

EN = "The house is big and the people of the town are in the street with all of their friends. "
ES = "La casa es grande y la gente del pueblo está en la calle con todos sus amigos de siempre. "
HURT = "\n\n# # Head\n\n"


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        (
            EN + "The path [behind the chapel](/walks/chapel)is not lit.",
            EN + "The path [behind the chapel](/walks/chapel) is not lit.",
        ),
        (ES + "Un ordenador **con Linux**o un teléfono.", ES + "Un ordenador **con Linux** o un teléfono."),
        (EN + "Look it up on<https://a.example/x>.", EN + "Look it up on <https://a.example/x>."),
        (
            EN + HURT + "- a box\n-cardboard, torn\n- a drill\n",
            EN + "\n\n## Head\n\n- a box\n- cardboard, torn\n- a drill\n",
        ),
        (EN + HURT + "Rain? * Thunder. * I am not joking.", EN + "\n\n## Head\n\nRain? *Thunder.* I am not joking."),
        (
            "---\nidentificación: aviso\ntitle: Aviso\nsidebar_position: 4\n- - -\n\n# # Uno\n\n" + ES,
            "---\nid: aviso\ntitle: Aviso\nsidebar_position: 4\n---\n\n## Uno\n\n" + ES,
        ),
        (EN + "See [docs](https:／／a.example/b).", EN + "See [docs](https://a.example/b)."),
        (EN + HURT + "Read \\[NEWS.md\\] (NEWS.md) now.", EN + "\n\n## Head\n\nRead [NEWS.md](NEWS.md) now."),
        (
            "1. One is kept.\n2. Two are kept.\n3．Three are kept.\n",
            "1. One is kept.\n2. Two are kept.\n3. Three are kept.\n",
        ),
    ],
)
def test_what_was_lost_at_an_edge_is_put_back(damaged: str, mended: str) -> None:
    assert Cleaner("docs").inspect(damaged, format="markdown").text == mended


@pytest.mark.parametrize(
    "text",
    [
        EN + "A [plug](/a)in, two [bus](/b)es, a `built`in thing and the `add`is of Jane<https://j.example/x>.",
        EN + "\n\n- use these:\n-verbose, long\n- more\n\nThe value * x. * y is given.",
        "---\nidentificador: Calle Mayor\ntitle: Aviso\nsidebar_position: 4\n---\n\n" + ES,
        ES + "El **gat**o es negro, la **niñ**a corre.",
        EN + "Write \\[NEWS.md\\] (NEWS.md) so that nobody sees a link.",
        EN + "Drive letters are written `E:\\DCIM`, not `E：\\DCIM`, on all of the machines.",
    ],
)
def test_what_is_written_so_stays(text: str) -> None:
    assert Cleaner("docs").inspect(text, format="markdown").text == text


def test_a_lost_line_end_keeps_the_lines_of_a_catalogue() -> None:
    head = 'msgid ""\n"Give it away.\\n"\n"It comes as it is."\nmsgstr ""\n'
    text = head + '"Geben Sie es weiter.{}"\n"Es kommt, wie es ist."\n'
    given, wanted = text.format(""), text.format("\\n")
    assert Cleaner("docs").inspect(given, format="gettext").text == wanted


def test_a_cue_with_a_name_of_its_own_keeps_it() -> None:
    cues = "".join(f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\nHello there.\n\n" for n in (1, 2, 3, 4, 5, 6, 7))
    named = cues.replace("\n5\n", "\nchorus\n")
    assert Cleaner("docs").inspect("WEBVTT\n\n" + named, format="subtitles").text == "WEBVTT\n\n" + named
    assert Cleaner("docs").inspect("WebVTT\n\n" + named, format="subtitles").text == "WEBVTT\n\n" + cues
