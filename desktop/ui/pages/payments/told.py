"""Words about payments."""

from __future__ import annotations

from contract.training.payments.nominal import Why
from contract.training.payments.rates import PayKind
from desktop.services.payments.verdict import Verdict
from desktop.ui.words import Words, translate


def why_name(why: Why) -> str:
    """Why something is not paid."""
    names = {
        Why.OPEN: translate("Payments", "sesi belum ditutup"),
        Why.CLOSING: translate("Payments", "penutupan sesi belum sampai pusat"),
        Why.UNSETTLED: translate("Payments", "presensi belum sampai pusat"),
        Why.DISPUTED: translate("Payments", "beda isian belum diputuskan"),
        Why.EMPTY: translate("Payments", "presensi kosong"),
        Why.CODE: translate("Payments", "kode kehadirannya tidak dibayar"),
        Why.DEPUTY: translate("Payments", "diwakili orang lain"),
        Why.GRADE: translate("Payments", "golongan belum tercatat"),
        Why.PERSON: translate("Payments", "data orangnya berbeda dan belum diputuskan"),
        Why.NOT_CHOSEN: translate("Payments", "bukan peserta terpilih"),
    }
    return names[why]


def kind_name(kind: PayKind) -> str:
    """What is paid."""
    match kind:
        case PayKind.TRANSPORT:
            return translate("Payments", "Transpor")
        case PayKind.DAILY:
            return translate("Payments", "Uang harian")
        case PayKind.HONOR:
            return translate("Payments", "Honor")


def verdict_text(verdict: Verdict, words: Words) -> str:
    """ "Siap bayar", or "Belum, karena ..." with all that stands in its way."""
    if verdict.ready:
        return translate("Payments", "Siap bayar")
    told = [
        translate("Payments", "{count} sesi: {why}").format(count=words.amount(count), why=why_name(why))
        for why, count in verdict.waiting_sessions
    ]
    told += [
        translate("Payments", "{count} orang: {why}").format(count=words.amount(count), why=why_name(why))
        for why, count in verdict.waiting_people
    ]
    if not told:
        told = [translate("Payments", "belum ada yang dapat dibayar")]
    return translate("Payments", "Belum, karena {reasons}").format(reasons="; ".join(told))


def rupiah(amount: int, words: Words) -> str:
    """Rp1.500.000"""
    sign = "−" if amount < 0 else ""
    return f"{sign}Rp{words.amount(abs(amount))}"
