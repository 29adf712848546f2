"""Visits: a laptop goes to the hubs it is paired with, leaves what waits and takes what is there for it.

It blocks whoever runs it; work on rows is done on the database thread, step by step. A hub that is not there is no
fault: the laptop comes again, later each time.
"""

from __future__ import annotations

import logging
import platform
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from contract.exchange.links import GUEST, MOST_TOLD
from contract.exchange.malformed import Malformed
from contract.faults import WorldFault
from desktop.storage import first_copies, links
from desktop.storage.clock import moment
from desktop.storage.links import Link
from desktop.storage.replica import Replica
from desktop.sync import first_copy
from desktop.sync.addresses import hub_address
from desktop.sync.faults import Cancelled, Closed, NotOurs, RoadFault, WrongPairingCode
from desktop.sync.guest import Brought, Guest, Unpaired
from desktop.sync.machine import Machine
from desktop.sync.replies import Reply, refusal
from desktop.sync.transport import Patience, Transport

P = ParamSpec("P")
T = TypeVar("T")
_log = logging.getLogger(__name__)
NEARBY = Patience(connect_s=3, stall_s=20, total_s=300)
"""The hub is in the same room: what it does not answer soon it does not answer."""
POLL_S = 15
LONGEST_PAUSE_S = 300
MOST_QUESTIONS = 500
_END = object()
ASK_PATH, KNOCK_PATH, ENTER_PATH = "/hub", "/hub/knock", "/hub/enter"
_CONFLICT = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """One hub and what the visit did. fault: what ended it early, None when the hub answered to its end."""

    link: bytes
    name: str
    brought: Brought
    fault: WorldFault | None = None


class Visits:
    """Goes to the hubs of one replica. Used by one thread; `cancel` by any. folder: for files with first copies."""

    def __init__(self, replica: Replica, patience: Patience | None = None, folder: Path | None = None) -> None:
        self._folder = folder
        self._replica = replica
        self._patience = patience or NEARBY
        self._roads: dict[str, Transport] = {}
        self._asked_at: dict[bytes, dict[int, int]] = {}
        self._pauses: dict[bytes, tuple[float, float]] = {}
        self._cancelled = threading.Event()

    def go(
        self, *, by_hub: bool, until: float | None = None, patiently: bool = False, laptop: str = ""
    ) -> list[Visited]:
        """Visits every hub. by_hub: own work goes that way too. patiently: those that did not answer are let be."""
        found: list[Visited] = []
        for link in self._call(links.links, self._replica, GUEST):
            not_before, _ = self._pauses.get(link.id, (0.0, 0.0))
            if patiently and time.monotonic() < not_before:
                continue
            if self._cancelled.is_set() or (until is not None and time.monotonic() > until):
                break
            visited = self._visit(link, by_hub, until, laptop or platform.node() or "laptop")
            found.append(visited)
            self._pause(visited)
        return found

    def cancel(self) -> None:
        """Ends the visit under way within moments, and every later one until `allow`."""
        self._cancelled.set()
        for road in list(self._roads.values()):
            road.cancel()

    def allow(self) -> None:
        """Visits may be made again."""
        self._cancelled.clear()
        for road in list(self._roads.values()):
            road.allow()

    def close(self) -> None:
        """Gives up the kept connections."""
        for road in self._roads.values():
            road.close()
        self._roads.clear()

    def _pause(self, visited: Visited) -> None:
        if visited.fault is None:
            self._pauses.pop(visited.link, None)
            return
        _, last = self._pauses.get(visited.link, (0.0, 0.0))
        pause = min(LONGEST_PAUSE_S, max(POLL_S, 2 * last))
        self._pauses[visited.link] = (time.monotonic() + pause, pause)

    def _visit(self, link: Link, by_hub: bool, until: float | None, laptop: str) -> Visited:
        asked_at = self._asked_at.setdefault(link.id, {})
        guest = Guest(self._replica, link.id, laptop, asked_at)
        road = self._road_to(link.address)
        fault: WorldFault | None = None
        try:
            for _ in range(MOST_QUESTIONS):
                self._question(guest, road, by_hub=by_hub, until=until)
                if not guest.more:
                    break
            if by_hub:
                self._fetch_files(road, guest.brought, until)
        except (RoadFault, Unpaired) as found:
            fault = found
        except Malformed:
            fault = NotOurs("Jawaban pos tidak dipahami. Hubungkan lagi ke pos dengan kode baru.")
        return Visited(link=link.id, name=link.name, brought=guest.brought, fault=fault)

    def _fetch_files(self, road: Transport, brought: Brought, until: float | None) -> None:
        """First copies of which the centre told, for it can't be reached now; one that the hub has not yet comes later.

        What a hub gives wrongly is left, and the centre is asked again as if none of it had come.
        """
        for told in self._call(first_copies.pending, self._replica) if self._folder is not None else ():
            assert self._folder is not None
            machine = Machine(self._replica)

            def take(kind: int, payload: bytes, on: Machine = machine) -> None:
                self._call(on.on, kind, payload)

            def bytes_from(path: str, start: int) -> Iterator[bytes]:
                return road.fetch(path, start, until=until)

            try:
                first_copy.fetch(self._replica, told, self._folder, take, bytes_from)
            except Cancelled:
                raise
            except (RoadFault, Malformed, OSError) as fault:
                _log.info("a first copy did not come from the hub: %s", type(fault).__name__)
            finally:
                brought.received += machine.tally.received

    def _question(self, guest: Guest, road: Transport, *, by_hub: bool, until: float | None) -> None:
        body = self._call(_ask, self._replica, guest, by_hub)
        reply = road.post(ASK_PATH, body, MOST_TOLD, until=until)
        if reply.status == _CONFLICT and reply.body.isdigit() and len(reply.body) < 20:
            guest.number_told(int(reply.body))
            body = self._call(_ask, self._replica, guest, by_hub)
            reply = road.post(ASK_PATH, body, MOST_TOLD, until=until)
        steps = guest.answered(_content(reply), self._call(moment, self._replica))
        while self._call(next, steps, _END) is not _END:
            if self._cancelled.is_set():
                raise Cancelled("Sinkronisasi dihentikan. Yang sudah tiba tetap tersimpan.")

    def _road_to(self, address: str) -> Transport:
        if address not in self._roads:
            self._roads[address] = nearby_road(address, self._patience)
        return self._roads[address]

    def _call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._replica.database.call(work, *args, **kwargs).result()


