"""lontar signatory: add, list."""

from __future__ import annotations

from dataclasses import asdict

from desktop.cli.certificates.numbers import OFFICE
from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import id_text, told_id

_ADD = [
    Option(["--name"], required=True, metavar="T", help=Both("nama dengan gelar", "name with titles")),
    Option(["--post"], required=True, metavar="T", help=Both("jabatan", "post")),
    Option(["--nip", "employee_number"], default="", metavar="NIP", help=Both("NIP", "employee number")),
    Option(["--rank"], default="", metavar="T", help=Both("pangkat", "rank")),
    Option(
        ["--capacity"], default="", metavar="T", help=Both("Plt., Plh., a.n. atau u.b.", "Plt., Plh., a.n. or u.b.")
    ),
    Option(
        ["--on-behalf-of"],
        default="",
        metavar="T",
        help=Both("atas nama; u.b.: dua jabatan dengan titik koma", "on behalf of; u.b.: two posts with a semicolon"),
    ),
    Option(["--from", "valid_from"], default="", metavar="DATE", help=Both("berlaku sejak", "from this day")),
    Option(["--until", "valid_until"], default="", metavar="DATE", help=Both("sampai", "until this day")),
    Option(["--example"], is_flag=True, help=Both("data contoh", "example data")),
    OFFICE,
]


@command("add", Both("Menambah penandatangan.", "Adds a signatory."), _ADD)
def add(
    setting: Setting,
    name: str,
    post: str,
    employee_number: str,
    rank: str,
    capacity: str,
    on_behalf_of: str,
    valid_from: str,
    valid_until: str,
    example: bool,
    office: str | None,
) -> None:
    """Who signs from a day on; of several the newest whose days they are."""
    from contract.training.certificates.kinds import Signer
    from desktop.cli.certificates.issuing import day_of
    from desktop.cli.opened import opened
    from desktop.services.certificates.signatories import add_signatory

    signer = Signer(
        name=name,
        employee_number=employee_number,
        post=post,
        capacity=capacity,
        on_behalf_of=on_behalf_of,
        rank=rank,
    )
    first, last = day_of(valid_from), day_of(valid_until)
    with opened(setting) as profile:
        identifier = profile.write(
            lambda r, m: add_signatory(r, office, signer, m, valid_from=first, valid_until=last, example=example)
        ).result()
    told_id(setting, identifier, "Penandatangan ditambahkan", "Signatory added")


@command("list", Both("Daftar penandatangan.", "Lists signatories."), [OFFICE])
def list_(setting: Setting, office: str | None) -> None:
    """All of an office, the newest first."""
    from desktop.cli.opened import opened
    from desktop.services.certificates.signatories import list_signatories

    with opened(setting) as profile:
        found = profile.read(list_signatories, office).result()
    for one in found if not setting.json else ():
        line = f"{id_text(one.id)}  {one.signer.capacity} {one.signer.post}: {one.signer.name}"
        setting.say(line, line)
    setting.answer(
        {
            "signatories": [
                {
                    "id": id_text(one.id),
                    **asdict(one.signer),
                    "valid_from": one.valid_from or None,
                    "valid_until": one.valid_until or None,
                    "example": one.example,
                }
                for one in found
            ]
        }
    )


signatories = Group(
    name="signatory",
    help=Both("Penandatangan sertifikat dan naskah.", "Who signs certificates and papers."),
    lazy={
        "add": ("desktop.cli.certificates.signatories:add", Both("tambah penandatangan", "add a signatory")),
        "list": ("desktop.cli.certificates.signatories:list_", Both("daftar penandatangan", "list signatories")),
    },
)
