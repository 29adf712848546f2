"""lontar session: create, list, close, open."""

from __future__ import annotations

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, hours_number, id_text, told_id

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_STARTS = Both(
    "waktu mulai, 2025-07-28T08:00:00+08:00; tanpa selisih: zona kantor",
    "start, 2025-07-28T08:00:00+08:00; without an offset in the office's zone",
)
_CREATE = [
    _CLASS,
    Option(["--title"], required=True, metavar="T", help=Both("judul sesi", "title of the session")),
    Option(["--starts-at"], required=True, metavar="WAKTU", help=_STARTS),
    Option(["--hours"], required=True, metavar="N", help=Both("jam pelajaran, 3 atau 2,5", "lesson hours")),
    Option(["--stage"], type=ID, default=None, metavar="ID", help=Both("tahap", "stage")),
    Option(["--place"], default="", metavar="T", help=Both("tempat", "place")),
]


@command("create", Both("Membuat sesi.", "Makes a session."), _CREATE)
def create(
    setting: Setting, class_id: int, title: str, starts_at: str, hours: str, stage: int | None, place: str
) -> None:
    """Makes a session of a class."""
    from desktop.cli.opened import opened
    from desktop.services.named import class_line
    from desktop.services.offices import office_of_realm
    from desktop.services.sessions import create_session
    from desktop.services.views import NewSession
    from desktop.services.zones import parse_time, zone_of
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

    lesson_hours = _hours(hours)

    def make(replica: Replica, moment: Moment) -> int:
        zone = zone_of(office_of_realm(replica, class_line(replica, class_id).realm).code)
        new = NewSession(
            class_id=class_id, title=title, starts_at=parse_time(starts_at, zone), hours=lesson_hours, stage=stage
        )
        return create_session(replica, new, moment, place=place)

    with opened(setting) as profile:
        identifier = profile.write(make).result()
    told_id(setting, identifier, "Sesi dibuat", "Session made")


def _hours(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        from desktop.services.faults import Unsuitable

        raise Unsuitable(f'Jam pelajaran "{text}" bukan angka; tulis misalnya 3 atau 2,5.') from None


@command("list", Both("Daftar sesi sebuah kelas.", "Lists the sessions of a class."), [_CLASS])
def list_(setting: Setting, class_id: int) -> None:
    """Sessions by start."""
    from desktop.cli.class_answers import session_answer
    from desktop.cli.opened import opened
    from desktop.services.offices import home_zone
    from desktop.services.sessions import list_sessions
    from desktop.services.zones import iso_time

    with opened(setting) as profile:
        found = profile.read(list_sessions, class_id).result()
        zone = profile.read(home_zone).result()
    if not setting.json:
        for one in found:
            told = f"{id_text(one.id)}  {iso_time(one.starts_at, zone)}  {hours_number(one.hours)} JP  {one.title}"
            setting.say(told + ("  (ditutup)" if one.closed else ""), told + ("  (closed)" if one.closed else ""))
        if not found:
            setting.say("Belum ada sesi.", "No session yet.")
    setting.answer({"sessions": [session_answer(one, zone) for one in found]})


_SESSION = click.Argument(["session_id"], type=ID, metavar="ID")


@command("close", Both("Menutup sesi: presensinya tidak diisi lagi.", "Closes a session for marking."), [_SESSION])
def close(setting: Setting, session_id: int) -> None:
    """Closes a session for marking."""
    _set_closed(setting, session_id, True)


@command("open", Both("Membuka lagi sesi yang ditutup.", "Opens a closed session again."), [_SESSION])
def open_(setting: Setting, session_id: int) -> None:
    """Opens a session again."""
    _set_closed(setting, session_id, False)


def _set_closed(setting: Setting, session_id: int, closed: bool) -> None:
    from desktop.cli.opened import opened
    from desktop.services.sessions import close_session

    with opened(setting) as profile:
        profile.write(lambda replica, moment: close_session(replica, session_id, closed, moment)).result()
    told_id(setting, session_id, "Sesi ditutup" if closed else "Sesi dibuka", "Closed" if closed else "Open again")


sessions = Group(
    name="session",
    help=Both("Sesi kelas.", "Sessions of a class."),
    lazy={
        "create": ("desktop.cli.sessions:create", Both("membuat sesi", "make a session")),
        "list": ("desktop.cli.sessions:list_", Both("daftar sesi", "list sessions")),
        "close": ("desktop.cli.sessions:close", Both("menutup sesi", "close a session")),
        "open": ("desktop.cli.sessions:open_", Both("membuka lagi sesi", "open a session again")),
    },
)
