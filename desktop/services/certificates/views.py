"""Certificates as lists and papers show them; what revokes them; and whether a text is genuine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.tables import certificates as queries
from contract.tables import queries as lists
from contract.tables.records import Values
from contract.training.catalogue import CERTIFICATE
from contract.training.certificates.kinds import State
from contract.training.certificates.numbers import Block
from contract.training.certificates.office_key import write_key
from contract.training.certificates.revocations import RevocationList, Revoked, write_list
from contract.training.certificates.seal import Facts, NotGenuine, check, read_seal
from contract.training.certificates.vouchers import is_vouched
from contract.training.people.anonymity import NAME
from contract.training.rights.masking import sees_numbers
from desktop.services.certificates.numbers import today_in
from desktop.services.classes.views import printed
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.offices import office_named
from desktop.services.writing import role_in
from desktop.storage.edit import Moment, active_author
from desktop.storage.queries.lines import fetch, fetch_by
from desktop.storage.queries.offices import signing_key
from desktop.storage.registration import office_keys, pinned_key
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateView:
    """A certificate. body: what stands on it. text: of its QR. signed_paper: the attachment with the signed sheet."""

    id: int
    class_id: int
    person: int
    kind: str
    number: str
    issued_on: str
    valid_until: str
    status: str
    ended_on: str
    reason: str
    replaces: int | None
    signed_paper: int | None
    text: str
    body: dict[str, Any]
    birth_place: str
    birth_date: str
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A genuine text. status: "issued", "revoked" or "replaced". known_on: the day up to which that is known ("")."""

    facts: Facts
    status: str
    ended_on: str = ""
    replaced_by: str = ""
    known_on: str = ""


def list_certificates(
    replica: Replica,
    office: str | None = None,
    class_id: int | None = None,
    *,
    limit: int | None = None,
    after: int | None = None,
) -> tuple[CertificateView, ...]:
    """The certificates of an office or a class, by number, the revoked and replaced ones too.

    limit: at most so many; after: those behind this one, for the next page.
    """
    with replica.database.reading():
        realm = class_line(replica, class_id).realm if class_id is not None else office_named(replica, office).realm
        lines = fetch(replica, queries.certificates_of(records, realm, class_id, after=after, most=limit))
        found: dict[int, Values] = {}
        ids = sorted({line.one for line in lines})
        for start in range(0, len(ids), 500):
            found |= {line.id: line for line in fetch(replica, lists.people(records, ids[start : start + 500]))}
        sees = sees_numbers(role_in(replica, realm))
        return tuple(certificate_view(line, found.get(line.one), sees_names=sees) for line in lines)


def count_certificates(replica: Replica, office: str | None = None, class_id: int | None = None) -> int:
    """How many certificates an office or a class has."""
    with replica.database.reading():
        realm = class_line(replica, class_id).realm if class_id is not None else office_named(replica, office).realm
        return int(fetch(replica, queries.certificate_count(records, realm, class_id))[0].certificates)


