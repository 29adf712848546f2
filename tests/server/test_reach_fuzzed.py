"""I10: whoever asks whatever, no byte outside their grants leaves the centre. Every role against every table."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
import sqlcipher3.dbapi2 as driver

from contract.exchange.dots import row_id
from contract.exchange.frames import FrameReader, read_frames
from contract.exchange.messages import (
    Check,
    Hello,
    Mend,
    RealmHello,
    Rows,
    Sign,
    Table,
    Want,
    read_message,
    write_hello,
    write_message,
)
from contract.exchange.pages import unpack_table
from contract.exchange.scopes import Reach
from contract.exchange.shapes import Patch, Record, RowKey, Type, Value
from contract.training.catalogue import CATALOGUE, SCHEMA
from contract.training.rights.roles import Role
from desktop.storage.edit import Change, Moment, edit
from server.store.centre import IN_MEMORY, Centre
from server.store.offices import OfficeKeys
from server.store.tables import grant
from server.sync import joining
from server.sync.answer import Answer, read_request
from tests.simulation.arriving import arrive, fixed_bytes
from tests.simulation.laptop import Laptop, Seat

REALM, NOW = 5300, 1_000_000
DRAWS = 12
"""Requests that each reader makes."""
_numbers = count()
EVERYWHERE, CLASS_A, CLASS_B, OFFICE = "shared", "a", "b", "office"


@dataclass
class Office:
    """A centre full of rows, each text in them a word of its own, and where each row may be seen."""

    centre: Centre
    writer: Laptop
    classes: dict[str, int] = field(default_factory=dict)
    places: dict[RowKey, set[str]] = field(default_factory=dict)
    words: dict[str, tuple[RowKey, int]] = field(default_factory=dict)
    """Each word with its row and field."""

    def put(self, record: Record, places: set[str], key: RowKey | None = None, **fields: Value) -> int:
        """Writes a row in which every text is a word that is nowhere else; gives its id."""
        patch: Patch = {record.by_name[name].number: value for name, value in fields.items()}
        for shape in record.fields:
            if shape.type is Type.TEXT and shape.number not in patch and not shape.of_centre:
                patch[shape.number] = f"kata{len(self.words):05}x"
                self.words[str(patch[shape.number])] = (key or RowKey(record.number, 0), shape.number)
        author = self.writer.author(self.writer.seats[0])
        [dot] = edit(self.writer.replica, author, [Change(key or record.number, patch)], Moment(NOW, 1))
        made = key or RowKey(record.number, row_id(dot))
        self.words = {w: (made, n) if k == RowKey(record.number, 0) else (k, n) for w, (k, n) in self.words.items()}
        self.places[made] = places
        return made.k1


def named(name: str) -> Record:
    return CATALOGUE.named(name)


def fill(office: Office) -> None:
    """Two classes with everything that a class has, persons of one, of both and of none, and what the office shares."""
    shared = {EVERYWHERE}
    programme = office.put(named("programme"), shared)
    training = office.put(named("training"), shared, programme=programme)
    batch = office.put(named("batch"), shared, training=training)
    for place in (CLASS_A, CLASS_B):
        office.classes[place] = office.put(named("class_group"), shared, batch=batch)
    _fill_programme(office, programme, training)
    people = {places: office.put(named("person"), {OFFICE, *places}) for places in ("", "a", "b", "ab")}
    for person in people.values():
        office.put(named("consent"), {OFFICE}, person=person)
    for place, class_id in office.classes.items():
        own = {place}
        stage = office.put(named("stage"), own, class_group=class_id)
        session = office.put(named("session"), own, class_group=class_id, stage=stage)
        group = office.put(named("group"), own, class_group=class_id)
        office.put(named("note"), own, group=group)
        office.put(named("attachment"), own, class_group=class_id, session=session, size=1)
        inside = [person for places, person in people.items() if place in places]
        for person in inside:
            for record, first in (("enrolment", class_id), ("attendance", session), ("membership", group)):
                office.put(named(record), own, RowKey(named(record).number, first, person))
            office.put(named("attachment"), own, class_group=class_id, person=person, size=1)
            _fill_progress(office, own, class_id, person)
        office.put(named("lookalike"), own, RowKey(named("lookalike").number, class_id, *sorted(inside)), apart=1)
        _fill_plan(office, own, class_id, session, group)
        office.put(named("minutes"), own, class_group=class_id)
        office.put(named("nominal_list"), {OFFICE}, for_class=class_id)


def _fill_programme(office: Office, programme: int, training: int) -> None:
    """What belongs to a programme beside its classes: every member of the office reads it."""
    shared = {EVERYWHERE}
    for name in ("partner", "figure", "activity", "village"):
        office.put(named(name), shared, programme=programme)
    agreement = office.put(named("agreement"), shared, programme=programme)
    office.put(named("party"), shared, agreement=agreement)
    office.put(named("commitment"), shared, agreement=agreement)
    appraisal = office.put(named("appraisal"), shared, training=training)
    office.put(named("appraisal_level"), shared, RowKey(named("appraisal_level").number, appraisal, 25))
    office.put(named("template"), shared, made_from=training)
    for name in ("regulation", "signatory"):
        office.put(named(name), shared)
    office.put(named("number_request"), shared, size=1)


def _fill_progress(office: Office, own: set[str], class_id: int, person: int) -> None:
    """How one person gets on in a class."""
    task = office.put(named("task"), own, class_group=class_id)
    component = office.put(named("component"), own, class_group=class_id)
    office.put(named("task_progress"), own, RowKey(named("task_progress").number, task, person))
    office.put(named("score"), own, RowKey(named("score").number, component, person, 1), value=8000)
    office.put(named("result"), own, RowKey(named("result").number, class_id, person))
    office.put(named("competence"), own, class_group=class_id, person=person)
    office.put(named("certificate"), own, class_group=class_id, person=person)


def _fill_plan(office: Office, own: set[str], class_id: int, session: int, group: int) -> None:
    """Who teaches in a class, and the plan of its group."""
    office.put(named("subject"), own, class_group=class_id)
    staff = office.put(named("staff"), own, class_group=class_id)
    office.put(named("teaching"), own, RowKey(named("teaching").number, session, staff))
    office.put(named("milestone"), own, group=group)
    office.put(named("coaching"), own, group=group)
    office.put(named("action_plan"), own, RowKey(named("action_plan").number, group))
    office.put(named("seminar_score"), own, RowKey(named("seminar_score").number, group, staff, 1))
    office.put(named("follow_up"), own, RowKey(named("follow_up").number, group, 60))


READERS = [
    (role, place, dates)
    for role in Role
    for place in (EVERYWHERE, CLASS_A, CLASS_B)
    for dates in ("now", "over", "later")
]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    centre = Centre(IN_MEMORY, driver=driver)
    centre.create_tables()
    keys = OfficeKeys(fixed_bytes("sign"), fixed_bytes("seal"))
    joining.open_office(centre, "53", "53", keys, "e", NOW)
    made = Office(centre, arrive(centre, 1, [Seat(REALM, "Adriana", Role.ADMIN)], NOW))
    fill(made)
    _sync(made.centre, made.writer)
    with centre.snapshot() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM op WHERE fate != 'ok'").scalar() == 0
    yield made
    centre.close()


def _sync(centre: Centre, laptop: Laptop) -> None:
    machine = laptop.machine()
    request = read_request(centre, read_frames(machine.request(laptop.centre(), Moment(NOW, 1))))
    for data in Answer(centre, request, lambda: NOW).frames():
        for frame in read_frames(data):
            machine.on(*frame)


def _reader(office: Office, role: Role, place: str, dates: str) -> Laptop:
    laptop = arrive(office.centre, 2, [Seat(REALM, f"reader {next(_numbers)}", role)], NOW)
    starts, ends = {"now": (0, 0), "over": (0, NOW - 1), "later": (NOW + 1000, 0)}[dates]
    rights = grant.update().where(grant.c.member == laptop.seats[0].member)
    limited = {"class_group": office.classes.get(place, 0), "starts": starts, "ends": ends}
    with office.centre.writing() as connection:
        connection.execute(rights.values(limited))
    return laptop


def _may_see(office: Office, place: str, dates: str) -> tuple[set[RowKey], set[str]]:
    """Rows and words that this reader may see, told without the code that decides it."""
    if dates != "now":
        return set(), set()
    if place == EVERYWHERE:
        return set(office.places), set(office.words)
    rows = {key for key, places in office.places.items() if places & {EVERYWHERE, place}}
    private = {(r.number, f.number) for r in CATALOGUE.records for f in r.fields if f.private}
    words = {w for w, (key, n) in office.words.items() if key in rows and (key.table, n) not in private}
    return rows, words


def _answer(office: Office, body: bytes) -> tuple[set[RowKey], set[str], bytes]:
    """(rows sent, values in them, all bytes) of the answer."""
    request = read_request(office.centre, read_frames(body))
    data = b"".join(Answer(office.centre, request, lambda: NOW, 7).frames())
    tables: list[Table] = []
    for kind, payload in FrameReader().feed(data):
        message = read_message(kind, payload)
        if isinstance(message, Rows | Mend):
            tables += message.tables
    rows = [row for table in tables for row in unpack_table(table)[0]]
    keys = {key for key, _, _ in rows}
    return keys, {str(value) for _, _, row in rows for value in row.values()}, data


def _draw(draw: random.Random, office: Office, reader: Laptop) -> bytes:
    """A request that only somebody curious makes: old cursors, made-up scopes, rows by name, digests, receipts."""
    top = len(office.places)
    claims = [Reach(everything=True), Reach(), Reach(scopes=frozenset({draw.choice(list(office.classes.values()))}))]
    foreign = [(office.writer.author(office.writer.seats[0]), draw.randrange(top), draw.randbytes(8))]
    greeting = RealmHello(
        realm=REALM,
        seq=draw.choice((0, 1, top)),
        head=draw.randbytes(8),
        scopes=draw.choice(claims).fingerprint(),
        marks=[(0, draw.randbytes(8))] if draw.random() < 0.7 else [],
        known=foreign if draw.random() < 0.5 else [],
        since=draw.choice((-1, 0, 1)),
    )
    centre = reader.centre()
    frames = [write_hello(Hello(centre.device, NOW, 1, [greeting]), centre.secret)]
    wanted = draw.sample(sorted(office.places), draw.randrange(top))
    frames.append(write_message(Want(REALM, [(k.table, k.k1, k.k2, k.k3) for k in wanted])))
    if draw.random() < 0.5:
        frames.append(write_message(Sign(REALM, 0)))
    if draw.random() < 0.7:
        buckets = draw.choice((0, 1, 4))
        asked = list(range(buckets)) if draw.random() < 0.5 else []
        frames.append(write_message(Check(REALM, SCHEMA, draw.getrandbits(63), buckets, asked)))
    return b"".join(frames)


@pytest.mark.parametrize(("role", "place", "dates"), READERS, ids=lambda part: str(part))
def test_no_byte_outside_the_grants_leaves_the_centre(office: Office, role: Role, place: str, dates: str) -> None:
    reader = _reader(office, role, place, dates)
    may_rows, may_words = _may_see(office, place, dates)
    draw = random.Random(f"{role} {place} {dates}")
    for _ in range(DRAWS):
        rows, values, data = _answer(office, _draw(draw, office, reader))
        assert rows & set(office.places) <= may_rows
        assert values & set(office.words) <= may_words
        hidden = [word for word in office.words if word not in may_words and word.encode() in data]
        assert not hidden


@pytest.mark.parametrize("place", [EVERYWHERE, CLASS_A, CLASS_B])
def test_all_that_may_be_read_is_sent_to_who_asks_honestly(office: Office, place: str) -> None:
    reader = _reader(office, Role.VIEWER, place, "now")
    may_rows, may_words = _may_see(office, place, "now")
    body = reader.machine().request(reader.centre(), Moment(NOW, 1))
    rows, values, _ = _answer(office, body)
    assert rows & set(office.places) == may_rows
    assert values & set(office.words) == may_words


def test_the_words_reach_every_table_that_a_person_fills(office: Office) -> None:
    filled = {key.table for key in office.places}
    of_centre = {record.number for record in CATALOGUE.records if record.of_centre}
    assert filled == {record.number for record in CATALOGUE.records} - of_centre
