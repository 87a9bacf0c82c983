"""Measures what is restored of text read with the wrong table: ``python -m benchmarks.encodings DIR``.

DIR holds manual pages in many languages, as Debian's packages have them::

    apt-get download manpages-{cs,da,de,el,es,fi,fr,hu,it,ja,nl,pl,pt-br,ro,ru,sr,sv,tr,uk,zh} installation-guide-amd64
    for package in *.deb; do dpkg -x $package DIR; done

The installation guide adds Korean. Every paragraph with letters beyond ASCII that survives the confusion whole is
damaged, in documents of six: all of one confusion, one among five of English, one among five of its own language. A
paragraph is restored if it reads as the undamaged one does after the same pass. Undamaged documents are read too:
every paragraph that is touched is listed.
"""

from __future__ import annotations

import argparse
import gzip
import html
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleaner import Cleaner, Profile
from cleaner.encoding import legacy, wide
from cleaner.text import Text

CYRILLIC = ("ru", "uk", "sr")
CENTRAL = ("pl", "cs", "hu", "ro")
WESTERN = ("fr", "de", "es", "it", "pt", "sv", "da", "fi", "nl")
FAMILIES = {
    "cp1251": CYRILLIC, "koi8-r": ("ru",), "koi8-u": ("uk",), "cp866": ("ru",), "mac-cyrillic": CYRILLIC,
    "iso8859-5": ("ru", "sr"), "cp1250": CENTRAL, "iso8859-2": CENTRAL, "cp1253": ("el",), "iso8859-7": ("el",),
    "cp1254": ("tr",), "gbk": ("zh",), "big5": ("tw",), "cp932": ("ja",), "euc_jp": ("ja",), "cp949": ("ko",),
    "mac-roman": WESTERN, "cp437": WESTERN, "cp850": WESTERN,
}  # fmt: skip
PAIRS: list[tuple[str, str, tuple[str, ...]]] = [
    *((written, "cp1252", languages) for written, languages in FAMILIES.items()),
    *(
        (written, "latin-1", FAMILIES[written])
        for written in ("cp1251", "cp1250", "cp932", "gbk", "mac-roman", "cp437")
    ),
    *(
        (written, read, ("ru",))
        for written in ("cp1251", "koi8-r", "cp866", "mac-cyrillic")
        for read in ("cp1251", "koi8-r", "cp866", "mac-cyrillic")
        if written != read
    ),
    *(("cp1252", read, WESTERN) for read in ("mac-roman", "cp437", "cp850")),
    *(("utf-8", read, ("fr", "de", "en")) for read in ("gbk", "cp932")),
    *(("utf-8", "gbk", (code,)) for code in ("ru", "zh")),
    ("utf-8", "cp932", ("ja",)),
    ("utf-8", "cp1251", ("ru", "uk", "fr", "en")),
    ("utf-8", "cp1252", ("fr", "de", "pl", "ru", "ja", "en")),
]
FOLDERS = {"pt": "pt_BR", "zh": "zh_CN", "tw": "zh_TW"}
SIZE = 6  # paragraphs of a document
MOST = 1_000_000  # code points of a language that are timed
_GAPS = {b: chr(b) for b in range(0x80, 0xA0)}


# --- text


class Corpus(NamedTuple):
    """The paragraphs of each language, in a fixed order."""

    paragraphs: dict[str, list[str]]

    def sample(self, language: str, count: int, seed: str) -> list[str]:
        chosen = list(self.paragraphs[language])
        random.Random(seed).shuffle(chosen)
        return chosen[:count]


_ESCAPE = re.compile(r"\\f(?:\[[^]]*\]|\(..|.)|\\s[-+]?\d|\\[&/,|^%:c]|\\\".*")
_NAMED = {"aq": "'", "dq": '"', "co": "©", "em": "—", "en": "–", "lq": "“", "rq": "”", "oq": "‘", "cq": "’", "bu": "•",
          "ha": "^", "ti": "~", "rs": "\\", "ga": "`", "Fo": "«", "Fc": "»", "Bq": "„", "mu": "×", "de": "°"}  # fmt: skip  # noqa: E501
_SPECIAL = re.compile(r"\\\((..)|\\\[([^]]+)\]")
_BREAKS = frozenset(["PP", "P", "LP", "TP", "IP", "SH", "SS", "sp", "br", "RS", "RE", "TQ", "HP", "Pp", "It", "TH"])
_FONTS = frozenset(["B", "I", "BR", "RB", "BI", "IB", "IR", "RI", "R", "SM", "SB"])


