"""What proves that the centre holds this laptop's work: marks of safe work, and receipts."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.receipts import Changed, check_receipt
from desktop.storage.lease import has_met_lately
from desktop.storage.registration import pinned_key
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import op, realm, receipt, safe

RECEIPTS_KEPT = 500
_WANTED = "receipt wanted"
_NOTE_SAFE = sa.insert(safe).prefix_with("OR REPLACE")
_REALM = sa.bindparam("realm_", type_=sa.Integer())
_ARRIVED = (
    sa.select(op.c.at)
    .where(op.c.realm == _REALM, op.c.at.is_not(None), op.c.own == 1)
    .order_by(op.c.at.desc())
    .limit(1)
)
_SIGNED = sa.select(sa.func.max(receipt.c.seq)).where(receipt.c.realm == _REALM)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """A receipt that is kept: its number here, the office's code, the centre's time, the commit, how many own ops."""

    id: int
    code: str
    at: int
    seq: int
    count: int
    content: str


def note_safe(replica: Replica, number: int, seq: int, at: int) -> None:
    """A backup of the centre, made and proven at `at`, holds the office up to this commit."""
    replica.connection.execute(_NOTE_SAFE, {"realm": number, "seq": seq, "at": at})


def safe_marks(replica: Replica) -> dict[int, tuple[int, int]]:
    """(commit, time of the backup) by office, of those that were told."""
    return {v.realm: (v.seq, v.at) for v in replica.connection.execute(sa.select(safe))}


def rewind(replica: Replica, number: int, seq: int) -> None:
    """The centre lost what came after `seq`: a mark beyond it is of a history that is no more.

    Receipts stay: they prove what the centre once had.
    """
    replica.connection.execute(sa.delete(safe).where(safe.c.realm == number, safe.c.seq > seq))


def receipt_due(replica: Replica, number: int, now: int) -> int | None:
    """The commit after which a receipt is to be asked for in this request, None when none is.

    Own work arrived that no receipt names, and a person wants one or the last talk is some time ago.
    """
    if has_met_lately(replica, number, now) and not recall(replica, _WANTED):
        return None
    about = {"realm_": number}
    arrived = replica.connection.execute(_ARRIVED, about).scalar()
    signed = replica.connection.execute(_SIGNED, about).scalar() or 0
    return signed if arrived is not None and arrived > signed else None


def want_receipt(replica: Replica, wanted: bool) -> None:
    """A person wants a receipt in the next talk, or has it."""
    with replica.transaction():
        remember(replica, _WANTED, True if wanted else None)


def keep_receipt(replica: Replica, number: int, text: str) -> None:
    """Keeps a receipt that bears the seal of the office as it was when the laptop joined; another is none."""
    key = pinned_key(replica, number)
    if key is None:
        return
    try:
        parts = check_receipt(text, key).parts
    except Changed:
        return
    count = sum(n1 - n0 + 1 for _, _, n0, n1, *_ in parts["perubahan"])
    line = {"realm": number, "at": parts["waktu"], "seq": parts["catatan"]["urutan"], "count": count, "content": text}
    newest = replica.connection.execute(sa.insert(receipt).values(line).returning(receipt.c.id)).scalar_one()
    replica.connection.execute(sa.delete(receipt).where(receipt.c.id <= newest - RECEIPTS_KEPT))


def receipts(replica: Replica) -> list[ReceiptLine]:
    """The receipts that are kept, newest first."""
    query = sa.select(receipt, realm.c.code).join(realm, realm.c.number == receipt.c.realm)
    lines = replica.connection.execute(query.order_by(receipt.c.id.desc()))
    # "count" is also a method of every line.
    return [
        ReceiptLine(id=v.id, code=v.code, at=v.at, seq=v.seq, count=v._mapping["count"], content=v.content)
        for v in lines
    ]
