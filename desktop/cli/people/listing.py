"""lontar people: import, list, set; the rest is in desktop.cli.people.person, personal_rights and twins."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli import days
from desktop.cli.commands import Group, Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.stopping import stoppable
from desktop.cli.values import ID, id_text, told_id

if TYPE_CHECKING:
    from desktop.services.people.listing import Person
    from desktop.services.views import Problem, RosterReport

BAD_INPUT = 3
_SHOWN_PROBLEMS = 20
_CLASS = Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("kelas", "class"))
_FIELDS = (
    "name",
    "title_prefix",
    "title_suffix",
    "employee_number",
    "national_id",
    "sex",
    "birth_date",
    "district",
    "agency",
    "position",
    "grade",
    "phone",
)

_LIST = [
    _CLASS,
    Option(
        ["--search"],
        default="",
        metavar="TEKS",
        help=Both("bagian nama, NIP atau instansi", "part of name, NIP, agency"),
    ),
    Option(["--limit"], type=click.IntRange(min=0), default=None, metavar="N", help=Both("paling banyak", "at most")),
    Option(["--offset"], type=click.IntRange(min=0), default=0, metavar="N", help=Both("mulai dari", "start from")),
    Option(
        ["--out"],
        type=click.Path(path_type=Path, dir_okay=False),
        default=None,
        metavar="FILE",
        help=Both("ke berkas .xlsx atau .csv", "into a .xlsx or .csv file"),
    ),
]


@command("list", Both("Daftar peserta.", "Lists people."), _LIST)
def list_(
    setting: Setting, class_id: int | None, search: str, limit: int | None, offset: int, out: Path | None
) -> None:
    """People by name, all of them or those that match; with --out into a file that can be imported again."""
    from desktop.cli.opened import opened
    from desktop.services.people.listing import search_people

    if len(search.strip()) == 1:
        setting.progress("Ketik dua huruf atau lebih untuk mencari.", "Type two letters or more to search.")
    if out is not None:
        _write_list(setting, out, search, class_id, (limit, offset))
        return
    with opened(setting) as profile:
        total, people = profile.read(search_people, search, class_id, limit, offset).result()
    if not setting.json:
        for person in people:
            click.echo(
                f"{id_text(person.id)}  {person.employee_number or '-':18}  {person.printed}  {person.agency or ''}"
            )
        setting.say(f"{len(people)} dari {total} peserta.", f"{len(people)} of {total} people.")
    setting.answer({"total": total, "people": [person_answer(person) for person in people]})


def _write_list(setting: Setting, out: Path, search: str, class_id: int | None, page: tuple[int | None, int]) -> None:
    from desktop.cli.opened import opened
    from desktop.documents.people_list import LISTED, write_people_list
    from desktop.services.people.people_sheet import people_sheet
    from desktop.services.programmes.districts import known_districts

    with opened(setting) as profile, stoppable(setting, ("orang", "people")) as progress:
        people = people_sheet(profile.replica, LISTED, search, class_id, page, progress)
        rows = write_people_list(out, people, known_districts(), progress)
    setting.say(f"{rows} orang ditulis ke {out}.", f"{rows} people written to {out}.")
    setting.answer({"file": str(out), "rows": rows})


def person_answer(person: Person) -> dict[str, Any]:
    """One person as recorded."""
    return {"id": id_text(person.id), **{name: getattr(person, name) for name in _FIELDS}}


_SET = [
    Option(["--person"], required=True, metavar="P", help=Both("id atau NIP", "id or NIP")),
    Option(["--field", "field"], required=True, metavar="NAMA", help=Both("isian, misalnya phone", "field, as phone")),
    Option(["--value"], required=True, metavar="NILAI", help=Both("nilai; kosong menghapus", "value; empty clears")),
]


@command("set", Both("Memperbaiki satu isian seorang peserta.", "Corrects one field of a person."), _SET)
def set_(setting: Setting, person: str, field: str, value: str) -> None:
    """Corrects one field of a person, read by the rule of its kind."""

    from contract.training.findings import Finding
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.people.person_fields import SETTABLE, set_field
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

    if field not in SETTABLE:
        raise click.BadParameter(
            setting.word(f"pilih salah satu dari {', '.join(SETTABLE)}.", f"choose one of {', '.join(SETTABLE)}."),
            ctx=click.get_current_context(),
            param_hint="--field",
        )
    today = days.today()

    def correct(replica: Replica, moment: Moment) -> tuple[int, tuple[Finding, ...]]:
        identifier = person_named(replica, person)
        return identifier, set_field(replica, identifier, field, value, moment, today)

    with opened(setting) as profile:
        identifier, remarks = profile.write(correct).result()
    for remark in remarks:
        setting.progress(remark.sentence, worded_sentence(remark.sentence, setting))
    told_id(setting, identifier, "Tersimpan", "Saved")


_IMPORT = [
    click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"),
    _CLASS,
    Option(["--office"], default=None, metavar="KODE", help=Both("kantor bila tanpa kelas", "office if no class")),
    Option(["--dry-run"], is_flag=True, help=Both("hanya periksa, tidak menyimpan", "only check, save nothing")),
    Option(
        ["--problems"],
        type=click.Path(path_type=Path, dir_okay=False),
        default=None,
        metavar="OUT.xlsx",
        help=Both("buku kerja berisi baris yang bermasalah", "workbook with the rows that have problems"),
    ),
]


@command("import", Both("Mengimpor daftar peserta.", "Imports a roster."), _IMPORT)
def import_(
    setting: Setting, file: Path, class_id: int | None, office: str | None, dry_run: bool, problems: Path | None
) -> None:
    """Imports a roster; exit code 3 when rows were left out."""

    from desktop.cli.opened import opened
    from desktop.services.roster.importing import import_roster, place_of, read_file
    from desktop.storage import clock

    roster = read_file(file, days.today())
    last = time.monotonic()

    def progress(done: int, total: int) -> bool:
        nonlocal last
        if time.monotonic() - last > 1:
            last = time.monotonic()
            setting.progress(f"{done} dari {total} baris", f"{done} of {total} rows")
        return True

    with opened(setting) as profile:
        where = profile.read(place_of, class_id, office).result()
        moment = profile.read(clock.moment).result()
        outcome = import_roster(profile.replica, roster, where, moment, dry_run=dry_run, progress=progress)
    if problems is not None:
        from desktop.documents.problems import write_problem_workbook

        write_problem_workbook(problems, roster, outcome.remarks)
    tell_report(setting, outcome.report)
    if outcome.unmeant:
        setting.progress(
            f"{outcome.unmeant} orang perlu diperiksa kelayakannya; mereka tetap tercatat.",
            f"{outcome.unmeant} people should be checked against the programme; they are written down all the same.",
        )
    setting.answer({**report_answer(setting, outcome.report), "warned": outcome.unmeant})
    if outcome.report.skipped:
        click.get_current_context().exit(BAD_INPUT)


def report_answer(setting: Setting, report: RosterReport) -> dict[str, Any]:
    """The outcome of an import as JSON."""
    return {
        "rows": report.rows,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "problems": [
            {
                "row": one.row,
                "column": one.column,
                "severity": one.severity,
                "message": worded_sentence(one.message, setting),
            }
            for one in report.problems
        ],
    }


def tell_report(setting: Setting, report: RosterReport) -> None:
    """The outcome of an import in sentences: errors first, a remark that many rows share once, then the numbers."""
    told = _told_together(report.problems)
    for problem, others in told[:_SHOWN_PROBLEMS]:
        again = (f" Begitu pula {others} baris lain.", f" {others} more rows alike.") if others else ("", "")
        message = problem.message
        setting.progress(message + again[0], worded_sentence(message, setting) + again[1])
    if len(told) > _SHOWN_PROBLEMS:
        more = len(told) - _SHOWN_PROBLEMS
        setting.progress(f"... dan {more} keterangan lain", f"... and {more} more remarks")
    counts = f"{report.added}, {report.updated}, {report.unchanged}, {report.skipped}"
    would = ("Percobaan, belum disimpan. ", "Dry run, nothing saved. ") if report.dry_run else ("", "")
    setting.say(
        f"{would[0]}{report.rows} baris: baru, diubah, tetap, dilewati = {counts}.",
        f"{would[1]}{report.rows} rows: added, updated, unchanged, skipped = {counts}.",
    )


def _told_together(problems: Sequence[Problem]) -> list[tuple[Problem, int]]:
    """(the first of equal remarks, how many other rows share it), those with errors first."""
    shared: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda each: each.severity != "error"):
        said = problem.message.partition(": ")[2]
        shared.setdefault((str(problem.severity), problem.column, said), []).append(problem)
    return [(alike[0], len(alike) - 1) for alike in shared.values()]


people = Group(
    name="people",
    help=Both("Peserta.", "Participants."),
    lazy={
        "import": ("desktop.cli.people.listing:import_", Both("mengimpor daftar peserta", "import a roster")),
        "list": ("desktop.cli.people.listing:list_", Both("daftar dan pencarian", "list and search")),
        "add": ("desktop.cli.people.person:add", Both("mendaftarkan seorang", "register one person")),
        "show": ("desktop.cli.people.person:show", Both("data dan riwayat seorang", "one person and the history")),
        "set": ("desktop.cli.people.listing:set_", Both("memperbaiki satu isian", "correct one field")),
        "photo": ("desktop.cli.people.person:photo", Both("menyimpan pas foto seorang", "keep somebody's photograph")),
        "hours": (
            "desktop.cli.people.person:hours",
            Both("JP setahun sebagai buku kerja", "hours of a year as a workbook"),
        ),
        "export-one": (
            "desktop.cli.people.personal_rights:export_one",
            Both("semua data seorang", "everything of one person"),
        ),
        "anonymise": (
            "desktop.cli.people.personal_rights:anonymise",
            Both("menghapus nama seorang", "take a person's name"),
        ),
        "retention": ("desktop.cli.people.personal_rights:retention", Both("masa retensi", "whose retention is over")),
        "twins": ("desktop.cli.people.twins:twins", Both("mungkin orang yang sama", "who may be one person")),
        "merge": ("desktop.cli.people.twins:merge", Both("menggabungkan dua data", "merge two records")),
        "unmerge": ("desktop.cli.people.twins:unmerge", Both("memisahkan data yang digabung", "part what was merged")),
        "distinct": ("desktop.cli.people.twins:distinct", Both("bukan orang yang sama", "two persons")),
    },
)
