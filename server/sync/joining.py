"""Joining, the centre's side: a code becomes a person on a laptop, with author numbers and a secret of the laptop's."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contract.exchange.joining import (
    JoinRequest,
    Problem,
    Signed,
    Welcome,
    agreed_secret,
    make_code,
    read_code,
    read_request,
    request_seal,
    secret_part,
    sign_welcome,
)
from contract.exchange.joining import fingerprint as fingerprint_of
from contract.faults import OwnFault
from server.store import members, offices, rights
from server.store.centre import Centre, Connection
from server.sync import own


def open_office(centre: Centre, code: str, name: str, keys: offices.OfficeKeys, epoch: str, now: int) -> str:
    """Makes an office with these new keys and introduces its own author; gives its fingerprint.

    Raises BadOfficeCode and OfficeExists.
    """
    signing, sealing = public_keys(keys)
    with centre.writing() as connection:
        offices.prepare(connection)
        number = offices.open_office(connection, code, name, epoch, signing, now)
        offices.keep_keys(connection, number, keys)
        office = members.office(connection, code)
        if office is not None:
            own.introduce(centre, connection, office, office.own_author, now)
    return fingerprint_of(signing, sealing)


def public_keys(keys: offices.OfficeKeys) -> tuple[bytes, bytes]:
    """(signing, sealing) public keys of an office, 32 bytes each."""
    return (
        Ed25519PrivateKey.from_private_bytes(keys.signing).public_key().public_bytes_raw(),
        X25519PrivateKey.from_private_bytes(keys.sealing).public_key().public_bytes_raw(),
    )


def invite(centre: Centre, opened: members.Invitation, randomness: bytes, expires: int) -> str:
    """A join code for this person. Only its hash is kept; nobody can read it from the database again."""
    with centre.writing() as connection:
        keys = _keys(connection, opened.realm)
        code = make_code(randomness, fingerprint_of(*public_keys(keys)))
        members.add_invitation(connection, secret_part(read_code(code)), opened, expires)
    return code


@dataclass(frozen=True, slots=True)
class _Seat:
    """A person's place on a laptop in an office, just made or made by the same request before."""

    office: members.Office
    device: int
    member: int


def join(centre: Centre, body: bytes, now: int) -> bytes:
    """The signed answer to a joining. Raises Malformed, and BadCode with the reason.

    Asked again by the holder of the same person's key it answers again: the first answer was lost on the way.
    """
    request, signed = read_request(body)
    with centre.writing() as connection:
        known = _known_device(connection, request, signed, now)
        seat = _seat_taken(connection, request) or _admit(centre, connection, request, now)
        keys = _keys(connection, seat.office.number)
        exchange = _exchange_key(keys, signed.content)
        if not known:
            secret = agreed_secret(exchange, request.exchange_key, signed.content)
            members.set_device_secret(connection, seat.device, secret)
        exchange_key = b"" if known else exchange.public_key().public_bytes_raw()
        welcome = _welcome(connection, seat, keys, exchange_key, now)
    return sign_welcome(welcome, signed.content, Ed25519PrivateKey.from_private_bytes(keys.signing))


def _known_device(connection: Connection, request: JoinRequest, signed: Signed, now: int) -> bool:
    """Whether the laptop has a number here and proves it. Raises BadCode when it claims one in vain.

    A restored server may have forgotten it: told for whom its code is, it comes again as a new one, with their key.
    """
    if not request.device:
        return False
    secret = members.device_secret(connection, request.device)
    if not secret or not hmac.compare_digest(request_seal(secret, signed.content), signed.seal):
        raise members.BadCode(Problem.DEVICE, members.open_invitation(connection, request.secret, now).person_name)
    return True


def _exchange_key(keys: offices.OfficeKeys, asked: bytes) -> X25519PrivateKey:
    """The office's key for one exchange. The same request gives the same: one that is replayed changes no secret."""
    seed = hashlib.blake2b(asked, key=keys.sealing, digest_size=32, person=b"lontar exchange").digest()
    return X25519PrivateKey.from_private_bytes(seed)


def _seat_taken(connection: Connection, request: JoinRequest) -> _Seat | None:
    found = members.joined_with(connection, request.secret, request.person_key)
    if found is None:
        return None
    device, member, realm = found
    return _Seat(members.office_numbered(connection, realm), device, member)


def _admit(centre: Centre, connection: Connection, request: JoinRequest, now: int) -> _Seat:
    """Takes in the bearer of a code that was not used yet. Raises BadCode."""
    if request.device and rights.is_revoked(connection, request.device):
        raise members.BadCode(Problem.DEVICE)
    opened = members.open_invitation(connection, request.secret, now)
    office = members.office_numbered(connection, opened.realm)
    device = request.device or members.add_device(connection, request.device_name, b"")
    member, author = members.add_member(connection, opened, device, request.person_key)
    members.close_invitation(connection, request.secret, device)
    own.introduce(centre, connection, office, author, now)
    return _Seat(office, device, member)


def _welcome(connection: Connection, seat: _Seat, keys: offices.OfficeKeys, exchange_key: bytes, now: int) -> Welcome:
    first, count = members.leased_first(connection, seat.member)
    who = members.introduction(connection, first, now)
    if who is None:
        raise OwnFault("Orang yang baru bergabung tidak ditemukan.")
    if who.role is None:
        raise members.BadCode(Problem.USED)
    signing, sealing = public_keys(keys)
    return Welcome(
        device=seat.device,
        office=seat.office.number,
        code=seat.office.code,
        name=seat.office.name,
        epoch=seat.office.epoch,
        person_name=who.person_name,
        role=who.role.value,
        first=first,
        count=count,
        signing_key=signing,
        sealing_key=sealing,
        exchange_key=exchange_key,
    )


def _keys(connection: Connection, number: int) -> offices.OfficeKeys:
    keys = offices.keys_of(connection, number)
    if keys is None:
        raise OwnFault(f"Kantor nomor {number} tidak punya kunci.")
    return keys
