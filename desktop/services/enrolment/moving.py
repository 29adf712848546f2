"""Moving people through the states of a class, many at a time: in whole batches, with progress, and to be stopped.

A batch is one transaction. Whoever stops in between has whole batches done and none half; the rest stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, RowKey
from contract.tables import enrolment as tables
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import ENROLMENT
from contract.training.enrolment.states import HOLDING, LEFT, NOT_BEGUN, State, moving_up, read_state, refusal, room
from contract.training.people.same_person import records_of
from desktop.services.enrolment.eligibility import TOLD_AT, Checked, warned_about
from desktop.services.faults import Cancelled, Unsuitable
from desktop.services.named import class_line
from desktop.services.writing import bringing_back, stated, write
from desktop.storage import clock
from desktop.storage.acts import new_press
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

Progress = Callable[[int, int], bool]
"""(people done, people in all) -> whether to go on."""
BATCH = 500
"""People of one transaction: with those who come up from the reserve at most 1000 edits."""
AT_HAND = 200
"""People who are waited for. More are a roster: on the road they give way to marks."""
_MOST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where people are moved, and what is written beside. None and empty: as it is.

    correct: also where no way leads, which needs a reason. orders: the reserve_order of those who become reserves.
    """

    to: State
    reason: str = ""
    decree_number: str = ""
    decided_on: date | None = None
    nominated_by: str = ""
    correct: bool = False
    over_quota: bool = False
    fill: bool = True
    orders: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Somebody who stays where they are. why is one sentence."""

    person: int
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What an act did: who was moved, who was there already, who not and why, and who came up from the reserve.

    warned: those of the moved whom the programme does not mean.
    """

    people: tuple[int, ...] = ()
    unchanged: tuple[int, ...] = ()
    refused: tuple[Refused, ...] = ()
    moved_up: tuple[int, ...] = ()
    warned: tuple[Checked, ...] = ()

    def and_(self, other: Moved) -> Moved:
        """Both together."""
        return Moved(
            people=self.people + other.people,
            unchanged=self.unchanged + other.unchanged,
            refused=self.refused + other.refused,
            moved_up=self.moved_up + other.moved_up,
            warned=self.warned + other.warned,
        )


def move_many(
    replica: Replica, class_id: int, people: Sequence[int], move: Move, progress: Progress = lambda done, total: True
) -> Moved:
    """Moves people of a class in batches, in their order. Runs on any thread but the database's.

    Raises Cancelled when progress says no, Unsuitable for what nobody can be told so.
    """
    check(move)
    return in_batches(replica, people, lambda batch, moment: step(replica, class_id, batch, move, moment), progress)


def nominate_many(
    replica: Replica, class_id: int, people: Sequence[int], move: Move, progress: Progress = lambda done, total: True
) -> Moved:
    """Puts people into a class who are not in it yet, behind those who are."""
    check(move)
    roster = len(people) > AT_HAND

    def batch_of(batch: Sequence[int], moment: Moment) -> Moved:
        return nominate(replica, class_id, batch, move, moment, roster=roster)

    return in_batches(replica, people, batch_of, progress)


def in_batches(
    replica: Replica, people: Sequence[int], work: Callable[[Sequence[int], Moment], Moved], progress: Progress
) -> Moved:
    """Runs the work on each batch of these people, whole batches only; once for each person. It is one act."""
    press = new_press()
    distinct = list(dict.fromkeys(people))
    done = Moved()
    for start in range(0, len(distinct), BATCH):
        if not progress(start, len(distinct)):
            raise Cancelled(
                f"Dihentikan setelah {start} dari {len(distinct)} orang; yang {start} itu sudah tersimpan, "
                "yang lain belum diubah. Ulangi perintah yang sama untuk melanjutkan."
            )
        batch = distinct[start : start + BATCH]

        def whole(batch: Sequence[int] = batch) -> Moved:
            with replica.transaction():
                return work(batch, clock.moment(replica, press))

        done = done.and_(replica.database.call(whole).result())
    progress(len(distinct), len(distinct))
    return done


