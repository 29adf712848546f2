"""The runner: the one thread that talks with the centres by itself, and never stops before it is told to."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from contract.exchange.links import GUEST
from contract.faults import Fault, OwnFault
from desktop.storage.links import links
from desktop.storage.replica import Replica
from desktop.sync.budget import account, own_may_go
from desktop.sync.conversation import Conversation, Progress, Report
from desktop.sync.faults import Cancelled
from desktop.sync.pauses import LONGEST_PAUSE_S, POLL_S
from desktop.sync.status import Attempt, next_attempt, store_attempt
from desktop.sync.transport import Patience
from desktop.sync.visits import POLL_S as VISIT_S

_log = logging.getLogger(__name__)
QUIET_S, LONGEST_EDIT_S = 3.0, 30.0
"""After the last edit, and after the first: a class marked in one go is to go up in one segment."""
LONGEST_TURN_S = 12 * 3600
"""A turn further off than a night was told under another clock."""
ELSEWHERE_PAUSE_S = 15
"""After finding that another process of this profile talks just now."""
_LOOK_S = 20.0
"""Longest sleep: a laptop that was suspended, or whose clock was set, notices soon."""


@dataclass(frozen=True, slots=True)
class Started:
    """A talk began."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A frame was taken."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class Ended:
    """A talk ended."""

    report: Report


@dataclass(frozen=True, slots=True)
class Met:
    """A hub beside this laptop was met between talks, and something is different now."""


Event = Started | Moved | Ended | Met


