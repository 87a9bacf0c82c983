"""The encoding pass: what it restores exactly, what it leaves alone, and how long it takes over hostile input."""

from __future__ import annotations

from dataclasses import replace

import ftfy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner import Profile, inspect
from cleaner.edits import Edit, apply
from cleaner.passes.encoding import find
from cleaner.pipeline import Context
from cleaner.rules import RulePack, load_rules
from cleaner.text import Text

RULES = [rule for rule in load_rules() if rule.pass_name == "encoding"]
HINTS = {rule.id for rule in RULES if rule.level == "hint"}
ONLY = replace(Profile.named("article"), name="encoding", passes=("encoding",))
CONTEXT = Context(ONLY, RulePack(RULES))

CP1252 = [bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)]
PROSE = {
    "en": [
        "“We had money for the roof or for the curtain,” said the manager.",
        "It’s the first I’d heard of it – and they don’t know either…",
        "The ‘naïve’ plan costs £2.50 a day at 12 °C; the café doesn’t open.",
    ],
    "fr": [
        "« J’ai formé onze apprentis, et pas un n’a voulu se lever à deux heures. »",
        "L’été passé, où l’élève était-il ? Il a dû rentrer à l’hôtel, ça se comprend.",
        "Le cœur du garçon s’est arrêté ; c’était en août, près de l’église.",
    ],
    "es": [
        "¿Qué más se puede pedir? «Aquí tenéis una casa», agradeció la concejala.",
        "El próximo año la cita será en junio; el público pidió otra canción más.",
        "La niña soñó con un pingüino – “¡qué día!”, exclamó mamá.",
    ],
    "de": [
        "„Am Anfang hatten die Kollegen Angst“, erzählt sie über die Straßenbahn.",
        "Während der Nachtschicht blühte später der Klee – natürlich schön für Bienen.",
        "Die Größe des Geländes überraschte auch den Bürgermeister; „Grüß Gott“, sagte er.",
    ],
}
CLEAN = [
    *(line for lines in PROSE.values() for line in lines),
    "Na parede lê-se «MAÇÃ». E por baixo: “IRMÃ”, AMANHÃ… e HÂLÂ”",
    "Người dân ở ngã tư NGÃ BẢY nói: “Đã đến lúc…” ĐÃ, MÃ.",
    "România: în câmp, mâine, „SÂMBĂTĂ” – CASĂ, ȚARĂ.",
    "Þórr og Ægir á Íslandi; Bjørn Ås fra Ålesund; „Ärger“ über 3 m³, §12, ±5 µm.",
    "Úžasná Čeština: „ŽÁDNÁ“, «ПРИВЕТ», Сёмга и ёж; «ЗАЛ № 3» – Київ, їжак.",
    "KURTULUŞ” DAĞ” İŞ… Işık Öztürk’ün evi",
    "ΑΘΗΝΑ: «Καλημέρα», είπε. Ώρα 5.",
    "今天的天气很好，“你好”，他说。２０２４年…… テスト「カタカナ」。한국어 문장입니다.",
    "می\u200cخواهم کتاب\u200cها را ببرم. שלום\u200f (10:00)!",
    "ยินดี\u200bต้อนรับ សូម\u200bស្វាគមន៍ ශ්\u200dරී",
    "👩\u200d🎨 👨\u200d👩\u200d👧\u200d👦 🏴\u200d☠️ ❤️",
    "R&D; AT&T; Q&A at 5 < 6; 100 % sure; C:\\new\\u2_parts; a=b and c=\nd; 50%20",
    "L’art – “à la carte” – coûte 2 € ; “Olé…” – está…» ; “CAFÉ” – “É” – „Ö“ – 100 Å”",
]

# Names that nothing decides while they stand alone; in an English article `RosŽ` can only be a `Rosé` of Mac OS Roman.
ALONE = "Ã…lesund, RosŽ – DrÃ¥, Thιβtre"


def edits(text: str, language: str | None = "en") -> list[Edit]:
    fixes = [fix for fix in find(Text(text, (), language), CONTEXT) if fix.rule not in HINTS]
    return sorted(edit for fix in fixes for edit in fix.edits)


def cleaned(text: str, language: str | None = "en") -> str:
    return inspect(text, ONLY, language=language).text


def misread(text: str, how: str) -> str:
    """UTF-8 read as windows-1252 (its five gaps as C1 characters) or as Latin-1."""
    if how == "latin-1":
        return text.encode().decode("latin-1")
    return "".join(CP1252[b] for b in text.encode())


