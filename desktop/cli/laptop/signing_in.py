"""lontar sign-in: who of a shared laptop works on it now."""

from __future__ import annotations

import click

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting

_PERSON = Option(
    ["--person"],
    default=None,
    metavar="NAMA",
    help=Both("siapa yang bekerja mulai sekarang", "who works from now on"),
)


@command(
    "sign-in",
    Both("Siapa yang bekerja di laptop ini; isiannya atas namanya.", "Who works on this laptop, and in whose name."),
    [_PERSON],
)
def sign_in(setting: Setting, person: str | None) -> None:
    """Without a name only tells who works here and who else may."""
    from desktop.cli.opened import opened
    from desktop.services import home

    with opened(setting) as profile:
        if person is not None:
            profile.read(home.sign_in, person).result()
        now = profile.read(home.person_here).result()
        people = profile.read(home.people_here).result()
    if not setting.json:
        for name in people:
            click.echo(f"{'*' if name == now else ' '} {name}")
    setting.say(f"Yang bekerja sekarang: {now or '-'}.", f"At work now: {now or '-'}.")
    setting.answer({"person": now or None, "people": list(people)})
