"""lontar rescue: write, inspect, read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.laptop.backup import iso
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.storage.backup.bring_back import Brought
    from desktop.storage.backup.rescue import Rescue, RescuedOp

SOME_LEFT = 3
_FILE = click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
_FOLDER = click.Argument(["folder"], required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")


@command(
    "write",
    Both("Menyimpan semua yang belum sampai pusat ke satu berkas.", "Keeps all that has not reached the centre."),
    [_FOLDER],
)
def write(setting: Setting, folder: Path | None) -> None:
    """Writes all unacknowledged work into one encrypted file, in DIR or in the profile's own folder."""
    from desktop.app.safekeeping import write_rescue
    from desktop.cli.opened import opened

    with opened(setting) as profile:
        made = write_rescue(profile, "asked", folder)
    if not setting.json:
        setting.say(
            f"{made.changes} perubahan yang belum sampai pusat: {made.file}",
            f"{made.changes} changes that have not reached the centre: {made.file}",
        )
    setting.answer({"file": str(made.file), "changes": made.changes})


@command("inspect", Both("Memperlihatkan isi berkas penyelamatan.", "Shows what a rescue file holds."), [_FILE])
def inspect(setting: Setting, file: Path) -> None:
    """Tells whose changes are in the file, of which office and since when; changes nothing."""
    from desktop.app import safekeeping
    from desktop.app.opening import place_of
    from desktop.cli.opened import sources
    from desktop.sync.keys import SystemKeyring

    place = place_of(setting.profile)
    head, content = safekeeping.inspect(place, file, sources(setting), SystemKeyring())
    people = _by_person(content, content.waiting)
    if not setting.json:
        told = ", ".join(f"{one['name'] or one['author']}: {one['changes']}" for one in people) or "-"
        setting.say(
            f"{head.changes} perubahan dari {content.laptop}, {iso(head.made_at)}. {told}",
            f"{head.changes} changes from {content.laptop}, {iso(head.made_at)}. {told}",
        )
        if content.files:
            setting.say(f"{len(content.files)} foto atau berkas.", f"{len(content.files)} photographs or files.")
    setting.answer(
        {
            "file": str(file),
            "made_at": iso(head.made_at),
            "laptop": content.laptop,
            "reason": content.reason,
            "changes": head.changes,
            "offices": [{"code": office.code, "name": office.name} for office in content.offices],
            "people": people,
            **({"attachments": len(content.files)} if content.files else {}),
        }
    )


def _by_person(content: Rescue, ops: list[RescuedOp]) -> list[dict[str, Any]]:
    counted = Counter(op.author for op in ops)
    return [
        {"author": author, "name": content.people.get(author), "changes": count}
        for author, count in sorted(counted.items())
    ]


_ANEW = Option(
    ["--as-mine"],
    is_flag=True,
    help=Both(
        "yang tidak dapat dikirim atas nama pembuatnya dibuat ulang atas nama Anda",
        "make anew in your name what cannot be sent in its author's",
    ),
)


@command(
    "read",
    Both("Mengembalikan pekerjaan dari berkas penyelamatan.", "Brings back the work in a rescue file."),
    [_FILE, _ANEW],
)
def read(setting: Setting, file: Path, as_mine: bool) -> None:
    """Brings back each change once; exit code 3 when some stay in the file."""
    from desktop.app import safekeeping
    from desktop.cli.opened import opened, sources
    from desktop.sync.keys import SystemKeyring

    with opened(setting) as profile:
        _, content = safekeeping.inspect(profile.place, file, sources(setting), SystemKeyring())
        brought = safekeeping.read_rescue(profile, content, anew=as_mine)
    if not setting.json:
        _say(setting, content, brought)
    setting.answer(
        {
            "changes": brought.total,
            "put_back": brought.put_back,
            "carried": brought.carried,
            "made_anew": brought.made_anew,
            "known": brought.known,
            "left": len(brought.left),
            "people": _by_person(content, content.waiting),
        }
    )
    if brought.left:
        click.get_current_context().exit(SOME_LEFT)


def _say(setting: Setting, content: Rescue, brought: Brought) -> None:
    setting.say(
        f"{brought.total} perubahan: {brought.put_back} kembali, {brought.carried} dibawa atas nama pembuatnya, "
        f"{brought.made_anew} dibuat ulang atas nama Anda, {brought.known} sudah ada.",
        f"{brought.total} changes: {brought.put_back} are back, {brought.carried} carried in their authors' names, "
        f"{brought.made_anew} made anew in yours, {brought.known} were known.",
    )
    if brought.left:
        whose = ", ".join(sorted({content.people.get(op.author) or str(op.author) for op in brought.left}))
        setting.say(
            f"{len(brought.left)} milik {whose} tetap di berkas. Sinkronkan dahulu, lalu ulangi dengan --as-mine.",
            f"{len(brought.left)} of {whose} stay in the file. Sync first, then try again with --as-mine.",
        )


rescue = Group(
    name="rescue",
    help=Both("Pekerjaan yang belum sampai pusat, di satu berkas.", "Work that has not reached the centre, in a file."),
    lazy={
        "write": ("desktop.cli.laptop.rescue:write", Both("simpan ke satu berkas", "keep it in one file")),
        "read": ("desktop.cli.laptop.rescue:read", Both("kembalikan ke profil ini", "bring it back into this profile")),
        "inspect": ("desktop.cli.laptop.rescue:inspect", Both("perlihatkan isinya", "show what is in it")),
    },
)
