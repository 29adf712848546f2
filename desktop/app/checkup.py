"""A look at everything this laptop's work depends on; each finding is one sentence, and none names a person."""

from __future__ import annotations

import platform
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from contract.exchange.frames import FrameType
from contract.exchange.messages import Hello, Time, read_message, write_hello
from contract.faults import Fault
from contract.training.catalogue import SCHEMA
from desktop.app.opening import OpenProfile, warning_about
from desktop.services.exchange.spending import restraint_sentence, spending_now
from desktop.services.sentences import in_english
from desktop.storage import clock, history, newer, sameness, soundness
from desktop.storage.backup import shelf
from desktop.storage.history import Centre
from desktop.storage.profile import Profile
from desktop.sync import key_file
from desktop.sync.diagnosis import Diagnosis
from desktop.sync.faults import RoadFault
from desktop.sync.speed import recall_samples, speed_of
from desktop.sync.transport import Patience, Transport

_LEAST_FREE = 200 * 2**20
_CLOCK_OFF_S = 120
_COPY_TOO_OLD_DAYS = 14
_PATIENCE = Patience(connect_s=10, stall_s=10, total_s=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at, in both languages. what: profile, key, disk, server, road ...

    cause: what is wrong with the road to a server, where it is the road's matter.
    """

    what: str
    ok: bool
    indonesian: str
    english: str
    cause: str | None = None


def look_at_folder(place: Profile) -> Iterator[Finding]:
    """What can be told before the profile is open."""
    there = place.directory.is_dir()
    yield Finding(
        what="profile",
        ok=there and place.key_file.exists(),
        indonesian=f"Map data: {place.directory}" + ("." if place.key_file.exists() else " belum berisi data Lontar."),
        english=f"Data folder: {place.directory}"
        + ("." if place.key_file.exists() else " holds nothing of Lontar yet."),
    )
    if not there:
        return
    warning = warning_about(place)
    if warning:
        yield Finding(what="profile", ok=False, indonesian=warning, english=in_english(warning))
    free = shutil.disk_usage(place.directory).free
    yield Finding(
        what="disk",
        ok=free >= _LEAST_FREE,
        indonesian=f"Ruang kosong di cakram: {free // 2**20} MB.",
        english=f"Free space on the disk: {free // 2**20} MB.",
    )
    if place.key_file.exists():
        yield _look_at_key(place)
        yield _look_at_copies(place)


def _look_at_copies(place: Profile) -> Finding:
    """None yet is no fault of a new laptop: the window makes one a day."""
    newest = next(iter(shelf.copies(place)), None)
    if newest is None:
        return Finding(
            what="backup",
            ok=True,
            indonesian="Belum ada salinan cadangan; buat dengan lontar backup.",
            english="There is no backup yet; make one with lontar backup.",
        )
    made = datetime.fromtimestamp(newest.head.made_at).astimezone()
    days = (datetime.now().astimezone().date() - made.date()).days
    told = made.strftime("%d-%m-%Y %H.%M")
    return Finding(
        what="backup",
        ok=days <= _COPY_TOO_OLD_DAYS,
        indonesian=f"Salinan cadangan terbaru {told}, berisi {newest.head.changes} perubahan yang belum sampai pusat.",
        english=f"Newest backup {told}, with {newest.head.changes} changes that had not reached the centre.",
    )


def _look_at_key(place: Profile) -> Finding:
    try:
        locks = len(key_file.read(place.key_file).locks)
    except Fault as fault:
        return Finding(what="key", ok=False, indonesian=str(fault), english=in_english(str(fault)))
    return Finding(
        what="key",
        ok=True,
        indonesian=f"Berkas kunci utuh, dengan {locks} gembok.",
        english=f"The key file is sound and has {locks} locks.",
    )


def look_inside(profile: OpenProfile) -> Iterator[Finding]:
    """The replica page by page, the clock, each server."""
    broken = profile.database.call(soundness.whole_look, profile.database).result()
    yield Finding(
        what="replica",
        ok=not broken,
        indonesian="Basis data utuh."
        if not broken
        else f"Basis data rusak: {len(broken)} temuan. Jangan hapus apa pun.",
        english="The database is sound." if not broken else f"The database is damaged: {len(broken)} findings.",
    )
    yield from _look_at_mendings(profile)
    if profile.read(newer.is_passed_over).result():
        yield Finding(what="versions", ok=False, indonesian=newer.NOTICE, english=in_english(newer.NOTICE))
    centres = profile.read(history.centres).result()
    if not centres:
        yield Finding(
            what="server",
            ok=False,
            indonesian="Laptop ini belum bergabung dengan kantor mana pun.",
            english="This laptop has not joined an office.",
        )
    for centre in centres:
        yield from _look_at_centre(profile, centre)
        yield from _tell_speed(profile, centre)
    yield from _look_at_budget(profile)


def _look_at_mendings(profile: OpenProfile) -> Iterator[Finding]:
    """Rows that differed from the centre's: put right, but somebody should ask why."""
    found = profile.read(sameness.mendings).result()
    if found:
        rows, day = sum(rows for _, _, rows in found), datetime.fromtimestamp(found[0][1]).astimezone().date()
        yield Finding(
            what="sameness",
            ok=True,
            indonesian=f"{rows} baris pernah berbeda dari pusat dan sudah disamakan, terakhir {day}.",
            english=f"{rows} rows have differed from the centre and were put right, last on {day}.",
        )


def _look_at_centre(profile: OpenProfile, centre: Centre) -> Iterator[Finding]:
    """Greets the server without sending or taking anything; its answer tells the time there."""
    moment = profile.read(clock.moment).result()
    body = write_hello(Hello(centre.device, moment.wall, moment.run, []), centre.secret)
    transport = Transport(centre.url, insecure=centre.insecure, patience=_PATIENCE)
    told: int | None = None
    try:
        for kind, payload in transport.exchange(body):
            message = read_message(kind, payload)
            told = message.now if kind == FrameType.TIME and isinstance(message, Time) else told
    except Fault as fault:
        yield _look_at_road(transport, fault)
        return
    finally:
        transport.close()
    yield Finding(
        what="server",
        ok=True,
        indonesian=f"{centre.url} menjawab dan mengenal laptop ini.",
        english=f"{centre.url} answers and knows this laptop.",
    )
    if told is not None:
        yield _look_at_clock(int(time.time()) - told)


def _look_at_road(transport: Transport, fault: Fault) -> Finding:
    if isinstance(fault, RoadFault):
        fault = Diagnosis(server=transport.server, proxied=bool(transport.proxies)).of(fault)
    return Finding(
        what="server",
        ok=False,
        indonesian=f"{transport.server}: {fault}",
        english=f"{transport.server}: {in_english(str(fault))}",
        cause=fault.cause if isinstance(fault, RoadFault) else None,
    )


def _tell_speed(profile: OpenProfile, centre: Centre) -> Iterator[Finding]:
    """How fast the road was in the last talks, once it is known."""
    speed = speed_of(profile.read(recall_samples, centre.url).result())
    if speed is not None:
        up, down = (max(1, round(rate * 8 / 1000)) for rate in (speed.up_rate, speed.down_rate))
        trip_ms = round(speed.trip_s * 1000)
        yield Finding(
            what="road",
            ok=True,
            indonesian=f"Jalur ke {centre.url}: naik {up} kbit/detik, turun {down} kbit/detik, jawaban {trip_ms} ms.",
            english=f"Road to {centre.url}: up {up} kbit/s, down {down} kbit/s, an answer takes {trip_ms} ms.",
        )


def _look_at_budget(profile: OpenProfile) -> Iterator[Finding]:
    """Why nothing is fetched by itself today; that is what people chose, and no fault."""
    held_back = restraint_sentence(profile.read(spending_now).result())
    if held_back:
        yield Finding(what="budget", ok=True, indonesian=held_back, english=in_english(held_back))


def _look_at_clock(ahead_s: int) -> Finding:
    """A wrong clock is no danger: the centre corrects it. But people read it."""
    return Finding(
        what="clock",
        ok=abs(ahead_s) <= _CLOCK_OFF_S,
        indonesian=f"Jam laptop berbeda {abs(ahead_s)} detik dari jam pusat."
        + ("" if abs(ahead_s) <= _CLOCK_OFF_S else " Perbaiki tanggal dan jam laptop."),
        english=f"The laptop's clock differs from the centre's by {abs(ahead_s)} s."
        + ("" if abs(ahead_s) <= _CLOCK_OFF_S else " Set the laptop's date and time."),
    )


def look_at_versions() -> Finding:
    """What runs here."""
    told = f"Lontar {version('lontar')}, data {SCHEMA}, Python {platform.python_version()}, {platform.system()}"
    return Finding(what="versions", ok=True, indonesian=f"{told}.", english=f"{told}.")