def roff(source: str) -> Iterator[str]:
    """The plain paragraphs of a manual page; displays and tables are left out."""
    words: list[str] = []
    shown = True
    for line in [*source.split("\n"), ".PP"]:
        request = re.match(r"[.']\s*(\w*)\s*(.*)", line)
        name, rest = request.groups() if request else ("", line)
        if request and name in ("nf", "EX", "TS"):
            shown = False
        elif request and name in ("fi", "EE", "TE"):
            shown = True
        if not shown:
            continue
        if request and name in _FONTS:
            parts = [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', rest)]
            words.append(("" if len(name) == 2 and name != "SM" else " ").join(parts))
        elif not request and rest.strip():
            words.append(rest)
        elif name in _BREAKS or not request:
            text = " ".join(_plain(" ".join(words)).split())
            if text:
                yield text
            words = []


def _plain(text: str) -> str:
    text = _ESCAPE.sub("", text)
    text = _SPECIAL.sub(lambda m: _NAMED.get(m.group(1) or m.group(2), ""), text)
    return text.replace("\\-", "-").replace("\\ ", " ").replace("\\~", " ").replace("\\e", "\\").replace("\\.", ".")


def markup(source: str) -> Iterator[str]:
    """The plain paragraphs of a page of a handbook."""
    for inner in re.findall(r"<p>(.*?)</p>", source, re.S):
        yield " ".join(html.unescape(re.sub(r"<[^>]*>", "", inner)).split())


def corpus(folder: Path, wanted: set[str]) -> Corpus:
    out: dict[str, list[str]] = {}
    for code in sorted(wanted):
        files = sorted(folder.glob(f"usr/share/man/{FOLDERS.get(code, code)}/man*/*.gz"))
        pages = [roff(gzip.decompress(f.read_bytes()).decode("utf-8", "ignore")) for f in files]
        if not files or code in ("ko", "en"):
            guide = sorted(folder.glob(f"usr/share/doc/installation-guide-*/{code}/*.html"))
            pages = [markup(f.read_text(encoding="utf-8", errors="ignore")) for f in guide]
        seen = dict.fromkeys(p for page in pages for p in page if 60 <= len(p) <= 900 and _in_language(p, code))
        out[code] = list(seen)
    return Corpus(out)


def _in_language(text: str, code: str) -> bool:
    """Is a paragraph no English one that was never translated?"""
    if code == "en":
        return True
    foreign = sum(not c.isascii() for c in text)
    return foreign * 3 > len(text) if code in ("ru", "uk", "sr", "el", "zh", "tw", "ja", "ko") else foreign > 1


# --- damage


def misread(text: str, written: str, read: str) -> str | None:
    """The text written in one encoding and read in another; None where it does not survive whole."""
    try:
        raw = text.encode(written)
        seen = "".join(_one(bytes([b]), read) for b in raw) if read in ("cp1252", "latin-1") else raw.decode(read)
        whole = seen.encode(read) == raw if read not in ("cp1252", "latin-1") else True
    except UnicodeError:
        return None
    return seen if whole and seen != text else None


def _one(byte: bytes, read: str) -> str:
    return byte.decode(read, "ignore") or chr(byte[0])


def stripped(text: str) -> str:
    """Without the control characters that some step dropped."""
    return text.translate(dict.fromkeys(range(0x80, 0xA0)))


def questioned(text: str, seed: str) -> str:
    """One byte beyond ASCII became a question mark."""
    spots = [n for n, c in enumerate(text) if c > "\x7f"]
    at = random.Random(seed).choice(spots)
    return f"{text[:at]}?{text[at + 1 :]}"


# --- figures

_CLEANER = Cleaner(replace(Profile.named("article"), name="encoding", passes=("encoding",)))


def restored(document: list[str]) -> list[str]:
    return _CLEANER.inspect("\n\n".join(document)).text.split("\n\n")


def documents(
    good: list[str], bad: list[str], around: list[str] | None, seed: str
) -> Iterator[tuple[list[str], dict[int, str]]]:
    """Documents with the places of their damaged paragraphs, and what each should read."""
    pairs = list(zip(good, bad, strict=True))
    if around is None:
        for n in range(0, len(pairs), SIZE):
            some = pairs[n : n + SIZE]
            yield [b for _, b in some], {k: g for k, (g, _) in enumerate(some)}
        return
    chance = random.Random(seed)
    for g, b in pairs:
        company = chance.sample(around, SIZE - 1)
        at = chance.randrange(SIZE)
        yield [*company[:at], b, *company[at:]], {at: g}


def measure(texts: Corpus, written: str, read: str, code: str, count: int, misses: int) -> dict[str, tuple[int, int]]:
    seed = f"{written} {read} {code}"
    good: list[str] = []
    bad: list[str] = []
    for paragraph in texts.sample(code, 4 * count, seed):
        seen = misread(paragraph, written, read)
        if seen is not None and len(good) < count:
            good.append(paragraph)
            bad.append(seen)
    out: dict[str, tuple[int, int]] = {}
    own = [p for p in texts.sample(code, 200, "company") if p not in good]
    ways: dict[str, tuple[list[str], list[str] | None]] = {
        "whole": (bad, None),
        "in English": (bad, texts.paragraphs["en"]),
        "in its own": (bad, own),
    }
    if written == "utf-8" and read == "cp1252":
        ways["one byte ?"] = ([questioned(b, seed + b) for b in bad], None)
        ways["no C1"] = ([stripped(misread(g, written, "latin-1") or "") for g in good], None)
    for name, (damaged, around) in ways.items():
        hits = total = 0
        for document, wanted in documents(good, damaged, around, seed):
            got = restored(document)
            for at, g in wanted.items():
                total += 1
                want = restored([g])[0]
                now = got[at] if at < len(got) else ""
                hits += now == want
                if now != want and misses > 0:
                    misses -= 1
                    print(
                        f"    {written} as {read}, {code}, {name}: {document[at][:150]!r}\n        → {now[:150]!r}\n        ≠ {want[:150]!r}"  # noqa: E501
                    )
        out[name] = (hits, total)
    return out


def undamaged(texts: Corpus, limit: int) -> None:
    total = touched = 0
    for code, paragraphs in texts.paragraphs.items():
        chosen = paragraphs[:limit]
        here = 0
        for n in range(0, len(chosen), 20):
            document = chosen[n : n + 20]
            result = _CLEANER.inspect("\n\n".join(document))
            legacy = [e for e in result.edits if "legacy" in e.rule]
            now = result.text.split("\n\n")
            if len(now) == len(document):
                here += sum(a != b for a, b in zip(document, now, strict=True))
            for edit in result.edits:
                print(
                    f"    {code} {edit.rule}: {result.source[max(0, edit.start - 30) : edit.start]!r} [{edit.before!r} → {edit.after!r}]"  # noqa: E501
                )
            del legacy
        total += len(chosen)
        touched += here
        print(f"{code}: {here} of {len(chosen)} undamaged paragraphs touched", flush=True)
    print(f"all: {touched} of {total}: {10_000 * touched / max(total, 1):.2f} in 10,000")


def speed(texts: Corpus) -> None:
    """How fast undamaged text of each language passes, its tables read, its words not yet seen."""
    print("| language | MB | MB/s |\n|---|---|---|")
    for code, paragraphs in texts.paragraphs.items():
        _passes("\n\n".join(paragraphs[:5]), code)
        text = "\n\n".join(paragraphs[5:])[:MOST]
        size = len(text.encode()) / 1e6
        print(f"| {code} | {size:.1f} | {size / _passes(text, code):.0f} |", flush=True)


def _passes(text: str, code: str) -> float:
    """Seconds of processor time that the looks for legacy encodings take."""
    given = Text(text, (), FOLDERS.get(code, code)[:2])
    _ = given.remarkable  # which all finders share
    start = time.process_time()
    for _ in (*legacy.find(given), *wide.find(given)):
        pass
    return time.process_time() - start


def table(texts: Corpus, count: int, misses: int, only: str) -> None:
    columns = ["whole", "in English", "in its own", "one byte ?", "no C1"]
    print(f"| written | read | languages | {' | '.join(columns)} |")
    print("|---" * (3 + len(columns)) + "|")
    sums: dict[str, Counter[str]] = {c: Counter() for c in columns}
    for written, read, languages in PAIRS:
        if only and only not in f"{written}>{read}":
            continue
        cells: dict[str, Counter[str]] = {c: Counter() for c in columns}
        for code in languages:
            for name, (hits, total) in measure(texts, written, read, code, count, misses).items():
                for into in (cells, sums):
                    into[name].update(hits=hits, total=total)
        print(f"| {written} | {read} | {' '.join(languages)} | {_row(cells)} |", flush=True)
    print(f"| all | | | {_row(sums)} |")


def _row(cells: dict[str, Counter[str]]) -> str:
    return " | ".join(f"{c['hits']}/{c['total']}" if c["total"] else "" for c in cells.values())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--count", type=int, default=30, help="paragraphs of each pair and language")
    arguments.add_argument("--misses", type=int, default=0, help="how many of each pair are shown")
    arguments.add_argument("--only", default="", help="pairs whose WRITTEN>READ holds this")
    arguments.add_argument("--clean", type=int, default=0, help="undamaged paragraphs of each language to read instead")
    arguments.add_argument("--speed", action="store_true", help="MB/s of undamaged text of each language instead")
    given = arguments.parse_args()
    wanted = {code for _, _, languages in PAIRS for code in languages} | {"en"}
    texts = corpus(given.folder, wanted)
    if given.speed:
        speed(texts)
    elif given.clean:
        undamaged(texts, given.clean)
    else:
        table(texts, given.count, given.misses, given.only)


if __name__ == "__main__":
    main()
