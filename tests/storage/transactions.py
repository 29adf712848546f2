"""The program's larger transactions on a real encrypted replica, with every statement taken down: what is cut later."""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from contract.exchange.frames import FrameType
from contract.exchange.links import GUEST, HUB
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, PERSON, SESSION
from desktop.services.attachments import attach
from desktop.services.conflicts.listing import list_conflicts
from desktop.services.conflicts.resolving import resolve
from desktop.services.roster.importing import import_roster, place_of, read_file
from desktop.storage import database as near
from desktop.storage import links
from desktop.storage.backup.leftovers import lines_of
from desktop.storage.backup.takeover import take_over
from desktop.storage.database import Database, keyed_connection
from desktop.storage.links import Link
from desktop.storage.replica import Replica
from desktop.storage.tables import touched
from desktop.sync.guest import Guest
from desktop.sync.hub import Hub
from tests.simulation.laptop import Laptop
from tests.simulation.planted import replaced
from tests.simulation.story import Story, class_a
from tests.storage.joined import KEY, Joined
from tests.storage.power_cut import Acknowledged, Statement, taken_down
from tests.storage.test_museum import as_left_behind

ROSTER = Path(__file__).parents[1] / "roster" / "roster_dla_ntt.xlsx"
_LINK = b"l" * 8
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


Script = list[Statement | Acknowledged]


class Told(NamedTuple):
    """The file before, the statements from then on, and how many transactions each act took, by its name."""

    start: bytes
    script: Script
    acts: dict[str, list[int]]


class Acts:
    """Counts the transactions of each act; a frame of an answer is one under its type's name."""

    def __init__(self, story: Story, script: Script) -> None:
        self.counts: defaultdict[str, list[int]] = defaultdict(list)
        self._story, self._script = story, script

    @contextmanager
    def act(self, name: str) -> Iterator[None]:
        """What the block does is one act."""
        place = len(self._script)
        yield
        new = self._script[place:]
        self.counts[name].append(sum(isinstance(each, Statement) and each.sql == "COMMIT" for each in new))

    def talk(self, laptop: Laptop) -> None:
        """Rounds until nothing comes any more, an act each frame."""
        for _ in range(4):
            for frame in self._story.ask(laptop):
                with self.act(FrameType(frame[0]).name):
                    self._story.deliver(laptop, [frame])


def digest(connection: Any) -> str:
    """Everything that a replica holds, as one word."""
    found = hashlib.blake2b(str(connection.execute("PRAGMA user_version").fetchone()).encode())
    for (name,) in connection.execute(_TABLES).fetchall():
        lines = sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"').fetchall()))
        found.update(f"{name} {lines}".encode())
    return found.hexdigest()


def _filed(laptop: Laptop, path: Path) -> bytes:
    """The laptop's replica goes on in an encrypted file; gives the file as it is then."""
    Database(path, KEY).close()
    memory = laptop.driver
    memory.execute(f"ATTACH '{path}' AS filed KEY \"x'{KEY.hex()}'\"")
    for (name,) in memory.execute(_TABLES).fetchall():
        columns = ", ".join(f'"{line[1]}"' for line in memory.execute(f'PRAGMA main.table_info("{name}")'))
        memory.execute(f'DELETE FROM filed."{name}"')
        memory.execute(f'INSERT INTO filed."{name}" ({columns}) SELECT {columns} FROM main."{name}"')
    memory.execute("DETACH filed")
    return path.read_bytes()


def _for_any_thread(path: Path | None, key: bytes | None, wait_s: float, *, one_thread: bool) -> Any:
    assert one_thread
    return keyed_connection(path, key, wait_s)


@contextmanager
def _at_home(path: Path) -> Iterator[Replica]:
    """The replica of a file, used from this thread, as the simulated laptops are."""
    with replaced(near, "keyed_connection", _for_any_thread):
        database = Database(path, KEY)
    database._home = threading.get_ident()
    try:
        yield Replica(database)
    finally:
        database.close()


def _twice_lived(story: Story) -> tuple[Laptop, Laptop, RowKey, RowKey]:
    """A laptop whose disk was put back and that has made other work since, and one that works beside it."""
    laptop, other = story.laptops[:2]
    person = story.edit(other, PERSON, name="Maria")
    session = story.edit(other, SESSION, class_group=class_a(story), title="Sesi 1")
    story.sync(other, laptop)
    for side, role, address in ((other, GUEST, "http://pos:1"), (laptop, HUB, "")):
        links.add(side.replica, Link(id=_LINK, role=role, name="x", address=address, key=KEY, paired_at=1))
    story.sync(other, laptop)
    story.back_up()
    story.keep(laptop)
    story.edit(laptop, CLASS_GROUP, title="first life")
    story.sync(laptop)
    story.put_back(laptop)
    for title in ("second life", "and more of it"):
        story.edit(laptop, CLASS_GROUP, title=title)
    return laptop, other, person, session


