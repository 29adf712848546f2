"""Words about certificates: what became of one, and of a number."""

from __future__ import annotations

from datetime import date

from contract.training.certificates.numbers import Use
from desktop.ui.words import Words, translate


def state_name(status: str) -> str:
    """What became of a certificate."""
    match status:
        case "issued":
            return translate("Certificates", "Berlaku")
        case "revoked":
            return translate("Certificates", "Dicabut")
        case "replaced":
            return translate("Certificates", "Diganti")
    return translate("Certificates", "Tidak diketahui")


def state_icon(status: str) -> tuple[str, str]:
    """The shape and the colour token of that."""
    match status:
        case "issued":
            return "check-circle", "code_h"
        case "revoked":
            return "prohibit", "code_a"
    return "arrow-clockwise", "ink_2"


def kind_name(kind: str) -> str:
    """What a certificate is about."""
    match kind:
        case "training":
            return translate("Certificates", "Pelatihan")
        case "attended":
            return translate("Certificates", "Keikutsertaan")
        case "competence":
            return translate("Certificates", "Kompetensi")
    return kind


def use_name(use: Use) -> str:
    """What became of a number."""
    match use:
        case Use.ISSUED:
            return translate("Certificates", "Dipakai")
        case Use.REVOKED:
            return translate("Certificates", "Dicabut")
        case Use.REPLACED:
            return translate("Certificates", "Diganti")
        case Use.UNUSED:
            return translate("Certificates", "Belum dipakai")
        case Use.SET_ASIDE:
            return translate("Certificates", "Disisihkan")


def day_text(day: str, words: Words) -> str:
    """2 September 2025; a dash for none."""
    return words.date(date.fromisoformat(day)) if day else "–"


def organisers_only() -> str:
    """Why a button is off for who does not run certificates."""
    return translate("Certificates", "Hanya penyelenggara atau admin yang mengurus sertifikat. Mintalah kepada mereka.")
