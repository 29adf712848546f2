"""Importing a roster: what its rows say becomes persons, enrolments, groups and memberships, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON
from contract.training.findings import Severity as Weight
from contract.training.people.names import print_name
from contract.training.rights.masking import sees_numbers
from desktop.services.faults import Cancelled
from desktop.services.named import class_line
from desktop.services.offices import office_named
from desktop.services.programmes.districts import known_districts
from desktop.services.roster.eligibility import eligibility_remarks
from desktop.services.roster.enrolling import Enrolling
from desktop.services.roster.matching import Action, Decision, Plan, match_rows
from desktop.services.roster.parsing import read_roster
from desktop.services.roster.rows import Problem as Remark
from desktop.services.roster.rows import Roster
from desktop.services.views import Problem, RosterReport, Severity, Twin
from desktop.services.writing import bringing_back, patch, role_in, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_all
from desktop.storage.replica import Replica

Progress = Callable[[int, int], bool]
"""(rows done, rows in all) -> whether to go on."""

STEP = 200
"""Rows written in one transaction: a mark made in between waits for one of them, about 0.3 s."""
AT_HAND = 200
"""Rows of a file whose people are waited for, a few classes. More are a roster: on the road it gives way to marks."""
_TWIN_CODES = frozenset({"twin_in_file", "similar_person", "several_fit", "number_of_another"})
_PERSON_FIELDS = tuple(f.name for f in PERSON.fields if f.name != "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a roster goes: the office, and the class if any."""

    realm: int
    class_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an import did: in numbers, and every remark as the workbook of problems needs it.

    unmeant: people who come into a class whose programme does not mean them.
    """

    report: RosterReport
    remarks: tuple[Remark, ...]
    unmeant: int = 0


def read_file(file: Path, today: date) -> Roster:
    """The roster in a file; needs no replica, so it belongs on another thread. Raises UnreadableFile."""
    return read_roster(file, today=today, districts=known_districts())


def place_of(replica: Replica, class_id: int | None, office_code: str | None = None) -> Where:
    """Where a roster for this class goes; without a class, the office named or the only one."""
    with replica.database.reading():
        if class_id is not None:
            return Where(realm=class_line(replica, class_id).realm, class_id=class_id)
        return Where(realm=office_named(replica, office_code).realm, class_id=None)


def plan_import(replica: Replica, roster: Roster, where: Where) -> Plan:
    """What each row means for the people of that office."""
    with replica.database.reading():
        people = fetch_all(replica, PERSON, where.realm)
        told = ({"id": line.id, **{n: getattr(line, n) for n in _PERSON_FIELDS}} for line in people)
        return match_rows(roster, told, sees_numbers=sees_numbers(role_in(replica, where.realm)))


def import_roster(
    replica: Replica,
    roster: Roster,
    where: Where,
    moment: Moment,
    *,
    dry_run: bool = False,
    progress: Progress = lambda done, total: True,
) -> Outcome:
    """Imports a roster in steps, each of them whole on disk; what is stopped half-way goes on with the same file.

    Runs on any thread but the database's. Raises Cancelled when progress says no.
    """
    plan = replica.database.call(plan_import, replica, roster, where).result()
    class_id = where.class_id
    unmeant = replica.database.call(eligibility_remarks, replica, plan, class_id).result() if class_id else ()
    total = len(plan.decisions)
    writing = _Writing(replica, where, moment, dry_run=dry_run, roster=total > AT_HAND)
    changed: set[int] = set()
    for start in range(0, total, STEP):
        if not progress(start, total):
            raise Cancelled(f"Impor dihentikan setelah {start} dari {total} baris; baris itu sudah tersimpan.")
        step = plan.decisions[start : start + STEP]
        changed |= replica.database.call(writing.step, step).result()
    progress(total, total)
    report = report_of(roster, plan, changed, unmeant, dry_run=dry_run)
    return Outcome(report=report, remarks=plan.problems, unmeant=len({one.row for one in unmeant}))


def report_of(
    roster: Roster, plan: Plan, changed: set[int], unmeant: Sequence[Problem], *, dry_run: bool
) -> RosterReport:
    """The outcome in numbers. changed: row numbers of known people of whom anything was, or would be, written.

    unmeant: what is told of those whom the programme does not mean.
    """
    added, skipped = plan.count(Action.ADD), plan.count(Action.SKIP)
    rows = len(plan.decisions)
    return RosterReport(
        file=roster.path.name,
        sheet=roster.sheet,
        rows=rows,
        added=added,
        updated=len(changed),
        unchanged=rows - added - skipped - len(changed),
        skipped=skipped,
        problems=(*map(_told, plan.problems), *unmeant),
        twins=tuple(_twins(plan)),
        dry_run=dry_run,
    )


def _told(problem: Remark) -> Problem:
    severity = Severity.ERROR if problem.severity is Weight.ERROR else Severity.WARNING
    return Problem(row=problem.row, column=problem.column, severity=severity, message=problem.message)


def _twins(plan: Plan) -> Iterator[Twin]:
    for decision in plan.decisions:
        for problem in decision.row.problems:
            if problem.code in _TWIN_CODES:
                yield Twin(row=problem.row, name=_printed(decision), other="", why=problem.message)


def _printed(decision: Decision) -> str:
    told = {name: str(value) for name, value in decision.row.fields.items() if value}
    return print_name(told.get("name", ""), told.get("title_prefix"), told.get("title_suffix"))


class _Writing:
    """Writes rows, a step at a time, and knows the class as the steps before have left it."""

    def __init__(self, replica: Replica, where: Where, moment: Moment, *, dry_run: bool, roster: bool) -> None:
        self._replica = replica
        self._where = where
        self._moment = moment
        self._dry_run = dry_run
        self._roster = roster
        self._enrolling: Enrolling | None = None

    def step(self, decisions: Sequence[Decision]) -> set[int]:
        """Writes some rows, all or none; gives the numbers of rows of known people that change anything."""
        if self._dry_run:
            with self._replica.database.reading():
                return self._step(decisions)
        with self._replica.transaction():
            return self._step(decisions)

    def _step(self, decisions: Sequence[Decision]) -> set[int]:
        kept = [decision for decision in decisions if decision.action is not Action.SKIP]
        fresh = [decision for decision in kept if decision.action is Action.ADD]
        known = [decision for decision in kept if decision.action is not Action.ADD]
        changes = [Change(PERSON.number, stated(PERSON, **decision.changes)) for decision in fresh]
        changes += [
            Change(RowKey(PERSON.number, decision.person_id), patch(PERSON, **decision.changes))
            for decision in known
            if decision.changes
        ]
        dots = self._write(changes, roster=self._roster)
        # In a dry run nobody has an id yet: the negative row number stands for it.
        ids = {decision.row.row_number: -decision.row.row_number for decision in fresh}
        ids.update({decision.row.row_number: row_id(dot) for decision, dot in zip(fresh, dots, strict=False)})
        ids.update({decision.row.row_number: decision.person_id for decision in known})
        changed = {decision.row.row_number for decision in known if decision.changes}
        if self._where.class_id is not None:
            changed |= self._enrol(kept, ids, self._where.class_id)
        return changed - {decision.row.row_number for decision in fresh}

    def _write(self, changes: Sequence[Change], *, roster: bool) -> list[Dot]:
        if self._dry_run:
            return []
        return write(self._replica, self._where.realm, changes, self._moment, roster=roster)

    def _enrol(self, decisions: Sequence[Decision], ids: dict[int, int], class_id: int) -> set[int]:
        """Enrols the people of these rows and puts them into groups; gives the numbers of rows that change anything."""
        if self._enrolling is None:
            self._enrolling = Enrolling(self._replica, class_id)
        enrolling = self._enrolling
        lacking = enrolling.groups_lacking(decisions)
        enrolling.note_groups(lacking, self._write([change for _, change in lacking], roster=False))
        changes: list[Change] = []
        changed: set[int] = set()
        for decision in decisions:
            planned = list(enrolling.changes_of(decision, ids[decision.row.row_number]))
            if planned:
                changed.add(decision.row.row_number)
            changes += planned
        if not self._dry_run:
            self._write(bringing_back(self._replica, changes), roster=self._roster)
        return changed
