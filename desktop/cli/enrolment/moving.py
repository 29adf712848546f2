"""lontar enrolment: the states of a class's people, one by one and many at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from contract.training.enrolment.states import State
from desktop.cli import days
from desktop.cli.commands import Command, Group, Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.enrolment.choosing import CLASS, OF_OFFICE, PEOPLE, Choice, Chosen, chosen
from desktop.cli.labels import english, indonesian
from desktop.cli.setting import Both, Setting
from desktop.cli.stopping import stoppable
from desktop.cli.values import id_text
from desktop.cli.warned import tell_warned, warned_answer

if TYPE_CHECKING:
    from desktop.services.enrolment.moving import Move, Moved

BAD_INPUT = 3
_TOLD = 20
REASON = Option(["--reason"], default="", metavar="T", help=Both("alasan", "reason"))
DECREE = Option(["--decree"], default="", metavar="NO", help=Both("nomor SK", "number of the decree"))
ON = Option(["--on"], default="", metavar="TGL", help=Both("tanggal keputusan", "day of the decision"))
_WORDS = ("orang", "people")


def day(text: str) -> date | None:
    """A typed day; None for empty text. Raises BadValue."""

    from contract.training.indonesian_dates import parse_date

    return parse_date(text, days.today()) if text.strip() else None


def moved_answer(setting: Setting, moved: Moved, unread: tuple[str, ...] = ()) -> dict[str, Any]:
    """What an act did, as JSON."""
    return {
        "moved": len(moved.people),
        "unchanged": len(moved.unchanged),
        "moved_up": [id_text(person) for person in moved.moved_up],
        "refused": [
            {"person": id_text(one.person), "name": one.name, "why": worded_sentence(one.why, setting)}
            for one in moved.refused
        ],
        "unread": [worded_sentence(sentence, setting) for sentence in unread],
        **warned_answer(setting, moved.warned),
    }


def tell(setting: Setting, moved: Moved, state: State | None) -> None:
    """The same in sentences, the first of those who stayed by name, and of those whom the programme does not mean."""
    for one in moved.refused[:_TOLD]:
        setting.progress(one.why, worded_sentence(one.why, setting))
    if len(moved.refused) > _TOLD:
        more = len(moved.refused) - _TOLD
        setting.progress(f"... dan {more} orang lain tidak diubah", f"... and {more} more people stay")
    tell_warned(setting, moved.warned)
    to, to_en = (f' menjadi "{indonesian(state)}"', f' to "{english(state)}"') if state else ("", "")
    setting.say(
        f"{len(moved.people)} orang{to}; {len(moved.unchanged)} sudah; {len(moved.refused)} belum dapat.",
        f"{len(moved.people)} people{to_en}; {len(moved.unchanged)} already; {len(moved.refused)} could not.",
    )
    if moved.moved_up:
        setting.say(f"{len(moved.moved_up)} cadangan naik.", f"{len(moved.moved_up)} reserves moved up.")


def finish(setting: Setting, moved: Moved, found: Chosen, state: State | None, **more: Any) -> None:
    """Tells and answers; exit code 3 when somebody could not be moved or a row named nobody."""
    tell(setting, moved, state)
    setting.answer({**moved_answer(setting, moved, found.unread), **more})
    if moved.refused or found.unread:
        click.get_current_context().exit(BAD_INPUT)


def _act(setting: Setting, class_id: int, choice: Choice, move_of: Callable[[list[int]], Move]) -> None:
    """Moves the people chosen."""
    from desktop.cli.opened import opened
    from desktop.services.enrolment.moving import move_many

    with opened(setting) as profile, stoppable(setting, _WORDS) as progress:
        found = chosen(setting, profile, class_id, choice)
        move = move_of(found.people)
        moved = move_many(profile.replica, class_id, found.people, move, progress)
    finish(setting, moved, found, move.to)


def choice_of(values: dict[str, Any]) -> Choice:
    """The people named: takes the options that name people out of those of a command."""
    names = ("persons", "ids", "states", "district", "agency", "search", "everybody")
    return Choice(**{name: values.pop(name) for name in names if name in values})


def _mover(name: str, state: State, help_: Both, *options: click.Parameter) -> Command:
    """A command that moves people into one state."""

    @command(name, help_, [CLASS, *PEOPLE, *options, REASON, DECREE, ON])
    def run(setting: Setting, class_id: int, reason: str, decree: str, on: str, **values: Any) -> None:
        from desktop.services.enrolment.moving import Move

        choice = choice_of(values)
        move = Move(to=state, reason=reason, decree_number=decree, decided_on=day(on), **values)
        _act(setting, class_id, choice, lambda people: move)

    return run


_OVER = Option(["--over-quota"], is_flag=True, help=Both("juga melebihi kuota", "beyond the quota too"))
_FILL = Option(
    ["--move-up/--no-move-up", "fill"],
    default=True,
    help=Both("cadangan naik (biasanya ya)", "reserves move up (usually yes)"),
)
register = _mover("register", State.REGISTERED, Both("Mencatat yang mendaftar.", "Notes who has registered."))
reject = _mover("reject", State.REJECTED, Both("Menyatakan tidak terpilih.", "Rejects people."), _FILL)
confirm = _mover("confirm", State.CONFIRMED, Both("Menetapkan dengan SK.", "Confirms people by decree."))
start = _mover("start", State.ACTIVE, Both("Menyatakan mulai mengikuti.", "People take part from now on."))
withdraw = _mover("withdraw", State.WITHDRAWN, Both("Mencatat yang mengundurkan diri.", "People withdraw."), _FILL)
drop = _mover("drop", State.DROPPED, Both("Menyatakan gugur.", "People are dropped."), _FILL)

_SET = [
    CLASS,
    *PEOPLE,
    Option(
        ["--to"],
        type=click.Choice([state.value for state in State]),
        required=True,
        help=Both("status baru", "the new state"),
    ),
    Option(["--correct"], is_flag=True, help=Both("membetulkan, juga mundur; perlu alasan", "correct; needs a reason")),
    REASON,
    DECREE,
    ON,
]


@command("set", Both("Mengubah status, juga membetulkannya.", "Sets a state, also to correct it."), _SET)
def set_(setting: Setting, class_id: int, to: str, correct: bool, reason: str, decree: str, on: str, **v: Any) -> None:
    """Moves people into any state that may follow; with --correct into any."""
    from desktop.services.enrolment.moving import Move

    move = Move(to=State(to), reason=reason, decree_number=decree, decided_on=day(on), correct=correct)
    _act(setting, class_id, choice_of(v), lambda people: move)


@command(
    "reserve", Both("Menjadikan cadangan, menurut urutannya.", "Puts people on the reserve."), [CLASS, *PEOPLE, REASON]
)
def reserve(setting: Setting, class_id: int, reason: str, **values: Any) -> None:
    """Puts people behind those who wait, in the order named."""
    from desktop.cli.opened import opened
    from desktop.services.enrolment.moving import Move, move_many
    from desktop.services.enrolment.selection import queue_behind

    choice = choice_of(values)
    with opened(setting) as profile, stoppable(setting, _WORDS) as progress:
        found = chosen(setting, profile, class_id, choice)
        orders = profile.read(queue_behind, class_id, found.people).result()
        move = Move(to=State.RESERVE, reason=reason, orders=orders)
        moved = move_many(profile.replica, class_id, found.people, move, progress)
    finish(setting, moved, found, State.RESERVE)


_NOMINATE = [
    CLASS,
    *OF_OFFICE,
    Option(["--by"], default="", metavar="T", help=Both("instansi pengusul", "the nominating agency")),
    Option(["--registered"], is_flag=True, help=Both("langsung terdaftar", "as registered at once")),
    REASON,
]


@command("nominate", Both("Mengusulkan orang ke kelas.", "Nominates people for a class."), _NOMINATE)
def nominate(setting: Setting, class_id: int, by: str, registered: bool, reason: str, **values: Any) -> None:
    """Puts people into a class. A filter means the people of the class's whole office."""
    from desktop.cli.opened import opened
    from desktop.services.enrolment.moving import Move, nominate_many

    choice = choice_of(values)
    move = Move(to=State.REGISTERED if registered else State.NOMINATED, nominated_by=by, reason=reason)
    with opened(setting) as profile, stoppable(setting, _WORDS) as progress:
        found = chosen(setting, profile, class_id, choice, of_office=True)
        moved = nominate_many(profile.replica, class_id, found.people, move, progress)
    finish(setting, moved, found, move.to)


