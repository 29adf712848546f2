"""The enrolments of a class as a list: a page of them, and how many there are in each state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contract.tables.records import Values
from contract.training.enrolment.states import HOLDING, State, read_state
from contract.training.findings import BadValue
from contract.training.people.names import print_name
from contract.training.places import parse_district
from desktop.services.enrolment.moving import holding
from desktop.services.exchange.lease import require_reading
from desktop.services.named import class_line
from desktop.services.programmes.districts import known_districts
from desktop.storage.queries.enrolments import Wanted as Wanted
from desktop.storage.queries.enrolments import counted, doubtful, everybody, page, people
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentRow:
    """One person of a class. state None: a newer program wrote `stored`. What nobody stated is None.

    doubtful: two laptops moved them to different classes, of which this is one, and nobody has decided yet.
    """

    person: int
    name: str
    employee_number: str | None
    agency: str | None
    district: str | None
    stored: str
    state: State | None
    roster_number: int | None
    reserve_order: int | None
    nominated_by: str | None
    decree_number: str | None
    decided_on: str | None
    reason: str | None
    transferred_to: int | None
    transferred_from: int | None
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolments:
    """A page. by_state: how many are in each state of those that fit the rest of the question; total: in this list.

    over_quota: how many hold a place of the class beyond its quota, as after two laptops selected at once.
    """

    total: int
    by_state: dict[str, int]
    quota: int | None
    reserves: int | None
    decree_number: str | None
    decree_on: str | None
    over_quota: int
    rows: tuple[EnrolmentRow, ...]


def list_enrolments(replica: Replica, class_id: int, wanted: Wanted, limit: int | None, offset: int = 0) -> Enrolments:
    """Those of a class that are asked for, by roster number; reserves alone by their order. Raises NotHere."""
    with replica.database.reading():
        require_reading(replica)
        held = class_line(replica, class_id)
        by_state = counted(replica, class_id, wanted)
        states = {state.value for state in wanted.states} or by_state.keys()
        asked = doubtful(replica, class_id)
        return Enrolments(
            total=sum(number for state, number in by_state.items() if state in states),
            by_state=by_state,
            quota=held.quota,
            reserves=held.reserves,
            decree_number=held.decree_number,
            decree_on=held.decree_on,
            over_quota=max(0, _holding(replica, class_id, wanted, by_state) - held.quota)
            if held.quota is not None
            else 0,
            rows=tuple(_row(line, asked) for line in page(replica, class_id, wanted, limit, offset)),
        )


def _over(quota: int | None, holding: Callable[[], int]) -> int:
    return max(0, holding() - quota) if quota is not None else 0


def _holding(replica: Replica, class_id: int, wanted: Wanted, by_state: dict[str, int]) -> int:
    """How many hold a place: as counted already, unless only some were counted."""
    if wanted.district or wanted.agency or wanted.search:
        return holding(replica, class_id)
    return sum(by_state.get(state.value, 0) for state in HOLDING)


def those_meant(replica: Replica, class_id: int, wanted: Wanted) -> list[int]:
    """The persons of a class that a filter means, by roster number."""
    with replica.database.reading():
        class_line(replica, class_id)
        return people(replica, class_id, wanted)


def those_of_office(replica: Replica, class_id: int, wanted: Wanted) -> list[int]:
    """The persons of the class's office that a filter means, whether or not they are in a class."""
    with replica.database.reading():
        return everybody(replica, class_line(replica, class_id).realm, wanted)


def district_code(text: str) -> str:
    """The code of a district named by name or code; of another province the text as it is, for so it is kept."""
    try:
        return parse_district(text, known_districts())
    except BadValue:
        return text.strip()


def _row(line: Values, asked: set[int]) -> EnrolmentRow:
    return EnrolmentRow(
        person=line.person,
        name=print_name(line.name or "", line.title_prefix, line.title_suffix),
        employee_number=line.employee_number,
        agency=line.agency,
        district=line.district,
        stored=line.status or State.ACTIVE.value,
        state=read_state(line.status),
        roster_number=line.roster_number,
        reserve_order=line.reserve_order,
        nominated_by=line.nominated_by,
        decree_number=line.decree_number,
        decided_on=line.decided_on,
        reason=line.reason,
        transferred_to=line.transferred_to,
        transferred_from=line.transferred_from,
        doubtful=line.person in asked,
    )
