"""lontar backup and lontar restore."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.app.safekeeping import Outcome
    from desktop.sync.keys import Sources

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Argument(["folder"], required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
YES = Option(["--yes"], is_flag=True, help=Both("tanpa bertanya lagi", "do not ask again"))


@command("backup", Both("Membuat salinan cadangan terenkripsi.", "Makes an encrypted backup."), [_FOLDER])
def backup(setting: Setting, folder: Path | None) -> None:
    """Copies the replica into one verified file, in DIR or in the profile's own folder."""
    from desktop.app.safekeeping import back_up
    from desktop.cli.opened import opened

    with opened(setting) as profile:
        copy = back_up(profile, folder)
    if not setting.json:
        setting.say(
            f"Salinan cadangan: {copy.file} ({copy.bytes // 1024} KB). Sudah diperiksa.",
            f"Backup: {copy.file} ({copy.bytes // 1024} KB). Verified.",
        )
        setting.say(
            f"Di dalamnya {copy.changes} perubahan yang belum sampai pusat.",
            f"It holds {copy.changes} changes that have not reached the centre.",
        )
    setting.answer(
        {
            "file": str(copy.file),
            "bytes": copy.bytes,
            "changes_waiting": copy.changes,
            "made_at": iso(copy.made_at),
            "verified": True,
        }
    )


def iso(at: int) -> str:
    """A time of this laptop with its offset."""
    return datetime.fromtimestamp(at).astimezone().isoformat(timespec="seconds")


_RESTORE = [
    click.Argument(["file"], required=False, type=_FILE, metavar="[FILE]"),
    Option(
        ["--newest"],
        is_flag=True,
        help=Both("salinan terbaru di map profil", "the newest copy in the profile's folder"),
    ),
    YES,
]


@command("restore", Both("Memulihkan dari salinan cadangan.", "Restores from a backup."), _RESTORE)
def restore(setting: Setting, file: Path | None, newest: bool, yes: bool) -> None:
    """Puts a copy in the replica's place; work that the centre lacks comes along and is in a rescue file too."""
    from desktop.app import safekeeping
    from desktop.app.opening import place_of
    from desktop.cli.confirming import confirm
    from desktop.cli.opened import sources
    from desktop.sync.keys import SystemKeyring

    if (file is None) is not newest:
        raise click.UsageError(setting.word("Sebutkan FILE atau --newest.", "Name FILE or --newest."))
    chosen = file or safekeeping.newest_copy(place_of(setting.profile))

    def ask(changes: int) -> None:
        confirm(
            setting,
            yes,
            f"Pulihkan dari {chosen.name}? {changes} perubahan yang belum sampai pusat ikut kembali.",
            f"Restore from {chosen.name}? {changes} changes that have not reached the centre come back too.",
        )

    once, ring = _asked_once(sources(setting)), SystemKeyring()
    done = safekeeping.bring_key_back(setting.profile, chosen, once, ring)
    done = done or safekeeping.restore(setting.profile, chosen, once, ring, confirm=ask)
    _tell(setting, done)


def _asked_once(given: Sources) -> Sources:
    """Nobody types the same passphrase twice for one command."""
    from functools import cache

    from desktop.sync.keys import Sources

    return Sources(file=given.file, environment=given.environment, prompt=cache(given.prompt) if given.prompt else None)


def _tell(setting: Setting, done: Outcome) -> None:
    taken, rescued = done.taken, done.rescued
    if not setting.json:
        _say(setting, done)
    setting.answer(
        {
            "restored": str(done.source),
            "made_at": iso(done.made_at),
            "only_key": done.only_key,
            "was_whole": done.whole,
            "rescue": str(rescued.file) if rescued is not None else None,
            "changes_rescued": rescued.changes if rescued is not None else 0,
            "changes_back": taken.brought if taken is not None else 0,
            "changes_later": done.later,
            "lost": [{"author": a, "first": n0, "last": n1} for a, n0, n1 in taken.lost] if taken is not None else [],
            "maybe_more_lost": taken.unsure if taken is not None else False,
            "replaced": str(done.kept) if done.kept is not None else None,
        }
    )


def _say(setting: Setting, done: Outcome) -> None:
    made = datetime.fromtimestamp(done.made_at).astimezone().strftime("%d-%m-%Y %H.%M")
    if done.only_key:
        setting.say(
            f"Berkas kunci dikembalikan dari salinan {made}.", f"The key file is back, from the copy of {made}."
        )
        return
    setting.say(f"Dipulihkan dari salinan {made}.", f"Restored from the copy of {made}.")
    if done.rescued is not None:
        setting.say(
            f"{done.rescued.changes} perubahan yang belum sampai pusat ada di {done.rescued.file}.",
            f"{done.rescued.changes} changes that have not reached the centre are in {done.rescued.file}.",
        )
    if done.taken is not None:
        setting.say(
            f"{done.taken.brought} perubahan sesudah salinan itu sudah kembali.",
            f"{done.taken.brought} changes made after that copy are back.",
        )
        lost = sum(n1 - n0 + 1 for _, n0, n1 in done.taken.lost)
        if lost:
            setting.say(
                f"{lost} perubahan tidak terbaca lagi; yang sudah sampai pusat kembali saat sinkron.",
                f"{lost} changes cannot be read any more; those that had reached the centre come back with a sync.",
            )
        if done.taken.unsure:
            setting.say(
                "Berapa perubahan yang ada sesudah salinan itu tidak terbaca lagi: mungkin ada yang belum kembali.",
                "How many changes there were after that copy cannot be read any more: some may not have come back.",
            )
    if done.later:
        setting.say(
            f"{done.later} perubahan menyusul setelah sinkronisasi berikutnya.",
            f"{done.later} changes follow after the next sync.",
        )
    if done.kept is not None:
        setting.say(f"Data yang digantikan disimpan di {done.kept}.", f"What was replaced is kept in {done.kept}.")
