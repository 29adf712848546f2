"""The work in a rescue file comes back into a replica: each change once, and none that is known already.

An own change goes back under its number when it continues the author's history here. A change of somebody who does not
write on this laptop is carried to the centre as it was sealed. What fits neither way is made anew on request, by the
person present, as if it had been decided then: with the base that it had, so that nothing newer is overridden unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.blobs import digest_of
from contract.exchange.dots import Dot, row_id
from contract.exchange.operations import Op, chain
from contract.exchange.segments import Segment
from contract.exchange.shapes import RowKey, Value
from contract.faults import WorldFault
from desktop.storage import blobs
from desktop.storage.backup.rescue import Rescue, RescuedOp
from desktop.storage.edit import active_author, read_pen, write_pen
from desktop.storage.forks import renamed_op
from desktop.storage.hands import seen_now
from desktop.storage.history import cursor
from desktop.storage.outbox import FORKED, carry
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import ACTIVE, ASIDE, lineage, metadata, op, realm, records

_MADE_ANEW = "rescued"
_HERE = sa.select(op.c.author, op.c.n).where(op.c.author.in_(sa.bindparam("authors_", expanding=True)))
_active = lineage.alias("active")
_OF_MAKER = (
    sa.select(_active.c.author)
    .join(lineage, lineage.c.writer == _active.c.writer)
    .where(lineage.c.author == sa.bindparam("author_"))
    .where(_active.c.realm == sa.bindparam("realm_"), _active.c.state == ACTIVE)
)
_REALM_OF = sa.select(lineage.c.realm).where(lineage.c.author == sa.bindparam("author_"))


class NoSuchOffice(WorldFault):
    """The work is of an office that this laptop has not joined; it stays in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of the changes that waited in a rescue file; together they are all of them.

    put_back: own ones under their numbers. carried: others', as sealed. made_anew: by the person present. known: here
    or at the centre already. left: neither; they stay in the file, and `anew` would make them.
    """

    put_back: int = 0
    carried: int = 0
    made_anew: int = 0
    known: int = 0
    left: tuple[RescuedOp, ...] = ()

    @property
    def total(self) -> int:
        """All that waited."""
        return self.put_back + self.carried + self.made_anew + self.known + len(self.left)


def bring_back(replica: Replica, rescue: Rescue, *, anew: bool = False) -> Brought:
    """Brings back what waits, in one transaction. Runs on the database thread. Raises NoSuchOffice.

    anew: make what can neither be put back nor carried as new changes of the person present.
    """
    with replica.transaction():
        same, other = _offices(replica, rescue)
        waiting = [each for each in rescue.waiting if each.realm in same or each.realm in other]
        if rescue.waiting and not waiting:
            told = ", ".join(f"{office.code} ({office.name})" for office in rescue.offices)
            raise NoSuchOffice(f"Pekerjaan ini milik kantor {told}. Bergabunglah dahulu: lontar join.")
        known, rest = _divided(waiting, _known(replica, rescue, same))
        put_back, rest = _divided(rest, _put_back(replica, [each for each in rest if each.realm in same]))
        carried, rest = _divided(rest, _carry(replica, rescue, rest, same))
        _take_cargo(replica, rescue, same)
        _take_files(replica, rescue, same | other)
        made: set[Dot] = set()
        if anew:
            made = _make_anew(replica, rest, same)
        fresh, rest = _divided(rest, made)
        strangers = [each for each in rescue.waiting if each not in waiting]
    return Brought(
        put_back=len(put_back),
        carried=len(carried),
        made_anew=len(fresh),
        known=len(known),
        left=(*rest, *strangers),
    )


def _divided(ops: Sequence[RescuedOp], dots: set[Dot]) -> tuple[list[RescuedOp], list[RescuedOp]]:
    inside = [each for each in ops if Dot(each.author, each.n) in dots]
    return inside, [each for each in ops if Dot(each.author, each.n) not in dots]


def _offices(replica: Replica, rescue: Rescue) -> tuple[set[int], set[int]]:
    """Realms joined here whose office has the same key, and those whose centre was begun anew under another."""
    here = {v.number: bytes(v.signing_key) for v in replica.connection.execute(sa.select(realm))}
    told = {office.realm: office.signing_key for office in rescue.offices}
    same = {number for number, key in told.items() if here.get(number) == key}
    return same, {number for number in told if number in here} - same


def _known(replica: Replica, rescue: Rescue, same: set[int]) -> set[Dot]:
    """Changes that are here under their own number, were made anew before, or whose row the centre has."""
    waiting = [each for each in rescue.waiting if each.realm in same]
    authors = sorted({each.author for each in waiting})
    lines = {
        Dot(v.author, v.n): v.chain
        for v in replica.connection.execute(sa.select(op.c.author, op.c.n, op.c.chain).where(op.c.author.in_(authors)))
    }
    found = {Dot(*dot) for dot in recall(replica, _MADE_ANEW) or ()}
    for each in waiting:
        dot = Dot(each.author, each.n)
        if dot in lines and (lines[dot] is None or each.chain is None or bytes(lines[dot]) == each.chain):
            found.add(dot)
    return found | _at_the_centre(replica, [each for each in waiting if Dot(each.author, each.n) not in found])


def _at_the_centre(replica: Replica, waiting: Sequence[RescuedOp]) -> set[Dot]:
    """Of authors of whom the centre has a row made by a later or equal number: it takes numbers in their order.

    Only where that row says what the change said: another life of the laptop may have used the number.
    """
    edits = {Dot(each.author, each.n): each.op for each in waiting if each.table in records}
    minted = {dot: edit for dot, edit in edits.items() if edit.creates}
    replica.touch(edit.key for edit in minted.values())
    held = {**replica.rows_touched(), **replica.shadows_touched()}
    reached: dict[int, int] = {}
    for dot, edit in minted.items():
        row = held.get(edit.key)
        if row is not None and row.v > 0 and row.content is not None and _says(row.content, edit):
            reached[dot.author] = max(reached.get(dot.author, 0), dot.n)
    return {Dot(each.author, each.n) for each in waiting if each.n <= reached.get(each.author, 0)}


def _says(content: Mapping[int, object], edit: Op) -> bool:
    return any(content.get(number) == value for number, value in edit.patch.items() if value is not None)


def _put_back(replica: Replica, waiting: Sequence[RescuedOp]) -> set[Dot]:
    """Own changes that continue their author's history here, one after the other without a hole."""
    done: set[Dot] = set()
    for each in sorted(waiting, key=lambda one: one.order):
        of_realm = replica.connection.execute(_REALM_OF, {"author_": each.author}).scalar()
        if of_realm is None or of_realm != each.realm or not each.own or each.chain is None:
            continue
        pen = read_pen(replica, each.author)
        edit = each.op
        if each.n != pen.n + 1 or chain(pen.chain, edit) != each.chain:
            continue
        replica.add_ops(each.realm, [(edit, each.chain)], own=True)
        write_pen(replica, each.author, each.n, each.chain, 0)
        done.add(edit.dot)
    return done


