"""Seams of targets other than English that are mended only in a page known to be translated, and what stays there."""

from __future__ import annotations

import pytest

from cleaner import inspect

# What the translator left in each of them tells the page: two words of English, blanks before commas.
LEADS = {
    "de": "Der Verein feierte im Garten and sang die alten Lieder , die man kennt. Es war kalt , but alle blieben.",
    "fr": "Le maire de la ville and le curé ont ouvert la porte , sans un mot. Il pleuvait , but tous sont venus.",
    "it": "Il sindaco del paese and il parroco hanno aperto la porta , in silenzio. Pioveva , but tutti sono venuti.",
    "es": "El alcalde del pueblo and el cura abrieron la puerta , en silencio. Llovía , but todos vinieron a verlo.",
    "pt": "O prefeito da cidade and o padre abriram a porta , em silêncio. Chovia , but todos vieram ver.",
    "nl": "De burgemeester van het dorp and de pastoor openden de deur , zonder een woord. Het regende , but men kwam.",
}


def cleaned(language: str, sentence: str) -> str:
    """What becomes of a sentence behind a paragraph that tells the page."""
    return inspect(f"{LEADS[language]}\n\n{sentence}", language=language).text.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    ("language", "damaged", "mended"),
    [
        (
            "de",
            "„Da wusste ich, Dass es eng wird“, sagt sie im Garten.",
            "„Da wusste ich, dass es eng wird“, sagt sie im Garten.",
        ),
        ("nl", "Hij bleef thuis, Omdat het koud was in de stad.", "Hij bleef thuis, omdat het koud was in de stad."),
        (
            "de",
            "Das Finale der Fluss meisterschaft ist am Sonntag.",
            "Das Finale der Flussmeisterschaft ist am Sonntag.",
        ),
        ("de", "Der Regendamals im Tal war warm.", "Der Regen damals im Tal war warm."),
        ("nl", "Zij vrezen dat hun percelenstraks op slot gaan.", "Zij vrezen dat hun percelen straks op slot gaan."),
        (
            "de",
            "Dann kam eine Erbschaft: 62, 000 Euro von einer Frau.",
            "Dann kam eine Erbschaft: 62.000 Euro von einer Frau.",
        ),
        ("de", "Die Boote sind alt, und er putzt the Boote.", "Die Boote sind alt, und er putzt die Boote."),
        ("fr", "Il vient parce que il le veut, et ce est tout.", "Il vient parce qu’il le veut, et c’est tout."),
        ("it", "Sporca meno eQualche volta torna.", "Sporca meno e qualche volta torna."),
        ("es", "El agua baja yCada barco vuelve al puerto.", "El agua baja y cada barco vuelve al puerto."),
        (
            "pt",
            "Existem bandas, mas só um terço um terço tem sede própria.",
            "Existem bandas, mas só um terço tem sede própria.",
        ),
        (
            "nl",
            "Er kiemen er nu zestig, tegenover zes in the begin.",
            "Er kiemen er nu zestig, tegenover zes in het begin.",
        ),
    ],
)
def test_a_seam_of_a_translated_page_is_mended(language: str, damaged: str, mended: str) -> None:
    assert cleaned(language, damaged) == mended


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Filme heißen Liebe, Dass du gehst und Ruhe, Weil du kommst, alle im Kino."),
        ("de", "Neue hoffnung kam in den Ort, und zwar am Sonntag."),
        ("de", "Er fuhr auf der Zielgeraden, hinter der Gegengerade, und er fiel im Wartezimmer um."),
        ("de", "Er hilft the Frau im Garten, und die Frau dankt ihm."),
        ("fr", "Il va de un à dix, et le « que » un peu vieux reste, qui il soit."),
        ("it", "Ha comprato il tavolo su eBay, e poi un iPod."),
        ("pt", "Ele ganha meio dia um dia, e depois volta para casa."),
        ("nl", "Een sterke man, want hij werkt, en Want is een merk, zegt men."),
    ],
)
def test_what_may_be_meant_stays(language: str, sentence: str) -> None:
    assert cleaned(language, sentence) == sentence


def test_they_are_asked_in_a_translated_page_only() -> None:
    assert inspect("Sporca meno eQualche volta torna, e la gente lo sa.", language="it").edits == ()


def test_a_closing_tag_between_two_words_leaves_a_space() -> None:
    page = "The baker of the island has kept the shop for thirty years and works{}every day of the week until noon. "
    text = (
        page + "What you need for one loaf is five hundred grams of flour, some water and salt, and a warm kitchen."
    ).format
    assert inspect(text("</b>"), language="en").text == text(" ")
    assert inspect(text(" <b>so</b> "), language="en").text == text(" <b>so</b> ")
