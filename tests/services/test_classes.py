"""Classes, sessions, groups, the first page."""

import pytest

from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import SESSION, TRAINING
from contract.training.rights.roles import Role
from desktop.services.attendance.marking import Entry, mark
from desktop.services.classes.creating import ClassPlan, Course, NewStage, create_class, create_course
from desktop.services.classes.sessions import close_session, create_session, list_sessions
from desktop.services.classes.views import list_classes, show_class
from desktop.services.exchange.status import profile_view, sync_state
from desktop.services.faults import NotAllowed, NotHere, Unsuitable
from desktop.services.home import open_home
from desktop.services.people.listing import join_group
from desktop.services.plans.groups import create_group, write_note
from desktop.services.views import NewClass, NewSession, Tick
from desktop.storage.registration import register
from tests.services.laptop import REALM, START, Laptop, registration


def test_a_class_has_its_stages_in_order_and_a_batch_above_it(laptop: Laptop) -> None:
    course = Course(
        programme_key="dla", programme="Digital Leadership Academy", training="DLA NTT", batch="I", year=2025
    )
    batch = laptop.write(lambda r, m: create_course(r, "53", course, m))
    plan = ClassPlan(
        starts_on="2025-07-25",
        ends_on="2025-09-02",
        batch=batch,
        stages=[NewStage(title="Daring", mode="daring", starts_on="2025-07-25"), NewStage(title="Mandiri")],
        example=True,
    )
    class_id = laptop.write(
        lambda r, m: create_class(r, NewClass(title="  DLA  NTT ", office="53", programme="dla"), m, plan)
    )
    detail = laptop.read(lambda r: show_class(r, class_id, START))
    assert [stage.title for stage in detail.stages] == ["Daring", "Mandiri"]
    assert (detail.summary.title, detail.summary.programme, detail.summary.example) == ("DLA NTT", "dla", True)
    training = laptop.call(lambda: laptop.replica.row(RowKey(TRAINING.number, batch - 1)))
    assert training is not None


def test_a_class_belongs_to_an_office_of_this_laptop(laptop: Laptop) -> None:
    with pytest.raises(NotHere, match=r"53 \(BPSDMD Provinsi NTT\)"):
        laptop.write(lambda r, m: create_class(r, NewClass(title="X", office="53.71"), m))
    laptop.call(lambda: register(laptop.replica, registration(4, "53.71", 900)))
    class_id = laptop.write(lambda r, m: create_class(r, NewClass(title="X", office="53.71"), m))
    found = laptop.read(lambda r: list_classes(r, START))
    assert [(one.id, one.office) for one in found] == [(class_id, "53.71")]
    assert class_id >> 32 == 900


@pytest.mark.parametrize("title", ["", "   ", "\t\n"])
def test_nothing_is_made_without_a_title(laptop: Laptop, title: str) -> None:
    class_id, _, _ = laptop.class_with(0, 0)
    with pytest.raises(Unsuitable):
        laptop.write(lambda r, m: create_class(r, NewClass(title=title, office="53"), m))
    with pytest.raises(Unsuitable):
        laptop.write(lambda r, m: create_group(r, class_id, title, m))
    with pytest.raises(Unsuitable):
        laptop.write(
            lambda r, m: create_session(r, NewSession(class_id=class_id, title=title, starts_at=START, hours=1), m)
        )
    assert laptop.read(sync_state).pending == 1


def test_sessions_come_by_start_and_end_after_their_lesson_hours(laptop: Laptop) -> None:
    class_id, _, _ = laptop.class_with(0, 0)
    for title, at, hours in (("kedua", START + 7200, 2.5), ("pertama", START, 2.0)):
        laptop.write(
            lambda r, m, t=title, a=at, h=hours: create_session(  # type: ignore[misc]
                r, NewSession(class_id=class_id, title=t, starts_at=a, hours=h), m
            )
        )
    first, second = laptop.read(lambda r: list_sessions(r, class_id))
    assert (first.title, first.hours, first.ends_at) == ("pertama", 2.0, START + 90 * 60)
    assert (second.hours, second.ends_at) == (2.5, START + 7200 + 6750)


def test_closing_what_is_closed_writes_nothing(laptop: Laptop) -> None:
    class_id, (session,), _ = laptop.class_with(0, 1)
    laptop.write(lambda r, m: close_session(r, session, True, m))
    before = laptop.read(sync_state).pending
    laptop.write(lambda r, m: close_session(r, session, True, m))
    assert laptop.read(sync_state).pending == before
    assert laptop.read(lambda r: list_sessions(r, class_id))[0].closed


