"""lontar status and lontar sync."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, NoReturn

import click

from desktop.cli.commands import Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from contract.faults import Fault
    from desktop.services.exchange.journey import SyncState
    from desktop.services.exchange.lease import Lease
    from desktop.storage.blobs import Load
    from desktop.storage.profile import Profile
    from desktop.storage.queries.journey import Aside
    from desktop.sync.conversation import Progress, Report
    from desktop.sync.faults import ServerBusy

WAITS = 6
_LONGEST_S = 600.0


@command("status", Both("Apa yang belum sampai pusat.", "What has not reached the centre yet."))
def status(setting: Setting) -> None:
    """Where this laptop stands."""
    from desktop.cli.exchange.link import look_at_link, of_link, say_link
    from desktop.cli.opened import opened
    from desktop.services.attachments import waiting_load
    from desktop.services.exchange.lease import lease
    from desktop.services.exchange.status import sync_state
    from desktop.services.offices import home_zone
    from desktop.services.zones import iso_time
    from desktop.storage.newer import is_passed_over
    from desktop.storage.queries.offices import offices

    with opened(setting) as profile:
        state = profile.read(sync_state).result()
        joined = profile.read(offices).result()
        zone = profile.read(home_zone).result()
        passed_over = profile.read(is_passed_over).result()
        held = profile.read(lease).result()
        files, link = profile.read(waiting_load).result(), look_at_link(profile)
    if not setting.json:
        _say_standing(setting, state, [(o.code, iso_time(o.safe_at, zone)) for o in joined if o.safe_at is not None])
        _say_files(setting, files)
        _say_lease(setting, held)
        say_link(setting, state, zone, link)
        _say_contact(setting, iso_time(state.last_contact, zone), passed_over)
    setting.answer(
        {
            "pending": state.pending,
            "carried": state.carried,
            "held": state.held,
            "rejected": state.rejected,
            "conflicts": state.conflicts,
            "last_contact": iso_time(state.last_contact, zone),
            "offices": {each.code: {"seq": each.seq, "hash": each.head.hex(), "safe": each.safe} for each in joined},
            "next_attempt": iso_time(state.next_attempt, zone),
            **of_link(state, zone, link),
            **_of_files(files),
            **_of_lease(held, state.at_hub),
        }
    )


def _say_lease(setting: Setting, held: Lease | None) -> None:
    if held and held.warning:
        setting.say(held.warning, worded_sentence(held.warning, setting))


def _of_lease(held: Lease | None, at_hub: int) -> dict[str, Any]:
    """What is said of the lease, only when people are warned; and of a hub, only when something lies there."""
    lease = {"lease": {"days": held.days, "left": held.left}} if held and held.warning else {}
    return {**lease, **({"at_hub": at_hub} if at_hub else {})}


def _say_standing(setting: Setting, state: SyncState, safe: Sequence[tuple[str, str | None]]) -> None:
    setting.say(
        f"Belum sampai pusat: {state.pending}. Dibawa: {state.carried}. Ditahan: {state.held}. "
        f"Ditolak: {state.rejected}. Perbedaan: {state.conflicts}.",
        f"Waiting: {state.pending}. Carried: {state.carried}. Held: {state.held}. "
        f"Rejected: {state.rejected}. Conflicts: {state.conflicts}.",
    )
    for office, day in safe:
        setting.say(
            f"Kantor {office}: ada di salinan cadangan server s.d. {day}.",
            f"Office {office}: in a backup of the server up to {day}.",
        )


def _say_files(setting: Setting, files: Load) -> None:
    if files.count:
        size = files.bytes // 1024 + 1
        setting.say(f"Foto dan berkas menunggu: {files.count}, {size} KB.", f"Files waiting: {files.count}, {size} KB.")


def _of_files(files: Load) -> dict[str, dict[str, int]]:
    """What is said of them, and only when some wait."""
    return {"attachments": {"pending": files.count, "bytes": files.bytes}} if files.count else {}


def _say_contact(setting: Setting, contact: str | None, passed_over: bool) -> None:
    setting.say(f"Kontak terakhir: {contact or 'belum pernah'}.", f"Last contact: {contact or 'never'}.")
    if passed_over:
        from desktop.services.sentences import in_english
        from desktop.storage.newer import NOTICE

        setting.say(NOTICE, in_english(NOTICE))


_TIMEOUT = Option(
    ["--timeout"],
    type=click.FloatRange(min=0),
    default=_LONGEST_S,
    metavar="S",
    help=Both("paling lama sekian detik", "at most so many seconds"),
)


@command("sync", Both("Mengirim dan menerima perubahan.", "Sends and receives changes."), [_TIMEOUT])
def sync(setting: Setting, timeout: float) -> None:
    """Rounds until nothing is unsettled, or no progress is made; exit code 6 when something still waits."""
    from contract.exchange.judge import Fate
    from desktop.app.safekeeping import read_what_waited
    from desktop.cli.opened import opened
    from desktop.services.attachments import waiting_load
    from desktop.storage.edit import NoAuthor
    from desktop.storage.queries.journey import asides
    from desktop.storage.queries.offices import offices
    from desktop.sync.conversation import Conversation
    from desktop.sync.queueing import talk_in_turn

    with opened(setting) as profile:
        if not profile.read(offices).result():
            raise NoAuthor("Laptop ini belum bergabung dengan kantor mana pun: lontar join --server URL --code KODE.")
        with closing(Conversation(profile.replica, profile.place.sync_lock)) as talks:
            report = talk_in_turn(talks, time.monotonic() + timeout, _teller(setting), _turn_teller(setting))
        if report.fault is None and not report.taken_away:
            read_what_waited(profile)
        files = profile.read(waiting_load).result()
        rejected = [one for one in profile.read(asides).result() if one.fate == Fate.REJECTED]
    if report.taken_away:
        _take_away(profile.place)
    _tell(setting, report, len(rejected), files)
    setting.answer(
        {
            "sent": report.sent,
            "received": report.received,
            "pending": report.pending,
            "rejected": [_returned(setting, one) for one in rejected],
            **_traffic(report),
            **_cause(report.fault),
            **_of_files(files),
            **_hubs(report),
        }
    )
    click.get_current_context().exit(_code(report, files))


def _traffic(report: Report) -> dict[str, int]:
    return {"requests": report.requests, "bytes_up": report.bytes_up, "bytes_down": report.bytes_down}


def _take_away(place: Profile) -> NoReturn:
    """The offices ordered it, and have all work."""
    from desktop.app.removing import TakenAway, take_away
    from desktop.sync.keys import SystemKeyring

    take_away(place, SystemKeyring())
    raise TakenAway


def _cause(fault: Fault | None) -> dict[str, str]:
    """What was wrong with the road, where it was the road's matter."""
    from desktop.sync.faults import RoadFault

    return {"cause": fault.cause.value} if isinstance(fault, RoadFault) and fault.cause is not None else {}


