"""A restored copy takes over what the replica that it replaces knew: membership, ops, and what was sent.

The copy's rows and its place in the history stay: they belong together, and the centre brings them forward. The ops
are those of the replaced replica, so that the laptop goes on as the same life and nothing is said twice under two
numbers. Where that replica could not be read as a whole, the copy's own ops fill it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.dots import other_number
from contract.exchange.malformed import Malformed
from contract.exchange.operations import GENESIS_CHAIN, Op, chain
from contract.exchange.segments import unpack_ops
from contract.exchange.shapes import RowKey
from desktop.storage import blobs
from desktop.storage.backup.leftovers import Leftovers, Line, op_of
from desktop.storage.replica import Replica, stored_op
from desktop.storage.settings import NUMBERS_ASKED, remember
from desktop.storage.tables import ASIDE, LIVE, SETTLED, centre, metadata, op, realm, records, segment, shadow, writer

Dot = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a takeover did. brought: ops that the copy did not have. adrift: own ops behind a hole, not taken over.

    lost: numbers of own ops (author, first, last) of which nothing is left, here or in the copy. unsure: there may have
    been later ones, for what told how many there were is lost as well.
    """

    brought: int
    adrift: tuple[Line, ...] = ()
    lost: tuple[tuple[int, int, int], ...] = ()
    unsure: bool = False


def take_over(replica: Replica, left: Leftovers) -> Taken:
    """Brings the leftovers into the copy, in one transaction. Runs on the copy's database thread."""
    with replica.transaction():
        had = _lines(replica, "op")
        _membership(replica, left)
        ops = _merged(had, left)
        adrift, lost = _cut_at_holes(replica, ops, left)
        _put_ops(replica, left, ops, had)
        _segments(replica, left)
        for line, content in left.files():
            name = blobs.Name(line["realm"], bytes(line["digest"]), line["size"])
            blobs.put(replica, name, content, line["attachment"], line["since"])
        for table in ("setting", "visit", "parcel", "cargo", "receipt", "moved_op"):
            _put(replica, table, left.of(table))
        if not left.whole:
            # Numbers of certificates that went onto paper since the copy was made may be unknown here.
            remember(replica, NUMBERS_ASKED, [])
        _place_in_history(replica, left)
        _lay_over(replica)
    return Taken(
        brought=len(ops.keys() - had.keys()),
        adrift=tuple(adrift),
        lost=tuple(lost),
        unsure="lineage" in left.spoilt,
    )


def _lines(replica: Replica, table: str) -> dict[Dot, Line]:
    found = replica.connection.execute(sa.select(metadata.tables[table])).mappings()
    return {(int(line["author"]), int(line["n"])): dict(line) for line in found}


def _put(replica: Replica, table: str, lines: Iterable[Mapping[str, object]]) -> None:
    if table not in metadata.tables:
        return
    columns = metadata.tables[table].c
    known = [{name: value for name, value in line.items() if name in columns} for line in lines]
    if known:
        replica.connection.execute(sa.insert(metadata.tables[table]).prefix_with("OR REPLACE"), known)


# ---------------------------------------------------------------------------- who this laptop is


def _membership(replica: Replica, left: Leftovers) -> None:
    """Servers, offices, people and numbers as the replaced replica had them."""
    connection = replica.connection
    centres = _put_by(replica, centre, left.of("centre"), ("url",))
    known = set(connection.execute(sa.select(realm.c.number)).scalars())
    starts = {line["realm"]: line for line in left.of("mark") if line["seq"] == 0}
    for line in left.of("realm"):
        number, at = line["number"], centres.get(line["centre"])
        if at is None:
            continue
        if number in known:
            connection.execute(sa.update(realm).where(realm.c.number == number).values(centre=at))
        elif number in starts:
            fresh = {**line, "centre": at, "seq": 0, "head": starts[number]["head"], "scopes": b"", "since": 0}
            _put(replica, "realm", [{**fresh, "ask_marks": 0, "last_contact": None}])
            _put(replica, "mark", [starts[number]])
    connection.execute(sa.delete(centre).where(centre.c.id.not_in(sa.select(realm.c.centre))))
    writers = _put_by(replica, writer, left.of("writer"), ("realm", "private_key"))
    _put(
        replica,
        "lineage",
        [{**line, "writer": writers[line["writer"]]} for line in left.of("lineage") if line["writer"] in writers],
    )
    if left.whole:
        lineage = metadata.tables["lineage"]
        authors = [line["author"] for line in left.of("lineage")]
        connection.execute(sa.delete(lineage).where(lineage.c.author.not_in(authors)))
        connection.execute(sa.delete(writer).where(writer.c.id.not_in(writers.values())))


