"""What an office has set of how attendance counts, for the days of a class."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from contract.tables import queries
from contract.tables.records import Values
from contract.training.attendance.attended import AttendanceRule, Basis
from contract.training.regulations import Line, in_force
from desktop.services.classes.sessions import zone_of_class
from desktop.services.regulations import regulation_lines
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_NAMES = ("attendance_basis", "counted_codes", "deputy_counts", "late_tolerance_minutes")
FIRST_DAY = "0000-00-00"
"""Before any date from which something holds: for a class of which nobody said when it is."""


def office_rule(replica: Replica, group: Values) -> AttendanceRule:
    """What the office has set for the first day of a class (its row); its completion rule may say otherwise."""
    lines = regulation_lines(replica, group.realm)
    return rule_in_force(lines, first_day(replica, group), group.programme_key or "")


def rule_in_force(lines: Sequence[Line], on: str, programme_key: str) -> AttendanceRule:
    """The same of regulations that were read already."""
    held = {name: in_force(lines, name, on, programme_key) for name in _NAMES}
    return AttendanceRule(
        basis=Basis((held["attendance_basis"].value or "").partition(",")[0]),
        counted=frozenset((held["counted_codes"].value or "").split(",")),
        deputy_counts=held["deputy_counts"].holds,
        late_tolerance=held["late_tolerance_minutes"].number,
    )


def first_day(replica: Replica, group: Values) -> str:
    """The day whose regulations hold for all of a class: its first."""
    if group.starts_on:
        return str(group.starts_on)
    first = next((line.starts_at for line in fetch(replica, queries.sessions_of(records, group.id))), None)
    if not first:
        return FIRST_DAY
    return datetime.fromtimestamp(first, zone_of_class(replica, group.id).offset).date().isoformat()
