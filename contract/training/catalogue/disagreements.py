"""What two people set differently, as an ordinary row for a person to decide."""

from __future__ import annotations

from contract.exchange.shapes import Field, Type, record
from contract.training.catalogue.fields import of_centre

CONFLICT = record(
    14,
    "conflict",
    *of_centre(
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
