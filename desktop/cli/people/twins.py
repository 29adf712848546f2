"""lontar people twins, merge, unmerge, distinct: one person who was registered twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Option, command
from desktop.cli.labels import label
from desktop.cli.people.listing import person_answer
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

if TYPE_CHECKING:
    from desktop.services.people.twins import TwinPair
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

_FIND = [
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("kelas", "class")),
    Option(["--limit"], type=click.IntRange(min=0), default=None, metavar="N", help=Both("paling banyak", "at most")),
]


@command("twins", Both("Siapa yang mungkin terdaftar dua kali.", "Who may be registered twice."), _FIND)
def twins(setting: Setting, class_id: int | None, limit: int | None) -> None:
    """Pairs that look like one person, the surest first, with the reasons."""
    from desktop.cli.opened import opened
    from desktop.services.people.twins import Twins

    with opened(setting) as profile:
        pairs = profile.read(Twins().find, class_id, limit).result()
    if not setting.json:
        for pair in pairs:
            click.echo(f"{_line(pair)}: {', '.join(label(setting, reason) for reason in pair.reasons)}")
        setting.say(f"{len(pairs)} pasang mungkin orang yang sama.", f"{len(pairs)} pairs may be one person.")
    setting.answer({"pairs": [_answer(pair) for pair in pairs]})


def _line(pair: TwinPair) -> str:
    return " = ".join(
        f"{id_text(one.id)} {one.printed} ({one.employee_number or '-'})" for one in (pair.first, pair.second)
    )


def _answer(pair: TwinPair) -> dict[str, Any]:
    return {
        "first": person_answer(pair.first),
        "second": person_answer(pair.second),
        "reasons": [reason.value for reason in pair.reasons],
        "why": [reason.words for reason in pair.reasons],
        "verdict": pair.verdict.value,
    }


def _person(name: str, metavar: str) -> click.Argument:
    return click.Argument([name], metavar=metavar)


@command(
    "merge",
    Both("Menggabungkan dua data satu orang; yang pertama tetap.", "Merges two records of a person; the first stays."),
    [_person("keep", "TETAP"), _person("other", "LAIN")],
)
def merge(setting: Setting, keep: str, other: str) -> None:
    """Makes one person of two records; answers with the one that stands for both."""
    from desktop.services.people.merging import merge as make_one

    _decide(setting, make_one, (keep, other), "Digabung", "Merged")


@command(
    "unmerge",
    Both("Memisahkan data yang digabung.", "Parts a record that was merged."),
    [_person("person", "P")],
)
def unmerge(setting: Setting, person: str) -> None:
    """Lets a record stand for itself again."""
    from desktop.services.people.merging import unmerge as part

    _decide(setting, part, (person,), "Dipisahkan", "Parted")


@command(
    "distinct",
    Both("Menyatakan dua orang yang mirip bukan orang yang sama.", "Says that two who look alike are two persons."),
    [_person("one", "A"), _person("other", "B")],
)
def distinct(setting: Setting, one: str, other: str) -> None:
    """Nobody is asked again about these two."""
    from desktop.services.people.merging import tell_apart

    _decide(setting, tell_apart, (one, other), "Dicatat bukan orang yang sama", "Noted as two persons")


def _decide(setting: Setting, act: Callable[..., int], named: tuple[str, ...], indonesian: str, english: str) -> None:
    from desktop.cli.opened import opened
    from desktop.services.named import person_named

    def decide(replica: Replica, moment: Moment) -> int:
        return act(replica, *(person_named(replica, text) for text in named), moment)

    with opened(setting) as profile:
        identifier = profile.write(decide).result()
    told_id(setting, identifier, indonesian, english)
