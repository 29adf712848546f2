"""A province's office grown to its size, laid into an encrypted replica: 20,000 people and 200,000 marks.

One programme has all the people, in classes of 50 and one of 1,200, behind one register of 20,000 candidates; one
training of 46 was played through to its certificates by the services; forty more classes have groups and plans.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks import big_rows, workload
from benchmarks.big_rows import Learner
from benchmarks.received import Received
from contract.exchange.scopes import Reach
from contract.exchange.seals import genesis
from contract.training.catalogue import BATCH, CERTIFICATE, CLASS_GROUP, CONSENT, ENROLMENT, SESSION, TRAINING
from contract.training.completion.minutes import Kind
from contract.training.completion.rule import CompletionRule, rule_text
from contract.training.rights.roles import Role
from desktop.practice.programme.play import hold_programme
from desktop.practice.programme.seats import ReplicaSeat
from desktop.services.attendance.marking import fill_rest
from desktop.services.completion.deciding import decide
from desktop.services.completion.minutes import NewMinutes
from desktop.services.programmes.files import programme_file
from desktop.services.programmes.opening import Opening, open_programme
from desktop.storage.arrivals import make_same, take
from desktop.storage.edit import Moment, active_author, read_pen
from desktop.storage.receipts import applied
from desktop.storage.registration import Registration, register
from desktop.storage.replica import Replica
from desktop.storage.tables import realm

REALM, OFFICE, AUTHOR = 5300, "53", 64
PROGRAMMES = (
    *("dla-ntt-2025", "dts-manggarai-barat", "gcio-kaltim-2023"),
    *("logodi-jabar-2023", "smart-city-spbe-mabar"),
)
DLA, DTS = PROGRAMMES[:2]
_LEVELS = ("dasar", "menengah", "lanjutan")
_AUDIENCES = (
    "Pemimpin institusi pemerintahan maupun swasta",
    "Pekerja teknis dan profesional",
    "Masyarakat umum",
)
_UNSENT = 6
"""Sessions filled on this laptop that have not reached the centre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large an office is: its people, the people of its large class and of the others, classes with groups.

    played: whether the services play a training through.
    """

    people: int = workload.PEOPLE
    big_class: int = 1_200
    small_class: int = 50
    with_groups: int = 40
    marks: int = workload.MARKS
    played: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What the questions are about: classes, sessions, people and the rest by their ids."""

    now: int
    candidates: int
    big: int
    played: int
    small: tuple[int, ...]
    with_groups: tuple[int, ...]
    sessions: tuple[int, ...]
    people: tuple[int, ...]
    trainings: tuple[int, ...]
    groups: tuple[int, ...]
    consents: tuple[int, ...]
    certificates: tuple[int, ...]
    rows: dict[str, int]


def lay(replica: Replica, size: Size = Size()) -> Laid:
    """Lays everything. On the database thread."""
    now = int(time.time())
    _join(replica, now)
    moment = Moment(now, 1)
    with replica.transaction():
        held = hold_programme(ReplicaSeat(replica), programme_file(replica, DLA), OFFICE) if size.played else ()
        opened = {key: open_programme(replica, key, Opening(office=OFFICE), moment) for key in PROGRAMMES}
        played = (held or opened[DLA].classes)[0]
        _settle(replica)
    with replica.transaction():
        rows = Received(replica, REALM)
        grown = _Grown(rows, now)
        people = big_rows.people(rows, size.people)
        training = opened[DTS].programme
        trainings = [grown.training(training, level) for level in _LEVELS]
        candidates = grown.candidates(trainings[0], people)
        big = grown.taught(trainings[0], people[: size.big_class], 20)
        starts = range(size.big_class, size.people, size.small_class)
        parts = [people[start : start + size.small_class] for start in starts]
        small = [grown.taught(trainings[place % 3], part, 9) for place, part in enumerate(parts)]
        other = grown.training(opened[DLA].programme, _LEVELS[0])
        parts = [people[start % size.people :][:46] for start in range(0, 46 * size.with_groups, 46)]
        with_groups = [grown.taught(other, part, 9) for part in parts]
        groups = [group for held, part in zip(with_groups, parts, strict=True) for group in grown.grouped(held, part)]
        grown.rest(size.marks)
        big_rows.around(rows, people, grown.cells, now)
        rows.flush()
        _know(replica, rows.last, now)
    _decide(replica, small[0], now)
    _write_here(replica, grown.open_sessions[:_UNSENT], now)
    replica.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return Laid(
        now=now,
        candidates=candidates,
        big=big,
        played=played,
        small=tuple(small),
        with_groups=tuple(with_groups),
        sessions=tuple(grown.sessions),
        people=tuple(person.id for person in people),
        trainings=tuple(trainings),
        groups=tuple(groups),
        consents=rows.some(CONSENT),
        certificates=rows.some(CERTIFICATE),
        rows=dict(rows.counts),
    )