enrolments = Group(
    name="enrolment",
    help=Both("Kepesertaan dalam kelas.", "Enrolments of a class."),
    lazy={
        "list": ("desktop.cli.enrolment.listing:list_", Both("siapa dengan status apa", "who is in which state")),
        "nominate": ("desktop.cli.enrolment.moving:nominate", Both("mengusulkan", "nominate")),
        "register": ("desktop.cli.enrolment.moving:register", Both("mencatat pendaftaran", "register")),
        "select": ("desktop.cli.enrolment.selection:select", Both("memilih menurut kuota", "select by quota")),
        "reserve": ("desktop.cli.enrolment.moving:reserve", Both("menjadikan cadangan", "put on the reserve")),
        "reject": ("desktop.cli.enrolment.moving:reject", Both("menyatakan tidak terpilih", "reject")),
        "confirm": ("desktop.cli.enrolment.moving:confirm", Both("menetapkan dengan SK", "confirm by decree")),
        "start": ("desktop.cli.enrolment.moving:start", Both("mulai mengikuti", "take part")),
        "withdraw": ("desktop.cli.enrolment.moving:withdraw", Both("mengundurkan diri", "withdraw")),
        "drop": ("desktop.cli.enrolment.moving:drop", Both("menyatakan gugur", "drop")),
        "set": (
            "desktop.cli.enrolment.moving:set_",
            Both("mengubah atau membetulkan status", "set or correct a state"),
        ),
        "transfer": (
            "desktop.cli.enrolment.selection:transfer",
            Both("memindahkan ke kelas lain", "move to another class"),
        ),
        "quota": (
            "desktop.cli.enrolment.selection:quota",
            Both("kuota dan cadangan kelas", "quota and reserves of a class"),
        ),
        "decree": (
            "desktop.cli.enrolment.selection:decree",
            Both("SK penetapan peserta", "the decree that names participants"),
        ),
    },
)
"""Registered in desktop.cli.program."""
