"""The program with its window: the door of a locked profile, then the desk, then everything closed in order."""

from __future__ import annotations

import secrets
import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from contract.faults import Fault
from desktop.app.desk import Desk
from desktop.app.guard import Guard
from desktop.app.keeper import Keeper
from desktop.app.mending import MENDABLE, Workbench
from desktop.app.network import NetworkWatch, told_by_system
from desktop.app.opening import OpenProfile, join_office, open_profile, opened_with, place_of, warning_about
from desktop.app.removing import TakenAway, take_away
from desktop.app.who_desk import Cable
from desktop.services.exchange.lease import lease
from desktop.storage.faults import Damaged
from desktop.storage.profile import Profile
from desktop.storage.revoked import is_due
from desktop.storage.settings import recall, remember
from desktop.sync import key_file, keys
from desktop.sync.recovery_code import ASK_BYTES, GROUP_SIGNS, places_to_ask
from desktop.ui.application import application
from desktop.ui.port import Joined
from desktop.ui.screens import Screens
from desktop.ui.sweeping import Sweeper

_OTHER_PROGRAMS_MS = 1500
_KEEPER_MS = 60_000
"""The day's copy is looked after a minute after the start, and each minute from then on."""
CODE_NOT_KEPT = "recovery code not kept"
"""Remembered from when the window shows a recovery code until four of its characters were typed back."""


class LockedDoor:
    """desktop.ui.port.Door of one folder: what may be done before the profile is open."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="door")
        self.opened: OpenProfile | None = None
        self.damage: Fault | None = None
        self.key: bytes | None = None

    def _open(self, key: bytes) -> None:
        """Opens the profile; damage is kept for the window that offers a backup, which comes next."""
        try:
            self.opened = opened_with(place_of(self._directory), key)
        except Damaged as damage:
            self.damage = damage

    def close(self) -> None:
        """Waits for what runs."""
        self._worker.shutdown()

    def unlock(self, passphrase: str) -> Future[None]:
        """Opens the profile by a passphrase."""

        def work() -> None:
            directory = place_of(self._directory).directory
            self.key = key = keys.unlock(directory, passphrase)
            keys.remember(directory, key, keys.SystemKeyring())
            self._open(key)

        return self._worker.submit(work)

    def recover(self, code: str, passphrase: str) -> Future[None]:
        """Opens it by the recovery code and sets a new passphrase."""

        def work() -> None:
            self.key = key = keys.reset_passphrase(place_of(self._directory).directory, code, passphrase)
            self._open(key)

        return self._worker.submit(work)

    def join(self, server: str, code: str, passphrase: str) -> Future[Joined]:
        """Joins an office; makes the profile when there is none yet."""

        def work() -> Joined:
            sources = _typed(passphrase)
            made = join_office(self._directory, sources, server, code)
            self.opened = open_profile(self._directory, sources)
            if made.recovery_code is not None:
                self.opened.read(remember, CODE_NOT_KEPT, True).result()
            return Joined(person=made.person, office=made.office, recovery_code=made.recovery_code or "")

        return self._worker.submit(work)


def _typed(passphrase: str) -> keys.Sources:
    return keys.Sources(file=None, environment={}, prompt=lambda: passphrase)


def open_window(directory: Path | None) -> int:
    """Opens the program on this folder's profile; gives the exit code when its window is closed."""
    screens = Screens(application())
    door = LockedDoor(directory)
    try:
        profile = _through(door, directory, screens)
    except Fault as fault:
        screens.refuse(fault)  # who starts from an icon has no terminal to read it in
        raise
    finally:
        door.close()
    if profile is None:
        return 0
    with profile:
        code = show_desk(screens, profile, warning=_warning(profile))
        taken_away = profile.read(is_due).result()
    if taken_away:
        take_away(profile.place, keys.SystemKeyring())
        screens.refuse(TakenAway())
    return code


