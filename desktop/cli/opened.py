"""Opens the profile of a command: its folder, and where the passphrase comes from."""

from __future__ import annotations

import os
import sys

import click

from desktop.app.opening import OpenProfile, open_profile, place_of
from desktop.cli.setting import Setting
from desktop.sync.keys import Sources


def opened(setting: Setting) -> OpenProfile:
    """The profile of this command, unlocked; to be closed by `with`."""
    return open_profile(setting.profile, sources(setting))


def sources(setting: Setting, *, new: bool = False) -> Sources:
    """Where a passphrase may come from: the file named, the environment, a person at the terminal.

    new: there may be no profile yet, and then it is typed twice.
    """
    twice = new and not place_of(setting.profile).key_file.exists()
    return Sources(
        file=setting.passphrase_file,
        environment=os.environ,
        prompt=(lambda: ask_passphrase(setting, twice=twice)) if sys.stdin.isatty() else None,
    )


def ask_passphrase(setting: Setting, *, twice: bool = False) -> str:
    """A passphrase typed unseen; a new one is typed twice."""
    asked = setting.word("Kata sandi", "Passphrase")
    again = setting.word("Ulangi kata sandi", "Passphrase again")
    typed: str = click.prompt(asked, hide_input=True, confirmation_prompt=again if twice else False, err=True)
    return typed
