"""The audit: everything that the centre holds, reproduced from the signed originals and the order of the log.

Read only, in one snapshot, while the centre serves. A clean audit means: every original bears its author's seal, every
op is as signed, the log has no gap and covers every fate, and judging it again gives every row and every line of the
feed; and the contents of attachments have their digests, those of which the log says that they are here all of them.
What it can't know: which laptop carried a segment, whether an op's time was sure, and grants of former days.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from contract.exchange.malformed import Malformed
from contract.exchange.operations import GENESIS_CHAIN, Op, chain, pack_row
from contract.exchange.seals import genesis, next_head, segment_is_genuine
from contract.exchange.segments import Segment, unpack_ops
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from server.store import evidence, ledger, members
from server.store.centre import Centre, Connection
from server.store.evidence import Difference, Writer
from server.sync import blob_care
from server.sync.replay import Commit, signed_ops
from server.sync.sightings import dots_seen

MOST_TOLD = 200
"""Differences named one by one; further ones are counted."""
_MISSING, _THERE = None, "ada"


@dataclass(slots=True)
class Findings:
    """What an audit found: differences (the first MOST_TOLD and how many in all), ops and rows looked at."""

    differences: list[Difference] = field(default_factory=list)
    count: int = 0
    ops: int = 0
    rows: int = 0
    waiting: int = 0
    """Attachments of which the content has not come yet."""

    @property
    def ok(self) -> bool:
        """Whether all is as the log says."""
        return not self.count

    def note(self, found: Iterator[Difference] | Sequence[Difference]) -> None:
        """Takes what was found."""
        for one in found:
            self.count += 1
            if len(self.differences) < MOST_TOLD:
                self.differences.append(one)


def audit(centre: Centre, folder: Path | None = None) -> Findings:
    """Audits the whole database. The replay needs room on a disk, in `folder` or where temporary files go.

    Raises NoDatabase when either database can't be used.
    """
    findings = Findings()
    with (
        tempfile.TemporaryDirectory(prefix=".lontar-audit-", dir=folder) as place,
        closing(Centre(f"sqlite:///{Path(place) / 'replayed.db'}")) as scratch,
        centre.snapshot() as connection,
    ):
        scratch.create_tables()
        writers = evidence.writers(connection)
        _check_originals(connection, writers, findings)
        with scratch.writing() as replayed:
            for office in members.offices(connection):
                _check_office(connection, (scratch, replayed), office, writers, findings)
            findings.note(evidence.tables_side_by_side(connection, replayed))
        held = evidence.ops_held(connection)
        if held != findings.ops:
            findings.note([Difference("op", "*", None, held, findings.ops)])
        findings.rows = evidence.rows_held(connection)
        proof = blob_care.prove(connection)
        findings.note(proof.differences)
        findings.waiting = proof.waiting
    return findings


def _check_originals(connection: Connection, writers: Mapping[int, Writer], findings: Findings) -> None:
    """Every segment bears its author's seal, and every op held is as it was signed."""
    covered = dict.fromkeys(writers, 0)
    for original, received in evidence.originals(connection):
        writer, name = writers.get(original.author), f"{original.author}-{original.n0}"
        if writer is None:
            findings.note([Difference("lease", str(original.author), None, _MISSING, _THERE)])
            continue
        if original.n0 > covered[original.author] + 1:
            missing = f"{original.author}-{covered[original.author] + 1}"
            findings.note([Difference("segment", missing, None, _MISSING, _THERE)])
        covered[original.author] = max(covered[original.author], original.n1)
        held = evidence.ops_of(connection, original.author, original.n0 - 1, original.n1)
        findings.note(_of_original(writer, original, name, received, held))
    for number, writer in writers.items():
        findings.note(_of_writer(connection, writer, covered[number]))


def _of_original(
    writer: Writer, original: Segment, name: str, received: int, held: Mapping[int, Values]
) -> Iterator[Difference]:
    before = bytes(held[original.n0 - 1].chain) if original.n0 - 1 in held else GENESIS_CHAIN
    if not segment_is_genuine(writer.public_key, before, original.body, original.signature):
        yield Difference("segment", name, "signature", original.signature.hex(), _MISSING)
        return
    try:
        edits = unpack_ops(original.body)
    except Malformed:
        yield Difference("segment", name, "body", original.body.hex()[:64], _MISSING)
        return
    if (edits[0].author, edits[0].n, edits[-1].n) != (original.author, original.n0, original.n1):
        yield Difference("segment", name, "n1", original.n1, edits[-1].n)
    for edit in edits:
        before = chain(before, edit)
        v = held.get(edit.n)
        if v is None:
            yield Difference("op", f"{edit.author}-{edit.n}", None, _MISSING, _THERE)
        else:
            yield from _of_op(writer, edit, before, v)
    last = held.get(original.n1)
    if last is not None and last.received != received:
        yield Difference("segment", name, "received", received, last.received)


