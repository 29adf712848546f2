"""Lateness, deputies, reasons, the copy of a session and the summary of a class. One replica for all."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import RowKey
from contract.training.attendance.attended import Basis, percent_text
from contract.training.catalogue import CONFLICT, ENROLMENT, PERSON, PROGRAMME
from desktop.services.attendance.copying import copy_marks
from desktop.services.attendance.marking import Act, Entry, fill_rest, mark, mark_many, undo
from desktop.services.attendance.register import open_register
from desktop.services.attendance.rule import labels_of_class, rule_of_class
from desktop.services.attendance.sheet import export_rows, import_sheet, sheet_text
from desktop.services.attendance.summary import AttendanceSummary, summarise
from desktop.services.classes.creating import NewStage, add_stages
from desktop.services.classes.sessions import SessionChange, close_session, set_session
from desktop.services.completion.deciding import completion_report
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.regulations import set_regulation
from desktop.services.views import Mark
from desktop.services.writing import patch, stated, write
from desktop.services.zones import WITA
from desktop.storage.edit import Change
from tests.services.laptop import REALM, Laptop

DAY = 86_400


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    made = Laptop(tmp_path_factory.mktemp("summary"))
    yield made
    made.close()


def put(laptop: Laptop, session: int, person: int, status: str | None, **more: object) -> Act:
    entry = Entry(session=session, person=person, status=status, **more)  # type: ignore[arg-type]
    return laptop.write(lambda r, m: mark(r, entry, m))


def cell(laptop: Laptop, class_id: int, session: int, person: int) -> Mark:
    marks = laptop.read(lambda r: open_register(r, class_id)).marks
    return next(one for one in marks if (one.session, one.person) == (session, person))


def close(laptop: Laptop, *sessions: int) -> None:
    for session in sessions:
        laptop.write(lambda r, m, s=session: close_session(r, s, True, m))  # type: ignore[misc]


def summary(laptop: Laptop, class_id: int, basis: Basis | None = None) -> AttendanceSummary:
    return laptop.read(lambda r: summarise(r, class_id, basis))


def test_a_mark_tells_lateness_and_the_deputy_until_another_status_comes(laptop: Laptop) -> None:
    class_id, (session,), (person,) = laptop.class_with(1, 1)
    put(laptop, session, person, "H", late=20)
    put(laptop, session, person, "H", note="ban bocor")
    found = cell(laptop, class_id, session, person)
    assert (found.late, found.note) == (20, "ban bocor")
    act = put(laptop, session, person, "DL", deputy_name="Maria Bere", deputy_post="Sekretaris Dinas")
    found = cell(laptop, class_id, session, person)
    assert (found.late, found.deputy_name, found.deputy_post) == (None, "Maria Bere", "Sekretaris Dinas")
    laptop.write(lambda r, m: undo(r, act, m))
    found = cell(laptop, class_id, session, person)
    assert (found.status, found.late, found.deputy_name) == ("H", 20, "")
    put(laptop, session, person, None)
    assert cell(laptop, class_id, session, person).late is None


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("S", {"late": 5}),
        ("H", {"late": -5}),
        ("A", {"deputy_name": "Maria"}),
        ("I", {"deputy_post": "Sekretaris"}),
        ("I", {"deputy_name": "x" * 301}),
    ],
)
def test_what_makes_no_sense_of_a_mark_is_refused(laptop: Laptop, status: str, more: dict[str, object]) -> None:
    _, (session,), (person,) = laptop.class_with(1, 1)
    with pytest.raises(Unsuitable):
        put(laptop, session, person, status, **more)


def test_a_closed_session_takes_a_mark_with_a_reason_only_and_nothing_is_undone_in_it(laptop: Laptop) -> None:
    class_id, (session,), (person, other) = laptop.class_with(2, 1)
    act = put(laptop, session, person, "H")
    close(laptop, session)
    with pytest.raises(Unsuitable, match=r"sudah ditutup; sebutkan alasan"):
        put(laptop, session, other, "H", reason="  ")
    with pytest.raises(Unsuitable, match="Tidak diurungkan"):
        laptop.write(lambda r, m: undo(r, act, m))
    put(laptop, session, other, "S", reason="surat dokter menyusul")
    assert cell(laptop, class_id, session, other).reason == "surat dokter menyusul"
    rows = laptop.read(lambda r: export_rows(r, session_id=session))
    assert [row.reason for row in rows] == ["", "surat dokter menyusul"]


def test_an_old_session_that_is_open_takes_marks_unless_the_office_has_set_the_days(laptop: Laptop) -> None:
    _, (session,), (person,) = laptop.class_with(1, 1)
    laptop.write(lambda r, m: set_session(r, session, SessionChange(starts_at=laptop.now - 6 * DAY), m))
    put(laptop, session, person, "H")
    key = "ketat"
    made = laptop.write(
        lambda r, m: set_regulation(r, "53", "backdating_days", "5", m, programme_key=key, valid_from="2020-01-01")
    )
    assert made
    strict, (late,), (who,) = laptop.class_with(1, 1)
    laptop.write(lambda r, m: write(r, REALM, [Change(RowKey(5, strict), {4: key})], m))
    laptop.write(lambda r, m: set_session(r, late, SessionChange(starts_at=laptop.now - 6 * DAY), m))
    with pytest.raises(Unsuitable, match="sudah lewat 6 hari"):
        put(laptop, late, who, "H")
    put(laptop, late, who, "H", reason="jaringan putus")
    laptop.write(lambda r, m: set_session(r, late, SessionChange(starts_at=laptop.now - 4 * DAY), m))
    put(laptop, late, who, "I")


def test_a_copy_fills_empty_cells_of_those_in_class_and_nothing_else(laptop: Laptop) -> None:
    class_id, (first, second), people = laptop.class_with(7, 2)
    kept, left, reserve, disputed, deputy, plain, nowhere = people
    for person, status in ((kept, "A"), (left, "H"), (reserve, "H"), (disputed, "H"), (plain, "S")):
        put(laptop, first, person, status)
    put(laptop, first, deputy, "H", deputy_name="Maria", deputy_post="Sekretaris", late=9, note="x")
    put(laptop, second, kept, "H")
    laptop.settle()
    laptop.arrive(RowKey(ENROLMENT.number, class_id, left), patch(ENROLMENT, status="withdrawn"))
    laptop.arrive(RowKey(ENROLMENT.number, class_id, reserve), patch(ENROLMENT, status="reserve"))
    row = patch(CONFLICT, record="attendance", row_k1=first, row_k2=disputed, row_k3=0, field="status", open=1)
    laptop.arrive(RowKey(CONFLICT.number, 5, 7, 8), row)
    found = laptop.write(lambda r, m: copy_marks(r, second, m))
    assert (found.source, found.filled, found.kept, found.empty) == (first, 2, 1, 2)
    marks = {
        one.person: one for one in laptop.read(lambda r: open_register(r, class_id)).marks if one.session == second
    }
    assert {person: one.status for person, one in marks.items()} == {kept: "H", deputy: "H", plain: "S"}
    assert (marks[deputy].deputy_name, marks[deputy].late, marks[deputy].note) == ("Maria", None, "")
    assert laptop.write(lambda r, m: copy_marks(r, second, m)).filled == 0
    laptop.write(lambda r, m: undo(r, found.act, m))
    with pytest.raises(NotHere, match="Tidak ada sesi sebelum"):
        laptop.write(lambda r, m: copy_marks(r, first, m))
    with pytest.raises(Unsuitable, match="kelas yang sama"):
        laptop.write(lambda r, m: copy_marks(r, second, m, source_id=second))
    close(laptop, second)
    with pytest.raises(Unsuitable, match="sudah ditutup"):
        laptop.write(lambda r, m: copy_marks(r, second, m))
    assert laptop.write(lambda r, m: copy_marks(r, second, m, reason="lupa disalin")).filled == 2
    assert nowhere not in {one.person for one in laptop.read(lambda r: open_register(r, class_id)).marks}


def test_the_register_lists_who_is_expected_and_behind_them_who_was_marked_before_leaving(laptop: Laptop) -> None:
    class_id, (session,), (waits, left, here) = laptop.class_with(3, 1)
    put(laptop, session, left, "H")
    laptop.settle()
    laptop.arrive(RowKey(ENROLMENT.number, class_id, waits), patch(ENROLMENT, status="nominated", roster_number=1))
    laptop.arrive(RowKey(ENROLMENT.number, class_id, left), patch(ENROLMENT, status="withdrawn", roster_number=2))
    people = laptop.read(lambda r: open_register(r, class_id)).people
    assert [(one.number, one.id) for one in people] == [(1, here), (2, left)]


def test_the_rest_is_filled_for_those_who_are_expected(laptop: Laptop) -> None:
    class_id, (session,), people = laptop.class_with(3, 1)
    laptop.settle()
    laptop.arrive(RowKey(ENROLMENT.number, class_id, people[1]), patch(ENROLMENT, status="reserve"))
    act = laptop.write(lambda r, m: fill_rest(r, session, "H", m))
    assert [one.person for one in act.cells] == [people[0], people[2]]


def test_the_summary_is_exact_and_of_the_sessions_held(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(4, 4)
    a, b, c, gone = people
    (mandiri,) = laptop.write(lambda r, m: add_stages(r, class_id, [NewStage(title="Mandiri", mode="mandiri")], m))
    laptop.write(lambda r, m: set_session(r, sessions[2], SessionChange(stage=mandiri), m))
    laptop.write(lambda r, m: set_session(r, sessions[1], SessionChange(hours=1), m))
    told = [(sessions[0], a, "H"), (sessions[0], b, "A"), (sessions[1], a, "I"), (sessions[1], b, "DL")]
    told += [(sessions[2], a, "A"), (sessions[3], a, "A"), (sessions[0], c, "H")]
    entries = [Entry(session=session, person=person, status=status) for session, person, status in told]
    laptop.write(lambda r, m: mark_many(r, entries, m))
    close(laptop, *sessions[:3])
    laptop.settle()
    laptop.arrive(RowKey(ENROLMENT.number, class_id, gone), patch(ENROLMENT, status="dropped"))
    row = patch(CONFLICT, record="attendance", row_k1=sessions[0], row_k2=c, row_k3=0, field="status", open=1)
    laptop.arrive(RowKey(CONFLICT.number, 5, 7, 9), row)
    found = summary(laptop, class_id)
    assert (found.held, found.still_open) == ((sessions[0], sessions[1]), (sessions[3],))
    assert found.without_attendance == (sessions[2],)
    assert [one.person for one in found.people] == [a, b, c]
    assert [one.attended.share for one in found.people] == [Fraction(3, 4), Fraction(1, 4), Fraction(0)]
    assert found.people[2].attended.disputed == (sessions[0],)
    assert (found.people[2].attended.not_recorded, found.people[2].attended.held_hours) == (1, 100)
    assert (found.total.share, found.total.disputed) == (Fraction(4, 9), (sessions[0],))
    report = laptop.read(lambda r: completion_report(r, class_id, "2025-08-31", Decimal(80)))
    judged = {one.person.id: one.attended for one in report.judgements}
    assert all(judged[one.person] == one.attended for one in found.people)
    by_sessions = summary(laptop, class_id, Basis.SESSIONS)
    assert [one.attended.share for one in by_sessions.people] == [Fraction(1, 2), Fraction(1, 2), Fraction(0)]
    assert percent_text(by_sessions.total.share) == "40,0%"


def test_somebody_with_two_records_is_counted_once_and_marked_differently_not_at_all(laptop: Laptop) -> None:
    class_id, (same, differs), (first, second) = laptop.class_with(2, 2)
    for session, person, status in (
        (same, first, "H"),
        (same, second, "H"),
        (differs, first, "H"),
        (differs, second, "A"),
    ):
        put(laptop, session, person, status)
    close(laptop, same, differs)
    laptop.settle()
    laptop.arrive(RowKey(PERSON.number, first), patch(PERSON, name="Orang 01", same_as=second))
    (one,) = summary(laptop, class_id).people
    assert (one.attended.counts, one.attended.disputed, one.attended.share) == ({"H": 1}, (differs,), Fraction(1))


def test_what_counts_and_what_codes_are_called_is_the_programmes_to_say(laptop: Laptop) -> None:
    class_id, _, _ = laptop.class_with(0, 1)
    plain = laptop.read(lambda r: rule_of_class(r, class_id))
    assert (plain.counted, plain.deputy_counts, plain.late_tolerance) == (frozenset({"H", "DL"}), False, 15)
    definition = msgspec.json.encode({"key": "dla-x", "words": {"A": "Tanpa Keterangan"}}).decode()
    made = stated(PROGRAMME, key="dla-x", title="DLA", definition=definition)
    assert row_id(laptop.write(lambda r, m: write(r, REALM, [Change(PROGRAMME.number, made)], m))[0])
    laptop.write(lambda r, m: write(r, REALM, [Change(RowKey(5, class_id), {4: "dla-x"})], m))
    assert laptop.read(lambda r: labels_of_class(r, class_id))["A"] == "Tanpa Keterangan"
    for name, value in (("word.S", "Sakit (surat)"), ("deputy_counts", "ya"), ("counted_codes", "H, I")):
        laptop.write(lambda r, m, n=name, v=value: set_regulation(r, "53", n, v, m, programme_key="dla-x"))  # type: ignore[misc]
    assert laptop.read(lambda r: labels_of_class(r, class_id))["S"] == "Sakit (surat)"
    found = laptop.read(lambda r: rule_of_class(r, class_id))
    assert (found.counted, found.deputy_counts) == (frozenset({"H", "I"}), True)


def test_a_sheet_with_lateness_deputies_and_reasons_comes_back_as_it_left(laptop: Laptop, tmp_path: Path) -> None:
    class_id, (session, closed), people = laptop.class_with(3, 2)
    put(laptop, session, people[0], "H", late=20)
    put(laptop, session, people[1], "I", deputy_name="Maria Bere", deputy_post="Sekretaris")
    close(laptop, closed)
    put(laptop, closed, people[0], "H", reason="daftar hadir kertas")
    rows = laptop.read(lambda r: export_rows(r, class_id=class_id))
    file = tmp_path / "presensi.csv"
    file.write_text(sheet_text(rows, WITA, full=True), encoding="utf-8")
    assert file.read_text(encoding="utf-8").splitlines()[0].endswith("tick,label,late,deputy_name,deputy_post,reason")
    report = laptop.write(lambda r, m: import_sheet(r, file, m))
    assert (report.problems, report.unchanged) == ((), 3)
    lines = [
        "session,person,status,late,reason",
        f"{format_id(session)},{format_id(people[2])},H,lama,",
        f"{format_id(closed)},{format_id(people[1])},H,,",
        f"{format_id(closed)},{format_id(people[2])},H,30,kertas",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    report = laptop.write(lambda r, m: import_sheet(r, file, m))
    assert [(one.row, one.column) for one in report.problems] == [(2, "late"), (3, "session")]
    found = cell(laptop, class_id, closed, people[2])
    assert (found.status, found.late, found.reason) == ("H", 30, "kertas")
