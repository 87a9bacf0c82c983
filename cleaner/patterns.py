"""What the lines of a page are: by the patterns of a language, by their words, and in the language a page comes from.

A page translated into English keeps lines of its site in the language it comes from, often half translated. The lists
``abroad-xx`` of the English rule file hold what wakes the lines of language `xx`; its own file is read only then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

import regex

from cleaner.chrome import EDGE, SURE, WEAK, Verdict, Vocabulary, plain
from cleaner.literals import Shapes
from cleaner.presence import Scanner, lowered
from cleaner.rules import Rule, RulePack, rules_for
from cleaner.text import Span
from cleaner.triggers import Triggers

_REMEMBERED = 8_192  # lines
_BUTTON = 25  # a button of a template, such as "Print", is shorter
_ROW = regex.compile(r" *[|｜·•] *|\u3000+|(?<=[.?!]) (?=\p{Lu})")  # what stands between the buttons of a row
_ABROAD = "abroad-"  # the lists of what wakes another language

Seen = tuple[Verdict | None, Sequence[str]]  # what a line is, and which other languages it wakes


class Patterns:
    """The line patterns and word classes of one pack, and the scan that finds the lines worth a look.

    With `guest`, the patterns are those of that language alone; the words are still those of the whole pack.
    """

    def __init__(self, pack: RulePack, guest: str | None = None) -> None:
        self._pack = pack
        self._guests: dict[str, Patterns] = {}
        self._rules = [rule for rule in pack.rules if guest in (None, rule.language)]
        self._lists = {name: words for rule in pack.rules for name, words in rule.lists.items()}
        self.headings = frozenset(word for rule in pack.rules for word in rule.lists.get("manual", ()))
        self.instructing = frozenset(word for rule in pack.rules for word in rule.lists.get("instructing", ()))
        self.triggers = Triggers(map(_in_any_case, self._rules))
        self.vocabulary = Vocabulary(pack)
        self._abroad = Abroad(pack) if guest is None else None
        # The pages of a site share their lines; what a line is does not depend on where it was seen first.
        self.worded = lru_cache(maxsize=_REMEMBERED)(self._worded)
        self.strong = lru_cache(maxsize=_REMEMBERED)(self._strong)
        self.weak = lru_cache(maxsize=_REMEMBERED)(self._weak)

    @cached_property
    def _shapes(self) -> tuple[list[Verdict], Shapes, Shapes]:
        """What the patterns say of a line, in the order of their strength and rules; the strong ones, the weak ones."""
        told = [
            (Verdict(strength, rule.id), f"(?:{line})(?: >)?")
            for strength, suffix in ((SURE, ""), (EDGE, "-edge"), (WEAK, "-weak"))
            for rule in self._rules
            for line in rule.lists.get(rule.id.partition("/")[2] + suffix, ())
        ]
        strong = [line for verdict, line in told if verdict.strength > WEAK]
        weak = [line for verdict, line in told if verdict.strength == WEAK]
        return [verdict for verdict, _ in told], Shapes(strong, self._lists), Shapes(weak, self._lists)

    def _strong(self, line: str) -> Verdict | None:
        verdicts, strong, _ = self._shapes
        found = strong.first(plain(line))
        return None if found is None else verdicts[found]

    def _weak(self, line: str) -> Verdict | None:
        verdicts, strong, weak = self._shapes
        found = weak.first(plain(line))
        return None if found is None else verdicts[len(strong) + found]

    def _row(self, line: str) -> Verdict | None:
        """What a row of buttons or sentences is that are furniture each. # Rezept drucken | Auf Pinterest teilen"""
        parts = [part for part in _ROW.split(line) if part and part.strip()]
        kinds = [self.strong(part) or self.weak(part) for part in parts] if len(parts) > 1 else []
        return max((kind for kind in kinds if kind), key=_strength) if kinds and all(kinds) else None

    def _worded(self, line: str) -> Verdict | None:
        return self.vocabulary.judge(plain(line)) if self.vocabulary.may_be(line) else None

    def kinds(self, lines: list[str], end: int, seen: dict[str, Seen]) -> dict[str, Verdict]:
        """The lines that are furniture, by a pattern whose trigger stands in them or by their words; the stronger
        holds. With `end`, weak ones too, and the longer of these only among that many last lines.

        seen: what was seen of lines of this text before; what is seen now is added to it.
        """
        lines = list(map(str.strip, lines))
        seen.update(self._seen([line for line in dict.fromkeys(lines) if line not in seen]))
        out = {}
        for n, line in enumerate(lines):
            known, abroad = seen[line]
            if known is None and end and (len(line) < _BUTTON or n >= len(lines) - end):
                known = self.weak(line)
            for language in abroad:
                known = max(known, self._guest(language).verdict(line), key=_strength)
            if known is not None:
                out[line] = known
        return out

    def _seen(self, lines: list[str]) -> Iterator[tuple[str, Seen]]:
        """What every line is without a look at the weak patterns, and which other languages it wakes."""
        if not lines:
            return
        joined = "\n" + "\n".join(lines)
        woken = {line for spans in self.triggers.spans(joined).values() for line in _lines(joined, spans)}
        abroad = self._abroad.languages(lines) if self._abroad else {}
        for line in lines:
            known = (self.strong(line) or self._row(line)) if line in woken else None
            worded = self.worded(line)
            if worded is not None and (known is None or worded.strength > known.strength):
                known = worded if known is None else worded._replace(rule=known.rule)
            yield line, (known, abroad.get(line, ()))

    def _guest(self, language: str) -> Patterns:
        """The patterns of another language than the pack's."""
        if language not in self._guests:
            own = [rule for rule in rules_for(language) if rule.language and rule.id in self._pack.by_id]
            self._guests[language] = Patterns(RulePack([*self._pack.rules, *own]), language)
        return self._guests[language]

    def verdict(self, line: str) -> Verdict | None:
        """What one line is, by words or patterns, whichever is stronger."""
        woken = bool(self.triggers.hits("\n" + line))
        found = max(self.worded(line), self.strong(line) if woken else None, key=_strength)
        return found or self.weak(line)


