"""Configuration: which profile a file gets.

Resolution: the default of the file's format, then the nearest ``mtclean.toml`` or ``[tool.mtclean]`` of a
``pyproject.toml`` on the way up from the file, then its ``per-file`` tables, then the command line. Files are never
merged. Naming a profile at a later stage starts from that profile; `disable`, `protect` and the languages of earlier
stages go on to hold, for they say something about the texts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache
from typing import Any

from cleaner.limits import LONGEST_GLOB, MOST_BYTES, MOST_GLOBS, cut, is_texts, read_toml
from cleaner.profile import Profile, ProfileError

_PROFILE_KEYS = (
    "profile", "language", "source-language", "disable", "levels", "normalise", "passes", "protect", "protect-patterns",
    "grammar", "keys",
)  # fmt: skip
_KEYS = (*_PROFILE_KEYS, "exclude", "per-file")
_END = r"(?=/|\Z)"  # of the name of a file or a directory


_ADDED = ("disable", "protect", "protect_patterns")
_OF_THE_TEXTS = ("disable", "language", "source_language", "protect", "protect_patterns")


class ConfigError(ProfileError):
    """A configuration that cannot be read or holds what is not known. `file` is the file it stands in."""

    def __init__(self, file: str, cause: str) -> None:
        super().__init__(f"{file}: {cause}")
        self.file = file
        self.cause = cause


@dataclass(frozen=True)
class Config:
    """One configuration file, read and checked. `folder` is where its globs start; `file` is empty for no file."""

    file: str = ""
    folder: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    exclude: tuple[re.Pattern[str], ...] = ()
    per_file: tuple[tuple[re.Pattern[str], Mapping[str, Any], str], ...] = ()

    def excludes(self, path: str) -> bool:
        """Is a file left alone, by name or through one of its directories?"""
        return any(glob.match(self._inside(path)) for glob in self.exclude)

    def profile_for(self, path: str, format: str, named: str | None = None, language: str | None = None) -> Profile:
        """Return the profile of a file. `named` and `language` are those of the command line.

        Raises ConfigError for a value that is not known, ProfileError for an unknown `named`.
        """
        return [*self.stages(path, format, named, language)][-1][0]

    def stages(
        self, path: str, format: str, named: str | None = None, language: str | None = None
    ) -> Iterator[tuple[Profile, str]]:
        """Yield how the profile of a file comes about: what holds after each stage, and the place that says so."""
        profile = Profile.named(default_profile(format))
        yield profile, f"the default for the format {format}"
        tables = [(self.settings, "[tool.mtclean]" if self.file.endswith("pyproject.toml") else "")]
        tables += [(settings, place) for glob, settings, place in self.per_file if glob.match(self._inside(path))]
        for settings, place in tables:
            if settings:
                profile = self.laid_over(profile, settings, place)
                yield profile, f"{self.file} {place}".rstrip()
        if named:
            profile = _switched(profile, named)
            yield profile, "--profile"
        if language:
            yield replace(profile, language=language), "--language"

    def laid_over(self, profile: Profile, settings: Mapping[str, Any], place: str) -> Profile:
        """Return the profile with one table of this file laid over it. Raises ConfigError."""
        try:
            return _laid_over(profile, settings, place)
        except ProfileError as error:
            raise ConfigError(self.file, str(error).removeprefix(": ")) from None

    def _inside(self, path: str) -> str:
        return os.path.relpath(os.path.abspath(path), self.folder or os.sep).replace(os.sep, "/")


def origins(stages: Iterable[tuple[Profile, str]]) -> dict[str, tuple[Any, str]]:
    """Return each setting of a profile with its value and the place it comes from; of what adds up, all places."""
    out: dict[str, tuple[Any, str]] = {}
    for profile, place in stages:
        for entry in fields(profile):
            value = getattr(profile, entry.name)
            before, told = out.get(entry.name, (None, ""))
            adds = entry.name in _ADDED and before and set(before) <= set(value)
            if entry.name not in out or value != before:
                out[entry.name] = value, f"{told}; {place}" if adds else place
    return out


def default_profile(format: str) -> str:
    """`article` for plain text and HTML, `docs` for markup and string files, where nothing but repair is wanted."""
    return "article" if format in ("plain", "html") else "docs"


def _laid_over(profile: Profile, settings: Mapping[str, Any], place: str) -> Profile:
    """The profile with one stage of settings: `disable` and `protect` add up, every other key replaces."""
    settings = dict(settings)
    if "profile" in settings:
        name = settings.pop("profile")
        if not isinstance(name, str):
            raise ProfileError(f"{place}: `profile` is {cut(name)}; write a name")
        try:
            profile = _switched(profile, name)
        except ProfileError as error:
            raise ProfileError(f"{place}: {error}") from None
    changed = profile.with_settings(settings, place)
    return replace(
        changed,
        disable=changed.disable | profile.disable,
        protect=tuple(dict.fromkeys((*profile.protect, *changed.protect))),
        protect_patterns=tuple(dict.fromkeys((*profile.protect_patterns, *changed.protect_patterns))),
    )


def _switched(profile: Profile, name: str) -> Profile:
    kept = {name: getattr(profile, name) for name in _OF_THE_TEXTS}
    return replace(Profile.named(name), **kept)


def config_for(path: str) -> Config:
    """Return the configuration nearest to a file (for ``-``, to the working directory). Raises ConfigError."""
    return _nearest(os.path.dirname(os.path.abspath(path)))


def _nearest(folder: str) -> Config:
    at = folder
    while True:
        config = _standing_in(at)
        above = os.path.dirname(at)
        if config is not None or above == at:
            return config or Config()
        at = above


@cache
def _standing_in(folder: str) -> Config | None:
    """The configuration that stands in a directory."""
    for name in ("mtclean.toml", "pyproject.toml"):
        file = os.path.join(folder, name)
        if os.path.isfile(file):
            config = read_config(_content(file), file)
            if config is not None:
                return config
    return None


def _content(file: str) -> bytes:
    """The bytes of a configuration file, no more than may be read. A link may lead to a configuration, and to nothing
    else: what is wrong in a file is quoted, and a file of another name is none of ours to quote."""
    if os.path.basename(os.path.realpath(file)) != os.path.basename(file):
        raise ConfigError(file, "a link to a file of another name; put the configuration itself here")
    try:
        with open(file, "rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(file, (error.strerror or str(error)).lower()) from None


def read_config(data: bytes, file: str) -> Config | None:
    """Read and check the bytes of a configuration file; None for a pyproject.toml that is silent about this project.

    Raises ConfigError.
    """
    folder, name = os.path.split(file)
    if name == "pyproject.toml" and b"mtclean" not in data and len(data) <= MOST_BYTES:
        return None  # nothing for us in it: its faults are not our business
    try:
        tables = read_toml(data)
    except ValueError as error:
        raise ConfigError(file, str(error)) from None
    if name == "mtclean.toml":
        return _read(file, folder, tables)
    tool = tables.get("tool", {})
    table = tool.get("mtclean") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ConfigError(file, "`tool.mtclean` is not a table")
    return _read(file, folder, table)


def _read(file: str, folder: str, table: Mapping[str, Any]) -> Config:
    """Check a table and read it; profile values are checked when they are laid over a profile."""
    prefix = "tool.mtclean" if file.endswith("pyproject.toml") else ""
    _known(file, f"[{prefix}]" if prefix else "", table, _KEYS)
    exclude = table.get("exclude", [])
    if not isinstance(exclude, list) or not is_texts(exclude):
        raise ConfigError(file, f"`exclude` is {cut(exclude)}; write a list of globs")
    tables = table.get("per-file", {})
    if not isinstance(tables, dict) or not all(isinstance(settings, dict) for settings in tables.values()):
        raise ConfigError(file, "`per-file` holds a table for each glob")
    if len(exclude) + len(tables) > MOST_GLOBS or any(len(glob) > LONGEST_GLOB for glob in (*exclude, *tables)):
        raise ConfigError(
            file, f"more than {MOST_GLOBS:,} globs, or one longer than {LONGEST_GLOB}; write fewer, with `**`"
        )
    per_file = []
    for glob, settings in tables.items():
        place = f"[{prefix}{'.' if prefix else ''}per-file.{_quoted(glob)}]"
        _known(file, place, settings, _PROFILE_KEYS)
        per_file.append((translate(glob), settings, place))
    settings = {key: value for key, value in table.items() if key in _PROFILE_KEYS}
    config = Config(file, folder, settings, tuple(map(translate, exclude)), tuple(per_file))
    profile = config.laid_over(Profile.named("article"), settings, f"[{prefix}]" if prefix else "")
    for _, own, place in per_file:
        config.laid_over(profile, own, place)
    return config


def _known(file: str, place: str, table: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in table:
        if key not in keys:
            near = get_close_matches(key, keys, 1)
            remedy = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(keys)}"
            shown = cut(key)[1:-1]
            raise ConfigError(file, f"{place}{': ' if place else ''}unknown key `{shown}`; {remedy}")


def _quoted(glob: str) -> str:
    return f'"{cut(glob)[1:-1]}"'


def translate(glob: str) -> re.Pattern[str]:
    """Compile a glob to be matched against a path relative to the configuration file.

    ``*`` and ``?`` stay within a name, ``**`` runs over directories. A glob without a slash holds at any depth, one
    with a slash from the configuration file on. What matches a directory holds for all below it.

    What stands between two stars is taken where it first fits, and never tried further on: if all that follows fits
    behind a later place, it fits behind the first. So the time is bounded whatever the glob and the path.
    """
    body = glob.strip("/")
    if "/" not in body and not glob.startswith("/"):
        body = f"**/{body}"
    out, piece, close = "", list[str](), ""
    for token in re.findall(r"\*\*/|\*\*|\*|\?|\[[!^]?\]?[^\]/]*\]|.", body, re.DOTALL):
        if token in ("**/", "**"):
            out += _names(piece) + close + ("(?>(?:[^/]*+/)*?" if token == "**/" else "(?>.*?")
            piece, close = [], ")"
        else:
            piece.append(token)
    try:
        return re.compile(f"(?s:{out}{_names(piece, _END)}{close}(?:/.*)?)\\Z")
    except re.error:  # `[z-a]`: taken as it is written
        return re.compile(re.escape(glob) + r"(?:/.*)?\Z")


def _names(tokens: list[str], end: str = "") -> str:
    """The pattern of a stretch of a glob that has no ``**``; `end` is what has to stand behind it."""
    out = stretch = ""
    starred = False
    for token in [*tokens, ""]:
        if token in ("*", "/", ""):
            behind = {"*": "", "/": "(?=/)"}.get(token, end)
            if not starred:
                out += stretch + behind
            else:  # up to its first place; what has to reach an end, up to the last
                out += f"[^/]*{stretch}{behind}" if behind else f"(?>[^/]*?{stretch})"
            out += token.strip("*")
            stretch, starred = "", token == "*"
        else:
            stretch += _character(token)
    return out


def _character(token: str) -> str:
    """The pattern of what stands for one character."""
    if token == "?":
        return "[^/]"
    if len(token) == 1:
        return re.escape(token)
    negated = token[1] in "!^"
    inner = token[2:-1] if negated else token[1:-1]
    return "[" + ("^/" if negated else "") + re.sub(r"([\\\[\]^&~|])", r"\\\1", inner) + "]"
