"""The command `mtclean`: `fix`, `check`, `report`, `review`, `score`, `rules` and `config`.

Exit codes: 0, nothing is left to do; 1, `check` found damage, or `fix` changed a file in place; 2, wrong usage, a
configuration that is not understood, a file that cannot be read or written, a broken contract. What concerns one file
is told in one line, and all other files are still done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cleaner import __version__
from cleaner import files as io
from cleaner.charset import codec_of
from cleaner.config import ConfigError, config_for, origins
from cleaner.files import STDIN, FileError, Job
from cleaner.formats import format_of
from cleaner.pipeline import Result
from cleaner.profile import Profile, ProfileError
from cleaner.report import Outcome, Report, choice, visible
from cleaner.rules import RuleError, code_of
from cleaner.run import Options, run, silence

if TYPE_CHECKING:
    from cleaner.report.page import PageReport

CLEAN, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def _planned(paths: Sequence[str], out: str | None, report: Report, options: Options) -> tuple[list[Job], int]:
    if options.source and (len(paths) > 1 or os.path.isdir(paths[0])):
        raise click.UsageError("--source is the original of one file; for more give --source-dir")
    plan = io.plan(paths, out)
    jobs = plan.jobs
    if options.skip_unknown:
        jobs = [job for job in jobs if job.path == STDIN or job.format is None or format_of(job.path)]
    for note in plan.notes:
        report.note(note)
    for error in plan.errors:
        report.error(error)
    return jobs, len(plan.errors)


# --- the command line -----------------------------------------------------------------------------------------------


def _language(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    code = code_of(value)
    if code is None:
        raise click.BadParameter(f"{value!r} is not a language code; write one such as en")
    return code


def _profile(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            Profile.named(value)
        except ProfileError as error:
            raise click.BadParameter(str(error)) from None
    return value


def _encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    name = codec_of(value)
    if not name:
        raise click.BadParameter(f"{value!r} is no encoding of texts that is known; write one such as windows-1252")
    return name


_FORMS = ("text", "json", "sarif", "github")
_PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
_SHARED = (
    click.option("--profile", metavar="NAME", callback=_profile, help="article, docs, corpus or minimal."),
    click.option(
        "--language", metavar="CODE", callback=_language, help="Language of the texts (en, fr, ...); else detected."
    ),
    click.option("--source", metavar="FILE", help="The original of the one file given, in the same format."),
    click.option("--source-dir", metavar="DIR", help="Where the originals lie, in the same tree."),
    click.option(
        "--encoding",
        metavar="NAME",
        callback=_encoding,
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
    click.option("--quiet", "-q", is_flag=True, help="Tell errors only."),
)
_DIFF = click.option("--diff", is_flag=True, help="Show a unified diff of every file.")


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_SHARED):
        command = option(command)
    return _PATHS(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mtclean", message="%(prog)s %(version)s")
def cli() -> None:
    """Repair text that machine translation and republishing broke.

    PATH is a file, a directory, or - for standard input. See also: mtclean COMMAND --help.
    """


@cli.command()
@_shared
@_DIFF
@click.option("-o", "--output", metavar="DIR", help="Write to DIR, every file, changed or not; the input stays.")
@click.option(
    "--output-encoding", type=click.Choice(["utf-8"]), help="Write every file in it; else each keeps its own."
)
@click.option("--diff-dir", metavar="DIR", help="Write the diff of every changed file to DIR/NAME.diff.")
@click.option("--report", "page", metavar="FILE", help="Write a page to FILE that shows every repair in its text.")
@click.option("--decisions", metavar="FILE", help="Leave out the repairs that were rejected in the page.")
def fix(
    paths: Sequence[str],
    output: str | None,
    diff_dir: str | None,
    page: str | None,
    decisions: str | None,
    **shared: Any,
) -> int:
    """Repair files in place, or into a directory.

    Ends with 1 if a file was changed in place (so that a hook stops), with 0 under -o and for standard input, whose
    clean text goes to standard output.
    """
    options = Options(**shared, decide=_decided(decisions) if decisions else None)
    if output is not None:
        _check_output(paths, output)
    shown = _page_report() if page else None
    report = choice.for_fix(paths, output, diff_dir, options)
    jobs, failed = _planned(paths, output, report, options)
    for clash in io.clashes(jobs):
        raise click.UsageError(f"{clash}; nothing was written")
    targets = {job.target or job.path for job in jobs if job.path != STDIN}
    for folder in {os.path.dirname(os.path.realpath(path)) for path in targets if not io.escapes(path, output)}:
        io.sweep(folder)

    def then(outcome: Outcome) -> None:
        if outcome.path == STDIN and options.format == "text":
            sys.stdout.buffer.write(outcome.clean)
            sys.stdout.buffer.flush()
        if diff_dir and outcome.changed:
            _write_diff(diff_dir, paths, output, outcome)
        if shown:
            shown.file(outcome)

    count = run(jobs, options, report, save=True, then=then)
    report.end()
    if page and shown:
        _write_page(page, shown)
    if failed or count.failed:
        return FAILED
    in_place = output is None and any(path != STDIN for path in paths)
    return FOUND if in_place and count.changed else CLEAN


@cli.command()
@_shared
@_DIFF
def check(paths: Sequence[str], **shared: Any) -> int:
    """List what `fix` would repair, and write nothing.

    One line for each: path:line:column, rule, damaged and repaired. Ends with 1 if there is any; hints do not count.
    """
    return _look(paths, Options(**shared), "diff" if shared["diff"] else "findings")


@cli.command()
@_shared
@click.option("-o", "--output", metavar="FILE", required=True, help="Where the page goes.")
def report(paths: Sequence[str], output: str, **shared: Any) -> int:
    """Write a page that shows every repair in its text, to be read and decided on; the files stay as they are.

    The page is one file and asks for nothing from anywhere. What is rejected in it, it saves as decisions.json, for
    `fix --decisions`.
    """
    shown = _page_report()
    code = _look(paths, Options(**shared), "summary", shown.file)
    _write_page(output, shown)
    return FAILED if code == FAILED else CLEAN


@cli.command()
@_shared
def review(paths: Sequence[str], **shared: Any) -> int:
    """Repair files in place, and ask before each repair.

    Ends as `fix` does: with 1 if a file was changed.
    """
    from cleaner.report import terminal
    from cleaner.report.review import Review

    if STDIN in paths:
        raise click.UsageError("standard input takes the answers; name files")
    options = Options(**shared)
    screen = terminal.Screen(sys.stdout)
    asking = Review(sys.stdin, screen)
    told = terminal.TextReport(screen, lambda screen, outcome: None, quiet=options.quiet)
    jobs, failed = _planned(paths, None, told, options)
    count = run(jobs, replace(options, decide=asking.decide), told, save=True)
    told.end()
    return FAILED if failed or count.failed else FOUND if count.changed else CLEAN


@cli.command()
@_shared
@click.option("--readability", is_flag=True, help="Measure readability before and after (mtclean[report]).")
def score(paths: Sequence[str], readability: bool, **shared: Any) -> int:
    """Tell how damaged files are, from 0 (not at all) to 1, and by which classes of defect."""
    if readability:
        from cleaner.report import readability as measures

        try:
            measures.require()
        except measures.MissingError as error:
            raise click.UsageError(f"--readability: {error}") from None
    code = _look(paths, Options(**shared), "readability" if readability else "score")
    return FAILED if code == FAILED else CLEAN


def _look(paths: Sequence[str], options: Options, what: str, then: Callable[[Outcome], None] | None = None) -> int:
    """Inspect files without writing, and show one thing of each."""
    report = choice.for_look(options, what)
    jobs, failed = _planned(paths, None, report, options)
    count = run(jobs, options, report, save=False, then=then)
    report.end()
    if failed or count.failed:
        return FAILED
    return FOUND if count.changed else CLEAN


@cli.command()
@click.argument("name", metavar="[ID]", required=False)
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="Form of the report.")
def rules(name: str | None, format: str) -> int:
    """List all rules, those of a pass, or show one with its reason, examples, and what it leaves alone."""
    from cleaner.report import catalogue

    try:
        catalogue.show(name, format)
    except catalogue.UnknownRuleError as error:
        raise click.UsageError(str(error)) from None
    return CLEAN


@cli.command()
@click.argument("path", metavar="FILE")
@click.option("--profile", metavar="NAME", callback=_profile, help="As for check.")
@click.option("--language", metavar="CODE", callback=_language, help="As for check.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="Form of the report.")
def config(path: str, profile: str | None, language: str | None, format: str) -> int:
    """Show what holds for a file, and where each value comes from. The file need not exist."""
    from cleaner.report import catalogue

    try:
        found = config_for(path)
        form = format_of(path) or "plain"
        catalogue.show_settings(
            path, found.file, found.excludes(path), origins(found.stages(path, form, profile, language)), format
        )
    except ConfigError as error:
        print(f"mtclean: {visible(str(error))}", file=sys.stderr)
        return FAILED
    return CLEAN


# --- what is written beside the report --------------------------------------------------------------------------------


def _page_report() -> PageReport:
    from cleaner.report.page import PageReport

    return PageReport()


def _write_page(path: str, shown: PageReport) -> None:
    try:
        io.write(path, shown.html().encode("utf-8"), None, in_place=False)
    except FileError as error:
        raise click.UsageError(f"the page cannot be written: {error}") from None
    print(f"mtclean: the page lies in {visible(path)}", file=sys.stderr)


def _decided(path: str) -> Callable[[Outcome], Result]:
    from cleaner.decisions import load

    try:
        decisions = load(path)
    except FileError as error:
        raise click.UsageError(str(error)) from None
    return lambda outcome: decisions.applied(outcome.result, outcome.path)


def _check_output(paths: Sequence[str], output: str) -> None:
    if STDIN in paths:
        raise click.UsageError("standard input goes to standard output; leave out -o, or the -")
    if os.path.lexists(output) and not os.path.isdir(output):
        raise click.UsageError(f"-o {output}: not a directory")
    for path in paths:
        if os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(output):
            raise click.UsageError(f"-o {output} is the input itself; leave out -o to repair in place")


def _write_diff(folder: str, paths: Sequence[str], output: str | None, outcome: Outcome) -> None:
    """Write the diff of a file to ``folder/NAME.diff``, in the tree the clean files have (or the input has)."""
    from cleaner.report.diff import unified

    target = outcome.written or outcome.path
    root = output or os.path.commonpath([os.path.abspath(path) for path in paths])
    inside = os.path.relpath(os.path.abspath(target), os.path.abspath(root))
    name = os.path.basename(target) if inside == os.curdir else inside
    text = unified(outcome.result, outcome.path, target)
    data = text.encode("utf-8", "surrogateescape")
    io.write(os.path.join(folder, f"{name}.diff"), data, None, in_place=False, within=folder)


# --- the entry ------------------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code. No traceback reaches the user for anything he gives it."""
    try:
        code = cli.main(argv, prog_name="mtclean", standalone_mode=False)
        sys.stdout.flush()
        return int(code or CLEAN)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return FAILED
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "mtclean"
        print(f"mtclean: {visible(error.format_message())} (see {command} --help)", file=sys.stderr)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        print("mtclean: interrupted", file=sys.stderr)
        return INTERRUPTED
    except (RuleError, ProfileError) as error:
        print(f"mtclean: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader is gone (`mtclean check . | head`): nothing more to tell, and nothing to complain of.
        silence()
        return 128 + 13


if __name__ == "__main__":
    sys.exit(main())
