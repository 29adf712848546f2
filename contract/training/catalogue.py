"""The catalogue: every record and field that Lontar keeps. Both databases, the wire and the screens are made from it.

Numbers name records and fields on the wire and in stored ops for ever: add new ones, never reuse or renumber. A change
of meaning is a new SCHEMA with an upcaster.
"""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as replace_op

from contract.exchange.operations import Op
from contract.exchange.shapes import Catalogue, Field, Kind, Type, record
from contract.exchange.upcast import Upcasters

SCHEMA = 3
"""2: a person may point to the record of the same person (same_as), and two who only look alike are told apart.

3: photographs and papers about a row (attachment), and which of them have arrived at the centre (arrival).
"""


def _unchanged(op: Op) -> Op:
    """Nothing that the schema before could say means anything else in the next one."""
    return replace_op(op, schema=op.schema + 1)


UPCASTERS: Upcasters = {1: _unchanged, 2: _unchanged}

_SENSITIVE, _UNIQUE, _TEXT = Kind.SENSITIVE, Kind.UNIQUE, Kind.TEXT


def _reference(
    number: int, name: str, refers_to: str, label: str, *, fixed: bool = True, required: bool = False
) -> Field:
    return Field(number, name, Type.REFERENCE, refers_to=refers_to, fixed=fixed, required=required, label=label)


def _same_as() -> Field:
    """Where a record says that it is another record's person: the canonical one is at the end of the pointers."""
    return Field(21, "same_as", Type.REFERENCE, _SENSITIVE, refers_to="person", label="Orang yang sama dengan")


