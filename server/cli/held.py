"""What the command `held` does: shows work that is kept and not judged, so that nobody's marks lie unseen."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from contract.exchange.dots import format_id, row_id
from contract.training.catalogue import CATALOGUE
from contract.training.plain_rows import Plain, plain_number, plain_row, plain_value
from server.cli.work import moment, office_of
from server.store.held import HeldEdit, held_edits, names_of
from server.store.opening import open_centre

if TYPE_CHECKING:
    from server.cli.program import Speaker

_WHY = {
    "revoked": "  haknya dicabut",
    "out_of_grant": "  di luar haknya",
    "newer_schema": "  dari Lontar yang lebih baru",
}


def show_held(speaker: Speaker, database: str, code: str) -> None:
    """Every held edit of an office, in the order in which they came. Raises NoOffice and what opening raises."""
    with closing(open_centre(database)) as centre, centre.snapshot() as connection:
        found = list(held_edits(connection, office_of(connection, code).number))
        told = [{**_plain(edit, code), "about": ", ".join(names_of(connection, edit.key))} for edit in found]
    for edit, plain in zip(found, told, strict=True):
        speaker.tell(f"{edit.person_name} di laptop {edit.device}, {moment(edit.made_at):%Y-%m-%d %H:%M}:")
        speaker.tell(_WHY.get(edit.reason, f"  {edit.reason}"))
        about = plain["about"] or ", ".join(f"{name} {value}" for name, value in plain["key"].items())
        values = ", ".join(f"{name} {value}" for name, value in plain["fields"].items())
        speaker.tell(f"  perubahan {plain['edit']}, tabel {plain['table']}, {about}: {values}")
    if found:
        speaker.tell("Yang masih berlaku: beri haknya, lalu Kirim lagi di laptopnya; atau catat ulang di laptop lain.")
    else:
        speaker.tell("Tidak ada perubahan yang ditahan.")
    speaker.answer({"held": told})


def _plain(edit: HeldEdit, office: str) -> dict[str, Any]:
    return {
        "edit": format_id(row_id(edit.dot)),
        "office": office,
        **_named(edit, office),
        "person": edit.person_name,
        "device": edit.device,
        "device_name": edit.device_name,
        "made_at": moment(edit.made_at).isoformat(),
        "received_at": moment(edit.received_at).isoformat(),
        "reason": edit.reason,
    }


def _named(edit: HeldEdit, office: str) -> dict[str, Any]:
    """The table, the row and the fields; of what only a newer program knows, the bare numbers."""
    if not CATALOGUE.knows(edit.key.table):
        bare = {str(number): value for number, value in edit.patch.items()}
        return {"table": str(edit.key.table), "key": {"k1": plain_number(edit.key.k1)}, "fields": bare}
    record = CATALOGUE.record(edit.key.table)
    row = plain_row(record, edit.key, 0, {}, office)
    fields: dict[str, Plain] = {}
    for number, value in edit.patch.items():
        field = record.by_number.get(number)
        fields[field.name if field else str(number)] = plain_value(field, value) if field else value
    return {"table": record.name, "key": {name: row[name] for name in record.keys}, "fields": fields}
