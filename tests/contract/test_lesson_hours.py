"""Lesson hours of a year beside its duty, who may read a NIK, and what hinders that somebody is made nameless."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.attendance.attended import AttendanceRule, Marked, ScheduledSession
from contract.training.classes.tasks import StageTask
from contract.training.people.anonymity import hindrance, is_due
from contract.training.people.consent import follows
from contract.training.people.employment import EmploymentType
from contract.training.people.lesson_hours import (
    Duty,
    SelfPacedStage,
    Standing,
    YearHours,
    curriculum,
    duty_of,
    earned,
    earned_in_sums,
    employed_as,
    hours_of_class,
    year_of,
)
from contract.training.rights.masking import number_for
from contract.training.rights.roles import Role


def test_hours_are_earned_in_closed_sessions_by_counted_codes_and_by_nobody_else() -> None:
    sessions = [ScheduledSession(id=n, lesson_hours=300, closed=n != 4) for n in range(1, 8)]
    marks = [
        Marked(session=1, status="H"),
        Marked(session=2, status="DL"),
        Marked(session=3, status="I"),
        Marked(session=4, status="H"),
        Marked(session=5, status="H", deputy="Ani"),
        Marked(session=6, status="H", disputed=True),
    ]
    assert earned(marks, sessions, AttendanceRule()) == 600
    assert earned(marks, sessions, AttendanceRule(counted=frozenset({"H", "DL", "I"}))) == 900


@pytest.mark.parametrize(
    ("employment", "hours", "standing", "missing", "excess"),
    [
        (EmploymentType.PNS, 1999, Standing.SHORT, 1, 0),
        (EmploymentType.PNS, 2000, Standing.MET, 0, 0),
        (EmploymentType.PNS, 9000, Standing.MET, 0, 0),
        (EmploymentType.PPPK, 0, Standing.MET, 0, 0),
        (EmploymentType.PPPK, 2450, Standing.BEYOND, 0, 50),
        (EmploymentType.PUBLIC, 0, Standing.NO_DUTY, 0, 0),
        (None, 500, Standing.NO_DUTY, 0, 0),
    ],
)
def test_the_duty_is_a_least_for_pns_and_a_most_for_pppk(
    employment: EmploymentType | None, hours: int, standing: Standing, missing: int, excess: int
) -> None:
    told = YearHours(year=2025, earned=hours, duty=duty_of(employment, 2000, 2400))
    assert (told.standing, told.missing, told.excess) == (standing, missing, excess)


def test_an_unstated_duty_is_none_and_never_met() -> None:
    assert duty_of(EmploymentType.PNS, None, 2400) == Duty()
    assert YearHours(year=2025, earned=0, duty=Duty()).standing is Standing.NO_DUTY


def test_employment_is_told_by_the_number_where_nobody_stated_it() -> None:
    assert employed_as(None, "198104022005012001") is EmploymentType.PNS
    assert employed_as(None, "198104022022212001") is EmploymentType.PPPK
    assert employed_as("PPPK", "198104022005012001") is EmploymentType.PPPK
    assert employed_as(None, None) is None
    assert employed_as("", "12") is None


def test_a_training_counts_in_its_own_year_else_in_that_of_its_begin() -> None:
    assert year_of(2025, ["2024-12-30"]) == 2025
    assert year_of(None, [None, "2024-12-30", "2025-01-02"]) == 2024
    assert year_of(None, [None]) is None


def test_a_national_id_is_whole_for_those_who_run_the_office_only() -> None:
    nik = "5371011901720001"
    assert {role: number_for(nik, role) for role in Role} == {
        Role.ADMIN: nik,
        Role.ORGANISER: nik,
        Role.FACILITATOR: "5371••••••••0001",
        Role.VIEWER: "5371••••••••0001",
    }
    assert number_for(nik, None) == "5371••••••••0001"
    assert number_for(None, Role.VIEWER) is None


def test_nobody_is_made_nameless_while_results_or_conflicts_are_open() -> None:
    assert "hasilnya masih terbuka di DLA" in (hindrance("Ani", {"DLA": "active"}, set(), 0) or "")
    assert "hasilnya masih terbuka" in (hindrance("Ani", {"DLA": None}, set(), 0) or "")
    assert hindrance("Ani", {"DLA": "active", "GCIO": "withdrawn"}, {"DLA"}, 0) is None
    assert "2 perbedaan isian" in (hindrance("Ani", {"DLA": "passed"}, set(), 2) or "")


def test_retention_ends_on_the_day_after_its_years_and_is_off_until_it_is_stated() -> None:
    assert not is_due("2015-07-25", 10, date(2025, 7, 25))
    assert is_due("2015-07-25", 10, date(2025, 7, 26))
    assert is_due("2016-02-29", 1, date(2018, 3, 1))
    assert not is_due("2015-07-25", None, date(2099, 1, 1))
    assert not is_due(None, 1, date(2099, 1, 1))


def test_what_follows_a_withdrawal_depends_on_whether_somebody_still_takes_part() -> None:
    assert "masih mengikuti 2 kelas" in follows(2)[-1]
    assert "lontar people anonymise" in follows(0)[-1]


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.sampled_from(["H", "I", "S", "A", "DL"]), st.booleans(), st.integers(0, 400)), max_size=12),
    st.sets(st.sampled_from(["H", "I", "S", "DL"])),
    st.booleans(),
)
def test_sums_by_kind_of_mark_come_to_the_same_hours(
    told: list[tuple[str, bool, int]], counted: set[str], deputies: bool
) -> None:
    rule = AttendanceRule(counted=frozenset(counted), deputy_counts=deputies)
    sessions = [ScheduledSession(id=n, lesson_hours=hours, closed=True) for n, (_, _, hours) in enumerate(told)]
    marks = [Marked(session=n, status=code, deputy="Ani" if d else "") for n, (code, d, _) in enumerate(told)]
    sums: dict[tuple[str, bool], int] = {}
    for code, deputy, hours in told:
        sums[code, deputy] = sums.get((code, deputy), 0) + hours
    whole = earned_in_sums([(code, deputy, hours) for (code, deputy), hours in sums.items()], rule)
    assert whole == earned(marks, sessions, rule)


def paced(hours: int, *tasks: tuple[int, bool]) -> SelfPacedStage:
    told = tuple(StageTask(id=number, stage=1, required=required) for number, required in tasks)
    return SelfPacedStage(id=1, title="Mandiri", lesson_hours=hours, tasks=told)


@pytest.mark.parametrize(
    ("stage", "done", "hours"),
    [
        (paced(500, (1, True), (2, True), (3, False)), {1, 2}, 500),
        (paced(500, (1, True), (2, True)), {1}, 0),
        (paced(500, (1, False), (2, False)), {1}, 0),
        (paced(500, (1, False), (2, False)), {1, 2}, 500),
        (paced(500), set(), 0),
    ],
)
def test_the_hours_of_a_self_paced_stage_are_earned_by_its_required_tasks(
    stage: SelfPacedStage, done: set[int], hours: int
) -> None:
    session = ScheduledSession(id=9, lesson_hours=300, closed=True)
    asleep = ScheduledSession(id=8, lesson_hours=200, closed=True, needs_attendance=False)
    mark = Marked(session=9, status="H")
    assert earned([mark], [session, asleep], AttendanceRule(), [stage], done) == 300 + hours
    assert earned_in_sums([("H", False, 300)], AttendanceRule(), [stage], done) == 300 + hours
    assert hours_of_class([session, asleep], [stage]) == 800


def test_a_certificate_lists_a_self_paced_stage_that_no_subject_is_named_after() -> None:
    assert curriculum([("Data", 300)], [paced(500)]) == (("Data", 300), ("Mandiri", 500))
    assert curriculum([("mandiri ", 400)], [paced(500)]) == (("mandiri ", 400),)
    assert curriculum([("Data", 300)], [paced(0)]) == (("Data", 300),)
    assert curriculum([], [paced(500)]) == ()
