"""lontar history KIND ID: each change of one record in words, as far as this laptop knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import command
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.services.history.events import Event
    from desktop.services.zones import Zone

_WHICH: list[click.Parameter] = [
    click.Argument(["kind"], metavar="JENIS"),
    click.Argument(["named"], metavar="ID"),
]
_KINDS = {
    "created": ("dibuat", "made"),
    "changed": ("diubah", "changed"),
    "deleted": ("dihapus", "deleted"),
    "restored": ("dikembalikan", "brought back"),
    "unknown": ("diubah di pusat, tanpa rincian di laptop ini", "changed at the centre, without details here"),
}
_ROADS = {
    "own": ("dibuat di laptop ini", "made on this laptop"),
    "centre": ("dari pusat", "from the centre"),
    "stick": ("dari pusat dengan flashdisk", "from the centre on a stick"),
    "hub": ("lewat laptop pos", "over a hub"),
}


@command("history", Both("Riwayat satu data.", "The history of one record."), _WHICH)
def history(setting: Setting, kind: str, named: str) -> None:
    """Every change, the newest first. JENIS: person, enrolment, attendance, session, class, plan, ..."""
    from desktop.cli.english import worded_row, worded_sentence
    from desktop.cli.opened import opened
    from desktop.services.history.record_history import history_of, record_named
    from desktop.services.offices import home_zone

    key = record_named(kind, named)
    with opened(setting) as profile:
        found = profile.read(history_of, key).result()
        zone = profile.read(home_zone).result()
    setting.say(found.what, worded_row(found.what, setting))
    for event in found.events:
        _say(setting, event, zone)
    if found.note:
        setting.say(found.note, worded_sentence(found.note, setting))
    setting.answer(
        {
            "what": found.what,
            "whole": found.whole,
            "note": found.note or None,
            "events": [_answer(event, zone) for event in found.events],
        }
    )


def _say(setting: Setting, event: Event, zone: Zone) -> None:
    from desktop.cli.english import worded_sentence
    from desktop.services.zones import iso_time

    at = iso_time(event.here_at or event.device_at, zone) or "?"
    who = " · ".join(told for told in (event.who, event.laptop) if told)
    head = [f"{at}  {setting.word(*_KINDS[event.kind])}", who, setting.word(*_ROADS[event.road])]
    line = "  ".join(part for part in head if part)
    setting.say(line, line)
    for field in event.fields:
        before = "?" if field.before is None else field.before or "-"
        told = f"{before} -> {field.after or '-'}"
        setting.say(f"    {field.label}: {told}", f"    {worded_sentence(field.label, setting)}: {told}")
    if event.remark:
        setting.say(f"    {event.remark}", f"    {worded_sentence(event.remark, setting)}")


def _answer(event: Event, zone: Zone) -> dict[str, Any]:
    from desktop.services.zones import iso_time

    return {
        "kind": event.kind.value,
        "fields": [{"field": f.label, "before": f.before, "after": f.after} for f in event.fields],
        "who": event.who or None,
        "laptop": event.laptop or None,
        "device_at": iso_time(event.device_at, zone),
        "corrected_at": iso_time(event.corrected_at, zone),
        "received_at": iso_time(event.received_at, zone),
        "here_at": iso_time(event.here_at, zone),
        "road": event.road.value,
        "fate": event.fate.value,
        "remark": event.remark or None,
        "dot": event.dot or None,
    }
