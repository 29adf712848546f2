"""Whatever is sent: no error of the server's, little memory, nothing stored, and an honest laptop syncs afterwards."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.frames import FrameType, write_frame
from contract.exchange.messages import Hello, write_hello
from contract.exchange.operations import chain as link
from contract.exchange.seals import sign_segment
from contract.exchange.segments import pack_ops
from contract.exchange.shapes import EARLIEST, LATEST, RowKey
from contract.training.catalogue import ATTENDANCE, PERSON, SESSION
from desktop.storage import history
from desktop.storage.clock import moment
from desktop.storage.database import Database
from desktop.storage.replica import Replica
from desktop.storage.tables import lineage, writer
from desktop.sync.machine import Machine
from tests.roads.centre import Centre, centre
from tests.roads.laptop import KEY, Laptop, laptop
from tests.server.hostility import Attacker, Shot, Spoils, fire, greeting_of, nonsense

MOST_MEMORY_MB = 200
THREADS = 4


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is refused never comes near the rows."""
    return usual_database_url


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(database_url, tmp_path, "53", "53.71") as made:
        yield made
    assert made.errors == ""


@pytest.fixture
def honest(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "adi") as made:
        made.join(served.url, served.code("Adi"))
        yield made


def robbed(served: Centre, honest: Laptop, folder: Path) -> Spoils:
    """A laptop of the other office in the wrong hands, and bodies of both overheard, after they had been judged."""
    lesson = honest.open_class(people=6)
    overheard = [body_of(honest)]
    honest.sync()
    honest.mark(lesson, ["H"] * 6)
    overheard.append(body_of(honest))
    honest.sync()
    overheard.append(body_of(honest))
    with laptop(folder, "stolen") as stolen:
        joined = stolen.join(served.url, served.code("Pencuri", office="53.71"))
        stolen.open_class(people=2, office="53.71")
        overheard.append(body_of(stolen))
        stolen.sync()
        known = stolen.call(history.centres, stolen.replica)[0]
    assert honest.joined is not None
    return Spoils(
        device=known.device,
        secret=known.secret,
        realm=5371,
        author=joined.author,
        foreign_realm=5300,
        foreign_author=honest.joined.author,
        foreign_rows=(
            RowKey(PERSON.number, lesson.persons[0]),
            RowKey(SESSION.number, lesson.session),
            RowKey(ATTENDANCE.number, lesson.session, lesson.persons[0]),
        ),
        overheard=tuple(overheard),
    )


def body_of(made: Laptop) -> bytes:
    """What the laptop would send now."""

    def work() -> bytes:
        return Machine(made.replica).request(history.centres(made.replica)[0], moment(made.replica))

    return made.call(work)


def attack(served: Centre, spoils: Spoils, seed: int, count: int) -> tuple[Counter[str], float]:
    """Fires `count` shots from several threads; gives the answers by kind and status, and the most memory taken."""

    def volley(thread: int) -> Counter[str]:
        attacker = Attacker(seed + thread, spoils)
        seen: Counter[str] = Counter()
        with closing(HTTPConnection("127.0.0.1", served.port, timeout=60)) as connection:
            for _ in range(count // THREADS):
                shot = attacker.shot()
                seen[f"{shot.name} {fire(connection, shot)}"] += 1
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        volleys = list(pool.map(volley, range(THREADS)))
    return sum(volleys, Counter()), served.peak_memory_mb()


def everything_stored(served: Centre) -> object:
    """All rows, and where each office stands."""
    reports = [served.status(office) for office in ("53", "53.71")]
    rows = [served.everything(office) for office in ("53", "53.71")]
    return rows, [(r.seq, r.head, r.fates, r.conflicts, [(a.number, a.got) for a in r.authors]) for r in reports]


def withstand(served: Centre, honest: Laptop, folder: Path, seed: int, count: int) -> None:
    spoils = robbed(served, honest, folder)
    before = everything_stored(served)
    answers, memory_mb = attack(served, spoils, seed, count)
    print(f"{sum(answers.values())} shots, at most {memory_mb:.0f} MB", dict(sorted(answers.items())))
    assert not [answer for answer in answers if answer.rpartition(" ")[2].startswith("5")]
    assert memory_mb < MOST_MEMORY_MB
    assert everything_stored(served) == before
    lesson = honest.open_class(people=3)
    honest.mark(lesson, ["H", "S", "A"])
    assert honest.sync().pending == 0
    assert len(served.dump("attendance")) == 9


def test_a_thousand_hostile_requests_leave_no_trace(served: Centre, honest: Laptop, tmp_path: Path) -> None:
    withstand(served, honest, tmp_path, seed=1, count=1000)


def test_a_members_signed_nonsense_gets_fates_and_touches_nothing_of_others(
    served: Centre, honest: Laptop, tmp_path: Path
) -> None:
    spoils = robbed(served, honest, tmp_path)
    before = served.everything("53")
    draw = random.Random(5)
    key, n, chain = signing_key(tmp_path / "stolen.db", spoils.author)
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=60)) as connection:
        for _ in range(60):
            first = n + 1
            schema = draw.choice([1, 1, 1, 2, 2**15 - 1])
            ops = [nonsense(draw, spoils.author, first + place, schema, spoils.foreign_rows) for place in range(30)]
            body = pack_ops(ops)
            frame = write_frame(FrameType.SEGMENT, sign_segment(key, chain, body) + body)
            hello = Hello(spoils.device, draw.choice([EARLIEST, 1_753_400_000, LATEST]), 1, [greeting_of(spoils.realm)])
            shot = Shot("nonsense", body=write_hello(hello, spoils.secret) + frame)
            assert fire(connection, shot) == 200
            n += len(ops)
            for edit in ops:
                chain = link(chain, edit)
    assert next(a.got for a in served.status("53.71").authors if a.number == spoils.author) == n
    introductions = 2  # of the centre's own author and of the thief
    assert sum(served.status("53.71").fates.values()) == n + introductions
    assert served.everything("53") == before
    assert honest.sync().pending == 0


def signing_key(path: Path, author: int) -> tuple[Ed25519PrivateKey, int, bytes]:
    """The private key of the person who writes under a number on a laptop, and their last n and chain."""
    replica = Replica(Database(path, KEY))
    query = sa.select(writer.c.private_key, lineage.c.n, lineage.c.chain).join(lineage, lineage.c.writer == writer.c.id)
    work = replica.database.call(lambda: replica.connection.execute(query.where(lineage.c.author == author)).one())
    found = work.result()
    replica.database.close()
    return Ed25519PrivateKey.from_private_bytes(found.private_key), found.n, found.chain


@pytest.mark.deep
def test_ten_thousand_hostile_requests_leave_no_trace(served: Centre, honest: Laptop, tmp_path: Path) -> None:
    withstand(served, honest, tmp_path, seed=100, count=10_000)
