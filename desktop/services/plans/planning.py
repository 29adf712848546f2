"""What people do with a group's action plan: fill it in, move it on, set milestones, log coaching, report on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from contract.exchange.dots import format_id, parse_id, row_id
from contract.exchange.shapes import GONE, Record, RowKey, Value
from contract.tables.plans import memberships_of
from contract.tables.records import Values
from contract.training.catalogue import ACTION_PLAN, COACHING, FOLLOW_UP, GROUP, MILESTONE, STAFF
from contract.training.exact_numbers import typed_hundredths
from contract.training.findings import BadValue
from contract.training.indonesian_dates import iso_day
from contract.training.plans.action_plans import (
    FOLLOW_UP_DAYS,
    MOST_LINE,
    MOST_TEXT,
    Horizon,
    PlanStatus,
    check_move,
    horizon_of,
    plan_value,
    rupiah,
    status_of,
)
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line, group_line, person_named
from desktop.services.plans.choices import choices_of
from desktop.services.plans.views import seminar_day
from desktop.services.typed_days import has_come
from desktop.services.writing import bringing_back, patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_by, fetch_row
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

FREE_TEXT = "plan"
"""The plan as one text, a field of the group from before plans had fields."""
_MILESTONE_LINES = ("title", "measure", "baseline", "target", "realisation")
_MILESTONE_DAYS = ("starts_on", "due_on", "done_on")
MILESTONE_FIELDS = (*_MILESTONE_LINES, *_MILESTONE_DAYS, "horizon", "budget", "owner")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMilestone:
    """What a person types of a milestone. due_on: ISO. owner: a member of the group. horizon: else told by the date."""

    title: str
    due_on: str = ""
    starts_on: str = ""
    horizon: str = ""
    owner: int | None = None
    budget: str = ""
    measure: str = ""
    baseline: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCoaching:
    """What a person types of one coaching. coach: a row of the class's staff; without one the plan's coach."""

    held_on: str
    notes: str
    mode: str = ""
    coach: int | None = None
    follow_up: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFollowUp:
    """What a person types of a follow-up. share: percent of the plan that is realised, empty where nobody says."""

    days: int
    held_on: str
    share: str = ""
    realisation: str = ""
    obstacles: str = ""
    next: str = ""


@contextmanager
def suitable() -> Iterator[None]:
    """What a rule cannot read is refused with the rule's sentence."""
    try:
        yield
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad


def set_plan_field(replica: Replica, group_id: int, field: str, typed: str, moment: Moment) -> None:
    """Fills in one field; nothing typed empties it. Raises NotHere, Unsuitable."""
    fill_plan(replica, group_id, {field: typed}, moment)


def fill_plan(
    replica: Replica, group_id: int, typed: Mapping[str, str], moment: Moment, *, example: bool = False
) -> None:
    """Fills in several fields as they were typed, all or none. Raises NotHere, Unsuitable."""
    with replica.transaction(), suitable():
        held = group_line(replica, group_id)
        choices = choices_of(replica, class_line(replica, held.class_group))
        own: dict[str, Value] = {"example": 1} if example else {}
        of_group: dict[str, Value] = {}
        for field, text in typed.items():
            plain = text.strip()
            match field:
                case "plan":
                    of_group[FREE_TEXT] = checked_text(plain, FREE_TEXT) or None
                case "theme":
                    of_group["theme"] = plan_value(field, text, choices)
                case "coach":
                    own["coach"] = staff_line(replica, held.class_group, parse_id(plain)).id if plain else None
                case "seminar_on":
                    own["seminar_on"] = iso_day(plain) if plain else None
                case _:
                    own[field] = plan_value(field, text, choices)
        if of_group:
            write(replica, held.realm, [_change(GROUP, group_id, **of_group)], moment)
        if own:
            put_plan(replica, held, moment, **own)


def put_plan(replica: Replica, held: Values, moment: Moment, **values: Value) -> None:
    """Sets fields of the plan of a group (its row); the first ones begin it as a draft."""
    key = RowKey(ACTION_PLAN.number, held.id)
    if fetch_row(replica, ACTION_PLAN, held.id) is None:
        values = {"status": PlanStatus.DRAFT.value, **values}
    write(replica, held.realm, bringing_back(replica, [Change(key, patch(ACTION_PLAN, **values))]), moment)


