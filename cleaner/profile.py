"""Profiles: which passes run, which levels of rule are applied, which normalisations are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from functools import cache
from typing import Any

import tomli

from cleaner.limits import LONGEST_GLOB, MOST_GLOBS, cut
from cleaner.rulefiles import code_of, rules_root
from cleaner.rules import load_rules

NORMALISATIONS: dict[str, tuple[str, ...]] = {
    "quotes": ("keep", "straight", "typographic"),
    "dashes": ("keep", "plain", "typographic"),
    "ellipses": ("keep", "dots", "character"),
    "form": ("keep", "NFC", "NFD", "NFKC"),
    "space": ("keep", "fold"),
    "lines": ("keep", "lf"),
    "width": ("keep", "fold"),
}


_PASSES = (
    "syntax", "source", "encoding", "debris", "markup", "furniture", "punctuation", "spacing", "numbers", "quotes",
    "words", "residue", "sentences", "repetition", "grammar", "normalise",
)  # fmt: skip


class ProfileError(ValueError):
    """An unknown profile, key or value; the message names it, its place and the nearest known one."""


@dataclass(frozen=True)
class Profile:
    """What a run may do. Immutable, hashable, picklable.

    passes: the names of the passes that run. levels: the levels of rule that are applied ("safe", "likely"); hints
    never are. disable: rules (``pass/id``) and passes switched off. normalise: pairs (option, value) of the last
    pass, see `NORMALISATIONS`. language: the target language (ISO 639-1), or None to detect it for each document.
    source_language: the one the texts were translated from, or None to judge it by what each shows. protect: words that
    are left as they are. protect_patterns: patterns (of `re`) whose matches are. keys: globs of the messages of data
    files that are cleaned, or, with a ``!``, that are not; all if empty.
    grammar: whether the pass of that name also asks LanguageTool. languagetool: where: the URL of a server, or the
    directory of an installation; None for what the library language-tool-python downloads.
    """

    name: str
    passes: tuple[str, ...]
    levels: tuple[str, ...] = ("safe", "likely")
    disable: frozenset[str] = frozenset()
    normalise: tuple[tuple[str, str], ...] = ()
    language: str | None = None
    source_language: str | None = None
    protect: tuple[str, ...] = ()
    protect_patterns: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    grammar: bool = False
    languagetool: str | None = None

    @classmethod
    def named(cls, name: str) -> Profile:
        """Return the built-in profile of that name. Raises ProfileError for any other."""
        profiles = _built_in()
        if name not in profiles:
            near = get_close_matches(name, profiles, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(profiles)}"
            raise ProfileError(f"unknown profile {cut(name)}; {hint}")
        return profiles[name]

    def with_settings(self, settings: Mapping[str, Any], place: str) -> Profile:
        """Return the profile with the keys of a configuration table laid over it. `place` is named in errors."""
        changes: dict[str, Any] = {}
        for name, value in settings.items():
            key = name.replace("-", "_")
            if key not in _KEYS:
                near = get_close_matches(name, _KEYS, 1)
                raise ProfileError(
                    f"{place}: unknown key `{cut(name)[1:-1]}`; "
                    + (f"did you mean `{near[0]}`?" if near else f"known: {', '.join(sorted(_KEYS))}")
                )
            changes[key] = _read(key, value, place)
        if "normalise" in changes:
            changes["normalise"] = tuple(sorted({**dict(self.normalise), **dict(changes["normalise"])}.items()))
            if "normalise" not in changes.get("passes", self.passes):
                changes["passes"] = (*changes.get("passes", self.passes), "normalise")
        return replace(self, **changes)

    def runs(self, pass_name: str) -> bool:
        """Does this profile run the pass?"""
        return pass_name in self.passes and pass_name not in self.disable


_KEYS = {f.name for f in fields(Profile)} - {"name"}


def _read(key: str, value: Any, place: str) -> Any:
    """Check and freeze one value of a profile table."""
    if key in ("language", "source_language"):
        code = code_of(value) if isinstance(value, str) else None
        if code is None:
            raise ProfileError(f'{place}: `{key.replace("_", "-")}` is {cut(value)}; write a code such as "en"')
        return code
    if key == "grammar":
        if not isinstance(value, bool):
            raise ProfileError(f"{place}: `grammar` is {cut(value)}; write true or false")
        return value
    if key == "languagetool":
        if not (isinstance(value, str) and value):
            raise ProfileError(f"{place}: `languagetool` is {cut(value)}; write the URL of a server or a directory")
        return value
    if key == "normalise":
        if not isinstance(value, Mapping):
            raise ProfileError(f'{place}: `normalise` is {cut(value)}; write a table, such as {{quotes = "straight"}}')
        return tuple(sorted(_normalisation(option, choice, place) for option, choice in value.items()))
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise ProfileError(f"{place}: `{key}` is {cut(value)}; write a list of names")
    if key == "keys":
        if len(value) > MOST_GLOBS or any(not glob.strip("!. ") or len(glob) > LONGEST_GLOB for glob in value):
            raise ProfileError(f"{place}: `keys` holds an empty or an overlong glob; write some such as menu.*.title")
        return tuple(value)
    if key.startswith("protect"):
        return tuple(_protection(key.replace("_", "-"), entry, place) for entry in value)
    known = {"safe", "likely"} if key == "levels" else set(pass_names())
    if key == "disable":
        known |= {rule.id for rule in load_rules()}
    for name in value:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise ProfileError(
                f"{place}: unknown name {cut(name)} in `{key}`" + (f"; did you mean {near[0]!r}?" if near else "")
            )
    return frozenset(value) if key == "disable" else tuple(value)


def _protection(key: str, entry: str, place: str) -> str:
    """Check a protected word or pattern: one that matches nothing, or everywhere, protects nothing anybody meant."""
    if not entry.strip():
        raise ProfileError(f"{place}: `{key}` holds an empty entry; leave it out")
    if key == "protect-patterns":
        try:
            empty = re.compile(entry, re.M).fullmatch("")
        except re.error as error:
            raise ProfileError(f"{place}: the pattern {cut(entry)} in `{key}` does not compile: {error}") from None
        if empty:
            raise ProfileError(f"{place}: the pattern {cut(entry)} in `{key}` matches nothing; let it match something")
    return entry


def _normalisation(option: str, choice: Any, place: str) -> tuple[str, str]:
    if option not in NORMALISATIONS:
        near = get_close_matches(option, NORMALISATIONS, 1)
        raise ProfileError(
            f"{place}: unknown normalisation `{cut(option)[1:-1]}`; "
            + (f"did you mean `{near[0]}`?" if near else f"known: {', '.join(NORMALISATIONS)}")
        )
    if choice not in NORMALISATIONS[option]:
        raise ProfileError(f"{place}: `{option}` is {cut(choice)}; write one of {', '.join(NORMALISATIONS[option])}")
    return option, choice


def pass_names() -> tuple[str, ...]:
    """The names of all passes, in the order they run: those of `cleaner.passes.PASSES`, which a run that remembers all
    its results has no need to load."""
    return _PASSES


@cache
def _built_in() -> dict[str, Profile]:
    """Read ``rules/profiles.toml``."""
    data = tomli.loads(rules_root().joinpath("profiles.toml").read_text(encoding="utf-8"))
    return {
        name: Profile(name, ()).with_settings(settings, f"profiles.toml: [{name}]") for name, settings in data.items()
    }
