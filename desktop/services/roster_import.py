"""Importing a roster: what its rows say becomes persons, enrolments, groups and memberships, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from contract.exchange.dots import row_id
from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.training.catalogue import ENROLMENT, GROUP, MEMBERSHIP, PERSON
from contract.training.findings import Severity as Weight
from contract.training.names import print_name
from contract.training.places import read_districts
from desktop.services.faults import Cancelled
from desktop.services.groups import group_number
from desktop.services.named import class_line
from desktop.services.offices import office_named
from desktop.services.people import ACTIVE
from desktop.services.roster.matching import Action, Decision, Plan, match_rows
from desktop.services.roster.parsing import read_roster
from desktop.services.roster.rows import Problem as Remark
from desktop.services.roster.rows import Roster
from desktop.services.views import Problem, RosterReport, Severity, Twin
from desktop.services.writing import bringing_back, patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_all
from desktop.storage.replica import Replica
from desktop.storage.tables import records
from resources import path

Progress = Callable[[int, int], bool]
"""(rows done, rows in all) -> whether to go on."""

STEP = 500
"""Rows written in one transaction: a mark made in between waits this long at most, about 0.2 s."""
_TWIN_CODES = frozenset({"twin_in_file", "similar_person", "several_fit", "number_of_another"})
_PERSON_FIELDS = tuple(f.name for f in PERSON.fields if f.name != "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a roster goes: the office, and the class if any."""

    realm: int
    class_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an import did: in numbers, and every remark as the workbook of problems needs it."""

    report: RosterReport
    remarks: tuple[Remark, ...]


@dataclass(slots=True)
class _Class:
    """The class as it stands while rows are written into it."""

    enrolled: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    groups: dict[str, int] = field(default_factory=dict)
    group_of: dict[int, int] = field(default_factory=dict)

    def next_number(self, wanted: int | None) -> int:
        """The number of the roster if it is free, else one behind the last."""
        number = wanted if wanted and wanted not in self.numbers else max(self.numbers, default=0) + 1
        self.numbers.add(number)
        return number


def read_file(file: Path, today: date) -> Roster:
    """The roster in a file; needs no replica, so it belongs on another thread. Raises UnreadableFile."""
    return read_roster(file, today=today, districts=read_districts(path("districts/ntt.csv").read_text("utf-8")))


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
        return match_rows(roster, ({"id": line.id, **{n: getattr(line, n) for n in _PERSON_FIELDS}} for line in people))


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
    total = len(plan.decisions)
    changed: set[int] = set()
    for start in range(0, total, STEP):
        if not progress(start, total):
            raise Cancelled(f"Impor dihentikan setelah {start} dari {total} baris; baris itu sudah tersimpan.")
        step = plan.decisions[start : start + STEP]
        changed |= replica.database.call(_write_step, replica, step, where, moment, dry_run).result()
    progress(total, total)
    return Outcome(report=report_of(roster, plan, changed, dry_run=dry_run), remarks=plan.problems)


def report_of(roster: Roster, plan: Plan, changed: set[int], *, dry_run: bool) -> RosterReport:
    """The outcome in numbers. changed: row numbers of known people of whom anything was, or would be, written."""
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
        problems=tuple(
            Problem(
                row=problem.row,
                column=problem.column,
                severity=Severity.ERROR if problem.severity is Weight.ERROR else Severity.WARNING,
                message=problem.message,
            )
            for problem in plan.problems
        ),
        twins=tuple(_twins(plan)),
        dry_run=dry_run,
    )


def _twins(plan: Plan) -> Iterator[Twin]:
    for decision in plan.decisions:
        for problem in decision.row.problems:
            if problem.code in _TWIN_CODES:
                yield Twin(row=problem.row, name=_printed(decision), other="", why=problem.message)


def _printed(decision: Decision) -> str:
    told = {name: str(value) for name, value in decision.row.fields.items() if value}
    return print_name(told.get("name", ""), told.get("title_prefix"), told.get("title_suffix"))


def _write_step(
    replica: Replica, decisions: Sequence[Decision], where: Where, moment: Moment, dry_run: bool
) -> set[int]:
    """Writes some rows; gives the numbers of rows of known people that changed anything."""
    with replica.transaction():
        kept = [decision for decision in decisions if decision.action is not Action.SKIP]
        fresh = [decision for decision in kept if decision.action is Action.ADD]
        known = [decision for decision in kept if decision.action is not Action.ADD]
        changes = [Change(PERSON.number, stated(PERSON, **decision.changes)) for decision in fresh]
        changes += [
            Change(RowKey(PERSON.number, decision.person_id), patch(PERSON, **decision.changes))
            for decision in known
            if decision.changes
        ]
        dots = [] if dry_run else write(replica, where.realm, changes, moment)
        ids = {decision.row.row_number: row_id(dot) for decision, dot in zip(fresh, dots, strict=False)}
        ids.update({decision.row.row_number: decision.person_id for decision in known})
        changed = {decision.row.row_number for decision in known if decision.changes}
        if where.class_id is not None:
            changed |= _enrol(replica, kept, ids, where.class_id, where.realm, moment, dry_run)
        return changed - {decision.row.row_number for decision in fresh}


def _enrol(
    replica: Replica,
    decisions: Sequence[Decision],
    ids: dict[int, int],
    class_id: int,
    realm: int,
    moment: Moment,
    dry_run: bool,
) -> set[int]:
    """Enrols the people of these rows and puts them into their groups; gives the row numbers that changed anything."""
    held = _class_now(replica, class_id)
    if not dry_run:
        _make_groups(replica, decisions, held, class_id, realm, moment)
    changes: list[Change] = []
    changed: set[int] = set()
    for decision in decisions:
        person = ids.get(decision.row.row_number, -decision.row.row_number)
        planned = list(_enrolment(decision, person, held, class_id)) + list(_membership(decision, person, held))
        if planned:
            changed.add(decision.row.row_number)
        changes += planned
    if not dry_run:
        write(replica, realm, bringing_back(replica, changes), moment)
    return changed


def _class_now(replica: Replica, class_id: int) -> _Class:
    lines = fetch_all(replica, ENROLMENT, None, class_group=class_id)
    held = _Class(
        enrolled={line.person for line in lines},
        numbers={line.roster_number for line in lines if line.roster_number},
    )
    for line in fetch(replica, queries.groups_of(records, class_id)):
        held.groups.setdefault(_group_key(line.title or ""), line.id)
        if line.number:
            held.groups.setdefault(str(line.number), line.id)
    held.group_of = {line.person: line.group for line in fetch(replica, queries.members_of(records, class_id))}
    return held


def _group_key(told: str) -> str:
    """What names a group: its number if it has one, else its words."""
    number = group_number(told)
    return str(number) if number is not None else " ".join(told.casefold().split())


def _make_groups(
    replica: Replica, decisions: Sequence[Decision], held: _Class, class_id: int, realm: int, moment: Moment
) -> None:
    """Makes the groups that the rows name and the class lacks, in the order of their numbers."""
    told = {_group_key(d.row.group): d.row.group for d in decisions if d.row.group and _group_key(d.row.group)}
    lacking = sorted(told.keys() - held.groups.keys(), key=lambda key: (not key.isdigit(), key.zfill(4), key))
    changes = [
        Change(
            GROUP.number,
            stated(
                GROUP,
                class_group=class_id,
                title=f"Kelompok {key}" if told[key].strip().isdigit() else " ".join(told[key].split()),
                number=group_number(told[key]),
            ),
        )
        for key in lacking
    ]
    for key, dot in zip(lacking, write(replica, realm, changes, moment), strict=True):
        held.groups[key] = row_id(dot)


def _enrolment(decision: Decision, person: int, held: _Class, class_id: int) -> Iterator[Change]:
    """An enrolment for someone who has none; one who has keeps number and status."""
    if person in held.enrolled:
        return
    held.enrolled.add(person)
    number = held.next_number(decision.row.ordinal)
    yield Change(RowKey(ENROLMENT.number, class_id, person), patch(ENROLMENT, status=ACTIVE, roster_number=number))


def _membership(decision: Decision, person: int, held: _Class) -> Iterator[Change]:
    """The membership that the row names; a former one in another group of the class ends."""
    key = _group_key(decision.row.group) if decision.row.group else ""
    if not key:
        return
    group, former = held.groups.get(key, 0), held.group_of.get(person)
    if former is not None and former == group:
        return
    if former is not None:
        yield Change(RowKey(MEMBERSHIP.number, former, person), patch(MEMBERSHIP, gone=1))
    held.group_of[person] = group
    yield Change(RowKey(MEMBERSHIP.number, group, person), patch(MEMBERSHIP, role="member"))
