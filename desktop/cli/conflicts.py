"""lontar conflicts: list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.cli.commands import Group, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import id_text

if TYPE_CHECKING:
    from desktop.services.conflicts import Claim, Conflict
    from desktop.services.zones import Zone


@command("list", Both("Isian yang berbeda dan menunggu keputusan.", "Differing entries that wait for a decision."))
def list_(setting: Setting) -> None:
    """Open conflicts with both values, their authors and times."""
    from desktop.cli.opened import opened
    from desktop.services.conflicts import list_conflicts, person_of
    from desktop.services.offices import home_zone

    with opened(setting) as profile:
        found = profile.read(list_conflicts).result()
        names = [profile.read(person_of, one).result() for one in found]
        zone = profile.read(home_zone).result()
    for one, name in zip(found, names, strict=True):
        _tell(setting, one, name)
    if not found:
        setting.say("Tidak ada perbedaan yang terbuka.", "No open conflict.")
    setting.answer({"conflicts": [_answer(one, name, zone) for one, name in zip(found, names, strict=True)]})


def _tell(setting: Setting, one: Conflict, name: str) -> None:
    first, second = one.first, one.second
    told = f"{first.author_name}: {first.value or '-'}  /  {second.author_name}: {second.value or '-'}"
    setting.say(
        f"{id_text(one.id)}  {name}  {one.field_name}  {told}", f"{id_text(one.id)}  {name}  {one.field_name}  {told}"
    )


def _answer(one: Conflict, name: str, zone: Zone) -> dict[str, Any]:
    return {
        "id": id_text(one.id),
        "record": one.record.name if one.record is not None else None,
        "field": one.field_name,
        "kind": one.kind,
        "person": name or None,
        "people": [id_text(person) for person in one.people],
        "session": id_text(one.session) if one.session else None,
        "first": _claim(one.first, zone),
        "second": _claim(one.second, zone),
        "standing": one.standing,
    }


def _claim(claim: Claim, zone: Zone) -> dict[str, Any]:
    from desktop.services.zones import iso_time

    return {
        "value": claim.value,
        "author": claim.author,
        "author_name": claim.author_name or None,
        "device": claim.device or None,
        "device_at": iso_time(claim.wall, zone),
        "corrected_at": iso_time(claim.at, zone),
        "received_at": iso_time(claim.received, zone),
    }


conflicts = Group(
    name="conflicts",
    help=Both("Perbedaan isian.", "Differing entries."),
    lazy={"list": ("desktop.cli.conflicts:list_", Both("yang terbuka", "open ones"))},
)
