"""A laptop that has joined an office without a server, on a real encrypted file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.dots import Dot, row_id
from contract.exchange.seals import genesis
from contract.exchange.shapes import Patch, RowKey
from contract.training.catalogue import PERSON
from contract.training.rights.roles import Role
from desktop.services.classes.creating import create_class
from desktop.services.classes.sessions import create_session
from desktop.services.people.listing import enrol
from desktop.services.views import NewClass, NewSession
from desktop.services.writing import stated, write
from desktop.storage.arrivals import Arrival, make_same, take
from desktop.storage.database import Database
from desktop.storage.edit import Change, Moment, read_pen
from desktop.storage.receipts import applied
from desktop.storage.registration import Registration, register
from desktop.storage.replica import Replica
from tests import ready

T = TypeVar("T")
KEY = b"k" * 32
REALM, AUTHOR = 3, 7
START = 1_753_660_800
"""Monday 28 July 2025, 08.00 WITA."""


class Laptop:
    """Services called as the program calls them: on the database thread, changes in one transaction."""

    def __init__(self, directory: Path, role: Role = Role.ORGANISER) -> None:
        ready.lay_replica(directory / "replica.db", KEY)
        self.database = Database(directory / "replica.db", KEY)
        self.replica = Replica(self.database)
        self.now = START - 3600
        self.call(lambda: register(self.replica, registration(REALM, "53", AUTHOR, role)))

    def call(self, work: Callable[[], T]) -> T:
        """On the database thread."""
        return self.database.call(work).result()

    def read(self, work: Callable[[Replica], T]) -> T:
        """A question."""
        return self.call(lambda: work(self.replica))

    def write(self, work: Callable[[Replica, Moment], T]) -> T:
        """A change, a second after the last."""
        self.now += 1

        def whole() -> T:
            with self.replica.transaction():
                return work(self.replica, Moment(self.now, 1))

        return self.call(whole)

    def person(self, name: str, **fields: int | str) -> int:
        """One more person."""
        return self.write(
            lambda r, m: row_id(write(r, REALM, [Change(PERSON.number, stated(PERSON, name=name, **fields))], m)[0])
        )

    def class_with(self, people: int, sessions: int) -> tuple[int, list[int], list[int]]:
        """A class with people and sessions of 3 JP, a day apart."""
        class_id = self.write(lambda r, m: create_class(r, NewClass(title="DLA NTT 2025", office="53"), m))
        names = [self.person(f"Orang {number:02}", employee_number=nip(number)) for number in range(1, people + 1)]
        self.write(lambda r, m: enrol(r, class_id, names, m))
        made = [
            self.write(
                lambda r, m, place=place: create_session(  # type: ignore[misc]
                    r,
                    NewSession(class_id=class_id, title=f"Sesi {place}", starts_at=START + place * 86_400, hours=3),
                    m,
                )
            )
            for place in range(1, sessions + 1)
        ]
        return class_id, made, names

    def settle(self, seq: int = 100) -> None:
        """As if the centre had taken every change made so far and sent its rows back."""

        def work() -> None:
            with self.replica.transaction():
                n = read_pen(self.replica, AUTHOR).n
                applied(self.replica, AUTHOR, [(1, n, seq)], [])
                made, _ = make_same(self.replica, [(AUTHOR, 1, n)], seq)
                take(self.replica, REALM, made)

        self.call(work)

    def fate(self, dot: Dot, fate: str, reason: str, seq: int = 100) -> None:
        """As if the centre had answered this of one change."""

        def work() -> None:
            with self.replica.transaction():
                applied(self.replica, dot.author, [(dot.n, dot.n, seq)], [(dot.n, fate, reason)])

        self.call(work)

    def arrive(self, key: RowKey, row: Patch, v: int = 200) -> None:
        """As if the centre had sent a row."""

        def work() -> None:
            with self.replica.transaction():
                take(self.replica, REALM, [Arrival(key, v, row)])

        self.call(work)

    def close(self) -> None:
        """Closes the file."""
        self.database.close()


def registration(realm: int, code: str, first: int, role: Role = Role.ORGANISER) -> Registration:
    """What joining leaves."""
    return Registration(
        url="http://127.0.0.1:1",
        insecure=True,
        device=1,
        secret=b"s" * 32,
        realm=realm,
        code=code,
        name="BPSDMD Provinsi NTT",
        genesis=genesis(f"e{realm}"),
        person_name="Adriana Bire",
        role=role.value,
        private_key=Ed25519PrivateKey.generate().private_bytes_raw(),
        first=first,
        count=16,
    )


def nip(number: int) -> str:
    """A sound NIP, a different one for each number."""
    return f"1980{number // 28 % 12 + 1:02}{number % 28 + 1:02}200501" + "1" + f"{number % 999 + 1:03}"
