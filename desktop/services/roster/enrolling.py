"""A class while a roster is written into it: who is enrolled, under which number, and who is in which group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.training.catalogue import ENROLMENT, GROUP, MEMBERSHIP
from desktop.services.people.listing import ACTIVE
from desktop.services.plans.groups import group_number
from desktop.services.roster.matching import Decision
from desktop.services.writing import patch, stated
from desktop.storage.edit import Change
from desktop.storage.queries.lines import fetch, fetch_all
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_NOT_YET = 0
"""Stands for a group that a dry run would make."""


class Enrolling:
    """Decides what enrolments and memberships the rows need. Runs on the database thread when made."""

    def __init__(self, replica: Replica, class_id: int) -> None:
        self._class_id = class_id
        lines = fetch_all(replica, ENROLMENT, None, class_group=class_id)
        self._enrolled = {line.person for line in lines}
        self._numbers = {line.roster_number for line in lines if line.roster_number}
        self._last = max(self._numbers, default=0)
        self._groups: dict[str, int] = {}
        for line in fetch(replica, queries.groups_of(records, class_id)):
            self._groups.setdefault(_group_key(line.title or ""), line.id)
            if line.number:
                self._groups.setdefault(str(line.number), line.id)
        self._group_of = {line.person: line.group for line in fetch(replica, queries.members_of(records, class_id))}

    def groups_lacking(self, decisions: Sequence[Decision]) -> list[tuple[str, Change]]:
        """The groups that the rows name and the class lacks, by key, in the order of their numbers."""
        told = {_group_key(d.row.group): d.row.group for d in decisions if d.row.group and _group_key(d.row.group)}
        lacking = sorted(told.keys() - self._groups.keys(), key=lambda key: (not key.isdigit(), key.zfill(4), key))
        return [(key, Change(GROUP.number, self._new_group(key, told[key]))) for key in lacking]

    def _new_group(self, key: str, told: str) -> dict[int, int | str | None]:
        title = f"Kelompok {key}" if told.strip().isdigit() else " ".join(told.split())
        return stated(GROUP, class_group=self._class_id, title=title, number=group_number(told))

    def note_groups(self, lacking: Sequence[tuple[str, Change]], dots: Sequence[Dot]) -> None:
        """These groups were made; without dots they would be."""
        ids = [row_id(dot) for dot in dots] or [_NOT_YET] * len(lacking)
        for (key, _), identifier in zip(lacking, ids, strict=True):
            self._groups[key] = identifier

    def changes_of(self, decision: Decision, person: int) -> Iterator[Change]:
        """What a row's person needs; nothing for one who is enrolled and in the right group."""
        yield from self._enrolment(decision, person)
        yield from self._membership(decision, person)

    def _enrolment(self, decision: Decision, person: int) -> Iterator[Change]:
        """An enrolment for someone who has none; one who has keeps number and status."""
        if person in self._enrolled:
            return
        self._enrolled.add(person)
        made = patch(ENROLMENT, status=ACTIVE, roster_number=self._number(decision.row.ordinal))
        yield Change(RowKey(ENROLMENT.number, self._class_id, person), made)

    def _number(self, wanted: int | None) -> int:
        """The number of the roster if it is free, else one behind the last."""
        number = wanted if wanted and wanted not in self._numbers else self._last + 1
        self._numbers.add(number)
        self._last = max(self._last, number)
        return number

    def _membership(self, decision: Decision, person: int) -> Iterator[Change]:
        """The membership that the row names; a former one in another group of the class ends."""
        key = _group_key(decision.row.group) if decision.row.group else ""
        if not key:
            return
        group, former = self._groups[key], self._group_of.get(person)
        if former is not None and former == group:
            return
        if former is not None:
            yield Change(RowKey(MEMBERSHIP.number, former, person), patch(MEMBERSHIP, gone=1))
        self._group_of[person] = group
        yield Change(RowKey(MEMBERSHIP.number, group, person), patch(MEMBERSHIP, role="member"))


def _group_key(told: str) -> str:
    """What names a group: its number if it has one, else its words."""
    number = group_number(told)
    return str(number) if number is not None else " ".join(told.casefold().split())
