"""Consent to the processing of personal data (UU PDP): how it was given, and what follows when it is withdrawn."""

from __future__ import annotations

from enum import StrEnum

WITHIN_HOURS = 72
"""3 x 24 hours (UU PDP article 40)."""
TEXT_VERSION = "1"
"""Of the text that ships; an office may name a text of its own."""
TEXT = (
    "Saya menyetujui data pribadi saya (nama, NIP/NIK, tanggal lahir, jabatan, instansi, nomor HP dan surel) "
    "diolah oleh penyelenggara pelatihan untuk pendaftaran, presensi, penilaian, sertifikat dan laporan pelatihan. "
    "Data tidak dipakai untuk keperluan lain. Saya dapat melihat, meminta perbaikan, dan menarik persetujuan ini "
    "kapan saja; penarikan dijalankan paling lambat 3 x 24 jam."
)


class Way(StrEnum):
    """How somebody said that they agree: it must be provable."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    RECORDED = "recorded"

    @property
    def label(self) -> str:
        """The words in Bahasa Indonesia."""
        return {"paper": "tertulis", "electronic": "elektronik", "recorded": "lisan, direkam"}[self.value]


def follows(open_classes: int) -> tuple[str, ...]:
    """What must be done when a consent is withdrawn, one sentence each. open_classes: in which they still take part."""
    told = [
        "Dalam 3 x 24 jam: berhenti memakai nomor HP, surel dan foto orang ini, dan jangan kirim datanya ke mitra.",
        "Bila orang itu meminta salinan datanya: lontar people export-one P --out BERKAS.",
    ]
    if open_classes:
        told.append(
            f"Orang ini masih mengikuti {open_classes} kelas. Presensi dan hasilnya tetap diolah hanya bila ada dasar "
            "lain (kewajiban hukum atau tugas pelayanan publik); catat dasarnya, atau keluarkan dari kelas."
        )
    else:
        told.append("Bila tidak ada dasar lain untuk menyimpan datanya: lontar people anonymise P --reason ALASAN.")
    return tuple(told)