class Abroad:
    """The scan that finds the lines that wake another language."""

    def __init__(self, pack: RulePack) -> None:
        lists = {name: words for rule in pack.rules for name, words in rule.lists.items() if name.startswith(_ABROAD)}
        languages: dict[str, list[str]] = {}
        for name, words in lists.items():
            for word in words:
                languages.setdefault(word, []).append(name.removeprefix(_ABROAD))
        self._languages = list(languages.values())
        self._scanner = Scanner(tuple(languages))

    def languages(self, lines: list[str]) -> dict[str, list[str]]:
        """Which languages are woken by which lines, in the order in which they are met."""
        if not self._languages:
            return {}
        small = lowered("\n".join(lines))
        woken: dict[str, set[str]] = {}
        row = at = 0
        for which, start, _ in self._scanner.found_in(small, overlapping=True):
            row += small.count(b"\n", at, start)
            at = start
            for language in self._languages[which]:
                woken.setdefault(language, set()).add(lines[row].strip())
        out: dict[str, list[str]] = {}
        for language, some in woken.items():
            for line in some:
                out.setdefault(line, []).append(language)
        return out


def _in_any_case(rule: Rule) -> Rule:
    cases = {form for t in rule.trigger for form in (t, t.capitalize(), t.title(), t.upper())}
    return replace(rule, trigger=tuple(sorted(cases)))


def _strength(verdict: Verdict | None) -> int:
    return -1 if verdict is None else verdict.strength


def _lines(text: str, spans: list[Span]) -> Iterator[str]:
    return (line.strip() for start, end in spans for line in text[start:end].split("\n"))
