"""lontar certificate: issue, reissue, revoke, list; and where its other commands are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from contract.training.certificates.kinds import State
from desktop.cli.certificates.numbers import OFFICE, UNIT
from desktop.cli.commands import Group, Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.labels import english, indonesian
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from desktop.services.certificates.issuing import Issued, Made
    from desktop.services.certificates.views import CertificateView, Doubled
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

_KINDS = ("training", "competence", "attended")
_NUMBER = click.Argument(["number"], metavar="NUMBER")
_REASON = Option(["--reason"], required=True, metavar="T", help=Both("alasannya", "why"))
_SIGNATORY = Option(
    ["--signatory"], type=ID, metavar="ID", help=Both("penandatangan (bawaan: yang berlaku)", "who signs")
)
_ISSUE = [
    Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class")),
    Option(["--person", "people"], multiple=True, metavar="P", help=Both("peserta: id atau NIP", "person: id or NIP")),
    Option(["--all-passed"], is_flag=True, help=Both("semua yang berhak", "everybody who may have one")),
    Option(
        ["--kind"],
        type=click.Choice(_KINDS),
        default="training",
        help=Both("jenis: pelatihan, kompetensi, keterangan mengikuti", "kind of certificate"),
    ),
    UNIT,
    Option(["--on", "issued_on"], metavar="DATE", default="", help=Both("tanggal terbit", "day of issue")),
    _SIGNATORY,
]


@command("issue", Both("Menerbitkan sertifikat.", "Issues certificates."), _ISSUE)
def issue(
    setting: Setting,
    class_id: int,
    people: tuple[str, ...],
    all_passed: bool,
    kind: str,
    unit: str | None,
    issued_on: str,
    signatory: int | None,
) -> None:
    """To those named, or to everybody of the class who may have one; it says who gets none and why."""
    from contract.training.certificates.kinds import Kind
    from desktop.cli.exit_codes import BAD_INPUT
    from desktop.cli.opened import opened
    from desktop.services.certificates.issuing import Wanted, issue_certificates
    from desktop.services.named import person_named

    if bool(people) == all_passed:
        told = setting.word("sebut --person atau --all-passed", "name --person or --all-passed")
        raise click.UsageError(told)

    def work(replica: Replica, moment: Moment) -> Issued:
        named = [person_named(replica, one) for one in people] if people else None
        wanted = Wanted(
            class_id=class_id,
            kind=Kind(kind),
            people=named,
            unit=unit,
            issued_on=day_of(issued_on),
            signatory=signatory,
        )
        return issue_certificates(replica, wanted, moment)

    with opened(setting) as profile:
        found = profile.write(work).result()
    _tell(setting, found)
    click.get_current_context().exit(BAD_INPUT if people and found.left else 0)


def _tell(setting: Setting, found: Issued) -> None:
    for one in found.made if not setting.json else ():
        setting.say(f"{one.number}: {one.name}", f"{one.number}: {one.name}")
    for other in found.left:
        setting.progress(f"Belum: {other.name}, {other.why}", f"Not: {other.name}, {other.why}")
    left = [{"person": id_text(one.person), "name": one.name, "why": one.why} for one in found.left]
    setting.answer({"issued": [_made(one) for one in found.made], "skipped": left})


def day_of(typed: str) -> str:
    """An ISO date, or nothing. Raises Unsuitable."""
    from contract.training.findings import BadValue
    from contract.training.regulations import check_day
    from desktop.services.faults import Unsuitable

    try:
        return check_day(typed)
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad


@command("reissue", Both("Menerbitkan ulang.", "Issues one anew."), [_NUMBER, _REASON, _SIGNATORY])
def reissue(setting: Setting, number: str, reason: str, signatory: int | None) -> None:
    """Under a new number, as things stand now; the old one is told as replaced."""
    from desktop.cli.opened import opened
    from desktop.services.certificates.issuing import reissue_certificate

    with opened(setting) as profile:
        made = profile.write(lambda r, moment: reissue_certificate(r, number, reason, moment, signatory)).result()
    setting.say(f"{made.number}: {made.name}", f"{made.number}: {made.name}") if not setting.json else None
    setting.answer({**_made(made), "replaces": number})


@command("revoke", Both("Mencabut sertifikat.", "Revokes a certificate."), [_NUMBER, _REASON])
def revoke(setting: Setting, number: str, reason: str) -> None:
    """Its number stays in the register and is never used again."""
    from desktop.cli.opened import opened
    from desktop.services.certificates.issuing import revoke_certificate

    with opened(setting) as profile:
        identifier = profile.write(lambda r, moment: revoke_certificate(r, number, reason, moment)).result()
    setting.say(f"Sertifikat {number} dicabut.", f"Certificate {number} is revoked.") if not setting.json else None
    setting.answer({"id": id_text(identifier), "status": "revoked"})


@command(
    "list",
    Both("Daftar sertifikat.", "Lists certificates."),
    [
        Option(["--class", "class_id"], type=ID, metavar="ID", help=Both("hanya kelas ini", "of this class")),
        OFFICE,
        Option(["--limit"], type=click.IntRange(min=0), metavar="N", help=Both("paling banyak", "at most")),
        Option(["--after"], type=ID, metavar="ID", help=Both("sesudah sertifikat ini", "behind this certificate")),
    ],
)
def list_(setting: Setting, class_id: int | None, office: str | None, limit: int | None, after: int | None) -> None:
    """The certificates of an office or a class, by number."""
    from desktop.cli.opened import opened
    from desktop.services.certificates.views import count_certificates, doubled_certificates, list_certificates

    with opened(setting) as profile:
        found = profile.read(list_certificates, office, class_id, limit=limit, after=after).result()
        total = profile.read(count_certificates, office, class_id).result()
        doubled = profile.read(doubled_certificates, class_id).result() if class_id is not None else ()
    for view in found if not setting.json else ():
        setting.say(*(f"{view.number}  {view.body['name']}  {status}" for status in _status(view)))
    for one in doubled if not setting.json else ():
        setting.say(one.sentence, worded_sentence(one.sentence, setting))
    told = [_doubled(one, setting) for one in doubled]
    setting.answer({"total": total, "doubled": told, "certificates": [_plain(view) for view in found]})


def _doubled(one: Doubled, setting: Setting) -> dict[str, Any]:
    said = {"person": id_text(one.person), "name": one.name, "kind": one.kind, "numbers": list(one.numbers)}
    return {**said, "sentence": worded_sentence(one.sentence, setting)}


def _status(view: CertificateView) -> tuple[str, str]:
    marked = " (contoh)" if view.example else "", " (example)" if view.example else ""
    state = State(view.status) if view.status in State.__members__.values() else State.ISSUED
    return f"{indonesian(state)}{marked[0]}", f"{english(state)}{marked[1]}"


def _made(one: Made) -> dict[str, Any]:
    return {"id": id_text(one.id), "number": one.number, "person": id_text(one.person), "name": one.name}


def _plain(view: CertificateView) -> dict[str, Any]:
    return {
        "id": id_text(view.id),
        "class": id_text(view.class_id),
        "person": id_text(view.person),
        "name": view.body["name"],
        "kind": view.kind,
        "number": view.number,
        "issued_on": view.issued_on,
        "valid_until": view.valid_until or None,
        "status": view.status,
        "ended_on": view.ended_on or None,
        "reason": view.reason or None,
        "replaces": id_text(view.replaces) if view.replaces else None,
        "signed_paper": id_text(view.signed_paper) if view.signed_paper else None,
        "qr": view.text,
        "example": view.example,
    }


_NUMBERS, _CHECKS, _PAPERS = (f"desktop.cli.certificates.{name}" for name in ("numbers", "checks", "papers"))

certificates = Group(
    name="certificate",
    help=Both("Sertifikat dan nomornya.", "Certificates and their numbers."),
    lazy={
        "reserve": (f"{_NUMBERS}:reserve", Both("minta blok nomor", "ask for a block of numbers")),
        "register": (f"{_NUMBERS}:register", Both("semua nomor setahun", "every number of a year")),
        "issue": ("desktop.cli.certificates.issuing:issue", Both("terbitkan", "issue")),
        "reissue": ("desktop.cli.certificates.issuing:reissue", Both("terbitkan ulang", "issue anew")),
        "revoke": ("desktop.cli.certificates.issuing:revoke", Both("cabut", "revoke")),
        "list": ("desktop.cli.certificates.issuing:list_", Both("daftar sertifikat", "list certificates")),
        "verify": (f"{_CHECKS}:verify", Both("periksa keaslian", "check whether one is genuine")),
        "revocations": (f"{_CHECKS}:revocations", Both("daftar pencabutan", "the revocation list")),
        "export": (f"{_PAPERS}:export", Both("buat PDF", "make PDFs")),
        "take-back": (f"{_PAPERS}:take_back", Both("ambil PDF bertanda tangan", "take signed PDFs")),
        "verifier": (f"{_CHECKS}:verifier", Both("berkas HTML pemeriksa", "an HTML file that checks")),
        "key": (f"{_CHECKS}:key", Both("berkas kunci kantor", "the office's key as a file")),
    },
)
