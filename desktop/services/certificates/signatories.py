"""Who signs certificates and other papers of an office, from when to when, and in which capacity."""

from __future__ import annotations

from dataclasses import dataclass

from contract.exchange.dots import format_id, row_id
from contract.tables import certificates as queries
from contract.tables.records import Values
from contract.training.catalogue import SIGNATORY
from contract.training.certificates.kinds import Signer, read_capacity
from contract.training.findings import BadValue
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.offices import office_named
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryView:
    """A signatory and the days on which they sign (ISO, "" for open)."""

    id: int
    signer: Signer
    valid_from: str
    valid_until: str
    example: bool


def add_signatory(
    replica: Replica,
    office: str | None,
    signer: Signer,
    moment: Moment,
    *,
    valid_from: str = "",
    valid_until: str = "",
    example: bool = False,
) -> int:
    """Writes down who signs; gives the id. Raises Unsuitable."""
    if not signer.name.strip() or not signer.post.strip():
        raise Unsuitable("Nama atau jabatan penandatangan kosong; tulis keduanya.")
    try:
        capacity = read_capacity(signer.capacity)
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad
    if capacity in ("a.n.", "u.b.") and not signer.on_behalf_of.strip():
        raise Unsuitable(f"Penandatangan {capacity} perlu jabatan yang diwakili; tulis dengan --on-behalf-of.")
    realm = office_named(replica, office).realm
    made = stated(
        SIGNATORY,
        name=" ".join(signer.name.split()),
        employee_number="".join(signer.employee_number.split()),
        post=" ".join(signer.post.split()),
        capacity=capacity.value,
        on_behalf_of=" ".join(signer.on_behalf_of.split()),
        rank=signer.rank.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        example=int(example) or None,
    )
    return row_id(write(replica, realm, [Change(SIGNATORY.number, made)], moment)[0])


def list_signatories(replica: Replica, office: str | None) -> tuple[SignatoryView, ...]:
    """All signatories of an office, the newest first."""
    with replica.database.reading():
        return tuple(map(_view, fetch(replica, queries.signatories(records, office_named(replica, office).realm))))


def signers_on(replica: Replica, realm: int, on: str, named: int | None) -> list[Signer]:
    """Who signs on a day: the one named, else the newest whose days it is; nobody where none is known.

    Raises NotHere.
    """
    if named is not None:
        line = fetch_row(replica, SIGNATORY, named)
        if line is None:
            raise NotHere(f"Tidak ada penandatangan {format_id(named)} di laptop ini. Lihat: lontar signatory list.")
        return [_view(line).signer]
    found = [_view(line) for line in fetch(replica, queries.signatories(records, realm))]
    fitting = [one.signer for one in found if one.valid_from <= on and on <= (one.valid_until or "9999")]
    return fitting[:1]


def _view(line: Values) -> SignatoryView:
    signer = Signer(
        name=line.name or "",
        employee_number=line.employee_number or "",
        post=line.post or "",
        capacity=line.capacity or "",
        on_behalf_of=line.on_behalf_of or "",
        rank=line.rank or "",
    )
    return SignatoryView(
        id=line.id,
        signer=signer,
        valid_from=line.valid_from or "",
        valid_until=line.valid_until or "",
        example=bool(line.example),
    )
