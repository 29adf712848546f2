"""What minutes have frozen: protected, compared with what comes from elsewhere, and read by every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, MINUTES, PERSON, SCORE
from contract.training.completion.minutes import Kind
from contract.training.completion.rule import Outcome
from contract.training.enrolment.states import State
from contract.training.people.anonymity import NAME
from contract.training.rights.roles import Role
from desktop.services.attendance.marking import Entry, mark_many, undo
from desktop.services.attendance.summary import summarise
from desktop.services.classes.sessions import close_session
from desktop.services.completion.deciding import Verdict, completion_report, decide
from desktop.services.completion.frozen import standing_minutes
from desktop.services.completion.minutes import (
    NewMinutes,
    changes_of_class,
    make_minutes,
    minutes_view,
    sign_completion,
    supplement,
    twice_signed,
)
from desktop.services.completion.rules import set_rule_of_class
from desktop.services.completion.scores import NewComponent, NewScore, add_component, score_table, set_score
from desktop.services.enrolment.moving import Move, move_many
from desktop.services.enrolment.views import list_enrolments
from desktop.services.faults import NotAllowed, Overtaken, Unsuitable
from desktop.services.people.listing import join_group
from desktop.services.people.personal_rights import anonymise, what_stays
from desktop.services.plans.groups import create_group
from desktop.services.writing import patch
from desktop.storage.queries.enrolments import Wanted
from tests.services.laptop import REALM, Laptop
from tests.services.test_who_works import join

ON = "2025-09-02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A class of four with two closed sessions of 3 JP, one component, decided and signed."""

    laptop: Laptop
    class_id: int
    sessions: list[int]
    people: list[int]
    component: int
    minutes: int


def new_minutes(class_id: int) -> NewMinutes:
    return NewMinutes(class_id=class_id, kind=Kind.COMPLETION, held_on=ON, place="Kupang")


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[Signed]:
    laptop = Laptop(tmp_path)
    class_id, sessions, people = laptop.class_with(4, 2)
    laptop.write(lambda r, m: set_rule_of_class(r, class_id, '{"min_attendance_pct":80,"min_total":60}', m))
    new = NewComponent(class_id=class_id, title="Tugas", kind="assignment", weight=10_000)
    component = laptop.write(lambda r, m: add_component(r, new, m))
    entries = [Entry(session=session, person=person, status="H") for session in sessions for person in people[:3]]
    laptop.write(lambda r, m: mark_many(r, entries, m))
    for person, value in zip(people, (8_000, 5_999, 6_000, 9_000), strict=True):
        new_score = NewScore(component=component, person=person, value=value)
        laptop.write(lambda r, m, new_score=new_score: set_score(r, new_score, m))  # type: ignore[misc]
    for session in sessions:
        laptop.write(lambda r, m, session=session: close_session(r, session, True, m))  # type: ignore[misc]
    laptop.write(lambda r, m: decide(r, class_id, ON, m))
    minutes = laptop.write(lambda r, m: sign_completion(r, new_minutes(class_id), m)).id
    yield Signed(
        laptop=laptop,
        class_id=class_id,
        sessions=sessions,
        people=people,
        component=component,
        minutes=minutes,
    )
    laptop.close()


def told(signed: Signed) -> list[tuple[str, int, str | None, str | None]]:
    found = signed.laptop.read(lambda r: changes_of_class(r, signed.class_id))
    return [(one.what.value, signed.people.index(one.person), one.old, one.new) for one in found]


def outcomes(signed: Signed) -> list[str]:
    report = signed.laptop.read(lambda r: completion_report(r, signed.class_id, ON))
    return [one.outcome.value for one in report.judgements]


