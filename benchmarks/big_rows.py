"""The rows of the large office, kind by kind: made up, the same on every machine."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import workload
from benchmarks.received import Received
from contract.training.catalogue import (
    ACTION_PLAN,
    APPRAISAL,
    APPRAISAL_LEVEL,
    ATTENDANCE,
    AUTHOR,
    CERTIFICATE,
    COACHING,
    COMPETENCE,
    COMPONENT,
    CONFLICT,
    CONSENT,
    FOLLOW_UP,
    GROUP,
    MEMBERSHIP,
    MILESTONE,
    NOTE,
    PERSON,
    REGULATION,
    RESULT,
    SCORE,
    SEMINAR_SCORE,
    SIGNATORY,
    STAFF,
    STAGE,
    SUBJECT,
    TASK,
    TASK_PROGRESS,
)

_CODES = ("H",) * 88 + ("S",) * 4 + ("I",) * 5 + ("A",) * 3
_GRADES = ("II/c", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/c")
_ECHELONS = ("II.a", "II.b", "III.a", "III.b", "IV.a", None)
_WRITERS, _MERGED, _OPEN, _DECIDED = 40, 40, 300, 700
SERIES = "53/2026"


@dataclass(frozen=True, slots=True)
class Learner:
    """A person as classes know them."""

    id: int
    agency: str


def people(rows: Received, count: int) -> list[Learner]:
    """The people: four of ten are of the public and have no NIP; a few have two records."""
    made: list[Learner] = []
    for index in range(count):
        one, chance = workload.person(index), random.Random(index)
        is_public = chance.random() < 0.4
        agency = "" if is_public and index % 3 else f"{one['unit']} {one['district']}"
        again = min(_MERGED, count // 10)
        same_as = made[index - count + again].id if index >= count - again else None
        born = one["nip"]
        identifier = rows.add(
            PERSON,
            name=one["name"],
            title_prefix="Ir." if index % 17 == 0 else None,
            title_suffix="S.Kom." if index % 5 == 0 else None,
            employee_number=None if is_public else one["nip"],
            national_id=one["nik"],
            sex=one["gender"],
            birth_date=f"{born[:4]}-{born[4:6]}-{born[6:8]}",
            birth_place="Kupang",
            employment_type="PUBLIC" if is_public else "PNS",
            grade=None if is_public else chance.choice(_GRADES),
            echelon=None if is_public else chance.choice(_ECHELONS),
            position=one["position"],
            agency=agency or None,
            work_unit=one["unit"],
            district=one["district"],
            education=chance.choice(("SMA", "D-III", "S-1", "S-2")),
            phone=one["phone"],
            email=one["email"],
            same_as=same_as,
        )
        made.append(Learner(identifier, agency))
    return made


def stage(rows: Received, held: int) -> int:
    """One stage with two tasks, two subjects; gives its id."""
    made = rows.add(STAGE, class_group=held, title="Pelatihan", position=1, mode="blended")
    for place in (1, 2):
        rows.add(SUBJECT, class_group=held, title=f"Mata pelatihan {place}", lesson_hours=1200, position=place)
        rows.add(TASK, class_group=held, stage=made, title=f"Tugas {place}", required=1, position=place)
    return made


def staff(rows: Received, held: int) -> list[int]:
    """Coaches and examiners."""
    roles = ("coach", "examiner", "examiner")
    return [
        rows.add(STAFF, class_group=held, role=role, name=f"Pengajar {place}", agency="BPSDMD")
        for place, role in enumerate(roles)
    ]


def mark(rows: Received, session: int, person: int, place: int, now: int) -> None:
    """A mark; the codes as often as in the workload."""
    code = _CODES[place * 7919 % len(_CODES)]
    when, writer = now - place % 5_000_000, 700 + place % _WRITERS
    rows.put(ATTENDANCE, session, person, status=code, marked_at=when, marked_by=writer, late=int(place % 50 == 0))


def judged(rows: Received, held: int, learners: Sequence[Learner]) -> None:
    """Scores, tasks done, results, competence tests and certificates of a class."""
    components = [
        rows.add(COMPONENT, class_group=held, title=title, weight=5000, minimum=6000, kind=kind, position=place)
        for place, (title, kind) in enumerate((("Ujian", "exam"), ("Tugas", "assignment")))
    ]
    task = rows.add(TASK, class_group=held, title="Tugas mandiri", required=0, position=3)
    for place, person in enumerate(learners, 1):
        for component in components:
            rows.put(SCORE, component, person.id, 1, value=6000 + place * 131 % 4000, scored_by=700)
        rows.put(TASK_PROGRESS, task, person.id, status="done", done_on="2026-05-02")
        has_passed = place % 11 != 0
        rows.put(
            RESULT,
            held,
            person.id,
            outcome="passed" if has_passed else "not_passed",
            conditions=None if has_passed else "Kehadiran 71%, paling sedikit 80%",
            decided_on="2026-06-01",
            predicate="Memuaskan" if has_passed else None,
        )
        if has_passed and place % 10:
            _certificate(rows, held, person)
        if place % 2:
            rows.add(
                COMPETENCE,
                class_group=held,
                person=person.id,
                scheme="Junior Web Developer",
                institution="LSP Informatika",
                assessed_on="2026-07-01",
                outcome="competent" if place % 3 else "not_yet",
            )


def _certificate(rows: Received, held: int, person: Learner) -> None:
    number = rows.counts[CERTIFICATE.name] + 1
    body = {
        "name": f"Peserta {number}",
        "training": "Digital Talent Scholarship",
        "hours": 2700,
        "agency": person.agency,
    }
    rows.add(
        CERTIFICATE,
        class_group=held,
        person=person.id,
        kind="training",
        number=f"{number}/53/PEL/VI/2026",
        issued_on="2026-06-02",
        body=json.dumps({**body, "subjects": [["Mata pelatihan", 1200]] * 6}),
        seal="LONTAR1:" + "A2B3C4D5" * 45,
        status="revoked" if number % 400 == 0 else "issued",
        series=SERIES,
        sequence=number,
    )


def group(
    rows: Received, held: int, number: int, members: Sequence[Learner], teachers: Sequence[int], chance: random.Random
) -> int:
    """A group with its plan, milestones, log, sheets, notes and follow-up."""
    made = rows.add(GROUP, class_group=held, title=f"Kelompok {number}", number=number, theme="Layanan digital")
    for place, person in enumerate(members):
        rows.put(MEMBERSHIP, made, person.id, role="leader" if place == 0 else "member")
    text = "Penyediaan layanan terpadu bagi masyarakat di kecamatan. " * 8
    rows.put(
        ACTION_PLAN,
        made,
        title=f"Rencana {number}",
        background=text,
        objective=text,
        outputs=text,
        priorities="Sinergi; Kolaborasi",
        impacts="Layanan publik",
        indicators="12; 13",
        coach=teachers[0],
        status=chance.choice(("coached", "presented", "accepted")),
        seminar_order=number,
        seminar_on="2026-05-20",
    )
    for place in range(4):
        rows.add(
            MILESTONE,
            group=made,
            title=f"Tonggak {place + 1}",
            owner=members[0].id,
            due_on=f"2026-{6 + place:02}-15",
            done_on=f"2026-{6 + place:02}-10" if chance.random() < 0.6 else None,
            position=place,
        )
        rows.add(COACHING, group=made, held_on=f"2026-0{place + 2}-10", mode="daring", coach=teachers[0], notes=text)
        rows.add(NOTE, group=made, text=text, written_at=1_780_000_000 + place, written_by=700 + place)
    for examiner in teachers[1:]:
        rows.put(SEMINAR_SCORE, made, examiner, 1, value=chance.randint(7000, 9500))
    rows.put(FOLLOW_UP, made, 60, held_on="2026-07-20", share=chance.randint(0, 10_000), realisation=text)
    return made


def around(rows: Received, learners: Sequence[Learner], cells: Sequence[tuple[int, int]], now: int) -> None:
    """What an office has beside its classes: who writes, what they disagree about, consents, settings, appraisals."""
    for number in range(_WRITERS):
        name = workload.person(number)["name"]
        rows.put(AUTHOR, 700 + number, person_name=name, device_name=f"Laptop {number}", role="facilitator")
    for person in learners:
        rows.add(CONSENT, person=person.id, text_version="2", given_on="2026-01-05", way="paper", purpose="pelatihan")
    for place, (session, marked) in enumerate(cells[: _OPEN + _DECIDED]):
        _conflict(rows, place, session, marked, now)
    rows.add(REGULATION, name="yearly_hours.pns", value="20", valid_from="2020-01-01", source="PP 17/2020")
    rows.add(REGULATION, name="word.A", value="Tanpa Keterangan", valid_from="2020-01-01")
    for number in range(6):
        rows.add(SIGNATORY, name=f"Penanda Tangan {number}", post="Kepala BPSDMD", valid_from="2024-01-01")
    for district in workload.DISTRICTS:
        for year in range(2019, 2027):
            made = rows.add(APPRAISAL, district=district, instrument="spbe_2020", year=year, kind="self", stated=None)
            for indicator in range(1, 48):
                rows.put(APPRAISAL_LEVEL, made, indicator, level=1 + (indicator + year) % 5)


def _conflict(rows: Received, place: int, session: int, person: int, now: int) -> None:
    is_open = place < _OPEN
    first, second = 700 + place % _WRITERS, 700 + (place + 1) % _WRITERS
    rows.put(
        CONFLICT,
        1_000_000 + place,
        first,
        second,
        record=ATTENDANCE.name,
        row_k1=session,
        row_k2=person,
        row_k3=0,
        field="status",
        kind="values",
        open=int(is_open),
        first_value="H",
        first_author=first,
        first_n=place + 1,
        first_wall=now - 7200,
        first_at=now - 7200,
        first_received=now - 3600,
        second_value="S",
        second_author=second,
        second_n=place + 1,
        second_wall=now - 7100,
        second_at=now - 7100,
        second_received=now - 3500,
        winner=second,
        taken=None if is_open else "second",
        reason=None if is_open else "daftar hadir",
        resolved_by=None if is_open else 700,
        resolved_at=None if is_open else now - 3000 - place,
        stood=None if is_open else "S",
        decided=None if is_open else "S",
    )
