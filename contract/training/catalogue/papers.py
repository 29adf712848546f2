"""Papers that stand: minutes, certificates, lists of payments, and photographs of what was signed."""

from __future__ import annotations

from contract.exchange.shapes import Field, Type, record
from contract.training.catalogue.fields import SENSITIVE, UNIQUE, example, of_centre, of_class, reference

ATTACHMENT = record(
    16,
    "attachment",
    of_class(),
    reference(3, "session", "session", "Sesi"),
    reference(4, "group", "group", "Kelompok"),
    reference(5, "person", "person", "Peserta"),
    Field(6, "title", label="Keterangan"),
    Field(7, "kind", fixed=True, label="Jenis berkas"),
    Field(8, "digest", fixed=True, required=True, label="Sidik isi"),
    Field(9, "size", Type.INTEGER, fixed=True, required=True, label="Ukuran"),
    Field(10, "taken_at", Type.TIME, label="Waktu"),
    example(11),
    label="Lampiran",
)
"""A photograph or paper about one row of the class; the content is named by its digest and travels by itself."""
ARRIVAL = record(
    17,
    "arrival",
    *of_centre(Field(2, "at", Type.TIME, label="Sampai di pusat")),
    keys=("attachment",),
    key_refers_to=("attachment",),
    label="Kedatangan berkas",
)
"""That the centre holds the whole content of an attachment: said by it in its log, so that one restored says less."""
MINUTES = record(
    26,
    "minutes",
    of_class(),
    Field(3, "kind", fixed=True, label="Jenis berita acara"),
    Field(4, "number", label="Nomor"),
    Field(5, "held_on", Type.DATE, fixed=True, label="Tanggal"),
    Field(6, "place", fixed=True, label="Tempat"),
    Field(7, "body", fixed=True, required=True, label="Isi yang dibekukan"),
    Field(8, "digest", fixed=True, required=True, label="Sidik isi"),
    Field(9, "signed_at", Type.TIME, fixed=True, label="Ditandatangani"),
    Field(10, "signed_by", Type.AUTHOR, fixed=True, label="Dibuat oleh"),
    reference(11, "supplements", "minutes", "Susulan dari"),
    Field(12, "reason", fixed=True, label="Alasan"),
    reference(13, "group", "group", "Kelompok"),
    example(14),
    sensitive=True,
    label="Berita acara",
)
"""body: the marks, scores and results that it names, canonical JSON: they stand whatever is changed afterwards."""
SIGNATORY = record(
    49,
    "signatory",
    Field(2, "name", label="Nama"),
    Field(3, "employee_number", label="NIP"),
    Field(4, "post", label="Jabatan"),
    Field(5, "capacity", label="Selaku"),
    Field(6, "on_behalf_of", label="Atas nama"),
    Field(7, "rank", label="Pangkat"),
    Field(8, "valid_from", Type.DATE, label="Berlaku sejak"),
    Field(9, "valid_until", Type.DATE, label="Berlaku sampai"),
    example(10),
    label="Penandatangan",
)
CERTIFICATE = record(
    42,
    "certificate",
    of_class(),
    reference(3, "person", "person", "Peserta", required=True),
    Field(4, "kind", fixed=True, label="Jenis sertifikat"),
    Field(5, "number", kind=UNIQUE, fixed=True, label="Nomor sertifikat"),
    Field(6, "issued_on", Type.DATE, fixed=True, label="Tanggal terbit"),
    Field(7, "valid_until", Type.DATE, fixed=True, label="Berlaku sampai"),
    Field(8, "body", fixed=True, required=True, label="Isi yang ditandai"),
    Field(9, "seal", fixed=True, label="Tanda"),
    Field(10, "status", kind=SENSITIVE, label="Status sertifikat"),
    Field(11, "ended_on", Type.DATE, label="Dicabut atau diganti"),
    Field(12, "reason", label="Alasan"),
    reference(13, "replaces", "certificate", "Pengganti dari"),
    reference(14, "competence", "competence", "Uji kompetensi"),
    reference(15, "signed_paper", "attachment", "Naskah bertanda tangan", fixed=False),
    reference(16, "block", "number_request", "Blok nomor"),
    Field(17, "series", fixed=True, label="Seri nomor"),
    Field(18, "sequence", Type.INTEGER, fixed=True, label="Nomor urut"),
    example(19),
    sensitive=True,
    label="Sertifikat",
)
"""body: what stands on it, canonical JSON; seal: the text of its QR, which the author has signed."""
NUMBER_REQUEST = record(
    43,
    "number_request",
    Field(2, "series", fixed=True, required=True, label="Seri nomor"),
    Field(3, "size", Type.INTEGER, fixed=True, required=True, label="Banyaknya"),
    Field(4, "behind", Type.INTEGER, fixed=True, label="Nomor terakhir yang diketahui"),
    label="Permintaan blok nomor",
)
"""A laptop asks for numbers to give out while it is away. series: unit and year, as in the numbers' pattern.

behind: the highest number of the series that the laptop knows to be given out, which a restored centre may not know.
"""
NUMBER_BLOCK = record(
    44,
    "number_block",
    *of_centre(
        Field(2, "series", label="Seri nomor"),
        Field(3, "first", Type.INTEGER, label="Nomor pertama"),
        Field(4, "last", Type.INTEGER, label="Nomor terakhir"),
        Field(5, "voucher", label="Jaminan kantor"),
    ),
    keys=("request",),
    key_refers_to=("number_request",),
    label="Blok nomor",
)
"""The numbers that the centre set apart for one request: nobody else gets them.

voucher: the office's signature that whoever asked may give them out, under their own key.
"""
NOMINAL_LIST = record(
    46,
    "nominal_list",
    reference(2, "for_class", "class_group", "Kelas", required=True),
    Field(3, "title", fixed=True, label="Judul"),
    Field(4, "body", fixed=True, required=True, label="Isi yang dibekukan"),
    Field(5, "digest", fixed=True, required=True, label="Sidik isi"),
    Field(6, "made_on", Type.DATE, fixed=True, label="Tanggal"),
    reference(7, "corrects", "nominal_list", "Selisih terhadap"),
    Field(8, "reason", fixed=True, label="Alasan"),
    Field(9, "number", label="Nomor"),
    example(10),
    sensitive=True,
    label="Daftar nominatif",
)
"""Who is paid what, frozen. Seen by those of the whole office: what a person is paid is nobody else's business."""
