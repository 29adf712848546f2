"""Tanda terima: what the centre has signed for, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contract.exchange.receipts import Changed, check_receipt
from contract.faults import WorldFault
from contract.training.catalogue import CATALOGUE
from desktop.services.faults import NotHere
from desktop.storage import proofs
from desktop.storage.queries.offices import offices
from desktop.storage.registration import pinned_key
from desktop.storage.replica import Replica


class ChangedReceipt(WorldFault):
    """The receipt is not as the office signed it; `part` names where."""

    def __init__(self, part: str) -> None:
        super().__init__(f"Tanda terima ini berubah pada bagian {part}: bukan lagi yang ditandatangani pusat.")
        self.part = part


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Changes of one person that arrived: their numbers n0 to n1, how many were refused or are held."""

    person: str
    author: int
    n0: int
    n1: int
    refused: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """A receipt as it says itself. id 0 and short True: read from a code on paper, which leaves the long parts out.

    counts: (class or None, kind of record, how many). safe_at: when the backup was made that holds it up to then.
    """

    id: int
    office: str
    office_name: str
    at: int
    device_name: str
    arrived: tuple[Arrived, ...]
    counts: tuple[tuple[str | None, str, int], ...]
    seq: int
    head: str
    safe: int
    safe_at: int
    text: str
    short: bool

    @property
    def count(self) -> int:
        """The changes that it names."""
        return sum(one.n1 - one.n0 + 1 for one in self.arrived)


def receipts_here(replica: Replica) -> tuple[ReceiptView, ...]:
    """All receipts kept on this laptop, newest first."""
    with replica.database.reading():
        return tuple(_view(line.id, line.content, None) for line in proofs.receipts(replica))


def receipt_here(replica: Replica, identifier: int) -> ReceiptView:
    """One of them. Raises NotHere."""
    found = next((view for view in receipts_here(replica) if view.id == identifier), None)
    if found is None:
        raise NotHere(f"Tidak ada tanda terima nomor {identifier} di laptop ini.")
    return found


def read_receipt(text: str, key: bytes | None) -> ReceiptView:
    """A receipt from anywhere, checked against a key, or only against the one that it names. Raises ChangedReceipt."""
    return _view(0, text, key)


def office_keys(replica: Replica) -> dict[str, bytes]:
    """The keys of this laptop's offices by their codes, as they were when it joined."""
    with replica.database.reading():
        found = {office.code: pinned_key(replica, office.realm) for office in offices(replica)}
    return {code: key for code, key in found.items() if key is not None}


def _view(identifier: int, text: str, key: bytes | None) -> ReceiptView:
    try:
        parts: Mapping[str, Any] = check_receipt(text, key).parts
        return _shown(identifier, text, parts)
    except Changed as changed:
        raise ChangedReceipt(changed.part) from None
    except (AttributeError, KeyError, TypeError, ValueError):
        # Sealed with the key that it names, but by no centre.
        raise ChangedReceipt("isi") from None


def _shown(identifier: int, text: str, parts: Mapping[str, Any]) -> ReceiptView:
    office, log, safe = parts["kantor"], parts["catatan"], parts.get("aman", {"urutan": 0, "waktu": 0})
    return ReceiptView(
        id=identifier,
        office=office["kode"],
        office_name=office["nama"],
        at=parts["waktu"],
        device_name=parts.get("laptop", {}).get("nama", ""),
        arrived=tuple(
            Arrived(person=name, author=author, n0=n0, n1=n1, refused=refused, held=held)
            for author, name, n0, n1, refused, held in parts.get("perubahan", ())
        ),
        counts=tuple((title, _label(record), count) for title, record, count in parts.get("jumlah", ())),
        seq=log["urutan"],
        head=log["sidik"],
        safe=safe["urutan"],
        safe_at=safe["waktu"],
        text=text,
        short="perubahan" not in parts,
    )


def _label(name: str) -> str:
    found = next((record for record in CATALOGUE.records if record.name == name), None)
    return found.label if found is not None and found.label else name
