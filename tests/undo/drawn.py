"""Every service that writes, and how a test presses it: with arguments drawn from what stands in the office now.

`test_every_act.py` compares the names with desktop/services: whoever adds a service that writes adds its press here, or
says in NO_ACT why it is none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from contract.exchange.shapes import Record
from contract.training import catalogue as c
from contract.training.certificates.kinds import Signer
from contract.training.completion.evidence import ComponentKind
from contract.training.enrolment.states import State
from contract.training.people.consent import Way
from contract.training.programmes.training_states import TrainingState
from desktop.services import attachments, regulations
from desktop.services.attendance import copying, marking, sheet
from desktop.services.attendance.marking import Entry
from desktop.services.certificates import signatories
from desktop.services.classes import creating, sessions, staff, subjects, tasks
from desktop.services.completion import competence, deciding, rules, score_sheet, scores
from desktop.services.conflicts import resolving
from desktop.services.conflicts.listing import list_conflicts, list_decided
from desktop.services.enrolment import moving, selection
from desktop.services.people import consent, listing, merging, person_fields, photographs, registering
from desktop.services.plans import grouping, groups, leaving_groups, planning, seminars
from desktop.services.programmes import doubles, facts, files, opening, removing, templates, trainings
from desktop.services.spbe import appraising, importing, instruments
from desktop.services.views import NewClass, NewSession
from desktop.storage.edit import Moment
from desktop.storage.queries.lines import fetch_all
from desktop.storage.replica import Replica
from resources import path
from tests.services.laptop import START, nip

T = TypeVar("T")
TODAY = date(2025, 7, 28)
KINDS = tuple(kind.value for kind in ComponentKind)
PHOTO, JPEG = b"\xff\xd8 foto", "image/jpeg"
TEMPLATED = "dts-manggarai-barat"


class Draw:
    """Chooses by numbers that were drawn before, so that what failed can be repeated."""

    def __init__(self, replica: Replica, numbers: Sequence[int], folder: Path) -> None:
        self.replica = replica
        self.folder = folder
        self._numbers = list(numbers)

    def number(self, below: int) -> int:
        """0 up to but not including `below`."""
        return self._numbers.pop(0) % below if self._numbers else 0

    def one(self, choices: Sequence[T]) -> T:
        """One of these. Raises IndexError for none."""
        return choices[self.number(len(choices) or 1)]

    def row(self, record: Record) -> Any:
        """A row of the record. Raises IndexError for none."""
        return self.one(fetch_all(self.replica, record, None))

    def id(self, record: Record) -> int:
        """Its id."""
        return int(self.row(record).id)

    def some(self, record: Record) -> list[int]:
        """A few ids, at least one."""
        found = [int(line.id) for line in fetch_all(self.replica, record, None)]
        return found[: 1 + self.number(len(found) or 1)]

    def member(self) -> tuple[int, int]:
        """(class, person) of somebody enrolled."""
        line = self.row(c.ENROLMENT)
        return line.class_group, line.person

    def conflict(self, *, is_open: bool) -> int:
        """A disagreement. Raises IndexError for none."""
        held = list_conflicts(self.replica) if is_open else list_decided(self.replica, START)
        return self.one([one.id for one in held])

    def file(self, *rows: Sequence[object]) -> Path:
        """A table as a file."""
        target = self.folder / "drawn.csv"
        target.write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n", encoding="utf-8")
        return target


Press = Callable[[Draw, Replica, Moment], object]


def _id(identifier: int) -> str:
    return f"{identifier >> 32}-{identifier & 2**32 - 1}"


def _state(d: Draw) -> moving.Move:
    to = d.one([State.REGISTERED, State.SELECTED, State.WITHDRAWN, State.RESERVE])
    return moving.Move(to=to, reason="diubah", correct=True)


def _mark(d: Draw) -> Entry:
    late = d.one((None, 20))
    status = "H" if late else d.one(("H", "I", "S", "A", "DL", None))
    return Entry(session=d.id(c.SESSION), person=d.id(c.PERSON), status=status, late=late, note=d.one((None, "ada")))


def _score(d: Draw) -> scores.NewScore:
    return scores.NewScore(component=d.id(c.COMPONENT), person=d.member()[1], value=d.number(10_001))


def _milestone(d: Draw) -> planning.NewMilestone:
    return planning.NewMilestone(title=d.one(("Survei", "Pilot")), due_on="2025-09-01", budget="1.000.000")


def _level(d: Draw) -> tuple[int, int]:
    return 1 + d.number(47), 1 + d.number(5)


def _import_levels(d: Draw, r: Replica, m: Moment) -> object:
    indicator, level = _level(d)
    file = d.file(("indicator", "level", "evidence"), (indicator, level, "naskah"))
    return importing.import_levels(r, d.id(c.APPRAISAL), file, m)


def _import_marks(d: Draw, r: Replica, m: Moment) -> object:
    head = ("session", "person", "status")
    return sheet.import_sheet(r, d.file(head, (_id(d.id(c.SESSION)), _id(d.id(c.PERSON)), d.one("HISA"))), m)


def _import_scores(d: Draw, r: Replica, m: Moment) -> object:
    row = (_id(d.id(c.COMPONENT)), _id(d.member()[1]), d.number(101))
    return score_sheet.import_scores(r, d.file(("component", "person", "value"), row), m)


def _open_template(d: Draw, r: Replica, m: Moment) -> object:
    return templates.open_template(r, d.id(c.TEMPLATE), "53.04", "", m)


def _merge(d: Draw, r: Replica, m: Moment) -> object:
    return merging.merge(r, d.id(c.PERSON), d.id(c.PERSON), m)


def _apart(d: Draw, r: Replica, m: Moment) -> object:
    return merging.tell_apart(r, d.id(c.PERSON), d.id(c.PERSON), m)


def _teach(d: Draw, r: Replica, m: Moment) -> None:
    staff.teach(r, d.id(c.SESSION), d.id(c.STAFF), "speaker", m, remove=bool(d.number(3) == 0))


def _fact(d: Draw, r: Replica, m: Moment) -> object:
    kind, told = d.one((("partner", {"name": "Kominfo"}), ("village", {"name": "Oelnasi"}), ("agreement", {})))
    more: dict[str, Any] = {"object": "literasi"} if kind == "agreement" else {}
    return facts.add_to_programme(r, d.row(c.PROGRAMME).key, kind, {**told, **more}, m)


def _agreed(d: Draw, r: Replica, m: Moment) -> object:
    kind, told = d.one((("party", {"name": "BPSDMD"}), ("commitment", {"text": "seratus orang"})))
    return facts.add_to_agreement(r, d.id(c.AGREEMENT), kind, dict(told), m)


def _new_session(d: Draw, r: Replica, m: Moment) -> object:
    at = START + 86_400 * d.number(20)
    return sessions.create_session(r, NewSession(class_id=d.id(c.CLASS_GROUP), title="Sesi", starts_at=at, hours=2), m)


def _change_session(d: Draw, r: Replica, m: Moment) -> None:
    told = sessions.SessionChange(title=d.one(("Etika", "Data")), hours=float(1 + d.number(4)), place="Aula")
    sessions.set_session(r, d.id(c.SESSION), told, m)


def _tested(d: Draw) -> competence.NewTest:
    class_id, person = d.member()
    outcome = d.one(tuple(competence.Competent))
    return competence.NewTest(
        class_id=class_id, person=person, scheme="DL", institution="LSP", assessor="A", outcome=outcome, on="2025-07-28"
    )


def _transfer(d: Draw, r: Replica, m: Moment) -> object:
    class_id, person = d.member()
    return selection.transfer(r, class_id, person, d.id(c.CLASS_GROUP), "pindah", m)


def _register(d: Draw, r: Replica, m: Moment) -> object:
    typed = {
        "name": d.one(("Maria Nalle", "Yosef Lay", "Ina Bria")),
        "agency": "BKD",
        "employee_number": nip(d.number(700)),
    }
    return registering.register_person(r, typed, "53", m, TODAY)


def _field(d: Draw, r: Replica, m: Moment) -> object:
    name, text = d.one((("agency", "BKD"), ("phone", "0812 3456 7890"), ("position", "Analis"), ("agency", "")))
    return person_fields.set_field(r, d.id(c.PERSON), name, text, m, TODAY)


def _balance(d: Draw, r: Replica, m: Moment) -> object:
    wanted = grouping.Balance(count=1 + d.number(2), by=("sex",), seed=d.number(9), again=True)
    return grouping.balance_groups(r, d.id(c.CLASS_GROUP), wanted, m)


def _seminar_score(d: Draw, r: Replica, m: Moment) -> object:
    group = d.row(c.GROUP)
    told = seminars.NewScore(examiner=d.id(c.STAFF), criterion=d.one(("1", "2")), value=str(60 + d.number(40)))
    return seminars.give_score(r, group.id, told, m)


def _regulation(d: Draw, r: Replica, m: Moment) -> object:
    name, value = d.one((("lesson_minutes", "60"), ("backdating_days", "400"), ("rate.daily", "150000")))
    return regulations.set_regulation(r, None, name, value, m, valid_from="2025-01-01", source="SK")


def _course(d: Draw, r: Replica, m: Moment) -> object:
    course = creating.Course(programme_key="dla", programme="DLA", training="DLA 2025", batch=f"Angkatan {d.number(3)}")
    return creating.create_course(r, "53", course, m)


def _instrument(d: Draw, r: Replica, m: Moment) -> object:
    told = json.loads((path("instruments") / "spbe_2020.json").read_text(encoding="utf-8"))
    content = json.dumps({**told, "key": f"spbe-{d.number(9)}"}).encode()
    return instruments.add_instrument(r, None, content, m)


PRESSES: dict[str, Press] = {
    "attachments.attach": lambda d, r, m: attachments.attach(
        r, d.id(c.SESSION), b"\xff\xd8 foto", "image/jpeg", "a", m
    ),
    "attachments.attach_to_group": lambda d, r, m: attachments.attach_to_group(r, d.id(c.GROUP), PHOTO, JPEG, "a", m),
    "attachments.remove_attachment": lambda d, r, m: attachments.remove_attachment(r, d.id(c.ATTACHMENT), m),
    "attendance.copying.copy_marks": lambda d, r, m: copying.copy_marks(r, d.id(c.SESSION), m),
    "attendance.marking.mark": lambda d, r, m: marking.mark(r, _mark(d), m),
    "attendance.marking.mark_many": lambda d, r, m: marking.mark_many(r, [_mark(d), _mark(d), _mark(d)], m),
    "attendance.marking.fill_rest": lambda d, r, m: marking.fill_rest(r, d.id(c.SESSION), d.one("HS"), m),
    "attendance.sheet.import_sheet": _import_marks,
    "certificates.signatories.add_signatory": lambda d, r, m: signatories.add_signatory(
        r, None, Signer(name="Ina", post="Kepala"), m
    ),
    "classes.creating.create_class": lambda d, r, m: creating.create_class(
        r,
        NewClass(title=f"Kelas {d.number(9)}", office="53"),
        m,
        creating.ClassPlan(stages=[creating.NewStage(title="A")]),
    ),
    "classes.creating.add_stages": lambda d, r, m: creating.add_stages(
        r, d.id(c.CLASS_GROUP), [creating.NewStage(title="Mandiri"), creating.NewStage(title="Tatap muka")], m
    ),
    "classes.creating.set_stage_hours": lambda d, r, m: creating.set_stage_hours(
        r, d.id(c.STAGE), d.number(5) * 100, m
    ),
    "classes.creating.create_course": _course,
    "classes.sessions.create_session": _new_session,
    "classes.sessions.set_session": _change_session,
    "classes.sessions.close_session": lambda d, r, m: sessions.close_session(r, d.id(c.SESSION), bool(d.number(2)), m),
    "classes.staff.add_staff": lambda d, r, m: staff.add_staff(
        r, d.id(c.CLASS_GROUP), staff.NewStaff(role=d.one(("speaker", "examiner", "coach")), name="Bapak Leo"), m
    ),
    "classes.staff.teach": _teach,
    "classes.subjects.add_subject": lambda d, r, m: subjects.add_subject(r, d.id(c.CLASS_GROUP), "Etika", 3.0, m),
    "classes.tasks.add_task": lambda d, r, m: tasks.add_task(r, d.id(c.STAGE), "Laporan", m),
    "classes.tasks.set_done": lambda d, r, m: tasks.set_done(r, d.id(c.TASK), None, m, done=bool(d.number(3)), on=""),
    "completion.competence.record_test": lambda d, r, m: competence.record_test(r, _tested(d), m),
    "completion.competence.record_tests": lambda d, r, m: competence.record_tests(
        r, (one := _tested(d)).class_id, [one], m
    ),
    "completion.deciding.decide": lambda d, r, m: deciding.decide(r, d.id(c.CLASS_GROUP), "2025-07-28", m),
    "completion.rules.set_rule_of_class": lambda d, r, m: rules.set_rule_of_class(
        r, d.id(c.CLASS_GROUP), f'{{"min_attendance_pct":{d.number(100)}}}', m
    ),
    "completion.rules.set_rule_of_training": lambda d, r, m: rules.set_rule_of_training(
        r, d.id(c.TRAINING), f'{{"min_attendance_pct":{d.number(100)}}}', m
    ),
    "completion.score_sheet.import_scores": _import_scores,
    "completion.scores.add_component": lambda d, r, m: scores.add_component(
        r,
        scores.NewComponent(
            class_id=d.id(c.CLASS_GROUP), title=f"Ujian {d.number(99)}", kind=d.one(tuple(ComponentKind)).value
        ),
        m,
    ),
    "completion.scores.set_component": lambda d, r, m: scores.set_component(
        r, d.id(c.COMPONENT), m, weight=d.number(101) * 100
    ),
    "completion.scores.set_score": lambda d, r, m: scores.set_score(r, _score(d), m),
    "completion.scores.set_scores": lambda d, r, m: scores.set_scores(r, [_score(d), _score(d)], m),
    "conflicts.resolving.resolve": lambda d, r, m: resolving.resolve(
        r, d.conflict(is_open=True), d.one(("first", "second")), m
    ),
    "conflicts.resolving.resolve_session": lambda d, r, m: resolving.resolve_session(r, d.id(c.SESSION), {99}, m),
    "conflicts.resolving.undo": lambda d, r, m: resolving.undo(r, d.conflict(is_open=False), m),
    "conflicts.resolving.undo_all": lambda d, r, m: resolving.undo_all(r, [d.conflict(is_open=False)], m),
    "enrolment.moving.step": lambda d, r, m: moving.step(r, d.id(c.CLASS_GROUP), d.some(c.PERSON), _state(d), m),
    "enrolment.moving.nominate": lambda d, r, m: moving.nominate(
        r, d.id(c.CLASS_GROUP), d.some(c.PERSON), moving.Move(to=State.NOMINATED), m, roster=bool(d.number(2))
    ),
    "enrolment.selection.set_quota": lambda d, r, m: selection.set_quota(r, d.id(c.CLASS_GROUP), d.number(40), 5, m),
    "enrolment.selection.set_decree": lambda d, r, m: selection.set_decree(r, d.id(c.CLASS_GROUP), "SK 1", TODAY, m),
    "enrolment.selection.transfer": _transfer,
    "people.consent.give_consent": lambda d, r, m: consent.give_consent(
        r, d.id(c.PERSON), m, text_version="1", given_on=TODAY, way=Way.PAPER
    ),
    "people.consent.withdraw_consent": lambda d, r, m: consent.withdraw_consent(
        r, d.row(c.CONSENT).person, TODAY, "", m
    ),
    "people.listing.enrol": lambda d, r, m: listing.enrol(r, d.id(c.CLASS_GROUP), d.some(c.PERSON), m),
    "people.listing.join_group": lambda d, r, m: listing.join_group(r, d.id(c.GROUP), 3, d.some(c.PERSON), m),
    "people.merging.merge": _merge,
    "people.merging.unmerge": lambda d, r, m: merging.unmerge(r, d.id(c.PERSON), m),
    "people.merging.tell_apart": _apart,
    "people.person_fields.set_field": _field,
    "people.photographs.set_photograph": lambda d, r, m: photographs.set_photograph(
        r, (one := d.member())[1], one[0], PHOTO, JPEG, m
    ),
    "people.registering.register_person": _register,
    "plans.grouping.balance_groups": _balance,
    "plans.grouping.move_member": lambda d, r, m: grouping.move_member(r, d.row(c.MEMBERSHIP).person, d.id(c.GROUP), m),
    "plans.grouping.set_leader": lambda d, r, m: grouping.set_leader(
        r, (one := d.row(c.MEMBERSHIP)).group, one.person, m
    ),
    "plans.groups.create_group": lambda d, r, m: groups.create_group(r, d.id(c.CLASS_GROUP), "Kelompok X", m),
    "plans.groups.write_note": lambda d, r, m: groups.write_note(r, d.id(c.GROUP), "catatan", m),
    "plans.leaving_groups.leave_group": lambda d, r, m: leaving_groups.leave_group(r, *d.member(), m),
    "plans.planning.set_plan_field": lambda d, r, m: planning.set_plan_field(
        r, d.id(c.GROUP), d.one(("title", "background", "theme")), d.one(("Desa digital", "Arsip", "")), m
    ),
    "plans.planning.fill_plan": lambda d, r, m: planning.fill_plan(
        r, d.id(c.GROUP), {"title": "Desa digital", "budget": "2.000.000"}, m
    ),
    "plans.planning.move_plan": lambda d, r, m: planning.move_plan(r, d.id(c.GROUP), d.one(("submitted", "draft")), m),
    "plans.planning.add_milestone": lambda d, r, m: planning.add_milestone(r, d.id(c.GROUP), _milestone(d), m),
    "plans.planning.set_milestone": lambda d, r, m: planning.set_milestone(r, d.id(c.MILESTONE), "title", "Lain", m),
    "plans.planning.finish_milestone": lambda d, r, m: planning.finish_milestone(
        r, d.id(c.MILESTONE), "2025-07-01", "selesai", m
    ),
    "plans.planning.remove_milestone": lambda d, r, m: planning.remove_milestone(r, d.id(c.MILESTONE), m),
    "plans.planning.add_coaching": lambda d, r, m: planning.add_coaching(
        r, d.id(c.GROUP), planning.NewCoaching(held_on="2025-07-20", notes="baik"), m
    ),
    "plans.planning.report_follow_up": lambda d, r, m: planning.report_follow_up(
        r, d.id(c.GROUP), planning.NewFollowUp(days=d.one((30, 60)), held_on="2025-07-20", share=str(d.number(101))), m
    ),
    "plans.seminars.order_seminar": lambda d, r, m: seminars.order_seminar(r, d.id(c.CLASS_GROUP), m, seed=d.number(9)),
    "plans.seminars.give_score": _seminar_score,
    "programmes.facts.add_to_programme": _fact,
    "programmes.facts.add_to_agreement": _agreed,
    "programmes.files.add_programme": lambda d, r, m: files.add_programme(r, "53", files.shipped_files()[TEMPLATED], m),
    "programmes.files.take_programme": lambda d, r, m: files.take_programme(
        r, "53", path(f"programmes/{TEMPLATED}.json"), m
    ),
    "programmes.opening.open_programme": lambda d, r, m: opening.open_programme(
        r, TEMPLATED, opening.Opening(office="53"), m
    ),
    "programmes.doubles.merge_doubles": lambda d, r, m: doubles.merge_doubles(r, d.id(c.TEMPLATE), m),
    "programmes.removing.remove_class": lambda d, r, m: removing.remove_class(r, d.id(c.CLASS_GROUP), m),
    "programmes.removing.remove_programme": lambda d, r, m: removing.remove_programme(r, d.row(c.PROGRAMME).key, m),
    "programmes.removing.remove_training": lambda d, r, m: removing.remove_training(r, d.id(c.TRAINING), m),
    "programmes.templates.make_template": lambda d, r, m: templates.make_template(r, d.id(c.TRAINING), TODAY, m),
    "programmes.templates.open_template": _open_template,
    "programmes.trainings.set_training_state": lambda d, r, m: trainings.set_training_state(
        r, d.id(c.TRAINING), d.one((TrainingState.PROPOSED, TrainingState.APPROVED, TrainingState.CANCELLED)), m
    ),
    "programmes.trainings.set_call": lambda d, r, m: trainings.set_call(r, d.id(c.TRAINING), "005/1", TODAY, m),
    "regulations.set_regulation": _regulation,
    "spbe.appraising.add_appraisal": lambda d, r, m: appraising.add_appraisal(
        r, appraising.NewAppraisal(district="53.04", year=2025), m
    ),
    "spbe.appraising.set_level": lambda d, r, m: appraising.set_level(r, d.id(c.APPRAISAL), *_level(d), m),
    "spbe.importing.import_levels": _import_levels,
    "spbe.instruments.add_instrument": _instrument,
}


NO_ACT: dict[str, str] = {
    **dict.fromkeys(
        (
            "attachments.ask_for",
            "people.photographs.ask_for_missing",
            "typed_days.has_come",
            "typed_days.latest_today",
            "certificates.numbers.today_in",
            "certificates.views.revocation_file",
            "certificates.views.revocations",
            "attendance.checks.check",
            "attendance.checks.late_entry",
            "attendance.checks.require_no_reason",
            "undo.standing.require_open",
            "conflicts.decisions.closings",
        ),
        "writes no row",
    ),
    **dict.fromkeys(
        (
            "certificates.issuing.issue_certificates",
            "certificates.issuing.reissue_certificate",
            "certificates.issuing.revoke_certificate",
            "certificates.numbers.reserve_numbers",
            "certificates.signed_papers.take_back",
            "completion.minutes.make_minutes",
            "completion.minutes.sign_completion",
            "completion.minutes.supplement",
            "payments.nominal.correct",
            "payments.nominal.make",
            "people.personal_rights.anonymise",
            "plans.seminar_minutes.sign_seminar",
        ),
        "kept: cancelled by its own command",
    ),
    **dict.fromkeys(
        (
            "attachments.attached",
            "completion.decided_states.follow",
            "enrolment.moving.in_batches",
            "plans.planning.put_plan",
            "plans.surplus_groups.remove",
            "programmes.opening.open_training",
            "writing.write",
        ),
        "part of another service",
    ),
    **dict.fromkeys(
        (
            "attendance.marking.undo",
            "exchange.digest.undo_line",
            "exchange.returned.repeat",
            "exchange.returned.repeat_held",
            "undo.taking_back.undo",
            "undo.taking_back.redo",
        ),
        "answers another act or the centre; written by the same `write`",
    ),
    **dict.fromkeys(
        ("roster.importing.import_roster", "programmes.templates.replicate"), "many of one kind: test_large_acts.py"
    ),
}
"""Services with a moment that are not pressed here, and why."""
