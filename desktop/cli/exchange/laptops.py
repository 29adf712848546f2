"""lontar laptops: from which laptops of the office the centre has heard, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from contract.faults import Fault
    from desktop.app.opening import OpenProfile
    from desktop.services.exchange.laptops import OfficeRoll
    from desktop.services.zones import Zone

_ASK = Option(["--ask"], is_flag=True, help=Both("tanya pusat sekarang", "ask the centre now"))


@command(
    "laptops", Both("Laptop kantor dan kapan terakhir terkirim.", "The office's laptops, and when they sent."), [_ASK]
)
def laptops(setting: Setting, ask: bool) -> None:
    """The roll as last told: each laptop with its people and when anything of it reached the centre."""
    from desktop.cli.exit_codes import code_of
    from desktop.cli.opened import opened
    from desktop.services.exchange.laptops import office_rolls
    from desktop.services.offices import home_zone

    with opened(setting) as profile:
        fault = _call_roll(profile) if ask else None
        rolls = profile.read(office_rolls).result()
        zone = profile.read(home_zone).result()
    if fault is not None:
        setting.progress(str(fault), str(fault))
    offices = {one.code: _plain(one, zone) for one in rolls}
    for code, office in offices.items() if not setting.json else ():
        for line in office["laptops"]:
            click.echo(f"  {code}  {line['heard'] or '-'}  {line['laptop']}  {', '.join(line['people'])}")
    setting.answer({"offices": offices})
    click.get_current_context().exit(code_of(fault) if fault is not None else 0)


def _call_roll(profile: OpenProfile) -> Fault | None:
    """A talk in which the centre tells; gives what kept it from that."""
    from desktop.storage import roll
    from desktop.sync.conversation import Conversation

    conversation = Conversation(profile.replica, profile.place.sync_lock)
    profile.replica.database.call(roll.want, profile.replica, True).result()
    try:
        return conversation.talk().fault
    finally:
        conversation.close()
        profile.replica.database.call(roll.want, profile.replica, False).result()


def _plain(one: OfficeRoll, zone: Zone) -> dict[str, Any]:
    from desktop.services.zones import iso_time

    def told(at: int | None) -> str | None:
        return iso_time(at, zone) if at is not None else None

    lines = [{"laptop": line.name, "people": list(line.people), "heard": told(line.at)} for line in one.laptops]
    return {"told": told(one.told), "laptops": lines}
