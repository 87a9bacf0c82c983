"""Counts what is changed in text that is right as it stands: ``python -m benchmarks.clean_prose DIR…``.

Every edit is listed with what was judged of it: `slip`, a slip of the text itself; `habit`, where the text does as its
writer does; `false`, harm; `?` where nobody has looked yet. The judgements stand in ``benchmarks/judged.tsv``, by
language, rule, change and a hash of what stands around it, so that they hold wherever the text lies; ``--add`` puts
the edits nobody has judged there, to be judged in an editor. Text files are ``.txt`` and ``.md``. With
``--by-language`` the edits are counted for each language by itself. In Chinese and Japanese two characters count as a
word.

``--translated`` reads English as pages that are known to be translated, each behind a paragraph whose slips prove it:
what is asked of such pages alone (`cleaner/translated.py`) would otherwise never be seen on text that is right.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaner import Cleaner, Repair

Read = tuple[str, str | None, Sequence[Repair]]  # a text, its language, and what is edited in it
WIDE = ("zh", "ja")
JUDGED = Path(__file__).with_name("judged.tsv")
VERDICTS = ("slip", "habit", "false", "?")
# Quotation marks, words and stops as they come from the pieces of a translation: four slips of three kinds.
SEAMS = (
    "The mayor called it” a good day “and left the hall. The plan must stillbe ratified by the council of the town. "
    "She recalled the bombing. in the winter of 1944. The law protects” the small boats “of the port.\n\n"
)
PAGE = 3_000  # code points, about five hundred words
_AROUND = 24  # code points on either side that tell one edit from another


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--profile", default="article")
    arguments.add_argument("--by-language", action="store_true")
    arguments.add_argument("--translated", action="store_true", help="read English as pages known to be translated")
    arguments.add_argument("--judged", type=Path, default=JUDGED, help="the file of judgements")
    arguments.add_argument("--add", action="store_true", help="add what nobody has judged to that file")
    given = arguments.parse_args()
    judged = read(given.judged)
    cleaner = Cleaner(given.profile)
    words: Counter[str] = Counter()
    rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
    verdicts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for file in sorted(f for folder in given.folders for f in folder.rglob("*") if f.suffix in (".txt", ".md")):
        whole = file.read_bytes().decode("utf-8", "replace")
        for text, told, edits in (as_translated if given.translated else as_it_stands)(cleaner, whole):
            spoken = told or "none"
            language = spoken if given.by_language else "all"
            words[language] += len(text) // 2 if spoken in WIDE else len(text.split())
            for edit in edits:
                verdict = judged.setdefault(key_of(text, edit), (spoken, "?", edit.rule, change(edit)))[1]
                rules[language][edit.rule] += 1
                verdicts[language][verdict] += 1
                before, after = text[max(0, edit.start - 40) : edit.start], text[edit.end : edit.end + 30]
                print(f"{verdict:5} {file.name} {edit.rule}: {before!r} [{edit.before!r} → {edit.after!r}] {after!r}")
    if given.add:
        write(given.judged, judged)
    for language in sorted(words):
        said = verdicts[language]
        total, harm = said.total(), said["habit"] + said["false"] + said["?"]
        said_of = ", ".join(f"{said[verdict]} {verdict}" for verdict in VERDICTS if said[verdict])
        rate = words[language] // max(total, 1)
        print(f"{language}: {total} edits in {words[language]} words: one in {rate} ({said_of})")
        if harm:
            print(f"    no slips of the text: {harm}, one in {words[language] // harm}")
        for rule, count in rules[language].most_common():
            print(f"    {count:5} {rule}")


def as_it_stands(cleaner: Cleaner, text: str) -> Iterator[Read]:
    result = cleaner.inspect(text)
    yield text, result.language, result.edits


def as_translated(cleaner: Cleaner, text: str) -> Iterator[Read]:
    """Read a text in pages, each behind the slips: the edits it does not get by itself."""
    page = ""
    for paragraph in [*text.split("\n\n"), ""]:
        if paragraph and len(page) < PAGE:
            page += paragraph + "\n\n"
            continue
        result = cleaner.inspect(SEAMS + page)
        moved = [e._replace(start=e.start - len(SEAMS), end=e.end - len(SEAMS)) for e in result.edits]
        own = {(edit.start, edit.after) for edit in cleaner.inspect(page).edits}
        yield page, result.language, [e for e in moved if e.start >= 0 and (e.start, e.after) not in own]
        page = paragraph + "\n\n"


def key_of(text: str, edit: Repair) -> str:
    """What tells an edit from any other, whatever file it stands in: a hash of its rule, its change and its place."""
    around = text[max(0, edit.start - _AROUND) : edit.start], text[edit.end : edit.end + _AROUND]
    whole = "\0".join((edit.rule, edit.before, edit.after, *around))
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:12]


def change(edit: Repair) -> str:
    """The change as a field of a line."""
    return f"{edit.before[:40]!r} → {edit.after[:40]!r}"


def read(file: Path) -> dict[str, tuple[str, str, str, str]]:
    """By the key of an edit: language, verdict, rule, change. What is no verdict is an error that names its line."""
    judged: dict[str, tuple[str, str, str, str]] = {}
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    for number, line in enumerate(lines, 1):
        language, verdict, key, rule, changed = line.split("\t")
        if verdict not in VERDICTS:
            raise SystemExit(f"{file}:{number}: {verdict!r} is no verdict; write one of {', '.join(VERDICTS)}")
        judged[key] = language, verdict, rule, changed
    return judged


def write(file: Path, judged: dict[str, tuple[str, str, str, str]]) -> None:
    rows = sorted((lang, rule, verdict, key, changed) for key, (lang, verdict, rule, changed) in judged.items())
    lines = ["\t".join((lang, verdict, key, rule, changed)) for lang, rule, verdict, key, changed in rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
