"""Brings answers of other threads to the UI thread, and drops those whose page is gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from contract.faults import Fault, OwnFault
from desktop.ui.port import Change, Services

_T = TypeVar("_T")
_log = logging.getLogger("lontar.ui")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    future: Future[Any]
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Fault], None] | None
    purpose: str
    turn: int
    writes: bool


class Jobs(QObject):
    """Delivers answers.

    Signals: failed(fault): an answer failed and the page that asked had no words of its own for it.
    writing(n): so many changes are on their way to the disk.
    Thread: ask() belongs to the UI thread; futures may end on any.
    """

    failed = Signal(object)
    writing = Signal(int)
    _answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._writes = 0
        self._turns: WeakKeyDictionary[QObject, dict[str, int]] = WeakKeyDictionary()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        owner: QObject,
        future: Future[_T],
        done: Callable[[_T], None],
        failed: Callable[[Fault], None] | None = None,
        *,
        purpose: str = "",
        writes: bool = False,
    ) -> None:
        """Call done with the answer, on this thread, unless owner is deleted by then.

        purpose: of several questions of one owner for one purpose only the newest is answered.
        writes: a change of the person's; the lamp says so until it is durable.
        """
        turns = self._turns.setdefault(owner, {})
        turn = turns[purpose] = turns.get(purpose, 0) + 1 if purpose else 0
        answer = _Answer(
            future=future, owner=owner, done=done, failed=failed, purpose=purpose, turn=turn, writes=writes
        )
        self._count(answer, 1)
        future.add_done_callback(lambda _: self._hand_over(answer))

    def _hand_over(self, answer: _Answer) -> None:
        """Thread: any. At the end of the program the futures may outlive the window."""
        if shiboken6.isValid(self):
            self._answered.emit(answer)

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        """A closed page gets no answer, nor one it no longer wants: the widget would be gone under it."""
        self._count(answer, -1)
        if not shiboken6.isValid(answer.owner) or answer.future.cancelled():
            return
        if answer.purpose and self._turns.get(answer.owner, {}).get(answer.purpose) != answer.turn:
            return
        error = answer.future.exception()
        if error is None:
            answer.done(answer.future.result())
            return
        fault = _as_fault(error)
        if answer.failed is not None:
            answer.failed(fault)
        else:
            self.failed.emit(fault)

    def _count(self, answer: _Answer, step: int) -> None:
        if answer.writes:
            self._writes += step
            self.writing.emit(self._writes)


def _as_fault(error: BaseException) -> Fault:
    """The error as one to show; what is no Fault is ours, and goes to the log with its trace."""
    if isinstance(error, Fault):
        return error
    _log.error("a service failed", exc_info=error)
    words = QCoreApplication.translate(
        "Jobs", "Ada kesalahan di program ini, bukan pada Anda. Yang sudah tersimpan tetap aman."
    )
    return OwnFault(words)


class Watch(QObject):
    """Turns the services' changes into a signal.

    Signals: changed(change): a desktop.ui.port.Change, on the UI thread.
    """

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._stop = services.watch(self._hear)

    def stop(self) -> None:
        """Hear no more."""
        self._stop()

    def _hear(self, change: Change) -> None:
        """Thread: any."""
        if shiboken6.isValid(self):
            self._heard.emit(change)
