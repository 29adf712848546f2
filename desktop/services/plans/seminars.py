"""The seminar of a class's plans: its order and the examiners' sheets."""

from __future__ import annotations

from dataclasses import dataclass

from contract.exchange.shapes import RowKey
from contract.tables.plans import plans_of
from contract.tables.records import Values
from contract.training.catalogue import ACTION_PLAN, SEMINAR_SCORE
from contract.training.exact_numbers import typed_hundredths
from contract.training.indonesian_dates import iso_day
from contract.training.plans.grouping import drawn_order
from contract.training.plans.seminars import Criterion, Presented, criterion_named
from desktop.services.faults import NotAllowed, Unsuitable
from desktop.services.named import class_line, group_line
from desktop.services.plans.planning import checked_text, staff_line, suitable
from desktop.services.plans.standing_seminar import MAY_CHANGE, standing_seminar
from desktop.services.plans.views import PlanView, criteria_of, plans_of_class
from desktop.services.writing import bringing_back, patch, role_of, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScore:
    """One line of an examiner's sheet as typed. criterion: number or title; value: 0 to 100, empty takes it back."""

    examiner: int
    criterion: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeminarSheet:
    """A class's seminar: its criteria and its plans in the order in which they are presented."""

    criteria: tuple[Criterion, ...]
    plans: tuple[PlanView, ...]


def order_seminar(
    replica: Replica, class_id: int, moment: Moment, *, seed: int | None = None, on: str = ""
) -> tuple[int, ...]:
    """Sets who presents when: by group number, or drawn by a seed; gives the groups in that order.

    on: the seminar's date (ISO), from which follow-ups fall due. Raises NotHere, Unsuitable.
    """
    with replica.transaction(), suitable():
        held = class_line(replica, class_id)
        lines = fetch(replica, plans_of(records, [class_id]))
        if not lines:
            raise Unsuitable("Kelas ini belum mempunyai kelompok; bagi dahulu dengan lontar group balance.")
        groups = [line.group for line in lines]
        order = tuple(groups) if seed is None else drawn_order(groups, seed)
        day = {"seminar_on": iso_day(on)} if on else {}
        there = {line.group: line for line in lines}
        changes = [
            Change(RowKey(ACTION_PLAN.number, group), patch(ACTION_PLAN, seminar_order=place, **day))
            for place, group in enumerate(order, 1)
            if there[group].seminar_order != place or (day and there[group].seminar_on != day["seminar_on"])
        ]
        write(replica, held.realm, bringing_back(replica, changes), moment)
        return order


def give_score(replica: Replica, group_id: int, new: NewScore, moment: Moment) -> Criterion:
    """Writes one line of an examiner's sheet; gives the criterion meant. Raises NotHere, Unsuitable."""
    with replica.transaction(), suitable():
        held = group_line(replica, group_id)
        examiner = staff_line(replica, held.class_group, new.examiner)
        if examiner.role != "examiner":
            raise Unsuitable(f"{examiner.name or 'Orang ini'} bukan penguji kelas ini; catat dahulu sebagai penguji.")
        criterion = criterion_named(criteria_of(replica, class_line(replica, held.class_group)), new.criterion)
        value = typed_hundredths(new.value) if new.value.strip() else None
        key = RowKey(SEMINAR_SCORE.number, group_id, examiner.id, criterion.number)
        _check_frozen(replica, held, key, value, new.note)
        said = patch(SEMINAR_SCORE, value=value, note=checked_text(new.note, "note") or None)
        write(replica, held.realm, bringing_back(replica, [Change(key, said)]), moment)
        return criterion


def _check_frozen(replica: Replica, group: Values, key: RowKey, value: int | None, note: str) -> None:
    """What signed minutes name is changed with a reason (the note) by who may sign minutes. Raises as frozen.check."""
    signed = standing_seminar(replica, group.class_group)
    if signed is None:
        return
    line = fetch_row(replica, SEMINAR_SCORE, key.k1, key.k2, key.k3)
    if (line.value if line is not None else None) == value:
        return
    if role_of(replica, active_author(replica, group.realm)) not in MAY_CHANGE:
        raise NotAllowed(
            f"Nilai seminar ini sudah dibekukan berita acara {signed.named}; hanya penyelenggara atau admin yang boleh "
            "mengubahnya. Minta mereka mengubahnya."
        )
    if not note.strip():
        raise Unsuitable(
            f"Nilai seminar ini sudah dibekukan berita acara {signed.named}; tulis alasan perubahannya dengan --note, "
            "lalu buat berita acara susulan: lontar plan seminar minutes --reason ALASAN."
        )


def seminar_of(replica: Replica, class_id: int, today: str) -> SeminarSheet:
    """The seminar of a class: plans in their order, those without one behind. Raises NotHere, Unsuitable."""
    with replica.database.reading(), suitable():
        held = class_line(replica, class_id)
        plans = plans_of_class(replica, class_id, today)
        last = len(plans) + 1
        order = sorted(plans, key=lambda one: (one.seminar.order or last, one.number or last, one.group))
        return SeminarSheet(criteria=criteria_of(replica, held), plans=tuple(order))


def presented(found: SeminarSheet) -> list[Presented]:
    """The plans of a seminar as its minutes name them."""
    return [
        Presented(
            group=one.group,
            group_title=one.group_title,
            title=one.title,
            order=one.seminar.order,
            result=one.seminar.result,
            examiners=one.seminar.examiners,
            feedback=str(one.stated.get("feedback") or ""),
        )
        for one in found.plans
    ]
