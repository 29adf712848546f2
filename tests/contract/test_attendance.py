"""How much somebody attended: exact, of the sessions held, blank told apart from absent."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.attendance.attended import (
    AttendanceRule,
    Basis,
    Marked,
    ScheduledSession,
    as_one,
    attended,
    count_attended,
    days_past,
    exact_text,
    is_backdated,
    is_expected,
    labels_with,
    percent_text,
    together,
)
from contract.training.classes.modes import needs_attendance
from contract.training.classes.schedule import Slot, ends_after, overlaps
from contract.training.classes.staff import StaffRole, role_named
from contract.training.classes.tasks import StageTask, progress_by_stage, progress_of
from contract.training.zones import zone_named

HOURS = (300, 250, 400, 100)
SESSIONS = [ScheduledSession(id=n, lesson_hours=hours, closed=True) for n, hours in enumerate(HOURS, 1)]
RULE = AttendanceRule()


def marks(*told: str | None) -> list[Marked]:
    return [Marked(session=n, status=status) for n, status in enumerate(told, 1) if status is not None]


@pytest.mark.parametrize(
    ("told", "basis", "counted", "share"),
    [
        (("H", "H", "H", "H"), Basis.LESSON_HOURS, {"H"}, Fraction(1)),
        (("H", "I", "DL", "A"), Basis.LESSON_HOURS, {"H"}, Fraction(300, 1050)),
        (("H", "I", "DL", "A"), Basis.LESSON_HOURS, {"H", "DL"}, Fraction(700, 1050)),
        (("H", "I", "DL", "A"), Basis.SESSIONS, {"H", "DL"}, Fraction(1, 2)),
        (("H", "I", "DL", "S"), Basis.SESSIONS, {"H", "DL", "I"}, Fraction(3, 4)),
        (("H", None, None, None), Basis.LESSON_HOURS, {"H"}, Fraction(300, 1050)),
        ((None, None, None, None), Basis.SESSIONS, {"H"}, Fraction(0)),
    ],
)
def test_the_share_is_of_the_hours_or_of_the_sessions_held(
    told: tuple[str | None, ...], basis: Basis, counted: set[str], share: Fraction
) -> None:
    rule = AttendanceRule(basis=basis, counted=frozenset(counted))
    assert attended(marks(*told), SESSIONS, rule) == share


def test_a_session_counts_when_it_is_closed_and_not_self_paced() -> None:
    sessions = [
        SESSIONS[0],
        ScheduledSession(id=2, lesson_hours=300, closed=False),
        ScheduledSession(id=3, lesson_hours=900, closed=True, needs_attendance=needs_attendance("daring", "Mandiri")),
    ]
    assert attended(marks("H", "A", "A"), sessions, RULE) == 1
    assert attended(marks("H", "A", "A"), sessions[1:], RULE) is None


def test_an_empty_cell_of_a_closed_session_is_no_attendance_and_is_told_apart_from_an_absence() -> None:
    found = count_attended(marks("H", "A"), SESSIONS, RULE)
    assert (found.counts, found.not_recorded, found.held_sessions) == ({"H": 1, "A": 1}, 2, 4)
    assert (found.attended_hours, found.held_hours) == (300, 1050)


def test_what_people_disagree_about_is_left_out_for_that_person_and_named() -> None:
    told = [Marked(session=1, status="H"), Marked(session=2, status="A", disputed=True)]
    found = count_attended(told, SESSIONS[:2], RULE)
    assert (found.share, found.disputed, found.counts) == (Fraction(1), (2,), {"H": 1})


@pytest.mark.parametrize(
    ("status", "deputy_counts", "is_counted"),
    [("H", False, False), ("H", True, True), ("I", False, False), ("I", True, True), ("DL", False, True)],
)
def test_whether_a_deputy_counts_is_the_rules_to_say(status: str, deputy_counts: bool, is_counted: bool) -> None:
    told = [Marked(session=1, status=status, deputy="Maria Bere")]
    found = count_attended(told, SESSIONS[:1], AttendanceRule(deputy_counts=deputy_counts))
    assert (found.share, found.deputies, found.counts) == (Fraction(is_counted), 1, {})


def test_late_is_counted_beyond_the_tolerance_and_makes_nobody_absent() -> None:
    told = [Marked(session=1, status="H", late=15), Marked(session=2, status="H", late=16)]
    found = count_attended(told, SESSIONS[:2], AttendanceRule(late_tolerance=15))
    assert (found.share, found.late, found.late_minutes) == (Fraction(1), 1, 16)


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (Fraction(0), "0,0%"),
        (Fraction(1), "100,0%"),
        (Fraction(43, 46), "93,5%"),
        (Fraction(1, 3), "33,3%"),
        (Fraction(2, 3), "66,7%"),
        (Fraction(1, 2000), "0,1%"),
        (Fraction(9995, 10_000), "100,0%"),
        (Fraction(799_499, 1_000_000), "79,9%"),
        (None, None),
    ],
)
def test_percentages_are_printed_half_up_with_one_decimal(share: Fraction | None, printed: str | None) -> None:
    assert percent_text(share) == printed


def test_a_share_that_prints_as_the_threshold_is_not_taken_for_it() -> None:
    share = Fraction(79_999, 100_000)
    assert (percent_text(share), exact_text(share), share * 100 >= 80) == ("80,0%", "79999/100000", False)


CELL = st.tuples(
    st.sampled_from(["H", "I", "S", "A", "DL", None]),
    st.integers(0, 40),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELL, st.integers(0, 800), st.booleans()), max_size=12), st.booleans())
def test_every_held_session_of_a_person_is_told_once(
    told: list[tuple[tuple[str | None, int, bool, bool], int, bool]], by_hours: bool
) -> None:
    sessions = [ScheduledSession(id=n, lesson_hours=hours, closed=closed) for n, (_, hours, closed) in enumerate(told)]
    given_marks = [
        Marked(session=n, status=status, late=late, deputy="x" * deputy, disputed=disputed)
        for n, ((status, late, deputy, disputed), _, _) in enumerate(told)
    ]
    rule = AttendanceRule(basis=Basis.LESSON_HOURS if by_hours else Basis.SESSIONS)
    found = count_attended(given_marks, sessions, rule)
    assert sum(found.counts.values()) + found.deputies + found.not_recorded == found.held_sessions
    assert found.held_sessions + len(found.disputed) == sum(closed for _, _, closed in told)
    assert found.share is None or 0 <= found.share <= 1
    twice = together([found, found], rule.basis)
    assert (twice.share, twice.held_hours) == (found.share, 2 * found.held_hours)


def test_two_records_of_one_person_marked_alike_are_one_mark_and_else_undecided() -> None:
    same = as_one(
        [Marked(session=1, status=None), Marked(session=1, status="H"), Marked(session=1, status="H", late=9)]
    )
    assert same == Marked(session=1, status="H", late=9)
    assert as_one([Marked(session=1, status="H"), Marked(session=1, status="A")]).disputed


def test_who_is_out_of_the_class_or_in_reserve_is_not_expected() -> None:
    assert [state for state in ("active", "confirmed", None, "unknown") if not is_expected(state)] == []
    assert [state for state in ("withdrawn", "dropped", "rejected", "reserve") if is_expected(state)] == []


def test_a_programme_words_the_codes_and_the_others_keep_their_words() -> None:
    told = labels_with({"A": "Alpa", "peserta": "Pemimpin", "S": " "})
    assert told == {"H": "Hadir", "I": "Izin", "S": "Sakit", "A": "Alpa", "DL": "Dinas luar"}


def test_a_mark_is_backdated_in_a_closed_session_and_past_the_days_that_are_given() -> None:
    day = 86_400
    assert [days_past(day, at) for at in (0, day, 2 * day - 1, 2 * day, 5 * day)] == [0, 1, 1, 2, 5]
    assert is_backdated(closed=True, days=0, most_days=3)
    assert [is_backdated(closed=False, days=days, most_days=3) for days in (0, 3, 4)] == [False, False, True]


def test_a_session_ends_after_its_lesson_hours() -> None:
    assert ends_after(1000, 300, 45) == 1000 + 135 * 60
    assert ends_after(1000, 250, 60) == 1000 + 150 * 60
    assert ends_after(1000, 0, 45) is None


def test_sessions_overlap_in_one_class_or_under_one_teacher_and_touching_is_none() -> None:
    slots = [
        Slot(id=1, class_group=1, starts_at=0, ends_at=10, taught_by=frozenset({"a"})),
        Slot(id=2, class_group=1, starts_at=10, ends_at=20),
        Slot(id=3, class_group=1, starts_at=15, ends_at=16),
        Slot(id=4, class_group=2, starts_at=5, ends_at=12, taught_by=frozenset({"a", "b"})),
    ]
    found = [(one.first, one.second, one.same_class, one.shared) for one in overlaps(slots)]
    assert found == [(1, 4, False, ("a",)), (2, 3, True, ())]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("wita", ("WITA", 480)),
        ("Asia/Seoul", ("KST", 540)),
        ("UTC+9", ("UTC+9", 540)),
        ("gmt -3.30", ("UTC-3.30", -210)),
        ("UTC+15", None),
        ("Bulan", None),
    ],
)
def test_a_zone_is_known_by_its_name_its_place_or_its_hours(written: str, found: tuple[str, int] | None) -> None:
    assert zone_named(written) == found


def test_roles_of_staff_are_known_by_code_and_by_word() -> None:
    assert all(role_named(role.value) is role and role_named(role.label.upper()) is role for role in StaffRole)
    assert (role_named("Widyaiswara"), role_named("juru masak")) == (StaffRole.FACILITATOR, None)


def test_progress_is_by_tasks_and_a_stage_is_complete_with_its_required_ones() -> None:
    tasks = [StageTask(id=1, stage=5), StageTask(id=2, stage=5, required=False), StageTask(id=3, stage=6)]
    found = progress_by_stage(tasks, {1})
    assert (found[5].share, found[5].is_complete) == (Fraction(1, 2), True)
    assert (found[6].share, found[6].is_complete) == (Fraction(0), False)
    assert progress_of(tasks, {1, 3}).share == Fraction(2, 3)
    assert progress_of([], set()).share is None
