"""Pages of a newer centre: what has no place here is told, kept at the centre, and fetched after the upgrade."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from contract.exchange.messages import Rows
from contract.exchange.pages import pack_table
from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON, SCHEMA
from desktop.storage import newer
from desktop.storage.settings import remember
from desktop.storage.tables import realm, records
from desktop.sync.machine import Machine
from tests.storage.joined import REALM, Joined, joined

NAME = PERSON.by_name["name"].number


def page(seq: int, *rows: tuple[RowKey, dict[int, int | str | None]]) -> Rows:
    """A page with these rows at version `seq`."""
    tables = []
    for number in sorted({key.table for key, _ in rows}):
        tables.append(pack_table(number, 1, [(key, seq, content) for key, content in rows if key.table == number]))
    return Rows(realm=REALM, seq=seq, head=seq.to_bytes(8, "big"), total=0, tables=tables)


def take(profile: Joined, rows: Rows) -> None:
    def work() -> None:
        with profile.replica.transaction():
            Machine(profile.replica)._on_rows(rows)

    profile.database.call(work).result()


def since(profile: Joined) -> tuple[int, int]:
    query = sa.select(realm.c.since, realm.c.seq).where(realm.c.number == REALM)
    found = profile.database.call(lambda: profile.database.connection.execute(query).one()).result()
    return found.since, found.seq


def passed_over(profile: Joined) -> bool:
    return profile.database.call(newer.is_passed_over, profile.replica).result()


def test_a_record_or_a_field_of_a_newer_centre_is_told_and_fetched_after_the_upgrade(tmp_path: Path) -> None:
    someone, unknown = RowKey(PERSON.number, 5 << 32 | 1), RowKey(9999, 5 << 32 | 2)
    strange = {NAME: "Maria", 4000: "isian baru"}
    for rows in (((someone, {NAME: "Maria"}), (unknown, {1: "x"})), ((someone, strange),)):
        with joined(tmp_path / f"replica{len(rows)}.db") as profile:
            take(profile, page(3, (someone, {NAME: "Siapa"})))
            assert not passed_over(profile)
            take(profile, page(4, *rows))
            assert passed_over(profile)
            assert since(profile) == (4, 4)
            table = records[PERSON.number].table
            query = sa.select(table.c.name).where(table.c.id == someone.k1)
            name = profile.database.call(lambda: profile.database.connection.execute(query).scalar_one()).result()  # noqa: B023
            assert name == "Maria"
            profile.database.call(newer.pull_again, profile.replica).result()
            assert since(profile) == (4, 4)
            profile.database.call(remember, profile.replica, "passed over", {str(REALM): SCHEMA - 1}).result()
            profile.database.call(newer.pull_again, profile.replica).result()
            assert since(profile) == (0, 4)
            assert not passed_over(profile)
