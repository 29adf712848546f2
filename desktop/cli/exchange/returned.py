"""lontar returned: what the centre refused or holds and what is parked here, with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.services.exchange.journey import Refused

_DOT = click.Argument(["dot"], metavar="ID")
_DOT_OR_NONE = click.Argument(["dot"], metavar="[ID]", required=False)
_HELD = Option(["--held"], is_flag=True, help=Both("semua yang ditahan pusat", "all that the centre holds"))
_AWAY = Option(
    ["--put-away"], is_flag=True, help=Both("yang sudah disisihkan", "those that were put away")
)  # fmt: skip


@command("list", Both("Perubahan yang ditolak, ditahan, atau menunggu.", "What was refused, held or parked."), [_AWAY])
def list_(setting: Setting, put_away: bool) -> None:
    """Each with its reason in words, the newest first. None of them holds up any other."""
    from desktop.cli.opened import opened
    from desktop.services.exchange.returned import list_returned
    from desktop.services.offices import home_zone
    from desktop.services.zones import iso_time

    with opened(setting) as profile:
        found = profile.read(list_returned, put_away=put_away).result()
        zone = profile.read(home_zone).result()
    for one in found:
        _tell(setting, one)
    if not found:
        setting.say("Tidak ada yang kembali.", "Nothing came back.")
    setting.answer({"returned": [_answer(setting, one, iso_time(one.since, zone)) for one in found]})


def _tell(setting: Setting, one: Refused) -> None:
    values = ", ".join(f"{label}: {value}" for label, value in one.values)
    reason = worded_sentence(one.reason, setting)
    setting.say(f"{one.dot}  {one.title}  {values}  {reason}", f"{one.dot}  {one.title}  {values}  {reason}")


def _answer(setting: Setting, one: Refused, since: str | None) -> dict[str, Any]:
    return {
        "id": one.dot,
        "fate": one.fate.value,
        "what": one.what,
        "about": one.about,
        "reason": worded_sentence(one.reason, setting),
        "since": since,
        "values": {label: value for label, value in one.values},  # noqa: C416
        "can_repeat": one.can_repeat,
        "put_away": one.put_away,
    }


_AGAIN = Both("Membuat ulang perubahan yang ditolak atau ditahan.", "Makes a refused or held change once more.")


@command("repeat", _AGAIN, [_DOT_OR_NONE, _HELD])
def repeat(setting: Setting, dot: str | None, held: bool) -> None:
    """As a new change; the old one is put away."""
    from desktop.cli.opened import opened
    from desktop.services.exchange import returned as service

    if (dot is None) is not held:
        raise click.UsageError(setting.word("Sebut satu nomor perubahan, atau --held.", "Name one change, or --held."))
    with opened(setting) as profile:
        if dot is None:
            count = profile.write(service.repeat_held).result()
            setting.say(f"{count} perubahan dibuat ulang.", f"{count} changes made once more.")
            setting.answer({"repeated": count})
            return
        profile.write(lambda replica, moment: service.repeat(replica, moment, dot)).result()
    setting.say("Dibuat ulang.", "Made once more.")
    setting.answer({"repeated": dot})


_BACK = Option(["--back"], is_flag=True, help=Both("kembalikan ke daftar", "put it back on the list"))


@command("put-away", Both("Menyisihkan sebuah perubahan dari daftar.", "Puts a change off the list."), [_DOT, _BACK])
def put_away(setting: Setting, dot: str, back: bool) -> None:
    """It stays on this laptop; nothing is lost."""
    from desktop.cli.opened import opened
    from desktop.services.exchange import returned as service

    with opened(setting) as profile:
        profile.read(service.put_aside, dot, away=not back).result()
    setting.say("Sudah.", "Done.")
    setting.answer({"id": dot, "put_away": not back})


returned = Group(
    name="returned",
    help=Both("Perubahan yang tidak menjadi milik pusat.", "Changes that did not become the centre's."),
    lazy={
        "list": (
            "desktop.cli.exchange.returned:list_",
            Both("semuanya, dengan alasannya", "all of them, with the reasons"),
        ),
        "repeat": ("desktop.cli.exchange.returned:repeat", Both("buat ulang sebagai perubahan baru", "make it anew")),
        "put-away": (
            "desktop.cli.exchange.returned:put_away",
            Both("sisihkan, atau kembalikan", "put it away, or back"),
        ),
    },
)
