"""Opening an office: its clock row, its log's genesis, and the centre's own author in it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.seals import genesis
from contract.faults import WorldFault
from contract.training.rights.roles import Role
from server.store.members import Invitation, add_member, authors_counter, first_author
from server.store.tables import CENTRE_DEVICE, counter, device, log, realm, secret

_FIRST_DEVICE = 1
_SIGNING, _SEALING = "signing key of {}", "sealing key of {}"
_KEYS = sa.select(secret.c.name, secret.c.value).where(secret.c.name.in_(sa.bindparam("names", expanding=True)))


class OfficeExists(WorldFault):
    """The office is there already."""


class BadOfficeCode(WorldFault):
    """The text is no Kemendagri code of a province or district."""


def realm_number(code: str) -> int:
    """The office's number on the wire: "53" is 5300, "53.71" is 5371. Raises BadOfficeCode."""
    province, _, district = code.partition(".")
    right = len(province) == 2 and (len(district) == 2 or "." not in code)
    if right and code.isascii() and (province + district).isdigit() and district != "00":
        return int(province) * 100 + int(district or 0)
    raise BadOfficeCode(f'"{code}" bukan kode Kemendagri. Tulis seperti 53 (provinsi) atau 53.71 (kabupaten/kota).')


def prepare(connection: sa.Connection) -> None:
    """Starts the counter of devices and the centre's own device on an empty database."""
    if connection.execute(sa.select(counter.c.name)).first() is None:
        connection.execute(sa.insert(counter).values(name="device", value=_FIRST_DEVICE))
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
    connection.execute(sa.insert(counter).values(name=authors_counter(number), value=first_author(number)))
    own = Invitation(number, "Pusat", Role.ADMIN, 0)
    _, author = add_member(connection, own, CENTRE_DEVICE, public_key)
    connection.execute(sa.update(realm).where(realm.c.number == number).values(own_author=author))
    return number


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """An office's private keys, 32 bytes each: one signs what the centre says, one opens what is sealed to it."""

    signing: bytes
    sealing: bytes


def keep_keys(connection: sa.Connection, number: int, keys: OfficeKeys) -> None:
    """Keeps the keys of a new office."""
    values = {_SIGNING.format(number): keys.signing, _SEALING.format(number): keys.sealing}
    connection.execute(sa.insert(secret), [{"name": name, "value": value} for name, value in values.items()])


def keys_of(connection: sa.Connection, number: int) -> OfficeKeys | None:
    """The office's keys, None for an office that was opened without."""
    names = _SIGNING.format(number), _SEALING.format(number)
    found = {name: bytes(value) for name, value in connection.execute(_KEYS, {"names": names})}
    return OfficeKeys(*(found[name] for name in names)) if len(found) == len(names) else None
