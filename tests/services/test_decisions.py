"""Deciding conflicts on one laptop: it holds at once, one value per field, and can be taken back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from contract.exchange.shapes import GONE, RowKey
from contract.training.catalogue import ATTENDANCE, AUTHOR, CONFLICT, ENROLMENT, PERSON
from contract.training.rights.roles import Role
from desktop.documents.conflict_list import write_conflict_list
from desktop.services.attendance.marking import Entry, fill_rest, mark, undo
from desktop.services.attendance.register import open_register
from desktop.services.conflicts.listing import KEPT_S, Conflict, Wanted, list_conflicts, list_decided
from desktop.services.conflicts.resolving import resolve, resolve_session
from desktop.services.conflicts.resolving import undo as undo_decision
from desktop.services.conflicts.views import HEADINGS, all_conflicts, export_rows
from desktop.services.exchange.status import sync_state
from desktop.services.faults import NotAllowed, NotHere, Overtaken, Unsuitable
from desktop.services.writing import patch, write
from desktop.storage.edit import Change
from tests.services.laptop import AUTHOR as MINE
from tests.services.laptop import REALM, Laptop

OTHER = 99
STATUS = ATTENDANCE.by_name["status"].number


def disputed(
    laptop: Laptop, record: str, row: tuple[int, ...], values: tuple[str | None, str | None], **told: object
) -> None:
    """As if the centre had sent a conflict of this laptop's author with the other one, whose value holds for now."""
    row = (*row, 0, 0)[:3]
    fields = {
        "record": record,
        **dict(zip(("row_k1", "row_k2", "row_k3"), row, strict=True)),
        "field": "status",
        "kind": "sensitive",
        "open": 1,
        "first_value": values[0],
        "first_author": MINE,
        "first_received": laptop.now - 100,
        "second_value": values[1],
        "second_author": OTHER,
        "second_received": laptop.now - 90,
        "winner": OTHER,
        **told,
    }
    low, high = sorted((int(str(fields["first_author"])), int(str(fields["second_author"]))))
    about = hash((record, row, fields["field"])) & 2**62 - 1
    laptop.arrive(RowKey(CONFLICT.number, about, low, high), patch(CONFLICT, **fields))  # type: ignore[arg-type]


def one_disputed_mark(laptop: Laptop) -> tuple[int, int, int]:
    """(class, session, person) of a mark that is S here, and about which H was said too."""
    class_id, (session,), (person,) = laptop.class_with(1, 1)
    laptop.settle()
    laptop.arrive(RowKey(AUTHOR.number, OTHER), patch(AUTHOR, person_name="Yohanes Leo", device_name="Laptop B"))
    laptop.arrive(RowKey(ATTENDANCE.number, session, person), patch(ATTENDANCE, status="S", marked_by=OTHER))
    disputed(laptop, "attendance", (session, person), ("H", "S"))
    return class_id, session, person


def the_one(laptop: Laptop) -> Conflict:
    (found,) = laptop.read(lambda r: all_conflicts(r, laptop.now))
    return found


def value_of(laptop: Laptop, key: RowKey, field: int) -> object:
    held = laptop.read(lambda r: r.row(key))
    return (held.content or {}).get(field) if held is not None else None


def status_of(laptop: Laptop, session: int, person: int) -> object:
    return value_of(laptop, RowKey(ATTENDANCE.number, session, person), STATUS)


@pytest.mark.parametrize(("take", "value"), [("first", "H"), ("second", "S")])
def test_a_decision_holds_here_at_once_and_says_who_made_it_and_when(laptop: Laptop, take: str, value: str) -> None:
    _, session, person = one_disputed_mark(laptop)
    assert laptop.read(sync_state).conflicts == 1
    identifier = the_one(laptop).id
    decided = laptop.write(lambda r, m: resolve(r, identifier, take, m, " sudah ditanyakan "))
    assert status_of(laptop, session, person) == value
    assert laptop.read(list_conflicts) == ()
    assert laptop.read(sync_state).conflicts == 0
    assert laptop.read(lambda r: list_decided(r, laptop.now)) == (decided,)
    made = decided.decision
    assert made is not None
    assert (made.taken, made.value, made.stood, made.reason) == (take, value, "S", "sudah ditanyakan")
    assert (made.author, made.author_name, made.at) == (MINE, "Adriana Bire", laptop.now)


