"""The road to one centre: how much it carries at a time, and where it was cut."""

from __future__ import annotations

from dataclasses import dataclass, field

from contract.exchange.begun import Snapshot, Torn
from desktop.sync.blobs import Pace
from desktop.sync.diagnosis import Diagnosis
from desktop.sync.faults import RoadFault
from desktop.sync.machine import MOST_BYTES, Machine
from desktop.sync.resume import Upload
from desktop.sync.transport import Transport

MOST_ROWS, FEWEST_ROWS = 4000, 60
FEWEST_BYTES = 8 * 1024
_SMALLER = 4
"""By how much a round shrinks after a cut; a round that went well lets it double."""


@dataclass(slots=True)
class Step:
    """How much one round carries over the road to a centre: less after each cut."""

    rows: int = MOST_ROWS
    most_bytes: int = MOST_BYTES

    def shrink(self) -> None:
        """Nothing came through: a quarter."""
        self.rows = max(FEWEST_ROWS, self.rows // _SMALLER)
        self.most_bytes = max(FEWEST_BYTES, self.most_bytes // _SMALLER)

    def grow(self) -> None:
        """It went well: twice as much."""
        self.rows = min(MOST_ROWS, self.rows * 2)
        self.most_bytes = min(MOST_BYTES, self.most_bytes * 2)


@dataclass(slots=True)
class Road:
    """The road to one centre, and what is known of what was cut on it."""

    transport: Transport
    step: Step = field(default_factory=Step)
    pace: Pace = field(default_factory=Pace)
    cut_up: Upload | None = None
    """What a request brought that was cut before an answer began: how far it came is asked first."""
    far: Torn | None = None
    """What the server holds of a segment."""
    files: list[Snapshot] = field(default_factory=list)
    """First copies that this talk was told of and has not fetched."""
    takes_files: bool = True
    """Whether first copies may come as files: not once one was of no use."""

    def was_cut(self, machine: Machine, *, answered: bool) -> None:
        """The road was cut in this round."""
        self.far = None
        if answered:
            self.cut_up = None
        elif machine.upload.worth_asking:
            self.cut_up = machine.upload

    def arrived(self, machine: Machine) -> None:
        """This round came to its end. Behind a question, and behind the rest of a segment, there is another."""
        machine.tally.moved |= self.cut_up is not None or self.far is not None
        self.far = machine.upload.torn if self.cut_up is not None else None
        self.cut_up = None
        self.files = list(machine.files)

    @property
    def asked_rows(self) -> int | None:
        """Rows a frame to ask for; None for what the centre does by itself, which costs no bytes."""
        return self.step.rows if self.step.rows < MOST_ROWS else None

    def explained(self, fault: RoadFault) -> RoadFault:
        """The fault with its cause, as far as a look of a few seconds tells."""
        diagnosis = Diagnosis(server=self.transport.server, proxied=bool(self.transport.proxies))
        return diagnosis.of(fault, self.transport.is_cancelled)
