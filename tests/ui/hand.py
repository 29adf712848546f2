"""A hand on keys and mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def press(widget: QWidget, *keys: Qt.Key) -> None:
    """Press keys one after another."""
    for key in keys:
        QTest.keyClick(widget, key)


def control(widget: QWidget, key: Qt.Key) -> None:
    """Press a key with Ctrl."""
    QTest.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)


def alt(widget: QWidget, key: Qt.Key) -> None:
    """Press a key with Alt."""
    QTest.keyClick(widget, key, Qt.KeyboardModifier.AltModifier)


def write(widget: QWidget, text: str) -> None:
    """Type a text."""
    QTest.keyClicks(widget, text)


def click(widget: QWidget) -> None:
    """Press the left button on the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
