"""The language of a document: right or None, and never English for anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.language import detect
from cleaner.marks import parse

GOLDEN = Path(__file__).parent.parent / "golden"

SENTENCES = {
    "en": "The ferry was late again, and nobody on the quay could say why it had not come.",
    "fr": "Le bateau était encore en retard, et personne sur le quai ne savait pourquoi il n’était pas venu.",
    "de": "Das Schiff war wieder zu spät, und niemand am Kai wusste, warum es nicht gekommen war.",
    "es": "El barco llegó otra vez tarde y nadie en el muelle sabía por qué no había venido antes.",
    "it": "La nave era di nuovo in ritardo e nessuno sul molo sapeva perché non fosse ancora arrivata.",
    "pt": "O barco chegou outra vez tarde e ninguém no cais sabia por que ele não tinha vindo antes.",
    "nl": "De boot was weer te laat en niemand op de kade wist waarom hij nog niet gekomen was.",
    "pl": "Statek znowu się spóźnił i nikt na nabrzeżu nie wiedział, dlaczego jeszcze go nie ma.",
    "ru": "Паром снова опоздал, и никто на причале не знал, почему он ещё не пришёл.",
    "uk": "Пором знову запізнився, і ніхто на причалі не знав, чому він ще не прийшов до міста.",
    "cs": "Loď se zase opozdila a nikdo na nábřeží nevěděl, proč ještě není tady, když už je večer.",
    "sv": "Färjan var sen igen och ingen på kajen visste varför den inte hade kommit.",
    "fi": "Lautta oli taas myöhässä, eikä kukaan laiturilla tiennyt, että se ei ole vielä tullut.",
    "ro": "Vaporul a întârziat din nou și nimeni de pe chei nu știa de ce nu a venit încă.",
    "hu": "A komp megint késett, és senki sem tudta a parton, hogy miért nem jött még meg.",
    "ca": "El vaixell va arribar tard una altra vegada i ningú no sabia per què no havia vingut amb els altres.",
    "ja": "船はまた遅れて、桟橋の誰もその理由を知らなかった。",
    "zh": "渡船又晚点了，码头上没有人知道它为什么还没有来。",
    "el": "Το πλοίο άργησε πάλι και κανείς στην αποβάθρα δεν ήξερε γιατί.",
    "ar": "تأخرت العبارة مرة أخرى ولم يعرف أحد على الرصيف السبب.",
}

# Languages without rules: whatever is said of them, it is not the name of a neighbour that has rules.
STRANGERS = {
    "bg": "Корабът отново закъсня и никой на кея не знаеше защо още не е дошъл при нас.",
    "ga": "Bhí an bád mall arís, agus is é an scéal céanna a bhí ag na daoine ar an gcé.",
    "af": "Die boot was weer laat en niemand op die kaai kon sê hoekom dit nog nie gekom het nie.",
    "id": "Kapal itu terlambat lagi, dan tidak ada orang di dermaga yang tahu mengapa.",
    "is": "Ferjan var aftur of sein og enginn á bryggjunni vissi af hverju hún var ekki komin.",
    "tl": "Ang bangka ay huli na naman at walang nakakaalam sa pantalan kung bakit hindi ito dumating.",
    "la": "Navis iterum sero venit, et nemo in portu sciebat cur non ad urbem venisset.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_one_sentence_tells_its_language(code: str) -> None:
    assert detect(SENTENCES[code]) == code


@pytest.mark.parametrize("code", STRANGERS)
def test_a_language_without_rules_is_not_taken_for_another(code: str) -> None:
    assert detect(STRANGERS[code]) in (code, None)


@pytest.mark.parametrize(
    "text",
    ["", " \n", "12 345,6 %", "Zeiss VisuCard Magnifier Pocket Reading Aid", "x = 1; y = 2", "\u202f\ufffc", "OK"],
)
def test_what_gives_no_sign_has_no_language(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "He is not at home today.",
        "They said that the road was closed.",
        "What did you do with the keys?",
        "This is the end of the line.",
        "We have no time for this now.",
        "It can't be true, said her mother.",
    ],
)
def test_a_short_english_sentence_is_english(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nepřevzaté zásilky hlídá souseda kůň.", "cs"),
        ("Настройте пароль, укажите имя узла: смысл тот же.", "ru"),
        ("Супроводжувач надсилає злиті зміни.", "uk"),
        ("Zażółcenie gęślej jaźni wyszło bokiem.", "pl"),
        # Belarusian, Bulgarian, Kazakh, Estonian, Slovak: none of them is a language with rules.
        ("Вечарам горад засынаў пад снегам.", None),
        ("Пътуването беше дълго.", None),
        ("Қызыл алма өсіп тұрды.", None),
        ("Võõrsõnade õigekiri.", None),
        ("Kôň žral ôsmu jabĺčku.", None),
    ],
)
def test_letters_of_one_language_tell_a_short_text(text: str, code: str | None) -> None:
    found = detect(text)
    assert found == code or (code is None and found not in ("cs", "ru", "uk", "pl", "pt", "de"))


def test_danish_and_norwegian_are_told_apart() -> None:
    danish = "Hun har ikke været ude siden i går, og nu kan hun kun blive hjemme efter arbejdet."
    norwegian = "Hun har ikke vært ute siden i går, og nå kan hun bare bli hjemme etter arbeidet."
    assert (detect(danish), detect(norwegian)) == ("da", "nb")


def test_a_mixed_page_is_in_its_main_language() -> None:
    english, spanish = SENTENCES["en"], SENTENCES["es"]
    assert detect("\n\n".join([english] * 4 + [spanish])) == "en"
    assert detect("\n\n".join([english] + [spanish] * 4)) == "es"


def test_residue_of_the_source_leaves_english_english() -> None:
    text = "The agreement of the UE y the mayora e the ports, que was signed on Monday, is for them et it is new."
    assert detect(text) == "en"


def test_the_letters_of_hashes_are_no_words() -> None:
    assert detect("Commits\n" + "".join(f"- fix `{n}a{n}e5d{n}`: the tests of it\n" for n in range(10, 90))) == "en"


def test_every_golden_article_is_in_the_language_it_looks_like() -> None:
    for file in sorted(GOLDEN.glob("articles/*.ann.txt")):
        damaged, corrected, _ = parse(file.read_text(encoding="utf-8"))
        assert (detect(damaged), detect(corrected)) == ("en", "en"), file.name


def test_a_long_document_is_in_the_language_of_its_sample() -> None:
    text = (SENTENCES["en"] + "\n") * 100_000
    assert detect(text) == "en"
