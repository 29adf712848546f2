"""lontar reset, sign-out, leave and server set: each writes a rescue file first and asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.confirming import confirm, refuse_unasked
from desktop.cli.laptop.backup import YES
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.app.leaving import Agree, Left
    from desktop.app.safekeeping import RescueFile


def _agree(setting: Setting, yes: bool, indonesian: str, english: str) -> Agree:
    def agree(rescue: RescueFile) -> None:
        setting.say(
            f"{rescue.changes} perubahan yang belum sampai pusat disimpan di {rescue.file}.",
            f"{rescue.changes} changes that have not reached the centre are kept in {rescue.file}.",
        )
        confirm(setting, yes, indonesian, english)

    refuse_unasked(setting, yes, indonesian, english)
    return agree


def _answer(setting: Setting, left: Left, indonesian: str, english: str) -> None:
    setting.say(indonesian, english)
    setting.answer(
        {
            "removed": left.what,
            "rescue": str(left.rescue.file),
            "changes_rescued": left.rescue.changes,
            "changes_waiting": left.waiting,
        }
    )


_FOLDER = Option(
    ["--rescue"],
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=Both("map untuk berkas penyelamatan", "folder for the rescue file"),
)


@command("reset", Both("Menghapus data profil ini.", "Removes this profile's data."), [_FOLDER, YES])
def reset(setting: Setting, rescue: Path | None, yes: bool) -> None:
    """Removes the profile's data after a rescue file was written."""
    from desktop.app import leaving
    from desktop.cli.opened import sources
    from desktop.sync.keys import SystemKeyring

    agree = _agree(setting, yes, "Hapus data profil ini?", "Remove this profile's data?")
    left = leaving.reset(setting.profile, sources(setting), SystemKeyring(), agree, rescue)
    _answer(setting, left, f"Data di {left.what} sudah dihapus.", f"The data in {left.what} is removed.")


_PERSON = Option(
    ["--person"], required=True, metavar="NAMA", help=Both("nama orang di laptop ini", "a person on this laptop")
)


@command("sign-out", Both("Seseorang keluar dari laptop ini.", "A person leaves this laptop."), [_PERSON, YES])
def sign_out(setting: Setting, person: str, yes: bool) -> None:
    """Takes a person's key off the laptop; their work travels on in their name."""
    from desktop.app import leaving
    from desktop.cli.opened import opened

    agree = _agree(setting, yes, f"Keluarkan {person} dari laptop ini?", f"Sign {person} out of this laptop?")
    with opened(setting) as profile:
        left = leaving.sign_out(profile, person, agree)
    _answer(
        setting,
        left,
        f"{left.what} sudah keluar. {left.waiting} perubahannya tetap dikirim atas namanya.",
        f"{left.what} is signed out. {left.waiting} of their changes are still sent in their name.",
    )


_OFFICE = Option(["--office"], required=True, metavar="KODE", help=Both("kode kantor", "code of the office"))


@command("leave", Both("Laptop ini keluar dari sebuah kantor.", "This laptop leaves an office."), [_OFFICE, YES])
def leave(setting: Setting, office: str, yes: bool) -> None:
    """Takes everything of an office off the laptop."""
    from desktop.app import leaving
    from desktop.cli.opened import opened

    asked = (
        f"Hapus semua data kantor {office} dari laptop ini?",
        f"Remove all data of office {office} from this laptop?",
    )
    agree = _agree(setting, yes, *asked)
    with opened(setting) as profile:
        left = leaving.leave_office(profile, office, agree)
    _answer(setting, left, f"Laptop ini keluar dari {left.what}.", f"This laptop has left {left.what}.")


_SERVER = [
    click.Argument(["url"], metavar="URL"),
    Option(["--office"], metavar="KODE", help=Both("kode kantor", "code of the office")),
    Option(
        ["--insecure"],
        is_flag=True,
        help=Both("izinkan http tanpa enkripsi ke komputer lain", "allow plain http to another machine"),
    ),
    YES,
]


@command("set", Both("Alamat server yang baru.", "The server's new address."), _SERVER)
def set_server(setting: Setting, url: str, office: str | None, insecure: bool, yes: bool) -> None:
    """The centre is at another address from now on; nothing else changes."""
    from desktop.app import leaving
    from desktop.cli.opened import opened

    agree = _agree(setting, yes, f"Pakai server {url} mulai sekarang?", f"Use server {url} from now on?")
    with opened(setting) as profile:
        left = leaving.move_server(profile, url, office, agree, insecure=insecure)
    _answer(setting, left, f"Server sekarang {url}; sebelumnya {left.what}.", f"The server is {url}; was {left.what}.")


server = Group(
    name="server",
    help=Both("Server kantor.", "The server of an office."),
    lazy={"set": ("desktop.cli.laptop.leaving:set_server", Both("alamat yang baru", "a new address"))},
)