def test_frozen_marks_scores_and_results_change_with_a_reason_only_and_stay_frozen_in_reports(signed: Signed) -> None:
    laptop, (first, *_), (one, two, *_) = signed.laptop, signed.sessions, signed.people
    assert outcomes(signed) == ["passed", "not_passed", "passed", "not_passed"]
    score = NewScore(component=signed.component, person=two, value=7_000)
    verdict = Verdict(person=two, outcome=Outcome.PASSED, reason="Remedial")
    with pytest.raises(Unsuitable, match="lontar minutes supplement --of"):
        laptop.write(lambda r, m: set_score(r, score, m))
    with pytest.raises(Unsuitable):
        laptop.write(lambda r, m: mark_many(r, [Entry(session=first, person=one, status="A")], m))
    assert told(signed) == []
    late = Entry(session=first, person=one, status="A", reason="Salah catat")
    act = laptop.write(lambda r, m: mark_many(r, [late], m))
    laptop.write(lambda r, m: mark_many(r, [replace(late, status="S")], m))  # the same reason once more
    laptop.write(lambda r, m: mark_many(r, [late], m))
    laptop.write(lambda r, m: set_score(r, replace(score, reason="Salah ketik"), m))
    laptop.write(lambda r, m: decide(r, signed.class_id, ON, m, verdicts=[verdict]))
    assert told(signed) == [("mark", 0, "H", "A"), ("score", 1, "59,99", "70"), ("result", 1, "Tidak lulus", "Lulus")]
    assert outcomes(signed) == ["passed", "not_passed", "passed", "not_passed"]  # as signed
    summary = laptop.read(lambda r: summarise(r, signed.class_id))
    assert (summary.people[0].attended.share, len(summary.changed)) == (Fraction(1), 3)
    assert laptop.read(lambda r: score_table(r, signed.class_id)).lines[1].total != 70
    with pytest.raises((Unsuitable, Overtaken)):
        laptop.write(lambda r, m: undo(r, act, m))
    new = replace(new_minutes(0), reason="Salah catat")
    later = laptop.write(lambda r, m: supplement(r, signed.minutes, new, m)).id
    assert told(signed) == []
    summary = laptop.read(lambda r: summarise(r, signed.class_id))
    assert (summary.people[0].attended.share, summary.changed) == (Fraction(1, 2), ())
    assert outcomes(signed) == ["not_passed", "passed", "passed", "not_passed"]
    standing = laptop.read(lambda r: standing_minutes(r, signed.class_id))
    assert standing is not None
    assert standing.id == later
    assert standing.frozen.results[two].reason == "Remedial"
    # A verdict stands until another one, whatever the rule says.
    laptop.write(lambda r, m: decide(r, signed.class_id, ON, m, reason="Sesudah susulan"))
    assert told(signed) == [("result", 0, "Lulus", "Tidak lulus")]


def states(signed: Signed) -> list[tuple[str, str | None]]:
    rows = signed.laptop.read(lambda r: list_enrolments(r, signed.class_id, Wanted(), None)).rows
    return [(row.stored, row.reason) for row in rows]


def test_enrolments_follow_the_minutes_and_each_supplement_with_its_reason(signed: Signed) -> None:
    laptop, (one, two, three, four) = signed.laptop, signed.people
    assert states(signed) == [("passed", None), ("not_passed", None), ("passed", None), ("not_passed", None)]
    left = Move(to=State.WITHDRAWN, reason="Pensiun", correct=True)
    by_hand = Move(to=State.PASSED, reason="Keliru", correct=True)
    move_many(laptop.replica, signed.class_id, [three], left)
    move_many(laptop.replica, signed.class_id, [four], by_hand)
    verdicts = [Verdict(person=one, outcome=Outcome.NOT_PASSED, reason="x") for one in (one, three)]
    verdicts += [Verdict(person=two, outcome=Outcome.DEFERRED, reason="x")]
    laptop.write(lambda r, m: decide(r, signed.class_id, ON, m, verdicts=verdicts))
    assert states(signed)[0] == ("passed", None)  # decided is not signed
    new = replace(new_minutes(0), reason="Banding diterima")
    made = laptop.write(lambda r, m: supplement(r, signed.minutes, new, m)).states
    assert made is not None
    assert made.moved == {State.NOT_PASSED: 1, State.DEFERRED: 1}
    # What these minutes did not state anew is told, and left to a person; who has left stays so.
    assert [(other.person, other.is_corrected) for other in made.otherwise] == [(one, True), (two, True), (four, False)]
    assert 'padahal menurut berita acara "Tidak lulus"' in made.otherwise[2].sentence
    assert states(signed) == [
        ("not_passed", "Banding diterima"),
        ("deferred", "Banding diterima"),
        ("withdrawn", "Pensiun"),
        ("passed", "Keliru"),
    ]


