"""Minutes of a seminar keep the name of an examiner who was anonymised for who runs the office, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from contract.exchange.dots import row_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import AUTHOR, STAFF
from contract.training.completion.minutes import Kind
from contract.training.people.anonymity import NAME
from desktop.documents.seminar_papers import seminar_minutes
from desktop.services.completion.minutes import NewMinutes, list_minutes
from desktop.services.papers.forms import class_paper
from desktop.services.people.personal_rights import anonymise
from desktop.services.plans.grouping import Balance, balance_groups
from desktop.services.plans.seminar_minutes import seminar_paper, seminar_standing, sign_seminar
from desktop.services.plans.seminars import NewScore, give_score
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change
from tests.services.laptop import AUTHOR as WRITER
from tests.services.laptop import REALM, Laptop

DAY = "2025-09-02"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.close()


def examiner(laptop: Laptop, class_id: int, name: str, person: int | None) -> int:
    made = stated(STAFF, class_group=class_id, role="examiner", name=name, person=person)
    return laptop.write(lambda r, m: row_id(write(r, REALM, [Change(STAFF.number, made)], m)[0]))


def told(laptop: Laptop, class_id: int) -> str:
    """All that commands and paper say of the seminar."""
    views = laptop.read(lambda r: list_minutes(r, class_id))
    found = laptop.read(lambda r: seminar_paper(r, class_id, DAY))
    sheet = seminar_minutes(laptop.read(lambda r: class_paper(r, class_id)), found)
    return repr([view.body for view in views]) + repr(sheet)


def test_only_who_runs_the_office_reads_the_name_in_the_signed_paper(laptop: Laptop) -> None:
    class_id, _, _ = laptop.class_with(4, 1)
    teams = laptop.write(lambda r, m: balance_groups(r, class_id, Balance(count=2, by=()), m)).teams
    person = laptop.person("Rina Baun")
    known = examiner(laptop, class_id, "Rina Baun", person)
    other = examiner(laptop, class_id, "Bapak Tetap", None)

    def give(who: int, value: str, note: str = "") -> None:
        new = NewScore(examiner=who, criterion="1", value=value, note=note)
        laptop.write(lambda r, m: give_score(r, teams[0].id, new, m))

    def sign(reason: str = "") -> None:
        new = NewMinutes(class_id=class_id, kind=Kind.SEMINAR, held_on=DAY, place="Kupang", reason=reason)
        laptop.write(lambda r, m: sign_seminar(r, new, m))

    give(known, "80")
    give(other, "70")
    sign()
    give(known, "85", "salah tulis")
    sign("salah tulis")
    give(known, "90", "salah lagi")
    laptop.write(lambda r, m: anonymise(r, person, "diminta", date(2025, 10, 1), m))
    assert "Rina Baun" in told(laptop, class_id)
    # What is worked out from the paper names nobody, whoever asks.
    _, changed = laptop.read(lambda r: seminar_standing(r, class_id, DAY))
    assert changed == (f"Kelompok 1, {NAME}, Nilai seminar: 85 menjadi 90.",)

    laptop.arrive(RowKey(AUTHOR.number, WRITER), patch(AUTHOR, role="facilitator"))
    said = told(laptop, class_id)
    assert "Rina Baun" not in said
    assert f"Kelompok 1, {NAME}, Nilai seminar: 80 menjadi 85." in said
    assert "Bapak Tetap" in said
