"""lontar digest: what others changed since the last exchange, and undo by line."""

from __future__ import annotations

import click

from desktop.cli.commands import Group, command
from desktop.cli.setting import Both, Setting, setting_of


def _show(setting: Setting) -> None:
    """Every line in one sentence, the newest first."""
    from desktop.cli.english import worded_sentence
    from desktop.cli.opened import opened
    from desktop.services.exchange.digest import digest as read
    from desktop.services.offices import home_zone
    from desktop.services.zones import iso_time

    with opened(setting) as profile:
        found = profile.read(read).result()
        zone = profile.read(home_zone).result()
    if not found.lines:
        setting.say("Tidak ada yang diubah orang lain.", "Others changed nothing.")
    for line in found.lines:
        text = worded_sentence(line.text, setting)
        told = f"{line.id}  {text}" + (f"  ({line.who})" if line.who else "")
        setting.say(told, told)
    lines = [
        {
            "id": line.id,
            "text": line.text,
            "who": line.who or None,
            "at": iso_time(line.at, zone),
            "can_undo": line.can_undo,
        }
        for line in found.lines
    ]
    setting.answer({"since": iso_time(found.since, zone), "lines": lines})


@click.pass_context
def _alone(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        _show(setting_of(context))


_UNDO = [click.Argument(["line_id"], type=int, metavar="ID")]


@command("undo", Both("Mengembalikan nilai semula dari satu baris.", "Puts one line's earlier value back."), _UNDO)
def undo(setting: Setting, line_id: int) -> None:
    """Puts the earlier value back by a new edit, unless somebody changed it since."""
    from desktop.cli.opened import opened
    from desktop.services.exchange.digest import undo_line

    with opened(setting) as profile:
        profile.write(lambda replica, moment: undo_line(replica, line_id, moment)).result()
    setting.say("Nilai semula dikembalikan.", "The earlier value is back.")
    setting.answer({"undone": line_id})


digest = Group(
    name="digest",
    help=Both("Yang diubah orang lain sejak sinkronisasi terakhir.", "What others changed since the last sync."),
    invoke_without_command=True,
    callback=_alone,
    lazy={
        "undo": ("desktop.cli.exchange.digest:undo", Both("mengembalikan nilai semula", "put the earlier value back"))
    },
)
