"""What older programs signed is still what it was: genuine, read as it was meant, and judged by today's centre."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from contract.exchange.judge import Fate
from contract.exchange.operations import GENESIS_CHAIN, Op, chain
from contract.exchange.seals import segment_is_genuine
from contract.exchange.segments import Segment, unpack_ops
from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import CATALOGUE, SCHEMA
from contract.training.rights.roles import Role
from server.store import members, opening, reports
from server.store.centre import Centre
from server.store.offices import OfficeKeys
from server.store.tables import lease, op
from server.sync import joining
from server.sync.apply import Delivery, apply_segment

ROOMS = sorted((Path(__file__).parent.parent / "exchange" / "museum").glob("schema_*.json"))
REALM, NOW = 5300, 1_753_500_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One stored segment with the chain before it."""

    segment: Segment
    before: bytes
    ops: list[Op]


def stored(room: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(room.read_text(encoding="utf-8"))
    return content


def pieces(content: dict[str, Any]) -> list[Piece]:
    found = []
    for one in content["segments"]:
        body = bytes.fromhex(one["body"])
        ops = unpack_ops(body)
        segment = Segment(
            author=content["author"],
            n0=ops[0].n,
            n1=ops[-1].n,
            body=body,
            signature=bytes.fromhex(one["signature"]),
        )
        found.append(Piece(segment, bytes.fromhex(one["chain_before"]), ops))
    return found


def test_every_schema_before_this_one_has_a_room_in_the_museum() -> None:
    assert [room.stem for room in ROOMS] == [f"schema_{number}" for number in range(1, SCHEMA)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.stem)
def test_old_segments_are_genuine_and_give_the_chain_that_they_gave(room: Path) -> None:
    content = stored(room)
    link = GENESIS_CHAIN
    for piece in pieces(content):
        assert piece.before == link
        public = bytes.fromhex(content["public_key"])
        assert segment_is_genuine(public, link, piece.segment.body, piece.segment.signature)
        assert {edit.schema for edit in piece.ops} == {content["schema"]}
        for edit in piece.ops:
            link = chain(link, edit)
    assert link.hex() == content["chain"]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.stem)
def test_old_segments_are_judged_to_the_rows_that_were_meant(room: Path, database_url: str) -> None:
    content = stored(room)
    expected = {RowKey(*row["key"]): {int(n): value for n, value in row["fields"].items()} for row in content["rows"]}
    with closing(opening.create_centre(database_url)) as centre:
        _seat_the_author(centre, content)
        for piece in pieces(content):
            assert apply_segment(centre, REALM, piece.segment, Delivery(9, NOW, 3, NOW)) is None
        with centre.snapshot() as connection:
            fates = set(connection.execute(sa.select(op.c.fate).where(op.c.author == content["author"])).scalars())
            assert fates == {Fate.OK.value}
            rows: dict[RowKey, Row] = {
                key: row
                for record in CATALOGUE.records
                for key, _, row in reports.judged_rows(connection, record.number, REALM)
            }
    assert {key: row for key, row in rows.items() if key in expected} == expected


def _seat_the_author(centre: Centre, content: dict[str, Any]) -> None:
    joining.open_office(centre, "53", "Provinsi NTT", OfficeKeys(bytes(32), bytes(32)), "epoch", NOW)
    with centre.writing() as connection:
        device = members.add_device(connection, "laptop lama", bytes(32), 9)
        opened = members.Invitation(REALM, "Adriana", Role.ORGANISER, 0)
        member, _ = members.add_member(connection, opened, device, bytes.fromhex(content["public_key"]))
        nothing = {"got": 0, "at": 0, "corrected": 0, "chain": GENESIS_CHAIN}
        connection.execute(sa.insert(lease).values(author=content["author"], member=member, realm=REALM, **nothing))
