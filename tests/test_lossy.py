"""Characters of which a byte, or all, is lost: what is put back, what needs proof, and what stays."""

from __future__ import annotations

import re
from dataclasses import replace

import ftfy.bad_codecs  # noqa: F401 - the codec sloppy-windows-1252
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Profile, inspect
from cleaner.encoding.completion import CONTROLS, CUT, LOST, UNDEFINED, Words, elision, remains

ONLY = replace(Profile.named("article"), name="encoding", passes=("encoding",))

TEXTS = {
    "en": "“We didn’t plan any of it,” says the keeper, who hasn’t slept. A lens – two tonnes – turns. It’s the lamp.",
    "es": "El sábado abrió la biblioteca, después de años. María eligió el libro más pequeño; según él, nadie perdió.",
    "pt": "A padaria não sobra nada. O padeiro também é músico e começou há trinta anos com um forno emprestado.",
    "fr": "La mairie a réparé le garde-corps, mais l’ascenseur n’est pas prêt. Après l’hiver, peut-être, dit-elle.",
    "de": "Die größte Änderung kommt im März: Die Linie fährt künftig über die Brücke, außer dass die Züge fahren.",
    "sv": "Färjan går två gånger om dagen, även på vintern. Kaptenen säger att isen är tjockare än förra året.",
    "pl": "Młyn stoi nad rzeką od stu lat i nikt już nie pamięta, kto go zbudował. Właściciel mówi o muzeum.",
    "ru": "Библиотека открылась весной. Здесь можно взять книгу, выпить чаю и посмотреть на море из окна зала.",
}


def clean(text: str) -> str:
    return inspect(text, ONLY).text


def stripped(text: str) -> str:
    return re.sub("[\x80-\x9f]", "", text.encode().decode("latin-1"))


def undefined(text: str, mark: str) -> str:
    """As windows-1252, with `mark` for the bytes it has no character for."""
    return re.sub("[\x81\x8d\x8f\x90\x9d]", mark, text.encode().decode("sloppy-windows-1252"))


@pytest.mark.parametrize("mark", ["", "?", "\ufffd"])
@pytest.mark.parametrize("language", sorted(TEXTS))
def test_what_windows_1252_has_no_character_for_is_put_back(language: str, mark: str) -> None:
    assert clean(undefined(TEXTS[language], mark)) == TEXTS[language]


@pytest.mark.parametrize("language", sorted(TEXTS.keys() - {"pl", "ru"}))
def test_stripped_controls_are_put_back(language: str) -> None:
    assert clean(stripped(TEXTS[language])) == TEXTS[language]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("mark", ["\ufffd", "ï¿½"])
def test_a_sign_for_each_byte_is_one_for_each_character(language: str, mark: str) -> None:
    damaged = re.sub("[^\x00-\x7f]", lambda match: mark * len(match.group().encode()), TEXTS[language])
    assert clean(damaged) == TEXTS[language]


def test_two_lost_letters_side_by_side_are_two() -> None:
    assert clean("La page est cr\ufffd\ufffde et pay\ufffde.") == "La page est créée et payée."
    assert clean("“Cr\ufffd\ufffde” est un mot. “crées” aussi, et recr\ufffd\ufffde.").startswith("“Créée” est")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("mark", ["\ufffd", "ï¿½", "?"])
def test_lost_characters_are_put_back_where_one_word_fits(language: str, mark: str) -> None:
    assert clean(re.sub("[^\x00-\x7f]", mark, TEXTS[language])) == TEXTS[language]


@pytest.mark.parametrize(
    "text",
    [
        "Is it beautiful? Is it? why?because I say so. yes/no?maybe. What?! No? a?b=c and file?.txt or colou?r",
        "WHERE id=? AND seat=? is a query; Nf3? and Rxe5?? are moves. Who’s there?",
        "Când mâine coborâm la râu, lângă pod, hotărâm împreună. SÂMBĂTĂ, ÎN TÂRG.",
        "A irmã comeu a maçã de manhã; MAÇÃ, IRMÃ, SÃO JOÃO. Às vezes, à tarde, àquele canto.",
        "Người dân ở ngã tư NGÃ BẢY nói: “Đã đến lúc…” ĐÃ, MÃ. Ở đây. Ai ở nhà?",
        "Än är det långt till Åre, men Ärlan är här. Äpfel, Öl und Übung; ein Ä am Anfang.",
        "The sign � stands for what a program could not read.",
        "« À la fin » – « là-bas » : « été » ; la pâte, un âne, l’âge d’or.",
    ],
)
def test_letters_and_question_marks_of_their_own_stay(text: str) -> None:
    assert clean(text) == text