def test_the_value_is_put_even_where_it_stands_so_that_another_decision_meets_it(laptop: Laptop) -> None:
    one_disputed_mark(laptop)
    before = laptop.read(sync_state).pending
    identifier = the_one(laptop).id
    laptop.write(lambda r, m: resolve(r, identifier, "second", m))
    assert laptop.read(sync_state).pending == before + 2


def test_a_decision_is_made_once(laptop: Laptop) -> None:
    one_disputed_mark(laptop)
    identifier = the_one(laptop).id
    laptop.write(lambda r, m: resolve(r, identifier, "first", m))
    with pytest.raises(Unsuitable, match="urungkan dahulu"):
        laptop.write(lambda r, m: resolve(r, identifier, "second", m))
    with pytest.raises(NotHere, match="lontar conflicts list"):
        laptop.write(lambda r, m: resolve(r, 7 << 32 | 1, "second", m))


def test_three_who_disagree_are_decided_by_one_value(laptop: Laptop) -> None:
    _, session, person = one_disputed_mark(laptop)
    disputed(laptop, "attendance", (session, person), ("S", "I"), first_author=OTHER, second_author=101, winner=101)
    laptop.arrive(RowKey(ATTENDANCE.number, session, person), patch(ATTENDANCE, status="I"), 201)
    first = next(one for one in laptop.read(list_conflicts) if one.first.value == "H")
    laptop.write(lambda r, m: resolve(r, first.id, "first", m))
    assert laptop.read(list_conflicts) == ()
    decisions = {one.first.value: one.decision for one in laptop.read(lambda r: list_decided(r, laptop.now))}
    assert {name: made.taken for name, made in decisions.items() if made} == {"H": "first", "S": "other"}
    laptop.write(lambda r, m: undo_decision(r, first.id, m))
    assert len(laptop.read(list_conflicts)) == 2
    assert status_of(laptop, session, person) == "I"


def test_all_of_a_session_takes_the_side_of_one_author_and_leaves_the_others_alone(laptop: Laptop) -> None:
    _, (session, later), people = laptop.class_with(3, 2)
    for place, person in enumerate(people):
        author = OTHER if place < 2 else 101
        disputed(laptop, "attendance", (session, person), ("H", "S"), second_author=author, winner=author)
    disputed(laptop, "attendance", (later, people[0]), ("H", "A"))
    decided = laptop.write(lambda r, m: resolve_session(r, session, {OTHER}, m))
    assert [one.decision.value for one in decided if one.decision] == ["S", "S"]
    assert [status_of(laptop, session, person) for person in people] == ["S", "S", None]
    assert {(one.session, one.people[0]) for one in laptop.read(list_conflicts)} == {
        (session, people[2]),
        (later, people[0]),
    }
    assert laptop.write(lambda r, m: resolve_session(r, session, {OTHER}, m)) == ()


def test_a_decision_taken_back_opens_the_conflict_and_puts_back_what_stood(laptop: Laptop) -> None:
    class_id, session, person = one_disputed_mark(laptop)
    identifier = the_one(laptop).id
    laptop.write(lambda r, m: resolve(r, identifier, "first", m))
    (again,) = laptop.write(lambda r, m: undo_decision(r, identifier, m))
    assert again.decision is None
    assert status_of(laptop, session, person) == "S"
    assert laptop.read(lambda r: open_register(r, class_id)).marks[0].disputed
    with pytest.raises(Unsuitable, match="belum diputuskan"):
        laptop.write(lambda r, m: undo_decision(r, identifier, m))