def _visit(story: Story, host: Laptop, visitor: Laptop) -> None:
    hub = Hub(host.replica, "Pos", story.chance.random.randbytes)
    guest = Guest(visitor.replica, _LINK, "tamu", {}, story.chance.random.randbytes)
    for _ in range(4):
        body = guest.ask(visitor.moment(story.chance), by_hub=True)
        heard = hub.answer(body, host.moment(story.chance).told)
        for _ in guest.answered(heard.body, visitor.moment(story.chance)):
            pass


def day(folder: Path) -> Told:
    """Two lives of one laptop meet at the centre, a conflict is decided, and all else that a laptop does at once."""
    story = Story()
    laptop, other, person, session = _twice_lived(story)
    memory, start = laptop.replica, _filed(laptop, folder / "replica.db")
    with _at_home(folder / "replica.db") as replica:
        engine = replica.connection.engine
        laptop.replica = replica
        with taken_down(lambda one: one is engine) as script:
            acts = Acts(story, script)
            acts.talk(laptop)
            story.edit(other, person, name="Mariana")
            story.sync(other)
            story.edit(laptop, person, name="Maria Goreti")
            acts.talk(laptop)
            (conflict,) = list_conflicts(replica)
            with acts.act("resolve"):
                resolve(replica, conflict.id, "first", laptop.moment(story.chance))
            roster, where = read_file(ROSTER, date(2025, 7, 25)), place_of(replica, class_a(story))
            with acts.act("roster"):
                import_roster(replica, roster, where, laptop.moment(story.chance))
            with acts.act("attach"):
                attach(replica, session.k1, bytes(20_000), "image/jpeg", "Daftar", laptop.moment(story.chance))
            story.edit(other, RowKey(ATTENDANCE.number, session.k1, person.k1), status="H")
            _visit(story, laptop, other)
            story.restore_centre()
            acts.talk(laptop)
            _narrow(story, laptop)
            acts.talk(laptop)
        laptop.replica = memory
    return Told(start, script, acts.counts)


def _narrow(story: Story, laptop: Laptop) -> None:
    """The person of the laptop may from now on see one class alone, another than the one with the people."""
    (seat,) = laptop.seats
    only = story.editor.classes[seat.realm][1]
    story.far.execute('UPDATE "grant" SET class_group = ? WHERE member = ?', (only, seat.member))


def restored(folder: Path) -> Told:
    """A backup takes over what the replica knew that it replaces."""
    story = Story()
    laptop, other, _, session = _twice_lived(story)
    start = _filed(laptop, folder / "replica.db")
    story.sync(laptop, other)
    attach(laptop.replica, session.k1, bytes(20_000), "image/jpeg", "Foto", laptop.moment(story.chance))
    left = lines_of(laptop.driver)
    with _at_home(folder / "replica.db") as replica:
        engine = replica.connection.engine
        with taken_down(lambda one: one is engine) as script:
            take_over(replica, left)
    return Told(start, script, {})


def upgraded(folder: Path) -> Told:
    """A replica of an older program is opened by this one."""
    path = folder / "replica.db"
    as_left_behind(path, "schema_2.sql")
    start = path.read_bytes()
    with taken_down() as script:
        Joined(path).database.close()
    # The copy beside the replica is another file.
    kept = [each for each in script if isinstance(each, Statement) and not each.sql.startswith("VACUUM INTO")]
    return Told(start, list(kept), {})


TOLD: dict[str, Callable[[Path], Told]] = {"a day": day, "restored": restored, "upgraded": upgraded}
ONE_EACH = ("ACK", "ROWS", "SCOPE", "REWIND", "FORK", "resolve", "roster", "attach")
"""Acts that must be one transaction, or none where there was nothing to write; the roster fits into one step."""


def opening(told: Told) -> list[str]:
    """What the program says to SQLite before the first statement taken down, where that is not among them."""
    if any(isinstance(each, Statement) and "journal_mode" in each.sql for each in told.script):
        return []
    made = str(sa.schema.CreateTable(touched))
    return ["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", made]


def found_in(path: Path) -> str:
    """What a replica holds that the program's own SQLite opens, when it is sound."""
    with closing(keyed_connection(path, KEY, 5)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return digest(connection)
