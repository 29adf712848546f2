"""Groups, their action plans, and how these are followed."""

from __future__ import annotations

from contract.exchange.shapes import Field, Type, record
from contract.training.catalogue.fields import SENSITIVE, TEXT, example, of_class, of_group, reference

GROUP = record(
    10,
    "group",
    of_class(),
    Field(3, "title", label="Nama kelompok"),
    Field(4, "number", Type.INTEGER, label="Nomor"),
    Field(5, "theme", label="Tema"),
    Field(6, "plan", kind=TEXT, label="Rencana aksi"),
    label="Kelompok",
)
MEMBERSHIP = record(
    11,
    "membership",
    Field(2, "role", label="Peran"),
    keys=("group", "person"),
    key_refers_to=("group", "person"),
    label="Anggota kelompok",
)
NOTE = record(
    13,
    "note",
    of_group(),
    Field(3, "text", label="Catatan"),
    Field(4, "written_at", Type.TIME, label="Waktu"),
    Field(5, "written_by", Type.AUTHOR, label="Oleh"),
    label="Catatan kelompok",
)
ACTION_PLAN = record(
    27,
    "action_plan",
    Field(2, "title", label="Judul rencana aksi"),
    Field(3, "background", kind=TEXT, label="Latar belakang"),
    Field(4, "objective", kind=TEXT, label="Tujuan"),
    Field(5, "outputs", kind=TEXT, label="Keluaran"),
    Field(6, "outcomes", kind=TEXT, label="Hasil"),
    Field(7, "beneficiaries", kind=TEXT, label="Penerima manfaat"),
    Field(8, "development_plan", label="Kaitan RPJMD"),
    Field(9, "indicators", label="Indikator SPBE"),
    Field(10, "quick_win", Type.FLAG, label="Quick win"),
    Field(11, "priorities", label="Prioritas"),
    Field(12, "impacts", label="Dampak"),
    Field(13, "risks", kind=TEXT, label="Risiko"),
    Field(14, "stakeholders", kind=TEXT, label="Pemangku kepentingan"),
    reference(15, "coach", "staff", "Coach", fixed=False),
    Field(16, "status", label="Status"),
    Field(17, "seminar_order", Type.INTEGER, label="Urutan seminar"),
    Field(18, "feedback", kind=TEXT, label="Masukan"),
    Field(19, "budget", Type.INTEGER, label="Anggaran"),
    Field(20, "measure", label="Indikator capaian"),
    Field(21, "baseline", label="Keadaan awal"),
    Field(22, "target", label="Target"),
    example(23),
    Field(24, "seminar_on", Type.DATE, label="Tanggal seminar"),
    keys=("group",),
    key_refers_to=("group",),
    label="Rencana aksi kelompok",
)
"""indicators, priorities, impacts: several, separated by semicolons. budget: rupiah."""
MILESTONE = record(
    28,
    "milestone",
    of_group(),
    Field(3, "title", label="Tonggak"),
    Field(4, "horizon", label="Jangka"),
    reference(5, "owner", "person", "Penanggung jawab", fixed=False),
    Field(6, "starts_on", Type.DATE, label="Mulai"),
    Field(7, "due_on", Type.DATE, label="Tenggat"),
    Field(8, "done_on", Type.DATE, label="Selesai"),
    Field(9, "budget", Type.INTEGER, label="Anggaran"),
    Field(10, "measure", label="Indikator capaian"),
    Field(11, "baseline", label="Keadaan awal"),
    Field(12, "target", label="Target"),
    Field(13, "realisation", label="Realisasi"),
    Field(14, "position", Type.INTEGER, label="Urutan"),
    example(15),
    label="Tonggak",
)
COACHING = record(
    29,
    "coaching",
    of_group(),
    Field(3, "held_on", Type.DATE, label="Tanggal"),
    Field(4, "mode", label="Moda"),
    reference(5, "coach", "staff", "Coach", fixed=False),
    Field(6, "notes", kind=TEXT, label="Catatan"),
    Field(7, "follow_up", kind=TEXT, label="Tindak lanjut"),
    example(8),
    label="Pendampingan",
)
SEMINAR_SCORE = record(
    30,
    "seminar_score",
    Field(2, "value", Type.HUNDREDTHS, SENSITIVE, label="Nilai seminar"),
    Field(3, "note", label="Catatan"),
    keys=("group", "examiner", "criterion"),
    key_refers_to=("group", "staff", None),
    sensitive=True,
    label="Nilai seminar",
)
"""One line of an examiner's sheet. criterion: its place in the programme's list, from 1."""
FOLLOW_UP = record(
    31,
    "follow_up",
    Field(2, "held_on", Type.DATE, label="Tanggal"),
    Field(3, "share", Type.HUNDREDTHS, label="Realisasi (persen)"),
    Field(4, "realisation", kind=TEXT, label="Realisasi"),
    Field(5, "obstacles", kind=TEXT, label="Kendala"),
    Field(6, "next", kind=TEXT, label="Tindak lanjut"),
    example(7),
    keys=("group", "days"),
    key_refers_to=("group", None),
    label="Tindak lanjut",
)
"""days: 60 or 365 after the seminar."""