def _through(door: LockedDoor, directory: Path | None, screens: Screens) -> OpenProfile | None:
    """The profile by the key store, by the passphrase typed, or by joining an office; None when the person gives up."""
    place = place_of(directory)
    if place.is_new:
        if not screens.join(door, _places()) or door.opened is None:
            return None
        door.opened.read(remember, CODE_NOT_KEPT, False).result()
        return door.opened
    opened = _unlocked(door, place, screens)
    if opened is not None:
        ask_for_code_again(opened, screens)
    return opened


def _unlocked(door: LockedDoor, place: Profile, screens: Screens) -> OpenProfile | None:
    """The profile that is there; one that is damaged is mended first, if the person wants that."""
    key: bytes | None = None
    try:
        key_file.read(place.key_file)  # nobody is asked for what cannot be used
        key = keys.recall(place.directory, keys.SystemKeyring())
        if key is not None:
            return opened_with(place, key)
    except MENDABLE as damage:
        return _mended(place, damage, key, screens)
    if not screens.unlock(door, ""):
        return None
    return _mended(place, door.damage, door.key, screens) if door.damage is not None else door.opened


def _mended(place: Profile, damage: Fault, key: bytes | None, screens: Screens) -> OpenProfile | None:
    bench = Workbench(place, damage, key)
    try:
        return bench.opened if screens.repair(bench) else None
    finally:
        bench.close()


def ask_for_code_again(profile: OpenProfile, screens: Screens) -> None:
    """Shows a new recovery code where the first was shown but never typed back, as when power went with it."""
    if profile.read(recall, CODE_NOT_KEPT).result():
        code = keys.renew_recovery_code(profile.place.directory, profile.key)
        if screens.show_code(code, _places()):
            profile.read(remember, CODE_NOT_KEPT, False).result()


def _places() -> tuple[int, ...]:
    """Which characters of a code are asked back, counted from 1 without dashes."""
    asked = places_to_ask(secrets.token_bytes(ASK_BYTES))
    return tuple((where.group - 1) * GROUP_SIGNS + where.sign for where in asked)


def _warning(profile: OpenProfile) -> str:
    """Where the profile lies, else how long it has met no centre: one sentence at a time."""
    held = profile.read(lease).result()
    return warning_about(profile.place) or (held.warning if held is not None else "")


def show_desk(
    screens: Screens,
    profile: OpenProfile,
    *,
    cable: Cable | None = None,
    warning: str = "",
    ready: Callable[[], None] = lambda: None,
) -> int:
    """Shows the window of an open profile until it is closed. `ready` is called when it was painted.

    warning: a sentence that stays on the screen until the person closes it.
    """
    app = application()
    sweeper = Sweeper()
    desk = Desk(profile, cable)
    screens.opened.connect(ready, Qt.ConnectionType.SingleShotConnection)
    screens.closed.connect(app.quit)
    guard = Guard(profile)
    screens.open(desk, warning, guard if cable is None else None)  # the practice office is everybody's
    desk.start()
    system = told_by_system()
    watch = NetworkWatch(system, desk.runner.poke, desk.note_metered) if system is not None else None
    keeper = Keeper(profile, desk.is_talking, screens.warned.emit)
    timers = [_every(_OTHER_PROGRAMS_MS, desk.look_for_other_programs), _every(_KEEPER_MS, keeper.look)]
    timers.append(_every(_OTHER_PROGRAMS_MS, lambda: app.quit() if desk.taken_away else None))
    _end_when_told(app)
    try:
        return app.exec()
    finally:
        for timer in timers:
            timer.stop()
        if watch is not None:
            watch.deleteLater()
        screens.close()
        guard.close()
        keeper.close()
        desk.close()
        sweeper.stop()


def _end_when_told(app: QCoreApplication) -> None:
    for stop in (signal.SIGINT, signal.SIGTERM):
        # An exception raised in here would end in Qt's loop, which does not know it; the timer lets Python look.
        signal.signal(stop, lambda *_: app.quit())


def _every(pause_ms: int, work: Callable[[], None]) -> QTimer:
    timer = QTimer()
    timer.timeout.connect(work)
    timer.start(pause_ms)
    return timer