def _of_op(writer: Writer, edit: Op, link: bytes, v: Values) -> Iterator[Difference]:
    name = f"{edit.author}-{edit.n}"
    if bytes(v.patch) != pack_row(edit.patch):
        yield Difference("op", name, "patch", bytes(v.patch).hex(), pack_row(edit.patch).hex())
    stored = (RowKey(v.tbl, v.k1, v.k2, v.k3), v.wall, v.schema, bytes(v.chain).hex(), v.realm)
    signed = (edit.key, edit.wall, edit.schema, link.hex(), writer.realm)
    for name_of, x, y in zip(("row", "wall", "schema", "chain", "realm"), stored, signed, strict=True):
        if x != y:
            yield Difference("op", name, name_of, x, y)
    if v.base > edit.base:
        yield Difference("op", name, "base", v.base, edit.base)


def _of_writer(connection: Connection, writer: Writer, covered: int) -> Iterator[Difference]:
    """What is held of an author, by its own line, is the last op held."""
    name = str(writer.number)
    last = evidence.ops_of(connection, writer.number, writer.got, 2**32).values()
    ends = max((v.n for v in last), default=0 if not writer.got else covered)
    if ends != writer.got:
        yield Difference("lease", name, "got", writer.got, ends)
    if covered < writer.got:
        yield Difference("segment", f"{writer.number}-{covered + 1}", None, _MISSING, _THERE)
    for v in last:
        if v.n == writer.got:
            stored = (writer.at, writer.corrected, writer.chain.hex())
            for name_of, x, y in zip(
                ("at", "corrected", "chain"), stored, (v.seq, v.corrected, bytes(v.chain).hex()), strict=True
            ):
                if x != y:
                    yield Difference("lease", name, name_of, x, y)


def _check_office(
    connection: Connection,
    replayed: tuple[Centre, Connection],
    office: members.Office,
    writers: Mapping[int, Writer],
    findings: Findings,
) -> None:
    """The log has no gap and covers every commit; each commit is judged again."""
    log, commits = evidence.log_lines(connection, office.number), evidence.commits(connection, office.number)
    line, commit = next(log, None), next(commits, None)
    head, expected = genesis(office.epoch), 0
    while line is not None or commit is not None:
        seq = min(found[0] for found in (line, commit) if found is not None)
        name = f"{office.code} {seq}"
        if seq != expected:
            findings.note([Difference("log", f"{office.code} {expected}", None, _MISSING, _THERE)])
        expected = seq + 1
        here = line if line is not None and line[0] == seq else None
        ops = commit[1] if commit is not None and commit[0] == seq else []
        if ops:
            _judge_again(connection, replayed, office, (seq, ops), writers, findings)
            head = next_head(head, _entries(ops))
            commit = next(commits, None)
        elif seq:
            findings.note([Difference("op", name, None, _MISSING, _THERE)])
        findings.note(_of_line(name, here, head, ops))
        if here is not None:
            head, line = here[1], next(log, None)
    clock = evidence.clock(connection, office.number)
    if clock != (expected - 1, head):
        stored, ends = (f"{place} {at.hex()}" for place, at in (clock, (expected - 1, head)))
        findings.note([Difference("realm", office.code, "seq", stored, ends)])


def _judge_again(
    connection: Connection,
    replayed: tuple[Centre, Connection],
    office: members.Office,
    commit: tuple[int, list[Values]],
    writers: Mapping[int, Writer],
    findings: Findings,
) -> None:
    seq, ops = commit
    of_centre = ops[0].author in writers and writers[ops[0].author].of_centre
    again = Commit(*replayed, office.number, of_centre=of_centre)
    edits = signed_ops(connection, ops)
    # Only what has been judged by now: what came later may be another life's.
    held = {dot for dot in dots_seen(edits) if ledger.chain_at(replayed[1], *dot) is not None}
    findings.note(again.judge(seq, ops, edits, ledger.originals(connection, held)))
    findings.ops += len(ops)


def _entries(ops: Sequence[Values]) -> bytes:
    return b"".join(bytes(v.chain) + v.fate.encode() + v.corrected.to_bytes(8, "big", signed=True) for v in ops)


def _of_line(
    name: str, here: tuple[int, bytes, int] | None, head: bytes, ops: Sequence[Values]
) -> Iterator[Difference]:
    if here is None:
        yield Difference("log", name, None, _MISSING, head.hex())
        return
    if here[1] != head:
        yield Difference("log", name, "head", here[1].hex(), head.hex())
    at = {v.received for v in ops}
    if len(at) == 1 and here[2] not in at:
        yield Difference("log", name, "at", here[2], ops[0].received)
        return
    for v in ops:
        if v.received != here[2]:
            yield Difference("op", f"{v.author}-{v.n}", "received", v.received, here[2])
