"""lontar class remove, lontar training remove, lontar programme remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from desktop.services.programmes.removing import Removed
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

_CLASS = click.Argument(["class_id"], type=ID, metavar="ID")
_TRAINING = click.Argument(["training_id"], type=ID, metavar="ID")
_KEY = click.Argument(["key"], metavar="KUNCI")


@command("remove", Both("Menghapus kelas yang belum dipakai.", "Removes an unused class."), [_CLASS])
def remove_class(setting: Setting, class_id: int) -> None:
    """Removes a class in which nobody has worked, with its sessions and enrolments."""
    from desktop.services.programmes.removing import remove_class as act

    _tell(setting, {"id": id_text(class_id)}, lambda replica, moment: act(replica, class_id, moment))


@command("remove", Both("Menghapus pelatihan yang belum dipakai.", "Removes an unused training."), [_TRAINING])
def remove_training(setting: Setting, training_id: int) -> None:
    """Removes a training with its classes, when nobody has worked in any of them."""
    from desktop.services.programmes.removing import remove_training as act

    _tell(setting, {"id": id_text(training_id)}, lambda replica, moment: act(replica, training_id, moment))


@command("remove", Both("Menghapus program yang belum dipakai.", "Removes an unused programme."), [_KEY])
def remove_programme(setting: Setting, key: str) -> None:
    """Removes an office's programme with its facts and trainings; a shipped one can be added again."""
    from desktop.services.programmes.removing import remove_programme as act

    _tell(setting, {"key": key}, lambda replica, moment: act(replica, key, moment))


def _tell(setting: Setting, named: dict[str, str], act: Callable[[Replica, Moment], Removed]) -> None:
    from desktop.cli.opened import opened

    with opened(setting) as profile:
        done = profile.write(act).result()
    if not setting.json:
        count = sum(done.rows.values())
        setting.say(f"Dihapus, dengan semua isinya: {count} baris.", f"Removed with all in it: {count} rows.")
    setting.answer({**named, "removed": done.rows})
