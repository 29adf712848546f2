"""Requests that nobody honest sends, drawn from a seed: from bytes without sense to a member's own forged seals."""

from __future__ import annotations

import random
import socket
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.columns import PACKED, PLAIN, encode_column
from contract.exchange.dots import Dot, row_id
from contract.exchange.frames import FrameType, write_frame
from contract.exchange.joining import JoinRequest, sign_request
from contract.exchange.messages import Hello, RealmHello, Want, write_hello, write_message
from contract.exchange.operations import Op
from contract.exchange.seals import mac
from contract.exchange.segments import pack_ops
from contract.exchange.shapes import EARLIEST, LATEST, RowKey, Value
from contract.exchange.varint import write_varint
from contract.training.catalogue import ATTENDANCE, CATALOGUE
from tests.exchange.bombs import zeros


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoils:
    """What an attacker may have: a laptop of one office that is known to the server, and bodies overheard."""

    device: int
    secret: bytes
    realm: int
    author: int
    foreign_realm: int
    foreign_author: int
    foreign_rows: tuple[RowKey, ...]
    overheard: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """One request; `raw` is sent to the socket as it is."""

    name: str
    path: str = "/s"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    method: str = "POST"
    raw: bytes | None = None


class Attacker:
    """Draws shots. The same seed draws the same ones."""

    def __init__(self, seed: int, spoils: Spoils) -> None:
        self.random = random.Random(seed)
        self.spoils = spoils
        self._key = Ed25519PrivateKey.from_private_bytes(self.random.randbytes(32))
        self._kinds: list[Callable[[], Shot]] = [
            self._noise,
            self._frames_of_noise,
            self._mutated,
            self._mutated,
            self._replayed,
            self._stranger,
            self._forged_seal,
            self._forged_seal,
            self._wrong_greeting,
            self._bomb,
            self._endless_length,
            self._wishes,
            self._joining,
            self._no_http,
            self._other_path,
        ]

    def shot(self) -> Shot:
        """The next one."""
        return self.random.choice(self._kinds)()

    def _bytes(self, most: int) -> bytes:
        return self.random.randbytes(self.random.randrange(most))

    def _noise(self) -> Shot:
        return Shot("noise", body=self._bytes(3000))

    def _frames_of_noise(self) -> Shot:
        kinds = [*FrameType, 0, 99, 255]
        frames = [self._frame(self.random.choice(kinds), self._bytes(300)) for _ in range(self.random.randrange(1, 6))]
        head = self._hello() if self.random.random() < 0.6 else b""
        return Shot("frames of noise", body=head + b"".join(frames))

    def _frame(self, kind: int, payload: bytes) -> bytes:
        checked = bytes((kind,)) + payload
        return write_varint(len(payload)) + checked + zlib.crc32(checked).to_bytes(4, "big")

    def _mutated(self) -> Shot:
        body = bytearray(self.random.choice(self.spoils.overheard))
        for _ in range(self.random.randrange(1, 8)):
            place = self.random.randrange(len(body))
            match self.random.randrange(4):
                case 0:
                    body[place] = self.random.randrange(256)
                case 1:
                    del body[place : place + self.random.randrange(1, 40)]
                case 2:
                    body[place:place] = self._bytes(40)
                case _:
                    body[place] ^= 1 << self.random.randrange(8)
            if not body:
                break
        return Shot("mutated", body=bytes(body))

    def _replayed(self) -> Shot:
        body = self.random.choice(self.spoils.overheard)
        return Shot("replayed", body=body if self.random.random() < 0.7 else body[: self.random.randrange(len(body))])

    def _greeting(self, **changes: object) -> RealmHello:
        return msgspec.structs.replace(greeting_of(self.spoils.realm), **changes)

    def _hello(self, *greetings: RealmHello) -> bytes:
        hello = Hello(self.spoils.device, 1_753_400_000, 1, list(greetings) or [self._greeting()])
        return write_hello(hello, self.spoils.secret)

    def _stranger(self) -> Shot:
        device = self.random.choice([0, 99, 2**31 - 1, self.spoils.device])
        hello = Hello(device, 1_753_400_000, 1, [self._greeting()])
        secret = self.random.choice([b"", bytes(32), self.random.randbytes(32)])
        return Shot("stranger", body=write_hello(hello, secret))

    def _wrong_greeting(self) -> Shot:
        """Sealed rightly, so that what is inside is looked at."""
        draw = self.random
        wild: list[object] = [
            -1,
            0,
            1,
            2**31,
            2**63 - 1,
            2**63,
            -(2**63),
            1.5,
            None,
            b"",
            b"x" * 40,
            "x",
            [],
            [[]],
            {},
            True,
        ]
        content: object = [draw.choice([self.spoils.device, *wild]), draw.choice([1, *wild]), 1]
        content = [*content, [[draw.choice([self.spoils.realm, *wild]) for _ in range(draw.randrange(9))]]]  # type: ignore[misc]
        if draw.random() < 0.5:
            many = [(draw.randrange(2**31), draw.randrange(2**32), b"") for _ in range(draw.choice([1, 20_000]))]
            greeting = self._greeting(known=many, seq=draw.randrange(2**63), spare=16, since=draw.randrange(2**40))
            content = Hello(self.spoils.device, 1, 1, [greeting] * draw.choice([1, 64 if len(many) == 1 else 1]))
        encoded = msgspec.msgpack.encode(content)
        return Shot("wrong greeting", body=write_frame(FrameType.HELLO, encoded + mac(self.spoils.secret, encoded)))

    def _forged_seal(self) -> Shot:
        """Ops under the own, another's, the centre's or another office's author, signed with a key of nobody."""
        draw, spoils = self.random, self.spoils
        author = draw.choice([spoils.author, spoils.foreign_author, spoils.realm * 2**17 + 1, draw.randrange(1, 2**31)])
        n = draw.choice([1, 2, 50, 2**32 - 9])
        row = draw.choice(
            [*spoils.foreign_rows, RowKey(draw.choice(CATALOGUE.records).number, draw.randrange(1, 2**62))]
        )
        ops = [
            Op(author=author, n=n + place, key=row, patch={2: draw.choice(["H", 5, None])}, base=0, wall=1, schema=1)
            for place in range(draw.randrange(1, 5))
        ]
        body = pack_ops(ops)
        signature = draw.choice([bytes(64), draw.randbytes(64), self._key.sign(body)])
        frame = write_frame(FrameType.SEGMENT, signature + body)
        greeting = self._greeting(realm=draw.choice([spoils.realm, spoils.foreign_realm]))
        return Shot("forged seal", body=self._hello(greeting) + frame * draw.choice([1, 3]))

    def _bomb(self) -> Shot:
        """Ten kilobytes of a segment that claim to inflate to ten gigabytes, and really do to hundreds of megabytes."""
        claimed = self.random.choice([None, 10 * 2**30])
        column = bytes((PLAIN | PACKED,)) + zeros(2500, claimed)
        content = (1, [(ATTENDANCE.number, (2,))], [column] * 5, [encode_column([1])] * 4)
        body = write_varint(self.spoils.author) + write_varint(1) + write_varint(1000) + msgspec.msgpack.encode(content)
        frame = write_frame(FrameType.SEGMENT, bytes(64) + body)
        return Shot("bomb", body=self._hello() + frame)

    def _endless_length(self) -> Shot:
        length = self.random.choice([2**30, 2**32, 2**63])
        head = self._hello() if self.random.random() < 0.5 else b""
        if self.random.random() < 0.5:
            return Shot("endless frame", body=head + write_varint(length) + bytes((2,)) + self._bytes(500))
        told = f"POST /s HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode()
        return Shot("endless body", raw=told + head + self._bytes(500))

    def _wishes(self) -> Shot:
        """Another office's rows by their names, and names of nothing."""
        wild = [RowKey(self.random.randrange(30), *(self.random.randrange(2**63) for _ in range(3))) for _ in range(50)]
        rows = [*self.spoils.foreign_rows, *wild]
        realms = [self.spoils.realm, self.spoils.foreign_realm, 1]
        wants = [write_message(Want(realm, [tuple(row) for row in rows])) for realm in realms]  # type: ignore[misc]
        greetings = [self._greeting(realm=realm) for realm in realms]
        return Shot("wishes", body=self._hello(*greetings) + b"".join(wants * self.random.choice([1, 30])))

    def _joining(self) -> Shot:
        name = "x\0y" if self.random.random() < 0.2 else "Laptop"
        request = JoinRequest(
            secret="".join(self.random.choices("0123456789ABCDEF\ud7ff", k=10)),
            device_name=name,
            person_key=self._key.public_key().public_bytes_raw(),
            exchange_key=self.random.choice([bytes(32), self.random.randbytes(32)]),
            device=self.random.choice([0, self.spoils.device, 2**31 - 1]),
        )
        body = sign_request(request, self._key, self.random.choice([b"", bytes(32)]))
        if self.random.random() < 0.5:
            body = self.random.choice([body[: self.random.randrange(len(body))], b"{" * 5000, b"[]", self._bytes(9000)])
        return Shot("joining", path="/join", body=body)

    def _no_http(self) -> Shot:
        raws = [
            self._bytes(2000),
            b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000,
            b"POST /s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"zz\r\n" + self._bytes(100),
            b"POST /s HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nabcde",
            b"POST /s HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
            b"".join(b"X%d: y\r\n" % n for n in range(3000)),
            b"GET /%ff%00 HTTP/1.1\r\nHost: \xff\r\n\r\n",
        ]
        return Shot("no http", raw=self.random.choice(raws))

    def _other_path(self) -> Shot:
        path = self.random.choice(
            ["/", "/x", "/s/0", "/s/-1", "/s/" + "9" * 20, "/s/" + "9" * 9000, "/join/", "/s?x=" + "y" * 3000]
        )
        method = self.random.choice(["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
        return Shot("other path", path=path, body=self._bytes(100), method=method)


def fire(connection: HTTPConnection, shot: Shot) -> int | None:
    """Sends a shot; gives the status, None where the server hung up instead."""
    if shot.raw is not None:
        return _fire_raw(connection.host, connection.port, shot.raw)
    try:
        connection.request(shot.method, shot.path, shot.body, dict(shot.headers))
        response = connection.getresponse()
        response.read()
    except (HTTPException, OSError):
        connection.close()
        return None
    return response.status


def _fire_raw(host: str, port: int, raw: bytes) -> int | None:
    with socket.create_connection((host, port), timeout=30) as plain:
        try:
            plain.sendall(raw)
            plain.shutdown(socket.SHUT_WR)
            answer = plain.recv(4096)
        except OSError:
            return None
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else None


def greeting_of(realm: int) -> RealmHello:
    """A greeting after which segments are looked at, without any knowledge of the office's history."""
    return RealmHello(realm=realm, seq=0, head=bytes(8), scopes=bytes(8), marks=[(0, bytes(8))])


def nonsense(draw: random.Random, author: int, n: int, schema: int, rows: tuple[RowKey, ...]) -> Op:
    """An op that a member might sign who means no good: wild rows, fields and values, within what can be packed."""
    wild: list[Value] = [
        None,
        0,
        1,
        -1,
        2**63 - 1,
        -(2**63),
        "",
        "x",
        "\0",
        "2025-02-30",
        "2025-02-28",
        "\U0010ffff",
        "y" * 9000,
    ]
    record = draw.choice(CATALOGUE.records)
    numbers = [*record.by_number, draw.randrange(1, 2**15)]
    key = draw.choice(
        [
            *rows,
            RowKey(record.number, row_id(Dot(author, n))),
            RowKey(record.number, *(draw.choice([1, 5, 2**62, rows[0].k1]) for _ in range(draw.randrange(1, 4)))),
            RowKey(draw.randrange(1, 2**15), draw.randrange(1, 2**63)),
        ]
    )
    chosen = draw.sample(numbers, draw.randrange(0, len(numbers) + 1))
    return Op(
        author=author,
        n=n,
        key=key,
        patch={number: draw.choice([*wild, draw.choice(rows).k1]) for number in chosen},
        base=draw.choice([0, 1, 2**63 - 1]),
        wall=draw.choice([EARLIEST, 0, 1_753_400_000, LATEST]),
        run=draw.choice([0, 1, 2**63 - 1]),
        saw=draw.choice([(), ((author, 1, 7),), ((2**31 - 1, 2**32 - 1, 2**56 - 1),)]),
        schema=schema,
    )
