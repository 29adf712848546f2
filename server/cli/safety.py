"""What the commands do that keep an office's work safe: backup, restore, audit."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from server.store.evidence import Difference
from server.store.opening import create_centre, open_centre
from server.sync import backup
from server.sync.audit import Findings, audit

if TYPE_CHECKING:
    from server.cli.program import Speaker

_TOLD = 20
"""Differences told to people one by one; JSON has more."""


def make_backup(speaker: Speaker, database: str, target: Path) -> None:
    """Makes a backup and proves it. Raises what backing up and opening raise."""
    with closing(open_centre(database)) as centre:
        made = backup.back_up(centre, target, int(time.time()))
    speaker.tell(f"Salinan cadangan {made.file} ({made.size} byte) ditulis dan sudah diuji pulih.")
    for office in made.offices:
        speaker.tell(f"  kantor {office.code}: sampai urutan {office.seq}, sidik {office.head.hex()}")
    speaker.answer(
        {
            "file": str(made.file),
            "bytes": made.size,
            "offices": {office.code: {"seq": office.seq, "hash": office.head.hex()} for office in made.offices},
            "verified": True,
        }
    )


def put_back(speaker: Speaker, database: str, file: Path, *, agreed: bool) -> None:
    """Restores a backup. Raises what restoring and opening raise."""
    with closing(create_centre(database)) as centre:
        done = backup.restore(centre, file, int(time.time()), agreed=agreed)
    made_at = datetime.fromtimestamp(done.made_at).astimezone()
    speaker.tell(f"Basis data dipulihkan dari salinan {made_at:%Y-%m-%d %H:%M}.")
    if done.kept is not None:
        speaker.tell(f"Isi sebelumnya disimpan sebagai {done.kept}.")
    for office in done.offices:
        speaker.tell(f"  kantor {office.code}: sampai urutan {office.seq}, sidik {office.head.hex()}")
    if done.joined:
        speaker.tell(f"Bergabung sesudah salinan itu, jadi perlu kode baru: {', '.join(done.joined)}.")
    if done.revoked:
        speaker.tell(f"Dicabut sesudah salinan itu, jadi cabut lagi: {', '.join(done.revoked)}.")
    speaker.tell("Laptop akan mengirim lagi apa yang belum ada di salinan itu; tidak ada yang perlu dilakukan.")
    speaker.answer(
        {
            "file": str(file),
            "made_at": made_at.isoformat(),
            "kept": str(done.kept) if done.kept is not None else None,
            "offices": {office.code: {"seq": office.seq, "hash": office.head.hex()} for office in done.offices},
            "joined_since": done.joined,
            "revoked_since": done.revoked,
        }
    )


def show_audit(speaker: Speaker, database: str) -> bool:
    """Audits the whole database; whether it is clean."""
    with closing(open_centre(database)) as centre:
        findings = audit(centre)
    if findings.ok:
        speaker.tell(
            f"Bersih: {findings.ops} perubahan diputuskan ulang dari nol dan memberi {findings.rows} baris yang sama."
        )
        if findings.waiting:
            speaker.tell(f"{findings.waiting} lampiran belum sampai: fotonya masih di laptop pembuatnya.")
        waiting = {"attachments_waiting": findings.waiting} if findings.waiting else {}
        speaker.answer({"ok": True, "ops": findings.ops, "rows": findings.rows, **waiting})
        return True
    _tell_findings(speaker, findings)
    told = [
        {"table": one.table, "key": one.key, "field": one.field, "stored": one.stored, "replayed": one.replayed}
        for one in findings.differences
    ]
    speaker.answer(
        {
            "ok": False,
            "ops": findings.ops,
            "rows": findings.rows,
            "count": findings.count,
            "differences": told,
        }
    )
    return False


def _tell_findings(speaker: Speaker, findings: Findings) -> None:
    speaker.tell(f"TIDAK SAMA: {findings.count} hal di basis data tidak sesuai dengan catatan perubahan.")
    for one in findings.differences[:_TOLD]:
        speaker.tell(_line(one))
    if findings.count > _TOLD:
        speaker.tell(f"  dan {findings.count - _TOLD} lagi; semuanya dengan --json.")
    speaker.tell(
        "Ada yang mengubah basis data di luar Lontar, atau disknya rusak. Simpan salinannya, lalu pulihkan cadangan "
        "yang lebih lama dengan lontar-server restore."
    )


def _line(one: Difference) -> str:
    if one.field is None:
        if one.stored is None:
            return f"  {one.table} {one.key}: hilang dari basis data"
        return f"  {one.table} {one.key}: ada di basis data, tetapi tidak menurut catatan"
    return f"  {one.table} {one.key} {one.field}: tersimpan {one.stored}, seharusnya {one.replayed}"