def certificate_view(line: Values, person: Values | None, *, sees_names: bool) -> CertificateView:
    """A certificate by its row.

    sees_names: whether they read the name of somebody who was anonymised since; it stands in the QR as well.
    """
    body, hidden = msgspec.json.decode(line.body), bool(person is not None and person.anonymised_on and not sees_names)
    if hidden:
        body |= {"name": NAME, **dict.fromkeys(("employee_number", "grade", "position"), "")}
    return CertificateView(
        id=line.id,
        class_id=line.class_group,
        person=line.one,
        kind=line.kind or "",
        number=line.number or "",
        issued_on=line.issued_on or "",
        valid_until=line.valid_until or "",
        status=line.status or "",
        ended_on=line.ended_on or "",
        reason=line.reason or "",
        replaces=line.replaces,
        signed_paper=line.signed_paper,
        text="" if hidden else line.seal or "",
        body=body,
        birth_place=(person.birth_place or "") if person is not None else "",
        birth_date=(person.birth_date or "") if person is not None else "",
        example=bool(line.example),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubled:
    """Somebody with several certificates of a kind that hold: two laptops issued them apart."""

    person: int
    name: str
    kind: str
    numbers: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """For people."""
        told = ", ".join(self.numbers)
        return f"{self.name} memegang {len(self.numbers)} sertifikat sejenis yang berlaku ({told}); cabut yang keliru."


def doubled_certificates(replica: Replica, class_id: int) -> tuple[Doubled, ...]:
    """Whoever of a class has more than one certificate of a kind that holds."""
    with replica.database.reading():
        numbers: dict[tuple[int, str], list[str]] = {}
        for line in fetch(replica, queries.doubled(records, class_id)):
            numbers.setdefault((line.one, line.kind or ""), []).append(line.number or "")
        people = fetch(replica, lists.people(records, sorted({person for person, _ in numbers})))
    names = {line.id: printed(line) for line in people}
    return tuple(
        Doubled(person=person, name=names.get(person, ""), kind=kind, numbers=tuple(held))
        for (person, kind), held in numbers.items()
    )


def office_key_file(replica: Replica, office: str | None) -> bytes:
    """The office's public keys as a file for those who check its papers."""
    with replica.database.reading():
        held = office_named(replica, office)
        keys = office_keys(replica, held.realm)
    if keys is None:
        raise NotHere(f"Kunci kantor {held.code} tidak ada di laptop ini; bergabung lagi dengan kode baru.")
    return write_key(held.realm, held.code, held.name, keys)


def revocations(replica: Replica, office: str | None, moment: Moment) -> RevocationList:
    """Every number that no longer holds, as this laptop knows it now."""
    with replica.database.reading():
        held = office_named(replica, office)
        lines = fetch(replica, queries.certificates_of(records, held.realm))
        after = {line.replaces: line.number or "" for line in lines if line.replaces}
        ended = [
            Revoked(number=line.number or "", status=line.status, on=line.ended_on or "", by=after.get(line.id, ""))
            for line in lines
            if line.status in (State.REVOKED, State.REPLACED)
        ]
        on = today_in(replica, held.realm, moment)
        return RevocationList(office=held.realm, issuer=held.name, made_on=on, revoked=ended)


def revocation_file(replica: Replica, office: str | None, moment: Moment) -> bytes:
    """The list, signed by the person at work, for whose key the office has vouched. Raises Unsuitable."""
    with replica.database.reading():
        told = revocations(replica, office, moment)
        key = signing_key(replica, active_author(replica, told.office))
        assert key is not None
        signing = Ed25519PrivateKey.from_private_bytes(key)
        found = _vouched(replica, told.office, signing.public_key().public_bytes_raw())
    if found is None:
        raise Unsuitable(
            "Kantor belum menjamin kunci Anda: minta sedikitnya satu nomor dengan lontar certificate reserve, "
            "lalu lontar sync."
        )
    return write_list(told, signing, *found)


def _vouched(replica: Replica, realm: int, public: bytes) -> tuple[Block, bytes] | None:
    """A block for which the office has vouched for this key."""
    office = pinned_key(replica, realm)
    for line in fetch(replica, queries.blocks(records, realm)):
        block = Block(request=line.request, series=line.series, first=line.first, last=line.last)
        if line.voucher and office and is_vouched(office, realm, block, public, bytes.fromhex(line.voucher)):
            return block, bytes.fromhex(line.voucher)
    return None


def verify_here(replica: Replica, text: str) -> Verified:
    """A text checked with the key of its office that this laptop pinned, and with the register it has.

    Raises NotGenuine, and NotHere for an office that is not on this laptop.
    """
    sealed = read_seal(text)
    with replica.database.reading():
        key = pinned_key(replica, sealed.facts.office)
        if key is None:
            raise NotHere(
                f"Kantor penerbit ({sealed.facts.issuer}) tidak ada di laptop ini; periksa dengan berkas kuncinya: "
                "--office-key BERKAS."
            )
        facts = check(sealed, key)
        lines = [line for line in fetch_by(replica, CERTIFICATE, "number", facts.number) if line.seal]
        same = [line for line in lines if read_seal(line.seal).content == sealed.content]
        line = same[0] if same else None
        later = fetch_by(replica, CERTIFICATE, "replaces", line.id) if line is not None else []
    if line is None:
        return Verified(facts=facts, status="")
    return Verified(
        facts=facts,
        status=line.status or "",
        ended_on=line.ended_on or "",
        replaced_by=(later[0].number or "") if later else "",
    )


def verify_with(text: str, office_key: bytes, listed: RevocationList | None) -> Verified:
    """The same with a key and a list at hand, without any profile. Raises NotGenuine."""
    facts = check(read_seal(text), office_key)
    if listed is None:
        return Verified(facts=facts, status="")
    if listed.office != facts.office:
        raise NotGenuine("office", "Daftar pencabutan itu dari kantor lain; minta yang dari kantor penerbit.")
    ended = listed.of(facts.number)
    if ended is None:
        return Verified(facts=facts, status=State.ISSUED.value, known_on=listed.made_on)
    return Verified(facts=facts, status=ended.status, ended_on=ended.on, replaced_by=ended.by, known_on=listed.made_on)
