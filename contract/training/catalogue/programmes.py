"""What belongs to a programme beside its classes: partners, published figures, agreements, SPBE."""

from __future__ import annotations

from contract.exchange.shapes import Field, Type, record
from contract.training.catalogue.fields import SENSITIVE, TEXT, example, reference

PARTNER = record(
    32,
    "partner",
    reference(2, "programme", "programme", "Program"),
    reference(3, "training", "training", "Pelatihan"),
    Field(4, "name", label="Nama mitra"),
    Field(5, "role", label="Peran"),
    Field(6, "printed", Type.FLAG, label="Dicetak"),
    Field(7, "country", label="Negara"),
    Field(8, "position", Type.INTEGER, label="Urutan"),
    example(9),
    label="Mitra",
)
FIGURE = record(
    33,
    "figure",
    reference(2, "programme", "programme", "Program"),
    reference(3, "training", "training", "Pelatihan"),
    Field(4, "measure", label="Ukuran"),
    Field(5, "value", Type.INTEGER, SENSITIVE, label="Nilai"),
    Field(6, "year", Type.INTEGER, label="Tahun"),
    Field(7, "district", label="Kabupaten/Kota"),
    Field(8, "level", label="Jenjang"),
    Field(9, "audience", label="Sasaran peserta"),
    Field(10, "sex", label="Jenis kelamin"),
    Field(11, "source", label="Sumber"),
    Field(12, "source_on", Type.DATE, label="Tanggal sumber"),
    Field(13, "url", label="Alamat sumber"),
    Field(14, "note", label="Keterangan"),
    example(15),
    label="Angka tersurat",
)
"""A published number, with who said it and when. Without a value: the source does not say."""
ACTIVITY = record(
    34,
    "activity",
    reference(2, "programme", "programme", "Program"),
    reference(3, "training", "training", "Pelatihan"),
    Field(4, "kind", label="Jenis kegiatan"),
    Field(5, "title", label="Kegiatan"),
    Field(6, "held_on", Type.DATE, label="Tanggal"),
    Field(7, "place", label="Tempat"),
    Field(8, "district", label="Kabupaten/Kota"),
    Field(9, "country", label="Negara"),
    Field(10, "zone", label="Zona waktu"),
    Field(11, "host", label="Dibuka oleh"),
    Field(12, "note", kind=TEXT, label="Keterangan"),
    Field(13, "source", label="Sumber"),
    example(14),
    label="Kegiatan",
)
"""What is no class: a kick-off, an agreement's signing, an opening, a closing, a visit."""
AGREEMENT = record(
    35,
    "agreement",
    reference(2, "programme", "programme", "Program"),
    reference(3, "activity", "activity", "Kegiatan"),
    Field(4, "number", label="Nomor"),
    Field(5, "object", label="Objek kerja sama"),
    Field(6, "signed_on", Type.DATE, label="Ditandatangani"),
    Field(7, "starts_on", Type.DATE, label="Mulai"),
    Field(8, "ends_on", Type.DATE, label="Selesai"),
    Field(9, "place", label="Tempat"),
    Field(10, "source", label="Sumber"),
    example(11),
    label="Nota kesepahaman",
)
PARTY = record(
    36,
    "party",
    reference(2, "agreement", "agreement", "Nota kesepahaman", required=True),
    Field(3, "name", label="Pihak"),
    Field(4, "post", label="Jabatan penandatangan"),
    Field(5, "signatory", label="Penandatangan"),
    Field(6, "position", Type.INTEGER, label="Urutan"),
    label="Pihak",
)
COMMITMENT = record(
    37,
    "commitment",
    reference(2, "agreement", "agreement", "Nota kesepahaman", required=True),
    Field(3, "text", label="Komitmen"),
    Field(4, "measure", label="Ukuran"),
    Field(5, "quantity", Type.INTEGER, SENSITIVE, label="Jumlah"),
    Field(6, "unit", label="Satuan"),
    Field(7, "due_on", Type.DATE, label="Tenggat"),
    Field(8, "source", label="Sumber"),
    Field(9, "district", label="Kabupaten/Kota"),
    label="Komitmen",
)
VILLAGE = record(
    38,
    "village",
    reference(2, "programme", "programme", "Program"),
    Field(3, "name", label="Desa"),
    Field(4, "district", label="Kabupaten/Kota"),
    Field(5, "subdistrict", label="Kecamatan"),
    Field(6, "spbe_status", label="Status SPBE"),
    Field(7, "note", label="Keterangan"),
    example(8),
    label="Desa piloting",
)
APPRAISAL = record(
    47,
    "appraisal",
    Field(2, "district", fixed=True, label="Instansi"),
    Field(3, "instrument", fixed=True, label="Instrumen"),
    Field(4, "year", Type.INTEGER, label="Tahun"),
    Field(5, "kind", label="Jenis penilaian"),
    Field(6, "stated", Type.HUNDREDTHS, SENSITIVE, label="Indeks tersurat"),
    Field(7, "predicate", label="Predikat tersurat"),
    Field(8, "source", label="Sumber"),
    Field(9, "source_on", Type.DATE, label="Tanggal sumber"),
    reference(10, "training", "training", "Pelatihan", fixed=False),
    Field(11, "phase", label="Sebelum atau sesudah"),
    example(12),
    label="Penilaian SPBE",
)
"""An SPBE index of one government: a published one (stated), or a self-assessment made of levels."""
APPRAISAL_LEVEL = record(
    48,
    "appraisal_level",
    Field(2, "level", Type.INTEGER, SENSITIVE, label="Tingkat kematangan"),
    Field(3, "evidence", kind=TEXT, label="Bukti dukung"),
    keys=("appraisal", "indicator"),
    key_refers_to=("appraisal", None),
    label="Tingkat indikator",
)
