"""The oracle's eyes: both databases read through their bare drivers, past every line of the program under test."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import msgspec

from contract.exchange.scopes import Reach
from contract.exchange.shapes import Patch, Row, RowKey
from contract.training.catalogue import CATALOGUE
from desktop.storage import tables as near
from desktop.storage.replica import Replica
from server.store.centre import Centre

KEY = "tbl, k1, k2, k3"
_ALL = Reach(everything=True).fingerprint()
_pairs = msgspec.msgpack.Decoder(list[tuple[int, int | str | None]])
_saw = msgspec.msgpack.Decoder(tuple[tuple[int, int, int], ...])


class Line(NamedTuple):
    """An op as a laptop keeps it."""

    author: int
    n: int
    ord: int
    realm: int
    key: RowKey
    patch: Patch
    base: int
    saw: tuple[tuple[int, int, int], ...]
    wall: int
    chain: bytes | None
    own: bool
    state: int
    at: int | None
    lowered: int | None
    fate: str | None
    reason: str | None


class Judged(NamedTuple):
    """An op as the centre keeps it."""

    author: int
    n: int
    realm: int
    seq: int
    key: RowKey
    patch: Patch
    base: int
    wall: int
    t: int
    received: int
    fate: str
    reason: str
    chain: bytes

    @property
    def creates(self) -> bool:
        """Whether it makes the row that it is about, which is named after it."""
        return self.key == RowKey(self.key.table, self.author << 32 | self.n)


class Held(NamedTuple):
    """A row or a shadow: the centre's version of it, None where the centre has none."""

    realm: int
    v: int
    row: Row | None


class Standing(NamedTuple):
    """Where a laptop stands in a realm."""

    seq: int
    head: bytes
    since: int
    everything: bool


def near_driver(replica: Replica) -> Any:
    """The bare connection of a laptop."""
    return replica.connection.connection.driver_connection


def far_driver(centre: Centre) -> Any:
    """The bare connection of a centre in memory."""
    with centre.engine.connect() as connection:
        return connection.connection.driver_connection


def unpack(packed: bytes | None) -> Row | None:
    """A stored row or patch."""
    return dict(_pairs.decode(packed)) if packed is not None else None


def _all_rows() -> list[tuple[int, str, int, list[int]]]:
    """Both sides have the same columns for a record."""
    found = []
    for number, table in near.records.items():
        names = [column.name for column in table.keys] + [column.name for column in table.columns.values()]
        columns = ", ".join(f'"{name}"' for name in names)
        fields = list(table.columns)
        found.append((number, f'SELECT realm, v, {columns} FROM "{table.record.name}"', len(table.keys), fields))
    return found


_ROWS = _all_rows()
_FILLED = " UNION ALL ".join(
    f'SELECT {number} WHERE EXISTS (SELECT 1 FROM "{table.record.name}")' for number, table in near.records.items()
)


def _filled(driver: Any) -> set[int]:
    """Records that have any row: most tables are empty, and all are asked for at each step."""
    return {number for (number,) in driver.execute(_FILLED)}


def rows(driver: Any) -> dict[RowKey, Held]:
    """Every row of every record: what a laptop shows, or what the centre holds."""
    found: dict[RowKey, Held] = {}
    filled = _filled(driver)
    for number, statement, keys, fields in _ROWS:
        if number not in filled:
            continue
        for realm, v, *values in driver.execute(statement):
            row = {n: x for n, x in zip(fields, values[keys:], strict=True) if x is not None}
            found[RowKey(number, *values[:keys])] = Held(realm, v, row)
    return found


def keys_in(driver: Any, record: int, realm: int) -> list[RowKey]:
    """Keys of the visible rows of a record in a realm, in order."""
    table = near.records[record]
    names = ", ".join(f'"{column.name}"' for column in table.keys)
    query = f'SELECT {names} FROM "{table.record.name}" WHERE realm = ? ORDER BY {names}'
    return [RowKey(record, *values) for values in driver.execute(query, (realm,))]


