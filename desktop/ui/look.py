"""How the window looks now: the scheme, scale and density in force, and fonts, icons and palette made from them."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication

import resources
from desktop.ui.icons import Icons
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import FAMILY, LETTERS, SCHEMES, Appearance, Colours, Density, Scheme, Sizes, Type

_WORDED = ("primary", "outline", "text", "link")
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


def load_fonts() -> None:
    """Make the fonts that ship with the program known to Qt."""
    for weight in _WEIGHTS:
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/Inter-{weight}.ttf")))


class Look(QObject):
    """Colours, sizes, fonts and icons in force.

    Signals: changed(): colours or letters changed; whoever painted from them paints again.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._icons = Icons()
        self._fonts: dict[Type, QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._drawn: dict[Hashable, QPixmap] = {}
        self.appearance = Appearance.SYSTEM
        self.scale = 100
        self.density = Density.NORMAL
        self.scheme = Scheme.LIGHT
        self.sizes = Sizes()
        load_fonts()
        app.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def colours(self) -> Colours:
        """The scheme's colours."""
        return SCHEMES[self.scheme]

    @property
    def row_height(self) -> int:
        """Height of a table row at the chosen density."""
        return self.sizes.row(self.density)

    def choose(self, *, appearance: Appearance, scale: int, density: Density) -> None:
        """Take a person's choice and show it. A new scale needs a new window: sizes are read when it is built."""
        self.appearance, self.scale, self.density = appearance, scale, density
        self.sizes = Sizes().scaled(scale)
        self._fonts.clear()
        self.apply()

    def apply(self) -> None:
        """Set palette, font and style sheet of the whole program."""
        self.scheme = self._scheme()
        self._colours.clear()
        self._drawn.clear()
        self._app.setFont(self.font(Type.BODY))
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(stylesheet(self.colours, self.sizes))
        for widget in self._app.allWidgets():
            if isinstance(widget, QAbstractButton) and widget.property("icon_name"):
                self._wear(widget)
        self.changed.emit()

    def font(self, kind: Type) -> QFont:
        """The font of a kind of text, with its figures' features."""
        font = self._fonts.get(kind)
        if font is None:
            letter = LETTERS[kind]
            font = QFont(FAMILY)
            font.setPixelSize(max(1, round(letter.px * self.scale / 100)))
            font.setWeight(QFont.Weight(letter.weight))
            for feature in letter.features:
                font.setFeature(QFont.Tag(feature), 1)
            self._fonts[kind] = font
        return QFont(font)

    def line(self, kind: Type) -> int:
        """Height of a line of a kind of text."""
        return round(LETTERS[kind].line * self.scale / 100)

    def colour(self, tone: str) -> QColor:
        """A token as a colour to paint with."""
        found = self._colours.get(tone)
        if found is None:
            found = self._colours[tone] = QColor(self.colours.named(tone))
        return found

    def drawn(self, key: Hashable, width: int, height: int, paint: Callable[[QPainter], None]) -> QPixmap:
        """What paint draws on a clear ground of this size, kept under a key until the look changes.

        A table asks for the same few letters and ticks hundreds of times in one repaint.
        """
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        found = self._drawn.get((key, width, height, ratio))
        if found is None:
            found = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter)
            painter.end()
            self._drawn[key, width, height, ratio] = found
        return found

    def pixmap(self, name: str, tone: str, px: int, accent: str = "") -> QPixmap:
        """An icon as a picture, for painting."""
        colours = self.colours
        return self._icons.pixmap(name, colours.named(tone), px, accent=colours.named(accent) if accent else "")

    def icon(self, name: str, tone: str, px: int) -> QIcon:
        """An icon for a menu or an action; it does not follow a change of scheme."""
        return self._icons.icon(name, self.colours.named(tone), self.colours.disabled, px)

    def dress(self, button: QAbstractButton, name: str, tone: str = "ink_2", px: int = 0) -> None:
        """Give a button an icon that follows the scheme. px 0: the size for buttons."""
        button.setProperty("icon_name", name)
        button.setProperty("icon_tone", tone)
        button.setProperty("icon_px", px or self.sizes.icon)
        self._wear(button)

    def _wear(self, button: QAbstractButton) -> None:
        px = int(button.property("icon_px"))
        gap = self.sizes.step_1 if button.property("kind") in _WORDED else 0
        name, tone = str(button.property("icon_name")), str(button.property("icon_tone"))
        button.setIconSize(QSize(px + gap, px))
        button.setIcon(self._icons.icon(name, self.colours.named(tone), self.colours.disabled, px, gap))

    def _follow(self) -> None:
        if self._scheme() != self.scheme:
            self.apply()

    def _scheme(self) -> Scheme:
        hints = QGuiApplication.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        strong = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        return scheme_of(self.appearance, dark=dark, strong=strong)


def scheme_of(appearance: Appearance, *, dark: bool, strong: bool) -> Scheme:
    """The scheme of a person's choice where the system shows dark colours, or asks for strong contrast."""
    if appearance is Appearance.CONTRAST or (appearance is Appearance.SYSTEM and strong):
        return Scheme.CONTRAST_DARK if dark else Scheme.CONTRAST_LIGHT
    if appearance is Appearance.SYSTEM:
        return Scheme.DARK if dark else Scheme.LIGHT
    return Scheme.DARK if appearance is Appearance.DARK else Scheme.LIGHT


def _palette(colours: Colours) -> QPalette:
    """Qt's own roles, for what the style draws without our style sheet (menus, check boxes, calendars)."""
    role = QPalette.ColorRole
    tones = {
        role.Window: colours.canvas,
        role.WindowText: colours.ink,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.ink,
        role.Button: colours.surface,
        role.ButtonText: colours.ink,
        role.BrightText: colours.code_a,
        role.Highlight: colours.nila,
        role.HighlightedText: colours.on_nila,
        role.Link: colours.nila,
        role.LinkVisited: colours.nila,
        role.PlaceholderText: colours.disabled,
        role.ToolTipBase: colours.ink,
        role.ToolTipText: colours.canvas,
        role.Accent: colours.nila,
        role.Light: colours.surface,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.edge,
        role.Shadow: colours.edge,
    }
    palette = QPalette()
    for name, colour in tones.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.disabled))
    return palette
