"""Targets other than English: a language is a folder of rules, and none is read before a document asks for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import inspect
from cleaner.rulefiles import rules_root

ROOT = Path(__file__).parent.parent

# A made-up language: its words are made of syllables that no other one has.
TOY = """
quotes = ["„“"]
marks_apart = []
function_words = ["zul", "vem", "quor", "bax", "dril", "fonu", "gask"]
conjunctions = ["vem"]
joining = ["vem", "quor", "dril"]
leaning = ["zul", "bax"]
articles = ["zul", "bax"]
longest_abbreviation = 4
"""
TOY_RESIDUE = """
pass = "residue"
class = "R"
level = "likely"

[lists]
en = ["and"]

[[rule]]
id = "function-word"
why = "A function word of the original was not translated."
example = ["Zul morelat dril bax tovun ⟦R¦and¦vem⟧ zul fonu gask pirelu quor zul hadem bax."]
keep = ["Zul morelat Sing and Dance dril bax tovun fonu gask."]
"""
TOY_TABLE = """
pass = "residue"

[lists]
letters = ["abcdefghijklmnopqrstuvwxyz"]

[lists.words]
and = "vem"
"""
PAGE = (
    "Zul morelat dril bax tovun fonu , vem zul pirelu gask quor bax hadem zul.\n\n"
    "Zul tovun fonu bax morelat and zul pirelu dril zul hadem gask bax. Zul morelat. quor zul hadem fonu bax gask."
)


def run(code: str, rules: Path | None = None) -> str:
    """What a fresh interpreter prints."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    if rules:
        env["MTCLEAN_RULES"] = str(rules)
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def rules_with_toy(tmp_path: Path) -> Path:
    """All rules, and a language more that is nothing but files."""
    rules = tmp_path / "rules"
    shutil.copytree(rules_root(), rules)
    for folder, name, text in (
        ("qz", "language", TOY),
        ("qz", "residue", TOY_RESIDUE),
        ("en-qz", "residue", TOY_TABLE),
    ):
        (rules / folder).mkdir(exist_ok=True)
        (rules / folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return rules


def test_a_language_is_added_by_files_alone(rules_with_toy: Path) -> None:
    code = f"import json, cleaner; r = cleaner.inspect({PAGE!r}); print(json.dumps([r.language, r.text]))"
    language, text = json.loads(run(code, rules_with_toy))
    assert language == "qz"
    assert text == (
        "Zul morelat dril bax tovun fonu, vem zul pirelu gask quor bax hadem zul.\n\n"
        "Zul tovun fonu bax morelat vem zul pirelu dril zul hadem gask bax. Zul morelat quor zul hadem fonu bax gask."
    )
    assert json.loads(run(code))[0] is None  # without its files nobody knows it


def test_only_the_language_of_the_document_is_read() -> None:
    code = (
        "import sys; read = set()\n"
        "sys.addaudithook(lambda event, args: read.add(str(args[0])) if event == 'open' else None)\n"
        "import cleaner; cleaner.clean('The ferry was late , and nobody on the quay could say why it had not come.')\n"
        "print('\\n'.join(f for f in read if f.endswith('.toml')))"
    )
    files = [Path(line) for line in run(code).splitlines()]
    read = {f.parent.name for f in files if f.name != "language.toml"}
    # What other languages leave in English is asked for; what is right in them, or left in them, is not.
    assert {name for name in read if not name.endswith("-en")} == {rules_root().name, "any", "en"}


def test_a_paragraph_is_left_to_the_rules_of_its_language() -> None:
    english = "The ministers met in the the morning, and they did not say what the reason for the delay was."
    spanish = "El ministro habló con los vecinos del barrio and con los dueños de las tiendas de la ciudad."
    page = "\n\n".join([english, english.replace("ministers", "others"), spanish, english.replace("the the", "the")])
    result = inspect(page)
    assert result.language == "en"
    assert "barrio y con" in result.text
    assert "the the" not in result.text
    assert [result.source[e.start : e.end] for e in result.edits] == [e.before for e in result.edits]


def test_a_document_in_one_language_has_no_guests() -> None:
    spanish = "El ministro habló con los vecinos del barrio y con los dueños de las tiendas de la ciudad."
    quoted = "La canción dice: “I said to my mother that the road was long and the night was cold.”"
    page = "\n\n".join([spanish, quoted, spanish])
    assert inspect(page).text == page


@pytest.mark.parametrize(
    "text",
    [
        "El agua de la fuente es fría. La OTAN (NATO, por sus siglas en inglés) no se reunió con los vecinos.",
        "Le port de la ville est fermé. « Nous nous sommes trompés », dit le maire, « et vous vous taisez ! »",
        "Die Frau, die die Bienen zählt, weiß, dass das das Ende ist. „Sie sagt, er sei „krank“ gewesen“, schrieb er.",
        "Il treno della sera non parte. Piano piano la gente se ne va, e il capostazione chiude la porta della sala.",
        "Корабль не вернулся. Он сказал: «Слово and есть в словаре, а оператор or возвращает значение».",
        "渡船又晚点了，码头上没有人知道为什么。使用 API 的时候, 请看手册 (第 3 章)。",
        "Sąsiad kiwa głową. „A teraz mówię mu »dzień dobry« i czekam, aż się odkłoni.”",
        'V domě sídlí o. s. Propast. Jen rovné " prý patří na palce: 27" monitor a 12" deska.',
        "Na kartě stojí „kuře and rýže“ už od roku 1971, a kuchař se tomu směje.",
        "Apesar de menosprezarem a casta dos guerreiros, os magos ficam. O Lab. de Investigação abre às nove.",
        "На кораблі служать: Раск,Рашнак,Рігор,Рік,Рілг,Рінак,Рінк. Усі вони були з одного села.",
    ],
)
def test_traps_of_the_targets_stay(text: str) -> None:
    assert inspect(text).text == text


def test_wide_stops_and_commas_go_but_not_where_they_are_spoken_of() -> None:
    damaged = "La torre del pueblo es muy vieja，y nadie sabe quién la hizo。"
    assert inspect(damaged, language="es").text == "La torre del pueblo es muy vieja, y nadie sabe quién la hizo."
    for kept in ("El punto de los chinos es 。", "La coma de los chinos es ， y el punto es 。 en todo el libro."):
        assert inspect(kept, language="es").text == kept
