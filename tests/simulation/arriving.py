"""How laptops come into a world: by the shipped halves of joining, with codes that people mistype and answers lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contract.exchange.joining import (
    RANDOM_BYTES,
    JoinRequest,
    MistypedCode,
    Signed,
    Welcome,
    WrongOffice,
    agreed_secret,
    read_code,
    read_welcome,
    secret_part,
    sign_request,
)
from contract.exchange.malformed import Malformed
from desktop.storage import history, registration
from desktop.storage.replica import Replica
from desktop.sync.joining import registration_of
from server.store import members
from server.store.centre import Centre
from server.sync import joining
from tests.simulation.invariants import demand
from tests.simulation.laptop import Laptop, Seat, desk

URL = "http://centre"
_VALID_S = 1000


def fixed_bytes(text: str) -> bytes:
    """32 bytes that are the same in every run."""
    return hashlib.blake2b(text.encode(), digest_size=32).digest()


def invite(centre: Centre, seat: Seat, now: int, which: str = "") -> str:
    """A code for a person; one for a class names the class later, when there is one."""
    opened = members.Invitation(seat.realm, seat.name, seat.role, -1 if seat.in_class else 0)
    randomness = fixed_bytes(f"code {which} {seat.name} {seat.realm}")[:RANDOM_BYTES]
    return joining.invite(centre, opened, randomness, now + _VALID_S)


def arrive(centre: Centre, number: int, seats: list[Seat], now: int) -> Laptop:
    """A laptop whose people have joined one after the other."""
    replica = desk(number - 1)
    welcome = None
    for place, seat in enumerate(seats, 1):
        signs = read_code(f" {invite(centre, seat, now).lower()} ")
        body, content = _request(replica, seat, signs, f"laptop {number}")
        lost = joining.join(centre, body, now)
        answer = joining.join(centre, body, now)
        demand(lost == answer, "I12 joining twice is joining once", seat)
        welcome = read_welcome(answer, signs, content)
        registration.register(replica, _registration(replica, seat, welcome, content))
        seat.writer = place
        with centre.snapshot() as connection:
            mine = members.device_members(connection, welcome.device, seat.realm)
        seat.member = next(member.id for member in mine if member.author == welcome.first)
    assert welcome is not None
    return Laptop(number, welcome.device, seats, replica)


def _request(replica: Replica, seat: Seat, signs: str, device_name: str) -> tuple[bytes, bytes]:
    """(body, what the answer must be about)."""
    known = next(iter(history.centres(replica)), None)
    request = JoinRequest(
        secret=secret_part(signs),
        device_name=device_name,
        person_key=_person(seat).public_key().public_bytes_raw(),
        exchange_key=_exchange(seat).public_key().public_bytes_raw(),
        device=known.device if known is not None else 0,
    )
    body = sign_request(request, _person(seat), known.secret if known is not None else b"")
    return body, msgspec.json.decode(body, type=Signed).content


def _person(seat: Seat) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(fixed_bytes(seat.name))


def _exchange(seat: Seat) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(fixed_bytes(f"exchange {seat.name}"))


def _registration(replica: Replica, seat: Seat, welcome: Welcome, content: bytes) -> registration.Registration:
    known = next(iter(history.centres(replica)), None)
    secret = known.secret if known is not None else agreed_secret(_exchange(seat), welcome.exchange_key, content)
    pinned = registration.pinned_key(replica, welcome.office)
    demand(pinned in (None, welcome.signing_key), "an office keeps its keys", seat)
    person = _person(seat).private_bytes_raw()
    return registration_of(welcome, url=URL, insecure=True, secret=secret, private_key=person)


def turn_away(centre: Centre, seat: Seat, now: int) -> None:
    """Everything with which nobody may come in: mistyped, used, unknown, old and stolen codes, and other offices."""
    blank = desk(0)
    used = invite(centre, seat, now, "used")
    signs = read_code(used)
    body, content = _request(blank, seat, signs, "somebody's laptop")
    answer = joining.join(centre, body, now)
    thief = Seat(seat.realm, "Yudas", seat.role)
    _refused(MistypedCode, lambda: read_code(used[:-1]))
    _refused(MistypedCode, lambda: read_code(used[:-2] + used[-1] + used[-2]))
    _refused(WrongOffice, lambda: read_welcome(answer, signs, content + b" "))
    _refused(WrongOffice, lambda: read_welcome(answer, "0" * len(signs), content))
    _refused(Malformed, lambda: read_welcome(answer[:-1], signs, content))
    _refused(members.BadCode, lambda: joining.join(centre, _request(blank, thief, signs, "x")[0], now))
    _refused(members.BadCode, lambda: joining.join(centre, _request(blank, thief, "7" * len(signs), "x")[0], now))
    _refused(Malformed, lambda: joining.join(centre, body.replace(b'"signature":"', b'"signature":"AAAA'), now))
    late = read_code(invite(centre, seat, now, "late"))
    _refused(members.BadCode, lambda: joining.join(centre, _request(blank, thief, late, "x")[0], now + _VALID_S))
    claimed = JoinRequest(
        secret=secret_part(late),
        device_name="x",
        person_key=_person(thief).public_key().public_bytes_raw(),
        exchange_key=_exchange(thief).public_key().public_bytes_raw(),
        device=1,
    )
    _refused(members.BadCode, lambda: joining.join(centre, sign_request(claimed, _person(thief), b"guessed"), now))
    twisted = msgspec.structs.replace(claimed, device=0, exchange_key=bytes(32))
    _refused(Malformed, lambda: joining.join(centre, sign_request(twisted, _person(thief)), now))


def _refused(kind: type[Exception], attempt: Callable[[], object]) -> None:
    try:
        attempt()
    except kind:
        return
    demand(False, "nobody comes in without a code of their own", kind.__name__)
