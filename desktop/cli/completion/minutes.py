"""lontar minutes: sign, supplement, list, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.completion.changes import change_answer
from desktop.cli.completion.deciding import SIGNING
from desktop.cli.days import today
from desktop.cli.english import worded_sentence
from desktop.cli.labels import coded
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.completion.minutes import MinutesView, NewMinutes, Signer, Signing

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_SIGN = [
    _CLASS,
    Option(
        ["--kind"],
        type=click.Choice(["completion", "handover"]),
        default="completion",
        help=Both("kelulusan atau serah terima", "of completion or of a handing over"),
    ),
    *SIGNING,
    Option(["--item", "items"], multiple=True, metavar="T", help=Both("yang diserahkan", "what is handed over")),
]


@command("sign", Both("Menandatangani berita acara.", "Signs minutes."), _SIGN)
def sign(
    setting: Setting,
    class_id: int,
    kind: str,
    held_on: str | None,
    place: str,
    signers: tuple[str, ...],
    number: str,
    items: tuple[str, ...],
) -> None:
    """Signs minutes; those of completion freeze marks, scores and results."""
    from dataclasses import replace

    from contract.training.completion.minutes import Kind
    from desktop.cli.opened import opened
    from desktop.services.completion.minutes import Signing, make_minutes, sign_completion

    new = new_minutes(class_id, held_on or today().isoformat(), place, [signer_of(one) for one in signers], number)
    with opened(setting) as profile:
        if kind == Kind.COMPLETION:
            made = profile.write(lambda r, m: sign_completion(r, new, m)).result()
        else:
            handover = replace(new, kind=Kind.HANDOVER, body={"items": list(items)})
            made = Signing(id=profile.write(lambda r, m: make_minutes(r, handover, m)).result())
    _tell(setting, made, "Berita acara ditandatangani", "Minutes signed")


_SUPPLEMENT = [
    Option(["--of", "minutes_id"], type=ID, required=True, metavar="ID", help=Both("berita acara", "the minutes")),
    Option(["--reason"], required=True, metavar="T", help=Both("alasan", "reason")),
    *SIGNING,
]


@command("supplement", Both("Membuat berita acara susulan.", "Adds to minutes."), _SUPPLEMENT)
def supplement(
    setting: Setting,
    minutes_id: int,
    reason: str,
    held_on: str | None,
    place: str,
    signers: tuple[str, ...],
    number: str,
) -> None:
    """Names what was changed since the minutes, which stands from now on."""
    from dataclasses import replace

    from desktop.cli.opened import opened
    from desktop.services.completion.minutes import supplement

    day = held_on or today().isoformat()
    new = replace(new_minutes(0, day, place, [signer_of(one) for one in signers], number), reason=reason)
    with opened(setting) as profile:
        made = profile.write(lambda r, m: supplement(r, minutes_id, new, m)).result()
    _tell(setting, made, "Berita acara susulan dibuat", "Supplementary minutes made")


def _tell(setting: Setting, made: Signing, indonesian: str, english: str) -> None:
    """Answers with the id, and what became of the enrolments."""
    from desktop.cli.completion.decided_states import states_answer, tell_states

    if not setting.json:
        setting.say(f"{indonesian}: {id_text(made.id)}", f"{english}: {id_text(made.id)}")
    if made.states is not None:
        tell_states(setting, made.states)
    setting.answer({"id": id_text(made.id), "states": states_answer(setting, made.states)})


@command("list", Both("Berita acara sebuah kelas.", "Minutes of a class."), [_CLASS])
def list_(setting: Setting, class_id: int) -> None:
    """Lists minutes, and what was changed since those that hold."""
    from contract.training.completion.minutes import Kind
    from desktop.cli.opened import opened
    from desktop.services.completion.minutes import changes_of_class, list_minutes, twice_signed

    with opened(setting) as profile:
        found = profile.read(list_minutes, class_id).result()
        changed = profile.read(changes_of_class, class_id).result()
        twice = profile.read(twice_signed, class_id).result()
    remarks = [worded_sentence(twice, setting)] if twice else []
    if not setting.json:
        for one in found:
            click.echo(
                f"{id_text(one.id)}  {coded(setting, Kind, one.kind)}  {one.held_on or '-'}  {one.number or '-'}"
            )
        for change in changed:
            click.echo(worded_sentence(change.sentence, setting))
        for remark in remarks:
            click.echo(remark)
    setting.answer(
        {
            "minutes": [_head(one) for one in found],
            "changed": [change_answer(one, setting) for one in changed],
            "remarks": remarks,
        }
    )


_SHOWN = click.Argument(["minutes_id"], type=ID, metavar="ID")


@command("show", Both("Isi sebuah berita acara.", "What minutes say."), [_SHOWN])
def show(setting: Setting, minutes_id: int) -> None:
    """Shows minutes with their frozen text."""
    import msgspec

    from desktop.cli.opened import opened
    from desktop.services.completion.minutes import minutes_view

    with opened(setting) as profile:
        found = profile.read(minutes_view, minutes_id).result()
    if not setting.json:
        click.echo(msgspec.json.format(msgspec.json.encode(found.body)).decode())
    setting.answer({**_head(found), "body": dict(found.body)})


def new_minutes(class_id: int, held_on: str, place: str, signers: Sequence[Signer], number: str) -> NewMinutes:
    """Minutes of completion as the options say them."""
    from contract.training.completion.minutes import Kind
    from desktop.services.completion.minutes import NewMinutes

    return NewMinutes(
        class_id=class_id, kind=Kind.COMPLETION, held_on=held_on, place=place, signers=signers, number=number
    )


def signer_of(text: str) -> Signer:
    """Who signs, from "NAMA|JABATAN|NIP"."""
    from desktop.services.completion.minutes import Signer

    name, post, number = ([one.strip() for one in text.split("|")] + ["", ""])[:3]
    return Signer(name=name, post=post, employee_number=number)


def _head(one: MinutesView) -> dict[str, Any]:
    return {
        "id": id_text(one.id),
        "class": id_text(one.class_group),
        "kind": one.kind,
        "number": one.number or None,
        "held_on": one.held_on,
        "place": one.place,
        "digest": one.digest,
        "whole": one.is_whole,
        "supplements": id_text(one.supplements) if one.supplements else None,
        "reason": one.reason or None,
        "group": id_text(one.group) if one.group else None,
    }


minutes = Group(
    name="minutes",
    help=Both("Berita acara.", "Minutes."),
    lazy={
        "sign": ("desktop.cli.completion.minutes:sign", Both("menandatangani", "sign")),
        "supplement": ("desktop.cli.completion.minutes:supplement", Both("membuat susulan", "add to them")),
        "list": ("desktop.cli.completion.minutes:list_", Both("berita acara kelas", "minutes of a class")),
        "show": ("desktop.cli.completion.minutes:show", Both("isi berita acara", "what they say")),
    },
)
