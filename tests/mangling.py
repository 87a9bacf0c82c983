"""Inputs nobody wrote: golden cases, rule files and settings, cut, doubled, spliced and given values of any kind."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from cleaner.files import format_of
from cleaner.formats import FORMATS
from cleaner.marks import parse
from cleaner.rulefiles import rules_root
from cleaner.rules import load_rules
from tests.golden import cases, folders, read
from tests.hostile import PARTS

ROOT = Path(__file__).parent.parent
PROFILES = ("article", "docs", "corpus", "minimal")
LANGUAGES = (None, *sorted(f.name for f in rules_root().iterdir() if f.is_dir() and len(f.name) == 2), "ja", "xx")


class Case(NamedTuple):
    """An input. `target` names what reads it; `format`, `profile` and `language` hold for texts."""

    target: str
    body: str
    format: str = "plain"
    profile: str = "article"
    language: str | None = None

    def written(self) -> bytes:
        """The case as it stands in a file: a line of JSON, then the body as it is."""
        head = {key: value for key, value in self._asdict().items() if key != "body"}
        return json.dumps(head).encode() + b"\n" + self.body.encode("utf-8", "surrogatepass")


def case_of(data: bytes) -> Case:
    """Read a case as `Case.written` writes it."""
    head, _, body = data.partition(b"\n")
    return Case(body=body.decode("utf-8", "surrogatepass"), **json.loads(head))


@cache
def bodies(format: str) -> tuple[str, ...]:
    """The golden cases of a format, damaged and corrected, and for plain text the seeds and the examples of rules."""
    out: list[str] = []
    for folder in folders():
        for case in cases(folder):
            name = case.name.removesuffix(".ann.txt")
            if (format_of(name) if "." in name else "plain") == format:
                out += parse(read(case))[:2]
    if format == "plain":
        out += (file.read_text(encoding="utf-8") for file in sorted((ROOT / "seeds").glob("*.txt")))
    return tuple(dict.fromkeys(out)) or ("a , b",)


@cache
def paragraphs() -> tuple[str, ...]:
    """Short stretches of text of all kinds: paragraphs, examples, what rules are woken by."""
    out = [p for body in bodies("plain") for p in body.split("\n\n")]
    for rule in load_rules():
        out += (parse(example)[0] for example in rule.example)
        out += rule.keep
        out += rule.trigger
    return tuple(dict.fromkeys([*out, *PARTS.values()]))


@cache
def marks() -> tuple[str, ...]:
    """Single characters and short runs that rules look at."""
    found = {c for p in paragraphs() for c in p if not c.isalnum()}
    return tuple(sorted({*found, "\udc92", "\0", "\r\n", "\r", "\u2028", "\x85", "\ufffc", "\ufeff"}))


def among(whole: Sequence[str]) -> st.SearchStrategy[str]:
    """One of many texts; `sampled_from` would write them all down."""
    return st.integers(0, len(whole) - 1).map(lambda n: whole[n])


def wild() -> st.SearchStrategy[str]:
    """A piece of text: known, or of any characters."""
    return st.one_of(
        among(marks()),
        among(paragraphs()),
        st.text(st.characters(exclude_categories=()), max_size=8),
    )


@st.composite
def mangled(draw: st.DrawFn, whole: Sequence[str], most: int = 4_000) -> str:
    """One of the texts given, with stretches taken out, put in, given twice, moved or set in another case."""
    text = draw(among(whole))
    if len(text) > most:
        at = draw(st.integers(0, len(text) - most))
        text = text[at : at + most]
    for _ in range(draw(st.integers(0, 8))):
        low = draw(st.integers(0, len(text)))
        high = min(len(text), low + draw(st.sampled_from((0, 1, 1, 2, 3, 8, 40, 200))))
        what = draw(st.sampled_from(("put", "put", "take", "twice", "many", "case", "move", "with")))
        cut = text[low:high]
        if what == "put":
            text = text[:low] + draw(wild()) + text[high:]
        elif what == "take":
            text = text[:low] + text[high:]
        elif what == "twice":
            text = text[:high] + draw(st.sampled_from(("", " ", "\n", "\n\n"))) + cut + text[high:]
        elif what == "many":
            text = text[:high] + cut * draw(st.integers(1, 12)) + text[high:]
        elif what == "case":
            text = text[:low] + cut.swapcase() + text[high:]
        elif what == "move":
            to = draw(st.integers(0, len(text)))
            text = text[:to] + cut + text[to:low] + text[high:] if to < low else text
        else:
            text = text[:low] + draw(among(whole))[:most] + text[high:]
    return text[: 2 * most]


def pieced() -> st.SearchStrategy[str]:
    """Pieces of all kinds one after the other."""
    return st.lists(wild(), max_size=30).map("".join)


def texts(format: str) -> st.SearchStrategy[Case]:
    sources = [mangled(bodies(format))] * 2
    if format == "plain":
        sources += [mangled(paragraphs()), pieced()]
    return st.builds(
        Case,
        target=st.just("text"),
        body=st.one_of(sources),
        format=st.just(format),
        profile=st.sampled_from(PROFILES),
        language=st.sampled_from((None, None, None, "en", "en", *LANGUAGES)),
    )


def raw_files() -> st.SearchStrategy[Case]:
    ends = st.sampled_from(("\r\n", "\r", "\n", "\n\r", "\r\r\n"))

    def ended(text: str, end: str, mark: str) -> str:
        return mark + text.replace("\n", end)

    body = st.builds(ended, mangled(bodies("plain"), 1_500), ends, st.sampled_from(("", "\ufeff", "\udcff\udcfe")))
    return st.builds(lambda body, profile: Case("bytes", body, profile=profile), body, st.sampled_from(PROFILES))


def value(told: Any) -> str:
    """A value as TOML."""
    if isinstance(told, bool):
        return str(told).lower()
    if isinstance(told, str):
        return json.dumps(told).replace("\x7f", "\\u007f")
    if isinstance(told, list | tuple):
        return "[" + ", ".join(map(value, told)) + "]"
    if isinstance(told, dict):
        return "{" + ", ".join(f"{value(str(k))} = {value(v)}" for k, v in told.items()) + "}"
    return repr(told)


PLAIN = st.characters(exclude_categories=("Cs",))
VALUES = st.recursive(
    st.one_of(
        st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=True), st.text(PLAIN, max_size=6),
        st.sampled_from(("", "en", "../..", "/etc", "**/**/*", "[z-a]", "(?:a*)*b", r"\1", r"\L<x>", r"\g<0>", "[[a]]",
                         "(?<n>", "quotes", "spacing/lost", "article", "a{9999}", r"(?R)", "((a)|b)+", "*a" * 40)),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(PLAIN, max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@st.composite
def mangled_tables(draw: st.DrawFn, whole: Sequence[str], keys: Sequence[str]) -> str:
    """The tables of a TOML text with keys taken out, put in, and given values of any kind; as TOML again."""
    tables = tomllib.loads(draw(among(whole)))
    for _ in range(draw(st.integers(1, 3))):
        at: Any = tables
        while isinstance(at, dict | list) and at:
            key = draw(st.sampled_from(sorted(at)) if isinstance(at, dict) else st.integers(0, len(at) - 1))
            if not isinstance(at[key], dict | list) or draw(st.integers(0, 2)) == 0:
                break
            at = at[key]
        if isinstance(at, dict):
            what = draw(st.sampled_from(("set", "set", "add", "drop")))
            if what == "drop" and at:
                del at[draw(st.sampled_from(sorted(at)))]
            elif what == "set" and at:
                at[draw(st.sampled_from(sorted(at)))] = draw(VALUES)
            else:
                at[draw(st.sampled_from(keys))] = draw(VALUES)
        elif isinstance(at, list):
            at.append(draw(VALUES))
    return "".join(f"{value(key)} = {value(told)}\n" for key, told in tables.items())


@cache
def rule_files() -> tuple[str, ...]:
    """Pieces of the rule files, each a file of a few rules."""
    out = []
    for file in sorted(rules_root().rglob("*.toml")):
        if file.name in ("language.toml", "keywords.toml", "profiles.toml"):
            continue
        head, *rules = file.read_text(encoding="utf-8").split("[[rule]]")
        if len(head) < 3_000:
            head = head.replace(f'"{file.stem}"', '"spacing"', 1)
            out += ["[[rule]]".join([head, *rules[n : n + 2]]) for n in range(0, len(rules), 2)]
    return tuple(out)


CONFIGS = (
    'profile = "docs"\nlanguage = "en"\nexclude = ["*.log", "build/**", "/a/*/b"]\ndisable = ["quotes"]\n',
    'passes = ["quotes", "spacing"]\nlevels = ["safe"]\n[normalise]\nquotes = "straight"\n',
    '[per-file."legal/**"]\nprofile = "minimal"\ndisable = ["numbers"]\n[per-file."*.fr.md"]\nlanguage = "fr"\n',
    '[tool.mtclean]\nprofile = "corpus"\n[tool.mtclean.per-file."a/**/b?.[tx]*"]\nlanguage = "de"\n',
    '[tool.ruff]\nline-length = 90\n[tool.mtclean.normalise]\ndashes = "plain"\n',
)
DECISIONS = (
    '{"version": 1, "files": [{"path": "a.txt", "sha256": "00", "rejected": [{"start": 1, "end": 2, "before": " ",'
    ' "after": "", "rule": "spacing/before-comma"}]}]}',
    '{"version": 1, "files": [{"path": "a\\u0000", "sha256": "\\ud800", "rejected": []}]}',
)


def settings_files() -> st.SearchStrategy[Case]:
    keys = ("profile", "language", "disable", "levels", "normalise", "passes", "exclude", "per-file", "tool", "mtclean")
    return (mangled_tables(CONFIGS, keys) | mangled(CONFIGS)).map(lambda body: Case("config", body))


def packs() -> st.SearchStrategy[Case]:
    keys = (
        "pattern",
        "replace",
        "upper",
        "table",
        "unless",
        "trigger",
        "example",
        "keep",
        "scope",
        "lists",
        "rule",
        "why",
    )
    return (mangled_tables(rule_files(), keys) | mangled(rule_files())).map(lambda body: Case("rules", body))


def sources() -> dict[str, st.SearchStrategy[Case]]:
    """A source of cases for each target; for texts, one for each format."""
    return {
        **{f"text {format}": texts(format) for format in FORMATS},
        "bytes": raw_files(),
        "rules": packs(),
        "config": settings_files(),
        "decisions": mangled(DECISIONS).map(lambda body: Case("decisions", body)),
    }