def test_whoever_is_neither_organiser_nor_admin_cannot_change_what_is_frozen(signed: Signed) -> None:
    laptop = signed.laptop
    join(laptop, "Beni Tefa", role=Role.FACILITATOR)
    score = NewScore(component=signed.component, person=signed.people[0], value=7_000, reason="Salah ketik")
    with pytest.raises(NotAllowed, match="dibekukan"):
        laptop.write(lambda r, m: set_score(r, score, m))
    same = replace(score, value=8_000)
    assert laptop.write(lambda r, m: set_score(r, same, m)) == 0


def test_what_others_changed_is_found_when_it_arrives(signed: Signed) -> None:
    laptop, (first, *_), (one, _, _, four) = signed.laptop, signed.sessions, signed.people
    laptop.settle()
    laptop.arrive(RowKey(ATTENDANCE.number, first, four), patch(ATTENDANCE, status="H", deputy_name="Wakil"))
    laptop.arrive(RowKey(SCORE.number, signed.component, one, 2), patch(SCORE, value=10_000))
    assert told(signed) == [("mark", 3, None, "H, diwakili Wakil"), ("score", 0, None, "100")]


def test_minutes_that_are_not_what_their_digest_says_are_passed_over_and_of_two_the_further_supplement_holds(
    signed: Signed,
) -> None:
    laptop, person = signed.laptop, signed.people[0]
    score = NewScore(component=signed.component, person=person, value=7_000, reason="Salah ketik")
    laptop.write(lambda r, m: set_score(r, score, m))
    new = replace(new_minutes(0), reason="Salah ketik")
    later = laptop.write(lambda r, m: supplement(r, signed.minutes, new, m)).id
    laptop.settle()

    def row(**fields: int | str) -> dict[int, int | str | None]:
        body = laptop.read(lambda r: r.row(RowKey(MINUTES.number, later)))
        assert body is not None
        assert body.content is not None
        return {**body.content, **patch(MINUTES, **fields)}

    laptop.arrive(RowKey(MINUTES.number, 9 << 32 | 1), row(supplements=later, digest="0" * 64))
    laptop.arrive(RowKey(MINUTES.number, 9 << 32 | 2), row(signed_at=laptop.now + 999, supplements=0))
    standing = laptop.read(lambda r: standing_minutes(r, signed.class_id))
    assert standing is not None
    assert standing.id == later


def test_a_class_that_two_laptops_signed_is_said_to_be_until_a_supplement_settles_it(signed: Signed) -> None:
    laptop = signed.laptop
    laptop.settle()
    assert laptop.read(lambda r: twice_signed(r, signed.class_id)) == ""
    first = laptop.read(lambda r: r.row(RowKey(MINUTES.number, signed.minutes)))
    assert first is not None
    other = 9 << 32 | 1
    laptop.arrive(
        RowKey(MINUTES.number, other), {**(first.content or {}), **patch(MINUTES, signed_at=laptop.now + 999)}
    )
    assert f"yang berlaku {format_id(other)}" in laptop.read(lambda r: twice_signed(r, signed.class_id))
    score = NewScore(component=signed.component, person=signed.people[0], value=7_000, reason="Salah ketik")
    laptop.write(lambda r, m: set_score(r, score, m))
    laptop.write(lambda r, m: supplement(r, other, replace(new_minutes(0), reason="Salah ketik"), m))
    assert laptop.read(lambda r: twice_signed(r, signed.class_id)) == ""


def test_a_person_merged_since_is_still_the_one_whom_the_minutes_name(signed: Signed) -> None:
    laptop, (first, *_), (one, *_) = signed.laptop, signed.sessions, signed.people
    other = laptop.person("Orang 01 juga")
    laptop.settle()
    held = laptop.read(lambda r: r.row(RowKey(PERSON.number, one)))
    assert held is not None
    laptop.arrive(RowKey(PERSON.number, one), {**(held.content or {}), **patch(PERSON, same_as=other)})
    assert told(signed) == []
    with pytest.raises(Unsuitable):
        laptop.write(lambda r, m: mark_many(r, [Entry(session=first, person=other, status="A")], m))
    with pytest.raises(Unsuitable):
        laptop.write(lambda r, m: set_score(r, NewScore(component=signed.component, person=other, value=100), m))


