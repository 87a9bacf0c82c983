"""Rows for the engines: damaged and clean texts of several languages, nulls, empty texts, a column that stays."""

from __future__ import annotations

import pyarrow as pa

from cleaner import Cleaner

TEXTS = [
    "The minister , who had left , said so in the the hall.",
    "Traders say theyâ€™ve been kept in the dark â€“ by JosÃ© IbÃ¡Ã±ez.",
    "Nothing is wrong here.",
    "",
    None,
    "Der Zug , der um neun fährt, hält in Köln.",
    "会议将于明年三月举行。",
    "He called it “significant differences“and they left.",
]


def table(rows: int = 400) -> pa.Table:
    """A table of `rows` rows: number, text, title."""
    texts = [TEXTS[n % len(TEXTS)] and f"{TEXTS[n % len(TEXTS)]} It was number {n}." for n in range(rows)]
    return pa.table(
        {"n": range(rows), "text": pa.array(texts, pa.string()), "title": [f"Title , {n}" for n in range(rows)]}
    )


def expected(given: pa.Table, profile: str = "article") -> list[dict[str, object]]:
    """The rows that the plain loop gives."""
    cleaner = Cleaner(profile)
    return [{**row, "text": row["text"] and cleaner.clean(row["text"])} for row in given.to_pylist()]
