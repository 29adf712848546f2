"""lontar session: create, set, list, show, teach, close, reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.labels import role_label
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, hours_number, id_text, told_id, typed_hours

if TYPE_CHECKING:
    from desktop.services.classes.schedule import Scheduled
    from desktop.services.zones import Zone
    from desktop.storage.replica import Replica

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_NAMED = Option(["--session", "session_id"], type=ID, required=True, metavar="ID", help=Both("sesi", "session"))
_STARTS = Both(
    "waktu mulai, 2025-07-28T08:00:00+08:00; tanpa selisih: zona sesi, kelas atau kantor",
    "start, 2025-07-28T08:00:00+08:00; without an offset in the zone of the session, class or office",
)
_ENDS = Both("waktu selesai; tanpa ini sesudah jam pelajarannya", "end; without it after its lesson hours")
_MORE = [
    Option(["--ends-at"], default=None, metavar="WAKTU", help=_ENDS),
    Option(["--stage"], type=ID, default=None, metavar="ID", help=Both("tahap", "stage")),
    Option(["--subject"], type=ID, default=None, metavar="ID", help=Both("mata pelatihan", "subject")),
    Option(["--mode"], default=None, metavar="M", help=Both("moda: daring, luring, ...", "mode: daring, luring, ...")),
    Option(["--place"], default=None, metavar="T", help=Both("tempat", "place")),
    Option(["--zone"], default=None, metavar="Z", help=Both("zona waktu: WITA, KST, ...", "zone: WITA, KST, ...")),
]
_CREATE = [
    _CLASS,
    Option(["--title"], required=True, metavar="T", help=Both("judul sesi", "title of the session")),
    Option(["--starts-at"], required=True, metavar="WAKTU", help=_STARTS),
    Option(["--hours"], required=True, metavar="N", help=Both("jam pelajaran, 3 atau 2,5", "lesson hours")),
    *_MORE,
]


@command("create", Both("Membuat sesi.", "Makes a session."), _CREATE)
def create(setting: Setting, class_id: int, title: str, starts_at: str, hours: str, **more: Any) -> None:
    """Makes a session of a class; tells what is at the same time."""
    from desktop.cli.opened import opened
    from desktop.services.classes.sessions import create_session, zone_of_class
    from desktop.services.views import NewSession
    from desktop.services.zones import parse_time
    from desktop.storage.edit import Moment

    lesson_hours = typed_hours(hours)

    def make(replica: Replica, moment: Moment) -> int:
        zone = _typed_zone(more["zone"]) or zone_of_class(replica, class_id, more["stage"])
        new = NewSession(
            class_id=class_id,
            title=title,
            starts_at=parse_time(starts_at, zone),
            hours=lesson_hours,
            stage=more["stage"],
            mode=more["mode"] or "",
            subject=more["subject"],
            ends_at=parse_time(more["ends_at"], zone) if more["ends_at"] else None,
            zone=more["zone"] or "",
        )
        return create_session(replica, new, moment, place=more["place"] or "")

    with opened(setting) as profile:
        identifier = profile.write(make).result()
        warned = profile.read(_warnings_of, identifier).result()
    _told_with(setting, identifier, warned, "Sesi dibuat", "Session made")


_SET = [
    _NAMED,
    Option(["--title"], default=None, metavar="T", help=Both("judul sesi", "title of the session")),
    Option(["--starts-at"], default=None, metavar="WAKTU", help=_STARTS),
    Option(["--hours"], default=None, metavar="N", help=Both("jam pelajaran, 3 atau 2,5", "lesson hours")),
    *_MORE,
]


@command("set", Both("Mengubah jadwal sebuah sesi.", "Changes a session's schedule."), _SET)
def set_(setting: Setting, session_id: int, **told: Any) -> None:
    """Sets what is named of a session; tells what is at the same time."""
    from desktop.cli.opened import opened
    from desktop.services.classes.sessions import SessionChange, set_session, zone_of_session
    from desktop.services.named import session_line
    from desktop.services.zones import parse_time
    from desktop.storage.edit import Moment

    if all(value is None for value in told.values()):
        raise click.UsageError(
            setting.word("sebutkan apa yang diubah.", "name what to change."), ctx=click.get_current_context()
        )
    hours = typed_hours(told.pop("hours")) if told["hours"] is not None else told.pop("hours")

    def work(replica: Replica, moment: Moment) -> None:
        zone = _typed_zone(told["zone"]) or zone_of_session(replica, session_line(replica, session_id))
        times = {name: parse_time(told[name], zone) for name in ("starts_at", "ends_at") if told[name] is not None}
        set_session(replica, session_id, SessionChange(**{**told, **times, "hours": hours}), moment)

    with opened(setting) as profile:
        profile.write(work).result()
        warned = profile.read(_warnings_of, session_id).result()
    _told_with(setting, session_id, warned, "Sesi diubah", "Session changed")


def _typed_zone(text: str | None) -> Zone | None:
    from desktop.services.zones import zone_called

    return zone_called(text) if text else None


def _warnings_of(replica: Replica, session_id: int) -> tuple[str, ...]:
    from desktop.services.classes.schedule import scheduled_session

    return scheduled_session(replica, session_id).warnings


def _told_with(setting: Setting, identifier: int, warned: tuple[str, ...], indonesian: str, english: str) -> None:
    """Answers with the id; what is odd beside it, and in the answer only when there is something."""
    from desktop.services.sentences import in_english

    for sentence in warned:
        setting.progress(f"Perhatian: {sentence}", f"Note: {in_english(sentence)}")
    if not warned:
        told_id(setting, identifier, indonesian, english)
        return
    if not setting.json:
        setting.say(f"{indonesian}: {id_text(identifier)}", f"{english}: {id_text(identifier)}")
    setting.answer({"id": id_text(identifier), "warnings": list(warned)})


_FULL = Option(["--full"], is_flag=True, help=Both("dengan semua isian jadwal", "with all of the schedule"))


@command("list", Both("Daftar sesi sebuah kelas.", "Lists the sessions of a class."), [_CLASS, _FULL])
def list_(setting: Setting, class_id: int, full: bool) -> None:
    """Sessions by start."""
    from desktop.cli.classes.answers import session_answer
    from desktop.cli.opened import opened
    from desktop.services.classes.schedule import schedule_of_class
    from desktop.services.offices import home_zone

    with opened(setting) as profile:
        found = profile.read(schedule_of_class, class_id).result()
        zone = profile.read(home_zone).result()
    if not setting.json:
        for one in found:
            _say(setting, one)
        if not found:
            setting.say("Belum ada sesi.", "No session yet.")
    told = [_scheduled_answer(one) if full else session_answer(one.session, zone) for one in found]
    setting.answer({"sessions": told})


def _say(setting: Setting, one: Scheduled) -> None:
    from desktop.services.zones import iso_time

    session = one.session
    day = (iso_time(session.starts_at or None, one.zone) or "")[:10]
    told = f"{id_text(session.id)}  {day} {one.time}  {hours_number(session.hours)} JP  {session.title}"
    setting.say(told + ("  (ditutup)" if session.closed else ""), told + ("  (closed)" if session.closed else ""))


def _scheduled_answer(one: Scheduled) -> dict[str, Any]:
    """One session with all that is scheduled."""
    from desktop.cli.classes.answers import session_answer
    from desktop.services.zones import iso_time

    session = one.session
    return {
        **session_answer(session, one.zone),
        "ends_at": iso_time(session.ends_at, one.zone),
        "time": one.time or None,
        "zone": one.zone.name,
        "mode": session.mode or None,
        "place": session.place or None,
        "stage": {"id": id_text(session.stage), "title": one.stage} if session.stage is not None else None,
        "subject": {"id": id_text(session.subject), "title": one.subject} if session.subject is not None else None,
        "needs_attendance": one.needs_attendance,
        "teachers": [
            {"staff": id_text(each.staff.id), "name": each.staff.name, "role": each.role} for each in one.teachers
        ],
        "warnings": list(one.warnings),
    }


_SESSION = click.Argument(["session_id"], type=ID, metavar="ID")


@command("show", Both("Jadwal sebuah sesi.", "Shows a session's schedule."), [_SESSION])
def show(setting: Setting, session_id: int) -> None:
    """One session with its times, who teaches it and what is at the same time."""
    from desktop.cli.opened import opened
    from desktop.services.classes.schedule import scheduled_session
    from desktop.services.sentences import in_english

    with opened(setting) as profile:
        found = profile.read(scheduled_session, session_id).result()
    if not setting.json:
        _say(setting, found)
        for each in found.teachers:
            told = f"  {each.staff.name} ({role_label(setting, each.role)})"
            setting.say(told, told)
        for sentence in found.warnings:
            setting.say(f"  {sentence}", f"  {in_english(sentence)}")
    setting.answer(_scheduled_answer(found))


_TEACH = [
    _NAMED,
    Option(["--staff", "staff_id"], type=ID, required=True, metavar="ID", help=Both("pengajar", "staff")),
    Option(["--role"], default="", metavar="R", help=Both("peran; tanpa ini seperti di kelas", "role; as in class")),
    Option(["--remove"], is_flag=True, help=Both("tidak lagi mengajar sesi itu", "no longer teaches it")),
]


@command("teach", Both("Siapa yang mengajar sebuah sesi.", "Says who teaches a session."), _TEACH)
def teach(setting: Setting, session_id: int, staff_id: int, role: str, remove: bool) -> None:
    """Puts somebody of the staff before a session, or takes them away."""
    from desktop.cli.opened import opened
    from desktop.services.classes.staff import teach

    with opened(setting) as profile:
        profile.write(
            lambda replica, moment: teach(replica, session_id, staff_id, role, moment, remove=remove)
        ).result()
        warned = profile.read(_warnings_of, session_id).result()
    _told_with(setting, session_id, warned, "Pengajar dicatat", "Put down")


@command("close", Both("Menutup sesi: yang kosong menjadi tidak hadir.", "Closes a session for marking."), [_SESSION])
def close(setting: Setting, session_id: int) -> None:
    """Closes a session for marking."""
    _set_closed(setting, session_id, True)


@command("reopen", Both("Membuka lagi sesi yang ditutup.", "Opens a closed session again."), [_SESSION])
def open_(setting: Setting, session_id: int) -> None:
    """Opens a session again."""
    _set_closed(setting, session_id, False)


def _set_closed(setting: Setting, session_id: int, closed: bool) -> None:
    from desktop.cli.opened import opened
    from desktop.services.classes.sessions import close_session

    with opened(setting) as profile:
        profile.write(lambda replica, moment: close_session(replica, session_id, closed, moment)).result()
    told_id(setting, session_id, "Sesi ditutup" if closed else "Sesi dibuka", "Closed" if closed else "Open again")


sessions = Group(
    name="session",
    help=Both("Sesi kelas.", "Sessions of a class."),
    lazy={
        "create": ("desktop.cli.classes.sessions:create", Both("membuat sesi", "make a session")),
        "set": ("desktop.cli.classes.sessions:set_", Both("mengubah jadwalnya", "change its schedule")),
        "list": ("desktop.cli.classes.sessions:list_", Both("daftar sesi", "list sessions")),
        "show": ("desktop.cli.classes.sessions:show", Both("jadwal sebuah sesi", "one session's schedule")),
        "teach": ("desktop.cli.classes.sessions:teach", Both("siapa yang mengajar", "who teaches it")),
        "close": ("desktop.cli.classes.sessions:close", Both("menutup sesi", "close a session")),
        "reopen": ("desktop.cli.classes.sessions:open_", Both("membuka lagi sesi", "open a session again")),
        "open": ("desktop.cli.classes.sessions:open_", Both("sama dengan reopen", "the same as reopen")),
    },
)
