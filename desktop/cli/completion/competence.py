"""lontar competence: record, list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.days import DAY
from desktop.cli.labels import coded
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

if TYPE_CHECKING:
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_RECORD = [
    _CLASS,
    Option(["--person"], required=True, metavar="P", help=Both("id atau NIP", "id or NIP")),
    Option(["--scheme"], required=True, metavar="S", help=Both("skema sertifikasi", "certification scheme")),
    Option(["--institution"], required=True, metavar="LSP", help=Both("LSP", "the institution")),
    Option(["--assessor"], required=True, metavar="A", help=Both("asesor", "assessor")),
    Option(
        ["--outcome"],
        type=click.Choice(["competent", "not_yet"]),
        required=True,
        help=Both("kompeten atau belum", "competent or not yet"),
    ),
    Option(["--on"], type=DAY, required=True, metavar="D", help=Both("tanggal uji", "day of the test")),
    Option(["--note"], default="", metavar="T", help=Both("catatan", "note")),
]


@command("record", Both("Mencatat uji kompetensi.", "Records a competence test."), _RECORD)
def record(
    setting: Setting,
    class_id: int,
    person: str,
    scheme: str,
    institution: str,
    assessor: str,
    outcome: str,
    on: str,
    note: str,
) -> None:
    """Writes a competence test down."""
    from desktop.cli.opened import opened
    from desktop.services.completion.competence import Competent, NewTest, record_test
    from desktop.services.named import person_named

    def write(replica: Replica, moment: Moment) -> int:
        new = NewTest(
            class_id=class_id,
            person=person_named(replica, person),
            scheme=scheme,
            institution=institution,
            assessor=assessor,
            outcome=Competent(outcome),
            on=on,
            note=note,
        )
        return record_test(replica, new, moment)

    with opened(setting) as profile:
        identifier = profile.write(write).result()
    told_id(setting, identifier, "Uji kompetensi dicatat", "Competence test recorded")


@command("list", Both("Uji kompetensi sebuah kelas.", "Competence tests of a class."), [_CLASS])
def list_(setting: Setting, class_id: int) -> None:
    """Lists competence tests by day."""
    from desktop.cli.opened import opened
    from desktop.services.completion.competence import Competent, competence_tests

    with opened(setting) as profile:
        found = profile.read(competence_tests, class_id).result()
    if not setting.json:
        for one in found:
            outcome = coded(setting, Competent, one.outcome)
            click.echo(f"{id_text(one.person)}  {one.scheme}  {outcome}  {one.on or '-'}")
    told = [
        {
            "id": id_text(one.id),
            "person": id_text(one.person),
            "scheme": one.scheme,
            "institution": one.institution,
            "assessor": one.assessor,
            "outcome": one.outcome,
            "on": one.on,
            "note": one.note or None,
        }
        for one in found
    ]
    setting.answer({"tests": told})


competence = Group(
    name="competence",
    help=Both("Uji kompetensi.", "Competence tests."),
    lazy={
        "record": ("desktop.cli.completion.competence:record", Both("mencatat hasil uji", "record a test")),
        "list": ("desktop.cli.completion.competence:list_", Both("uji di sebuah kelas", "tests of a class")),
    },
)
