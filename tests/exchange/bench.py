"""One row at a centre, judged op by op in memory: enough of a log to know rivals and what each author had seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from contract.exchange.dots import Dot, row_id
from contract.exchange.fold import tidy
from contract.exchange.judge import Dispute, Rival, Standing, Verdict, judge
from contract.exchange.operations import Op, Sight
from contract.exchange.shapes import Field, Kind, Patch, Record, Row, RowKey, Type, Value, record

PHONE, STATUS, NIP, PLAN, COUNT, BIRTH, SEEN_AT, CLOSED, CLASS, REPORT, HOURS = range(2, 13)
FIELDS = (
    Field(PHONE, "phone"),
    Field(STATUS, "status", kind=Kind.SENSITIVE),
    Field(NIP, "nip", kind=Kind.UNIQUE),
    Field(PLAN, "plan", kind=Kind.TEXT),
    Field(COUNT, "count", Type.INTEGER),
    Field(BIRTH, "birth", Type.DATE),
    Field(SEEN_AT, "seen_at", Type.TIME),
    Field(CLOSED, "closed", Type.FLAG),
    Field(HOURS, "hours", Type.HUNDREDTHS),
    Field(CLASS, "class", Type.REFERENCE, refers_to="class", fixed=True, required=True),
    Field(REPORT, "report", of_centre=True),
)
SENSITIVE: Record = record(20, "sensitive", *FIELDS[:9], sensitive=True)
PLAIN: Record = record(21, "plain", *FIELDS[:9])
OWNED: Record = record(22, "owned", *FIELDS[:10])
REPORTED: Record = record(23, "reported", *FIELDS[:2], FIELDS[10], keys=("k", "l"), key_refers_to=(None, None))
ROW_ID = row_id(Dot(1, 1))


def op(author: int, patch: Patch, *, n: int = 1, base: int = 0, saw: tuple[Sight, ...] = ()) -> Op:
    """An edit of the one row."""
    return Op(author=author, n=n, key=RowKey(20, ROW_ID), patch=patch, base=base, wall=0, saw=saw, schema=1)


@dataclass
class Bench:
    """A row, its version, and the ops judged on it so far."""

    record: Record
    row: Row = field(default_factory=dict)
    v: int = 0
    log: list[tuple[int, Op, int]] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows[self.v] = dict(self.row)

    def rivals(self, edit: Op) -> list[Rival]:
        """What others did to the row behind the op's base without its author seeing it."""
        seen = {(author, n) for author, n, _ in edit.saw}
        return [
            Rival(other.author, other.n, t, other.wall, seq, other.patch)
            for seq, other, t in self.log
            if seq > edit.base and other.author != edit.author and (other.author, other.n) not in seen
        ]

    def apply(self, edit: Op, t: int) -> Verdict:
        """Judges the op, made at the time t, as the next commit."""
        standing = Standing(
            row=self.row,
            rivals=self.rivals(edit),
            base_value=lambda number: self._looked_at(edit, number),
            t=t,
            received=self.v + 1,
        )
        verdict = judge(self.record, edit, standing)
        self.v += 1
        self.log.append((self.v, edit, t))
        self.row = self.rows[self.v] = verdict.row
        self.disputes += verdict.disputes
        return verdict

    def _looked_at(self, edit: Op, number: int) -> Value:
        for seq, other, _ in reversed(self.log):
            if seq > edit.base and other.author == edit.author and number in other.patch:
                return other.patch[number]
        return self.rows[max(seq for seq in self.rows if seq <= edit.base)].get(number)


def apply_all(record: Record, edits: Iterable[tuple[Op, int]], row: Row | None = None) -> Bench:
    """The bench after these ops (op, t), in this order."""
    bench = Bench(record, dict(row or {}))
    for edit, t in edits:
        bench.apply(edit, t)
    return bench


def content(bench: Bench) -> Row:
    """The row without empty fields."""
    return tidy(bench.row)
