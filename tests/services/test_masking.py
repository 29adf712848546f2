"""A NIK is read whole by who runs the office, and masked by the others, wherever a value is put into words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contract.exchange.dots import Dot
from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON
from contract.training.rights.roles import Role
from desktop.documents.people_list import LISTED, write_people_list
from desktop.services.conflicts.listing import list_conflicts
from desktop.services.conflicts.resolving import resolve
from desktop.services.conflicts.views import all_conflicts, conflict_views, export_rows, readable
from desktop.services.exchange.digest import digest
from desktop.services.exchange.returned import list_returned
from desktop.services.people.listing import search_people
from desktop.services.people.people_sheet import people_sheet
from desktop.services.people.person_fields import set_field
from desktop.services.people.twin_views import record_view
from desktop.services.programmes.districts import known_districts
from desktop.services.roster.importing import import_roster, place_of, read_file
from desktop.storage import clock, news
from desktop.storage.edit import Change, Moment, edit, read_pen
from tests.services.laptop import AUTHOR, REALM, Laptop
from tests.services.test_decisions import disputed

NIK, OTHER, MASKED = "5371014204810001", "5371014204810009", ("5371••••••••0001", "5371••••••••0009")
ROSTER = f"Nama,NIP,NIK\nAni Bria,198104022005012001,{OTHER}\n"


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.ORGANISER])
def test_a_national_id_is_worded_by_role_everywhere(tmp_path: Path, role: Role) -> None:
    laptop = Laptop(tmp_path, role)
    shown = (NIK, OTHER) if role is Role.ORGANISER else MASKED
    person = laptop.person("Ani Bria", national_id=NIK, employee_number="198104022005012001")
    key = RowKey(PERSON.number, person)
    number = PERSON.by_name["national_id"].number

    # The roster, before it is saved.
    (tmp_path / "p.csv").write_text(ROSTER, encoding="utf-8")
    roster = read_file(tmp_path / "p.csv", date(2025, 8, 1))
    where = laptop.read(lambda r: place_of(r, None, "53"))
    moment = laptop.read(clock.moment)
    report = import_roster(laptop.replica, roster, where, moment, dry_run=True).report
    assert any(f'diubah dari "{shown[0]}"' in one.message for one in report.problems)

    # A conflict: list, page, export, and the card of a record.
    disputed(laptop, "person", (person,), (NIK, OTHER), field="national_id", kind="unique", base=NIK)
    (told,) = laptop.read(lambda r: readable(r, list_conflicts(r)))
    assert (told.base, told.first.value, told.second.value) == (shown[0], *shown)
    (view,) = laptop.read(conflict_views)
    assert {view.first.value, view.second.value} == set(shown)
    assert set(shown) <= set(laptop.read(lambda r: export_rows(r, list_conflicts(r)))[0])
    _, (found,) = laptop.read(lambda r: search_people(r, "ani", None, None))
    assert dict(record_view(found).lines)["NIK"] == shown[0]

    # It is decided by the value itself, and told as everybody may read it.
    laptop.write(lambda r, m: resolve(r, told.id, "second", m, ""))
    held = laptop.read(lambda r: r.row(key))
    assert held is not None
    assert (held.content or {})[number] == OTHER
    (decided,) = laptop.read(lambda r: readable(r, all_conflicts(r, laptop.now)))
    assert decided.decision is not None
    assert decided.decision.value == shown[1]

    # What others changed, and what the centre gave back.
    laptop.call(lambda: _news(laptop, key, number))
    assert any(f"NIK {shown[1]} menjadi {shown[0]}" in line.text for line in laptop.read(digest).lines)
    laptop.write(lambda r, m: set_field(r, person, "national_id", NIK, m, date(2025, 8, 1)))
    n = laptop.call(lambda: read_pen(laptop.replica, AUTHOR).n)
    laptop.fate(Dot(AUTHOR, n), "rejected", "bad_value:national_id")
    (returned,) = [one for one in laptop.read(list_returned) if ("NIK", shown[0]) in one.values]
    assert returned.about == "Ani Bria"
    laptop.close()


def _news(laptop: Laptop, key: RowKey, number: int) -> None:
    """As if somebody else had put the first number back."""
    with laptop.replica.transaction():
        before = news.shown_rows(laptop.replica, [key])
        changed = {key: before[key]}
        edit(laptop.replica, AUTHOR, [Change(key, {number: NIK})], Moment(laptop.now, 1))
        news.note(laptop.replica, REALM, changed, list(changed))
        news.stamp(laptop.replica, laptop.now)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.ORGANISER])
def test_a_list_in_a_file_masks_the_nik_and_imported_again_changes_nothing(tmp_path: Path, role: Role) -> None:
    laptop = Laptop(tmp_path, role)
    laptop.person("Ani Bria", national_id=NIK, employee_number="198104022005012001")
    for target in (tmp_path / "orang.xlsx", tmp_path / "orang.csv"):
        people = people_sheet(laptop.replica, LISTED, "ani", None)
        assert people[0]["national_id"] == (NIK if role is Role.ORGANISER else MASKED[0])
        assert write_people_list(target, people, known_districts()) == 1
        roster = read_file(target, date(2025, 8, 1))
        where, moment = laptop.read(lambda r: place_of(r, None, "53")), laptop.read(clock.moment)
        report = import_roster(laptop.replica, roster, where, moment, dry_run=True).report
        assert (report.rows, report.unchanged, report.problems) == (1, 1, ())
