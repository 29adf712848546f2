"""Persons, what they agreed to, who writes, and who is enrolled where."""

from __future__ import annotations

from contract.exchange.shapes import Field, Type, record
from contract.training.catalogue.fields import SENSITIVE, UNIQUE, example, of_centre, reference, same_as

AUTHOR = record(
    1,
    "author",
    *of_centre(
        Field(2, "person_name", label="Nama"),
        Field(3, "device_name", label="Laptop"),
        Field(4, "public_key", label="Kunci"),
        Field(5, "role", label="Peran"),
    ),
    keys=("number",),
    key_refers_to=(None,),
    label="Penulis",
)
PERSON = record(
    8,
    "person",
    Field(2, "name", kind=SENSITIVE, label="Nama"),
    Field(3, "title_prefix", label="Gelar depan"),
    Field(4, "title_suffix", label="Gelar belakang"),
    Field(5, "employee_number", kind=UNIQUE, label="NIP"),
    Field(6, "national_id", kind=UNIQUE, private=True, label="NIK"),
    Field(7, "sex", label="Jenis kelamin"),
    Field(8, "birth_place", label="Tempat lahir"),
    Field(9, "birth_date", Type.DATE, kind=SENSITIVE, private=True, label="Tanggal lahir"),
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
    example(20),
    same_as(),
    Field(22, "affairs", label="Urusan"),
    Field(23, "anonymised_on", Type.DATE, label="Dianonimkan"),
    sensitive=True,
    label="Peserta",
)
ENROLMENT = record(
    9,
    "enrolment",
    Field(2, "status", kind=SENSITIVE, label="Status kepesertaan"),
    Field(3, "roster_number", Type.INTEGER, label="Nomor urut"),
    Field(4, "note", label="Keterangan"),
    Field(5, "reserve_order", Type.INTEGER, label="Urutan cadangan"),
    Field(6, "nominated_by", label="Diusulkan oleh"),
    Field(7, "decree_number", label="Nomor SK"),
    Field(8, "decided_on", Type.DATE, label="Tanggal keputusan"),
    Field(9, "reason", label="Alasan"),
    reference(10, "transferred_to", "class_group", "Pindah ke kelas", fixed=False, kind=SENSITIVE),
    reference(11, "transferred_from", "class_group", "Pindah dari kelas", fixed=False),
    keys=("class_group", "person"),
    key_refers_to=("class_group", "person"),
    sensitive=True,
    label="Kepesertaan",
)
"""transferred_to: two who move one person to different classes are asked, for both made a place there."""
LOOKALIKE = record(
    15,
    "lookalike",
    Field(2, "apart", Type.FLAG, label="Bukan orang yang sama"),
    keys=("class_group", "low", "high"),
    key_refers_to=(None, "person", "person"),
    label="Orang yang mirip",
)
"""What somebody said of two persons who look like one, so that nobody is asked again. class_group: 1 for the office."""
CONSENT = record(
    40,
    "consent",
    reference(2, "person", "person", "Orang", required=True),
    Field(3, "text_version", label="Versi teks"),
    Field(4, "given_on", Type.DATE, label="Diberikan"),
    Field(5, "way", label="Cara"),
    Field(6, "purpose", label="Tujuan"),
    Field(7, "withdrawn_on", Type.DATE, label="Ditarik"),
    Field(8, "note", label="Keterangan"),
    example(9),
    label="Persetujuan data pribadi",
)
