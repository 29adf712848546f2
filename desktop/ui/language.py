"""The language of the screens. Indonesian is the source; English is a translation beside it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

import resources


class Language(StrEnum):
    """Languages that are complete."""

    INDONESIAN = "id"
    ENGLISH = "en"


class Tongue:
    """Speaks one language at a time. Widgets already built keep their words: build the window again after."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._translator: QTranslator | None = None
        self.language = Language.INDONESIAN

    def speak(self, language: Language) -> None:
        """Take the words, numbers and dates of a language."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        self.language = language
        if language is Language.INDONESIAN:
            QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
            return
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        translator = QTranslator()
        if translator.load(str(resources.path(f"translations/lontar_{language}.qm"))):
            self._app.installTranslator(translator)
            self._translator = translator
