"""The pipeline: passes yield fixes, the loop admits and applies them, a patch adds them up."""

from __future__ import annotations

import gc
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache

from cleaner.charset import UTF8, Charset
from cleaner.edits import Edit, Fix, Hint, Patch, apply, flatten
from cleaner.formats import Cut, Rewriting, format_named, rewrite, rewrite_as_it_stands
from cleaner.guard import Guard
from cleaner.language import guests
from cleaner.limits import Allowance, ExhaustedError
from cleaner.profile import Profile
from cleaner.result import Repair, Result, hinted
from cleaner.rulefiles import rules_digest
from cleaner.rules import Rule, RulePack, rules_for
from cleaner.text import AS_IT_CAME, MENDED, UNREAD, Span, Text
from cleaner.triggers import Triggers, looks

ROUNDS = 4  # of one pass: rules that are each sound feed each other
SWEEPS = 8  # of all passes: a later pass may give an earlier one something to do
CYCLES = 5  # of cutting the text into segments: what was repaired may be cut otherwise


class ContractError(RuntimeError):
    """A pass broke its contract; the message names it and what it did."""


@dataclass(frozen=True)
class Context:
    """What a pass may know besides its text: the profile, and the rules of its own pack."""

    profile: Profile
    pack: RulePack

    def option(self, name: str) -> str:
        """The value of a normalisation option, ``keep`` where the profile does not set it."""
        return dict(self.profile.normalise).get(name, "keep")


@dataclass(frozen=True)
class Pass:
    """One pass: the rules of its pack, and what `find` sees that rules cannot say.

    `find` is a pure function: same text and context, same fixes. It reads ``text.view``, names only rules of its own
    pack, and yields nothing on a text it has repaired. `sights` are what it reads, of `formats.SIGHTS`. A pass that
    `settles` is silent before any later one sees the text. One that `rewalls` repairs what tells code from prose: it
    may edit walls that are found in the prose, and they are found anew after it.
    """

    name: str
    find: Callable[[Text, Context], Iterable[Fix]] | None = None
    sights: tuple[str, ...] = ("prose",)
    settles: bool = False
    rewalls: bool = False


