"""Fuzzing: what every public entry point has to hold, whatever it is given, and where the inputs come from.

``python -m tests.fuzzing MINUTES [TARGET...]`` runs until the time is up (``make fuzz MINUTES=60``) and keeps what
failed in ``build/fuzz``, so that the next run begins with it. A finding is written to ``build/fuzz/findings`` in the
form of ``tests/regressions``, to be looked at, named and moved there. An input that takes longer
than `PATIENCE` ends the run with a traceback of where it hangs; it lies in ``build/fuzz/now.txt``.
``tests/test_fuzz.py`` runs the same for a while, the same each time.
"""

from __future__ import annotations

import faulthandler
import json
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count, pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from cleaner import Cleaner, Profile, formats
from cleaner.cache import _packed, _unpacked
from cleaner.config import ConfigError, read_config
from cleaner.decisions import load
from cleaner.files import FileError, decode, inspect_raw
from cleaner.limits import Allowance, ExhaustedError
from cleaner.report.diff import unified
from cleaner.result import Result
from cleaner.rules import RuleError, check_rule, read_rules
from cleaner.text import Text
from tests.mangling import Case, sources

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "fuzz"
PATIENCE = 30  # seconds of processor time for one input of a few thousand code points
# What a format may raise for a raw text that it cannot read.
UNREADABLE: tuple[type[Exception], ...] = (getattr(formats, "FormatError", FileError), FileError)


# --- what has to hold -----------------------------------------------------------------------------------------------


def check_text(case: Case) -> None:
    """The edits alone lead to the text, the patch replays and maps offsets, and the output is its own fixed point."""
    cleaner = Cleaner(case.profile)

    def inspected(text: str) -> Result:
        return cleaner.inspect(text, format=case.format, language=case.language)

    try:
        result = inspected(case.body)
    except UNREADABLE:
        return
    check_result(result, case.body)
    again = inspected(result.text)
    assert again.text == result.text, "not idempotent"
    assert not again.patch.changes, "not silent on its own output"


def check_result(result: Result, source: str) -> None:
    """What holds for every result, whatever it was made from."""
    assert result.source == source
    assert result.patch.replay(source, result.text) == result.text
    parts, at = [], 0
    for edit in result.edits:
        assert at <= edit.start <= edit.end <= len(source)
        assert source[edit.start : edit.end] == edit.before != edit.after
        assert edit.level in ("safe", "likely")
        parts += source[at : edit.start], edit.after
        at = edit.end
    assert "".join(parts) + source[at:] == result.text, "something changed that no edit tells"
    for old, new in pairwise(result.patch.changes):
        assert old.a1 <= new.a0
        assert result.to_source(old.b1) <= result.to_source(new.b0)
        assert source[old.a1 : new.a0] == result.text[old.b1 : new.b0]
    for hint in result.hints:
        assert 0 <= hint.start <= hint.end <= len(source)
    assert json.loads(json.dumps(result.to_dict()))["text"] is not None
    assert _unpacked(_packed(result), source) == result
    assert bool(unified(result, "a", "b")) == (source != result.text)


def check_bytes(case: Case) -> None:
    """A file is read or refused in one line; what is read keeps its line ends but for what edits tell."""
    try:
        _, raw = decode(case.body.encode("utf-8", "surrogateescape"), "a.txt")
    except (FileError, UnicodeEncodeError):
        return
    try:
        result = inspect_raw(Cleaner(case.profile), raw, case.format, case.language)
    except UNREADABLE:
        return
    check_result(result, raw)


def named(file: str, error: Exception) -> None:
    """An error about a file names it, in one line that can be read."""
    if file not in str(error) or len(str(error)) > 1_000 or "\n" in str(error):
        raise AssertionError("a message that does not help") from error


def check_rules(case: Case) -> None:
    """A rule file is read or refused; a rule that is read can be asked, with whatever text."""
    try:
        rules = read_rules(case.body, "any", "any/spacing.toml")
    except RuleError as error:
        named("any/spacing.toml", error)
        return
    for rule in rules:
        try:
            check_rule(rule)
        except RuleError as error:
            named("any/spacing.toml", error)
            continue
        if rule.pattern is not None:
            for source in (*rule.example, *rule.keep, "a , b", ""):
                try:
                    for fix in rule.fixes(Text(source), allowance=Allowance(len(source))):
                        assert all(0 <= e.start <= e.end <= len(source) for e in fix.edits)
                except ExhaustedError:
                    break


def check_config(case: Case) -> None:
    """A configuration is read or refused; one that is read gives every file a profile."""
    for file in ("/nowhere/mtclean.toml", "/nowhere/pyproject.toml"):
        try:
            config = read_config(case.body.encode("utf-8", "surrogatepass"), file)
        except ConfigError as error:
            named(file, error)
            continue
        for path in ("/nowhere/a.txt", "/nowhere/b/c/d.fr.md", "/elsewhere/" + 60 * "aa/" + "b"):
            if config is not None and not config.excludes(path):
                profile = config.profile_for(path, "plain")
                assert isinstance(profile, Profile)
                assert hash(profile) is not None


def check_decisions(case: Case) -> None:
    """A file of decisions is read or refused."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "decisions.json"
        file.write_bytes(case.body.encode("utf-8", "surrogatepass"))
        try:
            decisions = load(str(file))
            decisions.applied(Cleaner().inspect("a , b"), "a.txt")
        except FileError:
            return


CHECKS: dict[str, Callable[[Case], None]] = {
    "text": check_text,
    "bytes": check_bytes,
    "rules": check_rules,
    "config": check_config,
    "decisions": check_decisions,
}


# --- running it -----------------------------------------------------------------------------------------------------


def fuzz(name: str, examples: int, number: int) -> tuple[Case, Exception] | None:
    """Try so many cases of a source; return the smallest that fails, and how."""
    last: list[Case] = []

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=DirectoryBasedExampleDatabase(BUILD / "examples" / name.replace(" ", "-")),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(sources()[name])
    def run(case: Case) -> None:
        last[:] = [case]
        (BUILD / "now.txt").write_bytes(case.written())
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        CHECKS[case.target](case)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    try:
        run()
    except Exception as error:
        return last[0], error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def main(minutes: float, names: Sequence[str]) -> int:
    (BUILD / "findings").mkdir(parents=True, exist_ok=True)
    faulthandler.register(signal.SIGVTALRM, chain=True)  # tells where it hangs, and ends
    end = time.monotonic() + 60 * minutes
    start = random.SystemRandom().randrange(2**32)
    found = tried = 0
    for number in count(start):
        for name in names or sources():
            if time.monotonic() > end:
                print(f"{tried} cases, {found} findings in {BUILD / 'findings'}")
                return min(found, 1)
            result = fuzz(name, 200, number)
            tried += 200
            if result:
                found += 1
                case, error = result
                (BUILD / "findings" / f"{number}-{name.replace(' ', '-')}.txt").write_bytes(case.written())
                print(f"{name}: {type(error).__name__}: {error}\n  {case!r}"[:2_000], flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
