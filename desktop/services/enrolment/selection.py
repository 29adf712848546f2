"""Who gets the places of a class: by quota and rank, by decree, and by moving from one class to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.tables import plans, queries
from contract.training.catalogue import CLASS_GROUP, ENROLMENT
from contract.training.enrolment.states import (
    HOLDING,
    LEFT,
    Allotment,
    Candidate,
    Order,
    State,
    allot,
    allowed,
    ranked,
    read_state,
)
from desktop.services.conflicts.transfers import with_places
from desktop.services.enrolment.eligibility import Checked, warned_about
from desktop.services.enrolment.moving import (
    Move,
    Moved,
    Progress,
    check,
    enrolments_of,
    holding,
    move_many,
    nominate,
    step,
    waiting,
)
from desktop.services.faults import Unsuitable
from desktop.services.named import class_line
from desktop.services.plans.leaving_groups import LeftGroup, leave_group
from desktop.services.writing import bringing_back, patch, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What a selection did. rest: those for whom there was neither a place nor one in the reserve; they stay."""

    selected: Moved
    reserves: Moved
    rest: tuple[int, ...]
    quota: int
    order: Order


def plan_selection(
    replica: Replica,
    class_id: int,
    people: Sequence[int],
    order: Order,
    *,
    quota: int | None = None,
    reserves: int | None = None,
) -> Allotment:
    """Who of these people would get a place, by this order; those who are no candidates are left out.

    quota, reserves: as if the class had these; None: those that it has. Raises Unsuitable where nobody has stated one.
    """
    with replica.database.reading():
        held = class_line(replica, class_id)
        places = held.quota if quota is None else quota
        if places is None:
            raise Unsuitable("Kuota kelas ini tidak disebut; isi dahulu: lontar enrolment quota --class ID --quota N.")
        found = enrolments_of(replica, class_id, people)
        known = {line.id: line for line in fetch(replica, queries.people(records, list(people)))}
        candidates = [
            Candidate(
                person=person,
                name=known[person].name or "",
                roster_number=min((line.roster_number for line in lines if line.roster_number), default=None),
                grade=known[person].grade,
                echelon=known[person].echelon,
            )
            for person, lines in found.items()
            if person in known and any(read_state(line.status) is State.REGISTERED for line in lines)
        ]
        queue = waiting(replica, class_id)
        return allot(
            ranked(candidates, order),
            places,
            (held.reserves if reserves is None else reserves) or 0,
            holding=holding(replica, class_id),
            waiting=len(queue),
        )


def select_by(
    replica: Replica,
    class_id: int,
    people: Sequence[int],
    order: Order,
    move: Move,
    progress: Progress = lambda done, total: True,
) -> Selected:
    """Gives the places of the quota in this order, then those of the reserve. Runs on any thread but the database's."""
    check(move)
    plan = replica.database.call(plan_selection, replica, class_id, people, order).result()
    queue = replica.database.call(lambda: _last_in_queue(replica, class_id)).result()
    total = len(plan.selected) + len(plan.reserves)
    orders = {person: queue + place for place, person in enumerate(plan.reserves, 1)}
    chosen = replace(move, to=State.SELECTED)
    waits = replace(move, to=State.RESERVE, orders=orders)
    selected = move_many(replica, class_id, plan.selected, chosen, lambda done, _: progress(done, total))
    before = len(plan.selected)
    reserves = move_many(replica, class_id, plan.reserves, waits, lambda done, _: progress(before + done, total))
    quota = replica.database.call(lambda: class_line(replica, class_id).quota).result()
    return Selected(selected=selected, reserves=reserves, rest=plan.rest, quota=quota, order=order)


def queue_behind(replica: Replica, class_id: int, people: Sequence[int]) -> dict[int, int]:
    """The reserve_order of each who joins the reserve now, behind those who wait."""
    last = _last_in_queue(replica, class_id)
    return {person: last + place for place, person in enumerate(dict.fromkeys(people), 1)}


def _last_in_queue(replica: Replica, class_id: int) -> int:
    return max((order or 0 for order, _ in waiting(replica, class_id)), default=0)


def set_quota(replica: Replica, class_id: int, quota: int | None, reserves: int | None, moment: Moment) -> None:
    """States how many places a class has, and how many in its reserve; None leaves it as it is."""
    with replica.transaction():
        held = class_line(replica, class_id)
        told = {name: value for name, value in (("quota", quota), ("reserves", reserves)) if value is not None}
        changed = {name: value for name, value in told.items() if getattr(held, name) != value}
        if changed:
            write(
                replica,
                held.realm,
                [Change(RowKey(CLASS_GROUP.number, class_id), patch(CLASS_GROUP, **changed))],
                moment,
            )


