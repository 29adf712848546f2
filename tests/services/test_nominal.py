"""Payment lists on one laptop: what the centre has is paid, frozen once, and corrected by differences."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract.exchange.dots import format_id, row_id
from contract.exchange.scopes import Reach
from contract.exchange.shapes import RowKey
from contract.training.catalogue import (
    ATTENDANCE,
    CLASS_GROUP,
    ENROLMENT,
    NOMINAL_LIST,
    PERSON,
    PROGRAMME,
    SESSION,
    STAFF,
    TEACHING,
)
from contract.training.payments.body import Body
from contract.training.payments.rates import PayKind
from contract.training.payments.text import body_text
from contract.training.rights.roles import Role
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.classes.creating import create_class
from desktop.services.classes.sessions import close_session
from desktop.services.conflicts.resolving import resolve_session
from desktop.services.faults import NotAllowed, NotHere, Unsuitable
from desktop.services.payments.nominal import NominalList, Wanted, correct, kinds_named, lists, make, preview, show
from desktop.services.payments.rows import Payees
from desktop.services.regulations import set_regulation
from desktop.services.views import NewClass
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change
from desktop.storage.history import set_scope
from tests.services.laptop import AUTHOR as MINE
from tests.services.laptop import REALM, Laptop
from tests.services.test_decisions import disputed

ON = "2025-09-02"
ALL = (PayKind.TRANSPORT, PayKind.DAILY, PayKind.HONOR)
RATES = {"rate.transport": "150.000", "rate.daily": "110000", "rate.honor": "50000", "tax.honor.IV": "15"}


def set_rates(laptop: Laptop, **more: str) -> None:
    for name, value in {**RATES, **more}.items():
        laptop.write(lambda r, m, n=name, v=value: set_regulation(r, None, n, v, m))  # type: ignore[misc]


def graded(laptop: Laptop, people: list[int], grade: str = "IV/a") -> None:
    changes = [Change(RowKey(PERSON.number, person), patch(PERSON, grade=grade)) for person in people]
    laptop.write(lambda r, m: write(r, REALM, changes, m))


def mark(laptop: Laptop, session: int, people: list[int], status: str | None = "H") -> None:
    entries = [Entry(session=session, person=person, status=status) for person in people]
    laptop.write(lambda r, m: mark_many(r, entries, m))


def close(laptop: Laptop, session: int, closed: bool = True) -> None:
    laptop.write(lambda r, m: close_session(r, session, closed, m))


def nets(body: Body) -> dict[str, int]:
    return {person.id: person.net for person in body.people}


def whys(body: Body) -> set[tuple[str, str]]:
    return {(one.id, one.why) for one in body.left_out}


def frozen(laptop: Laptop, wanted: Wanted) -> NominalList:
    return laptop.write(lambda r, m: make(r, wanted, ON, m, "1/DN"))


def corrected(laptop: Laptop, of: int, reason: str = "presensi diperbaiki") -> NominalList:
    return laptop.write(lambda r, m: correct(r, of, reason, ON, m))


def test_only_what_the_centre_has_is_paid_and_whatever_is_left_out_is_named(laptop: Laptop) -> None:
    class_id, (first, second, third), people = laptop.class_with(5, 3)
    wanted = Wanted(class_id=class_id, kinds=ALL)
    ids = [format_id(person) for person in people]
    mark(laptop, first, people)
    mark(laptop, second, people[:4])
    mark(laptop, second, people[4:], "S")
    mark(laptop, third, people)
    close(laptop, first)
    laptop.settle()
    unset = Wanted(class_id=class_id, kinds=(PayKind.TRANSPORT,))
    with pytest.raises(Unsuitable, match=r"belum ditetapkan: rate\.transport. .*lontar regulation set"):
        laptop.read(lambda r: preview(r, unset, ON))
    set_rates(laptop)
    graded(laptop, people[:4])
    close(laptop, second)
    assert [one.why for one in laptop.read(lambda r: preview(r, wanted, ON)).sessions] == [
        None,
        "closing_not_at_centre",
        "open",
    ]
    laptop.settle(110)
    disputed(laptop, "attendance", (first, people[1]), ("H", "A"))
    disputed(laptop, "person", (people[2],), ("A", "B"), field="name")

    body = laptop.read(lambda r: preview(r, wanted, ON))
    honor = 150_000 - 22_500
    assert nets(body) == {
        ids[0]: 2 * (260_000 + honor),
        ids[1]: 260_000 + honor,
        ids[3]: 2 * (260_000 + honor),
        ids[4]: 260_000,
    }
    assert {(ids[1], "disputed"), (ids[2], "person_disputed"), (ids[4], "code"), (ids[4], "grade")} <= whys(body)
    assert {(one, "open") for one in (*ids[:2], *ids[3:])} <= whys(body)
    assert (body.gross, body.net) == (body.tax + body.net, sum(nets(body).values()))
    noted = Change(RowKey(ATTENDANCE.number, second, people[3]), patch(ATTENDANCE, note="surat tugas"))
    laptop.write(lambda r, m: write(r, REALM, [noted], m))
    body = laptop.read(lambda r: preview(r, wanted, ON))
    assert (nets(body)[ids[3]], (ids[3], "not_at_centre") in whys(body)) == (260_000 + honor, True)

    mark(laptop, third, people[:1])
    close(laptop, third)
    laptop.settle(120)
    close(laptop, third, closed=False)
    mark(laptop, third, people[:1])
    close(laptop, third)
    body = laptop.read(lambda r: preview(r, wanted, ON))
    assert [one.why for one in body.sessions] == [None, None, "closing_not_at_centre"]


def test_a_frozen_list_stays_and_later_ones_are_differences(laptop: Laptop) -> None:
    class_id, (first, second), people = laptop.class_with(3, 2)
    wanted = Wanted(class_id=class_id)
    ids = [format_id(person) for person in people]
    set_rates(laptop)
    with pytest.raises(Unsuitable, match="Belum ada yang dapat dibayar"):
        frozen(laptop, wanted)
    mark(laptop, first, people)
    close(laptop, first)
    laptop.settle()
    made = frozen(laptop, wanted)
    assert (made.whole, made.number, made.made_on, len(made.digest)) == (True, "1/DN", ON, 64)
    assert nets(made.body) == dict.fromkeys(ids, 260_000)
    with pytest.raises(Unsuitable, match="lontar nominal correct --of"):
        frozen(laptop, Wanted(class_id=class_id, kinds=(PayKind.DAILY, PayKind.HONOR)))
    with pytest.raises(Unsuitable, match="Tidak ada selisih"):
        corrected(laptop, made.id)
    with pytest.raises(Unsuitable, match="alasan"):
        corrected(laptop, made.id, " ")

    laptop.settle(200)
    close(laptop, first, closed=False)
    mark(laptop, first, people[:1], "A")
    mark(laptop, second, people[1:])
    close(laptop, first)
    close(laptop, second)
    with pytest.raises(Unsuitable, match="belum pasti dan tetap"):
        corrected(laptop, made.id)
    laptop.settle(300)
    less = corrected(laptop, made.id)
    assert nets(less.body) == {ids[0]: -260_000, ids[1]: 260_000, ids[2]: 260_000}
    assert (less.corrects, less.body.corrects, less.title) == (made.id, made.digest, "Daftar Selisih Peserta")
    with pytest.raises(Unsuitable, match="Tidak ada selisih"):
        corrected(laptop, less.id)
    laptop.settle(400)
    close(laptop, first, closed=False)
    mark(laptop, first, people[:1])
    close(laptop, first)
    laptop.settle(500)
    back = corrected(laptop, less.id)
    assert (nets(back.body), back.corrects) == ({ids[0]: 260_000}, made.id)
    assert laptop.read(lambda r: show(r, made.id)) == made
    assert [one.id for one in laptop.read(lambda r: lists(r, class_id))] == [made.id, less.id, back.id]

    spoilt = RowKey(NOMINAL_LIST.number, made.id)
    body = body_text(made.body).replace('"title"', '"title" ')
    laptop.arrive(spoilt, patch(NOMINAL_LIST, for_class=class_id, body=body, digest=made.digest, made_on=ON), v=900)
    assert laptop.read(lambda r: show(r, made.id)).whole is False
    with pytest.raises(Unsuitable, match="tidak cocok dengan sidiknya"):
        corrected(laptop, made.id)
    with pytest.raises(NotHere):
        laptop.read(lambda r: show(r, made.id + 999))


def test_a_candidate_who_was_marked_is_named_and_not_paid(laptop: Laptop) -> None:
    class_id, (session,), people = laptop.class_with(3, 1)
    set_rates(laptop)
    states = ["active", "registered", "withdrawn"]
    mark(laptop, session, people)
    changes = [
        Change(RowKey(ENROLMENT.number, class_id, person), patch(ENROLMENT, status=state))
        for person, state in zip(people, states, strict=True)
    ]
    laptop.write(lambda r, m: write(r, REALM, changes, m))
    close(laptop, session)
    laptop.settle()
    body = laptop.read(lambda r: preview(r, Wanted(class_id=class_id, kinds=(PayKind.TRANSPORT,)), ON))
    assert [person.id for person in body.people] == [format_id(people[0]), format_id(people[2])]
    assert whys(body) == {(format_id(people[1]), "not_chosen")}


def test_a_list_too_long_for_one_edit_says_how_to_divide_it(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(1, 5)
    set_rates(laptop)
    titles = [Change(RowKey(SESSION.number, one), patch(SESSION, title=f"{one} " * 2_400)) for one in sessions]
    laptop.write(lambda r, m: write(r, REALM, titles, m))
    mark(laptop, sessions[0], people)
    close(laptop, sessions[0])
    laptop.settle()
    with pytest.raises(Unsuitable, match=r"^Daftar 1 orang di 5 sesi terlalu panjang .* satu daftar per kelas\.$"):
        frozen(laptop, Wanted(class_id=class_id))
    assert laptop.read(lambda r: lists(r, class_id)) == ()


def test_a_decided_conflict_is_paid_by_a_difference(laptop: Laptop) -> None:
    class_id, (first,), people = laptop.class_with(2, 1)
    set_rates(laptop)
    mark(laptop, first, people)
    close(laptop, first)
    laptop.settle()
    disputed(laptop, "attendance", (first, people[1]), ("H", "A"))
    made = frozen(laptop, Wanted(class_id=class_id))
    assert list(nets(made.body)) == [format_id(people[0])]
    laptop.write(lambda r, m: resolve_session(r, first, {MINE}, m, "daftar bertanda tangan"))
    laptop.settle(300)
    assert nets(corrected(laptop, made.id).body) == {format_id(people[1]): 260_000}


def test_a_list_that_another_laptop_made_as_well_is_taken_back_by_the_next_difference(laptop: Laptop) -> None:
    class_id, (first,), people = laptop.class_with(1, 1)
    set_rates(laptop)
    graded(laptop, people)
    mark(laptop, first, people)
    close(laptop, first)
    laptop.settle()
    made = frozen(laptop, Wanted(class_id=class_id))
    frozen(laptop, Wanted(class_id=class_id, kinds=(PayKind.HONOR,)))
    text = body_text(made.body)
    twin = patch(NOMINAL_LIST, for_class=class_id, body=text, digest=made.digest, made_on=ON)
    laptop.arrive(RowKey(NOMINAL_LIST.number, 99 << 32 | 1), twin)
    assert nets(corrected(laptop, made.id, "dibuat dua kali").body) == {format_id(people[0]): -260_000}
    with pytest.raises(Unsuitable, match="Tidak ada selisih"):
        corrected(laptop, made.id)


def test_teachers_are_paid_for_the_hours_that_name_them(laptop: Laptop) -> None:
    class_id, (first, second), people = laptop.class_with(1, 2)
    set_rates(laptop, **{"tax.honor.III": "5"})
    graded(laptop, people, "III/d")
    fields = ({"name": "Narasumber", "person": people[0]}, {"name": "Tamu"})
    staff = [Change(STAFF.number, stated(STAFF, class_group=class_id, **told)) for told in fields]
    rows = [row_id(dot) for dot in laptop.write(lambda r, m: write(r, REALM, staff, m))]
    named = [
        Change(RowKey(TEACHING.number, session, row), patch(TEACHING, role="speaker"))
        for session in (first, second)
        for row in rows
    ]
    laptop.write(lambda r, m: write(r, REALM, named, m))
    close(laptop, first)
    laptop.settle()
    wanted = Wanted(class_id=class_id, payees=Payees.TEACHERS, kinds=(PayKind.HONOR,))
    body = laptop.read(lambda r: preview(r, wanted, ON))
    assert nets(body) == {format_id(people[0]): 150_000 - 7_500}
    assert (format_id(rows[1]), "grade") in whys(body)


def test_a_programme_that_pays_no_money_says_so_and_a_class_reader_sees_no_pay(laptop: Laptop, tmp_path: Path) -> None:
    definition = '{"payments": {"allowed": false, "why": "bukan berupa uang"}}'
    made = stated(PROGRAMME, key="dts", title="DTS", definition=definition)
    laptop.write(lambda r, m: write(r, REALM, [Change(PROGRAMME.number, made)], m))
    class_id = laptop.write(lambda r, m: create_class(r, NewClass(title="DTS", office="53", programme="dts"), m))
    set_rates(laptop)
    with pytest.raises(Unsuitable, match="bukan berupa uang"):
        laptop.read(lambda r: preview(r, Wanted(class_id=class_id), ON))
    with pytest.raises(Unsuitable, match="bukan berupa uang"):
        frozen(laptop, Wanted(class_id=class_id))
    with pytest.raises(Unsuitable, match="makan"):
        kinds_named("transport,makan")

    reach = Reach(scopes=frozenset({1, class_id}))
    laptop.call(lambda: set_scope(laptop.replica, REALM, reach.fingerprint(), reach, laptop.now))
    with pytest.raises(NotAllowed):
        laptop.read(lambda r: preview(r, Wanted(class_id=class_id), ON))
    (tmp_path / "lain").mkdir()
    other = Laptop(tmp_path / "lain", Role.FACILITATOR)
    try:
        other.arrive(RowKey(CLASS_GROUP.number, class_id), stated(CLASS_GROUP, title="DLA"))
        with pytest.raises(NotAllowed):
            other.read(lambda r: preview(r, Wanted(class_id=class_id), ON))
    finally:
        other.close()
