"""The question before an act that takes something away from this laptop."""

from __future__ import annotations

import click

from desktop.cli.opened import is_at_terminal
from desktop.cli.setting import Setting


def confirm(setting: Setting, yes: bool, indonesian: str, english: str) -> None:
    """Asks the person at the terminal; without one the command needs --yes, else it is wrong use (exit code 2)."""
    if yes:
        return
    asked = setting.word(indonesian, english)
    if not is_at_terminal() or setting.json:
        told = setting.word(f"{asked} Tambahkan --yes untuk melanjutkan.", f"{asked} Add --yes to go on.")
        raise click.UsageError(told, click.get_current_context())
    if not click.confirm(asked, default=False, err=True):
        raise click.Abort
