"""lontar group: balance, list, move, leader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from desktop.services.plans.grouping import Team

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_PERSON = Option(["--person"], required=True, metavar="P", help=Both("id atau NIP", "id or NIP"))
_BY = Both(
    "menurut, yang terberat dahulu: agency, sex, district, affairs, grade, echelon, education, work_unit",
    "by what, the weightiest first: agency, sex, district, affairs, grade, echelon, education, work_unit",
)
_AGAIN = Both("bagi ulang yang sudah berkelompok", "also those who are in groups already")
_BALANCE = [
    _CLASS,
    Option(["--count"], type=click.IntRange(min=1), required=True, metavar="N", help=Both("kelompok", "groups")),
    Option(["--by"], default="agency,sex,district", metavar="ISIAN", help=_BY),
    Option(["--seed"], type=int, default=0, metavar="N", help=Both("undian yang lain", "another draw")),
    Option(["--again"], is_flag=True, help=_AGAIN),
    Option(["--dry-run"], is_flag=True, help=Both("tampilkan saja", "show only")),
]


@command("balance", Both("Membagi peserta ke kelompok seimbang.", "Spreads people over balanced groups."), _BALANCE)
def balance(setting: Setting, class_id: int, count: int, by: str, seed: int, again: bool, dry_run: bool) -> None:
    """Spreads the people of a class over groups."""
    from desktop.cli.opened import opened
    from desktop.services.plans.grouping import Balance, balance_groups

    fields = tuple(part.strip() for part in by.split(",") if part.strip())
    wanted = Balance(count=count, by=fields, seed=seed, again=again)
    with opened(setting) as profile:
        found = profile.write(lambda r, m: balance_groups(r, class_id, wanted, m, dry_run=dry_run)).result()
    _say(setting, found.teams)
    if found.removed:
        setting.say(
            f"{found.removed} kelompok lain, yang belum berisi pekerjaan, dihapus.",
            f"{found.removed} other groups, without any work in them, are removed.",
        )
    setting.answer(
        {
            "groups": [team_answer(team) for team in found.teams],
            "sizes": [len(team.members) for team in found.teams],
            "differences": dict(found.differences),
            "by": list(fields),
            "seed": seed,
            "removed": found.removed,
            "written": not dry_run,
        }
    )


@command("list", Both("Kelompok dan anggotanya.", "Groups and their members."), [_CLASS])
def list_(setting: Setting, class_id: int) -> None:
    """Groups of a class with their members."""
    from desktop.cli.opened import opened
    from desktop.services.plans.grouping import in_several, list_teams

    with opened(setting) as profile:
        teams = profile.read(list_teams, class_id).result()
    _say(setting, teams)
    several = in_several(teams)
    if several:
        setting.progress(
            f"Perhatian: {len(several)} orang ada di lebih dari satu kelompok. Pindahkan satu per satu dengan lontar "
            "group move, atau bagi ulang: lontar group balance --count N --again.",
            f"Attention: {len(several)} people are in more than one group. Move them one by one with lontar group "
            "move, or spread them anew: lontar group balance --count N --again.",
        )
    setting.answer({"groups": [team_answer(team) for team in teams], "in_several": [id_text(one) for one in several]})


_MOVE = [
    _PERSON,
    Option(["--to", "group_id"], type=ID, required=True, metavar="ID", help=Both("kelompok tujuan", "group")),
]


@command("move", Both("Memindahkan peserta ke kelompok lain.", "Moves somebody to another group."), _MOVE)
def move(setting: Setting, person: str, group_id: int) -> None:
    """Moves somebody to another group of their class."""
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.plans.grouping import move_member

    with opened(setting) as profile:
        one = profile.read(person_named, person).result()
        moved = profile.write(lambda r, m: move_member(r, one, group_id, m)).result()
    setting.say("Dipindahkan.", "Moved.") if moved else setting.say("Sudah di kelompok itu.", "Already in that group.")
    setting.answer({"person": id_text(one), "group": id_text(group_id), "changed": moved})


_LEADER = [
    Option(["--group", "group_id"], type=ID, required=True, metavar="ID", help=Both("kelompok", "group")),
    _PERSON,
]


@command("leader", Both("Menunjuk ketua kelompok.", "Names the leader of a group."), _LEADER)
def leader(setting: Setting, group_id: int, person: str) -> None:
    """Names a member the leader of their group."""
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.plans.grouping import set_leader

    with opened(setting) as profile:
        one = profile.read(person_named, person).result()
        changed = profile.write(lambda r, m: set_leader(r, group_id, one, m)).result()
    setting.say("Ketua kelompok tersimpan.", "Leader saved.")
    setting.answer({"person": id_text(one), "group": id_text(group_id), "changed": changed})


def team_answer(team: Team) -> dict[str, Any]:
    """One group with its members."""
    return {
        "id": id_text(team.id) if team.id else None,
        "number": team.number,
        "title": team.title,
        "members": [{"id": id_text(one.id), "name": one.name, "role": one.role} for one in team.members],
    }


def _say(setting: Setting, teams: Sequence[Team]) -> None:
    if setting.json:
        return
    for team in teams:
        setting.say(f"{team.title}: {len(team.members)} anggota", f"{team.title}: {len(team.members)} members")
        for one in team.members:
            mark = setting.word(" (ketua)", " (leader)") if one.role == "leader" else ""
            click.echo(f"  {one.name}{mark}")
