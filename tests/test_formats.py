"""Every format: what is damaged is repaired at its place, and every other byte stays as it was."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Profile, inspect
from cleaner.cli import main
from cleaner.files import inspect_raw
from cleaner.formats import DECODED, FORMATS, Cut, FormatError, format_of
from cleaner.keys import chooses
from cleaner.profile import ProfileError

BAD = "The minister , who had left the house, said that it was not so."
GOOD = "The minister, who had left the house, said that it was not so."

# Files with everything that can stand beside a text; each holds BAD.
# ruff: noqa: E501
FILES = {
    "html": (
        '<!DOCTYPE html>\n<html lang="en"><head><title>' + BAD + "</title>\n<style>a , b { top : 0 }</style>"
        "<script>if (a <b && c , d) { '</p>' }</script></head>\n<body class='x'><!-- a , b --><p>\n\t" + BAD + "&nbsp;&#8217;"
        '<b>See <i title="' + BAD + '">this</i></b> &amp; that.<br>' + BAD + "</p><pre>a , b</pre><code>a , b</code>"
        "<ul><li>" + BAD + "<li>No end</ul></body></html>"
    ),
    "gettext": (
        '# a , b\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        '#: a.c:1\n#, c-format\nmsgctxt "a , b"\nmsgid "It , %s"\nmsgstr "' + BAD + ' \\"%s\\""\n\n'
        'msgid "One , file"\nmsgid_plural "Two , files"\nmsgstr[0] ""\n"' + BAD[:30] + '"\n  "' + BAD[30:] + '"\n'
        'msgstr[1] "\\tTwo \\\\ files"\n\n#~ msgid "old"\n#~ msgstr "a , b"\n'
    ),
    "json": '\n{ "a , b" :\t"' + BAD + '", "c": ["\\u00e9t\\u00e9 \\/ ' + BAD + '", 1.50, null, true], "d": {} }\n\n',
    "jsonl": '{"a": "' + BAD + '"}\n\n{"a": "x\\ty", "b": ["' + BAD + '"]}\n',
    "csv": 'name,x;text\n1;"' + BAD + ' ""So"" he said."\n2;' + BAD + "\n",
    "yaml": (
        "# a , b\n%YAML 1.1\n---\nplain: " + BAD + " # a , b\nkey , x: '" + BAD + " It''s so.'\n"
        'double: "\\u00e9 ' + BAD + ' \\\n   Yes."\nlist:\n  - &a ' + BAD + "\n  - *a\n  - [x, \"" + BAD + '"]\n'
        "block: |\n   " + BAD + "\n\n   It is.\nfolded: >-\n   " + BAD[:27] + "\n   " + BAD[28:] + "\n"
    ).replace("# a , b\n%YAML", "%YAML"),
    "android": (
        '<?xml version="1.0" encoding="utf-8"?>\n<resources xmlns:xliff="urn:x">\n<!-- a , b -->\n<string name="a">' + BAD
        + ' It\\\'s \\"so\\" &amp; <b>bold</b></string>\n<string name="b" translatable="false">a , b is not so</string>\n'
        '<plurals name="c"><item quantity="other">' + BAD + ' <xliff:g id="x">a , b</xliff:g></item></plurals>\n</resources>\n'
    ),
    "properties": (
        "# a , b\n! a , b\nkey.a = " + BAD + "\nkey\\ b:\\u00e9 " + BAD[:20] + "\\\n    " + BAD[20:] + "\n\nempty=\n"
        "d=It''s {0} , no\\n\n"
    ).replace(" , no", ", no"),
    "strings": '/* a , b */\n"a , b" = "' + BAD + ' \\"%@\\"";\n// a , b\nkey = "' + BAD + '\\n";\n',
    "xcstrings": (
        '{"sourceLanguage": "de", "strings": {"Er , ging": {"localizations": {"en": {"stringUnit": {"state": "x , y",'
        ' "value": "' + BAD + '"}}}}}}'
    ),
    "xliff": (
        '<xliff version="1.2"><file target-language="en"><body><trans-unit id="1"><source>Er , ging</source><target>' + BAD
        + ' <g id="1">It &amp; <x id="2"/></g></target></trans-unit></body></file></xliff>'
    ),
    "subtitles": (
        "1\n00:00:01,200 --> 00:00:03,900\n<i>" + BAD + "</i>\n\n2\n00:00:04,200 --> 00:00:05,900 X1:1 , 2\n{\\an8}"
        + BAD[:13] + "\n" + BAD[14:] + "\n\n"
    ),
}  # fmt: skip


def clean(raw: str, format: str, language: str | None = "en") -> str:
    return inspect_raw(Cleaner("docs"), raw, format, language).text


def test_every_format_has_a_file_here() -> None:
    assert set(FILES) == set(FORMATS) - {"plain", "markdown"}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("format", FILES)
def test_only_the_damage_is_repaired(format: str, ends: str) -> None:
    raw = FILES[format].replace("\n", ends)
    wanted = raw.replace("minister , who", "minister, who").replace(f"minister ,{ends}who", f"minister,{ends}who")
    assert raw != wanted
    assert clean(raw, format) == wanted
    assert clean(wanted, format) == wanted


@pytest.mark.parametrize("format", FILES)
def test_the_language_is_that_of_the_prose(format: str) -> None:
    assert Cut(FILES[format], FORMATS[format].module).language in ("en", None)


@pytest.mark.parametrize("format", FILES)
def test_what_decodes_is_no_edit(format: str) -> None:
    found = inspect(FILES[format], "docs", format=format, language="en")
    assert {edit.rule for edit in found.edits} == {"spacing/before-comma"}
    assert all(step.rule != DECODED for change in found.patch.changes for step in change.steps)
    for edit in found.edits:
        assert FILES[format][edit.start : edit.end] == edit.before


WORDS = st.lists(
    st.sampled_from(
        "house minister said the and %s {0} {name} don't «so» “so” ‘so’ & < > \" \\ é 日本 <b>old</b> 1.5 50 % #tag a@b.org"
        " https://x.org/a?b=c&d=e ♪ … – © \u00a0 $x ${y} {{z}} `code` 'q' | ; = :".split(" ")
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
SPACE = st.sampled_from(["", " ", "\n", "\t", "\n\n  "])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), SPACE, st.booleans())
def test_json_without_damage_stays(texts: list[str], space: str, ascii_only: bool) -> None:
    raw = space + json.dumps({f"k{n}": {"x": [text]} for n, text in enumerate(texts)}, ensure_ascii=ascii_only) + space
    found = list(Cut(raw, FORMATS["json"].module).decoded)
    assert {prose for prose, _ in found} <= set(texts)
    assert (
        json.loads(clean(raw, "json"))
        == {f"k{n}": {"x": [json.loads(clean(json.dumps([text]), "json"))[0]]} for n, text in enumerate(texts)}
        or "&" in raw
        or "<" in raw
        or "{" in raw
    )  # what other messages tell counts there


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from([None, "'", '"', "|", ">"]), st.integers(20, 200))
def test_yaml_is_read_as_the_library_reads_it(texts: list[str], style: str | None, width: int) -> None:
    data = {f"k{n}": [text, {"x": text}] for n, text in enumerate(texts)}
    raw = yaml.safe_dump(data, default_style=style, width=width, allow_unicode=True)
    found = {prose for prose, _ in Cut(raw, FORMATS["yaml"].module).decoded}
    assert found <= {text.strip("\n") for text in texts}
    changed = yaml.safe_load(clean(raw.replace("said", "said ,"), "yaml"))
    assert changed.keys() == data.keys()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.sampled_from([",", ";", "\t"]))
def test_csv_is_read_as_the_library_reads_it(rows: list[tuple[str, str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    raw = out.getvalue()
    told = {prose for prose, _ in Cut(raw, FORMATS["csv"].module).decoded}
    assert told <= {text for row in rows for text in row}
    assert len(list(csv.reader(io.StringIO(clean(raw, "csv")), delimiter=delimiter))) == len(rows)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_xliff_and_android_stay_well_formed(texts: list[str]) -> None:
    root = ElementTree.Element("resources")
    for n, text in enumerate(texts):
        ElementTree.SubElement(root, "string", name=f"k{n}").text = text.replace("said", "said ,")
    raw = ElementTree.tostring(root, encoding="unicode")
    assert len(ElementTree.fromstring(clean(raw, "android"))) == len(texts)


@pytest.mark.parametrize(
    ("format", "raw", "cause"),
    [
        ("json", '{"a": "b",\n "c" 1}', "line 2, column 6: `:` is missing"),
        ("json", '{"a": "b"', "the text ends too soon"),
        ("jsonl", '{"a": 1}\n{"a"\n', "line 2"),
        ("yaml", "a: 'b\nc: d\n", "not valid YAML: line"),
        ("gettext", 'msgid "a"\nmsgstr b\n', "line 2"),
        ("csv", 'a,b\n1,"never closed', "line 2"),
        ("android", "<resources><string>a</resources>", "line 1"),
        ("xliff", "<xliff>&nbsp;</xliff>", "line 1"),
        ("strings", '"a" = "b"\n"c" = "d";', "`;` is missing"),
        ("subtitles", "Just a text.\n", "no line with the times"),
    ],
)
def test_what_is_not_of_the_format_is_named_with_its_place(format: str, raw: str, cause: str) -> None:
    with pytest.raises(FormatError, match=cause):
        inspect(raw, "docs", format=format)


def test_a_declared_entity_is_not_read() -> None:
    with pytest.raises(FormatError, match="declares entities"):
        inspect('<!DOCTYPE r [<!ENTITY a "b">]><resources/>', "docs", format="android")


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
def test_a_repaired_catalogue_passes_msgfmt(tmp_path: Path) -> None:
    raw = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: de\\n"\n'
        '"Project-Id-Version: x\\nPO-Revision-Date: 2024-01-01 10:00+0000\\nLast-Translator: x <x@x.org>\\n"\n'
        '"Language-Team: de\\nMIME-Version: 1.0\\nContent-Transfer-Encoding: 8bit\\n"\n\n'
        '#, c-format\nmsgid "%s of %d files, \\"%1$s\\"\\n"\nmsgstr "% s von % d Dateien"\n'
    ).replace(', \\"%1$s\\"', "")
    file = tmp_path / "de.po"
    file.write_text(raw, encoding="utf-8")
    check = ["msgfmt", "-c", "-o", str(tmp_path / "de.mo"), str(file)]
    assert subprocess.run(check, capture_output=True).returncode != 0
    file.write_text(clean(raw, "gettext", "de"), encoding="utf-8")
    done = subprocess.run(check, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_repair_that_would_break_a_plain_scalar_is_not_made() -> None:
    raw = "a: He said \\u003a it is so ,and not\n"
    assert yaml.safe_load(clean(raw, "yaml")) is not None
    assert inspect("a: [He said, “ x” ]\n", "docs", format="yaml").text.startswith("a: [")


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a/values-de/strings.xml", "android"),
        ("a/pom.xml", None),
        ("Localizable.strings", "strings"),
        ("a.de.po", "gettext"),
        ("x.srt", "subtitles"),
        ("x.vtt", "subtitles"),
        ("strings", None),
    ],
)
def test_a_name_tells_the_format(name: str, format: str | None) -> None:
    assert format_of(name) == format


def test_a_tag_is_never_lost_where_a_space_is_put_in() -> None:
    raw = (
        '<html lang="en"><p>He told us about the town.<b>Then he left the house</b> and we saw him no more.</p></html>'
    )
    out = clean(raw, "html")
    assert out.count("<b>") == out.count("</b>") == 1
    assert out.replace(" <b>", "<b>") == raw or out == raw


def test_messages_do_not_repeat_one_another() -> None:
    raw = json.dumps({"a": GOOD, "b": GOOD, "c": "Save the file now.", "d": "Save the file now."})
    assert clean(raw, "json") == raw


def test_what_markup_repairs_in_a_message_is_cut_anew_before_others_read_it() -> None:
    raw = json.dumps({"a": "Open the { { name } } , please.", "b": "One line.\\ nAnother line."})
    wanted = json.dumps({"a": "Open the {{ name }}, please.", "b": "One line.\\nAnother line."})
    assert clean(raw, "json") == wanted
    assert clean(wanted, "json") == wanted


def test_a_message_keeps_what_its_original_has() -> None:
    raw = 'msgid "Open the { { name } } file"\nmsgstr "Die Datei { { name } } öffnen"\n'
    assert clean(raw, "gettext", "de") == raw


@pytest.mark.parametrize(
    "page",
    [
        "<p>The <a href='u'>https://a.example/faq</a>first of all , he said that this is what they had.</p>",
        "<!--\n a\n\n b\n\n c\n-->\n<p>The door , which is open .</p>\n",
        "<p>The door , which is here, was open for all of them on that day, and nobody came.</p>"
        "<p>Der <b>Rat</b> tagt heute am Abend, und die Stadt wartet <i>auf</i> das, was er für sie entscheidet .</p>"
        * 3,
    ],
)
def test_tags_at_addresses_in_comments_and_in_other_languages_stay_where_they_are(page: str) -> None:
    clean = inspect(page, format="html").text
    assert re.findall("<[^>]*>", clean) == re.findall("<[^>]*>", page)
    assert " ," not in clean


@pytest.mark.parametrize(
    ("format", "text", "clean"),
    [
        (
            "json",
            '{"menu": {"title": "A door , open", "code": "a , b , c"}, "title": "It is , too", "id": "one , two , no"}',
            '{"menu": {"title": "A door, open", "code": "a , b , c"}, "title": "It is, too", "id": "one , two , no"}',
        ),
        (
            "jsonl",
            '{"title": "A door , open"}\n{"id": "It is , too"}\n',
            '{"title": "A door, open"}\n{"id": "It is , too"}\n',
        ),
        ("yaml", "title: A door , open\nid: It is , too\n", "title: A door, open\nid: It is , too\n"),
        ("csv", "id;title\nIt is , so red;It is , so red\n", "id;title\nIt is , so red;It is, so red\n"),
        ("properties", "a.title=A door , open\na.id=It is , too\n", "a.title=A door, open\na.id=It is , too\n"),
    ],
)
def test_a_profile_chooses_keys(format: str, text: str, clean: str) -> None:
    chosen = Profile.named("docs").with_settings({"keys": ["title"]}, "here")
    assert inspect(text, chosen, format=format, language="en").text == clean
    left = Profile.named("docs").with_settings({"keys": ["!id", "!menu.code"]}, "here")
    assert inspect(text, left, format=format, language="en").text == clean


def test_keys_are_globs_of_keys_in_keys() -> None:
    assert chooses(("menu.*.title",), "menu.file.title")
    assert not chooses(("menu.*.title",), "menu.file.sub.title")
    assert chooses(("menu.**.title",), "menu.file.sub.title")
    assert chooses(("menu",), "a.menu.file")
    assert not chooses(("menu", "!file"), "menu.file")
    for wrong in ("title", [""], ["!"], ["x" * 1000], [1]):
        with pytest.raises(ProfileError, match="`keys`"):
            Profile.named("docs").with_settings({"keys": wrong}, "here")


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("app/src/main/res/values-de/messages.xml", "android"),
        ("res/values/more.xml", "android"),
        ("strings.xml", "android"),
        ("pom.xml", None),
        ("res/layout/main.xml", None),
        ("evalues/main.xml", None),
    ],
)
def test_android_is_told_by_name_or_folder(path: str, format: str | None) -> None:
    assert format_of(path) == format


def test_other_xml_is_left_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pom.xml").write_text("<a>One , two.</a>\n")
    assert main(["fix", str(tmp_path / "pom.xml")]) == 0
    assert capsys.readouterr().err.count("no values file of Android") == 1
    assert main(["fix", str(tmp_path / "pom.xml"), "-o", str(tmp_path / "out"), "-q"]) == 0
    assert (tmp_path / "out" / "pom.xml").read_text() == (tmp_path / "pom.xml").read_text() == "<a>One , two.</a>\n"


def test_a_nameless_slot_that_changed_its_place_is_told() -> None:
    def hints(original: str, translation: str) -> list[tuple[str, str]]:
        text = f'msgid "{original}"\nmsgstr "{translation}"\n'
        result = inspect(text, "docs", format="gettext", language="de")
        assert result.text == text
        return [(hint.rule, hint.before) for hint in result.hints]

    assert hints("%s of %d are here", "%d von %s sind da") == [("source/moved", "%d")]
    assert hints("%s of %s are here", "%s von %s sind da") == []
    assert hints("%(a)s of %(b)d are here", "%(b)d von %(a)s sind da") == []
    assert hints("%1$s of %2$d are here", "%2$d von %1$s sind da") == []


def test_who_writes_a_reference_to_an_invisible_character_means_it() -> None:
    page = "<p>A long&#8203;word and a tele&shy;phone <a class='icon' href='u'>&#8203;</a> for&#x200b;all of them.</p>"
    assert inspect(page, "docs", format="html", language="en").text == page
