"""lontar demo: the practice office."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting

_FOLDER, _FILE = click.Path(path_type=Path, file_okay=False), click.Path(path_type=Path, dir_okay=False)
_PICTURES = Both("map gambar layar", "folder for pictures of the screens")
_OPTIONS = [
    Option(["--headless"], is_flag=True, help=Both("tanpa layar", "without a screen")),
    Option(["--out"], type=_FOLDER, default=None, metavar="DIR", help=_PICTURES),
    Option(["--roster"], type=_FILE, default=None, metavar="FILE", help=Both("daftar peserta lain", "another roster")),
    Option(["--seed"], type=int, default=None, metavar="N", help=Both("benih presensi", "seed of the marks")),
]


@command("demo", Both("Membuka kantor latihan.", "Opens the practice office."), _OPTIONS)
def demo(setting: Setting, headless: bool, out: Path | None, roster: Path | None, seed: int | None) -> None:
    """Opens the practice office, or plays its day without a screen."""
    from desktop.practice.main import main

    click.get_current_context().exit(main(headless=headless, out=out, roster=roster, seed=seed, as_json=setting.json))
