"""Sessions with mode, subject, zone and staff; tasks of stages without sessions. One replica for all."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from contract.exchange.shapes import RowKey
from contract.training.catalogue import ENROLMENT, PERSON
from desktop.cli.classes.answers import detail_answer
from desktop.services.classes.creating import NewStage, add_stages, create_class
from desktop.services.classes.schedule import Scheduled, schedule_of_class, scheduled_session
from desktop.services.classes.sessions import SessionChange, close_session, create_session, set_session
from desktop.services.classes.staff import NewStaff, add_staff, list_staff, teach
from desktop.services.classes.subjects import add_subject, list_subjects
from desktop.services.classes.tasks import add_task, list_tasks, progress_of_class, set_done
from desktop.services.classes.views import show_class
from desktop.services.exchange.status import sync_state
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.home import open_home
from desktop.services.regulations import set_regulation
from desktop.services.views import NewClass, NewSession
from desktop.services.writing import patch
from desktop.services.zones import WITA
from tests.services.laptop import START, Laptop, nip

HOUR = 45 * 60


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    made = Laptop(tmp_path_factory.mktemp("schedule"))
    yield made
    made.close()


@pytest.fixture
def class_id(laptop: Laptop) -> int:
    return laptop.class_with(0, 0)[0]


def session(laptop: Laptop, class_id: int, title: str = "Sesi 1", starts_at: int = START, **more: object) -> int:
    told = {"hours": 3.0, **more}
    new = NewSession(class_id=class_id, title=title, starts_at=starts_at, **told)  # type: ignore[arg-type]
    return laptop.write(lambda r, m: create_session(r, new, m))


def told(laptop: Laptop, identifier: int) -> Scheduled:
    return laptop.read(lambda r: scheduled_session(r, identifier))


def stage(laptop: Laptop, class_id: int, mode: str) -> int:
    return laptop.write(lambda r, m: add_stages(r, class_id, [NewStage(title=f"Tahap {mode}", mode=mode)], m))[0]


def test_a_session_ends_after_its_lesson_hours_and_says_its_zone(laptop: Laptop, class_id: int) -> None:
    found = told(laptop, session(laptop, class_id, mode="Tatap muka"))
    assert (found.time, found.session.ends_at, found.session.mode) == ("08.00-10.15 WITA", START + 3 * HOUR, "luring")
    abroad = told(laptop, session(laptop, class_id, zone="Asia/Seoul", ends_at=START + 3600))
    assert (abroad.time, abroad.zone.name) == ("09.00-10.00 KST", "KST")


def test_today_is_the_day_of_the_place_where_a_session_is_held(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path)
    class_id = laptop.write(lambda r, m: create_class(r, NewClass(title="LOGODI", office="53"), m))
    told = {
        "Seoul besok": ("2023-05-29T09:00:00+09:00", "Asia/Seoul"),
        "Seoul kemarin": ("2023-05-28T20:00:00+09:00", "KST"),
        "Kupang hari ini": ("2023-05-28T08:00:00+08:00", ""),
        "Kupang besok": ("2023-05-29T08:00:00+08:00", ""),
        "Jakarta hari ini": ("2023-05-28T00:10:00+07:00", "WIB"),
    }
    for title, (starts, zone) in told.items():
        session(laptop, class_id, title, int(datetime.fromisoformat(starts).timestamp()), zone=zone)
    # A quarter to midnight in Kupang: in Seoul the next day has begun, in Jakarta it is a quarter to eleven.
    now = int(datetime.fromisoformat("2023-05-28T23:45:00+08:00").timestamp())
    home = laptop.read(lambda r: open_home(r, now, sync_state(r)))
    assert [(one.session.title, one.session.zone) for one in home.today] == [
        ("Jakarta hari ini", "WIB"),
        ("Kupang hari ini", "WITA"),
        ("Seoul besok", "KST"),
    ]
    assert [one.session.title for one in home.unfinished] == ["Seoul kemarin"]
    assert home.coming is not None
    assert home.coming.session.title == "Kupang besok"
    shown = laptop.read(lambda r: show_class(r, class_id, now))
    answers = {one["title"]: one["starts_at"] for one in detail_answer(shown, WITA)["sessions"]}
    assert answers["Seoul besok"] == "2023-05-29T09:00:00+09:00"
    assert answers["Kupang besok"] == "2023-05-29T08:00:00+08:00"
    laptop.close()


def test_the_minutes_of_a_lesson_hour_are_those_of_its_day(laptop: Laptop, class_id: int) -> None:
    late = START + 900 * 86_400
    laptop.write(lambda r, m: set_regulation(r, "53", "lesson_minutes", "60", m, valid_from="2027-01-01"))
    made = session(laptop, class_id, starts_at=late)
    assert told(laptop, made).session.ends_at == late + 3 * 3600
    laptop.write(lambda r, m: set_session(r, made, SessionChange(hours=2), m))
    assert told(laptop, made).session.ends_at == late + 2 * 3600
    assert told(laptop, session(laptop, class_id)).session.ends_at == START + 3 * HOUR


def test_a_moved_session_keeps_the_length_that_was_stated(laptop: Laptop, class_id: int) -> None:
    made = session(laptop, class_id, ends_at=START + 3600)
    laptop.write(lambda r, m: set_session(r, made, SessionChange(starts_at=START + 500, place="Aula"), m))
    found = told(laptop, made).session
    assert (found.starts_at, found.ends_at, found.place) == (START + 500, START + 4100, "Aula")
    with pytest.raises(Unsuitable, match="sesudah mulainya"):
        laptop.write(lambda r, m: set_session(r, made, SessionChange(ends_at=START), m))


def test_the_schedule_of_a_closed_session_stands(laptop: Laptop, class_id: int) -> None:
    made = session(laptop, class_id)
    laptop.write(lambda r, m: close_session(r, made, True, m))
    with pytest.raises(Unsuitable, match="sudah ditutup"):
        laptop.write(lambda r, m: set_session(r, made, SessionChange(hours=9), m))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (SessionChange(mode="terbang"), "Moda"),
        (SessionChange(zone="Bulan"), "Zona waktu"),
        (SessionChange(hours=-1), "tidak masuk akal"),
        (SessionChange(title=" "), "kosong"),
        (SessionChange(subject=5), "mata pelatihan"),
        (SessionChange(stage=5), "tahap"),
    ],
)
def test_what_makes_no_sense_of_a_session_is_refused(
    laptop: Laptop, class_id: int, change: SessionChange, words: str
) -> None:
    made = session(laptop, class_id)
    with pytest.raises((Unsuitable, NotHere), match=words):
        laptop.write(lambda r, m: set_session(r, made, change, m))


def test_sessions_of_one_class_at_the_same_time_are_told(laptop: Laptop, class_id: int) -> None:
    first = session(laptop, class_id, "Etika", START + 50 * 86_400)
    after = session(laptop, class_id, "Data", START + 50 * 86_400 + 3 * HOUR)
    assert (told(laptop, first).warnings, told(laptop, after).warnings) == ((), ())
    laptop.write(lambda r, m: set_session(r, after, SessionChange(starts_at=START + 50 * 86_400 + 3600), m))
    assert told(laptop, first).warnings == (
        'Sesi "Etika" bersamaan dengan "Data" (09.00-11.15 WITA) di kelas ini; periksa waktunya.',
    )
    assert [len(one.warnings) for one in laptop.read(lambda r: schedule_of_class(r, class_id))] == [1, 1]


def test_who_teaches_in_two_classes_at_once_is_told(laptop: Laptop, class_id: int) -> None:
    other = laptop.class_with(0, 0)[0]
    at = START + 60 * 86_400
    made = []
    for group, role in ((class_id, "Widyaiswara"), (other, "narasumber")):
        new = NewStaff(role=role, name="Dr. Maria Bere, M.Si.", employee_number=nip(3))
        who = laptop.write(lambda r, m, group=group, new=new: add_staff(r, group, new, m))  # type: ignore[misc]
        one = session(laptop, group, f"Sesi {role}", at)
        laptop.write(lambda r, m, one=one, who=who: teach(r, one, who, "", m))  # type: ignore[misc]
        made.append((one, who))
    (first, who), (second, _) = made
    found = told(laptop, first)
    assert [(each.staff.name, each.role) for each in found.teachers] == [("Dr. Maria Bere, M.Si.", "facilitator")]
    both = '"Sesi Widyaiswara" dan "Sesi narasumber" (08.00-10.15 WITA)'
    assert found.warnings == (f"Dr. Maria Bere, M.Si. mengajar {both} bersamaan; periksa waktunya.",)
    with pytest.raises(NotHere, match="di kelas sesi ini"):
        laptop.write(lambda r, m: teach(r, second, who, "", m))
    laptop.write(lambda r, m: teach(r, first, who, "", m, remove=True))
    assert (told(laptop, first).teachers, told(laptop, second).warnings) == ((), ())
    laptop.write(lambda r, m: teach(r, first, who, "speaker", m))
    assert [each.role for each in told(laptop, first).teachers] == ["speaker"]


def test_staff_is_put_down_by_hand_or_from_a_persons_record(laptop: Laptop, class_id: int) -> None:
    person = laptop.person("Yohanes Lado", title_suffix="S.Kom.", agency="Diskominfo", employee_number=nip(77))
    laptop.write(lambda r, m: add_staff(r, class_id, NewStaff(role="Penguji", person=person), m))
    (found,) = laptop.read(lambda r: list_staff(r, class_id))
    assert (found.role, found.role_label, found.name) == ("examiner", "Penguji", "Yohanes Lado, S.Kom.")
    assert (found.agency, found.employee_number, found.person) == ("Diskominfo", nip(77), person)
    nameless, odd = NewStaff(role="coach"), NewStaff(role="coach", name="A", employee_number="12")
    for bad in (NewStaff(role="juru masak", name="A"), nameless, odd):
        with pytest.raises(Unsuitable):
            laptop.write(lambda r, m, bad=bad: add_staff(r, class_id, bad, m))  # type: ignore[misc]


def test_subjects_tell_the_hours_planned_and_those_scheduled(laptop: Laptop, class_id: int) -> None:
    subject = laptop.write(lambda r, m: add_subject(r, class_id, "Kepemimpinan digital", 6, m))
    laptop.write(lambda r, m: add_subject(r, class_id, "SPBE", None, m))
    session(laptop, class_id, subject=subject)
    found = laptop.read(lambda r: list_subjects(r, class_id))
    assert [(one.title, one.hours, one.scheduled) for one in found] == [
        ("Kepemimpinan digital", 600, 300),
        ("SPBE", None, 0),
    ]
    with pytest.raises(Unsuitable, match="sudah ada"):
        laptop.write(lambda r, m: add_subject(r, class_id, "spbe", None, m))


def test_a_self_paced_stage_goes_by_tasks_and_its_sessions_count_in_no_attendance(laptop: Laptop) -> None:
    class_id, _, people = laptop.class_with(3, 0)
    mandiri, daring = stage(laptop, class_id, "mandiri"), stage(laptop, class_id, "daring")
    odd = told(laptop, session(laptop, class_id, "Belajar", START + 70 * 86_400, stage=mandiri))
    assert (odd.needs_attendance, len(odd.warnings)) == (False, 1)
    tasks = [
        laptop.write(lambda r, m, t=t, of=of, need=need: add_task(r, of, t, m, required=need, due_on="2025-08-31"))  # type: ignore[misc]
        for t, of, need in (("Modul 1", mandiri, True), ("Modul 2", mandiri, False), ("Refleksi", daring, True))
    ]
    with pytest.raises(Unsuitable, match="Tanggal selesai 2025-08-20 belum tiba"):
        laptop.write(lambda r, m: set_done(r, tasks[0], None, m, on="2025-08-20"))
    laptop.now += 30 * 86_400
    assert laptop.write(lambda r, m: set_done(r, tasks[0], None, m, on="2025-08-20")) == 3
    assert laptop.write(lambda r, m: set_done(r, tasks[0], people[:1], m)) == 0
    assert laptop.write(lambda r, m: set_done(r, tasks[2], people[:2], m)) == 2
    assert laptop.write(lambda r, m: set_done(r, tasks[2], people[1:2], m, done=False)) == 1
    found = laptop.read(lambda r: progress_of_class(r, class_id))
    assert [one.total.share for one in found.people] == [Fraction(2, 3), Fraction(1, 3), Fraction(1, 3)]
    assert [one.stages[mandiri].is_complete for one in found.people] == [True, True, True]
    assert (found.totals[daring].share, found.total.share) == (Fraction(1, 3), Fraction(4, 9))
    assert [(one.title, one.done, one.people) for one in laptop.read(lambda r: list_tasks(r, class_id))] == [
        ("Modul 1", 3, 3),
        ("Modul 2", 0, 3),
        ("Refleksi", 1, 3),
    ]


def test_tasks_of_one_with_two_records_are_done_once_and_of_one_who_left_not_at_all(laptop: Laptop) -> None:
    class_id, _, people = laptop.class_with(3, 0)
    mandiri = stage(laptop, class_id, "mandiri")
    task = laptop.write(lambda r, m: add_task(r, mandiri, "Modul", m))
    laptop.write(lambda r, m: set_done(r, task, people[:1], m))
    laptop.settle()
    laptop.arrive(RowKey(PERSON.number, people[0]), patch(PERSON, name="Orang 01", same_as=people[1]))
    laptop.arrive(RowKey(ENROLMENT.number, class_id, people[2]), patch(ENROLMENT, status="withdrawn"))
    assert laptop.write(lambda r, m: set_done(r, task, people[1:2], m)) == 0
    found = laptop.read(lambda r: progress_of_class(r, class_id))
    assert [(one.person, one.total.share) for one in found.people] == [(people[1], Fraction(1))]
    with pytest.raises(Unsuitable, match="tidak mengikuti"):
        laptop.write(lambda r, m: set_done(r, task, [people[2]], m))
    assert laptop.write(lambda r, m: set_done(r, task, people[:2], m, done=False)) == 1
    assert laptop.read(lambda r: progress_of_class(r, class_id)).people[0].total.share == 0
