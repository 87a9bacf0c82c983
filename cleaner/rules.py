"""Rules: read from TOML, checked, woken by their triggers, matched.

A rule file is ``rules/<language>/<pass>.toml``; `any` holds for every language. The keys at the top of a file
(`pass`, `class`, `level`) hold for all its rules unless a rule says otherwise; `[lists]` holds word lists, which a
pattern names as ``\\L<name>`` (the `regex` library's named lists). A rule without `pattern` is found by the code of
its pass: the file then declares its class, level, reason and examples.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

import ahocorasick_rs
import regex

from cleaner.edits import Edit, Fix, trim
from cleaner.text import Span, Text

NEAR = 80
_BYTE = re.compile(r"<byte ([89A-F][0-9A-F])>")
_SETUP = 1_000  # code points that are scanned in the time it takes to begin a scan
LEVELS = ("safe", "likely", "hint")
CLASSES = {  # of defects; the letters are those of hand-corrected cases
    "E": "encoding",
    "Q": "quote marks",
    "S": "spacing",
    "C": "capitals",
    "R": "residue",
    "D": "dislocation",
    "U": "repetition",
    "T": "decoder debris",
    "P": "punctuation",
    "N": "numbers",
    "M": "markup",
    "B": "page furniture",
    "G": "grammar",
}
_FILE_KEYS = {"pass", "class", "level", "lists", "rule"}
_RULE_KEYS = {
    "id", "class", "level", "why", "trigger", "pattern", "replace", "upper", "lower", "table", "unless", "scope",
    "example", "keep", "option", "languagetool", "formats",
}  # fmt: skip


Hit = tuple[int, int, int]  # the number of a trigger, where it starts and ends


class RuleError(ValueError):
    """A rule file that breaks the format; the message names file, rule and remedy."""


@dataclass(frozen=True)
class Rule:
    """One rule. `id` is ``pass/name``; `cls` the class letter of the correction guide; `language` None for any.

    A match of `pattern` is replaced by `replace`: a template for the whole match, or a template for each named
    group. `upper` and `lower` name groups whose first letter changes case. With `table` the match itself is looked up
    there. A match that overlaps a match of one of `unless` is left alone.
    `scope` is the stretch the pattern needs to see: the "line" of a trigger, what stands "near" it in its line (`NEAR`
    code points either way: cheaper for triggers that clean text has too), or the whole "text".
    `option` names the profile option that turns the rule on; without it the rule is always on. `languagetool` names
    the rules of LanguageTool whose one suggestion is this rule's repair; its triggers tell where they may speak.
    `formats` are those the rule holds for, all if empty; its examples are then texts of the first.
    """

    id: str
    cls: str
    level: str
    why: str
    language: str | None = None
    trigger: tuple[str, ...] = ()
    pattern: str | None = None
    replace: str | Mapping[str, str] | None = None
    upper: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    table: Mapping[str, str] = field(default_factory=dict)
    unless: tuple[str, ...] = ()
    scope: str = "line"
    option: str | None = None
    languagetool: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str = ""

    @property
    def pass_name(self) -> str:
        return self.id.partition("/")[0]

    def __hash__(self) -> int:
        return hash((self.id, self.language))

    def __getstate__(self) -> dict[str, Any]:
        # Compiled patterns are made again where they are needed; a pickled rule is its data.
        return {k: v for k, v in self.__dict__.items() if k not in ("compiled", "antipatterns")}

    def _compile(self, pattern: str) -> regex.Pattern[str]:
        used = {name: words for name, words in self.lists.items() if f"\\L<{name}>" in pattern}
        if "\\L<table>" in pattern:
            used["table"] = tuple(self.table)
        return regex.compile(pattern, regex.V1 | regex.MULTILINE, **used)  # type: ignore[arg-type]

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        assert self.pattern is not None
        return self._compile(self.pattern)

    @cached_property
    def antipatterns(self) -> list[regex.Pattern[str]]:
        return [self._compile(p) for p in self.unless]

    def fixes(self, text: Text, spans: Iterable[tuple[int, int]] | None = None) -> Iterator[Fix]:
        """Yield a fix for every match in `spans` of the text, or in all of it. Walls are not seen."""
        view = text.view
        for start, end in ((0, len(view)),) if spans is None else spans:
            bars: list[tuple[int, int]] | None = None
            at = 0
            for match in self.compiled.finditer(view, start, end):
                if self.unless:
                    if bars is None:
                        bars = self._bars(view, start, end)
                    low, high = match.start(), max(match.end(), match.start() + 1)
                    while at < len(bars) and bars[at][1] <= low:
                        at += 1
                    if at < len(bars) and bars[at][0] < high:
                        continue
                edits = tuple(e for e in self._edits(text.source, match) if e.start < e.end or e.new)
                if edits:
                    yield Fix(self.id, edits)

    def _bars(self, view: str, start: int, end: int) -> list[tuple[int, int]]:
        """What the matches of `unless` cover, sorted and disjoint; an empty match covers nothing."""
        out: list[tuple[int, int]] = []
        for low, high in sorted(m.span() for bar in self.antipatterns for m in bar.finditer(view, start, end)):
            if out and low < out[-1][1]:
                out[-1] = (out[-1][0], max(out[-1][1], high))
            elif low < high:
                out.append((low, high))
        return out

    def _edits(self, source: str, match: regex.Match[str]) -> Iterator[Edit]:
        found: list[Edit] = []
        if self.table:
            found.append(Edit(*match.span(), self.table[match.group()]))
        elif isinstance(self.replace, str):
            found.append(Edit(*match.span(), match.expand(self.replace)))
        elif self.replace is not None:
            for group, template in self.replace.items():
                for span in match.spans(group):
                    found.append(Edit(*span, match.expand(template)))
        for groups, case in ((self.upper, str.upper), (self.lower, str.lower)):
            for group in groups:
                for start, end in match.spans(group):
                    if end > start:
                        found.append(Edit(start, start + 1, case(source[start])))
        for edit in sorted(found):
            yield trim(source, edit)


class RulePack:
    """The rules of one pass for one language and profile, in the order of their files: `any` first."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.by_id = {rule.id: rule for rule in self.rules}
        self.patterned = tuple(rule for rule in self.rules if rule.pattern is not None)
        self.place = {rule.id: n for n, rule in enumerate(self.rules)}

    def __len__(self) -> int:
        return len(self.rules)


