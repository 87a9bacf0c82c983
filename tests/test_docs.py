"""The documentation holds together: every page is in the site, every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *PAGES]
_FENCE = re.compile(r"^(`{3,}).*?^\1", re.M | re.S)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.M)


def prose(file: Path) -> str:
    return _CODE.sub("", _FENCE.sub("", file.read_text(encoding="utf-8")))


def anchors(file: Path) -> set[str]:
    """The anchors of the headings of a page."""
    headings = _HEADING.findall(_FENCE.sub("", file.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_page_is_in_the_navigation_of_the_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"([\w/-]+\.md)", site[site.index("\nnav:") :]))
    made = {"index.md", "contributing.md", "changelog.md"}
    assert named == {page.relative_to(ROOT / "docs").as_posix() for page in PAGES} | made


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_every_relative_link_leads_somewhere(file: Path) -> None:
    for link in _LINK.findall(prose(file)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link
