"""What did not become the centre's, and what two people set differently, in words."""

import inspect
import re

import pytest

from contract.exchange import judge
from contract.exchange.dots import Dot, dot_of, format_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import (
    AUTHOR,
    CATALOGUE,
    CONFLICT,
    ENROLMENT,
    MEMBERSHIP,
    NOTE,
    PERSON,
    SESSION,
)
from desktop.services.attendance.marking import Entry, mark
from desktop.services.attendance.register import open_register
from desktop.services.classes.views import show_class
from desktop.services.conflicts.listing import list_conflicts
from desktop.services.conflicts.views import conflict_views
from desktop.services.exchange.journey import Fate, WaitingKind
from desktop.services.exchange.returned import list_returned, put_aside, reason_sentence, repeat, repeat_held
from desktop.services.exchange.status import sync_state
from desktop.services.exchange.waiting import list_waiting
from desktop.services.faults import NotHere
from desktop.services.plans.groups import create_group, write_note
from desktop.services.views import Tick
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, edit
from server.sync import apply
from tests.services.laptop import AUTHOR as MINE
from tests.services.laptop import REALM, Laptop

CODES = [
    ("no_row", "tidak mengenal baris"),
    ("no_record", "memperbarui server"),
    ("no_field:77", "tidak mengenal isian"),
    ("bad_key", "rusak"),
    ("bad_value:phone", '"No. HP"'),
    ("fixed:birth_date", '"Tanggal lahir"'),
    ("missing:name", '"Nama"'),
    ("too_long:agency", '"Instansi"'),
    ("no_parent:class_group", "Kelas yang dirujuk"),
    ("no_parent:person", "Peserta yang dirujuk"),
    ("out_of_grant", "Di luar tugas Anda"),
    ("revoked", "dicabut"),
    ("newer_schema", "versi Lontar"),
    ("fork", "bukti"),
    ("gap", "Menunggu perubahan sebelumnya"),
    ("something_new", '"something_new"'),
]


@pytest.mark.parametrize(("code", "words"), CODES)
def test_each_reason_is_a_sentence(code: str, words: str) -> None:
    sentence = reason_sentence(code, PERSON)
    assert words in sentence
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_every_reason_of_the_judge_is_explained() -> None:
    told = "".join(inspect.getsource(module) for module in (judge, apply))
    codes = set(re.findall(r'return f?"([a-z_]+)[":]', told)) | set(re.findall(r'Fate\.\w+, "([a-z_]+)"', told))
    assert codes >= {"no_row", "bad_value", "fixed", "out_of_grant", "revoked", "newer_schema"}
    unexplained = {code for code in codes if 'dengan alasan "' in reason_sentence(f"{code}:x", PERSON)}
    assert unexplained == set()


def test_a_refused_change_tells_what_it_was_and_goes_when_it_is_answered(laptop: Laptop) -> None:
    person = laptop.person("Maria Nalle")
    laptop.settle()
    key = RowKey(PERSON.number, person)
    (dot,) = laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(PERSON, phone="x", agency="Bappeda"))], m))
    laptop.fate(dot, "rejected", "bad_value:phone", 101)
    (refused,) = laptop.read(list_returned)
    assert refused.dot == f"{dot.author}-{dot.n}"
    assert refused.title == "Peserta Maria Nalle"
    assert refused.fate is Fate.REFUSED
    assert refused.values == (("Instansi", "Bappeda"), ("No. HP", "x"))
    assert laptop.read(sync_state).rejected == 1
    laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(PERSON, phone="0812"))], m))
    assert laptop.read(sync_state).rejected == 1
    laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(PERSON, agency="Bappeda"))], m))
    assert laptop.read(list_returned) == ()
    assert laptop.read(sync_state).rejected == 0


def test_a_change_put_away_waits_for_nobody_and_is_not_lost(laptop: Laptop) -> None:
    class_id, (session,), (person,) = laptop.class_with(1, 1)
    laptop.settle()
    act = laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="S", note="surat"), m))
    laptop.fate(act.cells[0].dot, "rejected", "no_parent:person", 101)
    (refused,) = laptop.read(list_returned)
    assert (refused.class_id, refused.session, refused.person, refused.can_repeat) == (class_id, session, person, True)
    shown = laptop.read(lambda r: open_register(r, class_id))
    assert [(mark.status, mark.tick) for mark in shown.marks] == [(None, Tick.NEEDS_YOU)]
    laptop.write(lambda r, m: put_aside(r, refused.dot, away=True))
    assert laptop.read(list_returned) == ()
    assert laptop.read(sync_state).needs_you == 0
    (away,) = laptop.read(lambda r: list_returned(r, put_away=True))
    assert (away.dot, away.put_away, dict(away.values)["Catatan"]) == (refused.dot, True, "surat")
    assert laptop.read(lambda r: open_register(r, class_id)).marks == ()
    laptop.write(lambda r, m: put_aside(r, refused.dot, away=False))
    assert [one.dot for one in laptop.read(list_returned)] == [refused.dot]