def _of_centre(*fields: Field, but: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """The fields, which nobody but the centre sets, except those named."""
    return tuple(replace(field, of_centre=field.name not in but) for field in fields)


AUTHOR = record(
    1,
    "author",
    *_of_centre(
        Field(2, "person_name", label="Nama"),
        Field(3, "device_name", label="Laptop"),
        Field(4, "public_key", label="Kunci"),
        Field(5, "role", label="Peran"),
    ),
    keys=("number",),
    key_refers_to=(None,),
    label="Penulis",
)
PROGRAMME = record(
    2,
    "programme",
    Field(2, "key", label="Kunci"),
    Field(3, "title", label="Nama program"),
    Field(4, "organiser", label="Penyelenggara"),
    Field(5, "source", label="Sumber"),
    Field(6, "example", Type.FLAG, label="Data contoh"),
    label="Program",
)
TRAINING = record(
    3,
    "training",
    _reference(2, "programme", "programme", "Program"),
    Field(3, "title", label="Nama pelatihan"),
    Field(4, "year", Type.INTEGER, label="Tahun"),
    Field(5, "place", label="Tempat"),
    Field(6, "example", Type.FLAG, label="Data contoh"),
    label="Pelatihan",
)
BATCH = record(
    4,
    "batch",
    _reference(2, "training", "training", "Pelatihan"),
    Field(3, "title", label="Nama angkatan"),
    Field(4, "number", Type.INTEGER, label="Nomor angkatan"),
    label="Angkatan",
)
CLASS_GROUP = record(
    5,
    "class_group",
    _reference(2, "batch", "batch", "Angkatan"),
    Field(3, "title", label="Nama kelas"),
    Field(4, "programme_key", label="Program"),
    Field(5, "starts_on", Type.DATE, label="Mulai"),
    Field(6, "ends_on", Type.DATE, label="Selesai"),
    Field(7, "place", label="Tempat"),
    Field(8, "example", Type.FLAG, label="Data contoh"),
    label="Kelas",
)
STAGE = record(
    6,
    "stage",
    _reference(2, "class_group", "class_group", "Kelas", required=True),
    Field(3, "title", label="Nama tahap"),
    Field(4, "position", Type.INTEGER, label="Urutan"),
    Field(5, "mode", label="Moda"),
    Field(6, "starts_on", Type.DATE, label="Mulai"),
    Field(7, "ends_on", Type.DATE, label="Selesai"),
    Field(8, "place", label="Tempat"),
    Field(9, "example", Type.FLAG, label="Data contoh"),
    label="Tahap",
)
SESSION = record(
    7,
    "session",
    _reference(2, "class_group", "class_group", "Kelas", required=True),
    _reference(3, "stage", "stage", "Tahap", fixed=False),
    Field(4, "title", label="Judul sesi"),
    Field(5, "starts_at", Type.TIME, label="Mulai"),
    Field(6, "lesson_hours", Type.HUNDREDTHS, label="JP"),
    Field(7, "closed", Type.FLAG, label="Ditutup"),
    Field(8, "place", label="Tempat"),
    Field(9, "example", Type.FLAG, label="Data contoh"),
    label="Sesi",
)
PERSON = record(
    8,
    "person",
    Field(2, "name", kind=_SENSITIVE, label="Nama"),
    Field(3, "title_prefix", label="Gelar depan"),
    Field(4, "title_suffix", label="Gelar belakang"),
    Field(5, "employee_number", kind=_UNIQUE, label="NIP"),
    Field(6, "national_id", kind=_UNIQUE, private=True, label="NIK"),
    Field(7, "sex", label="Jenis kelamin"),
    Field(8, "birth_place", label="Tempat lahir"),
    Field(9, "birth_date", Type.DATE, kind=_SENSITIVE, private=True, label="Tanggal lahir"),
    Field(10, "employment_type", label="Status kepegawaian"),
    Field(11, "grade", label="Golongan/ruang"),
    Field(12, "position", label="Jabatan"),
    Field(13, "echelon", label="Eselon"),
    Field(14, "agency", label="Instansi"),
    Field(15, "work_unit", label="Unit kerja"),
    Field(16, "district", label="Kabupaten/Kota"),
    Field(17, "education", label="Pendidikan"),
    Field(18, "phone", private=True, label="No. HP"),
    Field(19, "email", private=True, label="Surel"),
    Field(20, "example", Type.FLAG, label="Data contoh"),
    _same_as(),
    sensitive=True,
    label="Peserta",
)
ENROLMENT = record(
    9,
    "enrolment",
    Field(2, "status", kind=_SENSITIVE, label="Status kepesertaan"),
    Field(3, "roster_number", Type.INTEGER, label="Nomor urut"),
    Field(4, "note", label="Keterangan"),
    keys=("class_group", "person"),
    key_refers_to=("class_group", "person"),
    sensitive=True,
    label="Kepesertaan",
)
GROUP = record(
    10,
    "group",
    _reference(2, "class_group", "class_group", "Kelas", required=True),
    Field(3, "title", label="Nama kelompok"),
    Field(4, "number", Type.INTEGER, label="Nomor"),
    Field(5, "theme", label="Tema"),
    Field(6, "plan", kind=_TEXT, label="Rencana aksi"),
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
ATTENDANCE = record(
    12,
    "attendance",
    Field(2, "status", kind=_SENSITIVE, label="Kehadiran"),
    Field(3, "marked_at", Type.TIME, label="Waktu"),
    Field(4, "marked_by", Type.AUTHOR, label="Oleh"),
    Field(5, "note", label="Catatan"),
    keys=("session", "person"),
    key_refers_to=("session", "person"),
    sensitive=True,
    label="Presensi",
)
NOTE = record(
    13,
    "note",
    _reference(2, "group", "group", "Kelompok", required=True),
    Field(3, "text", label="Catatan"),
    Field(4, "written_at", Type.TIME, label="Waktu"),
    Field(5, "written_by", Type.AUTHOR, label="Oleh"),
    label="Catatan kelompok",
)
CONFLICT = record(
    14,
    "conflict",
    *_of_centre(
        Field(2, "record", label="Jenis data"),
        Field(3, "row_k1", Type.INTEGER),
        Field(4, "row_k2", Type.INTEGER),
        Field(5, "row_k3", Type.INTEGER),
        Field(6, "field", label="Isian"),
        Field(7, "kind", label="Jenis perbedaan"),
        Field(8, "open", Type.FLAG, label="Terbuka"),
        Field(9, "base", label="Nilai semula"),
        Field(10, "first_value", label="Nilai pertama"),
        Field(11, "first_author", Type.AUTHOR, label="Penulis pertama"),
        Field(12, "first_n", Type.INTEGER),
        Field(13, "first_wall", Type.TIME, label="Jam laptop pertama"),
        Field(14, "first_at", Type.TIME, label="Waktu pertama"),
        Field(15, "first_received", Type.TIME, label="Diterima pertama"),
        Field(16, "second_value", label="Nilai kedua"),
        Field(17, "second_author", Type.AUTHOR, label="Penulis kedua"),
        Field(18, "second_n", Type.INTEGER),
        Field(19, "second_wall", Type.TIME, label="Jam laptop kedua"),
        Field(20, "second_at", Type.TIME, label="Waktu kedua"),
        Field(21, "second_received", Type.TIME, label="Diterima kedua"),
        Field(22, "winner", Type.AUTHOR, label="Berlaku sementara"),
        Field(23, "scope", Type.INTEGER),
        Field(24, "taken", label="Yang dipilih"),
        Field(25, "reason", label="Alasan"),
        Field(26, "resolved_by", Type.AUTHOR, label="Diputuskan oleh"),
        Field(27, "resolved_at", Type.TIME, label="Waktu diputuskan"),
        Field(28, "stood", label="Nilai sebelum diputuskan"),
        Field(29, "decided", label="Nilai yang diputuskan"),
        but=("open", "taken", "reason", "resolved_by", "resolved_at", "stood", "decided"),
    ),
    keys=("about", "low", "high"),
    key_refers_to=(None, None, None),
    label="Perbedaan",
)
LOOKALIKE = record(
    15,
    "lookalike",
    Field(2, "apart", Type.FLAG, label="Bukan orang yang sama"),
    keys=("class_group", "low", "high"),
    key_refers_to=(None, "person", "person"),
    label="Orang yang mirip",
)
"""What somebody said of two persons who look like one, so that nobody is asked again. class_group: 1 for the office."""

ATTACHMENT = record(
    16,
    "attachment",
    _reference(2, "class_group", "class_group", "Kelas", required=True),
    _reference(3, "session", "session", "Sesi"),
    _reference(4, "group", "group", "Kelompok"),
    _reference(5, "person", "person", "Peserta"),
    Field(6, "title", label="Keterangan"),
    Field(7, "kind", fixed=True, label="Jenis berkas"),
    Field(8, "digest", fixed=True, required=True, label="Sidik isi"),
    Field(9, "size", Type.INTEGER, fixed=True, required=True, label="Ukuran"),
    Field(10, "taken_at", Type.TIME, label="Waktu"),
    Field(11, "example", Type.FLAG, label="Data contoh"),
    label="Lampiran",
)
"""A photograph or paper about one row of the class; the content is named by its digest and travels by itself."""
ARRIVAL = record(
    17,
    "arrival",
    *_of_centre(Field(2, "at", Type.TIME, label="Sampai di pusat")),
    keys=("attachment",),
    key_refers_to=("attachment",),
    label="Kedatangan berkas",
)
"""That the centre holds the whole content of an attachment: said by it in its log, so that one restored says less."""

CATALOGUE = Catalogue(
    SCHEMA,
    (
        AUTHOR,
        PROGRAMME,
        TRAINING,
        BATCH,
        CLASS_GROUP,
        STAGE,
        SESSION,
        PERSON,
        ENROLMENT,
        GROUP,
        MEMBERSHIP,
        ATTENDANCE,
        NOTE,
        CONFLICT,
        LOOKALIKE,
        ATTACHMENT,
        ARRIVAL,
    ),
)
