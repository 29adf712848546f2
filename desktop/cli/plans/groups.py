"""lontar group: create, note; how groups are filled is in desktop.cli.plans.grouping."""

from __future__ import annotations

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, told_id

_CREATE = [
    Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class")),
    Option(["--title"], required=True, metavar="T", help=Both("nama kelompok", "title of the group")),
]
_NOTE = [
    Option(["--group", "group_id"], type=ID, required=True, metavar="ID", help=Both("kelompok", "group")),
    Option(["--text"], required=True, metavar="T", help=Both("isi catatan", "the note")),
]


@command("create", Both("Membuat kelompok.", "Makes a group."), _CREATE)
def create(setting: Setting, class_id: int, title: str) -> None:
    """Makes a group of a class."""
    from desktop.cli.opened import opened
    from desktop.services.plans.groups import create_group

    with opened(setting) as profile:
        identifier = profile.write(lambda replica, moment: create_group(replica, class_id, title, moment)).result()
    told_id(setting, identifier, "Kelompok dibuat", "Group made")


@command("note", Both("Menambah catatan kelompok.", "Adds a note about a group."), _NOTE)
def note(setting: Setting, group_id: int, text: str) -> None:
    """Adds a note about a group."""
    from desktop.cli.opened import opened
    from desktop.services.plans.groups import write_note

    with opened(setting) as profile:
        identifier = profile.write(lambda replica, moment: write_note(replica, group_id, text, moment)).result()
    told_id(setting, identifier, "Catatan tersimpan", "Note saved")


groups = Group(
    name="group",
    help=Both("Kelompok dan catatannya.", "Groups and their notes."),
    lazy={
        "create": ("desktop.cli.plans.groups:create", Both("membuat kelompok", "make a group")),
        "note": ("desktop.cli.plans.groups:note", Both("menambah catatan", "add a note")),
        "balance": ("desktop.cli.plans.grouping:balance", Both("membagi peserta", "spread people over groups")),
        "list": ("desktop.cli.plans.grouping:list_", Both("kelompok dan anggotanya", "groups and their members")),
        "move": ("desktop.cli.plans.grouping:move", Both("memindahkan peserta", "move somebody")),
        "leader": ("desktop.cli.plans.grouping:leader", Both("menunjuk ketua", "name a leader")),
    },
)
