"""Whole files: the sheet, the headings, the rows, whatever stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.findings import Severity
from contract.training.typed_text import clean
from desktop.services.roster.matching import Action, match_rows
from desktop.services.roster.rows import Roster
from tests.roster.dirty_rosters import LABELS, Truth, write_roster
from tests.roster.sheets import read
from tests.roster.test_matching import save


def compare(roster: Roster, truth: Truth) -> None:
    found = {row.row_number: row for row in roster.rows}
    assert sorted(found) == sorted({**truth.rows, **truth.broken})
    for number, expected in truth.rows.items():
        assert found[number].fields == expected, (number, found[number].problems)
        assert not found[number].is_broken
        assert found[number].group == truth.groups.get(number)
    for number, column in truth.broken.items():
        errors = [problem for problem in found[number].problems if problem.severity is Severity.ERROR]
        assert len(errors) == 1
        assert errors[0].column in [clean(label) for label in LABELS[column]]
        assert errors[0].message.startswith(f"Baris {number}, kolom ")


@pytest.mark.parametrize("seed", range(60))
def test_a_dirty_workbook_is_understood_row_by_row(tmp_path: Path, seed: int) -> None:
    truth = write_roster(tmp_path / "daftar.xlsx", seed, 25, broken_share=0.15)
    compare(read(tmp_path / "daftar.xlsx"), truth)


@pytest.mark.parametrize("seed", range(40))
def test_a_dirty_text_file_is_understood_row_by_row(tmp_path: Path, seed: int) -> None:
    truth = write_roster(tmp_path / "daftar.csv", seed, 25, broken_share=0.15)
    compare(read(tmp_path / "daftar.csv"), truth)


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6), kind=st.sampled_from(["xlsx", "csv"]))
def test_the_same_file_imported_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, kind: str
) -> None:
    file = tmp_path_factory.mktemp("twice") / f"daftar.{kind}"
    truth = write_roster(file, seed, 30, broken_share=0.1)
    first = match_rows(read(file), [])
    assert first.count(Action.ADD) == len(truth.rows)
    again = match_rows(read(file), save(first, []))
    assert again.count(Action.UNCHANGED) == len(truth.rows)
    assert again.count(Action.SKIP) == len(truth.broken)
