"""lontar attendance: mark, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.stopping import stoppable
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from desktop.services.attendance.sheet import SheetRow
    from desktop.services.zones import Zone

BAD_INPUT = 3
_MARK = [
    Option(["--session", "session_id"], type=ID, required=True, metavar="ID", help=Both("sesi", "session")),
    Option(["--person"], required=True, metavar="P", help=Both("id atau NIP", "id or NIP")),
    Option(
        ["--status"],
        type=click.Choice(["H", "I", "S", "A", "DL"], case_sensitive=False),
        required=True,
        help=Both("H hadir, I izin, S sakit, A tanpa keterangan, DL dinas luar", "H, I, S, A or DL"),
    ),
    Option(["--note"], default=None, metavar="T", help=Both("catatan", "note")),
    Option(["--marked-at"], default=None, metavar="WAKTU", help=Both("waktu; tanpa ini sekarang", "time; now without")),
    Option(["--late"], type=int, default=None, metavar="MENIT", help=Both("terlambat, menit", "minutes late")),
    Option(["--deputy-name"], default=None, metavar="T", help=Both("nama yang mewakili", "name of the deputy")),
    Option(["--deputy-post"], default=None, metavar="T", help=Both("jabatannya", "the deputy's post")),
    Option(["--reason"], default=None, metavar="T", help=Both("alasan pencatatan susulan", "why it is entered late")),
]


@command("mark", Both("Mengisi presensi seorang peserta.", "Marks one person."), _MARK)
def mark(setting: Setting, session_id: int, person: str, status: str, marked_at: str | None, **told: Any) -> None:
    """Marks one person; answers only when the mark is on disk."""
    from desktop.cli.opened import opened
    from desktop.services.attendance.checks import late_entry
    from desktop.services.attendance.marking import Act, Entry, is_enrolled, mark
    from desktop.services.classes.sessions import zone_of_session
    from desktop.services.named import person_named, session_line
    from desktop.services.zones import parse_time
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

    def write(replica: Replica, moment: Moment) -> tuple[Act, bool, tuple[int, bool] | None]:
        session = session_line(replica, session_id)
        at = parse_time(marked_at, zone_of_session(replica, session)) if marked_at else None
        identifier = person_named(replica, person)
        act = mark(replica, Entry(session=session_id, person=identifier, status=status, marked_at=at, **told), moment)
        return act, is_enrolled(replica, session_id, identifier), late_entry(replica, session, moment)

    with opened(setting) as profile:
        act, enrolled, late = profile.write(write).result()
    if late is not None and not told["reason"]:
        setting.progress(
            f"Perhatian: sesi ini sudah lewat {late[0]} hari; alasan pencatatan susulan dapat disebut dengan --reason.",
            f"Note: this session was {late[0]} days ago; say why it is entered late with --reason.",
        )
    if not enrolled:
        setting.progress(
            "Perhatian: orang ini tidak terdaftar di kelas sesi itu.", "Note: this person is not in that class."
        )
    dot = act.cells[0].dot
    if not setting.json:
        setting.say(f"Tersimpan ({dot.author}-{dot.n}).", f"Saved ({dot.author}-{dot.n}).")
    setting.answer({"saved": True, "dot": [dot.author, dot.n]})


_FILE = click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.csv")


_DRY_RUN = Option(["--dry-run"], is_flag=True, help=Both("hanya periksa, tidak menyimpan", "only check, save nothing"))


@command("import", Both("Mengisi presensi dari berkas.", "Marks what a file says."), [_FILE, _DRY_RUN])
def import_(setting: Setting, file: Path, dry_run: bool) -> None:
    """Imports a sheet of marks; exit code 3 when rows were left out."""
    from desktop.cli.opened import opened
    from desktop.cli.people.listing import report_answer, tell_report
    from desktop.services.attendance.sheet import import_sheet

    with opened(setting) as profile:
        report = profile.write(lambda replica, moment: import_sheet(replica, file, moment, dry_run=dry_run)).result()
    tell_report(setting, report)
    setting.answer(report_answer(setting, report))
    if report.skipped:
        click.get_current_context().exit(BAD_INPUT)


_EXPORT = [
    Option(["--session", "session_id"], type=ID, default=None, metavar="ID", help=Both("satu sesi", "one session")),
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("seluruh kelas", "a whole class")),
    Option(
        ["--out"],
        type=click.Path(path_type=Path, dir_okay=False),
        default=None,
        metavar="FILE.csv",
        help=Both("berkas csv", "csv file"),
    ),
    Option(["--everyone"], is_flag=True, help=Both("juga yang belum diisi", "also people without a mark")),
    Option(["--notes"], is_flag=True, help=Both("dengan kolom catatan", "with a column of notes")),
    Option(["--full"], is_flag=True, help=Both("dengan semua kolom", "with every column")),
]


@command("export", Both("Mengeluarkan presensi sebagai csv.", "Writes attendance as csv."), _EXPORT)
def export(
    setting: Setting,
    session_id: int | None,
    class_id: int | None,
    out: Path | None,
    everyone: bool,
    notes: bool,
    full: bool,
) -> None:
    """Marks of a session or of a class, as rows or into a file."""
    from desktop.cli.opened import opened
    from desktop.services.attendance.sheet import export_rows, more_columns, sheet_text, write_sheet
    from desktop.services.offices import home_zone

    if (session_id is None) == (class_id is None):
        raise click.UsageError(
            setting.word("sebutkan --session atau --class, salah satu.", "name --session or --class, one of them."),
            ctx=click.get_current_context(),
        )
    notes = notes or full
    with opened(setting) as profile, stoppable(setting, ("baris", "rows")) as progress:
        rows = profile.read(
            export_rows, session_id=session_id, class_id=class_id, everyone=everyone, progress=progress
        ).result()
        zone = profile.read(home_zone).result()
        if out is not None:
            write_sheet(out, sheet_text(rows, zone, notes=notes, full=full, progress=progress))
    more = more_columns(rows, full=full)
    if out is not None:
        setting.say(f"{len(rows)} baris ditulis ke {out}.", f"{len(rows)} rows written to {out}.")
        setting.answer({"file": str(out), "rows": len(rows)})
        return
    if not setting.json:
        click.echo(sheet_text(rows, zone, notes=notes, full=full), nl=False)
    setting.answer({"rows": [_exported(row, zone, notes=notes, more=more) for row in rows]})


def _exported(row: SheetRow, zone: Zone, *, notes: bool, more: Sequence[str]) -> dict[str, str | int | None]:
    from desktop.services.zones import iso_time

    told: dict[str, str | int | None] = {
        "session": id_text(row.session),
        "person": id_text(row.person),
        "name": row.name,
        "status": row.status,
        "marked_at": iso_time(row.marked_at, zone),
        "marked_by": row.marked_by or None,
        "tick": row.tick,
    }
    if notes:
        told["note"] = row.note or None
    return {**told, **{name: getattr(row, name) or None for name in more}}


attendance = Group(
    name="attendance",
    help=Both("Presensi.", "Attendance."),
    lazy={
        "mark": ("desktop.cli.attendance.marking:mark", Both("mengisi seorang peserta", "mark one person")),
        "import": ("desktop.cli.attendance.marking:import_", Both("mengisi dari berkas", "mark from a file")),
        "export": ("desktop.cli.attendance.marking:export", Both("mengeluarkan sebagai csv", "write as csv")),
        "copy": (
            "desktop.cli.attendance.counts:copy",
            Both("menyalin dari sesi lain", "copy from another"),
        ),
        "summary": ("desktop.cli.attendance.counts:summary", Both("rekap kehadiran", "how much people attended")),
    },
)