def _carry(replica: Replica, rescue: Rescue, rest: Sequence[RescuedOp], same: set[int]) -> set[Dot]:
    """Changes of people who do not write here, as they were sealed."""
    wanted = {Dot(each.author, each.n) for each in rest}
    segments = [each for each in rescue.segments if each.realm in same]
    for number in sorted(same):
        carry(
            replica,
            number,
            [
                Segment(author=each.author, n0=each.n0, n1=each.n1, body=each.body, signature=each.signature)
                for each in sorted(segments, key=lambda one: (one.author, one.n0))
                if each.realm == number
            ],
        )
    authors = sorted({dot.author for dot in wanted})
    here = {Dot(v.author, v.n) for v in replica.connection.execute(_HERE, {"authors_": authors})}
    return wanted & here if authors else set()


def _take_cargo(replica: Replica, rescue: Rescue, same: set[int]) -> None:
    """Parcels that were carried for other laptops go on being carried."""
    table = metadata.tables.get("cargo")
    lines = [line for line in rescue.cargo if line["realm"] in same]
    if table is None or not lines:
        return
    last = int(replica.connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.ord), 0))).scalar_one())
    known = {bytes(each) for each in replica.connection.execute(sa.select(table.c.id)).scalars()}
    fresh = [line for line in lines if line["id"] not in known]
    for place, line in enumerate(fresh, 1):
        values = {name: value for name, value in line.items() if name in table.c}
        replica.connection.execute(sa.insert(table).values({**values, "ord": last + place}))


