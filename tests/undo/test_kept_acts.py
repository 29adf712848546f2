"""What used an official number or froze something is not undone: the sentence names the command that cancels it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from contract.training.completion.minutes import Kind
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.certificates.issuing import Wanted, issue_certificates
from desktop.services.completion.deciding import decide
from desktop.services.completion.minutes import NewMinutes, sign_completion
from desktop.services.completion.rules import set_rule_of_class
from desktop.services.faults import Unsuitable
from desktop.services.people.personal_rights import anonymise
from desktop.services.undo.stack import act_stack
from desktop.services.undo.taking_back import undo
from tests.services import issuing
from tests.undo.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.close()


def refused(office: Office, sentence: str) -> None:
    before = office.rows()
    with pytest.raises(Unsuitable, match=sentence):
        office.write(undo)
    assert office.rows() == before


def test_numbers_and_certificates_are_not_undone(office: Office) -> None:
    issuing.pin_office(office)
    class_id, _, people = office.class_with(people=2, sessions=1)
    issuing.decide(office, class_id, dict.fromkeys(people, "passed"))
    issuing.reserve(office, 10, 1)
    refused(office, "lontar certificate register")
    office.write(lambda r, m: issue_certificates(r, Wanted(class_id=class_id, unit="BPSDMD"), m))
    refused(office, "lontar certificate revoke")


def test_signed_minutes_are_not_undone_and_what_they_froze_needs_a_reason(office: Office) -> None:
    class_id, (session,), people = office.class_with(people=2, sessions=1)
    office.write(lambda r, m: mark_many(r, [Entry(session=session, person=one, status="H") for one in people], m))
    marked = office.read(act_stack).undo
    assert marked is not None
    office.write(lambda r, m: set_rule_of_class(r, class_id, '{"min_attendance_pct":80}', m))
    office.write(lambda r, m: decide(r, class_id, "2025-07-28", m))
    decided = office.read(act_stack).undo
    assert decided is not None
    new = NewMinutes(class_id=class_id, kind=Kind.COMPLETION, held_on="2025-07-28", place="Kupang")
    office.write(lambda r, m: sign_completion(r, new, m))
    refused(office, "lontar minutes supplement")
    for act in (decided, marked):
        with pytest.raises(Unsuitable, match="dibekukan berita acara"):
            office.write(lambda r, m, act=act: undo(r, m, act.id))  # type: ignore[misc]
    office.write(lambda r, m: undo(r, m, marked.id, "salah kelas"))


def test_what_was_emptied_for_ever_does_not_come_back(office: Office) -> None:
    one = office.person("Maria Nalle", agency="BKD")
    office.write(lambda r, m: anonymise(r, one, "permintaan", date(2025, 7, 28), m))
    refused(office, "lontar people add")
    kept = office.read(lambda r: r.connection.exec_driver_sql("SELECT before FROM act_part ORDER BY id").all())
    assert b"Maria" not in bytes(kept[-1].before)