def test_one_question_mark_in_a_word_is_a_hint() -> None:
    found = inspect("The na?ve plan of the council was never printed in any of the papers.", ONLY)
    assert found.text == found.source


def test_two_words_that_fit_are_no_repair() -> None:
    words = Words("es", (), (), CONTROLS)
    filling = words.fill((*"bot", LOST, "n"))
    assert filling is not None
    assert not filling.sure  # botón, botín


def test_a_word_of_the_text_itself_decides() -> None:
    words = Words("en", (), ("Höfer",), CONTROLS)
    filling = words.fill(("H", LOST, *"fer"))
    assert filling is not None
    assert filling.holes == ("ö",)


def test_remains_narrow_what_a_hole_was() -> None:
    assert remains("ł", CONTROLS) == CUT + "Å"
    assert remains("á", CONTROLS) == "á"  # both bytes have a character
    assert remains("ł", UNDEFINED) == "ł"
    assert remains("Á", UNDEFINED) == CUT + "Ã"


@pytest.mark.parametrize(
    ("left", "right", "language", "likely"),
    [
        ("don", "t", "en", True),
        ("cos", "t", "en", False),
        ("they", "ve", "en", True),
        ("na", "ve", "en", False),
        ("l", "hiver", "fr", True),
        ("s", "lecteur", "fr", False),
        ("Ankara", "da", "tr", True),
    ],
)
def test_an_apostrophe_stands_between_closed_classes(left: str, right: str, language: str, likely: bool) -> None:
    assert (elision(left, right, Words(language, (), (), CONTROLS)) > 0) is likely


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["Ã", "â", "�", "?", "ï¿½", "Ñ", "€", "a", "’", " ", "\n", "é", "1", "."]), max_size=30)
)
def test_any_litter_comes_to_rest(pieces: list[str]) -> None:
    once = clean("".join(pieces))
    assert clean(once) == once


@pytest.mark.parametrize(
    ("damaged", "restored"),
    [
        ("Les Ã©lÃ¨ves ont prÃ©par?© la fÃªte d?€™Ã©tÃ©.", "Les élèves ont préparé la fête d’été."),
        (
            "Die TÃ¼r fÃ¼hrt zur?¼ck auf die StraÃŸe vor dem MÃ¼hlentor.",
            "Die Tür führt zurück auf die Straße vor dem Mühlentor.",
        ),
        ("ã\x81“ã\x81®ã‚¢ã‚«ã‚¦ã?³ãƒˆã‚’ä½¿ã\x81„ã\x81¾ã\x81™ã€‚", "このアカウントを使います。"),
    ],
)
def test_one_byte_that_became_a_question_mark_is_put_back(damaged: str, restored: str) -> None:
    assert clean(damaged) == restored


def test_a_question_mark_beside_a_mark_that_is_whole_stays() -> None:
    text = "Les Ã©lÃ¨ves ont prÃ©parÃ© la fÃªte.\n\n« Pourquoi ?» dit-il… « À quoi bon?» Rien n’était prêt?"
    assert clean(text).split("\n\n")[1] == text.split("\n\n")[1]


def test_figures_nobody_knows_and_a_word_in_a_quotation_stay() -> None:
    said = (
        "Die Bücher für Mädchen sind grün und von 17??; sie kosten 12.000 ? ohne Zoll. Was er sagte? ?Dass man "
        "zweimal ?lt und einmal flucht.? Er ging."
    )
    lost = said.translate(dict.fromkeys(map(ord, "äöüÄÖÜß"), "?"))
    gold = said.replace("?Dass", "„Dass").replace("flucht.?", "flucht.“")
    assert inspect(lost, ONLY, language="de").text == gold
