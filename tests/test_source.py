"""What the original of a page makes certain, in Markdown and HTML."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import inspect
from cleaner.cli import main
from cleaner.source import elements
from cleaner.source.blocks import blocks, pairs

ORIGINAL = """---
title: Getting started
draft: false
sidebar_position: 3
slug: /getting-started
---

# Getting started {#start}

Install the [command line tool](https://docs.example.org/cli/install) with `npm install -g tool`.

:::note
Use {{ site.version }} or newer. See [the guide](./guide.md#setup) and <kbd>Ctrl</kbd>.
:::

```bash {1}
npm install --save-dev tool
tool init my-project
# create the project
cd my-project
```

> [!WARNING]
> Do not run `tool reset` twice.

## Templates

{% data variables.product.name %} works with <Tabs items={['a', 'b']}>many</Tabs>.

| Option | Meaning |
|---|---|
| `--force` | overwrite |
| `--quiet` | say nothing |

![Diagram](images/flow-chart.png "The flow")

[ref]: https://docs.example.org/a/b
"""
PAGE = """---
titel: Erste Schritte
entwurf: falsch
sidebar_position: 3
slug: / getting-started
---

# Erste Schritte {# start}

Installieren Sie das [Kommandozeilenwerkzeug] (https: // docs.example.org/CLI/install) mit `npm installieren -g tool`.

:::Hinweis
Verwenden Sie {{ seite.version }} oder neuer. Siehe [die Anleitung](./guide.md#einrichtung) und <kbd> Strg </kbd>.
:::

```Bash {1}
npm install —save-dev tool
tool init mein-Projekt
# das Projekt anlegen
CD my-project
```

> [!WARNUNG]
> Führen Sie `tool zurücksetzen` nicht zweimal aus.

## Vorlagen

{% Daten variables.product.name %} arbeitet mit <Tabs items={['a', 'b']}>vielen</ Tabs>.

| Option | Bedeutung |
|---|---|
| `--Gewalt` | überschreiben |
| `--quiet` | nichts sagen |

![Diagramm] (images/Flow-Chart.png "Der Ablauf")

[ref]: https: //docs.example.org/a/b
"""
CLEAN = """---
title: Erste Schritte
draft: false
sidebar_position: 3
slug: /getting-started
---

# Erste Schritte {#start}

Installieren Sie das [Kommandozeilenwerkzeug](https://docs.example.org/cli/install) mit `npm install -g tool`.

:::note
Verwenden Sie {{ site.version }} oder neuer. Siehe [die Anleitung](./guide.md#einrichtung) und <kbd> Strg </kbd>.
:::

```bash {1}
npm install --save-dev tool
tool init my-project
# das Projekt anlegen
cd my-project
```

> [!WARNING]
> Führen Sie `tool reset` nicht zweimal aus.

## Vorlagen

{% data variables.product.name %} arbeitet mit <Tabs items={['a', 'b']}>vielen</Tabs>.

| Option | Bedeutung |
|---|---|
| `--force` | überschreiben |
| `--quiet` | nichts sagen |

![Diagramm](images/flow-chart.png "Der Ablauf")

[ref]: https://docs.example.org/a/b
"""
HTML = """<!DOCTYPE html><html lang="en"><head><title>Start</title></head><body>
<h1 id="start" class="big">Getting started</h1>
<p>
Run <code>tool reset</code> and press <kbd>Ctrl</kbd>.
See <a href="/en/guide.html" title="The guide">the guide</a>
or <a href="https://a.example/Path_X">this</a>.</p>
<pre>npm install --save-dev tool
cd my-project</pre>
<ul class="list"><li>One <strong>strong</strong> item</li><li>Two</li></ul>
<img src="images/flow.png" alt="The flow of data">
</body></html>
"""
HTML_PAGE = """<!DOCTYPE html><html lang="de"><head><title>Anfang</title></head><body>
<h1 id="anfang" class="Big">Erste Schritte</h1>
<p>
Rufen Sie <code>tool zurücksetzen</code> auf und drücken Sie <kbd>Strg</kbd>.
Siehe <a href="/de/guide.html" title="Der Leitfaden">den Leitfaden</a>
oder <a href="https: //a.example/path_x">das</a>.</p>
<pre>npm install —save-dev Tool
cd mein-Projekt</pre>
<ul class="list"><li>Ein <stark>starkes</stark> Ding</li><li>Zwei</li></ul>
<img src="images/flow.png" alt="Der Fluss der Daten">
</body></html>
"""
LINES = st.lists(
    st.sampled_from(
        ["# T", "## `a` b", "text", "- item `x`", "", "| a | b |", "|---|---|", "```js", "```", "let a = 1", ":::note",
         ":::", "> [!TIP]", "[a](u/v)", "{% x %}", "<b>w</b>", "---", "key: 1", "[r]: /u", "    code", "$$"]
    ),
    max_size=24,
).map("\n".join)  # fmt: skip


def read(page: str, original: str, format: str = "markdown") -> tuple[str, list[str]]:
    result = inspect(page, "docs", format=format, language="de", source=original)
    return result.text, [f"{hint.rule} {hint.before or hint.after}" for hint in result.hints]


def test_a_page_gets_back_what_no_translator_may_change() -> None:
    assert read(PAGE, ORIGINAL) == (CLEAN, [])
    assert read(CLEAN, ORIGINAL) == (CLEAN, [])
    assert read(ORIGINAL, ORIGINAL)[0] == ORIGINAL


def test_an_html_page_too() -> None:
    text, hints = read(HTML_PAGE, HTML, "html")
    assert "<code>tool reset</code>" in text
    assert "<kbd>Strg</kbd>" in text
    assert 'href="https://a.example/Path_X"' in text
    assert 'href="/de/guide.html" title="Der Leitfaden"' in text
    assert "<pre>npm install --save-dev tool\ncd my-project</pre>" in text
    assert hints == []
    assert read(text, HTML, "html") == (text, [])


def test_where_blocks_are_missing_nothing_is_guessed() -> None:
    original = "Use `a`.\n\nUse `b`.\n\n# See [x](https://a.example/1)\n\nUse `c`.\n"
    page = "Mit `q`.\n\n# Siehe [x] (https: //a.example/1)\n\nMit `w`.\n"
    text, _ = read(page, original)
    assert text == "Mit `q`.\n\n# Siehe [x](https://a.example/1)\n\nMit `c`.\n"


def test_what_is_lost_added_or_moved_is_told() -> None:
    original = "Use `go get` and {{ a }}.\n\nRead `go doc` now.\n\n# Last\n"
    page = "Zuerst.\n\nDann `go doc` lesen, mit `go get` und {% b %}.\n\n# Ende\n"
    text, hints = read(page, original)
    assert text == page
    assert sorted(hints) == ["source/added {% b %}", "source/lost {{ a }}", "source/moved `go get`"]


def test_what_is_meant_for_readers_stays() -> None:
    original = (
        "Press `Save as`, then `<your name>`, [here](/en/a.md) and [there](#part).\n\n<img src='a.png' alt='A map'>\n"
    )
    page = "`Speichern unter`, dann `<Ihr Name>`, [hier](/de/a.md) und [da](#teil).\n\n<img src='a.png' alt='Karte'>\n"
    assert read(page, original)[0] == page


def test_what_closes_is_never_taken_for_what_opens() -> None:
    original = "<p>One <em>word</em> and <em>another</em> and the <b>rest</b>.</p>"
    page = "<p>Ein <em>Wort und ein anderes</em></em> und der <b>Rest</b>.</p>"
    assert read(page, original, "html")[0] == page


@pytest.mark.parametrize("switch", ["<!-- mtclean: off -->", "<!-- mtclean: ignore-next-line -->"])
def test_switches_hold(switch: str) -> None:
    page = f"Text.\n\n{switch}\n`tool zurücksetzen`\n"
    assert read(page, "Text.\n\n<!-- -->\n`tool reset`\n")[0] == page


def test_the_command_finds_the_original_of_a_page(tmp_path) -> None:
    for folder, text in (("en", ORIGINAL), ("de", PAGE)):
        (tmp_path / folder / "guide").mkdir(parents=True)
        (tmp_path / folder / "guide" / "start.md").write_text(text)
    (tmp_path / "de" / "own.md").write_text("Nur hier.\n")
    assert main(["fix", str(tmp_path / "de"), "--source-dir", str(tmp_path / "en"), "--language", "de", "-q"]) == 1
    assert (tmp_path / "de" / "guide" / "start.md").read_text() == CLEAN
    assert (tmp_path / "de" / "own.md").read_text() == "Nur hier.\n"


@settings(max_examples=150, deadline=None)
@given(LINES, LINES)
def test_any_two_pages_can_be_held_side_by_side(original: str, page: str) -> None:
    for cut in (blocks, elements.blocks):
        found = pairs(cut(original), cut(page))
        assert all(theirs.kind == ours.kind for theirs, ours in found)
        assert found == sorted(found, key=lambda pair: (pair[0].start, pair[1].start))
    once = inspect(page, "docs", format="markdown", language="en", source=original).text
    assert inspect(once, "docs", format="markdown", language="en", source=original).text == once


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_a_page_that_is_its_original_gets_no_repair_from_it(page: str) -> None:
    result = inspect(page, "docs", format="markdown", language="en", source=page)
    assert not [r for r in (*result.edits, *result.hints) if r.rule.startswith("source/") and not r.rules[1:]]
