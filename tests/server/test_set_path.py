"""The set path and the judge: whatever is sent, both leave the very same database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache, reduce
from operator import xor
from typing import Any, cast

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.dots import Dot, row_id
from contract.exchange.operations import GENESIS_CHAIN, Op, chain, row_hash
from contract.exchange.seals import sign_segment
from contract.exchange.segments import Segment, pack_ops
from contract.exchange.shapes import GONE, Patch, Row, RowKey
from contract.exchange.witness import Witness
from contract.training.catalogue import (
    ATTENDANCE,
    BATCH,
    CATALOGUE,
    CLASS_GROUP,
    CONFLICT,
    ENROLMENT,
    GROUP,
    MEMBERSHIP,
    NOTE,
    PERSON,
    SCHEMA,
    SESSION,
)
from contract.training.rights.roles import Role
from server.store import members
from server.store.centre import IN_MEMORY, Centre
from server.store.offices import OfficeKeys
from server.store.settled import Settled
from server.store.tables import metadata, records
from server.sync import joining
from server.sync.apply import Delivery, apply_segment

REALM, NOW = 5300, 1_700_000_000
ROLES = (Role.ORGANISER, Role.ORGANISER, Role.FACILITATOR, Role.VIEWER)
NUMBERS = {name: field.number for name, field in PERSON.by_name.items()}


class Place:
    """A centre in memory with four people, each on a laptop; the third one is limited to the first class."""

    def __init__(self, *, one_by_one: bool) -> None:
        self.centre = Centre(IN_MEMORY)
        self.centre.create_tables()
        self.one_by_one = one_by_one
        joining.open_office(self.centre, "53", "NTT", OfficeKeys(b"s" * 32, b"e" * 32), "epoch", NOW)
        self.keys = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(1, len(ROLES) + 1)]
        self.authors = [self._arrive(place, role) for place, role in enumerate(ROLES)]
        self.links = dict.fromkeys(self.authors, GENESIS_CHAIN)
        self.n = dict.fromkeys(self.authors, 0)

    def _arrive(self, place: int, role: Role) -> int:
        first = members.first_author(REALM) + members.BLOCK
        of_class = row_id(Dot(first, 1)) if role is Role.FACILITATOR else 0
        invited = members.Invitation(REALM, f"Orang {place}", role, of_class)
        public = self.keys[place].public_key().public_bytes_raw()
        with self.centre.writing() as connection:
            device = members.add_device(connection, "laptop", b"secret")
            return members.add_member(connection, invited, device, public)[1]

    def bring(self, place: int, edits: list[dict[str, Any]], **how: Any) -> tuple[object, Settled]:
        """A segment with these edits, from this person's laptop; gives the problem and what was settled."""
        author, settled = self.authors[place], Settled()
        ops = [Op(author=author, n=self.n[author] + count, **edit) for count, edit in enumerate(edits, 1)]
        body = pack_ops(ops)
        signature = sign_segment(self.keys[place], self.links[author], body)
        segment = Segment(author=author, n0=ops[0].n, n1=ops[-1].n, body=body, signature=signature)
        delivery = Delivery(place + 1, NOW, 1, NOW, one_by_one=self.one_by_one, **how)
        problem = apply_segment(self.centre, REALM, segment, delivery, settled)
        self.links[author] = reduce(chain, ops, self.links[author])
        self.n[author] = ops[-1].n
        return problem, settled

    def close(self) -> None:
        """Forgets it all."""
        self.centre.close()

    @property
    def _driver(self) -> sqlite3.Connection:
        with self.centre.engine.connect() as connection:
            found: Any = connection.connection.driver_connection
        return cast(sqlite3.Connection, found)

    def keep(self) -> None:
        """Remembers how everything is now."""
        self._image, self._stood = sqlite3.connect(":memory:"), (dict(self.links), dict(self.n))
        self._driver.backup(self._image)

    def go_back(self) -> None:
        """Everything as it was kept."""
        self._image.backup(self._driver)
        self.links, self.n = dict(self._stood[0]), dict(self._stood[1])

    def everything(self) -> dict[str, list[str]]:
        """Every line of every table."""
        with self.centre.snapshot() as connection:
            return {
                table.name: sorted(map(repr, connection.execute(sa.select(table)).all()))
                for table in metadata.sorted_tables
            }

    def row(self, key: RowKey) -> Row:
        """A row as it is stored."""
        table = records[key.table]
        with self.centre.snapshot() as connection:
            return table.read(connection.execute(sa.select(table.table).where(table.where(key))).one())[2]


