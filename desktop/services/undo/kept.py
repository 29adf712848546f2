"""What is not undone: what used an official number or froze something has a command that cancels it with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from contract.exchange.shapes import GONE
from contract.training.catalogue import (
    CATALOGUE,
    CERTIFICATE,
    MINUTES,
    NOMINAL_LIST,
    NUMBER_BLOCK,
    NUMBER_REQUEST,
    PERSON,
)
from desktop.services.undo.turned import Turned

_NUMBERS = (
    "Permintaan nomor sertifikat tidak diurungkan: pusat mempertanggungjawabkan setiap nomor. Yang tidak dipakai "
    "tetap tercatat: lontar certificate register."
)
_KEPT = {
    CERTIFICATE.number: (
        "Sertifikat memakai nomor resmi, jadi tidak diurungkan. Batalkan dengan alasan: lontar certificate revoke."
    ),
    MINUTES.number: (
        "Berita acara yang ditandatangani tidak diurungkan. Buat berita acara susulan dengan alasan: lontar minutes "
        "supplement."
    ),
    NOMINAL_LIST.number: (
        "Daftar nominatif yang sudah dibekukan tidak diurungkan. Koreksi dengan alasan: lontar nominal correct."
    ),
    NUMBER_REQUEST.number: _NUMBERS,
    NUMBER_BLOCK.number: _NUMBERS,
}
_NAMELESS = PERSON.by_name["anonymised_on"].number
_NAME_IS_GONE = (
    "Penganoniman tidak diurungkan: isian yang dihapus tidak disimpan untuk dikembalikan. Daftarkan orangnya lagi bila "
    "perlu: lontar people add."
)


def why_kept(rows: Iterable[Turned]) -> str | None:
    """Why an act that did this is not undone, in a sentence; None for one that can be."""
    for row in rows:
        if row.key.table in _KEPT:
            return _KEPT[row.key.table]
        if row.key.table == PERSON.number and row.after.get(_NAMELESS) and not row.before.get(_NAMELESS):
            return _NAME_IS_GONE
    for row in rows:
        record = CATALOGUE.record(row.key.table)
        once = next((record.by_number[n] for n in row.back if n != GONE and record.by_number[n].fixed), None)
        if once is not None:
            return f'Isian "{once.label or once.name}" hanya dapat diisi sekali, jadi tidak diurungkan.'
    return None
