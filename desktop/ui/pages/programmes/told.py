"""Words about programmes: numbers that a source states or not, kinds of activities, states of trainings."""

from __future__ import annotations

from datetime import date

from contract.training.programmes.figures import Measure
from desktop.services.programmes.districts import known_districts
from desktop.services.programmes.figures import MeasureView, StatedFigure
from desktop.ui.room import Room
from desktop.ui.words import Words, translate


def unstated() -> str:
    """What stands where nobody stated a number: never 0."""
    return translate("Programmes", "tidak disebut")


def stated_text(view: MeasureView, words: Words) -> str:
    """What the sources state of a whole programme; two that differ are both told."""
    whole = [one for one in view.stated if not (one.level or one.audience or one.sex)]
    told = dict.fromkeys(words.amount(one.value) for one in whole or view.stated if one.value is not None)
    return translate("Programmes", " atau ").join(told) or unstated()


def counted_text(view: MeasureView, words: Words) -> str:
    """What Lontar counts; empty for what it cannot."""
    if view.counted is None or view.counted.total is None:
        return ""
    return words.amount(view.counted.total)


def value_text(figure: StatedFigure, words: Words) -> str:
    """One stated number."""
    return words.amount(figure.value) if figure.value is not None else unstated()


def source_text(figure: StatedFigure, words: Words) -> str:
    """Who said it and when."""
    return ", ".join(part for part in (figure.source or unstated(), day_text(figure.source_on, words)) if part)


def about_text(figure: StatedFigure, room: Room) -> str:
    """What a number is about: year, place, level, audience, sex."""
    place = place_text(figure.district, room)
    year = str(figure.year) if figure.year is not None else ""
    return " · ".join(part for part in (year, place, figure.level, figure.audience, sex_name(figure.sex or "")) if part)


def day_text(day: str | None, words: Words) -> str:
    """2 September 2025; empty for none."""
    return words.date(date.fromisoformat(day)) if day else ""


def place_text(code: str | None, room: Room) -> str:
    """The name of a district or a province's government; empty for none."""
    return known_districts(room.profile.offices[0].code).name_of(code) if code else ""


def sex_name(sex: str) -> str:
    """The word for a letter; empty for none."""
    match sex:
        case "L":
            return translate("Programmes", "Laki-laki")
        case "P":
            return translate("Programmes", "Perempuan")
    return sex


def measure_name(measure: Measure) -> str:
    """What a number counts."""
    match measure:
        case Measure.TARGET:
            return translate("Programmes", "Target")
        case Measure.ENROLLED:
            return translate("Programmes", "Terdaftar")
        case Measure.COMPLETED:
            return translate("Programmes", "Menuntaskan")
        case Measure.CERTIFIED:
            return translate("Programmes", "Tersertifikasi")
        case Measure.PILOT_VILLAGES:
            return translate("Programmes", "Desa piloting")
        case Measure.PLANNED_VILLAGES:
            return translate("Programmes", "Desa rencana pertama")


def activity_name(kind: str | None) -> str:
    """What kind of activity it is."""
    match kind:
        case "kick_off":
            return translate("Programmes", "Kick-off")
        case "agreement":
            return translate("Programmes", "Penandatanganan MoU")
        case "opening":
            return translate("Programmes", "Pembukaan")
        case "closing":
            return translate("Programmes", "Penutupan")
        case "visit":
            return translate("Programmes", "Kunjungan")
    return translate("Programmes", "Kegiatan")


def state_name(state: str, label: str) -> str:
    """The word for a training's state; label: of one that only a newer program knows."""
    names = {
        "draft": translate("Programmes", "Draf"),
        "proposed": translate("Programmes", "Diusulkan"),
        "approved": translate("Programmes", "Disetujui"),
        "registration": translate("Programmes", "Pendaftaran"),
        "selection": translate("Programmes", "Seleksi"),
        "running": translate("Programmes", "Berjalan"),
        "closing": translate("Programmes", "Penutupan"),
        "reported": translate("Programmes", "Dilaporkan"),
        "archived": translate("Programmes", "Diarsipkan"),
        "cancelled": translate("Programmes", "Dibatalkan"),
    }
    return names.get(state, label)


def dimension_name(dimension: str) -> str:
    """By what people are counted."""
    match dimension:
        case "district":
            return translate("Programmes", "Kabupaten/Kota")
        case "level":
            return translate("Programmes", "Jenjang")
        case "audience":
            return translate("Programmes", "Kelompok sasaran")
    return translate("Programmes", "Jenis kelamin")


def organisers_only() -> str:
    """Why a button is off for who does not run programmes."""
    return translate(
        "Programmes", "Hanya penyelenggara atau admin yang dapat membuka pelatihan. Mintalah kepada mereka."
    )
