"""Which encoding a file is in, and that its bytes come back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.charset import UTF8, CharsetError, codec_of, declare_utf8, declared, decode
from cleaner.edits import Edit, apply
from cleaner.files import inspect_raw

FRENCH = "Le théâtre n’a pas rouvert : « trop cher », dit la mairie, qui préfère un café. Déjà, l’été dernier…"
GERMAN = "Die Brücke über den Fluß bleibt für Fußgänger gesperrt – „leider“, heißt es aus dem Rathaus. Später mehr."
POLISH = "Most nad rzeką będzie zamknięty do końca września. Mieszkańcy mówią, że przejście jest za wąskie."
CZECH = "Město oznámilo, že most přes řeku zůstane zavřený. Lidé říkají, že lávka je příliš úzká a kluzká."
RUSSIAN = "Мост через реку закрыт до конца сентября. Жители говорят, что обход слишком длинный и скользкий."
GREEK = "Η γέφυρα θα μείνει κλειστή μέχρι το τέλος του μήνα. Οι κάτοικοι λένε ότι ο δρόμος είναι στενός."
TURKISH = "Köprü eylül sonuna kadar kapalı kalacak. Mahalle sakinleri yolun çok dar olduğunu söylüyor, işe geç kalıyor."
JAPANESE = "橋は九月の終わりまで通れません。住民は回り道が長すぎると言っています。"
CHINESE = "大桥将关闭到九月底。居民们说绕行的路太长，而且下雨天很滑，希望早日开放。"
KOREAN = "다리는 구월 말까지 닫힙니다. 주민들은 돌아가는 길이 너무 멀다고 말합니다."
ENGLISH = "The ferry’s café won’t open – “not yet”, says the harbour master – until £4 tickets sell."

WRITTEN = [
    (FRENCH, "cp1252"),
    (GERMAN, "cp1252"),
    (GERMAN.replace("– „leider“,", ", wie"), "cp850"),
    (FRENCH, "mac-roman"),
    (ENGLISH, "cp1252"),
    (POLISH, "cp1250"),
    (POLISH, "iso8859-2"),
    (CZECH, "cp1250"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp866"),
    (GREEK, "cp1253"),
    (TURKISH, "cp1254"),
    (JAPANESE, "cp932"),
    (JAPANESE, "euc_jp"),
    (JAPANESE, "iso2022_jp"),
    (CHINESE, "gb18030"),
    (KOREAN, "cp949"),
    (FRENCH, "utf-16-le"),
    (FRENCH, "utf-16-be"),
]


@pytest.mark.parametrize(("text", "name"), WRITTEN)
def test_the_encoding_is_told_by_what_it_makes_of_the_bytes(text: str, name: str) -> None:
    data = f"{text}\r\n\r\n{text}".encode(name)
    charset, read = decode(data)
    assert read == f"{text}\r\n\r\n{text}", charset
    assert charset.encode(read) == data


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_stays(codec: str) -> None:
    data = FRENCH.encode(codec)
    charset, read = decode(data)
    assert (read, charset.encode(read)) == (FRENCH, data)
    assert charset.mark
    assert charset.encode("x").startswith(charset.mark)


ANY = st.one_of(
    st.binary(max_size=80),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.tuples(st.text(max_size=20), st.binary(max_size=3), st.text(max_size=20)).map(
        lambda parts: parts[0].encode("utf-8", "ignore") + parts[1] + parts[2].encode("utf-8", "ignore")
    ),
    st.tuples(st.sampled_from([FRENCH, POLISH, JAPANESE]), st.sampled_from(["cp1252", "cp932", "utf-16", "utf-7"])).map(
        lambda pair: pair[0].encode(pair[1], "replace")
    ),
    st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b$B"]).flatmap(
        lambda mark: st.binary(max_size=30).map(lambda rest: mark + rest)
    ),
)


@settings(max_examples=500, deadline=None)
@given(ANY)
@example(b"\x1b$B\x1b(B")
@example(b"caf\xc3\xa9 \xe9")
@example(b"\xed\xa0\x80 \xc3\xa9")
def test_whatever_is_accepted_comes_back_byte_by_byte(data: bytes) -> None:
    try:
        charset, text = decode(data)
    except CharsetError:
        return
    assert charset.encode(text) == data


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=60))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    if "\x1b$" not in text:
        assert decode(text.encode()) == (UTF8, text)


NAME = dict.fromkeys(("iso8859-15", "cp1250", "koi8-r", "iso8859-2", "iso8859-1", "cp1251"), b"Zo\xeb")
NAME |= {"cp932": "橋".encode("cp932"), "euc_jp": "橋".encode("euc_jp")}


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("<?xml version='1.0' encoding='ISO-8859-15'?>\n", "ISO-8859-15"),
        ('@charset "windows-1250";\n', "windows-1250"),
        ('<!doctype html><head><meta charset="koi8-r">', "koi8-r"),
        ('<META http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "Shift_JIS"),
        ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-2\\n"\n', "ISO-8859-2"),
        (".. -*- mode: rst; coding: latin-1 -*-\n", "latin-1"),
        ("#!/bin/sh\n# coding=cp1251\n", "cp1251"),
        ("# vim: set fileencoding=euc-jp :\n", "euc-jp"),
    ],
)
def test_what_a_file_says_of_itself(head: str, label: str) -> None:
    assert label in declared(head.encode())
    name = codec_of(label)
    assert name
    charset, text = decode(head.encode() + NAME[name])
    assert (charset.name, text) == (name, head + NAME[name].decode(name))
    assert codec_of(next(declared(declare_utf8(head).encode()))) == "utf-8"


def test_a_declaration_that_the_bytes_belie_is_not_believed() -> None:
    assert decode(f'<meta charset="iso-8859-1">{FRENCH}'.encode())[0] == UTF8
    assert decode(f'<meta charset="utf-8">{FRENCH}'.encode("cp1252"))[0].name == "cp1252"
    assert decode(f'<meta charset="us-ascii">{ENGLISH}'.encode("cp1252"))[0].name == "cp1252"
    assert decode(b'<meta charset="iso-8859-1">na\xefve')[0].name == "iso8859-1"
    for label in ("utf-7", "rot13", "unicode_escape", "idna", "no-such-thing"):
        assert codec_of(label) is None


@pytest.mark.parametrize(
    "data",
    [b"Xo\xeb", b"\xff\xd8\xff\xe0 a picture \x10", bytes(range(1, 256)), b"a \xb5 b \xfe c", "ยินดี".encode("cp874")],
)
def test_what_nothing_tells_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(CharsetError, match="--encoding"):
        decode(data)


# --- bytes of another table between UTF-8 ----------------------------------------------------------------------------


def mixed(text: str, *pieces: str, table: str = "cp1252") -> bytes:
    """UTF-8, but for the pieces."""
    data = text.encode()
    for piece in pieces:
        assert piece.encode() in data
        data = data.replace(piece.encode(), piece.encode(table))
    return data


@pytest.mark.parametrize(
    ("text", "pieces", "table", "language"),
    [
        ("The café’s owner said “wait”. It wasn’t ready – it’s cold.", ("wasn’t", "– it’s"), "cp1252", "en"),
        ("Le théâtre est fermé. Il n’a pas été repeint, dit Amélie.", ("n’a", "pas été", "Amélie"), "cp1252", "fr"),
        ("Była późna jesień. Mieszkańcy mówili, że będzie zimno.", ("późna", "będzie"), "cp1250", "pl"),
        ("The café’s owner was naïve: he didn’t pay, he wasn’t rich.", ("didn’t", "wasn’t"), "mac-roman", "en"),
    ],
)
def test_a_paste_of_another_encoding_is_repaired(text: str, pieces: tuple[str, ...], table: str, language: str) -> None:
    data = mixed(text, *pieces, table=table)
    charset, raw = decode(data)
    assert charset.is_utf8
    result = inspect_raw(Cleaner("article"), raw, "plain", language)
    assert result.text == text
    assert {edit.rule for edit in result.edits} == {"encoding/mixed-bytes"}
    assert apply(raw, [Edit(e.start, e.end, e.after) for e in result.edits]) == text


def test_what_is_half_a_sequence_stays_the_bytes_it_was() -> None:
    data = "The café’s owner said it wasn".encode() + b"\xe2\x80t ready ,\xff".replace(b",", " – so".encode())
    charset, raw = decode(data)
    result = inspect_raw(Cleaner("article"), raw, "plain", "en")
    assert charset.encode(result.text) == data
    assert {hint.rule for hint in result.hints} == {"encoding/stray-byte"}


# --- through the command ---------------------------------------------------------------------------------------------


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-m", "cleaner", *args], cwd=cwd, env=env, capture_output=True, check=False)


def test_a_file_is_written_in_its_own_encoding(tmp_path: Path) -> None:
    bad = FRENCH.replace("rouvert :", "rouvert :  x,y ").replace("mairie,", "mairie ,")
    for codec in ("cp1252", "utf-16", "mac-roman"):
        (tmp_path / f"{codec}.txt").write_bytes(bad.encode(codec))
    done = run("fix", "--language", "fr", ".", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    for codec in ("cp1252", "utf-16", "mac-roman"):
        assert (tmp_path / f"{codec}.txt").read_bytes() == bad.replace("mairie ,", "mairie,").encode(codec)


def test_what_the_encoding_cannot_hold_is_named_and_the_rest_is_repaired(tmp_path: Path) -> None:
    head = "<?xml version='1.0' encoding='ISO-8859-1'?>\n"
    text = head + "The library&amp;rsquo;s café is open , they say, and naïve.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("latin-1"))
    done = run("fix", "a.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "a.txt").read_bytes() == text.replace(" ,", ",").encode("latin-1")
    assert b"a.txt: 1 repair not made (the first in line 2)" in done.stderr
    assert b"--output-encoding utf-8" in done.stderr
    assert run("fix", "a.txt", cwd=tmp_path).returncode == 0
    assert run("fix", "a.txt", "--output-encoding", "utf-8", cwd=tmp_path).returncode == 1
    clean = text.replace("&amp;rsquo;", "’").replace(" ,", ",").replace("ISO-8859-1", "utf-8")
    assert (tmp_path / "a.txt").read_bytes() == clean.encode()
    assert run("fix", "a.txt", "--output-encoding", "utf-8", cwd=tmp_path).returncode == 0


def test_the_user_names_what_nothing_tells(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Xo\xeb left , they say.")
    (tmp_path / "b.txt").write_text("He left , she said.")
    done = run("fix", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert (tmp_path / "b.txt").read_text() == "He left, she said."
    assert run("fix", ".", "--encoding", "windows-1252", cwd=tmp_path).returncode == 1
    assert (tmp_path / "a.txt").read_bytes() == b"Xo\xeb left, they say."
    assert b"no encoding of texts" in run("fix", ".", "--encoding", "rot13", cwd=tmp_path).stderr
