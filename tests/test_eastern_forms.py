"""Characters of Chinese, Japanese and Slavic texts in another guise: what code decides beyond the rules' examples."""

from __future__ import annotations

import pytest

from cleaner.encoding import eastern, lonely


def repaired(view: str, language: str) -> str:
    finder = lonely if language in ("uk", "pl", "cs") else eastern
    for edit, _ in sorted(finder.find(view, language), reverse=True):
        view = view[: edit.start] + edit.new + view[edit.end :]
    return view


@pytest.mark.parametrize(
    ("language", "damaged", "correct"),
    [
        ("ja", "カウンタ―には", "カウンターには"),
        ("ja", "ドロ一ンで", "ドローンで"),
        ("ja", "コ-ヒ-を", "コーヒーを"),
        ("ja", "データ―ベース", "データ―ベース"),
        ("ja", "数字た゛けを", "数字だけを"),
        ("zh", "左手握⽵", "左手握竹"),
        ("uk", "пам?ятки", "пам’ятки"),
        ("uk", 'рухомий об"єкт', "рухомий об’єкт"),
        ("pl", "stuka w spód i s?ucha.", "stuka w spód i słucha."),
        ("cs", "a p?ítel čeká", "a přítel čeká"),
    ],
)
def test_what_is_put_back(language: str, damaged: str, correct: str) -> None:
    assert repaired(damaged, language) == correct


@pytest.mark.parametrize(
    ("language", "view"),
    [
        ("ja", "ロンドン―パリ間"),
        ("ja", "ビル一フロア"),
        ("ja", "サーバ一台"),
        ("ja", "ベッド一つ"),
        ("ja", "そのデータ―これが"),
        ("ja", "サービス二カ所"),
        ("ja", "あ゛あ"),
        ("ja", "濁点はた゛のように書く"),
        ("zh", "部首⽵和⼈"),
        ("uk", 'газета "Рух"я читав, що?я не знаю, він?є'),
        ("pl", "Jak to, co?nie wiem, tak?jest, sklep?strona=2"),
    ],
)
def test_what_is_meant_stays(language: str, view: str) -> None:
    assert repaired(view, language) == view
