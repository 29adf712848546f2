"""lontar spbe instrument: add, list."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import id_text, told_id

_ADD = [
    click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"),
    Option(["--office"], default=None, metavar="CODE", help=Both("kantor", "office")),
]


@command("add", Both("Menambah instrumen dari berkasnya.", "Adds an instrument from its file."), _ADD)
def add(setting: Setting, file: Path, office: str | None) -> None:
    """A file of the form of the shipped ones; nothing is saved when anything in it is wrong."""
    from desktop.cli.opened import opened
    from desktop.services.faults import Unsuitable
    from desktop.services.spbe.instruments import add_instrument

    try:
        content = file.read_bytes()
    except OSError as error:
        raise Unsuitable(f'Berkas "{file}" tidak dapat dibuka ({error.strerror}); periksa namanya.') from error
    with opened(setting) as profile:
        made = profile.write(lambda replica, moment: add_instrument(replica, office, content, moment)).result()
    told_id(setting, made, "Instrumen tersimpan", "Instrument saved")


@command("list", Both("Instrumen penilaian yang dikenal.", "The instruments that are known."))
def list_(setting: Setting) -> None:
    """Those that ship with the program and those that offices have added."""
    from desktop.cli.opened import opened
    from desktop.cli.spbe.answers import instrument_answer
    from desktop.services.spbe.instruments import known_instruments

    with opened(setting) as profile:
        found = profile.read(known_instruments).result()
    for held in found if not setting.json else ():
        one = held.instrument
        about = f"{one.first_year}-{one.last_year or ''}, {', '.join(one.legal_basis)}"
        whence = f", {id_text(held.id)}" if held.id is not None else ""
        unused = "" if held.is_used else setting.word(" (kuncinya sudah dipakai)", " (its key is taken)")
        setting.say(
            f"{one.key}: {one.title}, {len(one.indicators)} indikator, {about}{whence}{unused}",
            f"{one.key}: {one.title}, {len(one.indicators)} indicators, {about}{whence}{unused}",
        )
    setting.answer({"instruments": [instrument_answer(one) for one in found]})


instrument = Group(
    name="instrument",
    help=Both("Instrumen penilaian.", "Instruments of appraisals."),
    lazy={
        "add": ("desktop.cli.spbe.instruments:add", Both("tambah dari berkas", "add one from a file")),
        "list": ("desktop.cli.spbe.instruments:list_", Both("yang dikenal", "those that are known")),
    },
)
