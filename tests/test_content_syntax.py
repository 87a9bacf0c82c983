"""What a translator broke of a content file's own language, where code decides; and what looks alike and stays."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
STRINGS = '<resources>\n<string name="a">Questa è la pagina della casa e non è nuova</string>\n{}\n</resources>\n'


def _cleaned(text: str, format: str) -> str:
    return Cleaner("docs").clean(text, format=format)


@pytest.mark.parametrize(
    "comment", ["<! - - l'app - ->", "<! -- l'app -->", "<!-- l'app -- >", "<!-- l'app - ->", "<!—— l'app ——>"]
)
def test_a_spaced_comment_keeps_no_file_from_being_read(comment: str) -> None:
    broken = HEAD + STRINGS.format(f'{comment}\n<string name="b">C\\ \'è posto</string>')
    assert _cleaned(broken, "android") == HEAD + STRINGS.format(
        "<!-- l'app -->\n<string name=\"b\">C\\'è posto</string>"
    )


@pytest.mark.parametrize(
    "line", ['<? xml version="1.0" encoding="utf-8"? >', "<?xml versione = “1.0” codifica = “utf-8”?>"]
)
def test_the_first_line_of_a_file_is_read(line: str) -> None:
    assert _cleaned(f"{line}\n" + STRINGS.format(""), "android") == HEAD + STRINGS.format("")


def test_the_marks_a_string_of_android_stands_between_keep_its_blanks() -> None:
    text = HEAD + STRINGS.format('<string name="b">"Non è stato trovato: "</string>')
    assert _cleaned(text, "android") == text


@pytest.mark.parametrize(
    ("key", "stays"), [("confirm_html", True), ("bodyHtml", True), ("html.title", True), ("title", False)]
)
def test_a_key_that_names_html_keeps_references(key: str, stays: bool) -> None:
    text = f'{{"a": "Das ist & bleibt so", "{key}": "Brot &amp; Butter für alle"}}'
    assert ("&amp;" in _cleaned(text, "json")) is stays


def test_a_quotation_in_the_language_of_the_source_stays() -> None:
    text = "Su lema, «The sea and me», está en inglés; los otros and los niños no lo saben."
    assert _cleaned(text, "plain") == text.replace("otros and los", "otros y los")


def test_a_quotation_in_marks_of_its_own_language_keeps_them() -> None:
    text = "„We are open on Monday“, says the baker of the town. Ask him for „Brot von gestern“, as the others do."
    assert "„Brot von gestern“" in _cleaned(text, "plain")


@pytest.mark.parametrize(
    ("damaged", "correct"),
    [("alinear: inicio", "align:start"), ("posición:10%", "position:10%"), ("region:left", "region:left")],
)
def test_settings_of_a_cue(damaged: str, correct: str) -> None:
    cue = "WEBVTT\n\n00:01.200 --> 00:03.900 {}\nHello there, all of you.\n"
    assert _cleaned(cue.format(damaged), "subtitles") == cue.format(correct)


def test_sed_keeps_its_slashes() -> None:
    text = "run: |\n  we call sed -i 's/usr\\/bin\\/env/usr\\/bin/g' in the house and then it is done\n"
    assert _cleaned(text, "yaml") == text


def test_a_notice_at_the_end_goes_only_from_a_page_that_was_broken() -> None:
    notice = "\n---\n\n**Disclaimer**: This page was translated by a machine. We accept no liability for errors.\n"
    page = "The house is not new, and it stands there with the others of the town.\n"
    assert _cleaned(page + notice, "markdown") == page + notice
    assert "Disclaimer" not in _cleaned(f"# # House\n\n! [a] (a.png)\n\n{page}{notice}", "markdown")
