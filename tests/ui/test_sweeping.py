"""Rubbish goes on the UI thread, whichever thread makes the objects."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.sweeping import Sweeper


class Rubbish(QObject):
    """In a ring with itself, with a running timer."""

    def __init__(self) -> None:
        super().__init__()
        self.ring = self
        self.timer = QTimer(self)
        self.timer.start(10_000)


def test_a_timer_that_became_rubbish_is_stopped_on_its_own_thread(qapp: QApplication, qtbot: QtBot) -> None:
    gc.collect()
    gc.enable()
    sweeper = Sweeper()
    gone_on: list[int] = []
    rubbish = Rubbish()
    weakref.finalize(rubbish, lambda: gone_on.append(threading.get_ident()))
    del rubbish

    def make_many() -> None:
        kept = [[n] for n in range(200_000)]  # so many that Python would sweep here
        kept.clear()

    worker = threading.Thread(target=make_many)
    worker.start()
    worker.join()
    assert not gone_on
    rings: list[list[int]] = []
    for _ in range(60_000):
        rings.append([])
    qtbot.waitUntil(lambda: bool(gone_on))
    sweeper.stop()
    assert gone_on == [threading.get_ident()]
    assert gc.isenabled()
    gc.disable()
