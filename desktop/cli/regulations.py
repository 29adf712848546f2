"""lontar regulation: set, list."""

from __future__ import annotations

import click

from desktop.cli import days
from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import told_id

_OFFICE = Option(["--office"], metavar="CODE", help=Both("kantor", "office"))
_SET = [
    click.Argument(["name"], metavar="NAME"),
    click.Argument(["value"], metavar="VALUE"),
    Option(["--valid-from"], default="", metavar="D", help=Both("berlaku sejak, 2026-01-01", "holds from, 2026-01-01")),
    Option(["--source"], default="", metavar="T", help=Both("dasarnya", "its basis")),
    Option(["--programme"], default="", metavar="KEY", help=Both("hanya untuk program ini", "for this programme only")),
    _OFFICE,
]
_ON = Option(["--on"], metavar="D", help=Both("pada tanggal ini (hari ini)", "on this day (today)"))


@command("set", Both("Menulis ketentuan kantor.", "Writes a regulation of the office down."), _SET)
def set_one(
    setting: Setting, name: str, value: str, valid_from: str, source: str, programme: str, office: str | None
) -> None:
    """Writes a regulation down."""
    from desktop.cli.opened import opened
    from desktop.services.regulations import set_regulation

    with opened(setting) as profile:
        identifier = profile.write(
            lambda replica, moment: set_regulation(
                replica, office, name, value, moment, valid_from=valid_from, source=source, programme_key=programme
            )
        ).result()
    told_id(setting, identifier, "Ketentuan tersimpan", "Regulation saved")


@command("list", Both("Ketentuan yang berlaku.", "The regulations in force."), [_ON, _OFFICE])
def list_all(setting: Setting, on: str | None, office: str | None) -> None:
    """What holds on a day."""
    from desktop.cli.opened import opened
    from desktop.services.regulations import regulations_on

    with opened(setting) as profile:
        found = profile.read(regulations_on, office, on or days.today().isoformat()).result()
    for one in found:
        unset = setting.word("belum ditetapkan", "not set")
        setting.say(f"{one.name}: {one.value or unset}", f"{one.name}: {one.value or unset}")
    setting.answer(
        {
            "regulations": [
                {
                    "name": one.name,
                    "value": one.value,
                    "valid_from": one.valid_from or None,
                    "source": one.source or None,
                    "default": one.is_default,
                }
                for one in found
            ]
        }
    )


regulations = Group(
    name="regulation",
    help=Both("Ketentuan dengan tanggal berlaku.", "Settings with a date from which they hold."),
    lazy={
        "set": ("desktop.cli.regulations:set_one", Both("menulis ketentuan", "write a regulation down")),
        "list": ("desktop.cli.regulations:list_all", Both("yang berlaku", "what is in force")),
    },
)
"""Registered in desktop.cli.program."""