class Triggers:
    """One scan of a text for the triggers of many rules (Aho-Corasick, linear in the text).

    A rule matches only where one of its triggers stands, so `spans` gives, for each woken rule, the lines its
    triggers stand in (or the whole text, for a rule of that scope).
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = list(rules)
        literals = list(dict.fromkeys(trigger for rule in rules for trigger in rule.trigger))
        numbers = {literal: n for n, literal in enumerate(literals)}
        self._rules_of: dict[str | None, dict[int, list[Rule]]] = {}  # by pass, None for all; by number of the trigger
        for rule in rules:
            for trigger in rule.trigger:
                for name in (None, rule.pass_name):
                    self._rules_of.setdefault(name, {}).setdefault(numbers[trigger], []).append(rule)
        self._longest = max(map(len, literals), default=0)
        dfa = ahocorasick_rs.Implementation.DFA  # a little more to build, and more than twice as fast
        self._scanner = ahocorasick_rs.AhoCorasick(literals, implementation=dfa) if literals else None

    def hits(self, view: str) -> list[Hit]:
        """Return where triggers stand in a text, sorted by their starts."""
        if self._scanner is None:
            return []
        try:
            found = self._scanner.find_matches_as_indexes(view, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate, which a caller's string may hold
            found = self._scanner.find_matches_as_indexes(_without_surrogates(view), overlapping=True)
        return sorted(found, key=itemgetter(1))

    def moved(self, hits: Sequence[Hit], edits: Sequence[Edit], view: str) -> list[Hit]:
        """Return the hits of the text that sorted, disjoint `edits` gave: `view`. `hits` are those of the text before.

        A trigger out of reach of all edits stands as it stood, so only their neighbourhoods are scanned again.
        """
        if len(edits) * _SETUP > len(view):
            return self.hits(view)
        out: list[Hit] = []
        n = 0
        shift = 0
        for low, high, after in _reaches(edits, self._longest):
            while n < len(hits) and hits[n][1] < low:
                which, start, end = hits[n]
                out.append((which, start + shift, end + shift))
                n += 1
            while n < len(hits) and hits[n][1] < high:
                n += 1
            at, stop = max(0, low + shift), high + after
            near = self.hits(view[at : stop + self._longest])
            out += [(which, at + start, at + end) for which, start, end in near if at + start < stop]
            shift = after
        out += [(which, start + shift, end + shift) for which, start, end in hits[n:]]
        return out

    def spans(
        self, view: str, hits: Sequence[Hit] | None = None, pass_name: str | None = None
    ) -> dict[Rule, list[Span]]:
        """Return the stretches each woken rule has to look at, sorted and disjoint.

        hits: where triggers stand in the text, if that is known. pass_name: only the rules of this pass are asked for.
        """
        rules_of = self._rules_of.get(pass_name, {})
        out: dict[Rule, list[Span]] = {}
        line = (0, -1)
        for which, start, end in self.hits(view) if hits is None else hits:
            if which not in rules_of:
                continue
            if not line[0] <= start <= line[1] or end > line[1]:
                after = view.find("\n", max(start, end - 1))
                line = (view.rfind("\n", 0, start) + 1, len(view) if after < 0 else after + 1)
            near = max(line[0], start - NEAR), min(line[1], end + NEAR)
            for rule in rules_of[which]:
                spans = out.setdefault(rule, [])
                low, high = near if rule.scope == "near" else line if rule.scope == "line" else (0, len(view))
                if spans and low < spans[-1][1]:
                    spans[-1] = (spans[-1][0], max(high, spans[-1][1]))
                else:
                    spans.append((low, high))
        return out


def _reaches(edits: Sequence[Edit], reach: int) -> Iterator[tuple[int, int, int]]:
    """The stretches around edits, as far as `reach`: where one starts and ends before the edits, and by how much
    what stands behind it has moved after them."""
    low = high = shift = 0
    for n, (start, end, new) in enumerate(edits):
        if n and start - reach > high:
            yield low, high, shift
        if not n or start - reach > high:
            low = start - reach
        high = end + reach
        shift += len(new) - (end - start)
    if edits:
        yield low, high, shift


def _without_surrogates(text: str) -> str:
    return regex.sub(r"[\ud800-\udfff]", "\ufffd", text)


def rules_root() -> Path:
    """Where the rule files are: in the folder that MTCLEAN_RULES names, else inside the installed package, or beside
    it in a checkout."""
    if named := os.environ.get("MTCLEAN_RULES"):
        return Path(named)
    packed = Path(__file__).parent / "_rules"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "rules"


@cache
def rules_digest() -> str:
    """A digest of all rule files, lists and tables included: their names and bytes."""
    from hashlib import sha256  # loads a library that a run without a cache does not need

    digest = sha256()
    for file in sorted(rules_root().rglob("*.toml")):
        digest.update(f"{file.relative_to(rules_root()).as_posix()}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def load_rules() -> tuple[Rule, ...]:
    """Read every rule file, `any` first, then the languages in order. Raises RuleError with file, rule and remedy."""
    languages = sorted(f.name for f in rules_root().iterdir() if f.is_dir() and f.name != "any")
    own = (rule for language in languages for rule in rules_for(language) if rule.language is not None)
    return (*rules_for(None), *own)


@cache
def rules_for(language: str | None) -> tuple[Rule, ...]:
    """Read the rules that hold for a language: those of any language, then its own. Raises RuleError."""
    shared = () if language is None else rules_for(None)
    folder = rules_root() / (language or "any")
    own: list[Rule] = []
    for file in sorted(folder.glob("*.toml")):
        if file.name != "language.toml":
            own += read_rules(file.read_text(encoding="utf-8"), folder.name, f"{folder.name}/{file.name}")
    seen = {rule.id: rule for rule in shared}
    for rule in own:
        twin = seen.setdefault(rule.id, rule)
        if twin is not rule:
            raise RuleError(f"{rule.file}: {rule.id}: this id stands in {twin.file} already; give it another name")
    return (*shared, *own)


def read_rules(toml: str, folder: str, file: str) -> list[Rule]:
    """Read one rule file. `folder` is the language (``any`` for all), `file` the name used in errors."""
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file}: not valid TOML: {error}") from None
    _known(data, _FILE_KEYS, f"{file}")
    name = Path(file).stem
    if data.get("pass") != name:
        raise RuleError(f"{file}: `pass` is {data.get('pass')!r}; write pass = {name!r}, the name of the file")
    lists = {key: tuple(words) for key, words in data.get("lists", {}).items()}
    language = None if folder == "any" else folder
    return [_read_rule(entry, data, lists, language, file) for entry in data.get("rule", [])]


def _read_rule(
    entry: dict[str, Any], top: dict[str, Any], lists: dict[str, tuple[str, ...]], language: str | None, file: str
) -> Rule:
    if "id" not in entry:
        raise RuleError(f"{file}: a rule without `id`; give it a short name")
    place = f"{file}: {entry['id']}"
    _known(entry, _RULE_KEYS, place)
    cls, level = entry.get("class", top.get("class")), entry.get("level", top.get("level", "safe"))
    if not cls or cls not in CLASSES:
        raise RuleError(f"{place}: `class` is {cls!r}; write one letter of {''.join(CLASSES)}")
    if level not in LEVELS:
        raise RuleError(f"{place}: `level` is {level!r}; write one of {', '.join(LEVELS)}")
    if not entry.get("why"):
        raise RuleError(f"{place}: `why` is missing; say in a sentence what broke the text")
    trigger = tuple(entry.get("trigger", ()))
    if "pattern" in entry and (not trigger or not all(trigger)):
        raise RuleError(f"{place}: `trigger` is missing or empty; name literals one of which stands in every match")
    if "pattern" in entry and not {"replace", "upper", "lower", "table"} & set(entry):
        raise RuleError(f"{place}: nothing to do; write `replace`, `upper`, `lower` or `table`")
    if entry.get("scope", "line") not in ("near", "line", "text"):
        raise RuleError(f"{place}: `scope` is {entry['scope']!r}; write near, line or text")
    if not entry.get("example") or not entry.get("keep"):
        raise RuleError(f"{place}: a rule needs an `example` and a `keep`")
    return Rule(
        id=f"{top['pass']}/{entry['id']}",
        cls=cls,
        level=level,
        why=entry["why"],
        language=language,
        trigger=trigger,
        pattern=entry.get("pattern"),
        replace=entry.get("replace"),
        upper=tuple(entry.get("upper", ())),
        lower=tuple(entry.get("lower", ())),
        table=entry.get("table", {}),
        unless=tuple(entry.get("unless", ())),
        scope=entry.get("scope", "line"),
        option=entry.get("option"),
        languagetool=tuple(entry.get("languagetool", ())),
        formats=tuple(entry.get("formats", ())),
        example=tuple(map(_written, entry["example"])),
        keep=tuple(map(_written, entry["keep"])),
        lists=lists,
        file=file,
    )


def _written(example: str) -> str:
    """An example as it is meant: ``<byte 92>`` stands for a byte that is no UTF-8, which no TOML can hold."""
    return _BYTE.sub(lambda m: chr(0xDC00 + int(m[1], 16)), example)


def check_patterns(rule: Rule) -> None:
    """Compile all patterns of a rule; RuleError names file and rule. (Loading does not: it is done at first use.)"""
    try:
        if rule.pattern is not None:
            _ = rule.compiled
        _ = rule.antipatterns
    except (regex.error, KeyError) as error:
        raise RuleError(f"{rule.file}: {rule.id}: a pattern does not compile: {error}") from None


def _known(data: Mapping[str, Any], keys: set[str], place: str) -> None:
    for key in data:
        if key not in keys:
            near = get_close_matches(key, keys, 1)
            raise RuleError(f"{place}: unknown key `{key}`" + (f"; did you mean `{near[0]}`?" if near else ""))
