"""A laptop whose office vouches: blocks of numbers come as from the centre, and people have passed."""

from __future__ import annotations

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.shapes import Patch, Record, RowKey, Value
from contract.training.catalogue import COMPETENCE, NUMBER_BLOCK, RESULT, SUBJECT
from contract.training.certificates.kinds import Signer
from contract.training.certificates.numbers import Block
from contract.training.certificates.vouchers import vouch
from desktop.services.certificates.numbers import reserve_numbers
from desktop.services.certificates.signatories import add_signatory
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, active_author
from desktop.storage.queries.offices import signing_key
from desktop.storage.tables import realm
from tests.services.laptop import REALM, Laptop

OFFICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OFFICE_KEY = OFFICE.public_key().public_bytes_raw()


def pin_office(laptop: Laptop) -> None:
    """The office's keys, as joining would leave them."""

    def work() -> None:
        with laptop.replica.transaction() as connection:
            connection.execute(sa.update(realm).values(signing_key=OFFICE_KEY, sealing_key=b"\1" * 32))

    laptop.call(work)


def reserve(laptop: Laptop, size: int, first: int, unit: str = "BPSDMD", year: int = 2025) -> int:
    """Asks for numbers, and the centre answers with those from `first` on; gives the request."""
    made = laptop.write(lambda r, m: reserve_numbers(r, None, unit, year, size, m))
    key = laptop.read(lambda r: signing_key(r, active_author(r, REALM)))
    assert key is not None
    public = Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()
    block = Block(request=made.request, series=made.series, first=first, last=first + size - 1)
    row: dict[str, Value] = {"series": made.series, "first": block.first, "last": block.last}
    row["voucher"] = vouch(OFFICE, REALM, block, public).hex()
    laptop.arrive(RowKey(NUMBER_BLOCK.number, made.request), _patch(NUMBER_BLOCK, row))
    return made.request


def _patch(record: Record, values: dict[str, Value]) -> Patch:
    return {record.by_name[name].number: value for name, value in values.items()}


def decide(laptop: Laptop, class_id: int, outcomes: dict[int, str]) -> None:
    """What the completion meeting decided."""
    changes = [
        Change(RowKey(RESULT.number, class_id, person), stated(RESULT, outcome=outcome, predicate="Memuaskan"))
        for person, outcome in outcomes.items()
    ]
    laptop.write(lambda r, m: write(r, REALM, changes, m))


def assess(laptop: Laptop, class_id: int, person: int, outcome: str, on: str) -> None:
    """A competency test."""
    row = stated(
        COMPETENCE,
        class_group=class_id,
        person=person,
        scheme="Digital Leadership",
        institution="LSP BPSDM",
        assessed_on=on,
        outcome=outcome,
    )
    laptop.write(lambda r, m: write(r, REALM, [Change(COMPETENCE.number, row)], m))


def teach(laptop: Laptop, class_id: int, *subjects: tuple[str, int | None]) -> None:
    """Subjects with hundredths of lesson hours."""
    for place, (title, hours) in enumerate(subjects, 1):
        row = stated(SUBJECT, class_group=class_id, title=title, lesson_hours=hours, position=place)
        laptop.write(lambda r, m, row=row: write(r, REALM, [Change(SUBJECT.number, row)], m))  # type: ignore[misc]


def sign(laptop: Laptop, **more: str) -> int:
    """Somebody signs."""
    told = {"name": "Dra. Maria Nalle, M.Si.", "post": "Kepala BPSDMD", "employee_number": "198001012005011002"}
    signer = Signer(**{**told, **more})
    return laptop.write(lambda r, m: add_signatory(r, None, signer, m))