def lines(driver: Any, where: str = "1", *values: int) -> list[Line]:
    """Ops of a laptop, in the order in which it knew them."""
    columns = f"author, n, ord, realm, {KEY}, patch, base, saw, wall, chain, own, state, at, lowered, fate, reason"
    found = []
    for v in driver.execute(f"SELECT {columns} FROM op WHERE {where} ORDER BY ord", values):
        saw = _saw.decode(v[10]) if v[10] is not None else ()
        key, patch = RowKey(*v[4:8]), dict(_pairs.decode(v[8]))
        found.append(
            Line(
                v[0],
                v[1],
                v[2],
                v[3],
                key,
                patch,
                v[9],
                saw,
                v[11],
                v[12],
                bool(v[13]),
                v[14],
                v[15],
                v[16],
                v[17],
                v[18],
            )
        )
    return found


def shadows(driver: Any) -> dict[RowKey, Held]:
    """The centre's versions of rows with live ops."""
    query = f"SELECT {KEY}, realm, v, content FROM shadow"
    return {RowKey(*v[:4]): Held(v[4], v[5], unpack(v[6])) for v in driver.execute(query)}


def standings(driver: Any) -> dict[int, Standing]:
    """A laptop's cursors by realm."""
    query = "SELECT number, seq, head, since, scopes FROM realm"
    return {v[0]: Standing(v[1], bytes(v[2]), v[3], v[4] == _ALL) for v in driver.execute(query)}


def turns(driver: Any) -> dict[int, int]:
    """How often a laptop was told to stand elsewhere in an office's history, by realm."""
    return dict(driver.execute("SELECT number, turn FROM realm"))


def moved(driver: Any) -> set[tuple[int, int]]:
    """The dots of own ops of which the laptop has made others."""
    return {(author, n) for author, n in driver.execute("SELECT author, n FROM moved_op")}


def named(driver: Any, table: str) -> dict[RowKey, int]:
    """The rows named in `want` (by realm) or `gone` (by version)."""
    column = "v" if table == "gone" else "realm"
    return {RowKey(*v[:4]): v[4] for v in driver.execute(f"SELECT {KEY}, {column} FROM {table}")}


def judged(driver: Any, where: str = "1", *values: int) -> list[Judged]:
    """Ops of the centre in the order in which it judged them."""
    columns = f"author, n, realm, seq, {KEY}, patch, base, wall, corrected, received, fate, reason, chain"
    found = []
    for v in driver.execute(f"SELECT {columns} FROM op WHERE {where} ORDER BY realm, seq, n", values):
        key, patch = RowKey(*v[4:8]), dict(_pairs.decode(v[8]))
        found.append(Judged(v[0], v[1], v[2], v[3], key, patch, v[9], v[10], v[11], v[12], v[13], v[14], v[15]))
    return found


def tops(driver: Any) -> list[tuple[int, int]]:
    """(office, last commit) at the centre."""
    found: list[tuple[int, int]] = driver.execute("SELECT number, seq FROM realm ORDER BY number").fetchall()
    return found


def heads(driver: Any, realm: int, after: int = -1) -> list[tuple[int, bytes]]:
    """The log of an office: (seq, head)."""
    query = "SELECT seq, head FROM log WHERE realm = ? AND seq > ? ORDER BY seq"
    return [(seq, bytes(head)) for seq, head in driver.execute(query, (realm, after))]


def digest(driver: Any, tables: tuple[str, ...]) -> dict[str, bytes]:
    """Per table a hash of all it holds."""
    found = {}
    for table in tables:
        content = sorted(repr(values) for values in driver.execute(f'SELECT * FROM "{table}"'))
        found[table] = hashlib.blake2b("\n".join(content).encode(), digest_size=8).digest()
    return found


_NEAR = ("op", "segment", "shadow", "gone", "mark", "want", "realm", "lineage", "parcel", "cargo")
_FAR = ("op", "segment", "log", "feed", "realm")


def _records(driver: Any) -> tuple[str, ...]:
    return tuple(CATALOGUE.record(number).name for number in sorted(_filled(driver)))


def near_digest(driver: Any) -> dict[str, bytes]:
    """All that a laptop holds, hashed by table that is not empty."""
    return digest(driver, _NEAR + _records(driver))


def far_digest(driver: Any) -> dict[str, bytes]:
    """All that the centre was told and decided, hashed by table that is not empty."""
    return digest(driver, _FAR + _records(driver))