def _teller(setting: Setting) -> Callable[[Progress], None]:
    """Tells once a second how far the talk is."""
    last = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last > 1:
            last = time.monotonic()
            setting.progress(
                f"terkirim {progress.sent}, menunggu {progress.pending}, diterima {progress.received}",
                f"sent {progress.sent}, waiting {progress.pending}, received {progress.received}",
            )

    return tell


def _turn_teller(setting: Setting) -> Callable[[ServerBusy], None]:
    """Tells that it waits for its turn, and how long."""

    def tell(fault: ServerBusy) -> None:
        setting.progress(
            f"menunggu giliran: urutan {fault.position}, {fault.wait_s} detik lagi",
            f"waiting for the turn: place {fault.position}, {fault.wait_s} s from now",
        )

    return tell


def _hubs(report: Report) -> dict[str, Any]:
    """What hubs did, told only when there is one."""
    told = [
        {
            "name": visited.name,
            "reached": visited.fault is None,
            "left": visited.brought.left,
            "taken": visited.brought.news,
            "answers": visited.brought.answers,
        }
        for visited in report.hubs
    ]
    return {"hubs": told} if told else {}


def _code(report: Report, files: Load) -> int:
    """0 only when nothing waits; what lies at a hub waits, though no centre could be reached."""
    from desktop.sync.faults import RoadFault

    passing = isinstance(report.fault, RoadFault) and report.fault.try_later
    if passing and any(visited.fault is None for visited in report.hubs):
        return WAITS if report.pending else 0
    if report.fault is not None:
        from desktop.cli.exit_codes import code_of

        return code_of(report.fault)
    return WAITS if report.pending or files.count else 0


def _tell(setting: Setting, report: Report, rejected: int, files: Load) -> None:
    for visited in report.hubs:
        if visited.fault is None and not setting.json:
            setting.say(
                f"Pos {visited.name}: {visited.brought.news} perubahan laptop lain diambil.",
                f"Hub {visited.name}: {visited.brought.news} changes of other laptops taken.",
            )
    if report.fault is not None:
        from desktop.cli.english import worded

        setting.progress(str(report.fault), worded(report.fault, setting.language))
    if not setting.json:
        setting.say(
            f"Terkirim {report.sent}, diterima {report.received}, masih menunggu {report.pending}, ditolak {rejected}.",
            f"Sent {report.sent}, received {report.received}, still waiting {report.pending}, rejected {rejected}.",
        )
        _say_files(setting, files)


def _returned(setting: Setting, one: Aside) -> dict[str, Any]:
    from contract.training.catalogue import CATALOGUE
    from desktop.services.exchange.returned import reason_sentence

    record = CATALOGUE.record(one.key.table) if CATALOGUE.knows(one.key.table) else None
    return {
        "dot": [one.author, one.n],
        "record": record.name if record is not None else None,
        "reason": one.reason,
        "message": worded_sentence(reason_sentence(one.reason, record), setting),
    }