@pytest.mark.parametrize("text", [*CLEAN, ALONE])
@pytest.mark.parametrize("language", ["en", "pt", None])
def test_clean_text_is_left_alone(text: str, language: str | None) -> None:
    assert edits(text, language) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(CLEAN), min_size=1, max_size=6), st.sampled_from([" ", "\n", "\n\n"]))
def test_clean_text_in_any_company_is_left_alone(lines: list[str], between: str) -> None:
    assert edits(between.join(lines), None) == []


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(PROSE)).flatmap(
        lambda code: st.tuples(st.just(code), st.lists(st.sampled_from(PROSE[code]), min_size=1, max_size=5))
    ),
    st.sampled_from(["latin-1", "cp1252"]),
    st.integers(1, 3),
    st.sampled_from([" ", "\n\n"]),
)
def test_mojibake_is_restored_exactly(prose: tuple[str, list[str]], how: str, times: int, between: str) -> None:
    language, lines = prose
    text = between.join(lines)
    damaged = text
    for _ in range(times):
        damaged = misread(damaged, how)
    assert cleaned(damaged, language) == text
    assert cleaned(text, language) == text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([line for p in PROSE.values() for line in p]), st.booleans()), min_size=2),
    st.sampled_from(["latin-1", "cp1252"]),
)
def test_damaged_and_clean_paragraphs_stand_side_by_side(lines: list[tuple[str, bool]], how: str) -> None:
    damaged = "\n\n".join(misread(line, how) if bad else line for line, bad in lines)
    assert cleaned(damaged, None) == "\n\n".join(line for line, _ in lines)


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.sampled_from("aéÃ©â€™œ“”ÂÅ…» \n\u200b\xad\x92\x00&;amprsquo\\u2019%20=E28099вЂтрамam‚Äô"), max_size=60)
)
def test_edits_are_exact_minimal_and_final(text: str) -> None:
    found = edits(text)
    assert all(text[e.start : e.end] != e.new for e in found)
    result = inspect(text, ONLY, language="en")
    assert apply(text, [Edit(r.start, r.end, r.after) for r in result.edits]) == result.text
    assert cleaned(result.text) == result.text


@pytest.mark.parametrize("codec", ["sloppy-windows-1252", "latin-1"])
def test_the_result_is_that_of_ftfy_where_a_whole_line_is_mojibake(codec: str) -> None:
    for language, lines in PROSE.items():
        for line in lines:
            damaged = line.encode().decode(codec)
            assert cleaned(damaged, language) == ftfy.fix_encoding(damaged)


def test_rarer_encodings() -> None:
    assert cleaned("Passengers‚Äô tickets don‚Äôt expire.") == "Passengers’ tickets don’t expire."
    assert cleaned("Passengersвђ™ РџСЂРёРІРµС‚, мир", "ru").endswith("Привет, мир")
    assert cleaned("itâ€™s ok, itвЂ™s ok, itΓÇÖs ok, itā€™s ok") == "it’s ok, it’s ok, it’s ok, it’s ok"


def test_one_misread_letter_needs_a_word() -> None:
    assert cleaned("A queue outside the cafÃ© at noon.") == "A queue outside the café at noon."
    for text in ("– DrÃ¥", "Ã…lesund", "RosŽ"):
        result = inspect(text, ONLY)
        assert result.text == text
    assert cleaned("Svein DrÃ¥ and JosÃ© Ibañez sailed to Ã…lesund, she didnâ€™t.") == (
        "Svein Drå and José Ibañez sailed to Ålesund, she didn’t."
    )


def test_escapes() -> None:
    assert cleaned("The library&amp;rsquo;s caf&eacute; &ndash; &quot;Soup&quot; &#39;n&#39; &#146;") == (
        "The library’s café – \"Soup\" 'n' ’"
    )
    assert cleaned("It\\u2019s Zo\\u00eb, she don\\u2019t; \\ud83d\\ude00") == "It’s Zoë, she don’t; 😀"
    assert cleaned("Mr N\\u00fa\\u00f1ez, donu2019t") == "Mr Núñez, don’t"
    assert cleaned("We don=E2=80=99t mind the caf=C3=A9, t=\nhe 1 =3D 1") == "We don’t mind the café, the 1 = 1"
    assert cleaned("The%20Saturday%20market%E2%80%99s caf%C3%A9") == "The Saturday market’s café"
    shown = "An apostrophe is “&rsquo;”; in HTML &mdash; is a dash; https://a.example/caf%C3%A9%20x"
    assert cleaned(shown) == shown


