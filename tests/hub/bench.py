"""Laptops that have joined an office without a server, in memory, and the office's pen to sign their cards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.cards import VALID_S, Card, Hand, write_card
from contract.exchange.dots import row_id
from contract.exchange.links import GUEST, HUB, Left
from contract.exchange.scopes import SHARED
from contract.exchange.seals import genesis
from contract.exchange.segments import segment_frame
from contract.exchange.shapes import Record, Row, RowKey, Value
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, ENROLMENT, PERSON, SESSION
from desktop.storage import arrivals, board, cards, history, links, outbox
from desktop.storage.database import Database
from desktop.storage.edit import Change, Moment, edit
from desktop.storage.links import Link
from desktop.storage.registration import Registration, register
from desktop.storage.replica import Replica
from desktop.storage.tables import op
from desktop.sync.board import Board
from desktop.sync.guest import Guest
from desktop.sync.hub import Hub
from desktop.sync.machine import sign

NOW = 1_753_400_000
REALM, OTHER_REALM = 5300, 5371
BLOCK = 16


class Office:
    """An office's pen."""

    def __init__(self, realm: int = REALM) -> None:
        self.realm = realm
        self.key = Ed25519PrivateKey.generate()

    @property
    def public(self) -> bytes:
        """What laptops pinned when they joined."""
        return self.key.public_key().public_bytes_raw()

    def card(self, device: int, hands: list[Hand], *classes: int, made: int = NOW, until: int = NOW + VALID_S) -> bytes:
        """A card: of a reader of everything, or of these classes only."""
        scopes = [SHARED, *classes] if classes else []
        return write_card(
            Card(self.realm, device, f"laptop {device}", not classes, scopes, hands, made, until), self.key
        )


class Side:
    """A laptop with one person in the office."""

    def __init__(self, office: Office, device: int) -> None:
        self.office, self.device = office, device
        self.person = Ed25519PrivateKey.generate()
        self.author = device * 1000
        self.replica = Replica(Database(None))
        self.board = Board(self.replica)
        self.wall = NOW
        register(
            self.replica,
            Registration(
                url="https://centre",
                insecure=False,
                device=device,
                secret=bytes([device]) * 32,
                realm=office.realm,
                code="53",
                name="Kantor",
                genesis=genesis("begin"),
                person_name=f"Orang {device}",
                role="organiser",
                private_key=self.person.private_bytes_raw(),
                first=self.author,
                count=BLOCK,
                signing_key=office.public,
                sealing_key=b"",
            ),
        )

    @property
    def hands(self) -> list[Hand]:
        """The person's numbers and key, as the office knows them."""
        return [(self.author, BLOCK, self.person.public_key().public_bytes_raw())]

    def issue(self, *classes: int, made: int = NOW, until: int = NOW + VALID_S) -> bytes:
        """The office gives this laptop its card."""
        content = self.office.card(self.device, self.hands, *classes, made=made, until=until)
        with self.replica.transaction():
            cards.keep(self.replica, content)
        return content

    def moment(self) -> Moment:
        """A second later."""
        self.wall += 1
        return Moment(self.wall, 1)

    def edit(self, *changes: Change) -> list[int]:
        """Edits; gives the ids of what they mint."""
        return [row_id(dot) for dot in edit(self.replica, self.author, changes, self.moment())]

    def new(self, record: Record, **fields: Value) -> int:
        """A new row."""
        return self.edit(Change(record.number, patch_of(record, **fields)))[0]

    def mark(self, session: int, person: int, status: str = "H") -> None:
        """One mark."""
        self.edit(Change(RowKey(ATTENDANCE.number, session, person), patch_of(ATTENDANCE, status=status)))

    def left(self) -> list[Left]:
        """All own work as it is left openly, a segment an op."""
        with self.replica.transaction():
            outbox.seal(self.replica, self.office.realm, sign, 1)
            board.post_own(self.replica, self.wall)
        return [Left(each.realm, each.before, segment_frame(each.segment)) for each in board.stock(self.replica, 0)]

    def know(self, v: int, *rows: tuple[RowKey, Row]) -> None:
        """The centre's rows come."""
        with self.replica.transaction():
            arrivals.take(self.replica, self.office.realm, [arrivals.Arrival(key, v, row) for key, row in rows])
            history.move_to(self.replica, self.office.realm, v, b"12345678")

    def seen(self) -> list[tuple[int, int]]:
        """(author, n) of the ops of others that are here."""
        lines = self.replica.connection.execute(op.select().where(op.c.own == 0).order_by(op.c.author, op.c.n))
        return [(line.author, line.n) for line in lines]

    def close(self) -> None:
        """The laptop is off."""
        self.replica.database.close()


def patch_of(record: Record, **fields: Value) -> Row:
    """A patch by the fields' names."""
    return {record.by_name[name].number: value for name, value in fields.items()}


@contextmanager
def sides(office: Office, *devices: int) -> Iterator[list[Side]]:
    """Laptops of an office, without cards."""
    made = [Side(office, device) for device in devices]
    try:
        yield made
    finally:
        for each in made:
            each.close()


def pair(guest: Side, hub: Side) -> bytes:
    """Both ends of a link, as a pairing leaves them."""
    name, key = bytes([guest.device, hub.device]) * 4, bytes([guest.device, hub.device]) * 16
    for side, role, address in ((guest, GUEST, f"http://hub{hub.device}:1"), (hub, HUB, "")):
        links.add(side.replica, Link(id=name, role=role, name="x", address=address, key=key, paired_at=NOW))
    return name


def visit(guest: Side, hub: Hub, link: bytes, *, by_hub: bool = False, most: int = 60) -> Guest:
    """One visit, over no road at all."""
    talk = Guest(guest.replica, link, f"laptop {guest.device}")
    for _ in range(most):
        body = talk.ask(guest.moment(), by_hub=by_hub)
        heard = hub.answer(body, guest.wall)
        for _ in talk.answered(heard.body, guest.moment()):
            pass
        if not talk.more:
            return talk
    raise AssertionError("a visit without an end")


def two_classes(side: Side) -> tuple[list[int], list[int]]:
    """Two classes of the centre with a session and a person each: (classes, sessions, people) flattened in pairs."""
    classes, sessions, people = [1 << 32 | 1, 1 << 32 | 2], [1 << 32 | 3, 1 << 32 | 4], [1 << 32 | 5, 1 << 32 | 6]
    rows: list[tuple[RowKey, Row]] = []
    for class_id, session, person in zip(classes, sessions, people, strict=True):
        rows += [
            (RowKey(CLASS_GROUP.number, class_id), patch_of(CLASS_GROUP, title="K")),
            (RowKey(SESSION.number, session), patch_of(SESSION, class_group=class_id, title="S")),
            (RowKey(PERSON.number, person), patch_of(PERSON, name="P")),
            (RowKey(ENROLMENT.number, class_id, person), patch_of(ENROLMENT, status="active")),
        ]
    side.know(1, *rows)
    return sessions, people
