"""How made-up people come into a class: put forward by their agencies, registered, selected, named by decree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from contract.exchange.shapes import RowKey
from contract.training.catalogue import CLASS_GROUP, PERSON
from contract.training.enrolment.states import Order, State
from contract.training.programmes.example import Example, ExamplePeople
from contract.training.programmes.example_draws import drawn, employee_number, value_at
from contract.training.programmes.file import ClassGroup, ProgrammeFile
from contract.training.terbilang import terbilang
from desktop.practice.programme.seats import Seat
from desktop.services.enrolment.eligibility import Checked
from desktop.services.enrolment.moving import Move, Moved, move_many, nominate_many
from desktop.services.enrolment.selection import select_by, set_decree, set_quota
from desktop.services.enrolment.views import those_meant
from desktop.services.named import class_line
from desktop.services.offices import office_named
from desktop.services.people.registering import register_person
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.enrolments import Wanted
from desktop.storage.replica import Replica

_DECREE_DAYS = 7
"""Days between the decree and the first day of the class."""
_NO_ROOM = "Kuota dan cadangan sudah terisi (contoh)"
_GIVEN_BACK = "Berhalangan sebelum pelatihan mulai (contoh)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """What became of those put forward. warned: whom the programme does not mean; moved_up: from the reserve."""

    nominated: int
    agencies: int
    warned: tuple[Checked, ...]
    quota: int
    reserves: int
    selected: int
    waiting: int
    rejected: int
    given_back: int
    moved_up: int
    decree_number: str
    decree_on: str


class Intake:
    """One class before its first day: `nominate`, `select`, `begin`, in this order."""

    def __init__(
        self, seat: Seat, file: ProgrammeFile, example: Example, class_id: int, told: ClassGroup, group: ExamplePeople
    ) -> None:
        self._seat, self._file, self._example = seat, file, example
        self._class, self._told, self._group = class_id, told, group
        self._nominated: tuple[int, ...] = ()
        self._agencies = 0
        self._warned: tuple[Checked, ...] = ()
        self.admitted: Admitted | None = None

    @property
    def nominated(self) -> int:
        """How many people were made for this class."""
        return len(self._nominated)

    def nominate(self, office: str, first: int) -> None:
        """Makes the people, whom their agencies put forward and who register. first: people made before."""
        group = self._group
        count = max(group.count, group.nominated or 0)
        made = self._seat.write(lambda r, m: _people(r, group, count, office, m, first))
        self._seat.write(self._flag)
        by_agency: dict[str, list[int]] = {}
        for place, person in enumerate(made):
            by_agency.setdefault(value_at(group.agencies, place), []).append(person)
        for agency, people in by_agency.items():
            move = Move(to=State.NOMINATED, nominated_by=agency)
            self._warned += nominate_many(self._seat.replica, self._class, people, move).warned
        self._nominated, self._agencies = tuple(made), len(by_agency)
        self._move(made, Move(to=State.REGISTERED))

    def _flag(self, replica: Replica, moment: Moment) -> None:
        """A class of made-up people is an example itself: its papers and lists say so."""
        line = class_line(replica, self._class)
        change = Change(RowKey(CLASS_GROUP.number, self._class), patch(CLASS_GROUP, example=1))
        write(replica, line.realm, [change] if not line.example else [], moment)

    def select(self) -> None:
        """Gives the places by quota, lets the reserve move up for those who give theirs back, and writes the decree."""
        seat, group = self._seat, self._group
        quota = self._told.quota if self._told.quota is not None else group.quota or group.count
        reserves = self._told.reserves if self._told.reserves is not None else group.reserves or 0
        seat.write(lambda r, m: set_quota(r, self._class, quota, reserves, m))
        order = Order(group.select_by)
        chosen = select_by(seat.replica, self._class, self._nominated, order, Move(to=State.SELECTED))
        rejected = self._move(chosen.rest, Move(to=State.REJECTED, reason=_NO_ROOM))
        back = drawn(self._example, group.withdrawals, chosen.selected.people, "withdrawal", self._told.title)
        left = self._move(back, Move(to=State.WITHDRAWN, reason=_GIVEN_BACK))
        number, on = f"Contoh/{self._file.key}/{quota}", self._decree_day()
        seat.write(lambda r, m: set_decree(r, self._class, number, on, m))
        self._move(self._of(State.SELECTED), Move(to=State.CONFIRMED, decree_number=number, decided_on=on))
        self.admitted = Admitted(
            nominated=len(self._nominated),
            agencies=self._agencies,
            warned=self._warned,
            quota=quota,
            reserves=reserves,
            selected=len(chosen.selected.people),
            waiting=len(chosen.reserves.people),
            rejected=len(rejected.people),
            given_back=len(left.people),
            moved_up=len(left.moved_up),
            decree_number=number,
            decree_on=on.isoformat(),
        )

    def begin(self) -> tuple[int, ...]:
        """The class begins; gives those who take part, in the order of the roster."""
        self._move(self._of(State.CONFIRMED), Move(to=State.ACTIVE))
        return tuple(self._of(State.ACTIVE))

    def _move(self, people: Sequence[int], move: Move) -> Moved:
        return move_many(self._seat.replica, self._class, people, move)

    def _of(self, state: State) -> list[int]:
        return self._seat.read(lambda r: those_meant(r, self._class, Wanted(states=(state,))))

    def _decree_day(self) -> date:
        starts_on = self._seat.read(lambda r: class_line(r, self._class).starts_on)
        first = date.fromisoformat(starts_on) if starts_on else datetime.now(UTC).date()
        return first - timedelta(days=_DECREE_DAYS)


def _people(replica: Replica, group: ExamplePeople, count: int, office: str, moment: Moment, first: int) -> list[int]:
    today = datetime.fromtimestamp(moment.wall, UTC).date()
    made = []
    for place in range(count):
        typed = {
            "name": f"Peserta Contoh {terbilang(first + place + 1).title()}",
            "employee_number": employee_number(group, place, first + place) or "",
            "sex": value_at(group.sexes, place),
            "employment_type": value_at(group.employment, place),
            "district": value_at(group.districts, place),
            "echelon": value_at(group.echelons, place),
            "grade": value_at(group.grades, place),
            "position": value_at(group.positions, place),
            "agency": value_at(group.agencies, place),
            "affairs": value_at(group.affairs, place),
        }
        stated = {name: text for name, text in typed.items() if text}
        made.append(register_person(replica, stated, office, moment, today).person)
    flagged = [Change(RowKey(PERSON.number, person), patch(PERSON, example=1)) for person in made]
    write(replica, office_named(replica, office).realm, flagged, moment)
    return made
