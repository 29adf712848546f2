"""The log judged again: an office's ops in their one order, from nothing, with the shipped judge.

One op at a time and with no short cut, so that it also proves the quick ways of apply. Grants and revocations are taken
as they were: what was held stays held. Times and bases are those stored, the patches those that were signed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from contract.exchange.dots import Dot, dot_of
from contract.exchange.judge import Fate, Standing, judge
from contract.exchange.malformed import Malformed
from contract.exchange.operations import Op, unpack_row
from contract.exchange.repeats import repeat_of
from contract.exchange.segments import unpack_ops
from contract.exchange.shapes import GONE, Kind, Record, Row, RowKey
from contract.exchange.upcast import NewerSchema, upcast
from contract.tables.records import Values
from contract.training.catalogue import CATALOGUE, SCHEMA, UPCASTERS
from contract.training.rights.scopes import guest, home_scope
from server.store import evidence, ledger
from server.store.bench import Bench, parents
from server.store.centre import Centre, Connection
from server.store.evidence import Difference
from server.sync.disputes import Times, dispute_row, twin_row
from server.sync.lost import foreign_rows
from server.sync.objections import objection
from server.sync.repeats import Repeats, stands
from server.sync.sightings import ANOTHER_LIFE, about_another, proven


def signed_ops(connection: Connection, lines: Sequence[Values]) -> list[Op]:
    """The ops of one commit as signed, with the bases with which they were judged; as stored where no original is."""
    first = lines[0]
    body = evidence.original_at(connection, first.author, first.n)
    signed: dict[int, Op] = {}
    if body is not None:
        try:
            signed = {edit.n: edit for edit in unpack_ops(body)}
        except Malformed:
            signed = {}
    return [(signed.get(v.n) if v.author == first.author else None) or _as_stored(v) for v in lines]


def _as_stored(v: Values) -> Op:
    key = RowKey(v.tbl, v.k1, v.k2, v.k3)
    return Op(author=v.author, n=v.n, key=key, patch=_patch(v), base=v.base, wall=v.wall, schema=v.schema)


def _patch(v: Values) -> Row:
    try:
        return unpack_row(bytes(v.patch))
    except ValueError:  # bytes that somebody spoilt; the audit of the originals names them
        return {}


def _numbers(edits: Iterable[Op]) -> dict[tuple[int, int], set[str]]:
    """The values that a commit sets in unique fields, by (record, field)."""
    wanted: dict[tuple[int, int], set[str]] = defaultdict(set)
    for edit in edits:
        shapes = CATALOGUE.record(edit.key.table).by_number
        for number, value in edit.patch.items():
            if number in shapes and shapes[number].kind is Kind.UNIQUE and isinstance(value, str):
                wanted[edit.key.table, number].add(value)
    return wanted


class Commit:
    """One commit judged again, on the rows that the commits before it have left in the scratch database."""

    def __init__(self, scratch: Centre, connection: Connection, realm: int, *, of_centre: bool) -> None:
        self._connection = connection
        self._realm = realm
        self._of_centre = of_centre
        self._bench = Bench(scratch, connection, realm)
        self._scopes: dict[RowKey, int] = {}
        self._guests: list[tuple[RowKey, int, bool]] = []
        self._holders: dict[tuple[int, int, str], set[int]] = {}
        self._originals: Mapping[Dot, Op] = {}
        self._times: dict[Dot, Times] = {}

    def judge(
        self, seq: int, lines: Sequence[Values], edits: Sequence[Op], originals: Mapping[Dot, Op]
    ) -> list[Difference]:
        """Judges the ops and keeps rows and feed; gives the fates that are not those stored.

        `originals`: what was held by then of what the ops' authors say they saw.
        """
        self._originals = originals
        readable = [edit for edit in edits if edit.schema <= SCHEMA and CATALOGUE.knows(edit.key.table)]
        self._bench.fetch(edit.key for edit in readable)
        self._bench.fetch(key for edit in readable for _, key in parents(edit))
        self._holders = self._bench.holders(_numbers(readable))
        self._repeats = Repeats(self._connection, lines[0].author, readable)
        found: list[Difference] = []
        judged = []
        for v, edit in zip(lines, edits, strict=True):
            self._times[edit.dot] = v.wall, v.corrected, v.received
            fate, reason = self._decide(seq, v, edit)
            name = f"{v.author}-{v.n}"
            if fate != v.fate:
                found.append(Difference("op", name, "fate", v.fate, fate.value))
            elif reason != v.reason:
                found.append(Difference("op", name, "reason", v.reason, reason))
            judged.append(ledger.Judged(edit, v.base, v.corrected, bool(v.t_sure), fate, reason, bytes(v.chain)))
        self._bench.store_rows(seq, self._scopes, self._guests)
        ledger.store_ops(self._connection, self._realm, seq, lines[0].received, judged)
        return found

    def _decide(self, seq: int, v: Values, edit: Op) -> tuple[Fate, str]:
        if v.fate == Fate.HELD.value:
            return Fate.HELD, v.reason
        signed = edit
        try:
            edit = upcast(edit, SCHEMA, UPCASTERS)
        except NewerSchema:
            return Fate.HELD, "newer_schema"
        if not CATALOGUE.knows(edit.key.table):
            return Fate.REJECTED, "no_record"
        stands_as = repeat_of(v.reason)
        if stands_as is not None and stands(self._connection, signed, stands_as):
            self._repeats.note(edit, stands_as)
            return Fate.REJECTED, v.reason
        record, existing = CATALOGUE.record(edit.key.table), self._bench.look(edit.key)
        edit, others = proven(edit, self._originals)
        edit = self._repeats.seen(edit)
        reason = objection(self._bench, record, edit, existing, of_centre=self._of_centre) or about_another(
            record, edit, others
        )
        if reason is None and v.reason == ANOTHER_LIFE and foreign_rows(record, edit):
            # What laptops remember of a history that was lost is in no log.
            reason = ANOTHER_LIFE
        if reason is not None:
            return Fate.REJECTED, reason
        return self._apply(seq, v, edit, record, existing)

    def _apply(self, seq: int, v: Values, edit: Op, record: Record, existing: Row | None) -> tuple[Fate, str]:
        home = home_scope(edit.key, {**(existing or {}), **edit.patch}, self._bench.look)
        held = self._bench.rows.get(edit.key)
        standing = Standing(
            row=existing,
            rivals=self._bench.rivals(edit, v.base) if held is not None and held[0] > v.base else [],
            base_value=lambda number: self._bench.value_looked_at(edit, v.base, number),
            t=v.corrected,
            received=v.received,
        )
        verdict = judge(record, edit, standing)
        self._write(seq, edit.key, verdict.row, home)
        for dispute in verdict.disputes:
            self._write(seq, *dispute_row(record, edit.key, dispute, home), home)
        self._look_for_twins(seq, v, edit, record, existing)
        self._bench.note(edit)
        return verdict.fate, verdict.reason

    def _write(self, seq: int, key: RowKey, row: Row, home: int) -> None:
        self._bench.write(key, seq, row)
        self._scopes[key] = home
        shown = guest(key, row)
        if shown is not None:
            self._guests.append(shown)

    def _look_for_twins(self, seq: int, v: Values, edit: Op, record: Record, existing: Row | None) -> None:
        """A number that another row has too: both stay, and a person is asked."""
        for number, value in edit.patch.items():
            if record.by_number[number].kind is not Kind.UNIQUE or not isinstance(value, str):
                continue
            if (existing or {}).get(number) == value:
                continue
            others = sorted(self._holders.get((record.number, number, value), set()) - {edit.key.k1})
            first = next((other for other in others if self._still_holds(record, other, number, value)), None)
            if first is not None:
                shape = record.by_number[number]
                dot = dot_of(first)
                made = self._times.get(dot) or ledger.times_of(self._connection, dot)
                key, row = twin_row(record, shape, value, first, made, edit, v.corrected, v.received)
                self._write(seq, key, row, home_scope(key, row, self._bench.look))
        for number, held in (self._bench.look(edit.key) or {}).items():
            if (record.number, number, str(held)) in self._holders:
                self._holders[record.number, number, str(held)].add(edit.key.k1)

    def _still_holds(self, record: Record, identifier: int, number: int, value: str) -> bool:
        row = self._bench.look(RowKey(record.number, identifier))
        return row is not None and row.get(number) == value and not row.get(GONE)
