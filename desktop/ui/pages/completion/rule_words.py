"""The completion rule as people say it, one demand a line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from contract.training.attendance.attended import Basis
from contract.training.completion.rule import Band, CompletionRule
from contract.training.exact_numbers import number_text
from desktop.ui.words import translate


def rule_words(rule: CompletionRule) -> list[str]:
    """What must hold before somebody has passed; never empty."""
    lines = [*_attendance(rule), *_work(rule), *_scores(rule)]
    return lines or [translate("Rule", "Tidak ada yang disyaratkan: semua peserta lulus")]


def figure(value: Decimal) -> str:
    """A number of a rule as it is printed."""
    return number_text(Fraction(value))


def _attendance(rule: CompletionRule) -> list[str]:
    lines = []
    if rule.min_attendance_pct is not None:
        least = figure(rule.min_attendance_pct)
        match rule.attendance_basis:
            case Basis.LESSON_HOURS:
                told = translate("Rule", "Kehadiran paling sedikit {least}% dari JP")
            case None:
                told = translate("Rule", "Kehadiran paling sedikit {least}%")
            case _:
                told = translate("Rule", "Kehadiran paling sedikit {least}% dari sesi")
        lines.append(told.format(least=least))
    if rule.required_stages is True:
        lines.append(translate("Rule", "Semua tahap selesai"))
    elif rule.required_stages:
        lines.append(translate("Rule", "Tahap selesai: {titles}").format(titles=", ".join(rule.required_stages)))
    if rule.min_stage_attendance_pct is not None:
        least = figure(rule.min_stage_attendance_pct)
        lines.append(translate("Rule", "Kehadiran tiap tahap paling sedikit {least}%").format(least=least))
    return lines


def _work(rule: CompletionRule) -> list[str]:
    lines = []
    if rule.required_tasks is True:
        lines.append(translate("Rule", "Semua tugas wajib selesai"))
    elif rule.required_tasks:
        lines.append(translate("Rule", "Tugas selesai: {titles}").format(titles=", ".join(rule.required_tasks)))
    if rule.group_product_required:
        lines.append(translate("Rule", "Rencana Aksi Kelompok dipresentasikan"))
    return lines


def _scores(rule: CompletionRule) -> list[str]:
    lines = []
    if rule.min_component is not None:
        least = figure(rule.min_component)
        lines.append(translate("Rule", "Tiap komponen nilai paling sedikit {least}").format(least=least))
    if rule.min_total is not None:
        lines.append(translate("Rule", "Nilai akhir paling sedikit {least}").format(least=figure(rule.min_total)))
    if rule.allow_remedial and rule.remedial_cap is not None:
        most = figure(rule.remedial_cap)
        lines.append(translate("Rule", "Remedial dihitung paling tinggi {most}").format(most=most))
    elif rule.allow_remedial:
        lines.append(translate("Rule", "Remedial dihitung, yang terbaik yang berlaku"))
    if rule.bands:
        told = ", ".join(_band(band) for band in rule.bands)
        lines.append(translate("Rule", "Predikat: {bands}").format(bands=told))
    return lines


def _band(band: Band) -> str:
    if band.above is not None:
        return translate("Rule", "{title} di atas {limit}").format(title=band.title, limit=figure(band.above))
    if band.at_least is not None:
        return translate("Rule", "{title} mulai {limit}").format(title=band.title, limit=figure(band.at_least))
    return band.title
