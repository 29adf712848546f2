"""lontar enrolment select, transfer, quota, decree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from contract.training.enrolment.states import Order, State
from desktop.cli.commands import Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.enrolment.choosing import CLASS, PEOPLE, chosen
from desktop.cli.enrolment.moving import DECREE, ON, REASON, choice_of, day, finish, moved_answer, tell
from desktop.cli.labels import english, indonesian
from desktop.cli.setting import Both, Setting
from desktop.cli.stopping import stoppable
from desktop.cli.values import ID, id_text
from desktop.cli.warned import tell_warned, warned_answer

if TYPE_CHECKING:
    from desktop.services.plans.leaving_groups import LeftGroup

_SELECT = [
    CLASS,
    *PEOPLE,
    Option(
        ["--by"],
        type=click.Choice([order.value for order in Order]),
        default=None,
        help=Both("isi kuota lalu cadangan menurut urutan ini", "fill quota, then reserve, in this order"),
    ),
    Option(["--over-quota"], is_flag=True, help=Both("juga melebihi kuota", "beyond the quota too")),
    REASON,
    DECREE,
    ON,
]


@command("select", Both("Memilih peserta, dalam kuota.", "Selects participants, within the quota."), _SELECT)
def select(
    setting: Setting, class_id: int, by: str | None, over_quota: bool, reason: str, decree: str, on: str, **values: Any
) -> None:
    """Selects the people named; with --by the first of them until the quota is full, and the next as reserves."""
    from desktop.cli.opened import opened
    from desktop.services.enrolment.moving import Move, move_many
    from desktop.services.enrolment.selection import select_by

    choice = choice_of(values)
    move = Move(to=State.SELECTED, reason=reason, decree_number=decree, decided_on=day(on), over_quota=over_quota)
    with opened(setting) as profile, stoppable(setting, ("orang", "people")) as progress:
        found = chosen(setting, profile, class_id, choice)
        if by is None:
            moved = move_many(profile.replica, class_id, found.people, move, progress)
        else:
            done = select_by(profile.replica, class_id, found.people, Order(by), move, progress)
    if by is None:
        finish(setting, moved, found, State.SELECTED)
        return
    tell(setting, done.selected, State.SELECTED)
    tell(setting, done.reserves, State.RESERVE)
    setting.answer(
        {
            "quota": done.quota,
            "by": done.order.value,
            "selected": moved_answer(setting, done.selected),
            "reserves": moved_answer(setting, done.reserves),
            "rest": len(done.rest),
            "unread": list(found.unread),
        }
    )


_TRANSFER = [
    CLASS,
    Option(["--person"], required=True, metavar="P", help=Both("id atau NIP", "id or NIP")),
    Option(["--to", "to_class"], type=ID, required=True, metavar="ID", help=Both("kelas tujuan", "the other class")),
    REASON,
]


@command("transfer", Both("Memindahkan peserta ke kelas lain.", "Moves a participant to another class."), _TRANSFER)
def transfer(setting: Setting, class_id: int, person: str, to_class: int, reason: str) -> None:
    """Moves somebody to another class; the marks stay where they were made."""
    from desktop.cli.opened import opened
    from desktop.services.enrolment.selection import transfer as moved_to
    from desktop.services.named import person_named

    with opened(setting) as profile:
        done = profile.write(
            lambda replica, moment: moved_to(replica, class_id, person_named(replica, person), to_class, reason, moment)
        ).result()
    tell_warned(setting, done.warned)
    for sentence in done.group.sentences if done.group is not None else ():
        setting.progress(sentence, worded_sentence(sentence, setting))
    if done.needs_group:
        setting.progress(
            "Belum berkelompok di kelas tujuan; masukkan: lontar group move.",
            "In no group of the new class yet; put them into one: lontar group move.",
        )
    setting.say(
        f'Pindah dengan status "{indonesian(done.state)}"; presensinya tetap di kelas asal.',
        f'Moved as "{english(done.state)}"; the marks stay in the class they were made in.',
    )
    setting.answer(
        {
            "person": id_text(done.person),
            "status": done.state.value,
            "from": id_text(class_id),
            "to": id_text(to_class),
            "moved_up": [id_text(one) for one in done.moved_up],
            "left_group": _left(setting, done.group),
            "needs_group": done.needs_group,
            **warned_answer(setting, done.warned),
        }
    )


def _left(setting: Setting, group: LeftGroup | None) -> dict[str, Any] | None:
    if group is None:
        return None
    return {
        "id": id_text(group.group),
        "title": group.title,
        "was_leader": group.was_leader,
        "milestones": group.milestones,
        "sizes": [size for _, size in group.sizes],
        "balanced": group.is_balanced,
        "told": [worded_sentence(sentence, setting) for sentence in group.sentences],
    }


_QUOTA = [
    CLASS,
    Option(["--quota"], type=click.IntRange(min=0), default=None, metavar="N", help=Both("banyaknya tempat", "places")),
    Option(
        ["--reserves"],
        type=click.IntRange(min=0),
        default=None,
        metavar="N",
        help=Both("banyaknya cadangan", "reserve"),
    ),
]


@command("quota", Both("Kuota dan cadangan kelas.", "Quota and reserves of a class."), _QUOTA)
def quota(setting: Setting, class_id: int, quota: int | None, reserves: int | None) -> None:
    """States how many places a class has."""
    from desktop.cli.opened import opened
    from desktop.services.enrolment.selection import set_quota
    from desktop.services.named import class_line

    with opened(setting) as profile:
        if quota is not None or reserves is not None:
            profile.write(lambda replica, moment: set_quota(replica, class_id, quota, reserves, moment)).result()
        held = profile.read(class_line, class_id).result()
    unsaid = setting.word("tidak disebut", "not stated")
    told = [unsaid if number is None else str(number) for number in (held.quota, held.reserves)]
    setting.say(f"Kuota {told[0]}, cadangan {told[1]}.", f"Quota {told[0]}, reserves {told[1]}.")
    setting.answer({"id": id_text(class_id), "quota": held.quota, "reserves": held.reserves})


_DECREE = [
    CLASS,
    Option(["--number"], required=True, metavar="NO", help=Both("nomor SK", "number of the decree")),
    Option(["--on"], required=True, metavar="TGL", help=Both("tanggal SK", "date of the decree")),
]


@command("decree", Both("SK penetapan peserta kelas.", "The decree that names a class's participants."), _DECREE)
def decree(setting: Setting, class_id: int, number: str, on: str) -> None:
    """Notes number and date of the decree of a class."""
    from desktop.cli.opened import opened
    from desktop.services.enrolment.selection import set_decree

    decided = day(on)
    if decided is None:
        told = setting.word("tanggal SK kosong; tulis misalnya 2026-02-20.", "the date is empty; write 2026-02-20.")
        raise click.BadParameter(told, ctx=click.get_current_context(), param_hint="--on")
    with opened(setting) as profile:
        profile.write(lambda replica, moment: set_decree(replica, class_id, number, decided, moment)).result()
    setting.say("SK tersimpan.", "Decree saved.")
    setting.answer(
        {"id": id_text(class_id), "decree_number": " ".join(number.split()), "decree_on": decided.isoformat()}
    )