@contextmanager
def _uncollected() -> Iterator[None]:
    """Work without the collector of cyclic garbage: all that is found is kept to the end, and it would look through the
    whole of it again and again, a third of the time where much is repaired."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@lru_cache(maxsize=64)
def _fingerprint(profile: Profile) -> str:
    from hashlib import sha256  # loads a library that no other work needs

    from cleaner import __version__

    said = asdict(profile) | {"name": ""}
    told = sorted((key, sorted(value) if isinstance(value, frozenset) else value) for key, value in said.items())
    return sha256(repr((__version__, rules_digest(), told)).encode()).hexdigest()[:16]


class Cleaner:
    """Cleans texts under one profile. Immutable and picklable; a pickled cleaner is its profile.

    Each text is judged by itself: nothing is remembered from one to the next.
    """

    def __init__(self, profile: Profile | str = "article") -> None:
        self.profile = Profile.named(profile) if isinstance(profile, str) else profile

    def __reduce__(self) -> tuple[type[Cleaner], tuple[Profile]]:
        return Cleaner, (self.profile,)

    @property
    def fingerprint(self) -> str:
        """A digest of version, rules and profile: equal fingerprints give equal output for equal input.

        The name of the profile does not count, what it says does; of the rules, every file does, byte for byte.
        """
        return _fingerprint(self.profile)

    def clean(self, text: str, *, format: str = "plain", language: str | None = None, source: str | None = None) -> str:
        """Return the clean text; see `inspect` for the arguments."""
        return self.inspect(text, format=format, language=language, source=source).text

    def clean_many(self, texts: Iterable[str], *, format: str = "plain", language: str | None = None) -> Iterator[str]:
        """Clean texts one by one: lazily, in order, one out for each in."""
        for text in texts:
            yield self.clean(text, format=format, language=language)

    @_uncollected()
    def inspect(
        self,
        text: str,
        *,
        format: str = "plain",
        language: str | None = None,
        source: str | None = None,
        charset: Charset = UTF8,
    ) -> Result:
        """Clean a text and tell what was done.

        format: how prose is told from the rest ("plain"). language: the text's language as ISO 639-1 code; detected
        if neither given nor set in the profile. source: the original the text was translated from, where at hand.
        charset: how the text is going to be written; a repair it cannot hold is shown among the hints, and not made.
        Raises ValueError for an unknown format, and for an inline switch that says what is not known.
        """
        given = language or self.profile.language
        protected = self.profile.protect, self.profile.protect_patterns
        keys = self.profile.keys
        cut, patch = Cut(text, format_named(format), source, protected, keys), Patch()
        allowance = Allowance(len(text))
        for _ in range(CYCLES):
            hints: list[Repair] = []
            changed = settled = False
            for sight in cut.sights:
                rewriting = self._rewritten(cut, sight, given, charset, allowance)
                hints += (hinted(patch, text, hint, given or cut.language_if_read) for hint in rewriting.hints)
                if rewriting.changes:
                    changed = True
                    patch = patch.compose(rewriting.changes)
                    tongue = given or cut.language if sight == "prose" else None
                    cut = Cut(rewriting.raw, cut.lens, source, protected, keys)
                    settled = cut.told == rewriting.left and tongue == (given or cut.language)
            # Every pass was silent on what it left, so the work is done if it would be cut and read alike again.
            if not changed or (settled and cut.whole and len(cut.sights) == 1):
                break
        return Result(text, cut.raw, patch, tuple(hints), given or cut.language, allowance.notes)

    def _rewritten(self, cut: Cut, sight: str, given: str | None, charset: Charset, allowance: Allowance) -> Rewriting:
        """Let the passes of one sight repair a raw text."""

        def repair(text: Text, decoding: Patch, guards: Sequence[Guard]) -> tuple[Text, Patch, list[Hint]]:
            engine = _engine(self.profile, text.language, sight)
            if sight == "prose" and not given:
                told = cut.spoken if cut.whole else text.view
                return self._run(engine, told, charset, allowance, text, decoding, guards)
            return engine.run(text, decoding, guards, charset, allowance)

        if sight in ("whole", "file"):
            return rewrite_as_it_stands(*cut.file(given or cut.language_if_read, sight == "whole"), repair)
        return rewrite(cut, cut.texts(given or cut.language, bool(given), opened=sight == "open"), repair)

    def _run(
        self,
        engine: _Engine,
        told: str,
        charset: Charset,
        allowance: Allowance,
        text: Text,
        patch: Patch,
        guards: Sequence[Guard] = (),
    ) -> tuple[Text, Patch, list[Hint]]:
        """Run the passes; a paragraph in another language is a wall to them, and left to that language's own.

        Where somebody wants stretches left alone such a paragraph stays as it is. `told` is what told the language.
        """
        strangers = guests(text.view, text.language, text.paragraphs, told)
        if not strangers:
            return engine.run(text, patch, guards, charset, allowance)
        found = {text.source[a:b]: code for a, b, code in strangers}
        spans = [(a, b) for a, b, _ in strangers]
        inner = {text.source[a:b]: [(c - a, d - a) for c, d in text.walls if a <= c and d <= b] for a, b in spans}
        seams = {text.source[a:b]: [(c - a, d - a) for c, d in text.breaks if a <= c and d <= b] for a, b in spans}
        walls = [wall for wall in text.walls if not any(a < wall[1] and wall[0] < b for a, b in spans)]
        walled = text.walled(sorted([*walls, *spans]), spans)
        text, patch, hints = engine.run(walled, patch, guards, charset, allowance)
        if found.keys() - {text.source[a:b] for a, b in text.walls}:
            text.memo[UNREAD] = True  # the syntax in it was repaired: it is to be cut and read again
        ruled: list[tuple[Edit, str]] = []
        for start, end in text.walls if not guards else ():
            body = text.source[start:end]
            if body in found:
                guest = Text(body, inner.get(body, ()), found[body], breaks=seams.get(body, ()), notation=text.notation)
                own = _engine(self.profile, found[body], "prose")
                clean, changes, seen = own.run(guest, Patch(), (), charset, allowance)
                hints += (Hint(h.start + start, h.end + start, h.new, h.rule) for h in seen if not changes.changes)
                ruled += (
                    (Edit(start + c.a0, start + c.a1, clean.source[c.b0 : c.b1]), c.steps[0].rule)
                    for c in changes.changes
                )
        edits = [edit for edit, _ in ruled]
        patch = patch.then(text.source, ruled)
        moved = [Hint(_shifted(h.start, edits), _shifted(h.end, edits), h.new, h.rule) for h in hints]
        return text.edited(edits), patch, moved


def _shifted(pos: int, edits: Sequence[Edit]) -> int:
    """Where a place of a text is after the sorted edits."""
    return pos + sum(len(e.new) - (e.end - e.start) for e in edits if e.end <= pos)


class _Engine:
    """The passes and rules of one profile, language and sight."""

    def __init__(self, profile: Profile, language: str | None, sight: str) -> None:
        from cleaner.passes import PASSES

        self.profile = profile
        rules = [r for r in rules_for(language) if profile.runs(r.pass_name) and r.id not in profile.disable]
        if profile.levels == ("safe",):
            rules = [r for r in rules if r.level != "likely"]
        self.rules = {rule.id: rule for rule in rules}
        packs = {p.name: RulePack(r for r in rules if r.pass_name == p.name) for p in PASSES}
        self.steps = [
            (p, Context(profile, packs[p.name])) for p in PASSES if profile.runs(p.name) and sight in p.sights
        ]
        seeing = {step.name for step, _ in self.steps}
        self.triggers = Triggers(rule for rule in rules if rule.pattern is not None and rule.pass_name in seeing)

    def run(
        self,
        text: Text,
        patch: Patch,
        guards: Sequence[Guard] = (),
        charset: Charset = UTF8,
        allowance: Allowance | None = None,
    ) -> tuple[Text, Patch, list[Hint]]:
        """Run every pass until all are silent on one and the same text.

        A pass that settles is silent before a later one sees the text. The others go on at once only while fixes of
        theirs lose to one another; else the next sweep over all passes asks them again, and it has to ask anyway.

        Where a pass that rewalls has repaired a text whose walls the file tells, the run ends: it is cut anew first.

        Returns that text, the patch to it (`patch`, which led to the text given, with the edits added), and what was
        seen in it but is not certain. `allowance` is what is left to the rules on the whole document; if not given, the
        text is one.
        """
        allowance = allowance or Allowance(len(text.view))
        if self.profile.grammar:
            text.memo[AS_IT_CAME] = frozenset(text.view[a:b] for a, b in text.paragraphs)
        triggers = self.triggers.hits(text.raw)
        woken = self.triggers.woken(text.view, triggers)
        hints: dict[str, list[Hint]] = {}
        last = len(self.steps) - 1  # the passes up to this one have not seen the text as it is
        for _ in range(SWEEPS):
            changed = unseen = -1
            for n, (step, context) in enumerate(self.steps):
                if n > last and changed < 0:
                    break
                quiet = False
                for _ in range(ROUNDS):
                    fixes = list(self._find(step, context, text, woken, allowance))
                    if guards:
                        fixes = [f for f in fixes if not any(guard.bars(f, patch) for guard in guards)]
                    any_fits = charset.is_utf8
                    made = [self.rules[f.rule].level != "hint" and (any_fits or _fits(f, charset)) for f in fixes]
                    sure = [f for f, sure in zip(fixes, made, strict=True) if sure]
                    hints[step.name] = [
                        Hint(*_hull(f, text.source), f.rule) for f, sure in zip(fixes, made, strict=True) if not sure
                    ]
                    open_walls = step.rewalls and text.walls_of is not None
                    admitted = admit(sure, text, context.pack, walls=() if open_walls else text.walls)
                    if not admitted:
                        quiet = True
                        break
                    text.memo.setdefault(MENDED, Counter()).update(fix.rule for fix in admitted)
                    ruled = flatten(admitted)
                    patch = patch.then(text.source, ruled)
                    edits = [edit for edit, _ in ruled]
                    if step.rewalls:
                        text = text.rewalled(edits)
                        triggers = self.triggers.hits(text.raw)
                    else:
                        text = text.edited(edits)
                        triggers = self.triggers.moved(triggers, edits, text.view)
                    woken = self.triggers.woken(text.view, triggers)
                    changed = n
                    if not step.settles and len(admitted) == len(sure):
                        break  # none lost: whether the pass is silent now is asked in the next sweep
                if changed == n:
                    unseen = n - 1 if quiet else n
                if changed == n and step.rewalls and text.walls_of is None:
                    return text, patch, [hint for own in hints.values() for hint in own]
            if changed < 0:
                break
            last = unseen
        return text, patch, [hint for step, _ in self.steps for hint in hints.get(step.name, ())]

    def _find(
        self, step: Pass, context: Context, text: Text, woken: Mapping[Rule, Sequence[Span]], allowance: Allowance
    ) -> Iterator[Fix]:
        for rule in filter(woken.__contains__, context.pack.patterned):
            if rule.id in allowance.off or (rule.formats and text.format not in rule.formats):
                continue
            try:
                yield from list(rule.fixes(text, looks(rule, text.view, woken[rule]), allowance))
            except ExhaustedError as cause:
                allowance.switch_off(rule.id, cause)
        if step.find is not None:
            own = context.pack.by_id
            for fix in step.find(text, context):
                if fix.rule in own:
                    if fix.edits:
                        yield fix
                elif fix.rule.partition("/")[0] != step.name:
                    raise ContractError(f"pass {step.name} names a rule of another pass: {fix.rule}")


@lru_cache(maxsize=64)
def _engine(profile: Profile, language: str | None, sight: str) -> _Engine:
    return _Engine(profile, language, sight)


def admit(fixes: Sequence[Fix], text: Text, pack: RulePack, walls: Sequence[Span] | None = None) -> list[Fix]:
    """Choose the fixes to apply: by first start, then by place in the pack, without what overlaps a chosen one,
    meets a wall (those of the text, if not told otherwise), or changes nothing. What loses may return in the next
    round."""
    taken: list[Span] = []
    out: list[Fix] = []
    source, kept = text.source, text.kept
    walls = text.walls if walls is None else walls
    far = -1  # how far the taken spans reach: an edit beyond meets none of them
    for fix in sorted(fixes, key=lambda f: (f.edits[0].start, pack.place.get(f.rule, 0))):
        edits = fix.edits
        for start, end, new in edits:
            if source[start:end] == new:
                edits = tuple(e for e in edits if source[e.start : e.end] != e.new)
                break
        if not edits or (edits[0].start <= far and any(_meets(e, taken) for e in edits)):
            continue
        if walls and any(_inside(e, walls) for e in edits):
            continue
        if kept and any(_overlaps(e, kept) for e in edits):
            continue
        for start, end, _ in edits:
            if start > far:
                taken.append((start, end))
            else:
                insort(taken, (start, end))
            far = max(far, end)
        out.append(fix if edits is fix.edits else Fix(fix.rule, edits))
    return out


def _meets(edit: Edit, spans: Sequence[Span]) -> bool:
    """Does an edit overlap a taken span, or stand at its border where one of the two is an insertion?"""
    at = bisect_left(spans, (edit.start, edit.end))
    for start, end in spans[max(0, at - 1) : at + 1]:
        if edit.start < end and start < edit.end:
            return True
        if (start == end or edit.start == edit.end) and edit.start <= end and start <= edit.end:
            return True
    return False


def _inside(edit: Edit, walls: Sequence[Span]) -> bool:
    """Does an edit meet a wall? A deletion may take whole walls with it: the line `Follow @name` goes as it stands."""
    first = max(0, bisect_left(walls, (edit.start, edit.start)) - 1)
    near = walls[first : bisect_left(walls, (edit.end, edit.end))]
    return any(edit.start < b and (edit.new or a < edit.start or edit.end < b) for a, b in near)


def _overlaps(edit: Edit, spans: Sequence[Span]) -> bool:
    """Does an edit touch a span from inside? What stands at its border may go, or be put there."""
    first = max(0, bisect_left(spans, (edit.start, edit.start)) - 1)
    return any(edit.start < b and a < edit.end for a, b in spans[first : bisect_left(spans, (edit.end, edit.end))])


def _fits(fix: Fix, charset: Charset) -> bool:
    """Can all that a fix puts in be written in the encoding of the file?"""
    return all(charset.holds(edit.new) for edit in fix.edits)


def _hull(fix: Fix, source: str) -> tuple[int, int, str]:
    """The stretch from the first to the last edit of a fix, and what it would become."""
    start, end = fix.edits[0].start, fix.edits[-1].end
    inner = [Edit(e.start - start, e.end - start, e.new) for e in fix.edits]
    return start, end, apply(source[start:end], inner)
