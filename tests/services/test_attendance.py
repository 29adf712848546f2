"""Marking, undoing and filling the rest, on a real replica."""

from fractions import Fraction

import pytest

from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, CONFLICT, ENROLMENT
from contract.training.rights.roles import Role
from desktop.services.attendance.marking import Entry, fill_rest, mark, mark_many, undo
from desktop.services.attendance.recap import recap_of
from desktop.services.attendance.register import attendance_rates, open_register
from desktop.services.attendance.shares import is_final
from desktop.services.classes.sessions import close_session
from desktop.services.exchange.status import sync_state
from desktop.services.faults import NotAllowed, NotHere, Overtaken, Unsuitable
from desktop.services.regulations import set_regulation
from desktop.services.views import Mark, Tick
from desktop.services.writing import patch
from tests.services.laptop import AUTHOR, Laptop


def mark_of(laptop: Laptop, class_id: int, session: int, person: int) -> Mark | None:
    register = laptop.read(lambda r: open_register(r, class_id))
    return next((one for one in register.marks if (one.session, one.person) == (session, person)), None)


def test_a_mark_says_who_marked_when_and_is_saved_on_this_laptop(laptop: Laptop) -> None:
    class_id, (session, *_), (person, *_) = laptop.class_with(2, 1)
    act = laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="S", note="surat"), m))
    found = mark_of(laptop, class_id, session, person)
    assert found is not None
    assert (found.status, found.note, found.marked_by) == ("S", "surat", "Adriana Bire")
    assert (found.marked_at, found.tick) == (laptop.now, Tick.SAVED)
    assert act.cells[0].dot.author == AUTHOR


def test_a_mark_keeps_the_time_that_is_given(laptop: Laptop) -> None:
    class_id, (session, *_), (person, *_) = laptop.class_with(1, 1)
    entry = Entry(session=session, person=person, status="H", marked_at=1_753_000_000)
    laptop.write(lambda r, m: mark(r, entry, m))
    found = mark_of(laptop, class_id, session, person)
    assert found is not None
    assert found.marked_at == 1_753_000_000


def test_ticks_follow_the_rows_from_none_to_settled(laptop: Laptop) -> None:
    class_id, (session, *_), (person, *_) = laptop.class_with(2, 1)
    laptop.settle()
    assert mark_of(laptop, class_id, session, person) is None
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="H"), m))
    assert laptop.read(sync_state).pending == 1
    laptop.settle(101)
    found = mark_of(laptop, class_id, session, person)
    assert found is not None
    assert found.tick is Tick.SETTLED
    register = laptop.read(lambda r: open_register(r, class_id))
    assert register.sessions[0].settled
    assert laptop.read(sync_state).pending == 0


def test_a_returned_mark_needs_you_until_the_cell_is_marked_anew(laptop: Laptop) -> None:
    class_id, (session, *_), (person, *_) = laptop.class_with(1, 1)
    laptop.settle()
    act = laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="H"), m))
    laptop.fate(act.cells[0].dot, "held", "out_of_grant", 101)
    returned = mark_of(laptop, class_id, session, person)
    assert returned is not None
    assert (returned.status, returned.tick) == (None, Tick.NEEDS_YOU)
    assert laptop.read(sync_state).held == 1
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="I"), m))
    laptop.settle(102)
    found = mark_of(laptop, class_id, session, person)
    assert found is not None
    assert (found.status, found.tick) == ("I", Tick.SETTLED)


def test_an_open_conflict_shows_in_its_cell(laptop: Laptop) -> None:
    class_id, (session, *_), (person, *_) = laptop.class_with(1, 1)
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="H"), m))
    laptop.settle()
    row = patch(CONFLICT, record="attendance", row_k1=session, row_k2=person, row_k3=0, field="status", open=1)
    laptop.arrive(RowKey(CONFLICT.number, 5, 7, 8), row)
    found = mark_of(laptop, class_id, session, person)
    assert found is not None
    assert found.disputed
    assert found.tick is Tick.NEEDS_YOU


