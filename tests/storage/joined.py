"""A real encrypted profile that has joined an office, with a class to mark, and what tests ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, PERSON, SESSION
from desktop.storage.database import Database, Failpoint, no_failpoint
from desktop.storage.edit import Change, Moment, edit
from desktop.storage.registration import Registration, register
from desktop.storage.replica import Replica
from desktop.storage.tables import lineage, op, records
from tests import ready

KEY = bytes(range(32))
REALM = 53
AUTHOR = 7
STATUSES = ("H", "I", "S", "A", "DL")
PEOPLE = (
    ("Maria Goreti Bere", "198501012010012001", "5371014101850001"),
    ("Yohanes Leki Taolin", "197912122005011003", "5303121212790002"),
    ("Kristofel Nggadas", "199003152019031007", "5301031503900003"),
)
_TITLE = next(field.number for field in CLASS_GROUP.fields if field.name == "title")


def numbers(record_name: str) -> dict[str, int]:
    """The numbers of a record's fields by name."""
    record = next(table.record for table in records.values() if table.record.name == record_name)
    return {field.name: field.number for field in record.fields}


class Joined:
    """A profile's database in use, with the ids of what `settle_in` made."""

    def __init__(self, path: Path, key: bytes = KEY, failpoint: Failpoint = no_failpoint) -> None:
        self.path = path
        self.database = Database(path, key, failpoint)
        self.replica = Replica(self.database)

    def settle_in(self) -> None:
        """Joins the office and makes a class, a session and people."""
        self.database.call(self._settle_in).result()

    def _settle_in(self) -> None:
        register(
            self.replica,
            Registration(
                url="http://127.0.0.1:1",
                insecure=False,
                device=1,
                secret=b"s" * 32,
                realm=REALM,
                code="53",
                name="Nusa Tenggara Timur",
                genesis=b"g" * 8,
                person_name="Petrus Tallo",
                role="admin",
                private_key=b"p" * 32,
                first=AUTHOR,
                count=4,
            ),
        )
        person, session = numbers("person"), numbers("session")
        self._edit(Change(CLASS_GROUP.number, {_TITLE: "Kelas A"}))
        self._edit(Change(SESSION.number, {session["class_group"]: row_id(Dot(AUTHOR, 1)), session["title"]: "Sesi 1"}))
        for one in PEOPLE:
            names = ("name", "employee_number", "national_id")
            self._edit(Change(PERSON.number, {person[field]: value for field, value in zip(names, one, strict=True)}))

    def _edit(self, change: Change) -> Dot:
        return edit(self.replica, AUTHOR, [change], Moment(1_753_400_000, 1))[0]

    def mark(self, count: int) -> Dot:
        """Marks one person at one session; `count` chooses who, and what."""
        return self.database.call(self._edit, mark_of(count)).result()

    def dots(self) -> set[Dot]:
        """Every op of the profile."""
        found = self.database.call(lambda: self.database.connection.execute(sa.select(op.c.author, op.c.n)).all())
        return {Dot(author, n) for author, n in found.result()}

    def last_n(self) -> int:
        """Where the author's own history says it is."""
        query = sa.select(lineage.c.n).where(lineage.c.author == AUTHOR)
        return int(self.database.call(lambda: self.database.connection.execute(query).scalar_one()).result())

    def statuses(self) -> dict[tuple[int, int], str]:
        """The visible marks by session and person."""
        table = records[ATTENDANCE.number].table
        query = sa.select(table.c.session, table.c.person, table.c.status)
        found = self.database.call(lambda: self.database.connection.execute(query).all()).result()
        return {(session, person): status for session, person, status in found}


def mark_of(count: int) -> Change:
    """The `count`-th mark of a test: people in turn, at sessions that grow in number, with statuses in turn."""
    status = numbers("attendance")["status"]
    session = row_id(Dot(AUTHOR, 2 + 1000 * (count // (2 * len(PEOPLE)))))
    person = row_id(Dot(AUTHOR, 3 + count % len(PEOPLE)))
    return Change(RowKey(ATTENDANCE.number, session, person), {status: STATUSES[count % len(STATUSES)]})


def expected_statuses(marks: int) -> dict[tuple[int, int], str]:
    """What must be visible after the first `marks` marks."""
    status = numbers("attendance")["status"]
    found: dict[tuple[int, int], str] = {}
    for count in range(marks):
        change = mark_of(count)
        if isinstance(change.row, RowKey):
            found[change.row.k1, change.row.k2] = str(change.patch[status])
    return found


@contextmanager
def joined(path: Path, *, new: bool = True, failpoint: Failpoint = no_failpoint) -> Iterator[Joined]:
    """The profile at `path`, closed when the block ends; `new` makes the class in it."""
    if new:
        ready.lay_replica(path, KEY)
    profile = Joined(path, failpoint=failpoint)
    try:
        if new:
            profile.settle_in()
        yield profile
    finally:
        profile.database.close()
