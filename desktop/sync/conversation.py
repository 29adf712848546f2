"""A talk with every centre: rounds until nothing is unsettled or nothing moves, and when to talk again.

It blocks whoever runs it. All work on rows is done on the database thread, one transaction a frame, so that a person
who edits meanwhile waits for one frame at most.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from contract.exchange.frames import FrameType, write_frame
from contract.exchange.judge import Fate
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Roll, Wipe, write_message
from contract.faults import Fault
from desktop.storage import history, news, revoked, roll
from desktop.storage import status as rows
from desktop.storage.clock import moment
from desktop.storage.profile import InUse, alone
from desktop.storage.replica import Replica
from desktop.sync import budget, errands, first_copy
from desktop.sync.blobs import Lane
from desktop.sync.checking import Surveyor
from desktop.sync.faults import Cancelled, Cut, Gone, Refused, RoadFault
from desktop.sync.machine import Machine, sign
from desktop.sync.pauses import attempt_after
from desktop.sync.road import Road
from desktop.sync.speed import note_samples
from desktop.sync.status import next_attempt, store_attempt
from desktop.sync.transport import Patience, Traffic, Transport
from desktop.sync.visits import Visited, Visits

P = ParamSpec("P")
T = TypeVar("T")
_CUTS_IN_A_ROW = 5
_LOCK_LOOK_S = 0.2
_drawn = secrets.SystemRandom().random


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A talk under way: ops acknowledged, ops that wait, rows taken."""

    sent: int
    pending: int
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A finished talk. fault: what ended it early, None when every centre was reached and answered to its end.

    pending: own ops not settled. rejected: what the centre rejected, now or before, and nobody dealt with yet.
    """

    sent: int = 0
    received: int = 0
    pending: int = 0
    rejected: tuple[rows.Returned, ...] = ()
    requests: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    fault: Fault | None = None
    hubs: tuple[Visited, ...] = ()
    """The hubs beside this laptop that were visited after the centres."""
    taken_away: bool = False
    """Every office here ordered that its data leaves this laptop, and has all work: the profile is to go now."""


class Conversation:
    """Talks with the centres of one profile, over connections that it keeps. Used by one thread; `cancel` by any.

    `lock`: the profile's sync lock, None for a replica that no other process can open. `draw` gives 0 to 1.
    `folder`: for files with first copies, by itself beside the lock.
    """

    def __init__(
        self,
        replica: Replica,
        lock: Path | None,
        *,
        patience: Patience | None = None,
        draw: Callable[[], float] = _drawn,
        folder: Path | None = None,
    ) -> None:
        self._replica = replica
        self._lock = lock
        self._folder = folder or (lock.parent if lock is not None else None)
        self._patience = patience
        self._draw = draw
        self._roads: dict[tuple[str, bool], Road] = {}
        self._cancelled = threading.Event()
        self._surveyor = Surveyor()
        self._visits = Visits(replica, folder=self._folder)
        self._centre_answers = True

    def talk(
        self,
        *,
        until: float | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        brief: bool = False,
    ) -> Report:
        """One talk with every centre. `until`: a time.monotonic() at which it stops, and until which it waits its turn.

        brief: only this laptop's own work goes, and hardly any news comes: for links on which bytes are few.
        Gives a Report whatever happens on the road. Raises InUse when another process talks all that time, Cancelled
        when `cancel` came before its turn, and faults of the database.
        """
        self._cancelled.clear()
        self._visits.allow()
        with ExitStack() as turn:
            if self._lock is not None:
                self._wait_for_turn(turn, self._lock, until)
            report = _Talk(self._replica, self._road_to, until, progress, self._surveyor, brief, self._folder).run()
            self._centre_answers = report.fault is None
            if not report.taken_away and not self._cancelled.is_set():
                report = self._with_hubs(report, until)
            self._replica.database.call(self._write_down, report).result()
        return report

    def visit(self) -> list[Visited]:
        """Looks in at the hubs beside this laptop, between talks. Raises InUse when another process talks just now."""
        with ExitStack() as turn:
            if self._lock is not None:
                turn.enter_context(alone(self._lock))
            self._visits.allow()
            return self._visits.go(by_hub=not self._centre_answers, patiently=True)

    def _with_hubs(self, report: Report, until: float | None) -> Report:
        """The hubs are told and asked too; when the centre did not answer, work goes by them.

        Their bytes are not counted: nobody pays for those on a network of the office's own.
        """
        visited = self._visits.go(by_hub=report.fault is not None, until=until)
        if not visited:
            return report
        counted = self._replica.database.call(rows.counts, self._replica).result()
        return replace(
            report,
            hubs=tuple(visited),
            pending=counted.pending,
            sent=report.sent + sum(each.brought.sent for each in visited),
            received=report.received + sum(each.brought.received for each in visited),
        )

    def cancel(self) -> None:
        """Ends the talk under way within moments; what arrived stands. From any thread."""
        self._cancelled.set()
        self._visits.cancel()
        for road in list(self._roads.values()):
            road.transport.cancel()

    def close(self) -> None:
        """Gives up the kept connections."""
        for road in self._roads.values():
            road.transport.close()
        self._roads.clear()
        self._visits.close()

    def _wait_for_turn(self, turn: ExitStack, lock: Path, until: float | None) -> None:
        while True:
            try:
                turn.enter_context(alone(lock))
            except InUse:
                if until is None or time.monotonic() >= until:
                    raise
                if self._cancelled.wait(_LOCK_LOOK_S):
                    raise Cancelled("Sinkronisasi dihentikan.") from None
            else:
                return

    def _road_to(self, centre: history.Centre) -> Road:
        name = (centre.url, centre.insecure)
        if name not in self._roads:
            self._roads[name] = Road(Transport(centre.url, insecure=centre.insecure, patience=self._patience))
        road = self._roads[name]
        road.transport.allow()
        if self._cancelled.is_set():
            road.transport.cancel()
        return road

    def _write_down(self, report: Report) -> None:
        """Stores the visit and the next attempt together: work that waits always has one."""
        now = int(time.time())
        made = rows.Visit(
            at=now,
            sent=report.sent,
            received=report.received,
            bytes_up=report.bytes_up,
            bytes_down=report.bytes_down,
            outcome=str(report.fault or ""),
        )
        with self._replica.transaction():
            rows.note_visit(self._replica, made)
            news.stamp(self._replica, now)
            for road in self._roads.values():
                note_samples(self._replica, road.transport.server, road.transport.take_samples())
            store_attempt(self._replica, attempt_after(next_attempt(self._replica), report, now, self._draw()))


class _Talk:
    """One talk with every centre, and what it counts."""

    def __init__(
        self,
        replica: Replica,
        road_to: Callable[[history.Centre], Road],
        until: float | None,
        progress: Callable[[Progress], None],
        surveyor: Surveyor,
        brief: bool,
        folder: Path | None,
    ) -> None:
        self._folder = folder
        self._replica = replica
        self._surveyor = surveyor
        self._brief = brief
        self._road_to = road_to
        self._until = until
        self._progress = progress
        self._report = Report()

    def _call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._replica.database.call(work, *args, **kwargs).result()

    def run(self) -> Report:
        centres, pending, _ = self._call(self._look)
        self._report = replace(self._report, pending=pending)
        for centre in centres:
            try:
                orders = self._talk_with(centre)
                if not self._brief:
                    self._bring(centre)
                    self._carry_files(centre)
                if orders:
                    taken_away: bool = self._call(revoked.obey, self._replica, orders, sign)
                    self._report = replace(self._report, taken_away=taken_away)
            except RoadFault as fault:
                fault = self._road_to(centre).explained(fault)
                self._report = replace(self._report, fault=self._report.fault or fault)
                if isinstance(fault, Cancelled):
                    break
        _, pending, rejected = self._call(self._look)
        return replace(self._report, pending=pending, rejected=rejected)

    def _look(self) -> tuple[list[history.Centre], int, tuple[rows.Returned, ...]]:
        with self._replica.database.reading():
            rejected = tuple(rows.returned(self._replica, Fate.REJECTED))
            return history.centres(self._replica), rows.counts(self._replica).pending, rejected

    def _talk_with(self, centre: history.Centre) -> list[Wipe]:
        """Rounds with one centre; gives what it ordered in the last.

        A cut behind which something arrived is no reason to stop, only to carry less.
        """
        road = self._road_to(centre)
        road.files = []
        cuts = 0
        while True:
            machine = Machine(self._replica, self._surveyor)
            try:
                self._fetch_files(machine, road)
                self._round(machine, centre, road)
            except Cut:
                cuts = 0 if machine.tally.moved else cuts + 1
                if cuts >= _CUTS_IN_A_ROW or self._is_late():
                    raise
                if cuts and road.cut_up is None:
                    road.step.shrink()  # nothing at all came through
                continue
            finally:
                so_far, new = self._report, machine.tally
                self._report = replace(so_far, sent=so_far.sent + new.sent, received=so_far.received + new.received)
            road.step.grow()
            cuts = 0
            if road.files and not self._is_late():
                continue
            if not machine.tally.moved or self._is_late():
                return machine.tally.orders
            is_unfinished = budget.has_own if self._brief else rows.is_unfinished
            if not self._call(is_unfinished, self._replica, centre.id):
                return machine.tally.orders

    def _bring(self, centre: history.Centre) -> None:
        """Parcels of other laptops go to this server, one request each. Its own work is done: no fault tells of it."""
        road = self._road_to(centre)
        for errand in self._call(errands.errands, self._replica, centre):
            before = replace(road.transport.traffic)
            try:
                frames = road.transport.exchange(errand.body, until=self._until)
                answer = b"".join(payload for kind, payload in frames if kind == FrameType.ANSWER)
            except Cancelled:
                raise
            except RoadFault:
                return
            finally:
                self._count(road.transport.traffic, before)
            self._call(errands.came_back, self._replica, errand, answer)

    def _carry_files(self, centre: history.Centre) -> None:
        """The last lane: contents of attachments, once everything else is settled."""
        road = self._road_to(centre)
        before = replace(road.transport.traffic)
        try:
            Lane(self._replica, road.transport, centre, road.pace, self._until).run()
        finally:
            self._count(road.transport.traffic, before)

    def _count(self, traffic: Traffic, before: Traffic) -> None:
        counted = self._report
        self._report = replace(
            counted,
            requests=counted.requests + traffic.requests - before.requests,
            bytes_up=counted.bytes_up + traffic.bytes_up - before.bytes_up,
            bytes_down=counted.bytes_down + traffic.bytes_down - before.bytes_down,
        )

    def _is_late(self) -> bool:
        return self._until is not None and time.monotonic() >= self._until

    def _round(self, machine: Machine, centre: history.Centre, road: Road) -> None:
        sealed: dict[int, int] = {}
        while self._call(machine.seal_part, centre, sealed):
            pass
        body = self._call(self._request, machine, centre, road, sealed)
        traffic, before = road.transport.traffic, replace(road.transport.traffic)
        first = True
        try:
            asked_rows = budget.BRIEF_ROWS if self._brief else road.asked_rows
            for kind, payload in road.transport.exchange(body, asked_rows, until=self._until):
                self._call(self._take, machine, kind, payload, centre.id if first else None)
                first = False
                self._tell(machine)
            self._call(machine.forget_torn)
            road.arrived(machine)
        except Malformed as error:
            self._call(machine.forget_torn)
            raise Refused("Jawaban server tidak dipahami. Perbarui Lontar di laptop ini.") from error
        except RoadFault:
            self._call(machine.cut, road.transport.unfinished)
            road.was_cut(machine, answered=not first)
            raise
        finally:
            self._count(traffic, before)

    def _fetch_files(self, machine: Machine, road: Road) -> None:
        """First copies that this talk was told of, to their end; one that is of no use is left, and pages stream."""
        while road.files and self._folder is not None:
            traffic, before = road.transport.traffic, replace(road.transport.traffic)

            def take(kind: int, payload: bytes) -> None:
                self._call(machine.on, kind, payload)
                self._tell(machine)

            def bytes_from(path: str, start: int) -> Iterator[bytes]:
                for piece in road.transport.fetch(path, start, until=self._until):
                    machine.tally.moved = True
                    yield piece

            try:
                first_copy.fetch(self._replica, road.files[0], self._folder, take, bytes_from)
            except (Malformed, Gone, OSError):
                road.takes_files = False
                self._call(first_copy.leave, self._replica, road.files[0])
            finally:
                self._count(traffic, before)
            road.files.pop(0)

    def _request(self, machine: Machine, centre: history.Centre, road: Road, sealed: dict[int, int]) -> bytes:
        now = moment(self._replica)
        if road.cut_up is not None:
            return machine.question(centre, now, road.cut_up)
        files = road.takes_files and self._folder is not None and not self._brief
        body = machine.request(centre, now, most_bytes=road.step.most_bytes, sealed=sealed, far=road.far, files=files)
        return body + (write_frame(FrameType.BRIEF, b"") if self._brief else self._call_roll(centre, now.told))

    def _call_roll(self, centre: history.Centre, now: int) -> bytes:
        """Asks now and then which laptops of the offices the centre has heard from."""
        due = roll.due(self._replica, history.standings(self._replica, centre.id), now)
        return b"".join(write_message(Roll(realm)) for realm in due)

    def _take(self, machine: Machine, kind: int, payload: bytes, answered_by: int | None) -> None:
        """One frame; the first of an answer is also a sign of life of the centre with the id `answered_by`."""
        with self._replica.transaction():
            machine.on(kind, payload)
            if answered_by is not None:
                rows.note_contact(self._replica, answered_by, int(time.time()))

    def _tell(self, machine: Machine) -> None:
        sent = self._report.sent + machine.tally.sent
        received = self._report.received + machine.tally.received
        self._progress(Progress(sent=sent, pending=max(0, self._report.pending - sent), received=received))
