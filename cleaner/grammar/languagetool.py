"""What LanguageTool sees, paragraph by paragraph, and which of it is applied.

Applied are the rules of LanguageTool that the rule files name (`languagetool = [...]`): each has one suggestion, stays
inside a phrase, and was right in edited prose wherever it spoke (`docs/grammar.md`). Whatever else LanguageTool says of
grammar is a hint. Spelling, style, capitals, punctuation and names are not asked for.

A paragraph is sent if another pass has changed it, or if it holds one of the triggers of those rules. What a server
answers is kept by the words of the paragraph, so that one paragraph has one answer in a run: with the same server, the
same text gets the same fixes. A server that fails is asked no more, and its silence is told once.
"""

from __future__ import annotations

import atexit
import re
import threading
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cleaner.edits import Edit, Fix
from cleaner.grammar.server import Server, UnavailableError
from cleaner.lazy import lazy
from cleaner.pipeline import Context
from cleaner.rules import Rule, RulePack
from cleaner.text import AS_IT_CAME, WALL, Text

_VARIANTS = {"en": "en-US", "de": "de-DE", "es": "es", "fr": "fr"}
_GRAMMAR = frozenset(["GRAMMAR", "COLLOCATIONS", "CONFUSED_WORDS"])
_UNASKED = frozenset(
    "TYPOS STYLE TYPOGRAPHY CASING PUNCTUATION REDUNDANCY PLAIN_ENGLISH GENDER_NEUTRALITY WIKIPEDIA COLLOQUIALISMS "
    "COMPOUNDING REPETITIONS_STYLE AMERICAN_ENGLISH_STYLE BRITISH_ENGLISH SEMANTICS MULTITOKEN_SPELLING".split()
)
_LONGEST = 20_000  # code points: a longer paragraph is none
_PHRASE = 48  # code points: a finding that covers more is no local one
_BESIDE = 48  # code points around a finding in which the trigger of its rule stands
_KEPT = 20_000  # answers
_CAPITAL = lazy(r"[A-ZÀ-ÖØ-Þ]")
_OPENS = lazy(r"(?:\A|[.!?…:])[”\"’)\]]*\s*[“\"‘(\[]?\Z")
_WORDS = lazy(r"\S+|\s+")


class LanguageToolWarning(RuntimeWarning):
    """LanguageTool was asked for and cannot be had; all other passes do their work."""


class Finding(NamedTuple):
    """One thing LanguageTool says of a paragraph: the stretch (code points), its rule, what it would write there."""

    start: int
    end: int
    rule: str
    category: str
    suggestions: tuple[str, ...]


class Checker:
    """Asks one server, started when it is first needed, and keeps its answers. Safe for threads."""

    def __init__(self, where: str | None) -> None:
        self._where = where
        self._server: Server | None = None
        self._answers: dict[tuple[str, str], tuple[Finding, ...]] = {}
        self._lock = threading.Lock()
        self.failure = ""

    def findings(self, paragraph: str, language: str) -> tuple[Finding, ...]:
        """Return what LanguageTool says of a paragraph; nothing once the server has failed."""
        key = (language, paragraph)
        with self._lock:
            if key not in self._answers:
                if self.failure:
                    return ()
                try:
                    answer = self._ask(paragraph, language)
                except UnavailableError as error:
                    self._fail(str(error))
                    return ()
                if len(self._answers) >= _KEPT:
                    del self._answers[next(iter(self._answers))]
                self._answers[key] = answer
            return self._answers[key]

    def _started(self) -> Server:
        if self._server is None:
            self._server = Server(self._where)
        return self._server

    def _ask(self, paragraph: str, language: str) -> tuple[Finding, ...]:
        tool = self._started().tool(language)
        tool.disabled_categories = set(_UNASKED)
        try:
            matches = tool.check(paragraph)
        except Exception as error:  # of the library, of its libraries, or of the answer
            raise UnavailableError(f"the server does not answer any more ({type(error).__name__})") from None
        return tuple(
            Finding(m.offset, m.offset + m.error_length, m.rule_id, m.category, tuple(m.replacements)) for m in matches
        )

    def _fail(self, cause: str) -> None:
        self.failure = cause
        warnings.warn(f"LanguageTool: {cause}", LanguageToolWarning, stacklevel=2)

    def close(self) -> None:
        """Stop the server, if this started one; it is started again when something is asked."""
        with self._lock:
            if self._server is not None:
                self._server.close()
            self._server = None

    def serve(self) -> str | None:
        """Start the server before it is asked anything; return its URL, or None, and why then stands in `failure`."""
        with self._lock:
            try:
                server = self._started()
                if not server.url:
                    server.tool("en-US")  # what the library downloads is started with a language
            except UnavailableError as error:
                self._fail(str(error))
                return None
            return server.url