def test_a_decision_is_not_taken_back_over_a_later_edit_or_after_ninety_days(laptop: Laptop) -> None:
    _, session, person = one_disputed_mark(laptop)
    identifier = the_one(laptop).id
    laptop.write(lambda r, m: resolve(r, identifier, "first", m))
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="A"), m))
    with pytest.raises(Overtaken, match="Orang 01"):
        laptop.write(lambda r, m: undo_decision(r, identifier, m))
    assert status_of(laptop, session, person) == "A"
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="H"), m))
    laptop.now += KEPT_S + 10
    with pytest.raises(Unsuitable, match="90 hari"):
        laptop.write(lambda r, m: undo_decision(r, identifier, m))
    assert laptop.read(lambda r: list_decided(r, laptop.now)) == ()


def test_a_decision_by_a_clock_years_behind_is_listed_as_long_as_any(laptop: Laptop) -> None:
    one_disputed_mark(laptop)
    identifier, now = the_one(laptop).id, laptop.now
    laptop.now -= 900_000_000
    laptop.write(lambda r, m: resolve(r, identifier, "first", m))
    laptop.now = now + KEPT_S - 1000
    assert len(laptop.read(lambda r: list_decided(r, laptop.now))) == 1
    laptop.write(lambda r, m: undo_decision(r, identifier, m))


@pytest.mark.parametrize(("status", "taken"), [("H", "first"), ("S", "second"), ("A", "other"), (None, "other")])
def test_a_mark_in_a_disputed_cell_is_a_decision_and_its_undo_opens_it_again(
    laptop: Laptop, status: str | None, taken: str
) -> None:
    _, session, person = one_disputed_mark(laptop)
    act = laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status=status), m))
    made = the_one(laptop).decision
    assert made is not None
    assert (made.taken, made.value, made.stood) == (taken, status, "S")
    laptop.write(lambda r, m: undo(r, act, m))
    assert the_one(laptop).decision is None
    assert status_of(laptop, session, person) == "S"
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="H"), m))
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="S", reopens=True), m))
    assert the_one(laptop).decision is None


def test_a_note_on_a_disputed_mark_decides_nothing(laptop: Laptop) -> None:
    class_id, session, person = one_disputed_mark(laptop)
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="S", note="demam"), m))
    assert the_one(laptop).decision is None
    (shown,) = laptop.read(lambda r: open_register(r, class_id)).marks
    assert (shown.note, shown.disputed, shown.marked_by) == ("demam", True, "Yohanes Leo")


def test_the_rest_of_a_session_leaves_disputed_cells_to_people(laptop: Laptop) -> None:
    _, (session,), people = laptop.class_with(2, 1)
    disputed(laptop, "attendance", (session, people[0]), ("H", None))
    act = laptop.write(lambda r, m: fill_rest(r, session, "H", m))
    assert [cell.person for cell in act.cells] == [people[1]]
    assert len(laptop.read(list_conflicts)) == 1


def test_a_person_is_decided_by_name_and_a_deletion_by_keeping_or_deleting(laptop: Laptop) -> None:
    class_id, _, (person, other) = laptop.class_with(2, 1)
    laptop.settle()
    disputed(laptop, "person", (person,), ("Yohanes Leo", "Johanes Leo"), field="name")
    disputed(laptop, "enrolment", (class_id, other), (None, "1"), field="gone", kind="deletion", winner=MINE)
    named, kept = laptop.read(lambda r: sorted(list_conflicts(r), key=lambda one: -len(one.first.value or "")))
    laptop.write(lambda r, m: resolve(r, named.id, "first", m))
    laptop.write(lambda r, m: resolve(r, kept.id, "second", m))
    assert value_of(laptop, RowKey(PERSON.number, person), PERSON.by_name["name"].number) == "Yohanes Leo"
    assert value_of(laptop, RowKey(ENROLMENT.number, class_id, other), GONE) == 1
    laptop.write(lambda r, m: undo_decision(r, kept.id, m))
    assert not value_of(laptop, RowKey(ENROLMENT.number, class_id, other), GONE)