def set_decree(replica: Replica, class_id: int, number: str, on: date, moment: Moment) -> None:
    """Notes the decree (SK) by which the participants of a class were named."""
    with replica.transaction():
        held = class_line(replica, class_id)
        plain = " ".join(number.split())
        if not plain:
            raise Unsuitable("Nomor SK kosong; tulis nomornya.")
        told = patch(CLASS_GROUP, decree_number=plain, decree_on=on.isoformat())
        if (held.decree_number, held.decree_on) != (plain, on.isoformat()):
            write(replica, held.realm, [Change(RowKey(CLASS_GROUP.number, class_id), told)], moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred:
    """What a transfer did: the state in the new class, and who came up from the reserve of the old one.

    warned: the person, if the programme of the new class does not mean them. group: the one of the old class that they
    have left; needs_group: whether the new class has groups, in none of which they are.
    """

    person: int
    state: State
    moved_up: tuple[int, ...]
    warned: tuple[Checked, ...] = ()
    group: LeftGroup | None = None
    needs_group: bool = False


def transfer(replica: Replica, class_id: int, person: int, to_class: int, reason: str, moment: Moment) -> Transferred:
    """Moves somebody into another class of the office in the state that they had; their marks stay where they are.

    Each of the two enrolments names the other class. Raises NotHere, Unsuitable.
    """
    with replica.transaction():
        here, there = class_line(replica, class_id), class_line(replica, to_class)
        lines = enrolments_of(replica, class_id, [person])[person]
        state = _movable(replica, class_id, to_class, person, reason)
        if here.realm != there.realm:
            raise Unsuitable("Kedua kelas milik kantor yang berbeda; daftarkan orangnya di kantor itu.")
        if state in HOLDING and there.quota is not None and holding(replica, to_class) >= there.quota:
            raise Unsuitable(f"Kuota kelas tujuan ({there.quota}) sudah terisi; tambah kuotanya dahulu.")
        move = Move(to=State.WITHDRAWN, reason=reason or "Pindah kelas", correct=State.WITHDRAWN not in allowed(state))
        left = step(replica, class_id, [person], move, moment)
        _come(replica, to_class, person, state, reason, moment)
        changes = [
            Change(RowKey(ENROLMENT.number, class_id, line.person), patch(ENROLMENT, transferred_to=to_class))
            for line in lines
        ]
        came = patch(ENROLMENT, transferred_from=class_id)
        changes.append(Change(RowKey(ENROLMENT.number, to_class, person), came))
        write(replica, here.realm, changes, moment)
        return Transferred(
            person=person,
            state=state,
            moved_up=left.moved_up,
            warned=warned_about(replica, to_class, [person]),
            group=leave_group(replica, class_id, person, moment),
            needs_group=_needs_group(replica, to_class, person),
        )


def _needs_group(replica: Replica, class_id: int, person: int) -> bool:
    """Whether a class has groups and somebody is in none of them."""
    one = standing(replica).get(person, person)
    members = fetch(replica, plans.memberships_of(records, class_id))
    return bool(fetch(replica, queries.groups_of(records, class_id))) and one not in {line.stands for line in members}


def _movable(replica: Replica, class_id: int, to_class: int, person: int, reason: str) -> State:
    """The state that moves along. Raises for who cannot move."""
    check(Move(to=State.WITHDRAWN, reason=reason))
    if class_id == to_class:
        raise Unsuitable("Kelas asal dan kelas tujuan sama; sebutkan kelas lain dengan --to.")
    lines = enrolments_of(replica, class_id, [person])[person]
    if not lines:
        raise Unsuitable(f"{format_id(person)} tidak ada di kelas ini; sebutkan kelas asalnya.")
    state = next((found for line in lines if (found := read_state(line.status)) is not None), None)
    if state is None or state in LEFT or not allowed(state):
        told = state.label if state is not None else lines[0].status
        raise Unsuitable(f'{lines[0].name} berstatus "{told}" dan tidak dapat dipindahkan.')
    there = enrolments_of(replica, to_class, [person])[person]
    if any(read_state(line.status) not in LEFT for line in there):
        raise Unsuitable(f"{lines[0].name} sudah ada di kelas tujuan.")
    return state


def _come(replica: Replica, to_class: int, person: int, state: State, reason: str, moment: Moment) -> None:
    """Enrols them in the new class; whoever had left it before comes back."""
    there = enrolments_of(replica, to_class, [person])[person]
    if not there:
        nominate(replica, to_class, [person], Move(to=state, reason=reason), moment)
        return
    realm = class_line(replica, to_class).realm
    back = [
        Change(
            RowKey(ENROLMENT.number, to_class, line.person), patch(ENROLMENT, status=state.value, transferred_to=None)
        )
        for line in there
    ]
    # Who moved them elsewhere meanwhile is in conflict with whoever brings them back: their place there goes.
    write(replica, realm, bringing_back(replica, with_places(replica, realm, back)), moment)
