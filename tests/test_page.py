"""The report page, in a real browser: Chromium as the system has it, driven by Playwright."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.decisions import load
from cleaner.report import Outcome
from cleaner.report.page import PageReport
from cleaner.report.readability import readability
from cleaner.rules import CLASSES

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (pip install -e '.[dev]')")

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DAMAGED = "The minister , who had left , said so.\n\nThe lamp in the the hall is cold.\n\nNothing is wrong here.\n"
HOSTILE = 'A tag </script><img src="x" onerror="document.title=1"> stands , as text , in the the line.\n'


def written(folder: Path, texts: dict[str, str]) -> Path:
    report, cleaner = PageReport(), Cleaner()
    for name, text in texts.items():
        report.file(Outcome(name, cleaner.inspect(text, language="en")))
    path = folder / "report.html"
    path.write_text(report.html(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if CHROMIUM is None:
        reason = "no Chromium on this machine (on Debian and Ubuntu: apt install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Seen:
    """A page that is open, what it complained of, and what it asked the world for."""

    def __init__(self, browser, path: Path, **context) -> None:
        self.context = browser.new_context(accept_downloads=True, **context)
        self.page = self.context.new_page()
        self.trouble: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.trouble.append(message.text))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.trouble.append(dialog.message), dialog.accept()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector(".row")


@pytest.fixture
def seen(browser, tmp_path):
    opened: list[Seen] = []

    def open_(texts: dict[str, str], **context) -> Seen:
        opened.append(Seen(browser, written(tmp_path, texts), **context))
        return opened[-1]

    yield open_
    for one in opened:
        trouble = list(one.trouble)
        strangers = [url for url in one.asked if not url.startswith(("file:", "blob:"))]
        one.context.close()
        assert not trouble
        assert not strangers


def test_the_head_counts_what_the_run_did(seen):
    page = seen({"a.txt": DAMAGED, "b.txt": "All is well.\n"}).page
    assert page.inner_text("#lead").startswith("3 repairs in 1 of 2 files, 24 words")
    assert page.inner_text("#at") == "3 edits"
    assert [row.split()[0] for row in page.locator("#files tbody tr").all_inner_texts()] == ["a.txt", "b.txt"]
    assert page.locator("#plot svg circle.was").count() >= 2


def test_readability_is_plotted_for_files_and_run(seen):
    texts = {"a.txt": DAMAGED, "b.txt": "All is well here today.\n", "empty.txt": "\n"}
    page = seen(texts).page
    measures = page.locator("#plot button")
    assert measures.all_inner_texts() == ["damage", "ARI", "Coleman–Liau", "LIX", "RIX"]
    assert page.locator("#plot svg text.whole").text_content() == "all files"
    assert page.locator("#plot circle.was").count() == 1 + 3 + 1  # the run, the files, the legend
    page.click("#plot button:has-text('LIX')")
    assert page.locator("#plot button[aria-pressed='true']").inner_text() == "LIX"
    assert page.locator("#plot circle.was").count() == 1 + 2 + 1  # nothing to measure in a file without words
    before, after = (readability(text, "en").lix for text in (DAMAGED, Cleaner().clean(DAMAGED, language="en")))
    assert before != after
    titles = page.locator("#plot svg g title").evaluate_all("nodes => nodes.map((node) => node.textContent)")
    assert f"a.txt: {before:.2f} → {after:.2f}" in titles
    assert "textstat" not in page.inner_text("#plot")


def test_without_textstat_one_line_says_so(seen, monkeypatch):
    monkeypatch.setitem(sys.modules, "textstat", None)
    page = seen({"a.txt": DAMAGED}).page
    assert page.inner_text("#plot p.note >> nth=1").startswith("Readability is not measured: textstat is missing; pip")
    assert page.locator("#plot button").count() == 0
    assert page.locator("#plot circle.was").count() == 1 + 1


def test_the_three_views_show_the_text_before_and_after(seen):
    page = seen({"a.txt": DAMAGED}).page
    clean = Cleaner().clean(DAMAGED, language="en")
    rows = page.locator(".row .ln")
    page.keyboard.press("3")
    assert [text for text in rows.all_inner_texts() if text] == [line for line in clean.split("\n") if line]
    page.keyboard.press("1")
    assert [text for text in rows.all_inner_texts() if text] == [line for line in DAMAGED.split("\n") if line]
    page.keyboard.press("2")
    assert page.locator(".edit del").count() == 3
    assert page.locator(".row .no").all_inner_texts() == ["1", "2", "3", "4", "5"]


def test_keys_lead_from_edit_to_edit_and_each_has_its_link(seen):
    page = seen({"a.txt": DAMAGED, "b.txt": "It was a a slip.\n"}).page
    for at in ("1 of 4", "2 of 4", "3 of 4", "4 of 4", "1 of 4"):
        page.keyboard.press("n")
        assert page.inner_text("#at") == at
    assert page.url.endswith("#e-0-0")
    assert page.evaluate("document.activeElement.id") == "e-0-0"
    assert "spacing/before-comma" in page.inner_text("#card")
    page.keyboard.press("p")
    assert page.url.endswith("#e-1-0")
    page.reload()
    assert page.inner_text("#at") == "4 of 4"
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_filters_and_search_choose_the_edits(seen):
    page = seen({"a.txt": DAMAGED}).page
    page.click("#classes button[aria-label^='S:']")
    assert page.inner_text("#at") == "1 edit"
    assert page.locator(".edit:not(.quiet)").count() == 1
    page.click("#classes button[aria-label^='S:']")
    page.select_option("#rule", label="spacing/before-comma")
    assert page.inner_text("#at") == "2 edits"
    page.select_option("#rule", value="")
    page.select_option("#level", "hint")
    assert page.inner_text("#at") == "0 edits"
    assert page.locator("#next").is_disabled()
    page.select_option("#level", "")
    page.fill("#search", "doubled")
    assert page.inner_text("#at") == "1 edit"


def test_what_is_rejected_stays_as_it_was(seen, tmp_path):
    page = seen({"a.txt": DAMAGED}).page
    page.keyboard.press("n")
    page.keyboard.press("r")
    assert page.inner_text("#save") == "Save decisions (1 rejected)"
    with page.expect_download() as download:
        page.click("#save")
    saved = tmp_path / "decisions.json"
    download.value.save_as(saved)
    assert json.loads(saved.read_text())["files"][0]["rejected"][0]["rule"] == "spacing/before-comma"
    kept = load(str(saved)).applied(Cleaner().inspect(DAMAGED, language="en"), "a.txt")
    assert kept.text == Cleaner().clean(DAMAGED, language="en").replace("minister,", "minister ,")
    assert kept.patch.replay(DAMAGED, kept.text) == kept.text


def test_markup_in_a_text_is_shown_as_text(seen):
    page = seen({"<b>a</b>.txt": HOSTILE}).page
    assert page.title() == "mtclean report"
    assert page.locator("main img").count() == 0
    assert '</script><img src="x"' in page.locator(".row .ln").nth(0).inner_text()
    assert "<b>a</b>.txt" in page.inner_text("section.file h2")


def test_a_thousand_files_draw_what_is_near_the_window_only(seen):
    text = "The lamp , the hall , the door , and the the bell.\n" * 25
    page = seen({f"folder/{n}.txt": text for n in range(1000)}).page
    assert page.inner_text("#at") == "100,000 edits"
    assert page.locator(".edit").count() < 5000
    page.keyboard.press("p")
    assert page.inner_text("#at") == "100000 of 100000"
    assert page.locator("#e-999-99").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(seen, scheme):
    page = seen({"a.txt": DAMAGED}, color_scheme=scheme).page
    page.keyboard.press("n")
    ratios = page.evaluate(CONTRAST.partition("\n")[2])
    assert len(ratios) > 10
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}  # WCAG 2.2, level AA


def test_every_class_has_a_colour():
    style = (Path(__file__).parent.parent / "cleaner/report/page/page.css").read_text(encoding="utf-8")
    assert all(f"--{cls}:" in style for cls in CLASSES)


def test_a_narrow_window_has_no_sideways_scroll_and_paper_no_buttons(seen):
    page = seen({"a" * 80 + ".txt": DAMAGED}, viewport={"width": 360, "height": 640}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(media="print")
    assert page.locator("nav.bar").is_hidden()
    assert page.locator(".row").first.is_visible()