def _put_by(replica: Replica, table: sa.Table, lines: Iterable[Line], names: tuple[str, ...]) -> dict[int, int]:
    """Writes lines that are known by these columns and numbered differently in each replica; old id -> id here."""
    here = {
        tuple(line[name] for name in names): int(line["id"])
        for line in replica.connection.execute(sa.select(table)).mappings()
    }
    numbers: dict[int, int] = {}
    for line in lines:
        values = {name: value for name, value in line.items() if name != "id" and name in table.c}
        place = here.get(tuple(line[name] for name in names))
        if place is not None:
            replica.connection.execute(sa.update(table).where(table.c.id == place).values(values))
        else:
            place = int(replica.connection.execute(sa.insert(table).values(values).returning(table.c.id)).scalar_one())
        numbers[int(line["id"])] = place
    return numbers


# ---------------------------------------------------------------------------- ops


def _merged(had: Mapping[Dot, Line], left: Leftovers) -> dict[Dot, Line]:
    """All ops from now on. The replaced replica knew better wherever both tell of the same number."""
    ops = {(int(line["author"]), int(line["n"])): line for line in left.of("op")}
    if left.whole:
        return ops
    ends = {int(line["author"]): int(line["n"]) for line in left.of("lineage")}
    for dot, line in had.items():
        # Beyond the end that the replaced replica told, its author's ops had moved to another number.
        if dot not in ops and (not line["own"] or dot[1] <= ends.get(dot[0], dot[1])):
            ops[dot] = line
    own = set(ends) | {author for (author, _), line in ops.items() if line["own"]}
    realms = {author: line["realm"] for (author, _), line in ops.items()}
    realms |= {int(line["author"]): line["realm"] for line in left.of("lineage")}
    for edit in _sealed(left):
        if edit.dot not in ops and edit.author in realms and edit.n <= ends.get(edit.author, edit.n):
            order = _order_between(ops, edit.dot)
            ops[edit.dot] = {
                **stored_op(edit, None, order, realms[edit.author], edit.author in own),
                **dict.fromkeys(("at", "lowered", "fate", "reason", "carried")),
            }
    return ops


def _sealed(left: Leftovers) -> Iterable[Op]:
    for line in left.of("segment"):
        try:
            yield from unpack_ops(line["body"])
        except Malformed:
            continue


def _order_between(ops: Mapping[Dot, Line], dot: Dot) -> int:
    """A place in the order of this laptop for an op of which only the segment is left: behind the one before it."""
    before = ops.get((dot[0], dot[1] - 1))
    return int(before["ord"]) if before is not None else 0


def _cut_at_holes(
    replica: Replica, ops: dict[Dot, Line], left: Leftovers
) -> tuple[list[Line], list[tuple[int, int, int]]]:
    """Makes each own author's history run from 1 without a hole; gives what was behind holes, and what is lost.

    Own ops behind a hole that the centre has acknowledged are simply no longer known here. The others are adrift.
    """
    adrift: list[Line] = []
    lost: list[tuple[int, int, int]] = []
    if left.whole:
        return adrift, lost
    lineage = metadata.tables["lineage"]
    ends = replica.connection.execute(sa.select(lineage.c.author, lineage.c.n)).all()
    adrift += _of_nobody(ops, left, {author for author, _ in ends})
    own_of = {author: {n: line for (of, n), line in ops.items() if of == author and line["own"]} for author, _ in ends}
    runs = _runs(own_of)
    for author, end in ends:
        own, last = own_of[author], runs[author]
        link = own[last]["chain"] if last else GENESIS_CHAIN
        behind = [ops.pop((author, n)) for n in sorted(own) if n > last]
        adrift += [line for line in behind if line["at"] is None]
        lost += _ranges(author, [n for n in range(last + 1, max([end, *own]) + 1) if n not in own])
        replica.connection.execute(
            sa.update(lineage).where(lineage.c.author == author).values(n=last, chain=link, linked=0)
        )
    return sorted(adrift, key=lambda each: int(each["ord"])), lost


def _runs(own_of: Mapping[int, Mapping[int, Line]]) -> dict[int, int]:
    """By number the last op of each run. What builds on a lost op of the hand's other number is behind a hole too."""
    runs = {author: _run_of(own) for author, own in own_of.items()}
    moved = True
    while moved:
        moved = False
        for author, own in own_of.items():
            there = runs.get(other_number(author), 0)
            on_lost = (n for n in range(1, runs[author] + 1) if _builds_beyond(own[n], other_number(author), there))
            first = next(on_lost, None)
            if first is not None:
                runs[author], moved = first - 1, True
    return runs


def _builds_beyond(line: Line, other: int, last: int) -> bool:
    return line["at"] is None and bool(line["saw"]) and any(of == other and n > last for of, n, _ in op_of(line).saw)