def test_many_marks_are_one_act_and_undone_as_one(laptop: Laptop) -> None:
    class_id, (session, *_), people = laptop.class_with(5, 1)
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[0], status="S", note="demam"), m))
    entries = [Entry(session=session, person=person, status="H") for person in people]
    act = laptop.write(lambda r, m: mark_many(r, entries, m))
    assert len(act.cells) == 5
    laptop.write(lambda r, m: undo(r, act, m))
    register = laptop.read(lambda r: open_register(r, class_id))
    assert {one.person: one.status for one in register.marks} == {people[0]: "S", **dict.fromkeys(people[1:])}
    assert next(one.note for one in register.marks if one.person == people[0]) == "demam"


def test_undo_is_refused_with_a_sentence_when_a_cell_was_edited_since(laptop: Laptop) -> None:
    _, (session, *_), people = laptop.class_with(3, 1)
    entries = [Entry(session=session, person=person, status="H") for person in people]
    act = laptop.write(lambda r, m: mark_many(r, entries, m))
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[1], status="A"), m))
    before = laptop.read(sync_state).pending
    with pytest.raises(Overtaken, match="Orang 02"):
        laptop.write(lambda r, m: undo(r, act, m))
    assert laptop.read(sync_state).pending == before


def test_the_rest_of_a_session_fills_only_empty_cells(laptop: Laptop) -> None:
    class_id, (session, *_), people = laptop.class_with(6, 1)
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[0], status="I"), m))
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[1], status="H"), m))
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[1], status=None), m))
    laptop.arrive(RowKey(ENROLMENT.number, class_id, people[5]), patch(ENROLMENT, status="withdrawn"), 900)
    laptop.settle(901)
    laptop.arrive(RowKey(ENROLMENT.number, class_id, people[5]), patch(ENROLMENT, status="withdrawn"), 902)
    act = laptop.write(lambda r, m: fill_rest(r, session, "H", m))
    assert {cell.person for cell in act.cells} == set(people[1:5])
    again = laptop.write(lambda r, m: fill_rest(r, session, "H", m))
    assert again.cells == ()


def test_nobody_marks_a_closed_session_or_someone_who_left(laptop: Laptop) -> None:
    class_id, (session, other), people = laptop.class_with(2, 2)
    laptop.write(lambda r, m: close_session(r, session, True, m))
    with pytest.raises(Unsuitable, match="sudah ditutup"):
        laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[0], status="H"), m))
    laptop.settle()
    laptop.arrive(RowKey(ENROLMENT.number, class_id, people[1]), patch(ENROLMENT, status="dropped"))
    with pytest.raises(Unsuitable, match="sudah keluar"):
        laptop.write(lambda r, m: mark(r, Entry(session=other, person=people[1], status="H"), m))
    laptop.write(lambda r, m: close_session(r, session, False, m))
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=people[0], status="H"), m))


def test_of_a_bad_lot_nothing_is_written(laptop: Laptop) -> None:
    class_id, (session, *_), people = laptop.class_with(2, 1)
    good = Entry(session=session, person=people[0], status="H")
    for bad, kind in (
        (Entry(session=session, person=people[1], status="X"), Unsuitable),
        (Entry(session=session, person=12345678901, status="H"), NotHere),
        (Entry(session=12345678901, person=people[1], status="H"), NotHere),
        (Entry(session=session, person=people[1], status="H", note="x" * 3000), Unsuitable),
    ):
        with pytest.raises(kind):
            laptop.write(lambda r, m, bad=bad: mark_many(r, [good, bad], m))  # type: ignore[misc]
    assert mark_of(laptop, class_id, session, people[0]) is None


def test_a_second_mark_on_one_cell_in_one_act_wins(laptop: Laptop) -> None:
    class_id, (session, *_), (person, *_) = laptop.class_with(1, 1)
    entries = [Entry(session=session, person=person, status=status) for status in ("H", "A")]
    act = laptop.write(lambda r, m: mark_many(r, entries, m))
    assert len(act.cells) == 1
    found = mark_of(laptop, class_id, session, person)
    assert found is not None
    assert found.status == "A"