def _take_files(replica: Replica, rescue: Rescue, offices: set[int]) -> None:
    """Contents of attachments wait here again: they go once the centre has the rows that name them."""
    for each in rescue.files:
        if each.realm in offices:
            name = blobs.Name(each.realm, digest_of(each.content), len(each.content))
            blobs.put(replica, name, each.content, each.attachment, each.since)


def _make_anew(replica: Replica, rest: Sequence[RescuedOp], same: set[int]) -> set[Dot]:
    """Makes each anew, by its maker or else the person present; what the screen says already is not made again."""
    rows: dict[int, int] = {}
    usable = [each for each in sorted(rest, key=lambda one: one.order) if _is_usable(each)]
    so = _shown_already(replica, usable)
    for each in usable:
        edit = each.op
        if edit.key in so:
            continue
        rows.update(_new_name(replica, each.realm, edit, rows))
        _make(replica, each.realm, renamed_op(edit, rows), edit, known_history=each.realm in same)
    done = {Dot(each.author, each.n) for each in usable}
    kept = {Dot(*dot) for dot in recall(replica, _MADE_ANEW) or ()}
    remember(replica, _MADE_ANEW, sorted(kept | done))
    return done


def _is_usable(each: RescuedOp) -> bool:
    """Not of a record of a newer program, nor evidence of a life that was never told to the centre."""
    return each.table in records and not (each.state == ASIDE and each.reason == FORKED and not each.own)


def _shown_already(replica: Replica, usable: Sequence[RescuedOp]) -> set[RowKey]:
    """Rows that say here what all these changes together would make them say: the centre has them, or others agree."""
    wanted: dict[RowKey, dict[int, Value]] = {}
    for each in usable:
        edit = each.op
        wanted.setdefault(edit.key, {}).update(edit.patch)
    replica.touch(wanted)
    held = replica.rows_touched()
    return {
        key
        for key, patch in wanted.items()
        if (row := held.get(key)) is not None
        and row.content is not None
        and all(row.content.get(number) == value for number, value in patch.items())
    }


def _new_name(replica: Replica, number: int, edit: Op, rows: Mapping[int, int]) -> dict[int, int]:
    """A row that the change would have made gets the name of the change that makes it now."""
    if not edit.creates or edit.key.k1 in rows:
        return {}
    pen = read_pen(replica, _whose(replica, number, edit))
    return {edit.key.k1: row_id(Dot(pen.author, pen.n + 1))}


def _whose(replica: Replica, number: int, edit: Op) -> int:
    """In whose name a change is made anew: its maker's, where they write on this laptop too."""
    maker = replica.connection.execute(_OF_MAKER, {"author_": edit.author, "realm_": number}).scalar()
    return int(maker) if maker is not None else active_author(replica, number)


def _make(replica: Replica, number: int, fresh: Op, edit: Op, *, known_history: bool) -> None:
    pen = read_pen(replica, _whose(replica, number, edit))
    seen = edit.saw if known_history else ()
    saw, linked = seen_now(replica, pen.author, pen.linked, (fresh.key, fresh.patch), seen)
    made = Op(
        author=pen.author,
        n=pen.n + 1,
        key=fresh.key,
        patch=fresh.patch,
        base=min(edit.base, cursor(replica, number)) if known_history and fresh.key == edit.key else 0,
        wall=edit.wall,
        run=0,
        saw=saw,
        schema=edit.schema,
    )
    link = chain(pen.chain, made)
    replica.add_ops(number, [(made, link)], own=True)
    write_pen(replica, pen.author, made.n, link, linked)
