"""Sejak sinkronisasi terakhir: what others changed in my rows, in words, undone by line; a first copy is no news."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import pytest

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, GROUP, PERSON, SESSION
from desktop.services.attendance.marking import Entry, mark
from desktop.services.exchange.digest import digest, undo_line
from desktop.services.exchange.journey import Digest
from desktop.services.faults import Overtaken
from desktop.services.people.merging import merge, tell_apart, unmerge
from desktop.storage import news
from desktop.storage.edit import Change
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, Lesson, laptop, patch_of

T = TypeVar("T")


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


def told(here: Laptop) -> Digest:
    return here.call(digest, here.replica)


@pytest.fixture
def two(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of two organisers who have joined."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(laptop(tmp_path, name)) for name in ("adi", "beni"))
        first.join(served.url, served.code("Adi"))
        second.join(served.url, served.code("Beni"))
        yield first, second


@pytest.fixture
def lesson(two: tuple[Laptop, Laptop]) -> Lesson:
    """A session that the first laptop marked, known to both."""
    first, second = two
    made = first.open_class(people=5)
    first.mark(made, ["H"] * 5)
    first.sync()
    second.sync()
    first.sync()
    return made


def test_what_others_changed_in_my_rows_is_told_in_words_and_a_first_copy_is_not(
    two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, second = two
    assert told(first) == told(second) == Digest()
    entry = Entry(session=lesson.session, person=lesson.persons[0], status="S", note="demam")
    second.act(lambda r, m: mark(r, entry, m))
    second.edit(
        Change(RowKey(PERSON.number, lesson.persons[1]), patch_of(PERSON, phone="+628", agency="Dinas Kesehatan")),
        Change(RowKey(SESSION.number, lesson.session), patch_of(SESSION, title="Sesi Pembuka")),
    )
    second.sync()
    first.sync()
    found = told(first)
    assert {(line.text, line.who) for line in found.lines} == {
        ("Presensi Orang 0, Sesi Pembuka · DLA NTT: H (Hadir) menjadi S (Sakit)", "Beni"),
        ("Presensi Orang 0, Sesi Pembuka · DLA NTT: Catatan diisi demam", "Beni"),
        ("Peserta Orang 1: No. HP 08120001 menjadi +628", ""),
        ("Peserta Orang 1: Instansi diisi Dinas Kesehatan", ""),
        ('Sesi "Sesi Pembuka": Judul sesi Sesi 1 menjadi Sesi Pembuka', ""),
    }
    assert all(line.can_undo and line.at for line in found.lines)
    assert found.since is not None
    assert told(second) == Digest()


def test_the_next_exchange_that_brings_something_clears_it_and_an_idle_one_does_not(
    two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, second = two
    for name in ("A", "B"):
        second.edit(Change(RowKey(SESSION.number, lesson.session), patch_of(SESSION, place=name)))
        second.sync()
        first.sync()
        first.sync()
        (line,) = told(first).lines
        assert line.text.endswith(name)


def test_own_work_is_no_news_nor_what_is_of_nobody_here(two: tuple[Laptop, Laptop], lesson: Lesson) -> None:
    first, second = two
    first.mark(lesson, ["I"] * 5)
    first.sync()
    assert told(first) == Digest()
    stranger = second.new(PERSON, name="Orang Lain")
    second.sync()
    first.sync()
    second.edit(Change(RowKey(PERSON.number, stranger), patch_of(PERSON, phone="+62")))
    second.sync()
    first.sync()
    assert told(first) == Digest()
    first.edit(Change(RowKey(PERSON.number, stranger), patch_of(PERSON, agency="Bappeda")))
    first.sync()
    second.sync()
    second.edit(Change(RowKey(PERSON.number, stranger), patch_of(PERSON, phone="+63")))
    second.sync()
    first.sync()
    assert [line.text for line in told(first).lines] == ["Peserta Orang Lain: No. HP +62 menjadi +63"]


def test_who_is_limited_to_a_class_is_told_of_all_of_it_but_not_of_its_first_copy(
    two: tuple[Laptop, Laptop], lesson: Lesson, served: Centre, tmp_path: Path
) -> None:
    first = two[0]
    with laptop(tmp_path, "citra") as facilitator:
        code = served.code("Citra", role="facilitator", class_id=format_id(lesson.class_id))
        facilitator.join(served.url, code)
        facilitator.sync()
        assert told(facilitator) == Digest()
        first.mark(lesson, ["A"])
        first.sync()
        facilitator.sync()
        assert [line.text for line in told(facilitator).lines] == [
            "Presensi Orang 0, Sesi 1 · DLA NTT: H (Hadir) menjadi A (Tanpa keterangan)"
        ]


def test_a_line_is_undone_by_a_new_edit_and_refused_when_the_field_changed_since(
    two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, second = two
    second.act(lambda r, m: mark(r, Entry(session=lesson.session, person=lesson.persons[0], status="S"), m))
    second.act(lambda r, m: mark(r, Entry(session=lesson.session, person=lesson.persons[1], status="S"), m))
    second.sync()
    first.sync()
    lines = {line.text.split(",")[0]: line for line in told(first).lines}
    first.act(lambda r, m: undo_line(r, lines["Presensi Orang 0"].id, m))
    first.act(lambda r, m: mark(r, Entry(session=lesson.session, person=lesson.persons[1], status="A"), m))
    (left,) = told(first).lines
    assert not left.can_undo
    with pytest.raises(Overtaken, match="Orang 1"):
        first.act(lambda r, m: undo_line(r, left.id, m))
    first.sync()
    second.sync()
    rows = {row["person"]: row for row in second.rows(ATTENDANCE)}
    one = rows[format_id(lesson.persons[0])]
    assert first.joined is not None
    assert (one["status"], one["marked_by"]) == ("H", first.joined.author)
    assert second.conflicts() == []


def test_a_merge_names_both_records_and_a_long_text_is_told_by_its_beginning(
    two: tuple[Laptop, Laptop], lesson: Lesson
) -> None:
    first, second = two
    one, other = lesson.persons[:2]
    group = first.new(GROUP, class_group=lesson.class_id, title="Kelompok 1", plan="baris satu\nbaris dua")
    first.sync()
    second.sync()
    second.act(lambda r, m: merge(r, one, other, m))
    second.edit(Change(RowKey(GROUP.number, group), patch_of(GROUP, plan="baris satu\n" + "panjang sekali " * 99)))
    second.sync()
    first.sync()
    texts = {line.text for line in told(first).lines}
    assert "Peserta Orang 1: digabung dengan data Orang 0" in texts
    (plan,) = (text for text in texts if text.startswith("Kelompok"))
    assert "\n" not in plan
    assert len(plan) < 200
    assert plan.startswith('Kelompok "Kelompok 1": Rencana aksi baris satu baris dua menjadi baris satu panjang')
    second.act(lambda r, m: unmerge(r, other, m))
    second.sync()
    first.sync()
    assert [line.text for line in told(first).lines] == ["Peserta Orang 1: dipisahkan dari data Orang 0"]


def test_whether_two_are_one_person_is_told_with_both_names(two: tuple[Laptop, Laptop], lesson: Lesson) -> None:
    first, second = two
    one, other = lesson.persons[2:4]
    first.act(lambda r, m: tell_apart(r, one, other, m))
    first.sync()
    second.sync()
    second.act(lambda r, m: merge(r, one, other, m))
    second.sync()
    first.sync()
    texts = {line.text for line in told(first).lines}
    assert texts == {"Orang 2 dan Orang 3: mungkin orang yang sama", "Peserta Orang 3: digabung dengan data Orang 2"}
    second.act(lambda r, m: unmerge(r, other, m))
    second.act(lambda r, m: tell_apart(r, one, other, m))
    second.sync()
    first.sync()
    texts = {line.text for line in told(first).lines}
    assert texts == {"Orang 2 dan Orang 3: bukan orang yang sama", "Peserta Orang 3: dipisahkan dari data Orang 2"}


def test_only_the_newest_lines_are_kept(two: tuple[Laptop, Laptop], lesson: Lesson) -> None:
    first, second = two
    people = first.edit(*(Change(PERSON.number, patch_of(PERSON, name=f"n{n}")) for n in range(news.MOST + 20)))
    first.sync()
    second.sync()
    second.edit(*(Change(RowKey(PERSON.number, one), patch_of(PERSON, phone="+62")) for one in people))
    second.sync()
    first.sync()
    found = first.call(digest, first.replica, 7)
    assert (len(found.lines), found.total) == (7, news.MOST)
    assert lesson.class_id