def check(move: Move) -> None:
    """Refuses what would be wrong for everybody."""
    if move.correct and not move.reason.strip():
        raise Unsuitable("Membetulkan status perlu alasan; tulis dengan --reason.")
    if max(len(move.reason), len(move.decree_number), len(move.nominated_by)) > _MOST_REASON:
        raise Unsuitable(f"Isian paling banyak {_MOST_REASON} huruf.")


def step(replica: Replica, class_id: int, people: Sequence[int], move: Move, moment: Moment) -> Moved:
    """Moves these people, all who can be; their places go to the reserve. Within one transaction."""
    held = class_line(replica, class_id)
    found = enrolments_of(replica, class_id, people)
    taken = holding(replica, class_id)
    free = _free(held.quota, taken, move)
    refused: list[Refused] = []
    changes: list[Change] = []
    moved: list[int] = []
    unchanged: list[int] = []
    vacated = 0
    for person in people:
        lines = found.get(person, [])
        if lines and _states(lines) == {move.to}:
            unchanged.append(person)
            continue
        why = _why_not(lines, person, move) or _no_place(lines, person, held.quota, free, move)
        if why is not None:
            refused.append(Refused(person=person, name=_name(lines, person), why=why))
            continue
        if free is not None:
            free -= _takes(lines, move)
        vacated += _vacates(lines, move)
        taken += _takes(lines, move) - _gives(lines, move)
        patches = [(line.person, _patch(line, move)) for line in lines]
        changes += [Change(_key(class_id, record), told) for record, told in patches if told]
        moved.append(person)
    write(replica, held.realm, changes, moment)
    risen = _rise(replica, class_id, vacated, taken, moment) if move.fill else ()
    warned = warned_about(replica, class_id, moved) if move.to in TOLD_AT else ()
    return Moved(people=tuple(moved), unchanged=tuple(unchanged), refused=tuple(refused), moved_up=risen, warned=warned)


_FULL = (
    "{} belum mendapat tempat: kuota kelas ini ({}) sudah terisi; tambah kuotanya, atau jadikan cadangan: "
    "lontar enrolment reserve."
)


def nominate(
    replica: Replica, class_id: int, people: Sequence[int], move: Move, moment: Moment, *, roster: bool = False
) -> Moved:
    """Makes enrolments of those who are not in the class; whoever is in it stays as they are."""
    held = class_line(replica, class_id)
    here = enrolments_of(replica, class_id, people)
    known = {line.id: line for line in fetch(replica, queries.people(records, list(people))) if not line.gone}
    last = _last_number(replica, class_id)
    refused: list[Refused] = []
    unchanged: list[int] = []
    fresh: list[int] = []
    for person in people:
        if person not in known or known[person].realm != held.realm:
            refused.append(Refused(person=person, name=format_id(person), why=_UNKNOWN.format(format_id(person))))
        elif known[person].anonymised_on:
            refused.append(Refused(person=person, name=format_id(person), why=_NAMELESS.format(format_id(person))))
        elif here.get(person):
            unchanged.append(person)
        else:
            fresh.append(person)
    changes = [
        Change(
            _key(class_id, person),
            stated(
                ENROLMENT,
                status=move.to.value,
                roster_number=number,
                nominated_by=move.nominated_by.strip() or None,
                reason=move.reason.strip() or None,
            ),
        )
        for number, person in enumerate(fresh, last + 1)
    ]
    write(replica, held.realm, _anew(bringing_back(replica, changes)), moment, roster=roster)
    warned = warned_about(replica, class_id, fresh)
    return Moved(people=tuple(fresh), unchanged=tuple(unchanged), refused=tuple(refused), warned=warned)


def _anew(changes: Sequence[Change]) -> list[Change]:
    """Whoever was taken out of the class and comes back begins without the decree and the reasons of then."""
    empty = {field.number: None for field in ENROLMENT.fields if field.number != GONE}
    return [Change(one.row, {**empty, **one.patch}) if GONE in one.patch else one for one in changes]


_UNKNOWN = "Tidak ada peserta {} di kantor kelas ini; cari dengan: lontar people list."
_NAMELESS = "Data {} sudah dianonimkan; daftarkan orangnya lagi bila perlu: lontar people add."


