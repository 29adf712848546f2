"""lontar people export-one, anonymise, retention: what the law gives a person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli import days
from desktop.cli.commands import Option, command
from desktop.cli.confirming import confirm, refuse_unasked
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.values import id_text

if TYPE_CHECKING:
    from desktop.services.people.personal_rights import Stays

_PERSON = click.Argument(["person"], metavar="P")
_EXPORT = [
    _PERSON,
    Option(
        ["--out"],
        type=click.Path(path_type=Path, dir_okay=False),
        required=True,
        metavar="FILE",
        help=Both("berkas .json atau .xlsx", ".json or .xlsx file"),
    ),
]


@command(
    "export-one", Both("Salinan semua data seseorang, untuk orang itu.", "Everything kept of one person."), _EXPORT
)
def export_one(setting: Setting, person: str, out: Path) -> None:
    """Writes everything that is kept about one person."""
    from desktop.cli.opened import opened
    from desktop.documents.person_copy import write_person_copy
    from desktop.services.named import person_named
    from desktop.services.people.personal_rights import everything_about

    with opened(setting) as profile:
        kept = profile.read(lambda replica: everything_about(replica, person_named(replica, person))).result()
    write_person_copy(out, kept, datetime.now().astimezone().isoformat(timespec="seconds"))
    setting.say(f"{kept.count} baris ditulis ke {out}.", f"{kept.count} rows written to {out}.")
    counts = {name: len(rows) for name, rows in kept.rows.items()}
    setting.answer({"id": id_text(kept.person), "file": str(out), "rows": counts, "named_in": len(kept.papers)})


_ANONYMISE = [
    _PERSON,
    Option(["--reason"], required=True, metavar="T", help=Both("alasan", "reason")),
    Option(["--yes"], is_flag=True, help=Both("tanpa bertanya lagi", "without asking again")),
    Option(["--dry-run"], is_flag=True, help=Both("hanya apa yang tetap memuat nama", "only what keeps the name")),
]


@command("anonymise", Both("Menghapus nama dan nomor seseorang.", "Takes a person's name and numbers."), _ANONYMISE)
def anonymise(setting: Setting, person: str, reason: str, yes: bool, dry_run: bool) -> None:
    """Makes somebody nameless; what was signed stays as it was signed, which is told before."""
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.people.personal_rights import anonymise as made_nameless
    from desktop.services.people.personal_rights import what_stays

    if not dry_run:
        refuse_unasked(setting, yes, *_GOES)
    today = days.today()
    with opened(setting) as profile:
        stays = profile.read(lambda replica: what_stays(replica, person_named(replica, person))).result()
        setting.progress(stays.sentence, worded_sentence(stays.sentence, setting))
        if dry_run:
            hindered = stays.hindrance and worded_sentence(stays.hindrance, setting)
            if hindered:
                setting.progress(hindered, hindered)
            setting.answer({"id": id_text(stays.person), "done": False, "hindrance": hindered, **_kept(setting, stays)})
            return
        confirm(setting, yes, *_GOES)
        done = profile.write(
            lambda replica, moment: made_nameless(replica, stays.person, reason, today, moment)
        ).result()
    setting.say(
        f"Dianonimkan. {done.certificates} sertifikat dan {done.papers} naskah bertanda tangan tetap seperti semula; "
        "nilai lama masih ada dalam rantai perubahan, perbedaan yang sudah diputuskan, dan salinan cadangan yang lalu.",
        f"Anonymised. {done.certificates} certificates and {done.papers} signed papers stay as they are; "
        "old values are still in the chain of edits, in decided differences and in backups made before.",
    )
    setting.answer(
        {
            "id": id_text(done.person),
            "done": True,
            "records": done.records,
            "rows": done.rows,
            "certificates_kept": done.certificates,
            "papers_kept": done.papers,
            **_kept(setting, stays),
        }
    )


_GOES = (
    "Nama, nomor, tanggal lahir, HP dan surel orang ini dihapus dan tidak dapat dikembalikan.",
    "Name, numbers, birth date, phone and mail of this person go, and do not come back.",
)


def _kept(setting: Setting, stays: Stays) -> dict[str, Any]:
    """The papers that keep the name, and what is told of them."""
    return {
        "stays": [{"record": one.record, "id": id_text(one.id)} for one in (*stays.certificates, *stays.papers)],
        "told": worded_sentence(stays.sentence, setting),
    }


_RETENTION = [
    Option(["--on"], default="", metavar="TGL", help=Both("pada tanggal ini (hari ini)", "on this day (today)")),
    Option(["--office"], default=None, metavar="KODE", help=Both("kantor", "office")),
]


@command("retention", Both("Siapa yang melewati masa retensi.", "Whose data is past its retention."), _RETENTION)
def retention(setting: Setting, on: str, office: str | None) -> None:
    """Lists whom the retention concerns; without a stated one nobody."""
    from desktop.cli.enrolment.moving import day
    from desktop.cli.opened import opened
    from desktop.services.people.personal_rights import retention as whom

    today = day(on) or days.today()
    with opened(setting) as profile:
        found = profile.read(whom, office, today).result()
    if found.years is None:
        setting.say(
            "Masa retensi tidak disebut; tetapkan dengan: lontar regulation set retention_years TAHUN --source DASAR.",
            "No retention is stated; state it with: lontar regulation set retention_years YEARS --source BASIS.",
        )
    else:
        for due in found.people if not setting.json else ():
            click.echo(f"{id_text(due.person)}  {due.last_on}  {due.name}")
        setting.say(f"{len(found.people)} orang melewati {found.years} tahun.", f"{len(found.people)} people are due.")
    for due in found.again:
        setting.progress(
            f"{due.name} ({id_text(due.person)}) sudah dianonimkan, tetapi datanya diisi lagi di laptop lain. "
            "Ulangi: lontar people anonymise.",
            f"{due.name} ({id_text(due.person)}) was made nameless, but was written again on another laptop. "
            "Do it again: lontar people anonymise.",
        )
    setting.answer(
        {
            "retention_years": found.years,
            "source": found.source or None,
            "people": [{"id": id_text(due.person), "name": due.name, "last_on": due.last_on} for due in found.people],
            "again": [
                {"id": id_text(due.person), "name": due.name, "anonymised_on": due.last_on} for due in found.again
            ],
        }
    )
