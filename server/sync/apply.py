"""Apply: a segment is verified, each op judged in the office's order, and all of it committed at once.

The centre never answers a bad op with an error: every op gets a fate and the author's n always advances.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import xor

from contract.exchange.dots import Dot, dot_of
from contract.exchange.judge import Fate, Standing, Verdict, corrected_time, corrected_times, judge
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Fork, Refusal
from contract.exchange.operations import Op, chain, row_hash
from contract.exchange.repeats import reason_of
from contract.exchange.scopes import OFFICE
from contract.exchange.seals import segment_is_genuine
from contract.exchange.segments import Segment, unpack_ops
from contract.exchange.shapes import GONE, Kind, Record, Row, RowKey, Value
from contract.exchange.upcast import NewerSchema, upcast
from contract.exchange.witness import Witness
from contract.training.catalogue import CATALOGUE, ENROLMENT, PERSON, SCHEMA, UPCASTERS
from contract.training.rights.roles import Grant, may_write
from contract.training.rights.scopes import guest, home_scope
from server.store import ledger
from server.store.bench import Bench, unique_values
from server.store.centre import Centre, Connection, lock_realm
from server.store.settled import Commit, Settled
from server.store.tables import CENTRE_DEVICE
from server.sync import hanging, lost, plain
from server.sync.disputes import Times, dispute_row, twin_row
from server.sync.links import Ground, ground
from server.sync.objections import objection
from server.sync.repeats import Repeats
from server.sync.sightings import ANOTHER_LIFE, about_another, dots_seen, proven

Behind = Callable[[Connection, Collection[RowKey]], None]
"""(connection of the open transaction, deleted rows on which something may hang)."""
_SAME_AS = PERSON.by_name["same_as"].number


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a segment came: by which device, that device's clock and the stretch of it, the centre's clock (seconds).

    lowered: bases that the device takes back. sure: no base beyond this commit counts, None for no such bound.
    witness: what the device remembers of a history that the centre has lost.
    one_by_one: every op goes before the judge, though the set path would give the same.
    """

    device: int
    device_now: int
    run: int
    received: int
    lowered: Mapping[tuple[int, int], int] = field(default_factory=dict)
    sure: int | None = None
    witness: Witness | None = None
    one_by_one: bool = False


@dataclass(slots=True)
class Found:
    """What a batch gives to look at: persons who share a number, deleted rows on which something may hang."""

    twins: list[tuple[int, int]] = field(default_factory=list)
    doubted: set[RowKey] = field(default_factory=set)

    def note(self, batch: _Batch) -> None:
        """Adds what one batch found."""
        self.twins += batch.twins
        self.doubted |= batch.doubted


def apply_segment(
    centre: Centre,
    realm: int,
    segment: Segment,
    delivery: Delivery,
    settled: Settled | None = None,
    found: Found | None = None,
    behind: Behind | None = None,
) -> Fork | Refusal | None:
    """Takes what is new of a segment. None when taken, already held, or behind a gap (the ACK tells which).

    A segment whose bytes are no ops is refused like one whose seal does not hold: what came before it stands, and what
    comes after it from other authors is taken. `settled` takes what the commit became, for the pages of its answer;
    `found` takes what is to be looked at, and `behind` looks at deleted rows in the same transaction.
    """
    try:
        ops = unpack_ops(segment.body)
    except Malformed:
        return Refusal(segment.author, segment.n0, "unreadable")
    made, found = Settled(), found or Found()
    with centre.writing() as connection:
        problem = apply_ops(centre, connection, realm, segment, ops, delivery, made, found)
        if behind is not None and found.doubted:
            behind(connection, found.doubted)
            found.doubted = set()
    if settled is not None:
        settled.commits.update(made.commits)
    return problem