def test_notes_of_a_group_are_added_and_shown_newest_first(laptop: Laptop) -> None:
    class_id, _, people = laptop.class_with(3, 0)
    group = laptop.write(lambda r, m: create_group(r, class_id, "Kelompok 4", m))
    other = laptop.write(lambda r, m: create_group(r, class_id, "Cendana", m))
    assert laptop.write(lambda r, m: join_group(r, group, REALM, people[:2], m)) == 2
    assert laptop.write(lambda r, m: join_group(r, group, REALM, people[:2], m)) == 0
    laptop.write(lambda r, m: write_note(r, group, "Draf dibahas.", m))
    laptop.settle()
    laptop.write(lambda r, m: write_note(r, group, "Perbaikan indikator.", m))
    first, second = laptop.read(lambda r: show_class(r, class_id, START)).groups
    assert (first.id, second.id) == (group, other)
    assert first.members == ("Orang 01", "Orang 02")
    assert [(note.text, note.tick) for note in first.notes] == [
        ("Perbaikan indikator.", Tick.SAVED),
        ("Draf dibahas.", Tick.SETTLED),
    ]
    assert first.notes[0].author == "Adriana Bire"


def test_what_is_not_here_is_told_with_its_id(laptop: Laptop) -> None:
    missing = row_id(Dot(7, 9))
    for ask in (
        lambda r, m: show_class(r, missing, START),
        lambda r, m: list_sessions(r, missing),
        lambda r, m: create_group(r, missing, "A", m),
        lambda r, m: write_note(r, missing, "A", m),
        lambda r, m: close_session(r, missing, True, m),
    ):
        with pytest.raises(NotHere, match="7-9"):
            laptop.write(ask)


def test_counts_of_a_session_are_of_people_still_enrolled(laptop: Laptop) -> None:
    class_id, (session,), people = laptop.class_with(4, 1)
    for person, status in zip(people[:3], ("H", "S", "H"), strict=True):
        laptop.write(lambda r, m, p=person, s=status: mark(r, Entry(session=session, person=p, status=s), m))  # type: ignore[misc]
    stranger = laptop.person("Tamu")
    laptop.write(lambda r, m: mark(r, Entry(session=session, person=stranger, status="H"), m))
    (counts,) = laptop.read(lambda r: show_class(r, class_id, START)).sessions
    assert (counts.counts, counts.empty) == ((2, 0, 1, 0, 0), 1)


def test_home_shows_today_what_is_unfinished_and_what_comes(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(2, 4)
    laptop.write(lambda r, m: mark(r, Entry(session=sessions[1], person=people[0], status="H"), m))
    now = START + 2 * 86_400 + 100
    home = laptop.read(lambda r: open_home(r, now, sync_state(r)))
    assert [(one.session.id, one.people, one.marked) for one in home.today] == [(sessions[1], 2, 1)]
    assert [one.session.id for one in home.unfinished] == [sessions[0]]
    assert home.coming is not None
    assert home.coming.session.id == sessions[2]
    assert (home.person, home.classes, home.today[0].class_id) == ("Adriana Bire", 1, class_id)
    laptop.write(lambda r, m: close_session(r, sessions[0], True, m))
    assert laptop.read(lambda r: open_home(r, now, sync_state(r))).unfinished == ()
    profile = laptop.read(profile_view)
    assert (profile.person, profile.zone, profile.offices[0].code) == ("Adriana Bire", "WITA", "53")


def test_the_next_session_of_a_class_is_the_first_that_has_not_ended(laptop: Laptop) -> None:
    _, sessions, _ = laptop.class_with(0, 2)

    def coming(now: int) -> int | None:
        (one,) = laptop.read(lambda r: list_classes(r, now))
        return one.next_session.id if one.next_session else None

    start = START + 86_400
    assert coming(start - 1) == sessions[0]
    assert coming(start + 3 * 45 * 60 - 1) == sessions[0]
    assert coming(start + 3 * 45 * 60) == sessions[1]
    assert coming(start + 10 * 86_400) is None


def test_a_facilitator_makes_sessions_and_no_class(tmp_path_factory: pytest.TempPathFactory) -> None:
    laptop = Laptop(tmp_path_factory.mktemp("facilitator"), Role.FACILITATOR)
    try:
        laptop.arrive(RowKey(5, 99), {3: "Kelas"})
        with pytest.raises(NotAllowed, match="facilitator"):
            laptop.write(lambda r, m: create_class(r, NewClass(title="X", office="53"), m))
        made = laptop.write(
            lambda r, m: create_session(r, NewSession(class_id=99, title="Sesi", starts_at=START, hours=1), m)
        )
        assert laptop.call(lambda: laptop.replica.row(RowKey(SESSION.number, made))) is not None
    finally:
        laptop.close()


def test_a_session_is_wholly_at_the_centre_when_each_of_its_marks_is(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(2, 3)
    for session in sessions[:2]:
        for person in people:
            entry = Entry(session=session, person=person, status="H")
            laptop.write(lambda r, m, entry=entry: mark(r, entry, m))  # type: ignore[misc]
    laptop.settle()
    laptop.write(lambda r, m: mark(r, Entry(session=sessions[1], person=people[0], status="S"), m))
    detail = laptop.read(lambda r: show_class(r, class_id, START))
    assert [counted.session.settled for counted in detail.sessions] == [True, False, False]
