"""A short run of the fuzzer, the same each time, and the cases it found before. The long run: `tests.fuzzing`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing import CHECKS
from tests.mangling import case_of, sources

REGRESSIONS = sorted((Path(__file__).parent / "regressions").glob("*.txt"))
SOURCES = sources()


@pytest.mark.parametrize("name", SOURCES)
@settings(max_examples=150, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_has_to_hold_holds(name: str, data: st.DataObject) -> None:
    case = data.draw(SOURCES[name])
    CHECKS[case.target](case)


@pytest.mark.parametrize("file", REGRESSIONS, ids=lambda file: file.stem)
def test_what_was_found_before_stays_mended(file: Path) -> None:
    case = case_of(file.read_bytes())
    CHECKS[case.target](case)
