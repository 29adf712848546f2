"""lontar attachment: add, list, get, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

if TYPE_CHECKING:
    from desktop.services.attachments import AttachmentView
    from desktop.services.zones import Zone

WAITS = 6
_SESSION_HELP, _CLASS_HELP, _GROUP_HELP = Both("sesi", "session"), Both("kelas", "class"), Both("kelompok", "group")
_ATTACHMENT = click.Argument(["attachment_id"], type=ID, metavar="ID")
_ADD = [
    Option(["--session", "session_id"], type=ID, default=None, metavar="ID", help=_SESSION_HELP),
    Option(["--group", "group_id"], type=ID, default=None, metavar="ID", help=_GROUP_HELP),
    click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"),
    Option(["--title"], default="", metavar="T", help=Both("keterangan", "caption")),
]
_LIST = [
    Option(["--session", "session_id"], type=ID, default=None, metavar="ID", help=_SESSION_HELP),
    Option(["--group", "group_id"], type=ID, default=None, metavar="ID", help=_GROUP_HELP),
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=_CLASS_HELP),
]
_GET = [
    _ATTACHMENT,
    Option(
        ["--out"],
        type=click.Path(path_type=Path, dir_okay=False),
        required=True,
        metavar="FILE",
        help=Both("berkas tujuan", "file to write"),
    ),
]


_ATTACHES = Both(
    "Melampirkan foto atau PDF pada sesi atau kelompok.", "Attaches a photograph or PDF to a session or a group."
)


@command("add", _ATTACHES, _ADD)
def add(setting: Setting, session_id: int | None, group_id: int | None, file: Path, title: str) -> None:
    """Attaches a file, compressed; on disk when it answers."""
    from desktop.cli.opened import opened
    from desktop.documents.press.pictures import prepared
    from desktop.services.attachments import attach, attach_to_group

    if (session_id is None) == (group_id is None):
        raise click.UsageError(setting.word("Sebutkan --session atau --group.", "Name --session or --group."))
    about, put = (session_id, attach) if session_id is not None else (group_id or 0, attach_to_group)
    ready = prepared(file)
    with opened(setting) as profile:
        identifier = profile.write(
            lambda replica, moment: put(replica, about, ready.content, ready.kind, title or file.stem, moment)
        ).result()
    if not setting.json:
        told_id(setting, identifier, "Tersimpan di laptop ini", "Kept on this laptop")
    setting.answer({"id": id_text(identifier), "kind": ready.kind, "bytes": len(ready.content)})


@command("list", Both("Daftar foto dan PDF.", "Lists photographs and PDFs."), _LIST)
def list_(setting: Setting, session_id: int | None, group_id: int | None, class_id: int | None) -> None:
    """Attachments, newest first."""
    from desktop.cli.opened import opened
    from desktop.services.attachments import list_attachments
    from desktop.services.offices import home_zone

    with opened(setting) as profile:
        found = profile.read(list_attachments, session_id=session_id, class_id=class_id, group_id=group_id).result()
        zone = profile.read(home_zone).result()
    if not setting.json:
        for one in found:
            told = f"{id_text(one.id)}  {one.size // 1024 + 1} KB  {one.title}"
            setting.say(f"{told}  ({place_words(one)[0]})", f"{told}  ({place_words(one)[1]})")
        if not found:
            setting.say("Belum ada lampiran.", "No attachment yet.")
    setting.answer({"attachments": [attachment_answer(one, zone) for one in found]})


def attachment_answer(one: AttachmentView, zone: Zone) -> dict[str, Any]:
    """One attachment."""
    from desktop.services.zones import iso_time

    return {
        "id": id_text(one.id),
        "class": id_text(one.class_id),
        "session": id_text(one.session) if one.session is not None else None,
        "group": id_text(one.group) if one.group is not None else None,
        "person": id_text(one.person) if one.person is not None else None,
        "title": one.title,
        "kind": one.kind,
        "bytes": one.size,
        "taken_at": iso_time(one.taken_at, zone),
        "place": one.place.value,
        "percent": one.percent,
    }


def place_words(one: AttachmentView) -> tuple[str, str]:
    """Where it is, in both languages."""
    from desktop.services.attachments import Place

    words = {
        Place.HERE: ("di laptop ini", "on this laptop"),
        Place.SENDING: (f"sedang dikirim {one.percent} %", f"being sent {one.percent} %"),
        Place.STORED: ("di pusat", "at the centre"),
        Place.AWAY: ("di pusat, belum di sini", "at the centre, not here yet"),
        Place.FETCHING: (f"sedang diambil {one.percent} %", f"being fetched {one.percent} %"),
        Place.ELSEWHERE: ("masih di laptop lain", "still on another laptop"),
        Place.REFUSED: ("tidak diterima pusat", "not taken by the centre"),
    }
    return words[one.place]


@command("get", Both("Menulis isi lampiran ke berkas.", "Writes an attachment into a file."), _GET)
def get(setting: Setting, attachment_id: int, out: Path) -> None:
    """Writes the content; asks the centre for it when it is not here, exit code 6."""
    from desktop.cli.opened import opened
    from desktop.documents.press.whole_files import written_whole
    from desktop.services.attachments import ask_for, open_attachment

    with opened(setting) as profile:
        found = profile.read(open_attachment, attachment_id).result()
        if found is None:
            profile.write(lambda replica, moment: ask_for(replica, attachment_id, moment)).result()
    if found is None:
        if not setting.json:
            setting.say(
                "Belum di laptop ini; diminta dari pusat. Jalankan lontar sync, lalu ulangi.",
                "Not on this laptop yet; the centre is asked for it. Run lontar sync, then try again.",
            )
        setting.answer({"id": id_text(attachment_id), "here": False})
        click.get_current_context().exit(WAITS)
    with written_whole(out) as place:
        place.write_bytes(found.content)
    if not setting.json:
        setting.say(f"Ditulis: {out}", f"Written: {out}")
    setting.answer(
        {"id": id_text(attachment_id), "here": True, "file": str(out), "kind": found.kind, "bytes": len(found.content)}
    )


@command("remove", Both("Menghapus lampiran.", "Deletes an attachment."), [_ATTACHMENT])
def remove(setting: Setting, attachment_id: int) -> None:
    """Deletes an attachment."""
    from desktop.cli.opened import opened
    from desktop.services.attachments import remove_attachment

    with opened(setting) as profile:
        profile.write(lambda replica, moment: remove_attachment(replica, attachment_id, moment)).result()
    told_id(setting, attachment_id, "Lampiran dihapus", "Attachment deleted")


attachments = Group(
    name="attachment",
    help=Both("Foto daftar hadir dan berkas lain.", "Photographs of signed lists, and other files."),
    lazy={
        "add": ("desktop.cli.attachments:add", Both("lampirkan foto atau PDF", "attach a photograph or PDF")),
        "list": ("desktop.cli.attachments:list_", Both("daftar foto dan PDF", "list photographs and PDFs")),
        "get": ("desktop.cli.attachments:get", Both("tulis isinya ke berkas", "write one into a file")),
        "remove": ("desktop.cli.attachments:remove", Both("hapus lampiran", "delete an attachment")),
    },
)
