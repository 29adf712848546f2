"""Opens the profile of a command: its folder, and where the passphrase comes from."""

from __future__ import annotations

import os
import secrets
import sys

import click

from desktop.app.opening import OpenProfile, open_profile, place_of
from desktop.cli.setting import Setting
from desktop.sync.keys import Sources
from desktop.sync.recovery_code import ASK_BYTES, Place, is_on_paper, places_to_ask


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
        prompt=(lambda: ask_passphrase(setting, twice=twice)) if is_at_terminal() else None,
    )


def is_at_terminal() -> bool:
    """Whether a person sits there who can be asked."""
    return sys.stdin.isatty()


def ask_passphrase(setting: Setting, *, twice: bool = False) -> str:
    """A passphrase typed unseen; a new one is typed twice."""
    while True:
        typed = _unseen(setting.word("Kata sandi", "Passphrase"))
        if not twice or typed == _unseen(setting.word("Ulangi kata sandi", "Passphrase again")):
            return typed
        setting.progress(
            "Kedua kata sandi tidak sama. Ketik lagi.", "The two passphrases are not the same. Type them again."
        )


def _unseen(asked: str) -> str:
    typed: str = click.prompt(asked, hide_input=True, err=True)
    return typed


def show_code(setting: Setting, code: str) -> None:
    """Tells the recovery code; with --json the answer holds it."""
    if not setting.json:
        setting.say(f"Kode pemulihan: {code}", f"Recovery code: {code}")
    setting.say(
        "Tulis kode pemulihan di kertas dan simpan: hanya ditampilkan sekali.",
        "Write the recovery code on paper and keep it: it is shown only once.",
    )


def prove_on_paper(setting: Setting, code: str) -> None:
    """Asks the person at the terminal for four signs of the recovery code, until they come off the paper.

    The screen is cleared before: what is copied from there proves nothing.
    """
    while True:
        show_code(setting, code)
        written = setting.word("Sudah ditulis? Tekan Enter", "Written down? Press Enter")
        click.prompt(written, default="", show_default=False, err=True)
        click.clear()
        places = places_to_ask(secrets.token_bytes(ASK_BYTES))
        setting.progress("Ketik dari kertas:", "Type from the paper:")
        signs = [_sign_at(setting, place) for place in places]
        if is_on_paper(code, places, "".join(signs)):
            setting.say("Kode di kertas cocok.", "The code on paper is right.")
            return
        setting.progress("Belum cocok. Periksa tulisannya.", "Not yet right. Look at what was written.")


def _sign_at(setting: Setting, place: Place) -> str:
    asked = setting.word(f"kelompok {place.group}, tanda {place.sign}", f"group {place.group}, sign {place.sign}")
    typed: str = click.prompt(asked, err=True)
    return typed
