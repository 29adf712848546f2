"""lontar conflicts: list, resolve, undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from desktop.app.opening import OpenProfile
    from desktop.services.conflicts.listing import Claim, Conflict, Wanted
    from desktop.services.zones import Zone
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

_LIST = [
    Option(["--session", "session_id"], type=ID, default=None, metavar="ID", help=Both("satu sesi", "one session")),
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("satu kelas", "one class")),
    Option(["--author"], type=int, default=None, metavar="N", help=Both("yang ditulis penulis ini", "of this author")),
    Option(
        ["--all", "everything"],
        is_flag=True,
        help=Both("juga yang diputuskan dalam 90 hari", "also those decided within 90 days"),
    ),
    Option(
        ["--out"],
        type=click.Path(path_type=Path, dir_okay=False),
        default=None,
        metavar="FILE",
        help=Both("berkas csv atau xlsx", "csv or xlsx file"),
    ),
]


@command("list", Both("Isian yang berbeda dan keputusannya.", "Differing entries and decisions."), _LIST)
def list_(
    setting: Setting,
    session_id: int | None,
    class_id: int | None,
    author: int | None,
    everything: bool,
    out: Path | None,
) -> None:
    """Open conflicts with both values, their authors and times; with --all those decided lately, and by whom."""
    from desktop.cli.opened import opened
    from desktop.services.conflicts.listing import Wanted
    from desktop.services.conflicts.views import all_conflicts
    from desktop.storage import clock

    wanted = Wanted(session=session_id, class_id=class_id, author=author)
    with opened(setting) as profile:
        now = profile.read(clock.moment).result().wall
        found = profile.read(all_conflicts if everything else _open_ones, now, wanted).result()
        if out is not None:
            _export(setting, profile, found, out)
            return
        if not found:
            setting.say("Tidak ada perbedaan yang terbuka.", "No open conflict.")
        _tell_all(setting, profile, found)


def _open_ones(replica: Replica, _: int, wanted: Wanted) -> tuple[Conflict, ...]:
    from desktop.services.conflicts.listing import list_conflicts

    return list_conflicts(replica, wanted)


def _export(setting: Setting, profile: OpenProfile, found: Sequence[Conflict], out: Path) -> None:
    from desktop.documents.conflict_list import write_conflict_list
    from desktop.services.conflicts.views import export_rows

    rows = profile.read(export_rows, found).result()
    write_conflict_list(out, rows)
    setting.say(f"{len(rows)} baris ditulis ke {out}.", f"{len(rows)} rows written to {out}.")
    setting.answer({"file": str(out), "rows": len(rows)})


_RESOLVE = [
    click.Argument(["conflict_id"], type=ID, required=False, default=None, metavar="[ID]"),
    Option(
        ["--take"],
        type=click.Choice(["first", "second"]),
        default=None,
        help=Both("nilai pertama atau kedua", "the first or the second value"),
    ),
    Option(["--session", "session_id"], type=ID, default=None, metavar="ID", help=Both("seluruh sesi", "all of it")),
    Option(["--author"], type=int, default=None, metavar="N", help=Both("pakai semua dari penulis ini", "whose side")),
    Option(["--reason"], default="", metavar="T", help=Both("alasan", "why")),
]


@command("resolve", Both("Memutuskan nilai yang berlaku.", "Decides which value holds."), _RESOLVE)
def resolve(
    setting: Setting,
    conflict_id: int | None,
    take: str | None,
    session_id: int | None,
    author: int | None,
    reason: str,
) -> None:
    """Decides one conflict, or all of a session for one author's side. It holds on this laptop at once."""
    from desktop.cli.opened import opened
    from desktop.services.conflicts import resolving

    one = conflict_id is not None and take is not None and session_id is None and author is None
    many = conflict_id is None and take is None and session_id is not None and author is not None
    if not one and not many:
        raise click.UsageError(
            setting.word(
                "sebutkan ID dengan --take, atau --session dengan --author.",
                "name an ID with --take, or --session with --author.",
            ),
            ctx=click.get_current_context(),
        )

    def decide(replica: Replica, moment: Moment) -> Sequence[Conflict]:
        if conflict_id is not None and take is not None:
            return [resolving.resolve(replica, conflict_id, take, moment, reason)]
        return resolving.resolve_session(replica, session_id or 0, {author or 0}, moment, reason)

    with opened(setting) as profile:
        found = profile.write(decide).result()
        setting.say(
            f"{len(found)} perbedaan diputuskan; berlaku di laptop ini sekarang.",
            f"{len(found)} conflicts decided; in force on this laptop now.",
        )
        _tell_all(setting, profile, found)