_CHECKERS: dict[str | None, Checker] = {}


def checker(where: str | None) -> Checker:
    """Return the one checker of this process for a URL, a directory, or (None) the library's own download."""
    return _CHECKERS.setdefault(where, Checker(where))


def serve(where: str | None) -> str | None:
    """Start the one server of a run that several processes are going to ask; return its URL, or None."""
    return checker(where).serve()


def close() -> list[str]:
    """End the run: stop every server, forget all answers; return why servers failed, a line for each."""
    told = [one.failure for one in _CHECKERS.values() if one.failure]
    for one in _CHECKERS.values():
        one.close()
    _CHECKERS.clear()
    return told


atexit.register(close)


def checked(text: Text, context: Context) -> Iterator[Fix]:
    """Yield the fixes that are certain, and hints for what else LanguageTool says of grammar."""
    variant = _VARIANTS.get(text.language or "")
    rules = _applied(context.pack) if variant else None
    if variant is None or rules is None:
        return
    came = text.memo.get(AS_IT_CAME, frozenset())
    server = checker(context.profile.languagetool)
    for start, end in text.paragraphs:
        paragraph = text.view[start:end]
        if end - start > _LONGEST or (paragraph in came and not rules.wakes(paragraph)):
            continue
        for finding in server.findings(paragraph, variant):
            fix = rules.fix(finding, paragraph)
            if fix is not None:
                yield Fix(fix.rule, tuple(Edit(e.start + start, e.end + start, e.new) for e in fix.edits))


class _Rules:
    """The rules of LanguageTool that are applied in a language, and what tells that a paragraph may need them."""

    def __init__(self, pack: RulePack) -> None:
        self._by_name = {name: rule for rule in pack.rules for name in rule.languagetool}
        triggers = [trigger for rule in pack.rules if rule.languagetool for trigger in rule.trigger]
        self._triggers = re.compile("|".join(map(re.escape, triggers)) or "(?!)", re.IGNORECASE)
        self._hints = "grammar/languagetool" in pack.by_id

    def wakes(self, paragraph: str) -> bool:
        """Does the paragraph hold a trigger?"""
        return self._triggers.search(paragraph) is not None

    def fix(self, finding: Finding, paragraph: str) -> Fix | None:
        """Return the fix of a finding, or None where it has no one local repair."""
        if len(finding.suggestions) != 1 or finding.end - finding.start > _PHRASE:
            return None
        edit = _words_changed(paragraph, Edit(finding.start, finding.end, finding.suggestions[0]))
        before = paragraph[edit.start : edit.end]
        if _CAPITAL.search(before[1:] + edit.new[1:]) or WALL in before or "\n" in before:
            return None  # names, code, and what runs over the end of a line
        if _CAPITAL.match(before) and not _OPENS.search(paragraph[: edit.start][-_BESIDE:]):
            return None  # a name or a title: `and Most Biggest is the band`
        rule = self._by_name.get(finding.rule)
        if rule is not None and _triggered(rule, finding, paragraph):
            return Fix(rule.id, (edit,))
        return Fix("grammar/languagetool", (edit,)) if self._hints and finding.category in _GRAMMAR else None


def _words_changed(text: str, edit: Edit) -> Edit:
    """Return an edit without the whole words it leaves as they were: LanguageTool gives them for the reader's sake."""
    start, end, new = edit
    before, after = _WORDS.findall(text[start:end]), _WORDS.findall(new)
    while before and after and before[0] == after[0]:
        start += len(before.pop(0))
        after.pop(0)
    while before and after and before[-1] == after[-1]:
        end -= len(before.pop())
        after.pop()
    return Edit(start, end, "".join(after))


def _triggered(rule: Rule, finding: Finding, paragraph: str) -> bool:
    """Does a trigger of the rule stand where LanguageTool speaks? A rule of its own may hold many patterns."""
    near = paragraph[max(0, finding.start - _BESIDE) : finding.end + _BESIDE].lower()
    return any(trigger.lower() in near for trigger in rule.trigger)


@lru_cache(maxsize=64)
def _applied(pack: RulePack) -> _Rules:
    return _Rules(pack)