def test_whoever_corrects_a_disputed_name_has_decided_it(laptop: Laptop) -> None:
    (person,) = laptop.class_with(1, 1)[2]
    laptop.settle()
    disputed(laptop, "person", (person,), ("Yohanes Leo", "Johanes Leo"), field="name")
    phone = Change(RowKey(PERSON.number, person), patch(PERSON, phone="+62812"))
    laptop.write(lambda r, m: write(r, REALM, [phone], m))
    assert len(laptop.read(list_conflicts)) == 1
    name = Change(RowKey(PERSON.number, person), patch(PERSON, name="Yohanis Leo"))
    (dot,) = laptop.write(lambda r, m: write(r, REALM, [name], m))
    made = the_one(laptop).decision
    assert made is not None
    assert (made.taken, made.value, made.stood) == ("other", "Yohanis Leo", "Orang 01")
    assert dot.author == MINE


def test_twins_and_what_is_not_known_are_not_decided_like_values(laptop: Laptop) -> None:
    one, other = laptop.person("Maria Nalle"), laptop.person("Maria M. Nalle")
    disputed(laptop, "person", (one, other), ("1", "1"), field="employee_number", kind="twin")
    disputed(laptop, "planet", (1,), ("1", "2"), field="mass")
    for conflict in laptop.read(list_conflicts):
        with pytest.raises(Unsuitable):
            laptop.write(lambda r, m, c=conflict: resolve(r, c.id, "first", m))  # type: ignore[misc]
    assert len(laptop.read(list_conflicts)) == 2


def test_a_viewer_decides_nothing_and_a_facilitator_does(tmp_path: Path) -> None:
    for role, may in ((Role.VIEWER, False), (Role.FACILITATOR, True)):
        (tmp_path / role).mkdir()
        laptop = Laptop(tmp_path / role, role)
        disputed(laptop, "attendance", (5, 6), ("H", "S"))
        identifier = the_one(laptop).id
        if may:
            laptop.write(lambda r, m, i=identifier: resolve(r, i, "first", m))  # type: ignore[misc]
        else:
            with pytest.raises(NotAllowed):
                laptop.write(lambda r, m, i=identifier: resolve(r, i, "first", m))  # type: ignore[misc]
        assert len(laptop.read(list_conflicts)) == (not may)
        laptop.close()


def test_conflicts_are_listed_by_session_class_and_author(laptop: Laptop) -> None:
    class_id, (session, later), (person, _) = laptop.class_with(2, 2)
    disputed(laptop, "attendance", (session, person), ("H", "S"), scope=class_id)
    disputed(laptop, "attendance", (later, person), ("H", "S"), scope=class_id, second_author=101)
    disputed(laptop, "person", (person,), ("A", "B"), field="name")
    stranger = laptop.person("Lain")
    disputed(laptop, "person", (stranger,), ("A", "B"), field="name")

    def found(wanted: Wanted) -> int:
        return len(laptop.read(lambda r: list_conflicts(r, wanted)))

    counts = [Wanted(), Wanted(session=session), Wanted(class_id=class_id), Wanted(author=101), Wanted(class_id=5)]
    assert [found(wanted) for wanted in counts] == [4, 1, 3, 1, 0]


@pytest.mark.parametrize("name", ["beda.csv", "beda.xlsx"])
def test_conflicts_leave_as_a_file_with_both_sides_and_the_decision(laptop: Laptop, tmp_path: Path, name: str) -> None:
    one_disputed_mark(laptop)
    identifier = the_one(laptop).id
    laptop.write(lambda r, m: resolve(r, identifier, "first", m, "=1+1"))
    rows = laptop.read(lambda r: export_rows(r, all_conflicts(r, laptop.now)))
    write_conflict_list(tmp_path / name, rows)
    if name.endswith("csv"):
        lines = list(csv.reader((tmp_path / name).read_text("utf-8-sig").splitlines()))
    else:
        book = CalamineWorkbook.from_path(tmp_path / name)
        lines = [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
    heading, line = lines
    assert tuple(heading) == HEADINGS
    assert line[-1] == ("'=1+1" if name.endswith("csv") else "=1+1")
    assert {"H (Hadir)", "S (Sakit)", "Orang 01", "Laptop B", "Adriana Bire", "pertama"} <= set(line)
