"""Whom of a roster the programme of the class does not mean: told with the other remarks, before anything is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import ENROLMENT
from contract.training.enrolment.eligibility import PassedBefore
from desktop.services.enrolment.eligibility import applicant_of, demands_of, passed_before
from desktop.services.roster.matching import Action, Decision, Plan
from desktop.services.views import Problem, Severity
from desktop.storage.queries.lines import fetch, fetch_all
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_ASKED = ("position", "echelon", "employment_type")
_AT_ONCE = 5000


def eligibility_remarks(replica: Replica, plan: Plan, class_id: int) -> tuple[Problem, ...]:
    """A remark for each row that would bring somebody into the class whom its programme does not mean."""
    with replica.database.reading():
        demands = demands_of(replica, class_id)
        here = {line.person for line in fetch_all(replica, ENROLMENT, None, class_group=class_id)}
        coming = [one for one in plan.decisions if one.action is not Action.SKIP and one.person_id not in here]
        known = [one.person_id for one in coming if one.person_id]
        lines = dict(_lines(replica, known))
        passed = passed_before(replica, demands, known)
        remarks = []
        for one in coming:
            applicant = applicant_of(*_told(one, lines))
            for sentence in demands.warnings_about(applicant, passed.get(one.person_id, PassedBefore())):
                row = one.row.row_number
                message = f"Baris {row}: {sentence}"
                remarks.append(Problem(row=row, column="", severity=Severity.WARNING, message=message))
        return tuple(remarks)


def _lines(replica: Replica, people: list[int]) -> Iterator[tuple[int, Values]]:
    for start in range(0, len(people), _AT_ONCE):
        found = fetch(replica, queries.people(records, people[start : start + _AT_ONCE]))
        yield from ((line.id, line) for line in found)


def _told(one: Decision, lines: Mapping[int, Values]) -> tuple[str | None, ...]:
    """What the row says, and where it says nothing what is known of the person."""
    held = lines.get(one.person_id)
    found = (one.changes.get(name) or (getattr(held, name) if held is not None else None) for name in _ASKED)
    return tuple(None if value is None else str(value) for value in found)