def an_edit(table: int, patch: Patch, k1: int, k2: int = 0, k3: int = 0, **more: Any) -> dict[str, Any]:
    """An edit as Op takes it."""
    return {
        "key": RowKey(table, k1, k2, k3),
        "patch": patch,
        "base": 0,
        "wall": NOW - 10,
        "run": 1,
        "schema": SCHEMA,
        **more,
    }


def a_class(place: Place) -> dict[str, int]:
    """Two classes, a session and a group of each, and two persons, made by the first person; gives the ids."""
    first = place.authors[0]
    ids = {
        name: row_id(Dot(first, n))
        for n, name in enumerate(("class", "class 2", "session", "session 2", "group", "one", "other"), 1)
    }
    place.bring(
        0,
        [
            an_edit(CLASS_GROUP.number, {3: "A"}, ids["class"]),
            an_edit(CLASS_GROUP.number, {3: "B"}, ids["class 2"]),
            an_edit(SESSION.number, {2: ids["class"], 4: "S"}, ids["session"]),
            an_edit(SESSION.number, {2: ids["class 2"], 4: "T"}, ids["session 2"]),
            an_edit(GROUP.number, {2: ids["class"], 3: "G"}, ids["group"]),
            an_edit(PERSON.number, {2: "Maria", NUMBERS["employee_number"]: "1"}, ids["one"]),
            an_edit(PERSON.number, {2: "Yohanes", NUMBERS["employee_number"]: "2"}, ids["other"]),
        ],
    )
    return ids


_VALUES: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(["H", "S", "1", "2", "Baris satu", "2026-01-02", None, 0, 1, NOW, "\0"]), st.integers(-1, 3)
)


@st.composite
def batches(
    draw: st.DrawFn, ids: dict[str, int], authors: list[int]
) -> tuple[int, list[dict[str, Any]], dict[str, Any]]:
    """Whose segment, its edits, and how it came. Small worlds: the same few rows again and again."""
    place = draw(st.integers(0, len(authors) - 1))
    rows = st.sampled_from([*ids.values(), row_id(Dot(authors[1], 1)), row_id(Dot(authors[1], 2)), 99])
    edits = []
    for _ in range(draw(st.integers(1, 6))):
        record = draw(st.sampled_from(draw(st.sampled_from([_DAILY, _DAILY, CATALOGUE.records]))))
        edits.append(draw(_daily_edits(ids) if draw(st.booleans()) else _edits(record, rows, authors)))
    how = {
        "sure": draw(st.sampled_from([None, None, None, 1])),
        "lowered": draw(st.sampled_from([{}, {}, {(authors[place], 3): 1}])),
        "witness": draw(st.sampled_from([None, None, Witness(5300, NOW - 9, [(authors[place], 2, 4, NOW - 9)])])),
    }
    return place, edits, how


_DAILY = (ATTENDANCE, ATTENDANCE, ATTENDANCE, PERSON, ENROLMENT, MEMBERSHIP, NOTE, SESSION, GROUP, BATCH)


@st.composite
def _daily_edits(draw: st.DrawFn, ids: dict[str, int]) -> dict[str, Any]:
    """What people really do, most of it beyond reproach."""
    session, person = ids[draw(st.sampled_from(["session", "session 2"]))], ids[draw(st.sampled_from(["one", "other"]))]
    nip: Patch = {2: "Maria", NUMBERS["employee_number"]: draw(st.sampled_from(["1", "2", "3", None]))}
    possible: list[tuple[int, Patch, int, int]] = [
        (ATTENDANCE.number, {2: draw(st.sampled_from("HS"))}, session, person),
        (ENROLMENT.number, {2: "active"}, ids["class 2"], person),
        (MEMBERSHIP.number, {2: "ketua"}, ids["group"], person),
        (PERSON.number, nip, draw(st.sampled_from([0, 0, person])), 0),
        (NOTE.number, {2: ids["group"], 3: "Catatan"}, 0, 0),
        (SESSION.number, {2: ids["class"], 4: "Sesi"}, 0, 0),
    ]
    table, patch, k1, k2 = draw(st.sampled_from(possible))
    return an_edit(table, patch, k1, k2, base=draw(st.integers(0, 12)), wall=draw(st.integers(NOW - 100, NOW)))


