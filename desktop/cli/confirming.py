"""The question before an act that takes something away from this laptop."""

from __future__ import annotations

import click

from desktop.cli.opened import is_at_terminal
from desktop.cli.setting import Setting


def refuse_unasked(setting: Setting, yes: bool, indonesian: str, english: str) -> None:
    """Without a terminal such a command needs --yes, else it is wrong use (exit code 2) and nothing was begun."""
    if not yes and (not is_at_terminal() or setting.json):
        asked = setting.word(indonesian, english)
        told = setting.word(f"{asked} Tambahkan --yes untuk melanjutkan.", f"{asked} Add --yes to go on.")
        raise click.UsageError(told, click.get_current_context())


def confirm(setting: Setting, yes: bool, indonesian: str, english: str) -> None:
    """Asks the person at the terminal, unless --yes was given."""
    refuse_unasked(setting, yes, indonesian, english)
    if not yes and not click.confirm(setting.word(indonesian, english), default=False, err=True):
        raise click.Abort