class _Grown:
    """Classes with everything that was done in them."""

    def __init__(self, rows: Received, now: int) -> None:
        self._rows, self._now = rows, now
        self._chance = random.Random(46)
        self._batches: dict[int, int] = {}
        self._classes = 0
        self.sessions: list[int] = []
        self.open_sessions: list[int] = []
        self.cells: list[tuple[int, int]] = []

    def training(self, programme: int, level: str) -> int:
        """One more training of a programme, with a batch."""
        made = self._rows.add(
            TRAINING,
            programme=programme,
            title=f"Pelatihan {level}",
            year=2026,
            level=level,
            state="running",
            rule=rule_text(CompletionRule(min_attendance_pct=Decimal(80), min_component=Decimal(60))),
        )
        self._batches[made] = self._rows.add(BATCH, training=made, title="Angkatan I", number=1)
        return made

    def candidates(self, training: int, people: Sequence[Learner]) -> int:
        """The class in which everybody is, most of them as candidates."""
        held = self._class(training, "Pendaftaran", 12_000)
        states = ["registered"] * 6 + ["nominated"] * 3 + ["selected"] * 3 + ["reserve"] * 2 + ["rejected"]
        for place, person in enumerate(people, 1):
            state = states[place % len(states)]
            self._rows.put(
                ENROLMENT,
                held,
                person.id,
                status=state,
                roster_number=place,
                reserve_order=place if state == "reserve" else None,
                nominated_by=person.agency,
            )
        return held

    def taught(self, training: int, people: Sequence[Learner], sessions: int) -> int:
        """A class with its people enrolled, its sessions held and marked, scored, decided and certified."""
        self._classes += 1
        held = self._class(training, f"Kelas {self._classes:03}", len(people) + 5)
        for place, person in enumerate(people, 1):
            state = "withdrawn" if place % 37 == 0 else "passed" if place % 11 else "not_passed"
            self._rows.put(ENROLMENT, held, person.id, status=state, roster_number=place)
        stage = big_rows.stage(self._rows, held)
        begun = self._now - self._chance.randint(2, 300) * 86_400
        for place in range(sessions):
            is_open = place == sessions - 1 and self._classes % 9 == 0
            made = self._rows.add(
                SESSION,
                class_group=held,
                stage=stage,
                title=f"Sesi {place + 1}",
                starts_at=begun + place * 86_400,
                lesson_hours=300,
                closed=int(not is_open),
                mode="luring",
            )
            self.sessions.append(made)
            if is_open:
                self.open_sessions.append(made)
                continue
            self.cells += [(made, person.id) for person in people]
        big_rows.judged(self._rows, held, people)
        return held

    def grouped(self, held: int, people: Sequence[Learner]) -> list[int]:
        """Gives a class its nine groups, each with a plan."""
        staff = big_rows.staff(self._rows, held)
        return [
            big_rows.group(self._rows, held, number, people[number - 1 :: 9], staff, self._chance)
            for number in range(1, 10)
        ]

    def rest(self, most: int) -> None:
        """The marks: of every cell if there are as many as wanted, else of those of the first sessions."""
        self._chance.shuffle(self.cells)
        self.cells = self.cells[:most]
        for place, (session, person) in enumerate(self.cells):
            big_rows.mark(self._rows, session, person, place, self._now)

    def _class(self, training: int, title: str, quota: int) -> int:
        number = self._classes
        return self._rows.add(
            CLASS_GROUP,
            batch=self._batches[training],
            title=title,
            programme_key=DTS,
            starts_on=f"2026-{1 + number % 11:02}-{1 + number % 28:02}",
            ends_on=f"2026-{1 + number % 11:02}-28",
            quota=quota,
            district=workload.DISTRICTS[number % len(workload.DISTRICTS)],
            level=_LEVELS[number % 3],
            audience=_AUDIENCES[number % 3],
        )


def _join(replica: Replica, now: int) -> None:
    register(
        replica,
        Registration(
            url="http://127.0.0.1:1",
            insecure=True,
            device=1,
            secret=b"s" * 32,
            realm=REALM,
            code=OFFICE,
            name="BPSDMD Provinsi NTT",
            genesis=genesis(f"e{REALM}"),
            person_name="Adriana Bire",
            role=Role.ORGANISER.value,
            private_key=Ed25519PrivateKey.generate().private_bytes_raw(),
            first=AUTHOR,
            count=16,
        ),
    )
    _know(replica, 0, now)


def _know(replica: Replica, seq: int, now: int) -> None:
    """As after a talk in which the office's whole history came."""
    everything = Reach(everything=True).fingerprint()
    told = {"scopes": everything, "last_contact": now, "heard": now, "seq": seq, "since": seq}
    with replica.transaction() as connection:
        connection.execute(sa.update(realm).where(realm.c.number == REALM).values(told))


def _settle(replica: Replica) -> None:
    """As if the centre had taken every edit made so far and sent its rows back."""
    author = active_author(replica, REALM)
    n = read_pen(replica, author).n
    applied(replica, author, [(1, n, 1)], [])
    made, _ = make_same(replica, [(author, 1, n)], 1)
    take(replica, REALM, made)


def _decide(replica: Replica, class_id: int, now: int) -> None:
    """The meeting of a class, with its minutes, signed here."""
    on = time.strftime("%Y-%m-%d", time.localtime(now))
    minutes = NewMinutes(class_id=class_id, kind=Kind.COMPLETION, held_on=on, place="Kupang", signers=[])
    decide(replica, class_id, on, Moment(now, 1), sign=minutes)


def _write_here(replica: Replica, sessions: Sequence[int], now: int) -> None:
    """Marks that wait for the centre."""
    for place, session in enumerate(sessions):
        with replica.transaction():
            fill_rest(replica, session, "H", Moment(now + place, 1))