def apply_ops(
    centre: Centre,
    connection: Connection,
    realm: int,
    segment: Segment,
    ops: Sequence[Op],
    delivery: Delivery,
    settled: Settled | None = None,
    found: Found | None = None,
) -> Fork | Refusal | None:
    """The same within a transaction that is open already; `ops` are those of the segment."""
    seq, head = lock_realm(connection, realm)
    author = ledger.author_of(connection, segment.author)
    if author is None or author.realm != realm:
        return Refusal(segment.author, segment.n0, "no_author")
    if segment.n0 > author.got + 1:
        return None
    before = ledger.chain_at(connection, author.number, segment.n0 - 1)
    if before is None or not segment_is_genuine(author.public_key, before, segment.body, segment.signature):
        return Refusal(segment.author, segment.n0, "seal")
    links = _links(before, ops)
    forked = _first_other(ledger.chains(connection, author.number, segment.n0, min(segment.n1, author.got)), ops, links)
    if forked is not None:
        return Fork(author.number, forked)
    lost.note_stood(connection, segment, delivery.witness)
    fresh = [(edit, link) for edit, link in zip(ops, links, strict=True) if edit.n > author.got]
    on = ground(connection, author.number, fresh)
    if on is not Ground.HELD:
        return Fork(author.number, fresh[0][0].n) if on is Ground.ANOTHER else None
    batch = _Batch(Bench(centre, connection, realm), author, delivery, seq + 1)
    judged = batch.judge_all(fresh)
    batch.store()
    ledger.store_ops(connection, realm, seq + 1, delivery.received, judged)
    ledger.store_segment(connection, segment, delivery.received, delivery.device)
    ledger.close_commit(connection, realm, seq + 1, head, delivery.received, judged)
    if settled is not None and author.device == delivery.device:
        batch.tell(settled)
    if found is not None:
        found.note(batch)
    return None


def _first_other(held: Mapping[int, bytes], ops: Sequence[Op], links: Sequence[bytes]) -> int | None:
    """The n of the first op under which another life's is held."""
    return next((edit.n for edit, link in zip(ops, links, strict=True) if held.get(edit.n, link) != link), None)


def _links(before: bytes, ops: Sequence[Op]) -> list[bytes]:
    links = []
    for edit in ops:
        before = chain(before, edit)
        links.append(before)
    return links