def nearby_road(address: str, patience: Patience = NEARBY) -> Transport:
    """The road to a hub: never over a proxy, and plain, for every body on it is sealed. Raises BadServer."""
    return Transport(address, insecure=True, patience=patience, direct=True)


def _ask(replica: Replica, guest: Guest, by_hub: bool) -> bytes:
    return guest.ask(moment(replica), by_hub=by_hub)


def pair(replica: Replica, address: str, code: str, laptop: str, patience: Patience = NEARBY) -> Link:
    """Pairs this laptop with the hub at an address by the code on its screen.

    Raises MistypedPairingCode, WrongPairingCode, Closed, BadServer and RoadFault.
    """
    from desktop.sync.pairing import Applicant  # its arithmetic takes a while to load, and few ever pair

    applicant = Applicant(code, laptop[:200])
    road = nearby_road(hub_address(address), patience)
    try:
        answer = _content(road.post(KNOCK_PATH, applicant.knock(), MOST_TOLD))
        last = _content(road.post(ENTER_PATH, applicant.enter(answer), MOST_TOLD))
        link = applicant.paired(last, road.server, int(time.time()))
    except Malformed:
        raise NotOurs("Yang menjawab di alamat ini bukan pos Lontar. Periksa alamatnya.") from None
    finally:
        road.close()
    replica.database.call(links.add, replica, link).result()
    return link


def _content(reply: Reply) -> bytes:
    """The body of an answer that is one. Raises WrongPairingCode, Closed and RoadFault."""
    match reply.status:
        case 200:
            return reply.body
        case 403:
            raise WrongPairingCode("Kode pos belum benar atau sudah berganti. Periksa enam angka di layar pos.")
        case 410:
            raise NotOurs("Pos ini tidak mengenal laptop ini lagi. Hubungkan lagi dengan kode di layar pos.")
        case 429:
            raise Closed(reply.retry_after_s or POLL_S)
        case _:
            raise refusal(reply)
