"""lontar attendance: copy from the session before, and the summary of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, hours_number, id_text

if TYPE_CHECKING:
    from contract.training.attendance.attended import Attended
    from desktop.services.attendance.summary import AttendanceSummary

_COPY = [
    Option(["--session", "session_id"], type=ID, required=True, metavar="ID", help=Both("sesi", "session")),
    Option(
        ["--from", "source_id"],
        type=ID,
        default=None,
        metavar="ID",
        help=Both("sesi asal; tanpa ini yang sebelumnya", "from which; without it the one before"),
    ),
    Option(["--reason"], default=None, metavar="T", help=Both("alasan pencatatan susulan", "why it is entered late")),
]


@command("copy", Both("Menyalin presensi ke sel kosong dari sesi sebelumnya.", "Fills empty cells."), _COPY)
def copy(setting: Setting, session_id: int, source_id: int | None, reason: str | None) -> None:
    """Fills the empty cells of a session from another; tells how many."""
    from desktop.cli.opened import opened
    from desktop.services.attendance.copying import copy_marks

    with opened(setting) as profile:
        found = profile.write(
            lambda replica, moment: copy_marks(replica, session_id, moment, source_id=source_id, reason=reason)
        ).result()
    if not setting.json:
        setting.say(
            f"{found.filled} sel diisi, {found.kept} sudah terisi, {found.empty} tetap kosong.",
            f"{found.filled} cells filled, {found.kept} had a mark, {found.empty} stay empty.",
        )
    setting.answer({"from": id_text(found.source), "filled": found.filled, "kept": found.kept, "empty": found.empty})


_SUMMARY = [
    Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class")),
    Option(
        ["--basis"],
        type=click.Choice(["jp", "sessions"]),
        default=None,
        help=Both("menurut JP atau sesi; tanpa ini menurut ketentuan", "by lesson hours or sessions; as the rule says"),
    ),
]


@command("summary", Both("Rekap kehadiran sebuah kelas.", "How much the people of a class attended."), _SUMMARY)
def summary(setting: Setting, class_id: int, basis: str | None) -> None:
    """Per person and for the class: marks by code, hours held and attended, the exact share and the printed one."""
    from contract.training.attendance.attended import Basis, percent_text
    from desktop.cli.opened import opened
    from desktop.services.attendance.summary import summarise

    with opened(setting) as profile:
        found = profile.read(summarise, class_id, Basis(basis) if basis else None).result()
    if not setting.json:
        for one in found.people:
            told = f"{one.number}  {one.name}  {percent_text(one.attended.share) or '-'}"
            setting.say(told, told)
        total = percent_text(found.total.share) or "-"
        setting.say(
            f"Kelas: {total} dari {len(found.held)} sesi yang ditutup ({len(found.still_open)} belum).",
            f"Class: {total} of {len(found.held)} closed sessions ({len(found.still_open)} are not).",
        )
        for sentence in found.changed:
            setting.say(sentence, worded_sentence(sentence, setting))
    setting.answer(_answer(found, setting))


def _answer(found: AttendanceSummary, setting: Setting) -> dict[str, Any]:
    rule = found.rule
    return {
        "class": id_text(found.class_id),
        "title": found.title,
        "example": found.example,
        "basis": rule.basis.value,
        "counted": sorted(rule.counted),
        "deputy_counts": rule.deputy_counts,
        "late_tolerance_minutes": rule.late_tolerance,
        "labels": found.labels,
        "sessions": {
            "held": len(found.held),
            "open": [id_text(one) for one in found.still_open],
            "without_attendance": [id_text(one) for one in found.without_attendance],
        },
        "changed": [worded_sentence(one, setting) for one in found.changed],
        "total": _attended(found, found.total),
        "people": [
            {
                "id": id_text(one.person),
                "number": one.number,
                "name": one.name,
                **_attended(found, one.attended),
            }
            for one in found.people
        ],
    }


def _attended(found: AttendanceSummary, told: Attended) -> dict[str, Any]:
    from contract.training.attendance.attended import exact_text, percent_text

    return {
        "counts": {code: told.counts.get(code, 0) for code in found.labels},
        "deputies": told.deputies,
        "not_recorded": told.not_recorded,
        "late": told.late,
        "late_minutes": told.late_minutes,
        "held_sessions": told.held_sessions,
        "attended_sessions": told.attended_sessions,
        "held_hours": hours_number(told.held_hours / 100),
        "attended_hours": hours_number(told.attended_hours / 100),
        "exact": exact_text(told.share),
        "percent": percent_text(told.share),
        "conflicts": [{"session": id_text(one), "title": found.titles.get(one, "")} for one in told.disputed],
    }
