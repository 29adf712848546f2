"""lontar budget: what talks that the program begins by itself may cost a day."""

from __future__ import annotations

import click

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting

_MEGA = 1_000_000
_OFF = "off"
_PAUSE, _IGNORE = "pause", "ignore"


class _Megabytes(click.ParamType[int]):
    """So many megabytes, or off."""

    name = "MB"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> int:
        """Bytes; -1 for off."""
        if value == _OFF:
            return -1
        try:
            size = float(str(value).replace(",", "."))
        except ValueError:
            size = 0
        if not 0 < size < 1e6:
            self.fail(f"{value!r}: 0.1, 5, off", param, context)
        return round(size * _MEGA)


_DAY = Option(["--day"], type=_Megabytes(), help=Both("jatah sehari dalam MB, atau off", "MB a day, or off"))
_METERED = Option(
    ["--metered"],
    type=click.Choice((_PAUSE, _IGNORE)),
    help=Both("di jaringan berbayar: hanya pekerjaan sendiri, atau biasa", "on paid links: own work only, or as usual"),
)


@command("budget", Both("Jatah data sehari.", "How much data a day."), [_DAY, _METERED])
def budget(setting: Setting, day: int | None, metered: str | None) -> None:
    """Shows the choice and what today has cost; changes it where an option is given."""
    from desktop.cli.opened import opened
    from desktop.services.exchange.spending import megabytes, restraint_sentence
    from desktop.sync.budget import account, choose

    with opened(setting) as profile:
        if day is not None or metered is not None:
            minds = None if metered is None else metered == _PAUSE
            if day is None:
                profile.read(choose, minds_metered=minds).result()
            else:
                profile.read(choose, day_bytes=None if day < 0 else day, minds_metered=minds).result()
        found = profile.read(account).result()
    most, chosen = found.spending.day_bytes, found.spending
    told = megabytes(found.spent)
    if most is None:
        setting.say(f"Tanpa jatah. Hari ini: {told}.", f"No budget. Today: {told}.")
    else:
        setting.say(f"Jatah sehari {megabytes(most)}. Hari ini: {told}.", f"{megabytes(most)} a day. Today: {told}.")
    if found.restraint is not None:
        from desktop.cli.english import worded_sentence

        sentence = restraint_sentence(found)
        setting.say(sentence, worded_sentence(sentence, setting))
    metered_now = _PAUSE if chosen.minds_metered else _IGNORE
    setting.answer({"day_bytes": most, "spent": found.spent, "metered": metered_now})
