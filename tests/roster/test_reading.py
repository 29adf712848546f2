"""Whole files: the sheet, the headings, the rows, whatever stands around them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import resources
from contract.training.findings import Severity
from contract.training.places import read_districts
from contract.training.typed_text import clean
from desktop.services.roster.parsing import read_roster
from desktop.services.roster.rows import Roster
from tests.roster.dirty_rosters import LABELS, Truth, write_roster

TODAY = date(2026, 11, 21)
DISTRICTS = read_districts(resources.path("districts/ntt.csv").read_text(encoding="utf-8"))
HERE = Path(__file__).parent


def read(path: Path, sheet: str | None = None) -> Roster:
    return read_roster(path, today=TODAY, districts=DISTRICTS, sheet=sheet)


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
