"""A person who was registered twice: found with the reason, merged, parted, told apart; nothing recorded ever moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, CONFLICT, ENROLMENT, PERSON
from contract.training.people.resemblance import Reason, Verdict
from contract.training.rights.roles import Role
from desktop.services import home
from desktop.services.attendance import marking as attendance
from desktop.services.attendance import register
from desktop.services.attendance.marking import Entry
from desktop.services.attendance.sheet import export_rows
from desktop.services.classes import views as class_views
from desktop.services.conflicts.views import conflict_views
from desktop.services.exchange.status import sync_state
from desktop.services.faults import NotAllowed, Unsuitable
from desktop.services.people.listing import list_people, search_people
from desktop.services.people.merging import merge, tell_apart, unmerge
from desktop.services.people.twins import Twins, merged_people
from desktop.services.views import Tick
from desktop.services.writing import patch
from desktop.storage.queries.lines import fetch_row
from tests.services.laptop import START, Laptop

BORN = "1978-03-07"


def pairs(laptop: Laptop, class_id: int | None = None) -> list[tuple[int, int]]:
    return [(pair.first.id, pair.second.id) for pair in laptop.read(lambda r: Twins().find(r, class_id))]


def mark(laptop: Laptop, session: int, person: int, status: str | None) -> attendance.Act:
    return laptop.write(lambda r, m: attendance.mark(r, Entry(session=session, person=person, status=status), m))


def decided(act: Callable[..., int], *given_: Any) -> int:
    """Calls a decision with the records behind the replica and before the moment that the laptop gives."""
    *people, replica, moment = given_
    return act(replica, *people, moment)


def seen(laptop: Laptop, class_id: int) -> dict[str, Any]:
    """Everything that a merge may change on the screens, and must give back."""
    opened = laptop.read(lambda r: register.open_register(r, class_id))
    detail = laptop.read(lambda r: class_views.show_class(r, class_id, laptop.now))
    return {
        "people": opened.people,
        "marks": sorted((m.session, m.person, m.status, m.note, m.disputed) for m in opened.marks),
        "rates": register.attendance_rates(opened),
        "counts": [(per.counts, per.empty, per.disputed) for per in detail.sessions],
        "class": detail.summary.people,
        "classes": [one.people for one in laptop.read(lambda r: class_views.list_classes(r, laptop.now))],
        "list": [one.id for one in laptop.read(lambda r: list_people(r, "", None, None)).people],
        "in class": [one.id for one in laptop.read(lambda r: list_people(r, "", class_id, None)).people],
        "sheet": [(r.session, r.person, r.status) for r in laptop.read(lambda r: export_rows(r, class_id=class_id))],
    }


def test_twins_are_found_with_their_reasons_and_the_surest_come_first(laptop: Laptop) -> None:
    yohanes = laptop.person("Yohanes Bria", birth_date=BORN)
    johanis = laptop.person("Johanis Bria", birth_date=BORN)
    laptop.person("Yohana Bria", birth_date=BORN)
    maria = laptop.person("Maria Nalle", employee_number="198009162009112000")
    again = laptop.person("Maria Nale", employee_number="198009162009112000")
    found = laptop.read(Twins().find)
    assert [(pair.first.id, pair.second.id) for pair in found] == [(maria, again), (yohanes, johanis)]
    assert [pair.verdict for pair in found] == [Verdict.SAME, Verdict.LIKELY]
    assert found[1].reasons == (Reason.BIRTH_DATE, Reason.SPELLING)


def test_asking_again_finds_who_is_new_changed_or_gone(laptop: Laptop) -> None:
    twins = Twins()
    one = laptop.person("Yohanes Bria", birth_date=BORN)
    assert laptop.read(twins.find) == ()
    other = laptop.person("Yohanis Bria", birth_date="1990-01-01")
    assert laptop.read(twins.find) == ()
    key = RowKey(PERSON.number, other)
    laptop.settle()
    laptop.arrive(key, patch(PERSON, name="Yohanis Bria", birth_date=BORN))
    assert [(pair.first.id, pair.second.id) for pair in laptop.read(twins.find)] == [(one, other)]
    laptop.arrive(key, patch(PERSON, name="Yohanis Bria", birth_date=BORN, gone=1), v=201)
    assert laptop.read(twins.find) == ()


def test_of_a_class_only_its_own_people_are_asked_about(laptop: Laptop) -> None:
    class_id, _, people = laptop.class_with(2, 1)
    twin = laptop.person("Orang 01", employee_number="199001011990011001")
    laptop.person("Petrus Tefa", phone="+62811")
    laptop.person("Piter Tefa", phone="+62811")
    assert len(pairs(laptop)) >= 1
    assert all(people[0] in pair or people[1] in pair or twin in pair for pair in pairs(laptop, class_id))


def test_whoever_was_told_apart_is_never_asked_about_again(laptop: Laptop) -> None:
    one, other = (laptop.person(name, birth_date=BORN) for name in ("Yohanes Bria", "Yohanis Bria"))
    assert pairs(laptop) == [(one, other)]
    laptop.write(lambda r, m: tell_apart(r, other, one, m))
    assert pairs(laptop) == []
    laptop.write(lambda r, m: merge(r, one, other, m))
    laptop.write(lambda r, m: unmerge(r, other, m))
    assert pairs(laptop) == [(one, other)], "who merged them has taken the word back"


def test_a_merged_person_is_one_everywhere_and_two_again_when_parted(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(3, 2)
    one, other, third = people
    for session, person, status in (
        (sessions[0], one, "H"),
        (sessions[0], other, "H"),
        (sessions[0], third, "S"),
        (sessions[1], other, "I"),
    ):
        mark(laptop, session, person, status)
    before = seen(laptop, class_id)
    laptop.write(lambda r, m: merge(r, one, other, m))
    merged = seen(laptop, class_id)
    assert [person.id for person in merged["people"]] == [one, third]
    assert merged["class"] == merged["classes"][0] == 2
    assert merged["list"] == merged["in class"] == [one, third]
    assert merged["counts"] == [((1, 0, 1, 0, 0), 0, 0), ((0, 1, 0, 0, 0), 1, 0)]
    assert merged["marks"] == sorted(
        [(sessions[0], one, "H", "", False), (sessions[0], third, "S", "", False), (sessions[1], one, "I", "", False)]
    )
    assert sorted(merged["sheet"]) == sorted((of, person, status) for of, person, status, _, _ in merged["marks"])
    assert [one.records for one in laptop.read(lambda r: list_people(r, "", None, None)).people] == [2, 1]
    (together,) = laptop.read(merged_people)
    assert (together.stands.id, [record.id for record in together.others]) == (one, [other])
    laptop.write(lambda r, m: unmerge(r, other, m))
    assert seen(laptop, class_id) == before
    assert laptop.read(merged_people) == ()


def test_two_records_marked_differently_count_for_nothing_until_somebody_chooses(laptop: Laptop) -> None:
    class_id, (session,), (one, other) = laptop.class_with(2, 1)
    mark(laptop, session, one, "H")
    mark(laptop, session, other, "S")
    laptop.write(lambda r, m: merge(r, one, other, m))
    told = seen(laptop, class_id)
    assert told["counts"] == [((0, 0, 0, 0, 0), 0, 1)]
    assert told["rates"] == {one: None}
    (cell,) = laptop.read(lambda r: register.marks_of(r, [session]))
    assert (cell.person, cell.disputed, cell.tick) == (one, True, Tick.NEEDS_YOU)
    act = mark(laptop, session, one, "H")
    assert seen(laptop, class_id)["counts"] == [((1, 0, 0, 0, 0), 0, 0)]
    laptop.write(lambda r, m: attendance.undo(r, act, m))
    assert seen(laptop, class_id)["counts"] == [((0, 0, 0, 0, 0), 0, 1)]


def test_a_mark_goes_to_the_record_that_is_enrolled_or_marked(laptop: Laptop) -> None:
    class_id, (session, second), (one,) = laptop.class_with(1, 2)
    outside = laptop.person("Orang Satu Lagi")
    laptop.write(lambda r, m: merge(r, outside, one, m))
    mark(laptop, session, outside, "H")
    assert laptop.read(lambda r: fetch_row(r, ATTENDANCE, session, one)) is not None
    assert laptop.read(lambda r: fetch_row(r, ATTENDANCE, session, outside)) is None
    assert laptop.read(lambda r: attendance.is_enrolled(r, session, outside))
    laptop.write(lambda r, m: attendance.fill_rest(r, session, "A", m))
    assert seen(laptop, class_id)["counts"][0] == ((1, 0, 0, 0, 0), 0, 0)
    laptop.write(lambda r, m: attendance.fill_rest(r, second, "A", m))
    assert seen(laptop, class_id)["counts"][1] == ((0, 0, 0, 1, 0), 0, 0)
    assert [person.id for person in seen(laptop, class_id)["people"]] == [outside]


def test_a_merged_person_is_found_by_the_name_under_either_record(laptop: Laptop) -> None:
    one, other = laptop.person("Yohanes Bria"), laptop.person("Johanis Bria", employee_number="197803072005011000")
    laptop.write(lambda r, m: merge(r, one, other, m))
    for words in ("yohanes", "johanis", "1978030720", "bria"):
        total, found = laptop.read(partial(search_people, search=words, class_id=None, limit=None))
        assert (total, [person.id for person in found]) == (1, [one])


def test_an_open_question_about_a_shared_number_is_closed_by_a_decision(laptop: Laptop) -> None:
    one, other = laptop.person("A Bria", employee_number="1"), laptop.person("B Seran", employee_number="1")
    key = RowKey(CONFLICT.number, 5, *sorted((one, other)))
    told = patch(CONFLICT, record="person", row_k1=one, row_k2=other, field="twin:employee_number", kind="twin", open=1)
    for decide in (merge, tell_apart):
        laptop.arrive(key, told)
        laptop.write(partial(decided, decide, one, other))
        line = laptop.read(lambda r: fetch_row(r, CONFLICT, *key[1:]))
        assert line is not None
        assert (line.open, line.resolved_by) == (0, 7)
        if decide is merge:
            laptop.write(lambda r, m: unmerge(r, other, m))
            laptop.settle()


def test_a_question_about_a_shared_number_shows_both_records_until_it_is_answered(laptop: Laptop) -> None:
    one, other = laptop.person("Petrus Nahak", employee_number="1"), laptop.person("Agustina Tefa")
    told = patch(CONFLICT, record="person", row_k1=one, row_k2=other, field="employee_number", kind="twin", open=1)
    laptop.arrive(RowKey(CONFLICT.number, 5, *sorted((one, other))), told)
    (asked,) = laptop.read(conflict_views)
    assert asked.twins is not None
    assert (asked.twins.first.id, asked.twins.second.id, asked.twins.reasons) == (one, other, ("NIP sama",))
    laptop.write(partial(decided, tell_apart, one, other))
    assert laptop.read(conflict_views) == ()


def test_what_cannot_be_merged_is_said(laptop: Laptop) -> None:
    one, other = laptop.person("A"), laptop.person("B")
    laptop.write(lambda r, m: merge(r, one, other, m))
    with pytest.raises(Unsuitable, match="sudah digabung"):
        laptop.write(lambda r, m: merge(r, other, one, m))
    with pytest.raises(Unsuitable, match="sudah digabung"):
        laptop.write(lambda r, m: tell_apart(r, other, one, m))
    laptop.write(lambda r, m: unmerge(r, one, m))
    with pytest.raises(Unsuitable, match="tidak digabung"):
        laptop.write(lambda r, m: unmerge(r, one, m))
    with pytest.raises(Unsuitable):
        laptop.write(lambda r, m: merge(r, one, one, m))


def test_a_viewer_merges_nobody(tmp_path: Any) -> None:
    laptop = Laptop(tmp_path, Role.VIEWER)
    try:
        for number in (1, 2):
            laptop.arrive(RowKey(PERSON.number, 9 << 32 | number), patch(PERSON, name="Yohanes Bria", birth_date=BORN))
        with pytest.raises(NotAllowed):
            laptop.write(lambda r, m: merge(r, 9 << 32 | 1, 9 << 32 | 2, m))
    finally:
        laptop.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    marks=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4), st.sampled_from(["H", "S", "A", None])), max_size=8),
    merges=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=3),
)
def test_merging_and_parting_again_leaves_nothing_behind(
    tmp_path_factory: Any, marks: list[tuple[int, int, str | None]], merges: list[tuple[int, int]]
) -> None:
    laptop = Laptop(tmp_path_factory.mktemp("laptop"))
    try:
        class_id, sessions, people = laptop.class_with(4, 2)
        people.append(laptop.person("Di luar kelas"))
        for session, person, status in marks:
            mark(laptop, sessions[session], people[person], status)
        before = seen(laptop, class_id)
        made = []
        for keep, other in merges:
            try:
                laptop.write(partial(decided, merge, people[keep], people[other]))
                made.append(people[other])
            except Unsuitable:
                continue
        told = seen(laptop, class_id)
        assert sum(sum(counts) + empty + disputed for counts, empty, disputed in told["counts"]) == 2 * told["class"]
        while merged := laptop.read(merged_people):
            laptop.write(partial(decided, unmerge, merged[0].others[0].id))
        assert seen(laptop, class_id) == before
    finally:
        laptop.close()


def test_home_counts_a_person_once(laptop: Laptop) -> None:
    class_id, (session,), (one, other) = laptop.class_with(2, 1)
    mark(laptop, session, one, "H")
    mark(laptop, session, other, "H")
    laptop.write(lambda r, m: merge(r, one, other, m))
    (today,) = laptop.read(lambda r: home.open_home(r, START + 86_400, sync_state(r))).today
    assert (today.people, today.marked) == (1, 1)
    assert laptop.read(lambda r: fetch_row(r, ENROLMENT, class_id, other)) is not None