def move_plan(replica: Replica, group_id: int, to: str, moment: Moment) -> PlanStatus:
    """Moves a plan to its next state, or back by one; gives the state it has now. Raises NotHere, Unsuitable."""
    with replica.transaction(), suitable():
        held = group_line(replica, group_id)
        plan = fetch_row(replica, ACTION_PLAN, group_id)
        now = status_of(plan.status if plan is not None else None)
        wanted = check_move(now, to)
        if wanted is PlanStatus.SUBMITTED and now is PlanStatus.DRAFT and not (plan is not None and plan.title):
            raise Unsuitable("Rencana aksi belum berjudul; isi judulnya sebelum diajukan.")
        if plan is None or wanted is not now:
            put_plan(replica, held, moment, status=wanted.value)
        return wanted


def add_milestone(replica: Replica, group_id: int, new: NewMilestone, moment: Moment, *, example: bool = False) -> int:
    """Adds a milestone behind those of the group; gives its id. Raises NotHere, Unsuitable."""
    with replica.transaction(), suitable():
        held = group_line(replica, group_id)
        title = _line(new.title, "title")
        if not title:
            raise Unsuitable("Tonggak belum berjudul; tulis judulnya.")
        due_on = iso_day(new.due_on) if new.due_on else None
        _check_order(new.starts_on and iso_day(new.starts_on), due_on)
        there = fetch_by(replica, MILESTONE, "group", group_id)
        made = stated(
            MILESTONE,
            group=group_id,
            title=title,
            horizon=_horizon(replica, held, new.horizon, due_on),
            owner=member_of(replica, held, new.owner) if new.owner else None,
            starts_on=iso_day(new.starts_on) if new.starts_on else None,
            due_on=due_on,
            budget=rupiah(new.budget) if new.budget else None,
            measure=_line(new.measure, "measure"),
            baseline=_line(new.baseline, "baseline"),
            target=_line(new.target, "target"),
            position=max((line.position or 0 for line in there), default=0) + 1,
            example=int(example) or None,
        )
        return row_id(write(replica, held.realm, [Change(MILESTONE.number, made)], moment)[0])


def set_milestone(replica: Replica, milestone_id: int, field: str, typed: str, moment: Moment) -> None:
    """Sets one field of a milestone; nothing typed empties it. owner: id or NIP. Raises NotHere, Unsuitable."""
    with replica.transaction(), suitable():
        line = _milestone(replica, milestone_id)
        held = group_line(replica, line.group)
        plain = typed.strip()
        if field not in MILESTONE_FIELDS or (field == "title" and not plain):
            raise Unsuitable(f'Isian tonggak "{field}" tidak ada atau kosong. Yang ada: {", ".join(MILESTONE_FIELDS)}.')
        value = _milestone_value(replica, held, field, plain) if plain else None
        if field == "done_on" and isinstance(value, str):
            _past(value, _NOT_DONE, moment)
        _check_order(
            value if field == "starts_on" else line.starts_on,
            value if field == "due_on" else line.due_on,
        )
        changes = {field: value}
        if field == "due_on" and isinstance(value, str):
            changes["horizon"] = _horizon(replica, held, "", value) or line.horizon
        write(replica, line.realm, [_change(MILESTONE, milestone_id, **changes)], moment)


def finish_milestone(replica: Replica, milestone_id: int, done_on: str, realisation: str, moment: Moment) -> None:
    """Says when a milestone was reached and what came of it. Raises NotHere, Unsuitable."""
    with replica.transaction(), suitable():
        line = _milestone(replica, milestone_id)
        told = {"realisation": _line(realisation, "realisation")} if realisation.strip() else {}
        on = _past(iso_day(done_on), _NOT_DONE, moment)
        write(replica, line.realm, [_change(MILESTONE, milestone_id, done_on=on, **told)], moment)


def remove_milestone(replica: Replica, milestone_id: int, moment: Moment) -> None:
    """Deletes a milestone. Raises NotHere."""
    with replica.transaction():
        line = _milestone(replica, milestone_id)
        write(replica, line.realm, [Change(RowKey(MILESTONE.number, milestone_id), {GONE: 1})], moment)


def add_coaching(replica: Replica, group_id: int, new: NewCoaching, moment: Moment, *, example: bool = False) -> int:
    """Adds a line to the coaching log; gives its id. Raises NotHere, Unsuitable."""
    with replica.transaction(), suitable():
        held = group_line(replica, group_id)
        notes = new.notes.strip()
        if not notes or len(notes) > MOST_TEXT:
            raise Unsuitable(f"Catatan pendampingan berisi {len(notes)} huruf; tulis 1 sampai {MOST_TEXT}.")
        plan = fetch_row(replica, ACTION_PLAN, group_id)
        coach = staff_line(replica, held.class_group, new.coach).id if new.coach else plan.coach if plan else None
        made = stated(
            COACHING,
            group=group_id,
            held_on=iso_day(new.held_on),
            mode=_line(new.mode, "mode"),
            coach=coach,
            notes=notes,
            follow_up=checked_text(new.follow_up, "follow_up"),
            example=int(example) or None,
        )
        return row_id(write(replica, held.realm, [Change(COACHING.number, made)], moment)[0])