@st.composite
def _edits(draw: st.DrawFn, record: Any, rows: st.SearchStrategy[int], authors: list[int]) -> dict[str, Any]:
    fields = draw(st.lists(st.sampled_from(record.fields), max_size=4, unique_by=lambda f: f.number))
    patch: Patch = {}
    for shape in fields:
        patch[shape.number] = draw(rows) if shape.refers_to and draw(st.booleans()) else draw(_VALUES)
    if draw(st.integers(0, 20)) == 0:
        patch[77] = 1
    if draw(st.integers(0, 9)):
        patch.pop(GONE, None)
    keys = [draw(rows) for _ in record.keys] + [0, 0]
    if record is CONFLICT:
        keys = [5, *sorted(authors[:2])]
    return an_edit(
        record.number,
        patch,
        # 0 stands for the edit's own dot, which is known when it is brought.
        0 if record.minted and draw(st.booleans()) else keys[0],
        keys[1],
        keys[2] if draw(st.integers(0, 9)) else 1,
        base=draw(st.integers(0, 12)),
        wall=draw(st.integers(NOW - 100, NOW + 100)),
        run=draw(st.integers(0, 1)),
        schema=draw(st.sampled_from([SCHEMA, SCHEMA, 1, SCHEMA + 1])),
    )


def of_one_schema(place: Place, who: int, edits: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The edits in runs that one segment holds; new rows get their own dot for a name."""
    n = place.n[place.authors[who]]
    run: list[dict[str, Any]] = []
    for count, edit in enumerate(edits, 1):
        key = edit["key"]
        named = RowKey(key.table, key.k1 or row_id(Dot(place.authors[who], n + count)), key.k2, key.k3)
        if run and run[-1]["schema"] != edit["schema"]:
            yield run
            run = []
        run.append({**edit, "key": named})
    yield run


@cache
def both() -> tuple[Place, Place, dict[str, int]]:
    """A centre with the set path and one without, founded alike; and the ids of what is there."""
    quick, slow = Place(one_by_one=False), Place(one_by_one=True)
    ids = a_class(quick)
    a_class(slow)
    quick.keep()
    slow.keep()
    return quick, slow, ids


@given(st.data())
def test_the_set_path_leaves_the_database_that_the_judge_would_leave(data: st.DataObject) -> None:
    quick, slow, ids = both()
    quick.go_back()
    slow.go_back()
    for _ in range(data.draw(st.integers(1, 6))):
        who, edits, how = data.draw(batches(ids, quick.authors))
        for run in list(of_one_schema(quick, who, edits)):
            assert quick.bring(who, run, **how)[0] == slow.bring(who, run, **how)[0]
    assert quick.everything() == slow.everything()


def test_a_class_day_goes_the_set_path_and_is_known_to_its_answer() -> None:
    with closing(Place(one_by_one=False)) as place:
        ids = a_class(place)
        keys = [RowKey(ATTENDANCE.number, ids["session"], ids[name]) for name in ("one", "other")]
        _, settled = place.bring(1, [an_edit(*key[:1], {2: "H"}, *key[1:]) for key in keys])
        (commit,) = settled.commits.values()
        assert (commit.n0, commit.n1, commit.rows, commit.scopes) == (1, 2, 2, frozenset({ids["class"]}))
        assert commit.total == reduce(xor, (row_hash(key, place.row(key)) for key in keys))


def test_what_somebody_else_wrote_meanwhile_goes_before_the_judge() -> None:
    with closing(Place(one_by_one=False)) as place:
        ids = a_class(place)
        mark = (ATTENDANCE.number, ids["session"], ids["one"])
        place.bring(0, [an_edit(mark[0], {2: "H"}, *mark[1:])])
        _, settled = place.bring(1, [an_edit(mark[0], {2: "S"}, *mark[1:])])
        assert not settled.commits
        assert len(place.everything()["conflict"]) == 1
