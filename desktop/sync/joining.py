"""Joining, the laptop's side: a code and an address become an office, a person and author numbers in the replica.

The keys are made here and kept before they are used: an answer that is lost on the way is asked for again, with the
same code.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contract.exchange.joining import (
    JoinRequest,
    Problem,
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
from contract.exchange.seals import genesis
from contract.faults import WorldFault
from desktop.storage import history
from desktop.storage import status as rows
from desktop.storage.registration import Registration, key_at, pinned_key, register
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.sync.diagnosis import Diagnosis
from desktop.sync.faults import RoadFault
from desktop.sync.replies import Reply, not_ours, refusal
from desktop.sync.status import Attempt, store_attempt
from desktop.sync.transport import Patience, Transport

_KEPT = "joining"
_NAME_LENGTH = 200
_OK, _FORBIDDEN = 200, 403
_SENTENCES = {
    Problem.UNKNOWN: "Kode tidak dikenal di server ini. Periksa kode dan alamat server, atau minta kode baru.",
    Problem.USED: "Kode ini sudah dipakai. Minta kode baru kepada pengelola.",
    Problem.EXPIRED: "Kode ini sudah lewat waktunya. Minta kode baru kepada pengelola.",
    Problem.DEVICE: "Server tidak lagi mengenal laptop ini. Hubungi pengelola sebelum bergabung lagi.",
}


class CodeRefused(WorldFault):
    """The centre does not take the code; `problem` says why."""

    def __init__(self, problem: Problem, person: str = "") -> None:
        super().__init__(_SENTENCES[problem])
        self.problem = problem
        self.person = person


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What was joined: the laptop's number, the author number that the person writes with, all offices here."""

    device: int
    author: int
    person: str
    office: str
    role: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """One joining, kept until it is through."""

    server: str
    code: str
    person: Ed25519PrivateKey
    exchange: X25519PrivateKey
    content: bytes
    body: bytes
    known: history.Centre | None


def join(
    replica: Replica,
    server: str,
    code: str,
    device_name: str,
    *,
    insecure: bool = False,
    patience: Patience | None = None,
) -> Joined:
    """Joins an office. Not from the database thread; the replica may have joined other offices before.

    Raises MistypedCode, BadServer and PlainRoad before anything is sent; CodeRefused, WrongOffice and RoadFault after.
    """
    signs = read_code(code)
    transport = Transport(server, insecure=insecure, patience=patience)
    call = replica.database.call
    try:
        attempt = call(_prepare, replica, transport.server, signs, device_name).result()
        try:
            welcome = _read(transport.post("/join", attempt.body), attempt)
        except CodeRefused as refused:
            if refused.problem is not Problem.DEVICE or not refused.person:
                raise
            # The centre was put back to a time before this laptop joined: it comes again as a new one.
            attempt = call(_prepare, replica, transport.server, signs, device_name, refused.person).result()
            welcome = _read(transport.post("/join", attempt.body), attempt)
        return call(_settle, replica, attempt, welcome, insecure).result()
    except RoadFault as fault:
        raise Diagnosis(server=transport.server, proxied=bool(transport.proxies)).of(fault) from None
    finally:
        transport.close()


def _prepare(replica: Replica, server: str, signs: str, device_name: str, forgotten: str | None = None) -> _Attempt:
    """The request, and its keys on disk. Runs on the database thread.

    forgotten: the person of the code, when the centre does not know this laptop any more. Somebody of this name who has
    worked here keeps their key: it proves that the work is theirs.
    """
    device_name = device_name.strip()[:_NAME_LENGTH]
    with replica.transaction():
        person, exchange = _keys(replica, server, signs)
        known = next((c for c in history.centres(replica) if c.url == server), None)
        if forgotten is not None:
            kept = key_at(replica, known.id, forgotten) if known is not None else None
            person = Ed25519PrivateKey.from_private_bytes(kept) if kept is not None else person
            known = None
    request = JoinRequest(
        secret=secret_part(signs),
        device_name="".join(sign for sign in device_name if sign.isprintable()),
        person_key=person.public_key().public_bytes_raw(),
        exchange_key=exchange.public_key().public_bytes_raw(),
        device=known.device if known is not None else 0,
    )
    body = sign_request(request, person, known.secret if known is not None else b"")
    content = msgspec.json.decode(body, type=Signed).content
    return _Attempt(
        server=server, code=signs, person=person, exchange=exchange, content=content, body=body, known=known
    )


def _keys(replica: Replica, server: str, signs: str) -> tuple[Ed25519PrivateKey, X25519PrivateKey]:
    """The keys made for this code before, or new ones."""
    name = hashlib.blake2b(f"{server} {signs}".encode(), digest_size=16).hexdigest()
    kept: Any = recall(replica, _KEPT)
    if kept is None or kept["for"] != name:
        kept = {"for": name, "person": secrets.token_hex(32), "exchange": secrets.token_hex(32)}
        remember(replica, _KEPT, kept)
    return (
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["person"])),
        X25519PrivateKey.from_private_bytes(bytes.fromhex(kept["exchange"])),
    )


def _read(reply: Reply, attempt: _Attempt) -> Welcome:
    """The welcome, proven to come from the office that handed out the code."""
    if reply.status == _FORBIDDEN:
        try:
            told = msgspec.json.decode(reply.body, type=_Problem)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise not_ours() from None
        raise CodeRefused(told.problem, told.person)
    if reply.status != _OK:
        raise refusal(reply)
    try:
        return read_welcome(reply.body, attempt.code, attempt.content)
    except Malformed:
        raise not_ours() from None


class _Problem(msgspec.Struct, frozen=True):
    problem: Problem
    person: str = ""


def registration_of(welcome: Welcome, *, url: str, insecure: bool, secret: bytes, private_key: bytes) -> Registration:
    """What a laptop keeps of a welcome. secret: that it seals greetings with; private_key: the person's, 32 bytes."""
    return Registration(
        url=url,
        insecure=insecure,
        device=welcome.device,
        secret=secret,
        realm=welcome.office,
        code=welcome.code,
        name=welcome.name,
        genesis=genesis(welcome.epoch),
        person_name=welcome.person_name,
        role=welcome.role,
        private_key=private_key,
        first=welcome.first,
        count=welcome.count,
        signing_key=welcome.signing_key,
        sealing_key=welcome.sealing_key,
    )


def _settle(replica: Replica, attempt: _Attempt, welcome: Welcome, insecure: bool) -> Joined:
    """Writes what was joined, all or nothing. Runs on the database thread."""
    known = attempt.known
    secret = (
        known.secret if known is not None else agreed_secret(attempt.exchange, welcome.exchange_key, attempt.content)
    )
    with replica.transaction():
        pinned = pinned_key(replica, welcome.office)
        if pinned is not None and pinned != welcome.signing_key:
            raise WrongOffice(
                f"Kantor {welcome.code} di laptop ini memakai kunci lain daripada server itu. Hubungi pengelola."
            )
        person = attempt.person.private_bytes_raw()
        kept = registration_of(welcome, url=attempt.server, insecure=insecure, secret=secret, private_key=person)
        author = register(replica, kept)
        remember(replica, _KEPT, None)
        store_attempt(replica, Attempt(int(time.time()), 0))
        offices = tuple(office.code for office in rows.office_standings(replica))
    return Joined(
        device=welcome.device,
        author=author,
        person=welcome.person_name,
        office=welcome.code,
        role=welcome.role,
        offices=offices,
    )
