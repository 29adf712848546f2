"""Opening an office: its clock row, its log's genesis, and the centre's own author in it."""

from __future__ import annotations

import sqlalchemy as sa

from contract.exchange.seals import genesis
from contract.faults import WorldFault
from contract.training.roles import Role
from server.store.members import Invitation, add_member
from server.store.tables import CENTRE_DEVICE, counter, device, log, realm

_FIRST_AUTHOR, _FIRST_DEVICE = 1, 1


class OfficeExists(WorldFault):
    """The office is there already."""


class BadOfficeCode(WorldFault):
    """The text is no Kemendagri code of a province or district."""


def realm_number(code: str) -> int:
    """The office's number on the wire: "53" is 5300, "53.71" is 5371. Raises BadOfficeCode."""
    province, _, district = code.partition(".")
    if len(province) == 2 and province.isdigit() and (not district or (len(district) == 2 and district.isdigit())):
        return int(province) * 100 + int(district or 0)
    raise BadOfficeCode(f'"{code}" bukan kode Kemendagri. Tulis seperti 53 (provinsi) atau 53.71 (kabupaten/kota).')


def prepare(connection: sa.Connection) -> None:
    """Starts the counters and the centre's own device on an empty database."""
    if connection.execute(sa.select(counter.c.name)).first() is None:
        numbers = {"author": _FIRST_AUTHOR, "device": _FIRST_DEVICE}
        connection.execute(sa.insert(counter), [{"name": name, "value": value} for name, value in numbers.items()])
        connection.execute(sa.insert(device).values(number=CENTRE_DEVICE, name="Pusat", secret=b""))


def open_office(connection: sa.Connection, code: str, name: str, epoch: str, public_key: bytes, now: int) -> int:
    """Makes an office with an empty history; gives its number. `epoch` names this history and must be new.

    Raises BadOfficeCode and OfficeExists.
    """
    number = realm_number(code)
    if connection.execute(sa.select(realm.c.number).where(realm.c.number == number)).first() is not None:
        raise OfficeExists(f"Kantor {code} sudah ada di server ini.")
    head = genesis(epoch)
    values = {"number": number, "code": code, "name": name, "epoch": epoch, "seq": 0, "head": head, "own_author": 0}
    connection.execute(sa.insert(realm).values(values))
    connection.execute(sa.insert(log).values(realm=number, seq=0, head=head, at=now))
    own = Invitation(number, "Pusat", Role.ADMIN, 0)
    _, author = add_member(connection, own, CENTRE_DEVICE, public_key)
    connection.execute(sa.update(realm).where(realm.c.number == number).values(own_author=author))
    return number