class Runner:
    """Talks when the stored next attempt is due, after edits, and at once when poked.

    `listener` is called on the runner's thread for every event and must not block. All methods may be called from any
    thread but the database's. `lock` as for Conversation.
    """

    def __init__(
        self,
        replica: Replica,
        lock: Path | None,
        listener: Callable[[Event], None] = lambda _: None,
        *,
        patience: Patience | None = None,
    ) -> None:
        self._replica = replica
        self._listener = listener
        self._conversation = Conversation(replica, lock, patience=patience)
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._wake = threading.Condition()
        self._stopping = self._poked = self._news = False
        self._edited: tuple[float, float] | None = None
        self._not_before = 0.0
        self._metered = False
        self._visited_at = 0.0
        self._asked: list[_Asked] = []

    def start(self) -> None:
        """Begins. Once."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the talk under way and waits for the thread: a few seconds at most."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._conversation.cancel()
        if self._thread.ident is not None:
            self._thread.join()
        with self._wake:
            asked, self._asked = self._asked, []
        for each in asked:
            each.fail(_closing())

    def poke(self) -> None:
        """The network changed, or the person wants it: talk now, and forget earlier failures."""
        with self._wake:
            self._poked = True
            self._wake.notify_all()

    def note_metered(self, metered: bool) -> None:
        """The system says whether bytes are paid for on this link; talks by themselves then bring own work only."""
        self._metered = metered

    @property
    def metered(self) -> bool:
        """What the system said last."""
        return self._metered

    def note_edit(self) -> None:
        """Something was edited: talk soon, unless failures in a row say that there is no road."""
        now = time.monotonic()
        with self._wake:
            self._edited = (self._edited[0] if self._edited else now, now)
            self._news = True
            self._wake.notify_all()

    def sync_now(self, timeout_s: float | None = None) -> Future[Report]:
        """Talks now. The future fails only with InUse, Cancelled or a fault of ours; the road's faults are in it."""
        asked = _Asked(time.monotonic() + timeout_s if timeout_s is not None else None)
        with self._wake:
            if not self._stopping:
                self._asked.append(asked)
                self._wake.notify_all()
                return asked.future
        asked.fail(_closing())
        return asked.future

    def cancel(self) -> None:
        """Ends the talk under way within two seconds; what arrived stands."""
        self._conversation.cancel()

    def _run(self) -> None:
        going_on = True
        while going_on:
            try:
                going_on = self._step()
            # The only one here: a bug in one talk must not leave work that nobody ever sends again.
            except Exception as error:  # noqa: BLE001
                _log.error("the sync runner met %s", type(error).__name__, exc_info=error)
                self._pause()
        self._conversation.close()

    def _step(self) -> bool:
        """Waits until a talk is due and has it; False when the runner is to end."""
        attempt, beside = self._replica.database.call(_plan, self._replica).result()
        with self._wake:
            due = min(self._due_in_s(attempt), self._visit_in_s() if beside else _LOOK_S)
            self._wake.wait_for(self._has_news, max(0.0, min(due, _LOOK_S)))
            self._news = False
            if self._stopping:
                return False
            asked, self._asked = self._asked, []
            poked, self._poked = self._poked and not _has_turn(attempt), False
            talks = asked or poked or self._due_in_s(attempt) <= 0
            visits = beside and not talks and self._visit_in_s() <= 0
            if talks or (visits and attempt is not None and (attempt.failures or _has_turn(attempt))):
                self._edited = None
        if visits:
            self._visit()
        if not talks:
            return True
        held_back = not asked and self._replica.database.call(self._is_held_back).result()
        if held_back and not self._replica.database.call(own_may_go, self._replica).result():
            self._replica.database.call(self._look_later).result()
            return True
        if poked or asked:
            self._replica.database.call(self._forget_failures).result()
        self._talk(asked, brief=held_back)
        return True

    def _is_held_back(self) -> bool:
        return account(self._replica, metered=self._metered).restraint is not None

    def _look_later(self) -> None:
        """Nothing may go by itself now: tomorrow, another network or another choice may change that."""
        if next_attempt(self._replica) is not None:
            store_attempt(self._replica, Attempt(int(time.time()) + POLL_S, 0))

    def _has_news(self) -> bool:
        return self._stopping or self._poked or self._news or bool(self._asked)

    def _due_in_s(self, attempt: Attempt | None) -> float:
        """Seconds until a talk is due; an attempt further off than any pause was stored under another clock.

        An edit does not bring a turn nearer.
        """
        if attempt is None:
            return _LOOK_S
        now = time.monotonic()
        longest = LONGEST_TURN_S if _has_turn(attempt) else max(LONGEST_PAUSE_S, POLL_S)
        due = min(attempt.at - time.time(), longest)
        if self._edited is not None and not attempt.failures and not _has_turn(attempt):
            first, last = self._edited
            due = min(due, first + LONGEST_EDIT_S - now, last + QUIET_S - now)
        return max(due, self._not_before - now)

    def _visit_in_s(self) -> float:
        """Seconds until the hubs are looked in at: now and then, and soon after an edit even without a centre."""
        now = time.monotonic()
        due = self._visited_at + VISIT_S - now
        if self._edited is not None:
            first, last = self._edited
            due = min(due, max(self._visited_at + QUIET_S, min(first + LONGEST_EDIT_S, last + QUIET_S)) - now)
        return due

    def _visit(self) -> None:
        """Between talks; whatever keeps it from the hubs is told by the next talk."""
        self._visited_at = time.monotonic()
        try:
            moved = any(each.brought.moved for each in self._conversation.visit())
        except Fault:
            return
        if moved:
            self._listener(Met())

    def _forget_failures(self) -> None:
        attempt = next_attempt(self._replica)
        if attempt is not None and not _has_turn(attempt):  # whoever asks before its turn is told the same turn
            store_attempt(self._replica, Attempt(int(time.time()), 0))

    def _pause(self) -> None:
        self._not_before = time.monotonic() + ELSEWHERE_PAUSE_S

    def _talk(self, asked: list[_Asked], *, brief: bool) -> None:
        until = max((each.until for each in asked if each.until is not None), default=None)
        fault: Fault = OwnFault("Sinkronisasi gagal karena kesalahan program. Pekerjaan aman di laptop ini.")
        report: Report | None = None
        self._listener(Started())
        self._visited_at = time.monotonic()
        try:
            report = self._conversation.talk(
                until=until, progress=lambda progress: self._listener(Moved(progress)), brief=brief
            )
        except Fault as found:
            # No road was tried: another process is at it, or the database can't be used now.
            fault = found
            self._pause()
        finally:
            for each in asked:
                each.finish(report, fault)
            self._listener(Ended(report or Report(fault=fault)))


def _has_turn(attempt: Attempt | None) -> bool:
    """Whether a server has told when to come: no other network brings that nearer."""
    return attempt is not None and attempt.position > 0


def _plan(replica: Replica) -> tuple[Attempt | None, bool]:
    """The next attempt, and whether there is a hub to look in at."""
    with replica.database.reading():
        return next_attempt(replica), bool(links(replica, GUEST))


class _Asked:
    """Somebody who waits for a talk, until a time.monotonic()."""

    def __init__(self, until: float | None) -> None:
        self.until = until
        self.future: Future[Report] = Future()

    def finish(self, report: Report | None, fault: Fault) -> None:
        if report is None:
            self.fail(fault)
        elif self.future.set_running_or_notify_cancel():
            self.future.set_result(report)

    def fail(self, fault: Fault) -> None:
        if self.future.set_running_or_notify_cancel():
            self.future.set_exception(fault)


def _closing() -> Cancelled:
    return Cancelled("Program ditutup sebelum sinkronisasi mulai. Pekerjaan aman di laptop ini.")