def report_follow_up(
    replica: Replica, group_id: int, new: NewFollowUp, moment: Moment, *, example: bool = False
) -> None:
    """Writes down what came of a plan after 60 or 365 days; said again it is corrected. Raises NotHere, Unsuitable."""
    with replica.transaction(), suitable():
        held = group_line(replica, group_id)
        if new.days not in FOLLOW_UP_DAYS:
            told = " atau ".join(str(days) for days in FOLLOW_UP_DAYS)
            raise Unsuitable(f"Tindak lanjut {new.days} hari tidak dikenal; pilih {told} hari.")
        said = patch(
            FOLLOW_UP,
            held_on=_past(iso_day(new.held_on), "Tanggal tindak lanjut {} belum tiba; periksa tanggalnya.", moment),
            share=typed_hundredths(new.share.strip().removesuffix("%")) if new.share.strip() else None,
            realisation=checked_text(new.realisation, "realisation") or None,
            obstacles=checked_text(new.obstacles, "obstacles") or None,
            next=checked_text(new.next, "next") or None,
            example=int(example) or None,
        )
        key = RowKey(FOLLOW_UP.number, group_id, new.days)
        write(replica, held.realm, bringing_back(replica, [Change(key, said)]), moment)


def staff_line(replica: Replica, class_id: int, staff_id: int) -> Values:
    """Somebody of a class's staff. Raises NotHere."""
    line = fetch_row(replica, STAFF, staff_id)
    if line is None or line.class_group != class_id:
        raise NotHere(f"Tidak ada panitia atau pengajar {format_id(staff_id)} di kelas ini.")
    return line


def member_of(replica: Replica, held: Values, person: int) -> int:
    """The member of a group (its row) who is meant, as the record that stands for them. Raises NotHere."""
    one = standing(replica).get(person, person)
    members = fetch(replica, memberships_of(records, held.class_group))
    if not any(line.group == held.id and line.stands == one for line in members):
        raise NotHere(
            f"Peserta {format_id(person)} bukan anggota kelompok ini. Pindahkan dahulu dengan lontar group move."
        )
    return one


def _milestone(replica: Replica, milestone_id: int) -> Values:
    line = fetch_row(replica, MILESTONE, milestone_id)
    if line is None:
        raise NotHere(f"Tidak ada tonggak {format_id(milestone_id)} di laptop ini. Lihat: lontar plan show --group ID.")
    return line


def _milestone_value(replica: Replica, held: Values, field: str, typed: str) -> Value:
    if field in _MILESTONE_DAYS:
        return iso_day(typed)
    if field == "horizon":
        return _horizon(replica, held, typed, None)
    if field == "budget":
        return rupiah(typed)
    if field == "owner":
        return member_of(replica, held, person_named(replica, typed))
    return _line(typed, field)


def _horizon(replica: Replica, held: Values, typed: str, due_on: str | None) -> str | None:
    if typed:
        if typed not in Horizon.__members__.values():
            raise Unsuitable(f'Jangka "{typed}" tidak dikenal; pilih {", ".join(Horizon)}.')
        return typed
    if due_on is None:
        return None
    plan = fetch_row(replica, ACTION_PLAN, held.id)
    day = plan.seminar_on if plan is not None else None
    return horizon_of(due_on, day or seminar_day(replica, class_line(replica, held.class_group))[0])


_NOT_DONE = "Tanggal selesai {} belum tiba; periksa tanggalnya."


def _past(day: str, sentence: str, moment: Moment) -> str:
    """The day. Raises Unsuitable for one that has not come yet."""
    if not has_come(day, moment):
        raise Unsuitable(sentence.format(day))
    return day


def _check_order(starts_on: Value, due_on: Value) -> None:
    if starts_on and due_on and str(starts_on) > str(due_on):
        raise Unsuitable(f"Tonggak mulai {starts_on}, sesudah tenggatnya {due_on}; perbaiki salah satunya.")


def checked_text(typed: str, field: str, most: int = MOST_TEXT) -> str:
    """A text without the space around it. Raises Unsuitable for one that is too long."""
    plain = typed.strip()
    if len(plain) > most:
        raise Unsuitable(f"Isian {field} berisi {len(plain)} huruf, paling banyak {most}; singkatkan.")
    return plain


def _line(typed: str, field: str) -> str:
    return checked_text(" ".join(typed.split()), field, MOST_LINE)


def _change(record: Record, identifier: int, **values: Value) -> Change:
    return Change(RowKey(record.number, identifier), patch(record, **values))
