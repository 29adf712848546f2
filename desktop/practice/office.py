"""The practice office: a centre, a cable and a laptop that has joined, in one folder; made when it is not there yet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.app.opening import OpenProfile, join_office, open_profile, place_of
from desktop.practice.cable import Cable
from desktop.practice.centre import CentreProcess, NoCentre
from desktop.practice.course import found_class, read_course
from desktop.services.roster import importing as roster_import
from desktop.services.views import RosterReport
from desktop.storage.addresses import move_centres
from desktop.storage.clock import moment
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.sync.conversation import Conversation
from desktop.sync.keys import MemoryKeyring, Sources

Say = Callable[[str], None]
_CLASS, _FILLED = "practice class", "practice class filled"


@dataclass(frozen=True, slots=True)
class Office:
    """An open practice office."""

    centre: CentreProcess
    cable: Cable
    profile: OpenProfile
    class_id: int


@contextmanager
def practice_office(directory: Path, roster: Path, say: Say) -> Iterator[Office]:
    """Opens the practice office in a folder; the first time it founds the class and imports the roster."""
    directory.mkdir(parents=True, exist_ok=True)
    course = read_course()
    centre = CentreProcess(directory)
    is_new = not (directory / "centre.db").exists()
    if is_new:
        centre.init(course["office"]["code"], course["office"]["name"])
    cable: Cable | None = None
    begun = time.perf_counter()
    centre.start()
    try:
        cable = Cable(_kept_port(directory))
        laid = threading.Thread(target=_lay, args=(cable, centre, say, begun), name="cable", daemon=True)
        laid.start()
        if is_new:
            laid.join()
        laptop = directory / "laptop"
        if not place_of(laptop).key_file.exists():
            _join(laptop, centre, cable, course, say)
        with open_profile(laptop, _sources(course), MemoryKeyring()) as profile:
            _keep_port(directory, cable, profile)
            yield Office(centre, cable, profile, _class(profile, course, roster, say))
    finally:
        if cable is not None:
            cable.unplug()
        centre.stop()


def _lay(cable: Cable, centre: CentreProcess, say: Say, begun: float) -> None:
    """Leads the cable to the centre once that serves: a window that opens meanwhile need not wait for it."""
    try:
        cable.lead_to(centre.wait())
    except NoCentre as fault:
        if not centre.stopped:  # the practice may end before its centre has begun
            say(str(fault))
        return
    took = time.perf_counter() - begun
    say(f"pusat latihan berjalan di port {centre.port}, lontar-server proses {centre.pid} ({took:.1f} s)")


def _kept_port(directory: Path) -> int:
    kept = directory / "port"
    return int(kept.read_text()) if kept.exists() else 0


def _keep_port(directory: Path, cable: Cable, profile: OpenProfile) -> None:
    """The laptop finds the centre behind the same port again, or behind another when that one was taken."""
    (directory / "port").write_text(str(cable.port))
    profile.read(move_centres, f"http://127.0.0.1:{cable.port}").result()


def _sources(course: dict[str, Any]) -> Sources:
    return Sources(file=None, environment={"LONTAR_PASSPHRASE": course["passphrase"]}, prompt=None)


def _join(laptop: Path, centre: CentreProcess, cable: Cable, course: dict[str, Any], say: Say) -> None:
    code = centre.code(course["person"], "organiser", course["office"]["code"])
    begun = time.perf_counter()
    server = f"http://127.0.0.1:{cable.port}"
    joined = join_office(laptop, _sources(course), server, code, ring=MemoryKeyring())
    say(f"laptop bergabung sebagai {joined.person} ({time.perf_counter() - begun:.1f} s)")


def _class(profile: OpenProfile, course: dict[str, Any], roster: Path, say: Say) -> int:
    """The class, founded and filled the first time; a first time that was broken off goes on where it was."""

    def found(replica: Replica, now: Moment) -> int:
        class_id = found_class(replica, now, course)
        remember(replica, _CLASS, class_id)
        return class_id

    known = profile.read(recall, _CLASS).result()
    if profile.read(recall, _FILLED).result():
        return int(known)
    class_id = int(known) if known is not None else profile.write(found).result()
    report = import_people(profile, roster, class_id)
    say(
        f"impor {report.file}: {report.rows} baris, {report.added} baru, {report.skipped} dilewati, "
        f"{len(report.problems)} catatan"
    )
    profile.read(remember, _FILLED, True).result()
    conversation = Conversation(profile.replica, profile.place.sync_lock)
    talk = conversation.talk()
    conversation.close()
    say(f"data awal ke pusat: {talk.sent} perubahan, {talk.bytes_up} B naik, {talk.bytes_down} B turun")
    return class_id


def import_people(profile: OpenProfile, roster: Path, class_id: int) -> RosterReport:
    """Imports a roster into a class by the program's own importer."""
    now = profile.read(moment).result()
    read = roster_import.read_file(roster, datetime.now().astimezone().date())
    where = profile.read(roster_import.place_of, class_id).result()
    return roster_import.import_roster(profile.replica, read, where, now).report