def test_a_refused_change_sent_once_more_is_a_new_change_and_the_old_one_waits_no_longer(laptop: Laptop) -> None:
    class_id, (session,), (person,) = laptop.class_with(1, 1)
    laptop.settle()
    act = laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="S"), m))
    laptop.fate(act.cells[0].dot, "rejected", "no_parent:person", 101)
    (refused,) = laptop.read(list_returned)
    laptop.write(lambda r, m: repeat(r, m, refused.dot))
    assert laptop.read(list_returned) == ()
    assert [mark.status for mark in laptop.read(lambda r: open_register(r, class_id)).marks] == ["S"]
    assert laptop.read(sync_state).pending == 1


def test_a_row_refused_when_it_was_made_is_made_under_a_new_name(laptop: Laptop) -> None:
    class_id, _, _ = laptop.class_with(0, 0)
    laptop.settle()
    group = laptop.write(lambda r, m: create_group(r, class_id, "Kelompok 1", m))
    laptop.fate(Dot(MINE, group & 0xFFFFFFFF), "rejected", "no_parent:class_group", 101)
    (refused,) = laptop.read(list_returned)
    laptop.write(lambda r, m: repeat(r, m, refused.dot))
    (made,) = laptop.read(lambda r: show_class(r, class_id, 0)).groups
    assert (made.title, made.id == group) == ("Kelompok 1", False)


def test_all_that_is_held_is_made_once_more_and_names_what_was_made_with_it_anew(laptop: Laptop) -> None:
    class_id, (session,), (person,) = laptop.class_with(1, 1)
    laptop.settle()
    group = laptop.write(lambda r, m: create_group(r, class_id, "Kelompok 1", m))
    note = laptop.write(lambda r, m: write_note(r, group, "Hadir semua", m))
    act = laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="S"), m))
    for place, dot in enumerate((dot_of(group), dot_of(note), act.cells[0].dot)):
        laptop.fate(dot, "held", "out_of_grant", 101 + place)
    assert [one.can_repeat for one in laptop.read(list_returned)] == [True] * 3
    assert laptop.read(lambda r: show_class(r, class_id, 0)).groups == ()
    assert laptop.write(repeat_held) == 3
    assert laptop.read(list_returned) == ()
    (made,) = laptop.read(lambda r: show_class(r, class_id, 0)).groups
    assert (made.title, made.id == group) == ("Kelompok 1", False)
    assert [line.text for line in made.notes] == ["Hadir semua"]
    assert [mark.status for mark in laptop.read(lambda r: open_register(r, class_id)).marks] == ["S"]
    assert laptop.write(repeat_held) == 0


def test_what_no_longer_waits_can_be_neither_repeated_nor_put_away(laptop: Laptop) -> None:
    with pytest.raises(NotHere):
        laptop.write(lambda r, m: repeat(r, m, "7-99"))
    with pytest.raises(NotHere):
        laptop.write(lambda r, m: put_aside(r, "7-99", away=True))


def test_a_held_mark_names_person_and_session(laptop: Laptop) -> None:
    _, (session,), (person,) = laptop.class_with(1, 1)
    laptop.settle()
    act = laptop.write(lambda r, m: mark(r, Entry(session=session, person=person, status="H"), m))
    laptop.fate(act.cells[0].dot, "held", "out_of_grant", 101)
    (held,) = laptop.read(list_returned)
    assert held.fate is Fate.HELD
    assert dict(held.values)["Kehadiran"] == "H (Hadir)"
    assert held.title == "Presensi Orang 01, Sesi 1 · DLA NTT 2025"
    assert ("Oleh", "Adriana Bire") in held.values
    assert dict(held.values)["Waktu"].endswith("+08:00")


def test_waiting_changes_are_told_by_session(laptop: Laptop) -> None:
    _, sessions, people = laptop.class_with(2, 2)
    laptop.settle()
    for session in sessions:
        for person in people:
            laptop.write(
                lambda r, m, s=session, p=person: mark(r, Entry(session=s, person=p, status="H"), m)  # type: ignore[misc]
            )
    laptop.person("Tambahan")
    lines = laptop.read(list_waiting)
    assert [(line.title, line.where, line.count, line.kind) for line in lines] == [
        ("2 presensi", "Sesi 1 · DLA NTT 2025", 2, WaitingKind.ATTENDANCE),
        ("2 presensi", "Sesi 2 · DLA NTT 2025", 2, WaitingKind.ATTENDANCE),
        ("1 peserta", "", 1, WaitingKind.PERSON),
    ]
    assert sum(line.count for line in lines) == laptop.read(sync_state).pending


