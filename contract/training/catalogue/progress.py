"""How a participant gets on: marks, tasks, scores, and what was decided."""

from __future__ import annotations

from contract.exchange.shapes import Field, Type, record
from contract.training.catalogue.fields import SENSITIVE, example, of_class, reference

ATTENDANCE = record(
    12,
    "attendance",
    Field(2, "status", kind=SENSITIVE, label="Kehadiran"),
    Field(3, "marked_at", Type.TIME, label="Waktu"),
    Field(4, "marked_by", Type.AUTHOR, label="Oleh"),
    Field(5, "note", label="Catatan"),
    Field(6, "late", Type.INTEGER, label="Terlambat (menit)"),
    Field(7, "deputy_name", label="Diwakili oleh"),
    Field(8, "deputy_post", label="Jabatan wakil"),
    Field(9, "reason", label="Alasan pencatatan susulan"),
    keys=("session", "person"),
    key_refers_to=("session", "person"),
    sensitive=True,
    label="Presensi",
)
TASK_PROGRESS = record(
    20,
    "task_progress",
    Field(2, "status", kind=SENSITIVE, label="Kemajuan tugas"),
    Field(3, "done_on", Type.DATE, label="Selesai"),
    Field(4, "note", label="Catatan"),
    keys=("task", "person"),
    key_refers_to=("task", "person"),
    sensitive=True,
    label="Kemajuan tugas",
)
SCORE = record(
    24,
    "score",
    Field(2, "value", Type.HUNDREDTHS, SENSITIVE, label="Nilai"),
    Field(3, "scored_at", Type.TIME, label="Waktu"),
    Field(4, "scored_by", Type.AUTHOR, label="Oleh"),
    Field(5, "note", label="Catatan"),
    Field(6, "reason", label="Alasan perubahan"),
    keys=("component", "person", "attempt"),
    key_refers_to=("component", "person", None),
    sensitive=True,
    label="Nilai",
)
"""value: 0 to 100 in hundredths. attempt: 1 the first, 2 and more a remedial."""
RESULT = record(
    25,
    "result",
    Field(2, "outcome", kind=SENSITIVE, label="Kelulusan"),
    Field(3, "conditions", label="Syarat yang belum terpenuhi"),
    Field(4, "decided_on", Type.DATE, label="Diputuskan"),
    Field(5, "predicate", label="Predikat"),
    Field(6, "reason", label="Alasan"),
    keys=("class_group", "person"),
    key_refers_to=("class_group", "person"),
    sensitive=True,
    label="Kelulusan",
)
"""What the completion meeting decided; what the rule says is worked out anew each time."""
COMPETENCE = record(
    45,
    "competence",
    of_class(),
    reference(3, "person", "person", "Peserta", required=True),
    Field(4, "scheme", label="Skema sertifikasi"),
    Field(5, "institution", label="LSP"),
    Field(6, "assessor", label="Asesor"),
    Field(7, "assessed_on", Type.DATE, label="Tanggal uji"),
    Field(8, "outcome", kind=SENSITIVE, label="Hasil uji kompetensi"),
    Field(9, "note", label="Keterangan"),
    example(10),
    sensitive=True,
    label="Uji kompetensi",
)
