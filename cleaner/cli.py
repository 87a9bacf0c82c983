"""The command `mtclean`: `fix`, `check`, `report`, `review`, `score`, `rules` and `config`.

Exit codes: 0, nothing is left to do; 1, `check` found damage, or `fix` changed a file in place; 2, wrong usage, a
configuration that is not understood, a file that cannot be read or written, a broken contract. What concerns one file
is told in one line, and all other files are still done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cleaner import __version__, disk
from cleaner import files as io
from cleaner.arguments import DIFF, added, shared
from cleaner.arguments import language as language_named
from cleaner.arguments import profile as profile_named
from cleaner.config import ConfigError, config_for, origins
from cleaner.files import STDIN, FileError, Found, Job
from cleaner.formats import format_of
from cleaner.profile import ProfileError
from cleaner.report import Outcome, Report, choice, counted, visible
from cleaner.rules import RuleError
from cleaner.run import Count, Options, run, silence

if TYPE_CHECKING:
    from cleaner.manifest import Manifest
    from cleaner.report.failures import Log
    from cleaner.report.page import PageReport
    from cleaner.report.progress import Bar

CLEAN, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def _planned(paths: Sequence[str], out: str | None, options: Options, save: bool = False) -> Iterator[Found]:
    """The files to do, and what is to be told of the others. Those of one directory are looked for as they are done."""
    if options.source and (len(paths) > 1 or os.path.isdir(paths[0])):
        raise click.UsageError("--source is the original of one file; for more give --source-dir")
    found: Iterable[Found]
    if io.mirrors_one(paths, out):
        found = io.walk(paths[0], out, out)
    else:
        plan = io.plan(paths, out)
        for clash in io.clashes(plan.jobs):
            raise click.UsageError(f"{clash}; nothing was written")
        found = [*plan.notes, *plan.errors, *plan.jobs]
    return _swept(found, paths, options, out, save)


def _swept(
    found: Iterable[Found], paths: Sequence[str], options: Options, out: str | None, save: bool
) -> Iterator[Found]:
    """Leave out what is not wanted, and clear away what a run that was killed left where files are written."""
    swept: set[str] = set()
    for item in found:
        if isinstance(item, Job) and item.path != STDIN:
            if options.skip_unknown and item.format is not None and not format_of(item.path):
                continue
            if item.format == "parquet" and not options.columns and item.path not in paths:
                item = item._replace(format=None)  # nobody said what is text in it
            target = item.target or item.path
            folder = os.path.dirname(target)
            if save and folder not in swept:
                swept.add(folder)
                if not disk.escapes(target, out):
                    disk.sweep(os.path.dirname(os.path.realpath(target)))
        yield item


def _bar(paths: Sequence[str], out: str | None, options: Options) -> Bar | None:
    """The line that tells how far a run is, where somebody is there to see it."""
    if options.quiet or not sys.stderr.isatty():
        return None
    from cleaner.report.progress import Bar

    def total() -> int:
        found = io.walk(paths[0], out, out) if io.mirrors_one(paths, out) else io.plan(paths, out).jobs
        return sum(isinstance(item, Job) for item in found)

    return Bar(total)


# --- the command line -----------------------------------------------------------------------------------------------


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mtclean", message="%(prog)s %(version)s")
def cli() -> None:
    """Repair text that machine translation and republishing broke.

    PATH is a file, a directory, or - for standard input. See also: mtclean COMMAND --help.
    """


@cli.command()
@shared
@DIFF
@click.option("-o", "--output", metavar="DIR", help="Write to DIR, every file, changed or not; the input stays.")
@click.option(
    "--output-encoding", type=click.Choice(["utf-8"]), help="Write every file in it; else each keeps its own."
)
@click.option("--diff-dir", metavar="DIR", help="Write the diff of every changed file to DIR/NAME.diff.")
@click.option("--report", "page", metavar="FILE", help="Write a page to FILE that shows every repair in its text.")
@click.option("--decisions", metavar="FILE", help="Leave out the repairs that were rejected in the page.")
@click.option("--resume", is_flag=True, help="With -o: go on where a run into DIR was stopped.")
@click.option(
    "--add", metavar="NAMES", callback=added, help="Add edits, hints or score to rows: for COLUMN, COLUMN_edits."
)
def fix(
    paths: Sequence[str],
    output: str | None,
    diff_dir: str | None,
    page: str | None,
    decisions: str | None,
    resume: bool,
    **shared: Any,
) -> int:
    """Repair files in place, or into a directory.

    Ends with 1 if a file was changed in place (so that a hook stops), with 0 under -o and for standard input, whose
    clean text goes to standard output.
    """
    options = Options(**shared, **_decided(decisions))
    if options.add and not options.columns:
        raise click.UsageError("--add goes with --columns, which says of what")
    if output is not None:
        _check_output(paths, output)
    manifest = _manifest(paths, output, resume)
    shown = _page_report() if page else None

    def then(outcome: Outcome) -> None:
        if outcome.path == STDIN and options.format == "text":
            sys.stdout.buffer.write(outcome.clean)
            sys.stdout.buffer.flush()
        if diff_dir and outcome.changed:
            _write_diff(diff_dir, paths, output, outcome)
        if shown:
            shown.file(outcome)

    bar = _bar(paths, output, options)
    report = choice.for_fix(paths, output, diff_dir, options)
    count = run(
        _planned(paths, output, options, save=True),
        options,
        report,
        True,
        then,
        manifest=manifest,
        bar=bar,
        log=_log(options),
    )
    if manifest:
        manifest.end()
    _end(report, count, options)
    if page and shown:
        _write_page(page, shown)
    if count.failed:
        return FAILED
    in_place = output is None and any(path != STDIN for path in paths)
    return FOUND if in_place and count.changed else CLEAN


@cli.command()
@shared
@DIFF
def check(paths: Sequence[str], **shared: Any) -> int:
    """List what `fix` would repair, and write nothing.

    One line for each: path:line:column, rule, damaged and repaired. Ends with 1 if there is any; hints do not count.
    """
    return _look(paths, Options(**shared), "diff" if shared["diff"] else "findings")


@cli.command()
@shared
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
@shared
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
    asked = replace(options, decide=asking.decide, jobs=1)
    count = run(_planned(paths, None, options, save=True), asked, told, save=True, log=_log(options))
    _end(told, count, options)
    return FAILED if count.failed else FOUND if count.changed else CLEAN


@cli.command()
@shared
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
    bar = _bar(paths, None, options)
    report = choice.for_look(options, what)
    count = run(_planned(paths, None, options), options, report, save=False, then=then, bar=bar, log=_log(options))
    _end(report, count, options)
    if count.failed:
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
@click.option("--profile", metavar="NAME", callback=profile_named, help="As for check.")
@click.option("--language", metavar="CODE", callback=language_named, help="As for check.")
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
        disk.write(path, shown.html().encode("utf-8"), None, in_place=False)
    except FileError as error:
        raise click.UsageError(f"the page cannot be written: {error}") from None
    print(f"mtclean: the page lies in {visible(path)}", file=sys.stderr)


def _decided(path: str | None) -> dict[str, Any]:
    """The options that say what of a result is wanted."""
    from hashlib import sha256

    from cleaner.decisions import load

    try:
        return {"decide": load(path).wanted, "decided": sha256(disk.read(path)[0]).hexdigest()} if path else {}
    except FileError as error:
        raise click.UsageError(str(error)) from None


def _log(options: Options) -> Log | None:
    """The log of what fails, where one was asked for."""
    from cleaner.report.failures import Log

    try:
        return Log(options.failures) if options.failures else None
    except FileError as error:
        raise click.UsageError(f"--failures: {error}") from None


def _manifest(paths: Sequence[str], output: str | None, resume: bool) -> Manifest | None:
    """What is kept in a directory of what was done: where one is written from another, or is to be gone on with."""
    if resume and output is None:
        raise click.UsageError("--resume goes with -o; files repaired in place are clean already when they come again")
    if output is None or not (resume or any(os.path.isdir(path) for path in paths)):
        return None
    from cleaner.manifest import Manifest

    try:
        return Manifest(output, resume)
    except FileError as error:
        raise click.UsageError(str(error)) from None


def _end(report: Report, count: Count, options: Options) -> None:
    """End a report: what was done before, and what failed, is told in one line each."""
    if count.before:
        report.note(f"{counted(count.before, 'file')} done before")
    if count.failed and options.failures:
        report.note(f"{counted(count.failed, 'failure')}, all in {options.failures}")
    report.end()


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
    disk.write(os.path.join(folder, f"{name}.diff"), data, None, in_place=False, within=folder)


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
