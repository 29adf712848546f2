"""Removing what was made by mistake: a class, a training, a programme, as long as nobody has worked in it.

Everything beneath goes with it in one act. Another laptop may mark in the meantime: then the centre brings all of it
back, so a removal hides nobody's work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, Record, RowKey
from contract.tables.records import Values
from contract.tables.removal import children, conflicts_of_class
from contract.training.catalogue import (
    ACTION_PLAN,
    ATTACHMENT,
    ATTENDANCE,
    BATCH,
    CATALOGUE,
    CERTIFICATE,
    CLASS_GROUP,
    COACHING,
    COMPETENCE,
    FOLLOW_UP,
    MILESTONE,
    MINUTES,
    NOMINAL_LIST,
    NOTE,
    PROGRAMME,
    RESULT,
    SCORE,
    SEMINAR_SCORE,
    TASK_PROGRESS,
    TRAINING,
)
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.programmes.trainings import training_line
from desktop.services.writing import write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_by, fetch_count
from desktop.storage.queries.offices import sees_whole_office
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_WORK: dict[int, str | None] = {
    ATTENDANCE.number: "status",
    TASK_PROGRESS.number: "status",
    SCORE.number: "value",
    **{
        record.number: None
        for record in (
            *(RESULT, MINUTES, CERTIFICATE, COMPETENCE, NOMINAL_LIST, ATTACHMENT),
            *(ACTION_PLAN, SEMINAR_SCORE, FOLLOW_UP, NOTE, MILESTONE, COACHING),
        )
    },
}
"""Records of somebody's work, and the field without which a row of one is an emptied cell and no work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What a removal deleted: how many rows of each record."""

    rows: dict[str, int]


def remove_class(replica: Replica, class_id: int, moment: Moment) -> Removed:
    """Removes a class in which nobody has worked, with its sessions and enrolments. Raises NotHere, Unsuitable."""
    with replica.transaction():
        return _remove(replica, CLASS_GROUP, [class_line(replica, class_id)], moment)


def remove_training(replica: Replica, training_id: int, moment: Moment) -> Removed:
    """Removes a training of which every class can be removed, with these. Raises NotHere, Unsuitable."""
    with replica.transaction():
        return _remove(replica, TRAINING, [training_line(replica, training_id)], moment)


def remove_programme(replica: Replica, key: str, moment: Moment) -> Removed:
    """Removes a programme that an office has added, with its facts and its trainings. Raises NotHere, Unsuitable.

    Added on two laptops it is two rows, which go together.
    """
    with replica.transaction():
        lines = fetch_by(replica, PROGRAMME, "key", key)
        if not lines:
            raise NotHere(f'Tidak ada program "{key}" yang ditambahkan di laptop ini. Lihat: lontar programme list.')
        if len({line.realm for line in lines}) > 1:
            raise Unsuitable(f'Program "{key}" ada di beberapa kantor di laptop ini; hapus di laptop tiap kantornya.')
        return _remove(replica, PROGRAMME, lines, moment)


def _remove(replica: Replica, record: Record, lines: Sequence[Values], moment: Moment) -> Removed:
    realm = lines[0].realm
    if not sees_whole_office(replica, realm):
        raise Unsuitable(
            "Laptop ini hanya memegang sebagian kelas kantor itu; minta pengelola kantor yang menghapusnya."
        )
    found = rows_beneath(replica, record, lines)
    # What hangs on a row goes before the row: a removal that is cut on the road leaves nothing without its parent.
    keys = list(dict.fromkeys(reversed(found)))
    write(replica, realm, [Change(key, {GONE: 1}) for key in keys], moment)
    return Removed(rows=dict(Counter(CATALOGUE.record(key.table).name for key in keys)))


def rows_beneath(replica: Replica, record: Record, lines: Sequence[Values]) -> list[RowKey]:
    """These rows and all beneath, parents first. Raises Unsuitable for what somebody has worked in."""
    found: list[RowKey] = []
    _check_users(replica, record, lines)
    level: dict[int, list[Values]] = {record.number: list(lines)}
    while level:
        below: dict[int, list[Values]] = {}
        for number, rows in level.items():
            found += [records[number].key_of(row) for row in rows]
            if number == CLASS_GROUP.number:
                for row in rows:
                    found += _of_class(replica, row)
                continue
            for child, held in _children(replica, number, [row.id for row in rows]):
                below.setdefault(child.number, []).extend(held)
        level = below
    return found


def _of_class(replica: Replica, group: Values) -> list[RowKey]:
    """All beneath a class, parents first. Raises Unsuitable for a class in which somebody has worked."""
    found: list[RowKey] = []
    work: Counter[str] = Counter()
    for child, rows in _children(replica, CLASS_GROUP.number, [group.id]):
        _count(work, child, rows)
        found += [records[child.number].key_of(row) for row in rows]
        if child.minted:
            for leaf, leaves in _children(replica, child.number, [row.id for row in rows]):
                _count(work, leaf, leaves)
                found += [records[leaf.number].key_of(row) for row in leaves]
    work["perbedaan isian"] += fetch_count(replica, conflicts_of_class(records, group.id))
    told = ", ".join(f"{count} {name}" for name, count in work.items() if count)
    if told:
        raise Unsuitable(
            f'Kelas "{group.title or format_id(group.id)}" tidak dapat dihapus karena sudah berisi {told}; '
            "batalkan pelatihannya saja: lontar training state."
        )
    return found


def _children(replica: Replica, number: int, ids: Collection[int]) -> Iterable[tuple[Record, list[Values]]]:
    for child, query in children(records, number, ids):
        yield child, fetch(replica, query)


def _count(work: Counter[str], record: Record, rows: Sequence[Values]) -> None:
    if record.number in _WORK:
        field = _WORK[record.number]
        work[record.label.lower()] += sum(field is None or getattr(row, field) is not None for row in rows)


def _check_users(replica: Replica, record: Record, lines: Sequence[Values]) -> None:
    """Classes that name a programme by its key, without a training between, are no part of it and keep it."""
    if record is not PROGRAMME:
        return
    trainings = [row.id for line in lines for row in fetch_by(replica, TRAINING, "programme", line.id)]
    batches = {row.id for training in trainings for row in fetch_by(replica, BATCH, "training", training)}
    users = [row for row in fetch_by(replica, CLASS_GROUP, "programme_key", lines[0].key) if row.batch not in batches]
    users = [row for row in users if row.realm == lines[0].realm]
    if users:
        raise Unsuitable(
            f'Program "{lines[0].key}" tidak dapat dihapus karena dipakai kelas "{users[0].title}"; '
            "hapus kelas itu dahulu: lontar class remove."
        )
