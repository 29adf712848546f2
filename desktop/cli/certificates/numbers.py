"""lontar certificate: reserve, register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from contract.training.certificates.numbers import Use
from desktop.cli.commands import Option, command
from desktop.cli.labels import english, indonesian
from desktop.cli.setting import Both, Setting
from desktop.cli.values import id_text

if TYPE_CHECKING:
    from desktop.services.certificates.numbers import Accounted

OFFICE = Option(["--office"], metavar="CODE", help=Both("kantor, bila lebih dari satu", "office, if more than one"))
UNIT = Option(["--unit"], metavar="U", help=Both("unit dalam nomor (bawaan: ketentuan)", "unit in the numbers"))
YEAR = Option(
    ["--year"], type=click.IntRange(1900, 2199), metavar="Y", help=Both("tahun (bawaan: tahun ini)", "year (this one)")
)
_SIZE = Option(
    ["--size"], type=int, default=500, metavar="N", help=Both("banyaknya nomor (bawaan 500)", "how many (500)")
)


@command("reserve", Both("Meminta blok nomor sertifikat.", "Asks for a block of numbers."), [UNIT, YEAR, _SIZE, OFFICE])
def reserve(setting: Setting, unit: str | None, year: int | None, size: int, office: str | None) -> None:
    """Asks the centre for numbers to be given out without a network; they come with the next exchange."""
    from desktop.cli.opened import opened
    from desktop.services.certificates.numbers import reserve_numbers

    with opened(setting) as profile:
        made = profile.write(
            lambda replica, moment: reserve_numbers(replica, office, unit, year, size, moment)
        ).result()
    if not setting.json:
        setting.say(
            f"Diminta {made.size} nomor seri {made.series}. Nomornya datang dengan lontar sync.",
            f"{made.size} numbers of the series {made.series} were asked for. They come with lontar sync.",
        )
    setting.answer({"id": id_text(made.request), "series": made.series, "size": made.size})


@command("register", Both("Semua nomor satu tahun.", "Every number of a year."), [UNIT, YEAR, OFFICE])
def register(setting: Setting, unit: str | None, year: int | None, office: str | None) -> None:
    """Every number from 1 on: issued, revoked, replaced, or in whose block."""
    from desktop.cli.opened import opened
    from desktop.services.certificates.numbers import number_register, today_in
    from desktop.services.offices import office_named
    from desktop.storage.clock import moment

    with opened(setting) as profile:

        def ask(replica: Any) -> Any:
            on = today_in(replica, office_named(replica, office).realm, moment(replica))
            return number_register(replica, office, unit, year or int(on[:4]), on)

        found = profile.read(ask).result()
    if not setting.json:
        for line in found.lines:
            setting.say(*_told(line))
    setting.answer(
        {
            "series": found.series,
            "counts": found.counts,
            "twice": list(found.twice),
            "numbers": [_plain(line) for line in found.lines],
        }
    )


def _told(line: Accounted) -> tuple[str, str]:
    at = line.stretch
    span = f"{at.first}" if at.first == at.last else f"{at.first}-{at.last}"
    whose = f"{line.person}, {line.laptop}" if line.person or line.laptop else ""
    words = indonesian(at.use), english(at.use)
    if at.use is Use.UNUSED:
        words = f"{words[0]}, pada {whose}", f"{words[1]}, held by {whose}"
    paper = f" ({'; '.join(line.numbers)})" if line.numbers else ""
    return f"{span}: {words[0]}{paper}", f"{span}: {words[1]}{paper}"


def _plain(line: Accounted) -> dict[str, Any]:
    at = line.stretch
    return {
        "first": at.first,
        "last": at.last,
        "use": at.use.value,
        "block": id_text(at.request) if at.request is not None else None,
        "laptop": line.laptop or None,
        "person": line.person or None,
        "certificates": [id_text(one) for one in at.certificates],
        "numbers": list(line.numbers),
    }
