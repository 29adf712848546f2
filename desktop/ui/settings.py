"""What a person may choose: who of a shared laptop they are; and the screen's language, light, size, height of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desktop.ui.language import Language
from desktop.ui.locking import CHOICES
from desktop.ui.look import Look
from desktop.ui.place import State, number, text
from desktop.ui.theme import SCALES, Appearance, Density, Type

SETTINGS_KEY = "settings"
"""Under which the settings are remembered."""

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A person's choices. lock_after: minutes without a touch until the window locks, 0 for never."""

    language: Language = Language.INDONESIAN
    appearance: Appearance = Appearance.SYSTEM
    scale: int = 100
    density: Density = Density.NORMAL
    lock_after: int = 15

    def as_state(self) -> State:
        """The choices as JSON values."""
        return {
            "language": self.language.value,
            "appearance": self.appearance.value,
            "scale": self.scale,
            "density": self.density.value,
            "lock_after": self.lock_after,
        }


def read_settings(state: State) -> Settings:
    """The choices that a state holds; what it does not hold, or holds wrongly, is as usual."""
    usual = Settings()
    scale = number(state, "scale")
    language, appearance, density = text(state, "language"), text(state, "appearance"), text(state, "density")
    lock_after = number(state, "lock_after")
    return Settings(
        lock_after=lock_after if lock_after in CHOICES else usual.lock_after,
        language=Language(language) if language in set(Language) else usual.language,
        appearance=Appearance(appearance) if appearance in set(Appearance) else usual.appearance,
        scale=scale if scale in SCALES else usual.scale,
        density=Density(density) if density in set(Density) else usual.density,
    )


class SettingsMenu(QObject):
    """The menu behind "Pengaturan".

    Signals: chosen(settings): another choice was made; signed_in(name): somebody else works from now on;
    keys_asked(): show the keys; lock_asked(): lock the window now.
    """

    chosen = Signal(object)
    signed_in = Signal(str)
    keys_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self, look: Look, settings: Settings, person: str = "", people: Sequence[str] = (), *, locks: bool = False
    ) -> None:
        """locks: the window can be locked; the practice office is everybody's."""
        super().__init__()
        self._locks = locks
        self._person, self._people = person, people
        self._settings = settings
        self._look = look
        self.menu = QMenu()
        self.menu.setFont(look.font(Type.BODY))
        self.menu.setAccessibleName(self.tr("Pengaturan"))
        self._fill()

    def popup(self, at: QPoint) -> None:
        """Open the menu with its foot at a point of the screen."""
        self.menu.popup(QPoint(at.x(), at.y() - self.menu.sizeHint().height()))

    def _fill(self) -> None:
        now = self._settings
        if len(self._people) > 1:
            names = [(name, name) for name in self._people]
            self._menu_of(self.tr("Yang bekerja"), "user-circle", names, self._person, self.signed_in.emit)
            self.menu.addSeparator()
        languages = [(Language.INDONESIAN, "Bahasa Indonesia"), (Language.ENGLISH, "English")]
        self._choice(
            self.tr("Bahasa"), "translate", languages, now.language, lambda value: replace(now, language=value)
        )
        looks = [
            (Appearance.SYSTEM, self.tr("Ikut sistem")),
            (Appearance.LIGHT, self.tr("Terang")),
            (Appearance.DARK, self.tr("Gelap")),
            (Appearance.CONTRAST, self.tr("Kontras tinggi")),
        ]
        self._choice(
            self.tr("Tampilan"), "circle-half", looks, now.appearance, lambda value: replace(now, appearance=value)
        )
        scales = [(scale, f"{scale}%") for scale in SCALES]
        self._choice(self.tr("Ukuran huruf"), "text-aa", scales, now.scale, lambda value: replace(now, scale=value))
        rows = [
            (Density.COMPACT, self.tr("Rapat")),
            (Density.NORMAL, self.tr("Biasa")),
            (Density.COMFORTABLE, self.tr("Longgar")),
        ]
        self._choice(self.tr("Jarak baris"), "rows", rows, now.density, lambda value: replace(now, density=value))
        self.menu.addSeparator()
        if self._locks:
            times = [(n, self.tr("Setelah %Ln menit", "", n) if n else self.tr("Tidak pernah")) for n in CHOICES]
            self._choice(
                self.tr("Kunci layar"), "lock-key", times, now.lock_after, lambda value: replace(now, lock_after=value)
            )
            lock = self._look.icon("lock", "ink_2", self._look.sizes.icon)
            self.menu.addAction(lock, self.tr("Kunci sekarang") + "\tCtrl+L").triggered.connect(self.lock_asked)
        icon = self._look.icon("keyboard", "ink_2", self._look.sizes.icon)
        keys = self.menu.addAction(icon, self.tr("Tombol pintas") + "\tF1")
        keys.triggered.connect(self.keys_asked)

    def _choice(
        self,
        title: str,
        icon: str,
        values: Sequence[tuple[_V, str]],
        now: _V,
        changed: Callable[[_V], Settings],
    ) -> None:
        self._menu_of(title, icon, values, now, lambda value: self.chosen.emit(changed(value)))

    def _menu_of(
        self, title: str, icon: str, values: Sequence[tuple[_V, str]], now: _V, act: Callable[[_V], object]
    ) -> None:
        menu = self.menu.addMenu(self._look.icon(icon, "ink_2", self._look.sizes.icon), title)
        menu.setFont(self._look.font(Type.BODY))
        group = QActionGroup(menu)
        for value, words in values:
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(lambda _=False, value=value: act(value))
            group.addAction(action)
            menu.addAction(action)
