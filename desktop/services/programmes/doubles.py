"""Drafts of one template that two laptops made for the same district before either had heard of the other.

A row that others hang on has the name of the edit that made it, so two drafts cannot meet in one row as two marks do.
They are recognised by what they plan instead, and those that are alike to the last session are merged into one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from contract.tables.records import Values
from contract.training.catalogue import (
    BATCH,
    CLASS_GROUP,
    COMPONENT,
    PROGRAMME,
    SESSION,
    STAFF,
    STAGE,
    SUBJECT,
    TASK,
    TRAINING,
)
from contract.training.programmes.file import file_text
from contract.training.programmes.training_states import TrainingState
from desktop.services.faults import Unsuitable
from desktop.services.offices import office_of_realm
from desktop.services.programmes.districts import known_districts
from desktop.services.programmes.files import programme_file
from desktop.services.programmes.removing import remove_training, rows_beneath
from desktop.services.programmes.template_reading import file_of_training
from desktop.storage.edit import Moment
from desktop.storage.queries.lines import fetch_by, fetch_row
from desktop.storage.replica import Replica

_PLANNED = frozenset(
    record.number for record in (TRAINING, BATCH, CLASS_GROUP, STAGE, SESSION, SUBJECT, TASK, COMPONENT, STAFF)
)
"""What opening a template makes. A draft with anything more has been worked in."""
_OF_ITS_OWN = frozenset({"id", "realm", "v", "gone", "programme"})
"""Columns in which two openings of one plan differ: the programme too may have been added twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """One district with more than one draft. kept: the draft that stays; surplus: those that are the same plan and
    nothing more; different: those in which something was changed or added, which only a person can compare.
    """

    district: str
    name: str
    kept: int
    surplus: tuple[int, ...]
    different: tuple[int, ...]


def is_draft(training: Values) -> bool:
    """Whether a training is planned only."""
    return (training.state or TrainingState.DRAFT) == TrainingState.DRAFT


def find_doubles(replica: Replica, template_id: int) -> tuple[Double, ...]:
    """The districts with more than one draft of a template."""
    with replica.database.reading():
        drafts: dict[str, list[Values]] = defaultdict(list)
        for line in fetch_by(replica, TRAINING, "template", template_id):
            if line.district and is_draft(line):
                drafts[line.district].append(line)
        districts = known_districts()
        return tuple(
            _double(replica, district, districts.name_of(district), lines)
            for district, lines in sorted(drafts.items())
            if len(lines) > 1
        )


def merge_doubles(replica: Replica, template_id: int, moment: Moment) -> tuple[Double, ...]:
    """Removes the surplus drafts of a template; gives what was found. Which one stays is the same on every laptop."""
    with replica.transaction():
        found = find_doubles(replica, template_id)
        for draft in (draft for double in found for draft in double.surplus):
            remove_training(replica, draft, moment)
        return found


def _double(replica: Replica, district: str, name: str, lines: Sequence[Values]) -> Double:
    """The draft that was worked in stays, among equals the one with the lowest id."""
    worked = {line.id for line in lines if not _is_only_planned(replica, line)}
    ordered = sorted(lines, key=lambda line: (line.id not in worked, line.id))
    plans = {line.id: _plan(replica, line) for line in ordered}
    kept, *others = (line.id for line in ordered)
    alike = [one for one in others if one not in worked and plans[one] == plans[kept]]
    return Double(
        district=district,
        name=name,
        kept=kept,
        surplus=tuple(alike),
        different=tuple(one for one in others if one not in alike),
    )


def _is_only_planned(replica: Replica, line: Values) -> bool:
    try:
        return {key.table for key in rows_beneath(replica, TRAINING, [line])} <= _PLANNED
    except Unsuitable:
        return False


def _plan(replica: Replica, line: Values) -> tuple[object, ...]:
    """All that a draft plans, without the names of its rows."""
    own = tuple(getattr(line, field.name) for field in TRAINING.fields if field.name not in _OF_ITS_OWN)
    programme = fetch_row(replica, PROGRAMME, line.programme) if line.programme else None
    if programme is None or not programme.key:
        return (*own, line.id)
    base = programme_file(replica, programme.key, office_of_realm(replica, line.realm))
    return (*own, file_text(file_of_training(replica, line, base)))
