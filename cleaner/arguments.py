"""The arguments that the commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from cleaner.charset import codec_of
from cleaner.profile import Profile, ProfileError
from cleaner.rulefiles import code_of


def language(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    code = code_of(value)
    if code is None:
        raise click.BadParameter(f"{value!r} is not a language code; write one such as en")
    return code


def profile(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            Profile.named(value)
        except ProfileError as error:
            raise click.BadParameter(str(error)) from None
    return value


def encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    name = codec_of(value)
    if not name:
        raise click.BadParameter(f"{value!r} is no encoding of texts that is known; write one such as windows-1252")
    return name


def jobs(context: click.Context, parameter: click.Parameter, value: str) -> int | None:
    if value == "auto":
        return None
    if not (value.isascii() and value.isdigit() and 0 < int(value) <= MOST_JOBS):
        raise click.BadParameter(f"{value!r} is no number of processes; write one from 1 to {MOST_JOBS}, or auto")
    return int(value)


def names(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in (value or "").split(",") if name.strip()))


def added(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    wanted = names(context, parameter, value)
    for name in wanted:
        if name not in ADDED:
            raise click.BadParameter(f"{name!r} cannot be added; known: {', '.join(ADDED)}")
    return tuple(name for name in ADDED if name in wanted)


MOST_JOBS = 512
ADDED = ("edits", "hints", "score")
_FORMS = ("text", "json", "sarif", "github")
PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
SHARED = (
    click.option("--profile", metavar="NAME", callback=profile, help="article, docs, corpus or minimal."),
    click.option(
        "--language", metavar="CODE", callback=language, help="Language of the texts (en, fr, ...); else detected."
    ),
    click.option("--source", metavar="FILE", help="The original of the one file given, in the same format."),
    click.option("--source-dir", metavar="DIR", help="Where the originals lie, in the same tree."),
    click.option(
        "--encoding",
        metavar="NAME",
        callback=encoding,
        help="Encoding of files without a byte order mark; else told by their bytes.",
    ),
    click.option("--format", type=click.Choice(_FORMS), default="text", help="Form of the report."),
    click.option("--hints/--no-hints", default=None, help="Show what is seen but not certain; it is never applied."),
    click.option(
        "--skip-unknown", is_flag=True, help="Leave out files of an unknown format, also if they are named; for hooks."
    ),
    click.option("--grammar/--no-grammar", default=None, help="Ask LanguageTool as well (mtclean[grammar])."),
    click.option("--languagetool-url", metavar="URL", help="A LanguageTool server to ask; else one is started."),
    click.option("--languagetool-dir", metavar="DIR", help="The LanguageTool installation to start."),
    click.option("--cached/--no-cache", default=True, help="Remember what was found in a file, by its content."),
    click.option(
        "--jobs", metavar="N", default="auto", callback=jobs, help="Processes; else one, and more in a long run."
    ),
    click.option("--failures", metavar="FILE", help="Log what failed in FILE, one JSON object a line."),
    click.option(
        "--columns", metavar="NAMES", callback=names, help="What is text in lines of JSON and in Parquet: text,title."
    ),
    click.option("--quiet", "-q", is_flag=True, help="Tell errors only."),
)
DIFF = click.option("--diff", is_flag=True, help="Show a unified diff of every file.")


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the paths and the options of all that read files."""
    for option in reversed(SHARED):
        command = option(command)
    return PATHS(command)