class _Batch:
    """The ops of one author in one commit."""

    def __init__(self, bench: Bench, author: ledger.Author, delivery: Delivery, seq: int) -> None:
        self._bench = bench
        self._author = author
        self._delivery = delivery
        self._seq = seq
        self._t = author.t
        self._bound = seq - 1 if delivery.sure is None else delivery.sure
        self._own = author.device in (delivery.device, CENTRE_DEVICE)
        self._grants: list[Grant] | None = (
            None if author.device == CENTRE_DEVICE else ledger.grants_of(bench.connection, [author.member])
        )
        self._scopes: dict[RowKey, int] = {}
        self._guests: list[tuple[RowKey, int, bool]] = []
        self._holders: dict[tuple[int, int, str], set[int]] = {}
        self.twins: list[tuple[int, int]] = []
        self.doubted: set[RowKey] = set()
        self._plain: plain.Plain | None = None
        self._settled: list[int] = []
        self._all_settled = False
        self._originals: dict[Dot, Op] = {}
        self._came_before: Mapping[int, Dot] = {}
        self._times: dict[Dot, Times] = {}

    def judge_all(self, fresh: Sequence[tuple[Op, bytes]]) -> list[ledger.Judged]:
        """The fate of each op, in order; rows change on the bench."""
        readable = [edit for edit, _ in fresh if edit.schema <= SCHEMA and CATALOGUE.knows(edit.key.table)]
        present = [edit if edit.schema == SCHEMA else upcast(edit, SCHEMA, UPCASTERS) for edit in readable]
        sorts = plain.sorted_out(present)
        self._bench.fetch(edit.key for edit in present)
        named = plain.parents(sorts)
        self._bench.fetch(named)
        self._holders = self._bench.holders(unique_values(sorts))
        self._originals = ledger.originals(self._bench.connection, dots_seen(present))
        self._repeats = Repeats(self._bench.connection, self._author.number, present)
        self._came_before = self._repeats.find(self._author.member, readable)
        if not self._author.revoked and not self._delivery.one_by_one:
            self._plain = plain.Plain(self._bench, self._grants, self._delivery.received, self._holders, sorts)
        judged = self._settle_all(fresh) or [self._judge(edit, link) for edit, link in fresh]
        self._all_settled = len(self._settled) == len(judged)
        self.doubted = hanging.doubtful(self._bench, present, named)
        return judged

    def _settle_all(self, fresh: Sequence[tuple[Op, bytes]]) -> list[ledger.Judged] | None:
        """What _judge would do with each, at once, where nothing can contest any and no op meets another."""
        if self._plain is None or self._came_before or self._holders or self._delivery.lowered:
            return None
        if self._delivery.witness is not None and any(self._heard_before(edit) is not None for edit, _ in fresh):
            return None
        found = self._plain.settle_all(len(fresh), self._bound)
        if found is None:
            return None
        rows, self._scopes = found
        self._bench.write_all(self._seq, rows)
        self._guests = [shown for key, row in rows.items() if (shown := guest(key, row)) is not None]
        self._settled = [edit.n for edit, _ in fresh]
        now, bound, run = self._delivery.received, self._bound, self._delivery.run
        theirs = self._delivery.device_now if self._own else now
        times = corrected_times((edit.wall for edit, _ in fresh), theirs, now, self._t)
        self._t = times[-1]
        return [
            ledger.Judged(edit, min(edit.base, bound), t, self._own and edit.run == run, Fate.OK, "", link)
            for (edit, link), t in zip(fresh, times, strict=True)
        ]

    def _judge(self, edit: Op, link: bytes) -> ledger.Judged:
        # A base beyond this history would claim to have seen what is yet to come: nothing could ever contest it.
        base = min(edit.base, self._bound)
        if self._delivery.lowered:
            base = min(base, self._delivery.lowered.get((edit.author, edit.n), base))
        now = self._delivery.received
        self._t = corrected_time(edit.wall, self._delivery.device_now if self._own else now, now, self._t)
        self._times[edit.dot] = edit.wall, self._t, now
        sure = self._own and edit.run == self._delivery.run
        fate, reason = self._settle(edit, base) or self._decide(edit, base)
        return ledger.Judged(edit, base, self._t, sure, fate, reason, link)

    def _settle(self, edit: Op, base: int) -> tuple[Fate, str] | None:
        """The set path, for an op that nothing can contest."""
        if self._plain is None or edit.n in self._came_before or self._heard_before(edit) is not None:
            return None
        settled = self._plain.settle(edit.n, base)
        if settled is None:
            return None
        present, row, home = settled
        self._write(present.key, row, home)
        self._note_holder(present.key)
        self._bench.note(present)
        self._settled.append(edit.n)
        return Fate.OK, ""

    def tell(self, settled: Settled) -> None:
        """Notes the commit for the answer, if the set path took all of it."""
        if self._all_settled:
            rows = self._bench.changed
            total = reduce(xor, (row_hash(key, row) for key, (_, row) in rows.items()), 0)
            scopes, first, last = frozenset(self._scopes.values()), self._settled[0], self._settled[-1]
            settled.add(Commit(self._seq, self._author.number, first, last, len(rows), scopes, total))

    def _decide(self, edit: Op, base: int) -> tuple[Fate, str]:
        if self._author.revoked:
            return Fate.HELD, "revoked"
        try:
            edit = upcast(edit, SCHEMA, UPCASTERS)
        except NewerSchema:
            return Fate.HELD, "newer_schema"
        if not CATALOGUE.knows(edit.key.table):
            return Fate.REJECTED, "no_record"
        if edit.n in self._came_before:
            self._repeats.note(edit, self._came_before[edit.n])
            return Fate.REJECTED, reason_of(self._came_before[edit.n])
        record = CATALOGUE.record(edit.key.table)
        existing = self._bench.look(edit.key)
        edit, others = proven(edit, self._originals)
        edit = self._repeats.seen(edit)
        reason = objection(self._bench, record, edit, existing, of_centre=self._grants is None) or about_another(
            record, edit, others
        )
        if reason is None and self._names_another(record, edit):
            reason = ANOTHER_LIFE
        if reason is not None:
            return Fate.REJECTED, reason
        home = home_scope(edit.key, {**(existing or {}), **edit.patch}, self._bench.look)
        if not self._allowed(record, edit, home):
            return Fate.HELD, "out_of_grant"
        verdict = self._verdict(record, edit, existing, base)
        self._write(edit.key, verdict.row, home)
        for dispute in verdict.disputes:
            self._open(dispute_row(record, edit.key, dispute, home), home)
        self._look_for_twins(record, edit, existing)
        self._bench.note(edit)
        return verdict.fate, verdict.reason

    def _heard_before(self, edit: Op) -> int | None:
        return lost.heard_before(self._delivery.witness, edit, is_behind=self._delivery.sure is not None)

    def _names_another(self, record: Record, edit: Op) -> bool:
        """Whether it is about a row that came under its name after its author had seen another there."""
        heard = self._heard_before(edit)
        return heard is not None and lost.names_another(self._bench.connection, record, edit, heard)

    def _allowed(self, record: Record, edit: Op, home: int) -> bool:
        if self._grants is None:
            return True
        scopes, times = frozenset({home}), (self._t, self._delivery.received)
        if not self._may_show(record, edit):
            return False
        if record.number == PERSON.number and any(grant.class_group for grant in self._grants):
            scopes = self._bench.classes_of(edit.key.k1) or frozenset({OFFICE})
            into = edit.patch.get(_SAME_AS)
            # Who is limited to classes merges only people of theirs, both of them.
            if into is not None and not may_write(self._grants, record.name, self._classes(into), times):
                return False
        return may_write(self._grants, record.name, scopes, times)

    def _classes(self, person: Value) -> frozenset[int]:
        return self._bench.classes_of(person) if isinstance(person, int) else frozenset()

    def _may_show(self, record: Record, edit: Op) -> bool:
        """An enrolment shows its person to the class. Who is limited to classes enrols only people of their laptop.

        Else a guessed id would open anybody's data.
        """
        limited = self._grants is not None and all(grant.class_group for grant in self._grants)
        if record.number != ENROLMENT.number or not limited:
            return True
        maker = ledger.author_of(self._bench.connection, dot_of(edit.key.k2).author)
        if maker is not None and maker.device == self._author.device:
            return True
        return edit.key.k1 in self._bench.classes_of(edit.key.k2) or self._bench.look(edit.key) is not None

    def _verdict(self, record: Record, edit: Op, existing: Row | None, base: int) -> Verdict:
        held = self._bench.rows.get(edit.key)
        rivals = self._bench.rivals(edit, base) if held is not None and held[0] > base else []
        standing = Standing(
            row=existing,
            rivals=rivals,
            base_value=lambda number: self._bench.value_looked_at(edit, base, number),
            t=self._t,
            received=self._delivery.received,
        )
        return judge(record, edit, standing)

    def _write(self, key: RowKey, row: Row, home: int) -> None:
        self._bench.write(key, self._seq, row)
        self._scopes[key] = home
        shown = guest(key, row)
        if shown is not None:
            self._guests.append(shown)

    def _open(self, found: tuple[RowKey, Row], home: int) -> None:
        key, row = found
        self._write(key, row, home)

    def _look_for_twins(self, record: Record, edit: Op, existing: Row | None) -> None:
        """A number that another row has too: both stay, and a person is asked."""
        for number, value in edit.patch.items():
            shape = record.by_number[number]
            if shape.kind is not Kind.UNIQUE or not isinstance(value, str) or (existing or {}).get(number) == value:
                continue
            holders = self._holders.get((record.number, number, value), set())
            others = (other for other in sorted(holders - {edit.key.k1}))
            first = next((other for other in others if self._still_holds(record, other, number, value)), None)
            if first is not None:
                dot = dot_of(first)
                made = self._times.get(dot) or ledger.times_of(self._bench.connection, dot)
                twins = twin_row(record, shape, value, first, made, edit, self._t, self._delivery.received)
                self._open(twins, OFFICE)
                self.twins.append((first, edit.key.k1))
        self._note_holder(edit.key)

    def _note_holder(self, key: RowKey) -> None:
        """The row's numbers count for the rest of the batch as in any other, also those that a deletion had hidden."""
        if not self._holders:
            return
        for number, value in (self._bench.look(key) or {}).items():
            if (key.table, number, str(value)) in self._holders:
                self._holders[key.table, number, str(value)].add(key.k1)

    def _still_holds(self, record: Record, identifier: int, number: int, value: str) -> bool:
        row = self._bench.look(RowKey(record.number, identifier))
        return row is not None and row.get(number) == value and not row.get(GONE)

    def store(self) -> None:
        """Writes what was decided."""
        self._bench.store_rows(self._seq, self._scopes, self._guests)