_UNDO = [click.Argument(["conflict_id"], type=ID, metavar="ID")]


@command("undo", Both("Mengurungkan keputusan.", "Takes a decision back."), _UNDO)
def undo(setting: Setting, conflict_id: int) -> None:
    """Opens a decided conflict again and puts back what stood before the decision, within 90 days."""
    from desktop.cli.opened import opened
    from desktop.services.conflicts import resolving

    with opened(setting) as profile:
        found = profile.write(lambda replica, moment: resolving.undo(replica, conflict_id, moment)).result()
        setting.say("Keputusan diurungkan; perbedaannya terbuka lagi.", "Decision taken back; the conflict is open.")
        _tell_all(setting, profile, found)


def _tell_all(setting: Setting, profile: OpenProfile, found: Sequence[Conflict]) -> None:
    """Each conflict as a line, or all as the answer."""
    from desktop.services.conflicts.listing import people_of
    from desktop.services.conflicts.views import readable
    from desktop.services.offices import home_zone

    zone = profile.read(home_zone).result()
    names = profile.read(people_of, found).result()
    found = profile.read(readable, found).result()
    for one in found:
        _tell(setting, one, names[one.id])
    setting.answer({"conflicts": [_answer(one, names[one.id], zone) for one in found]})


def _tell(setting: Setting, one: Conflict, name: str) -> None:
    first, second, made = one.first, one.second, one.decision
    sides = [f"{side.author_name}: {_named(setting, one, side.value) or '-'}" for side in (first, second)]
    told = "  /  ".join(sides)
    line = f"{id_text(one.id)}  {name}  {one.field_name}  {told}"
    value = _named(setting, one, made.value) if made is not None else None
    chosen = f"{value or '-'} ({made.author_name or made.author})" if made is not None else ""
    setting.say(
        f"{line}  diputuskan: {chosen}" if made is not None else line,
        f"{line}  decided: {chosen}" if made is not None else line,
    )


def _named(setting: Setting, one: Conflict, value: str | None) -> str | None:
    """What a value that names a row names, in words; any other value as it is."""
    return worded_sentence(one.references[value], setting) if value and value in one.references else value


def _id_or_value(one: Conflict, value: str | None) -> str | None:
    return id_text(int(value)) if value is not None and value in one.references else value


def _answer(one: Conflict, name: str, zone: Zone) -> dict[str, Any]:
    return {
        "id": id_text(one.id),
        "record": one.record.name if one.record is not None else None,
        "field": one.field_name,
        "kind": one.kind,
        "person": name or None,
        "people": [id_text(person) for person in one.people],
        "session": id_text(one.session) if one.session else None,
        "class": id_text(one.class_id) if one.class_id else None,
        "base": _id_or_value(one, one.base),
        "first": _claim(one, one.first, zone),
        "second": _claim(one, one.second, zone),
        "standing": one.standing,
        "open": one.decision is None,
        **_decision(one, zone),
    }


def _decision(one: Conflict, zone: Zone) -> dict[str, Any]:
    from desktop.services.zones import iso_time

    made = one.decision
    return {
        "taken": made.taken if made is not None else None,
        "decided": _id_or_value(one, made.value) if made is not None else None,
        "resolved_by": made.author if made is not None else None,
        "resolved_by_name": (made.author_name or None) if made is not None else None,
        "resolved_at": iso_time(made.at, zone) if made is not None else None,
        "reason": (made.reason or None) if made is not None else None,
    }


def _claim(one: Conflict, claim: Claim, zone: Zone) -> dict[str, Any]:
    from desktop.services.zones import iso_time

    return {
        "value": _id_or_value(one, claim.value),
        "names": one.references.get(claim.value or ""),
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
    lazy={
        "list": ("desktop.cli.exchange.conflicts:list_", Both("yang terbuka atau diputuskan", "open or decided ones")),
        "resolve": (
            "desktop.cli.exchange.conflicts:resolve",
            Both("memutuskan nilai yang berlaku", "decide which value holds"),
        ),
        "undo": ("desktop.cli.exchange.conflicts:undo", Both("mengurungkan keputusan", "take a decision back")),
    },
)
