"""The centre's log judged again from nothing: its tables must be what the log says, its verdicts what happened."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from contract.exchange.dots import dot_of, hand, other_number, parse_id
from contract.exchange.judge import Rival, Standing, Verdict, check_patch, check_reserved, judge
from contract.exchange.operations import Op, mark_of
from contract.exchange.repeats import REPEATED
from contract.exchange.shapes import GONE, Kind, Record, Row, RowKey, Type, Value
from contract.training.catalogue import CATALOGUE, SCHEMA
from contract.training.rights.scopes import home_scope
from server.sync.disputes import dispute_row, twin_row
from tests.simulation.invariants import demand
from tests.simulation.laptop import references
from tests.simulation.reading import Held, Judged

if TYPE_CHECKING:
    from tests.simulation.world import World

Dots = frozenset[tuple[int, int]]


def check_replay(
    world: World, ops: list[Judged], originals: dict[tuple[int, int], Op], rows: dict[RowKey, Held]
) -> None:
    """Judges every op again, one by one, in the log's order."""
    own = {author for (author,) in world.far.execute("SELECT own_author FROM realm").fetchall()}
    bench = _Bench()
    for op in ops:
        bench.made[op.author, op.n] = op.wall, op.t, op.received
        if op.fate == "rejected" and op.reason.startswith(REPEATED):
            bench.note_repeat(op)
        elif op.fate != "held":
            saw, mistaken = bench.proven(op, originals[op.author, op.n])
            mistaken |= op.reason == "orphan" and _remembers_another(world, op)
            _judge_again(world, bench, op, saw, mistaken="orphan" if mistaken else None, of_centre=op.author in own)
        bench.marks[op.author, op.n] = mark_of(originals[op.author, op.n])
    again = {key: Held(realm, v, row) for key, (realm, v, row) in bench.rows.items()}
    wrong = sorted(key for key in again.keys() | rows.keys() if again.get(key) != rows.get(key))
    demand(not wrong, "I4 the tables are what the log says", [(k, again.get(k), rows.get(k)) for k in wrong[:2]])


@dataclass
class _Bench:
    """Everything in memory: rows as they are now, applied ops by row, and who set each present value."""

    rows: dict[RowKey, tuple[int, int, Row]] = field(default_factory=dict)
    applied: dict[RowKey, list[Judged]] = field(default_factory=lambda: defaultdict(list))
    setters: dict[tuple[RowKey, int], list[Judged]] = field(default_factory=lambda: defaultdict(list))
    lost: set[tuple[int, int, int]] = field(default_factory=set)
    marks: dict[tuple[int, int], int] = field(default_factory=dict)
    stands: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    made: dict[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict)

    def look(self, realm: int, key: RowKey) -> Row | None:
        """The present row, if it is of this realm."""
        held = self.rows.get(key)
        return held[2] if held is not None and held[0] == realm else None

    def write(self, op: Judged, key: RowKey, row: Row) -> None:
        """Sets a row."""
        self.rows[key] = op.realm, op.seq, {n: x for n, x in row.items() if x is not None}

    def proven(self, op: Judged, original: Op) -> tuple[Dots, bool]:
        """Whose ops of this history its maker had seen, and whether it names a row that another life made."""
        false = {sight[:2] for sight in original.saw if self.marks.get(sight[:2], sight[2]) != sight[2]}
        named = {dot_of(identifier) for identifier in references(op.key, op.patch)}
        saw = frozenset(sight[:2] for sight in original.saw) - false
        own = {dot for dot in self.stands if dot[0] == op.author and dot[1] < op.n}
        own |= {dot for dot in self.stands if dot[0] == other_number(op.author)}
        again = frozenset(self.stands[dot] for dot in {*saw, *own} if dot in self.stands)
        return saw | again, not named.isdisjoint(false)

    def note_repeat(self, op: Judged) -> None:
        """Given back, for the same act of the same person stands under another number."""
        dot = dot_of(parse_id(op.reason.removeprefix(REPEATED)))
        alike = [x for ops in self.applied.values() for x in ops if (x.author, x.n) == dot and _alike(x, op)]
        demand(len(alike) == 1, "I4 what is given back as repeated stands", op)
        demand(dot not in self.stands.values(), "I4 one edit stands for one other", op)
        self.stands[op.author, op.n] = dot

    def value_looked_at(self, op: Judged, seen: Dots, number: int) -> Value:
        """The value that the op's maker saw: that of the last op over the base, else what the base holds."""
        setters = [other for other in self.applied[op.key] if number in other.patch]
        mine = hand(op.author)
        over = [x for x in setters if x.seq > op.base and (hand(x.author) == mine or (x.author, x.n) in seen)]
        under = [x for x in setters if x.seq <= op.base and (x.author, x.n, number) not in self.lost]
        last = next(iter([*reversed(over), *reversed(under)]), None)
        return last.patch[number] if last else None


def _remembers_another(world: World, op: Judged) -> bool:
    """Whether it may name a row that its laptop had seen in a history which the centre has lost."""
    return world.restored and any(dot_of(identifier).author != op.author for identifier in references(op.key, op.patch))