def conflict(session: int, person: int, winner: int) -> dict[int, int | str | None]:
    return patch(
        CONFLICT,
        record="attendance",
        row_k1=session,
        row_k2=person,
        row_k3=0,
        field="status",
        kind="sensitive",
        open=1,
        first_value="H",
        first_author=MINE,
        first_n=5,
        first_wall=1000,
        first_at=2000,
        first_received=3000,
        second_value="S",
        second_author=99,
        second_n=6,
        second_wall=1001,
        second_at=2001,
        second_received=3001,
        winner=winner,
    )


def test_a_conflict_tells_both_values_their_authors_and_three_times(laptop: Laptop) -> None:
    class_id, (session,), (person,) = laptop.class_with(1, 1)
    laptop.arrive(RowKey(AUTHOR.number, 99), patch(AUTHOR, person_name="Yohanes Leo", device_name="Laptop B"))
    laptop.arrive(RowKey(CONFLICT.number, 4, MINE, 99), conflict(session, person, 99))
    (one,) = laptop.read(list_conflicts)
    assert (one.first.value, one.first.author_name, one.first.wall, one.first.at, one.first.received) == (
        "H",
        "Adriana Bire",
        1000,
        2000,
        3000,
    )
    assert (one.second.author_name, one.second.device, one.standing) == ("Yohanes Leo", "Laptop B", "second")
    (view,) = laptop.read(conflict_views)
    assert view.first.value == "S (Sakit)"
    assert view.second.value == "H (Hadir)"
    assert (view.person, view.where, view.field) == ("Orang 01", "Sesi 1 · DLA NTT 2025", "Kehadiran")
    assert (view.class_id, view.session, view.person_id) == (class_id, session, person)
    assert laptop.read(sync_state).conflicts == 1
    assert laptop.read(lambda r: open_register(r, class_id)).marks == ()
    laptop.arrive(RowKey(CONFLICT.number, 4, MINE, 99), patch(CONFLICT, record="attendance", open=0), 300)
    assert laptop.read(list_conflicts) == ()


def test_twins_and_unknown_records_are_conflicts_too(laptop: Laptop) -> None:
    one, other = laptop.person("Maria Nalle"), laptop.person("Maria M. Nalle")
    twins = patch(
        CONFLICT,
        record="person",
        row_k1=one,
        row_k2=other,
        row_k3=0,
        field="twin:employee_number",
        kind="twin",
        open=1,
        first_value="1",
        second_value="1",
        second_received=5,
    )
    laptop.arrive(RowKey(CONFLICT.number, 4, 1, 2), twins)
    laptop.arrive(RowKey(CONFLICT.number, 4, 1, 3), patch(CONFLICT, record="planet", field="mass", open=1))
    gone = patch(CONFLICT, record="person", row_k1=one, field="gone", open=1, first_value=None, second_value="1")
    laptop.arrive(RowKey(CONFLICT.number, 4, 1, 4), gone)
    views = {view.person: view for view in laptop.read(conflict_views)}
    assert views["Maria Nalle / Maria M. Nalle"].field == "NIP sama: mungkin orang yang sama"
    assert views[""].field == "mass"
    assert (views["Maria Nalle"].first.value, views["Maria Nalle"].second.value) == ("diubah", "dihapus")
    assert len({view.id for view in views.values()}) == 3


def test_every_record_has_a_word_for_people() -> None:
    assert all(record.label for record in CATALOGUE.records)


def test_every_kind_of_change_is_told_by_what_it_is_about(laptop: Laptop) -> None:
    class_id, (session,), (person,) = laptop.class_with(1, 1)
    group = laptop.write(lambda r, m: create_group(r, class_id, "Kelompok 1", m))
    laptop.settle()
    changes = [
        Change(NOTE.number, patch(NOTE, group=group, text="Draf", written_at=1_753_660_800, written_by=MINE)),
        Change(RowKey(ENROLMENT.number, class_id, person), patch(ENROLMENT, status="withdrawn")),
        Change(RowKey(MEMBERSHIP.number, group, person), patch(MEMBERSHIP, role="leader", gone=None)),
        Change(RowKey(SESSION.number, session), patch(SESSION, lesson_hours=250, closed=1, stage=None)),
        Change(RowKey(PERSON.number, 2**40), patch(PERSON, name="Orang Lain", example=0)),
    ]
    dots = laptop.write(lambda r, m: edit(r, MINE, changes, m))
    for dot in dots:
        laptop.fate(dot, "rejected", "bad_key", 101)
    told = {one.title: dict(one.values) for one in laptop.read(list_returned)}
    assert told == {
        'Catatan kelompok "Draf"': {
            "Kelompok": format_id(group),
            "Catatan": "Draf",
            "Waktu": "2025-07-28T08:00:00+08:00",
            "Oleh": "Adriana Bire",
        },
        "Kepesertaan Orang 01": {"Status kepesertaan": "withdrawn"},
        "Anggota kelompok Orang 01": {"Peran": "leader"},
        'Sesi "Sesi 1"': {"JP": "2,5", "Ditutup": "ya", "Tahap": ""},
        "Peserta Orang Lain": {"Nama": "Orang Lain", "Data contoh": "tidak"},
    }
