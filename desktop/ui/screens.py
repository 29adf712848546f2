"""Everything on the screen, from the first dialog to the window: what desktop.app opens and nothing else of Qt."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog

from contract.faults import Fault
from desktop.services.views import Profile
from desktop.ui.dialogs.dialog import Question
from desktop.ui.dialogs.joining import JoinDialog, RecoveryDialog, UnlockDialog
from desktop.ui.dialogs.keys import KeysDialog
from desktop.ui.dialogs.locked import LockedDialog
from desktop.ui.dialogs.repair import MendedDialog, RepairDialog
from desktop.ui.jobs import Jobs, Watch
from desktop.ui.language import Tongue
from desktop.ui.locking import LOCKED_KEY, Idle
from desktop.ui.look import Look
from desktop.ui.place import Keeper, State, read_state
from desktop.ui.port import Door, Lock, Mender, Repaired, Services
from desktop.ui.ring import FocusRing
from desktop.ui.room import Room, Usher
from desktop.ui.settings import SETTINGS_KEY, Settings, SettingsMenu, read_settings
from desktop.ui.window import WINDOW_KEY, Window
from desktop.ui.words import Words, told


class Screens(QObject):
    """One per program.

    Signals: opened(): the window stands and was painted; closed(): it was closed and its state handed to the services;
    warned(why): emitted from any thread, says that today's backup has not been made.
    Thread: UI.
    """

    opened = Signal()
    closed = Signal()
    warned = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        app.setApplicationName("Lontar")
        self.look = Look(app)
        self.jobs = Jobs()
        self.window: Window | None = None
        self._tongue = Tongue(app)
        self._ring = FocusRing(app, self.look)
        self._services: Services | None = None
        self._watch: Watch | None = None
        self._keeper: Keeper | None = None
        self._profile: Profile | None = None
        self._menu: SettingsMenu | None = None
        self._warning = ""
        self._room: Room | None = None
        self.settings = Settings()
        self._lock: Lock | None = None
        self._set_aside: tuple[QDialog, ...] = ()
        self._idle = Idle(app)
        self._idle.due.connect(self.lock)
        self.take(self.settings)
        self.warned.connect(self._warn, Qt.ConnectionType.QueuedConnection)

    def _warn(self, why: str) -> None:
        if self._room is not None and self.window is not None:
            sentence = self.tr("Salinan cadangan hari ini belum dibuat: {why}").format(why=told(why))
            self._room.usher.warn(sentence)

    # -------------------------------------------------------------- before the profile is open

    def unlock(self, door: Door, person: str) -> bool:
        """Ask for the passphrase until it opens the profile; False when the person gave up."""
        return bool(UnlockDialog(self.look, self.jobs, None, door, person).exec())

    def join(self, door: Door, places: tuple[int, ...]) -> bool:
        """Ask for an office and its code, then show the recovery code and ask the letters at `places` back."""
        codes: list[str] = []
        dialog = JoinDialog(self.look, self.jobs, None, door)
        dialog.joined.connect(lambda joined: codes.append(joined.recovery_code))
        if not dialog.exec() or not codes:
            return False
        return self.show_code(codes[0], places)

    def show_code(self, code: str, places: tuple[int, ...]) -> bool:
        """Show a recovery code until its letters at `places` are typed back."""
        return bool(RecoveryDialog(self.look, self.jobs, None, code, places).exec())

    def repair(self, mender: Mender) -> bool:
        """Offer the newest backup for what is damaged; False when the person leaves it as it is."""
        done: list[Repaired] = []
        dialog = RepairDialog(self.look, self.jobs, None, mender)
        dialog.repaired.connect(done.append)
        if not dialog.exec() or not done:
            return False
        MendedDialog(self.look, self.jobs, None, done[0]).exec()
        return True

    # -------------------------------------------------------------- the window

    def refuse(self, fault: Fault) -> None:
        """Tell why the profile cannot be opened, until it was read."""
        self._telling(fault).exec()

    def open(self, services: Services, warning: str = "", lock: Lock | None = None) -> None:
        """Show the window of an unlocked profile, as it was when it was last seen, with a warning over it.

        lock: what opens the window again once it was left alone; None: it never locks.
        """
        self._warning = warning
        self._lock = lock
        self._services = services
        self._watch = Watch(services)
        self._keeper = Keeper(services, self.jobs, SETTINGS_KEY, lambda: self.settings.as_state(), self)
        self.jobs.ask(self, services.recall(SETTINGS_KEY), self._take_settings, self._give_up)

    def take(self, settings: Settings) -> None:
        """Speak and look as chosen."""
        self.settings = settings
        self._tongue.speak(settings.language)
        self._idle.wait(settings.lock_after * 60 if self._lock is not None else 0)
        self.look.choose(appearance=settings.appearance, scale=settings.scale, density=settings.density)

    def close(self) -> None:
        """Close the window and hear no more of the services; its state is on its way to them."""
        self._ring.end()
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _take_settings(self, kept: str | None) -> None:
        settings = read_settings(read_state(kept))
        if settings != self.settings:
            self.take(settings)
        if self._services is not None:
            self.jobs.ask(self, self._services.profile(), self._take_profile, self._give_up)

    def _take_profile(self, profile: Profile) -> None:
        self._profile = profile
        if self._services is not None:
            kept = self._services.recall(WINDOW_KEY)
            self.jobs.ask(self, kept, lambda state: self._build(read_state(state)), self._give_up)

    def _give_up(self, fault: Fault) -> None:
        """The profile does not answer: say why, and close."""
        dialog = self._telling(fault)
        dialog.finished.connect(self.closed)
        dialog.open()

    def _telling(self, fault: Fault) -> Question:
        title, close = self.tr("Lontar tidak dapat dibuka"), self.tr("Tutup")
        dialog = Question(self.look, self.jobs, None, title, told(str(fault)), close)
        dialog.cancel.hide()
        return dialog

    def _build(self, state: State) -> None:
        if self._services is None or self._watch is None or self._profile is None:
            return
        words = Words(self._profile.zone)
        room = self._room = Room(
            services=self._services,
            jobs=self.jobs,
            watch=self._watch,
            look=self.look,
            words=words,
            usher=Usher(),
            profile=self._profile,
        )
        profile, locks = self._profile, self._lock is not None
        menu = self._menu = SettingsMenu(self.look, self.settings, profile.person, profile.people, locks=locks)
        menu.lock_asked.connect(self.lock)
        window = self.window = Window(room, menu)
        menu.chosen.connect(self._choose)
        menu.signed_in.connect(self._sign_in)
        menu.keys_asked.connect(self._show_keys)
        QShortcut("F1", window, self._show_keys)
        QShortcut("Ctrl+L", window, self.lock)
        window.restore(state)
        window.closed.connect(self.closed)
        window.taken_over.connect(self._take_over)
        window.painted.connect(self.opened)
        window.show()
        if self._warning:
            room.usher.warn(told(self._warning))
        if locks:
            self._idle.wait(self.settings.lock_after * 60)
            self.jobs.ask(self, self._services.recall(LOCKED_KEY), lambda kept: self.lock() if kept else None)

    # -------------------------------------------------------------- locked

    def lock(self) -> None:
        """Show nothing of the office until somebody of this laptop has typed a passphrase."""
        if self._lock is None or self.window is None or self._services is None or self._profile is None:
            return
        if self.window.covered:
            return
        self._idle.wait(0)
        self.window.cover(True)
        self._note_locked(True)
        open_now = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
        self._set_aside = tuple(open_now)  # what is half typed in them is not lost
        for aside in self._set_aside:
            aside.hide()
        who = (self._profile.person, self._profile.people)
        dialog = LockedDialog(self.look, self.jobs, self.window, self._lock, who)
        dialog.accepted.connect(lambda: self._unlocked(dialog.person))
        dialog.rejected.connect(self.window.close)
        dialog.open()

    def _unlocked(self, person: str) -> None:
        self._note_locked(False)
        self._idle.wait(self.settings.lock_after * 60)
        if self.window is not None:
            self.window.cover(False)
        for aside in self._set_aside:
            aside.show()
        self._set_aside = ()
        if self._profile is not None and person != self._profile.person:
            self._sign_in(person)

    def _note_locked(self, locked: bool) -> None:
        if self._services is not None:
            self.jobs.ask(self, self._services.remember(LOCKED_KEY, "locked" if locked else ""), lambda _: None)

    def _choose(self, settings: Settings) -> None:
        """Another choice: the window is built again where it was, for its words and sizes are read when it is built."""
        self.take(settings)
        if self._keeper is not None:
            self._keeper.changed()
        self._build_again()

    def _sign_in(self, name: str) -> None:
        """The window notices by itself who works now."""
        if self._services is not None:
            self.jobs.ask(self, self._services.sign_in(name), lambda _: None)

    def _take_over(self, profile: Profile) -> None:
        if self.window is not None and self.window.covered:
            return  # it notices again when it is opened
        self._profile = profile
        self._build_again()
        if self._room is not None:
            sentence = self.tr("Sekarang {person} yang bekerja; isian mulai saat ini atas namanya.")
            self._room.usher.say(sentence.format(person=profile.person), icon="user-circle")

    def _build_again(self) -> None:
        old = self.window
        if old is None:
            return
        state = old.state()
        old.closed.disconnect(self.closed)
        self._build(state)
        old.close()
        old.deleteLater()

    def _show_keys(self) -> None:
        if self.window is not None:
            KeysDialog(self.look, self.jobs, self.window).open()
