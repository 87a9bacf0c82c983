"""One legacy encoding read as another: what is restored, what only shown, and what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner import Profile, inspect
from cleaner.encoding.oddities import oddities
from cleaner.text import Text

ONLY = replace(Profile.named("article"), name="encoding", passes=("encoding",))
TEXTS = {
    "ru": "Наш музей снова открыт после ремонта. Мы работаем ежедневно, кроме понедельника.",
    "pl": "Wczoraj wieczorem kolejka do piekarni sięgała aż za róg, bo chleb był świeży.",
    "cs": "Příští týden začne oprava mostu, řekla starostka; náhradní autobusy pojedou každou hodinu.",
    "el": "Η βιβλιοθήκη ανοίγει κάθε μέρα στις οκτώ και κλείνει το βράδυ.",
    "tr": "Işıklar söndüğünde köprünün altındaki balıkçılar şarkı söylemeye başladı.",
    "zh": "图书馆每天早上八点开门，周末也不例外。",
    "ja": "図書館は毎朝八時に開きます。週末も同じです。",
    "ko": "도서관은 매일 아침 여덟 시에 문을 엽니다.",
    "fr": "L'été dernier, la boulangère a formé onze élèves, et même le curé s'est levé tôt.",
}
CONFUSIONS = [
    ("ru", "cp1251", "cp1252"),
    ("ru", "koi8-r", "cp1251"),
    ("ru", "cp866", "cp1251"),
    ("ru", "cp1251", "koi8-r"),
    ("pl", "cp1250", "cp1252"),
    ("pl", "iso8859-2", "cp1252"),
    ("cs", "cp1250", "cp1252"),
    ("el", "iso8859-7", "cp1252"),
    ("tr", "cp1254", "cp1252"),
    ("zh", "gbk", "latin-1"),
    ("ja", "cp932", "latin-1"),
    ("ja", "euc_jp", "latin-1"),
    ("ko", "euc_kr", "latin-1"),
    ("fr", "mac-roman", "latin-1"),
    ("fr", "cp1252", "mac-roman"),
    ("fr", "cp1252", "cp437"),
]


def cleaned(text: str) -> str:
    return inspect(text, ONLY).text


@pytest.mark.parametrize(("code", "written", "read"), CONFUSIONS)
def test_a_misread_paragraph_is_restored(code: str, written: str, read: str) -> None:
    text = TEXTS[code]
    seen = text.encode(written).decode(read, "strict" if read != "cp1252" else "ignore")
    assert seen != text
    assert cleaned(f"The ferry was late again.\n\n{seen}\n\nNobody asked why.") == (
        f"The ferry was late again.\n\n{text}\n\nNobody asked why."
    )


def test_marks_alone_are_decided_by_their_places() -> None:
    assert cleaned("ÒWeÕve got a mountain,Ó says Holm Ð and sheÕd like it gone. It doesnÕt go.") == (
        "“We’ve got a mountain,” says Holm – and she’d like it gone. It doesn’t go."
    )


def test_utf8_read_as_gbk_or_shift_jis() -> None:
    assert cleaned("I don鈥檛 know the caf茅 at all, said Ren茅e.") == "I don’t know the café at all, said Renée."
    assert cleaned("He said it窶冱 late, and they don窶冲 mind.") == "He said it’s late, and they don’t mind."


def test_a_lone_short_run_is_a_hint() -> None:
    found = inspect("A parcel came for Mr Ðîãîâ on Monday.", ONLY)
    assert not found.edits
    assert [hint.rule for hint in found.hints] == ["encoding/legacy-alone"]


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS.values(),
        "Na parede lê-se «MAÇÃ». E por baixo: «IRMÃ», AMANHÃ e CORAÇÃO.",
        "Þórr og Ægir á Íslandi; Bjørn Ås fra Ålesund, føroysk: skúlin, býur, fjørður.",
        "În câmp, mâine, „SÂMBĂTĂ” – CASĂ, ȚARĂ; Người dân ở ngã tư NGÃ BẢY nói: “Đã đến lúc”.",
        "Võru, jõgi, õun; Straße, Größe, weiß, Fuß, außen, groß; ŵyl, tŷ, môr, sêr.",
        "À Á Â Ã Ä Å Æ Ç È É Ê Ë Ì Í Î Ï; àáâãäåæçèéêëìíîïðñòóôõö; åäö, æøå, äöü, éèêë.",
        "3 m³, 10 × 20, ±5 µm, §12, 20 °C, ½ l, £5, ¥300, 1º, 2ª, †1841, ‡ note, ¿quién?",
        "┌──────┐\n│ Menü │\n└──────┘",
        "Привіт, їжак; ґанок. Ђорђе и Љиља. Въ началѣ бѣ слово. Қазақ тілі, монгол хэл. ЗАЛ № 3, гггг-мм-дд.",
        "ﾃｽﾄ ﾃﾞｰﾀ ｶﾀｶﾅ ﾊﾝｶｸ。茅台酒、猫と犬。屏幕闪烁，按钮，每周，沒有。",
        "Russian mail arrives as Ïðèâåò, which is windows-1251 read as Latin-1.",
        "Los commando´s; d’… mot… suite…fin; p‡ssw¤rd ‡ x§9q",
    ],
)
def test_text_of_any_language_is_left_alone(text: str) -> None:
    assert not inspect(text, ONLY).edits


@pytest.mark.parametrize("code", ["ru", "pl", "cs", "el", "tr", "zh", "ja", "ko", "fr"])
def test_no_word_of_a_clean_text_is_odd(code: str) -> None:
    assert not oddities(Text(TEXTS[code], (), code)).words


def test_a_paragraph_in_the_alphabet_of_its_language_shows_by_its_capitals() -> None:
    clean = "Паром опоздал, и никто не спросил почему. На площади было тихо, и собака спала у двери."
    seen = TEXTS["ru"].encode("koi8-r").decode("cp1251")
    text = Text(f"{clean}\n\n{seen}\n\n{clean}", (), "ru")
    assert set(oddities(text).words) <= set(seen.split())
    assert cleaned(text.source) == f"{clean}\n\n{TEXTS['ru']}\n\n{clean}"


@pytest.mark.parametrize("code", ["ru", "pl", "cs", "fr"])
def test_utf8_that_lost_bytes_is_claimed_by_no_other_encoding(code: str) -> None:
    seen = TEXTS[code].encode().decode("latin-1").translate(dict.fromkeys(range(0x80, 0xA0)))
    assert not [e for e in inspect(seen, ONLY).edits if e.rule.startswith("encoding/legacy")]


def test_a_table_is_no_damage() -> None:
    found = inspect("┌───────┬─────┐\n│Version│ May │\n│The    │notes│\n│after  │lunch│\n└───────┴─────┘", ONLY)
    assert not found.edits
    assert not found.hints


def test_a_dot_in_a_misread_word_is_part_of_a_letter_and_in_a_product_it_is_none() -> None:
    said = "Витирає усі підписи з пристрою sdb і створює файл резервної копії для кожного підпису, який є на пристрої."
    page = f"{said}\n\n{said.replace('sdb', 'sda')}"
    assert cleaned(page.encode().decode("cp1251", "replace")) == page
    product = "El valor es (f·2π)/2·sen(f·π), la suma f·π y nada más. Cuando f·π es cero, todo es cero."
    assert cleaned(product) == product


def test_a_paragraph_in_another_language_has_its_own_encoding() -> None:
    czech = (
        "Přišlo se s tratí rozloučit víc lidí, než kolik jich jezdilo. Výpravčí plakal a dostal kytici pivoněk.",
        "Spolek ho našel v křoví za cukrovarem. Opravovali jej čtyři zimy, vyměnili podlahu a sedačky v pořádku.",
        "Mezi dobrovolníky najdete zubaře, dvě učitelky a bývalého ředitele věznice. Šéfem dílny je Žofie Ležáková.",
    )
    polish = "W czerwcu przyjeżdża tu pociąg przyjaźni z Żywca. Wójt mówi, że podróż trwa sześć godzin i się skarży."
    damaged = [line.encode("iso8859-2").decode("latin-1") for line in czech]
    damaged.append(polish.encode("cp1250").decode("cp1252"))
    assert cleaned("\n\n".join(damaged)) == "\n\n".join((*czech, polish))
