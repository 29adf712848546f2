"""Laptops without a replica: each has joined, and brings one small class. Many of them cost hardly anything."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contract.exchange.dots import Dot, row_id
from contract.exchange.frames import FrameType, write_frame
from contract.exchange.joining import (
    RANDOM_BYTES,
    JoinRequest,
    Signed,
    agreed_secret,
    read_code,
    read_welcome,
    secret_part,
    sign_request,
)
from contract.exchange.messages import Hello, RealmHello, write_hello
from contract.exchange.operations import GENESIS_CHAIN, Op
from contract.exchange.seals import genesis, sign_segment
from contract.exchange.segments import pack_ops
from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON, SCHEMA
from contract.training.rights.roles import Role
from desktop.sync.faults import RoadFault, ServerBusy
from desktop.sync.transport import Patience, Transport
from server.store import members
from server.store.opening import open_centre
from server.sync import joining
from tests.roads.centre import DAY_S, Centre

PATIENT = Patience(connect_s=60, stall_s=60, total_s=300)


@dataclass(slots=True)
class Visitor:
    """A laptop and how it fared. turns: (when it asked, when it was told to come, its place), by time.monotonic()."""

    body: bytes
    device: int
    secret: bytes
    turns: list[tuple[float, float, int]] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    served_at: float = 0.0
    fault: RoadFault | None = None

    def come(self, url: str, until: float) -> None:
        """Asks, and asks again exactly when told, until served."""
        transport = Transport(url, patience=PATIENT)
        try:
            while time.monotonic() < until:
                self.asked.append(time.monotonic())
                try:
                    for _ in transport.exchange(self.body):
                        pass
                except ServerBusy as busy:
                    now = time.monotonic()
                    self.turns.append((now, now + busy.wait_s, busy.position))
                    time.sleep(busy.wait_s)
                    continue
                self.served_at = time.monotonic()
                return
        except RoadFault as fault:
            self.fault = fault
        finally:
            transport.close()


def visitors(centre: Centre, count: int, people: int) -> list[Visitor]:
    """So many laptops that have joined and never spoken; each brings so many people."""
    made = []
    now = int(time.time())
    with closing(open_centre(centre.database)) as store:
        with store.snapshot() as connection:
            office = members.office(connection, "53")
        assert office is not None
        for number in range(count):
            invitation = members.Invitation(office.number, f"Orang {number}", Role.ORGANISER, 0)
            code = joining.invite(store, invitation, secrets.token_bytes(RANDOM_BYTES), now + DAY_S)
            signs = read_code(code)
            person, exchange = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
            request = JoinRequest(
                secret=secret_part(signs),
                device_name=f"laptop {number}",
                person_key=person.public_key().public_bytes_raw(),
                exchange_key=exchange.public_key().public_bytes_raw(),
                device=0,
            )
            asked = sign_request(request, person)
            content = msgspec.json.decode(asked, type=Signed).content
            welcome = read_welcome(joining.join(store, asked, now), signs, content)
            secret = agreed_secret(exchange, welcome.exchange_key, content)
            greeting = RealmHello(
                realm=welcome.office,
                seq=0,
                head=genesis(welcome.epoch),
                scopes=b"",
                known=[(welcome.first, 0, b"")],
            )
            hello = write_hello(Hello(welcome.device, now, 1, [greeting]), secret)
            brought = _class(welcome.first, person, [f"{number}-{n}" for n in range(people)], now)
            made.append(Visitor(hello + brought, welcome.device, secret))
    return made


def _class(author: int, key: Ed25519PrivateKey, names: Sequence[str], now: int) -> bytes:
    field_of_name = PERSON.by_name["name"].number
    ops = [
        Op(
            author=author,
            n=n,
            key=RowKey(PERSON.number, row_id(Dot(author, n))),
            patch={field_of_name: f"Orang {name}"},
            base=0,
            wall=now,
            schema=SCHEMA,
        )
        for n, name in enumerate(names, 1)
    ]
    body = pack_ops(ops)
    return write_frame(FrameType.SEGMENT, sign_segment(key, GENESIS_CHAIN, body) + body)
