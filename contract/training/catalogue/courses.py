"""Programme, training, batch, class, stage, session, and what they are made of."""

from __future__ import annotations

from contract.exchange.shapes import Field, Type, record
from contract.training.catalogue.fields import SENSITIVE, TEXT, example, of_class, reference

PROGRAMME = record(
    2,
    "programme",
    Field(2, "key", label="Kunci"),
    Field(3, "title", label="Nama program"),
    Field(4, "organiser", label="Penyelenggara"),
    Field(5, "source", label="Sumber"),
    example(6),
    Field(7, "definition", label="Ketentuan program"),
    Field(8, "starts_on", Type.DATE, label="Mulai"),
    Field(9, "ends_on", Type.DATE, label="Selesai"),
    label="Program",
)
"""definition: the programme's file as it was read, in which its eligibility, levels and words are."""
TRAINING = record(
    3,
    "training",
    reference(2, "programme", "programme", "Program"),
    Field(3, "title", label="Nama pelatihan"),
    Field(4, "year", Type.INTEGER, label="Tahun"),
    Field(5, "place", label="Tempat"),
    example(6),
    Field(7, "rule", kind=SENSITIVE, label="Syarat kelulusan"),
    Field(8, "state", label="Tahap penyelenggaraan"),
    Field(9, "starts_on", Type.DATE, label="Mulai"),
    Field(10, "ends_on", Type.DATE, label="Selesai"),
    Field(11, "district", label="Kabupaten/Kota"),
    Field(12, "country", label="Negara"),
    Field(13, "zone", label="Zona waktu"),
    Field(14, "level", label="Jenjang"),
    Field(15, "audience", label="Sasaran peserta"),
    Field(16, "call_number", label="Nomor surat pemanggilan"),
    Field(17, "call_on", Type.DATE, label="Tanggal surat pemanggilan"),
    Field(18, "legal_basis", kind=TEXT, label="Dasar hukum"),
    reference(19, "template", "template", "Templat", fixed=False),
    label="Pelatihan",
)
"""rule: the completion rule as data, JSON; two who set it differently are asked about it."""
BATCH = record(
    4,
    "batch",
    reference(2, "training", "training", "Pelatihan"),
    Field(3, "title", label="Nama angkatan"),
    Field(4, "number", Type.INTEGER, label="Nomor angkatan"),
    example(5),
    label="Angkatan",
)
CLASS_GROUP = record(
    5,
    "class_group",
    reference(2, "batch", "batch", "Angkatan"),
    Field(3, "title", label="Nama kelas"),
    Field(4, "programme_key", label="Program"),
    Field(5, "starts_on", Type.DATE, label="Mulai"),
    Field(6, "ends_on", Type.DATE, label="Selesai"),
    Field(7, "place", label="Tempat"),
    example(8),
    Field(9, "quota", Type.INTEGER, label="Kuota"),
    Field(10, "reserves", Type.INTEGER, label="Cadangan"),
    Field(11, "district", label="Kabupaten/Kota"),
    Field(12, "country", label="Negara"),
    Field(13, "zone", label="Zona waktu"),
    Field(14, "level", label="Jenjang"),
    Field(15, "decree_number", label="Nomor SK"),
    Field(16, "decree_on", Type.DATE, label="Tanggal SK"),
    Field(17, "rule", kind=SENSITIVE, label="Syarat kelulusan"),
    Field(18, "audience", label="Sasaran peserta"),
    label="Kelas",
)
"""rule: the class's own completion rule, before that of its training."""
STAGE = record(
    6,
    "stage",
    of_class(),
    Field(3, "title", label="Nama tahap"),
    Field(4, "position", Type.INTEGER, label="Urutan"),
    Field(5, "mode", label="Moda"),
    Field(6, "starts_on", Type.DATE, label="Mulai"),
    Field(7, "ends_on", Type.DATE, label="Selesai"),
    Field(8, "place", label="Tempat"),
    example(9),
    Field(10, "zone", label="Zona waktu"),
    Field(11, "lesson_hours", Type.HUNDREDTHS, label="JP"),
    label="Tahap",
)
SESSION = record(
    7,
    "session",
    of_class(),
    reference(3, "stage", "stage", "Tahap", fixed=False),
    Field(4, "title", label="Judul sesi"),
    Field(5, "starts_at", Type.TIME, label="Mulai"),
    Field(6, "lesson_hours", Type.HUNDREDTHS, label="JP"),
    Field(7, "closed", Type.FLAG, label="Ditutup"),
    Field(8, "place", label="Tempat"),
    example(9),
    Field(10, "mode", label="Moda"),
    reference(11, "subject", "subject", "Mata pelatihan", fixed=False),
    Field(12, "ends_at", Type.TIME, label="Selesai"),
    Field(13, "zone", label="Zona waktu"),
    label="Sesi",
)
SUBJECT = record(
    18,
    "subject",
    of_class(),
    Field(3, "title", label="Mata pelatihan"),
    Field(4, "lesson_hours", Type.HUNDREDTHS, label="JP"),
    Field(5, "position", Type.INTEGER, label="Urutan"),
    example(6),
    label="Mata pelatihan",
)
TASK = record(
    19,
    "task",
    of_class(),
    reference(3, "stage", "stage", "Tahap"),
    Field(4, "title", label="Tugas"),
    Field(5, "required", Type.FLAG, label="Wajib"),
    Field(6, "position", Type.INTEGER, label="Urutan"),
    Field(7, "due_on", Type.DATE, label="Tenggat"),
    example(8),
    label="Tugas",
)
STAFF = record(
    21,
    "staff",
    of_class(),
    Field(3, "role", label="Peran"),
    Field(4, "name", label="Nama"),
    Field(5, "employee_number", label="NIP"),
    Field(6, "position", label="Jabatan"),
    Field(7, "agency", label="Instansi"),
    reference(8, "person", "person", "Orang", fixed=False),
    example(9),
    label="Panitia dan pengajar",
)
"""Who runs a class, and as what. The name stands here, for who is limited to a class sees no other persons."""
TEACHING = record(
    22,
    "teaching",
    Field(2, "role", label="Peran"),
    keys=("session", "staff"),
    key_refers_to=("session", "staff"),
    label="Pengajar sesi",
)
COMPONENT = record(
    23,
    "component",
    of_class(),
    Field(3, "title", label="Komponen nilai"),
    Field(4, "weight", Type.HUNDREDTHS, SENSITIVE, label="Bobot"),
    Field(5, "minimum", Type.HUNDREDTHS, SENSITIVE, label="Nilai minimal"),
    Field(6, "kind", label="Jenis"),
    Field(7, "position", Type.INTEGER, label="Urutan"),
    Field(8, "of_group", Type.FLAG, label="Nilai kelompok"),
    example(9),
    label="Komponen nilai",
)
"""weight: percent of the total in hundredths; minimum: on the scale 0 to 100, in hundredths."""
TEMPLATE = record(
    39,
    "template",
    Field(2, "title", label="Nama templat"),
    Field(3, "programme_key", label="Program"),
    Field(4, "body", fixed=True, label="Isi"),
    reference(5, "made_from", "training", "Dibuat dari"),
    Field(6, "made_on", Type.DATE, label="Dibuat"),
    label="Templat",
)
"""A training that can be opened again elsewhere. body: a programme file, JSON."""
REGULATION = record(
    41,
    "regulation",
    Field(2, "name", fixed=True, label="Ketentuan"),
    Field(3, "value", kind=SENSITIVE, label="Nilai"),
    Field(4, "valid_from", Type.DATE, fixed=True, label="Berlaku sejak"),
    Field(5, "source", label="Dasar"),
    Field(6, "programme_key", fixed=True, label="Program"),
    label="Ketentuan",
)
"""What an office sets and a later date may set anew: minutes of a lesson hour, hours a year, rates, taxes, words."""
