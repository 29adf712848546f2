"""A laptop with a real encrypted replica, driven through storage and sync as the services drive it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa

from contract.exchange.dots import row_id
from contract.exchange.shapes import Record, Row, RowKey
from contract.training.catalogue import ATTENDANCE, CATALOGUE, CLASS_GROUP, CONFLICT, ENROLMENT, PERSON, SESSION
from contract.training.plain_rows import plain_row
from desktop.storage.clock import moment
from desktop.storage.database import Database
from desktop.storage.edit import Change, Moment, active_author, edit
from desktop.storage.replica import Replica
from desktop.storage.tables import realm, records
from desktop.sync.conversation import Conversation, Report
from desktop.sync.joining import Joined, join
from desktop.sync.status import Status, status
from desktop.sync.transport import Patience
from tests import ready

P = ParamSpec("P")
T = TypeVar("T")
KEY = bytes(range(32))
HURRIED = Patience(connect_s=3, stall_s=3, total_s=60)


class Laptop:
    """One profile. `url` may be a proxy's in place of the server's."""

    def __init__(self, folder: Path, name: str, patience: Patience = HURRIED) -> None:
        self.path = folder / f"{name}.db"
        self.lock = folder / f"{name}.lock"
        self.name = name
        self.patience = patience
        self.joined: Joined | None = None
        ready.lay_replica(self.path, KEY)
        self.open()

    def open(self) -> None:
        """Opens the replica, as after a start."""
        self.replica = Replica(Database(self.path, KEY))
        self.conversation = Conversation(self.replica, self.lock, patience=self.patience)

    def close(self) -> None:
        """Closes it, as at the end of the program."""
        self.conversation.close()
        self.replica.database.close()

    def call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` on the database thread."""
        return self.replica.database.call(work, *args, **kwargs).result()

    def join(self, url: str, code: str) -> Joined:
        """Joins an office."""
        self.joined = join(self.replica, url, code, self.name, patience=self.patience)
        return self.joined

    def act(self, change: Callable[[Replica, Moment], T]) -> T:
        """A change as the program makes it."""

        def work() -> T:
            with self.replica.transaction():
                return change(self.replica, moment(self.replica))

        return self.call(work)

    def sync(self) -> Report:
        """One talk that must go well."""
        report = self.conversation.talk()
        assert report.fault is None, report.fault
        return report

    def status(self) -> Status:
        """Where it stands."""
        return self.call(status, self.replica)

    def edit(self, *changes: Change, office: str = "53") -> list[int]:
        """Makes edits in an office as its first person here; gives the ids of what they mint."""

        def work() -> list[int]:
            number = self.replica.connection.execute(
                sa.select(realm.c.number).where(realm.c.code == office)
            ).scalar_one()
            author = active_author(self.replica, number)
            return [row_id(dot) for dot in edit(self.replica, author, changes, moment(self.replica))]

        return self.call(work)

    def new(self, record: Record, office: str = "53", **fields: object) -> int:
        """Mints a row."""
        return self.edit(Change(record.number, patch_of(record, **fields)), office=office)[0]

    def open_class(self, people: int = 5, office: str = "53") -> Lesson:
        """A class with one session and enrolled people."""
        class_id = self.new(CLASS_GROUP, office, title="DLA NTT")
        session = self.new(
            SESSION, office, class_group=class_id, title="Sesi 1", starts_at=1_753_400_000, lesson_hours=250
        )
        persons = self.edit(
            *(Change(PERSON.number, patch_of(PERSON, name=f"Orang {n}", phone=f"0812{n:04}")) for n in range(people)),
            office=office,
        )
        enrolments = (RowKey(ENROLMENT.number, class_id, person) for person in persons)
        self.edit(*(Change(key, patch_of(ENROLMENT, status="active")) for key in enrolments), office=office)
        return Lesson(class_id, session, persons)

    def mark(self, lesson: Lesson, statuses: Sequence[str], office: str = "53") -> None:
        """Marks the people of a lesson in their order."""
        self.edit(
            *(
                Change(RowKey(ATTENDANCE.number, lesson.session, person), patch_of(ATTENDANCE, status=status))
                for person, status in zip(lesson.persons, statuses, strict=False)
            ),
            office=office,
        )

    def rows(self, record: Record) -> list[dict[str, Any]]:
        """The visible rows as `lontar-server dump` writes them, in its order."""

        def work() -> list[dict[str, Any]]:
            table = records[record.number]
            codes = {v.number: v.code for v in self.replica.connection.execute(sa.select(realm.c.number, realm.c.code))}
            lines = self.replica.connection.execute(sa.select(table.table).order_by(table.table.c.realm, *table.keys))
            return [dict(plain_row(record, table.key_of(v), v.v, table.row_of(v), codes[v.realm])) for v in lines.all()]

        return self.call(work)

    def marks(self) -> list[str | None]:
        """The visible statuses, by session and person."""
        return [row["status"] for row in self.rows(ATTENDANCE)]

    def conflicts(self) -> list[dict[str, Any]]:
        """The open conflicts that this laptop sees."""
        return [row for row in self.rows(CONFLICT) if row["open"]]


class Lesson:
    """A class, its session and its people."""

    def __init__(self, class_id: int, session: int, persons: list[int]) -> None:
        self.class_id, self.session, self.persons = class_id, session, persons


def patch_of(record: Record, **fields: object) -> Row:
    """A patch by the fields' names."""
    return {record.by_name[name].number: value for name, value in fields.items()}  # type: ignore[misc]


def everything(of: Callable[[Record], list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """All rows of all records, to compare a replica with a dump."""
    return {record.name: of(record) for record in CATALOGUE.records}


@contextmanager
def laptop(folder: Path, name: str) -> Iterator[Laptop]:
    """A laptop with an empty replica, closed when the block ends."""
    made = Laptop(folder, name)
    try:
        yield made
    finally:
        made.close()