def test_a_score_for_a_group_is_written_for_every_member_and_other_minutes_freeze_nothing(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path)
    class_id, _, people = laptop.class_with(3, 0)
    group = laptop.write(lambda r, m: create_group(r, class_id, "Kelompok 1", m))
    laptop.write(lambda r, m: join_group(r, group, REALM, people[:2], m))
    new = NewComponent(class_id=class_id, title="Seminar", kind="seminar", weight=10_000, of_group=True)
    component = laptop.write(lambda r, m: add_component(r, new, m))
    handover = NewMinutes(class_id=class_id, kind=Kind.HANDOVER, held_on=ON, place="Kupang", body={"items": ["STTP"]})
    laptop.write(lambda r, m: make_minutes(r, handover, m))
    score = NewScore(component=component, group=group, value=8_750)
    assert laptop.write(lambda r, m: set_score(r, score, m)) == 2
    assert laptop.write(lambda r, m: set_score(r, score, m)) == 0
    again = NewScore(component=component, person=people[1], value=9_000)
    assert laptop.write(lambda r, m: set_score(r, again, m)) == 2
    table = laptop.read(lambda r: score_table(r, class_id))
    assert [line.total for line in table.lines] == [90, 90, None]
    assert laptop.read(lambda r: standing_minutes(r, class_id)) is None
    laptop.close()


def test_who_was_made_nameless_is_in_no_report_and_stays_on_the_paper_for_who_runs_the_office(signed: Signed) -> None:
    laptop, one = signed.laptop, signed.people[0]
    deputy = Entry(session=signed.sessions[0], person=one, status="H", deputy_name="Ina Wakil", reason="Wakil hadir")
    laptop.write(lambda r, m: mark_many(r, [deputy], m))
    new = replace(new_minutes(0), reason="Wakil hadir")
    minutes = laptop.write(lambda r, m: supplement(r, signed.minutes, new, m)).id
    before = laptop.read(lambda r: completion_report(r, signed.class_id, ON))
    stays = laptop.read(lambda r: what_stays(r, one))
    assert [(paper.record, paper.id) for paper in stays.papers] == [("minutes", signed.minutes), ("minutes", minutes)]
    assert "2 berita acara" in stays.sentence
    laptop.write(lambda r, m: anonymise(r, one, "diminta", date(2025, 10, 1), m))

    # Nothing that is counted changes, and no report says the name.
    report = laptop.read(lambda r: completion_report(r, signed.class_id, ON))
    assert [person.outcome for person in report.judgements] == [person.outcome for person in before.judgements]
    assert [person.attended for person in report.judgements] == [person.attended for person in before.judgements]
    assert (report.changed, report.judgements[0].person.name) == ((), NAME)
    assert laptop.read(lambda r: score_table(r, signed.class_id)).lines[0].person.name == NAME
    assert laptop.read(lambda r: summarise(r, signed.class_id)).people[0].name == NAME

    # The paper is as it was signed, for an organiser; for others it holds no name either.
    paper = laptop.read(lambda r: completion_report(r, signed.class_id, ON, as_signed=True))
    assert paper.judgements[0].person.name == "Orang 01"
    assert "Orang 01" in str(laptop.read(lambda r: minutes_view(r, minutes)).body)
    join(laptop, "Beni Tefa", role=Role.FACILITATOR)
    shown = laptop.read(lambda r: minutes_view(r, minutes))
    assert shown.is_whole
    assert "Orang 01" not in str(shown.body)
    assert "Ina Wakil" not in str(shown.body)
    assert "Orang 02" in str(shown.body)
    paper = laptop.read(lambda r: completion_report(r, signed.class_id, ON, as_signed=True))
    assert paper.judgements[0].person.name == NAME
