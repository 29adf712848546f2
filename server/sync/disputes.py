"""Conflict rows: an ordinary synced record of what two people set differently, or of two rows that may be one person.

One row per (row, field, pair of hands): a further edit in the same disagreement updates it, opening no other.
"""

from __future__ import annotations

import hashlib

from contract.exchange.dots import dot_of, hand
from contract.exchange.judge import Claim, Dispute
from contract.exchange.operations import Op
from contract.exchange.scopes import OFFICE
from contract.exchange.shapes import Field, Record, Row, RowKey, Value
from contract.training.catalogue import CONFLICT

Times = tuple[int, int, int]
"""Of an op: the device's clock, the corrected time, when it was received."""
_FIELD = {name: field.number for name, field in CONFLICT.by_name.items()}


def dispute_row(record: Record, key: RowKey, dispute: Dispute, scope: int) -> tuple[RowKey, Row]:
    """The conflict of a sensitive field; "first" is the value that stood, "second" the one that arrived."""
    field = record.by_number[dispute.field]
    first, second = dispute.standing, dispute.arriving
    low, high = sorted((hand(first.author), hand(second.author)))
    name = RowKey(CONFLICT.number, _about(record.name, key, field.name), low, high)
    row = _row(
        record=record.name,
        row_k1=key.k1,
        row_k2=key.k2,
        row_k3=key.k3,
        field=field.name,
        kind=field.kind.value,
        open=1,
        base=_text(dispute.base),
        winner=dispute.winner,
        scope=scope,
    )
    return name, {**row, **_claim("first", first), **_claim("second", second)}


def twin_row(
    record: Record, field: Field, value: str, other: int, made: Times | None, edit: Op, t: int, received: int
) -> tuple[RowKey, Row]:
    """The conflict of two rows with one number: possibly the same person registered twice.

    made: when the row that was here before was, None where nothing is known of that.
    """
    low, high = sorted((other, edit.key.k1))
    name = RowKey(CONFLICT.number, _about(record.name, RowKey(record.number, 0), f"twin:{field.name}"), low, high)
    origin = dot_of(other)
    first = Claim(value, origin.author, origin.n, *(made or (0, 0, 0)))
    second = Claim(value, edit.author, edit.n, edit.wall, t, received)
    row = _row(
        record=record.name,
        row_k1=other,
        row_k2=edit.key.k1,
        row_k3=0,
        field=field.name,
        kind="twin",
        open=1,
        base=None,
        winner=None,
        scope=OFFICE,
    )
    return name, {**row, **_claim("first", first), **_claim("second", second)}


def _row(**values: Value) -> Row:
    return {_FIELD[name]: value for name, value in values.items()}


def _claim(side: str, claim: Claim) -> Row:
    return _row(
        **{
            f"{side}_value": _text(claim.value),
            f"{side}_author": claim.author,
            f"{side}_n": claim.n,
            f"{side}_wall": claim.wall,
            f"{side}_at": claim.t,
            f"{side}_received": claim.received,
        }
    )


def _text(value: Value) -> str | None:
    return str(value) if value is not None else None


def _about(*parts: object) -> int:
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
