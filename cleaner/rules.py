"""Rules: read from TOML, checked, woken by their triggers, matched.

A rule file is ``rules/<language>/<pass>.toml``; `any` holds for every language. The keys at the top of a file
(`pass`, `class`, `level`) hold for all its rules unless a rule says otherwise; `[lists]` holds word lists, which a
pattern names as ``\\L<name>`` (the `regex` library's named lists). A rule without `pattern` is found by the code of
its pass: the file then declares its class, level, reason and examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import regex

from cleaner import limits
from cleaner.edits import Edit, Fix, trim
from cleaner.lazy import lazy, lazy_regex
from cleaner.limits import Allowance, cut
from cleaner.rulefiles import rules_folder, rules_root
from cleaner.text import Text

NEAR = 80  # code points to either side of a trigger
_BYTE = lazy(r"<byte ([89A-F][0-9A-F])>")
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
_NO_RULES = ("language.toml", "keywords.toml")  # of a folder: what they hold is told in docs/languages.md
_FILE_KEYS = {"pass", "class", "level", "lists", "rule"}
_RULE_KEYS = {
    "id", "class", "level", "why", "trigger", "pattern", "replace", "upper", "lower", "table", "unless", "scope",
    "example", "keep", "option", "languagetool", "formats", "original", "starts",
}  # fmt: skip
_TEXT_KEYS = {
    "id",
    "class",
    "level",
    "why",
    "pattern",
    "scope",
    "option",
    "original",
}  # all others but the next hold lists of texts
_TABLE_KEYS = {"replace", "table"}
_NAME = lazy_regex(r"[a-z0-9]+(?:-[a-z0-9]+)*+")


class RuleError(ValueError):
    """A rule file that breaks the format; the message names file, rule and remedy."""


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule. `id` is ``pass/name``; `cls` the class letter of the correction guide; `language` None for any.

    A match of `pattern` is replaced by `replace`: a template for the whole match, or a template for each named
    group. `upper` and `lower` name groups whose first letter changes case. With `table` the match itself is looked up
    there. A match that overlaps a match of one of `unless` is left alone.
    `scope` is the stretch the pattern needs to see: the "line" of a trigger, what stands "near" it in its line (80
    code points either way: cheaper for triggers that clean text has too), the whole "text"; "row": the whole text,
    where it is one line; "start": the whole text, where one of the triggers begins it. `starts` tells how many code
    points into its trigger every match starts: the pattern is then tried there alone, and not at each character.
    `option` names the profile option that turns the rule on; without it the rule is always on. `languagetool` names
    the rules of LanguageTool whose one suggestion is this rule's repair; its triggers tell where they may speak.
    `formats` are those the rule holds for, all if empty; its examples are then texts of the first. `original` is the
    text they were translated from, for a rule that needs it.
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
    starts: int | None = None
    option: str | None = None
    languagetool: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    original: str | None = None
    example: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str = ""

    @property
    def pass_name(self) -> str:
        return self.id.partition("/")[0]

    def __getstate__(self) -> dict[str, Any]:
        # Compiled patterns are made again where they are needed; a pickled rule is its data.
        return {k: v for k, v in self.__dict__.items() if k not in ("compiled", "antipatterns")}

    def _compile(self, pattern: str) -> regex.Pattern[str]:
        used = {name: words for name, words in self.lists.items() if f"\\L<{name}>" in pattern}
        if "\\L<table>" in pattern:
            used["table"] = tuple(self.table)
        cause = limits.too_much(pattern)
        if cause is None:
            try:
                return regex.compile(pattern, regex.V1 | regex.MULTILINE, **used)  # type: ignore[arg-type]
            except (regex.error, KeyError, RecursionError, OverflowError, MemoryError) as error:
                cause = f"it does not compile: {error}"
        raise RuleError(f"{self.file}: {self.id}: the pattern {cut(pattern)}: {cause}")

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        assert self.pattern is not None
        return self._compile(self.pattern)

    @cached_property
    def antipatterns(self) -> list[regex.Pattern[str]]:
        return [self._compile(p) for p in self.unless]

    def fixes(
        self, text: Text, spans: Iterable[tuple[int, int]] | None = None, allowance: Allowance | None = None
    ) -> Iterator[Fix]:
        """Yield a fix for every match in `spans` of the text, or in all of it. Walls are not seen.

        The spans of a rule with `starts` begin where a match may start.
        Raises ExhaustedError when the rule has used up its `allowance`, RuleError for a pattern that does not compile.
        """
        view = text.view
        if spans is not None and self.starts is not None:
            yield from self._fixes_at(text, list(spans), allowance)
            return
        for start, end in ((0, len(view)),) if spans is None else spans:
            bars: list[tuple[int, int]] | None = None
            at = 0
            for match in self._matches(self.compiled, view, start, end, allowance):
                if self.unless:
                    if bars is None:
                        bars = self._bars(view, start, end, allowance)
                    low, high = match.start(), max(match.end(), match.start() + 1)
                    while at < len(bars) and bars[at][1] <= low:
                        at += 1
                    if at < len(bars) and bars[at][0] < high:
                        continue
                yield from self._fix(text, match, allowance)

    def _fixes_at(self, text: Text, spans: list[tuple[int, int]], allowance: Allowance | None) -> Iterator[Fix]:
        """Yield a fix for every match that begins where a span does."""
        view = text.view
        last = 0
        allowed = allowance or Allowance(len(view))
        for (start, end), match in allowed.tried(self.id, self.compiled, view, spans):
            if start < last:
                continue
            last = match.end()
            if self.unless:
                bars = self._bars(view, self._seen_from(view, start), end, allowance)
                if any(low < max(last, start + 1) and start < high for low, high in bars):
                    continue
            yield from self._fix(text, match, allowance)

    def _fix(self, text: Text, match: regex.Match[str], allowance: Allowance | None) -> Iterator[Fix]:
        edits = tuple(e for e in self._edits(text.source, match) if e.start < e.end or e.new)
        if edits:
            if allowance is not None:
                allowance.put_in(self.id, sum(len(e.new) for e in edits))
            yield Fix(self.id, edits)

    def _seen_from(self, view: str, place: int) -> int:
        """Where that starts which a rule sees of what stands before a place."""
        if self.scope in ("near", "line"):
            line = view.rfind("\n", 0, place) + 1
            return line if self.scope == "line" else max(line, place - NEAR)
        return 0

    def _matches(
        self, pattern: regex.Pattern[str], view: str, start: int, end: int, allowance: Allowance | None
    ) -> Iterable[regex.Match[str]]:
        if allowance is not None:
            return allowance.matches(self.id, pattern, view, start, end)
        return pattern.finditer(view, start, end)

    def _bars(self, view: str, start: int, end: int, allowance: Allowance | None) -> list[tuple[int, int]]:
        """What the matches of `unless` cover, sorted and disjoint; an empty match covers nothing."""
        out: list[tuple[int, int]] = []
        bars = (self._matches(bar, view, start, end, allowance) for bar in self.antipatterns)
        for low, high in sorted(m.span() for found in bars for m in found):
            if out and low < out[-1][1]:
                out[-1] = (out[-1][0], max(out[-1][1], high))
            elif low < high:
                out.append((low, high))
        return out

    def _edits(self, source: str, match: regex.Match[str]) -> Iterator[Edit]:
        found: list[Edit] = []
        if self.table:
            found.append(Edit(*match.span(), self.table.get(match.group(), match.group())))
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


def load_rules() -> tuple[Rule, ...]:
    """Read every rule file, `any` first, then the languages in order. Raises RuleError with file, rule and remedy."""
    languages = sorted(f.name for f in rules_root().iterdir() if f.is_dir() and f.name != "any")
    own = (rule for language in languages for rule in rules_for(language) if rule.language is not None)
    return (*rules_for(None), *own)


@cache
def rules_for(language: str | None) -> tuple[Rule, ...]:
    """Read the rules that hold for a language: those of any language, then its own. Raises RuleError."""
    shared = () if language is None else rules_for(None)
    folder = rules_folder(language or "any")
    if folder is None:
        return shared
    own: list[Rule] = []
    for file in sorted(folder.glob("*.toml")):
        if file.name not in _NO_RULES:
            own += read_rules(file.read_text(encoding="utf-8"), folder.name, f"{folder.name}/{file.name}")
    seen = {rule.id: rule for rule in shared}
    for rule in own:
        twin = seen.setdefault(rule.id, rule)
        if twin is not rule:
            raise RuleError(f"{rule.file}: {rule.id}: this id stands in {twin.file} already; give it another name")
    return (*shared, *own)


def read_rules(toml: str, folder: str, file: str) -> list[Rule]:
    """Read one rule file. `folder` is the language (``any`` for all), `file` the name used in errors.

    Patterns are not compiled; `check_rule` does that. Raises RuleError.
    """
    try:
        data = limits.read_toml(toml.encode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise RuleError(f"{file}: {error}") from None
    _known(data, _FILE_KEYS, f"{file}")
    name = Path(file).stem
    if data.get("pass") != name:
        raise RuleError(f"{file}: `pass` is {cut(data.get('pass'))}; write pass = {name!r}, the name of the file")
    lists, rules = data.get("lists", {}), data.get("rule", [])
    if not isinstance(lists, dict) or not all(map(_is_list, lists.values())):
        raise RuleError(f"{file}: `lists` is a table of lists of words; write [lists] and name = [...]")
    if not isinstance(rules, list) or not all(isinstance(entry, dict) for entry in rules):
        raise RuleError(f"{file}: `rule` is {cut(rules)}; write [[rule]] before the keys of each rule")
    if len(rules) > limits.MOST_RULES:
        raise RuleError(f"{file}: more than {limits.MOST_RULES:,} rules; split the file")
    words = {key: tuple(listed) for key, listed in lists.items()}
    language = None if folder == "any" else folder
    return [_read_rule(entry, data, words, language, file) for entry in rules]


def _is_list(value: object) -> bool:
    return limits.is_texts(value) or isinstance(value, dict)


def _read_rule(
    entry: dict[str, Any], top: dict[str, Any], lists: dict[str, tuple[str, ...]], language: str | None, file: str
) -> Rule:
    if not isinstance(entry.get("id"), str) or not _NAME.fullmatch(entry["id"]):
        raise RuleError(f"{file}: a rule whose `id` is {cut(entry.get('id'))}; give it a short name, such as lost-mark")
    place = f"{file}: {entry['id']}"
    _known(entry, _RULE_KEYS, place)
    for key, told in entry.items():
        _check_kind(key, told, place)
    cls, level = entry.get("class", top.get("class")), entry.get("level", top.get("level", "safe"))
    if not isinstance(cls, str) or cls not in CLASSES:
        raise RuleError(f"{place}: `class` is {cut(cls)}; write one letter of {''.join(CLASSES)}")
    if level not in LEVELS:
        raise RuleError(f"{place}: `level` is {cut(level)}; write one of {', '.join(LEVELS)}")
    if not entry.get("why"):
        raise RuleError(f"{place}: `why` is missing; say in a sentence what broke the text")
    trigger = tuple(entry.get("trigger", ()))
    if "pattern" in entry and (not trigger or not all(trigger)):
        raise RuleError(f"{place}: `trigger` is missing or empty; name literals one of which stands in every match")
    if "pattern" in entry and not {"replace", "upper", "lower", "table"} & set(entry):
        raise RuleError(f"{place}: nothing to do; write `replace`, `upper`, `lower` or `table`")
    if entry.get("scope", "line") not in ("near", "line", "text", "row", "start"):
        raise RuleError(f"{place}: `scope` is {cut(entry['scope'])}; write near, line, text, row or start")
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
        starts=entry.get("starts"),
        option=entry.get("option"),
        languagetool=tuple(entry.get("languagetool", ())),
        formats=tuple(entry.get("formats", ())),
        original=entry.get("original"),
        example=tuple(map(_written, entry["example"])),
        keep=tuple(map(_written, entry["keep"])),
        lists=lists,
        file=file,
    )


def _written(example: str) -> str:
    """An example as it is meant: ``<byte 92>`` stands for a byte that is no UTF-8, which no TOML can hold."""
    return _BYTE.sub(lambda m: chr(0xDC00 + int(m[1], 16)), example)


def _check_kind(key: str, told: object, place: str) -> None:
    """A text, a list of texts or a table of texts, whichever the key holds."""
    if key in _TEXT_KEYS:
        fits, kind = isinstance(told, str), "a text"
    elif key in _TABLE_KEYS:
        fits, kind = limits.is_table_of_texts(told), "a table of texts"
        fits = fits or (key == "replace" and isinstance(told, str))
    elif key == "starts":
        fits, kind = type(told) is int and told >= 0, "how many code points into its triggers a match starts"
    else:
        fits, kind = limits.is_texts(told), "a list of texts"
    if not fits:
        raise RuleError(f"{place}: `{key}` is {cut(told)}; write {kind}")


def check_rule(rule: Rule) -> None:
    """Compile all patterns and templates of a rule. (Loading does not: it is done at first use.)

    Raises RuleError with file, rule and remedy.
    """
    _ = rule.antipatterns
    if rule.pattern is None:
        return
    groups = rule.compiled.groupindex
    place = f"{rule.file}: {rule.id}"
    for group in (*rule.upper, *rule.lower, *(rule.replace if isinstance(rule.replace, Mapping) else ())):
        if group not in groups:
            raise RuleError(f"{place}: the pattern has no group {cut(group)}; write (?<{group}>...)")
    for template in rule.replace.values() if isinstance(rule.replace, Mapping) else (rule.replace or "",):
        try:
            # A pattern that always matches, with the same groups.
            rule._compile(f"(?:{rule.pattern})|").sub(template, "")
        except (regex.error, IndexError, KeyError, ValueError) as error:
            raise RuleError(f"{place}: `replace` {cut(template)}: {error}") from None


def _known(data: Mapping[str, Any], keys: set[str], place: str) -> None:
    for key in data:
        if key not in keys:
            near = get_close_matches(key, keys, 1)
            raise RuleError(f"{place}: unknown key {cut(key)}" + (f"; did you mean `{near[0]}`?" if near else ""))
