"""lontar certificate: verify, revocations, verifier, key."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.certificates.numbers import OFFICE
from desktop.cli.commands import Option, command
from desktop.cli.days import today
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from contract.training.certificates.seal import Facts, NotGenuine
    from desktop.services.certificates.views import Verified

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_TEXT = click.Argument(["text"], metavar="FILE|TEXT")
_KEY = Option(
    ["--office-key"],
    type=_FILE,
    metavar="FILE",
    help=Both("berkas kunci kantor: tanpa data laptop ini", "the office's key file: without this laptop's data"),
)
_MARK = Option(
    ["--fingerprint"], metavar="F", help=Both("sidik jari kantor yang harus cocok", "the fingerprint it must have")
)
_LIST = Option(
    ["--revocations", "listed"], type=_FILE, metavar="FILE", help=Both("daftar pencabutan", "the revocation list")
)
_OUT = Option(
    ["--out"],
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help=Both("berkas hasil", "the file to write"),
)


@command("verify", Both("Memeriksa keaslian sertifikat.", "Checks a certificate."), [_TEXT, _KEY, _MARK, _LIST])
def verify(setting: Setting, text: str, office_key: Path | None, fingerprint: str | None, listed: Path | None) -> None:
    """The text of a QR, a file that holds one, or a PDF made here. Exit code 0 genuine, 3 changed or false."""
    from contract.training.certificates.seal import NotGenuine
    from desktop.cli.exit_codes import BAD_INPUT

    try:
        found = _verified(setting, _text(text), office_key, fingerprint, listed)
    except NotGenuine as fault:
        _tell_false(setting, fault)
        click.get_current_context().exit(BAD_INPUT)
    _tell(setting, found)
    setting.answer(plain_of(found))


def _verified(
    setting: Setting, text: str, office_key: Path | None, fingerprint: str | None, listed: Path | None
) -> Verified:
    from contract.training.certificates.office_key import read_key
    from contract.training.certificates.revocations import read_list
    from desktop.cli.opened import opened
    from desktop.services.certificates.views import verify_here, verify_with

    if office_key is not None:
        key = read_key(office_key.read_bytes(), fingerprint).key
        return verify_with(text, key, read_list(listed.read_bytes(), key) if listed is not None else None)
    if fingerprint is not None or listed is not None:
        told = setting.word("--fingerprint dan --revocations perlu --office-key", "these need --office-key")
        raise click.UsageError(told)
    with opened(setting) as profile:
        return profile.read(verify_here, text).result()


def _text(named: str) -> str:
    from desktop.documents.qr_text import qr_text

    return qr_text(named)


def plain_of(found: Verified) -> dict[str, Any]:
    """A genuine text as JSON: the facts, and whether they still hold as far as that is known here."""
    import msgspec

    from contract.training.certificates.seal import COMPARE, NO_E_SIGNATURE

    facts = {name: getattr(found.facts, name) for name in msgspec.structs.asdict(found.facts)}
    return {
        "genuine": True,
        **facts,
        "lesson_hours": _hours(found.facts),
        **{name: facts[name] or None for name in ("starts_on", "ends_on", "valid_until")},
        "expired": _is_over(found.facts),
        "example": bool(found.facts.example),
        "status": found.status or None,
        "revoked": found.status in ("revoked", "replaced") if found.status else None,
        "ended_on": found.ended_on or None,
        "replaced_by": found.replaced_by or None,
        "known_on": found.known_on or None,
        "note": f"{COMPARE} {NO_E_SIGNATURE}",
    }


def _is_over(facts: Facts) -> bool:
    return bool(facts.valid_until) and facts.valid_until < today().isoformat()


def _hours(facts: Facts) -> float | None:
    from contract.training.exact_numbers import HUNDREDTHS, plain_number

    return None if facts.lesson_hours is None else plain_number(Fraction(facts.lesson_hours, HUNDREDTHS))


def _tell(setting: Setting, found: Verified) -> None:
    from contract.training.certificates.seal import COMPARE, NO_E_SIGNATURE

    if setting.json:
        return
    facts = found.facts
    hours = _hours_text(setting, facts)
    state = {
        "issued": ("berlaku", "holds"),
        "revoked": (f"DICABUT {found.ended_on}", f"REVOKED {found.ended_on}"),
        "replaced": (f"DIGANTI dengan {found.replaced_by or '-'}", f"REPLACED by {found.replaced_by or '-'}"),
        "": ("pencabutan tidak diperiksa: tidak ada daftarnya di sini", "revocation not checked: no list here"),
    }[found.status]
    until = f", keadaan {found.known_on}" if found.known_on else ""
    lines = [
        ("Asli", "Genuine", facts.issuer),
        ("Nomor", "Number", facts.number),
        ("Nama", "Name", facts.name),
        ("Pelatihan", "Training", facts.training),
        ("JP", "Lesson hours", hours),
        ("Waktu", "Days", f"{facts.starts_on or '-'} s.d. {facts.ends_on or '-'}"),
        ("Terbit", "Issued", facts.issued_on),
        ("Berlaku sampai", "Valid until", facts.valid_until or "-"),
    ]
    for indonesian, english, value in lines:
        setting.say(f"{indonesian}: {value}", f"{english}: {value}")
    setting.say(f"Status: {state[0]}{until}", f"Status: {state[1]}{until}")
    if _is_over(facts):
        setting.say("MASA BERLAKUNYA SUDAH LEWAT", "NO LONGER VALID: its time is over")
    if facts.example:
        setting.say("DATA CONTOH", "EXAMPLE DATA")
    for sentence in (COMPARE, NO_E_SIGNATURE):
        setting.say(sentence, worded_sentence(sentence, setting))


def _hours_text(setting: Setting, facts: Facts) -> str:
    from contract.training.exact_numbers import HUNDREDTHS, number_text

    if facts.lesson_hours is None:
        return setting.word("tidak disebut", "not stated")
    return f"{number_text(Fraction(facts.lesson_hours, HUNDREDTHS))} JP"


def _tell_false(setting: Setting, fault: NotGenuine) -> None:
    told = worded_sentence(str(fault), setting)
    setting.progress(str(fault), told)
    setting.answer({"genuine": False, "part": fault.part, "error": told})


@command("revocations", Both("Menyimpan daftar pencabutan.", "Saves the revocation list."), [_OUT, OFFICE])
def revocations(setting: Setting, out: Path, office: str | None) -> None:
    """Every number that no longer holds, signed, for those who check certificates elsewhere."""
    from desktop.cli.opened import opened
    from desktop.services.certificates.views import revocation_file

    with opened(setting) as profile:
        content = profile.write(lambda replica, moment: revocation_file(replica, office, moment)).result()
    _save(setting, out, content)


@command("key", Both("Menyimpan kunci publik kantor.", "Saves the office's public key."), [_OUT, OFFICE])
def key(setting: Setting, out: Path, office: str | None) -> None:
    """With it anybody checks the office's certificates without having joined."""
    from desktop.cli.opened import opened
    from desktop.services.certificates.views import office_key_file

    with opened(setting) as profile:
        content = profile.read(office_key_file, office).result()
    _save(setting, out, content)


@command("verifier", Both("Menyimpan berkas HTML pemeriksa.", "Saves the HTML that checks."), [_OUT, OFFICE])
def verifier(setting: Setting, out: Path, office: str | None) -> None:
    """One file that checks the office's certificates in any browser, without a network."""
    from contract.training.certificates.office_key import read_key
    from desktop.cli.opened import opened
    from desktop.documents.verifier import verifier_page
    from desktop.services.certificates.views import office_key_file
    from desktop.services.certificates.views import revocations as listed

    with opened(setting) as profile:
        told = profile.read(office_key_file, office).result()
        ended = profile.write(lambda replica, moment: listed(replica, office, moment)).result()
    _save(setting, out, verifier_page(read_key(told), ended).encode())


def _save(setting: Setting, out: Path, content: bytes) -> None:
    from desktop.documents.press.whole_files import written_whole

    with written_whole(out) as place:
        place.write_bytes(content)
    setting.say(f"Tersimpan: {out}", f"Saved: {out}") if not setting.json else None
    setting.answer({"file": str(out)})
