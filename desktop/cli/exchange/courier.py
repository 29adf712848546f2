"""lontar courier: carrying work on a stick, there and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.english import worded
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from contract.exchange.parcels import Range
    from desktop.services.exchange.courier import Inspected, Part, Read, Written
    from desktop.services.exchange.first_copies import Copy

BAD_INPUT = 3
_WRITE, _READ, _INSPECT = (
    Both("Menulis yang belum sampai pusat ke flashdisk.", "Writes to a stick what has not reached the centre."),
    Both("Mengambil berkas Lontar dari flashdisk.", "Takes Lontar files from a stick."),
    Both("Menunjukkan isi sebuah berkas Lontar.", "Shows what a Lontar file holds."),
)

courier = Group(
    name="courier",
    help=Both("Membawa data dengan flashdisk, tanpa jaringan.", "Carrying on a stick, without a network."),
    lazy={
        "write": ("desktop.cli.exchange.courier:write", Both("tulis ke flashdisk", "write to a stick")),
        "read": ("desktop.cli.exchange.courier:read", Both("ambil dari flashdisk", "take from a stick")),
        "inspect": ("desktop.cli.exchange.courier:inspect", Both("periksa sebuah berkas", "look into a file")),
    },
)
_FOLDER = click.Argument(["folder"], type=click.Path(path_type=Path), metavar="DIR")
_PLACES = click.Argument(["places"], type=click.Path(path_type=Path), metavar="FILE", nargs=-1, required=True)
_FILE = click.Argument(["file"], type=click.Path(path_type=Path), metavar="FILE")


_FIRST_COPY = Option(
    ["--first-copy"],
    is_flag=True,
    help=Both("juga salinan pertama kantor, untuk laptop baru", "also the office's first copy, for new laptops"),
)


@command("write", _WRITE, [_FOLDER, _FIRST_COPY])
def write(setting: Setting, folder: Path, first_copy: bool) -> None:
    """Writes one file into the folder, and beside it the first copies where they were asked for."""
    from desktop.cli.opened import opened
    from desktop.services.exchange import first_copies
    from desktop.services.exchange.courier import write_stick

    with opened(setting) as profile:
        copies = first_copies.gather(profile.replica, profile.place.sync_lock) if first_copy else ()
        made = write_stick(profile.replica, folder)
        laid = first_copies.lay(copies, folder)
    if not setting.json:
        _tell_written(setting, made)
        _tell_laid(setting, copies, laid)
    setting.answer(
        {
            "file": str(made.file),
            "number": made.number,
            "authors": _plain(made.authors),
            "changes": made.changes,
            "left": made.left,
            "parcels": made.parcels,
            "answers": made.answers,
            "bytes": made.size_bytes,
            "first_copies": [
                {"file": str(file), "bytes": copy.size_bytes} for copy, file in zip(copies, laid, strict=True)
            ],
        }
    )


def _tell_laid(setting: Setting, copies: Sequence[Copy], laid: Sequence[Path]) -> None:
    for copy, file in zip(copies, laid, strict=True):
        setting.say(
            f"Salinan pertama di sampingnya, diperiksa: {file.name} ({copy.size_bytes} byte).",
            f"The first copy beside it, checked: {file.name} ({copy.size_bytes} bytes).",
        )


def _tell_written(setting: Setting, made: Written) -> None:
    setting.say(
        f"Ditulis dan diperiksa: {made.file.name} ({made.size_bytes} byte, {made.changes} perubahan).",
        f"Written and checked: {made.file.name} ({made.size_bytes} bytes, {made.changes} changes).",
    )
    if made.left:
        setting.say(
            f"{made.left} perubahan lagi menyusul di berkas berikutnya, sesudah jawaban pusat diambil.",
            f"{made.left} more changes follow in the next file, after the centre's answer was taken.",
        )
    setting.say(
        "Cabut flashdisk dengan aman, lalu bawa ke laptop yang punya jaringan atau ke kantor pusat.",
        "Eject the stick, then take it to a laptop with a network or to the centre.",
    )


@command("read", _READ, [_PLACES])
def read(setting: Setting, places: tuple[Path, ...]) -> None:
    """Takes files, or all Lontar files of a folder."""
    from desktop.cli.opened import opened
    from desktop.services.exchange.courier import read_stick

    with opened(setting) as profile:
        done = read_stick(profile.replica, profile.place.sync_lock, places)
    for _, fault in done.problems:
        setting.progress(str(fault), worded(fault, setting.language))
    if not setting.json:
        _tell_read(setting, done)
    setting.answer(
        {
            "file": str(places[0]) if len(places) == 1 else [str(place) for place in places],
            "files": [str(file) for file in done.files],
            "authors": _plain(done.authors),
            "taken": done.taken,
            "already": done.already,
            "answers": done.answers,
            "outdated": done.outdated,
            "refused": done.refused,
            "changes": done.changes,
            "sent": done.sent,
            "received": done.received,
            "more": done.more,
            "first_copies": [str(file) for file in done.first_copies],
            "problems": [
                {"file": str(file), "part": fault.part, "message": worded(fault, setting.language)}
                for file, fault in done.problems
            ],
        }
    )
    click.get_current_context().exit(BAD_INPUT if done.problems else 0)


def _tell_read(setting: Setting, done: Read) -> None:
    if done.answers:
        setting.say(
            f"Jawaban pusat diambil: {done.sent} perubahan diterima pusat, {done.received} baris baru.",
            f"The centre's answer was taken: {done.sent} changes arrived there, {done.received} new rows.",
        )
    for file in done.first_copies:
        setting.say(f"Salinan pertama diambil dari {file.name}.", f"The first copy was taken from {file.name}.")
    if done.more:
        setting.say(
            "Pusat masih punya data untuk laptop ini: tulis lagi ke flashdisk untuk memintanya.",
            "The centre has more for this laptop: write to a stick again to ask for it.",
        )
    if done.outdated:
        setting.say(
            "Satu jawaban pusat dibuat sebelum laptop ini tersambung lagi; tidak diambil dan tidak diperlukan.",
            "An answer of the centre was made before this laptop connected again; not taken, and not needed.",
        )
    if done.taken:
        setting.say(
            f"{done.taken} titipan laptop lain dibawa: {done.changes} perubahan.",
            f"{done.taken} parcels of other laptops are carried: {done.changes} changes.",
        )
    if done.refused:
        setting.say(
            f"{done.refused} titipan tidak dibawa karena tempatnya penuh. Sambungkan dulu agar yang lama terkirim.",
            f"{done.refused} parcels found no room. Connect first, so that the older ones are sent.",
        )
    if not (done.first_copies or done.answers or done.outdated or done.taken or done.refused):
        setting.say("Tidak ada yang baru: semuanya sudah diambil.", "Nothing new: all of it was taken before.")


@command("inspect", _INSPECT, [_FILE])
def inspect(setting: Setting, file: Path) -> None:
    """What anybody may see of a file, without a profile; exit code 3 and the part for one that is damaged."""
    from desktop.services.exchange.courier import inspect_file
    from desktop.sync.stick import UnfitFile

    try:
        shown = inspect_file(file)
    except UnfitFile as fault:
        told = worded(fault, setting.language)
        setting.progress(str(fault), told)
        setting.answer({"file": str(file), "whole": False, "part": fault.part, "error": told, "exit": BAD_INPUT})
        click.get_current_context().exit(BAD_INPUT)
    if not setting.json:
        _tell_shown(setting, file, shown)
    setting.answer(
        {
            "file": str(file),
            "office": shown.office,
            "laptop": shown.laptop,
            "written_at": shown.written_at,
            "number": shown.number,
            "bytes": shown.size_bytes,
            "authors": _plain(shown.authors),
            "parcels": [_plain_part(part) for part in shown.parcels],
            "answers": [_plain_part(part) for part in shown.answers],
            "whole": True,
        }
    )


def _plain_part(part: Part) -> dict[str, Any]:
    return {
        "office": part.office,
        "laptop": part.laptop,
        "device": part.device,
        "number": part.number,
        "written_at": part.written_at,
        "authors": _plain(part.authors),
        "bytes": part.size_bytes,
    }


def _tell_shown(setting: Setting, file: Path, shown: Inspected) -> None:
    setting.say(
        f"{file.name}: utuh, {shown.size_bytes} byte, ditulis {shown.written_at} oleh {shown.laptop} "
        f"(kantor {shown.office}), nomor {shown.number}.",
        f"{file.name}: whole, {shown.size_bytes} bytes, written {shown.written_at} by {shown.laptop} "
        f"(office {shown.office}), number {shown.number}.",
    )
    for part in shown.parcels:
        setting.say(
            f"  dari {part.laptop} untuk kantor {part.office}: {part.size_bytes} byte, tersegel",
            f"  from {part.laptop} for office {part.office}: {part.size_bytes} bytes, sealed",
        )
    for part in shown.answers:
        setting.say(
            f"  jawaban kantor {part.office} untuk {part.laptop}: {part.size_bytes} byte, tersegel",
            f"  answer of office {part.office} for {part.laptop}: {part.size_bytes} bytes, sealed",
        )


def _plain(ranges: Sequence[Range]) -> list[dict[str, Any]]:
    return [{"author": author, "n0": n0, "n1": n1} for author, n0, n1 in ranges]
