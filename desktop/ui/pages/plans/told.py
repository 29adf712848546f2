"""Words about action plans: lights with a shape of their own, states, fields, horizons."""

from __future__ import annotations

from datetime import date

from contract.training.plans.action_plans import PlanStatus
from contract.training.plans.lights import Colour
from desktop.services.plans.views import MilestoneView, PlanView
from desktop.ui.words import Words, translate

LIGHTS = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)
"""In the order in which somebody should look."""


def light_icon(colour: Colour) -> tuple[str, str]:
    """The shape and the colour token of a light."""
    match colour:
        case Colour.RED:
            return "warning", "code_a"
        case Colour.YELLOW:
            return "clock", "code_i"
        case Colour.GREEN:
            return "check-circle", "code_h"
        case Colour.GREY:
            return "circle", "ink_2"


def light_name(colour: Colour) -> str:
    """The word for a light."""
    match colour:
        case Colour.RED:
            return translate("Plans", "Merah")
        case Colour.YELLOW:
            return translate("Plans", "Kuning")
        case Colour.GREEN:
            return translate("Plans", "Hijau")
        case Colour.GREY:
            return translate("Plans", "Abu-abu")


def status_name(status: PlanStatus) -> str:
    """How far a plan is."""
    names = {
        PlanStatus.DRAFT: translate("Plans", "Draf"),
        PlanStatus.SUBMITTED: translate("Plans", "Diajukan"),
        PlanStatus.COACHED: translate("Plans", "Didampingi"),
        PlanStatus.REVISED: translate("Plans", "Diperbaiki"),
        PlanStatus.PRESENTED: translate("Plans", "Diseminarkan"),
        PlanStatus.ACCEPTED: translate("Plans", "Diterima"),
        PlanStatus.IMPLEMENTING: translate("Plans", "Dilaksanakan"),
        PlanStatus.DONE: translate("Plans", "Rampung"),
    }
    return names[status]


def horizon_name(horizon: str | None) -> str:
    """How far ahead a milestone lies; empty where nobody knows."""
    match horizon:
        case "short":
            return translate("Plans", "Pendek")
        case "medium":
            return translate("Plans", "Menengah")
        case "long":
            return translate("Plans", "Panjang")
    return ""


def field_name(field: str) -> str:
    """The label of a field of a plan."""
    names = {
        "title": translate("Plans", "Judul"),
        "theme": translate("Plans", "Tema"),
        "background": translate("Plans", "Latar belakang"),
        "objective": translate("Plans", "Tujuan"),
        "outputs": translate("Plans", "Keluaran"),
        "outcomes": translate("Plans", "Hasil"),
        "beneficiaries": translate("Plans", "Penerima manfaat"),
        "development_plan": translate("Plans", "Dokumen pembangunan (RPJMD, Renstra)"),
        "measure": translate("Plans", "Ukuran keberhasilan"),
        "baseline": translate("Plans", "Keadaan awal"),
        "target": translate("Plans", "Target"),
        "indicators": translate("Plans", "Indikator SPBE (nomor)"),
        "quick_win": translate("Plans", "Quick win"),
        "priorities": translate("Plans", "Prioritas"),
        "impacts": translate("Plans", "Dampak"),
        "risks": translate("Plans", "Risiko"),
        "stakeholders": translate("Plans", "Pemangku kepentingan"),
        "feedback": translate("Plans", "Masukan"),
        "budget": translate("Plans", "Anggaran (rupiah)"),
    }
    return names[field]


def next_milestone(plan: PlanView, today: str) -> MilestoneView | None:
    """What is due next, the longest overdue first; None where nothing dated is open."""
    open_ = [one for one in plan.milestones if one.due_on and not (one.done_on and one.done_on <= today)]
    return min(open_, key=lambda one: one.due_on or "", default=None)


def due_text(milestone: MilestoneView | None, words: Words) -> str:
    """When it is due, and what; a dash for none."""
    if milestone is None or not milestone.due_on:
        return "–"
    return f"{words.date(date.fromisoformat(milestone.due_on))} · {milestone.title}"


def follow_up_name(days: int) -> str:
    """60 days, or a year."""
    if days == 365:
        return translate("Plans", "1 tahun")
    return translate("Plans", "{days} hari").format(days=days)