def test_a_new_mark_keeps_the_note_unless_told_otherwise_and_an_empty_cell_has_none(laptop: Laptop) -> None:
    class_id, (session, *_), (person, *_) = laptop.class_with(1, 1)

    def note_after(entry: Entry) -> str:
        laptop.write(lambda r, m: mark(r, entry, m))
        found = mark_of(laptop, class_id, session, person)
        assert found is not None
        return found.note

    assert note_after(Entry(session=session, person=person, status="S", note="surat")) == "surat"
    assert note_after(Entry(session=session, person=person, status="I")) == "surat"
    assert note_after(Entry(session=session, person=person, status="I", note="")) == ""
    assert note_after(Entry(session=session, person=person, status="I", note="lagi")) == "lagi"
    assert note_after(Entry(session=session, person=person, status=None)) == ""


def test_rates_are_exact_shares_of_recorded_hours(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(3, 3)
    statuses = {people[0]: ("H", "DL", "A"), people[1]: ("H", None, "I")}
    entries = [
        Entry(session=session, person=person, status=status)
        for person, row in statuses.items()
        for session, status in zip(sessions, row, strict=True)
    ]
    laptop.write(lambda r, m: mark_many(r, entries, m))
    rates = attendance_rates(laptop.read(lambda r: open_register(r, class_id)))
    assert rates == {people[0]: Fraction(2, 3), people[1]: Fraction(1, 2), people[2]: None}


def test_the_register_and_the_recap_say_the_same_once_the_sessions_are_closed(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(3, 3)
    statuses = {people[0]: ("H", "DL", "A"), people[1]: ("H", None, "I"), people[2]: (None, None, None)}
    entries = [
        Entry(session=session, person=person, status=status)
        for person, row in statuses.items()
        for session, status in zip(sessions, row, strict=True)
        if status is not None
    ]
    laptop.write(lambda r, m: mark_many(r, entries, m))

    def told(basis: str) -> tuple[dict[int, Fraction | None], dict[int, Fraction | None]]:
        laptop.write(lambda r, m: set_regulation(r, None, "attendance_basis", basis, m))
        register = laptop.read(lambda r: open_register(r, class_id))
        recap = laptop.read(lambda r: recap_of(r, class_id))
        assert is_final(register) is all(session.closed for session in register.sessions)
        return attendance_rates(register), {line.person: line.attended.share for line in recap.lines}

    laptop.write(lambda r, m: close_session(r, sessions[1], True, m))
    so_far, recap = told("jp")
    # The closed session counts with its empty cells, of the others what is recorded; the recap has the closed one.
    assert so_far == {people[0]: Fraction(2, 3), people[1]: Fraction(1, 3), people[2]: Fraction(0)}
    assert recap == {people[0]: Fraction(1), people[1]: Fraction(0), people[2]: Fraction(0)}
    for session in (sessions[0], sessions[2]):
        laptop.write(lambda r, m, session=session: close_session(r, session, True, m))  # type: ignore[misc]
    for basis in ("jp", "sessions"):
        so_far, recap = told(basis)
        assert so_far == recap == {people[0]: Fraction(2, 3), people[1]: Fraction(1, 3), people[2]: Fraction(0)}


def test_a_viewer_marks_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    laptop = Laptop(tmp_path_factory.mktemp("viewer"), Role.VIEWER)
    try:
        with pytest.raises(NotAllowed, match="viewer"):
            laptop.person("Orang")
    finally:
        laptop.close()


def test_a_mark_is_a_small_patch(laptop: Laptop) -> None:
    _, (session, *_), (person, *_) = laptop.class_with(1, 1)
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="H"), m))
    row = laptop.call(lambda: laptop.replica.row(RowKey(ATTENDANCE.number, session, person)))
    assert row is not None
    assert row.content == patch(ATTENDANCE, status="H", marked_at=laptop.now, marked_by=AUTHOR)