def _alike(one: Judged, other: Judged) -> bool:
    both_create = one.creates and other.creates
    return (one.wall, one.patch) == (other.wall, other.patch) and (one.key == other.key or both_create)


def _judge_again(world: World, bench: _Bench, op: Judged, saw: Dots, *, mistaken: str | None, of_centre: bool) -> None:
    edit = Op(author=op.author, n=op.n, key=op.key, patch=op.patch, base=op.base, wall=op.wall, schema=SCHEMA)
    record, existing = CATALOGUE.record(op.key.table), bench.look(op.realm, op.key)
    objection = _missing_parent(bench, op, record) or check_patch(record, edit, existing)
    if objection is None and not of_centre:
        objection = check_reserved(record, edit, existing)
    objection = objection or mistaken
    if objection is not None or op.fate == "rejected":
        demand((op.fate, op.reason) == ("rejected", objection), "I4 every rejection has its reason", op, objection)
        return
    rivals = [
        Rival(other.author, other.n, other.t, other.wall, other.received, other.patch)
        for other in bench.applied[op.key]
        if other.seq > op.base and hand(other.author) != hand(op.author) and (other.author, other.n) not in saw
    ]
    standing = Standing(existing, rivals, lambda n: bench.value_looked_at(op, saw, n), op.t, op.received)
    verdict = judge(record, edit, standing)
    demand(
        (verdict.fate.value, verdict.reason) == (op.fate, op.reason),
        "I4 the same log gives the same fates",
        op,
        verdict,
    )
    check_causes(world, bench, op, record, verdict)
    home = home_scope(op.key, {**(existing or {}), **op.patch}, partial(bench.look, op.realm))
    _note_setters(bench, op, existing or {}, verdict)
    bench.write(op, op.key, verdict.row)
    for dispute in verdict.disputes:
        bench.write(op, *dispute_row(record, op.key, dispute, home))
    _open_twins(bench, op, edit, record, existing)
    bench.applied[op.key].append(op)
    bench.lost |= {(op.author, op.n, n) for n in verdict.lost if record.by_number[n].kind is not Kind.TEXT}


def _missing_parent(bench: _Bench, op: Judged, record: Record) -> str | None:
    named = list(zip(record.key_refers_to, op.key[1:], strict=False))
    for number, value in op.patch.items():
        shape = record.by_number.get(number)
        if shape is not None and shape.type is Type.REFERENCE and isinstance(value, int):
            named.append((shape.refers_to, value))
    for name, identifier in named:
        if name is not None and bench.look(op.realm, RowKey(CATALOGUE.named(name).number, identifier)) is None:
            return f"no_parent:{name}"
    return None


def _open_twins(bench: _Bench, op: Judged, edit: Op, record: Record, existing: Row | None) -> None:
    """Two rows with one number; both stay."""
    for number, value in op.patch.items():
        shape = record.by_number[number]
        if shape.kind is not Kind.UNIQUE or not isinstance(value, str) or (existing or {}).get(number) == value:
            continue
        holders = sorted(
            key.k1
            for key, (realm, _, row) in bench.rows.items()
            if key.table == record.number
            and realm == op.realm
            and key != op.key
            and row.get(number) == value
            and not row.get(GONE)
        )
        if holders:
            made = bench.made.get(dot_of(holders[0]))
            bench.write(op, *twin_row(record, shape, value, holders[0], made, edit, op.t, op.received))


def _note_setters(bench: _Bench, op: Judged, before: Row, verdict: Verdict) -> None:
    for number, value in op.patch.items():
        if verdict.row.get(number) == value:
            setters = bench.setters[op.key, number]
            bench.setters[op.key, number] = [*setters, op] if before.get(number) == value else [op]


def check_causes(world: World, bench: _Bench, op: Judged, record: Record, verdict: Verdict) -> None:
    """I8 against what people really saw: who knew a value and changed it wins; who did not meets a conflict."""
    made = world.memory.only(op.wall)
    if made is None:
        return
    walls = {(other.author, other.n): other.wall for other in bench.applied[op.key]}
    for dispute in verdict.disputes:
        known = walls[dispute.standing.author, dispute.standing.n] in made.seen
        demand(not known or world.restored, "I8 nobody is in conflict with what they had seen", op, dispute, made)
        demand(world.plan.cast != "one writer", "I8 one writer has no conflicts", op, dispute)
    disputed = {dispute.field for dispute in verdict.disputes}
    for number, value in op.patch.items():
        sensitive = number != GONE and record.by_number[number].kind in (Kind.SENSITIVE, Kind.UNIQUE)
        setters = bench.setters[op.key, number]
        if sensitive and setters and setters[0].patch[number] != value:
            unseen = all(other.wall not in made.seen and hand(other.author) != hand(op.author) for other in setters)
            demand(
                not unseen or number in disputed, "I8 nobody overrules unseen what they had not seen", op, setters, made
            )
