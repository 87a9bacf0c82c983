"""Pages of the site that are not written twice: those of the root, and the rules as their files tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import category

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from cleaner.passes import PASSES
from cleaner.rules import CLASSES, Rule, load_rules

ROOT = Path(__file__).parent.parent
PAGES = {"index.md": "README.md", "contributing.md": "CONTRIBUTING.md", "changelog.md": "CHANGELOG.md"}
CATALOGUE = "catalogue"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the rules where the navigation says `catalogue`."""
    pages: list[Any] = [f"{CATALOGUE}/{name}.md" for name in passes()]
    config.nav = [{"Rules": pages} if entry == {"Rules": CATALOGUE} else entry for entry in config.nav or []]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made here."""
    for page, source in PAGES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=linked(text)))
    for name in passes():
        files.append(File.generated(config, f"{CATALOGUE}/{name}.md", content="\n".join(catalogue(name))))
    return files


def linked(text: str) -> str:
    """A page of the root with its links as they are in the site."""
    text = text.replace("](docs/", "](")
    for page, source in PAGES.items():
        text = text.replace(f"]({source})", f"]({page})")
    return text


def passes() -> list[str]:
    """The passes that have rules, in the order they run."""
    named = {rule.pass_name for rule in load_rules()}
    return [step.name for step in PASSES if step.name in named]


def catalogue(name: str) -> Iterator[str]:
    """The page of a pass: all its rules, those of any language first."""
    yield f"# {name}\n"
    yield f"The rules of the pass `{name}`; what it does as a whole is told in [The passes](../passes.md).\n"
    language: str | None = ""
    for rule in load_rules():
        if rule.pass_name != name:
            continue
        if rule.language != language:
            language = rule.language
            yield f"## {'Any language' if language is None else language}\n"
        yield from entry(rule)


def entry(rule: Rule) -> Iterator[str]:
    """One rule: its reason, its examples, what it leaves alone."""
    yield f"### {rule.id.partition('/')[2]}\n"
    option = f" · with `{rule.option}`" if rule.option else ""
    yield f"`{rule.id}` · {rule.cls}, {CLASSES[rule.cls]} · {rule.level}{option}\n"
    yield f"{escaped(rule.why)}\n"
    for title, texts in (("Repairs", rule.example), ("Leaves alone", rule.keep)):
        yield f"{title}:\n"
        fence = "`" * max([3, *(len(run) + 1 for text in texts for run in re.findall("`+", text))])
        yield f"{fence}text"
        yield from map(shown, texts)
        yield f"{fence}\n"


def shown(text: str) -> str:
    """A text with every character that no page shows spelled as its code point."""
    return "".join(f"<U+{ord(c):04X}>" if category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t" else c for c in text)


def escaped(text: str) -> str:
    """A text that Markdown shows as it stands."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)