def _of_nobody(ops: dict[Dot, Line], left: Leftovers, authors: Set[int]) -> list[Line]:
    """Own ops of people whose membership is lost: what they had sealed is carried, the rest is adrift."""
    sealed = {(edit.author, edit.n) for edit in _sealed(left)}
    adrift: list[Line] = []
    for dot, line in list(ops.items()):
        if line["own"] and dot[0] not in authors:
            if dot in sealed:
                line["own"] = 0
            else:
                adrift.append(ops.pop(dot))
    return [line for line in adrift if line["at"] is None]


def _run_of(own: Mapping[int, Line]) -> int:
    """The last op that its author's chain reaches from the first; each op gets its chain."""
    last, link = 0, GENESIS_CHAIN
    while (line := own.get(last + 1)) is not None:
        here = chain(link, op_of(line))
        if line["chain"] is not None and bytes(line["chain"]) != here:
            break
        line["chain"] = link = here
        last += 1
    return last


def _ranges(author: int, numbers: list[int]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for n in numbers:
        if found and found[-1][2] == n - 1:
            found[-1] = (author, found[-1][1], n)
        else:
            found.append((author, n, n))
    return found


def _put_ops(replica: Replica, left: Leftovers, ops: dict[Dot, Line], had: Mapping[Dot, Line]) -> None:
    """Writes the ops. What the copy's rows hold already is settled; everything else lies over them again."""
    connection = replica.connection
    connection.execute(sa.delete(op))
    for dot, line in ops.items():
        line["state"] = _state(line, had.get(dot))
        line["tbl"] = int(line["tbl"])
    _put(replica, "op", ops.values())


def _state(line: Line, before: Line | None) -> int:
    if line["state"] == ASIDE or line["tbl"] not in records:
        return ASIDE
    settled = before is not None and before["state"] == SETTLED and before["at"] == line["at"]
    return SETTLED if settled and line["at"] is not None else LIVE


def _segments(replica: Replica, left: Leftovers) -> None:
    """Sealed segments whose ops are all here as they were sealed; own ones that are missing are sealed anew."""
    if left.whole:
        replica.connection.execute(sa.delete(segment))
        _put(replica, "segment", left.of("segment"))
        return
    _put(replica, "segment", left.of("segment"))
    lineage = metadata.tables["lineage"]
    beyond = sa.select(lineage.c.author).where(lineage.c.author == segment.c.author, lineage.c.n < segment.c.n1)
    replica.connection.execute(sa.delete(segment).where(beyond.exists()))


# ---------------------------------------------------------------------------- rows and history


def _place_in_history(replica: Replica, left: Leftovers) -> None:
    """Keeps the newest claim where it is proven to continue the copy's; else the copy's, and no op claims more.

    A turn more makes answers worthless that were asked for by the replaced replica.
    """
    connection = replica.connection
    heads = {(line["realm"], line["seq"], bytes(line["head"])) for line in left.of("mark")}
    newer = {line["number"]: line for line in left.of("realm")}
    for here in connection.execute(sa.select(realm)).mappings().all():
        number, there = here["number"], newer.get(here["number"])
        turn = max(here.get("turn", 0), there.get("turn", 0) if there is not None else 0) + 1
        values: dict[str, object] = {"turn": turn, "number": number}
        proven = left.whole and (number, here["seq"], bytes(here["head"])) in heads
        if there is not None and proven and there["seq"] >= here["seq"]:
            values |= {"seq": there["seq"], "head": there["head"], "since": min(here["since"], here["seq"])}
            _put(replica, "mark", [line for line in left.of("mark") if line["realm"] == number])
        else:
            claims = sa.func.coalesce(op.c.lowered, op.c.base) > here["seq"]
            unsent = sa.and_(op.c.realm == number, op.c.at.is_(None), claims)
            connection.execute(sa.update(op).where(unsent).values(lowered=here["seq"]))
        known = {name: value for name, value in values.items() if name in realm.c}
        connection.execute(sa.update(realm).where(realm.c.number == number).values(known))


def _lay_over(replica: Replica) -> None:
    """Shadows for all rows with live ops, and every row as shadow and ops make it."""
    names = ("tbl", "k1", "k2", "k3")
    live = replica.connection.execute(
        sa.select(*(op.c[name] for name in names), sa.func.max(op.c.realm).label("realm"))
        .where(op.c.state == LIVE)
        .group_by(*(op.c[name] for name in names))
    ).all()
    before = replica.connection.execute(sa.select(*(shadow.c[name] for name in names))).all()
    keys = {RowKey(v.tbl, v.k1, v.k2, v.k3): int(v.realm) for v in live}
    replica.ensure_shadows(keys)
    replica.refold([*keys, *(RowKey(*values) for values in before)])
