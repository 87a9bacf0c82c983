"""The rules as people read them: a list, or one rule with its reason, examples, and what it leaves alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from cleaner.marks import parse
from cleaner.profile import pass_names
from cleaner.report import visible
from cleaner.report.machine import write_json
from cleaner.report.terminal import Part, Screen
from cleaner.rules import Rule, load_rules

_LEVELS = {
    "safe": "applied in every profile",
    "likely": "applied in every profile but minimal",
    "hint": "shown, never applied",
}


class UnknownRuleError(ValueError):
    """No rule and no pass has that name; the message names the nearest one."""


def show(name: str | None, format: str) -> None:
    """Write the rules called `name`: one by its id, those of a pass, or all. Raises UnknownRuleError."""
    rules = _called(name)
    if format == "json":
        write_json({"rules": [_data(rule) for rule in rules]})
        return
    screen = Screen(sys.stdout)
    if name is None or "/" not in name:
        _list(screen, rules)
    else:
        for n, rule in enumerate(rules):
            if n:
                screen.line()
            _one(screen, rule)
    screen.flush()


def _called(name: str | None) -> Sequence[Rule]:
    rules = load_rules()
    if name is None:
        order = {passed: n for n, passed in enumerate(pass_names())}
        return sorted(rules, key=lambda rule: order.get(rule.pass_name, len(order)))
    found = [rule for rule in rules if name in (rule.id, rule.pass_name)]
    if not found and name not in pass_names():
        known = [*dict.fromkeys(rule.id for rule in rules), *pass_names()]
        short = {rule.id.partition("/")[2]: rule.id for rule in rules}
        near = get_close_matches(name, known, 1) or [short[n] for n in get_close_matches(name, short, 1)]
        remedy = f"did you mean {near[0]!r}?" if near else "`mtclean rules` lists all of them"
        raise UnknownRuleError(f"unknown rule {name!r}; {remedy}")
    return found


def _list(screen: Screen, rules: Sequence[Rule]) -> None:
    width = max((len(rule.id) for rule in rules), default=0)
    for rule in rules:
        about = f"{rule.cls}  {rule.level:<6}  {rule.language or 'any':<5}"
        screen.line((f"{rule.id:<{width}}", "cyan"), f"  {about}  {rule.why}")


def _one(screen: Screen, rule: Rule) -> None:
    screen.line((rule.id, "bold cyan"))
    screen.line(f"  {rule.why}")
    asked = f"; only where the profile sets normalise.{rule.option}" if rule.option else ""
    screen.line(f"  class {rule.cls}; level {rule.level} ({_LEVELS[rule.level]}){asked}")
    screen.line(f"  language {rule.language or 'any'}; declared in rules/{rule.file}")
    screen.line(("  repairs", "bold"))
    for example in rule.example:
        screen.line("    ", *_marked(example, 0))
        screen.line("  → ", *_marked(example, 1))
    screen.line(("  leaves alone", "bold"))
    for kept in rule.keep:
        screen.line(f"    {visible(kept)}")


def _marked(example: str, side: int) -> list[Part]:
    """An example as it is read damaged (0) or corrected (1), what differs in colour."""
    damaged, _, marks = parse(example)
    parts: list[Part] = []
    at = 0
    for mark in marks:
        parts += [visible(damaged[at : mark.start]), (visible((mark.bad, mark.goods[0])[side]), ("red", "green")[side])]
        at = mark.end
    return [*parts, visible(damaged[at:])]


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "class": rule.cls,
        "level": rule.level,
        "language": rule.language,
        "why": rule.why,
        "option": rule.option,
        "file": rule.file,
        "examples": [dict(zip(("damaged", "corrected"), parse(example)[:2], strict=True)) for example in rule.example],
        "keep": list(rule.keep),
    }


def show_settings(path: str, file: str, excluded: bool, settings: Mapping[str, tuple[Any, str]], format: str) -> None:
    """What holds for a file: each setting, its value, and the place that says so."""
    told = {name.replace("_", "-"): (_listed(value), place) for name, (value, place) in settings.items()}
    told["profile"] = told.pop("name")
    told = {"profile": told["profile"], **told}
    if format == "json":
        values = {name: {"value": value, "from": place} for name, (value, place) in told.items()}
        write_json({"path": path, "configuration": file or None, "excluded": excluded, "settings": values})
        return
    screen = Screen(sys.stdout)
    screen.line((visible(path), "bold"))
    screen.line(f"  configuration: {visible(file) or 'none'}")
    if excluded:
        screen.line("  excluded: the file is left alone")
    for name, (value, place) in told.items():
        screen.line(f"  {name} = {json.dumps(value, ensure_ascii=False)}", ("  # " + visible(place), "dim"))


def _listed(value: Any) -> Any:
    """A value as a configuration would write it."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return dict(value) if value and isinstance(value[0], tuple) else list(value)
    return value