def enrolments_of(replica: Replica, class_id: int, people: Collection[int]) -> dict[int, list[Values]]:
    """The enrolments of each of these persons, under whichever of their records; one line nearly always."""
    of = standing(replica)
    own = {person: records_of(person, of) if of else frozenset({person}) for person in people}
    wanted = sorted({one for several in own.values() for one in several})
    lines = {line.person: line for line in fetch(replica, tables.of_people(records, class_id, wanted))}
    return {person: [lines[one] for one in sorted(several) if one in lines] for person, several in own.items()}


def holding(replica: Replica, class_id: int) -> int:
    """How many people hold a place of the class."""
    return int(replica.connection.execute(tables.holding(records, class_id)).scalar_one())


def waiting(replica: Replica, class_id: int) -> list[tuple[int | None, int]]:
    """(reserve_order, record) of the reserve."""
    return [(line.reserve_order, line.record) for line in fetch(replica, tables.reserves(records, class_id))]


def _no_place(lines: Sequence[Values], person: int, quota: int | None, free: int | None, move: Move) -> str | None:
    return _FULL.format(_name(lines, person), quota) if _takes(lines, move) and free == 0 else None


def _free(quota: int | None, taken: int, move: Move) -> int | None:
    """How many more may get a place; None for any number."""
    if quota is None or move.over_quota or move.to is not State.SELECTED:
        return None
    return room(quota, taken)


def _states(lines: Iterable[Values]) -> set[State | None]:
    return {read_state(line.status) for line in lines}


def _takes(lines: Sequence[Values], move: Move) -> bool:
    """Whether the move takes a place of the quota that was not theirs."""
    return move.to in HOLDING and not _states(lines) & HOLDING


def _gives(lines: Sequence[Values], move: Move) -> bool:
    return move.to not in HOLDING and bool(_states(lines) & HOLDING)


def _vacates(lines: Sequence[Values], move: Move) -> bool:
    """Whether the move makes a place free before the class has begun."""
    return move.to in LEFT and bool(_states(lines) & NOT_BEGUN)


def _why_not(lines: Sequence[Values], person: int, move: Move) -> str | None:
    if not lines:
        return f"{format_id(person)} tidak ada di kelas ini; usulkan dahulu: lontar enrolment nominate."
    if move.correct:
        return None
    # Somebody enrolled by two records moves when one of them can: the other follows.
    told = [refusal(_name(lines, person), line.status, move.to) for line in lines]
    return None if any(why is None for why in told) else told[0]


def _name(lines: Sequence[Values], person: int) -> str:
    return next((line.name for line in lines if line.name), format_id(person))


def _key(class_id: int, person: int) -> RowKey:
    return RowKey(ENROLMENT.number, class_id, person)


def _patch(line: Values, move: Move) -> dict[int, int | str | None]:
    """What the move writes. What it says nothing of stays; a reserve's place in the queue ends with the waiting."""
    told: dict[str, int | str | None] = {"status": move.to.value}
    if move.reason.strip():
        told["reason"] = move.reason.strip()
    if move.decree_number.strip():
        told["decree_number"] = move.decree_number.strip()
    if move.decided_on is not None:
        told["decided_on"] = move.decided_on.isoformat()
    if move.nominated_by.strip():
        told["nominated_by"] = move.nominated_by.strip()
    if move.to is State.RESERVE:
        told["reserve_order"] = move.orders.get(line.person, line.reserve_order)
    elif line.reserve_order is not None:
        told["reserve_order"] = None
    return {ENROLMENT.by_name[name].number: value for name, value in told.items() if getattr(line, name) != value}


def _rise(replica: Replica, class_id: int, vacated: int, taken: int, moment: Moment) -> tuple[int, ...]:
    """Gives places that became free to the reserve."""
    if not vacated:
        return ()
    held = class_line(replica, class_id)
    risen = moving_up(waiting(replica, class_id), vacated, held.quota, taken)
    if risen:
        step(replica, class_id, risen, Move(to=State.SELECTED, over_quota=True, fill=False), moment)
    return tuple(risen)


def _last_number(replica: Replica, class_id: int) -> int:
    return int(replica.connection.execute(tables.last_number(records, class_id)).scalar() or 0)
