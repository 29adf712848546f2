"""lontar consent: give, withdraw, list, text."""

from __future__ import annotations

from typing import Any

import click

from contract.training.people.consent import TEXT, TEXT_VERSION, Way
from desktop.cli import days
from desktop.cli.commands import Group, Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

_PERSON = Option(["--person"], required=True, metavar="P", help=Both("id atau NIP", "id or NIP"))
_NOTE = Option(["--note"], default="", metavar="T", help=Both("keterangan", "note"))
_GIVE = [
    _PERSON,
    Option(["--text-version"], default=TEXT_VERSION, metavar="V", help=Both("versi teks", "version of the text")),
    Option(["--on"], default="", metavar="TGL", help=Both("tanggal (hari ini)", "day (today)")),
    Option(
        ["--way"],
        type=click.Choice([way.value for way in Way]),
        required=True,
        help=Both("cara: tertulis, elektronik, lisan direkam", "how it was given"),
    ),
    Option(["--purpose"], default="", metavar="T", help=Both("tujuan", "purpose")),
    _NOTE,
]


@command("give", Both("Mencatat persetujuan seseorang.", "Notes that somebody agreed."), _GIVE)
def give(setting: Setting, person: str, text_version: str, on: str, way: str, purpose: str, note: str) -> None:
    """Notes a consent with its text's version, day and way."""
    from desktop.cli.enrolment.moving import day
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.people.consent import give_consent

    given_on = day(on) or days.today()
    with opened(setting) as profile:
        identifier = profile.write(
            lambda replica, moment: give_consent(
                replica,
                person_named(replica, person),
                moment,
                text_version=text_version,
                given_on=given_on,
                way=Way(way),
                purpose=purpose,
                note=note,
            )
        ).result()
    told_id(setting, identifier, "Persetujuan tersimpan", "Consent saved")


_WITHDRAW = [
    _PERSON,
    Option(["--on"], default="", metavar="TGL", help=Both("tanggal (hari ini)", "day (today)")),
    _NOTE,
]


@command("withdraw", Both("Mencatat penarikan persetujuan.", "Notes that somebody withdrew consent."), _WITHDRAW)
def withdraw(setting: Setting, person: str, on: str, note: str) -> None:
    """Ends the consents of somebody and says what follows within 3 x 24 hours."""
    from desktop.cli.enrolment.moving import day
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.offices import home_zone
    from desktop.services.people.consent import withdraw_consent
    from desktop.services.zones import iso_time

    ended = day(on) or days.today()
    with opened(setting) as profile:
        done = profile.write(
            lambda replica, moment: withdraw_consent(replica, person_named(replica, person), ended, note, moment)
        ).result()
        zone = profile.read(home_zone).result()
    by = iso_time(done.act_by, zone)
    setting.say(f"Persetujuan ditarik. Selesaikan paling lambat {by}:", f"Consent withdrawn. Finish by {by}:")
    for sentence in done.what:
        setting.progress(sentence, worded_sentence(sentence, setting))
    setting.answer(
        {
            "withdrawn": [id_text(consent) for consent in done.consents],
            "withdrawn_on": ended.isoformat(),
            "act_by": by,
            "what_follows": [worded_sentence(sentence, setting) for sentence in done.what],
        }
    )


_LIST = [
    Option(["--person"], default=None, metavar="P", help=Both("id atau NIP", "id or NIP")),
    Option(["--limit"], type=click.IntRange(min=0), metavar="N", help=Both("paling banyak", "at most")),
    Option(["--after"], type=ID, metavar="ID", help=Both("sesudah persetujuan ini", "behind this consent")),
]


@command("list", Both("Persetujuan yang dicatat.", "The consents noted."), _LIST)
def list_(setting: Setting, person: str | None, limit: int | None, after: int | None) -> None:
    """Consents of everybody or of one person."""
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.people.consent import list_consents

    with opened(setting) as profile:
        found = profile.read(
            lambda replica: list_consents(
                replica, person_named(replica, person) if person else None, limit=limit, after=after
            )
        ).result()
    answers: list[dict[str, Any]] = []
    for each in found:
        answers.append(
            {
                "id": id_text(each.id),
                "person": id_text(each.person),
                "name": each.name,
                "text_version": each.text_version,
                "given_on": each.given_on,
                "way": each.way,
                "purpose": each.purpose,
                "withdrawn_on": each.withdrawn_on,
                "note": each.note,
            }
        )
        if not setting.json:
            ended = setting.word(f"ditarik {each.withdrawn_on}", f"withdrawn {each.withdrawn_on}")
            click.echo(f"{id_text(each.person)}  {each.given_on}  {each.name}  {ended if each.withdrawn_on else ''}")
    setting.say(f"{len(found)} persetujuan.", f"{len(found)} consents.")
    setting.answer({"consents": answers})


@command("text", Both("Teks persetujuan bawaan.", "The text of consent that ships."))
def text(setting: Setting) -> None:
    """The text that people agree to, and its version."""
    if not setting.json:
        click.echo(TEXT)
    setting.answer({"text_version": TEXT_VERSION, "text": TEXT})


consents = Group(
    name="consent",
    help=Both("Persetujuan data pribadi (UU PDP).", "Consent to personal data."),
    lazy={
        "give": ("desktop.cli.people.consent:give", Both("mencatat persetujuan", "note a consent")),
        "withdraw": ("desktop.cli.people.consent:withdraw", Both("mencatat penarikan", "note a withdrawal")),
        "list": ("desktop.cli.people.consent:list_", Both("yang dicatat", "what was noted")),
        "text": ("desktop.cli.people.consent:text", Both("teksnya", "its text")),
    },
)
"""Registered in desktop.cli.program."""