def test_invisible_characters_by_script() -> None:
    assert cleaned("met\xadres keep\u200ber,\ufeff a\u202aby\u202c me\x00n\x07") == "metres keeper, aby men"
    for kept in ("ที่\u200bนี่", "می\u200cروم", "क्\u200dष", "👩\u200d🎨", "שלום\u200f!", "10\xad12", "5\xa0km", "a\ufffdb"):
        assert cleaned(kept) == kept
    assert cleaned("The ramp\x92s end \x96 \x93so\x94") == "The ramp’s end – “so”"
    assert cleaned("\ufeffStart") == "\ufeffStart"


def test_look_alikes() -> None:
    assert cleaned("Тhe trаm takes pаssengers; the СEО agreed.") == "The tram takes passengers; the CEO agreed."
    assert cleaned("Он рассказал, что cперва никто не пришёл.", "ru") == "Он рассказал, что сперва никто не пришёл."
    for kept in ("12 µm, 5 Ω, hν, TNFα", "Он занимается PRом и PRами, −25 °С", "Яndex", "The word привет means hello."):
        assert cleaned(kept) == kept


def test_a_text_with_nul_bytes_keeps_every_other_character() -> None:
    text = "One\x00 two\x00 three. " * 3
    result = inspect(text, ONLY)
    assert result.text == text.replace("\x00", "")
    assert [r.before for r in result.edits] == ["\x00"] * 6
    assert inspect("\x00" * 1000, ONLY).text == "\x00" * 1000


def test_a_text_whose_words_need_a_tokeniser_asks_none() -> None:
    assert inspect("Ã©日本").text == "Ã©日本"  # é日本 is no word
    assert inspect("我们在咖啡馆 CafÃ© 见面，然后去车站。").text == "我们在咖啡馆 Café 见面，然后去车站。"


@pytest.mark.parametrize("language", ["fr", "de", "es"])
def test_letters_whose_first_byte_was_put_in_small_letters_or_lost_its_accent(language: str) -> None:
    for line in PROSE[language][1:2]:
        letters = [c for c in line.lower() if "à" < c <= "ÿ"]
        plain = "".join(c if c.isascii() or c in letters else " " for c in line.lower())
        read = plain.encode().decode("cp1252")
        assert inspect(read.lower(), ONLY, language=language).text == plain
        assert inspect(read.replace("Ã", "A"), ONLY, language=language).text == plain


def test_marks_of_chinese_and_japanese_sets() -> None:
    said = "In America’s ideal the others’ hopes—and ours—grow. “No,” he said, “…we don’t.”"
    for charset in ("big5hkscs", "gb18030"):
        assert inspect(said.encode(charset).decode("latin-1"), ONLY).text == said
    assert inspect("Don¡¦t. ¡§Ven!¡¨ gritó; ¡Ven!", ONLY).text == "Don’t. “Ven!” gritó; ¡Ven!"
    kept = "¡Xavier! gritó: ¡Kilo! ¡Él! Viva¡Xalapa; ¡ªa! war¡Xand"
    assert inspect(kept, ONLY).text == kept
    chinese = "The paper ¡°ÈËÃñÈÕ±¨¡± (ÈËÃñÈÕ±¨) is read here."
    assert inspect(chinese, ONLY).text == "The paper “人民日报” (人民日报) is read here."


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("РґРѕСЂРѕРіРµ Р\x98Р·-РїРѕРґ #С„СѓС‚Р±РѕР»", "дороге Из-под #футбол"),  # no tag ends within a letter
        ("sob (Ã\xa0Â¸â€¡'ÃŒâ‚¬Ã¢Å’Â£'ÃŒÂ\x81)Ã\xa0Â¸â€¡", "sob (ง'̀⌣'́)ง"),  # what is shown stands apart
        (
            "Europa, Asia, Ă\ufffdfrica, Norte, AmĂ©rica Central y del Sur, Australia y OceanĂ\xada",
            "Europa, Asia, África, Norte, América Central y del Sur, Australia y Oceanía",
        ),
    ],
)
def test_what_ftfy_repairs_as_well(damaged: str, meant: str) -> None:
    assert inspect(damaged).text == meant
