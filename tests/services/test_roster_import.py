"""A roster becomes persons, enrolments, groups and memberships; and the same roster again becomes nothing."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.dots import is_roster_number
from contract.training.catalogue import ENROLMENT, GROUP, MEMBERSHIP, PERSON
from desktop.services.attendance.register import open_register
from desktop.services.classes.views import show_class
from desktop.services.exchange.status import sync_state
from desktop.services.faults import Cancelled, NotHere, Unsuitable
from desktop.services.people.listing import search_people
from desktop.services.roster.importing import AT_HAND, Outcome, Progress, import_roster, place_of
from desktop.services.views import RosterReport
from desktop.storage.edit import Moment
from desktop.storage.queries.lines import count
from desktop.storage.registration import register
from desktop.storage.tables import op
from tests.roster.sheets import read, workbook
from tests.services.laptop import START, Laptop, nip, registration

REAL = Path(__file__).parent.parent / "roster" / "roster_dla_ntt.xlsx"
HEAD = ["No", "Nama", "NIP", "Instansi", "Kelompok"]


def imported(
    laptop: Laptop, file: Path, class_id: int | None = None, *, dry_run: bool = False, progress: Progress | None = None
) -> Outcome:
    where = laptop.read(lambda r: place_of(r, class_id))
    go = progress or (lambda done, total: True)
    return import_roster(laptop.replica, read(file), where, Moment(laptop.now, 1), dry_run=dry_run, progress=go)


def numbers(report: RosterReport) -> tuple[int, int, int, int, int]:
    return report.rows, report.added, report.updated, report.unchanged, report.skipped


def sheet(tmp_path: Path, rows: Sequence[Sequence[object]], name: str = "a.xlsx") -> Path:
    return workbook(tmp_path / name, [HEAD, *[list(row) for row in rows]])


def pending(laptop: Laptop) -> int:
    return laptop.read(sync_state).pending


def test_the_real_roster_comes_in_whole_and_a_second_time_makes_no_op(laptop: Laptop) -> None:
    class_id, _, _ = laptop.class_with(0, 0)
    report = imported(laptop, REAL, class_id).report
    assert numbers(report) == (46, 46, 0, 0, 0)
    detail = laptop.read(lambda r: show_class(r, class_id, START))
    assert detail.summary.people == 46
    assert [group.title for group in detail.groups] == [f"Kelompok {number}" for number in range(1, 10)]
    assert sorted(len(group.members) for group in detail.groups) == [5] * 8 + [6]
    before = pending(laptop)
    assert before == 1 + 46 * 3 + 9
    assert numbers(imported(laptop, REAL, class_id).report) == (46, 0, 0, 46, 0)
    assert pending(laptop) == before


def test_only_a_long_roster_gives_way_to_marks_on_the_road(laptop: Laptop, tmp_path: Path) -> None:
    """And of that only what is new: a person who was known, and the groups, go up with everything else."""
    class_id, _, _ = laptop.class_with(0, 0)
    imported(laptop, REAL, class_id)
    assert not written_as_roster(laptop)
    rows = [(n, f"Orang {n:03}", nip(1000 + n), "Dinas Sosial", "1") for n in range(AT_HAND)]
    imported(laptop, sheet(tmp_path, [*rows, (AT_HAND, "Ana Kale", nip(2), "A", "10")]), class_id)
    assert written_as_roster(laptop) == {
        PERSON.number: AT_HAND + 1,
        ENROLMENT.number: AT_HAND + 1,
        MEMBERSHIP.number: AT_HAND + 1,
    }


def written_as_roster(laptop: Laptop) -> Counter[int]:
    """Ops under roster numbers, by record."""
    lines = laptop.read(lambda r: r.connection.execute(sa.select(op.c.author, op.c.tbl)).all())
    return Counter(line.tbl for line in lines if is_roster_number(line.author))


def test_a_dry_run_counts_the_same_and_writes_nothing(laptop: Laptop) -> None:
    class_id, _, _ = laptop.class_with(0, 0)
    report = imported(laptop, REAL, class_id, dry_run=True).report
    assert numbers(report) == (46, 46, 0, 0, 0)
    assert report.dry_run
    assert pending(laptop) == 1
    assert numbers(imported(laptop, REAL, class_id).report) == (46, 46, 0, 0, 0)
    assert numbers(imported(laptop, REAL, class_id, dry_run=True).report) == (46, 0, 0, 46, 0)


def test_the_register_keeps_the_order_of_the_roster(laptop: Laptop, tmp_path: Path) -> None:
    class_id, _, _ = laptop.class_with(0, 0)
    file = sheet(
        tmp_path,
        [(3, "Zeth Riwu", nip(1), "A", ""), (1, "Ana Kale", nip(2), "A", ""), (2, "Budi Leo", nip(3), "A", "")],
    )
    imported(laptop, file, class_id)
    register = laptop.read(lambda r: open_register(r, class_id))
    assert [(person.number, person.name) for person in register.people] == [
        (1, "Ana Kale"),
        (2, "Budi Leo"),
        (3, "Zeth Riwu"),
    ]


def test_people_known_already_are_only_enrolled(laptop: Laptop) -> None:
    assert numbers(imported(laptop, REAL).report) == (46, 46, 0, 0, 0)
    class_id, _, _ = laptop.class_with(0, 0)
    assert numbers(imported(laptop, REAL, class_id, dry_run=True).report) == (46, 0, 46, 0, 0)
    assert numbers(imported(laptop, REAL, class_id).report) == (46, 0, 46, 0, 0)
    assert laptop.read(lambda r: count(r, PERSON)) == 46
    assert laptop.read(lambda r: count(r, ENROLMENT)) == 46
    assert numbers(imported(laptop, REAL, class_id).report) == (46, 0, 0, 46, 0)


def test_a_changed_cell_changes_one_field_of_one_person(laptop: Laptop, tmp_path: Path) -> None:
    rows = [(1, "Ana Kale", nip(2), "Dinas Sosial", ""), (2, "Budi Leo", nip(3), "Bappeda", "")]
    imported(laptop, sheet(tmp_path, rows))
    before = pending(laptop)
    changed = [(1, "Ana Kale", nip(2), "Dinas Kesehatan", ""), rows[1]]
    assert numbers(imported(laptop, sheet(tmp_path, changed, "b.xlsx")).report) == (2, 0, 1, 1, 0)
    assert pending(laptop) == before + 1
    _, (found,) = laptop.read(lambda r: search_people(r, "ana", None, None))
    assert found.agency == "Dinas Kesehatan"


def test_a_broken_row_stops_no_other(laptop: Laptop, tmp_path: Path) -> None:
    class_id, _, _ = laptop.class_with(0, 0)
    rows = [(1, "Ana Kale", nip(2), "A", "1"), (2, "Budi Leo", "19991332", "B", "1"), (3, "Cia Ndun", nip(4), "C", "2")]
    report = imported(laptop, sheet(tmp_path, rows), class_id).report
    assert numbers(report) == (3, 2, 0, 0, 1)
    assert [(problem.row, problem.severity.value) for problem in report.problems] == [(3, "error")]
    assert laptop.read(lambda r: show_class(r, class_id, START)).summary.people == 2


def test_who_changes_group_leaves_the_old_one_and_may_come_back(laptop: Laptop, tmp_path: Path) -> None:
    class_id, _, _ = laptop.class_with(0, 0)

    def groups_after(group: str, name: str) -> dict[str, tuple[str, ...]]:
        imported(laptop, sheet(tmp_path, [(1, "Ana Kale", nip(2), "A", group)], name), class_id)
        return {one.title: one.members for one in laptop.read(lambda r: show_class(r, class_id, START)).groups}

    assert groups_after("1", "a.xlsx") == {"Kelompok 1": ("Ana Kale",)}
    assert groups_after("Kelompok 2", "b.xlsx") == {"Kelompok 1": (), "Kelompok 2": ("Ana Kale",)}
    assert groups_after("1", "c.xlsx") == {"Kelompok 1": ("Ana Kale",), "Kelompok 2": ()}
    assert groups_after("Cendana", "d.xlsx")["Cendana"] == ("Ana Kale",)
    assert laptop.read(lambda r: count(r, MEMBERSHIP)) == 1
    assert laptop.read(lambda r: count(r, GROUP)) == 3


def test_a_number_on_the_roster_that_is_taken_goes_behind_the_last(laptop: Laptop, tmp_path: Path) -> None:
    class_id, _, _ = laptop.class_with(0, 0)
    imported(laptop, sheet(tmp_path, [(1, "Ana Kale", nip(2), "A", ""), (2, "Budi Leo", nip(3), "A", "")]), class_id)
    late = sheet(tmp_path, [(1, "Cia Ndun", nip(4), "A", "")], "late.xlsx")
    imported(laptop, late, class_id)
    register = laptop.read(lambda r: open_register(r, class_id))
    assert [person.name for person in register.people] == ["Ana Kale", "Budi Leo", "Cia Ndun"]
    before = pending(laptop)
    imported(laptop, late, class_id)
    assert pending(laptop) == before


def test_twins_are_told_before_anything_is_saved(laptop: Laptop, tmp_path: Path) -> None:
    rows = [(1, "Ana Kale", nip(2), "A", ""), (2, "Anna Kale", nip(2), "A", "")]
    report = imported(laptop, sheet(tmp_path, rows), dry_run=True).report
    assert [twin.row for twin in report.twins] == [3]
    assert "NIP sama" in report.twins[0].why


def test_what_is_stopped_halfway_is_kept_and_goes_on_with_the_same_file(laptop: Laptop, tmp_path: Path) -> None:
    rows = [(number, f"Orang {number:04}", nip(number), f"Dinas {number % 7}", "") for number in range(1, 331)]
    file = sheet(tmp_path, rows)
    class_id, _, _ = laptop.class_with(0, 0)
    calls: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        calls.append((done, total))
        return done == 0

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("desktop.services.roster.importing.STEP", 100)
        with pytest.raises(Cancelled, match="100 dari 330"):
            imported(laptop, file, class_id, progress=stop)
    assert calls == [(0, 330), (100, 330)]
    assert laptop.read(lambda r: count(r, PERSON)) == 100
    assert numbers(imported(laptop, file, class_id).report) == (330, 230, 0, 100, 0)
    register = laptop.read(lambda r: open_register(r, class_id))
    assert [person.name for person in register.people] == [f"Orang {number:04}" for number in range(1, 331)]


def test_with_several_offices_the_office_must_be_named(laptop: Laptop) -> None:
    laptop.call(lambda: register(laptop.replica, registration(4, "53.71", 900)))
    with pytest.raises(Unsuitable, match="--office"):
        laptop.read(lambda r: place_of(r, None))
    assert laptop.read(lambda r: place_of(r, None, "53.71")).realm == 4
    with pytest.raises(NotHere):
        laptop.read(lambda r: place_of(r, 12345678901))
